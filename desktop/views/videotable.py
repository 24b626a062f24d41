"""The collection as a table: one row a video, columns that sort, move and hide."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop import keys
from desktop.models.columns import COLUMNS, place_of
from desktop.models.pictures import Pictures
from desktop.models.videos import IdRole, Index, VideoListModel, VideoRole
from desktop.theme import Look
from desktop.views.poster import paint_picture
from engine.records import Video
from engine.store.queries import Sort

_HIDDEN_AT_FIRST = ("series", "folder", "size", "resolution")
_TITLE_LEAST = 200
PAD = 10  # beside the text of a cell


class VideoTable(QTableView):
    """Rows of the same model as the grid, with the same selection. Enter plays, as on a poster."""

    play_requested = Signal(int)
    menu_requested = Signal(int, QPoint)
    sort_chosen = Signal(str, bool)  # and whether the other way round

    def __init__(self, look: Look, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._hovered = -1
        self._room = look.theme.room
        self._header = _Header(look, self)
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(_RowDelegate(look, pictures, self))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Videos"))
        self._header.sortIndicatorChanged.connect(self._sorted)
        self._header.menu_requested.connect(self.open_columns)
        pictures.loaded.connect(self._repaint_picture)
        look.changed.connect(self._dress)

    def setModel(self, model: VideoListModel) -> None:  # type: ignore[override]
        super().setModel(model)
        for place, column in enumerate(COLUMNS):
            self._header.resizeSection(place, round(column.width * self._look.theme.room))
            self._header.setSectionHidden(place, column.sort in _HIDDEN_AT_FIRST)
        self._header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self._dress()

    def show_sort(self, sort: Sort, reverse: bool) -> None:
        """Show by which column the rows are sorted."""
        blocked = self._header.blockSignals(True)
        descends = COLUMNS[place_of(sort)].descends != reverse
        order = Qt.SortOrder.DescendingOrder if descends else Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(place_of(sort), order)
        self._header.blockSignals(blocked)
        self._header.viewport().update()

    def open_columns(self, at: QPoint) -> None:
        """The menu that shows and hides columns."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self._look.font("body"))
        for visual in range(len(COLUMNS)):
            place = self._header.logicalIndex(visual)
            if place == 0:  # a row without its title is none
                continue
            action = menu.addAction(COLUMNS[place].title())
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(place))
            action.toggled.connect(lambda shown, place=place: self._show_column(place, shown))
        menu.popup(at)

    def layout_text(self) -> str:
        """Order, widths and visibility of the columns, for ``restore_layout``."""
        return bytes(self._header.saveState().toBase64().data()).decode("ascii")

    def restore_layout(self, text: str) -> None:
        state = QByteArray.fromBase64(text.encode("ascii", "ignore"))
        if not state.isEmpty() and self._header.restoreState(state):
            self._header.setSectionHidden(0, False)
            self._fit_title()

    def hovered(self) -> int:
        """The row under the mouse, or -1."""
        return self._hovered

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

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
        video_id = self.currentIndex().data(IdRole)
        verbs = keys.by_spelling(keys.poster_keys(), {"play": lambda: self.play_requested.emit(video_id)})
        if video_id is not None and (verb := verbs.get(keys.spelled(event))):
            verb()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing does not jump: letters are the window's shortcuts, and the search box finds."""

    def _dress(self) -> None:
        room = self._look.theme.room
        for place in range(1, self._header.count()):
            self._header.resizeSection(place, round(self._header.sectionSize(place) * room / self._room))
        self._room = room
        row = round(40 * room)
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(row)
        self._header.setFixedHeight(round(32 * room))
        self._fit_title()
        self.viewport().update()

    def _fit_title(self) -> None:
        """The title takes the room that the other columns leave."""
        others = sum(self._header.sectionSize(place) for place in range(1, len(COLUMNS)))
        least = round(_TITLE_LEAST * self._look.theme.room)
        self._header.resizeSection(0, max(least, self.viewport().width() - others))

    def _show_column(self, place: int, shown: bool) -> None:
        self._header.setSectionHidden(place, not shown)
        self._fit_title()

    def _sorted(self, place: int, order: Qt.SortOrder) -> None:
        column = COLUMNS[place]
        self.sort_chosen.emit(column.sort, (order == Qt.SortOrder.DescendingOrder) != column.descends)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            for one in (before, row):
                self._repaint_row(one)

    def _repaint_row(self, row: int) -> None:
        if row >= 0:
            self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def _repaint_picture(self, name: str) -> None:
        model = self.model()
        if not self.isVisible() or model is None or not model.rowCount():
            return
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        for row in range(max(0, first), (last if last >= 0 else model.rowCount() - 1) + 1):
            video = model.index(row, 0).data(VideoRole)
            if video is not None and video.pictures.poster == name:
                self._repaint_row(row)


