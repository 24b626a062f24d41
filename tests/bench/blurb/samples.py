"""The texts that blurbs are measured on: a file's, held-out titles of the corpus, or the demo library's."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from engine.jobs.corpus import is_held_out, items, without_near_copies
from engine.records import Video

CORPUS = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "corpus"
Group = Literal["film", "talk", "chinese"]
SHARES: dict[Group, float] = {"film": 0.5, "talk": 0.3, "chinese": 0.2}


def from_file(path: Path) -> list[Video]:
    """One video for each line {"title", "tags", "text", "language"}, in the file's order; ids run from 1."""
    lines = [json.loads(line) for line in path.read_text("utf-8-sig").split("\n") if line.strip()]
    return [
        Video(
            number,
            str(said.get("title") or ""),
            "",
            language=str(said.get("language") or ""),
            text=str(said.get("text") or ""),
            tags=tuple(str(tag) for tag in said.get("tags") or ()),
        )
        for number, said in enumerate(lines, 1)
    ]


def group_of(video: Video) -> Group:
    """Which part of a sample a video belongs to."""
    if video.language[:2] == "zh":
        return "chinese"
    return "talk" if video.kind in ("talk", "lesson") else "film"


def held_out(corpus: Path = CORPUS) -> dict[Group, list[Video]]:
    """All held-out videos of the corpus in English and Chinese, without near copies; empty without a corpus.

    They go through the corpus's own reader, which cleans them; only the titles are picked beforehand, which
    spares it nineteen texts of twenty.
    """
    found: dict[Group, list[Video]] = {group: [] for group in SHARES}
    if not corpus.exists():
        return found
    with tempfile.TemporaryDirectory() as folder:
        _copy_held_out(corpus, Path(folder))
        for item in without_near_copies(items(Path(folder))):
            if item.video.language[:2] in ("en", "zh"):
                found[group_of(item.video)].append(item.video)
    return found


def draw(pools: dict[Group, list[Video]], counts: dict[Group, int], seed: int) -> list[Video]:
    """So many of each group (or all there are), in mixed order."""
    rng = np.random.default_rng(seed)
    drawn = [
        pools[group][i] for group, count in counts.items() for i in rng.permutation(len(pools[group]))[:count].tolist()
    ]
    return [drawn[i] for i in rng.permutation(len(drawn)).tolist()]


def shares(limit: int) -> dict[Group, int]:
    """How many of each group a sample of ``limit`` videos holds."""
    counts = {group: int(limit * share) for group, share in SHARES.items()}
    counts["film"] += limit - sum(counts.values())
    return counts


def numbered(videos: Sequence[Video]) -> list[Video]:
    """The same videos with ids from 1, so that no two are alike."""
    return [replace(video, id=number) for number, video in enumerate(videos, 1)]


def _copy_held_out(corpus: Path, folder: Path) -> None:
    """The held-out records of every file of the corpus, in files of the same names and form."""
    for path in sorted(corpus.glob("wikipedia-movies/movies-*.json")):
        kept = [film for film in json.loads(path.read_text("utf-8")) if is_held_out(film["title"])]
        _target(path, folder).write_text(json.dumps(kept), "utf-8")
    for path in sorted(corpus.glob("*/*.jsonl")):
        with _target(path, folder).open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(record) + "\n" for record in _lines(path) if is_held_out(record["title"]))


def _target(path: Path, folder: Path) -> Path:
    (folder / path.parent.name).mkdir(exist_ok=True)
    return folder / path.parent.name / path.name


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
