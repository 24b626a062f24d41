"""The collection: as table and in groups, larger and smaller, many videos at once, and everything taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QStringListModel, Qt, QUrl
from PySide6.QtGui import QColor, QContextMenuEvent, QDropEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QMessageBox, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.bridge import Background
from desktop.models.columns import COLUMNS, place_of
from desktop.models.history import DEPTH, History, Step
from desktop.models.pictures import Pictures
from desktop.models.videos import Section, VideoListModel
from desktop.pages.collection import beside
from desktop.theme import Look
from desktop.views.postergrid import ZOOM, PosterGrid
from desktop.views.tagging import TagDialog
from desktop.views.toast import Toast
from engine.events import Scan
from engine.records import FileFacts, Video
from engine.records import Pictures as VideoPictures
from engine.store import commands
from engine.store.library import Library
from tests.gui.conftest import Opened, Shelf

Open = Callable[[], Opened]
Keys = Qt.KeyboardModifier


def press(opened: Opened, key: Qt.Key | str, modifier: Keys = Keys.NoModifier) -> None:
    opened.qtbot.keyClick(QApplication.focusWidget() or opened.desk.window, key, modifier)


def shown(opened: Opened) -> list[str]:
    model = opened.desk.library_page.videos
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def picked(opened: Opened) -> set[str]:
    library = opened.desk.library_page
    return {library.videos.video(library.videos.row_of(id)).title for id in library.selected()}  # type: ignore[union-attr]


def click(opened: Opened, video_id: int, modifier: Keys = Keys.NoModifier) -> None:
    page = opened.desk.library_page
    view = page.grid if page.grid.isVisible() else page.table
    index = page.videos.index(page.videos.row_of(video_id), 0)
    view.scrollTo(index)
    opened.qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, modifier, view.visualRect(index).center() - QPoint(0, 8)
    )


def select(opened: Opened, ids: Sequence[int]) -> None:
    click(opened, ids[0])
    for video_id in ids[1:]:
        click(opened, video_id, Keys.ControlModifier)


def toast(opened: Opened) -> Toast:
    (found,) = opened.desk.window.findChildren(Toast)
    return found


def bar_button(opened: Opened, text: str) -> QPushButton:
    buttons = opened.desk.library_page.selection_bar.findChildren(QPushButton)
    return next(button for button in buttons if button.text() == text)


def menus() -> list[QMenu]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]


def drop(opened: Opened, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Keys.NoModifier
    opened.desk.window.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, left, none))


# --- the table ---------------------------------------------------------------------------------------


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background(workers=1)
    yield background
    background.close()


def test_the_model_is_a_table_of_text(background: Background, qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    def fetch(ids: Sequence[int]) -> list[Video]:
        return [Video(i, f"Film {i}", f"/v/a/{i}.mp4", year=2000 + i, stars=3.5, watched=i == 1) for i in ids]

    model = VideoListModel(
        fetch, background, measure=lambda ids: {i: FileFacts(i * 2**20, 1080) for i in ids if i != 3}
    )
    model.show([1, 2, 3], fetch([1, 2, 3]))
    qtmodeltester.check(model)
    row = {column.sort: model.index(1, place) for place, column in enumerate(COLUMNS)}
    assert row["size"].data() == ""  # on its way
    with qtbot.waitSignal(model.dataChanged, timeout=2000):
        pass
    texts = [row[name].data() for name in ("title", "year", "rating", "watched", "folder", "resolution")]
    assert texts == ["Film 2", "2002", "★★★½", "", "/v/a", "1080p"]
    assert row["size"].data().startswith("2.0")
    assert row["rating"].data(Qt.ItemDataRole.AccessibleTextRole) == "3.5 of 5 stars"
    assert row["watched"].data(Qt.ItemDataRole.AccessibleTextRole) == "not watched"
    assert model.index(2, place_of("size")).data() == ""


def test_g_leads_to_the_table_and_back_and_it_is_remembered(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    page = opened.desk.library_page
    page.grid.setFocus()
    press(opened, "g")
    opened.settle()
    assert page.table.isVisible()
    assert not page.grid.isVisible()
    assert page.table.hasFocus()
    assert page.table.model().rowCount() == len(films)
    page.table.open_columns(QPoint(10, 10))
    (menu,) = menus()
    next(action for action in menu.actions() if action.text() == "File size").trigger()
    menu.close()
    page.table.horizontalHeader().moveSection(1, 3)
    page.set_sort("title", True)
    page.zoom(1)
    zoom = page.grid.zoom
    opened.settle()
    opened.desk.window.close()
    again = open_window()
    page = again.desk.library_page
    assert page.table.isVisible()
    assert not page.table.isColumnHidden(place_of("size"))
    assert page.table.horizontalHeader().visualIndex(1) == 3
    assert shown(again) == sorted((title for title in films), reverse=True)
    assert page.grid.zoom == zoom > ZOOM
    posters = next(b for b in page.table_bar.findChildren(QPushButton) if b.accessibleName() == "Posters (G)")
    again.qtbot.mouseClick(posters, Qt.MouseButton.LeftButton)
    again.settle()
    assert page.grid.isVisible()


def test_a_click_on_a_column_sorts_in_the_store_and_a_second_one_turns_it(
    open_window: Open, films: dict[str, int], library: Library
) -> None:
    for stars, title in ((2.0, "Slow Bread"), (5.0, "Tears of Steel")):
        library.do(commands.rate, films[title], stars, at=1.0)
    opened = open_window()
    page = opened.desk.library_page
    page.set_table(True)
    opened.settle()
    header = page.table.horizontalHeader()
    place = place_of("rating")
    point = QPoint(header.sectionViewportPosition(place) + 20, 10)
    for expected in (["Tears of Steel", "Slow Bread"], ["Slow Bread", "Tears of Steel"]):
        opened.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)
        opened.settle()
        assert shown(opened)[:2] == expected
        assert header.sortIndicatorSection() == place


def test_the_table_is_used_by_keys_alone(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    page = opened.desk.library_page
    page.set_table(True)
    opened.settle()
    page.grid.setFocus()  # whoever gives the collection the focus need not know of the table
    press(opened, Qt.Key.Key_Home)
    press(opened, Qt.Key.Key_Down)
    opened.qtbot.waitUntil(lambda: opened.desk.pane.video_id == page.videos.ids()[1], timeout=3000)
    page.play_requested.disconnect()
    with opened.qtbot.waitSignal(page.play_requested, timeout=1000) as heard:
        press(opened, Qt.Key.Key_Return)
    assert heard.args[0] == page.videos.ids()[1]
    sort = next(b for b in page.table_bar.findChildren(QPushButton) if b.text().startswith("Sort"))
    sort.setFocus()
    press(opened, Qt.Key.Key_Space)
    opened.qtbot.waitUntil(lambda: bool(menus()), timeout=2000)
    (menu,) = menus()
    opened.qtbot.keyClick(menu, Qt.Key.Key_Down)  # "title" is the first
    opened.qtbot.keyClick(menu, Qt.Key.Key_Return)
    opened.qtbot.waitUntil(lambda: shown(opened)[0] == "Cosmos Laundromat", timeout=3000)
    opened.settle()
    assert page.table.horizontalHeader().sortIndicatorSection() == 0


def test_a_search_shows_its_lines_also_from_the_table(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    page = opened.desk.library_page
    page.set_table(True)
    opened.settle()
    page.search("bridge")
    opened.settle()
    assert page.grid.isVisible()
    assert page.head.moments.isVisible()
    page.search("")
    opened.settle()
    assert page.table.isVisible()


# --- groups ------------------------------------------------------------------------------------------


def test_groups_stand_under_headings_in_their_order(open_window: Open, films: dict[str, int], shelf: Shelf) -> None:
    for episode in (2, 1):
        shelf.add(f"Part {episode}", kind="episode", series="The Sea", episode=episode, year=None)
    shelf.library.do(commands.add_tags, films["Slow Bread"], ["quiet"], at=1.0)
    opened = open_window()
    page = opened.desk.library_page
    for group, labels in {
        "series": ["The Sea", "In no series"],
        "kind": ["Films", "Episodes", "Talks", "Lessons", "Clips"],
        "year": ["2012", "Year not known"],
        "tag": ["quiet", "Without a tag"],
        "folder": ["videos"],
    }.items():
        page.head.bar.group_chosen.emit(group)
        opened.settle()
        sections = page.videos.sections()
        assert [section.label for section in sections] == labels
        assert sum(section.count for section in sections) == len(films) + 2
        assert len(set(page.videos.ids())) == len(films) + 2
    page.set_group("series")
    opened.settle()
    assert shown(opened)[:2] == ["Part 1", "Part 2"]
    page.head.bar.group_chosen.emit("")
    opened.settle()
    assert page.videos.sections() == ()


MANY = 100_000


class Head(QWidget):
    def heightForWidth(self, width: int) -> int:
        return 200


@pytest.fixture
def grid(look: Look, qtbot: QtBot, tmp_path: Path, background: Background) -> Iterator[PosterGrid]:
    """A hundred thousand videos in groups of 1 to 7."""

    def fetch(ids: Sequence[int]) -> list[Video]:
        return [Video(i, f"Film {i}", f"/v/{i}") for i in ids]

    pictures = Pictures(tmp_path, look)
    model = VideoListModel(fetch, background)
    sections, first = [], 0
    while first < MANY:
        count = min(1 + len(sections) % 7, MANY - first)
        sections.append(Section(f"Group {len(sections)}", first, count))
        first += count
    model.show(range(1, MANY + 1), sections=tuple(sections))
    grid = PosterGrid(look, pictures, Head())
    grid.setModel(model)
    qtbot.addWidget(grid)
    grid.resize(884, 700)
    grid.show()
    qtbot.waitExposed(grid)
    yield grid
    pictures.close()


def test_every_poster_of_every_group_is_found_where_it_stands(grid: PosterGrid) -> None:
    for row in (0, 1, 2, 3, 4_321, MANY - 1):
        index = grid.model().index(row, 0)
        grid.scrollTo(index)
        box = grid.visualRect(index)
        assert grid.viewport().rect().contains(box)
        assert grid.indexAt(box.center()).row() == row
        assert grid.indexAt(box.bottomRight() + QPoint(4, 4)).row() == -1
    first, second = (grid.visualRect(grid.model().index(row, 0)) for row in (0, 1))
    assert second.top() - first.bottom() > 36  # the second group begins below its heading
    assert grid.indexAt(QPoint(second.center().x(), second.top() - 12)).row() == -1


def test_down_and_up_go_through_all_groups_and_miss_none(grid: PosterGrid, qtbot: QtBot) -> None:
    grid.set_current_video(1)
    rows = []
    for _ in range(6):
        qtbot.keyClick(grid, Qt.Key.Key_Down)
        rows.append(grid.currentIndex().row())
    # Groups of 1, 2, 3, 4, 5 in five columns, then one of 6 that has a second line.
    assert rows == [1, 3, 6, 10, 15, 20]
    for _ in range(6):
        qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert grid.currentIndex().row() == 0
    qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    assert grid.currentIndex().row() > 3


def test_groups_cost_a_frame_nothing(grid: PosterGrid, qtbot: QtBot) -> None:
    def frame_s() -> float:
        bar, times = grid.verticalScrollBar(), []
        for number in range(20):
            bar.setValue(300 + number * bar.maximum() // 25)
            began = perf_counter()
            grid.viewport().grab()
            times.append(perf_counter() - began)
        return sorted(times)[len(times) // 2]

    grouped = frame_s()
    model = grid.model()
    assert isinstance(model, VideoListModel)
    model.show(range(1, MANY + 1))
    assert grouped < 4 * frame_s() + 0.004


# --- zoom --------------------------------------------------------------------------------------------


def test_posters_grow_by_keys_wheel_and_slider(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    page = opened.desk.library_page
    grid = page.grid

    def width() -> int:
        return grid.visualRect(page.videos.index(0, 0)).width()

    usual = width()
    press(opened, Qt.Key.Key_Plus, Keys.ControlModifier)
    larger = width()
    assert larger > usual
    press(opened, Qt.Key.Key_0, Keys.ControlModifier)
    assert width() == usual
    at = QPointF(300, 400)
    for delta, expected in ((120, larger), (-120, usual)):
        wheel = QWheelEvent(
            at,
            grid.viewport().mapToGlobal(at),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            Keys.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(grid.viewport(), wheel)
        assert width() == expected
    slider = page.head.bar._zoom
    slider.setFocus()
    for _ in range(2):
        press(opened, Qt.Key.Key_Left)
    assert width() < usual
    assert slider.value() == grid.zoom == ZOOM - 2


def test_zooming_keeps_what_stands_on_top(grid: PosterGrid) -> None:
    grid.scrollTo(grid.model().index(50_000, 0), PosterGrid.ScrollHint.EnsureVisible)
    top = grid.indexAt(QPoint(40, 60)).row()
    grid.set_zoom(grid.zoom + 2)
    assert grid.visualRect(grid.model().index(top, 0)).intersects(grid.viewport().rect())


# --- several videos ----------------------------------------------------------------------------------


def test_videos_are_selected_by_mouse_and_by_keys(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    page = opened.desk.library_page
    ids = page.videos.ids()
    click(opened, ids[0])
    assert page.selected() == []
    assert not page.selection_bar.isVisible()
    click(opened, ids[2], Keys.ControlModifier)
    assert page.selected() == [ids[0], ids[2]]
    assert page.selection_bar.text() == "2 selected"
    click(opened, ids[3], Keys.ShiftModifier)
    assert page.selected() == [ids[0], ids[2], ids[3]]
    click(opened, ids[0])
    for _ in range(2):
        press(opened, Qt.Key.Key_Right, Keys.ShiftModifier)
    assert page.selected() == ids[:3]
    press(opened, Qt.Key.Key_A, Keys.ControlModifier)
    assert page.selected() == ids
    page.set_sort("title")
    opened.settle()
    assert set(page.selected()) == set(ids)
    press(opened, Qt.Key.Key_Escape)
    assert page.selected() == []
    assert opened.desk.pane.isVisible()  # a step back, and no more than one


def test_a_selection_is_the_same_in_grid_and_table(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    page = opened.desk.library_page
    wanted = [films["Slow Bread"], films["Tears of Steel"]]
    select(opened, wanted)
    page.set_table(True)
    opened.settle()
    assert set(page.selected()) == set(wanted)
    click(opened, films["Rain on Stone"], Keys.ControlModifier)
    assert picked(opened) == {"Slow Bread", "Tears of Steel", "Rain on Stone"}


def test_a_rubber_band_selects_what_it_touches(grid: PosterGrid, qtbot: QtBot) -> None:
    model = grid.model()
    assert isinstance(model, VideoListModel)
    model.show(range(1, 21))
    first, last = (grid.visualRect(model.index(row, 0)) for row in (1, 7))
    view, button = grid.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(view, button, pos=first.center())
    qtbot.mouseMove(view, first.center() + QPoint(20, 20))
    qtbot.mouseMove(view, last.center())
    QTest.mouseRelease(view, button, Keys.NoModifier, last.center())
    assert grid.selection().ids() == [2, 3, 7, 8]


@pytest.mark.parametrize("everything", [True, False])
def test_a_large_selection_is_quick(grid: PosterGrid, qtbot: QtBot, everything: bool) -> None:
    model = grid.model()
    assert isinstance(model, VideoListModel)
    if everything:
        qtbot.keyClick(grid, Qt.Key.Key_A, Keys.ControlModifier)
        assert grid.selection().count() == MANY
    else:
        grid.selection().select(
            grid.selection().rows((row, row) for row in range(0, 2000, 2)), grid.selection().SelectionFlag.Select
        )
        assert grid.selection().count() == 1000
    before = grid.selection().ids()
    model.show(model.ids()[::-1])
    assert grid.selection().ids() == before[::-1]


def test_the_bar_rates_marks_and_tags_all_of_them(open_window: Open, films: dict[str, int], library: Library) -> None:
    opened = open_window()
    ids = [films["Slow Bread"], films["Rain on Stone"], films["Elephants Dream"]]
    select(opened, ids)

    def wait(test: Callable[[Video], bool]) -> None:
        opened.qtbot.waitUntil(lambda: all(test(library.read.video(id)) for id in ids), timeout=3000)

    stars = opened.desk.library_page.selection_bar.stars
    stars.setFocus()
    press(opened, Qt.Key.Key_4)
    wait(lambda video: video.stars == 4.0)
    assert library.read.video(films["Tears of Steel"]).stars is None
    bar_button(opened, "Watched").click()
    wait(lambda video: video.watched)
    bar_button(opened, "Not watched").click()
    wait(lambda video: not video.watched)
    bar_button(opened, "Not now").click()
    wait(lambda video: video.later_until is not None)
    bar_button(opened, "Never").click()
    wait(lambda video: video.hidden)
    bar_button(opened, "Tag…").click()
    (dialog,) = opened.desk.window.findChildren(TagDialog)
    opened.qtbot.keyClicks(dialog.field, "quiet, for the train")
    opened.qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    wait(lambda video: video.tags == ("for the train", "quiet"))
    opened.settle()  # the dialog is gone, and closes no menu
    bar_button(opened, "Remove tag…").click()
    opened.qtbot.waitUntil(lambda: bool(menus()), timeout=2000)
    (menu,) = menus()
    menu.actions()[0].trigger()
    menu.close()
    wait(lambda video: video.tags == ("quiet",))
    opened.settle()


def test_keys_act_on_all_that_is_selected(open_window: Open, films: dict[str, int], library: Library) -> None:
    opened = open_window()
    ids = [films["Slow Bread"], films["Rain on Stone"]]
    select(opened, ids)
    press(opened, "5")
    press(opened, "w")
    opened.qtbot.waitUntil(
        lambda: all(video.stars == 5.0 and video.watched for video in library.read.videos(ids=ids)), timeout=3000
    )
    press(opened, "t")
    (dialog,) = opened.desk.window.findChildren(TagDialog)
    dialog.reject()
    opened.settle()


def test_the_context_menu_is_of_the_selection(open_window: Open, films: dict[str, int], library: Library) -> None:
    opened = open_window()
    page = opened.desk.library_page
    ids = [films["Slow Bread"], films["Rain on Stone"]]
    select(opened, ids)

    def ask(video_id: int) -> QMenu:
        point = page.grid.visualRect(page.videos.index(page.videos.row_of(video_id), 0)).center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, page.grid.viewport().mapToGlobal(point))
        page.grid.contextMenuEvent(event)
        opened.qtbot.waitUntil(lambda: bool(menus()), timeout=2000)
        return menus()[0]

    menu = ask(ids[0])
    assert menu.actions()[0].text() == "2 videos"
    next(action for action in menu.actions() if action.text() == "Mark as watched").trigger()
    menu.close()
    opened.qtbot.waitUntil(lambda: all(video.watched for video in library.read.videos(ids=ids)), timeout=3000)
    opened.settle()
    single = ask(films["Tears of Steel"])
    assert single.actions()[0].text() == "Play"
    single.close()
    opened.settle()


# --- taking back -------------------------------------------------------------------------------------


def test_a_toast_says_what_was_done_and_takes_it_back(
    open_window: Open, films: dict[str, int], library: Library
) -> None:
    library.do(commands.rate, films["Slow Bread"], 1.5, at=1.0)
    opened = open_window()
    select(opened, [films["Slow Bread"], films["Rain on Stone"]])
    press(opened, "4")
    opened.qtbot.waitUntil(toast(opened).isVisible, timeout=3000)
    assert toast(opened).text() == "Rated 2 videos"
    assert toast(opened).accessibleName() == "Rated 2 videos"
    bar = opened.desk.library_page.selection_bar
    foot = toast(opened).mapTo(opened.desk.window, QPoint(0, toast(opened).height())).y()
    assert foot <= bar.mapTo(opened.desk.window, QPoint(0, 0)).y()
    opened.settle()
    for _ in range(40):  # to it by Tab alone
        press(opened, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is toast(opened).button:
            break
    assert QApplication.focusWidget() is toast(opened).button
    press(opened, Qt.Key.Key_Space)
    opened.qtbot.waitUntil(lambda: library.read.video(films["Slow Bread"]).stars == 1.5, timeout=3000)
    assert library.read.video(films["Rain on Stone"]).stars is None
    assert toast(opened).text() == "Undone: Rated 2 videos"
    assert not toast(opened).button.isVisible()
    assert QApplication.focusWidget() is not None
    opened.settle()


def test_ctrl_z_takes_back_everything_in_turn(open_window: Open, films: dict[str, int], library: Library) -> None:
    bread = films["Slow Bread"]
    library.do(commands.play, bread, 5.0, 300.0, 0.4)
    library.do(commands.write_note, bread, "warm", at=5.0)
    opened = open_window()
    before = library.read.video(bread)
    shell = opened.desk.shell
    shell.choose(bread)
    opened.settle()
    shell.rate(bread, 4.0)
    shell.add_tag("quiet")
    for key in ("w",):
        press(opened, key)
    opened.qtbot.waitUntil(lambda: library.read.video(bread).watched, timeout=3000)
    press(opened, "n")
    note = opened.desk.pane.note
    for word in (" and", " slow"):  # saved twice, and one change
        opened.qtbot.keyClick(note, Qt.Key.Key_End, Keys.ControlModifier)
        opened.qtbot.keyClicks(note, word)
        note.flush()
    opened.qtbot.waitUntil(lambda: library.read.video(bread).note == "warm and slow", timeout=3000)
    opened.settle()
    opened.desk.library_page.grid.setFocus()
    opened.settle()
    for changed in (
        lambda video: video.note == "warm",
        lambda video: not video.watched and video.resume_s == 300.0,
        lambda video: video.tags == (),
        lambda video: video.stars is None,
    ):
        press(opened, Qt.Key.Key_Z, Keys.ControlModifier)
        opened.qtbot.waitUntil(lambda changed=changed: changed(library.read.video(bread)), timeout=3000)  # type: ignore[misc]
    assert library.read.video(bread) == before
    press(opened, Qt.Key.Key_Z, Keys.ControlModifier)
    assert toast(opened).text() == "Nothing to undo"
    opened.settle()
    assert note.toPlainText() == "warm"


def test_a_removed_folder_comes_back_and_is_looked_through(
    open_window: Open, films: dict[str, int], library: Library
) -> None:
    opened = open_window()
    path = library.read.roots()[0].path
    opened.desk.shell.confirm_removal(path)
    box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
    next(b for b in box.buttons() if b.text().replace("&", "") == "Remove").click()
    opened.qtbot.waitUntil(lambda: toast(opened).text() == f"Removed {Path(path).name}", timeout=3000)
    opened.settle()
    opened.desk.window.activateWindow()  # as a window manager does
    opened.qtbot.waitUntil(opened.desk.window.isActiveWindow, timeout=2000)
    press(opened, Qt.Key.Key_Z, Keys.ControlModifier)
    opened.qtbot.waitUntil(lambda: [root.path for root in library.read.roots()] == [path], timeout=3000)
    assert len(opened.batch.tasks(Scan)) == 1
    opened.settle()


def test_undo_in_a_text_is_of_the_text(open_window: Open, films: dict[str, int], library: Library) -> None:
    opened = open_window()
    opened.desk.shell.choose(films["Slow Bread"])
    opened.settle()
    opened.desk.shell.rate(films["Slow Bread"], 4.0)
    opened.settle()
    press(opened, "n")
    opened.qtbot.keyClicks(opened.desk.pane.note, "oops")
    press(opened, Qt.Key.Key_Z, Keys.ControlModifier)
    assert opened.desk.pane.note.toPlainText() == ""
    opened.settle()
    assert library.read.video(films["Slow Bread"]).stars == 4.0


def test_the_history_is_fifty_deep_and_typing_is_one_step(qtbot: QtBot) -> None:
    history, back = History(), []
    for number in range(DEPTH + 5):
        history.keep(Step(str(number), lambda number=number: back.append(number)))  # type: ignore[misc]
    with qtbot.assertNotEmitted(history.done):
        for word in ("first", "second"):
            history.keep(Step(word, lambda word=word: back.append(word), quiet=True, key="note"))  # type: ignore[misc]
    with qtbot.waitSignal(history.undone) as heard:
        history.undo()
    assert heard.args[0].says == "first"  # what stood before all of the typing
    for _ in range(DEPTH + 5):
        history.undo()
    assert back == ["first", *range(DEPTH + 4, 5, -1)]


def test_a_toast_goes_after_its_time_but_not_under_the_keyboard(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    foot = QWidget(window)
    qtbot.addWidget(window)
    window.resize(600, 300)
    message = Toast(look, window, above=foot)
    message._time.setInterval(60)
    window.show()
    qtbot.waitExposed(window)
    qtbot.mouseMove(window, QPoint(2, 2))
    message.say("Rated 1", can_undo=True)
    message.say("Rated 2", can_undo=True)
    assert message.text() == "Rated 2"
    qtbot.waitUntil(message.isHidden, timeout=2000)
    message.say("Rated 3", can_undo=True)
    message.button.setFocus()
    qtbot.wait(150)
    assert message.isVisible()
    message.button.clearFocus()
    qtbot.waitUntil(message.isHidden, timeout=2000)


# --- tags are completed ------------------------------------------------------------------------------


def test_a_known_tag_is_offered_and_taken_by_keys(open_window: Open, films: dict[str, int], library: Library) -> None:
    library.do(commands.add_tags, films["Rain on Stone"], ["for the train", "quiet"], at=1.0)
    opened = open_window()
    opened.desk.shell.choose(films["Slow Bread"])
    opened.settle()
    press(opened, "t")
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    opened.qtbot.keyClicks(box, "tra")
    popup = box.completer().popup()
    assert popup is not None
    opened.qtbot.waitUntil(popup.isVisible, timeout=2000)
    opened.qtbot.keyClick(popup, Qt.Key.Key_Down)
    opened.qtbot.keyClick(popup, Qt.Key.Key_Return)
    opened.qtbot.waitUntil(lambda: library.read.video(films["Slow Bread"]).tags == ("for the train",), timeout=2000)
    opened.qtbot.waitUntil(lambda: box.text() == "" and not popup.isVisible(), timeout=2000)
    opened.settle()


def test_completion_goes_on_after_a_comma(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    tags = QStringListModel(["quiet", "for the train"])
    dialog = TagDialog(look, tags, 3, window)
    dialog.show()
    qtbot.keyClicks(dialog.field, "quiet, tra")
    completer = dialog.field.completer()
    assert completer.completionCount() == 1
    assert completer.pathFromIndex(completer.completionModel().index(0, 0)) == "quiet, for the train"
    dialog.close()


# --- looking along the frames ------------------------------------------------------------------------


def test_the_frames_of_a_poster_follow_the_mouse(
    look: Look, qtbot: QtBot, tmp_path: Path, background: Background
) -> None:
    colors = ["#aa0000", "#00aa00", "#0000aa", "#aaaa00"]
    sheet = QImage(4 * 160, 90, QImage.Format.Format_RGB32)
    for place, color in enumerate(colors):
        for x in range(place * 160, (place + 1) * 160):
            for y in range(90):
                sheet.setPixelColor(x, y, QColor(color))
    assert sheet.save(str(tmp_path / "sheet.png"))
    sheet.fill(QColor("#888888"))
    assert sheet.save(str(tmp_path / "poster.png"))
    video = Video(1, "Film", "/v/1", pictures=VideoPictures("poster.png", "sheet.png", (1.0, 2.0, 3.0, 4.0)))
    pictures = Pictures(tmp_path, look)
    model = VideoListModel(lambda ids: [video], background)
    model.show([1], [video])
    grid = PosterGrid(look, pictures, Head())
    grid.setModel(model)
    qtbot.addWidget(grid)
    grid.resize(600, 500)
    grid.show()
    qtbot.waitExposed(grid)
    cell = grid.visualRect(model.index(0, 0))

    def color() -> str:
        grid.viewport().grab()
        qtbot.waitUntil(lambda: not pictures.busy, timeout=2000)
        return grid.viewport().grab().toImage().pixelColor(cell.center() - QPoint(0, 40)).name()

    assert color() == "#888888"
    at = cell.topLeft() + QPoint(4, 30)
    qtbot.mouseMove(grid.viewport(), at + QPoint(2, 0))
    qtbot.mouseMove(grid.viewport(), at)
    assert color() == "#888888"  # not before the mouse rests
    qtbot.wait(260)
    seen = []
    for share in (0.1, 0.4, 0.6, 0.9):
        qtbot.mouseMove(grid.viewport(), at + QPoint(round(cell.width() * share), 0))
        seen.append(color())
    assert seen == colors
    qtbot.mouseMove(grid.viewport(), QPoint(590, 490))
    assert color() == "#888888"
    look.choose_motion("reduced")
    qtbot.mouseMove(grid.viewport(), at)
    qtbot.wait(260)
    assert color() == "#888888"  # nothing moves for somebody who wants it still
    pictures.close()


# --- dropping ----------------------------------------------------------------------------------------


def test_a_known_video_that_is_dropped_plays_and_a_new_one_brings_its_folder(
    open_window: Open, films: dict[str, int], library: Library, tmp_path: Path
) -> None:
    opened = open_window()
    played: list[int] = []
    opened.desk.theatre.play = lambda video_id, at_s=None: played.append(video_id)  # type: ignore[method-assign]
    drop(opened, Path(library.read.video(films["Slow Bread"]).path))
    opened.qtbot.waitUntil(lambda: played == [films["Slow Bread"]], timeout=3000)
    new = tmp_path / "downloads"
    new.mkdir()
    (new / "clip.mkv").write_bytes(b"")
    drop(opened, new / "clip.mkv")
    opened.qtbot.waitUntil(lambda: str(new) in [root.path for root in library.read.roots()], timeout=3000)
    assert len(opened.batch.tasks(Scan)) == 1
    opened.settle()


def test_dropped_subtitles_are_put_beside_the_chosen_video_after_asking(
    open_window: Open, films: dict[str, int], library: Library, tmp_path: Path
) -> None:
    opened = open_window()
    video = library.read.video(films["Slow Bread"])
    file = tmp_path / "from the web.en.srt"
    file.write_text("1\n00:00:01,000 --> 00:00:02,000\nHello\n")
    click(opened, video.id)
    opened.settle()
    drop(opened, file)

    def boxes() -> list[QMessageBox]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]

    opened.qtbot.waitUntil(lambda: bool(boxes()), timeout=3000)
    (box,) = boxes()
    assert "Slow Bread.en.srt" in box.informativeText()
    copy = Path(video.path).parent / "Slow Bread.en.srt"
    assert not copy.exists()
    next(b for b in box.buttons() if b.text().replace("&", "") == "Add subtitles").click()
    opened.qtbot.waitUntil(copy.exists, timeout=3000)
    opened.qtbot.waitUntil(lambda: len(opened.batch.tasks(Scan)) == 1, timeout=3000)
    opened.settle()


def test_a_subtitle_file_never_replaces_another(tmp_path: Path) -> None:
    video = tmp_path / "A film.mkv"
    (tmp_path / "A film.en.srt").write_text("mine")
    assert beside(video, tmp_path / "other" / "x.en.srt") == tmp_path / "A film.en.2.srt"
    assert beside(video, tmp_path / "A film.en.srt") == tmp_path / "A film.en.srt"
    assert beside(video, tmp_path / "other" / "A film.zh.ass") == tmp_path / "A film.zh.ass"
    assert beside(video, Path("/x/some.thing long.vtt")) == tmp_path / "A film.vtt"
