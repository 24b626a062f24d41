"""The look: tokens of ``resources/themes`` as colours, fonts, icons and a style sheet, dark and light."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from string import Template
from typing import Any, Literal

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from engine.paths import RESOURCES
from engine.settings import Motion

Choice = Literal["system", "dark", "light"]

# Sizes are set in points, at 96 (macOS: 72) points to the inch, because fractional pixel sizes such as
# 13.5 px exist only so, and the person's own text scaling still applies.
_POINTS_PER_PIXEL = 1.0 if sys.platform == "darwin" else 0.75


@dataclass(frozen=True, slots=True)
class TypeRole:
    """One step of the typographic scale; sizes in device-independent pixels."""

    size: float
    line: int
    weight: int
    spacing: float  # percent


@dataclass(frozen=True, slots=True)
class Theme:
    """One palette with the shared scale."""

    name: str
    dark: bool
    colors: Mapping[str, str]
    papers: tuple[str, ...]
    poster_ink: str
    families: tuple[str, ...]
    types: Mapping[str, TypeRole]
    space: Mapping[str, int]
    radius: Mapping[str, int]
    size: Mapping[str, int]
    text_size: int = 100  # percent; what holds text grows with it, see ``scaled``

    @property
    def room(self) -> float:
        """How many times larger than at first what holds text must be; never smaller."""
        return max(1.0, self.text_size / 100)

    def color(self, name: str) -> QColor:
        """A colour of the palette by its name, or one spelled #rrggbb (a poster's own ink)."""
        return QColor(name if name.startswith("#") else self.colors[name])

    def font(self, role: str, *, weight: int | None = None) -> QFont:
        step = self.types[role]
        font = QFont(list(self.families))
        font.setPointSizeF(step.size * _POINTS_PER_PIXEL)
        font.setWeight(QFont.Weight(weight or step.weight))
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, step.spacing)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def line(self, role: str) -> int:
        return self.types[role].line


def scaled(theme: Theme, percent: int) -> Theme:
    """The theme with text of another size, and with room for it where its lines stand in bars and rows."""
    share = percent / 100
    types = {
        role: replace(step, size=step.size * share, line=round(step.line * share)) for role, step in theme.types.items()
    }
    larger = {name: round(theme.size[name] * max(1.0, share)) for name in _HOLD_TEXT}
    return replace(theme, types=types, size={**theme.size, **larger}, text_size=percent)


_HOLD_TEXT = ("topbar", "statusbar", "control", "row", "card_least")


@cache
def load(name: Literal["dark", "light"]) -> Theme:
    """The theme from its tokens."""
    folder = RESOURCES / "themes"
    scale = _read(folder / "scale.toml")
    palette = _read(folder / f"{name}.toml")
    return Theme(
        name=name,
        dark=palette["dark"],
        colors=palette["color"],
        papers=tuple(palette["poster"]["papers"]),
        poster_ink=palette["poster"]["ink"],
        families=tuple(scale["font"]["families"]),
        types={role: TypeRole(*step) for role, step in scale["type"].items()},
        space=scale["space"],
        radius=scale["radius"],
        size=scale["size"],
    )


def style_sheet(theme: Theme) -> str:
    """The application's style sheet: ``window.qss`` with the tokens put in."""
    template = Template((RESOURCES / "themes" / "window.qss").read_text("utf-8"))
    radii = {f"radius_{name}": str(value) for name, value in theme.radius.items()}
    # Half of a height that grows, less the border, which does not. Qt draws no curve where a radius is any larger.
    radii["radius_pill"] = str(int(theme.radius["pill"] * theme.room - 2 * (theme.room - 1)))
    sizes = {f"size_{name}": str(value) for name, value in theme.size.items()}
    sheet = template.substitute(**theme.colors, **radii, **sizes)
    return _LENGTHS.sub(lambda found: f"{found[1]}{round(int(found[2]) * theme.room)}px", sheet)


_LENGTHS = re.compile(r"((?:min|max)-(?:width|height): )(\d+)px")  # of controls, which hold text


