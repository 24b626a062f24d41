"""The menu of a video, and the answer to "Why?"."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from desktop.language import tr
from desktop.theme import Look
from desktop.views import wording
from desktop.views.card import reason_text
from desktop.views.controls import Hairline
from desktop.views.paragraph import Paragraph
from engine.recommend import Standing
from engine.records import Mark, Video


def video_menu(
    look: Look,
    video: Video,
    parent: QWidget,
    *,
    play: Callable[[], None],
    open_elsewhere: Callable[[], None],
    mark: Callable[[Mark], None],
    rate: Callable[[float | None], None],
    show_in_folder: Callable[[], None],
) -> QMenu:
    """What can be done with a video, where the hand is."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setFont(look.font("body"))
    playable = video.status == "ok"

    def add(text: str, icon: str, verb: Callable[[], None], *, key: str = "", enabled: bool = True) -> None:
        action = menu.addAction(look.icon(icon, size=16), text)
        action.setEnabled(enabled)
        if key:
            action.setShortcut(QKeySequence(key))
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda: verb())

    add(tr("Play"), "play", play, key="Return", enabled=playable)
    add(tr("Open in the system's player"), "external", open_elsewhere, enabled=playable)
    menu.addSeparator()
    if video.watched:
        add(tr("Mark as not watched"), "unplay", lambda: mark("unwatched"))
    else:
        add(tr("Mark as watched"), "check", lambda: mark("watched"), key="W")
    add(tr("Not now: ask again in two weeks"), "later", lambda: mark("later"))
    if video.hidden:
        add(tr("Suggest again"), "unplay", lambda: mark("shown"))
    else:
        add(tr("Never suggest this"), "never", lambda: mark("hidden"))
    if video.stars is not None:
        add(tr("Take the rating back"), "close", lambda: rate(None), key="0")
    menu.addSeparator()
    add(tr("Show in its folder"), "folder", show_in_folder)
    return menu


def selection_menu(
    look: Look,
    count: int,
    parent: QWidget,
    *,
    rate: Callable[[float | None], None],
    mark: Callable[[Mark], None],
    tag: Callable[[], None],
    untag: Callable[[], None],
) -> QMenu:
    """What can be done with several videos."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setFont(look.font("body"))
    menu.addAction(tr("{} videos").format(wording.number(count))).setEnabled(False)
    stars = menu.addMenu(tr("Rate"))
    stars.setFont(look.font("body"))
    for number in range(5, 0, -1):
        stars.addAction(wording.stars(number)).triggered.connect(lambda _=False, number=number: rate(float(number)))
    stars.addAction(tr("Take the ratings back")).triggered.connect(lambda: rate(None))
    marks: tuple[tuple[str, str, Mark], ...] = (
        (tr("Mark as watched"), "check", "watched"),
        (tr("Mark as not watched"), "unplay", "unwatched"),
        (tr("Not now: ask again in two weeks"), "later", "later"),
        (tr("Never suggest these"), "never", "hidden"),
        (tr("Suggest again"), "refresh", "shown"),
    )
    for text, icon, one in marks:
        menu.addAction(look.icon(icon, size=16), text).triggered.connect(lambda _=False, one=one: mark(one))
    menu.addSeparator()
    menu.addAction(look.icon("plus", size=16), tr("Tag…")).triggered.connect(lambda: tag())
    menu.addAction(look.icon("minus", size=16), tr("Remove tag…")).triggered.connect(lambda: untag())
    return menu


class WhyPopup(QFrame):
    """Why a video stands where it stands: its reasons, its place, how sure that is."""

    def __init__(self, look: Look, title: str, standing: Standing, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("why")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(
            f"#why {{ background: {look.color('panel').name()}; "
            f"border: 1px solid {look.color('line_strong').name()}; }}"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(Paragraph(look, tr("Why {}?").format(title), role="strong"))
        for reason in standing.reasons:
            paragraph = Paragraph(look, role="body", color="secondary")
            paragraph.set_text(*reason_text((reason,)))
            column.addWidget(paragraph)
        column.addWidget(Hairline(look))
        column.addWidget(Paragraph(look, standing_text(standing), role="small", color="tertiary"))
        self.setFixedWidth(320)

    def show_at(self, point: QPoint) -> None:
        """Below ``point``, or where it fits on the screen."""
        self.adjustSize()
        layout = self.layout()
        assert layout is not None
        self.setFixedHeight(layout.heightForWidth(self.width()))
        screen = QGuiApplication.screenAt(point) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = max(room.left() + 8, min(point.x(), room.right() - self.width() - 8))
        y = max(room.top() + 8, min(point.y() + 4, room.bottom() - self.height() - 8))
        self.move(x, y)
        self.show()


def standing_text(standing: Standing) -> str:
    """Its place and the stars expected, with their doubt."""
    place = (
        tr("{} of {} in your list").format(standing.rank, standing.of)
        if standing.rank is not None
        else tr("Not in your list now: you have seen it or put it off")
    )
    if any(reason.kind == "mixed" for reason in standing.reasons):
        return place
    return place + tr(" · expected {:.1f} of 5 stars, give or take {:.1f}").format(
        max(0.5, min(5.0, standing.score)), standing.uncertainty
    )
