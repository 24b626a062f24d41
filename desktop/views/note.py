"""The note editor: what is typed is saved by itself, and never lost."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from desktop.theme import Look

_LEAST, _MOST = 66, 200  # height


class NoteEditor(QPlainTextEdit):
    """The person's own words about one video.

    It saves when the fingers rest, when it loses the focus, when another video is shown and when the window
    closes (``flush``). A text that is not stored yet is never overwritten from outside.
    """

    written = Signal(int, str)

    def __init__(self, look: Look, *, rest_ms: int = 900, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._video_id: int | None = None
        self._stored = ""
        self._sent: list[str] = []  # handed over, and not yet heard of again
        self.setFont(look.font("body"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(self.tr("Write what you liked or didn't. It teaches Matinee more than a star does."))
        self.setAccessibleName(self.tr("Your note"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self.flush)
        self.textChanged.connect(self._typed)
        self.document().documentLayout().documentSizeChanged.connect(lambda size: self.updateGeometry())

    @property
    def is_saved(self) -> bool:
        return self.toPlainText() == self._stored

    def show_note(self, video_id: int, text: str) -> None:
        """Show the stored note of a video. For the same video only if nothing unsaved stands here."""
        if video_id != self._video_id:
            self.flush()
            self._sent = []
        elif text in self._sent:  # stored meanwhile: what stands here is that, or newer
            del self._sent[: self._sent.index(text) + 1]
            return
        elif self._sent or not self.is_saved:
            return
        self._video_id = video_id
        self._stored = text
        if self.toPlainText() != text:
            blocked = self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(blocked)
            self.updateGeometry()

    def flush(self) -> None:
        """Hand over what is not stored yet."""
        self._rest.stop()
        if self._video_id is not None and not self.is_saved:
            self._stored = self.toPlainText()
            self._sent.append(self._stored)
            self.written.emit(self._video_id, self._stored)

    def sizeHint(self) -> QSize:
        lines = self.document().size().height()
        return QSize(200, max(_LEAST, min(_MOST, round(lines * self.fontMetrics().lineSpacing()) + 24)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self.updateGeometry()
        self._rest.start()
