"""Tags as chips: taken off with a click or Delete, added by typing."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop.theme import Look
from desktop.views.controls import Button, Flow
from desktop.views.tagging import TagCompleter


class TagChips(QWidget):
    """The tags of one video. Genres stand before them and cannot be taken off."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = Flow(self, gap=8)
        self._chips: list[Button] = []
        self._add = Button(look, self.tr("+ tag"), kind="chip", role="small", tip=self.tr("Add a tag (T)"))
        self._add.clicked.connect(self.edit)
        self._box = _TagBox(look)
        self._box.finished.connect(self._finish)
        self._box.hide()
        self._flow.addWidget(self._add)
        self._flow.addWidget(self._box)

    def offer(self, known: QAbstractItemModel) -> None:
        """Complete what is typed with these tags."""
        completer = TagCompleter(self._look, known, self._box)
        # Queued: the field gets the text of a click after this.
        completer.activated.connect(self._box.hand_over, Qt.ConnectionType.QueuedConnection)

    def show_tags(self, genres: tuple[str, ...], tags: tuple[str, ...]) -> None:
        if (genres, tags) == self._shown:
            return
        self._shown = (genres, tags)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._flow.removeWidget(self._add)
        self._flow.removeWidget(self._box)
        self._chips = [self._chip(name, removable=False) for name in genres if name not in tags]
        self._chips += [self._chip(name, removable=True) for name in tags]
        for widget in [*self._chips, self._add, self._box]:
            self._flow.addWidget(widget)
        for before, after in pairwise([self._add, *self._chips, self._add]):  # to where it is, and itself behind them
            self.setTabOrder(before, after)
        for chip in self._chips:
            chip.show()
        self._flow.invalidate()
        self.updateGeometry()

    def edit(self) -> None:
        """Open the box to type a tag into."""
        self._add.hide()
        self._box.clear()
        self._box.show()
        self._box.setFocus()

    def _finish(self, text: str, again: bool) -> None:
        if not again:
            self._box.hide()
            self._add.show()
        if text:
            self.added.emit(text)

    def _chip(self, name: str, *, removable: bool) -> Button:
        chip = _Chip(self._look, name.replace("&", "&&"), kind="chip", role="small", name=name, parent=self)
        if removable:
            chip.setToolTip(self.tr("Click to take this tag off"))
            chip.clicked.connect(lambda: self.removed.emit(name))
            chip.deleted.connect(lambda: self.removed.emit(name))
        else:
            chip.setCursor(Qt.CursorShape.ArrowCursor)
            chip.setToolTip(self.tr("A genre, from the video's own data"))
        return chip


class _Chip(Button):
    deleted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


class _TagBox(QLineEdit):
    """Enter adds and stays open for the next; Escape or leaving closes, and nothing typed is lost."""

    finished = Signal(str, bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "chip")
        self.setFont(look.font("small"))
        self.setFixedWidth(112)
        self.setMaxLength(60)
        self.setPlaceholderText(self.tr("new tag"))
        self.setAccessibleName(self.tr("New tag"))
        self.editingFinished.connect(self._leave)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hand_over()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.finished.emit("", False)
        else:
            super().keyPressEvent(event)

    def hand_over(self) -> None:
        """What is typed is a tag; the next one may follow."""
        text = self.text().strip()
        self.clear()
        popup = self._popup
        if popup is not None:
            popup.hide()
        self.finished.emit(text, bool(text))

    @property
    def _popup(self) -> QWidget | None:
        """The list of completions, while it is open."""
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        return popup if popup is not None and popup.isVisible() else None

    def _leave(self) -> None:
        if self.isVisible() and self._popup is None:  # else a completion is being chosen
            text = self.text().strip()
            self.clear()
            self.finished.emit(text, False)
