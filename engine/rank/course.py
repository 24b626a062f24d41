"""Put the parts of a course, series or folder of talks in the order to watch them, and say what comes before what.

Numbers decide where there are any: season and episode, "Lecture 3", 第三课, "Part II of III", "01 - Limits", dates,
numbered folders. Videos without numbers are ordered by what they tell of themselves: a video that names a concept in
its title comes before those that only use it (the reference distance of Liang et al., EMNLP 2015, with the words of
titles, tags and descriptions for the concepts, and runs of characters for Chinese), and an introduction before what
is for the advanced. Everything here is the same for the same videos, in whatever sequence they are given.
"""

from __future__ import annotations

import math
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from engine.records import Video

Float = npt.NDArray[np.float32]


def order(videos: Iterable[Video]) -> list[Video]:
    """All of the videos, in the order to watch them.

    Numbered folders come one after the other. If one numbered sequence holds half of the videos or more, those
    outside it stand behind it (specials, extras), or before it if they are introductions. Else each sequence
    ("... Part 1", "... Part 2") stays together, and sequences and single videos are ordered by their concepts.
    """
    videos = sorted(videos, key=_name)
    if chapters := _chapters(videos):
        return [video for chapter in chapters for video in order(chapter)]
    runs = _runs(videos)
    main = _main(runs)
    if not main:
        return _flat(_by_concepts(runs))
    opening = [run for run in runs if run is not main and _level(run[0][1].title) < 0]
    rest = [run for run in runs if run is not main and run not in opening]
    return _flat([*_by_concepts(opening), main, *_by_concepts(rest)])


def next_lesson(videos: Iterable[Video], watched: Collection[int]) -> Video | None:
    """The first part, in order, whose id is not in ``watched``; None when all of them are."""
    return next((video for video in order(videos) if video.id not in watched), None)


def before(video: Video, library_neighbours: Iterable[Video]) -> tuple[tuple[Video, str], ...]:
    """At most three unwatched videos to watch before this one, the most needed first, each with the reason.

    ``library_neighbours`` are the other parts of its course and videos that are like it. Named are: the nearest
    earlier part of its numbered sequence; earlier lessons that are the first to speak of a concept that this one
    uses; and of other courses, lessons and talks in the same language on such a concept. A reason quotes the
    concept as it stands in the title or a tag of the one and in the title, tags or description of the other.
    """
    others = {other.id: other for other in library_neighbours if other.id != video.id}
    mine = home(video)
    parts = order([video, *(other for other in others.values() if home(other) == mine)])
    known = {part.id for part in parts}
    candidates = _earlier(parts, video)
    if video.kind in _TEACHING:
        strangers = [
            other
            for other in sorted(others.values(), key=_name)
            if other.id not in known and other.kind in _TEACHING and other.language == video.language
        ]
        if is_course(parts):
            candidates += _introductions(parts[: parts.index(video) + 1])
        candidates += _foundations([*strangers, video])
    found: dict[int, tuple[Video, str]] = {}
    for other, why in candidates:
        if not other.watched:
            found.setdefault(other.id, (other, why))
    return tuple(found.values())[:_MOST_BEFORE]


def home(video: Video) -> str:
    """What tells a video's course from others: its series or folder; of a numbered folder, the one around it."""
    if video.series and not _is_chapter(video.series):
        return video.series.casefold()
    folder, name = os.path.split(os.path.dirname(video.path))
    return folder if _is_chapter(name) else os.path.join(folder, name)


def is_course(videos: Sequence[Video]) -> bool:
    """Whether videos of one home are parts of something: a series, lessons and talks, or a numbered sequence."""
    if len(videos) < 2:
        return False
    if all(video.series or video.kind in ("lesson", "talk") for video in videos):
        return True
    return bool(_chapters(videos) or _main(_runs(videos)))


_TEACHING = frozenset({"lesson", "talk", "video", "clip"})
_MOST_BEFORE = 3
_DIGITS = re.compile(r"(\d+)")


def _name(video: Video) -> tuple[list[str | int], str, int]:
    """Sorts by title as people do, "2" before "10"."""
    title = unicodedata.normalize("NFKC", video.title).casefold()
    return [int(part) if part.isdecimal() else part for part in _DIGITS.split(title)], video.path, video.id


# --- numbers ---------------------------------------------------------------------------------------------

