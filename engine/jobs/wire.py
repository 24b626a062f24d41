"""What goes through the pipe between a client and its worker, beside the job's own events."""

from __future__ import annotations

from dataclasses import dataclass

from engine.events import JobEvent, Task


@dataclass(frozen=True, slots=True)
class Begin:
    """Client to worker: queue this task."""

    job: int
    task: Task


@dataclass(frozen=True, slots=True)
class Stop:
    """Client to worker: end this job at the next look, or never begin it."""

    job: int


@dataclass(frozen=True, slots=True)
class Pause:
    """Client to worker: hold this job at the next look, or (not ``paused``) let it go on."""

    job: int
    paused: bool


@dataclass(frozen=True, slots=True)
class Stored:
    """Client to worker: one more batch is committed."""


@dataclass(frozen=True, slots=True)
class Event:
    """Worker to client."""

    job: int
    event: JobEvent
