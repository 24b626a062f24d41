"""Importing ratings in the window: what a real file means here, picked and chosen by mouse and keyboard, and undone."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.modeltest import ModelTester

from desktop.models.importing import ImportModel, Plan, candidates
from desktop.pages.importing import write_table
from desktop.views.controls import Label
from desktop.views.importing import ImportDialog
from desktop.views.toast import Toast
from engine.errors import EngineError, EnvironmentFault
from engine.events import Done, Failed, LookInto, ReadNotes
from engine.jobs import tasks
from engine.records import ImportRow, ImportSurvey, Marked, Mention, Misread, Sitting, Stars, TwoStars, Words
from engine.store import commands
from engine.store.library import Library
from tests.gui.conftest import FakeJob, Opened, Shelf
from tests.unit.jobs.test_carrying import Outbox

Open = Callable[[], Opened]
LEFT = Qt.MouseButton.LeftButton
NOW = 1_700_000_000.0

LETTERBOXD = """Date,Name,Year,Letterboxd URI,Rating
2023-01-02,Tears of Steel,2012,https://boxd.it/1,4.5
2023-01-03,Cosmos Laundromat,2012,https://boxd.it/2,2
2023-01-04,Solaris,,https://boxd.it/3,5
2023-01-05,Slow Breads,2012,https://boxd.it/4,3
2023-01-06,Nobody Knows,2004,https://boxd.it/5,4
soon,花开的声音,2012,https://boxd.it/6,4
"""


@pytest.fixture
def opened(open_window: Open, films: dict[str, int], shelf: Shelf, library: Library) -> Opened:
    """A library with two films of one title, and one that was rated here."""
    for year in (1972, 2002):
        file = shelf.folder / f"Solaris {year}.mp4"
        file.write_bytes(str(year).encode())
        shelf.add("Solaris", year=year, file=file)
        films[f"Solaris {year}"] = max(video.id for video in library.read.find("Solaris"))
    library.do(commands.rate, films["Cosmos Laundromat"], 5.0, at=NOW)
    return open_window()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "ratings.csv"
    file.write_text(LETTERBOXD, "utf-8")
    return file


def answer(opened: Opened, library: Library) -> FakeJob:
    """Do what the job process was asked for last."""
    job = opened.live.tasks(LookInto)[-1]
    try:
        job.hear(tasks.run(job.task, folder=library.paths.folder, outbox=Outbox(library)))
    except EngineError as error:
        job.hear(Failed(str(error), fault=True))
    opened.qtbot.waitUntil(lambda: not opened.desk.jobs.open(LookInto), timeout=2000)
    return job


def look(opened: Opened, library: Library, file: Path) -> ImportDialog:
    opened.desk.importing.look_into(file)
    answer(opened, library)
    return dialog(opened)


def dialog(opened: Opened) -> ImportDialog:
    found = opened.desk.importing.dialog
    assert found is not None
    opened.qtbot.waitUntil(
        lambda: found.isActiveWindow() and found.isAncestorOf(QApplication.focusWidget()), timeout=2000
    )
    return found


def rows(shown: ImportDialog) -> list[tuple[str, ...]]:
    model = shown.model
    return [tuple(model.index(row, column).data() for column in range(3)) for row in range(model.rowCount())]


def press(opened: Opened, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    opened.qtbot.keyClick(focus, key)


def stars(library: Library, video_id: int) -> float | None:
    return library.read.video(video_id).stars


# --- what is shown -------------------------------------------------------------------------------------------


def test_a_file_is_recognised_and_every_row_told_of(opened: Opened, library: Library, table: Path) -> None:
    shown = look(opened, library, table)
    assert shown.told.text() == "ratings.csv is from Letterboxd. Ratings run to 5, as those of Letterboxd do."
    assert [button.isChecked() for button in shown.origin.buttons()] == [True, False, False, False]
    assert [button.isChecked() for button in shown.best.buttons()] == [True, False, False]
    assert [button.text() for button in shown.filter_buttons().values()] == [
        "All · 7",
        "New · 2",
        "Rated differently · 1",
        "Which one? · 1",
        "Not here · 2",
        "Not read · 1",
    ]
    assert rows(shown) == [
        ("Tears of Steel (2012)", "★★★★½", "Tears of Steel (2012)"),
        (
            "Cosmos Laundromat (2012)",
            "★★",
            "Cosmos Laundromat (2012): yours ★★★★★, in the file ★★; ★★★★★ will stand",
        ),
        ("Solaris", "★★★★★", "it may be any of 2 videos"),
        ("Slow Breads (2012)", "★★★", "not in the library; perhaps Slow Bread (2012)"),
        ("Nobody Knows (2004)", "★★★★", "not in the library"),
        ("花开的声音 (2012)", "★★★★", "花开的声音 (2012)"),
        ("line 7", "", "the date 'soon' cannot be read"),
    ]
    assert shown.go.text() == "Import for 3 videos" and shown.go.isEnabled()
    shown.reject()


def test_a_press_on_a_fate_shows_its_rows(opened: Opened, library: Library, table: Path) -> None:
    shown = look(opened, library, table)
    opened.qtbot.mouseClick(shown.filter_buttons()["missed"], LEFT)
    assert [row[0] for row in rows(shown)] == ["Slow Breads (2012)", "Nobody Knows (2004)"]
    opened.qtbot.mouseClick(shown.filter_buttons()["misread"], LEFT)
    assert [row[0] for row in rows(shown)] == ["line 7"]
    shown.reject()


def test_the_model_is_a_table(qtmodeltester: ModelTester) -> None:
    model = ImportModel()
    qtmodeltester.check(model)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.QtTest)
    for fate in (None, "new", "rated", "known", "misread"):
        model.show(plan(), fate)
        qtmodeltester.check(model)
    model.show(None)


def plan() -> Plan:
    def mention(title: str, *said: object) -> Mention:
        return Mention("line 2", (title,), said, 1995)  # type: ignore[arg-type]

    return Plan(
        ImportSurvey(
            file="a.csv",
            origin="csv",
            scale="",
            best=None,
            rows=(
                ImportRow(mention("Heat", Sitting(NOW), Stars(4.5, NOW), Words("Long;\nand good.", NOW)), 1),
                ImportRow(mention("Alien", Stars(1.0, NOW)), 2),
                ImportRow(mention("Alien", Marked("watched", NOW)), 2),
                ImportRow(mention("Old", Stars(3.0, NOW)), 3),
                ImportRow(mention("Solaris", Stars(4.0, NOW)), None, "it may be any of 2 videos", (4, 5)),
                ImportRow(mention("Nobody", Stars(2.5, NOW), Words('He said "no"', NOW)), None, "not in the library"),
            ),
            misread=(Misread("line 9", "no title"),),
            silent=0,
            titles={1: "Heat", 2: "Alien", 3: "Old", 4: "Solaris", 5: "Solaris"},
            news=frozenset({1, 2, 4, 5}),
            rated_here={2: TwoStars(5.0, 1.0, 5.0)},
        )
    )


def test_a_plan_counts_what_would_be_added_under_each_choice() -> None:
    mine = plan()
    assert [mine.fate(number) for number in range(6)] == ["new", "rated", "new", "known", "unsure", "missed"]
    assert mine.videos() == 2
    mine.rated_here = "theirs"
    assert mine.videos() == 2
    mine.pick(4, 5)
    assert (mine.fate(4), mine.videos()) == ("new", 3)
    assert mine.said().keys() == {1, 2, 3, 5}
    mine.pick(4, None)
    assert mine.said().keys() == {1, 2, 3}


def test_stars_alone_bring_nothing_where_mine_are_kept() -> None:
    one = plan()
    only = Plan(
        ImportSurvey(
            "a.csv", "csv", "", None, one.survey.rows[1:2], (), 0, {2: "Alien"}, frozenset({2}), one.survey.rated_here
        )
    )
    only.rated_here = "mine"
    assert only.videos() == 0
    only.rated_here = "theirs"
    assert only.videos() == 1


def test_videos_of_one_title_are_told_apart() -> None:
    assert candidates(plan().survey.rows[4], {4: "Solaris", 5: "Solaris"}) == [(4, "Solaris · 1"), (5, "Solaris · 2")]


# --- by mouse --------------------------------------------------------------------------------------------------


def test_dropped_on_the_window_picked_imported_and_undone_by_mouse(
    opened: Opened, library: Library, films: dict[str, int], table: Path
) -> None:
    before = library.read.said()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(table))])
    opened.desk.window.dropEvent(
        QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    )
    shown = dialog(opened)
    assert shown.told.text() == "Reading ratings.csv…" and not shown.go.isEnabled()
    answer(opened, library)
    opened.qtbot.mouseClick(shown.filter_buttons()["unsure"], LEFT)
    assert [button.text() for button in shown.pick.buttons()] == [
        "Solaris (1972)",
        "Solaris (2002)",
        "No, leave it out",
    ]
    opened.qtbot.mouseClick(shown.pick.buttons()[1], LEFT)
    assert rows(shown) == [("Solaris", "★★★★★", "Solaris (2002)")]
    opened.qtbot.mouseClick(shown.rule.buttons()[2], LEFT)
    assert shown.go.text() == "Import for 4 videos"
    opened.qtbot.mouseClick(shown.go, LEFT)
    opened.qtbot.waitUntil(lambda: len(library.read.imports()) == 1, timeout=2000)
    opened.settle()
    assert stars(library, films["Tears of Steel"]) == 4.5
    assert stars(library, films["Solaris 2002"]) == 5.0 and stars(library, films["Solaris 1972"]) is None
    assert stars(library, films["Cosmos Laundromat"]) == 2.0
    assert opened.desk.importing.dialog is None
    assert opened.live.tasks(ReadNotes)
    (toast,) = opened.desk.window.findChildren(Toast)
    assert "Imported what you said of 4 videos" in [label.text() for label in toast.findChildren(Label)]
    opened.qtbot.mouseClick(toast.button, LEFT)
    opened.qtbot.waitUntil(lambda: library.read.imports() == [], timeout=2000)
    assert library.read.said() == before


def test_changing_the_scale_reads_the_file_again_and_keeps_what_was_picked(
    opened: Opened, library: Library, films: dict[str, int], table: Path
) -> None:
    shown = look(opened, library, table)
    opened.qtbot.mouseClick(shown.filter_buttons()["unsure"], LEFT)
    opened.qtbot.mouseClick(shown.pick.buttons()[0], LEFT)
    opened.qtbot.mouseClick(shown.best.buttons()[1], LEFT)
    job = answer(opened, library)
    assert job.task == LookInto(str(table), "letterboxd", 10)
    assert rows(shown)[0][1] == "★★½"
    assert shown.plan is not None and shown.plan.picked(2) == films["Solaris 1972"]
    opened.qtbot.mouseClick(shown.origin.buttons()[1], LEFT)
    assert answer(opened, library).task == LookInto(str(table), "imdb", None)
    shown.reject()


def test_what_is_left_out_is_saved_as_a_table_that_can_be_imported(
    opened: Opened, library: Library, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = look(opened, library, table)
    file = tmp_path / "left.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    opened.qtbot.mouseClick(shown.save, LEFT)
    opened.qtbot.waitUntil(file.exists, timeout=2000)
    with file.open(encoding="utf-8-sig", newline="") as read:
        told = list(csv.DictReader(read))
    assert [(row["title"], row["rating (5)"], row["reason"]) for row in told] == [
        ("Solaris", "5", "it may be any of 2 videos"),
        ("Slow Breads", "3", "not in the library"),
        ("Nobody Knows", "4", "not in the library"),
        ("", "", "the date 'soon' cannot be read"),
    ]
    again = look(opened, library, file)
    assert again.plan is not None and [row.mention.titles[0] for row in again.plan.survey.rows] == [
        "Solaris",
        "Slow Breads",
        "Nobody Knows",
    ]
    assert again.plan.survey.rows[0].mention.said == (Stars(5.0, 1672790400.0),)
    again.reject()


def test_a_table_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"left\.csv can't be written"):
        write_table(tmp_path / "nowhere" / "left.csv", "a")


# --- by keyboard -----------------------------------------------------------------------------------------------


def test_asked_for_picked_imported_and_undone_by_keyboard(
    opened: Opened, library: Library, films: dict[str, int], table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    opened.desk.library_page.grid.setFocus()
    opened.qtbot.keyClick(
        opened.desk.window,
        Qt.Key.Key_I,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    shown = dialog(opened)
    answer(opened, library)
    opened.qtbot.waitUntil(shown.table.hasFocus, timeout=1000)
    press(opened, Qt.Key.Key_Down)
    press(opened, Qt.Key.Key_Down)
    assert shown.table.currentIndex().data() == "Solaris" and shown.pick.isVisible()
    press(opened, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() in shown.pick.buttons()
    press(opened, Qt.Key.Key_Space)
    assert shown.plan is not None and shown.plan.picked(2) == films["Solaris 1972"]
    press(opened, Qt.Key.Key_Right)
    assert shown.plan.picked(2) == films["Solaris 2002"]
    shown.table.setFocus()
    press(opened, Qt.Key.Key_Return)
    opened.qtbot.waitUntil(lambda: len(library.read.imports()) == 1, timeout=2000)
    opened.settle()
    assert stars(library, films["Solaris 2002"]) == 5.0 and stars(library, films["Cosmos Laundromat"]) == 5.0
    opened.desk.window.activateWindow()  # as a window manager does when a dialog goes
    opened.qtbot.waitUntil(opened.desk.window.isActiveWindow, timeout=2000)
    opened.desk.library_page.grid.setFocus()
    opened.qtbot.keyClick(opened.desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    opened.qtbot.waitUntil(lambda: library.read.imports() == [], timeout=2000)
    assert stars(library, films["Solaris 2002"]) is None


def test_every_control_is_named_and_reached_by_tab(opened: Opened, library: Library, table: Path) -> None:
    shown = look(opened, library, table)
    shown.table.setCurrentIndex(shown.model.index(2, 0))
    wanted = {
        *shown.filter_buttons().values(),
        shown.table,
        shown.rule.buttons()[0],
        shown.origin.buttons()[0],
        shown.best.buttons()[0],
        shown.save,
        shown.cancel,
        shown.go,
    }
    reached = set()
    for _ in range(60):
        focus = QApplication.focusWidget()
        if focus is not None:
            reached.add(focus)
            assert focus.accessibleName()
        press(opened, Qt.Key.Key_Tab)
    groups = {button for button in wanted if button in shown.filter_buttons().values()}
    assert wanted - groups <= reached and groups & reached
    press(opened, Qt.Key.Key_Escape)
    assert opened.desk.importing.dialog is None


# --- when it cannot be ------------------------------------------------------------------------------------------


def test_a_file_of_something_else_is_explained_and_another_asked_for(
    opened: Opened, library: Library, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shopping = tmp_path / "shopping.csv"
    shopping.write_text("eggs,milk\n6,1\n", "utf-8")
    shown = look(opened, library, shopping)
    assert shown.fault.text().startswith("shopping.csv has no header that names a title.")
    assert not shown.go.isEnabled() and not shown.save.isVisible()
    assert opened.desk.banner.isHidden()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    opened.qtbot.mouseClick(shown.other, LEFT)
    answer(opened, library)
    assert dialog(opened) is not shown and dialog(opened).model.rowCount() == 7
    dialog(opened).reject()


def test_leaving_while_it_reads_stops_the_job(opened: Opened, table: Path) -> None:
    opened.desk.importing.look_into(table)
    (job,) = opened.live.tasks(LookInto)
    dialog(opened)
    press(opened, Qt.Key.Key_Escape)
    assert job.cancels == 1 and opened.desk.importing.dialog is None
    job.finish(cancelled=True)
    opened.settle()


def test_a_job_that_was_stopped_elsewhere_closes_the_dialog(opened: Opened, table: Path) -> None:
    opened.desk.importing.look_into(table)
    opened.live.tasks(LookInto)[0].hear(Done(cancelled=True))
    opened.qtbot.waitUntil(lambda: opened.desk.importing.dialog is None, timeout=1000)


def test_the_timeline_asks_for_a_file(opened: Opened, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    opened.desk.sidebar.select("taste")
    opened.settle()
    opened.qtbot.mouseClick(opened.desk.taste.timeline.bring, LEFT)
    assert opened.live.tasks(LookInto)[0].task == LookInto(str(table))
    dialog(opened).reject()
