"""Texts drawn from the generator, inside the lattices.

Which continuations exist is asked of ``paths.Paths`` a candidate at a time (most tokens have exactly one, and
the answer is remembered); what the network thinks of them is worked out for all candidates of a video at
once, and only at steps where somebody has a choice: what was said since the last such step is read in one go.
One video at a time: its text then depends on nothing that happens to stand beside it in a batch, and the same
seed writes the same text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from engine.generate.dataset import ASKED, Example, Mode, Sources, asked, collate
from engine.generate.joins import BEGIN
from engine.generate.model import Generator, Memory
from engine.generate.paths import Paths, State


class Candidate(NamedTuple):
    """One finished text. ``log_p`` sums its decisions under its own latent."""

    actions: tuple[int, ...]
    log_p: float
    decisions: int


@torch.inference_mode()
def read(model: Generator, sources: Sources) -> Memory:
    """What the generator makes of a video's sentences, one row; it serves both modes and every length."""
    model.eval()
    return model.encode(collate([Example(sources, "blurb", 0, (), ())]).to(model.closed.weight.device))


@torch.inference_mode()
def sample(
    model: Generator,
    sources: Sources,
    *,
    memory: Memory,
    paths: Paths,
    mode: Mode = "blurb",
    lengths: Sequence[int] = (2,),
    count: int = 16,
    seed: int,
    temperature: float = 0.9,
) -> list[Candidate]:
    """Draw ``count`` texts, each with a latent of its own; empty where the lattices hold no text that fits.

    ``memory``: of ``read``. ``paths``: the ways through the sources in this mode. ``lengths``: buckets of wanted
    length, dealt out in turn.
    """
    if not paths.moves(State()):
        return []
    device = memory.keys.device
    rng = np.random.default_rng(seed)
    wanted = _asked_for(memory, sources, mode, [lengths[i % len(lengths)] for i in range(count)])
    latent = latents(model, count, rng).to(device)
    state, steady = model.begin(wanted, latent), model.steady(wanted, latent)
    covered = torch.zeros(count, memory.content.shape[1], device=device)
    rows = list(range(count))  # the candidates that are still read, a row of the tensors each
    states, said = [State()] * count, [list[int]() for _ in range(count)]
    log_p, decisions = np.zeros(count), np.zeros(count, int)
    last = [BEGIN] * count
    unread = [last]
    while not all(at.done for at in states):
        moves = [paths.moves(at) for at in states]
        uniform, picks = rng.random(count), dict[int, int]()
        if any(len(ways) > 1 for ways in moves):
            left = [row for row, k in enumerate(rows) if moves[k]]
            if len(left) < len(rows):
                rows = [rows[row] for row in left]
                covered, steady, state = covered[left], steady[left], (state[0][:, left], state[1][:, left])
            actions = torch.tensor([[column[k] for column in unread] for k in rows], device=device)
            unread = []
            words = model.hashes_of(memory, actions)[..., None]
            printed = ((words == memory.content[:, None]) & (words > 0)).any(1)
            covered = covered.maximum(printed.float())
            outputs, state = model.advance(memory, steady, actions, state)
            open_ = [row for row, k in enumerate(rows) if len(moves[k]) > 1]
            choosing = [rows[row] for row in open_]
            choices = np.full((1, len(open_), max(len(moves[k]) for k in choosing)), -1, np.int64)
            for place, k in enumerate(choosing):
                choices[0, place, : len(moves[k])] = [action for action, _ in moves[k]]
            allowed = torch.from_numpy(choices).to(device)
            # All point into the same row: side by side they are one product, not one each.
            side_by_side = steady[open_].transpose(0, 1)
            logits = model.score(memory, side_by_side, outputs[open_, -1][None], covered[open_][None], allowed)
            scores = logits[0].log_softmax(-1).double().cpu().numpy()
            chances = np.exp((scores - scores.max(1, keepdims=True)) / temperature).cumsum(1)
            drawn = (chances < uniform[choosing, None] * chances[:, -1:]).sum(1)
            log_p[choosing] += scores[np.arange(len(drawn)), drawn]
            decisions[choosing] += 1
            picks = dict(zip(choosing, drawn.tolist(), strict=True))
        last = last.copy()
        for k, ways in enumerate(moves):
            if ways:
                last[k], states[k] = ways[picks.get(k, 0)]
                said[k].append(last[k])
        unread.append(last)
    return [Candidate(tuple(a), float(p), int(d)) for a, p, d in zip(said, log_p, decisions, strict=True)]


def latents(model: Generator, count: int, rng: np.random.Generator) -> Tensor:
    """The latents (count, Z) that ``sample`` gives its texts: the first thing that it draws by its seed."""
    return torch.from_numpy(rng.standard_normal((count, model.config.latent)).astype(np.float32))


def _asked_for(memory: Memory, sources: Sources, mode: Mode, lengths: Sequence[int]) -> Memory:
    """One row a candidate, with what is asked of it; the rows share what was read."""
    rows = np.stack([asked(Example(sources, mode, length, (), ())) for length in lengths])
    wanted = torch.from_numpy(rows).to(memory.asked.device)
    shared = Memory(*(x.expand(len(lengths), *x.shape[1:]) for x in memory))
    return shared._replace(asked=torch.cat([wanted, shared.asked[:, ASKED:]], 1))
