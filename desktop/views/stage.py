"""What lies over a picture: the dark palette, whatever the window wears, and bars that fade into the picture."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon, QLinearGradient, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from desktop.theme import Look


class StageLook(Look):
    """The dark look with the text size and the motion of another; it dresses no application."""

    def __init__(self, outer: Look, parent: QObject | None = None) -> None:
        self._outer = outer
        super().__init__("dark", parent, text_size=outer.theme.text_size)
        outer.changed.connect(self._follow)

    @property
    def animates(self) -> bool:
        return self._outer.animates

    def install(self, app: QApplication) -> None:
        """The application wears what the outer look says."""

    def _follow(self) -> None:
        self.resize_text(self._outer.theme.text_size)


def no_icon(size: int) -> QIcon:
    """Takes the room of an icon: what stands beside it keeps in line with what has one."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)


class Scrim(QWidget):
    """A bar whose ground is dark at the edge of the picture and gone at its other side."""

    def __init__(self, look: Look, *, at_top: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._at_top = at_top
        self.setMouseTracking(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        height = self.height()
        ground = QLinearGradient(0, 0 if self._at_top else height, 0, height if self._at_top else 0)
        for place, alpha in ((0.0, 0.92), (0.45, 0.78), (0.75, 0.4), (1.0, 0.0)):
            color = self._look.color("scrim")
            color.setAlphaF(alpha)
            ground.setColorAt(place, color)
        QPainter(self).fillRect(self.rect(), ground)
