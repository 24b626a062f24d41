"""Builds the window and connects its parts; no logic."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.actions import Hands
from desktop.bridge import Background, ChangeBridge, Client, JobBridge
from desktop.messages import BugDialog, Messages
from desktop.models.jobs import JobsModel
from desktop.models.pictures import Pictures
from desktop.models.places import PlacesModel
from desktop.models.suggestions import Ranking
from desktop.pages.detail import DetailPage
from desktop.pages.library import LibraryPage
from desktop.pages.routine import Routine
from desktop.pages.shell import Parts, Shell
from desktop.pages.theatre import Theatre
from desktop.snapshot import Snapshot
from desktop.theme import Choice, Look
from desktop.views.detail import DetailPane
from desktop.views.sidebar import Sidebar
from desktop.views.states import Banner
from desktop.views.statusbar import JobsPanel, StatusBar
from desktop.views.topbar import TopBar
from desktop.views.window import MainWindow
from engine import settings
from engine.errors import EnvironmentFault
from engine.jobs.client import JobClient
from engine.recommend import Dials, Recommender, chosen_prior
from engine.store.library import Library

LIVE_IDLE_S = 300.0  # the live process holds torch in memory; it ends when nobody has needed it for so long


def run(folder: Path, *, screenshot: Path | None = None) -> int:
    """Open the window on the library in ``folder`` and stay until it is closed. Returns the exit code.

    With ``screenshot``, start no job, save a picture as soon as all is painted, and close.
    """
    # Qt's FFmpeg must open nothing but files, whatever a playlist or a crafted container says.
    os.environ["QT_FFMPEG_PROTOCOL_WHITELIST"] = "file"
    # Qt makes the stems of CFF fonts (Noto Sans CJK) bolder than those of TrueType ones (Inter); alike is wanted.
    os.environ.setdefault("FREETYPE_PROPERTIES", "cff:darkening-parameters=500,0,1000,0,2500,0,4000,0")
    app = QApplication.instance() or QApplication([sys.argv[0] or "matinee"])
    assert isinstance(app, QApplication)
    app.setApplicationName("Matinee")
    app.setDesktopFileName("matinee")
    if QLocale.system().language() == QLocale.Language.C:
        QLocale.setDefault(QLocale(QLocale.Language.English))  # the C locale does not group digits
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # what was acknowledged is stored; nothing else must be
    try:
        library = Library.open(folder, owner="the window")
    except EnvironmentFault as fault:
        return _cannot_open(app, fault, quietly=screenshot is not None)
    clients: dict[str, Client] = {
        "batch": JobClient(library, name="batch", idle_s=LIVE_IDLE_S),
        "live": JobClient(library, name="live", idle_s=LIVE_IDLE_S),
    }
    desk = build(app, library, clients)
    desk.messages.install()
    desk.window.show()
    desk.load()
    if screenshot is None:
        desk.routine.start(has_folders=bool(library.read.roots()))
    else:
        shot = Snapshot(desk.window, desk.pictures, desk.is_painted, screenshot, desk.window)
        shot.taken.connect(lambda saved: (desk.window.close(), app.exit(0 if saved else 1)))
    code = app.exec()
    desk.close()
    library.close()
    return code


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that somebody outside needs: to start, to look, to end."""

    window: MainWindow
    library_page: LibraryPage
    sidebar: Sidebar
    pane: DetailPane
    shell: Shell
    theatre: Theatre
    routine: Routine
    jobs: JobsModel
    messages: Messages
    banner: Banner
    pictures: Pictures
    look: Look
    status_text: Callable[[], str]
    load: Callable[[], None]
    is_painted: Callable[[], bool]
    close: Callable[[], None]


