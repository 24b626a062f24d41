"""Put a list in an order that is both good and varied, always the same for the same scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from engine.records import Vector
from engine.taste.features import EMBEDDING, Features, Places

VARIETY = 4.0  # how many spreads of the scores a place costs a video that equals all above it
# On the ratings of the tuning half (tests/bench/shelf.py), at equal intra-list diversity, the mean likeness to all
# above costs less nDCG than the likeness to the nearest one (MMR) or the greedy determinant (DPP).


class Penalty(Protocol):
    """What else a growing list should be (its mix), as a cost of each candidate's coming next."""

    def costs(self) -> Vector: ...

    def add(self, candidate: int) -> None: ...


def arrange(
    worth: Vector, likeness: Vector, *, limit: int, variety: float = VARIETY, penalties: Sequence[Penalty] = ()
) -> npt.NDArray[np.intp]:
    """Order candidates greedily by worth, less what they repeat of those above (max-sum dispersion, Borodin 2012).

    ``worth`` (C,) is in spreads of the scores; ``likeness`` (C, C) is 1 for two equal videos. The first place goes
    to the highest worth, each next one to the largest ``worth - variety * mean likeness to those above - costs``.
    Equal ones stand in the order in which they came; a longer list begins with the shorter one.
    """
    count = len(worth)
    order = np.empty(min(count, limit), dtype=np.intp)
    left = worth.astype(np.float64)
    above = np.zeros(count)
    for place in range(len(order)):
        gain = left
        if place:
            gain = left - variety / place * above
            for penalty in penalties:
                gain -= penalty.costs()
        order[place] = best = int(np.argmax(gain))
        left[best] = -np.inf
        above += likeness[best]
        for penalty in penalties:
            penalty.add(best)
    return order


def spread(features: Features, candidates: Places) -> Places:
    """Varied picks when nothing is known of the person: each as unlike those before it as can be.

    Works on a sample drawn by the videos' ids: the same for the same library, and the oddest few of a very
    big library do not always lead.
    """
    drawn = candidates[np.argsort(_lots(features.ids[candidates]), kind="stable")]
    sample = drawn[:_SAMPLE]
    order = arrange(np.zeros(len(sample), np.float32), alike(features, sample), limit=len(sample))
    return np.concatenate([sample[order], drawn[_SAMPLE:]])


def alike(features: Features, places: Places) -> Vector:
    """How like each other videos are (C, C), 1 for equal ones: text, topics, people ... each with its weight."""
    weights = np.zeros(features.matrix.shape[1], dtype=np.float32)
    for block in features.blocks:
        weights[block.columns] = _WEIGHTS.get(block.name, 0.0) ** 0.5
    rows = features.matrix[places] * weights
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = np.divide(rows, length, out=np.zeros_like(rows), where=length > 0)
    return np.asarray(rows @ rows.T)


Row = TypeVar("Row")


def without_repeats(rows: Mapping[Row, Iterable[int]], *, size: int) -> dict[Row, tuple[int, ...]]:
    """Fill rows of a page in their order with up to ``size`` videos each, none of them twice on the page."""
    shown: set[int] = set()
    filled = {}
    for name, wanted in rows.items():
        own: list[int] = []
        for video_id in wanted:
            if len(own) < size and video_id not in shown:
                own.append(video_id)
                shown.add(video_id)
        filled[name] = tuple(own)
    return filled


_SAMPLE = 400
_WEIGHTS = {
    EMBEDDING: 0.6,
    "topic": 0.25,
    "series": 0.25,
    "person": 0.15,
    "decade": 0.1,
    "length": 0.05,
    "kind": 0.05,
    "language": 0.05,
}


def _lots(video_ids: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """A number for each id that looks drawn by chance (Fibonacci hashing, Knuth 6.4)."""
    return video_ids.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
