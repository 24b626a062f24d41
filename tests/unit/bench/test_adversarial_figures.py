"""The figures of the adversarial gate: area of a curve, its gain's interval, the best of K."""

from __future__ import annotations

import numpy as np
import pytest

from tests.bench.adversarial import PRINTED, K, _best, gain, hypervolume


class Known:
    """Whatever is asked of it stands in it."""

    about = np.zeros(2, np.float32)

    def __call__(self, lines, about):
        return np.array([float(line) for line in lines]), np.zeros(len(lines))


def test_hypervolume_is_the_area_below_the_best_points():
    area = hypervolume(np.array([0.2, 0.6, 0.4]), np.array([0.9, 0.5, 0.4]))  # the third lies below the second
    assert area == pytest.approx(0.2 * 0.9 + 0.4 * 0.5)
    assert hypervolume(np.array([0.3]), np.array([0.5])) == pytest.approx(0.15)


def test_hypervolume_does_not_ask_for_an_order():
    rng = np.random.default_rng(0)
    diversity, quality = rng.random(6), rng.random(6)
    other = rng.permutation(6)
    assert hypervolume(diversity, quality) == pytest.approx(hypervolume(diversity[other], quality[other]))


def curves(better, *, noise):
    """Marks and self-BLEU of two arms (A, S, T, V); the second is better by a share of its quality."""
    rng = np.random.default_rng(1)
    quality = 0.5 + noise * rng.standard_normal((1, 3, 2, 40))
    mark = 1 + 4 * np.concatenate([quality, quality * (1 + better)])
    return mark, np.full(mark.shape, 0.5)


def test_a_gain_is_told_with_an_interval_around_it():
    middle, low, high = gain(*curves(0.1, noise=0.1), 1, 0, boot=200)
    assert middle == pytest.approx(0.1)
    assert 0 < low <= middle <= high


def test_two_of_a_kind_gain_nothing():
    assert gain(*curves(0.0, noise=0.1), 1, 0, boot=50) == (0.0, 0.0, 0.0)


def test_the_best_of_each_group_of_k_is_printed():
    lines = [str(group + (k == group) * 100) for group in range(PRINTED) for k in range(K)]
    assert _best(lines, Known(), Known()) == [str(group + 100) for group in range(PRINTED)]
