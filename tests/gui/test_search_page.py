"""The search page: each hit in its section, from the keyboard and the mouse, and no answer to an older question."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from desktop.models.search import FIRST, Found, Heading, Hit, HitModel, Kind, More, matches
from desktop.views.search import SearchView
from desktop.views.topbar import SearchBox
from engine.records import Cue, Moment, Video
from engine.store import commands
from engine.store.library import Library
from engine.store.queries import Reader
from tests.gui.conftest import Opened, Shelf

Open = Callable[[], Opened]


@pytest.fixture
def opened(open_window: Open, films: dict[str, int], library: Library) -> Iterator[Opened]:
    library.do(commands.write_note, films["Slow Bread"], "The machine in the bakery.", at=2.0)
    yield open_window()


def press(opened: Opened, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    opened.qtbot.keyClick(QApplication.focusWidget() or opened.desk.window, key, modifier)


def type_words(opened: Opened, words: str) -> SearchBox:
    """From wherever the keyboard is."""
    press(opened, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = QApplication.focusWidget()
    assert isinstance(box, SearchBox)
    opened.qtbot.keyClicks(box, words)
    opened.qtbot.waitUntil(lambda: opened.desk.search.query == words.strip(), timeout=2000)
    opened.settle()
    return box


def view(opened: Opened) -> SearchView:
    return opened.desk.search.view


def rows(opened: Opened) -> list[str]:
    hits = view(opened).list.hits
    return [hits.index(place).data() for place in range(hits.rowCount())]


def current(opened: Opened) -> str:
    said = view(opened).list.currentIndex().data()
    return str(said)


def click(opened: Opened, starts: str, *, double: bool = False) -> None:
    place = next(place for place, row in enumerate(rows(opened)) if row.startswith(starts))
    hits = view(opened).list
    at = hits.visualRect(hits.hits.index(place)).center()
    opened.qtbot.mouseClick(hits.viewport(), Qt.MouseButton.LeftButton, pos=at)
    if double:
        opened.qtbot.mouseDClick(hits.viewport(), Qt.MouseButton.LeftButton, pos=at)


@pytest.fixture
def played(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, float | None]]:
    """What the player was asked for, instead of a player."""
    asked: list[tuple[int, float | None]] = []
    monkeypatch.setattr(opened.desk.theatre, "play", lambda video_id, at_s=None: asked.append((video_id, at_s)))
    return asked


# --- what is found ---------------------------------------------------------------------------------------


def test_hits_stand_in_their_sections(opened: Opened) -> None:
    type_words(opened, "machine")
    assert view(opened).isVisible() and opened.desk.pane.isVisible()
    assert rows(opened) == [
        "Descriptions 1",
        "Descriptions. Elephants Dream. Two men in a machine.",
        "Notes 1",
        "Notes. Slow Bread. The machine in the bakery.",
    ]
    counts = {button.accessibleName() for button in view(opened).kinds().values()}
    assert counts == {"All: 2", "Titles: 0", "People: 0", "Descriptions: 1", "Notes: 1", "Spoken lines: 0"}


def test_people_are_found_with_what_they_did(opened: Opened) -> None:
    type_words(opened, "ada")
    assert rows(opened)[0] == "People 6"
    assert rows(opened)[-1] == "Show all 6 in People"
    assert all("Ada Ray" in row for row in rows(opened)[1:-1])


def test_words_are_marked_where_they_stand() -> None:
    assert matches("Red bridge, red", ["red"]) == [(0, 3), (12, 3)]
    assert matches("Redder", ["red", "redder"]) == [(0, 6)]
    assert matches("50% (a)", ["(a)", "50%"]) == [(0, 3), (4, 3)]
    assert matches("一朵花在晨光里", ["晨光"]) == [(4, 2)]
    assert matches("Straße red", ["red"]) == [(7, 3)]
    assert matches("nothing", []) == []


def test_what_is_spelled_nearly_so_is_found_and_said(opened: Opened) -> None:
    type_words(opened, "brigde")
    assert rows(opened)[1].endswith("The bridge is down. Forty seconds.")
    assert "brigde" in view(opened).corrected.text() and "bridge" in view(opened).corrected.text()
    assert view(opened).corrected.isVisible()
    assert not view(opened).in_library.isVisible()
    type_words(opened, "machine")
    assert not view(opened).corrected.isVisible()


def test_nothing_says_what_can_be_searched_for(opened: Opened) -> None:
    box = type_words(opened, "xylophone")
    assert view(opened).quiet.isVisible()
    press(opened, Qt.Key.Key_Return)
    assert box.hasFocus()  # there is nowhere to go
    assert not any(button.isVisible() for button in view(opened).kinds().values())


def test_a_new_video_joins_the_hits(opened: Opened, shelf: Shelf) -> None:
    type_words(opened, "machine")
    press(opened, Qt.Key.Key_Down)
    press(opened, Qt.Key.Key_Down)
    before = current(opened)
    shelf.add("The Machine")
    opened.qtbot.waitUntil(lambda: "Titles 1" in rows(opened), timeout=4000)
    assert current(opened) == before


# --- keys ------------------------------------------------------------------------------------------------


def test_the_arrows_walk_all_hits_and_back_to_the_words(opened: Opened, films: dict[str, int]) -> None:
    box = type_words(opened, "machine")
    press(opened, Qt.Key.Key_Down)
    assert view(opened).list.hasFocus()
    assert current(opened).startswith("Descriptions. Elephants Dream")
    opened.settle()
    assert opened.desk.pane.video_id == films["Elephants Dream"]
    press(opened, Qt.Key.Key_Down)  # over a heading
    assert current(opened).startswith("Notes. Slow Bread")
    press(opened, Qt.Key.Key_Down)
    assert current(opened).startswith("Notes. Slow Bread")
    press(opened, Qt.Key.Key_Home)
    assert current(opened).startswith("Descriptions")
    press(opened, Qt.Key.Key_End)
    assert current(opened).startswith("Notes")
    press(opened, Qt.Key.Key_Up)
    press(opened, Qt.Key.Key_Up)
    assert box.hasFocus() and box.text() == "machine"


def test_enter_shows_a_video_and_then_plays_it(
    opened: Opened, films: dict[str, int], played: list[tuple[int, float | None]]
) -> None:
    opened.desk.window.hide_detail()
    type_words(opened, "warriors")
    press(opened, Qt.Key.Key_Return)
    press(opened, Qt.Key.Key_Return)
    opened.settle()
    assert opened.desk.pane.isVisible() and opened.desk.pane.video_id == films["Tears of Steel"]
    assert played == []
    press(opened, Qt.Key.Key_Return)
    press(opened, Qt.Key.Key_Space)
    assert played == [(films["Tears of Steel"], None)] * 2


def test_enter_on_a_spoken_line_plays_from_its_second(
    opened: Opened, films: dict[str, int], played: list[tuple[int, float | None]]
) -> None:
    type_words(opened, "scared")
    press(opened, Qt.Key.Key_Down)
    press(opened, Qt.Key.Key_Return)
    assert played == [(films["Tears of Steel"], 36.0)]


def test_enter_before_the_answer_goes_to_the_hits_once_they_come(opened: Opened) -> None:
    press(opened, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = QApplication.focusWidget()
    opened.qtbot.keyClicks(box, "machine")
    press(opened, Qt.Key.Key_Return)
    opened.qtbot.waitUntil(lambda: view(opened).list.hasFocus(), timeout=2000)
    assert current(opened).startswith("Descriptions. Elephants Dream")


def test_escape_goes_back_to_the_library_where_one_was(opened: Opened, films: dict[str, int]) -> None:
    desk = opened.desk
    desk.sidebar.select("films")
    opened.settle()
    desk.shell.choose(films["Cosmos Laundromat"])
    opened.settle()
    box = type_words(opened, "bread")
    press(opened, Qt.Key.Key_Down)
    opened.settle()
    assert desk.pane.video_id == films["Slow Bread"]
    press(opened, Qt.Key.Key_Escape)
    opened.settle()
    assert desk.library_page.isVisible() and box.text() == ""
    assert desk.pane.video_id == films["Cosmos Laundromat"] == desk.library_page.current
    assert desk.sidebar.list.currentIndex().data() == "Films"
    assert desk.library_page.grid.hasFocus()


def test_words_taken_away_by_hand_show_the_library_too(opened: Opened) -> None:
    box = type_words(opened, "ada")
    for _ in range(3):
        press(opened, Qt.Key.Key_Backspace)
    opened.qtbot.waitUntil(opened.desk.library_page.isVisible, timeout=2000)
    assert box.hasFocus()


def test_a_hit_is_rated_by_key(opened: Opened, films: dict[str, int], library: Library) -> None:
    opened.desk.window.hide_detail()
    type_words(opened, "bread")
    press(opened, Qt.Key.Key_Down)
    press(opened, Qt.Key.Key_4)
    opened.qtbot.waitUntil(lambda: library.read.video(films["Slow Bread"]).stars == 4.0, timeout=2000)


# --- the mouse -------------------------------------------------------------------------------------------


def test_a_click_shows_a_video_and_a_double_click_plays_it(
    opened: Opened, films: dict[str, int], played: list[tuple[int, float | None]]
) -> None:
    opened.desk.window.hide_detail()
    type_words(opened, "bread")
    click(opened, "Titles. Slow Bread")
    opened.settle()
    assert opened.desk.pane.isVisible() and opened.desk.pane.video_id == films["Slow Bread"]
    assert view(opened).isVisible() and played == []
    click(opened, "Titles. Slow Bread", double=True)
    assert played == [(films["Slow Bread"], None)]


def test_a_click_on_a_spoken_line_plays_it(
    opened: Opened, films: dict[str, int], played: list[tuple[int, float | None]]
) -> None:
    type_words(opened, "bridge")
    click(opened, "Spoken lines. Tears")
    assert played == [(films["Tears of Steel"], 62.0)]


def test_a_heading_is_no_hit(opened: Opened, played: list[tuple[int, float | None]]) -> None:
    type_words(opened, "machine")
    press(opened, Qt.Key.Key_Down)
    before = current(opened)
    click(opened, "Notes 1")
    assert current(opened) == before and played == []


def test_one_section_is_shown_whole(opened: Opened) -> None:
    type_words(opened, "ada")
    opened.qtbot.mouseClick(view(opened).kinds()["people"], Qt.MouseButton.LeftButton)
    assert len(rows(opened)) == 6
    opened.qtbot.mouseClick(view(opened).kinds()[None], Qt.MouseButton.LeftButton)
    assert len(rows(opened)) == FIRST + 2
    view(opened).list.setFocus()
    press(opened, Qt.Key.Key_End)
    press(opened, Qt.Key.Key_Return)  # "Show all"
    assert len(rows(opened)) == 6
    assert view(opened).kinds()["people"].isChecked()
    assert view(opened).list.currentIndex().isValid()


def test_the_library_shows_what_was_found(opened: Opened) -> None:
    box = type_words(opened, "bread")
    opened.qtbot.mouseClick(view(opened).in_library, Qt.MouseButton.LeftButton)
    opened.settle()
    page = opened.desk.library_page
    assert page.isVisible() and page.videos.rowCount() == 1 and box.text() == "bread"
    press(opened, Qt.Key.Key_Escape)
    opened.qtbot.waitUntil(lambda: page.videos.rowCount() == 6, timeout=2000)


def test_the_arrow_leads_back(opened: Opened) -> None:
    box = type_words(opened, "bread")
    opened.qtbot.mouseClick(view(opened).back, Qt.MouseButton.LeftButton)
    assert opened.desk.library_page.isVisible() and box.text() == ""


def test_a_place_of_the_sidebar_ends_the_search(opened: Opened) -> None:
    box = type_words(opened, "bread")
    opened.desk.sidebar.select("talks")
    opened.settle()
    assert opened.desk.library_page.isVisible() and box.text() == ""


# --- what comes late -------------------------------------------------------------------------------------


def test_answers_to_older_words_are_dropped(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the store is slow, one types on: only the last words are looked for, and only they are shown."""
    gate = threading.Event()
    asked: list[str] = []
    real = Reader.search_texts

    def slow(reader: Reader, query: str, limit: int) -> list[Moment]:
        asked.append(query)
        if query == "b":
            assert gate.wait(5)
        return real(reader, query, limit)

    monkeypatch.setattr(Reader, "search_texts", slow)
    for words in ("b", "br", "bre", "bread"):
        opened.desk.shell.search(words)
    gate.set()
    opened.settle()
    assert asked in (["b", "bread"], ["bread"])
    assert rows(opened)[1].startswith("Titles. Slow Bread")
    assert view(opened).title.text().endswith("bread")


