"""Subtitles as a picture: broken into even lines, drawn in the person's style, in two languages if wished."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QTextLayout, QTextOption

from desktop.models.viewing import SubtitleStyle
from desktop.theme import Look

_SHARE = 1 / 22  # of the picture's height, for one line at 100 %
_SECOND = 0.74  # of the size of the first language
_LEADING = 1.14
_ROOM = 0.86  # of the picture's width


@dataclass(frozen=True, slots=True)
class Captions:
    """What is said now; ``second`` stands below, smaller."""

    first: str = ""
    second: str = ""


def draw_captions(
    captions: Captions, style: SubtitleStyle, look: Look, *, size: QSize, ratio: float
) -> tuple[QPixmap | None, int]:
    """The captions as a picture as wide as ``size`` (device-independent), and how many lines they take.

    None where nothing is said.
    """
    blocks = [
        (text, _font(look, size.height(), style.size / 100 * share), alpha)
        for text, share, alpha in ((captions.first, 1.0, 1.0), (captions.second, _SECOND, 0.88))
        if text.strip()
    ]
    lines = [
        (line, font, QFontMetricsF(font), alpha)
        for text, font, alpha in blocks
        for line in wrapped(text, font, size.width() * _ROOM)
    ]
    if not lines:
        return None, 0
    pad = lines[0][2].height() * 0.3
    height = sum(metrics.height() * _LEADING for _, _, metrics, _ in lines) + 2 * pad
    picture = QPixmap(QSize(round(size.width() * ratio), round(height * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    y = pad
    for line, font, metrics, alpha in lines:
        step = metrics.height() * _LEADING
        _draw_line(painter, line, font, metrics, QRectF(0, y, size.width(), step), style, look, alpha)
        y += step
    painter.end()
    return picture, len(lines)


def wrapped(text: str, font: QFont, width: float) -> list[str]:
    """The lines as the subtitle breaks them; one that is too wide is broken again, into lines of like length."""
    lines: list[str] = []
    for line in text.splitlines():
        broken = _broken(line, font, width)
        if len(broken) > 1:
            low, high = width / len(broken), width
            while high - low > 4:  # the narrowest width that needs no further line
                middle = (low + high) / 2
                if len(_broken(line, font, middle)) > len(broken):
                    low = middle
                else:
                    high = middle
            broken = _broken(line, font, high)
        lines += broken
    return [line for line in lines if line]


def _broken(line: str, font: QFont, width: float) -> list[str]:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(line, font)
    layout.setTextOption(option)
    layout.beginLayout()
    while (piece := layout.createLine()).isValid():
        piece.setLineWidth(width)
    layout.endLayout()
    pieces = [layout.lineAt(number) for number in range(layout.lineCount())]
    return [line[piece.textStart() : piece.textStart() + piece.textLength()].strip() for piece in pieces]


def _font(look: Look, height: int, share: float) -> QFont:
    font = look.font("title", weight=600)
    # A line is about a 22nd of the picture's height, as on a disc; in a small window never below what is read well.
    font.setPointSizeF(font.pointSizeF() * max(1.0, height * _SHARE / look.theme.line("title")) * share)
    return font


def _draw_line(
    painter: QPainter,
    line: str,
    font: QFont,
    metrics: QFontMetricsF,
    box: QRectF,
    style: SubtitleStyle,
    look: Look,
    alpha: float,
) -> None:
    width = metrics.horizontalAdvance(line)
    left = box.center().x() - width / 2
    base = box.top() + (box.height() - metrics.height()) / 2 + metrics.ascent()
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)  # the outlines of a variable font overlap
    path.addText(QPointF(left, base), font, line)
    ground = look.color("scrim")
    if style.edge == "box":
        pad = metrics.height() * 0.28
        ground.setAlphaF(0.78)
        painter.fillRect(QRectF(left - pad, box.top(), width + 2 * pad, box.height() + 0.5), ground)
    elif style.edge == "shadow":
        ground.setAlphaF(0.3)
        for spread in (3, 2, 1):
            painter.strokePath(path.translated(0, metrics.height() / 22), _pen(ground, metrics.height() / 12 * spread))
    else:
        ground.setAlphaF(0.9)
        painter.strokePath(path, _pen(ground, max(3.0, metrics.height() / 7.5)))
    ink = look.color("on_scrim" if style.ink == "white" else "accent_hover")
    ink.setAlphaF(alpha)
    painter.fillPath(path, ink)


def _pen(color: QColor, width: float) -> QPen:
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
