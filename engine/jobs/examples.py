"""Blurbs of the demo library beside their sources, uncurated, for the model card."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine import demo
from engine.blurbs.write import Writer, seed_of
from engine.generate import checkpoint
from engine.generate.int8 import quick
from engine.index.embed import Embedder
from engine.jobs import base
from engine.jobs.lattices import evidence_of, lattices_of, marked
from engine.records import Blurb, Person, Video, VideoLattices

FILE = "EXAMPLES.md"


def library() -> list[Video]:
    """The videos of the demo library that have a text; ids run from 1."""
    told = [said for said in demo.videos() if said.text]
    return [
        Video(
            number,
            said.title,
            said.path,
            kind="film",
            year=said.year,
            duration_s=float(said.seconds),
            language=said.language,
            text=said.text,
            series=said.series,
            season=said.season,
            episode=said.episode,
            genres=said.genres,
            tags=said.tags,
            people=(
                *(Person(name, "director") for name in said.directors),
                *(Person(name, "actor") for name in said.actors),
            ),
        )
        for number, said in enumerate(told, 1)
    ]


def write(folder: Path, embedder: Embedder) -> Path:
    """Write what the shipped weights say of every video of the demo library, with no taste known."""
    rows = [
        f"## {video.title}\n\n> {' '.join(video.text.split())}\n\n"
        + (f"**{blurb.hook}**  \n" if blurb.hook else "")
        + blurb.text
        + (" *(quoted)*" if blurb.quoted else "")
        for video, blurb in written(folder, embedder)
    ]
    path = folder / FILE
    path.write_text("\n\n".join((_HEAD, *rows)) + "\n", "utf-8")
    return path


def written(folder: Path, embedder: Embedder) -> Iterator[tuple[Video, Blurb]]:
    """Each video with its blurb, made the way a library's is."""
    judge, saved = base.judge(embedder.states, folder), base.shipped("writer", folder)
    writer = Writer(quick(checkpoint.networks(saved) if saved else checkpoint.untrained()), judge)
    for video in library():
        evidence = evidence_of(video)
        lattices = lattices_of(evidence)
        vectors = embedder.encode([lattice.source.text for lattice in lattices])
        told = VideoLattices(video.id, "examples", "", marked(lattices, vectors, judge), vectors)
        sentences = [source for source, _ in evidence]
        yield (
            video,
            writer.write(told, video=video, taste_vector=None, seed=seed_of(video.id, "examples"), sentences=sentences),
        )


_HEAD = """\
# What the shipped weights write of the demo library

Every video of our own demo library, none left out: its description, and under it the hook (where there is one) and the
blurb that the weights beside this file write with no taste known. Made by `python -m engine.jobs.pretrain show`."""
