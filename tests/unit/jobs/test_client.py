"""Job processes: events in order, work stored before it is told, cancel, kill, restart, an end at EOF."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import EnvironmentFault
from engine.events import Changes, Done, Failed, MakeDemo, Progress, Scan, Trouble
from engine.jobs.client import JobClient
from engine.store import commands
from engine.store.library import Library
from tests.support.clips import make_clip


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", owner="a test") as opened:
        opened.do(commands.add_root, str(tmp_path / "videos"), at=1.0)
        yield opened


@pytest.fixture
def client(library: Library) -> Iterator[JobClient]:
    opened = JobClient(library, name="test")
    yield opened
    opened.close()
    assert not multiprocessing.active_children()
    assert not [thread for thread in threading.enumerate() if thread.name == "test-events"]


def clips(folder: Path, count: int) -> None:
    for number in range(count):
        make_clip(folder / f"Clip {number:03}.mp4", seconds=1, colour=(number % 256, number // 256, 50))


def test_events_tell_of_stored_work_and_end_with_done(tmp_path: Path, library: Library, client: JobClient) -> None:
    clips(tmp_path / "videos", 3)
    heard: list[object] = []
    counts: list[int] = []

    def hear(event: object) -> None:
        heard.append(event)
        if isinstance(event, Changes):
            counts.append(library.read.counts()["videos"])

    done = client.start(Scan(), hear).wait(60)
    assert done.counts["new"] == 3
    assert isinstance(heard[-1], Done)
    assert counts and counts[0] > 0  # committed before it was told
    assert {event.stage for event in heard if isinstance(event, Progress)} >= {"walk", "index"}


def test_a_cancelled_job_keeps_what_was_finished(tmp_path: Path, library: Library, client: JobClient) -> None:
    clips(tmp_path / "videos", 120)
    stored = threading.Event()
    job = client.start(Scan(), lambda event: stored.set() if isinstance(event, Changes) else None)
    assert stored.wait(60)
    asked = time.monotonic()
    job.cancel()
    assert job.wait(60).cancelled
    assert time.monotonic() - asked < 5
    kept = library.read.counts()["videos"]
    assert 0 < kept < 120
    assert client.start(Scan()).wait(60).counts["new"] <= 120 - kept
    assert library.read.counts()["videos"] == 120


def test_a_paused_job_does_nothing_until_it_goes_on(tmp_path: Path, library: Library, client: JobClient) -> None:
    clips(tmp_path / "videos", 60)
    stored, held = threading.Event(), threading.Event()

    def hear(event: object) -> None:
        if isinstance(event, Changes):
            stored.set()
        elif isinstance(event, Progress) and event.stage == "paused":
            held.set()

    job = client.start(Scan(), hear)
    assert stored.wait(60)
    job.pause(True)
    assert held.wait(30)  # what it had in hand is stored first
    kept = library.read.counts()["videos"]
    time.sleep(0.6)
    assert library.read.counts()["videos"] == kept < 60
    assert not job.done()
    job.pause(False)
    job.wait(60)
    assert library.read.counts()["videos"] == 60


def test_a_cancel_ends_a_pause(tmp_path: Path, client: JobClient) -> None:
    clips(tmp_path / "videos", 2)
    held = threading.Event()
    job = client.start(Scan(), lambda event: held.set() if getattr(event, "stage", "") == "paused" else None)
    job.pause(True)  # it may not have begun
    assert held.wait(60)
    job.cancel()
    assert job.wait(30).cancelled


def test_a_pause_outlives_the_process(tmp_path: Path, library: Library, client: JobClient) -> None:
    clips(tmp_path / "videos", 2)
    holds: list[object] = []
    troubles: list[Trouble] = []

    def hear(event: object) -> None:
        if isinstance(event, Progress) and event.stage == "paused":
            holds.append(event)
        if isinstance(event, Trouble):
            troubles.append(event)

    def wait_for(count: int) -> None:
        end = time.monotonic() + 60
        while len(holds) < count and time.monotonic() < end:
            time.sleep(0.02)
        assert len(holds) == count

    job = client.start(Scan(), hear)
    job.pause(True)
    wait_for(1)
    for child in multiprocessing.active_children():
        os.kill(child.pid or 0, signal.SIGKILL)
    wait_for(2)
    assert "signal 9" in troubles[0].reason
    assert library.read.counts()["videos"] == 0
    job.pause(False)
    job.wait(60)
    assert library.read.counts()["videos"] == 2


def test_files_that_cannot_be_read_are_told_with_the_reason(tmp_path: Path, client: JobClient) -> None:
    clips(tmp_path / "videos", 1)
    (tmp_path / "videos" / "broken.mp4").write_bytes(b"no video")
    heard: list[object] = []
    client.start(Scan(), heard.append).wait(60)
    (trouble,) = [event for event in heard if isinstance(event, Trouble)]
    assert trouble.what.endswith("broken.mp4")
    assert trouble.reason


def test_a_second_cancel_ends_the_process_and_the_next_task_gets_a_new_one(
    tmp_path: Path, library: Library, client: JobClient
) -> None:
    clips(tmp_path / "videos", 60)
    stored = threading.Event()
    job = client.start(Scan(), lambda event: stored.set() if isinstance(event, Changes) else None)
    assert stored.wait(60)
    job.cancel()
    job.cancel()
    assert job.wait(10).cancelled
    client.start(Scan()).wait(60)
    assert library.read.counts()["videos"] == 60


def test_a_job_whose_process_dies_begins_again_by_itself(tmp_path: Path, library: Library, client: JobClient) -> None:
    clips(tmp_path / "videos", 60)
    killed = threading.Event()

    def kill_once(event: object) -> None:
        if isinstance(event, Changes) and not killed.is_set():
            killed.set()
            for child in multiprocessing.active_children():
                os.kill(child.pid or 0, signal.SIGKILL)

    assert not client.start(Scan(), kill_once).wait(90).cancelled
    assert killed.is_set()
    assert library.read.counts()["videos"] == 60


def test_a_fault_of_the_machine_reaches_the_caller(tmp_path: Path, client: JobClient) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("not a demo library")
    heard: list[object] = []
    job = client.start(MakeDemo(str(tmp_path / "mine")), heard.append)
    with pytest.raises(EnvironmentFault):
        job.wait(60)
    assert isinstance(heard[-1], Failed) and heard[-1].fault
    assert (tmp_path / "mine" / "letter.txt").read_text() == "not a demo library"


def test_an_idle_process_is_ended_and_comes_back(library: Library) -> None:
    client = JobClient(library, name="idle", idle_s=0.2)
    try:
        client.start(Scan()).wait(60)
        end = time.monotonic() + 10
        while multiprocessing.active_children() and time.monotonic() < end:
            time.sleep(0.05)
        assert not multiprocessing.active_children()
        assert client.start(Scan()).wait(60).counts["new"] == 0
    finally:
        client.close()
