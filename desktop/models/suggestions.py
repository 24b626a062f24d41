"""What to watch next: the ranking, kept up to date beside the GUI thread, and its list."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer, Signal

from desktop.bridge import Background
from desktop.models.videos import IdRole, Index, VideoRole
from engine import heap
from engine.errors import Cancelled
from engine.events import Changes, merged
from engine.records import Suggestion, Vector, Video, WrittenBlurb

if TYPE_CHECKING:
    from engine.recommend import Dials, Recommender, Standing

SuggestionRole = Qt.ItemDataRole.UserRole + 3

SHOWN = 12
_REST = 5.0  # times as long as all took to read, before it is read again
_LONGEST_REST_MS = 60_000
_QUIET_MS = 2_000  # after a ranking, until what it has freed is handed back: the next one may want it at once


class Ranks(Protocol):
    """What the window needs of ``engine.recommend.Recommender``."""

    def refresh(self, changes: Changes) -> None: ...

    def suggest(self, limit: int = ...) -> list[Suggestion]: ...

    def why(self, video_id: int) -> Standing: ...

    def turn(self, dials: Dials) -> None: ...

    def study(self) -> Recommender: ...

    @property
    def profile_version(self) -> str: ...

    @property
    def taste_vector(self) -> Vector: ...


class Rows(Protocol):
    """What a ranking needs of the store's reader."""

    def videos(self, *, ids: Sequence[int] | None = None) -> list[Video]: ...

    def latest_blurbs(self, ids: Sequence[int]) -> Mapping[int, WrittenBlurb]: ...

    def embedding_model(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Ranked:
    """One ranking with what its cards show."""

    suggestions: tuple[Suggestion, ...]
    videos: dict[int, Video]
    stale: tuple[int, ...] = ()  # suggested, but with no blurb written for the present profile; in their order
    profile_version: str = ""
    taste: Vector | None = field(default=None, compare=False)  # (D,), which profile_version names


class Ranking(QObject):
    """Holds the recommender on a thread of its own, and ranks anew after each change that matters."""

    ready = Signal(object)  # Ranked

    def __init__(
        self,
        make: Callable[[str], Ranks],
        rows: Callable[[], Rows],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """``make`` makes the recommender for an embedding model; ``background`` must have one worker,
        because the recommender lives on its thread."""
        super().__init__(parent)
        self._make = make
        self._rows = rows
        self._background = background
        self._recommender: Ranks | None = None
        self._model = ""
        self._dials: Dials | None = None  # once turned; before, those that it was made with
        self._has_vectors = False  # new ones, perhaps of another model
        self._new = Changes()  # rows, tags and vectors that came since all was read the last time
        self._read_s = 0.0  # how long that took
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._read_again)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(lambda: background.run(heap.trim, lambda _: None))
        self.ready.connect(lambda _: self._quiet.start())

    @property
    def is_idle(self) -> bool:
        """Whether nothing that came waits for its turn."""
        return not self._rest.isActive()

    def load(self) -> None:
        """Make the recommender and rank for the first time."""
        self._background.run(self._rank, self.ready.emit)

    def refresh(self, changes: Changes) -> None:
        """Rank again if ``changes`` can move anything.

        What the person said counts at once. New rows, tags and vectors mean that all is read again: during a scan
        of a large library no more than a part of the time is spent on that.
        """
        said = changes.ratings | changes.notes
        new = Changes(
            videos=changes.videos - said, tags=changes.tags, embeddings=changes.embeddings, roots=changes.roots
        )
        if said or changes.blurbs or changes.forgotten:
            told = replace(changes, videos=changes.videos & said, tags=frozenset(), embeddings=frozenset(), roots=False)
            self._background.run(lambda: self._rank(told), self.ready.emit)
        if new:
            self._new = merged((self._new, new))
            if not self._rest.isActive():
                self._rest.start(min(_LONGEST_REST_MS, round(1000 * _REST * self._read_s)))

    def turn(self, dials: Dials) -> None:
        """Rank by other dials; of several turned in a row only the last counts."""
        self._dials = dials

        def work() -> Ranked:
            if dials is not self._dials:
                raise Cancelled
            self._there().turn(dials)
            return self._rank()

        self._background.run(work, self.ready.emit)

    def remake(self) -> None:
        """Make the recommender anew: where it starts has changed."""

        def work() -> Ranked:
            self._recommender = None
            return self._rank()

        self._background.run(work, self.ready.emit)

    def study(self, then: Callable[[Recommender], None]) -> None:
        """Hand out the recommender as things stand now, for another thread."""
        self._background.run(lambda: self._there().study(), then)

    def why(self, video_id: int, then: Callable[[Standing], None]) -> None:
        """Ask where a video stands and why."""
        self._background.run(lambda: self._there().why(video_id), then)

    def _read_again(self) -> None:
        changes, self._new = self._new, Changes()

        def work() -> Ranked:
            begun = time.perf_counter()
            self._has_vectors |= bool(changes.embeddings)
            ranked = self._rank(changes)
            self._read_s = time.perf_counter() - begun
            return ranked

        self._background.run(work, self.ready.emit)

    def _there(self) -> Ranks:
        model = self._model
        if self._recommender is None or self._has_vectors:
            self._has_vectors = False
            model = self._rows().embedding_model()
        if self._recommender is None or model != self._model:  # the first scan, or another embedder chosen
            begun = time.perf_counter()
            self._recommender, self._model = self._make(model), model
            self._read_s = time.perf_counter() - begun
            if self._dials is not None:
                self._recommender.turn(self._dials)
        return self._recommender

    def _rank(self, changes: Changes | None = None) -> Ranked:
        recommender = self._there()
        if changes is not None:
            recommender.refresh(changes)
        suggestions = recommender.suggest(SHOWN)
        version = recommender.profile_version
        rows = self._rows()
        ids = [found.video_id for found in suggestions]
        written = rows.latest_blurbs(ids)
        videos = {video.id: video for video in rows.videos(ids=ids)} if ids else {}
        return Ranked(
            suggestions=tuple(found for found in suggestions if found.video_id in videos),
            videos=videos,
            stale=tuple(
                video_id for video_id in ids if video_id not in written or written[video_id].profile_version != version
            ),
            profile_version=version,
            taste=recommender.taste_vector,
        )


class SuggestionModel(QAbstractListModel):
    """The suggestions in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ranked = Ranked((), {})

    def show(self, ranked: Ranked) -> None:
        if ranked == self._ranked:
            return
        self.beginResetModel()
        self._ranked = ranked
        self.endResetModel()

    def pairs(self) -> list[tuple[Suggestion, Video]]:
        return [(found, self._ranked.videos[found.video_id]) for found in self._ranked.suggestions]

    @property
    def stale(self) -> tuple[int, ...]:
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
