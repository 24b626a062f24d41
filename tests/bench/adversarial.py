"""The gate of the adversarial rounds: do their weights write better, at equal variety, than likelihood's?

    python -m engine.jobs.pretrain adversarial --corpus DIR --out FOLDER --seed 0 1 2
    python -m tests.bench.adversarial FOLDER [--items N] [--minilm DIR] [--boot N] [--json FILE]

Reads ``rounds-SEED.safetensors`` of a folder and writes of held-out titles of ../shared/data/corpus with the shipped
(likelihood) weights and with those of each seed, over a sweep of temperatures, sentences alone, without a taste. Of
each video ``PRINTED`` texts are printed. "x K" prints the best of K drawn, by the discriminator that the seed's rounds
began with, the same for both; without it the first of the same K. That discriminator only rewards and picks: marks are
the shipped critic's, whose network took no part in the rounds, and, as a check that owes it nothing, those of a ridge
on pooled token states fitted to ../shared/data/marks. (The generator reads the shipped critic's mark of each sentence
as one of its features, under either weights, as in the product.)

- Quality is the mean mark, (mark - 1) / 4; diversity is 1 less the self-BLEU-4 of a video's printed texts, the mean
  over videos. The hypervolume is the area below the best of the curve's points, from mark 1 and self-BLEU 1.
- The interval of its gain is a bootstrap over videos and seeds (95 %).
- Frechet distance to people's sentences about the same videos, as MiniLM sees them (English, on their 16 first
  principal directions), and how well a discriminator trained afresh on half of the videos tells printed texts from
  people's sentences on the other half (accuracy, .5 is the best), both at the product's temperature.

The weights of the rounds ship only where, with both picking among K, the hypervolume is 5 % larger and its interval
lies above 0. Exit status 0: they do (or no folder was named); 1: likelihood stays; 2: something is missing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from engine.blurbs.write import Writer
from engine.errors import EnvironmentFault
from engine.generate import checkpoint
from engine.generate.adversarial import Title
from engine.generate.checkpoint import Saved, named
from engine.generate.decode import read, sample
from engine.generate.discriminator import DiscriminatorConfig, Judge, ReadStates
from engine.generate.int8 import quick
from engine.generate.model import Generator
from engine.jobs import base, judging
from engine.jobs.judging import JudgingConfig, Lesson
from engine.jobs.marks import marked_lines
from engine.jobs.rounds import title_of
from engine.records import Vector
from tests.bench.blurb import desk, samples
from tests.bench.blurb.desk import Told
from tests.bench.blurb.retrieval import MiniLm, find_minilm
from tests.bench.blurb.variety import self_bleu
from tests.support.data import SHARED

Numbers = npt.NDArray[np.float64]

TEMPERATURES = (0.5, 0.9, 1.5, 3.0)
USUAL = TEMPERATURES.index(0.9)  # the product's
K, PRINTED = 8, 4
LENGTHS = (1, 2, 3)
ARMS = ("likelihood", "likelihood x K", "adversarial", "adversarial x K")
DIRECTIONS = 16  # of the Frechet distance
FOLDS = 2
BAR = 0.05
PENALTY = 300.0  # of the ridge, as in critic.py


@dataclass(frozen=True, eq=False)
class Shown:
    """A held-out title, laid out, with what the critic measures against."""

    told: Told
    title: Title
    chinese: bool

    @property
    def about(self) -> Vector:
        """The direction that judges read beside a line."""
        return self.title.centre


@dataclass(eq=False)
class Cell:
    """What one arm printed of every video at one temperature: by the critic, by the ridge, and alike."""

    texts: list[list[str]]
    mark: Numbers  # (V,) means
    ridge: Numbers
    alike: Numbers  # (V,) self-BLEU


@dataclass(eq=False)
class Curves:
    """Figures by arm, seed, temperature and video."""

    mark: Numbers  # (A, S, T, V)
    ridge: Numbers
    alike: Numbers
    frechet: Numbers = field(default_factory=lambda: np.zeros(0))  # (A, S)
    apart: Numbers = field(default_factory=lambda: np.zeros(0))


def main() -> int:
    options = _options()
    if options.folder is None:
        print("name the folder of some rounds: python -m engine.jobs.pretrain adversarial --corpus DIR --out FOLDER")
        return 0
    torch.set_num_threads(1)
    files = sorted(options.folder.glob("rounds-*.safetensors"))
    try:
        shipped = base.shipped("writer")
        if shipped is None or not files:
            raise EnvironmentFault(f"no shipped weights, or no rounds-*.safetensors in {options.folder}")
        author = desk.author()
        pools = samples.held_out()
        if author.judge is None or not any(pools.values()):
            raise EnvironmentFault(f"no discriminator is shipped, or there is no corpus at {samples.CORPUS}")
    except EnvironmentFault as fault:
        print(fault, file=sys.stderr)
        return 2
    shelf = lay_out(author, pools, options.items)
    _tell(f"{len(shelf)} held-out titles, {len(files)} seeds")
    remembered = Remembered(author.embedder.states)
    critic = base.judge(remembered)
    assert critic is not None
    ridge = fitted_ridge(remembered)
    minilm = find_minilm(options.minilm)
    second = MiniLm(minilm) if minilm else None
    rounds = [checkpoint.load(file) for file in files]
    table: list[list[list[Cell]]] = [[] for _ in ARMS]  # arm, seed, temperature
    for seed, saved in enumerate(rounds):
        picker = Judge(Saved(named("discriminator", saved.part("first")), saved.facts), remembered)
        for pair, weights in enumerate((shipped, saved)):
            generator = quick(checkpoint.networks(weights)).generator
            plain, best = [], []
            for temperature in TEMPERATURES:
                drawn = [draws(generator, shown, seed, temperature) for shown in shelf]
                picked = [_best(texts, shown, picker) for texts, shown in zip(drawn, shelf, strict=True)]
                plain.append(_cell([texts[::K] for texts in drawn], shelf, critic, ridge))
                best.append(_cell(picked, shelf, critic, ridge))
                _tell(f"seed {seed}, {ARMS[2 * pair]}, temperature {temperature}: mark {plain[-1].mark.mean():.3f}, "
                      f"of K {best[-1].mark.mean():.3f}")  # fmt: skip
            table[2 * pair].append(plain)
            table[2 * pair + 1].append(best)
    curves = Curves(*(
        np.array([[[getattr(cell, name) for cell in row] for row in arm] for arm in table])
        for name in ("mark", "ridge", "alike")
    ))  # fmt: skip
    usual = [[row[USUAL].texts for row in arm] for arm in table]
    if second is not None:
        curves.frechet = np.array([[frechet(texts, shelf, second) for texts in arm] for arm in usual])
    curves.apart = np.array(
        [[told_apart(texts, shelf, remembered, seed) for seed, texts in enumerate(arm)] for arm in usual]
    )
    refused = _refused(shipped, rounds, shelf)
    return _report(curves, refused, options)


def lay_out(author: desk.Author, pools: Any, items: int) -> list[Shown]:
    """Held-out titles of which two sentences or more may be printed: with fewer there is hardly a choice."""
    drawn = samples.numbered(samples.draw(pools, samples.shares(items), 0))
    shelf = []
    for told in (author.lay_out(video) for video in drawn):
        title = title_of(told.video, told.lattices) if told.lattices.lattices else None
        if title is not None:
            shelf.append(Shown(told, title, samples.group_of(told.video) == "chinese"))
    return shelf


def draws(generator: Generator, shown: Shown, seed: int, temperature: float) -> list[str]:
    """PRINTED times K texts of one video, in that order."""
    sources = shown.title.sources()
    found = sample(
        generator,
        sources,
        memory=read(generator, sources),
        paths=shown.title.paths,
        lengths=LENGTHS,
        count=K * PRINTED,
        seed=1000 * shown.told.video.id + seed,
        temperature=temperature,
    )
    return [shown.title.spell(shown.title.paths.read(candidate.actions)) for candidate in found]


def hypervolume(diversity: Numbers, quality: Numbers) -> float:
    """Area below the best of some points, from (0, 0)."""
    area = reached = 0.0
    for place in np.argsort(-quality, kind="stable"):  # from the best mark down, only more diversity adds
        area += float(quality[place]) * max(float(diversity[place]) - reached, 0.0)
        reached = max(reached, float(diversity[place]))
    return area


def gain(mark: Numbers, alike: Numbers, ours: int, theirs: int, *, boot: int) -> tuple[float, float, float]:
    """By how much our hypervolume is larger than theirs, with the bounds of its interval (95 %)."""

    def of(seeds: npt.NDArray[np.int64], videos: npt.NDArray[np.int64]) -> float:
        areas = [
            np.mean([volume(mark[arm, s][:, videos], alike[arm, s][:, videos]) for s in seeds])
            for arm in (ours, theirs)
        ]
        return float(areas[0] / areas[1] - 1)

    rng = np.random.default_rng(0)
    seeds, videos = mark.shape[1], mark.shape[3]
    found = [of(rng.integers(seeds, size=seeds), rng.integers(videos, size=videos)) for _ in range(boot)]
    low, high = np.quantile(found, (0.025, 0.975))
    return of(np.arange(seeds), np.arange(videos)), float(low), float(high)


def volume(mark: Numbers, alike: Numbers) -> float:
    """Of one curve: marks and self-BLEU (T, V)."""
    return hypervolume(1 - alike.mean(1), (mark.mean(1) - 1) / 4)


def frechet(texts: Sequence[Sequence[str]], shelf: Sequence[Shown], second: MiniLm) -> float:
    """Frechet distance (Heusel et al. 2017) of English texts to people's sentences about the same videos, x 100."""
    english = [i for i, shown in enumerate(shelf) if not shown.chinese and shown.title.own]
    ours = second._encode([text for i in english for text in texts[i]])
    people = second._encode([text for i in english for text, _ in shelf[i].title.own])
    centre = people.mean(0)
    ways = np.linalg.svd(people - centre, full_matrices=False)[2][:DIRECTIONS].T
    a, b = (ours - centre) @ ways, (people - centre) @ ways
    one, two = np.cov(a.T), np.cov(b.T)
    root = np.sqrt(np.clip(np.linalg.eigvals(one @ two).real, 0, None)).sum()
    return float(100 * (np.square(a.mean(0) - b.mean(0)).sum() + np.trace(one) + np.trace(two) - 2 * root))


