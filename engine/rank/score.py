"""Give every video of a library its expected stars and how sure that is, and keep both up to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.records import Vector
from engine.taste.features import Features
from engine.taste.picks import Picks
from engine.taste.profile import Step, TasteProfile


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Expected stars (N,), their variance (N,) and how much each looks like a pick (N,), float32, row by row.

    The variance is that of the video's worth to this person; a single rating would scatter more.
    """

    mean: Vector
    variance: Vector
    pick: Vector

    @property
    def deviation(self) -> Vector:
        """How far off the expected stars may be: one standard deviation (N,)."""
        return np.sqrt(np.maximum(self.variance, 0))

    @property
    def worth(self) -> Vector:
        """Both answers in one (N,), in spreads of the library: would you like it, and would you pick it."""
        return standard(self.mean) + PICKS * standard(self.pick)


PICKS = np.float32(0.25)  # spreads of worth that a spread of picks counts: more of it costs the order by stars


def standard(values: Vector) -> Vector:
    """Values from their mean in standard deviations; zeros where all are equal."""
    if not values.size:
        return values
    deviation = max(float(values.std()), 1e-6)
    return np.asarray((values - values.mean()) / np.float32(deviation), dtype=np.float32)


def score(profile: TasteProfile, features: Features, picks: Picks | None = None) -> Scores:
    """Scores of all videos from nothing: O(N F min(n, F)) for n observations. Without picks all are alike in that."""
    rows = features.matrix
    mean, pick = rows.along(profile.mean, _direction(picks, features))
    variance = np.empty(len(rows), dtype=np.float32)
    prior = profile.prior_variance.astype(np.float32)
    shared = profile.prior_root.astype(np.float32)
    few = len(profile.observations) < rows.shape[1] // 2
    root = _learned(profile) if few else np.linalg.cholesky(profile.covariance)
    root = np.ascontiguousarray(root, dtype=np.float32)
    for start in range(0, len(rows), _CHUNK):
        part = rows[start : start + _CHUNK]
        seen = part @ root
        spread = np.einsum("ij,ij->i", seen, seen)
        if few:
            common = part @ shared
            spread = (part * part) @ prior + np.einsum("ij,ij->i", common, common) - spread
        variance[start : start + _CHUNK] = spread
    return Scores(mean, variance, pick)


def follow(scores: Scores, features: Features, steps: Sequence[Step], picks: Picks | None = None) -> Scores:
    """Scores after the profile took some steps and the picks changed: one pass over the matrix for all of them."""
    mean, variance = scores.mean, scores.variance
    pick, *along = features.matrix.along(_direction(picks, features), *(step.direction for step in steps))
    for step, moved in zip(steps, along, strict=True):
        mean = mean + moved * np.float32(step.mean_gain)
        variance = variance - moved * moved * np.float32(step.variance_gain)
    return Scores(mean, variance, pick)


_CHUNK = 8192  # rows: their products stay in the processor's cache


def _direction(picks: Picks | None, features: Features) -> npt.NDArray[np.float64]:
    return picks.weights if picks else np.zeros(features.matrix.shape[1])


def _learned(profile: TasteProfile) -> npt.NDArray[np.float64]:
    """(F, n) whose square is what the observations took off the prior variance; it has rank n at most."""
    seen = profile.observations.values()
    if not seen:
        return np.zeros((len(profile.mean), 0))
    rows = np.stack([one.row for one in seen])
    spread = rows * profile.prior_variance + (rows @ profile.prior_root) @ profile.prior_root.T  # (n, F)
    noise = profile.hyperparameters.noise * np.diag([one.doubt for one in seen])
    root = np.linalg.cholesky(spread @ rows.T + noise)
    return np.asarray(np.linalg.solve(root, spread).T)
