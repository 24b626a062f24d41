"""Every write to the library: functions that the writer runs, each in one transaction.

A command takes the connection first and returns the Changes that it made (false when it made none). What a
person said is only ever added to: ratings, notes, marks and plays are events with their times, and the columns
of ``videos`` that sum them up are made from them anew. No scan deletes any of it; only ``forget``,
``undo_import`` and ``unmark`` do, when the person asks.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.errors import EnvironmentFault
from engine.events import BatchRecord, Changes
from engine.message import Message
from engine.records import (
    Checkpoint,
    Cue,
    Description,
    Embedding,
    FileStamp,
    Fingerprint,
    Mark,
    Marked,
    RatedHere,
    ReadNote,
    RootSeen,
    Said,
    ScannedVideo,
    Sitting,
    Stars,
    Tagged,
    Track,
    TrackCues,
    UnreadableFile,
    VideoLattices,
    Words,
    WrittenBlurb,
)
from engine.store.connection import Connection
from engine.store.imports import unknown
from engine.store.rows import (
    blob,
    clean,
    digest_of,
    digest_of_cues,
    evidence_json,
    packed,
    path_of,
    sort_key,
    stored_path,
)
from engine.store.signals import RESUME_FRACTION, WATCHED_FRACTION

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
    root_id = db.execute("INSERT INTO roots (path, added_at) VALUES (?, ?)", (stored_path(path), at)).lastrowid
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
        raise EnvironmentFault(Message("The folder {path} is not in the library. See: matinee folders", path=path))
    changed = _Changed(roots=True)
    changed.videos.update(_videos_of_root(db, row[0]))
    db.execute("UPDATE files SET is_present = 0 WHERE root_id = ?", row)
    db.execute("DELETE FROM roots WHERE id = ?", row)
    _drop_moved(db, changed.videos)
    _drop_unsaid(db, changed.videos)
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
    _read_notes_again(db, video_id)
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
    _one(db, video_id, "id")
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


def unmark(db: Connection, video_id: int, mark_id: int) -> Changes:
    """Take one mark back, as if it had not been set."""
    before = _one(db, video_id, "watched, hidden, later_until, resume_s")
    db.execute("DELETE FROM marks WHERE id = ? AND video_id = ?", (mark_id, video_id))
    _sum_up(db, video_id)
    if _one(db, video_id, "watched, hidden, later_until, resume_s") == before:
        return Changes()
    return Changes(videos=frozenset({video_id}), ratings=frozenset({video_id}))


def set_tag(db: Connection, video_id: int, name: str, rows: Iterable[tuple[str, str, float, int | None]]) -> Changes:
    """Make ``rows`` (name, source, added_at, import_id) all that the person said about one tag of a video."""
    before = _tags(db, video_id)
    db.execute("DELETE FROM tags WHERE video_id = ? AND name = ? AND source <> 'imported'", (video_id, name))
    db.executemany(
        "INSERT INTO tags (video_id, name, source, added_at, import_id) VALUES (?, ?, ?, ?, ?)",
        [(video_id, *row) for row in rows],
    )
    return _tagged(db, video_id, before)


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


def forget(db: Connection, video_id: int) -> Changes:
    """Delete for good all that the person said of one video: every rating and note with their history, marks,
    plays, own tags, and what was written from them. What its files say of it stays."""
    _one(db, video_id, "id")
    gone = {
        table: db.execute(f"DELETE FROM {table} WHERE video_id = ? {extra}", (video_id,)).rowcount
        for table, extra in (
            ("ratings", ""),
            ("notes", ""),
            ("marks", ""),
            ("plays", ""),
            ("tags", "AND source <> 'imported'"),
            ("lattices", "AND note_id <> 0"),
            ("suggestions", ""),  # written by taste, and perhaps of the note
        )
    }
    _sum_up(db, video_id)
    if gone["tags"]:
        _hash_text(db, video_id)
    only = frozenset({video_id})

    def where(*tables: str) -> frozenset[int]:
        return only if any(gone[table] for table in tables) else frozenset()

    return Changes(
        videos=where(*gone),
        ratings=where("ratings", "marks", "plays"),
        notes=where("notes"),
        tags=where("tags"),
        blurbs=where("suggestions"),
        forgotten=where(*gone),
    )


def import_said(
    db: Connection,
    said: Mapping[int, tuple[Said, ...]],
    *,
    origin: str,
    file: str,
    at: float,
    rated_here: RatedHere = "newer",
) -> Changes:
    """Add what a file says of each video and the library does not know (see ``imports.unknown``), as one
    import that ``undo_import`` takes back whole. Nothing new: no import, no changes."""
    changed = _Changed()
    import_id = None
    for video_id, things in said.items():
        if not db.execute("SELECT 1 FROM videos WHERE id = ?", (video_id,)).fetchone():
            continue
        added = unknown(db, video_id, things, at=at, whole=origin == "matinee", rated_here=rated_here)
        if added and import_id is None:
            import_id = db.execute(
                "INSERT INTO imports (origin, file, imported_at) VALUES (?, ?, ?)", (origin, clean(file), at)
            ).lastrowid
        before = _standing(db, video_id)
        _settle(db, video_id, _add_said(db, video_id, added, import_id), before, changed)
    return changed.frozen()


def undo_import(db: Connection, import_id: int) -> Changes:
    """Take back all that an import added. Raises EnvironmentFault when there is no such import."""
    changed = _Changed()
    before = {
        video_id: _standing(db, video_id)
        for table in _SAID_TABLES
        for (video_id,) in db.execute(f"SELECT video_id FROM {table} WHERE import_id = ?", (import_id,)).fetchall()
    }
    left: dict[int, set[str]] = {video_id: set() for video_id in sorted(before)}  # and the tables that they left
    for table in _SAID_TABLES:
        gone = db.execute(f"DELETE FROM {table} WHERE import_id = ? RETURNING video_id", (import_id,)).fetchall()
        for (video_id,) in gone:
            left[video_id].add(table)
    for video_id, tables in left.items():
        _settle(db, video_id, tables, before[video_id], changed)
    if not db.execute("DELETE FROM imports WHERE id = ?", (import_id,)).rowcount:
        raise EnvironmentFault(
            Message("There is no import {import_id} to undo. See: matinee import", import_id=import_id)
        )
    return changed.frozen()


# --- what the jobs found ----------------------------------------------------------------------------------


def store_batch(db: Connection, records: tuple[BatchRecord, ...], at: float) -> Changes:
    """Store the finished work of a job. A record whose video, track or note is gone meanwhile is left out."""
    changed = _Changed()
    for record in records:
        _STORE[type(record)](db, record, at, changed)
    return changed.frozen()


def _store_scanned(db: Connection, record: ScannedVideo, at: float, changed: _Changed) -> None:
    if not _has_root(db, record.root_id):
        return
    known = _by_content(db, record.fingerprint)
    video_id = known or _edited_in_place(db, record.file.path, record.probe.duration_s)
    before = _one(db, video_id, "*") if video_id else ()
    if video_id is None:
        video_id = _new_video(db, record.file.path, at)
    _keep_fingerprint(db, record.fingerprint, video_id, at)
    file_id = _attach(db, record.root_id, record.file, video_id, problem="", changed=changed)
    _store_sidecars(db, file_id, record.sidecars)
    _store_look(db, video_id, record)
    if _describes(db, video_id, file_id, has_sidecars=bool(record.sidecars)):
        _describe(db, video_id, file_id, record.description, path=record.file.path, at=at)
        _import_rating(db, video_id, record.description.user_rating, at, changed)
    if _store_tracks(db, video_id, file_id, record.tracks, is_known=known is not None):
        changed.cues.add(video_id)
    _hash_text(db, video_id)
    _place(db, {video_id})
    if _one(db, video_id, "*") != before:
        changed.videos.add(video_id)


def _store_unreadable(db: Connection, record: UnreadableFile, at: float, changed: _Changed) -> None:
    """A file that cannot be read keeps the video of its path. Files of equal content are listed each, so that
    every one shows its reason; content tells only that a bad file has moved."""
    if not _has_root(db, record.root_id):
        return
    video_id = _at_path(db, record.file.path)
    if video_id is None:
        video_id = _by_content(db, record.fingerprint)
        if video_id and db.execute("SELECT 1 FROM files WHERE video_id = ? AND is_present", (video_id,)).fetchone():
            video_id = None
    before = _one(db, video_id, "*") if video_id else ()
    if video_id is None:
        video_id = _new_video(db, record.file.path, at)
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
        changed.videos.update(_drop_replaced(db, record.root_id))
    changed.videos.update(_place(db, touched))


def _store_cues(db: Connection, record: TrackCues, at: float, changed: _Changed) -> None:
    row = db.execute("SELECT video_id, is_read FROM tracks WHERE id = ?", (record.track_id,)).fetchone()
    if row is None or row[1]:
        return
    db.execute("UPDATE tracks SET problem = ? WHERE id = ?", (clean(record.problem), record.track_id))
    if _fill(db, record.track_id, record.cues):
        _hash_text(db, row[0])
        changed.cues.add(row[0])


def _store_embedding(db: Connection, record: Embedding, at: float, changed: _Changed) -> None:
    text_hash, _ = _versions(record.text_hash)
    done = db.execute(
        "INSERT INTO embeddings (video_id, model, text_hash, vector) "
        "SELECT id, ?, ?, ? FROM videos WHERE id = ? ON CONFLICT (video_id, model) DO UPDATE SET "
        "text_hash = excluded.text_hash, vector = excluded.vector",
        (record.model, text_hash, blob(record.vector), record.video_id),
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
            (record.note_id, place, clean(s.text), s.sign, s.certainty, blob(s.vector))
            for place, s in enumerate(record.sentences)
        ],
    )
    changed.notes.add(row[0])


def _store_lattices(db: Connection, record: VideoLattices, at: float, changed: _Changed) -> None:
    text_hash, note_id = _versions(record.text_hash)
    import numpy as np  # here, because the window paints its first page without it

    vectors = np.atleast_2d(record.vectors)
    db.execute(
        "INSERT INTO lattices (video_id, version, text_hash, note_id, lattices, vectors, dimension) "
        "SELECT id, ?, ?, ?, ?, ?, ? FROM videos WHERE id = ? ON CONFLICT (video_id) DO UPDATE SET "
        "version = excluded.version, text_hash = excluded.text_hash, note_id = excluded.note_id, "
        "lattices = excluded.lattices, vectors = excluded.vectors, dimension = excluded.dimension",
        (
            record.version,
            text_hash,
            note_id,
            packed(record.lattices),
            blob(vectors),
            vectors.shape[1],
            record.video_id,
        ),
    )


def _store_blurb(db: Connection, record: WrittenBlurb, at: float, changed: _Changed) -> None:
    blurb = record.blurb
    done = db.execute(
        "INSERT INTO suggestions (video_id, model_version, profile_version, text_hash, note_id, written_at, "
        "hook, text, is_quoted, evidence) SELECT id, ?, ?, text_hash, note_id, ?, ?, ?, ?, ? FROM videos WHERE id = ?",
        (
            record.model_version,
            record.profile_version,
            at,
            clean(blurb.hook),
            clean(blurb.text),
            blurb.quoted,
            evidence_json(blurb),
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

# --- which video a file is ----------------------------------------------------------------------------------


def _by_content(db: Connection, fingerprint: Fingerprint) -> int | None:
    row = db.execute(
        "SELECT video_id FROM fingerprints WHERE digest = ? AND size_bytes = ?",
        (fingerprint.digest, fingerprint.size_bytes),
    ).fetchone()
    return row[0] if row else None


def _at_path(db: Connection, path: str) -> int | None:
    row = db.execute(
        "SELECT video_id FROM files WHERE path = ? ORDER BY is_present DESC, id DESC LIMIT 1",
        (stored_path(path),),
    ).fetchone()
    return row[0] if row else None


def _edited_in_place(db: Connection, path: str, duration_s: float | None) -> int | None:
    """The video at this path, if new content there may be the same video: its embedded tags were edited (the
    length stayed), or it could not be read before (a download that is now complete)."""
    video_id = _at_path(db, path)
    if video_id is None:
        return None
    (old_s,) = _one(db, video_id, "duration_s")
    if old_s is None or (duration_s is not None and abs(duration_s - old_s) <= 1.0):
        return video_id
    return None


def _new_video(db: Connection, path: str, at: float) -> int:
    title = _stem(path)
    row = db.execute(
        "INSERT INTO videos (title, sort_title, added_at) VALUES (?, ?, ?) RETURNING id",
        (title, sort_key(title), at),
    ).fetchone()
    return int(row[0])


def _keep_fingerprint(db: Connection, fingerprint: Fingerprint, video_id: int, at: float) -> None:
    if fingerprint.digest:  # else its content could not be read
        db.execute(
            "INSERT INTO fingerprints (digest, size_bytes, video_id, seen_at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at WHERE video_id = excluded.video_id",
            (fingerprint.digest, fingerprint.size_bytes, video_id, at),
        )


def _attach(db: Connection, root_id: int, file: FileStamp, video_id: int, *, problem: str, changed: _Changed) -> int:
    """Make the file one of this video's; whichever video was at its path before is no longer there."""
    path = stored_path(file.path)
    replaced = db.execute(
        "UPDATE files SET is_present = 0 WHERE path = ? AND video_id <> ? AND is_present RETURNING video_id",
        (path, video_id),
    ).fetchall()
    row = db.execute(
        "INSERT INTO files (video_id, root_id, path, size_bytes, mtime_ns, problem) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (path, video_id) DO UPDATE SET root_id = excluded.root_id, is_present = 1, "
        "size_bytes = excluded.size_bytes, mtime_ns = excluded.mtime_ns, problem = excluded.problem RETURNING id",
        (video_id, root_id, path, file.size_bytes, file.mtime_ns, problem),
    ).fetchone()
    changed.videos.update(_place(db, {old for (old,) in replaced}))
    _drop_moved(db, {video_id})
    return int(row[0])


