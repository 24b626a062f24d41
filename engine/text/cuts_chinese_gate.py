"""Whether a Chinese cut may be printed: whole, with its subject, leaning on nothing that isn't in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.text.cuts_build import is_balanced, listed
from engine.text.cuts_chinese_options import SELF_START
from engine.text.cuts_chinese_words import (
    CJK,
    COMMAS,
    SHOWS,
    STOPS,
    VERBS,
    Words,
    after,
    any_of,
    clauses,
    has_verb,
    is_date,
    is_noun,
)

FEWEST, MOST = 5, 70  # characters of a cut; two Latin letters count as one
WHOLE = 85  # of a whole sentence
_LONE = 6  # a cut without a lead that is shorter says too little
TITLE_FEWEST, TITLE_MOST = 5, 30  # of a line without a verb
_TITLE_OF_A_THING = 8  # 一款工业级框架

_NOT_PROSE = re.compile(
    r"https?:|www\.|\w@\w|[<>{}\[\]【】|=\\^~#`*_\ufffd•●■◆▪→]|^\W*[\d一二三四五六七八九十]+\s*[、.．)）]|\d{1,2}[:：]\d{2}"
    r"|^[（(]|…|\.\.|^\S{1,12}[:：]|——.*——.*——|\s-|[①-⑳]|[（(]\d+[)）]|[（(][，,]|“”|「」"
    rf"|\d[.、]\s*[{CJK}].*\d[.、]\s*[{CJK}]|[{CJK}]\s+[{CJK}]|^[，。、；：—–-]"
    rf"|(?<!—)—(?!—)|\s[a-z]\.\s|[\u2776-\u2793]|[{CJK}][.．]\S|，，|，）|，。|。。|[）)][.．]\d|[A-Za-z0-9],[A-Za-z]"
    r"|^(?:方法|目的|结果|背景|结论)(?!论|是|的)|在《[^》]*》$"
    r"|^[^，。是有在了将被为把]*(?:、[^，。是有在了将被为把]*){4,}。?$"  # a bare list
)
_BOILERPLATE = re.compile(
    any_of(
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
_EXPOSURE = re.compile(any_of("裸体 强奸 色情 乱伦 性侵 恋童 肢解 虐杀 性交 轮奸 妓 性器"))
_PAPER = re.compile(any_of("文中 本文 本论文 该文 文章 本书 本研究 论文 本章 本节 本条目"))

_EVENT = any_of(
    "分享 演讲 讲座 议题 议程 主题 课程 报告 会议 课 talk Talk session Session 教程 视频 影片 演说 话题 专题 工作坊"
)
_LEANING = re.compile(
    "^"
    + any_of(
        "但 可是 然而 不过 所以 因此 因而 故 而 并 且 还 也 更 则 那 就 便 才 却 又 再 都 均 以 甚至 进而 从而 使 令 "
        "导致 其 它 他 她 该 此 这 否则 于是 后 随后 之后 同时 另 例如 比如 譬如 诸如 如[^何今] 即 包括 包含 "
        "尤其 特别 "
        "是 为(?!什么|何|了) 指 乃 和 与 及 或 等 同样 反之 换言之 总之 因 由 对此 接着 然后 最终 最后 首先 "
        "其次 再次 "
        "第[一二三四五](?!次|届|个|代|人) 一是 二是 三是 只 仅 能 可 会 将 已 曾 被 把 给 到 于 直到 直至 不 "
        "没 无 未 非 "
        "之 的 地 得 了 着 过 往 向 所 前[^端沿往] 里 中[^国东亚西学小文华心央外] 某 下一步 一些 两者 二者 "
        "三者 各自 双方 "
        "母亲 父亲 丈夫 妻子 儿子 女儿 弟弟 哥哥 姐姐 妹妹 球队 两人 二人 结果 时(?![间代常尚空]) 紧接着 "
        "紧接著 同年 次年 翌年 隔年 此外 "
        "后者 前者 任 获 效力 出任 生长于 至今 届时 相反 反而 据此 惟 惟有 唯有 建于 建成 位于 生于 死于 卒于 "
        "出生 成立于 始建 创建于 成立 毕业 原产 现为 现任 全长 总 占地 面积 以及 上述 以上 其他 其它 另外 另一 "
        "换句话 著作 作品 兴趣 有关 现有 现存 一般[是为] 初名 原名 本名 "
        "重新 首度 首次 最早(?!的) 一度 至少 代表作 作品有 "
        "主要(?=有|是|为|包括|分[布为]|用)"
    )
)
_ADVERBS_THAT_LEAN = re.compile(
    "随后|后来|随即|此后|之后[^，]|同年|次年|翌年|隔年|(?<!不)同样|也(?!门)|亦|却|反而|反之|相反|因而|从此|至此|由此|为此|对此|如此|仍然|依旧"
)
_ANAPHOR = re.compile(
    "它|他(?![人国乡])|她|(?<![本在极尤与])其(?![中实他它次余])"
    f"|这(?!次|场|个分享|个演讲|个议|个课|门课|节课|堂课|部|类|些年|个主题)|那(?!么)|该(?!次|{_EVENT})"
    f"|(?<![如因从彼在对为由])此(?!次|外|类|{_EVENT})|上述|前者|后者|同名|相同(?:描述|问题|情况)|[两二三]者|两人|二人|双方"
)
_SUBJECTLESS = re.compile(
    "^(?:带你|带领|了解|学习|如何|为什么|为何|围绕|深入|你|您|想|让我们|怎么|怎样|是否|从零|什么|一起|认识|掌握|体验|聊|看|"
    f"{SHOWS})"
)
_FRONTED = re.compile(
    "^(?:在|当|从|自|自从|随着|随著|通过|透过|利用|借助|藉由|为了?|作为|对于?|针对|基于|面对|由于|因为?|虽然?|尽管|如果|若|假如|无论|不管|不论|"
    "不仅|不但|只要|只有|一旦|除了?|与|和|跟|以|根据|按照|经过|围绕|结合|每当|即使|即便|直到|关于|截至|近年|如今|目前|现在|今天|"
    "长期以来|一直以来|众所周知|事实上|其实|一般来说|总的来说|具体来说|当时|于|有关)"
)
_TIME_CLAUSE = re.compile(
    "(?:时|之?后|之?前|期间|[之当其]中|以来|年|月|日|初|末|[之以]上|年代|世纪|之际|来说|而言|来看|方面)$"
)
_TORN_END = re.compile(
    "(?:时期|之故|期间|之际|年间)$|(?:万一|如果|假如|一旦)[^，]*$|(?:为了|由于|因为?(?![此素])|随着|虽然|尽管|即使|当|如果|若|对于|关于|针对|作为|通过|透过|以便?)$"
    "|^(?:有关|为了|由于|随着|虽然|尽管|即使|如果|若|对于|关于|针对|作为|以便)|相[比较][^，]{1,14}$|[\u3400-\u9fff]{2,6}因(?![此为素而])[^，]{1,8}$"
)
_TORN_LAST = listed(
    "譬如 诸如 "
    "的 和 与 及 以及 或 而 并 且 被 把 将 由 从 向 对 在 是 为 给 让 使 于 跟 同 例如 比如 包括 、 （ ( 《 “ "
    "「 如 即 之 一个 "
    "一位 一种 一款 一部 一次 一项 这 那 该 此 其 有 要 会 可以 能够 需要 正在 已经 进行 等等的 地 得 往 至 到 "
    "以 用 向着 "
    "证明 表明 说明 发现 推断 估计 预计 推测 坦承 回忆 写道 宣布 指出 表示 认为 声明 得知 声称 主张 相信 承认 "
    "强调 透露 表明 意味着 导致 造成 担任 具有 拥有 包含 使得 显示 "
    "成为 作为 称为 叫做 位于 属于 称 不 没 未 更 很 最 并且 而且 同时 因为 所以 关于 对于"
)
_AGE = re.compile("[一二三四五六七八九十\\d]+岁|主要[是为]|小时候|年[轻幼]时")
_NEVER_FIRST = frozenset(("d", "c", "f", "uj", "y", "ul", "u", "ud", "uz", "o", "e"))
_DEEDS_LIKE_NOUNS = frozenset(("定义", "设计", "建立", "构建", "提出", "采用", "选取", "选择", "结合", "历任", "出任"))
_GOVERNING = frozenset(("往", "向", "把", "将", "对", "被", "由", "从", "与", "跟", "以", "给", "为"))
_DATED = re.compile(
    "^(?!去年|今年|明年|每年)[\u3400-\u9fff]{2,3}?[元一二三四五六七八九十]+年(?:[正一二三四五六七八九十]+月)?"
)


def is_prose(text: str, simple: str) -> bool:
    """Whether a sentence is one at all, and fit for everybody; ``simple`` is its simplified form."""
    return bool(text) and not _NOT_PROSE.search(text) and not _EXPOSURE.search(simple) and is_balanced(text)


def is_title(words: Words, kept: Sequence[int], size: int) -> bool:
    """Whether a line without a verb may stand alone."""
    text = words.said(kept)
    return (
        (TITLE_FEWEST if "的" in text else _TITLE_OF_A_THING) <= size <= TITLE_MOST
        and is_balanced(text)
        and not (
            words.simple[kept[-1]] in _TORN_LAST
            or _ANAPHOR.search(text)
            or _BOILERPLATE.search(text)
            or _PAPER.search(text)
        )
        and not re.match("[的和与及、之]|了", text)
    )


def is_printable(words: Words, kept: Sequence[int], size: int, *, note: bool) -> bool:
    """Whether a cut (without the mark that closes it) may be printed."""
    if not kept or not has_verb(words, kept):
        return False
    simple = words.said(kept)
    whole = len(kept) >= len(words.simple) - 1
    led = bool(_SUBJECTLESS.match(simple))
    if not (FEWEST if led else _LONE) <= size <= (WHOLE if whole else MOST):
        return False
    if not is_balanced("".join(words.printed[i] for i in kept)):
        return False
    if not note and (_BOILERPLATE.search(simple) or _PAPER.search(simple)):
        return False
    if words.simple[kept[-1]] in _TORN_LAST or _lacks_deed(words, kept):
        return False
    return not _dangles(words, kept)


def _lacks_deed(words: Words, kept: Sequence[int]) -> bool:
    """Whether the last clause ends before the deed that 把, 被, 往 ... announce."""
    last = list(clauses(words, kept))[-1]
    governing = [place for place, i in enumerate(last) if words.flags[i] == "p" and words.simple[i] in _GOVERNING]
    if re.match("[藉凭借][^，]*$|借[由助]", words.said(last)) and len(last) < 12:
        return True
    because = next((place for place, i in enumerate(last) if words.simple[i] == "因"), None)
    if because and not re.search("[而被获遭死]|去世|得名", words.said(last[because:])):
        return True
    return bool(governing) and not any(words.flags[i][:1] in ("v", "a", "i", "l") for i in last[governing[-1] + 1 :])


def _dangles(words: Words, kept: Sequence[int]) -> bool:
    """Whether the cut leans on what isn't in it."""
    text = words.said(kept)
    parts = list(clauses(words, kept))
    if _TORN_END.search(words.said(parts[-1]).rstrip("".join((*COMMAS, *STOPS)))) and not re.match(
        "因为", words.said(parts[-1])
    ):
        return True
    itself = SELF_START.match(text) if text[0] not in "在透通" else None  # 在本次演讲中，… wants a subject
    if not itself and not _SUBJECTLESS.match(text) and (_LEANING.match(text) or _lacks_subject(words, parts)):
        return True
    if itself:
        text = text[itself.end() :].lstrip("，,")
    text = re.sub("(?<=[^，；]{3})(?:和|与|跟|带着|同)[他她](?:们)?的", "和", text)
    # 以及它, 及其: what it is stands just before
    text = re.sub("(?<=[^，；]{5})(?:以及|及|和|与|并将?)(?:它们?|其)", "及", text)
    pieces = re.split("[，；：,;:]", text)
    looked = 1
    while looked < len(pieces) and (
        len(pieces[looked - 1]) <= 4 or _FRONTED.match(pieces[looked - 1]) or _TIME_CLAUSE.search(pieces[looked - 1])
    ):
        looked += 1
    paired = re.search("虽|尽管|即[使便]|哪怕|无论|不[论管仅但只光]|如果|若|一旦|只[有要]|连|既|因为|由于|是否", text)
    return any(_ANAPHOR.search(piece) or (not paired and _ADVERBS_THAT_LEAN.search(piece)) for piece in pieces[:looked])


