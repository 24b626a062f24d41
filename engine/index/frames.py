"""A poster and a contact sheet of a video: key frames by PyAV, judged by OpenCV, kept as JPEG files."""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av.error
import numpy as np
import numpy.typing as npt
from av.container import InputContainer
from av.stream import Discard
from av.video.reformatter import Colorspace, ColorTrc

from engine.errors import EnvironmentFault, InvalidMedia
from engine.index.probe import open_media, video_stream
from engine.records import Pictures, Probe

os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", str(2**27))  # read when cv2 loads: no picture bombs
import cv2

from engine.message import Message

Image = npt.NDArray[np.uint8]  # (H, W, 3) in the order blue, green, red

POSTER_SIDE = 640  # pixels: the longer side of a poster, at most
SHEET_SIDE = 240  # the longer side of each frame of a contact sheet
SHEET_FRAMES = 10
JPEG_QUALITY = 82

_EDGE = 0.05  # of the length at each end: logos, titles, credits
_SECOND_TRIES = 4  # further key frames, where the first ones show little
_PACKETS_TO_KEY = 500  # read after a seek, in search of a key frame
_BYTES_IN_A_ROW = 64 * 2**20  # read at most of a file that cannot be sought
_PACKETS_IN_A_ROW = 3000  # the same, counted
_PACKETS_OF_ALL = 64  # decoded where no key frame shows anything
_UNSEEKABLE = {"gif", "apng", "swf"}  # these accept a seek, and stay where they are
_MAX_PIXELS = 8192 * 8192
_MAX_ART_BYTES = 32 * 2**20
_ALIKE = 0.02  # mean difference of two tiny grey pictures (of 1) below which they count as the same
_MARK = b"matinee sheet "

_BT2020_TO_BT709 = np.array(  # ITU-R BT.2087, rows and columns in the order blue, green, red
    [[1.1187, -0.1006, -0.0182], [-0.0083, 1.1329, -0.1246], [-0.0728, -0.5876, 1.6605]], np.float32
)

cv2.setNumThreads(1)  # files are worked on side by side already
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


def pictures(path: str, probe: Probe, folder: Path, name: str, *, art: str | None = None) -> Pictures:
    """Make the pictures of the video at ``path``: see ``pictures_open``."""
    with open_media(path) as container:
        return pictures_open(container, probe.duration_s, folder, name, art=art)


def pictures_open(
    container: InputContainer, duration_s: float | None, folder: Path, name: str, *, art: str | None = None
) -> Pictures:
    """The poster and the contact sheet of an open video, as files "<na>/<name>.….jpg" below ``folder``.

    The sheet is one row of up to ten frames of equal width. ``art`` is a picture from beside the video: it
    makes the poster, if it can be read. Files that are there are kept as they are. A video of which nothing
    can be decoded has no sheet. Raises InvalidMedia where it ends before its first picture,
    EnvironmentFault where ``folder`` cannot be written.
    """
    base = f"{name[:2]}/{name}"
    sheet, poster = f"{base}.sheet.jpg", f"{base}.poster.jpg"
    art_poster = f"{base}.{_stamp(art)}.poster.jpg" if art else poster
    times_s = _sheet_times(folder / sheet)
    if times_s is not None and _is_there(folder / art_poster):
        return Pictures(art_poster, sheet, times_s)
    image = _read_art(art) if art else None
    if image is not None:
        poster = art_poster
    elif times_s is not None and _is_there(folder / poster):
        return Pictures(poster, sheet, times_s)
    shots = _Shots(container, duration_s or 0.0)
    shots.take()
    if image is None:
        image = shots.poster()
    if image is None:
        return Pictures()
    _write(folder / poster, image)
    chosen = shots.chosen()
    if not chosen:
        return Pictures(poster)
    times_s = tuple(round(shot.time_s, 2) for shot in chosen)
    _write(folder / sheet, np.hstack([shot.image for shot in chosen]), times_s=times_s)
    return Pictures(poster, sheet, times_s)


