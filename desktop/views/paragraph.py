"""A run of text set well: fixed line height, a limit of lines, spans of colour and weight, links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import Look

_UNDERLINE_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that looks different. ``link`` 0 or more makes it clickable."""

    start: int
    length: int
    color: str = ""
    weight: int | None = None
    link: int = -1


class TextBlock:
    """A text broken into lines of a width. Kept apart from the widget so that delegates use it too."""

    def __init__(
        self,
        look: Look,
        text: str,
        *,
        role: str,
        width: float,
        color: str = "text",
        max_lines: int | None = None,
        spans: Sequence[Span] = (),
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        self._look = look
        self._role = role
        self._color = color
        self._width = max(1.0, width)
        self._align = align
        self._spans = spans
        text = text.replace("\n", "\u2028")  # what a text layout breaks a line at
        self._font = look.font(role)
        self._metrics = QFontMetricsF(self._font)
        self._line_height = look.theme.line(role)
        self._layout = self._break(text, spans)
        self._elided = max_lines is not None and self._layout.lineCount() > max_lines
        self.lines = min(self._layout.lineCount(), max_lines or self._layout.lineCount())
        if self._elided:
            assert max_lines is not None
            kept = self._shorten(text, max_lines)
            self._layout = self._break(kept, spans)

    @property
    def height(self) -> int:
        return self.lines * self._line_height

    @property
    def elided(self) -> bool:
        return self._elided

    @property
    def text(self) -> str:
        """What is shown, with the ellipsis where it was cut."""
        return self._layout.text()

    def line_end(self, number: int) -> int:
        """Where in the text a line ends."""
        line = self._layout.lineAt(number)
        return line.textStart() + line.textLength()

    def paint(self, painter: QPainter, x: float, y: float, *, hovered: int = -1) -> None:
        """Paint with the upper left corner at (x, y); the link ``hovered`` stands out."""
        painter.setPen(self._look.color(self._color))
        for number in range(self.lines):
            self._layout.lineAt(number).draw(painter, QPointF(x, y))
        for span in self._spans:
            if span.link >= 0:
                line = self._look.color("accent")
                line.setAlphaF(1.0 if span.link == hovered else 0.55)
                painter.setPen(QPen(line, 2 if span.link == hovered else 1))
                for box in self.boxes(span):
                    base = y + box.bottom() - _UNDERLINE_GAP
                    painter.drawLine(QPointF(x + box.left(), base), QPointF(x + box.right(), base))

    def boxes(self, span: Span) -> list[QRectF]:
        """The rectangles that a span covers, one a line."""
        boxes, text = [], self._layout.text()
        for number in range(self.lines):
            line = self._layout.lineAt(number)
            start = max(span.start, line.textStart())
            end = min(span.start + span.length, line.textStart() + line.textLength())
            while end > start and text[end - 1].isspace():  # where a line was broken
                end -= 1
            if start >= end:
                continue
            left, right = _x(line, start), _x(line, end)
            boxes.append(QRectF(left, number * self._line_height, right - left, self._line_height))
        return boxes

    def link_at(self, point: QPointF) -> int:
        for span in self._spans:
            if span.link >= 0 and any(box.contains(point) for box in self.boxes(span)):
                return span.link
        return -1

    def _break(self, text: str, spans: Sequence[Span]) -> QTextLayout:
        option = QTextOption(self._align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(text, self._font)
        layout.setTextOption(option)
        layout.setFormats([self._format(span) for span in spans if span.start < len(text)])
        layout.setCacheEnabled(True)
        layout.beginLayout()
        # Baselines stand on the grid of the role's own font, so that a line with a fallback font (Chinese
        # in English text) does not push the others apart.
        baseline = (self._line_height - self._metrics.height()) / 2 + self._metrics.ascent()
        number = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, number * self._line_height + baseline - line.ascent()))
            number += 1
        layout.endLayout()
        return layout

    def _format(self, span: Span) -> QTextLayout.FormatRange:
        format_ = QTextCharFormat()
        if span.color:
            format_.setForeground(self._look.color(span.color))
        if span.weight is not None:
            format_.setFontWeight(QFont.Weight(span.weight))
        piece = QTextLayout.FormatRange()
        piece.start, piece.length, piece.format = span.start, span.length, format_
        return piece

    def _shorten(self, text: str, max_lines: int) -> str:
        last = self._layout.lineAt(max_lines - 1)
        start = last.textStart()
        rest = text[start:].replace("\u2028", " ")
        cut = self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self._width - 2)
        kept = cut.removesuffix("…")
        following = rest[len(kept) : len(kept) + 1]
        if following.isascii() and following.isalnum() and " " in kept:  # whole words, where words have ends
            kept = kept[: kept.rindex(" ")]
        return text[:start] + kept.rstrip(" ,;:.，；：、。") + "…"


