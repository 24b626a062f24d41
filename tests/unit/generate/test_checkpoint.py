"""Saved weights: whole or not at all, and refused with a clear word when they are broken."""

from __future__ import annotations

import os
from dataclasses import asdict

import pytest
import torch

from engine.errors import EnvironmentFault
from engine.generate import checkpoint
from engine.generate.checkpoint import Saved


@pytest.fixture
def saved(small):
    networks = checkpoint.untrained(small.generator, seed=4)
    tensors = checkpoint.named("writer", networks.generator.state_dict())
    return Saved(tensors, {"generator": asdict(small.generator), "trained": True})


def test_round_trip(saved, tmp_path):
    checkpoint.save(tmp_path / "deep" / "m.safetensors", saved)
    back = checkpoint.load(tmp_path / "deep" / "m.safetensors")
    assert back.model_version == saved.model_version
    assert all(torch.equal(tensor, back.tensors[name]) for name, tensor in saved.tensors.items())
    networks = checkpoint.networks(back)
    assert networks.trained and networks.version == saved.model_version
    assert os.listdir(tmp_path / "deep") == ["m.safetensors"]


def test_version_is_of_the_weights_alone(saved):
    other = Saved(saved.tensors, {"trained": False})
    assert other.model_version == saved.model_version
    changed = {**saved.tensors, "writer.coverage": saved.tensors["writer.coverage"] + 1}
    assert Saved(changed).model_version != saved.model_version


def test_first_day_weights_are_the_same_everywhere(small):
    one, two = (checkpoint.untrained(small.generator) for _ in range(2))
    assert one.version == two.version and not one.trained


def test_a_failed_save_keeps_the_old_file(saved, tmp_path, monkeypatch):
    target = tmp_path / "m.safetensors"
    checkpoint.save(target, saved)
    before = target.read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFault, match="No space left"):
        checkpoint.save(target, Saved({"writer.x": torch.zeros(1)}))
    assert target.read_bytes() == before
    assert os.listdir(tmp_path) == ["m.safetensors"]


@pytest.mark.parametrize("damage", [lambda d: d[: len(d) // 2], lambda d: b"", lambda d: b"\xff" * 64 + d])
def test_a_damaged_file_is_refused(saved, tmp_path, damage):
    target = tmp_path / "m.safetensors"
    checkpoint.save(target, saved)
    target.write_bytes(damage(target.read_bytes()))
    with pytest.raises(EnvironmentFault, match="damaged"):
        checkpoint.load(target)


def test_missing_and_unfitting_files_are_refused(saved, tmp_path, small, monkeypatch):
    with pytest.raises(EnvironmentFault, match="cannot read"):
        checkpoint.load(tmp_path / "none.safetensors")
    sizes = {**asdict(small.generator), "state": 48}
    with pytest.raises(EnvironmentFault, match="fit"):
        checkpoint.networks(Saved(saved.tensors, {"generator": sizes, "trained": True}))
    monkeypatch.setattr(checkpoint, "FORMAT", 99)
    checkpoint.save(tmp_path / "new.safetensors", saved)
    monkeypatch.undo()
    with pytest.raises(EnvironmentFault, match="another version"):
        checkpoint.load(tmp_path / "new.safetensors")
