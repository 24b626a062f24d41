"""Make the shipped weights: the discriminator from marked lines, then the generator from a prepared corpus.

    python -m engine.jobs.pretrain judge --corpus DIR --out resources/weights [--marks FILE] [--seed S]
    python -m engine.jobs.pretrain prepare --corpus DIR --out FILE [--limit N] [--seed S] [--workers W]
    python -m engine.jobs.pretrain train --data FILE --out resources/weights --seed S [--minutes M] [--device D]
    python -m engine.jobs.pretrain adversarial --corpus DIR --out DIR [--seed S ...] [--titles N] [--rounds R]
    python -m engine.jobs.pretrain show [--out resources/weights]

``prepare`` marks every sentence by the discriminator that is shipped. ``train`` needs torch and numpy alone, uses a
GPU where one is at hand, and goes on where it was cut off. Started by torchrun, some processes (one a GPU, or some
cores each) share every batch:

    torchrun --nproc-per-node N -m engine.jobs.pretrain train --data FILE --out resources/weights --seed S

``adversarial`` goes on from the shipped weights against a discriminator (``generate/adversarial.py``), round by round,
and goes on where it was cut off, too; ``tests/bench/adversarial.py`` says whether its weights are better than those.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, cast

import numpy as np

from engine.errors import EngineError, EnvironmentFault
from engine.generate import checkpoint
from engine.generate.dataset import EncodedVideo, Example, Noise, draw
from engine.generate.losses import Latent
from engine.generate.model import GeneratorConfig
from engine.generate.paths import CLOSED_ROOM
from engine.generate.team import ALONE, Team, joined
from engine.generate.train import DeviceName, TrainConfig, Trainer
from engine.jobs import base, card, prepared
from engine.jobs.prepared import Corpus

SAVE_EVERY_S = 60.0
_SAMPLES = 64  # of the latent for the bound: with four it lies a tenth to a third too high
_EXAM = 400  # examples of titles that were never trained on, each way of measuring


def corpus_config(videos: int, *, seed: int) -> TrainConfig:
    """A training for a corpus: about six examples of each video, larger networks, a validation of its own.

    An example has some three decisions and hardly more than two nats that its source leaves open, so the
    latent cannot carry three without waste: 3.2 free nats in place of .5 raised the held-out bound by .08.
    """
    batch = 32
    return TrainConfig(
        generator=GeneratorConfig(word=128, encoder=128, state=256, latent=32, dropout=0.15, word_dropout=0.1),
        noise=Noise(no_taste=0.3, foreign_sentences=6),
        latent=Latent(free_nats=1.5),
        seed=seed,
        batch=batch,
        steps=max(6 * videos // batch, 20),
        learning_rate=1.5e-3,
        weight_decay=0.01,
        held_out=min(0.02, 1000 / max(videos, 1)),
        held_out_examples=384,
        evaluate_every=max(videos // batch // 4, 10),
        patience=8,
    )


def train(
    data: Path,
    out: Path,
    *,
    seed: int,
    minutes: float | None = None,
    device: DeviceName = "auto",
    config: Callable[..., TrainConfig] = corpus_config,
    cancelled: Callable[[], bool] = lambda: False,
    tell: Callable[[str], None] = lambda line: None,
    team: Team = ALONE,
) -> bool:
    """Train on a prepared file and ship the weights into ``out``; False where it was cancelled.

    The state of an unfinished training stands beside the data and is taken up by the next call. Of a ``team`` the
    first process tells and writes; all must see the same files.
    """
    corpus = Corpus(prepared.load(data))
    lessons, held_out = corpus.part(held_out=False), corpus.part(held_out=True)
    chosen = config(len(lessons), seed=seed)
    unfinished = data.with_name(f"{data.name}.training-{seed}.safetensors")
    resume = checkpoint.load(unfinished) if unfinished.exists() else None
    if resume is not None and resume.facts.get("data") != _digest(data, chosen):
        raise EnvironmentFault(f"{unfinished} belongs to other data or sizes; delete it to train from the start")
    videos = list(lessons)
    trainer = Trainer(videos, config=chosen, device=device, resume=resume, team=team)
    tell = tell if team.leads else _silence
    tell(f"{len(videos):,} videos to learn from, {len(held_out):,} held out, on {team.size} x {trainer.device}")
    saved_at = began = time.monotonic()
    first = last = None
    for report in trainer.run(cancelled=cancelled, minutes=minutes):
        last, first = report, first or report.step
        now = time.monotonic()
        if report.held_out is not None or now - saved_at > SAVE_EVERY_S:
            left = (now - began) / (report.step - first + 1) * (report.total - report.step) / 60
            measured = "" if report.held_out is None else f", validation {report.held_out:.3f}"
            tell(f"step {report.step:,} of {report.total:,}: nll {report.nll:.3f}, "
                 f"kl {report.kl:.1f}{measured}, at most {left:.0f} min left")  # fmt: skip
        if team.leads and now - saved_at > SAVE_EVERY_S:
            _save(unfinished, trainer, _digest(data, chosen))
            saved_at = time.monotonic()
    if not trainer.finished:
        if team.leads:
            _save(unfinished, trainer, _digest(data, chosen))
        tell(f"stopped; the same command goes on from {unfinished}")
        return False
    figures = measure(trainer, videos, held_out, config=chosen, team=team)
    if not team.leads:
        return True
    told, lessons_of = corpus.packed.facts, lessons.counts()["collections"]
    facts = {
        **figures,
        "seed": seed,
        "steps": last.step if last is not None else 0,
        "parameters": sum(p.numel() for p in trainer.generator.parameters()),
        "latent": trainer.config.generator.latent,
        "data_sha256": hashlib.sha256(data.read_bytes()).hexdigest(),
        "version": told.get("version", ""),
        "held_out": len(held_out),
        "languages": lessons.counts()["languages"],
        "collections": {
            name: {
                "licence": told["licences"].get(name, ""),
                "texts": told["texts"].get(name, 0),
                "distinct": told["distinct"].get(name, 0),
                "videos": count,
                "lessons": lessons_of.get(name, 0),
            }
            for name, count in corpus.counts()["collections"].items()
        },
    }
    path = base.ship("writer", trainer.state(), out, facts=facts)
    card.write(out)
    unfinished.unlink(missing_ok=True)
    tell(f"{path}: held out {figures['held_out_nll']:.3f} nats a decision "
         f"(untrained {figures['untrained_nll']:.3f}, unigram {figures['unigram_nll']:.3f})")  # fmt: skip
    return True


def measure(
    trainer: Trainer, videos: Sequence[EncodedVideo], held_out: Corpus, *, config: TrainConfig, team: Team = ALONE
) -> dict[str, Any]:
    """Nats a decision on titles that were never trained on: trained, untrained, and words alone.

    The processes of a ``team`` share the work, and must all ask.
    """
    rng = np.random.default_rng(2024)
    groups: dict[str, list[EncodedVideo]] = {"en": [], "zh": []}
    for video in held_out:
        groups.get(video.lattices[0].language, []).append(video)
    exams = {language: _exam(found, videos, rng) for language, found in groups.items()}
    exams = {language: exam for language, exam in exams.items() if exam}
    if not exams:
        return dict.fromkeys(("held_out_nll", "untrained_nll", "unigram_nll", "kl", "active_units"), math.nan)
    whole = [example for exam in exams.values() for example in exam]
    decisions = {language: sum(len(x) > 1 for e in exam for x in e.choices) for language, exam in exams.items()}
    untrained = Trainer(videos, config=config, device=cast(DeviceName, trainer.device.type), team=team)
    unigram = Unigram(_exam(videos, videos, rng, most=4 * _EXAM))
    told: dict[str, Any] = trainer.latent_use(whole)
    for language, exam in exams.items():
        told[f"held_out_nll_{language}"] = round(trainer.evaluate(exam, samples=_SAMPLES), 4)
        told[f"unigram_nll_{language}"] = round(unigram.nll(exam), 4)
    of_all = sum(told[f"held_out_nll_{language}"] * count for language, count in decisions.items())
    return told | {
        "held_out_nll": round(of_all / max(sum(decisions.values()), 1), 4),
        "untrained_nll": round(untrained.evaluate(whole, samples=_SAMPLES // 8), 4),
        "unigram_nll": round(unigram.nll(whole), 4),
        "decisions": round(sum(decisions.values()) / len(whole), 2),
    }


class Unigram:
    """What word counts alone can do: the allowed words share the probability by how often each was taken.

    A word's worth is how often it was taken of the times that it was offered.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        self._taken: Counter[int] = Counter()
        self._offered: Counter[int] = Counter()
        for words in _decisions(examples):
            self._taken[words[0]] += 1
            self._offered.update(set(words))

    def nll(self, examples: Sequence[Example], *, smooth: float = 3.0) -> float:
        """Nats a decision."""
        total, count = 0.0, 0
        for words in _decisions(examples):
            worth = [(self._taken[w] + smooth) / (self._offered[w] + 3 * smooth) for w in words]
            total, count = total - math.log(worth[0] / sum(worth)), count + 1
        return total / max(count, 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0 done, 1 failed, 130 cancelled."""
    parser = argparse.ArgumentParser(prog="python -m engine.jobs.pretrain", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("prepare", help="corpus -> one file of integers")
    making.add_argument("--corpus", type=Path, required=True, metavar="DIR")
    making.add_argument("--out", type=Path, required=True, metavar="FILE")
    making.add_argument("--limit", type=int, metavar="N", help="at most N texts of each collection")
    making.add_argument("--seed", type=int, default=0)
    making.add_argument("--workers", type=int, default=1, help="processes (default 1)")
    judging = commands.add_parser("judge", help="marked lines -> discriminator")
    judging.add_argument("--corpus", type=Path, required=True, metavar="DIR", help="what the marks refer to")
    judging.add_argument("--marks", type=Path, action="append", metavar="FILE", help="default: the project's own")
    judging.add_argument("--test", type=Path, action="append", default=[], metavar="FILE", help="marks to measure on")
    judging.add_argument("--out", type=Path, default=base.WEIGHTS, metavar="DIR")
    judging.add_argument("--seed", type=int, default=0)
    showing = commands.add_parser("show", help="what the weights write of the demo library, for the card")
    showing.add_argument("--out", type=Path, default=base.WEIGHTS, metavar="DIR")
    training = commands.add_parser("train", help="file of integers -> weights")
    training.add_argument("--data", type=Path, required=True, metavar="FILE")
    training.add_argument("--out", type=Path, default=base.WEIGHTS, metavar="DIR")
    training.add_argument("--seed", type=int, default=0)
    training.add_argument("--minutes", type=float, metavar="M")
    training.add_argument("--device", choices=("auto", "cpu", "cuda", "mps"), default="auto")
    going_on = commands.add_parser("adversarial", help="shipped weights -> rounds against a discriminator")
    going_on.add_argument("--corpus", type=Path, required=True, metavar="DIR")
    going_on.add_argument("--out", type=Path, required=True, metavar="DIR", help="one file a seed, saved each round")
    going_on.add_argument("--seed", type=int, nargs="+", default=[0])
    going_on.add_argument("--titles", type=int, default=400, metavar="N", help="that are laid out (default 400)")
    going_on.add_argument("--rounds", type=int, default=6, metavar="R")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "prepare":
            return _prepare(chosen)
        if chosen.command == "judge":
            return _judge(chosen)
        if chosen.command == "show":
            return _show(chosen)
        if chosen.command == "adversarial":
            return _adversarial(chosen)
        stopped = _stop_once_asked()
        with joined(chosen.device) as team:
            done = train(
                chosen.data,
                chosen.out,
                seed=chosen.seed,
                minutes=chosen.minutes,
                device=cast(DeviceName, chosen.device),
                cancelled=lambda: bool(stopped),
                tell=_tell,
                team=team,
            )
        return 0 if done else 130
    except EngineError as error:
        _tell(f"{parser.prog}: {error}")
        return 1
    except KeyboardInterrupt:
        return 130


def _prepare(chosen: argparse.Namespace) -> int:
    from engine.jobs.prepare import prepare  # spaCy, jieba and onnxruntime: training does without them

    corpus = prepare(
        chosen.corpus, chosen.out, limit=chosen.limit, seed=chosen.seed, workers=chosen.workers, tell=_tell
    )
    size = chosen.out.stat().st_size / 1e6
    _tell(f"{chosen.out}: {len(corpus):,} videos, {len(corpus.part(held_out=True)):,} of them held out, {size:.1f} MB")
    for kind, counts in corpus.counts().items():
        _tell(f"{kind}: " + ", ".join(f"{name or 'unknown'} {count:,}" for name, count in counts.items()))
    return 0


def _judge(chosen: argparse.Namespace) -> int:
    from engine.jobs import judging, marks  # onnxruntime: training the generator does without it
    from engine.jobs.indexing import own_embedder

    files = chosen.marks or [marks.MARKS]
    tests = {file.stem: marks.marked_lines(file, chosen.corpus) for file in chosen.test}
    path = judging.train(
        [line for file in files for line in marks.marked_lines(file, chosen.corpus)],
        chosen.out,
        tests=tests,
        embedder=own_embedder(),
        seed=chosen.seed,
        tell=_tell,
    )
    _tell(f"{path}: {base.manifest(chosen.out)['discriminator']['figures']}")
    return 0


def _adversarial(chosen: argparse.Namespace) -> int:
    from engine.jobs import rounds  # spaCy, jieba and onnxruntime
    from engine.jobs.indexing import own_embedder

    stopped = _stop_once_asked()
    done = rounds.learn(
        chosen.corpus,
        chosen.out,
        seeds=chosen.seed,
        titles=chosen.titles,
        rounds=chosen.rounds,
        embedder=own_embedder(),
        cancelled=lambda: bool(stopped),
        tell=_tell,
    )
    return 0 if done else 130


def _show(chosen: argparse.Namespace) -> int:
    from engine.jobs import examples  # spaCy, jieba and onnxruntime
    from engine.jobs.indexing import own_embedder

    _tell(str(examples.write(chosen.out, own_embedder())))
    return 0


def _silence(line: str) -> None:
    """What the processes that don't lead tell."""


def _tell(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stderr.flush()


def _stop_once_asked() -> list[int]:
    """Filled by the first Ctrl-C or SIGTERM, so that the state is saved; a second one ends at once."""
    asked: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        asked.append(number)
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask)
    return asked


def _save(path: Path, trainer: Trainer, digest: str) -> None:
    state = trainer.state()
    checkpoint.save(path, checkpoint.Saved(state.tensors, {**state.facts, "data": digest}))


def _digest(data: Path, config: TrainConfig) -> str:
    """Of what a training must not change between two runs."""
    stat = data.stat()
    return hashlib.blake2b(repr((stat.st_size, stat.st_mtime_ns, config)).encode(), digest_size=8).hexdigest()


def _exam(
    videos: Sequence[EncodedVideo], pool: Sequence[EncodedVideo], rng: np.random.Generator, *, most: int = _EXAM
) -> list[Example]:
    """Examples of some videos, at most one each unless they are few; distractors come from ``pool``."""
    found: list[Example] = []
    for place in rng.permutation(len(videos)):
        if len(found) == most:
            break
        made = draw(videos[int(place)], pool=pool, taste=None, rng=rng, noise=Noise())
        if made is not None:
            found.append(made)
    return found


def _decisions(examples: Sequence[Example]) -> Iterator[list[int]]:
    """The words of each real choice, the taken one first; closed words by their number below zero."""
    for example in examples:
        flat = np.concatenate([x.words[:, 0] for x in example.sources.lattices])
        for allowed in example.choices:
            if len(allowed) > 1:
                yield [int(flat[a - CLOSED_ROOM]) if a >= CLOSED_ROOM else -a for a in allowed]


if __name__ == "__main__":
    sys.exit(main())
