"""The main job through the public commands, on real files."""

import json
from pathlib import Path

import pytest

from engine.store.library import Library
from tests.support.checker import ungrounded
from tests.support.program import matinee, matinee_json
from tests.support.shelf import ASTRONOMY, COOKING, make_shelf


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scanned library; each test works on a copy of its own."""
    base = tmp_path_factory.mktemp("shelf")
    make_shelf(base / "videos")
    (base / "videos" / "broken.mp4").write_bytes(b"not a video at all" * 100)
    matinee(base / "library", "scan", base / "videos")
    return base / "library"


@pytest.fixture
def library(scanned: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    matinee(scanned, "backup", folder / "library.db")
    return folder


def places(library: Path) -> dict[str, int]:
    return {row["title"]: row["rank"] for row in matinee_json(library, "suggest", "--all", "--limit", "50")}


def mean_place(order: dict[str, int], group: dict[str, str], *, but: str) -> float:
    places = [place for title, place in order.items() if title in group and title != but]
    return sum(places) / len(places)


def test_every_video_is_listed_and_a_bad_file_has_its_reason(scanned: Path) -> None:
    rows = {row["title"]: row for row in matinee_json(scanned, "list")}
    assert set(COOKING) | set(ASTRONOMY) <= set(rows)
    assert all(rows[title]["status"] == "ok" and rows[title]["duration_s"] > 0.5 for title in COOKING)
    assert rows["broken"]["status"].startswith("unreadable: ")


@pytest.mark.parametrize(
    ("title", "group", "other"),
    [("Rings of Saturn", ASTRONOMY, COOKING), ("家常豆腐", COOKING, ASTRONOMY)],
    ids=["english", "chinese"],
)
def test_a_rating_moves_its_group(library: Path, title: str, group: dict[str, str], other: dict[str, str]) -> None:
    matinee(library, "rate", title, "5")
    order = places(library)
    assert mean_place(order, group, but=title) < mean_place(order, other, but=title)
    matinee(library, "rate", title, "0.5")
    order = places(library)
    assert mean_place(order, group, but=title) > mean_place(order, other, but=title)


@pytest.mark.parametrize(
    ("title", "note", "group", "other"),
    [
        ("Comet Season", "I love everything about stars and telescopes.", ASTRONOMY, COOKING),
        ("面条的一天", "我非常喜欢看做饭和厨房的片子。", COOKING, ASTRONOMY),
    ],
    ids=["english", "chinese"],
)
def test_a_note_alone_moves_the_order(
    library: Path, title: str, note: str, group: dict[str, str], other: dict[str, str]
) -> None:
    matinee(library, "note", title, note)
    order = places(library)
    assert mean_place(order, group, but=title) < mean_place(order, other, but=title)


def test_suggestions_have_a_true_blurb_a_reason_and_evidence(library: Path) -> None:
    matinee(library, "rate", "Rings of Saturn", "5", "--note", "Calm and clear.")
    rows = matinee_json(library, "suggest", "--limit", "9")
    assert len(rows) == 9
    assert "Rings of Saturn" not in {row["title"] for row in rows}  # rated: left out unless asked for
    with Library.open_for_reading(library) as opened:
        for row in rows:
            assert row["blurb"] and row["reasons"] and row["evidence"]
            video = opened.read.video(row["video_id"])
            told = [video.text, video.note, *(cue.text for cue in opened.read.cues(video.id))]
            assert not ungrounded(row["blurb"], told, video)
    assert any("Rings of Saturn" in reason for row in rows for reason in row["reasons"])


def test_without_ratings_no_taste_is_claimed(library: Path) -> None:
    reasons = " ".join(reason for row in matinee_json(library, "suggest") for reason in row["reasons"])
    assert "You gave" not in reasons and "You wrote" not in reasons


def test_the_same_state_gives_the_same_suggestions(library: Path) -> None:
    matinee(library, "rate", "Rings of Saturn", "4")
    first = matinee(library, "suggest", "--json").stdout
    assert matinee(library, "suggest", "--json").stdout == first


def test_training_is_resumed_and_changes_the_model(library: Path) -> None:
    first = matinee_json(library, "train", "--minutes", "0.05")
    second = matinee_json(library, "train", "--minutes", "0.05")
    assert second["step"] >= first["step"] > 0


def test_a_second_scan_does_no_work(library: Path, scanned: Path) -> None:
    result = matinee(library, "scan")
    assert result.stderr.splitlines()[-1].startswith("0 new or changed, 11 unchanged")


def test_searching_finds_spoken_chinese_of_two_characters(library: Path) -> None:
    assert {hit["video"] for hit in matinee_json(library, "search", "月球", "--in", "moments")} == {"月球的背面"}


def test_marks_and_tags(library: Path) -> None:
    matinee(library, "mark", "Comet Season", "hidden")
    matinee(library, "tag", "银河之下", "夜晚", "slow")
    assert "Comet Season" not in {row["title"] for row in matinee_json(library, "suggest", "--limit", "50")}
    assert {"夜晚", "slow"} <= set(matinee_json(library, "show", "银河之下")["tags"])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("rate", "Bread at Dawn", "6"), 2),
        (("rate", "Bread at Dawn", "nan"), 2),
        (("rate", "no such video", "4"), 1),
        (("rate", "the", "4"), 1),  # fits several
        (("scan", "/no/such/folder"), 1),
        (("frobnicate",), 2),
    ],
)
def test_bad_input_gets_a_clear_error(library: Path, arguments: tuple[str, ...], code: int) -> None:
    error = matinee(library, *arguments, code=code).stderr
    assert error.startswith("matinee") and len(error.splitlines()) <= 2


def test_reading_a_library_that_is_not_there_says_so(tmp_path: Path) -> None:
    assert "scan" in matinee(tmp_path / "none", "list", code=1).stderr


def test_every_command_has_help(tmp_path: Path) -> None:
    overview = matinee(tmp_path, "--help").stdout
    names = overview.partition("commands:")[2]
    commands = [line.split()[0] for line in names.splitlines() if line.startswith("    ") and line[4] != " "]
    assert len(commands) == 20
    for name in commands:
        assert "usage:" in matinee(tmp_path, name, "--help").stdout


def test_report_prints_one_json_document(library: Path) -> None:
    for stars, title in enumerate([*COOKING, *ASTRONOMY][:8], 1):
        matinee(library, "rate", title, str(min(stars / 2, 5)))
    assert json.loads(matinee(library, "report", "--json").stdout)["ratings"] == 8
