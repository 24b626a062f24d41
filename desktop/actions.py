"""What a person can do, one small function a verb."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.language import tr
from desktop.models.history import History, Step
from desktop.models.jobs import JobsModel
from desktop.views import wording
from engine.errors import EnvironmentFault
from engine.events import Changes, MakeDemo, ReadNotes, Scan, Train, Write
from engine.message import Message
from engine.records import Mark, RatedHere, Said, Vector, Video
from engine.store import commands, undo
from engine.store.undo import Undo

TRAIN_MINUTES = 1.0  # of one press of Refresh


class Writes(Protocol):
    """What actions need of ``engine.store.library.Library``."""

    def submit(self, command: Callable[..., Changes], /, *args: Any, **keywords: Any) -> Future[Changes]: ...


@dataclass(frozen=True, slots=True)
class Hands:
    """What verbs act with: the library's writer, the jobs, the door for errors (from any thread), and the changes
    that can be taken back."""

    library: Writes
    jobs: JobsModel
    report: Callable[[object], None]
    history: History


def rate(hands: Hands, video_ids: int | Sequence[int], stars: float | None) -> None:
    def says(count: int) -> str:
        if count > 1:
            said = tr("Rated {} videos") if stars is not None else tr("Took the rating of {} videos back")
            return said.format(wording.number(count))
        said = tr("Rated {} of 5 stars") if stars is not None else tr("Took the rating back")
        return said.format(QLocale().toString(stars, "g", 2) if stars is not None else "")

    _change(hands, undo.rate, _several(video_ids), stars, says=says)


def write_note(hands: Hands, video_id: int, text: str) -> Future[Changes]:
    """Keep a note. It is quiet, because it is saved while one types, and one undo takes all the typing back."""
    return _change(hands, undo.write_note, video_id, text, says=lambda _: tr("Changed a note"), key=("note", video_id))


def read_notes(hands: Hands) -> None:
    """Have the live process read what was noted; notes written meanwhile are read by the same job."""
    hands.jobs.start(ReadNotes())


def add_tags(hands: Hands, video_ids: int | Sequence[int], *tags: str) -> None:
    said = wording.listed(tags)

    def says(count: int) -> str:
        if count > 1:
            return tr("Tagged {} videos “{}”").format(wording.number(count), said)
        return tr("Tagged “{}”").format(said)

    _change(hands, undo.add_tags, _several(video_ids), tags, says=says)


def remove_tag(hands: Hands, video_ids: int | Sequence[int], tag: str) -> None:
    def says(count: int) -> str:
        if count > 1:
            return tr("Took the tag “{}” off {} videos").format(tag, wording.number(count))
        return tr("Took the tag “{}” off").format(tag)

    _change(hands, undo.remove_tag, _several(video_ids), tag, says=says)


def mark(hands: Hands, video_ids: int | Sequence[int], mark: Mark) -> None:
    one, many = {
        "watched": (tr("Marked as watched"), tr("Marked {} videos as watched")),
        "unwatched": (tr("Marked as not watched"), tr("Marked {} videos as not watched")),
        "later": (tr("Put off for two weeks"), tr("Put {} videos off for two weeks")),
        "hidden": (tr("Won't be suggested again"), tr("{} videos won't be suggested again")),
        "shown": (tr("May be suggested again"), tr("{} videos may be suggested again")),
    }[mark]
    _change(
        hands,
        undo.mark,
        _several(video_ids),
        mark,
        says=lambda count: many.format(wording.number(count)) if count > 1 else one,
    )


def remember_play(hands: Hands, video_id: int, started_at: float, position_s: float, fraction: float) -> None:
    _write(hands, commands.play, video_id, started_at, position_s, fraction)


def forget(hands: Hands, video_id: int) -> None:
    _write(hands, commands.forget, video_id)


def import_said(
    hands: Hands, said: Mapping[int, tuple[Said, ...]], *, origin: str, file: str, rated_here: RatedHere
) -> Future[Changes]:
    """Add what a file says of each video, as one import that can be taken back."""

    def says(count: int) -> str:
        return tr("Imported what you said of 1 video") if count == 1 else many.format(wording.number(count))

    many = tr("Imported what you said of {} videos")
    command = partial(undo.import_said, origin=origin, file=file, rated_here=rated_here)
    return _change(hands, command, said, says=says)


def undo_import(hands: Hands, import_id: int) -> None:
    _write(hands, commands.undo_import, import_id)


def add_folder(hands: Hands, folder: Path) -> None:
    """Add a folder and look through it as soon as it is stored."""
    if not folder.is_dir():
        hands.report(
            EnvironmentFault(Message("{folder} is not a folder. Choose one that holds videos.", folder=folder))
        )
        return
    _write(hands, commands.add_root, str(folder), at=time.time())
    scan(hands)


def remove_folder(hands: Hands, path: str) -> None:
    """Take a folder out of the library. Undone, it is added and looked through again."""
    future = _write(hands, commands.remove_root, path)
    step = Step(tr("Removed {}").format(Path(path).name or path), lambda: add_folder(hands, Path(path)))
    future.add_done_callback(lambda done: _keep(hands, done, step))


def scan(hands: Hands) -> None:
    """Look for what is new."""
    hands.jobs.start(Scan())


def make_demo(hands: Hands, folder: Path) -> None:
    hands.jobs.start(MakeDemo(str(folder)))


def train(hands: Hands, taste: Vector | None) -> None:
    if not hands.jobs.open(Train):
        hands.jobs.start(Train(minutes=TRAIN_MINUTES, taste=taste))  # the device is read when it begins


def write_blurbs(hands: Hands, video_ids: tuple[int, ...], *, profile_version: str, taste: Vector | None) -> None:
    """Have blurbs written for these, in this order, for one state of the profile.

    What is being written for an older one is stopped.
    """
    for row in hands.jobs.open(Write):
        if row.state != "stopping":
            hands.jobs.cancel(row.number)
    hands.jobs.start(Write(video_ids, profile_version, taste))


def open_elsewhere(hands: Hands, video: Video) -> None:
    """Play in the system's own player."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(video.path)):
        hands.report(
            EnvironmentFault(
                Message("No program on this computer opens {name}. Install a video player.", name=Path(video.path).name)
            )
        )


def _several(video_ids: int | Sequence[int]) -> Sequence[int]:
    return [video_ids] if isinstance(video_ids, int) else video_ids


def _change(
    hands: Hands, command: Callable[..., Changes], *args: Any, says: Callable[[int], str], key: object = None
) -> Future[Changes]:
    """Make a change that can be taken back; ``says`` words it for a number of videos. With a ``key``: quietly."""
    before = Undo()
    future = _write(hands, command, *args, at=time.time(), undo=before)

    def back() -> None:
        _write(hands, undo.take_back, before, at=time.time())

    future.add_done_callback(
        lambda done: _keep(hands, done, Step(says(len(before.videos)), back, quiet=key is not None, key=key))
    )
    return future


def _keep(hands: Hands, done: Future[Changes], step: Step) -> None:
    """Remember a change, if it was one. On the writer's thread."""
    if not done.cancelled() and done.exception() is None and done.result():
        hands.history.keep(step)


def _write(hands: Hands, command: Callable[..., Changes], *args: Any, **keywords: Any) -> Future[Changes]:
    future = hands.library.submit(command, *args, **keywords)
    future.add_done_callback(lambda done: _tell(hands, done))
    return future


def _tell(hands: Hands, done: Future[Changes]) -> None:
    error = None if done.cancelled() else done.exception()
    if error is not None:
        hands.report(error)