def build(app: QApplication, library: Library, clients: dict[str, Client]) -> Desk:
    """Make every part of the window on an open library and connect them."""
    root = QObject()
    preferences = settings.load(library.paths.settings)
    look = Look(preferences.theme, root)
    look.install(app)
    messages = Messages(root)
    background = Background(workers=2, name="read", parent=root)
    ranks = Background(workers=1, name="rank", parent=root)
    changes = ChangeBridge(parent=root)
    bridge = JobBridge(clients, root)
    jobs = JobsModel(bridge, root)
    hands = Hands(library, jobs, messages.report, preferences.device)
    pictures = Pictures(library.paths.pictures, look, root)
    places = PlacesModel(root)
    dials, prior = Dials.of(preferences), chosen_prior(preferences)
    ranking = Ranking(
        lambda model: Recommender(lambda: library.read, model=model, dials=dials, prior=prior),
        lambda: library.read,
        ranks,
        root,
    )
    routine = Routine(hands, jobs, lambda: library.read, background, root)

    sidebar = Sidebar(look, places)
    topbar = TopBar(look)
    banner = Banner(look)
    page = LibraryPage(look, pictures, lambda: library.read, background)
    pane = DetailPane(look, pictures)
    statusbar = StatusBar(look, jobs)
    panel = JobsPanel(look, jobs)
    window = MainWindow(
        look,
        sidebar=sidebar,
        topbar=topbar,
        banner=banner,
        page=page,
        detail=pane,
        jobs=panel,
        statusbar=statusbar,
    )
    root.setParent(window)
    detail = DetailPage(pane, lambda: library.read, background, root)
    theatre = Theatre(look, hands, lambda: library.read, background, root)

    def keep_theme(choice: Choice) -> None:
        path = library.paths.settings
        settings.save(replace(settings.load(path), theme=choice), path)

    shell = Shell(
        look,
        Parts(window, topbar, page, pane, detail, theatre, ranking, routine),
        hands,
        lambda video_id: library.read.video(video_id),
        background,
        demo_folder=library.paths.folder / "demo",
        keep_theme=keep_theme,
        parent=root,
    )

    # Errors: one door.
    for source in (background, ranks):
        source.failed.connect(messages.report)
    messages.fault.connect(banner.say)
    messages.bug.connect(lambda details: BugDialog(look, details, window).open())

    # What was committed, to everything that shows it.
    stop_listening = library.on_changes(changes.hear)
    changes.changed.connect(page.take_changes)
    changes.changed.connect(detail.take_changes)
    changes.changed.connect(ranking.refresh)
    ranking.ready.connect(page.show_ranked)
    ranking.ready.connect(routine.take_ranked)
    page.counted.connect(lambda counted: places.show(counted.places, counted.roots, counted.per_root))
    page.counted.connect(lambda counted: window.allow_detail(counted.places["all"] > 0))

    # Jobs.
    statusbar.cancel_requested.connect(jobs.cancel)
    panel.cancel_requested.connect(jobs.cancel)
    statusbar.jobs_toggled.connect(window.toggle_jobs)
    routine.writing_changed.connect(page.head.cards.set_writing)
    routine.refreshing_changed.connect(page.head.set_refreshing)
    routine.scanning_changed.connect(page.set_scanning)
    routine.demo_changed.connect(page.welcome.set_busy)

    # Places and search.
    sidebar.place_chosen.connect(page.go_to)
    sidebar.place_chosen.connect(lambda place: topbar.search.clear())
    sidebar.add_requested.connect(shell.ask_for_folder)
    sidebar.remove_requested.connect(shell.show_folder_menu)
    topbar.search.searched.connect(page.search)
    topbar.search.left.connect(shell.go_to_found)
    topbar.theme_chosen.connect(shell.choose_theme)
    topbar.sidebar_toggled.connect(window.toggle_sidebar)
    topbar.detail_toggled.connect(window.toggle_detail)
    window.folders_dropped.connect(shell.add_folders)

    # One video.
    page.video_chosen.connect(shell.choose)
    page.play_requested.connect(shell.play)
    page.rate_requested.connect(shell.rate)
    page.why_requested.connect(shell.explain)
    page.menu_requested.connect(shell.show_menu)
    page.add_requested.connect(shell.ask_for_folder)
    page.demo_requested.connect(shell.make_demo)
    page.refresh_requested.connect(routine.refresh)
    pane.play_requested.connect(lambda at_s: shell.play(shell.current, at_s))
    pane.rated.connect(lambda stars: shell.rate(shell.current, stars))
    pane.tag_added.connect(shell.add_tag)
    pane.tag_removed.connect(shell.remove_tag)
    pane.note_written.connect(shell.write_note)
    pane.menu_requested.connect(lambda at: shell.show_menu(shell.current, at))
    theatre.opened.connect(shell.show_player)
    theatre.closed.connect(shell.leave_player)
    theatre.full_screen_toggled.connect(shell.toggle_full_screen)
    window.closing.connect(pane.note.flush)
    window.closing.connect(theatre.close)
    shell.bind_keys()

    def load() -> None:
        page.load()
        ranking.load()

    def is_painted() -> bool:
        return page.is_filled and background.is_idle and ranks.is_idle

    following_focus = app.focusChanged.connect(page.reveal_focus)

    def close() -> None:
        pane.note.flush()
        theatre.close()
        QObject.disconnect(following_focus)
        stop_listening()
        bridge.close()
        background.close()
        ranks.close()
        pictures.close()

    return Desk(
        window=window,
        library_page=page,
        sidebar=sidebar,
        pane=pane,
        shell=shell,
        theatre=theatre,
        routine=routine,
        jobs=jobs,
        messages=messages,
        banner=banner,
        pictures=pictures,
        look=look,
        status_text=statusbar.text,
        load=load,
        is_painted=is_painted,
        close=close,
    )


def _cannot_open(app: QApplication, fault: EnvironmentFault, *, quietly: bool) -> int:
    """The library cannot be opened: say so, in a window where somebody looks."""
    sys.stderr.write(f"matinee: {fault}\n")
    if not quietly and app.platformName() not in ("offscreen", "minimal"):
        QMessageBox.critical(None, "Matinee", str(fault))
    return 1
