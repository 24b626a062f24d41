"""Kodi's .nfo, yt-dlp's .info.json, embedded tags, art, and how they are joined."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import InvalidMedia
from engine.index import sidecars
from engine.index.sidecars import belongs, find_art, from_tags, merge, read_info_json, read_nfo
from engine.records import Description, Person

MOVIE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<movie>
  <title>Dark City</title><originaltitle>Dark City</originaltitle><year>1998</year>
  <plot>A man wakes up &amp; remembers &lt;b&gt;nothing&lt;/b&gt;.</plot><tagline>They built the city.</tagline>
  <genre>Mystery</genre><genre>Science Fiction / Thriller</genre><tag>noir</tag>
  <director>Alex Proyas</director><credits>David S. Goyer</credits>
  <actor><name>Rufus Sewell</name><role>John</role></actor><actor><name>Jennifer Connelly</name></actor>
  <userrating>9</userrating><set><name>Cities</name></set>
</movie>
"""


def nfo(folder: Path, text: str | bytes, name: str = "a.nfo") -> str:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def info(folder: Path, **fields: Any) -> Description:
    path = folder / "a.info.json"
    path.write_text(json.dumps(fields), "utf-8")
    return read_info_json(str(path))


def test_a_movie_nfo_is_read(tmp_path: Path) -> None:
    assert read_nfo(nfo(tmp_path, MOVIE)) == Description(
        title="Dark City",
        year=1998,
        kind="film",
        text="A man wakes up & remembers nothing.",
        tagline="They built the city.",
        series="Cities",
        genres=("Mystery", "Science Fiction", "Thriller"),
        tags=("noir",),
        people=(
            Person("Alex Proyas", "director"),
            Person("David S. Goyer", "writer"),
            Person("Rufus Sewell", "actor"),
            Person("Jennifer Connelly", "actor"),
        ),
        user_rating=4.5,
    )


def test_an_episode_takes_what_its_series_says(tmp_path: Path) -> None:
    series = nfo(
        tmp_path,
        "<tvshow><title>三体</title><plot>Of all</plot><genre>科幻</genre><year>2023</year></tvshow>",
        "tvshow.nfo",
    )
    own = nfo(
        tmp_path,
        "<episodedetails><title>第一集</title><season>1</season><episode>3</episode><aired>2023-01-15</aired>"
        "<plot>汪淼</plot></episodedetails>",
    )
    assert sidecars.describe([series, own]) == Description(
        title="第一集", year=2023, kind="episode", text="汪淼", series="三体", season=1, episode=3, genres=("科幻",)
    )
    assert sidecars.describe([series]).text == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\ufeff<movie><title>BOM</title></movie>", "BOM"),
        ("<movie><title>Link</title></movie>\nhttps://www.imdb.com/title/tt0118929/", "Link"),
        ("<movie><title>Tom & Ann</title></movie>", "Tom & Ann"),
        ("<?xml version='1.0' encoding='utf-16'?><movie><title>Misstated</title></movie>", "Misstated"),
        ("<movie><title>Bell\x07</title></movie>", "Bell"),
        ("<movie><originaltitle>Only this</originaltitle></movie>", "Only this"),
        ("<movie><title>__init__ &amp; *args</title></movie>", "__init__ & *args"),
    ],
)
def test_imperfect_files_are_read(tmp_path: Path, text: str, title: str) -> None:
    assert read_nfo(nfo(tmp_path, text)).title == title


def test_an_nfo_in_an_old_encoding_is_read(tmp_path: Path) -> None:
    plot = "这部电影讲述了一个年轻人离开家乡，到城市里寻找工作和朋友的故事。"
    text = f"<?xml version='1.0' encoding='gb2312'?><movie><title>城市</title><plot>{plot}</plot></movie>"
    assert read_nfo(nfo(tmp_path, text.encode("gb18030"))).text == plot