def _has_root(db: Connection, root_id: int) -> bool:
    return db.execute("SELECT 1 FROM roots WHERE id = ?", (root_id,)).fetchone() is not None


def _videos_of_root(db: Connection, root_id: int) -> set[int]:
    return {
        video_id for (video_id,) in db.execute("SELECT video_id FROM files WHERE root_id = ?", (root_id,)).fetchall()
    }


def _drop_moved(db: Connection, video_ids: Iterable[int]) -> None:
    """Forget where a video used to be, once it is somewhere else."""
    gone = db.execute(
        "DELETE FROM files WHERE video_id IN (SELECT value FROM json_each(?)) AND NOT is_present AND EXISTS "
        "(SELECT 1 FROM files AS other WHERE other.video_id = files.video_id AND other.is_present) "
        "RETURNING video_id",
        (_ids(video_ids),),
    ).fetchall()
    for video_id in {video_id for (video_id,) in gone}:
        _hash_text(db, video_id)  # the cues of sidecars that lay there are gone with it


def _drop_replaced(db: Connection, root_id: int) -> set[int]:
    """Drop videos that lie nowhere and whose path another one holds now (half a download, say), if the person
    has said nothing of them."""
    replaced = db.execute(
        "SELECT gone.video_id FROM files AS gone JOIN files AS here ON here.path = gone.path AND here.is_present "
        "WHERE gone.root_id = ? AND NOT gone.is_present",
        (root_id,),
    ).fetchall()
    return _drop_unsaid(db, {video_id for (video_id,) in replaced})


