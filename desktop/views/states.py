"""What stands where videos would: the first start, a library being read, a place with nothing in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QResizeEvent
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
        places = ((16, 0.72), (337, 0.72), (82, 0.86), (255, 0.86))  # the outer ones lie behind
        for place, (x, scale) in enumerate(places):
            width, height = 120 * scale, 82 * scale
            box = QRectF(x, 88 - height / 2, width, height)
            paper = QColor(theme.papers[place])
            paper.setAlphaF(0.5 if scale < 0.8 else 0.75)
            painter.setBrush(self._look.color("background"))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 13 * scale, 13 * scale)
            painter.setBrush(paper)
            painter.drawRoundedRect(box, 10 * scale, 10 * scale)
        front = QRectF(160, 47, 120, 82)
        painter.setBrush(self._look.color("background"))
        painter.drawRoundedRect(front.adjusted(-4, -4, 4, 4), 14, 14)
        painter.setBrush(QColor(theme.papers[4]))
        painter.drawRoundedRect(front, 10, 10)
        mark = self._look.icon_pixmap("matinee", "accent", 44, self.devicePixelRatioF())
        painter.drawPixmap(round(front.center().x()) - 22, round(front.center().y()) - 22, mark)


class Centered(QWidget):
    """A column of text a little above the middle of the page, as wide as a comfortable line."""

    _WIDTH = 500

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._holder = QWidget(self)
        self.column = QVBoxLayout(self._holder)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._holder.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._holder and event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        width = min(round(self._WIDTH * self._look.theme.room), self.width() - 48)
        height = self._holder.heightForWidth(width)
        self._holder.setGeometry((self.width() - width) // 2, max(24, (self.height() - height) * 2 // 5), width, height)


class Welcome(Centered):
    """The first start."""

    add_requested = Signal()
    demo_requested = Signal()
    skip_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._add = Button(look, self.tr("Add a folder"), kind="primary", icon="folder-plus", icon_color="on_accent")
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
        column = self.column
        column.addWidget(Posters(look), 0, center)
        column.addSpacing(20)
        column.addWidget(
            Paragraph(look, self.tr("What to watch tonight, from your own shelves"), role="display", align=center)
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
        self.skip = Button(look, self.tr("Skip the first steps"), kind="link", role="small")
        self.skip.clicked.connect(self.skip_requested)
        self.skip.clicked.connect(self.skip.hide)
        column.addSpacing(10)
        column.addWidget(self.skip, 0, center)

    def take_focus(self) -> None:
        self._add.setFocus(Qt.FocusReason.TabFocusReason)

    def set_busy(self, busy: bool) -> None:
        """While the demo library is drawn."""
        self._add.setEnabled(not busy)
        self._demo.setEnabled(not busy)
        self._demo.setText(self.tr("Drawing the demo library…") if busy else self.tr("Try the demo library"))


class Quiet(Centered):
    """A place with nothing in it: what that means, and what to do."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        center = Qt.AlignmentFlag.AlignHCenter
        self._title = Paragraph(look, role="heading", align=center)
        self._text = Paragraph(look, color="secondary", align=center)
        self.column.setSpacing(6)
        self.column.addWidget(self._title)
        self.column.addWidget(self._text)

    def say(self, title: str, text: str) -> None:
        self._title.set_text(title)
        self._text.set_text(text)


class Banner(QWidget):
    """Something that the person can mend, with its next step."""

    accessible_role = QAccessible.Role.AlertMessage

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
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(icon, 0, middle)
        row.addWidget(self._text, 1, middle)
        row.addWidget(close, 0, middle)
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
        self._size = size
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        size = round(self._size * self._look.theme.room)
        self.setFixedSize(size, size + 2)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        pixmap = self._look.icon_pixmap(self._name, self._color, self.width(), self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 1, pixmap)
