"""The taste page: what it says of a real library, and each verb from the mouse and from the keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox

import desktop.app
from desktop.pages.taste import CardDialog, PreviewDialog
from desktop.views.cards import Card, EvidenceLine, Liking, LikingRow
from desktop.views.controls import Button
from engine import settings
from engine.records import Stars, Words
from engine.store import commands
from engine.store.library import Library
from tests.gui.conftest import Opened, Shelf

Open = Callable[[], Opened]
NOW = time.time()
DAY = 86400.0


@pytest.fixture
def opened(open_window: Open, films: dict[str, int], library: Library) -> Iterator[Opened]:
    """A window on a library of which three were rated, on its taste page."""
    for days, (title, stars) in enumerate((("Tears of Steel", 5.0), ("Slow Bread", 1.0), ("Elephants Dream", 4.5))):
        library.do(commands.rate, films[title], stars, at=NOW - (9 - days) * DAY)
    library.do(commands.write_note, films["Slow Bread"], "Too slow for me.", at=NOW - DAY)
    window = open_window()
    go_to_taste(window)
    yield window


def go_to_taste(opened: Opened) -> None:
    opened.desk.sidebar.select("taste")
    settle(opened)


def settle(opened: Opened) -> None:
    """Until what takes a while is shown too."""
    opened.settle()
    opened.qtbot.waitUntil(lambda: opened.desk.taste.report.note() == "" and opened.desk.is_painted(), timeout=5000)


def press(opened: Opened, key: Qt.Key) -> None:
    opened.qtbot.keyClick(QApplication.focusWidget() or opened.desk.window, key)


def likings(card: Card) -> dict[str, Liking]:
    return {one.row.accessibleName().partition(":")[0]: one for one in card.findChildren(Liking) if not one.isHidden()}


def lines(card: Card) -> list[str]:
    return [line.accessibleName() for line in card.findChildren(EvidenceLine) if line.isVisible()]


def visible(kind: type) -> list:  # type: ignore[type-arg]
    return [w for w in QApplication.allWidgets() if isinstance(w, kind) and w.isVisible()]


def button(opened: Opened, box: QMessageBox, text: str) -> None:
    opened.qtbot.mouseClick(next(one for one in box.buttons() if one.text() == text), Qt.MouseButton.LeftButton)


def choose(opened: Opened, row: int, text: str) -> None:
    """An entry of a timeline row's menu."""
    opened.qtbot.mouseClick(opened.desk.taste.timeline.menus()[row], Qt.MouseButton.LeftButton)
    (menu,) = visible(QMenu)
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


# --- being there -----------------------------------------------------------------------------------------


def test_it_opens_in_place_of_the_library_and_escape_goes_back(opened: Opened) -> None:
    desk = opened.desk
    assert desk.taste.isVisible() and not desk.library_page.isVisible() and not desk.pane.isVisible()
    press(opened, Qt.Key.Key_Escape)
    assert desk.library_page.isVisible() and not desk.taste.isVisible() and desk.pane.isVisible()
    desk.sidebar.select("films")
    go_to_taste(opened)
    opened.qtbot.mouseClick(desk.taste.back, Qt.MouseButton.LeftButton)
    assert desk.library_page.isVisible()
    assert desk.sidebar.list.currentIndex().data() == "Films"


def test_searching_goes_to_what_is_found_and_escape_comes_back(opened: Opened) -> None:
    opened.desk.shell.search("bread")
    opened.settle()
    assert opened.desk.search.view.isVisible()
    assert opened.desk.search.view.list.hits.found.count == 1
    press(opened, Qt.Key.Key_Escape)
    assert opened.desk.taste.isVisible()


def test_a_video_that_is_out_of_sight_is_not_rated_by_a_key(
    opened: Opened, films: dict[str, int], library: Library
) -> None:
    before = {video.id: video.stars for video in library.read.videos()}
    press(opened, Qt.Key.Key_2)
    opened.qtbot.wait(80)
    assert {video.id: video.stars for video in library.read.videos()} == before


