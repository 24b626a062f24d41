"""How a job tells its pace."""

from __future__ import annotations

import pytest

from engine.events import JobEvent, Progress
from engine.jobs import outbox as outboxes
from engine.jobs.outbox import Pace


class Outbox:
    """Keeps what is sent; rests as a test says."""

    def __init__(self) -> None:
        self.sent: list[JobEvent] = []
        self.rested_s = 0.0

    def send(self, event: JobEvent) -> None:
        self.sent.append(event)

    def store(self, *records: object) -> None: ...

    def settle(self) -> None: ...

    def rest(self) -> None: ...

    def cancelled(self) -> bool:
        return False

    def check(self) -> None: ...


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(outboxes.time, "monotonic", lambda: now[0])
    return now


def test_a_pause_slows_nothing_down(clock: list[float]) -> None:
    outbox = Outbox()
    pace = Pace("index", 100, outbox)
    clock[0] += 10
    pace.step(50)
    clock[0] += 600
    outbox.rested_s = 600.0
    pace.step(10)
    progress = outbox.sent[-1]
    assert isinstance(progress, Progress)
    assert progress.rate_per_s == pytest.approx(6)
    assert progress.left_s == pytest.approx(40 / 6)


def test_what_was_measured_is_told_however_soon(clock: list[float]) -> None:
    outbox = Outbox()
    pace = Pace("train", 100, outbox)
    for step in range(10):
        pace.step(value=2.0, held_out=1.5 if step == 4 else None)
    assert [(event.done, event.held_out) for event in outbox.sent if isinstance(event, Progress)] == [
        (1, None),
        (5, 1.5),
    ]
