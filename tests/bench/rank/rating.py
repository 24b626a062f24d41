"""The first question, would you like it: order what a person rated by what they rated before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from engine.rank.metrics import gains_of, ndcg_at, pairwise_accuracy
from engine.rank.score import Scores
from engine.records import Rating
from engine.taste.features import EMBEDDING, MEAN, Features
from engine.taste.picks import Picks, fit_picks
from engine.taste.profile import fit
from tests.bench.rank import baselines
from tests.bench.rank.measure import Interval, intervals
from tests.bench.rank.people import Data, Float, Person, Places

LEARNED = (0, 5, 10, 20, 50, 100)
LEFT = 20  # ratings that must remain to be ordered
BASELINES = ("random", "centroid", "kNN", "ridge", "logistic", "pairwise-logistic", "content factors (LightFM)")
REFERENCES = ("popularity (not ours)", "crowd's mean (not ours)")


def measure(
    data: Data, plain: Features, primed: Features | None, people: Mapping[int, Person]
) -> dict[str, dict[str, dict[str, Interval]]]:
    """{metric: {ratings: {method: (mean, low, high)}}} of everybody with enough ratings."""
    crowd = Crowd(data.people)
    figures: dict[str, dict[str, dict[str, Interval]]] = {"ndcg@10": {}, "pairwise": {}, "people": {}}
    for count in LEARNED:
        rows: dict[str, list[tuple[float, float]]] = {}
        asked = [who for who, person in people.items() if len(person) >= count + LEFT]
        for who in asked:
            places, stars = shuffled(people[who], who)
            known, said, rest, truth = places[:count], stars[:count], places[count:], stars[count:]
            for name, scores in ranked(plain, primed, crowd, who, known, said, rest).items():
                best = np.argsort(-scores, kind="stable")
                rows.setdefault(name, []).append((ndcg_at(10, gains_of(truth[best])), pairwise_accuracy(scores, truth)))
        figures["people"][str(count)] = {"everybody": (len(asked), len(asked), len(asked))}
        if not rows:
            continue
        best_baseline = max(BASELINES, key=lambda name: np.nanmean([row[0] for row in rows[name]]))
        pairs = [(one, best_baseline) for one in ("matinee", "matinee_no_prior") if one in rows]
        for column, metric in enumerate(("ndcg@10", "pairwise")):
            by_method = {name: [row[column] for row in values] for name, values in rows.items()}
            figures[metric][str(count)] = intervals(by_method, pairs)
    return figures


def ranked(
    plain: Features, primed: Features | None, crowd: Crowd, who: int, known: Places, said: Float, rest: Places
) -> dict[str, Float]:
    """The scores of ``rest`` by every method."""
    rng = np.random.default_rng([who, len(known)])
    meaning = plain.matrix[:, plain.block(EMBEDDING).columns]
    here = np.concatenate([known, rest])
    rows, first = meaning[here].astype(np.float64), np.arange(len(known))
    told = np.hstack([plain.matrix[here, b.columns] for b in plain.blocks if b.name not in (EMBEDDING, MEAN)])
    found = {"random": rng.random(len(rest))}
    learners = {
        "centroid": lambda: baselines.centroid(first, said, rows),
        "kNN": lambda: baselines.nearest(first, said, rows),
        "ridge": lambda: baselines.ridge(first, said, rows),
        "logistic": lambda: baselines.logistic(first, said, rows),
        "pairwise-logistic": lambda: baselines.pairwise_logistic(first, said, rows),
        "content factors (LightFM)": lambda: baselines.content_factors(
            first, said, np.hstack([rows, told.astype(np.float64)])
        ),
    }
    found |= {name: learn()[len(known) :] if len(known) else np.zeros(len(rest)) for name, learn in learners.items()}
    found |= {"popularity (not ours)": crowd.popularity(rest), "crowd's mean (not ours)": crowd.mean(rest, who)}
    for suffix, features in (("_no_prior", plain), ("", primed)):
        if features:
            scores = scored(features, known, said)
            found |= {f"matinee{suffix}": scores.mean[rest], f"matinee, both{suffix}": scores.worth[rest]}
    return found


def scored(features: Features, known: Places, said: Float) -> Scores:
    """All films as a library of them would be scored, but for the variance."""
    ids = features.ids
    ratings = [Rating(int(ids[place]), float(stars), 0.0) for place, stars in zip(known, said, strict=True)]
    picks = nobody(features).update(features, ratings)
    directions = np.stack([fit(features, ratings, model="bench").mean, picks.weights], axis=1)
    mean, pick = (features.matrix @ directions.astype(np.float32)).T
    return Scores(mean, np.zeros_like(mean), pick)


@lru_cache(maxsize=2)
def nobody(features: Features) -> Picks:
    """Picks before the first one: what they share of the library is looked at once."""
    return fit_picks(features, [])


def shuffled(person: Person, seed: int) -> tuple[Places, Float]:
    """Places and stars in an order of chance: the first ones teach."""
    places = np.random.default_rng(seed).permutation(np.array(list(person), dtype=np.intp))
    return places, np.array([person[int(place)] for place in places])


class Crowd:
    """What all others gave a film: a reference, which a library that nobody shares cannot have."""

    def __init__(self, people: Sequence[Person]) -> None:
        size = 1 + max(max(person, default=0) for person in people)
        self._people = people
        self._sum, self._count = np.zeros(size), np.zeros(size)
        for person in people:
            places = list(person)
            self._sum[places] += list(person.values())
            self._count[places] += 1
        self._middle = self._sum.sum() / self._count.sum()

    def popularity(self, places: Places) -> Float:
        return self._count[places]

    def mean(self, places: Places, who: int) -> Float:
        """Of everybody but the person, a little drawn to the mean of all."""
        own = np.array([self._people[who].get(int(place), np.nan) for place in places])
        said = ~np.isnan(own)
        return (self._sum[places] - np.where(said, own, 0) + 5 * self._middle) / (self._count[places] - said + 5)
