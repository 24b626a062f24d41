"""Controls that choose a value: a switch, a row of choices, steps up and down, a scale, a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from desktop.theme import Look
from desktop.views.controls import Button, Flow, Label


class Switch(QCheckBox):
    """On or off. ``chosen`` carries what the person wants."""

    chosen = Signal(object)  # bool

    def __init__(self, look: Look, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda on: self.chosen.emit(on))
        look.changed.connect(self.updateGeometry)

    def show_value(self, value: object) -> None:
        self.setChecked(bool(value))

    def sizeHint(self) -> QSize:
        height = max(24, self._look.theme.line("body") + 4)
        return QSize(round(height * 1.75), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, on = self._look, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        radius = track.height() / 2
        painter.setPen(QPen(look.color("accent" if on else "tertiary"), 1.5))
        painter.setBrush(look.color("accent" if on else "raised"))
        painter.drawRoundedRect(track.adjusted(0.75, 0.75, -0.75, -0.75), radius, radius)
        knob = track.height() - 8
        x = track.right() - 4 - knob if on else track.left() + 4
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("on_accent" if on else "secondary"))
        painter.drawEllipse(QRectF(x, track.top() + 4, knob, knob))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("text" if on else "accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius + 2, radius + 2)


class Choice(QWidget):
    """A few values side by side, one of them chosen; the arrows go from one to the next."""

    accessible_role = QAccessible.Role.Grouping

    chosen = Signal(object)  # the value

    def __init__(
        self, look: Look, choices: Sequence[tuple[object, str]], *, name: str, parent: QWidget | None = None
    ) -> None:
        """``choices``: (value, label)."""
        super().__init__(parent)
        self._values = [value for value, _ in choices]
        self._group = QButtonGroup(self)
        self.setAccessibleName(name)
        flow = Flow(self, gap=4)
        for place, (_, label) in enumerate(choices):
            button = Button(look, label, kind="segment", name=self.tr("{}: {}").format(name, label))
            button.setCheckable(True)
            self._group.addButton(button, place)
            flow.addWidget(button)
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._values[place]))

    def show_value(self, value: object) -> None:
        """Show a value; one that is none of the choices shows nothing as chosen."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)

    def buttons(self) -> list[Button]:
        return [button for button in self._group.buttons() if isinstance(button, Button)]

    def sizeHint(self) -> QSize:
        hints = [button.sizeHint() for button in self.buttons()]
        return QSize(sum(hint.width() + 4 for hint in hints) - 4, max(hint.height() for hint in hints))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(
            Qt.Key(event.key()), 0
        )
        place = self._group.checkedId() + step
        if step and 0 <= place < len(self._values):
            self._group.button(place).setFocus(Qt.FocusReason.TabFocusReason)
            self._group.button(place).click()
        elif not step:
            event.ignore()


class Steps(QWidget):
    """A number that goes up and down by a step, by two buttons or the keys + and -."""

    accessible_role = QAccessible.Role.Grouping

    chosen = Signal(object)  # int

    def __init__(
        self,
        look: Look,
        *,
        name: str,
        least: int,
        most: int,
        step: int,
        say: Callable[[int], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least, self._most, self._step, self._say = least, most, step, say
        self._value = least
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._label = Label(look, say(most), role="strong")
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.less = Button(look, kind="icon", icon="minus", icon_size=16, tip=self.tr("Smaller (-)"))
        self.more = Button(look, kind="icon", icon="plus", icon_size=16, tip=self.tr("Larger (+)"))
        self.less.clicked.connect(lambda: self._go(-1))
        self.more.clicked.connect(lambda: self._go(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.less, self._label, self.more):
            row.addWidget(widget)

    def show_value(self, value: object) -> None:
        self._value = value if isinstance(value, int) else self._least
        self._label.setText(self._say(self._value))
        self._label.updateGeometry()
        self.setAccessibleDescription(self._label.text())
        self.less.setEnabled(self._value > self._least)
        self.more.setEnabled(self._value < self._most)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        step = {keys.Key_Minus: -1, keys.Key_Down: -1, keys.Key_Plus: 1, keys.Key_Equal: 1, keys.Key_Up: 1}.get(
            keys(event.key()), 0
        )
        if step:
            self._go(step)
        else:
            event.ignore()

    def _go(self, way: int) -> None:
        value = min(self._most, max(self._least, self._value + way * self._step))
        if value != self._value:
            self.chosen.emit(value)


class Scale(QWidget):
    """A place between two ends, each with its word."""

    accessible_role = QAccessible.Role.Grouping

    chosen = Signal(object)  # float

    _PARTS = 20

    def __init__(
        self,
        look: Look,
        *,
        name: str,
        least: float,
        most: float,
        ends: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least, self._span = least, most - least
        self.slider = _StillSlider(Qt.Orientation.Horizontal)
        self.slider.setProperty("kind", "dial")
        self.slider.setRange(0, self._PARTS)
        self.slider.setPageStep(4)
        self.slider.setMinimumWidth(200)
        self.slider.setAccessibleName(name)
        self.slider.setAccessibleDescription(self.tr("from {} to {}").format(*ends))
        self.slider.valueChanged.connect(self._moved)
        words = QHBoxLayout()
        for word in ends:
            words.addWidget(Label(look, word, role="tiny", color="tertiary"))
        words.insertStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.slider)
        column.addLayout(words)

    def show_value(self, value: object) -> None:
        place = round((float(str(value)) - self._least) / self._span * self._PARTS)
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(place)
        self.slider.blockSignals(blocked)

    def _moved(self, place: int) -> None:
        self.chosen.emit(round(self._least + place * self._span / self._PARTS, 4))


class _StillSlider(QSlider):
    """The wheel scrolls the page, and does not turn what happens to lie under it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
