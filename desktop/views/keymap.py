"""The map of the keys, over the window: what each key does, in columns."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import keys
from desktop.theme import Look
from desktop.views.controls import Button, Label
from desktop.views.paragraph import Paragraph
from desktop.views.scrolling import ScrollColumn

_WIDE = 760  # from here on there is room for two columns
_MOST = 980
_EDGE = 24


class Caps(QWidget):
    """Keys drawn as caps, side by side."""

    def __init__(self, look: Look, spellings: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._spellings = tuple(dict.fromkeys(spellings))  # Return and Enter have one name in some languages
        self.setAccessibleName(", ".join(spellings))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        boxes = self._boxes()
        return QSize(math.ceil(boxes[-1].right()) + 1, math.ceil(boxes[-1].height()) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font("small", weight=500))
        radius = self._look.theme.radius["small"]
        for spelling, box in zip(self._spellings, self._boxes(), strict=True):
            painter.setPen(QPen(self._look.color("line_strong"), 1))
            painter.setBrush(self._look.color("raised"))
            painter.drawRoundedRect(box, radius, radius)
            painter.setPen(self._look.color("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, spelling)

    def _boxes(self) -> list[QRectF]:
        metrics = QFontMetricsF(self._look.font("small", weight=500))
        height = self._look.theme.line("small") + 5
        boxes: list[QRectF] = []
        x = 0.5
        for spelling in self._spellings:
            width = max(height, metrics.horizontalAdvance(spelling) + 14)
            boxes.append(QRectF(x, 0.5, width, height))
            x += width + 4
        return boxes


class KeyMap(QWidget):
    """Lies over a window while it is shown; Escape, `?` or a press beside it takes it away."""

    accessible_role = QAccessible.Role.Dialog

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._before: QWidget | None = None
        self._panel: QFrame | None = None
        self.setObjectName("keymap")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        window.installEventFilter(self)
        look.changed.connect(self._refill)

    def toggle(self) -> None:
        self.close_map() if self.isVisible() else self.show_map()

    def show_map(self) -> None:
        self._before = self.window().focusWidget()
        self._fill()
        self.show()
        self.raise_()
        self.setFocus()

    def close_map(self) -> None:
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._refill()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self.close_map()
        elif self._panel is not None and (column := self._panel.findChild(ScrollColumn)):
            step = {Qt.Key.Key_Down: 60, Qt.Key.Key_Up: -60, Qt.Key.Key_PageDown: 400, Qt.Key.Key_PageUp: -400}
            bar = column.verticalScrollBar()
            bar.setValue(bar.value() + step.get(Qt.Key(event.key()), 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._panel is None or not self._panel.geometry().contains(event.position().toPoint()):
            self.close_map()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return True  # nothing else can be reached while it lies there

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = self._look.color("background")
        veil.setAlphaF(0.8)
        QPainter(self).fillRect(self.rect(), veil)

    def _refill(self) -> None:
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        window = self.parentWidget()
        assert window is not None
        self.setGeometry(window.rect())
        if self._panel is not None:
            self._panel.deleteLater()
        panel = self._panel = QFrame(self)
        panel.setObjectName("sheet")
        width = min(_MOST, self.width() - 2 * _EDGE)
        content = self._content(columns=2 if width >= _WIDE * self._look.theme.room else 1)
        column = QVBoxLayout(panel)
        column.setContentsMargins(24, 16, 8, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        area = ScrollColumn()
        area.setWidget(content)
        column.addWidget(area, 1)
        inner = content.heightForWidth(width - 34)
        head = self._look.theme.size["control"]
        height = min(self.height() - 2 * _EDGE, inner + head + 12 + 32 + 2)
        panel.setGeometry((self.width() - width) // 2, (self.height() - height) // 2, width, height)
        panel.show()

    def _head(self) -> QHBoxLayout:
        close = Button(self._look, kind="icon", icon="close", icon_size=16, tip=self.tr("Close (Esc)"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.close_map)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 8, 0)
        row.addWidget(Label(self._look, self.tr("Keys"), role="display"))
        row.addStretch()
        row.addWidget(close)
        return row

    def _content(self, *, columns: int) -> QWidget:
        content = QWidget()
        row = QHBoxLayout(content) if columns > 1 else QVBoxLayout(content)
        row.setContentsMargins(0, 0, 16, 8)
        row.setSpacing(40 if columns > 1 else 20)
        everywhere, video, player = (self._chapter(chapter) for chapter in keys.chapters())
        for parts in ((everywhere, video), (player,)):
            column = QVBoxLayout()
            column.setSpacing(20)
            for part in parts:
                column.addWidget(part)
            column.addStretch()
            row.addLayout(column, 1)
        return content

    def _chapter(self, chapter: keys.Chapter) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        heading = Label(self._look, chapter.heading, role="heading", color="secondary")
        grid.addWidget(heading, 0, 0, 1, 2)
        for place, (spellings, says) in enumerate(chapter.rows, start=1):
            grid.addWidget(Paragraph(self._look, says), place, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(Caps(self._look, spellings), place, 1, Qt.AlignmentFlag.AlignRight)
        return part
