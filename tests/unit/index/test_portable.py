"""Matinee's own export comes back as it was written; an edited one loses only what is broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import EnvironmentFault
from engine.index.imports import read_import
from engine.index.portable import read_own, write_own
from engine.records import Fingerprint, Marked, Mention, Misread, Said, Sitting, Stars, Tagged, Words

MOMENT = st.floats(0, 4e9, allow_nan=False)
LEARNED = st.none() | MOMENT
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SAID: st.SearchStrategy[Said] = st.one_of(
    st.builds(Stars, st.none() | st.sampled_from([0.5, 3.0, 5.0]), MOMENT, LEARNED, st.booleans()),
    st.builds(Words, TEXT, MOMENT, LEARNED),
    st.builds(Marked, st.sampled_from(["watched", "hidden", "later", "shown"]), MOMENT, LEARNED),
    st.builds(Sitting, MOMENT, st.floats(0, 1e5), st.floats(0, 1), LEARNED),
    st.builds(Tagged, TEXT.map(str.strip).filter(bool), MOMENT, st.booleans()),
)


def mention(*said: Said) -> Mention:
    return Mention(
        "video 1",
        ("Heat",),
        said,
        year=1995,
        kind="film",
        ids=("imdb:tt0113277",),
        contents=(Fingerprint(5, "ab"),),
    )


@settings(max_examples=30)  # each is flushed to the disk
@given(st.lists(SAID, max_size=12))
def test_export_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, said: list[Said]) -> None:
    kinds = [Stars, Words, Marked, Sitting, Tagged]
    said.sort(key=lambda one: kinds.index(type(one)))
    file = tmp_path_factory.getbasetemp() / "export.json"
    write_own(file, [mention(*said)], now=1.0)
    found = read_import(str(file), now=2.0)
    assert (found.origin, found.misread) == ("matinee", ())
    assert found.mentions == (mention(*said),)


def test_broken_parts_of_an_export_are_told_of_and_the_rest_is_read() -> None:
    whole = {"stars": 4.0, "at": 1.0}
    broken = [{"stars": 4.3, "at": 1.0}, {"stars": 4.0}, {"stars": "4", "at": True}, 7, {"stars": 9, "at": 1}]
    value = {
        "format": "matinee",
        "version": 1,
        "videos": [
            {"title": "Heat", "ratings": [*broken, whole], "marks": [{"mark": "liked", "at": 1.0}]},
            {"year": 1},
        ],
    }
    found = read_own(value, "mine.json")
    assert [one.said for one in found.mentions] == [(Stars(4.0, 1.0),)]
    assert [one.place for one in found.misread] == ["video 1"] * 6 + ["video 2"]
    assert found.misread[-1] == Misread("video 2", "it does not name a video")


def test_newer_export_is_refused_and_an_unwritable_place_is_a_message(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="newer Matinee"):
        read_own({"format": "matinee", "version": 2, "videos": []}, "mine.json")
    with pytest.raises(EnvironmentFault, match="could not be written"):
        write_own(tmp_path / "none" / "mine.json", [], now=1.0)
    file = tmp_path / "mine.json"
    write_own(file, [], now=1.0)
    assert json.loads(file.read_text())["videos"] == []
    assert [path.name for path in tmp_path.iterdir()] == ["mine.json"]
