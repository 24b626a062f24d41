"""How one video looks in the grid: its picture, its title and stars, its facts, and its state."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.models.pictures import Frame, Pictures, rounded_path
from desktop.models.videos import Index, VideoRole
from desktop.theme import Look
from desktop.views import wording
from engine.records import Video


def caption(look: Look) -> int:
    """The height of title and facts below a picture, with the gap."""
    return 8 + look.theme.line("small") + 1 + look.theme.line("tiny") + 1


def paint_picture(
    painter: QPainter,
    box: QRectF,
    video: Video,
    pictures: Pictures,
    look: Look,
    *,
    ratio: float,
    top: float,
    bottom: float,
) -> None:
    """Paint a video's poster into ``box``: its frame, its title set as a poster, or paper while it loads."""
    frame = Frame(round(box.width() * ratio), round(box.height() * ratio), top * ratio, bottom * ratio)
    name = video.pictures.poster
    pixmap: QPixmap | None
    if pictures.is_broken(name):
        pixmap = pictures.lettered(video.title, wording.kind(video), frame, ratio)
    else:
        pixmap = pictures.get(name, frame)
    if pixmap is None:
        painter.fillPath(rounded_path(box, top, bottom), look.color("placeholder"))
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, pixmap.width() != frame.width)
    painter.drawPixmap(box, pixmap, QRectF(pixmap.rect()))


