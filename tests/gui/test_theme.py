"""The tokens: legible in both palettes, complete, and what the style sheet is made of."""

from __future__ import annotations

import re
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.theme import Look, load, scaled, style_sheet
from engine.paths import RESOURCES

SURFACES = ("background", "sidebar", "panel", "raised", "hover")
TEXTS = ("text", "secondary", "tertiary", "accent")
OTHERS = (
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_fill", "fill"),
    ("on_fill", "fill_hover"),
    ("accent", "accent_wash"),
    ("text", "danger_wash"),
    ("danger", "panel"),
    ("danger", "background"),
    ("on_scrim", "scrim"),
    ("on_scrim_accent", "scrim"),
)


def contrast(first: QColor, second: QColor) -> float:
    """WCAG 2.2, relative luminance and contrast ratio."""

    def luminance(color: QColor) -> float:
        parts = []
        for part in (color.redF(), color.greenF(), color.blueF()):
            parts.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_every_text_is_legible_on_every_surface(name: str) -> None:
    theme = load(name)  # type: ignore[arg-type]
    pairs = [*product(TEXTS, SURFACES), *OTHERS]
    poor = {
        pair: round(ratio, 2) for pair in pairs if (ratio := contrast(theme.color(pair[0]), theme.color(pair[1]))) < 4.5
    }
    assert not poor


@pytest.mark.parametrize("name", ["dark", "light"])
def test_typographic_posters_are_legible(name: str) -> None:
    theme = load(name)  # type: ignore[arg-type]
    assert all(contrast(QColor(theme.poster_ink), QColor(paper)) >= 4.5 for paper in theme.papers)


def test_both_palettes_have_the_same_tokens() -> None:
    dark, light = load("dark"), load("light")
    assert dark.colors.keys() == light.colors.keys()
    assert len(dark.papers) == len(light.papers)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_style_sheet_holds_no_colour_of_its_own(name: str) -> None:
    theme = load(name)  # type: ignore[arg-type]
    used = set(re.findall(r"#[0-9a-fA-F]{6}\b", style_sheet(theme)))
    assert used <= set(theme.colors.values())
    assert "$" not in style_sheet(theme)


def test_every_icon_is_drawn_in_the_colour_asked_for(look: Look) -> None:
    icons = sorted(file.stem for file in (RESOURCES / "icons").glob("*.svg"))
    assert len(icons) > 30
    for name in icons:
        image = look.icon_pixmap(name, "accent", 24, 2.0).toImage()
        assert image.width() == 48
        inked = [
            image.pixelColor(x, y) for x, y in product(range(48), range(48)) if image.pixelColor(x, y).alpha() == 255
        ]
        assert inked, name
        assert {color.name() for color in inked} == {look.color("accent").name()}, name


def test_sizes_follow_the_scale_in_fractions_of_a_pixel(look: Look) -> None:
    screen = QGuiApplication.primaryScreen()
    pixels = look.font("body").pointSizeF() * screen.logicalDotsPerInchY() / 72
    assert pixels == pytest.approx(13.5, abs=0.05)


def test_switching_dresses_the_application_and_tells(look: Look, qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(look.changed, timeout=1000):
        look.choose("light")
    assert qapp.palette().window().color() == load("light").color("background")
    assert load("light").colors["panel"] in qapp.styleSheet()


def test_it_follows_the_system(qapp: QApplication, qtbot: QtBot) -> None:
    look = Look("system")
    hints = QGuiApplication.styleHints()
    assert look.theme.name == ("light" if hints.colorScheme() == Qt.ColorScheme.Light else "dark")


@pytest.mark.parametrize("percent", [80, 150, 200])
def test_text_of_another_size_has_room_and_keeps_the_scale(percent: int) -> None:
    theme, larger = load("dark"), scaled(load("dark"), percent)
    for role, step in theme.types.items():
        assert larger.types[role].size == pytest.approx(step.size * percent / 100)
        assert abs(larger.line(role) - step.line * percent / 100) <= 0.5
        assert larger.line(role) > larger.types[role].size
    assert larger.size["row"] >= larger.line("body") and larger.size["topbar"] >= larger.size["control"]
    assert larger.size["sidebar"] == theme.size["sidebar"] and larger.colors == theme.colors
    heights = [int(found) for found in re.findall(r"min-height: (\d+)px", style_sheet(larger))]
    before = [int(found) for found in re.findall(r"min-height: (\d+)px", style_sheet(theme))]
    assert heights == [round(height * max(1, percent / 100)) for height in before]