def _drop_unsaid(db: Connection, video_ids: set[int]) -> set[int]:
    """Drop those of the videos that have no file and of which the person has said nothing."""
    said = " ".join(
        f"AND NOT EXISTS (SELECT 1 FROM {table} WHERE video_id = videos.id {extra})"
        for table, extra in (
            ("files", "AND is_present"),
            ("ratings", ""),
            ("notes", ""),
            ("marks", ""),
            ("plays", ""),
            ("tags", "AND source <> 'imported'"),
        )
    )
    dropped = db.execute(
        f"DELETE FROM videos WHERE id IN (SELECT value FROM json_each(?)) {said} RETURNING id",
        (_ids(video_ids),),
    ).fetchall()
    return {video_id for (video_id,) in dropped}


def _place(db: Connection, video_ids: set[int]) -> set[int]:
    """Set path and status from the best file of each video; returns the videos for which they changed."""
    if not video_ids:
        return set()
    rows = db.execute(
        "SELECT v.id, v.path, v.status, f.path, CASE WHEN f.is_present AND r.online THEN "
        "iif(f.problem = '', 'ok', 'unreadable: ' || f.problem) ELSE 'offline' END AS state "
        "FROM videos v LEFT JOIN files f ON f.video_id = v.id LEFT JOIN roots r ON r.id = f.root_id "
        "WHERE v.id IN (SELECT value FROM json_each(?)) "
        "ORDER BY v.id, state <> 'ok', state = 'offline', NOT f.is_present, f.id",
        (_ids(video_ids),),
    ).fetchall()
    moved: list[tuple[str | bytes, str, int]] = []
    previous = None
    for video_id, old_path, old_status, path, status in rows:
        if video_id != previous and (path or old_path, status) != (old_path, old_status):
            moved.append((path or old_path, status, video_id))
        previous = video_id
    db.executemany("UPDATE videos SET path = ?, status = ? WHERE id = ?", moved)
    return {video_id for _, _, video_id in moved}


