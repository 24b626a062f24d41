"""The collection as a grid of posters under a head that scrolls with it.

Positions are arithmetic, not a layout: QListView's icon mode walks all its items on every resize, this
view only the headings of its groups, so 100,000 videos cost as much as ten.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

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
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from desktop import keys
from desktop.models.pictures import Pictures
from desktop.models.selection import VideoSelection
from desktop.models.videos import IdRole, Index, Section, VideoListModel, VideoRole
from desktop.theme import Look
from desktop.views import wording
from desktop.views.poster import PosterDelegate, caption, play_box

ZOOMS = (104, 128, 152, 184, 224, 288, 368)  # the least width of a poster
ZOOM = ZOOMS.index(152)
_RING = 5  # around a cell, for the ring of the current one
_REST_MS = 180  # of the mouse on a poster, before its frames follow the mouse


class PosterGrid(QAbstractItemView):
    """Posters in as many columns as fit, perhaps in groups with headings, with the keys of a grid."""

    accessible_role = QAccessible.Role.List

    current_video_changed = Signal(int)
    play_requested = Signal(int)
    menu_requested = Signal(int, QPoint)
    zoomed = Signal(int)  # a place in ZOOMS

    def __init__(self, look: Look, pictures: Pictures, head: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._head = head
        self._hover = QPersistentModelIndex()
        self._columns = 1
        self._cell_width = 1
        self._cell_height = 1
        self._head_height = 0
        self._told: int | None = None  # the video that was last told to be current
        self._zoom = ZOOM
        self._sections: tuple[Section, ...] = ()
        self._firsts: list[int] = [0]  # the first row of each group
        self._tops: list[int] = [0]  # where its heading begins, below the head
        self._lines_height = 0
        self._band: QRect | None = None  # the rubber band, in the viewport
        self._posters = PosterDelegate(look, pictures, self)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._begin_scrub)
        self.setItemDelegate(self._posters)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
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
        if isinstance(model, VideoListModel):
            self.setSelectionModel(VideoSelection(model, self))
            model.modelReset.connect(self._arrange)

    def selection(self) -> VideoSelection:
        """What is selected, and the video that the keyboard is on."""
        selection = self.selectionModel()
        assert isinstance(selection, VideoSelection)
        return selection

    def current_video(self) -> int | None:
        return self.selection().current()

    def set_current_video(self, video_id: int | None) -> None:
        """Mark a video as current without scrolling to it; None, or one that is not here, marks none."""
        self._told = video_id
        self.setAutoScroll(False)
        self.selection().mark(video_id)
        self.setAutoScroll(True)
        self.viewport().update()

    @property
    def zoom(self) -> int:
        return self._zoom

    def set_zoom(self, zoom: int) -> None:
        """Make posters smaller or larger: a place in ``ZOOMS``. What stands on top stays there."""
        zoom = max(0, min(len(ZOOMS) - 1, zoom))
        if zoom == self._zoom:
            return
        bar = self.verticalScrollBar()
        row = next(iter(self._rows_between(0, self.viewport().height())), None) if bar.value() else None
        kept = row is not None and bar.value() > self._head_height
        beside = self._cell(row).top() - bar.value() if row is not None else 0
        self._zoom = zoom
        self._arrange()
        if kept and row is not None:
            bar.setValue(self._cell(row).top() - beside)
        self.zoomed.emit(zoom)

    def zoom_by(self, step: int) -> None:
        """One step (1 or -1) that can be seen: to the next size at which another number fits side by side."""
        zoom = self._zoom
        while 0 <= zoom + step < len(ZOOMS):
            zoom += step
            if self._fitting(zoom) != self._columns:
                break
        self.set_zoom(zoom)

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
        page = max(1, self.viewport().height() // self._pitch()) * self._pitch()
        moves: dict[QAbstractItemView.CursorAction, Callable[[], int]] = {
            actions.MoveLeft: lambda: row - 1,
            actions.MoveRight: lambda: row + 1,
            actions.MovePrevious: lambda: row - 1,
            actions.MoveNext: lambda: row + 1,
            actions.MoveUp: lambda: self._beside(row, -1),
            actions.MoveDown: lambda: self._beside(row, 1),
            actions.MovePageUp: lambda: self._near(row, -page),
            actions.MovePageDown: lambda: self._near(row, page),
            actions.MoveHome: lambda: 0,
            actions.MoveEnd: lambda: count - 1,
        }
        target = moves[action]()
        return self.model().index(max(0, min(count - 1, target)), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """From one poster on to another in their order, or all that the rubber band touches."""
        if self.state() == QAbstractItemView.State.DragSelectingState:
            self._draw_band(rect.normalized())
            self.selectionModel().select(self.selection().rows(self._runs(rect.normalized())), command)
            return
        first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
        if last.isValid():
            run = (first.row() if first.isValid() else last.row(), last.row())
            self.selectionModel().select(self.selection().rows([run]), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region, shown = QRegion(), self._rows_between(0, self.viewport().height())
        for part in selection.toList():
            for row in range(max(part.top(), shown.start), min(part.bottom() + 1, shown.stop)):
                cell = self.visualRect(self.model().index(row, 0))
                region += cell.adjusted(-_RING, -_RING, _RING, _RING)
        return region

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._arrange()

    def _arrange(self) -> None:
        self._columns = self._fitting(self._zoom)
        width = self.width() - 2 * self._edge()
        self._cell_width = max(1, (width - (self._columns - 1) * self._gap()) // self._columns)
        self._cell_height = round(self._cell_width * 9 / 16) + caption(self._look)
        self._place_sections()
        self._head_height = self._head.heightForWidth(self.width())
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, self._content_height() - self.viewport().height()))
        self._place_head()
        self.viewport().update()

    def _fitting(self, zoom: int) -> int:
        """How many posters of a size stand side by side."""
        theme = self._look.theme
        least, most = round(ZOOMS[zoom] * theme.room**0.5), theme.size["posters_most"]  # larger titles need some room
        # The width with the scroll bar's, which stands in the right edge: nothing moves when it comes or goes.
        width = self.width() - 2 * self._edge()
        side_by_side: int = min((width + self._gap()) // (least + self._gap()), most * ZOOMS[ZOOM] // least)
        return max(1, side_by_side)

    def _place_head(self) -> None:
        self._head.setGeometry(0, -self.verticalOffset(), self.width(), self._head_height)

    def _place_sections(self) -> None:
        model = self.model()
        if not isinstance(model, VideoListModel):
            return
        self._sections = model.sections()
        counts = [section.count for section in self._sections] or [model.rowCount()]
        self._firsts, self._tops, row, top = [], [], 0, 0
        for count in counts:
            self._firsts.append(row)
            self._tops.append(top)
            row += count
            top += self._heading() - (-count // self._columns) * self._pitch()
        self._lines_height = top

    def _content_height(self) -> int:
        return self._head_height + self._lines_height + self._edge()

    def _heading(self) -> int:
        return self._look.theme.line("heading") + 16 if self._sections else 0

    def _section_of(self, row: int) -> tuple[int, int, int]:
        """The group that a row stands in, its first row and the row behind its last one."""
        section = bisect_right(self._firsts, row) - 1
        return section, *self._bounds(section)

    def _bounds(self, section: int) -> tuple[int, int]:
        first = self._firsts[section]
        return first, self._firsts[section + 1] if section + 1 < len(self._firsts) else self.model().rowCount()

    def _line_at(self, y: int) -> tuple[int, int, int, int]:
        """At a height below the head: the group, its bounds, and the line in it (-1: its heading)."""
        section = max(0, bisect_right(self._tops, y) - 1)
        line = (y - self._tops[section] - self._heading()) // self._pitch()
        return section, *self._bounds(section), max(-1, line)

    def _beside(self, row: int, lines: int) -> int:
        """The row one line above or below, in the next group where its own ends; itself where there is none."""
        section, first, end = self._section_of(row)
        line, column = divmod(row - first, self._columns)
        if lines > 0:
            if line < (end - 1 - first) // self._columns:
                return min(row + self._columns, end - 1)
            if section + 1 == len(self._firsts):
                return row
            first, end = self._bounds(section + 1)
            return min(first + column, end - 1)
        if line > 0:
            return row - self._columns
        if section == 0:
            return row
        first, end = self._bounds(section - 1)
        return min(first + (end - 1 - first) // self._columns * self._columns + column, end - 1)

    def _near(self, row: int, below: int) -> int:
        """The row of the same column so many pixels below, or the nearest there is."""
        y = self._cell(row).top() - self._head_height + below
        _, first, end, line = self._line_at(max(0, min(self._lines_height - 1, y)))
        own_first = self._section_of(row)[1]
        return min(first + max(0, line) * self._columns + (row - own_first) % self._columns, end - 1)

    def _cell(self, row: int) -> QRect:
        section, first, _ = self._section_of(row)
        line, column = divmod(row - first, self._columns)
        return QRect(
            self._edge() + column * (self._cell_width + self._gap()),
            self._head_height + self._tops[section] + self._heading() + line * self._pitch(),
            self._cell_width,
            self._cell_height,
        )

    def _row_at(self, x: int, y: int) -> int:
        y -= self._head_height
        x -= self._edge()
        if x < 0 or y < 0:
            return -1
        section, first, end, line = self._line_at(y)
        column, beside = divmod(x, self._cell_width + self._gap())
        below = y - self._tops[section] - self._heading() - line * self._pitch()
        if line < 0 or column >= self._columns or beside >= self._cell_width or below >= self._cell_height:
            return -1
        row = first + line * self._columns + column
        return row if row < end else -1

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
        states = QStyle.StateFlag
        base = option.state & ~(states.State_MouseOver | states.State_Selected | states.State_On | states.State_Off)
        current, hover, selection = self.currentIndex().row(), self._hover.row(), self.selection()
        several = selection.count() > 1
        self._paint_headings(painter, strip)
        for row in self._rows_between(strip.top(), strip.bottom()):
            option.rect = self._cell(row).translated(0, -offset)
            if not exposed.intersects(option.rect.adjusted(-_RING, -_RING, _RING, _RING)):
                continue
            option.state = base
            if row == current:
                option.state |= states.State_Selected
            if several:  # On and Off: picked, and not picked while others are
                option.state |= states.State_On if selection.holds(row) else states.State_Off
            if row == hover:
                option.state |= states.State_MouseOver
            self._posters.paint(painter, option, model.index(row, 0))
        if self._band is not None:
            wash = self._look.color("accent")
            wash.setAlphaF(0.12)
            painter.setPen(QPen(self._look.color("accent"), 1))
            painter.setBrush(wash)
            painter.drawRect(self._band)

    def _paint_headings(self, painter: QPainter, strip: QRect) -> None:
        if not self._sections:
            return
        look, top = self._look, self.verticalOffset() - self._head_height
        first = self._line_at(max(0, top + strip.top()))[0]
        last = self._line_at(max(0, top + strip.bottom()))[0]
        line, font = look.theme.line("heading"), look.font("heading")
        for section, tops in zip(self._sections[first : last + 1], self._tops[first : last + 1], strict=True):
            box = QRectF(self._edge(), tops - top + 4, self.width() - 2 * self._edge(), line)
            painter.setFont(font)
            painter.setPen(look.color("text"))
            count = wording.number(section.count)
            room = box.width() - painter.fontMetrics().horizontalAdvance(count) - 12
            label = painter.fontMetrics().elidedText(section.label, Qt.TextElideMode.ElideMiddle, round(room))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, label)
            box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(label) + 8)
            painter.setFont(look.font("small"))
            painter.setPen(look.color("tertiary"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, count)

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
        if current.isValid() and current.data(IdRole) != self._told:
            self._told = current.data(IdRole)
            self.current_video_changed.emit(self._told)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()  # the first and the last of several change how all look

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._set_hover(QPersistentModelIndex(self.indexAt(point)))
        self._scrub_to(point.x())
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._set_hover(QPersistentModelIndex())
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        banded = self._band is not None
        super().mouseReleaseEvent(event)
        self._draw_band(None)
        if (
            index.isValid()
            and not banded
            and event.button() == Qt.MouseButton.LeftButton
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
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

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.zoom_by(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        video_id = self.current_video()
        verbs = keys.by_spelling(keys.poster_keys(), {"play": lambda: self.play_requested.emit(video_id)})
        if video_id is not None and (verb := verbs.get(keys.spelled(event))):
            verb()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing does not jump: letters are the window's shortcuts, and the search box finds."""

    def _rows_between(self, top: int, bottom: int) -> range:
        """The rows whose cells touch a strip of the viewport."""
        above = self.verticalOffset() - self._head_height
        _, first, end, line = self._line_at(max(0, above + top))
        start = min(first + max(0, line) * self._columns, end)
        _, first, end, line = self._line_at(max(0, above + bottom))
        return range(start, max(start, min(first + (line + 1) * self._columns, end)))

    def _runs(self, rect: QRect) -> Iterator[tuple[int, int]]:
        """The posters that a rectangle of the viewport touches, as runs of rows."""
        first = last = -1
        for row in self._rows_between(rect.top(), rect.bottom()):
            if not rect.intersects(self._cell(row).translated(0, -self.verticalOffset())):
                continue
            if first >= 0 and row == last + 1:
                last = row
                continue
            if first >= 0:
                yield first, last
            first = last = row
        if first >= 0:
            yield first, last

    def _draw_band(self, band: QRect | None) -> None:
        if band is not None and self._band is None and max(band.width(), band.height()) < 8:
            return  # a click with an unsteady hand
        if band != self._band:
            self._band = band
            self.viewport().update()

    def _set_hover(self, hover: QPersistentModelIndex) -> None:
        if hover != self._hover:
            before, self._hover = self._hover, hover
            self._posters.scrub(None)
            self._rest.stop()
            if hover.isValid() and self._look.animates:
                self._rest.start()
            self._repaint(before)
            self._repaint(hover)

    def _repaint(self, index: Index) -> None:
        if index.isValid():
            self.viewport().update(self.visualRect(index).adjusted(-_RING, -_RING, _RING, _RING))

    def _repaint_picture(self, name: str) -> None:
        model = self.model()
        for row in self._rows_between(0, self.viewport().height()) if model is not None else ():
            video = model.index(row, 0).data(VideoRole)
            if video is not None and name in (video.pictures.poster, video.pictures.sheet):
                self._repaint(model.index(row, 0))

    def _begin_scrub(self) -> None:
        """The mouse rests on a poster: have its frames read, and follow the mouse from now on."""
        video = self._hover.data(VideoRole) if self._hover.isValid() else None
        if video is not None and self._look.animates and not self._band:
            cell = self.visualRect(self._hover)
            self._posters.read_frames(video, cell, self.devicePixelRatioF())
            self._posters.scrub((video.id, 0.0))
            self._scrub_to(self.viewport().mapFromGlobal(self.cursor().pos()).x())

    def _scrub_to(self, x: int) -> None:
        if self._posters.scrubbed is None or not self._hover.isValid():
            return
        cell = self.visualRect(self._hover)
        share = min(1.0, max(0.0, (x - cell.left()) / max(1, cell.width())))
        self._posters.scrub((self._posters.scrubbed[0], share))
        self._repaint(self._hover)
