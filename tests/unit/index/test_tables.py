"""A table is read whatever its delimiter, and a broken row costs only itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.index.tables import DELIMITERS, read_table


def score(cells: Sequence[str]) -> int:
    return sum(cell.strip() in ("title", "year", "stars") for cell in cells) if len(cells) > 1 else 0


def rows(text: str) -> list[tuple[str, ...]]:
    table = read_table(text, score=score)
    assert table is not None
    return [cells for _, cells in table.rows]


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_delimiter_is_found_by_the_header(delimiter: str) -> None:
    others = "".join(other for other in DELIMITERS if other != delimiter)
    lines = (("title", "year", "stars"), (f"A{others}b", "1999", "4"))
    assert rows("\n".join(delimiter.join(cells) for cells in lines)) == [(f"A{others}b", "1999", "4")]


def test_preamble_comments_and_empty_lines_are_no_rows() -> None:
    text = "sep=,\n# mine, and yours\nMy list\n\ntitle,year,stars\n#Alive,2020,4\n# seen twice\n,,\nHeat,1995,5\n"
    assert rows(text) == [("#Alive", "2020", "4"), ("Heat", "1995", "5")]


def test_text_without_a_header_is_no_table() -> None:
    assert read_table("Heat,1995,5\nRonin,1998,4\n", score=score) is None
    assert read_table("", score=score) is None


def test_stray_quote_costs_its_own_row_alone() -> None:
    table = read_table('title,year,stars\n"Heat,1995,5\nRonin,1998,4\n"A ""b""\nc",1999,3\n', score=score)
    assert table is not None
    assert table.rows == ((3, ("Ronin", "1998", "4")), (4, ('A "b"\nc', "1999", "3")))
    assert table.broken == ((2, "its quotes do not match"),)


def test_row_with_too_many_cells_is_broken_and_one_with_too_few_is_filled() -> None:
    table = read_table("title,year,stars\nThe Good, the Bad,1966,5\nHeat,1995\nRonin,1998,4,,\n", score=score)
    assert table is not None
    assert table.rows == ((3, ("Heat", "1995", "")), (4, ("Ronin", "1998", "4")))
    assert table.broken == ((2, "4 cells, but the header has 3"),)


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12).map(str.strip)


@given(st.lists(st.tuples(CELL.filter(lambda cell: bool(cell) and cell[0] != "#"), CELL, CELL), max_size=8))
def test_what_csv_wrote_is_read_back(cells: list[tuple[str, str, str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([("title", "year", "stars"), *cells])
    assert rows(out.getvalue()) == cells


@given(st.text(alphabet='a,"\n\r#;é ', max_size=60))
def test_no_text_fails_and_every_row_is_as_wide_as_the_header(text: str) -> None:
    table = read_table("title,year,stars\n" + text, score=score)
    assert table is not None
    assert all(len(cells) == 3 for _, cells in table.rows)
