"""Facts in the person's words: lengths, times, kinds, the line under a title."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial, reduce
from typing import Any

from PySide6.QtCore import QLocale

from desktop.language import tr
from engine.events import Progress
from engine.message import Message
from engine.records import Track, Video


def listed(items: Iterable[str]) -> str:
    """One, two, three."""
    return tr(", ").join(items)


def sentences(*said: str) -> str:
    """One after the other, with the space that the language has between them."""
    return reduce(lambda text, more: tr("{} {}").format(text, more), said)


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


def speed(value: float) -> str:
    """1.25×"""
    return f"{QLocale().toString(value, 'g', 3)}×"


def delay(delay_ms: int) -> str:
    """+0.3 s"""
    return tr("{} s").format(f"{'+' if delay_ms > 0 else ''}{QLocale().toString(delay_ms / 1000, 'f', 1)}")


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
        tr("{} subtitles").format(listed(languages[:4])) if languages else "",
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
        return tr("Matinee can't read this file: {}").format(_stored(reason) or tr("no reason was given"))
    return ""


def told(text: str) -> str:
    """What the engine says, in the person's language; a text of another kind as it is."""
    if not isinstance(text, Message):
        return text
    return tr(text.form).format(**{name: _value(name, value) for name, value in text.values.items()})


def label(facet: str, name: str) -> str:
    """A group of videos by a trait that Matinee reads of each: its kind, language, length, decade."""
    if facet == "language" and (language := QLocale(name).language()) != QLocale.Language.C:
        return language_name(language)
    value, _, unit = name.partition(" ")
    if unit in ("min", "letters") and value.isdecimal():
        return (tr("{} min") if unit == "min" else tr("{} letters")).format(number(int(value)))
    if name.endswith("0s") and name[:-1].isdecimal():
        return tr("{}s").format(name[:-1])
    return {
        "film": tr("Films"),
        "episode": tr("Episodes"),
        "talk": tr("Talks"),
        "lesson": tr("Lessons"),
        "clip": tr("Clips"),
        "video": tr("Other videos"),
        "other": tr("Other"),
        "unknown": tr("Not known"),
        "under 20 min": tr("Under 20 min"),
        "20 to 60 min": tr("20 to 60 min"),
        "1 to 2 hours": tr("1 to 2 hours"),
        "over 2 hours": tr("Over 2 hours"),
    }.get(name, name[:1].upper() + name[1:])


def language_name(language: QLocale.Language) -> str:
    """Chinese in the window's own language: Qt names languages in English and, of some, in themselves."""
    return {
        QLocale.Language.Chinese: tr("Chinese"),
        QLocale.Language.English: tr("English"),
        QLocale.Language.Japanese: tr("Japanese"),
        QLocale.Language.Korean: tr("Korean"),
        QLocale.Language.French: tr("French"),
        QLocale.Language.German: tr("German"),
        QLocale.Language.Spanish: tr("Spanish"),
        QLocale.Language.Italian: tr("Italian"),
        QLocale.Language.Portuguese: tr("Portuguese"),
        QLocale.Language.Russian: tr("Russian"),
        QLocale.Language.Arabic: tr("Arabic"),
        QLocale.Language.Hindi: tr("Hindi"),
    }.get(language) or QLocale.languageToString(language)


def role(name: str) -> str:
    """What somebody did for a video; a role that is not known stands as the file names it."""
    return {
        "director": tr("Director"),
        "writer": tr("Writer"),
        "actor": tr("Actor"),
        "artist": tr("Artist"),
        "speaker": tr("Speaker"),
        "author": tr("Author"),
        "uploader": tr("Uploader"),
    }.get(name, name.capitalize())


def amount(event: Progress) -> str:
    """318 of 512, or 318 where the whole is not known yet."""
    if event.total:
        return tr("{} of {}").format(number(event.done), number(event.total))
    return number(event.done) if event.done else ""


def progress(event: Progress) -> str:
    """318 of 512 · 14/s · 14 s left"""
    parts = [said] if (said := amount(event)) else []
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


def _stored(reason: str) -> str:
    """Why a file could not be read, as the library keeps it: a form that has no values, and perhaps a name of ours."""
    plain, bracket, rest = reason.partition(" (")
    return tr(plain) + bracket + rest


def _value(name: str, value: object) -> object:
    if isinstance(value, Message):
        return told(value)
    return _VALUES[name](value) if name in _VALUES else value


def _reason(text: str) -> str:
    """What the system says of an error; only the job processes say it in English."""
    return {
        "No space left on device": tr("No space left on device"),
        "Permission denied": tr("Permission denied"),
        "No such file or directory": tr("No such file or directory"),
        "Read-only file system": tr("Read-only file system"),
        "Input/output error": tr("Input/output error"),
        "Is a directory": tr("Is a directory"),
        "Not a directory": tr("Not a directory"),
        "File exists": tr("File exists"),
        "File name too long": tr("File name too long"),
        "Device or resource busy": tr("Device or resource busy"),
    }.get(text, text)


_VALUES: dict[str, Callable[[Any], object]] = {
    "reason": _reason,
    "kind": partial(label, "kind"),
    "language": partial(label, "language"),
    "length": partial(label, "length"),
    "depth": partial(label, "depth"),
    "decade": partial(label, "decade"),
}
