"""The sidebar: the brand, the places of the library, the folders."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from desktop.models.places import Place, PlaceRole, PlacesModel
from desktop.models.videos import Index
from desktop.theme import Look
from desktop.views import wording
from desktop.views.controls import Button


class Brand(QWidget):
    """The mark and the name."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName("Matinee")
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setFixedHeight(self._look.theme.size["topbar"])
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = round(20 * self._look.theme.room)
        mark = self._look.icon_pixmap("matinee", "fill", size, self.devicePixelRatioF())
        painter.drawPixmap(22, (self.height() - size) // 2, mark)
        painter.setFont(self._look.font("title"))
        painter.setPen(self._look.color("text"))
        painter.drawText(self.rect().adjusted(30 + size, 0, 0, -1), Qt.AlignmentFlag.AlignVCenter, "Matinee")


class PlaceDelegate(QStyledItemDelegate):
    """Paints headings, and places with icon, label and count."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        place: Place = index.data(PlaceRole)
        if place.name is None:
            return QSize(10, self._look.theme.line("label") + (12 if index.row() == 0 else 28))
        return QSize(10, self._look.theme.size["row"] + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: Place = index.data(PlaceRole)
        look, rect = self._look, option.rect
        middle = Qt.AlignmentFlag.AlignVCenter
        if place.name is None:
            painter.setFont(look.font("label"))
            painter.setPen(look.color("tertiary"))
            line = look.theme.line("label")
            bottom = QRect(rect.left() + 22, rect.bottom() - line - 9, rect.width() - 30, line + 6)
            painter.drawText(bottom, middle, place.label.upper())
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box = QRectF(rect).adjusted(12, 1, -12, -1)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("raised" if selected else "hover"))
            painter.drawRoundedRect(box, look.theme.radius["control"], look.theme.radius["control"])
        view = option.widget
        if selected and isinstance(view, QWidget) and view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
        offline = place.root is not None and not place.root.online
        ratio, size = painter.device().devicePixelRatioF(), _glyph(look)
        icon = look.icon_pixmap(
            place.icon, "accent" if selected else "tertiary" if offline else "secondary", size, ratio
        )
        painter.drawPixmap(QPoint(round(box.left()) + 9, round(box.center().y() - size / 2)), icon)
        said = place.note or ("" if place.count is None else wording.number(place.count))
        painter.setFont(look.font("small"))
        metrics = QFontMetricsF(painter.font())
        painter.setPen(look.color("tertiary"))
        painter.drawText(box.adjusted(0, 0, -10, 0), Qt.AlignmentFlag.AlignRight | middle, said)
        painter.setFont(look.font("body", weight=500 if selected else 400))
        painter.setPen(look.color("text" if selected else "tertiary" if offline else "secondary"))
        room = box.width() - size - 19 - metrics.horizontalAdvance(said) - 18
        label = QFontMetricsF(painter.font()).elidedText(place.label, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box.adjusted(size + 19, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | middle, label)


class Entry(Button):
    """A verb at the foot of the sidebar, drawn as the places above it are."""

    def __init__(self, look: Look, text: str, *, icon: str, tip: str) -> None:
        super().__init__(look, text, kind="row", tip=tip)
        self._glyph = icon

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setFont(self.font())
        lit = self.underMouse() or self.isDown()
        painter.setPen(self._look.color("text" if lit else "secondary"))
        size = _glyph(self._look)
        glyph = self._look.icon_pixmap(self._glyph, "secondary", size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(9, self.height() / 2 - size / 2), glyph)
        painter.drawText(self.rect().adjusted(size + 19, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())


class Sidebar(QWidget):
    """Where one is, and where one can go."""

    place_chosen = Signal(object)  # Place
    add_requested = Signal()
    settings_requested = Signal()
    remove_requested = Signal(object, QPoint)  # Place of a folder

    def __init__(self, look: Look, model: PlacesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMaximumWidth(320)
        look.changed.connect(lambda: self._widen(look))
        self._widen(look)
        self._model = model
        self._key: object = None
        self._before: object = None  # where one was before
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Places"))
        self.list.setModel(model)
        self.list.setItemDelegate(PlaceDelegate(look, self.list))
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._ask_menu)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        model.modelReset.connect(self._restore)
        look.changed.connect(self.list.viewport().update)
        add = Entry(look, self.tr("Add a folder"), icon="folder-plus", tip=self.tr("Add a folder of videos (Ctrl+O)"))
        add.clicked.connect(self.add_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 10)
        column.setSpacing(4)
        column.addWidget(Brand(look))
        column.addWidget(self.list, 1)
        holder = QVBoxLayout()
        holder.setContentsMargins(12, 0, 12, 0)
        settings = Entry(look, self.tr("Settings"), icon="gear", tip=self.tr("Settings (Ctrl+,)"))
        settings.clicked.connect(self.settings_requested)
        holder.setSpacing(0)
        holder.addWidget(add)
        holder.addWidget(settings)
        column.addLayout(holder)

    def places(self) -> list[Place]:
        return self._model.places()

    def select(self, name: str) -> None:
        """Go to a place by its name."""
        for row, place in enumerate(self._model.places()):
            if place.name == name:
                self.list.setCurrentIndex(self._model.index(row))
                return

    def go_back(self) -> None:
        """To the place where one was before, or to all videos."""
        for row, place in enumerate(self._model.places()):
            if place.name and place.key == self._before:
                self.list.setCurrentIndex(self._model.index(row))
                return
        self.select("all")

    def _widen(self, look: Look) -> None:
        self.setMinimumWidth(min(320, round(176 * look.theme.room)))

    def _chosen(self, current: Index, previous: Index) -> None:
        place = current.data(PlaceRole)
        if place is not None and place.key != self._key:
            self._before, self._key = self._key, place.key
            self.place_chosen.emit(place)

    def _restore(self) -> None:
        places = self._model.places()
        row = next((row for row, place in enumerate(places) if place.name and place.key == self._key), None)
        if row is None:  # the folder that was shown is gone, or nothing was chosen yet
            self.select("all")
        else:
            self.list.setCurrentIndex(self._model.index(row))

    def _ask_menu(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        place = index.data(PlaceRole) if index.isValid() else None
        if place is not None and place.root is not None:
            self.remove_requested.emit(place, self.list.viewport().mapToGlobal(point))


def _glyph(look: Look) -> int:
    """The size of an icon, which grows with the text beside it."""
    return round(17 * look.theme.room)
