"""The settings page: each setting in one plain sentence, the folders, and what a person can carry in and out."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QDate, QDateTime, QLocale, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QWidget

from desktop import actions
from desktop.actions import Hands
from desktop.bridge import Background
from desktop.models.jobs import JobRow
from desktop.models.preferences import Preferences
from desktop.theme import Look
from desktop.views import wording
from desktop.views.choosing import Choice, Scale, Steps, Switch
from desktop.views.controls import Button
from desktop.views.settings import Group, Row, SettingsView
from engine.errors import EnvironmentFault
from engine.events import Changes, Done, Export, Failed
from engine.message import Message
from engine.paths import PRIOR, LibraryPaths
from engine.records import Checkpoint, Root
from engine.records import Import as Imported
from engine.settings import RANGES


class DataReads(Protocol):
    """What this page needs of ``engine.store.queries.Reader``."""

    def checkpoints(self) -> list[Checkpoint]: ...

    def imports(self) -> list[Imported]: ...

    def backup_to(self, file: Path) -> None: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """What the sentences about the person's data tell."""

    trained: Checkpoint | None
    imported: Imported | None
    backed_up_at: float | None  # Unix seconds


class SettingsPage(QObject):
    """Shows the preferences in use and changes them; the rest of the window listens to the preferences."""

    add_folder_requested = Signal()
    remove_folder_requested = Signal(str)
    closed = Signal()
    import_requested = Signal()  # of what was said elsewhere

    def __init__(
        self,
        look: Look,
        preferences: Preferences,
        hands: Hands,
        reads: Callable[[], DataReads],
        background: Background,
        paths: LibraryPaths,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._preferences = preferences
        self._hands = hands
        self._reads = reads
        self._background = background
        self._paths = paths
        self._controls: dict[str, tuple[Row, Any]] = {}
        self._folders: dict[int, Row] = {}
        self._chosen_folders: dict[str, tuple[str, str]] = {}  # by setting: its sentence, and what stands for none
        self._standing = Standing(None, None, None)
        self._roots: tuple[Sequence[Root], Mapping[int, int]] = (), {}
        self._view: SettingsView | None = None
        preferences.changed.connect(lambda names: self._show())

    @property
    def view(self) -> SettingsView:
        """Made when it is first needed: its many controls take a while that no start should wait for."""
        if self._view is None:
            view = self._view = SettingsView(self._look, self._groups())
            view.closed.connect(self.closed)
            view.undo_requested.connect(self._preferences.undo)
            view.reset_all_requested.connect(lambda: self._preferences.reset(*self._controls))
            self._hands.jobs.ended.connect(self._job_ended)
            self._show()
            self.show_folders(*self._roots)
        return self._view

    # --- what is asked of it -------------------------------------------------------------------------

    @property
    def is_shown(self) -> bool:
        return self._view is not None and self._view.isVisible()

    def open(self) -> None:
        """Read how things stand now."""
        self._background.run(self._read, self._tell)

    def undo(self) -> bool:
        """Take the last change of a setting back; False where there is none."""
        has_step = bool(self._preferences.undoable)
        self._preferences.undo()
        return has_step

    def step_back(self) -> bool:
        """Empty the filter; False where it is empty."""
        has_text = bool(self.view.filter.text())
        self.view.filter.clear()
        return has_text

    def find(self) -> None:
        self.view.filter.setFocus()
        self.view.filter.selectAll()

    def reveal_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """What the keyboard reached is scrolled into sight."""
        if now is not None and self.is_shown and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.view.reveal(now)

    def take_changes(self, changes: Changes) -> None:
        if (changes.checkpoints or changes.ratings or changes.notes) and self.is_shown:
            self.open()

    def show_folders(self, roots: Sequence[Root], per_root: Mapping[int, int]) -> None:
        """The folders of the library with what is in them."""
        self._roots = roots, per_root
        if self._view is None:
            return
        ids = {root.id for root in roots}
        for gone in self._folders.keys() - ids:
            self._library.remove(self._folders.pop(gone))
        for place, root in enumerate(roots):
            count = per_root.get(root.id, 0)
            said = self.tr("1 video") if count == 1 else self.tr("{} videos").format(wording.number(count))
            if not root.online:
                said = self.tr("unplugged; its videos wait for it")
            if root.id not in self._folders:
                remove = Button(self._look, self.tr("Remove…"), name=self.tr("Remove {}").format(root.path))
                remove.clicked.connect(lambda _=False, path=root.path: self.remove_folder_requested.emit(path))
                self._folders[root.id] = Row(self._look, root.path, said, remove)
                self._library.insert(place, self._folders[root.id])
            self._folders[root.id].say(said)
        self.view.narrow_again()

    # --- the groups ------------------------------------------------------------------------------------

    def _groups(self) -> list[Group]:
        look = self._look
        self._library = Group(look, self.tr("Folders"), self._folder_rows())
        return [
            Group(look, self.tr("Look and language"), self._look_rows()),
            self._library,
            Group(look, self.tr("Suggestions"), self._suggestion_rows()),
            Group(look, self.tr("Learning"), self._learning_rows()),
            Group(look, self.tr("Your data"), self._data_rows()),
        ]

    def _look_rows(self) -> list[Row]:
        low, high = (round(end) for end in RANGES["text_size"])
        return [
            self._choice(
                "theme",
                self.tr("Theme"),
                self.tr("Dark or light, or whichever your system shows."),
                (("system", self.tr("Like the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))),
                words=self.tr("colours night mode"),
            ),
            self._row(
                "text_size",
                self.tr("Text size"),
                self.tr("How large all text is, beside what your system asks for."),
                Steps(
                    self._look,
                    name=self.tr("Text size"),
                    least=low,
                    most=high,
                    step=10,
                    say=lambda value: self.tr("{} %").format(wording.number(value)),
                ),
                words=self.tr("font zoom"),
            ),
            self._choice(
                "motion",
                self.tr("Motion"),
                self.tr("Whether things may glide and blink; reduced keeps everything still."),
                (
                    ("system", self.tr("Like the system")),
                    ("full", self.tr("Full")),
                    ("reduced", self.tr("Reduced")),
                ),
                words=self.tr("animation"),
            ),
            self._choice(
                "language",
                self.tr("Language"),
                self.tr("Of the window. Numbers and dates follow at once, words when Matinee starts next."),
                (("system", self.tr("Like the system")), ("en", "English"), ("zh_CN", "简体中文")),
                words="language 语言 中文",
            ),
        ]

    def _folder_rows(self) -> list[Row]:
        add = Button(self._look, self.tr("Add a folder"), icon="folder-plus")
        add.clicked.connect(self.add_folder_requested)
        return [
            Row(
                self._look,
                self.tr("Another folder"),
                self.tr("Matinee reads the videos in it and leaves the files as they are."),
                add,
                words=self.tr("import videos"),
            ),
            self._switch(
                "scan_at_start",
                self.tr("Look for new videos at start"),
                self.tr("Each time Matinee opens, it looks through your folders; F5 does it at any time."),
            ),
        ]

    def _suggestion_rows(self) -> list[Row]:
        rows = [
            self._scale(
                "novelty",
                self.tr("Familiar or new"),
                self.tr("Whether suggestions stay close to what you rated high, or lead away from it."),
                (self.tr("familiar"), self.tr("new")),
            ),
            self._scale(
                "balance",
                self.tr("Balance"),
                self.tr("How far the list keeps the mix of kinds and topics that you watch."),
                (self.tr("best first"), self.tr("your mix")),
            ),
        ]
        if PRIOR.exists():
            sentence = self.tr("Until it knows you, Matinee starts from what people in general like.")
            rows.append(
                self._switch(
                    "crowd_prior",
                    self.tr("Start from what people in general like"),
                    f"{sentence}\n{prior_notice(PRIOR.with_suffix('.md'))}".strip(),
                )
            )
        return rows

    def _learning_rows(self) -> list[Row]:
        return [
            self._choice(
                "device",
                self.tr("Learn on"),
                self.tr("Automatic takes a graphics card where PyTorch finds one, else the processor."),
                (("auto", self.tr("Automatic")), ("cpu", self.tr("Processor")), ("cuda", "CUDA"), ("mps", "Apple")),
                words=self.tr("device training GPU"),
            ),
            self._switch(
                "train_on_battery",
                self.tr("Learn on battery"),
                self.tr("Switched off, a training waits until the computer is plugged in."),
                words=self.tr("pause training power"),
            ),
            self._folder(
                "embedder",
                self.tr("Embedding model"),
                self.tr(
                    "A folder with another sentence-transformers model; your videos are read anew with it "
                    "the next time that Matinee looks through your folders."
                ),
                none=self.tr("Now the one that Matinee carries."),
            ),
        ]

    def _data_rows(self) -> list[Row]:
        look = self._look

        def button(text: str, icon: str, verb: Callable[[], None]) -> Button:
            made = Button(look, text, icon=icon, icon_size=16)
            made.clicked.connect(lambda: verb())
            return made

        self.back_up_now = button(self.tr("Back up now"), "download", self.back_up)
        self.export_all = button(self.tr("Export…"), "upload", self.ask_for_export)
        self.import_file = button(self.tr("Import…"), "download", self.import_requested.emit)
        self.take_back = button(self.tr("Take back"), "undo", self.undo_import)
        self._backup = Row(look, self.tr("Back up"), "", self.back_up_now, words=self.tr("copy save"))
        self._export = Row(
            look,
            self.tr("Export everything"),
            self.tr("All that you rated, noted, tagged and watched, in one file that any Matinee can import."),
            self.export_all,
        )
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.take_back)
        row.addWidget(self.import_file)
        self.take_back.hide()
        bring = Row(
            look,
            self.tr("Import"),
            self.tr("Ratings, reviews and viewings from a Matinee, Letterboxd, IMDb, Trakt, or any table (CSV)."),
            both,
            words="letterboxd imdb trakt csv",
        )
        return [
            Row(
                look,
                self.tr("Nothing leaves this computer"),
                self.tr("Matinee has no account and talks to no server. Your library lies in {}").format(
                    self._paths.folder
                ),
                button(self.tr("Open this folder"), "folder", self.open_library),
                words=self.tr("privacy network"),
            ),
            self._folder(
                "backup_folder",
                self.tr("Backup folder"),
                self.tr("Where backups go; best on another disk than your library."),
                none=str(self._paths.backups),
            ),
            self._backup,
            self._export,
            bring,
        ]

    def _row(self, name: str, title: str, sentence: str, control: Any, *, words: str = "") -> Row:
        row = Row(self._look, title, sentence, control, words=words)
        row.reset_requested.connect(lambda: self._preferences.reset(name))
        self._controls[name] = (row, control)
        if name not in self._chosen_folders:
            control.chosen.connect(lambda value: self._preferences.set(**{name: value}))
        return row

    def _choice(
        self, name: str, title: str, sentence: str, choices: Sequence[tuple[object, str]], *, words: str = ""
    ) -> Row:
        return self._row(name, title, sentence, Choice(self._look, choices, name=title), words=words)

    def _switch(self, name: str, title: str, sentence: str, *, words: str = "") -> Row:
        return self._row(name, title, sentence, Switch(self._look, name=title), words=words)

    def _scale(self, name: str, title: str, sentence: str, ends: tuple[str, str]) -> Row:
        least, most = RANGES[name]
        return self._row(name, title, sentence, Scale(self._look, name=title, least=least, most=most, ends=ends))

    def _folder(self, name: str, title: str, sentence: str, *, none: str) -> Row:
        choose = Button(self._look, self.tr("Choose…"), name=self.tr("{}: choose a folder").format(title))
        choose.clicked.connect(lambda: self._ask_for_folder(name, title))
        self._chosen_folders[name] = sentence, none
        return self._row(name, title, sentence, choose)

    # --- what a press does -----------------------------------------------------------------------------

    def _ask_for_folder(self, name: str, title: str) -> None:
        now = getattr(self._preferences.now, name) or str(Path.home())
        if chosen := QFileDialog.getExistingDirectory(self.view, title, now):
            self._preferences.set(**{name: chosen})

    def open_library(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._paths.folder))):
            self._hands.report(
                EnvironmentFault(Message("The folder {folder} can't be opened here.", folder=self._paths.folder))
            )

    def back_up(self) -> None:
        """Copy the database, beside the GUI thread."""
        file = self._backups / f"library-{time.strftime('%Y%m%d-%H%M%S')}.db"
        self.back_up_now.setEnabled(False)
        self._backup.say(self.tr("Being written…"))

        def work() -> EnvironmentFault | None:
            try:
                self._reads().backup_to(file)
            except EnvironmentFault as fault:
                return fault
            return None

        def land(fault: EnvironmentFault | None) -> None:
            self.back_up_now.setEnabled(True)
            if fault is not None:
                self._hands.report(fault)
            self.open()

        self._background.run(work, land)

    def ask_for_export(self) -> None:
        name = self.tr("matinee") + time.strftime("-%Y-%m-%d.json")
        chosen, _ = QFileDialog.getSaveFileName(
            self.view, self.tr("Export everything"), str(Path.home() / name), self.tr("Matinee's export (*.json)")
        )
        if chosen:
            self._export.say(self.tr("Being written…"))
            self._hands.jobs.start(Export(chosen))

    def undo_import(self) -> None:
        if self._standing.imported is not None:
            actions.undo_import(self._hands, self._standing.imported.id)

    # --- showing ---------------------------------------------------------------------------------------

    @property
    def _backups(self) -> Path:
        chosen = self._preferences.now.backup_folder
        return Path(chosen) if chosen else self._paths.backups

    def _show(self) -> None:
        if self._view is None:
            return
        now = self._preferences.now
        for name, (row, control) in self._controls.items():
            if name in self._chosen_folders:
                sentence, none = self._chosen_folders[name]
                row.say(f"{sentence}\n{getattr(now, name) or none}")
            else:
                control.show_value(getattr(now, name))
            row.show_changed(not self._preferences.is_default(name))
        undoable = self._preferences.undoable
        shown = [self._controls[name][0].name for name in undoable if name in self._controls]
        if len(shown) < len(undoable):
            shown = []  # what another page changed is undone there
        what = shown[0] if len(shown) == 1 else self.tr("{} settings").format(wording.number(len(shown)))
        self.view.show_undo(what if shown else "")
        self.view.narrow_again()
        self.view.reset_all.setEnabled(not all(self._preferences.is_default(name) for name in self._controls))

    def _read(self) -> Standing:
        reads = self._reads()
        trained, imported = reads.checkpoints(), reads.imports()
        copies = [file.stat().st_mtime for file in self._backups.glob("library-[0-9]*.db")]
        return Standing(trained[-1] if trained else None, imported[-1] if imported else None, max(copies, default=None))

    def _tell(self, standing: Standing) -> None:
        self._standing = standing
        at = standing.backed_up_at
        said = self.tr("A copy of everything that Matinee knows, in one file.")
        if at is not None:
            said = wording.sentences(said, self.tr("The last one: {}.").format(_moment(at)))
        self._backup.say(said)
        self.take_back.setVisible(standing.imported is not None)
        if standing.imported is not None:
            self.take_back.setToolTip(self.tr("Take back what came from {}").format(standing.imported.file))
        row, _ = self._controls["device"]
        sentence = self.tr("Automatic takes a graphics card where PyTorch finds one, else the processor.")
        if standing.trained is not None:
            last = self.tr("The last training: {}, {} steps.").format(
                _moment(standing.trained.created_at), wording.number(standing.trained.step)
            )
            sentence = wording.sentences(sentence, last)
        row.say(sentence)
        self.view.narrow_again()

    def _job_ended(self, job: JobRow, end: Done | Failed) -> None:
        if isinstance(job.task, Export):
            counts = end.counts if isinstance(end, Done) else {}
            done = self.tr("{} videos are in {}").format(wording.number(counts.get("videos", 0)), job.task.file)
            self._export.say(done if counts else self.tr("Nothing was written."))


def prior_notice(card: Path) -> str:
    """The licence of the prior, as its card tells it; an empty text where there is no card."""
    try:
        text = card.read_text("utf-8")
    except OSError:
        return ""
    _, _, rest = text.partition("## Licence")
    return rest.partition("\n")[2].partition("\n## ")[0].strip().partition("\n\n")[0].replace("\n", " ")


def _moment(at: float) -> str:
    then = QDateTime.fromSecsSinceEpoch(int(at))
    if then.date() == QDate.currentDate():
        return QLocale().toString(then.time(), QLocale.FormatType.ShortFormat)
    return QLocale().toString(then.date(), QLocale.FormatType.ShortFormat)
