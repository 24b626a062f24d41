"""The window on a real library: each verb from mouse and keys, and what follows by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QMessageBox, QPushButton

from desktop.views.card import SuggestionCard
from desktop.views.evidence import EvidenceRow
from desktop.views.menus import WhyPopup
from desktop.views.topbar import SearchBox
from engine import settings
from engine.events import MakeDemo, ReadNotes, Scan, Train, Write
from engine.records import Checkpoint, Video
from engine.store import commands
from engine.store.library import Library
from tests.gui.conftest import Opened, Shelf

Open = Callable[[], Opened]


def cards(opened: Opened) -> list[SuggestionCard]:
    return opened.desk.library_page.head.cards.cards()


def suggested(opened: Opened) -> list[str]:
    return [video.title for _, video in opened.desk.library_page.suggestions.pairs()]


def shown(opened: Opened) -> list[str]:
    model = opened.desk.library_page.videos
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(opened: Opened, video_id: int) -> None:
    opened.desk.shell.choose(video_id)
    opened.settle()
    assert opened.desk.pane.video_id == video_id


def press(opened: Opened, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key of the window, wherever the keyboard is."""
    opened.qtbot.keyClick(QApplication.focusWidget() or opened.desk.window, key, modifier)


def visible(kind: type, opened: Opened) -> list:  # type: ignore[type-arg]
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


# --- the first start ---------------------------------------------------------------------------------


def test_first_start_offers_a_folder_and_the_demo(open_window: Open, library: Library, tmp_path: Path) -> None:
    opened = open_window()
    page = opened.desk.library_page
    assert page.welcome.isVisible()
    assert not opened.desk.pane.isVisible()
    texts = {button.text() for button in page.welcome.findChildren(QPushButton)}
    assert texts == {"Add a folder", "Try the demo library", "Skip the first steps"}


def test_the_demo_is_drawn_then_added_then_scanned(open_window: Open, library: Library) -> None:
    opened = open_window()
    demo = opened.desk.library_page.welcome.findChildren(QPushButton)[1]
    opened.qtbot.mouseClick(demo, Qt.MouseButton.LeftButton)
    (job,) = opened.batch.tasks(MakeDemo)
    assert not demo.isEnabled()
    Path(job.task.folder).mkdir()  # type: ignore[union-attr]
    job.finish()
    opened.qtbot.waitUntil(lambda: bool(opened.batch.tasks(Scan)), timeout=2000)
    opened.qtbot.waitUntil(lambda: bool(library.read.roots()), timeout=2000)
    assert library.read.roots()[0].path == job.task.folder  # type: ignore[union-attr]


def test_a_dropped_folder_is_added(open_window: Open, library: Library, tmp_path: Path) -> None:
    opened = open_window()
    folder = tmp_path / "my films"
    folder.mkdir()
    (tmp_path / "a file.txt").write_text("no folder")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder)), QUrl.fromLocalFile(str(tmp_path / "a file.txt"))])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    opened.desk.window.dropEvent(event)
    opened.qtbot.waitUntil(lambda: bool(library.read.roots()), timeout=2000)
    assert [root.path for root in library.read.roots()] == [str(folder)]
    assert len(opened.batch.tasks(Scan)) == 1
    opened.settle()
    assert opened.desk.guide.view.isVisible()  # the guide of the first start goes on from here


def test_a_folder_that_is_none_is_explained(open_window: Open, tmp_path: Path) -> None:
    opened = open_window()
    opened.desk.shell.add_folders([tmp_path / "nowhere"])
    opened.qtbot.waitUntil(opened.desk.banner.isVisible, timeout=1000)
    assert "nowhere" in opened.desk.banner.text()
    assert opened.batch.jobs == []


# --- the library -------------------------------------------------------------------------------------


