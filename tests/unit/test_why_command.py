"""The command why, and the dials of suggest."""

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

GENRES = {"Heat": "Crime", "Ronin": "Crime", "Paprika": "Animation", "Akira": "Animation", "Rushmore": "Comedy"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "library", owner="window") as library:
        library.do(commands.add_root, "/films", NOW)
        said = {title: Description(title=title, kind="film", genres=(genre,)) for title, genre in GENRES.items()}
        records = tuple(scanned(f"/films/{title}.mkv", title, said=said[title]) for title in GENRES)
        library.do(commands.store_batch, records, NOW)
    return tmp_path / "library"


def run(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> Any:
    assert cli.main(["--library", str(folder), *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_why_tells_the_place_and_what_lifts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--library", str(folder), "rate", "Heat", "5"]) == 0
    told = run(capsys, folder, "why", "Ronin")
    assert (told["rank"], told["of"], told["videos"]) == (1, 4, 5)
    assert {"You gave Heat ★★★★★", "Genre or tag: Crime"} <= {one["reason"]["text"] for one in told["lifts"]}
    assert all(one["stars"] > 0 for one in told["lifts"])
    assert run(capsys, folder, "why", "Heat")["rank"] is None


def test_why_without_a_video_tells_what_moved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, folder, "why") == []
    assert cli.main(["--library", str(folder), "rate", "Akira", "0.5"]) == 0
    (move,) = (one for one in run(capsys, folder, "why", "--days", "1") if one["title"] == "Paprika")
    assert move["stars"] < 0 and move["after"] > move["before"]
    assert [one["reason"]["text"] for one in move["through"]] == ["You gave Akira ½"]


def test_the_report_holds_the_exposure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert isinstance(run(capsys, folder, "report")["exposure"], list)


@pytest.mark.parametrize("option", [("--novelty", "2"), ("--balance", "-1"), ("--minutes", "0")])
def test_a_dial_beyond_its_end_is_wrong_usage(folder: Path, option: tuple[str, str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["--library", str(folder), "suggest", *option])
