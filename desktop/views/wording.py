"""Facts in the person's words: lengths, times, kinds, the line under a title."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from engine.events import Progress
from engine.records import Track, Video


def tr(text: str) -> str:
    return QCoreApplication.translate("Wording", text)


def clock(seconds: float) -> str:
    """3:10, or 1:02:03 from an hour on."""
    whole = max(0, int(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def length(seconds: float | None) -> str:
    """12 min, 1 h 32 min, 40 s."""
    if not seconds:
        return ""
    if seconds < 60:
        return tr("{} s").format(max(1, round(seconds)))
    minutes = round(seconds / 60)
    if minutes < 60:
        return tr("{} min").format(minutes)
    hours, rest = divmod(minutes, 60)
    return tr("{} h {} min").format(hours, rest) if rest else tr("{} h").format(hours)


def number(value: int) -> str:
    return QLocale().toString(value)


def stars(value: float) -> str:
    """★★★★½"""
    return "★" * int(value) + ("½" if value % 1 else "")


def kind(video: Video) -> str:
    if video.kind == "film" and video.duration_s is not None and video.duration_s < 40 * 60:
        return tr("Short")
    return {
        "film": tr("Film"),
        "episode": tr("Episode"),
        "talk": tr("Talk"),
        "lesson": tr("Lesson"),
        "clip": tr("Clip"),
    }.get(video.kind, tr("Video"))


def place_in_series(video: Video) -> str:
    """Series S1 E3, as far as it is known."""
    if not video.series:
        return ""
    if video.season is not None and video.episode is not None:
        return tr("{} · S{} E{}").format(video.series, video.season, video.episode)
    if video.episode is not None:
        return tr("{} · part {}").format(video.series, video.episode)
    return video.series


def facts(video: Video) -> str:
    """2012 · Film · 12 min"""
    parts = [str(video.year) if video.year else "", kind(video), length(video.duration_s)]
    return " · ".join(part for part in parts if part)


def long_facts(video: Video, tracks: tuple[Track, ...] = ()) -> str:
    """2012 · Ian Hubert · 12 min · 1080p · en, zh subtitles"""
    maker = next((p.name for p in video.people if p.role in ("director", "speaker", "author")), "")
    height = next((t.height for t in tracks if t.kind == "video" and t.height), None)
    languages = list(dict.fromkeys(t.language for t in tracks if t.kind == "subtitle" and t.language))
    parts = [
        str(video.year) if video.year else "",
        place_in_series(video),
        maker or kind(video),
        length(video.duration_s),
        f"{height}p" if height else "",
        tr("{} subtitles").format(", ".join(languages[:4])) if languages else "",
    ]
    return " · ".join(part for part in parts if part)


def status(video: Video) -> str:
    """Why it cannot be played now, short enough for a poster; empty when it can."""
    if video.status == "offline":
        return tr("Unplugged")
    if video.status.startswith("unreadable"):
        return tr("Can't be read")
    return ""


def long_status(video: Video) -> str:
    """The same with what to do."""
    if video.status == "offline":
        return tr("Its drive or folder is not there now. Plug it in; your rating and notes are kept.")
    if video.status.startswith("unreadable"):
        reason = video.status.partition(":")[2].strip()
        return tr("Matinee can't read this file: {}").format(reason or tr("no reason was given"))
    return ""


def progress(event: Progress) -> str:
    """318 of 512 · 14/s · 14 s left"""
    parts = []
    if event.total:
        parts.append(tr("{} of {}").format(number(event.done), number(event.total)))
    elif event.done:
        parts.append(number(event.done))
    if event.rate_per_s:
        rate = f"{event.rate_per_s:.0f}" if event.rate_per_s >= 10 else f"{event.rate_per_s:.1f}"
        parts.append(tr("{}/s").format(rate))
    if event.left_s is not None and event.total:
        parts.append(tr("{} left").format(length(max(1, event.left_s))))
    return " · ".join(parts)


def size(size_bytes: int) -> str:
    return QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def learned(ratings: int, notes: int) -> str:
    """What the suggestions stand on."""
    if not ratings and not notes:
        return tr("Nothing learned yet: rate a few videos, and these become yours")
    said = []
    if ratings:
        said.append(tr("1 rating") if ratings == 1 else tr("{} ratings").format(number(ratings)))
    if notes:
        said.append(tr("1 note") if notes == 1 else tr("{} notes").format(number(notes)))
    return tr("Learned from {}, all on this computer").format(tr(" and ").join(said))