class PosterDelegate(QStyledItemDelegate):
    """Paints one cell of the grid. ``option.rect`` is the cell without the gaps around it."""

    def __init__(self, look: Look, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pictures = pictures
        self.scrubbed: tuple[int, float] | None = None  # the video whose frames follow the mouse, and how far in
        self._last_frame: QPixmap | None = None  # shown until the next one is read
        look.changed.connect(self._dress)
        self._dress()

    def scrub(self, place: tuple[int, float] | None) -> None:
        """Show a frame of this video instead of its poster, ``place[1]`` (0 to 1) of the way through."""
        if place is None or self.scrubbed is None or place[0] != self.scrubbed[0]:
            self._last_frame = None
        self.scrubbed = place

    def read_frames(self, video: Video, cell: QRect, ratio: float) -> None:
        """Have all frames of a video ready for ``scrub``."""
        for number in range(len(video.pictures.sheet_times_s)):
            self._pictures.get(video.pictures.sheet, self._frame(video, QRectF(picture_box(cell)), number, ratio))

    def _dress(self) -> None:
        self._title_font = self._look.font("small", weight=500)
        self._facts_font = self._look.font("tiny")
        self._title_metrics = QFontMetricsF(self._title_font)
        self._facts_metrics = QFontMetricsF(self._facts_font)
        self._colors = {name: self._look.color(name) for name in self._look.theme.colors}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), picture_box(option.rect).height() + caption(self._look))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        video: Video | None = index.data(VideoRole)
        cell = option.rect
        box = QRectF(picture_box(cell))
        radius = self._look.theme.radius["picture"]
        colors = self._colors
        if video is None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(rounded_path(box, radius, radius), colors["placeholder"])
            return
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        picked, several = (
            bool(option.state & QStyle.StateFlag.State_On),
            bool(option.state & (QStyle.StateFlag.State_On | QStyle.StateFlag.State_Off)),
        )
        ratio = painter.device().devicePixelRatioF()
        state = wording.status(video)
        frame = self._scrubbed_frame(video, box, ratio)
        if state:
            painter.setOpacity(0.45)
        if frame is not None:
            painter.drawPixmap(box, frame, QRectF(frame.rect()))
        else:
            paint_picture(painter, box, video, self._pictures, self._look, ratio=ratio, top=radius, bottom=radius)
        painter.setOpacity(1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._badges(painter, box, video, state, ratio, in_corner=picked)
        if frame is not None:
            self._frame_time(painter, box, video)
        if hovered and not state:
            paint_play(painter, play_box(cell), self._look, ratio)
        if current or picked:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colors["text" if current and several else "accent"], 2))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), radius + 3, radius + 3)
        if picked:
            circle = QRectF(box.left() + 6, box.top() + 6, 20, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors["accent"])
            painter.drawEllipse(circle)
            painter.drawPixmap(
                circle.topLeft() + QPointF(3, 3), self._look.icon_pixmap("check", "on_accent", 14, ratio)
            )
        self._caption(painter, box, video, current or hovered)

    def _caption(self, painter: QPainter, box: QRectF, video: Video, strong: bool) -> None:
        colors = self._colors
        theme = self._look.theme
        line = QRectF(box.left() + 1, box.bottom() + 8, box.width() - 2, theme.line("small") + 1)
        room = line.width()
        if video.stars:
            said = f"★ {video.stars:g}"
            width = self._title_metrics.horizontalAdvance(said)
            painter.setFont(self._title_font)
            painter.setPen(colors["accent"])
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, said)
            room -= width + 8
        painter.setFont(self._title_font)
        painter.setPen(colors["text"] if strong else colors["secondary"])
        title = self._title_metrics.elidedText(video.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        facts = wording.place_in_series(video) or wording.facts(video)
        painter.setFont(self._facts_font)
        painter.setPen(colors["tertiary"])
        painter.drawText(
            QRectF(line.left(), line.bottom(), line.width(), theme.line("tiny") + 1),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self._facts_metrics.elidedText(facts, Qt.TextElideMode.ElideRight, line.width()),
        )

    def _frame(self, video: Video, box: QRectF, number: int, ratio: float) -> Frame:
        radius = self._look.theme.radius["picture"] * ratio
        part = (number, 0, len(video.pictures.sheet_times_s), 1)
        return Frame(round(box.width() * ratio), round(box.height() * ratio), radius, radius, part)

    def _place(self, video: Video) -> int:
        """Which frame of the sheet the mouse is on."""
        assert self.scrubbed is not None
        count = len(video.pictures.sheet_times_s)
        return min(count - 1, int(self.scrubbed[1] * count))

    def _scrubbed_frame(self, video: Video, box: QRectF, ratio: float) -> QPixmap | None:
        if self.scrubbed is None or self.scrubbed[0] != video.id or len(video.pictures.sheet_times_s) < 2:
            return None
        frame = self._frame(video, box, self._place(video), ratio)
        self._last_frame = self._pictures.get(video.pictures.sheet, frame) or self._last_frame
        return self._last_frame

    def _frame_time(self, painter: QPainter, box: QRectF, video: Video) -> None:
        """The time of the frame that is shown, in the corner."""
        said = wording.clock(video.pictures.sheet_times_s[self._place(video)])
        painter.setFont(self._facts_font)
        width, height = self._facts_metrics.horizontalAdvance(said) + 12, self._look.theme.line("tiny") + 3
        pill = QRectF(box.right() - width - 8, box.bottom() - height - 8, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_scrim(self._colors["scrim"], 0.72))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(self._colors["on_scrim"])
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, said)

    def _badges(
        self, painter: QPainter, box: QRectF, video: Video, state: str, ratio: float, *, in_corner: bool
    ) -> None:
        """``in_corner``: something else stands at the left above."""
        if state and in_corner:
            box = box.adjusted(24, 0, 0, 0)
        if state:
            self._pill(painter, box, state, "offline" if video.status == "offline" else "alert", ratio)
        elif video.watched:
            circle = QRectF(box.right() - 26, box.top() + 6, 20, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_scrim(self._colors["scrim"], 0.62))
            painter.drawEllipse(circle)
            painter.drawPixmap(circle.topLeft() + QPointF(3, 3), self._look.icon_pixmap("check", "on_scrim", 14, ratio))
        if video.resume_s and video.duration_s and not video.watched:
            share = min(1.0, video.resume_s / video.duration_s)
            track = QRectF(box.left() + 8, box.bottom() - 10, box.width() - 16, 3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_scrim(self._colors["scrim"], 0.62))
            painter.drawRoundedRect(track.adjusted(-1, -1, 1, 1), 2.5, 2.5)
            painter.setBrush(self._colors["on_scrim_accent"])
            painter.drawRoundedRect(QRectF(track.left(), track.top(), track.width() * share, 3), 1.5, 1.5)

    def _pill(self, painter: QPainter, box: QRectF, text: str, icon: str, ratio: float) -> None:
        painter.setFont(self._facts_font)
        width = self._facts_metrics.horizontalAdvance(text) + 32
        height = max(22, self._look.theme.line("tiny") + 5)
        pill = QRectF(box.left() + 8, box.top() + 8, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_scrim(self._colors["scrim"], 0.8))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.drawPixmap(
            pill.topLeft() + QPointF(7, height / 2 - 7), self._look.icon_pixmap(icon, "on_scrim", 14, ratio)
        )
        painter.setPen(self._colors["on_scrim"])
        painter.drawText(pill.adjusted(24, 0, -4, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def picture_box(cell: QRect) -> QRect:
    """The 16:9 picture at the top of a cell."""
    return QRect(cell.left(), cell.top(), cell.width(), round(cell.width() * 9 / 16))


def play_box(cell: QRect) -> QRect:
    """The play button that appears over a picture under the mouse."""
    box = picture_box(cell)
    return QRect(box.left() + 8, box.bottom() - 40, 32, 32)


def paint_play(painter: QPainter, box: QRect, look: Look, ratio: float) -> None:
    """A round play button on a picture."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_scrim(look.color("scrim"), 0.72))
    painter.drawEllipse(box)
    size = round(box.width() * 0.56)
    offset = (box.width() - size) / 2
    painter.drawPixmap(
        QPointF(box.left() + offset + 0.5, box.top() + offset),
        look.icon_pixmap("play", "on_scrim", size, ratio),
    )


def _scrim(color: QColor, alpha: float) -> QColor:
    color = QColor(color)
    color.setAlphaF(alpha)
    return color
