"""The window in Simplified Chinese: its words, those of the engine, numbers and dates; nothing cut off, nothing left in
English."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from desktop.language import locale_of, speak, tr
from desktop.messages import Messages
from desktop.models.jobs import end_text
from desktop.pages import taste
from desktop.views import wording
from desktop.views.card import reason_text
from desktop.views.controls import Label
from desktop.views.paragraph import Paragraph
from desktop.views.timeline import day_text
from engine import settings
from engine.errors import EnvironmentFault
from engine.events import Done, Failed, Progress, Scan
from engine.message import Message
from engine.records import Reason
from engine.settings import Settings
from engine.store import commands
from engine.store.library import Library
from tests.gui.conftest import Opened, Shelf

Open = Callable[[], Opened]

# What is the same in every language: names, keys, formats, the videos' own words, and the licence of a data set.
SAME = re.compile(
    r"Matinee|Ctrl|Esc|CUDA|Apple|PyTorch|sentence-transformers|IMDb|Letterboxd|Trakt|CSV|/\S*|[A-Z]\w*\+\S|F\d|\d+p\b"
    r"|Ada Ray|Drama|English|Learned from MovieLens.*"
)
CUT_BY_DESIGN = (Paragraph,)


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    speak(qapp, "zh_CN")
    yield
    speak(qapp, "en")


@pytest.fixture
def window(library: Library, shelf: Shelf, qapp: QApplication, open_window: Open) -> Iterator[Opened]:
    """Chinese videos, rated and noted over some days, at the smallest size that is promised."""
    ids = [
        shelf.add(
            f"第{number}个故事",
            text=f"这是第{number}个故事。",
            topic=number % 2,
            kind=kind,
            series=series,
            episode=number,
        )
        for number, (kind, series) in enumerate(
            [("film", "")] * 6 + [("episode", "长河"), ("episode", "长河"), ("talk", ""), ("lesson", ""), ("clip", "")],
            1,
        )
    ]
    now = time.time()
    for day, video_id in enumerate(ids[:8]):
        library.do(commands.rate, video_id, 4.5 if day % 2 else 1.5, at=now - 86400 * (day + 1))
    library.do(commands.write_note, ids[1], "喜欢安静的故事。", at=now - 3600)
    library.do(commands.add_tags, ids[2], ["安静"], at=now - 60)
    settings.save(Settings(language="zh_CN"), library.paths.settings)
    opened = open_window()
    opened.desk.window.resize(1280, 720)
    opened.settle()
    yield opened
    speak(qapp, "en")


def told(widget: QWidget) -> list[str]:
    """Every word that a widget shows or a screen reader says."""
    texts = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    if isinstance(widget, QLabel | QAbstractButton):
        texts.append(widget.text())
    if isinstance(widget, QLineEdit):
        texts.append(widget.placeholderText())
    if isinstance(widget, Paragraph):
        texts.append(widget.text())
    return [text for text in texts if text]


def english(page: QWidget) -> set[str]:
    """What a page says in English."""
    shown = [page, *(one for one in page.findChildren(QWidget) if one.isVisibleTo(page))]
    return {text for one in shown for text in told(one) if re.search(r"[A-Za-z]{2,}", SAME.sub("", text))}


def clipped(page: QWidget) -> list[str]:
    """What a page shows in less room than its words take, but for what is made to be cut with an ellipsis."""
    found = []
    for one in page.findChildren(QWidget):
        if not one.isVisible() or isinstance(one, CUT_BY_DESIGN):
            continue
        needed = 0
        if (
            isinstance(one, QLabel)
            and one.text()
            and not one.wordWrap()
            and not (isinstance(one, Label) and one._elide)
        ):
            needed = one.fontMetrics().horizontalAdvance(one.text())
        elif isinstance(one, QAbstractButton) and one.text():
            needed = one.minimumSizeHint().width()
        elif isinstance(one, QLineEdit) and not one.text():
            needed = one.fontMetrics().horizontalAdvance(one.placeholderText())
        if needed > one.width() + 1 or (needed and one.height() < one.fontMetrics().height() - 2):
            found.append(f"{type(one).__name__} {told(one)[-1]!r}: {one.width()}x{one.height()}, needs {needed}")
    return found


def test_texts_of_every_sort_are_chinese(chinese: None) -> None:
    assert tr("Continue watching") == "继续观看"  # outside of a class
    assert QCoreApplication.translate("Welcome", "Try the demo library") == "试试演示片库"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"  # of Qt's own dialogs


def test_language_of_the_system_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("zh_SG"))
    assert locale_of("system").territory() == QLocale.Country.Singapore
    monkeypatch.setattr(QLocale, "system", lambda: QLocale.c())
    assert locale_of("system").language() == QLocale.Language.English


@pytest.mark.parametrize(
    ("name", "word"), [("zh_SG", "取消"), ("zh_CN", "取消"), ("fr_FR", "Cancel"), ("en_GB", "Cancel")]
)
def test_simplified_chinese_of_every_country_and_english_elsewhere(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, name: str, word: str
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(name))
    speak(qapp, "system")
    try:
        assert QCoreApplication.translate("TagDialog", "Cancel") == word
    finally:
        speak(qapp, "en")


def test_words_of_the_engine_are_told_in_chinese(chinese: None) -> None:
    stars = Message("You gave {title} {stars}", title="Film", stars="★★½")
    reason = Reason("rated", Message("Unlike what you disliked: {told}", told=stars), stars=2.5)
    assert str(reason.text) == "Unlike what you disliked: You gave Film ★★½"  # the command line's
    text, spans = reason_text((reason,))
    assert text == "和你不喜欢的不同：你给《Film》评了 ★★½"  # a title is nobody's to translate
    assert text[spans[-1].start :] == "★★½"
    assert wording.told(Message("Kind: {kind}", kind="film")) == "类型：电影"
    assert wording.told(Message("About {length} long", length="25 min")) == "时长约 25 分钟"
    assert wording.told("whatever it is") == "whatever it is"


def test_faults_are_told_in_chinese_wherever_they_come_from(chinese: None, qtbot: object, tmp_path: object) -> None:
    said: list[str] = []
    messages = Messages()
    messages.fault.connect(said.append)
    full = Message(
        "The settings cannot be kept in {path} ({reason}). Make room there.", path="/x", reason="File exists"
    )
    messages.report(EnvironmentFault(full))
    messages.report(Failed(full, fault=True))  # of a job process
    QCoreApplication.processEvents()
    assert said == ["无法将设置保存到 /x（文件已存在）。请腾出空间。"] * 2


def test_numbers_dates_and_counts_follow_the_language(chinese: None) -> None:
    noon = time.mktime((2025, 3, 9, 12, 0, 0, 0, 0, -1))
    assert day_text(noon).startswith("2025年3月9日")
    assert taste._span_name(noon, "week") == "3月9日"
    assert taste._span_name(noon, "month") == "3月"
    assert wording.length(5520) == "1 小时 32 分钟"
    assert wording.number(12345) == "12,345"
    assert wording.label("decade", "1980s") == "1980 年代"
    assert end_text(Done({"new": 1200, "unreadable": 2})) == "已完成：1,200 个新增或有变化、2 个无法读取"


def test_unreadable_files_say_why_in_chinese(chinese: None, library: Library, shelf: Shelf) -> None:
    shelf.add_unreadable("坏.mp4", Message("damaged, cut short, or not a video"))
    shelf.add_unreadable("怪.mp4", "it cannot be read (KeyError)")
    said = {wording.long_status(video) for video in library.read.videos()}
    assert said == {
        "Matinee 无法读取这个文件：已损坏、不完整，或不是视频",
        "Matinee 无法读取这个文件：无法读取 (KeyError)",
    }


def test_library_fits_in_chinese_and_is_chinese(window: Opened) -> None:
    scan = window.batch.tasks(Scan)
    if scan:
        scan[0].hear(Progress("index", 318, 512, rate_per_s=14.0, left_s=14.0))
    window.desk.shell.choose(window.desk.library_page.head.cards.cards()[0].video_id)
    window.settle()
    assert clipped(window.desk.window) == []
    assert english(window.desk.window) == set()


def test_settings_fit_in_chinese_and_are_chinese(window: Opened) -> None:
    window.desk.shell.show_settings()
    window.settle()
    view = window.desk.settings.view
    assert view.isVisible()
    assert clipped(view) == []
    assert english(view) == set()


def test_taste_page_fits_in_chinese_and_is_chinese(window: Opened) -> None:
    window.desk.sidebar.select("taste")
    window.settle()
    page = window.desk.taste
    window.qtbot.waitUntil(page.report.isVisible, timeout=5000)
    window.settle()
    assert clipped(page) == []
    assert english(page) == set()


def test_first_steps_fit_in_chinese_and_are_chinese(library: Library, qapp: QApplication, open_window: Open) -> None:
    settings.save(Settings(language="zh_CN"), library.paths.settings)
    opened = open_window()
    try:
        opened.desk.window.resize(1280, 720)
        opened.settle()
        assert clipped(opened.desk.window) == []
        assert english(opened.desk.window) == set()
    finally:
        speak(qapp, "en")
