"""What a person says is kept, counted right, and told to those who listen."""

from __future__ import annotations

import numpy as np
import pytest

from engine.errors import EnvironmentFault
from engine.events import Changes
from engine.records import Description, NoteSentence, ReadNote
from engine.store import commands
from engine.store.library import Library
from tests.unit.store.conftest import Store
from tests.unit.store.makers import NOW, scanned

DAY = 86400.0


@pytest.fixture(autouse=True)
def one_video(store: Store) -> None:
    store(scanned("/films/a.mkv", "A", duration_s=100.0))


def test_every_rating_is_kept_and_the_newest_counts(library: Library) -> None:
    for day, stars in enumerate((3.0, 4.5, None, 0.5)):
        changes = library.do(commands.rate, 1, stars, NOW + day * DAY)
        assert changes == Changes(videos=frozenset({1}), ratings=frozenset({1}))
    assert [rating.stars for rating in library.read.detail(1).ratings] == [3.0, 4.5, None, 0.5]
    (current,) = library.read.ratings()
    assert (current.stars, current.rated_at) == (0.5, NOW + 3 * DAY)
    library.do(commands.rate, 1, None, NOW + 4 * DAY)
    assert library.read.ratings() == []
    assert library.read.video(1).stars is None


def test_same_stars_again_change_nothing(library: Library) -> None:
    library.do(commands.rate, 1, 3.0, NOW)
    assert not library.do(commands.rate, 1, 3.0, NOW + 1)


def test_newest_rating_counts_although_the_clock_was_set_back(library: Library) -> None:
    library.do(commands.rate, 1, 3.0, NOW)
    library.do(commands.rate, 1, 1.0, NOW - DAY)
    assert library.read.video(1).stars == 1.0


@pytest.mark.parametrize("stars", [0.0, 0.3, 5.5, -1.0, float("nan")])
def test_stars_off_the_scale_are_refused(library: Library, stars: float) -> None:
    with pytest.raises(ValueError, match="halves"):
        library.do(commands.rate, 1, stars, NOW)


def test_every_version_of_a_note_is_kept(library: Library) -> None:
    for moment, text in enumerate(("first", "second\n行", "", "third")):
        library.do(commands.write_note, 1, text, NOW + moment)
    assert [note.text for note in library.read.detail(1).notes] == ["first", "second\n行", "", "third"]
    (note,) = library.read.notes()
    assert (note.text, note.sentences) == ("third", None)
    library.do(commands.write_note, 1, "  ", NOW + 9)
    assert library.read.notes() == []
    assert library.read.video(1).note == ""


def test_note_with_half_an_emoji_or_a_nul_is_kept_readable(library: Library) -> None:
    library.do(commands.write_note, 1, "good \ud83d film\0!", NOW)
    assert library.read.video(1).note == "good ? film!"


def test_read_sentences_stand_with_their_note_until_it_changes(library: Library, store: Store) -> None:
    library.do(commands.write_note, 1, "Too slow. But lovely.", NOW)
    (unread,) = library.read.unread_notes("m1")
    vector = np.linspace(-1, 1, 384, dtype=np.float32)
    sentences = (NoteSentence("Too slow.", -0.9, 0.8, vector), NoteSentence("But lovely.", 1.0, 0.7, -vector))
    assert store(ReadNote(unread.id, "m1", sentences)).notes == {1}
    (note,) = library.read.notes()
    assert note.sentences is not None
    assert [(s.text, s.sign, s.certainty) for s in note.sentences] == [
        ("Too slow.", -0.9, 0.8),
        ("But lovely.", 1.0, 0.7),
    ]
    np.testing.assert_array_equal(note.sentences[1].vector, -vector)
    assert library.read.unread_notes("m1") == []
    assert [note.id for note in library.read.unread_notes("m2")] == [unread.id]
    library.do(commands.write_note, 1, "Grand.", NOW + 1)
    assert [note.text for note in library.read.unread_notes("m1")] == ["Grand."]
    assert library.read.notes()[0].sentences is None


def test_note_without_sentences_counts_as_read(library: Library, store: Store) -> None:
    library.do(commands.write_note, 1, "…", NOW)
    store(ReadNote(library.read.unread_notes("m")[0].id, "m", ()))
    assert library.read.unread_notes("m") == []
    assert library.read.notes()[0].sentences == ()


