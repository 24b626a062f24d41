"""What the taste page shows: what was learned, how well, what changed, and everything that was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from engine.earlier import EarlierReader
from engine.rank.explain import Move
from engine.rank.fairness import Exposure
from engine.rank.history import MixOverTime, mix_over_time
from engine.rank.portrait import Portrait
from engine.rank.report import Point, ReportCard
from engine.recommend import Dials, LibraryReader, Recommender
from engine.records import (
    Abandoned,
    Finished,
    Hidden,
    Import,
    Later,
    Note,
    Rating,
    Replayed,
    Shown,
    Signal,
    Tagged,
    Unwatched,
)

ENOUGH = 10  # ratings from which a report card says something
WEEK_S = 7 * 86400.0

What = Literal[
    "rated",
    "cleared",
    "noted",
    "unnoted",
    "finished",
    "replayed",
    "abandoned",
    "unwatched",
    "hidden",
    "later",
    "shown",
    "tagged",
    "untagged",
    "imported",
]


class TasteReads(LibraryReader, Protocol):
    """What the taste page needs of ``engine.store.queries.Reader``."""

    def imports(self) -> list[Import]: ...

    def tagged(self) -> list[tuple[int, Tagged]]: ...

    def embedding_model(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Learned:
    """What is quick to tell: it follows every rating."""

    portrait: Portrait
    exposure: tuple[Exposure, ...]
    ratings: int
    notes: int
    changed_at: float | None  # when anything was rated or noted last


@dataclass(frozen=True, slots=True)
class Studied:
    """What takes a while."""

    card: ReportCard
    curve: tuple[Point, ...]
    mix: MixOverTime
    moves: tuple[Move, ...]
    titles: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that the person said or did, or an import of many. ``said`` is a note, a tag or the file's name."""

    at: float
    what: What
    video_id: int | None = None
    title: str = ""
    said: str = ""
    stars: float | None = None
    at_s: float = 0.0
    import_id: int | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """The list as of a day beside the list now, as titles."""

    at: float
    ratings: int
    notes: int
    then: tuple[str, ...]
    now: tuple[str, ...]


def learn(recommender: Recommender, reads: TasteReads) -> Learned:
    """On the recommender's own thread."""
    ratings, notes = reads.ratings(), reads.notes()
    said = [rating.rated_at for rating in ratings] + [note.written_at for note in notes]
    return Learned(recommender.portrait(), recommender.exposure(), len(ratings), len(notes), max(said, default=None))


def study(recommender: Recommender, reads: TasteReads, *, now: float) -> Studied:
    """On a thread that has time, with ``Recommender.study``."""
    moves = tuple(recommender.changes(now - WEEK_S))
    signals = reads.signals()
    named = {video.id: video for video in reads.videos(ids=sorted({signal.video_id for signal in signals}))}
    titles = {video.id: video.title for video in reads.videos(ids=[move.video_id for move in moves])}
    return Studied(recommender.report(), recommender.curve(), mix_over_time(signals, named), moves, titles)


def timeline(reads: TasteReads) -> list[Event]:
    """Everything, newest first."""
    signals, tags = reads.signals(), reads.tagged()
    ids = {signal.video_id for signal in signals} | {video_id for video_id, _ in tags}
    titles = {video.id: video.title for video in reads.videos(ids=sorted(ids))}
    events = [_event(signal, titles.get(signal.video_id, "")) for signal in signals]
    events += [
        Event(tag.at, "untagged" if tag.removed else "tagged", video_id, titles.get(video_id, ""), said=tag.name)
        for video_id, tag in tags
    ]
    events += [
        Event(one.imported_at, "imported", said=one.file, import_id=one.id, count=one.said) for one in reads.imports()
    ]
    return sorted(events, key=lambda event: -event.at)


def preview(reads: TasteReads, until: float, *, dials: Dials, now: Sequence[str], limit: int = 6) -> Preview:
    """What the same recommender makes of what was said until a day; nothing is changed."""
    earlier = EarlierReader(reads, until)
    source: Callable[[], LibraryReader] = lambda: earlier  # noqa: E731
    recommender = Recommender(source, model=reads.embedding_model(), dials=dials)
    then = tuple(found.title for found in recommender.suggest(limit))
    return Preview(until, len(earlier.ratings()), len(earlier.notes()), then, tuple(now[:limit]))


def said_of(events: Sequence[Event], video_id: int) -> Counter[str]:
    """What would go if one video were forgotten: counts of "ratings", "notes", "tags" and "viewings"."""
    kinds = {
        "rated": "ratings",
        "cleared": "ratings",
        "noted": "notes",
        "unnoted": "notes",
        "tagged": "tags",
        "untagged": "tags",
    }
    return Counter(kinds.get(event.what, "viewings") for event in events if event.video_id == video_id)


def _event(signal: Signal, title: str) -> Event:
    match signal:
        case Rating():
            what: What = "cleared" if signal.stars is None else "rated"
            return Event(signal.rated_at, what, signal.video_id, title, stars=signal.stars)
        case Note():
            return Event(
                signal.written_at, "noted" if signal.text else "unnoted", signal.video_id, title, said=signal.text
            )
        case Abandoned():
            return Event(signal.at, "abandoned", signal.video_id, title, at_s=signal.at_s)
        case _:
            return Event(signal.at, _MARKS[type(signal)], signal.video_id, title)


_MARKS: dict[type, What] = {
    Finished: "finished",
    Replayed: "replayed",
    Unwatched: "unwatched",
    Hidden: "hidden",
    Later: "later",
    Shown: "shown",
}
