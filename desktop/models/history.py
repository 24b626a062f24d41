"""What the person did and can take back, the last first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

DEPTH = 50


@dataclass(frozen=True, slots=True)
class Step:
    """One change: what it was, in words, and the verb that turns it round."""

    says: str
    back: Callable[[], object]
    quiet: bool = False  # need not be told: the person sees it happen
    key: object = None  # steps of one key that follow one another are one: the typing of a note


class History(QObject):
    """The last ``DEPTH`` changes. ``done`` tells each new one, ``undone`` each that was taken back."""

    done = Signal(object)  # Step
    undone = Signal(object)  # Step, or None: there was none
    _came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: deque[Step] = deque(maxlen=DEPTH)
        self._came.connect(self._push)

    def keep(self, step: Step) -> None:
        """Remember a change that was committed. May be called on any thread."""
        self._came.emit(step)

    def undo(self) -> None:
        """Take the last change back."""
        step = self._steps.pop() if self._steps else None
        if step is not None:
            step.back()
        self.undone.emit(step)

    def _push(self, step: Step) -> None:
        last = self._steps[-1] if self._steps else None
        if step.key is None or last is None or last.key != step.key:
            self._steps.append(step)
        if not step.quiet:
            self.done.emit(step)
