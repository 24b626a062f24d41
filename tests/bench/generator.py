"""Does training the writer do something? Its nll beside baselines, its speed, and what it then writes.

    python -m tests.bench.generator [--library DIR | --videos N] [--seeds N]

``--library`` reads the lattices of a real library; without it some items of the corpus are parsed and
embedded first. Prints one line a figure and exits 1 where a bar is missed:

- held-out nll (nats a decision, importance-weighted bound) of the untrained network, of the best unigram over
  words at the same decisions, of the trained network, and of one trained and examined on shuffled sources
  (each sentence's words, shapes, vector and features replaced by those of a random sentence of another video
  of the batch; structure, decisions and taste as they were), for every seed;
- a training that was saved half-way and resumed equals one that was not;
- with the ratings turned round the chosen sentence differs in half of the videos that leave a choice;
- 500 blurbs for an independent checker of names and numbers; seconds for ten blurbs, best of 16.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from engine.blurbs.evidence import evidence, with_facts
from engine.blurbs.write import Writer, seed_of
from engine.generate import checkpoint
from engine.generate.dataset import EncodedVideo, Example, encode
from engine.generate.paths import CLOSED_ROOM
from engine.generate.train import TrainConfig, Trainer
from engine.records import Person, Vector, Video, VideoLattices
from tests.support.checker import ungrounded
from tests.support.data import shared

Shelf = list[tuple[Video, VideoLattices]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--library", type=Path)
    parser.add_argument("--videos", type=int, default=120, help="of the corpus, where no library is given")
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(1)
    shelf = from_library(options.library) if options.library else from_corpus(options.videos)
    shelf = [(video, told) for video, told in shelf if told.lattices]
    print(f"{len(shelf)} videos, {sum(len(told.lattices) for _, told in shelf)} lattices")
    videos = [encode(with_facts(told, video)) for video, told in shelf]
    missed = []
    for seed in range(options.seeds):
        missed += gains(videos, seed)
    missed += resumes(videos)
    trainer = Trainer(videos, config=TrainConfig.for_library(len(videos)), device="cpu")
    list(trainer.run())
    for name, networks in (("untrained", checkpoint.untrained()), ("trained", trainer.networks())):
        missed += writes(shelf, Writer(networks), name)
    print("missed: " + "; ".join(missed) if missed else "every bar is met")
    return 1 if missed else 0


def gains(videos: Sequence[EncodedVideo], seed: int) -> list[str]:
    """Held-out nll beside the baselines, for one seed."""
    config = TrainConfig.for_library(len(videos), seed=seed)
    trainer, before = Trainer(videos, config=config, device="cpu"), time.process_time()
    reports = list(trainer.run())
    seconds = time.process_time() - before
    shuffled = Trainer(videos, config=replace(config, shuffled=True), device="cpu")
    list(shuffled.run())
    unigram = Unigram(trainer.training_examples(1500)).best(trainer.held_out_examples())
    speed = tokens_per_second(trainer)
    print(
        f"seed {seed}: untrained {trainer.untrained_nll:.3f}  unigram {unigram:.3f}  "
        f"trained {trainer.held_out_nll:.3f}  shuffled {shuffled.held_out_nll:.3f}  "
        f"KL {np.mean([r.kl for r in reports[-20:]]):.2f} nats  "
        f"{len(reports)} steps in {seconds:.0f} s of one core, {speed:,.0f} target tokens/s"
    )
    missed = []
    if trainer.held_out_nll >= min(trainer.untrained_nll, unigram):
        missed.append(f"seed {seed}: training gains nothing")
    if shuffled.held_out_nll < unigram - 0.02:
        missed.append(f"seed {seed}: shuffled sources gain {unigram - shuffled.held_out_nll:.3f} over the unigram")
    return missed


def resumes(videos: Sequence[EncodedVideo]) -> list[str]:
    """A training cut in the middle, saved, loaded and ended, against one that was not cut."""
    config = replace(TrainConfig(), steps=12, evaluate_every=5, held_out_examples=32)
    whole = Trainer(videos, config=config, device="cpu")
    list(whole.run())
    missed = []
    for stop in (3, 7):
        part = Trainer(videos, config=config, device="cpu")
        steps = part.run()
        for _ in range(stop):
            next(steps)
        with tempfile.TemporaryDirectory() as folder:
            checkpoint.save(Path(folder) / "half", part.state())
            rest = Trainer(videos, config=config, device="cpu", resume=checkpoint.load(Path(folder) / "half"))
        list(rest.run())
        same = rest.state().model_version == whole.state().model_version
        print(f"resumed after step {stop}: {'equal' if same else 'DIFFERENT'}")
        missed += [] if same else [f"resumed after {stop} differs"]
    return missed


def writes(shelf: Shelf, writer: Writer, name: str) -> list[str]:
    """Grounding, turned-round ratings, variety and speed of what a writer writes."""
    missed = []
    tastes = [axis(shelf, k) for k in range(-(-500 // len(shelf)))]
    written = loose = quoted = 0
    texts: list[str] = []
    for k, taste in enumerate(tastes):
        for video, told in shelf:
            blurb = writer.write(told, video=video, taste_vector=taste, seed=seed_of(video.id, str(k)))
            held = [e.source.text for e in blurb.evidence]
            bad = [word for text in (blurb.hook, blurb.text) for word in ungrounded(text, held, video)]
            written, loose, quoted = written + 1, loose + bool(bad), quoted + blurb.quoted
            texts += [blurb.text] if k == 0 else []
            if bad:
                print(f"  ungrounded {bad} in {blurb.hook!r} | {blurb.text!r}")
    choice = turned = 0
    taste = tastes[0]
    for video, told in shelf:
        one, two = (
            writer.write(told, video=video, taste_vector=way * taste, seed=seed_of(video.id, "0")) for way in (1, -1)
        )
        if len({lattice.source.text for lattice in told.lattices}) > 1:
            choice += 1
            turned += one.evidence[0].source != two.evidence[0].source
    start = time.perf_counter()
    for video, told in shelf[:10]:
        writer.write(told, video=video, taste_vector=taste, seed=1)
    seconds = (time.perf_counter() - start) * 10 / min(len(shelf), 10)
    print(
        f"{name}: {written} blurbs, {loose} with something ungrounded, {quoted} quoted; "
        f"turned round {turned}/{choice}; distinct {len(set(texts))}/{len(texts)}; ten blurbs {seconds:.2f} s"
    )
    if loose:
        missed.append(f"{name}: {loose} ungrounded blurbs")
    if turned < choice / 2:
        missed.append(f"{name}: turned-round ratings change {turned} of {choice}")
    return missed


def axis(shelf: Shelf, place: int) -> Vector:
    """A taste such as a few ratings give: half of some videos liked, half disliked."""
    means = np.stack([told.vectors.mean(0) for _, told in shelf])
    sign = np.random.default_rng(place).choice([-1.0, 1.0], len(means))
    direction = sign @ (means - means.mean(0))
    return np.asarray(direction / np.linalg.norm(direction), np.float32)


def tokens_per_second(trainer: Trainer) -> float:
    """Target tokens of the likelihood stage for each second of one core, forward and backward."""
    examples = trainer.training_examples(64, stream=1)
    fresh = Trainer(trainer._train, config=replace(trainer.config, steps=4), device="cpu")
    start = time.process_time()
    for _ in zip(range(4), fresh.run(), strict=False):
        pass
    spent = time.process_time() - start
    return 4 * trainer.config.batch * float(np.mean([len(e.actions) for e in examples])) / spent


class Unigram:
    """The best that word counts alone can do at the same decisions.

    Each word has a worth, and the allowed ones share the probability by it. Tried are how often a word was
    taken, and how often it was taken of the times that it was offered, with several amounts of smoothing;
    the one that does best *on the held-out examples themselves* is taken, which flatters it.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        self._taken: Counter[int] = Counter()
        self._offered: Counter[int] = Counter()
        for words in _decisions(examples):
            self._taken[words[0]] += 1
            self._offered.update(set(words))

    def best(self, examples: Sequence[Example]) -> float:
        """Nats a decision."""
        decisions = list(_decisions(examples))
        ways = [(rate, smooth) for rate in (False, True) for smooth in (0.1, 0.3, 1.0, 3.0, 10.0, 100.0)]
        return min(self._nll(decisions, rate, smooth) for rate, smooth in ways)

    def _nll(self, decisions: Sequence[Sequence[int]], rate: bool, smooth: float) -> float:
        total = 0.0
        for words in decisions:
            worth = np.array([self._taken[w] + smooth for w in words])
            if rate:
                worth = worth / np.array([self._offered[w] + 3 * smooth for w in words])
            total -= float(np.log(worth[0] / worth.sum()))
        return total / max(len(decisions), 1)


