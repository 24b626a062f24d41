"""What kind of evening it is to be: a few words of the person's as a direction in the space of the library's texts."""

from __future__ import annotations

import base64
import json
import os
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import numpy as np

from engine.message import Message
from engine.records import Vector

MOST_LETTERS = 200

# Each mood that is offered: its name, in Chinese too, and how a text of that mood would be told. An embedding of the
# bare word finds titles that hold it: of 7,878 films (tests/bench/moods.py) the hundred nearest have genres that one
# thinks of 1.7 times as often as all films do; with these texts, 3 times.
MOODS: Mapping[str, tuple[str, str]] = {
    "calm": ("平静", "quiet and slow, gentle and contemplative, days in the country, little happens"),
    "funny": ("好笑", "funny, witty, silly, a comedy that makes one laugh"),
    "tense": ("紧张", "tense, suspenseful, a thriller that keeps one on edge"),
    "thoughtful": ("深思", "thoughtful, reflective, asks questions about life"),
    "warm": ("温暖", "warm, tender, kind, about love, friendship and family"),
    "dark": ("黑暗", "dark, grim, disturbing, about crime, evil and death"),
    "epic": ("史诗", "epic, grand, adventurous, about heroes, battles and legends"),
    "curious": ("好奇", "curious, surprising, explains how the world works, discovery and mystery"),
}
_NAMES = {name: name for name in MOODS} | {chinese: name for name, (chinese, _) in MOODS.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Mood:
    """The words, as ``parts_of`` gives them, and their direction (D,), of unit length."""

    words: tuple[str, ...]
    vector: Vector

    @property
    def told(self) -> str:
        """The words in one line, to be shown."""
        return reduce(lambda one, other: Message("{one}, {other}", one=one, other=other), map(shown, self.words))


def shown(name: str) -> str:
    """A mood that is offered, as it can be worded in another language; another one as it stands."""
    return {
        "calm": Message("calm"),
        "funny": Message("funny"),
        "tense": Message("tense"),
        "thoughtful": Message("thoughtful"),
        "warm": Message("warm"),
        "dark": Message("dark"),
        "epic": Message("epic"),
        "curious": Message("curious"),
    }.get(name, name)


def parts_of(words: str) -> tuple[str, ...]:
    """The moods that a text names, parted by commas: those that are offered by their names, others as they stand."""
    parts = (" ".join(part.split()) for part in re.split(r"[,，、;；\n]", words[:MOST_LETTERS]))
    return tuple(dict.fromkeys(_NAMES.get(part.casefold(), part) for part in parts if part))


def read(parts: Sequence[str], encode: Callable[[Sequence[str]], Vector]) -> dict[str, Vector]:
    """The direction of each part, and of all moods that are offered; ``encode`` embeds texts, (N, D).

    What the offered moods have in common (a handful of adjectives, no story) is taken off.
    """
    texts = {name: told for name, (_, told) in MOODS.items()} | {part: part for part in parts if part not in MOODS}
    vectors = encode(list(texts.values()))
    apart = vectors - vectors[: len(MOODS)].mean(axis=0)
    return {name: _unit(one) for name, one in zip(texts, apart, strict=True)}


class KnownMoods:
    """The directions that were read so far, kept in one small file, which may be lost: words are read anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def mood(self, words: str, *, model: str) -> Mood | None:
        """The mood of some words under an embedding model; None where a part of them was not read yet, or no words
        are there."""
        parts = parts_of(words)
        known = self._load(model)
        if not parts or not all(part in known for part in parts):
            return None
        return Mood(parts, _unit(np.sum([known[part] for part in parts], axis=0)))

    def learn(self, vectors: Mapping[str, Vector], *, model: str) -> None:
        """Remember what ``read`` gave; of words of one's own the newest."""
        with self._lock:
            known = {**self._load(model), **vectors}
            own = [name for name in known if name not in MOODS]
            for name in own[:-_KEPT]:
                del known[name]
            value = {
                "model": model,
                "moods": {name: base64.b64encode(one.astype("<f4").tobytes()).decode() for name, one in known.items()},
            }
            part = self._path.with_suffix(".part")
            try:
                part.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
                os.replace(part, self._path)
            except OSError:  # a full disk or a library that is read alone: the mood holds all the same
                part.unlink(missing_ok=True)

    def _load(self, model: str) -> dict[str, Vector]:
        try:
            value = json.loads(self._path.read_text("utf-8"))
            if value["model"] != model:
                return {}
            return {
                str(name): np.frombuffer(base64.b64decode(one), "<f4").astype(np.float32)
                for name, one in value["moods"].items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}


_KEPT = 50


def _unit(vector: Vector) -> Vector:
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length if length > 1e-6 else np.zeros_like(vector), dtype=np.float32)
