"""Every write to the library: functions that the writer runs, each in one transaction.

A command takes the connection first and returns the Changes that it made (false when it made none). What a
person said is only ever added to: ratings, notes, marks and plays are events with their times, and the columns
of ``videos`` that sum them up are made from them anew. No scan deletes any of it.
"""

from __future__ import annotations

import json
import ntpath
import os
import posixpath
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np

from engine.errors import EnvironmentFault
from engine.events import BatchRecord, Changes
from engine.records import (
    Blurb,
    Checkpoint,
    Cue,
    Description,
    Embedding,
    Fingerprint,
    Lattice,
    Mark,
    ReadNote,
    RootSeen,
    ScannedVideo,
    Track,
    TrackCues,
    UnreadableFile,
    Vector,
    VideoLattices,
    WrittenBlurb,
)
from engine.store.connection import Connection

WATCHED_FRACTION = 0.9
RESUME_FRACTION = 0.05
LATER_S = 14 * 86400.0
BLURBS_KEPT = 10  # of one video

# --- folders --------------------------------------------------------------------------------------------


def add_root(db: Connection, path: str, at: float) -> Changes:
    """Add a folder. One that lies inside a folder of the library is covered already and changes nothing;
    one that holds folders of the library takes their place."""
    path = os.path.abspath(path)
    inner: list[int] = []
    for root_id, stored in db.execute("SELECT id, path FROM roots").fetchall():
        known = path_of(stored)
        if _is_inside(path, known):
            return Changes()
        if _is_inside(known, path):
            inner.append(root_id)
    root_id = db.execute(
        "INSERT INTO roots (path, added_at) VALUES (?, ?)", (stored_path(path), at)
    ).lastrowid
    changed = _Changed(roots=True)
    for old in inner:
        changed.videos.update(_videos_of_root(db, old))
        db.execute("UPDATE files SET root_id = ? WHERE root_id = ?", (root_id, old))
        db.execute("DELETE FROM roots WHERE id = ?", (old,))
    _place(db, changed.videos)
    return changed.frozen()


def remove_root(db: Connection, path: str) -> Changes:
    """Forget a folder and the videos of which the person has said nothing; the others stay, offline."""
    row = db.execute("SELECT id FROM roots WHERE path = ?", (stored_path(os.path.abspath(path)),)).fetchone()
    if row is None:
        raise EnvironmentFault(f"The folder {path} is not in the library. See: matinee folders")
    changed = _Changed(roots=True)
    changed.videos.update(_videos_of_root(db, row[0]))
    db.execute("UPDATE files SET is_present = 0 WHERE root_id = ?", row)
    db.execute("DELETE FROM roots WHERE id = ?", row)
    _drop_moved(db, changed.videos)
    _drop_unsaid(db, changed.videos, where="NOT EXISTS (SELECT 1 FROM files WHERE video_id = v.id AND is_present)")
    _place(db, changed.videos)
    return changed.frozen()


# --- what a person says -----------------------------------------------------------------------------------


def rate(db: Connection, video_id: int, stars: float | None, at: float) -> Changes:
    """Give 0.5 to 5 stars in halves, or None to clear. Each change is kept with its time."""
    if stars is not None and stars not in _STARS:
        raise ValueError(f"stars run from 0.5 to 5 in halves, not {stars}")
    (current,) = _one(db, video_id, "stars")
    if stars == current:
        return Changes()
    _add_rating(db, video_id, stars, at, source="user")
    _sum_up(db, video_id)
    return Changes(videos=frozenset({video_id}), ratings=frozenset({video_id}))


def write_note(db: Connection, video_id: int, text: str, at: float) -> Changes:
    """Set the note of a video; an empty text clears it. Every version is kept."""
    text = clean(text).strip()
    (current,) = _one(db, video_id, "note")
    if text == current:
        return Changes()
    at = _not_before(db, "SELECT max(written_at) FROM notes WHERE video_id = ?", video_id, at)
    db.execute("INSERT INTO notes (video_id, text, written_at) VALUES (?, ?, ?)", (video_id, text, at))
    _sum_up(db, video_id)
    return Changes(videos=frozenset({video_id}), notes=frozenset({video_id}))


