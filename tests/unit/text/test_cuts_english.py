"""English cuts: each rule on a sentence of ours, with the cuts that must and must not come out."""

from __future__ import annotations

import pytest

from engine.records import Lattice, Source, SourceKind
from engine.text.cuts import lattices
from engine.text.cuts_english import sounds_like_vowel


def lattice(text: str, kind: SourceKind = "description") -> Lattice | None:
    found = lattices([Source(kind, text)], language="en")
    return found[0] if found else None


def cuts(text: str, kind: SourceKind = "description") -> list[str]:
    made = lattice(text, kind)
    return [made.spell(cut) for cut in made.cuts] if made else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The plot follows a baker who steals a recipe from her rival.",
            "Follows a baker who steals a recipe from her rival.",
        ),
        (
            "The plot follows a baker who steals a recipe from her rival.",
            "A baker steals a recipe from her rival.",
        ),
        (
            "It follows a clockmaker who builds a bird of brass.",
            "Follows a clockmaker who builds a bird of brass.",
        ),
        (
            "The film tells the story of a lighthouse keeper who raises an orphan.",
            "The story of a lighthouse keeper who raises an orphan.",
        ),
        (
            "The story concerns two sisters who sail around the world.",
            "Two sisters sail around the world.",
        ),
        (
            "Night Ferry is a 1961 American drama film directed by Otto Blank about a captain who loses his ship.",
            "About a captain who loses his ship.",
        ),
        (
            "Night Ferry is a 1961 American drama film directed by Otto Blank about a captain who loses his ship.",
            "A 1961 American drama film about a captain who loses his ship.",
        ),
        (
            "Night Ferry is a 1961 drama film about a captain who loses his ship, directed by Otto Blank.",
            "A captain loses his ship.",
        ),
        (
            "Based on the novel by Ida Stern, the film follows a nurse who hides a deserter.",
            "Follows a nurse who hides a deserter.",
        ),
        (
            "It stars Ida Stern as a nurse who hides a deserter in her attic.",
            "A nurse hides a deserter in her attic.",
        ),
        (
            "In this talk, we will show how a compiler turns source code into machine code.",
            "How a compiler turns source code into machine code.",
        ),
        (
            "In this talk, we will show how a compiler turns source code into machine code.",
            "We will show how a compiler turns source code into machine code.",
        ),
        (
            "This talk will explore the history of the compass.",
            "Explores the history of the compass.",
        ),
        ("This talk explores the history of the compass.", "Explores the history of the compass."),
        (
            "Written by Otto Blank, the film is a farce about a florist who feeds a hungry plant.",
            "A farce about a florist who feeds a hungry plant.",
        ),
        (
            "Ida Stern stars as a teenage sleuth who finds a body in the river.",
            "A teenage sleuth finds a body in the river.",
        ),
        (
            "The plot of the film centers around a feud between two villages.",
            "Centers around a feud between two villages.",
        ),
        ("However, a small garden can feed a whole family.", "A small garden can feed a whole family."),
        ("For example, a small garden can feed a whole family.", "A small garden can feed a whole family."),
        ("We will also discuss the history of the compass.", "We will discuss the history of the compass."),
    ],
)
def test_reduces_a_sentence_to_what_it_tells(text: str, expected: str) -> None:
    assert expected in cuts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Berg, a young botanist, discovers a poisonous orchid.",
            "Anna Berg discovers a poisonous orchid.",
        ),
        (
            "An old miller, who lives alone in the hills, adopts a wounded wolf.",
            "An old miller adopts a wounded wolf.",
        ),
        (
            "The International Space Station (ISS) needs a new pilot.",
            "The International Space Station needs a new pilot.",
        ),
        ("A sailor finds an island, hoping to rest.", "A sailor finds an island."),
        ("A thief steals the crown and hides the jewels in a well.", "A thief steals the crown."),
        ("A thief steals the royal crown, but a child watches him.", "A thief steals the royal crown."),
        ("Our museum shows paintings, maps, letters, and coins.", "Our museum shows paintings and coins."),
        ("In 1912, a young cook joined an expedition to the pole.", "A young cook joined an expedition to the pole."),
    ],
)
def test_leaves_out_what_may_go(text: str, expected: str) -> None:
    assert expected in cuts(text)
    assert cuts(text)[0] == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("If the bees die, the orchard will not bear fruit.", "If"),
        ("Nobody can open the gate without the old key.", "without"),
        ("Otto Stern allegedly burned the letters in the stove.", "allegedly"),
        ("Only the oldest monk knows the way to the spring.", "Only"),
        ("Swiss engineers almost finished the bridge in 1931.", "almost"),
        ("Unless the rain comes, the village will starve.", "Unless"),
        ("Most explorers never reached the southern coast.", "never"),
        ("According to legend, the lake swallowed a whole village.", "According"),
        ("The king's brother did not sign the treaty.", "not"),
        ("When data is missing, the model makes poor guesses.", "When"),
    ],
)
def test_keeps_what_truth_hangs_on(text: str, words: str) -> None:
    made = cuts(text)
    assert made
    assert all(words in cut for cut in made)


