"""The tasks of a job process: each joins stages, from what the store says is left to do to records for it.

Nothing here writes to the database. Every task asks the store what is left, hands over finished work in small
batches, and looks for a cancel between them; so a task that was cut off goes on where it was.
"""

from __future__ import annotations

from pathlib import Path

from engine.events import (
    Done,
    Export,
    LookInto,
    MakeDemo,
    Progress,
    ReadMood,
    ReadNotes,
    Scan,
    Task,
    Train,
    Write,
)
from engine.jobs.outbox import Outbox
from engine.store.library import Library


def run(task: Task, *, folder: Path, outbox: Outbox) -> Done:
    """Run one task on the library in ``folder``. Raises EngineError; Cancelled when the person stopped it."""
    # Each branch imports what it needs: torch and spaCy take seconds that a scan must not pay.
    if isinstance(task, MakeDemo):
        return _make_demo(task, outbox)
    with Library.open_for_reading(folder) as library:
        match task:
            case Scan():
                from engine.jobs.indexing import scan

                return scan(task, library, outbox)
            case ReadNotes():
                from engine.jobs.notes import read_notes

                return read_notes(library, outbox)
            case ReadMood(words):
                from engine.jobs.notes import read_mood

                return Done(answer=read_mood(words, library.paths))
            case Train():
                from engine.jobs.writing import train

                return train(task, library, outbox)
            case Write():
                from engine.jobs.writing import write

                return write(task, library, outbox)
            case Export():
                from engine.jobs.carrying import export_said

                return export_said(task, library)
            case LookInto():
                from engine.jobs.carrying import look_into

                return Done(answer=look_into(task, library))


def _make_demo(task: MakeDemo, outbox: Outbox) -> Done:
    from engine import demo

    made = 0
    for made, total in demo.make(Path(task.folder)):
        outbox.check()
        outbox.send(Progress("demo", made, total))
    return Done({"videos": made})
