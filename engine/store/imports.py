"""What of an imported file a library does not know yet: nothing twice, and nothing over the person's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import Any

from engine.records import Marked, RatedHere, Said, Sitting, Stars, Tagged, TwoStars, Words
from engine.store.connection import Connection
from engine.store.rows import clean
from engine.store.signals import SAME_VIEWING_S, WATCHED_FRACTION

DAY_S = 86400.0


def unknown(
    db: Connection, video_id: int, said: Iterable[Said], *, at: float, whole: bool, rated_here: RatedHere = "newer"
) -> tuple[Said, ...]:
    """What to add to a video, with every time filled in; ``at`` is when it is learned.

    ``whole``: the file is Matinee's own and each event in it is one of the person's, with times of its own.
    Else a rating counts by its date (one without a date only where there is none), a note only where none
    ever stood, and a viewing unless the library has one of that day. Of stars of a video to which the person gave
    others here, ``rated_here`` "mine" takes none, and "theirs" lets the file's last ones stand from now on.
    """
    if whole:
        known = _events(db, video_id)
        return tuple(one for one in said if not _has(known, _key(one)))
    said = sorted(said, key=_turn)
    if rated_here == "mine" and _own_stars(db, video_id) is not None:
        said = [one for one in said if not isinstance(one, Stars)]
    rest = _Known(db, video_id)
    taken = (rest.take(one, at) for one in said)
    added = tuple(one for one in taken if one)
    two = two_stars(db, video_id, said, added) if rated_here == "theirs" else None
    if two and two.newer != two.theirs:
        added += (Stars(two.theirs, at, at),)
    return added


def two_stars(db: Connection, video_id: int, said: Iterable[Said], added: Iterable[Said]) -> TwoStars | None:
    """The stars of a video here and in a file that says ``said``, of which ``added`` would be added with the newer ones
    standing; None where the two agree or one has none."""
    own = _own_stars(db, video_id)
    told = [one for one in sorted(said, key=_turn) if isinstance(one, Stars) and one.stars is not None]
    last = next((one for one in reversed(told) if one.at is not None), told[-1] if told else None)
    if own is None or last is None or last.stars is None or last.stars == own[0]:
        return None
    mine, rated_at = own
    new = [one for one in added if isinstance(one, Stars) and one.at is not None and one.at >= rated_at]
    return TwoStars(mine, last.stars, last.stars if new else mine)


def _own_stars(db: Connection, video_id: int) -> tuple[float, float] | None:
    """The stars that stand and when they were given; None where none do, or a sidecar proposed them."""
    row = db.execute(
        "SELECT stars, rated_at, source FROM ratings WHERE video_id = ? ORDER BY rated_at DESC, id DESC LIMIT 1",
        (video_id,),
    ).fetchone()
    return (row[0], row[1]) if row and row[0] is not None and row[2] == "user" else None


def _events(db: Connection, video_id: int) -> Counter[Hashable]:
    """Every event that the library has of a video, by ``_key``; of the same moment there may be several."""
    events: Counter[Hashable] = Counter()
    for query in (
        "SELECT 'stars', stars, rated_at FROM ratings WHERE video_id = ?",
        "SELECT 'words', text, written_at FROM notes WHERE video_id = ?",
        "SELECT 'mark', mark, marked_at FROM marks WHERE video_id = ?",
        "SELECT 'sitting', started_at FROM plays WHERE video_id = ?",
    ):
        events.update(db.execute(query, (video_id,)).fetchall())
    for name, source in db.execute("SELECT name, source FROM tags WHERE video_id = ?", (video_id,)).fetchall():
        events[("tag", name.casefold(), source)] += 1
    return events


def _has(known: Counter[Hashable], key: Hashable) -> bool:
    """Whether the library has this event; each of its own answers for one of the file."""
    known[key] -= 1
    return known[key] >= 0


def _key(one: Said) -> Hashable:
    match one:
        case Stars():
            return "stars", one.stars, one.at
        case Words():
            return "words", clean(one.text), one.at
        case Marked():
            return "mark", one.mark, one.at
        case Sitting():
            return "sitting", one.at
        case Tagged():
            return "tag", clean(one.name).casefold(), "removed" if one.removed else "user"


class _Known:
    """What the library has of one video, and what was taken from another program's file so far."""

    def __init__(self, db: Connection, video_id: int) -> None:
        def rows(query: str) -> list[Any]:
            found: list[Any] = db.execute(query, (video_id,)).fetchall()
            return found

        ratings = rows("SELECT stars, rated_at, learned_at FROM ratings WHERE video_id = ? AND source = 'user'")
        self._ratings = {(stars, at) for stars, at, _ in ratings}
        self._rated_here = [at for _, at, learned_at in ratings if learned_at is None]
        self._had_note = bool(rows("SELECT id FROM notes WHERE video_id = ?"))
        self._texts: set[str] = set()
        self._is_marked = bool(rows("SELECT id FROM marks WHERE video_id = ? AND mark IN ('watched', 'unwatched')"))
        plays = rows("SELECT started_at, fraction FROM plays WHERE video_id = ?")
        self._started = {at for at, _ in plays}
        self._finished = {at for at, fraction in plays if fraction >= WATCHED_FRACTION}

    def take(self, one: Said, now: float) -> Said | None:
        """The event with its times, if it is new and the person's own words let it in."""
        if isinstance(one, Tagged):  # no other program's tags are read
            return None
        new = replace(one, at=now if one.at is None else one.at, learned_at=now)
        match one:
            case Stars(at=None) if self._ratings:
                return None
            case Stars():
                if (one.stars, new.at) in self._ratings or self._is_of_that_day(one.at):
                    return None
                self._ratings.add((one.stars, new.at))
            case Words(text=text):
                if self._had_note or clean(text) in self._texts:
                    return None
                self._texts.add(clean(text))
            case Sitting(at=at):
                if at in self._started or any(abs(at - end) < SAME_VIEWING_S for end in self._finished):
                    return None
                self._started.add(at)
                self._finished.add(at)
            case Marked():
                if self._is_marked or self._finished:
                    return None
                self._is_marked = True
        return new

    def _is_of_that_day(self, at: float | None) -> bool:
        """A mere date says nothing of the hour: what was said here on that day is thought the newer."""
        return at is not None and at % DAY_S == 0 and any(at - DAY_S < own <= at for own in self._rated_here)


def _turn(one: Said) -> tuple[bool, float]:
    """In order of time; what has no date comes last and yields to what has one. A mark yields to a viewing."""
    return one.at is None or isinstance(one, Marked), one.at or 0.0
