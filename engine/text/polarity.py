"""Count the words of praise and of blame in a clause, each turned round where it is negated."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from engine.paths import RESOURCES
from engine.text.hanzi import simplified

WORD_LIST = RESOURCES / "opinion_words.tsv"  # written for Matinee; a "*" at the end stands for any ending


@dataclass(frozen=True, slots=True)
class Polarity:
    """How many words praise and blame, after negation, and whether anything is negated at all."""

    praise: int
    blame: int
    is_negated: bool

    @property
    def sign(self) -> int:
        """-1, 0 or 1."""
        return (self.praise > self.blame) - (self.praise < self.blame)


def polarity(text: str, *, negation: bool = True) -> Polarity:
    """Both languages are looked for in every text. ``negation`` False counts bare words: a baseline."""
    text = simplified(text.lower().replace("’", "'"))
    text = _NO_NEGATION.sub(lambda found: "_" * len(found[0]), text)
    praise = blame = 0
    for sign, start, end in _opinions(text):
        if negation and _is_turned(text, sign, start, end):
            sign = -sign
        praise += sign > 0
        blame += sign < 0
    return Polarity(praise, blame, is_negated=bool(_ENGLISH_NOT.search(text) or _CHINESE_NOT.search(text)))


# Where these stand nothing is denied.
_NO_NEGATION = re.compile(
    r"\bnot (?:only|just|to mention)\b|\bno (?:wonder|doubt|matter)\b|\bnothing but\b"
    r"|\b(?:can't|cannot|couldn't) (?:wait|help|believe)\b|\bcould(?:n't| not) (?=be (?:more\b|\w+er\b))"
    r"|不仅|不但|不只|不光|不得不|不禁|不由得?|不知不觉|忍不住|停不下来|没想到|想不到|没料到|不料|无不|无比"
    r"|谁不|毫不费力|毫不夸张|不夸张|特别|分别|区别|个别|级别|类别|非常|未来|差不多|不同"
)
_ENGLISH_NOT = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|no one|neither|nor|without|hardly|barely|rarely|scarcely|cannot"
    r"|least|less|impossible|hard to|far from|anything but|\w+n't)\b"
)
_CHINESE_NOT = re.compile(
    r"谈不上|算不上|称不上|说不上|毫无|毫不|并非|并不|从不|没有|不怎么|不太|不够|难以|缺乏|缺少|远非"
    r"|找不到|挑不出|谁(?:说|会|愿|想|要)|[不没无未非]"
)
_REACH_WORDS, _REACH_CHARACTERS = 4, 8
_BORDER = re.compile(r"[,;:.!?，。；：！？、…]|(?<!anything )(?<!nothing )\bbut\b|但|却")
# "I have never seen a better one", "never so bored", "好久没这么开心": what is denied is the comparison.
_UNSURPASSED = re.compile(
    r"(?:\b(?:never|nobody|no one|nothing|no|not|rarely)\b|n't\b).*\b(?:better|such|more|worse|so|this)\b"
    r"|(?:从来?没|从未|没见过|没看过|没听过|好久没|很久没|没有(?:人|什么)?比).*"
)
_IN_AGES = re.compile(r".*\b(?:like this|in ages|for ages|in years|for years|like (?:her|him|them))\b")
_DENIED_AFTER = re.compile(r"(?:都|也|可言)?(?:没有|全无|不起来|不出来|不了|不上)")


def _is_turned(text: str, sign: int, start: int, end: int) -> bool:
    """Whether negation turns the opinion at ``text[start:end]`` round."""
    before = _BORDER.split(text[:start])[-1]
    if re.match(r"[a-z]", text[start:end]):
        near = " ".join(before.split()[-_REACH_WORDS:]) + " "
        denials = len(_ENGLISH_NOT.findall(near))
    else:
        near = before[-_REACH_CHARACTERS:]
        denials = len(_CHINESE_NOT.findall(near)) + bool(sign > 0 and _DENIED_AFTER.match(text, end))
    unsurpassed = _UNSURPASSED.search(before + text[start:end]) or _IN_AGES.match(text, end)
    return denials % 2 == 1 and not unsurpassed


def _opinions(text: str) -> Iterator[tuple[int, int, int]]:
    """(sign, start, end) of every word of the list in the text, the longest first, none overlapping."""
    pattern, signs, stems = _word_list()
    for found in pattern.finditer(text):
        word = found[0]
        sign = signs.get(word)
        if sign is None:
            sign = signs[next(stem for stem in stems if word.startswith(stem[:-1]))]
        yield sign, found.start(), found.end()


@cache
def _word_list() -> tuple[re.Pattern[str], dict[str, int], list[str]]:
    with WORD_LIST.open(encoding="utf-8", newline="") as lines:
        signs = {row["word"]: int(row["sign"]) for row in csv.DictReader(lines, delimiter="\t")}
    ordered = sorted(signs, key=len, reverse=True)
    english = [re.escape(word).replace(r"\*", r"\w*") for word in ordered if word.isascii() or word[0] < "ÿ"]
    chinese = [re.escape(word) for word in ordered if word[0] >= "ÿ"]
    pattern = re.compile(rf"\b(?:{'|'.join(english)})\b|{'|'.join(chinese)}")
    return pattern, signs, [word for word in ordered if word.endswith("*")]
