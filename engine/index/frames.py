"""A poster and a contact sheet of a video: key frames by PyAV, judged by OpenCV, kept as JPEG files."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av.error
import cv2
import numpy as np
import numpy.typing as npt
from av.container import InputContainer
from av.stream import Discard
from av.video.reformatter import ColorPrimaries, Colorspace, ColorTrc, Interpolation

from engine.errors import InvalidMedia
from engine.index.probe import open_media, video_stream
from engine.records import Pictures, Probe

Image = npt.NDArray[np.uint8]  # (H, W, 3), blue green red

POSTER_SIDE = 640  # pixels: the longer side of a poster, at most
SHEET_SIDE = 240  # the longer side of each frame of a contact sheet
SHEET_FRAMES = 10
JPEG_QUALITY = 82

_EDGE = 0.05  # of the length: titles and credits, which make no poster
_TRIES = 16  # key frames decoded at most
_LOOK_PACKETS = 400  # read after a seek, until a key frame comes
_FORWARD_FRAMES = 64  # decoded in a row where no key frame shows anything
_MAX_PIXELS = 8192 * 8192
_ART_BYTES = 32 * 2**20
_ALIKE = 0.02  # mean difference of two tiny grey pictures, of 1, below which they show the same
_GRAB = (
    av.error.FFmpegError,
    ValueError,  # no decoder
    MemoryError,
)

cv2.setNumThreads(1)  # two files are worked on at once already
cv2.setLogLevel(0)


def pictures(path: str, probe: Probe, folder: Path, name: str, *, art: str | None = None) -> Pictures:
    """Make the pictures of a video under ``folder``; see ``pictures_open``."""
    with open_media(path) as container:
        return pictures_open(container, probe.duration_s, folder, name, art=art)


def pictures_open(
    container: InputContainer, duration_s: float | None, folder: Path, name: str, *, art: str | None = None
) -> Pictures:
    """Poster and contact sheet of an open video, named "<na>/<name>.poster.jpg" below ``folder``.

    ``art`` is a picture from beside the video; it is the poster, where it can be read. Files that are there
    already are kept. A video of which no frame can be decoded has none. Raises InvalidMedia where the file
    ends before its first picture, OSError where ``folder`` cannot be written.
    """
    base = f"{name[:2]}/{name}"
    art_name = _art_name(base, art)
    sheet_file, poster_file = folder / f"{base}.sheet.jpg", folder / (art_name or f"{base}.poster.jpg")
    times = _read_times(sheet_file)
    if times is not None and poster_file.exists():
        return Pictures(str(poster_file.relative_to(folder).as_posix()), f"{base}.sheet.jpg", times)
    poster: Image | None = _read_art(art) if art and art_name else None
    if poster is None:
        art_name, poster_file = None, folder / f"{base}.poster.jpg"
    shots = _chosen(_shots(container, duration_s))
    if not shots:
        if poster is None or art_name is None:
            return Pictures()
        _write(poster_file, poster)
        return Pictures(poster=art_name)
    if poster is None:
        poster = _poster(shots, duration_s)
    _write(poster_file, poster)
    times = tuple(round(shot.time_s, 3) for shot in shots)
    _write(sheet_file, np.hstack([shot.small for shot in shots]), comment=_spell_times(times))
    return Pictures(art_name or f"{base}.poster.jpg", f"{base}.sheet.jpg", times)


@dataclass(slots=True)
class _Shot:
    """One decoded key frame: its small picture, and how well it would do as a poster (0: not at all)."""

    time_s: float
    frame: Any
    small: Image
    tiny: npt.NDArray[np.float32]  # (9, 16) grey, 0 to 1: to tell duplicates
    score: float


def _shots(container: InputContainer, duration_s: float | None) -> list[_Shot]:
    """Decode key frames spread over the video, more of them where the first ones show little."""
    stream = video_stream(container)
    if stream is None or stream.codec_context is None:
        return []
    context = stream.codec_context
    if context.width * context.height > _MAX_PIXELS:
        return []
    # One thread: with more, a decoder holds frames back, and the files themselves run in parallel.
    context.thread_count = 1
    context.options = {"max_pixels": str(_MAX_PIXELS)}
    context.skip_frame = "NONKEY"
    for other in container.streams:
        if other is not stream:
            other.discard = Discard.all
    shots: dict[int, _Shot] = {}
    read = _Reader(container, stream)
    length = duration_s or 0.0
    spread = [_EDGE + (1 - 2 * _EDGE) * (place + 0.5) / SHEET_FRAMES for place in range(SHEET_FRAMES)]
    for place in spread:
        read.key_frame_at(place * length, shots)
        if read.unseekable:
            break
    if read.unseekable or (not shots and read.packets):
        read.key_frames_in_a_row(length, shots)
    if len(shots) == SHEET_FRAMES:  # there are more key frames than were asked for
        bad = [place for place, shot in zip(spread, sorted(shots.values(), key=_time), strict=True) if not shot.score]
        for place in bad[: _TRIES - SHEET_FRAMES]:
            read.key_frame_at((place + 0.5 * (1 - 2 * _EDGE) / SHEET_FRAMES) * length, shots)
    if not any(shot.score for shot in shots.values()):
        read.frames_in_a_row(length, shots)
    if not shots and not read.packets:
        raise InvalidMedia("it ends before its first picture")
    return sorted(shots.values(), key=_time)


class _Reader:
    """Takes key frames out of one open video, by seeking where it can be sought."""

    def __init__(self, container: InputContainer, stream: Any) -> None:
        self._container, self._stream = container, stream
        self._start = (stream.start_time or 0) * stream.time_base
        self.packets = 0
        self.unseekable = False

    def key_frame_at(self, time_s: float, shots: dict[int, _Shot]) -> None:
        """Add the key frame at or before ``time_s``, by its time stamp, unless it is there already."""
        try:
            self._container.seek(int((time_s + self._start) / self._stream.time_base), stream=self._stream)
            for packet in self._packets(_LOOK_PACKETS):
                if packet.is_keyframe:
                    mark = packet.pts if packet.pts is not None else packet.dts
                    if mark is None:
                        self.unseekable = True
                    elif mark not in shots:
                        self._decode(packet, mark, shots)
                    return
        except av.error.FFmpegError:
            self.unseekable = not shots
"""
