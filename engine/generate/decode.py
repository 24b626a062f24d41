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
    memory = _asked_for(memory, sources, mode, [lengths[i % len(lengths)] for i in range(count)])
    latent = torch.from_numpy(rng.standard_normal((count, model.config.latent)).astype(np.float32)).to(device)
    state = model.begin(memory, latent)
    covered = torch.zeros_like(memory.content, dtype=torch.float32)
    states, said = [State()] * count, [list[int]() for _ in range(count)]
    log_p, decisions = np.zeros(count), np.zeros(count, int)
    last = [BEGIN] * count
    unread = [last]
    while not all(at.done for at in states):
        moves = [paths.moves(at) for at in states]
        widest = max(map(len, moves))
        if widest > 1:
            actions = torch.tensor(unread, device=device).T  # (K, L)
            words = model.hashes_of(memory, actions)[..., None]
            printed = ((words == memory.content[:, None]) & (words > 0)).any(1)
            covered = covered.maximum(printed.float())
            outputs, state = model.advance(memory, latent, actions, state)
            choices = np.full((count, 1, widest), -1, np.int64)
            for k, ways in enumerate(moves):
                choices[k, 0, : len(ways)] = [action for action, _ in ways]
            allowed = torch.from_numpy(choices).to(device)
            logits = model.score(memory, latent, outputs[:, -1:], covered[:, None], allowed)
            scores = logits[:, 0].log_softmax(-1).cpu().numpy()
            unread = []
        uniform = rng.random(count)
        last = last.copy()
        for k, ways in enumerate(moves):
            if not ways:
                continue
            pick = 0
            if len(ways) > 1:
                log_q = scores[k, : len(ways)].astype(np.float64)
                tempered = np.exp((log_q - log_q.max()) / temperature)
                chances = np.cumsum(tempered / tempered.sum())
                pick = min(int(np.searchsorted(chances, uniform[k])), len(ways) - 1)
                log_p[k] += log_q[pick]
                decisions[k] += 1
            last[k], states[k] = ways[pick]
            said[k].append(last[k])
        unread.append(last)
    return [Candidate(tuple(a), float(p), int(d)) for a, p, d in zip(said, log_p, decisions, strict=True)]


def _asked_for(memory: Memory, sources: Sources, mode: Mode, lengths: Sequence[int]) -> Memory:
    """One row a candidate, with what is asked of it; the rows share what was read."""
    rows = np.stack([asked(Example(sources, mode, length, (), ())) for length in lengths])
    wanted = torch.from_numpy(rows).to(memory.asked.device)
    shared = Memory(*(x.expand(len(lengths), *x.shape[1:]) for x in memory))
    return shared._replace(asked=torch.cat([wanted, shared.asked[:, ASKED:]], 1))
