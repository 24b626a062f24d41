"""Every read of the library: a Reader answers with records, from one read-only connection.

A method that needs several queries runs them on one snapshot, and every result is fetched whole, so that no
open read keeps the write-ahead log from being emptied.
"""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from engine.errors import Cancelled, EnvironmentFault
from engine.message import Message
from engine.records import (
    Blurb,
    Chapter,
    Checkpoint,
    Cue,
    FileFacts,
    FileStamp,
    Fingerprint,
    Import,
    KnownFile,
    Marked,
    Mention,
    Moment,
    Note,
    NoteSentence,
    Person,
    Pictures,
    Play,
    RatedHere,
    Rating,
    Root,
    Said,
    Signal,
    Sitting,
    Stars,
    Tagged,
    Track,
    TwoStars,
    Vector,
    Video,
    VideoDetail,
    VideoKind,
    VideoLattices,
    Words,
    WrittenBlurb,
)
from engine.store.backup import backup_to
from engine.store.connection import Connection, faults_explained, snapshot
from engine.store.imports import two_stars, unknown
from engine.store.rows import clean, evidence_of, path_of, stored_path, unpacked, vector_of
from engine.store.signals import stream
from engine.store.spelling import SHORTEST, nearest, trigrams

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Sort = Literal[
    "added", "title", "year", "rating", "duration", "kind", "watched", "series", "folder", "size", "resolution"
]
Group = Literal["kind", "series", "folder", "year", "tag"]

PAGE = 256
_MANY = 2048