def test_a_new_library_is_invited_to_rate(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    go_to_taste(opened)
    taste = opened.desk.taste
    assert taste.invite.isVisible() and not taste.topics.isVisible() and not taste.report.isVisible()
    assert "three" in taste.invite.lead.text() and "Nothing learned yet" in taste.summary.text()
    assert taste.dials.isVisible()
    opened.qtbot.mouseClick(taste.rate, Qt.MouseButton.LeftButton)
    assert opened.desk.library_page.isVisible()


# --- what it says ------------------------------------------------------------------------------------------


def test_it_says_what_it_rests_on_and_how_many_ratings_are_missing(opened: Opened) -> None:
    taste = opened.desk.taste
    assert taste.summary.text().startswith("Learned from 3 ratings and 1 note, all on this computer; last changed on")
    assert "Rate 7 more videos" in taste.report.lead.text()
    assert not taste.growth.isVisible()


def test_ten_ratings_give_a_card_beside_simple_orders(open_window: Open, shelf: Shelf, library: Library) -> None:
    for number in range(12):
        video_id = shelf.add(f"Film {number}", topic=number % 2)
        library.do(commands.rate, video_id, 4.5 if number % 2 else 1.5, at=NOW - number * DAY)
    shelf.add("Not rated")
    opened = open_window()
    go_to_taste(opened)
    taste = opened.desk.taste
    assert "it knew the better one in" in taste.report.lead.text()
    said = next(one.accessibleName() for one in taste.report.findChildren(type(taste._report_plot)))
    assert {part.partition(":")[0] for part in said.split("; ")} >= {"Matinee", "Guessing", "Newest first"}
    assert taste.growth.isVisible()
    (line,) = [line for line in library_report(library).lines if line.name == "profile"]
    assert f"Matinee: {line.pairs:.0%}" in said


def library_report(library: Library):  # type: ignore[no-untyped-def]
    from engine.recommend import Recommender

    return Recommender(lambda: library.read, model=library.read.embedding_model()).report()


def test_a_rating_shows_at_once_while_the_page_is_open(opened: Opened, films: dict[str, int], library: Library) -> None:
    library.do(commands.rate, films["Rain on Stone"], 2.0, at=NOW)
    opened.qtbot.waitUntil(lambda: "4 ratings" in opened.desk.taste.summary.text(), timeout=2000)
    settle(opened)
    assert opened.desk.taste.timeline.events()[0].title == "Rain on Stone"


def test_changes_of_the_week_name_their_cause(open_window: Open, films: dict[str, int], library: Library) -> None:
    library.do(commands.rate, films["Tears of Steel"], 5.0, at=NOW - DAY)
    opened = open_window()
    go_to_taste(opened)
    said = lines(opened.desk.taste.news)
    assert any("rose from" in one and "You gave Tears of Steel ★★★★★" in one for one in said)


def test_a_liking_opens_to_its_evidence_which_leads_to_its_video(opened: Opened, films: dict[str, int]) -> None:
    taste = opened.desk.taste
    liking = likings(taste.others)["Talks"]
    assert "stars less than your average one" in liking.row.accessibleName()
    liking.row.setFocus()
    press(opened, Qt.Key.Key_Space)
    evidence = [line for line in liking.findChildren(EvidenceLine) if line.isVisible()]
    assert "You gave Slow Bread ★" in [line.accessibleName() for line in evidence]
    opened.qtbot.mouseClick(
        next(line for line in evidence if "Slow Bread" in line.accessibleName()), Qt.MouseButton.LeftButton
    )
    opened.settle()
    assert opened.desk.pane.isVisible() and opened.desk.pane.video_id == films["Slow Bread"]
    opened.qtbot.mouseClick(liking.row, Qt.MouseButton.LeftButton)
    assert not any(line.isVisible() for line in evidence)


# --- dials -------------------------------------------------------------------------------------------------


def test_a_dial_orders_the_list_at_once_and_is_kept(opened: Opened, library: Library) -> None:
    dials = opened.desk.taste.dials
    before = dials.first()
    dials.novelty.slider.setFocus()
    start = time.perf_counter()
    for _ in range(20):
        press(opened, Qt.Key.Key_Left)
    opened.qtbot.waitUntil(lambda: dials.first() != before, timeout=2000)
    assert time.perf_counter() - start < 1.0
    assert "Cosmos Laundromat" in dials.first()[0]
    path = library.paths.settings
    opened.qtbot.waitUntil(lambda: settings.load(path).novelty == -1.0, timeout=3000)


def test_time_that_must_fit_leaves_out_what_is_longer(open_window: Open, films: dict[str, int], shelf: Shelf) -> None:
    shelf.add("Very Long", duration_s=9000.0)
    opened = open_window()
    go_to_taste(opened)
    dials = opened.desk.taste.dials
    opened.qtbot.waitUntil(lambda: len(dials.first()) == 6, timeout=2000)
    dials.time.slider.setValue(0)
    dials.fits.setFocus()
    press(opened, Qt.Key.Key_Space)
    settle(opened)
    assert [video.title for _, video in opened.desk.library_page.suggestions.pairs()].count("Very Long") == 0
    opened.qtbot.mouseClick(dials.back, Qt.MouseButton.LeftButton)
    settle(opened)
    assert [video.title for _, video in opened.desk.library_page.suggestions.pairs()].count("Very Long") == 1


def test_dials_survive_closing(opened: Opened, library: Library) -> None:
    opened.desk.taste.dials.balance.slider.setValue(90)
    opened.qtbot.wait(60)
    opened.desk.window.close()
    opened.qtbot.waitUntil(lambda: settings.load(library.paths.settings).balance == 0.9, timeout=2000)


def test_a_topic_is_muted_boosted_and_let_be(open_window: Open, shelf: Shelf, library: Library) -> None:
    ids = [shelf.add(f"Film {number}", topic=number % 2) for number in range(8)]
    for video_id in ids[::2]:
        library.do(commands.add_tags, video_id, ["Quiet"], at=NOW - DAY)
    library.do(commands.rate, ids[0], 5.0, at=NOW - DAY)
    library.do(commands.rate, ids[1], 1.0, at=NOW - DAY)
    opened = open_window()
    go_to_taste(opened)
    taste = opened.desk.taste
    quiet = likings(taste.topics)["Quiet"]
    opened.qtbot.mouseClick(quiet.row, Qt.MouseButton.LeftButton)
    mute = next(one for one in quiet.findChildren(Button) if one.text() == "Mute")
    mute.setFocus()
    press(opened, Qt.Key.Key_Space)
    opened.qtbot.waitUntil(lambda: "Film 3" in taste.dials.first()[0], timeout=2000)
    assert not {f"Film {number}" for number in (2, 4, 6)} & set(taste.dials.first()[:3])
    quiet = likings(taste.topics)["Quiet"]
    assert quiet.row.isChecked()  # it stays open
    opened.qtbot.waitUntil(lambda: settings.load(library.paths.settings).interests == {"quiet": -1.0}, timeout=3000)
    undo = next(one for one in quiet.findChildren(Button) if one.text() == "Unmute")
    opened.qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: settings.load(library.paths.settings).interests == {}, timeout=3000)


