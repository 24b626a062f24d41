"""The window as a whole: choosing, menus, dialogs, keys. Joins the pages; knows no store and no job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QObject, QPoint, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from desktop import actions
from desktop.actions import Hands
from desktop.bridge import Background
from desktop.models.places import Place
from desktop.models.suggestions import Ranking
from desktop.pages.detail import DetailPage
from desktop.pages.library import LibraryPage
from desktop.pages.routine import Routine
from desktop.pages.theatre import Theatre
from desktop.theme import Choice, Look
from desktop.views.detail import DetailPane
from desktop.views.menus import WhyPopup, video_menu
from desktop.views.topbar import TopBar
from desktop.views.window import MainWindow
from engine.errors import EnvironmentFault
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


class Shell(QObject):
    """Verbs that concern more than one part of the window."""

    def __init__(
        self,
        look: Look,
        parts: Parts,
        hands: Hands,
        video: Callable[[int], Video],
        background: Background,
        *,
        demo_folder: Path,
        keep_theme: Callable[[Choice], None],
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
        self._keep_theme = keep_theme

    # --- one video -------------------------------------------------------------------------------

    @property
    def current(self) -> int | None:
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

    def toggle_watched(self) -> None:
        if self.current is not None:
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
            self._hands.report(EnvironmentFault(f"The folder {folder} can't be opened here."))

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

    # --- the window ------------------------------------------------------------------------------

    def choose_theme(self, choice: str) -> None:
        for known in get_args(Choice):
            if known == choice:
                self._look.choose(known)
                self._keep_theme(known)

    def show_player(self, page: QWidget) -> None:
        self._parts.window.take_over(page)

    def leave_player(self) -> None:
        window = self._parts.window
        if window.isFullScreen():
            window.showNormal()
        window.give_back()
        self._parts.library.grid.setFocus()

    def toggle_full_screen(self) -> None:
        window = self._parts.window
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()

    def find(self) -> None:
        self._parts.topbar.search.setFocus()
        self._parts.topbar.search.selectAll()

    def go_to_found(self) -> None:
        """From the search box to what it found."""
        grid = self._parts.library.grid
        grid.setFocus()

    def edit_note(self) -> None:
        if self.current is not None:
            self._parts.window.show_detail()
            self._parts.pane.note.setFocus()
            self._parts.pane.ensure_seen(self._parts.pane.note)

    def edit_tag(self) -> None:
        if self.current is not None:
            self._parts.window.show_detail()
            self._parts.pane.tags.edit()
            self._parts.pane.ensure_seen(self._parts.pane.tags)

    def escape(self) -> None:
        """One step back: out of a text, out of the search, out of the pane."""
        parts, focus = self._parts, QApplication.focusWidget()
        if isinstance(focus, QPlainTextEdit) or (isinstance(focus, QLineEdit) and focus is not parts.topbar.search):
            parts.pane.note.flush()
            parts.library.grid.setFocus()
        elif parts.topbar.search.text():
            parts.topbar.search.clear()
            parts.library.grid.setFocus()
        elif focus is parts.topbar.search:
            parts.library.grid.setFocus()
        else:
            parts.window.hide_detail()

    def bind_keys(self) -> None:
        """The keys of the whole window. A text field keeps what it can type."""
        window, parts = self._parts.window, self._parts
        rate = self._in_library(lambda stars: self.rate(self.current, stars))
        for digit in range(6):
            window.on_key(str(digit), partial(rate, float(digit) or None))
        for keys, verb in (
            ("Ctrl+F", self.find),
            ("/", self.find),
            ("N", self.edit_note),
            ("T", self.edit_tag),
            ("W", self.toggle_watched),
            ("F5", parts.routine.refresh),
            ("Ctrl+R", parts.routine.refresh),
            ("Ctrl+O", self.ask_for_folder),
            ("Ctrl+B", window.toggle_sidebar),
            ("Ctrl+I", window.toggle_detail),
            ("Ctrl+J", window.toggle_jobs),
            ("Escape", self.escape),
        ):
            window.on_key(keys, self._in_library(verb))
        window.on_key("F11", self.toggle_full_screen)
        window.on_key("Ctrl+Q", self._quit)

    def _quit(self) -> None:
        self._parts.window.close()

    def _in_library(self, verb: Callable[..., None]) -> Callable[..., None]:
        """The player has its own keys."""

        def guarded(*values: object) -> None:
            if self._parts.window.in_library:
                verb(*values)
            elif verb == self.escape:
                self._parts.theatre.close()

        return guarded
