"""The task that indexes: scan folders, embed texts, read embedded subtitles."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine import settings
from engine.errors import InvalidMedia
from engine.events import Done, Progress, Scan
from engine.index import scan as scanning
from engine.index.embed import Embedder, text_of
from engine.index.probe import read_text_tracks
from engine.jobs.outbox import Outbox, Pace, batches
from engine.paths import EMBEDDER, LibraryPaths
from engine.records import Embedding, Track, TrackCues, UnreadableFile
from engine.store.library import Library

STORE_ROWS = 32  # a batch is a transaction that a rating may have to wait for
EMBED_ROWS = 64
CUES_READ = 400  # of a video, for its vector


def scan(task: Scan, library: Library, outbox: Outbox) -> Done:
    counts = {"new": 0, "unchanged": 0, "unreadable": 0, "embedded": 0, "subtitles": 0}
    for root in library.read.roots():
        survey = scanning.survey(
            root,
            library.read.known_files(root.id),
            cancelled=outbox.cancelled,
            on_progress=lambda met: outbox.send(Progress("walk", met, 0)),
        )
        counts["unchanged"] += len(survey.seen.paths or ()) - len(survey.todo)
        pace = Pace("index", len(survey.todo), outbox)
        found = scanning.index(survey.todo, root, library.paths.pictures, cancelled=outbox.cancelled)
        for records in batches(found, STORE_ROWS):
            outbox.store(*records)
            counts["new"] += len(records)
            counts["unreadable"] += sum(isinstance(record, UnreadableFile) for record in records)
            pace.step(len(records), text=Path(records[-1].file.path).name)
        outbox.store(survey.seen)  # last: a moved file is known in its new place before the old one is gone
    outbox.settle()
    counts["embedded"] = _embed(library, outbox)
    if task.subtitles:
        counts["subtitles"] = _read_subtitles(library, outbox)
        if counts["subtitles"]:
            outbox.settle()
            counts["embedded"] += _embed(library, outbox)
    return Done(counts)


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
        outbox.store(
            *(Embedding(video_id, embedder.model, vector, version) for video_id, version, vector in rows)
        )
        pace.step(len(ids))
    outbox.settle()
    return len(left)


def _read_subtitles(library: Library, outbox: Outbox) -> int:
    """Read the embedded text subtitles that were never read; how many tracks.

    A stage of its own, after the videos are there: it has to read whole files.
    """
    unread = library.read.unread_text_tracks()
    pace = Pace("subtitles", len(unread), outbox)
    for path, group in itertools.groupby(unread, key=lambda entry: entry[1]):
        tracks = [track for _, _, track in group]
        outbox.check()
        outbox.store(*_cues_of(path, tracks, outbox))
        pace.step(len(tracks), text=Path(path).name)
    return len(unread)


def _cues_of(path: str, tracks: Sequence[Track], outbox: Outbox) -> Iterator[TrackCues]:
    try:
        cues = read_text_tracks(path, tracks, cancelled=outbox.cancelled)
        problem = ""
    except InvalidMedia as error:
        cues, problem = {}, str(error)
    for track in tracks:
        if track.id is not None:
            yield TrackCues(track.id, cues.get(track.index, ()), problem)


def chosen_embedder(paths: LibraryPaths) -> Embedder:
    """The embedding model that the person chose, or the one that Matinee carries."""
    folder = settings.load(paths.settings).embedder
    return Embedder(Path(folder) if folder else EMBEDDER)
