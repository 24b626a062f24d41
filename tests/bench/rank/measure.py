"""Figures over people with their intervals, and the intervals of differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

Interval = tuple[float, float, float]  # mean, and where 95 % of it lies


def interval(values: Sequence[float], *, draws: int = 1000) -> Interval:
    """A mean over people with the bootstrap's interval (Efron 1979); people without a figure (NaN) are left out."""
    kept = np.array(values, dtype=np.float64)
    kept = kept[~np.isnan(kept)]
    if not len(kept):
        return float("nan"), float("nan"), float("nan")
    drawn = np.random.default_rng(0).integers(0, len(kept), (draws, len(kept)))
    low, high = np.quantile(kept[drawn].mean(axis=1), [0.025, 0.975])
    return round(float(kept.mean()), 4), round(float(low), 4), round(float(high), 4)


def intervals(by_method: Mapping[str, Sequence[float]], differences: Sequence[tuple[str, str]]) -> dict[str, Interval]:
    """Of each method, and of "one - other" for each of the pairs, over the same people."""
    found = {name: interval(values) for name, values in by_method.items()}
    for one, other in differences:
        found[f"{one} - {other}"] = interval(np.subtract(by_method[one], by_method[other]).tolist())
    return found
