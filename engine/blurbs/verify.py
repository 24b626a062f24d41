"""Reject what no evidence holds: names, numbers, words, who does what, a lost "not"; torn quotes; wrong lengths.

A clause keeps the words of its source in their order, so roles cannot change places; and it does not keep a
word whose negation it drops.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from engine.generate.dataset import BOUNDS, Mode
from engine.records import Evidence, Fact
from engine.text.referents import breaks_off

# What mending may add to a sentence's own words: articles, agreement, "and" between what is left.
_MENDING = frozenset(
    ["a", "an", "the", "is", "are", "was", "were", "has", "have", "had", "does", "do", "and", "be", "of"]
)
# What the sentences of facts are built with; years, names, lengths and ordinals are forms of the facts.
_FACT_TEMPLATES = (
    "directed directs written by with from at given long in on part s cast this brings together others filed under "
    "一 的 由 在 是 主演 出演 来自 人 等 系列中 自 "
)
_SIMPLIFIED = _MENDING | frozenset((_FACT_TEMPLATES + "执导 编剧 编导 主讲 时长 片长 全长 带来 关键词").split())
_TRADITIONAL = _MENDING | frozenset(
    (_FACT_TEMPLATES.replace("来", "來") + "執導 編劇 編導 主講 時長 片長 全長 帶來 關鍵詞").split()
)
_NEGATION_WORDS = "not no never nor neither without nobody none cannot hardly barely 不 没 沒 未 无 無 非 别 別"
_NEGATIONS = frozenset(_NEGATION_WORDS.split())
_WORD = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:[’'.,-][^\W_\u3400-\u9fff]+)*")
_PAIRS = {"“": "”", "「": "」", "『": "』", "«": "»", "(": ")", "（": "）", "《": "》", "[": "]", "【": "】"}


def verify(
    text: str,
    clauses: Sequence[Evidence],
    *,
    facts: Sequence[Fact] = (),
    mode: Mode = "blurb",
    chinese: bool = False,
    traditional: bool = False,
) -> list[str]:
    """What is wrong with a text, one line a problem; empty where it may be printed.

    ``clauses`` say which source each part of the text stands on; every part is held against its own source
    alone (a fact's against the closed list), so that a true word of another sentence does not excuse it.
    The text must be its clauses and nothing else, apart from closed words and marks. ``traditional``: our own
    words are written in traditional characters.
    """
    problems = []
    for clause in clauses:
        if clause.source.kind == "fact":
            allowed = [form for fact in facts for form in fact.forms]
            missing = _unheld(clause.text, allowed, spare=_TRADITIONAL if traditional else _SIMPLIFIED)
        else:
            missing = _unheld(clause.text, [clause.source.text], spare=_MENDING)
            problems += _twisted(clause.text, clause.source.text)
        problems += [f"no evidence for {word!r}" for word in missing]
        if _plain(clause.text) not in _plain(text):
            problems.append(f"a clause is not in the text: {clause.text!r}")
    if not clauses:
        problems.append("no evidence")
    problems += torn(text)
    low, high = BOUNDS[mode, chinese]
    size = length(text, chinese=chinese)
    if size > high or (size < low and not all(c.source.kind == "fact" for c in clauses)):
        problems.append(f"{size} {'characters' if chinese else 'words'}; {low} to {high} are wanted")
    return problems


def length(text: str, *, chinese: bool) -> int:
    """Words of an English text, characters of a Chinese one."""
    if chinese:
        return len(re.sub(r"\s", "", text))
    return sum(any(c.isalnum() for c in word) for word in text.split())


def _unheld(text: str, held: Sequence[str], *, spare: frozenset[str]) -> list[str]:
    known: set[str] = set()
    whole = _plain(" ".join(held))
    for piece in held:
        known |= {w for word in _WORD.findall(_plain(piece)) for w in (word, *re.split(r"['.,-]", word))}
    stems = {_stem(word) for word in known}
    missing = []
    for match in _WORD.finditer(text):
        word = match.group()
        plain = _plain(word)
        if "\u3400" <= plain[0] <= "\u9fff":
            missing += _uncovered(plain, whole, spare)
        elif not (
            plain in known or plain in spare or all(p in known or p in spare for p in re.split(r"[’'.,-]", plain) if p)
        ):
            named = word[1:] != word[1:].lower() or any(c.isdigit() for c in word)
            if named or _stem(plain) not in stems:
                missing.append(word)
    return missing


def _twisted(text: str, source: str) -> list[str]:
    """Words in another order than their source has them, or without their negation."""
    said, held = _tokens(text), _tokens(source)
    first = _places(said, held)
    if first is None:
        return ["not in the order of its source"]
    last = _places(said[::-1], held[::-1])
    assert last is not None  # what is a subsequence forwards is one backwards
    lost = _unnegated(held, set(first)) & _unnegated(held, {len(held) - 1 - i for i in last})
    return [f"without its {held[i]!r}" for i in sorted(lost)]


def _tokens(text: str) -> list[str]:
    """Words, and single Chinese characters, as they are compared; what mending may add is left out."""
    found = []
    for word in _WORD.findall(_plain(text)):
        if "\u3400" <= word[0] <= "\u9fff":
            found += list(word)
        else:
            parts = re.split(r"[.,-]", word) if not any(c.isdigit() for c in word) else [word]
            parts = [part.removesuffix("'s") for part in parts]
            found += [part for part in parts if part and part not in _MENDING]
    return found


def _places(said: Sequence[str], held: Sequence[str]) -> list[int] | None:
    """Where each word said stands, as early as may be; None where they do not stand there in this order."""
    places, at = [], 0
    for word in said:
        while at < len(held) and not _alike(word, held[at]):
            at += 1
        if at == len(held):
            return None
        places.append(at)
        at += 1
    return places


def _alike(one: str, other: str) -> bool:
    return one == other or (not one[0].isdigit() and _stem(one) == _stem(other))


def _unnegated(held: Sequence[str], kept: set[int]) -> set[int]:
    """Negations that are left out though the word behind them is kept."""
    return {
        i for i, word in enumerate(held) if i not in kept and i + 1 in kept and (word in _NEGATIONS or "n't" in word)
    }


def _uncovered(run: str, whole: str, spare: frozenset[str]) -> list[str]:
    """Characters of a Chinese run that stand in no piece of the evidence of two characters or more."""
    spared = "".join(spare)
    missing, at = [], 0
    while at < len(run):
        size = next((n for n in range(len(run) - at, 0, -1) if run[at : at + n] in whole), 0)
        if size == 0 and run[at] not in spared:
            missing.append(run[at])
        at += max(size, 1)
    return missing


def _stem(word: str) -> str:
    """A word without its ending of number, person or tense."""
    for ending in ("ies", "ing", "es", "ed", "s", "d", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)].rstrip("ey")
    return word


def torn(text: str) -> list[str]:
    """Quotes and brackets that do not come in pairs; an end in the middle, a Chinese one by its words too."""
    problems = [f"ends in {text[-1]}"] if text and text[-1] in ",;:-–—、，；：" else []
    waiting: list[str] = []
    for c in text:
        if c in _PAIRS:
            waiting.append(_PAIRS[c])
        elif c in _PAIRS.values() and (not waiting or waiting.pop() != c):
            problems.append(f"{c} closes nothing")
    problems += [f"{c} is missing" for c in waiting]
    if text.count('"') % 2:
        problems.append('" is missing')
    problems += [f"breaks off: {said}" for said in re.split("[。！？]", text) if said and breaks_off(said)]
    return problems


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("’", "'").split())
