"""The library page: For you above the collection, and what stands there when there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.bridge import Background
from desktop.memory import Memory
from desktop.models.columns import COLUMNS
from desktop.models.pictures import Pictures
from desktop.models.places import Place
from desktop.models.shelf import Counted, Filter, Reads, Shelf, Sittings, View, count, fill
from desktop.models.suggestions import Ranked, SuggestionModel
from desktop.models.videos import VideoListModel
from desktop.theme import Look
from desktop.views import wording
from desktop.views.collectionbar import GROUPS, CollectionBar
from desktop.views.head import Head
from desktop.views.postergrid import ZOOM, PosterGrid
from desktop.views.selectionbar import SelectionBar
from desktop.views.states import Quiet, Welcome
from desktop.views.videotable import PAD, VideoTable
from engine.events import Changes
from engine.records import Root
from engine.store.queries import Group, Sort

_COUNT_MS = 150  # after the person said something: what follows from it in For you comes first
_FIRST = 96  # posters that a first look at a large library may hold


class LibraryPage(QWidget):
    """Answers what is asked of it (a place, an order, a search) from the store, beside the GUI thread."""

    video_chosen = Signal(int)
    play_requested = Signal(int, object)  # id, seconds or None
    rate_requested = Signal(int, object)
    why_requested = Signal(int, QPoint)
    menu_requested = Signal(int, QPoint)
    selection_menu_requested = Signal(QPoint)
    add_requested = Signal()
    demo_requested = Signal()
    refresh_requested = Signal()
    counted = Signal(object)  # Counted
    first_shown = Signal(object)  # the roots; what ``show_first`` found is shown, and will be painted next

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        reads: Callable[[], Reads],
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reads = reads
        self._background = background
        self._sittings = Sittings()
        self._unlearned: frozenset[int] = frozenset()  # videos whose sittings may have changed since
        self._moved = True  # whether the videos shown may be others by now, or in another order
        self._view = View(Place("", "all"))
        self._counted: Counted | None = None
        self._scanning = False
        self._is_ranked = False
        self._is_loaded = False
        self._asked = 0
        self._current: int | None = None
        self._is_table = False
        self.videos = VideoListModel(
            lambda ids: reads().videos(ids=ids), background, self, measure=lambda ids: reads().file_facts(ids)
        )
        self.suggestions = SuggestionModel(self)
        self.head = Head(look, pictures, self.suggestions)
        self.grid = PosterGrid(look, pictures, self.head)
        self.table = VideoTable(look, pictures)
        self.table.setModel(self.videos)  # before the grid, which makes the selection
        self.grid.setModel(self.videos)
        self.grid.setAccessibleName(self.tr("Videos"))
        self.selection = self.grid.selection()
        self.table.setSelectionModel(self.selection)
        self._table_page = QWidget()
        edge = look.theme.space["edge"]
        self.table_bar = CollectionBar(look, indent=edge, table=True)
        row = QHBoxLayout()
        row.setContentsMargins(edge - PAD, 0, 0, 0)  # the text of the cells stands where the bar's does
        row.addWidget(self.table)
        table_column = QVBoxLayout(self._table_page)
        table_column.setContentsMargins(0, 20, 0, 0)
        table_column.setSpacing(8)
        table_column.addWidget(self.table_bar)
        table_column.addLayout(row, 1)
        self.selection_bar = SelectionBar(look)
        self.welcome = Welcome(look)
        self.quiet = Quiet(look)
        self._stack = QStackedWidget()
        self._blank = QWidget()  # before the first answer: nothing, rather than a flash of "empty"
        for page in (self._blank, self.grid, self._table_page, self.welcome, self.quiet):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.selection_bar)
        self._gather = QTimer(self, singleShot=True, interval=0)
        self._gather.timeout.connect(self._ask)
        self._connect()

    # --- what is asked of it ---------------------------------------------------------------------

    def show_first(self) -> None:
        """Show the first posters of a large library, before all are listed and counted."""
        view = self._view if not self._is_table else replace(self._view, group=None)

        def work() -> tuple[Shelf, list[Root]]:
            reads = self._reads()
            return fill(reads, view, self._sittings, most=None if view.group else _FIRST), reads.roots()

        def land(answer: tuple[Shelf, list[Root]]) -> None:
            shelf, roots = answer
            if shelf.ids and not self._is_loaded:
                self.videos.show(shelf.ids, shelf.first)
                self._show_bar(shelf, None)
                self._choose_view()
            self.first_shown.emit(roots if shelf.ids else [])

        self._background.run(work, land)

    def load(self) -> None:
        """Count and show for the first time."""
        self._is_loaded = True
        self.reload()

    def reload(self) -> None:
        """Ask again, once, at the next turn of the event loop."""
        self._moved = True
        self._gather.start(0)

    def go_to(self, place: Place) -> None:
        self._view = replace(self._view, place=place, filter="everything", query="")
        self.selection.clearSelection()
        self.grid.to_top()
        self.reload()

    def search(self, query: str) -> None:
        if query != self._view.query:
            self._view = replace(self._view, query=query)
            self.grid.to_top()
            self.reload()

    def set_sort(self, sort: Sort, reverse: bool = False) -> None:
        self._view = replace(self._view, sort=sort, reverse=reverse)
        self.reload()

    def set_group(self, group: Group | None) -> None:
        self._view = replace(self._view, group=group)
        self.reload()

    def set_table(self, table: bool) -> None:
        """Show the collection as a table, or as posters below For you."""
        focus = self.window().focusWidget()
        had_focus = self.grid.hasFocus() or (focus is not None and self._stack.isAncestorOf(focus))
        self._is_table = table
        self.reload()
        self._choose_page()
        shown = self.table if table else self.grid
        shown.scrollTo(self.selection.currentIndex())
        if had_focus:
            self.grid.setFocus()

    def toggle_table(self) -> None:
        self.set_table(not self._is_table)

    def zoom(self, step: int) -> None:
        """Larger (1) or smaller (-1) posters; 0: as at first."""
        if step:
            self.grid.zoom_by(step)
        else:
            self.grid.set_zoom(ZOOM)

    @property
    def current(self) -> int | None:
        """The video that the details show."""
        return self._current

    def selected(self) -> list[int]:
        """The videos that are selected, where they are several; else none."""
        return self.selection.ids() if self.selection.count() > 1 else []

    def select_one(self) -> bool:
        """Of several selected videos keep the current one. False where they were not several."""
        if self.selection.count() <= 1:
            return False
        current = self.selection.currentIndex()
        flags = self.selection.SelectionFlag
        self.selection.select(current, flags.ClearAndSelect | flags.Rows)
        return True

    def remember(self, memory: Memory) -> None:
        """Keep how the collection is shown."""
        memory.keep(
            table=self._is_table,
            sort=self._view.sort,
            reverse=self._view.reverse,
            group=self._view.group or "",
            zoom=[self.grid.zoom + 1],
            columns=self.table.layout_text(),
        )

    def recall(self, memory: Memory) -> None:
        """Show the collection as it was shown."""
        sort: Sort = next((column.sort for column in COLUMNS if column.sort == memory.text("sort")), self._view.sort)
        group = memory.text("group")
        self._view = replace(
            self._view,
            sort=sort,
            reverse=memory.flag("reverse", False),
            group=group if group in GROUPS and group else None,  # type: ignore[arg-type]
        )
        self.grid.set_zoom(next(iter(memory.sizes("zoom")), ZOOM + 1) - 1)
        self.table.restore_layout(memory.text("columns"))
        self.set_table(memory.flag("table", False))

    def set_filter(self, name: Filter) -> None:
        self._view = replace(self._view, filter=name)
        self.reload()

    def set_scanning(self, scanning: bool) -> None:
        """Whether the folders are being looked through: an empty library then says so."""
        if scanning != self._scanning:
            self._scanning = scanning
            self._choose_page()

    def set_current(self, video_id: int | None) -> None:
        """Mark the video that the detail pane shows, wherever it stands on this page."""
        self._current = video_id
        self.head.cards.set_current(video_id)
        suggested = {suggestion.video_id for suggestion, _ in self.suggestions.pairs()}
        in_row = video_id in suggested and not self.grid.hasFocus() and self._shows_for_you()
        blocked = self.grid.blockSignals(True)
        self.grid.set_current_video(None if in_row else video_id)
        self.grid.blockSignals(blocked)

    def take_changes(self, changes: Changes) -> None:
        """Show what was committed."""
        touched = changes.videos | changes.ratings | changes.notes | changes.tags
        if touched:
            self.videos.refresh(touched)
        if changes:
            self._unlearned |= changes.ratings | changes.videos
            self._moved |= self._may_move(changes)
            self._gather.start(0 if self._moved else _COUNT_MS)

    def _may_move(self, changes: Changes) -> bool:
        """Whether other videos may be shown now, or in another order: to list all of a large library takes a while."""
        view = self._view
        only_said = changes.videos <= changes.ratings | changes.notes and not (changes.tags or changes.roots)
        by_said = view.sort in ("rating", "watched") or view.filter != "everything" or view.place.name == "continue"
        return not only_said or by_said or bool(view.query)

    def show_ranked(self, ranked: Ranked) -> None:
        self._is_ranked = True
        first = self.suggestions.rowCount() == 0
        self.suggestions.show(ranked)
        if first and ranked.suggestions and self._current is None and self._shows_for_you():
            self.video_chosen.emit(ranked.suggestions[0].video_id)

    def reveal_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """What the keyboard reached by Tab is scrolled into sight."""
        if now is not None:
            self.grid.reveal_child(now)

    @property
    def is_filled(self) -> bool:
        """Whether the first answer is shown, For you with it, and nothing else is to be asked."""
        return self._counted is not None and self._is_ranked and not self._gather.isActive()

    # --- answering -------------------------------------------------------------------------------

    def _ask(self) -> None:
        if not self._is_loaded:
            return
        view = self._view if not self._is_table else replace(self._view, group=None)
        self._asked += 1
        asked, moved = self._asked, self._moved
        unlearned, self._unlearned = sorted(self._unlearned), frozenset()

        def work() -> tuple[Shelf | None, Counted]:
            reads = self._reads()
            if self._counted is None:
                self._sittings.learn(reads)
            elif unlearned:
                self._sittings.learn(reads, unlearned)
            return fill(reads, view, self._sittings) if moved else None, count(reads, self._sittings)

        def land(answer: tuple[Shelf | None, Counted]) -> None:
            if asked == self._asked:  # else something newer is on its way
                self._show(*answer)

        self._background.run(work, land)

    def _show(self, shelf: Shelf | None, counted: Counted) -> None:
        self._counted = counted
        self.counted.emit(counted)
        self.head.set_learned(counted.rated, counted.noted)
        if shelf is None:
            return
        self._moved = False
        self.videos.show(shelf.ids, shelf.first, shelf.sections)
        self.head.show_for_you(self._shows_for_you())
        self.head.moments.show_moments(shelf.moments)
        self._show_bar(shelf, counted)
        self._choose_page(shelf)

    def _show_bar(self, shelf: Shelf, counted: Counted | None) -> None:
        view = self._view
        for bar in (self.head.bar, self.table_bar):
            bar.show_order(not view.query)
            bar.show_choices(sort=view.sort, reverse=view.reverse, shown=view.filter, group=view.group or "")
            bar.set_title(*self._title(shelf, counted))
        self.table.show_sort(view.sort, view.reverse)

    def _title(self, shelf: Shelf, counted: Counted | None) -> tuple[str, str]:
        found = len(shelf.ids)
        number = wording.number(found)
        said = self.tr("1 video") if found == 1 else self.tr("{} videos").format(number)
        if shelf.view.query and not found:
            return self.tr("No title, description or note holds “{}”").format(shelf.view.query), ""
        if shelf.view.query:
            return self.tr("Found for “{}”").format(shelf.view.query), said
        if counted is None:
            said = ""
        elif counted.unreadable and shelf.view.place.name == "all":
            said += self.tr(" · {} can't be read").format(wording.number(counted.unreadable))
        return shelf.view.place.label or self.tr("All videos"), said

    def _choose_page(self, shelf: Shelf | None = None) -> None:
        counted = self._counted
        if counted is None:
            return
        view = self._view
        nothing = not self.videos.ids() and not (shelf is not None and shelf.moments)
        if not counted.places["all"]:
            self._show_empty_library(counted)
        elif nothing and view.filter == "everything":
            self.quiet.say(*self._nothing_here(view))
            self._stack.setCurrentWidget(self.quiet)
        else:
            self._choose_view()

    def _choose_view(self) -> None:
        first = self._stack.currentWidget() is self._blank
        # A search shows the lines that it found too, which stand above the posters.
        as_table = self._is_table and not self._view.query
        # Whoever gives the collection the focus need not know which view is shown.
        self.grid.setFocusProxy(self.table if as_table else None)  # type: ignore[arg-type]
        self._stack.setCurrentWidget(self._table_page if as_table else self.grid)
        if first:
            self.grid.setFocus()

    def _show_empty_library(self, counted: Counted) -> None:
        if not counted.roots:
            if self._stack.currentWidget() is self._blank:
                self.welcome.take_focus()
            self._stack.setCurrentWidget(self.welcome)
            return
        if self._scanning:
            self.quiet.say(
                self.tr("Looking through your folders…"),
                self.tr("The first videos appear here in a moment. You can rate and note while it goes on."),
            )
        else:
            self.quiet.say(
                self.tr("No videos in your folders"),
                self.tr("Matinee found no video in them. Add another folder, or put videos there and press F5."),
            )
        self._stack.setCurrentWidget(self.quiet)

    def _nothing_here(self, view: View) -> tuple[str, str]:
        if view.query:
            return (
                self.tr("Nothing found for “{}”").format(view.query),
                self.tr("No title, description, note or spoken line holds these words."),
            )
        if view.place.name == "continue":
            return self.tr("Nothing begun"), self.tr("A video that you stop before its end waits here.")
        if view.place.root is not None and not view.place.root.online:
            return (
                self.tr("This drive is unplugged"),
                self.tr("Its videos come back when it is there again. Your ratings and notes are kept."),
            )
        return self.tr("Nothing here yet"), self.tr("No video in your folders is of this kind.")

    def _shows_for_you(self) -> bool:
        return self._view.place.name == "all" and not self._view.query

    def _connect(self) -> None:
        cards, grid, head = self.head.cards, self.grid, self.head
        cards.chosen.connect(self.video_chosen)
        cards.play_requested.connect(lambda video_id: self.play_requested.emit(video_id, None))
        cards.rated.connect(self.rate_requested)
        cards.why_requested.connect(self.why_requested)
        cards.menu_requested.connect(self.menu_requested)
        head.moments.play_requested.connect(self.play_requested.emit)
        head.moments.chosen.connect(self.video_chosen)
        head.refresh_requested.connect(self.refresh_requested)
        for bar in (head.bar, self.table_bar):
            bar.sort_chosen.connect(self.set_sort)
            bar.filter_chosen.connect(self.set_filter)
            bar.table_chosen.connect(self.set_table)
        head.bar.group_chosen.connect(lambda group: self.set_group(group or None))
        head.bar.zoom_chosen.connect(grid.set_zoom)
        self.table_bar.columns_requested.connect(self.table.open_columns)
        grid.zoomed.connect(head.bar.show_zoom)
        self.table.sort_chosen.connect(self.set_sort)
        self.selection.counted.connect(self.selection_bar.show_count)
        self.selection_bar.left.connect(self.select_one)
        grid.current_video_changed.connect(self.video_chosen)
        for view in (grid, self.table):
            view.play_requested.connect(lambda video_id: self.play_requested.emit(video_id, None))
            view.menu_requested.connect(self._ask_menu)
        self.welcome.add_requested.connect(self.add_requested)
        self.welcome.demo_requested.connect(self.demo_requested)

    def _ask_menu(self, video_id: int, at: QPoint) -> None:
        """On one of several selected videos, the menu is of them all."""
        if self.selection.count() > 1 and self.selection.holds(self.videos.row_of(video_id)):
            self.selection_menu_requested.emit(at)
        else:
            self.menu_requested.emit(video_id, at)
