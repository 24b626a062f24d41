"""Sampling stays inside the lattices and repeats itself."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.generate.dataset import Example, Sources, collate, encode
from engine.generate.decode import read, sample
from engine.generate.model import Generator
from tests.support.lattices import lattice, library, video


@pytest.fixture
def model(small):
    torch.manual_seed(3)
    made = Generator(small.generator).eval()
    torch.nn.init.constant_(made.coverage, -1.5)  # as drawn it is 0, and what was printed would not matter
    return made


def sources_of(shown):
    encoded = encode(shown)
    return Sources.of(encoded.lattices, encoded.vectors, encoded.vectors[0])


def drawn(model, sources, *, mode="blurb", **asked):
    return sample(model, sources, memory=read(model, sources), paths=sources.paths(mode), mode=mode, **asked)


def test_every_decoded_text_is_a_path_of_the_lattice(model):
    for seed, shown in enumerate(library(12, chinese=True)):
        sources = sources_of(shown)
        for mode in ("blurb", "hook"):
            paths = sources.paths(mode)
            for candidate in drawn(model, sources, mode=mode, count=8, seed=seed):
                assert paths.choices(candidate.actions) is not None
                for clause in paths.read(candidate.actions):
                    assert clause.cut in shown.lattices[clause.sentence].cuts


def test_sampling_is_seeded(model):
    sources = sources_of(library(2)[1])
    one, two = (drawn(model, sources, count=8, seed=5) for _ in range(2))
    assert one == two
    assert [c.actions for c in one] != [c.actions for c in drawn(model, sources, count=8, seed=6)]


@pytest.mark.parametrize("mode", ["blurb", "hook"])
def test_told_chances_are_those_of_the_model(model, mode):
    """What decoding adds up is what teacher forcing gives for the same text, latent and wanted length.

    Both modes draw from what was read once.
    """
    told = [
        lattice("A painter [of few words] meets two sailors [at night] [in the rain]."),
        lattice("A baker [of great fame] loses three wolves [in spring] and weeps."),
    ]
    sources, lengths = sources_of(video(1, *told)), (1, 3)
    paths = sources.paths(mode)
    candidates = drawn(model, sources, mode=mode, lengths=lengths, count=6, seed=4)
    latents = np.random.default_rng(4).standard_normal((6, model.config.latent)).astype(np.float32)
    assert max(candidate.decisions for candidate in candidates) > 2
    for k, candidate in enumerate(candidates):
        choices = paths.choices(candidate.actions)
        batch = collate([Example(sources, mode, lengths[k % 2], candidate.actions, choices)])
        with torch.no_grad():
            log_p = model.decode(model.encode(batch), torch.from_numpy(latents[k : k + 1]), batch)
        assert np.isclose(float(log_p.sum()), candidate.log_p, atol=1e-4)
        assert int(((batch.choices >= 0).sum(-1) > 1).sum()) == candidate.decisions


def test_nothing_to_say_gives_nothing(model):
    sources = sources_of(video(1, lattice("Dull.")))
    assert drawn(model, sources, mode="hook", count=4, seed=0) == []
