"""Good and varied orders."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.rank.diversify import alike, arrange, spread, without_repeats
from engine.rank.metrics import variety
from engine.taste.features import build
from tests.unit.taste.groups import two_groups
from tests.unit.taste.in_memory import video

SHELF = two_groups()
FEATURES = build(SHELF.videos(), SHELF.embedded, SHELF.vectors)
EVERY = np.arange(20)

# Worth as the recommender hands it over, in coarse steps: closer ones count as equal.
worths = st.integers(-10_000, 10_000).map(lambda whole: whole / 2048)
worthy = st.lists(worths, min_size=0, max_size=25).map(lambda x: np.array(x, np.float32))


def likeness(count: int, seed: int) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, 5)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows @ rows.T


@given(worthy, st.integers(0, 9), st.floats(0, 20))
def test_an_arrangement_is_a_permutation_and_repeats_itself(worth: np.ndarray, seed: int, strength: float) -> None:
    near = likeness(len(worth), seed)
    order = arrange(worth, near, limit=99, variety=strength)
    assert sorted(order.tolist()) == list(range(len(worth)))
    assert np.array_equal(order, arrange(worth, near, limit=99, variety=strength))


@given(worthy, st.integers(0, 9), st.integers(0, 30))
def test_a_longer_list_begins_with_the_shorter_one(worth: np.ndarray, seed: int, limit: int) -> None:
    near = likeness(len(worth), seed)
    assert np.array_equal(arrange(worth, near, limit=limit), arrange(worth, near, limit=99)[:limit])


@given(worthy, st.integers(0, 9))
def test_the_best_comes_first_and_no_wish_for_variety_sorts(worth: np.ndarray, seed: int) -> None:
    near = likeness(len(worth), seed)
    assert worth[arrange(worth, near, limit=1)].tolist() == sorted(worth.tolist())[-1:]
    assert (np.diff(worth[arrange(worth, near, limit=99, variety=0.0)]) <= 0).all()


@given(worthy.filter(len), st.integers(0, 9), st.data())
def test_taking_one_away_leaves_all_above_it(worth: np.ndarray, seed: int, data: st.DataObject) -> None:
    near = likeness(len(worth), seed)
    order = arrange(worth, near, limit=99)
    rank = data.draw(st.integers(0, len(worth) - 1))
    kept = np.delete(np.arange(len(worth)), order[rank])
    without = kept[arrange(worth[kept], near[np.ix_(kept, kept)], limit=99)]
    assert without[:rank].tolist() == order[:rank].tolist()


def test_equal_candidates_stay_in_their_order() -> None:
    assert arrange(np.ones(6, np.float32), np.ones((6, 6), np.float32), limit=6).tolist() == [0, 1, 2, 3, 4, 5]


def test_a_little_lower_but_different_one_moves_up() -> None:
    worth = np.array([5.0, 4.9, 4.8, -1.0], np.float32)
    near = np.array([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], np.float32)
    assert arrange(worth, near, limit=4).tolist() == [0, 2, 1, 3]


def test_what_costs_is_put_off_but_never_leads() -> None:
    class Dear:
        """The first one is dear until it is taken."""

        cost = 9.0

        def costs(self) -> np.ndarray:
            return np.array([0, self.cost, 0], np.float32)

        def add(self, candidate: int) -> None:
            assert candidate in (0, 1, 2)

    near = np.zeros((3, 3), np.float32)
    assert arrange(np.array([3, 2, 1], np.float32), near, limit=3, penalties=[Dear()]).tolist() == [0, 2, 1]
    assert arrange(np.array([1, 2, 0], np.float32), near, limit=3, penalties=[Dear()])[0] == 1


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


@given(st.lists(st.lists(st.integers(0, 20)), max_size=4), st.integers(0, 6))
def test_rows_repeat_nothing_and_keep_their_order(rows: list[list[int]], size: int) -> None:
    filled = without_repeats(dict(enumerate(rows)), size=size)
    shown = [video_id for row in filled.values() for video_id in row]
    assert len(shown) == len(set(shown))
    for name, row in filled.items():
        assert len(row) <= size
        assert list(row) == [one for one in dict.fromkeys(rows[name]) if one in row]
        above = {one for earlier in range(name) for one in filled[earlier]}
        assert len(row) == min(size, len(set(rows[name]) - above))
