"""The poster grid: arithmetic that holds for any number of videos, and the keys and mouse of a grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.bridge import Background
from desktop.models.pictures import Pictures
from desktop.models.videos import VideoListModel
from desktop.theme import Look
from desktop.views.poster import play_box
from desktop.views.postergrid import PosterGrid
from engine.records import Video

MANY = 100_000
HEAD = 240


class Head(QWidget):
    def heightForWidth(self, width: int) -> int:
        return HEAD


class Rows:
    def __init__(self) -> None:
        self.read: set[int] = set()

    def fetch(self, ids: Sequence[int]) -> list[Video]:
        self.read.update(ids)
        return [Video(i, f"Film {i}", f"/v/{i}", stars=4.5 if i % 7 == 0 else None) for i in ids]


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def grid(look: Look, qtbot: QtBot, tmp_path: Path, rows: Rows) -> Iterator[PosterGrid]:
    pictures = Pictures(tmp_path, look)
    background = Background(workers=1)
    model = VideoListModel(rows.fetch, background)
    model.show(range(1, MANY + 1))
    grid = PosterGrid(look, pictures, Head())
    grid.setModel(model)
    qtbot.addWidget(grid)
    grid.resize(884, 700)
    grid.show()
    qtbot.waitExposed(grid)
    yield grid
    background.close()
    pictures.close()


def columns(grid: PosterGrid) -> int:
    top = grid.visualRect(grid.model().index(0, 0)).top()
    return next(n for n in range(1, 99) if grid.visualRect(grid.model().index(n, 0)).top() != top)


def test_every_row_is_found_where_it_stands(grid: PosterGrid) -> None:
    for row in (0, 1, 7, 4_321, MANY - 1):
        index = grid.model().index(row, 0)
        grid.scrollTo(index)
        box = grid.visualRect(index)
        assert grid.viewport().rect().contains(box)
        assert grid.indexAt(box.center()).row() == row
        assert grid.indexAt(box.bottomRight() + QPoint(4, 4)).row() == -1


def test_columns_follow_the_width(grid: PosterGrid, qtbot: QtBot) -> None:
    assert columns(grid) == 5
    grid.resize(500, 700)
    assert columns(grid) == 2
    right = grid.visualRect(grid.model().index(1, 0)).right()
    assert grid.width() - right == pytest.approx(24, abs=2)


def test_only_what_is_seen_is_read(grid: PosterGrid, rows: Rows, qtbot: QtBot) -> None:
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum() // 2)
    grid.viewport().grab()
    qtbot.waitUntil(lambda: bool(rows.read - set(range(1, 600))), timeout=2000)
    assert len(rows.read) <= 3 * 256


def test_scrolling_a_hundred_thousand_is_as_quick_as_ten(grid: PosterGrid, qtbot: QtBot) -> None:
    """A frame of the large library against one of the same with few videos: a ratio, for any machine."""

    def frame_s(step: int) -> float:
        bar, times = grid.verticalScrollBar(), []
        for number in range(30):
            bar.setValue(HEAD + number * step)
            began = perf_counter()
            grid.viewport().grab()
            times.append(perf_counter() - began)
        return sorted(times)[len(times) // 2]

    large = frame_s(90_000)
    model = grid.model()
    assert isinstance(model, VideoListModel)
    model.show(range(1, 200))
    small = frame_s(100)
    assert large < 5 * small + 0.004


def test_arrows_move_as_in_a_grid(grid: PosterGrid, qtbot: QtBot) -> None:
    across = columns(grid)
    grid.setFocus()
    grid.set_current_video(1)
    for key, row in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 1 + across),
        (Qt.Key.Key_Left, across),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_End, MANY - 1),
        (Qt.Key.Key_Down, MANY - 1),
        (Qt.Key.Key_Home, 0),
    ):
        qtbot.keyClick(grid, key)
        assert grid.currentIndex().row() == row, key


def test_down_from_the_last_but_one_line_reaches_the_last(grid: PosterGrid, qtbot: QtBot) -> None:
    model = grid.model()
    assert isinstance(model, VideoListModel)
    model.show([1, 2, 3, 4, 5, 6])
    grid.set_current_video(4)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.current_video() == 6


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_and_space_play(grid: PosterGrid, qtbot: QtBot, key: Qt.Key) -> None:
    grid.set_current_video(3)
    with qtbot.waitSignal(grid.play_requested, timeout=500) as heard:
        qtbot.keyClick(grid, key)
    assert heard.args == [3]


def test_a_click_chooses_and_a_click_on_the_button_plays(grid: PosterGrid, qtbot: QtBot) -> None:
    cell = grid.visualRect(grid.model().index(2, 0))
    with qtbot.assertNotEmitted(grid.play_requested), qtbot.waitSignal(grid.current_video_changed) as heard:
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    assert heard.args == [3]
    with qtbot.waitSignal(grid.play_requested, timeout=500) as played:
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=play_box(cell).center())
    assert played.args == [3]


def test_another_order_keeps_the_current_video(grid: PosterGrid, qtbot: QtBot) -> None:
    grid.set_current_video(5)
    model = grid.model()
    assert isinstance(model, VideoListModel)
    with qtbot.assertNotEmitted(grid.current_video_changed):
        model.show([9, 5, 1])
    assert grid.current_video() == 5
    assert grid.currentIndex().row() == 1


def test_marking_a_video_as_current_scrolls_nowhere(grid: PosterGrid) -> None:
    grid.set_current_video(5_000)
    assert grid.verticalScrollBar().value() == 0


def test_the_head_scrolls_with_the_posters(grid: PosterGrid) -> None:
    head = grid.viewport().findChild(Head)
    assert head is not None
    before = grid.visualRect(grid.model().index(0, 0)).top() - head.y()
    grid.verticalScrollBar().setValue(150)
    assert head.y() == -150
    assert grid.visualRect(grid.model().index(0, 0)).top() - head.y() == before == HEAD


def test_focus_that_comes_by_itself_chooses_nothing(grid: PosterGrid, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(grid.current_video_changed):
        grid.setFocus(Qt.FocusReason.OtherFocusReason)
    assert grid.current_video() is None
