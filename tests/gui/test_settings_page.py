"""The settings page: found, changed at once, undone, kept; folders, backup, export and import."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget

from desktop.views.choosing import Choice, Scale, Steps, Switch
from desktop.views.settings import Row, SettingsView
from engine import settings
from engine.events import Done, Export, LookInto
from engine.records import Checkpoint, Stars
from engine.settings import Settings
from engine.store import commands
from engine.store.library import Library
from tests.gui.conftest import Opened, Shelf

Open = Callable[[], Opened]


def page(opened: Opened) -> SettingsView:
    """The page, opened by its key."""
    view = opened.desk.settings.view
    if not view.isVisible():
        press(opened, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert view.isVisible()
    return view


def press(opened: Opened, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    opened.qtbot.keyClick(QApplication.focusWidget() or opened.desk.window, key, modifier)


def row(opened: Opened, name: str) -> Row:
    return next(row for row in opened.desk.settings.view.rows() if row.name == name)


def control(opened: Opened, name: str, kind: type) -> QWidget:
    found = row(opened, name).control
    assert isinstance(found, kind)
    return found


def kept(library: Library) -> Settings:
    return settings.load(library.paths.settings)


def shown(view: SettingsView) -> list[str]:
    return [row.name for row in view.rows() if not row.isHidden() and row.isVisible()]


# --- the page ----------------------------------------------------------------------------------------


def test_every_setting_of_the_file_has_a_row_with_a_sentence(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    page(opened)
    told = set(opened.desk.settings._controls)
    elsewhere = {"interests", "mood"}  # what was boosted and muted, and tonight's words: on the taste page
    unexplained = {field.name for field in fields(Settings)} - told - elsewhere
    assert unexplained <= {"crowd_prior"}  # there only where the prior is
    opened.settle()
    assert all(row._text.text() for row in opened.desk.settings.view.rows())


def test_gear_opens_it_and_the_arrow_leads_back(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    (gear,) = (b for b in opened.desk.sidebar.findChildren(QPushButton) if b.text() == "Settings")
    opened.qtbot.mouseClick(gear, Qt.MouseButton.LeftButton)
    view = opened.desk.settings.view
    assert view.isVisible() and not opened.desk.library_page.isVisible()
    (back,) = (b for b in view.findChildren(QPushButton) if "Back to the library" in b.toolTip())
    opened.qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert opened.desk.library_page.isVisible()


def test_keys_open_it_and_escape_empties_the_filter_then_leads_back(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    view = page(opened)
    assert view.filter.hasFocus()
    opened.qtbot.keyClicks(view.filter, "motion")
    press(opened, Qt.Key.Key_Escape)
    assert view.isVisible() and view.filter.text() == ""
    press(opened, Qt.Key.Key_Escape)
    assert opened.desk.library_page.isVisible()


def test_a_digit_on_the_page_rates_nothing(open_window: Open, films: dict[str, int], library: Library) -> None:
    opened = open_window()
    page(opened)
    control(opened, "Text size", Steps).setFocus()
    control(opened, "Look for new videos at start", Switch).setFocus()
    press(opened, Qt.Key.Key_5)
    opened.settle()
    assert library.read.ratings() == []


def test_a_place_of_the_sidebar_or_a_search_leads_away_from_it(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    page(opened)
    places = opened.desk.sidebar.list
    box = places.visualRect(places.currentIndex())
    opened.qtbot.mouseClick(places.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert opened.desk.library_page.isVisible()
    page(opened)
    opened.desk.shell._parts.topbar.search.setText("bread")
    opened.qtbot.waitUntil(opened.desk.search.view.isVisible, timeout=2000)


def test_filter_narrows_and_sets_off_what_it_found(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    view = page(opened)
    opened.qtbot.keyClicks(view.filter, "battery")
    assert shown(view) == ["Learn on battery"]
    assert [group.heading for group in view.groups if group.isVisible()] == ["Learning"]
    (span,) = row(opened, "Learn on battery")._title._spans
    assert (span.start, span.length) == ("Learn on battery".index("battery"), 7)
    view.filter.setText("font")  # a word that the row does not say
    assert shown(view) == ["Text size"]
    view.filter.setText("look and")  # a heading shows all below it
    assert shown(view) == ["Theme", "Text size", "Motion", "Language"]
    view.filter.setText("teapot")
    assert shown(view) == [] and "teapot" in view._nothing.text() and view._nothing.isVisible()
    view.filter.clear()
    assert len(shown(view)) == len(view.rows())


def test_find_goes_to_the_filter_while_the_page_is_shown(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    view = page(opened)
    control(opened, "Text size", Steps).more.setFocus()
    press(opened, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.filter.hasFocus()


# --- changing ----------------------------------------------------------------------------------------


def test_theme_by_mouse_applies_at_once_is_kept_and_undone(
    open_window: Open, films: dict[str, int], library: Library
) -> None:
    opened = open_window()
    view = page(opened)
    theme = control(opened, "Theme", Choice)
    assert isinstance(theme, Choice)
    (light,) = (b for b in theme.buttons() if b.text() == "Light")
    opened.qtbot.mouseClick(light, Qt.MouseButton.LeftButton)
    assert opened.desk.look.theme.name == "light"
    opened.qtbot.waitUntil(lambda: kept(library).theme == "light", timeout=2000)
    assert row(opened, "Theme").reset.isVisible()
    assert "Theme" in view.undo.toolTip()
    opened.qtbot.mouseClick(view.undo, Qt.MouseButton.LeftButton)
    assert opened.desk.preferences.now.theme == "system"
    assert not view.undo.isEnabled() and not row(opened, "Theme").reset.isVisible()
    opened.qtbot.waitUntil(lambda: kept(library).theme == "system", timeout=2000)


def test_choices_follow_the_arrow_keys(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    page(opened)
    motion = control(opened, "Motion", Choice)
    assert isinstance(motion, Choice)
    motion.buttons()[0].setFocus()
    press(opened, Qt.Key.Key_Right)
    press(opened, Qt.Key.Key_Right)
    assert opened.desk.preferences.now.motion == "reduced"
    assert not opened.desk.look.animates and QApplication.cursorFlashTime() == 0
    press(opened, Qt.Key.Key_Left)
    assert opened.desk.preferences.now.motion == "full"
    assert opened.desk.look.animates and QApplication.cursorFlashTime() > 0


def test_text_size_by_keys_makes_all_text_larger(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    page(opened)
    steps = control(opened, "Text size", Steps)
    before = opened.desk.look.font("body").pointSizeF()
    steps.more.setFocus()  # type: ignore[attr-defined]
    for _ in range(3):
        press(opened, Qt.Key.Key_Plus)
    assert opened.desk.preferences.now.text_size == 130
    assert opened.desk.look.font("body").pointSizeF() == pytest.approx(1.3 * before)
    assert QApplication.font().pointSizeF() == pytest.approx(1.3 * before)
    assert opened.desk.look.theme.line("body") == 26
    for _ in range(9):
        press(opened, Qt.Key.Key_Plus)
    assert opened.desk.preferences.now.text_size == 200
    assert not steps.more.isEnabled()  # type: ignore[attr-defined]
    opened.desk.preferences.reset("text_size")
    assert opened.desk.look.font("body").pointSizeF() == pytest.approx(before)


def test_a_switch_by_space_and_by_mouse(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    page(opened)
    switch = control(opened, "Look for new videos at start", Switch)
    switch.setFocus()
    press(opened, Qt.Key.Key_Space)
    assert opened.desk.preferences.now.scan_at_start is False
    opened.qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert opened.desk.preferences.now.scan_at_start is True


def test_a_dial_ranks_anew_and_is_one_step_of_undo(open_window: Open, films: dict[str, int], library: Library) -> None:
    opened = open_window()
    page(opened)
    scale = control(opened, "Familiar or new", Scale)
    assert isinstance(scale, Scale)
    ranked: list[object] = []
    opened.desk.taste._ranking.ready.connect(ranked.append)
    scale.slider.setFocus()
    for _ in range(5):
        press(opened, Qt.Key.Key_Right)
    assert opened.desk.preferences.now.novelty == 0.5
    opened.qtbot.waitUntil(lambda: bool(ranked), timeout=2000)
    assert opened.desk.taste._dials.novelty == 0.5
    opened.qtbot.waitUntil(lambda: kept(library).novelty == 0.5, timeout=2000)
    opened.desk.preferences.undo()
    assert opened.desk.preferences.now.novelty == 0.0


def test_language_turns_numbers_at_once(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    page(opened)
    language = control(opened, "Language", Choice)
    assert isinstance(language, Choice)
    opened.qtbot.mouseClick(language.buttons()[2], Qt.MouseButton.LeftButton)
    assert QLocale().language() == QLocale.Language.Chinese
    assert QApplication.translate("QPlatformTheme", "Cancel") == "取消"  # Qt's own words
    opened.qtbot.mouseClick(language.buttons()[1], Qt.MouseButton.LeftButton)
    assert QLocale().language() == QLocale.Language.English
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_one_row_and_all_rows_go_back_to_their_defaults(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    view = page(opened)
    preferences = opened.desk.preferences
    preferences.set(balance=0.9)
    preferences.set(theme="light", train_on_battery=False)
    opened.qtbot.mouseClick(row(opened, "Balance").reset, Qt.MouseButton.LeftButton)
    assert preferences.now == Settings(theme="light", train_on_battery=False)
    opened.qtbot.mouseClick(view.reset_all, Qt.MouseButton.LeftButton)
    assert preferences.now == Settings()
    assert not view.reset_all.isEnabled()
    view.setFocus()
    press(opened, Qt.Key.Key_Tab)
    press(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert preferences.now == Settings(theme="light", train_on_battery=False)


def test_a_folder_is_chosen_and_taken_back(
    open_window: Open, films: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    page(opened)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    found = row(opened, "Embedding model")
    opened.qtbot.mouseClick(found.control, Qt.MouseButton.LeftButton)
    assert opened.desk.preferences.now.embedder == str(tmp_path)
    assert found._text.text().endswith(str(tmp_path))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    opened.qtbot.mouseClick(found.control, Qt.MouseButton.LeftButton)
    assert opened.desk.preferences.now.embedder == str(tmp_path)
    opened.qtbot.mouseClick(found.reset, Qt.MouseButton.LeftButton)
    assert opened.desk.preferences.now.embedder == ""


def test_what_was_changed_last_is_kept_when_the_window_closes_at_once(
    open_window: Open, films: dict[str, int], library: Library
) -> None:
    opened = open_window()
    opened.desk.preferences.set(text_size=120)
    opened.desk.window.close()
    assert kept(library).text_size == 120


# --- the file ----------------------------------------------------------------------------------------


def test_a_file_with_bad_values_opens_with_defaults_and_says_which(open_window: Open, library: Library) -> None:
    library.paths.settings.write_text('theme = "pink"\ntext_size = 150\nmine = "kept"\n', encoding="utf-8")
    opened = open_window()
    assert opened.desk.preferences.now == Settings(text_size=150)
    opened.qtbot.waitUntil(opened.desk.banner.isVisible, timeout=1000)
    assert "theme" in opened.desk.banner.text() and "pink" in opened.desk.banner.text()
    opened.desk.preferences.set(theme="dark")
    opened.qtbot.waitUntil(lambda: 'theme = "dark"' in library.paths.settings.read_text("utf-8"), timeout=2000)
    assert 'mine = "kept"' in library.paths.settings.read_text("utf-8")


def test_what_another_hand_writes_meanwhile_stays(open_window: Open, library: Library) -> None:
    opened = open_window()
    settings.save(Settings(balance=0.75), library.paths.settings)
    opened.desk.preferences.set(theme="light")
    opened.qtbot.waitUntil(lambda: kept(library).theme == "light", timeout=2000)
    assert kept(library).balance == 0.75


# --- folders -----------------------------------------------------------------------------------------


def test_folders_are_listed_with_their_counts_and_removed(
    open_window: Open, films: dict[str, int], shelf: Shelf, library: Library
) -> None:
    opened = open_window()
    page(opened)
    found = row(opened, str(shelf.folder))
    assert found._text.text() == "6 videos"
    opened.qtbot.mouseClick(found.control, Qt.MouseButton.LeftButton)
    (box,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
    (remove,) = (b for b in box.buttons() if b.text() == "Remove")
    remove.click()
    opened.qtbot.waitUntil(lambda: not library.read.roots(), timeout=2000)
    opened.settle()
    assert str(shelf.folder) not in [row.name for row in opened.desk.settings.view.rows()]


def test_a_folder_is_added_from_here(
    open_window: Open, films: dict[str, int], library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    page(opened)
    more = tmp_path / "more"
    more.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(more))
    opened.qtbot.mouseClick(row(opened, "Another folder").control, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: len(library.read.roots()) == 2, timeout=2000)
    opened.settle()
    assert row(opened, str(more))._text.text() == "0 videos"


# --- data --------------------------------------------------------------------------------------------


def test_the_library_folder_is_told_and_opened(
    open_window: Open, films: dict[str, int], library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    page(opened)
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(QUrl.toLocalFile(url)) or False)
    found = row(opened, "Nothing leaves this computer")
    assert str(library.paths.folder) in found._text.text()
    opened.qtbot.mouseClick(found.control, Qt.MouseButton.LeftButton)
    assert [Path(path) for path in asked] == [library.paths.folder]
    opened.qtbot.waitUntil(opened.desk.banner.isVisible, timeout=1000)  # nothing here opens folders


def test_a_backup_is_whole_and_goes_where_the_person_chose(
    open_window: Open, films: dict[str, int], library: Library, tmp_path: Path
) -> None:
    opened = open_window()
    page(opened)
    library.do(commands.rate, films["Slow Bread"], 4.0, at=5.0)
    opened.desk.preferences.set(backup_folder=str(tmp_path / "copies"))
    found = row(opened, "Back up")
    assert "last one" not in found._text.text()
    opened.qtbot.mouseClick(opened.desk.settings.back_up_now, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: "last one" in found._text.text(), timeout=5000)
    (copy,) = (tmp_path / "copies").glob("*.db")
    (tmp_path / "restored").mkdir()
    copy.rename(tmp_path / "restored" / "library.db")
    with Library.open_for_reading(tmp_path / "restored") as restored:
        assert restored.read.video(films["Slow Bread"]).stars == 4.0


def test_a_backup_that_fails_is_explained_and_can_be_tried_again(
    open_window: Open, films: dict[str, int], tmp_path: Path
) -> None:
    opened = open_window()
    page(opened)
    (tmp_path / "a file").write_text("no folder")
    opened.desk.preferences.set(backup_folder=str(tmp_path / "a file"))
    opened.qtbot.mouseClick(opened.desk.settings.back_up_now, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(opened.desk.banner.isVisible, timeout=5000)
    assert "backup" in opened.desk.banner.text()
    assert opened.desk.settings.back_up_now.isEnabled()


def test_export_is_a_job_whose_end_is_told(
    open_window: Open, films: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    page(opened)
    file = str(tmp_path / "mine.json")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (file, ""))
    opened.qtbot.mouseClick(opened.desk.settings.export_all, Qt.MouseButton.LeftButton)
    (job,) = opened.live.tasks(Export)
    assert job.task == Export(file)
    job.hear(Done({"videos": 6}))
    found = row(opened, "Export everything")
    opened.qtbot.waitUntil(lambda: found._text.text() == f"6 videos are in {file}", timeout=2000)


def test_import_looks_into_the_file_first_and_the_last_one_is_taken_back(
    open_window: Open, films: dict[str, int], library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    page(opened)
    file = tmp_path / "mine.json"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    opened.qtbot.mouseClick(opened.desk.settings.import_file, Qt.MouseButton.LeftButton)
    assert [job.task for job in opened.live.tasks(LookInto)] == [LookInto(str(file))]
    dialog = opened.desk.importing.dialog
    assert dialog is not None
    dialog.reject()
    said = {films["Slow Bread"]: (Stars(4.5, at=9.0),)}
    library.do(commands.import_said, said, origin="matinee", file="mine.json", at=10.0)
    opened.qtbot.waitUntil(opened.desk.settings.take_back.isVisible, timeout=2000)
    opened.qtbot.mouseClick(opened.desk.settings.take_back, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: library.read.imports() == [], timeout=2000)
    assert library.read.video(films["Slow Bread"]).stars is None


def test_a_cancelled_dialog_starts_no_job(
    open_window: Open, films: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    page(opened)
    for dialog in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, dialog, lambda *_: ("", ""))
    opened.qtbot.mouseClick(opened.desk.settings.export_all, Qt.MouseButton.LeftButton)
    opened.qtbot.mouseClick(opened.desk.settings.import_file, Qt.MouseButton.LeftButton)
    assert opened.live.tasks(Export) + opened.live.tasks(LookInto) == []


def test_the_last_training_is_told(open_window: Open, films: dict[str, int], library: Library) -> None:
    library.do(commands.store_batch, (Checkpoint("g.safetensors", "m", 340, 2.0, True, 1_700_000_000.0),), at=1.0)
    opened = open_window()
    page(opened)
    opened.qtbot.waitUntil(lambda: "340 steps" in row(opened, "Learn on")._text.text(), timeout=2000)


# --- for everybody -----------------------------------------------------------------------------------


def test_every_control_has_a_name_and_a_role(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    view = page(opened)
    for found in view.rows():
        interface = QAccessible.queryAccessibleInterface(found.control)
        assert interface is not None
        if found.control.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert interface.text(QAccessible.Text.Name), found.name
        assert found.control.accessibleDescription(), found.name
    switch = control(opened, "Learn on battery", Switch)
    role = QAccessible.queryAccessibleInterface(switch).role()  # type: ignore[union-attr]
    assert role == QAccessible.Role.CheckBox


@pytest.mark.parametrize("size", [80, 200])
def test_no_control_leaves_its_row_at_any_text_size(open_window: Open, films: dict[str, int], size: int) -> None:
    opened = open_window()
    view = page(opened)
    opened.desk.window.resize(1280, 720)
    opened.desk.preferences.set(text_size=size)
    opened.settle()
    for found in view.rows():
        corner = found.control.mapTo(found, found.control.rect().bottomRight())
        assert found.rect().adjusted(0, 0, -8, 0).contains(corner), found.name
        assert found.control.mapTo(found, QPoint(0, 0)).x() >= 8, found.name


# --- the window --------------------------------------------------------------------------------------


def test_the_window_stands_where_it_stood(open_window: Open, films: dict[str, int], library: Library) -> None:
    opened = open_window()
    window = opened.desk.window
    window.toggle_detail()
    window.toggle_jobs()
    window._outer.setSizes([260, 1180])
    opened.desk.window.resize(1200, 800)
    window.close()
    remembered = json.loads(library.paths.window.read_text("utf-8"))
    assert remembered["detail"] is False and remembered["jobs"] is True
    again = open_window().desk.window
    assert again._outer.sizes()[0] == remembered["outer"][0] == 260
    assert again._detail.isHidden() and not again._jobs.isHidden() and not again._sidebar.isHidden()


@pytest.mark.parametrize(
    "text",
    [
        "no JSON",
        "[1, 2]",
        '{"geometry": 7, "outer": ["a", 2], "inner": [1, -5], "sidebar": "no", "guide": 3}',
        '{"geometry": "AAAA", "outer": [1], "inner": [9, 9, 9, 9], "guide": "elsewhere"}',
    ],
)
def test_what_the_window_remembers_may_be_spoiled(
    open_window: Open, films: dict[str, int], library: Library, text: str
) -> None:
    library.paths.window.write_text(text, encoding="utf-8")
    opened = open_window()
    assert not opened.desk.window._sidebar.isHidden() and not opened.desk.window._detail.isHidden()
    assert opened.desk.guide.step == ""
    assert opened.desk.library_page.isVisible()


def test_a_screen_reader_hears_what_the_page_is(open_window: Open, films: dict[str, int]) -> None:
    opened = open_window()
    view = page(opened)
    assert view.accessibleName() == "Settings" and QGuiApplication.focusObject() is view.filter
