"""The door to a library: its lock, its writer and its readers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack, closing
from pathlib import Path
from types import TracebackType
from typing import Any

from engine.errors import Cancelled, EnvironmentFault
from engine.events import Changes
from engine.message import Message
from engine.paths import LibraryPaths
from engine.store import commands, schema
from engine.store.connection import Connection, connect_reader, connect_writer, faults_explained
from engine.store.lock import LibraryLock
from engine.store.queries import Reader
from engine.store.writer import BATCH, PERSON, Command, Writer


class Library:
    """One library, open for writing (``open``) or for reading alone (``open_for_reading``).

    Close it, or use it as a context manager.
    """

    def __init__(
        self, paths: LibraryPaths, *, lock: LibraryLock | None = None, connection: Connection | None = None
    ) -> None:
        self.paths = paths
        self._lock = lock
        self._connection = connection
        self._writer = Writer(connection, backups=paths.backups) if connection else None
        self._own = threading.local()
        self._readers: list[tuple[threading.Thread, Reader]] = []
        self._gate = threading.Lock()
        self._closed = False

    @classmethod
    def open(cls, folder: Path, *, owner: str) -> Library:
        """Take the lock for ``owner``, bring the schema up to date (backed up first), start the writer.

        Raises EnvironmentFault when another process holds the lock (named in the message), when the folder
        cannot be written, or when the database is damaged or of a newer version.
        """
        paths = LibraryPaths(folder)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentFault(
                Message(
                    "The library's folder {folder} cannot be made ({reason}). Choose another with --library.",
                    folder=folder,
                    reason=error.strerror,
                )
            ) from error
        with ExitStack() as undo:
            lock = undo.enter_context(LibraryLock.acquire(paths, owner=owner))
            with faults_explained(backups=paths.backups):
                connection = undo.enter_context(closing(connect_writer(paths.database)))
                schema.migrate(connection, backups=paths.backups)
            library = cls(paths, lock=lock, connection=connection)
            undo.pop_all()
        return library

    @classmethod
    def open_for_reading(cls, folder: Path) -> Library:
        """Open without lock and writer, also while another process writes.

        Raises EnvironmentFault when there is no library, or when its schema is not this version's.
        """
        paths = LibraryPaths(folder)
        if not paths.database.exists():
            raise EnvironmentFault(
                Message("There is no library in {folder}. Make one with: matinee scan FOLDER", folder=folder)
            )
        with (
            faults_explained(backups=paths.backups),
            closing(connect_reader(paths.database)) as connection,
        ):
            schema.require_current(connection)
        return cls(paths)

    @property
    def read(self) -> Reader:
        """The calling thread's own reader."""
        reader: Reader | None = getattr(self._own, "reader", None)
        if reader is None:
            with self._gate, faults_explained(backups=self.paths.backups):
                if self._closed:
                    raise Cancelled("The library is closed.")
                for thread, old in self._readers:
                    if not thread.is_alive():
                        old.close()
                self._readers = [entry for entry in self._readers if entry[0].is_alive()]
                reader = Reader(connect_reader(self.paths.database), backups=self.paths.backups)
                self._readers.append((threading.current_thread(), reader))
            self._own.reader = reader
        return reader

    @property
    def is_writable(self) -> bool:
        """Whether this process holds the lock."""
        return self._writer is not None

    def submit(self, command: Command, /, *args: Any, **keywords: Any) -> Future[Changes]:
        """Queue a command of ``store.commands``; its transaction is durable once the future is done.

        Batches of the jobs wait behind everything that a person does.
        """
        urgency = BATCH if command is commands.store_batch else PERSON
        return self._writing.submit(command, *args, urgency=urgency, **keywords)

    def do(self, command: Command, /, *args: Any, **keywords: Any) -> Changes:
        """Run a command and wait for it. Never from a listener: the writer would wait for itself."""
        if self._writing.is_current:
            raise RuntimeError("a listener must submit, not wait")
        return self.submit(command, *args, **keywords).result()

    def on_changes(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call ``listener`` on the writer's thread after each commit that changed something.

        Returns a function that ends it. A library open for reading never calls.
        """
        return self._writer.on_changes(listener) if self._writer else lambda: None

    def close(self) -> None:
        """Finish what is queued, close every connection and give the lock back. Twice does no harm."""
        if self._writer is not None:
            self._writer.close()
        with self._gate:
            self._closed = True
            for _, reader in self._readers:
                reader.close()
        if self._connection is not None:  # the last to close, so that it empties the write-ahead log
            self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _writing(self) -> Writer:
        if self._writer is None:
            raise RuntimeError("this library is open for reading only")
        return self._writer
