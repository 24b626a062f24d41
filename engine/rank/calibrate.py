"""Bring the mix of a list close to a wanted mix: calibrated recommendations (Steck 2018)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.rank.metrics import divergence
from engine.records import Vector
from engine.taste.features import Places
from engine.taste.matrix import Matrix

Labels = Sequence[Sequence[str]]  # of every video, one or more

STRENGTH = 2.25  # spreads of the scores that a nat of divergence costs
THIN = 5.0  # liked videos: with as many, the person's own mix counts half and the library's half


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Which groups the videos of a library belong to, by one or more facets (kind, topic ...).

    ``shares`` (N, G) float32 sum to 1 in every row: each facet has the same part of it, divided evenly among
    the video's labels. ``names`` says (facet, label) of each column. ``average`` (G,) is the library's own mix.
    """

    names: tuple[tuple[str, str], ...]
    shares: Vector
    average: Vector

    @property
    def facets(self) -> int:
        return len({facet for facet, _ in self.names})


def groups(facets: Mapping[str, Labels]) -> Groups:
    """Groups by facets, each with the labels of all videos. A facet that tells no two videos apart is left out.

    Of a facet's labels the most frequent ones have a group of their own, and all others one together.
    """
    names: list[tuple[str, str]] = []
    parts: list[Vector] = []
    for facet, labels in facets.items():
        counts = Counter(label for own in labels for label in own)
        common = sorted(counts, key=lambda label: (-counts[label], label))[:_MOST]
        if len(counts) < 2:
            continue
        column = {label: place for place, label in enumerate(common)}
        part: Vector = np.zeros((len(labels), len(common) + (len(counts) > _MOST)), dtype=np.float32)
        rows = np.repeat(np.arange(len(labels)), [len(own) for own in labels])
        columns = np.array([column.get(label, len(common)) for own in labels for label in own], dtype=np.intp)
        np.add.at(part, (rows, columns), 1.0)
        part /= part.sum(axis=1, keepdims=True)
        parts.append(part)
        names += [(facet, label) for label in common] + [(facet, OTHER)] * (len(counts) > _MOST)
    count = len(next(iter(facets.values()), ()))
    shares: Vector = np.zeros((count, 0), dtype=np.float32)
    if parts:
        shares = np.hstack(parts)
        shares /= len(parts)
    average = shares.mean(axis=0, dtype=np.float64) if count else np.zeros(len(names))
    return Groups(tuple(names), shares, average.astype(np.float32))


def topics(genres: Labels, meaning: Vector | Matrix) -> list[tuple[str, ...]]:
    """Each video's genres; where it has none, the nearest of some clusters of the library's meanings (N, D)."""
    bare = np.array([not own for own in genres], dtype=bool)
    found = [tuple(dict.fromkeys(own)) for own in genres]
    if bare.any():
        near = np.argmax(meaning @ _centres(meaning[:: max(1, len(meaning) // _SAMPLE)]).T, axis=1)[bare]
        for place, cluster in zip(np.flatnonzero(bare), near, strict=True):
            found[place] = (f"cluster {cluster + 1}",)
    return found


def wanted(library: Groups, liked: Places, weights: npt.NDArray[np.floating], *, thin: float = THIN) -> Vector:
    """The person's own mix (G,): that of what they liked (L,), by weight, blended with the library's while thin."""
    own = weights @ library.shares[liked]
    return np.asarray((own + thin * library.average) / (weights.sum() + thin), dtype=np.float32)


class Mix:
    """The cost of a list's distance from a wanted mix, for ``diversify.arrange``.

    ``shares`` (C, G) are the candidates', ``target`` (G,) is the mix wanted. A candidate costs ``strength`` times
    the Kullback-Leibler divergence of the wanted mix from that of the list with it.
    """

    def __init__(self, shares: Vector, target: Vector, *, strength: float = STRENGTH) -> None:
        told = target > 0
        self._shares = np.ascontiguousarray(shares[:, told])
        self._target = target[told]
        self._sum = np.zeros_like(self._target)
        self._length = 0
        self._strength = strength

    def costs(self) -> Vector:
        mixes = (self._sum + self._shares) / np.float32(self._length + 1)
        return np.asarray(self._strength * divergence(self._target, mixes), dtype=np.float32)

    def add(self, candidate: int) -> None:
        self._sum += self._shares[candidate]
        self._length += 1


OTHER = "other"
_MOST = 40
_CLUSTERS = 12
_SAMPLE = 2000


def _centres(sample: Vector) -> Vector:
    """Spherical k-means (Dhillon and Modha 2001) over an even sample, begun with rows far from each other."""
    centres = sample[:1]
    while len(centres) < min(_CLUSTERS, len(sample)):
        centres = np.vstack([centres, sample[np.argmin((sample @ centres.T).max(axis=1))]])
    for _ in range(10):
        own = np.argmax(sample @ centres.T, axis=1)
        sums = np.stack([sample[own == cluster].sum(axis=0) for cluster in range(len(centres))])
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(length > 0, sums / np.where(length > 0, length, 1), centres)
    return np.asarray(centres)
