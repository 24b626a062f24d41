"""The jobs panel: how far each job is, what it did, and the ways to hold and to stop it."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.models.jobs import LOG_KEPT, Entry, JobLog, JobRow, JobsModel, job_title
from desktop.theme import Look
from desktop.views.controls import Button, Hairline, Label
from desktop.views.scrolling import ScrollColumn
from desktop.views.statusbar import Bar, job_figures

_LOG_LINES = 7  # of a log that is open, at most
_MOST = 0.45  # of the window's height


class LogView(QPlainTextEdit):
    """What a job did, with times; what failed stands out. It can be read and copied, not written."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._log: JobLog | None = None
        self._shown = 0
        self.setReadOnly(True)
        self.setMaximumBlockCount(LOG_KEPT)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        look.changed.connect(self._dress)
        self._dress()

    def show_log(self, log: JobLog) -> None:
        """Add what is new; it stays scrolled to the end where it was there."""
        if log is not self._log:
            self._log, self._shown = log, 0
            self.clear()
        new = min(log.total - self._shown, len(log.entries))
        if not new:
            return
        bar = self.verticalScrollBar()
        was_at_end = bar.value() >= bar.maximum() - 1
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        for entry in list(log.entries)[-new:]:
            if not self.document().isEmpty():
                cursor.insertBlock()
            cursor.insertText(_time(entry) + "   ", self._ink("tertiary"))
            cursor.insertText(entry.text, self._ink("danger" if entry.trouble else "secondary"))
        self._shown = log.total
        self._fit()
        if was_at_end:
            bar.setValue(bar.maximum())

    def _fit(self) -> None:
        self.setFixedHeight(min(_LOG_LINES, self.blockCount()) * self._look.theme.line("small") + 20)

    def _ink(self, color: str) -> QTextCharFormat:
        ink = QTextCharFormat()
        ink.setForeground(self._look.color(color))
        return ink

    def _dress(self) -> None:
        self.setFont(self._look.font("small"))
        self._fit()
        log, self._log = self._log, None
        if log is not None:
            self.show_log(log)


class JobBox(QWidget):
    """One job: its name, bar and figures, Log, Pause and Stop; below it its log, where that is open."""

    cancel_requested = Signal(int)
    pause_requested = Signal(int, bool)
    resized = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: JobRow | None = None
        self._log = JobLog()
        self._title = Label(look, role="strong", elide=True)
        self._bar = Bar(look)
        self._bar.setFixedWidth(160)
        self._said = Label(look, role="small", color="secondary", elide=True)
        self.log_button = Button(look, kind="bare", icon="chevron-right", icon_size=14, role="small")
        self.log_button.setCheckable(True)
        self.pause = Button(look, kind="bare", icon="pause", icon_size=14, role="small")
        self.stop = Button(look, self.tr("Stop"), kind="bare", icon="close", icon_size=14, role="small")
        self.log = LogView(look)
        self.log.hide()
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._bar)
        below.addWidget(self._said, 1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addLayout(below)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addLayout(words, 1)
        row.addSpacing(12)
        for button in (self.log_button, self.pause, self.stop):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.log)
        self.log_button.toggled.connect(self._open_log)
        self.pause.clicked.connect(self._pause)
        self.stop.clicked.connect(lambda: self._job and self.cancel_requested.emit(self._job.number))

    @property
    def number(self) -> int:
        return self._job.number if self._job is not None else -1

    def text(self) -> str:
        """What it says now."""
        return f"{self._title.text()} {self._said.text()}"

    def show_job(self, job: JobRow, log: JobLog, *, is_next: bool = True) -> None:
        title = job_title(job.task)
        self._job, self._log = job, log
        self._title.setText(title)
        self._title.updateGeometry()
        self._bar.setVisible(job.open)
        progress = job.progress
        self._bar.set_share(progress.done / progress.total if progress is not None and progress.total else None)
        self._bar.set_quiet(job.held)
        ended = log.entries[-1].text if log.entries else ""
        said = job_figures(job, with_stage=True, is_next=is_next) if job.open else ended
        self._said.setText(said)
        self._said.set_color("danger" if job.state == "failed" else "secondary")
        self.setAccessibleName(f"{title}: {said}")
        self.log_button.setText(
            self.tr("Log · {} failed").format(QLocale().toString(log.troubles)) if log.troubles else self.tr("Log")
        )
        self.log.setAccessibleName(self.tr("What it did: {}").format(title))
        self.log_button.setAccessibleName(self.tr("Log of {}").format(title))
        self.pause.setVisible(job.open and job.state != "stopping")
        self.pause.setText(self.tr("Go on") if job.held else self.tr("Pause"))
        self.pause.set_icon("play" if job.held else "pause")
        self.pause.setAccessibleName(f"{self.pause.text()}: {title}")
        self.pause.setToolTip(
            self.tr("Go on where it was") if job.held else self.tr("Hold it after the piece that it is at")
        )
        self.stop.setVisible(job.open)
        self.stop.setAccessibleName(self.tr("Stop: {}").format(title))
        self.stop.setToolTip(
            self.tr("Stop at once") if job.state == "stopping" else self.tr("Stop; what is finished is kept")
        )
        if self.log_button.isChecked():
            self.log.show_log(log)

    def _open_log(self, is_open: bool) -> None:
        self.log_button.set_icon("chevron-down" if is_open else "chevron-right")
        self.log.setVisible(is_open)
        if is_open:
            self.log.show_log(self._log)
        self.resized.emit()

    def _pause(self) -> None:
        if self._job is not None:
            self.pause_requested.emit(self._job.number, not self._job.held)


