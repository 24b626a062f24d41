"""The player on the session bus of Linux (MPRIS 2.2), for media keys, headsets and the desktop's own controls.

https://specifications.freedesktop.org/mpris-spec/latest/ names the interfaces. The bus is a local socket; where there
is none, nothing happens. Only Linux has one; elsewhere this module is not imported.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusMessage, QDBusObjectPath

SERVICE = "org.mpris.MediaPlayer2.matinee"
PATH = "/org/mpris/MediaPlayer2"
_PLAYER = "org.mpris.MediaPlayer2.Player"
# The stubs know no types by their C++ names, and no class decorator.
_property: Any = QtCore.Property
_signal: Any = QtCore.Signal
_interface: Any = QtCore.ClassInfo
_NO_TRACK = "/org/mpris/MediaPlayer2/TrackList/NoTrack"


@dataclass(frozen=True, slots=True)
class Playing:
    """What is on, as the desktop shows it."""

    status: str = "Stopped"  # "Playing", "Paused"
    video_id: int | None = None
    title: str = ""
    series: str = ""
    length_ms: int = 0
    picture: str = ""  # a file: address
    speed: float = 1.0
    volume: float = 1.0  # 0 to 1
    has_next: bool = False
    has_previous: bool = False


def open_bus() -> QDBusConnection | None:
    """The session bus, if this system has one on a local socket."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    usual = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), "bus")
    if not (address.startswith("unix:") if address else os.path.isabs(usual) and os.path.exists(usual)):
        return None  # asking for it would start one, or reach for another computer
    bus = QDBusConnection.sessionBus()
    return bus if bus.isConnected() else None


