"""What is done with several videos at once, with what is dropped onto the window, and taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from desktop import actions
from desktop.actions import Hands
from desktop.bridge import Background
from desktop.dropping import subtitles, videos
from desktop.models.history import Step
from desktop.models.tags import KnownTags
from desktop.pages.library import LibraryPage
from desktop.theme import Look
from desktop.views import wording
from desktop.views.menus import selection_menu
from desktop.views.tagging import TagDialog
from desktop.views.toast import Toast
from engine.errors import EnvironmentFault
from engine.message import Message
from engine.records import Mark, Video


class CollectionReads(Protocol):
    """What these verbs need of ``engine.store.queries.Reader``."""

    def tag_counts(self, ids: Sequence[int] | None = ...) -> dict[str, int]: ...

    def at_paths(self, paths: Sequence[str]) -> dict[str, int]: ...

    def video(self, video_id: int) -> Video: ...


class Collection(QObject):
    """Verbs on the selected videos, or on the ones that are dropped."""

    play_requested = Signal(int)
    chosen = Signal(int)

    def __init__(
        self,
        look: Look,
        page: LibraryPage,
        toast: Toast,
        tags: KnownTags,
        hands: Hands,
        reads: Callable[[], CollectionReads],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._page = page
        self._toast = toast
        self._tags = tags
        self._hands = hands
        self._reads = reads
        self._background = background
        bar = page.selection_bar
        bar.rated.connect(self.rate)
        bar.marked.connect(self.mark)
        bar.tag_requested.connect(self.ask_for_tags)
        bar.untag_requested.connect(self.show_tags)
        page.selection_menu_requested.connect(self.show_menu)
        toast.undo_requested.connect(self.undo)
        hands.history.done.connect(self._tell)
        hands.history.undone.connect(self._tell_undone)

    # --- the selected videos ---------------------------------------------------------------------

    @property
    def ids(self) -> list[int]:
        """The selected videos, where they are several."""
        return self._page.selected()

    def rate(self, stars: float | None) -> None:
        actions.rate(self._hands, self.ids, stars)

    def mark(self, mark: Mark) -> None:
        actions.mark(self._hands, self.ids, mark)

    def ask_for_tags(self) -> None:
        ids = self.ids
        dialog = TagDialog(self._look, self._tags, len(ids), self._window)
        dialog.chosen.connect(lambda tags: actions.add_tags(self._hands, ids, *tags))
        dialog.open()

    def show_tags(self, at: QPoint) -> None:
        """A menu of the tags of the selected videos: the one that is chosen is taken off them all."""
        ids = self.ids

        def show(counts: dict[str, int]) -> None:
            menu = QMenu(self._window)
            menu.setFont(self._look.font("body"))
            menu.aboutToHide.connect(menu.deleteLater)
            for tag, count in counts.items():
                action = menu.addAction(self.tr("{} ({})").format(tag.replace("&", "&&"), count))
                action.triggered.connect(lambda _=False, tag=tag: actions.remove_tag(self._hands, ids, tag))
            if not counts:
                menu.addAction(self.tr("They have no tags")).setEnabled(False)
            menu.popup(at)

        self._background.run(lambda: self._reads().tag_counts(ids), show)

    def show_menu(self, at: QPoint) -> None:
        """The menu of the selected videos."""
        selection_menu(
            self._look,
            len(self.ids),
            self._window,
            rate=self.rate,
            mark=self.mark,
            tag=self.ask_for_tags,
            untag=lambda: self.show_tags(at),
        ).popup(at)

    # --- taking back -----------------------------------------------------------------------------

    def undo(self) -> None:
        self._hands.history.undo()

    def _tell(self, step: Step) -> None:
        self._toast.say(step.says, can_undo=True)

    def _tell_undone(self, step: Step | None) -> None:
        self._toast.say(
            self.tr("Undone: {}").format(step.says) if step is not None else self.tr("Nothing to undo"), can_undo=False
        )

    # --- what is dropped -------------------------------------------------------------------------

    def take_dropped(self, files: list[Path]) -> None:
        """Video files: one that is known plays, several are selected, the folders of new ones are added.
        Subtitle files: put beside the video that is shown."""
        films = videos(files)
        if films:
            self._background.run(
                lambda: self._reads().at_paths([str(film) for film in films]), lambda known: self._take(films, known)
            )
        elif spoken := subtitles(files):
            self._offer(spoken)

    def _take(self, films: list[Path], known: dict[str, int]) -> None:
        for folder in dict.fromkeys(film.parent for film in films if str(film) not in known):
            actions.add_folder(self._hands, folder)
        if len(films) == 1 and known:
            (video_id,) = known.values()
            self.chosen.emit(video_id)
            self.play_requested.emit(video_id)

    def _offer(self, spoken: list[Path]) -> None:
        video_id = self._page.current
        if video_id is None:
            self._toast.say(self.tr("Choose the video first that these subtitles belong to"), can_undo=False)
            return
        self._background.run(lambda: self._reads().video(video_id), lambda video: self._ask_about(spoken, video))

    def _ask_about(self, spoken: list[Path], video: Video) -> None:
        """Ask first: it writes into a folder of the person's own."""
        copies = {file: beside(Path(video.path), file) for file in spoken}
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("Add subtitles"))
        box.setText(self.tr("Use {} for “{}”?").format(wording.listed(file.name for file in spoken), video.title))
        box.setInformativeText(
            self.tr("Matinee puts a copy beside the video: {}").format(
                wording.listed(to.name for to in copies.values())
            )
        )
        add = box.addButton(self.tr("Add subtitles"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(add)
        box.buttonClicked.connect(lambda button: self._copy(copies) if button is add else None)
        box.finished.connect(box.deleteLater)
        box.open()

    def _copy(self, copies: dict[Path, Path]) -> None:
        def work() -> None:
            for file, to in copies.items():
                if file != to:
                    try:
                        shutil.copyfile(file, to)
                    except OSError as error:
                        raise EnvironmentFault(
                            Message(
                                "{to} can't be written: {reason}. Put the subtitles there yourself, "
                                "or make the folder writable.",
                                to=to,
                                reason=error.strerror,
                            )
                        ) from error

        self._background.run(work, lambda _: actions.scan(self._hands))

    @property
    def _window(self) -> QWidget:
        return self._page.window()


def beside(video: Path, subtitle: Path) -> Path:
    """Where a subtitle file belongs, so that it is found: the video's name, its language, its own ending.

    Its own name where that begins with the video's; never a file that is there already, but for itself.
    """
    folder, stem = video.parent, video.stem
    name = subtitle.name
    if not name.startswith(stem):
        language = subtitle.suffixes[-2] if len(subtitle.suffixes) > 1 and len(subtitle.suffixes[-2]) <= 6 else ""
        name = f"{stem}{language}{subtitle.suffix}"
    to = folder / name
    number = 2
    while to.exists() and to != subtitle:
        to = folder / f"{Path(name).stem}.{number}{subtitle.suffix}"
        number += 1
    return to
