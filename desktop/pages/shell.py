"""The window as a whole: choosing, menus, dialogs, keys. Joins the pages; knows no store and no job."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from desktop import actions
from desktop.actions import Hands
from desktop.bridge import Background
from desktop.keys import bound, video_keys, window_keys
from desktop.models.places import Place
from desktop.models.suggestions import Ranking
from desktop.pages.collection import Collection
from desktop.pages.detail import DetailPage
from desktop.pages.library import LibraryPage
from desktop.pages.routine import Routine
from desktop.pages.search import SearchPage
from desktop.pages.settings import SettingsPage
from desktop.pages.taste import TastePage
from desktop.pages.theatre import Theatre
from desktop.theme import Choice, Look
from desktop.views.detail import DetailPane
from desktop.views.jobs import JobsPanel
from desktop.views.keymap import KeyMap
from desktop.views.menus import WhyPopup, video_menu
from desktop.views.sidebar import Sidebar
from desktop.views.topbar import TopBar
from desktop.views.window import MainWindow
from engine.errors import EnvironmentFault
from engine.message import Message
from engine.records import Video


@dataclass(frozen=True, slots=True)
class Parts:
    """What the shell joins."""

    window: MainWindow
    topbar: TopBar
    library: LibraryPage
    pane: DetailPane
    detail: DetailPage
    theatre: Theatre
    ranking: Ranking
    routine: Routine
    sidebar: Sidebar
    taste: TastePage
    pages: QStackedWidget  # the library page, the taste page and what a search found
    settings: SettingsPage
    collection: Collection
    search: SearchPage
    jobs: JobsPanel


class Shell(QObject):
    """Verbs that concern more than one part of the window."""

    import_requested = Signal()

    def __init__(
        self,
        look: Look,
        parts: Parts,
        hands: Hands,
        video: Callable[[int], Video],
        background: Background,
        *,
        demo_folder: Path,
        choose_theme: Callable[[Choice], None],
        parent: QObject | None = None,
    ) -> None:
        """``video`` reads one row, on any thread."""
        super().__init__(parent)
        self._look = look
        self._parts = parts
        self._hands = hands
        self._video = video
        self._background = background
        self._demo_folder = demo_folder
        self._choose_theme = choose_theme
        self._detail_was_open = True
        self._before_search: QWidget = parts.library
        self._key_map = KeyMap(look, parts.window)

    # --- one video -------------------------------------------------------------------------------

    @property
    def current(self) -> int | None:
        """The video that verbs act on; none where none is in sight."""
        if self._parts.pane.isHidden():
            if self._on_search:
                return self._parts.search.current
            if self._on_taste:
                return None
        return self._parts.detail.video_id

    def choose(self, video_id: int) -> None:
        self._parts.detail.show_video(video_id)
        self._parts.library.set_current(video_id)

    def play(self, video_id: int | None, at_s: float | None = None) -> None:
        if video_id is not None:
            self._parts.theatre.play(video_id, at_s)

    def rate(self, video_id: int | None, stars: float | None) -> None:
        if video_id is not None:
            actions.rate(self._hands, video_id, stars)

    def write_note(self, video_id: int, text: str) -> None:
        self._parts.routine.note_written(actions.write_note(self._hands, video_id, text))

    def add_tag(self, tag: str) -> None:
        if self.current is not None:
            actions.add_tags(self._hands, self.current, tag)

    def remove_tag(self, tag: str) -> None:
        if self.current is not None:
            actions.remove_tag(self._hands, self.current, tag)

    @property
    def _has_several(self) -> bool:
        """Whether several videos are selected where one sees them."""
        return self._parts.pages.currentWidget() is self._parts.library and bool(self._parts.collection.ids)

    def toggle_watched(self) -> None:
        if self._has_several:
            self._parts.collection.mark("watched")
        elif self.current is not None:
            self._background.run(
                lambda video_id=self.current: self._video(video_id),  # type: ignore[misc]
                lambda video: actions.mark(self._hands, video.id, "unwatched" if video.watched else "watched"),
            )

    def explain(self, video_id: int, at: QPoint) -> None:
        def show(known: Video) -> None:
            self._parts.ranking.why(
                video_id,
                lambda standing: WhyPopup(self._look, known.title, standing, self._parts.window).show_at(at),
            )

        self._background.run(lambda: self._video(video_id), show)

    def show_menu(self, video_id: int | None, at: QPoint) -> None:
        if video_id is None:
            return
        self._background.run(lambda: self._video(video_id), lambda video: self._menu(video).popup(at))

    def _menu(self, video: Video) -> QMenu:
        return video_menu(
            self._look,
            video,
            self._parts.window,
            play=lambda: self.play(video.id),
            open_elsewhere=lambda: actions.open_elsewhere(self._hands, video),
            mark=lambda mark: actions.mark(self._hands, video.id, mark),
            rate=lambda stars: self.rate(video.id, stars),
            show_in_folder=lambda: self.show_in_folder(video),
        )

    def show_in_folder(self, video: Video) -> None:
        folder = Path(video.path).parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._hands.report(EnvironmentFault(Message("The folder {folder} can't be opened here.", folder=folder)))

    # --- folders ---------------------------------------------------------------------------------

    def ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self._parts.window, self.tr("Add a folder of videos"), str(Path.home())
        )
        if chosen:
            actions.add_folder(self._hands, Path(chosen))

    def add_folders(self, folders: list[Path]) -> None:
        for folder in folders:
            actions.add_folder(self._hands, folder)

    def open_paths(self, paths: Sequence[Path], *, find: Callable[[Path], list[Video]]) -> None:
        """Add folders, play videos that the library knows, and say which it does not know."""
        self.add_folders([path for path in paths if path.is_dir()])
        for path in paths:
            if not path.is_dir():
                self._background.run(partial(find, path), partial(self._play_opened, path))

    def _play_opened(self, path: Path, found: list[Video]) -> None:
        video = next((video for video in found if Path(video.path) == path), None)
        if video is not None:
            self.play(video.id)
        else:
            self._hands.report(
                EnvironmentFault(Message("{name} is not in the library. Add its folder first.", name=path.name))
            )

    def show_folder_menu(self, place: Place, at: QPoint) -> None:
        root = place.root
        if root is None:
            return
        menu = QMenu(self._parts.window)
        menu.setFont(self._look.font("body"))
        look_again = menu.addAction(self._look.icon("refresh", size=16), self.tr("Look for new videos"))
        look_again.triggered.connect(lambda: actions.scan(self._hands))
        remove = menu.addAction(self._look.icon("trash", size=16), self.tr("Remove this folder…"))
        remove.triggered.connect(lambda: self.confirm_removal(root.path))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def confirm_removal(self, path: str) -> None:
        """Ask, then take a folder out of the library; its files stay where they are."""
        box = QMessageBox(self._parts.window)
        box.setWindowTitle(self.tr("Remove a folder"))
        box.setText(self.tr("Remove {} from the library?").format(path))
        box.setInformativeText(
            self.tr(
                "The files stay where they are. What you rated, noted or tagged is kept, "
                "and is there again when you add the folder again."
            )
        )
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.buttonClicked.connect(lambda button: actions.remove_folder(self._hands, path) if button is remove else None)
        box.finished.connect(box.deleteLater)
        box.open()

    def make_demo(self) -> None:
        actions.make_demo(self._hands, self._demo_folder)

    # --- places ----------------------------------------------------------------------------------

    def go_to(self, place: Place) -> None:
        """A part of the library, or the page of the person's taste."""
        parts = self._parts
        self._close_search()
        if place.name == "taste":
            self._detail_was_open = not parts.pane.isHidden()
            parts.window.hide_detail()
            parts.pages.setCurrentWidget(parts.taste)
            parts.taste.open()
            if not parts.sidebar.list.hasFocus():
                parts.taste.area.setFocus()
            return
        if self._on_taste:
            parts.pages.setCurrentWidget(parts.library)
            if self._detail_was_open:
                parts.window.show_detail()
        parts.library.go_to(place)

    def leave_taste(self) -> None:
        """Back to the library, where one was."""
        if self._on_taste:
            self._parts.sidebar.go_back()
            self._parts.library.grid.setFocus()

    # --- search ----------------------------------------------------------------------------------

    def search(self, query: str) -> None:
        """Show what is found on a page of its own, in place of what was there; without words, that again."""
        parts = self._parts
        parts.library.search("")
        if not query:
            self._close_search()
            return
        parts.pane.note.flush()
        if parts.window.page is not None:
            parts.window.close_page()
        if not self._on_search:
            self._before_search = parts.taste if self._on_taste else parts.library
            parts.pages.setCurrentWidget(parts.search.view)
        parts.search.search(query)

    def leave_search(self) -> None:
        """Back to where one was."""
        if self._on_search:
            self._close_search()
            self._parts.topbar.search.show_query("")
            self._focus_page()

    def show_hit(self, video_id: int) -> None:
        """The details of a hit; the library below stays where it is."""
        self._parts.detail.show_video(video_id)

    def open_hit(self, video_id: int) -> None:
        """Show the details of a hit, also where they were hidden."""
        self.show_hit(video_id)
        self._parts.window.show_detail()

    def enter_hit(self, video_id: int) -> None:
        """Show the details; where they are shown, play it."""
        if self._parts.pane.isHidden():
            self.open_hit(video_id)
        else:
            self.play(video_id)

    def filter_library(self, query: str) -> None:
        """The collection, with only what holds the words."""
        self._close_search()
        self.leave_taste()
        self._parts.topbar.search.show_query(query)
        self._parts.library.search(query)
        self._parts.library.grid.setFocus()

    def _close_search(self) -> None:
        parts = self._parts
        if self._on_search:
            parts.search.forget()
            parts.pages.setCurrentWidget(self._before_search)
            if parts.library.current is not None:
                parts.detail.show_video(parts.library.current)

    @property
    def _on_search(self) -> bool:
        return self._parts.pages.currentWidget() is self._parts.search.view

    def _focus_page(self) -> None:
        """The keyboard goes to the page that is shown."""
        parts = self._parts
        if self._on_search:
            parts.search.view.take_focus()
        else:
            (parts.taste.area if self._on_taste else parts.library.grid).setFocus()

    def choose_from_taste(self, video_id: int) -> None:
        """Show a video beside the page that names it."""
        self.choose(video_id)
        self._parts.window.show_detail()

    def rate_something(self) -> None:
        """To the videos that have no rating yet."""
        self._parts.sidebar.select("all")
        self._parts.library.set_filter("unrated")
        self._parts.library.grid.setFocus()

    @property
    def _on_taste(self) -> bool:
        return self._parts.pages.currentWidget() is self._parts.taste

    # --- the window ------------------------------------------------------------------------------

    def choose_theme(self, choice: str) -> None:
        for known in get_args(Choice):
            if known == choice:
                self._choose_theme(known)

    def show_player(self, page: QWidget) -> None:
        self._parts.window.take_over(page)

    def leave_player(self) -> None:
        window = self._parts.window
        if window.isFullScreen():
            self.toggle_full_screen()
        window.give_back()
        self._focus_page()

    def toggle_full_screen(self) -> None:
        window = self._parts.window
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)  # maximised stays maximised

    def find(self) -> None:
        """To the search; on the settings page, to its own."""
        if self._parts.settings.is_shown:
            self._parts.settings.find()
        elif not self._parts.window.is_taken_over:
            self._parts.topbar.search.setFocus()
            self._parts.topbar.search.selectAll()

    def show_settings(self) -> None:
        """The settings, or back from them."""
        window, settings = self._parts.window, self._parts.settings
        if settings.is_shown:
            self.close_page()
        elif not window.is_taken_over:
            settings.open()
            self.open_page(settings.view)

    def open_page(self, page: QWidget) -> None:
        """Show a page instead of the library; what is written in the details is kept first."""
        self._parts.pane.note.flush()
        self._parts.window.open_page(page)
        page.setFocus()

    def close_page(self) -> None:
        """Back to the library."""
        if self._parts.window.page is not None:
            self._parts.window.close_page()
            self._focus_page()

    def undo(self) -> None:
        """Take the last change back; on the settings page, one of a setting first."""
        settings = self._parts.settings
        if not (settings.is_shown and settings.undo()):
            self._parts.collection.undo()

    def show_keys(self) -> None:
        """The map of the keys, or away with it."""
        self._key_map.toggle()

    def go_to_found(self) -> None:
        """From the search box to what it found."""
        self._focus_page()

    def toggle_jobs(self) -> None:
        """Show the jobs, with the keyboard on them, or hide them."""
        self._parts.window.toggle_jobs()
        if self._parts.jobs.isVisible():
            self._parts.jobs.take_focus()
        else:
            self._focus_page()

    def edit_note(self) -> None:
        if self.current is not None:
            self._parts.window.show_detail()
            self._parts.pane.note.setFocus()
            self._parts.pane.ensure_seen(self._parts.pane.note)

    def edit_tag(self) -> None:
        if self._has_several:
            self._parts.collection.ask_for_tags()
        elif self.current is not None:
            self._parts.window.show_detail()
            self._parts.pane.tags.edit()
            self._parts.pane.ensure_seen(self._parts.pane.tags)

    def escape(self) -> None:
        """One step back: out of the player, a text, the search, a page, the pane."""
        parts, focus = self._parts, QApplication.focusWidget()
        if self._key_map.isVisible():
            self._key_map.close_map()
        elif parts.window.is_taken_over:
            parts.theatre.step_back()
        elif parts.window.page is not None:
            if not (parts.settings.is_shown and parts.settings.step_back()):
                self.close_page()
        elif isinstance(focus, QPlainTextEdit) or (isinstance(focus, QLineEdit) and focus is not parts.topbar.search):
            parts.pane.note.flush()
            self._focus_page()
        elif self._on_search:
            self.leave_search()
        elif parts.topbar.search.text():
            parts.topbar.search.clear()
            parts.library.grid.setFocus()
        elif self._on_taste:
            self.leave_taste()
        elif focus is parts.topbar.search or parts.library.select_one():
            parts.library.grid.setFocus()
        else:
            parts.window.hide_detail()

    def bind_keys(self) -> None:
        """The keys of the whole window, as ``desktop/keys.py`` lists them."""
        window, parts = self._parts.window, self._parts
        verbs: dict[str, Callable[[], None]] = {
            "find": self.find,
            "edit_note": self.edit_note,
            "edit_tag": self.edit_tag,
            "toggle_watched": self.toggle_watched,
            "refresh": parts.routine.refresh,
            "ask_for_folder": self.ask_for_folder,
            "toggle_sidebar": window.toggle_sidebar,
            "toggle_detail": window.toggle_detail,
            "toggle_jobs": self.toggle_jobs,
            "toggle_full_screen": self.toggle_full_screen,
            "toggle_table": parts.library.toggle_table,
            "zoom_in": partial(parts.library.zoom, 1),
            "zoom_out": partial(parts.library.zoom, -1),
            "zoom_reset": partial(parts.library.zoom, 0),
            "undo": self.undo,
            "show_settings": self.show_settings,
            "import_ratings": self.import_requested.emit,
            "show_keys": self.show_keys,
            "escape": self.escape,
            "quit": self._quit,
        }
        for stars in range(6):
            verbs[f"rate_{stars}"] = partial(self._rate_current, float(stars) or None)
        for key, verb in bound((*window_keys(), *video_keys()), verbs):
            for spelling in key.keys:
                window.on_key(spelling, verb if key.everywhere else self._in_library(verb))

    def _rate_current(self, stars: float | None) -> None:
        if self._has_several:
            self._parts.collection.rate(stars)
        else:
            self.rate(self.current, stars)

    def _quit(self) -> None:
        self._parts.window.close()

    def _in_library(self, verb: Callable[[], None]) -> Callable[[], None]:
        """The player and the other pages have their own keys."""

        def guarded() -> None:
            if self._parts.window.in_library and not self._key_map.isVisible():
                verb()

        return guarded
