"""The discriminator: it learns marks in their order, and tells whole lines from spoilt ones."""

from __future__ import annotations

import hashlib
from dataclasses import asdict

import numpy as np
import pytest
import torch

from engine.errors import EnvironmentFault
from engine.generate.checkpoint import Saved
from engine.generate.discriminator import (
    MARKS,
    Discriminator,
    DiscriminatorConfig,
    Judge,
    batch_lines,
    discrimination,
    marks,
    to_save,
)

SIZE = 16
SMALL = DiscriminatorConfig(vector=SIZE, word=12, state=12, readers=2, dropout=0.1)


def states(lines):
    """Each word as a fixed random state."""

    def word(w):
        seed = int.from_bytes(hashlib.blake2b(w.encode(), digest_size=4).digest(), "little")
        return np.random.default_rng(seed).standard_normal(SIZE)

    return [np.stack([word(w) for w in line.split()]).astype(np.float32) for line in lines]


@pytest.fixture
def network():
    torch.manual_seed(0)
    return Discriminator(SMALL).eval()


def test_marks_lie_between_one_and_five_and_follow_the_logits():
    logits = torch.tensor([[-9.0] * MARKS, [9.0] * 4 + [0.0], [9.0, 9.0, -9.0, -9.0, 0.0]])
    assert torch.allclose(marks(logits), torch.tensor([1.0, 5.0, 3.0]), atol=1e-2)


def test_padding_changes_nothing(network):
    lines = ["a short line", "a very much longer line that stands beside it in the batch"]
    source = np.ones(SIZE, np.float32)
    together = network(batch_lines(states(lines), [source] * 2))
    alone = torch.cat([network(batch_lines(states([line]), [source])) for line in lines])
    assert torch.allclose(together, alone, atol=1e-5)


def test_the_source_takes_part(network):
    one, two = np.ones(SIZE, np.float32), -np.ones(SIZE, np.float32)
    lines = states(["the same line"] * 2)
    logits = network(batch_lines(lines, [one, two]))
    assert not torch.allclose(logits[0], logits[1])


def test_what_nobody_knows_costs_nothing():
    logits = torch.zeros(2, MARKS, requires_grad=True)
    unknown = torch.full((2,), float("nan"))
    discrimination(logits, torch.tensor([4.0, float("nan")]), unknown).backward()
    assert (logits.grad[0, :4] != 0).all() and (logits.grad[1] == 0).all() and logits.grad[0, 4] == 0


def test_it_learns_the_order_of_marks_and_what_is_whole():
    words = {1: "buy ticket sponsor", 3: "film studio budget", 5: "ghost island lover"}
    rng = np.random.default_rng(0)

    def lesson(mark):
        return " ".join(rng.choice([*words[mark].split(), "the", "a"], 6))

    given = [int(rng.choice([1, 3, 5])) for _ in range(240)]
    lines = [lesson(m) for m in given]
    torch.manual_seed(0)
    network = Discriminator(SMALL)
    optimiser = torch.optim.Adam(network.parameters(), 5e-3)
    source = [np.zeros(SIZE, np.float32)] * len(lines)
    batch, mark = batch_lines(states(lines), source), torch.tensor(given, dtype=torch.float32)
    whole = (mark > 1).float()
    for _ in range(40):
        optimiser.zero_grad()
        discrimination(network(batch), mark, whole).backward()
        optimiser.step()
    judge = Judge(to_save(network), states)
    found, is_whole = judge(
        ["the ghost island a lover", "a film budget the studio", "the sponsor buy a ticket"], source[0]
    )
    assert found[0] > found[1] > found[2]
    assert is_whole[1] > 0 > is_whole[2]


def test_a_judge_takes_no_lines_and_foreign_directions(network):
    judge = Judge(to_save(network), states)
    assert [len(x) for x in judge([], np.zeros(SIZE, np.float32))] == [0, 0]
    foreign, none = (judge(["a line"], np.ones(n, np.float32) * (n != SIZE)) for n in (7, SIZE))
    assert np.allclose(foreign[0], none[0])


def test_unfitting_weights_are_refused(network):
    saved = to_save(network)
    facts = {"discriminator": {**asdict(SMALL), "state": 13}}
    with pytest.raises(EnvironmentFault, match="fit"):
        Judge(Saved(saved.tensors, facts), states)
