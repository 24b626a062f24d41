"""The loss of a training by step, painted while it runs: what it learns from, and the videos held out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen

from desktop.models.training import Curve
from desktop.theme import Look
from desktop.views.plots import Plot

_SMOOTH = 9  # steps that the thin line averages over; a single batch says little
_ROOM = 0.08  # above and below the values

Points = Sequence[tuple[int, float]]


class LossPlot(Plot):
    """Two lines from left to right over a dotted one, where the videos held out stood before. Lower is better.

    The mouse reads the values of a step.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._curve = Curve(0)
        self._smooth: Points = ()
        self._at: float | None = None  # where the mouse is
        self.setMouseTracking(True)

    def show_curve(self, curve: Curve) -> None:
        self._curve = curve
        self._smooth = smoothed(curve.learned)
        held, learned = curve.held_out, self._smooth
        said = [self.tr("Step {} of {}").format(_number(self._last), _number(curve.total))]
        if held:
            said.append(self.tr("videos held out: {}, at first {}").format(_value(held[-1][1]), _value(held[0][1])))
        if learned:
            said.append(self.tr("examples learned from: {}").format(_value(learned[-1][1])))
        self.describe("; ".join(said))
        self.update()

    @property
    def is_empty(self) -> bool:
        return not self._curve.learned and not self._curve.held_out

    def sizeHint(self) -> QSize:
        return QSize(300, round(132 + 3 * self.line()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._at = event.position().x()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._at = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_empty:
            return
        painter, look, line = self.painter(), self.look, self.line()
        metrics = QFontMetricsF(painter.font())
        low, high = self._range()
        left = metrics.horizontalAdvance(_value(high)) + 8
        box = QRectF(left, 1.5 * line, self.width() - left - 10, self.height() - 3 * line)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

        def point(step: float, value: float) -> QPointF:
            across = step / max(self._curve.total, self._last, 1)
            return QPointF(
                box.left() + box.width() * across, box.bottom() - box.height() * (value - low) / (high - low)
            )

        for value in _ticks(low, high):
            y = point(0, value).y()
            painter.setPen(QPen(look.color("line"), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(look.color("tertiary"))
            painter.drawText(QRectF(0, y - line / 2, left - 8, line), right, _value(value))
        held = self._curve.held_out
        if held:
            y = point(0, held[0][1]).y()
            painter.setPen(QPen(look.color("secondary"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(look.color("tertiary"))
            painter.drawText(QRectF(box.left(), y, box.width(), line), right, self.tr("before"))
        self._draw(painter, [point(*one) for one in self._smooth], "tertiary", 1.5)
        self._draw(painter, [point(*one) for one in held], "accent", 2, dots=True)
        self._legend(painter, metrics)
        painter.setPen(look.color("tertiary"))
        below = QRectF(box.left(), self.height() - 1.25 * line, box.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "0")
        painter.drawText(below, right, self.tr("step {}").format(_number(self._curve.total)))
        if self._at is not None and box.left() <= self._at <= box.right():
            self._read(painter, box, point)

    @property
    def _last(self) -> int:
        return max((points[-1][0] for points in (self._curve.learned, self._curve.held_out) if points), default=0)

    def _range(self) -> tuple[float, float]:
        values = [value for _, value in (*self._smooth, *self._curve.held_out)]
        low, high = min(values), max(values)
        room = max(high - low, 0.05) * _ROOM
        return low - room, high + room

    def _draw(
        self, painter: QPainter, points: Sequence[QPointF], color: str, width: float, *, dots: bool = False
    ) -> None:
        if not points:
            return
        path = QPainterPath(points[0])
        for one in points[1:]:
            path.lineTo(one)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.look.color(color), width))
        painter.drawPath(path)
        if dots:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.look.color(color))
            for one in points:
                painter.drawEllipse(one, 3, 3)

    def _legend(self, painter: QPainter, metrics: QFontMetricsF) -> None:
        line, x = self.line(), 0.0
        for name, color in ((self.tr("Videos held out"), "accent"), (self.tr("Learned from"), "tertiary")):
            painter.setPen(QPen(self.look.color(color), 2))
            painter.drawLine(QPointF(x, line / 2), QPointF(x + 14, line / 2))
            painter.setPen(self.look.color("secondary"))
            wide = metrics.horizontalAdvance(name) + 4
            painter.drawText(QRectF(x + 20, 0, wide, line), Qt.AlignmentFlag.AlignVCenter, name)
            x += wide + 36

    def _read(self, painter: QPainter, box: QRectF, point: Callable[[float, float], QPointF]) -> None:
        """The values at the mouse, in the upper right corner."""
        assert self._at is not None
        step = (self._at - box.left()) / box.width() * max(self._curve.total, self._last, 1)
        said = []
        for points, color in ((self._curve.held_out, "accent"), (self._smooth, "tertiary")):
            if points:
                near = min(points, key=lambda one: abs(one[0] - step))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.look.color(color))
                painter.drawEllipse(point(*near), 4, 4)
                said.append(_value(near[1]))
        painter.setPen(self.look.color("text"))
        words = self.tr("step {}: {}").format(_number(round(step)), " / ".join(said))
        at = QRectF(0, 0, self.width() - 10, self.line())
        painter.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)


def smoothed(points: Points) -> Points:
    """The mean of each value with those just before it."""
    values = [value for _, value in points]
    means = [sum(part) / len(part) for part in (values[max(0, i + 1 - _SMOOTH) : i + 1] for i in range(len(values)))]
    return [(step, mean) for (step, _), mean in zip(points, means, strict=True)]


def _ticks(low: float, high: float) -> list[float]:
    """Two to five round values in between."""
    raw = (high - low) / 3
    unit = 10.0 ** math.floor(math.log10(raw))
    step = next(size * unit for size in (1, 2, 5, 10) if size * unit >= raw)
    first = math.ceil(low / step)
    return [n * step for n in range(first, math.floor(high / step) + 1)]


def _value(value: float) -> str:
    return QLocale().toString(value, "f", 2)


def _number(value: int) -> str:
    return QLocale().toString(value)
