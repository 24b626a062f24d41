"""The search page: asks beside the GUI thread, and shows the answer to what was typed last, never an older one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from desktop.bridge import Background
from desktop.models.pictures import Pictures
from desktop.models.search import Found, Hit, SearchReads, find_lines, find_texts
from desktop.theme import Look
from desktop.views.search import SearchView
from engine.errors import Cancelled
from engine.events import Changes

T = TypeVar("T")
_AGAIN_MS = 1500  # after the library changed, while the hits are looked at


class SearchPage(QObject):
    """Texts come first, spoken lines follow, and where nothing holds the words, those that are spelled nearly so."""

    video_chosen = Signal(int)  # the current hit's
    video_opened = Signal(int)  # clicked
    video_entered = Signal(int)  # by Enter
    play_requested = Signal(int, object)  # id, seconds or None
    library_requested = Signal(str)  # a query
    left = Signal()

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        reads: Callable[[], SearchReads],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """``background`` has one worker, so that older searches wait before newer ones, and are skipped then."""
        super().__init__(parent)
        self._reads, self._background = reads, background
        self._asked = 0
        self.query = ""
        self.view = SearchView(look, pictures)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(lambda: self._ask(self.query))
        view = self.view
        view.left.connect(self.left)
        view.library_requested.connect(lambda: self.library_requested.emit(self.query))
        view.list.opened.connect(lambda hit: self._open(hit, self.video_opened))
        view.list.entered_hit.connect(lambda hit: self._open(hit, self.video_entered))
        view.list.play_requested.connect(self._play)
        view.list.current_changed.connect(lambda hit: self.video_chosen.emit(hit.video.id))

    @property
    def current(self) -> int | None:
        """The video of the current hit."""
        hit = self.view.list.current()
        return hit.video.id if hit is not None else None

    def search(self, query: str) -> None:
        if query != self.query:
            self.query = query
            self.view.begin(query)
            self._ask(query)

    def forget(self) -> None:
        """Nothing is searched any more; answers on their way are dropped."""
        self.query = ""
        self._asked += 1
        self._again.stop()

    def take_changes(self, changes: Changes) -> None:
        touched = changes.videos or changes.ratings or changes.notes or changes.cues
        if self.query and touched and not self._again.isActive():
            self._again.start()

    def _ask(self, query: str) -> None:
        self._asked += 1
        self._find(self._asked, query, asked_for=query)

    def _find(self, asked: int, query: str, *, asked_for: str) -> None:
        """Ask for the texts, then for the lines. ``asked_for``: what was typed, where ``query`` puts it right."""

        def texts(found: Found) -> None:
            if found.count or asked_for == query:
                self.view.show_found(found, asked=asked_for, done=False)
            self._run(asked, lambda: find_lines(self._reads(), query), lambda hits: lines(found, hits))

        def lines(found: Found, hits: tuple[Hit, ...]) -> None:
            if hits:
                found = replace(found, hits={**found.hits, "lines": hits})
            if found.count or asked_for != query:
                self.view.show_found(found, asked=asked_for, done=True)
            else:
                self._run(asked, lambda: self._reads().corrected(query), lambda right: put_right(found, right))

        def put_right(found: Found, right: str | None) -> None:
            if right is None:
                self.view.show_found(found, asked=asked_for, done=True)
            else:
                self._find(asked, right, asked_for=asked_for)

        self._run(asked, lambda: find_texts(self._reads(), query), texts)

    def _run(self, asked: int, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Work for the search that is asked now; dropped as soon as another one is."""

        def wanted() -> T:
            if asked != self._asked:
                raise Cancelled
            return work()

        self._background.run(wanted, lambda answer: then(answer) if asked == self._asked else None)

    def _open(self, hit: Hit, otherwise: SignalInstance) -> None:
        """A spoken line plays from its second; of everything else the video is told."""
        if hit.start_s is not None:
            self.play_requested.emit(hit.video.id, hit.start_s)
        else:
            otherwise.emit(hit.video.id)

    def _play(self, hit: Hit) -> None:
        self.play_requested.emit(hit.video.id, hit.start_s)
