"""Networks small enough for tests."""

from __future__ import annotations

import pytest

from engine.generate.model import GeneratorConfig
from engine.generate.train import TrainConfig
from tests.support.lattices import DIMENSIONS


@pytest.fixture
def small() -> TrainConfig:
    """A training of some seconds."""
    return TrainConfig(
        generator=GeneratorConfig(word=24, encoder=16, state=32, latent=6, taste=8, vector=DIMENSIONS),
        batch=8,
        steps=8,
        evaluate_every=3,
        held_out_examples=24,
    )
