"""The mood dial: chosen, typed, read by the job process once, kept, and taken back, from mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from engine import settings
from engine.events import Done, Failed, ReadMood
from engine.mood import MOODS, KnownMoods, parts_of, read
from engine.records import Vector
from engine.store.library import Library
from tests.gui.conftest import FakeJob, Opened

Open = Callable[[], Opened]
LEFT = Qt.MouseButton.LeftButton
CALM = ("花开的声音", "Slow Bread", "Rain on Stone")


def encode(texts: Sequence[str]) -> Vector:
    """Sentences about calm, and 下雨天, point to the second group of films; all others away from it."""
    rows = np.random.default_rng(1).normal(size=(len(texts), 16)) * 0.05
    for row, text in zip(rows, texts, strict=True):
        row[1 if "quiet" in text or "下雨" in text else 0] += 1
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def opened(open_window: Open, films: dict[str, int]) -> Opened:
    return show(open_window())


def show(opened: Opened) -> Opened:
    opened.desk.sidebar.select("taste")
    opened.settle()
    return opened


def answer(opened: Opened, library: Library) -> FakeJob:
    """Do what the job process was asked for last."""
    opened.qtbot.waitUntil(lambda: bool(opened.desk.jobs.open(ReadMood)), timeout=2000)
    job = opened.live.tasks(ReadMood)[-1]
    known = KnownMoods(library.paths.moods)
    known.learn(read(parts_of(job.task.words), encode), model="test")  # type: ignore[union-attr]
    job.hear(Done(answer=known.mood(job.task.words, model="test")))  # type: ignore[union-attr]
    opened.qtbot.waitUntil(lambda: not opened.desk.jobs.open(ReadMood), timeout=2000)
    opened.settle()
    return job


def first(opened: Opened) -> list[str]:
    return opened.desk.taste.dials.first()


def kept(library: Library) -> str:
    return settings.load(library.paths.settings).mood


def says(opened: Opened) -> str:
    return opened.desk.taste.dials.mood._value.text()


def test_a_mood_is_off_at_first(opened: Opened) -> None:
    dial = opened.desk.taste.dials.mood
    assert list(dial.chips) == list(MOODS) and not any(chip.isChecked() for chip in dial.chips.values())
    assert says(opened) == "any mood" and not opened.live.tasks(ReadMood)


def test_by_mouse_the_list_turns_to_it_and_back(opened: Opened, library: Library) -> None:
    dial, before = opened.desk.taste.dials.mood, first(opened)
    opened.qtbot.mouseClick(dial.chips["calm"], LEFT)
    assert says(opened) == "reading…"
    answer(opened, library)
    assert says(opened) == "calm"
    assert first(opened)[0] in CALM and first(opened) != before
    opened.qtbot.waitUntil(lambda: kept(library) == "calm", timeout=3000)
    suggested = opened.desk.routine._ranked.suggestions
    assert suggested[0].reasons[0].text == "Fits your mood: calm"
    opened.qtbot.mouseClick(dial.chips["calm"], LEFT)
    opened.settle()
    assert first(opened) == before and says(opened) == "any mood"
    opened.qtbot.waitUntil(lambda: kept(library) == "", timeout=3000)
    assert len(opened.live.tasks(ReadMood)) == 1


def test_by_keyboard_words_of_ones_own_in_chinese(opened: Opened, library: Library) -> None:
    dial, before = opened.desk.taste.dials.mood, first(opened)
    dial.own.setFocus()
    dial.own.insert("下雨天")
    opened.qtbot.keyClick(dial.own, Qt.Key.Key_Return)
    assert answer(opened, library).task == ReadMood("下雨天")
    assert says(opened) == "下雨天" and first(opened)[0] in CALM
    dial.chips["funny"].setFocus()
    opened.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    opened.settle()
    assert says(opened) == "funny, 下雨天" and dial.own.text() == "下雨天"
    assert len(opened.live.tasks(ReadMood)) == 1  # all that is offered was read with the first
    opened.desk.taste.dials.back.setFocus()
    opened.qtbot.keyClick(opened.desk.taste.dials.back, Qt.Key.Key_Space)
    opened.settle()
    assert first(opened) == before and dial.own.text() == "" and kept(library) == ""


def test_it_is_there_again_at_the_next_start_without_a_job(
    open_window: Open, films: dict[str, int], library: Library
) -> None:
    KnownMoods(library.paths.moods).learn(read((), encode), model="test")
    settings.save(settings.Settings(mood="calm"), library.paths.settings)
    opened = show(open_window())
    assert first(opened)[0] in CALM
    assert opened.desk.taste.dials.mood.chips["calm"].isChecked() and says(opened) == "calm"
    assert not opened.live.tasks(ReadMood)
    opened.desk.taste.dials.novelty.slider.setFocus()
    opened.qtbot.keyClick(opened.desk.taste.dials.novelty.slider, Qt.Key.Key_Right)
    opened.settle()
    assert kept(library) == "calm"


def test_a_mood_that_cannot_be_read_leaves_the_list_as_it_is(opened: Opened, library: Library) -> None:
    dial, before = opened.desk.taste.dials.mood, first(opened)
    opened.qtbot.mouseClick(dial.chips["calm"], LEFT)
    opened.qtbot.waitUntil(lambda: bool(opened.desk.jobs.open(ReadMood)), timeout=2000)
    opened.live.tasks(ReadMood)[-1].hear(Failed("There is no embedding model.", fault=True))
    opened.qtbot.waitUntil(lambda: says(opened) == "any mood", timeout=2000)
    assert first(opened) == before and not dial.chips["calm"].isChecked() and kept(library) == ""
    assert "no embedding model" in opened.desk.banner.text()


def test_turned_quickly_the_last_words_count(opened: Opened, library: Library) -> None:
    dial = opened.desk.taste.dials.mood
    opened.qtbot.mouseClick(dial.chips["calm"], LEFT)
    opened.qtbot.mouseClick(dial.chips["calm"], LEFT)
    opened.settle()
    opened.qtbot.mouseClick(dial.chips["tense"], LEFT)
    answer(opened, library)
    assert says(opened) == "tense" and opened.desk.taste._dials.mood is not None
    assert opened.desk.taste._dials.mood.words == ("tense",)


def test_a_mood_set_elsewhere_is_followed(opened: Opened, library: Library) -> None:
    KnownMoods(library.paths.moods).learn(read((), encode), model="test")
    opened.desk.preferences.set(mood="dark, calm")
    opened.settle()
    assert says(opened) == "dark, calm"
