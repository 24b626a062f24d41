"""Which videos are selected: shared by grid and table, by id, so that another order keeps them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex, QObject, Signal

from desktop.models.videos import IdRole, VideoListModel

_Flag = QItemSelectionModel.SelectionFlag


class VideoSelection(QItemSelectionModel):
    """A selection of whole rows that survives sorting, filtering and new videos.

    ``counted`` tells how many videos are selected whenever that may have changed.
    """

    counted = Signal(int)

    def __init__(self, model: VideoListModel, parent: QObject) -> None:
        """Must be made after the views were given the model: they clear the selection when it is reset."""
        super().__init__(model, parent)
        self._videos = model
        self._kept: list[int] = []
        self._kept_current: int | None = None
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.selectionChanged.connect(lambda: self.counted.emit(self.count()))

    def count(self) -> int:
        return sum(part.height() for part in self.selection().toList())

    def ids(self) -> list[int]:
        """The selected videos from top to bottom."""
        ids = self._videos.ids()
        parts = sorted((part.top(), part.bottom()) for part in self.selection().toList())
        return [video_id for top, bottom in parts for video_id in ids[top : bottom + 1]]

    def holds(self, row: int) -> bool:
        return self.isSelected(self._videos.index(row, 0))

    def current(self) -> int | None:
        """The video that the keyboard is on."""
        index = self.currentIndex()
        return index.data(IdRole) if index.isValid() else None

    def mark(self, video_id: int | None) -> None:
        """Make a video the current and only selected one; None, or one that is not here: none is."""
        row = self._videos.row_of(video_id) if video_id is not None else -1
        index = self._videos.index(row, 0) if row >= 0 else QModelIndex()
        if index.row() != self.currentIndex().row():
            self.setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)

    def rows(self, runs: Iterable[tuple[int, int]]) -> QItemSelection:
        """Runs of rows (first, last) as Qt's views select them."""
        selection = QItemSelection()
        last_column = self._videos.columnCount() - 1
        for first, last in runs:
            begin, end = self._videos.index(min(first, last), 0), self._videos.index(max(first, last), last_column)
            selection.append(QItemSelectionRange(begin, end))
        return selection

    def _keep(self) -> None:
        self._kept, self._kept_current = self.ids(), self.current()

    def _restore(self) -> None:
        row = self._videos.row_of(self._kept_current) if self._kept_current is not None else -1
        if row >= 0:
            self.setCurrentIndex(self._videos.index(row, 0), _Flag.NoUpdate)
        self.select(self.rows(self._runs(self._kept)), _Flag.ClearAndSelect | _Flag.Rows)
        self._kept = []
        self.counted.emit(self.count())

    def _runs(self, ids: Collection[int]) -> Iterator[tuple[int, int]]:
        """Rows that follow one another are one run: all of a large library is quickly selected again."""
        rows = sorted(row for video_id in ids if (row := self._videos.row_of(video_id)) >= 0)
        first = 0
        for place in range(1, len(rows) + 1):
            if place == len(rows) or rows[place] != rows[place - 1] + 1:
                yield rows[first], rows[place - 1]
                first = place
