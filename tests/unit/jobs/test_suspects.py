"""A file that ends its reader is found, and keeps nobody else out."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from engine.index.scan import Found
from engine.jobs import suspects as module
from engine.jobs.suspects import STRIKES, Suspects
from engine.records import FileStamp


def found(*names: str) -> list[Found]:
    return [Found(FileStamp(name, 1, 1)) for name in names]


def names(group: list[Found]) -> list[str]:
    return [entry.file.path for entry in group]


def crash_while_reading(journal: Path, files: list[Found], *, alone: bool, finished: int = 0) -> None:
    """Open them all, read the first ones, and leave the journal as a killed process would."""
    suspects = Suspects(journal)
    opened = list(suspects.opening(files, alone=alone))
    for entry in opened[:finished]:
        suspects.read(entry.file.path)
    suspects._ended.set()
    suspects._file.close()


def test_what_was_open_at_a_crash_is_read_alone_the_next_time(tmp_path: Path) -> None:
    crash_while_reading(tmp_path / "journal", found("a", "b\nc", "d"), alone=False, finished=1)
    given_up, alone, others = Suspects(tmp_path / "journal").part(found("a", "b\nc", "d", "e"))
    assert (names(given_up), names(alone), names(others)) == ([], ["b\nc", "d"], ["a", "e"])


def test_a_file_that_crashes_alone_too_often_is_given_up(tmp_path: Path) -> None:
    for _ in range(STRIKES):
        crash_while_reading(tmp_path / "journal", found("bad"), alone=True)
    suspects = Suspects(tmp_path / "journal")
    assert names(suspects.part(found("bad", "good"))[0]) == ["bad"]
    assert suspects.is_given_up("bad") and not suspects.is_given_up("good")


def test_a_scan_that_ends_well_forgets_its_journal(tmp_path: Path) -> None:
    suspects = Suspects(tmp_path / "journal")
    for entry in suspects.opening(found("a", "b")):
        suspects.read(entry.file.path)
    suspects.close()
    assert not (tmp_path / "journal").exists()


def test_a_file_that_is_open_while_the_job_is_held_is_not_taken_for_one_that_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()
    monkeypatch.setattr(module, "LOOK_EVERY_S", 0.01)
    monkeypatch.setattr(module, "PATIENCE_S", 0.15)
    monkeypatch.setattr(module.os, "kill", lambda *values: ended.set())
    suspects = Suspects(tmp_path / "journal")
    suspects.open("a", alone=False)
    with suspects.resting():
        assert not ended.wait(0.4)
    assert not ended.wait(0.05)  # its time begins anew
    assert ended.wait(2)
    suspects.close()


def test_a_torn_or_foreign_journal_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "journal").write_bytes(b'alone\t"a"\n\xff\xfe\0open\t"half')
    assert names(Suspects(tmp_path / "journal").part(found("a"))[1]) == ["a"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_file_that_hangs_its_reader_ends_the_process(tmp_path: Path) -> None:
    program = (
        "import time, engine.jobs.suspects as s; from pathlib import Path; s.PATIENCE_S = 0.1; s.LOOK_EVERY_S = 0.1\n"
        f"watched = s.Suspects(Path({str(tmp_path / 'journal')!r})); watched.open('hangs', alone=True); time.sleep(30)"
    )
    ended = subprocess.run([sys.executable, "-c", program], timeout=25, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert names(Suspects(tmp_path / "journal").part(found("hangs"))[1]) == ["hangs"]
