"""What a walk meets, what counts as changed, and what becomes of every kind of file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import Cancelled, EnvironmentFault
from engine.index import scan
from engine.index.scan import VIDEO_EXTENSIONS, Found, index, survey, walk
from engine.records import FileStamp, KnownFile, Root, ScannedVideo, UnreadableFile
from tests.support.clips import make_clip
from tests.support.data import shared

SRT = "1\n00:00:00,100 --> 00:00:00,900\nHello there, how are you today?\n"


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")


def root_of(folder: Path) -> Root:
    return Root(7, str(folder))


def met(folder: Path) -> dict[str, set[str]]:
    """The videos below a folder, each with what lies beside it, by relative paths."""
    return {
        os.path.relpath(found.file.path, folder): {os.path.relpath(stamp.path, folder) for stamp in found.sidecars}
        for found in walk(root_of(folder))
    }


def known(todo: Iterable[Found]) -> dict[str, KnownFile]:
    return {found.file.path: KnownFile(found.file, number, found.sidecars) for number, found in enumerate(todo)}


def read(folder: Path, pictures: Path) -> dict[str, ScannedVideo | UnreadableFile]:
    root = root_of(folder)
    return {
        os.path.relpath(record.file.path, folder): record for record in index(survey(root, {}).todo, root, pictures)
    }


# --- the walk ------------------------------------------------------------------------------------------


def test_videos_are_found_in_all_folders_and_nothing_else(tmp_path: Path) -> None:
    touch(tmp_path, "a.mp4", "b/c.MKV", "b/d/e.webm", "b/notes.txt", "b/song.mp3", "readme", ".hidden.mp4")
    touch(tmp_path, ".trash/x.mp4", "@eaDir/y.mp4", "$RECYCLE.BIN/z.mp4", "lost+found/w.mp4")
    assert set(met(tmp_path)) == {"a.mp4", "b/c.MKV", "b/d/e.webm"}


def test_a_folder_called_like_a_video_is_a_folder(tmp_path: Path) -> None:
    touch(tmp_path, "film.mp4/inside.mp4")
    assert set(met(tmp_path)) == {"film.mp4/inside.mp4"}


def test_source_code_is_no_transport_stream(tmp_path: Path) -> None:
    touch(tmp_path, "index.ts", "module.mts")
    (tmp_path / "film.ts").write_bytes(bytes(600_000))
    assert set(met(tmp_path)) == {"film.ts"}


def test_links_are_followed_but_never_in_circles(tmp_path: Path) -> None:
    inside, outside = tmp_path / "root", tmp_path / "outside"
    touch(inside, "a/one.mp4")
    touch(outside, "two.mp4")
    (inside / "a" / "up").symlink_to(inside)
    (inside / "a" / "beside").symlink_to(inside / "a")
    (inside / "there").symlink_to(outside)
    (inside / "there again").symlink_to(outside)
    (inside / "above").symlink_to(tmp_path)
    (outside / "back").symlink_to(inside)
    (inside / "dangling.mp4").symlink_to(tmp_path / "nothing.mp4")
    (inside / "linked.mp4").symlink_to(outside / "two.mp4")
    assert sorted(os.path.basename(path) for path in met(inside)) == ["linked.mp4", "one.mp4", "two.mp4"]


def test_each_video_knows_its_sidecars(tmp_path: Path) -> None:
    touch(tmp_path, "a.mp4", "a.b.mp4", "a.en.srt", "a.b.zh.ass", "a.nfo", "a.b-poster.jpg", "a.info.json")
    touch(tmp_path, "other.srt", "a.jpg", "a-fanart.jpg", "a.json", "movie.nfo", "poster.jpg")
    assert met(tmp_path) == {
        "a.mp4": {"a.en.srt", "a.nfo", "a.info.json", "a.jpg"},
        "a.b.mp4": {"a.b.zh.ass", "a.b-poster.jpg"},
    }


def test_the_files_of_a_folder_belong_to_its_only_film(tmp_path: Path) -> None:
    touch(tmp_path, "Film (1998).mkv", "Film (1998)-trailer.mp4", "movie.nfo", "poster.jpg", "folder.jpg")
    touch(tmp_path, "Subs/2_English.srt", "Subs/Film (1998)/3_French.srt", "Subs/x.idx")
    assert met(tmp_path)["Film (1998).mkv"] == {
        "movie.nfo",
        "poster.jpg",
        "folder.jpg",
        "Subs/2_English.srt",
        "Subs/Film (1998)/3_French.srt",
    }
    assert met(tmp_path)["Film (1998)-trailer.mp4"] == set()


def test_a_subs_folder_of_several_videos_goes_by_name(tmp_path: Path) -> None:
    touch(tmp_path, "S01E01.mkv", "S01E02.mkv", "Subs/S01E01/2_English.srt", "Subs/S01E02.en.srt", "Subs/x.srt")
    assert met(tmp_path) == {"S01E01.mkv": {"Subs/S01E01/2_English.srt"}, "S01E02.mkv": {"Subs/S01E02.en.srt"}}


def test_a_series_nfo_reaches_its_seasons(tmp_path: Path) -> None:
    touch(tmp_path, "Show/tvshow.nfo", "Show/Season 1/a.mkv", "Other/b.mkv")
    assert met(tmp_path) == {"Show/Season 1/a.mkv": {"Show/tvshow.nfo"}, "Other/b.mkv": set()}


def test_a_numbered_folder_is_noticed(tmp_path: Path) -> None:
    touch(tmp_path, "c/01 - a.mp4", "c/02 - b.mp4", "c/03 - c.mp4", "f/12 Angry Men.mp4", "f/Alien.mp4", "f/Tron.mp4")
    numbered = {os.path.basename(found.file.path) for found in walk(root_of(tmp_path)) if found.numbered}
    assert numbered == {"01 - a.mp4", "02 - b.mp4", "03 - c.mp4"}


# --- what changed -----------------------------------------------------------------------------------------


def test_an_unchanged_library_leaves_nothing_to_read(tmp_path: Path) -> None:
    touch(tmp_path, "a.mp4", "a.srt", "b/c.mkv", "b/poster.jpg")
    first = survey(root_of(tmp_path), {})
    assert [os.path.basename(found.file.path) for found in first.todo] == ["a.mp4", "c.mkv"]
    again = survey(root_of(tmp_path), known(first.todo))
    assert again.todo == ()
    assert again.seen.paths == {str(tmp_path / "a.mp4"), str(tmp_path / "b" / "c.mkv")}
    assert again.seen.online
    assert again.seen.root_id == 7


@pytest.mark.parametrize("change", ["grown", "touched", "sidecar new", "sidecar gone", "sidecar touched"])
def test_every_change_is_noticed_and_only_there(tmp_path: Path, change: str) -> None:
    touch(tmp_path, "a.mp4", "a.srt", "b.mp4", "b.srt")
    before = known(survey(root_of(tmp_path), {}).todo)
    if change == "grown":
        about = (tmp_path / "a.mp4").stat()
        (tmp_path / "a.mp4").write_bytes(b"xx")
        os.utime(tmp_path / "a.mp4", ns=(about.st_atime_ns, about.st_mtime_ns))
    elif change == "touched":
        os.utime(tmp_path / "a.mp4", ns=(1, 1))
    elif change == "sidecar new":
        touch(tmp_path, "a.nfo")
    elif change == "sidecar gone":
        (tmp_path / "a.srt").unlink()
    else:
        os.utime(tmp_path / "a.srt", ns=(1, 1))
    todo = survey(root_of(tmp_path), before).todo
    assert [os.path.basename(found.file.path) for found in todo] == ["a.mp4"]


def test_a_root_that_is_gone_or_emptied_is_offline(tmp_path: Path) -> None:
    touch(tmp_path, "drive/a.mp4")
    root = root_of(tmp_path / "drive")
    before = known(survey(root, {}).todo)
    (tmp_path / "drive" / "a.mp4").unlink()
    for found in (survey(root, before), survey(root_of(tmp_path / "none"), before)):
        assert not found.seen.online
        assert found.seen.paths is None
        assert found.problems
    assert survey(root, {}).seen.online  # a new, empty folder is no fault


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_folder_without_permission_is_told_of(tmp_path: Path) -> None:
    touch(tmp_path, "a.mp4", "closed/b.mp4")
    (tmp_path / "closed").chmod(0)
    found = survey(root_of(tmp_path), {})
    (tmp_path / "closed").chmod(0o700)
    assert [os.path.basename(item.file.path) for item in found.todo] == ["a.mp4"]
    assert "permission" in found.problems[0]


def test_a_folder_that_fails_does_not_end_the_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a.mp4", "bad/b.mp4", "good/c.mp4")
    real = os.scandir

    def scandir(path: str) -> object:
        if os.path.basename(path) == "bad":
            raise OSError(5, "Input/output error")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = survey(root_of(tmp_path), {})
    assert [os.path.basename(item.file.path) for item in found.todo] == ["a.mp4", "c.mp4"]
    assert found.seen.online
    assert found.problems == (f"{tmp_path / 'bad'}: input/output error",)


def test_a_walk_can_be_cancelled(tmp_path: Path) -> None:
    touch(tmp_path, "a.mp4", "b/c.mp4")
    with pytest.raises(Cancelled):
        survey(root_of(tmp_path), {}, cancelled=lambda: True)


# --- reading ------------------------------------------------------------------------------------------------


def test_a_video_comes_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    library = tmp_path / "library"
    clip = make_clip(
        library / "Dark City (1998)" / "Dark City (1998).mkv",
        audio=True,
        tags={"title": "embedded"},
        subtitles={"eng": [(0, 1, "Inside")]},
    )
    (clip.parent / "movie.nfo").write_text("<movie><title>Dark City</title><plot>A man wakes up.</plot></movie>")
    (clip.parent / "Dark City (1998).zh-CN.forced.srt").write_text(SRT.replace("Hello", "你好"), "utf-8")
    (clip.parent / "Dark City (1998).srt").write_text(SRT)
    (clip.parent / "Dark City (1998).fr.srt").write_text("broken")
    (record,) = read(library, tmp_path / "pictures").values()
    assert isinstance(record, ScannedVideo)
    assert record.root_id == 7
    assert record.file.path == str(clip)
    assert record.fingerprint.size_bytes == clip.stat().st_size
    assert record.description.title == "Dark City"
    assert record.description.year == 1998  # the name fills what the .nfo leaves open
    assert record.description.kind == "film"
    assert record.description.language == "en"
    assert record.probe.tags["title"] == "embedded"
    assert {Path(stamp.path).name for stamp in record.sidecars} == {
        "movie.nfo",
        "Dark City (1998).zh-CN.forced.srt",
        "Dark City (1998).srt",
        "Dark City (1998).fr.srt",
    }
    texts = [track for track in record.tracks if track.kind == "subtitle"]
    assert [(track.language, track.is_forced, track.path is None) for track in texts] == [
        ("en", False, True),
        ("en", False, False),
        ("zh", True, False),
    ]
    assert texts[0].cues is None
    assert texts[1].cues and texts[1].cues[0].text.startswith("Hello")
    assert texts[2].title == "Hans"
    assert len({track.index for track in record.tracks}) == len(record.tracks)
    assert (tmp_path / "pictures" / (record.pictures.poster or "")).is_file()


def test_a_course_becomes_lessons_in_order(tmp_path: Path) -> None:
    for number, name in enumerate(["Limits", "Derivatives", "Integrals"], 1):
        make_clip(
            tmp_path / "library" / "Calculus" / f"{number:02} - {name}.mp4", seconds=0.5, colour=(90 * number, 80, 60)
        )
    records = read(tmp_path / "library", tmp_path / "pictures")
    described = [record.description for record in records.values() if isinstance(record, ScannedVideo)]
    assert [(said.title, said.kind, said.series, said.episode) for said in described] == [
        ("Limits", "lesson", "Calculus", 1),
        ("Derivatives", "lesson", "Calculus", 2),
        ("Integrals", "lesson", "Calculus", 3),
    ]


def test_a_short_video_without_a_word_is_a_clip(tmp_path: Path) -> None:
    make_clip(tmp_path / "library" / "beach.mp4", seconds=0.5)
    told = make_clip(tmp_path / "library" / "told.mp4", seconds=0.5, colour=(10, 90, 200))
    told.with_suffix(".info.json").write_text(json.dumps({"title": "Told", "description": "Of something."}))
    records = read(tmp_path / "library", tmp_path / "pictures")
    kinds = {name: record.description.kind for name, record in records.items() if isinstance(record, ScannedVideo)}
    assert kinds == {"beach.mp4": "clip", "told.mp4": "video"}


def test_bad_files_get_a_reason_and_the_rest_goes_on(tmp_path: Path) -> None:
    library = tmp_path / "library"
    good = make_clip(library / "good.mp4", seconds=1)
    (library / "empty.mp4").write_bytes(b"")
    (library / "noise.mkv").write_bytes(os.urandom(4000))
    (library / "stump.mp4").write_bytes(good.read_bytes()[:700])
    (library / "list.mp4").write_text(f"#EXTM3U\n#EXTINF:2,\n{good}\n#EXT-X-ENDLIST\n")
    (library / "concat.mkv").write_text(f"ffconcat version 1.0\nfile {good}\n")
    (library / "page.avi").write_text("<html>not found</html>")
    if hasattr(os, "mkfifo"):
        os.mkfifo(library / "pipe.mp4")
    records = read(library, tmp_path / "pictures")
    assert isinstance(records.pop("good.mp4"), ScannedVideo)
    assert set(records) == {"empty.mp4", "noise.mkv", "stump.mp4", "list.mp4", "concat.mkv", "page.avi"}
    for record in records.values():
        assert isinstance(record, UnreadableFile)
        assert record.reason
        assert "\n" not in record.reason
        assert "Traceback" not in record.reason
    assert records["empty.mp4"].reason == "the file is empty"  # type: ignore[union-attr]
    assert len({record.fingerprint for record in records.values()}) == len(records)


def test_what_the_system_refuses_is_tried_again(tmp_path: Path) -> None:
    gone = FileStamp(str(tmp_path / "gone.mp4"), 10, 123)
    (record,) = index([Found(gone)], root_of(tmp_path), tmp_path / "pictures")
    assert isinstance(record, UnreadableFile)
    assert record.reason == "it is gone"
    assert record.file == replace(gone, mtime_ns=0)  # no stamp that a walk will meet


def test_a_pipe_or_folder_given_as_a_file_does_not_block(tmp_path: Path) -> None:
    (tmp_path / "folder.mp4").mkdir()
    stamps = [FileStamp(str(tmp_path / "folder.mp4"), 10, 123)]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.mp4")
        stamps.append(FileStamp(str(tmp_path / "pipe.mp4"), 10, 123))
    records = list(index(map(Found, stamps), root_of(tmp_path), tmp_path / "pictures"))
    assert len(records) == len(stamps)
    assert all(isinstance(record, UnreadableFile) for record in records)


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_is_told_of(tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    try:
        with open(os.fsencode(library) + b"/caf\xe9.mp4", "wb") as file:
            file.write(b"x")
    except OSError:
        pytest.skip("this file system takes no such names")
    found = survey(root_of(library), {})
    (record,) = index(found.todo, root_of(library), tmp_path / "pictures")
    assert isinstance(record, UnreadableFile)
    assert "UTF-8" in record.reason
    assert record.file.path.encode()  # it can be stored
    assert found.seen.paths == {record.file.path}
    assert survey(root_of(library), known([Found(record.file)])).todo == ()


def test_very_long_names_are_read(tmp_path: Path) -> None:
    name = "长" * 80 + ".mp4"
    make_clip(tmp_path / "library" / ("d" * 200) / name, seconds=0.5)
    (record,) = read(tmp_path / "library", tmp_path / "pictures").values()
    assert isinstance(record, ScannedVideo)


def test_a_bug_on_one_file_does_not_end_the_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = tmp_path / "library"
    make_clip(library / "a.mp4", seconds=0.5)
    make_clip(library / "b.mp4", seconds=0.5, colour=(20, 30, 200))
    real = scan.probe_open
    calls: list[int] = []

    def failing(container: object) -> object:
        calls.append(1)
        if container.name.endswith("a.mp4"):  # type: ignore[attr-defined]
            raise ZeroDivisionError
        return real(container)  # type: ignore[arg-type]

    monkeypatch.setattr(scan, "probe_open", failing)
    records = read(library, tmp_path / "pictures")
    assert isinstance(records["a.mp4"], UnreadableFile)
    assert "ZeroDivisionError" in records["a.mp4"].reason
    assert isinstance(records["b.mp4"], ScannedVideo)


def test_pictures_that_cannot_be_kept_end_the_scan_with_a_next_step(tmp_path: Path) -> None:
    make_clip(tmp_path / "library" / "a.mp4", seconds=0.5)
    (tmp_path / "pictures").write_text("in the way")
    with pytest.raises(EnvironmentFault, match="scan again"):
        read(tmp_path / "library", tmp_path / "pictures")


def test_cancel_keeps_what_was_read(tmp_path: Path) -> None:
    library = tmp_path / "library"
    for number in range(6):
        make_clip(library / f"{number}.mp4", seconds=0.5, colour=(40 * number, 80, 60))
    root = root_of(library)
    done: list[ScannedVideo | UnreadableFile] = []
    with pytest.raises(Cancelled):
        for record in index(survey(root, {}).todo, root, tmp_path / "pictures", cancelled=lambda: len(done) >= 2):
            done.append(record)
    assert len(done) == 2


def test_records_come_in_the_order_of_their_files(tmp_path: Path) -> None:
    library = tmp_path / "library"
    for number in range(12):
        make_clip(library / f"{number:02}.mp4", seconds=0.2 + 0.1 * (number % 3), colour=(20 * number, 80, 60))
    assert list(read(library, tmp_path / "pictures")) == [f"{number:02}.mp4" for number in range(12)]


def test_all_real_videos_are_read(tmp_path: Path) -> None:
    folder = shared("videos")
    files = [path for path in folder.rglob("*") if path.suffix.lower() in VIDEO_EXTENSIONS]
    records = read(folder, tmp_path)
    assert len(records) == len(files) > 50
    for name, record in records.items():
        assert isinstance(record, ScannedVideo), f"{name}: {getattr(record, 'reason', '')}"
        assert record.pictures.poster
        assert record.pictures.sheet_times_s
        assert record.probe.duration_s
        assert record.description.title
