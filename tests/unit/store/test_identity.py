"""A video is its content: what happens to it when files move, change, go and come back."""

from __future__ import annotations

import os

import pytest

from engine.errors import EnvironmentFault
from engine.records import Description, FileStamp, Person, TrackCues
from engine.store import commands
from engine.store.library import Library
from tests.unit.store.conftest import Store
from tests.unit.store.makers import NOW, beside, lines, scanned, seen, stream, unplugged, unreadable


def test_moved_file_keeps_its_video_rating_and_note(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"), seen("/films/a.mkv"))
    library.do(commands.rate, 1, 4.5, NOW)
    library.do(commands.write_note, 1, "lovely", NOW)
    changes = store(scanned("/films/b/renamed.mkv", "A"), seen("/films/b/renamed.mkv"))
    (video,) = library.read.videos()
    assert (video.id, video.path, video.stars, video.note, video.status) == (
        1,
        "/films/b/renamed.mkv",
        4.5,
        "lovely",
        "ok",
    )
    assert changes.videos == {1}
    assert library.read.detail(1).files == ("/films/b/renamed.mkv",)


def test_moved_file_is_found_whether_the_walk_ends_before_or_after_it(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"), seen("/films/a.mkv"))
    store(seen("/films/b.mkv"))
    assert library.read.video(1).status == "offline"
    store(scanned("/films/b.mkv", "A"))
    assert library.read.video(1).status == "ok"
    assert library.read.detail(1).files == ("/films/b.mkv",)


def test_two_copies_are_one_video_with_two_files(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"), scanned("/films/copy.mkv", "A"), seen("/films/a.mkv", "/films/copy.mkv"))
    assert len(library.read.videos()) == 1
    assert set(library.read.detail(1).files) == {"/films/a.mkv", "/films/copy.mkv"}
    store(seen("/films/copy.mkv"))
    assert library.read.video(1).path == "/films/copy.mkv"
    assert library.read.video(1).status == "ok"


def test_copy_without_sidecars_does_not_undo_what_a_sidecar_said(library: Library, store: Store) -> None:
    nfo = FileStamp("/films/a.nfo", 5, 5)
    store(
        scanned(
            "/films/a.mkv",
            "A",
            said=Description(title="From the NFO"),
            sidecars=[nfo],
            tracks=(beside("/films/a.srt", "hello there"),),
        ),
        scanned("/films/copy.mkv", "A", said=Description(title="copy")),
    )
    assert library.read.video(1).title == "From the NFO"
    assert [cue.text for cue in library.read.cues(1)] == ["hello there"]


def test_other_content_at_the_same_path_is_another_video(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"), seen("/films/a.mkv"))
    library.do(commands.rate, 1, 5.0, NOW)
    store(scanned("/films/a.mkv", "B", duration_s=600.0), seen("/films/a.mkv"))
    old, new = library.read.videos()
    assert (old.status, old.stars, old.path) == ("offline", 5.0, "/films/a.mkv")
    assert (new.status, new.stars, new.path) == ("ok", None, "/films/a.mkv")
    store(scanned("/films/back.mkv", "A"), seen("/films/a.mkv", "/films/back.mkv"))
    assert library.read.video(old.id).path == "/films/back.mkv"
    assert library.read.video(old.id).status == "ok"


def test_replaced_video_of_which_nothing_was_said_is_dropped_when_the_walk_is_complete(
    library: Library, store: Store
) -> None:
    store(scanned("/films/a.mkv", "A"), seen("/films/a.mkv"))
    store(scanned("/films/a.mkv", "B", duration_s=600.0))
    assert len(library.read.videos()) == 2
    assert 1 in store(seen("/films/a.mkv")).videos
    assert [video.id for video in library.read.videos()] == [2]


def test_file_whose_embedded_tags_were_edited_keeps_its_video(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A", duration_s=100.0, tracks=(stream(),)))
    library.do(commands.rate, 1, 2.0, NOW)
    track = library.read.unread_text_tracks()[0][2]
    assert track.id is not None
    library.do(commands.store_batch, (_cues(track.id, "a line"),), NOW)
    store(scanned("/films/a.mkv", "A2", duration_s=100.4, tracks=(stream(),)), at=NOW + 1)
    (video,) = library.read.videos()
    assert (video.id, video.stars) == (1, 2.0)
    assert library.read.detail(1).fingerprint.digest == "A2"
    assert [cue.text for cue in library.read.cues(1)] == ["a line"]
    # The content from before the edit is still known, wherever it turns up.
    store(scanned("/films/old copy.mkv", "A", duration_s=100.0))
    assert len(library.read.videos()) == 1


def test_download_that_becomes_readable_keeps_what_was_said_of_it(library: Library, store: Store) -> None:
    store(unreadable("/films/a.mkv", "the file ends too early", content="half"))
    assert library.read.video(1).status == "unreadable: the file ends too early"
    library.do(commands.write_note, 1, "for Sunday", NOW)
    store(scanned("/films/a.mkv", "A"))
    (video,) = library.read.videos()
    assert (video.id, video.note, video.status, video.title) == (1, "for Sunday", "ok", "Film A")


def test_readable_file_that_turns_bad_keeps_its_video_and_says_why(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"))
    store(unreadable("/films/a.mkv", "permission denied"))
    (video,) = library.read.videos()
    assert (video.title, video.status) == ("Film A", "unreadable: permission denied")


def test_bad_files_of_equal_content_are_listed_each(library: Library, store: Store) -> None:
    store(unreadable("/films/a.mp4", "empty", content="0"), unreadable("/films/b.mp4", "empty", content="0"))
    assert [video.path for video in library.read.videos()] == ["/films/a.mp4", "/films/b.mp4"]
    assert library.read.counts()["unreadable"] == 2


def test_bad_file_that_moves_keeps_its_note(library: Library, store: Store) -> None:
    store(unreadable("/films/a.mp4", content="bad"), seen("/films/a.mp4"))
    library.do(commands.write_note, 1, "repair this", NOW)
    store(seen("/films/b.mp4"), unreadable("/films/b.mp4", content="bad"))
    (video,) = library.read.videos()
    assert (video.note, video.path) == ("repair this", "/films/b.mp4")


def test_unplugged_root_marks_offline_and_removes_nothing(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"), scanned("/films/b.mkv", "B"), seen("/films/a.mkv", "/films/b.mkv"))
    changes = store(unplugged())
    assert changes.roots and changes.videos == {1, 2}
    assert [video.status for video in library.read.videos()] == ["offline", "offline"]
    assert not library.read.roots()[0].online
    assert set(library.read.known_files(1)) == {"/films/a.mkv", "/films/b.mkv"}
    assert not store(unplugged())
    changes = store(seen("/films/a.mkv", "/films/b.mkv"))
    assert changes.roots and changes.videos == {1, 2}
    assert [video.status for video in library.read.videos()] == ["ok", "ok"]


def test_file_that_vanishes_and_comes_back_unchanged_needs_no_second_look(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"), seen("/films/a.mkv"))
    assert store(seen()).videos == {1}
    assert library.read.video(1).status == "offline"
    assert library.read.known_files(1)["/films/a.mkv"].stamp == FileStamp("/films/a.mkv", 1000, 1)
    assert store(seen("/films/a.mkv")).videos == {1}
    assert library.read.video(1).status == "ok"


def test_second_scan_changes_nothing(library: Library, store: Store) -> None:
    said = Description(
        title="A",
        text="words",
        tags=("x", "y"),
        genres=("Drama",),
        people=(Person("Ann", "director"),),
        user_rating=4.0,
    )
    record = scanned(
        "/films/a.mkv",
        "A",
        said=said,
        tracks=(stream(), beside("/films/a.en.srt", "one", "two")),
        sidecars=[FileStamp("/films/a.en.srt", 3, 4)],
    )
    assert store(record, seen("/films/a.mkv"))
    version = library.read.text_version(1)
    cue_ids = [cue.id for cue in library.read.cues(1)]
    assert not store(record, seen("/films/a.mkv"), at=NOW + 100)
    assert library.read.text_version(1) == version
    assert [cue.id for cue in library.read.cues(1)] == cue_ids
    assert len(library.read.detail(1).ratings) == 1


def test_known_files_tell_the_stamps_of_a_file_and_of_what_lies_beside_it(library: Library, store: Store) -> None:
    beside_it = [FileStamp("/films/a.nfo", 3, 4), FileStamp("/films/a.en.srt", 5, 6)]
    store(scanned("/films/a.mkv", "A", sidecars=beside_it, size_bytes=77, mtime_ns=88), scanned("/films/b.mkv", "B"))
    known = library.read.known_files(1)
    assert known["/films/a.mkv"].stamp == FileStamp("/films/a.mkv", 77, 88)
    assert known["/films/a.mkv"].sidecars == frozenset(beside_it)
    assert known["/films/b.mkv"].sidecars == frozenset()
    assert known["/films/b.mkv"].video_id == 2


def test_new_sidecar_replaces_imported_words_and_keeps_the_persons(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A", said=Description(title="a", tags=("old", "both"), genres=("Drama",))))
    library.do(commands.add_tags, 1, ["mine", "both"], NOW)
    library.do(commands.rate, 1, 3.0, NOW)
    store(
        scanned(
            "/films/a.mkv",
            "A",
            said=Description(title="Better", tags=("new",), genres=("Comedy",), user_rating=1.0),
            sidecars=[FileStamp("/films/a.nfo", 1, 1)],
        )
    )
    video = library.read.video(1)
    assert (video.title, video.genres, video.stars) == ("Better", ("Comedy",), 3.0)
    assert set(video.tags) == {"mine", "both", "new"}


def test_changed_subtitle_file_replaces_its_lines_and_renames_the_words(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A", tracks=(beside("/films/a.srt", "old line"),)))
    version = library.read.text_version(1)
    changes = store(scanned("/films/a.mkv", "A", tracks=(beside("/films/a.srt", "new line"),)))
    assert changes.cues == {1}
    assert [cue.text for cue in library.read.cues(1)] == ["new line"]
    assert library.read.text_version(1) != version
    store(scanned("/films/a.mkv", "A"))
    assert library.read.cues(1) == []


def test_embedded_track_is_read_once_and_never_lost(library: Library, store: Store) -> None:
    record = scanned("/films/a.mkv", "A", tracks=(stream(index=2), stream(index=3, language="zh")))
    store(record, seen("/films/a.mkv"))
    unread = library.read.unread_text_tracks()
    assert [(video_id, path, track.index) for video_id, path, track in unread] == [
        (1, "/films/a.mkv", 2),
        (1, "/films/a.mkv", 3),
    ]
    first, second = (track.id for _, _, track in unread)
    assert first is not None and second is not None
    assert store(_cues(first, "hello")).cues == {1}
    store(TrackCues(second, (), "nothing in it"))
    assert library.read.unread_text_tracks() == []
    assert not store(_cues(first, "again"))
    store(record)
    store(scanned("/films/a.mkv", "A"))  # a look that met no streams takes nothing away
    assert [cue.text for cue in library.read.cues(1)] == ["hello"]
    assert library.read.unread_text_tracks() == []


def test_moved_folder_with_its_subtitles_keeps_the_name_of_its_words(library: Library, store: Store) -> None:
    store(scanned("/films/a/a.mkv", "A", tracks=(beside("/films/a/a.srt", "line"),)), seen("/films/a/a.mkv"))
    version = library.read.text_version(1)
    store(scanned("/films/b/a.mkv", "A", tracks=(beside("/films/b/a.srt", "line"),)), seen("/films/b/a.mkv"))
    assert library.read.text_version(1) == version
    assert [cue.text for cue in library.read.cues(1)] == ["line"]


def test_removed_root_keeps_what_the_person_spoke_of(library: Library, store: Store) -> None:
    store(*(scanned(f"/films/{name}.mkv", name) for name in "ABCDEF"))
    library.do(commands.rate, 1, 5.0, NOW)
    library.do(commands.write_note, 2, "see it", NOW)
    library.do(commands.add_tags, 3, ["x"], NOW)
    library.do(commands.mark, 4, "watched", NOW)
    library.do(commands.play, 5, NOW, 10.0, 0.1)
    changes = library.do(commands.remove_root, "/films")
    assert changes.roots and changes.videos == {1, 2, 3, 4, 5, 6}
    assert [(video.id, video.status) for video in library.read.videos()] == [(n, "offline") for n in range(1, 6)]
    assert library.read.video(1).path == "/films/A.mkv"
    library.do(commands.add_root, "/elsewhere", NOW)
    store(scanned("/elsewhere/A.mkv", "A", root_id=library.read.roots()[0].id))
    assert (library.read.video(1).status, library.read.video(1).stars) == ("ok", 5.0)


def test_removing_an_unknown_root_says_what_to_do(library: Library) -> None:
    with pytest.raises(EnvironmentFault, match="matinee folders"):
        library.do(commands.remove_root, "/nowhere")


def test_folder_inside_a_folder_is_covered_and_a_folder_around_takes_over(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"), seen("/films/a.mkv"))
    assert not library.do(commands.add_root, "/films/series", NOW)
    assert not library.do(commands.add_root, "/films/", NOW)
    assert library.do(commands.add_root, "/filmsandmore", NOW).roots
    assert library.do(commands.add_root, "/", NOW).roots
    (root,) = library.read.roots()
    assert root.path == os.path.abspath("/")
    assert set(library.read.known_files(root.id)) == {"/films/a.mkv"}
    assert library.read.video(1).status == "ok"


def test_records_of_a_root_that_was_removed_meanwhile_are_left_out(library: Library, store: Store) -> None:
    library.do(commands.remove_root, "/films")
    assert not store(scanned("/films/a.mkv", "A"), unreadable("/films/b.mkv"), seen("/films/a.mkv"))
    assert library.read.videos() == []


def test_file_name_that_is_not_unicode_comes_back_as_it_was(library: Library, store: Store) -> None:
    path = os.fsdecode(b"/films/caf\xe9.mkv")
    store(scanned(path, "A", said=Description(title=os.fsdecode(b"caf\xe9"))), seen(path))
    video = library.read.video(1)
    assert video.path == path
    assert video.title.encode()  # can be printed
    assert set(library.read.known_files(1)) == {path}
    assert [found.id for found in library.read.find(path)] == [1]
    assert not store(seen(path))


def _cues(track_id: int, *texts: str) -> TrackCues:
    return TrackCues(track_id, lines(*texts))
