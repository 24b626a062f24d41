"""What a person can do, one small function a verb."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.models.jobs import JobsModel
from engine.errors import EnvironmentFault
from engine.events import Changes, MakeDemo, ReadNotes, Scan, Train, Write
from engine.records import Mark, Vector, Video
from engine.settings import Device
from engine.store import commands

TRAIN_MINUTES = 1.0  # of one press of Refresh


class Writes(Protocol):
    """What actions need of ``engine.store.library.Library``."""

    def submit(self, command: Callable[..., Changes], /, *args: Any, **keywords: Any) -> Future[Changes]: ...


@dataclass(frozen=True, slots=True)
class Hands:
    """What verbs act with: the library's writer, the jobs, and the door for errors (from any thread)."""

    library: Writes
    jobs: JobsModel
    report: Callable[[object], None]
    device: Device = "auto"  # that training may use


def rate(hands: Hands, video_id: int, stars: float | None) -> None:
    _write(hands, commands.rate, video_id, stars, at=time.time())


def write_note(hands: Hands, video_id: int, text: str) -> Future[Changes]:
    return _write(hands, commands.write_note, video_id, text, at=time.time())


def read_notes(hands: Hands) -> None:
    """Have the live process read what was noted; notes written meanwhile are read by the same job."""
    hands.jobs.start(ReadNotes())


def add_tags(hands: Hands, video_id: int, *tags: str) -> None:
    _write(hands, commands.add_tags, video_id, tags, at=time.time())


def remove_tag(hands: Hands, video_id: int, tag: str) -> None:
    _write(hands, commands.remove_tag, video_id, tag, at=time.time())


def mark(hands: Hands, video_id: int, mark: Mark) -> None:
    _write(hands, commands.mark, video_id, mark, at=time.time())


def remember_play(hands: Hands, video_id: int, started_at: float, position_s: float, fraction: float) -> None:
    _write(hands, commands.play, video_id, started_at, position_s, fraction)


def add_folder(hands: Hands, folder: Path) -> None:
    """Add a folder and look through it as soon as it is stored."""
    if not folder.is_dir():
        hands.report(EnvironmentFault(f"{folder} is not a folder. Choose one that holds videos."))
        return
    _write(hands, commands.add_root, str(folder), at=time.time())
    scan(hands)


def remove_folder(hands: Hands, path: str) -> None:
    _write(hands, commands.remove_root, path)


def scan(hands: Hands) -> None:
    """Look for what is new."""
    hands.jobs.start(Scan())


def make_demo(hands: Hands, folder: Path) -> None:
    hands.jobs.start(MakeDemo(str(folder)))


def train(hands: Hands, taste: Vector | None) -> None:
    if not hands.jobs.open(Train):
        hands.jobs.start(Train(hands.device, minutes=TRAIN_MINUTES, taste=taste))


def write_blurbs(hands: Hands, video_ids: tuple[int, ...], *, profile_version: str, taste: Vector | None) -> None:
    """Have blurbs written for these, in this order, for one state of the profile.

    What is being written for an older one is stopped.
    """
    for row in hands.jobs.open(Write):
        if row.state == "running":
            hands.jobs.cancel(row.number)
    hands.jobs.start(Write(video_ids, profile_version, taste))


def open_elsewhere(hands: Hands, video: Video) -> None:
    """Play in the system's own player."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(video.path)):
        hands.report(
            EnvironmentFault(f"No program on this computer opens {Path(video.path).name}. Install a video player.")
        )


def _write(hands: Hands, command: Callable[..., Changes], *args: Any, **keywords: Any) -> Future[Changes]:
    future = hands.library.submit(command, *args, **keywords)
    future.add_done_callback(lambda done: _tell(hands, done))
    return future


def _tell(hands: Hands, done: Future[Changes]) -> None:
    error = None if done.cancelled() else done.exception()
    if error is not None:
        hands.report(error)
