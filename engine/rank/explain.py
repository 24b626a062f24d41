"""Say why a video stands where it stands, by what would change if a piece of evidence were taken away.

The effect of a rating or note sentence on a video is the exact change of the video's expected stars when that
one observation is left out and nothing else: a reason that names it can be checked by doing so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from engine.records import Reason, Video
from engine.taste.features import MEAN, Features, Places, shown
from engine.taste.profile import Observation, TasteProfile

Float = npt.NDArray[np.float64]

SOMETHING_NEW = Reason(kind="new", text="Something new: nothing that you liked is much like it")
NOTHING_RATED = Reason(kind="mixed", text="A varied start: nothing rated yet")


def effects(profile: TasteProfile, rows: Float) -> Float:
    """How many stars each observation (n) adds to each row (C, F): (n, C), in the profile's order.

    By the leave-one-out identity of linear regression (Cook 1977): no model is fitted again.
    """
    seen = list(profile.observations.values())
    if not seen:
        return np.zeros((0, len(rows)))
    own = np.stack([one.row for one in seen])
    noise = profile.hyperparameters.noise * np.array([one.doubt for one in seen])
    leverage = np.einsum("ij,ij->i", own @ profile.covariance, own) / noise
    surprise = np.array([one.target for one in seen]) - own @ profile.mean
    pull = surprise / (noise * (1 - leverage))
    return np.asarray((own @ (profile.covariance @ rows.T)) * pull[:, None])


def reasons(
    profile: TasteProfile,
    features: Features,
    places: Places,
    videos: Mapping[int, Video],
    *,
    most: int = 2,
    against: bool = False,
) -> list[tuple[Reason, ...]]:
    """Up to ``most`` reasons for each of the places, best first; never none.

    ``videos`` holds the explained videos and those that ``evidence_ids`` names. An observation that lifts
    the whole library alike is no reason for one video, so it must also lift it more than the average one.
    ``against``: also the one thing that speaks most against each.
    """
    if not profile.observations:
        return [(NOTHING_RATED,)] * len(places)
    seen = list(profile.observations.values())
    rows = features.matrix[places].astype(np.float64)
    effect = effects(profile, np.vstack([rows, features.average]))
    lift, own = effect[:, :-1], effect[:, :-1] - effect[:, -1:]
    level = float(profile.mean[features.block(MEAN).start])
    told = []
    for column, place in enumerate(places):
        both = np.where(np.sign(lift[:, column]) == np.sign(own[:, column]), own[:, column], 0.0)
        video = videos[int(features.ids[place])]
        found = _for(seen, both, videos, level)
        found[1:1] = _shared(profile, features, rows[column], video, level)
        found = found[:most] or [SOMETHING_NEW]
        if against and both.min() <= -_TELLING:
            found.append(_against(seen, both, videos, level))
        told.append(tuple(found))
    return told


def evidence_ids(profile: TasteProfile) -> frozenset[int]:
    """The videos that reasons may name."""
    return frozenset(one.video_id for one in profile.observations.values())


def stars_text(stars: float) -> str:
    """3.5 as ★★★½."""
    whole, half = divmod(round(stars * 2), 2)
    return "★" * whole + "½" * half


_TELLING = 0.02  # stars: less is not worth a reason


def _for(seen: Sequence[Observation], effect: Float, videos: Mapping[int, Video], level: float) -> list[Reason]:
    """What speaks for the video: liked and like it, else disliked and unlike it."""
    strongest = [int(i) for i in np.argsort(-effect, kind="stable") if effect[i] >= _TELLING]
    liked = [i for i in strongest if _is_liked(seen[i], level)]
    return [
        _reason(seen[i], videos, "{}" if liked else "Unlike what you disliked: {}")
        for i in _one_each(seen, liked or strongest)
    ]


def _against(seen: Sequence[Observation], effect: Float, videos: Mapping[int, Video], level: float) -> Reason:
    """What speaks most against it."""
    worst = int(np.argmin(effect))
    far = _is_liked(seen[worst], level)
    return _reason(seen[worst], videos, "Far from what you liked: {}" if far else "Lower, because: {}")


def _is_liked(one: Observation, level: float) -> bool:
    return one.target > (0 if one.is_note else level)


def _one_each(seen: Sequence[Observation], places: Sequence[int]) -> list[int]:
    """The first of each video's observations, so that a video with a note is not named twice."""
    first: dict[int, int] = {}
    for place in places:
        first.setdefault(seen[place].video_id, place)
    return list(first.values())


def _reason(one: Observation, videos: Mapping[int, Video], frame: str) -> Reason:
    if one.is_note:
        text = frame.format(f"You wrote “{one.quote}” about {videos[one.video_id].title}")
        return Reason(kind="note", text=text, video_id=one.video_id, quote=one.quote)
    text = frame.format(f"You gave {videos[one.video_id].title} {stars_text(one.target)}")
    return Reason(kind="rated", text=text, video_id=one.video_id, stars=one.target)


def _shared(
    profile: TasteProfile,
    features: Features,
    row: Float,
    video: Video,
    level: float,
) -> list[Reason]:
    """The series, person and topic that lift the video, each if a video that was liked has it too."""
    found = []
    for name, frame in _FRAMES.items():
        block = features.block(name)
        part = row[block.columns] * profile.mean[block.columns]
        if not part.size or part.max() < _TELLING:
            continue
        column = block.start + int(part.argmax())
        for one in profile.observations.values():
            if not one.is_note and one.row[column] > 0 and _is_liked(one, level):
                label = _label(block.labels[column - block.start], video)
                text = frame.format(label)
                found.append(Reason(kind="feature", text=text, video_id=one.video_id, quote=label))
                break
    return found


_FRAMES = {
    "series": "Also from {}",
    "person": "Also with {}",
    "topic": "You tend to like: {}",
}  # telling first


def _label(label: str, video: Video) -> str:
    people = (person.name for person in video.people)
    return shown(label, (*people, *video.genres, *video.tags, video.series))
