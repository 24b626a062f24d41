"""500 blurbs of the demo library's texts, before an independent judge of names and numbers."""

from collections.abc import Sequence

import numpy as np
import pytest

from engine import demo
from engine.blurbs.write import Writer, seed_of
from engine.generate import checkpoint
from engine.generate.discriminator import Judge
from engine.index.embed import Embedder
from engine.jobs import base
from engine.jobs.lattices import evidence_of, lattices_of, marked
from engine.paths import EMBEDDER
from engine.records import Cue, Person, Source, Video, VideoLattices
from tests.support.checker import ungrounded

TASTES = 13


def shelf() -> list[tuple[Video, list[Cue]]]:
    """The demo's videos as a scan would store them."""
    videos = []
    for number, said in enumerate(demo.videos(), 1):
        people = [(name, "director") for name in said.directors] + [(name, "actor") for name in said.actors]
        about = Video(
            number,
            said.title,
            said.path,
            kind="film",
            year=said.year,
            duration_s=float(said.seconds),
            text=said.text,
            series=said.series,
            season=said.season,
            episode=said.episode,
            genres=tuple(said.genres),
            tags=tuple(said.tags),
            people=tuple(Person(*person) for person in people),
        )
        cues = [
            Cue(1000 * at, 1000 * at + 900, line, number * 100 + at, number * 10 + track)
            for track, subtitles in enumerate(said.subtitles)
            for at, line in enumerate(subtitles.lines)
        ]
        videos.append((about, cues))
    return videos


def lay_out(
    video: Video, cues: Sequence[Cue], embedder: Embedder, judge: Judge | None
) -> tuple[VideoLattices, list[Source]]:
    sources = evidence_of(video, cues=cues)
    lattices = lattices_of(sources)
    vectors = embedder.encode([lattice.source.text for lattice in lattices])
    lattices = marked(lattices, vectors, judge)
    return VideoLattices(video.id, "test", "test", lattices, vectors), [source for source, _ in sources]


@pytest.mark.skipif(not EMBEDDER.exists(), reason="the embedding model is not built")
def test_five_hundred_blurbs_hold_no_name_or_number_of_their_own() -> None:
    embedder, saved = Embedder(), base.shipped("writer")
    judge = base.judge(embedder.states)
    writer = Writer(checkpoint.networks(saved) if saved else checkpoint.untrained(), judge)
    tastes = np.random.default_rng(5).standard_normal((TASTES, embedder.size)).astype(np.float32)
    written, texts = 0, set()
    for video, cues in shelf():
        lattices, sources = lay_out(video, cues, embedder, judge)
        held = [video.text, *(cue.text for cue in cues)]
        for number, taste in enumerate(tastes):
            seed = seed_of(video.id, str(number))
            blurb = writer.write(lattices, video=video, taste_vector=taste, seed=seed, sentences=sources)
            assert not ungrounded(blurb.text, held, video), blurb
            assert not ungrounded(blurb.hook, held, video), blurb
            assert blurb.evidence
            written += 1
            texts.add(blurb.text)
    assert written >= 500
    assert len(texts) > 100  # another taste, another text
