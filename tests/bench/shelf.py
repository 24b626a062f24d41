"""What a varied, calibrated, exploring page costs and gains on real people, beside the bare order by score.

    python -m tests.bench.shelf [--ratings CSV --texts CSV] [--vectors NPZ] [--people held-out|tune] [--scan]

As in tests/bench/ranking.py: each person's first k ratings teach, pages of ten are drawn from the best 200 of the
others, half of the people are for tuning. Of each way: nDCG@10; intra-list diversity (1 - mean cosine) by genres, by
text and by all features as the ranking sees them; the divergence of the page's mix of genres from the target, from
that of the liked ratings that taught, and from that of the liked ones held out. ``--scan`` compares strengths of
max-sum dispersion, MMR (Carbonell and Goldstein 1998) and greedy DPP (Chen et al. 2018).
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.jobs.crowd import embeddings, read_films, read_people
from engine.rank.calibrate import STRENGTH, Groups, Mix, groups, topics, wanted
from engine.rank.diversify import VARIETY, Penalty, alike, arrange
from engine.rank.explore import EVERY, picks, woven
from engine.rank.metrics import divergence, gains_of, ndcg_at, variety
from engine.rank.score import score
from engine.records import Rating, Vector
from engine.taste.features import EMBEDDING, Features, build
from engine.taste.profile import fit
from tests.bench.rank.measure import interval
from tests.bench.rank.people import Person
from tests.bench.rank.rating import LEFT
from tests.bench.ranking import DATA

LEARNED = (5, 20, 50)
BEST = 200
PAGE = 10
METRICS = ("ndcg@10", "ILD genres", "ILD text", "ILD features", "KL target", "KL liked", "KL held-out liked")


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One person after k ratings; the best of the others in the order of their scores."""

    places: npt.NDArray[np.intp]  # (R,) all others, best first
    truth: npt.NDArray[np.float64]  # (R,) their stars
    worth: Vector  # (C,) of the best, in spreads
    deviation: Vector  # (C,)
    usual: float  # deviation of all others, on average
    likeness: Vector  # (C, C)
    target: Vector  # (G,) the mix that is aimed at
    liked: Vector  # (G,) of the liked ratings that taught
    later: Vector  # (G,) of the liked ones held out


