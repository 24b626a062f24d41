"""The tasks that carry what a person said out of a library and into it: export to a file, a look into one to import."""

from __future__ import annotations

import time
from pathlib import Path

from engine.events import Done, Export, LookInto
from engine.index.imports import read_import
from engine.index.matching import match
from engine.index.portable import write_own
from engine.records import ImportRow, ImportSurvey, Video
from engine.store.library import Library


def export_said(task: Export, library: Library) -> Done:
    """``counts``: the videos of which something is said. EnvironmentFault where the file can't be written."""
    said = library.read.said()
    write_own(Path(task.file), said, now=time.time())
    return Done({"videos": len(said)})


def look_into(task: LookInto, library: Library) -> ImportSurvey:
    """What the file says beside what the library knows. EnvironmentFault where it is none that can be read."""
    now = time.time()
    found = read_import(task.file, origin=task.origin, best=task.best, now=now)
    reader = library.read
    videos = {video.id: video for video in reader.videos()}
    matches = match(found.mentions, videos.values(), ids=reader.catalogue_ids(), contents=reader.contents())
    missed = {id(one.mention): one for one in matches.missed}
    meant = iter(matches.videos)
    rows = tuple(
        ImportRow(mention, None, lost.reason, lost.candidates, lost.is_near)
        if (lost := missed.get(id(mention)))
        else ImportRow(mention, next(meant))
        for mention in found.mentions
    )
    said = dict(matches.said)
    for row in rows:  # which the person may pick
        for candidate in row.candidates:
            said.setdefault(candidate, row.mention.said)
    return ImportSurvey(
        file=Path(task.file).name,
        origin=found.origin,
        scale=found.scale,
        best=found.best,
        rows=rows,
        misread=found.misread,
        silent=found.silent,
        titles={video_id: _title(videos[video_id]) for video_id in said},
        news=frozenset(reader.unknown_said(said, origin=found.origin, at=now)),
        rated_here=reader.rated_otherwise(said, origin=found.origin, at=now),
    )


def _title(video: Video) -> str:
    name = f"{video.title} ({video.year})" if video.year else video.title
    return f"{video.series}: {name}" if video.series else name
