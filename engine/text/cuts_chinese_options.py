"""What may go from inside a Chinese clause: brackets, times, places, items of lists, manners, praise; leads.

Each option is a set of places that may be left out, alone or together with others. None holds a negation, a
"most" or an "only", none stands beside a word that counts, compares or pairs what it belongs to, and every
list keeps its last joint (A、B和C to A和C, never A和).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from engine.text.cuts_build import listed
from engine.text.cuts_chinese_words import (
    CLOSING,
    COMMAS,
    NEGATION,
    OPENING,
    SHOWS,
    STOPS,
    VERBS,
    Words,
    after,
    any_of,
    clauses,
    is_date,
    is_noun,
)

_MOST_OPTIONS = 6  # each doubles the cuts; the lattice keeps 48 of different lengths
_ITEM = 10  # characters of an item of a list that may go

_EVENT = any_of(
    "分享 演讲 讲座 议题 议程 主题演讲 主题 课程 报告 会议 课 talk Talk session Session 教程 视频 影片 演说 "
    "话题 专题 工作坊 研究 论文 文章"
)
_SELF = (
    "(?:本片|该片|影片|电影|本剧|该剧|故事|剧情|纪录片|本集|本文|本书|该文|文章|文中|这部(?:影片|电影|纪录片)"
    f"|(?:本|这|此|该)(?:次|场|个|节|堂|门|部|篇|套)? ?{_EVENT})"
)
_PADDING = any_of(
    "主要 将会 将 会 可以 能够 还 [你您]们? 来 要 想 我们 我 讲者 讲师 演讲者 笔者 作者 为大家 为您 "
    "[和与跟向给](?:大家|各位|观众|听众|你|您) "
    "带大家 带领大家 大家 一起 一同 详细 重点 深入 首先 希望 就是 试图 着重 旨在 简单 简要 具体 系统"
)
_OPENED = f"(?:在|透过|通过|从)?{_SELF}(?:当中|中|里|内|上)?，?"
_LEAD = re.compile(
    f"^(?!.{{0,6}}想了解)(?:{_OPENED}{_PADDING}*|(?:我们|我|讲者|讲师|演讲者|笔者|作者|(?:本次|此次|这次)(?=将|会|要|我|与|和)|[你您]们?|学员|听众|参与者|大家){_PADDING}*|让我们(?:一起|一同)?)"
    f"(?={SHOWS}|了解|学习|学到|认识|掌握|理解|看看|思考|比较)(?!分享会|讲师|讲者|讲座)"
)
SELF_START = re.compile(rf"^(?:在|透过|通过)?{_SELF}")
_SHOWN = re.compile(
    f"(?:深入|详细|重点|着重|主要|简单|简要|系统)?(?:{SHOWS}|了解|学习|学到|认识|掌握|理解|看看|思考|比较)"
)
_ASKED = re.compile(
    f"^(?:深入|详细|重点|着重)?(?:{SHOWS}|了解|学习|学会|理解|掌握|认识)[了到]?(?:一下)?(?=(?:如何|怎样|怎么|为什么|为何))"
)
_TOPIC = re.compile(f"^{SHOWS}(?:了)?")
_PREDICATE = re.compile(f"^(?:{_SELF}|[^，、的]{{2,12}}?)是(?=一[部款种个位门项本段场座套])")

# Words beside which nothing may be left out: they count or compare, or hold two things together.
_COUNTS = re.compile(
    any_of(
        "分别 依次 各自 之间 相互 互相 彼此 双方 "
        "[两二三四五六七八九十几多]+(?:大|个|种|者|项|部分|方面|点|位|人|类|家|层|步|阶段) "
        "之一 它们 他们 她们 其 共同 结合 对比 比较 区别 区分 差异 不同 关系 平衡 权衡 取舍 融合 连接 既 或 "
        "从.*到 介于 合称 并称 合并 "
        "统称 简称 组成 构成 等于 之和 总和 合作 联手 结婚 同时 冲突 矛盾 距离 转[变化换为] 替代 取代 前后 先后"
    )
)
_NUMBERS = re.compile("(?<!第)[二两三四五六七八九十几双]+(?!分|月)|\\d+ ?[个位种类项大家款省国人条名支座部]")
_RANKS = re.compile(
    any_of("最 第一 唯一 首[个次位家座届] 都 各 只 仅 较 更 比 才 直到 截至 除 如果 若 当 每 共 达到 起 以来")
)
_FLAVOURS = listed(
    "优秀 高效 强大 丰富 独特 完整 全面 灵活 良好 美丽 古老 著名 知名 成熟 宝贵 全新 先进 庞大 巨大 有趣 精彩 "
    "生动 神秘 "
    "年轻 漂亮 可爱 勤劳 勇敢 善良 寒冷 遥远 优雅 优美 热门 领先 卓越 创新 流行 实用 新颖 便捷 杰出 伟大 辽阔 "
    "广阔 珍贵 "
    "精美 强劲 出色 成功 聪明 孤独 美好"
)
# Adjectives without which something else would be meant.
_SELECTING = listed(
    "不同 相同 相似 类似 主要 错误 虚假 潜在 可能 唯一 其他 一般 正确 真正 真实 相反 大多数 大部分 不少 相关 "
    "必要 有限 部分 "
    "整个 少量 多数 少数 普遍 充足 足够 不足 特定 固定 单一 共同 更多 较大 较小 最大 最小 过多 过少 明确 合适 "
    "适当 严重 "
    "轻微 明显 稳定 平等 自由 公开 私人 传统 正常 异常 高等 低等 负面 正面 消极 积极 内部 外部 上述 无关 有关 "
    "特殊 危险 安全"
)
# Nouns that say nothing without what describes them.
_EMPTY = listed(
    "原则 办法 计划 制度 政策 问题 人 事 事情 东西 地方 时候 方式 部分 话 一员 主题 挑战 方面 内容 知识 经验 "
    "作用 意义 影响 效果 特点 "
    "功能 优势 价值 机会 变化 进展 成果 "
    "发展 参数 环境 特征 条件 情况 结果 过程 原因 因素 关系 程度 地位 角色 能力 需求 目标 要求 样貌 特性 趋势 阶段"
)
_MEASURED = re.compile(
    "(?:^|[一两二三四五六七八九十几\\d])(?:[个位名条种款部项座家场份支套本篇幅群只栋道次批系片段间层头匹些代届组]|系列)$"
)
_DATE = re.compile(
    "[在于]?(?:公元)?(?:\\d{3,4}年(?:\\d+月(?:\\d+日)?)?(?:至(?:\\d{3,4}年)?(?:\\d+月)?(?:\\d+日)?)?|\\d+世纪(?:\\d+年代)?|\\d+年代)[初末]?"
)
_TIED_TO_DATES = frozenset(
    ("的", "至", "到", "和", "、", "开始", "才", "就", "已", "已经", "便", "曾", "以前", "以后", "仍", "当")
)
_MANNERS = listed("详细 深入 重点 着重 全面 不断 充分 进一步 广泛 积极 轻松 快速 迅速 大大 显著 主要 正式 仔细")
_DEGREES = listed("非常 极为 十分 极其 相当 特别 异常 颇为 格外")
_OTHER_NAME = re.compile(
    "(?:又名|别名|[也又亦简俗旧通]称|亦作|俗名|原名|英文名|英文|英语|旧名|本名|原称|全称|全名|学名)[^，的]{1,30}[，]"
)
_EXAMPLES = re.compile(
    "(?:以及|及|即(?!使|便|可|将)|也就是|亦即|包括|包含|例如|比如|譬如|诸如|尤其是?|特别是|如(?!果|何|今|此|同))(?!.*(?:在内|不|没|未))"
)
_LIST_WORDS = frozenset(("和", "与", "及", "以及", "跟"))
_ITEM_FLAGS = frozenset(
    ("n", "nz", "nr", "nrt", "ns", "nt", "vn", "an", "eng", "j", "l", "a", "b", "v", "ng", "k", "x")
)
_PLACE_ENDS = listed("中 上 里 内 期间 当中 过程中 领域 季节 时期 地区 境内 附近 各地 年间")
_LEANING_ADVERBS = listed("接着 接著 也 亦 还 则 随后 随即 同样 更 后来 又 此后 因此 因而 于是 便 故")
_PAIRED = re.compile(
    "虽|尽管|即[使便]|哪怕|无论|不[论管仅但只光]|如果|若|一旦|只[有要]|再[^，]*也|连|既|一边|因为|由于|倘|假[如设]|要是|是否|对"
)


def without_leaning_adverbs(words: Words, kept: Sequence[int]) -> list[int]:
    """ "还" in "我们还将讨论", "也" in "彰化也想": they lean on the sentence before, and go."""
    first = next(clauses(words, kept), [])
    if not first or _PAIRED.search(words.said(first)):
        return list(kept)
    gone = set()
    for place, i in enumerate(first[:-1]):
        word, following = words.simple[i], words.simple[first[place + 1]]
        if word not in _LEANING_ADVERBS or not place or words.flags[first[place - 1]] == "p":
            continue
        if word == "还" and re.match("没|不|未|无|是|原|剩|在", following):
            continue  # still, not too
        if word in ("更", "又") and not re.match("将|会(?!议)|要|可以|能|想|把|在|分享|介绍|讨论", following):
            continue
        if words.simple[i - 1] in CLOSING or is_noun(words, first[place - 1]) or words.simple[i - 1] in ("们", "我们"):
            gone.add(i)
    return [i for i in kept if i not in gone]


def leads(words: Words, kept: Sequence[int]) -> Iterator[list[int]]:
    """The cut without what only says that something is shown, and the bare question or topic that is shown."""
    text = words.said(kept).replace(",", "，")
    shown = list(kept)
    if lead := _LEAD.match(text):
        # "深入探讨" may be one word: then it stays whole.
        ends = [end for end in range(lead.end(), max(lead.end() - 5, 0), -1) if _SHOWN.match(text[end:])]
        shorter = next((cut for end in ends if (cut := after(words, kept, end))), None)
        if shorter is None:
            return
        yield shorter
        shown, text = shorter, words.said(shorter)
    if (asked := _ASKED.match(text)) and (question := after(words, shown, asked.end())):
        yield question


def titles(words: Words, kept: Sequence[int]) -> Iterator[list[int]]:
    """Short lines without a verb: what is shown (介绍X的Y to X的Y), what something is (X是一款Y to 一款Y)."""
    kept = list(kept)
    while kept and words.simple[kept[-1]] in (*COMMAS, *STOPS):
        kept.pop()
    text = words.said(kept)
    if any(mark in text for mark in "，,；;：:？?") or "分别" in text:
        return
    if (topic := _TOPIC.match(text)) and (rest := after(words, kept, topic.end())):
        named = words.said(rest)
        deeds = [
            i for i in rest if words.flags[i] in VERBS or words.simple[i] in ("是", "将", "被", "把", "对", "在", "了")
        ]
        if (
            not deeds
            and "的" in named
            and words.flags[rest[0]] not in ("p", "d", "c", "r", "v")
            and words.flags[rest[-1]] in ("n", "vn", "nz", "an")
        ):
            yield rest
    if (
        (said := _PREDICATE.match(text))
        and (rest := after(words, kept, said.end()))
        and not re.search("之一|[^的]是|其|该|此|这|它|他|她|最", words.said(rest))
    ):
        yield rest


def options(words: Words, kept: Sequence[int]) -> list[frozenset[int]]:
    """Sets of places that may be left out of a cut, at most a handful, the longest first."""
    found: list[frozenset[int]] = list(_bracketed(words, kept))
    bracketed = frozenset().union(*found)
    parts = list(clauses(words, kept))
    found += _asides(words, parts)
    found += _in_a_part(words, parts)
    for place, clause in enumerate(parts):
        plain = [i for i in clause if i not in bracketed]
        body = plain[:-1] if plain and words.simple[plain[-1]] in (*COMMAS, *STOPS) else plain
        text = words.said(body)
        if not body or any(mark in text for mark in OPENING + CLOSING):
            continue
        if not _COUNTS.search(text) and not _NUMBERS.search(text):
            found += _items(words, body)
            found += _last_conjunct(words, body)
        if not _RANKS.search(text) and not NEGATION.search(text):
            found += _times(words, body, opens=place == 0)
            found += _places(words, body)
            if place == len(parts) - 1:
                found += _further_deed(words, body)
            found += _manners(words, body)
        found += _praise(words, body)
        found += _degrees(words, body)
        found += _relative(words, body)
    found.sort(key=lambda gone: -len(words.said(sorted(gone))))
    return found[:_MOST_OPTIONS]


def _asides(words: Words, parts: Sequence[Sequence[int]]) -> Iterator[frozenset[int]]:
    """Clauses that only give another name or examples, and the 了 in 介绍了."""
    for place, clause in enumerate(parts[1:], 1):
        text, last = words.said(clause), place == len(parts) - 1
        told_already = place == 1 and re.match("是|为(?!了)|属于", text) and "是" in words.said(parts[0])
        if _OTHER_NAME.match(text) or (last and (_EXAMPLES.match(text) or told_already)):
            yield frozenset(clause)
    opening = parts[0]
    if len(opening) > 2 and re.fullmatch(SHOWS, words.simple[opening[0]]) and words.simple[opening[1]] == "了":
        yield frozenset((opening[1],))


def _in_a_part(words: Words, parts: Sequence[Sequence[int]]) -> Iterator[frozenset[int]]:
    """ "作为…，" between a subject and its deed."""
    first = parts[0]
    if len(parts) < 2 or words.flags[parts[1][0]] not in VERBS:
        return
    place = next((p for p, i in enumerate(first) if words.simple[i] == "作为"), 0)
    if re.search("[将把被]", words.said(first[:place])):
        return  # 将它作为引擎: that is the deed
    if place and is_noun(words, first[place - 1]) and not any(words.flags[i] in VERBS for i in first[:place]):
        yield frozenset(first[place:])


def _degrees(words: Words, body: Sequence[int]) -> Iterator[frozenset[int]]:
    """ "极为" in 极为丰富的."""
    for place, i in enumerate(body[:-2]):
        if words.simple[i] in _DEGREES and words.simple[body[place + 2]] == "的":
            described = (
                words.flags[body[place + 1]] in ("a", "an", "v", "l", "i") and len(words.simple[body[place + 1]]) > 1
            )
            if described and not (place and NEGATION.search(words.simple[body[place - 1]])):
                yield frozenset((i,))


def _further_deed(words: Words, body: Sequence[int]) -> Iterator[frozenset[int]]:
    """ "并Y" behind a deed with its object, to the end of the sentence."""
    for place, i in enumerate(body[2:-1], 2):
        if words.simple[i] not in ("并", "并且") or words.flags[body[place + 1]] not in (
            "v",
            "d",
            "p",
            "vn",
            "ad",
            "vd",
        ):
            continue
        if "的" in words.said(body[place:]):
            continue  # both may be deeds of the noun behind 的
        if is_noun(words, body[place - 1]) and any(words.flags[x] in VERBS for x in body[: place - 1]):
            yield frozenset(body[place:])
            return


def _bracketed(words: Words, kept: Sequence[int]) -> Iterator[frozenset[int]]:
    opened: int | None = None
    for place, i in enumerate(kept):
        if words.simple[i] in ("（", "("):
            opened = place
        elif words.simple[i] in ("）", ")") and opened is not None:
            ahead = words.simple[kept[opened - 1]] if opened else ""
            figure = ahead in ("为", "是", "约", "达") or words.said(kept[place + 1 : place + 2]).isascii()
            if opened and not (figure and re.search("\\d", words.said(kept[opened:place]))):
                yield frozenset(kept[opened : place + 1])
            opened = None


def _items(words: Words, body: Sequence[int]) -> Iterator[frozenset[int]]:
    """ "、B" in A、B和C and in A、B等."""
    marks = [place for place, i in enumerate(body) if words.simple[i] == "、"]
    for mark in marks:
        end = next(
            (place for place in range(mark + 1, len(body)) if words.simple[body[place]] in ("、", "等", *_LIST_WORDS)),
            None,
        )
        if end is None:
            continue
        owned = "的" in words.said(body[max(mark - 6, 0) : mark]) and "的" in words.said(body[end + 1 : end + 7])
        if not _is_item(words, body[mark + 1 : end], owned=owned):
            continue
        if words.simple[body[end]] == "等" and words.text(body[end], body[-1])[1:2] in ("级", "待", "于", "候", "同"):
            continue
        if len(words.simple[body[mark - 1]]) < 2 or words.simple[body[mark - 1]] in CLOSING:
            continue
        if len(marks) == 1 and words.simple[body[end]] in _LIST_WORDS and "的" in words.said(body[end:]):
            continue  # A、B和C的D: whose D it is, nobody knows
        yield frozenset(body[mark:end])


def _last_conjunct(words: Words, body: Sequence[int]) -> Iterator[frozenset[int]]:
    """ "和C" at the end of a clause."""
    joints = [place for place, i in enumerate(body) if words.simple[i] in _LIST_WORDS]
    if len(joints) != 1 or joints[0] < 2:
        return
    joint = joints[0]
    ahead = words.said(body[:joint])
    owned = "的" in ahead or words.simple[body[joint]] == "以及"
    if not _is_item(words, body[joint + 1 :], owned=owned) or not is_noun(words, body[joint - 1]):
        return
    if "、" in words.said(body[joint:]):
        return
    if not any(words.flags[i] in VERBS for i in body[:joint]) and not _TOPIC.match(ahead):
        return  # "A和B" may be who does it
    behind = body[joint + 1 :]
    left = next((p for p in range(joint - 1, -1, -1) if not is_noun(words, body[p])), -1)
    if len(behind) > 1 and ("的" not in words.said(behind)) and len(behind) > joint - 1 - left:
        return  # 中东的经济和金融中心, 动态和增量配置管理: both are of the last noun
    if re.search("[是为](?:全球|世界|中国)|一[家款个种部项套类座门]", ahead):
        return  # 是一家硬件及电子元件公司: the measure is the last noun's
    if len(behind) == 1 and len(words.simple[behind[0]]) > len(words.simple[body[joint - 1]]):
        return
    start = joint
    if words.simple[body[joint]] == "以及" and len(words.said(body[joint:])) <= 30 and "、" not in ahead[-8:]:
        yield frozenset(body[joint:])
        return
    if words.simple[body[joint]] in ("与", "跟", "和") and any(words.flags[i] in VERBS for i in body[joint + 1 :]):
        return
    if "、" in ahead:  # A、B和C to A、B would want a joint
        return
    yield frozenset(body[start:])


def _is_item(words: Words, places: Sequence[int], *, owned: bool = False) -> bool:
    """Whether these words are one item of a list. ``owned``: its neighbours are "A的B" and so may it be."""
    text = words.said(places)
    return (
        2 <= len(text) <= (2 * _ITEM if owned else _ITEM)
        and len(places) <= (7 if owned else 4)
        and (owned or "的" not in text)
        and text[-1:] != "的"
        and all(words.simple[i] == "的" or words.flags[i] in _ITEM_FLAGS or words.simple[i].isascii() for i in places)
        and not NEGATION.search(text)
        and words.flags[places[-1]] not in ("b", "d", "p")
        and (words.flags[places[-1]] != "v" or len(text) >= 4)
    )


def _times(words: Words, body: Sequence[int], *, opens: bool) -> Iterator[frozenset[int]]:
    """ "于2011年1月" between who and what; a date that opens the sentence without a comma."""
    place = 0
    while place < len(body):
        if not is_date(words, body[place]) or not re.search(
            "[年月日代]|世纪", words.simple[body[place]] + "".join(words.simple[i] for i in body[place + 1 : place + 2])
        ):
            place += 1
            continue
        end = place
        while end < len(body) and is_date(words, body[end]):
            end += 1
        start = place - 1 if place and words.simple[body[place - 1]] in ("在", "于") else place
        following = words.flags[body[end]] if end < len(body) else ""
        span = words.said(body[start:end])
        if re.search("[是为达约有占共].*[\\d百千万亿]", words.said(body[end:])):
            place = end
            continue  # a figure is that of its year
        whole = _DATE.fullmatch(span)
        goes_on = words.simple[body[end]] if end < len(body) else ""
        if whole and end < len(body) - 1 and goes_on not in _TIED_TO_DATES:
            opens_bare = start == 0 and opens and is_noun(words, body[end]) and span[0] not in "在于"
            between = start and is_noun(words, body[start - 1]) and following in ("v", "vn", "p", "d", "vd", "ad")
            if opens_bare or between:
                yield frozenset(body[start:end])
        place = end


def _places(words: Words, body: Sequence[int]) -> Iterator[frozenset[int]]:
    """ "在生产环境中" between who and what."""
    for place, i in enumerate(body):
        if words.simple[i] != "在" or not place or not is_noun(words, body[place - 1]):
            continue
        end = next(
            (p for p in range(place + 2, min(place + 8, len(body))) if words.simple[body[p]] in _PLACE_ENDS), None
        )
        ahead = [words.flags[x] for x in body[place + 1 : place + 5]]
        if len(ahead) == 4 and ahead[0] in ("t", "b") and ahead[1] == "uj" and ahead[2] == "ns" and ahead[3] in VERBS:
            yield frozenset(body[place : place + 4])  # 在战后的上海寻找女儿
            continue
        if (
            place + 3 < len(body)
            and words.flags[body[place + 1]] == "ns"
            and place + 3 < len(body)
            and words.flags[body[place + 2]] in VERBS
        ):
            end = place + 1  # 在昆明发动起义
            if not (is_noun(words, body[place + 3]) or words.simple[body[place + 3]] in ("了", "一")):
                continue
        if end is None or end + 2 >= len(body) or words.flags[body[end + 1]] not in ("v", "d", "p"):
            continue
        span = body[place : end + 1]
        if any(words.simple[x] in ("、", "的", "，", *_LIST_WORDS) for x in span) or words.simple[body[end + 1]] in (
            "的",
            "有",
            "是",
        ):
            continue
        yield frozenset(span)


def _manners(words: Words, body: Sequence[int]) -> Iterator[frozenset[int]]:
    for place, i in enumerate(body[:-1]):
        if words.simple[i] not in _MANNERS:
            continue
        end = place + 1 + (words.simple[body[place + 1]] == "地")
        if end + 1 < len(body) and words.simple[body[end + 1]] == "的":
            continue  # 广泛采用的标准
        if place and words.simple[body[place - 1]] in ("且", "而", "又", "并", "地", "、", *_LIST_WORDS):
            continue  # 稳定且快速跟踪: one of two manners
        does = end < len(body) and words.flags[body[end]] in VERBS and len(words.simple[body[end]]) > 1
        if does and not (place and words.simple[body[place - 1]] in ("更", "最", "很", "的")):
            yield frozenset(body[place:end])


def _is_flavour(words: Words, i: int) -> bool:
    word = words.simple[i]
    return word in _FLAVOURS or (
        words.flags[i] in ("a", "z", "i")
        and len(word) >= 2
        and word not in _SELECTING
        and word[0] not in "最更较不没未无很"
    )


def _relative(words: Words, body: Sequence[int]) -> Iterator[frozenset[int]]:
    """ "贯穿南北的" in 一条贯穿南北的城市主干道: behind a measure, a deed and 的 only describe what follows."""
    for place, i in enumerate(body[:-3]):
        if not _MEASURED.search(words.simple[i]) or words.flags[i][:1] not in ("m", "q"):
            continue
        if re.search("第[^，]?$|[首这那该此每各]$|唯一$", words.said(body[:place]) + words.simple[i][:-1]):
            continue  # 第一个面向用户的工具: the first of those
        if words.flags[body[place + 1]] not in ("v", "p", "d", "a", "b") or words.simple[body[place + 1]] in (
            "是",
            "的",
        ):
            continue
        if words.flags[body[place + 1]] in ("a", "b") and words.simple[body[place + 2]] != "的":
            continue  # 一个漂亮的脚本来训练…的模型: the measure belongs to the nearer noun
        last = max((p for p in range(place + 2, len(body)) if words.simple[body[p]] == "的"), default=None)
        if last is None or last == len(body) - 1 or (words.flags[body[place + 1]] in ("a", "b") and last != place + 2):
            continue
        head = body[last + 1 :]
        if (
            len(words.said(head)) < 2
            or words.flags[head[-1]] == "v"
            or not all(words.flags[x] in ("n", "nz", "vn", "eng", "b", "an", "l", "v", "ns") for x in head)
        ):
            continue
        if any(words.simple[x] in "，、：；" or _MEASURED.search(words.simple[x]) for x in body[place + 1 : last]):
            continue
        gone = words.said(body[place + 1 : last])
        if words.said(head) in _EMPTY or NEGATION.search(gone) or re.search("可能|几乎|[尚曾假疑所]|据", gone):
            continue
        yield frozenset(body[place + 1 : last + 1])


def _praise(words: Words, body: Sequence[int]) -> Iterator[frozenset[int]]:
    """ "优秀的" before what is called that."""
    for place, i in enumerate(body[:-2]):
        if not _is_flavour(words, i) or words.simple[body[place + 1]] != "的":
            continue
        start = place - 1 if place and words.simple[body[place - 1]] in ("非常", "十分", "极其", "很") else place
        before = body[start - 1] if start else None
        if before is None or not (words.flags[before] in ("q", "m", "v", "uj", "ul") or words.simple[before] == "的"):
            continue
        if words.simple[before] in ("是", "有", "具有", "成为", "为", "更", "不", "没有", "最", "比", "和", "、"):
            continue
        if (
            not is_noun(words, body[place + 2])
            or len(words.text(body[place + 2], body[-1])) < 2
            or (words.text(body[place + 2], body[-1]) in _EMPTY)
        ):
            continue
        yield frozenset(body[start : place + 2])
