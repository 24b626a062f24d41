"""Sampling and beam search stay inside the lattices and repeat themselves."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch

from engine.generate.dataset import Example, Sources, collate, encode
from engine.generate.decode import beam, sample
from engine.generate.model import Generator
from tests.support.lattices import lattice, library, video


@pytest.fixture
def model(small):
    torch.manual_seed(3)
    return Generator(small.generator).eval()


def sources_of(shown):
    encoded = encode(shown)
    return Sources.of(encoded.lattices, encoded.vectors, encoded.vectors[0])


def test_every_decoded_text_is_a_path_of_the_lattice(model):
    for seed, shown in enumerate(library(12, chinese=True)):
        sources = sources_of(shown)
        for mode in ("blurb", "hook"):
            paths = sources.paths(mode)
            made = [
                *sample(model, sources, mode=mode, count=8, seed=seed),
                *beam(model, sources, mode=mode, width=4),
            ]
            for candidate in made:
                assert paths.choices(candidate.actions) is not None
                for clause in paths.read(candidate.actions):
                    assert clause.cut in shown.lattices[clause.sentence].cuts


def test_sampling_is_seeded(model):
    sources = sources_of(library(2)[1])
    one, two = (sample(model, sources, count=8, seed=5) for _ in range(2))
    assert one == two
    assert [c.actions for c in one] != [c.actions for c in sample(model, sources, count=8, seed=6)]


def test_told_chances_are_those_of_the_model(model):
    """What decoding adds up is what teacher forcing gives for the same text."""
    sources = sources_of(library(2)[0])
    paths = sources.paths("blurb")
    for candidate in beam(model, sources, width=4, length=2):
        example = Example(sources, "blurb", 2, candidate.actions, paths.choices(candidate.actions))
        batch = collate([example])
        with torch.no_grad():
            log_p = model.decode(model.encode(batch), torch.zeros(1, model.config.latent), batch)
        assert np.isclose(float(log_p.sum()), candidate.log_p, atol=1e-4)
        assert int(((batch.choices >= 0).sum(-1) > 1).sum()) == candidate.decisions


def test_a_wide_beam_finds_the_likeliest_text(model):
    told = [
        lattice("A painter [of few words] meets two sailors [at night] by the old sea wall and sings."),
        lattice("A baker [of great fame] loses three wolves [in spring] near the mill and weeps."),
    ]
    sources = sources_of(video(1, *told))
    found = beam(model, sources, width=64)
    assert len({c.actions for c in found}) == len(found)
    assert all(a.log_p >= b.log_p for a, b in itertools.pairwise(found))
    drawn = sample(model, sources, count=64, seed=0)
    assert {c.actions for c in drawn} & {c.actions for c in found}


def test_nothing_to_say_gives_nothing(model):
    sources = sources_of(video(1, lattice("Dull.")))
    assert sample(model, sources, mode="hook", count=4, seed=0) == []
    assert beam(model, sources, mode="hook") == []
