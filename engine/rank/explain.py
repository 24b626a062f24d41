"""Say why a video stands where it stands, by what would change if a piece of evidence were taken away.

The effect of a rating or note sentence on a video is the exact change of the video's expected stars when that
one observation is left out and nothing else; the effect of a label (a genre, a person ...) is the exact change when
the video is taken to lack it. A reason that names either can be checked by doing so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from engine.message import Message
from engine.records import Note, Rating, Reason, Video
from engine.taste.features import CROWD, MEAN, Block, Features, Places, shown
from engine.taste.profile import Observation, TasteProfile

Float = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a piece of evidence adds to a video's expected stars; negative: takes off."""

    reason: Reason
    stars: float


@dataclass(frozen=True, slots=True)
class Move:
    """How a video moved among all that may be suggested, by expected stars (equal ones share the middle of their
    ranks), and what moved it.

    ``stars`` is its whole change beyond that of the average video. ``through`` holds the parts that single signals
    have in it, strongest first; those of all signals sum to it.
    """

    video_id: int
    before: int
    after: int
    stars: float
    through: tuple[Effect, ...]


SOMETHING_NEW = Reason(kind="new", text=Message("Something new: nothing that you liked is much like it"))
NOTHING_RATED = Reason(kind="mixed", text=Message("A varied start: nothing rated yet"))


def effects(profile: TasteProfile, rows: Float) -> Float:
    """How many stars each observation (n) adds to each row (C, F): (n, C), in the profile's order.

    By the leave-one-out identity of linear regression (Cook 1977): no model is fitted again.
    """
    seen = list(profile.observations.values())
    if not seen:
        return np.zeros((0, len(rows)))
    own, pull = _pulls(profile)
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
        found = _for(seen, both, videos, level, most)
        found[1:1] = _shared(profile, features, rows[column], video, level)
        found = found[:most] or [SOMETHING_NEW]
        if against and both.min() <= -_TELLING:
            found.append(_against(seen, both, videos, level))
        told.append(tuple(found))
    return told


def contributions(
    profile: TasteProfile, features: Features, place: int, videos: Mapping[int, Video], *, most: int = 5
) -> tuple[tuple[Effect, ...], tuple[Effect, ...]]:
    """What lifts a video's expected stars and what lowers them, up to ``most`` of each, strongest first.

    Ratings and note sentences by leaving them out, the video's labels by taking them off. Their effects overlap
    (a rating teaches what a label is worth) and do not sum to the score.
    """
    row = features.matrix[place].astype(np.float64)
    video = videos[int(features.ids[place])]
    found = [
        Effect(reason_of(one, videos), float(stars))
        for one, stars in zip(profile.observations.values(), effects(profile, row[None])[:, 0], strict=True)
    ]
    for block in features.blocks:
        if block.name not in _FACTS:
            continue
        for column, stars in zip(*_label_effects(profile, row, block), strict=True):
            label = _label(block.labels[column], video)
            reason = Reason(kind="feature", text=_FACTS[block.name](label), quote=label)
            found.append(Effect(reason, float(stars)))
    found.sort(key=lambda effect: -abs(effect.stars))
    telling = [effect for effect in found if abs(effect.stars) >= _TELLING]
    lifts = tuple(effect for effect in telling if effect.stars > 0)
    lowers = tuple(effect for effect in telling if effect.stars < 0)
    return lifts[:most], lowers[:most]


def new_ground(profile: TasteProfile, features: Features, place: int, video: Video) -> Reason:
    """Why an exploratory pick is new: a genre or tag of nothing that was rated or noted, else how little is known."""
    block = features.block("topic")
    seen = profile.observations.values()
    for column in np.flatnonzero(features.matrix[place, block.columns]):
        if any(one.row[block.start + column] for one in seen):
            continue
        label = _label(block.labels[column], video)
        text = Message("New ground for you: you have rated nothing with “{label}” yet", label=label)
        return Reason(kind="new", text=text, quote=label)
    return Reason(kind="new", text=Message("New ground for you: you have rated little that is like it"))


