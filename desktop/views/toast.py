"""A short word about what was just done, with the way back; one at a time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QApplication, QGraphicsOpacityEffect, QHBoxLayout, QWidget

from desktop.theme import Look
from desktop.views.controls import Button, Label

SHOWN_MS = 6000
_FADE_MS = 120
_ABOVE = 24  # the status bar
_MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)


class Toast(QWidget):
    """Floats over the foot of ``over`` for six seconds; stays while the mouse or the keyboard is on it."""

    accessible_role = QAccessible.Role.AlertMessage

    undo_requested = Signal()

    def __init__(self, look: Look, over: QWidget, *, above: QWidget) -> None:
        """``above``: a bar at the foot that comes and goes, and is not to be covered."""
        super().__init__(over)
        self._look = look
        self._over = over
        self._above = above
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._says = Label(look, role="body")
        self.button = Button(look, self.tr("Undo"), kind="link", tip=self.tr("Undo (Ctrl+Z)"))
        self.button.clicked.connect(self.undo_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._says)
        row.addWidget(self.button)
        self._time = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._time.timeout.connect(self.leave)
        self._veil = QGraphicsOpacityEffect(self)
        self._veil.setEnabled(False)
        self.setGraphicsEffect(self._veil)
        self._fade = QPropertyAnimation(self._veil, b"opacity", self)
        self._fade.setDuration(_FADE_MS)
        self._fade.finished.connect(self._faded)
        for widget in (over, above):
            widget.installEventFilter(self)
        self.button.installEventFilter(self)
        self.hide()

    def say(self, text: str, *, can_undo: bool) -> None:
        """Show a text, in place of an older one, and tell it to a screen reader."""
        self._says.setText(text)
        self.button.setVisible(can_undo)
        self.setAccessibleName(text)
        self._says.updateGeometry()
        self._place()
        appears = self.isHidden()
        self.show()
        self.raise_()
        if appears and self._look.animates:
            self._veil.setEnabled(True)
            self._fade.setStartValue(0.0)
            self._fade.setEndValue(1.0)
            self._fade.start()
        self._time.start()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def text(self) -> str:
        return self._says.text()

    def leave(self) -> None:
        """Go away; the keyboard goes back to where it can go on."""
        if self.button.hasFocus():
            self.focusNextPrevChild(False)
        self._time.stop()
        self._fade.stop()
        self._faded()
        self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._time.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in (self._over, self._above) and event.type() in _MOVES:
            self._place()
        elif watched is self.button and event.type() == QEvent.Type.FocusIn:
            self._time.stop()
        elif watched is self.button and event.type() == QEvent.Type.FocusOut:
            self._go_on()
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        if self.isVisible() and not self.underMouse() and QApplication.focusWidget() is not self.button:
            self._time.start()

    def _faded(self) -> None:
        self._veil.setEnabled(False)  # an effect costs a pixmap at every paint

    def _place(self) -> None:
        foot = self._look.theme.size["statusbar"] + _ABOVE
        if self._above.isVisible():
            foot = self._over.height() - self._above.mapTo(self._over, QPoint(0, 0)).y() + 16
        self.resize(self.sizeHint().boundedTo(self._over.size()))
        self.move((self._over.width() - self.width()) // 2, self._over.height() - self.height() - foot)
