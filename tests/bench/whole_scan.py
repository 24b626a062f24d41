"""Measure `matinee scan` as a person runs it against the sum of its bare stages, and a second scan.

    python -m tests.bench.whole_scan [--videos 2000]

Bare stages are those of tests.bench.scan, then plain inserts of the same videos and cues (32 videos a transaction)
and the embedding of the same texts in batches by the same backend, one after the other. The program's time holds
everything: both processes' start, the pipe, full-text search.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from engine.index.embed import Embedder, text_of
from engine.index.scan import survey
from engine.records import Root
from engine.store.connection import connect_writer
from engine.store.library import Library
from tests.bench.scan import SHARED, bare_stages, timed
from tests.support.program import COMMAND, ROOT


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    ask.add_argument("--videos", type=int, default=2000)
    count = ask.parse_args().videos
    if not SHARED.exists():
        print("skipped: no shared data to lay out a library from")
        return
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as name:
        folder, library = Path(name) / "videos", Path(name) / "library"
        tool = [sys.executable, str(SHARED / "tools" / "make_library.py"), str(folder), str(count)]
        subprocess.run(tool, check=True, stdout=subprocess.DEVNULL)
        bare = bare_stages(survey(Root(1, str(folder)), {}).todo)
        whole = scan(library, str(folder))
        again = scan(library)
        with Library.open_for_reading(library) as opened:
            videos = opened.read.videos()
            cues = [opened.read.cues(video.id) for video in videos]
        embedder = Embedder()
        embedder.encode(["warm"])
        texts = [text_of(video, lines) for video, lines in zip(videos, cues, strict=True)]
        bare["embedding"] = timed(lambda: [embedder.encode(texts[at : at + 64]) for at in range(0, count, 64)])[0]
        bare["inserts"] = timed(lambda: inserts(Path(name) / "bare.db", videos, cues))[0]
    total = sum(bare.values())
    for stage, seconds in bare.items():
        print(f"  bare {stage:<12}{seconds:8.2f} s")
    print(f"{count} videos: bare stages {total:.1f} s, matinee scan {whole:.1f} s: {whole / total:.2f} x (at most 1.3)")
    print(f"second scan: {again:.2f} s (under 3)")


def scan(library: Path, *folder: str) -> float:
    """Seconds of one run of the program."""
    began = time.perf_counter()
    subprocess.run([*COMMAND, "--library", library, "scan", *folder], cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def inserts(path: Path, videos: list, cues: list) -> None:
    """The same rows into two plain tables."""
    db = connect_writer(path)
    db.execute("CREATE TABLE videos (id INTEGER PRIMARY KEY, title, path, year, kind, text, duration_s)")
    db.execute("CREATE TABLE cues (id INTEGER PRIMARY KEY, video_id, start_ms, end_ms, text)")
    for at in range(0, len(videos), 32):
        db.execute("BEGIN IMMEDIATE")
        for video, lines in zip(videos[at : at + 32], cues[at : at + 32], strict=True):
            row = (video.id, video.title, video.path, video.year, video.kind, video.text, video.duration_s)
            db.execute("INSERT INTO videos VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            db.executemany(
                "INSERT INTO cues (video_id, start_ms, end_ms, text) VALUES (?, ?, ?, ?)",
                [(video.id, cue.start_ms, cue.end_ms, cue.text) for cue in lines],
            )
        db.execute("COMMIT")
    db.close()


if __name__ == "__main__":
    main()
