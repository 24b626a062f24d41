"""The cuts of Chinese sentences, simplified and traditional: clauses between commas, judged by parts of speech.

A comma in Chinese closes a clause, so clauses are what may go first: openings that tell a time or a means, a
deed among others of the same subject, and whatever follows once the sentence has said something. Correlated
conjunctions (虽然 … 但是) keep their clauses together, and no cut begins with a word that leans on the
sentence before it. What may go from inside a clause is told by ``cuts_chinese_options``, what may be printed
by ``cuts_chinese_gate``. All rules look at the simplified form, which is as long as the printed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from engine.records import Lattice, Source
from engine.text.cuts_build import LatticeBuilder
from engine.text.cuts_chinese_gate import is_printable, is_prose, is_title
from engine.text.cuts_chinese_options import leads, options, titles, without_leaning_adverbs
from engine.text.cuts_chinese_words import (
    CJK,
    COMMAS,
    NAMES,
    NEGATION,
    SHOWS,
    STOPS,
    US,
    VERBS,
    Words,
    after,
    any_of,
    clauses,
    has_verb,
    is_noun,
    segmented,
    size_of,
)
from engine.text.hanzi import simplified

_QUOTED_FEWEST, _QUOTED_MOST = 5, 40  # characters of a spoken line
_MOST_TRIED = 160  # ways to print one sentence that are looked at

# Openings of time or means: what follows is as true without them.
_LOOSE = re.compile(
    "^"
    + any_of(
        "近年来 近些年来 如今 目前 现在 今天 今日 随着 随著 通过 透过 利用 借助 藉由 为了 "
        "(?:在)?(?:\\d{2,4}|[一二三四五六七八九〇零十]{2,4})年 "
        "长期以来 一直以来 当时 众所周知 事实上 其实 一般来说 总的来说 具体来说 首先 其次 最后 同时 此外 另外 "
        "然而 不过 但是 但 因此 所以 于是 总之 "
        "与此同时 另一方面 作为 接下来 接着 然后 [\u3400-\u9fff]{2,4}的是$"
    )
)
_USES = re.compile("利用|采用|运用|使用|应用|借助|藉由|通过|透过|以")
_TELLS = re.compile("[会将已也是有被了都就便得要应需使让]|可[以能]|能[够]?|本文|研究")
_CONNECTIVE = re.compile(
    "^"
    + any_of(
        "首先 其次 再次 最后 同时 此外 另外 然而 不过 但是 但 可是 因此 所以 因而 于是 总之 与此同时 另一方面 "
        "接下来 接着 然后 当然 紧接着 紧接著 接著 随后 之后 后来 此后 尔后 再者 其中 更重要的是 值得一提的是 除此之外"
    )
    + "[，,]"
)
_OPENERS = re.compile(
    "^"
    + any_of(
        "虽 尽管 即使 即便 哪怕 因为 由于 不仅 不但 不只 不光 不单 如果 若 假如 假设 倘若 要是 一旦 一但 只有 只要 "
        "无论 不管 不论 除非 与其 除 "
        "一方面 一边 不是 并非 既 要么 或者 宁可 对 为 当 每当 在 从 自 以 用 就 如 像 正如 根据 按照 与 和 跟 "
        "由 于 凭 无 没有 针对 据 即 比起 "
        "相比 相较 面对 尤其 特别 经过 直到 基于 每 结合 围绕"
    )
)
_JOINED_CONDITION = re.compile(
    "(?:但是?|然而|不过|因此|所以|于是|同时|此外|另外|其实|最后|首先)(?:[当若每]|如果|一旦|只[有要]|除非)"
)
_CONDITION = re.compile(
    "如果|若|一旦|只[有要]|每|除|情况|条件|前提|直到|无论|不管|虽|即使|当(?!时|天|年|中)|越|甚至|先"
)
_PAIRED = re.compile(
    any_of(
        "虽然 尽管 因为 由于 不仅 不但 不只 如果 一旦 一但 只有 只要 无论 不管 除非 除了 一方面 不是 既 要么 与其 "
        "是否 倘若 假如 即使 越来?越? 或者 先"
    )
)
_LEANING = re.compile(
    "^"
    + any_of(
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
    + any_of(
        "有助于 有利于 意味着 有望 足以 而[是非] 才 就 便 则 那么 是 为 指 即 都 均 更 乃 否则 也就是 要么 或 "
        "又 等 以及 和 与 及 之 的 只 仅 不如 反而 反之 "
        "去 越 再 后 一[位个种名家场项款座]"
    )
    + "|^(?:也|真的|究竟|到底|能否|是否)"
    + "|^.{1,8}?(?:就[^业是]|则|便[^利]|才[^能华])|等$|等[^级候待于同效价]"
)
# A clause that hardly says more than what it is set against: nothing may be left of it alone.
_SEEMING = re.compile(
    "看似|似乎|原本|本来|以为|希望|试图|打算|计划|曾经?|往往|乍看|想要|应该|理论上|号称|据说|一般|通常"
)
_AGAINST = re.compile("^(?:但|可是|却|然而|不过|而|反而|只是|.{1,8}?(?:却|也|仍|依然|反而|亦|同样))")
# What stands behind such words is somebody's claim, or holds under a condition: it can't stand by itself.
_REPORTED = re.compile(
    "这样|会(?!议|长|员)|造成|导致|认为|表示|指出|[声宣戏据相]称|说|理由|万一|如果|若|假|据|传|主张|估计|预[测计期]|希望|要求|建议|可能|也许|相信|以为|想|虽|尽管|因为|由于|担心|规定|表明|显示|证明|发现|不|没|未|无"
)
_POINTS = re.compile("[它其此该这那]|[他她](?!人)|上述|前者|后者|同[样时]|[两二]者")
_FRONTED_TIME = re.compile(
    "^(?:在[^，]{1,22}(?:中|上|里|内|时|时期|之?后|之?前|期间|方面|之际|初年|年间|年代|世纪|背景下|当天|地区|阶段|领域|过程中)"
    "|[^，]{2,14}(?:时|之?后|之?前|期间|之际|年间|初年|以来))$"
)
_NEEDS_MORE = re.compile(
    any_of(
        "指出 表示 认为 发现 显示 说明 证明 表明 包括 例如 比如 如 即 是 说 问 以及 和 与 的 在 对 把 将 被 让 "
        "使 从 到 时候? 之?后 以来 中 下 上 里 之?前 "
        "期间 来说 而言 来看 相比 相较 相反 一样 来讲 方面 之?外 间 起 内 之?际 开始 为 有"
    )
    + "$"
)
# A clause whose only verb is one of these says how or as what something is done, not what is done.
_MEANS = re.compile(
    "^.{0,24}?(?:作为|做为|结合|基于|围绕|针对|依托|随着|通过|透过|利用|借助|为了|以|从|对)(?!.*(?:进行|是|成为|提供|实现|构建|打造|完成|有|可以|支持|"
    f"帮助|带来|发展|推动|展开|出发|改变|用|{SHOWS}))"
)
_LIST_TAIL = re.compile("[^，,；]{1,25}?[和与及]")  # "使用 A，B 和 C 构建 ...": B isn't the subject


@dataclass(frozen=True, slots=True)
class _Unit:
    """Clauses that stay together, by the positions of their first and last word."""

    first: int
    last: int
    may_open: bool  # can begin a cut when what stands before it is gone
    may_lead: bool  # can begin one when only a time or a means stood before it
    may_close: bool  # can end a cut
    loose: bool  # an opening that may go
    further: bool  # one more deed of the subject before it


def chinese_lattice(source: Source) -> Lattice | None:
    """The lattice of one Chinese sentence, or None if nothing of it may be printed."""
    text = _tidied(source.text)
    simple = simplified(text)
    if not is_prose(text, simple):
        return None
    words = segmented(text, simple)
    builder = LatticeBuilder(source, "zh", words.printed, words.spaces)
    if source.kind in ("cue", "tagline"):
        size = size_of(words.printed)
        opening = re.match("[但而所因并那其，。]", simple) and source.kind == "cue"
        if _QUOTED_FEWEST <= size <= _QUOTED_MOST and not opening and text[-1] not in "，、：；,:;":
            builder.add(range(len(words.printed)), stop="" if text[-1] in STOPS + "」』”" else "。", length=size)
        return builder.build()
    if text[-1] in "，、：；,:;（(" or len(re.findall(f"[{CJK}]", text)) < size_of(words.printed) * 0.4:
        return None
    tried: dict[tuple[int, ...], bool] = {}
    for kept, is_line in _cuts(words):
        if len(tried) >= _MOST_TRIED:
            break
        if tuple(kept) not in tried:
            tried[tuple(kept)] = is_line
            _add(builder, words, kept, is_line=is_line, note=source.kind == "note")
    return builder.build()


def _tidied(text: str) -> str:
    text = text.strip().removeprefix("•").strip()
    text = re.sub(r"(?<=[，。；：、！？])\s+|\s+(?=[，。；：、！？])", "", text)
    return " ".join(text.split())


def _cuts(words: Words) -> Iterator[tuple[list[int], bool]]:
    """The positions of the words of every cut, and whether it is a line without a verb."""
    for plain in sorted(_spans(words), key=len, reverse=True):
        kept = without_leaning_adverbs(words, _without_connective(words, plain))
        if not kept:
            continue
        for led in (kept, *leads(words, kept)):
            chosen = options(words, led)
            for count in range(len(chosen) + 1):
                for gone in combinations(chosen, count):
                    out = frozenset().union(*gone)
                    shorter = [i for i in led if i not in out]
                    yield shorter, False
                    for line in titles(words, shorter):
                        yield line, True


def _spans(words: Words) -> Iterator[list[int]]:
    """Runs of clauses, with and without the further deeds in their middle."""
    units = _units(words)
    for i, opening in enumerate(units):
        if i and not (opening.may_open or (opening.may_lead and all(unit.loose for unit in units[:i]))):
            continue
        if i and (_holds_only_then(words, units[i - 1], opening) or _is_one_of_the_means(words, units[i - 1], opening)):
            continue
        if i and not (all(unit.loose for unit in units[:i]) or words.simple[units[i - 1].last] in "；;"):
            # A noun after a comma may be a part of the topic before it (体量高大); a name is a topic itself.
            if words.flags[opening.first] not in NAMES and words.simple[opening.first] not in US:
                continue
            if _REPORTED.search(words.text(0, units[i - 1].last)):
                continue
            if not units[i - 1].may_close or _LIST_TAIL.match(words.text(opening.first, opening.last)):
                continue
        for j in range(i, len(units)):
            if not (units[j].may_close or j == len(units) - 1):
                continue
            run = list(range(opening.first, units[j].last + 1))
            yield run
            yield from _before_colon(words, run)
            for gone in range(i + 1, j):
                if _POINTS.search(words.text(units[gone + 1].first, units[j].last)):
                    continue  # at what may stand in the clause that goes
                if _has_own_subject(words, units, gone) or (
                    units[gone].further
                    and units[gone].may_close
                    and units[gone + 1].further
                    and units[gone - 1].may_close
                ):
                    yield [p for p in run if not units[gone].first <= p <= units[gone].last]


def _holds_only_then(words: Words, time: _Unit, deed: _Unit) -> bool:
    """Whether a time is the condition of what may then be: 在战时，总统会成为总指挥."""
    told = words.text(time.first, time.last)
    if not time.loose or re.search("\\d|本|这|此|该|我们|近|今|目前|随着|通过|透过|利用|借助|为了|的是$", told):
        return False
    return bool(re.search("会(?!议|长|员)|必须|应[该当]?|可[以能]?|能[够]?|需要?", words.text(deed.first, deed.last)))


def _is_one_of_the_means(words: Words, means: _Unit, deed: _Unit) -> bool:
    """Whether a clause goes on with what was used for what: 利用甲处理影像，乙计算指数，分析了格局."""
    if not means.loose or not _USES.match(words.text(means.first, means.last)):
        return False
    used = [i for i in range(means.first + 2, means.last) if words.flags[i] in VERBS]
    subject = next((i for i in range(deed.first, deed.last + 1) if words.flags[i] in VERBS), deed.last)
    plain = all(is_noun(words, i) or words.flags[i] in ("m", "x", "b") for i in range(deed.first, subject))
    told = words.text(deed.first, deed.last)
    return bool(used) and plain and words.simple[deed.first] not in US and not _TELLS.search(told)


def _has_own_subject(words: Words, units: Sequence[_Unit], gone: int) -> bool:
    """Whether a clause in the middle and the one after it each name who does what they tell."""
    middle, following = units[gone], units[gone + 1]
    return (
        middle.may_open
        and middle.may_close
        and following.may_open
        and units[gone - 1].may_close
        and not re.search("[他她它其该此这那]|而|但|则|也|两者|以上", words.text(following.first, following.last))
    )


def _before_colon(words: Words, run: Sequence[int]) -> Iterator[list[int]]:
    """What stands before a colon, where it says something by itself."""
    place = next((p for p, i in enumerate(run) if words.simple[i] in ("：", ":")), None)
    if place is None or place < 5:
        return
    if not re.search(
        "如下|以下|包括|分为|[两二三四五六七八九几]|一[个种句点项]|分别|[是说问写为即有道称》”」]$|认为|指出|表示|则|问题在于|例如",
        words.said(run[:place]),
    ):
        yield list(run[:place])


def _without_connective(words: Words, kept: Sequence[int]) -> list[int]:
    """ "然而，" and "首先，" join a sentence to what isn't printed."""
    connective = _CONNECTIVE.match(words.said(kept))
    return (after(words, kept, connective.end()) or []) if connective else list(kept)