def told_apart(texts: Sequence[Sequence[str]], shelf: Sequence[Shown], states: ReadStates, seed: int) -> float:
    """Accuracy of a discriminator trained afresh on half of the videos, on the other half, classes alike in weight."""
    rows = [
        (i, Lesson(state.astype(np.float16), shown.about, np.nan, whole))
        for i, shown in enumerate(shelf)
        for lines, whole in ((list(dict.fromkeys(texts[i])), 0.0), ([text for text, _ in shown.title.own], 1.0))
        if lines
        for state in states(lines)
    ]
    half = np.random.default_rng(seed).permutation(len(shelf)) % FOLDS
    config = JudgingConfig(discriminator=DiscriminatorConfig(readers=1, state=48), seed=seed, epochs=5)
    right: dict[float, list[bool]] = {0.0: [], 1.0: []}
    for fold in range(FOLDS):
        network = judging.fit([lesson for i, lesson in rows if half[i] != fold], config)
        exam = [lesson for i, lesson in rows if half[i] == fold]
        for lesson, logit in zip(exam, judging.judged(network, exam)[1], strict=True):
            right[lesson.whole].append(bool((logit > 0) == (lesson.whole > 0.5)))
    return float(np.mean([np.mean(found) for found in right.values()]))


def fitted_ridge(states: ReadStates) -> Callable[[Sequence[str]], Numbers]:
    """Marks by ridge regression on pooled token states, fitted to the marks of other readers."""
    lines = marked_lines(SHARED / "marks" / "marks.jsonl")
    rows, given = _pooled(states, [line.line for line in lines]), np.array([line.mark for line in lines])
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    x = (rows - mean) / spread
    weights = np.linalg.solve(x.T @ x + PENALTY * np.eye(x.shape[1]), x.T @ (given - given.mean()))
    return lambda texts: np.clip((_pooled(states, texts) - mean) / spread @ weights + given.mean(), 1, 5)


