"""The scenes of `make screenshots`, in one process of one scale and language.

scenes.py LIBRARY FOLDER LANGUAGE WIDTHxHEIGHT...
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtMultimedia import QMediaPlayer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop.app import Desk, build
from desktop.bridge import OnEvent
from desktop.front import make_application
from desktop.pages.gallery import Gallery
from desktop.snapshot import Shot, Snapshot
from desktop.theme import Look
from desktop.views.topbar import SearchBox
from engine import settings
from engine.events import Done, Failed, Progress, Scan, Task, Train
from engine.records import FileStamp, Fingerprint, RootSeen, UnreadableFile
from engine.settings import Settings
from engine.store import commands
from engine.store.library import Library

THEMES = ("dark", "light")


@dataclass
class Still:
    """Stands at the Client protocol: a job that does nothing but stand still for its picture."""

    started: list[tuple[Task, OnEvent]] = field(default_factory=list)

    def start(self, task: Task, on_event: OnEvent) -> Still:
        if isinstance(task, Train | Scan):
            self.started.append((task, on_event))
        else:
            on_event(Done())
        return self

    def cancel(self) -> None: ...

    def close(self) -> None: ...


@dataclass
class Stage:
    """A window on a copy of a library, and what its scenes need."""

    desk: Desk
    library: Library
    jobs: Still

    def video(self, title: str) -> int:
        return self.library.read.find(title)[0].id

    def go_home(self) -> None:
        """All videos, from the top, with nothing open."""
        desk = self.desk
        desk.theatre.close()
        desk.shell.close_page()
        desk.shell.leave_taste()
        desk.library_page.set_table(False)
        desk.library_page.set_group(None)
        desk.sidebar.select("all")
        desk.window.show_detail()
        desk.library_page.select_one()
        desk.library_page.grid.verticalScrollBar().setValue(0)


def is_painted(desk: Desk) -> bool:
    return desk.is_painted() and not desk.pictures.busy


# --- scenes: each arranges the window, and may hand back what to wait for ----------------------------------

Scene = Callable[[Stage], Callable[[], bool] | None]


def library_cards(stage: Stage) -> None:
    stage.desk.shell.choose(stage.desk.library_page.head.cards.cards()[0].video_id)


def library_grid(stage: Stage) -> None:
    bar = stage.desk.library_page.grid.verticalScrollBar()
    bar.setValue(bar.maximum())


def library_groups(stage: Stage) -> None:
    stage.desk.library_page.set_group("kind")
    library_grid(stage)


def library_table(stage: Stage) -> None:
    stage.desk.library_page.set_table(True)


def selection(stage: Stage) -> None:
    stage.desk.library_page.set_table(True)
    stage.desk.library_page.table.selectAll()


def detail(stage: Stage) -> None:
    stage.desk.shell.choose(stage.video("Northern Light, Late Train"))


def detail_below(stage: Stage) -> Callable[[], bool]:
    detail(stage)
    area = stage.desk.pane.findChild(QScrollArea)
    QTimer.singleShot(400, area, lambda: area.verticalScrollBar().setValue(area.verticalScrollBar().maximum()))
    return lambda: area.verticalScrollBar().value() == area.verticalScrollBar().maximum()


def detail_long(stage: Stage) -> None:
    longest = max(stage.library.read.videos(), key=lambda video: len(video.title))
    stage.desk.shell.choose(longest.id)


def player(stage: Stage) -> Callable[[], bool]:
    """Stopped in the middle of a spoken line."""
    video_id = stage.video("Reading Starlight")
    cue = stage.library.read.cues(video_id)[0]
    at_s = (cue.start_ms + cue.end_ms) / 2000
    stage.desk.shell.play(video_id, at_s)

    def stands() -> bool:
        page = stage.desk.theatre.page
        if page is None or not page.surface.has_frame or page.player.position() < at_s * 1000 - 200:
            return False
        if page.player.playbackState() == QMediaPlayer.PlaybackState.PlayingState:
            page.player.pause()
        return True

    return stands


def taste(stage: Stage) -> Callable[[], bool]:
    """Once its figures are worked out, which begins a while after it is shown."""
    stage.desk.sidebar.select("taste")
    stage.desk.taste.area.verticalScrollBar().setValue(0)
    card = stage.desk.taste.report
    return lambda: not card.note()


def taste_below(stage: Stage) -> Callable[[], bool]:
    is_worked_out = taste(stage)
    bar = stage.desk.taste.area.verticalScrollBar()

    def stands() -> bool:
        bar.setValue(min(bar.maximum(), bar.pageStep()) if is_worked_out() else 0)
        return bar.value() > 0

    return stands


def settings_page(stage: Stage) -> None:
    stage.desk.shell.show_settings()


def settings_found(stage: Stage) -> None:
    stage.desk.shell.show_settings()
    stage.desk.shell.find()
    focus = QApplication.focusWidget()
    if focus is not None and hasattr(focus, "setText"):
        focus.setText("text" if QApplication.instance().property("language") == "en" else "文字")


def search(stage: Stage) -> None:
    stage.desk.window.findChild(SearchBox).setText("star")


def search_nothing(stage: Stage) -> None:
    stage.desk.window.findChild(SearchBox).setText("zeppelin")


def empty_place(stage: Stage) -> None:
    """The drive that is unplugged."""
    stage.desk.sidebar.list.setCurrentIndex(
        stage.desk.sidebar.list.model().index(len(stage.desk.sidebar.places()) - 1, 0)
    )


def jobs(stage: Stage) -> None:
    """Two run and one has failed."""
    desk = stage.desk
    if not stage.jobs.started:
        for task in (Train(), Scan(), Scan()):
            desk.jobs.start(task)
        (_, train), (_, failed), (_, scan) = stage.jobs.started
        failed(Failed("The folder /media/blue was unplugged. Plug it in and look again.", True, ""))
        train(Progress("train", 412, 900, rate_per_s=21.0, left_s=23.0, value=2.31))
        scan(Progress("index", 318, 512, rate_per_s=14.0, left_s=14.0, text="Northern Light, Late Train"))
    if desk.window.findChild(QWidget, "jobs").isHidden():
        desk.window.toggle_jobs()


def key_map(stage: Stage) -> None:
    stage.desk.shell.show_keys()


def fault(stage: Stage) -> None:
    """Something that the person can mend, a drive that is not there, and a file that can't be read."""
    stage.desk.banner.say("The disk is full: 12 MB are left on /home. Make room, then try again.")


