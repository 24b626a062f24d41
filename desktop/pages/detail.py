"""Fills the detail pane: reads what is known of the chosen video beside the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject

from desktop.bridge import Background
from desktop.views.detail import DetailPane
from engine.events import Changes
from engine.records import Blurb, Cue, VideoDetail, WrittenBlurb


class DetailReads(Protocol):
    """What the detail pane needs of ``engine.store.queries.Reader``."""

    def detail(self, video_id: int) -> VideoDetail: ...

    def cues(self, video_id: int, limit: int | None = ..., *, track_id: int | None = ...) -> list[Cue]: ...

    def latest_blurbs(self, ids: Sequence[int]) -> Mapping[int, WrittenBlurb]: ...


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that the pane shows."""

    detail: VideoDetail
    blurb: Blurb | None
    cues: tuple[Cue, ...]


class DetailPage(QObject):
    """Keeps the pane on the chosen video, and up to date with what changes about it."""

    def __init__(
        self,
        pane: DetailPane,
        reads: Callable[[], DetailReads],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pane = pane
        self._reads = reads
        self._background = background
        self._video_id: int | None = None

    @property
    def video_id(self) -> int | None:
        return self._video_id

    def show_video(self, video_id: int) -> None:
        if video_id != self._video_id:
            self._pane.note.flush()  # under the old number, before anything else
            self._video_id = video_id
            self._ask()

    def take_changes(self, changes: Changes) -> None:
        touched = changes.videos | changes.ratings | changes.notes | changes.tags | changes.cues | changes.blurbs
        if self._video_id in touched:
            self._ask()

    def _ask(self) -> None:
        video_id = self._video_id
        if video_id is None:
            return
        self._background.run(lambda: self._read(video_id), self._show)

    def _read(self, video_id: int) -> Known:
        reads = self._reads()
        detail = reads.detail(video_id)
        written = reads.latest_blurbs([video_id]).get(video_id)
        first = next((t for t in detail.tracks if t.kind == "subtitle" and t.is_text), None)
        cues = reads.cues(video_id, track_id=first.id) if first is not None else []
        return Known(detail, written.blurb if written is not None else None, tuple(cues))

    def _show(self, known: Known) -> None:
        if known.detail.video.id == self._video_id:
            self._pane.show_detail(known.detail, known.blurb, known.cues)
