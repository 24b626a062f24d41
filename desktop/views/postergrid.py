"""The collection as a grid of posters under a head that scrolls with it.

Positions are arithmetic, not a layout: QListView's icon mode walks all its items on every resize, this
view none, so 100,000 videos cost as much as ten.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.models.pictures import Pictures
from desktop.models.videos import IdRole, Index, VideoListModel, VideoRole
from desktop.theme import Look
from desktop.views.poster import CAPTION, PosterDelegate, play_box

_RING = 5  # around a cell, for the ring of the current one


class PosterGrid(QAbstractItemView):
    """Posters in as many columns as fit, with the keys of a grid."""

    current_video_changed = Signal(int)
    play_requested = Signal(int)
    menu_requested = Signal(int, QPoint)

    def __init__(self, look: Look, pictures: Pictures, head: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._head = head
        self._hover = QPersistentModelIndex()
        self._columns = 1
        self._cell_width = 1
        self._cell_height = 1
        self._head_height = 0
        self._kept_video: int | None = None
        self.setItemDelegate(PosterDelegate(look, pictures, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else scrolling paints all anew
        self.verticalScrollBar().setSingleStep(48)
        head.setParent(self.viewport())
        head.installEventFilter(self)
        head.show()
        QWidget.setTabOrder(head, self)
        look.changed.connect(self.viewport().update)
        pictures.loaded.connect(self._repaint_picture)

    # --- what it shows ---------------------------------------------------------------------------

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self._arrange)
            model.modelAboutToBeReset.connect(self._keep_current)
            model.modelReset.connect(self._restore_current)

    def current_video(self) -> int | None:
        index = self.currentIndex()
        return index.data(IdRole) if index.isValid() else None

    def set_current_video(self, video_id: int | None) -> None:
        """Mark a video as current without scrolling to it; None, or one that is not here, marks none."""
        model = self.model()
        row = model.row_of(video_id) if isinstance(model, VideoListModel) and video_id is not None else -1
        index = model.index(row, 0) if row >= 0 else QModelIndex()
        if index != self.currentIndex():
            self.setAutoScroll(False)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.setAutoScroll(True)
        self.viewport().update()

    def to_top(self) -> None:
        self.verticalScrollBar().setValue(0)

    def to_grid(self) -> None:
        """Scroll the head away."""
        self.verticalScrollBar().setValue(self._head_height)

    # --- arithmetic ------------------------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        rect = self._cell(index.row())
        rect.translate(0, -self.verticalOffset())
        return rect

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point.x(), point.y() + self.verticalOffset())
        return self.model().index(row, 0) if row >= 0 else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if index.isValid():
            cell = self._cell(index.row()).adjusted(0, -self._gap(), 0, self._gap())
            self._reveal(cell.top(), cell.bottom(), whole=self._gap())

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count = self.model().rowCount()
        if not count:
            return QModelIndex()
        row = self.currentIndex().row()
        actions = QAbstractItemView.CursorAction
        if row < 0:
            return self.model().index(0, 0)
        page = max(1, self.viewport().height() // self._pitch()) * self._columns
        step = {
            actions.MoveLeft: -1,
            actions.MoveRight: 1,
            actions.MovePrevious: -1,
            actions.MoveNext: 1,
            actions.MoveUp: -self._columns,
            actions.MoveDown: self._columns,
            actions.MovePageUp: -page,
            actions.MovePageDown: page,
            actions.MoveHome: -row,
            actions.MoveEnd: count - 1 - row,
        }[action]
        target = row + step
        if action == actions.MoveUp and target < 0:
            target = row
        if action == actions.MoveDown and target >= count:
            last_line = (count - 1) // self._columns
            target = count - 1 if row // self._columns < last_line else row
        return self.model().index(max(0, min(count - 1, target)), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        if index.isValid():
            self.selectionModel().select(index, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index).adjusted(-4, -4, 4, 4)
        return region

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._arrange()

    def _arrange(self) -> None:
        size = self._look.theme.size
        # The width with the scroll bar's, which stands in the right edge: nothing moves when it comes or goes.
        width = self.width() - 2 * self._edge()
        fitting = (width + self._gap()) // (size["poster_least"] + self._gap())
        self._columns = max(1, min(fitting, size["posters_most"]))
        self._cell_width = max(1, (width - (self._columns - 1) * self._gap()) // self._columns)
        self._cell_height = round(self._cell_width * 9 / 16) + CAPTION
        self._head_height = self._head.heightForWidth(self.width())
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, self._content_height() - self.viewport().height()))
        self._place_head()
        self.viewport().update()

    def _place_head(self) -> None:
        self._head.setGeometry(0, -self.verticalOffset(), self.width(), self._head_height)

    def _content_height(self) -> int:
        count = self.model().rowCount() if self.model() is not None else 0
        lines = -(-count // self._columns)
        return self._head_height + lines * self._pitch() + self._edge()

    def _cell(self, row: int) -> QRect:
        line, column = divmod(row, self._columns)
        return QRect(
            self._edge() + column * (self._cell_width + self._gap()),
            self._head_height + line * self._pitch(),
            self._cell_width,
            self._cell_height,
        )

    def _row_at(self, x: int, y: int) -> int:
        y -= self._head_height
        x -= self._edge()
        if x < 0 or y < 0:
            return -1
        column, beside = divmod(x, self._cell_width + self._gap())
        line, below = divmod(y, self._pitch())
        row = line * self._columns + column
        if column >= self._columns or beside >= self._cell_width or below >= self._cell_height:
            return -1
        return row if row < self.model().rowCount() else -1

    def _pitch(self) -> int:
        return self._cell_height + 20

    def _gap(self) -> int:
        return self._look.theme.space["gap"]

    def _edge(self) -> int:
        return self._look.theme.space["edge"]

    def _reveal(self, top: int, bottom: int, *, whole: int = 0) -> None:
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(min(bottom - height, top))

    # --- events ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        model = self.model()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.color("background"))
        if model is None or not model.rowCount():
            return
        offset = self.verticalOffset()
        exposed, strip = event.region(), event.rect().adjusted(0, -_RING, 0, _RING)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        base = option.state & ~(QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected)
        current, hover = self.currentIndex().row(), self._hover.row()
        delegate = self.itemDelegate()
        for row in self._rows_between(strip.top(), strip.bottom()):
            option.rect = self._cell(row).translated(0, -offset)
            if not exposed.intersects(option.rect.adjusted(-_RING, -_RING, _RING, _RING)):
                continue
            option.state = base
            if row == current:
                option.state |= QStyle.StateFlag.State_Selected
            if row == hover:
                option.state |= QStyle.StateFlag.State_MouseOver
            delegate.paint(painter, option, model.index(row, 0))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # What is painted already is moved, the head with it; only what comes into sight is painted. Qt does
        # so only while nothing lies over the viewport, which is why the scroll bar stands beside it.
        self.viewport().scroll(0, dy)
        self._place_head()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._head and event.type() == QEvent.Type.LayoutRequest:
            height = self._head.heightForWidth(self.width())
            if height != self._head_height:
                self._arrange()
        return super().eventFilter(watched, event)

    def reveal_child(self, widget: QWidget) -> None:
        """Scroll so that a widget of the head (it has just got the focus) can be seen."""
        if self._head.isAncestorOf(widget):
            top = widget.mapTo(self._head, QPoint(0, 0)).y()
            self._reveal(top - 40, top + widget.height() + 16)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Only a walk with Tab makes a first video current; Qt would do so whenever the focus comes here."""
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            super().focusInEvent(event)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._repaint(previous)
        self._repaint(current)
        if current.isValid():
            self.current_video_changed.emit(current.data(IdRole))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hover(QPersistentModelIndex(self.indexAt(event.position().toPoint())))
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._set_hover(QPersistentModelIndex())
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        super().mouseReleaseEvent(event)
        if (
            index.isValid()
            and event.button() == Qt.MouseButton.LeftButton
            and play_box(self.visualRect(index)).contains(point)
        ):
            self.play_requested.emit(index.data(IdRole))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.play_requested.emit(index.data(IdRole))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            place = self.visualRect(index).center() if by_key else event.pos()
            self.menu_requested.emit(index.data(IdRole), self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        video_id = self.current_video()
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and video_id is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.play_requested.emit(video_id)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing does not jump: letters are the window's shortcuts, and the search box finds."""

    def _rows_between(self, top: int, bottom: int) -> range:
        """The rows whose cells touch a strip of the viewport."""
        above = self.verticalOffset() - self._head_height
        first = max(0, (above + top) // self._pitch()) * self._columns
        last = max(0, (above + bottom) // self._pitch() + 1) * self._columns
        return range(first, min(self.model().rowCount(), last))

    def _set_hover(self, hover: QPersistentModelIndex) -> None:
        if hover != self._hover:
            before, self._hover = self._hover, hover
            self._repaint(before)
            self._repaint(hover)

    def _repaint(self, index: Index) -> None:
        if index.isValid():
            self.viewport().update(self.visualRect(index).adjusted(-_RING, -_RING, _RING, _RING))

    def _repaint_picture(self, name: str) -> None:
        model = self.model()
        for row in self._rows_between(0, self.viewport().height()) if model is not None else ():
            video = model.index(row, 0).data(VideoRole)
            if video is not None and video.pictures.poster == name:
                self._repaint(model.index(row, 0))

    def _keep_current(self) -> None:
        self._kept_video = self.current_video()

    def _restore_current(self) -> None:
        blocked = self.blockSignals(True)
        self.set_current_video(self._kept_video)
        self.blockSignals(blocked)
