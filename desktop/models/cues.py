"""The spoken lines of one video, all of them or those that hold a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop.models.videos import Index
from engine.records import Cue

CueRole = Qt.ItemDataRole.UserRole + 1


class CueModel(QAbstractListModel):
    """Cues in the order of time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Cue] = []
        self._shown: list[Cue] = []
        self._needle = ""

    def show(self, cues: Sequence[Cue]) -> None:
        self.beginResetModel()
        self._all = sorted(cues, key=lambda cue: cue.start_ms)
        self._filter()
        self.endResetModel()

    def search(self, text: str) -> None:
        self.beginResetModel()
        self._needle = text.casefold().strip()
        self._filter()
        self.endResetModel()

    @property
    def total(self) -> int:
        return len(self._all)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        cue = self._shown[index.row()]
        if role == CueRole:
            return cue
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(cue.text.split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return cue.text
        return None

    def _filter(self) -> None:
        if self._needle:
            self._shown = [cue for cue in self._all if self._needle in cue.text.casefold()]
        else:
            self._shown = self._all
