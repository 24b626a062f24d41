"""Builds the window and connects its parts; no logic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop import accessible
from desktop.actions import Hands
from desktop.bridge import Background, ChangeBridge, Client, JobBridge
from desktop.front import Front, begin, make_application
from desktop.language import speak
from desktop.messages import BugDialog, Messages
from desktop.models.history import History
from desktop.models.jobs import JobsModel
from desktop.models.moods import Moods
from desktop.models.pictures import Pictures
from desktop.models.preferences import Preferences
from desktop.models.suggestions import Ranking
from desktop.models.tags import KnownTags
from desktop.models.viewing import Viewing
from desktop.pages.collection import Collection
from desktop.pages.detail import DetailPage
from desktop.pages.firststart import FirstStart
from desktop.pages.importing import Importing
from desktop.pages.library import LibraryPage
from desktop.pages.routine import Routine
from desktop.pages.search import SearchPage
from desktop.pages.settings import SettingsPage
from desktop.pages.shell import Parts, Shell
from desktop.pages.taste import TastePage
from desktop.pages.theatre import Theatre
from desktop.pages.training import TrainingStatus
from desktop.snapshot import Shot, Snapshot
from desktop.theme import Look
from desktop.views.detail import DetailPane
from desktop.views.jobs import JobsPanel
from desktop.views.sidebar import Sidebar
from desktop.views.states import Banner
from desktop.views.statusbar import StatusBar
from desktop.views.toast import Toast
from desktop.views.window import MainWindow
from desktop.views.wording import told
from engine.errors import EnvironmentFault
from engine.jobs.client import JobClient
from engine.mood import KnownMoods
from engine.paths import PRIOR
from engine.recommend import Dials, Recommender, chosen_prior
from engine.settings import Settings
from engine.store.library import Library

LIVE_IDLE_S = 300.0  # the live process holds torch in memory; it ends when nobody has needed it for so long


def show_gallery() -> int:
    """Every component in every state, for review, until its window is closed. Returns the exit code."""
    from desktop.pages.gallery import Gallery

    app = make_application()
    look = Look()
    look.install(app)
    page = Gallery(look)
    page.resize(1280, 900)
    page.show()
    return app.exec()


def furnish(
    app: QApplication, library: Library, front: Front, *, screenshot: Path | None = None, opened: Sequence[Path] = ()
) -> Desk:
    """Make the rest of a window that is shown, and set it to work; see ``desktop.front.run``."""
    clients: dict[str, Client] = {
        "batch": JobClient(library, name="batch", idle_s=LIVE_IDLE_S),
        "live": JobClient(library, name="live", idle_s=LIVE_IDLE_S),
    }
    desk = build(app, library, clients, front)
    desk.messages.install()
    desk.load()
    if screenshot is None:
        desk.routine.start(has_folders=desk.preferences.now.scan_at_start and bool(library.read.roots()))
        desk.shell.open_paths(opened, find=lambda path: library.read.find(str(path)))
    else:
        still = Shot(desk.window, screenshot, lambda: desk.is_painted() and not desk.pictures.busy)
        shot = Snapshot([still], desk.window)
        shot.taken.connect(lambda saved: (desk.window.close(), app.exit(0 if saved else 1)))
    return desk


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that somebody outside needs: to start, to look, to end."""

    window: MainWindow
    library_page: LibraryPage
    sidebar: Sidebar
    pane: DetailPane
    shell: Shell
    taste: TastePage
    search: SearchPage
    jobs_panel: JobsPanel
    settings: SettingsPage
    guide: FirstStart
    preferences: Preferences
    theatre: Theatre
    importing: Importing
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


