"""The dialog of an import: what a file was recognised as, what each row of it means here, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.language import tr
from desktop.models.importing import FATES, Fate, FateRole, ImportModel, Plan, candidates, named
from desktop.models.videos import Index
from desktop.theme import Look
from desktop.views import wording
from desktop.views.choosing import Choice
from desktop.views.controls import Button, Flow, Label
from desktop.views.paragraph import Paragraph
from engine.records import ImportSurvey

_EDGE = 24
_READING, _ROWS, _FAULT = range(3)


class ImportDialog(QDialog):
    """Shows one file. Nothing is changed before the person presses Import."""

    import_requested = Signal(object)  # Plan
    save_requested = Signal(object)  # Plan, whose rows without a video are to be saved
    reread_requested = Signal(object, object)  # origin, best rating; None: find out
    other_requested = Signal()  # another file

    def __init__(self, look: Look, file: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._file = look, file
        self._plan: Plan | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import ratings"))
        room = look.theme.room
        window = parent.window().size()
        self.resize(min(round(880 * room), window.width() - 48), min(round(640 * room), window.height() - 48))
        self.setMinimumSize(min(620, self.width()), min(440, self.height()))
        self.told = Paragraph(look, color="secondary", max_lines=3)
        self.origin = Choice(
            look,
            [("letterboxd", "Letterboxd"), ("imdb", "IMDb"), ("trakt", "Trakt"), ("csv", self.tr("Another"))],
            name=self.tr("Where it comes from"),
        )
        self.best = Choice(
            look,
            [(5, self.tr("5 stars")), (10, self.tr("10 points")), (100, self.tr("100 points"))],
            name=self.tr("How its ratings count"),
        )
        self.origin.chosen.connect(lambda origin: self.reread_requested.emit(origin, None))
        self.best.chosen.connect(self._choose_best)
        self.filters = QButtonGroup(self)
        self.model = ImportModel(self)
        self.table = _Rows(look, self.model)
        self.pick = _Pick(look)
        self.pick.picked.connect(self._pick)
        self.rule = Choice(
            look,
            [
                ("newer", self.tr("The newer one stands")),
                ("mine", self.tr("Keep mine")),
                ("theirs", self.tr("Take the file's")),
            ],
            name=self.tr("Rated differently here"),
        )
        self.rule.chosen.connect(self._choose_rule)
        self._rule_says = Label(look, color="secondary")
        self.save = Button(look, self.tr("Save what is left out…"), kind="link")
        self.save.clicked.connect(lambda: self.save_requested.emit(self._plan))
        self.cancel = Button(look, self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.go = Button(look, self.tr("Import"), kind="primary")
        self.go.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.go.setDefault(True)
        self.go.clicked.connect(self._finish)
        self.other = Button(look, self.tr("Choose another file…"))
        self.other.clicked.connect(self.other_requested)
        self.fault = Paragraph(look, color="text")
        self._settings = self._settings_row()
        self._rule_row = self._rule_line()
        self._filters = QWidget()
        self._flow = Flow(self._filters, gap=4)
        self._stack = QStackedWidget()
        for page in (self._reading_page(), self._rows_page(), self._fault_page()):
            self._stack.addWidget(page)
        self._lay()
        self.table.current_changed.connect(self._show_pick)
        self.show_reading()

    # --- what is shown -----------------------------------------------------------------------------------

    def show_reading(self) -> None:
        """The file is being read."""
        self._turn(_READING)
        self.told.set_text(self.tr("Reading {}…").format(self._file))
        self.go.setEnabled(False)

    def show_fault(self, message: str) -> None:
        """The file cannot be used, and why."""
        self._turn(_FAULT)
        self.told.set_text(self._file)
        self.fault.set_text(message)
        self.go.setEnabled(False)
        self.other.setFocus()

    def show_survey(self, survey: ImportSurvey) -> None:
        """The rows of the file, and what they mean here. What was picked by hand before is picked again."""
        before, self._plan = self._plan, Plan(survey)
        if before is not None:
            self._plan.rated_here = before.rated_here
            for number in range(len(before.survey.rows)):
                picked = before.picked(number)
                if picked is not None and number < len(survey.rows) and picked in survey.rows[number].candidates:
                    self._plan.pick(number, picked)
        self._turn(_ROWS)
        self.told.set_text(_summary(survey, self._file))
        self.origin.show_value(survey.origin)
        self.best.show_value(survey.best)
        self._settings.setVisible(survey.origin != "matinee")
        self._best_row.setVisible(survey.best is not None)
        self.rule.show_value(self._plan.rated_here)
        self._fill_filters()
        self._show_rows(None)
        self._order((*self.best.buttons(), *self.filter_buttons().values(), self.table))
        self._show_plan()
        self.table.setFocus()

    @property
    def plan(self) -> Plan | None:
        return self._plan

    def filter_buttons(self) -> dict[str, Button]:
        """The button of each fate, and "all"."""
        return {str(button.property("fate")): button for button in self.filters.buttons() if isinstance(button, Button)}

    # --- what the person does ------------------------------------------------------------------------------

    def _choose_best(self, best: object) -> None:
        origin = self._plan.survey.origin if self._plan else None
        self.reread_requested.emit(origin, best)

    def _choose_rule(self, rule: object) -> None:
        if self._plan is not None and rule in ("newer", "mine", "theirs"):
            self._plan.rated_here = rule
            self._show_plan()

    def _pick(self, video_id: object) -> None:
        number = self.model.number(self.table.currentIndex())
        if self._plan is not None and number is not None:
            self._plan.pick(number, video_id if isinstance(video_id, int) else None)
            self._show_plan()

    def _finish(self) -> None:
        if self._plan is not None:
            self.import_requested.emit(self._plan)
        self.accept()

    def _show_rows(self, fate: Fate | None) -> None:
        self.model.show(self._plan, fate)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_pick()

    def _show_pick(self) -> None:
        number = self.model.number(self.table.currentIndex())
        if self._plan is None or number is None or self._plan.survey.rows[number].video_id is not None:
            self.pick.show_choices("", (), None)
            return
        row = self._plan.survey.rows[number]
        self.pick.show_choices(named(row.mention), candidates(row, self._plan.survey.titles), self._plan.picked(number))

        self._order((self.table, *self.pick.buttons(), *self.rule.buttons(), self.save, self.cancel, self.go))

    def _order(self, widgets: Sequence[QWidget]) -> None:
        """The keyboard's way through what was made anew."""
        for before, after in pairwise(widgets):
            QWidget.setTabOrder(before, after)

    def _show_plan(self) -> None:
        """What was chosen changes what is counted, and what the button would do."""
        assert self._plan is not None
        counts, videos = self._plan.counts(), self._plan.videos()
        for name, button in self.filter_buttons().items():
            count = sum(counts.values()) if name == "all" else counts[name]  # type: ignore[index]
            button.setText(self.tr("{} · {}").format(fate_name(name), wording.number(count)))
            button.setAccessibleName(button.text())
        self.model.tell_changed()
        self._rule_row.setVisible(counts["rated"] > 0)
        self._rule_says.setText(
            self.tr("You gave other stars to 1 of them:")
            if counts["rated"] == 1
            else self.tr("You gave other stars to {} of them:").format(wording.number(counts["rated"]))
        )
        self.save.setVisible(counts["missed"] + counts["unsure"] + counts["misread"] > 0)
        self.go.setEnabled(videos > 0)
        self.go.setText(
            self.tr("Nothing new to import")
            if not videos
            else self.tr("Import for 1 video")
            if videos == 1
            else self.tr("Import for {} videos").format(wording.number(videos))
        )
        self.go.setAccessibleName(self.go.text())

    def _fill_filters(self) -> None:
        assert self._plan is not None
        for button in self.filters.buttons():
            self.filters.removeButton(button)
            self._flow.removeWidget(button)
            button.deleteLater()
        counts = self._plan.counts()
        for fate in (None, *(fate for fate in FATES if counts[fate] or fate == "new")):
            button = Button(self._look, kind="segment")
            button.setCheckable(True)
            button.setChecked(fate is None)
            button.setProperty("fate", fate or "all")
            button.clicked.connect(lambda _=False, fate=fate: self._show_rows(fate))
            self.filters.addButton(button)
            self._flow.addWidget(button)
            button.show()

    def _turn(self, page: int) -> None:
        self._stack.setCurrentIndex(page)
        for widget in (self._settings, self._filters, self._rule_row, self.save):
            widget.setVisible(page == _ROWS)

    # --- layout ------------------------------------------------------------------------------------------

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, 16)
        column.setSpacing(12)
        column.addWidget(Label(self._look, self.tr("Import ratings"), role="title"))
        column.addWidget(self.told)
        column.addWidget(self._settings)
        column.addWidget(self._filters)
        column.addWidget(self._stack, 1)
        column.addWidget(self._rule_row)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        column.addLayout(buttons)

    def _settings_row(self) -> QWidget:
        row = QWidget()
        flow = Flow(row, gap=16)
        for text, choice in ((self.tr("From"), self.origin), (self.tr("Ratings run to"), self.best)):
            pair = QWidget()
            line = QHBoxLayout(pair)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(8)
            line.addWidget(Label(self._look, text, role="small", color="secondary"))
            line.addWidget(choice)
            flow.addWidget(pair)
        self._best_row = pair
        return row

    def _rule_line(self) -> QWidget:
        row = QWidget()
        flow = Flow(row, gap=8)
        flow.addWidget(self._rule_says)
        flow.addWidget(self.rule)
        return row

    def _reading_page(self) -> QWidget:
        return QWidget()

    def _rows_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self.pick)
        return page

    def _fault_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.fault)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        return page


