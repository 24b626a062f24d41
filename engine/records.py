"""Frozen records that cross the walls between the engine's parts, its processes and the window.

Rows and dicts stay inside ``store/``; everything that leaves it, or comes to it, is one of these.
Vectors are numpy float32 arrays, compared by identity (``eq=False`` where one is held).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector = npt.NDArray[np.float32]
else:
    Vector = Any  # the window paints its first page before it needs numpy

VideoKind = Literal["film", "episode", "talk", "lesson", "clip", "video"]
TrackKind = Literal["video", "audio", "subtitle"]
SourceKind = Literal["description", "tagline", "note", "cue", "fact"]
Mark = Literal["watched", "unwatched", "hidden", "later", "shown"]  # shown: ends hidden and later

# --- files -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a video is: its size and a hash of its first and last 64 KiB (never its path)."""

    size_bytes: int
    digest: str


@dataclass(frozen=True, slots=True)
class Root:
    """A folder that the person added."""

    id: int
    path: str
    online: bool = True


@dataclass(frozen=True, slots=True)
class FileStamp:
    """One file as a directory walk sees it, without opening it."""

    path: str
    size_bytes: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What the store remembers of a file, so that an unchanged one costs nothing.

    ``sidecars`` are the stamps of everything that was read beside it.
    """

    stamp: FileStamp
    video_id: int
    sidecars: frozenset[FileStamp] = frozenset()


# --- what is read from a file ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle line with its times."""

    start_ms: int
    end_ms: int
    text: str
    id: int | None = None
    track_id: int | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """One stream of a file, or one subtitle file beside it (then ``path`` is set).

    ``cues`` is None while a subtitle has not been read (embedded text waits for its own stage), and
    empty when it holds no text (``is_text`` False: pictures, which Matinee cannot read).
    """

    kind: TrackKind
    index: int
    codec: str = ""
    language: str = ""
    title: str = ""
    is_default: bool = False
    is_forced: bool = False
    is_text: bool = True
    path: str | None = None
    width: int | None = None
    height: int | None = None
    channels: int | None = None
    cues: tuple[Cue, ...] | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A named part of a video."""

    start_s: float
    end_s: float
    title: str


@dataclass(frozen=True, slots=True)
class Probe:
    """What PyAV tells of a file: length, streams, chapters, embedded tags."""

    container: str
    duration_s: float | None
    tracks: tuple[Track, ...]
    chapters: tuple[Chapter, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named by the metadata. ``role`` is "director", "actor", "writer", "speaker" ..."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Description:
    """What one source (sidecar, embedded tags, file name) says of a video. Empty means "not said"."""

    title: str = ""
    year: int | None = None
    kind: VideoKind | None = None
    text: str = ""
    tagline: str = ""
    series: str = ""
    season: int | None = None
    episode: int | None = None
    language: str = ""
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    user_rating: float | None = None  # stars 0.5 to 5, where a sidecar holds the person's own
    ids: tuple[str, ...] = ()  # in catalogues of films: "imdb:tt0113277", "tmdb:949", "tmdb-episode:62161"


@dataclass(frozen=True, slots=True)
class Pictures:
    """The JPEG files made of a video, as names inside the library's ``pictures`` folder."""

    poster: str | None = None
    sheet: str | None = None
    sheet_times_s: tuple[float, ...] = ()


# --- what job processes hand to the writer (each is one kind of record in a Batch) ------------------


@dataclass(frozen=True, slots=True)
class ScannedVideo:
    """A readable file with everything that the first look at it told."""

    root_id: int
    file: FileStamp
    fingerprint: Fingerprint
    probe: Probe
    description: Description
    tracks: tuple[Track, ...]  # of the file and of its sidecars; sidecar subtitles with their cues
    sidecars: frozenset[FileStamp]
    pictures: Pictures


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file that could not be used, with the reason in one line."""

    root_id: int
    file: FileStamp
    fingerprint: Fingerprint
    reason: str


@dataclass(frozen=True, slots=True)
class RootSeen:
    """A walk of one root is complete: files that it did not meet are gone (or moved)."""

    root_id: int
    online: bool
    paths: frozenset[str] | None  # every video file met; None when the root could not be read


@dataclass(frozen=True, slots=True)
class TrackCues:
    """The lines of one embedded text track (read once; a rescan never repeats it)."""

    track_id: int
    cues: tuple[Cue, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Embedding:
    """A video's vector under one model. ``text_hash`` says which text it stands for."""

    video_id: int
    model: str
    vector: Vector  # (D,) float32, unit length
    text_hash: str


