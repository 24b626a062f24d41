"""The tables of a library, as numbered migrations that each commit together with their number.

The number of the newest migration that a database has had is kept in ``PRAGMA user_version``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from engine.errors import EnvironmentFault
from engine.message import Message
from engine.store.backup import keep_copy
from engine.store.connection import Connection, transaction, wrapped

Migration = Callable[[Any], None]  # takes a sqlite_utils.Database inside a transaction


def migrate(connection: Connection, *, backups: Path, migrations: Sequence[Migration] | None = None) -> None:
    """Run the migrations that this database has not had, each after an online backup into ``backups``.

    An empty database needs no backup. Raises EnvironmentFault when the database is of a newer version, and
    whatever a migration raises, after that migration was rolled back.
    """
    steps = MIGRATIONS if migrations is None else migrations
    found = version_of(connection)
    _refuse_newer(found, len(steps))
    _refuse_foreign(connection, found)
    for version, migration in enumerate(steps[found:], start=found + 1):
        if version > 1 and found:
            keep_copy(connection, backups, version=version - 1)
        # Rebuilding a table drops the old one, which must not cascade; the check below makes up for it.
        connection.execute("PRAGMA foreign_keys = OFF")
        try:
            with transaction(connection):
                migration(wrapped(connection))
                if connection.execute("PRAGMA foreign_key_check").fetchone():
                    raise RuntimeError(f"migration {version} leaves rows without their parents")
                connection.execute(f"PRAGMA user_version = {version}")
        finally:
            connection.execute("PRAGMA foreign_keys = ON")


def require_current(connection: Connection) -> None:
    """Raise EnvironmentFault unless the schema is this version's (for those who read and cannot migrate)."""
    found = version_of(connection)
    _refuse_newer(found, len(MIGRATIONS))
    if found < len(MIGRATIONS):
        raise EnvironmentFault(
            Message(
                "The library was last used by an older Matinee. Open it once in the window, or run: matinee "
                "folders, to bring it up to date."
            )
        )


def version_of(connection: Connection) -> int:
    """How many migrations this database has had."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _refuse_newer(found: int, known: int) -> None:
    if found > known:
        raise EnvironmentFault(
            Message(
                "The library was used by a newer Matinee (its schema is {found}, this version knows {known}). "
                "Install the newer Matinee to open it.",
                found=found,
                known=known,
            )
        )


def _refuse_foreign(connection: Connection, found: int) -> None:
    if found == 0 and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise EnvironmentFault(
            Message("The file library.db in this folder is a database of another program. Choose another folder.")
        )


# --- 1: the first version ------------------------------------------------------------------------------
#
# A video is its content; files, tracks and everything else hang on it. What a person says is kept as events
# (ratings, notes, marks, plays), never altered; the columns of ``videos`` that sum them up, and the place and
# status of a video, are kept by commands.py so that a list of 100,000 rows needs no joins.
# Paths are of type ANY: text, or bytes where a file name is not UTF-8.

_FIRST = """
CREATE TABLE roots (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  path ANY NOT NULL UNIQUE,
  online INTEGER NOT NULL DEFAULT 1,
  added_at REAL NOT NULL
) STRICT;