def build(app: QApplication, library: Library, clients: dict[str, Client], front: Front | None = None) -> Desk:
    """Make every part of the window on an open library, those of ``front`` if they are not made, and connect them."""
    accessible.install()
    front = front or begin(app, library)
    root, notebook, background, preferences = front.root, front.notebook, front.background, front.preferences
    memory, look, pictures, places = front.memory, front.look, front.pictures, front.places
    sidebar, topbar, banner = front.sidebar, front.topbar, front.banner
    page, pages, window = front.page, front.pages, front.window
    messages = Messages(root)
    ranks = Background(workers=1, name="rank", parent=root)
    studies = Background(workers=2, name="study", parent=root)
    searches = Background(workers=1, name="search", parent=root)
    changes = ChangeBridge(parent=root)
    bridge = JobBridge(clients, root)
    jobs = JobsModel(bridge, root)
    hands = Hands(library, jobs, messages.report, History(root))
    known_moods = KnownMoods(library.paths.moods)
    moods = Moods(jobs, known_moods, lambda: library.read.embedding_model(), background, root)

    def recommender(model: str) -> Recommender:
        chosen = preferences.now
        dials = Dials.of(chosen, known_moods.mood(chosen.mood, model=model))
        return Recommender(lambda: library.read, model=model, dials=dials, prior=chosen_prior(chosen))

    ranking = Ranking(
        recommender,
        lambda: library.read,
        ranks,
        root,
    )
    routine = Routine(hands, jobs, lambda: library.read, background, root)

    training = TrainingStatus(
        look,
        jobs,
        lambda: library.read,
        background,
        models=library.paths.models,
        preferences=lambda: preferences.now,
        keep=lambda values: preferences.set(**values),
        parent=root,
    )
    taste = TastePage(
        look,
        hands,
        ranking,
        lambda: library.read,
        studies,
        preferences=lambda: preferences.now,
        keep=lambda values: preferences.set(**values),
        moods=moods,
        prior_card=PRIOR.with_suffix(".md") if PRIOR.exists() else None,
        training=training.card,
    )
    pages.addWidget(taste)
    search = SearchPage(look, pictures, lambda: library.read, searches, root)
    pages.addWidget(search.view)
    pane = DetailPane(look, pictures)
    statusbar = StatusBar(look, jobs)
    panel = JobsPanel(look, jobs)
    window.complete(detail=pane, jobs=panel, statusbar=statusbar)
    toast = Toast(look, window, above=page.selection_bar)
    known_tags = KnownTags(lambda: library.read, background, root)
    pane.tags.offer(known_tags)
    collection = Collection(look, page, toast, known_tags, hands, lambda: library.read, background, root)
    settings = SettingsPage(look, preferences, hands, lambda: library.read, background, library.paths, root)
    guide = FirstStart(look, pictures, memory, preferences, hands, lambda: library.read, background, root)
    detail = DetailPage(pane, lambda: library.read, background, root)
    theatre = Theatre(
        look,
        hands,
        pictures,
        library.paths.pictures,
        Viewing(memory),
        lambda: library.read,
        background,
        root,
    )

    shell = Shell(
        look,
        Parts(
            window,
            topbar,
            page,
            pane,
            detail,
            theatre,
            ranking,
            routine,
            sidebar,
            taste,
            pages,
            settings,
            collection,
            search,
            panel,
        ),
        hands,
        lambda video_id: library.read.video(video_id),
        background,
        demo_folder=library.paths.folder / "demo",
        choose_theme=lambda choice: preferences.set(theme=choice),
        parent=root,
    )

    importing = Importing(look, hands, window, background, imported=routine.note_written, parent=root)

    # Errors: one door.
    for source in (background, ranks, studies, searches, notebook):
        source.failed.connect(messages.report)
    messages.fault.connect(banner.say)
    messages.bug.connect(lambda details: BugDialog(look, details, window).open())
    background.failed.disconnect(front.keep_fault)
    for fault in front.faults:
        messages.report(fault)
    if preferences.faults:
        messages.report(EnvironmentFault("\n".join(told(str(fault)) for fault in preferences.faults)))

    # What was committed, to everything that shows it.
    stop_listening = library.on_changes(changes.hear)
    changes.changed.connect(page.take_changes)
    changes.changed.connect(detail.take_changes)
    changes.changed.connect(known_tags.take_changes)
    changes.changed.connect(ranking.refresh)
    changes.changed.connect(taste.take_changes)
    changes.changed.connect(search.take_changes)
    ranking.ready.connect(page.show_ranked)
    ranking.ready.connect(routine.take_ranked)
    page.counted.connect(lambda counted: places.show(counted.places, counted.roots, counted.per_root))
    page.counted.connect(lambda counted: window.allow_detail(counted.places["all"] > 0))

    # Jobs.
    statusbar.cancel_requested.connect(jobs.cancel)
    panel.cancel_requested.connect(jobs.cancel)
    panel.pause_requested.connect(jobs.pause)
    panel.closed.connect(shell.toggle_jobs)
    training.train_requested.connect(routine.train)
    statusbar.jobs_toggled.connect(window.toggle_jobs)
    routine.writing_changed.connect(page.head.cards.set_writing)
    routine.refreshing_changed.connect(page.head.set_refreshing)
    routine.scanning_changed.connect(page.set_scanning)
    routine.demo_changed.connect(page.welcome.set_busy)

    # Places and search.
    sidebar.place_chosen.connect(shell.go_to)
    sidebar.place_chosen.connect(lambda place: topbar.search.clear())
    sidebar.add_requested.connect(shell.ask_for_folder)
    sidebar.remove_requested.connect(shell.show_folder_menu)
    topbar.search.searched.connect(shell.search)
    topbar.search.left.connect(shell.go_to_found)
    search.view.list.left_up.connect(topbar.search.setFocus)
    search.video_chosen.connect(shell.show_hit)
    search.video_opened.connect(shell.open_hit)
    search.video_entered.connect(shell.enter_hit)
    search.play_requested.connect(shell.play)
    search.library_requested.connect(shell.filter_library)
    search.left.connect(shell.leave_search)
    topbar.theme_chosen.connect(shell.choose_theme)
    topbar.sidebar_toggled.connect(window.toggle_sidebar)
    topbar.detail_toggled.connect(window.toggle_detail)
    window.folders_dropped.connect(shell.add_folders)
    window.files_dropped.connect(collection.take_dropped)
    collection.chosen.connect(shell.choose)
    collection.play_requested.connect(shell.play)

    # Settings, and the guide of the first start.
    preferences.changed.connect(lambda names: apply_look(app, look, preferences.now))
    preferences.changed.connect(lambda names: taste.take_preferences())
    preferences.changed.connect(lambda names: training.take_preferences())
    sidebar.settings_requested.connect(shell.show_settings)
    sidebar.list.clicked.connect(shell.close_page)
    sidebar.list.clicked.connect(shell.leave_search)
    settings.closed.connect(shell.close_page)
    settings.add_folder_requested.connect(shell.ask_for_folder)
    settings.remove_folder_requested.connect(shell.confirm_removal)
    changes.changed.connect(settings.take_changes)
    page.counted.connect(lambda counted: settings.show_folders(counted.roots, counted.per_root))
    page.counted.connect(guide.take_counted)
    page.welcome.skip_requested.connect(guide.finish)
    guide.opened.connect(lambda: shell.open_page(guide.view))
    guide.finished.connect(shell.close_page)
    guide.add_requested.connect(shell.ask_for_folder)
    window.page_closed.connect(lambda closed: guide.leave() if closed is guide.view else None)
    window.closing.connect(lambda: window.remember(memory))
    window.closing.connect(lambda: page.remember(memory))
    window.closing.connect(preferences.flush)

    # Taste.
    taste.left.connect(shell.leave_taste)
    taste.video_chosen.connect(shell.choose_from_taste)
    taste.rate_requested.connect(shell.rate_something)
    for source_of_import in (taste, shell, settings):
        source_of_import.import_requested.connect(importing.ask)
    window.table_dropped.connect(importing.look_into)

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
    theatre.raise_requested.connect(window.activateWindow)
    window.closing.connect(pane.note.flush)
    window.closing.connect(theatre.close)
    shell.bind_keys()
    for before, after in pairwise((page.grid, page.table, *page.selection_bar.controls(), toast.button)):
        QWidget.setTabOrder(before, after)

    def load() -> None:
        page.load()
        ranking.load()
        known_tags.load()
        moods.want(preferences.now.mood)

    def is_painted() -> bool:
        workers = (background, ranks, studies, searches, notebook, ranking)
        return page.is_filled and all(one.is_idle for one in workers)

    following_focus = [app.focusChanged.connect(slot) for slot in (page.reveal_focus, settings.reveal_focus)]

    def close() -> None:
        pane.note.flush()
        preferences.flush()
        theatre.close()
        for following in following_focus:
            QObject.disconnect(following)
        stop_listening()
        bridge.close()
        background.close()
        ranks.close()
        studies.close()
        searches.close()
        notebook.close()
        pictures.close()

    return Desk(
        window=window,
        library_page=page,
        sidebar=sidebar,
        pane=pane,
        shell=shell,
        taste=taste,
        search=search,
        jobs_panel=panel,
        settings=settings,
        guide=guide,
        preferences=preferences,
        theatre=theatre,
        importing=importing,
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


def apply_look(app: QApplication, look: Look, chosen: Settings) -> None:
    """Make the window look and speak as the settings say."""
    look.choose(chosen.theme)
    look.resize_text(chosen.text_size)
    look.choose_motion(chosen.motion)
    speak(app, chosen.language)
