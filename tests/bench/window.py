"""The window on a large library: start, scrolling, typing, rating and memory, each beside its floor of the same run.

    python -m tests.bench.window [--videos 100000] [--library FOLDER] [--runs 5] [--json OUT]

The library is made by tests/bench/desk/large.py and needs no files; one that is there already is used again. Floors
are a bare PySide6 window and a QListView of as many rows, in processes of their own. Starts take turns with the floor;
the medians are compared. Times of frames are the processor's: what a screen adds is in none of them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.desk import large


def main() -> None:
    options = _options()
    with ExitStack() as ends:
        folder = options.library or Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="matinee-bench-")))
        if not (folder / "library.db").exists():
            large.make(folder, options.videos)
        figures = measure(folder, options.videos, options.runs)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


def measure(folder: Path, videos: int, runs: int) -> dict[str, Any]:
    """Run every part, print its figures, and return them."""
    bare, whole = [], []
    _run("driven", "start", str(folder))  # compiles what is new
    for _ in range(runs):
        bare.append(_run("bare", "window", "0"))
        whole.append(_run("driven", "start", str(folder)))
    floor, took = (median(one["start"] for one in some) for some in (bare, whole))
    print(f"start to first painted library: {1000 * took:.0f} ms, {took / floor:.2f} x a bare window "
          f"({1000 * floor:.0f} ms); bar 2 x")  # fmt: skip
    plain = _run("bare", "list", str(videos))["frames"]
    print(f"frames of a QListView of {videos} rows: {_spread(plain)}")
    drive = _run("driven", "drive", str(folder))
    for name in ("for you", "grid", "grid, dragged", "table", "table, dragged"):
        print(f"frames, {name}: {_spread(drive[name])}; bar p99 16 ms")
    print(f"rating to other cards: {_spread(drive['rating'])}; bar 100 ms")
    print(f"suggestions ready {drive['loaded']:.1f} s after the start")
    typing = _run("driven", "search", str(folder))
    for name, what in (("keys", "at rest"), ("keys, busy", "during a scan and a training")):
        for part, said in (("keys", "a key"), ("gaps", "a turn of the window"), ("found", "found after")):
            print(f"typing {what}, {said}: {_spread(typing[name][part])}")
    for name, held in (("after the start", drive["first memory"]), ("in the end", drive["memory"]),
                       ("after a scan", typing["memory"]), ("a bare window", bare[0]["memory"])):  # fmt: skip
        print(f"memory, {name}: {held['rss']:.0f} MB ({held['own']:.0f} its own), peak {held['peak']:.0f}; bar 350 MB")
    print(f"heavy modules in its process: {', '.join(drive['heavy modules']) or 'none'}")
    return {"bare": bare, "start": whole, "list": plain, "drive": drive, "typing": typing}


def _run(module: str, *arguments: str) -> dict[str, Any]:
    """Run a part in a process of its own; all that it told, and ``start`` (s) where it told when it was painted."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "matinee-bench-pycache"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # where nothing is kept, each start would compile all anew
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.desk.{module}", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, Any] = {}
    for line in done.stdout.splitlines():
        told |= json.loads(line)
    if "painted" in told:
        told["start"] = told["painted"] - begun
    return told


def _spread(times: Sequence[float]) -> str:
    ordered = sorted(times)

    def at(share: float) -> float:
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    return f"p50 {at(0.5):.1f} ms, p99 {at(0.99):.1f} ms, worst {ordered[-1]:.1f} ms"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--videos", type=int, default=100_000)
    parser.add_argument("--library", type=Path, help="where the library is, or is to be made and kept")
    parser.add_argument("--runs", type=int, default=5, help="of the start")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
