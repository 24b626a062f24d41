"""A suggestion: the picture, the title, the blurb, and under a hairline why it is here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import keys
from desktop.models.pictures import Pictures
from desktop.theme import Look
from desktop.views import wording
from desktop.views.controls import Button, Hairline, Label
from desktop.views.paragraph import Paragraph, Span
from desktop.views.poster import paint_picture, paint_play, play_box
from desktop.views.stars import StarRating
from engine.records import Reason, Suggestion, Video

_PAD = 14
_LINES = 5  # of a blurb, and one more in a narrow card
_WIDE = 220
_TALLEST = 240  # of a picture, so that the words of a wide card stay in sight
RING = 3  # room around the card for the ring of the current one


class SuggestionCard(QWidget):
    """One card. It knows what it shows; what is to happen it only says."""

    accessible_role = QAccessible.Role.ListItem

    chosen = Signal(int)
    play_requested = Signal(int)
    rated = Signal(int, object)
    why_requested = Signal(int, QPoint)
    menu_requested = Signal(int, QPoint)

    def __init__(self, look: Look, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pictures = pictures
        self._video: Video | None = None
        self._current = False
        self._hover = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._title = Paragraph(look, role="heading", max_lines=2, parent=self)
        self._facts = Label(look, role="small", color="tertiary", elide=True, parent=self)
        self._blurb = Paragraph(look, role="body", max_lines=5, parent=self)
        self._line = Hairline(look, self)
        self._reason = Paragraph(look, role="small", color="secondary", max_lines=3, parent=self)
        self.stars = StarRating(look, size=15, parent=self)
        self._why = Button(look, self.tr("Why?"), kind="bare", role="small", parent=self)
        self._more = Button(look, kind="bare", icon="more", name=self.tr("More"), tip=self.tr("More"), parent=self)
        for text in (self._title, self._facts, self._blurb, self._reason):
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.stars.rated.connect(lambda stars: self.rated.emit(self.video_id, stars))
        self._why.clicked.connect(
            lambda: self.why_requested.emit(self.video_id, self._why.mapToGlobal(QPoint(0, self._why.height())))
        )
        self._more.clicked.connect(
            lambda: self.menu_requested.emit(self.video_id, self._more.mapToGlobal(QPoint(0, self._more.height())))
        )
        look.changed.connect(self.update)
        pictures.loaded.connect(self._picture_loaded)

    @property
    def video_id(self) -> int:
        return self._video.id if self._video is not None else -1

    def show_suggestion(self, suggestion: Suggestion, video: Video, *, waiting: bool) -> None:
        """``waiting``: a blurb is being written for it now."""
        self._video = video
        self._title.set_text(video.title)
        self._facts.setText(wording.facts(video))
        blurb = suggestion.blurb
        if blurb is not None:
            self._blurb.set_text(blurb.text, color="text")
        elif waiting:
            self._blurb.set_text(self.tr("A few lines are being written…"), color="tertiary")
        else:
            self._blurb.set_text(video.tagline or video.text or "", color="secondary")
        text, spans = reason_text(suggestion.reasons)
        self._reason.set_text(text, spans)
        self._line.setVisible(bool(text))
        self.stars.set_stars(video.stars)
        self.setAccessibleName(
            ". ".join(part for part in (video.title, wording.facts(video), self._blurb.text(), text) if part)
        )
        self._place()
        self.update()

    def set_current(self, current: bool) -> None:
        if current != self._current:
            self._current = current
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = width - 2 * RING - 2 * _PAD
        self._blurb.set_max_lines(_LINES if inner >= _WIDE else _LINES + 1)
        y = RING + self._picture_height(width) + 12
        y += self._title.heightForWidth(inner) + 2 + self._look.theme.line("small") + 8
        y += self._blurb.heightForWidth(inner)
        if self._reason.text():
            y += 12 + 1 + 10 + self._reason.heightForWidth(inner)
        return y + 12 + self._foot() + 10 + RING

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def _foot(self) -> int:
        """The height of the row of stars and buttons."""
        return round(28 * self._look.theme.room)

    def _picture_height(self, width: int) -> int:
        return min(_TALLEST, round((width - 2 * RING) * 9 / 16))

    def _place(self) -> None:
        left, inner = RING + _PAD, self.width() - 2 * RING - 2 * _PAD
        y = RING + self._picture_height(self.width()) + 12
        height = self._title.heightForWidth(inner)
        self._title.setGeometry(left, y, inner, height)
        y += height + 2
        line = self._look.theme.line("small")
        self._facts.setGeometry(left, y, inner, line)
        y += line + 8
        height = self._blurb.heightForWidth(inner)
        self._blurb.setGeometry(left, y, inner, height)
        y += height + 12
        self._line.setGeometry(left, y, inner, 1)
        y += 11
        self._reason.setGeometry(left, y, inner, self._reason.heightForWidth(inner))
        foot, more = self._foot(), self._more.sizeHint().width()
        bottom = self.height() - RING - 10 - foot
        stars = self.stars.sizeHint()
        self.stars.setGeometry(left - 4, bottom + (foot - stars.height()) // 2, stars.width(), stars.height())
        right = left + inner
        self._more.setGeometry(right - more + 6, bottom, more, foot)
        why = self._why.sizeHint().width()
        self._why.setGeometry(right - more + 4 - why, bottom, why, foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._look.theme.radius["card"]
        box = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        painter.setBrush(self._look.color("panel"))
        painter.setPen(QPen(self._look.color("line_strong" if self._hover else "line"), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if self._video is not None:
            picture = QRectF(box.left(), box.top(), box.width(), self._picture_height(self.width()))
            paint_picture(
                painter,
                picture,
                self._video,
                self._pictures,
                self._look,
                ratio=self.devicePixelRatioF(),
                top=radius,
                bottom=0,
            )
            if self._hover:
                paint_play(painter, self._play_box(), self._look, self.devicePixelRatioF())
        if self._current or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius + 2, radius + 2)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit(self.video_id)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._play_box().contains(event.position().toPoint()):
            self.play_requested.emit(self.video_id)
        else:
            self.chosen.emit(self.video_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.play_requested.emit(self.video_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(self.video_id, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verbs = keys.by_spelling(keys.poster_keys(), {"play": lambda: self.play_requested.emit(self.video_id)})
        if verb := verbs.get(keys.spelled(event)):
            verb()
        else:
            event.ignore()

    def _play_box(self) -> QRect:
        return play_box(QRect(RING, RING, self.width() - 2 * RING, self.height()))

    def _picture_loaded(self, name: str) -> None:
        if self._video is not None and self._video.pictures.poster == name:
            self.update()


def reason_text(reasons: tuple[Reason, ...]) -> tuple[str, list[Span]]:
    """The first reason, with what the person said or named set off."""
    if not reasons:
        return "", []
    reason = reasons[0]
    text = wording.told(reason.text)
    spans = []
    if reason.quote and reason.quote in text:
        start = text.index(reason.quote)
        before = 1 if start and text[start - 1] in '“"「『' else 0
        spans.append(Span(start - before, len(reason.quote) + 2 * before, "accent"))
    first = text.find("★")
    if first >= 0:
        count = len(text[first:]) - len(text[first:].lstrip("★½"))
        spans.append(Span(first, count, "accent"))
    return text, spans
