"""The bars of the player: its title above, below the line of time and the controls. Layout only."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from desktop import keys
from desktop.models.programme import Programme, chapter_at
from desktop.theme import Look
from desktop.views import wording
from desktop.views.controls import Button, Label
from desktop.views.seekbar import SeekBar
from desktop.views.stage import Scrim
from engine.records import Chapter

_EDGE = 16
_FADE = 44  # above the controls, where the bar fades into the picture


class BarButton(Button):
    """A button over the picture. The arrows mean what they mean in the whole player, not the next button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class PlayerTop(Scrim):
    """The way back, the title, the way out to another player."""

    asked = Signal(str)  # a verb of keys.player_keys

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, at_top=True, parent=parent)
        self._title = Label(look, role="heading", color="on_scrim", elide=True)
        self._place = Label(look, role="small", color="on_scrim", elide=True)
        says = QVBoxLayout()
        says.setSpacing(0)
        says.addWidget(self._title)
        says.addWidget(self._place)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, _EDGE, _FADE)
        row.setSpacing(8)
        row.addWidget(_button(look, self.asked, "step_back", "arrow-left", says=self.tr("Back")))
        row.addLayout(says, 1)
        row.addWidget(_button(look, self.asked, "open_elsewhere", "external"))

    def show_programme(self, programme: Programme) -> None:
        video = programme.video
        self._title.setText(video.title)
        place = wording.place_in_series(video)
        self._place.setText(place)
        self._place.setVisible(bool(place) and place != video.title)

    @property
    def solid(self) -> int:
        """How much of its height holds controls: what stands there must not be covered."""
        return self.height() - _FADE