class JobsPanel(QWidget):
    """Every job that runs, waits or has ended lately, the newest first. It takes no more than its share of the
    window, and scrolls."""

    cancel_requested = Signal(int)
    pause_requested = Signal(int, bool)
    closed = Signal()

    def __init__(self, look: Look, model: JobsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobs")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._model = model
        self._boxes: dict[int, JobBox] = {}
        self._list = _Lines()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(0)
        self._empty = Label(look, self.tr("Nothing runs now."), role="small", color="secondary")
        self._column.addWidget(self._empty)
        self._column.addStretch()
        self._area = ScrollColumn()
        self._area.setWidget(self._list)
        close = Button(look, kind="bare", icon="close", icon_size=14, tip=self.tr("Close (Ctrl+J)"))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        self._title = Label(look, self.tr("Jobs"), role="heading")
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(close)
        edge = look.theme.space["edge"]
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, 12, edge, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(Hairline(look))
        column.addWidget(self._area, 1)
        model.altered.connect(self._show)
        look.changed.connect(self._fit)
        self._show()
        self.ensurePolished()  # else Qt gives the heading its first font back when it is shown after another text size

    def boxes(self) -> list[JobBox]:
        """As they stand, the newest first."""
        return [self._boxes[row.number] for row in self._model.rows()]

    def take_focus(self) -> None:
        """The keyboard goes to the newest job."""
        for box in self.boxes():
            box.log_button.setFocus(Qt.FocusReason.TabFocusReason)
            return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show(self) -> None:
        rows = self._model.rows()
        self._empty.setVisible(not rows)
        for number in self._boxes.keys() - {row.number for row in rows}:
            box = self._boxes.pop(number)
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        for place, row in enumerate(rows):
            if row.number not in self._boxes:
                box = JobBox(self._look, self._list)
                box.cancel_requested.connect(self.cancel_requested)
                box.pause_requested.connect(self.pause_requested)
                box.resized.connect(self._fit)
                self._boxes[row.number] = box
                self._column.insertWidget(place, box)
                box.show()
            model = self._model
            self._boxes[row.number].show_job(row, model.log(row.number), is_next=model.is_next(row))
        self._fit()

    def _fit(self) -> None:
        most = round(max(160, self.window().height() * _MOST))
        wanted = self._column.sizeHint().height() + self._look.theme.line("heading") + 44
        self.setFixedHeight(min(wanted, most))


class _Lines(QWidget):
    """As high as what it holds, whatever its width."""

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.sizeHint().height() if layout is not None else 0


def _time(entry: Entry) -> str:
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(entry.at)).time(), "HH:mm:ss")
