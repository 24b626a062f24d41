"""What a search found, by where it was found: titles, people, descriptions, notes and spoken lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, get_args

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop.language import tr
from desktop.models.videos import Index
from desktop.views import wording
from engine.records import Moment, Person, Video
from engine.store.queries import query_terms

FOUND = 200  # of a section; more are not looked for
FIRST = 5  # hits of a section where all sections are shown

Kind = Literal["titles", "people", "descriptions", "notes", "lines"]
KINDS: tuple[Kind, ...] = get_args(Kind)
RowRole = Qt.ItemDataRole.UserRole + 1

_SOURCES: dict[str, Kind] = {"title": "titles", "description": "descriptions", "note": "notes", "cue": "lines"}


class SearchReads(Protocol):
    """What a search needs of ``engine.store.queries.Reader``."""

    def search_texts(self, query: str, limit: int) -> list[Moment]: ...

    def search_people(self, query: str, limit: int) -> list[tuple[int, Person]]: ...

    def search_moments(self, query: str, limit: int) -> list[Moment]: ...

    def corrected(self, query: str) -> str | None: ...

    def videos(self, *, ids: Sequence[int] | None = None) -> list[Video]: ...


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand. ``start_s``: when it is said, of a spoken line with a time."""

    kind: Kind
    video: Video
    text: str
    start_s: float | None = None
    role: str = ""  # of a person

    @property
    def key(self) -> tuple[Kind, int, str, float | None]:
        return self.kind, self.video.id, self.text, self.start_s


@dataclass(frozen=True, slots=True)
class Found:
    """All hits of a query, the best of each kind first."""

    query: str
    hits: dict[Kind, tuple[Hit, ...]] = field(default_factory=dict)

    @property
    def terms(self) -> list[str]:
        return query_terms(self.query)

    def of(self, kind: Kind) -> tuple[Hit, ...]:
        return self.hits.get(kind, ())

    @property
    def count(self) -> int:
        return sum(map(len, self.hits.values()))


@dataclass(frozen=True, slots=True)
class Heading:
    """Stands over the hits of a kind."""

    kind: Kind
    count: int


@dataclass(frozen=True, slots=True)
class More:
    """Leads to the rest of a kind."""

    kind: Kind
    count: int


Row = Heading | Hit | More


def find_texts(reads: SearchReads, query: str) -> Found:
    """Titles, people, descriptions and notes. Runs on a background thread."""
    moments = reads.search_texts(query, FOUND)
    people = reads.search_people(query, FOUND)
    ids = [moment.video_id for moment in moments] + [video_id for video_id, _ in people]
    videos = _by_id(reads, ids)
    hits: dict[Kind, list[Hit]] = {}
    for moment in moments:
        if moment.video_id in videos:
            kind = _SOURCES[moment.source]
            hits.setdefault(kind, []).append(Hit(kind, videos[moment.video_id], one_line(moment.text)))
    for video_id, person in people:
        if video_id in videos:
            hits.setdefault("people", []).append(Hit("people", videos[video_id], person.name, role=person.role))
    return Found(query, {kind: tuple(hits[kind]) for kind in KINDS if kind in hits})


def find_lines(reads: SearchReads, query: str) -> tuple[Hit, ...]:
    """Spoken lines. Runs on a background thread."""
    moments = reads.search_moments(query, FOUND)
    videos = _by_id(reads, [moment.video_id for moment in moments])
    hits = [
        Hit("lines", videos[moment.video_id], one_line(moment.text), moment.start_s)
        for moment in moments
        if moment.video_id in videos
    ]
    return tuple({hit.key: hit for hit in hits}.values())  # two tracks of a video often hold the same line


def _by_id(reads: SearchReads, ids: Iterable[int]) -> dict[int, Video]:
    return {video.id: video for video in reads.videos(ids=list(dict.fromkeys(ids)))}


def one_line(text: str) -> str:
    return " ".join(text.split())


def matches(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words of a query stand in a text, as (start, length), none over another."""
    if not terms:
        return []
    longest_first = sorted(terms, key=len, reverse=True)
    found = re.finditer("|".join(map(re.escape, longest_first)), text, re.IGNORECASE)
    return [(one.start(), one.end() - one.start()) for one in found if one.end() > one.start()]


def kind_title(kind: Kind) -> str:
    return {
        "titles": tr("Titles"),
        "people": tr("People"),
        "descriptions": tr("Descriptions"),
        "notes": tr("Notes"),
        "lines": tr("Spoken lines"),
    }[kind]


def counted(count: int) -> str:
    """12, or 200+ where no more were looked for."""
    return wording.number(count) + ("+" if count >= FOUND else "")


class HitModel(QAbstractListModel):
    """Hits under headings: a few of each kind, or all of one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._found = Found("")

    @property
    def found(self) -> Found:
        return self._found

    def show(self, found: Found, kind: Kind | None) -> None:
        """``kind`` None: the first hits of each. What only grows at its end keeps its rows."""
        rows = _rows(found, kind)
        same_words = found.query == self._found.query
        self._found = found
        if same_words and self._rows and rows[: len(self._rows)] == self._rows:
            if len(rows) > len(self._rows):
                self.beginInsertRows(QModelIndex(), len(self._rows), len(rows) - 1)
                self._rows = rows
                self.endInsertRows()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, place: int) -> Row | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def places(self) -> list[int]:
        """The rows that the keyboard stops at."""
        return [place for place, row in enumerate(self._rows) if not isinstance(row, Heading)]

    def place_of(self, key: object) -> int:
        """The row of a hit by its key; -1 where it is not shown."""
        return next((n for n, row in enumerate(self._rows) if isinstance(row, Hit) and row.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.row(index.row()), Heading):
            return Qt.ItemFlag.ItemNeverHasChildren  # neither the mouse nor the keyboard stops there
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if role == RowRole:
            return row
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        match row:
            case Heading(kind, count):
                return f"{kind_title(kind)} {counted(count)}"
            case More(kind, count):
                return tr("Show all {} in {}").format(counted(count), kind_title(kind))
            case Hit():
                at = "" if row.start_s is None else wording.clock(row.start_s)
                said = row.text if row.text != row.video.title else ""
                return ". ".join(part for part in (kind_title(row.kind), row.video.title, at, said) if part)
        return None


def _rows(found: Found, kind: Kind | None) -> list[Row]:
    if kind is not None:
        return list(found.of(kind))
    rows: list[Row] = []
    for one in KINDS:
        hits = found.of(one)
        if hits:
            rows += [Heading(one, len(hits)), *hits[:FIRST]]
        if len(hits) > FIRST:
            rows.append(More(one, len(hits)))
    return rows
