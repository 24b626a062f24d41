"""How well a taste learned from a few ratings ranks the rest: nDCG@10 on real people, beside baselines.

    python -m tests.bench.ranking [--ratings CSV --texts CSV] [--vectors NPZ] [--people held-out|tune]

Each person's ratings are shuffled once; the first k teach, all others are ranked. Only people with at least
20 ratings more than k count. Half of the people (by a seed) are for tuning; figures to report are those of
the held-out half. Embeddings of the films are made once and kept outside the repository.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.paths import EMBEDDER
from engine.rank.diversify import alike, mmr
from engine.rank.metrics import gains_of, ndcg_at, pairwise_accuracy, variety
from engine.records import Rating, Vector, Video
from engine.taste.features import EMBEDDING, Features, build
from engine.taste.profile import fit

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "ratings"
LEARNED = (5, 10, 20, 50)
LEFT = 20  # ratings that must remain to be ranked

Learner = Callable[[npt.NDArray[np.intp], npt.NDArray[np.float64], npt.NDArray[np.intp]], npt.NDArray[np.floating]]


def main() -> None:
    options = _options()
    films = read_films(options.texts)
    ids, vectors = embeddings(films, options.vectors)
    features = build(films, ids, vectors)
    people = read_people(options.ratings, features)
    order = np.random.default_rng(options.users_seed).permutation(len(people))
    half = order[: len(order) // 2] if options.people == "tune" else order[len(order) // 2 :]
    print(f"{len(films)} films, {len(ids)} with a vector; {len(half)} {options.people} people", flush=True)
    figures = measure(people, half, features)
    for metric, by_count in figures.items():
        print(f"\n{metric:22}" + "".join(f"{f'{k} ratings':>24}" for k in by_count))
        for name in next(iter(by_count.values())):
            cells = [by_count[k][name] for k in by_count]
            print(f"{name:22}" + "".join(f"{mean:10.3f} [{low:.3f} {high:.3f}]" for mean, low, high in cells))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


def measure(people: list[dict[int, float]], half: npt.NDArray[np.intp], features: Features) -> dict:
    """{metric: {k: {method: (mean, low, high)}}} with 95 % intervals from a bootstrap over people."""
    totals, counts = np.zeros(len(features.ids)), np.zeros(len(features.ids))
    for person in people:
        places = list(person)
        totals[places] += list(person.values())
        counts[places] += 1
    crowd = totals.sum() / counts.sum()
    figures: dict = {"ndcg@10": {}, "pairwise": {}, "variety of 10": {}}
    for k in LEARNED:
        rows: dict[str, list[tuple[float, float, float]]] = {}
        for who in half:
            person = people[who]
            if len(person) < k + LEFT:
                continue
            rng = np.random.default_rng(int(who))
            places = rng.permutation(np.array(list(person)))
            stars = np.array([person[int(place)] for place in places])
            known, said, rest, truth = places[:k], stars[:k], places[k:], stars[k:]
            ranked = {
                "random": rng.random(len(rest)),
                "ridge": ridge(features, known, said, rest),
                "centroid": centroid(features, known, said, rest),
                "crowd's mean (not ours)": (totals[rest] - truth + 5 * crowd) / (counts[rest] - 1 + 5),
            }
            ranked["matinee"] = matinee(features, known, said, rest)
            orders = {name: np.argsort(-values, kind="stable") for name, values in ranked.items()}
            head = mmr(ranked["matinee"][orders["matinee"]], alike(features, rest[orders["matinee"]]), limit=10)
            orders["matinee, diversified"] = orders["matinee"][head]
            for name, best in orders.items():
                values = ranked.get(name, ranked["matinee"])
                gains = np.concatenate([gains_of(truth[best]), np.delete(gains_of(truth), best)])
                rows.setdefault(name, []).append(
                    (
                        ndcg_at(10, gains),
                        pairwise_accuracy(values, truth),
                        variety(features.matrix[rest[best[:10]], features.block(EMBEDDING).columns]),
                    )
                )
        ours, plain = np.array(rows["matinee"]), np.array(rows["ridge"])
        rows["matinee less ridge"] = [tuple(one) for one in (ours - plain).tolist()]
        for column, metric in enumerate(figures):
            figures[metric][k] = {name: _interval([row[column] for row in rows[name]]) for name in rows}
    return figures


def matinee(features: Features, known, said, rest) -> npt.NDArray[np.floating]:
    ratings = [Rating(int(features.ids[place]), float(stars), 0.0) for place, stars in zip(known, said, strict=True)]
    profile = fit(features, ratings, model="bench")
    return features.matrix[rest] @ profile.mean


def ridge(features: Features, known, said, rest, *, penalty: float = 10.0) -> npt.NDArray[np.floating]:
    """Plain ridge regression on the centred embeddings; of four penalties the best on the tuning half."""
    columns = features.block(EMBEDDING).columns
    own = features.matrix[known, columns].astype(np.float64)
    weights = np.linalg.solve(own @ own.T + penalty * np.eye(len(own)), said - said.mean())
    return features.matrix[rest, columns] @ (own.T @ weights)


def centroid(features: Features, known, said, rest) -> npt.NDArray[np.floating]:
    """Closeness to the mean of the films that the person liked more than their average."""
    columns = features.block(EMBEDDING).columns
    return features.matrix[rest, columns] @ features.matrix[known[said >= said.mean()], columns].mean(axis=0)


def read_films(texts: Path) -> list[Video]:
    films = []
    with texts.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = " ".join(part for part in (row["overview"].strip(), row["wiki_extract"].strip()) if part)
            if text:
                genres = tuple(genre for genre in row["genres"].split("|") if not genre.startswith("("))
                year = int(row["year"]) if row["year"].strip().isdigit() else None
                films.append(
                    Video(int(row["movieId"]), row["title"], "", "film", year, None, "en", text, genres=genres)
                )
    return films


def read_people(ratings: Path, features: Features) -> list[dict[int, float]]:
    """For each person {row of the film: stars}, films without text left out."""
    people: dict[str, dict[int, float]] = {}
    with ratings.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if int(row["movieId"]) in features:
                place = features.place(int(row["movieId"]))
                people.setdefault(row["userId"], {})[place] = float(row["rating"])
    return [people[name] for name in sorted(people, key=int)]


def embeddings(films: list[Video], cache: Path) -> tuple[npt.NDArray[np.int64], Vector]:
    """The films' ids and vectors, from the cache or made now by the embedder that the library uses."""
    if not cache.exists():
        from engine.index.embed import Embedder, text_of

        embedder = Embedder(EMBEDDER)
        vectors = embedder.encode([text_of(film, ()) for film in films], kind="passage")
        np.savez(cache, ids=np.array([film.id for film in films], dtype=np.int64), vectors=vectors)
    stored = np.load(cache)
    return stored["ids"].astype(np.int64), stored["vectors"].astype(np.float32)


def _interval(values: list[float]) -> tuple[float, float, float]:
    kept = np.array(values)
    kept = kept[~np.isnan(kept)]
    drawn = np.random.default_rng(0).integers(0, len(kept), (1000, len(kept)))
    low, high = np.quantile(kept[drawn].mean(axis=1), [0.025, 0.975])
    return round(float(kept.mean()), 4), round(float(low), 4), round(float(high), 4)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--ratings", type=Path, default=DATA / "ratings.csv")
    parser.add_argument("--texts", type=Path, default=DATA / "movies_text.csv")
    parser.add_argument("--vectors", type=Path, default=Path(tempfile.gettempdir()) / "matinee-film-vectors.npz")
    parser.add_argument("--people", choices=("held-out", "tune"), default="held-out")
    parser.add_argument("--users-seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
