"""The one door for errors: whose they are decides how they are shown."""

from __future__ import annotations

import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.theme import Look
from desktop.views.paragraph import Paragraph
from desktop.views.wording import told
from engine.errors import Cancelled, EngineError
from engine.events import Failed


class Messages(QObject):
    """Takes every error of the window, from any thread.

    ``fault``: something that the machine or the person can mend, with its next step, for the banner.
    ``bug``: a mistake of ours, with its traceback, for the dialog. Cancelled is silence.
    """

    fault = Signal(str)
    bug = Signal(str)
    _reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reported.connect(self._sort)

    def report(self, error: object) -> None:
        """An exception, or the Failed of a job. May be called on any thread."""
        self._reported.emit(error)

    def install(self) -> None:
        """Also take what nobody caught."""
        sys.excepthook = self._uncaught
        threading.excepthook = lambda args: self._uncaught(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        sys.__excepthook__(kind, error, trace)
        self.report(error)

    def _sort(self, error: object) -> None:
        if isinstance(error, Cancelled):
            return
        if isinstance(error, EngineError):
            self.fault.emit(told(str(error)))
        elif isinstance(error, Failed):
            (self.fault if error.fault else self.bug).emit(
                told(error.message) if error.fault else f"{error.message}\n\n{error.details}"
            )
        elif isinstance(error, BaseException):
            self.bug.emit("".join(traceback.format_exception(error)))


class BugDialog(QDialog):
    """A mistake of ours: what happened, to copy into a report."""

    def __init__(self, look: Look, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong in Matinee"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 440)
        trace = QPlainTextEdit(details, readOnly=True)
        trace.setFont(look.font("small"))
        trace.setAccessibleName(self.tr("Traceback"))
        copy = QPushButton(self.tr("Copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        close = QPushButton(self.tr("Close"), default=True)
        close.setProperty("kind", "primary")
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(copy)
        buttons.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(16)
        box.addWidget(Paragraph(look, self.tr("This is a mistake in Matinee, not yours."), role="heading"))
        box.addWidget(
            Paragraph(
                look,
                self.tr(
                    "Your ratings and notes are safe. You can go on; if it happens again, "
                    "send the text below to the people who make Matinee."
                ),
                color="secondary",
            )
        )
        box.addWidget(trace, 1)
        box.addLayout(buttons)
