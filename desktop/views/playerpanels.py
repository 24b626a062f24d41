"""The panels of the player that stay open while one tries: subtitles with their style, and speed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import keys
from desktop.language import tr
from desktop.models.programme import Subtitles
from desktop.models.viewing import DELAY_STEP_MS, SIZES, SPEEDS, SubtitleStyle
from desktop.theme import Look
from desktop.views import wording
from desktop.views.choosing import Choice, Steps
from desktop.views.controls import Button, Hairline, Label
from desktop.views.scrolling import ScrollColumn
from desktop.views.stage import no_icon

_ROWS = 6  # tracks that are seen without scrolling
_MOST_DELAY_MS = 600_000


class Panel(QFrame):
    """Pops up above a button of the bar. Escape, a press beside it, and its own key take it away."""

    closed = Signal()

    def __init__(self, look: Look, title: str, key: str, parent: QWidget) -> None:
        """``key``: the verb that opens it."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._look = look
        self._opens = next(one for one in keys.player_keys() if one.verb == key).keys
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)  # outside of the round corners
        self.setAccessibleName(title)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(16, 12, 16, 16)
        self.column.setSpacing(8)
        self.column.addWidget(Label(look, title, role="heading"))
        self._area = ScrollColumn()
        self._area.setWidget(inner)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(1, 1, 1, 1)
        frame.addWidget(self._area)

    def fit(self, width: int, room: QSize) -> None:
        """As large as its controls need (``width`` at least), inside ``room``; what is too high is scrolled."""
        self.column.invalidate()
        width = min(max(width, self.column.sizeHint().width()) + 2, room.width())
        self.resize(width, min(self.column.totalHeightForWidth(width - 2) + 2, room.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("line_strong"), 1))
        painter.setBrush(self._look.color("panel"))
        radius = self._look.theme.radius["card"]
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.spelled(event) in self._opens:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


