"""Scores of a whole library."""

import numpy as np
import pytest

from engine.rank.score import score
from engine.records import Rating
from engine.taste.features import build
from engine.taste.profile import fit
from tests.unit.taste.groups import two_groups

SHELF = two_groups()
FEATURES = build(SHELF.videos(), SHELF.embedded, SHELF.vectors)


@pytest.mark.parametrize("count", [0, 1, 20])
def test_scores_are_those_of_the_posterior(count: int) -> None:
    profile = fit(FEATURES, [Rating(v, 0.5 + v % 5, 0.0) for v in range(1, count + 1)], model="m")
    scores = score(profile, FEATURES)
    rows = FEATURES.matrix.astype(float)
    assert np.allclose(scores.mean, rows @ profile.mean, atol=1e-4)
    assert np.allclose(scores.variance, np.diag(rows @ profile.covariance @ rows.T), atol=1e-4)
    assert (scores.deviation > 0).all()


def test_the_posterior_is_that_of_a_gaussian_process() -> None:
    """The same model, solved in the space of the ratings."""
    stars = {1: 5.0, 2: 4.0, 11: 1.0, 14: 3.0}
    profile = fit(FEATURES, [Rating(v, s, 0.0) for v, s in stars.items()], model="m")
    rows = FEATURES.matrix.astype(float)
    kernel = (rows * profile.prior_variance) @ rows.T
    seen = [FEATURES.place(v) for v in stars]
    gain = kernel[:, seen] @ np.linalg.inv(kernel[np.ix_(seen, seen)] + profile.hyperparameters.noise * np.eye(4))
    expected = rows @ profile.prior_mean + gain @ (np.array(list(stars.values())) - 3.25)
    assert np.allclose(score(profile, FEATURES).mean, expected, atol=1e-4)
    assert np.allclose(score(profile, FEATURES).variance, np.diag(kernel - gain @ kernel[seen]), atol=1e-4)