def _decisions(examples: Sequence[Example]) -> Iterator[list[int]]:
    """The words of each real choice, the taken one first; closed words by their number below zero."""
    for example in examples:
        flat = np.concatenate([x.words[:, 0] for x in example.sources.lattices])
        for allowed in example.choices:
            if len(allowed) > 1:
                yield [int(flat[a - CLOSED_ROOM]) if a >= CLOSED_ROOM else -a for a in allowed]


# --- where the videos come from ----------------------------------------------------------------------------


def from_library(folder: Path) -> Shelf:
    """Videos and lattices of a library that Matinee has read."""
    from engine.index.embed import Embedder
    from engine.store.library import Library
    from engine.text import cuts

    with Library.open_for_reading(folder) as library:
        version = f"{cuts.VERSION}/{Embedder().model}"
        told = {lattices.video_id: lattices for lattices in library.read.all_lattices(version)}
        return [(video, told[video.id]) for video in library.read.videos() if video.id in told]


def from_corpus(count: int) -> Shelf:
    """Films, talks and Chinese lessons of the corpus, parsed and embedded now (about 8 a second)."""
    from engine.index.embed import Embedder
    from engine.text import cuts
    from engine.text.clean import plain
    from engine.text.sentences import sentences

    embedder = Embedder(threads=1)
    shelf = []
    for video in corpus_videos(count):
        chosen = evidence(video, description=sentences(plain(video.text), video.language))
        lattices = cuts.lattices(chosen, language=video.language)
        texts = [lattice.source.text for lattice in lattices]
        vectors = embedder.encode(texts) if texts else np.zeros((0, embedder.size), np.float32)
        shelf.append((video, VideoLattices(video.id, "bench", "1", tuple(lattices), vectors)))
    return shelf


