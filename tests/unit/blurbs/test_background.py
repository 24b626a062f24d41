"""What lies behind a talk, and what it gives."""

from __future__ import annotations

import pytest

from engine.blurbs.background import tells_background


@pytest.mark.parametrize(
    "text",
    [
        "In recent years boats have become faster and cheaper.",
        "Sails are increasingly hard to find.",
        "Ropework is a great craft for everybody on a boat.",
        "Whether you’re a sailor or a cook, this talk is for you!",
        "Knots have been the most important tool of sailors.",
    ],
)
def test_the_state_of_a_field_is_background(text: str) -> None:
    assert tells_background(text)


@pytest.mark.parametrize(
    "text",
    [
        "We will show how to tie a knot in the dark.",
        "In recent years boats have become faster; you will learn why they sink.",
        "Over the last years boats have become faster: how do you stop one?",
        "This talk demonstrates three knots that are widely used at sea.",
        "A wet rope holds twice as much as a dry one.",
    ],
)
def test_what_a_talk_gives_is_none(text: str) -> None:
    assert not tells_background(text)
