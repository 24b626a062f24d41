"""Whether the computer runs on its battery, and a pause while it does."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from engine.events import Progress
from engine.jobs.outbox import Outbox

SUPPLIES = Path("/sys/class/power_supply")
_ASK_EVERY_S = 5.0
_WAIT_S = 0.5


class Mains:
    """Waits while the computer is on its battery; where that cannot be known, it counts as plugged in."""

    def __init__(
        self, outbox: Outbox, *, supplies: Path = SUPPLIES, may_drain: Callable[[], bool] = lambda: False
    ) -> None:
        """``may_drain``: whether the person lets it run on the battery too, asked again and again."""
        self._outbox = outbox
        self._may_drain = may_drain
        self._supplies = supplies
        self._asked_at = -_ASK_EVERY_S
        self._battery = False

    def wait(self) -> None:
        """Come back once the computer is plugged in, or the job is cancelled."""
        while self._on_battery() and not self._outbox.cancelled():
            self._outbox.send(Progress("battery", 0, 0))
            time.sleep(_WAIT_S)

    def _on_battery(self) -> bool:
        now = time.monotonic()
        if now - self._asked_at >= _ASK_EVERY_S:
            self._asked_at, self._battery = now, not self._may_drain() and on_battery(self._supplies)
        return self._battery


def on_battery(supplies: Path = SUPPLIES) -> bool:
    """Windows: GetSystemPowerStatus. macOS: pmset(1). Linux: ``/sys/class/power_supply`` (sysfs-class-power)."""
    if sys.platform == "win32":
        return _windows_on_battery()
    if sys.platform == "darwin":
        said = subprocess.run(["/usr/bin/pmset", "-g", "batt"], capture_output=True, text=True, check=False, timeout=5)
        return "'Battery Power'" in said.stdout
    draining = False
    for supply in supplies.glob("*"):
        kind, scope = _line(supply / "type"), _line(supply / "scope")
        if kind in ("Mains", "USB") and _line(supply / "online") == "1":
            return False
        if kind == "Battery" and scope != "Device":  # a mouse's battery is not the computer's
            draining |= _line(supply / "status") == "Discharging"
    return draining


def _line(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""


def _windows_on_battery() -> bool:
    import ctypes

    class Status(ctypes.Structure):
        """SYSTEM_POWER_STATUS."""

        _fields_ = (
            ("line", ctypes.c_ubyte),  # 0: on battery, 1: plugged in, 255: not known
            ("flag", ctypes.c_ubyte),
            ("percent", ctypes.c_ubyte),
            ("saver", ctypes.c_ubyte),
            ("left_s", ctypes.c_uint32),
            ("full_s", ctypes.c_uint32),
        )

    status = Status()
    known = ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(status))  # type: ignore[attr-defined, unused-ignore]
    return bool(known) and status.line == 0
