"""The results of a search: how many of each kind, the hits, and what to do where there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.models.pictures import Pictures
from desktop.models.search import FOUND, KINDS, Found, Kind, counted, kind_title
from desktop.theme import Look
from desktop.views import wording
from desktop.views.controls import Button, Flow, Label
from desktop.views.hits import HitList
from desktop.views.paragraph import Paragraph
from desktop.views.states import Quiet


class SearchView(QWidget):
    """Layout, and which of the kinds is shown."""

    left = Signal()
    library_requested = Signal()  # these videos, as the collection

    def __init__(self, look: Look, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = Found("")
        self._kind: Kind | None = None
        self._is_awaited = False  # by the keyboard
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Search"))
        self.back = Button(look, kind="icon", icon="arrow-left", tip=self.tr("Back to where you were (Esc)"))
        self.back.clicked.connect(self.left)
        self.title = Label(look, role="display", elide=True)
        self.summary = Label(look, role="small", color="tertiary", elide=True)
        self.in_library = Button(look, self.tr("Show these in the library"), kind="link", role="small")
        self.in_library.setToolTip(self.tr("The collection, with only the videos whose own texts hold the words"))
        self.in_library.clicked.connect(self.library_requested)
        self.corrected = Paragraph(look, color="secondary")
        self.list = HitList(look, pictures)
        self.list.kind_chosen.connect(self._choose_more)
        self.quiet = Quiet(look)
        self._blank = QWidget()
        self._stack = QStackedWidget()
        for page in (self._blank, self.list, self.quiet):
            self._stack.addWidget(page)
        self._kinds: dict[Kind | None, Button] = {}
        self._lay(look)
        self.corrected.hide()

    def kinds(self) -> dict[Kind | None, Button]:
        """The buttons of the kinds; None: all."""
        return dict(self._kinds)

    def begin(self, query: str) -> None:
        """Another search: all kinds again. What was found before stays until the first answer."""
        self._kind = None
        self._is_awaited = False
        self.title.setText(self.tr("Search: {}").format(query))
        self.summary.setText(self.tr("Looking…"))

    def show_found(self, found: Found, *, asked: str, done: bool) -> None:
        """``asked``: the words that were typed; another query was found where they were put right. ``done``: no more
        comes."""
        self._found = found
        self.title.setText(self.tr("Search: {}").format(asked))
        count = found.count
        number = _all(found)
        said = {0: self.tr("No hits"), 1: self.tr("1 hit")}.get(count, self.tr("{} hits").format(number))
        self.summary.setText(said if done else self.tr("{} so far, looking through spoken lines…").format(said))
        put_right = found.query != asked and bool(count)
        self.corrected.setVisible(put_right)
        if put_right:
            self.corrected.set_text(
                self.tr("Nothing holds “{}”. These hold “{}”, which is spelled nearly so.").format(asked, found.query)
            )
        if self._kind is not None and not found.of(self._kind):
            self._kind = None
        self._show_kinds()
        self.in_library.setVisible(bool(set(found.hits) - {"people", "lines"}) and not put_right)
        if count:
            self.list.show_found(found, self._kind)
            self._stack.setCurrentWidget(self.list)
            if self._is_awaited:
                self.take_focus()
        elif done:
            self.quiet.say(
                self.tr("Nothing found for “{}”").format(asked),
                self.tr(
                    "A search looks for every word in titles, names of people, descriptions, your notes and all that "
                    "is said in the videos. Parts of words count, and “words in quotes” must stand together. Words "
                    "that are spelled nearly so were looked for too. Try fewer words, or one of them."
                ),
            )
            self._stack.setCurrentWidget(self.quiet)
        else:
            self._stack.setCurrentWidget(self._blank)

    def choose_kind(self, kind: Kind | None) -> None:
        """Show all hits of one kind, or the first ones of each."""
        if kind == self._kind:
            return
        self._kind = kind
        self._show_kinds()
        self.list.show_found(self._found, kind)
        self.list.scrollToTop()

    def take_focus(self) -> None:
        """The keyboard goes to the hits, as soon as there are some."""
        self._is_awaited = self._stack.currentWidget() is not self.list
        if not self._is_awaited:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_more(self, kind: Kind) -> None:
        self.choose_kind(kind)
        self.list.go_to_first()

    def _show_kinds(self) -> None:
        for kind, button in self._kinds.items():
            count = self._found.count if kind is None else len(self._found.of(kind))
            name = self.tr("All") if kind is None else kind_title(kind)
            number = _all(self._found) if kind is None else counted(count)
            button.setText(f"{name}  {number}")
            button.setAccessibleName(f"{name}: {number}")
            button.setEnabled(bool(count))
            button.setVisible(bool(count))
            button.setChecked(kind == self._kind)

    def _lay(self, look: Look) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.summary)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.in_library, 0, Qt.AlignmentFlag.AlignTop)
        row = Flow(gap=8)
        group = QButtonGroup(self)
        for kind in (None, *KINDS):
            button = Button(look, kind="segment", role="small")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, kind=kind: self.choose_kind(kind))
            group.addButton(button)
            row.addWidget(button)
            self._kinds[kind] = button
        hint = Label(
            look,
            self.tr("Enter opens · Space plays · a spoken line plays from its second"),
            role="small",
            color="tertiary",
            elide=True,
        )
        edge = look.theme.space["edge"]
        upper = QVBoxLayout()
        upper.setContentsMargins(edge, 16, edge, 8)
        upper.setSpacing(12)
        upper.addLayout(head)
        upper.addLayout(row)
        upper.addWidget(self.corrected)
        hits = QHBoxLayout()
        hits.setContentsMargins(edge - 8, 0, edge - 8, 0)
        hits.addWidget(self._stack)
        lower = QHBoxLayout()
        lower.setContentsMargins(edge, 6, edge, 8)
        lower.addWidget(hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper)
        column.addLayout(hits, 1)
        column.addLayout(lower)
        self._show_kinds()


def _all(found: Found) -> str:
    return wording.number(found.count) + ("+" if any(len(hits) >= FOUND for hits in found.hits.values()) else "")
