"""Words of a text with base form, part of speech, and whether they carry meaning, English and Chinese."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from engine.text.hanzi import simplified
from engine.text.jieba_model import cut
from engine.text.language import language as language_of
from engine.text.spacy_model import english


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark. ``pos`` is a Universal POS tag ("X" where nobody can tell); marks are "PUNCT".

    ``lemma`` is in lower case except for names; of Chinese it is the word in simplified characters, so that
    both scripts meet.
    """

    text: str
    lemma: str
    pos: str
    is_stop: bool


def words(text: str, language: str = "") -> list[Word]:
    """The words in order, without space between them. ``language``: ISO 639-1; told from the text if ""."""
    language = language or language_of(text)
    if language == "en":
        return _english(text)
    if language == "zh":
        return _chinese(text)
    return [
        Word(found[0], found[0].lower(), "X" if found[0][0].isalnum() else "PUNCT", is_stop=False)
        for found in re.finditer(r"\w+(?:['’\-]\w+)*|[^\w\s]", text)
    ]


def _english(text: str) -> list[Word]:
    document = english()(text, disable=["parser", "ner"])
    return [
        Word(
            token.text,
            token.lemma_ if token.pos_ == "PROPN" else token.lemma_.lower(),
            token.pos_,
            is_stop=token.is_stop,
        )
        for token in document
        if not token.is_space
    ]


def _chinese(text: str) -> list[Word]:
    """Cut in simplified characters, which jieba's dictionary knows, and given back as they were written."""
    found = []
    place = 0
    for simple, flag in cut(simplified(text)):
        end = place + len(simple)
        if not simple.isspace():
            pos = "PUNCT" if flag == "x" and not simple[0].isalnum() else _UNIVERSAL.get(flag[:1], "X")
            pos = "PROPN" if flag in _NAMES else "X" if flag == "eng" else pos
            found.append(Word(text[place:end], simple.lower(), pos, is_stop=simple in _stop_words()))
        place = end
    return found


# ICTCLAS flags, as jieba gives them, by their first letter.
_NAMES = frozenset(("nr", "nrt", "nrfg", "ns", "nt", "nz"))
_UNIVERSAL = {
    "a": "ADJ",
    "b": "ADJ",
    "c": "CCONJ",
    "d": "ADV",
    "e": "INTJ",
    "f": "ADP",
    "g": "NOUN",
    "h": "PART",
    "i": "NOUN",
    "j": "NOUN",
    "k": "PART",
    "l": "NOUN",
    "m": "NUM",
    "n": "NOUN",
    "o": "INTJ",
    "p": "ADP",
    "q": "NOUN",
    "r": "PRON",
    "s": "NOUN",
    "t": "NOUN",
    "u": "PART",
    "v": "VERB",
    "y": "PART",
    "z": "ADJ",
}
_STOP_WORDS = """
的 了 着 过 地 得 之 所 吗 呢 吧 啊 呀 嘛 哦 哈 啦 哎 嗯 么 们 等 等等 我 你 您 他 她 它 我们 你们
他们 她们 它们 咱们 自己 大家 人家 别人 有人 谁 什么 哪 哪里 哪个 哪些 怎么 怎样 怎么样 为什么 多少
几 某 某些 各 各种 每 每个 这 那 这个 那个 这些 那些 这里 那里 这儿 那儿 这样 那样 这么 那么 此 其
其他 其它 其中 另 另外 本 该 是 有 在 为 被 把 将 让 给 对 向 从 到 由 于 以 与 和 跟 同 及 或 或者
以及 并 并且 而 而且 且 但 但是 可是 不过 然而 却 只是 如果 若 要是 因为 所以 因此 由于 于是 虽然
尽管 即使 无论 不管 只要 只有 除了 关于 至于 按 按照 根据 通过 经过 随着 当 比 比如 例如 如 像 好像
似乎 不 没 没有 别 也 都 还 又 再 就 才 只 很 太 更 最 非常 十分 比较 有点 有些 一些 一点 一点儿
已经 正在 正 曾 曾经 刚 刚刚 一直 总是 常常 经常 往往 然后 接着 之后 之前 以后 以前 后来 现在 当时
时候 能 能够 会 可以 可能 应该 要 想 得到 起来 下来 出来 上去 上 下 里 中 内 外 前 后 左右 一 一个
一种 一样 一般 两 个 位 种 次 些 件 部 条 来 去 做 使 令 叫 用 地方 即 便 若是 既 既然 不仅 不但
甚至 尤其 还是 还有 就是 也是 都是 而是 不是 是否 与其 何 如何 如此 究竟 到底 其实 当然 真的 确实
"""


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(_STOP_WORDS.split())
