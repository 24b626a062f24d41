"""What PyAV tells of a file: its length, streams, chapters and tags, and the lines of its text tracks.

A file is opened by an allow list of container formats, asked for before any header is read, so a playlist
in a video's clothes (HLS, DASH, concat ...) can name other files or addresses as it likes: none is opened.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import av
import av.error
import av.logging
from av.container import InputContainer
from av.stream import Discard, Disposition, Stream

from engine.errors import Cancelled, InvalidMedia
from engine.index.subtitles import decode, language_of_tag, plain_line
from engine.message import Message
from engine.records import Chapter, Cue, Probe, Track

CANNOT_BE_READ = Message("it cannot be read")
TIMEOUT_S = 20.0  # of one blocking call: a dying disk, a lost network folder
READ_BYTES = 256 * 1024  # at a time, while text tracks are read

av.logging.set_level(None)  # a bad file is told of by its reason, not by FFmpeg on stderr

# Formats that hold pictures and name no other file. Some of sound alone are let in to say so.
_FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,asf,asf_o,flv,live_flv,kux,mpeg,mpegts,mpegvideo,m4v,h264,hevc,"
    "vvc,vc1,vc1test,obu,av1,ivf,h261,h263,cavsvideo,dirac,ogg,rm,ivr,swf,gif,apng,wtv,mxf,gxf,nut,nuv,nsv,"
    "dv,dhav,mjpeg,amv,roq,smk,bink,flic,film_cpk,4xm,mtv,ty,pva,viv,vivo,yop,yuv4mpegpipe,"
    "aac,ac3,aiff,amr,ape,dts,eac3,flac,mp3,tta,wav,w64,wv"
)
# Raw streams carry no times: FFmpeg guesses their length from a bit rate, often wrongly.
_RAW = {
    "mpegvideo",
    "m4v",
    "h264",
    "hevc",
    "vvc",
    "vc1",
    "obu",
    "h261",
    "h263",
    "cavsvideo",
    "dirac",
    "mjpeg",
}
_COUNTED_BYTES = 256 * 2**20  # how much is demuxed at most to find a length
# The subtitle codecs that are text; all others (PGS, VobSub, DVB) are pictures.
_TEXT = {
    "ass", "ssa", "subrip", "srt", "mov_text", "webvtt", "text", "ttml", "microdvd", "sami", "subviewer",
    "subviewer1", "realtext", "jacosub", "mpl2", "pjs", "stl", "vplayer", "hdmv_text_subtitle",
}  # fmt: skip
_MAX_CHAPTERS = 2000


@contextmanager
def open_media(path: str, *, source: Any = None) -> Iterator[InputContainer]:
    """Open one local video file (or ``source``, a file object of it) with PyAV, and nothing else.

    PyAV's errors, there and in the block, leave as InvalidMedia with a line for the person.
    """
    try:
        with av.open(
            path if source is None else source,
            metadata_errors="surrogateescape",
            options={"protocol_whitelist": "file", "format_whitelist": _FORMATS},
            buffer_size=READ_BYTES,
            timeout=TIMEOUT_S,
        ) as container:
            yield container
    except av.error.FFmpegError as error:
        if getattr(source, "stopped", False):
            raise Cancelled from None
        raise InvalidMedia(_reason(error)) from error


def probe(path: str) -> Probe:
    """Read a file's description of itself. Raises InvalidMedia with a one-line reason."""
    with open_media(path) as container:
        return probe_open(container)


def probe_open(container: InputContainer) -> Probe:
    """The same of an open file, which it leaves anywhere: seek before you decode."""
    tracks = tuple(track for stream in container.streams if (track := _track(stream)))
    if not any(track.kind == "video" for track in tracks):
        kinds = {track.kind for track in tracks}
        raise InvalidMedia(Message("no video in it, only sound") if "audio" in kinds else Message("no video in it"))
    return Probe(
        container=container.format.name,
        duration_s=_duration(container),
        tracks=tracks,
        chapters=_chapters(container),
        tags=_tags(container),
    )


def video_stream(container: InputContainer) -> Any:
    """The moving picture of a file (cover art is none); None where there is none."""
    return next((stream for stream in container.streams.video if not _is_cover(stream)), None)