@pytest.mark.parametrize(
    "text",
    [
        "https://www.themoviedb.org/movie/2666",
        "",
        "<movie><title>broken",
        "<movie><title></movie>",
        "<html><movie></movie></html>",
        b"\xdb\xdb\xdb release notes \xb2\xb2",
        '<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><movie><title>&b;</title></movie>',
        '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/hostname">]><movie><title>&x;</title></movie>',
    ],
)
def test_other_and_hostile_nfo_files_say_nothing(tmp_path: Path, text: str | bytes) -> None:
    path = nfo(tmp_path, text)
    with pytest.raises(InvalidMedia):
        read_nfo(path)
    assert sidecars.describe([path]) == Description()


@pytest.mark.parametrize(
    ("rating", "stars"), [("10", 5.0), ("7", 3.5), ("7.4", 3.5), ("0.2", 0.5), ("0", None), ("", None), ("x", None)]
)
def test_kodis_ten_points_are_five_stars(tmp_path: Path, rating: str, stars: float | None) -> None:
    text = f"<movie><title>a</title><userrating>{rating}</userrating></movie>"
    assert read_nfo(nfo(tmp_path, text)).user_rating == stars


@pytest.mark.parametrize(
    ("inside", "ids"),
    [
        (
            '<uniqueid type="imdb" default="true">tt0118929</uniqueid><uniqueid type="tmdb">2666</uniqueid>',
            ("imdb:tt0118929", "tmdb:2666"),
        ),
        ("<id>tt0118929</id><imdbid>tt0118929</imdbid><tmdbid>2666</tmdbid>", ("imdb:tt0118929", "tmdb:2666")),
        ('<id>2666</id><uniqueid type="imdb">none</uniqueid><tmdbid>0</tmdbid><uniqueid>7</uniqueid>', ()),
    ],
)
def test_numbers_of_catalogues_are_read(tmp_path: Path, inside: str, ids: tuple[str, ...]) -> None:
    assert read_nfo(nfo(tmp_path, f"<movie><title>a</title>{inside}</movie>")).ids == ids


def test_numbers_of_an_episode_are_not_those_of_a_film_or_of_its_series(tmp_path: Path) -> None:
    number = '<uniqueid type="tmdb">62161</uniqueid>'
    own = nfo(tmp_path, f"<episodedetails><title>a</title>{number}</episodedetails>")
    series = nfo(tmp_path, f"<tvshow><title>b</title>{number}</tvshow>", "tvshow.nfo")
    assert sidecars.describe([own, series]).ids == ("tmdb-episode:62161",)
    assert sidecars.describe([series]).ids == ()


def test_an_info_json_is_read(tmp_path: Path) -> None:
    assert info(
        tmp_path,
        title="Generators, *explained*",
        description="What they are.\n\nAnd <b>why</b>.",
        uploader="Ada Lovelace, Grace Hopper",
        channel="PyCon 2019",
        tags=["python", "generators"],
        categories=["Education"],
        language="en-US",
        upload_date="20190504",
    ) == Description(
        title="Generators, *explained*",
        year=2019,
        kind="talk",
        text="What they are.\n\nAnd why.",
        language="en",
        genres=("Education",),
        tags=("python", "generators"),
        people=(Person("Ada Lovelace", "uploader"), Person("Grace Hopper", "uploader")),
    )


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"channel": "EuroPython Conference"}, "talk"),
        ({"tags": ["pycon-uk-2016"]}, "talk"),
        ({"categories": ["Keynote"]}, "talk"),
        ({"tags": ["演讲"]}, "talk"),
        ({"tags": ["lecture", "physics"]}, "lesson"),
        ({"series": "A show", "episode_number": 2}, "episode"),
        ({"channel": "A silicon icon", "tags": ["bacon", "second"]}, None),
        ({}, None),
    ],
)
def test_the_kind_follows_from_what_yt_dlp_says(tmp_path: Path, fields: dict[str, Any], kind: str | None) -> None:
    assert info(tmp_path, title="A title", **fields).kind == kind


def test_a_playlist_is_a_series_unless_it_is_everything(tmp_path: Path) -> None:
    course = info(tmp_path, title="Limits", playlist_title="Calculus", playlist_index=4, channel="Prof")
    assert (course.series, course.episode) == ("Calculus", 4)
    for name in ("Uploads from Prof", "Prof - Videos", "Watch later"):
        assert info(tmp_path, title="Limits", playlist_title=name, playlist_index=4, channel="Prof").series == ""


