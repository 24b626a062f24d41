"""The settings while the window is open: read once, changed at once, kept beside the GUI thread, undone."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.bridge import Background
from engine import settings
from engine.settings import Settings

_REST_MS = 200  # a slider that is drawn along is kept once
_KEPT = 50  # steps of undo


class Preferences(QObject):
    """The settings in use. Whoever applies one listens to ``changed``; whoever shows one asks ``now``.

    What the file holds and cannot be used has its default, and stands in ``faults``. Only what was changed here is
    written over what the file holds then, so that a hand that edits it meanwhile loses nothing.
    """

    changed = Signal(object)  # frozenset of names

    def __init__(
        self,
        path: Path,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """``background`` must have one worker: what is kept later is written later."""
        super().__init__(parent)
        self._path = path
        self._background = background
        self._now, self.faults = settings.read(path)
        self._before: list[dict[str, Any]] = []  # what each step changed, as it was
        self._unkept: dict[str, Any] = {}
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._keep)

    @property
    def now(self) -> Settings:
        return self._now

    def set(self, **values: Any) -> None:
        """Change settings, as one step that can be undone."""
        known = asdict(self._now)
        new = {name: value for name, value in values.items() if known[name] != value}
        if new:
            self._remember({name: known[name] for name in new})
            self._apply(new)

    def reset(self, *names: str) -> None:
        """Give these, or with no name all, the values that they had at first."""
        defaults = asdict(Settings())
        self.set(**{name: defaults[name] for name in names or defaults})

    def is_default(self, name: str) -> bool:
        return bool(getattr(self._now, name) == getattr(Settings(), name))

    @property
    def undoable(self) -> frozenset[str]:
        """The names that ``undo`` would change; none when there is nothing to undo."""
        return frozenset(self._before[-1]) if self._before else frozenset()

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self._apply(self._before.pop())

    def flush(self) -> None:
        """Keep what is not kept yet, here and now: the window closes."""
        self._rest.stop()
        if self._unkept:
            self._write(self._unkept)

    def _remember(self, before: dict[str, Any]) -> None:
        if self._rest.isActive() and self._before and self._before[-1].keys() == before.keys():
            return  # one more move of the same slider
        self._before = [*self._before[-_KEPT + 1 :], before]

    def _apply(self, values: dict[str, Any]) -> None:
        self._now = replace(self._now, **values)
        self._unkept.update(values)
        self._rest.start()
        self.changed.emit(frozenset(values))

    def _keep(self) -> None:
        values = dict(self._unkept)
        self._background.run(lambda: self._write(values), self._kept)

    def _write(self, values: dict[str, Any]) -> dict[str, Any]:
        settings.save(replace(settings.read(self._path)[0], **values), self._path)
        return values

    def _kept(self, values: dict[str, Any]) -> None:
        self._unkept = {name: value for name, value in self._unkept.items() if values.get(name, self) != value}
