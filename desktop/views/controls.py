"""Small controls that follow the theme: buttons with icons, headings, flowing rows, hairlines."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from desktop.theme import Look


class Button(QPushButton):
    """A push button of one of the style sheet's kinds, with an icon that follows the theme."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        kind: str = "",
        icon: str = "",
        icon_color: str = "secondary",
        icon_size: int | None = None,
        role: str = "body",
        tip: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look = look
        self._icon = icon
        self._icon_color = icon_color
        self._icon_size = icon_size
        self._role = role
        if kind:
            self.setProperty("kind", kind)
        self.setToolTip(tip)
        self.setAccessibleName(name or text or tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus ring where it was
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self._dress)
        self._dress()

    def set_icon(self, icon: str, color: str | None = None) -> None:
        self._icon = icon
        self._icon_color = color or self._icon_color
        self._dress()

    def _dress(self) -> None:
        primary = self.property("kind") == "primary"
        self.setFont(self._look.font(self._role, weight=600 if primary else None))
        if self._icon:
            size = round((self._icon_size or self._look.theme.size["icon"]) * self._look.theme.room)
            self.setIcon(self._look.icon(self._icon, "on_fill" if primary else self._icon_color, size))
            self.setIconSize(QSize(size, size))


class CheckBox(QCheckBox):
    """A check box with a tick of the theme's own."""

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._look = look
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self._dress)
        self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
            tick = self._look.icon_pixmap("check", "on_accent", 14, self.devicePixelRatioF())
            QPainter(self).drawPixmap(box.center() - QPoint(6, 6), tick)

    def _dress(self) -> None:
        self.setFont(self._look.font("body"))


class Label(QLabel):
    """One line of text in a role of the scale, cut with an ellipsis where it must be."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        role: str = "body",
        color: str = "text",
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look = look
        self._role = role
        self._color = color
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self._dress()

    def set_color(self, color: str) -> None:
        self._color = color
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._look.color(self._color))
        text = self.text()
        box = self.contentsRect().adjusted(max(0, self.indent()), 0, 0, 0)
        if self._elide:
            text = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            self.setToolTip(self.text() if text != self.text() else "")
        painter.drawText(box, self.alignment() | Qt.TextFlag.TextSingleLine, text)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, self._look.theme.line(self._role))

    def minimumSizeHint(self) -> QSize:
        return QSize(0 if self._elide else self.sizeHint().width(), self._look.theme.line(self._role))

    def _dress(self) -> None:
        self.setFont(self._look.font(self._role))
        self.update()


class Hairline(QWidget):
    """One pixel of line."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedHeight(1)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.color("line"))


class Flow(QLayout):
    """Children side by side, broken into rows like words."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for row in self._rows(rect.width()):
            height = max(hint.height() for _, hint in row)
            x = rect.x()
            for item, hint in row:
                if move:  # lower ones stand in the middle of their row
                    item.setGeometry(QRect(QPoint(x, y + (height - hint.height()) // 2), hint))
                x += hint.width() + self._gap
            y += height + self._gap
        return max(0, y - self._gap - rect.y())

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """What fits side by side, row after row, with the size of each."""
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint().boundedTo(QSize(width, item.sizeHint().height()))
            if not rows or x + hint.width() > width:
                rows.append([])
                x = 0
            rows[-1].append((item, hint))
            x += hint.width() + self._gap
        return rows
