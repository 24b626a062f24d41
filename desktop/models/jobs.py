"""What runs, what waits and what ended, for the status bar and the jobs panel."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

from desktop.bridge import JobBridge, JobHandle
from desktop.models.videos import Index
from engine.events import Done, Export, Failed, Import, MakeDemo, Progress, ReadNotes, Scan, Task, Train, Write

JobRole = Qt.ItemDataRole.UserRole + 1

State = Literal["running", "stopping", "done", "cancelled", "failed"]
_ENDED_KEPT = 5


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job as it is shown."""

    number: int
    task: Task
    state: State = "running"
    progress: Progress | None = None
    message: str = ""

    @property
    def open(self) -> bool:
        return self.state in ("running", "stopping")


class JobsModel(QAbstractListModel):
    """Newest first. Starting and cancelling go through here, so that nothing runs unseen."""

    ended = Signal(object, object)  # JobRow, Done or Failed
    altered = Signal()

    def __init__(self, bridge: JobBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._rows: list[JobRow] = []
        self._handles: dict[int, JobHandle] = {}
        self._numbers = itertools.count(1)
        bridge.progressed.connect(self._progressed)
        bridge.ended.connect(self._ended)

    def start(self, task: Task) -> int:
        """Queue a task on the process that it belongs to, and return its number."""
        number = next(self._numbers)
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._rows.insert(0, JobRow(number, task))
        self.endInsertRows()
        lane = "live" if isinstance(task, Write | ReadNotes | Export | Import) else "batch"
        self._handles[number] = self._bridge.start(lane, number, task)
        self.altered.emit()
        return number

    def cancel(self, number: int) -> None:
        """Ask a job to stop; asked again, its process is ended."""
        handle = self._handles.get(number)
        if handle is not None:
            self._set(number, state="stopping")
            handle.cancel()

    def open(self, kind: type[Task] | None = None) -> list[JobRow]:
        """The jobs that have not ended, oldest first."""
        return [row for row in reversed(self._rows) if row.open and (kind is None or isinstance(row.task, kind))]

    def rows(self) -> list[JobRow]:
        return list(self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == JobRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return job_title(row.task)
        return None

    def _progressed(self, number: int, progress: Progress) -> None:
        self._set(number, progress=progress)

    def _ended(self, number: int, end: Done | Failed) -> None:
        self._handles.pop(number, None)
        if isinstance(end, Failed):
            self._set(number, state="failed", message=end.message)
        else:
            self._set(number, state="cancelled" if end.cancelled else "done")
        row = next((row for row in self._rows if row.number == number), None)
        self._drop_old()
        if row is not None:
            self.ended.emit(row, end)

    def _set(self, number: int, **values: Any) -> None:
        for place, row in enumerate(self._rows):
            if row.number == number:
                self._rows[place] = replace(row, **values)
                self.dataChanged.emit(self.index(place), self.index(place))
        self.altered.emit()

    def _drop_old(self) -> None:
        ended = [place for place, row in enumerate(self._rows) if not row.open]
        for place in reversed(ended[_ENDED_KEPT:]):
            self.beginRemoveRows(QModelIndex(), place, place)
            del self._rows[place]
            self.endRemoveRows()
        self.altered.emit()


def job_title(task: Task) -> str:
    """The job in the person's words."""
    tr = _translate
    match task:
        case Scan():
            return tr("Looking through your folders")
        case Train():
            return tr("Learning from your ratings and notes")
        case Write():
            return tr("Writing blurbs")
        case ReadNotes():
            return tr("Reading your notes")
        case MakeDemo():
            return tr("Drawing the demo library")
        case Export():
            return tr("Exporting what you said")
        case Import():
            return tr("Importing")
    return type(task).__name__


def stage_title(progress: Progress) -> str:
    """The stage of a job in the person's words."""
    tr = _translate
    return {
        "walk": tr("Looking for videos"),
        "index": tr("Reading videos"),
        "embed": tr("Understanding texts"),
        "subtitles": tr("Reading subtitles"),
        "notes": tr("Reading your notes"),
        "parse": tr("Parsing sentences"),
        "train": tr("Learning"),
        "battery": tr("Waiting for the charger"),
        "write": tr("Writing blurbs"),
        "demo": tr("Drawing the demo library"),
    }.get(progress.stage, progress.stage.capitalize())


def _translate(text: str) -> str:
    from PySide6.QtCore import QCoreApplication

    return QCoreApplication.translate("Jobs", text)
