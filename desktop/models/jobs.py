"""What runs, what waits and what ended, with what each did, for the status bar and the jobs panel."""

from __future__ import annotations

import itertools
import time
from collections import deque
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

from desktop.bridge import JobBridge, JobHandle
from desktop.language import tr
from desktop.models.videos import Index
from desktop.views import wording
from engine.events import (
    Done,
    Export,
    Failed,
    LookInto,
    MakeDemo,
    Progress,
    ReadMood,
    ReadNotes,
    Scan,
    Task,
    Train,
    Trouble,
    Write,
)

JobRole = Qt.ItemDataRole.UserRole + 1

Lane = Literal["batch", "live"]  # the process that it belongs to; one job of it runs at a time
State = Literal["running", "pausing", "paused", "stopping", "done", "cancelled", "failed"]
ENDED_KEPT = 12
LOG_KEPT = 400  # lines of a job; the oldest go first


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job as it is shown."""

    number: int
    task: Task
    lane: Lane = "batch"
    state: State = "running"
    progress: Progress | None = None
    message: str = ""

    @property
    def open(self) -> bool:
        return self.state in ("running", "pausing", "paused", "stopping")

    @property
    def held(self) -> bool:
        """Whether the person paused it; "pausing" until its process waits."""
        return self.state in ("pausing", "paused")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a job's log. ``trouble``: something failed there."""

    at: float
    text: str
    trouble: bool = False


@dataclass(slots=True)
class JobLog:
    """What a job did since it was asked for."""

    entries: deque[Entry] = field(default_factory=lambda: deque(maxlen=LOG_KEPT))
    total: int = 0  # also those that are gone
    troubles: int = 0

    def add(self, text: str, *, trouble: bool = False) -> None:
        self.entries.append(Entry(time.time(), text, trouble))
        self.total += 1
        self.troubles += trouble


class JobsModel(QAbstractListModel):
    """Newest first. Starting and cancelling go through here, so that nothing runs unseen."""

    progressed = Signal(object, object)  # JobRow, Progress
    ended = Signal(object, object)  # JobRow, Done or Failed
    altered = Signal()

    def __init__(self, bridge: JobBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._rows: list[JobRow] = []
        self._handles: dict[int, JobHandle] = {}
        self._logs: dict[int, JobLog] = {}
        self._stages: dict[int, float] = {}  # when the stage of each job that runs began
        self._numbers = itertools.count(1)
        bridge.progressed.connect(self._progressed)
        bridge.troubled.connect(self._troubled)
        bridge.ended.connect(self._ended)

    def start(self, task: Task) -> int:
        """Queue a task on the process that it belongs to, and return its number."""
        number = next(self._numbers)
        self.beginInsertRows(QModelIndex(), 0, 0)
        lane: Lane = "live" if isinstance(task, _LIVE) else "batch"
        self._rows.insert(0, JobRow(number, task, lane))
        self.endInsertRows()
        self._logs[number] = JobLog()
        self._log(number, tr("Asked for"))
        self._handles[number] = self._bridge.start(lane, number, task)
        self.altered.emit()
        return number

    def cancel(self, number: int) -> None:
        """Ask a job to stop; asked again, its process is ended."""
        handle = self._handles.get(number)
        if handle is not None:
            self._log(number, tr("You stopped it"))
            self._set(number, state="stopping")
            handle.cancel()

    def pause(self, number: int, paused: bool = True) -> None:
        """Hold a job, or let it go on. It holds between two pieces of work, and says when it does."""
        handle, row = self._handles.get(number), self.row(number)
        if handle is None or row is None or row.state == "stopping" or row.held == paused:
            return
        self._log(number, tr("You paused it") if paused else tr("It went on"))
        self._stages[number] = time.monotonic()
        self._set(number, state="pausing" if paused else "running")
        handle.pause(paused)

    def row(self, number: int) -> JobRow | None:
        return next((row for row in self._rows if row.number == number), None)

    def is_next(self, row: JobRow) -> bool:
        """Whether no other job of its process has to end first."""
        return not any(one.lane == row.lane and one.number < row.number for one in self.open())

    def log(self, number: int) -> JobLog:
        """What a job did so far; empty for one that is not known any more."""
        return self._logs.get(number, JobLog())

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
        row = self.row(number)
        if row is None:
            return
        if progress.stage == "paused":  # how far it is stays shown
            if row.held:
                self._set(number, state="paused")
            return
        if row.progress is None or row.progress.stage != progress.stage:
            self._end_stage(row)
            self._stages[number] = time.monotonic()
        self._set(number, progress=progress)
        self.progressed.emit(self.row(number), progress)

    def _troubled(self, number: int, trouble: Trouble) -> None:
        name = trouble.what.replace("\\", "/").rstrip("/").rpartition("/")[2]
        self._log(
            number, f"{name}: {wording.told(trouble.reason)}" if name else wording.told(trouble.reason), trouble=True
        )
        self.altered.emit()

    def _end_stage(self, row: JobRow) -> None:
        """Write down what a stage did."""
        if row.progress is None:
            return
        progress = row.progress
        took = time.monotonic() - self._stages.get(row.number, time.monotonic())
        said = [wording.amount(progress), wording.length(took) if took >= 1 else ""]
        self._log(row.number, ": ".join(filter(None, (stage_title(progress), " · ".join(filter(None, said))))))

    def _log(self, number: int, text: str, *, trouble: bool = False) -> None:
        if number in self._logs:
            self._logs[number].add(text, trouble=trouble)

    def _ended(self, number: int, end: Done | Failed) -> None:
        self._handles.pop(number, None)
        if (row := self.row(number)) is not None:
            self._end_stage(row)
        self._stages.pop(number, None)
        self._log(number, end_text(end), trouble=isinstance(end, Failed))
        if isinstance(end, Failed):
            self._set(number, state="failed", message=wording.told(end.message))
        else:
            self._set(number, state="cancelled" if end.cancelled else "done")
        row = self.row(number)
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
        for place in reversed(ended[ENDED_KEPT:]):
            self.beginRemoveRows(QModelIndex(), place, place)
            self._logs.pop(self._rows.pop(place).number, None)
            self.endRemoveRows()
        self.altered.emit()


_LIVE = Write | ReadNotes | Export | LookInto | ReadMood  # what a person waits for


def job_title(task: Task) -> str:
    """The job in the person's words."""
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
        case LookInto():
            return tr("Reading a file to import")
        case ReadMood():
            return tr("Reading your mood")
    return type(task).__name__


def stage_title(progress: Progress) -> str:
    """The stage of a job in the person's words."""
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


def end_text(end: Done | Failed) -> str:
    """How a job ended, with what it did."""
    if isinstance(end, Failed):
        return wording.told(end.message)
    frames = {
        "new": tr("{} new or changed"),
        "unchanged": tr("{} unchanged"),
        "unreadable": tr("{} can't be read"),
        "embedded": tr("{} understood"),
        "subtitles": tr("{} subtitle tracks read"),
        "notes": tr("{} notes"),
        "steps": tr("{} steps"),
        "blurbs": tr("{} blurbs"),
        "videos": tr("{} videos"),
        "ratings": tr("{} ratings"),
        "viewings": tr("{} viewings"),
        "marks": tr("{} marks"),
        "tags": tr("{} tags"),
        "missed": tr("{} with no video here"),
    }
    did = [frames[name].format(wording.number(count)) for name, count in end.counts.items() if count and name in frames]
    lead = tr("Stopped; what was finished is kept") if end.cancelled else tr("Done")
    return tr("{}: {}").format(lead, wording.listed(did)) if did else lead
