"""The picture of a video in the detail pane, large, with its contact strip below to look along."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.models.pictures import Frame, Pictures
from desktop.theme import Look
from desktop.views import wording
from desktop.views.poster import paint_picture, paint_play
from engine.records import Video

_GAP = 2
_SHOWN = 6  # of the frames of the sheet


class Hero(QWidget):
    """The poster, and below it frames of the video. A frame under the mouse is shown large; a click plays
    from there."""

    accessible_role = QAccessible.Role.Graphic

    play_requested = Signal(object)  # seconds, or None: from where it was left

    def __init__(self, look: Look, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pictures = pictures
        self._video: Video | None = None
        self._over: int | None = None  # frame of the sheet under the mouse
        self._inside = False
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.update)
        pictures.loaded.connect(self._loaded)

    def show_video(self, video: Video) -> None:
        if video != self._video:
            self._video = video
            self._over = None
            self.setAccessibleName(self.tr("Frames of {}").format(video.title))
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        strip = self._strip_height(width)
        return self._picture_height(width) + (strip + _GAP if strip else 0)

    def sizeHint(self) -> QSize:
        return QSize(340, self.heightForWidth(self.width() or 340))

    def paintEvent(self, event: QPaintEvent) -> None:
        video = self._video
        if video is None:
            return
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        picture = QRectF(0, 0, self.width(), self._picture_height(self.width()))
        if wording.status(video):
            painter.setOpacity(0.5)
        shown = None
        if self._over is not None:
            shown = self._pictures.get(video.pictures.sheet, self._frame(picture, self._over, ratio))
        if shown is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(picture, shown, QRectF(shown.rect()))
        else:
            paint_picture(painter, picture, video, self._pictures, self._look, ratio=ratio, top=0, bottom=0)
        painter.setOpacity(1)
        if self._over is not None:
            self._paint_time(painter, picture, video.pictures.sheet_times_s[self._over])
        elif self._inside and not wording.status(video):
            paint_play(painter, QRect(16, int(picture.height()) - 56, 40, 40), self._look, ratio)
        self._paint_strip(painter, video, ratio)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._frame_at(event.position().toPoint())
        if over != self._over:
            self._over = over
            self.update()

    def enterEvent(self, event: QEvent) -> None:
        self._inside = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over, self._inside = None, False
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._video is None or event.button() != Qt.MouseButton.LeftButton:
            return
        over = self._frame_at(event.position().toPoint())
        self.play_requested.emit(None if over is None else self._video.pictures.sheet_times_s[over])

    def _paint_strip(self, painter: QPainter, video: Video, ratio: float) -> None:
        for place, number in enumerate(self._numbers()):
            box = self._strip_box(place)
            pixmap = self._pictures.get(video.pictures.sheet, self._frame(QRectF(box), number, ratio))
            if pixmap is None:
                painter.fillRect(box, self._look.color("placeholder"))
            else:
                painter.drawPixmap(QRectF(box), pixmap, QRectF(pixmap.rect()))
            if number == self._over:
                painter.setPen(QPen(self._look.color("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(box).adjusted(1, 1, -1, -1))

    def _paint_time(self, painter: QPainter, picture: QRectF, time_s: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font("small", weight=500))
        said = self.tr("Play from {}").format(wording.clock(time_s))
        width = painter.fontMetrics().horizontalAdvance(said) + 20
        pill = QRectF(12, picture.height() - 36, width, 24)
        scrim = QColor(self._look.color("scrim"))
        scrim.setAlphaF(0.78)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(scrim)
        painter.drawRoundedRect(pill, 12, 12)
        painter.setPen(self._look.color("on_scrim"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, said)

    def _frame(self, box: QRectF, number: int, ratio: float) -> Frame:
        assert self._video is not None
        columns = len(self._video.pictures.sheet_times_s)
        return Frame(round(box.width() * ratio), round(box.height() * ratio), part=(number, 0, columns, 1))

    def _numbers(self) -> list[int]:
        """Which frames of the sheet stand in the strip: six, spread evenly."""
        if self._video is None or not self._video.pictures.sheet:
            return []
        total = len(self._video.pictures.sheet_times_s)
        if total <= _SHOWN:
            return list(range(total)) if total > 1 else []
        return [round(place * (total - 1) / (_SHOWN - 1)) for place in range(_SHOWN)]

    def _strip_box(self, place: int) -> QRect:
        count = len(self._numbers())
        width = self.width() - (count - 1) * _GAP
        left = place * width // count + place * _GAP
        right = (place + 1) * width // count + place * _GAP
        return QRect(left, self._picture_height(self.width()) + _GAP, right - left, self._strip_height(self.width()))

    def _frame_at(self, point: QPoint) -> int | None:
        for place, number in enumerate(self._numbers()):
            if self._strip_box(place).adjusted(0, 0, _GAP, 0).contains(point):
                return number
        return None

    def _picture_height(self, width: int) -> int:
        return round(width * 9 / 16)

    def _strip_height(self, width: int) -> int:
        count = len(self._numbers())
        return round(min(width / count, width / _SHOWN * 1.5) * 9 / 16) if count else 0

    def _loaded(self, name: str) -> None:
        if self._video is not None and name in (self._video.pictures.poster, self._video.pictures.sheet):
            self.update()
