"""A picture of the window once everything in it is painted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.models.pictures import Pictures

_LOOK_EVERY_MS = 100
_STILL = 5  # looks in a row at which nothing was left to do
_MOST = 300  # looks: half a minute


class Snapshot(QObject):
    """Waits until ``is_ready`` and no picture is on its way, then saves the window and says so."""

    taken = Signal(bool)

    def __init__(
        self,
        window: QWidget,
        pictures: Pictures,
        is_ready: Callable[[], bool],
        file: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._pictures = pictures
        self._is_ready = is_ready
        self._file = file
        self._looks = self._still = 0
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        self._looks += 1
        done = self._is_ready() and not self._pictures.busy
        self._still = self._still + 1 if done else 0
        if self._still >= _STILL or self._looks >= _MOST:
            self._timer.stop()
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self.taken.emit(self._window.grab().save(str(self._file)))