Number = tuple[int, ...]  # 3.10 is (3, 10); 3b is (3, 0, 2), behind 3 and before 3.1
Key = tuple[Number | str, ...]  # "Day 1: Strings, part 2" has ((1,), "strings", (2,))
Run = list[tuple[Key, Video]]  # a numbered sequence in its order, or one video without a number


@dataclass(frozen=True, slots=True)
class _Mark:
    """The numbering in a name."""

    key: Key
    prefix: str  # what stands before the number, in plain words
    kind: str  # "whole": counts a course; "one": parts of one lecture or film; "lead": a bare number in front


_COUNT = r"\d{1,3}(?:\.\d{1,2})*[a-z]?"
_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {word: number for number, word in enumerate(_ENGLISH, 1)}
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN = {f"{tens}{ones}": 10 * i + j for i, tens in enumerate(("", "X", "XX")) for j, ones in enumerate(_ONES)}
_HAN_COUNT = r"[零〇一二三四五六七八九十百两兩]{1,5}"
_HALVES = {"上": 1, "中": 2, "下": 3}
_PART = r"parts?|pt|volumes?|vol|teil|partie|parte"
_LESSON = (
    r"lectures?|lec|lessons?|episodes?|ep|chapters?|ch|units?|modules?|weeks?|days?|tutorials?|sections?|sessions?|"
    r"seasons?|class|talk|folge|kapitel|lektion|leçon|épisode|chapitre|lección|capítulo|episodio|aula"
)
_OF = r"(?:\s*(?:of|/)\s*\d{1,3}\b)?"
_AFTER = r"(?![\w])"
_MARKS = re.compile(
    r"(?<!\d)(?P<date>(?:19|20)\d\d(?:(?:1[0-2]|0[1-9])(?:[12]\d|3[01]|0[1-9])|"
    r"[-._/年](?:1[0-2]|0?[1-9])[-._/月](?:[12]\d|3[01]|0?[1-9])日?)"
    r"(?:[T _-]\d\d[:.h-]?\d\d(?:[:.-]?\d\d)?)?)(?!\d)|"
    rf"(?<![^\W_])s(?P<season>\d{{1,2}})[ ._-]?e(?P<episode>\d{{1,3}}){_AFTER}|"
    rf"(?<![^\W_])(?P<season_x>\d{{1,2}})x(?P<episode_x>\d{{2,3}}){_AFTER}|"
    rf"(?<![^\W_])(?:(?P<part>{_PART})|{_LESSON})[\s.:_#-]*(?P<count>{_COUNT}|{'|'.join(_WORDS)}){_AFTER}{_OF}|"
    rf"(?<![^\W_])(?:(?P<part_roman>{_PART})|chapter|unit|module|section|session)[\s.:_-]*"
    rf"(?P<roman>[ivx]{{1,6}}){_AFTER}(?:\s*of\s*[ivx\d]+\b)?|"
    rf"第\s*(?P<han>\d{{1,4}}|{_HAN_COUNT})\s*(?:(?P<part_han>部分|部|篇)|[讲講课課节節章集话話回期周週季天堂]|单元|單元)|"
    rf"(?:课时|課時|[讲講课課])\s*(?P<han_after>\d{{1,3}}|{_HAN_COUNT}){_AFTER}|"
    rf"(?:^|\s)#\s*(?P<hash>{_COUNT}){_AFTER}|"
    rf"^[\[(]?(?P<lead>\d{{1,3}}(?:[.-]\d{{1,2}}(?!\d))*[a-z]?)(?:[\])]|(?=[\s._,:、-]|$))|"
    rf"\((?P<bracket>\d{{1,2}}|{_HAN_COUNT}|[上中下]|[ivx]{{1,6}})(?:\s*/\s*\d{{1,2}})?\)|"
    rf"[\s_-](?P<half>[上中下])[集部篇]?$|(?P<half_of>[上中下])[集部篇]$|"
    rf"\s(?P<tail>\d{{1,2}}|(?-i:[IVX]{{1,6}}))$",
    re.IGNORECASE,
)
_PLAIN_COUNTS = ("count", "roman", "han", "han_after", "hash", "lead", "bracket", "half", "half_of", "tail")
_OF_ONE = ("part", "part_roman", "part_han", "bracket", "half", "half_of", "tail")
_CHAPTER = re.compile(
    rf"^(?:0\d|\d{{1,2}}\s*[-._):、]|(?:{_PART}|{_LESSON})[\s._#-]*(?:\d|(?:{'|'.join(_WORDS)})\b)|第.{{1,4}}[章课課单單周週讲講部])",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _is_chapter(name: str) -> bool:
    """Whether the name of a folder counts it among others: "Week 2", "03 - Graphs", 第一章."""
    return _CHAPTER.match(unicodedata.normalize("NFKC", name)) is not None


def _mark(name: str) -> _Mark | None:
    """The numbering in a title or a file's name, None where there is none."""
    name = unicodedata.normalize("NFKC", name)
    key: list[Number | str] = []
    first: re.Match[str] | None = None
    end = 0
    for found in _MARKS.finditer(name):
        loose = found["tail"] or found["bracket"]
        numbers = _numbers(found)
        if not numbers or (loose and first):
            continue
        if first is None:
            first = found
        else:
            key.append(_plain(name[end : found.start()]))
        key += numbers
        end = found.end()
    if first is None:
        return None
    if first["lead"]:
        kind = "lead"
    elif any(first[group] for group in _OF_ONE):
        kind = "one"
    else:
        kind = "whole"
    return _Mark(tuple(key), _plain(name[: first.start()]), kind)


def _numbers(found: re.Match[str]) -> list[Number | str]:
    """What one match counts: a number, or season and episode; empty where its letters are no number."""
    if found["date"]:
        return [tuple(int(part) for part in re.findall(r"^\d{4}|\d{1,2}", found["date"]))]
    for season, episode in (("season", "episode"), ("season_x", "episode_x")):
        if found[season]:
            return [(int(found[season]),), "", (int(found[episode]),)]
    number = _number(next(found[group] for group in _PLAIN_COUNTS if found[group]))
    return [number] if number else []


def _number(text: str) -> Number:
    """A number as it is written, () if it is none."""
    lower = text.lower()
    if known := _WORDS.get(lower) or _ROMAN.get(text.upper()) or _HALVES.get(text):
        return (known,)
    if text[0].isdecimal():
        number = tuple(int(part) for part in re.findall(r"\d+", text))
        return (*number, 0, ord(lower[-1]) - ord("a") + 1) if lower[-1].isalpha() else number
    if not text.isascii():
        total = digit = 0
        for sign in text:
            value = int(unicodedata.numeric(sign))
            total, digit = (total + (digit or 1) * value, 0) if value >= 10 else (total, 10 * digit + value)
        return (total + digit,)
    return ()


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


_LAST_OF_ALL = 10**6  # where season 0 stands among the seasons, and a part without a number in its season


def _runs(videos: Sequence[Video]) -> list[Run]:
    """Videos as numbered sequences and single ones, by their first members in the order given."""
    marks: dict[int, tuple[str, Key]] = {}
    plain = []
    numbered = {video.series.casefold() for video in videos if video.episode is not None}
    for video in videos:
        series = video.series.casefold()
        if video.episode is None and (video.season is None or series not in numbered):
            plain.append(video)
        else:
            season = 1 if video.season is None else video.season or _LAST_OF_ALL
            episode = _LAST_OF_ALL if video.episode is None else video.episode
            marks[video.id] = (f"series {series}", ((season,), "", (episode,)))
    by_title = _counted(plain, lambda video: video.title)
    by_file = _counted(plain, lambda video: os.path.splitext(os.path.basename(video.path))[0])
    marks |= by_title if len(by_title) >= len(by_file) else by_file

    runs: dict[str | int, Run] = {}
    for video in videos:
        name, key = marks.get(video.id, (video.id, ()))
        runs.setdefault(name, []).append((key, video))
    for run in runs.values():
        run.sort(key=lambda one: one[0])
    return list(runs.values())


def _counted(videos: Sequence[Video], name_of: Callable[[Video], str]) -> dict[int, tuple[str, Key]]:
    """The sequence and the key of each video that its name counts in one of two or more."""
    marks = {video.id: mark for video in videos if (mark := _mark(name_of(video)))}
    whole = [mark.key for mark in marks.values() if mark.kind == "whole"]
    is_one_course = len(whole) == len(set(whole))  # "Limits, lecture 1", "Series, lecture 2": not two courses
    runs: dict[str, dict[int, Key]] = {}
    for video_id, mark in marks.items():
        prefix = "" if mark.kind == "lead" or (mark.kind == "whole" and is_one_course) else mark.prefix
        runs.setdefault(f"{mark.kind} {prefix}", {})[video_id] = mark.key
    for video in videos:  # the first film of "Rocky", "Rocky II"
        run = runs.get(f"one {_plain(name_of(video))}")
        if run and video.id not in marks and all(key[0] > (1,) for key in run.values()):  # type: ignore[operator]
            run[video.id] = ((1,),)
    enough = {"lead ": max(2, len(videos) / 2)}  # "12 Angry Men" counts nothing
    return {
        video_id: (name, key)
        for name, run in runs.items()
        if len(run) >= enough.get(name, 2)
        for video_id, key in run.items()
    }


def _main(runs: Sequence[Run]) -> Run | None:
    """The sequence that holds half of the videos or more, if one does."""
    longest = max(runs, key=len, default=[])
    return longest if len(longest) > 1 and 2 * len(longest) >= sum(map(len, runs)) else None


def _chapters(videos: Sequence[Video]) -> list[list[Video]]:
    """The videos of each numbered folder, in order, behind those beside these folders; [] if there are none."""
    if not videos or (videos[0].series and len({video.series for video in videos}) == 1):
        return []
    folders = [os.path.dirname(video.path).split(os.sep) for video in videos]
    depth = next(
        (i for i, level in enumerate(zip(*folders, strict=False)) if len(set(level)) > 1), min(map(len, folders))
    )
    names = {folder[depth] for folder in folders if len(folder) > depth}
    marks = {name: _mark(name) for name in names}
    if not names or not all(marks.values()):
        return []
    chapters: dict[tuple[Key, str], list[Video]] = {}
    for video, folder in zip(videos, folders, strict=True):
        name = folder[depth] if len(folder) > depth else ""
        mark = marks.get(name)
        chapters.setdefault((mark.key if mark else (), name), []).append(video)
    return [chapters[key] for key in sorted(chapters)] if len(chapters) > 1 else []


def _earlier(parts: Sequence[Video], video: Video) -> list[tuple[Video, str]]:
    """The nearest unwatched part before the video in its numbered sequence or folders; ``parts`` are in order."""
    chapters = _chapters(parts)
    own = next((chapter for chapter in chapters if video in chapter), None)
    if own and (found := _earlier(own, video)):
        return found
    runs: list[Run] = [[((), part) for part in parts]] if chapters else _runs(parts)
    for run in runs:
        at = next((i for i, (_, part) in enumerate(run) if part.id == video.id), 0)
        for i in reversed(range(at)):
            if not run[i][1].watched:
                return [(run[i][1], _place(run, i, is_next=i == at - 1))]
    return []


def _place(run: Run, i: int, *, is_next: bool) -> str:
    """Which part of its sequence the i-th is, as far as the numbers tell."""
    keys, part = [key for key, _ in run], run[i][1]
    word = part.kind if part.kind in ("episode", "lesson") else "part"
    is_one_season = all(len(key) == 3 and key[:2] == (keys[0][0], "") for key in keys)
    if [key[2:] if is_one_season else key for key in keys] == [((n,),) for n in range(1, len(run) + 1)]:
        return f"{word} {i + 1} of {len(run)}"
    if part.episode is not None and part.season != 0:
        return f"{word} {part.episode}" if is_one_season else f"season {part.season or 1}, {word} {part.episode}"
    return f"the {word} before this one" if is_next else f"an earlier {word}"


def _flat(runs: Iterable[Run]) -> list[Video]:
    return [video for run in runs for _, video in run]


# --- concepts and difficulty -------------------------------------------------------------------------------

_MOST = 300  # videos and sequences: a folder with more of them is no course, and keeps the order of names
_LEVEL = 0.2  # of an edge: what a step of difficulty in a title weighs against all concepts of a title
_EASY = re.compile(
    r"\b(?:intro(?:s|duction|ductory|ducing)?|beginners?|basics?|fundamentals?|first steps|gett?(?:ing)? started|"
    r"overview|welcome|101|essentials|primer|set-?up|what is|novices?|orientation|syllabus|trailer|preview)\b|"
    r"入门|入門|简介|簡介|介绍|介紹|基础|基礎|初级|初級|新手|概述|概论|概論|导论|導論|绪论|緒論|欢迎|歡迎|什么是|什麼是|预告|預告",
    re.IGNORECASE,
)
_HARD = re.compile(
    r"\b(?:advanced|intermediate|experts?|deep dive|in[- ]depth|master(?:ing)?|[2-5]0[12]|internals|beyond)\b|"
    r"进阶|進階|高级|高級|深入|精通|实战|實戰|提高",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(?:conclusions?|concluding|wrap[- ]?up|summary|closing|recap|finale?|farewell)\b|"
    r"总结|總結|完结|完結|回顾|回顧|结语|結語|尾声|尾聲",
    re.IGNORECASE,
)


def _by_concepts(runs: Sequence[Run]) -> list[Run]:
    """Orders sequences and single videos; ``runs`` come in the order of names, which decides where nothing else does.

    One run goes before another by the share of its own concepts that the other uses, less the same the other way,
    and by the difference of their levels. The strongest of these edges counts first; one that would close a
    cycle is left out (ranked pairs, Tideman 1987).
    """
    if not 1 < len(runs) <= _MOST:
        return list(runs)
    levels = np.array([_run_level(run) for run in runs], np.float32)
    share = _shares(_told([[video for _, video in run] for run in runs]))
    edges = share - share.T + levels[None, :] - levels[:, None]
    reach = np.eye(len(runs), dtype=bool)
    first, second = np.nonzero(edges > _SLIGHT)
    for edge in np.argsort(-edges[first, second].round(4), kind="stable"):
        a, b = first[edge], second[edge]
        if not reach[b, a] and not reach[a, b]:
            reach |= reach[:, a, None] & reach[b]
    waits = reach.sum(axis=0) - 1  # of how many runs each is behind
    order = []
    for _ in runs:
        free = int(np.argmin(waits))  # the first by name of those behind none that is left
        order.append(free)
        waits = waits - reach[free]
        waits[free] = len(runs) * 2
    return [runs[i] for i in order]


_SLIGHT = 1e-3


def _level(text: str) -> int:
    """-1 for beginners, 1 for the advanced, 0 where nothing or both is said."""
    return (_HARD.search(text) is not None) - (_EASY.search(text) is not None)


def _run_level(run: Run) -> float:
    first = run[0][1]
    ends = 2.0 if _LAST.search(first.title) else 0.0
    return ends + _LEVEL * (_level(first.title) + 0.5 * _level(first.text))


@dataclass(frozen=True, slots=True)
class _Told:
    """The concepts of a video or sequence."""

    own: Mapping[str, str]  # of its titles and tags, each as it is printed there: what it is about
    used: frozenset[str]  # those of all titles and tags that stand in its description, too


def _told(runs: Sequence[Sequence[Video]]) -> list[_Told]:
    owns = [_terms("\n".join(text for video in run for text in (video.title, *video.tags))) for run in runs]
    named = {term for own in owns for term in own}
    return [
        _Told(own, frozenset(own) | _terms("\n".join(f"{video.tagline}\n{video.text}" for video in run)).keys() & named)
        for run, own in zip(runs, owns, strict=True)
    ]


def _weights(told: Sequence[_Told], most: int) -> dict[str, float]:
    """The concepts that two or more use, and not more than ``most``, each by how rare it is."""
    counts = Counter(term for one in told for term in one.used)
    return {term: math.log((len(told) + 1) / count) for term, count in counts.items() if 2 <= count <= most}


def _telling(told: Sequence[_Told]) -> dict[str, float]:
    """Concepts that are worth a reason: not the ones that everything is about."""
    return _weights(told, max(2, min(3, len(told) - 1), len(told) // 2))


def _shares(told: Sequence[_Told]) -> Float:
    """How much of the own concepts of each (rows) each other one (columns) uses, by weight: (N, N), 0 to 1."""
    weights = _weights(told, len(told))
    named = sorted(weights)
    columns = {term: column for column, term in enumerate(named)}
    own = np.zeros((len(told), len(named)), np.float32)
    used = np.zeros_like(own)
    for row, one in enumerate(told):
        own[row, [columns[term] for term in one.own.keys() & columns.keys()]] = 1
        used[row, [columns[term] for term in one.used & columns.keys()]] = 1
    own *= np.array([weights[term] for term in named], np.float32)
    whole = own.sum(axis=1, keepdims=True)
    share = np.divide(own @ used.T, whole, out=np.zeros((len(told), len(told)), np.float32), where=whole > 0)
    np.fill_diagonal(share, 0)
    return np.asarray(share)


def _introductions(parts: Sequence[Video]) -> list[tuple[Video, str]]:
    """The parts that are the first to speak of a concept that the last one uses, the weightiest first."""
    if len(parts) > _MOST:
        return []
    told = _told([[part] for part in parts])
    weights = _telling(told)
    first: dict[str, int] = {}
    for i, one in enumerate(told):
        for term in one.used:
            first.setdefault(term, i)
    found = []
    for i, part in enumerate(parts[:-1]):
        terms = [term for term in told[i].own if term in told[-1].used and term in weights and first[term] == i]
        if terms:
            term = max(terms, key=lambda term: (len(term), term))
            found.append((-weights[term], i, part, f"introduces “{told[i].own[term]}”, which this one uses"))
    return [(part, why) for _, _, part, why in sorted(found, key=lambda one: one[:2])]


def _foundations(videos: Sequence[Video]) -> list[tuple[Video, str]]:
    """Videos most of whose own concepts the last one uses, and that use few of its own; the clearest first."""
    told = _told([[video] for video in videos])
    weights, share = _telling(told), _shares(told)
    found = []
    for i, video in enumerate(videos[:-1]):
        lead = float(share[i, -1] - share[-1, i])
        terms = [term for term in told[i].own if term in told[-1].used and term in weights]
        if (
            terms
            and share[i, -1] >= _MOSTLY
            and lead > 0
            and _run_level([((), video)]) <= _run_level([((), videos[-1])])
        ):
            term = max(terms, key=lambda term: (len(term), term))
            what = "an introduction to" if _level(video.title) < 0 else "is about"
            found.append((-round(lead, 4), i, video, f"{what} “{told[i].own[term]}”, which this one uses"))
    return [(video, why) for _, _, video, why in sorted(found, key=lambda one: one[:2])]


_MOSTLY = 0.5

_WORD = re.compile(r"[^\W\d_\u3400-\u9fff](?:[^\W\u3400-\u9fff]|[+#]|[-'.](?=[^\W\u3400-\u9fff]))*")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_HAN_BETWEEN = re.compile(  # signs that join concepts and are seldom part of one
    "[的了和是在与與及或为為对對将將等们們个個这這那中上下会會可要以也有不我你您他它本课課节節章学學习習讲講到从從能"
    "用使如何什么麼其于於并並给給让讓就都而但把被一二三四五六七八九十些种種项項后後前进進行里裡还還很更最请請看]"
)
_LONGEST = 6  # characters of a Chinese concept
_COMMON = """
a about add adding all also an and any apply applying are as at be better build building built but by can choose class
course create creating design discover do does easy episode every explore exploring first for free from get getting go
good great hands have help here how if in into introducing it its just know learn learning lecture lesson let like look
made make making many module more most my need new next no not now of on one or our out over own part quick real section
see session set should show simple some start step such talk than that the their them then there these they this those
through time tips to today together tutorial two under understand understanding unit up us use used using various very
via video was way ways we week well what when where which while who why will with without work working world you your
"""
_COMMON_WORDS = frozenset(_COMMON.split())


def _terms(text: str) -> dict[str, str]:
    """The words, pairs of words and runs of Chinese characters of titles and tags, each with its form in print.

    Words lose the s of a plural; Chinese, which no word list cuts here, gives all runs of 2 to 6 characters that
    no joining sign interrupts. Words that tell a level are no concepts.
    """
    text = unicodedata.normalize("NFKC", text)
    for level in (_EASY, _HARD, _LAST):
        text = level.sub("\n", text)
    terms = _words(text)
    for run in _HAN.findall(text):
        for piece in _HAN_BETWEEN.split(run):
            for start in range(len(piece) - 1):
                for end in range(start + 2, min(start + _LONGEST, len(piece)) + 1):
                    terms[piece[start:end]] = piece[start:end]
    return terms


def _words(text: str) -> dict[str, str]:
    """The words that mean something, and pairs of them that stand together."""
    words: dict[str, str] = {}
    previous: re.Match[str] | None = None
    for word in _WORD.finditer(text):
        if len(word[0]) < 2 or word[0].casefold() in _COMMON_WORDS:
            previous = None
            continue
        words.setdefault(_stem(word[0]), word[0])
        if previous and text[previous.end() : word.start()] in (" ", "-"):
            words.setdefault(f"{_stem(previous[0])} {_stem(word[0])}", text[previous.start() : word.end()])
        previous = word
    return words


def _stem(word: str) -> str:
    word = word.casefold().removesuffix("'s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
