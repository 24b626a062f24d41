"""Read what other programs exported of a person's ratings, reviews and viewings: Letterboxd, IMDb, Trakt, any CSV.

Sources: letterboxd.com/about/importing-data, the header of IMDb's "Export ratings", the objects of the Trakt API
(trakt.docs.apiary.io: /sync/ratings, /sync/history, /sync/watched, /users/comments).
"""

from __future__ import annotations

import io
import json
import math
import os
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Literal

from engine.errors import EnvironmentFault
from engine.index.portable import read_own
from engine.index.sidecars import catalogue_id
from engine.index.subtitles import decode
from engine.index.tables import Table, read_table
from engine.message import Message
from engine.records import ImportFile, Marked, Mention, Misread, Said, Sitting, Stars, VideoKind, Words
from engine.text.clean import plain

Origin = Literal["letterboxd", "imdb", "trakt", "csv"]

MAX_BYTES = 256 * 2**20


def read_import(path: str, *, origin: Origin | None = None, best: int | None = None, now: float) -> ImportFile:
    """What a file says: CSV, JSON, or the .zip that Letterboxd or Trakt gives. ``origin`` None: found out.

    ``best``: the best rating of a table's scale (5, 10, 100), None: found out. ``now`` (Unix seconds) bounds the
    dates. Raises EnvironmentFault when the file cannot be read or is none of these; a row that cannot be used is told
    of in the result.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise EnvironmentFault(
            Message("Cannot read {path} ({reason}). Check its name and permissions.", path=path, reason=error.strerror)
        ) from error
    if len(data) > MAX_BYTES:
        raise EnvironmentFault(
            Message("{path} is too large for an export of ratings. Choose the file that holds them.", path=path)
        )
    name = os.path.basename(path)
    if zipfile.is_zipfile(io.BytesIO(data)):
        return _of_archive(data, name, origin, best, now)
    return _of_file(data, name, origin, best, now)


def _of_archive(data: bytes, name: str, origin: Origin | None, best: int | None, now: float) -> ImportFile:
    """The files of an archive that say something, as one. Letterboxd lays deleted entries and lists in folders."""
    parts: list[ImportFile] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if _is_wanted(member.filename)]
            if sum(member.file_size for member in members) > MAX_BYTES:
                raise EnvironmentFault(
                    Message("{name} is too large for an export of ratings. Unpack it, and import its files.", name=name)
                )
            for member in sorted(members, key=lambda member: _rank(member.filename)):
                base = os.path.basename(member.filename)
                part = _of_file(archive.read(member), base, origin, best, now)
                parts.append(
                    replace(
                        part,
                        mentions=tuple(replace(one, place=f"{base}, {one.place}") for one in part.mentions),
                        misread=tuple(replace(one, place=f"{base}, {one.place}") for one in part.misread),
                    )
                )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:  # damaged, of an odd method, encrypted
        raise EnvironmentFault(
            Message("{name} cannot be unpacked ({error}). Download it again, or unpack it.", name=name, error=error)
        ) from error
    if not parts:
        raise EnvironmentFault(
            Message("{name} holds no ratings, reviews or viewings. Choose an export that does.", name=name)
        )
    best_ratings = {part.best for part in parts if part.best}
    return ImportFile(
        origin=parts[0].origin,
        mentions=tuple(one for part in parts for one in part.mentions),
        misread=tuple(one for part in parts for one in part.misread),
        silent=sum(part.silent for part in parts),
        scale="; ".join(dict.fromkeys(part.scale for part in parts if part.scale)),
        best=next(iter(best_ratings)) if len(best_ratings) == 1 else None,
    )


_OF_LETTERBOXD = ("diary.csv", "reviews.csv", "watched.csv", "ratings.csv")  # of equal times the last one counts
_OF_TRAKT = re.compile(r"rating|history|watched|comment", re.IGNORECASE)
_ASIDE = frozenset({"deleted", "orphaned", "likes", "lists"})


def _is_wanted(member: str) -> bool:
    *folders, base = member.lower().split("/")
    if _ASIDE.intersection(folders) or "__macosx" in folders:
        return False
    return base in _OF_LETTERBOXD or (base.endswith((".json", ".csv")) and bool(_OF_TRAKT.search(base)))


def _rank(member: str) -> tuple[int, str]:
    base = os.path.basename(member).lower()
    return (_OF_LETTERBOXD.index(base) if base in _OF_LETTERBOXD else 0), base


def _of_file(data: bytes, name: str, origin: Origin | None, best: int | None, now: float) -> ImportFile:
    text = decode(data)
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        try:
            value = json.loads(text.lstrip("\ufeff"))
        except (ValueError, RecursionError) as error:
            raise EnvironmentFault(
                Message("{name} is no whole JSON ({error}). Export it again.", name=name, error=error)
            ) from error
        if isinstance(value, dict) and "format" in value:
            return read_own(value, name)
        return _of_trakt(value, name, now)
    table = read_table(text, score=_score) or _in_chinese(data)
    if table is None:
        raise EnvironmentFault(
            Message(
                "{name} has no header that names a title. Give its columns names: title, year, rating, review, date.",
                name=name,
            )
        )
    return _of_table(table, name, origin or _origin(table.header), best, now)


def _in_chinese(data: bytes) -> Table | None:
    """A short header in Chinese is too little to tell its encoding by; its words are known."""
    texts = (data.decode(encoding, "replace") for encoding in ("gb18030", "big5"))
    return next((table for text in texts if (table := read_table(text, score=_score))), None)


# --- tables ------------------------------------------------------------------------------------------------

# The names of each field's column, the surest first, in lower case without blanks and signs.
_NAMES = {
    "title": "title name film movie movietitle filmtitle movienames filmname primarytitle 片名 电影 电影名 电影名称 "
    "标题 名称 影片 影片名 片名中文",
    "original": "originaltitle originalname 原名 原片名 外文名",
    "year": "year releaseyear releasedyear yearofrelease filmyear movieyear 年份 年 上映年份",
    "released": "releasedate released 上映日期 上映时间",
    "rating": "yourrating myrating userrating personalrating rating10 rating rated stars score rate grade points "
    "你的评分 我的评分 个人评分 评分 打分 星级 评级",
    "note": "review note notes comment comments mynotes myreview reviewtext 评论 短评 影评 我的短评 我的评论 备注 笔记 "
    "评语",
    "rated": "daterated ratedat rateddate ratingdate ratedon date dateadded timestamp createdat created 评分日期 "
    "打分日期 标记日期 日期 创建时间 时间",
    "watched": "watcheddate datewatched watchedat watchedon lastwatched lastwatchedat watchdate viewingdate dateseen "
    "seenat seen 观看日期 观影日期 观看时间",
    "imdb": "const tconst imdbid imdb imdburl imdblink url link 条目链接 链接",
    "tmdb": "tmdbid tmdb themoviedbid",
    "type": "titletype type mediatype kind 类型",
    "season": "season seasonnumber 季",
    "episode": "episode episodenumber 集",
    "show": "show showtitle series seriestitle tvshow 剧集 剧名",
}
_FIELDS = {field: names.split() for field, names in _NAMES.items()}
_SAYING = ("rating", "note", "watched")
_EPISODES = frozenset({"episode", "tvepisode"})
_FILMS = frozenset(
    {
        "movie",
        "film",
        "short",
        "video",
        "tvmovie",
        "tvshort",
        "tvspecial",
        "musicvideo",
        "documentary",
        "feature",
        "电影",
    }
)


def _plain_name(header: str) -> str:
    folded = unicodedata.normalize("NFKC", header).casefold()
    return "".join(character for character in re.sub(r"[(\[].*", "", folded) if character.isalnum())


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Where each field stands."""
    places = {_plain_name(name): place for place, name in reversed(list(enumerate(header)))}
    return {
        field: next(places[name] for name in names if name in places)
        for field, names in _FIELDS.items()
        if any(name in places for name in names)
    }


