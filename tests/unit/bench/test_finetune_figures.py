"""The pure parts of the fine-tune benchmark."""

from __future__ import annotations

import numpy as np

from tests.bench.finetune import Nll, opposite_topics, stars_of, told_apart, without_groups


def test_stars_follow_closeness_in_fifths() -> None:
    closeness = np.linspace(-1, 1, 100).astype(np.float32)
    stars = stars_of(closeness, np.random.default_rng(0))
    assert [int((stars == star).sum()) for star in (1, 2, 3, 4, 5)] == [20] * 5
    assert np.corrcoef(stars, closeness)[0, 1] > 0.7


def test_taste_lies_between_topics_and_not_between_groups() -> None:
    rng = np.random.default_rng(1)
    topic, group = np.repeat([1.0, -1.0], 40), np.tile([1.0, -1.0], 40)
    rows = 0.05 * rng.standard_normal((80, 5)).astype(np.float32)
    rows[:, 0] += topic
    rows[:, 1] += 10 * group
    taste = opposite_topics(without_groups(rows, ["a" if g > 0 else "b" for g in group]), rng)
    assert abs(taste[0]) > 0.95


def test_evaluator_ignores_a_video_s_own_text_and_halves_draws() -> None:
    near = np.array([[0.1, 0.9, 0.2], [0.1, 0.1, 0.9], [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]])
    nowhere = np.zeros(near.shape, bool)
    assert told_apart(near, nowhere, liked=2).tolist() == [1.0, 0.5]
    near[0] = [0.1, 0.0, 0.9]
    assert told_apart(near, nowhere, liked=2).tolist() == [0.0, 0.5]
    own = nowhere.copy()
    own[:2, 2] = True  # the only text against
    assert told_apart(near, own, liked=2).tolist() == [0.0, 0.5]


def test_error_of_a_difference_is_nothing_where_all_examples_move_alike() -> None:
    before = Nll(np.array([2.0, 4.0]), np.array([1.0, 2.0]))
    after = Nll(np.array([1.0, 2.0]), np.array([1.0, 2.0]))
    assert after.mean == 1.0
    assert after.error_beside(before) < 1e-12
