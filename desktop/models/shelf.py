"""Which videos stand where: the ids of a place of the sidebar, sorted, filtered, grouped, or found by a search."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from desktop.language import tr
from desktop.models.places import Place
from desktop.models.videos import Section
from engine.records import FileFacts, Moment, Rating, Root, Video, VideoKind
from engine.store.queries import Group, Sort
from engine.store.rows import sort_key

Filter = Literal["everything", "unwatched", "rated", "unrated"]

FOUND = 200

_KINDS: dict[str, tuple[VideoKind, ...]] = {
    "films": ("film",),
    "series": ("episode",),
    "talks": ("talk", "lesson"),
}


class Reads(Protocol):
    """What the library page needs of ``engine.store.queries.Reader``."""

    def roots(self) -> list[Root]: ...

    def video_ids(
        self,
        sort: Sort = ...,
        *,
        reverse: bool = ...,
        kind: VideoKind | None = ...,
        root_id: int | None = ...,
        limit: int | None = ...,
    ) -> list[int]: ...

    def sittings(self, ids: Sequence[int] | None = ...) -> dict[int, float | None]: ...

    def per_root(self) -> dict[int, int]: ...

    def group_keys(self, group: Group) -> dict[int, str]: ...

    def file_facts(self, ids: Sequence[int]) -> dict[int, FileFacts]: ...

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
    reverse: bool = False
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """What it then shows: the ids, the rows that are needed first, the lines that a search found."""

    view: View
    ids: tuple[int, ...]
    first: tuple[Video, ...] = ()
    sections: tuple[Section, ...] = ()
    moments: tuple[Moment, ...] = ()


@dataclass(slots=True)
class Sittings:
    """Which videos were begun, and which were watched to the end; kept up to date by ``learn``."""

    begun: dict[int, float] = field(default_factory=dict)
    watched: set[int] = field(default_factory=set)

    def learn(self, reads: Reads, ids: Sequence[int] | None = None) -> None:
        """Look at these videos (again), or at all."""
        for video_id in self.watched | self.begun.keys() if ids is None else ids:
            self.begun.pop(video_id, None)
            self.watched.discard(video_id)
        for video_id, resume_s in reads.sittings(ids).items():
            if resume_s is None:
                self.watched.add(video_id)
            else:
                self.begun[video_id] = resume_s


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of the sidebar."""

    places: dict[str, int]
    roots: tuple[Root, ...]
    per_root: dict[int, int]
    rated: int
    noted: int
    unreadable: int


def fill(reads: Reads, view: View, sittings: Sittings, *, first: int = 256, most: int | None = None) -> Shelf:
    """Answer a view, or of the whole library only the first ``most``. Runs on a background thread."""
    if view.query:
        found = reads.search_titles(view.query, FOUND)
        ids = [moment.video_id for moment in found]
        moments = reads.search_moments(view.query, FOUND)
        return Shelf(view, tuple(ids), tuple(reads.videos(ids=ids[:first])), moments=tuple(moments))
    ids = _filtered(reads, _placed(reads, view, sittings, most), view.filter, sittings)
    sections: tuple[Section, ...] = ()
    if view.group is not None:
        ids, sections = _grouped(ids, reads.group_keys(view.group), view.group, reads.roots())
    return Shelf(view, tuple(ids), tuple(reads.videos(ids=ids[:first])), sections)


def count(reads: Reads, sittings: Sittings) -> Counted:
    """Count for the sidebar. Runs on a background thread."""
    counts = reads.counts()
    roots, per_root = reads.roots(), reads.per_root()
    kinds = {name: sum(counts.get(kind, 0) for kind in kinds) for name, kinds in _KINDS.items()}
    return Counted(
        places={"all": counts["videos"], "continue": len(sittings.begun), **kinds},
        roots=tuple(roots),
        per_root={root.id: per_root.get(root.id, 0) for root in roots},
        rated=counts["rated"],
        noted=counts["noted"],
        unreadable=counts["unreadable"],
    )


def _placed(reads: Reads, view: View, sittings: Sittings, most: int | None) -> list[int]:
    place = view.place
    sort: Sort = "series" if view.group == "series" else view.sort  # parts of a series stand in their own order

    def ordered(*, kind: VideoKind | None = None, root_id: int | None = None) -> list[int]:
        return reads.video_ids(sort, reverse=view.reverse and sort == view.sort, kind=kind, root_id=root_id)

    if place.root is not None:
        return ordered(root_id=place.root.id)
    if place.name == "continue":
        return [video_id for video_id in ordered() if video_id in sittings.begun]
    kinds = _KINDS.get(place.name or "", ())
    if len(kinds) == 1:
        return ordered(kind=kinds[0])
    if kinds:
        wanted = {video_id for kind in kinds for video_id in reads.video_ids(kind=kind)}
        return [video_id for video_id in ordered() if video_id in wanted]
    return reads.video_ids(sort, reverse=view.reverse and sort == view.sort, limit=most)


def _grouped(
    ids: Sequence[int], keys: Mapping[int, str], group: Group, roots: Sequence[Root]
) -> tuple[list[int], tuple[Section, ...]]:
    """The ids with those of one group together, in their order, and the groups; what is in none stands last."""
    groups: dict[str, list[int]] = {}
    for video_id in ids:
        groups.setdefault(keys.get(video_id, ""), []).append(video_id)
    order: Callable[[str], object] = {
        "kind": lambda key: list(_GROUPED_KINDS).index(key),
        "year": lambda key: -int(key or 0),
    }.get(group, sort_key)
    result: list[int] = []
    sections = []
    for key in sorted(groups, key=lambda key: (key == "", order(key))):
        sections.append(Section(_label(group, key, roots), len(result), len(groups[key])))
        result += groups[key]
    return result, tuple(sections)


_GROUPED_KINDS: dict[str, Callable[[], str]] = {
    "film": lambda: tr("Films"),
    "episode": lambda: tr("Episodes"),
    "talk": lambda: tr("Talks"),
    "lesson": lambda: tr("Lessons"),
    "clip": lambda: tr("Clips"),
    "video": lambda: tr("Other videos"),
}


def _label(group: Group, key: str, roots: Sequence[Root]) -> str:
    if group == "kind":
        return _GROUPED_KINDS[key]()
    if not key:
        return {
            "series": tr("In no series"),
            "year": tr("Year not known"),
            "tag": tr("Without a tag"),
        }.get(group, "")
    if group == "folder":  # as the sidebar names it: from the folder that the person added
        for root in roots:
            if (key + os.sep).startswith(root.path.rstrip(os.sep) + os.sep):
                return os.path.relpath(key, os.path.dirname(root.path.rstrip(os.sep)))
    return key


def _filtered(reads: Reads, ids: list[int], wanted: Filter, sittings: Sittings) -> list[int]:
    if wanted == "everything":
        return ids
    if wanted == "unwatched":
        return [video_id for video_id in ids if video_id not in sittings.watched]
    rated: Collection[int] = {rating.video_id for rating in reads.ratings()}
    return [video_id for video_id in ids if (video_id in rated) == (wanted == "rated")]
