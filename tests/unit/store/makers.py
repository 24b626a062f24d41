"""Records as a scan would hand them over, made by hand."""

from __future__ import annotations

from collections.abc import Iterable

from engine.records import (
    Chapter,
    Cue,
    Description,
    FileStamp,
    Fingerprint,
    Pictures,
    Probe,
    RootSeen,
    ScannedVideo,
    Track,
    UnreadableFile,
)

NOW = 1_700_000_000.0


def lines(*texts: str) -> tuple[Cue, ...]:
    return tuple(Cue(1000 * place, 1000 * place + 900, text) for place, text in enumerate(texts))


def stream(*, index: int = 2, language: str = "en", codec: str = "subrip") -> Track:
    """An embedded text subtitle that is not read yet."""
    return Track("subtitle", index, codec=codec, language=language)


def beside(path: str, *texts: str, language: str = "en") -> Track:
    """A subtitle file beside a video."""
    return Track("subtitle", 0, codec="srt", language=language, path=path, cues=lines(*texts))


def scanned(
    path: str,
    content: str,
    *,
    said: Description | None = None,
    tracks: tuple[Track, ...] = (),
    sidecars: Iterable[FileStamp] = (),
    duration_s: float | None = 60.0,
    root_id: int = 1,
    size_bytes: int = 1000,
    mtime_ns: int = 1,
    pictures: Pictures = Pictures(),  # noqa: B008
    chapters: tuple[Chapter, ...] = (),
) -> ScannedVideo:
    return ScannedVideo(
        root_id=root_id,
        file=FileStamp(path, size_bytes, mtime_ns),
        fingerprint=Fingerprint(size_bytes, content),
        probe=Probe("matroska", duration_s, tracks, chapters),
        description=said or Description(title=f"Film {content}"),
        tracks=(Track("video", 0, codec="h264", width=640, height=360), *tracks),
        sidecars=frozenset(sidecars),
        pictures=pictures,
    )


def unreadable(path: str, reason: str = "no video stream", *, content: str = "", root_id: int = 1) -> UnreadableFile:
    return UnreadableFile(root_id, FileStamp(path, 10, 1), Fingerprint(10, content), reason)


def seen(*paths: str, root_id: int = 1) -> RootSeen:
    return RootSeen(root_id, online=True, paths=frozenset(paths))


def unplugged(root_id: int = 1) -> RootSeen:
    return RootSeen(root_id, online=False, paths=None)
