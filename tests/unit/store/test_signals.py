"""The stream that a profile is made of: whole, in order, as of any day, and without what was forgotten."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import EnvironmentFault
from engine.records import (
    Abandoned,
    Blurb,
    Description,
    Finished,
    Hidden,
    Later,
    Note,
    NoteSentence,
    Play,
    Rating,
    ReadNote,
    Replayed,
    Shown,
    Signal,
    Stars,
    Unwatched,
    WrittenBlurb,
)
from engine.store import commands
from engine.store.library import Library
from engine.store.signals import ABANDONED_S, stream
from tests.unit.store.conftest import Store
from tests.unit.store.makers import NOW, scanned

DAY = 86400.0


def viewings(
    *plays: tuple[float, float], marks: tuple[tuple[float, str], ...] = (), now: float = 1000 * DAY
) -> list[Signal]:
    """Of one video: plays are (day, fraction), marks (day, mark)."""
    return stream(
        [],
        [],
        marks=[(1, day * DAY, mark) for day, mark in marks],
        plays=[Play(1, day * DAY, 100 * fraction, fraction) for day, fraction in plays],
        now=now,
    )


def test_video_seen_to_its_end_is_finished_and_again_later_replayed() -> None:
    assert viewings((1, 0.9)) == [Finished(1, DAY)]
    assert viewings((1, 0.95), (2, 1.0)) == [Finished(1, DAY)]  # the credits, next day
    assert viewings((1, 0.95), (9, 0.3), (10, 1.0)) == [Finished(1, DAY), Replayed(1, 10 * DAY)]


def test_video_that_was_left_is_abandoned_after_two_weeks_untouched() -> None:
    left = Abandoned(1, 15 * DAY, 40.0, 0.4)
    assert viewings((1, 0.4)) == [left]
    assert viewings((1, 0.4), now=15 * DAY - 1) == []
    assert viewings((1, 0.4), (14, 0.6), now=15 * DAY) == []
    assert viewings((1, 0.4), (16, 1.0)) == [left, Finished(1, 16 * DAY)]  # both were true in their time
    assert viewings((1, 0.4), (2, 1.0)) == [Finished(1, 2 * DAY)]


def test_sitting_of_a_moment_is_no_beginning_but_goes_on_with_one() -> None:
    assert viewings((1, 0.04)) == []
    assert viewings((1, 0.4), (10, 0.01)) == [Abandoned(1, 24 * DAY, 40.0, 0.4)]


def test_left_in_the_middle_of_seeing_it_again_is_not_abandoned() -> None:
    assert viewings((1, 1.0), (20, 0.4)) == [Finished(1, DAY)]


def test_watched_by_hand_counts_once_and_unwatched_begins_anew() -> None:
    assert viewings(marks=((1, "watched"), (9, "watched"))) == [Finished(1, DAY)]
    assert viewings((1, 0.5), marks=((2, "watched"),)) == [Finished(1, 2 * DAY)]
    assert viewings((1, 1.0), (9, 1.0), marks=((5, "unwatched"),)) == [
        Finished(1, DAY),
        Unwatched(1, 5 * DAY),
        Finished(1, 9 * DAY),
    ]


def test_stream_holds_every_change_in_the_order_of_time(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A", duration_s=100.0), scanned("/films/b.mkv", "B"))
    library.do(commands.rate, 2, 2.0, NOW + 1)
    library.do(commands.write_note, 2, "Slow.", NOW + 2)
    library.do(commands.mark, 1, "hidden", NOW + 3)
    library.do(commands.rate, 2, None, NOW + 4)
    library.do(commands.mark, 1, "shown", NOW + 5)
    library.do(commands.mark, 1, "later", NOW + 6)
    library.do(commands.play, 1, NOW + 7, 95.0, 0.95)
    library.do(commands.write_note, 2, "", NOW + 8)
    assert library.read.signals() == [
        Rating(2, 2.0, NOW + 1),
        Note(1, 2, "Slow.", NOW + 2),
        Hidden(1, NOW + 3),
        Rating(2, None, NOW + 4),
        Shown(1, NOW + 5),
        Later(1, NOW + 6),
        Finished(1, NOW + 7),
        Note(2, 2, "", NOW + 8),
    ]


def test_notes_come_with_the_sentences_that_were_read_of_each_version(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"))
    library.do(commands.write_note, 1, "Good.", NOW)
    store(ReadNote(1, "m", (NoteSentence("Good.", 1.0, 0.9, np.ones(4, np.float32)),)))
    library.do(commands.write_note, 1, "Bad.", NOW + 1)
    first, second = library.read.signals()
    assert isinstance(first, Note) and isinstance(second, Note)
    assert first.sentences and first.sentences[0].text == "Good." and second.sentences is None


def test_stream_of_a_day_holds_what_was_known_then(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"), scanned("/films/b.mkv", "B"))
    library.do(commands.rate, 1, 4.0, NOW)
    library.do(commands.import_said, {2: (Stars(2.0, NOW - 9 * DAY),)}, origin="csv", file="x", at=NOW + DAY)
    library.do(commands.play, 1, NOW + 2 * DAY, 30.0, 0.5)
    imported, own = Rating(2, 2.0, NOW - 9 * DAY), Rating(1, 4.0, NOW)
    assert library.read.signals(NOW) == [own]
    assert library.read.signals(NOW + DAY) == [imported, own]
    assert library.read.signals(NOW + 15 * DAY) == [imported, own]
    assert library.read.signals(NOW + 16 * DAY) == [imported, own, Abandoned(1, NOW + 16 * DAY, 30.0, 0.5)]


Viewing = (Finished, Replayed, Abandoned, Unwatched, Hidden)
PLAYS = st.lists(st.tuples(st.integers(0, 60), st.sampled_from([0.01, 0.3, 0.6, 0.95])), unique_by=lambda p: p[0])
MARKS = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["watched", "unwatched", "hidden"])))


@settings(max_examples=200)
@given(PLAYS, MARKS, st.integers(0, 90))
def test_yesterdays_stream_is_the_beginning_of_todays(
    plays: list[tuple[int, float]], marks: list[tuple[int, str]], until: int
) -> None:
    plays, marks = sorted(plays), sorted(marks)
    then = viewings(
        *[play for play in plays if play[0] <= until],
        marks=tuple(mark for mark in marks if mark[0] <= until),
        now=until * DAY,
    )
    later = viewings(*plays, marks=tuple(marks), now=until * DAY + 2 * ABANDONED_S + 60 * DAY)
    assert [signal for signal in later if isinstance(signal, Viewing) and signal.at <= until * DAY] == then


def say_much(library: Library, store: Store, video_id: int, at: float) -> None:
    library.do(commands.rate, video_id, 4.0, at)
    library.do(commands.rate, video_id, 1.0, at + 1)
    library.do(commands.write_note, video_id, "Loud.", at)
    library.do(commands.mark, video_id, "hidden", at)
    library.do(commands.play, video_id, at, 50.0, 0.5)
    library.do(commands.add_tags, video_id, ["loud"], at)
    library.do(commands.remove_tag, video_id, "noir", at)
    library.do(commands.import_said, {video_id: (Stars(2.0, at - DAY),)}, origin="csv", file="x", at=at)
    store(WrittenBlurb(video_id, "m", "p", Blurb("Loud.", "You wrote: Loud.", ())))


def test_forgetting_leaves_the_library_as_if_nothing_had_been_said(library: Library, store: Store) -> None:
    said = Description(title="B", tags=("noir",))
    store(scanned("/films/a.mkv", "A", duration_s=100.0), scanned("/films/b.mkv", "B", said=said, duration_s=100.0))
    say_much(library, store, 1, NOW)
    before = (library.read.signals(), library.read.said(), library.read.videos(), library.read.text_version(2))
    say_much(library, store, 2, NOW + DAY)
    assert library.read.signals() != before[0]
    changes = library.do(commands.forget, 2)
    only = frozenset({2})
    assert (changes.videos, changes.ratings, changes.notes, changes.tags, changes.blurbs) == (only,) * 5
    after = (library.read.signals(), library.read.said(), library.read.videos(), library.read.text_version(2))
    assert after == before
    assert library.read.latest_blurbs([1, 2]).keys() == {1}
    assert library.read.detail(2).ratings == library.read.detail(2).notes == library.read.detail(2).plays == ()
    assert library.read.integrity() == "ok"


def test_forgetting_what_nothing_was_said_of_changes_nothing(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"))
    assert not library.do(commands.forget, 1)
    with pytest.raises(EnvironmentFault, match="no longer in the library"):
        library.do(commands.forget, 77)
