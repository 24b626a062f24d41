"""Texts out of the generator, inside the lattices: sampling and beam search.

Which continuations exist is asked of ``paths.Paths`` a candidate at a time (most tokens have exactly one, and
the answer is remembered); what the network thinks of them is worked out for all candidates of a video at
once, and only at steps where somebody has a choice. One video at a time: its text then depends on nothing
that happens to stand beside it in a batch, and the same seed writes the same text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from engine.generate.dataset import LENGTH_AT, Example, Mode, Sources, collate
from engine.generate.joins import BEGIN
from engine.generate.model import Generator, Memory
from engine.generate.paths import State


class Candidate(NamedTuple):
    """One finished text. ``log_p`` sums its decisions under its own latent."""

    actions: tuple[int, ...]
    log_p: float
    decisions: int


class _Step(NamedTuple):
    """All candidates after some tokens. K of them; N tokens of evidence."""

    memory: Memory  # its rows are K copies
    latent: Tensor  # (K, Z)
    hidden: tuple[Tensor, Tensor]  # of the decoder, each (1, K, H)
    covered: Tensor  # (K, N)


@torch.inference_mode()
def sample(
    model: Generator,
    sources: Sources,
    *,
    mode: Mode = "blurb",
    lengths: Sequence[int] = (2,),
    count: int = 16,
    seed: int,
    temperature: float = 0.9,
    banned: frozenset[int] = frozenset(),
) -> list[Candidate]:
    """Draw ``count`` texts, each with a latent of its own; empty where the lattices hold no text that fits.

    ``lengths``: buckets of wanted length, dealt out in turn.
    """
    paths = sources.paths(mode, banned=banned)
    if not paths.moves(State()):
        return []
    model.eval()
    rng = np.random.default_rng(seed)
    step = _begin(model, sources, mode, [lengths[i % len(lengths)] for i in range(count)], rng)
    states, said = [State()] * count, [list[int]() for _ in range(count)]
    log_p, decisions = np.zeros(count), np.zeros(count, int)
    before = [BEGIN] * count
    while not all(state.done for state in states):
        moves = [paths.moves(state) for state in states]
        step, scores = _advance(model, step, before, [[a for a, _ in m] for m in moves])
        uniform = rng.random(count)
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
            before[k], states[k] = ways[pick]
            said[k].append(before[k])
    return [Candidate(tuple(a), float(p), int(d)) for a, p, d in zip(said, log_p, decisions, strict=True)]


@torch.inference_mode()
def beam(
    model: Generator,
    sources: Sources,
    *,
    mode: Mode = "blurb",
    length: int = 2,
    width: int = 8,
    seed: int | None = None,
    banned: frozenset[int] = frozenset(),
) -> list[Candidate]:
    """The ``width`` likeliest texts that a beam finds, best first.

    ``seed`` draws one latent for all; None takes the prior's mean.
    """
    paths = sources.paths(mode, banned=banned)
    if not paths.moves(State()):
        return []
    model.eval()
    rng = None if seed is None else np.random.default_rng(seed)
    step = _begin(model, sources, mode, [length] * width, rng, shared=True)
    live = [(Candidate((), 0.0, 0), State())]
    finished: list[Candidate] = []
    while live:
        before = [c.actions[-1] if c.actions else BEGIN for c, _ in live]
        moves = [paths.moves(state) for _, state in live]
        pads = width - len(live)
        choices = [[a for a, _ in m] for m in moves] + [[]] * pads
        step, scores = _advance(model, step, before + [BEGIN] * pads, choices)
        grown = []
        for k, ((told, _), ways) in enumerate(zip(live, moves, strict=True)):
            for place, (action, state) in enumerate(ways):
                gain = float(scores[k, place]) if len(ways) > 1 else 0.0
                made = Candidate((*told.actions, action), told.log_p + gain, told.decisions + (len(ways) > 1))
                grown.append((made, state, k))
        grown.sort(key=lambda x: (-x[0].log_p, x[0].actions))
        grown = grown[:width]
        finished += [made for made, state, _ in grown if state.done]
        going = [(made, state, k) for made, state, k in grown if not state.done]
        finished = sorted(finished, key=lambda c: (-c.log_p, c.actions))[:width]
        if len(finished) == width:
            going = [g for g in going if g[0].log_p > finished[-1].log_p]
        live = [(made, state) for made, state, _ in going]
        rows = torch.tensor([k for _, _, k in going] + [0] * (width - len(going)))
        step = _take(step, rows.to(step.latent.device))
    return finished


def _begin(
    model: Generator,
    sources: Sources,
    mode: Mode,
    lengths: list[int],
    rng: np.random.Generator | None,
    *,
    shared: bool = False,
) -> _Step:
    """Encode once, then lay out one row a candidate."""
    device = model.closed.weight.device
    one = model.encode(collate([Example(sources, mode, 0, (), ())]).to(device))
    count, size = len(lengths), model.config.latent
    memory = Memory(*(x.expand(count, *x.shape[1:]).contiguous() for x in one))
    memory.asked[:, LENGTH_AT] = 0  # the bucket that the example was collated with
    memory.asked[torch.arange(count), LENGTH_AT + torch.tensor(lengths)] = 1
    if rng is None:
        latent = torch.zeros(count, size)
    else:
        drawn = rng.standard_normal((1 if shared else count, size)).astype(np.float32)
        latent = torch.from_numpy(drawn).expand(count, size)
    latent = latent.to(device)
    return _Step(memory, latent, model.begin(memory, latent), torch.zeros_like(memory.content).float())


def _advance(
    model: Generator, step: _Step, before: list[int], choices: list[list[int]]
) -> tuple[_Step, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    """Read the last actions; log-probabilities (K, C) of the choices where anyone has more than one."""
    memory, device = step.memory, step.latent.device
    said = torch.tensor(before, device=device)[:, None]
    words = model.hashes_of(memory, said)  # (K, 1)
    covered = step.covered.maximum(((words == memory.content) & (memory.content > 0)).float())
    hidden, state = model.advance(memory, step.latent, said, step.hidden)
    step = _Step(memory, step.latent, state, covered)
    widest = max(len(c) for c in choices)
    if widest < 2:
        return step, np.zeros((len(choices), 1), np.float32)
    padded = np.full((len(choices), 1, widest), -1, np.int64)
    for k, allowed in enumerate(choices):
        padded[k, 0, : len(allowed)] = allowed
    logits = model.score(memory, step.latent, hidden, covered[:, None], torch.from_numpy(padded).to(device))
    return step, logits[:, 0].log_softmax(-1).cpu().numpy()


def _take(step: _Step, rows: Tensor) -> _Step:
    """The same candidates in another order."""
    h, c = step.hidden
    return _Step(
        Memory(*(x[rows] for x in step.memory)),
        step.latent[rows],
        (h[:, rows].contiguous(), c[:, rows].contiguous()),
        step.covered[rows],
    )
