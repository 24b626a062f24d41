"""Lattices in, arrays out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from engine.generate.dataset import (
    BUCKETS,
    SHAPES,
    Noise,
    Sources,
    collate,
    draw,
    encode,
    shuffle_sources,
    word_hashes,
)
from engine.generate.paths import CLOSED_ROOM
from tests.support.lattices import lattice, library, vector, video


def test_words_are_two_hashes_of_their_lower_case():
    assert word_hashes("Harbour") == word_hashes("harbour") != word_hashes("market")
    assert word_hashes("harbour") == word_hashes("harbour")  # and on any machine:
    assert all(1 <= h <= BUCKETS for w in ("a", "海", "1994", "") for h in word_hashes(w))


def test_same_lattices_give_same_integers():
    a, b = (encode(library(3, chinese=True)[0]) for _ in range(2))
    assert all((x.words == y.words).all() and x.cuts == y.cuts for x, y in zip(a.lattices, b.lattices, strict=True))
    assert all((x.shapes > 0).all() and (x.shapes < SHAPES).all() for x in a.lattices)


def test_interest_turns_round_with_the_taste():
    encoded = encode(library(1)[0])
    taste = vector("a boat on the sea")
    there, back = (Sources.of(encoded.lattices, encoded.vectors, t).interest for t in (taste, -taste))
    assert np.allclose(there, -back, atol=1e-5) and there.any()
    assert not Sources.of(encoded.lattices, encoded.vectors, None).interest.any()
    assert np.isclose(there.mean(), 0, atol=1e-5)


def test_examples_are_repeatable_legal_and_of_the_right_video():
    videos = [encode(v) for v in library(20, chinese=True)]
    noise = Noise()
    for seed in range(60):
        shown = videos[seed % 20]
        rngs = (np.random.default_rng(seed) for _ in range(2))
        one, two = (draw(shown, pool=videos, taste=None, rng=rng, noise=noise) for rng in rngs)
        if one is None:
            assert two is None
            continue
        assert one.actions == two.actions and one.choices == two.choices
        paths = one.sources.paths(one.mode)
        assert paths.choices(one.actions) is not None
        own = {lattice.words.tobytes() for lattice in shown.lattices}
        for clause in paths.read(one.actions):
            target = one.sources.lattices[clause.sentence]
            kept = [i for i in range(len(target.words)) if i not in target.guests]
            assert target.words[kept].tobytes() in own, "the target is a sentence of this video"
            assert target.guests.isdisjoint(clause.cut), "what was put in as noise is left out"


def test_noise_puts_in_foreign_sentences_and_constituents():
    videos = [encode(v) for v in library(20)]
    always = Noise(foreign_constituent=1.0, foreign_sentences=4, hook=0)
    made = [draw(v, pool=videos, taste=None, rng=np.random.default_rng(v.id), noise=always) for v in videos]
    made = [m for m in made if m is not None]
    assert any(len(m.sources.lattices) > 5 for m in made)
    assert any(x.guests for m in made for x in m.sources.lattices)
    never = replace(always, foreign_constituent=0.0, foreign_sentences=0)
    plain = [draw(v, pool=videos, taste=None, rng=np.random.default_rng(v.id), noise=never) for v in videos]
    assert not any(x.guests for m in plain if m for x in m.sources.lattices)


def test_a_real_taste_draws_targets_near_it():
    people = (("painter", "nobody"), ("sailor", "pirates"), ("baker", "children"))
    told = [lattice(f"A {a} [of few words] builds a house by the old river for {b} all day.") for a, b in people]
    encoded = encode(video(1, *told))
    taste = encoded.vectors[1] - encoded.vectors.mean(0)
    noise = Noise(real_taste=1.0, hook=0, two_sentences=0, foreign_sentences=0, foreign_constituent=0)
    picked = []
    for seed in range(80):
        example = draw(encoded, pool=[encoded], taste=taste, rng=np.random.default_rng(seed), noise=noise)
        picked.append(example.sources.paths("blurb").read(example.actions)[0].sentence)
    assert picked.count(1) > 50


def test_batches_point_at_the_right_words():
    videos = [encode(v) for v in library(8)]
    examples = [draw(v, pool=videos, taste=None, rng=np.random.default_rng(1)) for v in videos]
    examples = [e for e in examples if e]
    batch = collate(examples)
    for b, example in enumerate(examples):
        flat = np.concatenate([x.words for x in example.sources.lattices])
        of, at = batch.sentence[b, : len(flat)], batch.token[b, : len(flat)]
        assert (batch.words[of, at].numpy() == flat).all()
        assert int(batch.present[b].sum()) == len(flat)
        assert int(batch.steps[b].sum()) == len(example.actions)
        assert (batch.choices[b, : len(example.actions), 0].numpy() == example.actions).all()
        assert int(batch.choices.max()) < CLOSED_ROOM + batch.present.shape[1]


def test_shuffled_sources_come_from_other_videos_and_leave_the_structure():
    videos = [encode(v) for v in library(8)]
    batch = collate([e for v in videos if (e := draw(v, pool=videos, taste=None, rng=np.random.default_rng(2)))])
    shuffled = shuffle_sources(batch, np.random.default_rng(0))
    assert torch.equal(batch.choices, shuffled.choices) and torch.equal(batch.taste, shuffled.taste)
    assert torch.equal(batch.shapes > 0, shuffled.shapes > 0)
    for q in range(len(batch.video)):
        others = batch.vectors[batch.video != batch.video[q]]
        assert (others == shuffled.vectors[q]).all(1).any()


def test_a_sentence_that_goes_on_from_another_points_back():
    told = (
        "A boat leaves the harbour.",
        "However, a boat leaves the harbour.",
        "We also row a boat.",
        "We used the boat at sea.",
    )
    points = [x.points_back for x in encode(video(1, *map(lattice, told))).lattices]
    assert points == [False, True, True, True]
