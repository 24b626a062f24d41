"""Other ways of ranking films for a person who rated a few: each gives scores of all films.

``known`` (k,) are places of rated films, ``said`` (k,) their stars, ``rows`` (N, F) the films' features. Where k is 0
they have nothing to go by and are not asked.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.intp]
Float = npt.NDArray[np.float64]


def centroid(known: Places, said: Float, rows: Float) -> Float:
    """Closeness to the mean of what the person liked more than their average."""
    return rows @ rows[known[said >= said.mean()]].mean(axis=0)


def nearest(known: Places, said: Float, rows: Float, *, count: int = 20) -> Float:
    """Stars of the nearest rated films, weighted by their cosine."""
    likeness = np.maximum(rows @ rows[known].T, 0)
    if len(known) > count:
        likeness[likeness < np.partition(likeness, -count, axis=1)[:, -count, None]] = 0
    return (likeness @ (said - said.mean())) / (likeness.sum(axis=1) + 0.5)


def ridge(known: Places, said: Float, rows: Float, *, penalty: float = 10.0) -> Float:
    own = rows[known]
    return rows @ (own.T @ np.linalg.solve(own @ own.T + penalty * np.eye(len(own)), said - said.mean()))


def logistic(known: Places, said: Float, rows: Float, *, penalty: float = 0.3) -> Float:
    """Logistic regression of "above the person's average"."""
    basis = np.linalg.qr(rows[known].T)[0]
    return rows @ (basis @ _logistic(rows[known] @ basis, np.where(said > said.mean(), 1.0, -1.0), penalty))


def pairwise_logistic(known: Places, said: Float, rows: Float, *, penalty: float = 3.0) -> Float:
    """Logistic regression of "which of two is rated higher" (RankNet without a network: Burges et al. 2005)."""
    better, worse = np.nonzero(said[:, None] > said[None, :])
    if not len(better):
        return np.zeros(len(rows))
    basis = np.linalg.qr(rows[known].T)[0]
    narrow = rows[known] @ basis
    apart = narrow[better] - narrow[worse]
    return rows @ (basis @ _logistic(apart, np.ones(len(apart)), penalty * len(apart) / len(known)))


def _logistic(rows: Float, signs: Float, penalty: float) -> Float:
    """Weights by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(8):
        doubt = 1 / (1 + np.exp(signs * (rows @ weights)))
        slope = rows.T @ (signs * doubt) - penalty * weights
        bend = (rows.T * (doubt * (1 - doubt))) @ rows + penalty * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return weights


def content_factors(known: Places, said: Float, labels: Float, *, width: int = 16, rounds: int = 150) -> Float:
    """A film is the sum of its labels' vectors and biases, a person one vector (LightFM: Kula 2015).

    Learned by Adam on the squared error of one person's stars, seeded.
    """
    rng = np.random.default_rng(0)
    vectors, biases = 0.1 * rng.standard_normal((labels.shape[1], width)), np.zeros(labels.shape[1])
    person = 0.1 * rng.standard_normal(width)
    own, target = labels[known], said - said.mean()
    parts = [vectors, biases, person]
    first, second = [np.zeros_like(part) for part in parts], [np.zeros_like(part) for part in parts]
    for step in range(1, rounds + 1):
        off = (own @ vectors @ person + own @ biases - target) / len(known)
        slopes = [
            np.outer(own.T @ off, person) + 0.01 * vectors,
            own.T @ off + 0.01 * biases,
            (own @ vectors).T @ off + 0.01 * person,
        ]
        for part, slope, mean, square in zip(parts, slopes, first, second, strict=True):
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope**2 - square)
            part -= 0.02 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return labels @ vectors @ person + labels @ biases
