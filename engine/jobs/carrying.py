"""The tasks that carry what a person said out of a library and into it: export to a file, import of one."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from engine.events import Done, Export, Import
from engine.index.imports import read_import
from engine.index.matching import match
from engine.index.portable import write_own
from engine.jobs.outbox import Outbox
from engine.records import Marked, MatchedImport, Said, Sitting, Stars, Tagged, Words
from engine.store.library import Library

_NAMES: dict[type[Said], str] = {
    Stars: "ratings",
    Words: "notes",
    Sitting: "viewings",
    Marked: "marks",
    Tagged: "tags",
}


def export_said(task: Export, library: Library) -> Done:
    """``counts``: the videos of which something is said. EnvironmentFault where the file can't be written."""
    said = library.read.said()
    write_own(Path(task.file), said, now=time.time())
    return Done({"videos": len(said)})


def import_said(task: Import, library: Library, outbox: Outbox) -> Done:
    """``counts``: what of each kind was new, and how many titles of the file have no video here ("missed")."""
    now = time.time()
    found = read_import(task.file, now=now)
    outbox.check()
    reader = library.read
    matches = match(found.mentions, reader.videos(), ids=reader.catalogue_ids(), contents=reader.contents())
    new = reader.unknown_said(matches.said, origin=found.origin, at=now)
    outbox.check()
    if new:
        outbox.store(MatchedImport(found.origin, Path(task.file).name, matches.said))
        outbox.settle()
    counts = Counter(_NAMES[type(one)] for things in new.values() for one in things)
    return Done({**counts, "missed": len(matches.missed)})
