"""The report card: how well the profile foretells the person's own ratings, beside simple baselines.

Part of the ratings is held out, with all that was noted of the same videos; the rest is learned from, and
each way of ordering says which of two held-out videos was rated higher. Repeated over random splits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.rank.metrics import gains_of, ndcg_at, pairwise_accuracy
from engine.records import Note, Rating
from engine.taste.features import EMBEDDING, Features
from engine.taste.profile import fit

FEWEST = 5  # ratings below which a figure would say nothing
SPLITS = 20
HELD_OUT = 0.3

Values = npt.NDArray[np.float64]
Order = Callable[[npt.NDArray[np.intp], npt.NDArray[np.intp], Values], Values]


@dataclass(frozen=True, slots=True)
class Line:
    """One way of ordering: ``pairs`` is the share of pairs in the right order, ``ndcg`` is nDCG@10.

    ``error`` is the standard error of ``pairs`` over the splits. None where nothing could be measured.
    """

    name: str
    pairs: float | None
    ndcg: float | None
    error: float | None


@dataclass(frozen=True, slots=True)
class ReportCard:
    """The profile first, then the baselines."""

    ratings: int
    notes: int
    lines: tuple[Line, ...]

    @property
    def helps(self) -> bool:
        """Whether the profile orders more pairs rightly than every baseline."""
        first, *others = [line.pairs for line in self.lines] or [None]
        return first is not None and all(other is None or first > other for other in others)


def report(
    features: Features,
    ratings: Sequence[Rating],
    notes: Sequence[Note],
    *,
    model: str,
    added_at: Mapping[int, float],
    seed: int = 0,
) -> ReportCard:
    """Measure the profile on the ratings; ``added_at`` (Unix seconds) orders the baseline "newest"."""
    known = [rating for rating in ratings if rating.stars is not None and rating.video_id in features]
    stars = np.array([rating.stars for rating in known], dtype=np.float64)
    if len(known) < FEWEST or len(set(stars)) < 2:
        return ReportCard(len(known), len(notes), ())
    rows = features.matrix[[features.place(rating.video_id) for rating in known]].astype(np.float64)
    chance = np.random.default_rng(seed)
    newest = np.array([added_at.get(rating.video_id, 0.0) for rating in known])
    meaning = rows[:, features.block(EMBEDDING).columns]
    topics = rows[:, features.block("topic").columns]

    def profile(learn: npt.NDArray[np.intp], held: npt.NDArray[np.intp], _: Values) -> Values:
        hidden = {known[place].video_id for place in held}
        told = [note for note in notes if note.video_id not in hidden]
        fitted = fit(features, [known[place] for place in learn], told, model=model)
        return np.asarray(rows[held] @ fitted.mean)

    def near(space: Values) -> Order:
        """The stars of the rated videos, weighted by likeness (0 where nothing is alike)."""

        def order(learn: npt.NDArray[np.intp], held: npt.NDArray[np.intp], stars: Values) -> Values:
            likeness = np.maximum(space[held] @ space[learn].T, 0) ** 2
            weight = likeness.sum(axis=1)
            above = likeness @ (stars[learn] - stars[learn].mean())
            return np.asarray(np.divide(above, weight, out=np.zeros_like(above), where=weight > 0))

        return order

    ways: dict[str, Order] = {
        "profile": profile,
        "nearest neighbour": near(meaning),
        "tag overlap": near(topics),
        "newest": lambda _, held, __: newest[held],
        "random": lambda _, held, __: chance.random(len(held)),
    }
    marks: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for learn, held in splits(stars, chance):
        for name, way in ways.items():
            scores = way(learn, held, stars)
            best_first = np.argsort(-scores, kind="stable")
            marks[name].append((pairwise_accuracy(scores, stars[held]), ndcg_at(10, gains_of(stars[held][best_first]))))
    return ReportCard(len(known), len(notes), tuple(_line(name, of) for name, of in marks.items()))


@dataclass(frozen=True, slots=True)
class Point:
    """How well the profile orders the same held-out videos after so many ratings; ``error`` as in Line."""

    ratings: int
    pairs: float
    error: float


def curve(
    features: Features, ratings: Sequence[Rating], notes: Sequence[Note], *, model: str, seed: int = 0
) -> tuple[Point, ...]:
    """The learning curve: the profile's figure after few and after more ratings, over some of the report's splits.

    The notes of held-out videos are hidden, and so are those of videos whose ratings are not learned from yet.
    """
    known = [rating for rating in ratings if rating.stars is not None and rating.video_id in features]
    stars = np.array([rating.stars for rating in known], dtype=np.float64)
    if len(known) < FEWEST or len(set(stars)) < 2:
        return ()
    rows = features.matrix[[features.place(rating.video_id) for rating in known]].astype(np.float64)
    rated = {rating.video_id for rating in known}
    some = splits(stars, np.random.default_rng(seed))[:_CURVE_SPLITS]
    points = []
    for size in (
        sorted({round(size) for size in np.geomspace(2, max(2, len(some[0][0])), _CURVE_POINTS)}) if some else ()
    ):
        marks = []
        for learn, held in some:
            told = {known[place].video_id for place in learn[:size]}
            heard = [note for note in notes if note.video_id in told or note.video_id not in rated]
            fitted = fit(features, [known[place] for place in learn[:size]], heard, model=model)
            marks.append(pairwise_accuracy(rows[held] @ fitted.mean, stars[held]))
        points.append(Point(size, float(np.mean(marks)), float(np.std(marks) / len(marks) ** 0.5)))
    return tuple(points)


_CURVE_SPLITS = 8
_CURVE_POINTS = 6


def splits(stars: Values, chance: np.random.Generator) -> list[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]:
    """Random splits whose held-out part has something to order."""
    size = max(2, round(HELD_OUT * len(stars)))
    splits = []
    for _ in range(10 * SPLITS):
        order = chance.permutation(len(stars))
        if len(set(stars[order[:size]])) > 1:
            splits.append((order[size:], order[:size]))
        if len(splits) == SPLITS:
            break
    return splits


def _line(name: str, marks: Sequence[tuple[float, float]]) -> Line:
    if not marks:
        return Line(name, None, None, None)
    pairs, ndcg = np.array(marks).T
    return Line(name, float(pairs.mean()), float(ndcg.mean()), float(pairs.std() / len(pairs) ** 0.5))
