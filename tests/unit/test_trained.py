"""What a training gained, told from the file that it left."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from engine.generate import checkpoint
from engine.generate.checkpoint import Saved
from engine.trained import Gain, gain


def left(tmp_path: Path, first: float | None, best: float | None) -> Path:
    file = tmp_path / "generator.safetensors"
    checkpoint.save(file, Saved({"writer.a": torch.zeros(2)}, {"progress": {"first": first, "best": best}}))
    return file


def test_the_gain_is_a_share_of_what_was_before(tmp_path: Path) -> None:
    found = gain(left(tmp_path, 2.0, 1.9))
    assert found == Gain(2.0, 1.9)
    assert found.share == pytest.approx(0.05)


def test_a_training_that_was_worse_gained_nothing(tmp_path: Path) -> None:
    assert gain(left(tmp_path, 1.9, 2.0)).share == 0.0


def test_nothing_is_known_where_nothing_was_held_out_or_the_file_is_gone(tmp_path: Path) -> None:
    assert gain(left(tmp_path, None, None)) == Gain(None, None)
    assert gain(tmp_path / "none") == Gain(None, None)
    (tmp_path / "torn").write_bytes(b"\xff" * 40)
    assert gain(tmp_path / "torn") == Gain(None, None)
