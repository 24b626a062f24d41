"""The main window: where the parts stand. Layout only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.theme import Look


class MainWindow(QMainWindow):
    """Sidebar, page, detail pane; bars above and below. A page such as the player can take all of it."""

    folders_dropped = Signal(list)  # of Path
    closing = Signal()

    def __init__(
        self,
        look: Look,
        *,
        sidebar: QWidget,
        topbar: QWidget,
        banner: QWidget,
        page: QWidget,
        detail: QWidget,
        jobs: QWidget,
        statusbar: QWidget,
    ) -> None:
        super().__init__()
        self._look = look
        self._sidebar, self._detail, self._jobs = sidebar, detail, jobs
        self._detail_allowed = True
        self.setWindowTitle("Matinee")
        self.setWindowIcon(look.icon("matinee", "accent", 64))
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.setMinimumSize(860, 560)
        self._inner = _splitter(page, detail)
        self._inner.setSizes([10_000, look.theme.size["detail"]])
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (topbar, banner):
            column.addWidget(widget)
        column.addWidget(self._inner, 1)
        for widget in (jobs, statusbar):
            column.addWidget(widget)
        jobs.hide()
        self._outer = _splitter(sidebar, right, grow=1)
        self._outer.setSizes([look.theme.size["sidebar"], 10_000])
        self._stack = QStackedWidget()
        self._stack.setObjectName("page")
        self._stack.addWidget(self._outer)
        self.setCentralWidget(self._stack)
        self._veil = _DropVeil(look, self)

    def on_key(self, keys: str, verb: Callable[[], None]) -> None:
        """A shortcut of the whole window."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(verb)

    def toggle_sidebar(self) -> None:
        self._sidebar.setVisible(self._sidebar.isHidden())

    def toggle_detail(self) -> None:
        self._detail.setVisible(self._detail.isHidden())

    def allow_detail(self, allowed: bool) -> None:
        """In an empty library there is nothing to detail."""
        if allowed != self._detail_allowed:
            self._detail_allowed = allowed
            self._detail.setVisible(allowed)

    def show_detail(self) -> None:
        self._detail.show()

    def hide_detail(self) -> bool:
        """True if it was open."""
        was_open = not self._detail.isHidden()
        self._detail.hide()
        return was_open

    def toggle_jobs(self) -> None:
        self._jobs.setVisible(self._jobs.isHidden())

    def take_over(self, page: QWidget) -> None:
        """Give the whole window to a page."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.setFocus()

    def give_back(self) -> None:
        """Back to the library."""
        self._stack.setCurrentWidget(self._outer)

    @property
    def in_library(self) -> bool:
        return self._stack.currentWidget() is self._outer

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _folders(event):
            event.acceptProposedAction()
            self._veil.setGeometry(self.rect())
            self._veil.show()
            self._veil.raise_()

    def dragLeaveEvent(self, event: object) -> None:
        self._veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._veil.hide()
        folders = _folders(event)
        if folders:
            event.acceptProposedAction()
            self.folders_dropped.emit(folders)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


class _DropVeil(QWidget):
    """Says that a folder may be dropped."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cover = self._look.color("background")
        cover.setAlphaF(0.86)
        painter.fillRect(self.rect(), cover)
        painter.setPen(QPen(self._look.color("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(24, 24, -24, -24), 16, 16)
        painter.setPen(self._look.color("text"))
        painter.setFont(self._look.font("display"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Drop to add this folder"))


def _splitter(first: QWidget, second: QWidget, *, grow: int = 0) -> QSplitter:
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    splitter.addWidget(first)
    splitter.addWidget(second)
    splitter.setStretchFactor(grow, 1)
    splitter.setStretchFactor(1 - grow, 0)
    return splitter


def _folders(event: QDropEvent) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.is_dir()]
