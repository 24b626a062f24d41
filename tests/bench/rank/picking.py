"""The second question, would you pick it: find one film that a person liked among 99 that they never rated."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from engine.records import Video
from engine.taste.features import EMBEDDING, Features
from tests.bench.rank import baselines
from tests.bench.rank.measure import Interval, intervals
from tests.bench.rank.people import Data, Float, Person, Places
from tests.bench.rank.rating import Crowd, scored, shuffled

LEARNED = (5, 10, 20, 50)
OTHERS = 99
LIKED = 4.0  # stars
DRAWS = 4  # held-out films of a person, each with others of its own


def measure(
    data: Data, plain: Features, primed: Features | None, people: Mapping[int, Person], films: Places
) -> dict[str, dict[str, dict[str, Interval]]]:
    """{hit rate: {ratings: {method: (mean, low, high)}}}, the others drawn from ``films`` by chance or matched."""
    crowd = Crowd(data.people)
    traits = np.array([_trait(film) for film in data.films])
    figures: dict[str, dict[str, dict[str, Interval]]] = {}
    for metric, matched in (("hr@10", False), ("hr@10 matched", True)):
        figures[metric] = {}
        for count in LEARNED:
            hits: dict[str, list[float]] = {}
            for who, person in people.items():
                found = _person(who, person, count, plain, primed, crowd, films, traits if matched else None)
                for name, rate in found.items():
                    hits.setdefault(name, []).append(rate)
            if hits:
                figures[metric][str(count)] = intervals(hits, [])
    return figures


def _person(
    who: int,
    person: Person,
    count: int,
    plain: Features,
    primed: Features | None,
    crowd: Crowd,
    films: Places,
    traits: Places | None,
) -> dict[str, float]:
    """Each method's share of hits over the person's draws; empty for one with too few films."""
    places, stars = shuffled(person, who)
    wanted = places[count:][stars[count:] >= LIKED][:DRAWS]
    unseen = np.setdiff1d(films, places)
    rng = np.random.default_rng([who, count])
    tasks = []
    for one in wanted:
        others = unseen if traits is None else unseen[traits[unseen] == traits[one]]
        if len(others) >= OTHERS:
            tasks.append(np.append(rng.choice(others, OTHERS, replace=False), one))
    if not tasks:
        return {}
    known, said = places[:count], stars[:count]
    hits: dict[str, float] = {}
    for name, score in _ways(plain, primed, crowd, who, known, said).items():
        ranks = [1 + int((scores[:-1] >= scores[-1]).sum()) for scores in map(score, tasks)]
        hits[name] = float(np.mean(np.array(ranks) <= 10))
    return hits


def _ways(
    plain: Features, primed: Features | None, crowd: Crowd, who: int, known: Places, said: Float
) -> dict[str, Callable[[Places], Float]]:
    meaning = plain.matrix[:, plain.block(EMBEDDING).columns]
    rng = np.random.default_rng([who, len(known), 1])

    def near(places: Places) -> Float:
        rows = meaning[np.concatenate([known, places])].astype(np.float64)
        return baselines.centroid(np.arange(len(known)), said, rows)[len(known) :]

    ways: dict[str, Callable[[Places], Float]] = {
        "random": lambda places: rng.random(len(places)),
        "popularity (not ours)": crowd.popularity,
        "crowd's mean (not ours)": lambda places: crowd.mean(places, who),
        "centroid": near,
    }
    for suffix, features in (("_no_prior", plain), ("", primed)):
        if features:
            ways |= _ours(suffix, features, known, said)
    return ways


def _ours(suffix: str, features: Features, known: Places, said: Float) -> dict[str, Callable[[Places], Float]]:
    scores = scored(features, known, said)
    heads = {"matinee": scores.pick, "matinee, stars alone": scores.mean, "matinee, both": scores.worth}
    return {f"{name}{suffix}": lambda places, values=values: values[places] for name, values in heads.items()}


def _trait(film: Video) -> int:
    """Decade and number of genres in one number."""
    return 100 * ((film.year or 0) // 10) + len(film.genres)
