"""Media keys and the desktop's controls: on a session bus of the test's own, and where there is none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusObjectPath
from pytestqt.qtbot import QtBot

from desktop import mpris
from desktop.mpris import PATH, SERVICE, Mpris, Playing
from desktop.pages.player import PlayerPage
from tests.gui.conftest import Opened, Shelf
from tests.support.clips import make_clip

Open = Callable[[], Opened]

_PLAYER = "org.mpris.MediaPlayer2.Player"
_PROPERTIES = "org.freedesktop.DBus.Properties"

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a session bus"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed"),
]


@pytest.fixture
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A private bus on a socket of its own."""
    socket = tmp_path_factory.mktemp("bus") / "socket"
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address=unix:path={socket}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    try:
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.wait(5)
        daemon.stdout.close()


@pytest.fixture
def buses(address: str) -> Iterator[tuple[QDBusConnection, QDBusConnection]]:
    """The player's end of the bus and the desktop's."""
    ends = [QDBusConnection.connectToBus(address, name) for name in ("player", "desktop")]
    assert all(end.isConnected() for end in ends)
    yield ends[0], ends[1]
    for name in ("player", "desktop"):
        QDBusConnection.disconnectFromBus(name)


class Desktop:
    """What a desktop does with a player on the bus."""

    def __init__(self, bus: QDBusConnection, qtbot: QtBot) -> None:
        self._bus = bus
        self._qtbot = qtbot

    def call(self, member: str, *arguments: Any, interface: str = _PLAYER) -> list[Any]:
        message = QDBusMessage.createMethodCall(SERVICE, PATH, interface, member)
        message.setArguments(list(arguments))
        # With an event loop, because the player answers in this very thread.
        answer = self._bus.call(message, QDBus.CallMode.BlockWithGui, 3_000)
        assert answer.type() == QDBusMessage.MessageType.ReplyMessage, answer.errorMessage()
        return list(answer.arguments())

    def property(self, name: str, interface: str = _PLAYER) -> Any:
        (value,) = self.call("Get", interface, name, interface=_PROPERTIES)
        return value.variant() if hasattr(value, "variant") else value

    def is_there(self) -> bool:
        return bool(self._bus.interface().isServiceRegistered(SERVICE).value())


def test_the_player_is_on_the_bus_while_it_plays(buses: tuple[QDBusConnection, QDBusConnection], qtbot: QtBot) -> None:
    ours, theirs = buses
    desktop = Desktop(theirs, qtbot)
    player = Mpris(ours)
    assert not desktop.is_there()
    player.show(Playing("Playing", 7, "Rain", "Weather", 6_000, "file:///p.jpg", 1.25, 0.8, True, False))
    player.follow(2_500)
    assert desktop.is_there()
    assert desktop.property("PlaybackStatus") == "Playing"
    assert desktop.property("Position") == 2_500_000
    assert desktop.property("Rate") == 1.25
    assert (desktop.property("CanGoNext"), desktop.property("CanGoPrevious")) == (True, False)
    assert desktop.property("Identity", "org.mpris.MediaPlayer2") == "Matinee"
    player.show(Playing())
    assert not desktop.is_there()
    player.close()


def test_what_the_desktop_asks_for_is_heard(buses: tuple[QDBusConnection, QDBusConnection], qtbot: QtBot) -> None:
    ours, theirs = buses
    desktop = Desktop(theirs, qtbot)
    player = Mpris(ours)
    player.show(Playing("Playing", 7, "Rain", length_ms=2 * 3_600_000))
    heard: list[object] = []
    for signal in (player.asked, player.play_asked, player.sought, player.moved):
        signal.connect(heard.append)
    for member in ("PlayPause", "Next", "Previous", "Pause", "Play"):
        desktop.call(member)
    assert heard == ["toggle", "next_video", "previous_video", False, True]
    heard.clear()
    far = 3_000_000_000  # Python's whole numbers go over the bus as 64 bits only from here on
    desktop.call("SetPosition", QDBusObjectPath("/matinee/video/8"), far)  # of a video that is gone
    desktop.call("SetPosition", QDBusObjectPath("/matinee/video/7"), 3 * far)  # behind the end
    assert heard == []
    desktop.call("SetPosition", QDBusObjectPath("/matinee/video/7"), far)
    desktop.call("Seek", -far)
    assert heard == [3_000_000, -3_000_000]
    player.close()