def add_tags(db: Connection, video_id: int, tags: Iterable[str], at: float) -> Changes:
    """Tag a video. Tags that differ only in case are the same."""
    before = _tags(db, video_id)
    for tag in filter(None, (clean(tag).strip() for tag in tags)):
        db.execute("DELETE FROM tags WHERE video_id = ? AND name = ? AND source = 'removed'", (video_id, tag))
        db.execute(
            "INSERT INTO tags (video_id, name, source, added_at) VALUES (?, ?, 'user', ?) ON CONFLICT DO NOTHING",
            (video_id, tag, at),
        )
    return _tagged(db, video_id, before)


def remove_tag(db: Connection, video_id: int, tag: str, at: float) -> Changes:
    """Take a tag off. One that a sidecar gave stays off when the sidecar is read again."""
    before = _tags(db, video_id)
    tag = clean(tag).strip()
    db.execute("DELETE FROM tags WHERE video_id = ? AND name = ? AND source = 'user'", (video_id, tag))
    db.execute(
        "INSERT INTO tags (video_id, name, source, added_at) "
        "SELECT video_id, name, 'removed', ? FROM tags WHERE video_id = ? AND name = ? AND source = 'imported' "
        "ON CONFLICT DO NOTHING",
        (at, video_id, tag),
    )
    return _tagged(db, video_id, before)


def mark(db: Connection, video_id: int, mark: Mark, at: float) -> Changes:
    """Mark a video "watched" or "unwatched", "hidden" (never suggest), "later" (not for 14 days) or "shown"
    (ends hidden and later)."""
    before = _one(db, video_id, "watched, hidden, later_until, resume_s")
    at = _not_before(db, "SELECT max(marked_at) FROM marks WHERE video_id = ?", video_id, at)
    db.execute("INSERT INTO marks (video_id, mark, marked_at) VALUES (?, ?, ?)", (video_id, mark, at))
    _sum_up(db, video_id)
    if _one(db, video_id, "watched, hidden, later_until, resume_s") == before:
        return Changes()
    return Changes(videos=frozenset({video_id}), ratings=frozenset({video_id}))


def play(db: Connection, video_id: int, started_at: float, position_s: float, fraction: float) -> Changes:
    """Keep how far a sitting went: ``position_s`` in the video, ``fraction`` of it (0 to 1) at most.

    Called again with the same ``started_at`` while the sitting goes on. A video is watched at .9.
    """
    _one(db, video_id, "id")
    db.execute(
        "INSERT INTO plays (video_id, started_at, position_s, fraction) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (video_id, started_at) DO UPDATE SET position_s = excluded.position_s, "
        "fraction = excluded.fraction",
        (video_id, started_at, max(0.0, position_s), min(1.0, max(0.0, fraction))),
    )
    _sum_up(db, video_id)
    return Changes(videos=frozenset({video_id}), ratings=frozenset({video_id}))


# --- what the jobs found ----------------------------------------------------------------------------------


def store_batch(db: Connection, records: tuple[BatchRecord, ...], at: float) -> Changes:
    """Store the finished work of a job. A record whose video, track or note is gone meanwhile is left out."""
    changed = _Changed()
    for record in records:
        _STORE[type(record)](db, record, at, changed)
    return changed.frozen()


def _store_scanned(db: Connection, record: ScannedVideo, at: float, changed: _Changed) -> None:
    video_id = _identify(db, record)
    if video_id is None:
        video_id = _new_video(db, record.description.title or _stem(record.file.path), at)
        before: tuple[Any, ...] = ()
    else:
        before = _one(db, video_id, "*")
    _keep_fingerprint(db, record.fingerprint, video_id, at)
    file_id = _attach(db, record.root_id, record.file, video_id, problem="", changed=changed)
    db.execute("DELETE FROM sidecars WHERE file_id = ?", (file_id,))
    db.executemany(
        "INSERT INTO sidecars (file_id, path, size_bytes, mtime_ns) VALUES (?, ?, ?, ?)",
        [(file_id, stored_path(s.path), s.size_bytes, s.mtime_ns) for s in record.sidecars],
    )
    db.execute(
        "UPDATE videos SET duration_s = ?, container = ?, poster = coalesce(?, poster), sheet = coalesce(?, sheet), "
        "sheet_times_s = CASE WHEN ? IS NULL THEN sheet_times_s ELSE ? END WHERE id = ?",
        (
            record.probe.duration_s,
            record.probe.container,
            record.pictures.poster,
            record.pictures.sheet,
            record.pictures.sheet,
            json.dumps(record.pictures.sheet_times_s),
            video_id,
        ),
    )
    new_text = False
    if _describes(db, video_id, file_id, has_sidecars=bool(record.sidecars)):
        new_text = _describe(db, video_id, record.description, at, fallback=_stem(record.file.path))
        db.execute("UPDATE videos SET described_by = ? WHERE id = ?", (file_id, video_id))
        _import_rating(db, video_id, record.description.user_rating, at, changed)
    _store_chapters(db, video_id, record)
    new_cues = _store_tracks(db, video_id, file_id, record.tracks)
    if new_cues:
        changed.cues.add(video_id)
    if before and (new_text or new_cues):
        _bump(db, video_id)
    _place(db, {video_id})
    if _one(db, video_id, "*") != before:
        changed.videos.add(video_id)


