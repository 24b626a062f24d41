"""Adversarial rounds: the policy's step, its baseline, what is rewarded, what the discriminator learns, resuming."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
import torch

from engine.errors import EnvironmentFault
from engine.generate import checkpoint, losses
from engine.generate.adversarial import Rewards, Rounds, RoundsConfig, Title, repetition
from engine.generate.dataset import encode
from engine.generate.decode import Candidate
from engine.generate.discriminator import MARKS, Discriminator, DiscriminatorConfig, to_save
from engine.generate.model import Generator
from engine.generate.paths import State
from tests.support.lattices import DIMENSIONS, library, vector

CONFIG = RoundsConfig(rounds=2, candidates=6, videos=4, examples=4, refresh=6, refresh_batch=4, learning_rate=2e-3)


def states(lines):
    """The token states of the tests: one a word."""
    return [np.stack([vector(word) for word in re.findall(r"\w+", line)]) for line in lines]


def title_of(shown):
    def spell(clauses):
        return " ".join(shown.lattices[c.sentence].spell(c.cut) for c in clauses)

    return Title(encode(shown), spell, tuple((x.source.text, 0.0) for x in shown.lattices))


@pytest.fixture
def titles():
    found = [title_of(shown) for shown in library(10)]
    return [title for title in found if title.paths.moves(State())]


@pytest.fixture
def rounds(small, titles):
    def made(config=CONFIG, **changes):
        torch.manual_seed(1)
        generator, judge = Generator(small.generator), Discriminator(DiscriminatorConfig(DIMENSIONS, 8, 8, 1))
        tensors = checkpoint.named("writer", generator.state_dict())
        facts = {"generator": {k: getattr(small.generator, k) for k in small.generator.__dataclass_fields__}}
        marked = [(s, vector("x"), 3.0, 1.0) for s in states(["A plain line.", "Another plain line of words."])]
        given = {
            "base": checkpoint.Saved(tensors, facts),
            "discriminator": to_save(judge),
            "marked": marked,
            "read": states,
            **changes,
        }
        return Rounds(titles[:-2], titles[-2:], config=config, **given)

    return made


def log_p(rounds, said):
    """Of each text (V, K): what the policy's loss says where one text alone is rewarded is its log-probability."""
    every = torch.zeros(len(said), len(said[0].texts))
    for v in range(every.shape[0]):
        for k in range(every.shape[1]):
            only = torch.zeros_like(every)
            only[v, k] = 1.0
            with torch.no_grad():
                every[v, k] = -rounds.policy(said, only)
    return every


def test_what_was_drawn_has_the_chances_with_which_it_was_drawn(rounds, monkeypatch):
    learner = rounds()
    said = learner.write(learner._titles[:3], np.random.default_rng(0))
    monkeypatch.setattr(losses, "advantages", lambda rewards: rewards)
    decisions = sum(c.decisions for x in said for c in x.drawn)
    expected = torch.tensor([[c.log_p for c in x.drawn] for x in said]) / decisions
    assert torch.allclose(log_p(learner, said), expected, atol=1e-5)


def test_a_step_makes_rewarded_texts_likelier(rounds, monkeypatch):
    learner = rounds()
    said = learner.write(learner._titles[:4], np.random.default_rng(0))
    rewards = torch.zeros(len(said), CONFIG.candidates)
    rewards[:, 0] = 1.0
    others = torch.tensor([[c.actions != x.drawn[0].actions for c in x.drawn] for x in said])
    assert others.any(), "every text is the same"

    def gap():
        with monkeypatch.context() as patched:
            patched.setattr(losses, "advantages", lambda rewards: rewards)
            found = log_p(learner, said)
        return float(found[:, 0].sum() - found[:, 1:].mean(1).sum())

    before = gap()
    optimiser = torch.optim.SGD(learner.generator.parameters(), lr=0.3)
    for _ in range(3):
        optimiser.zero_grad()
        learner.policy(said, rewards).backward()
        optimiser.step()
    assert gap() > before


