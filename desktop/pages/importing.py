"""Importing what the person rated elsewhere: choose a file, look at what it means here, then import it all at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop import actions
from desktop.actions import Hands
from desktop.bridge import Background
from desktop.models.importing import Plan
from desktop.models.jobs import JobRow
from desktop.theme import Look
from desktop.views import wording
from desktop.views.importing import ImportDialog
from engine.errors import EnvironmentFault
from engine.events import Changes, Done, Failed, LookInto
from engine.message import Message
from engine.records import ImportSurvey


class Importing(QObject):
    """The file is read and matched by the job process that also reads notes, which holds the readers of files."""

    def __init__(
        self,
        look: Look,
        hands: Hands,
        window: QWidget,
        background: Background,
        *,
        imported: Callable[[Future[Changes]], None],
        parent: QObject | None = None,
    ) -> None:
        """``imported`` is given what was brought in, once it is stored: its notes want to be read."""
        super().__init__(parent)
        self._look, self._hands, self._window, self._background = look, hands, window, background
        self._imported = imported
        self._dialog: ImportDialog | None = None
        self._path = Path()
        self._job = 0
        hands.jobs.ended.connect(self._ended)

    def ask(self) -> None:
        """Ask for a file."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._dialog or self._window,
            self.tr("Import ratings"),
            str(self._path.parent if self._path.name else Path.home()),
            self.tr("Exports of Letterboxd, IMDb, Trakt, or any table (*.csv *.tsv *.txt *.json *.zip)")
            + ";;"
            + self.tr("All files (*)"),
        )
        if chosen:
            self.look_into(Path(chosen))

    def look_into(self, path: Path) -> None:
        """Show what importing a file would bring."""
        self._path = path
        if self._dialog is not None:
            self._dialog.reject()
        self._dialog = dialog = ImportDialog(self._look, path.name, self._window)
        dialog.import_requested.connect(self._import)
        dialog.save_requested.connect(self._save)
        dialog.reread_requested.connect(self._read)
        dialog.other_requested.connect(self.ask)
        dialog.finished.connect(lambda _: self._left(dialog))
        dialog.open()
        self._read(None, None)

    @property
    def dialog(self) -> ImportDialog | None:
        """The dialog that is open."""
        return self._dialog

    def _read(self, origin: object, best: object) -> None:
        assert self._dialog is not None
        self._dialog.show_reading()
        task = LookInto(str(self._path), origin, best)  # type: ignore[arg-type]
        self._job = self._hands.jobs.start(task)

    def _ended(self, row: JobRow, end: Done | Failed) -> None:
        if row.number != self._job or self._dialog is None:
            return
        if isinstance(end, Failed):
            if end.fault:
                self._dialog.show_fault(wording.told(end.message))
            else:  # told at the one door for errors
                self._dialog.reject()
        elif isinstance(end.answer, ImportSurvey):
            self._dialog.show_survey(end.answer)
        else:
            self._dialog.reject()  # the job was stopped

    def _left(self, dialog: ImportDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None
            if any(row.number == self._job for row in self._hands.jobs.open(LookInto)):
                self._hands.jobs.cancel(self._job)

    def _import(self, plan: Plan) -> None:
        survey = plan.survey
        self._imported(
            actions.import_said(
                self._hands, plan.said(), origin=survey.origin, file=survey.file, rated_here=plan.rated_here
            )
        )

    def _save(self, plan: Plan) -> None:
        """Ask where, then write the rows that were left out."""
        proposed = self._path.with_name(f"{self._path.stem} - {self.tr('left out')}.csv")
        chosen, _ = QFileDialog.getSaveFileName(
            self._dialog or self._window, self.tr("Save what is left out"), str(proposed), self.tr("Tables (*.csv)")
        )
        if chosen:
            text = plan.left_out()
            self._background.run(lambda: write_table(Path(chosen), text), lambda _: None)


def write_table(file: Path, text: str) -> None:
    """Write a table whole or, on an error (EnvironmentFault), not at all; spreadsheets know its letters by the BOM."""
    part = file.with_name(file.name + ".part")
    try:
        with part.open("w", encoding="utf-8-sig", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        os.replace(part, file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise EnvironmentFault(
            Message("{file} can't be written ({reason}). Choose another folder.", file=file.name, reason=error.strerror)
        ) from error
