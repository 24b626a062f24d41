"""Joins the card of the training to the jobs, the settings and the library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.bridge import Background
from desktop.models.jobs import JobRow, JobsModel
from desktop.models.training import CheckpointReads, Last, Training, last_training
from desktop.theme import Look
from desktop.views.training import TrainingCard
from engine.events import Done, Failed, Train
from engine.settings import Settings

_PAINT_MS = 100  # between two pictures of a curve that grows


class TrainingStatus(QObject):
    """Keeps the card true: at once for the state, ten times a second for the curve."""

    train_requested = Signal()

    def __init__(
        self,
        look: Look,
        jobs: JobsModel,
        reads: Callable[[], CheckpointReads],
        background: Background,
        *,
        models: Path,
        preferences: Callable[[], Settings],
        keep: Callable[[Mapping[str, Any]], None],
        parent: QObject | None = None,
    ) -> None:
        """``models`` holds the library's weights; ``keep`` changes settings."""
        super().__init__(parent)
        self._reads, self._background, self._models = reads, background, models
        self._preferences = preferences
        self._asked = 0
        self._is_known = False
        self._training = Training(jobs, self)
        self.card = TrainingCard(look)
        self._paint = QTimer(self, singleShot=True, interval=_PAINT_MS)
        self._paint.timeout.connect(lambda: self.card.show_curve(self._training.curve))
        self._training.altered.connect(self._show)
        jobs.ended.connect(self._ended)
        self.card.shown.connect(self._refresh)
        self.card.train_requested.connect(self.train_requested)
        self.card.pause_requested.connect(jobs.pause)
        self.card.stop_requested.connect(jobs.cancel)
        self.card.battery_chosen.connect(lambda allowed: keep({"train_on_battery": allowed}))
        self.take_preferences()

    def take_preferences(self) -> None:
        """A setting was changed, here or elsewhere."""
        self.card.show_battery(self._preferences().train_on_battery)

    def _show(self) -> None:
        self.card.show_job(self._training.job)
        if not self._paint.isActive():
            self._paint.start()

    def _ended(self, row: JobRow, end: Done | Failed) -> None:
        if isinstance(row.task, Train):
            self._is_known = isinstance(end, Done) and not end.cancelled and end.counts.get("steps") == 0
            self._refresh()

    def _refresh(self) -> None:
        """Read how the last training ended."""
        self._asked += 1
        asked = self._asked

        def land(last: Last | None) -> None:
            if asked == self._asked:
                self.card.show_last(last, is_known=self._is_known)

        self._background.run(lambda: last_training(self._reads(), self._models), land)
