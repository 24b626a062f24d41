"""What lies beside a video: Kodi and Jellyfin .nfo files, yt-dlp's .info.json, descriptions, art."""

from __future__ import annotations

import html
import json
import logging
import os
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import defusedxml
import defusedxml.ElementTree

from engine.errors import InvalidMedia
from engine.index.subtitles import SUBTITLE_EXTENSIONS, decode, language_of_tag
from engine.message import Message
from engine.records import Description, Person, VideoKind
from engine.text.clean import plain

ART_EXTENSIONS = frozenset({".jpg", ".jpeg", ".png", ".webp"})
SIDECAR_EXTENSIONS = SUBTITLE_EXTENSIONS | ART_EXTENSIONS | {".nfo", ".json", ".description"}
SUBTITLE_FOLDERS = frozenset({"subs", "sub", "subtitles", "subtitle", "字幕"})
FOLDER_NFO = "movie.nfo"  # of the one film in its folder
SERIES_NFO = "tvshow.nfo"  # of the series' folder, above its seasons
FOLDER_ART = ("poster", "folder", "cover", "movie")

_MAX_BYTES = 32 * 2**20  # yt-dlp keeps comments and formats in its .info.json
_MAX_PEOPLE = 40
_ART_SUFFIXES = ("-poster", "-thumb", "", "-cover", "-landscape")  # behind the video's name, the best first
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)")
_END_TAG = re.compile(r"</(movie|tvshow|episodedetails|musicvideo|video)\s*>", re.IGNORECASE)
# Where yt-dlp's own fields say it: an event's channel, a category, a tag; "PyCon", "pycon-uk-2016".
_TALK = re.compile(
    r"\b(?i:conferences?|talks?|keynotes?|meetups?|summit|symposium|webinar|tedx?)\b|\b\w{2,}(?:Conf?|CONF?)\b|"
    r"\b\w{2,}conf?\b[ -](?:\w+[ -]){0,2}20\d\d\b|演讲|演講|大会|大會|峰会"
)
_LESSON = re.compile(
    r"\b(?:lectures?|courses?|lessons?|opencourseware|tutorials?)\b|课程|課程|公开课|讲座|講座", re.IGNORECASE
)
_KINDS: dict[str, VideoKind] = {"movie": "film", "episodedetails": "episode", "musicvideo": "clip"}

_log = logging.getLogger(__name__)


def merge(*descriptions: Description) -> Description:
    """One description of several: each field from the first that says something of it."""
    said: dict[str, Any] = {}
    for field in fields(Description):
        for description in descriptions:
            value = getattr(description, field.name)
            if value not in ("", None, ()):
                said[field.name] = value
                break
    return Description(**said)


def describe(paths: Iterable[str]) -> Description:
    """What the sidecars of one video say together: .nfo, then yt-dlp, then a bare description.

    A broken or foreign file says nothing; the log tells of it.
    """
    own, series, yt_dlp, bare = Description(), Description(), Description(), Description()
    for path in sorted(paths):
        name = os.path.basename(path).lower()
        try:
            if name == SERIES_NFO:
                series = merge(series, read_nfo(path))
            elif name.endswith(".nfo"):
                own = merge(own, read_nfo(path))
            elif name.endswith(".info.json"):
                yt_dlp = merge(yt_dlp, read_info_json(path))
            elif name.endswith(".description"):
                bare = Description(text=plain(_text(path)))
        except (InvalidMedia, OSError) as error:
            _log.info("left out %s: %s", path, error)
    return merge(own, yt_dlp, bare, _of_series(series))


@lru_cache(maxsize=4096)
def belongs(rest: str) -> bool:
    """Whether a file belongs to a video whose name it shares: ``rest`` is what follows it, in lower case."""
    head, suffix = os.path.splitext(rest)
    if not suffix:  # ".srt" alone
        head, suffix = "", head
    if suffix in SUBTITLE_EXTENSIONS:
        return True
    if suffix in ART_EXTENSIONS:
        return head in _ART_SUFFIXES
    return rest in (".nfo", ".info.json", ".description")


def belongs_to_folder(name: str) -> bool:
    """Whether a file, by its name in lower case, tells of the only video in its folder."""
    head, suffix = os.path.splitext(name)
    return name == FOLDER_NFO or (suffix in ART_EXTENSIONS and head in FOLDER_ART)


def find_art(paths: Collection[str], stem: str) -> str | None:
    """The picture that somebody laid beside the video called ``stem`` for its poster."""
    by_name = {
        os.path.splitext(os.path.basename(path))[0].casefold(): path
        for path in sorted(paths, reverse=True)
        if os.path.splitext(path)[1].lower() in ART_EXTENSIONS
    }
    names = [stem.casefold() + suffix for suffix in _ART_SUFFIXES]
    return next((by_name[name] for name in (*names, *FOLDER_ART) if name in by_name), None)