CREATE TABLE videos (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  added_at REAL NOT NULL,
  duration_s REAL,
  container TEXT NOT NULL DEFAULT '',
  -- what sidecars, embedded tags and the file's name say
  title TEXT NOT NULL,
  sort_title TEXT NOT NULL,
  year INTEGER,
  kind TEXT NOT NULL DEFAULT 'video',
  language TEXT NOT NULL DEFAULT '',
  series TEXT NOT NULL DEFAULT '',
  season INTEGER,
  episode INTEGER,
  described_by INTEGER REFERENCES files (id) ON DELETE SET NULL,
  text_hash TEXT NOT NULL DEFAULT '', -- of the words that embeddings and lattices are made from
  poster TEXT,
  sheet TEXT,
  sheet_times_s TEXT NOT NULL DEFAULT '[]',
  -- summed up from files and roots
  path ANY NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'offline',
  -- summed up from ratings, notes, marks and plays
  stars REAL,
  note_id INTEGER NOT NULL DEFAULT 0, -- 0: no note
  watched INTEGER NOT NULL DEFAULT 0,
  hidden INTEGER NOT NULL DEFAULT 0,
  later_until REAL,
  resume_s REAL,
  -- the long ones stand last, so that the rest can be read without them
  tagline TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX videos_by_added ON videos (added_at, id);
CREATE INDEX videos_by_title ON videos (sort_title);
CREATE INDEX videos_by_year ON videos (year DESC, sort_title);
CREATE INDEX videos_by_stars ON videos (stars DESC, sort_title);
CREATE INDEX videos_by_duration ON videos (duration_s DESC, sort_title);
CREATE INDEX videos_by_status ON videos (status, text_hash, note_id);
CREATE INDEX videos_by_describer ON videos (described_by);

CREATE TABLE fingerprints ( -- every content that a video has had: its tags may be edited in place
  digest TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  seen_at REAL NOT NULL,
  PRIMARY KEY (digest, size_bytes)
) STRICT, WITHOUT ROWID;

CREATE INDEX fingerprints_by_video ON fingerprints (video_id);

CREATE TABLE files (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  root_id INTEGER REFERENCES roots (id) ON DELETE SET NULL,
  path ANY NOT NULL,
  size_bytes INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  is_present INTEGER NOT NULL DEFAULT 1,
  problem TEXT NOT NULL DEFAULT '', -- why it is unreadable
  UNIQUE (path, video_id)
) STRICT;

CREATE UNIQUE INDEX files_present ON files (path) WHERE is_present;
CREATE INDEX files_by_video ON files (video_id);
CREATE INDEX files_by_root ON files (root_id, is_present);

CREATE TABLE sidecars ( -- the stamps of what was read beside a file
  file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
  path ANY NOT NULL,
  size_bytes INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  PRIMARY KEY (file_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE tracks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  file_id INTEGER REFERENCES files (id) ON DELETE CASCADE, -- of a sidecar: the file that it lies beside
  path ANY, -- of a sidecar
  kind TEXT NOT NULL,
  stream INTEGER NOT NULL,
  codec TEXT NOT NULL,
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  is_default INTEGER NOT NULL,
  is_forced INTEGER NOT NULL,
  is_text INTEGER NOT NULL,
  width INTEGER,
  height INTEGER,
  channels INTEGER,
  is_read INTEGER NOT NULL DEFAULT 0, -- its cues are stored, or it was tried and has none
  problem TEXT NOT NULL DEFAULT '',
  digest TEXT NOT NULL DEFAULT '' -- of its cues
) STRICT;

CREATE INDEX tracks_by_video ON tracks (video_id);
CREATE INDEX tracks_by_file ON tracks (file_id);
CREATE INDEX tracks_unread ON tracks (id) WHERE kind = 'subtitle' AND is_text AND NOT is_read;

CREATE TABLE cues (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE INDEX cues_by_time ON cues (track_id, start_ms, id);

CREATE TABLE chapters (
  video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  start_s REAL NOT NULL,
  end_s REAL NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (video_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE genres (
  video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (video_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
  video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (video_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE tags (
  video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  name TEXT NOT NULL COLLATE NOCASE,
  source TEXT NOT NULL CHECK (source IN ('user', 'imported', 'removed')), -- removed: an imported one taken off
  added_at REAL NOT NULL,
  PRIMARY KEY (video_id, name, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE ratings ( -- every change; stars NULL: cleared
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  stars REAL CHECK (stars BETWEEN 0.5 AND 5),
  rated_at REAL NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('user', 'nfo'))
) STRICT;

CREATE INDEX ratings_by_video ON ratings (video_id, rated_at, id);

CREATE TABLE notes ( -- every version; an empty text: cleared
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  written_at REAL NOT NULL,
  read_by TEXT NOT NULL DEFAULT '' -- the model that made its sentences
) STRICT;

CREATE INDEX notes_by_video ON notes (video_id, written_at, id);

CREATE TABLE note_sentences (
  note_id INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  text TEXT NOT NULL,
  sign REAL NOT NULL,
  certainty REAL NOT NULL,
  vector BLOB NOT NULL, -- float32
  PRIMARY KEY (note_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE marks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  mark TEXT NOT NULL,
  marked_at REAL NOT NULL
) STRICT;

CREATE INDEX marks_by_video ON marks (video_id, marked_at, id);

CREATE TABLE plays (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  started_at REAL NOT NULL,
  position_s REAL NOT NULL,
  fraction REAL NOT NULL,
  UNIQUE (video_id, started_at)
) STRICT;

CREATE TABLE embeddings (
  id INTEGER PRIMARY KEY,
  video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  model TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  vector BLOB NOT NULL, -- float32
  UNIQUE (video_id, model)
) STRICT;

CREATE INDEX embeddings_by_model ON embeddings (model, video_id, text_hash);

CREATE TABLE lattices (
  video_id INTEGER PRIMARY KEY REFERENCES videos (id) ON DELETE CASCADE,
  version TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  note_id INTEGER NOT NULL,
  lattices BLOB NOT NULL, -- JSON, deflated
  vectors BLOB NOT NULL, -- float32, one row a lattice
  dimension INTEGER NOT NULL
) STRICT;

CREATE INDEX lattices_by_version ON lattices (version, video_id, text_hash, note_id);

CREATE TABLE suggestions ( -- the blurbs that were written, and by what, of which state of the profile
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  model_version TEXT NOT NULL,
  profile_version TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  note_id INTEGER NOT NULL,
  written_at REAL NOT NULL,
  hook TEXT NOT NULL,
  text TEXT NOT NULL,
  is_quoted INTEGER NOT NULL,
  evidence TEXT NOT NULL -- JSON
) STRICT;

CREATE INDEX suggestions_by_video ON suggestions (video_id, id);
CREATE INDEX suggestions_by_state ON suggestions (profile_version, model_version, video_id);

CREATE TABLE checkpoints (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL UNIQUE, -- inside the library's models folder
  model_version TEXT NOT NULL,
  step INTEGER NOT NULL,
  nll REAL NOT NULL,
  is_finished INTEGER NOT NULL,
  is_active INTEGER NOT NULL DEFAULT 0,
  created_at REAL NOT NULL
) STRICT;
"""

# A rating or a play alters a row of ``videos`` too; only a change of words may touch the index.
_VIDEO_WORDS = ("title", "text", "tagline", "note")
_FIRST_TRIGGERS = """
CREATE TRIGGER videos_ai AFTER INSERT ON videos BEGIN
  INSERT INTO videos_fts (rowid, title, text, tagline, note)
  VALUES (new.id, new.title, new.text, new.tagline, new.note);
END;
CREATE TRIGGER videos_ad AFTER DELETE ON videos BEGIN
  INSERT INTO videos_fts (videos_fts, rowid, title, text, tagline, note)
  VALUES ('delete', old.id, old.title, old.text, old.tagline, old.note);
END;
CREATE TRIGGER videos_au AFTER UPDATE OF title, text, tagline, note ON videos
WHEN (old.title, old.text, old.tagline, old.note) IS NOT (new.title, new.text, new.tagline, new.note) BEGIN
  INSERT INTO videos_fts (videos_fts, rowid, title, text, tagline, note)
  VALUES ('delete', old.id, old.title, old.text, old.tagline, old.note);
  INSERT INTO videos_fts (rowid, title, text, tagline, note)
  VALUES (new.id, new.title, new.text, new.tagline, new.note);
END;
"""


def _first(db: Any) -> None:
    db.executescript(_FIRST)
    db["videos"].enable_fts(_VIDEO_WORDS, tokenize="trigram")
    db.executescript(_FIRST_TRIGGERS)
    db["cues"].enable_fts(["text"], tokenize="trigram", create_triggers=True)


# --- 2: imports, and the catalogue numbers that they find videos by ----------------------------------------------

_SECOND = """
CREATE TABLE imports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  origin TEXT NOT NULL,
  file TEXT NOT NULL,
  imported_at REAL NOT NULL
) STRICT;

CREATE TABLE catalogue_ids ( -- "imdb:tt0113277"
  video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  PRIMARY KEY (video_id, id)
) STRICT, WITHOUT ROWID;
"""
_IMPORTED = """
ALTER TABLE {table} ADD COLUMN import_id INTEGER REFERENCES imports (id) ON DELETE CASCADE;
CREATE INDEX {table}_by_import ON {table} (import_id) WHERE import_id IS NOT NULL;
"""
# When the library came to know it, where that was not when it was said.
_LEARNED = "ALTER TABLE {table} ADD COLUMN learned_at REAL;"


def _second(db: Any) -> None:
    db.executescript(_SECOND)
    for table in ("ratings", "notes", "marks", "plays", "tags"):
        db.executescript(_IMPORTED.format(table=table))
    for table in ("ratings", "notes", "marks", "plays"):
        db.executescript(_LEARNED.format(table=table))


MIGRATIONS: tuple[Migration, ...] = (_first, _second)
