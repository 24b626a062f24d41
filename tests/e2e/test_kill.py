"""kill -9 at random moments, of job processes and of the whole program: nothing acknowledged is lost."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.store import commands
from engine.store.library import Library
from tests.support.clips import make_clip
from tests.support.program import COMMAND, ROOT, matinee, session_processes
from tests.support.shelf import make_shelf

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for left processes in /proc")


def start_person(library: Path, journal: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.support.person", library, journal]
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE)


def wait_until_gone(session: int, seconds: float) -> list[int]:
    end = time.monotonic() + seconds
    while (left := session_processes(session)) and time.monotonic() < end:
        time.sleep(0.05)
    return left


def check_library(library: Path, journal: Path) -> None:
    said: dict[int, dict[str, object]] = {}
    for line in journal.read_text().splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue  # the journal's own last line, torn by the kill
        said.setdefault(entry.pop("video"), {}).update(entry)
    with Library.open(library, owner="a test") as opened:
        assert opened.read.integrity() == "ok"
        for video_id, entry in said.items():
            detail = opened.read.detail(video_id)
            if "stars" in entry:
                assert entry["stars"] in {rating.stars for rating in detail.ratings[-2:]}
            if "note" in entry:
                assert entry["note"] in {note.text for note in detail.notes[-2:]}


def kill_rounds(tmp_path: Path, rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    make_shelf(tmp_path / "videos")
    library, journal = tmp_path / "library", tmp_path / "journal"
    with Library.open(library, owner="a test") as opened:
        opened.do(commands.add_root, str(tmp_path / "videos"), at=1.0)
    for turn in range(rounds):
        person = start_person(library, journal)
        time.sleep(chance.uniform(0.3, 6.0))
        if turn % 2:  # first the job processes alone: the program must live on
            for process in session_processes(person.pid):
                if process != person.pid:
                    os.kill(process, signal.SIGKILL)
            time.sleep(chance.uniform(0.1, 0.5))
            assert person.poll() is None
        person.kill()
        person.wait()
        assert not wait_until_gone(person.pid, 5)
        assert person.stderr is not None
        told = person.stderr.read()  # a process that was being spawned may say that whoever began it is gone
        assert b"Traceback" not in told or b"spawn_main" in told
        person.stderr.close()
        if journal.exists():
            check_library(library, journal)
    matinee(library, "scan")  # the next run goes on
    matinee(library, "train", "--minutes", "0.02")
    with Library.open_for_reading(library) as opened:
        assert opened.read.counts()["videos"] == 10
        assert opened.read.checkpoints()  # trained, whether or not these few steps gained anything


def test_kill_nine_loses_nothing(tmp_path: Path) -> None:
    kill_rounds(tmp_path, rounds=4, seed=1)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_kill_nine_thirty_times_loses_nothing(tmp_path: Path) -> None:
    kill_rounds(tmp_path, rounds=30, seed=2)


def test_a_killed_window_leaves_no_process_behind(tmp_path: Path) -> None:
    for number in range(40):
        make_clip(tmp_path / "videos" / f"{number}.mp4", seconds=2, colour=(6 * number, 30, 90))
    with Library.open(tmp_path / "library", owner="a test") as opened:
        opened.do(commands.add_root, str(tmp_path / "videos"), at=1.0)
    window = subprocess.Popen(
        [*COMMAND, "--library", tmp_path / "library"],
        cwd=ROOT,
        start_new_session=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    end = time.monotonic() + 60
    while len(session_processes(window.pid)) < 2 and time.monotonic() < end:
        time.sleep(0.05)  # until its scan runs in a process of its own
    assert window.poll() is None
    assert len(session_processes(window.pid)) >= 2
    window.kill()
    window.wait()
    assert not wait_until_gone(window.pid, 5)
    with Library.open(tmp_path / "library", owner="a test") as opened:  # the lock is free again
        assert opened.read.integrity() == "ok"


def test_a_held_library_reads_and_names_its_holder(tmp_path: Path) -> None:
    make_shelf(tmp_path / "videos")
    library = tmp_path / "library"
    matinee(library, "scan", tmp_path / "videos")
    with Library.open(library, owner="the window"):
        assert len(json.loads(matinee(library, "list", "--json").stdout)) == 10
        refused = matinee(library, "rate", "Comet Season", "5", code=1).stderr
        assert "the window" in refused and str(os.getpid()) in refused
    matinee(library, "rate", "Comet Season", "5")
    assert json.loads(matinee(library, "show", "Comet Season", "--json").stdout)["stars"] == 5
