"""Would the person pick it? What sets the videos that they watched and liked apart from the rest of the library.

Fisher's linear discriminant of the picked videos against all others, with a heavily smoothed covariance: for one
class among a library of anything it ranks what is picked next better than the expected stars do, which only tell
the better from the worse of what is picked at all. A pick is a sum over what was picked, each once whitened, so that
one more costs a product of matrix and vector, and one less restores what was before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from engine.records import Rating
from engine.taste.features import CROWD, CROWD_LABELS, EMBEDDING, Features

Float = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Picks:
    """Which videos were picked, and how much each says; ``score = matrix @ weights`` by their common direction."""

    amounts: Mapping[int, float]  # video id -> how much of a pick it is
    whiten: Float  # (F, F)
    total: Float  # (F,) the sum of the picked rows from the library's mean, by their amounts
    start: Float  # (F,) the direction before the first pick: zero without a prior

    @property
    def weights(self) -> Float:
        """(F,) the direction of what is picked; its length grows with how much is known."""
        count = sum(self.amounts.values())
        return np.asarray((_START * self.start + self.whiten @ self.total) / (_START + count))

    def update(self, features: Features, ratings: Iterable[Rating], finished: Iterable[int] = ()) -> Picks:
        """Learn what is new and forget what is gone. Equals a fit from nothing to rounding."""
        now = _amounts(features, ratings, finished)
        total = self.total.copy()
        for video_id in now.keys() | self.amounts.keys():
            more = now.get(video_id, 0.0) - self.amounts.get(video_id, 0.0)
            if more:
                total += more * (features.matrix[features.place(video_id)] - features.average)
        return replace(self, amounts=now, total=total)


def fit_picks(features: Features, ratings: Iterable[Rating], finished: Iterable[int] = ()) -> Picks:
    """The picks of a person; ``finished`` are the ids of videos that were seen to their end."""
    width = features.matrix.shape[1]
    weights = _block_weights(features)
    some = features.matrix[:: 1 + len(features.matrix) // _SAMPLE]
    rows = (some - features.average.astype(np.float32)) * weights.astype(np.float32)
    spread = (rows.T @ rows).astype(np.float64) / max(len(rows), 1)
    smooth = _SMOOTHING * np.trace(spread) / max(int(np.count_nonzero(weights)), 1)
    inside = np.linalg.inv(spread + max(smooth, 1e-9) * np.eye(width)) * max(smooth, 1e-9)
    start = np.zeros(width)
    if features.prior:
        start[features.block(CROWD).start + CROWD_LABELS.index("popularity")] = _POPULARITY
    nobody = Picks({}, weights[:, None] * inside * weights, np.zeros(width), start)
    return nobody.update(features, ratings, finished)


_SAMPLE = 8192  # videos that tell how the library is spread
_START = 5.0  # picks that the direction at the start counts as
_SMOOTHING = 10.0  # of the covariance, in mean variances; chosen on the tuning half
_POPULARITY = 0.3
_WEIGHTS = {EMBEDDING: 1.0, "topic": 0.5, "decade": 0.5, "person": 0.5, "series": 0.5, "depth": 0.6}
_USUAL, _DOUBT = 3.25, 3.0  # stars: the mean before the first rating, and how many ratings it counts as
_SLOPE = 1.0  # how much more a pick says for each star above the person's mean


def _block_weights(features: Features) -> Float:
    weights = np.zeros(features.matrix.shape[1])
    for block in features.blocks:
        weights[block.columns] = _WEIGHTS.get(block.name, 0.0)
    return weights


def _amounts(features: Features, ratings: Iterable[Rating], finished: Iterable[int]) -> dict[int, float]:
    """One for each video that was finished, more and less by its stars; below nothing for what was disliked most."""
    stars = {one.video_id: one.stars for one in ratings if one.stars is not None and one.video_id in features}
    mean = (_USUAL * _DOUBT + sum(stars.values())) / (_DOUBT + len(stars))
    plain = {video_id: 1.0 for video_id in finished if video_id in features}
    return plain | {video_id: 1 + _SLOPE * (given - mean) for video_id, given in stars.items()}
