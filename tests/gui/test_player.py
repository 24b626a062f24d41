"""The player on real clips: each verb by mouse and by keyboard, what it keeps, and what it refuses."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtMultimedia import QMediaPlayer
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop import keys
from desktop.memory import Memory
from desktop.models.programme import Programme
from desktop.models.viewing import SPEEDS, SubtitleStyle, Viewing
from desktop.pages.player import PlayerPage
from desktop.views.captions import Captions
from engine.index.probe import read_text_tracks
from engine.index.scan import index, walk
from engine.records import Cue, TrackCues, Video
from engine.store import commands
from engine.store.library import Library
from tests.gui.conftest import Opened, Shelf
from tests.support.clips import make_clip

Open = Callable[[], Opened]

LINES = (Cue(0, 1_900, "first line"), Cue(2_000, 2_900, "第二句"), Cue(3_000, 5_900, "third line"))
CHAPTERS = ((0.0, 2.0, "Before"), (2.0, 4.0, "Between"), (4.0, 6.0, "After"))


@pytest.fixture
def clip(tmp_path: Path, shelf: Shelf) -> int:
    file = tmp_path / "videos" / "Clip.mp4"
    make_clip(file, seconds=6, colour=(200, 40, 40))
    return shelf.add("Clip", file=file, cues=LINES, duration_s=6.0)


@pytest.fixture
def rich(tmp_path: Path, library: Library) -> int:
    """A clip with three chapters, two sound tracks, and two embedded text tracks, read as a scan reads it."""
    (tmp_path / "videos").mkdir()
    make_clip(
        tmp_path / "videos" / "Rich.mkv",
        seconds=6,
        chapters=CHAPTERS,
        sounds=("eng", "fra"),
        subtitles={"eng": [(0, 6, "all along")], "chi": [(0, 6, "一直")]},
    )
    library.do(commands.add_root, str(tmp_path / "videos"), at=1.0)
    scan(library)
    return library.read.find("Rich")[0].id


@pytest.fixture
def series(tmp_path: Path, library: Library) -> dict[str, int]:
    """Two parts of a series, short."""
    for number, colour in ((1, (200, 40, 40)), (2, (40, 200, 40))):
        make_clip(tmp_path / "videos" / "Rails" / f"Rails.S01E0{number}.mp4", seconds=2, colour=colour)
    library.do(commands.add_root, str(tmp_path / "videos"), at=1.0)
    scan(library)
    return {f"E{video.episode}": video.id for video in library.read.videos()}


def scan(library: Library) -> None:
    root = library.read.roots()[0]
    library.paths.pictures.mkdir(exist_ok=True)
    for record in index(walk(root), root, library.paths.pictures):
        library.do(commands.store_batch, (record,), at=1.0)
    for _, path, track in library.read.unread_text_tracks():
        cues = read_text_tracks(path, [track], cancelled=lambda: False)[track.index]
        assert track.id is not None
        library.do(commands.store_batch, (TrackCues(track.id, cues),), at=1.0)


def player_of(opened: Opened, video_id: int) -> PlayerPage:
    theatre = opened.desk.theatre
    opened.qtbot.waitUntil(lambda: theatre.page is not None and theatre.page.video_id == video_id, timeout=5000)
    page = theatre.page
    assert page is not None
    opened.qtbot.waitUntil(lambda: page.surface.has_frame, timeout=8000)
    return page


def watch(opened: Opened, video_id: int, at_s: float | None = 0.0, *, paused: bool = True) -> PlayerPage:
    """The player on a video, standing still."""
    opened.desk.shell.play(video_id, at_s)
    page = player_of(opened, video_id)
    if paused:
        page.player.pause()
        opened.qtbot.waitUntil(lambda: not page.is_playing, timeout=2000)
    return page


def menu() -> QMenu:
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, QMenu)
    return shown


def pick(name: str) -> None:
    """Choose an entry of the open menu by its first words."""
    (action,) = (one for one in menu().actions() if isinstance(one, QAction) and one.text().startswith(name))
    action.trigger()
    menu().close()


# --- playing, and where one was --------------------------------------------------------------------------


def test_a_video_plays_with_its_lines_and_is_left_where_it_was(open_window: Open, clip: int, library: Library) -> None:
    opened = open_window()
    page = watch(opened, clip, 3.2, paused=False)
    opened.qtbot.waitUntil(lambda: page.player.position() >= 3_200, timeout=5000)
    assert page.surface.captions() == Captions("third line")
    image = page.surface.grab().toImage()
    across = [image.pixelColor(x, image.height() // 3).lightness() for x in range(0, image.width(), 7)]
    assert max(across) > 60  # a picture, and not the black behind it
    assert not opened.desk.window.in_library
    opened.qtbot.keyClick(page, Qt.Key.Key_Space)
    opened.qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert opened.desk.window.in_library
    opened.qtbot.waitUntil(lambda: library.read.video(clip).resume_s is not None, timeout=2000)
    assert library.read.video(clip).resume_s == pytest.approx(3.4, abs=0.6)


def test_play_goes_on_where_it_was_left_and_says_so(open_window: Open, clip: int, library: Library) -> None:
    library.do(commands.play, clip, 1.0, 2.5, 0.4)
    opened = open_window()
    page = watch(opened, clip, None)
    opened.qtbot.waitUntil(lambda: page.player.position() >= 2_400, timeout=5000)
    assert "0:02" in page.surface.hinted()
    opened.qtbot.keyClick(page, Qt.Key.Key_Home)
    opened.qtbot.waitUntil(lambda: page.player.position() < 300, timeout=3000)


@pytest.mark.parametrize(("at_s", "resumes", "watched"), [(0.1, False, False), (1.2, True, False), (5.7, False, True)])
def test_less_than_a_twentieth_is_not_begun_and_nine_tenths_are_all(
    open_window: Open, clip: int, library: Library, at_s: float, resumes: bool, watched: bool
) -> None:
    opened = open_window()
    page = watch(opened, clip, at_s)
    page.seek(round(at_s * 1000))
    opened.qtbot.waitUntil(lambda: abs(page.player.position() - at_s * 1000) < 120, timeout=3000)
    page.close_video()
    opened.qtbot.waitUntil(lambda: bool(library.read.detail(clip).plays), timeout=2000)
    video = library.read.video(clip)
    assert (video.resume_s is not None, video.watched) == (resumes, watched)


def test_what_is_seen_to_the_end_is_watched_and_can_be_played_again(
    open_window: Open, clip: int, library: Library
) -> None:
    opened = open_window()
    page = watch(opened, clip, 5.5, paused=False)
    opened.qtbot.waitUntil(lambda: library.read.video(clip).watched, timeout=6000)
    assert page.bar.toggle.accessibleName() == "Play again"
    opened.qtbot.mouseClick(page.bar.toggle, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: page.is_playing and page.player.position() < 3_000, timeout=3000)


def test_what_another_program_hands_over_is_played_or_explained(
    open_window: Open, clip: int, library: Library, tmp_path: Path
) -> None:
    opened = open_window()
    known = Path(library.read.video(clip).path)

    def find(path: Path) -> list[Video]:
        return library.read.find(str(path))

    opened.desk.shell.open_paths([known], find=find)
    player_of(opened, clip).close_video()
    opened.desk.shell.open_paths([tmp_path / "Stranger.mp4"], find=find)
    opened.qtbot.waitUntil(opened.desk.banner.isVisible, timeout=2000)
    assert "Stranger.mp4" in opened.desk.banner.text()


# --- time ------------------------------------------------------------------------------------------------


def test_the_clock_is_moved_by_keys_buttons_and_the_line_of_time(open_window: Open, clip: int) -> None:
    opened = open_window()
    page = watch(opened, clip)
    opened.qtbot.keyClick(page, Qt.Key.Key_Right)
    opened.qtbot.waitUntil(lambda: page.player.position() > 5_000, timeout=3000)
    opened.qtbot.mouseClick(page.bar.back, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: page.player.position() < 500, timeout=3000)
    opened.qtbot.mouseClick(page.bar.seek, Qt.MouseButton.LeftButton, pos=page.bar.seek.place_of(3_000))
    opened.qtbot.waitUntil(lambda: abs(page.player.position() - 3_000) < 120, timeout=3000)
    opened.qtbot.keyClick(page, Qt.Key.Key_Home)
    opened.qtbot.waitUntil(lambda: page.player.position() < 500, timeout=3000)


def test_arrows_mean_the_same_with_the_keyboard_on_a_button(open_window: Open, clip: int) -> None:
    opened = open_window()
    page = watch(opened, clip)
    page.bar.captions.setFocus()
    opened.qtbot.keyClick(page.bar.captions, Qt.Key.Key_Right)
    opened.qtbot.waitUntil(lambda: page.player.position() > 5_000, timeout=3000)
    assert page.bar.captions.hasFocus()


@pytest.mark.parametrize("hand", ["keys", "mouse"])
def test_one_frame_on_and_back(open_window: Open, clip: int, hand: str) -> None:
    opened = open_window()
    page = watch(opened, clip, 1.0)
    opened.qtbot.wait(200)
    start, end = page.surface.frame_us
    frame = end - start
    assert frame == pytest.approx(83_333, abs=2_000)  # twelve a second
    if hand == "mouse":
        opened.qtbot.mouseClick(page.bar.speed, Qt.MouseButton.LeftButton)

    def step(way: int) -> None:
        if hand == "keys":
            opened.qtbot.keyClick(page, Qt.Key.Key_Period if way > 0 else Qt.Key.Key_Comma)
        else:
            panel = page.speed_panel
            opened.qtbot.mouseClick(panel.frame_on if way > 0 else panel.frame_back, Qt.MouseButton.LeftButton)

    for expected, way in ((1, 1), (2, 1), (1, -1), (0, -1)):
        step(way)
        wanted = start + expected * frame
        opened.qtbot.waitUntil(lambda wanted=wanted: abs(page.surface.frame_us[0] - wanted) < 3_000, timeout=3000)


def test_quick_steps_are_all_made(open_window: Open, clip: int) -> None:
    opened = open_window()
    page = watch(opened, clip, 1.0)
    opened.qtbot.wait(200)
    start, end = page.surface.frame_us
    for _ in range(4):  # faster than frames come
        page.ask("frame_on")
    opened.qtbot.waitUntil(lambda: abs(page.surface.frame_us[0] - start - 4 * (end - start)) < 5_000, timeout=3000)


def test_chapters_are_marked_listed_and_gone_to(open_window: Open, rich: int) -> None:
    opened = open_window()
    page = watch(opened, rich)
    seek = page.bar.seek
    assert [round(x) for x in seek.marks()] == [seek.place_of(2_000).x(), seek.place_of(4_000).x()]
    opened.qtbot.keyClick(page, Qt.Key.Key_PageDown)
    opened.qtbot.waitUntil(lambda: abs(page.player.position() - 2_000) < 120, timeout=3000)
    assert page.surface.hinted() == "Between"
    opened.qtbot.keyClick(page, Qt.Key.Key_PageUp)
    opened.qtbot.waitUntil(lambda: page.player.position() < 300, timeout=3000)
    opened.qtbot.mouseClick(page.bar.next_chapter, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: abs(page.player.position() - 2_000) < 120, timeout=3000)
    opened.qtbot.keyClick(page, Qt.Key.Key_L)
    assert [action.text() for action in menu().actions()] == ["Before\t0:00", "Between\t0:02", "After\t0:04"]
    pick("After")
    opened.qtbot.waitUntil(lambda: abs(page.player.position() - 4_000) < 120, timeout=3000)


def test_deep_in_a_chapter_the_one_before_is_its_own_start(open_window: Open, rich: int) -> None:
    opened = open_window()
    page = watch(opened, rich, 1.0)
    long = Programme(page.programme.video, chapters=(*page.programme.chapters[:1],)) if page.programme else None
    assert long is not None
    page._programme = long
    page.seek(4_500)
    opened.qtbot.waitUntil(lambda: page.player.position() > 4_000, timeout=3000)
    page.ask("previous_chapter")
    opened.qtbot.waitUntil(lambda: page.player.position() < 300, timeout=3000)


def test_without_chapters_nothing_offers_them(open_window: Open, clip: int) -> None:
    opened = open_window()
    page = watch(opened, clip)
    assert page.bar.chapters.isHidden() and page.bar.next_chapter.isHidden()
    page.ask("show_chapters")
    page.ask("next_chapter")
    assert QApplication.activePopupWidget() is None


def test_the_frame_under_the_mouse_is_shown_with_its_time(open_window: Open, rich: int, library: Library) -> None:
    opened = open_window()
    page = watch(opened, rich)
    times = library.read.video(rich).pictures.sheet_times_s
    assert len(times) > 1
    seek, preview = page.bar.seek, page.preview
    opened.qtbot.mouseMove(seek, seek.place_of(round(times[-1] * 1000)))
    assert preview.isVisible()
    assert preview.frame == len(times) - 1
    assert preview.text().startswith(f"0:0{int(times[-1])}") and preview.text().endswith("After")
    assert preview.geometry().bottom() <= seek.mapTo(page, QPoint(0, 0)).y()

    def has_picture() -> bool:
        image = preview.grab().toImage()
        return image.pixelColor(image.width() // 2, image.height() // 3).lightness() > 60

    opened.qtbot.waitUntil(has_picture, timeout=3000)
    for edge in (0, 6_000):
        opened.qtbot.mouseMove(seek, seek.place_of(edge))
        assert page.rect().contains(preview.geometry())
    opened.qtbot.mouseMove(page.surface, QPoint(200, 200))
    opened.qtbot.waitUntil(lambda: preview.isHidden(), timeout=2000)


@pytest.mark.parametrize("hand", ["keys", "mouse"])
def test_speed_keeps_pitch_and_is_kept_for_what_it_suits(open_window: Open, clip: int, hand: str) -> None:
    opened = open_window()
    page = watch(opened, clip)
    if hand == "keys":
        opened.qtbot.keyClick(page, Qt.Key.Key_BracketRight)
    else:
        opened.qtbot.mouseClick(page.bar.speed, Qt.MouseButton.LeftButton)
        opened.qtbot.mouseClick(page.speed_panel.speeds.buttons()[3], Qt.MouseButton.LeftButton)
    assert page.player.playbackRate() == 1.25
    assert page.bar.speed.text() == "1.25×"
    assert page.player.pitchCompensation()
    for _ in range(9):
        page.ask("faster")
    assert page.player.playbackRate() == SPEEDS[-1] == 2.0
    for _ in range(12):
        page.ask("slower")
    assert page.player.playbackRate() == SPEEDS[0] == 0.5
    page.close_video()
    again = watch(opened, clip)
    assert again.player.playbackRate() == 1.0  # a film begins as it was made


# --- subtitles -------------------------------------------------------------------------------------------


def test_subtitles_can_be_changed_and_turned_off(open_window: Open, clip: int) -> None:
    opened = open_window()
    page = watch(opened, clip)
    assert page.surface.captions().first == "first line"
    opened.qtbot.keyClick(page, Qt.Key.Key_C)
    assert page.surface.captions() == Captions()
    opened.qtbot.keyClick(page, Qt.Key.Key_C)
    assert page.surface.captions().first == "first line"


def test_embedded_subtitles_in_two_languages_at_once(open_window: Open, rich: int) -> None:
    opened = open_window()
    page = watch(opened, rich, 1.0)
    assert page.surface.captions() == Captions("all along")
    opened.qtbot.keyClick(page, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    assert page.surface.captions() == Captions("all along", "一直")
    assert page.surface.lines_shown() == 2
    opened.qtbot.keyClick(page, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    assert page.surface.captions() == Captions("all along")


def test_the_panel_of_subtitles_by_mouse(open_window: Open, rich: int) -> None:
    opened = open_window()
    page = watch(opened, rich, 1.0)
    opened.qtbot.mouseClick(page.bar.captions, Qt.MouseButton.LeftButton)
    panel = page.subtitle_panel
    assert panel.isVisible()

    def click(widget: object) -> None:
        opened.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    click(panel.second_rows()[2])
    assert page.surface.captions() == Captions("all along", "一直")
    assert not panel.second_rows()[1].isEnabled()  # what stands above needs no second place
    click(panel.first_rows()[2])
    assert page.surface.captions() == Captions("一直", "all along")  # they change places
    click(panel.size_steps.more)
    click(panel.edges.buttons()[2])
    click(panel.inks.buttons()[1])
    assert page.surface._style == SubtitleStyle(120, "box", "warm")
    click(panel.delay.more)
    assert panel.in_time.isVisible()
    click(panel.in_time)
    assert not panel.in_time.isVisible()
    click(panel.first_rows()[0])
    assert page.surface.captions() == Captions()
    opened.qtbot.keyClick(panel, Qt.Key.Key_S)
    assert not panel.isVisible() and page.video_id == rich


def test_the_panel_of_subtitles_by_keyboard_alone(open_window: Open, rich: int) -> None:
    opened = open_window()
    page = watch(opened, rich, 1.0)
    opened.qtbot.keyClick(page, Qt.Key.Key_S)
    panel = page.subtitle_panel
    assert panel.isVisible()
    seen: list[str] = []
    for _ in range(24):
        opened.qtbot.keyClick(panel.focusWidget() or panel, Qt.Key.Key_Tab)
        focus = panel.focusWidget()
        assert focus is not None
        if focus.accessibleName() in seen:
            break
        seen.append(focus.accessibleName())
        if focus is panel.second_rows()[0]:  # the arrows go along a list
            opened.qtbot.keyClick(focus, Qt.Key.Key_Down)
            assert panel.focusWidget() is panel.second_rows()[2]  # past the one that stands above
            opened.qtbot.keyClick(panel.second_rows()[2], Qt.Key.Key_Space)
    assert page.surface.captions().second == "一直"
    assert {"Second language: None", "Style: Outline", "Color: White", "Larger (+)", "Subtitles later"} <= set(seen)
    opened.qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible() and page.video_id == rich


def test_a_delay_is_kept_for_its_video(open_window: Open, clip: int) -> None:
    opened = open_window()
    page = watch(opened, clip, 2.3)
    opened.qtbot.waitUntil(lambda: page.surface.captions().first == "第二句", timeout=3000)
    for _ in range(8):
        opened.qtbot.keyClick(page, Qt.Key.Key_X)
    assert page.surface.captions().first == "first line"  # said until 1.9 s, and 0.8 s later now
    assert "+0.8" in page.surface.hinted()
    page.close_video()
    page = watch(opened, clip, 2.3)
    opened.qtbot.waitUntil(lambda: page.surface.captions().first == "first line", timeout=3000)
    opened.qtbot.keyClick(page, Qt.Key.Key_Z)
    assert "+0.7" in page.surface.hinted()


def test_choices_are_remembered_by_the_next_window(open_window: Open, rich: int, library: Library) -> None:
    opened = open_window()
    page = watch(opened, rich, 1.0)
    page.ask("next_second")
    page.ask("larger_subtitles")
    page.ask("louder")
    page.close_video()
    viewing = Viewing(Memory(library.paths.window))
    assert (viewing.languages.subtitles, viewing.languages.second) == ("en", "zh")
    assert viewing.style.size == 120
    assert viewing.volume == 85


def test_long_lines_are_broken_evenly_and_chinese_ones_too(open_window: Open, clip: int) -> None:
    opened = open_window()
    page = watch(opened, clip)
    page.bar.hide()
    page.top.hide()
    for text in ("a word " * 40, "一朵花在晨光里慢慢打开" * 8):
        page.surface.set_captions(Captions(text))
        lines = page.surface.lines_shown()
        assert lines > 1
        ink = ink_of(page)
        left, right = ink
        assert left > 30 and right < page.surface.width() - 30  # nothing runs out of the picture
    page.surface.set_captions(Captions())


def ink_of(page: PlayerPage) -> tuple[int, int]:
    """From where to where the captions are white."""
    drawn, _ = page.surface._draw()
    assert drawn is not None
    image = drawn.toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    columns = np.flatnonzero((pixels[..., :3].min(2) > 200).any(0))
    return int(columns[0]), int(columns[-1])


def test_subtitles_stand_above_the_bar_while_it_is_shown(open_window: Open, clip: int) -> None:
    opened = open_window()
    page = watch(opened, clip)
    opened.qtbot.mouseMove(page.surface, QPoint(200, 200))
    assert page.surface._covered == (page.top.solid, page.bar.solid)
    page.player.play()
    opened.qtbot.waitUntil(lambda: page.is_playing, timeout=2000)
    for bar in (page.top, page.bar):  # the offscreen pointer starts at the corner, and tells no leaving
        QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
    page._hide.stop()
    page._hide_bars()
    assert page.bar.isHidden() and page.surface._covered == (0, 0)
    opened.qtbot.mouseMove(page.surface, QPoint(300, 300))
    opened.qtbot.waitUntil(lambda: page.bar.isVisible(), timeout=2000)


# --- sound -----------------------------------------------------------------------------------------------


def test_the_sound_track_is_chosen_by_key_and_menu(open_window: Open, rich: int) -> None:
    opened = open_window()
    page = watch(opened, rich)
    assert page.player.activeAudioTrack() == 0
    opened.qtbot.keyClick(page, Qt.Key.Key_A)
    assert page.player.activeAudioTrack() == 1
    assert page.surface.hinted().startswith("Français")
    opened.qtbot.mouseClick(page.bar.sounds, Qt.MouseButton.LeftButton)
    pick("English")
    assert page.player.activeAudioTrack() == 0
    page.ask("next_sound")
    page.close_video()
    page = watch(opened, rich)
    opened.qtbot.waitUntil(lambda: page.player.activeAudioTrack() == 1, timeout=3000)  # the language is remembered


def test_volume_by_keys(open_window: Open, clip: int) -> None:
    opened = open_window()
    page = watch(opened, clip)
    before = page.volume
    opened.qtbot.keyClick(page, Qt.Key.Key_Down)
    assert page.volume == before - 5
    for _ in range(30):
        opened.qtbot.keyClick(page, Qt.Key.Key_Up)
    assert page.volume == 100


# --- a series --------------------------------------------------------------------------------------------


def test_the_next_part_is_offered_and_comes_by_itself(
    open_window: Open, series: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.views.playercards.COUNTDOWN_S", 1)
    opened = open_window()
    page = watch(opened, series["E1"], 1.2, paused=False)
    opened.qtbot.waitUntil(page.next_card.isVisible, timeout=5000)
    player_of(opened, series["E2"])
    assert page.next_card.isHidden()
    page.close_video()


@pytest.mark.parametrize("way", ["escape", "button", "return", "seek"])
def test_the_next_part_can_be_refused(open_window: Open, series: dict[str, int], library: Library, way: str) -> None:
    opened = open_window()
    page = watch(opened, series["E1"], 1.2, paused=False)
    opened.qtbot.waitUntil(page.next_card.isVisible, timeout=5000)
    assert page.next_card.seconds_left == 10
    if way == "escape":
        opened.qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    elif way == "button":
        opened.qtbot.mouseClick(page.next_card.stay, Qt.MouseButton.LeftButton)
    elif way == "return":
        opened.qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        opened.qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)
    else:
        opened.qtbot.keyClick(page, Qt.Key.Key_Home)
    assert page.next_card.isHidden() and not page.next_card._timer.isActive()
    assert page.video_id == series["E1"] and not opened.desk.window.in_library
    opened.qtbot.waitUntil(lambda: library.read.video(series["E1"]).watched, timeout=2000)


@pytest.mark.parametrize("hand", ["keys", "mouse", "card"])
def test_to_the_next_part_and_back(open_window: Open, series: dict[str, int], hand: str) -> None:
    opened = open_window()
    page = watch(opened, series["E1"], 1.2 if hand == "card" else 0.0, paused=hand != "card")
    shift = Qt.KeyboardModifier.ShiftModifier
    if hand == "keys":
        opened.qtbot.keyClick(page, Qt.Key.Key_N, shift)
    elif hand == "mouse":
        opened.qtbot.mouseClick(page.bar.next, Qt.MouseButton.LeftButton)
    else:
        opened.qtbot.waitUntil(page.next_card.isVisible, timeout=5000)
        opened.qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)
    player_of(opened, series["E2"])
    assert page.bar.next.isHidden()  # there is no third
    page.ask("next_video")
    opened.qtbot.keyClick(page, Qt.Key.Key_P, shift)
    player_of(opened, series["E1"])


def test_a_video_of_no_series_just_ends(open_window: Open, clip: int) -> None:
    opened = open_window()
    page = watch(opened, clip, 5.6, paused=False)
    opened.qtbot.waitUntil(lambda: page.player.mediaStatus() == QMediaPlayer.MediaStatus.EndOfMedia, timeout=5000)
    assert page.next_card.isHidden() and page.bar.next.isHidden()


# --- what cannot be played -------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("Could not open media", extend=True)
def test_a_file_that_is_gone_is_said_in_the_picture(open_window: Open, clip: int, library: Library) -> None:
    Path(library.read.video(clip).path).unlink()
    opened = open_window()
    opened.desk.shell.play(clip)
    opened.qtbot.waitUntil(lambda: opened.desk.theatre.page is not None, timeout=5000)
    page = opened.desk.theatre.page
    assert page is not None
    opened.qtbot.waitUntil(lambda: "can't be opened" in page.refusal.text(), timeout=5000)
    assert page.refusal.open.isHidden()  # no other player would find it
    opened.qtbot.mouseClick(page.refusal.back, Qt.MouseButton.LeftButton)
    assert opened.desk.window.in_library


@pytest.mark.parametrize("hand", ["mouse", "keys"])
def test_a_picture_without_a_decoder_is_told_and_handed_on(
    open_window: Open,
    shelf: Shelf,
    library: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    hand: str,
) -> None:
    file = tmp_path / "videos" / "Odd.webm"
    video_id = shelf.add("Odd", file=av1_clip(file), duration_s=2.0)
    handed: list[str] = []
    monkeypatch.setattr("desktop.actions.open_elsewhere", lambda hands, video: handed.append(video.path))
    opened = open_window()
    opened.desk.shell.play(video_id)
    opened.qtbot.waitUntil(lambda: opened.desk.theatre.page is not None, timeout=5000)
    page = opened.desk.theatre.page
    assert page is not None
    end = time.monotonic() + 8
    while page.refusal.isHidden() and not page.surface.has_frame and time.monotonic() < end:
        opened.qtbot.wait(50)
    if page.surface.has_frame:
        pytest.skip("this machine decodes AV1 in hardware")
    assert "can't decode its picture" in page.refusal.text()
    if hand == "mouse":
        opened.qtbot.mouseClick(page.refusal.open, Qt.MouseButton.LeftButton)
    else:
        opened.qtbot.keyClick(page, Qt.Key.Key_O)
    assert handed == [str(file)]
    assert opened.desk.window.in_library
    opened.qtbot.wait(100)
    assert not library.read.video(video_id).watched  # nobody saw anything
    assert not library.read.detail(video_id).plays


def av1_clip(path: Path) -> Path:
    """Two seconds of AV1, which Qt's FFmpeg decodes in hardware or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with av.open(str(path), "w") as container:
            stream = container.add_stream("libsvtav1", rate=12)
            stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
            for number in range(24):
                picture = np.full((96, 160, 3), number * 10, np.uint8)
                frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuv420p")
                for packet in stream.encode(frame):
                    container.mux(packet)
            for packet in stream.encode():
                container.mux(packet)
    except ValueError:
        pytest.skip("no AV1 encoder here")
    return path