# --- the timeline ------------------------------------------------------------------------------------------


def test_forgetting_asks_says_what_goes_and_leaves_no_trace(
    opened: Opened, films: dict[str, int], library: Library
) -> None:
    assert [event.what for event in opened.desk.taste.timeline.events()] == ["noted", "rated", "rated", "rated"]
    choose(opened, 0, "Forget all about this video…")
    (box,) = visible(QMessageBox)
    assert "Slow Bread" in box.text() and "1 ratings, 1 notes" in box.informativeText()
    button(opened, box, "Cancel")
    assert library.read.video(films["Slow Bread"]).stars == 1.0
    choose(opened, 0, "Forget all about this video…")
    (box,) = visible(QMessageBox)
    button(opened, box, "Forget")
    opened.qtbot.waitUntil(lambda: len(opened.desk.taste.timeline.events()) == 2, timeout=3000)
    assert library.read.detail(films["Slow Bread"]).ratings == ()
    settle(opened)


def test_an_import_is_undone(opened: Opened, films: dict[str, int], library: Library) -> None:
    said = {films["Rain on Stone"]: (Stars(4.0, NOW - 99 * DAY), Words("Lovely rain.", NOW - 99 * DAY))}
    library.do(commands.import_said, said, origin="csv", file="old.csv", at=NOW)
    opened.qtbot.waitUntil(lambda: opened.desk.taste.timeline.events()[0].what == "imported", timeout=3000)
    settle(opened)
    assert "You imported old.csv: 2 things said" in lines(opened.desk.taste.timeline)
    choose(opened, 0, "Undo this import…")
    (box,) = visible(QMessageBox)
    button(opened, box, "Undo the import")
    opened.qtbot.waitUntil(lambda: not library.read.imports(), timeout=2000)
    opened.qtbot.waitUntil(lambda: len(opened.desk.taste.timeline.events()) == 4, timeout=3000)
    settle(opened)


