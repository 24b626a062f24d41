"""Report whom a list favours: its exposure by language, length, age, source and kind beside the library's mix."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.rank.calibrate import Groups, Labels
from engine.records import Video
from engine.taste.features import Places

SHOWN = 50  # places that are looked at; a place counts by 1 / log2(1 + rank), as in nDCG


@dataclass(frozen=True, slots=True)
class Exposure:
    """One group's share of what is shown and of the library; within a facet both sum to 1."""

    facet: str
    label: str
    shown: float
    library: float


def facets(videos: Sequence[Video], roots: Iterable[str]) -> dict[str, Labels]:
    """The groups that a list should treat fairly, as labels of all videos, for ``calibrate.groups``."""
    longest_first = sorted(roots, key=len, reverse=True)

    def source(path: str) -> str:
        return next((root for root in longest_first if path.startswith(root)), UNKNOWN)

    return {
        "language": [(video.language or UNKNOWN,) for video in videos],
        "length": [(_length(video.duration_s),) for video in videos],
        "age": [(f"{video.year // 10 * 10}s" if video.year else UNKNOWN,) for video in videos],
        "source": [(source(video.path),) for video in videos],
        "kind": [(video.kind,) for video in videos],
    }


def exposure(groups: Groups, order: Places) -> tuple[Exposure, ...]:
    """The share of each group in a list, given best first; facet by facet, the most favoured group first."""
    shown = order[:SHOWN]
    if not len(shown):
        return ()
    discount = 1 / np.log2(np.arange(2, len(shown) + 2))
    shares = (discount / discount.sum()) @ groups.shares[shown]
    found = [
        Exposure(facet, label, round(float(share) * groups.facets, 4), round(float(own) * groups.facets, 4))
        for (facet, label), share, own in zip(groups.names, shares, groups.average, strict=True)
    ]
    place = {facet: at for at, (facet, _) in enumerate(groups.names)}
    return tuple(sorted(found, key=lambda one: (place[one.facet], one.library - one.shown)))


UNKNOWN = "unknown"
_MINUTES = (20, 60, 120)
_LENGTHS = ("under 20 min", "20 to 60 min", "1 to 2 hours", "over 2 hours")


def _length(duration_s: float | None) -> str:
    return _LENGTHS[bisect(_MINUTES, duration_s / 60)] if duration_s else UNKNOWN
