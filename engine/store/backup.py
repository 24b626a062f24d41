"""Copy a live database into one file, whole and consistent, by SQLite's backup API."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from engine.errors import EnvironmentFault
from engine.message import Message
from engine.store.connection import Connection, DatabaseError, connect_copy

KEPT = 5


def backup_to(connection: Connection, file: Path) -> None:
    """Write the database as ``connection`` sees it to ``file``: all of it or, on an error, nothing.

    An older file of that name is replaced only once the new one is complete and on the disk.
    """
    part = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        copy = connect_copy(part)
        try:
            connection.backup(copy)  # in one step: writers neither wait nor make it start again
            copy.execute("PRAGMA journal_mode = DELETE")  # so that the one file is all of it
        finally:
            copy.close()
        _flush(part)
        os.replace(part, file)
    except (OSError, DatabaseError) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise EnvironmentFault(
            Message(
                "The backup {file} could not be written ({error}). Choose another folder, or make room in it.",
                file=file,
                error=error,
            )
        ) from error


def keep_copy(connection: Connection, folder: Path, *, version: int) -> Path:
    """Back up before a migration into ``folder``; the oldest copies beyond the last few are removed."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    file = folder / f"library-v{version}-{stamp}.db"
    count = 1
    while file.exists():
        count += 1
        file = folder / f"library-v{version}-{stamp}-{count}.db"
    backup_to(connection, file)
    copies = sorted(folder.glob("library-v*.db"), key=lambda copy: (copy.stat().st_mtime_ns, copy.name))
    for old in copies[:-KEPT]:
        old.unlink(missing_ok=True)
    return file


def _flush(file: Path) -> None:
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