class Remembered:
    """Token states; what was read once is kept."""

    def __init__(self, states: ReadStates) -> None:
        self._states, self._known = states, dict[str, Vector]()

    def __call__(self, lines: Sequence[str]) -> list[Vector]:
        new = [line for line in dict.fromkeys(lines) if line not in self._known]
        for at in range(0, len(new), 64):
            part = new[at : at + 64]
            self._known |= {k: s.astype(np.float16) for k, s in zip(part, self._states(part), strict=True)}
        return [self._known[line] for line in lines]


def _pooled(states: ReadStates, lines: Sequence[str]) -> Numbers:
    return np.stack([state.astype(np.float64).mean(0) for state in states(lines)])


def _best(texts: Sequence[str], shown: Shown, picker: Judge) -> list[str]:
    """Of each K texts the one that the picker marks best."""
    marks = picker(texts, shown.about)[0].reshape(PRINTED, K)
    return [texts[K * group + int(place)] for group, place in enumerate(marks.argmax(1))]


def _cell(
    texts: list[list[str]], shelf: Sequence[Shown], critic: Judge, ridge: Callable[[Sequence[str]], Numbers]
) -> Cell:
    return Cell(
        texts,
        np.array([critic(said, shown.about)[0].mean() for said, shown in zip(texts, shelf, strict=True)]),
        np.array([ridge(said).mean() for said in texts]),
        np.array([self_bleu(said, chinese=shown.chinese) for said, shown in zip(texts, shelf, strict=True)]),
    )


