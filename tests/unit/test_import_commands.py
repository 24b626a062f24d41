"""The commands import, export and forget, from files to the library and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine import cli
from engine.records import Description
from engine.store import commands
from engine.store.library import Library
from tests.unit.store.makers import NOW, scanned

FIXTURES = Path(__file__).parents[1] / "fixtures" / "imports"
FILMS = [
    Description(title="Heat", year=1995, kind="film", ids=("imdb:tt0113277",)),
    Description(title="Crouching Tiger Hidden Dragon", year=2000),
    Description(title="The Thing", year=2011),
    Description(title="Spirited Away", year=2001),
    Description(title="The Good, the Bad and the Ugly", year=1966),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "library", owner="window") as library:
        library.do(commands.add_root, "/films", NOW)
        records = tuple(scanned(f"/films/{film.title}.mkv", film.title, said=film) for film in FILMS)
        library.do(commands.store_batch, records, NOW)
    return tmp_path / "library"


def stars(folder: Path) -> dict[str, float | None]:
    with Library.open_for_reading(folder) as library:
        return {video.title: video.stars for video in library.read.videos() if video.stars}


class Command:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def __call__(self, *arguments: str | Path, code: int = 0) -> str:
        assert cli.main(["--library", str(self.folder), *map(str, arguments)]) == code
        out, err = self.capsys.readouterr()
        return out or err

    def json(self, *arguments: str | Path) -> Any:
        return json.loads(self(*arguments, "--json"))


@pytest.fixture
def matinee(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(folder, capsys)


def test_import_tells_what_is_new_what_has_no_video_and_what_was_not_read(matinee: Command) -> None:
    told = matinee.json("import", FIXTURES / "letterboxd" / "ratings.csv")
    assert told["new"] == {"ratings": 2}
    assert (told["origin"], told["videos"], told["import_id"], told["rows"]) == ("letterboxd", 2, 1, 4)
    assert [(one["title"], one["reason"]) for one in told["missed"]] == [
        ("The Thing", "of another year"),
        ("Not Here At All", "not in the library"),
    ]
    assert told["misread"] == [{"place": "line 5", "reason": "'nineteen' is no year"}]
    assert stars(matinee.folder) == {"Heat": 4.0, "Crouching Tiger Hidden Dragon": 4.5}


def test_dry_run_tells_the_same_and_changes_nothing(matinee: Command) -> None:
    would = matinee.json("import", FIXTURES / "imdb.csv", "--dry-run")
    assert would["import_id"] is None and stars(matinee.folder) == {}
    did = matinee.json("import", FIXTURES / "imdb.csv")
    assert did == would | {"import_id": 1}
    assert matinee.json("import", FIXTURES / "imdb.csv") == did | {"import_id": None, "new": {}}


def test_lines_for_people(matinee: Command) -> None:
    told = matinee("import", FIXTURES / "generic.csv")
    assert "Ratings are taken to run to 100: the largest is 92." in told
    assert "New: 2 ratings, 2 notes added." in told
    assert "line 6: #Alive (2020): not in the library" in told
    assert "line 7: 'none' is no rating" in told
    assert "generic.csv  csv  4 ratings" in matinee("import")
    assert "undone" in matinee("import", "--undo", "1")
    assert stars(matinee.folder) == {} and matinee.json("import") == []
    assert "There is no import 1 to undo" in matinee("import", "--undo", "1", code=1)


def test_scale_and_owner_can_be_said(matinee: Command, tmp_path: Path) -> None:
    file = tmp_path / "low.csv"
    file.write_text("title,year,rating\nHeat,1995,4\n")
    assert matinee.json("import", file, "--as", "imdb", "--dry-run")["scale"].startswith("ratings run to 10")
    matinee("import", file, "--as", "imdb")
    assert stars(matinee.folder) == {"Heat": 2.0}


def test_export_restores_after_forgetting(matinee: Command, tmp_path: Path) -> None:
    matinee("rate", "Heat", "4.5", "--note", "One table.")
    matinee("import", FIXTURES / "letterboxd" / "reviews.csv")
    matinee("export", tmp_path / "mine.json")
    with Library.open_for_reading(matinee.folder) as library:
        before = library.read.said()
    matinee("forget", "Heat")
    with Library.open_for_reading(matinee.folder) as library:
        assert library.read.signals() == [] and library.read.said() == []
    assert matinee.json("import", tmp_path / "mine.json")["missed"] == []
    with Library.open_for_reading(matinee.folder) as library:
        assert library.read.said() == before


def test_stars_that_were_given_here_stand_as_the_command_says(matinee: Command, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("title,year,rating\nHeat,1995,2\n", "utf-8")
    matinee("rate", "Heat", "5")
    matinee("import", file)
    assert stars(matinee.folder) == {"Heat": 5.0}
    matinee("import", file, "--rated-here", "theirs", "--scale", "10")
    assert stars(matinee.folder) == {"Heat": 1.0}
