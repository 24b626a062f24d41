"""The training loop: resumable to the bit, cancellable, seeded, careful with memory."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
import torch

from engine.errors import EnvironmentFault
from engine.generate import checkpoint, losses
from engine.generate.checkpoint import Saved
from engine.generate.dataset import collate, encode
from engine.generate.model import Generator, GeneratorConfig
from engine.generate.train import TrainConfig, Trainer, pick_device
from tests.support.lattices import DIMENSIONS, library, vector, video


@pytest.fixture(scope="module")
def videos():
    return [encode(v) for v in library(16, chinese=True)]


def trainer(videos, config, **more):
    return Trainer(videos, config=config, stars={1: 5.0, 2: 0.5}, taste=vector("boat"), device="cpu", **more)


def countdown(steps):
    """False so many times, then True."""
    answers = itertools.chain(itertools.repeat(False, steps), itertools.repeat(True))
    return lambda: next(answers)


def weights(one):
    return one.state().tensors


def test_resumed_equals_uninterrupted(videos, small, tmp_path):
    whole = trainer(videos, small)
    reports = list(whole.run())
    for stop in (2, 5):
        first = trainer(videos, small)
        done = list(first.run(cancelled=countdown(stop)))
        assert len(done) == stop and not first.finished
        checkpoint.save(tmp_path / "half.safetensors", first.state())
        second = trainer(videos, small, resume=checkpoint.load(tmp_path / "half.safetensors"))
        assert list(second.run()) == reports[stop:]
        assert second.finished
        for name, tensor in weights(whole).items():
            assert torch.equal(tensor, weights(second)[name]), name
        assert second.state().model_version == whole.state().model_version


def test_training_is_seeded(videos, small):
    brief = replace(small, steps=3)
    one, two, other = (list(trainer(videos, replace(brief, seed=s)).run()) for s in (0, 0, 1))
    assert one == two != other


def test_training_lowers_held_out_nll_and_a_shuffled_one_less(videos, small):
    longer = replace(small, steps=40, evaluate_every=20)
    learned, shuffled = trainer(videos, longer), trainer(videos, replace(longer, shuffled=True))
    for one in (learned, shuffled):
        assert len(list(one.run())) > 1
    assert learned.held_out_nll < learned.untrained_nll - 0.1
    assert learned.held_out_nll < shuffled.held_out_nll


def test_reports_tell_step_and_figures(videos, small):
    reports = list(trainer(videos, small).run())
    assert [r.step for r in reports] == list(range(1, 9)) and all(r.total == 8 for r in reports)
    assert [r.step for r in reports if r.held_out is not None] == [3, 6, 8]
    assert all(r.kl > 0 for r in reports)


@pytest.fixture(scope="module")
def base(videos):
    """Weights that learned from other videos, in sizes of their own."""
    sizes = GeneratorConfig(word=16, encoder=16, state=32, latent=4, taste=8, vector=DIMENSIONS)
    config = TrainConfig(generator=sizes, batch=8, steps=30, evaluate_every=10, held_out_examples=24, seed=5)
    one = Trainer([encode(v) for v in library(30)], config=config, device="cpu")
    list(one.run())
    return one.state()


def test_a_training_begins_with_its_base_and_takes_its_sizes(videos, small, base):
    one = trainer(videos, small, base=base)
    assert one.config.generator.latent == 4
    assert one.untrained_nll == float("inf")
    list(one.run(cancelled=lambda: True))
    assert one.untrained_nll < trainer(videos, small).evaluate()


def test_a_training_that_gains_nothing_hands_the_base_back(videos, small, base):
    wild = trainer(videos, replace(small, learning_rate=0.5), base=base)
    list(wild.run())
    assert not wild.has_gained and wild.networks().trained
    for name, tensor in base.part("writer").items():
        assert torch.equal(tensor, wild.state().part("writer")[name]), name


def test_staying_near_the_base_keeps_what_it_would_have_said(videos, small, base):
    def departed(weight):
        one = trainer(videos, replace(small, steps=12, to_base=weight, learning_rate=0.01), base=base)
        list(one.run())
        batch = collate(one.held_out_examples())
        one.generator.load_state_dict(one.state().part("writer"))
        output = one.generator.eval()(batch, torch.zeros(len(batch.taste), 4))
        first = Generator(one.config.generator)
        first.load_state_dict(base.part("writer"))
        return float(losses.departure(output, first.eval(), batch).detach())

    assert 0 < departed(30.0) < departed(0.0)


def test_a_base_of_another_embedding_model_is_refused(videos, small, base):
    facts = {**base.facts, "generator": {**base.facts["generator"], "vector": 7}}
    with pytest.raises(EnvironmentFault, match="embedding model"):
        trainer(videos, small, base=Saved(base.tensors, facts))


def test_cancel_between_steps_leaves_a_usable_state(videos, small):
    stopped = trainer(videos, small)
    assert list(stopped.run(cancelled=lambda: True)) == []
    assert not stopped.finished
    assert not stopped.networks().trained


def test_time_bound_ends_a_training(videos, small):
    bound = trainer(videos, replace(small, steps=10_000, patience=10_000))
    list(bound.run(minutes=0.02))
    assert bound.finished


def test_early_stop_keeps_the_best_weights(videos, small):
    config = replace(small, steps=200, patience=0, learning_rate=0.5)
    hasty = trainer(videos, config)
    assert len(list(hasty.run())) < 200
    assert hasty.held_out_nll <= hasty.untrained_nll


@pytest.mark.parametrize(
    "error", [torch.OutOfMemoryError("CUDA out of memory"), RuntimeError("MPS backend out of memory")]
)
def test_out_of_memory_makes_smaller_pieces_with_the_same_result(videos, small, monkeypatch, error):
    calm = trainer(videos, small)
    wanted = next(calm.run())
    pressed = trainer(videos, small)
    forward, calls = pressed.generator.forward, []

    def narrow(batch, noise):
        calls.append(len(batch.taste))
        if len(batch.taste) > 3:
            raise error
        return forward(batch, noise)

    monkeypatch.setattr(pressed.generator, "forward", narrow)
    report = next(pressed.run())
    assert calls[:3] == [8, 4, 2] and len(calls) == 6
    assert report.kl == pytest.approx(wanted.kl, rel=0.5)


def test_out_of_memory_in_the_optimiser_takes_the_step_again(videos, small, monkeypatch):
    pressed = trainer(videos, small)
    step, calls = pressed._optimiser.step, []

    def narrow():
        calls.append(pressed._pieces)
        if len(calls) == 1:
            pressed._optimiser.state[pressed.generator.coverage]["step"] = torch.tensor(0.0)
            raise torch.OutOfMemoryError("CUDA out of memory")
        step()

    monkeypatch.setattr(pressed._optimiser, "step", narrow)
    assert [report.step for report in itertools.islice(pressed.run(), 2)] == [1, 2]
    assert calls == [1, 2, 2]


def test_out_of_memory_in_an_examination_makes_smaller_pieces_with_the_same_result(videos, small, monkeypatch):
    wanted = trainer(videos, small).evaluate()
    pressed, held_out_nll, calls = trainer(videos, small), losses.held_out_nll, []

    def narrow(model, batch, noise):
        calls.append(len(batch.taste))
        if len(batch.taste) > 8:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return held_out_nll(model, batch, noise)

    monkeypatch.setattr(losses, "held_out_nll", narrow)
    assert pressed.evaluate() == pytest.approx(wanted, rel=1e-5)
    assert calls[:3] == [24, 16, 8]


def test_no_memory_at_all_is_the_machines_fault(videos, small, monkeypatch):
    one = trainer(videos, small)

    def full(*_):
        raise torch.OutOfMemoryError("out of memory")

    monkeypatch.setattr(one.generator, "forward", full)
    with pytest.raises(EnvironmentFault, match="memory"):
        next(one.run())


def test_small_libraries_train_without_held_out_videos(small):
    few = trainer([encode(v) for v in library(3)], small)
    assert len(list(few.run())) == 8
    assert few.finished and few.networks().trained


def test_nothing_to_learn_from_is_said(small):
    with pytest.raises(EnvironmentFault, match="text"):
        trainer([encode(video(1))], small)


def test_a_missing_device_is_said():
    assert pick_device("cpu").type == "cpu"
    if not torch.cuda.is_available():
        with pytest.raises(EnvironmentFault, match="cuda"):
            pick_device("cuda")
