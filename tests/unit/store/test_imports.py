"""An import adds what is new, never twice and never over the person's own word, and is undone as a whole."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from engine.errors import EnvironmentFault
from engine.events import Changes
from engine.index.matching import match
from engine.index.portable import read_own, write_own
from engine.records import (
    Description,
    Mark,
    Marked,
    NoteSentence,
    ReadNote,
    Said,
    Sitting,
    Stars,
    Tagged,
    Words,
)
from engine.store import commands, schema
from engine.store.connection import connect_writer
from engine.store.library import Library
from tests.unit.store.conftest import Store
from tests.unit.store.makers import NOW, scanned

DAY = 86400.0
MIDNIGHT = NOW - NOW % DAY


@pytest.fixture(autouse=True)
def two_videos(store: Store) -> None:
    store(
        scanned("/films/a.mkv", "A", duration_s=100.0, said=Description(title="A", ids=("imdb:tt0000001",))),
        scanned("/films/b.mkv", "B", said=Description(title="B", tags=("noir",))),
    )


def take(library: Library, *said: Said, video_id: int = 1, at: float = NOW + 100 * DAY) -> Changes:
    return library.do(commands.import_said, {video_id: said}, origin="letterboxd", file="ratings.csv", at=at)


def test_import_adds_ratings_notes_and_viewings_with_their_dates(library: Library) -> None:
    changes = take(library, Sitting(MIDNIGHT), Stars(4.0, MIDNIGHT), Words("Fine.", MIDNIGHT))
    assert changes == Changes(videos=frozenset({1}), ratings=frozenset({1}), notes=frozenset({1}))
    video = library.read.video(1)
    assert (video.stars, video.note, video.watched, video.resume_s) == (4.0, "Fine.", True, None)
    assert library.read.ratings()[0].rated_at == MIDNIGHT
    (had,) = library.read.imports()
    assert (had.origin, had.file, had.said) == ("letterboxd", "ratings.csv", 3)


def test_same_import_again_changes_nothing(library: Library) -> None:
    rows = (
        Sitting(MIDNIGHT),
        Sitting(MIDNIGHT),  # the diary and the reviews tell of the same evening
        Stars(4.0, MIDNIGHT),
        Stars(4.5, MIDNIGHT + 9 * DAY),
        Stars(3.0, None),
        Words("First.", MIDNIGHT),
        Words("Second.", MIDNIGHT + 9 * DAY),
        Marked("watched", MIDNIGHT),
    )
    assert take(library, *rows)
    before = library.read.said()
    assert [type(one) for one in before[0].said] == [Stars, Stars, Words, Words, Sitting]
    assert library.read.video(1).note == "Second."
    assert not library.read.unknown_said({1: rows}, origin="letterboxd", at=NOW + 200 * DAY)
    assert not take(library, *rows, at=NOW + 200 * DAY)
    assert library.read.said() == before
    assert len(library.read.imports()) == 1


@pytest.mark.parametrize(
    ("imported_at", "stars"),
    [
        (NOW - 300 * DAY, 2.0),  # older: kept as history
        (MIDNIGHT, 2.0),  # the same day, at an hour that nobody knows
        (MIDNIGHT + DAY, 2.0),  # the same day, east of Greenwich
        (MIDNIGHT + 2 * DAY, 5.0),
        (NOW + 60, 5.0),
        (None, 2.0),
    ],
)
def test_newer_rating_of_the_persons_own_stands(library: Library, imported_at: float | None, stars: float) -> None:
    library.do(commands.rate, 1, 2.0, NOW)
    take(library, Stars(5.0, imported_at))
    assert library.read.video(1).stars == stars


def test_rating_that_the_person_cleared_stays_cleared(library: Library) -> None:
    library.do(commands.rate, 1, 2.0, NOW)
    library.do(commands.rate, 1, None, NOW + 1)
    take(library, Stars(5.0, NOW - 9 * DAY), Stars(4.0, None))
    assert library.read.video(1).stars is None


def test_note_is_added_only_where_none_ever_stood(library: Library) -> None:
    library.do(commands.write_note, 1, "Mine.", NOW)
    assert not take(library, Words("Theirs.", NOW + 9 * DAY))
    library.do(commands.write_note, 1, "", NOW + 1)
    assert not take(library, Words("Theirs.", NOW + 9 * DAY))
    assert take(library, Words("Theirs.", None), video_id=2)
    assert library.read.video(2).note == "Theirs."


def test_viewing_that_the_library_saw_itself_is_not_counted_again(library: Library) -> None:
    library.do(commands.play, 1, MIDNIGHT + 20 * 3600, 95.0, 0.95)
    assert not take(library, Sitting(MIDNIGHT), Marked("watched", None))
    assert take(library, Sitting(MIDNIGHT - 30 * DAY))
    library.do(commands.mark, 2, "unwatched", NOW)
    assert not take(library, Marked("watched", None), video_id=2)


def test_sidecar_rating_yields_to_an_imported_one(library: Library, store: Store) -> None:
    rated = Description(title="A", user_rating=3.0)
    store(scanned("/films/a.mkv", "A", said=rated), at=NOW)
    take(library, Stars(5.0, None))
    store(scanned("/films/a.mkv", "A", said=rated), at=NOW + 200 * DAY)
    assert library.read.video(1).stars == 5.0


def test_undo_takes_back_the_whole_import_and_nothing_else(library: Library, store: Store) -> None:
    library.do(commands.rate, 1, 2.0, NOW)
    library.do(commands.add_tags, 2, ["mine"], NOW)
    before = (library.read.said(), library.read.videos(), library.read.text_version(2))
    take(library, Stars(3.0, NOW - DAY * 9), video_id=2)
    first = library.read.said()
    said = {1: (Stars(5.0, NOW + DAY), Words("Fine.", NOW)), 2: (Tagged("new", NOW), Marked("hidden", NOW))}
    library.do(commands.import_said, said, origin="matinee", file="x.json", at=NOW + 2 * DAY)
    changes = library.do(commands.undo_import, 2)
    assert (changes.ratings, changes.notes, changes.tags) == (frozenset({1, 2}), frozenset({1}), frozenset({2}))
    assert library.read.said() == first
    library.do(commands.undo_import, 1)
    assert (library.read.said(), library.read.videos(), library.read.text_version(2)) == before
    assert library.read.imports() == []
    with pytest.raises(EnvironmentFault, match="no import 1"):
        library.do(commands.undo_import, 1)


def test_note_is_read_again_when_an_import_changes_the_stars(library: Library, store: Store) -> None:
    library.do(commands.write_note, 1, "Fine.", NOW)
    store(ReadNote(1, "m", (NoteSentence("Fine.", 1.0, 1.0, np.ones(4, np.float32)),)))
    take(library, Stars(1.0, NOW))
    assert [note.id for note in library.read.unread_notes("m")] == [1]
    store(ReadNote(1, "m", ()))
    library.do(commands.undo_import, 1)
    assert [note.id for note in library.read.unread_notes("m")] == [1]


def test_export_restores_all_that_was_said_in_another_library(library: Library, tmp_path: Path) -> None:
    for at, stars in ((NOW, 3.0), (NOW, 4.0), (NOW - 9, 3.0), (NOW + 1, None)):  # with the clock set back
        library.do(commands.rate, 1, stars, at)
    library.do(commands.write_note, 1, "Zwei\nZeilen 行", NOW)
    library.do(commands.write_note, 1, "Anders.", NOW + 1)
    marks: tuple[Mark, ...] = ("hidden", "shown", "later", "watched")
    for mark in marks:
        library.do(commands.mark, 2, mark, NOW)
    library.do(commands.play, 1, NOW, 33.25, 0.3325)
    library.do(commands.add_tags, 1, ["Cosy"], NOW)
    library.do(commands.remove_tag, 2, "noir", NOW)
    take(library, Stars(5.0, NOW + 9 * DAY), video_id=2)
    said = library.read.said()
    write_own(tmp_path / "mine.json", said, now=NOW)
    with Library.open(tmp_path / "other", owner="window") as other:
        other.do(commands.add_root, "/elsewhere", NOW)
        records = (  # found in another order, so with other ids
            scanned("/elsewhere/b.mkv", "B", said=Description(title="Renamed", tags=("noir",))),
            scanned("/elsewhere/a.mkv", "A", said=Description(title="A", ids=("imdb:tt0000001",))),
        )
        other.do(commands.store_batch, records, NOW)
        found = read_own(json.loads((tmp_path / "mine.json").read_text()), "mine.json")
        matches = match(found.mentions, other.read.videos(), ids={}, contents=other.read.contents())
        assert (matches.missed, found.misread) == ((), ())
        other.do(commands.import_said, matches.said, origin="matinee", file="mine.json", at=NOW + 50 * DAY)
        theirs = {one.contents: one.said for one in other.read.said()}
        assert theirs == {one.contents: one.said for one in said}
        for video_id, twin in ((1, 2), (2, 1)):
            mine, copy = library.read.video(video_id), other.read.video(twin)
            for name in ("stars", "note", "watched", "hidden", "later_until", "resume_s", "tags"):
                assert getattr(copy, name) == getattr(mine, name), name
        assert len(other.read.signals(NOW + 5)) == len(library.read.signals(NOW + 5))  # what was known then, too
        assert not other.do(commands.import_said, matches.said, origin="matinee", file="mine.json", at=NOW)
        other.do(commands.undo_import, 1)
        assert other.read.said() == []


def test_library_of_the_first_version_keeps_its_ratings(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    with closing(connect_writer(folder / "library.db")) as connection:
        schema.migrate(connection, backups=folder / "backups", migrations=schema.MIGRATIONS[:1])
        connection.execute("INSERT INTO videos (id, title, sort_title, added_at, stars) VALUES (1, 'A', 'a', 1, 4)")
        connection.execute("INSERT INTO ratings (video_id, stars, rated_at, source) VALUES (1, 4, 5, 'user')")
    with Library.open(folder, owner="window") as library:
        (only,) = library.read.said()
        assert only.said == (Stars(4.0, 5.0),)
        assert library.read.integrity() == "ok"
