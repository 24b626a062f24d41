"""Weights in eight bits: a quarter of the bytes, hardly another nll, the same texts each time."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from safetensors.torch import save

from engine.generate import checkpoint
from engine.generate.compact import pack, unpack
from engine.generate.dataset import Sources, encode
from engine.generate.decode import read, sample
from engine.generate.int8 import quick
from engine.generate.train import Trainer
from tests.support.lattices import library

LOST = 0.01  # of the nll, at most


@pytest.fixture(scope="module")
def videos():
    return [encode(v) for v in library(16, chinese=True)]


@pytest.fixture
def trained(videos, small):
    trainer = Trainer(videos, config=replace(small, steps=30, evaluate_every=10), device="cpu")
    list(trainer.run())
    return trainer


def nll(trainer, generator):
    trainer.generator = generator
    return trainer.evaluate()


def test_packed_weights_take_a_quarter_and_tell_as_well(trained):
    weights = {k: v for k, v in trained.state().tensors.items() if k.startswith("writer.")}
    packed = pack(weights)
    assert len(save(packed)) < 0.3 * len(save(weights))
    found = unpack(packed)
    assert found.keys() == weights.keys()
    for name, tensor in weights.items():
        step = tensor.abs().amax() / 254 if tensor.ndim == 2 else 1e-3
        assert (found[name] - tensor).abs().max() <= step + 1e-6, name
    again = checkpoint.networks(replace(trained.state(), tensors=found)).generator
    assert nll(trained, again) == pytest.approx(trained.held_out_nll, rel=LOST)


def test_a_weight_that_is_no_number_is_not_packed(trained):
    weights = dict(trained.state().tensors)
    for name in ("writer.attend.weight", "writer.attend.bias"):
        broken = weights | {name: torch.full_like(weights[name], torch.nan)}
        with pytest.raises(ValueError, match="fit"):
            pack(broken)


def test_int8_decoder_tells_as_well_and_draws_the_same_each_time(trained, videos):
    networks = trained.networks()
    found = quick(networks)
    if found is networks:
        pytest.skip(f"no int8 on a CPU that PyTorch serves by {torch.backends.quantized.engine}")
    assert found.version == networks.version and found.trained == networks.trained
    sources = Sources.of(videos[0].lattices, videos[0].vectors, None)
    drawn = [
        sample(g, sources, memory=read(g, sources), paths=sources.paths("blurb"), seed=3)
        for g in (found.generator, found.generator)
    ]
    assert drawn[0] == drawn[1] and len(drawn[0]) == 16
    assert nll(trained, found.generator) == pytest.approx(trained.held_out_nll, rel=LOST)


def test_a_machine_without_int8_keeps_fp32(trained, monkeypatch):
    monkeypatch.setattr("engine.generate.int8._ENGINES", ())
    networks = trained.networks()
    assert quick(networks) is networks