def test_imported_tag_that_was_taken_off_stays_off(library: Library, store: Store) -> None:
    said = Description(title="A", tags=("Noir", "long"))
    store(scanned("/films/a.mkv", "A", said=said))
    assert library.do(commands.remove_tag, 1, "noir", NOW).tags == {1}
    store(scanned("/films/a.mkv", "A", said=said))
    assert library.read.video(1).tags == ("long",)
    assert library.do(commands.add_tags, 1, ["noir"], NOW).tags == {1}
    assert set(library.read.video(1).tags) == {"noir", "long"}


def test_tags_that_differ_only_in_case_are_one(library: Library) -> None:
    assert library.do(commands.add_tags, 1, ["Cosy", "cosy", " ", "rain"], NOW)
    assert library.read.video(1).tags == ("Cosy", "rain")
    assert not library.do(commands.add_tags, 1, ["COSY"], NOW)
    assert not library.do(commands.remove_tag, 1, "nothing like it", NOW)


def test_watched_follows_marks_and_finished_plays(library: Library) -> None:
    def watched() -> bool:
        return library.read.video(1).watched

    library.do(commands.play, 1, NOW, 89.0, 0.89)
    assert not watched()
    library.do(commands.play, 1, NOW, 91.0, 0.91)
    assert watched()
    library.do(commands.mark, 1, "unwatched", NOW + 10)
    assert not watched()
    library.do(commands.mark, 1, "watched", NOW + 10)
    assert watched()
    library.do(commands.mark, 1, "unwatched", NOW + 20)
    library.do(commands.play, 1, NOW + 30, 95.0, 0.95)
    assert watched()
    assert len(library.read.detail(1).plays) == 2


def test_resume_point_is_that_of_the_last_unfinished_sitting(library: Library) -> None:
    def resume() -> float | None:
        return library.read.video(1).resume_s

    library.do(commands.play, 1, NOW, 3.0, 0.03)
    assert resume() is None
    library.do(commands.play, 1, NOW, 40.0, 0.4)
    assert resume() == 40.0
    library.do(commands.play, 1, NOW + 100, 60.0, 0.6)
    assert resume() == 60.0
    library.do(commands.mark, 1, "watched", NOW + 200)
    assert resume() is None
    library.do(commands.play, 1, NOW + 300, 20.0, 0.2)
    assert resume() == 20.0


def test_hidden_and_later_last_until_shown_again(library: Library) -> None:
    library.do(commands.mark, 1, "hidden", NOW)
    library.do(commands.mark, 1, "later", NOW)
    video = library.read.video(1)
    assert video.hidden and video.later_until == NOW + 14 * DAY
    assert library.read.video_ids(hidden=False) == []
    assert library.do(commands.mark, 1, "shown", NOW).ratings == {1}
    video = library.read.video(1)
    assert not video.hidden and video.later_until is None


def test_rating_in_a_sidecar_counts_until_the_person_gives_one(library: Library, store: Store) -> None:
    def scan(stars: float | None) -> Changes:
        return store(scanned("/films/a.mkv", "A", said=Description(title="A", user_rating=stars)))

    assert scan(4.2).ratings == {1}
    assert library.read.video(1).stars == 4.0
    assert not scan(4.2)
    scan(2.0)
    assert library.read.video(1).stars == 2.0
    library.do(commands.rate, 1, None, NOW + 1)
    scan(5.0)
    assert library.read.video(1).stars is None
    scan(11.0)
    assert [rating.stars for rating in library.read.detail(1).ratings] == [4.0, 2.0, None]


@pytest.mark.parametrize(
    ("command", "args"),
    [
        (commands.rate, (3.0, NOW)),
        (commands.write_note, ("x", NOW)),
        (commands.add_tags, (["x"], NOW)),
        (commands.mark, ("hidden", NOW)),
        (commands.play, (NOW, 1.0, 0.1)),
    ],
)
def test_video_that_is_gone_is_a_message(
    library: Library, command: commands.Callable[..., Changes], args: tuple[object, ...]
) -> None:
    with pytest.raises(EnvironmentFault, match="Video 99 is no longer in the library"):
        library.do(command, 99, *args)


def test_batch_that_fails_half_way_leaves_nothing(library: Library) -> None:
    with pytest.raises(KeyError):
        library.do(commands.store_batch, (scanned("/films/b.mkv", "B"), "no record"), NOW)
    assert len(library.read.videos()) == 1
