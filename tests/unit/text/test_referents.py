"""What of Chinese points at another sentence, and what breaks off, in either script."""

from __future__ import annotations

import pytest

from engine.text.referents import breaks_off, points_elsewhere


@pytest.mark.parametrize(
    "text",
    [
        "在此过程中，工匠由村民供养。",
        "現將試驗情況總結如下，以供參考。",
        "然而，渔船没有回来。",
        "他们后来回到了海岛。",
        "該船於春天下水。",
        "我們想到的是一座木橋。",
        "一個常見的用例是記錄航線。",
        "我将分享造船的思考，以及如何参与到这个孵化项目中来。",
    ],
)
def test_a_sentence_that_leans_on_a_neighbour_is_seen(text: str) -> None:
    assert points_elsewhere(text)


@pytest.mark.parametrize(
    "text",
    [
        "這場演講將介紹舊地圖的繪製方法。",
        "这门课程带你认识古代船只。",
        "海盐县在海边，该县出产丝绸。",
        "其实鲸鱼不是鱼。",
        "我们应该保护海岸。",
    ],
)
def test_a_sentence_that_stands_alone_is_let_through(text: str) -> None:
    assert not points_elsewhere(text)


@pytest.mark.parametrize(
    "text",
    [
        "我們遇到了一些挑戰，譬如。",
        "我们见证了随着航海的发展。",
        "儘管老人很累。",
        "一旦保证人出事。",
        "为了让村庄繁荣。",
    ],
)
def test_what_breaks_off_is_seen(text: str) -> None:
    assert breaks_off(text)


@pytest.mark.parametrize("text", ["尽管老人很累，但他仍上山采药。", "为了孩子，我们离开了海岛。", "He came, if.", ""])
def test_what_goes_on_does_not_break_off(text: str) -> None:
    assert not breaks_off(text)