@pytest.mark.skipif(shutil.which("dbus-monitor") is None, reason="dbus-monitor is not installed")
def test_changes_and_jumps_are_told(
    address: str, buses: tuple[QDBusConnection, QDBusConnection], qtbot: QtBot, tmp_path: Path
) -> None:
    heard = tmp_path / "heard"
    with heard.open("w") as file:
        monitor = subprocess.Popen(["dbus-monitor", "--address", address, f"path={PATH}"], stdout=file)
        try:
            qtbot.waitUntil(lambda: "NameLost" in heard.read_text(), timeout=5000)  # it listens
            player = Mpris(buses[0])
            playing = Playing("Playing", 7, "Rain", length_ms=6_000)
            player.show(playing)
            player.show(replace(playing, status="Paused"))
            player.show(replace(playing, status="Paused"))  # nothing new: nothing is said
            player.jumped(4_000)
            qtbot.waitUntil(lambda: "int64 4000000" in heard.read_text(), timeout=5000)
            player.close()
        finally:
            monitor.terminate()
            monitor.wait(5)
    first, second = heard.read_text().split("member=PropertiesChanged")[1:]
    assert "xesam:title" in first and "/matinee/video/7" in first and '"Playing"' in first
    assert '"Paused"' in second and "xesam:title" not in second


def test_media_keys_reach_the_film(
    buses: tuple[QDBusConnection, QDBusConnection],
    open_window: Open,
    shelf: Shelf,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    ours, theirs = buses
    desktop = Desktop(theirs, qtbot)
    monkeypatch.setattr(mpris, "open_bus", lambda: ours)
    file = make_clip(tmp_path / "videos" / "Clip.mp4", seconds=6)
    video_id = shelf.add("Clip", file=file, duration_s=6.0)
    opened = open_window()
    opened.desk.shell.play(video_id, 0.0)
    qtbot.waitUntil(lambda: opened.desk.theatre.page is not None, timeout=5000)
    page = opened.desk.theatre.page
    assert isinstance(page, PlayerPage)
    qtbot.waitUntil(lambda: page.surface.has_frame and page.is_playing, timeout=8000)
    assert desktop.property("PlaybackStatus") == "Playing"
    desktop.call("PlayPause")
    qtbot.waitUntil(lambda: not page.is_playing, timeout=2000)
    assert desktop.property("PlaybackStatus") == "Paused"
    bridge = opened.desk.theatre._mpris
    assert bridge is not None and bridge.playing.title == "Clip" and bridge.playing.length_ms == 6_000
    bridge.moved.emit(3_000)  # Seek
    qtbot.waitUntil(lambda: page.player.position() > 2_500, timeout=3000)
    assert desktop.property("Position") == pytest.approx(page.player.position() * 1000, abs=1)
    desktop.call("Stop")
    qtbot.waitUntil(lambda: opened.desk.window.in_library, timeout=2000)
    assert not desktop.is_there()


@pytest.mark.parametrize("address", ["", "tcp:host=localhost,port=1", "autolaunch:"])
def test_without_a_local_bus_nothing_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(QDBusConnection, "sessionBus", lambda: pytest.fail("a bus was asked for"))
    assert mpris.open_bus() is None


def test_a_bus_that_does_not_answer_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nothing")
    monkeypatch.setattr(
        QDBusConnection, "sessionBus", lambda: QDBusConnection.connectToBus(f"unix:path={tmp_path}/nothing", "none")
    )
    assert mpris.open_bus() is None