class _RowDelegate(QStyledItemDelegate):
    """Paints a cell: the title with its picture, quiet text in the others."""

    def __init__(self, look: Look, pictures: Pictures, table: VideoTable) -> None:
        super().__init__(table)
        self._look = look
        self._pictures = pictures
        self._table = table
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        look = self._look
        self._colors = {name: look.color(name) for name in look.theme.colors}
        self._fonts = look.font("body", weight=500), look.font("small")  # of the title, and of the rest
        self._metrics = QFontMetricsF(self._fonts[0]), QFontMetricsF(self._fonts[1])

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(COLUMNS[index.column()].width, self._table.verticalHeader().defaultSectionSize())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors, box, place = self._colors, option.rect, index.column()
        column, row = COLUMNS[place], index.row()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = row == self._table.hovered()
        painter.fillRect(box, colors["accent_wash" if selected else "hover" if hovered else "background"])
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), colors["line"])
        video: Video | None = index.data(VideoRole)
        if video is not None and (said := index.data()):
            text = self._picture(painter, box, video) if place == 0 else box.adjusted(PAD, 0, -PAD, 0)
            color = "accent" if column.sort == "rating" else "text" if place == 0 else "secondary"
            painter.setPen(colors["tertiary" if video.status != "ok" else color])
            painter.setFont(self._fonts[min(place, 1)])
            align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            middle = Qt.TextElideMode.ElideMiddle if column.sort == "folder" else Qt.TextElideMode.ElideRight
            said = self._metrics[min(place, 1)].elidedText(said, middle, text.width())
            painter.drawText(text, align | Qt.AlignmentFlag.AlignVCenter, said)
        if row == self._table.currentIndex().row() and self._table.hasFocus():
            painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), colors["accent"])
            painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), colors["accent"])

    def _picture(self, painter: QPainter, box: QRect, video: Video) -> QRect:
        """Paint the poster, small; returns the room beside it."""
        height = box.height() - 9
        frame = QRectF(box.left() + PAD, box.top() + 4, round(height * 16 / 9), height)
        if self._pictures.is_broken(video.pictures.poster):  # lettering would be too small to read
            painter.fillRect(frame, self._colors["placeholder"])
            icon = self._look.icon_pixmap("film", "tertiary", 16, painter.device().devicePixelRatioF())
            painter.drawPixmap(frame.center().toPoint() - QPoint(8, 8), icon)
        else:
            ratio = painter.device().devicePixelRatioF()
            radius = 4.0
            paint_picture(painter, frame, video, self._pictures, self._look, ratio=ratio, top=radius, bottom=radius)
        return box.adjusted(round(frame.width()) + 2 * PAD, 0, -PAD, 0)


class _Header(QHeaderView):
    """Names of the columns; a click sorts, a drag moves, the menu hides."""

    menu_requested = Signal(QPoint)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setSortIndicatorShown(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        look, column = self._look, COLUMNS[logical]
        painter.fillRect(rect, look.color("background"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line_strong"))
        sorted_by = self.sortIndicatorSection() == logical
        painter.setFont(look.font("tiny", weight=600))
        painter.setPen(look.color("text" if sorted_by else "tertiary"))
        arrow = ("↓" if self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder else "↑") if sorted_by else ""
        box = rect.adjusted(PAD, 0, -PAD, 0)
        metrics = QFontMetricsF(painter.font())
        room = box.width() - (metrics.horizontalAdvance(arrow) + 4 if arrow else 0)
        title = metrics.elidedText(column.title(), Qt.TextElideMode.ElideRight, room)
        said = f"{title} {arrow}" if arrow else title
        align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, said)
        if self.viewport().underMouse() and rect.right() < self.viewport().width() - 1:  # where a width is dragged
            painter.setPen(QPen(look.color("line"), 1))
            painter.drawLine(rect.right(), rect.top() + 8, rect.right(), rect.bottom() - 8)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())