class Mpris(QObject):
    """Tells the bus what is played, and asks for what it is told. Times are milliseconds here, microseconds there."""

    asked = Signal(str)  # a verb of keys.player_keys
    play_asked = Signal(bool)  # True: play, False: pause
    sought = Signal(int)  # to here
    moved = Signal(int)  # by so much
    speed_asked = Signal(float)
    volume_asked = Signal(float)  # 0 to 1
    stop_asked = Signal()
    raise_asked = Signal()

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._service = ""
        self.playing = Playing()
        self.position_ms = 0
        self._root = _Root(self)
        self._player = _Player(self)

    def show(self, playing: Playing) -> None:
        """Tell what is on; the name on the bus is held while something is."""
        before, self.playing = self.playing, playing
        if playing.video_id is not None and not self._service:
            self._appear()
        elif playing.video_id is None:
            self._vanish()
        if self._service and before != playing:
            now, then = _properties(playing), _properties(before)
            changed = {name: value for name, value in now.items() if value != then[name]}
            message = QDBusMessage.createSignal(PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged")
            message.setArguments([_PLAYER, changed, []])
            self._bus.send(message)

    def follow(self, position_ms: int) -> None:
        """The position, as it is now; nobody is told, because they count along."""
        self.position_ms = position_ms

    def jumped(self, position_ms: int) -> None:
        """The position is another one than time alone would have made it."""
        self.position_ms = position_ms
        if self._service:
            self._player.Seeked.emit(position_ms * 1000)

    @property
    def is_shown(self) -> bool:
        return bool(self._service)

    def close(self) -> None:
        self._vanish()

    def _appear(self) -> None:
        # A second window plays under a name of its own, as the specification asks.
        for name in (SERVICE, f"{SERVICE}.instance{os.getpid()}"):
            if self._bus.registerService(name):
                exported = self._bus.registerObject(PATH, self, QDBusConnection.RegisterOption.ExportAdaptors)
                if not exported:
                    self._bus.unregisterService(name)
                    return
                self._service = name
                return

    def _vanish(self) -> None:
        if self._service:
            self._bus.unregisterObject(PATH)
            self._bus.unregisterService(self._service)
            self._service = ""


def _properties(playing: Playing) -> dict[str, Any]:
    return {
        "PlaybackStatus": playing.status,
        "Rate": playing.speed,
        "Metadata": _metadata(playing),
        "Volume": playing.volume,
        "CanGoNext": playing.has_next,
        "CanGoPrevious": playing.has_previous,
    }


def _metadata(playing: Playing) -> dict[str, Any]:
    if playing.video_id is None:
        return {"mpris:trackid": QDBusObjectPath(_NO_TRACK)}
    values: dict[str, Any] = {
        "mpris:trackid": QDBusObjectPath(_track(playing)),
        "xesam:title": playing.title,
    }
    if playing.length_ms > 0:
        values["mpris:length"] = playing.length_ms * 1000
    if playing.series:
        values["xesam:album"] = playing.series
    if playing.picture:
        values["mpris:artUrl"] = playing.picture
    return values


def _track(playing: Playing) -> str:
    return f"/matinee/video/{playing.video_id}"


@_interface({"D-Bus Interface": "org.mpris.MediaPlayer2"})
class _Root(QDBusAbstractAdaptor):
    """The program. The names are the bus's."""

    def __init__(self, mpris: Mpris) -> None:
        super().__init__(mpris)
        self._mpris = mpris

    @Slot()
    def Raise(self) -> None:
        self._mpris.raise_asked.emit()

    @Slot()
    def Quit(self) -> None:
        """Closing Matinee is for its window (``CanQuit`` says so)."""

    CanQuit = _property(bool, lambda self: False)
    CanRaise = _property(bool, lambda self: True)
    HasTrackList = _property(bool, lambda self: False)
    Identity = _property(str, lambda self: "Matinee")
    DesktopEntry = _property(str, lambda self: "matinee")
    SupportedUriSchemes = _property("QStringList", lambda self: [])
    SupportedMimeTypes = _property("QStringList", lambda self: [])


@_interface({"D-Bus Interface": _PLAYER})
class _Player(QDBusAbstractAdaptor):
    """What is played. The names are the bus's."""

    Seeked = _signal("qlonglong")

    def __init__(self, mpris: Mpris) -> None:
        super().__init__(mpris)
        self._mpris = mpris

    @Slot()
    def Next(self) -> None:
        self._mpris.asked.emit("next_video")

    @Slot()
    def Previous(self) -> None:
        self._mpris.asked.emit("previous_video")

    @Slot()
    def PlayPause(self) -> None:
        self._mpris.asked.emit("toggle")

    @Slot()
    def Play(self) -> None:
        self._mpris.play_asked.emit(True)

    @Slot()
    def Pause(self) -> None:
        self._mpris.play_asked.emit(False)

    @Slot()
    def Stop(self) -> None:
        self._mpris.stop_asked.emit()

    @Slot("qlonglong")
    def Seek(self, offset: int) -> None:
        self._mpris.moved.emit(offset // 1000)

    @Slot(QDBusObjectPath, "qlonglong")
    def SetPosition(self, track: QDBusObjectPath, position: int) -> None:
        playing = self._mpris.playing
        if track.path() == _track(playing) and 0 <= position <= playing.length_ms * 1000:  # else it comes too late
            self._mpris.sought.emit(position // 1000)

    @Slot(str)
    def OpenUri(self, address: str) -> None:
        """Matinee plays what its library holds (``SupportedUriSchemes`` says so)."""

    def _set_rate(self, rate: float) -> None:
        self._mpris.speed_asked.emit(rate)

    def _set_volume(self, volume: float) -> None:
        self._mpris.volume_asked.emit(volume)

    PlaybackStatus = _property(str, lambda self: self._mpris.playing.status)
    Rate = _property(float, lambda self: self._mpris.playing.speed, _set_rate)
    Metadata = _property("QVariantMap", lambda self: _metadata(self._mpris.playing))
    Volume = _property(float, lambda self: self._mpris.playing.volume, _set_volume)
    Position = _property("qlonglong", lambda self: self._mpris.position_ms * 1000)
    MinimumRate = _property(float, lambda self: 0.5)
    MaximumRate = _property(float, lambda self: 2.0)
    CanGoNext = _property(bool, lambda self: self._mpris.playing.has_next)
    CanGoPrevious = _property(bool, lambda self: self._mpris.playing.has_previous)
    CanPlay = _property(bool, lambda self: True)
    CanPause = _property(bool, lambda self: True)
    CanSeek = _property(bool, lambda self: True)
    CanControl = _property(bool, lambda self: True)
