"""Lists whose mix follows a wanted one."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rank.calibrate import OTHER, Mix, groups, topics, wanted
from engine.rank.diversify import arrange
from engine.rank.metrics import divergence

KINDS = [("film",)] * 6 + [("talk",)] * 2
GENRES = [("drama",)] * 4 + [("drama", "war"), ("war",), ("maths",), ("maths",)]


def test_every_facet_has_the_same_part_and_labels_share_it() -> None:
    found = groups({"kind": KINDS, "topic": GENRES})
    assert found.names == (
        ("kind", "film"),
        ("kind", "talk"),
        ("topic", "drama"),
        ("topic", "maths"),
        ("topic", "war"),
    )
    assert found.shares[4].tolist() == [0.5, 0, 0.25, 0, 0.25]
    assert np.allclose(found.shares.sum(axis=1), 1)
    assert np.allclose(found.average, found.shares.mean(axis=0))


def test_a_facet_that_tells_nothing_apart_is_left_out() -> None:
    assert {facet for facet, _ in groups({"kind": [("film",)] * 8, "topic": GENRES}).names} == {"topic"}
    assert groups({"kind": [("film",)] * 8}).shares.shape == (8, 0)
    assert groups({"kind": []}).shares.shape == (0, 0)


def test_rare_labels_share_a_group() -> None:
    found = groups({"topic": [("common",)] * 3 + [(f"rare {n}",) for n in range(60)]})
    assert found.names[0] == ("topic", "common") and found.names[-1] == ("topic", OTHER)
    assert found.shares[:, -1].sum() > 10


def test_videos_without_a_genre_are_told_apart_by_their_meaning() -> None:
    rng = np.random.default_rng(0)
    centres = np.eye(3, 8)[rng.integers(0, 3, 40)]
    meaning = (centres + 0.05 * rng.normal(size=(40, 8))).astype(np.float32)
    meaning /= np.linalg.norm(meaning, axis=1, keepdims=True)
    found = topics([("drama",)] + [()] * 39, meaning)
    assert found[0] == ("drama",)
    clusters = [own for (own,) in found[1:]]
    for own, other in zip(clusters, centres[1:], strict=True):
        same = {label for label, centre in zip(clusters, centres[1:], strict=True) if np.array_equal(centre, other)}
        assert own in same
    assert found == topics([("drama",)] + [()] * 39, meaning)


def test_the_own_mix_grows_with_evidence() -> None:
    library = groups({"topic": GENRES})
    maths = library.names.index(("topic", "maths"))
    assert np.allclose(wanted(library, np.array([], dtype=int), np.array([])), library.average)
    shares = [wanted(library, np.repeat(7, n), np.ones(n))[maths] for n in (1, 5, 50)]
    assert library.average[maths] < shares[0] < shares[1] < shares[2] < 1
    assert shares[1] == pytest.approx((1 + library.average[maths]) / 2)


mixes = st.lists(st.floats(0.01, 1), min_size=4, max_size=4).map(lambda x: np.array(x) / sum(x))


@given(mixes, mixes)
def test_divergence_is_zero_for_the_mix_itself_and_more_for_any_other(target: np.ndarray, other: np.ndarray) -> None:
    assert float(divergence(target, target)) == pytest.approx(0, abs=1e-9)
    assert float(divergence(target, other)) >= -1e-9


def test_a_mix_that_lacks_something_is_far_but_not_endlessly() -> None:
    half = np.array([0.5, 0.5])
    assert float(divergence(half, np.array([1.0, 0.0]))) == pytest.approx(0.5 * np.log(0.5 / 0.995) + 0.5 * np.log(100))


def test_a_calibrated_page_holds_what_the_person_watches_beside_the_best() -> None:
    """Steck's example: who watches 70 % romance and 30 % action gets both, though romance scores higher."""
    labels = [("romance",)] * 50 + [("action",)] * 50
    library = groups({"topic": labels})
    worth = np.concatenate([np.linspace(1, 0.5, 50), np.linspace(0.5, 0, 50)]).astype(np.float32)
    target = np.array([{"romance": 0.7, "action": 0.3}[label] for _, label in library.names], np.float32)
    apart = np.zeros((100, 100), np.float32)
    bare = arrange(worth, apart, limit=10)
    mixed = arrange(worth, apart, limit=10, penalties=[Mix(library.shares, target, strength=50.0)])
    assert (bare < 50).all()
    assert (mixed < 50).sum() == 7
    far = [float(divergence(target, library.shares[page].mean(axis=0))) for page in (bare, mixed)]
    assert far[1] < far[0] / 2


def test_ten_of_two_hundred_take_less_than_ten_milliseconds() -> None:
    rng = np.random.default_rng(0)
    labels = [tuple(f"genre {n}" for n in rng.choice(30, 3, replace=False)) for _ in range(200)]
    library = groups({"topic": labels})
    worth, near = rng.normal(size=200).astype(np.float32), np.eye(200, dtype=np.float32)
    times = []
    for _ in range(20):
        start = time.perf_counter()
        arrange(worth, near, limit=10, penalties=[Mix(library.shares, library.average)])
        times.append(time.perf_counter() - start)
    assert min(times) < 0.010
