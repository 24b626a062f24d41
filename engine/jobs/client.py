"""Run tasks in a job process from the window or the command line.

    client = JobClient(library, name="batch")
    job = client.start(Scan(), on_event=print)
    job.wait()

Events arrive on the client's own thread. A Batch is stored before its event is heard, as the Changes made.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from engine.errors import EngineError, EnvironmentFault
from engine.events import Batch, Changes, Done, Failed, JobEvent, Progress, Task, Trouble
from engine.jobs import launch
from engine.jobs.wire import Begin, Event, Pause, Stop, Stored
from engine.message import Message
from engine.store.commands import store_batch
from engine.store.library import Library

MOST_FALLS = 4
_log = logging.getLogger(__name__)

OnEvent = Callable[[Progress | Trouble | Changes | Done | Failed], None]


class BugInJob(RuntimeError):
    """A job ended with an error that nobody foresaw; ``details`` holds its traceback."""

    def __init__(self, message: str, details: str) -> None:
        super().__init__(message)
        self.details = details


class Job:
    """One task that was started."""

    def __init__(self, client: JobClient, number: int, task: Task, on_event: OnEvent) -> None:
        self.task = task
        self._client = client
        self._number = number
        self._on_event = on_event
        self._cancels = 0
        self._paused = False
        self._falls = 0  # times that its process died since it last finished something
        self._result: Future[Done] = Future()

    def cancel(self) -> None:
        """Ask the job to end between two batches; ask again to end its process at once."""
        self._cancels += 1
        self._client._stop(self._number, kill=self._cancels > 1)

    def pause(self, paused: bool) -> None:
        """Hold the job between two batches, until it is let go on. It says "paused" once it waits; the tasks behind
        it in its process wait too."""
        self._paused = paused
        self._client._hold(self._number, paused)

    def done(self) -> bool:
        return self._result.done()

    def wait(self, timeout: float | None = None) -> Done:
        """The end of the job. Raises EnvironmentFault, or BugInJob, as it failed."""
        return self._result.result(timeout)

    def _hear(self, event: Progress | Trouble | Changes | Done | Failed) -> None:
        if isinstance(event, Changes):
            self._falls = 0
        try:
            self._on_event(event)
        except Exception:  # the listener's bug must not end the thread that stores finished work
            _log.exception("a listener failed")
        finally:
            if isinstance(event, Done):
                self._result.set_result(event)
            elif isinstance(event, Failed):
                self._result.set_exception(
                    EnvironmentFault(event.message) if event.fault else BugInJob(event.message, event.details)
                )


class JobClient:
    """One job process, started with the first task, its tasks run in order.

    With ``idle_s`` the process is ended when it had nothing to do for so long, and started again when needed.
    """

    def __init__(self, library: Library, *, name: str, idle_s: float | None = None) -> None:
        self._library = library
        self._name = name
        self._idle_s = idle_s
        self._numbers = itertools.count(1)
        self._lock = threading.RLock()
        self._closed = False
        self._worker: _Worker | None = None
        self._idle: threading.Timer | None = None

    def start(self, task: Task, on_event: OnEvent = lambda event: None) -> Job:
        """Queue ``task``. ``on_event`` hears Progress, Trouble, Changes, and at the end Done or Failed."""
        with self._lock:
            if self._idle is not None:
                self._idle.cancel()
            job = Job(self, next(self._numbers), task, on_event)
            self._begin(job)
            return job

    def close(self) -> None:
        """End the process. Running jobs are cut off where they are; what they had stored stays."""
        with self._lock:
            self._closed = True
            if self._idle is not None:
                self._idle.cancel()
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()

    def _begin(self, job: Job) -> None:
        while self._worker is None or not self._worker.begin(job._number, job):
            self._worker = _Worker(self._library, self._name, self._when_idle, self._begin_again)
        if job._paused:
            self._worker.hold(job._number, True)

    def _stop(self, job: int, *, kill: bool) -> None:
        with self._lock:
            if self._worker is not None:
                self._worker.stop(job, kill=kill)

    def _hold(self, job: int, paused: bool) -> None:
        with self._lock:
            if self._worker is not None:
                self._worker.hold(job, paused)

    def _begin_again(self, jobs: Sequence[Job], code: int | None) -> None:
        """Go on with the jobs of a process that died: what they had finished is stored."""
        for job in jobs:
            job._falls += 1
            with self._lock:
                again = not (self._closed or job._cancels or job._falls > MOST_FALLS)
                if again:
                    self._begin(job)
            if again:
                job._hear(Trouble("", Message("{ended} It was begun again.", ended=_ended(code))))
            elif self._closed or job._cancels:
                job._hear(Done(cancelled=True))
            else:
                job._hear(Failed(Message("{ended} Start the job again to go on.", ended=_ended(code)), fault=True))

    def _when_idle(self) -> None:
        if self._idle_s is None:
            return
        with self._lock:
            if self._idle is not None:
                self._idle.cancel()
            self._idle = threading.Timer(self._idle_s, self._end_if_idle)
            self._idle.daemon = True
            self._idle.start()

    def _end_if_idle(self) -> None:
        with self._lock:
            if self._worker is None or self._worker.busy:
                return
            worker, self._worker = self._worker, None
        worker.close()  # outside the lock: it waits for a thread that may want it


class _Worker:
    """The process behind a client, with the thread that listens to it."""

    def __init__(
        self,
        library: Library,
        name: str,
        when_idle: Callable[[], None],
        begin_again: Callable[[Sequence[Job], int | None], None],
    ) -> None:
        self._library = library
        self._when_idle = when_idle
        self._begin_again = begin_again
        self._jobs: dict[int, Job] = {}
        self._lock = threading.Lock()
        self._sending = threading.Lock()
        self._closing = self._dead = False
        self.process: SpawnProcess
        self._pipe: Connection
        self.process, self._pipe = launch.start(library.paths.folder, name=name)
        self._listener = threading.Thread(target=self._listen, name=f"{name}-events", daemon=True)
        self._listener.start()

    @property
    def busy(self) -> bool:
        with self._lock:
            return bool(self._jobs)

    def begin(self, number: int, job: Job) -> bool:
        """Queue a job; False when this process takes none any more."""
        with self._lock:
            if self._dead or self._closing:
                return False
            self._jobs[number] = job
        self._send(Begin(number, job.task))  # a process that died just now leaves it to ``begin_again``
        return True

    def stop(self, job: int, *, kill: bool) -> None:
        if kill:
            self.process.kill()
        else:
            self._send(Stop(job))

    def hold(self, job: int, paused: bool) -> None:
        self._send(Pause(job, paused))

    def close(self) -> None:
        self._closing = True
        self.process.kill()  # safe at any moment: it holds no write connection and replaces files atomically
        self._listener.join()

    def _send(self, message: Begin | Pause | Stop | Stored) -> None:
        # A process that is gone is seen by the listener too, which ends its jobs.
        with self._sending, contextlib.suppress(OSError):
            self._pipe.send(message)

    def _listen(self) -> None:
        while True:
            try:
                message = self._pipe.recv()
            except (EOFError, OSError):
                break
            assert isinstance(message, Event)
            job = self._jobs.get(message.job)
            if job is not None:
                self._handle(message.job, job, message.event)
        self.process.join()
        self._pipe.close()
        self._end_all()

    def _handle(self, number: int, job: Job, event: JobEvent) -> None:
        if isinstance(event, Batch):
            try:
                changes = self._library.do(store_batch, event.records, at=time.time())
            except EngineError as error:  # a full disk: the rest of the job would be lost too
                self._send(Stop(number))
                self._forget(number)
                job._hear(Failed(str(error), fault=True))
                return
            finally:
                self._send(Stored())
            if changes:
                job._hear(changes)
        elif isinstance(event, Done | Failed):
            self._forget(number)
            job._hear(event)
        else:
            job._hear(event)

    def _forget(self, number: int) -> None:
        with self._lock:
            self._jobs.pop(number, None)
            idle = not self._jobs
        if idle:
            self._when_idle()

    def _end_all(self) -> None:
        with self._lock:
            left, self._jobs = list(self._jobs.values()), {}
            self._dead = True
        self._begin_again(left, self.process.exitcode)


def _ended(code: int | None) -> str:
    if code is not None and code < 0:
        return Message("The job process was ended by signal {signal}. What it had finished is kept.", signal=-code)
    return Message("The job process ended with code {code}. What it had finished is kept.", code=str(code))