@pytest.mark.parametrize(
    "text",
    [
        "He never returned to the village after the war.",
        "Their lives change when a stranger arrives in town.",
        "She must choose between her family and her freedom.",
        "They discover a secret passage behind the library.",
        "The latter became famous for his maps.",
        "This leads to a long and bitter quarrel.",
        "These problems can be solved with patience.",
        "Another reason is the price of coal.",
        "The two set off on a journey across the desert.",
        "Otherwise the whole harvest would be lost.",
    ],
)
def test_prints_nothing_that_leans_on_a_neighbour(text: str) -> None:
    assert cuts(text) == []


def test_a_pronoun_stays_with_its_referent() -> None:
    made = cuts("Anna Berg discovers an orchid, and she sells it to a duke.")
    assert made
    assert all("Anna Berg" in cut for cut in made)


def test_who_does_it_is_not_whom_it_is_done_to() -> None:
    made = cuts("It stars Ida Stern as a writer and Otto Blank as a policeman who questions her.")
    assert not any(cut.startswith("A policeman") for cut in made)
    assert cuts("The plot follows a policeman who questions her about a theft.") == []


def test_it_may_stand_for_nothing() -> None:
    assert cuts("It is hard to build a clock without any tools.")


@pytest.mark.parametrize(
    "text",
    [
        "Riona Smith http://example.invalid/talk",
        "Speaker: Anna Berg, University of the North",
        "Recorded at the winter meeting in 2014.",
        "The slides are available online for everyone.",
        "This work is licensed under a Creative Commons licence.",
        "As Germany's biggest online car marketplace,",
        "Peter Hill, Anna Berg, Otto Blank, Ida Stern",
        "The film was released on March 3, 1951.",
        "It was shot on location in Minneapolis.",
        "The film stars Otto Blank, Ida Stern, and Anna Berg.",
        "Night Ferry is a 1961 American drama film directed by Otto Blank and starring Ida Stern.",
        "Otto Blank was nominated for an Academy Award.",
        "Narrated by Otto Blank and a choir of sailors from the north.",
        "Hosted by Ida Stern for a large crowd of people.",
        "It is hosted by Otto Blank from the bridge of a ship.",
        "Anna Berg is a senior software engineer at a large bank.",
        "I am a freelance developer and trainer in Berlin.",
        "- installing the tools",
        "what the tools are good for and",
        "The actress appears topless in one scene of the film.",
        "",
        "...",
        "A",
    ],
)
def test_prints_no_boilerplate_production_note_or_fragment(text: str) -> None:
    assert cuts(text) == []


