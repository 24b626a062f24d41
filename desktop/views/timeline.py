"""Everything that the person said and did, newest first, each with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QDateTime, QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.language import tr
from desktop.models.taste import Event
from desktop.theme import Look
from desktop.views import wording
from desktop.views.cards import Card, EvidenceLine
from desktop.views.controls import Button, Label
from desktop.views.paragraph import Span

_FIRST, _MORE = 20, 60


class TimelineCard(Card):
    """Shows the newest events, and more when asked."""

    video_chosen = Signal(int)
    forget_requested = Signal(int)
    undo_requested = Signal(object)  # Event of an import
    preview_requested = Signal(float)  # Unix seconds
    import_requested = Signal()  # of what was rated elsewhere

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, self.tr("All that you said"), parent)
        self._look = look
        self._events: list[Event] = []
        self._shown = _FIRST
        self._rows: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.more = Button(look, self.tr("Show more"), kind="link")
        self.more.clicked.connect(self._show_more)
        self.bring = Button(
            look,
            self.tr("Import ratings…"),
            kind="link",
            tip=self.tr("From Letterboxd, IMDb, Trakt or any table (Ctrl+Shift+I)"),
        )
        self.bring.clicked.connect(self.import_requested)
        self.body.addWidget(self.bring, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._list)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_events(self, events: Sequence[Event]) -> None:
        if list(events) != self._events or not self._rows:
            self._events = list(events)
            self._fill()

    def events(self) -> list[Event]:
        return list(self._events)

    def menus(self) -> list[Button]:
        """The button of each row's menu, in their order."""
        return [row.menu for row in self._rows if isinstance(row, _Row)]

    def _show_more(self) -> None:
        self._shown += _MORE
        self._fill()

    def _fill(self) -> None:
        for row in self._rows:
            row.setParent(None)
            row.deleteLater()
        self._rows = []
        for day, events in groupby(self._events[: self._shown], key=lambda event: day_text(event.at)):
            head = Label(self._look, day, role="small", color="tertiary")
            head.setFixedHeight(self._look.theme.line("small") + 12)
            head.setAlignment(Qt.AlignmentFlag.AlignBottom)
            head.setIndent(8)
            self._add(head)
            for event in events:
                row = _Row(self._look, event)
                row.line.clicked.connect(lambda _=False, event=event: self._open(event))
                row.menu.clicked.connect(lambda _=False, row=row, event=event: self._menu(row.menu, event))
                self._add(row)
        self.say("" if self._events else self.tr("Nothing yet. What you rate, note, tag or watch is listed here."))
        self.more.setVisible(len(self._events) > self._shown)
        self.updateGeometry()

    def _add(self, row: QWidget) -> None:
        self._rows.append(row)
        self._list.addWidget(row)
        row.show()

    def _open(self, event: Event) -> None:
        if event.video_id is not None:
            self.video_chosen.emit(event.video_id)

    def _menu(self, button: Button, event: Event) -> None:
        menu = QMenu(button)
        menu.setFont(self._look.font("body"))
        at = event.at
        menu.addAction(self._look.icon("later", size=16), self.tr("See the list as of then")).triggered.connect(
            lambda: self.preview_requested.emit(at)
        )
        if event.import_id is not None:
            undo = menu.addAction(self._look.icon("back10", size=16), self.tr("Undo this import…"))
            undo.triggered.connect(lambda: self.undo_requested.emit(event))
        elif event.video_id is not None:
            video_id = event.video_id
            show = menu.addAction(self._look.icon("panel-right", size=16), self.tr("Show the video"))
            show.triggered.connect(lambda: self.video_chosen.emit(video_id))
            menu.addSeparator()
            forget = menu.addAction(self._look.icon("trash", size=16), self.tr("Forget all about this video…"))
            forget.triggered.connect(lambda: self.forget_requested.emit(video_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))


class _Row(QWidget):
    """When, what, and the menu."""

    def __init__(self, look: Look, event: Event) -> None:
        super().__init__()
        words, spans = event_text(event)
        self.line = EvidenceLine(look, words, spans, lambda: None)
        self.menu = Button(look, kind="bare", icon="more", icon_size=14, name=tr("What to do: {}").format(words))
        time = Label(look, time_text(event.at), role="small", color="tertiary")
        widest = max(time.fontMetrics().horizontalAdvance(time_text(hour * 3600.0)) for hour in range(24))
        time.setIndent(8)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        time.setFixedWidth(widest + 20)
        row.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        time.setFixedHeight(look.theme.line("small") + 8)
        row.addWidget(self.line, 1)
        row.addWidget(self.menu, 0, Qt.AlignmentFlag.AlignTop)


def event_text(event: Event) -> tuple[str, list[Span]]:
    """The event in words, with what was given or said set off."""
    said = " ".join(event.said.split())
    set_off = ""
    if event.what == "rated" and event.stars is not None:
        set_off = wording.stars(event.stars)
        text = tr("You gave {} {}").format(event.title, set_off)
    elif event.what == "noted":
        set_off = tr("“{}”").format(said)
        text = tr("You wrote about {}: {}").format(event.title, set_off)
    elif event.what == "abandoned":
        text = tr("You left {} at {}").format(event.title, wording.clock(event.at_s))
    elif event.what in ("tagged", "untagged"):
        frame = tr("You tagged {} as {}") if event.what == "tagged" else tr("You took off {} the tag {}")
        set_off = said
        text = frame.format(event.title, said)
    elif event.what == "imported":
        text = tr("You imported {}: {} things said").format(said, wording.number(event.count))
    else:
        text = {
            "cleared": tr("You took back your rating of {}"),
            "unnoted": tr("You took back your note about {}"),
            "finished": tr("You watched {} to its end"),
            "replayed": tr("You watched {} again"),
            "unwatched": tr("You marked {} as not watched"),
            "hidden": tr("You never want {} suggested"),
            "later": tr("You put {} off for two weeks"),
            "shown": tr("You let {} be suggested again"),
        }[event.what].format(event.title)
    start = text.rfind(set_off) if set_off else -1
    return text, [Span(start, len(set_off), "accent")] if start >= 0 else []


def day_text(at: float) -> str:
    return QLocale().toString(_moment(at).date(), QLocale.FormatType.LongFormat)


def time_text(at: float) -> str:
    return QLocale().toString(_moment(at).time(), QLocale.FormatType.ShortFormat)


def _moment(at: float) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(at))
