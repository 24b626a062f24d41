import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.text.clauses import clauses, halves

PIECES = st.sampled_from(
    [
        "slow",
        "great",
        " but ",
        ", but ",
        "although ",
        " though ",
        ", ",
        "; ",
        " and ",
        "I ",
        "my wife ",
        "the ",
        "yet ",
        "no",
        "虽然",
        "但是",
        "，",
        "却",
        "可惜",
        "慢归慢",
        "好看",
        "朋友",
        "我",
        "不过",
        "不过如此",
        "。",
        ".",
        " ",
        "İ",
        "ß",
    ]
)


@pytest.mark.parametrize(
    ("sentence", "main"),
    [
        ("Slow at first, but it grabbed me.", "it grabbed me."),
        ("Although it is old, it works.", "it works."),
        ("Although the paint is ugly the house is solid.", "the house is solid."),
        ("Despite its age it still works.", "it still works."),
        ("My sister hated it, I thought it was brilliant.", "I thought it was brilliant."),
        ("Loved it, although the ending was weak.", "Loved it"),
        ("Nice idea, shame about the script.", "shame about the script."),
        ("画面一般，但是音乐很打动我。", "音乐很打动我。"),
        ("虽然是老片，看起来一点不过时。", "看起来一点不过时。"),
        ("妻子不喜欢，我却看得津津有味。", "我却看得津津有味。"),
        ("吵歸吵，很好玩。", "很好玩。"),
        ("想法很好，可惜剧本太差。", "可惜剧本太差。"),
        ("雖然聲音小，故事卻很吸引人。", "故事卻很吸引人。"),
    ],
)
def test_the_main_clause_counts_most(sentence: str, main: str) -> None:
    found = clauses(sentence)
    assert len(found) == 2
    assert max(found, key=lambda clause: clause.weight).text == main
    assert [clause.turns for clause in found] == [False, True]


@pytest.mark.parametrize(
    "sentence",
    [
        "I still think about that line.",
        "Nothing but trouble.",
        "不过如此。",
        "我爱不但好看而且聪明的片子",
        "Anything but dull.",
    ],
)
def test_words_that_only_look_like_a_turn_part_nothing(sentence: str) -> None:
    assert [clause.text for clause in clauses(sentence)] == [sentence]


def test_what_others_thought_counts_least() -> None:
    conceded, _ = clauses("It is long, but good.")
    expected, _ = clauses("Everybody told me it is long, but it is good.")
    assert expected.weight < conceded.weight < 1


def test_a_bare_no_denies_what_is_before_it() -> None:
    (clause,) = clauses("Everyone told me I'd be thrilled, but no.")
    assert clause.denied == "Everyone told me I'd be thrilled"


def test_halves_are_offered_at_commas() -> None:
    assert halves("Lovely voice, no idea how to teach") == [("Lovely voice", "no idea how to teach")]
    assert halves("One word") == []


@given(st.lists(PIECES, max_size=16).map("".join))
def test_clauses_are_parts_of_the_sentence_in_order(sentence: str) -> None:
    place = 0
    for clause in clauses(sentence):
        place = sentence.index(clause.text, place) + len(clause.text)
        assert clause.text and 0 < clause.weight <= 1
