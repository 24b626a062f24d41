"""Make the shipped prior from other people's ratings.

    python -m engine.jobs.crowd --ratings CSV --texts CSV [--figures JSON ...] --out resources

Writes ``prior.safetensors`` and its card ``prior.md``. The tables have the columns of MovieLens' ratings.csv, and
movieId, title, year, genres, overview, wiki_extract. The figures are those that tests/bench/ranking.py writes.
"""

from __future__ import annotations

import argparse
import csv
import json
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
        **{kind: len(words.names) for kind, words in prior.words.items()},
        rank=prior.root.shape[1],
        noise=prior.noise,
        model=EMBEDDER.name,
        licence=_LICENCE,
        figures=figures(options.figures),
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


def figures(measured: Sequence[Path]) -> str:
    """A table of what the bench measured, on average over its runs: with the prior, without, and the best other way."""
    runs = [json.loads(path.read_text("utf-8")) for path in measured]
    if not runs:
        return "This file was made without figures."
    rows = [f"| ratings | with the prior | without | best baseline |\n{'|---' * 4}|"]
    for count in ("0", "5", "10", "20", "50"):
        cells = []
        for number in range(3):
            found = []
            for metric in _METRICS:
                told = [run[metric][count] for run in runs]
                best = [next(name for name in one if name.startswith("matinee - ")) for one in told]
                names = [("matinee", "matinee_no_prior", name.removeprefix("matinee - "))[number] for name in best]
                mean = np.mean([one[name][0] for one, name in zip(told, names, strict=True)])
                found.append(f"{mean:.3f}".removeprefix("0"))
            cells.append(" / ".join(found))
        rows.append(f"| {count} | {' | '.join(cells)} |")
    return "\n".join(rows)


_METRICS = ("ndcg@10", "pairwise")
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

Sources: MovieLens (stars, titles, years, genres); the films' overviews (The Movie Database, by way of published data
sets for research) and introductions (Wikipedia, CC BY-SA), of which words, names and pairs of words are kept, each with
its weight. To publish results, cite F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and
Context. ACM Transactions on Interactive Intelligent Systems 5, 4, Article 19. https://doi.org/10.1145/2827872

The data come without any warranty. Whoever may not keep to these conditions deletes `prior.safetensors`; Matinee then
works without it.

## What is inside

Learned from {ratings} ratings by {people} people of {films} films, through the films' texts alone. It holds no
rating, nobody who rated and no film's text, but weights: of the embedding's columns, of topics and decades, of {words}
words, {names} names and {pairs} pairs of words; the mean of people's weights and their covariance (rank {rank} beside
the diagonal); the variance of a rating ({noise:.2f} square stars, on one scale for all people). The embedding is
{model}.

## How good it is

`python -m tests.bench.ranking` learns a prior anew from one half of the people and films and measures on the other half
of both, with and without it: nDCG@10 / part of the pairs in the right order, after so many ratings of the person.

{figures}

The file itself is learned from all people and films, and cannot be measured on these data.

## What it cannot know

The people chose what they rated, before 2017, mostly American films, with texts in English: worth learned from
them leans towards that canon. Introductions in Wikipedia sometimes say how a film was received ("negative reviews"),
and such words count: where a library's texts do not say it, the gain is smaller. Its words are English: texts in other
languages are judged by embedding, genres and years alone. With every rating of the person's own it counts for less.

Made by `python -m engine.jobs.crowd --ratings ratings.csv --texts movies_text.csv --figures seed0.json seed1.json --out
resources`.
"""


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--ratings", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, help="an .npz file that keeps the films' vectors between two runs")
    parser.add_argument("--figures", type=Path, nargs="*", default=[], help="what tests.bench.ranking --json wrote")
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
