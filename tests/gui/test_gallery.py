"""The gallery: every component, in states that differ, in both themes and at every size of text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.pages.gallery import Gallery, held
from desktop.snapshot import Shot, Snapshot
from desktop.theme import Look
from desktop.views.card import SuggestionCard
from desktop.views.controls import Button, CheckBox
from desktop.views.stars import StarRating
from desktop.views.tags import TagChips


def drawn(widget: QWidget) -> QImage:
    widget.resize(widget.sizeHint())
    return widget.grab().toImage()


@pytest.mark.parametrize("kind", ["", "primary", "icon", "bare", "link", "chip", "row", "segment", "onvideo"])
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_every_state_of_a_button_can_be_told_from_rest(theme: str, kind: str, look: Look, qtbot: QtBot) -> None:
    look.choose(theme)  # type: ignore[arg-type]

    def make() -> Button:
        return Button(look, "Play", kind=kind)

    rest = drawn(make())
    for state in ("hover", "focus"):
        assert drawn(held(look, make(), state)) != rest, state


def test_what_paints_itself_shows_that_it_has_the_keyboard(look: Look, qtbot: QtBot) -> None:
    assert drawn(held(look, StarRating(look), "focus")) != drawn(StarRating(look))


def test_a_check_box_that_is_checked_has_a_tick(look: Look, qtbot: QtBot) -> None:
    box = CheckBox(look, "")
    box.setChecked(True)
    image = drawn(box)
    inks = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert {look.color("accent").name(), look.color("on_accent").name()} <= inks


@pytest.mark.parametrize("percent", [100, 200])
def test_stars_grow_with_the_text(percent: int, look: Look, qtbot: QtBot) -> None:
    look.resize_text(percent)
    assert StarRating(look, size=20).sizeHint().height() == 20 * percent // 100 + 8


def test_a_card_has_room_for_larger_text(look: Look, qtbot: QtBot) -> None:
    page = Gallery(look)
    look.resize_text(200)
    page.show()
    for card in page.findChildren(SuggestionCard):
        inside = [child for child in card.findChildren(QWidget) if not child.isHidden()]
        assert inside
        assert all(card.rect().contains(child.geometry()) for child in inside)
    page.close()


def test_a_tag_keeps_its_ampersand(look: Look, qtbot: QtBot) -> None:
    chips = TagChips(look)
    chips.show_tags(("Science & Technology",), ())
    chip = next(one for one in chips.findChildren(Button) if one.accessibleName() == "Science & Technology")
    assert chip.text() == "Science && Technology"  # Qt makes one & an underline


def test_the_gallery_leaves_nothing_behind(look: Look, qtbot: QtBot) -> None:
    page = Gallery(look)
    page.show()
    qtbot.waitUntil(page.is_painted)
    folder = Path(page._folder.name)
    assert list(folder.iterdir())
    page.close()
    assert not folder.exists()
    look.choose("light")  # which a page that is closed no longer hears


def test_shots_are_arranged_one_after_the_other(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    button = Button(look, "first")
    still = {"first": False}

    def shots():  # type: ignore[no-untyped-def]
        yield Shot(button, tmp_path / "first.png", lambda: still["first"])
        button.setText("the second, which is longer")
        button.resize(button.sizeHint())
        yield Shot(button, None, lambda: True)
        yield Shot(button, tmp_path / "deep" / "second.png", lambda: True)

    taking = Snapshot(shots())
    qtbot.wait(300)
    assert not list(tmp_path.iterdir())
    with qtbot.waitSignal(taking.taken, timeout=5000) as taken:
        still["first"] = True
    assert taken.args == [True]
    first, second = QImage(str(tmp_path / "first.png")), QImage(str(tmp_path / "deep" / "second.png"))
    assert 0 < first.width() != second.width() > 0
