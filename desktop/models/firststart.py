"""What the first start asks to be rated: few videos, as different from each other as the library allows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Literal

from engine.records import Video

Step = Literal["", "folders", "scan", "rate", "done"]


def varied(videos: Iterable[Video], *, limit: int, without: Collection[int] = ()) -> list[Video]:
    """Up to ``limit`` videos that nobody rated, one of each group in turn, one at most of each series.

    Groups are kind, first genre and decade: what a person knows a film by before its text is read. Those with a
    picture come first in their group.
    """
    groups: dict[tuple[object, ...], list[Video]] = defaultdict(list)
    for video in videos:
        if video.stars is None and video.status == "ok" and video.id not in without:
            groups[video.kind, video.genres[:1], (video.year or 0) // 10].append(video)
    for members in groups.values():
        members.sort(key=lambda video: (video.pictures.poster is None, video.id))
    chosen: list[Video] = []
    series: Counter[str] = Counter()
    waiting = sorted(groups.values(), key=len, reverse=True)
    while waiting and len(chosen) < limit:
        for members in waiting:
            video = members.pop(0)
            if not video.series or not series[video.series]:
                series[video.series] += 1
                chosen.append(video)
        waiting = [members for members in waiting if members]
    return chosen[:limit]
