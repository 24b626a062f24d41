"""What stands on the picture: the part that comes next, and why there is no picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.models.pictures import Pictures
from desktop.theme import Look
from desktop.views import wording
from desktop.views.controls import Button, Label
from desktop.views.paragraph import Paragraph
from desktop.views.poster import paint_picture
from engine.records import Video

COUNTDOWN_S = 10
_WIDTH = 360


class _Card(QWidget):
    """A panel on the picture."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.hide()

    def _width(self) -> int:
        return _WIDTH

    def appear(self) -> None:
        """As high as its text needs."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setFixedWidth(self._width())
        self.setFixedHeight(layout.totalHeightForWidth(self.width()))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._look.color("panel")
        ground.setAlphaF(0.96)
        painter.setPen(QPen(self._look.color("line_strong"), 1))
        painter.setBrush(ground)
        radius = self._look.theme.radius["card"]
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class NextCard(_Card):
    """Counts down to the next part of a series; nothing is played when one says so."""

    accepted = Signal()
    refused = Signal()

    def __init__(self, look: Look, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._left = 0
        self._poster = _Poster(look, pictures)
        self._count = Label(look, role="small", color="secondary")
        self._title = Paragraph(look, role="heading", max_lines=2)
        self._facts = Label(look, role="small", color="secondary", elide=True)
        self.play = Button(look, self.tr("Play now"), kind="primary", icon="play", icon_color="on_accent", icon_size=16)
        self.stay = Button(look, self.tr("Not now"), tip=self.tr("Stay here (Esc)"))
        self.play.clicked.connect(lambda: self._end(self.accepted.emit))
        self.stay.clicked.connect(lambda: self._end(self.refused.emit))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.play, 1)
        buttons.addWidget(self.stay, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (self._poster, self._count, self._title, self._facts):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addLayout(buttons)
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)

    def offer(self, video: Video) -> None:
        """Show the next part and begin to count."""
        self._poster.show_video(video)
        self._title.set_text(video.title)
        self._facts.setText(" · ".join(part for part in (wording.place_in_series(video), wording.facts(video)) if part))
        self.setAccessibleName(self.tr("Next: {}").format(video.title))
        self._left = COUNTDOWN_S
        self._say()
        self.appear()
        self.play.setFocus(Qt.FocusReason.OtherFocusReason)
        self._timer.start()

    @property
    def seconds_left(self) -> int:
        return self._left

    def dismiss(self) -> None:
        """Away with it, as if it had never been there."""
        self._timer.stop()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.stay if self.stay.hasFocus() else self.play).click()
        else:
            event.ignore()

    def _tick(self) -> None:
        self._left -= 1
        self._say()
        if self._left <= 0:
            self._end(self.accepted.emit)

    def _say(self) -> None:
        self._count.setText(self.tr("Next in {} s").format(wording.number(max(0, self._left))))

    def _end(self, then: Callable[[], None]) -> None:
        self.dismiss()
        then()


class RefusalCard(_Card):
    """Says what can't be played here, and offers the system's player."""

    open_requested = Signal()
    back_requested = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._said = ""
        self._title = Paragraph(look, self.tr("This video can't be shown here"), role="title")
        self._reason = Paragraph(look, role="body", color="secondary")
        self.open = Button(
            look,
            self.tr("Open in the system's player"),
            kind="primary",
            icon="external",
            icon_color="on_accent",
            icon_size=16,
            tip=self.tr("Open in the system's player (O)"),
        )
        self.back = Button(look, self.tr("Back"), tip=self.tr("Back (Esc)"))
        self.open.clicked.connect(self.open_requested)
        self.back.clicked.connect(self.back_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.open)
        buttons.addWidget(self.back)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._reason)
        column.addSpacing(8)
        column.addLayout(buttons)

    def say(self, reason: str) -> None:
        self._said = reason
        self._reason.set_text(reason)
        self.setAccessibleName(f"{self._title.text()}. {reason}")
        self.appear()

    def _width(self) -> int:
        return round(480 * min(1.5, self._look.theme.room))

    def text(self) -> str:
        """The reason, while it is shown."""
        return "" if self.isHidden() else self._said


class _Poster(QWidget):
    """A frame of a video."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._video: Video | None = None
        self.setFixedHeight(round((_WIDTH - 32) * 9 / 16))
        pictures.loaded.connect(self._loaded)

    def show_video(self, video: Video) -> None:
        self._video = video
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH - 32, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._video is not None:
            radius = self._look.theme.radius["control"]
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_picture(
                painter,
                QRectF(self.rect()),
                self._video,
                self._pictures,
                self._look,
                ratio=self.devicePixelRatioF(),
                top=radius,
                bottom=radius,
            )

    def _loaded(self, name: str) -> None:
        if self._video is not None and name == self._video.pictures.poster:
            self.update()
