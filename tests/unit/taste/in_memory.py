"""A library held in memory, which answers as the store's reader does: for tests of taste and ranking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.records import Note, NoteSentence, Rating, Root, Signal, Vector, Video, WrittenBlurb


def video(video_id: int, **facts: Any) -> Video:
    """A film with a title and path made of its id; ``facts`` are any fields of Video."""
    return Video(**({"id": video_id, "title": f"Video {video_id}", "path": f"/v/{video_id}.mp4"} | facts))


class Shelf:
    """Videos whose vectors (E, D) belong to the first E of them, in order."""

    def __init__(self, videos: Sequence[Video], vectors: Vector) -> None:
        self._videos = {one.id: one for one in videos}
        self.embedded = np.array([one.id for one in videos], dtype=np.int64)[: len(vectors)]
        self.vectors = vectors
        self._ratings: dict[int, Rating] = {}
        self._notes: dict[int, Note] = {}
        self._said: list[Rating | Note] = []
        self.blurbs: dict[int, WrittenBlurb] = {}

    def rate(self, video_id: int, stars: float | None) -> None:
        self._ratings.pop(video_id, None)
        if stars is not None:
            self._ratings[video_id] = Rating(video_id, stars, float(len(self._ratings)))
        self._said.append(Rating(video_id, stars, float(len(self._said))))
        self.change(video_id, stars=stars)

    def note(self, video_id: int, *sentences: NoteSentence) -> None:
        """Write a note that is already read; without sentences, clear it."""
        self._notes.pop(video_id, None)
        if sentences:
            text = " ".join(said.text for said in sentences)
            self._notes[video_id] = Note(video_id, video_id, text, 0.0, sentences)
            self._said.append(Note(1000 + len(self._said), video_id, text, float(len(self._said)), sentences))

    def change(self, video_id: int, **facts: Any) -> None:
        self._videos[video_id] = replace(self._videos[video_id], **facts)

    def add(self, *videos: Video) -> None:
        self._videos |= {one.id: one for one in videos}

    # --- what the recommender reads ---------------------------------------------------------------------

    def videos(self, *, ids: Sequence[int] | None = None) -> list[Video]:
        if ids is None:
            return list(self._videos.values())
        return [self._videos[video_id] for video_id in ids if video_id in self._videos]

    def video_pages(self) -> Iterator[list[Video]]:
        yield sorted(self._videos.values(), key=lambda one: one.id)

    def embeddings(self, model: str) -> tuple[npt.NDArray[np.int64], Vector]:
        return self.embedded, self.vectors

    def ratings(self) -> list[Rating]:
        return list(self._ratings.values())

    def notes(self) -> list[Note]:
        return list(self._notes.values())

    def roots(self) -> list[Root]:
        return [Root(1, "/v")]

    def signals(self, until: float | None = None) -> list[Signal]:
        """Ratings and notes; their times count from 0."""
        at = [one.rated_at if isinstance(one, Rating) else one.written_at for one in self._said]
        return [one for one, time in zip(self._said, at, strict=True) if until is None or time <= until]

    def latest_blurbs(self, ids: Sequence[int]) -> dict[int, WrittenBlurb]:
        return {video_id: self.blurbs[video_id] for video_id in ids if video_id in self.blurbs}