class Reader:
    """What the library holds, for one thread at a time.

    Every method raises EnvironmentFault when the file is damaged or the disk fails, naming the folder
    ``backups``, and Cancelled once the library is closed.
    """

    def __init__(self, connection: Connection, *, backups: Path) -> None:
        self._db = connection
        self._backups = backups
        self._busy = threading.RLock()
        self._closed = False

    def close(self) -> None:
        """Close the connection once a read that is going on is over."""
        with self._busy:
            self._closed = True
            self._db.close()

    # --- folders and files ---------------------------------------------------------------------------

    def roots(self) -> list[Root]:
        """The folders that the person added, in that order."""
        rows = self._all("SELECT id, path, online FROM roots ORDER BY id")
        return [Root(id, path_of(path), bool(online)) for id, path, online in rows]

    def known_files(self, root_id: int) -> dict[str, KnownFile]:
        """Every file remembered under a root, by path. One that is gone is among them: if it comes back
        unchanged, ``RootSeen`` alone brings it back."""
        with self._snapshot():
            beside: defaultdict[int, list[FileStamp]] = defaultdict(list)
            for file_id, path, size_bytes, mtime_ns in self._all(
                "SELECT s.file_id, s.path, s.size_bytes, s.mtime_ns FROM sidecars s "
                "JOIN files f ON f.id = s.file_id WHERE f.root_id = ?",
                root_id,
            ):
                beside[file_id].append(FileStamp(path_of(path), size_bytes, mtime_ns))
            rows = self._all(
                "SELECT id, video_id, path, size_bytes, mtime_ns FROM files WHERE root_id = ? "
                "ORDER BY is_present, id",  # of several at one path the last one stands
                root_id,
            )
        none: frozenset[FileStamp] = frozenset()
        known = {}
        for file_id, video_id, stored, size_bytes, mtime_ns in rows:
            path = path_of(stored)
            sidecars = frozenset(beside[file_id]) if file_id in beside else none
            known[path] = KnownFile(FileStamp(path, size_bytes, mtime_ns), video_id, sidecars)
        return known

    def unread_text_tracks(self) -> list[tuple[int, str, Track]]:
        """Embedded text subtitles that were never read, as (video, path, track), of files that are there."""
        rows = self._all(
            f"SELECT v.id, v.path, {_TRACK} FROM tracks t JOIN videos v ON v.id = t.video_id "
            "WHERE t.kind = 'subtitle' AND t.is_text AND NOT t.is_read AND t.file_id IS NULL AND v.status = 'ok' "
            "ORDER BY v.id, t.id"
        )
        return [(video_id, path_of(path), _track(row)) for video_id, path, *row in rows]

    # --- videos ----------------------------------------------------------------------------------------

    def video_ids(
        self,
        sort: Sort = "added",
        *,
        reverse: bool = False,
        kind: VideoKind | None = None,
        series: str | None = None,
        tag: str | None = None,
        genre: str | None = None,
        root_id: int | None = None,
        hidden: bool | None = None,
        limit: int | None = None,
    ) -> list[int]:
        """The ids of all videos, or of those that pass every filter, in an order of the whole library.

        "added" and "year" start with the newest, "rating" with the best, "duration", "size" and "resolution" with
        the most, "watched" with what was seen, the others with A. ``reverse`` turns that round, except that what
        is not known stands last either way. ``limit``: only the first.
        """
        tests: list[str] = []
        values: list[Any] = []
        for test, value in (
            ("kind = ?", kind),
            ("series = ?", series),
            ("hidden = ?", hidden),
            ("id IN (SELECT video_id FROM genres WHERE name = ?)", genre),
            (f"id IN (SELECT video_id FROM tags t WHERE name = ? AND {_SHOWN_TAG})", tag),
            ("id IN (SELECT video_id FROM files WHERE root_id = ? AND is_present)", root_id),
        ):
            if value is not None:
                tests.append(test)
                values.append(value)
        where = f"WHERE {' AND '.join(tests)} " if tests else ""
        order, reversed_order = _ORDERS[sort]
        rows = self._all(
            f"SELECT id FROM videos {where}ORDER BY {reversed_order if reverse else order} LIMIT ?",
            *values,
            -1 if limit is None else limit,
        )
        return [id for (id,) in rows]

    def group_keys(self, group: Group) -> dict[int, str]:
        """What each video is grouped by: its kind, series, folder (a path), year or tag; "" where it has none.

        A video with several tags stands under the one that most videos share, so that it stands once.
        """
        if group == "tag":
            used = self.tag_counts()
            place = {tag.casefold(): number for number, tag in enumerate(used)}
            keys = {id: "" for (id,) in self._all("SELECT id FROM videos")}
            shown = list(used)
            for video_id, name in self._all(f"SELECT video_id, name FROM tags t WHERE {_SHOWN_TAG}"):
                number = place.get(name.casefold())
                if number is not None and (not keys.get(video_id) or number < place[keys[video_id].casefold()]):
                    keys[video_id] = shown[number]
            return keys
        column = {"kind": "kind", "series": "series", "folder": "path", "year": "coalesce(year, '')"}[group]
        rows = self._all(f"SELECT id, {column} FROM videos")
        if group == "folder":
            return {id: os.path.dirname(path_of(path)) for id, path in rows}
        return {id: str(key) for id, key in rows}

    def tag_counts(self, ids: Sequence[int] | None = None) -> dict[str, int]:
        """How many videos (or how many of these) show each tag, the most used first. Tags that differ only in
        case are one."""
        which = "" if ids is None else " AND video_id IN (SELECT value FROM json_each(?))"
        rows = self._all(
            f"SELECT min(name), count(DISTINCT video_id) AS used FROM tags t WHERE {_SHOWN_TAG}{which} "
            "GROUP BY name ORDER BY used DESC, min(name)",
            *(() if ids is None else (_ids(ids),)),
        )
        return dict(rows)

    def file_facts(self, ids: Sequence[int]) -> dict[int, FileFacts]:
        """Of the file that a video is played from: its size, and the height of its picture."""
        rows = self._all(
            f"SELECT id, {_SIZE}, {_HEIGHT} FROM videos WHERE id IN (SELECT value FROM json_each(?))", _ids(ids)
        )
        return {id: FileFacts(size_bytes, height) for id, size_bytes, height in rows}

    def at_paths(self, paths: Sequence[str]) -> dict[str, int]:
        """The videos that are at these paths now, by path; a path of none is left out."""
        found = {}
        for path in paths:
            for (video_id,) in self._all(
                "SELECT video_id FROM files WHERE path = ? AND is_present", stored_path(os.path.abspath(path))
            ):
                found[path] = video_id
        return found

    def videos(self, *, ids: Sequence[int] | None = None) -> list[Video]:
        """All videos by id, or those of ``ids`` in that order (without the ones that are gone)."""
        which = "" if ids is None else "WHERE {} IN (SELECT value FROM json_each(?1))"
        values = () if ids is None else (_ids(ids),)
        with self._snapshot():
            rows = self._all(f"SELECT {_VIDEO} FROM videos {which.format('id')} ORDER BY id", *values)
            genres = self._grouped(
                f"SELECT video_id, name FROM genres {which.format('video_id')} ORDER BY video_id, place",
                values,
            )
            tags = self._grouped(
                f"SELECT video_id, name FROM tags t {which.format('video_id') or 'WHERE true'} AND {_SHOWN_TAG} "
                "ORDER BY video_id, source = 'imported', added_at, name",
                values,
            )
            people: defaultdict[int, list[Person]] = defaultdict(list)
            persons: dict[tuple[str, str], Person] = {}  # the same few thousand names again and again
            for video_id, *key in self._all(
                f"SELECT video_id, name, role FROM people {which.format('video_id')} ORDER BY video_id, place",
                *values,
            ):
                name, role = key
                person = persons.get((name, role))
                if person is None:
                    person = persons[name, role] = Person(name, role)
                people[video_id].append(person)
        videos = [_video(row, genres, tags, people) for row in rows]
        if ids is None:
            return videos
        by_id = {video.id: video for video in videos}
        return [by_id[id] for id in ids if id in by_id]

    def video_pages(self) -> Iterator[list[Video]]:
        """All videos by id, a few thousand at a time: as objects those of a large library take much memory."""
        ids = [id for (id,) in self._all("SELECT id FROM videos ORDER BY id")]
        for start in range(0, len(ids), _MANY):
            yield self.videos(ids=ids[start : start + _MANY])

    def video(self, video_id: int) -> Video:
        """One video. Raises EnvironmentFault when it is no longer there."""
        found = self.videos(ids=[video_id])
        if not found:
            raise EnvironmentFault(
                Message("There is no video {video_id} in the library. See: matinee list", video_id=video_id)
            )
        return found[0]

    def detail(self, video_id: int) -> VideoDetail:
        """Everything known of one video; its tracks come without their cues (see ``cues``)."""
        with self._snapshot():
            return VideoDetail(
                video=self.video(video_id),
                fingerprint=self._fingerprint(video_id),
                files=tuple(
                    path_of(path)
                    for (path,) in self._all(
                        "SELECT path FROM files WHERE video_id = ? ORDER BY is_present DESC, id", video_id
                    )
                ),
                tracks=tuple(
                    _track(row)
                    for row in self._all(
                        f"SELECT {_TRACK} FROM tracks t WHERE video_id = ? ORDER BY {_TRACK_ORDER}", video_id
                    )
                ),
                chapters=tuple(
                    Chapter(*row)
                    for row in self._all(
                        "SELECT start_s, end_s, title FROM chapters WHERE video_id = ? ORDER BY place",
                        video_id,
                    )
                ),
                ratings=tuple(
                    Rating(*row)
                    for row in self._all(
                        "SELECT video_id, stars, rated_at FROM ratings WHERE video_id = ? ORDER BY rated_at, id",
                        video_id,
                    )
                ),
                notes=tuple(
                    Note(*row)
                    for row in self._all(
                        "SELECT id, video_id, text, written_at FROM notes WHERE video_id = ? ORDER BY written_at, id",
                        video_id,
                    )
                ),
                plays=tuple(
                    Play(*row)
                    for row in self._all(
                        "SELECT video_id, started_at, position_s, fraction FROM plays WHERE video_id = ? "
                        "ORDER BY started_at",
                        video_id,
                    )
                ),
            )

    def series_size(self, video: Video) -> int | None:
        """How many parts the video's series (or its season of it) has here; None for a video of no series."""
        if not video.series:
            return None
        rows = self._all("SELECT count(*) FROM videos WHERE series = ? AND season IS ?", video.series, video.season)
        return int(rows[0][0])

    def of_series(self, series: str, *, most: int) -> list[Video]:
        """The videos of a series, at most ``most`` of them."""
        rows = self._all("SELECT id FROM videos WHERE series = ? LIMIT ?", series, most)
        return self.videos(ids=[id for (id,) in rows])

    def in_folder(self, folder: str, *, most: int) -> list[Video]:
        """The videos whose files are in a folder now, or in one inside it; at most ``most`` of them."""
        within = os.path.join(folder, "")
        rows = self._all(
            "SELECT DISTINCT video_id FROM files"
            " WHERE is_present AND path > ?1 AND path < ?1 || char(0x10FFFF) LIMIT ?2",
            within,
            most,
        )
        return self.videos(ids=[id for (id,) in rows])

    def find(self, text: str) -> list[Video]:
        """The videos that a person may mean: by id, by path, by title, else by a part of the title or path.

        An exact match wins over a part; more than one result means that the text is ambiguous.
        """
        text = text.strip()
        if not text:
            return []
        with self._snapshot():
            if text.isascii() and text.isdigit() and (found := self.videos(ids=[int(text)])):
                return found
            path = os.path.abspath(text)
            every = self._all("SELECT id, title, path FROM videos ORDER BY id")
            folded = clean(text).casefold()
            tests = (
                lambda title, own: own in (text, path),
                lambda title, own: title == text,
                lambda title, own: title.casefold() == folded,
                lambda title, own: folded in title.casefold(),
                lambda title, own: folded in os.path.basename(own).casefold(),
            )
            for test in tests:
                if ids := [id for id, title, own in every if test(title, path_of(own))]:
                    return self.videos(ids=ids)
            row = self._all("SELECT video_id FROM files WHERE path = ? AND is_present", stored_path(path))
            return self.videos(ids=[id for (id,) in row])

    def counts(self) -> dict[str, int]:
        """How many "videos" there are, "rated", "noted", "unreadable", "offline", and of each kind."""
        row = self._all(
            "SELECT count(*), count(stars), sum(note_id <> 0), sum(status LIKE 'unreadable:%'), "
            "sum(status = 'offline') FROM videos"
        )[0]
        kinds = self._all("SELECT kind, count(*) FROM videos GROUP BY kind ORDER BY kind")
        names = ("videos", "rated", "noted", "unreadable", "offline")
        return dict(zip(names, (count or 0 for count in row), strict=True)) | dict(kinds)

    def per_root(self) -> dict[int, int]:
        """How many videos each folder holds that was added."""
        return dict(self._all("SELECT root_id, count(DISTINCT video_id) FROM files WHERE is_present GROUP BY root_id"))

    def sittings(self, ids: Sequence[int] | None = None) -> dict[int, float | None]:
        """The videos (of all, or of these) that were begun or watched: where to go on (s), None once watched."""
        which = "" if ids is None else " AND id IN (SELECT value FROM json_each(?))"
        rows = self._all(
            "SELECT id, CASE WHEN watched THEN NULL ELSE resume_s END FROM videos "
            f"WHERE (watched OR resume_s > 0){which}",
            *(() if ids is None else (_ids(ids),)),
        )
        return dict(rows)

    # --- subtitles ---------------------------------------------------------------------------------------

    def cues(self, video_id: int, limit: int | None = None, *, track_id: int | None = None) -> list[Cue]:
        """The lines of a video (or of one track): track after track, the likeliest first, each in time.

        Default tracks come before others, forced ones last.
        """
        rows = self._all(
            "SELECT c.start_ms, c.end_ms, c.text, c.id, c.track_id FROM cues c JOIN tracks t ON t.id = c.track_id "
            f"WHERE t.video_id = ?1 AND (?2 IS NULL OR t.id = ?2) ORDER BY {_TRACK_ORDER}, c.start_ms, c.id LIMIT ?3",
            video_id,
            track_id,
            -1 if limit is None else limit,
        )
        return [Cue(*row) for row in rows]

    # --- what a person said --------------------------------------------------------------------------------

    def ratings(self) -> list[Rating]:
        """The current stars of every rated video, oldest first."""
        rows = self._all(
            "SELECT v.id, v.stars, (SELECT max(r.rated_at) FROM ratings r WHERE r.video_id = v.id) AS rated_at "
            "FROM videos v WHERE v.stars IS NOT NULL ORDER BY rated_at, v.id"
        )
        return [Rating(*row) for row in rows]

    def notes(self) -> list[Note]:
        """The current note of every video that has one, with its sentences once they are read."""
        with self._snapshot():
            sentences = self._sentences("JOIN videos v ON v.note_id = s.note_id")
            rows = self._all(f"{_NOTES} ORDER BY n.id")
        return [
            Note(id, video_id, text, written_at, tuple(sentences[id]) if read_by else None)
            for id, video_id, text, written_at, read_by in rows
        ]

    def unread_notes(self, model: str) -> list[Note]:
        """The current notes that this model has not made into sentences, newest first."""
        return [Note(*row) for *row, _ in self._all(f"{_NOTES} WHERE n.read_by <> ? ORDER BY n.id DESC", model)]

    def signals(self, until: float | None = None) -> list[Signal]:
        """Everything that a profile is made of, in the order in which it was said.

        ``until`` (Unix seconds) gives the stream as the library knew it then: what was said or imported later
        is not in it. Every change of stars and every version of a note comes, the last one counts; stars None
        and an empty text clear. A note holds its sentences where a model has read that version.
        """
        now = time.time() if until is None else until
        known = "WHERE coalesce(learned_at, {}) <= ?"
        limit = float("inf") if until is None else until
        with self._snapshot():
            ratings = self._all(
                f"SELECT video_id, stars, rated_at FROM ratings {known.format('rated_at')} ORDER BY rated_at, id", limit
            )
            notes = self._all(
                f"SELECT id, video_id, text, written_at, read_by FROM notes {known.format('written_at')} "
                "ORDER BY written_at, id",
                limit,
            )
            marks = self._all(
                f"SELECT video_id, marked_at, mark FROM marks {known.format('marked_at')} ORDER BY marked_at, id", limit
            )
            plays = self._all(
                f"SELECT video_id, started_at, position_s, fraction FROM plays {known.format('started_at')} "
                "ORDER BY started_at, id",
                limit,
            )
            sentences = self._sentences()
        return stream(
            [Rating(*row) for row in ratings],
            [
                Note(id, video_id, text, written_at, tuple(sentences[id]) if read_by else None)
                for id, video_id, text, written_at, read_by in notes
            ],
            marks=marks,
            plays=[Play(*row) for row in plays],
            now=now,
        )

    def said(self) -> list[Mention]:
        """What the person said of every video of which anything was said, as ``import_said`` takes it."""
        with self._snapshot():
            said: defaultdict[int, list[Said]] = defaultdict(list)
            for video_id, stars, rated_at, learned_at, source in self._all(
                "SELECT video_id, stars, rated_at, learned_at, source FROM ratings ORDER BY video_id, rated_at, id"
            ):
                said[video_id].append(Stars(stars, rated_at, learned_at, source == "nfo"))
            for query, record in (
                ("SELECT video_id, text, written_at, learned_at FROM notes ORDER BY video_id, written_at, id", Words),
                ("SELECT video_id, mark, marked_at, learned_at FROM marks ORDER BY video_id, marked_at, id", Marked),
                (
                    "SELECT video_id, started_at, position_s, fraction, learned_at FROM plays "
                    "ORDER BY video_id, started_at",
                    Sitting,
                ),
            ):
                for video_id, *row in self._all(query):
                    said[video_id].append(record(*row))
            for video_id, name, added_at, source in self._all(
                "SELECT video_id, name, added_at, source FROM tags WHERE source <> 'imported' "
                "ORDER BY video_id, added_at, name"
            ):
                said[video_id].append(Tagged(name, added_at, source == "removed"))
            videos = self.videos(ids=sorted(said))
            ids = self._grouped("SELECT video_id, id FROM catalogue_ids ORDER BY video_id, id", ())
            contents: defaultdict[int, list[Fingerprint]] = defaultdict(list)
            for fingerprint, video_id in self.contents().items():
                contents[video_id].append(fingerprint)
        return [
            Mention(
                place=f"video {video.id}",
                titles=(video.title,),
                said=tuple(said[video.id]),
                year=video.year,
                kind=video.kind,
                series=video.series,
                season=video.season,
                episode=video.episode,
                ids=tuple(ids.get(video.id, ())),
                contents=tuple(contents[video.id]),
            )
            for video in videos
        ]

    def tagged(self) -> list[tuple[int, Tagged]]:
        """The tags that the person set or took off, by video, in the order of their times."""
        rows = self._all(
            "SELECT video_id, name, added_at, source FROM tags WHERE source <> 'imported' "
            "ORDER BY added_at, video_id, name"
        )
        return [(video_id, Tagged(name, added_at, source == "removed")) for video_id, name, added_at, source in rows]

    def contents(self) -> dict[Fingerprint, int]:
        """Which video each content is or was."""
        rows = self._all("SELECT size_bytes, digest, video_id FROM fingerprints ORDER BY video_id, seen_at, digest")
        return {Fingerprint(size_bytes, digest): video_id for size_bytes, digest, video_id in rows}

    def catalogue_ids(self) -> dict[str, tuple[int, ...]]:
        """The videos that bear each number of a catalogue ("imdb:tt0113277")."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for id, video_id in self._all("SELECT id, video_id FROM catalogue_ids ORDER BY id, video_id"):
            found[id].append(video_id)
        return {id: tuple(video_ids) for id, video_ids in found.items()}

    def unknown_said(
        self, said: Mapping[int, tuple[Said, ...]], *, origin: str, at: float, rated_here: RatedHere = "newer"
    ) -> dict[int, tuple[Said, ...]]:
        """What ``import_said`` would add at this moment."""
        with self._snapshot():
            new = {
                video_id: unknown(self._db, video_id, things, at=at, whole=origin == "matinee", rated_here=rated_here)
                for video_id, things in said.items()
            }
        return {video_id: things for video_id, things in new.items() if things}

    def rated_otherwise(self, said: Mapping[int, tuple[Said, ...]], *, origin: str, at: float) -> dict[int, TwoStars]:
        """The videos to which the person gave other stars here than a file does; none for Matinee's own, of which every
        event is one of the person's."""
        if origin == "matinee":
            return {}
        with self._snapshot():
            found = {
                video_id: two_stars(self._db, video_id, things, unknown(self._db, video_id, things, at=at, whole=False))
                for video_id, things in said.items()
            }
        return {video_id: two for video_id, two in found.items() if two}

    def imports(self) -> list[Import]:
        """The imports that the library has had and that were not undone, oldest first."""
        counts = " + ".join(
            f"(SELECT count(*) FROM {table} WHERE import_id = i.id)"
            for table in ("ratings", "notes", "marks", "plays", "tags")
        )
        return [
            Import(*row)
            for row in self._all(f"SELECT id, origin, file, imported_at, {counts} FROM imports i ORDER BY id")
        ]

    # --- work of the models --------------------------------------------------------------------------------------

    def text_version(self, video_id: int) -> str:
        """Names the words of a video (before the dot) and its note (behind it), for ``text_hash`` of an
        Embedding or VideoLattices: what was made of other words is made again."""
        rows = self._all("SELECT text_hash || '.' || note_id FROM videos WHERE id = ?", video_id)
        return str(rows[0][0]) if rows else ""

    def embedding_model(self) -> str:
        """The model that most videos have a vector of, of equals the newer; "" while there is none."""
        rows = self._all("SELECT model FROM embeddings GROUP BY model ORDER BY count(*) DESC, max(id) DESC LIMIT 1")
        return str(rows[0][0]) if rows else ""

    def embeddings(self, model: str) -> tuple[npt.NDArray[np.int64], Vector]:
        """The vectors of a model: video ids (N,) in order and float32 rows (N, D); (0, 0) when there are none."""
        import numpy as np  # here, because the window paints its first page without it

        with self._snapshot():
            count, width = self._db.execute(
                "SELECT count(*), coalesce(max(length(vector)), 0) / 4 FROM embeddings WHERE model = ?", (model,)
            ).fetchone()
            ids, vectors = np.empty(count, np.int64), np.empty((count, width), np.float32)
            rows = self._db.execute(
                "SELECT video_id, vector FROM embeddings WHERE model = ? ORDER BY video_id", (model,)
            )
            for start in range(0, count, PAGE):  # each page into its place: a list of all would be as large again
                page = rows.fetchmany(PAGE)
                ids[start : start + PAGE] = [video_id for video_id, _ in page]
                vectors[start : start + PAGE] = vector_of(b"".join(vector for _, vector in page), dimension=width)
        return ids, vectors

    def to_embed(self, model: str) -> list[int]:
        """Readable videos that have no vector of this model, or one made of other words."""
        rows = self._all(
            "SELECT id FROM videos v WHERE status = 'ok' AND NOT EXISTS (SELECT 1 FROM embeddings e "
            "WHERE e.model = ? AND e.video_id = v.id AND e.text_hash = v.text_hash) ORDER BY id",
            model,
        )
        return [id for (id,) in rows]

    def to_parse(self, version: str) -> list[int]:
        """Readable videos that have no lattices of this version, or ones made of other words or another note."""
        rows = self._all(
            "SELECT id FROM videos v WHERE status = 'ok' AND NOT EXISTS (SELECT 1 FROM lattices l "
            "WHERE l.version = ? AND l.video_id = v.id AND l.text_hash = v.text_hash AND l.note_id = v.note_id) "
            "ORDER BY id",
            version,
        )
        return [id for (id,) in rows]

    def lattices(self, video_id: int, version: str) -> VideoLattices | None:
        """The lattices of a video, if they are of this version and made of its present words."""
        rows = self._all(
            f"{_LATTICES} WHERE l.video_id = ? AND l.version = ? AND l.text_hash = v.text_hash "
            "AND l.note_id = v.note_id",
            video_id,
            version,
        )
        return _lattices(rows[0]) if rows else None

    def all_lattices(self, version: str) -> Iterator[VideoLattices]:
        """All lattices of this version by video id, fetched page by page."""
        last = 0
        while rows := self._all(
            f"{_LATTICES} WHERE l.version = ? AND l.video_id > ? ORDER BY l.video_id LIMIT ?",
            version,
            last,
            PAGE,
        ):
            yield from map(_lattices, rows)
            last = rows[-1][0]

    def blurbs(self, profile_version: str, model_version: str) -> dict[int, Blurb]:
        """The blurbs that this model wrote for this state of the profile, of the videos' present words."""
        rows = self._all(
            f"{_BLURBS} JOIN videos v ON v.id = s.video_id WHERE s.profile_version = ? AND s.model_version = ? "
            "AND s.text_hash = v.text_hash AND s.note_id = v.note_id ORDER BY s.id",
            profile_version,
            model_version,
        )
        return {row[0]: _written(row).blurb for row in rows}

    def latest_blurbs(self, ids: Sequence[int]) -> dict[int, WrittenBlurb]:
        """The newest blurb of each of these videos that has one."""
        rows = self._all(
            f"{_BLURBS} WHERE s.id IN (SELECT max(id) FROM suggestions "
            "WHERE video_id IN (SELECT value FROM json_each(?1)) GROUP BY video_id) ORDER BY s.video_id",
            _ids(ids),
        )
        return {row[0]: _written(row) for row in rows}

    def active_checkpoint(self) -> Checkpoint | None:
        """The generator that is in use: the newest finished one."""
        rows = self._all(f"{_CHECKPOINTS} WHERE is_active")
        return _checkpoint(rows[0]) if rows else None

    def checkpoints(self) -> list[Checkpoint]:
        """All checkpoints, oldest first."""
        return [_checkpoint(row) for row in self._all(f"{_CHECKPOINTS} ORDER BY created_at, id")]

    # --- full text -----------------------------------------------------------------------------------------------

    def search_titles(self, query: str, limit: int) -> list[Moment]:
        """Videos whose title, description or note holds every word of the query, best first.

        A word is found inside longer ones too, in any script; "words in quotes" are looked for as they stand.
        Each video comes once, with the first of its texts that holds a word of the query.
        """
        return [moments[0] for moments in self._texts(query, limit)]

    def search_texts(self, query: str, limit: int) -> list[Moment]:
        """The titles, descriptions and notes of those videos that hold every word, each with its video, best first.

        Where no text of a video holds all the words alone, the one that holds the most comes.
        """
        return [moment for moments in self._texts(query, limit) for moment in moments]

    def search_people(self, query: str, limit: int) -> list[tuple[int, Person]]:
        """The videos with somebody whose name holds every word of the query, in the order of names and years."""
        terms = query_terms(query)
        if not terms:
            return []
        likes = " AND ".join([_LIKE.format("name")] * len(terms))
        rows = self._all(
            "SELECT v.id, p.name, p.role FROM (SELECT video_id, name, role, min(place) FROM people "
            f"WHERE {likes} GROUP BY video_id, name) AS p JOIN videos v ON v.id = p.video_id "
            "ORDER BY length(p.name), p.name, v.year DESC, v.sort_title, v.id LIMIT ?",
            *map(_pattern, terms),
            limit,
        )
        return [(video_id, Person(name, role)) for video_id, name, role in rows]

    def corrected(self, query: str) -> str | None:
        """The query with each word that nothing in the library holds put right, None where that can't be done."""
        terms = query_terms(query)
        right = [term if self._is_held(term) else self._nearest(term) for term in terms]
        found = [term for term in right if term is not None]
        return " ".join(found) if len(found) == len(terms) and found != terms else None

    def search_moments(self, query: str, limit: int) -> list[Moment]:
        """Subtitle lines that hold every word of the query, best first."""
        terms = query_terms(query)
        if not terms:
            return []
        rows = self._matches(
            terms,
            limit,
            fts="cues_fts",
            weights="",
            columns="v.id, v.title, c.text, c.start_ms",
            table="cues c",
            joins="JOIN tracks t ON t.id = c.track_id JOIN videos v ON v.id = t.video_id",
            key="c.id",
            haystack="c.text",
            order="length(c.text), c.id",
        )
        return [
            Moment(video_id, title, text, start_ms / 1000, score, "cue")
            for video_id, title, text, start_ms, score in rows
        ]

    def integrity(self) -> str:
        """ "ok", or what is damaged, one problem a line."""
        problems = [row[0] for row in self._all("PRAGMA integrity_check") if row[0] != "ok"]
        problems += [
            f"row {row_id} of {table} has lost its {parent}"
            for table, row_id, parent, _ in self._all("PRAGMA foreign_key_check")
        ]
        return "\n".join(problems) or "ok"

    def backup_to(self, file: Path) -> None:
        """Write the whole library to ``file`` while it is in use; see ``store.backup``."""
        with self._open():
            backup_to(self._db, file)

    # --- private ----------------------------------------------------------------------------------------------------

    def _all(self, sql: str, *values: Any) -> list[Any]:
        with self._open():
            return self._db.execute(sql, values).fetchall()

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        with self._open(), snapshot(self._db):
            yield

    @contextmanager
    def _open(self) -> Iterator[None]:
        with self._busy, faults_explained(backups=self._backups):
            if self._closed:
                raise Cancelled("The library is closed.")
            yield

    def _grouped(self, sql: str, values: tuple[Any, ...]) -> dict[int, list[str]]:
        groups: defaultdict[int, list[str]] = defaultdict(list)
        for video_id, name in self._all(sql, *values):
            groups[video_id].append(name)
        return groups

    def _sentences(self, which: str = "") -> Mapping[int, list[NoteSentence]]:
        """The sentences of each note that was read."""
        sentences: defaultdict[int, list[NoteSentence]] = defaultdict(list)
        for note_id, text, sign, certainty, vector in self._all(
            f"SELECT s.note_id, s.text, s.sign, s.certainty, s.vector FROM note_sentences s {which} "
            "ORDER BY s.note_id, s.place"
        ):
            sentences[note_id].append(NoteSentence(text, sign, certainty, vector_of(vector)))
        return sentences

    def _fingerprint(self, video_id: int) -> Fingerprint:
        rows = self._all(
            "SELECT size_bytes, digest FROM fingerprints WHERE video_id = ? ORDER BY seen_at DESC LIMIT 1",
            video_id,
        )
        return Fingerprint(*rows[0]) if rows else Fingerprint(0, "")

    def _texts(self, query: str, limit: int) -> list[list[Moment]]:
        """Of each video that holds every word: its texts that do, or the one that holds the most."""
        terms = query_terms(query)
        if not terms:
            return []
        rows = self._matches(
            terms,
            limit,
            fts="videos_fts",
            weights=", 8.0, 1.0, 2.0, 3.0",
            columns="v.id, v.title, v.text, v.tagline, v.note",
            table="videos v",
            joins="",
            key="v.id",
            haystack="v.title || char(10) || v.text || char(10) || v.tagline || char(10) || v.note",
            order="length(v.title), v.id",
        )
        found = []
        for video_id, title, text, tagline, note, score in rows:
            fields: tuple[tuple[Literal["title", "description", "note"], str], ...] = (
                ("title", title),
                ("description", tagline),
                ("description", text),
                ("note", note),
            )
            most = max(_hits(held, terms) for _, held in fields)
            moments: dict[str, Moment] = {}  # of tagline and text, and of texts that hold only some words, the first
            for source, held in fields:
                if _hits(held, terms) == most and source not in moments and (most == len(terms) or not moments):
                    shown = held if source == "title" else _excerpt(held, terms)
                    moments[source] = Moment(video_id, title, shown, None, score, source)
            found.append(list(moments.values()))
        return found

    def _is_held(self, term: str) -> bool:
        """Whether any text of the library, or a name, holds a term; one too short to be put right counts as held."""
        if len(term) < SHORTEST:
            return True
        match = _quoted(term)
        return any(
            self._all(f"SELECT 1 FROM {table} WHERE {test} LIMIT 1", value)
            for table, test, value in (
                ("videos_fts", "videos_fts MATCH ?", match),
                ("cues_fts", "cues_fts MATCH ?", match),
                ("people", _LIKE.format("name"), _pattern(term)),
            )
        )

    def _nearest(self, term: str) -> str | None:
        """The word that was likely meant, among those of texts and names that share three letters in a row with it."""
        parts = trigrams(term)
        match = " OR ".join(map(_quoted, parts))
        texts = self._all(
            "SELECT title || ' ' || tagline || ' ' || text || ' ' || note FROM videos WHERE id IN "
            "(SELECT rowid FROM videos_fts WHERE videos_fts MATCH ? ORDER BY bm25(videos_fts, 8.0) LIMIT ?)",
            match,
            _NEAR_TEXTS,
        )
        texts += self._all(
            "SELECT text FROM cues WHERE id IN (SELECT rowid FROM cues_fts WHERE cues_fts MATCH ? LIMIT ?)",
            match,
            _NEAR_LINES,
        )
        texts += self._all(
            f"SELECT DISTINCT name FROM people WHERE {' OR '.join([_LIKE.format('name')] * len(parts))} LIMIT ?",
            *map(_pattern, parts),
            _NEAR_LINES,
        )
        return nearest(term, (text for (text,) in texts))

    def _matches(
        self,
        terms: Sequence[str],
        limit: int,
        *,
        fts: str,
        weights: str,
        columns: str,
        table: str,
        joins: str,
        key: str,
        haystack: str,
        order: str,
    ) -> list[Any]:
        """Rows of ``columns`` and a score (the higher, the better).

        The index knows runs of three characters, so shorter words are looked for in the text itself: among
        the matches of the longer words, or, where there is none, in every row.
        """
        long = [term for term in terms if len(term) >= 3]
        short = [term for term in terms if len(term) < 3]
        likes = " AND ".join([_LIKE.format(haystack)] * len(short)) or "true"
        patterns = [_pattern(term) for term in short]
        if not long:
            return self._all(
                f"SELECT {columns}, 1.0 / (1 + length({haystack})) FROM {table} {joins} WHERE {likes} "
                f"ORDER BY {order} LIMIT ?",
                *patterns,
                limit,
            )
        match = " AND ".join(map(_quoted, long))
        inner = -1 if short else limit
        return self._all(
            f"SELECT {columns}, -hit.score FROM (SELECT rowid, bm25({fts}{weights}) AS score FROM {fts} "
            f"WHERE {fts} MATCH ? ORDER BY score LIMIT ?) AS hit JOIN {table} ON {key} = hit.rowid {joins} "
            f"WHERE {likes} ORDER BY hit.score, {key} LIMIT ?",
            match,
            inner,
            *patterns,
            limit,
        )


