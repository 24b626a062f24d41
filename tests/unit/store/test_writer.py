"""One writer: transactions, errors, events, order, end."""

from __future__ import annotations

import threading
from concurrent.futures import Future

import pytest

from engine.errors import Cancelled, EnvironmentFault
from engine.events import Changes
from engine.store import commands
from engine.store.connection import Connection, DatabaseError
from engine.store.library import Library
from tests.unit.store.conftest import Store
from tests.unit.store.makers import NOW, scanned


def test_command_that_raises_is_rolled_back_and_the_writer_lives_on(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"))

    def half(db: Connection) -> Changes:
        commands.rate(db, 1, 5.0, NOW)
        raise LookupError("half way")

    with pytest.raises(LookupError, match="half way"):
        library.do(half)
    assert library.read.video(1).stars is None
    assert library.do(commands.rate, 1, 4.0, NOW)
    assert library.read.video(1).stars == 4.0


def test_full_disk_is_a_message_and_the_writer_lives_on(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"))

    def shrink(db: Connection) -> Changes:
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count = {pages}")
        return Changes()

    def grow(db: Connection) -> Changes:
        db.execute("PRAGMA max_page_count = 1000000")
        return Changes()

    library.do(shrink)
    with pytest.raises(EnvironmentFault, match="disk of the library is full"):
        library.do(commands.write_note, 1, "long " * 100_000, NOW)
    assert library.read.video(1).note == ""
    library.do(grow)
    library.do(commands.write_note, 1, "long " * 100_000, NOW)
    assert library.read.video(1).note.startswith("long long")


def test_bug_in_a_statement_is_not_dressed_as_a_fault_of_the_machine(library: Library) -> None:
    with pytest.raises(DatabaseError):
        library.do(lambda db: db.execute("SELECT nothing FROM nowhere"))


def test_listeners_hear_each_commit_once_and_only_when_something_changed(library: Library, store: Store) -> None:
    heard: list[Changes] = []
    remove = library.on_changes(heard.append)
    store(scanned("/films/a.mkv", "A"))
    library.do(commands.rate, 1, 4.0, NOW)
    library.do(commands.rate, 1, 4.0, NOW)
    with pytest.raises(ValueError, match="halves"):
        library.do(commands.rate, 1, 4.1, NOW)
    assert [changes.ratings for changes in heard] == [frozenset(), {1}]
    remove()
    library.do(commands.rate, 1, 3.0, NOW)
    assert len(heard) == 2


def test_listener_sees_the_committed_state_from_its_own_reader(library: Library, store: Store) -> None:
    stars: list[float | None] = []
    store(scanned("/films/a.mkv", "A"))
    library.on_changes(lambda changes: stars.append(library.read.video(1).stars))
    library.do(commands.rate, 1, 2.5, NOW)
    assert stars == [2.5]


def test_failing_listener_costs_neither_the_commit_nor_the_others(
    library: Library, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Changes] = []

    def bad(changes: Changes) -> None:
        raise LookupError("a bug in a view")

    library.on_changes(bad)
    library.on_changes(heard.append)
    assert store(scanned("/films/a.mkv", "A"))
    assert len(heard) == 1
    assert "a bug in a view" in caplog.text


def test_listener_that_would_wait_for_itself_is_told(library: Library, store: Store) -> None:
    errors: list[BaseException] = []

    def wait(changes: Changes) -> None:
        if changes.videos and not errors:
            try:
                library.do(commands.rate, 1, 1.0, NOW)
            except RuntimeError as error:
                errors.append(error)

    library.on_changes(wait)
    store(scanned("/films/a.mkv", "A"))
    assert len(errors) == 1


def test_rating_overtakes_the_batches_that_wait(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"))
    go = threading.Event()
    order: list[str] = []

    def hold(db: Connection) -> Changes:
        go.wait(10)
        return Changes()

    def note(name: str, future: Future[Changes]) -> None:
        future.add_done_callback(lambda _: order.append(name))

    holding = library.submit(hold)
    note("batch 1", library.submit(commands.store_batch, (scanned("/films/b.mkv", "B"),), NOW))
    note("batch 2", library.submit(commands.store_batch, (scanned("/films/c.mkv", "C"),), NOW))
    note("rating 1", library.submit(commands.rate, 1, 4.0, NOW))
    note("rating 2", library.submit(commands.rate, 1, 5.0, NOW))
    go.set()
    holding.result(10)
    library.close()
    assert order == ["rating 1", "rating 2", "batch 1", "batch 2"]


def test_close_finishes_what_is_queued_and_refuses_more(library: Library) -> None:
    futures = [library.submit(commands.store_batch, (scanned(f"/films/{n}.mkv", str(n)),), NOW) for n in range(20)]
    library.close()
    assert all(future.result(0).videos for future in futures)
    with pytest.raises(Cancelled):
        library.submit(commands.rate, 1, 3.0, NOW)
    library.close()
    with Library.open_for_reading(library.paths.folder) as again:
        assert len(again.read.videos()) == 20


def test_closed_library_leaves_no_thread_and_no_second_file(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "A"))
    other = threading.Thread(target=lambda: library.read.videos())
    other.start()
    other.join()
    reader = library.read
    assert reader.videos()
    library.close()
    with pytest.raises(Cancelled):
        reader.videos()
    with pytest.raises(Cancelled):
        _ = library.read.videos()
    assert not [thread for thread in threading.enumerate() if thread.name == "matinee-writer"]
    assert {file.name for file in library.paths.folder.iterdir()} == {"library.db", "library.lock"}
