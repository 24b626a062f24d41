"""Matinee's own export: everything that a person said of their videos, in one JSON file that imports without loss.

    {"format": "matinee", "version": 1, "exported_at": 1700000000.0,
     "videos": [{"title": "Heat", "year": 1995, "kind": "film", "series": "", "season": null, "episode": null,
                 "ids": ["imdb:tt0113277"], "contents": [{"size_bytes": 734003200, "digest": "…"}],
                 "ratings": [{"stars": 4.5, "at": 1700000000.0}],       oldest first; stars null: cleared
                 "notes":   [{"text": "…", "at": 1700000000.0}],       every version; an empty text: cleared
                 "marks":   [{"mark": "hidden", "at": …}],             watched, unwatched, hidden, later, shown
                 "plays":   [{"at": …, "position_s": 71.5, "fraction": 0.4}],
                 "tags":    [{"name": "cosy", "at": …}]}]}             removed true: a sidecar's tag, taken off

Times are Unix seconds. ``learned_at`` beside an ``at`` tells that the library came to know it later, by an import;
``by_sidecar`` beside stars that an .nfo proposed them. ``contents`` name the video's files by size and the hash of
their ends; a library that has none of them finds the video by ``ids``, else by title and year.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from engine.errors import EnvironmentFault
from engine.message import Message
from engine.records import (
    Fingerprint,
    ImportFile,
    Mark,
    Marked,
    Mention,
    Misread,
    Said,
    Sitting,
    Stars,
    Tagged,
    VideoKind,
    Words,
)

VERSION = 1


def write_own(file: Path, mentions: Iterable[Mention], *, now: float) -> None:
    """Write the export: all of it or, on an error (EnvironmentFault), nothing."""
    value = {"format": "matinee", "version": VERSION, "exported_at": now, "videos": [_video(one) for one in mentions]}
    part = file.with_name(file.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as out:
            json.dump(value, out, ensure_ascii=False, indent=1, allow_nan=False)
            out.write("\n")
            out.flush()
            os.fsync(out.fileno())
        os.replace(part, file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise EnvironmentFault(
            Message("{file} could not be written ({reason}). Choose another folder.", file=file, reason=error.strerror)
        ) from error


def read_own(value: Mapping[str, Any], name: str) -> ImportFile:
    """What ``write_own`` wrote. Raises EnvironmentFault for another format or a newer version."""
    if value.get("format") != "matinee" or not isinstance(value.get("videos"), list):
        raise EnvironmentFault(Message("{name} is no export of Matinee. Choose another file.", name=name))
    if value.get("version") != VERSION:
        raise EnvironmentFault(Message("{name} is of a newer Matinee. Install that version to import it.", name=name))
    mentions: list[Mention] = []
    misread: list[Misread] = []
    for number, video in enumerate(value["videos"], start=1):
        place = Message("video {number}", number=number)
        try:
            mention = _mention(place, video)
        except (KeyError, TypeError, ValueError):
            misread.append(Misread(place, Message("it does not name a video")))
            continue
        said: list[Said] = []
        for key, read in _READ.items():
            for row in video.get(key) or []:
                try:
                    said.append(read(row))
                except (AttributeError, KeyError, TypeError, ValueError):
                    misread.append(Misread(place, Message("one of its {key} is not as Matinee writes it", key=key)))
        mentions.append(replace(mention, said=tuple(said)))
    return ImportFile("matinee", tuple(mentions), tuple(misread))


def _video(one: Mention) -> dict[str, Any]:
    rows: dict[str, list[dict[str, Any]]] = {key: [] for key in _READ}
    for said in one.said:
        key, row = _row(said)
        rows[key].append({"at": said.at} | row)
    return {
        "title": one.titles[0],
        "year": one.year,
        "kind": one.kind,
        "series": one.series,
        "season": one.season,
        "episode": one.episode,
        "ids": list(one.ids),
        "contents": [{"size_bytes": content.size_bytes, "digest": content.digest} for content in one.contents],
    } | rows


def _row(said: Said) -> tuple[str, dict[str, Any]]:
    match said:
        case Stars():
            return "ratings", {"stars": said.stars} | _where_set(learned_at=said.learned_at, by_sidecar=said.by_sidecar)
        case Words():
            return "notes", {"text": said.text} | _where_set(learned_at=said.learned_at)
        case Marked():
            return "marks", {"mark": said.mark} | _where_set(learned_at=said.learned_at)
        case Sitting():
            where = {"position_s": said.position_s, "fraction": said.fraction}
            return "plays", where | _where_set(learned_at=said.learned_at)
        case Tagged():
            return "tags", {"name": said.name} | _where_set(removed=said.removed)


def _where_set(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None and value is not False}


# --- reading: every value is checked, for the file may have been edited ---------------------------------------


def _mention(place: str, video: Mapping[str, Any]) -> Mention:
    title, kind = _text(video["title"]), video.get("kind")
    if not title or kind not in (None, *get_args(VideoKind)):
        raise ValueError
    return Mention(
        place=place,
        titles=(title,),
        said=(),
        year=_whole(video.get("year")),
        kind=kind,
        series=_text(video.get("series") or ""),
        season=_whole(video.get("season")),
        episode=_whole(video.get("episode")),
        ids=tuple(_text(id) for id in video.get("ids") or ()),
        contents=tuple(
            Fingerprint(int(one["size_bytes"]), _text(one["digest"])) for one in video.get("contents") or ()
        ),
    )


def _rating(row: Mapping[str, Any]) -> Stars:
    stars = None if row["stars"] is None else _number(row["stars"], 0.5, 5)
    if stars is not None and stars * 2 % 1:
        raise ValueError
    return Stars(stars, _at(row), _learned(row), row.get("by_sidecar") is True)


def _note(row: Mapping[str, Any]) -> Words:
    return Words(_text(row["text"]), _at(row), _learned(row))


def _mark(row: Mapping[str, Any]) -> Marked:
    if row["mark"] not in get_args(Mark):
        raise ValueError
    return Marked(row["mark"], _at(row), _learned(row))


def _play(row: Mapping[str, Any]) -> Sitting:
    return Sitting(_at(row), _number(row["position_s"], 0, math.inf), _number(row["fraction"], 0, 1), _learned(row))


def _tag(row: Mapping[str, Any]) -> Tagged:
    name = _text(row["name"]).strip()
    if not name:
        raise ValueError
    return Tagged(name, _at(row), row.get("removed") is True)


_READ: dict[str, Callable[[Mapping[str, Any]], Said]] = {
    "ratings": _rating,
    "notes": _note,
    "marks": _mark,
    "plays": _play,
    "tags": _tag,
}


def _at(row: Mapping[str, Any]) -> float:
    return _number(row["at"], 0, math.inf)


def _learned(row: Mapping[str, Any]) -> float | None:
    return None if row.get("learned_at") is None else _number(row["learned_at"], 0, math.inf)


def _number(value: Any, least: float, most: float) -> float:
    if isinstance(value, bool) or not least <= float(value) <= most or math.isinf(float(value)):
        raise ValueError
    return float(value)


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
