"""Pictures of the window, each once everything in it is painted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_LOOK_EVERY_MS = 100
_STILL = 5  # looks in a row at which nothing was left to do
_MOST = 300  # looks: half a minute


@dataclass(frozen=True, slots=True)
class Shot:
    """A widget that is to be still, and the file that then holds its picture; without one it is only waited for."""

    widget: QWidget
    file: Path | None
    is_ready: Callable[[], bool]


class Snapshot(QObject):
    """Takes one shot after the other, and says whether all of them were saved.

    ``shots`` may be a generator that arranges a scene before it hands over its shot: the next one is asked for only
    when the picture before is taken.
    """

    taken = Signal(bool)

    def __init__(self, shots: Iterable[Shot], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shots = iter(shots)
        self._shot: Shot | None = None
        self._saved = True
        self._looks = self._still = 0
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if self._shot is None:
            self._shot = next(self._shots, None)
            self._looks = self._still = 0
            if self._shot is None:
                self._timer.stop()
                self.taken.emit(self._saved)
                return
        self._looks += 1
        self._still = self._still + 1 if self._shot.is_ready() else 0
        if self._still >= _STILL or self._looks >= _MOST:
            if self._shot.file is not None:
                self._shot.file.parent.mkdir(parents=True, exist_ok=True)
                self._saved = self._shot.widget.grab().save(str(self._shot.file)) and self._saved
            self._shot = None
