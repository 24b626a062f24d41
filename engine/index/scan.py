"""Find the video files under a folder, tell which are new or changed, and read those.

    found = survey(root, known)            # a walk; unchanged files cost a look at the directory
    for record in index(found.todo, ...)   # fingerprint, probe, sidecars, name, pictures

A video's sidecars are known from the same listing as the video itself.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from stat import S_ISREG

from engine.errors import Cancelled, EnvironmentFault, InvalidMedia
from engine.index import filenames, sidecars
from engine.index.frames import pictures_open
from engine.index.identify import fingerprint, stand_in
from engine.index.probe import CANNOT_BE_READ, open_media, os_reason, probe_open, video_stream
from engine.index.subtitles import (
    COMMENTARY,
    FORCED,
    SDH,
    SUBTITLE_EXTENSIONS,
    language_of_name,
    read_subtitles,
)
from engine.records import (
    Description,
    FileStamp,
    Fingerprint,
    KnownFile,
    Probe,
    Root,
    RootSeen,
    ScannedVideo,
    Track,
    UnreadableFile,
)
from engine.text.language import language

VIDEO_EXTENSIONS = frozenset(
    {
        ".3g2", ".3gp", ".amv", ".asf", ".avi", ".divx", ".dv", ".f4v", ".flv", ".gif", ".h264", ".hevc",
        ".ivf", ".m1v", ".m2t", ".m2ts", ".m2v", ".m4v", ".mjpeg", ".mk3d", ".mkv", ".mov", ".mp4",
        ".mpe", ".mpeg", ".mpg", ".mpv", ".mts", ".mxf", ".nsv", ".nut", ".ogg", ".ogm", ".ogv", ".qt", ".rm",
        ".rmvb", ".roq", ".swf", ".ts", ".vob", ".webm", ".wmv", ".wtv", ".xvid", ".y4m",
    }
)  # fmt: skip
CLIP_S = 300.0  # a shorter video of which nothing is told is a clip
WORKERS = 2  # PyAV, OpenCV and hashing leave Python's lock to the other

_SOURCE_CODE = {".ts": 2**19, ".mts": 2**19}  # TypeScript, where a file is smaller than this
_SKIPPED = frozenset({"@eadir", "$recycle.bin", "lost+found", "system volume information", "#recycle"})
_EXTRAS = ("-trailer", "-sample", "-behindthescenes", "-deleted", "-featurette", "-interview", "-scene")
_SEPARATORS = ".-_ (["
_AHEAD = 8  # files handed to the workers before the first is asked for

_log = logging.getLogger(__name__)
_Stat = tuple[str, int, int]  # path, size in bytes, time of change in nanoseconds


@dataclass(frozen=True, slots=True)
class Found:
    """A video file met by a walk, with the stamps of what lies beside it.

    ``numbered``: its folder is a numbered sequence. ``problem``: why it cannot be used at all.
    """

    file: FileStamp
    sidecars: frozenset[FileStamp] = frozenset()
    numbered: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """One finished walk of a root: what was met, what is to be read, and folders that could not be."""

    seen: RootSeen
    todo: tuple[Found, ...]
    problems: tuple[str, ...] = ()


def survey(
    root: Root,
    known: Mapping[str, KnownFile],
    *,
    cancelled: Callable[[], bool] = lambda: False,
    on_progress: Callable[[int], None] = lambda met: None,
) -> Survey:
    """Walk a root and compare it with what is known of it. Raises Cancelled.

    A file is to be read when its stamp, or the stamps of its sidecars, differ. A root that cannot be listed,
    or is empty though files were known there (where a drive was mounted), is offline. ``on_progress`` hears
    the number of videos met.
    """
    paths: set[str] = set()
    todo: list[Found] = []
    problems: list[str] = []
    empty = True
    try:
        for folder in _folders(root.path, problems, cancelled):
            empty = empty and folder.empty
            for number, (path, size, changed) in enumerate(folder.videos):
                paths.add(path)
                before = known.get(path)
                if (
                    before is None
                    or before.stamp.mtime_ns != changed
                    or before.stamp.size_bytes != size
                    or (
                        (folder.beside or before.sidecars)
                        and not _same(before.sidecars, folder.beside[number] if folder.beside else ())
                    )
                ):
                    todo.append(folder.found(number))
            if folder.videos:
                on_progress(len(paths))
    except OSError as error:
        _log.info("cannot read %s: %s", root.path, error)
        return Survey(RootSeen(root.id, False, None), (), (f"{root.path}: {os_reason(error)}",))
    if empty and known:
        return Survey(RootSeen(root.id, False, None), (), (f"{root.path}: it is empty",))
    todo.sort(key=lambda found: found.file.path)
    return Survey(RootSeen(root.id, True, frozenset(paths)), tuple(todo), tuple(problems))


def walk(root: Root, *, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Found]:
    """Every video file under a root, folder by folder. Raises OSError where it cannot be read, Cancelled."""
    for folder in _folders(root.path, [], cancelled):
        for number in sorted(range(len(folder.videos)), key=folder.videos.__getitem__):
            yield folder.found(number)


def index(
    todo: Iterable[Found],
    root: Root,
    pictures: Path,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[ScannedVideo | UnreadableFile]:
    """Read the files found, in their order. ``pictures`` is the folder for posters and contact sheets.

    A file that cannot be used comes out as UnreadableFile, whatever is wrong with it. Raises Cancelled
    between two files, and EnvironmentFault where pictures cannot be kept.
    """
    pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="index")
    waiting: deque[Future[ScannedVideo | UnreadableFile]] = deque()
    try:
        for found in todo:
            if cancelled():
                raise Cancelled
            waiting.append(pool.submit(_read, found, root, pictures))
            if len(waiting) > _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            if cancelled():
                raise Cancelled
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


# --- the walk --------------------------------------------------------------------------------------------
# An unchanged library passes through here again and again: tuples and plain loops, objects only for news.


@dataclass(slots=True)
class _Folder:
    """The videos of one folder, and for each what lies beside it (``beside`` is empty if nothing does)."""

    videos: list[_Stat]
    beside: list[list[_Stat]]
    empty: bool
    problems: dict[int, str]

    def found(self, number: int) -> Found:
        return Found(
            file=FileStamp(*self.videos[number]),
            sidecars=frozenset(FileStamp(*stamp) for stamp in self.beside[number]) if self.beside else frozenset(),
            numbered=self._is_numbered(),
            problem=self.problems.get(number, ""),
        )

    def _is_numbered(self) -> bool:
        """Whether most names begin with a number, and at least three do."""
        count = sum(filenames.is_numbered(os.path.basename(path)) for path, _, _ in self.videos)
        return count >= 3 and count >= 0.6 * len(self.videos)


def _folders(top: str, problems: list[str], cancelled: Callable[[], bool]) -> Iterator[_Folder]:
    """Every folder from ``top`` down; OSError only for ``top`` itself, else a line in ``problems``."""
    top = os.path.abspath(top)
    real_top = os.path.realpath(top)
    followed: set[tuple[int, int]] = set()
    pending: list[tuple[str, list[_Stat]]] = [(top, [])]
    while pending:
        if cancelled():
            raise Cancelled
        path, inherited = pending.pop()
        try:
            with os.scandir(path) as listing:
                entries = list(listing)
        except OSError as error:
            if path == top:
                raise
            problems.append(f"{_printable(path)}: {os_reason(error)}")
            continue
        videos: list[_Stat] = []
        names: list[str] = []  # of the videos, without suffix
        others: list[tuple[str, _Stat]] = []  # by name
        folders: list[str] = []
        subtitle_folders: list[str] = []
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                continue
            try:
                if entry.is_dir():
                    lower = name.lower()
                    if lower in sidecars.SUBTITLE_FOLDERS:
                        subtitle_folders.append(entry.path)
                    elif lower not in _SKIPPED and (not entry.is_symlink() or _may_follow(entry, real_top, followed)):
                        folders.append(entry.path)
                    continue
                dot = name.rfind(".")
                suffix = name[dot:].lower()
                if suffix in VIDEO_EXTENSIONS:
                    about = entry.stat()
                    if S_ISREG(about.st_mode) and about.st_size >= _SOURCE_CODE.get(suffix, 0):
                        videos.append((entry.path, about.st_size, about.st_mtime_ns))
                        names.append(name[:dot])
                elif suffix in sidecars.SIDECAR_EXTENSIONS and (stamp := _stamp(entry)):
                    others.append((name.casefold(), stamp))
            except OSError:
                continue  # gone since it was listed
        if not videos:
            folders += subtitle_folders  # folders like any other
        if series := [stamp for name, stamp in others if name == sidecars.SERIES_NFO]:
            inherited = series
        pending += [(folder, inherited) for folder in sorted(folders, reverse=True)]
        unnamed = {}
        for number, (file, size, changed) in enumerate(videos):
            if not file.isascii() and (printable := _printable(file)) != file:
                unnamed[number] = "its name or a folder's is not valid UTF-8: rename it"
                videos[number] = printable, size, changed
        beside: list[list[_Stat]] = []
        if videos and (others or subtitle_folders or inherited):
            beside = _beside(names, others, subtitle_folders, inherited)
        yield _Folder(videos, beside, not entries, unnamed)


def _beside(
    names: list[str],
    others: list[tuple[str, _Stat]],
    subtitle_folders: list[str],
    inherited: list[_Stat],
) -> list[list[_Stat]]:
    """Give each video of a folder, by its name without suffix, the files that lie beside it."""
    stems: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        stems.setdefault(name.casefold(), []).append(number)
    beside = [list(inherited) for _ in names]
    films = [stem for stem in stems if not stem.endswith(_EXTRAS)]
    alone = stems[films[0]] if len(films) == 1 else []
    for name, stamp in others:
        stem = _owner(name, stems)
        if stem is not None and sidecars.belongs(name[len(stem) :]):
            for number in stems[stem]:
                beside[number].append(stamp)
        elif alone and sidecars.belongs_to_folder(name):
            for number in alone:
                beside[number].append(stamp)
    for folder in subtitle_folders:
        for stamp, folder_name in _subtitles_below(folder):
            stem = _owner(os.path.basename(stamp[0]).casefold(), stems)
            owners = stems.get(folder_name.casefold(), []) or (stems[stem] if stem is not None else alone)
            for number in owners:
                beside[number].append(stamp)
    return beside


def _owner(name: str, stems: Mapping[str, object]) -> str | None:
    """The longest video name that a file's name begins with: "a.b.en.srt" is of "a.b" before "a"."""
    for end in range(len(name) - 1, 0, -1):
        if name[end] in _SEPARATORS and name[:end] in stems:
            return name[:end]
    return None


