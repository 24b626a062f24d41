"""Whether Chinese words stand without their neighbours: what points at another sentence, what breaks off.

All patterns are of simplified characters. ``points_elsewhere`` and ``breaks_off`` take a text in either script;
the cutter asks the finer questions of one cut, whose text it has simplified already.
"""

from __future__ import annotations

import re

from engine.text.cuts_chinese_words import CJK, SHOWS, any_of
from engine.text.hanzi import simplified

_EVENT = any_of(
    "分享 演讲 讲座 议题 议程 主题 课程 报告 会议 课 talk Talk session Session 教程 视频 影片 演说 话题 专题 专场 "
    "工作坊 演示 部分课 电影 纪录片 大会 对谈 论坛"
)
# An event that stands for the video itself: "this talk" needs no neighbour.
_OF_THE_EVENT = f"(?:[次场个节门堂部集期]|系列|类|些年|个主题)*[^，的]{{0,6}}?{_EVENT}"

_OPENS_LEANING = re.compile(
    "^"
    + any_of(
        "但 可是 然而 不过 所以 因此 因而 故(?!事|宫|乡|障|土) 而 并 且 还 也(?!门) 更 则 那 就 便(?!利|捷|携) "
        "才(?![能华]) 却 又 再 都(?![市城柏灵铎]) 均 以 甚至 进而 从而 使 令 导致 其(?!实|中国) 它 他(?![人国乡]) "
        "她 此类 否则 于是 后(?!端|台|现代) 随后 之后 同时 另 例如 比如 譬如 诸如 "
        "如[^何今] 即(?!时|将) 包括 包含 尤其 特别 是 为(?!什么|何|了) 指(?![令挥南纹]) 乃 和(?!平|谐|服) 与 及 "
        "或 等(?!级|待) 同样 反之 换言之 总之 因 由 对此 接着 然后 最终 最后 首先 其次 再次 "
        "第[一二三四五](?!次|届|个|代|人) 一是 二是 三是 只 仅 能(?!源|量|力) 可(?!视|持|扩|靠|观) 会(?!议|计) "
        "将(?!军) 已 曾(?!国|祖) 被 把 给 到 于 直到 直至 不 没 无 未 非 之 的 地(?=[^球方图区理铁]) 得 了(?!解) "
        "着 过(?!程|去|滤) 往 向(?!量|日) 所 前[^端沿往] 里 中[^国东亚西学小文华心央外间] 某 下一步 一些 两者 "
        "二者 三者 各自 双方 母亲 父亲 丈夫 妻子 儿子 女儿 弟弟 哥哥 姐姐 妹妹 球队 两人 二人 结果 "
        "时(?![间代常尚空]) 紧接着 紧接著 同年 次年 翌年 隔年 此外 后者 前者 任 获 效力 出任 生长于 至今 届时 "
        "相反 反而 据此 惟 惟有 唯有 建于 建成 位于 生于 死于 卒于 出生 成立于 始建 创建于 成立 毕业 原产 现为 "
        "现任 全长 总 占地 面积 以及 上述 以上 其他 其它 另外 另一 换句话 著作 作品 兴趣 有关 现有 现存 "
        "一般(?:认为)?[是为] 初名 原名 本名 重新 首度 首次 最早(?!的) 一度 至少 代表作 作品有 "
        "主要(?=[在有是为用由与和跟同]|包括|分[布为]) 原[本先]?(?=[是为被在有属]) 现(?=[被已列属任藏就]) "
        "一路走来 精通 根本(?=[没不无]) "
        "有些(?=[^，]*，[^，]*有些) "
        "多(?=栖|见于|分布|生长) 在?(?:当时|那时|此时|这时)(?![的区\\d]) 在?[上前下]一[个节章课讲] 隶属 汉文称 "
        "[每][天年月日周](?=[会将可都有能]) 每天会 目前(?=分布|主要|有|已[^经]) 首[间任](?!.{0,4}的) "
        "[案赛战剧书]中 本[鱼种属亚株]的? 第[二三四五六]次[^世工鸦全，]{1,4}[是在为] "
        "(?:城市|城区|车站|学校|教堂|实验室|大楼|主楼|站房[^，]{0,4})(?:由|位于|[共分]?[设为]|建于|完全|没有) "
        "意思是 全[岛国县省镇村]人口 全[岛县省镇村](?!的) [数几两三]+(?:日|天|周|月|个月|年|小时)之?后 "
        "会议中 有的?些则 \\d+[位人个名只]中 接下来(?=[^，我你将会要]) (?:事件|战役|比赛|书|剧)中"
    )
)
# A noun of relation at the opening: whose aim, whose source, a use of what?
_OPENS_UNOWNED = re.compile(
    "^(?:目标|目的|意义|重点|关键|原因|好处|优点|缺点|宗旨|灵感来源|最好成绩|校名|片名|书名|译名|花期|果期|体长|前身|总部|"
    "学名|别名|名字|名称|遗[体骸]|邮政编码|族群构成|居民|能源矿产|矿产|[长短中][远期]目标|代表(?=是|作)|湖面|水面|流域|翼上?|幼枝|小枝|背鳍|腹鳍|主峰|海拔|年龄|性格|职责|头衔|格式|头部|尾部|项目(?=[共由将])|[云湖庙案塔墓馆园][里中上内外前后旁])"
    "(?!的|管理|导向|检测|语言)"
    "|^[^，]{2,10}(?:期间|年间|[之以][前后])(?:曾|被|成为|已)"
    f"|^主要(?!{SHOWS}|内容|议题|主题|目[标的]是)[^，的]{{1,8}}?(?:有|(?<!作)为|是|包括|分布)"
    "|^(?:(?:我们?|他们|人们|大家)?[^，]{0,4}(?:想到|想说|提到|看到|说到|遇到|发现|得到|要说|强调|担心|关心)的(?:第[一二]个?[^，是]{0,4})?"
    "|(?:[一另]+[个种类项])?(?:[最较很]|比较|非常)?(?:常见|典型|重要|简单|主要|关键|可能|具体|好|直接|自然|基本)"
    "的?(?:用例|例子|案例|情况|做法|方法|原因|问题|场景|方式|误区|错误|解决方案|挑战|途径|选择|办法|手段|目标|特点|区别|"
    "优势|应用|一步|一点|部分|方面)|[一另]+[个种项](?:用例|例子|案例|原因|问题|做法|挑战|区别|目标|优势|特点))(?:就|则|便)?(?:是|在于|为|包括|有|：|:)"
)
_ADVERBS_THAT_LEAN = re.compile(
    "随后|后来|接[着著]|随即|此后|之后[^，]|同年|次年|翌年|隔年|(?<!不)同样|也(?!门)|亦|却|反而|反之|相反|因而|更(?:必须|需要?|要)|从此|至此|由此|为此|对此|如此|"
    "仍然|依旧"
)
# In what is said first: these have nothing before them to point at.
_POINTS_BACK = re.compile(
    "它|他(?![人国乡])|她|(?<![本在极尤与])其(?![中实他它次余])"
    f"|这(?!{_OF_THE_EVENT}|些年|次(?=[我你将会要，]))|那(?!么)|(?<!应)该(?!次[我你将会要，]|{_OF_THE_EVENT})"
    f"|(?<![如因从彼对为由在])此(?!外|类|次[我你将会要，为]|{_OF_THE_EVENT})|上述|前者|后者|同名|相同(?:描述|问题|情况)|[两二三]者|两人|二人|双方"
    "|在此(?!分享|介绍|展示|演示|欢迎)|(?<![的中])其中(?!一)"
)
# Anywhere: what these point at is never in the same sentence.
_POINTS_OUT = re.compile(
    "如[上下](?:所示|图|表)?(?:[：:，。]|$)|(?<![\\d%岁年级成])以[上下](?!的|版本)|上述|下列|下述|前述|综上|以供参考|见[上下][图表文]|上一[节章讲]|包括[（(][^）)]*[）)]$|而其中|[：:，]首先，?(?![我你将会要])(?!.*(?:其次|然后|接着|再|第二|最后))"
)
_BREAKS_OFF = re.compile(
    "(?:时期|之故|期间|之际|年间)$|(?:万一|如果|假如|一旦|一但)[^，]*$"
    "|(?:为了|由于|因为?(?![此素])|随着|虽然|尽管|即使|当|如果|若|对于|关于|针对|作为|通过|透过|以便?)$"
    "|^(?:有关|为了|由于|随着|虽然|尽管|即使|如果|若|对于|关于|针对|作为|以便)|相[比较][^，]{1,14}$"
    f"|[{CJK}]{{2,6}}因(?![此为素而])[^，]{{1,8}}$"
    "|(?:譬如|例如|比如|诸如|以及|并且|而且|有几个)$"
    "|随[着著][^，而]*的[^，的]{1,4}$"
    "|要[使想](?!用)[^，必须]*$|的[A-Za-z]$|身为[^，的]*$"
)
_DEMONSTRATIVE = re.compile(
    "(?P<word>这(?:些|[个种项款套组条座批一]|两[个种])|(?<!应)该|(?<![如因从彼在对为由])此(?:类|种|次)?)"
    f"(?![我你将会要，为外]|{_OF_THE_EVENT}|[点样时刻举])(?P<noun>[{CJK}A-Za-z]{{2,6}})"
)
_ONLY_SHOWS = re.compile(f"{SHOWS}|提出|表明|证明|发现")
_ALIKE = re.compile("问题|挑战|难题|困难")  # each may be called another of them
_CONCEDES = re.compile("^(?:尽管|虽然?|即[使便]|哪怕|一[旦但])")
_AIMS_AT = re.compile("^为了[^，]*(?:，(?!.*[我你他她它本将需应要可了在使对])|$)")
# 帝国虽然借助外力，夺回了港口(，但 ...)
_CONCEDED = re.compile("(?:虽然?|尽管)[^，]*，(?!.*(?:[但却仍也还亦都均可就则只]|不过|然而|依然|并[未不没]))")
_RESUMES = re.compile("但|却|仍|也|还|不过|然而|依然|都|就|便|则|将|会(?!议)|可能")
_MARKS = '，；、：。！？,;:!? 」』”"'