# --- what a file tells of its video --------------------------------------------------------------------------


def _store_sidecars(db: Connection, file_id: int, sidecars: Iterable[FileStamp]) -> None:
    db.execute("DELETE FROM sidecars WHERE file_id = ?", (file_id,))
    db.executemany(
        "INSERT INTO sidecars (file_id, path, size_bytes, mtime_ns) VALUES (?, ?, ?, ?)",
        [(file_id, stored_path(stamp.path), stamp.size_bytes, stamp.mtime_ns) for stamp in sidecars],
    )


def _store_look(db: Connection, video_id: int, record: ScannedVideo) -> None:
    """Length, container, chapters and pictures. A look that took no pictures leaves the old ones."""
    probe, pictures = record.probe, record.pictures
    db.execute(
        "UPDATE videos SET duration_s = ?, container = ? WHERE id = ?",
        (probe.duration_s, clean(probe.container), video_id),
    )
    if pictures.poster or pictures.sheet:
        db.execute(
            "UPDATE videos SET poster = ?, sheet = ?, sheet_times_s = ? WHERE id = ?",
            (pictures.poster, pictures.sheet, json.dumps(pictures.sheet_times_s), video_id),
        )
    db.execute("DELETE FROM chapters WHERE video_id = ?", (video_id,))
    db.executemany(
        "INSERT INTO chapters (video_id, place, start_s, end_s, title) VALUES (?, ?, ?, ?, ?)",
        [
            (video_id, place, chapter.start_s, chapter.end_s, clean(chapter.title))
            for place, chapter in enumerate(probe.chapters)
        ],
    )


