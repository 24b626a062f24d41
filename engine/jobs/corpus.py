"""Read the corpora from which the shipped weights learn: cleaned items, without near copies.

Three collections, each in the form in which it was published: introductions of films (Wikipedia, CC BY-SA),
descriptions of talks (pyvideo, CC0), and Chinese talks and lectures (by source; each record names its own).
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import EnvironmentFault
from engine.records import Person, Video
from engine.text.clean import BULLET, prose
from engine.text.sentences import sentences

HELD_OUT_OF = 20  # one title in so many is never trained on
_LEAST_CHARACTERS = 24
_ALIKE = 0.7  # share of the shingles of two texts from which one counts as a copy of the other
_PERMUTATIONS = 64
_REFRAIN = 4  # texts that hold the same sentence: nobody wrote it about one video


@dataclass(frozen=True, slots=True)
class Item:
    """One text of a corpus as a video that might stand in a library. ``licence`` is that of the text."""

    video: Video
    collection: str
    licence: str


def items(folder: Path, *, limit: int | None = None, seed: int = 0) -> list[Item]:
    """All cleaned items of the collections under ``folder``, in their order; ids run from 1.

    ``limit``: at most so many records of each collection, drawn by ``seed``. Raises EnvironmentFault where
    no collection is there.
    """
    found: list[Item] = []
    for read in (_films, _talks, _chinese):
        records = list(read(folder))
        if limit is not None and limit < len(records):
            drawn = np.random.default_rng(seed).permutation(len(records))[:limit]
            records = [records[i] for i in sorted(drawn)]
        found += _without_refrains(records)
    found = [item for item in found if len(item.video.text) >= _LEAST_CHARACTERS]
    if not found:
        raise EnvironmentFault(f"there is no corpus in {folder}; name the folder that holds wikipedia-movies")
    return [replace(item, video=replace(item.video, id=i)) for i, item in enumerate(found, 1)]


def without_near_copies(items: Sequence[Item]) -> list[Item]:
    """The first of each group of texts that share most of their words (MinHash; Broder 1997).

    Shingles are runs of three words, or of four characters where words are not spaced.
    """
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]

    index = MinHashLSH(threshold=_ALIKE, num_perm=_PERMUTATIONS)
    sketches: dict[str, Any] = {}
    empty = MinHash(num_perm=_PERMUTATIONS, seed=1, scheme="affine32")
    kept = []
    for item in items:
        sketch = empty.copy()
        sketch.update_batch([shingle.encode() for shingle in sorted(_shingles(item.video.text))])
        if any(sketch.jaccard(sketches[key]) >= _ALIKE for key in index.query(sketch)):
            continue
        key = str(item.video.id)
        index.insert(key, sketch)
        sketches[key] = sketch
        kept.append(item)
    return kept


def is_held_out(title: str) -> bool:
    """Whether a title belongs to the twentieth that no training may see; the same for ever."""
    plain = re.sub(r"\W+", "", unicodedata.normalize("NFKC", title)).casefold()
    return int.from_bytes(hashlib.blake2b(plain.encode(), digest_size=4).digest(), "little") % HELD_OUT_OF == 0


def described(text: str, *, speakers: Sequence[Person] = ()) -> str:
    """What a text says of its video: no headers, lives of speakers, outlines, notices, remains of markup."""
    kept, skipping = [], False
    names = tuple(person.name for person in speakers)
    for line in prose(_TEMPLATE.sub(" ", text)).split("\n"):
        bare = line.strip().rstrip(":：").strip()
        if _ABOUT_IT.fullmatch(bare):
            skipping = False
        elif _ELSEWHERE.fullmatch(bare):
            skipping = True
        elif not (skipping or line.startswith(BULLET) or _HEADER.match(line) or _introduces(line, names)):
            kept.append(_LABEL.sub("", line))
    return _closed("\n".join(kept))


def _introduces(line: str, names: Sequence[str]) -> bool:
    """Whether a line is a speaker's name, alone or with what follows behind a mark."""
    return any(line.startswith(name) and line[len(name) :].lstrip()[:1] in ("", *":：–—-|(（") for name in names)


def _without_refrains(found: Sequence[Item]) -> list[Item]:
    """Without the sentences that stand in several texts: notices of an event, "It is a lost film."."""
    split = [[sentences(line) for line in item.video.text.split("\n")] for item in found]
    seen = Counter(key for lines in split for key in {_key(s) for line in lines for s in line})
    kept = []
    for item, lines in zip(found, split, strict=True):
        text = item.video.text
        for sentence in {s for line in lines for s in line if seen[_key(s)] >= _REFRAIN}:
            text = text.replace(sentence, "")
        kept.append(item if text == item.video.text else replace(item, video=replace(item.video, text=_closed(text))))
    return kept


def _key(sentence: str) -> str:
    return re.sub(r"\W+", "", sentence).casefold()


def _closed(text: str) -> str:
    text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