def test_an_answer_after_the_search_was_left_opens_nothing(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    real = Reader.search_moments
    monkeypatch.setattr(Reader, "search_moments", lambda *values: gate.wait(5) and real(*values))
    opened.desk.shell.search("bridge")
    opened.desk.shell.leave_search()
    gate.set()
    opened.settle()
    assert opened.desk.library_page.isVisible()
    assert opened.desk.search.query == ""


# --- the model -------------------------------------------------------------------------------------------


def hits(kind: Kind, count: int) -> tuple[Hit, ...]:
    return tuple(Hit(kind, Video(n, f"Film {n}", ""), f"text {n}") for n in range(count))


def test_lines_that_follow_leave_the_other_rows_alone(qtmodeltester: ModelTester) -> None:
    model = HitModel()
    qtmodeltester.check(model)
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    model.show(Found("x", {"titles": hits("titles", 2)}), None)
    model.show(Found("x", {"titles": hits("titles", 2), "lines": hits("lines", FIRST + 2)}), None)
    qtmodeltester.check(model)
    assert len(resets) == 1
    assert [type(model.row(place)) for place in (0, 1, 3, 4, 3 + FIRST + 1)] == [Heading, Hit, Heading, Hit, More]
    assert model.places()[0] == 1 and 3 not in model.places()
    model.show(Found("y", {"titles": hits("titles", 2)}), None)
    assert len(resets) == 2
    model.show(Found("y", {"titles": hits("titles", 2)}), "titles")
    qtmodeltester.check(model)
    assert model.rowCount() == 2


def test_a_hit_is_painted_with_its_words_marked(opened: Opened) -> None:
    type_words(opened, "bread")
    listed = view(opened).list
    place = next(place for place, row in enumerate(rows(opened)) if row.startswith("Titles. Slow Bread"))
    box = listed.visualRect(listed.hits.index(place))
    picture = listed.viewport().grab(box).toImage()
    accent = opened.desk.look.color("accent")
    strong = sum(
        abs(picture.pixelColor(QPoint(x, y)).blue() - accent.blue()) < 40
        and abs(picture.pixelColor(QPoint(x, y)).red() - accent.red()) < 40
        for x in range(120, min(300, picture.width()))
        for y in range(picture.height())
    )
    assert strong > 20


def test_more_hits_than_are_looked_for_are_counted_so(opened: Opened, shelf: Shelf) -> None:
    shelf.add("Many Lines", cues=tuple(Cue(1000 * n, 1000 * n + 500, f"walrus {n}") for n in range(300)))
    type_words(opened, "walrus")
    assert "Spoken lines: 200+" in {button.accessibleName() for button in view(opened).kinds().values()}
    assert "200+" in view(opened).summary.text()
