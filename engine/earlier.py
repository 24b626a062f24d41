"""The library as it stood on an earlier day, for a recommender: what was said later is not in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from engine.recommend import LibraryReader
from engine.records import (
    Finished,
    Hidden,
    Later,
    Note,
    Rating,
    Replayed,
    Root,
    Shown,
    Signal,
    Unwatched,
    Vector,
    Video,
    WrittenBlurb,
)


class EarlierReader:
    """Answers as ``reader`` does of the videos that are here now, with the marks, stars and notes of a day.

    ``until``: Unix seconds. Files, tags and embeddings are those of today.
    """

    def __init__(self, reader: LibraryReader, until: float) -> None:
        self._reader = reader
        self._until = until
        self._ratings: dict[int, Rating] = {}
        self._notes: dict[int, Note] = {}
        self._watched: set[int] = set()
        self._hidden: set[int] = set()
        for signal in reader.signals(until):
            self._hear(signal)

    def videos(self, *, ids: Sequence[int] | None = None) -> list[Video]:
        return [self._then(video) for video in self._reader.videos(ids=ids)]

    def video_pages(self) -> Iterator[list[Video]]:
        for videos in self._reader.video_pages():
            yield [self._then(video) for video in videos]

    def embeddings(self, model: str) -> tuple[npt.NDArray[np.int64], Vector]:
        return self._reader.embeddings(model)

    def ratings(self) -> list[Rating]:
        return [rating for rating in self._ratings.values() if rating.stars is not None]

    def notes(self) -> list[Note]:
        return [note for note in self._notes.values() if note.text]

    def roots(self) -> list[Root]:
        return self._reader.roots()

    def signals(self, until: float | None = None) -> list[Signal]:
        return self._reader.signals(self._until if until is None else min(until, self._until))

    def latest_blurbs(self, ids: Sequence[int]) -> Mapping[int, WrittenBlurb]:
        return {}

    def _hear(self, signal: Signal) -> None:
        match signal:
            case Rating():
                self._ratings[signal.video_id] = signal
            case Note():
                self._notes[signal.video_id] = signal
            case Finished() | Replayed():
                self._watched.add(signal.video_id)
            case Unwatched():
                self._watched.discard(signal.video_id)
            case Hidden():
                self._hidden.add(signal.video_id)
            case Shown():
                self._hidden.discard(signal.video_id)
            case Later():
                pass  # two weeks at most: a list of then is looked at for its taste

    def _then(self, video: Video) -> Video:
        rating, note = self._ratings.get(video.id), self._notes.get(video.id)
        return replace(
            video,
            stars=rating.stars if rating else None,
            note=note.text if note else "",
            watched=video.id in self._watched,
            hidden=video.id in self._hidden,
            later_until=None,
            resume_s=None,
        )
