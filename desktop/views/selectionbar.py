"""What can be done with several selected videos, below them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.theme import Look
from desktop.views import wording
from desktop.views.controls import Button, Flow, Label
from desktop.views.stars import StarRating


class SelectionBar(QWidget):
    """Says how many are selected; shown while they are several."""

    rated = Signal(object)  # stars
    marked = Signal(str)
    tag_requested = Signal()
    untag_requested = Signal(QPoint)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("selection")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._count = Label(look, role="strong")
        self.stars = StarRating(look, size=18)
        self.stars.rated.connect(self.rated)
        row = QWidget()
        flow = Flow(row, gap=4)
        policy = row.sizePolicy()
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        flow.addWidget(self._count)
        flow.addWidget(self.stars)
        self._add(flow, self.tr("Tag…"), self.tag_requested.emit)
        untag = self._add(flow, self.tr("Remove tag…"), lambda: None)
        untag.clicked.connect(lambda: self.untag_requested.emit(untag.mapToGlobal(QPoint(0, 0))))
        self._add(flow, self.tr("Watched"), lambda: self.marked.emit("watched"), self.tr("Mark as watched (W)"))
        self._add(flow, self.tr("Not watched"), lambda: self.marked.emit("unwatched"))
        self._add(flow, self.tr("Not now"), lambda: self.marked.emit("later"), self.tr("Ask again in two weeks"))
        self._add(flow, self.tr("Never"), lambda: self.marked.emit("hidden"), self.tr("Never suggest these"))
        close = Button(look, kind="bare", icon="close", icon_size=14, name=self.tr("Select none"))
        close.setToolTip(self.tr("Select none (Escape)"))
        close.clicked.connect(self.left)
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 8, 16, 8)
        across.setSpacing(8)
        across.addWidget(row, 1)
        across.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._row = row
        self.hide()

    def show_count(self, count: int) -> None:
        """Appear for several videos, and go away for fewer."""
        self.setVisible(count > 1)
        self._count.setText(self.tr("{} selected").format(wording.number(count)))
        self.setAccessibleName(self._count.text())
        for widget in (self._count, self._row):
            widget.updateGeometry()

    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, in its order."""
        return [self.stars, *self.findChildren(Button)]

    def text(self) -> str:
        return self._count.text()

    def _add(self, flow: Flow, text: str, verb: Callable[[], object], tip: str = "") -> Button:
        button = Button(self._look, text, kind="bare", role="small", tip=tip, name=text)
        button.clicked.connect(lambda: verb())
        flow.addWidget(button)
        return button
