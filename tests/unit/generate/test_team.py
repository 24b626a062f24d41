"""Shares of a batch add up to the batch."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from engine.generate import losses
from engine.generate.model import Choices, Output
from engine.generate.team import Team


def output(rows: Tensor, mean: Tensor) -> Output:
    """As a generator gives it for some rows; ``mean`` stands for all that is learned."""
    kl_units = 0.5 * (mean * rows[:, None]).square()
    none = torch.zeros(len(rows), 1)
    return Output(Choices(none[..., None], none, none), none, rows * mean.sum(), kl_units.sum(1), kl_units, rows.long())


@pytest.mark.parametrize("count", [2, 3])
def test_losses_and_gradients_of_shares_add_up(count):
    rows = torch.tensor([0.0, 1.0, 5.0, 0.0, 2.0, 7.0, 1.0])
    latent = losses.Latent(free_nats=6.0)
    whole = torch.tensor([0.2, 0.9, 1.6], requires_grad=True)  # some units lie below their free nats, some above
    loss = losses.likelihood(output(rows, whole), latent, 0.7)
    loss.backward()
    shares = [Team(place, count).share(rows.tolist()) for place in range(count)]
    assert sorted(row for share in shares for row in share) == sorted(rows.tolist())

    sums: list[Tensor] = []
    for share in shares:  # what each would say when asked for its sums
        losses.likelihood(output(torch.tensor(share), whole), latent, 0.7, total=lambda x: sums.append(x) or x)
    parted = whole.detach().clone().requires_grad_()
    parts = [
        losses.likelihood(output(torch.tensor(share), parted), latent, 0.7, total=lambda x: torch.stack(sums).sum(0))
        for share in shares
    ]
    torch.stack(parts).sum().backward()
    assert float(torch.stack(parts).sum().detach()) == pytest.approx(float(loss.detach()), rel=1e-5)
    assert torch.allclose(parted.grad, whole.grad, rtol=1e-5)
    units = output(rows, whole).kl_units.mean(0)
    assert (units < 2).any() and (units > 2).any()
