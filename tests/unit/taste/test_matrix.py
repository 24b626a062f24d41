"""A matrix of whole numbers answers as the numbers do that were put into it."""

from __future__ import annotations

import numpy as np

from engine.taste.matrix import Matrix

ROWS = np.random.default_rng(0).standard_normal((1500, 12)).astype(np.float32)
UNITS = [Matrix.unit(float(most)) for most in np.abs(ROWS).max(axis=0)]


def filled() -> Matrix:
    matrix = Matrix.zeros(len(ROWS), UNITS)
    matrix.put(slice(None), slice(0, 5), ROWS[:, :5])
    for places in (np.arange(1, 1500, 2), np.arange(0, 1500, 2)):
        matrix.put(places, slice(5, 12), ROWS[places, 5:])
    return matrix


def test_numbers_come_back_to_half_a_unit() -> None:
    matrix = filled()
    assert matrix.shape == ROWS.shape and len(matrix) == len(ROWS)
    assert (np.abs(np.asarray(matrix) - ROWS) <= 0.51 * np.array(UNITS)).all()
    assert matrix[3].dtype == np.float32 and np.array_equal(matrix[3], np.asarray(matrix)[3])
    assert np.array_equal(matrix[[5, 1], 2:4], np.asarray(matrix)[[5, 1], 2:4])


def test_products_are_those_of_the_numbers() -> None:
    matrix, weights = filled(), np.random.default_rng(1).standard_normal((12, 3))
    whole = np.asarray(matrix, float)
    assert np.allclose(matrix @ weights, whole @ weights, atol=1e-4)
    assert np.allclose(matrix @ weights[:, 0], whole @ weights[:, 0], atol=1e-4)
    weights[7:, 1] = 0.0
    for found, direction in zip(matrix.along(*weights.T), weights.T, strict=True):
        assert np.allclose(found, whole @ direction, atol=1e-4)
    assert np.allclose(matrix.part(slice(2, 6)) @ weights[2:6, 0], whole[:, 2:6] @ weights[2:6, 0], atol=1e-4)
    assert np.allclose(matrix.mean(), whole.mean(axis=0), atol=1e-6)


def test_no_rows_have_products_and_a_mean() -> None:
    matrix = Matrix.zeros(0, UNITS)
    assert (matrix @ np.ones(12)).shape == (0,)
    assert not matrix.mean().any()