def _units(words: Words) -> list[_Unit]:
    """The sentence as units: clauses, joined where one can't do without the next."""
    groups: list[list[tuple[int, int]]] = []
    join_next = False
    for places in clauses(words, range(len(words.simple))):
        first, last = places[0], places[-1]
        text = words.text(first, last)
        # 1950年，一位老裁缝…: behind a time it is no apposition
        fresh = bool(groups) and _is_loose(words, *groups[-1][-1]) and re.match("一[^些边]", text)
        leans = (not fresh and _MUST_JOIN.search(text)) or not has_verb(words, range(first, last + 1))
        if groups and not leans and _AGAINST.match(text):
            before = words.text(*groups[-1][-1])
            leans = len(before) < 8 or bool(_SEEMING.search(before))
        if groups and (join_next or leans):
            groups[-1].append((first, last))
        else:
            groups.append([(first, last)])
        join_next = _needs_next(words, first, last)
    return [_unit(words, group) for group in groups]


def _is_loose(words: Words, first: int, last: int) -> bool:
    text = words.text(first, last)
    if words.simple[last] in "；;" or words.simple[last] not in COMMAS:
        return False
    if _LOOSE.match(text):
        return not _JOINED_CONDITION.match(text)
    # A condition is no time: what follows holds under it alone.
    return bool(_FRONTED_TIME.match(text)) and not NEGATION.search(text) and not _CONDITION.search(text)


