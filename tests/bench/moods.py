"""What the mood dial does to the lists of real people: how much nearer to the mood, and what it costs of their taste.

    python -m tests.bench.moods [--ratings CSV --texts CSV] [--vectors NPZ] [--people N] [--learned K] [--strengths S]

First how often the films nearest to each offered mood have the genres that one thinks of (for calm: none of those
that are not), beside all films, for the bare words and for the texts that ``engine.mood`` reads. Then, for some people
who gave K ratings, the first twenty places of the list without and with each mood: the likeness to the mood in spreads
of the library's, the worth without the mood in spreads, the share of pairs in the order of the taste alone, and how
many of the twenty stay. Strength 0 is the list without a mood.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine import recommend
from engine.index.embed import Embedder
from engine.jobs.crowd import embeddings, read_films, read_people
from engine.mood import MOODS, Mood, read
from engine.rank.metrics import pairwise_accuracy
from engine.rank.score import standard
from engine.recommend import Dials, Recommender
from engine.records import Vector
from engine.taste.features import EMBEDDING, Features
from tests.bench.ranking import DATA
from tests.unit.taste.in_memory import Shelf

GENRES: dict[str, tuple[set[str], bool]] = {  # and whether they are those that a film should have
    "calm": ({"Action", "Thriller", "Horror", "War", "Crime"}, False),
    "funny": ({"Comedy"}, True),
    "tense": ({"Thriller"}, True),
    "thoughtful": ({"Drama", "Documentary"}, True),
    "warm": ({"Romance", "Children"}, True),
    "dark": ({"Film-Noir", "Horror", "Crime"}, True),
    "epic": ({"Adventure", "War", "Fantasy"}, True),
    "curious": ({"Documentary", "Mystery", "Sci-Fi"}, True),
}
NEAREST = 100
PAGE = 20


def main() -> None:
    options = _options()
    films = read_films(options.texts)
    people = read_people(options.ratings, films)
    found, vectors = embeddings(films, options.vectors)
    place = {int(video_id): row for row, video_id in enumerate(found)}
    vectors = vectors[[place[film.id] for film in films]]
    embedder = Embedder()
    moods = read((), lambda texts: embedder.encode(texts, kind="query"))
    bare = embedder.encode(list(MOODS), kind="query")
    figures: dict[str, object] = {}
    shelf = Shelf(films, vectors)
    features = Recommender(lambda: shelf, model="bench")._features
    genres = [set(film.genres) for film in sorted(films, key=lambda film: film.id)]
    for name, way in (("words", dict(zip(MOODS, bare - bare.mean(axis=0), strict=True))), ("texts", moods)):
        shares = {mood: share(_meaning(features) @ vector, genres, mood) for mood, vector in way.items()}
        lift = float(np.mean([near / usual for near, usual in shares.values()]))
        print(f"{name}: {lift:.2f} times as often", {mood: f"{a:.2f} of {b:.2f}" for mood, (a, b) in shares.items()})
        figures[name] = {"lift": lift, **shares}
    who = np.random.default_rng(options.users_seed).permutation(len(people))
    rows: dict[float, list[tuple[float, ...]]] = {strength: [] for strength in options.strengths}
    for number in [one for one in who if len(people[one]) >= options.learned][: options.people]:
        shelf = Shelf(films, vectors)
        for row, stars in list(people[number].items())[: options.learned]:
            shelf.rate(int(features.ids[row]), float(stars))
        recommender = Recommender(lambda shelf=shelf: shelf, model="bench")  # type: ignore[misc]
        for strength in options.strengths:
            recommend._MOOD = np.float32(strength)
            rows[strength] += [marks(recommender, Mood((name,), vector)) for name, vector in moods.items()]
    for strength, told in rows.items():
        mean = np.mean(told, axis=0)
        before, after, worth, left, pairs, same = mean
        print(
            f"strength {strength:g}: likeness {before:+.2f} -> {after:+.2f} spreads, worth {worth:.2f} -> {left:.2f}, "
            f"pairs in the taste's order {pairs:.2f}, {same:.0%} stay",
            flush=True,
        )
        figures[f"strength {strength:g}"] = [round(float(one), 3) for one in mean]
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


def share(likeness: Vector, genres: Sequence[set[str]], mood: str) -> tuple[float, float]:
    """How many of the nearest, and of all films, are as the mood's genres say."""
    told, has = GENRES[mood]
    fits = np.array([bool(own & told) == has for own in genres])
    return float(fits[np.argsort(-likeness, kind="stable")[:NEAREST]].mean()), float(fits.mean())


def marks(recommender: Recommender, mood: Mood) -> tuple[float, ...]:
    features = recommender._features
    likeness = standard(_meaning(features) @ mood.vector)
    worth = recommender._worth(Dials())
    before, after = (page(recommender, dials) for dials in (Dials(), Dials(mood=mood)))
    return (
        float(likeness[before].mean()),
        float(likeness[after].mean()),
        float(worth[before].mean()),
        float(worth[after].mean()),
        in_order(worth[after]),
        len(set(before.tolist()) & set(after.tolist())) / PAGE,
    )


def in_order(worth: Vector) -> float:
    """The share of pairs of a list of which the upper one is worth more."""
    return pairwise_accuracy(-np.arange(len(worth), dtype=np.float64), worth)


def page(recommender: Recommender, dials: Dials) -> npt.NDArray[np.intp]:
    ids = [one.video_id for one in recommender.suggest(PAGE, dials=dials)]
    return np.array([recommender._features.place(video_id) for video_id in ids])


def _meaning(features: Features) -> Vector:
    return features.matrix[:, features.block(EMBEDDING).columns]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--ratings", type=Path, default=DATA / "ratings.csv")
    parser.add_argument("--texts", type=Path, default=DATA / "movies_text.csv")
    parser.add_argument("--vectors", type=Path, default=Path("/tmp/matinee-film-vectors.npz"))
    parser.add_argument("--people", type=int, default=12)
    parser.add_argument("--learned", type=int, default=50)
    parser.add_argument("--strengths", type=float, nargs="+", default=[0.0, 0.5, 1.0, 1.5, 2.0, 3.0])
    parser.add_argument("--users-seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
