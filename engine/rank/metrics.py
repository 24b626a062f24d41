"""Measure a ranked list: nDCG, hit rate, pairs in the right order, variety."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.records import Vector

Values = npt.NDArray[np.floating]


def ndcg_at(k: int, gains: Values) -> float:
    """Normalised discounted cumulative gain of the first ``k`` (Järvelin and Kekäläinen 2002), 0 to 1.

    ``gains`` (N,), not negative, are those of all items in ranked order. 0 where nothing is to be gained.
    """
    best = _dcg(np.sort(gains)[::-1][:k])
    return _dcg(gains[:k]) / best if best > 0 else 0.0


def gains_of(stars: Values) -> Values:
    """Gains that double with every star: ``2 ** stars - 1`` (Burges et al. 2005)."""
    return np.exp2(stars) - 1


def hit_rate_at(k: int, ranks: npt.NDArray[np.integer]) -> float:
    """The share of wanted items, given by their ranks from 1, that stand among the first ``k``."""
    return float(np.mean(ranks <= k)) if len(ranks) else 0.0


def pairwise_accuracy(scores: Values, stars: Values) -> float:
    """The share of pairs with different stars that the scores order rightly; equal scores count half.

    NaN where all stars are equal.
    """
    above = np.sign(scores[:, None] - scores[None, :])
    better = stars[:, None] > stars[None, :]
    return float((above[better] + 1).mean() / 2) if better.any() else float("nan")


def spearman(one: Values, other: Values) -> float:
    """Correlation of two lists' ranks, -1 to 1; equal values share their mean rank. NaN where a list is all equal."""
    a, b = (ranks - ranks.mean() for ranks in (_ranks(np.asarray(one, float)), _ranks(np.asarray(other, float))))
    length = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / length if length else float("nan")


def auc(scores: Values, good: npt.NDArray[np.bool_]) -> float:
    """How often a good one stands above a bad one; ties count half. NaN where one kind is missing."""
    if good.all() or not good.any():
        return float("nan")
    count = good.sum()
    return float((_ranks(np.asarray(scores, float))[good].sum() - count * (count + 1) / 2) / (count * (~good).sum()))


def divergence(target: Values, mixes: Values) -> Values:
    """Kullback-Leibler divergence (M,) in nats of a target mix (G,) from each of ``mixes`` (M, G).

    A mix that lacks something is thought to hold a hundredth of what the target does (Steck 2018, alpha = .01).
    """
    told = target > 0
    smooth = 0.99 * mixes[..., told] + 0.01 * target[told]
    own = target[told]
    return np.asarray((own * np.log(own)).sum() - np.log(smooth) @ own)


def variety(rows: Vector) -> float:
    """Intra-list diversity: 1 minus the mean cosine of all pairs of rows (N, D); 0 for fewer than two."""
    if len(rows) < 2:
        return 0.0
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit = np.divide(rows, length, out=np.zeros_like(rows), where=length > 0)
    cosines = (unit @ unit.T)[np.triu_indices(len(rows), 1)]
    return float(1 - cosines.mean())


def _ranks(values: Values) -> npt.NDArray[np.float64]:
    """From 1; equal values share their mean rank."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2).take(place)


def _dcg(gains: Values) -> float:
    return float((gains / np.log2(np.arange(2, len(gains) + 2))).sum())
