"""Suggest what to watch next: joins what the store holds, the taste profile and the ranking.

Used by the window, the command line and the jobs alike, so that all three show the same list.
"""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from engine import heap
from engine.events import Changes
from engine.message import Message
from engine.mood import Mood
from engine.paths import PRIOR
from engine.rank import course
from engine.rank.calibrate import STRENGTH, Groups, Mix, groups, topics, wanted
from engine.rank.diversify import VARIETY, alike, arrange, spread, without_repeats
from engine.rank.explain import (
    NOTHING_RATED,
    SOMETHING_NEW,
    Effect,
    Move,
    contributions,
    evidence_ids,
    moves,
    new_ground,
    reasons,
    signal_text,
)
from engine.rank.explore import picks, woven
from engine.rank.fairness import Exposure, exposure, facets
from engine.rank.portrait import Portrait, portrait
from engine.rank.report import Point, ReportCard, curve, report
from engine.rank.score import Scores, follow, score, standard
from engine.records import Note, Rating, Reason, Root, Signal, Suggestion, Vector, Video, WrittenBlurb
from engine.settings import Settings
from engine.taste.features import EMBEDDING, Features, Places, Reading
from engine.taste.picks import Picks, fit_picks
from engine.taste.prior import Prior, load_prior
from engine.taste.profile import TasteProfile, fit

Row = Literal["continue", "next", "for you"]


def chosen_prior(settings: Settings) -> Prior | None:
    """The shipped prior if the person switched it on and it is there."""
    return load_prior(PRIOR) if settings.crowd_prior else None