@dataclass(frozen=True, slots=True, eq=False)
class NoteSentence:
    """One sentence of a note, as the profile sees it.

    ``sign`` runs from -1 (against) to 1 (for); ``certainty`` from 0 to 1.
    """

    text: str
    sign: float
    certainty: float
    vector: Vector  # (D,) float32, unit length


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note made into sentences by a job process."""

    note_id: int
    model: str
    sentences: tuple[NoteSentence, ...]


# --- what a person says ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rating:
    """Stars, 0.5 to 5; None clears. Every change is kept."""

    video_id: int
    stars: float | None
    rated_at: float  # Unix seconds


@dataclass(frozen=True, slots=True)
class Note:
    """A person's words about a video: its newest text, with the sentences once they are read."""

    id: int
    video_id: int
    text: str
    written_at: float
    sentences: tuple[NoteSentence, ...] | None = None


@dataclass(frozen=True, slots=True)
class Play:
    """One sitting. ``fraction`` is how far it went, 0 to 1."""

    video_id: int
    started_at: float
    position_s: float
    fraction: float


# --- what a profile is made of: with Rating and Note, the stream that ``Reader.signals`` gives --------------


@dataclass(frozen=True, slots=True)
class Finished:
    """A sitting went to the end (90 %), or the video was marked as watched. ``at``: Unix seconds, as below."""

    video_id: int
    at: float


@dataclass(frozen=True, slots=True)
class Replayed:
    """A video that was finished before was finished again, at another time."""

    video_id: int
    at: float


@dataclass(frozen=True, slots=True)
class Abandoned:
    """A video was left at ``at_s`` (``fraction`` of it) and not touched for 14 days, which end at ``at``."""

    video_id: int
    at: float
    at_s: float
    fraction: float


@dataclass(frozen=True, slots=True)
class Unwatched:
    """The video counts as not seen from here on; what was said of it before stands."""

    video_id: int
    at: float


@dataclass(frozen=True, slots=True)
class Hidden:
    """ "Never": not to be suggested again."""

    video_id: int
    at: float


@dataclass(frozen=True, slots=True)
class Later:
    """ "Not now"."""

    video_id: int
    at: float


@dataclass(frozen=True, slots=True)
class Shown:
    """Ends Hidden and Later."""

    video_id: int
    at: float


Signal = Rating | Note | Finished | Replayed | Abandoned | Unwatched | Hidden | Later | Shown

# --- what a person said, as it travels between programs and libraries ----------------------------------------
#
# ``at`` is when it was said (Unix seconds; None where a file does not tell), ``learned_at`` when this library
# came to know it, where that was later.


@dataclass(frozen=True, slots=True)
class Stars:
    """Half stars up to 5; None: cleared. ``by_sidecar``: found in an .nfo, and no more than a proposal."""

    stars: float | None
    at: float | None
    learned_at: float | None = None
    by_sidecar: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A note; an empty one was cleared."""

    text: str
    at: float | None
    learned_at: float | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A viewing, ``fraction`` of the video long."""

    at: float
    position_s: float = 0.0
    fraction: float = 1.0
    learned_at: float | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark as the person set it."""

    mark: Mark
    at: float | None
    learned_at: float | None = None


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag of the person's own; ``removed``: one of a sidecar that was taken off."""

    name: str
    at: float
    removed: bool = False


Said = Stars | Words | Sitting | Marked | Tagged


@dataclass(frozen=True, slots=True)
class Mention:
    """A video as a file names it, with what the person said of it.

    ``titles`` are the names that it may have, the first to be shown. ``is_series``: a whole series is meant.
    """

    place: str  # in the file: "ratings.csv, line 12"
    titles: tuple[str, ...]
    said: tuple[Said, ...]
    year: int | None = None
    kind: VideoKind | None = None
    series: str = ""
    season: int | None = None
    episode: int | None = None
    is_series: bool = False
    ids: tuple[str, ...] = ()
    contents: tuple[Fingerprint, ...] = ()


@dataclass(frozen=True, slots=True)
class Misread:
    """A place of a file that could not be used, or not all of it, and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportFile:
    """What was read from a file of another program (or of Matinee: then ``origin`` is "matinee")."""

    origin: Literal["letterboxd", "imdb", "trakt", "csv", "matinee"]
    mentions: tuple[Mention, ...]
    misread: tuple[Misread, ...] = ()
    silent: int = 0  # rows that name a video and say nothing of it
    scale: str = ""  # how its ratings were read
    best: int | None = None  # the best rating of that scale; None where there is none, or no single one


# What becomes of the stars of a video that was rated here otherwise: the newer ones stand, or mine, or theirs.
RatedHere = Literal["newer", "mine", "theirs"]


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What one place of a file means: a video, or none and why. ``candidates`` may be it: those among which title and
    year do not decide or, ``is_near``, one of which only the title is much like."""

    mention: Mention
    video_id: int | None
    reason: str = ""
    candidates: tuple[int, ...] = ()
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class TwoStars:
    """The stars of a video here and in a file; ``newer`` is one of them."""

    mine: float
    theirs: float
    newer: float


