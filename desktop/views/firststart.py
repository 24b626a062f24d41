"""The first start after its folders were chosen: what is found so far, a few videos to rate, one step at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.models.pictures import Pictures
from desktop.theme import Look
from desktop.views import wording
from desktop.views.choosing import Switch
from desktop.views.controls import Button, Label
from desktop.views.paragraph import Paragraph, Span
from desktop.views.poster import paint_picture
from desktop.views.scrolling import ScrollColumn
from desktop.views.stars import StarRating
from desktop.views.statusbar import Bar
from engine.records import Video

_WIDTH = 560
_FOUND = 4  # posters of what was found last
_POSTER_SHARE = 0.4  # of the page's height, at most
_CENTER = Qt.AlignmentFlag.AlignHCenter


class Poster(QWidget):
    """One video's picture, as large as it may be."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, look: Look, pictures: Pictures, *, radius: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._pictures, self._radius = look, pictures, radius
        self._video: Video | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        pictures.loaded.connect(self._loaded)
        look.changed.connect(self.update)

    def show_video(self, video: Video | None) -> None:
        self._video = video
        self.setAccessibleName(video.title if video is not None else "")
        self.update()

    def set_width(self, width: int) -> None:
        self.setFixedSize(width, round(width * 9 / 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._video is None:
            return
        radius = self._look.theme.radius[self._radius]
        paint_picture(
            QPainter(self),
            QRectF(self.rect()),
            self._video,
            self._pictures,
            self._look,
            ratio=self.devicePixelRatioF(),
            top=radius,
            bottom=radius,
        )

    def _loaded(self, name: str) -> None:
        if self._video is not None and self._video.pictures.poster == name:
            self.update()


class ScanStep(QWidget):
    """How far the look through the folders is, and what it found so far."""

    next_requested = Signal()
    add_requested = Signal()

    def __init__(self, look: Look, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = Bar(look)
        self.bar.setFixedWidth(320)
        self.doing = Label(look, role="small", color="tertiary")
        self.doing.setAlignment(_CENTER)
        self.found = Paragraph(look, role="title", align=_CENTER)
        self.kinds = Paragraph(look, role="small", color="secondary", align=_CENTER)
        self.posters = [Poster(look, pictures, radius="control") for _ in range(_FOUND)]
        self.go_on = Button(look, self.tr("Rate a few"), kind="primary")
        self.add = Button(look, self.tr("Add another folder"), icon="folder-plus")
        self.go_on.clicked.connect(self.next_requested)
        self.add.clicked.connect(self.add_requested)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch()
        for poster in self.posters:
            poster.set_width((_WIDTH - 12 * (_FOUND - 1)) // _FOUND)
            row.addWidget(poster)
        row.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch()
        buttons.addWidget(self.go_on)
        buttons.addWidget(self.add)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.found)
        column.addWidget(self.kinds)
        column.addLayout(row)
        column.addSpacing(4)
        column.addWidget(self.bar, 0, _CENTER)
        column.addWidget(self.doing)
        column.addSpacing(8)
        column.addLayout(buttons)

    def show_found(self, said: str, kinds: str, latest: Sequence[Video]) -> None:
        self.found.set_text(said)
        self.kinds.set_text(kinds)
        for place, poster in enumerate(self.posters):
            poster.show_video(latest[place] if place < len(latest) else None)
            poster.setVisible(bool(latest))

    def show_progress(self, doing: str, share: float | None, *, running: bool) -> None:
        self.doing.setText(doing)
        self.doing.updateGeometry()
        self.bar.set_share(share)
        self.bar.setVisible(running)


class RateStep(QWidget):
    """One video, large: stars, or "haven't seen it"."""

    rated = Signal(int, float)  # id, stars
    passed = Signal(int)
    done_requested = Signal()

    def __init__(self, look: Look, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._video: Video | None = None
        self.poster = Poster(look, pictures)
        self.title = Paragraph(look, role="display", align=_CENTER, max_lines=2)
        self.facts = Paragraph(look, role="small", color="tertiary", align=_CENTER, max_lines=1)
        self.stars = StarRating(look, size=34)
        self.stars.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys 1 to 5 count wherever the keyboard is
        self.unseen = Button(look, self.tr("Haven't seen it"), tip=self.tr("On to the next (0)"))
        self.done = Button(look, self.tr("Show my suggestions"), kind="primary")
        self.count = Paragraph(look, role="small", color="secondary", align=_CENTER)
        self.stars.rated.connect(lambda value: self.rate(value) if value else None)
        self.unseen.clicked.connect(self.leave_out)
        self.done.clicked.connect(self.done_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch()
        buttons.addWidget(self.unseen)
        buttons.addWidget(self.done)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.poster, 0, _CENTER)
        column.addSpacing(16)
        column.addWidget(self.title)
        column.addSpacing(4)
        column.addWidget(self.facts)
        column.addSpacing(12)
        column.addWidget(self.stars, 0, _CENTER)
        column.addSpacing(16)
        column.addLayout(buttons)
        column.addSpacing(12)
        column.addWidget(self.count)

    @property
    def video(self) -> Video | None:
        return self._video

    def show_video(self, video: Video) -> None:
        self._video = video
        self.poster.show_video(video)
        self.title.set_text(video.title)
        self.facts.set_text(wording.facts(video))
        self.stars.set_stars(None)

    def show_count(self, rated: int, *, enough: int, most: int) -> None:
        self.done.setVisible(rated >= enough)
        if rated == 0:
            said = self.tr("Keys 1 to 5 rate, 0 goes on to the next.")
        elif rated < enough:
            said = self.tr("{} rated; {} more and the first suggestions are yours.").format(rated, enough - rated)
        else:
            said = self.tr("{} rated. Up to {} make the start better still.").format(rated, most)
        self.count.set_text(said)

    def rate(self, stars: float) -> None:
        if self._video is not None:
            self.stars.set_stars(stars)
            self.rated.emit(self._video.id, stars)

    def leave_out(self) -> None:
        if self._video is not None:
            self.passed.emit(self._video.id)


class CrowdQuestion(QWidget):
    """Asked once: whether to start from what people in general like."""

    answered = Signal(object)  # bool

    def __init__(self, look: Look, notice: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = self.tr("Start from what people in general like")
        self.switch = Switch(look, name=title)
        self.switch.chosen.connect(self.answered)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Paragraph(look, title, role="strong"))
        texts.addWidget(Paragraph(look, notice, role="small", color="tertiary"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        row.addLayout(texts, 1)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        self.setObjectName("group")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class GuideView(QWidget):
    """The frame of the steps: where one is, the step, and the way past it."""

    accessible_role = QAccessible.Role.Grouping

    skipped = Signal()

    def __init__(self, look: Look, pictures: Pictures, notice: str | None, parent: QWidget | None = None) -> None:
        """``notice``: of what people in general like; None where that is not there to start from."""
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("First steps"))
        self.scan = ScanStep(look, pictures)
        self.rate = RateStep(look, pictures)
        self.question = CrowdQuestion(look, notice) if notice is not None else None
        self._where = Paragraph(look, role="small", color="tertiary")
        self.skip = Button(look, self.tr("Skip"), kind="link")
        self.skip.clicked.connect(self.skipped)
        self._heading = Paragraph(look, role="display", align=_CENTER)
        self._sentence = Paragraph(look, color="secondary", align=_CENTER)
        self._steps: dict[str, QWidget] = {"scan": self.scan, "rate": self.rate}
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 0)
        head.addWidget(self._where, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.skip)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 12, 0, 24)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._heading)
        column.addSpacing(6)
        column.addWidget(self._sentence)
        column.addSpacing(20)
        for page in self._steps.values():
            page.hide()
            column.addWidget(page)
        if self.question is not None:
            column.addSpacing(24)
            column.addWidget(self.question)
        column.addStretch(3)
        holder = QWidget()
        middle = QHBoxLayout(holder)
        middle.setContentsMargins(24, 0, 24, 0)
        middle.addStretch(1)
        middle.addWidget(self._inside, 1000)
        middle.addStretch(1)
        area = ScrollColumn()
        area.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(head)
        outer.addWidget(area, 1)
        look.changed.connect(self._fit)

    def show_step(self, step: str, heading: str, sentence: str) -> None:
        for name, page in self._steps.items():
            page.setVisible(name == step)
        self._heading.set_text(heading)
        self._sentence.set_text(sentence)
        if self.question is not None:
            self.question.setVisible(step == "scan")
        names = (self.tr("Folders"), self.tr("Look through"), self.tr("Rate a few"), self.tr("First suggestions"))
        where = "   ›   ".join(names)
        current = names[1 + list(self._steps).index(step)]
        self._where.set_text(where, [Span(where.index(current), len(current), "text", 600)])
        self._fit()

    def event(self, event: QEvent) -> bool:
        # The window's own shortcuts (1 to 5, 0) would take these keys before the page hears of them.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._stars_of(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        stars = self._stars_of(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            onward = self.scan.go_on if self.rate.isHidden() else self.rate.done
            if onward.isVisible():
                onward.click()
        elif stars is None:
            event.ignore()
        elif stars:
            self.rate.rate(float(stars))
        else:
            self.rate.leave_out()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 480)

    def _stars_of(self, event: QKeyEvent) -> int | None:
        digit = event.key() - Qt.Key.Key_0
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return digit if plain and not self.rate.isHidden() and 0 <= digit <= 5 else None

    def _fit(self) -> None:
        width = min(round(_WIDTH * self._look.theme.room), max(200, self.width() - 48))
        self._inside.setMaximumWidth(width)
        height = self.height() * _POSTER_SHARE / self._look.theme.room  # larger stars need their room
        self.rate.poster.set_width(round(min(width, max(240, height * 16 / 9))))
        for poster in self.scan.posters:
            poster.set_width((width - 12 * (_FOUND - 1)) // _FOUND)
