"""Chinese cuts, simplified and traditional: each rule on a sentence of ours."""

from __future__ import annotations

import pytest

from engine.records import Lattice, Source, SourceKind
from engine.text.cuts import lattices


def lattice(text: str, kind: SourceKind = "description") -> Lattice | None:
    found = lattices([Source(kind, text)], language="zh")
    return found[0] if found else None


def cuts(text: str, kind: SourceKind = "description") -> list[str]:
    made = lattice(text, kind)
    return [made.spell(cut) for cut in made.cuts] if made else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本片讲述了一位老裁缝寻找失散女儿的故事。", "讲述了一位老裁缝寻找失散女儿的故事。"),
        ("本片講述了一位老裁縫尋找失散女兒的故事。", "講述了一位老裁縫尋找失散女兒的故事。"),
        ("本次分享将介绍如何为老房子安装太阳能电池板。", "介绍如何为老房子安装太阳能电池板。"),
        ("在本次演讲中，我们将探讨古代船只怎样辨别方向。", "探讨古代船只怎样辨别方向。"),
        ("在這場演講中，我們將探討古代船隻怎樣辨別方向。", "探討古代船隻怎樣辨別方向。"),
        ("苏州拥有三百年的纺织历史，出产优质的丝绸和茶叶。", "苏州拥有三百年的纺织历史。"),
        ("近年来，城市里的居民开始在屋顶种植蔬菜。", "城市里的居民开始在屋顶种植蔬菜。"),
        ("首先，我们会介绍罗盘的历史和构造。", "我们会介绍罗盘的历史和构造。"),
        ("国际空间站（ISS）正在寻找一位新的飞行员。", "国际空间站正在寻找一位新的飞行员。"),
        ("我们还将讨论古代地图的绘制方法和用途。", "我们将讨论古代地图的绘制方法和用途。"),
    ],
)
def test_leaves_out_what_may_go(text: str, expected: str) -> None:
    assert expected in cuts(text)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("虽然山路又陡又滑，但是老人每天都上山采药。", ("虽然", "但是")),
        ("雖然山路又陡又滑，但是老人每天都上山採藥。", ("雖然", "但是")),
        ("因为河水突然上涨，所以村民连夜搬到了山上。", ("因为", "所以")),
        ("不仅孩子喜欢这些木偶，而且大人也看得入迷。", ("不仅", "而且")),
        ("如果渔民继续使用旧渔网，他们就会失去整个渔场。", ("如果", "就")),
        ("只有最老的僧人知道密道，才能打开那扇石门。", ("只有", "才")),
        ("村民一旦离开山谷，就再也找不到回家的路。", ("一旦", "就")),
    ],
)
def test_correlated_conjunctions_stay_together(text: str, pair: tuple[str, str]) -> None:
    for cut in cuts(text):
        assert (pair[0] in cut) == (pair[1] in cut)


@pytest.mark.parametrize(
    "text",
    [
        "他后来回到了故乡并且开了一家书店。",
        "它可以帮助用户快速地整理所有照片。",
        "这使得整个村庄陷入了长久的争吵。",
        "其中最著名的是一座木制的大桥。",
        "因此整个收成都可能会毁于一旦。",
        "父亲曾经在上海经营一家钟表店。",
        "在2020年发布了第一个公开的版本。",
        "讲师：王小明，某某大学",
        "欢迎扫码关注我们的公众号获取更多内容。",
        "报名请点击 https://example.invalid/a",
        "本文提出了一种新的计算方法。",
        "电影于1998年上映，票房超过一千万。",
        "目录如下：",
        "好的。",
        "",
        "1. 安装工具 2. 运行程序",
    ],
)
def test_prints_nothing_that_leans_or_tells_of_other_things(text: str) -> None:
    assert cuts(text) == []


def test_every_cut_ends_with_a_stop_and_has_a_subject_before_its_deeds() -> None:
    made = cuts("敦煌位于沙漠的边缘，保存着大量古代壁画，每年吸引许多游客。")
    assert made[0] == "敦煌位于沙漠的边缘，保存着大量古代壁画，每年吸引许多游客。"
    assert all(cut.startswith("敦煌") and cut.endswith("。") for cut in made)
    assert len(made) > 1


def test_an_unfinished_clause_is_not_the_last() -> None:
    for cut in cuts("研究人员指出，北方的冰层每年都在变薄。"):
        assert "冰层" in cut


def test_a_negated_clause_keeps_its_negation() -> None:
    for cut in cuts("渔民没有离开港口，因为海上起了大雾。"):
        assert "没有" in cut


