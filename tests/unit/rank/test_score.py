"""Scores of a whole library."""

from dataclasses import replace

import numpy as np
import pytest

from engine.rank.score import Scores, follow, score
from engine.records import Rating
from engine.taste.features import OWN_WORDS, build
from engine.taste.picks import fit_picks
from engine.taste.profile import fit
from tests.unit.taste.groups import two_groups

SHELF = two_groups()
FEATURES = build(SHELF.videos(), SHELF.embedded, SHELF.vectors)


@pytest.mark.parametrize("count", [0, 1, 20])
def test_scores_are_those_of_the_posterior(count: int) -> None:
    profile = fit(FEATURES, [Rating(v, 0.5 + v % 5, 0.0) for v in range(1, count + 1)], model="m")
    scores = score(profile, FEATURES)
    rows = np.asarray(FEATURES.matrix, float)
    assert np.allclose(scores.mean, rows @ profile.mean, atol=1e-4)
    assert np.allclose(scores.variance, np.diag(rows @ profile.covariance @ rows.T), atol=1e-4)
    assert (scores.deviation > 0).all()


def test_steps_are_followed_over_words_too_and_picks_leave_them_out() -> None:
    videos = [replace(one, text=f"{'pots' if one.id < 6 else 'moons'} {one.id % 3}") for one in SHELF.videos()]
    features = build(videos, SHELF.embedded, SHELF.vectors)
    ratings = [Rating(3, 4.0, 0.0), Rating(14, 1.0, 0.0)]
    before, nobody = fit(features, ratings[:1], model="m"), fit_picks(features, ratings[:1])
    after, steps = before.update(features, ratings, [])
    picks = nobody.update(features, ratings)
    followed = follow(score(before, features, nobody), features, steps, picks)
    whole = score(after, features, picks)
    block = features.block(OWN_WORDS)
    assert block.start < block.stop and not picks.weights[block.start :].any()
    for one, other in zip(vars_of(followed), vars_of(whole), strict=True):
        assert np.allclose(one, other, atol=1e-5)
    assert np.allclose(whole.pick, features.matrix @ picks.weights, atol=1e-5)


def vars_of(scores: Scores) -> tuple[np.ndarray, ...]:
    return scores.mean, scores.variance, scores.pick


def test_the_posterior_is_that_of_a_gaussian_process() -> None:
    """The same model, solved in the space of the ratings."""
    stars = {1: 5.0, 2: 4.0, 11: 1.0, 14: 3.0}
    profile = fit(FEATURES, [Rating(v, s, 0.0) for v, s in stars.items()], model="m")
    rows = np.asarray(FEATURES.matrix, float)
    kernel = (rows * profile.prior_variance) @ rows.T
    seen = [FEATURES.place(v) for v in stars]
    gain = kernel[:, seen] @ np.linalg.inv(kernel[np.ix_(seen, seen)] + profile.hyperparameters.noise * np.eye(4))
    expected = rows @ profile.prior_mean + gain @ (np.array(list(stars.values())) - 3.25)
    assert np.allclose(score(profile, FEATURES).mean, expected, atol=1e-4)
    assert np.allclose(score(profile, FEATURES).variance, np.diag(kernel - gain @ kernel[seen]), atol=1e-4)
