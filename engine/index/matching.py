"""Find the videos that an imported file means: by content, catalogue number, or title and year, never by guess."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from engine.message import Message
from engine.records import Fingerprint, Mention, Said, Video
from engine.text.hanzi import simplified

NEAR = 85  # of 100: so alike are titles of which one is shown as a near miss of the other


@dataclass(frozen=True, slots=True)
class Missed:
    """A mention of no video, or of which it is not known which video it means."""

    mention: Mention
    reason: str
    candidates: tuple[int, ...] = ()  # the videos among which it does not decide, or one of a title much like it
    is_near: bool = False  # the candidate is only the latter


@dataclass(frozen=True, slots=True)
class Matches:
    """What is said of each video, in the order of the file, and the mentions that found none; ``videos`` are the
    videos of the others, in their order."""

    said: Mapping[int, tuple[Said, ...]]
    missed: tuple[Missed, ...]
    videos: tuple[int, ...]


def match(
    mentions: Sequence[Mention],
    videos: Iterable[Video],
    *,
    ids: Mapping[str, Collection[int]],
    contents: Mapping[Fingerprint, int],
) -> Matches:
    """Which video each mention means.

    Contents decide before catalogue numbers (``ids``), these before title and year. A year that is one off, or not
    known on one side, is enough only where neither library nor file has the title of another such year; a video that
    bears another number of the same catalogue is another one.
    """
    shelf = _Shelf(videos, mentions, ids)
    said: defaultdict[int, list[Said]] = defaultdict(list)
    missed: list[Missed] = []
    meant: list[int] = []
    for mention in mentions:
        exact = {contents[content] for content in mention.contents if content in contents}
        exact = exact or {video_id for id in mention.ids for video_id in ids.get(id, ())}
        result = _one_of(mention, exact) if exact else shelf.find(mention)
        if isinstance(result, Missed):
            missed.append(result)
        else:
            said[result].extend(mention.said)
            meant.append(result)
    everything = {video_id: tuple(things) for video_id, things in said.items()}
    return Matches(everything, tuple(shelf.near(missed)), tuple(meant))


def title_key(title: str) -> str:
    """The same for the same title however it is written: case, accents, articles, "&", signs, width, traditional or
    simplified characters."""
    text = title.casefold()
    if not text.isascii():
        text = simplified(unicodedata.normalize("NFKC", title)).casefold()
        text = "".join(_without_accents(character) for character in text)
    text = _AND.sub(" and ", text)
    text = _ARTICLE_BEHIND.sub("", _ARTICLE.sub("", text.strip()))
    kept = "".join(character for character in text if character.isalnum() or unicodedata.category(character)[0] == "M")
    return kept or "".join(text.split())


_AND = re.compile(r"\s*[&+]\s*")
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=.*\w)")
_ARTICLE_BEHIND = re.compile(r"(?<=\S),\s*(?:the|an?)$")


def _without_accents(character: str) -> str:
    """Of Latin letters alone: in other scripts a mark makes another letter (か, が)."""
    if character.isascii() or not unicodedata.name(character, "").startswith("LATIN"):
        return character
    return unicodedata.normalize("NFKD", character)[0]


class _Shelf:
    """The library's videos by title, and the years that the file gives to each title."""

    def __init__(
        self, videos: Iterable[Video], mentions: Iterable[Mention], ids: Mapping[str, Collection[int]]
    ) -> None:
        self._ids: defaultdict[int, set[str]] = defaultdict(set)
        for id, video_ids in ids.items():
            for video_id in video_ids:
                self._ids[video_id].add(id)
        self._by_title: defaultdict[str, list[Video]] = defaultdict(list)
        self._by_place: defaultdict[tuple[str, int, int], list[Video]] = defaultdict(list)
        for video in videos:
            if video.kind != "episode":
                self._by_title[title_key(video.title)].append(video)
            if video.series:  # IMDb writes "Breaking Bad: Ozymandias"
                self._by_title[title_key(f"{video.series} {video.title}")].append(video)
                if video.episode is not None:
                    place = _place(video.series, video.season, video.episode)
                    self._by_place[place].append(video)
        self._years: defaultdict[str, set[int]] = defaultdict(set)
        for mention in mentions:
            if mention.year is not None and not mention.is_series:
                for title in mention.titles:
                    self._years[title_key(title)].add(mention.year)

    def find(self, mention: Mention) -> int | Missed:
        if mention.is_series:
            return Missed(mention, Message("not one video: a series, a game or the like"))
        if mention.series and mention.episode is not None:
            place = _place(mention.series, mention.season, mention.episode)
            if found := self._by_place.get(place):
                return _one_of(mention, {video.id for video in found})
        missed = Missed(mention, _NOT_HERE)
        for key in dict.fromkeys(title_key(title) for title in mention.titles):
            found = [video for video in self._by_title.get(key, ()) if self._may_be(mention, video)]
            if found:
                result = self._of_year(mention, key, found)
                if not isinstance(result, Missed):
                    return result
                missed = result
        return missed

    def _may_be(self, mention: Mention, video: Video) -> bool:
        """A film is no episode, also where their titles are the same, and no film with another number."""
        if mention.kind is not None and (mention.kind == "episode") != (video.kind == "episode"):
            return False
        catalogues = {id.partition(":")[0] for id in mention.ids}
        return not any(id.partition(":")[0] in catalogues for id in self._ids.get(video.id, ()))

    def _of_year(self, mention: Mention, key: str, found: Sequence[Video]) -> int | Missed:
        same = {video.id for video in found if video.year == mention.year}
        if mention.year is not None and same:
            return _one_of(mention, same)
        if len(found) > 1:
            every = {video.id for video in found}
            if mention.year is None or any(video.year is None for video in found):
                return _one_of(mention, every)
            return Missed(mention, Message("of another year"), tuple(sorted(every)))
        (video,) = found
        told = self._years[key]  # this mention's among them, if it has one
        if mention.year is None or video.year is None:
            is_it = len(told) <= 1 and (video.year is None or told <= {video.year})
        else:
            near = {year for year in told if abs(year - video.year) <= 1}
            is_it = near == {mention.year}
        return video.id if is_it else Missed(mention, Message("of another year"), (video.id,))

    def near(self, missed: Sequence[Missed]) -> list[Missed]:
        """The same, with the video of the title that is most like it, where there is one."""
        keys = [key for key in self._by_title if len(key) > 3]
        result = list(missed)
        lost = [
            (place, title_key(one.mention.titles[0])) for place, one in enumerate(missed) if one.reason is _NOT_HERE
        ]
        for start in range(0, len(lost) if keys else 0, _AT_ONCE):
            some = lost[start : start + _AT_ONCE]
            alike = process.cdist(
                [key for _, key in some], keys, scorer=fuzz.ratio, score_cutoff=NEAR, dtype=np.uint8, workers=1
            )
            for (place, _), row in zip(some, alike, strict=True):
                if row.max():
                    video = self._by_title[keys[int(row.argmax())]][0]
                    result[place] = Missed(missed[place].mention, missed[place].reason, (video.id,), is_near=True)
        return result


_NOT_HERE = Message("not in the library")
_AT_ONCE = 64  # titles that are compared with all of the library's in one step


def _place(series: str, season: int | None, episode: int) -> tuple[str, int, int]:
    return title_key(series), 1 if season is None else season, episode


def _one_of(mention: Mention, video_ids: set[int]) -> int | Missed:
    if len(video_ids) == 1:
        return next(iter(video_ids))
    reason = Message("it may be any of {count} videos", count=len(video_ids))
    return Missed(mention, reason, tuple(sorted(video_ids)))