def _subtitles_below(folder: str) -> list[tuple[_Stat, str]]:
    """The subtitle files in a "Subs" folder and in the folders in it, each with the name of the latter."""
    found: list[tuple[_Stat, str]] = []
    pending = [(folder, "")]
    while pending:
        path, name = pending.pop()
        try:
            with os.scandir(path) as listing:
                for entry in listing:
                    if entry.is_dir(follow_symlinks=False):
                        if not name:
                            pending.append((entry.path, entry.name))
                    elif os.path.splitext(entry.name)[1].lower() in SUBTITLE_EXTENSIONS and (stamp := _stamp(entry)):
                        found.append((stamp, name))
        except OSError:
            continue
    return found


def _stamp(entry: os.DirEntry[str]) -> _Stat | None:
    """The stamp of a regular file whose path can be kept as text."""
    about = entry.stat()
    path = entry.path
    if not S_ISREG(about.st_mode) or not (path.isascii() or _printable(path) == path):
        return None
    return path, about.st_size, about.st_mtime_ns


def _may_follow(entry: os.DirEntry[str], real_top: str, followed: set[tuple[int, int]]) -> bool:
    """Whether a linked folder leads somewhere new: not into the root, nor above it, nor there twice."""
    real = os.path.realpath(entry.path)
    if os.path.commonpath([real, real_top]) in (real, real_top):
        return False
    about = os.stat(real)
    place = about.st_dev, about.st_ino
    if place in followed:
        return False
    followed.add(place)
    return True


