"""Turn videos into the rows of numbers that a taste is learned over: text embedding, words, topics, people, time."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from engine.records import Vector, Video
from engine.taste.matrix import Matrix
from engine.taste.words import OWN, Counts, own_words

if TYPE_CHECKING:
    from engine.taste.prior import Prior

Places = npt.NDArray[np.intp]

EMBEDDING = "embedding"
OWN_WORDS = "words"  # the library's own words; its columns mean something in this library alone
CROWD = "crowd"  # what a prior foretells of a video; there is no such block without a prior
CROWD_LABELS = ("worth", "popularity")
MEAN = "mean"

Label = tuple[str, str]  # a block and a column of it: ("topic", "drama"), ("embedding", "17")


@dataclass(frozen=True, slots=True)
class Block:
    """Columns ``start:stop`` of the matrix, of one prior variance. A row's part of it has length 0 or 1,
    but for the words' (1 on average) and the crowd's, which is in its own units."""

    name: str
    start: int
    stop: int
    labels: tuple[str, ...] = ()  # what each column stands for; none for the embedding and the words

    @property
    def columns(self) -> slice:
        return slice(self.start, self.stop)

    def named(self) -> tuple[Label, ...]:
        """What each column is called in every library: those of embedding and words by their number."""
        labels = self.labels or tuple(map(str, range(self.stop - self.start)))
        return tuple((self.name, label) for label in labels)


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """A library as a matrix (N, F), its rows in the order of ``ids`` (N,), which ascend.

    Embeddings are taken relative to ``centres`` (L, D), one for each language, because the texts of one
    language lie close together: uncentred, language would pass for taste.
    """

    ids: npt.NDArray[np.int64]
    matrix: Matrix
    blocks: tuple[Block, ...]
    centres: Vector
    average: npt.NDArray[np.float64]  # (F,) the mean row
    prior: Prior | None = None

    def __contains__(self, video_id: int) -> bool:
        return self._find(video_id) is not None

    def block(self, name: str) -> Block:
        """The block of that name. Raises KeyError for an unknown one."""
        for block in self.blocks:
            if block.name == name:
                return block
        raise KeyError(name)

    def place(self, video_id: int) -> int:
        """The row of a video. Raises KeyError for one that is not here."""
        place = self._find(video_id)
        if place is None:
            raise KeyError(video_id)
        return place

    def places(self, video_ids: Iterable[int]) -> Places:
        """The rows of those of the videos that are here, (P,), ascending."""
        wanted = np.fromiter(video_ids, np.int64)
        return np.flatnonzero(np.isin(self.ids, wanted))

    def sentence(self, vector: Vector) -> npt.NDArray[np.float64]:
        """A note sentence's embedding (D,) as a row (F,), centred by the nearest language.

        Zeros where the vector is of another model than the library's embeddings.
        """
        row = np.zeros(self.matrix.shape[1])
        columns = self.block(EMBEDDING).columns
        if vector.size == columns.stop - columns.start and len(self.centres):
            centre = self.centres[int(np.argmax(self.centres @ vector))]
            row[columns] = _unit((vector - centre)[None, :].astype(np.float64))[0]
        return row

    def _find(self, video_id: int) -> int | None:
        place = int(np.searchsorted(self.ids, video_id))
        return place if place < len(self.ids) and self.ids[place] == video_id else None


class Reading:
    """What features need of the videos of a library, which are told a few at a time and need not be kept."""

    def __init__(self, prior: Prior | None = None) -> None:
        """With a prior, what it foretells of each video is a block of its own, and a profile fitted over the
        features starts from the prior."""
        self._prior = prior
        self._ids: list[int] = []
        self._languages: list[str] = []
        self._traits = {name: _Trait(*trait) for name, trait in _TRAITS.items()}
        self._words = Counts(OWN)
        self._known = Counts(prior.words, known=prior.words) if prior else None

    def take(self, videos: Sequence[Video]) -> None:
        """Read these, too. Their ids ascend, and lie above those before."""
        self._ids += [video.id for video in videos]
        self._languages += [sys.intern(video.language) for video in videos]
        for trait in self._traits.values():
            trait.take(videos)
        self._words.take(videos)
        if self._known:
            self._known.take(videos)

    def features(self, embedded: npt.NDArray[np.int64], vectors: Vector) -> Features:
        """Features of all of them; ``vectors`` (E, D) are the unit embeddings of the ids in ``embedded`` (E,).

        A video without an embedding keeps zeros there and is known by the rest; ids without a video are ignored.
        """
        ids = np.array(self._ids, dtype=np.int64)
        meaning = _Meaning(self._languages, ids, embedded, vectors)
        width = meaning.width
        words = own_words(self._words, width=_WORDS_WIDTH)
        blocks, stop = [Block(EMBEDDING, 0, width)], width
        labelled = {name: trait.vocabulary() for name, trait in self._traits.items()}
        for name, labels in [*labelled.items(), *([(CROWD, CROWD_LABELS)] if self._prior else [])]:
            blocks.append(Block(name, stop, stop + len(labels), labels))
            stop += len(labels)
        known, stop = stop, stop + words.shape[1] + 1
        blocks += [Block(OWN_WORDS, known, stop - 1), Block(MEAN, stop - 1, stop, (MEAN,))]

        crowd = slice(known - len(CROWD_LABELS) if self._prior else known, known)
        runs: list[tuple[int, type[np.signedinteger[Any]], float]] = [
            (width, _steps(width), max((float(np.abs(rows).max()) for _, rows in meaning.rows()), default=0.0)),
            (crowd.start - width, np.int16, 1.0),
            (crowd.stop - crowd.start, np.int16, _MOST_FORETOLD),
            (words.shape[1], _steps(words.shape[1]), float(np.abs(words).max(initial=0))),
            (1, np.int16, 1.0),
        ]
        matrix = Matrix.zeros(len(ids), runs)
        matrix.put(slice(None), slice(known, stop - 1), words)
        for places, rows in meaning.rows():
            matrix.put(places, slice(0, width), rows)
        for block in blocks:
            if block.name in self._traits:
                matrix.put(slice(None), block.columns, self._traits[block.name].marks(block.labels, len(ids)))
        matrix.put(slice(None), slice(stop - 1, stop), np.ones((len(ids), 1)))
        if self._prior and self._known:
            columns = {label: block.start + number for block in blocks for number, label in enumerate(block.named())}
            foretold = self._prior.opinion(self._known, columns, matrix)
            matrix.put(slice(None), crowd, np.clip(foretold, -_MOST_FORETOLD, _MOST_FORETOLD))
        return Features(ids, matrix, tuple(blocks), meaning.centres, matrix.mean(), self._prior)


def _steps(width: int) -> type[np.signedinteger[Any]]:
    """Of a wide block no column counts for much, and rounding one matters less still."""
    return np.int8 if width >= _WIDE else np.int16


_WIDE = 100


def build(
    videos: Iterable[Video], embedded: npt.NDArray[np.int64], vectors: Vector, *, prior: Prior | None = None
) -> Features:
    """Features of videos that are at hand; see ``Reading``."""
    reading = Reading(prior)
    reading.take(sorted(videos, key=lambda video: video.id))
    return reading.features(embedded, vectors)


_MOST_FORETOLD = 64.0  # far beyond any worth in stars, and any logarithm of how many watched
_WORDS_WIDTH = 128  # twice as many say a little more after 50 ratings, and cost a third of the time of a new order


def shown(label: str, forms: Iterable[str]) -> str:
    """The form in which one of ``forms`` spells a label (labels are stored without capitals)."""
    return next((form for form in forms if _key(form) == label), label)


# --- embeddings ------------------------------------------------------------------------------------------

_SHRINK = 20.0  # videos: a language with as many of them is centred half by its own mean, half by everybody's


class _Meaning:
    """Centred unit embeddings, worked out a few thousand at a time: a library's vectors are there once, and no second
    time. ``spoken`` (N,): the language of each video."""

    def __init__(
        self, spoken: Sequence[str], ids: npt.NDArray[np.int64], embedded: npt.NDArray[np.int64], vectors: Vector
    ) -> None:
        self.width = vectors.shape[1] if vectors.ndim == 2 else 0
        self._vectors = vectors
        self._places = np.minimum(np.searchsorted(ids, embedded), max(len(ids) - 1, 0))
        here = np.flatnonzero(ids[self._places] == embedded) if len(ids) else np.empty(0, np.intp)
        languages: dict[str, list[int]] = {}
        for row in here.tolist() if self.width else ():
            languages.setdefault(spoken[self._places[row]], []).append(row)
        self._members = [np.array(languages[name]) for name in sorted(languages)]
        sums = [sum(vectors[few].sum(axis=0, dtype=np.float64) for few in _runs(own)) for own in self._members]
        everybody = np.sum(sums, axis=0) / max(len(here), 1)
        self.centres = np.zeros((len(sums), self.width), dtype=np.float32)  # (L, D)
        for place, (own, total) in enumerate(zip(self._members, sums, strict=True)):
            self.centres[place] = (total + _SHRINK * everybody) / (len(own) + _SHRINK)

    def rows(self) -> Iterator[tuple[Places, Vector]]:
        """Places of videos, ever new ones, and their rows (P, D)."""
        for own, centre in zip(self._members, self.centres, strict=True):
            for few in _runs(own):
                yield self._places[few], _unit(self._vectors[few] - centre)


def _runs(rows: Places) -> list[Places]:
    return [rows[start : start + 4096] for start in range(0, len(rows), 4096)]


def _unit(rows: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Rows (N, D) at length one; those of almost no length (the only video of a library) become zeros."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, length, out=np.zeros_like(rows), where=length > 1e-4))


# --- everything else: labels with weights -----------------------------------------------------------------

Weights = Mapping[str, float]

_MINUTES = (1.0, 3.0, 6.0, 12.0, 25.0, 45.0, 70.0, 100.0, 140.0)
_LETTERS = (60.0, 150.0, 300.0, 600.0, 1200.0, 2400.0)


def _topics(video: Video) -> Weights:
    return {_key(label): 1.0 for label in (*video.genres, *video.tags)}


def _people(video: Video) -> Weights:
    return {_key(person.name): 1.0 for person in video.people}


def _series(video: Video) -> Weights:
    return {_key(video.series): 1.0} if video.series else {}


def _decade(video: Video) -> Weights:
    """Shared between the two nearest decades, so that 1989 is close to 1990."""
    if video.year is None:
        return {}
    before, part = divmod(video.year - 5, 10)
    return {f"{before * 10 + 10 * step}s": weight for step, weight in ((0, 1 - part / 10), (1, part / 10))}


def _length(video: Video) -> Weights:
    if not video.duration_s or video.duration_s <= 0:
        return {}
    return _between(video.duration_s / 60, _MINUTES, "min")


def _depth(video: Video) -> Weights:
    """How much is told of it: of what many people watch, much is."""
    return _between(len(video.text), _LETTERS, "letters") if video.text else {}


def _between(value: float, marks: Sequence[float], unit: str) -> Weights:
    """Shared between the two nearest of some marks, by ratio."""
    value = float(np.clip(value, marks[0], marks[-1]))
    place = min(bisect(marks, value), len(marks) - 1)
    low, high = marks[place - 1 : place + 1]
    part = float(np.log(value / low) / np.log(high / low))
    return {f"{low:g} {unit}": 1 - part, f"{high:g} {unit}": part}


def _kind(video: Video) -> Weights:
    return {video.kind: 1.0}


def _language(video: Video) -> Weights:
    return {video.language: 1.0} if video.language else {}


# Each trait's reader, how many labels it may have, and in how many videos one must occur to teach anything.
_TRAITS: dict[str, tuple[Callable[[Video], Weights], int, int]] = {
    "topic": (_topics, 64, 2),
    "person": (_people, 64, 2),
    "series": (_series, 32, 2),
    "decade": (_decade, 16, 1),
    "length": (_length, len(_MINUTES), 1),
    "depth": (_depth, len(_LETTERS), 1),
    "kind": (_kind, 6, 1),
    "language": (_language, 12, 1),
}


def _key(label: str) -> str:
    return " ".join(label.casefold().split())


class _Trait:
    """The weights of one trait's labels in the videos that were told."""

    def __init__(self, read: Callable[[Video], Weights], most: int, least: int) -> None:
        self._read, self._most, self._least = read, most, least
        self._labels: dict[str, int] = {}
        self._videos = 0
        self._rows, self._columns, self._weights = array("i"), array("i"), array("f")

    def take(self, videos: Iterable[Video]) -> None:
        labels = self._labels
        for video in videos:
            for label, weight in self._read(video).items():
                if label and weight:
                    self._rows.append(self._videos)
                    self._columns.append(labels.setdefault(label, len(labels)))
                    self._weights.append(weight)
            self._videos += 1

    def vocabulary(self) -> tuple[str, ...]:
        """The labels that get a column: the most frequent ones, then in the order of the alphabet."""
        counts = np.bincount(np.array(self._columns, np.intp), minlength=len(self._labels)).tolist()
        frequent = sorted((-counts[column], label) for label, column in self._labels.items())
        return tuple(sorted(label for count, label in frequent[: self._most] if -count >= self._least))

    def marks(self, labels: Sequence[str], count: int) -> Vector:
        """The weights of labels (N, labels), each row at length one or zero."""
        target: Vector = np.zeros((count, len(labels)), dtype=np.float32)
        place = np.full(len(self._labels), -1)
        place[np.array([self._labels[label] for label in labels], np.intp)] = np.arange(len(labels))
        columns = place[np.array(self._columns, np.intp)]
        here = columns >= 0
        target[np.array(self._rows, np.intp)[here], columns[here]] = np.array(self._weights, np.float32)[here]
        length = np.linalg.norm(target, axis=1, keepdims=True)
        np.divide(target, length, out=target, where=length > 0)
        return target
