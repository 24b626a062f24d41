"""The training of the writer: how it goes now, step by step, and how the last one ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desktop.models.jobs import JobRow, JobsModel
from engine.events import Progress, Train
from engine.records import Checkpoint
from engine.trained import Gain, gain

POINTS = 3000  # steps kept of a curve; a training has fewer


class CheckpointReads(Protocol):
    """What it needs of ``engine.store.queries.Reader``."""

    def checkpoints(self) -> list[Checkpoint]: ...


@dataclass(frozen=True, slots=True)
class Last:
    """The training that ended last. ``accepted``: what it learned is in use; else what was there before stays."""

    at: float
    steps: int
    accepted: bool
    gain: Gain


@dataclass(frozen=True, slots=True)
class Curve:
    """The loss in nats a decision by step: of the examples that it learned from, and of videos held out."""

    total: int
    learned: tuple[tuple[int, float], ...] = ()
    held_out: tuple[tuple[int, float], ...] = ()


class Training(QObject):
    """Listens to the jobs, and keeps the curve of the training that runs or ran last."""

    altered = Signal()  # the state, or the curve

    def __init__(self, jobs: JobsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._number: int | None = None
        self._total = 0
        self._learned: list[tuple[int, float]] = []
        self._held_out: list[tuple[int, float]] = []
        jobs.progressed.connect(self._progressed)
        jobs.altered.connect(self.altered)

    @property
    def job(self) -> JobRow | None:
        """The training that runs, or waits for its turn."""
        return next(iter(self._jobs.open(Train)), None)

    @property
    def curve(self) -> Curve:
        return Curve(self._total, tuple(self._learned), tuple(self._held_out))

    def _progressed(self, row: JobRow, progress: Progress) -> None:
        if not isinstance(row.task, Train):
            return
        if row.number != self._number:
            self._number, self._learned, self._held_out = row.number, [], []
        if progress.stage != "train":
            return
        self._total = progress.total
        for points, value in ((self._learned, progress.value), (self._held_out, progress.held_out)):
            # A process that died is begun again from what it saved last: those steps come once more.
            while points and value is not None and points[-1][0] >= progress.done:
                points.pop()
            if value is not None and len(points) < POINTS:
                points.append((progress.done, value))


def last_training(reads: CheckpointReads, models: Path) -> Last | None:
    """How the training that was done last ended, None where none was. ``models`` holds the library's weights."""
    checkpoints: Sequence[Checkpoint] = reads.checkpoints()
    if not checkpoints:
        return None
    last = checkpoints[-1]
    return Last(last.created_at, last.step, last.finished, gain(models / last.path))
