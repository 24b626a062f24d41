"""Show how what a person watches and likes has changed: the mix of topics or kinds, one span of time after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.records import Finished, Rating, Replayed, Signal, Video

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Span:
    """A day, week, month or year that begins at ``start`` (Unix seconds, local midnight).

    ``shares`` holds the part of each label of the mix, in their order; they sum to 1, or to 0 where nothing was seen.
    """

    start: float
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class MixOverTime:
    """The labels, the most frequent first ("other" last), and the spans without gaps; none where there is only one."""

    unit: str  # "day", "week", "month" or "year"
    labels: tuple[str, ...]
    spans: tuple[Span, ...]


def mix_over_time(
    signals: Iterable[Signal], videos: Mapping[int, Video], *, most: int = 5, spans: int = 12
) -> MixOverTime:
    """The mix of first genres (of kinds where there are none) of what was rated or seen to its end.

    Each video counts once a span. The unit is the shortest of which at most ``spans`` cover everything.
    """
    seen = [
        (signal.rated_at if isinstance(signal, Rating) else signal.at, signal.video_id)
        for signal in signals
        if isinstance(signal, Finished | Replayed) or (isinstance(signal, Rating) and signal.stars is not None)
    ]
    seen = [(at, video_id) for at, video_id in seen if video_id in videos]
    if not seen:
        return MixOverTime("day", (), ())
    first, last = (_local(at) for at in (min(seen)[0], max(seen)[0]))
    unit = next((unit for unit in _UNITS if _number(unit, last) - _number(unit, first) < spans), "year")
    begin = _number(unit, first)
    things = {(_number(unit, _local(at)) - begin, video_id) for at, video_id in seen}
    counts = Counter(_label(videos[video_id]) for _, video_id in things)
    common = sorted(counts, key=lambda label: (-counts[label], label))
    labels = tuple(common[:most]) + ((OTHER,) if len(common) > most else ())
    rows: list[Counter[str]] = [Counter() for _ in range(_number(unit, last) - begin + 1)]
    for number, video_id in sorted(things):
        label = _label(videos[video_id])
        rows[number][label if label in labels else OTHER] += 1
    if len(rows) < 2:
        return MixOverTime(unit, (), ())
    return MixOverTime(
        unit,
        labels,
        tuple(
            Span(_start(unit, begin + at), tuple(row[label] / max(1, total) for label in labels))
            for at, row in enumerate(rows)
            for total in (row.total(),)
        ),
    )


_UNITS = ("day", "week", "month")


def _local(at: float) -> datetime:
    return datetime.fromtimestamp(at)


def _number(unit: str, day: datetime) -> int:
    """Which day, week (from Monday), month or year, counted from year 1."""
    if unit == "month":
        return day.year * 12 + day.month - 1
    if unit == "year":
        return day.year
    return day.toordinal() if unit == "day" else (day.toordinal() - 1) // 7


def _start(unit: str, number: int) -> float:
    if unit == "month":
        return datetime(number // 12, number % 12 + 1, 1).timestamp()
    if unit == "year":
        return datetime(number, 1, 1).timestamp()
    return datetime.fromordinal(number if unit == "day" else number * 7 + 1).timestamp()


def _label(video: Video) -> str:
    return video.genres[0].casefold() if video.genres else video.kind
