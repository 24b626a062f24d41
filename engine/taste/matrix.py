"""A large table of numbers in half the memory of float32: whole numbers of 16 bits, in multiples of one unit a column.

The rows of unit length that features are made of lose less by this than by 16-bit floats, and become float32 again
many times faster. A product reads them chunk by chunk, and takes no longer than one of float32 would.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.records import Vector

_MOST = np.iinfo(np.int16).max
_READ = 512  # rows that stay in the processor's cache from one product to the next


class Matrix:
    """(N, F) numbers. Part of it is asked for as of an array, ``matrix[rows]`` or ``matrix[rows, columns]``, and comes
    as float32."""

    def __init__(self, steps: npt.NDArray[np.int16], units: Vector) -> None:
        """``steps`` (N, F) times ``units`` (F,) are the numbers."""
        self._steps = steps
        self._units = units

    @classmethod
    def zeros(cls, rows: int, units: npt.ArrayLike) -> Matrix:
        """All zero; what is put into a column must not lie farther from it than 32,767 of its ``units`` (F,)."""
        units = np.asarray(units, np.float32)
        return cls(np.zeros((rows, len(units)), np.int16), units)

    @staticmethod
    def unit(most: float) -> float:
        """The unit of a column whose numbers reach from -``most`` to ``most``."""
        return (most or 1.0) / _MOST

    @property
    def shape(self) -> tuple[int, int]:
        return len(self._steps), len(self._units)

    def __len__(self) -> int:
        return len(self._steps)

    def __getitem__(self, key: Any) -> Any:
        rows, columns = key if isinstance(key, tuple) else (key, slice(None))
        return self._steps[rows, columns] * self._units[columns]

    def __array__(self, dtype: npt.DTypeLike | None = None, copy: bool | None = None) -> npt.NDArray[Any]:
        return np.asarray(self[:], dtype)

    def put(self, rows: Any, columns: slice, values: npt.NDArray[np.floating]) -> None:
        """Set ``matrix[rows, columns]``."""
        self._steps[rows, columns] = np.rint(values / self._units[columns])

    def part(self, columns: slice) -> Matrix:
        """Some of the columns, sharing what they hold."""
        return Matrix(self._steps[:, columns], self._units[columns])

    def __matmul__(self, other: npt.NDArray[Any]) -> Vector:
        """The product (N,) or (N, K) float32 with (F,) or (F, K)."""
        weights = (other.T * self._units).T.astype(np.float32)
        found = np.empty((len(self), *weights.shape[1:]), np.float32)
        for start, rows in self._read():
            np.matmul(rows, weights, out=found[start : start + _READ])
        return found

    def along(self, *directions: npt.NDArray[Any]) -> list[Vector]:
        """The products (N,) with some directions (F,), reading the rows once.

        Each product for itself: twice as fast as one of matrix and matrix (measured for two). Columns at the end that a
        direction leaves out are not read for it: picks know nothing of the words.
        """
        narrow = [np.trim_zeros(direction * self._units, "b").astype(np.float32) for direction in directions]
        found = [np.empty(len(self), np.float32) for _ in narrow]
        for start, rows in self._read():
            for direction, products in zip(narrow, found, strict=True):
                np.matmul(rows[:, : len(direction)], direction, out=products[start : start + _READ])
        return found

    def mean(self) -> npt.NDArray[np.float64]:
        """The mean row (F,); zero where there are none."""
        total = np.zeros(len(self._units))
        for _, rows in self._read():
            total += rows.sum(axis=0, dtype=np.float64)
        return total / max(len(self), 1) * self._units

    def _read(self) -> Iterator[tuple[int, Vector]]:
        """Runs of rows in steps as float32, each with its first place; a run is overwritten by the next one."""
        room = np.empty((_READ, len(self._units)), np.float32)
        for start in range(0, len(self), _READ):
            part = self._steps[start : start + _READ]
            rows = room[: len(part)]
            np.copyto(rows, part)
            yield start, rows
