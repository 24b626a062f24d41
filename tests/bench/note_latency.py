"""Measure how soon a saved note re-ranks the list while a training runs.

    python -m tests.bench.note_latency [--library DIR] [--notes 30]

The library is copied; without one, 200 videos are laid out and scanned first. Time runs from the click that saves the
note to the new order: the write, the live job's reading of it, and the ranking. A training runs in the batch job all
the while.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from engine.events import ReadNotes, Train
from engine.jobs.client import JobClient
from engine.recommend import Recommender
from engine.store import commands
from engine.store.library import Library
from tests.bench.scan import SHARED
from tests.bench.whole_scan import scan

NOTES = (
    "Slow and quiet, just what I like in the evening.",
    "太吵了，看到一半就关掉了。",
    "Good cooks, but I never want to see another kitchen.",
    "星空拍得真好，我还想再看一遍。",
    "Too long, and the ending explains everything twice.",
)


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    ask.add_argument("--library", type=Path)
    ask.add_argument("--notes", type=int, default=30)
    args = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as name:
        if args.library is None and not SHARED.exists():
            print("skipped: no shared data to lay out a library from")
            return
        with Library.open_for_reading(args.library or laid_out(Path(name) / "source")) as source:
            source.read.backup_to(Path(name) / "library.db")
        with Library.open(Path(name), owner="a benchmark") as library:
            measure(library, args.notes)


def laid_out(folder: Path) -> Path:
    """A scanned library of realistic videos."""
    tool = [sys.executable, str(SHARED / "tools" / "make_library.py"), str(folder / "videos"), "200"]
    subprocess.run(tool, check=True, stdout=subprocess.DEVNULL)
    scan(folder / "library", str(folder / "videos"))
    return folder / "library"


def measure(library: Library, count: int) -> None:
    recommender = Recommender(lambda: library.read, model=library.read.embedding_model())
    library.on_changes(recommender.refresh)
    batch, live = JobClient(library, name="batch"), JobClient(library, name="live")
    live.start(ReadNotes()).wait()  # the window's live job is warm after its first use
    training = batch.start(Train(minutes=10))
    ids = library.read.video_ids()
    waits, during = [], 0
    for number in range(count):
        time.sleep(0.2)
        video_id, text = ids[number % len(ids)], f"{NOTES[number % len(NOTES)]} ({number})"
        began = time.perf_counter()
        library.do(commands.write_note, video_id, text, at=time.time())
        live.start(ReadNotes()).wait()
        recommender.suggest(12)
        waits.append(time.perf_counter() - began)
        during += not training.done()
    training.cancel()
    training.wait()
    batch.close()
    live.close()
    p50, p95 = np.percentile(waits, [50, 95])
    print(f"{count} notes on {len(ids)} videos, {during} of them during the training")
    print(f"saved note -> new order: p50 {p50:.2f} s, p95 {p95:.2f} s (at most 1)")


if __name__ == "__main__":
    main()