def _describes(db: Connection, video_id: int, file_id: int, *, has_sidecars: bool) -> bool:
    """Of several copies of one video, whether this one may say what the video is: sidecars outdo none, and
    the copy that said it before outdoes another without."""
    row = db.execute(
        "SELECT f.id, f.is_present, EXISTS (SELECT 1 FROM sidecars WHERE file_id = f.id) "
        "FROM videos v JOIN files f ON f.id = v.described_by WHERE v.id = ?",
        (video_id,),
    ).fetchone()
    if row is None or row[0] == file_id or has_sidecars:
        return True
    _, is_present, described_by_sidecar = row
    return not is_present and not described_by_sidecar


def _describe(db: Connection, video_id: int, file_id: int, said: Description, *, path: str, at: float) -> None:
    """Replace what was imported before; what the person typed is in other tables and rows."""
    title = clean(said.title).strip() or _stem(path)
    db.execute(
        "UPDATE videos SET title = ?, sort_title = ?, year = ?, kind = ?, language = ?, text = ?, tagline = ?, "
        "series = ?, season = ?, episode = ?, described_by = ? WHERE id = ?",
        (
            title,
            sort_key(title),
            said.year,
            said.kind or "video",
            said.language,
            clean(said.text),
            clean(said.tagline),
            clean(said.series),
            said.season,
            said.episode,
            file_id,
            video_id,
        ),
    )
    db.execute("DELETE FROM catalogue_ids WHERE video_id = ?", (video_id,))
    db.executemany(
        "INSERT INTO catalogue_ids (video_id, id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(video_id, clean(id)) for id in said.ids],
    )
    db.execute("DELETE FROM genres WHERE video_id = ?", (video_id,))
    db.executemany(
        "INSERT INTO genres (video_id, place, name) VALUES (?, ?, ?)",
        [(video_id, place, clean(name)) for place, name in enumerate(said.genres)],
    )
    db.execute("DELETE FROM people WHERE video_id = ?", (video_id,))
    db.executemany(
        "INSERT INTO people (video_id, place, name, role) VALUES (?, ?, ?, ?)",
        [(video_id, place, clean(person.name), person.role) for place, person in enumerate(said.people)],
    )
    db.execute("DELETE FROM tags WHERE video_id = ? AND source = 'imported'", (video_id,))
    db.executemany(
        "INSERT INTO tags (video_id, name, source, added_at) VALUES (?, ?, 'imported', ?) ON CONFLICT DO NOTHING",
        [(video_id, tag, at) for tag in (clean(tag).strip() for tag in said.tags) if tag],
    )


