"""The discriminator: it reads a line beside its video's text and says how well it would do on a card.

It reads what a middle layer of the embedding model makes of each token (frozen; see ``index.embed``), by an
LSTM each way. What a good line is, no rule says and no reconstruction teaches: it learned from lines that
people read and marked from 1 (nobody would print it) to 5 (makes one want to watch), and from true lines
spoilt on purpose (torn, swapped, repeated, set beside another video). Marks are ordered, so there is one
logit a step (Frank & Hall 2001), and a last one for "whole, and about this video".

Letters in shapes: B lines, L tokens a line, D the embedding model's width, H state.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.errors import EnvironmentFault
from engine.generate.checkpoint import Saved, named
from engine.generate.reading import read_both_ways
from engine.message import Message
from engine.records import Vector

MARKS = 5
_REMEMBERED = 20_000  # lines
LONGEST = 128  # tokens that are read of a line

ReadStates = Callable[[Sequence[str]], list[Vector]]  # lines -> (L, D) token states of each


@dataclass(frozen=True, slots=True)
class DiscriminatorConfig:
    """Sizes of the discriminator: about half a million weights a reader."""

    vector: int = 384
    word: int = 96
    state: int = 96  # each way
    readers: int = 2  # alike but for their first weights; their logits are averaged
    dropout: float = 0.4


class Lines(NamedTuple):
    """Candidates as the discriminator reads them."""

    states: Tensor  # (B, L, D) zero behind a line's end
    length: Tensor  # (B,)
    source: Tensor  # (B, D) mean direction of the video's sentences


class Discriminator(nn.Module):
    """Some readers whose logits are averaged."""

    def __init__(self, config: DiscriminatorConfig) -> None:
        super().__init__()
        self.config = config
        self.readers = nn.ModuleList(_Reader(config) for _ in range(config.readers))

    def forward(self, lines: Lines) -> Tensor:
        """Logits (B, MARKS): that the mark is above 1, 2, 3 and 4; that the line is whole and of this video."""
        return self.each(lines).mean(0)

    def each(self, lines: Lines) -> Tensor:
        """The same of every reader, (R, B, MARKS)."""
        return torch.stack([reader(lines) for reader in self.readers])


class _Reader(nn.Module):
    def __init__(self, c: DiscriminatorConfig) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(c.vector)
        self.word = nn.Linear(c.vector, c.word)
        self.lstm = nn.LSTM(c.word, c.state, bidirectional=True, batch_first=True)
        self.source = nn.Linear(c.vector, c.state)
        self.meaning = nn.Linear(c.vector, c.state)
        self.dropout = nn.Dropout(c.dropout)
        self.judge = nn.Sequential(
            nn.Linear(8 * c.state + 2 * c.vector, 128), nn.ReLU(), nn.Dropout(c.dropout), nn.Linear(128, MARKS)
        )

    def forward(self, lines: Lines) -> Tensor:
        there = (torch.arange(lines.states.shape[1], device=lines.states.device) < lines.length[:, None])[..., None]
        states = self.norm(lines.states)
        read = read_both_ways(self.lstm, self.word(self.dropout(states)), lines.length)  # (B, L, 2H)
        forth, back = read.chunk(2, 2)
        mean = (states * there).sum(1) / lines.length[:, None]
        source, meaning = self.source(lines.source * 4), self.meaning(mean)
        parts = [
            forth[torch.arange(len(read)), lines.length - 1],
            back[:, 0],
            read.sum(1) / lines.length[:, None],
            read.masked_fill(~there, -1.0).amax(1),  # an LSTM's output lies above -1
            source * meaning,
            (source - meaning).abs(),
            mean,
            states.masked_fill(~there, -torch.inf).amax(1),
        ]
        logits: Tensor = self.judge(self.dropout(torch.cat(parts, 1)))
        return logits


def marks(logits: Tensor) -> Tensor:
    """The expected mark, 1 to 5, of logits (..., MARKS)."""
    return 1 + logits[..., : MARKS - 1].sigmoid().sum(-1)


def batch_lines(states: Sequence[Vector], sources: Sequence[Vector]) -> Lines:
    """Pad lines, each (L, D), to one batch on the CPU."""
    length = [min(len(x), LONGEST) for x in states]
    padded = np.zeros((len(states), max(length), states[0].shape[1]), np.float32)
    for row, (x, n) in enumerate(zip(states, length, strict=True)):
        padded[row, :n] = x[:n]
    return Lines(torch.from_numpy(padded), torch.tensor(length), torch.from_numpy(np.stack(sources).astype(np.float32)))


def discrimination(logits: Tensor, mark: Tensor, whole: Tensor) -> Tensor:
    """Cross-entropy of what is known of each line: its mark (1 to 5; nan: nobody marked it), whether it is whole."""
    steps = torch.arange(1.5, MARKS, device=mark.device)
    wanted = torch.cat([(mark[:, None] > steps).float(), whole[:, None]], 1) * 0.96 + 0.02
    known = torch.cat([~mark.isnan()[:, None].expand(-1, MARKS - 1), ~whole.isnan()[:, None]], 1)
    wanted = wanted.nan_to_num(0.5).expand_as(logits)
    loss = functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    return (loss * known).sum(-1).mean()


class Judge:
    """A discriminator at work: lines in, marks out. What it has read once it remembers."""

    def __init__(self, saved: Saved, read: ReadStates) -> None:
        """``read``: the token states by which the discriminator was trained.

        Raises EnvironmentFault where the weights do not fit their sizes.
        """
        try:
            self._network = Discriminator(DiscriminatorConfig(**saved.facts["discriminator"]))
            self._network.load_state_dict(saved.part("discriminator"))
        except (KeyError, TypeError, RuntimeError) as error:
            raise EnvironmentFault(
                Message("the discriminator's weights do not fit its sizes; install Matinee again")
            ) from error
        self._network.eval()
        self._read = read
        self._known: dict[tuple[str, bytes], tuple[float, float]] = {}
        self.version = saved.model_version

    def __call__(self, lines: Sequence[str], source: Vector) -> tuple[Vector, Vector]:
        """Marks (N,), 1 to 5, and the logits (N,) of being whole and about a source of that direction (D,).

        A direction in another model's space tells nothing and counts as none.
        """
        if source.shape != (self._network.config.vector,):
            source = np.zeros(self._network.config.vector, np.float32)
        about = source.tobytes()
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        new = [line for line in dict.fromkeys(lines) if (line, about) not in self._known]
        if new:
            found = zip(new, *self._judged(new, source), strict=True)
            self._known |= {(line, about): (float(mark), float(whole)) for line, mark, whole in found}
        both = np.array([self._known[line, about] for line in lines], np.float32).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    @torch.inference_mode()
    def _judged(self, lines: Sequence[str], source: Vector) -> tuple[Vector, Vector]:
        logits = self._network(batch_lines(self._read(lines), [source] * len(lines)))
        return marks(logits).numpy(), logits[:, MARKS - 1].numpy()


def to_save(network: Discriminator) -> Saved:
    """Its weights and sizes."""
    return Saved(named("discriminator", network.state_dict()), {"discriminator": asdict(network.config)})