def test_a_line_that_breaks_off_is_not_printed() -> None:
    sources = [
        Source("description", "Along the way we met a number of small wooden"),
        Source("description", "boats that carried salt."),
    ]
    assert lattices(sources, language="en") == []


def test_names_of_actors_in_brackets_go() -> None:
    made = cuts("The plot follows a nurse (Ida Stern) who hides a deserter.")
    assert "Follows a nurse who hides a deserter." in made
    assert not any("Ida" in cut for cut in made)


def test_a_list_keeps_its_and() -> None:
    for cut in cuts("Our museum shows paintings, maps, letters, and coins."):
        assert " and " in cut


def test_no_cut_ends_with_a_word_that_waits_for_another() -> None:
    made = cuts("The film follows several decades in the life of a slow-witted but kindhearted man and his mother.")
    assert made
    assert not any(cut.endswith(("slow-witted.", "kindhearted.", " a.", " his.")) for cut in made)


def test_a_person_without_a_deed_is_no_line() -> None:
    made = cuts("The film stars Otto Blank as a lonely boy who talks to the wind.")
    assert made == ["A lonely boy talks to the wind.", "A boy talks to the wind."]


def test_who_does_something_is_told_by_a_whole_sentence() -> None:
    made = cuts("The film stars Ida Stern as Eva, a young nurse who hides a deserter and is seen by her rival.")
    assert made[0] == "A young nurse hides a deserter and is seen by her rival."
    assert not any(" who " in line for line in made)
    two = cuts("The film is about a nurse who works at night and a boy who sees ghosts.")
    assert "A nurse who works at night and a boy who sees ghosts." in two  # no sentence: two people, two deeds


def test_a_numbered_list_stays_whole() -> None:
    text = "Our museum shows three things: paintings, maps, and coins."
    assert cuts(text) in ([], [text])


def test_a_shared_object_is_not_torn_off() -> None:
    assert "The keeper opens." not in cuts("The keeper opens and closes the gate every single night.")


def test_prefers_lengths_that_differ() -> None:
    made = cuts(
        "Anna Berg, a young botanist, finds an orchid, which grows in the hills, and sells the plant to a duke, "
        "hoping to save the farm."
    )
    assert 2 <= len(made) <= 48
    assert len({len(cut.split()) for cut in made}) > 1


def test_a_question_and_an_order_stand_alone() -> None:
    assert cuts("Have you ever wondered how a compass works?") == ["Have you ever wondered how a compass works?"]
    assert "Learn how to build a clock from scratch." in cuts("Learn how to build a clock from scratch.")


def test_a_missing_stop_is_added_as_a_mended_token() -> None:
    made = lattice("An old miller adopts a wounded wolf")
    assert made is not None
    last = made.cuts[0][-1]
    assert made.spell(made.cuts[0]) == "An old miller adopts a wounded wolf."
    assert last >= made.own
    assert made.origin[last] == -1


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("You should never trust a quiet river.", True),
        ("No.", False),
        ("and then the river", False),
        ("He took it from her yesterday.", False),
        ("I have been waiting for this ship all my life.", True),
    ],
)
def test_a_spoken_line_is_quoted_whole_or_not_at_all(text: str, printed: bool) -> None:
    assert cuts(text, "cue") == ([text] if printed else [])


def test_a_tagline_is_kept_as_it_stands() -> None:
    assert cuts("Be afraid of the quiet river", "tagline") == ["Be afraid of the quiet river."]


@pytest.mark.parametrize(
    ("word", "vowel"),
    [
        ("American", True), ("film", False), ("hour", True), ("honest", True), ("house", False), ("university", False),
        ("unusual", True), ("European", False), ("one", False), ("11", True), ("1984", False), ("8", True),
        ("FBI", True), ("UFO", False), ("heiress", True), ("user", False), ("uncle", True),
    ],
)  # fmt: skip
def test_articles_follow_the_sound(word: str, vowel: bool) -> None:
    assert sounds_like_vowel(word) is vowel


