"""The training on the taste page: a curve that grows, how the last one ended, and each verb."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.models.training import Curve
from desktop.theme import Look
from desktop.views.lossplot import LossPlot, smoothed
from desktop.views.training import TrainingCard
from engine.events import Done, Train
from engine.records import Checkpoint
from engine.store import commands
from engine.store.library import Library
from tests.gui.conftest import FakeJob, Opened

Open = Callable[[], Opened]


@pytest.fixture
def opened(open_window: Open, films: dict[str, int]) -> Iterator[Opened]:
    opened = open_window()
    opened.desk.sidebar.select("taste")
    opened.settle()
    yield opened


def card(opened: Opened) -> TrainingCard:
    found = opened.desk.taste.training
    assert isinstance(found, TrainingCard)
    return found


def train(opened: Opened) -> FakeJob:
    opened.desk.jobs.start(Train())
    return opened.batch.tasks(Train)[-1]


def step(opened: Opened, job: FakeJob, done: int, *, value: float | None = None, held_out: float | None = None) -> None:
    with opened.qtbot.waitSignal(opened.desk.jobs.progressed, timeout=1000):
        job.progress("train", done, 100, value=value, held_out=held_out)


def left(library: Library, name: str, *, first: float | None, best: float | None, accepted: bool) -> None:
    """A training as the job leaves it: its file, and what the library knows of it."""
    facts = json.dumps({"progress": {"first": first, "best": best}})
    header = json.dumps({"__metadata__": {"matinee": facts}}).encode()
    models = library.paths.models
    models.mkdir(exist_ok=True)
    Path(models, name).write_bytes(len(header).to_bytes(8, "little") + header)
    record = Checkpoint(name, "v1", 120, best or float("inf"), accepted, time.time())
    library.do(commands.store_batch, (record,), at=time.time())


def press(opened: Opened, key: Qt.Key) -> None:
    opened.qtbot.keyClick(QApplication.focusWidget() or opened.desk.window, key)


# --- while it runs ---------------------------------------------------------------------------------------


def test_the_curve_grows_while_it_runs(opened: Opened) -> None:
    assert not card(opened).plot.isVisible()
    job = train(opened)
    step(opened, job, 0, held_out=2.0)
    for done in range(1, 21):
        step(opened, job, done, value=2.4 - done / 50)
    step(opened, job, 20, held_out=1.9)
    opened.qtbot.waitUntil(lambda: "1.90, at first 2.00" in card(opened).plot.accessibleName(), timeout=1000)
    assert card(opened).plot.isVisible()
    assert "Step 20 of 100" in card(opened).plot.accessibleName()
    assert "Learning · 20 of 100" in card(opened).said.text()
    with opened.qtbot.waitSignal(opened.desk.jobs.ended, timeout=1000):
        job.finish()
    assert card(opened).plot.isVisible()  # what it was can still be looked at
    assert card(opened).train.isVisible() and not card(opened).stop.isVisible()


def test_another_training_begins_another_curve(opened: Opened) -> None:
    first = train(opened)
    step(opened, first, 90, value=1.0)
    with opened.qtbot.waitSignal(opened.desk.jobs.ended, timeout=1000):
        first.finish()
    step(opened, train(opened), 1, value=3.0)
    opened.qtbot.waitUntil(lambda: "Step 1 of 100" in card(opened).plot.accessibleName(), timeout=1000)


def test_steps_that_come_once_more_replace_the_old_ones(opened: Opened) -> None:
    """A process that died goes on from what it had saved."""
    job = train(opened)
    for done in (1, 2, 3, 4, 2, 3):
        step(opened, job, done, value=float(done))
    opened.qtbot.waitUntil(lambda: "Step 3 of 100" in card(opened).plot.accessibleName(), timeout=1000)


def test_a_battery_is_told(opened: Opened) -> None:
    job = train(opened)
    step(opened, job, 5, value=1.0)
    job.progress("battery", 0, 0)
    opened.qtbot.waitUntil(lambda: "on its battery" in card(opened).said.text(), timeout=1000)


# --- how the last one ended ------------------------------------------------------------------------------


def test_no_training_yet(opened: Opened) -> None:
    assert "small network" in card(opened).lead.text()


@pytest.mark.parametrize(
    ("first", "best", "accepted", "says"),
    [
        (2.0, 1.94, True, "told held-out videos better by 3 %."),
        (2.0, 1.99, True, "better by 0.5 %."),
        (2.0, 1.9, False, "better by 5 %. But more of its lines had to be refused: the earlier model stays."),
        (2.0, 2.0, False, "no better: the earlier model stays."),
        (None, None, True, "too few videos"),
    ],
)
def test_the_last_training_is_told(
    opened: Opened, library: Library, first: float | None, best: float | None, accepted: bool, says: str
) -> None:
    job = train(opened)
    left(library, "generator-1.safetensors", first=first, best=best, accepted=accepted)
    with opened.qtbot.waitSignal(opened.desk.jobs.ended, timeout=1000):
        job.hear(Done({"steps": 120, "accepted": int(accepted)}))
    opened.qtbot.waitUntil(lambda: says in card(opened).lead.text(), timeout=1000)
    assert "for 120 steps" in card(opened).lead.text()
    assert card(opened).note() == ""


def test_it_is_told_after_another_start_too(open_window: Open, films: dict[str, int], library: Library) -> None:
    left(library, "generator-1.safetensors", first=2.0, best=1.8, accepted=True)
    opened = open_window()
    opened.desk.sidebar.select("taste")
    opened.settle()
    assert "better by 10 %" in card(opened).lead.text()


def test_nothing_new_is_told(opened: Opened) -> None:
    job = train(opened)
    with opened.qtbot.waitSignal(opened.desk.jobs.ended, timeout=1000):
        job.hear(Done({"steps": 0}))
    opened.qtbot.waitUntil(lambda: card(opened).note() == "Nothing new to learn", timeout=1000)


# --- what a person can do --------------------------------------------------------------------------------


def test_train_pause_and_stop_from_the_mouse(opened: Opened) -> None:
    opened.qtbot.mouseClick(card(opened).train, Qt.MouseButton.LeftButton)
    (job,) = opened.batch.tasks(Train)
    step(opened, job, 5, value=1.0)
    opened.qtbot.mouseClick(card(opened).pause, Qt.MouseButton.LeftButton)
    assert job.paused and "Pausing" in card(opened).said.text()
    job.progress("paused", 0, 0)
    opened.qtbot.waitUntil(lambda: "Paused · 5 of 100" in card(opened).said.text(), timeout=1000)
    opened.qtbot.mouseClick(card(opened).pause, Qt.MouseButton.LeftButton)
    assert not job.paused
    opened.qtbot.mouseClick(card(opened).stop, Qt.MouseButton.LeftButton)
    assert job.cancels == 1 and "Stopping" in card(opened).said.text()


def test_train_pause_and_stop_from_the_keyboard(opened: Opened) -> None:
    card(opened).train.setFocus()
    press(opened, Qt.Key.Key_Space)
    (job,) = opened.batch.tasks(Train)
    assert card(opened).stop.hasFocus()  # the keyboard stays on the card
    opened.qtbot.keyClick(card(opened).stop, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert card(opened).pause.hasFocus()
    press(opened, Qt.Key.Key_Space)
    assert job.paused
    press(opened, Qt.Key.Key_Tab)
    press(opened, Qt.Key.Key_Space)
    assert job.cancels == 1
    with opened.qtbot.waitSignal(opened.desk.jobs.ended, timeout=1000):
        job.finish(cancelled=True)
    assert card(opened).train.hasFocus()


def test_the_battery_is_a_setting(opened: Opened) -> None:
    battery = card(opened).battery
    assert battery.isChecked()
    battery.setFocus()
    press(opened, Qt.Key.Key_Space)
    assert not opened.desk.preferences.now.train_on_battery
    opened.desk.preferences.set(train_on_battery=True)
    assert battery.isChecked()


# --- the plot --------------------------------------------------------------------------------------------


def test_the_plot_reads_values_under_the_mouse(look: Look, qtbot: QtBot) -> None:
    plot = LossPlot(look)
    qtbot.addWidget(plot)
    plot.resize(400, 180)
    plot.show()
    plot.show_curve(Curve(100, tuple((n, 2.0 - n / 100) for n in range(1, 60)), ((0, 2.1), (20, 1.8), (40, 1.6))))
    before = plot.grab().toImage()
    qtbot.mouseMove(plot, QPoint(200, 90))
    qtbot.wait(20)
    assert plot.grab().toImage() != before
    qtbot.mouseMove(plot, QPoint(1, 1))
    plot.show_curve(Curve(0))
    assert plot.is_empty
    plot.grab()


def test_one_value_alone_is_painted(look: Look, qtbot: QtBot) -> None:
    plot = LossPlot(look)
    qtbot.addWidget(plot)
    plot.resize(400, 180)
    plot.show_curve(Curve(100, (), ((0, 2.1),)))
    plot.grab()


def test_the_thin_line_is_a_mean_of_the_last_steps() -> None:
    assert list(smoothed([(1, 2.0), (2, 4.0), (4, 6.0)])) == [(1, 2.0), (2, 3.0), (4, 4.0)]
    assert list(smoothed([(n, float(n)) for n in range(20)]))[-1] == (19, 15.0)
