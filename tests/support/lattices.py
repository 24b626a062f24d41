"""Small hand-made lattices: sentences whose droppable parts stand in [brackets], and a library of them."""

from __future__ import annotations

import itertools
import re
import zlib

import numpy as np

from engine.records import Lattice, Source, SourceKind, Vector, VideoLattices

DIMENSIONS = 48


def lattice(
    marked: str, *, kind: SourceKind = "description", language: str = "en", start_s: float | None = None
) -> Lattice:
    """``"A man [of few words] sings [at night]."``: its cuts drop any of the bracketed parts.

    English splits at spaces and before the last mark, Chinese into single characters.
    """
    tokens: list[str] = []
    spaces: list[bool] = []
    parts: list[int] = []  # 0: always stands; else the number of its bracket
    part = 0
    brackets = 0
    pattern = r"[\[\]]|\s+|[A-Za-z0-9'-]+|." if language == "en" else r"[\[\]]|\s+|[A-Za-z0-9]+|."
    gap = False
    for piece in re.findall(pattern, marked):
        if piece == "[":
            brackets += 1
            part = brackets
        elif piece == "]":
            part = 0
        elif piece.isspace():
            gap = True
        else:
            tokens.append(piece)
            spaces.append(gap and bool(tokens[:-1]))
            parts.append(part)
            gap = False
    cuts = []
    for size in range(brackets + 1):
        for dropped in itertools.combinations(range(1, brackets + 1), size):
            cuts.append(tuple(i for i, p in enumerate(parts) if p not in dropped))
    text = re.sub(r"[\[\]]", "", marked)
    source = Source(kind, text, start_s)
    own = len(tokens)
    return Lattice(source, language, tuple(tokens), tuple(spaces), own, tuple(range(own)), tuple(cuts))


def vector(text: str) -> Vector:
    """A unit vector of a text: each word has a direction of its own, drawn from its letters."""
    total = np.zeros(DIMENSIONS, np.float32)
    for word in re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text.lower()):
        total += np.random.default_rng(zlib.crc32(word.encode())).standard_normal(DIMENSIONS)
    return total / max(float(np.linalg.norm(total)), 1e-6)


def video(id: int, *lattices: Lattice) -> VideoLattices:
    """A video's lattices with their vectors."""
    rows = np.stack([vector(x.source.text) for x in lattices]) if lattices else np.zeros((0, DIMENSIONS))
    return VideoLattices(id, "hand", "1", lattices, rows.astype(np.float32))


_PLACES = "harbour mountain desert railway island forest theatre market river school"
_PEOPLE = "fisherman teacher painter doctor singer pilot baker engineer nurse sailor"
_DEEDS = (
    "learns to cook, hunts a thief, paints the stars, builds a boat, studies the moon, "
    "repairs old clocks, loses a brother, wins a race, finds a letter, raises three wolves"
)


def library(count: int, *, chinese: bool = False) -> list[VideoLattices]:
    """Some videos of three to five sentences each."""
    places, people, deeds = _PLACES.split(), _PEOPLE.split(), _DEEDS.split(", ")
    made = []
    for i in range(count):
        rng = np.random.default_rng(i)
        place, person = places[i % 10], people[(i // 10 + i) % 10]
        told = []
        for deed in rng.permutation(deeds)[: 3 + i % 3]:
            past = f"[, who grew up near a {places[int(rng.integers(10))]},]"
            told.append(lattice(f"A {person}{past} {deed} beside the quiet {place} [in a cold winter]."))
        if chinese and i % 3 == 0:
            worker = ("老师", "厨师", "画家", "医生")[i % 4]
            told = [
                lattice(f"安静的海边小镇上，一位年轻的{worker}[在寒冷的冬天里]慢慢学会了{deed}。", language="zh")
                for deed in ("修理旧钟表和收音机", "照看三只走失的小狼", "独自驾船穿过海峡")
            ]
        made.append(video(i + 1, *told))
    return made
