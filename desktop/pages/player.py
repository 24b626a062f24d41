"""The player: picture, subtitles, the bar of controls, and where one was."""

from __future__ import annotations

import bisect
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSlider, QVBoxLayout, QWidget

from desktop import keys
from desktop.theme import Look
from desktop.views import wording
from desktop.views.controls import Button, Label
from desktop.views.surface import VideoSurface
from engine.records import Cue, Track, Video

_SAVE_EVERY_MS = 5_000
_HIDE_AFTER_MS = 2_600
_STEP_MS = 10_000


@dataclass(frozen=True, slots=True)
class Subtitles:
    """One text track to choose."""

    name: str
    cues: tuple[Cue, ...]


class PlayerPage(QWidget):
    """Plays one video that the probe accepted. ``played`` carries where one is, to be kept."""

    closed = Signal()
    played = Signal(int, float, float, float)  # id, started at (Unix seconds), position_s, fraction
    full_screen_toggled = Signal()
    open_elsewhere = Signal(object)  # Video

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._video: Video | None = None
        self._started_at = 0.0
        self._wanted_ms: int | None = None
        self._subtitles: list[Subtitles] = []
        self._shown: Subtitles | None = None
        self._starts: list[int] = []
        self._keys = keys.by_spelling(keys.player_keys(), self._verbs())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.surface = VideoSurface(look)
        self.player = QMediaPlayer(self)
        self.player.setVideoSink(self.surface.sink)
        self._audio: QAudioOutput | None = None
        if not QMediaDevices.defaultAudioOutput().isNull():
            self._audio = QAudioOutput(self)
            self.player.setAudioOutput(self._audio)
        self._bar = self._make_bar()
        self._top = self._make_top()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self.surface, 1)
        column.addWidget(self._bar)
        self.setAutoFillBackground(True)
        self.setStyleSheet("PlayerPage { background: #000; }")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._save = QTimer(self, interval=_SAVE_EVERY_MS)
        self._save.timeout.connect(self._tell)
        self._hide = QTimer(self, singleShot=True, interval=_HIDE_AFTER_MS)
        self._hide.timeout.connect(self._hide_bars)
        self._connect()

    # --- what it is asked to do ------------------------------------------------------------------

    def open(self, video: Video, subtitles: Sequence[Subtitles], *, at_s: float) -> None:
        """Play ``video`` from ``at_s``."""
        self.surface.clear()
        self._video = video
        self._started_at = time.time()
        self._title.setText(video.title)
        self._subtitles = list(subtitles)
        self._choose_subtitles(self._subtitles[0] if self._subtitles else None)
        self._captions.setVisible(bool(self._subtitles))
        self._wanted_ms = round(at_s * 1000) if at_s > 0 else None
        self.player.setSource(QUrl.fromLocalFile(video.path))
        self.player.play()
        self._save.start()
        self._show_bars()

    def close_video(self) -> None:
        """Stop, and keep where one was."""
        if self._video is None:
            return
        self._tell()
        self._video = None
        self._save.stop()
        self._hide.stop()
        self.player.stop()
        self.player.setSource(QUrl())
        self.surface.clear()
        self.closed.emit()

    @property
    def video_id(self) -> int | None:
        return self._video.id if self._video is not None else None

    def seek(self, position_ms: int) -> None:
        self.player.setPosition(max(0, min(position_ms, max(0, self.player.duration() - 200))))

    def toggle(self) -> None:
        if self.player.playbackState() == QMediaPlayer.PlaybackState.PlayingState:
            self.player.pause()
            self._tell()
        else:
            self.player.play()

    # --- events ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verb = self._keys.get(keys.spelled(event))
        if verb is None:
            event.ignore()
            return
        verb()
        self._show_bars()

    def _verbs(self) -> dict[str, Callable[[], None]]:
        """By their names in ``keys.player_keys``."""
        return {
            "toggle": self.toggle,
            "back": lambda: self.seek(self.player.position() - _STEP_MS),
            "on": lambda: self.seek(self.player.position() + _STEP_MS),
            "start": lambda: self.seek(0),
            "louder": lambda: self._change_volume(0.05),
            "quieter": lambda: self._change_volume(-0.05),
            "mute": self._mute,
            "next_subtitles": self._next_subtitles,
            "full_screen": self.full_screen_toggled.emit,
            "open_elsewhere": self._open_elsewhere,
            "close": self.close_video,
        }

    def _connect(self) -> None:
        player = self.player
        player.positionChanged.connect(self._moved)
        player.durationChanged.connect(self._measured)
        player.playbackStateChanged.connect(self._state_changed)
        player.mediaStatusChanged.connect(self._status_changed)
        player.errorOccurred.connect(self._failed)
        self.surface.clicked.connect(self.toggle)
        self.surface.double_clicked.connect(self.full_screen_toggled)
        self.surface.moved.connect(self._show_bars)

    def _moved(self, position_ms: int) -> None:
        if not self._position.isSliderDown():
            self._position.setValue(position_ms)
        self._now.setText(wording.clock(position_ms / 1000))
        self.surface.set_subtitle(self._line_at(position_ms))

    def _measured(self, duration_ms: int) -> None:
        self._position.setRange(0, max(1, duration_ms))
        self._total.setText(wording.clock(duration_ms / 1000))

    def _state_changed(self, state: QMediaPlayer.PlaybackState) -> None:
        playing = state == QMediaPlayer.PlaybackState.PlayingState
        self._toggle.set_icon("pause" if playing else "play")
        self._toggle.setToolTip(self.tr("Pause (Space)") if playing else self.tr("Play (Space)"))
        if not playing:
            self._show_bars()

    def _status_changed(self, status: QMediaPlayer.MediaStatus) -> None:
        ready = (QMediaPlayer.MediaStatus.LoadedMedia, QMediaPlayer.MediaStatus.BufferedMedia)
        if status in ready and self._wanted_ms is not None:
            wanted, self._wanted_ms = self._wanted_ms, None
            self.seek(wanted)
        elif status == QMediaPlayer.MediaStatus.EndOfMedia:
            self._tell(ended=True)
            self._show_bars()

    def _failed(self, error: QMediaPlayer.Error, text: str) -> None:
        if self._video is None:
            return
        self.surface.set_message(
            self.tr("Matinee's player can't decode this video{}. Press O to open it in the system's player.").format(
                f" ({text})" if text else ""
            )
        )
        self._show_bars()

    def _tell(self, *, ended: bool = False) -> None:
        duration = self.player.duration()
        if self._video is None or duration <= 0:
            return
        position = duration if ended else self.player.position()
        self.played.emit(self._video.id, self._started_at, position / 1000, min(1.0, position / duration))

    # --- subtitles -------------------------------------------------------------------------------

    def _line_at(self, position_ms: int) -> str:
        if self._shown is None:
            return ""
        at = bisect.bisect_right(self._starts, position_ms) - 1
        lines: list[str] = []
        for cue in reversed(self._shown.cues[max(0, at - 3) : at + 1]):
            if cue.start_ms <= position_ms < cue.end_ms:
                lines.insert(0, cue.text.strip())
        return "\n".join(lines)

    def _choose_subtitles(self, subtitles: Subtitles | None) -> None:
        self._shown = subtitles
        self._starts = [cue.start_ms for cue in subtitles.cues] if subtitles is not None else []
        self.surface.set_subtitle(self._line_at(self.player.position()))

    def _next_subtitles(self) -> None:
        order: list[Subtitles | None] = [*self._subtitles, None]
        self._choose_subtitles(order[(order.index(self._shown) + 1) % len(order)])

    def _subtitle_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self._look.font("body"))
        choices: list[tuple[str, Subtitles | None]] = [(self.tr("No subtitles"), None)]
        for name, choice in choices + [(s.name, s) for s in self._subtitles]:
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(choice is self._shown)
            action.triggered.connect(lambda _=False, choice=choice: self._choose_subtitles(choice))
        above = self._captions.mapToGlobal(self._captions.rect().topRight())
        menu.popup(QPoint(above.x() - menu.sizeHint().width(), above.y() - menu.sizeHint().height()))

    # --- sound -----------------------------------------------------------------------------------

    def _change_volume(self, by: float) -> None:
        self._volume.setValue(self._volume.value() + round(by * 100))

    def _set_volume(self, value: int) -> None:
        if self._audio is not None:
            self._audio.setVolume((value / 100) ** 2)  # an ear hears loudness, not amplitude
            self._audio.setMuted(False)
        self._sound.set_icon("volume" if value else "mute")

    def _mute(self) -> None:
        if self._audio is not None:
            self._audio.setMuted(not self._audio.isMuted())
            self._sound.set_icon("mute" if self._audio.isMuted() else "volume")

    # --- bars ------------------------------------------------------------------------------------

    def _show_bars(self) -> None:
        self._bar.show()
        self._top.show()
        self.unsetCursor()
        self._hide.start()

    def _hide_bars(self) -> None:
        playing = self.player.playbackState() == QMediaPlayer.PlaybackState.PlayingState
        if playing and not self._position.isSliderDown() and self.window().isFullScreen():
            self._bar.hide()
            self._top.hide()
            self.setCursor(Qt.CursorShape.BlankCursor)

    def _button(self, icon: str, tip: str, verb: Callable[[], None]) -> Button:
        button = Button(self._look, kind="onvideo", icon=icon, icon_color="on_scrim", icon_size=20, tip=tip)
        button.clicked.connect(lambda: verb())
        return button

    def _make_top(self) -> QWidget:
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(12, 8, 16, 8)
        row.setSpacing(8)
        self._title = Label(self._look, role="heading", color="on_scrim", elide=True)
        row.addWidget(self._button("arrow-left", self.tr("Back (Esc)"), self.close_video))
        row.addWidget(self._title, 1)
        row.addWidget(self._button("external", self.tr("Open in the system's player (O)"), self._open_elsewhere))
        return top

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        self._position = QSlider(Qt.Orientation.Horizontal)
        self._position.setAccessibleName(self.tr("Position"))
        self._position.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._position.sliderReleased.connect(lambda: self.seek(self._position.value()))
        self._position.actionTriggered.connect(
            lambda action: (
                None if action == QSlider.SliderAction.SliderMove else self.seek(self._position.sliderPosition())
            )
        )
        self._now = Label(self._look, "0:00", role="small", color="on_scrim")
        self._total = Label(self._look, "0:00", role="small", color="on_scrim")
        for label in (self._now, self._total):
            label.setMinimumWidth(52)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._toggle = self._button("play", self.tr("Play (Space)"), self.toggle)
        self._sound = self._button("volume", self.tr("Sound on or off (M)"), self._mute)
        self._volume = QSlider(Qt.Orientation.Horizontal)
        self._volume.setRange(0, 100)
        self._volume.setValue(80)
        self._volume.setFixedWidth(96)
        self._volume.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._volume.setAccessibleName(self.tr("Volume"))
        self._volume.valueChanged.connect(self._set_volume)
        for widget in (self._sound, self._volume):
            widget.setEnabled(self._audio is not None)
        self._captions = self._button("captions", self.tr("Subtitles (C)"), self._subtitle_menu)
        step = _STEP_MS // 1000
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 10)
        row.setSpacing(8)
        row.addWidget(self._toggle)
        row.addWidget(
            self._button(
                "back10",
                self.tr("{} seconds back (Left)").format(step),
                lambda: self.seek(self.player.position() - _STEP_MS),
            )
        )
        row.addWidget(
            self._button(
                "forward10",
                self.tr("{} seconds on (Right)").format(step),
                lambda: self.seek(self.player.position() + _STEP_MS),
            )
        )
        row.addWidget(self._now)
        row.addWidget(self._position, 1)
        row.addWidget(self._total)
        row.addWidget(self._sound)
        row.addWidget(self._volume)
        row.addWidget(self._captions)
        row.addWidget(self._button("fullscreen", self.tr("Full screen (F)"), self.full_screen_toggled.emit))
        self._set_volume(80)
        return bar

    def _open_elsewhere(self) -> None:
        video = self._video
        if video is not None:
            self.close_video()
            self.open_elsewhere.emit(video)


def subtitles_of(tracks: Sequence[Track], cues: Sequence[Cue]) -> list[Subtitles]:
    """The text tracks that have lines, by name, in the store's order."""
    by_track: dict[int | None, list[Cue]] = {}
    for cue in cues:
        by_track.setdefault(cue.track_id, []).append(cue)
    named = {track.id: track for track in tracks}
    found = []
    for track_id, lines in by_track.items():
        track = named.get(track_id)
        parts = (track.language, track.title) if track is not None else ()
        name = " ".join(part for part in parts if part) or wording.tr("Subtitles")
        found.append(Subtitles(name, tuple(sorted(lines, key=lambda cue: cue.start_ms))))
    return found
