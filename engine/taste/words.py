"""Read which terms stand in a video's text, rare ones counting most, and put a library's own words into few columns.

Terms are found without a parser: words; names (two neighbours with capitals); pairs (any other two neighbours with
nothing between them). Chinese and Japanese, which part no words, are read as runs of two characters.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from engine.records import Vector, Video

Float = npt.NDArray[np.float64]
Places = npt.NDArray[np.integer]

WORDS, NAMES, PAIRS = "words", "names", "pairs"


def terms_of(video: Video, kinds: Container[str] = (WORDS, NAMES, PAIRS)) -> dict[str, list[str]]:
    """The words and names of a video's text and people, in small letters, and if asked for its pairs."""
    text = " . ".join((video.text, *(person.name for person in video.people)))
    tokens = _TOKEN.findall(_UNPARTED.sub(_runs_of_two, text))
    titles = [token.istitle() for token in tokens]
    tokens = [token.lower() for token in tokens]
    paired = PAIRS in kinds
    names, pairs = [], []
    for one, other, capital, another in zip(tokens, tokens[1:], titles, titles[1:], strict=False):
        if capital and another:
            names.append(f"{one} {other}")
        elif paired and one not in _STOPS and other not in _STOPS:
            pairs.append(f"{one} {other}")
    return {WORDS: [token for token in tokens if token not in _STOPS], NAMES: names, PAIRS: pairs}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A sparse matrix (N, T): ``values[i]`` stands at ``rows[i]``, ``columns[i]``; the rows ascend."""

    shape: tuple[int, int]
    rows: Places
    columns: Places
    values: Float

    def times(self, dense: npt.NDArray[np.floating]) -> Vector:
        """The product (N, D) float32 with a matrix (T, D)."""
        found = np.zeros((self.shape[0], dense.shape[1]), dtype=np.float32)
        dense, values = dense.astype(np.float32, copy=False), self.values.astype(np.float32)[:, None]
        for start in range(0, len(values), _ENTRIES):
            part = slice(start, start + _ENTRIES)
            here, first = np.unique(self.rows[part], return_index=True)
            found[here] += np.add.reduceat(values[part] * dense[self.columns[part]], first)
        return found

    def at(self, places: Places) -> Table:
        """Some of the rows; their places ascend."""
        row = np.full(self.shape[0], -1)
        row[places] = np.arange(len(places))
        kept = row[self.rows] >= 0
        return Table((len(places), self.shape[1]), row[self.rows[kept]], self.columns[kept], self.values[kept])

    def transposed(self) -> Table:
        order = np.argsort(self.columns, kind="stable")
        return Table(self.shape[::-1], self.columns[order], self.rows[order], self.values[order])


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Terms of one kind and the rarity of each, (T,): inverse document frequency (Sparck Jones 1972)."""

    names: tuple[str, ...]
    rarity: Float


class Counts:
    """How often each term stands in which video. The videos are told a few at a time, and need not be kept."""

    def __init__(self, kinds: Iterable[str], *, known: Mapping[str, Terms] | None = None) -> None:
        """``known``: these terms are counted alone, else all that come."""
        self.videos = 0
        self.known = known
        self._places = {kind: _Places(known[kind].names if known else ()) for kind in kinds}
        self._parts = {kind: [np.empty((0, 3), dtype=np.int32)] for kind in self._places}

    def take(self, videos: Sequence[Video]) -> None:
        """Count the terms of these, too."""
        for start in range(0, len(videos), _CHUNK):
            self._take(videos[start : start + _CHUNK])

    def names(self) -> dict[str, list[str]]:
        """The terms of each kind, by their columns."""
        return {kind: list(places) for kind, places in self._places.items()}

    def entries(self, kind: str) -> tuple[Places, Places, Places]:
        """Rows, columns and counts of what is there, row by row."""
        rows, columns, counts = np.concatenate(self._parts[kind]).T
        return rows, columns, counts

    def _take(self, videos: Sequence[Video]) -> None:
        read: dict[str, list[list[int]]] = {kind: [] for kind in self._places}
        for video in videos:
            terms = terms_of(video, self._places)
            for kind, place in self._places.items():
                read[kind].append([place[term] for term in terms[kind] if self.known is None or term in place])
        for kind, columns in read.items():
            flat = np.array([one for row in columns for one in row], dtype=np.int64)
            rows = np.repeat(np.arange(self.videos, self.videos + len(columns)), [len(row) for row in columns])
            width = max(len(self._places[kind]), 1)
            keys, counts = np.unique(rows * width + flat, return_counts=True)
            self._parts[kind].append(np.stack([*np.divmod(keys, width), counts], axis=1).astype(np.int32))
        self.videos += len(videos)


def count_terms(videos: Sequence[Video], kinds: Iterable[str], *, known: Mapping[str, Terms] | None = None) -> Counts:
    """The terms of some videos; see ``Counts``."""
    counts = Counts(kinds, known=known)
    counts.take(videos)
    return counts