class Look(QObject):
    """The theme in use. Widgets that paint themselves ask it, and listen to ``changed``."""

    changed = Signal()

    def __init__(
        self,
        choice: Choice = "system",
        parent: QObject | None = None,
        *,
        text_size: int = 100,
        motion: Motion = "system",
    ) -> None:
        """``text_size``: percent. ``motion``: whether things may move."""
        super().__init__(parent)
        self._choice: Choice = choice
        self._text_size = text_size
        self._motion: Motion = motion
        self._blink_ms = QApplication.cursorFlashTime() or 1000
        self._icons: dict[tuple[str, str, int, float], QPixmap] = {}
        self.theme = scaled(load(self._resolve()), text_size)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def choice(self) -> Choice:
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Follow the system, or hold on to one palette."""
        self._choice = choice
        self._apply()

    def resize_text(self, percent: int) -> None:
        """Make all text larger or smaller than the scale says."""
        self._text_size = percent
        self._apply()

    def choose_motion(self, motion: Motion) -> None:
        self._motion = motion
        self._still()

    @property
    def animates(self) -> bool:
        """Whether things may move; whoever animates asks it first."""
        if self._motion == "system":  # of the systems, Windows alone tells Qt
            return sys.platform != "win32" or QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
        return self._motion == "full"

    def _still(self) -> None:
        QApplication.setCursorFlashTime(self._blink_ms if self.animates else 0)

    def install(self, app: QApplication) -> None:
        """Dress the whole application."""
        self._still()
        theme = self.theme
        app.setStyle("Fusion")
        app.setFont(theme.font("body"))
        app.setPalette(_palette(theme))
        app.setStyleSheet(style_sheet(theme))

    def color(self, name: str) -> QColor:
        return self.theme.color(name)

    def font(self, role: str, *, weight: int | None = None) -> QFont:
        return self.theme.font(role, weight=weight)

    def icon_pixmap(self, name: str, color: str, size: int, ratio: float) -> QPixmap:
        """An icon of ``size`` device-independent pixels in a colour of the theme, sharp at ``ratio``."""
        key = (name, self.theme.colors.get(color, color), size, ratio)
        if key not in self._icons:
            self._icons[key] = _draw_icon(name, key[1], size, ratio)
        return self._icons[key]

    def icon(self, name: str, color: str = "secondary", size: int | None = None) -> QIcon:
        icon = QIcon()
        size = size or self.theme.size["icon"]
        for ratio in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}):
            icon.addPixmap(self.icon_pixmap(name, color, size, ratio))
            icon.addPixmap(self.icon_pixmap(name, "line_strong", size, ratio), QIcon.Mode.Disabled)
        return icon

    def _resolve(self) -> Literal["dark", "light"]:
        if self._choice != "system":
            return self._choice
        light = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light
        return "light" if light else "dark"

    def _system_changed(self) -> None:
        # Setting a palette inside this signal makes Qt send it again; the event loop breaks the circle.
        QTimer.singleShot(0, self, self._apply)

    def _apply(self) -> None:
        theme = scaled(load(self._resolve()), self._text_size)
        if (theme.name, theme.text_size) == (self.theme.name, self.theme.text_size):
            return
        self.theme = theme
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.install(app)
        self.changed.emit()


def _read(path: Any) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _draw_icon(name: str, color: str, size: int, ratio: float) -> QPixmap:
    svg = (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8").replace("currentColor", color)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def _palette(theme: Theme) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, name in (
        (roles.Window, "background"),
        (roles.Base, "panel"),
        (roles.AlternateBase, "hover"),
        (roles.Button, "panel"),
        (roles.WindowText, "text"),
        (roles.Text, "text"),
        (roles.ButtonText, "text"),
        (roles.ToolTipBase, "panel"),
        (roles.ToolTipText, "text"),
        (roles.PlaceholderText, "tertiary"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "on_accent"),
        (roles.Link, "accent"),
        (roles.Accent, "accent"),
    ):
        palette.setColor(role, theme.color(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.color("tertiary"))
    return palette
