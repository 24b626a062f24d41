"""What the player is told of a video, what it remembers of the person, and how it draws what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from desktop.memory import Memory
from desktop.models.programme import (
    Subtitles,
    chapter_at,
    chapters_of,
    neighbours,
    own_name,
    read_programme,
    sounds_of,
    subtitles_of,
)
from desktop.models.viewing import Languages, SubtitleStyle, Viewing
from desktop.theme import Look
from desktop.views.captions import Captions, draw_captions, wrapped
from desktop.views.stage import StageLook
from engine.records import Chapter, Cue, Fingerprint, Track, Video, VideoDetail
from engine.store.library import Library
from tests.gui.conftest import Shelf

# --- tracks ----------------------------------------------------------------------------------------------


def test_tracks_are_named_and_in_time() -> None:
    tracks = (
        Track("subtitle", 1, language="en", title="SDH", id=7),
        Track("subtitle", 2, language="zh", id=8),
        Track("subtitle", 3, language="zh", id=9),
        Track("subtitle", 0, path="/films/Film.srt", id=10),
    )
    cues = [
        Cue(5, 6, "b", track_id=7),
        Cue(1, 2, "a", track_id=7),
        *(Cue(1, 2, "甲", track_id=number) for number in (8, 9, 10)),
    ]
    found = subtitles_of(tracks, cues)
    assert [track.name for track in found] == ["English · SDH", "中文", "中文 2", "Film.srt"]
    assert [cue.text for cue in found[0].cues] == ["a", "b"]


def test_tracks_that_cannot_be_shown_say_why() -> None:
    tracks = (
        Track("subtitle", 1, language="de", is_text=False, id=1),
        Track("subtitle", 2, language="fr", id=2),
        Track("subtitle", 3, language="it", cues=(), id=3),
        Track("subtitle", 4, language="en", id=4),
    )
    found = subtitles_of(tracks, [Cue(0, 1, "a", track_id=4)])
    assert [(track.language, track.problem) for track in found] == [
        ("en", ""),
        ("de", "Pictures, which Matinee can't show"),
        ("fr", "Not read yet"),
        ("it", "Has no lines"),
    ]


def test_sounds_come_in_the_order_of_the_file() -> None:
    tracks = (
        Track("audio", 3, language="fr", title="Commentary", channels=2),
        Track("video", 0),
        Track("audio", 1, channels=6),
        Track("audio", 2, channels=6),
    )
    assert [sound.name for sound in sounds_of(tracks)] == [
        "Sound · 5.1",
        "Sound · 5.1 2",
        "Français · Commentary · stereo",
    ]


@pytest.mark.parametrize(
    ("code", "name"), [("en", "English"), ("zh", "中文"), ("de", "Deutsch"), ("fr", "Français"), ("xx", "xx"), ("", "")]
)
def test_a_language_is_written_as_its_speakers_write_it(code: str, name: str) -> None:
    assert own_name(code) == name


def test_lines_that_overlap_stand_together() -> None:
    track = Subtitles("en", (Cue(0, 5_000, "sign"), Cue(1_000, 2_000, "one"), Cue(2_000, 3_000, " two ")))
    assert [track.at(ms) for ms in (0, 999, 1_500, 2_000, 4_999, 5_000)] == [
        "sign",
        "sign",
        "sign\none",
        "sign\ntwo",
        "sign",
        "",
    ]


def detail(*chapters: Chapter) -> VideoDetail:
    return VideoDetail(Video(1, "Film", "/f.mkv"), Fingerprint(1, "a"), (), (), chapters, (), (), ())


def test_chapters_have_names_and_one_alone_tells_nothing() -> None:
    assert chapters_of(detail(Chapter(0, 10, "All"))) == ()
    named = chapters_of(detail(Chapter(5, 10, ""), Chapter(1, 5, "Start")))
    assert [chapter.title for chapter in named] == ["Start", "Chapter 2"]
    assert [chapter_at(named, second) for second in (0.5, 1.0, 4.9, 5.0, 99.0)] == [None, 0, 0, 1, 1]


# --- a series --------------------------------------------------------------------------------------------


def part(number: int, **other: object) -> Video:
    values: dict[str, object] = {
        "title": f"Part {number}",
        "path": f"/s/{number}.mkv",
        "series": "S",
        "season": 1,
        "episode": number,
        **other,
    }
    return Video(id=number, **values)  # type: ignore[arg-type]


def test_neighbours_are_what_can_be_played_in_the_order_to_watch() -> None:
    parts = [part(10), part(1), part(2, status="offline"), part(3, hidden=True), part(4)]
    before, after = neighbours(parts[4], parts)
    assert before is not None and after is not None
    assert (before.id, after.id) == (1, 10)  # 10 comes after 4
    assert neighbours(parts[0], parts)[1] is None
    assert neighbours(parts[1], parts)[0] is None
    assert neighbours(part(1), [part(1)]) == (None, None)


def test_a_programme_knows_its_series(shelf: Shelf, library: Library) -> None:
    first = shelf.add("One", series="Rails", episode=1, kind="episode")
    second = shelf.add("Two", series="Rails", episode=2, kind="episode")
    alone = shelf.add("Alone")
    found = read_programme(library.read, first)
    assert found.previous is None and found.next is not None and found.next.id == second
    assert found.codec == "h264"
    assert read_programme(library.read, alone).next is None


# --- what is remembered ----------------------------------------------------------------------------------


def viewing(folder: Path) -> Viewing:
    return Viewing(Memory(folder / "window.json"))


def test_what_was_chosen_is_there_the_next_time(tmp_path: Path) -> None:
    film, talk, episode = Video(1, "F", "/f", kind="film"), Video(2, "T", "/t", kind="talk"), part(3)
    kept = viewing(tmp_path)
    kept.style = SubtitleStyle(140, "box", "warm")
    kept.languages = Languages("zh", "-", "fr")
    kept.volume = 35
    kept.set_delay(film, -700)
    for video, speed in ((film, 2.0), (talk, 1.5), (episode, 1.25)):
        kept.set_speed(video, speed)
    kept.flush()
    again = viewing(tmp_path)
    assert again.style == SubtitleStyle(140, "box", "warm")
    assert again.languages == Languages("zh", "-", "fr")
    assert again.volume == 35
    assert (again.delay_ms(film), again.delay_ms(talk)) == (-700, 0)
    assert again.speed(film) == 1.0  # a film begins as it was made
    assert again.speed(Video(9, "U", "/u", kind="talk")) == 1.5
    assert again.speed(part(8)) == 1.25
    assert again.speed(part(8, series="Another")) == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        '{"style": {"size": 1000, "edge": "glow", "ink": 3}, "languages": {"sound": 4}, "volume": 900}',
        '{"style": [], "languages": "x", "delays": {"1": "late", "2": true, "3": 1e99}, "speeds": 5, "volume": null}',
    ],
)
def test_what_cannot_be_read_is_forgotten(tmp_path: Path, text: str) -> None:
    memory = Memory(tmp_path / "window.json")
    memory.keep(viewing=text)
    found = Viewing(memory)
    assert (found.style, found.languages, found.volume) == (SubtitleStyle(), Languages(), 80)
    assert [found.delay_ms(Video(number, "", "")) for number in (1, 2, 3)] == [0, 0, 0]
    assert found.speed(part(1)) == 1.0


def test_only_the_latest_delays_are_kept(tmp_path: Path) -> None:
    kept = viewing(tmp_path)
    for number in range(500):
        kept.set_delay(Video(number, "", ""), 100)
    assert kept.delay_ms(Video(0, "", "")) == 0
    assert kept.delay_ms(Video(499, "", "")) == 100
    assert kept.set_delay(Video(499, "", ""), 10**9) == 600_000
    assert kept.set_delay(Video(499, "", ""), 0) == 0


# --- how it is drawn -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["a word or two " * 12, "一朵花在晨光里慢慢打开，" * 5, "word中文mixed和more" * 5])
def test_lines_are_of_like_length_and_fit(look: Look, text: str) -> None:
    font = look.font("title")
    metrics = QFontMetricsF(font)
    lines = wrapped(text, font, 500)
    widths = [metrics.horizontalAdvance(line) for line in lines]
    assert len(lines) > 1 and max(widths) <= 501
    assert min(widths) > 0.6 * max(widths)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert not any(line.startswith(("，", "。")) for line in lines)


def test_styles_look_different_and_all_stand_out_from_white(look: Look, qtbot: QtBot) -> None:
    seen = set()
    for edge in ("outline", "shadow", "box"):
        for ink in ("white", "warm"):
            style = SubtitleStyle(100, edge, ink)  # type: ignore[arg-type]
            picture, lines = draw_captions(Captions("said"), style, look, size=QSize(800, 450), ratio=1)
            assert picture is not None and lines == 1
            image = picture.toImage()
            dark = [
                image.pixelColor(x, y).alphaF() * (1 - image.pixelColor(x, y).lightnessF())
                for x in range(300, 500)
                for y in range(image.height())
            ]
            assert max(dark) > 0.35, edge  # a white picture would show through less than that
            seen.add(bytes(image.constBits()))
    assert len(seen) == 6


def test_size_and_the_second_language(look: Look) -> None:
    def height(captions: Captions, size: int) -> float:
        picture, _ = draw_captions(captions, SubtitleStyle(size), look, size=QSize(1280, 720), ratio=2)
        assert picture is not None and picture.width() == 2560
        return picture.deviceIndependentSize().height()

    one, two = Captions("said"), Captions("said", "说了")
    assert height(one, 200) == pytest.approx(2 * height(one, 100), rel=0.05)
    assert height(one, 100) < height(two, 100) < 2 * height(one, 100)
    assert draw_captions(Captions(" ", ""), SubtitleStyle(), look, size=QSize(1280, 720), ratio=1) == (None, 0)


def test_over_a_picture_it_is_dark_and_follows_the_size_of_text(look: Look) -> None:
    stage = StageLook(look)
    look.choose("light")
    assert (look.theme.name, stage.theme.name) == ("light", "dark")
    look.resize_text(150)
    assert stage.theme.text_size == 150
    look.choose_motion("reduced")
    assert not stage.animates
    look.choose("dark")
    look.resize_text(100)
