"""Make a large library that needs no video files, for the window's figures.

    python -m tests.bench.desk.large FOLDER [--videos 100000]

Rows as a scan stores them: titles, descriptions, series, people, tags, vectors in clusters, some ratings, notes and
sittings. A third of the videos have a poster (a few small pictures are shared); the others show their titles.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter

from engine.events import BatchRecord
from engine.records import (
    Cue,
    Description,
    Embedding,
    FileStamp,
    Fingerprint,
    Person,
    Pictures,
    Probe,
    ScannedVideo,
    Track,
    VideoKind,
)
from engine.store import commands
from engine.store.library import Library

MODEL = "bench"
WIDTH = 384  # of the vectors, as the shipped embedder's
TOPICS = 50
POSTERS = 60
RATED = 200
_WORDS = 45  # of a description
_BATCH = 500
_VOCABULARY = 20_000
_KINDS: tuple[VideoKind, ...] = ("film", "film", "film", "episode", "talk", "lesson", "clip", "video")


def make(folder: Path, count: int) -> None:
    """Fill ``folder`` with a library of ``count`` videos; the same count makes the same library."""
    with Library.open(folder, owner="a bench") as library:
        _posters(library.paths.pictures)
        root = folder.absolute() / "videos"
        library.do(commands.add_root, str(root), at=1.0)
        for batch in _batches(scanned(root, range(1, count + 1)), _BATCH):
            library.do(commands.store_batch, batch, at=1e9)
        for batch in _batches(embedded(library, range(1, count + 1)), _BATCH):
            library.do(commands.store_batch, batch, at=1e9)
        chance = np.random.default_rng(3)
        for number, video_id in enumerate(chance.integers(1, count + 1, RATED).tolist()):
            library.do(commands.rate, video_id, float(chance.integers(2, 11)) / 2, 1.6e9 + number)
            if number % 5 == 0:
                library.do(commands.add_tags, video_id, (f"tag {number % 7}",), 1.6e9 + number)
            if number % 4 == 0:
                library.do(commands.play, video_id, 1.6e9 + number, 600.0, 0.4)


def scanned(root: Path, numbers: range) -> Iterator[ScannedVideo]:
    """Videos as a scan tells of them; the number of a video is its id in a new library."""
    words = _words()
    for number in numbers:
        chance = np.random.default_rng(number)
        topic = number % TOPICS
        places = np.minimum(chance.zipf(1.3, _WORDS), _VOCABULARY - 200 * TOPICS) + 200 * topic
        told = [words[place] for place in places.tolist()]
        kind = _KINDS[number % len(_KINDS)]
        series = f"Series of {words[number // 80 + 7]}" if kind in ("episode", "lesson") else ""
        path = root / f"{number // 100:04}" / f"{told[0]} {number}.mp4"
        yield ScannedVideo(
            1,
            FileStamp(str(path), 10**8 + number, number),
            Fingerprint(10**8 + number, f"{number:032x}"),
            Probe("mp4", float(chance.integers(60, 9000)), ()),
            Description(
                title=" ".join(told[: 1 + number % 4]).capitalize(),
                year=int(chance.integers(1950, 2025)),
                kind=kind,
                text=f"{' '.join(told).capitalize()}.",
                series=series,
                season=1 if series else None,
                episode=number // len(_KINDS) % 10 + 1 if series else None,
                language="en",
                genres=(f"Genre {topic % 20}",),
                people=(Person(f"{words[int(chance.integers(3000))].capitalize()} Ray", "director"),),
            ),
            (Track("video", 0, "h264", width=1920, height=1080), *_lines(number, path, told)),
            frozenset(),
            Pictures(f"{number % POSTERS:02}.jpg" if number % 3 == 0 else None),
        )


def embedded(library: Library, numbers: range) -> Iterator[Embedding]:
    """Their vectors: near one of some centres."""
    centres = np.random.default_rng(1).standard_normal((TOPICS, WIDTH), dtype=np.float32)
    for number in numbers:
        vector = centres[number % TOPICS] + 1.5 * np.random.default_rng(-number % 2**63).standard_normal(WIDTH)
        vector = (vector / np.linalg.norm(vector)).astype(np.float32)
        yield Embedding(number, MODEL, vector, library.read.text_version(number))


def _lines(number: int, path: Path, told: list[str]) -> tuple[Track, ...]:
    """One video of twenty has spoken lines."""
    if number % 20:
        return ()
    cues = tuple(Cue(2000 * at, 2000 * at + 1500, " ".join(told[at : at + 6])) for at in range(30))
    return (Track("subtitle", 1, "subrip", language="en", path=f"{path.with_suffix('.srt')}", cues=cues),)


def _posters(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(POSTERS):
        image = QImage(640, 360, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(number * 6, 120, 140))
        painter = QPainter(image)
        for step in range(24):  # so that a picture is as dear to read as a frame of a film
            painter.fillRect(step * 27, step * 7 % 300, 90, 60, QColor.fromHsv(step * 15, 160, 90 + 5 * step))
        painter.end()
        if not image.save(str(folder / f"{number:02}.jpg"), quality=80):
            raise OSError(f"cannot write into {folder}")


def _words() -> list[str]:
    starts, middles, ends = "bdfghklmnprstvz", "aeiou", "lmnrst"
    syllables = [a + b + c for a in starts for b in middles for c in (*ends, "")]
    chance = np.random.default_rng(2)
    picked = chance.integers(0, len(syllables), (_VOCABULARY, 3))
    return ["".join(syllables[one] for one in row[: 1 + place % 3]) for place, row in enumerate(picked.tolist())]


def _batches(records: Iterator[BatchRecord], size: int) -> Iterator[tuple[BatchRecord, ...]]:
    while batch := tuple(islice(records, size)):
        yield batch


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--videos", type=int, default=100_000)
    options = parser.parse_args()
    make(options.folder, options.videos)
