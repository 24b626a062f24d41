"""The places of the sidebar: parts of the library with their counts, and the folders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop.language import tr
from desktop.models.videos import Index
from engine.records import Root

PlaceRole = Qt.ItemDataRole.UserRole + 1

Name = Literal["all", "continue", "films", "series", "talks", "taste", "folder"]


@dataclass(frozen=True, slots=True)
class Place:
    """Something to look at. A heading has no name."""

    label: str
    name: Name | None = None
    icon: str = ""
    count: int | None = None
    note: str = ""
    root: Root | None = None

    @property
    def key(self) -> tuple[Name | None, int | None]:
        return self.name, self.root.id if self.root else None


class PlacesModel(QAbstractListModel):
    """Headings and places, one below the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []

    def show(self, counts: Mapping[str, int], roots: Sequence[Root], per_root: Mapping[int, int]) -> None:
        """``counts``: all, continue, films, series, talks. ``per_root``: videos by the id of their root. A place whose
        videos are not counted yet stands without a number."""
        places = _library(counts) + _folders(roots, per_root)
        if [place.key for place in places] != [place.key for place in self._places]:
            self.beginResetModel()
            self._places = places
            self.endResetModel()
        elif places != self._places:
            self._places = places
            self.dataChanged.emit(self.index(0), self.index(len(places) - 1))

    def places(self) -> list[Place]:
        return list(self._places)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._places):
            return None
        place = self._places[index.row()]
        if role == PlaceRole:
            return place
        if role == Qt.ItemDataRole.DisplayRole:
            return place.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = place.note or place.count
            return place.label if said is None else f"{place.label}, {said}"
        if role == Qt.ItemDataRole.ToolTipRole and place.root is not None:
            return place.root.path
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._places[index.row()].name is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _library(counts: Mapping[str, int]) -> list[Place]:
    return [
        Place(tr("Library")),
        Place(tr("All videos"), "all", "grid", counts.get("all")),
        Place(tr("Continue watching"), "continue", "continue", counts.get("continue")),
        Place(tr("Films"), "films", "film", counts.get("films")),
        Place(tr("Series"), "series", "series", counts.get("series")),
        Place(tr("Talks and courses"), "talks", "talk", counts.get("talks")),
        Place(tr("Your taste"), "taste", "taste"),
    ]


def _folders(roots: Sequence[Root], per_root: Mapping[int, int]) -> list[Place]:
    if not roots:
        return []
    return [Place(tr("Folders"))] + [
        Place(
            root.path.replace("\\", "/").rstrip("/").rpartition("/")[2] or root.path,
            "folder",
            "folder" if root.online else "offline",
            per_root.get(root.id) if root.online else None,
            "" if root.online else tr("unplugged"),
            root,
        )
        for root in roots
    ]