def _lacks_subject(words: Words, parts: Sequence[Sequence[int]]) -> bool:
    """Whether nobody is named before the first deed: whose it is stands elsewhere."""
    for place, clause in enumerate(parts):
        text = words.said(clause).rstrip(COMMAS + "".join(STOPS))
        last = place == len(parts) - 1
        # 在北方，… with a clause of its own behind it
        if not last and (
            _FRONTED.match(text) or _TIME_CLAUSE.search(text) or all(is_date(words, i) for i in clause[:-1])
        ):
            continue
        return not _opens_with_subject(words, clause)
    return True


def _behind_dates(words: Words, places: list[int]) -> list[int]:
    """What stands behind 顺治七年（1650年）, 1950年初 and the like."""
    before = None
    while places and places != before:
        before = places
        if is_date(words, places[0]) or words.simple[places[0]] in ("约", "公元", "前", "初", "末", "起", "底"):
            places = places[1:]
        elif words.simple[places[0]] in ("（", "("):
            end = next((p for p, i in enumerate(places) if words.simple[i] in ("）", ")")), 0)
            places = places[end + 1 :] if end else places
        elif era := _DATED.match(words.said(places)):
            places = after(words, places, era.end()) or places
    return places


def _opens_with_subject(words: Words, clause: Sequence[int]) -> bool:
    places = list(clause)
    if _AGE.match(words.said(places)):
        return False
    if len(places) > 2 and words.simple[places[0]] in ("在", "自", "于", "从", "到") and is_date(words, places[1]):
        places.pop(0)
    places = _behind_dates(words, places)
    if not places:
        return False
    if words.simple[places[0]] == "系统地" or (len(places) > 1 and words.simple[places[1]] == "地"):
        return False  # how it is done, not who does it
    first, flag = words.simple[places[0]], words.flags[places[0]]
    text = words.said(places)
    if _SUBJECTLESS.match(text) or SELF_START.match(text):
        return True
    if _LEANING.match(text):
        return False
    if flag == "p" or first in ("在", "从", "对", "当"):
        # 在台湾，… was seen; 在各地有许多庙: a place, then what is there
        end = next((p for p, i in enumerate(places) if words.simple[i] in ("中", "上", "里", "内", "下")), None)
        return (
            end is not None
            and end + 1 < len(places)
            and is_noun(words, places[end + 1])
            and words.flags[places[end + 1]] != "vn"
        )
    if (flag == "vn" and len(places) <= 3) or first in _DEEDS_LIKE_NOUNS:
        return False
    if flag in VERBS:
        return first in ("让", "想", "请", "使用") or bool(re.match("有(?:一|人|些|许多|很多|多少|时|没有)", text))
    return flag not in _NEVER_FIRST or first in ("几乎", "不少", "大", "左右")
