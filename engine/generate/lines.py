"""Lines for the discriminator: what people wrote, and what nobody would print.

Of people: whole sentences of a video, alone or with the one that follows. Not of people: the same lines
with their parts swapped, cut short, beheaded, holed or grafted onto another sentence (so a cutter's wrong
parse looks), whole lines beside the wrong video, and samples of the generator. A production note is human
too; that nobody would print it is learned from marked lines, which are another kind of example.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch

from engine.generate.dataset import EncodedVideo, Sources
from engine.generate.model import Lines
from engine.generate.paths import Clause, Integers
from engine.records import Vector

LONGEST = 64  # words that the discriminator reads of a line


class Line(NamedTuple):
    """One line beside its source."""

    words: Integers  # (n, 2)
    shapes: Integers  # (n,)
    source: Vector  # (D,)
    said: Vector  # (D,)


def line_of(sources: Sources, clauses: Sequence[Clause]) -> Line:
    """A candidate as the discriminator reads it: its cuts, without openings and joins."""
    parts = [(sources.lattices[c.sentence], list(c.cut)) for c in clauses]
    return Line(
        np.concatenate([lattice.words[cut] for lattice, cut in parts])[:LONGEST],
        np.concatenate([lattice.shapes[cut] for lattice, cut in parts])[:LONGEST] % 32,
        sources.centre(),
        np.asarray(sources.vectors[[c.sentence for c in clauses]].mean(0), np.float32),
    )


def human_line(video: EncodedVideo, rng: np.random.Generator) -> Line | None:
    """A sentence as it was written, in three of ten cases with its neighbour."""
    told = [i for i, x in enumerate(video.lattices) if x.kind != "fact" and x.cuts and x.length > 3]
    if not told:
        return None
    place = int(rng.integers(len(told)))
    picked = told[place : place + 1 + (rng.random() < 0.3)]
    sources = Sources.of(video.lattices, video.vectors, None)
    return line_of(sources, [Clause(i, video.lattices[i].cuts[0]) for i in picked])


def spoilt_line(video: EncodedVideo, other: EncodedVideo, rng: np.random.Generator) -> Line | None:
    """A human line made into one that nobody would print of this video."""
    line, guest = human_line(video, rng), human_line(other, rng)
    if line is None or guest is None or len(line.shapes) < 6:
        return None
    if rng.random() < 0.25 and other.id != video.id:
        return guest._replace(source=line.source)
    damage = _DAMAGES[int(rng.integers(len(_DAMAGES)))]
    order = damage(len(line.shapes), rng)
    words, shapes = line.words[order], line.shapes[order]
    if rng.random() < 0.2 and len(guest.shapes) > 5:
        half = len(guest.shapes) // 2
        words = np.concatenate([words[: len(words) // 2], guest.words[half:]])[:LONGEST]
        shapes = np.concatenate([shapes[: len(shapes) // 2], guest.shapes[half:]])[:LONGEST]
    return line._replace(words=words, shapes=shapes)


def batch_lines(lines: Sequence[Line]) -> Lines:
    """Pad lines to one batch on the CPU."""
    longest = max(len(line.shapes) for line in lines)
    words = np.zeros((len(lines), longest, 2), np.int64)
    shapes = np.zeros((len(lines), longest), np.int64)
    for row, line in enumerate(lines):
        words[row, : len(line.shapes)], shapes[row, : len(line.shapes)] = line.words, line.shapes
    return Lines(
        torch.from_numpy(words),
        torch.from_numpy(shapes),
        torch.tensor([len(line.shapes) for line in lines]),
        torch.from_numpy(np.stack([line.source for line in lines])),
        torch.from_numpy(np.stack([line.said for line in lines])),
    )


def _cut_short(n: int, rng: np.random.Generator) -> list[int]:
    kept = int(n * rng.uniform(0.4, 0.8))
    return [*range(kept), n - 1]


def _behead(n: int, rng: np.random.Generator) -> list[int]:
    return list(range(int(n * rng.uniform(0.2, 0.5)) + 1, n))


def _swap(n: int, rng: np.random.Generator) -> list[int]:
    a, b, c = sorted(rng.choice(np.arange(n), 3, replace=False).tolist())
    return [*range(a), *range(b, c), *range(a, b), *range(c, n)]


def _hole(n: int, rng: np.random.Generator) -> list[int]:
    start = int(rng.integers(1, n - 2))
    size = int(rng.integers(2, 5))
    return [i for i in range(n) if not start <= i < min(start + size, n - 1)]


_DAMAGES: tuple[Callable[[int, np.random.Generator], list[int]], ...] = (_cut_short, _behead, _swap, _hole)
