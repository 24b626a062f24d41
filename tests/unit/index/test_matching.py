"""Mentions find their videos by content, number, or title and year; what is not certain is left and told of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.index.matching import Matches, match, title_key
from engine.records import Fingerprint, Mention, Stars, Video, VideoKind

VIDEOS = [
    Video(1, "Heat", "/1", year=1995),
    Video(2, "Solaris", "/2", year=1972),
    Video(3, "Solaris", "/3", year=2002),
    Video(4, "The Good, the Bad and the Ugly", "/4", year=1966),
    Video(5, "卧虎藏龙", "/5", year=2000),
    Video(6, "Home video", "/6"),
    Video(7, "Seeing Things", "/7", kind="episode", series="True Detective", season=1, episode=2, year=2014),
    Video(8, "Heat", "/8", kind="episode", series="A Series", season=None, episode=1, year=1995),
    Video(9, "Twins", "/9", year=2010),
    Video(10, "Twins", "/10", year=2010),
]


def mention(title: str, year: int | None = None, **fields: object) -> Mention:
    return Mention("line 2", (title,), (Stars(4.0, 1.0),), year=year, **fields)  # type: ignore[arg-type]


def found(*mentions: Mention, ids: dict[str, tuple[int, ...]] | None = None) -> Matches:
    return match(mentions, VIDEOS, ids=ids or {}, contents={Fingerprint(7, "d"): 6})


def reason(matches: Matches) -> str:
    assert not matches.said
    (missed,) = matches.missed
    return missed.reason


@pytest.mark.parametrize(
    ("title", "year", "video_id"),
    [
        ("HEAT", 1995, 1),
        ("Solaris", 2002, 3),
        ("Good, the Bad & the Ugly, The", 1966, 4),
        ("Ｔｈｅ Good‚ the Bad + the Ugly!", 1966, 4),
        ("臥虎藏龍", 2000, 5),
        ("Heat", 1996, 1),  # one off, and no other Heat
        ("Heat", None, 1),
        ("Home Video", 2011, 6),
        ("True Detective: Seeing Things", 2014, 7),
    ],
)
def test_title_and_year_find_the_video(title: str, year: int | None, video_id: int) -> None:
    assert found(mention(title, year)).said == {video_id: (Stars(4.0, 1.0),)}


@pytest.mark.parametrize(
    ("title", "year", "told", "candidates"),
    [
        ("Heat", 1986, "of another year", (1,)),
        ("Solaris", 1973, "of another year", (2, 3)),
        ("Solaris", None, "it may be any of 2 videos", (2, 3)),
        ("Twins", 2010, "it may be any of 2 videos", (9, 10)),
        ("Solarys", 1972, "not in the library", (2,)),
        ("Seeing Things", 2014, "not in the library", ()),  # an episode's title alone
        ("Quite another film", 1999, "not in the library", ()),
    ],
)
def test_what_is_not_certain_is_told_of(title: str, year: int | None, told: str, candidates: tuple[int, ...]) -> None:
    matches = found(mention(title, year))
    assert reason(matches) == told
    assert matches.missed[0].candidates == candidates


def test_year_one_off_is_not_enough_where_the_file_has_the_neighbour_too() -> None:
    matches = found(mention("Heat", 1995), mention("Heat", 1996))
    assert list(matches.said) == [1] and [one.mention.year for one in matches.missed] == [1996]
    assert not found(mention("Heat", 1994), mention("Heat", 1996)).said
    assert not found(mention("Home video", 1994), mention("Home video", 1996)).said
    assert [one.mention.year for one in found(mention("Heat"), mention("Heat", 1986)).missed] == [None, 1986]


def test_number_in_a_catalogue_decides_before_the_title() -> None:
    ids = {"imdb:tt1": (2,), "imdb:tt2": (2, 3)}
    assert list(found(mention("Quite another", 1911, ids=("imdb:tt1",)), ids=ids).said) == [2]
    assert reason(found(mention("Heat", 1995, ids=("imdb:tt2",)), ids=ids)) == "it may be any of 2 videos"
    assert list(found(mention("Heat", 1995, ids=("imdb:tt9",)), ids=ids).said) == [1]


def test_film_with_another_number_of_the_same_catalogue_is_another_film() -> None:
    ids = {"imdb:tt1": (1,)}
    assert reason(found(mention("Heat", 1995, ids=("imdb:tt2",)), ids=ids)) == "not in the library"
    assert list(found(mention("Heat", 1995, ids=("tmdb:2",)), ids=ids).said) == [1]


def test_content_decides_before_everything() -> None:
    assert list(found(mention("Heat", 1995, contents=(Fingerprint(7, "d"),))).said) == [6]


def test_episodes_are_found_by_their_place_in_the_series() -> None:
    place = {"kind": "episode", "series": "True detective", "season": 1, "episode": 2}
    assert list(found(mention("Renamed", None, **place)).said) == [7]
    assert reason(found(mention("Renamed", None, **place | {"season": 0}))) == "not in the library"


@pytest.mark.parametrize("kind", ["film", "episode"])
def test_film_is_not_taken_for_an_episode_of_its_name(kind: VideoKind) -> None:
    assert list(found(mention("Heat", 1995, kind=kind)).said) == ([1] if kind == "film" else [])


def test_whole_series_is_no_film_of_its_name() -> None:
    assert reason(found(mention("Heat", 1995, is_series=True))).startswith("not one video")


def test_all_that_is_said_of_a_video_comes_in_the_order_of_the_file() -> None:
    first, second = mention("Heat", 1995), Mention("line 3", ("Heat",), (Stars(2.0, None),), year=1995)
    assert found(first, second).said == {1: (Stars(4.0, 1.0), Stars(2.0, None))}


@pytest.mark.parametrize(
    ("one", "other"),
    [("か", "が"), ("Alien", "Aliens"), ("Die Hard", "Hard"), ("!!!", "???"), ("+1", "1"), ("กา", "กี")],
)
def test_different_titles_have_different_keys(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


@given(st.text(max_size=20))
def test_key_of_a_key_is_the_key(title: str) -> None:
    assert title_key(title_key(title).upper()) in (title_key(title), title_key(title_key(title)))


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20))
def test_signs_and_blanks_around_a_title_change_nothing(title: str) -> None:
    assert title_key(f"  {title} ! ") == title_key(title)
