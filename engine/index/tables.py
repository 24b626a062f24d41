"""Read a table of text (CSV and its kin) whatever its delimiter, row by row, so that a broken row costs only itself."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from engine.message import Message

DELIMITERS = (",", ";", "\t", "|")

_HEADER_WITHIN = 20  # lines: some programs write a preamble
_LONGEST = 5000  # lines of one record: a note is no longer
_SEP = re.compile(r"^sep=.$", re.IGNORECASE)  # for Excel


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` are (line, cells), each as long as ``header``; ``broken`` are (line, reason). Lines count from 1."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    broken: tuple[tuple[int, str], ...]


def read_table(text: str, *, score: Callable[[Sequence[str]], int]) -> Table | None:
    """The table in a text, below the line and with the delimiter that make the best header.

    ``score`` says how much of a header a line is, 0: none. None: no line is. Lines that begin with "#" are
    comments, in the table where they have not as many cells as the header.
    """
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    best, found = 0, None
    for start, line in enumerate(lines[:_HEADER_WITHIN]):
        if line.startswith("#") or _SEP.match(line.strip()):
            continue
        for delimiter in DELIMITERS:
            _, cells, _ = next(_records(lines, start, delimiter))
            if (points := score(cells)) > best:
                best, found = points, (start, delimiter)
    return _below(lines, *found) if found else None


def _below(lines: list[str], start: int, delimiter: str) -> Table:
    header: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = []
    broken: list[tuple[int, str]] = []
    for line, cells, reason in _records(lines, start, delimiter):
        if not header:
            header = tuple(cell.strip() for cell in cells)
        elif reason:
            if not lines[line - 1].startswith("#"):
                broken.append((line, reason))
        elif not any(cell.strip() for cell in cells) or (len(cells) != len(header) and cells[0].startswith("#")):
            continue
        elif any(cell.strip() for cell in cells[len(header) :]):
            told = Message("{cells} cells, but the header has {columns}", cells=len(cells), columns=len(header))
            broken.append((line, told))
        else:
            filled = cells[: len(header)] + [""] * (len(header) - len(cells))
            rows.append((line, tuple(cell.strip() for cell in filled)))
    return Table(header, tuple(rows), tuple(broken))


def _records(lines: list[str], start: int, delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    """(line, cells, what is wrong with it). A stray quote would swallow the rows below it: a record of several lines
    that does not come out right is broken at its first line, and reading goes on at the next."""
    width = 0
    while start < len(lines):
        reader = csv.reader(islice(lines, start, start + _LONGEST), delimiter=delimiter, strict=True)
        try:
            cells, reason = next(reader), ""
        except csv.Error:
            cells, reason = [], Message("its quotes do not match")
        width = width or len(cells)
        used = 1 if reason else reader.line_num
        if used > 1 and len(cells) != width:
            cells, reason, used = [], Message("its quotes do not match"), 1
        yield start + 1, cells, reason
        start += used
