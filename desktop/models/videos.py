"""The library as a list: all ids in order, and the rows around what is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.bridge import Background
from engine.records import Video

Index = QModelIndex | QPersistentModelIndex
VideoRole = Qt.ItemDataRole.UserRole + 1  # the Video, or None while its page is read
IdRole = Qt.ItemDataRole.UserRole + 2

PAGE = 256
_KEPT = 24 * PAGE


class VideoListModel(QAbstractListModel):
    """Holds the sorted ids of a view and reads rows by pages of 256, so any row can be jumped to.

    ``fetch`` is called on a background thread. A row that was shown once stays known by its id: sorting
    and filtering anew, or a scan that brings more, makes nothing flicker.
    """

    loading = Signal(bool)

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], list[Video]],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._background = background
        self._ids: list[int] = []
        self._rows: dict[int, int] = {}
        self._known: OrderedDict[int, Video] = OrderedDict()
        self._asked: set[int] = set()  # ids on their way

    def ids(self) -> list[int]:
        return self._ids

    def show(self, ids: Sequence[int], known: Collection[Video] = ()) -> None:
        """Show these ids in this order. ``known``: rows that are at hand already."""
        for video in known:
            self._learn(video)
        if list(ids) == self._ids:
            return
        self.beginResetModel()
        self._ids = list(ids)
        self._rows = {}
        self.endResetModel()

    def refresh(self, ids: Collection[int]) -> None:
        """Read these again where they are known: something about them changed."""
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

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

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
        return video.title if video is not None else ""

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
            changed = rows() if order is self._ids else range(len(self._ids))
            if changed:
                self.dataChanged.emit(self.index(min(changed)), self.index(max(changed)))

        self._background.run(lambda: self._fetch(missing), arrived)

    def _learn(self, video: Video) -> None:
        self._known[video.id] = video
        self._known.move_to_end(video.id)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
