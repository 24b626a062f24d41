"""The main window: where the parts stand. Layout only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal
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

from desktop.dropping import dropped, folders, subtitles, tables, videos
from desktop.memory import Memory
from desktop.theme import Look


class MainWindow(QMainWindow):
    """Sidebar, page, detail pane; bars above and below. A page such as the player can take all of it."""

    folders_dropped = Signal(list)  # of Path
    files_dropped = Signal(list)  # of Path: videos and subtitles
    table_dropped = Signal(object)  # Path: of ratings given elsewhere
    closing = Signal()
    page_closed = Signal(QWidget)  # a page that was opened is not shown any more

    def __init__(
        self,
        look: Look,
        *,
        sidebar: QWidget,
        topbar: QWidget,
        banner: QWidget,
        page: QWidget,
    ) -> None:
        """Details, jobs and the status bar may come later, with ``complete``; their room is kept."""
        super().__init__()
        self._look = look
        self._sidebar, self._detail, self._jobs, self._statusbar = sidebar, QWidget(), QWidget(), QWidget()
        self._statusbar.setFixedHeight(look.theme.size["statusbar"])
        self._detail_allowed = True
        self.setWindowTitle("Matinee")
        self.setWindowIcon(look.icon("matinee", "accent", 64))
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.setMinimumSize(860, 560)
        self._inner = _splitter(page, self._detail)
        self._inner.setSizes([10_000, look.theme.size["detail"]])
        right = QWidget()
        self._column = column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (topbar, banner):
            column.addWidget(widget)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._inner)
        column.addWidget(self._middle, 1)
        for widget in (self._jobs, self._statusbar):
            column.addWidget(widget)
        self._jobs.hide()
        self._outer = _splitter(sidebar, right, grow=1)
        self._outer.setSizes([look.theme.size["sidebar"], 10_000])
        self._stack = QStackedWidget()
        self._stack.setObjectName("page")
        self._stack.addWidget(self._outer)
        self.setCentralWidget(self._stack)
        self._veil = _DropVeil(look, self)

    def complete(self, *, detail: QWidget, jobs: QWidget, statusbar: QWidget) -> None:
        """Put in the parts that the first picture of the window does without."""
        sizes, old = self._inner.sizes(), (self._detail, self._jobs, self._statusbar)
        shown = [not widget.isHidden() for widget in old]
        self._inner.replaceWidget(1, detail)
        self._column.replaceWidget(self._jobs, jobs)
        self._column.replaceWidget(self._statusbar, statusbar)
        self._detail, self._jobs, self._statusbar = detail, jobs, statusbar
        for before, now, is_shown in zip(old, (detail, jobs, statusbar), shown, strict=True):
            now.setVisible(is_shown)
            before.hide()
            before.deleteLater()
        self._inner.setSizes(sizes)

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

    def open_page(self, page: QWidget) -> None:
        """Show a page between the bars, instead of library and details."""
        if self.page is not page:
            self.close_page()
        if self._middle.indexOf(page) < 0:
            self._middle.addWidget(page)
        self._middle.setCurrentWidget(page)

    def close_page(self) -> None:
        """Back to library and details."""
        page = self.page
        self._middle.setCurrentWidget(self._inner)
        if page is not None:
            self.page_closed.emit(page)

    @property
    def page(self) -> QWidget | None:
        """The page that was opened, if the library is not shown."""
        current = self._middle.currentWidget()
        return None if current is self._inner else current

    def remember(self, memory: Memory) -> None:
        """Keep where the window stands and which panes are open."""
        memory.keep(
            geometry=bytes(self.saveGeometry().toBase64().data()).decode("ascii"),
            outer=self._outer.sizes(),
            inner=self._inner.sizes(),
            sidebar=not self._sidebar.isHidden(),
            detail=not (self._detail.isHidden() and self._detail_allowed),
            jobs=not self._jobs.isHidden(),
        )

    def recall(self, memory: Memory) -> None:
        """Stand where the window stood, if that is still on a screen; Qt moves it there otherwise."""
        self.restoreGeometry(QByteArray.fromBase64(memory.text("geometry").encode("ascii", "ignore")))
        for splitter, name in ((self._outer, "outer"), (self._inner, "inner")):
            if len(sizes := memory.sizes(name)) == splitter.count():
                splitter.setSizes(sizes)
        self._sidebar.setVisible(memory.flag("sidebar", True))
        self._detail.setVisible(memory.flag("detail", True))
        self._jobs.setVisible(memory.flag("jobs", False))

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
    def is_taken_over(self) -> bool:
        return self._stack.currentWidget() is not self._outer

    @property
    def in_library(self) -> bool:
        """Whether the keys of the library count: neither the player nor another page is shown."""
        return not self.is_taken_over and self.page is None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        paths = dropped(event.mimeData())
        if said := self._offer(paths):
            event.acceptProposedAction()
            self._veil.say(said)
            self._veil.setGeometry(self.rect())
            self._veil.show()
            self._veil.raise_()

    def dragLeaveEvent(self, event: object) -> None:
        self._veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._veil.hide()
        paths = dropped(event.mimeData())
        if self._offer(paths):
            event.acceptProposedAction()
        if found := folders(paths):
            self.folders_dropped.emit(found)
        if files := videos(paths) + subtitles(paths):
            self.files_dropped.emit(files)
        elif rated := tables(paths):
            self.table_dropped.emit(rated[0])

    def _offer(self, paths: list[Path]) -> str:
        """What dropping these would do; "" where it would do nothing."""
        if found := folders(paths):
            return self.tr("Drop to add this folder") if len(found) == 1 else self.tr("Drop to add these folders")
        if films := videos(paths):
            return self.tr("Drop to play, or to add the folder") if len(films) == 1 else self.tr("Drop to add them")
        if subtitles(paths):
            return self.tr("Drop to use these subtitles for the chosen video")
        return self.tr("Drop to import these ratings") if tables(paths) else ""

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


class _DropVeil(QWidget):
    """Says what a drop would do."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._said = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, text: str) -> None:
        self._said = text
        self.update()

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
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._said)


def _splitter(first: QWidget, second: QWidget, *, grow: int = 0) -> QSplitter:
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    splitter.addWidget(first)
    splitter.addWidget(second)
    splitter.setStretchFactor(grow, 1)
    splitter.setStretchFactor(1 - grow, 0)
    return splitter
