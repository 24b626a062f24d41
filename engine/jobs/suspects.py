"""Find the file that ends the job process, so that one hostile file cannot keep the others out.

Before a file is opened its path goes into a small journal, and is struck out when it has been read. What a
process that died leaves there was being read: the next process reads those files first, one at a time. One
that ends it twice while read alone is given up, and recorded as unreadable.
"""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.index.scan import Found
from engine.message import Message

STRIKES = 2
LOOK_EVERY_S = 5.0
PATIENCE_S = 180.0  # a file that takes longer hangs its reader; the process is ended as if it had crashed
GIVEN_UP = Message("reading it ended the reading process again and again")
_OPEN, _ALONE, _CLOSED, _STRIKE = "open", "alone", "closed", "strike"


class Suspects:
    """The journal of one library, read when a scan begins. Close it when the scan has ended well."""

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._strikes, self._suspects = _read(journal)
        journal.parent.mkdir(parents=True, exist_ok=True)
        # Unbuffered: a line that was written is there after a crash of this process.
        self._file = journal.open("wb", buffering=0)
        for path, strikes in self._strikes.items():
            for _ in range(strikes):
                self._write(_STRIKE, path)
        self._opened: dict[str, float] = {}
        self._resting = False
        self._ended = threading.Event()
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def part(self, todo: Iterable[Found]) -> tuple[list[Found], list[Found], list[Found]]:
        """Split what is to be read: files given up, files to read alone, and the others."""
        given_up, alone, others = [], [], []
        for found in todo:
            path = found.file.path
            if self.is_given_up(path):
                given_up.append(found)
            elif path in self._suspects:
                alone.append(found)
            else:
                others.append(found)
        return given_up, alone, others

    def opening(self, todo: Iterable[Found], *, alone: bool = False) -> Iterator[Found]:
        """The same files, each written down as it is taken."""
        for found in todo:
            self.open(found.file.path, alone=alone)
            yield found

    def is_given_up(self, path: str) -> bool:
        """Whether reading it alone ended the process too often."""
        return self._strikes.get(path, 0) >= STRIKES

    def open(self, path: str, *, alone: bool) -> None:
        """It is going to be read."""
        self._opened[path] = time.monotonic()
        self._write(_ALONE if alone else _OPEN, path)

    def read(self, path: str) -> None:
        """It has been read, or refused, and this process is still here."""
        self._opened.pop(path, None)
        self._write(_CLOSED, path)

    @contextmanager
    def resting(self) -> Iterator[None]:
        """While the job is held, no file is taken for one that hangs."""
        self._resting = True
        try:
            yield
        finally:
            now = time.monotonic()
            self._opened = dict.fromkeys(self._opened, now)
            self._resting = False

    def close(self) -> None:
        """Stop watching. Without files left open the journal has done its work."""
        self._ended.set()
        self._file.close()
        if not self._opened:
            self._journal.unlink(missing_ok=True)

    def _write(self, word: str, path: str) -> None:
        self._file.write(f"{word}\t{json.dumps(path)}\n".encode("ascii"))

    def _watch(self) -> None:
        while not self._ended.wait(LOOK_EVERY_S):
            if self._resting:
                continue
            if any(time.monotonic() - began > PATIENCE_S for began in list(self._opened.values())):
                os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def _read(journal: Path) -> tuple[dict[str, int], set[str]]:
    """Strikes by path, and the paths that were open when the journal ends."""
    strikes: dict[str, int] = {}
    opened: dict[str, str] = {}
    try:
        lines = journal.read_text("ascii", "replace").splitlines()
    except FileNotFoundError:
        return {}, set()
    for line in lines:
        word, _, quoted = line.partition("\t")
        try:
            path = json.loads(quoted)
        except ValueError:
            continue  # a line that the end of the process tore
        if word == _STRIKE:
            strikes[path] = strikes.get(path, 0) + 1
        elif word == _CLOSED:
            opened.pop(path, None)
        elif word in (_OPEN, _ALONE):
            opened[path] = word
    for path, word in opened.items():
        strikes[path] = strikes.get(path, 0) + (word == _ALONE)
    return {path: count for path, count in strikes.items() if count}, set(opened)
