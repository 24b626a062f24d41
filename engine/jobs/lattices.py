"""From a video's texts to what may be printed of them: the one way for a library and for a corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.blurbs.evidence import evidence
from engine.generate.discriminator import Judge
from engine.records import Cue, Lattice, Note, Source, Vector, Video
from engine.text import cuts
from engine.text.clean import prose
from engine.text.language import language
from engine.text.sentences import sentences


def evidence_of(video: Video, *, cues: Sequence[Cue] = (), note: Note | None = None) -> list[tuple[Source, str]]:
    """The sentences of a video that are worth parsing, each with its language."""
    spoken = language(video.text)
    sources = evidence(
        video,
        description=sentences(prose(video.text), spoken),
        note_sentences=sentences(note.text) if note else (),
        note_id=note.id if note else None,
        cues=_told_in(spoken, cues),
    )
    # Cues and notes may be in other languages than the description.
    return [
        (source, spoken if source.kind in ("description", "tagline") else language(source.text)) for source in sources
    ]


def lattices_of(sources: Sequence[tuple[Source, str]]) -> tuple[Lattice, ...]:
    """The lattices of those of a video's sentences of which something may be printed, in their order.

    The sentences of one language go to the cutter together: neighbours tell it what leans on them.
    """
    found: dict[int, Lattice] = {}
    for spoken in dict.fromkeys(spoken for _, spoken in sources):
        group = [source for source, other in sources if other == spoken]
        found |= {id(lattice.source): lattice for lattice in cuts.lattices(group, language=spoken)}
    return tuple(found[id(source)] for source, _ in sources if id(source) in found)


def marked(lattices: Sequence[Lattice], vectors: Vector, judge: Judge | None) -> tuple[Lattice, ...]:
    """The lattices of one video with the marks of their fullest cuts. ``vectors``: (L, D) of their sentences."""
    if judge is None or not lattices:
        return tuple(lattices)
    marks, _ = judge([lattice.spell(lattice.cuts[0]) for lattice in lattices], vectors.mean(0))
    return tuple(replace(x, mark=round(float(mark), 2)) for x, mark in zip(lattices, marks, strict=True))


def _told_in(spoken: str, cues: Sequence[Cue]) -> list[Cue]:
    """The lines of one subtitle track: of the first in the description's language, else of the first."""
    tracks: dict[int | None, list[Cue]] = {}
    for cue in cues:
        tracks.setdefault(cue.track_id, []).append(cue)
    same = (lines for lines in tracks.values() if language(" ".join(cue.text for cue in lines[:40])) == spoken)
    return next(same, next(iter(tracks.values()), []))
