"""Learn a person's taste from ratings and notes: a Bayesian linear model, mended by rank one at every change.

Stars are ``x @ w + noise`` with ``w ~ N(mean, diag(variance) + root @ root.T)``: one variance for each block of
features, and a root where the features hold a prior learned from other people. ``x`` ends in a constant, whose
weight is how many stars the person gives on average. The posterior is kept in feature space, (F,) and (F, F)
float64, so that an update costs the same after thousands.

A prior learned from others speaks of stars on everybody's scale. It is put on the person's own: to stretch and shift
all stars is to stretch its mean and root, and to shift the constant's weight. Stars stay as they were given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import numpy.typing as npt

from engine.records import Note, Rating, Vector
from engine.taste.features import CROWD, EMBEDDING, MEAN, Features
from engine.taste.scale import LEVEL, SPREAD, own_scale

Float = npt.NDArray[np.float64]

MIDDLE = 3.25  # stars: what a person is thought to give on average before the first rating


@dataclass(frozen=True, slots=True)
class Hyperparameters:
    """Variances in square stars: of a rating around its expectation, and of a video's worth by each block.

    ``level`` and ``spread`` are the scale on which the person gives stars; they place a prior learned from others.
    """

    noise: float = 0.8
    embedding: float = 0.6
    words: float = 0.2
    topic: float = 0.25
    person: float = 0.15
    series: float = 0.25
    decade: float = 0.3
    length: float = 0.05
    depth: float = 0.02
    kind: float = 0.05
    language: float = 0.05
    crowd: float = 0.0  # of the weight of what a prior foretells; the prior says how much
    mean: float = 0.9
    level: float = LEVEL
    spread: float = SPREAD


Key = tuple[str, int, int]  # ("rating", video id, 0) or ("note", video id, which sentence of its note)


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """One thing the person said, as the model sees it.

    A rating says ``row @ w = target``. A note sentence says it of a row that stands between what the sentence
    speaks of and the video that it was written about.
    """

    key: Key
    video_id: int
    row: Float  # (F,)
    target: float  # stars; of a note sentence: stars above or below the person's average
    doubt: float  # variance of its noise, in multiples of a rating's
    digest: bytes  # of everything that it was made from
    quote: str = ""  # the sentence

    @property
    def is_note(self) -> bool:
        return self.key[0] == "note"


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A rank-one change of the posterior, for whoever keeps something computed from it.

    With ``c = X @ direction``: means move by ``c * mean_gain``, variances by ``-c**2 * variance_gain``.
    """

    direction: Float  # (F,)
    mean_gain: float
    variance_gain: float


@dataclass(frozen=True, slots=True, eq=False)
class TasteProfile:
    """What is known of a person's taste: the posterior over weights, and all that it was learned from."""

    model: str  # the embedding model's name
    hyperparameters: Hyperparameters
    prior_mean: Float  # (F,)
    prior_variance: Float  # (F,)
    prior_root: Float  # (F, R); R is 0 without a prior learned from others
    observations: Mapping[Key, Observation]
    mean: Float  # (F,)
    covariance: Float  # (F, F)
    taste_vector: Vector  # (D,) the embedding's part of what sets this person apart; unit length or zero
    version: str  # the same for the same evidence and model, however it was reached

    def update(
        self, features: Features, ratings: Iterable[Rating], notes: Iterable[Note]
    ) -> tuple[TasteProfile, tuple[Step, ...]]:
        """Learn what is new or different in all ratings and notes, and forget what is gone.

        The features and hyperparameters are those of the fit. Equals a refit with them to rounding.
        """
        now = _observe(features, ratings, notes, known=self.observations)
        mean, covariance = self.mean.copy(), self.covariance.copy()
        steps = []
        for key in sorted(now.keys() | self.observations.keys()):
            before, after = self.observations.get(key), now.get(key)
            if before is not after:
                for change in _differences(before, after, self.hyperparameters.noise):
                    steps.append(_step(mean, covariance, *change))
        if not steps:
            return self, ()
        learned = replace(
            self,
            observations=now,
            mean=mean,
            covariance=covariance,
            taste_vector=_taste_vector(features, mean),
            version=_version(self.model, features, now),
        )
        return learned, tuple(steps)


