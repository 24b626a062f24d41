"""Every component of the window in every state, on one page, for review: ``matinee --gallery``.

The samples are the window's own widgets. A state that one can't see at rest (the mouse over it, the keyboard on it,
pressed) is held: its rules of the style sheet count without the mouse and the keyboard. What names a sample is for
reviewers, and in English alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QEnterEvent,
    QImage,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.models.cues import CueModel
from desktop.models.pictures import Pictures
from desktop.models.taste import Event
from desktop.models.videos import VideoRole
from desktop.theme import Choice as ThemeChoice
from desktop.theme import Look, style_sheet
from desktop.views import plots
from desktop.views.card import SuggestionCard
from desktop.views.cards import Liking, LikingRow
from desktop.views.choosing import Choice, Scale, Steps, Switch
from desktop.views.controls import Button, CheckBox, Flow, Hairline, Label
from desktop.views.cuelist import CueList
from desktop.views.dials import Dial
from desktop.views.evidence import EvidenceList, clause_spans
from desktop.views.moments import MomentList
from desktop.views.note import NoteEditor
from desktop.views.paragraph import Paragraph
from desktop.views.poster import PosterDelegate, caption
from desktop.views.scrolling import ScrollColumn
from desktop.views.selectionbar import SelectionBar
from desktop.views.stars import StarRating
from desktop.views.states import Banner, Quiet, Welcome
from desktop.views.statusbar import Bar as ProgressBar
from desktop.views.strip import Hero
from desktop.views.tags import TagChips
from desktop.views.timeline import TimelineCard
from desktop.views.toast import Toast
from desktop.views.topbar import SearchBox
from engine.paths import RESOURCES
from engine.records import Blurb, Cue, Evidence, Moment, Reason, Source, Suggestion, Video
from engine.records import Pictures as PictureNames

_SIZES = (100, 125, 150, 200)  # of text, in percent
_CARD, _POSTER = 240, 196  # widths


class Gallery(QWidget):
    """The page, in a window of its own, with a switch of themes and of text sizes."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Matinee · gallery")
        self._folder = tempfile.TemporaryDirectory(prefix="matinee-gallery-")
        _draw_pictures(look, Path(self._folder.name))
        self._pictures = Pictures(Path(self._folder.name), look, self)
        self._groups: list[QWidget] = []
        self._area = ScrollColumn()
        self._area.setAccessibleName("Components")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(Hairline(look))
        column.addWidget(self._area, 1)
        look.changed.connect(self._fill)
        self._fill()

    def groups(self) -> list[QWidget]:
        """The parts of the page, from the top."""
        return list(self._groups)

    def is_painted(self) -> bool:
        return not self._pictures.busy

    def closeEvent(self, event: QCloseEvent) -> None:
        self._look.changed.disconnect(self._fill)
        self._pictures.close()
        self._folder.cleanup()
        super().closeEvent(event)

    def _bar(self) -> QWidget:
        look = self._look
        bar = QWidget()
        theme = Choice(look, [(one, one.capitalize()) for one in get_args(ThemeChoice)], name="Theme")
        theme.show_value(look.choice)
        theme.chosen.connect(look.choose)
        size = Choice(look, [(one, f"{one} %") for one in _SIZES], name="Text")
        size.show_value(look.theme.text_size)
        size.chosen.connect(look.resize_text)
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(16)
        row.addWidget(Label(look, "Gallery", role="display"))
        row.addStretch()
        for choice in (theme, size):
            row.addWidget(choice)
        return bar

    def _fill(self) -> None:
        """Samples are made anew in each theme: a held state keeps the style sheet that it was made with."""
        look, pictures = self._look, self._pictures
        at = self._area.verticalScrollBar().value()
        parts: Sequence[tuple[str, Callable[[], list[QWidget]]]] = (
            ("Colours", lambda: _colors(look)),
            ("Type", lambda: _types(look)),
            ("Icons", lambda: _icons(look)),
            ("Buttons", lambda: _buttons(look)),
            ("Fields", lambda: _fields(look)),
            ("Choosing", lambda: _choosing(look)),
            ("Stars and chips", lambda: _stars(look)),
            ("Cards of suggestions", lambda: _cards(look, pictures)),
            ("Posters", lambda: _posters(look, pictures)),
            ("Detail", lambda: _details(look, pictures)),
            ("Taste", lambda: _taste(look)),
            ("Plots", lambda: _plots(look)),
            ("Empty, loading, failed", lambda: _states(look)),
        )
        self._groups = [_group(look, name, make()) for name, make in parts]
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 24)
        column.setSpacing(8)
        for group in self._groups:
            column.addWidget(group)
        column.addStretch()
        self._area.setWidget(page)
        self._area.verticalScrollBar().setValue(at)


