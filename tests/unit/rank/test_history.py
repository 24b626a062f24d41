"""The mix over time: its spans follow the calendar without gaps, and their shares sum to one."""

from datetime import datetime

import pytest

from engine.rank.history import OTHER, mix_over_time
from engine.records import Abandoned, Finished, Rating, Signal
from tests.unit.taste.in_memory import video

VIDEOS = {
    1: video(1, genres=("Drama",)),
    2: video(2, genres=("Comedy", "Drama")),
    3: video(3, kind="talk"),
}


def at(*day: int) -> float:
    return datetime(*day, 12).timestamp()  # type: ignore[arg-type]


def test_days_with_nothing_between_are_empty_columns() -> None:
    signals: list[Signal] = [
        Rating(1, 4.0, at(2024, 5, 1)),
        Finished(1, at(2024, 5, 1)),  # the same video on the same day
        Rating(3, 2.0, at(2024, 5, 1)),
        Finished(2, at(2024, 5, 4)),
    ]
    mix = mix_over_time(signals, VIDEOS)
    assert mix.unit == "day" and set(mix.labels) == {"drama", "comedy", "talk"}
    shares = [dict(zip(mix.labels, span.shares, strict=True)) for span in mix.spans]
    assert shares[0] == {"drama": 0.5, "comedy": 0.0, "talk": 0.5}
    assert [sum(one.values()) for one in shares] == [1, 0, 0, 1] and shares[3]["comedy"] == 1
    assert [datetime.fromtimestamp(span.start).day for span in mix.spans] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("last", "unit", "count"),
    [((2024, 3, 1), "week", 9), ((2024, 9, 30), "month", 9), ((2027, 1, 1), "year", 4)],
)
def test_a_longer_time_has_longer_spans(last: tuple[int, ...], unit: str, count: int) -> None:
    mix = mix_over_time([Finished(1, at(2024, 1, 1)), Finished(2, at(*last))], VIDEOS)
    assert (mix.unit, len(mix.spans)) == (unit, count)
    assert mix.spans[0].start <= at(2024, 1, 1) and mix.spans[-1].start <= at(*last)


def test_rare_labels_are_one() -> None:
    mix = mix_over_time([Finished(1, at(2024, 5, 1)), Finished(2, at(2024, 5, 2))], VIDEOS, most=1)
    assert len(mix.labels) == 2 and mix.labels[-1] == OTHER


def test_one_day_or_what_was_not_liked_or_seen_shows_nothing() -> None:
    assert not mix_over_time([Finished(1, at(2024, 5, 1)), Rating(2, 4.0, at(2024, 5, 1))], VIDEOS).spans
    left: list[Signal] = [Abandoned(1, at(2024, 5, 1), 3.0, 0.5), Rating(2, None, at(2024, 5, 9))]
    assert not mix_over_time(left, VIDEOS).spans
