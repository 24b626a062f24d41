"""What is made small in training, and the bound by which held-out text is measured."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.generate.dataset import Batch
from engine.generate.model import Choices, Generator, Output


@dataclass(frozen=True, slots=True)
class Latent:
    """How the latent is kept in use (Bowman et al. 2016; free bits: Kingma et al. 2016)."""

    free_nats: float = 1.5  # of the whole latent, not paid for
    least_weight: float = 0.2  # of the KL at the first step
    rising: float = 0.3  # share of the steps over which the weight rises to 1

    def weight(self, step: int, total: int) -> float:
        """The KL's weight at a step."""
        done = min(step / max(self.rising * total, 1.0), 1.0)
        return self.least_weight + (1 - self.least_weight) * done


def likelihood(
    output: Output, latent: Latent, kl_weight: float, *, total: Callable[[Tensor], Tensor] = lambda sums: sums
) -> Tensor:
    """Negative evidence bound a decision (a scalar); each unit of the latent has its free nats unpaid.

    What is free is free a unit, over the batch: one unit cannot take it all, so many stay in use.

    ``total``: sums over all shares of a batch, where ``output`` is of one share. Which units have used up what is
    free, and how many decisions there are, is then told of the whole batch, and the shares' losses (and their
    gradients) add up to those of the batch.
    """
    rows, units = output.kl_units.shape
    sums = torch.cat([output.kl_units.detach().sum(0), output.decisions.sum()[None], output.nll.new_tensor([rows])])
    sums = total(sums)
    free = latent.free_nats / units
    paid = sums[:units] > free * sums[-1]
    kl = ((output.kl_units.sum(0) - free * rows) * paid).sum()
    return (output.nll.sum() + kl_weight * kl) / sums[-2].maximum(sums[-1])


def departure(output: Output, base: Generator, batch: Batch) -> Tensor:
    """How far a generator has gone from its base: mean KL from the base's choices to its own, a decision."""
    with torch.no_grad():
        expected = base.choose(base.encode(batch), output.latent, batch).log_p
    found, decided = output.choices.log_p, output.choices.decided
    allowed = expected > -torch.inf
    kl = (expected.exp() * (expected - found).masked_fill(~allowed, 0.0)).sum(-1)
    return (kl * decided).sum() / decided.sum().clamp(min=1)


def policy(choices: Choices, rewards: Tensor) -> Tensor:
    """Policy gradient, a decision (Williams 1992): makes likelier what was rewarded above its siblings.

    ``rewards``: (V, K) of K texts drawn for each of V videos; ``choices``: of the V * K rows in that order.
    """
    log_p = (choices.log_p[..., 0] * choices.decided).sum(1)
    return -(advantages(rewards).flatten() * log_p).sum() / choices.decided.sum().clamp(min=1)


def advantages(rewards: Tensor) -> Tensor:
    """Rewards (V, K) less the mean of the video's other texts: a baseline that needs no learning (Kool et al. 2019)."""
    count = rewards.shape[1]
    return (rewards - rewards.mean(1, keepdim=True)) * (count / max(count - 1, 1))


@torch.no_grad()
def held_out_nll(model: Generator, batch: Batch, noise: Tensor) -> tuple[Tensor, Tensor]:
    """Upper bound of each example's nll in nats, and its decisions: both (B,).

    Importance-weighted (Burda et al. 2016) over ``noise`` (K, B, Z): -log mean p(x|z) p(z) / q(z|x). Unlike
    the plain evidence bound it does not charge the latent for what the posterior merely fails to match.
    """
    memory = model.encode(batch)
    mean, log_variance = model.infer(memory, batch)
    weights = []
    for eps in noise:
        latent = mean + eps * torch.exp(0.5 * log_variance)
        log_p = model.decode(memory, latent, batch).sum(1)
        log_prior = -0.5 * latent.square().sum(1)
        log_posterior = -0.5 * (eps.square() + log_variance).sum(1)
        weights.append(log_p + log_prior - log_posterior)
    bound = torch.logsumexp(torch.stack(weights), 0) - math.log(len(noise))
    return -bound, ((batch.choices >= 0).sum(-1) > 1).sum(1)