def _score(cells: Sequence[str]) -> int:
    columns = _columns(cells)
    is_table = "title" in columns or "imdb" in columns or {"show", "season", "episode"} <= columns.keys()
    return len(columns) if is_table and len(cells) > 1 else 0


def _origin(header: Sequence[str]) -> Origin:
    names = {_plain_name(name) for name in header}
    if "letterboxduri" in names:
        return "letterboxd"
    if {"const", "yourrating"} <= names:
        return "imdb"
    return "trakt" if {"traktid", "trakttid", "traktslug"} & names else "csv"


def _of_table(table: Table, name: str, origin: Origin, best: int | None, now: float) -> ImportFile:
    columns = _columns(table.header)
    is_watched = origin == "letterboxd" and os.path.basename(name).lower().startswith("watched")
    if not is_watched and not any(field in columns for field in _SAYING):
        raise EnvironmentFault(
            Message(
                "{name} has no column of ratings, reviews or dates of viewing (a list or a watchlist?). Choose "
                "the file that has.",
                name=name,
            )
        )

    def cells_of(field: str) -> list[str]:
        return [cells[columns[field]] for _, cells in table.rows] if field in columns else []

    scale, told = _scale(cells_of("rating"), table.header[columns["rating"]] if "rating" in columns else "", origin)
    if best and told:
        scale, told = best, Message("ratings run to {best}, as you said", best=best)
    dates = {field: _Dates(cells_of(field), now) for field in ("rated", "watched")}
    mentions: list[Mention] = []
    misread = [Misread(Message("line {line}", line=line), reason) for line, reason in table.broken]
    silent = 0
    for line, cells in table.rows:
        place = Message("line {line}", line=line)
        row = {field: cells[column] for field, column in columns.items()}
        try:
            mention = _named(place, row)
        except ValueError as error:
            misread.append(Misread(place, str(error)))
            continue
        wrong: list[str] = []
        said = _row_said(row, scale, dates, is_watched, wrong)
        misread += [Misread(place, reason) for reason in wrong]
        if said:
            mentions.append(replace(mention, said=said))
        elif not wrong:
            silent += 1
    misread.sort(key=lambda one: int(one.place.split()[-1]))
    return ImportFile(origin, tuple(mentions), tuple(misread), silent, told, scale if told else None)