@dataclass(frozen=True, slots=True)
class ImportSurvey:
    """A file of another program beside the library, before anything is imported.

    ``titles`` name the videos that rows mean or may mean; ``news`` are those of which the file says something new, and
    ``rated_here`` those that the person gave other stars here.
    """

    file: str  # its name
    origin: str
    scale: str  # how its ratings were read, and the best rating, as in ImportFile
    best: int | None
    rows: tuple[ImportRow, ...]
    misread: tuple[Misread, ...]
    silent: int
    titles: Mapping[int, str]
    news: frozenset[int]
    rated_here: Mapping[int, TwoStars]


@dataclass(frozen=True, slots=True)
class Import:
    """An import that a library has had; ``said`` counts what it added and what still stands."""

    id: int
    origin: str
    file: str
    imported_at: float
    said: int


# --- a video as the store tells it ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Video:
    """A row of the library: what a list, a card or the command line shows."""

    id: int
    title: str
    path: str
    kind: VideoKind = "video"
    year: int | None = None
    duration_s: float | None = None
    language: str = ""
    text: str = ""
    tagline: str = ""
    series: str = ""
    season: int | None = None
    episode: int | None = None
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    stars: float | None = None
    note: str = ""
    watched: bool = False
    hidden: bool = False
    later_until: float | None = None  # "not now": left out of suggestions until then (Unix seconds)
    resume_s: float | None = None
    added_at: float = 0.0
    status: str = "ok"  # "ok", "offline" or "unreadable: why"
    pictures: Pictures = Pictures()


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a table tells of a video's file beside its row; None where it is not known."""

    size_bytes: int | None = None
    height: int | None = None  # of the picture, in its own pixels


@dataclass(frozen=True, slots=True)
class VideoDetail:
    """Everything known of one video."""

    video: Video
    fingerprint: Fingerprint
    files: tuple[str, ...]
    tracks: tuple[Track, ...]
    chapters: tuple[Chapter, ...]
    ratings: tuple[Rating, ...]  # every change, oldest first
    notes: tuple[Note, ...]  # every version, oldest first
    plays: tuple[Play, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A search hit: a title, a description, a note or a spoken line."""

    video_id: int
    title: str
    text: str
    start_s: float | None
    score: float
    source: Literal["title", "description", "note", "cue"]


# --- blurbs ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence of evidence and where it stands."""

    kind: SourceKind
    text: str
    start_s: float | None = None  # of a cue
    id: int | None = None  # of the cue or note


@dataclass(frozen=True, slots=True)
class Lattice:
    """The word sequences that may be printed of one evidence sentence: its grammatical cuts.

    ``tokens[:own]`` are the words of the sentence in order; those after it were added by mending ("An",
    "Follows", a capital), and ``origin[i]`` names the own word that token ``i`` stands for (-1: none).
    ``spaces[i]`` says whether a space stands before token ``i`` when it is not the first. Each cut is a
    tuple of token indices and reads as a whole sentence. ``cuts[0]`` is the fullest one, and ``mark`` says how
    well that would do on a card: 1 nobody would print it ... 5 it makes one want to watch; 0 nobody judged it.
    """

    source: Source
    language: str
    tokens: tuple[str, ...]
    spaces: tuple[bool, ...]
    own: int
    origin: tuple[int, ...]
    cuts: tuple[tuple[int, ...], ...]
    mark: float = 0.0

    def spell(self, cut: tuple[int, ...]) -> str:
        """The printed form of a cut."""
        return "".join((" " if place and self.spaces[i] else "") + self.tokens[i] for place, i in enumerate(cut))


@dataclass(frozen=True, slots=True, eq=False)
class VideoLattices:
    """All lattices of one video, made once and kept. ``vectors`` holds one row per lattice."""

    video_id: int
    version: str  # of the cutter and the embedding model
    text_hash: str  # of the evidence that they were made from
    lattices: tuple[Lattice, ...]
    vectors: Vector  # (L, D) float32, unit length


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the database knows, with the forms in which it may be printed (1994: 1994, 1990s)."""

    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One clause of a blurb and the sentence that holds it."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Blurb:
    """A hook and a blurb, each clause tied to its source. ``quoted``: plain text of the video's own."""

    hook: str
    text: str
    evidence: tuple[Evidence, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class WrittenBlurb:
    """A blurb as stored: which model wrote it, for which state of the profile."""

    video_id: int
    model_version: str
    profile_version: str
    blurb: Blurb


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a video stands where it stands: true by construction.

    ``kind``: "rated" (a rated video is near), "note" (a note sentence is near), "feature" (genre, person,
    series), "new" (little is known), "mixed" (no ratings yet), "mood" (the words of the mood dial are near).
    """

    kind: Literal["rated", "note", "feature", "new", "mixed", "mood"]
    text: str
    video_id: int | None = None
    quote: str = ""
    stars: float | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One place of the ranked list."""

    rank: int
    video_id: int
    title: str
    path: str
    score: float
    uncertainty: float
    reasons: tuple[Reason, ...]
    blurb: Blurb | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One saved state of the generator. ``path`` is relative to the library's ``models`` folder."""

    path: str
    model_version: str
    step: int
    nll: float
    finished: bool
    created_at: float
    id: int | None = None
