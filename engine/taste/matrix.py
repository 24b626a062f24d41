"""A large table of numbers in a third of the memory of float32: whole numbers in multiples of one unit a column.

Most columns have 16 bits, and lose less than 16-bit floats would. Those of which hundreds are only ever summed up, as
of an embedding, have 8: what rounding takes from one, it gives to another. Products read the rows chunk by chunk, and
take no longer than products of float32 would.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.records import Vector

_READ = 512  # rows that stay in the processor's cache from one product to the next

Steps = npt.NDArray[np.signedinteger[Any]]


class Matrix:
    """(N, F) numbers. Part of it is asked for as of an array, ``matrix[rows]`` or ``matrix[rows, columns]`` (a slice or
    one), and comes as float32."""

    def __init__(self, runs: Sequence[Steps], units: Vector) -> None:
        """``runs`` (N, ...) of neighbouring columns, F together, times ``units`` (F,) are the numbers."""
        self._runs = tuple(runs)
        self._units = units
        stops = np.cumsum([0, *(run.shape[1] for run in runs)]).tolist()
        self._bounds = list(pairwise(stops))

    @classmethod
    def zeros(cls, rows: int, widths: Sequence[tuple[int, type[np.signedinteger[Any]], float]]) -> Matrix:
        """All zero: so many columns of a type for numbers from ``-most`` to ``most``, and so on."""
        runs = [np.zeros((rows, width), dtype) for width, dtype, _ in widths]
        units = [np.full(width, (most or 1.0) / np.iinfo(dtype).max, np.float32) for width, dtype, most in widths]
        return cls(runs, np.concatenate(units) if units else np.zeros(0, np.float32))

    @property
    def shape(self) -> tuple[int, int]:
        return len(self._runs[0]), len(self._units)

    def __len__(self) -> int:
        return len(self._runs[0])

    def __getitem__(self, key: Any) -> Any:
        rows, columns = key if isinstance(key, tuple) else (key, slice(None))
        if not isinstance(columns, slice):
            return self[rows, columns : columns + 1][..., 0]
        found = [run[rows, own] for run, own in self._within(columns)]
        return np.concatenate(found, axis=-1, dtype=np.float32) * self._units[columns]

    def __array__(self, dtype: npt.DTypeLike | None = None, copy: bool | None = None) -> npt.NDArray[Any]:
        return np.asarray(self[:], dtype)

    def put(self, rows: Any, columns: slice, values: npt.NDArray[np.floating]) -> None:
        """Set ``matrix[rows, columns]``, columns of one type."""
        for run, own in self._within(columns):
            run[rows, own] = np.rint(values / self._units[columns])

    def part(self, columns: slice) -> Matrix:
        """Some of the columns, sharing what they hold."""
        return Matrix([run[:, own] for run, own in self._within(columns)], self._units[columns])

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

    def _within(self, columns: slice) -> list[tuple[Steps, slice]]:
        """The runs that hold these neighbouring columns, each with its own numbers of them."""
        start, stop, _ = columns.indices(len(self._units))
        found = [
            (run, slice(max(start, first) - first, min(stop, end) - first))
            for run, (first, end) in zip(self._runs, self._bounds, strict=True)
            if max(start, first) < min(stop, end)
        ]
        return found or [(self._runs[0], slice(0, 0))]

    def _read(self) -> Iterator[tuple[int, Vector]]:
        """Runs of rows in steps as float32, each with its first place; a run is overwritten by the next one."""
        room = np.empty((_READ, len(self._units)), np.float32)
        for start in range(0, len(self), _READ):
            rows = room[: min(_READ, len(self) - start)]
            for run, (first, end) in zip(self._runs, self._bounds, strict=True):
                np.copyto(rows[:, first:end], run[start : start + _READ])
            yield start, rows
