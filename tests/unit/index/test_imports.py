"""Exports of other programs are read with their scales and dates; what cannot be read is told of by line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import EnvironmentFault
from engine.index.imports import Origin, read_import
from engine.records import ImportFile, Marked, Misread, Sitting, Stars, Words

Read = Callable[..., ImportFile]

FIXTURES = Path(__file__).parents[2] / "fixtures" / "imports"
NOW = datetime(2026, 1, 1, tzinfo=UTC).timestamp()


def day(year: int, month: int, day: int) -> float:
    return datetime(year, month, day, tzinfo=UTC).timestamp()


def fixture(name: str) -> ImportFile:
    return read_import(str(FIXTURES / name), now=NOW)


@pytest.fixture
def written(tmp_path: Path) -> Read:
    def read(content: str | bytes, name: str = "mine.csv", origin: Origin | None = None) -> ImportFile:
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)
        return read_import(str(tmp_path / name), origin=origin, now=NOW)

    return read


def stars(found: ImportFile) -> list[float | None]:
    return [said.stars for mention in found.mentions for said in mention.said if isinstance(said, Stars)]


def dates(found: ImportFile) -> list[float | None]:
    return [said.at for mention in found.mentions for said in mention.said if isinstance(said, Stars)]


def test_letterboxd_ratings_keep_their_half_stars_and_days() -> None:
    found = fixture("letterboxd/ratings.csv")
    assert (found.origin, stars(found)) == ("letterboxd", [4.0, 4.5, 5.0, 2.5])
    second = found.mentions[1]
    assert (second.place, second.titles, second.year) == ("line 3", ("Crouching Tiger, Hidden Dragon",), 2000)
    assert second.said == (Stars(4.5, day(2018, 7, 9)),)
    assert found.misread == (Misread("line 5", "'nineteen' is no year"),)


def test_letterboxd_review_is_a_note_without_html_and_a_viewing() -> None:
    (review,) = fixture("letterboxd/reviews.csv").mentions
    at = day(2015, 3, 1)
    assert review.said == (
        Sitting(day(2015, 2, 28)),
        Stars(4.0, at),
        Words("Two men, one table.\nThe scene.", at),
    )


def test_letterboxd_archive_is_one_import_without_what_was_deleted_or_listed(tmp_path: Path) -> None:
    file = tmp_path / "letterboxd-me-2026.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for part in sorted((FIXTURES / "letterboxd").iterdir()):
            archive.write(part, part.name)
        for name in ("deleted/reviews.csv", "lists/ratings.csv", "orphaned/diary.csv", "watchlist.csv", "profile.csv"):
            archive.writestr(name, "Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,Gone,2000,u,1\n")
    found = read_import(str(file), now=NOW)
    assert found.origin == "letterboxd"
    assert "Gone" not in {mention.titles[0] for mention in found.mentions}
    places = [mention.place for mention in found.mentions]
    assert places[0] == "diary.csv, line 2" and places[-1] == "ratings.csv, line 6"  # of equal times the last counts
    marks = [said for mention in found.mentions for said in mention.said if isinstance(said, Marked)]
    assert marks == [Marked("watched", day(2015, 3, 1)), Marked("watched", day(2016, 1, 1))]
    assert found.misread == (Misread("ratings.csv, line 5", "'nineteen' is no year"),)


def test_letterboxd_watchlist_is_not_taken_for_watched(written: Read) -> None:
    with pytest.raises(EnvironmentFault, match="watchlist"):
        written("Date,Name,Year,Letterboxd URI\n2020-01-01,Heat,1995,u\n", "watchlist.csv")


def test_imdb_ratings_are_halved_and_carry_their_ids_and_original_titles() -> None:
    found = fixture("imdb.csv")
    assert (found.origin, stars(found)) == ("imdb", [4.5, 3.5, 5.0, 4.0])
    heat, tiger, series, episode = found.mentions
    assert heat.ids == ("imdb:tt0113277",)
    assert tiger.titles == ("Crouching Tiger, Hidden Dragon", "Wo hu cang long")
    assert (series.is_series, episode.is_series, episode.kind) == (True, False, "episode")
    assert found.misread == (Misread("line 6", "'eleven' is no rating"),)


def test_trakt_json_gives_ratings_history_and_comments() -> None:
    rated = fixture("trakt/ratings-movies.json")
    assert rated.mentions[0].ids == ("imdb:tt0113277", "tmdb:949")
    assert rated.mentions[0].said == (Stars(4.5, datetime(2014, 9, 1, 9, 10, 11, tzinfo=UTC).timestamp()),)
    assert rated.misread == (Misread("item 2", "'11' is more than 10"),)
    assert rated.mentions[1].is_series
    history = fixture("trakt/history-1.json")
    (seen,) = history.mentions
    assert (seen.series, seen.season, seen.episode) == ("True Detective", 1, 2)
    assert history.silent == 1  # of a watchlist
    (comment,) = fixture("trakt/comments.json").mentions
    assert comment.said == (Words("Still the best.", day(2014, 9, 5)),)


def test_trakt_watched_shows_are_taken_apart_into_episodes(written: Read) -> None:
    found = written(
        '[{"plays": 2, "show": {"title": "Dark", "year": 2017}, "seasons": [{"number": 1, "episodes": '
        '[{"number": 3, "plays": 1, "last_watched_at": "2019-01-01T00:00:00.000Z"}, 7]}]}, 5]',
        "watched-shows.json",
    )
    (seen,) = found.mentions
    assert (seen.series, seen.season, seen.episode, seen.said) == ("Dark", 1, 3, (Sitting(day(2019, 1, 1)),))
    assert found.misread == (Misread("item 2", "no title"),)


def test_trakt_csv_is_on_a_scale_of_ten_though_its_ratings_are_low() -> None:
    found = fixture("trakt.csv")
    assert (found.origin, stars(found)) == ("trakt", [2.5])


def test_own_table_says_which_scale_it_was_read_on() -> None:
    found = fixture("generic.csv")
    assert found.origin == "csv"
    assert stars(found) == [4.5, 4.0, 2.5]
    assert found.scale == "ratings are taken to run to 100: the largest is 92"
    assert [mention.titles[0] for mention in found.mentions][1:3] == ["The Good, the Bad & the Ugly", "#Alive"]
    assert found.mentions[0].said[1] == Words("Grand; and long.", day(2020, 1, 15))
    assert found.misread == (Misread("line 7", "'none' is no rating"),)
    assert found.mentions[3].said == (Words("Lovely.", day(2020, 1, 18)),)  # what can be read counts


@pytest.mark.parametrize(
    ("header", "values", "expected"),
    [
        ("rating", ["1", "5", "4.5"], [1.0, 5.0, 4.5]),
        ("stars", ["3,5", "0.5"], [3.5, 0.5]),
        ("rating", ["1", "10"], [0.5, 5.0]),
        ("Rating10", ["1", "5"], [0.5, 2.5]),
        ("Score (0-100)", ["5", "4"], [0.5, 0.5]),
        ("rating", ["100", "50", "73"], [5.0, 2.5, 3.5]),
        ("rating", ["4/5", "7/10", "80%"], [4.0, 3.5, 4.0]),
        ("评分", ["★★★½", "★★★★☆", "3星"], [3.5, 4.0, 3.0]),
    ],
)
def test_scales_come_to_half_stars(written: Read, header: str, values: list[str], expected: list[float]) -> None:
    lines = "\n".join(f'Film {place},"{value}"' for place, value in enumerate(values))
    assert stars(written(f"title,{header}\n{lines}\n")) == expected


@pytest.mark.parametrize("value", ["0", "-1", "nan", "1e3", "A+", "11/10", "5/0"])
def test_what_is_no_rating_is_told_of_by_its_line(written: Read, value: str) -> None:
    found = written(f"title,rating\nHeat,{value}\nRonin,4\n")
    assert stars(found) == [4.0]
    assert [one.place for one in found.misread] == ["line 2"]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Name\tYear\tYour Rating\tReview", "Heat\t1995\t4\tGood"),
        ("电影名称,年份,我的评分,短评", "Heat,1995,4,Good"),
        ("movie_title;release year;STARS;Comments", "Heat;1995;4;Good"),
        ("Title|Released|score|notes", "Heat|1995-12-15|4|Good"),
        ("Film,Rating,Note", "Heat (1995),4,Good"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_columns_and_encodings_in_any_sensible_spelling(written: Read, header: str, row: str, encoding: str) -> None:
    (heat,) = written(f"{header}\r\n{row}\r\n".encode(encoding)).mentions
    assert (heat.titles, heat.year) == (("Heat",), 1995)
    assert heat.said == (Stars(4.0, None), Words("Good", None))


@pytest.mark.parametrize(
    "text",
    ["2020-02-01", "2020/2/1", "2020.02.01", "2020年2月1日", "1 Feb 2020", "February 1st, 2020", "01.02.2020",
     "2020-02-01T00:00:00Z", "2020-02-01 02:00+02:00", "1580515200", "1580515200000", "20200201",
     "2020-02-01 12:00 AM"],
)  # fmt: skip
def test_dates_are_read_in_many_spellings(written: Read, text: str) -> None:
    assert dates(written(f'title,rating,date\nHeat,4,"{text}"\n')) == [day(2020, 2, 1)]


def test_day_and_month_are_told_apart_by_the_other_rows_or_not_at_all(written: Read) -> None:
    assert dates(written("title,rating,date\nA,4,3/2/2020\nB,4,25/2/2020\n"))[0] == day(2020, 2, 3)
    assert dates(written("title,rating,date\nA,4,3/2/2020\nB,4,2/25/2020\n"))[0] == day(2020, 3, 2)
    found = written("title,rating,date\nA,4,3/2/2020\nB,4,5/5/2020\n")
    assert dates(found) == [None, day(2020, 5, 5)]
    assert found.misread == (Misread("line 2", "the date '3/2/2020' may be of two months"),)


def test_date_that_cannot_be_leaves_the_rating_without_one(written: Read) -> None:
    found = written("title,rating,date\nA,4,2020-13-45\nB,4,2999-01-01\nC,4,soon\n")
    assert dates(found) == [None, None, None]
    assert [one.place for one in found.misread] == ["line 2", "line 3", "line 4"]


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "empty.csv", "no header"),
        (b"Heat,1995,4\n", "bare.csv", "no header"),
        (b"title,year\nHeat,1995\n", "list.csv", "no column of ratings"),
        (b'{"a": 1', "half.json", "no whole JSON"),
        (b'[{"a": 1}]', "other.json", "neither Trakt"),
        (b'{"format": "other", "videos": []}', "other.json", "no export of Matinee"),
    ],
)
def test_foreign_file_is_a_message_with_a_next_step(written: Read, content: bytes, name: str, told: str) -> None:
    with pytest.raises(EnvironmentFault, match=told):
        written(content, name)


def test_missing_empty_and_damaged_archives_are_messages(tmp_path: Path, written: Read) -> None:
    with pytest.raises(EnvironmentFault, match="Cannot read"):
        read_import(str(tmp_path / "none.csv"), now=NOW)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("profile.csv", "a,b\n")
    with pytest.raises(EnvironmentFault, match="holds no ratings"):
        written(out.getvalue(), "empty.zip")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("ratings.csv", "Name,Rating\nHeat,4\n")
    damaged = out.getvalue().replace(b"Heat,4", b"Heat,5")
    with pytest.raises(EnvironmentFault, match="cannot be unpacked"):
        written(damaged, "damaged.zip")


@settings(max_examples=40)
@given(st.binary(max_size=200), st.sampled_from(["mine.csv", "mine.json"]))
def test_no_bytes_end_in_a_bug(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    file = tmp_path_factory.getbasetemp() / name
    for content in (data, b"title,rating,date\n" + data, b'[{"movie": {"title": "A"}, "rating": ' + data):
        file.write_bytes(content)
        try:
            read_import(str(file), now=NOW)
        except EnvironmentFault as fault:
            assert str(fault)
