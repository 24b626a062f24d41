"""The cuts of Chinese sentences, simplified and traditional: clauses between commas, judged by parts of speech.

A comma in Chinese closes a clause, so clauses are what may go: openings that tell a time or a means, text in
brackets, and whatever follows once the sentence has said something. Correlated conjunctions (虽然 … 但是) keep
their clauses together, and no cut begins with a word that leans on the sentence before it. All rules look at
the simplified form, which is as long as the printed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.records import Lattice, Source
from engine.text.cuts_build import LatticeBuilder, is_balanced, listed
from engine.text.hanzi import simplified
from engine.text.jieba_model import cut as segment

FEWEST, MOST = 10, 70  # characters of a cut; two Latin letters count as one
WHOLE = 85  # of a whole sentence
_QUOTED_FEWEST, _QUOTED_MOST = 5, 40  # of a spoken line

_STOPS = "。！？!?"
_COMMAS = "，；,;"
_CJK = "\u3400-\u9fff"


def _any(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


_NOT_PROSE = re.compile(
    r"https?:|www\.|\w@\w|[<>{}\[\]|=\\^~#`*_\ufffd•●■◆▪→]|^\W*[\d一二三四五六七八九十]+\s*[、.．)）]|\d{1,2}[:：]\d{2}"
    r"|^[（(]|…|\.\.|^\S{1,12}[:：]|——.*——.*——|\s-|[①-⑳]|[（(]\d+[)）]|[（(][，,]|“”|「」"
    rf"|\d[.、]\s*[{_CJK}].*\d[.、]\s*[{_CJK}]|[{_CJK}]\s+[{_CJK}]|^[，。、；：—–-]"
    rf"|(?<!—)—(?!—)|\s[a-z]\.\s|[\u2776-\u2793]|[{_CJK}][.．]\S|，，|，）|。。|^(?:方法|目的|结果|背景)[对:：\s]|在《[^》]*》$"
)
_BOILERPLATE = re.compile(
    _any(
        "报名 官网 链接 连结 下载 关注我 公众号 版权 微信 扫码 简介[:：] 毕业于 任职 现任 曾任 博士 硕士 "
        "副?教授 工程师， 点击 主讲人 讲师是 "
        "关键词 参考文献 购票 直播间 赞助 主办 协办 邮箱 微博 简报 投影片 议程如下 上映 导演 主演 票房 出品 "
        "获奖 奥斯卡 制片 编剧 执导 "
        "改编自 首映 饰演 Q.?&.?A 问答环节 答疑 欢迎 敬请 谢谢 感谢 如下 以下 下列 下面 见下 详见 上述 以上 "
        "前述 前者 后者 同上 大纲 目录 "
        "授权条款 所示 图\\d 表\\d 患者 本例 结论 年薪 工作经验 从事 多年.{0,6}经验 参与者需 请携带 笔记本电脑 "
        "先备知识 备注 注意事项 "
        "[＜＞] 听众(?:需|应|须) 适合.{0,12}(?:人|者|听众)"
    )
)
_EXPOSURE = re.compile(_any("裸体 强奸 色情 乱伦 性侵 恋童 肢解 虐杀 性交 轮奸 妓 性器"))
_PAPER = re.compile(_any("文中 本文 本论文 该文 文章 本书 本研究 论文 本章 本节 本条目"))

_SHOWS = _any(
    "介绍 分享 讲述 讲解 探讨 讨论 解析 剖析 分析 聚焦 展示 阐述 描述 解读 揭示 探索 说明 讲讲 讲 聊聊 谈谈 "
    "回顾 演示 示范 梳理 总结 描绘 刻画 "
    "呈现 记录 纪录 叙述"
)
_EVENT = _any(
    "分享 演讲 讲座 议题 议程 主题演讲 主题 课程 报告 会议 课 talk Talk session Session 教程 视频 影片 演说 "
    "话题 专题 工作坊"
)
_SELF = (
    "(?:本片|该片|影片|电影|本剧|该剧|故事|剧情|纪录片|本集|这部(?:影片|电影|纪录片)"
    f"|(?:本|这|此|该)(?:次|场|个|节|堂|门|部)? ?{_EVENT})"
)
_PADDING = _any(
    "主要 将会 将 会 来 要 想 我们 我 讲者 讲师 为大家 为您 [和与跟向给]大家 带大家 带领大家 大家 一起 一同 "
    "详细 重点 深入 首先 希望 就是 试图 着重 旨在"
)
_LEAD = re.compile(rf"^(?:(?:在|透过|通过|从)?{_SELF}(?:当中|中|里|内|上)?，?{_PADDING}*)(?={_SHOWS})")
_SELF_START = re.compile(rf"^(?:在|透过|通过)?{_SELF}")

# Openings of time or means: what follows is as true without them.
_LOOSE = re.compile(
    "^"
    + _any(
        "近年来 近些年来 如今 目前 现在 今天 今日 随着 随著 通过 透过 利用 借助 藉由 为了 "
        "(?:在)?(?:\\d{2,4}|[一二三四五六七八九〇零十]{2,4})年 "
        "长期以来 一直以来 当时 众所周知 事实上 其实 一般来说 总的来说 具体来说 首先 其次 最后 同时 此外 另外 "
        "然而 不过 但是 但 因此 所以 于是 总之 "
        "与此同时 另一方面 作为 接下来 接着 然后 [\u3400-\u9fff]{2,4}的是$"
    )
)
_CONNECTIVE = re.compile(
    "^"
    + _any(
        "首先 其次 再次 最后 同时 此外 另外 然而 不过 但是 但 可是 因此 所以 因而 于是 总之 与此同时 另一方面 "
        "接下来 接着 然后 当然"
    )
    + "[，,]"
)
_OPENERS = re.compile(
    "^"
    + _any(
        "虽 尽管 即使 即便 哪怕 因为 由于 不仅 不但 不只 不光 不单 如果 若 假如 假设 倘若 要是 一旦 只有 只要 "
        "无论 不管 不论 除非 与其 除 "
        "一方面 一边 不是 并非 既 要么 或者 宁可 对 为 当 每当 在 从 自 以 用 就 如 像 正如 根据 按照 与 和 跟 "
        "由 于 凭 无 没有 针对 据 即 比起 "
        "相比 相较 面对 尤其 特别 经过 直到 基于 每 结合 围绕"
    )
)
_PAIRED = re.compile(
    _any(
        "虽然 尽管 因为 由于 不仅 不但 不只 如果 一旦 只有 只要 无论 不管 除非 除了 一方面 不是 既 要么 与其 "
        "是否 倘若 假如 即使 越来?越? 或者 先"
    )
)
_LEANING = re.compile(
    "^"
    + _any(
        "但 可是 然而 不过 所以 因此 因而 故 而 并 且 还 也 更 则 那 就 便 才 却 又 再 都 均 以 甚至 进而 从 "
        "使 令 让 导致 其 它 他 她 该 此 这 否则 "
        "于是 后 随后 之后 同时 另 例如 比如 譬如 诸如 如 即 包括 包含 尤其 特别 是 为 指 乃 和 与 及 或 等 "
        "同样 反之 换言之 总之 因 由 对此 接着 然后 "
        "最终 最后 首先 其次 再次 第[一二三四五] 一是 二是 三是 只 仅 能 可 会 将 已 曾 被 把 给 在 对 当 用 "
        "于 直到 直至 不 没 无 未 非 之 的 地 得 了 "
        "着 过 有 到 往 向 所 前 上 下 里 中 某 下一步 一些 两者 二者 三者 各自 双方 母亲 父亲 丈夫 妻子 儿子 女儿 "
        "弟弟 哥哥 姐姐 妹妹 球队 两人 二人"
    )
)
_MUST_JOIN = re.compile(
    "^"
    + _any(
        "但 可是 却 然而 不过 所以 因此 因而 故 而 才 就 便 则 那么 是 为 指 即 都 均 也 还 更 乃 否则 也就是 "
        "要么 或 又 其中 等 以及 和 与 及 之 的 亦 仍 "
        "只 仅 不如 反而 反之 甚至 来 去 以 从而 越 再 后 一[位个种名家场项款座]"
    )
    + "|^.{1,8}?(?:就[^业是]|则|便[^利]|才[^能华]|却|也|还|又|更|仍|反而|亦|同样)|等$|等[^级候待于同效价]"
)
_NEEDS_MORE = re.compile(
    _any(
        "指出 表示 认为 发现 显示 说明 证明 表明 包括 例如 比如 如 即 是 说 问 以及 和 与 的 在 对 把 将 被 让 "
        "使 从 到 时候? 之?后 以来 中 下 上 里 之?前 "
        "期间 来说 而言 来看 相比 相较 相反 一样 来讲 方面 之?外 间 起 内 之?际 开始 为 有"
    )
    + "$"
)
# A clause whose only verb is one of these says how or as what something is done, not what is done.
_MEANS = re.compile(
    "^.{0,24}?(?:作为|做为|结合|基于|围绕|针对|依托|随着|通过|透过|利用|借助|为了|以|从|对)(?!.*(?:进行|是|成为|提供|实现|构建|打造|完成|有|可以|支持|"
    f"帮助|带来|发展|推动|展开|出发|改变|用|{_SHOWS}))"
)
_LIST_TAIL = re.compile("[^，,；]{1,25}?[和与及]")  # "使用 A，B 和 C 构建 ...": B isn't the subject
_ANAPHOR = re.compile(
    "它|他(?!人)|她|(?<![本在极尤与])其(?![中实他它次余])|这(?!次|场|个分享|个演讲|个议|个课|门课|节课|堂课|部|类|些年|个主题)|"
    f"那(?!么)|该(?!次|{_EVENT})|(?<![如因从彼在对为由])此(?!次|外|类|{_EVENT})|上述|前者|后者|同名|相同(?:描述|问题|情况)"
)
_SUBJECTLESS = re.compile(
    "^"
    + _any(
        "带你 带领 了解 学习 如何 为什么 为何 围绕 深入 你 您 想 让我们 怎么 怎样 是否 从零 什么 一起 认识 "
        "掌握 体验 聊 看"
    ).replace(")", f"|{_SHOWS})")
)
_NAMES = frozenset(("nr", "nrt", "nrfg", "ns", "nt", "nz", "eng"))
_US = frozenset(("我们", "我", "你", "您", "你们", "大家"))
_VERBS = frozenset(("v", "vi", "vg", "vq", "vd"))
_NO_VERBS = listed("作为 做为 基于 通过 随着 针对 围绕 结合 根据 按照 关于 对于 利用 借助 为了 以及 包括")


@dataclass(frozen=True, slots=True)
class _Words:
    """A sentence in words, with jieba's flags of its simplified form."""

    printed: list[str]
    simple: list[str]
    flags: list[str]
    spaces: list[bool]

    def text(self, first: int, last: int) -> str:
        """The simplified text of these words without the mark that closes them."""
        return "".join(self.simple[first : last + 1]).rstrip(_COMMAS + "：:" + _STOPS)


