"""The forms that an English sentence may take: each rule on a sentence of ours."""

from __future__ import annotations

import pytest

from engine.records import Source
from engine.text.cuts import lattices


def cuts(*texts: str) -> list[str]:
    found = lattices([Source("description", text) for text in texts], language="en")
    return [made.spell(cut) for made in found for cut in made.cuts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who plays it isn't read
        (
            "It stars Ida Stern, Otto Blank and Eva Hill as three sailors who find a sunken bell.",
            "Three sailors find a sunken bell.",
        ),
        (
            "The film stars Otto Blank as Father Hill, a priest who hides a letter.",
            "A priest hides a letter.",
        ),
        (
            "Set on a small island, the film stars Ida Stern and Otto Blank as two friends who build a boat.",
            "Two friends build a boat.",
        ),
        (
            "Night Ferry is a 1961 drama film directed by Eva Hill and starring Otto Blank as a captain who loses "
            "his ship.",
            "A captain loses his ship.",
        ),
        (
            "It tells the story of a mother played by Ida Stern trying to find her daughter.",
            "A mother trying to find her daughter.",
        ),
        (
            "The film follows a nurse, portrayed by Ida Stern, who hides a deserter.",
            "Follows a nurse, who hides a deserter.",
        ),
        (
            "River Town is a 1981 documentary film directed by Otto Blank profiling the old ferrymen of the valley.",
            "River Town is a 1981 documentary film profiling the old ferrymen of the valley.",
        ),
        (
            "Night Ferry is a coming of age drama about two sisters who run away from home.",
            "A coming of age drama about two sisters who run away from home.",
        ),
        # a topic
        ("This talk describes the hidden costs of a wooden bridge.", "The hidden costs of a wooden bridge."),
        ("The film depicts the siege of a small harbour town.", "The siege of a small harbour town."),
        ("I want to give an introduction to the art of sailing.", "An introduction to the art of sailing."),
        # what the speaker does, the talk does
        ("We will show how a compass works.", "Shows how a compass works."),
        ("We present a simple method for drawing maps.", "Presents a simple method for drawing maps."),
        ("You'll learn how to build a small boat.", "Learn how to build a small boat."),
        ("You'll learn how to build a small boat.", "How to build a small boat."),
        ("Come to this talk to learn how a compass works.", "Learn how a compass works."),
        ("Many sailors learn why the needle points north.", "Why the needle points north."),
        # what something is
        ("Sloop is a lightweight library that draws old maps.", "A lightweight library that draws old maps."),
        ("The marshal arrests a gambler who cheats the miners.", "A gambler cheats the miners."),
    ],
)
def test_reduces_a_sentence_to_what_it_tells(text: str, expected: str) -> None:
    assert expected in cuts(text)


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("It tells the story of a mother who waits for the ferry.", "The story of a mother."),
        ("The film follows a student who waits for the ferry.", "Follows a student."),
        ("We will show you our own maps of the harbour.", "Shows you our own maps of the harbour."),
        (
            "We will take a step back and learn how a compass works.",
            "Takes a step back and learns how a compass works.",
        ),
        ("It is able to cross the bay, which is why it is able to win.", "Why it is able to win."),
        ("A sail is not a toy that children should use.", "A toy that children should use."),
        ("The harbour has no pilot who knows the reef.", "A pilot who knows the reef."),
        ("It stars Ida Stern as a nurse and Otto Blank as a captain who loves her.", "A captain who loves her."),
        ("How many maps can a sailor draw in a day?", "How many maps can a sailor draw in a day."),
    ],
)
def test_prints_no_bare_torn_or_turned_form(text: str, unsaid: str) -> None:
    assert unsaid not in cuts(text)


def test_names_of_actors_never_get_into_the_story() -> None:
    made = cuts("The film follows a nurse (played by Ida Stern) who hides a deserter named Karl.")
    assert made
    assert not any("Ida" in cut or "played" in cut for cut in made)


def test_what_was_made_is_no_story() -> None:
    made = cuts(
        "Night Ferry is a 1961 drama film directed by Otto Blank.",
        "Eva Hill replaced Ida Stern in the second week.",
        "A captain loses his ship in a storm.",
    )
    assert made == [cut for cut in made if "captain" in cut or "ship" in cut]
    assert "A captain loses his ship in a storm." in made


def test_a_form_opens_with_a_capital() -> None:
    made = cuts("Based on the novel by Ida Stern, the film follows a nurse who hides a deserter in her attic.")
    assert made
    assert all(cut[0].isupper() for cut in made)


def test_who_was_played_by_whom_is_not_torn() -> None:
    made = cuts(
        "The film follows divers who meet a monster; the monster was played by Otto Blank on land and by Eva Hill."
    )
    assert not any("was on land" in cut for cut in made)


def test_a_text_of_nothing_but_an_actor_breaks_nothing() -> None:
    assert cuts("(Ida Stern and Otto Blank)", "Played by Ida Stern") == []
