"""Export and import as tasks: what goes out comes back whole, once, and through the writer."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from engine.errors import EnvironmentFault
from engine.events import BatchRecord, Changes, Done, Export, JobEvent, LookInto
from engine.jobs import tasks
from engine.records import ImportSurvey
from engine.store import commands
from engine.store.library import Library
from tests.unit.store.makers import scanned


class Outbox:
    """Hands records straight to the writer."""

    rested_s = 0.0

    def __init__(self, library: Library) -> None:
        self._library = library

    def send(self, event: JobEvent) -> None: ...

    def store(self, *records: BatchRecord) -> None:
        self._library.do(commands.store_batch, records, at=time.time())

    def settle(self) -> None: ...

    def cancelled(self) -> bool:
        return False

    def rest(self) -> None: ...

    def check(self) -> None: ...


def shelf(folder: Path, *contents: str) -> Library:
    library = Library.open(folder, owner="a test")
    library.do(commands.add_root, "/films", at=1.0)
    for content in contents:
        library.do(commands.store_batch, (scanned(f"/films/{content}.mkv", content),), at=2.0)
    return library


def run(task: Export | LookInto, library: Library) -> Done:
    return tasks.run(task, folder=library.paths.folder, outbox=Outbox(library))


def bring(file: Path, library: Library) -> Changes:
    """Import what a look into the file found."""
    survey = run(LookInto(str(file)), library).answer
    assert isinstance(survey, ImportSurvey)
    said = {row.video_id: row.mention.said for row in survey.rows if row.video_id is not None}
    return library.do(commands.import_said, said, origin=survey.origin, file=survey.file, at=time.time())


def test_what_is_exported_is_imported_whole_and_only_once(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    with shelf(tmp_path / "one", "a", "b", "c") as one:
        first, second, third = one.read.video_ids()
        one.do(commands.rate, first, 4.5, at=10.0)
        one.do(commands.write_note, second, "Quiet, and long.", at=11.0)
        one.do(commands.rate, third, 2.0, at=12.0)
        assert run(Export(str(file)), one).counts == {"videos": 3}
        said = one.read.said()
    with shelf(tmp_path / "other", "a", "b") as other:
        bring(file, other)
        assert {m.titles: m.said for m in other.read.said()} == {m.titles: m.said for m in said[:2]}
        assert not bring(file, other)
        (had,) = other.read.imports()
        assert (had.origin, had.file, had.said) == ("matinee", "mine.json", 2)
        other.do(commands.undo_import, had.id)
        assert other.read.said() == []


def test_a_file_that_is_no_export_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "holiday.json"
    file.write_text('{"photos": []}', encoding="utf-8")
    with shelf(tmp_path / "one", "a") as library:
        with pytest.raises(EnvironmentFault, match=r"holiday\.json"):
            run(LookInto(str(file)), library)
        assert library.read.imports() == []


def test_a_folder_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with shelf(tmp_path / "one", "a") as library, pytest.raises(EnvironmentFault, match="Choose another folder"):
        run(Export(str(tmp_path / "nowhere" / "mine.json")), library)
