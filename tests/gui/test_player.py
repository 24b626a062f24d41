"""The player on a real clip: it shows frames and lines, keeps where one was, and refuses what is not ok."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.pages.player import PlayerPage, subtitles_of
from desktop.theme import Look
from engine.records import Cue, Track, Video
from engine.store import commands
from engine.store.library import Library
from tests.gui.conftest import Opened, Shelf
from tests.support.clips import make_clip

Open = Callable[[], Opened]

LINES = (Cue(0, 1_900, "first line"), Cue(2_000, 2_900, "第二句"), Cue(3_000, 5_900, "third line"))


@pytest.fixture
def clip(tmp_path: Path, shelf: Shelf) -> int:
    file = tmp_path / "videos" / "Clip.mp4"
    make_clip(file, seconds=6, colour=(200, 40, 40))
    return shelf.add("Clip", file=file, cues=LINES, duration_s=6.0)


def player_of(opened: Opened) -> PlayerPage:
    opened.qtbot.waitUntil(lambda: opened.desk.theatre.page is not None, timeout=5000)
    page = opened.desk.theatre.page
    assert page is not None
    opened.qtbot.waitUntil(lambda: page.surface.has_frame, timeout=8000)
    return page


def test_a_video_plays_with_its_lines_and_is_left_where_it_was(open_window: Open, clip: int, library: Library) -> None:
    opened = open_window()
    opened.desk.shell.play(clip, 3.2)
    page = player_of(opened)
    opened.qtbot.waitUntil(lambda: page.player.position() >= 3_200, timeout=5000)
    assert page.surface.subtitle() == "third line"
    image = page.surface.grab().toImage()
    across = [image.pixelColor(x, image.height() // 3).lightness() for x in range(0, image.width(), 7)]
    assert max(across) > 60  # a picture, and not the black behind it
    assert not opened.desk.window.in_library
    opened.qtbot.keyClick(page, Qt.Key.Key_Space)
    opened.qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert opened.desk.window.in_library
    opened.qtbot.waitUntil(lambda: library.read.video(clip).resume_s is not None, timeout=2000)
    assert library.read.video(clip).resume_s == pytest.approx(3.4, abs=0.6)


def test_play_goes_on_where_it_was_left(open_window: Open, clip: int, library: Library) -> None:
    library.do(commands.play, clip, 1.0, 2.5, 0.4)
    opened = open_window()
    opened.desk.shell.play(clip)
    page = player_of(opened)
    opened.qtbot.waitUntil(lambda: page.player.position() >= 2_400, timeout=5000)
    page.close_video()


def test_what_is_seen_to_the_end_is_watched(open_window: Open, clip: int, library: Library) -> None:
    opened = open_window()
    opened.desk.shell.play(clip, 5.5)
    page = player_of(opened)
    opened.qtbot.waitUntil(lambda: library.read.video(clip).watched, timeout=6000)
    page.close_video()


def test_what_another_program_hands_over_is_played_or_explained(
    open_window: Open, clip: int, library: Library, tmp_path: Path
) -> None:
    opened = open_window()
    known = Path(library.read.video(clip).path)

    def find(path: Path) -> list[Video]:
        return library.read.find(str(path))

    opened.desk.shell.open_paths([known], find=find)
    player_of(opened).close_video()
    opened.desk.shell.open_paths([tmp_path / "Stranger.mp4"], find=find)
    opened.qtbot.waitUntil(opened.desk.banner.isVisible, timeout=2000)
    assert "Stranger.mp4" in opened.desk.banner.text()


def test_subtitles_can_be_changed_and_turned_off(open_window: Open, clip: int) -> None:
    opened = open_window()
    opened.desk.shell.play(clip, 0.0)
    page = player_of(opened)
    page.player.pause()
    assert page.surface.subtitle() == "first line"
    opened.qtbot.keyClick(page, Qt.Key.Key_C)
    assert page.surface.subtitle() == ""
    opened.qtbot.keyClick(page, Qt.Key.Key_C)
    assert page.surface.subtitle() == "first line"
    page.close_video()


@pytest.mark.qt_log_ignore("Could not open media", extend=True)
def test_a_file_that_is_gone_is_said_in_the_picture(open_window: Open, clip: int, library: Library) -> None:
    Path(library.read.video(clip).path).unlink()
    opened = open_window()
    opened.desk.shell.play(clip)
    opened.qtbot.waitUntil(lambda: opened.desk.theatre.page is not None, timeout=5000)
    page = opened.desk.theatre.page
    assert page is not None
    opened.qtbot.waitUntil(lambda: "can't decode" in page.surface.message(), timeout=5000)
    page.close_video()


def test_keys_seek(open_window: Open, clip: int) -> None:
    opened = open_window()
    opened.desk.shell.play(clip, 0.0)
    page = player_of(opened)
    page.player.pause()
    opened.qtbot.keyClick(page, Qt.Key.Key_Right)
    opened.qtbot.waitUntil(lambda: page.player.position() > 5_000, timeout=3000)
    opened.qtbot.keyClick(page, Qt.Key.Key_Home)
    opened.qtbot.waitUntil(lambda: page.player.position() < 500, timeout=3000)
    page.close_video()


def test_long_lines_are_broken_and_chinese_ones_too(look: Look, qtbot: QtBot) -> None:
    page = PlayerPage(look)
    qtbot.addWidget(page)
    page.resize(800, 500)
    page.show()
    for text in ("a word " * 60, "一朵花在晨光里慢慢打开" * 12):
        page.surface.set_subtitle(text)
        image = page.surface.grab().toImage()
        edge = [image.pixelColor(x, y).lightness() for x in (2, image.width() - 3) for y in range(image.height())]
        assert max(edge) < 40  # nothing runs out of the picture
        assert page.surface.lines_shown() > 1


def test_tracks_are_named_and_in_time() -> None:
    tracks = (Track("subtitle", 1, language="en", title="SDH", id=7), Track("subtitle", 2, language="zh", id=8))
    cues = [Cue(5, 6, "b", track_id=7), Cue(1, 2, "a", track_id=7), Cue(1, 2, "甲", track_id=8)]
    english, chinese = subtitles_of(tracks, cues)
    assert (english.name, chinese.name) == ("en SDH", "zh")
    assert [cue.text for cue in english.cues] == ["a", "b"]