# --- columns and the records that are made of them -------------------------------------------------------------

_VIDEO = (
    "id, title, path, kind, year, duration_s, language, text, tagline, series, season, episode, stars, note, "
    "watched, hidden, later_until, resume_s, added_at, status, poster, sheet, sheet_times_s"
)
_TRACK = (
    "t.kind, t.stream, t.codec, t.language, t.title, t.is_default, t.is_forced, t.is_text, t.path, t.width, "
    "t.height, t.channels, t.is_read, t.digest, t.id"
)
_TRACK_ORDER = "t.is_forced, t.is_default DESC, t.path IS NULL, t.stream, t.id"
_SHOWN_TAG = (
    "t.source <> 'removed' AND NOT EXISTS (SELECT 1 FROM tags AS twin WHERE twin.video_id = t.video_id "
    "AND twin.name = t.name AND (twin.source = 'removed' OR (twin.source = 'user' AND t.source = 'imported')))"
)
_NOTES = "SELECT n.id, n.video_id, n.text, n.written_at, n.read_by FROM notes n JOIN videos v ON v.note_id = n.id"
_LATTICES = (
    "SELECT l.video_id, l.version, l.text_hash || '.' || l.note_id, l.lattices, l.vectors, l.dimension "
    "FROM lattices l JOIN videos v ON v.id = l.video_id"
)
_BLURBS = (
    "SELECT s.video_id, s.model_version, s.profile_version, s.hook, s.text, s.evidence, s.is_quoted FROM suggestions s"
)
_CHECKPOINTS = "SELECT path, model_version, step, nll, is_finished, created_at, id FROM checkpoints"
_SIZE = "(SELECT size_bytes FROM files f WHERE f.video_id = videos.id ORDER BY is_present DESC, f.id LIMIT 1)"
_HEIGHT = "(SELECT max(height) FROM tracks t WHERE t.video_id = videos.id AND t.kind = 'video')"
# All of a path up to its last separator: what is left when every other character is trimmed from its end.
_FOLDER = f"rtrim(path, replace(path, '{os.sep}', ''))"
_SERIES = "series = '', series COLLATE NOCASE{}, season, episode, sort_title, id"
_ORDERS: dict[Sort, tuple[str, str]] = {  # and the other way round
    "added": ("added_at DESC, id DESC", "added_at, id"),
    "title": ("sort_title, id", "sort_title DESC, id DESC"),
    "year": ("year DESC, sort_title, id", "year NULLS LAST, sort_title, id"),
    "rating": ("stars DESC, sort_title, id", "stars NULLS LAST, sort_title, id"),
    "duration": ("duration_s DESC, sort_title, id", "duration_s NULLS LAST, sort_title, id"),
    "kind": ("kind, sort_title, id", "kind DESC, sort_title, id"),
    "watched": ("watched DESC, sort_title, id", "watched, sort_title, id"),
    "series": (_SERIES.format(""), _SERIES.format(" DESC")),
    "folder": (f"{_FOLDER}, sort_title, id", f"{_FOLDER} DESC, sort_title, id"),
    "size": (f"{_SIZE} DESC, sort_title, id", f"{_SIZE} NULLS LAST, sort_title, id"),
    "resolution": (f"{_HEIGHT} DESC, sort_title, id", f"{_HEIGHT} NULLS LAST, sort_title, id"),
}
_NO_PICTURES = Pictures()


