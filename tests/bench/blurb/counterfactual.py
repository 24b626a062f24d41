"""Change one thing that a blurb used, in the video's own record, so that it can be written again.

A number becomes another of the same length, a name, noun, verb or adjective another one of the same part of
speech that stands in another video's blurb; every place of the record that held the old word holds the new one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from engine.records import Blurb, Video
from engine.text import jieba_model, spacy_model

Kind = Literal["number", "name", "word"]
Pool = Mapping[tuple[bool, str], Sequence[str]]  # (Chinese, part of speech) -> words

_NAMES: frozenset[str] = frozenset(("NNP", "nr", "ns", "nt", "nz"))  # tags of spaCy's English and of jieba
_WORDS: frozenset[str] = frozenset(("NN", "NNS", "VB", "VBZ", "VBD", "VBG", "VBN", "VBP", "JJ", "n", "v", "vn", "a"))
# Words that stand in a blurb without standing in the record: the program's own for kinds and lengths.
_OWN_WORDS = (
    "film episode talk lesson clip video drama long hour hours minute minutes second seconds directed part "
    "电影 剧集 演讲 短片 视频 分钟 小时 执导 主演 主讲 时长"
)
_OWN = frozenset(_OWN_WORDS.split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word that a blurb used."""

    text: str
    kind: Kind
    tag: str
    chinese: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed, and the record after it."""

    old: Word
    new: str
    video: Video


def words(blurb: Blurb, *, chinese: bool) -> list[Word]:
    """The numbers, names and content words of a blurb's text, each once."""
    found: dict[str, Word] = {}
    for text, tag, opens in _tagged(blurb.text, chinese):
        kind = _kind(text, tag)
        too_short = len(text) < (2 if chinese else 4) and kind != "number"
        if kind is None or too_short or text.casefold() in _OWN or (opens and kind != "number"):
            continue  # an opening word has its capital from its place
        if kind == "number" or text.isalpha():
            found.setdefault(text, Word(text, kind, tag, chinese))
    return list(found.values())


def pool_of(used: Sequence[Sequence[Word]]) -> Pool:
    """All words of some blurbs by language and part of speech."""
    pool: dict[tuple[bool, str], dict[str, None]] = defaultdict(dict)
    for of_blurb in used:
        for word in of_blurb:
            pool[word.chinese, word.tag][word.text] = None
    return {key: list(texts) for key, texts in pool.items()}


def change(video: Video, used: Sequence[Word], pool: Pool, rng: np.random.Generator) -> Change | None:
    """One change, of a kind drawn first; None where the record holds none of the words, or nothing replaces them."""
    held = [word for word in used if _record(video, word) != video and not _stands_in(word, video.title)]
    kinds: list[Kind] = sorted({word.kind for word in held})
    while kinds:
        kind = kinds.pop(int(rng.integers(len(kinds))))
        of_kind = [word for word in held if word.kind == kind]
        for place in rng.permutation(len(of_kind)).tolist():
            new = _another(of_kind[place], video, pool, rng)
            if new:
                return Change(of_kind[place], new, _record(video, of_kind[place], new))
    return None


def is_gone(old: Word, blurb: Blurb) -> bool:
    """Whether a blurb that was written again lives without the old word."""
    return bool(blurb.text) and not _stands_in(old, f"{blurb.hook}\n{blurb.text}")


def says(new: str, blurb: Blurb) -> bool:
    return new.casefold() in f"{blurb.hook}\n{blurb.text}".casefold()


def _kind(text: str, tag: str) -> Kind | None:
    if text.isdecimal() and text.isascii():
        return "number"
    return "name" if tag in _NAMES else "word" if tag in _WORDS else None


def _another(word: Word, video: Video, pool: Pool, rng: np.random.Generator) -> str | None:
    everything = repr(video).casefold()
    if word.kind == "number":
        number, size = int(word.text), len(word.text)
        near = [number + way * int(n) for n in rng.permutation(np.arange(2, 40)) for way in (1, -1)]
        options = [str(n) for n in near if n > 0 and len(str(n)) == size] + [str(number + 1)]
    else:
        others = pool.get((word.chinese, word.tag), ())
        options = [others[i] for i in rng.permutation(len(others)).tolist()]
        options.sort(key=lambda other: word.chinese and len(other) != len(word.text))
    return next((option for option in options if option.casefold() not in everything), None)


def _record(video: Video, word: Word, new: str = "\0") -> Video:
    """The video with another word wherever its text, people, year, genres or tags hold the old one."""

    def put(text: str) -> str:
        return _pattern(word).sub(lambda found: _cased(new, found.group()), text)

    year = video.year
    if year is not None and str(year) == word.text:
        year = int(new) if new.isdecimal() else 0
    return replace(
        video,
        text=put(video.text),
        tagline=put(video.tagline),
        year=year,
        genres=tuple(map(put, video.genres)),
        tags=tuple(map(put, video.tags)),
        people=tuple(replace(person, name=put(person.name)) for person in video.people),
    )


def _stands_in(word: Word, text: str) -> bool:
    return _pattern(word).search(text) is not None


def _pattern(word: Word) -> re.Pattern[str]:
    whole = re.escape(word.text)
    if word.kind == "number":
        return re.compile(rf"(?<!\d){whole}(?!\d)")
    return re.compile(whole if word.chinese else rf"(?i)(?<!\w){whole}(?!\w)")


def _cased(new: str, old: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _tagged(text: str, chinese: bool) -> list[tuple[str, str, bool]]:
    """(word, part of speech, whether it opens a sentence)."""
    if chinese:
        # A character that is not Chinese, or a tag that is unsure, does no harm: only the listed tags are taken.
        return [(word, flag, False) for word, flag in jieba_model.cut(text)]
    return [(token.text, token.tag_, bool(token.is_sent_start)) for token in spacy_model.english()(text)]
