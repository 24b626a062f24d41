"""The guide of the first start: from no folder to first suggestions, by mouse and by keys, left and gone on with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from desktop.memory import Memory
from desktop.models.firststart import varied
from desktop.pages import firststart
from desktop.pages.firststart import MOST
from engine.events import Scan
from engine.records import Pictures, Video
from engine.store.library import Library
from tests.gui.conftest import Opened, Shelf

Open = Callable[[], Opened]

TITLES = ("One", "Two", "Three", "Four", "Five", "Six", "Seven")


def press(opened: Opened, key: Qt.Key) -> None:
    opened.qtbot.keyClick(QApplication.focusWidget() or opened.desk.window, key)


def add_folder(opened: Opened, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    opened.desk.shell.add_folders([folder])
    opened.qtbot.waitUntil(opened.desk.guide.view.isVisible, timeout=3000)
    opened.settle()


def find_videos(opened: Opened, library: Library, tmp_path: Path, *titles: str) -> Shelf:
    """What a scan would store."""
    shelf = Shelf(library, tmp_path / "videos")
    for title in titles:
        shelf.add(title)
    opened.settle()
    opened.qtbot.waitUntil(lambda: "Nothing" not in opened.desk.guide.view.scan.found.text(), timeout=3000)
    return shelf


@pytest.fixture
def begun(open_window: Open, library: Library, tmp_path: Path) -> Opened:
    """A guide that has found seven videos and asks for ratings."""
    opened = open_window()
    add_folder(opened, tmp_path / "videos")
    find_videos(opened, library, tmp_path, *TITLES)
    opened.desk.guide.view.scan.go_on.click()
    opened.settle()
    return opened


def asked(opened: Opened) -> int:
    video = opened.desk.guide.view.rate.video
    assert video is not None
    return video.id


def rate_until(opened: Opened, count: int, keys: tuple[Qt.Key, ...]) -> None:
    for number in range(count):
        before = asked(opened)
        press(opened, keys[number % len(keys)])
        if number < count - 1:
            opened.qtbot.waitUntil(lambda before=before: asked(opened) != before, timeout=2000)  # type: ignore[misc]


# --- one way through ---------------------------------------------------------------------------------


def test_from_no_folder_to_first_suggestions_by_keys_alone(open_window: Open, library: Library, tmp_path: Path) -> None:
    opened = open_window()
    assert opened.desk.library_page.welcome.isVisible()
    add_folder(opened, tmp_path / "videos")
    guide = opened.desk.guide.view
    (scan,) = opened.batch.tasks(Scan)
    assert guide.scan.found.text() == "Nothing found yet" and not guide.scan.go_on.isEnabled()
    find_videos(opened, library, tmp_path, *TITLES)
    assert guide.scan.found.text() == "7 videos found" and guide.scan.kinds.text() == "Films 7"
    scan.progress("index", 7, 14)
    opened.qtbot.waitUntil(lambda: guide.scan.bar._share == 0.5, timeout=2000)
    guide.scan.go_on.setFocus()
    press(opened, Qt.Key.Key_Return)
    opened.settle()
    assert guide.rate.isVisible()
    rate_until(opened, 2, (Qt.Key.Key_5, Qt.Key.Key_2))
    assert not guide.rate.done.isVisible()
    rate_until(opened, 1, (Qt.Key.Key_4,))
    assert guide.rate.done.isVisible()
    rate_until(opened, 2, (Qt.Key.Key_1, Qt.Key.Key_3))
    opened.qtbot.waitUntil(opened.desk.library_page.isVisible, timeout=2000)
    opened.qtbot.waitUntil(lambda: len(library.read.ratings()) == MOST, timeout=2000)
    assert sorted(r.stars for r in library.read.ratings() if r.stars) == [1, 2, 3, 4, 5]
    opened.settle()
    assert opened.desk.library_page.suggestions.rowCount() == len(TITLES) - MOST
    assert opened.desk.guide.step == "done"


def test_stars_by_mouse_and_enough_after_three(begun: Opened, library: Library) -> None:
    rate = begun.desk.guide.view.rate
    stars = rate.stars
    for number in range(3):
        before = asked(begun)
        begun.qtbot.mouseClick(stars, Qt.MouseButton.LeftButton, pos=QPoint(stars.width() - 8, stars.height() // 2))
        begun.qtbot.waitUntil(lambda before=before: asked(begun) != before, timeout=2000)  # type: ignore[misc]
        assert stars.stars() is None, "the next one has no stars yet"
        assert rate.done.isVisible() == (number == 2)
    begun.qtbot.mouseClick(rate.done, Qt.MouseButton.LeftButton)
    assert begun.desk.library_page.isVisible()
    begun.qtbot.waitUntil(lambda: [r.stars for r in library.read.ratings()] == [5, 5, 5], timeout=2000)


def test_not_seen_goes_on_and_rates_nothing(begun: Opened, library: Library) -> None:
    first = asked(begun)
    begun.qtbot.mouseClick(begun.desk.guide.view.rate.unseen, Qt.MouseButton.LeftButton)
    second = asked(begun)
    press(begun, Qt.Key.Key_0)
    third = asked(begun)
    assert len({first, second, third}) == 3
    begun.settle()
    assert library.read.ratings() == []


def test_when_nothing_is_left_to_show_it_ends(begun: Opened) -> None:
    for _ in TITLES:
        press(begun, Qt.Key.Key_0)
    begun.qtbot.waitUntil(begun.desk.library_page.isVisible, timeout=2000)
    assert begun.desk.guide.step == "done"


def test_the_keys_of_the_guide_leave_the_chosen_video_alone(begun: Opened, library: Library) -> None:
    begun.desk.shell.choose(library.read.find("Seven")[0].id)
    begun.settle()
    begun.desk.guide.view.setFocus()
    video = asked(begun)
    press(begun, Qt.Key.Key_3)
    begun.qtbot.waitUntil(lambda: len(library.read.ratings()) == 1, timeout=2000)
    assert library.read.ratings()[0].video_id == video


# --- past it -----------------------------------------------------------------------------------------


def test_each_step_can_be_skipped(open_window: Open, library: Library, tmp_path: Path) -> None:
    opened = open_window()
    add_folder(opened, tmp_path / "videos")
    find_videos(opened, library, tmp_path, *TITLES)
    view = opened.desk.guide.view
    opened.qtbot.mouseClick(view.skip, Qt.MouseButton.LeftButton)
    opened.settle()
    assert view.rate.isVisible() and not view.scan.isVisible()
    opened.qtbot.mouseClick(view.skip, Qt.MouseButton.LeftButton)
    assert opened.desk.library_page.isVisible() and opened.desk.guide.step == "done"


def test_a_scan_that_finds_nothing_says_so_and_can_be_left(open_window: Open, library: Library, tmp_path: Path) -> None:
    opened = open_window()
    add_folder(opened, tmp_path / "videos")
    view = opened.desk.guide.view
    opened.batch.tasks(Scan)[0].finish()
    opened.qtbot.waitUntil(lambda: view.scan.found.text() == "No video in these folders", timeout=3000)
    assert not view.scan.bar.isVisible() and not view.scan.go_on.isEnabled()
    view.skip.click()
    assert opened.desk.library_page.quiet.isVisible() and opened.desk.guide.step == "done"


def test_skipped_at_the_welcome_it_never_opens(open_window: Open, library: Library, tmp_path: Path) -> None:
    opened = open_window()
    opened.qtbot.mouseClick(opened.desk.library_page.welcome.skip, Qt.MouseButton.LeftButton)
    folder = tmp_path / "videos"
    folder.mkdir()
    opened.desk.shell.add_folders([folder])
    opened.qtbot.waitUntil(opened.desk.library_page.quiet.isVisible, timeout=3000)
    assert not opened.desk.guide.view.isVisible()


def test_a_library_from_before_is_not_guided(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    assert opened.desk.library_page.grid.isVisible()
    assert not opened.desk.guide.view.isVisible() and opened.desk.guide.step == ""


# --- left, and gone on with ---------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["scan", "rate"])
def test_it_goes_on_where_it_was(open_window: Open, films: dict[str, int], library: Library, step: str) -> None:
    Memory(library.paths.window).keep(guide=step)
    opened = open_window()
    view = opened.desk.guide.view
    assert view.isVisible() and view.scan.isVisible() == (step == "scan")
    press(opened, Qt.Key.Key_Escape)
    assert opened.desk.library_page.isVisible()
    assert opened.desk.guide.step == step  # put off, not ended


# --- what people in general like ------------------------------------------------------------------------


@pytest.fixture
def prior(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A prior's place with its card; nothing loads it before somebody switches it on."""
    path = tmp_path / "prior.safetensors"
    path.write_bytes(b"")
    path.with_suffix(".md").write_text("# Prior\n\n## Licence: not ours\n\nFor research\nonly.\n\nCite.\n\n## Inside\n")
    monkeypatch.setattr(firststart, "PRIOR", path)
    yield path


