"""The one thread that writes: a queue of commands, each one transaction, each answered through a future."""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from queue import PriorityQueue
from typing import Any

from engine.errors import Cancelled
from engine.events import Changes
from engine.store.connection import Connection, faults_explained, transaction

Command = Callable[..., Changes]
Listener = Callable[[Changes], None]

PERSON, BATCH, END = 0, 1, 2  # a person never waits behind the batches that are queued; the end waits for all

log = logging.getLogger(__name__)


class Writer:
    """Runs commands on a thread of its own, in the order of their urgency and arrival.

    A command that raises is rolled back and hands its error to its caller; a full disk and the like become
    an EnvironmentFault (``backups``: the folder that a message about a damaged database names).
    """

    def __init__(self, connection: Connection, *, backups: Path) -> None:
        self._connection = connection
        self._backups = backups
        self._queue: PriorityQueue[_Job] = PriorityQueue()
        self._numbers = itertools.count()
        self._listeners: list[Listener] = []
        self._gate = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="matinee-writer", daemon=True)
        self._thread.start()

    def submit(self, command: Command, *args: Any, urgency: int = PERSON, **keywords: Any) -> Future[Changes]:
        """Queue ``command(connection, *args, **keywords)``. Raises Cancelled once the library is closed."""
        job = _Job(urgency, next(self._numbers), command, args, keywords)
        with self._gate:
            if self._closed:
                raise Cancelled("The library is closed.")
            self._queue.put(job)
        return job.future

    def on_changes(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` on the writer's thread after each commit that changed something.

        It is called before the command's future is done, and must be quick. Returns a function that ends it.
        """
        self._listeners.append(listener)

        def remove() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return remove

    @property
    def is_current(self) -> bool:
        """Whether the calling thread is the writer's own (which must never wait for itself)."""
        return threading.current_thread() is self._thread

    def close(self) -> None:
        """Finish everything that is queued, then end the thread. A second call does nothing."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._queue.put(_Job(END, next(self._numbers)))
        self._thread.join()

    def _run(self) -> None:
        while (job := self._queue.get()).command is not None:
            if job.future.set_running_or_notify_cancel():
                self._do(job, job.command)

    def _do(self, job: _Job, command: Command) -> None:
        try:
            with faults_explained(backups=self._backups), transaction(self._connection):
                changes = command(self._connection, *job.args, **job.keywords)
        except BaseException as error:  # whatever it is belongs to the caller; the thread lives on
            job.future.set_exception(error)
            return
        if changes:
            for listener in tuple(self._listeners):
                try:
                    listener(changes)
                except Exception:
                    log.exception("a listener of the library failed")
        job.future.set_result(changes)


@dataclass(order=True, slots=True)
class _Job:
    urgency: int
    number: int
    command: Command | None = field(default=None, compare=False)
    args: tuple[Any, ...] = field(default=(), compare=False)
    keywords: dict[str, Any] = field(default_factory=dict, compare=False)
    future: Future[Changes] = field(default_factory=Future, compare=False)
