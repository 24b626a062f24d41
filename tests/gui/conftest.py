"""What the window's tests stand on: no screen, a real library in a temporary folder, job clients that do nothing."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"  # "like the system" is English then
os.environ["QT_FFMPEG_PROTOCOL_WHITELIST"] = "file"

import numpy as np
import pytest
import shiboken6
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Desk, build
from desktop.bridge import OnEvent
from desktop.theme import Look
from engine.events import Done, Failed, Progress, Task, Trouble
from engine.records import (
    Blurb,
    Cue,
    Description,
    Embedding,
    Evidence,
    FileStamp,
    Fingerprint,
    Person,
    Pictures,
    Probe,
    RootSeen,
    ScannedVideo,
    Source,
    Track,
    UnreadableFile,
    VideoKind,
    WrittenBlurb,
)
from engine.store import commands
from engine.store.library import Library


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    """A test that leaves a thread of ours running fails."""
    before = set(threading.enumerate())
    yield
    end = time.monotonic() + 2
    while time.monotonic() < end:
        left = [t for t in threading.enumerate() if t not in before and not t.name.startswith("Dummy")]
        if not left:
            return
        time.sleep(0.02)
    pytest.fail(f"threads left running: {left}")


@pytest.fixture
def look(qapp: QApplication) -> Look:
    look = Look("dark")
    look.install(qapp)
    return look


@dataclass
class FakeJob:
    """A task that a test drives by hand."""

    task: Task
    hear: OnEvent
    cancels: int = 0
    paused: bool = False

    def cancel(self) -> None:
        self.cancels += 1

    def pause(self, paused: bool) -> None:
        self.paused = paused

    def progress(
        self, stage: str, done: int, total: int, *, value: float | None = None, held_out: float | None = None
    ) -> None:
        self.hear(Progress(stage, done, total, rate_per_s=14.0, left_s=14.0, value=value, held_out=held_out))

    def trouble(self, what: str, reason: str) -> None:
        self.hear(Trouble(what, reason))

    def finish(self, *, cancelled: bool = False) -> None:
        self.hear(Done(cancelled=cancelled))

    def fail(self, message: str, *, fault: bool = True, details: str = "") -> None:
        self.hear(Failed(message, fault, details))


@dataclass
class FakeClient:
    """Stands at the Client protocol: takes tasks and starts no process."""

    jobs: list[FakeJob] = field(default_factory=list)
    closed: bool = False

    def start(self, task: Task, on_event: OnEvent) -> FakeJob:
        job = FakeJob(task, on_event)
        self.jobs.append(job)
        return job

    def close(self) -> None:
        self.closed = True

    def tasks(self, kind: type) -> list[FakeJob]:
        return [job for job in self.jobs if isinstance(job.task, kind)]


class Shelf:
    """Fills a real library with videos that need no files."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.library = library
        self.folder = folder
        self._number = 0
        folder.mkdir(exist_ok=True)
        library.do(commands.add_root, str(folder), at=1.0)

    def add(
        self,
        title: str,
        *,
        year: int | None = 2012,
        kind: VideoKind = "film",
        text: str = "",
        topic: int = 0,
        cues: tuple[Cue, ...] = (),
        picture: QColor | None = None,
        file: Path | None = None,
        duration_s: float = 720.0,
        series: str = "",
        episode: int | None = None,
    ) -> int:
        self._number += 1
        number = self._number
        name = f"{number:02}.jpg"
        if picture is not None:
            image = QImage(320, 180, QImage.Format.Format_RGB32)
            image.fill(picture)
            self.library.paths.pictures.mkdir(exist_ok=True)
            assert image.save(str(self.library.paths.pictures / name))
        path = str(file or self.folder / f"{title}.mp4")
        size = file.stat().st_size if file is not None else number
        tracks = (Track("video", 0, "h264", width=1920, height=1080),)
        if cues:
            tracks += (Track("subtitle", 1, "subrip", language="en", path=f"{path}.srt", cues=cues),)
        root = self.library.read.roots()[0]
        record = ScannedVideo(
            root.id,
            FileStamp(path, size, number),
            Fingerprint(size, f"{number:032x}"),
            Probe("mp4", duration_s, ()),
            Description(
                title=title,
                year=year,
                kind=kind,
                text=text,
                genres=("Drama",),
                people=(Person("Ada Ray", "director"),),
                series=series,
                season=1 if series else None,
                episode=episode,
            ),
            tracks,
            frozenset(),
            Pictures(name if picture is not None else None),
        )
        self.library.do(commands.store_batch, (record,), at=float(number))
        video_id = self.library.read.find(title)[0].id
        vector = np.random.default_rng(number).normal(size=16) * 0.3
        vector[topic] += 3
        vector = (vector / np.linalg.norm(vector)).astype(np.float32)
        version = self.library.read.text_version(video_id)
        self.library.do(commands.store_batch, (Embedding(video_id, "test", vector, version),), at=1.0)
        return video_id

    def add_unreadable(self, name: str, reason: str) -> None:
        self._number += 1
        root = self.library.read.roots()[0]
        stamp = FileStamp(str(self.folder / name), self._number, self._number)
        record = UnreadableFile(root.id, stamp, Fingerprint(self._number, f"{self._number:032x}"), reason)
        self.library.do(commands.store_batch, (record,), at=1.0)

    def unplug(self) -> None:
        root = self.library.read.roots()[0]
        self.library.do(commands.store_batch, (RootSeen(root.id, False, None),), at=1.0)

    def blurb(self, video_id: int, text: str, *sources: tuple[str, Source], version: str = "old") -> None:
        blurb = Blurb("", text, tuple(Evidence(clause, source) for clause, source in sources))
        self.library.do(commands.store_batch, (WrittenBlurb(video_id, "m", version, blurb),), at=1.0)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", owner="a test") as library:
        yield library


