"""The job process: takes tasks from its pipe, runs them one by one, sends what comes of them.

It holds no write connection: finished work goes to the client as Batch records, which the one writer of the
library stores. So this process can be killed at any moment and nothing is half done.
"""

from __future__ import annotations

import logging
import os
import queue
import signal
import sys
import threading
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from engine.errors import Cancelled, EngineError
from engine.events import Batch, BatchRecord, Done, Failed, JobEvent
from engine.jobs.wire import Begin, Event, Stop, Stored

UNSTORED_BATCHES = 4  # as far as a job may run ahead of the writer


def main(connection: Connection, folder: Path) -> None:
    """Serve tasks for the library in ``folder`` until the pipe closes."""
    _prepare_process()
    inbox = _Inbox(connection)
    threading.Thread(target=inbox.read_forever, name="inbox", daemon=True).start()

    from engine.jobs import tasks  # the heavy libraries load behind this line, in this process only

    while True:
        begin = inbox.begun.get()
        outbox = _Outbox(connection, begin.job, inbox)
        try:
            outbox.check()
            done = tasks.run(begin.task, folder=folder, outbox=outbox)
            outbox.settle()
            outbox.send(done)
        except Cancelled:
            outbox.send(Done(cancelled=True))
        except EngineError as error:
            outbox.send(Failed(str(error), fault=True))
        except MemoryError:
            outbox.send(Failed("The computer ran out of memory. Close other programs and try again.", fault=True))
        except OSError as error:  # a full disk, an unplugged drive
            where = f" ({error.filename})" if error.filename else ""
            outbox.send(Failed(f"{error.strerror or error}{where}. Mend that and start again.", fault=True))
        except Exception as error:  # a bug: reported with its traceback, and the process lives on
            outbox.send(Failed(f"{type(error).__name__}: {error}", fault=False, details=traceback.format_exc()))


class _Inbox:
    """Reads the pipe on a thread of its own, so that a cancel is heard while a task runs."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.begun: queue.SimpleQueue[Begin] = queue.SimpleQueue()
        self.stopped: set[int] = set()
        self.room = threading.Semaphore(UNSTORED_BATCHES)

    def read_forever(self) -> None:
        while True:
            try:
                message = self._connection.recv()
            except (EOFError, OSError):
                os._exit(0)  # the client is gone: nothing of ours may outlive it
            match message:
                case Begin():
                    self.begun.put(message)
                case Stop(job):
                    self.stopped.add(job)
                case Stored():
                    self.room.release()


class _Outbox:
    """What a running task sees of its client (tasks.Outbox)."""

    def __init__(self, connection: Connection, job: int, inbox: _Inbox) -> None:
        self._connection = connection
        self._job = job
        self._inbox = inbox
        self._sending = threading.Lock()

    def send(self, event: JobEvent) -> None:
        with self._sending:
            self._connection.send(Event(self._job, event))

    def store(self, *records: BatchRecord) -> None:
        if records:
            self._inbox.room.acquire()
            self.send(Batch(records))

    def settle(self) -> None:
        for _ in range(UNSTORED_BATCHES):
            self._inbox.room.acquire()
        self._inbox.room.release(UNSTORED_BATCHES)

    def cancelled(self) -> bool:
        return self._job in self._inbox.stopped

    def check(self) -> None:
        if self.cancelled():
            raise Cancelled


def _prepare_process() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the client decides
    # One thread, and none that spins: with two, 17 ms became 1.6 s beside another job. And nothing may ask a hub.
    os.environ.update(
        OMP_NUM_THREADS="1", OMP_WAIT_POLICY="passive", TOKENIZERS_PARALLELISM="false", HF_HUB_OFFLINE="1"
    )
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    if hasattr(os, "nice"):
        os.nice(5)  # the window comes first