def main() -> None:
    options = _options()
    films = read_films(options.texts)
    features = build(films, *embeddings(films, options.vectors))
    meaning = features.matrix[:, features.block(EMBEDDING).columns]
    genres = groups({"topic": topics([film.genres for film in films], meaning)})
    people = read_people(options.ratings, films)
    order = np.random.default_rng(options.users_seed).permutation(len(people))
    half = order[: len(order) // 2] if options.people == "tune" else order[len(order) // 2 :]
    figures: dict[str, dict[str, dict[str, object]]] = {}
    for k in LEARNED:
        cases = [case(features, genres, people[who], k, int(who)) for who in half if len(people[who]) >= k + LEFT]
        print(f"\n{k} ratings, {len(cases)} {options.people} people")
        print(f"{'':28}" + "".join(f"{metric:>20}" for metric in METRICS))
        ways = scan() if options.scan else WAYS
        base = np.array([marks(genres, features, one, BARE.page(one, genres)) for one in cases])
        figures[str(k)] = {}
        for name, way in {"score alone": BARE, **ways}.items():
            start = time.perf_counter()
            pages = [way.page(one, genres) for one in cases]
            took = 1000 * (time.perf_counter() - start) / len(cases)
            found = np.array([marks(genres, features, one, page) for one, page in zip(cases, pages, strict=True)])
            means, ratio = np.nanmean(found, axis=0), np.nanmean(found, axis=0) / np.nanmean(base, axis=0)
            cells = [f"{mean:10.3f} ({100 * (part - 1):+6.1f}%)" for mean, part in zip(means, ratio, strict=True)]
            print(f"{name:28}" + "".join(f"{cell:>20}" for cell in cells) + f"  {took:5.1f} ms", flush=True)
            figures[str(k)][name] = {
                **{metric: round(float(mean), 4) for metric, mean in zip(METRICS, means, strict=True)},
                "ndcg less score alone": interval((found[:, 0] - base[:, 0]).tolist()),
                "ms": round(took, 2),
            }
        tell_explored(cases, genres)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


def case(features: Features, genres: Groups, person: Person, k: int, who: int) -> Case:
    places = np.random.default_rng(who).permutation(np.array(list(person)))
    stars = np.array([person[int(place)] for place in places])
    known, said, rest, truth = places[:k], stars[:k], places[k:], stars[k:]
    rated = [Rating(int(features.ids[place]), float(one), 0.0) for place, one in zip(known, said, strict=True)]
    profile = fit(features, rated, model="bench")
    scores = score(profile, features)
    order = np.argsort(-scores.mean[rest], kind="stable")
    rest, truth = rest[order], truth[order]
    best = rest[:BEST]
    mean, spread = scores.mean[rest].mean(), scores.mean[rest].std()
    liked = known[said >= said.mean()]
    return Case(
        places=rest,
        truth=truth,
        worth=(scores.mean[best] - mean) / spread,
        deviation=scores.deviation[best] / spread,
        usual=float(scores.deviation[rest].mean() / spread),
        likeness=alike(features, best),
        target=wanted(genres, liked, np.ones(len(liked))),
        liked=genres.shares[liked].mean(axis=0),
        later=genres.shares[rest[truth >= truth.mean()]].mean(axis=0),
    )


@dataclass(frozen=True, slots=True)
class Way:
    """One way of making a page."""

    variety: float = 0.0
    mix: float = 0.0
    explore: bool = False
    rule: str = "sum"  # how likeness to those above counts: "sum", "mmr", "dpp"

    def page(self, one: Case, genres: Groups) -> npt.NDArray[np.intp]:
        """The places (10,) among the case's best."""
        mix: list[Penalty] = []
        if self.mix:
            mix = [Mix(genres.shares[one.places[: len(one.worth)]], one.target, strength=self.mix)]
        if self.rule != "sum":
            rivals: dict[str, type[Nearest] | type[Determinant]] = {"mmr": Nearest, "dpp": Determinant}
            likeness = np.zeros_like(one.likeness)
            mix.append(rivals[self.rule](one.likeness, self.variety))
            order = arrange(one.worth, likeness, limit=PAGE, variety=0.0, penalties=mix)
        else:
            order = arrange(one.worth, one.likeness, limit=PAGE, variety=self.variety, penalties=mix)
        if self.explore:
            order, _ = woven(order, new_ground(one), limit=PAGE)
        return order


class Nearest:
    """MMR: the likeness to the nearest one above."""

    def __init__(self, likeness: Vector, strength: float) -> None:
        self._likeness, self._strength = likeness, strength
        self._nearest = np.full(len(likeness), -1.0)

    def costs(self) -> Vector:
        return np.asarray(self._strength * self._nearest, dtype=np.float32)

    def add(self, candidate: int) -> None:
        np.maximum(self._nearest, self._likeness[candidate], out=self._nearest)


class Determinant:
    """Fast greedy MAP of a determinantal point process (Chen, Zhang and Zhou 2018, algorithm 1)."""

    def __init__(self, likeness: Vector, strength: float) -> None:
        self._kernel, self._strength = (1 + likeness.astype(np.float64)) / 2, strength
        self._volume = np.diag(self._kernel).copy() + 1e-3
        self._roots = np.zeros((0, len(likeness)))

    def costs(self) -> Vector:
        return np.asarray(-self._strength * np.log(np.maximum(self._volume, 1e-9)), dtype=np.float32)

    def add(self, candidate: int) -> None:
        row = self._kernel[candidate] - self._roots[:, candidate] @ self._roots
        row /= max(self._volume[candidate], 1e-9) ** 0.5
        self._roots = np.vstack([self._roots, row])
        self._volume -= row * row


BARE = Way()
WAYS = {
    "varied": Way(VARIETY),
    "calibrated": Way(0.0, STRENGTH),
    "varied, calibrated": Way(VARIETY, STRENGTH),
    "... and exploring": Way(VARIETY, STRENGTH, explore=True),
}


def scan() -> dict[str, Way]:
    strengths = {"sum": (2, 4, 6, 8), "mmr": (2, 4, 6, 8), "dpp": (1, 2, 3, 4)}
    ways = {f"{rule} {much}": Way(much, rule=rule) for rule in strengths for much in strengths[rule]}
    ways |= {f"mix {much}": Way(0.0, much) for much in (0.5, 1.0, 1.5, 2.0, 3.0)}
    ways |= {f"sum {much}, mix {mix}": Way(much, mix) for much in (3, 4, 5) for mix in (1.5, 2.0, 2.25, 2.5, 3.0)}
    return ways


def new_ground(one: Case) -> npt.NDArray[np.intp]:
    return picks(one.worth, one.deviation, usual=one.usual, likeness=lambda few: one.likeness[np.ix_(few, few)])


def marks(genres: Groups, features: Features, one: Case, page: npt.NDArray[np.intp]) -> tuple[float, ...]:
    truth = np.concatenate([one.truth[page], np.delete(one.truth, page)])
    shown = one.places[page]
    mix = genres.shares[shown].mean(axis=0)
    pairs = one.likeness[np.ix_(page, page)][np.triu_indices(len(page), 1)]
    return (
        ndcg_at(10, gains_of(truth)),
        variety(genres.shares[shown]),
        variety(features.matrix[shown, features.block(EMBEDDING).columns]),
        float(1 - pairs.mean()),
        *(float(divergence(target, mix)) for target in (one.target, one.liked, one.later)),
    )


def tell_explored(cases: list[Case], genres: Groups) -> None:
    """The true stars of exploratory picks beside those of the page and of all, and how uncertain they were."""
    rows = []
    for one in cases:
        page, new = woven(
            WAYS["varied, calibrated"].page(one, genres),
            new_ground(one),
            limit=PAGE,
        )
        if new:
            picked = np.array(sorted(new))
            kept = np.setdiff1d(page, picked)
            rows.append(
                (
                    one.truth[picked].mean(),
                    one.truth[kept].mean(),
                    one.truth.mean(),
                    one.deviation[picked].mean() / one.deviation[kept].mean(),
                )
            )
    picked_stars, page_stars, all_stars, doubt = np.mean(rows, axis=0)
    print(
        f"explored, every {EVERY} places, {len(rows)} people: {picked_stars:.2f} stars, the rest of the page "
        f"{page_stars:.2f}, all {all_stars:.2f}; deviation {doubt:.2f} times the page's"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--ratings", type=Path, default=DATA / "ratings.csv")
    parser.add_argument("--texts", type=Path, default=DATA / "movies_text.csv")
    parser.add_argument("--vectors", type=Path, default=Path("/tmp/matinee-film-vectors.npz"))
    parser.add_argument("--people", choices=("held-out", "tune"), default="held-out")
    parser.add_argument("--users-seed", type=int, default=1)
    parser.add_argument("--scan", action="store_true", help="compare rules and strengths")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
