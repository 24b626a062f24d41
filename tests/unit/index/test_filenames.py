"""What is read from names: titles as they stand, courses, series and releases."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.index.filenames import describe, is_numbered, is_release
from engine.records import Description


def said(path: str, **how: Any) -> dict[str, Any]:
    """The fields that a name fills."""
    described = describe(f"/videos/{path}", root="/videos", **how)
    return {name: value for name in Description.__slots__ if (value := getattr(described, name)) not in ("", None, ())}


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("A talk about things [dQw4w9WgXcQ].mp4", {"title": "A talk about things"}),
        ("Never Gonna Give You Up-dQw4w9WgXcQ.mp4", {"title": "Never Gonna Give You Up"}),
        ("PyCon/Title #2 [0000abc].mp4", {"title": "Title #2"}),
        ("my_home_video.mp4", {"title": "my home video"}),
        ("Kung.Fu.Panda.mkv", {"title": "Kung Fu Panda"}),
        ("2001 A Space Odyssey.mkv", {"title": "2001 A Space Odyssey"}),
        ("Holiday in Spain 2019.mp4", {"title": "Holiday in Spain 2019", "year": 2019}),
        ("VID_20190504_123456.mp4", {"title": "VID_20190504_123456", "year": 2019, "kind": "clip"}),
        ("流浪地球.mp4", {"title": "流浪地球"}),
    ],
)
def test_a_name_that_is_a_title_stays_one(path: str, fields: dict[str, Any]) -> None:
    assert said(path) == fields


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (
            "Algebra/Lecture 03 - Groups.mp4",
            {"title": "Groups", "kind": "lesson", "series": "Algebra", "episode": 3},
        ),
        ("MIT 6.006/lec07.mp4", {"title": "lec07", "kind": "lesson", "series": "MIT 6.006", "episode": 7}),
        ("线性代数/第3讲 矩阵.mp4", {"title": "矩阵", "kind": "lesson", "series": "线性代数", "episode": 3}),
        ("线性代数/第二十三讲：特征值.mp4", {"title": "特征值", "kind": "lesson", "series": "线性代数", "episode": 23}),
        ("第一百零二課 總結.mp4", {"title": "總結", "kind": "lesson", "episode": 102}),
        ("柯南/柯南 第103集 消失的人.mp4", {"title": "消失的人", "kind": "episode", "series": "柯南", "episode": 103}),
        (
            "Show/Season 1/02 - Pilot.mkv",
            {"title": "Pilot", "kind": "episode", "series": "Show", "season": 1, "episode": 2},
        ),
    ],
)
def test_parts_of_courses_and_series_are_counted(path: str, fields: dict[str, Any]) -> None:
    assert said(path) == fields


def test_a_leading_number_counts_only_in_a_numbered_folder() -> None:
    assert said("Course/01 - Limits.mp4", numbered=True) == {
        "title": "Limits",
        "kind": "lesson",
        "series": "Course",
        "episode": 1,
    }
    assert said("Films/12 Angry Men.mp4") == {"title": "12 Angry Men"}


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("Dark.City.1998.720p.BluRay.x264-CHD.mkv", {"title": "Dark City", "year": 1998, "kind": "film"}),
        ("12 Angry Men (1957).mkv", {"title": "12 Angry Men", "year": 1957, "kind": "film"}),
        ("Films/Dark City (1998)/movie.mkv", {"title": "Dark City", "year": 1998, "kind": "film"}),
        ("流浪地球 (2019).mkv", {"title": "流浪地球", "year": 2019, "kind": "film"}),
        (
            "Show/Show.S01E05.The.End.720p.mkv",
            {"title": "The End", "kind": "episode", "series": "Show", "season": 1, "episode": 5},
        ),
        (
            "三体.2023.S01E03.1080p.mkv",
            {"title": "三体 S01E03", "year": 2023, "kind": "episode", "series": "三体", "season": 1, "episode": 3},
        ),
        (
            "【字幕组】进击的巨人 05.mp4",
            {"title": "进击的巨人 05", "kind": "episode", "series": "进击的巨人", "episode": 5},
        ),
    ],
)
def test_releases_are_taken_apart(path: str, fields: dict[str, Any]) -> None:
    assert said(path) == fields


def test_guessit_is_left_out_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.index.filenames._guess", lambda name: pytest.fail("guessit was asked"))
    assert said("Dark City (1998).mkv", guess=False)["title"] == "Dark City (1998)"
    assert said("A plain title.mkv") == {"title": "A plain title"}


def test_a_release_name_is_no_title() -> None:
    assert is_release("Dark.City.1998.720p.BluRay")
    assert not is_release("Dark City")


def test_numbers_that_count() -> None:
    assert [is_numbered(stem) for stem in ("01 - a", "1. a", "3、甲", "1984", "2001 A", "a 01")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\x00"), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_every_name_gives_a_title(name: str) -> None:
    assert describe(f"/r/{name}.mp4", root="/r", guess=False).title
