"""Migrations: each is whole or not at all, backed up first; newer and older versions are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from engine.errors import EnvironmentFault
from engine.paths import LibraryPaths
from engine.store import backup, commands, schema
from engine.store.connection import connect_reader, connect_writer, wrapped
from engine.store.library import Library
from tests.unit.store.conftest import Store
from tests.unit.store.makers import NOW, scanned


def first(db: Any) -> None:
    db.executescript("CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO parents VALUES (1, 'a')")


def second(db: Any) -> None:
    db.executescript(
        "CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parents (id) ON DELETE CASCADE);"
        "INSERT INTO children VALUES (1, 1)"
    )


def rebuild(db: Any) -> None:
    db["parents"].transform(rename={"name": "title"})


def broken(db: Any) -> None:
    db.executescript("INSERT INTO parents VALUES (2, 'b'); CREATE TABLE half (x)")
    raise LookupError("half way")


def orphan(db: Any) -> None:
    db.executescript("INSERT INTO children VALUES (2, 77)")


def migrate(folder: Path, migrations: Sequence[schema.Migration]) -> None:
    with closing(connect_writer(folder / "library.db")) as connection:
        schema.migrate(connection, backups=folder / "backups", migrations=migrations)


def look(file: Path, query: str) -> list[Any]:
    with closing(connect_reader(file)) as connection:
        return connection.execute(query).fetchall()


def test_new_database_gets_all_migrations_and_no_backup(tmp_path: Path) -> None:
    migrate(tmp_path, [first, second])
    assert look(tmp_path / "library.db", "PRAGMA user_version") == [(2,)]
    assert not (tmp_path / "backups").exists()


def test_older_database_is_backed_up_before_each_migration_and_keeps_its_rows(tmp_path: Path) -> None:
    migrate(tmp_path, [first])
    migrate(tmp_path, [first, second, rebuild])
    assert look(tmp_path / "library.db", "SELECT id, title FROM parents") == [(1, "a")]
    assert look(tmp_path / "library.db", "SELECT * FROM children") == [(1, 1)]  # the rebuild cascaded nothing
    copies = sorted((tmp_path / "backups").iterdir())
    assert [copy.name.split("-")[1] for copy in copies] == ["v1", "v2"]
    assert look(copies[0], "SELECT name FROM sqlite_master WHERE type = 'table'") == [("parents",)]
    assert look(copies[1], "PRAGMA user_version") == [(2,)]
    migrate(tmp_path, [first, second, rebuild])
    assert len(list((tmp_path / "backups").iterdir())) == 2


@pytest.mark.parametrize(("bad", "error"), [(broken, LookupError), (orphan, RuntimeError)])
def test_failing_migration_leaves_the_version_before_it(
    tmp_path: Path, bad: schema.Migration, error: type[Exception]
) -> None:
    migrate(tmp_path, [first, second])
    with pytest.raises(error):
        migrate(tmp_path, [first, second, bad])
    assert look(tmp_path / "library.db", "PRAGMA user_version") == [(2,)]
    assert look(tmp_path / "library.db", "SELECT count(*) FROM parents") == [(1,)]
    assert look(tmp_path / "library.db", "SELECT name FROM sqlite_master WHERE name = 'half'") == []
    migrate(tmp_path, [first, second, rebuild])


def test_only_the_last_backups_are_kept(tmp_path: Path) -> None:
    migrate(tmp_path, [first])
    migrate(tmp_path, [first, second] + [lambda db: None] * 8)
    names = sorted(copy.name.split("-")[1] for copy in (tmp_path / "backups").iterdir())
    assert names == ["v5", "v6", "v7", "v8", "v9"]
    assert len(names) == backup.KEPT


def test_backups_of_the_person_are_not_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    mine = tmp_path / "backups" / "before the move.db"
    mine.write_text("mine")
    migrate(tmp_path, [first])
    migrate(tmp_path, [first, second] + [lambda db: None] * 8)
    assert mine.exists()


def test_newer_database_is_refused_with_the_next_step(library: Library) -> None:
    folder = library.paths.folder
    library.close()
    with closing(connect_writer(LibraryPaths(folder).database)) as connection:
        connection.execute("PRAGMA user_version = 99")
    for opened in (lambda: Library.open(folder, owner="window"), lambda: Library.open_for_reading(folder)):
        with pytest.raises(EnvironmentFault, match=r"newer Matinee .* Install the newer Matinee"):
            opened()
    assert look(LibraryPaths(folder).database, "SELECT path FROM roots") == [("/films",)]


def test_reader_of_an_older_database_says_how_to_bring_it_up_to_date(tmp_path: Path) -> None:
    migrate(tmp_path, [])
    with pytest.raises(EnvironmentFault, match=r"older Matinee.* matinee folders"):
        Library.open_for_reading(tmp_path)


def test_backup_of_a_live_library_is_whole(library: Library, store: Store, tmp_path: Path) -> None:
    store(scanned("/films/a.mkv", "A"))
    library.do(commands.rate, 1, 4.0, NOW)
    file = tmp_path / "copies" / "today.db"
    library.read.backup_to(file)
    assert [path.name for path in file.parent.iterdir()] == ["today.db"]
    assert look(file, "SELECT stars FROM videos") == [(4.0,)]
    assert look(file, "PRAGMA integrity_check") == [("ok",)]


def test_backup_that_cannot_be_written_is_a_message_and_keeps_the_old_one(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFault, match="could not be written"):
        library.read.backup_to(tmp_path / "file" / "copy.db")


def test_every_foreign_key_has_an_index(library: Library) -> None:
    """Else each deleted row reads a whole child table."""
    db = wrapped(library.read._db)
    for table in db.tables:
        if "fts" in table.name:
            continue
        led = {index.columns[0] for index in table.indexes} | {
            column.name for column in table.columns if column.is_pk == 1
        }
        for key in table.foreign_keys:
            assert key.column in led, (table.name, key.column)
