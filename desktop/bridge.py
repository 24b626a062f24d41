"""The only crossing from other threads to the GUI thread: job events, committed changes, finished work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from engine.errors import Cancelled
from engine.events import Changes, Done, Failed, Progress, Task, Trouble, merged

T = TypeVar("T")

OnEvent = Callable[[Progress | Trouble | Changes | Done | Failed], None]


class JobHandle(Protocol):
    """A task that was started."""

    def cancel(self) -> None: ...

    def pause(self, paused: bool) -> None: ...


class Client(Protocol):
    """What the window needs of ``engine.jobs.client.JobClient``."""

    def start(self, task: Task, on_event: OnEvent) -> JobHandle: ...

    def close(self) -> None: ...


class Background(QObject):
    """Runs short reads off the GUI thread and hands their results back on it.

    With one worker, work is done in order and always on the same thread.
    """

    failed = Signal(object)
    _landed = Signal(object)

    def __init__(self, *, workers: int = 2, name: str = "read", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix=f"matinee-{name}")
        self._open = True
        self._left = 0
        # Queued, because work that is done at once calls back on the thread that asked: a view may be
        # painting then, and must not be told of changes before it has ended.
        self._landed.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """``then(work())``, where only ``work`` runs elsewhere. An exception goes to ``failed``."""
        if not self._open:
            return
        self._left += 1

        def land(future: Future[T]) -> None:
            if not future.cancelled() and self._open:
                self._landed.emit((future, then))

        self._pool.submit(work).add_done_callback(land)

    @property
    def is_idle(self) -> bool:
        return self._left == 0

    def close(self) -> None:
        """Wait for what runs, forget what waits. Nothing is delivered any more."""
        self._open = False
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, landed: tuple[Future[Any], Callable[[Any], None]]) -> None:
        future, then = landed
        self._left -= 1
        if not self._open:
            return
        error = future.exception()
        if error is None:
            then(future.result())
        elif not isinstance(error, Cancelled):
            self.failed.emit(error)


class JobBridge(QObject):
    """Starts tasks on the job clients and turns their events into signals."""

    progressed = Signal(int, object)  # number of the job, Progress
    troubled = Signal(int, object)  # number of the job, Trouble
    ended = Signal(int, object)  # number of the job, Done or Failed

    def __init__(self, clients: dict[str, Client], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clients = clients
        self._heard.connect(self._pass_on)

    _heard = Signal(int, object)

    def start(self, lane: str, number: int, task: Task) -> JobHandle:
        """Queue ``task`` on the "batch" or the "live" process."""
        return self._clients[lane].start(task, lambda event: self._heard.emit(number, event))

    def close(self) -> None:
        for client in self._clients.values():
            client.close()

    def _pass_on(self, number: int, event: object) -> None:
        if isinstance(event, Progress):
            self.progressed.emit(number, event)
        elif isinstance(event, Trouble):
            self.troubled.emit(number, event)
        elif isinstance(event, Done | Failed):
            self.ended.emit(number, event)
        # Changes come from the library itself, see ChangeBridge.


class ChangeBridge(QObject):
    """Every committed change, on the GUI thread.

    What the person said (ratings, notes, tags) passes at once. A scan's stream of new rows is gathered
    for a quarter of a second, so that views refresh at the pace of an eye and not of a disk.
    """

    changed = Signal(object)
    _heard = Signal(object)

    def __init__(self, *, gather_ms: int = 250, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pending = Changes()
        self._timer = QTimer(self, singleShot=True, interval=gather_ms)
        self._timer.timeout.connect(self._flush)
        self._heard.connect(self._gather)

    def hear(self, changes: Changes) -> None:
        """Called on the writer's thread."""
        self._heard.emit(changes)

    def _gather(self, changes: Changes) -> None:
        self._pending = merged((self._pending, changes))
        if changes.ratings or changes.notes or changes.tags or changes.roots:
            self._timer.stop()
            self._flush()
        elif not self._timer.isActive():
            self._timer.start()

    def _flush(self) -> None:
        changes, self._pending = self._pending, Changes()
        if changes:
            self.changed.emit(changes)