def _needs_next(words: Words, first: int, last: int) -> bool:
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
        or not has_verb(words, range(first, last + 1))
    )


def _unit(words: Words, group: Sequence[tuple[int, int]]) -> _Unit:
    first, last = group[0][0], group[-1][1]
    tail = group[-1]
    named = words.flags[first][:1] in ("n", "j") or words.flags[first] == "eng" or words.simple[first] in US
    does = has_verb(words, range(tail[0], tail[1] + 1))
    opens = not _LEANING.match(words.text(first, last)) and has_verb(words, range(first, last + 1))
    return _Unit(
        first=first,
        last=last,
        may_open=named and opens,
        may_lead=opens and (named or words.flags[first] in ("m", "mq", "a", "b", "z", "s", "r")),
        may_close=does and not _needs_next(words, *tail) and not _is_loose(words, *tail),
        loose=len(group) == 1 and _is_loose(words, first, last),
        further=_goes_on(words, first, last),
    )


def _goes_on(words: Words, first: int, last: int) -> bool:
    """Whether a clause tells another deed of the same subject: 每年吸引许多游客."""
    while (
        first < last
        and (words.flags[first] in ("t", "d") or words.simple[first] == "每年")
        and words.simple[first] not in _NOT_FURTHER
    ):
        first += 1
    return words.flags[first] in (*VERBS, "c") and words.simple[first] not in _NOT_FURTHER


