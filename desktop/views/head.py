"""What stands above the posters: the For you row, the lines that a search found, the bar of the collection."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.models.pictures import Pictures
from desktop.models.suggestions import SuggestionModel
from desktop.theme import Look
from desktop.views import wording
from desktop.views.card import RING, SuggestionCard
from desktop.views.collectionbar import CollectionBar
from desktop.views.controls import Button, Label
from desktop.views.moments import MomentList


class CardRow(QWidget):
    """As many cards as fit side by side, and pages of them."""

    chosen = Signal(int)
    play_requested = Signal(int)
    rated = Signal(int, object)
    why_requested = Signal(int, QPoint)
    menu_requested = Signal(int, QPoint)
    paged = Signal()

    def __init__(self, look: Look, pictures: Pictures, model: SuggestionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pictures = pictures
        self._model = model
        self._cards: list[SuggestionCard] = []
        self._first = 0
        self._current: int | None = None
        self._writing = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        model.modelReset.connect(self._bind)
        look.changed.connect(self._bind)

    @property
    def first(self) -> int:
        return self._first

    @property
    def total(self) -> int:
        return self._model.rowCount()

    def columns(self, width: int | None = None) -> int:
        gap, size = self._look.theme.space["gap"], self._look.theme.size
        fitting = ((width or self.width()) + gap) // (size["card_least"] + gap)
        return max(1, min(fitting, size["cards_most"]))

    def cards(self) -> list[SuggestionCard]:
        return [card for card in self._cards if not card.isHidden()]

    def set_current(self, video_id: int | None) -> None:
        self._current = video_id
        for card in self._cards:
            card.set_current(card.video_id == video_id)

    def set_writing(self, writing: bool) -> None:
        """Whether blurbs are on their way."""
        if writing != self._writing:
            self._writing = writing
            self._bind()

    def turn(self, pages: int) -> None:
        """Show the cards before or after."""
        last = max(0, self.total - self.columns())
        self._first = max(0, min(last, self._first + pages * self.columns()))
        self._bind()

    def heightForWidth(self, width: int) -> int:
        if not self.total:
            return 0
        card_width = self._card_width(width)
        return max((card.heightForWidth(card_width) for card in self.cards()), default=0)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = max(self.width(), 320)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if len(self.cards()) != min(self.columns(), self.total):
            self._bind()
        else:
            self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        cards = self.cards()
        at = next((place for place, card in enumerate(cards) if card.hasFocus()), None)
        if step is None or at is None:
            event.ignore()
            return
        target = at + step
        if not 0 <= target < len(cards):
            before = self._first
            self.turn(step)
            moved = self._first - before
            target = at + step - moved
        if 0 <= target < len(self.cards()):
            self.cards()[target].setFocus(Qt.FocusReason.TabFocusReason)

    def _card_width(self, width: int) -> int:
        gap, columns = self._look.theme.space["gap"], self.columns(width)
        return (width - (columns - 1) * (gap - 2 * RING)) // columns

    def _bind(self) -> None:
        pairs = self._model.pairs()
        columns = self.columns()
        self._first = max(0, min(self._first, len(pairs) - columns))
        shown = pairs[self._first : self._first + columns]
        while len(self._cards) < len(shown):
            self._cards.append(self._make())
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(shown))
            if place < len(shown):
                suggestion, video = shown[place]
                card.show_suggestion(suggestion, video, waiting=self._writing and video.id in self._model.stale)
                card.set_current(video.id == self._current)
        self._place()
        self.updateGeometry()
        self.paged.emit()

    def _place(self) -> None:
        width = self._card_width(self.width())
        gap = self._look.theme.space["gap"] - 2 * RING
        for place, card in enumerate(self.cards()):
            card.setGeometry(QRect(place * (width + gap), 0, width, self.height()))

    def _make(self) -> SuggestionCard:
        card = SuggestionCard(self._look, self._pictures, self)
        if self._cards:
            QWidget.setTabOrder(self._cards[-1], card)
        card.chosen.connect(self.chosen)
        card.play_requested.connect(self.play_requested)
        card.rated.connect(self.rated)
        card.why_requested.connect(self.why_requested)
        card.menu_requested.connect(self.menu_requested)
        return card


class Head(QWidget):
    """The part of the library page above the grid; it scrolls with it."""

    refresh_requested = Signal()

    def __init__(self, look: Look, pictures: Pictures, model: SuggestionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        edge = look.theme.space["edge"]
        self.cards = CardRow(look, pictures, model)
        self.moments = MomentList(look, pictures)
        self._learned = Label(look, role="small", color="secondary", elide=True)
        self._learned.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._refresh = Button(
            look,
            self.tr("Refresh"),
            kind="link",
            icon="refresh",
            icon_color="accent",
            icon_size=14,
            role="small",
            tip=self.tr("Learn from what you said since, and write the blurbs anew (F5)"),
        )
        self._refresh.clicked.connect(self.refresh_requested)
        self._pages = Label(look, role="small", color="tertiary")
        self._back = Button(look, kind="bare", icon="chevron-left", name=self.tr("Suggestions before these"))
        self._forth = Button(look, kind="bare", icon="chevron-right", name=self.tr("More suggestions"))
        self._back.clicked.connect(lambda: self.cards.turn(-1))
        self._forth.clicked.connect(lambda: self.cards.turn(1))
        self._for_you = self._make_for_you()
        self.bar = CollectionBar(look, indent=RING)
        self._box = QVBoxLayout(self)
        # The ring of the current card stands three pixels outside of the column of text.
        self._box.setContentsMargins(edge - RING, 20, edge - RING, 14)
        self._box.setSpacing(0)
        self._box.addWidget(self._for_you)
        self._box.addWidget(self.moments)
        self._box.addWidget(self.bar)
        self.moments.hide()
        self.cards.paged.connect(self._show_pages)
        model.modelReset.connect(self._show_pages)
        self._wanted = True
        self._model = model

    def show_for_you(self, wanted: bool) -> None:
        """For you stands above the whole collection only."""
        self._wanted = wanted
        self._show_pages()

    def set_learned(self, ratings: int, notes: int) -> None:
        self._learned.setText(wording.learned(ratings, notes))
        self._learned.updateGeometry()

    def learned(self) -> str:
        return self._learned.text()

    def set_refreshing(self, busy: bool) -> None:
        self._refresh.setEnabled(not busy)
        self._refresh.setText(self.tr("Refreshing…") if busy else self.tr("Refresh"))

    def heightForWidth(self, width: int) -> int:
        return self._box.heightForWidth(width) if self._box.hasHeightForWidth() else self.sizeHint().height()

    def hasHeightForWidth(self) -> bool:
        return True

    def _show_pages(self) -> None:
        total, first, columns = self.cards.total, self.cards.first, self.cards.columns()
        self._for_you.setVisible(self._wanted and total > 0)
        self._pages.setText(self.tr("{}–{} of {}").format(first + 1, min(total, first + columns), total))
        self._back.setEnabled(first > 0)
        self._forth.setEnabled(first + columns < total)
        for widget in (self._pages, self._back, self._forth):
            widget.setVisible(total > columns)
        self._pages.updateGeometry()

    def _make_for_you(self) -> QWidget:
        look = self._look
        box = QWidget()
        policy = box.sizePolicy()
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 24)
        column.setSpacing(0)
        title = Label(look, self.tr("For you"), role="display")
        title.setIndent(RING)
        column.addWidget(title)
        row = QHBoxLayout()
        row.setContentsMargins(RING, 0, RING, 0)
        row.setSpacing(8)
        row.addWidget(self._learned)
        row.addWidget(self._refresh)
        row.addStretch()
        row.addWidget(self._pages)
        row.addWidget(self._back)
        row.addWidget(self._forth)
        column.addLayout(row)
        column.addSpacing(10)
        column.addWidget(self.cards)
        return box
