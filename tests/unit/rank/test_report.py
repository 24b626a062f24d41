"""The report card and the learning curve are measured on the same held-out videos."""

import numpy as np
import pytest

from engine.rank.report import curve, report
from engine.records import Rating
from engine.taste.features import build
from tests.unit.taste.in_memory import video

WIDTH = 8
RNG = np.random.default_rng(5)
RAW = RNG.normal(size=(40, WIDTH))
VECTORS = (RAW / np.linalg.norm(RAW, axis=1, keepdims=True)).astype(np.float32)
FEATURES = build([video(number) for number in range(40)], np.arange(40), VECTORS)
WORTH = np.round(np.clip(2 * (3 + 4 * VECTORS @ RNG.normal(size=WIDTH) / WIDTH**0.5), 1, 10)) / 2
RATINGS = [Rating(number, float(stars), float(number)) for number, stars in enumerate(WORTH)]


def test_the_curve_rises_to_the_card() -> None:
    points = curve(FEATURES, RATINGS, (), model="m")
    card = report(FEATURES, RATINGS, (), model="m", added_at={})
    assert [point.ratings for point in points] == sorted({point.ratings for point in points})
    assert points[-1].ratings == 28  # all that are not held out
    assert points[-1].pairs > points[0].pairs + 0.1
    assert card.lines[0].pairs == pytest.approx(points[-1].pairs, abs=0.05)
    assert card.helps


def test_too_few_or_equal_ratings_have_no_curve() -> None:
    assert curve(FEATURES, RATINGS[:4], (), model="m") == ()
    assert curve(FEATURES, [Rating(number, 4.0, 0.0) for number in range(20)], (), model="m") == ()
