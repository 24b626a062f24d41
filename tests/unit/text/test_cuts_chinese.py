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
