"""Two clear groups of videos, cooking and astronomy, with vectors that lie as e5's do: close together."""

from __future__ import annotations

import numpy as np

from engine.records import NoteSentence, Person, Vector
from tests.unit.taste.in_memory import Shelf, video

COOKING = range(1, 11)
ASTRONOMY = range(11, 21)
WIDTH = 32

_rng = np.random.default_rng(7)
_COMMON, _COOKING, _ASTRONOMY = _rng.normal(size=(3, WIDTH)) / WIDTH**0.5


def two_groups() -> Shelf:
    """Videos 1 to 10 cook, 11 to 20 look at the sky; every second one is Chinese."""
    rng = np.random.default_rng(3)
    videos = [
        video(
            number,
            title=f"{'Pot' if number in COOKING else 'Star'} {number}",
            language="zh" if number % 2 else "en",
            genres=("Cooking" if number in COOKING else "Astronomy",),
            people=(Person("Ada Byron", "speaker"),) if number in (11, 12) else (),
            year=2000 + number,
            duration_s=600.0,
        )
        for number in (*COOKING, *ASTRONOMY)
    ]
    return Shelf(videos, np.stack([vector(number in COOKING, rng) for number in (*COOKING, *ASTRONOMY)]))


def vector(cooks: bool, rng: np.random.Generator) -> Vector:
    """A unit vector of one group; any two have a cosine of .7 or more."""
    raw = 3 * _COMMON + (_COOKING if cooks else _ASTRONOMY) + 0.5 * rng.normal(size=WIDTH) / WIDTH**0.5
    return (raw / np.linalg.norm(raw)).astype(np.float32)


def sentence(text: str, *, cooks: bool, sign: float, certainty: float = 0.9) -> NoteSentence:
    return NoteSentence(text, sign, certainty, vector(cooks, np.random.default_rng(len(text))))
