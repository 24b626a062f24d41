"""The columns of the collection's table: what each says of a video, and how the store sorts by it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QDateTime, QLocale

from desktop.language import tr
from desktop.views import wording
from engine.records import FileFacts, Video
from engine.store.queries import Sort

Text = Callable[[Video, FileFacts | None], str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``descends``: its first order is from the most, the newest, the best."""

    sort: Sort  # also its name
    title: Callable[[], str]
    text: Text
    width: int
    descends: bool = False
    measured: bool = False  # needs FileFacts
    right: bool = False  # figures stand to the right
    aloud: Text | None = None  # to a screen reader, where the text is a sign

    def said(self, video: Video, facts: FileFacts | None) -> str:
        return (self.aloud or self.text)(video, facts)


def _added(video: Video, facts: FileFacts | None) -> str:
    when = QDateTime.fromSecsSinceEpoch(int(video.added_at)).date()
    return QLocale().toString(when, QLocale.FormatType.ShortFormat)


def _height(facts: FileFacts | None) -> str:
    return f"{facts.height}p" if facts is not None and facts.height else ""


def _stars_aloud(video: Video, facts: FileFacts | None) -> str:
    return tr("{} of 5 stars").format(f"{video.stars:g}") if video.stars else tr("not rated")


COLUMNS: tuple[Column, ...] = (
    Column("title", lambda: tr("Title"), lambda video, _: video.title, 320),
    Column("kind", lambda: tr("Kind"), lambda video, _: wording.kind(video), 72),
    Column("year", lambda: tr("Year"), lambda video, _: str(video.year or ""), 56, descends=True, right=True),
    Column(
        "duration",
        lambda: tr("Length"),
        lambda video, _: wording.length(video.duration_s),
        80,
        descends=True,
        right=True,
    ),
    Column(
        "rating",
        lambda: tr("Your stars"),
        lambda video, _: wording.stars(video.stars) if video.stars else "",
        92,
        descends=True,
        aloud=_stars_aloud,
    ),
    Column("added", lambda: tr("Added"), _added, 92, descends=True, right=True),
    Column(
        "watched",
        lambda: tr("Watched"),
        lambda video, _: "✓" if video.watched else "",
        84,
        descends=True,
        aloud=lambda video, _: tr("watched") if video.watched else tr("not watched"),
    ),
    Column("series", lambda: tr("Series"), lambda video, _: wording.place_in_series(video), 200),
    Column("folder", lambda: tr("Folder"), lambda video, _: os.path.dirname(video.path), 240),
    Column(
        "size",
        lambda: tr("File size"),
        lambda _, facts: wording.size(facts.size_bytes) if facts is not None and facts.size_bytes else "",
        104,
        descends=True,
        measured=True,
        right=True,
    ),
    Column(
        "resolution",
        lambda: tr("Resolution"),
        lambda _, facts: _height(facts),
        104,
        descends=True,
        measured=True,
        right=True,
    ),
)


def place_of(sort: Sort) -> int:
    """The number of the column that sorts so."""
    return next(place for place, column in enumerate(COLUMNS) if column.sort == sort)
