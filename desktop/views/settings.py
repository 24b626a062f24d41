"""The settings as a page: groups of rows, each with one plain sentence, a control and its way back; a filter above."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.theme import Look
from desktop.views.controls import Button, Hairline, Label
from desktop.views.paragraph import Paragraph, Span
from desktop.views.scrolling import ScrollColumn

_WIDTH = 760  # of the column of groups
_NARROW = 540  # below it a control stands under its sentence
_GLIDE_MS = 180


class Filter(QLineEdit):
    """What a setting must be about."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setPlaceholderText(self.tr("Find a setting"))
        self.setAccessibleName(self.tr("Find a setting"))
        self.setTextMargins(24, 0, 0, 0)
        self.setMaximumWidth(280)
        look.changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        icon = self._look.icon_pixmap("search", "tertiary", 16, self.devicePixelRatioF())  # as in the search box
        QPainter(self).drawPixmap(13, (self.height() - 16) // 2, icon)

    def _dress(self) -> None:
        self.setFont(self._look.font("body"))
        self.setFixedHeight(self._look.theme.size["control"])


class Row(QWidget):
    """One setting, or one thing to do: its name, a sentence, its control, and a way back to what it was at first."""

    reset_requested = Signal()

    def __init__(
        self,
        look: Look,
        name: str,
        sentence: str,
        control: QWidget,
        *,
        words: str = "",
    ) -> None:
        """``words``: what else one may call it, for the filter."""
        super().__init__()
        self._look = look
        self._name, self._sentence, self._words = name, sentence, words
        self._title = Paragraph(look, name, role="strong")
        self._text = Paragraph(look, sentence, role="small", color="secondary")
        self.control = control
        self.reset = Button(
            look,
            kind="bare",
            icon="undo",
            icon_size=15,
            tip=self.tr("Back to the default"),
            name=self.tr("{}: back to the default").format(name),
        )
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)
        self.reset.clicked.connect(self.reset_requested)
        self.reset.hide()
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._title)
        texts.addWidget(self._text)
        self._side = QHBoxLayout()
        self._side.setSpacing(4)
        control.setAccessibleDescription(sentence)
        for widget in (self.reset, control):
            self._side.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(16, 12, 16, 12)
        self._box.setSpacing(16)
        self._box.addLayout(texts, 1)
        self._box.addLayout(self._side)

    @property
    def name(self) -> str:
        return self._name

    def say(self, sentence: str) -> None:
        """Another sentence, about how things stand now."""
        self._sentence = sentence
        self._text.set_text(sentence)
        self.control.setAccessibleDescription(sentence)

    def show_changed(self, changed: bool) -> None:
        """Whether it differs from the default."""
        self.reset.setVisible(changed)

    def match(self, query: str, *, anyway: bool = False) -> bool:
        """Show itself if it is about all words of ``query`` (or ``anyway``), and set them off."""
        words = query.casefold().split()
        text = f"{self._name} {self._sentence} {self._words}".casefold()
        found = anyway or all(word in text for word in words)
        self._title.set_text(self._name, spans_of(words, self._name))
        self._text.set_text(self._sentence, spans_of(words, self._sentence))
        self.setVisible(found)
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW * self._look.theme.room
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._box.direction():
            self._box.setDirection(way)
            self._box.setSpacing(8 if narrow else 16)
            self._box.setAlignment(self._side, Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0))
            self._side.setDirection(QBoxLayout.Direction.RightToLeft if narrow else QBoxLayout.Direction.LeftToRight)


