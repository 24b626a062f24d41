"""What a sentence wears that is no part of it, and what only looks like one."""

from __future__ import annotations

import pytest

from engine.blurbs.undress import is_credit, is_only_credit, runs_together, undressed


@pytest.mark.parametrize(
    ("dressed", "bare"),
    [
        ("| Boats and knots grow old together.", "Boats and knots grow old together."),
        ("- How a knot holds a boat.", "How a knot holds a boat."),
        ("• Knots of the north |", "Knots of the north"),
        ("Abstract: we tie knots.", "We tie knots."),
        ("Methods: Forty knots were tied.", "Forty knots were tied."),
        ("Overview - Conclusion: knots hold.", "Knots hold."),
        ("结论：绳结更加牢固。", "绳结更加牢固。"),
        ("【目的】探讨绳结的强度。", "探讨绳结的强度。"),
        ("目的 观察绳结的强度。", "观察绳结的强度。"),
        ("方法运用绳结固定渔船。", "运用绳结固定渔船。"),
        ("背景：近年來，繩結逐漸被遺忘。", "近年來，繩結逐漸被遺忘。"),
    ],
)
def test_marks_and_labels_go(dressed: str, bare: str) -> None:
    assert undressed(dressed) == bare == undressed(bare)


@pytest.mark.parametrize(
    "text",
    ["-5 degrees are cold.", "Background noise spoils a song.", "Methods of tying knots differ.",
     "结果表明绳结更加牢固。",
     "目的地是北方的港口。", "方法论是一门学问。", "背景音乐来自一位老水手。", "Goal-driven people tie knots."],
)  # fmt: skip
def test_words_that_only_look_like_labels_stay(text: str) -> None:
    assert undressed(text) == text


@pytest.mark.parametrize(
    ("text", "credit", "alone"),
    [
        ("Narrated by Ann Bell.", True, True),
        ("Directed and produced by Ann Bell and Hugh Park", True, True),
        ("Hosted by Ann Bell for the fourth time.", True, True),
        ("Presented by Ann Bell at the winter meeting", True, True),
        ("Narrator: Ann Bell", True, True),
        ("導演：王芳", True, True),
        ("由王芳主持。", True, True),
        ("Narrated by Ann Bell, the film explores the origins of a song.", True, False),
        ("A party hosted by a count ends in a fire.", False, False),
        ("The problem presented by old knots is their age.", False, False),
        ("由水手主持的晚会在港口举行，吸引了许多人。", False, False),
    ],
)
def test_credits_are_known_by_their_opening(text: str, credit: bool, alone: bool) -> None:
    assert (is_credit(text), is_only_credit(text)) == (credit, alone)


TITLE, NAMES = "Knots for Quiet Harbours", ("Ann Bell",)


@pytest.mark.parametrize(
    ("text", "ran"),
    [
        ("Knots for Quiet Harbours Ann Bell Old boats need old knots.", True),
        ('"Knots for Quiet Harbours" by: Ann Bell Old boats need old knots.', True),
        ("KnotCon 2022 - Knots for Quiet Harbours - presented by Ann Bell", True),
        ("Knots for Quiet Harbours In this talk we tie knots.", True),
        ("Ann Bell Python is a fine language to describe knots in.", True),
        ("(Ann Bell) Wet Ropes are a tool for holding boats.", True),
        ("Knots for Quiet Harbours is a 1961 film.", False),
        ("In Knots for Quiet Harbours, Ann Bell ties old boats to older piers.", False),
        ("Ann Bell shows how knots hold boats.", False),
    ],
)
def test_titles_and_names_that_ran_into_a_sentence(text: str, ran: bool) -> None:
    assert runs_together(text, TITLE, NAMES) is ran