class LibraryReader(Protocol):
    """The part of the store's reader that suggestions need."""

    def videos(self, *, ids: Sequence[int] | None = None) -> list[Video]: ...

    def video_pages(self) -> Iterable[list[Video]]: ...

    def embeddings(self, model: str) -> tuple[npt.NDArray[np.int64], Vector]: ...

    def ratings(self) -> list[Rating]: ...

    def notes(self) -> list[Note]: ...

    def roots(self) -> list[Root]: ...

    def signals(self, until: float | None = None) -> list[Signal]: ...

    def latest_blurbs(self, ids: Sequence[int]) -> Mapping[int, WrittenBlurb]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Dials:
    """What the person turns by hand.

    ``minutes``: the time there is; what is longer stands lower, or is left out with ``must_fit``. ``novelty`` runs
    from -1 (only familiar ground) to 1 (what little is known of). ``mood`` are words that the list should suit
    today. ``balance``: 0 orders by score and variety alone; at .5 the list also keeps the
    person's mix of kinds and topics, and towards 1 the library's mix of languages, lengths, ages and sources, too.
    ``interests`` are topics (genres and tags as ``Features`` has them) that are boosted, up to 1, or muted: -1 puts
    their videos last.
    """

    minutes: float | None = None
    must_fit: bool = False
    novelty: float = 0.0
    mood: Mood | None = None
    balance: float = 0.5
    interests: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings, mood: Mood | None = None) -> Dials:
        """The dials as the settings leave them; ``mood`` is what was made of the words in them."""
        return cls(novelty=settings.novelty, balance=settings.balance, mood=mood, interests=settings.interests)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a video stands and why. ``rank`` is None for one that is left out (seen, hidden ...).

    ``by_score`` of ``videos`` is its rank among all videos of the library by what they are worth alone, with the
    dials; the list itself is also varied, calibrated and without what was seen. ``lifts`` and ``lowers`` are the
    effects on its expected stars.
    """

    rank: int | None
    of: int  # how many videos are ranked
    score: float
    uncertainty: float
    reasons: tuple[Reason, ...]
    by_score: int
    videos: int
    lifts: tuple[Effect, ...]
    lowers: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class LearningPath:
    """The course or series of a video: all parts in the order to watch them; none where it is part of nothing.

    ``next`` is the first part that was neither watched nor rated and can be played. ``before`` are videos to watch
    before this one, of its course and of others, each with the reason.
    """

    parts: tuple[Video, ...]
    next: Video | None
    before: tuple[tuple[Video, str], ...]


class Recommender:
    """The ranked list of one library, kept up to date change by change.

    ``reader_source`` gives the calling thread's reader. One thread at a time may use a recommender;
    ``refresh`` only takes note of what changed, and the next question brings everything up to date. A new
    rating or note costs one product of matrix and vector; hyperparameters change only when videos,
    tags or embeddings do, when a video is forgotten, or by ``refit``.
    """

    def __init__(
        self,
        reader_source: Callable[[], LibraryReader],
        *,
        model: str,
        dials: Dials | None = None,
        prior: Prior | None = None,
    ) -> None:
        """``dials`` hold wherever a question brings none of its own; ``prior`` is where the profile starts.

        A prior that was learned over another embedding model is not used.
        """
        self._prior = prior if prior and prior.suits(model) else None
        self._reader_source = reader_source
        self._model = model
        self._dials = dials or Dials()
        self._is_stale = False
        self._opinions_changed = False
        self._marked: set[int] = set()
        self._load()

    def refresh(self, changes: Changes) -> None:
        """Take note of what a command or a job changed."""
        said = changes.ratings | changes.notes
        self._opinions_changed |= bool(said)
        self._marked |= said
        reshaping = (changes.videos - said) | changes.tags | changes.embeddings
        # What a forgotten video taught the hyperparameters must go too, and rounding must not tell of it.
        self._is_stale |= bool(reshaping | changes.forgotten) or changes.roots

    def refit(self) -> None:
        """Learn everything again from the store, hyperparameters too, at the next question."""
        self._is_stale = True

    def suggest(
        self,
        limit: int = 12,
        *,
        include_seen: bool = False,
        dials: Dials | None = None,
        now: float | None = None,
    ) -> list[Suggestion]:
        """The first ``limit`` places of the list; a longer list begins with the shorter one.

        Left out are videos that were watched, rated or hidden, that are unreadable or offline, that the
        person put off until after ``now`` (Unix seconds), and of each series or course all but the next
        part. ``include_seen`` leaves out only the hidden and unreadable ones.
        """
        self._settle()
        order, explored = self._order(include_seen, now, dials, limit)
        places = order[: max(limit, 0)]
        mood = (dials or self._dials).mood
        videos = self._named(places)
        told = reasons(self._profile, self._features, places, videos)
        blurbs = self._reader_source().latest_blurbs(self._features.ids[places].tolist())
        deviation = self._scores.deviation
        suggestions = []
        for rank, (place, why) in enumerate(zip(places, told, strict=True), start=1):
            video = videos[int(self._features.ids[place])]
            if place in explored:
                why = (new_ground(self._profile, self._features, int(place), video), *_claims(why)[:1])
            why = self._with_mood(why, int(place), mood)
            written = blurbs.get(video.id)
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

    def rows(self, size: int = 12, *, now: float | None = None) -> dict[Row, tuple[int, ...]]:
        """The rows of a page, as ids: what was begun, the next parts of series that were begun, and the list.

        No video stands in two rows.
        """
        self._settle()
        order, _ = self._order(False, now, None, 3 * size)
        begun = self._shelf.begun()
        begun = begun[np.argsort(-self._worth(self._dials)[begun], kind="stable")]
        following = order[np.isin(order, self._shelf.following())]
        ids = self._features.ids
        wanted: dict[Row, list[int]] = {
            "continue": ids[begun].tolist(),
            "next": ids[following].tolist(),
            "for you": ids[order[: 3 * size]].tolist(),
        }
        return without_repeats(wanted, size=size)

    def why(self, video_id: int, *, dials: Dials | None = None, now: float | None = None) -> Standing:
        """Where one video stands. Raises KeyError for a video that the library does not have."""
        self._settle()
        place = self._features.place(video_id)
        order, explored = self._order(False, now, dials, _ARRANGED)
        at = np.flatnonzero(order == place)
        here = np.array([place], dtype=np.intp)
        videos = self._named(here)
        told = reasons(self._profile, self._features, here, videos, most=5, against=True)[0]
        if place in explored:
            told = (new_ground(self._profile, self._features, place, videos[video_id]), *_claims(told))
        told = self._with_mood(told, place, (dials or self._dials).mood)
        lifts, lowers = contributions(self._profile, self._features, place, videos)
        worth = self._worth(dials or self._dials)
        return Standing(
            rank=int(at[0]) + 1 if at.size else None,
            of=len(order),
            score=float(self._scores.mean[place]),
            uncertainty=float(self._scores.deviation[place]),
            reasons=told,
            by_score=int((worth > worth[place]).sum()) + 1,
            videos=len(worth),
            lifts=lifts,
            lowers=lowers,
        )

    def path(self, video_id: int) -> LearningPath:
        """The course of a video and what comes before it. Raises KeyError for a video that is not here."""
        self._settle()
        place = self._features.place(video_id)
        reader, ids = self._reader_source(), self._features.ids
        parts = course.order(reader.videos(ids=ids[self._shelf.course(place)].tolist()))
        meaning = self._features.matrix.part(self._features.block(EMBEDDING).columns)
        near = np.argsort(-(meaning @ meaning[place]), kind="stable")[:_NEIGHBOURS]
        around = {video.id: video for video in (*parts, *reader.videos(ids=ids[near].tolist()))}
        shown = [video for video in around.values() if video.id == video_id or not _is_out(video)]
        out = {video.id for video in parts if _is_out(video) or video.watched or video.stars is not None}
        parts = parts if course.is_course(parts) else []
        return LearningPath(tuple(parts), course.next_lesson(parts, out), course.before(around[video_id], shown))

    def changes(self, since: float, *, most: int = 10, now: float | None = None) -> list[Move]:
        """What moved most since a day (Unix seconds) among what may be suggested now, and through which signals."""
        self._settle()
        reader, features = self._reader_source(), self._features
        before = list(reader.signals(since))
        known = {_moment(signal) for signal in before}
        later = [signal for signal in reader.signals() if _moment(signal) not in known]
        said = _Said(before)
        chosen = self._profile.hyperparameters
        first = fit(features, said.ratings, said.notes, model=self._model, hyperparameters=chosen)
        profile, stages = first, []
        later_said = [signal for signal in later if isinstance(signal, Rating | Note)]
        named = reader.videos(ids=sorted({one.video_id for one in later_said}))
        titles = {video.id: video.title for video in named}
        for signal in later_said:
            said.hear(signal)
            profile, steps = profile.update(features, said.ratings, said.notes)
            if steps:
                stages.append(
                    (signal_text(signal, titles.get(signal.video_id, Message("a video that is gone"))), profile)
                )
        candidates = self._shelf.candidates(False, time.time() if now is None else now)
        return moves(first, stages, features, candidates, most=most)

    def exposure(self, *, now: float | None = None) -> tuple[Exposure, ...]:
        """Which languages, lengths, ages, sources and kinds the list shows, beside their part in the library."""
        self._settle()
        order, _ = self._order(False, now, None, _ARRANGED)
        return exposure(self._shelf.fair, order)

    def turn(self, dials: Dials) -> None:
        """Hold these dials from now on."""
        self._dials = dials

    def study(self) -> Recommender:
        """Itself as things stand now, for a thread that has time: it hears of no change, and shares what is big.

        Marks set meanwhile may show in it; what was rated and learned does not change any more.
        """
        self._settle()
        study = copy(self)
        study._evidence, study._marked = dict(self._evidence), set()
        return study

    def portrait(self) -> Portrait:
        """What the profile has learned, with evidence."""
        self._settle()

        def named(ids: Iterable[int]) -> dict[int, Video]:
            return {video.id: video for video in self._reader_source().videos(ids=sorted(ids))}

        return portrait(self._profile, self._features, named)

    def report(self) -> ReportCard:
        """How well the profile foretells the person's own ratings, beside simple orders."""
        self._settle()
        reader = self._reader_source()
        ratings = reader.ratings()
        rated = reader.videos(ids=[rating.video_id for rating in ratings])
        added_at = {video.id: video.added_at for video in rated}
        return report(self._features, ratings, reader.notes(), model=self._model, added_at=added_at)

    def curve(self) -> tuple[Point, ...]:
        """How that grew with the number of ratings."""
        self._settle()
        reader = self._reader_source()
        return curve(self._features, reader.ratings(), reader.notes(), model=self._model)

    @property
    def dials(self) -> Dials:
        return self._dials

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
        self._is_stale = True  # until all is read
        for large in ("_features", "_shelf", "_scores"):  # what is made in their place has room only without them
            self.__dict__.pop(large, None)
        reader = self._reader_source()
        reading, facts = Reading(self._prior), _Facts([root.path for root in reader.roots()])
        for videos in reader.video_pages():  # never all at once: a large library's would not fit beside the rest
            reading.take(videos)
            facts.take(videos)
        self._features = reading.features(*reader.embeddings(self._model))
        self._shelf = _Shelf(facts, self._features, list(_in_turn(reader, facts.series.values())))
        self._profile: TasteProfile = fit(self._features, reader.ratings(), reader.notes(), model=self._model)
        self._picks: Picks = fit_picks(self._features, reader.ratings(), self._shelf.finished(self._features))
        self._scores: Scores = score(self._profile, self._features, self._picks)
        self._evidence: dict[int, Video] = {}
        self._suited: tuple[Mood, Vector] | None = None  # the last mood that was asked for
        self._is_stale = self._opinions_changed = False
        self._marked = set()
        del reading, facts
        heap.trim()

    def _settle(self) -> None:
        if self._is_stale or not all(video_id in self._features for video_id in self._marked):
            self._load()
        if self._marked:
            self._shelf.mark(self._reader_source().videos(ids=sorted(self._marked)), self._features)
            self._marked = set()
        if self._opinions_changed:
            reader = self._reader_source()
            self._profile, steps = self._profile.update(self._features, reader.ratings(), reader.notes())
            finished = self._shelf.finished(self._features)
            self._picks = self._picks.update(self._features, reader.ratings(), finished)
            self._scores = follow(self._scores, self._features, steps, self._picks)
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

    def _order(
        self, include_seen: bool, now: float | None, dials: Dials | None, limit: int
    ) -> tuple[Places, frozenset[int]]:
        """All places that may be shown, best first, and those that stand there to explore.

        Only the first ``limit`` are sure to stand in their place.
        """
        dials = dials or self._dials
        candidates = self._shelf.candidates(include_seen, time.time() if now is None else now)
        if dials.must_fit and dials.minutes is not None:
            candidates = candidates[self._shelf.minutes[candidates] <= dials.minutes]
        if not (
            self._profile.observations
            or self._prior
            or dials.novelty
            or dials.minutes is not None
            or dials.mood is not None
            or dials.interests
        ):
            return spread(self._features, candidates), frozenset()
        everything = self._worth(dials)
        # Coarse whole numbers: the last bits of a sum, which depend on its order, rarely decide between two
        # videos, and numpy sorts 16 bits by radix (100,000 in 1 ms instead of 8).
        coarse = np.rint(everything[candidates] * -_STEPS).astype(np.int16)
        order = np.argsort(coarse, kind="stable")
        ordered, worth = candidates[order], coarse[order].astype(np.float32) / np.float32(-_STEPS)
        first = self._head(ordered, dials)
        head = ordered[first]
        limit = max(min(limit, _ARRANGED), 0)
        near, mixes = alike(self._features, head), self._mixes(head, dials)
        arranged = head[arrange(worth[first], near, limit=limit, variety=VARIETY * self._room, penalties=mixes)]
        explored: frozenset[int] = frozenset()
        if not include_seen and dials.novelty > -1 and self._profile.observations:
            deviation = self._scores.deviation / self._spread
            new = picks(
                worth,
                deviation[ordered],
                usual=float(deviation.mean()),
                likeness=lambda few: alike(self._features, ordered[few]),
            )
            arranged, explored = woven(arranged, ordered[new], limit=limit)
        waiting = np.ones(len(everything), dtype=bool)
        waiting[arranged] = False
        return np.concatenate([arranged, ordered[waiting[ordered]]]), explored

    @property
    def _room(self) -> float:
        """How much there is to choose from, up to 1: among a few videos a varied page is only a wrong order."""
        return min(1.0, len(self._features.ids) / _ENOUGH)

    @property
    def _spread(self) -> float:
        """One standard deviation of the scores of the whole library, in stars: hiding a video changes no other."""
        return max(float(self._scores.mean.std()), 1e-3)

    def _worth(self, dials: Dials) -> Vector:
        """What each video of the library is worth (N,) with these dials, in spreads of the scores from their mean."""
        worth = self._scores.worth
        if dials.novelty:
            worth = worth + np.float32(dials.novelty) * standard(self._scores.deviation)
        if dials.mood is not None:
            worth = worth + _MOOD * self._suits(dials.mood)
        if dials.minutes is not None:
            worth = worth - _TOO_LONG * np.nan_to_num(np.clip(np.log2(self._shelf.minutes / dials.minutes), 0, 2))
        if dials.interests:
            block = self._features.block("topic")
            for column, label in enumerate(block.labels, start=block.start):
                weight = dials.interests.get(label, 0.0)
                strength = _BOOSTED if weight > 0 else _MUTED
                has = (self._features.matrix[:, column] > 0).astype(np.float32)
                worth = worth + np.float32(weight) * strength * has
        return np.clip(worth, -_FAR, _FAR)

    def _suits(self, mood: Mood) -> Vector:
        """How a mood speaks for (to 1) and against (to -1) each video (N,), by the likeness of its text to the words:
        by half of the spreads that it lies from the library's mean. Zeros for words of another embedding model."""
        if self._suited is None or self._suited[0] is not mood:
            meaning = self._features.matrix.part(self._features.block(EMBEDDING).columns)
            alike_it = meaning @ mood.vector if meaning.shape[1] == len(mood.vector) else np.zeros(len(meaning))
            self._suited = mood, np.clip(standard(alike_it.astype(np.float32)) / 2, -1, 1)
        return self._suited[1]

    def _with_mood(self, why: tuple[Reason, ...], place: int, mood: Mood | None) -> tuple[Reason, ...]:
        """The reasons of a video, and the mood where it clearly speaks for it: behind the first one, in front of one
        that claims nothing."""
        if mood is None or self._suits(mood)[place] < _SUITS:
            return why
        suits = Reason(kind="mood", text=Message("Fits your mood: {mood}", mood=mood.told), quote=mood.told)
        first = [reason for reason in why[:1] if reason not in (NOTHING_RATED, SOMETHING_NEW)]
        return (*first, suits, *why[len(first) :])

    def _head(self, ordered: Places, dials: Dials) -> Places:
        """Which of the candidates, best first, the first places are made of."""
        head = np.arange(min(_HEAD, len(ordered)))
        if dials.balance <= 0.5:
            return head
        groups = (self._shelf.fair.shares[ordered] > 0).T
        return np.unique(np.concatenate([head, *(np.flatnonzero(own)[:_OF_EACH] for own in groups)]))

    def _mixes(self, head: Places, dials: Dials) -> list[Mix]:
        strengths = 2 * min(dials.balance, 0.5), _FAIR * 2 * (dials.balance - 0.5)
        wishes = (self._shelf.taste, self._shelf.wanted()), (self._shelf.fair, self._shelf.fair.average)
        return [
            Mix(own.shares[head], target, strength=STRENGTH * strength * own.facets * self._room)
            for (own, target), strength in zip(wishes, strengths, strict=True)
            if strength > 0 and len(own.names)
        ]


