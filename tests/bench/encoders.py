"""Which encoder reads the evidence better: our BiLSTM over hashed words, or frozen states of the embedding model?

    python -m tests.bench.encoders [--videos N] [--steps S] [--seeds K] [--corpus DIR]

N texts of the corpus (a quarter films, a quarter talks, half Chinese; one in five of a title that is held out for
ever: those are the exam) are cut and embedded the product's way. Three generators are trained on the same examples
with the same seeds and steps, each keeping the weights that did best on a tenth of the lessons:

- bilstm: the generator as it is;
- frozen: a word's reading is a linear map of what ``Embedder.states`` made of it within its sentence, read once;
- both: a linear map of the two readings side by side.

The rest is the same in all three, the hashed word that stands beside a reading included. The states are
standardised by column and held as int8, as a file would hold them. A foreign sentence brings the states of its own
reading; so does a guest constituent, whose words keep the states from the sentence that it was taken from, and its
host's words know nothing of it (the BiLSTM reads the mixed sentence anew): nll is told without such examples too.

Prints held-out nll (bound of 64 samples, nats a decision), paired differences, parameters, target tokens of training
for each second of one core, and what the states would take in a prepared file.
"""

from __future__ import annotations

import argparse
import lzma
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence

from engine import paths
from engine.blurbs.evidence import with_facts
from engine.generate.dataset import Batch, EncodedVideo, Example, Noise, Sources, collate, draw, encode
from engine.generate.losses import held_out_nll
from engine.generate.model import Generator, GeneratorConfig, Memory
from engine.generate.paths import EncodedLattice
from engine.generate.train import TrainConfig, Trainer
from engine.index.embed import Embedder
from engine.jobs import base, prepared
from engine.jobs.corpus import Item, is_held_out, items, without_near_copies
from engine.jobs.lattices import evidence_of, lattices_of, marked
from engine.jobs.pretrain import Unigram, corpus_config
from engine.records import Lattice, Vector, VideoLattices

SAMPLES = 64
EXAM_SHARE = 5  # one text in so many is of a held-out title
EXAM_DRAWS = 4  # examples of each of them
SMALL = 64  # columns of the projected states
STEPS_OF_SD = 16  # of int8: a step is a sixteenth of a column's deviation, and eight deviations are kept
BUDGET_MB, FULL_VIDEOS = 40.0, 25_000  # of the prepared file
PACKED_ROWS = 20_000  # words on which packing is tried

States = npt.NDArray[np.int8]  # (W + 1, D), standardised; row 0: nothing is known


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--videos", type=int, default=600)
    parser.add_argument("--steps", type=int, default=250)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--corpus", type=Path, default=Path(__file__).resolve().parents[3] / "shared/data/corpus")
    options = parser.parse_args()
    torch.set_num_threads(1)
    picked = pick(options.corpus, options.videos)
    videos, states, seconds = read(picked)
    held = [is_held_out(item.video.title) for item in picked]
    lessons = [video for video, out in zip(videos, held, strict=True) if video.lattices and not out]
    kept = [video for video, out in zip(videos, held, strict=True) if video.lattices and out]
    examples = exam(kept, lessons)
    tell(f"{len(lessons)} lessons, {len(examples)} examples of {len(kept)} held-out titles, {len(states) - 1:,} words"
         " (texts of which nothing may be printed are left out)")  # fmt: skip
    results: dict[str, list[Result]] = {name: [] for name in ENCODERS}
    for seed in range(options.seeds):
        for name, encoder in ENCODERS.items():
            result = learn(encoder, lessons, states, [e for _, e in examples], seed=seed, steps=options.steps)
            results[name].append(result)
            tell(f"seed {seed} {name:7} {figures(result, examples)}  "
                 f"{result.parameters:,} parameters  {result.speed:,.0f} tokens/s")  # fmt: skip
            course = " ".join(f"{value:.3f}" for value in result.validation)
            tell(f"  its validation (bound of 4) {course}; unigram {result.unigram:.3f}")
    compare(results, examples)
    cost(videos, states, seconds)


