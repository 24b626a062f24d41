"""A matrix of whole numbers answers as the numbers do that were put into it."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.taste.matrix import Matrix

ROWS = np.random.default_rng(0).standard_normal((1500, 12)).astype(np.float32)
MOST = [float(np.abs(part).max()) for part in (ROWS[:, :5], ROWS[:, 5:])]
RUNS: list[tuple[int, type[np.signedinteger[Any]], float]] = [(5, np.int8, MOST[0]), (7, np.int16, MOST[1])]
UNITS = np.repeat([MOST[0] / 127, MOST[1] / 32767], [5, 7])


def filled() -> Matrix:
    matrix = Matrix.zeros(len(ROWS), RUNS)
    matrix.put(slice(None), slice(0, 5), ROWS[:, :5])
    for places in (np.arange(1, 1500, 2), np.arange(0, 1500, 2)):
        matrix.put(places, slice(5, 12), ROWS[places, 5:])
    return matrix


def test_numbers_come_back_to_half_a_unit() -> None:
    matrix = filled()
    assert matrix.shape == ROWS.shape and len(matrix) == len(ROWS)
    assert (np.abs(np.asarray(matrix) - ROWS) <= 0.51 * UNITS).all()
    assert matrix[3].dtype == np.float32 and np.array_equal(matrix[3], np.asarray(matrix)[3])
    for columns in (slice(2, 4), slice(3, 9), slice(6, None), slice(12, 12), 3, 11):
        assert np.array_equal(matrix[[5, 1], columns], np.asarray(matrix)[[5, 1], columns])
        assert np.array_equal(matrix[7, columns], np.asarray(matrix)[7, columns])


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
    matrix = Matrix.zeros(0, RUNS)
    assert (matrix @ np.ones(12)).shape == (0,)
    assert not matrix.mean().any()