class PlayerBar(Scrim):
    """What one plays with. Each button asks for its verb by name."""

    asked = Signal(str)  # a verb of keys.player_keys
    volume_changed = Signal(int)  # percent

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, at_top=False, parent=parent)
        self._chapters: tuple[Chapter, ...] = ()
        self._has_sound = True
        self._has: dict[QWidget, bool] = {}  # what this video has a use for
        self.seek = SeekBar(look)
        self._now = Label(look, "0:00", role="small", color="on_scrim")
        self._total = Label(look, "0:00", role="small", color="on_scrim")
        self._chapter = Label(look, role="small", color="on_scrim", elide=True)
        self._chapter.setAlignment(Qt.AlignmentFlag.AlignVCenter)

        def button(verb: str, icon: str, says: str = "") -> BarButton:
            return _button(look, self.asked, verb, icon, says=says)

        self.toggle = button("toggle", "play")
        self.back, self.on = button("back", "back10"), button("on", "forward10")
        self.previous_chapter = button("previous_chapter", "chapter-back")
        self.next_chapter = button("next_chapter", "chapter-on")
        self.sound = button("mute", "volume")
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, 100)
        self.volume.setFixedWidth(88)
        self.volume.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its keys are Up and Down, everywhere in the player
        self.volume.setAccessibleName(self.tr("Volume"))
        self.volume.valueChanged.connect(self.volume_changed)
        self.speed = button("show_speeds", "")
        self.chapters = button("show_chapters", "chapters")
        self.sounds = button("next_sound", "tracks", self.tr("Sound tracks"))
        self.captions = button("show_subtitles", "captions")
        self.next = button("next_video", "next")
        self.full_screen = button("full_screen", "fullscreen")
        times = QHBoxLayout()
        times.setSpacing(8)
        for label, align in ((self._now, Qt.AlignmentFlag.AlignRight), (self._total, Qt.AlignmentFlag.AlignLeft)):
            label.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        times.addWidget(self._now)
        times.addWidget(self.seek, 1, Qt.AlignmentFlag.AlignVCenter)
        times.addWidget(self._total)
        row = QHBoxLayout()
        row.setSpacing(4)
        for widget in (self.toggle, self.back, self.on, self.previous_chapter, self.next_chapter):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.sound)
        row.addWidget(self.volume)
        row.addSpacing(16)
        row.addWidget(self._chapter, 1)
        row.addSpacing(8)
        for widget in (self.speed, self.chapters, self.sounds, self.captions, self.next, self.full_screen):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _FADE, _EDGE, 10)
        column.setSpacing(2)
        column.addLayout(times)
        column.addLayout(row)

    def show_programme(self, programme: Programme) -> None:
        """Offer what this video has: chapters, tracks, a next part."""
        self._chapters = programme.chapters
        self.seek.show_chapters(programme.chapters)
        self._chapter.setText("")
        has_chapters = bool(programme.chapters)
        self._has = {
            self.previous_chapter: has_chapters,
            self.next_chapter: has_chapters,
            self.chapters: has_chapters,
            self.sounds: len(programme.sounds) > 1,
            self.captions: bool(programme.subtitles),
            self.next: programme.next is not None,
        }
        if programme.next is not None:
            following = programme.next.title
            key = next(key for key in keys.player_keys() if key.verb == "next_video")
            self.next.setToolTip(keys.tip(self.tr("Next: {}").format(following), key))
        self._fit()

    def show_position(self, position_ms: int) -> None:
        if not self.seek.isSliderDown():
            self.seek.setValue(position_ms)
        self._now.setText(wording.clock(position_ms / 1000))
        place = chapter_at(self._chapters, position_ms / 1000)
        self._chapter.setText(self._chapters[place].title if place is not None else "")

    def show_duration(self, duration_ms: int) -> None:
        self.seek.setRange(0, max(1, duration_ms))
        self._total.setText(wording.clock(duration_ms / 1000))
        for label in (self._now, self._total):  # a moment takes no more room than the end
            label.setFixedWidth(max(44, self._total.sizeHint().width() + 8))

    def show_state(self, icon: str, says: str) -> None:
        """The first button: "play", "pause" or "replay"."""
        self.toggle.set_icon(icon)
        key = next(key for key in keys.player_keys() if key.verb == "toggle")
        self.toggle.setToolTip(keys.tip(says, key))
        self.toggle.setAccessibleName(says)

    def show_sound(self, volume: int, *, muted: bool) -> None:
        blocked = self.volume.blockSignals(True)
        self.volume.setValue(volume)
        self.volume.blockSignals(blocked)
        self.sound.set_icon("mute" if muted or not volume else "volume")

    def allow_sound(self, allowed: bool) -> None:
        """Without a device there is nothing to turn."""
        self._has_sound = allowed
        self.sound.setEnabled(allowed)
        if not allowed:
            self.sound.setToolTip(self.tr("No sound device was found"))
        self._fit()

    def show_speed(self, speed: float) -> None:
        said = wording.speed(speed)
        self.speed.setText(said)
        self.speed.setAccessibleName(self.tr("Speed: {}").format(said))

    def show_full_screen(self, full: bool) -> None:
        self.full_screen.set_icon("unfullscreen" if full else "fullscreen")

    @property
    def solid(self) -> int:
        """How much of its height holds controls: what stands there must not be covered."""
        return self.height() - _FADE // 2

    def above(self, button: QWidget, size: QSize) -> QPoint:
        """Where a menu or a panel of ``size`` stands over a button, on the screen: clear of the line of time."""
        corner = button.mapToGlobal(QPoint(button.width(), 0))
        foot = self.seek.mapToGlobal(QPoint(0, 0)).y() - 8
        edges = self.mapToGlobal(QPoint(8, 0)).x(), self.mapToGlobal(QPoint(self.width() - 8, 0)).x()
        return QPoint(max(edges[0], min(corner.x(), edges[1]) - size.width()), foot - size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Show what is of use; in a narrow window leave out first what other controls and keys do too."""
        every = (self.previous_chapter, self.next_chapter, self.chapters, self.sounds, self.captions, self.next)
        shown: dict[QWidget, bool] = {widget: self._has.get(widget, False) for widget in every}
        shown = {**shown, self.volume: self._has_sound, self.back: True, self.on: True}
        fixed = (self.toggle, self.sound, self.speed, self.full_screen)
        room = self.width() - 2 * _EDGE - 100
        for spare in ((self.volume,), (self.previous_chapter, self.next_chapter), (self.back, self.on)):
            used = sum(w.sizeHint().width() + 4 for w in fixed)
            used += sum(88 if w is self.volume else w.sizeHint().width() + 4 for w, there in shown.items() if there)
            if used <= room:
                break
            shown.update(dict.fromkeys(spare, False))
        for widget, there in shown.items():
            widget.setVisible(there)


def _button(look: Look, asked: SignalInstance, verb: str, icon: str, *, says: str = "") -> BarButton:
    key = next(key for key in keys.player_keys() if key.verb == verb)
    button = BarButton(
        look,
        kind="onvideo" if icon else "onvideotext",
        icon=icon,
        icon_color="on_scrim",
        icon_size=20,
        role="strong",
        tip=keys.tip(says or key.says, key),
        name=says or key.says,
    )
    button.clicked.connect(lambda: asked.emit(verb))
    return button