# --- texts and states --------------------------------------------------------------------------------------


def pick(corpus: Path, count: int) -> list[Item]:
    """The same texts every time: a quarter films, a quarter talks, half Chinese; a fifth of held-out titles."""
    found = without_near_copies(items(corpus, limit=max(3 * count, 300)))
    shelves = {"wikipedia-movies": count // 4, "pyvideo-talks": count // 4, "chinese": count - 2 * (count // 4)}
    picked = []
    for name, wanted in shelves.items():
        spoken = "zh" if name == "chinese" else "en"
        shelf = [x for x in found if x.collection.startswith(name) and x.video.language == spoken]
        exams = [x for x in shelf if is_held_out(x.video.title)][: wanted // EXAM_SHARE]
        picked += exams + [x for x in shelf if not is_held_out(x.video.title)][: wanted - len(exams)]
    return picked


def read(picked: Sequence[Item]) -> tuple[list[EncodedVideo], States, float]:
    """Videos whose ``words`` have a third column, the row of a word's state; the states; seconds for these.

    ``draw`` takes rows of ``words`` along wherever it takes a word, and knows nothing of columns.
    """
    embedder = Embedder(paths.EMBEDDER)
    judge = base.judge(embedder.states)
    began = time.monotonic()
    told: list[VideoLattices] = []
    for item in picked:
        lattices = lattices_of(evidence_of(item.video))
        vectors = embedder.encode([x.source.text for x in lattices])
        plain = VideoLattices(item.video.id, "", "", marked(lattices, vectors, judge), vectors)
        told.append(with_facts(plain, item.video) if lattices else plain)
    tell(f"{len(picked)} texts cut and embedded in {time.monotonic() - began:.0f} s")
    before = time.process_time()
    rows = word_states([x for video in told for x in video.lattices], embedder)
    seconds = time.process_time() - before
    lost = sum(int(np.isnan(x[:, 0]).sum()) for x in rows)
    words = np.concatenate(rows)
    mean, deviation = np.nanmean(words, 0), np.nanstd(words, 0)
    steps = np.nan_to_num((words - mean) / deviation) * STEPS_OF_SD
    states = np.concatenate([np.zeros((1, words.shape[1])), np.rint(steps).clip(-127, 127)]).astype(np.int8)
    tell(f"{len(words):,} words read in {seconds:.0f} s of one core; {lost} of them match no piece and take zeros")
    videos, row, place = [], 1, iter(rows)
    for video in map(encode, told):
        encoded = []
        for lattice in video.lattices:
            column = np.zeros((len(lattice.words), 1), np.int64)  # mended words are read through their origin
            column[: lattice.own, 0] = np.arange(row, row + len(next(place)))
            row += lattice.own
            encoded.append(replace(lattice, words=np.concatenate([lattice.words, column], 1)))
        videos.append(replace(video, lattices=tuple(encoded)))
    return videos, states, seconds


def word_states(lattices: Sequence[Lattice], embedder: Embedder) -> list[Vector]:
    """Of each lattice (own, D): the mean state of the pieces that overlap a word; NaN where there is none."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(embedder.folder / "tokenizer.json"))
    prefix = embedder._prefixes["passage"]
    placed = [spans(lattice) for lattice in lattices]
    states = embedder.states([text for text, _ in placed])
    pieces = tokenizer.encode_batch([prefix + text for text, _ in placed])
    found = []
    for (_, words), tokens, whole in zip(placed, states, pieces, strict=True):
        rows = np.full((len(words), tokens.shape[1]), np.nan, np.float32)
        offsets = np.array(whole.offsets[: len(tokens)]) - len(prefix)
        for i, (start, end) in enumerate(words):
            over = (offsets[:, 0] < end) & (offsets[:, 1] > start)
            if over.any():
                rows[i] = tokens[over].mean(0)
        found.append(rows)
    return found


def spans(lattice: Lattice) -> tuple[str, list[tuple[int, int]]]:
    """What is read for a lattice, and where its own words stand in it. Of facts the printed lines are read."""
    text = lattice.source.text if lattice.source.kind != "fact" else lattice.spell(tuple(range(lattice.own)))
    words, at = [], 0
    for token in lattice.tokens[: lattice.own]:
        start = text.find(token, at)
        words.append((start, start + len(token)) if start >= 0 else (0, 0))
        at = words[-1][1] or at
    return text, words


# --- encoders ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class ReadBatch(Batch):
    """A batch with the states of its words."""

    states: Tensor  # (Q, T, D) float32, zero behind the own words


class Frozen(Generator):
    """Its word readings come from the states alone."""

    beside_words = False

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__(config)
        reader = Reader(config, self.encoder if self.beside_words else None)
        self.encoder = reader  # type: ignore[assignment]

    def encode(self, batch: Batch) -> Memory:
        states = cast(ReadBatch, batch).states
        if self.training and self.config.word_dropout:
            with torch.random.fork_rng(devices=[]):  # the very words that Generator.encode hides next
                hidden = torch.rand(batch.words.shape[:2]) < self.config.word_dropout
            states = states.masked_fill(hidden[..., None], 0)
        packed = pack_padded_sequence(states, batch.own, batch_first=True, enforce_sorted=False)
        cast(Reader, self.encoder).states = packed.data
        return super().encode(batch)


class Both(Frozen):
    """Its word readings come from the states and from the BiLSTM."""

    beside_words = True


class Reader(nn.Module):
    """Stands where the BiLSTM stands: packed words in, packed readings out."""

    states: Tensor  # (own words of the batch, D), packed as the words are

    def __init__(self, config: GeneratorConfig, words: nn.LSTM | None) -> None:
        super().__init__()
        width = 2 * config.encoder
        self.words = words
        self.dropout = nn.Dropout(config.dropout)
        self.project = nn.Linear(config.vector + (width if words is not None else 0), width)

    def forward(self, packed: PackedSequence) -> tuple[PackedSequence, None]:
        parts = [self.dropout(self.states)]
        if self.words is not None:
            parts.append(self.words(packed)[0].data)
        data = self.project(torch.cat(parts, 1))
        return PackedSequence(data, packed.batch_sizes, packed.sorted_indices, packed.unsorted_indices), None


ENCODERS: dict[str, Callable[[GeneratorConfig], Generator]] = {"bilstm": Generator, "frozen": Frozen, "both": Both}


class ReadingTrainer(Trainer):
    """The product's training of one of the encoders, with its speed."""

    def __init__(
        self,
        videos: Sequence[EncodedVideo],
        *,
        config: TrainConfig,
        encoder: Callable[[GeneratorConfig], Generator],
        states: States,
    ) -> None:
        super().__init__(videos, config=config, device="cpu")
        self._states = states
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(config.seed)
            self.generator = encoder(self.config.generator)
        self._optimiser = torch.optim.AdamW(
            self.generator.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay
        )
        self._writer = {name: tensor.detach().clone() for name, tensor in self.generator.state_dict().items()}
        self.tokens, self.spent_s = 0, 0.0

    def _update(self, items: Sequence[tuple[Example, Vector]], loss: Callable[[Any], Tensor]) -> float:
        before = time.process_time()
        value = super()._update(items, loss)
        self.spent_s += time.process_time() - before
        self.tokens += sum(len(example.actions) for example, _ in items)
        return value

    def _batch(self, examples: Sequence[Example], rng: np.random.Generator) -> Batch:
        return self.batch(examples)

    def batch(self, examples: Sequence[Example]) -> ReadBatch:
        """Pad examples whose words have the third column."""
        lattices = [x for e in examples for x in e.sources.lattices]
        batch = collate([replace(e, sources=replace(e.sources, lattices=two_columns(e.sources))) for e in examples])
        rows = np.zeros(batch.shapes.shape, np.int64)
        for q, lattice in enumerate(lattices):
            rows[q, : lattice.own] = lattice.words[: lattice.own, 2]
        states = torch.from_numpy(self._states[rows]).float() / STEPS_OF_SD
        return ReadBatch(**vars(batch), states=states)


def two_columns(of: Sources | EncodedVideo) -> tuple[EncodedLattice, ...]:
    """The lattices as the product has them."""
    return tuple(replace(x, words=x.words[:, :2]) for x in of.lattices)


# --- figures -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Result:
    """What one training came to."""

    nll: npt.NDArray[np.float64]  # (E,) nats of each example of the exam
    decisions: npt.NDArray[np.int64]  # (E,)
    validation: list[float]  # bound of 4, nats a decision: untrained, then after each tenth of the steps
    unigram: float  # of the same
    parameters: int
    speed: float  # target tokens of training for each second of one core


Exam = Sequence[tuple[int, Example]]  # the place of the video, and what was drawn of it


def exam(held: Sequence[EncodedVideo], pool: Sequence[EncodedVideo]) -> Exam:
    """The same examples for every encoder and seed."""
    rng = np.random.default_rng(2024)
    found: list[tuple[int, Example]] = []
    for place, video in enumerate(held):
        tries = (draw(video, pool=pool, taste=None, rng=rng, noise=Noise()) for _ in range(5 * EXAM_DRAWS))
        asking = (example for example in tries if example and any(len(c) > 1 for c in example.choices))
        found += [(place, example) for example in islice(asking, EXAM_DRAWS)]
    return found


def learn(
    encoder: Callable[[GeneratorConfig], Generator],
    lessons: Sequence[EncodedVideo],
    states: States,
    examples: Sequence[Example],
    *,
    seed: int,
    steps: int,
) -> Result:
    config = replace(
        corpus_config(len(lessons), seed=seed),
        steps=steps,
        held_out=0.1,
        held_out_examples=128,
        evaluate_every=max(steps // 10, 1),
        patience=steps,
    )
    trainer = ReadingTrainer(lessons, config=config, encoder=encoder, states=states)
    curve = [report.held_out for report in trainer.run() if report.held_out is not None]
    nll, decisions = bounds(trainer, examples)
    return Result(
        nll,
        decisions,
        [trainer.untrained_nll, *curve],
        Unigram(trainer.training_examples(1500)).nll(trainer.held_out_examples()),
        sum(p.numel() for p in trainer.generator.parameters()),
        trainer.tokens / trainer.spent_s,
    )


@torch.no_grad()
def bounds(
    trainer: ReadingTrainer, examples: Sequence[Example]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """Upper bounds of each example's nll, and its decisions."""
    trainer.generator.eval()
    rng = np.random.default_rng(7)
    found = []
    for start in range(0, len(examples), 32):
        part = examples[start : start + 32]
        noise = rng.standard_normal((SAMPLES, len(part), trainer.config.generator.latent)).astype(np.float32)
        found.append(held_out_nll(trainer.generator, trainer.batch(part), torch.from_numpy(noise)))
    nll, decisions = (torch.cat(x).numpy() for x in zip(*found, strict=True))
    return nll.astype(np.float64), decisions.astype(np.int64)


def groups(examples: Exam) -> dict[str, npt.NDArray[np.bool_]]:
    """All examples, those of a language, and those without a guest."""
    chinese = np.array([e.sources.is_chinese for _, e in examples])
    guests = np.array([any(x.guests for x in e.sources.lattices) for _, e in examples])
    return {"all": np.ones(len(examples), bool), "en": ~chinese, "zh": chinese, "no guests": ~guests}


def figures(result: Result, examples: Exam) -> str:
    return "  ".join(f"{name} {_a_decision(result, chosen):.4f}" for name, chosen in groups(examples).items())


def compare(results: dict[str, list[Result]], examples: Exam) -> None:
    """Mean and spread over the seeds, and how far each encoder lies from the first on the same examples."""
    first = next(iter(results))
    for name, found in results.items():
        told = []
        for group, chosen in groups(examples).items():
            nll = [_a_decision(result, chosen) for result in found]
            spread = f" ±{np.std(nll, ddof=1):.4f}" if len(nll) > 1 else ""
            told.append(f"{group} {np.mean(nll):.4f}{spread}")
        tell(f"{name:7} {'  '.join(told)}  (mean and deviation of {len(found)} seeds)")
    places = np.array([place for place, _ in examples])
    decisions = results[first][0].decisions
    rng = np.random.default_rng(3)
    count = int(places.max()) + 1
    asked = np.bincount(places, decisions, count)
    drawn = rng.integers(count, size=(10_000, count))
    for name, found in results.items():
        if name == first:
            continue
        gains = [a.nll - b.nll for a, b in zip(found, results[first], strict=True)]
        total = np.bincount(places, np.mean(gains, axis=0), count)
        low, high = np.percentile(total[drawn].sum(1) / asked[drawn].sum(1), (2.5, 97.5))
        each = ", ".join(f"{gain.sum() / decisions.sum():+.4f}" for gain in gains)
        tell(f"{name} less {first}: {total.sum() / asked.sum():+.4f} nats a decision, "
             f"95 % [{low:+.4f}, {high:+.4f}] over {count} titles; by seed {each}")  # fmt: skip


def cost(videos: Sequence[EncodedVideo], states: States, seconds: float) -> None:
    """What the states would take in a prepared file, and which way fits."""
    kept = [video for video in videos if video.lattices]
    own = [(x.own, x.kind == "fact") for video in kept for x in video.lattices]
    words, facts = sum(n for n, _ in own), sum(n for n, fact in own if fact)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "prepared.npz"
        prepared.save(path, prepared.pack((replace(v, lattices=two_columns(v)), "", False) for v in kept))
        now = path.stat().st_size / len(kept) / 1000  # MB a 1,000 videos
    left = BUDGET_MB - now * FULL_VIDEOS / 1000
    tell(f"a prepared file as it is: {now:.2f} MB a 1,000 videos, {BUDGET_MB - left:.0f} MB for {FULL_VIDEOS:,}; "
         f"{left:.0f} of {BUDGET_MB:.0f} MB left, {left * 1e6 / FULL_VIDEOS / (words / len(kept)):.1f} bytes a word; "
         f"{words / len(kept):.0f} words a video, {facts / words:.0%} of them facts")  # fmt: skip
    small, explained = projected(states[1:])
    ways = {f"raw, {states.shape[1]} columns": states[1:], f"projected to {SMALL} ({explained:.0%} of variance)": small}
    rng = np.random.default_rng(0)
    for name, rows in ways.items():
        some = rows[np.sort(rng.permutation(len(rows))[:PACKED_ROWS])]
        share = len(lzma.compress(some.tobytes())) / some.nbytes
        plain = words * rows.shape[1] / len(kept) / 1000
        packed, told = plain * share, 1 - facts / words
        for how, size in {"int8": plain, "int8 in LZMA": packed, "that without facts": packed * told}.items():
            whole = size * FULL_VIDEOS / 1000
            fits = "fits" if whole <= left else f"does not fit, {whole / max(left, 0.1):.0f} times the room"
            tell(f"{name}, {how}: {size:.1f} MB a 1,000 videos, {whole:,.0f} MB for {FULL_VIDEOS:,}: {fits}")
    tell(f"not kept but read anew: {seconds / len(kept) * 1000:.0f} s of one core a 1,000 videos")


def projected(states: States) -> tuple[States, float]:
    """The main components of standardised states as int8, and how much of the variance they hold."""
    rows = states.astype(np.float32) / STEPS_OF_SD
    values, axes = np.linalg.eigh(np.cov(rows, rowvar=False))
    small = (rows - rows.mean(0)) @ axes[:, ::-1][:, :SMALL]
    steps = np.rint(small / small.std(0) * STEPS_OF_SD).clip(-127, 127)
    return steps.astype(np.int8), float(values[::-1][:SMALL].sum() / values.sum())


def _a_decision(result: Result, chosen: npt.NDArray[np.bool_]) -> float:
    return float(result.nll[chosen].sum() / max(int(result.decisions[chosen].sum()), 1))


def tell(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", flush=True)


if __name__ == "__main__":
    main()
