"""The note editor: saved by itself at every chance, and never overwritten while it is not stored."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.theme import Look
from desktop.views.note import NoteEditor


@pytest.fixture
def note(look: Look, qtbot: QtBot) -> Iterator[NoteEditor]:
    page = QWidget()
    column = QVBoxLayout(page)
    note = NoteEditor(look, rest_ms=60, parent=page)
    column.addWidget(note)
    column.addWidget(QLineEdit(objectName="other"))
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitExposed(page)
    note.show_note(1, "")
    note.setFocus()
    yield note


def test_a_note_is_saved_when_the_fingers_rest(note: NoteEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(note.written, timeout=2000) as heard:
        qtbot.keyClicks(note, "slow and sad")
    assert heard.args == [1, "slow and sad"]
    assert note.is_saved


def test_nothing_is_saved_while_one_types(note: NoteEditor, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(note.written):
        for letter in "abc":
            qtbot.keyClicks(note, letter)
    assert not note.is_saved


def test_it_is_saved_when_the_focus_goes(note: NoteEditor, qtbot: QtBot) -> None:
    qtbot.keyClicks(note, "half a th")
    with qtbot.waitSignal(note.written, timeout=30) as heard:
        note.window().findChild(QLineEdit, "other").setFocus()
    assert heard.args == [1, "half a th"]


def test_it_is_saved_under_its_own_video_when_another_is_shown(note: NoteEditor, qtbot: QtBot) -> None:
    qtbot.keyClicks(note, "about one")
    with qtbot.waitSignal(note.written, timeout=30) as heard:
        note.show_note(2, "about two")
    assert heard.args == [1, "about one"]
    assert note.toPlainText() == "about two"


def test_news_of_the_same_video_never_overwrite_what_is_typed(note: NoteEditor, qtbot: QtBot) -> None:
    qtbot.keyClicks(note, "new words")
    note.show_note(1, "old words")
    assert note.toPlainText() == "new words"


def test_a_late_answer_does_not_bring_an_older_text_back(note: NoteEditor, qtbot: QtBot) -> None:
    """The store answers with the first save while the second one is on its way."""
    qtbot.keyClicks(note, "one")
    note.flush()
    qtbot.keyClicks(note, " two")
    note.flush()
    note.show_note(1, "one")
    assert note.toPlainText() == "one two"
    note.show_note(1, "one two")
    note.show_note(1, "changed elsewhere")
    assert note.toPlainText() == "changed elsewhere"


def test_nothing_is_written_for_an_unchanged_note(note: NoteEditor, qtbot: QtBot) -> None:
    note.show_note(2, "as it was")
    with qtbot.assertNotEmitted(note.written):
        note.flush()


def test_clearing_a_note_is_saved_too(note: NoteEditor, qtbot: QtBot) -> None:
    note.show_note(2, "as it was")
    with qtbot.waitSignal(note.written, timeout=2000) as heard:
        note.clear()
    assert heard.args == [2, ""]
