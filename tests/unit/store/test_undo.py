"""What the person did is taken back exactly, also for many videos at once."""

from __future__ import annotations

from engine.events import Changes
from engine.records import Description
from engine.store import commands, undo
from engine.store.library import Library
from engine.store.undo import Undo
from tests.unit.store.conftest import Store
from tests.unit.store.makers import NOW, scanned

LATER = NOW + 1000.0


def shelf(store: Store, count: int = 3) -> list[int]:
    for place in range(count):
        store(scanned(f"/films/{place}.mkv", str(place), said=Description(title=f"Film {place}", tags=("sea",))))
    return list(range(1, count + 1))


def test_stars_come_back_one_by_one_and_their_history_stays(library: Library, store: Store) -> None:
    ids = shelf(store)
    library.do(commands.rate, 2, 1.5, NOW)
    before = Undo()
    library.do(undo.rate, ids, 4.0, at=LATER, undo=before)
    assert [video.stars for video in library.read.videos()] == [4.0, 4.0, 4.0]
    changes = library.do(undo.take_back, before, at=LATER + 1)
    assert changes.ratings == frozenset(ids)
    assert [video.stars for video in library.read.videos()] == [None, 1.5, None]
    assert [rating.stars for rating in library.read.detail(2).ratings] == [1.5, 4.0, 1.5]


def test_what_changed_nothing_is_not_taken_back(library: Library, store: Store) -> None:
    shelf(store)
    library.do(commands.rate, 1, 4.0, NOW)
    before = Undo()
    library.do(undo.rate, [1, 2, 999], 4.0, at=LATER, undo=before)
    assert before.videos == {2}


def test_a_note_comes_back(library: Library, store: Store) -> None:
    shelf(store)
    library.do(commands.write_note, 1, "warm", NOW)
    before = Undo()
    library.do(undo.write_note, 1, "cold", at=LATER, undo=before)
    library.do(undo.take_back, before, at=LATER + 1)
    assert library.read.video(1).note == "warm"


def test_a_mark_leaves_no_trace_and_a_stopped_video_stands_where_it_stood(library: Library, store: Store) -> None:
    ids = shelf(store)
    library.do(commands.play, 1, NOW, 30.0, 0.5)
    library.do(commands.mark, 2, "later", NOW)
    before_videos = library.read.videos()
    for mark in ("watched", "hidden", "shown"):
        before = Undo()
        library.do(undo.mark, ids, mark, at=LATER, undo=before)
        assert library.read.videos() != before_videos
        library.do(undo.take_back, before, at=LATER + 1)
        assert library.read.videos() == before_videos


def test_tags_come_back_with_their_times(library: Library, store: Store) -> None:
    ids = shelf(store)
    library.do(commands.add_tags, 1, ["Quiet"], NOW)
    said, before = library.read.tagged(), Undo()
    library.do(undo.add_tags, ids, ["quiet", " warm "], at=LATER, undo=before)
    assert library.read.video(3).tags == ("quiet", "warm", "sea")
    library.do(undo.take_back, before, at=LATER + 1)
    assert library.read.tagged() == said
    for tag in ("QUIET", "sea"):  # her own, and one that a file gave
        before = Undo()
        library.do(undo.remove_tag, ids, tag, at=LATER, undo=before)
        assert library.read.video(1).tags != ("Quiet", "sea")
        library.do(undo.take_back, before, at=LATER + 1)
        assert library.read.video(1).tags == ("Quiet", "sea")
        assert library.read.tagged() == said


def test_a_video_that_went_meanwhile_is_left_out(library: Library, store: Store) -> None:
    ids = shelf(store)
    before = Undo()
    library.do(undo.rate, ids, 2.0, at=LATER, undo=before)
    before.stars[999] = 1.0
    assert library.do(undo.take_back, before, at=LATER + 1).ratings == frozenset(ids)
    assert library.do(undo.take_back, before, at=LATER + 2) == Changes()
