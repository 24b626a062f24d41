"""The library as rows with the columns of a table: all ids in order, and the rows around what is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.bridge import Background
from desktop.models.columns import COLUMNS
from engine.records import FileFacts, Video

Index = QModelIndex | QPersistentModelIndex
VideoRole = Qt.ItemDataRole.UserRole + 1  # the Video, or None while its page is read
IdRole = Qt.ItemDataRole.UserRole + 2

PAGE = 256
_KEPT = 24 * PAGE


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that stand together under a heading."""

    label: str
    first: int
    count: int


class VideoListModel(QAbstractTableModel):
    """Holds the sorted ids of a view and reads rows by pages of 256, so any row can be jumped to.

    ``fetch`` and ``measure`` (facts of files, which only some columns need) are called on a background thread.
    A row that was shown once stays known by its id: sorting and filtering anew, or a scan that brings more,
    makes nothing flicker.
    """

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], list[Video]],
        background: Background,
        parent: QObject | None = None,
        *,
        measure: Callable[[Sequence[int]], Mapping[int, FileFacts]] = lambda ids: {},
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._measure = measure
        self._background = background
        self._ids: list[int] = []
        self._sections: tuple[Section, ...] = ()
        self._rows: dict[int, int] = {}
        self._known: OrderedDict[int, Video] = OrderedDict()
        self._asked: set[int] = set()  # ids on their way
        self._facts: OrderedDict[int, FileFacts] = OrderedDict()
        self._measured: set[int] = set()  # ids whose facts are on their way

    def ids(self) -> list[int]:
        return self._ids

    def sections(self) -> tuple[Section, ...]:
        """The groups that the rows stand in, one after the other; none: they stand in no groups."""
        return self._sections

    def show(self, ids: Sequence[int], known: Collection[Video] = (), sections: tuple[Section, ...] = ()) -> None:
        """Show these ids in this order. ``known``: rows that are at hand already."""
        for video in known:
            self._learn(video)
        if list(ids) == self._ids and sections == self._sections:
            return
        self.beginResetModel()
        self._ids = list(ids)
        self._sections = sections
        self._rows = {}
        self.endResetModel()

    def refresh(self, ids: Collection[int]) -> None:
        """Read these again where they are known: something about them changed."""
        for video_id in ids:
            self._facts.pop(video_id, None)
        known = [video_id for video_id in ids if video_id in self._known]
        self._ask(known, lambda: [row for video_id in known if (row := self.row_of(video_id)) >= 0])

    def row_of(self, video_id: int) -> int:
        """Its row, or -1."""
        if not self._rows:
            self._rows = {known: row for row, known in enumerate(self._ids)}
        return self._rows.get(video_id, -1)

    def video(self, row: int) -> Video | None:
        video_id = self._ids[row]
        found = self._known.get(video_id)
        if found is None:
            self._ask_page(row // PAGE)
        else:
            self._known.move_to_end(video_id)
            # The next page is asked for before it is needed.
            if row % PAGE == PAGE * 3 // 4 and row + PAGE // 2 < len(self._ids):
                self._ask_page(row // PAGE + 1)
        return found

    def facts(self, row: int) -> FileFacts | None:
        """What is known of its file; None while that is read."""
        found = self._facts.get(self._ids[row])
        if found is None:
            self._measure_page(row // PAGE)
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title()
        if role == Qt.ItemDataRole.InitialSortOrderRole:
            return Qt.SortOrder.DescendingOrder if column.descends else Qt.SortOrder.AscendingOrder
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        if role == IdRole:
            return self._ids[index.row()]
        if role not in (VideoRole, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        video = self.video(index.row())
        if role == VideoRole:
            return video
        if video is None:
            return ""
        column = COLUMNS[index.column()]
        facts = self.facts(index.row()) if column.measured else None
        return (column.said if role == Qt.ItemDataRole.AccessibleTextRole else column.text)(video, facts)

    def _measure_page(self, page: int) -> None:
        ids = self._ids[page * PAGE : (page + 1) * PAGE]
        missing = [video_id for video_id in ids if video_id not in self._facts and video_id not in self._measured]
        if not missing:
            return
        self._measured.update(missing)
        rows, order = range(page * PAGE, page * PAGE + len(ids)), self._ids

        def arrived(facts: Mapping[int, FileFacts]) -> None:
            self._measured.difference_update(missing)
            for video_id in missing:  # one that is gone meanwhile has none, and is not asked for again
                self._facts[video_id] = facts.get(video_id, FileFacts())
            while len(self._facts) > _KEPT:
                self._facts.popitem(last=False)
            self._announce(rows if order is self._ids else range(len(self._ids)))

        self._background.run(lambda: self._measure(missing), arrived)

    def _ask_page(self, page: int) -> None:
        ids = self._ids[page * PAGE : (page + 1) * PAGE]
        rows = range(page * PAGE, min((page + 1) * PAGE, len(self._ids)))
        self._ask([video_id for video_id in ids if video_id not in self._known], lambda: rows)

    def _ask(self, ids: Sequence[int], rows: Callable[[], Sequence[int]]) -> None:
        """Read these, and announce ``rows`` when they are here."""
        missing = [video_id for video_id in ids if video_id not in self._asked]
        if not missing:
            return
        self._asked.update(missing)
        order = self._ids

        def arrived(videos: list[Video]) -> None:
            self._asked.difference_update(missing)
            for video in videos:
                self._learn(video)
            self._announce(rows() if order is self._ids else range(len(self._ids)))

        self._background.run(lambda: self._fetch(missing), arrived)

    def _announce(self, rows: Sequence[int]) -> None:
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), len(COLUMNS) - 1))

    def _learn(self, video: Video) -> None:
        self._known[video.id] = video
        self._known.move_to_end(video.id)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
