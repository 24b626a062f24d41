"""A Chinese sentence as words with jieba's flags, and what can be told of a few of them at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.text.cuts_build import listed
from engine.text.jieba_model import cut as segment

STOPS = "。！？!?"
COMMAS = "，；,;"
CJK = "\u3400-\u9fff"
OPENING, CLOSING = "（(「『《“[【", "）)」』》”]】"

NAMES = frozenset(("ns", "nt", "nz", "eng"))
US = frozenset(("我们", "我", "你", "您", "你们", "大家"))
VERBS = frozenset(("v", "vi", "vg", "vq", "vd"))
_NO_VERBS = listed("作为 做为 基于 通过 随着 针对 围绕 结合 根据 按照 关于 对于 利用 借助 为了 以及 包括")


def any_of(words: str) -> str:
    """A pattern for any of the words written in one string."""
    return "(?:" + "|".join(words.split()) + ")"


SHOWS = any_of(
    "介绍 分享 讲述 讲解 探讨 讨论 解析 剖析 分析 聚焦 展示 阐述 描述 解读 揭示 探索 说明 讲讲 讲 聊聊 谈谈 "
    "回顾 演示 示范 梳理 总结 描绘 刻画 呈现 记录 纪录 叙述 概述 阐明 展现 详述 详解 拆解 盘点 揭秘 概括"
)
_SHOWING = re.compile(f"{SHOWS}$")
NEGATION = re.compile("不|没|未|无|非|莫|勿|别(?=[再让去做])|难以|避免|防止|拒绝|禁止|缺乏|缺少")


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in words, with jieba's flags of its simplified form."""

    printed: list[str]
    simple: list[str]
    flags: list[str]
    spaces: list[bool]

    def text(self, first: int, last: int) -> str:
        """The simplified text of these words without the mark that closes them."""
        return "".join(self.simple[first : last + 1]).rstrip(COMMAS + "：:" + STOPS)

    def said(self, kept: Sequence[int]) -> str:
        """The simplified text of the words at these places."""
        return "".join(self.simple[i] for i in kept)


def segmented(text: str, simple: str) -> Words:
    """The words of a text; ``simple`` is its simplified form, as long as it."""
    words = Words([], [], [], [])
    place, space = 0, False
    for word, flag in segment(simple):
        if not word.isspace():
            words.printed.append(text[place : place + len(word)])
            words.simple.append(word)
            words.flags.append(flag)
            words.spaces.append(space)
        space = word.isspace()
        place += len(word)
    return words


def size_of(words: Sequence[str]) -> int:
    """Length in characters, where Latin letters count half."""
    return sum(len(w) if not w.isascii() else (len(w) + 1) // 2 for w in words)


def clauses(words: Words, kept: Sequence[int]) -> Iterator[list[int]]:
    """The places between commas outside brackets and quotation marks, each with the mark that closes it."""
    clause: list[int] = []
    depth = 0
    for i in kept:
        word = words.simple[i]
        clause.append(i)
        depth += (word in OPENING) - (word in CLOSING)
        if depth <= 0 and word in COMMAS and not _groups_digits(words, i):
            yield clause
            clause = []
    if clause:
        yield clause


def _groups_digits(words: Words, i: int) -> bool:
    """Whether a comma stands inside a figure: 71,379."""
    around = words.simple[max(i - 1, 0) : i + 2]
    return words.simple[i] == "," and len(around) == 3 and around[0].isdigit() and around[2].isdigit()


def after(words: Words, kept: Sequence[int], characters: int) -> list[int] | None:
    """The cut without its first characters, if they end where a word ends."""
    passed = 0
    for place, i in enumerate(kept):
        if passed == characters:
            return list(kept[place:])
        passed += len(words.simple[i])
    return None


def has_verb(words: Words, places: Sequence[int]) -> bool:
    """Whether something is done, or is so, among the words at these places."""
    for place, i in enumerate(places):
        word, flag = words.simple[i], words.flags[i]
        if place and words.simple[places[place - 1]] == "的":
            continue  # a deed as a noun: 类的扩展
        ends = place == len(places) - 1
        deed = flag in VERBS or word in ("是", "有", "为") or (flag == "vn" and place == 0 and not ends)
        # 深入探讨 and 运来了 are one word, and no verb, to jieba
        deed = deed or (len(word) > 2 and bool(_SHOWING.search(word) or (flag == "l" and word[-1] in "了着过")))
        if deed and word not in _NO_VERBS:
            behind = [words.simple[j] for j in places[place + 1 : place + 3]]
            if behind[:1] != ["的"] and not (behind[1:] == ["的"] and behind[0] in ("到", "过", "出")):
                return True  # neither 运行的程序 nor 涉及到的主题
        elif flag in ("a", "i", "l") and place >= len(places) - 2 and place:
            return True
    return False


def is_noun(words: Words, i: int) -> bool:
    """Whether a word can be, or begin, somebody or something."""
    flag = words.flags[i]
    return flag[:1] in ("n", "j") or flag in ("eng", "vn", "an") or words.simple[i] in ("《", "“", "「", *US)


def is_date(words: Words, i: int) -> bool:
    """Whether a word tells a time of the calendar, alone or as a part."""
    return words.flags[i] == "t" or bool(
        re.fullmatch(
            "\\d+|[年月日]|\\d+[年月日]|[元正一二三四五六七八九十百]+[年月日]|年代|[上中下]旬|世纪", words.simple[i]
        )
    )