@dataclass(frozen=True, slots=True)
class _Unit:
    """Clauses that stay together, by the positions of their first and last word."""

    first: int
    last: int
    may_open: bool  # can begin a cut when what stands before it is gone
    may_close: bool  # can end a cut
    loose: bool  # an opening that may go


def chinese_lattice(source: Source) -> Lattice | None:
    """The lattice of one Chinese sentence, or None if nothing of it may be printed."""
    text = _tidied(source.text)
    simple = simplified(text)
    if not text or _NOT_PROSE.search(text) or _EXPOSURE.search(simple) or not is_balanced(text):
        return None
    words = _segmented(text, simple)
    builder = LatticeBuilder(source, "zh", words.printed, words.spaces)
    if source.kind in ("cue", "tagline"):
        size = _size(words.printed)
        opening = re.match("[但而所因并那其，。]", simple) and source.kind == "cue"
        if _QUOTED_FEWEST <= size <= _QUOTED_MOST and not opening and text[-1] not in "，、：；,:;":
            builder.add(range(len(words.printed)), stop="" if text[-1] in _STOPS + "」』”" else "。", length=size)
        return builder.build()
    if text[-1] in "，、：；,:;（(" or len(re.findall(f"[{_CJK}]", text)) < len(text) * 0.4:
        return None
    for kept in _cuts(words):
        _add(builder, words, kept, note=source.kind == "note")
    return builder.build()