def _import_rating(db: Connection, video_id: int, stars: float | None, at: float, changed: _Changed) -> None:
    """A sidecar's rating counts until the person gives or clears one here."""
    if stars is None:
        return
    stars = round(stars * 2) / 2
    (current,) = _one(db, video_id, "stars")
    if (
        stars not in _STARS
        or stars == current
        or db.execute("SELECT 1 FROM ratings WHERE video_id = ? AND source = 'user'", (video_id,)).fetchone()
    ):
        return
    _add_rating(db, video_id, stars, at, source="nfo")
    _sum_up(db, video_id)
    changed.ratings.add(video_id)


def _store_tracks(db: Connection, video_id: int, file_id: int, tracks: Iterable[Track], *, is_known: bool) -> bool:
    """Bring the tracks up to date; True if any cues changed.

    Streams belong to the video, sidecar subtitles to the file that they lie beside. A stream that was read
    keeps its cues, and is not dropped when the same content is looked at again (``is_known``).
    """
    old: dict[tuple[Any, ...], tuple[int, str, bool]] = {
        _track_key(path, kind, stream, codec, is_known=is_known): (track_id, digest, bool(is_read))
        for track_id, path, kind, stream, codec, digest, is_read in db.execute(
            "SELECT id, path, kind, stream, codec, digest, is_read FROM tracks WHERE video_id = ? "
            "AND (file_id IS NULL OR file_id = ?)",
            (video_id, file_id),
        ).fetchall()
    }
    changed = False
    for track in tracks:
        path = None if track.path is None else stored_path(track.path)
        key = _track_key(path, track.kind, track.index, track.codec, is_known=is_known)
        found = old.pop(key, None)
        track_id = _write_track(db, found[0] if found else None, video_id, file_id, track)
        if track.cues is None:
            continue
        if found is None or not found[2] or (path and found[1] != digest_of_cues(track.cues)):
            changed |= _fill(db, track_id, track.cues)
    for (path, *_), (track_id, digest, _) in old.items():
        if path is not None or not (is_known and digest):
            db.execute("DELETE FROM tracks WHERE id = ?", (track_id,))
            changed |= bool(digest)
    return changed


def _track_key(path: str | bytes | None, kind: str, stream: int, codec: str, *, is_known: bool) -> tuple[Any, ...]:
    return (path, kind, stream, "" if is_known or path is not None else codec)


def _write_track(db: Connection, track_id: int | None, video_id: int, file_id: int, track: Track) -> int:
    row = db.execute(
        "INSERT INTO tracks (id, video_id, file_id, path, kind, stream, codec, language, title, is_default, "
        "is_forced, is_text, width, height, channels) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET codec = excluded.codec, language = excluded.language, "
        "title = excluded.title, is_default = excluded.is_default, is_forced = excluded.is_forced, "
        "is_text = excluded.is_text, width = excluded.width, height = excluded.height, "
        "channels = excluded.channels RETURNING id",
        (
            track_id,
            video_id,
            None if track.path is None else file_id,
            None if track.path is None else stored_path(track.path),
            track.kind,
            track.index,
            track.codec,
            track.language,
            clean(track.title),
            track.is_default,
            track.is_forced,
            track.is_text,
            track.width,
            track.height,
            track.channels,
        ),
    ).fetchone()
    return int(row[0])


def _fill(db: Connection, track_id: int, cues: tuple[Cue, ...]) -> bool:
    """Set the cues of a track, which counts as read from now on; True if it had or has any."""
    had = db.execute("DELETE FROM cues WHERE track_id = ?", (track_id,)).rowcount > 0
    # One statement: the full-text index is flushed at each one that fires its trigger (4 times slower).
    db.execute(
        "INSERT INTO cues (track_id, start_ms, end_ms, text) "
        "SELECT ?, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)",
        (track_id, json.dumps([(cue.start_ms, cue.end_ms, clean(cue.text)) for cue in cues])),
    )
    db.execute("UPDATE tracks SET is_read = 1, digest = ? WHERE id = ?", (digest_of_cues(cues), track_id))
    return had or bool(cues)


