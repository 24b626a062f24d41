"""The bar above the page: search, and the few things that concern the whole window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from desktop.theme import Look
from desktop.views.controls import Button


class SearchBox(QLineEdit):
    """Searches while one types, once the fingers rest for a moment."""

    searched = Signal(str)
    left = Signal()  # Down or Enter: on to what was found

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setMinimumWidth(160)
        self.setPlaceholderText(self.tr("Search titles, people, and every spoken line"))
        self.setAccessibleName(self.tr("Search"))
        self.setClearButtonEnabled(False)
        self._rest = QTimer(self, singleShot=True, interval=140)
        self._rest.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textChanged.connect(lambda: self._rest.start())
        look.changed.connect(self._dress)
        self._dress()

    def show_query(self, text: str) -> None:
        """Say what is searched for, without searching."""
        blocked = self.blockSignals(True)
        self.setText(text)
        self.blockSignals(blocked)
        self._rest.stop()

    def _dress(self) -> None:
        self.setFont(self._look.font("body"))
        self.setFixedHeight(self._look.theme.size["control"])
        room = self._look.theme.room
        self.setMaximumWidth(round(520 * room))
        self.setTextMargins(round(16 * room) + 8, 0, round(52 * room), 0)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._rest.stop()
            self.searched.emit(self.text().strip())
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        room = self._look.theme.room
        size = round(16 * room)
        icon = self._look.icon_pixmap("search", "tertiary", size, self.devicePixelRatioF())
        painter.drawPixmap(13, (self.height() - size) // 2, icon)
        if not self.text() and self.width() > 260 * room:
            painter.setFont(self._look.font("small"))
            painter.setPen(self._look.color("tertiary"))
            box = QRect(round(self.width() - 14 - 56 * room), 0, round(56 * room), self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.tr("Ctrl F"))


class TopBar(QWidget):
    """Search on the left; theme and panes on the right."""

    theme_chosen = Signal(str)
    sidebar_toggled = Signal()
    detail_toggled = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look.changed.connect(lambda: self.setFixedHeight(look.theme.size["topbar"]))
        self.setFixedHeight(look.theme.size["topbar"])
        self.search = SearchBox(look)
        panes = [
            self._button("panel-left", self.tr("Sidebar (Ctrl+B)"), self.sidebar_toggled.emit),
            self._button("panel-right", self.tr("Details (Ctrl+I)"), self.detail_toggled.emit),
        ]
        self._theme = Button(look, kind="icon", icon="contrast", tip=self.tr("Light or dark"))
        menu = QMenu(self._theme)
        menu.setFont(look.font("body"))
        for choice, icon, label in (
            ("system", "contrast", self.tr("Like the system")),
            ("light", "sun", self.tr("Light")),
            ("dark", "moon", self.tr("Dark")),
        ):
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setChecked(look.choice == choice)
            action.triggered.connect(lambda _=False, choice=choice: self.theme_chosen.emit(choice))
            action.setData((choice, icon))
        self._menu = menu
        self._theme.setMenu(menu)
        look.changed.connect(self._show_choice)
        menu.aboutToShow.connect(self._show_choice)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.theme.space["edge"], 0, look.theme.space["edge"], 1)
        row.setSpacing(8)
        row.addWidget(self.search, 100)
        row.addStretch(1)
        row.addWidget(self._theme)
        for pane in panes:
            row.addWidget(pane)
        self.setTabOrder(self.search, self._theme)

    def _button(self, icon: str, tip: str, slot: Callable[[], None]) -> Button:
        button = Button(self._look, kind="icon", icon=icon, tip=tip)
        button.clicked.connect(lambda: slot())
        return button

    def _show_choice(self) -> None:
        for action in self._menu.actions():
            choice, icon = action.data()
            action.setChecked(choice == self._look.choice)
            if choice == self._look.choice:
                self._theme.set_icon(icon)
