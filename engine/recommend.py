"""Suggest what to watch next: joins what the store holds, the taste profile and the ranking.

Used by the window, the command line and the jobs alike, so that all three show the same list.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from engine.events import Changes
from engine.rank.diversify import alike, mmr, spread
from engine.rank.explain import evidence_ids, reasons
from engine.rank.score import Scores, follow, score
from engine.records import Note, Rating, Reason, Suggestion, Vector, Video, WrittenBlurb
from engine.taste.features import Features, Places, build
from engine.taste.profile import TasteProfile, fit


class LibraryReader(Protocol):
    """The part of the store's reader that suggestions need."""

    def videos(self, *, ids: Sequence[int] | None = None) -> list[Video]: ...

    def embeddings(self, model: str) -> tuple[npt.NDArray[np.int64], Vector]: ...

    def ratings(self) -> list[Rating]: ...

    def notes(self) -> list[Note]: ...

    def latest_blurbs(self) -> Mapping[int, WrittenBlurb]: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a video stands and why. ``rank`` is None for one that is left out (seen, hidden ...)."""

    rank: int | None
    of: int  # how many videos are ranked
    score: float
    uncertainty: float
    reasons: tuple[Reason, ...]


class Recommender:
    """The ranked list of one library, kept up to date change by change.

    ``reader_source`` gives the calling thread's reader. One thread at a time may use a recommender;
    ``refresh`` only takes note of what changed, and the next question brings everything up to date. A new
    rating or note costs one product of matrix and vector; hyperparameters change only when videos,
    tags or embeddings do, or by ``refit``.
    """

    def __init__(self, reader_source: Callable[[], LibraryReader], *, model: str) -> None:
        self._reader_source = reader_source
        self._model = model
        self._is_stale = False
        self._opinions_changed = False
        self._marked: set[int] = set()
        self._blurbs: Mapping[int, WrittenBlurb] | None = None
        self._load()

    def refresh(self, changes: Changes) -> None:
        """Take note of what a command or a job changed."""
        said = changes.ratings | changes.notes
        self._opinions_changed |= bool(said)
        self._marked |= said
        if changes.blurbs:
            self._blurbs = None
        reshaping = (changes.videos - said) | changes.tags | changes.embeddings
        self._is_stale |= bool(reshaping) or changes.roots

    def refit(self) -> None:
        """Learn everything again from the store, hyperparameters too, at the next question."""
        self._is_stale = True

    def suggest(self, limit: int = 12, *, include_seen: bool = False, now: float | None = None) -> list[Suggestion]:
        """The first ``limit`` places of the list; a longer list begins with the shorter one.

        Left out are videos that were watched, rated or hidden, that are unreadable or offline, that the
        person put off until after ``now`` (Unix seconds), and of each series or course all but the next
        part. ``include_seen`` leaves out only the hidden and unreadable ones.
        """
        self._settle()
        places = self._order(include_seen, now)[: max(limit, 0)]
        videos = self._named(places)
        told = reasons(self._profile, self._features, places, videos)
        if self._blurbs is None:
            self._blurbs = self._reader_source().latest_blurbs()
        deviation = self._scores.deviation
        suggestions = []
        for rank, (place, why) in enumerate(zip(places, told, strict=True), start=1):
            video = videos[int(self._features.ids[place])]
            written = self._blurbs.get(video.id)
            suggestions.append(
                Suggestion(
                    rank=rank,
                    video_id=video.id,
                    title=video.title,
                    path=video.path,
                    score=float(self._scores.mean[place]),
                    uncertainty=float(deviation[place]),
                    reasons=why,
                    blurb=written.blurb if written else None,
                )
            )
        return suggestions

    def why(self, video_id: int, *, now: float | None = None) -> Standing:
        """Where one video stands. Raises KeyError for a video that the library does not have."""
        self._settle()
        place = self._features.place(video_id)
        order = self._order(False, now)
        at = np.flatnonzero(order == place)
        here = np.array([place], dtype=np.intp)
        return Standing(
            rank=int(at[0]) + 1 if at.size else None,
            of=len(order),
            score=float(self._scores.mean[place]),
            uncertainty=float(self._scores.deviation[place]),
            reasons=reasons(self._profile, self._features, here, self._named(here), most=5, against=True)[0],
        )

    @property
    def knows_taste(self) -> bool:
        """Whether anything rated or written counts yet. If not, the list is a varied start, no claim."""
        self._settle()
        return bool(self._profile.observations)

    @property
    def taste_vector(self) -> Vector:
        """(D,) unit length, or zero while nothing is known."""
        self._settle()
        return self._profile.taste_vector

    @property
    def profile_version(self) -> str:
        """The same for the same ratings, notes and embedding model."""
        self._settle()
        return self._profile.version

    # --- keeping up -----------------------------------------------------------------------------------

    def _load(self) -> None:
        reader = self._reader_source()
        videos = reader.videos()
        self._features = build(videos, *reader.embeddings(self._model))
        self._shelf = _Shelf(videos, self._features)
        self._profile: TasteProfile = fit(self._features, reader.ratings(), reader.notes(), model=self._model)
        self._scores: Scores = score(self._profile, self._features)
        self._evidence: dict[int, Video] = {}
        self._blurbs = None
        self._is_stale = self._opinions_changed = False
        self._marked = set()

    def _settle(self) -> None:
        if self._is_stale or not all(video_id in self._features for video_id in self._marked):
            self._load()
        if self._marked:
            self._shelf.mark(self._reader_source().videos(ids=sorted(self._marked)), self._features)
            self._marked = set()
        if self._opinions_changed:
            reader = self._reader_source()
            self._profile, steps = self._profile.update(self._features, reader.ratings(), reader.notes())
            self._scores = follow(self._scores, self._features, steps)
            self._opinions_changed = False

    def _named(self, places: Places) -> dict[int, Video]:
        """The videos at these places and those that their reasons may name."""
        missing = evidence_ids(self._profile) - self._evidence.keys()
        reader = self._reader_source()
        if missing:
            self._evidence |= {video.id: video for video in reader.videos(ids=sorted(missing))}
        shown = [int(video_id) for video_id in self._features.ids[places]]
        return self._evidence | {video.id: video for video in reader.videos(ids=shown)}

    # --- the list -------------------------------------------------------------------------------------

    def _order(self, include_seen: bool, now: float | None) -> Places:
        """All places that may be shown, best first."""
        candidates = self._shelf.candidates(include_seen, time.time() if now is None else now)
        if not self._profile.observations:
            return spread(self._features, candidates)
        stars = self._scores.mean[candidates]
        # Coarse whole numbers: the last bits of a sum, which depend on its order, rarely decide between two
        # videos, and numpy sorts 16 bits by radix (100,000 in 1 ms instead of 8).
        coarse = np.rint(np.clip(stars, -7, 7) * -_STEPS).astype(np.int16)
        order = np.argsort(coarse, kind="stable")
        head = candidates[order[:_HEAD]]
        varied = head[mmr(-coarse[order[:_HEAD]].astype(np.float32), alike(self._features, head))]
        return np.concatenate([varied, candidates[order[_HEAD:]]])


_HEAD = 300  # places whose order is made varied; far down a list it is the score alone
_STEPS = 4096  # to a star


class _Shelf:
    """Which videos may be suggested: marks, states and series, as arrays in the features' order."""

    def __init__(self, videos: Iterable[Video], features: Features) -> None:
        ordered = sorted(videos, key=lambda video: video.id)
        count = len(ordered)
        self._seen = np.zeros(count, dtype=bool)
        self._never = np.zeros(count, dtype=bool)
        self._offline = np.zeros(count, dtype=bool)
        self._later_until = np.zeros(count)
        self.mark(ordered, features)
        parts = [place for place, video in enumerate(ordered) if video.series]
        parts.sort(key=lambda place: (_series(ordered[place]), _turn(ordered[place])))
        self._parts = np.array(parts, dtype=np.intp)  # places of all parts of series, series by series, in turn
        names = {name: number for number, name in enumerate(sorted({_series(ordered[p]) for p in parts}))}
        self._series = np.array([names[_series(ordered[place])] for place in parts], dtype=np.intp)

    def mark(self, videos: Iterable[Video], features: Features) -> None:
        """Take over what the person marked and what state the files are in."""
        for video in videos:
            place = features.place(video.id)
            self._seen[place] = video.watched or video.stars is not None
            self._never[place] = video.hidden or video.status.startswith("unreadable")
            self._offline[place] = video.status == "offline"
            self._later_until[place] = video.later_until or 0.0

    def candidates(self, include_seen: bool, now: float) -> Places:
        """Places that may be suggested, ascending."""
        if include_seen:
            return np.flatnonzero(~self._never)
        allowed = ~(self._never | self._seen | self._offline)
        open_parts = np.flatnonzero(allowed[self._parts])
        _, first = np.unique(self._series[open_parts], return_index=True)
        allowed[self._parts] = False
        allowed[self._parts[open_parts[first]]] = True
        return np.flatnonzero(allowed & (self._later_until <= now))


def _series(video: Video) -> str:
    return video.series.casefold()


def _turn(video: Video) -> tuple[float, float, str, int]:
    """The order in which a series is watched: specials (season 0) and unnumbered parts come last."""
    season = 1 if video.season is None else video.season or float("inf")
    episode = float("inf") if video.episode is None else video.episode
    return season, episode, video.path, video.id
