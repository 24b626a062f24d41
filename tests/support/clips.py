"""Small real videos, encoded in some milliseconds by PyAV, for tests that need a file to read."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.subtitles.subtitle import SubtitleSet

Line = tuple[float, float, str]  # start and end in seconds, text

# Which codecs a container takes: video, audio, text subtitles (None: it holds none).
_CODECS: dict[str, tuple[str, str, str | None]] = {
    ".mp4": ("libx264", "aac", "mov_text"),
    ".m4v": ("libx264", "aac", "mov_text"),
    ".mov": ("libx264", "aac", "mov_text"),
    ".mkv": ("libx264", "libopus", "srt"),
    ".webm": ("libvpx", "libopus", "webvtt"),
    ".avi": ("mpeg4", "libmp3lame", None),
    ".mpg": ("mpeg1video", "mp2", None),
    ".ts": ("libx264", "mp2", None),
    ".flv": ("flv", "libmp3lame", None),
    ".wmv": ("wmv2", "libmp3lame", None),
    ".gif": ("gif", "", None),
}


def make_clip(
    path: Path,
    *,
    seconds: float = 2.0,
    colour: tuple[int, int, int] = (200, 120, 40),
    fps: int = 12,
    size: tuple[int, int] = (160, 90),
    key_every_s: float = 0.5,
    black_s: float = 0.0,
    audio: bool = False,
    sounds: Sequence[str] = (),
    tags: Mapping[str, str] | None = None,
    chapters: Sequence[Line] = (),
    subtitles: Mapping[str, Sequence[Line]] | None = None,
    subtitle_codec: str | None = None,
) -> Path:
    """Write a clip whose container follows from ``path``'s suffix, and return ``path``.

    The picture is a moving pattern over ``colour`` (RGB), so clips of other colours, sizes or lengths are
    other files; its first ``black_s`` seconds are black. ``subtitles`` maps a language (ISO 639-2, "eng")
    to the lines of one embedded text track. Chapters are lines too: start, end, title. ``sounds``: the
    languages of several audio tracks, instead of the one that ``audio`` asks for.
    """
    video_codec, audio_codec, text_codec = _CODECS[path.suffix.lower()]
    if video_codec == "mpeg1video":
        fps = 25  # it knows no slower ones than 23.976
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as container:
        container.metadata.update(tags or {})
        video: Any = container.add_stream(video_codec, rate=fps)
        video.width, video.height = size
        video.pix_fmt = "rgb8" if video_codec == "gif" else "yuv420p"
        video.codec_context.gop_size = max(1, round(key_every_s * fps))
        video.codec_context.thread_count = 1
        if video_codec == "libx264":
            video.options = {"preset": "ultrafast", "sc_threshold": "0"}
        voices: list[Any] = []
        for language in sounds or ("",) * (audio and bool(audio_codec)):
            voices.append(container.add_stream(audio_codec, rate=48_000))
            if language:
                voices[-1].metadata["language"] = language
        texts = []
        for language, lines in (subtitles or {}).items():
            stream: Any = container.add_stream(subtitle_codec or text_codec or "srt")
            stream.codec_context.subtitle_header = _ASS_HEADER
            stream.codec_context.time_base = Fraction(1, 1000)
            stream.time_base = Fraction(1, 1000)
            stream.metadata["language"] = language
            texts.append((stream, lines))
        if chapters:
            container.set_chapters(
                [
                    {
                        "id": number,
                        "start": round(start * 1000),
                        "end": round(end * 1000),
                        "time_base": Fraction(1, 1000),
                        "metadata": {"title": title},
                    }
                    for number, (start, end, title) in enumerate(chapters)
                ]
            )
        packets = [packet for stream, lines in texts for line in lines for packet in _subtitle(stream, line)]
        for number in range(max(1, round(seconds * fps))):
            at = number / fps
            frame = av.VideoFrame.from_ndarray(_picture(at, colour, size, black=at < black_s), format="rgb24")
            packets += video.encode(frame.reformat(format=video.pix_fmt))
        packets += video.encode()
        for voice in voices:
            packets += _tone(voice, seconds)
        for packet in sorted(packets, key=lambda packet: float((packet.dts or 0) * packet.time_base)):
            container.mux(packet)
    return path


_ASS_HEADER = (
    b"[Script Info]\r\nScriptType: v4.00+\r\n\r\n[V4+ Styles]\r\n"
    b"Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, "
    b"Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, "
    b"MarginL, MarginR, MarginV, Encoding\r\n"
    b"Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,0\r\n\r\n"
    b"[Events]\r\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\r\n"
)


def _picture(at: float, colour: tuple[int, int, int], size: tuple[int, int], *, black: bool) -> Any:
    """One frame, (H, W, 3) uint8: a grating and a disc that move over a plain colour."""
    width, height = size
    if black:
        return np.zeros((height, width, 3), np.uint8)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    stripes = 0.75 + 0.25 * np.sign(np.sin(x / 7 + at * 3) + np.cos(y / 5 - at))
    picture = np.asarray(colour, np.float32) * stripes[..., None]
    centre = width * (0.5 + 0.4 * math.sin(at)), height * (0.5 + 0.3 * math.cos(at * 1.3))
    picture[(x - centre[0]) ** 2 + (y - centre[1]) ** 2 < (height / 5) ** 2] = (240, 240, 235)
    return np.clip(picture, 0, 255).astype(np.uint8)


def _subtitle(stream: Any, line: Line) -> list[Any]:
    start, end, text = line
    body = text.replace("\n", "\\N")
    length = round((end - start) * 1000)
    # The encoder takes a start in microseconds and the shown time in milliseconds.
    packet = stream.codec_context.encode_subtitle(
        SubtitleSet.create(f"0,0,Default,,0,0,0,,{body}".encode(), 0, length, pts=round(start * 1_000_000))
    )
    packet.stream = stream
    packet.time_base = Fraction(1, 1000)
    packet.pts = packet.dts = round(start * 1000)
    packet.duration = length
    return [packet]


def _tone(stream: Any, seconds: float) -> list[Any]:
    rate = 48_000
    wave = (0.1 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)).astype(np.float32)
    packets = []
    for start in range(0, len(wave), 960):
        piece = np.ascontiguousarray(np.stack([wave[start : start + 960]] * 2))
        frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = rate, start
        packets += stream.encode(frame)
    return packets + list(stream.encode())
