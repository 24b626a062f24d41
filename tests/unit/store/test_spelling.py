"""The nearest word: how many slips are forgiven, and which of several near ones is taken."""

from __future__ import annotations

import pytest

from engine.store.spelling import nearest, trigrams


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("stele", "steel"),  # two letters changed places
        ("stee", "steel"),
        ("steell", "steel"),
        ("steek", "steel"),
        ("stxxl", None),  # two slips in a short word
        ("laundramot", "laundromat"),
        ("STELE", "steel"),
    ],
)
def test_slips(word: str, meant: str | None) -> None:
    assert nearest(word, ["Tears of Steel", "Cosmos Laundromat"]) == meant


def test_the_most_used_of_equals_is_taken() -> None:
    assert nearest("nicht", ["night light", "Night train", "niche"]) == "night"


def test_no_text_no_word() -> None:
    assert nearest("steel", []) is None
    assert trigrams("Abcd") == ["abc", "bcd"]
