"""Roles for screen readers of the widgets that paint themselves, which Qt would announce as nothing in particular.

Such a class says its role in ``accessible_role``. A view whose rows Qt cannot tell apart speaks of its current one.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QAccessibleWidget, QWidget


@cache
def install() -> None:
    """Once a process. Qt asks for an interface only where somebody listens: a screen reader, a test."""
    QAccessible.installFactory(_interface)


class _Speaking(QAccessibleWidget):
    """A widget in the role that its class names."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._view = widget if isinstance(widget, QAbstractItemView) else None
        if self._view is not None and self._view.selectionModel() is not None:
            self._view.selectionModel().currentChanged.connect(self._moved)

    def text(self, wanted: QAccessible.Text) -> str:
        if self._view is not None and wanted == QAccessible.Text.Value:
            return str(self._view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")
        return super().text(wanted)

    def _moved(self) -> None:
        assert self._view is not None
        QAccessible.updateAccessibility(QAccessibleEvent(self._view, QAccessible.Event.ValueChanged))


def _interface(name: str, thing: QObject) -> QAccessibleInterface | None:
    role = getattr(type(thing), "accessible_role", None)
    return _Speaking(thing, role) if role is not None and isinstance(thing, QWidget) else None
