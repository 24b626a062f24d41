"""Which videos stand where: the ids of a place of the sidebar, sorted, filtered, or found by a search."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from desktop.models.places import Place
from engine.records import Moment, Rating, Root, Video, VideoKind

Sort = Literal["added", "title", "year", "rating", "duration"]
Filter = Literal["everything", "unwatched", "rated", "unrated"]

FOUND = 200
_CHUNK = 1024

_KINDS: dict[str, tuple[VideoKind, ...]] = {
    "films": ("film",),
    "series": ("episode",),
    "talks": ("talk", "lesson"),
}


class Reads(Protocol):
    """What the library page needs of ``engine.store.queries.Reader``."""

    def roots(self) -> list[Root]: ...

    def video_ids(self, sort: Sort = ..., *, kind: VideoKind | None = ..., root_id: int | None = ...) -> list[int]: ...

    def videos(self, *, ids: Sequence[int] | None = None) -> list[Video]: ...

    def counts(self) -> dict[str, int]: ...

    def ratings(self) -> list[Rating]: ...

    def search_titles(self, query: str, limit: int) -> list[Moment]: ...

    def search_moments(self, query: str, limit: int) -> list[Moment]: ...


@dataclass(frozen=True, slots=True)
class View:
    """What the grid is asked to show."""

    place: Place
    sort: Sort = "added"
    filter: Filter = "everything"
    query: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What it then shows: the ids, the rows that are needed first, the lines that a search found."""

    view: View
    ids: tuple[int, ...]
    first: tuple[Video, ...] = ()
    moments: tuple[Moment, ...] = ()


@dataclass(slots=True)
class Sittings:
    """Which videos were begun, and which were watched to the end; kept up to date by ``learn``."""

    begun: dict[int, float] = field(default_factory=dict)
    watched: set[int] = field(default_factory=set)

    def learn(self, reads: Reads, ids: Sequence[int]) -> None:
        """Look at these videos (again), a few at a time."""
        for at in range(0, len(ids), _CHUNK):
            for video in reads.videos(ids=ids[at : at + _CHUNK]):
                self.begun.pop(video.id, None)
                self.watched.discard(video.id)
                if video.watched:
                    self.watched.add(video.id)
                elif video.resume_s:
                    self.begun[video.id] = video.resume_s


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of the sidebar."""

    places: dict[str, int]
    roots: tuple[Root, ...]
    per_root: dict[int, int]
    rated: int
    noted: int
    unreadable: int


def fill(reads: Reads, view: View, sittings: Sittings, *, first: int = 256) -> Shelf:
    """Answer a view. Runs on a background thread."""
    if view.query:
        found = reads.search_titles(view.query, FOUND)
        ids = [moment.video_id for moment in found]
        moments = reads.search_moments(view.query, FOUND)
        return Shelf(view, tuple(ids), tuple(reads.videos(ids=ids[:first])), tuple(moments))
    ids = _filtered(reads, _placed(reads, view, sittings), view.filter, sittings)
    return Shelf(view, tuple(ids), tuple(reads.videos(ids=ids[:first])))


def count(reads: Reads, sittings: Sittings) -> Counted:
    """Count for the sidebar. Runs on a background thread."""
    counts = reads.counts()
    roots = reads.roots()
    kinds = {name: sum(counts.get(kind, 0) for kind in kinds) for name, kinds in _KINDS.items()}
    return Counted(
        places={"all": counts["videos"], "continue": len(sittings.begun), **kinds},
        roots=tuple(roots),
        per_root={root.id: len(reads.video_ids(root_id=root.id)) for root in roots},
        rated=counts["rated"],
        noted=counts["noted"],
        unreadable=counts["unreadable"],
    )


def _placed(reads: Reads, view: View, sittings: Sittings) -> list[int]:
    place = view.place
    if place.root is not None:
        return reads.video_ids(view.sort, root_id=place.root.id)
    if place.name == "continue":
        return [video_id for video_id in reads.video_ids(view.sort) if video_id in sittings.begun]
    kinds = _KINDS.get(place.name or "", ())
    if len(kinds) == 1:
        return reads.video_ids(view.sort, kind=kinds[0])
    if kinds:
        wanted = {video_id for kind in kinds for video_id in reads.video_ids(kind=kind)}
        return [video_id for video_id in reads.video_ids(view.sort) if video_id in wanted]
    return reads.video_ids(view.sort)


def _filtered(reads: Reads, ids: list[int], wanted: Filter, sittings: Sittings) -> list[int]:
    if wanted == "everything":
        return ids
    if wanted == "unwatched":
        return [video_id for video_id in ids if video_id not in sittings.watched]
    rated: Collection[int] = {rating.video_id for rating in reads.ratings()}
    return [video_id for video_id in ids if (video_id in rated) == (wanted == "rated")]