class Group(QWidget):
    """A heading and its rows on one card."""

    def __init__(self, look: Look, heading: str, rows: Sequence[Row]) -> None:
        super().__init__()
        self.heading = heading
        self.rows: list[Row] = []
        self._lines: list[QWidget] = []
        card = QFrame()
        card.setObjectName("group")
        self._column = QVBoxLayout(card)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._look = look
        for place, row in enumerate(rows):
            self.insert(place, row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(Label(look, heading, role="heading"))
        outer.addWidget(card)

    def insert(self, place: int, row: Row) -> None:
        """Put a row before the one at ``place``."""
        self.rows.insert(place, row)
        line = Hairline(self._look)
        self._lines.insert(place, line)
        self._column.insertWidget(2 * place, line)
        self._column.insertWidget(2 * place + 1, row)
        self._show_lines()

    def remove(self, row: Row) -> None:
        line = self._lines.pop(self.rows.index(row))
        self.rows.remove(row)
        for gone in (line, row):
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._show_lines()

    def match(self, query: str) -> bool:
        """Show the rows that are about ``query``; all, where the heading is."""
        whole = bool(query) and query.casefold() in self.heading.casefold()
        found = [row.match(query, anyway=whole) for row in self.rows]
        self.setVisible(any(found))
        self._show_lines()
        return any(found)

    def _show_lines(self) -> None:
        first = True
        for row, line in zip(self.rows, self._lines, strict=True):
            line.setVisible(not row.isHidden() and not first)
            first = first and row.isHidden()


class SettingsView(QWidget):
    """The page: a head with the filter, then the groups."""

    closed = Signal()
    undo_requested = Signal()
    reset_all_requested = Signal()

    def __init__(self, look: Look, groups: Sequence[Group], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.groups = list(groups)
        self.setAccessibleName(self.tr("Settings"))
        self.filter = Filter(look)
        self.filter.textChanged.connect(self._narrow)
        back = Button(look, kind="icon", icon="arrow-left", tip=self.tr("Back to the library (Esc)"))
        back.clicked.connect(self.closed)
        self.undo = Button(look, self.tr("Undo"), icon="undo", icon_size=16)
        self.undo.clicked.connect(self.undo_requested)
        self.reset_all = Button(look, self.tr("Reset all"), tip=self.tr("Every setting back to its default"))
        self.reset_all.clicked.connect(self.reset_all_requested)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(back)
        head.addWidget(Label(look, self.tr("Settings"), role="display"))
        head.addStretch(1)
        head.addWidget(self.filter, 10)
        for button in (self.undo, self.reset_all):
            head.addWidget(button)
        self._nothing = Paragraph(look, role="body", color="secondary")
        self._nothing.hide()
        inside = QWidget()
        inside.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 32)
        column.setSpacing(24)
        column.addWidget(self._nothing)
        for group in self.groups:
            column.addWidget(group)
        column.addStretch(1)
        self._inside = inside
        holder = QWidget()
        middle = QHBoxLayout(holder)
        middle.setContentsMargins(24, 8, 24, 0)
        middle.addStretch(1)
        middle.addWidget(inside, 1000)
        middle.addStretch(1)
        self._area = ScrollColumn()
        self._area.setWidget(holder)
        top = QWidget()
        top.setMaximumWidth(_WIDTH + 48)
        top.setLayout(head)
        head.setContentsMargins(24, 24, 24, 16)
        topmost = QHBoxLayout()
        topmost.setContentsMargins(0, 0, 0, 0)
        topmost.addStretch(1)
        topmost.addWidget(top, 1000)
        topmost.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(topmost)
        outer.addWidget(self._area, 1)
        self.setFocusProxy(self.filter)
        QWidget.setTabOrder(self.filter, back)  # Tab would pass over what stands before a page's proxy
        QWidget.setTabOrder(back, self.undo)
        self._glide = QPropertyAnimation(self._area.verticalScrollBar(), b"value", self)
        self._glide.setDuration(_GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        look.changed.connect(self._widen)
        self._widen()

    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    def show_undo(self, what: str) -> None:
        """Offer to undo a change, named by what was changed; "": nothing to undo."""
        self.undo.setEnabled(bool(what))
        self.undo.setToolTip(self.tr("Undo: {} (Ctrl+Z)").format(what) if what else self.tr("Nothing to undo"))

    def narrow_again(self) -> None:
        """After rows came or went."""
        self._narrow(self.filter.text())

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that the row of a widget in the page is in sight."""
        if not self._inside.isAncestorOf(widget):
            return
        bar = self._area.verticalScrollBar()
        top = widget.mapTo(self._inside, widget.rect().topLeft()).y() - 40
        bottom = top + widget.height() + 80
        room = self._area.viewport().height()
        wanted = top if top < bar.value() else bottom - room if bottom > bar.value() + room else bar.value()
        self._glide.stop()
        if self._look.animates and self.isVisible():
            self._glide.setEndValue(wanted)
            self._glide.start()
        else:
            bar.setValue(wanted)

    def _narrow(self, query: str) -> None:
        found = [group.match(query.strip()) for group in self.groups]
        self._nothing.set_text(self.tr("No setting is about “{}”.").format(query.strip()))
        self._nothing.setVisible(not any(found))

    def _widen(self) -> None:
        share = self._look.theme.room
        self._inside.setMaximumWidth(round(_WIDTH * share))
        self.filter.setMaximumWidth(round(280 * share))
        parent = self.filter.parentWidget()
        if parent is not None:
            parent.setMaximumWidth(round(_WIDTH * share) + 48)


def spans_of(words: Sequence[str], text: str) -> list[Span]:
    """Where ``words`` (in small letters) stand in ``text``, set off."""
    low = text.casefold()
    if len(low) != len(text):  # a letter such as ß, which has no small letter of one place
        return []
    spans = []
    for word in words:
        start = low.find(word)
        while start >= 0:
            spans.append(Span(start, len(word), "accent", 600))
            start = low.find(word, start + len(word))
    return spans
