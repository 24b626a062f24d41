"""Posters and contact sheets: what is chosen, what is kept, and how odd pictures are shown."""

from __future__ import annotations

import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import pytest

from engine.errors import EnvironmentFault, InvalidMedia
from engine.index.frames import POOR, POSTER_SIDE, SHEET_FRAMES, SHEET_SIDE, pictures, worth
from engine.index.probe import probe
from engine.records import Pictures
from tests.support.clips import make_clip


def made(clip: Path, folder: Path, **how: Any) -> Pictures:
    return pictures(str(clip), probe(str(clip)), folder, "abcd", **how)


def painted(
    path: Path, paint: Callable[[int], np.ndarray], *, frames: int = 12, fmt: str = "yuv420p", **how: Any
) -> Path:
    """A clip of the pictures that ``paint`` makes of frame numbers, (H, W, 3) RGB; each is a key frame."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("libx264", rate=12)
        stream.height, stream.width = paint(0).shape[:2]
        stream.pix_fmt = fmt
        stream.options = {"preset": "ultrafast"}
        stream.codec_context.gop_size = 1
        for name, value in how.items():
            setattr(stream.codec_context, name, value)
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(paint(number), format="rgb24").reformat(format=fmt)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def halves(_: int) -> np.ndarray:
    """Red above, blue below."""
    picture = np.zeros((90, 160, 3), np.uint8)
    picture[:45], picture[45:] = (220, 30, 30), (30, 30, 220)
    return picture


def textured(shift: int) -> np.ndarray:
    y, x = np.mgrid[0:180, 0:320]
    return np.stack([(x * (shift + 1)) % 255, (y * 3 + shift * 40) % 255, (x + y) % 255], axis=2).astype(np.uint8)


def test_a_video_gets_a_poster_and_a_sheet_of_ten(tmp_path: Path) -> None:
    clip = painted(tmp_path / "a.mp4", textured, frames=60)
    found = made(clip, tmp_path / "pictures")
    assert found.poster == "ab/abcd.poster.jpg"
    assert found.sheet == "ab/abcd.sheet.jpg"
    assert len(found.sheet_times_s) == SHEET_FRAMES
    assert list(found.sheet_times_s) == sorted(found.sheet_times_s)
    sheet = cv2.imread(str(tmp_path / "pictures" / found.sheet))
    assert sheet.shape == (135, SHEET_SIDE * SHEET_FRAMES, 3)
    assert cv2.imread(str(tmp_path / "pictures" / found.poster)).shape == (180, 320, 3)
    assert not [path for path in (tmp_path / "pictures" / "ab").iterdir() if path.name.startswith(".")]


def test_a_large_picture_is_made_smaller(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "a.mp4", seconds=0.5, size=(1280, 536))
    poster = cv2.imread(str(tmp_path / (made(clip, tmp_path).poster or "")))
    assert poster.shape == (268, POSTER_SIDE, 3)


def test_black_and_blank_frames_are_passed_over(tmp_path: Path) -> None:
    def mostly_nothing(number: int) -> np.ndarray:
        if number < 20:
            return np.zeros((180, 320, 3), np.uint8)
        return np.full((180, 320, 3), 255, np.uint8) if number < 40 else textured(number)

    found = made(painted(tmp_path / "a.mp4", mostly_nothing, frames=60), tmp_path)
    assert found.sheet_times_s
    assert min(found.sheet_times_s) >= 40 / 12
    assert worth(cv2.imread(str(tmp_path / (found.poster or "")))) > POOR


def test_the_same_picture_is_shown_once(tmp_path: Path) -> None:
    assert (
        len(made(painted(tmp_path / "a.mp4", lambda number: textured(number // 20), frames=60), tmp_path).sheet_times_s)
        == 3
    )


def test_sharp_pictures_are_worth_more_than_blurred_ones() -> None:
    sharp = textured(3)
    blurred = cv2.GaussianBlur(sharp, (0, 0), 12)
    assert worth(sharp) > 2 * worth(blurred)
    assert worth(np.zeros_like(sharp)) == worth(np.full_like(sharp, 255)) == worth(np.full_like(sharp, 120)) == 0


def test_the_poster_is_not_a_title_card(tmp_path: Path) -> None:
    """The sharpest frame of all stands at the very end, where credits are."""

    def ends_in_noise(number: int) -> np.ndarray:
        if number == 59:
            return np.random.default_rng(0).integers(0, 255, (180, 320, 3), np.uint8)
        return textured(number)

    found = made(painted(tmp_path / "a.mp4", ends_in_noise, frames=60), tmp_path)
    assert max(found.sheet_times_s) < 59 / 12


def test_a_clip_with_one_key_frame_has_pictures(tmp_path: Path) -> None:
    found = made(make_clip(tmp_path / "a.mp4", seconds=2, key_every_s=100), tmp_path)
    assert found.poster
    assert found.sheet_times_s == (0.0,)


def test_a_black_only_key_frame_sends_the_search_on(tmp_path: Path) -> None:
    found = made(make_clip(tmp_path / "a.mp4", seconds=3, key_every_s=100, black_s=0.5), tmp_path)
    assert found.sheet_times_s
    assert min(found.sheet_times_s) >= 0.5


def test_an_all_black_video_still_has_a_poster(tmp_path: Path) -> None:
    found = made(make_clip(tmp_path / "a.mp4", seconds=1, black_s=5), tmp_path)
    assert found.poster
    assert len(found.sheet_times_s) == 1


@pytest.mark.parametrize("suffix", [".mkv", ".webm", ".avi", ".mpg", ".ts", ".flv", ".wmv", ".gif"])
def test_every_container_gives_pictures(tmp_path: Path, suffix: str) -> None:
    found = made(make_clip(tmp_path / f"a{suffix}", seconds=4, audio=suffix != ".gif"), tmp_path)
    assert found.poster
    assert found.sheet_times_s
    assert 0 <= min(found.sheet_times_s) <= max(found.sheet_times_s) <= 4


def test_a_phones_portrait_stands_upright(tmp_path: Path) -> None:
    clip = painted(tmp_path / "a.mp4", halves)
    data = bytearray(clip.read_bytes())
    place = data.index(b"tkhd") + 44
    data[place : place + 36] = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)  # a quarter right
    clip.write_bytes(data)
    poster = cv2.imread(str(tmp_path / (made(clip, tmp_path).poster or "")))
    assert poster.shape == (160, 90, 3)
    assert poster[80, 80, 2] > 150 > poster[80, 10, 2]  # the red top is now on the right


def test_anamorphic_pictures_get_their_width(tmp_path: Path) -> None:
    clip = painted(tmp_path / "a.mp4", halves, sample_aspect_ratio=Fraction(2, 1))
    assert cv2.imread(str(tmp_path / (made(clip, tmp_path).poster or ""))).shape == (90, 320, 3)


@pytest.mark.parametrize(("trc", "code"), [(16, 0.58), (18, 0.75)])  # where PQ and HLG put white: 203 cd/m²
def test_high_dynamic_range_is_mapped_to_plain_white_and_black(tmp_path: Path, trc: int, code: float) -> None:
    def signal(_: int) -> np.ndarray:
        picture = np.zeros((90, 160, 3), np.uint8)
        picture[:, :80] = round(code * 255)
        return picture

    clip = painted(tmp_path / "hdr.mkv", signal, fmt="yuv420p10le", color_trc=trc, color_primaries=9, colorspace=9)
    poster = cv2.imread(str(tmp_path / (made(clip, tmp_path).poster or "")))
    assert poster[45, 30].min() > 215
    assert np.ptp(poster[45, 30].astype(int)) < 6  # grey stays grey
    assert poster[45, 130].max() < 12


def test_pictures_that_are_there_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip = make_clip(tmp_path / "a.mp4", seconds=2)
    before = made(clip, tmp_path)
    monkeypatch.setattr("engine.index.frames._Shots.take", lambda self: pytest.fail("decoded again"))
    assert made(clip, tmp_path) == before
    monkeypatch.undo()
    (tmp_path / (before.sheet or "")).write_bytes(b"damaged")
    assert made(clip, tmp_path) == before


def test_local_art_is_the_poster(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "a.mp4", seconds=1)
    art = tmp_path / "poster.jpg"
    cv2.imwrite(str(art), np.full((1500, 1000, 3), (0, 0, 250), np.uint8))
    found = made(clip, tmp_path / "p", art=str(art))
    poster = cv2.imread(str(tmp_path / "p" / (found.poster or "")))
    assert poster.shape == (640, 427, 3)
    assert poster[300, 200, 2] > 200
    assert found.sheet_times_s
    assert made(clip, tmp_path / "p", art=str(art)) == found
    cv2.imwrite(str(art), np.full((300, 200, 3), (250, 0, 0), np.uint8))
    again = made(clip, tmp_path / "p", art=str(art))
    assert again.poster != found.poster  # another name, so that no cache shows the old one
    assert again.sheet == found.sheet


@pytest.mark.parametrize("data", [b"", b"no picture", b"\xff\xd8\xff\xe0 broken"])
def test_art_that_cannot_be_read_is_left_out(tmp_path: Path, data: bytes) -> None:
    art = tmp_path / "poster.jpg"
    art.write_bytes(data)
    clip = make_clip(tmp_path / "a.mp4", seconds=1)
    assert made(clip, tmp_path, art=str(art)).poster == "ab/abcd.poster.jpg"
    assert made(clip, tmp_path, art=str(tmp_path / "none.jpg")).poster == "ab/abcd.poster.jpg"


def test_a_file_that_ends_before_its_pictures_is_invalid(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "a.avi", seconds=1)
    data = clip.read_bytes()
    clip.write_bytes(data[: data.index(b"movi") + 4])
    with pytest.raises(InvalidMedia, match="before its first picture"):
        made(clip, tmp_path)


def test_a_folder_that_cannot_be_written_is_the_machines_fault(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "a.mp4", seconds=1)
    (tmp_path / "p").write_text("a file, no folder")
    with pytest.raises(EnvironmentFault, match="Pictures cannot be written"):
        made(clip, tmp_path / "p")