def _row_said(
    row: Mapping[str, str], scale: int, dates: Mapping[str, _Dates], is_watched: bool, wrong: list[str]
) -> tuple[Said, ...]:
    """What a row says; what of it cannot be read is added to ``wrong``."""

    def read(field: str, parse: Callable[[str], float]) -> float | None:
        try:
            return parse(row[field]) if row.get(field) else None
        except ValueError as error:
            wrong.append(str(error))
            return None

    rated, watched = read("rated", dates["rated"].read), read("watched", dates["watched"].read)
    stars = read("rating", lambda text: _stars(text, scale))
    at = watched if rated is None else rated
    said: list[Said] = []
    if watched is not None:
        said.append(Sitting(watched))
    if is_watched:
        said.append(Marked("watched", rated))
    if stars is not None:
        said.append(Stars(stars, at))
    if note := plain(row.get("note", "")):
        said.append(Words(note, at))
    return tuple(said)


def _named(place: str, row: Mapping[str, str]) -> Mention:
    """Which video a row means. Raises ValueError where it names none."""
    title, original = row.get("title", ""), row.get("original", "")
    year = _year(row.get("year", "") or row.get("released", ""), is_date=not row.get("year"))
    if year is None and not row.get("year") and (found := re.fullmatch(r"(.+?)\s*[(（](\d{4})[)）]", title)):
        title, year = found[1], int(found[2])
    kind = _plain_name(row.get("type", ""))
    is_episode = kind in _EPISODES or bool(row.get("show") and row.get("episode"))
    imdb = re.search(r"tt\d{6,9}", row.get("imdb", ""))
    ids = (catalogue_id("imdb", imdb[0] if imdb else ""), catalogue_id("tmdb", row.get("tmdb", ""), is_episode))
    titles = _titles(title, original)
    if not titles and not any(ids) and not is_episode:
        raise ValueError(Message("no title"))
    return Mention(
        place=place,
        titles=titles or (row.get("show") or next(filter(None, ids)),),
        said=(),
        year=year,
        kind="episode" if is_episode else "film" if kind in _FILMS else None,
        series=row.get("show", ""),
        season=_whole(row.get("season", "")),
        episode=_whole(row.get("episode", "")),
        is_series=bool(kind) and not is_episode and kind not in _FILMS,
        ids=tuple(id for id in ids if id),
    )


def _titles(title: str, original: str) -> tuple[str, ...]:
    """The names of a film; lists in two languages write "霸王别姬 / Farewell My Concubine"."""
    names = [title, original]
    if " / " in title:
        names += [part.strip() for part in title.split(" / ")]
    return tuple(dict.fromkeys(name for name in names if name))


def _year(text: str, *, is_date: bool) -> int | None:
    if not text:
        return None
    found = re.search(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)" if is_date else r"^(1[89]\d\d|20\d\d)(?:\.0|年)?$", text)
    if found is None and not is_date:
        raise ValueError(Message("{text!r} is no year", text=text))
    return int(found[1]) if found else None


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


# --- ratings -----------------------------------------------------------------------------------------------

_NUMBER = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)\s*(?:(?:/|out of)\s*(?P<of>[1-9]\d*)|(?P<percent>%)|stars?|[★⭐]\ufe0f?|星|分)?",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"(?P<full>(?:[★⭐]\ufe0f?)*)\s*(?P<half>½?)(?P<empty>[☆✩]*)")
_OWN_SCALES = {"letterboxd": 5, "imdb": 10, "trakt": 10}