_TEMPLATE = re.compile(r"\{[#:/][^{}]*\}|\{%[^{}]*%\}")  # of a page builder
_ABOUT_IT = re.compile(
    r"(?:(?:talk |short |brief |long |full )?(?:abstract|description|summary|overview|synopsis)"
    r"|(?:about (?:the|this) )?(?:talk|session|presentation|tutorial|workshop)|introduction|background"
    r"|r[eé]sum[eé]n?|resumo|descripci[oó]n|descri[cç][aã]o"
    r"|摘要|简介|簡介|介绍|介紹|议题简介|議題簡介|演讲简介|演講簡介|内容简介|內容簡介)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:(?:about |meet )(?:the |our )?(?:speaker|author|presenter|instructor|teacher|host)s?"
    r"|(?:speaker |author |presenter )?(?:bio|biography|biographies|bios)|speaker(?:'s)? details"
    r"|sponsor(?:s|ship)?(?: acknowledgements?)?|acknowledgements?|(?:useful |further )?links|references"
    r"|resources|materials?|slides|(?:talk |class |session |presentation )?(?:outline|agenda|schedule|structure)"
    r"|outline of the talk|pre-?requisites?|requirements|set-?up(?: instructions)?|installation"
    r"|(?:intended |target )?audience(?: level)?|licen[cs]e|liens utiles|contact|further reading"
    r"|讲师(?:简介|介绍)|講師(?:簡介|介紹)|讲者(?:简介|介绍)|講者(?:簡介|介紹)|关于讲者|關於講者|大纲|大綱|参考资料|參考資料)",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"(?:speakers?|presenters?|presented by|authors?|(?:co-)?hosts?(?:ed by)?|instructors?|panell?ists?|moderators?"
    r"|track|licen[cs]e|slides|room|when|where|date|time|venue|event|level|audience(?: level)?|duration|language"
    r"|keywords?|tags?|site|web(?:site)?|twitter|github|facebook|e-?mail|links?|produced by|recorded (?:at|by|on)"
    r"|filmed (?:at|by)|edited by|autore?s?|ponentes?|palestrantes?|intervenant\w*|realisation|note"
    r"|(?:release date|released|starring|stars|cast|director|directed by|producers?|written by|running time)"
    r"|讲师|講師|讲者|講者|演讲者|演講者|嘉宾|作者|主讲人?|主講人?|時間|时间|地点|地點)\s*(?:\([^)]*\)\s*)?[:：–—-]\s*\S",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:talk |short )?(?:abstract|description|summary|overview|synopsis|摘要|简介|簡介)\s*[:：]\s*", re.IGNORECASE
)


def _films(folder: Path) -> Iterator[Item]:
    for path in sorted((folder / "wikipedia-movies").glob("movies-*.json")):
        for film in json.loads(path.read_text("utf-8")):
            people = tuple(Person(name, "actor") for name in film.get("cast", ()) if name.strip())
            video = Video(
                0,
                _line(film["title"]),
                "",
                kind="film",
                year=film.get("year"),
                language="en",
                text=described(film.get("extract") or ""),
                genres=tuple(film.get("genres", ())),
                people=people,
            )
            yield Item(video, "wikipedia-movies", "CC BY-SA 4.0")


def _talks(folder: Path) -> Iterator[Item]:
    for talk in _lines(folder / "pyvideo-talks" / "pyvideo_talks.jsonl"):
        length = talk.get("duration")
        recorded = str(talk.get("recorded") or "")[:4]
        video = Video(
            0,
            _line(talk["title"]),
            "",
            kind="talk",
            year=int(recorded) if recorded.isdigit() else None,
            duration_s=float(length) if isinstance(length, int | float) and length > 0 else None,
            language=_CODES.get(talk.get("language") or "", ""),
            text=described(talk.get("description") or talk.get("summary") or "", speakers=_speakers(talk)),
            people=_speakers(talk),
        )
        yield Item(video, "pyvideo-talks", "CC0 1.0")


def _chinese(folder: Path) -> Iterator[Item]:
    for name, kind in (("talks", "talk"), ("lectures", "lesson")):
        for record in _lines(folder / "chinese" / f"{name}.jsonl"):
            video = Video(
                0,
                _line(record["title"]),
                "",
                kind="talk" if kind == "talk" else "lesson",
                language="zh",
                text=described(record["description"], speakers=_speakers(record)),
                people=_speakers(record),
            )
            origin, _, licence = record["source"].partition(" [")
            repository = origin.partition(":")[2].partition("@")[0]
            yield Item(video, f"chinese/{repository}", licence.partition(",")[0].rstrip("]"))


_CODES = {
    "eng": "en", "spa": "es", "rus": "ru", "fra": "fr", "por": "pt", "kor": "ko", "jpn": "ja", "ita": "it",
    "deu": "de", "zho": "zh", "pol": "pl", "slk": "sk", "lit": "lt", "tha": "th", "ces": "cs", "heb": "he",
}  # fmt: skip


def _speakers(record: dict[str, Any]) -> tuple[Person, ...]:
    return tuple(Person(_line(name), "speaker") for name in record.get("speakers") or () if name.strip())


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def _line(text: str) -> str:
    return " ".join(text.split())


def _shingles(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|\w+", plain)
    spaced = sum(len(word) > 1 for word in words) * 2 > len(words)
    size, between = (3, " ") if spaced else (4, "")
    return {between.join(words[i : i + size]) for i in range(max(len(words) - size + 1, 1))}
