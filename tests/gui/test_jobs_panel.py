"""The jobs panel: what each job tells, and Pause, Stop and its log from the mouse and from the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.bridge import JobBridge
from desktop.models.jobs import ENDED_KEPT, LOG_KEPT, JobsModel
from desktop.theme import Look
from desktop.views.jobs import JobBox, JobsPanel
from engine.events import Done, ReadNotes, Scan, Train, Write
from tests.gui.conftest import FakeClient, FakeJob, Opened

Open = Callable[[], Opened]


@pytest.fixture
def opened(open_window: Open, films: dict[str, int]) -> Opened:
    """A window in which a scan runs and the jobs are shown."""
    opened = open_window()
    opened.desk.jobs.start(Scan())
    press(opened, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    return opened


def press(opened: Opened, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    opened.qtbot.keyClick(QApplication.focusWidget() or opened.desk.window, key, modifier)


def scan(opened: Opened) -> FakeJob:
    return opened.batch.tasks(Scan)[0]


def box(opened: Opened) -> JobBox:
    return opened.desk.jobs_panel.boxes()[0]


def progress(opened: Opened, stage: str, done: int, total: int) -> None:
    with opened.qtbot.waitSignal(opened.desk.jobs.altered, timeout=1000):
        scan(opened).progress(stage, done, total)


def entries(opened: Opened) -> list[str]:
    return [entry.text for entry in opened.desk.jobs.log(box(opened).number).entries]


# --- what it tells ---------------------------------------------------------------------------------------


def test_a_job_tells_its_stage_rate_and_time_left(opened: Opened) -> None:
    assert "Starting" in box(opened).text()
    progress(opened, "index", 318, 512)
    assert "Reading videos · 318 of 512 · 14/s · 14 s left" in box(opened).text()
    assert "Reading videos" in box(opened).accessibleName()


def test_a_job_behind_another_says_that_it_waits(opened: Opened) -> None:
    opened.desk.jobs.start(Train())
    assert "Waiting for its turn" in box(opened).text()
    opened.desk.jobs.start(ReadNotes())  # of the other process
    assert "Starting" in box(opened).text()


def test_the_log_says_what_it_did_and_what_failed(opened: Opened) -> None:
    progress(opened, "walk", 40, 0)
    progress(opened, "index", 1, 2)
    with opened.qtbot.waitSignal(opened.desk.jobs.altered, timeout=1000):
        scan(opened).trouble("/films/Broken Film.mp4", "it holds no picture")
    assert box(opened).log_button.text() == "Log · 1 failed"
    progress(opened, "index", 2, 2)
    with opened.qtbot.waitSignal(opened.desk.jobs.ended, timeout=1000):
        scan(opened).hear(Done({"new": 2, "unreadable": 1, "embedded": 0}))
    assert entries(opened) == [
        "Asked for",
        "Looking for videos: 40",
        "Broken Film.mp4: it holds no picture",
        "Reading videos: 2 of 2",
        "Done: 2 new or changed, 1 can't be read",
    ]
    assert "Done: 2 new or changed" in box(opened).text()


def test_an_ended_process_is_told_in_the_log(opened: Opened) -> None:
    with opened.qtbot.waitSignal(opened.desk.jobs.altered, timeout=1000):
        scan(opened).trouble("", "The job process was ended by signal 9. It was begun again.")
    assert entries(opened)[-1].startswith("The job process was ended by signal 9")


def test_the_log_and_the_ended_jobs_are_bounded(qtbot: QtBot) -> None:
    clients = {"batch": FakeClient(), "live": FakeClient()}
    jobs = JobsModel(JobBridge(dict(clients)))
    first = jobs.start(Scan())
    for number in range(LOG_KEPT + 50):
        clients["batch"].jobs[0].trouble(f"/films/{number}.mp4", "broken")
    qtbot.waitUntil(lambda: jobs.log(first).troubles == LOG_KEPT + 50, timeout=2000)
    assert len(jobs.log(first).entries) == LOG_KEPT
    assert jobs.log(first).entries[-1].text == f"{LOG_KEPT + 49}.mp4: broken"
    for _ in range(ENDED_KEPT):
        jobs.start(Write((1,)))
    for job in (*clients["live"].jobs, clients["batch"].jobs[0]):
        with qtbot.waitSignal(jobs.ended, timeout=1000):
            job.finish()
    assert not jobs.log(first).entries


# --- from the mouse --------------------------------------------------------------------------------------


def test_pause_holds_a_job_and_go_on_lets_it_go(opened: Opened) -> None:
    progress(opened, "index", 318, 512)
    opened.qtbot.mouseClick(box(opened).pause, Qt.MouseButton.LeftButton)
    assert scan(opened).paused
    assert "Pausing" in box(opened).text()
    progress(opened, "index", 320, 512)  # what it had in hand
    assert "Pausing" in box(opened).text()
    progress(opened, "paused", 0, 0)
    assert "Paused · Reading videos · 320 of 512" in box(opened).text()
    assert "Paused" in opened.desk.status_text()
    opened.qtbot.mouseClick(box(opened).pause, Qt.MouseButton.LeftButton)
    assert not scan(opened).paused
    assert "14/s" in box(opened).text()
    assert entries(opened)[-2:] == ["You paused it", "It went on"]


def test_stop_asks_and_then_ends_at_once(opened: Opened) -> None:
    stop = box(opened).stop
    opened.qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert "Stopping" in box(opened).text() and stop.toolTip() == "Stop at once"
    assert not box(opened).pause.isVisible()
    opened.qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert scan(opened).cancels == 2
    with opened.qtbot.waitSignal(opened.desk.jobs.ended, timeout=1000):
        scan(opened).finish(cancelled=True)
    assert "what was finished is kept" in box(opened).text()
    assert not stop.isVisible()


def test_a_paused_job_can_be_stopped(opened: Opened) -> None:
    opened.desk.jobs.pause(box(opened).number)
    opened.qtbot.mouseClick(box(opened).stop, Qt.MouseButton.LeftButton)
    assert scan(opened).cancels == 1
    opened.desk.jobs.pause(box(opened).number, False)
    assert "Stopping" in box(opened).text()


def test_the_log_opens_and_grows(opened: Opened) -> None:
    opened.qtbot.mouseClick(box(opened).log_button, Qt.MouseButton.LeftButton)
    log = box(opened).log
    assert log.isVisible() and "Asked for" in log.toPlainText()
    for number in range(30):
        scan(opened).trouble(f"/films/{number}.mp4", "broken")
    opened.qtbot.waitUntil(lambda: "29.mp4: broken" in log.toPlainText(), timeout=1000)
    assert log.toPlainText().count("Asked for") == 1
    assert log.verticalScrollBar().value() == log.verticalScrollBar().maximum()
    opened.desk.shell.choose_theme("light")
    assert log.toPlainText().count("29.mp4: broken") == 1
    opened.qtbot.mouseClick(box(opened).log_button, Qt.MouseButton.LeftButton)
    assert not log.isVisible()


def test_the_panel_leaves_the_window_its_room(opened: Opened) -> None:
    for _ in range(12):
        opened.desk.jobs.start(ReadNotes())
    opened.qtbot.wait(30)
    assert opened.desk.jobs_panel.height() <= opened.desk.window.height() * 0.46


# --- from the keyboard -----------------------------------------------------------------------------------


def test_every_verb_is_reached_from_the_keyboard(opened: Opened) -> None:
    assert box(opened).log_button.hasFocus()
    press(opened, Qt.Key.Key_Space)
    assert box(opened).log.isVisible()
    press(opened, Qt.Key.Key_Tab)
    assert box(opened).pause.hasFocus()
    press(opened, Qt.Key.Key_Space)
    assert scan(opened).paused
    press(opened, Qt.Key.Key_Tab)
    assert box(opened).stop.hasFocus()
    press(opened, Qt.Key.Key_Space)
    assert scan(opened).cancels == 1
    press(opened, Qt.Key.Key_Tab)
    assert box(opened).log.hasFocus()
    press(opened, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert not opened.desk.jobs_panel.isVisible()
    assert opened.desk.library_page.grid.hasFocus()


def test_without_jobs_it_says_so(look: Look, qtbot: QtBot) -> None:
    panel = JobsPanel(look, JobsModel(JobBridge({})))
    qtbot.addWidget(panel)
    panel.show()
    panel.take_focus()
    assert panel.boxes() == []
    assert panel._empty.isVisible()