def fit(
    features: Features,
    ratings: Iterable[Rating],
    notes: Iterable[Note] = (),
    *,
    model: str,
    hyperparameters: Hyperparameters | None = None,
) -> TasteProfile:
    """The posterior given everything. Hyperparameters not given are chosen by marginal likelihood."""
    observations = _observe(features, ratings, notes, known={})
    start = _Start(features)
    chosen = hyperparameters or _choose(start, observations)
    prior_mean, variance, root = start.mean(chosen), start.variance(chosen), start.root(chosen)
    mean = prior_mean.copy()
    covariance: Float = np.diag(variance) + root @ root.T
    known = list(observations.values())
    for first in range(0, len(known), _TOGETHER):
        seen = known[first : first + _TOGETHER]
        rows = np.stack([one.row for one in seen])
        gain = covariance @ rows.T
        inside = np.linalg.inv(rows @ gain + chosen.noise * np.diag([one.doubt for one in seen]))
        mean += gain @ (inside @ (np.array([one.target for one in seen]) - rows @ mean))
        covariance -= gain @ ((inside + inside.T) / 2) @ gain.T
    return TasteProfile(
        model=model,
        hyperparameters=chosen,
        prior_mean=prior_mean,
        prior_variance=variance,
        prior_root=root,
        observations=observations,
        mean=mean,
        covariance=covariance,
        taste_vector=_taste_vector(features, mean),
        version=_version(model, features, observations),
    )


# --- from words and stars to observations ------------------------------------------------------------

_NOTE_STARS = 1.25  # how far from the average a sentence entirely for or against speaks
_NOTE_DOUBT = 2.0  # a sentence of full certainty weighs as much as half a rating
_SURE_ENOUGH = 0.1  # sign times certainty below which a sentence says nothing
_OF_SENTENCE, _OF_VIDEO = 0.954, 0.3  # parts of a note's row; their squares sum to one


def _observe(
    features: Features, ratings: Iterable[Rating], notes: Iterable[Note], *, known: Mapping[Key, Observation]
) -> dict[Key, Observation]:
    """Everything said of videos that are here; what did not change is taken over from ``known`` as it is."""
    found: dict[Key, Observation] = {}
    for rating in ratings:
        if rating.stars is None or rating.video_id not in features:
            continue
        key, digest = ("rating", rating.video_id, 0), _digest(rating.stars)
        if key in known and known[key].digest == digest:
            found[key] = known[key]
            continue
        row = features.matrix[features.place(rating.video_id)].astype(np.float64)
        found[key] = Observation(key, rating.video_id, row, rating.stars, 1.0, digest)
    for note in notes:
        telling = [said for said in note.sentences or () if abs(said.sign) * said.certainty >= _SURE_ENOUGH]
        for place, said in enumerate(telling):
            key = ("note", note.video_id, place)  # not the note's own id, which tells how many were written before
            digest = _digest(note.video_id, said.text, said.sign, said.certainty, len(telling), said.vector)
            if key in known and known[key].digest == digest:
                found[key] = known[key]
                continue
            row = _OF_SENTENCE * features.sentence(said.vector)
            if note.video_id in features:
                row += _OF_VIDEO * features.matrix[features.place(note.video_id)]
            row[features.block(MEAN).columns] = 0.0
            # The sentences of one note repeat each other: together they weigh as the root of their number.
            doubt = _NOTE_DOUBT * len(telling) ** 0.5 / (said.sign * said.certainty) ** 2
            found[key] = Observation(key, note.video_id, row, _NOTE_STARS * said.sign, doubt, digest, quote=said.text)
    return found


def _digest(*facts: object) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for fact in facts:
        digest.update(fact.tobytes() if isinstance(fact, np.ndarray) else repr(fact).encode())
        digest.update(b"\0")
    return digest.digest()


def _version(model: str, features: Features, observations: Mapping[Key, Observation]) -> str:
    start = ["from a prior"] if features.prior else []
    facts = [model, *start] + [repr((key, observations[key].digest)) for key in sorted(observations)]
    return _digest(*facts).hex()


def _taste_vector(features: Features, mean: Float) -> Vector:
    vector = mean[features.block(EMBEDDING).columns]
    length = float(np.linalg.norm(vector))
    return (vector / length if length > 1e-9 else np.zeros_like(vector)).astype(np.float32)


# --- the posterior -----------------------------------------------------------------------------------


_TOGETHER = 256  # observations learned at once: their own covariance must be inverted


