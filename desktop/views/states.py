"""What stands where videos would: the first start, a library being read, a place with nothing in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme import Look
from desktop.views.controls import Button
from desktop.views.paragraph import Paragraph


class Posters(QWidget):
    """Five blank posters under a disc of sun: the drawing of an empty library."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(440, 150)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        painter.setPen(Qt.PenStyle.NoPen)
        for place, (x, scale) in enumerate(((16, 0.72), (86, 0.86), (160, 1.0), (276, 0.86), (354, 0.72))):
            width, height = 120 * scale, 82 * scale
            box = QRectF(x, 88 - height / 2, width, height)
            paper = QColor(theme.papers[place])
            paper.setAlphaF(0.55 if scale < 1 else 1.0)
            painter.setBrush(self._look.color("background"))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 13 * scale, 13 * scale)
            painter.setBrush(paper)
            painter.drawRoundedRect(box, 10 * scale, 10 * scale)
        front = QRectF(160, 47, 120, 82)
        painter.setBrush(self._look.color("background"))
        painter.drawRoundedRect(front.adjusted(-4, -4, 4, 4), 14, 14)
        painter.setBrush(QColor(theme.papers[2]))
        painter.drawRoundedRect(front, 10, 10)
        mark = self._look.icon_pixmap("matinee", "accent", 44, self.devicePixelRatioF())
        painter.drawPixmap(round(front.center().x()) - 22, round(front.center().y()) - 22, mark)


class Welcome(QWidget):
    """The first start."""

    add_requested = Signal()
    demo_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._add = Button(
            look, self.tr("Add a folder"), kind="primary", icon="folder-plus", icon_color="on_accent"
        )
        self._demo = Button(look, self.tr("Try the demo library"), icon="play")
        self._add.clicked.connect(self.add_requested)
        self._demo.clicked.connect(self.demo_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch()
        buttons.addWidget(self._add)
        buttons.addWidget(self._demo)
        buttons.addStretch()
        center = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Posters(look), 0, center)
        column.addSpacing(20)
        column.addWidget(
            Paragraph(
                look, self.tr("What to watch tonight, from your own shelves"), role="display", align=center
            )
        )
        column.addSpacing(8)
        column.addWidget(
            Paragraph(
                look,
                self.tr(
                    "Add a folder of videos. Matinee reads them and their subtitles, learns from your "
                    "ratings and notes, and says in a few lines why each may be for you. "
                    "All of it on this computer."
                ),
                color="secondary",
                align=center,
            )
        )
        column.addSpacing(24)
        column.addLayout(buttons)
        column.addSpacing(14)
        column.addWidget(
            Paragraph(
                look,
                self.tr("Or drop a folder anywhere on this window."),
                role="small",
                color="tertiary",
                align=center,
            )
        )
        _centered(self, column)

    def set_busy(self, busy: bool) -> None:
        """While the demo library is drawn."""
        self._add.setEnabled(not busy)
        self._demo.setEnabled(not busy)
        self._demo.setText(self.tr("Drawing the demo library…") if busy else self.tr("Try the demo library"))


class Quiet(QWidget):
    """A place with nothing in it: what that means, and what to do."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        center = Qt.AlignmentFlag.AlignHCenter
        self._title = Paragraph(look, role="heading", align=center)
        self._text = Paragraph(look, color="secondary", align=center)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._text)
        _centered(self, column)

    def say(self, title: str, text: str) -> None:
        self._title.set_text(title)
        self._text.set_text(text)


class Banner(QWidget):
    """Something that the person can mend, with its next step."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = Paragraph(look, max_lines=3)
        icon = _Icon(look, "alert", "danger", 18)
        close = Button(look, kind="bare", icon="close", icon_size=14, name=self.tr("Close"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.theme.space["edge"], 10, look.theme.space["edge"] - 8, 10)
        row.setSpacing(12)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, text: str) -> None:
        self._text.set_text(text)
        self.show()

    def text(self) -> str:
        return self._text.text()


class _Icon(QWidget):
    def __init__(self, look: Look, name: str, color: str, size: int) -> None:
        super().__init__()
        self._look, self._name, self._color = look, name, color
        self.setFixedSize(size, size + 2)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        pixmap = self._look.icon_pixmap(self._name, self._color, self.width(), self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 1, pixmap)


def _centered(page: QWidget, column: QVBoxLayout) -> None:
    """``column`` in the middle of ``page``, no wider than a comfortable line."""
    holder = QWidget()
    holder.setLayout(column)
    column.setContentsMargins(24, 24, 24, 24)
    holder.setMaximumWidth(520)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(holder, 10)
    row.addStretch(1)
    outer = QVBoxLayout(page)
    outer.addStretch(2)
    outer.addLayout(row)
    outer.addStretch(3)
