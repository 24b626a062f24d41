"""What follows by itself: notes are read, blurbs are written, the demo library is added and scanned."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import actions
from desktop.actions import Hands
from desktop.bridge import Background
from desktop.models.jobs import JobRow, JobsModel
from desktop.models.suggestions import Ranked
from engine.events import Changes, Done, Failed, LookInto, MakeDemo, ReadNotes, Scan, Train, Write
from engine.records import Checkpoint, Note, Rating

_REST_MS = 700  # after a rating, before blurbs are asked for: the next rating may follow


class EvidenceReads(Protocol):
    """What the routine needs of ``engine.store.queries.Reader``."""

    def checkpoints(self) -> list[Checkpoint]: ...

    def ratings(self) -> list[Rating]: ...

    def notes(self) -> list[Note]: ...


def has_news(reads: EvidenceReads) -> bool:
    """Whether the person has said anything since the last training (also one that gained nothing), or none was."""
    checkpoints = reads.checkpoints()
    if not checkpoints:
        return True
    said = [rating.rated_at for rating in reads.ratings()] + [note.written_at for note in reads.notes()]
    return max(said, default=0.0) > checkpoints[-1].created_at


class Routine(QObject):
    """Starts the jobs that nobody should have to think of, each only when there is something to do."""

    writing_changed = Signal(bool)  # blurbs are on their way
    refreshing_changed = Signal(bool)
    scanning_changed = Signal(bool)
    demo_changed = Signal(bool)

    _stored = Signal()

    def __init__(
        self,
        hands: Hands,
        jobs: JobsModel,
        reads: Callable[[], EvidenceReads],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hands = hands
        self._jobs = jobs
        self._reads = reads
        self._background = background
        self._ranked = Ranked((), {})
        self._tried: tuple[str, frozenset[int]] = ("", frozenset())
        self._rewrite = False  # after a training, all are written anew
        self._stored.connect(self._read_notes)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._write)
        jobs.altered.connect(self._tell)
        jobs.ended.connect(self._ended)

    def start(self, *, has_folders: bool) -> None:
        """At the start: look for what is new."""
        if has_folders:
            actions.scan(self._hands)

    def refresh(self) -> None:
        """Look for new files, learn for a little if there is something to learn from, write anew."""
        if self._refreshing:
            return
        self._rewrite = True
        actions.scan(self._hands)
        self._background.run(lambda: has_news(self._reads()), self._learn)

    def train(self) -> None:
        """Learn now, asked for or not by what was said; then write anew."""
        if not self._refreshing:
            self._rewrite = True
            self._learn(True)

    def _learn(self, news: bool) -> None:
        if news:
            actions.train(self._hands, self._ranked.taste)
        else:
            self._write_all()

    def _write_all(self) -> None:
        self._rewrite = False
        if self._ranked.suggestions:
            self._ask_for(tuple(found.video_id for found in self._ranked.suggestions))
        self._tell()

    def note_written(self, stored: Future[Changes]) -> None:
        """Have a note read by the live process as soon as it is stored."""
        stored.add_done_callback(lambda done: self._stored.emit())

    def take_ranked(self, ranked: Ranked) -> None:
        self._ranked = ranked
        if ranked.stale:
            self._rest.start()

    @property
    def _refreshing(self) -> bool:
        return bool(self._jobs.open(Train)) or self._rewrite

    def _read_notes(self) -> None:
        # A job that has begun may have asked for its notes before this one was there, so one more waits.
        if len(self._jobs.open(ReadNotes)) < 2:
            actions.read_notes(self._hands)

    def _write(self) -> None:
        """Have the missing blurbs written, once for each state of the profile."""
        key = (self._ranked.profile_version, frozenset(self._ranked.stale))
        before = self._tried[1] if self._tried[0] == key[0] else frozenset()
        if self._refreshing or not key[1] - before:
            return
        self._tried = (key[0], before | key[1])
        self._ask_for(self._ranked.stale)

    def _ask_for(self, video_ids: tuple[int, ...]) -> None:
        ranked = self._ranked
        actions.write_blurbs(self._hands, video_ids, profile_version=ranked.profile_version, taste=ranked.taste)

    def _ended(self, row: JobRow, end: Done | Failed) -> None:
        if isinstance(end, Failed) and not (end.fault and isinstance(row.task, LookInto)):  # its dialog tells
            self._hands.report(end)
        match row.task:
            case MakeDemo(folder=folder) if isinstance(end, Done) and not end.cancelled:
                actions.add_folder(self._hands, Path(folder))
            case Train() if self._rewrite:
                self._write_all()
            case Scan() if self._ranked.stale:
                self._rest.start()
        self._tell()

    def _tell(self) -> None:
        self.writing_changed.emit(bool(self._jobs.open(Write)) or self._refreshing)
        self.refreshing_changed.emit(self._refreshing)
        self.scanning_changed.emit(bool(self._jobs.open(Scan)))
        self.demo_changed.emit(bool(self._jobs.open(MakeDemo)))