def moves(
    before: TasteProfile,
    stages: Sequence[tuple[Reason, TasteProfile]],
    features: Features,
    places: Places,
    *,
    most: int = 10,
) -> list[Move]:
    """What moved most among the videos at ``places``, from one profile through others to the last.

    Each stage is one signal and the profile that it led to (see ``TasteProfile.update``). A move up counts by
    its ratio: from 100th to 10th as much as from 10th to 1st.
    """
    if not stages or not len(places):
        return []
    weights = np.stack([before.mean, *(profile.mean for _, profile in stages)])
    rows = features.matrix[places]
    average = rows.mean(axis=0, dtype=np.float64)
    first, last = (rows @ mean.astype(np.float32) for mean in (weights[0], weights[-1]))
    was, now = _ranks(first), _ranks(last)
    far = np.argsort(-np.abs(np.log(now / was)), kind="stable")[:most]
    told = []
    for one in far[now[far] != was[far]]:
        gains = np.diff(weights @ (rows[one] - average))
        strongest = [at for at in np.argsort(-np.abs(gains), kind="stable")[:3] if abs(gains[at]) >= _TELLING]
        through = tuple(Effect(stages[at][0], float(gains[at])) for at in strongest)
        video_id = int(features.ids[places[one]])
        told.append(Move(video_id, int(was[one]), int(now[one]), float(gains.sum()), through))
    return told


def signal_text(signal: Rating | Note, title: str) -> Reason:
    """What the person did, as the reason of a move."""
    if isinstance(signal, Note):
        text = Message("You took back your note about {title}", title=title)
        if signal.text:
            text = Message("You wrote about {title}", title=title)
        return Reason(kind="note", text=text, video_id=signal.video_id, quote=signal.text)
    text = Message("You took back your rating of {title}", title=title)
    if signal.stars is not None:
        text = Message("You gave {title} {stars}", title=title, stars=stars_text(signal.stars))
    return Reason(kind="rated", text=text, video_id=signal.video_id, stars=signal.stars)


def reason_of(
    one: Observation, videos: Mapping[int, Video], frame: Callable[[Message], Message] = lambda text: text
) -> Reason:
    """The rating or note sentence as a reason, its words put into ``frame``."""
    title = videos[one.video_id].title
    if one.is_note:
        text = frame(Message("You wrote “{quote}” about {title}", quote=one.quote, title=title))
        return Reason(kind="note", text=text, video_id=one.video_id, quote=one.quote)
    text = frame(Message("You gave {title} {stars}", title=title, stars=stars_text(one.target)))
    return Reason(kind="rated", text=text, video_id=one.video_id, stars=one.target)


def evidence_ids(profile: TasteProfile) -> frozenset[int]:
    """The videos that reasons may name."""
    return frozenset(one.video_id for one in profile.observations.values())


def stars_text(stars: float) -> str:
    """3.5 as ★★★½."""
    whole, half = divmod(round(stars * 2), 2)
    return "★" * whole + "½" * half


_TELLING = 0.02  # stars: less is not worth a reason


@lru_cache(maxsize=2)  # a dial asks again and again of one profile; another thread may study an older one
def _pulls(profile: TasteProfile) -> tuple[Float, Float]:
    """The rows of the observations (n, F), and how much each pulls at what lies in its direction (n,)."""
    seen = profile.observations.values()
    own = np.stack([one.row for one in seen])
    noise = profile.hyperparameters.noise * np.array([one.doubt for one in seen])
    leverage = np.einsum("ij,ij->i", own @ profile.covariance, own) / noise
    surprise = np.array([one.target for one in seen]) - own @ profile.mean
    return own, surprise / (noise * (1 - leverage))


