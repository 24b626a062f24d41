"""Say what a profile has learned: labels liked and disliked, and the words that taught it, each with evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.rank.explain import Effect, effects, evidence_ids, reason_of
from engine.records import Video
from engine.taste.features import Features, Places, shown
from engine.taste.profile import TasteProfile

Float = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trait:
    """A label and how many stars more (or less) the videos that have it are expected to get than the average one.

    ``doubt`` is one standard deviation of that. ``evidence`` is what speaks for it, strongest first: how many stars
    that rating or sentence adds, exact as in ``explain.effects``.
    """

    block: str  # "topic", "person", "series", "decade", "length", "kind" or "language"
    label: str  # as ``Features`` has it
    name: str  # as the videos spell it
    videos: int
    stars: float
    doubt: float
    evidence: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """What was learned: the traits, the strongest first, and the note sentences, each with how much it moves a video
    that is as it says."""

    traits: tuple[Trait, ...]
    words: tuple[Effect, ...]


def portrait(
    profile: TasteProfile,
    features: Features,
    named: Callable[[Iterable[int]], Mapping[int, Video]],
    *,
    most: int = 8,
    evidence: int = 4,
) -> Portrait:
    """Up to ``most`` labels liked and as many disliked of topics, and as many of all others.

    It is empty while nothing is known. ``named`` reads videos by their ids.
    """
    seen = list(profile.observations.values())
    if not seen or not len(features.ids):
        return Portrait((), ())
    chosen = _strongest(profile, features, most)
    has = [np.flatnonzero(features.matrix[:, column]) for _, _, column in chosen]
    examples = [int(features.ids[places[0]]) for places in has]
    videos = named({*evidence_ids(profile), *examples})
    apart = np.stack([_apart(features, places) for places in has]) if has else np.zeros((0, len(profile.mean)))
    gains = apart @ profile.mean
    doubts = np.sqrt(np.maximum(np.einsum("ij,ij->i", apart @ profile.covariance, apart), 0))
    taught = effects(profile, apart)
    traits = []
    for at, (block, label, _) in enumerate(chosen):
        order = np.argsort(-np.abs(taught[:, at]), kind="stable")[:evidence]
        why = tuple(
            Effect(reason_of(seen[one], videos), float(taught[one, at]))
            for one in order
            if np.sign(gains[at]) * taught[one, at] >= _WORTH_NAMING
        )
        name = _name(block, label, videos[examples[at]])
        traits.append(Trait(block, label, name, len(has[at]), float(gains[at]), float(doubts[at]), why))
    traits.sort(key=lambda trait: -abs(trait.stars))
    return Portrait(tuple(traits), _words(profile, videos))


_TOPIC = "topic"
_BLOCKS = (_TOPIC, "person", "series", "decade", "length", "kind", "language")
_TELLING = 0.05  # stars: a liking that is less is none
_WORTH_NAMING = 0.01  # stars


def _strongest(profile: TasteProfile, features: Features, most: int) -> list[tuple[str, str, int]]:
    """The (block, label, column) of what stands out."""
    score = features.matrix @ profile.mean.astype(np.float32)
    score -= score.mean()
    found = []
    for topical in (True, False):
        labels, gains = [], []
        for block in features.blocks:
            if block.name in _BLOCKS and (block.name == _TOPIC) == topical:
                has = features.matrix[:, block.columns] > 0
                labels += [(block.name, label, block.start + number) for number, label in enumerate(block.labels)]
                gains += (score @ has / np.maximum(has.sum(axis=0), 1)).tolist()
        order = sorted(range(len(gains)), key=lambda at: -abs(gains[at]))
        for sign in (1, -1):
            found += [labels[at] for at in order if sign * gains[at] >= _TELLING][:most]
    return found


def _apart(features: Features, places: Places) -> Float:
    """What sets the videos at ``places`` apart from the average one (F,)."""
    return np.asarray(features.matrix[places].mean(axis=0, dtype=np.float64) - features.average)


def _words(profile: TasteProfile, videos: Mapping[int, Video]) -> tuple[Effect, ...]:
    """Each note sentence with what it adds to its own row, strongest first.

    One that speaks for what was expected to be better still taught nothing of its own, and is left out.
    """
    seen = list(profile.observations.values())
    noted = [at for at, one in enumerate(seen) if one.is_note]
    if not noted:
        return ()
    own = effects(profile, np.stack([seen[at].row for at in noted]))
    found = [
        Effect(reason_of(seen[at], videos), float(own[at, number]))
        for number, at in enumerate(noted)
        if own[at, number] * seen[at].target > 0
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.stars)))


def _name(block: str, label: str, video: Video) -> str:
    forms = {
        _TOPIC: (*video.genres, *video.tags),
        "person": tuple(person.name for person in video.people),
        "series": (video.series,),
    }
    return shown(label, forms.get(block, ()))