def test_own_tokens_give_the_source_back() -> None:
    text = "我们将介绍 Python 的历史，以及它在科学中的应用。"
    made = lattice(text)
    assert made is not None
    whole = tuple(range(made.own))
    assert made.spell(whole) == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("你永远不要相信平静的河水。", "你永远不要相信平静的河水。"),
        ("你永远不要相信平静的河水", "你永远不要相信平静的河水。"),
        ("好", ""),
        ("但是我不想再等了", ""),
    ],
)
def test_a_spoken_line_is_quoted_whole_or_not_at_all(text: str, printed: str) -> None:
    assert cuts(text, "cue") == ([printed] if printed else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # dates, places and manners between who and what
        ("老船长于1950年离开故乡，在南方开了一家小店。", "老船长离开故乡，在南方开了一家小店。"),
        ("1950年，一位老裁縫離開了家鄉，在香港開店。", "一位老裁縫離開了家鄉，在香港開店。"),
        ("战争爆发后，年轻的船长带着妹妹去寻找传说中的岛屿。", "年轻的船长带着妹妹去寻找传说中的岛屿。"),
        ("一个爱音乐的男孩在雨中遇见一位神秘的钟表匠。", "一个爱音乐的男孩遇见一位神秘的钟表匠。"),
        # what only describes
        ("一个爱音乐的男孩在雨中遇见一位神秘的钟表匠。", "一个爱音乐的男孩在雨中遇见一位钟表匠。"),
        ("康王路是老城里一条贯穿南北的城市主干道。", "康王路是老城里一条城市主干道。"),
        ("敦煌拥有极为丰富的古代壁画和经卷。", "敦煌拥有丰富的古代壁画和经卷。"),
        # items of lists
        ("渔民运来了木材、香料、丝绸和茶叶。", "渔民运来了木材、丝绸和茶叶。"),
        ("本次演讲将介绍旧地图的绘制方法和用途。", "介绍旧地图的绘制方法。"),
        # leads, and the question or topic behind them
        ("本文介绍了山区茶叶的种植方法。", "介绍山区茶叶的种植方法。"),
        ("我们还将深入探讨古代船只的未来，让您了解更多。", "深入探讨古代船只的未来。"),
        ("本次分享将介绍如何为老房子安装太阳能电池板。", "如何为老房子安装太阳能电池板。"),
        ("在這個議程，你將學習到如何為老房子安裝太陽能電池板。", "如何為老房子安裝太陽能電池板。"),
        ("本次演讲将介绍旧地图的绘制方法。", "旧地图的绘制方法。"),
        ("罗盘是一种古老的导航仪器。", "一种古老的导航仪器。"),
        # tails, other names, claims that only follow
        ("敦煌，又名沙州，是沙漠边缘的一座古城。", "敦煌，是沙漠边缘的一座古城。"),
        ("渔民建造了一座灯塔，从而避开了北方的暗礁。", "渔民建造了一座灯塔。"),
        ("敦煌位于沙漠的边缘，保存着大量古代壁画，每年吸引许多游客。", "敦煌位于沙漠的边缘，每年吸引许多游客。"),
    ],
)
def test_leaves_out_what_may_go_from_inside(text: str, expected: str) -> None:
    assert expected in cuts(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("在战争时期，总统会成为军队的总指挥。", ("战争时期",)),
        ("船长出生于一个非常大且关系非常紧密的大家庭。", ("关系", "紧密的大家庭")),
        ("我们演示如何用一个简单的工具来绘制新的航海地图。", ("来绘制",)),
        ("罗盘是一个广泛采用的航海标准。", ("广泛采用",)),
        ("木船的长度为（10.7）米。", ("10.7",)),
        ("老裁缝没有在1950年离开故乡。", ("没有", "1950")),
        ("商队直到1950年才离开这座古城。", ("直到1950年才",)),
        ("江南省在1667年正式分为江苏、安徽二省。", ("江苏、安徽二省",)),
        ("水手在港口和岛屿之间运送木材、茶叶和信件。", ("之间",)),
        ("渔民分别运来了木材、香料和茶叶。", ("分别", "木材、香料和茶叶")),
        ("南方的港口是商人的经济和文化中心。", ("经济和文化中心",)),
        ("磨坊主找到了一个尚未完全确立的证据。", ("尚未",)),
        ("工匠造出了目前最长的木桥。", ("最长的",)),
        ("村民们几乎没有在冬天见过大雪。", ("几乎没有",)),
        ("罗盘对航海具有重要的意义。", ("重要的意义",)),
        ("如果渔民离开港口，他们的船就会沉没，村子也会荒废。", ("如果",)),
        ("研究人员认为，北方的冰层每年都在变薄，村庄将会消失。", ("认为",)),
    ],
)
def test_keeps_what_carries_the_meaning(text: str, kept: tuple[str, ...]) -> None:
    for cut in cuts(text):
        for piece in kept:
            assert piece in cut


