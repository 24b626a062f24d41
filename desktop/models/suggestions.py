"""What to watch next: the ranking, kept up to date beside the GUI thread, and its list."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

from desktop.bridge import Background
from desktop.models.videos import IdRole, Index, VideoRole
from engine.events import Changes
from engine.records import Suggestion, Video, WrittenBlurb

SuggestionRole = Qt.ItemDataRole.UserRole + 3

SHOWN = 12


class Ranks(Protocol):
    """What the window needs of ``engine.recommend.Recommender``."""

    def refresh(self, changes: Changes) -> None: ...

    def suggest(self, limit: int) -> list[Suggestion]: ...


class Rows(Protocol):
    """What a ranking needs of the store's reader."""

    def videos(self, *, ids: Collection[int] | None = None) -> list[Video]: ...

    def latest_blurbs(self) -> dict[int, WrittenBlurb]: ...


@dataclass(frozen=True, slots=True)
class Ranked:
    """One ranking with what its cards show."""

    suggestions: tuple[Suggestion, ...]
    videos: dict[int, Video]
    stale: frozenset[int]  # suggested, but with no blurb written for the present profile


class Ranking(QObject):
    """Holds the recommender on a thread of its own, and ranks anew after each change that matters."""

    ready = Signal(object)  # Ranked

    def __init__(
        self,
        make: Callable[[], Ranks],
        rows: Callable[[], Rows],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """``background`` must have one worker: the recommender lives on its thread."""
        super().__init__(parent)
        self._make = make
        self._rows = rows
        self._background = background
        self._recommender: Ranks | None = None

    def load(self) -> None:
        """Make the recommender and rank for the first time."""
        self._background.run(lambda: self._rank(None), self.ready.emit)

    def refresh(self, changes: Changes) -> None:
        """Rank again if ``changes`` can move anything."""
        if (
            changes.videos
            or changes.ratings
            or changes.notes
            or changes.tags
            or changes.embeddings
            or changes.blurbs
            or changes.roots
        ):
            self._background.run(lambda: self._rank(changes), self.ready.emit)

    def _rank(self, changes: Changes | None) -> Ranked:
        if self._recommender is None:
            self._recommender = self._make()
        elif changes is not None:
            self._recommender.refresh(changes)
        suggestions = self._recommender.suggest(SHOWN)
        rows = self._rows()
        stale = frozenset(found.video_id for found in suggestions if found.blurb is None)
        if stale:
            # Until it is written anew, the last blurb stays on its card: it is as true as it was.
            older = rows.latest_blurbs()
            suggestions = [
                replace(found, blurb=older[found.video_id].blurb)
                if found.blurb is None and found.video_id in older
                else found
                for found in suggestions
            ]
        ids = [found.video_id for found in suggestions]
        videos = {video.id: video for video in rows.videos(ids=ids)} if ids else {}
        return Ranked(tuple(found for found in suggestions if found.video_id in videos), videos, stale)


class SuggestionModel(QAbstractListModel):
    """The suggestions in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ranked = Ranked((), {}, frozenset())

    def show(self, ranked: Ranked) -> None:
        if ranked == self._ranked:
            return
        self.beginResetModel()
        self._ranked = ranked
        self.endResetModel()

    def pairs(self) -> list[tuple[Suggestion, Video]]:
        return [(found, self._ranked.videos[found.video_id]) for found in self._ranked.suggestions]

    @property
    def stale(self) -> frozenset[int]:
        return self._ranked.stale

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ranked.suggestions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < self.rowCount():
            return None
        found = self._ranked.suggestions[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return found.title
        if role == SuggestionRole:
            return found
        if role == VideoRole:
            return self._ranked.videos[found.video_id]
        return found.video_id if role == IdRole else None
