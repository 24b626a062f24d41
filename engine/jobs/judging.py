"""Train the discriminator: marked lines, and true lines spoilt on purpose, each beside its video's text.

Nothing here needs a generator: what a line is worth, people said; how lines go wrong, this file knows. A
spoilt line is made of words, so it holds for any language: cut short, beheaded, holed, with parts swapped,
grafted onto another line, said twice, or whole and beside another video.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from engine.generate.discriminator import (
    MARKS,
    Discriminator,
    DiscriminatorConfig,
    ReadStates,
    batch_lines,
    discrimination,
    marks,
    to_save,
)
from engine.index.embed import Embedder
from engine.jobs import base, card
from engine.jobs.corpus import is_held_out
from engine.jobs.marks import Marked
from engine.rank.metrics import auc, spearman
from engine.records import Vector

_TEXTS = 64  # encoded at a time
# What the readers gave as the reason of a low mark.
_WHOLE = frozenset(("production", "cast", "dull", "bio"))
_NOT_WHOLE = frozenset(("torn", "dangling", "grammar"))


class Lesson(NamedTuple):
    """One line as the discriminator learns it. nan: nobody knows."""

    states: Vector  # (L, D) float16
    source: Vector  # (D,)
    mark: float
    whole: float


@dataclass(frozen=True, slots=True)
class JudgingConfig:
    """Everything that decides what a training does, beside its lines."""

    discriminator: DiscriminatorConfig = field(default_factory=DiscriminatorConfig)
    seed: int = 0
    batch: int = 32
    epochs: int = 6
    learning_rate: float = 2e-3
    weight_decay: float = 0.05


def train(
    lines: Sequence[Marked],
    out: Path,
    *,
    tests: Mapping[str, Sequence[Marked]],
    embedder: Embedder,
    seed: int,
    config: JudgingConfig | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> Path:
    """Train on marked lines and ship the discriminator into ``out``.

    ``tests``: more marked lines to measure on; their titles are not trained on, nor is one title in twenty.
    """
    config = config or JudgingConfig(seed=seed)
    apart = {line.title for given in tests.values() for line in given}
    mine, kept = split([line for line in lines if line.title not in apart])
    found = lessons(mine, read=embedder.states, encode=embedder.encode, seed=seed, tell=tell)
    network = fit(found, config, tell=tell)
    figures = {}
    for name, given in {"held out": kept, **tests}.items():
        exam = lessons(given, read=embedder.states, encode=embedder.encode, seed=seed + 1, tell=tell)
        figures[name] = measure(network, exam)
    facts = {
        "seed": seed,
        "parameters": sum(p.numel() for p in network.parameters()),
        "readers": config.discriminator.readers,
        "marked": len(mine),
        "spoilt": len(found) - len(mine),
        "embedder": embedder.model,
        "figures": figures,
    }
    path = base.ship("discriminator", to_save(network), out, facts=facts)
    card.write(out)
    return path


def lessons(
    lines: Sequence[Marked],
    *,
    read: ReadStates,
    encode: Callable[[Sequence[str]], Vector],
    seed: int,
    tell: Callable[[str], None] = lambda line: None,
) -> list[Lesson]:
    """Every marked line, and for each of the better ones a spoilt twin."""
    rng = np.random.default_rng((seed, 1))
    sources = directions(lines, encode, tell)
    good = [i for i, line in enumerate(lines) if line.mark >= 3]
    twins = [(spoilt(lines[i].line, lines[int(rng.choice(good))].line, rng), i) for i in good]
    strangers = [(i, int(rng.choice(good))) for i in good]
    rows = [
        *((x.line, sources[i], x.mark, _whole(x)) for i, x in enumerate(lines)),
        *((text, sources[i], np.nan, 0.0) for text, i in twins if text),
        *((lines[i].line, sources[j], np.nan, 0.0) for i, j in strangers if lines[i].title != lines[j].title),
    ]
    states: list[Vector] = []
    for start in range(0, len(rows), _TEXTS):
        states += [s.astype(np.float16) for s in read([text for text, *_ in rows[start : start + _TEXTS]])]
        if start % (20 * _TEXTS) == 0:
            tell(f"{start:,} of {len(rows):,} lines read")
    return [Lesson(s, *row[1:]) for s, row in zip(states, rows, strict=True)]


def _whole(line: Marked) -> float:
    """Whether the readers found the line whole, whatever it was worth; nan where they do not say."""
    if line.mark >= 3 or line.why in _WHOLE:
        return 1.0
    return 0.0 if line.why in _NOT_WHOLE else np.nan


def directions(
    lines: Sequence[Marked], encode: Callable[[Sequence[str]], Vector], tell: Callable[[str], None] = lambda line: None
) -> list[Vector]:
    """The mean direction (D,) of the first sentences of each line's text."""
    known: dict[str, Vector] = {}
    for done, line in enumerate(lines):
        if line.text not in known:
            known[line.text] = encode(line.sentences()).mean(0)
        if done % 1000 == 0:
            tell(f"{done:,} of {len(lines):,} texts encoded")
    return [known[line.text] for line in lines]


