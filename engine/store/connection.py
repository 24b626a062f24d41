"""Open the library's database. This is the only module that imports SQLite.

Like ``sqlite_utils`` it takes the ``pysqlite3`` wheel where that is installed, Python's own module elsewhere. One
SQLite library in a process, always: closing a file through a second one drops the first one's POSIX locks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import EnvironmentFault
from engine.message import Message

if TYPE_CHECKING:
    import sqlite3
    from sqlite3 import Connection, DatabaseError
else:
    try:
        import pysqlite3 as sqlite3
    except ImportError:
        import sqlite3
    Connection = sqlite3.Connection
    DatabaseError = sqlite3.DatabaseError

__all__ = [
    "Connection",
    "DatabaseError",
    "connect_copy",
    "connect_reader",
    "connect_writer",
    "faults_explained",
    "snapshot",
    "transaction",
    "wrapped",
]

BUSY_MS = 10_000


def connect_writer(path: Path) -> Connection:
    """The one connection that may write; it creates the file where there is none.

    Transactions are explicit. ``synchronous=FULL``: what was acknowledged survives a power cut.
    """
    connection: Connection = sqlite3.connect(
        path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")  # macOS: through the drive's own cache too
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_size_limit = 67108864")
        _tune(connection, cache_kib=16_000)
    except DatabaseError:
        connection.close()
        raise
    return connection


def connect_reader(path: Path) -> Connection:
    """A connection that cannot write, for one thread at a time."""
    connection: Connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro",
        uri=True,
        timeout=BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,  # closed by the thread that closes the library
    )
    try:
        connection.execute("PRAGMA query_only = ON")
        _tune(connection, cache_kib=4_000)  # there is one for each thread, and the system keeps pages, too
    except DatabaseError:
        connection.close()
        raise
    return connection


def connect_copy(path: Path) -> Connection:
    """A new file that a backup is written into."""
    connection: Connection = sqlite3.connect(path, isolation_level=None)
    return connection


def wrapped(connection: Connection) -> Any:
    """The connection as a ``sqlite_utils.Database``, for migrations."""
    from sqlite_utils import Database  # here, because few starts migrate, and it takes long to import

    return Database(connection, execute_plugins=False)


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """``BEGIN IMMEDIATE`` and COMMIT; ROLLBACK if the block or the commit raises.

    Immediate, because a deferred transaction that turns into a writer late fails at once with "database is
    locked", whatever the busy timeout says.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have rolled back already
            with suppress(DatabaseError):  # the first error is the one to tell
                connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """Let several reads see one state of the database. Nested use is part of the outer one."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("COMMIT")


@contextmanager
def faults_explained(*, backups: Path) -> Iterator[None]:
    """Turn what the machine or the person can mend into EnvironmentFault; our own bugs pass as they are."""
    try:
        yield
    except DatabaseError as error:
        message = _explained(getattr(error, "sqlite_errorcode", 0) & 0xFF, error, backups)
        if message is None:
            raise
        raise EnvironmentFault(message) from error


def _explained(code: int, error: object, backups: Path) -> Message | None:
    """By primary result code (https://www.sqlite.org/rescode.html); None: a bug of ours."""
    match code:
        case 3:
            return Message(
                "The library's database may not be used ({error}). Check the permissions of its folder.", error=error
            )
        case 5:
            return Message(
                "The library's database is busy ({error}). Close other programs that use it, then try again.",
                error=error,
            )
        case 6:
            return Message(
                "The library's database is locked ({error}). Close other programs that use it, then try again.",
                error=error,
            )
        case 8:
            return Message("The library's folder cannot be written to ({error}). Check its permissions.", error=error)
        case 10:
            return Message(
                "The disk of the library failed to read or write ({error}). Check the disk, then try again.",
                error=error,
            )
        case 11 | 26:
            return Message(
                "The library's database is damaged ({error}). Nothing was deleted; backups are in {backups}.",
                error=error,
                backups=backups,
            )
        case 13:
            return Message("The disk of the library is full. Make some room, then try again.")
        case 14:
            return Message(
                "The library's database cannot be opened ({error}). Check that its folder exists and its permissions.",
                error=error,
            )
    return None


def _tune(connection: Connection, *, cache_kib: int) -> None:
    connection.execute(f"PRAGMA cache_size = -{cache_kib}")
    connection.execute("PRAGMA temp_store = MEMORY")