_NEIGHBOURS = 40  # videos of other courses, the most alike, that may be the ground for one
_ENOUGH = 50  # videos in the library
_HEAD = 200  # videos of which the first places are made; far down a list it is the score alone
_FAIR = 5.0  # how much stronger than the wish for the person's mix that for the library's is at its full
_OF_EACH = 20  # of them of every language, length ... where the list is to show all of these
_ARRANGED = 60  # places that are varied and calibrated: five pages
_FAR = 15.0  # spreads from the mean: what is farther counts as much
_STEPS = 2048  # to a spread
# Spreads that a video gains or loses by the mood, at most. Of lists of real people over 7,878 films, with each mood
# (tests/bench/moods.py), the first twenty come 1.1 spreads nearer to it for a quarter of a spread of worth, and half of
# them stay; twice as much brings half as much again, for more than twice the worth.
_MOOD = np.float32(1.0)
_SUITS = 0.5  # of that, from which a mood is told as a reason
_BOOSTED = np.float32(1.5)  # spreads that a video with a boosted topic gains
_MUTED = np.float32(8.0)  # and one with a muted topic loses: few lie farther apart
_TOO_LONG = np.float32(2.0)  # spreads that a video loses which is twice as long as there is time


def _claims(why: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(reason for reason in why if reason.kind != "new")


class _Said:
    """The stars and notes that stand after some signals."""

    def __init__(self, signals: Iterable[Signal]) -> None:
        self._ratings: dict[int, Rating] = {}
        self._notes: dict[int, Note] = {}
        for signal in signals:
            self.hear(signal)

    def hear(self, signal: Signal) -> None:
        if isinstance(signal, Rating):
            self._ratings[signal.video_id] = signal
        elif isinstance(signal, Note):
            self._notes[signal.video_id] = signal

    @property
    def ratings(self) -> list[Rating]:
        return list(self._ratings.values())

    @property
    def notes(self) -> list[Note]:
        return [note for note in self._notes.values() if note.text]


def _moment(signal: Signal) -> tuple[object, ...]:
    """What tells a signal from all others."""
    if isinstance(signal, Note):
        return Note, signal.id
    return (signal,)


class _Facts:
    """What a ``_Shelf`` needs of the videos of a library, which are told a few at a time."""

    def __init__(self, roots: Sequence[str]) -> None:
        self._roots = [os.path.join(root, "") for root in roots]
        self._homes: dict[str, int] = {}  # the number of each
        self._same: dict[tuple[str, ...], tuple[str, ...]] = {}  # the same few labels again and again
        self.labels: dict[str, list[tuple[str, ...]]] = {}  # of all videos, by facet
        self.minutes, self.marks, self.homes = array("f"), array("d"), array("q")
        self.series: dict[int, array[int]] = {}  # the ids of the parts, by the number of their home

    def take(self, videos: Sequence[Video]) -> None:
        """Look at these, too. Their ids ascend, and lie above those before."""
        genres = [tuple(genre.casefold() for genre in video.genres) for video in videos]
        for facet, labels in {"genre": genres, **facets(videos, self._roots)}.items():
            self.labels.setdefault(facet, []).extend(self._same.setdefault(own, own) for own in map(tuple, labels))
        for video in videos:
            self.minutes.append((video.duration_s or np.nan) / 60)
            self.marks.extend(_marks(video))
            home = self._homes.setdefault(course.home(video), len(self._homes))
            self.homes.append(home)
            if video.series:
                self.series.setdefault(home, array("q")).append(video.id)


def _in_turn(reader: LibraryReader, series: Iterable[Sequence[int]]) -> Iterator[int]:
    """The ids of the parts of each series in the order to watch them, series by series; a few are read at a time."""
    few: list[Sequence[int]] = []
    for ids in series:
        few.append(ids)
        if sum(map(len, few)) >= _READ:
            yield from _ordered(reader, few)
            few = []
    yield from _ordered(reader, few)


def _ordered(reader: LibraryReader, series: Iterable[Sequence[int]]) -> list[int]:
    videos = {video.id: video for video in reader.videos(ids=list(chain.from_iterable(series)))}
    parts = ([videos[video_id] for video_id in ids if video_id in videos] for ids in series)
    return [part.id for one in parts for part in course.order(one)]


_READ = 1024  # videos


def _marks(video: Video) -> tuple[float, ...]:
    """Stars (NaN: none), until when it was put off, and whether it was watched, begun, seen, is never to be shown,
    and is offline."""
    return (
        np.nan if video.stars is None else video.stars,
        video.later_until or 0.0,
        video.watched,
        video.resume_s is not None,
        video.watched or video.stars is not None,
        video.hidden or video.status.startswith("unreadable"),
        video.status == "offline",
    )


class _Shelf:
    """Which videos may be suggested: marks, states and series, as arrays in the features' order.

    ``taste`` and ``fair`` are the groups whose mix in a list is looked after; ``minutes`` (N,) are the lengths, NaN
    where unknown.
    """

    def __init__(self, facts: _Facts, features: Features, in_turn: Sequence[int]) -> None:
        """``in_turn``: the ids of all parts of series, series by series, in the order to watch them."""
        fair = dict(facts.labels)
        genres = fair.pop("genre", [])
        meaning = features.matrix.part(features.block(EMBEDDING).columns)
        self.taste: Groups = groups({"kind": fair.get("kind", []), "topic": topics(genres, meaning)})
        self.fair: Groups = groups(fair)
        self.minutes = np.array(facts.minutes, dtype=np.float32)
        marks = np.array(facts.marks).reshape(len(features.ids), -1).T if facts.marks else np.zeros((7, 0))
        self._stars, self._later_until, self._states = marks[0].copy(), marks[1].copy(), marks[2:].astype(bool)
        self._watched, self._begun, self._seen, self._never, self._offline = self._states  # views: marked together
        self._homes = np.array(facts.homes, dtype=np.intp)
        self._parts = np.searchsorted(features.ids, np.array(in_turn, dtype=np.int64))  # their places
        self._series = self._homes[self._parts]

    def mark(self, videos: Iterable[Video], features: Features) -> None:
        """Take over what the person marked and what state the files are in."""
        for video in videos:
            place = features.place(video.id)
            self._stars[place], self._later_until[place], *states = _marks(video)
            self._states[:, place] = states

    def wanted(self) -> Vector:
        """The mix (G,) of ``taste`` that the person likes: what they rated highly, for them, or finished."""
        rated = np.flatnonzero(~np.isnan(self._stars))
        level = max(_HIGH, self._stars[rated].mean()) if rated.size else _HIGH
        liked = rated[self._stars[rated] >= level]
        finished = np.flatnonzero(self._watched & np.isnan(self._stars))
        weights = np.repeat([1.0, _FINISHED], [len(liked), len(finished)])
        return wanted(self.taste, np.concatenate([liked, finished]), weights)

    def finished(self, features: Features) -> list[int]:
        """The ids of what was seen to its end."""
        return [int(video_id) for video_id in features.ids[self._watched]]

    def begun(self) -> Places:
        """Videos that wait to be gone on with."""
        return np.flatnonzero(self._begun & ~(self._never | self._seen | self._offline))

    def following(self) -> Places:
        """All parts of series of which one was seen."""
        seen = np.unique(self._series[self._seen[self._parts]])
        return self._parts[np.isin(self._series, seen)]

    def course(self, place: int) -> Places:
        """The places of all videos of one home."""
        return np.flatnonzero(self._homes == self._homes[place])

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


_HIGH = 3.0  # stars: what has fewer is not liked, however little a person gives
_FINISHED = 0.5  # of a liked video, for what was seen to its end and not rated


def _is_out(video: Video) -> bool:
    """Whether a video cannot be watched, or never is to be."""
    return video.hidden or video.status != "ok"
