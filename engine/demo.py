"""Make the demo library: forty-two short clips that we draw and write ourselves, laid out as people do.

The words stand in ``resources/demo``, the pictures in ``engine/scenes``. The same bytes come out every time.
"""

from __future__ import annotations

import io
import json
import os
import tomllib
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import av
import numpy as np
import numpy.typing as npt

from engine import paths
from engine.errors import EnvironmentFault
from engine.message import Message

MARKER = ".matinee-demo"
SIZE = (512, 288)
FPS = 12
SAMPLES = 32_000  # of sound in a second
TEXTS = paths.RESOURCES / "demo"


@dataclass(frozen=True, slots=True)
class Subtitles:
    """The lines of one track; ``form`` is "srt" or "ass" for a file beside the video, "inside" for a track in it."""

    language: str
    lines: tuple[str, ...]
    form: str = "srt"


@dataclass(frozen=True, slots=True)
class DemoVideo:
    """One clip and everything that is said of it. ``says`` names where: "nfo", "info", "tags" or "name"."""

    path: str
    scene: str
    seconds: int
    says: str
    title: str = ""
    tone: str = ""
    year: int | None = None
    language: str = "en"
    text: str = ""
    series: str = ""
    season: int | None = None
    episode: int | None = None
    playlist: str = ""
    channel: str = ""
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    subtitles: tuple[Subtitles, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody might say of one of the videos."""

    title: str
    stars: float
    note: str


def make(folder: Path) -> Generator[tuple[int, int], None, None]:
    """Make the library in a new or empty folder, or finish one that was cut off; yields (done, total).

    A file that is there already is kept. Raises EnvironmentFault where the folder holds anything else, or
    cannot be written.
    """
    wanted = videos()
    try:
        _claim(folder)
        yield 0, len(wanted)
        for done, video in enumerate(wanted, start=1):
            _write_words(folder, video)
            _once(folder / video.path, partial(_write_clip, video=video))
            yield done, len(wanted)
    except OSError as fault:
        raise EnvironmentFault(
            Message("The demo library cannot be written to {folder}: {error}.", folder=folder, error=fault)
        ) from fault


def videos() -> tuple[DemoVideo, ...]:
    """Everything that the library holds, in the order of the texts."""
    return tuple(
        DemoVideo(**_frozen(entry) | {"subtitles": tuple(Subtitles(**_frozen(s)) for s in entry.get("subtitles", []))})
        for name in ("english.toml", "chinese.toml")
        for entry in _read(name)["videos"]
    )


def opinions() -> tuple[Opinion, ...]:
    """Stars and notes for six of the videos, to try the ranking with."""
    return tuple(Opinion(**entry) for entry in _read("opinions.toml")["opinions"])


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((TEXTS / name).read_text("utf-8"))


def _frozen(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


def _claim(folder: Path) -> None:
    """Mark the folder as ours, unless it is somebody's."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / MARKER).exists():
        if any(folder.iterdir()):
            raise EnvironmentFault(
                Message("{folder} is not empty: choose a new or an empty folder for the demo library.", folder=folder)
            )
        (folder / MARKER).write_text("Matinee made this folder; it may be deleted.\n", "utf-8")


def _once(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file under another name, then give it its own; what is there already stays."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        write(part)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


# --- words -------------------------------------------------------------------------------------------------


def _write_words(folder: Path, video: DemoVideo) -> None:
    """The files beside a video."""
    path = folder / video.path
    beside: dict[Path, str] = {}
    if video.says == "nfo":
        beside[path.with_suffix(".nfo")] = _nfo("episodedetails" if video.series else "movie", video)
    if video.series:
        beside[path.parent.parent / "tvshow.nfo"] = _nfo("tvshow", video)
    if video.says == "info":
        beside[path.with_suffix(".info.json")] = _info(video)
    for track in video.subtitles:
        if track.form != "inside":
            text = (_ass if track.form == "ass" else _srt)(track, video.seconds)
            beside[path.with_name(f"{path.stem}.{track.language}.{track.form}")] = text
    for place, text in beside.items():
        _once(place, partial(_write_text, text=text))


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")


def _nfo(kind: str, video: DemoVideo) -> str:
    """Kodi's XML."""
    root = ElementTree.Element(kind)
    said: list[tuple[str, Any]] = [("title", video.series if kind == "tvshow" else video.title)]
    if kind != "tvshow":
        said += [("year", video.year), ("plot", video.text), ("language", video.language)]
        said += [("showtitle", video.series), ("season", video.season), ("episode", video.episode)]
        said += [("director", name) for name in video.directors]
    said += [("genre", genre) for genre in video.genres]
    said += [("tag", tag) for tag in video.tags if kind != "tvshow"]
    for name, value in said:
        if value:
            ElementTree.SubElement(root, name).text = str(value)
    for name in video.actors if kind != "tvshow" else ():
        ElementTree.SubElement(ElementTree.SubElement(root, "actor"), "name").text = name
    ElementTree.indent(root)
    return ElementTree.tostring(root, "unicode", xml_declaration=False) + "\n"


def _info(video: DemoVideo) -> str:
    """yt-dlp's JSON."""
    said = {
        "title": video.title,
        "description": video.text,
        "uploader": ", ".join(video.people),
        "channel": video.channel or video.playlist,
        "upload_date": f"{video.year}0315",
        "duration": video.seconds,
        "language": video.language,
        "categories": list(video.genres),
        "tags": list(video.tags),
    }
    if video.playlist:
        said |= {"playlist_title": video.playlist, "playlist_index": video.episode}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _timed(track: Subtitles, seconds: float) -> Iterator[tuple[float, float, str]]:
    """Lines with their times: one after the other, each as long as its text asks for."""
    weights = np.array([len(line.encode()) ** 0.5 + 2 for line in track.lines])
    ends = 0.3 + np.cumsum(weights) / weights.sum() * (seconds - 0.5)
    for start, end, line in zip([0.3, *ends[:-1]], ends, track.lines, strict=True):
        yield start, end - 0.06, line


def _srt(track: Subtitles, seconds: float) -> str:
    blocks = [
        f"{number}\n{_clock(start)} --> {_clock(end)}\n{line}\n"
        for number, (start, end, line) in enumerate(_timed(track, seconds), start=1)
    ]
    return "\n".join(blocks)


def _clock(seconds: float) -> str:
    return f"00:00:{seconds:06.3f}".replace(".", ",")


def _ass(track: Subtitles, seconds: float) -> str:
    head = (
        "[Script Info]\nScriptType: v4.00+\nPlayResX: 640\nPlayResY: 360\n\n[V4+ Styles]\n"
        "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
        "Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, "
        "MarginR, MarginV, Encoding\n"
        "Style: Default,Noto Sans CJK SC,20,&H00FFFFFF,&H00FFFFFF,&H00201A18,&H00000000,0,0,0,0,100,100,0,0,1,1.5,0,"
        "2,16,16,18,1\n\n"
        "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    )
    lines = (
        f"Dialogue: 0,0:00:{start:05.2f},0:00:{end:05.2f},Default,,0,0,0,,{line}\n"
        for start, end, line in _timed(track, seconds)
    )
    return head + "".join(lines)


# --- clips -------------------------------------------------------------------------------------------------

_CONTAINERS = {".mp4": "mp4", ".mkv": "matroska", ".mov": "mov", ".webm": "webm", ".avi": "avi"}
_CODECS: dict[str, tuple[str, dict[str, str]]] = {
    ".webm": ("libvpx-vp9", {"deadline": "realtime", "cpu-used": "8", "crf": "42", "b": "0"}),
    ".avi": ("mpeg4", {"qmin": "6", "qmax": "12", "b": "330k"}),
}
_X264 = ("libx264", {"preset": "veryfast", "crf": "29", "x264-params": "threads=1:lookahead_threads=1"})


def _write_clip(path: Path, video: DemoVideo) -> None:
    """Draw and encode one clip."""
    from engine.scenes import SCENES

    suffix = Path(video.path).suffix
    codec, options = _CODECS.get(suffix, _X264)
    # "bitexact" leaves out dates, random numbers and versions
    with av.open(str(path), "w", format=_CONTAINERS[suffix], options={"fflags": "+bitexact"}) as container:
        if video.says == "tags":
            container.metadata.update(
                title=video.title,
                date=str(video.year),
                genre="; ".join(video.genres),
                artist="; ".join(video.people),
                comment=video.text,
            )
        picture: Any = container.add_stream(codec, rate=FPS, options=options)
        picture.width, picture.height = SIZE
        picture.pix_fmt = "yuv420p"
        picture.codec_context.thread_count = 1
        picture.codec_context.gop_size = FPS * 3 // 2
        sound: Any = container.add_stream("aac", rate=SAMPLES, layout="mono") if video.tone else None
        inside = [_text_track(container, track, video.seconds) for track in video.subtitles if track.form == "inside"]
        packets = [packet for track in inside for packet in track]
        frame = SCENES[video.scene](SIZE, np.random.default_rng(1))
        side = 1 if zlib.crc32(video.scene.encode()) % 2 else -1
        for number in range(video.seconds * FPS):
            share = number / (video.seconds * FPS)
            # A slow push of the camera, so that the frames of a contact sheet differ
            seen = frame(number / FPS).window(
                SIZE, 800 + side * (70 * share - 35), 450 + 30 * share - 15, zoom=1.04 + 0.12 * share
            )
            packets += picture.encode(av.VideoFrame.from_ndarray(seen.pixels, format="rgb24"))
        packets += picture.encode()
        if sound is not None:
            sound.codec_context.bit_rate = 40_000
            packets += _sounding(sound, _melody(video.tone, video.seconds))
        for packet in sorted(packets, key=lambda packet: float((packet.dts or 0) * packet.time_base)):
            container.mux(packet)


def _text_track(container: Any, track: Subtitles, seconds: float) -> list[Any]:
    """Add a text track to a Matroska file; its packets are those of the same lines as a file."""
    with av.open(io.BytesIO(_srt(track, seconds).encode()), "r", format="srt") as lines:
        stream = container.add_stream_from_template(lines.streams.subtitles[0])
        stream.metadata["language"] = {"en": "eng"}.get(track.language, "zho")
        packets = [packet for packet in lines.demux() if packet.size]
    for packet in packets:
        packet.stream = stream
    return packets


def _melody(tone: str, seconds: int) -> npt.NDArray[np.float32]:
    """Some soft notes, (N,) from -1 to 1: "low" and "high" swell, "chord" rings note by note."""
    t = np.arange(seconds * SAMPLES) / SAMPLES
    wave = np.zeros_like(t)
    if tone == "chord":
        for number, note in enumerate((220, 277.2, 329.6, 440, 329.6, 277.2, 246.9, 369.9) * 3):
            age = t - 0.45 * number
            ring = np.where(age >= 0, np.exp(-np.clip(age, 0, None) * 2.6), 0)
            wave += ring * (np.sin(2 * np.pi * note * age) + 0.3 * np.sin(4 * np.pi * note * age))
    else:
        notes = (55, 82.4, 110, 164.8) if tone == "low" else (329.6, 493.9, 659.3, 880)
        for number, note in enumerate(notes):
            swell = 0.55 + 0.45 * np.sin(2 * np.pi * t * (0.11 + 0.04 * number) + number)
            wave += swell * np.sin(2 * np.pi * note * t) / (number + 1)
    edge = np.clip(np.minimum(t, seconds - t) / 0.6, 0, 1)
    return np.asarray(0.2 * edge * wave / np.abs(wave).max(), np.float32)


def _sounding(stream: Any, wave: npt.NDArray[np.float32]) -> Sequence[Any]:
    packets: list[Any] = []
    for start in range(0, len(wave), 1024):
        piece = av.AudioFrame.from_ndarray(wave[None, start : start + 1024], format="fltp", layout="mono")
        piece.sample_rate, piece.pts, piece.time_base = SAMPLES, start, Fraction(1, SAMPLES)
        packets += stream.encode(piece)
    return packets + list(stream.encode())