@pytest.mark.parametrize(
    "text",
    [
        "13岁跟随师父学习木工，14岁成为村里的入室弟子。",
        "在1973年和邻国签署了共同宣言。",
        "建于宣统元年，民国四年竣工。",
        "顺治七年又改郡王，次年掌管兵部。",
        "紧接着，将探讨不同年代的船只。",
        "有直隶总督、两江总督、四川总督和陕甘总督。",
        "代表作有《海上的灯》等。",
        "梨树、桃树、杏树（北方）、枣树、柿树（南方）",
        "老人在广场上向众人宣布。",
        "1957年创业，经营茶叶和丝绸。",
        "历史学家估计。",
        "齿轮实验的结果证明。",
        "在这个演讲中，受到许多老船长的启发。",
        "船长的理由是万一有大风。",
        "港口在十九世纪末的统治时期。",
        "初名受益，生母是李氏。",
        "系统地提出三权分立的原则。",
        "顺治七年（1650年）又改郡王，次年掌管兵部。",
        "针对船只的漏水问题，设计了新的木板。",
        "结果八例存活，二例死亡。",
    ],
)
def test_prints_nothing_without_its_subject_or_its_end(text: str) -> None:
    assert cuts(text) == []


def test_adverbs_that_lean_on_the_sentence_before_go() -> None:
    assert cuts("东罗马的商人随后在1149年占领了港口。")[0] == "东罗马的商人在1149年占领了港口。"
    assert all("也" not in cut for cut in cuts("彰化也想跟大家分享茶叶的种植经验。"))


def test_a_clause_in_the_middle_stays_where_the_rest_points_at_it() -> None:
    for cut in cuts("研究者走访了几座古城，发现了一些共同的难题，并用新的办法来解决这些难题。"):
        assert "这些" not in cut or "发现" in cut


def test_short_cuts_are_there_for_titles() -> None:
    sentences = [
        "本次演讲将介绍旧地图的绘制方法和用途，并展示几座古城的变迁。",
        "一位老裁缝在战后的上海寻找失散多年的女儿。",
        "在這場演講中，我們將探討古代船隻怎樣辨別方向。",
    ]
    for sentence in sentences:
        assert any(4 <= len(cut.rstrip("。")) <= 14 for cut in cuts(sentence)), sentence


def test_traditional_characters_are_cut_like_simplified_ones() -> None:
    for plain, old in (
        ("在这场演讲中，我们将介绍旧地图的绘制方法和用途。", "在這場演講中，我們將介紹舊地圖的繪製方法和用途。"),
        ("一位老裁缝在战后的上海寻找失散多年的女儿。", "一位老裁縫在戰後的上海尋找失散多年的女兒。"),
    ):
        assert [len(cut) for cut in cuts(plain)] == [len(cut) for cut in cuts(old)]


@pytest.mark.parametrize(
    "text",
    [
        "我们想到的是：用木头造一座桥。",
        "一个常见的用例是记录渔船的航线。",
        "我将涉及到的一些主题，比如罗盘、海图和灯塔。",
        "2014年夏天，船厂把他租借给了南方的渔队。",
        "古老的灯塔是其中的关键案例。",
        "這場歷史性的比賽被稱為海邊的奇蹟。",
        "雲裡大部份的水點被釋出，已無力再降雨，而雷暴亦逐漸消失。",
        "我们将总结观察到的与旧船相比，该框架在风浪中获得的稳定。",
        "现将养殖技术和试验情况总结如下，以供参考。",
        "尽管这门手艺不要求力气，老人对徒弟的要求比较严格。",
        "每天会接待超过两千名渔民。",
        "独立战争期间曾经是殖民地的首都。",
        "水手的航海日志写道，73岁的J。",
    ],
)
def test_prints_nothing_that_points_at_another_sentence(text: str) -> None:
    assert cuts(text) == []


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("发展渔业对保护海岸，促进村庄繁荣，缩小贫富差距有着重要的作用。", "繁荣。"),
        ("老人是一家设在台北的跨国木材及家具公司。", "木材。"),
        ("工匠采用一种方法，用于动态和增量配置管理，简化了造船的过程。", "用于动态，"),
        ("古代衙门为显示威严，大门多开六扇后以六扇门代指官府。", "威严。"),
        ("議程介紹渔民遇到的一些挑战，譬如:大风、暗礁和海盗;以及造船的经验。", "譬如。"),
        ("事件后估计71,379位村民离开了海岛，村庄遭受极大的破坏。", "71。"),
        ("水手将罗盘作为向导让船队可以找到港口。", "将罗盘让"),
        ("古老的王国虽然借助外力，夺回了港口，但失去了舰队。", "港口。"),
        ("当时，全村的人都相信海里有龙。", "当时"),
        ("我将提出一项办法，通过新的木板来解决这个问题。", "这个问题"),
        ("在这次演讲中，我分享造船的思考，以及如何参与到这个孵化项目中来。", "这个孵化"),
    ],
)
def test_no_cut_breaks_off_before_what_it_announces(text: str, torn: str) -> None:
    made = cuts(text)
    assert all(torn not in cut for cut in made)


