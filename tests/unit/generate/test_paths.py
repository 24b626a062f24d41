"""The ways through lattices: nothing illegal is offered, nothing legal is lost."""

from __future__ import annotations

import numpy as np
import pytest

from engine.generate.dataset import Sources, encode
from engine.generate.joins import CLOSED, STOP
from engine.generate.paths import CLOSED_ROOM, State
from tests.support.lattices import lattice, video


def sources_of(*lattices):
    encoded = encode(video(1, *lattices))
    return Sources.of(encoded.lattices, encoded.vectors, None)


LONG = "A quiet painter [from a far island] meets two old sailors and a clever fox [in the rain] one day."
SHORT = "The harbour sleeps."


def every_text(paths, most=20_000):
    """All finished texts, by exhaustion."""
    texts, waiting = [], [((), State())]
    while waiting:
        said, state = waiting.pop()
        if state.done:
            texts.append(said)
            continue
        moves = paths.moves(state)
        assert moves or not said, "a dead end"
        waiting += [((*said, action), following) for action, following in moves]
        assert len(texts) < most
    return texts


def test_every_text_is_made_of_whole_cuts_within_the_bounds():
    lattices = (lattice(LONG), lattice(SHORT), lattice("She sings [at night] for nobody but the moon."))
    sources = sources_of(*lattices)
    paths = sources.paths("blurb")
    texts = every_text(paths)
    assert texts
    for text in texts:
        clauses = paths.read(text)
        assert 1 <= len(clauses) <= 2
        assert len({c.sentence for c in clauses}) == len(clauses)
        words = 0
        for clause in clauses:
            assert clause.cut in lattices[clause.sentence].cuts
            words += len([w for w in lattices[clause.sentence].spell(clause.cut).split() if w[0].isalnum()])
        assert 12 <= words <= 40


def test_no_cut_is_lost():
    lattices = (lattice(LONG), lattice(LONG.replace("fox", "wolf")))
    paths = sources_of(*lattices).paths("blurb")
    alone = {clauses[0].cut for text in every_text(paths) if len(clauses := paths.read(text)) == 1}
    assert alone == set(lattices[0].cuts)


def test_choices_refuse_what_is_no_path():
    paths = sources_of(lattice(LONG), lattice(SHORT)).paths("blurb")
    text = every_text(paths)[0]
    assert paths.choices(text) is not None
    assert paths.choices(text[:-1]) is None
    assert paths.choices((*text[:1], text[2], *text[3:])) is None
    assert paths.choices((STOP,)) is None
    with pytest.raises(ValueError):
        paths.read(text[:-1])


def test_one_continuation_is_no_decision():
    paths = sources_of(lattice("A painter of many quiet landscapes meets one old sailor by the sea.")).paths("blurb")
    (text,) = every_text(paths)
    assert all(len(allowed) == 1 for allowed in paths.choices(text))


def test_notes_and_cues_are_entered_behind_an_opening_that_names_them():
    cue = lattice("We found the old lighthouse keeper and his seven grey cats.", kind="cue", start_s=3.0)
    paths = sources_of(lattice(LONG), cue).paths("blurb")
    for text in every_text(paths):
        for clause in paths.read(text):
            opening = CLOSED[clause.opening]
            assert (opening.role == "open" and opening.kind == "cue") == (clause.sentence == 1)


def test_a_joining_mark_leads_only_to_words_that_may_lose_their_capital():
    named = lattice("Berlin sleeps under its snow.")
    paths = sources_of(lattice(LONG), lattice(SHORT), named).paths("blurb")
    seen = set()
    for text in every_text(paths):
        clauses = paths.read(text)
        if len(clauses) == 2 and CLOSED[clauses[1].join].fuses:
            seen.add(clauses[1].sentence)
    assert seen and 2 not in seen


def test_facts_do_not_come_first_beside_a_sentence_but_stand_alone():
    fact = lattice("A 1994 comedy film with a very long cast, an hour and a half long.", kind="fact")
    beside = sources_of(lattice(LONG), fact).paths("blurb")
    assert all(beside.read(text)[0].sentence == 0 for text in every_text(beside))
    assert every_text(sources_of(fact).paths("blurb"))


def test_hooks_are_short_single_cuts_and_banned_sentences_stay_out():
    lattices = (lattice(LONG), lattice("Two sailors [on a boat] dream."), lattice("The fox knows it all."))
    paths = sources_of(*lattices).paths("hook", banned=frozenset({2}))
    texts = every_text(paths)
    assert {paths.read(text)[0].sentence for text in texts} == {1}
    assert all(action >= CLOSED_ROOM or action == STOP for text in texts for action in text)


def test_chinese_is_measured_in_characters():
    one = lattice("小镇上的老画家[在寒冷的冬天里]遇见了两位水手和一只聪明的狐狸。", language="zh")
    paths = sources_of(one, lattice("海港睡了。", language="zh")).paths("blurb")
    for text in every_text(paths):
        size = sum(len(one.spell(c.cut)) if c.sentence == 0 else 5 for c in paths.read(text))
        assert 20 <= size <= 70


def test_an_empty_video_offers_nothing():
    assert (
        Sources((), np.zeros((0, 4), np.float32), np.zeros(4, np.float32), np.zeros(0, np.float32))
        .paths("blurb")
        .moves(State())
        == ()
    )