_NOT_FURTHER = frozenset(("属", "属于", "为", "位于", "归")) | frozenset(
    (
        "使",
        "使得",
        "让",
        "令",
        "导致",
        "因为",
        "但",
        "但是",
        "而",
        "所以",
        "因此",
        "从而",
        "即",
        "是",
        "进而",
        "造成",
        "引发",
    )
)


_ANNOUNCING = frozenset(("例如", "比如", "譬如", "诸如"))  # examples that aren't printed


def _add(builder: LatticeBuilder, words: Words, kept: Sequence[int], *, is_line: bool, note: bool) -> None:
    kept = list(kept)
    stop = "。"
    if len(kept) > 1 and words.simple[kept[-1]] in ("”", "」", "』") and words.simple[kept[-2]] in STOPS:
        stop = ""
    while kept and words.simple[kept[-1]] in (*COMMAS, *STOPS, *_ANNOUNCING, ".", "：", ":", "、"):
        if words.simple[kept[-1]] in STOPS:
            stop = ""
            break
        kept.pop()
    said = kept[:-1] if kept and words.simple[kept[-1]] in STOPS else kept
    size = size_of([words.printed[i] for i in said])
    if is_title(words, said, size) if is_line else is_printable(words, said, size, note=note):
        builder.add(kept, stop=stop, length=size)
