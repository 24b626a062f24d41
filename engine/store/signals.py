"""The one stream that a profile is made of, from the rows in which a person's words and sittings stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engine.records import (
    Abandoned,
    Finished,
    Hidden,
    Later,
    Note,
    Play,
    Rating,
    Replayed,
    Shown,
    Signal,
    Unwatched,
)

WATCHED_FRACTION = 0.9
RESUME_FRACTION = 0.05  # a sitting that ends before it has not begun
ABANDONED_S = 14 * 86400.0
SAME_VIEWING_S = 1.5 * 86400.0  # ends that lie nearer are one viewing: the credits next day, a diary's mere date

MarkRow = tuple[int, float, str]  # video, when, mark


def stream(
    ratings: Iterable[Rating], notes: Iterable[Note], *, marks: Iterable[MarkRow], plays: Iterable[Play], now: float
) -> list[Signal]:
    """All signals by their time; of equal times in the order given, ratings first.

    Each argument is in order of time. What only time tells, a video that is not touched any more, is judged
    as of ``now`` (Unix seconds).
    """
    timed: list[tuple[float, Signal]] = [(rating.rated_at, rating) for rating in ratings]
    timed += [(note.written_at, note) for note in notes]
    touched: defaultdict[int, list[Play | MarkRow]] = defaultdict(list)
    for play in plays:
        touched[play.video_id].append(play)
    for row in marks:
        video_id, at, mark = row
        if mark in _STATES:
            timed.append((at, _STATES[mark](video_id, at)))
        else:
            touched[video_id].append(row)
    for _, moments in sorted(touched.items()):
        timed += [(signal.at, signal) for signal in _viewings(moments, now)]
    timed.sort(key=lambda one: one[0])
    return [signal for _, signal in timed]


_STATES: dict[str, type[Hidden] | type[Later] | type[Shown]] = {"hidden": Hidden, "later": Later, "shown": Shown}


def _viewings(moments: Sequence[Play | MarkRow], now: float) -> Iterator[Finished | Replayed | Abandoned | Unwatched]:
    """What sittings and the marks "watched" and "unwatched" of one video come to."""
    finished_at: float | None = None
    left: Play | None = None  # the sitting that waits to be gone on with, never of a video seen to its end
    for moment in sorted(moments, key=_time):
        at = _time(moment)
        if left and at >= left.started_at + ABANDONED_S:
            yield _abandoned(left)
            left = None
        if isinstance(moment, Play) and moment.fraction < WATCHED_FRACTION:
            if moment.fraction >= RESUME_FRACTION and finished_at is None:
                left = moment
            elif left:
                left = replace(left, started_at=at)  # opened and closed again
            continue
        left = None
        if not isinstance(moment, Play) and moment[2] == "unwatched":
            finished_at = None
            yield Unwatched(moment[0], at)
        elif finished_at is None:
            finished_at = at
            yield Finished(moment.video_id if isinstance(moment, Play) else moment[0], at)
        elif isinstance(moment, Play) and at >= finished_at + SAME_VIEWING_S:
            finished_at = at
            yield Replayed(moment.video_id, at)
    if left and now >= left.started_at + ABANDONED_S:
        yield _abandoned(left)


def _time(moment: Play | MarkRow) -> float:
    return moment.started_at if isinstance(moment, Play) else moment[1]


def _abandoned(left: Play) -> Abandoned:
    return Abandoned(left.video_id, left.started_at + ABANDONED_S, left.position_s, left.fraction)
