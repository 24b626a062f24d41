"""The closed words of the generator's output: stopping, joining two sentences, opening a quotation.

Their places in ``CLOSED`` are their rows in the model, so the list only ever grows at its end. None of
them says anything that could be false: a border between sentences claims nothing, and an opening names
where the words stand (evidence cues are taken from the first quarter, so "early on" holds).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.records import SourceKind


@dataclass(frozen=True, slots=True)
class Closed:
    """One closed word. ``before`` is printed in front of what follows it, ``after`` behind that."""

    role: Literal["begin", "stop", "join", "open"]
    language: str = ""  # empty: every language but Chinese
    before: str = ""
    after: str = ""
    traditional: tuple[str, str] | None = None  # before and after, where the words are in traditional characters
    fuses: bool = False  # the full stop before it falls and the sentence after it begins in lower case
    kind: SourceKind | None = None  # of the sentences that an opening may lead into
    share: float = 1.0  # how often training sets it among its like (people mostly start a new sentence)

    def speaks(self, language: str) -> bool:
        """Whether it may stand beside sentences of this language."""
        return language == self.language or (not self.language and language != "zh")

    def written(self, *, traditional: bool) -> tuple[str, str]:
        """What is printed before and after, in the script of the sentences that it leads to."""
        return self.traditional if traditional and self.traditional else (self.before, self.after)

    def units(self) -> int:
        """Its length in words (English) or characters (Chinese)."""
        if self.language == "zh":
            return len(self.before) + len(self.after)
        return sum(any(c.isalnum() for c in word) for word in self.before.split())


def _opening(language: str, kind: SourceKind, *texts: str) -> list[Closed]:
    return [Closed("open", language, text + "“", "”", kind=kind) for text in texts]


def _chinese_opening(kind: SourceKind, *texts: str) -> list[Closed]:
    """Each text is simplified and traditional: one choice, written in one script or the other."""
    pairs = [text.split("/") for text in texts]
    return [Closed("open", "zh", s + "“", "”", traditional=(t + "「", "」"), kind=kind) for s, t in pairs]


BEGIN, STOP = 0, 1
CLOSED: tuple[Closed, ...] = (
    Closed("begin"),
    Closed("stop"),
    Closed("join", "", " ", share=0.8),
    Closed("join", "en", "; ", fuses=True, share=0.12),
    Closed("join", "en", " — ", fuses=True, share=0.08),
    Closed("join", "zh", "", share=0.85),
    Closed("join", "zh", "；", fuses=True, share=0.15),
    *_opening("en", "note", "You wrote: ", "You noted: ", "In your words: ", "Your note: ", "As you put it: "),
    *_opening("en", "cue", "Heard early on: ", "An early line: ", "Early on: ", "From the first part: "),
    *_opening("en", "cue", "Near the beginning: ", "One line early on: ", "Listen for this early on: "),
    *_chinese_opening("note", "你写过：/你寫過：", "你记下过：/你記下過：", "用你的话说：/用你的話說："),
    *_chinese_opening("note", "你的笔记：/你的筆記：", "你曾写道：/你曾寫道："),
    *_chinese_opening("cue", "开头部分说道：/開頭部分說道：", "前段有一句：/前段有一句：", "前面说到：/前面說到："),
    *_chinese_opening("cue", "前段可以听到：/前段可以聽到：", "片头不久：/片頭不久："),
)

# Sentences that open with one of these may lose their capital after a joining mark.
_LOWERABLE_WORDS = (
    "A An The This These Those Two Three Four Five Some Many Every Each One After Before When While As In On "
    "At With From Both All Most Several His Her Their Its Our Your How Why What Where"
)
LOWERABLE = frozenset(_LOWERABLE_WORDS.split())
FULL_STOPS = frozenset(".。")
QUOTES = frozenset('"“”「」『』«»„')
