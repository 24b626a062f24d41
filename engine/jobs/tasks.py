"""The tasks of a job process: each joins stages, from what the store says is left to do to records for it.

Nothing here writes to the database. Every task asks the store what is left, hands over finished work in small
batches, and looks for a cancel between them; so a task that was cut off goes on where it was.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from engine import demo
from engine.blurbs import evidence
from engine.blurbs.write import Writer
from engine.errors import Cancelled
from engine.events import BatchRecord, Done, JobEvent, MakeDemo, Progress, ReadNotes, Scan, Task, Train, Write
from engine.generate import checkpoint as checkpoints
from engine.generate import train as training
from engine.index import scan as scanning
from engine.index.embed import Embedder, text_of
from engine.index.probe import read_text_tracks
from engine.paths import LibraryPaths
from engine.recommend import Recommender
from engine.records import Embedding, ReadNote, RootSeen, TrackCues, VideoLattices
from engine.store.library import Library
from engine.text import cuts
from engine.text.language import language
from engine.text.opinion import OpinionReader
from engine.text.sentences import sentences

T = TypeVar("T")
STORE_EVERY_S = 0.5
STORE_ROWS = 64


class Outbox(Protocol):
    """Where a task's events and records go."""

    def send(self, event: JobEvent) -> None: ...

    def store(self, *records: BatchRecord) -> None:
        """Hand one batch to the writer; waits while it is too far ahead of it."""

    def settle(self) -> None:
        """Wait until everything that was handed over is committed."""

    def cancelled(self) -> bool: ...

    def check(self) -> None:
        """Raise Cancelled when the person stopped the job."""


def run(task: Task, *, folder: Path, outbox: Outbox) -> Done:
    """Run one task on the library in ``folder``."""
    paths = LibraryPaths(folder)
    if isinstance(task, MakeDemo):
        return _make_demo(task, outbox)
    with Library.open_for_reading(folder) as library:
        match task:
            case Scan():
                return _scan(task, library, outbox)
            case ReadNotes():
                return _read_notes(library, outbox)
            case Train():
                return _train(task, library, outbox)
            case Write():
                return _write(task, library, outbox)
