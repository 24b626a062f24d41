"""Calm cards on one column, or two where the window is wide; and the row of a liking that opens to its evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme import Look
from desktop.views.controls import Button, Label
from desktop.views.paragraph import Paragraph, Span


class Card(QWidget):
    """A titled panel; what it holds is put into ``body``."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(self, look: Look, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(title)
        self._title = Label(look, title, role="heading")
        self._note = Label(look, role="small", color="tertiary")
        self.lead = Paragraph(look, color="secondary")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.lead)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self.body)
        column.addStretch()
        self.lead.hide()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        return layout.heightForWidth(width) if layout.hasHeightForWidth() else self.sizeHint().height()

    def say(self, text: str) -> None:
        """The words at the top of the card; none hides them."""
        self.lead.set_text(text)
        self.lead.setVisible(bool(text))

    def set_note(self, text: str) -> None:
        """The few words beside the title, such as that something is being worked out."""
        self._note.setText(text)
        self._note.updateGeometry()

    def note(self) -> str:
        return self._note.text()


class Deck(QWidget):
    """Places cards one below the other, or where there is room in two columns as they are told."""

    _TWO = 980  # from this width on there are two columns
    _MOST = 1240

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._cards: list[tuple[Card, str]] = []

    def add(self, card: Card, side: str) -> None:
        """``side``: "left", "right", or "all" for both columns; the reading order is that of adding."""
        card.setParent(self)
        card.installEventFilter(self)
        self._cards.append((card, side))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place(self.width(), move=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._place(self.width(), move=True)
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _place(self, width: int, *, move: bool) -> int:
        edge = 24
        room = min(width - 2 * edge, self._MOST)
        two = room >= self._TWO
        room = room if two else min(room, 760)
        start = (width - room) // 2
        half = (room - self._gap) // 2
        ends = {"left": 8, "right": 8}
        for card, side in self._cards:
            if card.isHidden():
                continue
            whole = side == "all" or not two
            wide = room if whole else half
            x = start + (half + self._gap if not whole and side == "right" else 0)
            y = max(ends.values()) if whole else ends[side]
            height = card.heightForWidth(wide)
            if move:
                card.setGeometry(x, y, wide, height)
            for name in ("left", "right") if whole else (side,):
                ends[name] = y + height + self._gap
        return max(ends.values()) + edge - self._gap


class LikingRow(QPushButton):
    """A name, a bar to the right (liked) or left (disliked) of a line, with its doubt."""

    def __init__(
        self, look: Look, name: str, stars: float, doubt: float, scale: float, *, mark: str = "", says: str = ""
    ) -> None:
        """``scale``: the stars of the longest bar; ``mark`` is said in small beside the name (boosted, muted)."""
        super().__init__()
        self._look, self._name, self._stars, self._doubt, self._scale = look, name, stars, doubt, scale
        self._mark = mark
        self.setProperty("kind", "row")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(says)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(240, max(32, round(QFontMetricsF(self._look.font("body")).height()) + 12))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus() or self.isChecked():
            painter.setBrush(look.color("hover"))
            painter.setPen(QPen(look.color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setFont(look.font("small"))
        small = QFontMetricsF(painter.font())
        value = self.locale().toString(abs(self._stars), "f", 1)
        sign = "+" if self._stars > 0 else "−"
        right = self.width() - 26.0
        said = small.horizontalAdvance("+0.0") + 8
        icon = look.icon_pixmap(
            "chevron-down" if self.isChecked() else "chevron-right", "tertiary", 12, self.devicePixelRatioF()
        )
        painter.drawPixmap(QPointF(self.width() - 20, self.height() / 2 - 6), icon)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(look.color("secondary"))
        painter.drawText(QRectF(0, 0, right, self.height()), middle | Qt.AlignmentFlag.AlignRight, sign + value)
        left = self.width() * 0.4
        marked = small.horizontalAdvance(self._mark) + 8 if self._mark else 0.0
        painter.setPen(look.color("accent"))
        if self._mark:
            mark_box = QRectF(8, 0, left - 12, self.height())
            painter.drawText(mark_box, middle | Qt.AlignmentFlag.AlignRight, self._mark)
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text"))
        name = QFontMetricsF(painter.font()).elidedText(self._name, Qt.TextElideMode.ElideRight, left - 16 - marked)
        painter.drawText(QRectF(8, 0, left, self.height()), middle, name)
        self._paint_bar(painter, QRectF(left, self.height() / 2 - 4, right - said - left, 8))

    def _paint_bar(self, painter: QPainter, box: QRectF) -> None:
        look, zero = self._look, box.center().x()
        per_star = box.width() / 2 / max(self._scale, 1e-6)
        end = zero + self._stars * per_star
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent" if self._stars > 0 else "tertiary"))
        painter.drawRoundedRect(QRectF(min(zero, end), box.y(), max(3.0, abs(end - zero)), box.height()), 3, 3)
        painter.setPen(QPen(look.color("line_strong"), 1))
        painter.drawLine(QPointF(zero, box.y() - 8), QPointF(zero, box.bottom() + 8))
        low, high = (min(max(end + by * per_star, box.left()), box.right()) for by in (-self._doubt, self._doubt))
        painter.setPen(QPen(look.color("secondary"), 1))
        painter.drawLine(QPointF(low, box.center().y()), QPointF(high, box.center().y()))


class Liking(QWidget):
    """A liking with what taught it, and Boost and Mute where it is a topic."""

    weighed = Signal(float)  # 1 boosted, -1 muted, 0 neither
    video_chosen = Signal(int)

    def __init__(
        self,
        look: Look,
        row: LikingRow,
        evidence: Sequence[tuple[str, Sequence[Span], int | None]],
        *,
        weight: float | None = None,
        lead: str = "",
    ) -> None:
        """``evidence``: words, their spans, and the video that they lead to. ``weight`` None: can't be weighed."""
        super().__init__()
        self.row = row
        self._details = QWidget()
        inner = QVBoxLayout(self._details)
        inner.setContentsMargins(8, 4, 8, 8)
        inner.setSpacing(4)
        if lead:
            inner.addWidget(Paragraph(look, lead, role="small", color="tertiary"))
        for words, spans, video_id in evidence:
            if video_id is None:
                continue
            inner.addWidget(EvidenceLine(look, words, spans, partial(self.video_chosen.emit, video_id)))
        if weight is not None:
            buttons = QHBoxLayout()
            buttons.setSpacing(8)
            for text, undo, value, tip in (
                (self.tr("Boost"), self.tr("Stop boosting"), 1.0, self.tr("Videos with it stand higher")),
                (self.tr("Mute"), self.tr("Unmute"), -1.0, self.tr("Videos with it stand last")),
            ):
                is_on = weight == value
                button = Button(look, undo if is_on else text, kind="chip", role="small", tip=tip)
                button.setAccessibleDescription(tip)
                button.clicked.connect(
                    lambda _=False, value=value, is_on=is_on: self.weighed.emit(0.0 if is_on else value)
                )
                buttons.addWidget(button)
            buttons.addStretch()
            inner.addLayout(buttons)
        self._details.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(row)
        column.addWidget(self._details)
        row.toggled.connect(self._details.setVisible)


class EvidenceLine(QPushButton):
    """One rating or note sentence; pressed, it leads to its video."""

    def __init__(self, look: Look, words: str, spans: Sequence[Span], verb: Callable[[], None]) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)
        self._text = Paragraph(look, role="small", color="secondary", max_lines=3, parent=self)
        self._text.set_text(words, spans)
        self._text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: verb())
        look.changed.connect(self.update)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._text.heightForWidth(width - 16) + 8

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width() if self.width() > 100 else 320))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._text.setGeometry(8, 4, self.width() - 16, self._text.heightForWidth(self.width() - 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.underMouse() or self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(self._look.color("raised"))
            painter.setPen(QPen(self._look.color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