def read_nfo(path: str) -> Description:
    """A Kodi or Jellyfin .nfo. Raises InvalidMedia where it is something else (release notes, a link)."""
    root = _xml(path)
    is_series = root.tag == "tvshow"
    people = [Person(name, "director") for name in _all(root, "director")]
    people += [Person(name, "writer") for name in _all(root, "credits")]
    people += [Person(name, "actor") for name in _all(root, "actor/name")]
    people += [Person(name, "artist") for name in _all(root, "artist")]
    title = _line(_one(root, "title") or _one(root, "originaltitle"))
    return Description(
        title="" if is_series else title,
        year=_year(*(_one(root, date) for date in ("year", "premiered", "releasedate", "aired"))),
        kind=_KINDS.get(root.tag),
        text=plain(_one(root, "plot") or _one(root, "outline")),
        tagline=_line(_one(root, "tagline")),
        series=title if is_series else _line(_one(root, "showtitle") or _one(root, "set/name")),
        season=_count(_one(root, "season")),
        episode=_count(_one(root, "episode")),
        language=language_of_tag(_one(root, "language")),
        genres=_split(_all(root, "genre")),
        tags=_split(_all(root, "tag")),
        people=_distinct_people(people),
        user_rating=_stars(_one(root, "userrating")),
        ids=() if is_series else _ids(root),
    )


def catalogue_id(catalogue: str, number: str, is_episode: bool = False) -> str:
    """A catalogue's number as the library keeps it ("imdb:tt0113277", "tmdb:949", "tmdb-episode:62161"), or ""."""
    if catalogue == "imdb" and re.fullmatch(r"tt\d{6,9}", number):
        return f"imdb:{number}"
    if catalogue == "tmdb" and re.fullmatch(r"[1-9]\d{0,8}", number):
        return f"tmdb-episode:{number}" if is_episode else f"tmdb:{number}"
    return ""


def read_info_json(path: str) -> Description:
    """yt-dlp's .info.json. Raises InvalidMedia where it is none."""
    try:
        info = json.loads(_text(path))
    except (ValueError, RecursionError) as error:
        raise InvalidMedia(Message("no JSON")) from error
    if not isinstance(info, dict) or not (_string(info, "title") or _string(info, "fulltitle")):
        raise InvalidMedia(Message("no yt-dlp description"))
    categories, tags = _strings(info, "categories"), _strings(info, "tags")
    channel = _string(info, "channel")
    people = [Person(name, "uploader") for name in _parts(_string(info, "uploader") or channel)]
    people += [Person(name, "artist") for name in _strings(info, "artists") or _parts(_string(info, "artist"))]
    people += [Person(name, "actor") for name in _strings(info, "cast")]
    series, episode = _series(info)
    return Description(
        title=_line(_string(info, "episode") if series and _string(info, "series") else "")
        or _line(_string(info, "fulltitle") or _string(info, "title")),
        year=_year(*(_string(info, date) for date in ("release_date", "release_year", "upload_date"))),
        kind=_kind(info, [channel, _string(info, "uploader"), series, *categories, *tags], bool(series)),
        text=plain(_string(info, "description")),
        series=_line(series),
        season=_count(_string(info, "season_number")),
        episode=episode,
        language=language_of_tag(_string(info, "language")),
        genres=_split([*_strings(info, "genres"), *categories]),
        tags=_split(tags),
        people=_distinct_people(people),
    )


def from_tags(tags: Mapping[str, str]) -> Description:
    """What the tags inside a file say; names are lower case, as Probe.tags has them."""

    def tag(*names: str) -> str:
        return next((tags[name] for name in names if tags.get(name)), "")

    title = tag("title")
    if "://" in title or "www." in title.lower() or title.lower() in ("untitled", "video", "movie", "title"):
        title = ""  # advertisements and editors' defaults
    series = tag("show", "series", "tvshow")
    people = [Person(name, "artist") for name in _parts(tag("artist", "author", "performer", "album_artist"))]
    people += [Person(name, "director") for name in _parts(tag("director"))]
    people += [Person(name, "actor") for name in _parts(tag("actor", "actors", "cast"))]
    return Description(
        title=_line(title),
        year=_year(tag("date", "year", "date_released", "originaldate", "creation_time_original")),
        kind="episode" if series and tag("episode_sort", "episode") else None,
        text=plain(tag("synopsis", "description", "comment", "summary", "plot")),
        series=_line(series),
        season=_count(tag("season_number", "season")),
        episode=_count(tag("episode_sort", "episode")),
        language=language_of_tag(tag("language")),
        genres=_split(_parts(tag("genre"))),
        tags=_split(_parts(tag("keywords"))),
        people=_distinct_people(people),
    )


def _of_series(series: Description) -> Description:
    """What holds for every episode; the series' own plot and year are not an episode's."""
    return Description(series=series.series, genres=series.genres, tags=series.tags, people=series.people)


