"""What sets the picked videos apart from the rest."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.records import Rating
from engine.taste.features import build
from engine.taste.picks import Picks, fit_picks
from tests.unit.taste.groups import ASTRONOMY, COOKING, two_groups

SHELF = two_groups()
FEATURES = build(SHELF.videos(), SHELF.embedded, SHELF.vectors)


def pick(stars: dict[int, float], finished: tuple[int, ...] = ()) -> Picks:
    return fit_picks(FEATURES, [Rating(v, s, 0.0) for v, s in stars.items()], finished)


def lead(picks: Picks) -> float:
    """By how much cooking stands above astronomy."""
    scores = FEATURES.matrix @ picks.weights
    return float(scores[:10].mean() - scores[10:].mean())


def test_what_is_like_the_picked_stands_above_the_rest() -> None:
    assert lead(pick({1: 5.0})) > 0.05
    assert lead(pick({}, (1,))) > 0.02
    assert lead(pick({}, (12,))) < -0.02


def test_what_was_disliked_is_no_pick() -> None:
    assert lead(pick({1: 0.5})) < 0


def test_more_picks_say_more() -> None:
    assert lead(pick(dict.fromkeys(COOKING, 5.0))) > 2 * lead(pick({1: 5.0}))


def test_stars_count_for_more_than_having_been_finished() -> None:
    assert pick({1: 5.0}, (1,)).amounts == pick({1: 5.0}).amounts
    assert lead(pick({1: 0.5}, (1,))) < 0


def test_nothing_picked_prefers_nothing_and_gone_videos_are_left_out() -> None:
    assert not pick({}).weights.any()
    assert pick({999: 5.0}, (998,)).amounts == {}


said = st.dictionaries(st.integers(1, 20), st.sampled_from([0.5, 1.0, 3.0, 4.5, 5.0]), max_size=12)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(said, st.sets(st.sampled_from([*COOKING, *ASTRONOMY]))), min_size=1, max_size=4))
def test_updates_equal_a_fit_from_nothing(states: list[tuple[dict[int, float], set[int]]]) -> None:
    picks = pick({3: 4.0, 15: 2.0}, (4,))
    before = picks.weights
    for stars, finished in states:
        picks = picks.update(FEATURES, [Rating(v, s, 0.0) for v, s in stars.items()], finished)
        assert picks.weights == pytest.approx(pick(stars, tuple(finished)).weights, abs=1e-9)
    back = picks.update(FEATURES, [Rating(3, 4.0, 0.0), Rating(15, 2.0, 0.0)], (4,))
    assert np.allclose(back.weights, before, atol=1e-9)
