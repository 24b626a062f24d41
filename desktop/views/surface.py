"""The picture of the player, with the subtitles and short words over it, painted by us."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtMultimedia import QVideoFrame, QVideoSink
from PySide6.QtWidgets import QWidget

from desktop.models.viewing import SubtitleStyle
from desktop.theme import Look
from desktop.views.captions import Captions, draw_captions

_HINT_MS = 1800
_EDGE = 24


class VideoSurface(QWidget):
    """Paints the frames of its sink, letterboxed. A QVideoWidget can be neither grabbed nor drawn upon."""

    clicked = Signal()
    double_clicked = Signal()
    moved = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._frame = QVideoFrame()
        self._captions = Captions()
        self._style = SubtitleStyle()
        self._drawn: tuple[object, QPixmap | None, int] | None = None  # for what, the picture, its lines
        self._covered = (0, 0)
        self._hint = ""
        self.sink = QVideoSink(self)
        self.sink.videoFrameChanged.connect(self._took)
        self._hint_time = QTimer(self, singleShot=True)
        self._hint_time.timeout.connect(lambda: self.hint(""))
        self.setMouseTracking(True)
        self.setMinimumSize(320, 180)

    @property
    def has_frame(self) -> bool:
        return self._frame.isValid()

    @property
    def frame_us(self) -> tuple[int, int]:
        """Where the frame that is shown begins and ends, in microseconds; (-1, -1) where none is."""
        return self._frame.startTime(), self._frame.endTime()

    def set_captions(self, captions: Captions) -> None:
        if captions != self._captions:
            self._captions = captions
            self.update()

    def set_style(self, style: SubtitleStyle) -> None:
        self._style = style
        self.update()

    def captions(self) -> Captions:
        return self._captions

    def lines_shown(self) -> int:
        """How many lines the subtitles take at this size."""
        return self._draw()[1]

    def cover(self, top: int, foot: int) -> None:
        """So many pixels at the edges lie under bars; subtitles and hints keep clear of them."""
        if (top, foot) != self._covered:
            self._covered = (top, foot)
            self.update()

    def hint(self, text: str, *, for_ms: int = _HINT_MS) -> None:
        """A short word in the corner: what a key just did. An empty one goes away."""
        self._hint = text
        if text:
            self._hint_time.start(for_ms)
        self.update()

    def hinted(self) -> str:
        return self._hint

    def clear(self) -> None:
        self._frame = QVideoFrame()
        self._captions = Captions()
        self._hint = ""
        self._hint_time.stop()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if self._frame.isValid():
            options = QVideoFrame.PaintOptions()
            options.aspectRatioMode = Qt.AspectRatioMode.KeepAspectRatio
            self._frame.paint(painter, QRectF(self.rect()), options)
        picture, _ = self._draw()
        if picture is not None:
            foot = max(round(self.height() * 0.05), self._covered[1])
            painter.drawPixmap(QPointF(0, self.height() - foot - picture.deviceIndependentSize().height()), picture)
        if self._hint:
            self._paint_hint(painter)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.moved.emit()

    def _draw(self) -> tuple[QPixmap | None, int]:
        """The captions as a picture, drawn once for many frames."""
        size, ratio = QSize(self.size()), self.devicePixelRatioF()
        drawn_for = (self._captions, self._style, size.width(), size.height(), ratio, self._look.theme.text_size)
        if self._drawn is None or self._drawn[0] != drawn_for:
            picture, lines = draw_captions(self._captions, self._style, self._look, size=size, ratio=ratio)
            self._drawn = (drawn_for, picture, lines)
        return self._drawn[1], self._drawn[2]

    def _paint_hint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font("heading"))
        metrics = painter.fontMetrics()
        said = metrics.elidedText(self._hint, Qt.TextElideMode.ElideRight, self.width() - 2 * _EDGE - 32)
        height = metrics.height() + 16
        pill = QRectF(_EDGE, _EDGE + self._covered[0], metrics.horizontalAdvance(said) + 32, height)
        ground = self._look.color("scrim")
        ground.setAlphaF(0.82)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        radius = self._look.theme.radius["control"]
        painter.drawRoundedRect(pill, radius, radius)
        painter.setPen(self._look.color("on_scrim"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, said)

    def _took(self, frame: QVideoFrame) -> None:
        if frame.isValid():
            self._frame = frame
            self.update()
