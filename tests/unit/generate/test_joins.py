"""Closed words: their places are rows of trained weights, and each is written in the script beside it."""

from __future__ import annotations

from engine.generate.joins import CLOSED, QUOTES
from engine.generate.paths import CLOSED_ROOM


def test_the_places_of_the_first_closed_words_never_change() -> None:
    assert [closed.role for closed in CLOSED[:7]] == ["begin", "stop", "join", "join", "join", "join", "join"]
    assert [closed.before for closed in CLOSED[7:12]] == [
        "You wrote: “", "You noted: “", "In your words: “", "Your note: “", "As you put it: “",
    ]  # fmt: skip
    assert [closed.before for closed in CLOSED[19:29]] == [
        "你写过：“", "你记下过：“", "用你的话说：“", "你的笔记：“", "你曾写道：“",
        "开头部分说道：“", "前段有一句：“", "前面说到：“", "前段可以听到：“", "片头不久：“",
    ]  # fmt: skip
    assert len(CLOSED) <= CLOSED_ROOM


def test_an_opening_is_as_long_in_either_script() -> None:
    chinese = [closed for closed in CLOSED if closed.role == "open" and closed.language == "zh"]
    for closed in chinese:
        plain, old = closed.written(traditional=False), closed.written(traditional=True)
        assert [len(part) for part in plain] == [len(part) for part in old]
        assert plain[1] == "”" and old[1] == "」" and old[0][-1] in QUOTES
        assert not set(old[0]) & set("写记话说笔开头听")
    english = next(closed for closed in CLOSED if closed.before.startswith("You wrote"))
    assert english.written(traditional=True) == english.written(traditional=False)
