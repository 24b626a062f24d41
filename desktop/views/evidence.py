"""Where the clauses of a blurb come from: a sentence of the description, a note, or a cue that plays."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.language import tr
from desktop.theme import Look
from desktop.views import wording
from desktop.views.paragraph import Paragraph, Span
from engine.records import Blurb, Evidence, Source

_LEFT = 52  # column of the sources' names


class EvidenceRow(QPushButton):
    """One source: its time or kind, and its words."""

    def __init__(self, look: Look, evidence: Evidence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._evidence = evidence
        self._lit = False
        self._name = source_name(evidence.source)
        self.setProperty("kind", "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words = source_words(evidence.source)
        self._text = Paragraph(look, words, role="small", color="secondary", max_lines=3, parent=self)
        self._text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{self._name}: {words}")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.update)

    def set_lit(self, lit: bool) -> None:
        """Stand out, because its clause is under the mouse."""
        self._lit = lit
        self._text.set_text(self._text.text(), color="text" if lit else "secondary")
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(28, self._text.heightForWidth(width - _LEFT - 8) + 10)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width() if self.width() > 100 else 300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = self.width() - _LEFT - 8
        self._text.setGeometry(_LEFT, 5, width, self._text.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus() or self._lit:
            painter.setBrush(self._look.color("hover"))
            painter.setPen(QPen(self._look.color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setFont(self._look.font("small", weight=500))
        painter.setPen(self._look.color("accent"))
        painter.drawText(QRectF(8, 5, _LEFT - 8, 17), Qt.AlignmentFlag.AlignVCenter, self._name)


class EvidenceList(QWidget):
    """The sources of a blurb, each once."""

    chosen = Signal(object)  # Source

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: list[EvidenceRow] = []
        self._shown: list[Evidence] = []
        self._place = QWidget(self)  # of the rows on the way of Tab, where new ones come last in the window otherwise
        self._place.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # an order is only made of such
        self._place.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_evidence(self, evidence: Sequence[Evidence]) -> None:
        once = list({piece.source: piece for piece in evidence}.values())
        if once == self._shown:
            return
        self._shown = once
        for row in self._rows:
            row.setParent(None)
            row.deleteLater()
        self._rows = []
        for piece in once:
            row = EvidenceRow(self._look, piece, self)
            row.clicked.connect(lambda _=False, source=piece.source: self.chosen.emit(source))
            self._rows.append(row)
            self._column.addWidget(row)
            row.show()
        for before, after in pairwise((self._place, *self._rows)):
            QWidget.setTabOrder(before, after)
        self.updateGeometry()

    def light(self, source: Source | None) -> None:
        """Let the row of this source stand out."""
        for piece, row in zip(self._shown, self._rows, strict=True):
            row.set_lit(piece.source == source)


def clause_spans(blurb: Blurb) -> list[Span]:
    """The stretches of the blurb that evidence holds, in its order; the link is the piece's number."""
    spans = []
    after = 0
    for number, piece in enumerate(blurb.evidence):
        words = piece.text.strip().rstrip(".。!！?？")
        start = blurb.text.find(words, after)
        if start < 0:
            start = blurb.text.casefold().find(words.casefold())
        if words and start >= 0:
            spans.append(Span(start, len(words), link=number))
            after = start + len(words)
    return spans


def source_words(source: Source) -> str:
    """The words of a source; of facts ("year: 2019; kind: film"), what they are without what they are called."""
    words = " ".join(source.text.split())
    if source.kind != "fact":
        return words
    return " · ".join(value or fact for fact in words.split("; ") for value in [fact.partition(": ")[2]])


def source_name(source: Source) -> str:
    if source.kind == "cue" and source.start_s is not None:
        return wording.clock(source.start_s)
    return {
        "description": tr("Text"),
        "tagline": tr("Line"),
        "note": tr("Note"),
        "fact": tr("Fact"),
        "cue": tr("Said"),
    }[source.kind]
