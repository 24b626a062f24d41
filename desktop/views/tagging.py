"""Typing tags with the known ones at hand: completion of a field, and the dialog that tags many videos."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QDialog, QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.theme import Look
from desktop.views import wording
from desktop.views.controls import Button, Label

_LINES = 8


class TagCompleter(QCompleter):
    """Offers known tags that hold what was typed; after a comma, for the next tag."""

    def __init__(self, look: Look, tags: QAbstractItemModel, field: QLineEdit, *, several: bool = False) -> None:
        super().__init__(tags, field)
        self._several = several
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(_LINES)
        popup = QListView()
        popup.setObjectName("completions")
        popup.setFrameShape(QFrame.Shape.NoFrame)
        popup.setFont(look.font("body"))
        popup.setAccessibleName(self.tr("Known tags"))
        self.setPopup(popup)
        field.setCompleter(self)

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip() if self._several else path.strip()]

    def pathFromIndex(self, index: object) -> str:
        tag, field = str(index.data()), self.widget()  # type: ignore[attr-defined]
        if not self._several or not isinstance(field, QLineEdit):
            return tag
        before, comma, _ = field.text().rpartition(",")
        return f"{before}{comma} {tag}" if comma else tag


class TagDialog(QDialog):
    """Asks for tags for several videos."""

    chosen = Signal(tuple)  # of str

    def __init__(self, look: Look, tags: QAbstractItemModel, count: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Tag videos"))
        self.setMinimumWidth(round(380 * look.theme.room))
        self.field = QLineEdit()
        self.field.setFont(look.font("body"))
        self.field.setFixedHeight(look.theme.size["control"])
        self.field.setPlaceholderText(self.tr("quiet, for the train"))
        self.field.setAccessibleName(self.tr("Tags, with commas between them"))
        TagCompleter(look, tags, self.field, several=True)
        add = Button(look, self.tr("Add"), kind="primary")
        add.setDefault(True)
        add.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        add.clicked.connect(self._finish)
        cancel = Button(look, self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Label(look, self.tr("Tag {} videos").format(wording.number(count)), role="heading"))
        column.addWidget(
            Label(look, self.tr("Several tags with commas between them."), role="small", color="secondary")
        )
        column.addWidget(self.field)
        column.addSpacing(4)
        column.addLayout(buttons)
        self.field.setFocus()

    def _finish(self) -> None:
        tags = tuple(tag for part in self.field.text().replace("，", ",").split(",") if (tag := part.strip()))
        if tags:
            self.chosen.emit(tags)
        self.accept()
