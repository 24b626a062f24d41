"""Learn a prior from many people's ratings: what a video's words say of its worth, and how tastes vary together.

1. A film's worth, the mean by which its ratings exceed their givers' averages, is regressed on its text: a
   Gaussian process over nearness in the embedding (Nyström's method: Williams and Seeger 2001), topics, decades and
   words. A film with few ratings counts less, and each film has a part that no text tells.
2. With worth foretold for films that it was not learned from, each person's weights are normal with a common
   covariance, learned by expectation-maximisation (empirical Bayes) towards one variance for each block, and kept
   as a low rank beside the diagonal (probabilistic PCA: Tipping and Bishop 1999).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from engine.records import Video
from engine.taste.features import CROWD, CROWD_LABELS, EMBEDDING, MEAN, Features, Label
from engine.taste.prior import Float, Prior, Words, nearness, words_of

Person = Mapping[int, float]  # row of a film in the features -> stars


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is set by hand; chosen on one half of the people and films. Variances in square stars."""

    noise: float = 0.8  # of one rating, when worth is learned
    untold: float = 0.08  # of a film's worth beside what its text tells
    untold_popularity: float = 1.0  # of a film's popularity (a logarithm)
    near: float = 0.15
    words: float = 0.1
    labels: float = 0.05  # of topics and of decades
    landmarks: int = 400
    strength: float = 3.0  # people that say one variance for each block, for each one that there is
    rounds: int = 8
    width: int = 32  # principal components of the embedding in which tastes may vary together
    rank: int = 20
    least: int = 2  # films with a word


