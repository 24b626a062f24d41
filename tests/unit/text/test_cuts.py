"""What holds for every lattice of every language, whatever the sentence."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.records import Lattice, Source
from engine.text.cuts import lattices, whole
from engine.text.cuts_build import MOST_CUTS, LatticeBuilder, is_balanced, is_closed

_PEOPLE = st.sampled_from(["a baker", "Anna Berg", "two brothers", "the old miller", "an amnesiac spy"])
_ASIDES = st.sampled_from(["", ", a young botanist,", ", who lives in the hills,", " (Ida Stern)", " – once rich –"])
_DEEDS = st.sampled_from(
    ["finds a map", "does not leave the valley", "steals letters, coins, and maps", "falls in love with a duke"]
)
_TAILS = st.sampled_from(
    ["", ", hoping to save the farm", " in 1912", " and hides in a barn", " unless the rain comes", ", but she returns"]
)
_LEADS = st.sampled_from(["", "However, ", "In 1912, ", "The film follows ", "In this talk, we will show how ", "If "])
_ENGLISH = st.builds(lambda *parts: "".join(parts) + ".", _LEADS, _PEOPLE, _ASIDES, st.just(" "), _DEEDS, _TAILS)
_CLAUSES = [
    "敦煌保存着大量壁画",
    "虽然山路很陡",
    "但是老人每天上山",
    "近年来",
    "我们将介绍罗盘的历史",
    "他開了一家書店",
    "（约三百年）",
]
_CHINESE = st.lists(st.sampled_from(_CLAUSES), min_size=1, max_size=5).map(lambda parts: "，".join(parts) + "。")
_ANYTHING = st.text(alphabet=st.sampled_from(list("ab A.,;:!?()'\"-–“”的我，。、（）是 12é")), max_size=60)
_QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def holds(lattice: Lattice) -> None:
    assert len(lattice.tokens) == len(lattice.spaces) == len(lattice.origin)
    assert lattice.origin[: lattice.own] == tuple(range(lattice.own))
    assert all(-1 <= origin < lattice.own for origin in lattice.origin[lattice.own :])
    assert 1 <= len(lattice.cuts) <= MOST_CUTS
    assert len(set(lattice.cuts)) == len(lattice.cuts)
    assert all(len(cut) <= len(lattice.cuts[0]) for cut in lattice.cuts)
    for cut in lattice.cuts:
        assert cut
        assert all(0 <= i < len(lattice.tokens) for i in cut)
        stands_for = [lattice.origin[i] for i in cut if lattice.origin[i] >= 0]
        assert stands_for == sorted(set(stands_for))  # in the order of the source, nothing twice
        text = lattice.spell(cut)
        assert is_balanced(text)
        assert is_closed(text)
        assert text[0].isupper() or not text[0].islower()
        assert ",," not in text and ",." not in text and "  " not in text and " ," not in text
        assert text == text.strip()


@_QUICK
@given(_ENGLISH)
def test_english_cuts_are_whole(text: str) -> None:
    for lattice in lattices([Source("description", text[0].upper() + text[1:])], language="en"):
        holds(lattice)


@_QUICK
@given(_CHINESE)
def test_chinese_cuts_are_whole(text: str) -> None:
    for lattice in lattices([Source("description", text)], language="zh"):
        holds(lattice)


@_QUICK
@given(_ANYTHING, st.sampled_from(["en", "zh", "de", "ja", ""]))
def test_no_text_breaks_the_cutter(text: str, language: str) -> None:
    for lattice in lattices([Source("description", text)], language=language):
        assert lattice.cuts
        assert lattice.spell(lattice.cuts[0])


def test_order_is_kept_and_languages_are_told_apart() -> None:
    sources = [
        Source("description", "The plot follows a baker who steals a recipe."),
        Source("description", "敦煌位于沙漠的边缘，保存着大量古代壁画。"),
        Source("description", "Der alte Müller findet im Wald einen verletzten Wolf und pflegt ihn gesund."),
        Source("description", "Speaker: Anna Berg"),
        Source("description", "A sailor discovers an island that no map shows."),
    ]
    made = lattices(sources)
    assert [sources.index(lattice.source) for lattice in made] == [0, 1, 2, 4]
    assert [lattice.language for lattice in made] == ["en", "zh", "de", "en"]


def test_the_same_sentence_twice_gives_two_lattices() -> None:
    source = Source("description", "The old miller adopts a wounded wolf.")
    assert len(lattices([source, source], language="en")) == 2


@pytest.mark.parametrize(
    ("text", "language", "printed"),
    [
        ("Der alte Müller pflegt einen Wolf gesund.", "de", "Der alte Müller pflegt einen Wolf gesund."),
        ("El viejo molinero cuida de un lobo herido", "es", "El viejo molinero cuida de un lobo herido."),
        ("¿Quién cuida de los lobos heridos?", "es", "¿Quién cuida de los lobos heridos?"),
        ("L'homme qui n'a pas d'ombre arrive en ville.", "fr", "L'homme qui n'a pas d'ombre arrive en ville."),
        ("Mehr unter https://example.invalid/wolf heute.", "de", ""),
        ("und pflegt ihn dann wieder gesund.", "de", ""),
        ("Nur Wort.", "de", ""),
        ("Sprecher: Anna Berg aus dem Norden Europas", "de", ""),
    ],
)
def test_other_languages_give_the_whole_sentence_or_nothing(text: str, language: str, printed: str) -> None:
    made = whole(Source("description", text), language=language)
    assert (made.spell(made.cuts[0]) if made else "") == printed


def test_the_builder_prefers_the_fullest_and_different_lengths() -> None:
    words = [f"w{i}" for i in range(60)]
    builder = LatticeBuilder(Source("description", " ".join(words)), "en", words, [True] * 60)
    builder.add(range(10))
    for last in range(10, 60):
        builder.add(range(last))
        builder.add([0, *range(2, last)])
    made = builder.build()
    assert made is not None
    assert len(made.cuts) == MOST_CUTS
    assert made.cuts[0] == tuple(range(59))
    assert len({len(cut) for cut in made.cuts}) == MOST_CUTS


def test_a_mended_token_is_shared_by_the_cuts_that_need_it() -> None:
    builder = LatticeBuilder(Source("description", "it falls now"), "en", ["it", "falls", "now"], [False, True, True])
    builder.add([1, 2], mended={1: "Falls"}, stop=".")
    builder.add([1], mended={1: "Falls"}, stop=".")
    made = builder.build()
    assert made is not None
    assert made.tokens == ("it", "falls", "now", "Falls", ".")
    assert made.origin == (0, 1, 2, 1, -1)
    assert [made.spell(cut) for cut in made.cuts] == ["Falls now.", "Falls."]
