"""Opens the window: the first posters of the library are painted before the rest of the window is made.

Only what they need is imported here; ``desktop.app`` makes the rest a moment later.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QStackedWidget

from desktop.bridge import Background
from desktop.language import speak
from desktop.memory import Memory
from desktop.models.pictures import Pictures
from desktop.models.places import PlacesModel
from desktop.models.preferences import Preferences
from desktop.pages.library import LibraryPage
from desktop.theme import Look
from desktop.views.sidebar import Sidebar
from desktop.views.states import Banner
from desktop.views.topbar import TopBar
from desktop.views.window import MainWindow
from desktop.views.wording import told
from engine import settings
from engine.errors import EnvironmentFault
from engine.paths import LibraryPaths
from engine.store.library import Library

if TYPE_CHECKING:
    from desktop.app import Desk

# A thread waits so long (s) for another one's Python. Ranking and reading go on beside the window, which comes first.
SWITCH_S = 0.0005
# What the rest needs, a few at a turn of the event loop, so that the window answers meanwhile.
_REST = ("desktop.pages.settings", "desktop.pages.theatre", "desktop.pages.taste", "desktop.pages.shell", "desktop.app")


@dataclass(frozen=True, slots=True)
class Front:
    """The parts that are made first. ``faults`` are those that nobody could be told of yet."""

    root: QObject
    notebook: Background
    background: Background
    preferences: Preferences
    memory: Memory
    look: Look
    pictures: Pictures
    places: PlacesModel
    sidebar: Sidebar
    topbar: TopBar
    banner: Banner
    page: LibraryPage
    pages: QStackedWidget  # the library page, and others beside it
    window: MainWindow
    faults: list[object]
    keep_fault: Callable[[object], None]


def begin(app: QApplication, library: Library) -> Front:
    """Make the window with the library page in it."""
    root = QObject()
    notebook = Background(workers=1, name="keep", parent=root)
    preferences = Preferences(library.paths.settings, notebook, root)
    chosen = preferences.now
    speak(app, chosen.language)
    look = Look(chosen.theme, root, text_size=chosen.text_size, motion=chosen.motion)
    look.install(app)
    memory = Memory(library.paths.window)
    background = Background(workers=2, name="read", parent=root)
    faults: list[object] = []
    keep_fault = faults.append
    background.failed.connect(keep_fault)
    pictures = Pictures(library.paths.pictures, look, root)
    places = PlacesModel(root)
    sidebar = Sidebar(look, places)
    topbar = TopBar(look)
    banner = Banner(look)
    page = LibraryPage(look, pictures, lambda: library.read, background)
    page.first_shown.connect(lambda roots: places.show({}, roots, {}))
    pages = QStackedWidget()
    pages.addWidget(page)
    window = MainWindow(look, sidebar=sidebar, topbar=topbar, banner=banner, page=pages)
    root.setParent(window)
    window.recall(memory)
    page.recall(memory)
    return Front(
        root=root,
        notebook=notebook,
        background=background,
        preferences=preferences,
        memory=memory,
        look=look,
        pictures=pictures,
        places=places,
        sidebar=sidebar,
        topbar=topbar,
        banner=banner,
        page=page,
        pages=pages,
        window=window,
        faults=faults,
        keep_fault=keep_fault,
    )


def run(folder: Path, *, screenshot: Path | None = None, opened: Sequence[Path] = ()) -> int:
    """Open the window on the library in ``folder`` and stay until it is closed. Returns the exit code.

    With ``screenshot``, start no job, save a picture as soon as all is painted, and close. What another program
    hands over, ``opened``, joins the library (a folder) or is played (a video that the library knows).
    """
    app = make_application()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # what was acknowledged is stored; nothing else must be
    sys.setswitchinterval(SWITCH_S)
    try:
        library = Library.open(folder, owner="the window")
    except EnvironmentFault as fault:
        return _cannot_open(app, folder, fault, quietly=screenshot is not None)
    front = begin(app, library)
    front.window.show()
    desks: list[Desk] = []
    rest = iter(_REST)

    def complete() -> None:
        """One step towards the whole window."""
        module = next(rest, None)
        if module is not None:
            import_module(module)
            QTimer.singleShot(0, front.window, complete)
        elif not desks:
            from desktop.app import furnish

            desks.append(furnish(app, library, front, screenshot=screenshot, opened=opened))

    begun: list[bool] = []

    def once() -> None:
        if not begun:
            begun.append(True)
            QTimer.singleShot(0, front.window, complete)  # behind the painting, which was asked for before

    front.page.first_shown.connect(once)
    front.background.failed.connect(once)
    front.page.show_first()
    code = app.exec()
    if desks:
        desks[0].close()
    else:  # closed before it was whole
        front.preferences.flush()
        for part in (front.background, front.notebook, front.pictures):
            part.close()
    library.close()
    return code


def make_application() -> QApplication:
    """The one application of the process, set up as Matinee needs it."""
    # Qt's FFmpeg must open nothing but files, whatever a playlist or a crafted container says.
    os.environ["QT_FFMPEG_PROTOCOL_WHITELIST"] = "file"
    # Qt makes the stems of CFF fonts (Noto Sans CJK) bolder than those of TrueType ones (Inter); alike is wanted.
    os.environ.setdefault("FREETYPE_PROPERTIES", "cff:darkening-parameters=500,0,1000,0,2500,0,4000,0")
    app = QApplication.instance() or QApplication([sys.argv[0] or "matinee"])
    assert isinstance(app, QApplication)
    app.setApplicationName("Matinee")
    app.setDesktopFileName("matinee")
    return app


def _cannot_open(app: QApplication, folder: Path, fault: EnvironmentFault, *, quietly: bool) -> int:
    """The library cannot be opened: say so, in a window where somebody looks."""
    sys.stderr.write(f"matinee: {fault}\n")
    if not quietly and app.platformName() not in ("offscreen", "minimal"):
        speak(app, settings.read(LibraryPaths(folder).settings)[0].language)
        QMessageBox.critical(None, "Matinee", told(str(fault)))
    return 1
