"""A few picks of new ground."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.rank.explore import EVERY, picks, woven

numbers = st.lists(st.integers(0, 40), unique=True, max_size=30).map(lambda x: np.array(x, dtype=np.intp))


def unlike(few: np.ndarray) -> np.ndarray:
    return np.eye(len(few), dtype=np.float32)


@given(numbers, numbers, st.integers(0, 40))
def test_weaving_repeats_nothing_and_begins_alike(order: np.ndarray, new: np.ndarray, limit: int) -> None:
    woven_all, _ = woven(order, new, limit=99)
    shown, explored = woven(order, new, limit=limit)
    assert shown.tolist() == woven_all[:limit].tolist()
    assert len(set(shown.tolist())) == len(shown) and explored <= set(shown.tolist())
    assert [one for one in shown.tolist() if one not in explored] == [
        one for one in order.tolist() if one in shown and one not in explored
    ]


@given(numbers, numbers)
def test_new_ground_never_leads(order: np.ndarray, new: np.ndarray) -> None:
    shown, explored = woven(order, new, limit=12)
    assert not explored & set(shown[:2].tolist())
    assert {place % EVERY for place, one in enumerate(shown.tolist()) if one in explored} <= {EVERY - 1}
    assert len(explored) <= 2


def test_a_page_of_ten_explores_twice() -> None:
    shown, explored = woven(np.arange(20), np.array([15, 16, 17]), limit=10)
    assert shown.tolist() == [0, 1, 2, 3, 15, 4, 5, 6, 7, 16]
    assert explored == {15, 16}


def test_picks_are_promising_and_uncertain() -> None:
    rng = np.random.default_rng(0)
    worth = rng.normal(size=500).astype(np.float32)
    deviation = rng.uniform(0.5, 1.5, 500).astype(np.float32)
    found = picks(worth, deviation, usual=1.0, likeness=unlike)
    assert len(found) == 12
    assert (worth[found] > 0).all() and (deviation[found] > 1).all()
    allowed = (worth > 0) & (deviation > 1)
    assert (worth + deviation)[found[0]] == (worth + deviation)[allowed].max()
    assert np.array_equal(found, picks(worth, deviation, usual=1.0, likeness=unlike))


def test_nothing_uncertain_gives_no_picks() -> None:
    assert picks(np.ones(5, np.float32), np.ones(5, np.float32), usual=1.0, likeness=unlike).size == 0
    assert picks(np.zeros(0, np.float32), np.zeros(0, np.float32), usual=1.0, likeness=unlike).size == 0


def test_picks_are_unlike_each_other() -> None:
    worth, deviation = np.full(10, 2, np.float32), np.full(10, 2, np.float32)
    twins = np.arange(10) // 5
    found = picks(worth, deviation, usual=1.0, likeness=lambda few: (twins[few][:, None] == twins[few]) * 1.0)
    assert {twins[one] for one in found[:2]} == {0, 1}
