"""What a file's name and folders say: title, year, series, season, episode, language.

Names are of three sorts. People and yt-dlp write titles, which are taken as they stand; courses are numbered
("Lecture 03", "第3讲", "01 - Limits"); releases ("Dark.City.1998.720p.x264-CHD") are read by guessit, which
needs milliseconds for one and would harm the others.
"""

from __future__ import annotations

import os
import re
import threading
from functools import lru_cache
from typing import Any

from engine.index.subtitles import language_of_tag
from engine.records import Description, VideoKind

_YEARS = range(1888, 2100)
_YEAR = r"(?:18[89]\d|19\d\d|20\d\d)"
_TOKEN = (
    r"(?:2160|1080|720|576|480)[pi]|4k|uhd|x26[45]|h\.?26[45]|hevc|xvid|divx|blu-?ray|b[dr]-?rip|web-?dl|"
    r"web-?rip|hd-?rip|dvd-?rip|dvd-?r|dvd-?scr|hddvd|hdtv|pdtv|hdtc|vhs|remux|(?:b[dr]|web|dvd)(?:rip)?mux|ac3|dts|"
    r"aac|10bit|hdr10?|proper|repack|multi|truefrench|\d ?cd"
)
_EPISODE = r"s\d{1,2}[ ._-]?e\d{1,3}|\d{1,2}x\d{2,3}"
_RELEASE = re.compile(
    rf"(?<![^\W_])(?:{_TOKEN}|{_EPISODE})(?![^\W_])|[(\[](?:[^()\[\]]+, )?{_YEAR}[)\]]|"
    rf"(?<=[._]){_YEAR}(?=[._]|$)|^\[[^\]]+\].*\d",
    re.IGNORECASE,
)
_RELEASE_TOKEN = re.compile(rf"(?<![^\W_])(?:{_TOKEN})(?![^\W_])", re.IGNORECASE)
_SEASON_FOLDER = re.compile(r"^(?:season|series|staffel|saison|s)[ ._-]*(\d{1,2})$|^第(.{1,3})季$", re.IGNORECASE)
_SITE_ID = re.compile(r"\s+\[([\w-]{6,20})\]$|-(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{11}$")
_LESSON = re.compile(
    r"(?:^|(?<=[\W_]))(?:lecture|lesson|lec|unit|module|week|tutorial)"
    r"[ ._#-]*(?:no\.?[ ]*)?(\d{1,3})(?![\dx])",
    re.IGNORECASE,
)
_NUMBER = r"([0-9０-９]{1,4}|[零〇一二三四五六七八九十百两]{1,5})"
_LESSON_ZH = re.compile(rf"第\s*{_NUMBER}\s*(?:讲|講|课|課|节|節|章|周|週|单元|單元)")
_EPISODE_ZH = re.compile(rf"第\s*{_NUMBER}\s*(?:集|话|話|回|期)")
_NUMBERED = re.compile(r"^(\d{1,3})(?:\s*[._)、-]\s*|\s+)(?=\D)")
_CAMERA = re.compile(r"^(?:IMG|VID|MVI|MOV|DSC|DSCN|PXL|GOPR|GH\d\d|GX\d\d|DJI|WP|MAH|P)[_-]?\d{4,}|^\d{8}_\d{6}")
_EDGE = " \t-_.,:·—–|#~：、，。《》"
_ZH_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_GUESSIT = threading.Lock()  # it builds its rules on the first call


def describe(path: str, *, root: str = "", numbered: bool = False, guess: bool = True) -> Description:
    """Read the name of ``path`` and those of its folders below ``root``.

    ``numbered`` tells that the file is one of a numbered sequence in its folder; without ``guess``, guessit
    is left out, for a video of which title and year are known. Never fails: what cannot be
    told apart stays in the title.
    """
    folders = _folders(path, root)
    name = os.path.basename(path).replace("【", "[").replace("】", "]")
    stem = os.path.splitext(name)[0]
    stem = _SITE_ID.sub(lambda found: found[0] if _RELEASE_TOKEN.search(found[0]) else "", stem).strip() or stem
    if _CAMERA.search(stem):
        year = re.search(rf"{_YEAR}(?=[01]\d[0-3]\d)", stem)
        return Description(title=stem, year=int(year[0]) if year else None, kind="clip")
    season, series = _season(folders)
    if found := _EPISODE_ZH.search(stem):
        return _part(stem, found, "episode", series=series, season=season)
    if found := _LESSON_ZH.search(stem) or _LESSON.search(stem):
        return _part(stem, found, "lesson", series=series)
    if guess and (_RELEASE.search(stem) or (folders and _RELEASE.search(folders[-1]))):
        guessed = _guess("/".join([*folders, name]))
        if guessed.title:
            return guessed
    if (numbered or season is not None) and (found := _NUMBERED.search(stem)):
        return _part(stem, found, "lesson" if season is None else "episode", series=series, season=season)
    year = re.search(rf"(?<!\d){_YEAR}$", stem)
    return Description(title=_spaced(stem) or name, year=int(year[0]) if year else None)