def _scale(ratings: Sequence[str], header: str, origin: Origin) -> tuple[int, str]:
    """The best rating that can be given, and how that is known."""
    found = filter(None, map(_NUMBER.fullmatch, ratings))
    numbers = [_float(one["number"]) for one in found if not one["of"] and not one["percent"]]
    if not any(ratings):
        return 5, ""
    named = re.search(r"(?<!\d)(5|10|100)\D*$", header)
    most = max(numbers, default=0.0)
    if named and most <= int(named[1]):
        return int(named[1]), Message(
            "ratings run to {best}, as the column “{column}” says", best=named[1], column=header
        )
    if origin in _OWN_SCALES:
        best = _OWN_SCALES[origin]
        return best, Message("ratings run to {best}, as those of {program} do", best=best, program=_SHOWN[origin])
    scale = next((scale for scale in (5, 10, 100) if most <= scale), 100)
    most_told = f"{most:g}"
    return scale, Message("ratings are taken to run to {best}: the largest is {most}", best=scale, most=most_told)


_SHOWN = {"letterboxd": "Letterboxd", "imdb": "IMDb", "trakt": "Trakt"}


def _stars(text: str, scale: int) -> float:
    """Half stars up to 5. Raises ValueError for what is no rating on the scale."""
    if found := _NUMBER.fullmatch(text):
        number = _float(found["number"])
        scale = 100 if found["percent"] else int(found["of"] or scale)
    elif (found := _DRAWN.fullmatch(text)) and (found["full"] or found["half"]):
        number = len(re.findall("[★⭐]", found["full"])) + (0.5 if found["half"] else 0.0)
        scale = max(5, math.ceil(number) + len(found["empty"]))
    else:
        raise ValueError(Message("{text!r} is no rating", text=text))
    if number == 0:
        raise ValueError(Message("a rating of 0 may mean that there is none"))
    if number > scale:
        raise ValueError(Message("{text!r} is more than {scale}", text=text, scale=scale))
    return max(1, math.floor(number / scale * 10 + 0.5)) / 2


def _float(number: str) -> float:
    return float(number.replace(",", "."))


# --- dates -------------------------------------------------------------------------------------------------

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]+(.+))?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})(?:[T ,]+(.+))?")
_IN_WORDS = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+(?P<month>[a-z]{3,9})\.?|"
    r"(?P<month2>[a-z]{3,9})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?),?[\s-]+(?P<year>\d{4})(?:[T ,]+(?P<time>.+))?",
    re.IGNORECASE,
)
_SECONDS = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{12,13})")


class _Dates:
    """Reads the dates of one column. Whether 3/4/2021 is in March or April is learned from the other rows."""

    def __init__(self, texts: Iterable[str], now: float) -> None:
        self._now = now
        pairs = [(int(found[1]), int(found[3])) for text in texts if (found := _YEAR_LAST.fullmatch(text.strip()))]
        self._day_first = any(first > 12 for first, _ in pairs)
        self._month_first = any(second > 12 for _, second in pairs)

    def read(self, text: str) -> float:
        """Unix seconds; a day without an hour begins at midnight UTC. Raises ValueError."""
        text = text.strip()
        if self._may_be_of_two_months(text):
            raise ValueError(Message("the date {text!r} may be of two months", text=text))
        try:
            at = self._moment(text)
        except (ValueError, OverflowError):
            raise ValueError(Message("the date {text!r} cannot be read", text=text)) from None
        if not 0 <= at <= self._now + 86400:
            raise ValueError(Message("the date {text!r} is not of this time", text=text))
        return at

    def _may_be_of_two_months(self, text: str) -> bool:
        found = _YEAR_LAST.fullmatch(text)
        if found is None or found[2] == "." or found[1] == found[3] or max(int(found[1]), int(found[3])) > 12:
            return False
        return self._day_first == self._month_first

    def _moment(self, text: str) -> float:
        if found := _SECONDS.fullmatch(text):
            return float(text) if found[1] else float(text) / 1000
        if found := _YEAR_FIRST.fullmatch(text):
            return _seconds(int(found[1]), int(found[2]), int(found[3]), found[4])
        if found := _YEAR_LAST.fullmatch(text):
            day, month = int(found[1]), int(found[3])
            if month > 12 or (found[2] != "." and day <= 12 and not self._day_first):
                day, month = month, day
            return _seconds(int(found[4]), month, day, found[5])
        if found := _IN_WORDS.fullmatch(text):
            month = _MONTHS.index((found["month"] or found["month2"])[:3].lower()) + 1
            return _seconds(int(found["year"]), month, int(found["day"] or found["day2"]), found["time"])
        return _stamp(datetime.fromisoformat(text))