def learn(
    features: Features,
    videos: Sequence[Video],
    people: Sequence[Person],
    *,
    model: str,
    recipe: Recipe | None = None,
) -> Prior:
    """The prior that people's ratings of ``videos`` teach (N films, those of the features' rows and in their order).

    Films that nobody rated tell no more than which words are rare. Raises ValueError for few rated films.
    """
    recipe = recipe or Recipe()
    level = float(np.mean([stars for person in people for stars in person.values()]))
    above, count = _worths(people, len(videos), level)
    rated = np.flatnonzero(count)
    if len(rated) < _FEWEST:
        raise ValueError(f"a prior needs ratings of {_FEWEST} films or more, not of {len(rated)}")
    rows = features.matrix[rated].astype(np.float64)
    meaning = rows[:, features.block(EMBEDDING).columns]
    landmarks = _landmarks(meaning, min(recipe.landmarks, len(rated) // 2))
    whiten = _inverse_root(nearness(landmarks, landmarks))
    text = _Text(features, videos, rated, recipe, landmarks, whiten)
    targets = {
        "worth": (above[rated] / count[rated], recipe.untold + recipe.noise / count[rated]),
        "popularity": (np.log(count[rated]), np.full(len(rated), recipe.untold_popularity)),
    }
    foretold, weights = [], []
    for target, doubt in targets.values():
        target = target - np.average(target, weights=1 / doubt)
        inside = np.linalg.inv(text.kernel + np.diag(doubt))
        dual = inside @ target
        foretold.append(target - dual / np.diag(inside))  # each film as all others foretell it
        weights.append(text.weights(dual))

    labels = _labels(features)
    basis = _basis(meaning, recipe.width)
    narrow = np.hstack([meaning @ basis, rows[:, _columns(features)], np.stack(foretold, axis=1)])
    names = [EMBEDDING] * basis.shape[1] + [block for block, _ in labels if block != EMBEDDING]
    place = {int(row): number for number, row in enumerate(rated)}
    heard = [
        (narrow[[place[row] for row in person]], np.array(list(person.values()))) for person in people if len(person)
    ]
    mean, variance, covariance, noise = _tastes(heard, names, level, recipe)
    root, scale = _low_rank(covariance, variance, names, recipe.rank)
    wide = len(names) - basis.shape[1]
    lift = np.zeros((len(labels), len(names)))
    lift[: len(basis), : basis.shape[1]] = basis
    lift[len(basis) :, basis.shape[1] :] = np.eye(wide)
    return Prior(
        model=model,
        labels=labels,
        mean=lift @ mean,
        root=lift @ root,
        scale=scale,
        noise=noise,
        landmarks=landmarks,
        near=np.stack([whiten @ weight.near for weight in weights], axis=1),
        told=np.stack([_over(labels, weight.told) for weight in weights], axis=1),
        words=Words(text.words, text.rarity, np.stack([weight.words for weight in weights], axis=1)),
    )


_FEWEST = 20
_TOLD = ("topic", "decade", "depth")  # blocks, beside the embedding, that mean the same in every library
_SHRINK = 5.0  # ratings: a person's average counts as many of everybody's


def _worths(people: Sequence[Person], films: int, level: float) -> tuple[Float, Float]:
    """Of each film the sum of what its ratings exceed their givers' averages, and their number."""
    above, count = np.zeros(films), np.zeros(films)
    for person in people:
        rows, stars = np.array(list(person), dtype=np.intp), np.array(list(person.values()))
        above[rows] += stars - (stars.sum() + _SHRINK * level) / (len(stars) + _SHRINK)
        count[rows] += 1
    return above, count


def _columns(features: Features) -> list[int]:
    """The columns of the matrix that a prior knows, beside the embedding."""
    blocks = [features.block(name) for name in (*_TOLD, MEAN)]
    return list(chain.from_iterable(range(block.start, block.stop) for block in blocks))


def _labels(features: Features) -> tuple[Label, ...]:
    blocks = [features.block(name).named() for name in (EMBEDDING, *_TOLD, MEAN)]
    return (*chain.from_iterable(blocks), *((CROWD, label) for label in CROWD_LABELS))


# --- worth by text ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Weights:
    near: Float  # (M,)
    told: Mapping[Label, float]
    words: Float  # (W,)


class _Text:
    """The kernel (R, R) of the rated films by their texts, and the way from its dual to weights."""

    def __init__(
        self,
        features: Features,
        videos: Sequence[Video],
        rated: npt.NDArray[np.intp],
        recipe: Recipe,
        landmarks: Float,
        whiten: Float,
    ) -> None:
        self._recipe = recipe
        meaning = features.matrix[rated][:, features.block(EMBEDDING).columns].astype(np.float64)
        self._near = nearness(meaning, landmarks) @ whiten
        blocks = [features.block(name) for name in _TOLD]
        self._labels = [label for block in blocks for label in block.named()]
        self._told = np.hstack([features.matrix[rated][:, block.columns] for block in blocks]).astype(np.float64)
        found = Counter(word for video in videos for word in set(words_of(video)))
        self.words = tuple(sorted(w for w, count in found.items() if recipe.least <= count <= _COMMON * len(videos)))
        self.rarity = np.array([math.log(len(videos) / found[word]) for word in self.words])
        self._texts = list(
            Words(self.words, self.rarity, np.zeros((len(self.words), 2))).rows([videos[row] for row in rated])
        )
        self.kernel: Float = (
            recipe.near * self._near @ self._near.T
            + recipe.labels * self._told @ self._told.T
            + recipe.words * self._shared_words()
        )

    def weights(self, dual: Float) -> _Weights:
        by_word = np.zeros(len(self.words))
        for share, (places, values) in zip(dual, self._texts, strict=True):
            by_word[places] += share * values
        told = self._recipe.labels * (self._told.T @ dual)
        return _Weights(
            near=self._recipe.near * (self._near.T @ dual),
            told=dict(zip(self._labels, told.tolist(), strict=True)),
            words=self._recipe.words * by_word,
        )

    def _shared_words(self) -> Float:
        """Word by word, because the table of films and words is nearly empty."""
        holders: list[list[int]] = [[] for _ in self.words]
        amounts: list[list[float]] = [[] for _ in self.words]
        for film, (places, values) in enumerate(self._texts):
            for place, value in zip(places, values.tolist(), strict=True):
                holders[place].append(film)
                amounts[place].append(value)
        shared = np.zeros((len(self._texts), len(self._texts)))
        for films, worths in zip(holders, amounts, strict=True):
            shared[np.ix_(films, films)] += np.outer(worths, worths)
        return shared


_COMMON = 0.4  # of all texts: a word in more of them tells nothing


def _landmarks(rows: Float, count: int) -> Float:
    """Unit vectors (M, D) spread as the rows are: spherical k-means, seeded."""
    chosen = rows[np.random.default_rng(0).permutation(len(rows))[:count]]
    for _ in range(5):
        nearest = np.argmax(rows @ chosen.T, axis=1)
        sums = np.zeros_like(chosen)
        np.add.at(sums, nearest, rows)
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        chosen = np.where(length > 0, sums / np.maximum(length, 1e-9), chosen)
    return chosen


def _inverse_root(kernel: Float) -> Float:
    values, vectors = np.linalg.eigh(kernel + 1e-6 * np.eye(len(kernel)))
    return np.asarray((vectors / np.sqrt(np.maximum(values, 1e-6))) @ vectors.T)


def _basis(rows: Float, width: int) -> Float:
    """The first principal directions (D, width) of the rows."""
    _, vectors = np.linalg.eigh(rows.T @ rows)
    return np.asarray(vectors[:, ::-1][:, :width])


def _over(labels: Sequence[Label], told: Mapping[Label, float]) -> Float:
    return np.array([told.get(label, 0.0) for label in labels])


# --- how tastes vary -------------------------------------------------------------------------------------

_START = {EMBEDDING: 0.6, "topic": 0.25, "decade": 0.1, "depth": 0.05, MEAN: 0.2, CROWD: 0.1}


def _tastes(
    heard: Sequence[tuple[Float, Float]], blocks: Sequence[str], level: float, recipe: Recipe
) -> tuple[Float, Float, Float, float]:
    """Mean (C,), variance of each column's block (C,), covariance (C, C) and noise of people's weights.

    ``heard``: of each person the rows (n, C) and stars (n,). Worth starts with weight one.
    """
    names = np.array(blocks)
    variance = np.array([_START[name] for name in blocks])
    covariance, noise = np.diag(variance), recipe.noise
    mean = np.where(names == MEAN, level, 0.0)
    mean[-len(CROWD_LABELS)] = 1.0
    free = np.isin(names, (MEAN, CROWD))  # the mean of all others is what the worth already holds
    for _ in range(recipe.rounds):
        moment, drift, left, told = len(heard) * covariance, np.zeros(len(names)), 0.0, 0
        for seen, stars in heard:
            gain = covariance @ seen.T
            inside = np.linalg.inv(seen @ gain + noise * np.eye(len(stars)))
            surprise = inside @ (stars - seen @ mean)
            off = gain @ surprise
            moment += np.outer(off, off) - gain @ inside @ gain.T
            drift += off
            left += noise**2 * surprise @ surprise + noise * (len(stars) - noise * np.trace(inside))
            told += len(stars)
        noise = float(left / told)
        drift = np.where(free, drift / len(heard), 0.0)
        mean = mean + drift
        moment = moment / len(heard) - np.outer(drift, drift)
        for name in set(blocks):
            same = names == name
            variance[same] = np.diag(moment)[same].mean()
        covariance = (recipe.strength * np.diag(variance) + moment) / (recipe.strength + 1)
    return mean, variance, covariance, noise


def _low_rank(covariance: Float, variance: Float, blocks: Sequence[str], rank: int) -> tuple[Float, dict[str, float]]:
    """Root (C, R) of what the covariance has beyond a scale for each block."""
    deviation = np.sqrt(variance)
    values, vectors = np.linalg.eigh(covariance / np.outer(deviation, deviation))
    rank = min(rank, len(values) - 1)
    rest = float(values[:-rank].mean())
    root = deviation[:, None] * vectors[:, -rank:] * np.sqrt(np.maximum(values[-rank:] - rest, 0))
    return root, {block: rest * float(variance[number]) for number, block in enumerate(blocks)}