def test_without_a_prior_nobody_is_asked(open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firststart, "PRIOR", tmp_path / "gone.safetensors")
    assert open_window().desk.guide.view.question is None


def test_the_question_is_off_at_first_and_shows_the_notice(
    open_window: Open, library: Library, tmp_path: Path, prior: Path
) -> None:
    opened = open_window()
    add_folder(opened, tmp_path / "videos")
    question = opened.desk.guide.view.question
    assert question is not None and question.isVisible() and not question.switch.isChecked()
    texts = [child.accessibleName() for child in question.children() if hasattr(child, "accessibleName")]
    assert "For research only." in texts
    opened.qtbot.mouseClick(question.switch, Qt.MouseButton.LeftButton)
    assert opened.desk.preferences.now.crowd_prior is True
    find_videos(opened, library, tmp_path, *TITLES)
    opened.desk.guide.view.scan.go_on.click()
    assert not question.isVisible()  # asked once


# --- what is asked --------------------------------------------------------------------------------------


def film(number: int, **known: object) -> Video:
    values: dict[str, object] = {
        "kind": "film",
        "year": 2012,
        "pictures": Pictures(f"{number}.jpg"),
        "genres": ("Drama",),
    } | known
    return Video(
        number,
        f"Film {number}",
        f"/films/{number}.mkv",
        values.pop("kind"),  # type: ignore[arg-type]
        values.pop("year"),  # type: ignore[arg-type]
        720.0,
        "en",
        "",
        **values,  # type: ignore[arg-type]
    )


def test_groups_take_turns_and_a_series_comes_once() -> None:
    dramas = [film(number) for number in range(1, 6)]
    talk = film(6, kind="talk", genres=())
    episodes = [film(number, kind="episode", series="Night Train") for number in (7, 8, 9)]
    chosen = varied([*dramas, talk, *episodes], limit=3)
    assert {video.id for video in chosen} == {1, 6, 7}
    assert [video.id for video in varied(episodes, limit=3)] == [7]


def test_what_is_rated_unreadable_or_shown_is_not_asked() -> None:
    videos = [film(1, stars=4.0), film(2, status="offline"), film(3), film(4)]
    assert [video.id for video in varied(videos, limit=9, without={3})] == [4]


def test_a_video_with_a_picture_comes_first() -> None:
    assert [video.id for video in varied([film(1, pictures=Pictures(None)), film(2)], limit=1)] == [2]