def _kind(info: Mapping[str, Any], words: list[str], in_series: bool) -> VideoKind | None:
    """A talk or a lesson where channel, categories or tags say so; else it is not known."""
    if _string(info, "series") and _string(info, "episode_number"):
        return "episode"
    text = " | ".join(words)
    if in_series and _LESSON.search(text):
        return "lesson"
    if _TALK.search(text):
        return "talk"
    return "lesson" if _LESSON.search(text) else None


def _series(info: Mapping[str, Any]) -> tuple[str, int | None]:
    """A series, or a playlist that is more than "everything of this channel", with the place in it."""
    if series := _string(info, "series"):
        return series, _count(_string(info, "episode_number"))
    playlist, place = _string(info, "playlist_title"), _count(_string(info, "playlist_index"))
    owners = {_string(info, "channel"), _string(info, "uploader")} - {""}
    if place is None or not playlist or any(playlist.startswith(owner) for owner in owners):
        return "", None
    if re.match(r"(?:Uploads|Videos) from |Watch later|Favou?rites|Liked videos", playlist, re.IGNORECASE):
        return "", None
    return playlist, place


def _text(path: str) -> str:
    with open(path, "rb") as file:
        data = file.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise InvalidMedia(Message("too large for a sidecar"))
    return decode(data)


def _xml(path: str) -> Element:
    """The XML of an .nfo. Kodi lets a link follow it, and many files misstate their encoding."""
    text = _text(path).lstrip("\ufeff \t\r\n")
    end = _END_TAG.search(text)
    if not text.startswith("<") or end is None:
        raise InvalidMedia(Message("no Kodi XML"))
    body = re.sub(r"^<\?xml[^>]*\?>", "", text[: end.end()])
    body = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", body)
    body = re.sub(r"&(?!#\d+;|#x[0-9a-fA-F]+;|(?:amp|lt|gt|quot|apos);)", "&amp;", body)
    try:
        root: Element = defusedxml.ElementTree.fromstring(body, forbid_dtd=True)
    except (ParseError, defusedxml.DefusedXmlException) as error:
        raise InvalidMedia(Message("broken XML")) from error
    if root.tag not in ("movie", "tvshow", "episodedetails", "musicvideo", "video"):
        raise InvalidMedia(Message("no Kodi XML: <{tag}>", tag=root.tag))
    return root


def _one(root: Element, path: str) -> str:
    return (root.findtext(path) or "").strip()


def _all(root: Element, path: str) -> list[str]:
    return [text.strip() for element in root.findall(path) if (text := element.text) and text.strip()]


def _ids(root: Element) -> tuple[str, ...]:
    """The film's numbers in catalogues: Kodi's <uniqueid type="…">, and the elements of older programs."""
    told = [((element.get("type") or "").lower(), (element.text or "").strip()) for element in root.findall("uniqueid")]
    told += [("imdb", _one(root, name)) for name in ("imdbid", "imdb_id", "id")]
    told += [("tmdb", _one(root, name)) for name in ("tmdbid", "tmdb_id")]
    return tuple(
        dict.fromkeys(id for name, number in told if (id := catalogue_id(name, number, root.tag == "episodedetails")))
    )


def _string(info: Mapping[str, Any], key: str) -> str:
    value = info.get(key)
    return _sound(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _strings(info: Mapping[str, Any], key: str) -> list[str]:
    value = info.get(key)
    return [_sound(item) for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _sound(text: str) -> str:
    """JSON can spell halves of characters ("\\ud83d") and zeros, which no database takes."""
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\x00", "").strip()


def _line(text: str) -> str:
    """A title or a word on one line. Only HTML's entities are undone: "__init__" is no bold "init" here."""
    return " ".join(html.unescape(text).split())


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"\s*[;,/、]\s*", text.strip()) if part]


def _split(words: Iterable[str]) -> tuple[str, ...]:
    """Words in their order, once each; some programs write several into one element."""
    parts = (part.strip() for word in words for part in word.split(" / "))
    return tuple(dict.fromkeys(_line(part) for part in parts if part))


def _distinct_people(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(people))[:_MAX_PEOPLE]


def _year(*dates: str) -> int | None:
    """The first year that one of these dates begins with or holds."""
    return next((int(found[1]) for date in dates if (found := _YEAR.search(date))), None)


def _count(text: str) -> int | None:
    """A number of a season or episode; "-1" and "" are none. "3/12" is 3."""
    found = re.match(r"\d{1,5}", text)
    return int(found[0]) if found else None


def _stars(rating: str) -> float | None:
    """Kodi's own rating, 1 to 10, as half stars up to 5; 0 means none."""
    try:
        value = float(rating.replace(",", "."))
    except ValueError:
        return None
    return min(10, max(1, round(value))) / 2 if 0 < value <= 10 else None
