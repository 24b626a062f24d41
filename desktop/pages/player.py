"""The player: what its keys and controls do to the picture, the sound and the subtitles, and where one was."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaMetaData, QMediaPlayer
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from desktop import keys
from desktop.models.pictures import Pictures
from desktop.models.programme import Programme, Subtitles, chapter_at
from desktop.models.viewing import DELAY_STEP_MS, SIZES, SPEEDS, SubtitleStyle, Viewing, speed_kept_for
from desktop.theme import Look, style_sheet
from desktop.views import wording
from desktop.views.captions import Captions
from desktop.views.playerbar import PlayerBar, PlayerTop
from desktop.views.playercards import NextCard, RefusalCard
from desktop.views.playerpanels import Panel, SpeedPanel, SubtitlePanel
from desktop.views.seekbar import SeekPreview
from desktop.views.stage import StageLook, no_icon
from desktop.views.surface import VideoSurface
from engine.records import Video

_SAVE_EVERY_MS = 5_000
_HIDE_AFTER_MS = 2_600
_HIDE_FOCUSED_AFTER_MS = 10_000  # while the keyboard is on them
_DRAG_EVERY_MS = 80
_STEP_MS = 10_000
_CHAPTER_BEGUN_MS = 3_000  # from here on "the chapter before" means the start of this one
_NO_PICTURE_MS = 1_500  # played without a frame: there is no decoder for it
_RESUME_HINT_MS = 4_000
_PANEL_WIDTH = 400


class PlayerPage(QWidget):
    """Plays one video that the probe accepted. ``played`` carries where one is, to be kept."""

    closed = Signal()
    played = Signal(int, float, float, float)  # id, started at (Unix seconds), position_s, fraction
    full_screen_toggled = Signal()
    open_elsewhere = Signal(object)  # Video
    video_requested = Signal(int)  # id of another part of the series
    state_changed = Signal()  # what is on, and how: whoever tells others of it asks again
    jumped = Signal(int)  # milliseconds

    def __init__(self, look: Look, pictures: Pictures, viewing: Viewing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = StageLook(look, self)
        self._viewing = viewing
        self._programme: Programme | None = None
        self._started_at = 0.0
        self._wanted_ms: int | None = None
        self._from_ms = 0
        self._first = self._second = -1  # places of the subtitles that are shown
        self._delay_ms = 0
        self._speed = 1.0
        self._has_ended = False
        self._dragged_to: int | None = None
        self._stepped: tuple[tuple[int, int], int] | None = None  # from which frame, to which start (microseconds)
        self._verbs = self._make_verbs()
        self._keys = keys.by_spelling(keys.player_keys(), self._verbs)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.surface = VideoSurface(self._look)
        self.surface.set_style(viewing.style)
        self.player = QMediaPlayer(self)
        self.player.setVideoSink(self.surface.sink)
        _keep_pitch(self.player)
        self._audio: QAudioOutput | None = None
        if not QMediaDevices.defaultAudioOutput().isNull():
            self._audio = QAudioOutput(self)
            self.player.setAudioOutput(self._audio)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.surface)
        self.top = PlayerTop(self._look, self)
        self.bar = PlayerBar(self._look, self)
        self.bar.allow_sound(self._audio is not None)
        self.preview = SeekPreview(self._look, pictures, self)
        self.next_card = NextCard(self._look, pictures, self)
        self.refusal = RefusalCard(self._look, self)
        self.subtitle_panel = SubtitlePanel(self._look, self)
        self.speed_panel = SpeedPanel(self._look, self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._save = QTimer(self, interval=_SAVE_EVERY_MS)
        self._save.timeout.connect(lambda: self._tell() if self.is_playing else None)
        self._hide = QTimer(self, singleShot=True)
        self._hide.timeout.connect(self._hide_bars)
        self._drag = QTimer(self, singleShot=True, interval=_DRAG_EVERY_MS)
        self._drag.timeout.connect(self._follow_drag)
        self._connect()
        self._dress()
        self._set_volume(viewing.volume)

    # --- what it is asked to do ------------------------------------------------------------------

    def open(self, programme: Programme, *, at_s: float, resumes: bool = False) -> None:
        """Play from ``at_s``; ``resumes``: which is where it was left, and is told."""
        video = programme.video
        self._leave()
        self._programme = programme
        self._started_at = time.time()
        self._has_ended = False
        self._stepped = None
        self._delay_ms = self._viewing.delay_ms(video)
        self._speed = self._viewing.speed(video)
        self.top.show_programme(programme)
        self.bar.show_programme(programme)
        self.preview.show_video(video, programme.chapters)
        self.subtitle_panel.set_tracks(programme.subtitles)
        self._first, self._second = _wished(programme.subtitles, self._viewing)
        self._show_subtitles()
        self.bar.show_speed(self._speed)
        self._from_ms = round(max(0.0, at_s) * 1000)
        self._wanted_ms = self._from_ms or None
        self.player.setSource(QUrl.fromLocalFile(video.path))
        self.player.setPlaybackRate(self._speed)
        self.player.play()
        self._save.start()
        self._show_bars()
        if resumes and at_s > 0:
            self.surface.hint(
                self.tr("Goes on at {} · Home starts over").format(wording.clock(at_s)), for_ms=_RESUME_HINT_MS
            )
        self.setFocus()
        self.state_changed.emit()

    def close_video(self) -> None:
        """Stop, and keep where one was."""
        if self._programme is None:
            return
        self._leave()
        self.closed.emit()
        self.state_changed.emit()

    def step_back(self) -> None:
        """Away with what asks, out of the full screen, out of the player: the first of them that there is."""
        if not self.next_card.isHidden():
            self.next_card.stay.click()
        elif self.window().isFullScreen():
            self.full_screen_toggled.emit()
        else:
            self.close_video()

    @property
    def programme(self) -> Programme | None:
        return self._programme

    @property
    def video_id(self) -> int | None:
        return self._programme.video.id if self._programme is not None else None

    @property
    def is_playing(self) -> bool:
        return self.player.playbackState() == QMediaPlayer.PlaybackState.PlayingState

    @property
    def speed(self) -> float:
        return self._speed

    @property
    def volume(self) -> int:
        """Percent."""
        return self._viewing.volume

    def ask(self, verb: str) -> None:
        """Do what a key does, by the verb's name in ``keys.player_keys``."""
        self._verbs[verb]()
        self._show_bars()

    def play(self, plays: bool = True) -> None:
        if plays != self.is_playing:
            self.toggle()

    def toggle(self) -> None:
        if not self.refusal.isHidden():
            return
        self.next_card.dismiss()
        if self.is_playing:
            self.player.pause()
            self._tell()
        else:
            self._has_ended = False
            self.player.play()

    def seek(self, position_ms: int) -> None:
        self.next_card.dismiss()
        self._has_ended = False
        position_ms = max(0, min(position_ms, max(0, self.player.duration() - 200)))
        self.player.setPosition(position_ms)
        self.jumped.emit(position_ms)

    def set_speed(self, speed: float) -> None:
        """From half to double; what it is kept for, ``viewing`` knows."""
        speed = max(SPEEDS[0], min(SPEEDS[-1], speed))
        if self._programme is None or speed == self._speed:
            return
        self._speed = speed
        self._viewing.set_speed(self._programme.video, speed)
        self.player.setPlaybackRate(speed)
        self.bar.show_speed(speed)
        self.speed_panel.show_speed(speed, self._speed_note())
        self.surface.hint(self.tr("Speed {}").format(wording.speed(speed)))
        self.state_changed.emit()

    def set_volume(self, volume: int) -> None:
        """Percent."""
        self._set_volume(max(0, min(100, volume)))
        self.surface.hint(self.tr("Volume {} %").format(wording.number(self._viewing.volume)))

    # --- events ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verb = self._keys.get(keys.spelled(event))
        if verb is None:
            event.ignore()
            return
        verb()
        self._show_bars()

    def focusNextPrevChild(self, forward: bool) -> bool:
        self._show_bars()  # what is hidden cannot be reached
        return super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place()

    def _make_verbs(self) -> dict[str, Callable[[], None]]:
        """By their names in ``keys.player_keys``."""
        return {
            "toggle": self.toggle,
            "back": lambda: self.seek(self.player.position() - _STEP_MS),
            "on": lambda: self.seek(self.player.position() + _STEP_MS),
            "start": lambda: self.seek(0),
            "previous_chapter": lambda: self._go_chapter(-1),
            "next_chapter": lambda: self._go_chapter(1),
            "show_chapters": self._show_chapters,
            "frame_back": lambda: self._step_frame(-1),
            "frame_on": lambda: self._step_frame(1),
            "slower": lambda: self.set_speed(max((s for s in SPEEDS if s < self._speed), default=SPEEDS[0])),
            "faster": lambda: self.set_speed(min((s for s in SPEEDS if s > self._speed), default=SPEEDS[-1])),
            "show_speeds": self._show_speeds,
            "louder": lambda: self.set_volume(self._viewing.volume + 5),
            "quieter": lambda: self.set_volume(self._viewing.volume - 5),
            "mute": self._mute,
            "next_sound": self._next_sound,
            "next_subtitles": self._next_subtitles,
            "next_second": self._next_second,
            "subtitles_earlier": lambda: self._set_delay(self._delay_ms - DELAY_STEP_MS),
            "subtitles_later": lambda: self._set_delay(self._delay_ms + DELAY_STEP_MS),
            "smaller_subtitles": lambda: self._resize_subtitles(-1),
            "larger_subtitles": lambda: self._resize_subtitles(1),
            "show_subtitles": self._show_subtitle_panel,
            "previous_video": lambda: self._go_video(self._programme.previous if self._programme else None),
            "next_video": lambda: self._go_video(self._programme.next if self._programme else None),
            "full_screen": self.full_screen_toggled.emit,
            "open_elsewhere": self._open_elsewhere,
            "step_back": self.step_back,
        }

    def _connect(self) -> None:
        player, bar = self.player, self.bar
        player.positionChanged.connect(self._moved)
        player.durationChanged.connect(bar.show_duration)
        player.durationChanged.connect(lambda _: self.state_changed.emit())
        player.playbackStateChanged.connect(lambda _: self._show_state())
        player.mediaStatusChanged.connect(self._status_changed)
        player.errorOccurred.connect(self._failed)
        self.surface.clicked.connect(self.toggle)
        self.surface.double_clicked.connect(self.full_screen_toggled)
        self.surface.moved.connect(self._show_bars)
        self.top.asked.connect(self.ask)
        bar.asked.connect(lambda verb: self._show_sounds() if verb == "next_sound" else self.ask(verb))
        bar.volume_changed.connect(self._set_volume)
        bar.seek.sought.connect(self._drag_to)
        bar.seek.looked_at.connect(self._look_at)
        self.next_card.accepted.connect(self._verbs["next_video"])
        self.next_card.refused.connect(self.setFocus)
        self.refusal.open_requested.connect(self._open_elsewhere)
        self.refusal.back_requested.connect(self.close_video)
        panel = self.subtitle_panel
        panel.first_chosen.connect(lambda place: self._choose(place, self._second))
        panel.second_chosen.connect(lambda place: self._choose(self._first, place))
        panel.style_chosen.connect(self._set_style)
        panel.delay_chosen.connect(self._set_delay)
        self.speed_panel.speed_chosen.connect(self.set_speed)
        self.speed_panel.frame_asked.connect(self._step_frame)
        for popup in (panel, self.speed_panel):
            popup.closed.connect(self._show_bars)
        self._look.changed.connect(self._dress)

    def _moved(self, position_ms: int) -> None:
        if self._programme is None:
            return
        self.bar.show_position(position_ms)
        self._show_lines(position_ms)
        if not self.surface.has_frame and position_ms - self._from_ms > _NO_PICTURE_MS:
            self._refuse_picture()

    def _show_state(self) -> None:
        if self.is_playing:
            self.bar.show_state("pause", self.tr("Pause"))
        elif self._has_ended:
            self.bar.show_state("replay", self.tr("Play again"))
        else:
            self.bar.show_state("play", self.tr("Play"))
        self._show_bars()
        self.state_changed.emit()

    def _status_changed(self, status: QMediaPlayer.MediaStatus) -> None:
        programme = self._programme
        if programme is None:
            return
        if status in (QMediaPlayer.MediaStatus.LoadedMedia, QMediaPlayer.MediaStatus.BufferedMedia):
            if status == QMediaPlayer.MediaStatus.LoadedMedia:
                self.player.setActiveSubtitleTrack(-1)  # subtitles are drawn here
                self._choose_wished_sound()
            if self._wanted_ms is not None:
                wanted, self._wanted_ms = self._wanted_ms, None
                self.seek(wanted)
        elif status == QMediaPlayer.MediaStatus.EndOfMedia:
            if not self.surface.has_frame:
                self._refuse_picture()
            if not self.refusal.isHidden():
                return
            self._has_ended = True
            self._tell()
            self._show_state()
            if programme.next is not None:
                self.next_card.offer(programme.next)
                self._place()

    def _failed(self, error: QMediaPlayer.Error, text: str) -> None:
        if error == QMediaPlayer.Error.ResourceError:
            self._refuse(
                self.tr("Its file can't be opened. It may have been moved, or its drive is not plugged in."),
                elsewhere=False,
            )
        else:
            self._refuse(
                self.tr("Matinee can't decode this video{}. Your system's player may know how.").format(
                    f" ({text})" if text else ""
                )
            )

    def _refuse_picture(self) -> None:
        """No frame has come. A sound without a picture is as it should be."""
        if self._programme is not None and self._programme.codec is not None:
            self._refuse(
                self.tr("Matinee can't decode its picture{}. Your system's player may know how.").format(
                    f" ({self._programme.codec.upper()})" if self._programme.codec else ""
                )
            )

    def _refuse(self, reason: str, *, elsewhere: bool = True) -> None:
        if self._programme is None or not self.refusal.isHidden():
            return
        self._save.stop()
        self.player.pause()
        self.refusal.open.setVisible(elsewhere)
        self.refusal.say(reason)
        self._place()
        self._show_bars()

    def _tell(self) -> None:
        """Where one is; nothing of what was not seen."""
        duration = self.player.duration()
        if self._programme is None or duration <= 0 or not self.refusal.isHidden():
            return
        position = duration if self._has_ended else self.player.position()
        if self._wanted_ms is None:
            self.played.emit(self._programme.video.id, self._started_at, position / 1000, min(1.0, position / duration))

    def _leave(self) -> None:
        """The end of one video, before another or none."""
        if self._programme is None:
            return
        self._tell()
        self._programme = None
        self._viewing.flush()
        for timer in (self._save, self._hide, self._drag):
            timer.stop()
        self.player.stop()
        self.player.setSource(QUrl())  # the same file again would not be opened anew
        self.surface.clear()
        self.preview.hide()
        self.next_card.dismiss()
        self.refusal.hide()
        for panel in (self.subtitle_panel, self.speed_panel):
            panel.hide()

    # --- time ------------------------------------------------------------------------------------

    def _drag_to(self, position_ms: int) -> None:
        """Follow the mouse, but not faster than frames can come."""
        self._dragged_to = position_ms
        if not self._drag.isActive():
            self._follow_drag()

    def _follow_drag(self) -> None:
        if self._dragged_to is not None:
            position, self._dragged_to = self._dragged_to, None
            self.seek(position)
            self._drag.start()

    def _look_at(self, position_ms: int | None) -> None:
        if position_ms is None or self.player.duration() <= 0:
            self.preview.hide()
            return
        place = self.bar.seek.place_of(position_ms)
        self.preview.show_at(position_ms, self.bar.seek.mapTo(self, QPoint(place.x(), 0)))

    def _go_chapter(self, way: int) -> None:
        chapters = self._programme.chapters if self._programme is not None else ()
        if not chapters:
            return
        position = self.player.position()
        now = chapter_at(chapters, position / 1000)
        place = (-1 if now is None else now) + way
        if way < 0 and now is not None and position - chapters[now].start_s * 1000 > _CHAPTER_BEGUN_MS:
            place = now
        if place < len(chapters):
            self._go_to_chapter(max(0, place))

    def _go_to_chapter(self, place: int) -> None:
        assert self._programme is not None
        chapter = self._programme.chapters[place]
        self.seek(round(chapter.start_s * 1000))
        self.surface.hint(chapter.title)

    def _show_chapters(self) -> None:
        programme = self._programme
        if programme is None or not programme.chapters:
            return
        now = chapter_at(programme.chapters, self.player.position() / 1000)
        entries = [
            (f"{chapter.title}\t{wording.clock(chapter.start_s)}", place == now)
            for place, chapter in enumerate(programme.chapters)
        ]
        self._pop_up(self.bar.chapters, entries, self._go_to_chapter)

    def _step_frame(self, way: int) -> None:
        """To the middle of the next frame or the one before."""
        start, end = shown = self.surface.frame_us
        if start < 0:
            return
        if self.is_playing:
            self.player.pause()
        length = end - start if end > start else self._frame_us()
        if self._stepped is not None and self._stepped[0] == shown:
            start = self._stepped[1]  # that frame has not come yet
        start = max(0, start + way * length)
        self._stepped = (shown, start)
        self.player.setPosition(round((start + length / 2) / 1000))

    def _frame_us(self) -> int:
        rate = self.player.metaData().value(QMediaMetaData.Key.VideoFrameRate)
        return round(1_000_000 / rate) if isinstance(rate, int | float) and rate > 0 else 40_000

    def _show_speeds(self) -> None:
        if self._programme is not None:
            self.speed_panel.show_speed(self._speed, self._speed_note())
            self._open_panel(self.speed_panel, self.bar.speed)

    def _speed_note(self) -> str:
        assert self._programme is not None
        place = speed_kept_for(self._programme.video)
        kept = {
            "": self.tr("For this video only"),
            "talk": self.tr("Kept for all talks"),
            "lesson": self.tr("Kept for all lessons"),
        }.get(place, self.tr("Kept for this series"))
        pitch = (
            self.tr("voices keep their pitch") if _keeps_pitch(self.player) else self.tr("voices change their pitch")
        )
        return f"{kept} · {pitch}"

    # --- subtitles -------------------------------------------------------------------------------

    @property
    def _tracks(self) -> tuple[Subtitles, ...]:
        return self._programme.subtitles if self._programme is not None else ()

    def _show_lines(self, position_ms: int) -> None:
        at = position_ms - self._delay_ms
        first, second = (
            self._tracks[place].at(at) if 0 <= place < len(self._tracks) else ""
            for place in (self._first, self._second)
        )
        self.surface.set_captions(Captions(first, second))

    def _show_subtitles(self) -> None:
        self.subtitle_panel.show_chosen(self._first, self._second)
        self.subtitle_panel.show_style(self._viewing.style)
        self.subtitle_panel.show_delay(self._delay_ms)
        self._show_lines(self.player.position())

    def _choose(self, first: int, second: int) -> None:
        """By places among the tracks, -1: none; one track is not shown twice, and no second without a first."""
        if first == self._second and first >= 0:
            second = self._first if self._first != first else -1
        self._first, self._second = first, second if first >= 0 else -1
        languages = [self._tracks[place].language if place >= 0 else "-" for place in (self._first, self._second)]
        self._viewing.languages = replace(self._viewing.languages, subtitles=languages[0], second=languages[1])
        self._show_subtitles()

    def _usable(self) -> list[int]:
        return [place for place, track in enumerate(self._tracks) if not track.problem]

    def _next_subtitles(self) -> None:
        order = [*self._usable(), -1]
        place = order[(order.index(self._first) + 1) % len(order)]
        self._choose(place, self._second)
        self.surface.hint(self._tracks[place].name if place >= 0 else self.tr("No subtitles"))

    def _next_second(self) -> None:
        if self._first < 0:
            self._next_subtitles()
            return
        order = [*(place for place in self._usable() if place != self._first), -1]
        place = order[(order.index(self._second) + 1) % len(order)]
        self._choose(self._first, place)
        self.surface.hint(
            self.tr("Second: {}").format(self._tracks[place].name) if place >= 0 else self.tr("No second subtitles")
        )

    def _set_delay(self, delay_ms: int) -> None:
        if self._programme is not None:
            self._delay_ms = self._viewing.set_delay(self._programme.video, delay_ms)
            self._show_subtitles()
            self.surface.hint(self.tr("Subtitles {}").format(wording.delay(self._delay_ms)))

    def _set_style(self, style: SubtitleStyle) -> None:
        self._viewing.style = style
        self.surface.set_style(style)
        self.subtitle_panel.show_style(style)

    def _resize_subtitles(self, way: int) -> None:
        place = max(0, min(len(SIZES) - 1, SIZES.index(self._viewing.style.size) + way))
        self._set_style(replace(self._viewing.style, size=SIZES[place]))
        self.surface.hint(self.tr("Subtitles {} %").format(wording.number(SIZES[place])))

    def _show_subtitle_panel(self) -> None:
        if self._tracks:
            self._show_subtitles()
            self._open_panel(self.subtitle_panel, self.bar.captions)

    # --- sound -----------------------------------------------------------------------------------

    def _set_volume(self, volume: int) -> None:
        self._viewing.volume = volume
        if self._audio is not None:
            self._audio.setVolume((volume / 100) ** 2)  # an ear hears loudness, not amplitude
            self._audio.setMuted(False)
        self.bar.show_sound(volume, muted=False)
        self.state_changed.emit()

    def _mute(self) -> None:
        if self._audio is not None:
            muted = not self._audio.isMuted()
            self._audio.setMuted(muted)
            self.bar.show_sound(self._viewing.volume, muted=muted)
            self.surface.hint(self.tr("Sound off") if muted else self.tr("Sound on"))

    def _choose_wished_sound(self) -> None:
        sounds = self._programme.sounds if self._programme is not None else ()
        language = self._viewing.languages.sound
        place = next((place for place, sound in enumerate(sounds) if language and sound.language == language), None)
        if place is not None and place < len(self.player.audioTracks()):
            self.player.setActiveAudioTrack(place)

    def _choose_sound(self, place: int) -> None:
        assert self._programme is not None
        sound = self._programme.sounds[place]
        self.player.setActiveAudioTrack(place)
        self._viewing.languages = replace(self._viewing.languages, sound=sound.language or None)
        self.surface.hint(sound.name)

    def _next_sound(self) -> None:
        if self._programme is not None and self._programme.sounds:
            self._choose_sound((self.player.activeAudioTrack() + 1) % len(self._programme.sounds))

    def _show_sounds(self) -> None:
        if self._programme is not None:
            now = self.player.activeAudioTrack()
            entries = [(sound.name, place == now) for place, sound in enumerate(self._programme.sounds)]
            self._pop_up(self.bar.sounds, entries, self._choose_sound)

    # --- other videos ----------------------------------------------------------------------------

    def _go_video(self, video: Video | None) -> None:
        if video is not None:
            self.video_requested.emit(video.id)

    def _open_elsewhere(self) -> None:
        if self._programme is not None:
            video = self._programme.video
            self.close_video()
            self.open_elsewhere.emit(video)

    # --- bars ------------------------------------------------------------------------------------

    def _show_bars(self) -> None:
        self.bar.show_full_screen(self.window().isFullScreen())
        self.bar.show()
        self.top.show()
        self.surface.unsetCursor()
        self._cover()
        self._hide.start(_HIDE_FOCUSED_AFTER_MS if self._has_focus_in_bars() else _HIDE_AFTER_MS)

    def _hide_bars(self) -> None:
        if self._is_in_use():
            self._hide.start()
        elif self.is_playing:
            if self._has_focus_in_bars():
                self.setFocus()  # what is hidden cannot keep it
            self.bar.hide()
            self.top.hide()
            self.preview.hide()
            self.surface.setCursor(Qt.CursorShape.BlankCursor)
            self._cover()

    def _is_in_use(self) -> bool:
        """Whether a hand or the keyboard is on the bars, or something asks."""
        return (
            self.bar.seek.isSliderDown()
            or self.bar.underMouse()
            or self.top.underMouse()
            or QApplication.activePopupWidget() is not None
            or not self.next_card.isHidden()
            or not self.refusal.isHidden()
        )

    def _has_focus_in_bars(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (self.bar.isAncestorOf(focus) or self.top.isAncestorOf(focus))

    def _cover(self) -> None:
        if self.bar.isHidden():
            self.surface.cover(0, 0)
        else:
            self.surface.cover(self.top.solid, self.bar.solid)

    def _place(self) -> None:
        """Put what floats where it belongs."""
        width, height = self.width(), self.height()
        top, bar = self.top.sizeHint().height(), self.bar.sizeHint().height()
        self.top.setGeometry(0, 0, width, top)
        self.bar.setGeometry(0, height - bar, width, bar)
        card = self.next_card
        card.move(width - card.width() - 24, max(8, height - self.bar.solid - card.height() - 8))
        self.refusal.move((width - self.refusal.width()) // 2, (height - self.refusal.height()) // 2)
        self._cover()

    def _pop_up(self, button: QWidget, entries: Sequence[tuple[str, bool]], choose: Callable[[int], None]) -> None:
        """A menu above a button: its entries, and which of them is so now."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self._look.font("body"))
        for place, (text, is_now) in enumerate(entries):
            action = menu.addAction(self._look.icon("check", "accent", 16) if is_now else no_icon(16), text)
            action.triggered.connect(lambda _=False, place=place: choose(place))
            if is_now:
                menu.setActiveAction(action)
        menu.aboutToHide.connect(self._show_bars)
        self._show_bars()
        menu.popup(self.bar.above(button, menu.sizeHint()))

    def _open_panel(self, panel: Panel, button: QWidget) -> None:
        self._show_bars()
        panel.fit(round(_PANEL_WIDTH * self._look.theme.room), QSize(self.width() - 16, self.bar.y() + 24))
        panel.move(self.bar.above(button, panel.size()))
        panel.show()

    def _dress(self) -> None:
        """The player is dark in either theme."""
        self.setStyleSheet(style_sheet(self._look.theme) + "\nPlayerPage { background: #000; }")
        self._place()


def _wished(tracks: Sequence[Subtitles], viewing: Viewing) -> tuple[int, int]:
    """Which subtitles to begin with: the languages that were chosen last, else the first that there are."""
    usable = [place for place, track in enumerate(tracks) if not track.problem]
    by_language: dict[str, int] = {}
    for place in usable:
        by_language.setdefault(tracks[place].language, place)
    wished = viewing.languages
    if wished.subtitles == "-" or not usable:
        return -1, -1
    first = by_language.get(wished.subtitles or "", usable[0])
    second = by_language.get(wished.second, -1) if wished.second else -1
    return first, second if second != first else -1


def _keep_pitch(player: QMediaPlayer) -> None:
    """Voices stay as high as they are at any speed, where this Qt (6.10 or later) and its backend can do that."""
    if hasattr(player, "setPitchCompensation"):
        player.setPitchCompensation(True)


def _keeps_pitch(player: QMediaPlayer) -> bool:
    return hasattr(player, "pitchCompensation") and player.pitchCompensation()
