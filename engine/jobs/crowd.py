"""Make the shipped prior from other people's ratings.

    python -m engine.jobs.crowd --ratings CSV --texts CSV --out resources

Writes ``prior.safetensors`` and its card ``prior.md``. The tables have the columns of MovieLens' ratings.csv, and
movieId, title, year, genres, overview, wiki_extract.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.index.embed import Embedder, text_of
from engine.paths import EMBEDDER
from engine.records import Vector, Video
from engine.taste.crowd import Person, learn
from engine.taste.features import build
from engine.taste.prior import save_prior


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    films = read_films(options.texts)
    people = read_people(options.ratings, films)
    features = build(films, *embeddings(films, options.vectors))
    prior = learn(features, films, people, model=EMBEDDER.name)
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / "prior.safetensors"
    save_prior(prior, path, about=f"{_LICENCE} Embedding: {EMBEDDER.name}.")
    card = _CARD.format(
        people=len(people),
        ratings=sum(map(len, people)),
        films=len(films),
        size=round(path.stat().st_size / 1000),
        words=len(prior.words.names),
        landmarks=len(prior.landmarks),
        rank=prior.root.shape[1],
        noise=prior.noise,
        model=EMBEDDER.name,
        licence=_LICENCE,
    )
    (options.out / "prior.md").write_text(card, encoding="utf-8")


def read_films(texts: Path) -> list[Video]:
    """The films that have a text, in the order of their ids."""
    films = []
    with texts.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = " ".join(part for part in (row["overview"].strip(), row["wiki_extract"].strip()) if part)
            if text:
                genres = tuple(genre for genre in row["genres"].split("|") if genre and not genre.startswith("("))
                year = int(row["year"]) if row["year"].strip().isdigit() else None
                films.append(
                    Video(int(row["movieId"]), row["title"], "", "film", year, None, "en", text, genres=genres)
                )
    return sorted(films, key=lambda film: film.id)


def read_people(ratings: Path, films: Sequence[Video]) -> list[Person]:
    """Of each person {place of the film: stars}; films that are not here are left out."""
    place = {film.id: number for number, film in enumerate(films)}
    people: dict[str, dict[int, float]] = {}
    with ratings.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if int(row["movieId"]) in place:
                people.setdefault(row["userId"], {})[place[int(row["movieId"])]] = float(row["rating"])
    return [people[name] for name in sorted(people, key=int)]


def embeddings(films: Sequence[Video], cache: Path | None) -> tuple[npt.NDArray[np.int64], Vector]:
    """The films' ids (N,) and vectors (N, D), made as a library makes them, or those that a file holds since then."""
    if cache and cache.exists():
        stored = np.load(cache)
        return stored["ids"].astype(np.int64), stored["vectors"].astype(np.float32)
    ids = np.array([film.id for film in films], dtype=np.int64)
    vectors = Embedder(EMBEDDER).encode([text_of(film, ()) for film in films], kind="passage")
    if cache:
        np.savez(cache, ids=ids, vectors=vectors)
    return ids, vectors


_LICENCE = (
    "Learned from MovieLens (ml-latest-small, GroupLens Research, University of Minnesota). Research use only: no "
    "commercial or revenue-bearing use without permission of the GroupLens Research Project; redistribution, also "
    "of what is made of it, only under these same conditions; no endorsement by the university is implied."
)

_CARD = """# Prior: what people in general like

`prior.safetensors` ({size} kB) lets a profile start from what people in general like. It is used only where the person
switches that on (`crowd_prior` in the settings; off at first).

## Licence: not that of the program

{licence}

To publish results, cite F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context.
ACM Transactions on Interactive Intelligent Systems 5, 4, Article 19. https://doi.org/10.1145/2827872

The data come without any warranty. Whoever may not keep to these conditions deletes `prior.safetensors`; Matinee then
works without it.

## What is inside

Learned from {ratings} ratings by {people} people of {films} films, through the films' texts alone. It holds no
rating, no person and no film, but weights: of topics, decades and lengths of text, of {words} words, and of {landmarks}
landmarks of the embedding (means of clusters of texts); the mean of people's weights and their covariance (rank
{rank} beside the diagonal); the variance of a rating ({noise:.2f} square stars). The embedding is {model}.

## How good it is

`python -m tests.bench.ranking` learns it anew from one half of the people and films and measures on the other half of
both, with and without it.

## What it cannot know

The people chose what they rated, before 2017, mostly American films, with texts in English: worth learned from
them leans towards that canon. Texts in other languages are reached through the embedding only. With every rating of
the person's own it counts for less.

Made by `python -m engine.jobs.crowd --ratings ratings.csv --texts movies_text.csv --out resources`.
"""


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--ratings", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, help="an .npz file that keeps the films' vectors between two runs")
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