# --- holding states ------------------------------------------------------------------------------------------


def held(look: Look, widget: QWidget, state: str) -> QWidget:
    """The widget as it looks with the mouse over it ("hover"), pressed, or with the keyboard on it ("focus")."""
    widget.setProperty("held", state)
    widget.setStyleSheet(style_sheet(look.theme).replace(f":{state}", f'[held="{state}"]'))
    if state == "focus":  # what paints itself asks these
        for name in ("hasFocus", "underMouse"):
            setattr(widget, name, lambda name=name: name == "hasFocus")
    elif state == "hover":
        middle = QPointF(widget.sizeHint().width() / 2, widget.sizeHint().height() / 2)
        QApplication.sendEvent(widget, QEnterEvent(middle, middle, middle))
        widget.underMouse = lambda: True  # type: ignore[method-assign]
    return widget


def _states_of(
    look: Look, make: Callable[[], QWidget], states: Sequence[str] = ("", "hover", "pressed", "focus", "disabled")
) -> list[tuple[str, QWidget]]:
    samples = []
    for state in states:
        widget = make()
        if state == "disabled":
            widget.setEnabled(False)
        elif state:
            held(look, widget, state)
        samples.append((state or "at rest", widget))
    return samples


# --- groups --------------------------------------------------------------------------------------------------


def _colors(look: Look) -> list[QWidget]:
    theme = look.theme
    swatches = [_Swatch(look, name, theme.color(name), theme.color("text")) for name in theme.colors]
    papers = [
        _Swatch(look, f"paper {n}", QColor(paper), QColor(theme.poster_ink)) for n, paper in enumerate(theme.papers)
    ]
    return [_flow(swatches), _flow(papers)]


def _types(look: Look) -> list[QWidget]:
    rows: list[QWidget] = []
    for role, step in look.theme.types.items():
        facts = f"{role}   {step.size:g}/{step.line}   {step.weight}"
        for text in (f"{facts}   The light that left before we were born", "出发时我们还未出生的光，今晚到达 1,284"):
            rows.append(Label(look, text, role=role))
    rows += [
        Label(look, f"{color}: quiet words, still legible", color=color)
        for color in ("text", "secondary", "tertiary", "accent", "danger")
    ]
    return [_column(rows, gap=4)]


def _icons(look: Look) -> list[QWidget]:
    names = sorted(file.stem for file in (RESOURCES / "icons").glob("*.svg"))
    return [_flow([_named(look, name, Button(look, kind="icon", icon=name, name=name)) for name in names], gap=12)]


def _buttons(look: Look) -> list[QWidget]:
    def button(kind: str) -> Button:
        words = "" if kind == "icon" else "Play"
        made = Button(look, words, kind=kind, icon="" if kind == "segment" else "play", name="Play")
        made.setCheckable(kind in ("segment", "bare"))
        return made

    def checked(kind: str) -> Button:
        made = button(kind)
        made.setChecked(True)
        return made

    rows = []
    for kind in ("", "primary", "icon", "bare", "link", "chip", "row", "segment"):
        samples = _states_of(look, partial(button, kind))
        if kind in ("segment", "bare"):
            samples += [("checked", checked(kind)), ("checked, focus", held(look, checked(kind), "focus"))]
        rows.append(_labelled(look, kind or "plain", samples))
    on_video = QWidget()
    on_video.setStyleSheet(f"#film {{ background: {look.color('scrim').name()}; border-radius: 8px; }}")
    on_video.setObjectName("film")
    on_video.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(on_video)
    row.setContentsMargins(8, 8, 8, 8)
    for _, widget in _states_of(
        look,
        lambda: Button(look, kind="onvideo", icon="pause", icon_color="on_scrim", icon_size=20, name="Pause"),
        ("", "hover", "focus"),
    ):
        row.addWidget(widget)
    rows.append(_labelled(look, "on video", [("at rest, hover, focus", on_video)]))
    rows.append(
        _flow(
            [
                Button(look, "A button whose words go on for longer than one would like"),
                Button(look, "播放下一集"),
                Button(look, "Add a folder", kind="primary", icon="folder-plus", icon_color="on_accent"),
            ]
        )
    )
    return rows