@pytest.mark.parametrize(
    "text",
    [
        "Come and learn how to hold such a race in your own harbour.",  # which race?
        "It's easy to repair and simple to sail.",
        "The network is small and it runs on old computers.",
        "A related topic is the upkeep of wooden boats.",
        "The lighthouse keepers of the coast use lamps and mirrors in the same way.",
        "We'll end with some stories of sailors.",
        "Because sailors often prefer paper maps over screens.",
        "All three harbours lie on the coast of Norway.",
    ],
)
def test_prints_nothing_that_only_a_neighbour_explains(text: str) -> None:
    assert cuts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Gull is a open source program for planning journeys by boat.",
        "Gull is an good program for planning journeys by boat.",
        "We show how to read from a from a chart without getting lost.",
        "Sextants are one the tools that every sailor uses at sea.",
        "We learn how do we sail around the world in winter.",
    ],
)
def test_a_slip_of_the_pen_is_not_passed_on(text: str) -> None:
    assert lattice(text) is None


def test_no_cut_ends_with_a_verb_or_time_that_waits_for_more() -> None:
    made = cuts("The plot takes place twenty years after the original wreck, when two divers find a chest.")
    assert made
    assert not any(cut.endswith("years.") for cut in made)


def test_however_goes_from_the_middle() -> None:
    made = cuts("In the winter months, however, sailors repair their boats and nets.")
    assert "In the winter months, sailors repair their boats and nets." in made


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        (
            "The ship was built to answer the oldest questions in geography, including finding the northern passage, "
            "mapping the frozen islands, and measuring the depth of the sea.",
            "geography mapping",
        ),
        (
            "The book describes how traders like Anna, Boris and Clara are replacing the likes of ferries, mules "
            "and carts.",
            "ferries and carts",
        ),
        (
            "Using a new compass our travel time dropped from weeks to days, we simplified the route and lowered our "
            "costs, without the need to hire a pilot.",
            "days, we lowered",
        ),
        ("This talk will showcase how sailors can leverage old maps to avoid dangerous reefs.", "maps."),
        ("As fleets continue to grow, the ability to repair sails quickly becomes more important.", "The ability"),
        ("The shipping trade has improved a lot in recent years.", "in years"),
        ("Sailing is flexible and allows us to reach the same harbor in different ways.", "same harbor."),
        ("In this talk, the sailors share their experiences in designing and building a boat in Norway.", "designing."),
        (
            "This class will take you from a basic idea of how to use a sextant, to a clear picture of how charts are "
            "made.",
            "How to use",
        ),
    ],
)
def test_a_cut_keeps_what_its_end_hangs_on(text: str, torn: str) -> None:
    assert not any(torn in cut for cut in cuts(text) if cut != text)


@pytest.mark.parametrize(
    "text",
    [
        "An undercover agent decides to use her as an informant to trap the leader of a smuggling ring.",
        "The captain found solutions for each of them.",
        "In those days, the captain was a young dreamer with time on his hands.",
        "Especially when you have dozens of sails on one small ship.",
        "Then this voyage is for you!",
        "My first boats display a strong preference for the latter approach.",
        "What they share is that they are very heavy and slow to steer.",
    ],
)
def test_prints_nothing_without_its_referent(text: str) -> None:
    assert cuts(text) == []


def test_whom_an_agent_meets_may_be_used_by_him() -> None:
    text = "A nurse meets an undercover agent who decides to use her as an informant."
    assert text in cuts(text)


def test_a_credit_that_opens_a_sentence_is_not_printed() -> None:
    made = cuts("Hosted by Ida Stern, the evening brings sailors and singers together in one old house.")
    assert "The evening brings sailors and singers together in one old house." in made
    assert not any("Hosted" in cut for cut in made)
    assert cuts("The series hosted by Ida Stern follows young sailors around the whole world.") == []