def is_release(title: str) -> bool:
    """Whether a title is no title but the name of a release, as some programs write it into their files."""
    return _RELEASE_TOKEN.search(title) is not None


def is_numbered(stem: str) -> bool:
    """Whether a name begins with a number that could count it in a sequence."""
    return _NUMBERED.match(stem) is not None


def _folders(path: str, root: str) -> list[str]:
    """The two folders around a file, outermost first, without the root and what lies above it."""
    folder = os.path.dirname(path)
    below = os.path.relpath(folder, root) if root else folder
    return [part for part in below.split(os.sep) if part not in ("", ".", "..")][-2:]


def _season(folders: list[str]) -> tuple[int | None, str]:
    """The season that the folder names, and the name of the series or course."""
    if not folders:
        return None, ""
    found = _SEASON_FOLDER.match(folders[-1])
    if not found:
        return None, _spaced(folders[-1])
    number = int(found[1]) if found[1] else _number(found[2])
    return number, _spaced(folders[-2]) if len(folders) > 1 else ""


def _part(stem: str, found: re.Match[str], kind: VideoKind, *, series: str, season: int | None = None) -> Description:
    """One part of a series or course: what stands behind its number is its title, else the whole name."""
    before, after = stem[: found.start()].strip(_EDGE), stem[found.end() :].strip(_EDGE)
    title = _spaced(stem if _RELEASE_TOKEN.search(after) else after) or _spaced(stem)
    return Description(
        title=title,
        kind=kind,
        series=series or _spaced(before),
        season=season,
        episode=_number(found[1]),
    )


def _number(text: str) -> int | None:
    """An Arabic or Chinese number up to 999."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for sign in text:
        if sign in "十百":
            total += max(digit, 1) * (10 if sign == "十" else 100)
            digit = 0
        elif sign in _ZH_DIGITS:
            digit = _ZH_DIGITS[sign]
        else:
            return None
    return total + digit


def _spaced(name: str) -> str:
    """Underscores and control characters, and dots in a name without spaces, read as spaces."""
    name = re.sub(r"[_\x00-\x1f\x7f-\x9f]", " ", name)
    if " " not in name and name.count(".") > 1:
        name = name.replace(".", " ")
    return re.sub(r"\s+", " ", name).strip(" .-")


@lru_cache(maxsize=4096)
def _guess(name: str) -> Description:
    """guessit's reading of a path."""
    import guessit  # rules and languages take .3 s to load: only where a name asks for them

    with _GUESSIT:
        try:
            found = guessit.guessit(name)
        except guessit.api.GuessitException:
            return Description()
    title, year = _first(found.get("title")), _first(found.get("year"))
    season, episode = _first(found.get("season")), _first(found.get("episode"))
    spoken = _first(found.get("language"))
    description = Description(
        title=title or "",
        year=year if year in _YEARS else None,
        language=language_of_tag(str(getattr(spoken, "alpha3", ""))),
    )
    if found.get("type") == "episode" and episode is not None:
        number = f"S{season:02}E{episode:02}" if season is not None else f"{episode:02}"
        return Description(
            title=_first(found.get("episode_title")) or f"{title or ''} {number}".strip(),
            year=description.year,
            kind="episode",
            series=title or "",
            season=season,
            episode=episode,
            language=description.language,
        )
    if found.get("type") == "movie":
        return Description(title=description.title, year=description.year, kind="film", language=description.language)
    return description


def _first(value: Any) -> Any:
    """guessit gives a list where a name says a thing twice."""
    return value[0] if isinstance(value, list) else value