def corpus_videos(count: int) -> list[Video]:
    """So many: six of ten films, a quarter talks, the rest Chinese; the same ones every time."""
    rng = np.random.default_rng(5)
    films = [
        Video(0, film["title"], "", "film", film["year"], float(rng.integers(70, 150) * 60), "en",
              film["extract"], genres=tuple(film["genres"][:2]),
              people=tuple(Person(name, "actor") for name in film["cast"][:3]))
        for file in sorted(shared("corpus/wikipedia-movies").glob("movies-19[5-9]0s.json"))
        for film in json.loads(file.read_text("utf-8"))
        if len(film.get("extract") or "") > 300
    ]  # fmt: skip
    talks = [
        Video(0, talk["title"], "", "talk", duration_s=talk["duration"], language="en", text=talk["description"],
              tags=tuple(talk["tags"][:3]), people=tuple(Person(name, "speaker") for name in talk["speakers"]))
        for talk in _lines(shared("corpus/pyvideo-talks") / "pyvideo_talks.jsonl")
        if talk["language"] == "eng" and len(talk["description"] or "") > 300
    ]  # fmt: skip
    lessons = [
        Video(0, item["title"], "", "lesson", language="zh", text=item["description"],
              people=tuple(Person(name, "speaker") for name in item.get("speakers", ())))
        for name in ("talks.jsonl", "lectures.jsonl")
        for item in _lines(shared("corpus/chinese") / name)
        if len(item["description"]) > 120
    ]  # fmt: skip
    shares = ((films, 0.6), (talks, 0.25), (lessons, 0.15))
    picked = [
        items[int(i)] for items, share in shares for i in rng.choice(len(items), int(share * count), replace=False)
    ]
    return [replace(video, id=place) for place, video in enumerate(picked, 1)]


def _lines(file: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    sys.exit(main())
