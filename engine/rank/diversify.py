"""Put a list in an order that is both good and varied, always the same for the same scores."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.records import Vector
from engine.taste.features import MEAN, Features, Places
from engine.taste.profile import Hyperparameters

BALANCE = 0.8  # how much of a place in the list is earned by its score; the rest by being unlike those above it


def mmr(
    scores: Vector, likeness: Vector, *, balance: float = BALANCE, limit: int | None = None
) -> npt.NDArray[np.intp]:
    """Order candidates by maximal marginal relevance (Carbonell and Goldstein 1998).

    ``scores`` (C,) are brought to 0..1 over the candidates, so that ``balance`` means the same for every
    person; ``likeness`` (C, C) is 1 for two equal videos. The first place goes to the highest score, each
    next one to the largest ``balance * score - (1 - balance) * likeness to the nearest one above``. Equal
    ones stand in the order in which they came.
    """
    count = len(scores)
    low, high = (float(scores.min()), float(scores.max())) if count else (0.0, 0.0)
    worth = balance * (scores - low) / (high - low if high > low else 1.0)
    nearest = np.full(count, -np.inf)
    order = np.empty(min(count, count if limit is None else limit), dtype=np.intp)
    left = worth.astype(np.float64)
    for place in range(len(order)):
        gain = left if place == 0 else left - (1 - balance) * nearest
        order[place] = best = int(np.argmax(gain))
        left[best] = -np.inf
        np.maximum(nearest, likeness[best], out=nearest)
    return order


def spread(features: Features, candidates: Places) -> Places:
    """Varied picks when nothing is known of the person: each as unlike those before it as can be.

    Works on a sample drawn by the videos' ids: the same for the same library, and the oddest few of a very
    big library do not always lead.
    """
    drawn = candidates[np.argsort(_lots(features.ids[candidates]), kind="stable")]
    sample = drawn[:_SAMPLE]
    order = mmr(np.zeros(len(sample), np.float32), alike(features, sample), balance=0.0)
    return np.concatenate([sample[order], drawn[_SAMPLE:]])


def alike(features: Features, places: Places) -> Vector:
    """How like each other videos are (C, C), 1 for equal ones; each block counts by its prior variance."""
    weights = np.zeros(features.matrix.shape[1], dtype=np.float32)
    for block in features.blocks:
        if block.name != MEAN:
            weights[block.columns] = getattr(Hyperparameters(), block.name) ** 0.5
    rows = features.matrix[places] * weights
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = np.divide(rows, length, out=np.zeros_like(rows), where=length > 0)
    return np.asarray(rows @ rows.T)


_SAMPLE = 400


def _lots(video_ids: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """A number for each id that looks drawn by chance (Fibonacci hashing, Knuth 6.4)."""
    return video_ids.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