def _store_unreadable(db: Connection, record: UnreadableFile, at: float, changed: _Changed) -> None:
    """A file that cannot be read keeps the video of its path. Files of equal content are listed each, so that
    every one shows its reason; content tells only that a bad file has moved."""
    path = stored_path(record.file.path)
    row = db.execute(
        "SELECT video_id FROM files WHERE path = ? ORDER BY is_present DESC, id DESC LIMIT 1", (path,)
    ).fetchone()
    if row is None:
        row = db.execute(
            "SELECT p.video_id FROM fingerprints p WHERE p.digest = ? AND p.size_bytes = ? AND NOT EXISTS "
            "(SELECT 1 FROM files f WHERE f.video_id = p.video_id AND f.is_present)",
            (record.fingerprint.digest, record.fingerprint.size_bytes),
        ).fetchone()
    video_id = row[0] if row else _new_video(db, _stem(record.file.path), at)
    before = _one(db, video_id, "*") if row else ()
    _keep_fingerprint(db, record.fingerprint, video_id, at)
    reason = clean(record.reason).strip() or "it cannot be read"
    _attach(db, record.root_id, record.file, video_id, problem=reason, changed=changed)
    _place(db, {video_id})
    if _one(db, video_id, "*") != before:
        changed.videos.add(video_id)


def _store_seen(db: Connection, record: RootSeen, at: float, changed: _Changed) -> None:
    """Mark what the walk did not meet as gone, and what it met again as back. An unread root changes no file."""
    row = db.execute("SELECT online FROM roots WHERE id = ?", (record.root_id,)).fetchone()
    if row is None:
        return
    online = record.online and record.paths is not None
    touched: set[int] = set()
    if bool(row[0]) != online:
        db.execute("UPDATE roots SET online = ? WHERE id = ?", (online, record.root_id))
        changed.roots = True
        touched.update(_videos_of_root(db, record.root_id))
    if online and record.paths is not None:
        files = db.execute(
            "SELECT id, video_id, path, is_present FROM files WHERE root_id = ? ORDER BY is_present DESC, id DESC",
            (record.root_id,),
        ).fetchall()
        taken: set[str] = set()
        for file_id, video_id, stored, is_present in files:
            path = path_of(stored)
            met = path in record.paths and path not in taken
            taken.add(path)
            if met != bool(is_present):
                db.execute("UPDATE files SET is_present = ? WHERE id = ?", (met, file_id))
                touched.add(video_id)
        _drop_moved(db, touched)
        touched.update(_drop_replaced(db, record.root_id))
    changed.videos.update(_place(db, touched))


def _store_cues(db: Connection, record: TrackCues, at: float, changed: _Changed) -> None:
    row = db.execute("SELECT video_id, is_read FROM tracks WHERE id = ?", (record.track_id,)).fetchone()
    if row is None or row[1]:
        return
    db.execute(
        "UPDATE tracks SET is_read = 1, problem = ? WHERE id = ?", (clean(record.problem), record.track_id)
    )
    _insert_cues(db, record.track_id, record.cues)
    if record.cues:
        _bump(db, row[0])
        changed.cues.add(row[0])