@pytest.mark.parametrize("connective", ["但是", "因此", "此外", "同时", "然而"])
def test_a_connective_goes_and_the_sentence_stays(connective: str) -> None:
    assert cuts(f"{connective}，老船长离开了故乡。") == ["老船长离开了故乡。"]


def test_a_place_or_a_thing_named_before_may_be_pointed_at() -> None:
    text = "澉浦镇是隶属于海盐县的一个镇，位于该县境南部。"
    assert text in cuts(text)


@pytest.mark.parametrize(
    "text",
    ["我们将分析如何通过海图实现船只的平安返航。", "显然我们无法学完所有知识。", "灯塔是岛上其中一座古老的建筑。"],
)
def test_a_whole_sentence_of_its_own_stays(text: str) -> None:
    assert text in cuts(text)


def test_a_long_bare_list_is_read_in_no_time() -> None:
    assert cuts("、".join(["四川", "浙江", "江西"] * 15) + "，地") == []


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        # a question of which something is said
        (
            "如何做好渔船的登记工作，避免船长陷入内部纠纷，已经成为港口面临的重要课题。",
            "如何做好渔船的登记工作，避免船长陷入内部纠纷。",
        ),
        ("怎样在暴风雨中保护老旧的木船，是许多水手必须回答的问题。", "怎样在暴风雨中保护老旧的木船。"),
        (
            "我们将从如何帮助水手找到更好的航线，如何奖励好的行为，以及如何吸引游客的路径开始。",
            "我们将从如何帮助水手找到更好的航线，如何奖励好的行为。",
        ),
        (
            "分享如何保障航线的稳定性，从而确保渔船稳定且快速返航。",
            "分享如何保障航线的稳定性，从而确保渔船稳定且返航。",
        ),
        # what was used for what, one clause after another
        ("利用罗盘测量方向，望远镜观测岛屿，沙漏记录时间，绘制了整个海岸的地图。", "望远镜观测岛屿，沙漏记录时间。"),
        # with what it grows
        ("随着商船的增加，港口的税收越来越高，村民建造了新的码头。", "港口的税收越来越高，村民建造了新的码头。"),
        ("树皮的颜色逐渐变深，果实超过五斤后，枝条明显下垂。", "树皮的颜色逐渐变深。"),
        # a time or a state that closes later
        (
            "故事描述船长在没有地图, 水手不知道方向, 食物非常有限的状态下如何带领大家回到港口.",
            "故事描述船长在没有地图, 水手不知道方向。",
        ),
        # an event of a year
        ("1932年，西沙群岛的永兴岛被法国控制。", "西沙群岛的永兴岛被法国控制。"),
        ("展望未来，有哪些航海的遗憾，希望大家继续努力？", "展望未来，有哪些航海的遗憾。"),
        ("本次演讲从航海的历史出发，探讨古代船只的未来。", "本次演讲从航海的历史出发。"),
        ("老侦探应山中寺院的邀请，前往古城调查失踪的佛像。", "老侦探应山中寺院的邀请。"),
        ("讨论海水对木船的振动频率和使用寿命的影响。", "讨论海水对木船的振动频率。"),
        ("但是当你打开旧罗盘时，你得到一个错误的方向。", "你得到一个错误的方向。"),
    ],
)
def test_a_clause_keeps_what_it_depends_on(text: str, torn: str) -> None:
    assert torn not in cuts(text)


@pytest.mark.parametrize(
    "text",
    ["1932年，西沙群岛的永兴岛被法国控制。", "树皮的颜色随着年龄的增长逐渐变深。", "利用罗盘，我们找到了失踪的渔船。"],
)
def test_a_clause_with_what_it_depends_on_is_printed(text: str) -> None:
    assert text in cuts(text)
