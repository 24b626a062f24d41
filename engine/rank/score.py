"""Give every video of a library its expected stars and how sure that is, and keep both up to date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.records import Vector
from engine.taste.features import Features
from engine.taste.profile import Step, TasteProfile


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Expected stars (N,) and their variance (N,), float32, in the order of the features' rows.

    The variance is that of the video's worth to this person; a single rating would scatter more.
    """

    mean: Vector
    variance: Vector

    @property
    def deviation(self) -> Vector:
        """How far off the expected stars may be: one standard deviation (N,)."""
        return np.sqrt(np.maximum(self.variance, 0))


def score(profile: TasteProfile, features: Features) -> Scores:
    """Scores of all videos from nothing: O(N F min(n, F)) for n observations."""
    rows = features.matrix
    mean = rows @ profile.mean.astype(np.float32)
    variance = np.empty(len(rows), dtype=np.float32)
    prior = profile.prior_variance.astype(np.float32)
    few = len(profile.observations) < rows.shape[1] // 2
    root = _learned(profile) if few else np.linalg.cholesky(profile.covariance)
    root = np.ascontiguousarray(root, dtype=np.float32)
    for start in range(0, len(rows), _CHUNK):
        part = rows[start : start + _CHUNK]
        seen = part @ root
        spread = np.einsum("ij,ij->i", seen, seen)
        if few:
            spread = (part * part) @ prior - spread
        variance[start : start + _CHUNK] = spread
    return Scores(mean, variance)


def follow(scores: Scores, features: Features, steps: Iterable[Step]) -> Scores:
    """Scores after the profile took some steps: one product of matrix and vector for each."""
    mean, variance = scores.mean, scores.variance
    for step in steps:
        along = features.matrix @ step.direction.astype(np.float32)
        mean = mean + along * np.float32(step.mean_gain)
        variance = variance - along * along * np.float32(step.variance_gain)
    return Scores(mean, variance)


_CHUNK = 8192  # rows: their products stay in the processor's cache


def _learned(profile: TasteProfile) -> npt.NDArray[np.float64]:
    """(F, n) whose square is what the observations took off the prior variance; it has rank n at most."""
    seen = profile.observations.values()
    if not seen:
        return np.zeros((len(profile.mean), 0))
    rows = np.stack([one.row for one in seen])
    spread = rows * profile.prior_variance  # (n, F)
    noise = profile.hyperparameters.noise * np.diag([one.doubt for one in seen])
    root = np.linalg.cholesky(spread @ rows.T + noise)
    return np.asarray(np.linalg.solve(root, spread).T)