def _hash_text(db: Connection, video_id: int) -> None:
    """Name the words of a video, so that work made from other words shows as stale. Two equal tracks (beside
    two copies, or while a file moves) count once."""
    words = db.execute(
        "SELECT title, year, kind, language, text, tagline, series, season, episode FROM videos WHERE id = ?",
        (video_id,),
    ).fetchone()
    parts: list[Any] = [words, sorted(_tags(db, video_id))]
    for query in (
        "SELECT name FROM genres WHERE video_id = ? ORDER BY place",
        "SELECT name, role FROM people WHERE video_id = ? ORDER BY place",
        "SELECT DISTINCT digest FROM tracks WHERE video_id = ? AND digest <> '' ORDER BY digest",
    ):
        parts.append(db.execute(query, (video_id,)).fetchall())
    db.execute("UPDATE videos SET text_hash = ? WHERE id = ?", (digest_of(parts), video_id))


# --- imports ----------------------------------------------------------------------------------------------

_SAID_TABLES = ("ratings", "notes", "marks", "plays", "tags")


def _standing(db: Connection, video_id: int) -> tuple[float | None, set[str]]:
    (stars,) = _one(db, video_id, "stars")
    return stars, _tags(db, video_id)


def _settle(
    db: Connection, video_id: int, tables: set[str], before: tuple[float | None, set[str]], changed: _Changed
) -> None:
    """Sum up after rows of ``tables`` came or went."""
    if not tables:
        return
    stars, tags = before
    _sum_up(db, video_id)
    if _one(db, video_id, "stars") != (stars,):
        _read_notes_again(db, video_id)
    changed.videos.add(video_id)
    if tables & {"ratings", "marks", "plays"}:
        changed.ratings.add(video_id)
    if "notes" in tables:
        changed.notes.add(video_id)
    if _tags(db, video_id) != tags:
        _hash_text(db, video_id)
        changed.tags.add(video_id)


def _add_said(db: Connection, video_id: int, said: Iterable[Said], import_id: int | None) -> set[str]:
    tables = set()
    for one in said:
        row: dict[str, Any]
        match one:
            case Stars():
                source = "nfo" if one.by_sidecar else "user"
                table, row = "ratings", {"stars": one.stars, "rated_at": one.at, "source": source}
            case Words():
                table, row = "notes", {"text": clean(one.text), "written_at": one.at}
            case Marked():
                table, row = "marks", {"mark": one.mark, "marked_at": one.at}
            case Sitting():
                table = "plays"
                row = {"started_at": one.at, "position_s": one.position_s, "fraction": one.fraction}
            case Tagged():
                source = "removed" if one.removed else "user"
                table, row = "tags", {"name": clean(one.name), "source": source, "added_at": one.at}
        if not isinstance(one, Tagged):
            row["learned_at"] = one.learned_at
        row |= {"video_id": video_id, "import_id": import_id}
        db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
        tables.add(table)
    return tables


# --- summing up what a person said ------------------------------------------------------------------------------


def _add_rating(db: Connection, video_id: int, stars: float | None, at: float, *, source: str) -> None:
    at = _not_before(db, "SELECT max(rated_at) FROM ratings WHERE video_id = ?", video_id, at)
    db.execute(
        "INSERT INTO ratings (video_id, stars, rated_at, source) VALUES (?, ?, ?, ?)",
        (video_id, stars, at, source),
    )


def _read_notes_again(db: Connection, video_id: int) -> None:
    """The stars of a video say how its note is meant; until it is read again it counts as it was."""
    db.execute("UPDATE notes SET read_by = 'other stars' WHERE video_id = ? AND read_by <> ''", (video_id,))


def _not_before(db: Connection, newest: str, video_id: int, at: float) -> float:
    """The newest word counts, also when the clock was set back since the last one."""
    (last,) = db.execute(newest, (video_id,)).fetchone()
    return at if last is None else max(at, float(last))