def _store_embedding(db: Connection, record: Embedding, at: float, changed: _Changed) -> None:
    text_version, _ = _versions(record.text_hash)
    done = db.execute(
        "INSERT INTO embeddings (video_id, model, text_version, vector) "
        "SELECT id, ?, ?, ? FROM videos WHERE id = ? ON CONFLICT (video_id, model) DO UPDATE SET "
        "text_version = excluded.text_version, vector = excluded.vector",
        (record.model, text_version, _blob(record.vector), record.video_id),
    )
    if done.rowcount > 0:
        changed.embeddings.add(record.video_id)


def _store_read_note(db: Connection, record: ReadNote, at: float, changed: _Changed) -> None:
    row = db.execute("SELECT video_id FROM notes WHERE id = ?", (record.note_id,)).fetchone()
    if row is None:
        return
    db.execute("UPDATE notes SET read_by = ? WHERE id = ?", (record.model, record.note_id))
    db.execute("DELETE FROM note_sentences WHERE note_id = ?", (record.note_id,))
    db.executemany(
        "INSERT INTO note_sentences (note_id, place, text, sign, certainty, vector) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (record.note_id, place, clean(s.text), s.sign, s.certainty, _blob(s.vector))
            for place, s in enumerate(record.sentences)
        ],
    )
    changed.notes.add(row[0])


def _store_lattices(db: Connection, record: VideoLattices, at: float, changed: _Changed) -> None:
    text_version, note_id = _versions(record.text_hash)
    vectors = np.atleast_2d(record.vectors)
    db.execute(
        "INSERT INTO lattices (video_id, version, text_version, note_id, lattices, vectors, dimension) "
        "SELECT id, ?, ?, ?, ?, ?, ? FROM videos WHERE id = ? ON CONFLICT (video_id) DO UPDATE SET "
        "version = excluded.version, text_version = excluded.text_version, note_id = excluded.note_id, "
        "lattices = excluded.lattices, vectors = excluded.vectors, dimension = excluded.dimension",
        (
            record.version,
            text_version,
            note_id,
            zlib.compress(json.dumps([_plain(one) for one in record.lattices]).encode(), 6),
            _blob(vectors),
            vectors.shape[1],
            record.video_id,
        ),
    )


def _store_blurb(db: Connection, record: WrittenBlurb, at: float, changed: _Changed) -> None:
    blurb = record.blurb
    done = db.execute(
        "INSERT INTO suggestions (video_id, model_version, profile_version, text_version, note_id, written_at, "
        "hook, text, is_quoted, evidence) SELECT id, ?, ?, text_version, note_id, ?, ?, ?, ?, ? FROM videos WHERE id = ?",
        (
            record.model_version,
            record.profile_version,
            at,
            clean(blurb.hook),
            clean(blurb.text),
            blurb.quoted,
            _evidence(blurb),
            record.video_id,
        ),
    )
    if done.rowcount <= 0:
        return
    db.execute(
        "DELETE FROM suggestions WHERE video_id = ? AND id NOT IN "
        "(SELECT id FROM suggestions WHERE video_id = ? ORDER BY id DESC LIMIT ?)",
        (record.video_id, record.video_id, BLURBS_KEPT),
    )
    changed.blurbs.add(record.video_id)


def _store_checkpoint(db: Connection, record: Checkpoint, at: float, changed: _Changed) -> None:
    """A finished checkpoint becomes the active one; an unfinished one is only there to resume from."""
    if record.finished:
        db.execute("UPDATE checkpoints SET is_active = 0 WHERE is_active")
    db.execute(
        "INSERT INTO checkpoints (path, model_version, step, nll, is_finished, is_active, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET model_version = excluded.model_version, "
        "step = excluded.step, nll = excluded.nll, is_finished = excluded.is_finished, "
        "is_active = excluded.is_active, created_at = excluded.created_at",
        (
            record.path,
            record.model_version,
            record.step,
            record.nll,
            record.finished,
            record.finished,
            record.created_at,
        ),
    )
    changed.checkpoints = True


_STORE: dict[type, Callable[[Connection, Any, float, _Changed], None]] = {
    ScannedVideo: _store_scanned,
    UnreadableFile: _store_unreadable,
    RootSeen: _store_seen,
    TrackCues: _store_cues,
    Embedding: _store_embedding,
    ReadNote: _store_read_note,
    VideoLattices: _store_lattices,
    WrittenBlurb: _store_blurb,
    Checkpoint: _store_checkpoint,
}