class _Start:
    """The belief before the first rating, over the columns of some features."""

    def __init__(self, features: Features) -> None:
        self._blocks = features.blocks
        self._prior = features.prior
        self._base = Hyperparameters()
        self._mean: Float = np.zeros(features.matrix.shape[1])
        self._constant = features.block(MEAN).start
        self._mean[self._constant] = MIDDLE
        self._root: Float = np.zeros((len(self._mean), 0))
        if self._prior:
            labels = [label for block in features.blocks for label in block.named()]
            self._mean, self._root = self._prior.over(labels)
            self._base = replace(self._base, noise=self._prior.noise, **self._prior.scale)

    def on_the_scale_of(self, stars: Float) -> Hyperparameters:
        """Where a person starts who gave these stars (n,). Without a prior there is nothing to place."""
        if not self._prior:
            return self._base
        level, spread = own_scale(stars)
        stretched = {name: (spread / SPREAD) ** 2 * getattr(self._base, name) for name in _VARIANCES}
        return replace(self._base, level=level, spread=spread, **stretched)

    def mean(self, chosen: Hyperparameters) -> Float:
        stretch = chosen.spread / SPREAD
        mean = stretch * self._mean
        mean[self._constant] += chosen.level - stretch * LEVEL
        return mean

    def variance(self, chosen: Hyperparameters) -> Float:
        return self._by_column(chosen)

    def root(self, chosen: Hyperparameters) -> Float:
        """The prior's, its rows as much larger as their blocks' variances were chosen."""
        return self._root * np.sqrt(self._by_column(chosen) / self._by_column(self._base))[:, None]

    def _by_column(self, chosen: Hyperparameters) -> Float:
        return np.concatenate(
            [np.full(block.stop - block.start, getattr(chosen, block.name)) for block in self._blocks]
        )


def _step(mean: Float, covariance: Float, row: Float, more: float, pull: float) -> Step:
    """Add ``more`` precision and ``pull`` (precision times target) along a row, in place.

    Sherman and Morrison (1950); negative ``more`` takes evidence away.
    """
    direction = covariance @ row
    share = 1 + more * float(row @ direction)
    step = Step(direction, (pull - more * float(row @ mean)) / share, more / share)
    mean += step.mean_gain * direction
    covariance -= step.variance_gain * np.outer(direction, direction)
    return step


def _differences(
    before: Observation | None, after: Observation | None, noise: float
) -> Iterator[tuple[Float, float, float]]:
    """What turns one observation into the other: (row, more precision, pull), one of it where rows agree."""
    changes = [
        (seen.row, sign / (noise * seen.doubt), sign * seen.target / (noise * seen.doubt))
        for seen, sign in ((before, -1.0), (after, 1.0))
        if seen is not None
    ]
    if len(changes) == 2 and np.array_equal(changes[0][0], changes[1][0]):
        (row, less, back), (_, more, pull) = changes
        changes = [(row, less + more, back + pull)]
    yield from reversed(changes)  # what is new first: the posterior never gets wider than it has to


# --- hyperparameters ---------------------------------------------------------------------------------

_TELLING = 256  # observations: as many say enough about three numbers
_FACTORS = (0.5, 1.0, 2.0)
_DISBELIEF = 4.0  # how many nats the prior takes off for a factor of two; chosen on the tuning half


def _choose(start: _Start, observations: Mapping[Key, Observation]) -> Hyperparameters:
    """The grid point around the start that best explains the newest observations (MacKay 1992).

    Noise, embedding, and all other blocks together are each tried at half, once and twice where they start,
    with a prior for the start.
    """
    base = start.on_the_scale_of(np.array([one.target for one in observations.values() if not one.is_note]))
    if len(observations) < 3:
        return base
    newest = list(observations.values())[-_TELLING:]
    rows = np.stack([seen.row for seen in newest])
    doubt = np.array([seen.doubt for seen in newest])
    surprise = np.array([seen.target for seen in newest]) - rows @ start.mean(base)

    def fitness(chosen: Hyperparameters) -> float:
        shared = rows @ start.root(chosen)
        expected = (rows * start.variance(chosen)) @ rows.T + shared @ shared.T + np.diag(chosen.noise * doubt)
        root = np.linalg.cholesky(expected)
        white = np.linalg.solve(root, surprise)
        return float(-0.5 * white @ white - np.log(np.diag(root)).sum())

    def scaled(noise: float, text: float, others: float) -> Hyperparameters:
        rest = {name: others * getattr(base, name) for name in _OTHERS}
        return replace(base, noise=noise * base.noise, embedding=text * base.embedding, **rest)

    def belief(factors: tuple[float, ...]) -> float:
        return fitness(scaled(*factors)) - _DISBELIEF * sum(factor != 1.0 for factor in factors)

    return scaled(*max(product(_FACTORS, repeat=3), key=belief))


_OTHERS = ("words", "topic", "person", "series", "decade", "length", "depth", "kind", "language")
_VARIANCES = ("noise", EMBEDDING, *_OTHERS, CROWD, MEAN)
