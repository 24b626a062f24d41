"""The parts of the benchmark of ranking."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.bench.rank import baselines
from tests.bench.rank.measure import interval, intervals


@pytest.mark.parametrize(
    "way",
    [
        baselines.centroid,
        baselines.nearest,
        baselines.ridge,
        baselines.logistic,
        baselines.pairwise_logistic,
        baselines.content_factors,
    ],
)
def test_each_baseline_finds_a_plain_taste(way: Callable[..., np.ndarray]) -> None:
    rows = np.random.default_rng(0).normal(size=(80, 6))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    stars = np.where(rows[:, 0] > 0, 5.0, 2.0)
    scores = way(np.arange(40), stars[:40], rows)
    assert np.corrcoef(scores[40:], rows[40:, 0])[0, 1] > 0.6


def test_equal_stars_teach_a_pair_learner_nothing() -> None:
    assert not baselines.pairwise_logistic(np.arange(3), np.full(3, 4.0), np.eye(5)).any()


def test_a_difference_is_paired_by_person() -> None:
    people = np.random.default_rng(0).random(200)
    found = intervals({"ours": (people + 0.1).tolist(), "theirs": people.tolist()}, [("ours", "theirs")])
    mean, low, high = found["ours - theirs"]
    assert mean == pytest.approx(0.1) == low == high
    assert found["ours"][2] - found["ours"][1] > 0.05


def test_people_without_a_figure_are_left_out() -> None:
    assert interval([1.0, float("nan"), 1.0]) == (1.0, 1.0, 1.0)
    assert np.isnan(interval([float("nan")])).all()
