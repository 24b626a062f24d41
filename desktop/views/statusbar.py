"""The bar below: what runs now, how far it is, and that nothing leaves this computer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.language import tr
from desktop.models.jobs import JobRow, JobsModel, job_title, stage_title
from desktop.theme import Look
from desktop.views import wording
from desktop.views.controls import Button, Label


class Bar(QWidget):
    """A thin progress bar; with no total it is a short piece at the start."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._share: float | None = None
        self._quiet = False
        self.setFixedHeight(4)
        self.setMinimumWidth(60)
        look.changed.connect(self.update)

    def set_share(self, share: float | None) -> None:
        self._share = share
        self.update()

    def set_quiet(self, quiet: bool) -> None:
        """Whether nothing moves now."""
        if quiet != self._quiet:
            self._quiet = quiet
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("line"))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        share = 0.12 if self._share is None else max(0.02, min(1.0, self._share))
        painter.setBrush(self._look.color("tertiary" if self._quiet else "accent"))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * share, 4), 2, 2)


class JobLine(QWidget):
    """The job that runs now: its stage, bar, figures and a way to stop it."""

    cancel_requested = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = -1
        self._title = Label(look, role="small", color="secondary")
        self._bar = Bar(look)
        self._bar.setMaximumWidth(160)
        self._said = Label(look, role="small", color="tertiary", elide=True)
        self._cancel = Button(look, kind="bare", icon="close", icon_size=14, name=self.tr("Stop"), tip=self.tr("Stop"))
        self._cancel.clicked.connect(lambda: self.cancel_requested.emit(self._number))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._title)
        row.addWidget(self._bar)
        self._said.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row.addWidget(self._said)
        row.addWidget(self._cancel)
        row.addStretch(1)

    def text(self) -> str:
        return f"{self._title.text()} {self._said.text()}"

    def show_job(self, job: JobRow) -> None:
        """A job that has not ended; its stage says more than its name."""
        self._number = job.number
        progress = job.progress
        self._title.setText(job_title(job.task) if progress is None else stage_title(progress))
        self._title.updateGeometry()
        self._bar.set_share(progress.done / progress.total if progress is not None and progress.total else None)
        self._bar.set_quiet(job.held)
        self._said.setText(job_figures(job))
        self._said.updateGeometry()
        self._cancel.setToolTip(
            self.tr("Stop at once") if job.state == "stopping" else self.tr("Stop; what is finished is kept")
        )


def job_figures(job: JobRow, *, with_stage: bool = False, is_next: bool = True) -> str:
    """How far a job that has not ended is, and what it waits for."""
    progress = job.progress
    figures = wording.progress(progress) if progress is not None else ""
    if job.held:
        figures = wording.amount(progress) if progress is not None else ""
    waits = {
        "stopping": tr("Stopping…"),
        "pausing": tr("Pausing…"),
        "paused": tr("Paused"),
    }.get(job.state, "")
    if job.state == "stopping":
        return waits
    if progress is None and not waits:
        return tr("Starting…") if is_next else tr("Waiting for its turn")
    stage = stage_title(progress) if with_stage and progress is not None else ""
    about = progress.text if with_stage and progress is not None and not job.held else ""
    return " · ".join(part for part in (waits, stage, figures, about) if part)


class StatusBar(QWidget):
    """One line about now."""

    cancel_requested = Signal(int)
    jobs_toggled = Signal()

    def __init__(self, look: Look, model: JobsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look.changed.connect(lambda: self.setFixedHeight(look.theme.size["statusbar"]))
        self.setFixedHeight(look.theme.size["statusbar"])
        self._model = model
        self._line = JobLine(look)
        self._line.cancel_requested.connect(self.cancel_requested)
        self._jobs = Button(look, self.tr("Jobs"), kind="bare", icon="jobs", icon_size=15, role="small")
        self._jobs.setToolTip(self.tr("All jobs (Ctrl+J)"))
        self._jobs.clicked.connect(self.jobs_toggled)
        lock = Button(look, kind="bare", icon="lock", icon_color="tertiary", icon_size=13)
        lock.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lock.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.theme.space["edge"], 1, look.theme.space["edge"], 0)
        row.setSpacing(8)
        row.addWidget(self._line, 100)
        row.addStretch()
        row.addWidget(self._jobs)
        row.addWidget(lock)
        row.setSpacing(4)
        row.addWidget(Label(look, self.tr("Nothing leaves this computer"), role="small", color="tertiary"))
        model.altered.connect(self._show)
        self._show()

    def text(self) -> str:
        """What it says now."""
        return self._line.text()

    def _show(self) -> None:
        running = self._model.open()
        self._line.setVisible(bool(running))
        if running:
            self._line.show_job(running[0])
        self._jobs.setText(self.tr("Jobs") if len(running) < 2 else self.tr("{} jobs").format(len(running)))