def learn_terms(counts: Counts, *, most: int | None = None) -> dict[str, tuple[Terms, Table]]:
    """Of each kind the terms that tell videos apart, and the TF-IDF of the videos, each row of length one or zero.

    ``most``: how many terms of a kind, the most frequent.
    """
    found = {}
    for kind, names in counts.names().items():
        rows, columns, times = counts.entries(kind)
        holders = np.bincount(columns, minlength=len(names))
        kept = np.flatnonzero((holders >= _LEAST) & (holders <= _MOST * counts.videos))
        kept = np.sort(kept[np.argsort(-holders[kept], kind="stable")][:most])
        terms = Terms(tuple(names[place] for place in kept.tolist()), np.log(counts.videos / holders[kept]))
        column = np.full(len(holders), -1, dtype=np.int32)
        column[kept] = np.arange(len(kept))
        here = column[columns] >= 0
        found[kind] = terms, _weighted(counts.videos, terms, rows[here], column[columns[here]], times[here])
    return found


def read_terms(counts: Counts) -> dict[str, Table]:
    """The TF-IDF of videos over the terms that were known, by kind."""
    known = counts.known or {}
    return {kind: _weighted(counts.videos, terms, *counts.entries(kind)) for kind, terms in known.items()}


def own_words(counts: Counts, *, width: int) -> Vector:
    """What words and names (``OWN``) the videos share, as rows (N, up to ``width``) float32 whose mean square length
    is one; in a small library less, where what a few texts share is chance.

    The first singular vectors of TF-IDF (latent semantic analysis: Deerwester et al. 1990), found by random
    projection (Halko, Martinsson and Tropp 2011), seeded: the same videos give the same rows. Of a big library some
    videos, spread evenly, say which vectors these are.
    """
    found = learn_terms(counts, most=_TERMS)
    tables = [(table, _SHARES[kind] ** 0.5) for kind, (_, table) in found.items()]
    starts = np.cumsum([0, *(table.shape[1] for table, _ in tables)])
    order = np.argsort(np.concatenate([table.rows for table, _ in tables]), kind="stable")
    whole = Table(
        (counts.videos, int(starts[-1])),
        np.concatenate([table.rows for table, _ in tables])[order],
        np.concatenate([table.columns + start for (table, _), start in zip(tables, starts, strict=False)])[order],
        np.concatenate([table.values * root for table, root in tables])[order],
    )
    telling = np.unique(whole.rows)
    some = whole.at(telling[:: 1 + len(telling) // _SAMPLE])
    width = min(width, *some.shape)
    if not width:
        return np.zeros((counts.videos, 0), dtype=np.float32)
    chance = np.random.default_rng(0)
    drawn = chance.standard_normal((some.shape[1], min(width + _SPARE, *some.shape)), dtype=np.float32)
    seen = np.linalg.qr(some.times(drawn))[0]
    basis = np.linalg.qr(some.transposed().times(seen))[0]
    narrow = some.times(basis)
    _, vectors = np.linalg.eigh((narrow.T @ narrow).astype(np.float64))
    rows = whole.times(basis @ vectors[:, ::-1][:, :width].astype(np.float32))
    squares = (rows * rows).sum(axis=1)
    enough = min(1.0, len(telling) / _ENOUGH)
    return np.asarray(rows * np.sqrt(enough / squares[squares > 0].mean()), dtype=np.float32)


_SHARES = {WORDS: 0.5, NAMES: 0.3}  # of what two videos have in common
OWN = tuple(_SHARES)  # the kinds of terms that a library's own words are
_TERMS = 50_000  # of each kind in a library
_SAMPLE = 16_384  # videos that say which directions are kept
_ENOUGH = 500  # videos with words, from which these count in full
_SPARE = 20  # directions more than are kept, which make the kept ones exact
_LEAST, _MOST = 2, 0.4  # videos with a term, and their part of all: in fewer or more it tells nothing
_CHUNK = 2048  # videos
_ENTRIES = 8192  # whose rows stay in the processor's cache
_STOPS = frozenset(".,;:()")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d{4}|[.,;:()]")
_UNPARTED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")


class _Places(dict[str, int]):
    """Gives each term that is asked for the next place."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__((name, place) for place, name in enumerate(names))

    def __missing__(self, term: str) -> int:
        return self.setdefault(term, len(self))


def _runs_of_two(match: re.Match[str]) -> str:
    run = match[0]
    return f" {' '.join(map(''.join, pairwise(run))) or run} "


def _weighted(size: int, terms: Terms, rows: Places, columns: Places, counts: Places) -> Table:
    values = (1 + np.log(counts)) * terms.rarity[columns]
    length = np.sqrt(np.bincount(rows, values**2, minlength=size))
    return Table((size, len(terms.names)), rows, columns, values / length[rows])
