"""Small plots of the taste page, painted: marks beside each other, a learning curve, a mix over time, two shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import Look


class Plot(QWidget):
    """A picture of figures. ``describe`` says them for whoever can't see it."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def describe(self, text: str) -> None:
        self.setAccessibleName(text)

    def line(self) -> float:
        """The height of a line of small type, with the person's own text scaling."""
        return QFontMetricsF(self.look.font("small")).height() + 2

    def painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.look.font("small"))
        return painter


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: a name, a value of 0 to 1 with its standard error, and what is written at its end."""

    name: str
    value: float
    error: float
    said: str
    own: bool = False  # the one that the plot is about


class BarPlot(Plot):
    """Bars from left to right, with a line where guessing would end."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = tuple(bars)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, round(len(self._bars) * (self.line() + 8)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = self.painter(), self.look
        metrics = QFontMetricsF(painter.font())
        left = min(self.width() * 0.4, max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0) + 12)
        right = max((metrics.horizontalAdvance(bar.said) for bar in self._bars), default=0) + 12
        wide, high = self.width() - left - right, self.line() + 8
        middle = Qt.AlignmentFlag.AlignVCenter
        for number, bar in enumerate(self._bars):
            y = number * high
            painter.setPen(look.color("text" if bar.own else "secondary"))
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, left - 8)
            painter.drawText(QRectF(0, y, left, high), middle, name)
            box = QRectF(left, y + high / 2 - 4, wide, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("raised"))
            painter.drawRoundedRect(box, 4, 4)
            painter.setBrush(look.color("accent" if bar.own else "tertiary"))
            painter.drawRoundedRect(QRectF(box.x(), box.y(), max(8.0, wide * min(1.0, bar.value)), 8), 4, 4)
            painter.setPen(QPen(look.color("text"), 1))
            low, up = (left + wide * min(1.0, max(0.0, bar.value + by)) for by in (-bar.error, bar.error))
            if bar.error:
                painter.drawLine(QPointF(low, y + high / 2), QPointF(up, y + high / 2))
            painter.setPen(look.color("text" if bar.own else "secondary"))
            painter.drawText(QRectF(0, y, self.width(), high), middle | Qt.AlignmentFlag.AlignRight, bar.said)
        painter.setPen(QPen(look.color("secondary"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(left + wide / 2, 2), QPointF(left + wide / 2, self.height() - 2))


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a curve: where it stands, its value of 0 to 1, its standard error."""

    at: float
    value: float
    error: float


class CurvePlot(Plot):
    """A curve with a band of doubt, over a line where guessing stands."""

    _LOW = 0.3

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._marks: tuple[Mark, ...] = ()
        self._guess = ""

    def show_curve(self, marks: Sequence[Mark], guess: str) -> None:
        """``guess`` is the name of the line at one half."""
        self._marks, self._guess = tuple(marks), guess
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, round(100 + 2 * self.line()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._marks) < 2:
            return
        painter, look = self.painter(), self.look
        metrics, line = QFontMetricsF(painter.font()), self.line()
        left = metrics.horizontalAdvance("100%") + 8
        box = QRectF(left, line / 2, self.width() - left - 10, self.height() - 1.75 * line)
        first, last = self._marks[0].at, self._marks[-1].at

        def point(at: float, value: float) -> QPointF:
            share = (min(1.0, max(self._LOW, value)) - self._LOW) / (1 - self._LOW)
            return QPointF(
                box.left() + box.width() * (at - first) / (last - first), box.bottom() - box.height() * share
            )

        for value in (0.5, 0.75, 1.0):
            y = point(first, value).y()
            painter.setPen(QPen(look.color("secondary" if value == 0.5 else "line"), 1, _LINES[value == 0.5]))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(look.color("tertiary"))
            at = QRectF(0, y - line / 2, left - 8, line)
            painter.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:.0%}")
        guess = QRectF(box.left(), point(first, 0.5).y(), box.width(), line)
        painter.drawText(guess, Qt.AlignmentFlag.AlignRight, self._guess)
        band = QPolygonF([point(one.at, one.value + one.error) for one in self._marks])
        for one in reversed(self._marks):
            band.append(point(one.at, one.value - one.error))
        wash = look.color("accent")
        wash.setAlphaF(0.16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wash)
        painter.drawPolygon(band)
        painter.setPen(QPen(look.color("accent"), 2))
        painter.setBrush(look.color("accent"))
        painter.drawPolyline(QPolygonF([point(one.at, one.value) for one in self._marks]))
        end = -1.0
        for one in self._marks:
            here = point(one.at, one.value)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(here, 3, 3)
            name = f"{one.at:g}"
            wide = metrics.horizontalAdvance(name)
            if here.x() - wide / 2 > end + 6:
                painter.setPen(look.color("tertiary"))
                at = QRectF(here.x() - wide, self.height() - line, 2 * wide, line)
                painter.drawText(at, Qt.AlignmentFlag.AlignHCenter, name)
                end = here.x() + wide / 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a mix: its name, and the share of each label."""

    name: str
    shares: tuple[float, ...]


class MixPlot(Plot):
    """Columns of shares through time, with a legend."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._labels: tuple[str, ...] = ()
        self._columns: tuple[Column, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_mix(self, labels: Sequence[str], columns: Sequence[Column]) -> None:
        self._labels, self._columns = tuple(labels), tuple(columns)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        legend = self._legend(width)
        bottom = legend[-1].bottom() if legend else 0.0
        return round(96 + 1.5 * self.line() + bottom + 6)

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(200, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._columns:
            return
        painter, look, line = self.painter(), self.look, self.line()
        metrics = QFontMetricsF(painter.font())
        step = self.width() / len(self._columns)
        gap, end = min(6.0, step / 4), -1.0
        for number, column in enumerate(self._columns):
            x, y = number * step + gap / 2, 96.0
            painter.setPen(Qt.PenStyle.NoPen)
            if not sum(column.shares):
                painter.setBrush(look.color("raised"))
                painter.drawRoundedRect(QRectF(x, 94, step - gap, 2), 1, 1)
            for label, share in enumerate(column.shares):
                height = 96 * share
                painter.setBrush(look.color(self._paper(label)))
                painter.drawRect(QRectF(x, y - height, step - gap, max(0.0, height - 1)))
                y -= height
            wide = metrics.horizontalAdvance(column.name)
            start = min(max(x + (step - gap - wide) / 2, 0), self.width() - wide)
            if start > end + 8:
                painter.setPen(look.color("tertiary"))
                painter.drawText(QPointF(start, 96 + line), column.name)
                end = start + wide
        for label, box in enumerate(self._legend(self.width())):
            box = box.translated(0, 96 + 1.5 * line)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color(self._paper(label)))
            painter.drawRoundedRect(QRectF(box.x(), box.center().y() - 5, 10, 10), 3, 3)
            painter.setPen(look.color("secondary"))
            painter.drawText(box.adjusted(16, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter, self._labels[label])

    def _paper(self, label: int) -> str:
        return "accent" if label == 0 else self.look.theme.papers[(label - 1) % len(self.look.theme.papers)]

    def _legend(self, width: float) -> list[QRectF]:
        metrics, line = QFontMetricsF(self.look.font("small")), self.line()
        boxes: list[QRectF] = []
        x = y = 0.0
        for label in self._labels:
            wide = metrics.horizontalAdvance(label) + 18
            if x and x + wide > width:
                x, y = 0.0, y + line
            boxes.append(QRectF(x, y, wide, line))
            x += wide + 12
        return boxes


@dataclass(frozen=True, slots=True)
class Pair:
    """One group: its share of what is shown, and of the library. A heading has no shares."""

    name: str
    shown: float = 0.0
    library: float = 0.0
    is_heading: bool = False


class PairPlot(Plot):
    """Two thin bars a row, one over the other."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._pairs: tuple[Pair, ...] = ()

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        self._pairs = tuple(pairs)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, round(len(self._pairs) * (self.line() + 6)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, high = self.painter(), self.look, self.line() + 6
        metrics, middle = QFontMetricsF(painter.font()), Qt.AlignmentFlag.AlignVCenter
        left = self.width() * 0.36
        right = metrics.horizontalAdvance("100% / 100%") + 12
        wide = self.width() - left - right
        for number, pair in enumerate(self._pairs):
            y = number * high
            if pair.is_heading:
                painter.setFont(look.font("small", weight=600))
                painter.setPen(look.color("text"))
                painter.drawText(QRectF(0, y, self.width(), high), Qt.AlignmentFlag.AlignBottom, pair.name)
                painter.setFont(look.font("small"))
                continue
            painter.setPen(look.color("secondary"))
            name = metrics.elidedText(pair.name, Qt.TextElideMode.ElideRight, left - 8)
            painter.drawText(QRectF(0, y, left, high), middle, name)
            painter.setPen(Qt.PenStyle.NoPen)
            for share, color, at in ((pair.shown, "accent", -5), (pair.library, "tertiary", 1)):
                painter.setBrush(look.color("raised"))
                painter.drawRoundedRect(QRectF(left, y + high / 2 + at, wide, 4), 2, 2)
                painter.setBrush(look.color(color))
                if share:
                    painter.drawRoundedRect(QRectF(left, y + high / 2 + at, max(4.0, wide * share), 4), 2, 2)
            painter.setPen(look.color("secondary"))
            said = f"{pair.shown:.0%} / {pair.library:.0%}"
            painter.drawText(QRectF(0, y, self.width(), high), middle | Qt.AlignmentFlag.AlignRight, said)


_LINES = {True: Qt.PenStyle.DotLine, False: Qt.PenStyle.SolidLine}