def _sum_up(db: Connection, video_id: int) -> None:
    """Make the columns that sum up ratings, notes, marks and plays from those events."""
    stars = db.execute(
        "SELECT stars FROM ratings WHERE video_id = ? ORDER BY rated_at DESC, id DESC LIMIT 1", (video_id,)
    ).fetchone()
    note_id, note = db.execute(
        "SELECT id, text FROM notes WHERE video_id = ? ORDER BY written_at DESC, id DESC LIMIT 1", (video_id,)
    ).fetchone() or (0, "")
    marked: dict[str, tuple[float, int]] = {  # the last time of each mark, and its place among equal times
        mark: (marked_at, mark_id)
        for mark, marked_at, mark_id in db.execute(
            "SELECT mark, marked_at, id FROM marks WHERE video_id = ? ORDER BY marked_at, id", (video_id,)
        ).fetchall()
    }
    plays = db.execute(
        "SELECT started_at, position_s, fraction FROM plays WHERE video_id = ? ORDER BY started_at",
        (video_id,),
    ).fetchall()
    never = (float("-inf"), 0)
    watched, unwatched = marked.get("watched", never), marked.get("unwatched", never)
    shown, hidden, later = (marked.get(mark, never) for mark in ("shown", "hidden", "later"))
    finished = any(fraction >= WATCHED_FRACTION and started_at >= unwatched[0] for started_at, _, fraction in plays)
    resume_s = None
    if plays and plays[-1][0] >= max(watched, unwatched)[0]:
        _, position_s, fraction = plays[-1]
        resume_s = position_s if RESUME_FRACTION <= fraction < WATCHED_FRACTION else None
    db.execute(
        "UPDATE videos SET stars = ?, note_id = ?, note = ?, watched = ?, hidden = ?, later_until = ?, "
        "resume_s = ? WHERE id = ?",
        (
            stars[0] if stars else None,
            note_id if note else 0,
            note,
            watched > unwatched or finished,
            hidden > shown,
            later[0] + LATER_S if later > shown else None,
            resume_s,
            video_id,
        ),
    )


# --- small things ------------------------------------------------------------------------------------------------

_STARS = frozenset(half / 2 for half in range(1, 11))


@dataclass(slots=True)
class _Changed:
    """Changes in the making."""

    videos: set[int] = field(default_factory=set)
    roots: bool = False
    ratings: set[int] = field(default_factory=set)
    notes: set[int] = field(default_factory=set)
    tags: set[int] = field(default_factory=set)
    cues: set[int] = field(default_factory=set)
    embeddings: set[int] = field(default_factory=set)
    blurbs: set[int] = field(default_factory=set)
    checkpoints: bool = False

    def frozen(self) -> Changes:
        return Changes(
            videos=frozenset(self.videos),
            roots=self.roots,
            ratings=frozenset(self.ratings),
            notes=frozenset(self.notes),
            tags=frozenset(self.tags),
            cues=frozenset(self.cues),
            embeddings=frozenset(self.embeddings),
            blurbs=frozenset(self.blurbs),
            checkpoints=self.checkpoints,
        )


def _one(db: Connection, video_id: int, columns: str) -> tuple[Any, ...]:
    row: tuple[Any, ...] | None = db.execute(f"SELECT {columns} FROM videos WHERE id = ?", (video_id,)).fetchone()
    if row is None:
        raise EnvironmentFault(
            Message("Video {video_id} is no longer in the library. See: matinee list", video_id=video_id)
        )
    return row


def _tags(db: Connection, video_id: int) -> set[str]:
    """The tags that show, folded: the person's, and imported ones that the person did not take off."""
    rows = db.execute("SELECT name, source FROM tags WHERE video_id = ?", (video_id,)).fetchall()
    removed = {name.casefold() for name, source in rows if source == "removed"}
    return {name.casefold() for name, source in rows if source != "removed"} - removed


def _tagged(db: Connection, video_id: int, before: set[str]) -> Changes:
    if _tags(db, video_id) == before:
        return Changes()
    _hash_text(db, video_id)
    return Changes(videos=frozenset({video_id}), tags=frozenset({video_id}))


def _versions(text_hash: str) -> tuple[str, int]:
    """What ``Reader.text_version`` told: the hash of the words, and the note."""
    words, _, note_id = text_hash.partition(".")
    return words, int(note_id or 0)


def _ids(video_ids: Iterable[int]) -> str:
    return json.dumps(list(video_ids))


def _stem(path: str) -> str:
    return clean(os.path.splitext(os.path.basename(path))[0]) or clean(path)


def _is_inside(path: str, folder: str) -> bool:
    path, folder = os.path.normcase(path), os.path.normcase(folder)
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