def _fields(look: Look) -> list[QWidget]:
    def line(kind: str, text: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setFont(look.font("small" if kind else "body"))
        field.setPlaceholderText("Search in the lines")
        field.setAccessibleName("A field")
        if kind:
            field.setProperty("kind", kind)
        else:
            field.setFixedHeight(look.theme.size["control"])
        field.setFixedWidth(round(200 * look.theme.room))
        return field

    rows = [
        _labelled(
            look,
            kind or "plain",
            _states_of(look, partial(line, kind, text), ("", "hover", "focus", "disabled")),
        )
        for kind, text in (("", ""), ("", "星空 and a text"), ("small", ""), ("chip", "evening"))
    ]
    box = SearchBox(look)
    box.setFixedWidth(420)
    note, written = NoteEditor(look), NoteEditor(look)
    written.show_note(1, "Quiet and exact. I love how she lets the light itself tell the story.\n很安静。")
    for editor in (note, written):
        editor.setFixedWidth(340)
    return [*rows, _flow([box]), _labelled(look, "note", [("empty", note), ("written", written)])]


def _choosing(look: Look) -> list[QWidget]:
    def switch(on: bool) -> Switch:
        made = Switch(look, name="A switch")
        made.setChecked(on)
        return made

    def box(on: bool) -> CheckBox:
        made = CheckBox(look, "Leave out what doesn't fit")
        made.setChecked(on)
        return made

    def dial() -> Dial:
        made = Dial(look, "Familiar or new", "Familiar", "New", least=-100, most=100, step=5, tip="A dial")
        made.say("in the middle")
        made.setFixedWidth(300)
        return made

    choice = Choice(look, [("a", "Like the system"), ("b", "Light"), ("c", "深色")], name="A choice")
    choice.show_value("b")
    steps = Steps(look, name="Steps", least=80, most=200, step=10, say=lambda value: f"{value} %")
    steps.show_value(100)
    scale = Scale(look, name="A scale", least=0.0, most=1.0, ends=("My own mix", "Everything"))
    scale.show_value(0.4)
    rest = ("", "focus", "disabled")
    return [
        _labelled(
            look,
            "switch",
            [*_states_of(look, lambda: switch(False), rest), *_states_of(look, lambda: switch(True), rest)],
        ),
        _labelled(
            look, "check box", [*_states_of(look, lambda: box(False), rest), *_states_of(look, lambda: box(True), rest)]
        ),
        _labelled(look, "choice", [("one of three", choice), ("steps", steps), ("scale", scale)]),
        _labelled(look, "dial", [("at rest", dial())]),
    ]


def _stars(look: Look) -> list[QWidget]:
    def stars(value: float | None, size: int = 20) -> StarRating:
        made = StarRating(look, size=size)
        made.set_stars(value)
        return made

    chips, many = TagChips(look), TagChips(look)
    chips.show_tags((), ())
    many.show_tags(
        ("Astronomy", "科学演讲"), ("evening", "with friends", "a tag of somebody who likes long tags", "看了两遍")
    )
    return [
        _labelled(look, "stars", [(str(value or "none"), stars(value)) for value in (None, 0.5, 2.5, 5.0)]),
        _labelled(
            look,
            "states",
            [
                ("hover", held(look, stars(2.0), "hover")),
                ("focus", held(look, stars(3.5), "focus")),
                ("small", stars(4.0, 15)),
            ],
        ),
        _labelled(look, "no tags", [("", chips)]),
        many,
    ]


def _cards(look: Look, pictures: Pictures) -> list[QWidget]:
    written, reason = _BLURB, Reason("rated", "You gave Reading Starlight ★★★★★", 2, stars=5.0)
    said = Reason(
        "note", "You wrote “Quiet and exact, and never in a hurry”", 2, quote="Quiet and exact, and never in a hurry"
    )
    chinese = Blurb(
        "", "海水为什么一天涨两次？讲座的最后，海水涨到了第三级台阶，两个孩子坐在台阶上看了一整个下午。", ()
    )
    long = Blurb("", " ".join([written.text] * 2), ())
    samples = (
        ("with a reason", _NORTH, written, (reason,), False, ""),
        ("mouse over it", _NORTH, written, (said,), False, "hover"),
        ("keyboard on it", _RATED, written, (reason,), False, "focus"),
        ("Chinese", _MOON, chinese, (Reason("note", "你写过“很安静的夜晚”", 2, quote="很安静的夜晚"),), False, ""),
        ("too much of everything", _LONG, long, (said,), False, ""),
        (
            "being written",
            _PLAIN,
            None,
            (Reason("new", "Something new: nothing that you liked is much like it"),),
            True,
            "",
        ),
        ("no blurb, no reason", _PLAIN, None, (), False, ""),
    )
    cards = []
    for _, video, blurb, reasons, waiting, _ in samples:
        card = SuggestionCard(look, pictures)
        card.show_suggestion(Suggestion(1, video.id, video.title, "", 4.2, 0.6, reasons, blurb), video, waiting=waiting)
        cards.append(card)
    width = round(_CARD * look.theme.room)
    height = max(card.heightForWidth(width) for card in cards)
    for card, sample in zip(cards, samples, strict=True):
        card.setFixedSize(width, height)
        if sample[-1]:
            held(look, card, sample[-1])
    return [_flow([_named(look, sample[0], card) for card, sample in zip(cards, samples, strict=True)], gap=16)]


def _posters(look: Look, pictures: Pictures) -> list[QWidget]:
    states = QStyle.StateFlag
    none, over, on, off, current = (
        states.State_None,
        states.State_MouseOver,
        states.State_On,
        states.State_Off,
        states.State_Selected,
    )
    samples = (
        ("at rest", _NORTH, none),
        ("mouse over it", _NORTH, over),
        ("current", _NORTH, current),
        ("picked", _RATED, on),
        ("current of several", _RATED, on | current),
        ("not picked", _MOON, off),
        ("rated", _RATED, none),
        ("watched", _copy(_NORTH, watched=True), none),
        ("begun", _copy(_NORTH, resume_s=260.0), none),
        ("unplugged", _copy(_NORTH, status="offline"), none),
        ("unreadable", _copy(_PLAIN, status="unreadable: no index"), none),
        ("no picture", _PLAIN, none),
        ("no picture, long", _LONG, none),
        ("no picture, Chinese", _copy(_MOON, pictures=PictureNames()), none),
        ("Chinese", _MOON, none),
    )
    return [_flow([_named(look, name, _Cell(look, pictures, video, state)) for name, video, state in samples], gap=16)]


def _details(look: Look, pictures: Pictures) -> list[QWidget]:
    hero = Hero(look, pictures)
    hero.show_video(_NORTH)
    blurb = Paragraph(look)
    blurb.set_text(_BLURB.text, clause_spans(_BLURB), color="text")
    evidence = EvidenceList(look)
    evidence.show_evidence(_BLURB.evidence)
    evidence.light(_BLURB.evidence[0].source)
    model = CueModel(evidence)
    model.show(_CUES)
    moments = MomentList(look, pictures)
    moments.show_moments([Moment(1, "Finding North", cue.text, cue.start_ms / 1000, 1.0, "cue") for cue in _CUES[:3]])
    left = _column([hero, blurb, evidence], gap=12)
    right = _column([CueList(look, model), moments], gap=12)
    return [_beside(left, right)]


def _taste(look: Look) -> list[QWidget]:
    def liking(name: str, stars: float, *, mark: str = "", opened: bool = False) -> Liking:
        row = LikingRow(look, name, stars, 0.3, 1.5, mark=mark, says=name)
        made = Liking(
            look,
            row,
            (("You gave Reading Starlight ★★★★★", (), 1), ("You wrote “more about the night sky, please”", (), 2)),
            weight=0.0,
        )
        row.setChecked(opened)
        return made

    timeline = TimelineCard(look)
    timeline.show_events(
        [
            Event(1.7e9, "rated", 1, "Finding North", stars=4.5),
            Event(
                1.7e9 - 90_000,
                "noted",
                1,
                "一条很长很长的片名，长到一行放不下，只好用省略号结尾的那一种纪录片",
                said="很安静",
            ),
        ]
    )
    rows = _column(
        [
            liking("Astronomy", 1.4, mark="boosted", opened=True),
            liking("Cooking with a name that goes on and on", -1.1),
            liking("天文", 0.8),
            liking("New to you", 0.05),
        ],
        gap=0,
    )
    return [_beside(rows, timeline)]


def _plots(look: Look) -> list[QWidget]:
    bars = plots.BarPlot(look)
    bars.show_bars(
        [
            plots.Bar("Matinee", 0.81, 0.05, "81 %", own=True),
            plots.Bar("Your average", 0.62, 0.06, "62 %"),
            plots.Bar("Chance", 0.5, 0.0, "50 %"),
        ]
    )
    curve = plots.CurvePlot(look)
    curve.show_curve(
        [plots.Mark(at, 0.5 + 0.34 * (1 - 1 / (1 + at / 6)), 0.14 / (1 + at / 8)) for at in range(2, 42, 5)], "guessing"
    )
    mix = plots.MixPlot(look)
    mix.show_mix(
        ["Astronomy", "Drama", "Nature", "烹饪"],
        [
            plots.Column(month, (0.2 + n / 12, 0.3, 0.3 - n / 20, 0.2 - n / 30))
            for n, month in enumerate(("June", "July", "August", "September"))
        ],
    )
    pairs = plots.PairPlot(look)
    pairs.show_pairs(
        [
            plots.Pair("Length", is_heading=True),
            plots.Pair("Short", 0.6, 0.4),
            plots.Pair("Long", 0.1, 0.3),
            plots.Pair("中文", 0.3, 0.3),
        ]
    )
    for plot, says in ((bars, "Bars"), (curve, "A curve"), (mix, "A mix"), (pairs, "Pairs")):
        plot.describe(says)
    return [_beside(_column([bars, pairs], gap=16), _column([curve, mix], gap=16))]


def _states(look: Look) -> list[QWidget]:
    quiet, welcome, banner = Quiet(look), Welcome(look), Banner(look)
    quiet.say("Nothing begun", "What you stop in the middle waits here. It goes on where you left it.")
    quiet.setFixedHeight(120)
    welcome.setFixedHeight(round(440 * look.theme.room))
    banner.say("The disk is full: 12 MB are left. Make room, then try again.")
    selection = SelectionBar(look)
    selection.show_count(12)
    bars = []
    for share in (None, 0.0, 0.4, 1.0):
        bar = ProgressBar(look)
        bar.set_share(share)
        bar.setFixedWidth(160)
        bars.append(("unknown" if share is None else f"{share:.0%}", bar))
    ground = QWidget()
    ground.setFixedHeight(120)
    above = QWidget(ground)
    above.hide()
    toast = Toast(look, ground, above=above)
    toast.say("Rated 4½ stars: Finding North", can_undo=True)
    held(look, toast, "hover")  # and so it stays
    return [quiet, welcome, banner, selection, _labelled(look, "progress", bars), ground]


# --- samples -------------------------------------------------------------------------------------------------

_SHEET = tuple(float(second) for second in range(20, 140, 20))
_NORTH = Video(1, "Finding North", "", "lesson", 2022, 740.0, pictures=PictureNames("0.png", "sheet.png", _SHEET))
_RATED = Video(2, "Northern Light, Late Train", "", "film", 2019, 5520.0, stars=4.5, pictures=PictureNames("1.png"))
_MOON = Video(3, "月亮与潮水", "", "talk", 2023, 1260.0, pictures=PictureNames("2.png"))
_PLAIN = Video(
    4, "How Long Is a Coast?", "", "talk", 2023, 420.0, text="Two neighbouring countries measure one border."
)
_LONG = Video(
    5,
    "The Exceptionally Patient Lighthouse Keeper of Vardhus and the Winter in Which Nobody Came",
    "",
    "film",
    1968,
    11_940.0,
    stars=5.0,
)
_TOLD = "The first lesson shows how to find Polaris from the Plough, and how to measure the sky with a fist."
_CUES = (
    Cue(24_000, 26_000, "Follow the two stars at the end of the Plough."),
    Cue(36_000, 38_000, "把拳头伸直，大约是十度。"),
    Cue(
        62_000, 64_000, "Nobody needs a map on a clear night, and on a cloudy one nobody can use the one that is there."
    ),
)
_BLURB = Blurb(
    "",
    "Shows how to find Polaris from the Plough; the stars at its end lead the way, and a fist measures the sky.",
    (
        Evidence("Shows how to find Polaris from the Plough", Source("description", _TOLD)),
        Evidence("the stars at its end lead the way", Source("cue", _CUES[0].text, start_s=24.0)),
        Evidence("a fist measures the sky", Source("note", "Measuring with a fist!")),
    ),
)


def _copy(video: Video, **values: object) -> Video:
    return replace(video, **values)  # type: ignore[arg-type]


def _draw_pictures(look: Look, folder: Path) -> None:
    """A few frames in the papers of the theme."""
    papers = [QColor(paper) for paper in look.theme.papers]
    size = QSize(960, 540)
    for number in range(3):
        _frame(size, papers[number * 2], papers[number * 2 + 1], 0.3 + 0.2 * number).save(str(folder / f"{number}.png"))
    sheet = QImage(320 * len(_SHEET), 180, QImage.Format.Format_RGB32)
    painter = QPainter(sheet)
    for place in range(len(_SHEET)):
        painter.drawImage(320 * place, 0, _frame(QSize(320, 180), papers[0], papers[1], 0.1 + 0.15 * place))
    painter.end()
    sheet.save(str(folder / "sheet.png"))


def _frame(size: QSize, sky: QColor, ground: QColor, at: float) -> QImage:
    """A sky, a hill, and a disc ``at`` (0 to 1) of the way across."""
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wide, high = size.width(), size.height()
    fade = QLinearGradient(0, 0, 0, high)
    fade.setColorAt(0, sky.darker(160))
    fade.setColorAt(1, sky.lighter(140))
    painter.fillRect(image.rect(), fade)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(sky.lighter(190))
    painter.drawEllipse(QPointF(wide * at, high * 0.36), high * 0.13, high * 0.13)
    painter.setBrush(ground.darker(150))
    painter.drawEllipse(QPointF(wide * 0.35, high * 1.3), wide * 0.7, high * 0.62)
    painter.end()
    return image


# --- laying out ----------------------------------------------------------------------------------------------


class _Swatch(QWidget):
    """One colour with its name and value, and the ink on it."""

    def __init__(self, look: Look, name: str, color: QColor, ink: QColor) -> None:
        super().__init__()
        self._look, self._name, self._color, self._ink = look, name, color, ink
        self.setAccessibleName(f"{name} {color.name()}")
        room = look.theme.room
        self.setFixedSize(round(132 * room), round(64 * room))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._color)
        painter.setPen(self._look.color("line_strong"))
        painter.drawRoundedRect(box, 8, 8)
        light = self._color.lightnessF() > 0.5
        painter.setPen(QColor(Qt.GlobalColor.black if light else Qt.GlobalColor.white))
        painter.setFont(self._look.font("small"))
        painter.drawText(box.adjusted(10, 8, -8, -8), Qt.AlignmentFlag.AlignTop, self._name)
        painter.drawText(box.adjusted(10, 8, -8, -8), Qt.AlignmentFlag.AlignBottom, self._color.name())