def read_text_tracks(
    path: str,
    tracks: Sequence[Track],
    *,
    cancelled: Callable[[], bool],
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> dict[int, tuple[Cue, ...]]:
    """All lines of the given embedded text tracks, by stream index, in one pass over the file.

    The other streams are discarded inside FFmpeg, so no packet of theirs reaches Python. ``on_progress``
    hears bytes done and bytes in all. Raises InvalidMedia where the file cannot be read, and Cancelled soon
    after ``cancelled`` says so. A file that breaks off gives the lines before the break.
    """
    wanted = {track.index for track in tracks if track.kind == "subtitle" and track.is_text and not track.path}
    lines: dict[int, list[Cue]] = {index: [] for index in wanted}
    if not wanted:
        return {}
    with _Watched(path, cancelled, on_progress) as source, open_media(path, source=source) as container:
        streams = []
        for stream in container.streams:
            if stream.index in wanted and stream.type == "subtitle" and stream.codec_context is not None:
                streams.append(stream)
            else:
                stream.discard = Discard.all
        try:
            for packet in container.demux(streams) if streams else ():
                if packet.size and packet.pts is not None and packet.time_base is not None:
                    lines[packet.stream.index] += _cues(packet)
        except av.error.FFmpegError:
            if not any(lines.values()) and not source.stopped:
                raise
        if source.stopped:
            raise Cancelled
    return {index: tuple(sorted(found, key=lambda cue: (cue.start_ms, cue.end_ms))) for index, found in lines.items()}


class _Watched:
    """A file that FFmpeg reads through Python: each read tells how far it is, and can be stopped.

    Sparse subtitles may lie minutes of reading apart, and PyAV hands over no packet in between.
    """

    def __init__(self, path: str, cancelled: Callable[[], bool], on_progress: Callable[[int, int], None]) -> None:
        self.name = path
        try:
            self._file = open(path, "rb", buffering=0)  # noqa: SIM115
        except OSError as error:
            raise InvalidMedia(os_reason(error)) from error
        self._size = os.fstat(self._file.fileno()).st_size
        self._cancelled, self._on_progress = cancelled, on_progress
        self._told = 0
        self.stopped = False

    def read(self, size: int) -> bytes:
        """The next bytes; none once it is stopped: FFmpeg would try again after an exception."""
        self.stopped = self.stopped or self._cancelled()
        if self.stopped:
            return b""
        try:
            data = self._file.read(size)
        except OSError:
            return b""  # as if the file ended here
        position = self._file.tell()
        if position - self._told >= 8 * 2**20 or position == self._size:
            self._told = position
            self._on_progress(position, self._size)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def __enter__(self) -> _Watched:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _cues(packet: Any) -> list[Cue]:
    """The lines of one subtitle packet; a packet that cannot be decoded holds none."""
    start_ms = round(packet.pts * packet.time_base * 1000)
    length_ms = round((packet.duration or 0) * packet.time_base * 1000)
    try:
        found = packet.stream.codec_context.decode2(packet)
    except (av.error.FFmpegError, ValueError):
        return []
    if found is None:
        return []
    if length_ms <= 0 and 0 < found.end_display_time < 2**31:
        length_ms = found.end_display_time
    cues = []
    for rectangle in found:
        written = getattr(rectangle, "ass", b"") or getattr(rectangle, "text", b"")
        # FFmpeg's own dialogue line: ReadOrder, Layer, Style, Name, three margins, Effect, Text
        text = plain_line(written.decode("utf-8", "replace").split(",", 8)[-1])
        if text:
            cues.append(Cue(max(0, start_ms), max(0, start_ms + length_ms), text))
    return cues


def _track(stream: Stream) -> Track | None:
    kind = stream.type
    if (kind != "video" and kind != "audio" and kind != "subtitle") or (kind == "video" and _is_cover(stream)):
        return None
    context: Any = stream.codec_context  # None: FFmpeg has no decoder
    codec = "" if context is None else str(context.codec.canonical_name)
    disposition = stream.disposition
    return Track(
        kind=kind,
        index=stream.index,
        codec=codec,
        language=language_of_tag(_mended(stream.metadata.get("language", ""))),
        title=_mended(stream.metadata.get("title", "")).strip(),
        is_default=bool(disposition & Disposition.default),
        is_forced=bool(disposition & Disposition.forced),
        is_text=kind != "subtitle" or codec in _TEXT,
        width=(context.width or None) if context is not None and kind == "video" else None,
        height=(context.height or None) if context is not None and kind == "video" else None,
        channels=(context.channels or None) if context is not None and kind == "audio" else None,
    )


def _is_cover(stream: Stream) -> bool:
    return bool(stream.disposition & (Disposition.attached_pic | Disposition.timed_thumbnails))


def _duration(container: InputContainer) -> float | None:
    """Seconds, from the container, else its longest stream, else its packets."""
    if container.format.name not in _RAW:
        if container.duration is not None and container.duration > 0:
            return container.duration / av.time_base
        told = [
            float(stream.duration * stream.time_base)
            for stream in container.streams
            if stream.duration and stream.duration > 0 and stream.time_base
        ]
        if told:
            return max(told)
    return _counted_duration(container)


def _counted_duration(container: InputContainer) -> float | None:
    """The end of the last packet, or frames by frame rate where packets carry no times.

    A file of more than 256 MiB is looked at from near its end, where it lets itself be sought.
    """
    video = video_stream(container)
    rate: Fraction | None = getattr(video, "average_rate", None) or getattr(video, "guessed_rate", None)
    if container.size > _COUNTED_BYTES:
        if container.format.name in _RAW:
            return container.duration / av.time_base if container.duration else None
        try:
            container.seek(2**62, backward=True)
        except av.error.FFmpegError:
            return None
    last, frames, done = 0.0, 0, 0
    try:
        for packet in container.demux():
            done += packet.size
            frames += packet.stream is video and packet.size > 0
            if packet.pts is not None and packet.time_base is not None and packet.size:
                last = max(last, float((packet.pts + (packet.duration or 0)) * packet.time_base))
            if done > _COUNTED_BYTES:
                return None
    except av.error.FFmpegError:
        pass  # it breaks off: its length is what can be played
    if container.format.name in _RAW and rate:
        return float(frames / rate) if frames else None
    return last or None


def _chapters(container: InputContainer) -> tuple[Chapter, ...]:
    chapters = []
    for number, chapter in enumerate(container.chapters()[:_MAX_CHAPTERS], 1):
        base = chapter["time_base"] or Fraction(1, 1)
        title = _mended(chapter["metadata"].get("title", "")).strip() or f"{number}"
        chapters.append(Chapter(float(chapter["start"] * base), float(chapter["end"] * base), title))
    return tuple(chapters)


def _tags(container: InputContainer) -> Mapping[str, str]:
    """The embedded tags with lower-case names; those of a single video stream are told by Ogg."""
    tags: dict[str, str] = {}
    sources = [container.metadata]
    if container.format.name == "ogg":
        sources += [stream.metadata for stream in container.streams]
    for source in sources:
        for key, value in source.items():
            text = _mended(value).replace("\x00", "").strip()
            if text:
                tags.setdefault(_mended(key).lower(), text)
    return tags


def _mended(text: str) -> str:
    """A tag whose bytes are not UTF-8, in the encoding that it is most likely in."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return decode(text.encode("utf-8", "surrogateescape"))
    return text


def os_reason(error: OSError) -> str:
    """Why the system would not hand over a file, in one line."""
    if isinstance(error, PermissionError):
        return Message("no permission to read it")
    if isinstance(error, FileNotFoundError):
        return Message("it is gone")
    return (error.strerror or CANNOT_BE_READ).lower()


def _reason(error: av.error.FFmpegError) -> str:
    if isinstance(error, av.error.InvalidDataError | av.error.EOFError):
        return Message("damaged, cut short, or not a video")
    if isinstance(error, av.error.ExitError):
        return Message("it took too long to read")
    if isinstance(error, av.error.ArgumentError | ValueError):
        return Message("not a video format that Matinee opens")
    if isinstance(error, OSError) and not isinstance(error, av.error.UndefinedError):
        return os_reason(error)
    return re.sub(r"\s+", " ", error.strerror or CANNOT_BE_READ).strip().lower()