def worth(image: Image) -> float:
    """How much a picture shows, 0 (black, blank) to 1: sharpness, contrast, exposure and colour.

    Thresholds are for pictures of about ``SHEET_SIDE`` pixels.
    """
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    mean, deviation = (float(value[0, 0]) for value in cv2.meanStdDev(grey))
    if mean < 18 or mean > 242 or deviation < 8:
        return 0.0
    sharpness = float(cv2.meanStdDev(cv2.Laplacian(grey, cv2.CV_16S))[1][0, 0]) ** 2
    few = cv2.resize(image, (32, 18), interpolation=cv2.INTER_AREA)
    colour = float((few.max(axis=2) - few.min(axis=2)).mean())
    return float(
        (1 - np.exp(-sharpness / 250))
        * (0.3 + 0.7 * min(1.0, deviation / 55))
        * (1 - 0.6 * abs(mean - 118) / 118)
        * (0.85 + 0.15 * min(1.0, colour / 60))
    )


POOR = 0.06  # a ``worth`` below which a frame is blurred or all but empty


@dataclass(slots=True)
class _Shot:
    time_s: float
    image: Image  # of SHEET_SIDE
    tiny: npt.NDArray[np.float32]  # (9, 16) grey, 0 to 1
    worth: float


class _Shots:
    """Frames taken from one open video, and which of them to show."""

    def __init__(self, container: InputContainer, length_s: float) -> None:
        self._container, self._length_s = container, length_s
        self._stream = video_stream(container)
        self._shots: dict[int, _Shot] = {}  # by time stamp, in the stream's time base
        self._best: tuple[float, Any] = (-1.0, None)  # how well the best frame suits a poster, and it
        self._met_packets = False

    def take(self) -> None:
        """Decode key frames spread over the video, and others only where these show nothing."""
        context = self._stream and self._stream.codec_context
        if not context or context.width * context.height > _MAX_PIXELS:
            return
        _prepare(self._container, self._stream)
        step = (1 - 2 * _EDGE) / SHEET_FRAMES
        places = [self._length_s * (_EDGE + step * (number + 0.5)) for number in range(SHEET_FRAMES)]
        if self._container.format.name in _UNSEEKABLE or not self._between(places):
            self._frames_in_a_row(0.0, packets=_PACKETS_IN_A_ROW, skip="NONKEY")
        elif 0 < (lacking := SHEET_FRAMES - len(self.chosen())) <= SHEET_FRAMES // 2 < len(self._shots):
            # Some were poor or alike; where most are, others would be so too.
            for number in range(min(lacking, _SECOND_TRIES)):
                self._key_frame_at(places[number * SHEET_FRAMES // lacking] + step / 2 * self._length_s)
        if not any(shot.worth >= POOR for shot in self._shots.values()):
            self._frames_in_a_row(0.3 * self._length_s, packets=_PACKETS_OF_ALL, skip="DEFAULT")
        if not self._met_packets:
            raise InvalidMedia(Message("it ends before its first picture"))

    def chosen(self) -> list[_Shot]:
        """Those for the contact sheet, in time order, no duplicates, and no poor ones among better."""
        shots = [self._shots[mark] for mark in sorted(self._shots)]
        if any(shot.worth >= POOR for shot in shots):
            shots = [shot for shot in shots if shot.worth >= POOR]
        kept: list[_Shot] = []
        for shot in shots:
            if all(np.abs(shot.tiny - other.tiny).mean() >= _ALIKE for other in kept):
                kept.append(shot)
        if len(kept) > SHEET_FRAMES:  # spread over the whole, not the first ten
            kept = [kept[round(place)] for place in np.linspace(0, len(kept) - 1, SHEET_FRAMES)]
        return kept

    def poster(self) -> Image | None:
        frame = self._best[1]
        return None if frame is None else _image(frame, self._stream, POSTER_SIDE)

    def _between(self, places: Sequence[float]) -> bool:
        """Add the key frames at these times, where the ends of a span differ. False: it cannot be sought."""
        first, last = self._key_frame_at(places[0]), self._key_frame_at(places[-1])
        spans = [(0, len(places) - 1, first, last)]
        while spans:
            low, high, at_low, at_high = spans.pop()
            if at_low is None or at_high is None:
                return False
            if high - low > 1 and at_low != at_high:
                middle = (low + high) // 2
                at_middle = self._key_frame_at(places[middle])
                spans += [(low, middle, at_low, at_middle), (middle, high, at_middle, at_high)]
        return bool(self._shots)

    def _key_frame_at(self, time_s: float) -> int | None:
        """Add the key frame at or before ``time_s`` and tell its time stamp; None: it cannot be found so."""
        if not _seek(self._container, self._stream, time_s):
            return None
        for packet in self._packets(self._container, _PACKETS_TO_KEY):
            if packet.is_keyframe:
                mark: int | None = packet.pts if packet.pts is not None else packet.dts
                if mark is not None and mark not in self._shots:
                    # One packet in, then drained: seeking flushes the decoder.
                    frames = _decoded(packet, packet) or _decoded(packet, None)
                    self._add(mark, frames[0] if frames else None)
                return mark
        return None

    def _frames_in_a_row(self, time_s: float, *, packets: int, skip: str) -> None:
        """Read on from a time and keep what is decoded, thinned out evenly to at most 20 frames.

        For a file that cannot be sought, or has no good key frames. It is opened anew, as a failed attempt to
        seek may have left it anywhere. Decoders know key frames even where the container does not.
        """
        kept: list[Any] = []
        every, number = 1, 0
        with open_media(self._container.name) as container:
            stream: Any = container.streams[self._stream.index]
            _prepare(container, stream, skip=skip)
            if time_s:
                _seek(container, stream, time_s)
            for packet in self._packets(container, packets):
                for frame in _decoded(packet, packet):
                    if number % every == 0 and frame.pts is not None:
                        kept.append(frame)
                        if len(kept) == 2 * SHEET_FRAMES:
                            kept, every = kept[::2], every * 2
                    number += 1
            for frame in kept:
                if frame.pts not in self._shots:
                    self._add(frame.pts, frame)

    def _packets(self, container: InputContainer, limit: int) -> Iterator[Any]:
        """Packets of the picture from here on; a file that breaks off ends here."""
        done, size = 0, 0
        with contextlib.suppress(av.error.FFmpegError):
            for packet in container.demux(container.streams[self._stream.index]):
                if packet.size == 0 or done == limit or size > _BYTES_IN_A_ROW:
                    return
                self._met_packets = True
                done, size = done + 1, size + packet.size
                yield packet

    def _add(self, mark: int, frame: Any) -> None:
        if frame is None:
            return
        try:
            image = _image(frame, self._stream, SHEET_SIDE)
        except (av.error.FFmpegError, ValueError):
            return  # a pixel format that swscale does not take
        grey = cv2.cvtColor(cv2.resize(image, (16, 9), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
        time_s = max(0.0, float((mark - (self._stream.start_time or 0)) * self._stream.time_base))
        shot = _Shot(time_s, image, grey.astype(np.float32) / 255, worth(image))
        self._shots[mark] = shot
        at_edge = not _EDGE * self._length_s <= time_s <= (1 - _EDGE) * self._length_s
        suits = shot.worth * (0.3 if at_edge else 1.0)
        if suits > self._best[0]:
            self._best = suits, frame  # only this one is kept whole: ten frames of 8K are half a gigabyte


def _prepare(container: InputContainer, stream: Any, *, skip: str = "NONKEY") -> None:
    """Read and decode nothing but the wanted frames of one stream."""
    # More threads would only hold frames back: one is wanted at a time, and files run side by side.
    stream.codec_context.thread_count = 1
    stream.codec_context.options = {"max_pixels": str(_MAX_PIXELS)}
    stream.codec_context.skip_frame = skip
    for other in container.streams:
        if other is not stream:
            other.discard = Discard.all


def _seek(container: InputContainer, stream: Any, time_s: float) -> bool:
    try:
        container.seek((stream.start_time or 0) + int(time_s / stream.time_base), stream=stream)
    except (av.error.FFmpegError, OverflowError):
        return False
    return True


def _decoded(source: Any, packet: Any) -> list[Any]:
    """The frames of a packet of ``source``'s stream (None: those held back); none where it is broken."""
    try:
        return list(source.stream.codec_context.decode(packet))
    except (av.error.FFmpegError, ValueError):  # ValueError: no decoder
        return []


def _image(frame: Any, stream: Any, side: int) -> Image:
    """A frame as it is meant to be seen: upright, in its proportions, in BT.709; at most ``side`` long."""
    aspect = float(stream.sample_aspect_ratio or 1)
    width, height = (frame.width * aspect, frame.height) if aspect >= 1 else (frame.width, frame.height / aspect)
    scale = min(1.0, side / max(width, height))
    size = max(2, round(width * scale)), max(2, round(height * scale))
    if frame.color_trc in (ColorTrc.SMPTE2084, ColorTrc.ARIB_STD_B67):
        wide = frame.reformat(*size, "bgr48le", threads=1).to_ndarray()
        small = _tone_mapped(wide, hlg=frame.color_trc == ColorTrc.ARIB_STD_B67)
    else:
        # 2 is "not told": by size then, as players do
        told = None if frame.colorspace != 2 else Colorspace.ITU709 if frame.height >= 720 else Colorspace.ITU601
        small = frame.reformat(*size, "bgr24", src_colorspace=told, threads=1).to_ndarray()
    turns = round(frame.rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(small, turns)) if turns else small


def _tone_mapped(wide: npt.NDArray[np.uint16], *, hlg: bool) -> Image:
    """An HDR picture for an ordinary screen: PQ or HLG light in BT.2020 to BT.709, white at 203 cd/m² (BT.2408).

    swscale can do it too, at three seconds a frame.
    """
    code = wide.astype(np.float32) / 65535
    if hlg:  # ITU-R BT.2100, table 5, for a screen of 1000 cd/m²
        scene = np.where(code <= 0.5, code**2 / 3, (np.exp((code - 0.55991073) / 0.17883277) + 0.28466892) / 12)
        luma = scene @ np.array([0.0593, 0.6780, 0.2627], np.float32)
        light = 1000 * scene * np.maximum(luma, 1e-6)[..., None] ** 0.2
    else:  # table 4
        power = code ** (1 / 78.84375)
        light = 10000 * (np.maximum(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power)) ** (1 / 0.1593017578125)
    light = np.maximum(light @ _BT2020_TO_BT709.T, 0) / 203
    knee = 0.6  # what is brighter than this comes closer and closer to white
    bright = knee + (1 - knee) * (1 - np.exp((knee - np.maximum(light, knee)) / (1 - knee)))
    shown: Image = (255 * np.where(light <= knee, light, bright) ** (1 / 2.2) + 0.5).astype(np.uint8)
    return shown


def _read_art(path: str) -> Image | None:
    """A picture file, at most POSTER_SIDE long; None where it cannot be read."""
    try:
        with open(path, "rb") as file:
            data = file.read(_MAX_ART_BYTES + 1)
        if not 0 < len(data) <= _MAX_ART_BYTES:
            return None
        image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    except (OSError, cv2.error):
        return None
    if image is None:
        return None
    scale = POSTER_SIDE / max(image.shape[:2])
    if scale < 1:
        size = max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale))
        image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return np.asarray(image, np.uint8)


def _stamp(path: str) -> str:
    """Eight letters that change when the picture at ``path`` does, so that no cache shows the old one."""
    try:
        about = os.stat(path)
    except OSError:
        return "0"
    said = f"{path}\n{about.st_size}\n{about.st_mtime_ns}".encode("utf-8", "surrogateescape")
    return hashlib.blake2b(said, digest_size=4).hexdigest()


def _is_there(file: Path) -> bool:
    with contextlib.suppress(OSError):
        return file.stat().st_size > 0
    return False


def _write(file: Path, image: Image, *, times_s: Sequence[float] | None = None) -> None:
    """Write a JPEG in one step, unless it is there; ``times_s`` go into its comment."""
    if times_s is None and _is_there(file):
        return
    done, encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not done:
        raise InvalidMedia(Message("its pictures cannot be kept as JPEG"))
    data = encoded.tobytes()
    if times_s is not None:
        comment = _MARK + ",".join(f"{time_s:g}" for time_s in times_s).encode()
        after = 4 + int.from_bytes(data[4:6], "big")  # behind the JFIF header, which must be first
        data = data[:after] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + data[after:]
    temporary = file.with_name(f".{file.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        try:
            temporary.write_bytes(data)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
        os.replace(temporary, file)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise EnvironmentFault(
            Message(
                "Pictures cannot be written to {folder}: {reason}. Make room or mend its permissions, then scan again.",
                folder=file.parent,
                reason=error.strerror,
            )
        ) from error


def _sheet_times(file: Path) -> tuple[float, ...] | None:
    """The times in the comment of a contact sheet made before; None where there is none."""
    try:
        with file.open("rb") as opened:
            head = opened.read(1024)
    except OSError:
        return None
    start = head.find(_MARK)
    if start < 4:
        return None
    length = int.from_bytes(head[start - 2 : start], "big") - 2
    try:
        said = head[start + len(_MARK) : start + length].decode("ascii")
        return tuple(float(time_s) for time_s in said.split(","))
    except ValueError:
        return None