def test_halves_of_characters_do_not_pass(tmp_path: Path) -> None:
    path = tmp_path / "a.info.json"
    path.write_text('{"title": "a \\ud83d b \\ud83d\\ude00\\u0000", "tags": ["\\udc00x"]}', "utf-8")
    found = read_info_json(str(path))
    assert found.title == "a \ufffd b 😀"
    "".join(found.tags).encode()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"title": 3e5}', '{"title": null}', "[" * 100_000, '{"title": '])
def test_other_json_says_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.info.json"
    path.write_text(text, "utf-8")
    with pytest.raises(InvalidMedia):
        read_info_json(str(path))


@given(
    st.dictionaries(
        st.sampled_from(["title", "tags", "uploader", "upload_date", "series", "season_number", "categories", "cast"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
            max_leaves=4,
        ),
    )
)
@settings(max_examples=80, deadline=None)
def test_any_json_gives_a_description_or_invalid_media(fields: dict[str, Any]) -> None:
    import tempfile

    with tempfile.NamedTemporaryFile("w", suffix=".info.json", encoding="utf-8") as file:
        json.dump(fields, file)
        file.flush()
        try:
            read_info_json(file.name)
        except InvalidMedia:
            assert not isinstance(fields.get("title"), str) or not fields["title"].strip("\x00 \n\t").strip()


def test_nfo_comes_before_yt_dlp_before_a_bare_description(tmp_path: Path) -> None:
    nfo(tmp_path, "<movie><title>Nfo</title></movie>")
    (tmp_path / "a.info.json").write_text(json.dumps({"title": "Json", "description": "From JSON"}), "utf-8")
    (tmp_path / "a.description").write_text("Bare", "utf-8")
    found = sidecars.describe([str(path) for path in tmp_path.iterdir()])
    assert (found.title, found.text, found.kind) == ("Nfo", "From JSON", "film")
    assert sidecars.describe([str(tmp_path / "a.description")]).text == "Bare"


def test_merging_fills_only_what_is_empty() -> None:
    one = Description(title="One", genres=("a",))
    two = Description(title="Two", year=1999, genres=("b",), season=0)
    assert merge(one, two) == Description(title="One", year=1999, genres=("a",), season=0)
    assert merge() == Description()


def test_embedded_tags_are_read() -> None:
    assert from_tags(
        {"title": "Pilot", "show": "Show", "season_number": "1", "episode_sort": "3/10", "date": "2004-05-01",
         "genre": "Drama; Crime", "synopsis": "It begins.", "artist": "Ann"}
    ) == Description(
        title="Pilot", year=2004, kind="episode", text="It begins.", series="Show", season=1, episode=3,
        genres=("Drama", "Crime"), people=(Person("Ann", "artist"),),
    )  # fmt: skip
    assert from_tags({"title": "www.example.com"}).title == ""
    assert from_tags({}) == Description()


def test_art_is_found_by_name() -> None:
    beside = ["/v/a-thumb.jpg", "/v/poster.jpg", "/v/a.nfo", "/v/a.webp"]
    assert find_art([*beside, "/v/A-POSTER.png"], "a") == "/v/A-POSTER.png"
    assert find_art(beside, "a") == "/v/a-thumb.jpg"
    assert find_art(beside[1:], "a") == "/v/a.webp"
    assert find_art(beside[1:3], "a") == "/v/poster.jpg"
    assert find_art(["/v/a.nfo"], "a") is None


@pytest.mark.parametrize(
    ("rest", "does"),
    [(".nfo", True), (".info.json", True), (".en.srt", True), (".srt", True), ("-poster.jpg", True), (".webp", True),
     (".description", True),
     (".json", False), ("-fanart.jpg", False), (".part2.nfo", False), (".live_chat.json", False)],
)  # fmt: skip
def test_what_belongs_to_a_video(rest: str, does: bool) -> None:
    assert belongs(rest) is does
