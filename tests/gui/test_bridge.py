"""The crossing between threads: everything arrives on the GUI thread, in order, or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.bridge import Background, ChangeBridge
from engine.errors import Cancelled
from engine.events import Changes


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background(workers=1)
    yield background
    background.close()


def test_work_is_done_elsewhere_and_delivered_here(background: Background, qtbot: QtBot) -> None:
    seen: list[tuple[threading.Thread, threading.Thread]] = []
    background.run(threading.current_thread, lambda worker: seen.append((worker, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(seen), timeout=1000)
    worker, here = seen[0]
    assert here is threading.main_thread()
    assert worker is not here


def test_results_come_in_order(background: Background, qtbot: QtBot) -> None:
    seen: list[int] = []
    for number in range(50):
        background.run(lambda number=number: number, seen.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(seen) == 50, timeout=1000)
    assert seen == list(range(50))
    assert background.is_idle


def test_an_error_goes_to_failed_and_the_next_work_runs(background: Background, qtbot: QtBot) -> None:
    seen: list[int] = []
    with qtbot.waitSignal(background.failed, timeout=1000) as heard:
        background.run(lambda: 1 // 0, seen.append)
    assert isinstance(heard.args[0], ZeroDivisionError)
    background.run(lambda: 5, seen.append)
    qtbot.waitUntil(lambda: seen == [5], timeout=1000)


def test_cancelled_is_silence(background: Background, qtbot: QtBot) -> None:
    def stop() -> None:
        raise Cancelled

    with qtbot.assertNotEmitted(background.failed, wait=100):
        background.run(stop, lambda _: None)


def test_nothing_is_delivered_after_close(qtbot: QtBot) -> None:
    background = Background(workers=1)
    gate, seen = threading.Event(), list[int]()
    background.run(lambda: (gate.wait(2) and 1) or 1, seen.append)
    gate.set()
    background.close()
    background.run(lambda: 2, seen.append)
    qtbot.wait(50)
    assert seen == []


def test_a_scan_s_stream_is_gathered(qtbot: QtBot) -> None:
    bridge = ChangeBridge(gather_ms=60)
    heard: list[Changes] = []
    bridge.changed.connect(heard.append)
    for number in range(20):
        bridge.hear(Changes(videos=frozenset({number})))
    qtbot.waitUntil(lambda: bool(heard), timeout=1000)
    assert [len(changes.videos) for changes in heard] == [20]


def test_what_a_person_said_passes_at_once(qtbot: QtBot) -> None:
    bridge = ChangeBridge(gather_ms=60_000)
    heard: list[Changes] = []
    bridge.changed.connect(heard.append)
    bridge.hear(Changes(videos=frozenset({1})))
    bridge.hear(Changes(ratings=frozenset({2})))
    qtbot.waitUntil(lambda: bool(heard), timeout=1000)
    assert heard == [Changes(videos=frozenset({1}), ratings=frozenset({2}))]


def test_changes_of_the_writer_s_thread_arrive_on_this_one(qtbot: QtBot) -> None:
    bridge = ChangeBridge()
    threads: list[threading.Thread] = []
    bridge.changed.connect(lambda changes: threads.append(threading.current_thread()))
    writer = threading.Thread(target=lambda: bridge.hear(Changes(notes=frozenset({1}))))
    writer.start()
    writer.join()
    qtbot.waitUntil(lambda: bool(threads), timeout=1000)
    assert threads == [threading.main_thread()]
