"""The picture of the player, with the subtitle line over it, painted by us."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtMultimedia import QVideoFrame, QVideoSink
from PySide6.QtWidgets import QWidget

from desktop.theme import Look


class VideoSurface(QWidget):
    """Paints the frames of its sink, letterboxed. A QVideoWidget can be neither grabbed nor drawn upon."""

    clicked = Signal()
    double_clicked = Signal()
    moved = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._frame = QVideoFrame()
        self._subtitle = ""
        self._message = ""
        self.sink = QVideoSink(self)
        self.sink.videoFrameChanged.connect(self._took)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 180)

    @property
    def has_frame(self) -> bool:
        return self._frame.isValid()

    def set_subtitle(self, text: str) -> None:
        if text != self._subtitle:
            self._subtitle = text
            self.update()

    def subtitle(self) -> str:
        return self._subtitle

    def message(self) -> str:
        return self._message

    def lines_shown(self) -> int:
        """How many lines the subtitle takes at this width."""
        return len(self._wrapped(QFontMetricsF(self._subtitle_font())))

    def set_message(self, text: str) -> None:
        """Said in the middle, instead of a picture."""
        self._message = text
        self.update()

    def clear(self) -> None:
        self._frame = QVideoFrame()
        self._subtitle = self._message = ""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if self._message:
            painter.setFont(self._look.font("heading"))
            painter.setPen(self._look.color("on_scrim"))
            box = self.rect().adjusted(60, 60, -60, -60)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)
            return
        if self._frame.isValid():
            options = QVideoFrame.PaintOptions()
            options.aspectRatioMode = Qt.AspectRatioMode.KeepAspectRatio
            self._frame.paint(painter, QRectF(self.rect()), options)
        if self._subtitle:
            self._paint_subtitle(painter)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.moved.emit()

    def _paint_subtitle(self, painter: QPainter) -> None:
        font = self._subtitle_font()
        metrics = QFontMetricsF(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = self.height() - max(24.0, self.height() * 0.07)
        for line in reversed(self._wrapped(metrics)):
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.WindingFill)  # the outlines of a variable font overlap
            width = metrics.horizontalAdvance(line)
            path.addText(QPointF((self.width() - width) / 2, y), font, line)
            painter.setPen(
                QPen(
                    QColor(0, 0, 0, 220),
                    max(3.0, metrics.height() / 8),
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.RoundCap,
                    Qt.PenJoinStyle.RoundJoin,
                )
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
            painter.fillPath(path, QColor(255, 255, 255))
            y -= metrics.height() * 1.1

    def _subtitle_font(self) -> QFont:
        font = self._look.font("title", weight=600)
        # A line is about a 22nd of the picture's height, as on a disc.
        font.setPointSizeF(font.pointSizeF() * max(1.0, self.height() / 22 / self._look.theme.line("title")))
        return font

    def _wrapped(self, metrics: QFontMetricsF) -> list[str]:
        """The lines as the subtitle breaks them, and broken again where one is wider than the picture."""
        room = self.width() * 0.9
        lines = []
        for line in self._subtitle.splitlines():
            current = ""
            # Words where there are spaces, characters where there are none (Chinese).
            pieces = line.split(" ") if " " in line else list(line)
            joint = " " if " " in line else ""
            for piece in pieces:
                longer = current + joint + piece if current else piece
                if current and metrics.horizontalAdvance(longer) > room:
                    lines.append(current)
                    current = piece
                else:
                    current = longer
            lines.append(current)
        return [line for line in lines if line.strip()]

    def _took(self, frame: QVideoFrame) -> None:
        if frame.isValid():
            self._frame = frame
            self.update()
