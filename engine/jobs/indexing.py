"""The task that indexes: scan folders, embed texts, read embedded subtitles."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from engine import settings
from engine.errors import InvalidMedia
from engine.events import Done, Progress, Scan, Trouble
from engine.index import scan as scanning
from engine.index.embed import Embedder, text_of
from engine.index.identify import stand_in
from engine.index.probe import read_text_tracks
from engine.jobs.outbox import Outbox, Pace, batches
from engine.jobs.suspects import GIVEN_UP, Suspects
from engine.paths import EMBEDDER, LibraryPaths
from engine.records import Cue, Embedding, Root, ScannedVideo, Track, TrackCues, UnreadableFile
from engine.store.library import Library

STORE_ROWS = 640  # a batch is a transaction that a rating may have to wait for
VIDEO_ROWS = 80  # what a video weighs, in rows of cues
EMBED_ROWS = 64
CUES_READ = 400  # of a video, for its vector


def scan(task: Scan, library: Library, outbox: Outbox) -> Done:
    """Index what is new or changed, then embed it, then read embedded subtitles and embed those videos again."""

    def walked(met: int) -> None:
        outbox.send(Progress("walk", met, 0))
        outbox.rest()

    counts = {"new": 0, "unchanged": 0, "unreadable": 0, "embedded": 0, "subtitles": 0}
    with closing(Suspects(library.paths.scan_journal)) as suspects:
        for root in library.read.roots():
            survey = scanning.survey(
                root,
                library.read.known_files(root.id),
                cancelled=outbox.cancelled,
                on_progress=walked,
            )
            for problem in survey.problems:
                folder, _, reason = problem.rpartition(": ")
                outbox.send(Trouble(folder, reason))
            counts["unchanged"] += len(survey.seen.paths or ()) - len(survey.todo)
            pace = Pace("index", len(survey.todo), outbox)
            for records in batches(_read_files(survey, root, suspects, library, outbox), STORE_ROWS, weight=_rows):
                outbox.store(*records)
                counts["new"] += len(records)
                for record in records:
                    if isinstance(record, UnreadableFile):
                        counts["unreadable"] += 1
                        outbox.send(Trouble(record.file.path, record.reason))
                with suspects.resting():
                    outbox.rest()
                pace.step(len(records), text=Path(records[-1].file.path).name)
            outbox.store(survey.seen)  # last: a moved file is known in its new place before the old one is gone
        outbox.settle()
        counts["embedded"] = _embed(library, outbox)
        if task.subtitles:
            counts["subtitles"] = _read_subtitles(library, suspects, outbox)
            if counts["subtitles"]:
                counts["embedded"] += _embed(library, outbox)
    return Done(counts)


def _read_files(
    survey: scanning.Survey, root: Root, suspects: Suspects, library: Library, outbox: Outbox
) -> Iterator[ScannedVideo | UnreadableFile]:
    """A record of every file to be read; those that may have ended a process before are read alone."""
    given_up, alone, others = suspects.part(survey.todo)
    yield from (UnreadableFile(root.id, found.file, stand_in(found.file), GIVEN_UP) for found in given_up)
    for group, one_by_one in (*(([found], True) for found in alone), (others, False)):
        todo = suspects.opening(group, alone=one_by_one)
        for record in scanning.index(todo, root, library.paths.pictures, cancelled=outbox.cancelled):
            suspects.read(record.file.path)
            yield record


def _rows(record: ScannedVideo | UnreadableFile) -> int:
    tracks = record.tracks if isinstance(record, ScannedVideo) else ()
    return VIDEO_ROWS + sum(len(track.cues or ()) for track in tracks)


def _embed(library: Library, outbox: Outbox) -> int:
    """Give every video that lacks one its vector; how many."""
    embedder = chosen_embedder(library.paths)
    left = library.read.to_embed(embedder.model)
    pace = Pace("embed", len(left), outbox)
    for ids in batches(left, EMBED_ROWS):
        outbox.check()
        reader = library.read
        versions = [reader.text_version(video_id) for video_id in ids]
        texts = [text_of(video, reader.cues(video.id, CUES_READ)) for video in reader.videos(ids=ids)]
        vectors = embedder.encode(texts)
        rows = zip(ids, versions, vectors, strict=True)
        outbox.store(*(Embedding(video_id, embedder.model, vector, version) for video_id, version, vector in rows))
        pace.step(len(ids))
    outbox.settle()
    return len(left)


def _read_subtitles(library: Library, suspects: Suspects, outbox: Outbox) -> int:
    """Read the embedded text subtitles that were never read; how many tracks.

    A stage of its own, after the videos are there: it has to read whole files.
    """
    unread = library.read.unread_text_tracks()
    pace = Pace("subtitles", len(unread), outbox)
    for path, group in itertools.groupby(unread, key=lambda entry: entry[1]):
        tracks = [track for _, _, track in group]
        outbox.check()
        if suspects.is_given_up(path):
            outbox.store(*_told(tracks, {}, GIVEN_UP))
        else:
            suspects.open(path, alone=True)
            outbox.store(*_read_cues(path, tracks, outbox))
            suspects.read(path)
        pace.step(len(tracks), text=Path(path).name)
    outbox.settle()
    return len(unread)


def _read_cues(path: str, tracks: Sequence[Track], outbox: Outbox) -> Iterator[TrackCues]:
    try:
        return _told(tracks, read_text_tracks(path, tracks, cancelled=outbox.cancelled))
    except InvalidMedia as error:
        outbox.send(Trouble(path, str(error)))
        return _told(tracks, {}, str(error))


def _told(tracks: Sequence[Track], cues: Mapping[int, tuple[Cue, ...]], problem: str = "") -> Iterator[TrackCues]:
    for track in tracks:
        if track.id is not None:
            yield TrackCues(track.id, cues.get(track.index, ()), problem)


def chosen_embedder(paths: LibraryPaths) -> Embedder:
    """The embedding model that the person chose, or the one that Matinee carries."""
    folder = settings.read(paths.settings)[0].embedder
    return _embedder(Path(folder) if folder else EMBEDDER)


def own_embedder() -> Embedder:
    """The embedding model that Matinee carries."""
    return _embedder(EMBEDDER)


@lru_cache(maxsize=2)  # a process loads it once: a note must not wait for that each time
def _embedder(folder: Path) -> Embedder:
    return Embedder(folder)