def test_the_same_video_again_begins_where_it_is_told_to(open_window: Open, clip: int) -> None:
    opened = open_window()
    page = watch(opened, clip, 1.0)
    opened.desk.shell.play(clip, 4.0)
    opened.qtbot.waitUntil(lambda: page.player.position() >= 3_950, timeout=5000)
    page.player.pause()


# --- the window ------------------------------------------------------------------------------------------


def test_out_of_the_full_screen_first_and_then_out_of_the_player(open_window: Open, clip: int) -> None:
    opened = open_window()
    page = watch(opened, clip)
    opened.qtbot.keyClick(page, Qt.Key.Key_F)
    opened.qtbot.waitUntil(opened.desk.window.isFullScreen, timeout=2000)
    opened.qtbot.keyClick(page, Qt.Key.Key_Escape)
    opened.qtbot.waitUntil(lambda: not opened.desk.window.isFullScreen(), timeout=2000)
    assert page.video_id == clip
    opened.qtbot.mouseClick(page.bar.full_screen, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(opened.desk.window.isFullScreen, timeout=2000)
    page.close_video()
    opened.qtbot.waitUntil(lambda: not opened.desk.window.isFullScreen(), timeout=2000)
    assert opened.desk.window.in_library


def test_every_button_has_a_name_a_tip_with_its_key_and_can_be_reached(open_window: Open, rich: int) -> None:
    opened = open_window()
    page = watch(opened, rich)
    shown = {spelling for key in keys.player_keys() for spelling in key.keys}
    reached: set[str] = set()
    page.setFocus()
    for _ in range(20):
        opened.qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None and page.isAncestorOf(focus)
        reached.add(focus.accessibleName())
    bar = page.bar
    for button in (bar.toggle, bar.next_chapter, bar.speed, bar.chapters, bar.sounds, bar.captions, bar.full_screen):
        assert button.accessibleName() in reached
        key = button.toolTip().rpartition("(")[2].rstrip(")")
        assert {"PgDown": "PgDown"}.get(key, key) in shown, button.toolTip()
    assert "Position" in reached


@pytest.mark.parametrize(("width", "text_size"), [(860, 100), (860, 200), (1280, 200)])
def test_nothing_of_the_bars_is_cut_off(open_window: Open, rich: int, width: int, text_size: int) -> None:
    opened = open_window()
    opened.desk.preferences.set(text_size=text_size)
    opened.desk.window.resize(width, 720)
    page = watch(opened, rich)
    opened.qtbot.wait(50)
    bar = page.bar
    assert page.rect().contains(bar.geometry())
    for button in (bar.toggle, bar.sound, bar.speed, bar.chapters, bar.sounds, bar.captions, bar.full_screen):
        assert button.isVisible() and button.width() >= button.minimumSizeHint().width()
        assert button.geometry().right() <= bar.width()
    assert bar.toggle.geometry().right() < bar.full_screen.geometry().left()


def test_the_player_is_dark_in_the_light_theme(open_window: Open, clip: int, qtbot: QtBot) -> None:
    opened = open_window()
    opened.desk.preferences.set(theme="light")
    page = watch(opened, clip)
    assert opened.desk.look.theme.name == "light"
    assert page._look.theme.name == "dark"
    opened.qtbot.mouseClick(page.bar.captions, Qt.MouseButton.LeftButton)
    image = page.subtitle_panel.grab().toImage()
    assert image.pixelColor(image.width() // 2, 8).lightness() < 60
    page.subtitle_panel.close()
    opened.desk.preferences.set(text_size=150)
    assert page._look.theme.text_size == 150
