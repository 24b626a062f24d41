"""Opens the player on a video: reads what it needs, finds where one was, keeps where one is, tells the desktop."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QWidget

from desktop import actions
from desktop.actions import Hands
from desktop.bridge import Background
from desktop.language import tr
from desktop.models.pictures import Pictures
from desktop.models.programme import Programme, ProgrammeReads, read_programme
from desktop.models.viewing import Viewing
from desktop.theme import Look
from desktop.views import wording
from engine.errors import EnvironmentFault

if TYPE_CHECKING:
    from desktop.mpris import Mpris
    from desktop.pages.player import PlayerPage


class Theatre(QObject):
    """Holds the player page, which is made when it is first needed: QtMultimedia takes a while to load."""

    opened = Signal(QWidget)
    closed = Signal()
    full_screen_toggled = Signal()
    raise_requested = Signal()

    def __init__(
        self,
        look: Look,
        hands: Hands,
        pictures: Pictures,
        pictures_folder: Path,
        viewing: Viewing,
        reads: Callable[[], ProgrammeReads],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._hands = hands
        self._pictures = pictures
        self._pictures_folder = pictures_folder
        self._viewing = viewing
        self._reads = reads
        self._background = background
        self._page: PlayerPage | None = None
        self._mpris: Mpris | None = None

    @property
    def page(self) -> PlayerPage | None:
        return self._page

    def play(self, video_id: int, at_s: float | None = None) -> None:
        """Play from a second, or with None from where it was left."""
        self._background.run(
            lambda: read_programme(self._reads(), video_id), lambda programme: self._open(programme, at_s)
        )

    def step_back(self) -> None:
        """One step out of the player."""
        if self._page is not None:
            self._page.step_back()

    def close(self) -> None:
        if self._page is not None:
            self._page.close_video()
        if self._mpris is not None:
            self._mpris.close()

    def _open(self, programme: Programme, at_s: float | None) -> None:
        video = programme.video
        if video.status != "ok":  # only what the probe accepted reaches a decoder
            self._hands.report(EnvironmentFault(tr("{}: {}").format(video.title, wording.long_status(video))))
            return
        page = self._page or self._make()
        self.opened.emit(page)
        page.open(programme, at_s=(video.resume_s or 0.0) if at_s is None else at_s, resumes=at_s is None)

    def _make(self) -> PlayerPage:
        from desktop.pages.player import PlayerPage

        page = self._page = PlayerPage(self._look, self._pictures, self._viewing)
        page.closed.connect(self.closed)
        page.full_screen_toggled.connect(self.full_screen_toggled)
        page.open_elsewhere.connect(lambda video: actions.open_elsewhere(self._hands, video))
        page.video_requested.connect(self.play)
        page.played.connect(
            lambda video_id, started_at, position_s, fraction: actions.remember_play(
                self._hands, video_id, started_at, position_s, fraction
            )
        )
        self._join_bus(page)
        return page

    def _join_bus(self, page: PlayerPage) -> None:
        """Let media keys and the desktop's controls reach the player, where there is a bus for them."""
        if sys.platform != "linux":
            return
        from desktop.mpris import Mpris, open_bus

        bus = open_bus()
        if bus is None:
            return
        mpris = self._mpris = Mpris(bus, self)
        mpris.asked.connect(page.ask)
        mpris.play_asked.connect(page.play)
        mpris.stop_asked.connect(page.close_video)
        mpris.sought.connect(page.seek)
        mpris.moved.connect(lambda by_ms: page.seek(page.player.position() + by_ms))
        mpris.speed_asked.connect(page.set_speed)
        mpris.volume_asked.connect(lambda volume: page.set_volume(round(volume * 100)))
        mpris.raise_asked.connect(self.raise_requested)
        page.player.positionChanged.connect(mpris.follow)
        page.jumped.connect(mpris.jumped)
        page.state_changed.connect(self._tell_bus)

    def _tell_bus(self) -> None:
        from desktop.mpris import Playing

        page = self._page
        if self._mpris is None or page is None:
            return
        programme = page.programme
        if programme is None:
            self._mpris.show(Playing())
            return
        video = programme.video
        poster = self._pictures_folder / video.pictures.poster if video.pictures.poster else None
        self._mpris.show(
            Playing(
                "Playing" if page.is_playing else "Paused",
                video.id,
                video.title,
                video.series,
                page.player.duration(),
                QUrl.fromLocalFile(str(poster)).toString() if poster is not None else "",
                page.speed,
                page.volume / 100,
                programme.next is not None,
                programme.previous is not None,
            )
        )
