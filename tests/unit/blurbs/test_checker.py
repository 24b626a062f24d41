"""The independent checker can fail: every kind of lie that it is there for."""

from __future__ import annotations

import pytest

from engine.records import Person, Video
from tests.support.checker import ungrounded

FILM = Video(1, "Harbour Lights", "/f", "film", 1994, 5400.0, "en", people=(Person("Li Wang", "speaker"),))
HELD = ["The story follows Anna Berg, who loses three cats in Oslo.", "小镇上的老画家遇见了两位水手。"]


@pytest.mark.parametrize(
    "text",
    ["Follows Anna Berg, who loses three cats.", "Loses three cats in Oslo.", "A 1994 film, an hour and a half long.",
     "From the 1990s. Li Wang loses cats.", "老画家遇见了水手。", "一部1994年的电影，Li Wang主讲，时长90分钟。"],
)  # fmt: skip
def test_what_is_held_passes(text):
    assert ungrounded(text, HELD, FILM) == []


@pytest.mark.parametrize(
    "text",
    ["Follows Maria Berg.", "Anna loses four cats.", "Anna loses 3 cats.", "A 1995 film.", "An hour and 40 minutes.",
     "Anna leaves Oslo for Paris.", "老画家遇见了警察。", "三位水手。", "Li Zhang主讲。", "Two hours in Oslo."],
)  # fmt: skip
def test_what_is_not_held_is_found(text):
    assert ungrounded(text, HELD, FILM)
