"""The window, driven and measured. Run by tests/bench/window.py, each part in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.desk.measures import SIZE, frames, jumps, memory, settle, tell

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from desktop.app import Desk
    from desktop.models.search import Found
    from engine.store.library import Library

QUERIES = ("dal", "ren bas", "mu kil")


def start(folder: Path) -> None:
    """Run the program until the first posters are painted, tell when that was, and leave."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from desktop.front import run
    from desktop.models.videos import VideoListModel
    from desktop.views.postergrid import PosterGrid

    paint = PosterGrid.paintEvent
    told: list[bool] = []

    def watched(grid: PosterGrid, event: QPaintEvent) -> None:
        paint(grid, event)
        model = grid.model()
        if not told and isinstance(model, VideoListModel) and model.rowCount() and model.video(0) is not None:
            told.append(True)
            tell({"painted": time.monotonic(), "first memory": memory()})
            QTimer.singleShot(0, leave)

    def leave() -> None:
        for window in QApplication.topLevelWidgets():
            window.close()

    PosterGrid.paintEvent = watched  # type: ignore[method-assign, assignment]
    run(folder)


def drive(folder: Path) -> None:
    """Scroll, search and rate; tell how long all of it takes, and what the process holds in the end."""
    with _window(folder) as (desk, _):
        figures: dict[str, object] = {"loaded": _until(desk.is_painted) / 1000, "first memory": memory()}
        _until(lambda: not desk.pictures.busy)
        page = desk.library_page
        bar = page.grid.verticalScrollBar()
        head = page.head.height()
        figures["for you"] = frames(bar, stop=head)
        figures["grid"] = frames(bar, start=head, count=480)
        figures["grid, dragged"] = jumps(bar)
        page.set_table(True)
        _until(desk.is_painted)
        figures["table"] = frames(page.table.verticalScrollBar(), count=480)
        figures["table, dragged"] = jumps(page.table.verticalScrollBar())
        page.set_table(False)
        page.grid.to_top()
        _until(desk.is_painted)
        settle(0.5)
        figures["rating"] = [_rated(desk, number) for number in range(100)]
        settle(3.0)
        figures["memory"] = memory()
        figures["heavy modules"] = sorted({"torch", "cv2", "av", "spacy"} & sys.modules.keys())
    tell(figures)


def search(folder: Path) -> None:
    """Type into the search box at rest, and while a scan brings videos and another process trains."""
    with _window(folder) as (desk, library):
        _until(desk.is_painted)
        figures: dict[str, object] = {"keys": _typed(desk)}
        with _scan(library), _training():
            figures["keys, busy"] = _typed(desk)
        figures["memory"] = memory()
    tell(figures)


@dataclass
class _Idle:
    """Stands where a job process is asked for work: none is begun, so that figures are the window's own."""

    cancels: list[object] = field(default_factory=list)

    def start(self, task: object, on_event: object) -> _Idle:
        return self

    def cancel(self) -> None:
        self.cancels.append(None)

    def pause(self, paused: bool) -> None:
        self.cancels.append(paused)

    def close(self) -> None:
        self.cancels.clear()


@contextmanager
def _window(folder: Path) -> Iterator[tuple[Desk, Library]]:
    from PySide6.QtWidgets import QApplication

    from desktop.app import build
    from desktop.front import SWITCH_S
    from engine.store.library import Library

    app = QApplication([])
    sys.setswitchinterval(SWITCH_S)
    with Library.open(folder, owner="a bench") as library:
        desk = build(app, library, {"batch": _Idle(), "live": _Idle()})
        desk.window.resize(*SIZE)
        desk.window.show()
        desk.load()
        try:
            yield desk, library
        finally:
            desk.window.close()
            desk.close()


def _until(done: Callable[[], bool], *, most_s: float = 240.0) -> float:
    """Milliseconds until something is so."""
    begun = time.perf_counter()
    while not done():
        if time.perf_counter() - begun > most_s:
            raise TimeoutError
        settle(0.002)
    return 1000 * (time.perf_counter() - begun)


def _rated(desk: Desk, number: int) -> float:
    """Milliseconds from stars given on the first card until other cards are painted in its place."""
    from PySide6.QtWidgets import QApplication

    page = desk.library_page
    card = page.head.cards.cards()[number % 3]
    before = [found.video_id for found, _ in page.suggestions.pairs()]
    begun = time.perf_counter()
    card.stars.rated.emit(float(1 + number * 2 % 5))
    while [found.video_id for found, _ in page.suggestions.pairs()] == before:
        QApplication.processEvents()
        time.sleep(0.0005)
        if time.perf_counter() - begun > 60:
            raise TimeoutError
    QApplication.processEvents()  # what was asked to be painted is
    took = 1000 * (time.perf_counter() - begun)
    _until(desk.is_painted)
    settle(0.05)
    return took


def _typed(desk: Desk) -> dict[str, list[float]]:
    """Milliseconds that each key takes to be shown, and the longest time that the window does nothing else."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from desktop.views.topbar import SearchBox

    box, view = desk.window.findChild(SearchBox), desk.search.view
    assert box is not None
    shown: list[str] = []
    show = view.show_found

    def watched(found: Found, *, asked: str, done: bool) -> None:
        show(found, asked=asked, done=done)
        shown.append(asked)

    view.show_found = watched  # type: ignore[method-assign]
    box.setFocus()
    keys, gaps, found = [], [], []
    for query in QUERIES:
        for letter in query:
            begun = time.perf_counter()
            QTest.keyClicks(box, letter)
            QApplication.processEvents()
            keys.append(1000 * (time.perf_counter() - begun))
            end = begun + 0.12
            while time.perf_counter() < end:  # the next key
                turn = time.perf_counter()
                QApplication.processEvents()
                gaps.append(1000 * (time.perf_counter() - turn))
                time.sleep(0.002)
        begun = time.perf_counter()
        _until(lambda query=query: query in shown)  # type: ignore[misc]
        found.append(1000 * (time.perf_counter() - begun))
        QTest.keyClick(box, Qt.Key.Key_Escape)
        settle(0.4)
    del view.show_found
    return {"keys": keys, "gaps": gaps, "found": found}


@contextmanager
def _scan(library: Library) -> Iterator[None]:
    """New videos, as fast as a scan finds them in small files: every half second what a job process sends in that."""
    from engine.store import commands
    from tests.bench.desk.large import embedded, scanned

    over = threading.Event()
    root = Path(library.read.roots()[0].path)

    def work() -> None:
        first = library.read.counts()["videos"] + 1
        while not over.is_set():
            numbers = range(first, first + SCANNED)
            library.do(commands.store_batch, tuple(scanned(root, numbers)), at=2e9)
            library.do(commands.store_batch, tuple(embedded(library, numbers)), at=2e9)
            first += SCANNED
            over.wait(0.5)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


SCANNED = 20  # videos in half a second


@contextmanager
def _training() -> Iterator[None]:
    """A processor as busy as a training keeps it, at a job's low priority."""
    work = "import os, numpy as np; os.nice(10); a = np.ones((512, 512), np.float32)\nwhile True: a @ a"
    process = subprocess.Popen([sys.executable, "-c", work])
    try:
        yield
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    {"start": start, "drive": drive, "search": search}[sys.argv[1]](Path(sys.argv[2]))
