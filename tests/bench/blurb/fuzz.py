"""Spoil a video's text in the ways in which texts of real files are spoilt, and in some that are only hostile."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from engine.records import Video

Rng = np.random.Generator
_LONG = 12_000  # characters
# Letters with marks and without lower case, right-to-left, emoji, format and combining characters, look-alikes.
_STRANGE = (
    "ßİıŁøÅéñçẞǅﬁ０１٣४५Ⅷ½²①ΩЖшאבעمسलिภษ한글ひらカナ龘㐀𠮷😀👩‍💻🏳️‍🌈"
    "\u0301\u0308\u200b\u200d\u200e\u202e\u2066\ufeff\ufffd\u00ad\u00a0\u3000\u2028\x00\x07\x1b«»“”‘’「」『』（）【】…—–‐·•†™№"
)

_TAGS = (
    '<b>|</b>|<p>|</p>|<br/>|<a href="http://x.y/?a=1&b=2">|</a>|&amp;|&#39;|&lt;i&gt;|<script>alert(1)</script>|'
    "<!-- 1999 -->|<|&nbsp;|<li>|&#x4e2d;|**|[1]|`"
)


def fuzzed(video: Video, other: Video, kind: str, rng: Rng) -> Video:
    """The video with its text spoilt; ``other`` lends text to the kinds that mix two."""
    return replace(video, text=KINDS[kind](video.text, other.text, rng))


def _unicode(text: str, other: str, rng: Rng) -> str:
    """Strange characters put in or in another's place, one of fifteen."""
    out = []
    for character in text:
        if rng.random() < 1 / 15:
            drawn = int(rng.integers(0x20, 0x2FFFF))
            put = _STRANGE[int(rng.integers(len(_STRANGE)))] if rng.random() < 0.7 else chr(drawn)
            out.append(put if rng.random() < 0.5 else character + put)
        else:
            out.append(character)
    return re.sub("[\ud800-\udfff]", "?", "".join(out))  # halves of pairs stand in no file


def _shuffled(text: str, other: str, rng: Rng) -> str:
    """The same words in any order; Chinese in runs of two characters."""
    words = re.findall(r"[\u3400-\u9fff]{1,2}|[^\s\u3400-\u9fff]+", text)
    joined = "" if re.search(r"[\u3400-\u9fff]", text) else " "
    return joined.join(words[i] for i in rng.permutation(len(words)).tolist())


def _numbers(text: str, other: str, rng: Rng) -> str:
    """Every number another one, and some more of them."""
    text = re.sub(r"\d", lambda _: str(rng.integers(10)), text)
    gap = r"(?<=[a-z]) (?=[a-z])|(?<=[\u3400-\u9fff]{2})(?=[\u3400-\u9fff]{2})"
    return re.sub(gap, lambda old: f"{old[0]}{rng.integers(3000)}{old[0]}" if rng.random() < 0.1 else old[0], text)


def _html(text: str, other: str, rng: Rng) -> str:
    """Tags, half of them broken, entities, scripts, comments."""
    tags = _TAGS.split("|")
    return re.sub(
        r" |(?<=[，。])",
        lambda gap: gap.group() + (tags[int(rng.integers(len(tags)))] if rng.random() < 0.2 else ""),
        text,
    )


def _long(text: str, other: str, rng: Rng) -> str:
    """Both texts over and over."""
    whole = f"{text} {other}\n"
    return (whole * (_LONG // max(len(whole), 1) + 1))[:_LONG]


def _mixed(text: str, other: str, rng: Rng) -> str:
    """The sentences of both by turns, and halves of them glued together."""
    split = [re.split(r"(?<=[.!?。！？])\s*", part) for part in (text, other)]
    pairs = [part for pair in zip(*split, strict=False) for part in pair]
    return "".join(part[: len(part) // 2] if rng.random() < 0.3 else part + " " for part in pairs)


def _bare(text: str, other: str, rng: Rng) -> str:
    """No marks, and all letters of one size."""
    return re.sub(r"[^\w\s]", " ", text.upper() if rng.random() < 0.5 else text.lower())


def _torn(text: str, other: str, rng: Rng) -> str:
    """Cut off within a word, with brackets and quotes that never close."""
    text = text[: int(rng.integers(len(text) // 3, len(text) + 1))]
    return re.sub(
        r" (?=\w)",
        lambda _: str(rng.choice([" ", " (", ' "', " “", " -- "], p=[0.9, 0.025, 0.025, 0.025, 0.025])),
        text,
    )


KINDS: dict[str, Callable[[str, str, Rng], str]] = {
    "unicode": _unicode,
    "shuffled": _shuffled,
    "numbers": _numbers,
    "html": _html,
    "long": _long,
    "mixed": _mixed,
    "bare": _bare,
    "torn": _torn,
}
