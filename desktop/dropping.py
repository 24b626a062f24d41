"""What files are, by their names: which may be dropped onto the window."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QMimeDatabase

_SUBTITLES = {"application/x-subrip", "text/x-ssa", "text/vtt"}
_TABLES = {"text/csv", "text/tab-separated-values", "application/zip"}
_MORE_VIDEOS = {"application/vnd.rn-realmedia", "application/ogg", "application/mxf"}


def dropped(data: QMimeData) -> list[Path]:
    """The files and folders of this computer among what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def folders(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if path.is_dir()]


def videos(paths: Iterable[Path]) -> list[Path]:
    return [
        path
        for path in paths
        if any(kind.startswith("video/") or kind in _MORE_VIDEOS for kind in _kinds(path)) and not path.is_dir()
    ]


def subtitles(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if _kinds(path) & _SUBTITLES and not path.is_dir()]


def tables(paths: Iterable[Path]) -> list[Path]:
    """What may hold ratings given elsewhere: a table, or the archive of an export."""
    return [path for path in paths if _kinds(path) & _TABLES and not path.is_dir()]


def _kinds(path: Path) -> set[str]:
    """All that a file with such an ending may be (".ts" is a video or a translation)."""
    return {kind.name() for kind in QMimeDatabase().mimeTypesForFileName(path.name)}
