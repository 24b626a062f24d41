"""The dials of the list: familiar or new, balance, time, mood; and how the list begins with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSlider, QVBoxLayout, QWidget

from desktop.theme import Look
from desktop.views import wording
from desktop.views.cards import Card, EvidenceLine
from desktop.views.controls import Button, CheckBox, Flow, Label
from engine.mood import MOODS, MOST_LETTERS, parts_of, shown
from engine.recommend import Dials

MINUTES: tuple[int | None, ...] = (15, 30, 45, 60, 90, 120, 150, 180, None)
_PAUSE_MS = 20  # between two orders while a dial is dragged


class Dial(QWidget):
    """A slider between two words."""

    moved = Signal(int)

    def __init__(
        self, look: Look, name: str, low: str, high: str, *, least: int, most: int, step: int, tip: str
    ) -> None:
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setProperty("kind", "dial")
        self.slider.setRange(least, most)
        self.slider.setSingleStep(step)
        self.slider.setPageStep(step * 5)
        self.slider.setAccessibleName(name)
        self.slider.setAccessibleDescription(tip)
        self.slider.setToolTip(tip)
        self.slider.valueChanged.connect(self.moved)
        self._value = Label(look, role="small", color="secondary")
        head, feet = QHBoxLayout(), QHBoxLayout()
        head.addWidget(Label(look, name, role="strong"))
        head.addStretch()
        head.addWidget(self._value)
        feet.addWidget(Label(look, low, role="small", color="tertiary"))
        feet.addStretch()
        feet.addWidget(Label(look, high, role="small", color="tertiary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.slider)
        column.addLayout(feet)

    def say(self, text: str) -> None:
        self._value.setText(text)
        self._value.updateGeometry()
        self.slider.setWhatsThis(text)

    def show_value(self, value: int) -> None:
        """Stand there without telling anybody."""
        self.slider.blockSignals(True)
        self.slider.setValue(value)
        self.slider.blockSignals(False)


class MoodDial(QWidget):
    """Moods to choose from, and a line for words of one's own; no word is no mood."""

    wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._value = Label(look, role="small", color="secondary")
        tip = self.tr("Videos that suit these words stand a little higher")
        self.chips: dict[str, Button] = {}
        chips = QWidget()
        flow = Flow(chips, gap=4)
        for name in MOODS:
            said = wording.told(shown(name))
            chip = Button(look, said[:1].upper() + said[1:], kind="segment", role="small", tip=tip)
            chip.setAccessibleName(self.tr("Mood: {}").format(said))
            chip.setAccessibleDescription(tip)
            chip.setCheckable(True)
            chip.clicked.connect(self._want)
            flow.addWidget(chip)
            self.chips[name] = chip
        self.own = QLineEdit()
        self.own.setProperty("kind", "small")
        self.own.setMaxLength(MOST_LETTERS)
        self.own.setPlaceholderText(self.tr("Or your own words: a rainy evening, 下雨天"))
        self.own.setAccessibleName(self.tr("Mood in your own words"))
        self.own.setAccessibleDescription(tip)
        self.own.editingFinished.connect(self._want)
        look.changed.connect(lambda: self.own.setFont(look.font("small")))
        self.own.setFont(look.font("small"))
        head = QHBoxLayout()
        head.addWidget(Label(look, self.tr("Mood"), role="strong"))
        head.addStretch()
        head.addWidget(self._value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(chips)
        column.addWidget(self.own)
        self._say(self.tr("any mood"))

    def words(self) -> tuple[str, ...]:
        """What is chosen and typed."""
        chosen = [name for name, chip in self.chips.items() if chip.isChecked()]
        return parts_of(", ".join((*chosen, self.own.text())))

    def show_words(self, words: tuple[str, ...]) -> None:
        """Stand at these words without telling anybody; what is being typed stays."""
        self._words = words
        for name, chip in self.chips.items():
            chip.setChecked(name in words)
        own = ", ".join(word for word in words if word not in MOODS)
        if not self.own.hasFocus() or own:
            self.own.setText(own)
        self._say(", ".join(wording.told(shown(word)) for word in words) or self.tr("any mood"))

    def fail(self) -> None:
        """The words cannot be read now."""
        self.show_words(())

    def _want(self) -> None:
        words = self.words()
        if words != self._words:
            self._words = words
            self._say(self.tr("reading…"))
            self.wanted.emit(", ".join(words))

    def _say(self, text: str) -> None:
        self._value.setText(text)
        self._value.updateGeometry()


class DialsCard(Card):
    """Tells at once what was turned."""

    turned = Signal(object)  # Dials
    mood_wanted = Signal(str)  # words, whose meaning is not known here
    video_chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, self.tr("Tonight's list"), parent)
        self._look = look
        self._dials = Dials()
        self.novelty = Dial(
            look,
            self.tr("Familiar or new"),
            self.tr("What I know I like"),
            self.tr("Something new"),
            least=-100,
            most=100,
            step=5,
            tip=self.tr("To the right, videos of which Matinee knows little stand higher"),
        )
        self.balance = Dial(
            look,
            self.tr("Balance"),
            self.tr("Best first"),
            self.tr("A bit of everything"),
            least=0,
            most=100,
            step=5,
            tip=self.tr("In the middle the list keeps your own mix of topics; to the right, the library's mix too"),
        )
        self.time = Dial(
            look,
            self.tr("Time tonight"),
            wording.length(15 * 60),
            self.tr("Any length"),
            least=0,
            most=len(MINUTES) - 1,
            step=1,
            tip=self.tr("What takes longer stands lower. Until Matinee is closed"),
        )
        self.fits = CheckBox(look, self.tr("Leave out what doesn't fit"))
        self.mood = MoodDial(look)
        self.mood.wanted.connect(self.mood_wanted)
        self.back = Button(look, self.tr("Back to the middle"), kind="link", role="small")
        self._first = QVBoxLayout()
        self._first.setSpacing(0)
        for widget in (self.novelty, self.balance, self.time, self.fits, self.mood):
            self.body.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(Label(look, self.tr("For you begins with"), role="small", color="tertiary"))
        row.addStretch()
        row.addWidget(self.back)
        self.body.addLayout(row)
        self.body.addLayout(self._first)
        self._titles: tuple[tuple[int, str], ...] = ()
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._rest.timeout.connect(self._tell)
        self._told = self._dials
        for dial in (self.novelty, self.balance, self.time):
            dial.moved.connect(self._read)
        self.fits.toggled.connect(self._read)
        self.back.clicked.connect(self._go_back)
        self._say()

    def show_dials(self, dials: Dials) -> None:
        """Stand as these do."""
        self._dials = self._told = dials
        self.novelty.show_value(round(dials.novelty * 100))
        self.balance.show_value(round(dials.balance * 100))
        self.time.show_value(MINUTES.index(int(dials.minutes) if dials.minutes else None))
        self.fits.blockSignals(True)
        self.fits.setChecked(dials.must_fit)
        self.fits.blockSignals(False)
        self.mood.show_words(dials.mood.words if dials.mood else ())
        self._say()

    def show_first(self, titles: Sequence[tuple[int, str]]) -> None:
        """The first videos of the list, as (id, title)."""
        if tuple(titles) == self._titles:
            return
        self._titles = tuple(titles)
        while self._first.count():
            item = self._first.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for number, (video_id, title) in enumerate(titles, start=1):
            line = EvidenceLine(
                self._look,
                f"{number}.  {title}",
                (),
                partial(self.video_chosen.emit, video_id),
            )
            self._first.addWidget(line)
        self.updateGeometry()

    def first(self) -> list[str]:
        return [title for _, title in self._titles]

    def _read(self) -> None:
        minutes = MINUTES[self.time.slider.value()]
        self._dials = replace(
            self._dials,
            novelty=self.novelty.slider.value() / 100,
            balance=self.balance.slider.value() / 100,
            minutes=None if minutes is None else float(minutes),
            must_fit=self.fits.isChecked() and minutes is not None,
        )
        self._say()
        if not self._rest.isActive():
            self._tell()
            self._rest.start()

    def _tell(self) -> None:
        """At once where nothing was turned just before, else when the pause ends, of several turns the last."""
        if self._told is not self._dials:
            self._told = self._dials
            self.turned.emit(self._dials)

    def _go_back(self) -> None:
        dials = replace(Dials(), interests=self._dials.interests)
        if self.mood.words():
            self.mood_wanted.emit("")
        self.show_dials(dials)
        self.turned.emit(dials)

    def _say(self) -> None:
        dials = self._dials
        novelty, balance = dials.novelty, dials.balance
        self.novelty.say(
            self.tr("in the middle") if not novelty else self.tr("newer") if novelty > 0 else self.tr("more familiar")
        )
        self.balance.say(
            self.tr("your own mix")
            if abs(balance - 0.5) < 0.1
            else self.tr("less varied")
            if balance < 0.5
            else self.tr("more of everything")
        )
        minutes = dials.minutes
        self.time.say(self.tr("any length") if minutes is None else self.tr("up to {}").format(_length(minutes)))
        self.fits.setEnabled(minutes is not None)
        self.back.setVisible(bool(novelty or balance != 0.5 or minutes is not None or dials.mood))


def _length(minutes: float) -> str:
    return wording.length(minutes * 60)