def split(lines: Sequence[Marked]) -> tuple[list[Marked], list[Marked]]:
    """What is trained on, and the titles that no training may see."""
    return [x for x in lines if not is_held_out(x.title)], [x for x in lines if is_held_out(x.title)]


def fit(
    found: Sequence[Lesson], config: JudgingConfig, *, tell: Callable[[str], None] = lambda line: None
) -> Discriminator:
    """A discriminator trained on some lessons; the same for the same seed on one thread."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(config.seed)
        network = Discriminator(config.discriminator)
        optimiser = torch.optim.AdamW(network.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay)
        rng = np.random.default_rng((config.seed, 2))
        steps = max(config.epochs * (len(found) // config.batch), 1)
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimiser, config.learning_rate, total_steps=steps, pct_start=0.05, cycle_momentum=False
        )
        network.train()
        for step, part in enumerate(_batches(found, config, rng, steps)):
            lines = batch_lines([x.states for x in part], [x.source for x in part])
            mark, whole = torch.tensor([x.mark for x in part]), torch.tensor([x.whole for x in part])
            loss = torch.stack([discrimination(logits, mark, whole) for logits in network.each(lines)]).sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            for reader in network.readers:  # each by itself: together they would be clipped the more, the more they are
                torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            if (step + 1) % 100 == 0:
                tell(f"step {step + 1:,} of {steps:,}: loss {float(loss.detach()) / config.discriminator.readers:.3f}")
    return network.eval()


@torch.inference_mode()
def judged(network: Discriminator, found: Sequence[Lesson]) -> tuple[Vector, Vector]:
    """Marks and wholeness of some lessons, each (N,)."""
    logits = [
        network(batch_lines([x.states for x in part], [x.source for x in part]))
        for part in (found[i : i + _TEXTS] for i in range(0, len(found), _TEXTS))
    ]
    every = torch.cat(logits)
    return marks(every).numpy(), every[:, MARKS - 1].numpy()


def measure(network: Discriminator, found: Sequence[Lesson]) -> dict[str, float]:
    """Of lessons that were not trained on: how well marks are ordered, and spoilt lines found."""
    mark, whole = judged(network, found)
    marked = np.array([not np.isnan(x.mark) for x in found])
    known = np.array([not np.isnan(x.whole) for x in found])
    given = np.array([x.mark for x in found])
    return {
        "lines": int(marked.sum()),
        "spearman": round(spearman(mark[marked], given[marked]), 3),
        "auc_of_4": round(auc(mark[marked], given[marked] >= 4), 3),
        "auc_of_whole": round(auc(whole[known], np.array([x.whole for x in found])[known] > 0.5), 3),
    }


def spoilt(line: str, other: str, rng: np.random.Generator) -> str:
    """The line as nobody would print it; empty where it is too short to spoil."""
    words, guest = _words(line), _words(other)
    if len(words) < 6 or len(guest) < 4:
        return ""
    return "".join(_DAMAGES[int(rng.integers(len(_DAMAGES)))](words, guest, rng)).strip()


def _words(line: str) -> list[str]:
    """Words with the space behind them; where words are not spaced, runs of two characters."""
    parts = line.split(" ")
    if sum("\u3400" <= c <= "\u9fff" for c in line) * 3 < len(line):
        return [f"{part} " for part in parts]
    return [line[i : i + 2] for i in range(0, len(line), 2)]


def _cut_short(words: list[str], guest: list[str], rng: np.random.Generator) -> list[str]:
    return words[: max(int(len(words) * rng.uniform(0.3, 0.8)), 2)]


def _behead(words: list[str], guest: list[str], rng: np.random.Generator) -> list[str]:
    return words[int(len(words) * rng.uniform(0.2, 0.6)) + 1 :]


def _hole(words: list[str], guest: list[str], rng: np.random.Generator) -> list[str]:
    start = int(rng.integers(1, len(words) - 2))
    return [*words[:start], *words[start + int(rng.integers(1, 5)) :]]


def _swap(words: list[str], guest: list[str], rng: np.random.Generator) -> list[str]:
    a, b, c = sorted(rng.choice(np.arange(len(words)), 3, replace=False).tolist())
    return [*words[:a], *words[b:c], *words[a:b], *words[c:]]


def _graft(words: list[str], guest: list[str], rng: np.random.Generator) -> list[str]:
    return [*words[: int(len(words) * rng.uniform(0.3, 0.7))], *guest[int(len(guest) * rng.uniform(0.3, 0.7)) :]]


def _twice(words: list[str], guest: list[str], rng: np.random.Generator) -> list[str]:
    half = words[len(words) // 2 :]
    return [*words, *half]


_DAMAGES: tuple[Callable[[list[str], list[str], np.random.Generator], list[str]], ...] = (
    _cut_short,
    _behead,
    _hole,
    _swap,
    _graft,
    _twice,
)


def _batches(
    found: Sequence[Lesson], config: JudgingConfig, rng: np.random.Generator, steps: int
) -> Iterator[list[Lesson]]:
    order = np.concatenate([rng.permutation(len(found)) for _ in range(config.epochs + 1)])
    for step in range(steps):
        yield [found[int(i)] for i in order[step * config.batch : (step + 1) * config.batch]]
