"""Whether two people with opposite tastes read two blurbs, and whether one can tell which is whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.records import Blurb, Vector
from tests.bench.blurb.desk import Told
from tests.bench.blurb.retrieval import Second

LEAST_LATTICES = 3  # fewer give no choice


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A video's two least similar sentences; each stands for a person who likes what it tells of."""

    told: Told
    sentences: tuple[str, str]
    tastes: tuple[Vector, Vector]  # (D,), opposite: what the one likes the other dislikes


def choices(shelf: Sequence[Told]) -> list[Choice]:
    """The videos whose text gives a choice."""
    found = []
    for told in shelf:
        vectors = told.lattices.vectors
        if len(vectors) >= LEAST_LATTICES:
            one, two = np.unravel_index(int(np.argmin(vectors @ vectors.T)), (len(vectors), len(vectors)))
            way = vectors[one] - vectors[two]
            way = np.asarray(way / max(float(np.linalg.norm(way)), 1e-6), np.float32)
            texts = (told.lattices.lattices[one].source.text, told.lattices.lattices[two].source.text)
            found.append(Choice(told, texts, (way, -way)))
    return found


def differ(one: Blurb, two: Blurb) -> bool:
    """In wording or in evidence."""
    return (one.hook, one.text) != (two.hook, two.text) or one.evidence != two.evidence


def picked(made: Sequence[Choice], pairs: Sequence[tuple[Blurb, Blurb]], second: Second) -> list[float]:
    """For each sentence of each choice: 1 where the blurb written for it is the nearer one, 1/2 for a draw."""
    if not made:
        return []
    texts = [f"{blurb.hook} {blurb.text}" for pair in pairs for blurb in pair]
    sentences = [sentence for choice in made for sentence in choice.sentences]
    near = second.similarity(texts, sentences)
    found = []
    for place in range(0, len(texts), 2):
        for right, wrong in ((place, place + 1), (place + 1, place)):
            gain = near[right, right] - near[wrong, right]
            found.append(0.5 + 0.5 * float(np.sign(round(float(gain), 9))))
    return found