@pytest.fixture
def shelf(library: Library, tmp_path: Path) -> Shelf:
    return Shelf(library, tmp_path / "videos")


CUES = (
    Cue(24_000, 26_000, "Look, Celia, we have to follow our passions."),
    Cue(36_000, 38_000, "What are you so scared about?"),
    Cue(62_000, 64_000, "The bridge is down. Forty seconds."),
)


@pytest.fixture
def films(shelf: Shelf) -> dict[str, int]:
    """Six films in two groups, one with lines and a blurb with evidence."""
    ids = {
        "Tears of Steel": shelf.add(
            "Tears of Steel",
            text="A group of warriors gathers at the Oude Kerk. They fight robots.",
            topic=0,
            cues=CUES,
            picture=QColor("#446688"),
        ),
        "Cosmos Laundromat": shelf.add("Cosmos Laundromat", text="A sheep meets a salesman.", topic=0),
        "Elephants Dream": shelf.add("Elephants Dream", text="Two men in a machine.", topic=0),
        "花开的声音": shelf.add("花开的声音", text="一朵花在晨光里慢慢打开。", topic=1, kind="clip"),
        "Slow Bread": shelf.add("Slow Bread", text="A baker waits.", topic=1, kind="talk"),
        "Rain on Stone": shelf.add("Rain on Stone", text="A wall, and weather.", topic=1, kind="lesson"),
    }
    shelf.blurb(
        ids["Tears of Steel"],
        "A group of warriors gathers at the Oude Kerk; the bridge is down.",
        (
            "A group of warriors gathers at the Oude Kerk",
            Source("description", "A group of warriors gathers at the Oude Kerk."),
        ),
        ("the bridge is down", Source("cue", "The bridge is down. Forty seconds.", start_s=62.0)),
    )
    return ids


@dataclass
class Opened:
    """An open window with its job clients."""

    desk: Desk
    batch: FakeClient
    live: FakeClient
    qtbot: QtBot

    def settle(self) -> None:
        """Until everything that was asked for is shown."""
        self.qtbot.waitUntil(lambda: self.desk.is_painted() and not self.desk.pictures.busy, timeout=5000)
        self.qtbot.wait(30)
        self.qtbot.waitUntil(lambda: self.desk.is_painted() and not self.desk.pictures.busy, timeout=5000)


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, library: Library) -> Iterator[Callable[[], Opened]]:
    opened: list[Opened] = []

    def make() -> Opened:
        batch, live = FakeClient(), FakeClient()
        desk = build(qapp, library, {"batch": batch, "live": live})
        desk.window.resize(1440, 900)
        desk.window.show()
        desk.window.activateWindow()
        qtbot.waitExposed(desk.window)
        desk.load()
        opened.append(Opened(desk, batch, live, qtbot))
        opened[-1].settle()
        return opened[-1]

    yield make
    for one in opened:
        one.desk.window.close()
        one.desk.close()
        shiboken6.delete(one.desk.window)  # else every window of the run takes part in the next change of theme
