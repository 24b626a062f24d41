"""Good and varied orders."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.rank.diversify import alike, mmr, spread
from engine.rank.metrics import variety
from engine.taste.features import build
from tests.unit.taste.groups import two_groups
from tests.unit.taste.in_memory import video

SHELF = two_groups()
FEATURES = build(SHELF.videos(), SHELF.embedded, SHELF.vectors)
EVERY = np.arange(20)

# Stars as the recommender hands them over, rounded to four places: closer ones count as equal.
stars = st.integers(-50_000, 50_000).map(lambda whole: whole / 10_000)
scored = st.lists(stars, min_size=0, max_size=25).map(lambda x: np.array(x, np.float32))


def likeness(count: int, seed: int) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, 5)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows @ rows.T


@given(scored, st.integers(0, 9), st.floats(0, 1))
def test_mmr_is_a_permutation_and_repeats_itself(scores: np.ndarray, seed: int, balance: float) -> None:
    near = likeness(len(scores), seed)
    order = mmr(scores, near, balance=balance)
    assert sorted(order.tolist()) == list(range(len(scores)))
    assert np.array_equal(order, mmr(scores, near, balance=balance))


@given(scored, st.integers(0, 9), st.integers(0, 30))
def test_a_longer_list_begins_with_the_shorter_one(scores: np.ndarray, seed: int, limit: int) -> None:
    near = likeness(len(scores), seed)
    assert np.array_equal(mmr(scores, near, limit=limit), mmr(scores, near)[:limit])


@given(scored, st.integers(0, 9))
def test_the_best_comes_first_and_a_balance_of_one_sorts(scores: np.ndarray, seed: int) -> None:
    near = likeness(len(scores), seed)
    assert scores[mmr(scores, near)[:1]].tolist() == sorted(scores.tolist())[-1:]
    steps = np.diff(scores[mmr(scores, near, balance=1.0)])
    assert (steps <= 1e-5).all()


@given(st.integers(2, 12), st.floats(0.1, 10), st.floats(-3, 3))
def test_the_scale_of_the_scores_does_not_matter(count: int, factor: float, offset: float) -> None:
    scores = np.linspace(0, 1, count, dtype=np.float32)
    near = likeness(count, 1)
    assert np.array_equal(mmr(scores, near), mmr((scores * factor + offset).astype(np.float32), near))


def test_equal_candidates_stay_in_their_order() -> None:
    assert mmr(np.ones(6, np.float32), np.ones((6, 6), np.float32)).tolist() == [0, 1, 2, 3, 4, 5]


def test_a_little_lower_but_different_one_moves_up() -> None:
    scores = np.array([5.0, 4.9, 4.8, 1.0], np.float32)
    near = np.array([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], np.float32)
    assert mmr(scores, near).tolist() == [0, 2, 1, 3]


def test_likeness_is_one_with_itself_and_higher_inside_a_group() -> None:
    near = alike(FEATURES, EVERY)
    assert np.allclose(np.diag(near), 1, atol=1e-5)
    assert near[:10, :10].mean() > near[:10, 10:].mean() + 0.3


def test_a_varied_start_takes_turns_between_groups() -> None:
    order = spread(FEATURES, EVERY)
    assert sorted(order.tolist()) == EVERY.tolist()
    assert {place < 10 for place in order[:2].tolist()} == {True, False}
    assert variety(FEATURES.matrix[order[:4], :32]) > variety(FEATURES.matrix[:4, :32]) + 0.3


def test_a_varied_start_holds_every_candidate_of_a_big_library_and_no_other() -> None:
    videos = [video(n) for n in range(1, 1000)]
    vectors = np.random.default_rng(0).normal(size=(999, 8)).astype(np.float32)
    features = build(videos, np.arange(1, 1000), vectors)
    order = spread(features, np.arange(0, 900))
    assert sorted(order.tolist()) == list(range(900))
    assert np.array_equal(order, spread(features, np.arange(0, 900)))


def test_an_empty_shelf_has_an_empty_start() -> None:
    assert spread(FEATURES, np.array([], dtype=np.intp)).tolist() == []
