"""Opening a library: the lock, readers that cannot write, damage, and a program that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from engine.errors import EnvironmentFault
from engine.events import Changes
from engine.paths import LibraryPaths
from engine.store import commands
from engine.store.connection import Connection, DatabaseError, connect_reader, connect_writer
from engine.store.library import Library
from engine.store.lock import LibraryLock
from tests.unit.store.conftest import Store
from tests.unit.store.makers import NOW, scanned

HOLD = """
import sys
from pathlib import Path
from engine.store.library import Library
library = Library.open(Path(sys.argv[1]), owner=sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""

RATE_FOREVER = """
import itertools, sys
from pathlib import Path
from engine.store import commands
from engine.store.library import Library
from tests.unit.store.makers import NOW, scanned
library = Library.open(Path(sys.argv[1]), owner="window")
library.do(commands.add_root, "/films", NOW)
library.do(commands.store_batch, (scanned("/films/a.mkv", "A"),), NOW)
for number in itertools.count():
    for moving in range(3):
        library.submit(commands.store_batch, (scanned(f"/films/{number}-{moving}.mkv", f"{number}-{moving}"),), NOW)
    library.do(commands.rate, 1, number % 10 / 2 + 0.5, NOW + number)
    library.do(commands.write_note, 1, f"note {number}", NOW + number)
    print(number, flush=True)
"""


def start(program: str, *args: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, args)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_second_process_is_told_who_holds_the_library(tmp_path: Path) -> None:
    holder = start(HOLD, tmp_path, "window")
    try:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        with pytest.raises(EnvironmentFault) as refused:
            Library.open(tmp_path, owner="matinee scan")
        assert str(refused.value) == (
            f"The library is in use by the window (process {holder.pid}). Close it, or try again later."
        )
        with Library.open_for_reading(tmp_path) as library:
            assert library.read.videos() == []
    finally:
        end(holder)
    with Library.open(tmp_path, owner="matinee scan"):  # a killed holder leaves no lock behind
        pass


def test_holder_may_be_another_command(tmp_path: Path) -> None:
    with (
        LibraryLock.acquire(LibraryPaths(tmp_path), owner="matinee scan"),
        pytest.raises(EnvironmentFault, match=rf"in use by matinee scan \(process {os.getpid()}\)"),
    ):
        LibraryLock.acquire(LibraryPaths(tmp_path), owner="window")
    with LibraryLock.acquire(LibraryPaths(tmp_path), owner="window"):
        pass


@pytest.mark.parametrize("after", [1, 7, 23])
def test_killed_program_keeps_every_acknowledged_rating_and_note(tmp_path: Path, after: int) -> None:
    program = start(RATE_FOREVER, tmp_path)
    acknowledged = -1
    assert program.stdout
    try:
        while acknowledged < after:
            acknowledged = int(program.stdout.readline())
    finally:
        os.kill(program.pid, signal.SIGKILL)
        rest, _ = program.communicate()
    acknowledged = int((rest.split() or [str(acknowledged)])[-1])
    with Library.open_for_reading(tmp_path) as library:
        assert library.read.integrity() == "ok"
    with Library.open(tmp_path, owner="window") as library:
        assert library.read.integrity() == "ok"
        detail = library.read.detail(1)
        assert [note.text for note in detail.notes][: acknowledged + 1] == [
            f"note {n}" for n in range(acknowledged + 1)
        ]
        assert [rating.stars for rating in detail.ratings][: acknowledged + 1] == [
            n % 10 / 2 + 0.5 for n in range(acknowledged + 1)
        ]


def test_readers_cannot_write(library: Library) -> None:
    connection = library.read._db
    for statement in (
        "INSERT INTO roots (path, added_at) VALUES ('/x', 0)",
        "CREATE TABLE x (y)",
        "PRAGMA user_version = 9",
    ):
        with pytest.raises(DatabaseError, match="readonly"):
            connection.execute(statement)


def test_each_thread_reads_through_a_connection_of_its_own(library: Library) -> None:
    readers = [library.read, library.read]

    def read() -> None:
        readers.append(library.read)

    for _ in range(2):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert readers[0] is readers[1]
    assert len({id(reader) for reader in readers[1:]}) == 3
    assert len(library._readers) == 2  # the connection of the first thread was closed when the second one came


def test_reading_needs_a_library(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"There is no library in .* matinee scan"):
        Library.open_for_reading(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_library_open_for_reading_does_not_write(library: Library) -> None:
    with Library.open_for_reading(library.paths.folder) as reading:
        assert reading.read.roots()
        with pytest.raises(RuntimeError, match="reading only"):
            reading.do(commands.rate, 1, 3.0, NOW)


@pytest.mark.parametrize("opened", [lambda folder: Library.open(folder, owner="window"), Library.open_for_reading])
def test_damaged_file_is_left_alone_and_the_backups_are_named(tmp_path: Path, opened: type) -> None:
    file = LibraryPaths(tmp_path).database
    file.write_bytes(b"this was a library once " * 500)
    before = file.read_bytes()
    with pytest.raises(EnvironmentFault, match=r"damaged .* backups are in .*backups"):
        opened(tmp_path)
    assert file.read_bytes() == before
    LibraryLock.acquire(LibraryPaths(tmp_path), owner="window").release()  # the failure gave the lock back


def test_page_that_is_damaged_is_a_message_when_it_is_read(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"))
    folder = library.paths.folder
    library.close()
    with closing(connect_reader(LibraryPaths(folder).database)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'videos'").fetchone()
    with LibraryPaths(folder).database.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with Library.open_for_reading(folder) as damaged, pytest.raises(EnvironmentFault, match=r"damaged .* backups"):
        damaged.read.videos()


def test_database_of_another_program_is_refused(tmp_path: Path) -> None:
    connection = connect_writer(LibraryPaths(tmp_path).database)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(EnvironmentFault, match="another program"):
        Library.open(tmp_path, owner="window")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this person may write everywhere")
def test_folder_that_cannot_be_written_is_a_message(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(EnvironmentFault, match="permissions"):
            Library.open(tmp_path, owner="window")
    finally:
        tmp_path.chmod(0o700)


def test_library_below_a_file_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFault, match="cannot be made"):
        Library.open(tmp_path / "file" / "library", owner="window")


def test_folder_with_odd_characters_opens(tmp_path: Path) -> None:
    folder = tmp_path / "a?b#c%20 电影"
    with Library.open(folder, owner="window") as library:
        assert library.read.roots() == []


def test_integrity_tells_of_lost_parents_and_of_a_damaged_index(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"))
    assert library.read.integrity() == "ok"

    def damage(db: Connection) -> Changes:
        db.execute("DELETE FROM videos_fts_data WHERE id > 1")
        return Changes()

    library.do(damage)
    assert "videos_fts" in library.read.integrity()
    library.close()
    with closing(connect_writer(library.paths.database)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM roots")
    with Library.open_for_reading(library.paths.folder) as reading:
        assert "row 1 of files has lost its roots" in reading.read.integrity()


def test_what_is_acknowledged_is_on_the_disk(library: Library) -> None:
    """A power cut cannot be had here; that the writer waits for the disk can be looked up."""
    found: list[tuple[object, ...]] = []

    def look(db: Connection) -> Changes:
        found.extend(
            db.execute(f"PRAGMA {name}").fetchone() for name in ("journal_mode", "synchronous", "foreign_keys")
        )
        return Changes()

    library.do(look)
    assert found == [("wal",), (2,), (1,)]
