"""Five stars: shown, and set by half stars with the mouse or the keys."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from desktop.theme import Look

_GAP = 0.28  # of a star's size


def star_path(box: QRectF) -> QPolygonF:
    """A five-pointed star that fills ``box``."""
    center, outer = box.center() + QPointF(0, box.height() * 0.03), box.width() / 2
    points = []
    for corner in range(10):
        radius = outer if corner % 2 == 0 else outer * 0.46
        angle = -math.pi / 2 + corner * math.pi / 5
        points.append(center + QPointF(radius * math.cos(angle), radius * math.sin(angle)))
    return QPolygonF(points)


def paint_stars(painter: QPainter, at: QPointF, size: float, value: float, *, full: QColor, empty: QColor) -> None:
    """Paint five stars of which ``value`` (in halves) are full."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for place in range(5):
        box = QRectF(at.x() + place * size * (1 + _GAP), at.y(), size, size)
        star = star_path(box)
        share = min(1.0, max(0.0, value - place))
        if share < 1:
            painter.setBrush(empty)
            painter.drawPolygon(star)
        if share > 0:
            painter.save()
            if share < 1:
                painter.setClipRect(QRectF(box.x(), box.y(), size * share, size))
            painter.setBrush(full)
            painter.drawPolygon(star)
            painter.restore()


class StarRating(QAbstractSlider):
    """A rating that can be set: half stars by the mouse, 1 to 5 and 0 by key, arrows by halves.

    It is a slider of ten half stars to screen readers. ``rated`` carries stars, or None to clear; the
    value shown changes only when the owner says so, after it is stored.
    """

    rated = Signal(object)

    def __init__(self, look: Look, *, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._size = size
        self._value = 0.0
        self._hover: float | None = None
        self.setRange(0, 10)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_stars(None)
        look.changed.connect(self.updateGeometry)
        look.changed.connect(self.update)

    @property
    def _star(self) -> int:
        """The size of a star, which grows with the text beside it."""
        return round(self._size * self._look.theme.room)

    def stars(self) -> float | None:
        return self._value or None

    def set_stars(self, value: float | None) -> None:
        self._value = value or 0.0
        self.setValue(round(self._value * 2))
        said = self.tr("{} of 5 stars").format(f"{self._value:g}") if self._value else self.tr("not rated")
        self.setAccessibleName(self.tr("Your rating: {}").format(said))
        self.setToolTip(self.tr("Your rating: {}. Keys 1 to 5 rate, 0 clears.").format(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(math.ceil(self._star * (5 + 4 * _GAP)) + 8, self._star + 8)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self._value if self._hover is None else self._hover
        full = self._look.color("star")
        paint_stars(painter, QPointF(4, 4), self._star, shown, full=full, empty=self._look.color("star_empty"))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._at(event.position().x())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            value = self._at(event.position().x())
            self.rated.emit(None if value == self._value else value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolls the page instead

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self.rated.emit(self._value - 0.5 if self._value > 0.5 else None)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self.rated.emit(min(5.0, self._value + 0.5))
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.rated.emit(None)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self.rated.emit(float(key - Qt.Key.Key_0))
        else:
            event.ignore()

    def _at(self, x: float) -> float:
        place = (x - 4) / (self._star * (1 + _GAP))
        return min(5.0, max(0.5, math.ceil(place * 2) / 2))