def toast(stage: Stage) -> None:
    stage.desk.shell.rate(stage.video("Reading Starlight"), 5.0)


WINDOW: tuple[tuple[str, Scene], ...] = (
    ("library-cards", library_cards),
    ("library-grid", library_grid),
    ("library-groups", library_groups),
    ("library-table", library_table),
    ("library-selection", selection),
    ("detail", detail),
    ("detail-below", detail_below),
    ("detail-long", detail_long),
    ("player", player),
    ("taste", taste),
    ("taste-below", taste_below),
    ("settings", settings_page),
    ("settings-found", settings_found),
    ("search", search),
    ("search-nothing", search_nothing),
    ("empty-place", empty_place),
    ("fault", fault),
    ("keys", key_map),
    ("jobs", jobs),
)


# --- running them --------------------------------------------------------------------------------------------


def shots(source: Path, folder: Path, language: str, sizes: list[str], only: str) -> Iterator[Shot]:
    """Every scene in every theme and size, one after the other."""
    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    app = QApplication.instance()
    assert isinstance(app, QApplication)

    def file(theme: str, size: str, name: str) -> Path:
        width, height = (int(side) * int(scale) for side in size.split("x"))
        return folder / f"{language}-{theme}-{width}x{height}" / f"{name}.png"

    if "first-start".startswith(only):
        with opened(app, None, language) as stage:
            for theme, size in every(stage, sizes):
                yield Shot(stage.desk.window, file(theme, size, "first-start"), lambda: is_painted(stage.desk))
    if "guide".startswith(only):
        with opened(app, source, language) as stage:
            stage.desk.shell.open_page(stage.desk.guide.view)
            stage.desk.guide._go_to("rate")
            for theme, size in every(stage, sizes):
                yield Shot(stage.desk.window, file(theme, size, "guide"), lambda: is_painted(stage.desk))
    with opened(app, source, language) as stage:
        cards = stage.desk.library_page.head.cards
        yield Shot(stage.desk.window, None, lambda: is_painted(stage.desk) and bool(cards.cards()))
        for theme, size in every(stage, sizes):
            for name, arrange in WINDOW:
                if not name.startswith(only):
                    continue
                try:
                    stage.go_home()
                    wait = arrange(stage)
                except Exception:  # one scene that fails leaves the others their pictures; ``give_up`` counts it
                    sys.excepthook(*sys.exc_info())
                    continue
                yield Shot(
                    stage.desk.window,
                    file(theme, size, name),
                    lambda wait=wait: is_painted(stage.desk) and (wait is None or wait()),
                )
                tidy(stage)
    if "gallery".startswith(only):
        for theme in THEMES:
            look = Look(theme, motion="reduced")  # type: ignore[arg-type]
            look.install(app)
            for size in sizes:
                page = Gallery(look)
                page.resize(*(int(side) for side in size.split("x")))
                page.show()
                yield Shot(page, file(theme, size, "gallery"), page.is_painted)
                for number, group in enumerate(page.groups(), start=1):
                    group.grab()  # asks for its pictures
                    yield Shot(group, file(theme, size, f"gallery-{number}"), page.is_painted)
                page.close()


