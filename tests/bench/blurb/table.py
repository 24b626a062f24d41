"""Figures as aligned lines, or as one JSON document."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

COLUMNS = ("ours", "untrained", "first", "textrank", "random")
Form = Literal["share", "count", "number", "seconds"]
_FORMS = {"share": "{:.1%}", "count": "{:.0f}", "number": "{:.3f}", "seconds": "{:.2f} s"}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: ours, and those baselines that there are. ``bar``: what ours should reach, from above or below."""

    name: str
    values: Mapping[str, float]
    form: Form = "share"
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_missed(self) -> bool:
        ours = self.values.get("ours")
        if ours is None:
            return False
        low = self.at_least is not None and ours < self.at_least
        return low or (self.at_most is not None and ours > self.at_most)

    @property
    def bar(self) -> str:
        """For reading; empty where there is none."""
        limit, sign = (self.at_least, ">=") if self.at_least is not None else (self.at_most, "<=")
        if limit is None:
            return ""
        return f"{sign} {_FORMS[self.form].format(limit)}{' MISSED' if self.is_missed else ''}"


@dataclass(eq=False)
class Table:
    """All figures of a run and what must be known beside them."""

    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The figures under their heads, then the notes."""
        cells = [["", *COLUMNS, "bar"]]
        for row in self.rows:
            values = [_FORMS[row.form].format(row.values[c]) if c in row.values else "-" for c in COLUMNS]
            cells.append([row.name, *values, row.bar])
        return [*_aligned(cells), *self.notes]

    def json(self) -> str:
        figures = {
            row.name: {**row.values, "at_least": row.at_least, "at_most": row.at_most, "missed": row.is_missed}
            for row in self.rows
        }
        return json.dumps({"figures": figures, "notes": self.notes}, ensure_ascii=False, indent=2)


def _aligned(cells: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    return [
        "  ".join(
            cell.ljust(width) if i in (0, len(row) - 1) else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