def _video(
    row: Any, genres: dict[int, list[str]], tags: dict[int, list[str]], people: dict[int, list[Person]]
) -> Video:
    (id, title, path, kind, year, duration_s, language, text, tagline, series, season, episode, stars, note,
     watched, hidden, later_until, resume_s, added_at, status, poster, sheet, sheet_times_s) = row  # fmt: skip
    return Video(
        id=id,
        title=title,
        path=path_of(path),
        kind=kind,
        year=year,
        duration_s=duration_s,
        language=language,
        text=text,
        tagline=tagline,
        series=series,
        season=season,
        episode=episode,
        genres=tuple(genres.get(id, ())),
        tags=tuple(tags.get(id, ())),
        people=tuple(people.get(id, ())),
        stars=stars,
        note=note,
        watched=bool(watched),
        hidden=bool(hidden),
        later_until=later_until,
        resume_s=resume_s,
        added_at=added_at,
        status=status,
        pictures=Pictures(poster, sheet, tuple(json.loads(sheet_times_s))) if poster or sheet else _NO_PICTURES,
    )


def _track(row: Iterable[Any]) -> Track:
    (kind, stream, codec, language, title, is_default, is_forced, is_text, path, width, height, channels,
     is_read, digest, id) = row  # fmt: skip
    return Track(
        kind=kind,
        index=stream,
        codec=codec,
        language=language,
        title=title,
        is_default=bool(is_default),
        is_forced=bool(is_forced),
        is_text=bool(is_text),
        path=None if path is None else path_of(path),
        width=width,
        height=height,
        channels=channels,
        cues=() if is_read and not digest else None,
        id=id,
    )


