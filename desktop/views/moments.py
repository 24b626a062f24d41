"""Spoken lines that a search found: each plays from its second."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.models.pictures import Pictures
from desktop.theme import Look
from desktop.views import wording
from desktop.views.controls import Label
from engine.records import Moment

_SHOWN = 6


class MomentList(QWidget):
    """The best few lines, with the second at which each is said."""

    play_requested = Signal(int, float)
    chosen = Signal(int)

    def __init__(self, look: Look, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: list[MomentRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(3, 0, 3, 24)
        self._column.setSpacing(2)
        self._title = Label(look, role="title")
        self._column.addWidget(self._title)
        self._column.addSpacing(6)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        for row in self._rows:
            row.setParent(None)
            row.deleteLater()
        self._rows = []
        self._title.setText(
            self.tr("Spoken lines")
            if len(moments) <= _SHOWN
            else self.tr("Spoken lines: the best {} of {}").format(_SHOWN, wording.number(len(moments)))
        )
        self._title.updateGeometry()
        for moment in moments[:_SHOWN]:
            row = MomentRow(self._look, moment, self)
            row.clicked.connect(
                lambda _=False, moment=moment: (
                    self.play_requested.emit(moment.video_id, moment.start_s)
                    if moment.start_s is not None
                    else self.chosen.emit(moment.video_id)
                )
            )
            self._rows.append(row)
            self._column.addWidget(row)
        self.setVisible(bool(moments))


class MomentRow(QPushButton):
    """3:10  the line  its video"""

    def __init__(self, look: Look, moment: Moment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._moment = moment
        self.setProperty("kind", "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        at = "" if moment.start_s is None else wording.clock(moment.start_s)
        self._at = at
        self.setAccessibleName(f"{at} {moment.text} {moment.title}".strip())
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        look, box = self._look, QRectF(self.rect()).adjusted(10, 0, -10, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font("small", weight=500))
        painter.setPen(look.color("accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | middle, self._at or self.tr("text"))
        title_font = look.font("small")
        room = min(box.width() * 0.35, QFontMetricsF(title_font).horizontalAdvance(self._moment.title) + 2)
        painter.setFont(title_font)
        painter.setPen(look.color("tertiary"))
        title = QFontMetricsF(title_font).elidedText(self._moment.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | middle, title)
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text"))
        text = QFontMetricsF(painter.font()).elidedText(
            " ".join(self._moment.text.split()), Qt.TextElideMode.ElideRight, box.width() - room - 72
        )
        painter.drawText(box.adjusted(56, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | middle, text)