def opens_leaning(text: str) -> bool:
    """Whether simplified words begin with one that wants the sentence before, or whose owner stands there."""
    return bool(_OPENS_LEANING.match(text) or _OPENS_UNOWNED.match(text))


def points_back(piece: str) -> bool:
    """Whether a simplified clause, with nothing before it, holds a pronoun that wants something before it."""
    return bool(_POINTS_BACK.search(piece))


def leans_by_adverb(piece: str) -> bool:
    """Whether a simplified clause, with nothing before it, sets itself beside another (也, 仍然, 随后)."""
    return bool(_ADVERBS_THAT_LEAN.search(piece))


def points_out(text: str) -> bool:
    """Whether simplified words point at another sentence, wherever the pointing word stands (如下, 上述)."""
    return bool(_POINTS_OUT.search(text))


def unanswered(text: str) -> bool:
    """Whether "this system" stands in simplified words in which no system, and nothing like it, came before.

    It may sum up a clause before it, or call a name by its kind, though not where that only says what is shown.
    """
    for found in _DEMONSTRATIVE.finditer(text):
        before, noun = text[: found.start()], re.split("[的在是将会有能可中上与和被把对从为]", found["noun"])[0]
        if any(noun[i : i + 2] in before for i in range(len(noun) - 1)):
            continue
        if _ALIKE.search(noun) and _ALIKE.search(before):
            continue
        if found["word"] in ("该", "此") and noun[:1] and noun[0] in before:
            continue  # 海盐县 ... 该县
        if not re.search("[，；,;]", before) or _ONLY_SHOWS.search(before):
            return True
    return False


def points_elsewhere(text: str) -> bool:
    """Whether a whole Chinese sentence, in either script, leans on a neighbour: not to be quoted alone."""
    plain = simplified(text).strip()
    opening = re.split("[，；：,;:]", plain, maxsplit=1)[0]
    leans = opens_leaning(plain) or leans_by_adverb(opening) or points_back(opening)
    return leans or points_out(plain) or unanswered(plain)


def breaks_off(text: str) -> bool:
    """Whether a Chinese text, in either script, ends before what it announces, or concedes and never goes on."""
    plain = simplified(text).rstrip(_MARKS)
    *_, last = clauses = re.split("[，；,;]", plain)
    if (
        _AIMS_AT.match(plain)
        or _CONCEDED.search(plain)
        or (_CONCEDES.match(plain) and not _RESUMES.search("，".join(clauses[1:])))
    ):
        return True
    return not last.startswith("因为") and bool(_BREAKS_OFF.search(last))
