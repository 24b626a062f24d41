"""Pretraining by several processes, each on its share of every batch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.errors import EnvironmentFault
from engine.generate.dataset import encode
from engine.generate.team import ALONE, joined
from engine.jobs import base, prepared
from tests.support import together
from tests.support.lattices import library

ROOT = Path(__file__).parents[3]
WITHIN = 1e-5  # of losses, nats a decision: sums of floats in another order, through six steps of AdamW


@pytest.fixture
def data(tmp_path: Path) -> Path:
    videos = [encode(video) for video in library(30, chinese=True)]
    facts = {"licences": {}, "texts": {}, "distinct": {}}
    prepared.save(
        tmp_path / "data.npz", prepared.pack(((v, "x", i % 6 == 0) for i, v in enumerate(videos)), facts=facts)
    )
    return tmp_path / "data.npz"


def test_two_processes_take_the_steps_of_one(data, tmp_path):
    alone, both = tmp_path / "alone", tmp_path / "both"
    alone.mkdir(), both.mkdir()
    together.train(data, alone, ALONE)
    torchrun = ["torch.distributed.run", "--standalone", "--nproc-per-node", "2", "-m", "tests.support.together"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    told = subprocess.run(
        [sys.executable, "-m", *torchrun, data, both], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr

    losses = [json.loads((folder / "0.json").read_text("utf-8")) for folder in (alone, both)]
    assert json.loads((both / "1.json").read_text("utf-8")) == losses[1]
    assert len(losses[0]) == 6
    for one, other in zip(*losses, strict=True):
        assert other == pytest.approx(one, abs=WITHIN)

    assert not (both / "1").exists() and not list(tmp_path.glob("*.training-*"))  # one of them writes
    shipped = [json.loads((folder / "0" / "manifest.json").read_text("utf-8"))["writer"] for folder in (alone, both)]
    for figure in ("held_out_nll", "untrained_nll", "kl", "unigram_nll"):
        assert shipped[1][figure] == pytest.approx(shipped[0][figure], abs=2e-3), figure
    one, other = (base.shipped("writer", folder / "0") for folder in (alone, both))
    assert one is not None and other is not None
    for name, tensor in one.tensors.items():
        assert (other.tensors[name] - tensor).abs().max() < 5e-3, name


def test_more_processes_than_gpus_are_refused(monkeypatch):
    monkeypatch.setenv("WORLD_SIZE", "2")
    monkeypatch.setenv("LOCAL_RANK", "1")
    monkeypatch.setattr("torch.cuda.device_count", lambda: 1)
    with pytest.raises(EnvironmentFault, match="1 GPUs"), joined("cuda"):
        pass