def test_the_list_as_of_then_is_shown_beside_the_list_now(opened: Opened) -> None:
    choose(opened, 3, "See the list as of then")
    opened.qtbot.waitUntil(lambda: bool(visible(PreviewDialog)), timeout=3000)
    (dialog,) = visible(PreviewDialog)
    assert "Learned from 1 rating" in dialog.lead.text()
    opened.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not visible(PreviewDialog)


# --- where it starts ---------------------------------------------------------------------------------------


def test_the_switch_is_not_there_without_a_prior(
    open_window: Open, films: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop.app, "PRIOR", tmp_path / "gone.safetensors")
    opened = open_window()
    go_to_taste(opened)
    assert not opened.desk.taste.start.isVisible()


def test_the_switch_is_kept_and_its_licence_one_click_away(
    open_window: Open, films: dict[str, int], library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "prior.safetensors").write_bytes(b"")
    (tmp_path / "prior.md").write_text("Made from ratings under a licence.", encoding="utf-8")
    monkeypatch.setattr(desktop.app, "PRIOR", tmp_path / "prior.safetensors")
    asked: list[bool] = []
    monkeypatch.setattr(desktop.app, "chosen_prior", lambda chosen: asked.append(chosen.crowd_prior))
    opened = open_window()
    go_to_taste(opened)
    taste = opened.desk.taste
    (licence,) = taste.start.findChildren(Button)
    opened.qtbot.mouseClick(licence, Qt.MouseButton.LeftButton)
    (dialog,) = visible(CardDialog)
    opened.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    taste.crowd.setFocus()
    press(opened, Qt.Key.Key_Space)
    opened.qtbot.waitUntil(lambda: settings.load(library.paths.settings).crowd_prior, timeout=2000)
    opened.qtbot.waitUntil(lambda: asked[-1], timeout=2000)
    settle(opened)


def test_everything_can_be_reached_by_tab_and_has_a_name(opened: Opened) -> None:
    taste = opened.desk.taste
    controls = [
        *taste.findChildren(LikingRow),
        *taste.findChildren(EvidenceLine),
        *taste.findChildren(Button),
        taste.dials.novelty.slider,
        taste.dials.balance.slider,
        taste.dials.time.slider,
    ]
    for one in controls:
        if one.isVisible():
            assert one.accessibleName(), one
            assert one.focusPolicy() & Qt.FocusPolicy.TabFocus, one
