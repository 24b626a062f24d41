"""The generator: it learns, and it keeps to what is allowed."""

from __future__ import annotations

import numpy as np
import torch

from engine.generate import losses
from engine.generate.dataset import Noise, collate, draw, encode
from engine.generate.losses import Latent
from engine.generate.model import Generator
from tests.support.lattices import library


def eight_examples():
    videos = [encode(v) for v in library(12)]
    rng, noise = np.random.default_rng(0), Noise(hook=0)
    made = [draw(v, pool=videos, taste=None, rng=rng, noise=noise) for v in videos]
    return [e for e in made if e][:8]


def test_generator_overfits_eight_sentences(small):
    torch.manual_seed(0)
    model = Generator(small.generator)
    batch = collate(eight_examples())
    optimiser = torch.optim.Adam(model.parameters(), 2e-2)
    model.eval()  # no dropout: this is about whether it can
    first = None
    for _ in range(80):
        output = model(batch, torch.randn(8, small.generator.latent))
        loss = losses.likelihood(output, Latent(free_nats=1.0), 0.1)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        first = first or float(output.nll.detach().mean())
    assert float(output.nll.detach().mean()) < 0.1 < 3 < first


def test_forced_words_cost_nothing(small):
    torch.manual_seed(0)
    model = Generator(small.generator).eval()
    batch = collate(eight_examples())
    memory = model.encode(batch)
    log_p = model.decode(memory, torch.zeros(8, small.generator.latent), batch)
    ways = (batch.choices >= 0).sum(-1)
    assert (log_p[ways <= 1] == 0).all()
    assert (log_p[ways > 1] < 0).all()


def test_chances_of_the_allowed_sum_to_one(small):
    torch.manual_seed(0)
    model = Generator(small.generator).eval()
    batch = collate(eight_examples())
    memory, latent = model.encode(batch), torch.zeros(8, small.generator.latent)
    state, steady = model.begin(memory, latent), model.steady(memory, latent)
    hidden, _ = model.advance(memory, steady, torch.zeros(8, 1, dtype=torch.long), state)
    covered = torch.zeros(8, 1, batch.present.shape[1])
    logits = model.score(memory, steady, hidden, covered, batch.choices[:, :1])
    assert torch.allclose(logits.exp()[batch.choices[:, :1] < 0], torch.zeros(()))
    assert torch.allclose(logits.softmax(-1).sum(-1), torch.ones(8, 1), atol=1e-5)


def test_padding_changes_nothing(small):
    torch.manual_seed(0)
    model = Generator(small.generator).eval()
    examples = eight_examples()
    noise = torch.zeros(8, small.generator.latent)
    together = model(collate(examples), noise).nll
    alone = torch.cat([model(collate([e]), noise[:1]).nll for e in examples])
    assert torch.allclose(together, alone, atol=1e-4)


def test_importance_bound_is_no_worse_than_the_evidence_bound(small):
    torch.manual_seed(0)
    model = Generator(small.generator).eval()
    batch = collate(eight_examples())
    noise = torch.randn(64, 8, small.generator.latent)
    bound, decisions = losses.held_out_nll(model, batch, noise)
    plain = torch.stack([(o := model(batch, eps)).nll + o.kl for eps in noise]).mean(0)
    assert (bound < plain + 0.02).all()
    assert (decisions > 0).all()