def _same(before: frozenset[FileStamp], now: Sequence[_Stat]) -> bool:
    return len(before) == len(now) and all((stamp.path, stamp.size_bytes, stamp.mtime_ns) in now for stamp in before)


def _printable(path: str) -> str:
    """A path that can be stored as text: bytes that are no UTF-8 are spelled out."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path).decode("utf-8", "backslashreplace")
    return path


# --- one file ----------------------------------------------------------------------------------------------


def _read(found: Found, root: Root, pictures: Path) -> ScannedVideo | UnreadableFile:
    """Everything that the first look at a file tells; what is wrong with it becomes its reason."""
    mark: Fingerprint | None = None
    stamp = found.file
    try:
        if found.problem:
            raise InvalidMedia(found.problem)
        mark = fingerprint(stamp.path)
        return _video(found, root, pictures, mark)
    except EnvironmentFault:
        raise
    except InvalidMedia as error:
        reason = str(error)
    except OSError as error:
        # Permissions or a cable may be mended without a new time of change: the next scan tries again.
        reason, stamp = os_reason(error), replace(stamp, mtime_ns=0)
    except Exception as error:  # a hostile file must not end the scan of all the others
        _log.exception("cannot read %s", stamp.path)
        reason = f"{CANNOT_BE_READ} ({type(error).__name__})"
    return UnreadableFile(root.id, stamp, mark or stand_in(stamp), reason)


def _video(found: Found, root: Root, pictures: Path, mark: Fingerprint) -> ScannedVideo:
    path = found.file.path
    stem = os.path.splitext(os.path.basename(path))[0]
    beside = sorted(stamp.path for stamp in found.sidecars)
    with open_media(path) as container:
        probe = probe_open(container)
        rate = getattr(video_stream(container), "average_rate", None)
        shown = pictures_open(container, probe.duration_s, pictures, mark.digest, art=sidecars.find_art(beside, stem))
    tracks = probe.tracks + _subtitles(beside, stem, probe, fps=float(rate) if rate else None)
    return ScannedVideo(
        root_id=root.id,
        file=found.file,
        fingerprint=mark,
        probe=probe,
        description=_description(found, root, probe, beside),
        tracks=tracks,
        sidecars=found.sidecars,
        pictures=shown,
    )


def _subtitles(beside: Iterable[str], stem: str, probe: Probe, *, fps: float | None) -> tuple[Track, ...]:
    """One track per readable subtitle file, numbered after the streams; a broken one is left out."""
    tracks: list[Track] = []
    first = 1 + max((track.index for track in probe.tracks), default=0)
    for path in beside:
        name = os.path.basename(path)
        suffix = os.path.splitext(name)[1].lower()
        if suffix not in SUBTITLE_EXTENSIONS:
            continue
        try:
            cues = read_subtitles(path, fps=fps)
        except (InvalidMedia, OSError) as error:
            _log.info("left out %s: %s", path, error)
            continue
        told, flags = language_of_name(name, stem=stem)
        tracks.append(
            Track(
                kind="subtitle",
                index=first + len(tracks),
                codec=suffix[1:],
                language=told or language("\n".join(cue.text for cue in cues[:60])),
                title=", ".join(sorted(flags - {FORCED})),
                is_forced=FORCED in flags,
                is_default=not flags & {FORCED, SDH, COMMENTARY},
                path=path,
                cues=cues,
            )
        )
    return tuple(tracks)


def _description(found: Found, root: Root, probe: Probe, beside: Iterable[str]) -> Description:
    """Sidecars first, then the tags inside the file, then its name; what is left is told by measure."""
    path = found.file.path
    told = sidecars.describe(beside)
    tags = sidecars.from_tags(probe.tags)
    if filenames.is_release(tags.title):
        tags = replace(tags, title="")
    named = filenames.describe(path, root=root.path, numbered=found.numbered, guess=not (told.title and told.year))
    merged = sidecars.merge(told, tags, named)
    kind = merged.kind
    if kind is None:
        short = probe.duration_s is not None and probe.duration_s < CLIP_S
        kind = "clip" if short and told == Description() else "video"
    spoken = next((track.language for track in probe.tracks if track.kind == "audio" and track.language), "")
    return replace(merged, kind=kind, language=merged.language or spoken or language(f"{merged.title}\n{merged.text}"))
