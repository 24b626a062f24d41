"""What the player needs to know of a video before it starts: its tracks, chapters, and its place in a series."""

from __future__ import annotations

import bisect
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from PySide6.QtCore import QLocale

from desktop.language import tr
from engine.rank import course
from engine.records import Chapter, Cue, Track, Video, VideoDetail

_MOST_PARTS = 300  # in one folder: with more of them it is no series


@dataclass(frozen=True)
class Subtitles:
    """One text track to choose. ``problem`` says why it cannot be shown; then it has no lines."""

    name: str
    cues: tuple[Cue, ...]
    language: str = ""
    problem: str = ""

    @cached_property
    def _starts(self) -> list[int]:
        return [cue.start_ms for cue in self.cues]

    def at(self, position_ms: int) -> str:
        """What is said at a moment; lines that overlap stand below each other."""
        last = bisect.bisect_right(self._starts, position_ms)
        # A line may still stand while later ones come and go; few tracks hold more than three at once.
        around = self.cues[max(0, last - 4) : last]
        return "\n".join(cue.text.strip() for cue in around if cue.start_ms <= position_ms < cue.end_ms)


@dataclass(frozen=True, slots=True)
class Sound:
    """One audio track to choose; their order is the file's."""

    name: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """A video, with all that the player shows of it beside its picture."""

    video: Video
    subtitles: tuple[Subtitles, ...] = ()
    sounds: tuple[Sound, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    previous: Video | None = None
    next: Video | None = None
    codec: str | None = None  # of the picture; None: it has none


class ProgrammeReads(Protocol):
    """What a programme is read from: ``engine.store.queries.Reader``."""

    def detail(self, video_id: int) -> VideoDetail: ...

    def cues(self, video_id: int, limit: int | None = ..., *, track_id: int | None = ...) -> list[Cue]: ...

    def of_series(self, series: str, *, most: int) -> list[Video]: ...

    def in_folder(self, folder: str, *, most: int) -> list[Video]: ...


def read_programme(reads: ProgrammeReads, video_id: int) -> Programme:
    """Everything that the player needs of a video. Raises EnvironmentFault when it is not there any more."""
    detail = reads.detail(video_id)
    before, after = neighbours(detail.video, _parts(reads, detail.video))
    return Programme(
        detail.video,
        subtitles_of(detail.tracks, reads.cues(video_id)),
        sounds_of(detail.tracks),
        chapters_of(detail),
        before,
        after,
        codec=next((track.codec for track in detail.tracks if track.kind == "video"), None),
    )


def neighbours(video: Video, parts: Sequence[Video]) -> tuple[Video | None, Video | None]:
    """The parts of the series before and after a video that can be played now, in the order to watch them."""
    if not course.is_course(parts):
        return None, None
    there = [part for part in course.order(parts) if part.id == video.id or (part.status == "ok" and not part.hidden)]
    place = next((place for place, part in enumerate(there) if part.id == video.id), None)
    if place is None:
        return None, None
    return (
        there[place - 1] if place else None,
        there[place + 1] if place + 1 < len(there) else None,
    )


def subtitles_of(tracks: Sequence[Track], cues: Sequence[Cue]) -> tuple[Subtitles, ...]:
    """The subtitle tracks in the store's order, those with lines first."""
    by_track: dict[int | None, list[Cue]] = {}
    for cue in cues:
        by_track.setdefault(cue.track_id, []).append(cue)
    subtitles = {track.id: track for track in tracks if track.kind == "subtitle"}
    found: list[Subtitles] = []
    for track_id, lines in by_track.items():
        track = subtitles.get(track_id)
        language = track.language if track is not None else ""
        in_time = tuple(sorted(lines, key=lambda cue: cue.start_ms))
        found.append(Subtitles(_named(track, [one.name for one in found]), in_time, language))
    for track_id, track in subtitles.items():
        if track_id not in by_track:
            if not track.is_text:
                problem = tr("Pictures, which Matinee can't show")
            else:
                problem = tr("Not read yet") if track.cues is None else tr("Has no lines")
            found.append(Subtitles(_named(track, [one.name for one in found]), (), track.language, problem))
    return tuple(found)


def sounds_of(tracks: Sequence[Track]) -> tuple[Sound, ...]:
    """The audio tracks in the order of the file, which is the player's too."""
    found: list[Sound] = []
    for track in sorted((track for track in tracks if track.kind == "audio"), key=lambda track: track.index):
        channels = {1: tr("mono"), 2: tr("stereo"), 6: "5.1", 8: "7.1"}.get(track.channels or 0, "")
        name = " · ".join(part for part in (_named(track, (), default=tr("Sound")), channels) if part)
        found.append(Sound(_unlike(name, [one.name for one in found]), track.language))
    return tuple(found)


def chapters_of(detail: VideoDetail) -> tuple[Chapter, ...]:
    """The chapters in time, each with a name; a single one that is the whole video tells nothing."""
    chapters = sorted(detail.chapters, key=lambda chapter: chapter.start_s)
    if len(chapters) < 2:
        return ()
    return tuple(
        Chapter(chapter.start_s, chapter.end_s, chapter.title.strip() or tr("Chapter {}").format(number))
        for number, chapter in enumerate(chapters, start=1)
    )


def chapter_at(chapters: Sequence[Chapter], position_s: float) -> int | None:
    """Which chapter holds a moment; None before the first one."""
    place = bisect.bisect_right([chapter.start_s for chapter in chapters], position_s + 1e-3) - 1
    return place if place >= 0 else None


def own_name(code: str) -> str:
    """A language as those who speak it write it: "English", "中文"; the code where nobody knows it."""
    # Qt tells these by their lands too ("American English", "简体中文"), which a bare code does not say.
    if name := {"en": "English", "zh": "中文"}.get(code):
        return name
    locale = QLocale(code)
    name = "" if not code or locale.language() == QLocale.Language.C else locale.nativeLanguageName()
    return name[:1].upper() + name[1:] if name else code


def _parts(reads: ProgrammeReads, video: Video) -> list[Video]:
    """The videos that share the video's series or folder; none where they are too many to be parts of something."""
    home = course.home(video)
    if video.series and home == video.series.casefold():
        found = reads.of_series(video.series, most=_MOST_PARTS + 1)
    else:
        found = [other for other in reads.in_folder(home, most=_MOST_PARTS + 1) if course.home(other) == home]
    return found if len(found) <= _MOST_PARTS else []


def _named(track: Track | None, others: Sequence[str], *, default: str = "") -> str:
    """Language and title of a track, else the name of its file."""
    default = default or tr("Subtitles")
    if track is None:
        return _unlike(default, others)
    parts = [own_name(track.language), track.title]
    if not any(parts) and track.path:
        parts = [os.path.basename(track.path)]
    return _unlike(" · ".join(part for part in parts if part) or default, others)


def _unlike(name: str, others: Sequence[str]) -> str:
    """Two tracks of one name are numbered."""
    number = 2
    unlike = name
    while unlike in others:
        unlike, number = f"{name} {number}", number + 1
    return unlike