def test_the_baseline_is_fair_and_lowers_variance():
    """A softmax over three texts, rewards far from 0: the same mean gradient, a fraction of its variance."""
    rng = np.random.default_rng(0)
    chances = np.array([0.5, 0.3, 0.2])
    worth = np.array([3.0, 4.0, 3.5])
    with_it, without = [], []
    for _ in range(4000):
        drawn = rng.choice(3, p=chances, size=4)
        slopes = np.eye(3)[drawn] - chances  # of log p by the logits
        rewards = torch.from_numpy(worth[drawn])[None]
        with_it.append((losses.advantages(rewards)[0].numpy()[:, None] * slopes).mean(0))
        without.append((worth[drawn][:, None] * slopes).mean(0))
    exact = chances * (worth - chances @ worth)
    assert np.allclose(np.mean(with_it, 0), exact, atol=0.02)
    assert np.allclose(np.mean(without, 0), exact, atol=0.06)
    assert np.var(with_it, axis=0).sum() < 0.1 * np.var(without, axis=0).sum()


def test_equal_rewards_teach_nothing(rounds):
    learner = rounds()
    said = learner.write(learner._titles[:2], np.random.default_rng(0))
    learner.policy(said, torch.full((len(said), CONFIG.candidates), 4.0)).backward()
    assert all(p.grad is None or p.grad.abs().max() < 1e-6 for p in learner.generator.parameters())


def test_a_text_that_its_siblings_say_too_earns_less(rounds):
    told = [Candidate(actions, 0.0, 0) for actions in ((5, 6, 7, 1), (5, 6, 7, 1), (8, 9, 1))]
    assert repetition(told).tolist() == [0.5, 0.5, 0.0]
    learner = rounds(replace(CONFIG, rewards=Rewards(mark=0.0, human=0.0, interest=0.0, repetition=1.0)))
    said = learner.write(learner._titles[:2], np.random.default_rng(0))
    expected = torch.from_numpy(np.stack([-repetition(x.drawn) for x in said]))
    assert torch.allclose(learner.rewards(said), expected)


def test_what_lies_near_a_person_earns_more(rounds):
    rewards = Rewards(mark=0.0, human=0.0, interest=2.0, repetition=0.0)
    learner = rounds(replace(CONFIG, with_person=1.0, rewards=rewards))
    said = learner.write(learner._titles[:4], np.random.default_rng(0))
    assert all(x.sources.interest.any() for x in said)
    for x, row in zip(said, learner.rewards(said).tolist(), strict=True):
        for candidate, reward in zip(x.drawn, row, strict=True):
            told = [clause.sentence for clause in x.title.paths.read(candidate.actions)]
            assert reward == pytest.approx(2 * np.mean([x.sources.interest[s] for s in told]), abs=1e-5)


def test_the_discriminator_learns_the_rounds_own_texts(rounds):
    learner = rounds(replace(CONFIG, refresh=60, refresh_batch=8, refresh_rate=5e-3))
    said = learner.write(learner._titles, np.random.default_rng(0))
    # Own texts that differ plainly from people's lines: the second refresh meets a discriminator that knows.
    said = [x._replace(texts=tuple("torn torn torn" for _ in x.texts)) for x in said]
    first = learner._refresh(said)
    assert learner._refresh(said) > max(first, 0.95)
    shape = learner._judged(learner.discriminator, said).shape
    assert shape == (len(said), CONFIG.candidates, MARKS)


def test_rounds_that_were_cut_off_go_on_as_if_they_had_not_been(rounds, tmp_path):
    whole = rounds()
    reports = list(whole.run())
    part = rounds()
    first = next(iter(part.run()))
    checkpoint.save(tmp_path / "half", part.state())
    rest = rounds(resume=checkpoint.load(tmp_path / "half"))
    assert [first, *rest.run()] == reports
    assert rest.state().model_version == whole.state().model_version
    assert rest.state().model_version != rounds().state().model_version


def test_a_cancelled_round_is_none(rounds):
    learner = rounds()
    assert list(learner.run(cancelled=lambda: True)) == []
    assert learner.done == 0


def test_titles_without_a_persons_line_are_refused(rounds, titles):
    learner = rounds()
    bare = [replace(title, own=()) for title in titles]
    with pytest.raises(EnvironmentFault, match="blurb's length"):
        Rounds(bare, [], config=CONFIG, base=None, discriminator=None, marked=[], read=learner._read)
