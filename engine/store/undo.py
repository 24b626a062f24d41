"""What the person does with videos, many at a time and so that it can be taken back.

Each command fills an ``Undo`` with what stood before it, in the same transaction; ``take_back`` is the command that
turns it round. A rating and a note go back by a new event, so that the history stays whole; a mark and a tag leave as
if they had not been set, because a later mark could not bring back where a video was stopped, or until when it was
put off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from engine.events import Changes, merged
from engine.records import Mark, RatedHere, Said
from engine.store import commands
from engine.store.connection import Connection
from engine.store.rows import clean

_Tag = tuple[str, str, float, int | None]  # name, source, added_at, import_id


@dataclass(slots=True)
class Undo:
    """What stood before a change; empty when nothing changed."""

    stars: dict[int, float | None] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    marks: dict[int, int] = field(default_factory=dict)  # the event that was added, by video
    tags: dict[tuple[int, str], list[_Tag]] = field(default_factory=dict)  # by video and name
    imported: tuple[int, frozenset[int]] | None = None  # the import, and the videos of which it told something

    @property
    def videos(self) -> set[int]:
        """The videos that it would change back."""
        said = self.stars.keys() | self.notes.keys() | self.marks.keys() | {video_id for video_id, _ in self.tags}
        return said | (self.imported[1] if self.imported else frozenset())


def rate(db: Connection, video_ids: Iterable[int], stars: float | None, *, at: float, undo: Undo) -> Changes:
    """Rate each of these videos, see ``commands.rate``. Videos that are gone are left out, here and below."""

    def one(video_id: int) -> Changes:
        (before,) = db.execute("SELECT stars FROM videos WHERE id = ?", (video_id,)).fetchone()
        if changes := commands.rate(db, video_id, stars, at):
            undo.stars[video_id] = before
        return changes

    return _each(db, video_ids, one)


def write_note(db: Connection, video_id: int, text: str, *, at: float, undo: Undo) -> Changes:
    """Set the note of a video, see ``commands.write_note``."""

    def one(video_id: int) -> Changes:
        (before,) = db.execute("SELECT note FROM videos WHERE id = ?", (video_id,)).fetchone()
        if changes := commands.write_note(db, video_id, text, at):
            undo.notes[video_id] = before
        return changes

    return _each(db, [video_id], one)


def add_tags(db: Connection, video_ids: Iterable[int], tags: Iterable[str], *, at: float, undo: Undo) -> Changes:
    """Tag each of these videos, see ``commands.add_tags``."""
    names = [name for tag in tags if (name := clean(tag).strip())]
    return _tag(db, video_ids, names, lambda video_id: commands.add_tags(db, video_id, names, at), undo)


def remove_tag(db: Connection, video_ids: Iterable[int], tag: str, *, at: float, undo: Undo) -> Changes:
    """Take a tag off each of these videos, see ``commands.remove_tag``."""
    name = clean(tag).strip()
    return _tag(db, video_ids, [name], lambda video_id: commands.remove_tag(db, video_id, name, at), undo)


def mark(db: Connection, video_ids: Iterable[int], mark: Mark, *, at: float, undo: Undo) -> Changes:
    """Mark each of these videos, see ``commands.mark``."""

    def one(video_id: int) -> Changes:
        if changes := commands.mark(db, video_id, mark, at):
            row = db.execute("SELECT max(id) FROM marks WHERE video_id = ?", (video_id,)).fetchone()
            undo.marks[video_id] = row[0]
        return changes

    return _each(db, video_ids, one)


def import_said(
    db: Connection,
    said: Mapping[int, tuple[Said, ...]],
    *,
    origin: str,
    file: str,
    rated_here: RatedHere,
    at: float,
    undo: Undo,
) -> Changes:
    """Add what a file says, see ``commands.import_said``."""
    changes = commands.import_said(db, said, origin=origin, file=file, rated_here=rated_here, at=at)
    if changes:
        (import_id,) = db.execute("SELECT max(id) FROM imports").fetchone()
        undo.imported = import_id, changes.videos | changes.ratings | changes.notes | changes.tags
    return changes


def take_back(db: Connection, undo: Undo, *, at: float) -> Changes:
    """Bring back what stood before."""
    if undo.imported:
        import_id, _ = undo.imported
        was_taken_back = not db.execute("SELECT 1 FROM imports WHERE id = ?", (import_id,)).fetchone()
        return Changes() if was_taken_back else commands.undo_import(db, import_id)

    tagged: defaultdict[int, list[str]] = defaultdict(list)
    for video_id, name in undo.tags:
        tagged[video_id].append(name)

    def one(video_id: int) -> Changes:
        changes = [commands.set_tag(db, video_id, name, undo.tags[video_id, name]) for name in tagged[video_id]]
        if video_id in undo.stars:
            changes.append(commands.rate(db, video_id, undo.stars[video_id], at))
        if video_id in undo.notes:
            changes.append(commands.write_note(db, video_id, undo.notes[video_id], at))
        if video_id in undo.marks:
            changes.append(commands.unmark(db, video_id, undo.marks[video_id]))
        return merged(changes)

    return _each(db, sorted(undo.videos), one)


def _tag(
    db: Connection, video_ids: Iterable[int], names: list[str], change: Callable[[int], Changes], undo: Undo
) -> Changes:
    def one(video_id: int) -> Changes:
        before = {
            (video_id, name): db.execute(
                "SELECT name, source, added_at, import_id FROM tags "
                "WHERE video_id = ? AND name = ? AND source <> 'imported'",
                (video_id, name),
            ).fetchall()
            for name in names
        }
        if changes := change(video_id):
            undo.tags.update(before)
        return changes

    return _each(db, video_ids, one)


def _each(db: Connection, video_ids: Iterable[int], change: Callable[[int], Changes]) -> Changes:
    return merged(
        change(video_id)
        for video_id in video_ids
        if db.execute("SELECT 1 FROM videos WHERE id = ?", (video_id,)).fetchone()
    )