def tidy(stage: Stage) -> None:
    """Take away what ``go_home`` does not."""
    window = stage.desk.window
    key_map = window.findChild(QWidget, "keymap")
    if key_map is not None and key_map.isVisible():
        stage.desk.shell.show_keys()
    if not window.findChild(QWidget, "jobs").isHidden():
        window.toggle_jobs()
        for _, on_event in stage.jobs.started:
            on_event(Done())
        stage.jobs.started.clear()
    stage.desk.banner.hide()
    window.findChild(SearchBox).clear()
    stage.desk.settings.step_back()


def every(stage: Stage, sizes: list[str]) -> Iterator[tuple[str, str]]:
    for theme in THEMES:
        stage.desk.preferences.set(theme=theme)
        for size in sizes:
            stage.desk.window.resize(*(int(side) for side in size.split("x")))
            yield theme, size


@contextmanager
def opened(app: QApplication, source: Path | None, language: str) -> Iterator[Stage]:
    """A window on a copy of a library, or on an empty one."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "library"
        folder.mkdir()
        if source is not None:
            shutil.copy2(source / "library.db", folder)
            for name in ("pictures", "models"):
                (folder / name).symlink_to(source / name)
        settings.save(
            replace(Settings(), language=language, motion="reduced", theme="dark"),  # type: ignore[arg-type]
            folder / "settings.toml",
        )
        with Library.open(folder, owner="the screenshots") as library:
            if source is not None:
                break_some(library)
            still = Still()
            desk = build(app, library, {"batch": still, "live": Still()})
            desk.window.show()
            desk.load()
            yield Stage(desk, library, still)
            desk.window.close()
            desk.close()


def break_some(library: Library) -> None:
    """A second drive that is unplugged, and a file that no one can read."""
    root = library.read.roots()[0]
    stamp = FileStamp(f"{root.path}/Films/broken.mp4", 10, 10)
    record = UnreadableFile(root.id, stamp, Fingerprint(10, f"{10:032x}"), "the file ends in the middle of its index")
    library.do(commands.store_batch, (record,), at=1.0)
    library.do(commands.add_root, "/media/blue/Holidays", at=2.0)
    away = next(root for root in library.read.roots() if root.path == "/media/blue/Holidays")
    library.do(commands.store_batch, (RootSeen(away.id, False, None),), at=3.0)


def main(arguments: list[str]) -> int:
    language, *sizes = arguments[2:]
    source, folder = (Path(name).absolute() for name in arguments[:2])
    app = make_application()
    app.setProperty("language", language)

    failed: list[object] = []

    def give_up(*error: object) -> None:  # also what a slot raises, which Qt swallows
        failed.append(error)
        sys.__excepthook__(*error)  # type: ignore[arg-type]

    sys.excepthook = give_up
    taking = Snapshot(shots(source, folder, language, sizes, os.environ.get("SCENE", "")), app)
    taking.taken.connect(lambda saved: app.exit(0 if saved and not failed else 1))
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