class _Cell(QWidget):
    """One cell of the grid, in a state."""

    def __init__(self, look: Look, pictures: Pictures, video: Video, state: QStyle.StateFlag) -> None:
        super().__init__()
        self._delegate = PosterDelegate(look, pictures, self)
        self._model = QStandardItemModel(self)
        item = QStandardItem()
        item.setData(video, VideoRole)
        self._model.appendRow(item)
        self._state = state
        self.setAccessibleName(video.title)
        pictures.loaded.connect(self.update)
        self.setFixedSize(_POSTER + 8, round(_POSTER * 9 / 16) + caption(look) + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionViewItem()
        option.rect = self.rect().adjusted(4, 4, -4, -4)
        option.state = self._state
        self._delegate.paint(QPainter(self), option, self._model.index(0, 0))


def _group(look: Look, name: str, parts: Sequence[QWidget]) -> QWidget:
    group = _column([Label(look, name, role="title"), *parts], gap=16)
    group.layout().setContentsMargins(24, 24, 24, 0)  # type: ignore[union-attr]
    group.setObjectName("page")
    group.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    group.setAccessibleName(name)
    return group


def _labelled(look: Look, name: str, samples: Sequence[tuple[str, QWidget]]) -> QWidget:
    """A row of samples, each with its state under it, behind the name of the component."""
    head = Label(look, name, role="small", color="secondary")
    head.setFixedWidth(round(76 * look.theme.room))
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(16)
    line.addWidget(head)
    line.addWidget(_flow([_named(look, state, widget) for state, widget in samples], gap=16), 1)
    _grows(row)
    return row


def _named(look: Look, name: str, widget: QWidget) -> QWidget:
    """A sample with a few words under it."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    if name:
        column.addWidget(Label(look, name, role="tiny", color="tertiary"))
    return box


def _flow(widgets: Sequence[QWidget], gap: int = 8) -> QWidget:
    box = QWidget()
    flow = Flow(box, gap=gap)
    for widget in widgets:
        flow.addWidget(widget)
    _grows(box)
    return box


def _column(widgets: Sequence[QWidget], *, gap: int) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for widget in widgets:
        column.addWidget(widget)
    _grows(box)
    return box


def _beside(left: QWidget, right: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(24)
    for side in (left, right):
        row.addWidget(side, 1, Qt.AlignmentFlag.AlignTop)
    _grows(box)
    return box


def _grows(widget: QWidget) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