def _refused(shipped: Saved, rounds: Sequence[Saved], shelf: Sequence[Shown]) -> tuple[float, float]:
    """The share of candidates that the verifier refuses, by the shipped weights and by the mean of the seeds'."""
    found = [
        float(
            np.mean([
                Writer(checkpoint.networks(saved)).refused(
                    shown.told.lattices, video=shown.told.video, taste_vector=None, seed=0
                )
                for shown in shelf
            ])
        )
        for saved in (shipped, *rounds)
    ]  # fmt: skip
    return found[0], float(np.mean(found[1:]))


# --- the report --------------------------------------------------------------------------------------------


def _report(curves: Curves, refused: tuple[float, float], options: argparse.Namespace) -> int:
    seeds, videos = curves.mark.shape[1], curves.mark.shape[3]
    print(f"{videos} held-out titles, {seeds} seeds, {PRINTED} texts of each video, K = {K}")
    print("\nmean mark (1 to 5) / self-BLEU-4 of a video's texts, over temperatures")
    print(f"{'':<20}" + "".join(f"{t:>15}" for t in TEMPERATURES))
    for arm, name in enumerate(ARMS):
        points = zip(curves.mark[arm].mean((0, 2)), curves.alike[arm].mean((0, 2)), strict=True)
        print(f"{name:<20}" + "".join(f"{f'{mark:.3f} / {alike:.3f}':>15}" for mark, alike in points))
    print("\nat temperature 0.9" + "".join(f"{head:>14}" for head in ("volume", "ridge volume", "mark", "ridge mark",
          "Frechet", "told apart")))  # fmt: skip
    for arm, name in enumerate(ARMS):
        volumes = [np.mean([volume(m[arm, s], curves.alike[arm, s]) for s in range(seeds)])
                   for m in (curves.mark, curves.ridge)]  # fmt: skip
        cells = [*(f"{v:.4f}" for v in volumes)]
        cells += [f"{m[arm, :, USUAL].mean():.3f}" for m in (curves.mark, curves.ridge)]
        cells.append(f"{curves.frechet[arm].mean():.2f}" if curves.frechet.size else "-")
        cells.append(f"{curves.apart[arm].mean():.3f}")
        print(f"{name:<18}" + "".join(f"{cell:>14}" for cell in cells))
    print(f"\nrefused by the verifier: likelihood {refused[0]:.1%}, adversarial {refused[1]:.1%}")
    compared = {
        "adversarial x K over likelihood x K": (3, 1),
        "adversarial over likelihood": (2, 0),
        "adversarial over likelihood x K": (2, 1),
    }
    gains = {
        judge: {name: gain(mark, curves.alike, *pair, boot=options.boot) for name, pair in compared.items()}
        for judge, mark in (("critic", curves.mark), ("ridge", curves.ridge))
    }
    print("\nhypervolume gained, with its 95 % interval")
    for judge, found in gains.items():
        for name, (middle, low, high) in found.items():
            print(f"{judge:<8}{name:<38}{middle:+.2%}  ({low:+.2%} to {high:+.2%})")
    middle, low, _ = gains["critic"]["adversarial x K over likelihood x K"]
    ships = middle >= BAR and low > 0
    verdict = "the adversarial weights ship" if ships else "the likelihood weights stay"
    print(f"\nbar: +{BAR:.0%} over likelihood at equal K, interval above 0: {'met' if ships else 'MISSED'}; {verdict}")
    if options.json:
        options.json.write_text(
            json.dumps(
                {
                    "temperatures": TEMPERATURES,
                    "arms": ARMS,
                    "videos": videos,
                    "seeds": seeds,
                    "curves": {
                        name: {what: getattr(curves, what)[arm].mean(2).tolist() for what in ("mark", "ridge", "alike")}
                        for arm, name in enumerate(ARMS)
                    },
                    "frechet": curves.frechet.tolist(),
                    "told_apart": curves.apart.tolist(),
                    "refused": refused,
                    "gains": gains,
                    "ships": ships,
                },
                indent=1,
            ),
            "utf-8",
        )
    return 0 if ships else 1


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        prog="python -m tests.bench.adversarial",
    )
    parser.add_argument("folder", type=Path, nargs="?", help="where the rounds were saved")
    parser.add_argument("--items", type=int, default=200, metavar="N", help="held-out titles to lay out (200)")
    parser.add_argument("--boot", type=int, default=2000, metavar="N", help="of the bootstrap (2,000)")
    parser.add_argument("--minilm", type=Path, metavar="DIR", help="all-MiniLM-L6-v2, where it is not installed")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the figures by seed and temperature")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