def fate_name(fate: str) -> str:
    """What becomes of rows, in a word or two."""
    return {
        "all": tr("All"),
        "new": tr("New"),
        "rated": tr("Rated differently"),
        "unsure": tr("Which one?"),
        "missed": tr("Not here"),
        "misread": tr("Not read"),
        "known": tr("Known already"),
    }[fate]


def _summary(survey: ImportSurvey, file: str) -> str:
    name = {"letterboxd": "Letterboxd", "imdb": "IMDb", "trakt": "Trakt", "matinee": "Matinee"}.get(survey.origin)
    text = tr("{} is from {}.").format(file, name) if name else tr("{} is a table of its own kind.").format(file)
    if survey.scale:
        scale = wording.told(survey.scale)
        text = wording.sentences(text, tr("{}.").format(scale[:1].upper() + scale[1:]))
    if survey.silent:
        said = tr("1 row names a video and says nothing of it.")
        if survey.silent > 1:
            said = tr("{} rows name a video and say nothing of it.").format(wording.number(survey.silent))
        text = wording.sentences(text, said)
    return text


class _Pick(QFrame):
    """Asks which video a row means; it is never guessed."""

    picked = Signal(object)  # the video's id, or None

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._says = Label(look, role="strong", elide=True)
        self._choices: Choice | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._says)
        self.hide()

    def show_choices(self, name: str, found: Sequence[tuple[int, str]], picked: int | None) -> None:
        """The videos among which to pick; none hides it."""
        if self._choices is not None:
            self._column.removeWidget(self._choices)
            self._choices.hide()
            self._choices.deleteLater()
            self._choices = None
        self.setVisible(bool(found))
        if not found:
            return
        asks = self.tr("Is {} this one?") if len(found) == 1 else self.tr("Is {} one of these?")
        self._says.setText(asks.format(name))
        self._choices = Choice(self._look, [*found, (None, self.tr("No, leave it out"))], name=self._says.text())
        self._choices.show_value(picked)
        self._choices.chosen.connect(self.picked)
        self._column.addWidget(self._choices)
        self._choices.show()

    def buttons(self) -> list[Button]:
        return self._choices.buttons() if self._choices else []


