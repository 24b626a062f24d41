"""Errors go through one door, and whose they are decides how they are shown."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.messages import BugDialog, Messages
from desktop.theme import Look
from engine.errors import Cancelled, EnvironmentFault, InvalidMedia
from engine.events import Failed


@pytest.mark.parametrize(
    "error",
    [EnvironmentFault("The disk is full. Free some space."), Failed("The disk is full. Free some space.", True)],
)
def test_what_a_person_can_mend_is_said_in_one_line(error: object, qtbot: QtBot) -> None:
    messages = Messages()
    with qtbot.assertNotEmitted(messages.bug), qtbot.waitSignal(messages.fault, timeout=500) as heard:
        messages.report(error)
    assert heard.args == ["The disk is full. Free some space."]


def test_invalid_media_is_no_bug(qtbot: QtBot) -> None:
    messages = Messages()
    with qtbot.waitSignal(messages.fault, timeout=500):
        messages.report(InvalidMedia("cut short"))


def test_cancelled_is_silence(qtbot: QtBot) -> None:
    messages = Messages()
    with qtbot.assertNotEmitted(messages.fault, wait=50), qtbot.assertNotEmitted(messages.bug):
        messages.report(Cancelled())


def test_a_mistake_of_ours_comes_with_its_traceback(qtbot: QtBot) -> None:
    messages = Messages()
    try:
        raise ValueError("off by one")
    except ValueError as error:
        caught = error
    with qtbot.waitSignal(messages.bug, timeout=500) as heard:
        messages.report(caught)
    assert "off by one" in heard.args[0]
    assert "test_messages.py" in heard.args[0]


def test_a_bug_in_a_job_shows_what_the_job_said(qtbot: QtBot) -> None:
    messages = Messages()
    with qtbot.waitSignal(messages.bug, timeout=500) as heard:
        messages.report(Failed("KeyError: 7", fault=False, details="Traceback of the worker"))
    assert "Traceback of the worker" in heard.args[0]


def test_what_nobody_caught_is_shown_from_any_thread(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    messages = Messages()
    messages.install()

    def fail() -> None:
        raise ZeroDivisionError("in a thread")

    with qtbot.waitSignal(messages.bug, timeout=1000) as heard:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert "in a thread" in heard.args[0]
    assert "in a thread" in capsys.readouterr().err


def test_the_traceback_can_be_copied(look: Look, qtbot: QtBot) -> None:
    dialog = BugDialog(look, "Traceback: the details")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.findChild(QPlainTextEdit).toPlainText() == "Traceback: the details"
    copy = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy")
    copy.click()
    assert QGuiApplication.clipboard().text() == "Traceback: the details"
