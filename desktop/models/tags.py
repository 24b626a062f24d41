"""The tags that the library knows, the most used first, for completion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QStringListModel

from desktop.bridge import Background
from engine.events import Changes


class TagReads(Protocol):
    """What completion needs of ``engine.store.queries.Reader``."""

    def tag_counts(self, ids: Sequence[int] | None = ...) -> dict[str, int]: ...


class KnownTags(QStringListModel):
    """Kept up to date with what is tagged."""

    def __init__(self, reads: Callable[[], TagReads], background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads = reads
        self._background = background

    def load(self) -> None:
        self._background.run(lambda: list(self._reads().tag_counts()), self._show)

    def take_changes(self, changes: Changes) -> None:
        if changes.tags or changes.videos:
            self.load()

    def _show(self, tags: list[str]) -> None:
        if tags != self.stringList():
            self.setStringList(tags)