def _seconds(year: int, month: int, day: int, time: str | None) -> float:
    moment = datetime(year, month, day)
    if time:
        hour = re.sub(r"\s*(?:UTC|GMT)$", "Z", time.strip(), flags=re.IGNORECASE)
        if found := re.fullmatch(r"(\d{1,2})(:\d\d(?::\d\d)?)\s*([ap])\.?m\.?", hour, re.IGNORECASE):
            hour = f"{int(found[1]) % 12 + 12 * (found[3].lower() == 'p'):02}{found[2]}"
        hour = re.sub(r"^(\d):", r"0\1:", hour)
        moment = datetime.fromisoformat(f"{moment:%Y-%m-%d}T{hour}")
    return _stamp(moment)


def _stamp(moment: datetime) -> float:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


# --- Trakt's JSON ------------------------------------------------------------------------------------------


def _of_trakt(value: Any, name: str, now: float) -> ImportFile:
    items = list(_items(value))
    if not any("movie" in item or "show" in item or "episode" in item for _, item in items):
        raise EnvironmentFault(
            Message(
                "{name} is neither Trakt's export nor Matinee's. Choose another file, or export a CSV file.", name=name
            )
        )
    dates = _Dates((), now)
    mentions: list[Mention] = []
    misread: list[Misread] = []
    silent = 0
    for place, item in items:
        try:
            mention, said = _trakt_video(place, item), _trakt_said(item, dates)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            reason = str(error) if isinstance(error, ValueError) else Message("it is not as Trakt writes it")
            misread.append(Misread(place, reason))
            continue
        if said:
            mentions.append(replace(mention, said=said))
        else:
            silent += 1
    told = Message("ratings run to {best}, as those of {program} do", best=10, program="Trakt")
    return ImportFile("trakt", tuple(mentions), tuple(misread), silent, told, 10)


def _items(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every item with its place; the watched episodes of a show, which are nested, one by one."""
    values = (
        value if isinstance(value, list) else [one for many in value.values() if isinstance(many, list) for one in many]
    )
    for number, item in enumerate(values, start=1):
        place = Message("item {number}", number=number)
        if not isinstance(item, dict):
            item = {}
        if isinstance(item.get("seasons"), list) and "show" in item:
            for season in item["seasons"]:
                for episode in season.get("episodes", []) if isinstance(season, dict) else []:
                    if isinstance(episode, dict):
                        inner = {"season": season.get("number"), "number": episode.get("number")}
                        yield place, {"show": item["show"], "episode": inner} | episode
        else:
            yield place, item


def _trakt_video(place: str, item: Mapping[str, Any]) -> Mention:
    show, episode, film = item.get("show"), item.get("episode"), item.get("movie")
    what = film or episode or show or {}
    ids = what.get("ids") or {}
    kind: VideoKind | None = "film" if film else "episode" if episode else None
    numbers = (
        catalogue_id("imdb", str(ids.get("imdb") or "")),
        catalogue_id("tmdb", str(ids.get("tmdb") or ""), bool(episode)),
    )
    title = what.get("title") or (show or {}).get("title")
    if not title:
        raise ValueError(Message("no title"))
    return Mention(
        place=place,
        titles=(str(title),),
        said=(),
        year=int(what["year"]) if what.get("year") else None,
        kind=kind,
        series=str((show or {}).get("title", "")) if episode else "",
        season=episode.get("season") if episode else None,
        episode=episode.get("number") if episode else None,
        is_series=bool(show and not episode),
        ids=tuple(id for id in numbers if id) if film or episode else (),
    )


def _trakt_said(item: Mapping[str, Any], dates: _Dates) -> tuple[Said, ...]:
    said: list[Said] = []

    def at(*keys: str) -> float | None:
        return next((dates.read(str(item[key])) for key in keys if item.get(key)), None)

    watched = at("watched_at", "last_watched_at")
    if watched is not None:
        said.append(Sitting(watched))
    if item.get("rating") is not None:
        said.append(Stars(_stars(str(item["rating"]), 10), at("rated_at")))
    comment = item.get("comment")
    if isinstance(comment, dict) and comment.get("comment"):
        written = dates.read(str(comment["created_at"])) if comment.get("created_at") else None
        said.append(Words(plain(str(comment["comment"])), written))
    return tuple(said)
