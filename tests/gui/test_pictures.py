"""The image provider: cut to size, rounded, remembered, and honest about what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from desktop.models.pictures import Frame, Pictures
from desktop.theme import Look


@pytest.fixture
def pictures(tmp_path: Path, look: Look) -> Iterator[Pictures]:
    pictures = Pictures(tmp_path, look)
    yield pictures
    pictures.close()


def save(path: Path, width: int, height: int, *columns: str) -> None:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for place, color in enumerate(columns):
        painter.fillRect(QRect(place * width // len(columns), 0, width // len(columns), height), QColor(color))
    painter.end()
    assert image.save(str(path), quality=95)  # type: ignore[call-overload]


def loaded(qtbot: QtBot, pictures: Pictures, name: str, frame: Frame) -> QImage:
    pictures.get(name, frame)
    qtbot.waitUntil(lambda: not pictures.busy, timeout=2000)
    pixmap = pictures.get(name, frame)
    assert pixmap is not None
    return pixmap.toImage()


def test_a_picture_comes_cut_to_size(pictures: Pictures, tmp_path: Path, qtbot: QtBot) -> None:
    save(tmp_path / "a.jpg", 400, 400, "#aa0000")
    with qtbot.waitSignal(pictures.loaded, timeout=2000) as heard:
        assert pictures.get("a.jpg", Frame(160, 90)) is None
    assert heard.args == ["a.jpg"]
    image = loaded(qtbot, pictures, "a.jpg", Frame(160, 90))
    assert (image.width(), image.height()) == (160, 90)
    assert abs(image.pixelColor(80, 45).red() - 0xAA) < 6


def test_corners_are_round_above_and_square_below(pictures: Pictures, tmp_path: Path, qtbot: QtBot) -> None:
    save(tmp_path / "a.jpg", 320, 180, "#ffffff")
    image = loaded(qtbot, pictures, "a.jpg", Frame(160, 90, top=20))
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(159, 0).alpha() == 0
    assert image.pixelColor(0, 89).alpha() == 255
    assert image.pixelColor(80, 0).alpha() == 255


def test_another_size_shows_the_last_one_meanwhile(pictures: Pictures, tmp_path: Path, qtbot: QtBot) -> None:
    save(tmp_path / "a.jpg", 320, 180, "#00aa00")
    loaded(qtbot, pictures, "a.jpg", Frame(160, 90))
    meanwhile = pictures.get("a.jpg", Frame(200, 112))
    assert meanwhile is not None
    assert meanwhile.width() == 160


def test_frames_of_a_contact_sheet_are_told_apart(pictures: Pictures, tmp_path: Path, qtbot: QtBot) -> None:
    save(tmp_path / "s.jpg", 480, 90, "#cc0000", "#00cc00", "#0000cc")
    middle = loaded(qtbot, pictures, "s.jpg", Frame(80, 45, part=(1, 0, 3, 1)))
    assert middle.pixelColor(40, 20).green() > 150 > middle.pixelColor(40, 20).red()


def test_what_cannot_be_read_is_known_as_broken(pictures: Pictures, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "bad.jpg").write_bytes(b"no picture")
    pictures.get("bad.jpg", Frame(10, 10))
    qtbot.waitUntil(lambda: not pictures.busy, timeout=2000)
    assert pictures.is_broken("bad.jpg")
    assert pictures.is_broken(None)
    assert pictures.get("bad.jpg", Frame(10, 10)) is None
    assert not pictures.busy  # it is not asked for again


def test_posters_are_set_from_titles(pictures: Pictures) -> None:
    frame = Frame(320, 180, top=12, bottom=12)
    first = pictures.lettered("A Long Walk", "Film", frame, 1.0).toImage()
    other = pictures.lettered("花开的声音", "Film", frame, 1.0).toImage()
    assert first != other
    assert first.pixelColor(0, 0).alpha() == 0
    assert len({first.pixelColor(x, y).name() for x in range(20, 300, 2) for y in range(100, 170, 2)}) > 5
    assert pictures.lettered("A Long Walk", "Film", frame, 1.0).toImage() == first


def test_old_pictures_make_room(
    pictures: Pictures, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.models.pictures._CACHE_BYTES", 3 * 160 * 90 * 4)
    for number in range(6):
        save(tmp_path / f"{number}.jpg", 160, 90, "#333333")
        loaded(qtbot, pictures, f"{number}.jpg", Frame(160, 90))
    assert pictures.held_bytes <= 3 * 160 * 90 * 4
