"""What is measured the same way in the window and in its floors: frames of scrolling, and the memory of a process."""

from __future__ import annotations

import json
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QScrollBar

SIZE = (1440, 900)
FRAME_S = 1 / 60
STEP = 60  # pixels a frame: a quick turn of the wheel


def frames(bar: QScrollBar, *, start: int = 0, stop: int | None = None, count: int = 240) -> list[float]:
    """Milliseconds of each frame while the bar moves on by ``STEP`` and turns round at the ends of the part."""
    stop = bar.maximum() if stop is None else min(stop, bar.maximum())
    bar.setValue(start)
    settle(0.2)
    value, step, took = start, STEP, []
    for _ in range(count):
        if not start <= value + step <= stop:
            step = -step
        value += step
        took.append(_frame(bar, value))
    return took


def jumps(bar: QScrollBar, *, count: int = 120) -> list[float]:
    """Milliseconds of each frame while the bar's handle is dragged through everything."""
    return [_frame(bar, bar.maximum() * number // count) for number in range(count)]


def settle(seconds: float) -> None:
    """Let the event loop turn."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        time.sleep(0.001)


def memory() -> dict[str, float]:
    """MB of this process: what it holds now (``rss``, of which ``own`` is shared with no file) and its ``peak``."""
    held = _sizes(Path("/proc/self/smaps_rollup"))
    return {"rss": held["Rss"], "own": held["Anonymous"], "peak": _sizes(Path("/proc/self/status"))["VmHWM"]}


def tell(figures: object) -> None:
    """One line for the process that asked."""
    print(json.dumps(figures), flush=True)


def _frame(bar: QScrollBar, value: int) -> float:
    begun = time.perf_counter()
    bar.setValue(value)
    QApplication.processEvents()
    took = time.perf_counter() - begun
    time.sleep(max(0.0, FRAME_S - took))
    return 1000 * took


def _sizes(file: Path) -> dict[str, float]:
    found = {}
    for line in file.read_text().splitlines():
        name, _, value = line.partition(":")
        if value.endswith(" kB"):
            found[name] = int(value.split()[0]) / 1024
    return found
