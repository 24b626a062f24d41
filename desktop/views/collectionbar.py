"""The bar of the collection: its title, its order, what is shown, and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSlider, QVBoxLayout, QWidget

from desktop.models.columns import COLUMNS
from desktop.theme import Look
from desktop.views.controls import Button, Flow, Label
from desktop.views.postergrid import ZOOM, ZOOMS

SORTS = tuple(column.sort for column in COLUMNS)
FILTERS = ("everything", "unwatched", "rated", "unrated")
GROUPS = ("", "kind", "series", "folder", "year", "tag")  # "": in none


class CollectionBar(QWidget):
    """Stands above the posters and scrolls with them; another one stands above the table."""

    sort_chosen = Signal(str, bool)  # and whether the other way round
    filter_chosen = Signal(str)
    group_chosen = Signal(str)
    table_chosen = Signal(bool)
    zoom_chosen = Signal(int)
    columns_requested = Signal(QPoint)

    def __init__(self, look: Look, *, indent: int, table: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_table = table
        self._chosen = {"sort": "added", "filter": "everything", "group": ""}
        self._reverse = False
        self._title = Label(look, role="title", elide=True)
        self._count = Label(look, role="small", color="secondary")
        self._sort = self._menu_button(self._open_sorts)
        self._filter = self._menu_button(self._open_filters)
        self._group = self._menu_button(self._open_groups)
        self._zoom = QSlider(Qt.Orientation.Horizontal)
        self._zoom.setProperty("kind", "dial")
        self._zoom.setRange(0, len(ZOOMS) - 1)
        self._zoom.setPageStep(1)
        self._zoom.setValue(ZOOM)
        self._zoom.setFixedWidth(96)
        self._zoom.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._zoom.setAccessibleName(self.tr("Size of the posters"))
        self._zoom.setToolTip(self.tr("Size of the posters (Ctrl and the wheel, Ctrl + and Ctrl −)"))
        self._zoom.valueChanged.connect(self.zoom_chosen)
        self._columns = Button(look, kind="bare", icon="columns", name=self.tr("Columns of the table"))
        self._columns.setToolTip(self.tr("Columns of the table"))
        self._columns.clicked.connect(lambda: self.columns_requested.emit(_below(self._columns)))
        self._as_grid = self._switch("grid", self.tr("Posters (G)"), table=False)
        self._as_table = self._switch("rows", self.tr("Table (G)"), table=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(indent, 0, indent, 0)
        column.setSpacing(4)
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self._title, 1)
        for widget in (self._zoom, self._columns):
            first.addWidget(widget)
        first.addSpacing(8)
        for button in (self._as_grid, self._as_table):
            first.addWidget(button)
        column.addLayout(first)
        self._second = QWidget()
        flow = Flow(self._second, gap=8)
        for control in (self._count, self._sort, self._filter, self._group):
            flow.addWidget(control)
        policy = self._second.sizePolicy()
        policy.setHeightForWidth(True)
        self._second.setSizePolicy(policy)
        column.addWidget(self._second)
        self._as_grid.setChecked(not table)
        self._as_table.setChecked(table)
        self._zoom.setVisible(not table)
        self._group.setVisible(not table)
        self._columns.setVisible(table)
        self._say()

    def set_title(self, title: str, count: str) -> None:
        self._title.setText(title)
        self._count.setText(count)
        self._relay()

    def title_text(self) -> str:
        return self._title.text()

    def count_text(self) -> str:
        return self._count.text()

    def show_order(self, wanted: bool) -> None:
        """A search has its own order and form, and finds in everything."""
        for control in (self._sort, self._filter, self._as_grid, self._as_table):
            control.setVisible(wanted)
        self._group.setVisible(wanted and not self._is_table)
        self._relay()

    def show_zoom(self, zoom: int) -> None:
        self._zoom.setValue(zoom)

    def show_choices(self, *, sort: str, reverse: bool, shown: str, group: str) -> None:
        """Say what was chosen."""
        self._chosen = {"sort": sort, "filter": shown, "group": group}
        self._reverse = reverse
        self._say()

    def _say(self) -> None:
        arrow = (" ↑" if self._descends() == self._reverse else " ↓") if self._reverse else ""
        self._sort.setText(self.tr("Sort: {}").format(self._sort_name(self._chosen["sort"])) + arrow)
        self._filter.setText(self.tr("Show: {}").format(self._filter_name(self._chosen["filter"])))
        self._group.setText(self.tr("Group: {}").format(self._group_name(self._chosen["group"])))
        for button in (self._sort, self._filter, self._group):
            button.setAccessibleName(button.text())
        self._relay()

    def _relay(self) -> None:
        for widget in (self._count, self._title, self._second, self):
            widget.updateGeometry()

    def _descends(self) -> bool:
        return next(column.descends for column in COLUMNS if column.sort == self._chosen["sort"])

    def _menu_button(self, open_menu: Callable[[], None]) -> Button:
        button = Button(self._look, "…", kind="bare", icon="chevron-down", icon_size=12, role="small")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.clicked.connect(open_menu)
        return button

    def _switch(self, icon: str, tip: str, *, table: bool) -> Button:
        button = Button(self._look, kind="bare", icon=icon, tip=tip)
        button.setCheckable(True)
        # A bar belongs to its view: its own switch stays on, and the other one leads away.
        button.clicked.connect(lambda: button.setChecked(table == self._is_table))
        button.clicked.connect(lambda: self.table_chosen.emit(table))
        return button

    def _open_sorts(self) -> None:
        chosen = self._chosen["sort"]
        menu = self._menu(self._sort, SORTS, self._sort_name, chosen, lambda sort: self.sort_chosen.emit(sort, False))
        menu.addSeparator()
        turned = menu.addAction(self.tr("The other way round"))
        turned.setCheckable(True)
        turned.setChecked(self._reverse)
        turned.triggered.connect(lambda checked: self.sort_chosen.emit(chosen, checked))
        menu.popup(_below(self._sort))

    def _open_filters(self) -> None:
        menu = self._menu(self._filter, FILTERS, self._filter_name, self._chosen["filter"], self.filter_chosen.emit)
        menu.popup(_below(self._filter))

    def _open_groups(self) -> None:
        menu = self._menu(self._group, GROUPS, self._group_name, self._chosen["group"], self.group_chosen.emit)
        menu.popup(_below(self._group))

    def _menu(
        self,
        button: Button,
        names: Sequence[str],
        say: Callable[[str], str],
        chosen: str,
        choose: Callable[[str], None],
    ) -> QMenu:
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self._look.font("body"))
        group = QActionGroup(menu)
        for name in names:
            action = menu.addAction(say(name))
            action.setCheckable(True)
            action.setChecked(name == chosen)
            group.addAction(action)
            action.triggered.connect(lambda _=False, name=name: choose(name))
        return menu

    def _sort_name(self, sort: str) -> str:
        return {
            "title": self.tr("title"),
            "kind": self.tr("kind"),
            "year": self.tr("year"),
            "duration": self.tr("length"),
            "rating": self.tr("your stars"),
            "added": self.tr("recently added"),
            "watched": self.tr("watched"),
            "series": self.tr("series"),
            "folder": self.tr("folder"),
            "size": self.tr("file size"),
            "resolution": self.tr("resolution"),
        }[sort]

    def _filter_name(self, name: str) -> str:
        return {
            "everything": self.tr("everything"),
            "unwatched": self.tr("unwatched"),
            "rated": self.tr("rated"),
            "unrated": self.tr("not rated"),
        }[name]

    def _group_name(self, name: str) -> str:
        return {
            "": self.tr("none"),
            "kind": self.tr("kind"),
            "series": self.tr("series"),
            "folder": self.tr("folder"),
            "year": self.tr("year"),
            "tag": self.tr("tag"),
        }[name]


def _below(button: QWidget) -> QPoint:
    return button.mapToGlobal(QPoint(0, button.height() + 4))
