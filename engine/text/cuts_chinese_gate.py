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
from engine.text.referents import breaks_off, leans_by_adverb, opens_leaning, points_back, points_out, unanswered

FEWEST, MOST = 5, 70  # characters of a cut; two Latin letters count as one
WHOLE = 85  # of a whole sentence
_LONE = 6  # a cut without a lead that is shorter says too little
TITLE_FEWEST, TITLE_MOST = 5, 30  # of a line without a verb
_TITLE_OF_A_THING = 8  # 工业级框架指南
_TITLE_OF_A_KIND = 9  # 一种古老的导航仪器; 一个强大的数据湖 says too little

_NOT_PROSE = re.compile(
    r"https?:|www\.|\w@\w|[<>{}\[\]【】|=\\^~#`*_\ufffd•●■◆▪→]|^\W*[\d一二三四五六七八九十]+\s*[、.．)）]|\d{1,2}[:：]\d{2}"
    r"|^[（(]|…|\.\.|^\S{1,12}[:：]|——.*——.*——|\s-|[①-⑳]|[（(]\d+[)）]|[（(][，,]|“”|「」"
    rf"|\d[.、]\s*[{CJK}].*\d[.、]\s*[{CJK}]|[{CJK}]\s+[{CJK}]|^[，。、；：—–-]"
    rf"|(?<!—)—(?!—)|\s[a-z]\.\s|[\u2776-\u2793]|[{CJK}][.．]\S|，，|，）|[，,]。|。。|[）)][.．]\d|[A-Za-z0-9],[A-Za-z]"
    rf"|\s\d\.\d\s*[{CJK}].*\s\d\.\d\s*[{CJK}]"
    rf"|\s\d+[、．]|[{CJK}\s，：:；;]\d+[、.．]\s*$"
    r"|^(?:方法|目的|结果|背景|结论)(?!论|是|的)|在《[^》]*》$"
    r"|^[^、，。是有在了将被为把]*(?:、[^、，。是有在了将被为把]*){4,}。?$"  # a bare list
)
_BOILERPLATE = re.compile(
    any_of(
        "报名 官网 链接 连结 下载 关注我 公众号 版权 微信 扫码 简介[:：] 毕业于 任职 现任 曾任 博士 硕士 "
        "副?教授 工程师， 点击 主讲人 讲师是 "
        "关键词 参考文献 购票 直播间 赞助 主办 协办 邮箱 微博 简报 投影片 议程如下 上映 导演 主演 票房 出品 "
        "获奖 奥斯卡(?!·) 制片 编剧 执导 "
        "改编自 首映 饰演 Q.?&.?A 问答环节 答疑 欢迎 敬请 谢谢 感谢 如下 以下 下列 下面 见下 详见 上述 以上 "
        "前述 前者 后者 同上 大纲 (?<!活动)目录 "
        "授权条款 所示 图\\d 表\\d 患者 本例 结论 年薪 工作经验 从事 多年.{0,6}经验 参与者需 请携带 笔记本电脑 "
        "先备知识 备注 注意事项 "
        "[＜＞] 听众(?:需|应|须) 适合.{0,12}(?:人|者|听众)"
    )
)
_EXPOSURE = re.compile(any_of("裸体 强奸 色情 乱伦 性侵 恋童 肢解 虐杀 性交 轮奸 妓 性器"))
_PAPER = re.compile(any_of("文中 本文 本论文 该文 文章 本书 本研究 论文 本章 本节 本条目"))

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
_BY_DEGREES = re.compile("逐渐|逐步|渐渐|日益|日渐|越来越|愈来愈|愈[加发]|更[加为]|随之")
_WITH_WHAT = re.compile(
    "随[着著]?(?!之)|[当若]|如果|[之以]?[后前]|时(?!间|代|常)|因|由于|[自从]|年|月|世纪|近|目前|现在|如今|比|通过|为了|只要"
)
# 抗菌效果逐渐增强
_MEASURED_CHANGE = re.compile(
    "^[^，]{1,16}(?:逐渐|逐步|渐渐|随之|更[加为])(?:增[强大加高多]|减[小弱少低]|下降|上升|降低|提高|升高|变|缩|扩|恶化|趋)"
)
_SAYS_PAST = re.compile(
    "了(?!解)|过(?!程|去|滤)|曾|已|年|世纪|时[期代]?|[之以]?后(?!端)|最终|终于|尚未|历经|同期|\\d[日月]"
)
_YEAR = re.compile("\\d{3,4}年|[元一二三四五六七八九十〇零]+年(?![级来龄])|世纪|年代|\\d月")
_OPENS_STATE = re.compile("[^，、的]{0,6}?(?:刚|还没|尚未|没有|未(?!来)|不(?!同|断|久|少|仅|只|错|变))")
_CLOSES_FRAME = re.compile(
    "[之以当其]?[中上下里内时后前间外]|[^，]*[时中下]|方面|领域|之际|同时|时候|过程|阶段|期间|地方"
)
_CLOSES_STATE = re.compile("(?:状[态况]|情[况形境]|条件|前提|背景|基础|过程|同时|压力|限制)之?[下中上时]?")
_WAITS = re.compile(
    "(?:^|，)[^，将把被以用来可能会应也选]+作为[^，]*的[^，的]{2,6}$"  # 本次演讲作为…的全面指南
    "|^[^，]{0,8}针对[^，]*的[^，的]{2,8}$"
    "|应(?!用|该|当|对|急)[^，]*(?:邀请|请求|要求)$|(?:^|，)[并同时再]{0,2}(?:依据|根据|按照|参照)[^，]*$"
    "|从[^，]*(?:出发|入手|切入)$"  # 本次演讲从…出发: what then?
    "|(?:透过|通过|借助|以|从)[^，]*(?:角度|视角|形式|方式|方法|途径|层面|维度|手段)$"
)
_SEASON = re.compile("[^，]{0,6}\\d+年[^，]{0,5}[天季日起春夏秋冬]")
# A question as the subject, and what is said of it behind the comma: 如何做好审查，(已成为重要课题).
_ASKS = re.compile(
    "(?:^|，)(?:而|那么|究竟|到底|对于?[^，]*，|在[^，]*，)?(?:应该?)?(?:如何|怎样|怎么|能否|是否|可否|为何|为什么)[^，]*(?:，[^，]*)*$"
)
_SAID_OF_A_QUESTION = re.compile(
    "(?:[都也仍便就则乃均]|一直|始终|往往|已经?|正|日益|逐渐|越来越|不仅|不但|对[^，]{1,16}|在[^，]{1,12}[上中下])*"
    "(?:成为?了?|是(?!否|如何|怎|不是)|有着?(?=[重深积一十]|十分|非常)|具有|值得|尤为|显得|变得|至关重要|十分|非常|很|取决|关系[到着]|需要|有待|亟[待需须]|摆在|引[起发]"
    "|离不开|困扰|考验|备受|影响[着了到])"
)
_TORN_LAST = listed(
    "譬如 诸如 "
    "的 和 与 及 以及 或 而 并 且 被 把 将 由 从 向 对 在 是 为 给 让 使 于 跟 同 例如 比如 包括 、 （ ( 《 “ "
    "「 如 即 之 一个 "
    "一位 一种 一款 一部 一次 一项 这 那 该 此 其 有 要 会 可以 能够 需要 正在 已经 进行 等等的 地 得 往 至 到 "
    "以 用 向着 "
    "证明 表明 说明 发现 推断 估计 预计 推测 坦承 回忆 写道 宣布 指出 表示 认为 声明 得知 声称 主张 相信 承认 "
    "强调 透露 表明 意味着 导致 造成 担任 具有 拥有 包含 涵盖 使得 显示 "
    "成为 作为 称为 叫做 位于 属于 称 不 没 未 更 很 最 并且 而且 同时 因为 所以 关于 对于"
)
_LEADING = frozenset(("对", "为", "为了", "在"))
_AIMS = re.compile("(?:目标|目的|宗旨|任务|使命|职责|功能|重点|作用|愿景|主题|内容|核心|以)$")
# What is said of something after 对.
_SAYS_OF = re.compile(
    "有(?!关)|起[到着]|发挥|产生|造成|带来|进行|加以|给予|作出|做出|是|十分|非常|很|至关|提出|形成|构成|来说|而言|"
    "感|负责|不|没|展开|讲解|介绍|要求|重要|影响|要"
)
_AGE = re.compile("[一二三四五六七八九十\\d]+岁|主要[是为]|小时候|年[轻幼]时")
_NEVER_FIRST = frozenset(("d", "ad", "c", "f", "uj", "y", "ul", "u", "ud", "uz", "o", "e"))
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
    fewest = _TITLE_OF_A_KIND if text[:1] == "一" else TITLE_FEWEST if "的" in text else _TITLE_OF_A_THING
    return (
        fewest <= size <= TITLE_MOST
        and is_balanced(text)
        and not (
            words.simple[kept[-1]] in _TORN_LAST
            or points_back(text)
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
    if _lacks_condition(words, kept) or _lost_its_date(words, kept) or _lost_its_question(words, kept):
        return False
    return not (_opens_a_frame(words, kept) or _dangles(words, kept))


def _gone(words: Words, kept: Sequence[int]) -> list[list[int]]:
    """Runs of places that a cut leaves out, brackets and marks aside."""
    inside, depth = set(kept), 0
    runs: list[list[int]] = []
    for i, word in enumerate(words.simple):
        depth += (word in "（(") - (word in "）)")
        if i in inside or depth or word in (*COMMAS, *STOPS, "）", ")"):
            continue
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _lacks_condition(words: Words, kept: Sequence[int]) -> bool:
    """Whether something grows or shrinks with what isn't said: (随着含量的增加，)效果逐渐增强."""
    text = words.said(kept)
    if _MEASURED_CHANGE.match(text) and not _WITH_WHAT.search(text.split("，")[0]):
        return True
    if not _BY_DEGREES.search(text) or _WITH_WHAT.search(text):
        return False
    return any(_WITH_WHAT.search(words.said(run)) for run in _gone(words, kept))


def _lost_its_date(words: Words, kept: Sequence[int]) -> bool:
    """Whether an event is told without its year, and nothing else says that it is past: (1932年，)岛被占领."""
    text = words.said(kept)
    if _SAYS_PAST.search(text):
        return False
    return any(_YEAR.search(words.said(run)) for run in _gone(words, kept) if run[0] < kept[-1])


def _lost_its_question(words: Words, kept: Sequence[int]) -> bool:
    """Whether a question ends before its mark: 展望未来，有哪些遗憾(，希望大家努力？)."""
    asks = words.simple[-1] in "？?" and kept[-1] < len(words.simple) - 2
    if asks and words.text(kept[-1] + 1, len(words.simple) - 1).lstrip(COMMAS).startswith("还是"):
        return True
    return asks and bool(re.search("哪|什么|吗|是否|几|谁|怎|如何|会不会|能不能", words.said(kept)))


def _opens_a_frame(words: Words, kept: Sequence[int]) -> bool:
    """Whether 在 opens a time or a state that closes in what is gone: 在刚报到，就要接手工作(的情况下)."""
    behind = words.text(kept[-1] + 1, len(words.simple) - 1)
    for place, i in enumerate(kept[:-1]):
        if words.simple[i] != "在" or any(_CLOSES_FRAME.fullmatch(words.simple[j]) for j in kept[place + 1 :]):
            continue
        if _OPENS_STATE.match(words.said(kept[place + 1 :])) or (
            _CLOSES_STATE.search(behind) and "在" not in behind and words.flags[kept[place + 1]] in ("d", *VERBS)
        ):
            return True
    return False


def _lacks_deed(words: Words, kept: Sequence[int]) -> bool:
    """Whether the last clause ends before the deed that 把, 被, 往 ... announce."""
    last = list(clauses(words, kept))[-1]
    governing = [place for place, i in enumerate(last) if words.flags[i] == "p" and words.simple[i] in _GOVERNING]
    if re.match("[藉凭借][^，]*$|借[由助]", words.said(last)) and len(last) < 12:
        return True
    if _WAITS.search(words.said(kept)):
        return True
    goes_on = words.text(last[-1] + 1, len(words.simple) - 1)
    if words.simple[last[0]] in ("让", "使", "令") and re.match("能|可以?|得以|进一步|更", goes_on):
        return True  # 让工程师(，能够开发)
    if goes_on and _ASKS.search(words.said(kept)) and _SAID_OF_A_QUESTION.match(goes_on.lstrip(COMMAS)):
        return True
    if goes_on and re.search(
        "从(?:如何|怎样|怎么|为什么|什么|哪)(?!.*(?:开始|出发|入手|讲起|谈起|说起|角度|方面))", words.said(kept)
    ):
        return True  # 我们将从如何找到答案(的路径开始)
    if goes_on and any(words.simple[i] == "若" for i in last):
        return True  # 孟子赞同若君主无道(，人民有权推翻)
    if re.match("[^，]*(?:影响|作用|意义|贡献|效应)", goes_on) and words.simple[last[-1]] not in COMMAS:
        governed = re.search("对(?!比|应|象|话|抗)[^，]*$", words.said(last))
        if governed and not re.search("影响|作用|意义|贡献|效应", governed.group()):
            return True  # 讨论磁场对振动频率(和能量的影响)
    because = next((place for place, i in enumerate(last) if words.simple[i] == "因"), None)
    if because and not re.search("[而被获遭死]|去世|得名", words.said(last[because:])):
        return True
    return bool(governing) and not any(words.flags[i][:1] in ("v", "a", "i", "l") for i in last[governing[-1] + 1 :])


def _wants_predicate(words: Words, kept: Sequence[int]) -> bool:
    """Whether nothing is said behind what 对, 为 ... lead to: 对保护环境，促进发展(有作用), 衙门为显示威严."""
    for place, i in enumerate(kept[:-1]):
        word, following = words.simple[i], kept[place + 1]
        if words.flags[i] != "p" or word not in _LEADING or words.flags[following] not in VERBS:
            continue
        ahead, behind = words.said(kept[:place]), words.said(kept[place + 2 :])
        if word == "在" and not re.search("(?:特别|尤其)是?$", ahead):
            continue  # 在探索: doing it
        if word in ("为", "为了") and (_AIMS.search(ahead) or "，" in ahead):
            continue
        verbs = [j for j in kept[place + 2 :] if words.flags[j] in VERBS and words.simple[j] != "促进"]
        told: object = verbs or re.search("[中上下里时]|方面|之?[后前]", behind)
        if word == "对":
            told = "的" in behind.split("，")[0] or _SAYS_OF.search(behind)
        if not told:
            return True
    return False


def _dangles(words: Words, kept: Sequence[int]) -> bool:
    """Whether the cut leans on what isn't in it."""
    text = words.said(kept)
    parts = list(clauses(words, kept))
    if breaks_off(text) or points_out(text) or unanswered(text) or _wants_predicate(words, kept):
        return True
    if len(parts) > 1 and not has_verb(words, parts[0]) and re.match("[比例]如|譬如", words.said(parts[1])):
        return True  # 我将涉及到的一些主题，比如 ...
    itself = SELF_START.match(text) if text[0] not in "在透通" else None  # 在本次演讲中，… wants a subject
    if not itself and not _SUBJECTLESS.match(text) and (opens_leaning(text) or _lacks_subject(words, parts)):
        return True
    if itself:
        text = text[itself.end() :].lstrip("，,")
    text = re.sub("(?<=[^，；]{3})(?:和|与|跟|带着|同)[他她](?:们)?的", "和", text)
    # 以及它, 及其: what it is stands just before
    text = re.sub("(?<=[^，；]{5})(?:以及|及|和|与|并将?)(?:它们?|其)", "及", text)
    pieces = re.split("[，；：,;:]", text)
    looked = 1
    while looked < len(pieces) and (
        len(pieces[looked - 1]) <= 4
        or _FRONTED.match(pieces[looked - 1])
        or _TIME_CLAUSE.search(pieces[looked - 1])
        or _SEASON.fullmatch(pieces[looked - 1])
    ):
        looked += 1
    paired = re.search("虽|尽管|即[使便]|哪怕|无论|不[论管仅但只光]|如果|若|一旦|只[有要]|连|既|因为|由于|是否", text)
    return any(points_back(piece) or (not paired and leans_by_adverb(piece)) for piece in pieces[:looked])


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
    if opens_leaning(text):
        return False
    if first in ("随", "经", "历经", "因", "遭"):
        return False  # 随家光的去世而殉死: who?
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
    return flag not in _NEVER_FIRST or first in ("几乎", "显然", "不少", "大", "左右")
