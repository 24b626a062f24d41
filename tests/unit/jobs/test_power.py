"""What the computer runs on, and the pause of a training while that is its battery."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from engine.events import BatchRecord, JobEvent, Progress
from engine.jobs import power
from engine.jobs.power import Mains, on_battery

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="reads sysfs, which Linux alone has")


def supply(folder: Path, name: str, **lines: str) -> Path:
    (folder / name).mkdir(parents=True, exist_ok=True)
    for key, value in lines.items():
        (folder / name / key).write_text(f"{value}\n", encoding="utf-8")
    return folder


def test_a_draining_battery_counts_and_a_charger_ends_it(tmp_path: Path) -> None:
    assert not on_battery(supply(tmp_path, "BAT0", type="Battery", status="Full"))
    assert on_battery(supply(tmp_path, "BAT0", status="Discharging"))
    assert on_battery(supply(tmp_path, "AC", type="Mains", online="0"))
    assert not on_battery(supply(tmp_path, "AC", online="1"))


def test_the_battery_of_a_mouse_does_not_count(tmp_path: Path) -> None:
    assert not on_battery(supply(tmp_path, "hid", type="Battery", scope="Device", status="Discharging"))


def test_a_computer_that_tells_nothing_is_plugged_in(tmp_path: Path) -> None:
    assert not on_battery(tmp_path / "none")


class Outbox:
    """Plugs the computer in, or cancels, after so many looks."""

    rested_s = 0.0

    def __init__(self, folder: Path, *, plugged_after: int = 99, cancelled_after: int = 99) -> None:
        self.folder = folder
        self.sent: list[JobEvent] = []
        self._plugged_after, self._cancelled_after = plugged_after, cancelled_after

    def send(self, event: JobEvent) -> None:
        self.sent.append(event)
        if len(self.sent) >= self._plugged_after:
            supply(self.folder, "BAT0", status="Charging")

    def store(self, *records: BatchRecord) -> None: ...

    def settle(self) -> None: ...

    def cancelled(self) -> bool:
        return len(self.sent) >= self._cancelled_after

    def rest(self) -> None: ...

    def check(self) -> None: ...


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(power, "_ASK_EVERY_S", 0.0)
    monkeypatch.setattr(power, "_WAIT_S", 0.001)


def test_it_waits_until_plugged_in_and_says_so(tmp_path: Path) -> None:
    outbox = Outbox(supply(tmp_path, "BAT0", type="Battery", status="Discharging"), plugged_after=3)
    Mains(outbox, supplies=tmp_path).wait()
    assert outbox.sent == [Progress("battery", 0, 0)] * 3


def test_a_cancel_ends_the_pause(tmp_path: Path) -> None:
    outbox = Outbox(supply(tmp_path, "BAT0", type="Battery", status="Discharging"), cancelled_after=2)
    Mains(outbox, supplies=tmp_path).wait()
    assert len(outbox.sent) == 2