def test_for_you_stands_above_the_collection(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    assert len(cards(opened)) >= 3
    assert set(shown(opened)) == set(films)
    assert "Nothing learned yet" in opened.desk.library_page.head.learned()
    assert opened.desk.pane.video_id == cards(opened)[0].video_id


def test_a_rating_by_key_is_stored_and_ranks_at_once(
    open_window: Open, films: dict[str, int], library: Library
) -> None:
    opened = open_window()
    choose(opened, films["Slow Bread"])
    press(opened, Qt.Key.Key_5)
    opened.qtbot.waitUntil(lambda: library.read.video(films["Slow Bread"]).stars == 5.0, timeout=2000)
    opened.qtbot.waitUntil(lambda: "Slow Bread" not in suggested(opened), timeout=2000)
    assert set(suggested(opened)[:2]) == {"花开的声音", "Rain on Stone"}
    opened.settle()
    assert opened.desk.pane.stars.stars() == 5.0
    assert "Learned from 1 rating," in opened.desk.library_page.head.learned()
    press(opened, Qt.Key.Key_0)
    opened.qtbot.waitUntil(lambda: library.read.video(films["Slow Bread"]).stars is None, timeout=2000)


def test_stars_on_a_card_rate_it(open_window: Open, films: dict[str, int], library: Library) -> None:
    opened = open_window()
    card = cards(opened)[1]
    video_id = card.video_id
    stars = card.stars
    opened.qtbot.mouseClick(stars, Qt.MouseButton.LeftButton, pos=QPoint(stars.width() - 8, 12))
    opened.qtbot.waitUntil(lambda: library.read.video(video_id).stars == 5.0, timeout=2000)


def test_not_now_and_never_take_a_card_away(open_window: Open, films: dict[str, int], library: Library) -> None:
    opened = open_window()
    for words, told in (("Not now", "later_until"), ("Never", "hidden")):
        card = cards(opened)[0]
        video_id = card.video_id
        opened.desk.shell.show_menu(video_id, QPoint(10, 10))
        opened.qtbot.waitUntil(lambda: bool(visible(QMenu, opened)), timeout=2000)
        (menu,) = visible(QMenu, opened)
        next(action for action in menu.actions() if action.text().startswith(words)).trigger()
        menu.close()
        opened.qtbot.waitUntil(
            lambda video_id=video_id, told=told: bool(getattr(library.read.video(video_id), told)),  # type: ignore[misc]
            timeout=2000,
        )
        opened.qtbot.waitUntil(
            lambda video_id=video_id: video_id not in [card.video_id for card in cards(opened)],  # type: ignore[misc]
            timeout=2000,
        )


def test_why_tells_the_reasons_and_the_place(open_window: Open, films: dict[str, int], library: Library) -> None:
    library.do(commands.rate, films["Slow Bread"], 5.0, at=1.0)
    opened = open_window()
    opened.desk.shell.explain(films["Rain on Stone"], QPoint(10, 10))
    opened.qtbot.waitUntil(lambda: bool(visible(WhyPopup, opened)), timeout=2000)
    (popup,) = visible(WhyPopup, opened)
    words = " ".join(label.accessibleName() for label in popup.findChildren(type(opened.desk.pane.title)))
    assert "You gave Slow Bread ★★★★★" in words
    assert "in your list" in words
    popup.close()


def test_cards_are_walked_and_turned_by_the_arrows(open_window: Open, shelf: Shelf) -> None:
    for number in range(9):
        shelf.add(f"Film {number}", topic=number % 3)
    opened = open_window()
    first = cards(opened)
    assert len(first) < 9
    first[0].setFocus(Qt.FocusReason.TabFocusReason)
    seen = [first[0].video_id]
    for _ in range(8):
        press(opened, Qt.Key.Key_Right)
        focus = QApplication.focusWidget()
        assert isinstance(focus, SuggestionCard)
        seen.append(focus.video_id)
    assert seen == [video.id for _, video in opened.desk.library_page.suggestions.pairs()]
    assert opened.desk.shell.current == seen[-1]


def test_places_show_their_kind(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    sidebar = opened.desk.sidebar
    for name, titles in (
        ("films", {"Tears of Steel", "Cosmos Laundromat", "Elephants Dream"}),
        ("talks", {"Slow Bread", "Rain on Stone"}),
        ("all", set(films)),
    ):
        sidebar.select(name)
        opened.settle()
        assert set(shown(opened)) == titles
        assert opened.desk.library_page.head.cards.isVisible() == (name == "all")


def test_continue_watching_holds_what_was_begun(open_window: Open, films: dict[str, int], library: Library) -> None:
    opened = open_window()
    opened.desk.sidebar.select("continue")
    opened.settle()
    assert opened.desk.library_page.quiet.isVisible()
    library.do(commands.play, films["Slow Bread"], 5.0, 300.0, 0.4)
    opened.qtbot.waitUntil(lambda: shown(opened) == ["Slow Bread"], timeout=2000)
    library.do(commands.play, films["Slow Bread"], 5.0, 700.0, 0.97)
    opened.qtbot.waitUntil(lambda: shown(opened) == [], timeout=2000)


def test_sort_and_filter(open_window: Open, films: dict[str, int], library: Library) -> None:
    library.do(commands.rate, films["Slow Bread"], 3.0, at=1.0)
    library.do(commands.mark, films["Elephants Dream"], "watched", at=1.0)
    opened = open_window()
    page = opened.desk.library_page
    page.set_sort("title")
    opened.settle()
    assert shown(opened)[:2] == ["Cosmos Laundromat", "Elephants Dream"]
    page.set_filter("unwatched")
    opened.settle()
    assert "Elephants Dream" not in shown(opened)
    page.set_filter("rated")
    opened.settle()
    assert shown(opened) == ["Slow Bread"]


def test_search_finds_titles_and_spoken_lines(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    press(opened, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = QApplication.focusWidget()
    assert isinstance(box, SearchBox)
    opened.qtbot.keyClicks(box, "bridge")
    hits = opened.desk.search.view.list.hits
    opened.qtbot.waitUntil(lambda: hits.rowCount() == 2, timeout=3000)
    assert "1:02" in hits.index(1).data()
    opened.qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert opened.desk.library_page.isVisible()
    assert set(shown(opened)) == set(films)
    box.setText("声音")
    opened.qtbot.waitUntil(lambda: "花开的声音" in (hits.index(1).data() or ""), timeout=3000)
    box.setText("zzzz")
    opened.qtbot.waitUntil(opened.desk.search.view.quiet.isVisible, timeout=3000)


def test_digits_typed_into_the_search_rate_nothing(open_window: Open, films: dict[str, int], library: Library) -> None:
    opened = open_window()
    choose(opened, films["Slow Bread"])
    press(opened, "/")
    opened.qtbot.keyClicks(QApplication.focusWidget(), "5n")
    opened.settle()
    assert opened.desk.window.findChild(SearchBox).text() == "5n"
    assert library.read.ratings() == []


# --- the detail pane ---------------------------------------------------------------------------------


def test_detail_shows_what_is_known(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    choose(opened, films["Tears of Steel"])
    pane = opened.desk.pane
    assert pane.title.text() == "Tears of Steel"
    assert pane.facts.text() == "2012 · Ada Ray · 12 min · 1080p · en subtitles"
    assert pane.blurb.text().startswith("A group of warriors")
    assert pane.cue_model.rowCount() == 3
    assert [row.accessibleName()[:5] for row in pane.evidence.findChildren(EvidenceRow)] == ["Text:", "1:02:"]


def test_evidence_of_a_line_plays_from_its_second(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    choose(opened, films["Tears of Steel"])
    row = opened.desk.pane.evidence.findChildren(EvidenceRow)[1]
    opened.desk.pane.play_requested.disconnect()
    with opened.qtbot.waitSignal(opened.desk.pane.play_requested, timeout=500) as heard:
        row.click()
    assert heard.args == [62.0]


def test_tab_goes_through_the_details_from_top_to_bottom(
    open_window: Open, films: dict[str, int], library: Library
) -> None:
    """Also past what is made anew for each video: its tags and its evidence."""
    library.do(commands.add_tags, films["Tears of Steel"], ["evening", "slow"], at=1.0)
    opened = open_window()
    for title in ("Tears of Steel", "Slow Bread", "Tears of Steel"):
        choose(opened, films[title])
    pane = opened.desk.pane
    pane.play.setFocus(Qt.FocusReason.TabFocusReason)
    way = []
    while (focus := QApplication.focusWidget()) is not pane.note:
        assert focus is not None and pane.isAncestorOf(focus) and focus not in way
        way.append(focus)
        press(opened, Qt.Key.Key_Tab)
    places = [widget.mapTo(pane, widget.rect().center()) for widget in way]
    assert places == sorted(places, key=lambda place: (place.y(), place.x()))
    assert set(pane.evidence.findChildren(EvidenceRow)) <= set(way)
    assert {"evening", "slow"} <= {widget.accessibleName() for widget in way}


def test_a_line_is_played_by_enter(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    choose(opened, films["Tears of Steel"])
    lines = opened.desk.pane.cues.list
    opened.desk.pane.play_requested.disconnect()
    lines.setCurrentIndex(opened.desk.pane.cue_model.index(1))
    with opened.qtbot.waitSignal(opened.desk.pane.play_requested, timeout=500) as heard:
        opened.qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert heard.args == [36.0]


def test_tags_are_added_and_taken_off(open_window: Open, films: dict[str, int], library: Library) -> None:
    opened = open_window()
    choose(opened, films["Slow Bread"])
    press(opened, Qt.Key.Key_T)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    opened.qtbot.keyClicks(box, "quiet")
    opened.qtbot.keyClick(box, Qt.Key.Key_Return)
    opened.qtbot.waitUntil(lambda: library.read.video(films["Slow Bread"]).tags == ("quiet",), timeout=2000)
    opened.settle()
    chip = next(b for b in opened.desk.pane.tags.findChildren(QPushButton) if b.text() == "quiet")
    opened.qtbot.keyClick(chip, Qt.Key.Key_Delete)
    opened.qtbot.waitUntil(lambda: library.read.video(films["Slow Bread"]).tags == (), timeout=2000)


def test_a_note_is_stored_and_then_read_by_the_live_process(
    open_window: Open, films: dict[str, int], library: Library
) -> None:
    opened = open_window()
    choose(opened, films["Slow Bread"])
    press(opened, Qt.Key.Key_N)
    opened.qtbot.keyClicks(QApplication.focusWidget(), "patient and warm")
    assert opened.live.tasks(ReadNotes) == []
    press(opened, Qt.Key.Key_Escape)
    opened.qtbot.waitUntil(lambda: library.read.video(films["Slow Bread"]).note == "patient and warm", timeout=2000)
    opened.qtbot.waitUntil(lambda: len(opened.live.tasks(ReadNotes)) == 1, timeout=2000)
    opened.settle()
    assert opened.desk.pane.note.toPlainText() == "patient and warm"


def test_a_note_in_writing_is_stored_when_the_window_closes(
    open_window: Open, films: dict[str, int], library: Library
) -> None:
    opened = open_window()
    choose(opened, films["Slow Bread"])
    opened.desk.pane.note.setPlainText("just before the end")
    opened.desk.window.close()
    opened.desk.close()
    library.close()
    with Library.open_for_reading(library.paths.folder) as again:
        assert again.read.video(films["Slow Bread"]).note == "just before the end"


def test_what_cannot_be_played_says_why(open_window: Open, films: dict[str, int], shelf: Shelf) -> None:
    shelf.add_unreadable("broken.mp4", "damaged or cut short")
    opened = open_window()
    page = opened.desk.library_page
    assert "1 can't be read" in page.head.bar.count_text()
    broken = next(v for v in shelf.library.read.videos() if v.status.startswith("unreadable"))
    choose(opened, broken.id)
    assert "damaged or cut short" in opened.desk.pane.problem.text()
    assert not opened.desk.pane.play.isEnabled()
    opened.desk.shell.play(broken.id)
    opened.qtbot.waitUntil(opened.desk.banner.isVisible, timeout=2000)
    assert opened.desk.window.in_library


def test_an_unplugged_drive_is_told_and_its_videos_stay(open_window: Open, films: dict[str, int], shelf: Shelf) -> None:
    opened = open_window()
    shelf.unplug()
    opened.qtbot.waitUntil(
        lambda: any(place.note == "unplugged" for place in opened.desk.sidebar.places()), timeout=2000
    )
    opened.settle()
    assert len(shown(opened)) == len(films)
    choose(opened, films["Slow Bread"])
    assert "Plug it in" in opened.desk.pane.problem.text()


def test_removing_a_folder_asks_first(open_window: Open, films: dict[str, int], library: Library) -> None:
    opened = open_window()
    path = library.read.roots()[0].path
    for text, left in (("Cancel", 1), ("Remove", 0)):
        opened.desk.shell.confirm_removal(path)
        (box,) = visible(QMessageBox, opened)
        assert "is kept" in box.informativeText()
        next(b for b in box.buttons() if b.text().replace("&", "") == text).click()
        opened.qtbot.waitUntil(lambda left=left: len(library.read.roots()) == left, timeout=2000)  # type: ignore[misc]


# --- jobs --------------------------------------------------------------------------------------------


def test_refresh_scans_learns_and_writes(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    press(opened, Qt.Key.Key_F5)
    opened.qtbot.waitUntil(lambda: len(opened.batch.jobs) == 2, timeout=2000)
    assert [type(job.task) for job in opened.batch.jobs] == [Scan, Train]
    press(opened, Qt.Key.Key_F5)  # once more changes nothing
    opened.settle()
    assert len(opened.batch.jobs) == 2
    for job in opened.batch.jobs:
        job.finish()
    opened.qtbot.waitUntil(lambda: bool(opened.live.tasks(Write)), timeout=3000)
    (write,) = opened.live.tasks(Write)
    wanted = [video.id for _, video in opened.desk.library_page.suggestions.pairs()]
    assert list(write.task.video_ids) == wanted  # type: ignore[union-attr]
    assert write.task.profile_version  # type: ignore[union-attr]
    assert write.task.taste is not None  # type: ignore[union-attr]


def test_refresh_does_not_learn_twice_from_the_same(open_window: Open, films: dict[str, int], library: Library) -> None:
    library.do(commands.rate, films["Slow Bread"], 4.0, at=50.0)
    checkpoint = Checkpoint("m.safetensors", "m", 10, 1.0, finished=True, created_at=60.0)
    library.do(commands.store_batch, (checkpoint,), at=60.0)
    opened = open_window()
    press(opened, Qt.Key.Key_F5)
    opened.qtbot.waitUntil(lambda: bool(opened.live.tasks(Write)), timeout=3000)
    assert opened.batch.tasks(Train) == []
    library.do(commands.write_note, films["Slow Bread"], "warm", at=70.0)
    opened.settle()
    press(opened, Qt.Key.Key_F5)
    opened.qtbot.waitUntil(lambda: len(opened.batch.tasks(Train)) == 1, timeout=3000)


def test_missing_blurbs_are_written_once(open_window: Open, films: dict[str, int], shelf: Shelf) -> None:
    opened = open_window()
    opened.qtbot.waitUntil(lambda: bool(opened.live.tasks(Write)), timeout=3000)
    (write,) = opened.live.tasks(Write)
    assert set(write.task.video_ids) == set(films.values())  # type: ignore[union-attr]
    assert "being written" in cards(opened)[-1].accessibleName()
    write.fail("The job process was ended by signal 9. Start the job again to go on.")
    opened.qtbot.waitUntil(opened.desk.banner.isVisible, timeout=2000)
    opened.qtbot.wait(900)
    assert len(opened.live.tasks(Write)) == 1  # not again and again


def test_a_blurb_that_arrives_is_shown(open_window: Open, films: dict[str, int], shelf: Shelf) -> None:
    opened = open_window()
    last = cards(opened)[-1].video_id
    shelf.blurb(last, "Lines that have just been written.")
    opened.qtbot.waitUntil(
        lambda: any("just been written" in card.accessibleName() for card in cards(opened)), timeout=3000
    )


def test_progress_is_told_and_can_be_stopped(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    opened.desk.routine.start(has_folders=True)
    (job,) = opened.batch.tasks(Scan)
    job.progress("index", 318, 512)
    opened.qtbot.waitUntil(lambda: "318 of 512" in opened.desk.status_text(), timeout=1000)
    assert "14/s · 14 s left" in opened.desk.status_text()
    opened.desk.jobs.cancel(opened.desk.jobs.open(Scan)[0].number)
    assert job.cancels == 1
    opened.qtbot.waitUntil(lambda: "Stopping" in opened.desk.status_text(), timeout=1000)
    job.finish(cancelled=True)
    opened.qtbot.waitUntil(lambda: not opened.desk.jobs.open(Scan), timeout=1000)
    assert not opened.desk.banner.isVisible()


def test_a_killed_job_leaves_the_window_usable_and_says_so(
    open_window: Open, films: dict[str, int], library: Library
) -> None:
    opened = open_window()
    opened.desk.routine.start(has_folders=True)
    opened.batch.jobs[-1].fail("The job process was ended by signal 9. Start the job again to go on.")
    opened.qtbot.waitUntil(opened.desk.banner.isVisible, timeout=2000)
    assert "signal 9" in opened.desk.banner.text()
    choose(opened, films["Slow Bread"])
    press(opened, Qt.Key.Key_3)
    opened.qtbot.waitUntil(lambda: library.read.video(films["Slow Bread"]).stars == 3.0, timeout=2000)


# --- the window --------------------------------------------------------------------------------------


def test_the_theme_is_kept_for_the_next_time(open_window: Open, films: dict[str, int], library: Library) -> None:
    opened = open_window()
    opened.desk.shell.choose_theme("light")
    assert opened.desk.look.theme.name == "light"
    opened.qtbot.waitUntil(lambda: settings.load(library.paths.settings).theme == "light", timeout=2000)
    opened.settle()
    assert opened.desk.window.grab().toImage().pixelColor(700, 30).lightness() > 200
    opened.desk.shell.choose_theme("dark")
    opened.settle()
    assert opened.desk.window.grab().toImage().pixelColor(700, 30).lightness() < 60


def test_escape_goes_back_step_by_step(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    box = opened.desk.window.findChild(SearchBox)
    press(opened, "/")
    opened.qtbot.keyClicks(box, "steel")
    press(opened, Qt.Key.Key_Escape)
    assert box.text() == ""
    opened.settle()
    opened.desk.library_page.grid.setFocus()
    press(opened, Qt.Key.Key_Escape)
    assert not opened.desk.pane.isVisible()
    press(opened, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert opened.desk.pane.isVisible()


def test_tab_reaches_every_part(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    desk = opened.desk
    choose(opened, films["Tears of Steel"])
    parts = {
        "sidebar": desk.sidebar,
        "search": desk.window.findChild(SearchBox),
        "cards": desk.library_page.head.cards,
        "grid": desk.library_page.grid,
        "stars": desk.pane.stars,
        "tags": desk.pane.tags,
        "evidence": desk.pane.evidence,
        "note": desk.pane.note,
        "lines": desk.pane.cues.list,
    }
    reached: set[str] = set()
    for _ in range(90):
        focus = QApplication.focusWidget()
        reached |= {name for name, part in parts.items() if part is focus or part.isAncestorOf(focus)}
        press(opened, Qt.Key.Key_Tab)
    assert reached == set(parts)


def test_nothing_is_wider_than_the_window_at_its_least(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    opened.desk.window.resize(1280, 720)
    opened.settle()
    page = opened.desk.library_page
    assert len(cards(opened)) == 3
    for card in cards(opened):
        right = card.mapTo(page, QPoint(card.width(), 0)).x()
        assert right <= page.width()
    assert page.grid.horizontalScrollBar().maximum() == 0


def test_a_poster_is_painted_and_a_missing_one_is_lettered(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    page = opened.desk.library_page
    grid = page.grid
    grid.to_grid()
    opened.settle()
    image = grid.viewport().grab().toImage()

    def middle(title: str) -> QColor:
        row = page.videos.row_of(films[title])
        return image.pixelColor(grid.visualRect(page.videos.index(row, 0)).center() - QPoint(0, 30))

    blue = middle("Tears of Steel")
    assert abs(blue.red() - 0x44) < 8
    assert abs(blue.blue() - 0x88) < 8
    papers = {QColor(paper).name() for paper in opened.desk.look.theme.papers}
    assert middle("Slow Bread").name() in papers


@pytest.mark.parametrize("stars", [None, 4.5])
def test_video_records_are_what_the_grid_shows(
    open_window: Open, films: dict[str, int], library: Library, stars: float | None
) -> None:
    opened = open_window()
    if stars is not None:
        library.do(commands.rate, films["Slow Bread"], stars, at=2.0)
    model = opened.desk.library_page.videos

    def video() -> Video | None:
        return model.video(model.row_of(films["Slow Bread"]))

    opened.qtbot.waitUntil(lambda: (known := video()) is not None and known.stars == stars, timeout=2000)
