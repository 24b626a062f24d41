"""The demo library: complete, the same every time, and never over anybody's files."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from pathlib import Path

import av
import numpy as np
import pytest

from engine import demo
from engine.errors import EnvironmentFault
from engine.index import probe, sidecars, subtitles
from engine.scenes import SCENES


@pytest.fixture
def two_videos(monkeypatch: pytest.MonkeyPatch) -> tuple[demo.DemoVideo, ...]:
    """A short library: one file with a track inside and sound, one with ASS beside it."""
    wanted = {"lighthouse", "lanterns"}
    chosen = tuple(dataclasses.replace(v, seconds=3) for v in demo.videos() if v.scene in wanted)
    monkeypatch.setattr(demo, "videos", lambda: chosen)
    return chosen


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_texts_are_complete() -> None:
    videos = demo.videos()
    assert len(videos) >= 40
    assert len({video.path for video in videos}) == len({video.scene for video in videos}) == len(videos)
    assert {video.scene for video in videos} == set(SCENES)
    for video in videos:
        if video.says != "name":
            assert video.title and video.year and len(video.text) > 60 and video.genres, video.path
        for track in video.subtitles:
            assert 6 <= len(track.lines) <= 14, video.path
    assert len({video.title for video in videos if video.title}) == sum(bool(v.title) for v in videos)
    assert any(video.says == "name" for video in videos)


def test_there_are_two_clear_groups_in_both_languages() -> None:
    kitchens, skies = Counter[str](), Counter[str]()
    for video in demo.videos():
        words = {*video.genres, *video.tags}
        kitchens[video.language[:2]] += bool(words & {"Cooking", "美食"})
        skies[video.language[:2]] += bool(words & {"astronomy", "天文"})
    assert kitchens.total() >= 8 and skies.total() >= 9
    assert min(kitchens["en"], skies["en"]) >= 5 and min(kitchens["zh"], skies["zh"]) >= 3


def test_the_opinions_are_of_videos_that_exist() -> None:
    titles = [video.title for video in demo.videos()]
    said = demo.opinions()
    assert len(said) == 6
    for opinion in said:
        assert sum(opinion.title in title for title in titles) == 1, "the command line must find one video by it"
        assert 0.5 <= opinion.stars <= 5 and opinion.note


def test_clips_can_be_read_with_everything_said_of_them(tmp_path: Path, two_videos: tuple[demo.DemoVideo, ...]) -> None:
    assert [done for done, _ in demo.make(tmp_path)] == [0, 1, 2]
    for video in two_videos:
        path = tmp_path / video.path
        found = probe.probe(str(path))
        assert found.duration_s == pytest.approx(3, abs=0.15)
        assert path.stat().st_size < 150_000
        kinds = Counter(track.kind for track in found.tracks)
        assert kinds["video"] == 1 and kinds["audio"] == bool(video.tone)
        assert kinds["subtitle"] == sum(track.form == "inside" for track in video.subtitles)
        described = sidecars.read_nfo(str(path.with_suffix(".nfo")))
        assert (described.title, described.year, described.text) == (video.title, video.year, video.text)
        for track in video.subtitles:
            if track.form == "inside":
                place = next(t for t in found.tracks if t.kind == "subtitle")
                cues = next(iter(probe.read_text_tracks(str(path), [place], cancelled=lambda: False).values()))
            else:
                cues = subtitles.read_subtitles(str(path.with_name(f"{path.stem}.{track.language}.{track.form}")))
            assert tuple(cue.text for cue in cues) == track.lines
            assert all(0 <= cue.start_ms < cue.end_ms <= 3000 for cue in cues)


def test_the_bytes_are_the_same_every_time(tmp_path: Path, two_videos: tuple[demo.DemoVideo, ...]) -> None:
    for name in ("one", "two"):
        list(demo.make(tmp_path / name))
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_cut_off_library_is_finished_and_what_is_there_stays(
    tmp_path: Path, two_videos: tuple[demo.DemoVideo, ...]
) -> None:
    making = demo.make(tmp_path)
    assert next(making) == (0, 2) and next(making) == (1, 2)
    making.close()
    first = tmp_path / two_videos[0].path
    mine = first.with_suffix(".nfo")
    mine.write_text("<movie><title>My own</title></movie>", "utf-8")
    before = first.stat().st_mtime_ns
    list(demo.make(tmp_path))
    assert (tmp_path / two_videos[1].path).exists()
    assert first.stat().st_mtime_ns == before and "My own" in mine.read_text("utf-8")
    assert not list(tmp_path.rglob("*.part"))


def test_a_folder_with_files_is_refused(tmp_path: Path, two_videos: tuple[demo.DemoVideo, ...]) -> None:
    (tmp_path / "holiday.mp4").write_bytes(b"mine")
    with pytest.raises(EnvironmentFault, match="not empty"):
        list(demo.make(tmp_path))
    assert files(tmp_path) == {"holiday.mp4": b"mine"}


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path: Path, two_videos: tuple[demo.DemoVideo, ...]) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        list(demo.make(tmp_path / "file" / "demo"))


@pytest.mark.parametrize("says", ["info", "tags"])
def test_words_stand_where_the_texts_put_them(says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    video = dataclasses.replace(next(v for v in demo.videos() if v.says == says), seconds=1)
    monkeypatch.setattr(demo, "videos", lambda: (video,))
    list(demo.make(tmp_path))
    path = tmp_path / video.path
    if says == "info":
        said = json.loads(path.with_suffix(".info.json").read_text("utf-8"))
        assert said["title"] == video.title and said["description"] == video.text
    else:
        with av.open(str(path)) as container:
            assert container.metadata["title"] == video.title
            assert container.metadata["comment"] == video.text


@pytest.mark.parametrize("name", sorted(SCENES))
def test_a_scene_moves_gently_and_shows_something(name: str) -> None:
    frame = SCENES[name]((160, 90), np.random.default_rng(1))
    first, next_one, later = (frame(t).pixels.astype(int) for t in (2.0, 2.08, 5.0))
    assert first.shape == (90, 160, 3)
    assert first.std() > 9 and 12 < first.mean() < 240, "neither black, white nor plain"
    assert (first != later).any(), "it moves"
    assert np.abs(first - next_one).mean() < 9, "and does not jump"


def test_no_two_scenes_look_alike() -> None:
    small = {name: scene((64, 36), np.random.default_rng(1))(2.0).pixels for name, scene in SCENES.items()}
    names = sorted(small)
    for at, name in enumerate(names):
        for other in names[at + 1 :]:
            assert np.abs(small[name].astype(int) - small[other]).mean() > 9, (name, other)
