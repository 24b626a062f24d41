"""What a screen reader and the keyboard find on every page: names, roles, an order that is complete; and no motion."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

import desktop
from desktop import accessible
from desktop.pages.gallery import Gallery
from desktop.theme import Look
from desktop.views.keymap import KeyMap
from engine.events import Scan
from tests.gui.conftest import Opened

Open = Callable[[], Opened]
Roles = QAccessible.Role
SPEAKING = {
    Roles.Button,
    Roles.ButtonMenu,
    Roles.CheckBox,
    Roles.ComboBox,
    Roles.EditableText,
    Roles.Grouping,
    Roles.List,
    Roles.ListItem,
    Roles.PageTab,
    Roles.RadioButton,
    Roles.Slider,
    Roles.SpinBox,
    Roles.Table,
    Roles.Tree,
}


def library(opened: Opened) -> QWidget:
    return opened.desk.window


def table(opened: Opened) -> QWidget:
    opened.desk.library_page.set_table(True)
    return opened.desk.window


def selection(opened: Opened) -> QWidget:
    opened.desk.library_page.set_table(True)
    opened.desk.library_page.table.selectAll()
    return opened.desk.window


def search(opened: Opened) -> QWidget:
    opened.desk.shell.search("bridge")
    return opened.desk.window


def taste(opened: Opened) -> QWidget:
    opened.desk.sidebar.select("taste")
    return opened.desk.window


def settings(opened: Opened) -> QWidget:
    opened.desk.shell.show_settings()
    return opened.desk.window


def jobs(opened: Opened) -> QWidget:
    opened.desk.jobs.start(Scan())
    opened.batch.tasks(Scan)[0].progress("index", 2, 6)
    opened.desk.window.toggle_jobs()
    return opened.desk.window


def guide(opened: Opened) -> QWidget:
    opened.desk.shell.open_page(opened.desk.guide.view)
    return opened.desk.window


def player(opened: Opened) -> QWidget:
    opened.desk.theatre._make()
    page = opened.desk.theatre.page
    assert page is not None
    opened.desk.window.take_over(page)
    return page


PAGES = (library, table, selection, search, taste, settings, jobs, guide, player)


def controls(root: QWidget) -> Iterator[QWidget]:
    """What Tab can reach."""
    for widget in root.findChildren(QWidget):
        if not (widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus):
            continue
        group = widget.group() if isinstance(widget, QAbstractButton) else None
        if group is None or not group.exclusive() or widget is group.checkedButton():  # the arrows lead to the others
            yield widget


def said(widget: QWidget) -> str:
    """Where a control stands, for whoever must mend it."""
    at = widget.mapTo(widget.window(), QPoint(0, 0))
    return f"{type(widget).__name__} {widget.objectName()} at {at.x()}, {at.y()}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_every_control_has_a_name_and_a_role(
    page: Callable[[Opened], QWidget], open_window: Open, films: object
) -> None:
    opened = open_window()
    root = page(opened)
    opened.settle()
    found = list(controls(root))
    assert len(found) > 3
    nameless, mute = [], []
    for widget in found:
        known = QAccessible.queryAccessibleInterface(widget)
        if not known.text(QAccessible.Text.Name).strip():
            nameless.append(said(widget))
        if known.role() not in SPEAKING:
            mute.append(f"{said(widget)}: {known.role().name}")
    assert not nameless
    assert not mute


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_tab_reaches_every_control_and_comes_back(
    page: Callable[[Opened], QWidget], open_window: Open, films: object
) -> None:
    opened = open_window()
    root = page(opened)
    opened.settle()
    wanted = set(controls(root))
    first = next(iter(wanted))
    first.setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[QWidget] = []
    for _ in range(3 * len(wanted) + 10):
        now = QApplication.focusWidget()
        assert now is not None
        reached.append(now)
        if len(reached) > 1 and now is first:
            break
        opened.qtbot.keyClick(now, Qt.Key.Key_Tab)
    assert reached[-1] is first, "Tab never comes back"
    missed = {said(widget) for widget in wanted - set(reached) if widget.isVisible()}
    assert not missed


def test_the_posters_tell_where_one_is(open_window: Open, films: object) -> None:
    opened = open_window()
    grid = opened.desk.library_page.grid
    grid.setFocus()
    known = QAccessible.queryAccessibleInterface(grid)
    heard = []
    for _ in range(2):
        opened.qtbot.keyClick(grid, Qt.Key.Key_Right)
        heard.append(known.text(QAccessible.Text.Value))
    assert all(heard) and heard[0] != heard[1]


def test_what_paints_itself_has_a_role(look: Look, qtbot: object) -> None:
    accessible.install()
    page = Gallery(look)
    page.show()
    roles = {
        type(widget).__name__: QAccessible.queryAccessibleInterface(widget).role()
        for widget in page.findChildren(QWidget)
    }
    page.close()
    assert roles["SuggestionCard"] == Roles.ListItem
    assert roles["Paragraph"] == Roles.StaticText
    assert roles["CurvePlot"] == roles["Hero"] == Roles.Graphic
    assert roles["Toast"] == roles["Banner"] == Roles.AlertMessage


def test_the_key_map_takes_the_keyboard_and_gives_it_back(open_window: Open, films: object) -> None:
    opened = open_window()
    opened.desk.library_page.grid.setFocus()
    opened.desk.shell.show_keys()
    (key_map,) = opened.desk.window.findChildren(KeyMap)
    assert QApplication.focusWidget() is key_map
    opened.qtbot.keyClick(key_map, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is opened.desk.library_page.grid


@pytest.mark.parametrize("size", [100, 200])
def test_no_text_of_a_button_is_cut(size: int, look: Look, qtbot: object) -> None:
    """In the gallery, which holds every kind of button."""
    look.resize_text(size)
    page = Gallery(look)
    page.resize(1280, 900)
    page.show()
    cut = [
        f"{said(button)}: {button.text()} ({button.size().toTuple()} of {button.sizeHint().toTuple()})"
        for button in page.findChildren(QWidget)
        if button.isVisible()
        and hasattr(button, "text")
        and hasattr(button, "click")
        and button.text()
        and button.width() + 1 < button.minimumSizeHint().width()
    ]
    page.close()
    assert not cut


def test_whatever_moves_asks_whether_it_may() -> None:
    """A file that makes an animation reads ``animates``: with reduced motion nothing is started."""
    files = [file for file in Path(desktop.__file__).parent.rglob("*.py") if moves(file.read_text("utf-8"))]
    assert len(files) >= 2
    assert [file.name for file in files if "animates" not in file.read_text("utf-8")] == []


def moves(source: str) -> bool:
    names = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    return any(name.endswith("Animation") or name == "QTimeLine" for name in names)


def test_with_reduced_motion_nothing_runs(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    desk = opened.desk
    desk.preferences.set(motion="reduced")
    desk.shell.rate(films["Slow Bread"], 4.0)
    opened.settle()
    desk.shell.show_settings()
    desk.shell.find()
    running = [one for one in desk.window.findChildren(QAbstractAnimation) if one.state() == one.State.Running]
    assert not running


def test_every_animation_runs_where_it_may(open_window: Open, films: dict[str, int]) -> None:
    """The other half of the test above: with full motion the toast fades in."""
    opened = open_window()
    opened.desk.preferences.set(motion="full")
    seen: list[QAbstractAnimation] = []
    animations = opened.desk.window.findChildren(QAbstractAnimation)
    assert animations
    for one in animations:
        one.stateChanged.connect(lambda new, old, one=one: seen.append(one))
    opened.desk.shell.rate(films["Slow Bread"], 4.0)
    opened.qtbot.waitUntil(lambda: bool(seen), timeout=3000)
