"""Adversarial rounds on titles of a corpus: lay them out, teach a rewarding discriminator, run, save each round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.blurbs.evidence import blurb_language, with_facts
from engine.blurbs.verify import length
from engine.blurbs.write import printed
from engine.errors import EnvironmentFault
from engine.generate import checkpoint
from engine.generate.adversarial import Rounds, RoundsConfig, Title
from engine.generate.dataset import BOUNDS, encode
from engine.generate.discriminator import DiscriminatorConfig, Judge, to_save
from engine.generate.paths import State
from engine.index.embed import Embedder
from engine.jobs import base, judging, marks
from engine.jobs.corpus import is_held_out, items, without_near_copies
from engine.jobs.judging import JudgingConfig
from engine.jobs.lattices import evidence_of, lattices_of, marked
from engine.records import Video, VideoLattices

KEPT = 0.2  # of the titles: they measure each round and teach nothing
LEAST_SENTENCES = 2  # with one there is hardly a choice
_READ = 6  # records of each collection that are read for a title: not every one has something to print
_MARKED = 1500  # lines that teach the rewarding discriminator
_APART = 1000  # what is added to the seed of the rewarding discriminator, so that it is no copy of the shipped one


def learn(
    corpus: Path,
    out: Path,
    *,
    seeds: Sequence[int],
    titles: int,
    rounds: int,
    embedder: Embedder,
    cancelled: Callable[[], bool] = lambda: False,
    tell: Callable[[str], None] = lambda line: None,
) -> bool:
    """Run the rounds of each seed and leave ``rounds-SEED.safetensors`` in ``out``; False where it was cancelled.

    The same call goes on behind the last round that was saved. Nothing is shipped: that is for the gate
    (``tests/bench/adversarial.py``) to say. Raises EnvironmentFault.
    """
    shipped = base.shipped("writer")
    if shipped is None:
        raise EnvironmentFault("no weights are shipped to begin with; train first")
    found = laid_out(corpus, titles, embedder=embedder, judge=base.judge(embedder.states))
    kept = int(KEPT * len(found))
    tell(f"{len(found) - kept} titles to write of, {kept} to measure on")
    lines, _ = judging.split(marks.marked_lines(marks.MARKS, corpus))
    apart = {title for title, _ in found[:kept]}
    lines = [line for line in lines if line.title not in apart]
    picked = np.random.default_rng(_APART).permutation(len(lines))[:_MARKED]
    lines = [lines[int(i)] for i in picked]
    lessons = judging.lessons(lines, read=embedder.states, encode=embedder.encode, seed=_APART, tell=tell)
    for seed in seeds:
        path = out / f"rounds-{seed}.safetensors"
        saved = checkpoint.load(path) if path.exists() else None
        config = RoundsConfig(seed=seed, rounds=rounds)
        fresh = saved if saved is not None else to_save(judging.fit(lessons, _rewarding(seed), tell=tell))
        learner = Rounds(
            [title for _, title in found[kept:]],
            [title for _, title in found[:kept]],
            config=config,
            base=shipped,
            discriminator=fresh,
            marked=lessons,
            read=embedder.states,
            resume=saved,
        )
        if not learner.done:
            tell("seed {}: before the rounds first mark {:.3f}, repeated {:.3f}".format(seed, *learner.examined()))
        for report in learner.run(cancelled=cancelled):
            checkpoint.save(path, learner.state())
            tell(f"seed {seed}, round {report.round} of {rounds}: reward {report.reward:.3f}, mark {report.mark:.3f}, "
                 f"repeated {report.repetition:.3f}, told apart {report.told_apart:.3f}; kept apart: first mark "
                 f"{report.kept_mark:.3f}, repeated {report.kept_repetition:.3f}")  # fmt: skip
        if learner.done < rounds:
            return False
    return True


def laid_out(corpus: Path, count: int, *, embedder: Embedder, judge: Judge | None) -> list[tuple[str, Title]]:
    """So many training titles, with their names: films, talks and Chinese in turn, the same ones every time."""
    read = items(corpus, limit=_READ * count, seed=0)
    videos = [x.video for x in without_near_copies(read) if not is_held_out(x.video.title)]
    order = np.random.default_rng(0).permutation(len(videos))
    groups: dict[str, list[Video]] = {"film": [], "talk": [], "zh": []}
    for video in (videos[int(i)] for i in order):
        if video.language[:2] in ("en", "zh"):
            groups["zh" if video.language[:2] == "zh" else "film" if video.kind == "film" else "talk"].append(video)
    sources = [_titles(group, embedder, judge) for group in groups.values()]
    found: list[tuple[str, Title]] = []
    while sources and len(found) < count:
        source = sources.pop(0)
        if (title := next(source, None)) is not None:
            found.append(title)
            sources.append(source)
    return found


def title_of(video: Video, lattices: VideoLattices) -> Title | None:
    """A video laid out for the rounds; None where its own sentences leave no choice."""
    full = with_facts(lattices, video)
    spoken = blurb_language(video, full.lattices)
    kept = [i for i, x in enumerate(full.lattices) if x.language == spoken and x.cuts]
    shown = replace(full, lattices=tuple(full.lattices[i] for i in kept), vectors=full.vectors[kept])
    chinese = spoken == "zh"
    low, high = BOUNDS["blurb", chinese]
    told = [(x.source.text, x.mark) for x in shown.lattices if x.source.kind != "fact"]
    if len(told) < LEAST_SENTENCES:
        return None
    own = tuple((text, mark) for text, mark in told if low <= length(text, chinese=chinese) <= high)
    title = Title(encode(shown), lambda clauses: printed(clauses, shown.lattices)[0], own)
    return title if title.paths.moves(State()) else None


def _titles(videos: Sequence[Video], embedder: Embedder, judge: Judge | None) -> Iterator[tuple[str, Title]]:
    for video in videos:
        lattices = lattices_of(evidence_of(video))
        if lattices:
            vectors = embedder.encode([lattice.source.text for lattice in lattices])
            plain = VideoLattices(video.id, "", "", marked(lattices, vectors, judge), vectors)
            if (title := title_of(video, plain)) is not None:
                yield video.title, title


def _rewarding(seed: int) -> JudgingConfig:
    """A smaller and shorter training than the shipped discriminator's, from other lines and other first weights."""
    return JudgingConfig(discriminator=DiscriminatorConfig(readers=1), seed=seed + _APART, epochs=3)
