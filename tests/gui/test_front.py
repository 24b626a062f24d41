"""The window is shown with the first posters, and made whole a moment later."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import build
from desktop.front import Front, begin
from engine.store.library import Library
from tests.gui.conftest import FakeClient, Shelf


@pytest.fixture
def front(qapp: QApplication, qtbot: QtBot, library: Library) -> Iterator[Front]:
    front = begin(qapp, library)
    qtbot.addWidget(front.window)
    front.window.resize(1440, 900)
    front.window.show()
    yield front
    front.window.close()
    for part in (front.background, front.notebook, front.pictures):
        part.close()


def test_the_first_posters_stand_before_all_is_counted(
    front: Front, films: dict[str, int], shelf: Shelf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.pages.library._FIRST", 3)
    with qtbot.waitSignal(front.page.first_shown):
        front.page.show_first()
    newest = list(films.values())[:2:-1]
    assert front.page.videos.ids() == newest and front.page.grid.isVisible()
    assert front.page.head.bar.count_text() == ""
    places = {place.name: place.count for place in front.places.places()}
    assert places["all"] is None and "folder" in places


def test_the_rest_joins_without_a_change_of_room(
    front: Front, films: dict[str, int], qapp: QApplication, library: Library, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(front.page.first_shown):
        front.page.show_first()
    room = front.page.grid.geometry(), front.window.size()
    desk = build(qapp, library, {"batch": FakeClient(), "live": FakeClient()}, front)
    desk.load()
    qtbot.waitUntil(desk.is_painted, timeout=5000)
    assert (front.page.grid.geometry(), front.window.size()) == room
    assert desk.pane.isVisible() and front.page.videos.ids() == list(films.values())[::-1]
    assert {place.name: place.count for place in front.places.places()}["all"] == len(films)
    desk.close()


def test_an_empty_library_waits_for_the_welcome(front: Front, qtbot: QtBot) -> None:
    with qtbot.waitSignal(front.page.first_shown):
        front.page.show_first()
    assert not front.page.grid.isVisible()


def test_a_fault_before_anybody_listens_is_told_later(
    front: Front, qapp: QApplication, library: Library, qtbot: QtBot
) -> None:
    front.background.failed.emit(OSError("The disk is gone."))
    desk = build(qapp, library, {"batch": FakeClient(), "live": FakeClient()}, front)
    assert front.faults
    told: list[object] = []
    desk.messages.bug.connect(told.append)
    desk.messages.fault.connect(told.append)
    front.background.failed.emit(OSError("Again."))
    assert len(front.faults) == 1 and len(told) == 1  # from then on it goes through the one door
    desk.close()
