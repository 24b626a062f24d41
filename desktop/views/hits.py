"""The list of what a search found: a picture, the matched words in their place, of a spoken line the time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.language import tr
from desktop.models.pictures import Pictures
from desktop.models.search import Found, Heading, Hit, HitModel, Kind, More, RowRole, counted, kind_title, matches
from desktop.models.videos import Index
from desktop.theme import Look
from desktop.views import wording
from desktop.views.paragraph import Span, TextBlock
from desktop.views.poster import paint_picture
from desktop.views.scrolling import FloatingBar

_PICTURE = QSize(96, 54)
_PAD = 8
_BAR = 14  # room for the scroll bar
_LINES = 2  # of a description, a note or a spoken line


class HitDelegate(QStyledItemDelegate):
    """Paints a heading, a hit, or the way to the rest."""

    def __init__(self, look: Look, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pictures = pictures
        self.terms: list[str] = []

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._look.theme.line
        row = index.data(RowRole)
        if isinstance(row, Heading):
            return QSize(200, line("heading") + (28 if index.row() else 12))
        if isinstance(row, More):
            return QSize(200, line("small") + 16)
        return QSize(200, max(_PICTURE.height(), line("strong") + 2 + _LINES * line("small")) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, box = index.data(RowRole), QRectF(option.rect).adjusted(0, 0, -_BAR, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            self._paint_heading(painter, box, row)
        else:
            self._paint_back(painter, box, option)
            if isinstance(row, Hit):
                self._paint_hit(painter, box, row)
            elif isinstance(row, More):
                self._paint_more(painter, box, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRectF, row: Heading) -> None:
        look, middle = self._look, Qt.AlignmentFlag.AlignVCenter
        line = look.theme.line("heading")
        at = QRectF(box.left() + _PAD, box.bottom() - line - 4, box.width() - 2 * _PAD, line)
        painter.setFont(look.font("heading"))
        painter.setPen(look.color("text"))
        name = kind_title(row.kind)
        painter.drawText(at, middle, name)
        wide = QFontMetricsF(painter.font()).horizontalAdvance(name)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("tertiary"))
        painter.drawText(at.adjusted(wide + 8, 0, 0, 0), middle, counted(row.count))

    def _paint_back(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem) -> None:
        look, state = self._look, option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if not chosen and not state & QStyle.StateFlag.State_MouseOver:
            return
        ring = chosen and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(look.color("accent"), 2) if ring else Qt.PenStyle.NoPen)
        painter.setBrush(look.color("hover"))
        radius = look.theme.radius["control"]
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)

    def _paint_more(self, painter: QPainter, box: QRectF, row: More) -> None:
        painter.setFont(self._look.font("small", weight=500))
        painter.setPen(self._look.color("accent"))
        at = box.adjusted(_PAD + _PICTURE.width() + 16, 0, -_PAD, 0)
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, tr("Show all {}").format(counted(row.count)))

    def _paint_hit(self, painter: QPainter, box: QRectF, hit: Hit) -> None:
        look, video = self._look, hit.video
        picture = QRectF(
            box.left() + _PAD,
            box.center().y() - _PICTURE.height() / 2,
            _PICTURE.width(),
            _PICTURE.height(),
        )
        ratio, radius = painter.device().devicePixelRatioF(), look.theme.radius["small"]
        if wording.status(video):
            painter.setOpacity(0.45)
        paint_picture(painter, picture, video, self._pictures, look, ratio=ratio, top=radius, bottom=radius)
        painter.setOpacity(1)
        left = picture.right() + 16
        right = box.right() - _PAD - self._paint_stars(painter, box, hit)
        title_spans = self._spans(video.title) if hit.kind == "titles" else ()
        width = right - left
        title = TextBlock(look, video.title, role="strong", width=width, max_lines=1, spans=title_spans)
        said, spans = self._said(hit)
        below = TextBlock(look, said, role="small", width=width, color="secondary", max_lines=_LINES, spans=spans)
        y = box.center().y() - (title.height + 2 + below.height) / 2
        title.paint(painter, left, y)
        below.paint(painter, left, y + title.height + 2)

    def _paint_stars(self, painter: QPainter, box: QRectF, hit: Hit) -> float:
        """The person's own rating at the right; how much room it takes."""
        if not hit.video.stars:
            return 0.0
        painter.setFont(self._look.font("small", weight=500))
        painter.setPen(self._look.color("accent"))
        said = f"★ {hit.video.stars:g}"
        at = box.adjusted(0, 0, -2 * _PAD, 0)
        painter.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, said)
        return QFontMetricsF(painter.font()).horizontalAdvance(said) + 24

    def _said(self, hit: Hit) -> tuple[str, list[Span]]:
        """The line below the title, and what stands out in it."""
        if hit.kind == "titles":
            return wording.facts(hit.video), []
        lead, tail = "", ""
        if hit.kind == "lines":
            lead = (wording.clock(hit.start_s) if hit.start_s is not None else tr("text")) + "   "
        elif hit.role:
            tail = f" · {wording.role(hit.role)}"
        spans = [Span(0, len(lead), color="accent", weight=500)] if lead else []
        return lead + hit.text + tail, spans + self._spans(hit.text, len(lead))

    def _spans(self, text: str, offset: int = 0) -> list[Span]:
        return [Span(start + offset, length, color="accent", weight=600) for start, length in matches(text, self.terms)]


