"""Whom a list favours."""

import numpy as np
import pytest

from engine.rank.calibrate import groups
from engine.rank.fairness import UNKNOWN, exposure, facets
from tests.unit.taste.in_memory import video

VIDEOS = [
    video(1, path="/a/1.mp4", language="en", duration_s=600.0, year=1994, kind="film"),
    video(2, path="/a/sub/2.mp4", language="en", duration_s=3000.0, year=1999, kind="film"),
    video(3, path="/b/3.mp4", language="zh", duration_s=5000.0, year=2001, kind="talk"),
    video(4, path="/b/4.mp4", language="", duration_s=None, year=None, kind="talk"),
]
LABELS = facets(VIDEOS, ["/a/", "/b/", "/a/sub/"])
GROUPS = groups(LABELS)


def test_videos_are_grouped_by_what_should_not_matter() -> None:
    assert LABELS["language"] == [("en",), ("en",), ("zh",), (UNKNOWN,)]
    assert LABELS["length"] == [("under 20 min",), ("20 to 60 min",), ("1 to 2 hours",), (UNKNOWN,)]
    assert LABELS["age"] == [("1990s",), ("1990s",), ("2000s",), (UNKNOWN,)]
    assert LABELS["source"] == [("/a/",), ("/a/sub/",), ("/b/",), ("/b/",)]


def test_a_list_of_everything_in_turn_sums_to_one_in_every_facet() -> None:
    found = exposure(GROUPS, np.arange(4))
    for facet in LABELS:
        own = [one for one in found if one.facet == facet]
        assert sum(one.shown for one in own) == pytest.approx(1, abs=1e-3)
        assert sum(one.library for one in own) == pytest.approx(1, abs=1e-3)
        assert [one.shown - one.library for one in own] == sorted(
            (one.shown - one.library for one in own), reverse=True
        )


def test_higher_places_count_more() -> None:
    def of_talks(order: list[int]) -> float:
        return next(one.shown for one in exposure(GROUPS, np.array(order)) if one.label == "talk")

    assert of_talks([2, 3, 0, 1]) > 0.5 > of_talks([0, 1, 2, 3])
    assert of_talks([0, 2]) == pytest.approx((1 / np.log2(3)) / (1 + 1 / np.log2(3)), abs=1e-4)


def test_an_empty_list_exposes_nothing() -> None:
    assert exposure(GROUPS, np.array([], dtype=int)) == ()
