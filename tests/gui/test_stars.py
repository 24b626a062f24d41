"""Stars: half of them by mouse, all by key, and shown only once they are stored."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.theme import Look
from desktop.views.stars import StarRating


@pytest.fixture
def stars(look: Look, qtbot: QtBot) -> StarRating:
    stars = StarRating(look, size=20)
    qtbot.addWidget(stars)
    stars.resize(stars.sizeHint())
    stars.show()
    return stars


def said(qtbot: QtBot, stars: StarRating, x: float) -> float | None:
    with qtbot.waitSignal(stars.rated, timeout=500) as heard:
        qtbot.mouseClick(stars, Qt.MouseButton.LeftButton, pos=QPoint(round(x), 14))
    (value,) = heard.args
    return value


@pytest.mark.parametrize(("star", "share", "expected"), [(1, 0.2, 0.5), (1, 0.8, 1), (3, 0.3, 2.5), (5, 0.9, 5)])
def test_mouse_rates_by_halves(qtbot: QtBot, stars: StarRating, star: int, share: float, expected: float) -> None:
    assert said(qtbot, stars, 4 + (star - 1) * 20 * 1.28 + 20 * share) == expected


def test_a_click_on_the_same_stars_clears(qtbot: QtBot, stars: StarRating) -> None:
    stars.set_stars(2.5)
    assert said(qtbot, stars, 4 + 2 * 20 * 1.28 + 6) is None


@pytest.mark.parametrize(
    ("before", "key", "expected"),
    [
        (None, Qt.Key.Key_4, 4.0),
        (3.0, Qt.Key.Key_0, None),
        (3.0, Qt.Key.Key_Right, 3.5),
        (0.5, Qt.Key.Key_Left, None),
        (5.0, Qt.Key.Key_Up, 5.0),
        (2.0, Qt.Key.Key_Delete, None),
    ],
)
def test_keys_rate(qtbot: QtBot, stars: StarRating, before: float | None, key: Qt.Key, expected: float | None) -> None:
    stars.set_stars(before)
    with qtbot.waitSignal(stars.rated, timeout=500) as heard:
        qtbot.keyClick(stars, key)
    assert heard.args == [expected]


def test_what_is_shown_waits_for_the_store(qtbot: QtBot, stars: StarRating) -> None:
    said(qtbot, stars, 100)
    assert stars.stars() is None
    stars.set_stars(4.0)
    assert stars.stars() == 4.0


def test_screen_readers_hear_the_rating(stars: StarRating) -> None:
    stars.set_stars(3.5)
    assert "3.5 of 5" in stars.accessibleName()
    assert (stars.value(), stars.maximum()) == (7, 10)


def test_the_wheel_scrolls_the_page_and_not_the_rating(qtbot: QtBot, stars: StarRating) -> None:
    stars.set_stars(3.0)
    with qtbot.assertNotEmitted(stars.rated):
        qtbot.keyClick(stars, Qt.Key.Key_A)
    assert stars.stars() == 3.0