class HitList(QListView):
    """Up and Down go from hit to hit over the headings; above the first one waits the search box."""

    opened = Signal(object)  # Hit: by a click
    entered_hit = Signal(object)  # Hit: by Enter
    play_requested = Signal(object)  # Hit: by Space or a double click
    current_changed = Signal(object)  # Hit
    kind_chosen = Signal(str)
    left_up = Signal()

    def __init__(self, look: Look, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits = HitModel(self)
        self._delegate = HitDelegate(look, pictures, self)
        self.setModel(self.hits)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("What the search found"))
        self.verticalScrollBar().setSingleStep(36)
        self._floating = FloatingBar(self)
        self.clicked.connect(lambda index: self._open(index.row(), self.opened))
        self.doubleClicked.connect(lambda index: self._play(index.row()))
        look.changed.connect(self.doItemsLayout)
        pictures.loaded.connect(lambda name: self.viewport().update())

    def show_found(self, found: Found, kind: Kind | None) -> None:
        """Show what was found; the hit that was current stays so where it is found again."""
        before = self.current()
        self._delegate.terms = found.terms
        blocked = self.blockSignals(True)
        self.hits.show(found, kind)
        if self.current() is None and before is not None and (place := self.hits.place_of(before.key)) >= 0:
            self.setCurrentIndex(self.hits.index(place))
        self.blockSignals(blocked)
        if self.hasFocus():
            self.go_to_first()
        self.viewport().update()

    def current(self) -> Hit | None:
        row = self.hits.row(self.currentIndex().row())
        return row if isinstance(row, Hit) else None

    def go_to_first(self) -> None:
        """Make the first hit current, if none is."""
        if not self.currentIndex().isValid() and (places := self.hits.places()):
            self.setCurrentIndex(self.hits.index(places[0]))

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the window."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.scrollTo(current)
        if (hit := self.current()) is not None:
            self.current_changed.emit(hit)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.go_to_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, places = self.currentIndex().row(), self.hits.places()
        match Qt.Key(event.key()):
            case Qt.Key.Key_Down:
                self._step(next((place for place in places if place > here), here))
            case Qt.Key.Key_Up:
                before = [place for place in places if place < here]
                if before:
                    self._step(before[-1])
                else:
                    self.left_up.emit()
            case Qt.Key.Key_Home if places:
                self._step(places[0])
            case Qt.Key.Key_End if places:
                self._step(places[-1])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(here, self.entered_hit)
            case Qt.Key.Key_Space:
                self._play(here)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if isinstance(self.hits.row(index.row()), Heading):
            return  # it takes no selection away
        super().mousePressEvent(event)

    def _step(self, place: int) -> None:
        self.setCurrentIndex(self.hits.index(place))
        if place == (self.hits.places() or [0])[0]:
            self.scrollToTop()  # with its heading

    def _open(self, place: int, way: SignalInstance) -> None:
        row = self.hits.row(place)
        if isinstance(row, Hit):
            way.emit(row)
        elif isinstance(row, More):
            self.kind_chosen.emit(row.kind)

    def _play(self, place: int) -> None:
        row = self.hits.row(place)
        if isinstance(row, Hit):
            self.play_requested.emit(row)
        elif isinstance(row, More):
            self.kind_chosen.emit(row.kind)
