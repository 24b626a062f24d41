"""What no evidence holds is refused, and so is what is torn."""

from __future__ import annotations

import pytest

from engine.blurbs.facts import facts
from engine.blurbs.verify import length, torn, verify
from engine.records import Evidence, Source, Video

SOURCE = Source(
    "description",
    "In 1994, Anna Berg follows a fragile Kansas girl's love for a handsome man from the town's richest family.",
)


def problems(text, source=SOURCE, **more):
    return verify(text, [Evidence(text, source)], **more)


GOOD = "Anna Berg follows a fragile Kansas girl's love for a handsome man from the town's richest family."


def test_a_cut_of_the_source_passes():
    assert problems(GOOD) == []
    assert problems(GOOD.replace("Anna Berg follows", "Follows")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("Anna", "Maria"), ("Kansas", "Texas"), ("a fragile", "1995 and a fragile"), ("love", "hatred"),
     ("handsome", "not handsome"), ("richest", "Richter"), ("man", "two men")],
)  # fmt: skip
def test_names_numbers_and_words_of_nobody_are_refused(old, new):
    assert any("no evidence" in p for p in problems(GOOD.replace(old, new)))


def test_articles_and_agreement_may_be_mended():
    source = Source("description", "Two old sailors hunt a white whale near an island, where everyone drinks all day.")
    assert problems("An old sailor hunts the white whale near an island, where everyone drinks.", source) == []


def test_every_clause_answers_to_its_own_source():
    other = Source("cue", "Maria goes to Texas with seven cats and a great hope for more of them.", 3.0)
    text = GOOD + " Maria goes to Texas."
    right = [Evidence(GOOD, SOURCE), Evidence("Maria goes to Texas.", other)]
    assert verify(text, right) == []
    wrong = [Evidence(GOOD, SOURCE), Evidence("Maria goes to Kansas.", other)]
    assert any("Kansas" in p for p in verify(text.replace("Texas", "Kansas"), wrong))
    assert any("not in the text" in p for p in verify(GOOD, right))
    assert verify(GOOD, []) == ["no evidence"]


def test_facts_answer_to_the_closed_list():
    film = Video(1, "T", "/t", "film", 1994, 5400.0, genres=("Comedy",))
    fact = Source("fact", "year: 1994")
    for line, sound in (("A 1994 comedy film, 90 minutes long.", True), ("A 1995 comedy film.", False),
                        ("A 1994 western film.", False), ("A 1994 film, 91 minutes long.", False)):  # fmt: skip
        assert (verify(line, [Evidence(line, fact)], facts=facts(film)) == []) is sound, line


def test_chinese_is_held_to_pieces_of_the_source():
    source = Source("description", "小镇上的老画家在寒冷的冬天里遇见了两位水手和一只聪明的狐狸，故事由此开始。")
    good = "小镇上的老画家遇见了两位水手和一只聪明的狐狸，故事由此开始。"
    assert problems(good, source, chinese=True) == []
    assert problems(good.replace("水手", "警察"), source, chinese=True)
    assert problems(good.replace("两位", "三位"), source, chinese=True)


@pytest.mark.parametrize("text", ["He said “go.", "a) b", "(a [b) c]", 'one " mark', "「海", "《海》》"])
def test_torn_quotes_are_seen(text):
    assert torn(text)


def test_whole_quotes_are_fine():
    assert torn('He said “go (now)”, and "so" 《海》「山」.') == []


def test_lengths_are_bound_except_where_facts_stand_alone():
    assert any("12 to 40" in p for p in problems("Anna Berg follows a girl."))
    long = " ".join([GOOD] * 4)
    assert any("words" in p for p in verify(long, [Evidence(GOOD, SOURCE)]))
    assert problems("Anna Berg follows a girl", mode="hook") == []
    fact = Source("fact", "kind: film")
    assert verify("A film.", [Evidence("A film.", fact)], facts=facts(Video(1, "T", "/t", "film"))) == []
    assert length("一二三 ABC。", chinese=True) == 7 and length("One — two (three).", chinese=False) == 3


def test_who_does_what_stays():
    source = Source("description", "The young lawyer defends the old sailor against the mayor, who does not trust him.")
    held = "The lawyer defends the sailor against the mayor."
    assert not verify(held, [Evidence(held, source)], mode="hook")
    for lie in (
        "The sailor defends the lawyer against the mayor.",
        "The mayor, who does trust him.",
        "The lawyer does not defend the sailor.",
    ):
        assert verify(lie, [Evidence(lie, source)], mode="hook"), lie


def test_a_dropped_clause_may_take_its_negation_along():
    source = Source("description", "A judge who never smiles, and without friends, adopts a stray dog.")
    held = "A judge adopts a stray dog."
    assert not verify(held, [Evidence(held, source)], mode="hook")
    lie = "A judge who smiles adopts a stray dog."
    assert verify(lie, [Evidence(lie, source)], mode="hook")


def test_chinese_keeps_order_and_negation():
    source = Source("description", "年轻的律师不相信市长，却为老水手辩护。")
    held = "律师为老水手辩护。"
    assert not verify(held, [Evidence(held, source)], mode="hook", chinese=True)
    for lie in ("律师相信市长。", "水手为律师辩护。"):
        assert verify(lie, [Evidence(lie, source)], mode="hook", chinese=True), lie