def _tidied(text: str) -> str:
    text = re.sub(r"\s*\d+[.、．]\s*$", "", text.strip().removeprefix("•").strip())
    text = re.sub(r"(?<=[，。；：、！？])\s+|\s+(?=[，。；：、！？])", "", text)
    return " ".join(text.split())


def _segmented(text: str, simple: str) -> _Words:
    words = _Words([], [], [], [])
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


def _size(words: Sequence[str]) -> int:
    """Length in characters, where Latin letters count half."""
    return sum(len(w) if not w.isascii() else (len(w) + 1) // 2 for w in words)


def _cuts(words: _Words) -> Iterator[list[int]]:
    """The positions of the words of every cut, without regard to length and contents."""
    units = _units(words)
    brackets = list(_bracketed(words.simple))
    for i, opening in enumerate(units):
        if i and not opening.may_open:
            continue
        if i and not (all(unit.loose for unit in units[:i]) or words.simple[units[i - 1].last] in "；;"):
            # A noun after a comma may be a part of the topic before it (体量高大); a name is a topic itself.
            if words.flags[opening.first] not in _NAMES and words.simple[opening.first] not in _US:
                continue
            if not units[i - 1].may_close or _LIST_TAIL.match(words.text(opening.first, opening.last)):
                continue
        for closing in units[i:]:
            if closing.may_close or closing is units[-1]:
                yield from _variants(words, list(range(opening.first, closing.last + 1)), brackets)


def _variants(words: _Words, kept: list[int], brackets: Sequence[frozenset[int]]) -> Iterator[list[int]]:
    text = "".join(words.simple[i] for i in kept)
    starts = [kept]
    if connective := _CONNECTIVE.match(text):
        starts = [shorter] if (shorter := _skip(words, kept, connective.end())) else []
        text = text[connective.end() :]
    if starts and (lead := _LEAD.match(text.replace(",", "，"))):
        shorter = _skip(words, starts[0], lead.end())
        starts += [shorter] if shorter else []
    for start in starts:
        start = [i for i in start if not _is_additive(words, i)]
        yield start
        gone = frozenset().union(*(b for b in brackets if b <= set(start)))
        if gone:
            yield [i for i in start if i not in gone]


def _is_additive(words: _Words, i: int) -> bool:
    """ "还" in "我们还将讨论": it leans on the sentence before."""
    following = words.simple[i + 1] if i + 1 < len(words.simple) else ""
    return i < 4 and words.simple[i] in ("还", "也") and following[:1] in ("将", "会") and following != "会议"


def _skip(words: _Words, kept: Sequence[int], characters: int) -> list[int] | None:
    """The cut without its first characters, if they end where a word ends."""
    passed = 0
    for place, i in enumerate(kept):
        if passed == characters:
            return list(kept[place:])
        passed += len(words.simple[i])
    return None


def _bracketed(words: Sequence[str]) -> Iterator[frozenset[int]]:
    opened: int | None = None
    for i, word in enumerate(words):
        if word in ("（", "("):
            opened = i
        elif word in ("）", ")") and opened is not None:
            if opened > 0:
                yield frozenset(range(opened, i + 1))
            opened = None


def _units(words: _Words) -> list[_Unit]:
    """The sentence as units: clauses, joined where one can't do without the next."""
    groups: list[list[tuple[int, int]]] = []
    join_next = False
    for first, last in _clauses(words.simple):
        text = words.text(first, last)
        if groups and (join_next or _MUST_JOIN.search(text) or not _has_verb(words, first, last)):
            groups[-1].append((first, last))
        else:
            groups.append([(first, last)])
        join_next = _needs_next(words, first, last)
    return [_unit(words, group) for group in groups]


def _clauses(words: Sequence[str]) -> list[tuple[int, int]]:
    found, first, depth = [], 0, 0
    for i, word in enumerate(words):
        depth += word in ("（", "(", "「", "『", "《", "“", "[", "【")
        depth -= word in ("）", ")", "」", "』", "》", "”", "]", "】")
        if depth <= 0 and len(word) == 1 and word in _COMMAS:
            found.append((first, i))
            first = i + 1
    if first < len(words):
        found.append((first, len(words) - 1))
    return found


def _is_loose(words: _Words, first: int, last: int) -> bool:
    return bool(_LOOSE.match(words.text(first, last))) and words.simple[last] not in "；;"


def _needs_next(words: _Words, first: int, last: int) -> bool:
    """Whether a clause is nothing without the one after it."""
    text = words.text(first, last)
    if words.simple[last] in "；;" or _is_loose(words, first, last):
        return False
    return bool(
        _OPENERS.match(text)
        or _PAIRED.search(text)
        or _NEEDS_MORE.search(text)
        or _MEANS.match(text)
        or "把" in text
        or "：" in text
        or ":" in text
        or not _has_verb(words, first, last)
    )


def _has_verb(words: _Words, first: int, last: int) -> bool:
    for i in range(first, last + 1):
        word, flag = words.simple[i], words.flags[i]
        if i > first and words.simple[i - 1] == "的":
            continue  # a deed as a noun: 类的扩展
        deed = flag in _VERBS or word in ("是", "有", "为") or (flag == "vn" and i == first < last)
        if deed and word not in _NO_VERBS:
            if i == last or words.simple[i + 1] != "的":
                return True
        elif flag in ("a", "i", "l") and i >= last - 1 and i > first:
            return True
    return False


def _unit(words: _Words, group: Sequence[tuple[int, int]]) -> _Unit:
    first, last = group[0][0], group[-1][1]
    tail = group[-1]
    named = words.flags[first][:1] in ("n", "j") or words.flags[first] == "eng" or words.simple[first] in _US
    return _Unit(
        first=first,
        last=last,
        may_open=named and not _LEANING.match(words.text(first, last)) and _has_verb(words, first, last),
        may_close=_has_verb(words, *tail) and not _needs_next(words, *tail) and not _is_loose(words, *tail),
        loose=len(group) == 1 and _is_loose(words, first, last),
    )


def _add(builder: LatticeBuilder, words: _Words, kept: Sequence[int], *, note: bool) -> None:
    kept = list(kept)
    stop = "。"
    if len(kept) > 1 and words.simple[kept[-1]] in ("”", "」", "』") and words.simple[kept[-2]] in _STOPS:
        stop = ""
    while kept and words.simple[kept[-1]] in (*_COMMAS, *_STOPS, ".", "：", ":", "、"):
        if words.simple[kept[-1]] in _STOPS:
            stop = ""
            break
        kept.pop()
    if not kept or not _has_verb(words, kept[0], kept[-1]):
        return
    printed = "".join(words.printed[i] for i in kept)
    simple = "".join(words.simple[i] for i in kept)
    size = _size([words.printed[i] for i in kept])
    whole = len(kept) >= len(words.printed) - 1
    if not FEWEST <= size <= (WHOLE if whole else MOST) or not is_balanced(printed):
        return
    if not note and (_BOILERPLATE.search(simple) or _PAPER.search(simple)):
        return
    if simple[-1] in "的，、（(" or _dangles(words, kept, simple):
        return
    builder.add(kept, stop=stop, length=size)


def _dangles(words: _Words, kept: Sequence[int], text: str) -> bool:
    """Whether the cut leans on what isn't in it."""
    itself = _SELF_START.match(text)
    if itself:
        text = text[itself.end() :].lstrip("，,")
    elif not _SUBJECTLESS.match(text) and (
        (_LEANING.match(text) and not _is_fronted(text)) or _lacks_subject(words, kept)
    ):
        return True
    clauses = re.split("[，；：,;:]", text)
    looked = 1
    while looked < len(clauses) and (
        len(clauses[looked - 1]) <= 4 or _LOOSE.match(clauses[looked - 1]) or _NEEDS_MORE.search(clauses[looked - 1])
    ):
        looked += 1
    return any(_ANAPHOR.search(clause) for clause in clauses[:looked])


def _is_fronted(text: str) -> bool:
    """Whether a preposition opens the sentence: 在, 对, 从 ... with a clause of its own after it."""
    if re.match(
        _any("因此 从而 为此 由此 对此 在此 与此 如此 以便 以及 由于此 有的 有些 对[^，]*的[^，]{2,12}$"), text
    ):
        return False
    return bool(
        re.match(
            _any(
                "在 对 从 以 由 因为 不仅 不管 不论 为 无论 当 用 与 和 有 如果 如今 每 只有 只要 不是 无 没有 "
                "非 上海 中国 中 上 下 前"
            ),
            text,
        )
    )


def _lacks_subject(words: _Words, kept: Sequence[int]) -> bool:
    """Whether the first clause opens with a verb (or a time and a verb): whose deed it is stands elsewhere."""
    if re.match("\\d{4}年?[^，]{0,20}?(?:在|于|任|被|获|当选)[^，]*$", "".join(words.simple[i] for i in kept[:-1])):
        return True
    if words.simple[kept[0]] in ("在", "自", "从", "于") and words.flags[kept[1]] in ("m", "t"):
        kept = kept[1:]
    for i in kept:
        flag = words.flags[i]
        if flag in ("t", "d", "m", "q", "f") or words.simple[i] in ("，", ",", "至", "到", "起", "至今"):
            continue
        return flag in _VERBS and words.simple[i] not in (
            "有",
            "没有",
            "进入",
            "让",
            "想",
            "请",
            "使用",
            "随着",
            "通过",
            "利用",
        )
    return False
