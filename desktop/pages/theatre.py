"""Opens the player on a video: reads its subtitles, finds where one was, keeps where one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop import actions
from desktop.actions import Hands
from desktop.bridge import Background
from desktop.pages.detail import DetailReads
from desktop.theme import Look
from desktop.views import wording
from engine.errors import EnvironmentFault
from engine.records import Cue, VideoDetail

if TYPE_CHECKING:
    from desktop.pages.player import PlayerPage


class Theatre(QObject):
    """Holds the player page, which is made when it is first needed: QtMultimedia takes a while to load."""

    opened = Signal(QWidget)
    closed = Signal()
    full_screen_toggled = Signal()

    def __init__(
        self,
        look: Look,
        hands: Hands,
        reads: Callable[[], DetailReads],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._hands = hands
        self._reads = reads
        self._background = background
        self._page: PlayerPage | None = None

    @property
    def page(self) -> PlayerPage | None:
        return self._page

    def play(self, video_id: int, at_s: float | None = None) -> None:
        """Play from a second, or with None from where it was left."""

        def read() -> tuple[VideoDetail, list[Cue]]:
            reads = self._reads()
            return reads.detail(video_id), reads.cues(video_id)

        self._background.run(read, lambda known: self._open(*known, at_s))

    def close(self) -> None:
        if self._page is not None:
            self._page.close_video()

    def _open(self, detail: VideoDetail, cues: list[Cue], at_s: float | None) -> None:
        video = detail.video
        if video.status != "ok":  # only what the probe accepted reaches a decoder
            self._hands.report(EnvironmentFault(f"{video.title}: {wording.long_status(video)}"))
            return
        from desktop.pages.player import subtitles_of

        page = self._page or self._make()
        self.opened.emit(page)
        resume = video.resume_s or 0.0
        page.open(video, subtitles_of(detail.tracks, cues), at_s=resume if at_s is None else at_s)

    def _make(self) -> PlayerPage:
        from desktop.pages.player import PlayerPage

        page = self._page = PlayerPage(self._look)
        page.closed.connect(self.closed)
        page.full_screen_toggled.connect(self.full_screen_toggled)
        page.open_elsewhere.connect(lambda video: actions.open_elsewhere(self._hands, video))
        page.played.connect(
            lambda video_id, started_at, position_s, fraction: actions.remember_play(
                self._hands, video_id, started_at, position_s, fraction
            )
        )
        return page