class _Rows(QTableView):
    """The rows of the file; letters leave it, so that a key of the dialog is one of the dialog."""

    current_changed = Signal()

    def __init__(self, look: Look, model: ImportModel) -> None:
        super().__init__()
        self._look = look
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(look, self))
        self.setAccessibleName(self.tr("Rows of the file"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.changed.connect(self._dress)
        self._dress()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()  # Import, and Cancel
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        for column, share in ((0, 0.32), (1, 0.26)):
            self.setColumnWidth(column, round(width * share))
        self.setColumnWidth(2, width - self.columnWidth(0) - self.columnWidth(1))
        self.scrollTo(self.currentIndex())

    def _dress(self) -> None:
        header = self.horizontalHeader()
        header.setFont(self._look.font("small"))
        header.setStyleSheet(
            f"QHeaderView::section {{ background: {self._look.color('background').name()}; border: none; "
            f"border-bottom: 1px solid {self._look.color('line').name()}; padding: 4px 8px; "
            f"color: {self._look.color('tertiary').name()}; }}"
        )
        self.verticalHeader().setDefaultSectionSize(self._look.theme.line("body") + 14)
        self.viewport().update()


class _RowDelegate(QStyledItemDelegate):
    """A quiet row; what it means is said in the accent where it will be imported."""

    def __init__(self, look: Look, parent: QTableView) -> None:
        super().__init__(parent)
        self._look, self._table = look, parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box = self._look, QRectF(option.rect)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.color("raised"))
            if self._table.hasFocus():
                painter.fillRect(QRectF(0, box.y(), 3, box.height()), look.color("accent"))
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        fate = index.data(FateRole)
        color = "text" if index.column() == 0 else "secondary"
        if index.column() == 2:
            color = {"new": "text", "rated": "accent", "unsure": "accent"}.get(fate, "tertiary")
        painter.setFont(look.font("body"))
        painter.setPen(look.color(color))
        inner = box.adjusted(8, 0, -8, 0)
        text = QFontMetricsF(painter.font()).elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self._look.theme.line("body") + 14)
