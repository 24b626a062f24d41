"""The map of the keys: complete, as bound, and out of the way again."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop import keys
from desktop.memory import Memory
from desktop.models.pictures import Pictures
from desktop.models.viewing import Viewing
from desktop.pages.player import PlayerPage
from desktop.theme import Look
from desktop.views.keymap import Caps, KeyMap
from desktop.views.paragraph import Paragraph
from engine.store.library import Library
from tests.gui.conftest import Opened

Open = Callable[[], Opened]


def press(opened: Opened, key: Qt.Key) -> None:
    opened.qtbot.keyClick(QApplication.focusWidget() or opened.desk.window, key)


def key_map(opened: Opened) -> KeyMap:
    (found,) = opened.desk.window.findChildren(KeyMap)
    return found


def test_every_shortcut_of_the_window_is_on_the_map(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    press(opened, Qt.Key.Key_Question)
    panel = key_map(opened)
    assert panel.isVisible()
    shown = set(chain.from_iterable(caps._spellings for caps in panel.findChildren(Caps)))
    window = opened.desk.window
    bound = {
        shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)
        for shortcut in window.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly)
    }
    assert len(bound) > 20
    assert bound <= shown


def test_every_key_says_what_it_does_and_none_has_two_meanings_in_one_place() -> None:
    for table in (keys.window_keys() + keys.video_keys(), keys.poster_keys(), keys.player_keys()):
        assert all(key.says and key.keys for key in table)
        spelled = [QKeySequence(one).toString() for key in table for one in key.keys]
        assert len(spelled) == len(set(spelled))
        assert all(spelled)


def test_a_verb_without_a_key_and_a_key_without_a_verb_are_mistakes() -> None:
    table = (keys.Key("go", ("G",), "Go"),)
    assert keys.by_spelling(table, {"go": lambda: None}).keys() == {"G"}
    with pytest.raises(KeyError, match="stay"):
        list(keys.bound(table, {"go": lambda: None, "stay": lambda: None}))
    with pytest.raises(KeyError, match="go"):
        list(keys.bound(table, {}))


@pytest.mark.parametrize(
    ("key", "modifiers", "spelled"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "Esc"),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, "Space"),
        (Qt.Key.Key_5, Qt.KeyboardModifier.KeypadModifier, "5"),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, "Shift+Left"),
    ],
)
def test_events_are_spelled_as_the_tables_spell_them(key: Qt.Key, modifiers: Qt.KeyboardModifier, spelled: str) -> None:
    assert keys.spelled(QKeyEvent(QEvent.Type.KeyPress, key, modifiers)) == spelled


def test_the_player_binds_all_that_the_map_tells_of_it(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    page = PlayerPage(look, Pictures(tmp_path, look), Viewing(Memory(tmp_path / "window.json")))
    qtbot.addWidget(page)
    assert page._keys.keys() == {QKeySequence(one).toString() for key in keys.player_keys() for one in key.keys}
    heard: list[str] = []
    page.full_screen_toggled.connect(lambda: heard.append("full screen"))
    qtbot.keyClick(page, Qt.Key.Key_F)
    assert heard == ["full screen"]


@pytest.mark.parametrize("way", ["escape", "question", "f1", "beside", "button"])
def test_it_goes_away_and_the_keyboard_is_where_it_was(open_window: Open, films: dict[str, int], way: str) -> None:
    opened = open_window()
    opened.desk.library_page.grid.setFocus()
    press(opened, Qt.Key.Key_F1)
    panel = key_map(opened)
    assert panel.isVisible() and panel.hasFocus()
    if way == "escape":
        press(opened, Qt.Key.Key_Escape)
    elif way == "question":
        press(opened, Qt.Key.Key_Question)
    elif way == "f1":
        press(opened, Qt.Key.Key_F1)
    elif way == "beside":
        opened.qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    else:
        opened.qtbot.mouseClick(panel.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert not panel.isVisible()
    assert opened.desk.library_page.grid.hasFocus()


def test_while_it_is_shown_no_key_does_anything_below(
    open_window: Open, films: dict[str, int], library: Library
) -> None:
    opened = open_window()
    opened.desk.shell.choose(films["Slow Bread"])
    opened.settle()
    press(opened, Qt.Key.Key_F1)
    press(opened, Qt.Key.Key_5)
    press(opened, Qt.Key.Key_W)
    press(opened, Qt.Key.Key_Tab)
    assert key_map(opened).hasFocus()
    opened.settle()
    assert library.read.video(films["Slow Bread"]).stars is None
    assert not library.read.video(films["Slow Bread"]).watched


def test_a_question_mark_is_typed_into_a_text(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    opened.desk.shell.find()
    press(opened, Qt.Key.Key_Question)
    search = QApplication.focusWidget()
    assert isinstance(search, QLineEdit)
    assert not key_map(opened).isVisible()


def test_it_lies_over_the_player_too(open_window: Open, films: dict[str, int], tmp_path: Path) -> None:
    opened = open_window()
    page = PlayerPage(opened.desk.look, opened.desk.pictures, Viewing(Memory(tmp_path / "window.json")))
    opened.desk.window.take_over(page)
    press(opened, Qt.Key.Key_Question)
    assert key_map(opened).isVisible()
    press(opened, Qt.Key.Key_Escape)
    assert not key_map(opened).isVisible() and opened.desk.window.is_taken_over


@pytest.mark.parametrize(("size", "width"), [(100, 1280), (200, 1280), (200, 900), (80, 1920)])
def test_all_of_it_can_be_read_in_any_window_at_any_text_size(
    open_window: Open, films: dict[str, int], size: int, width: int
) -> None:
    opened = open_window()
    opened.desk.window.resize(width, 720)
    opened.desk.preferences.set(text_size=size)
    opened.desk.shell.show_keys()
    opened.settle()
    panel = key_map(opened)
    sheet = panel._panel
    assert sheet is not None and panel.rect().contains(sheet.geometry())
    for caps in panel.findChildren(Caps):
        left = caps.mapTo(sheet, QPoint(0, 0)).x()
        assert left >= 0 and left + caps.width() <= sheet.width(), caps.accessibleName()
    for says in panel.findChildren(Paragraph):
        assert says.width() > 60