def _lattices(row: Any) -> VideoLattices:
    video_id, version, text_hash, lattices, vectors, dimension = row
    return VideoLattices(video_id, version, text_hash, unpacked(lattices), vector_of(vectors, dimension=dimension))


def _written(row: Any) -> WrittenBlurb:
    video_id, model_version, profile_version, hook, text, evidence, is_quoted = row
    return WrittenBlurb(
        video_id, model_version, profile_version, Blurb(hook, text, evidence_of(evidence), bool(is_quoted))
    )


def _checkpoint(row: Any) -> Checkpoint:
    path, model_version, step, nll, is_finished, created_at, id = row
    return Checkpoint(path, model_version, step, nll, bool(is_finished), created_at, id)


def _ids(ids: Iterable[int]) -> str:
    return json.dumps([int(id) for id in ids])


# --- words of a query -----------------------------------------------------------------------------------------

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
_EXCERPT = 160  # characters
_WORD = 24  # characters of a long word
_NEAR_TEXTS, _NEAR_LINES = 300, 2000  # looked through for the word that was meant
_LIKE = "({}) LIKE ? ESCAPE '\\'"


def query_terms(query: str) -> list[str]:
    """The words and quoted phrases of a query; a quote without its twin is left out."""
    return [term for pair in _TERM.findall(clean(query)) if (term := (pair[0] or pair[1]).strip())]


def _quoted(term: str) -> str:
    """A string in FTS5's double quotes has no operators in it (https://www.sqlite.org/fts5.html#fts5_strings)."""
    return '"' + term.replace('"', '""') + '"'


def _pattern(term: str) -> str:
    """For LIKE: anything that holds the term."""
    return "%" + re.sub(r"([%_\\])", r"\\\1", term) + "%"


def _hits(text: str, terms: Sequence[str]) -> int:
    folded = text.casefold()
    return sum(term.casefold() in folded for term in terms)


def _excerpt(text: str, terms: Sequence[str]) -> str:
    """A stretch of a long text around the first word of the query that it holds."""
    if len(text) <= _EXCERPT:
        return text
    places = [place for term in terms if (place := text.casefold().find(term.casefold())) >= 0]
    start = max(0, min(min(places, default=0) - _EXCERPT // 3, len(text) - _EXCERPT))
    end = start + _EXCERPT
    if start and (at := text.find(" ", start, start + _WORD)) >= 0:  # whole words, where spaces part them
        start = at + 1
    if end < len(text) and (at := text.rfind(" ", end - _WORD, end)) >= 0:
        end = at
    cut = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"
