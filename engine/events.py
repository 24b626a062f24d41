"""What is asked of a job process, and what it sends back.

A task goes one way and Progress, Trouble, Batch, Done and Failed come the other; the writer answers every Batch
with the Changes that it made. All of it is frozen and picklable.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from engine.records import (
    Checkpoint,
    Embedding,
    ImportSurvey,
    ReadNote,
    RootSeen,
    ScannedVideo,
    TrackCues,
    UnreadableFile,
    Vector,
    VideoLattices,
    WrittenBlurb,
)

if TYPE_CHECKING:
    from engine.mood import Mood

# --- tasks -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scan:
    """Index what is new or changed under every root: files, then embeddings, then embedded subtitles."""

    subtitles: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Train:
    """Fit the generator to this library and person. ``minutes`` bounds the time; None: until it is done.

    ``taste`` is the profile's vector (D,), None while nothing is known.
    """

    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    minutes: float | None = None
    seed: int = 0
    taste: Vector | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Write:
    """Write the missing blurbs of these videos, in this order, for one state of the profile."""

    video_ids: tuple[int, ...]
    profile_version: str = ""
    taste: Vector | None = None  # (D,)


@dataclass(frozen=True, slots=True)
class ReadNotes:
    """Make every note that has no sentences yet into sentences with sign and vector."""


@dataclass(frozen=True, slots=True)
class MakeDemo:
    """Draw and write the demo library into this folder."""

    folder: str


@dataclass(frozen=True, slots=True)
class Export:
    """Write all that the person said of their videos to this file."""

    file: str


@dataclass(frozen=True, slots=True)
class LookInto:
    """Tell what an import of this file, of Matinee or of another program, would bring, and change nothing:
    ``Done.answer`` is an ImportSurvey.

    ``origin`` and ``best`` as ``read_import`` takes them; None: found out.
    """

    file: str
    origin: Literal["letterboxd", "imdb", "trakt", "csv"] | None = None
    best: int | None = None


@dataclass(frozen=True, slots=True)
class ReadMood:
    """Find out what the words of a mood mean: ``Done.answer`` is a Mood, or None for no words."""

    words: str


Task = Scan | Train | Write | ReadNotes | MakeDemo | Export | LookInto | ReadMood

# --- what comes back ------------------------------------------------------------------------------------

BatchRecord = (
    ScannedVideo
    | UnreadableFile
    | RootSeen
    | TrackCues
    | Embedding
    | ReadNote
    | VideoLattices
    | WrittenBlurb
    | Checkpoint
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage is. ``total`` 0: not known yet. ``value`` and ``held_out`` carry figures to plot: the loss of
    a training's step, and of the held-out videos where it was just measured, in nats a decision."""

    # "walk", "index", "embed", "subtitles", "notes", "parse", "train", "write", "demo"; "paused", "battery": it waits
    stage: str
    done: int
    total: int
    rate_per_s: float | None = None
    left_s: float | None = None
    value: float | None = None
    text: str = ""  # what is being worked on: a file name, a title
    held_out: float | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something went wrong, and the task goes on without it. ``what``: a file or folder; "": the process itself."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Finished work for the writer. One batch is one transaction."""

    records: tuple[BatchRecord, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The task ended well. ``counts`` sums up what was done, for one line of text; ``answer`` is what was asked."""

    counts: dict[str, int] = field(default_factory=dict)
    cancelled: bool = False
    answer: ImportSurvey | Mood | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """The task ended with an error. ``fault``: the machine's or the person's (one line); else a bug."""

    message: str
    fault: bool
    details: str = ""


JobEvent = Progress | Trouble | Batch | Done | Failed


@dataclass(frozen=True, slots=True)
class Changes:
    """What one committed command changed, so that views refresh only what they show."""

    videos: frozenset[int] = frozenset()  # rows added or altered
    roots: bool = False
    ratings: frozenset[int] = frozenset()  # videos whose stars, marks or plays changed
    notes: frozenset[int] = frozenset()  # videos whose note text or read sentences changed
    tags: frozenset[int] = frozenset()
    cues: frozenset[int] = frozenset()
    embeddings: frozenset[int] = frozenset()
    blurbs: frozenset[int] = frozenset()
    forgotten: frozenset[int] = frozenset()  # videos of which all that was said is gone for good
    checkpoints: bool = False

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


def merged(changes: Iterable[Changes]) -> Changes:
    """What all of these changed."""
    every = tuple(changes)
    none = Changes()
    found: dict[str, Any] = {}
    for name in Changes.__slots__:
        values = [getattr(one, name) for one in every]
        found[name] = any(values) if isinstance(getattr(none, name), bool) else frozenset().union(*values)
    return Changes(**found)