def _x(line: QTextLine, place: int) -> float:
    at: Any = line.cursorToX(place)  # PySide gives (x, place), its stubs say otherwise
    return float(at[0] if isinstance(at, tuple) else at)


class Paragraph(QWidget):
    """A text block as a widget: its height follows its width."""

    accessible_role = QAccessible.Role.StaticText

    link_activated = Signal(int)
    link_hovered = Signal(int)  # -1: none

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        role: str = "body",
        color: str = "text",
        max_lines: int | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._role = role
        self._color = color
        self._max_lines = max_lines
        self._align = align
        self._text = ""
        self._spans: tuple[Span, ...] = ()
        self._block: TextBlock | None = None
        self._hovered = -1
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._forget)
        self.set_text(text)

    def text(self) -> str:
        return self._text

    def set_max_lines(self, lines: int) -> None:
        if lines != self._max_lines:
            self._max_lines = lines
            self._forget()

    def set_text(self, text: str, spans: Sequence[Span] = (), *, color: str | None = None) -> None:
        color = color or self._color
        if (text, tuple(spans), color) == (self._text, self._spans, self._color):
            return
        self._text, self._spans, self._color = text, tuple(spans), color
        self.setAccessibleName(text)
        self.setMouseTracking(any(span.link >= 0 for span in spans))
        self._forget()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(width).height if self._text else 0

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > 40 else 200
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._look.theme.line(self._role) if self._text else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        block = self._lay(self.width())
        painter = QPainter(self)
        block.paint(painter, self._margin, 0, hovered=self._hovered)
        self.setToolTip(self._text if block.elided else "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._lay(self.width()).link_at(event.position()))
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        link = self._lay(self.width()).link_at(event.position()) if self._spans else -1
        if link >= 0:
            self.link_activated.emit(link)
        else:
            event.ignore()

    def _hover(self, link: int) -> None:
        if link != self._hovered:
            self._hovered = link
            self.setCursor(Qt.CursorShape.PointingHandCursor if link >= 0 else Qt.CursorShape.ArrowCursor)
            self.link_hovered.emit(link)
            self.update()

    def _lay(self, width: int) -> TextBlock:
        if self._block is None or self._block_width != width:
            self._block_width = width
            self._block = self._set(width)
            if self._align & Qt.AlignmentFlag.AlignHCenter:
                self._block = self._balanced(self._block, width)
        return self._block

    def _set(self, width: int, margin: int = 0) -> TextBlock:
        return TextBlock(
            self._look,
            self._text,
            role=self._role,
            width=width - 2 * margin,
            color=self._color,
            max_lines=self._max_lines,
            spans=self._spans,
            align=self._align,
        )

    def _balanced(self, block: TextBlock, width: int) -> TextBlock:
        """As many lines, of nearly one length: centred text whose last line is a single word looks like a mistake."""
        self._margin = 0
        line = self._look.theme.line(self._role)
        if block.height <= line or block.elided or self._spans:
            return block
        for margin in range(8, width // 4, 8):
            narrower = self._set(width, margin)
            if narrower.height > block.height or narrower.elided:
                break
            self._margin, block = margin, narrower
        return block

    def _forget(self) -> None:
        self._block = None
        self.updateGeometry()
        self.update()

    _block_width = 0
    _margin = 0  # at both sides of centred text
