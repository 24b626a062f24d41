"""The product's own way from a video to a blurb: evidence, lattices, vectors, writer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from engine.blurbs.write import Writer, seed_of
from engine.errors import EnvironmentFault
from engine.generate import checkpoint
from engine.generate.discriminator import Judge
from engine.generate.int8 import quick
from engine.index.embed import Embedder
from engine.jobs import base
from engine.jobs.lattices import evidence_of, lattices_of, marked
from engine.records import Blurb, Source, Vector, Video, VideoLattices

PROFILE = "bench"
NOTHING = Blurb("", "", ())


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A video laid out for writing."""

    video: Video
    sentences: tuple[Source, ...]
    lattices: VideoLattices


def writer(judge: Judge | None = None, *, untrained: bool = False) -> Writer:
    """With the shipped weights, where there are any; ``untrained``: with those of the first day, and no judge.

    The one place that makes a Writer.
    """
    saved = None if untrained else base.shipped("writer")
    return Writer(quick(checkpoint.networks(saved) if saved else checkpoint.untrained()), judge)


def author(*, threads: int = 1, untrained: bool = False) -> Author:
    """Somebody who has read nothing yet. Raises EnvironmentFault where there is no embedding model."""
    embedder = Embedder(threads=threads)
    judge = None if untrained else base.judge(embedder.states)
    return Author(embedder, writer(judge, untrained=untrained), judge)


@cache
def is_trained() -> bool:
    """Whether weights are shipped; without them ours is untrained too."""
    return base.shipped("writer") is not None or "discriminator" in base.manifest()


@dataclass(eq=False)
class Author:
    """Lays out and writes; a bug met on the way is kept as a line of ``failures`` and writes nothing."""

    embedder: Embedder
    writer: Writer
    judge: Judge | None = None
    failures: list[str] = field(default_factory=list)

    def lay_out(self, video: Video) -> Told:
        """Parse and embed what may be said of a video."""
        try:
            evidence = evidence_of(video)
            lattices = lattices_of(evidence)
            vectors = self.embedder.encode([lattice.source.text for lattice in lattices])
            lattices = marked(lattices, vectors, self.judge)
            sentences = tuple(source for source, _ in evidence)
        except EnvironmentFault:
            raise
        except Exception as bug:  # what a measurement is for: the others go on
            self._failed("laying out", video, bug)
            lattices, vectors, sentences = (), np.zeros((0, 0), np.float32), ()
        return Told(video, sentences, VideoLattices(video.id, PROFILE, "", lattices, vectors))

    def write(self, told: Told, *, taste: Vector | None = None, state: str = PROFILE) -> Blurb:
        """A video's blurb for a state of the profile; empty where the writer failed."""
        try:
            return self.writer.write(
                told.lattices if self.judge else _without_marks(told.lattices),
                video=told.video,
                taste_vector=taste,
                seed=seed_of(told.video.id, state),
                sentences=told.sentences,
            )
        except EnvironmentFault:
            raise
        except Exception as bug:
            self._failed("writing", told.video, bug)
            return NOTHING

    def write_all(self, shelf: Sequence[Told]) -> list[Blurb]:
        return [self.write(told) for told in shelf]

    def _failed(self, what: str, video: Video, bug: Exception) -> None:
        self.failures.append(f"{what} {video.title[:60]!r} ({video.language or '?'}): {type(bug).__name__}: {bug}")


def _without_marks(told: VideoLattices) -> VideoLattices:
    """As they are where no judge has read them."""
    return replace(told, lattices=tuple(replace(lattice, mark=0.0) for lattice in told.lattices))
