"""The line of a video's time: where one is, its chapters, and the frame that is under the mouse."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QWidget

from desktop.models.pictures import Frame, Pictures, rounded_path
from desktop.models.programme import chapter_at
from desktop.theme import Look
from desktop.views import wording
from engine.records import Chapter, Video

_HEIGHT = 24
_GROOVE = 4
_GAP = 3  # between two chapters
_HANDLE = 7


class SeekBar(QSlider):
    """Milliseconds. A press goes there at once; a drag is followed and asked for while it goes on."""

    sought = Signal(int)  # milliseconds
    looked_at = Signal(object)  # milliseconds under the mouse, or None

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._chapters: tuple[Chapter, ...] = ()
        self._over: float | None = None
        self.setRange(0, 1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(self.tr("Position"))
        self.actionTriggered.connect(self._stepped)  # a screen reader's step

    def show_chapters(self, chapters: Sequence[Chapter]) -> None:
        self._chapters = tuple(chapters)
        self.update()

    def marks(self) -> list[float]:
        """Where chapters begin, as pixels."""
        return [self._x(chapter.start_s * 1000) for chapter in self._chapters if chapter.start_s > 0]

    def place_of(self, position_ms: int) -> QPoint:
        """Where a moment is on the bar."""
        return QPoint(round(self._x(position_ms)), self.height() // 2)

    def sizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the arrows mean the same wherever the keyboard is in the player

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._look_at(event.position().x())
        if self.isSliderDown():
            self._drag(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.isSliderDown():
            self._drag(event)
            self.setSliderDown(False)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.isSliderDown():
            self._over = None
            self.looked_at.emit(None)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        thick = _GROOVE + (2 if self._over is not None or self.isSliderDown() else 0)
        top = (self.height() - thick) / 2
        played, over = self._x(self.value()), self._over
        rest, seen = _faded(self._look.color("on_scrim"), 0.34), _faded(self._look.color("on_scrim"), 0.6)
        edges = [self._x(0), *self.marks(), self._x(self.maximum())]
        for number in range(len(edges) - 1):
            left = edges[number] + (_GAP / 2 if number else 0)
            right = edges[number + 1] - (_GAP / 2 if number < len(edges) - 2 else 0)
            if right - left < 0.5:
                continue
            part = QRectF(left, top, right - left, thick)
            shape = rounded_path(part, min(thick / 2, part.width() / 2), min(thick / 2, part.width() / 2))
            painter.fillPath(shape, rest)
            for end, color in ((over, seen), (played, self._look.color("accent"))):
                if end is not None and end > left:
                    painter.save()
                    painter.setClipRect(QRectF(left, top, min(end, right) - left, thick))
                    painter.fillPath(shape, color)
                    painter.restore()
        centre = QRectF(played - _HANDLE, self.height() / 2 - _HANDLE, 2 * _HANDLE, 2 * _HANDLE)
        painter.setBrush(self._look.color("on_scrim"))
        painter.drawEllipse(centre)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.color("accent"), 2))
            painter.drawEllipse(centre.adjusted(-3, -3, 3, 3))

    def _x(self, position_ms: float) -> float:
        room = self.width() - 2 * _HANDLE - 6
        return _HANDLE + 3 + room * min(1.0, max(0.0, position_ms / max(1, self.maximum())))

    def _position(self, x: float) -> int:
        room = max(1, self.width() - 2 * _HANDLE - 6)
        return round(min(1.0, max(0.0, (x - _HANDLE - 3) / room)) * self.maximum())

    def _look_at(self, x: float) -> None:
        self._over = self._x(self._position(x))
        self.looked_at.emit(self._position(x))
        self.update()

    def _drag(self, event: QMouseEvent) -> None:
        position = self._position(event.position().x())
        self.setSliderPosition(position)
        self.sought.emit(position)

    def _stepped(self, action: int) -> None:
        if action != QSlider.SliderAction.SliderMove.value:
            self.sought.emit(self.sliderPosition())


class SeekPreview(QWidget):
    """The frame of the contact strip nearest to a moment, its time and its chapter; floats over the bar."""

    def __init__(self, look: Look, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pictures = pictures
        self._video: Video | None = None
        self._chapters: tuple[Chapter, ...] = ()
        self._position_ms = 0
        self.frame: int | None = None  # of the sheet
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        pictures.loaded.connect(self._loaded)
        self.hide()

    def show_video(self, video: Video, chapters: Sequence[Chapter]) -> None:
        self._video, self._chapters = video, tuple(chapters)
        self.hide()

    def text(self) -> str:
        """The time, and the chapter."""
        place = chapter_at(self._chapters, self._position_ms / 1000)
        said = wording.clock(self._position_ms / 1000)
        return f"{said} · {self._chapters[place].title}" if place is not None else said

    def show_at(self, position_ms: int, point: QPoint) -> None:
        """Show a moment above ``point`` of the parent, inside it."""
        times = self._video.pictures.sheet_times_s if self._video is not None and self._video.pictures.sheet else ()
        self._position_ms = position_ms
        self.frame = _nearest(times, position_ms / 1000)
        self.resize(self._picture() + QSize(2, self._foot() + 2) if times else QSize(self._width(), self._foot()))
        parent = self.parentWidget()
        room = parent.width() if parent is not None else self.width()
        x = max(16, min(point.x() - self.width() // 2, room - self.width() - 16))
        self.move(x, point.y() - self.height() - 12)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._look.theme.radius["control"]
        painter.setPen(QPen(self._look.color("line_strong"), 1))
        painter.setBrush(_faded(self._look.color("scrim"), 0.94))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if self.frame is not None and self._video is not None:
            size, ratio = self._picture(), self.devicePixelRatioF()
            columns = len(self._video.pictures.sheet_times_s)
            frame = Frame(
                round(size.width() * ratio),
                round(size.height() * ratio),
                top=(radius - 1) * ratio,
                part=(self.frame, 0, columns, 1),
            )
            box = QRectF(1, 1, size.width(), size.height())
            picture = self._pictures.get(self._video.pictures.sheet, frame)
            if picture is None:
                painter.fillPath(rounded_path(box, radius - 1, 0), self._look.color("placeholder"))
            else:
                painter.drawPixmap(box, picture, QRectF(picture.rect()))
        painter.setFont(self._look.font("small", weight=500))
        painter.setPen(self._look.color("on_scrim"))
        foot = QRectF(10, self.height() - self._foot(), self.width() - 20, self._foot())
        said = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(foot.width()))
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, said)

    def _picture(self) -> QSize:
        parent = self.parentWidget()
        width = 320 if parent is not None and parent.width() >= 1600 else 224
        return QSize(width, width * 9 // 16)

    def _width(self) -> int:
        self.setFont(self._look.font("small", weight=500))
        return min(280, self.fontMetrics().horizontalAdvance(self.text()) + 26)

    def _foot(self) -> int:
        return self._look.theme.line("small") + 11

    def _loaded(self, name: str) -> None:
        if self._video is not None and name == self._video.pictures.sheet:
            self.update()


def _nearest(times_s: Sequence[float], at_s: float) -> int | None:
    """Which of the times, which ascend, is nearest."""
    if not times_s:
        return None
    after = bisect.bisect_left(times_s, at_s)
    return min(
        (place for place in (after - 1, after) if 0 <= place < len(times_s)), key=lambda p: abs(times_s[p] - at_s)
    )


def _faded(color: QColor, alpha: float) -> QColor:
    color.setAlphaF(alpha)
    return color
