"""Measures of a ranked list."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rank.metrics import gains_of, hit_rate_at, ndcg_at, pairwise_accuracy, variety

gains = st.lists(st.floats(0, 31), min_size=1, max_size=30).map(np.array)


def test_ndcg_of_a_hand_worked_list() -> None:
    worked = (1 + 3 / math.log2(3)) / (3 + 1 / math.log2(3))
    assert ndcg_at(2, np.array([1.0, 3.0, 0.0])) == pytest.approx(worked)
    assert ndcg_at(1, np.array([1.0, 3.0, 0.0])) == pytest.approx(1 / 3)


def test_gains_double_with_every_star() -> None:
    assert gains_of(np.array([0.0, 1.0, 5.0])).tolist() == [0, 1, 31]


@given(gains, st.integers(1, 12))
def test_ndcg_is_one_for_the_best_order_and_never_more(values: np.ndarray, k: int) -> None:
    best = ndcg_at(k, np.sort(values)[::-1])
    assert 0 <= ndcg_at(k, values) <= best + 1e-9
    assert best == pytest.approx(1.0 if values.max() > 0 else 0.0)


@given(gains, st.integers(1, 12))
def test_ndcg_does_not_fall_when_a_better_one_moves_up(values: np.ndarray, k: int) -> None:
    swapped = values.copy()
    best = int(values.argmax())
    swapped[[0, best]] = swapped[[best, 0]]
    assert ndcg_at(k, swapped) >= ndcg_at(k, values) - 1e-9


def test_hit_rate_counts_ranks_from_one() -> None:
    assert hit_rate_at(10, np.array([1, 10, 11, 50])) == 0.5
    assert hit_rate_at(10, np.array([], dtype=int)) == 0.0


@given(st.lists(st.integers(1, 10), min_size=2, max_size=20).map(np.array))
def test_pairs_are_all_right_in_order_none_in_reverse_half_when_equal(stars: np.ndarray) -> None:
    if len(set(stars.tolist())) == 1:
        assert math.isnan(pairwise_accuracy(stars, stars))
    else:
        assert pairwise_accuracy(stars * 2.0, stars) == 1.0
        assert pairwise_accuracy(-stars, stars) == 0.0
        assert pairwise_accuracy(np.zeros(len(stars)), stars) == 0.5


def test_variety_is_none_for_equal_rows_and_one_for_right_angles() -> None:
    assert variety(np.ones((4, 3), np.float32)) == pytest.approx(0, abs=1e-6)
    assert variety(np.eye(4, dtype=np.float32)) == pytest.approx(1)
    assert variety(np.eye(4, dtype=np.float32)[:1]) == 0
