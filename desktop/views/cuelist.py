"""Spoken lines with their times: searched, and played from with a click or Enter."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.models.cues import CueModel, CueRole
from desktop.models.videos import Index
from desktop.theme import Look
from desktop.views import wording
from engine.records import Cue

_ROW = 26
_ROWS = 9


class CueDelegate(QStyledItemDelegate):
    """0:36  What are you so scared about?"""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cue: Cue = index.data(CueRole)
        look = self._look
        box = QRectF(option.rect)
        view = option.widget
        focused = isinstance(view, QWidget) and view.hasFocus()
        current = bool(option.state & QStyle.StateFlag.State_Selected) and focused
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hovered or current:
            painter.setPen(QPen(look.color("accent"), 2) if current else Qt.PenStyle.NoPen)
            painter.setBrush(look.color("hover"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font("small", weight=500))
        painter.setPen(look.color("accent"))
        painter.drawText(
            box.adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | middle, wording.clock(cue.start_ms / 1000)
        )
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text" if hovered or current else "secondary"))
        left = 62 if cue.start_ms >= 3_600_000 else 52
        text = QFontMetricsF(painter.font()).elidedText(
            " ".join(cue.text.split()), Qt.TextElideMode.ElideRight, box.width() - left - 8
        )
        painter.drawText(box.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | middle, text)


class CueList(QWidget):
    """The lines of a video with a box to search in them."""

    play_requested = Signal(float)

    def __init__(self, look: Look, model: CueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.search = QLineEdit()
        self.search.setProperty("kind", "small")
        self.search.setFont(look.font("small"))
        self.search.setPlaceholderText(self.tr("Search in the lines"))
        self.search.setAccessibleName(self.tr("Search in the lines"))
        self.search.textChanged.connect(model.search)
        self.list = _Keys()
        self.list.setAccessibleName(self.tr("Spoken lines"))
        self.list.setModel(model)
        self.list.setItemDelegate(CueDelegate(look, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setCursor(Qt.CursorShape.PointingHandCursor)
        self.list.clicked.connect(self._play)
        self.list.entered_by_key.connect(self._play)
        look.changed.connect(self.list.viewport().update)
        model.modelReset.connect(self._fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self._fit()

    def _fit(self) -> None:
        rows = self._model.rowCount()
        self.search.setVisible(self._model.total > _ROWS)
        self.list.setFixedHeight(max(1, min(rows, _ROWS)) * _ROW + 2)

    def _play(self, index: Index) -> None:
        self.play_requested.emit(index.data(CueRole).start_ms / 1000)


class _Keys(QListView):
    """A list view that tells of Enter."""

    entered_by_key = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_by_key.emit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_N, Qt.Key.Key_Slash) or Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_5:
            event.ignore()
        else:
            super().keyPressEvent(event)