def _for(
    seen: Sequence[Observation], effect: Float, videos: Mapping[int, Video], level: float, most: int
) -> list[Reason]:
    """What speaks for the video: liked and like it, else disliked and unlike it."""
    telling = np.flatnonzero(effect >= _TELLING)
    strongest = telling[np.argsort(-effect[telling], kind="stable")].tolist()
    liked = [i for i in strongest if _is_liked(seen[i], level)]
    return [
        reason_of(seen[i], videos) if liked else reason_of(seen[i], videos, _unlike)
        for i in _one_each(seen, liked or strongest)[:most]
    ]


def _against(seen: Sequence[Observation], effect: Float, videos: Mapping[int, Video], level: float) -> Reason:
    """What speaks most against it."""
    worst = int(np.argmin(effect))
    far = _is_liked(seen[worst], level)
    return reason_of(seen[worst], videos, _far if far else _lower)


def _unlike(told: Message) -> Message:
    return Message("Unlike what you disliked: {told}", told=told)


def _far(told: Message) -> Message:
    return Message("Far from what you liked: {told}", told=told)


def _lower(told: Message) -> Message:
    return Message("Lower, because: {told}", told=told)


def _is_liked(one: Observation, level: float) -> bool:
    return one.target > (0 if one.is_note else level)


def _one_each(seen: Sequence[Observation], places: Sequence[int]) -> list[int]:
    """The first of each video's observations, so that a video with a note is not named twice."""
    first: dict[int, int] = {}
    for place in places:
        first.setdefault(seen[place].video_id, place)
    return list(first.values())


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
        columns, effect = _label_effects(profile, row, block)
        if not columns.size or effect.max() < _TELLING:
            continue
        column = block.start + int(columns[effect.argmax()])
        for one in profile.observations.values():
            if not one.is_note and one.row[column] > 0 and _is_liked(one, level):
                label = _label(block.labels[column - block.start], video)
                text = frame(label)
                found.append(Reason(kind="feature", text=text, video_id=one.video_id, quote=label))
                break
    return found


def _label_effects(profile: TasteProfile, row: Float, block: Block) -> tuple[Places, Float]:
    """The columns of a block that the video has, and what its expected stars lose when it lacks each of them.

    The others of the block then fill its length (but for the crowd's, which have none).
    """
    columns = np.flatnonzero(row[block.columns])
    values = row[block.columns][columns]
    parts = values * profile.mean[block.columns][columns]
    square = values @ values
    left = square - values**2
    stretch = np.ones_like(values) if block.name == CROWD else np.sqrt(square / np.where(left > 1e-9, left, square))
    return columns, parts.sum() - (parts.sum() - parts) * stretch


_FRAMES: dict[str, Callable[[str], Message]] = {
    "series": lambda label: Message("Also from {label}", label=label),
    "person": lambda label: Message("Also with {label}", label=label),
    "topic": lambda label: Message("You tend to like: {label}", label=label),
}  # telling first

_FACTS: dict[str, Callable[[str], Message]] = {
    "series": lambda label: Message("From {label}", label=label),
    "person": lambda label: Message("With {label}", label=label),
    "topic": lambda label: Message("Genre or tag: {label}", label=label),
    "decade": lambda label: Message("Made around the {decade}", decade=label),
    "length": lambda label: Message("About {length} long", length=label),
    "depth": lambda label: Message("Told of in about {depth}", depth=label),
    "kind": lambda label: Message("Kind: {kind}", kind=label),
    "language": lambda label: Message("Language: {language}", language=label),
    CROWD: lambda label: Message("What people in general like: {label}", label=label),
}


def _ranks(scores: npt.NDArray[np.floating]) -> npt.NDArray[np.intp]:
    """From 1 for the highest."""
    _, place, counts = np.unique(-np.round(scores, 5), return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(counts) - counts // 2)[place], dtype=np.intp)


def _label(label: str, video: Video) -> str:
    people = (person.name for person in video.people)
    return shown(label, (*people, *video.genres, *video.tags, video.series))
