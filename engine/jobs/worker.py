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
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from engine.errors import Cancelled, EngineError
from engine.events import Batch, BatchRecord, Done, Failed, JobEvent, Progress
from engine.jobs.wire import Begin, Event, Pause, Stop, Stored
from engine.message import Message

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
            outbox.send(
                Failed(Message("The computer ran out of memory. Close other programs and try again."), fault=True)
            )
        except OSError as error:  # a full disk, an unplugged drive
            where = f" ({error.filename})" if error.filename else ""
            reason = error.strerror or str(error)
            told = Message("{reason}{where}. Mend that and start again.", reason=reason, where=where)
            outbox.send(Failed(told, fault=True))
        except Exception as error:  # a bug: reported with its traceback, and the process lives on
            outbox.send(Failed(f"{type(error).__name__}: {error}", fault=False, details=traceback.format_exc()))


class _Inbox:
    """Reads the pipe on a thread of its own, so that a cancel or a pause is heard while a task runs."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.begun: queue.SimpleQueue[Begin] = queue.SimpleQueue()
        self.stopped: set[int] = set()
        self.room = threading.Semaphore(UNSTORED_BATCHES)
        self._paused: set[int] = set()
        self._heard = threading.Condition()

    def is_held(self, job: int) -> bool:
        """Whether a job is to wait."""
        return job in self._paused and job not in self.stopped

    def wait_while_held(self, job: int) -> None:
        with self._heard:
            self._heard.wait_for(lambda: not self.is_held(job))

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
                    with self._heard:
                        self.stopped.add(job)
                        self._heard.notify_all()
                case Pause(job, paused):
                    with self._heard:
                        (self._paused.add if paused else self._paused.discard)(job)
                        self._heard.notify_all()
                case Stored():
                    self.room.release()


class _Outbox:
    """What a running task sees of its client (tasks.Outbox)."""

    def __init__(self, connection: Connection, job: int, inbox: _Inbox) -> None:
        self._connection = connection
        self._job = job
        self._inbox = inbox
        self._sending = threading.Lock()
        self.rested_s = 0.0

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

    def rest(self) -> None:
        if self._inbox.is_held(self._job):
            began = time.monotonic()
            self.send(Progress("paused", 0, 0))
            self._inbox.wait_while_held(self._job)
            self.rested_s += time.monotonic() - began

    def check(self) -> None:
        self.rest()
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
