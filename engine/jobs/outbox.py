"""What a running task sees of its client, and how it tells its progress."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from engine.errors import Cancelled
from engine.events import BatchRecord, JobEvent, Progress

T = TypeVar("T")
STORE_EVERY_S = 0.5


class Outbox(Protocol):
    """Where a task's events and records go."""

    rested_s: float  # how long the job was held by ``rest`` so far

    def send(self, event: JobEvent) -> None: ...

    def store(self, *records: BatchRecord) -> None:
        """Hand one batch to the writer; waits while it is too far ahead of it."""

    def settle(self) -> None:
        """Wait until everything that was handed over is committed."""

    def cancelled(self) -> bool: ...

    def rest(self) -> None:
        """Wait while the person has paused the job; a cancel ends the wait."""

    def check(self) -> None:
        """Rest, and raise Cancelled when the person stopped the job."""


class Pace:
    """Progress of a stage with its rate and the time left, sent at most ten times a second.

    A pause counts for neither. What was measured on held-out videos is always sent.
    """

    def __init__(self, stage: str, total: int, outbox: Outbox, *, done: int = 0) -> None:
        self._stage, self._total, self._outbox = stage, total, outbox
        self._before = self._done = done
        self._began = time.monotonic() - outbox.rested_s
        self._sent = 0.0

    def step(
        self, count: int = 1, *, text: str = "", value: float | None = None, held_out: float | None = None
    ) -> None:
        self._done += count
        now = time.monotonic()
        if now - self._sent < 0.1 and self._done < self._total and held_out is None:
            return
        self._sent = now
        rate = (self._done - self._before) / max(now - self._outbox.rested_s - self._began, 1e-3)
        left_s = (self._total - self._done) / rate if rate else None
        self._outbox.send(Progress(self._stage, self._done, self._total, rate, left_s, value, text, held_out))


def batches(items: Iterable[T], size: float, *, weight: Callable[[T], float] = lambda item: 1) -> Iterator[list[T]]:
    """Lists of items that weigh ``size`` together, a shorter one whenever half a second has passed.

    Where ``items`` is cancelled, what it had finished comes out first.
    """
    batch: list[T] = []
    heavy, began = 0.0, time.monotonic()
    try:
        for item in items:
            batch.append(item)
            heavy += weight(item)
            if heavy >= size or time.monotonic() - began > STORE_EVERY_S:
                yield batch
                batch, heavy, began = [], 0.0, time.monotonic()
    except Cancelled:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
