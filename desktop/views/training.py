"""The card of the training: its loss while it runs, how the last one ended, and the ways to hold and start it."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.language import tr
from desktop.models.jobs import JobRow, stage_title
from desktop.models.training import Curve, Last
from desktop.theme import Look
from desktop.views import wording
from desktop.views.cards import Card
from desktop.views.controls import Button, CheckBox, Label
from desktop.views.lossplot import LossPlot


class TrainingCard(Card):
    """Says what it is told; the page knows the jobs."""

    train_requested = Signal()
    pause_requested = Signal(int, bool)
    stop_requested = Signal(int)
    battery_chosen = Signal(bool)
    shown = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("Learning to tell your videos"))
        self._job: JobRow | None = None
        self.plot = LossPlot(look)
        self.said = Label(look, role="small", color="secondary", elide=True)
        self.train = Button(look, self.tr("Train now"), tip=self.tr("Learn from your library and what you said of it"))
        self.pause = Button(look, icon="pause")
        self.stop = Button(
            look, self.tr("Stop"), icon="close", tip=self.tr("Stop; it goes on from there the next time")
        )
        self.battery = CheckBox(look, self.tr("Train on battery too"))
        self.battery.setAccessibleDescription(self.tr("Else a training waits until the computer is plugged in"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.train, self.pause, self.stop):
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.battery)
        row.addStretch()
        self.body.addWidget(self.plot)
        self.body.addWidget(self.said)
        self.body.addLayout(row)
        self.plot.hide()
        self.train.clicked.connect(self.train_requested)
        self.pause.clicked.connect(self._pause)
        self.stop.clicked.connect(lambda: self._job and self.stop_requested.emit(self._job.number))
        self.battery.toggled.connect(self.battery_chosen)
        self.show_last(None)
        self.show_job(None)

    def show_curve(self, curve: Curve) -> None:
        self.plot.show_curve(curve)
        self.plot.setVisible(not self.plot.is_empty)

    def show_job(self, job: JobRow | None) -> None:
        """The training that runs; None: none does."""
        focused = next((one for one in (self.train, self.pause, self.stop) if one.hasFocus()), None)
        self._job = job
        self.said.setVisible(job is not None)
        self.train.setVisible(job is None)
        self.stop.setVisible(job is not None)
        self.pause.setVisible(job is not None and job.state != "stopping")
        if job is not None:
            self.said.setText(_now(job))
            self.pause.setText(self.tr("Go on") if job.held else self.tr("Pause"))
            self.pause.setAccessibleName(self.pause.text())
            self.pause.set_icon("play" if job.held else "pause")
        if focused is not None and focused.isHidden():  # the keyboard stays on the card
            (self.train if job is None else self.stop).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_last(self, last: Last | None, *, is_known: bool = False) -> None:
        """``is_known``: a training was asked for, and found nothing new."""
        self.say(_last(last))
        self.set_note(self.tr("Nothing new to learn") if is_known else "")

    def show_battery(self, allowed: bool) -> None:
        blocked = self.battery.blockSignals(True)
        self.battery.setChecked(allowed)
        self.battery.blockSignals(blocked)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _pause(self) -> None:
        if self._job is not None:
            self.pause_requested.emit(self._job.number, not self._job.held)


def _now(job: JobRow) -> str:
    """What a training does at this moment."""
    progress = job.progress
    if job.state == "stopping":
        return tr("Stopping…")
    if progress is None:
        return tr("Paused") if job.held else tr("Waiting for its turn")
    if progress.stage == "battery":
        return tr("Paused: the computer is on its battery. It goes on when plugged in.")
    figures = wording.amount(progress) if job.held else wording.progress(progress)
    waits = {"pausing": tr("Pausing…"), "paused": tr("Paused")}.get(job.state, stage_title(progress))
    return " · ".join(part for part in (waits, figures) if part)


def _last(last: Last | None) -> str:
    if last is None:
        return tr(
            "The lines under your videos are written by a small network. Trained on your library, it tells your "
            "videos better. Whether it does is tested on videos that it did not learn from."
        )
    at = QDateTime.fromSecsSinceEpoch(int(last.at))
    day, clock = (
        QLocale().toString(at.date(), QLocale.FormatType.LongFormat),
        QLocale().toString(at.time(), QLocale.FormatType.ShortFormat),
    )
    share = last.gain.share
    if last.gain.after is None:
        how = tr("There are too few videos to hold some out and test it.")
    elif not share:
        how = tr("It told held-out videos no better: the earlier model stays.")
    else:
        how = tr("It told held-out videos better by {}.").format(_percent(share))
        if not last.accepted:
            how = wording.sentences(how, tr("But more of its lines had to be refused: the earlier model stays."))
    trained = tr("Last trained on {}, {}, for {} steps.").format(day, clock, wording.number(last.steps))
    return wording.sentences(trained, how)


def _percent(share: float) -> str:
    value = 100 * share
    return tr("{} %").format(QLocale().toString(value, "f", 1 if value < 1 else 0))