class SubtitlePanel(Panel):
    """Which subtitles, in one language or two, and how they look and when they come."""

    first_chosen = Signal(int)  # place among the tracks; -1: none
    second_chosen = Signal(int)
    style_chosen = Signal(object)  # SubtitleStyle
    delay_chosen = Signal(object)  # int, milliseconds

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Subtitles"), "show_subtitles", parent)
        self._style = SubtitleStyle()
        self._first, self._second = _Tracks(look, tr("Language")), _Tracks(look, tr("Second language"))
        self._first.chosen.connect(self.first_chosen)
        self._second.chosen.connect(self.second_chosen)
        lists = QHBoxLayout()
        lists.setSpacing(16)
        for tracks in (self._first, self._second):
            lists.addWidget(tracks, 1)
        self.size_steps = Steps(
            look, name=tr("Size of subtitles"), least=SIZES[0], most=SIZES[-1], step=SIZES[1] - SIZES[0], say=_percent
        )
        self.size_steps.chosen.connect(lambda size: self._restyle(replace(self._style, size=size)))
        self.edges = Choice(
            look,
            (("outline", tr("Outline")), ("shadow", tr("Shadow")), ("box", tr("Box"))),
            name=tr("Style"),
        )
        self.edges.chosen.connect(lambda edge: self._restyle(replace(self._style, edge=edge)))
        self.inks = Choice(look, (("white", tr("White")), ("warm", tr("Warm"))), name=tr("Color"))
        self.inks.chosen.connect(lambda ink: self._restyle(replace(self._style, ink=ink)))
        self.delay = Steps(
            look,
            name=tr("Delay of subtitles"),
            least=-_MOST_DELAY_MS,
            most=_MOST_DELAY_MS,
            step=DELAY_STEP_MS,
            say=wording.delay,
        )
        self.delay.less.setToolTip(tr("Earlier"))
        self.delay.more.setToolTip(tr("Later"))
        for button, says in ((self.delay.less, tr("Subtitles earlier")), (self.delay.more, tr("Subtitles later"))):
            button.setAccessibleName(says)
        self.delay.chosen.connect(self.delay_chosen)
        self.in_time = Button(look, tr("In time"), kind="link", tip=tr("No delay"))
        self.in_time.clicked.connect(lambda: self.delay_chosen.emit(0))
        delays = QWidget()
        beside = QHBoxLayout(delays)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.delay)
        beside.addWidget(self.in_time)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (says, control) in enumerate(
            (
                (tr("Size"), self.size_steps),
                (tr("Style"), self.edges),
                (tr("Color"), self.inks),
                (tr("Delay"), delays),
            )
        ):
            grid.addWidget(Label(look, says, role="body", color="secondary"), row, 0)
            grid.addWidget(control, row, 1, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(lists)
        self.column.addWidget(Hairline(look))
        self.column.addLayout(grid)
        note = Label(look, tr("The style is kept for all videos, the delay for this one."), role="small")
        note.set_color("tertiary")
        self.column.addWidget(note)

    def set_tracks(self, tracks: Sequence[Subtitles]) -> None:
        for column in (self._first, self._second):
            column.set_tracks(tracks)

    def show_chosen(self, first: int, second: int) -> None:
        """Places among the tracks; -1: none."""
        self._first.show_chosen(first)
        self._second.show_chosen(second, taken=first if first >= 0 else None)
        self._second.setEnabled(first >= 0)

    def show_style(self, style: SubtitleStyle) -> None:
        self._style = style
        self.size_steps.show_value(style.size)
        self.edges.show_value(style.edge)
        self.inks.show_value(style.ink)

    def show_delay(self, delay_ms: int) -> None:
        self.delay.show_value(delay_ms)
        self.in_time.setVisible(delay_ms != 0)

    def first_rows(self) -> list[Button]:
        return self._first.rows()

    def second_rows(self) -> list[Button]:
        return self._second.rows()

    def _restyle(self, style: SubtitleStyle) -> None:
        self.style_chosen.emit(style)


class SpeedPanel(Panel):
    """How fast, and one frame at a time."""

    speed_chosen = Signal(object)  # float
    frame_asked = Signal(int)  # -1 back, 1 on

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Speed"), "show_speeds", parent)
        self.speeds = Choice(look, [(speed, wording.speed(speed)) for speed in SPEEDS], name=tr("Speed"))
        self.speeds.chosen.connect(self.speed_chosen)
        self._note = Label(look, role="small", color="tertiary")
        frames = QHBoxLayout()
        frames.setSpacing(8)
        frames.addWidget(Label(look, tr("One frame"), role="body", color="secondary"))
        frames.addStretch()
        by_verb = {key.verb: key for key in keys.player_keys()}
        self.frame_back, self.frame_on = (
            Button(
                look,
                kind="icon",
                icon=icon,
                tip=keys.tip(by_verb[verb].says, by_verb[verb]),
                name=by_verb[verb].says,
            )
            for verb, icon in (("frame_back", "frame-back"), ("frame_on", "frame-on"))
        )
        for button, way in ((self.frame_back, -1), (self.frame_on, 1)):
            button.setAutoRepeat(True)
            button.clicked.connect(lambda _=False, way=way: self.frame_asked.emit(way))
            frames.addWidget(button)
        self.column.addWidget(self.speeds)
        self.column.addWidget(self._note)
        self.column.addWidget(Hairline(look))
        self.column.addLayout(frames)

    def show_speed(self, speed: float, note: str) -> None:
        """``note``: what the speed is kept for, and what becomes of the voices."""
        self.speeds.show_value(speed)
        self._note.setText(note)
        self._note.updateGeometry()


class _Tracks(QWidget):
    """A short list of tracks, one of them chosen, or none."""

    chosen = Signal(int)

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self._look = look
        self._title = title
        self._rows: dict[int, Button] = {}
        self._usable: dict[int, bool] = {}
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda number: self.chosen.emit(number - 1))  # Qt takes -1 for "any"
        self._area = ScrollColumn()
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(look, title, role="label", color="tertiary"))
        column.addWidget(self._area)

    def set_tracks(self, tracks: Sequence[Subtitles]) -> None:
        """The tracks to choose from."""
        for old in self._group.buttons():
            self._group.removeButton(old)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._rows, self._usable = {}, {}
        for place, name, problem in (
            (-1, tr("None"), ""),
            *((place, track.name, track.problem) for place, track in enumerate(tracks)),
        ):
            said = f"{name} · {problem}" if problem else name
            row = Button(self._look, said, kind="row", name=f"{self._title}: {said}", tip=said)
            row.setCheckable(True)
            row.setIconSize(QSize(1, 1) * round(self._look.theme.size["icon"] * self._look.theme.room))
            self._usable[place] = not problem
            self._rows[place] = row
            self._group.addButton(row, place + 1)
            column.addWidget(row)
        column.addStretch()
        self._area.setWidget(inner)
        height = inner.sizeHint().height()
        self._area.setFixedHeight(min(height, height // (len(tracks) + 1) * _ROWS))

    def show_chosen(self, chosen: int, *, taken: int | None = None) -> None:
        """``taken``: the one that is chosen elsewhere."""
        for place, row in self._rows.items():
            row.setChecked(place == chosen)
            row.setEnabled(self._usable[place] and place != taken)
            row.set_icon("check" if place == chosen else "", "accent")
            if place != chosen:
                row.setIcon(no_icon(row.iconSize().width()))

    def sizeHint(self) -> QSize:
        return QSize(round(184 * self._look.theme.room), super().sizeHint().height())

    def rows(self) -> list[Button]:
        """None first, then the tracks."""
        return list(self._rows.values())


def _percent(value: int) -> str:
    return QLocale().toString(value) + " %"
