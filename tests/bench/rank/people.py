"""Real films and real people, each in two halves: one to learn a prior from, one to test on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.jobs.crowd import embeddings, read_films, read_people
from engine.records import Vector, Video

Places = npt.NDArray[np.intp]
Float = npt.NDArray[np.float64]
Person = Mapping[int, float]  # place of a film -> stars


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """Films in the order of their ids, their vectors, and people with the halves of both."""

    films: list[Video]
    ids: npt.NDArray[np.int64]
    vectors: Vector
    people: list[Person]
    taught: tuple[Places, Places]  # people and films of the half that a prior may learn from
    tested: tuple[Places, Places]

    def only(self, half: tuple[Places, Places]) -> dict[int, Person]:
        """The people of a half with their ratings of its films."""
        films = set(half[1].tolist())
        return {int(who): {f: s for f, s in self.people[who].items() if f in films} for who in half[0]}


def read(ratings: Path, texts: Path, cache: Path, *, seed: int) -> Data:
    """All data; the films' vectors are made once and kept in ``cache``. Halves are drawn by ``seed``."""
    films = read_films(texts)
    ids, vectors = embeddings(films, cache)
    people = read_people(ratings, films)
    rng = np.random.default_rng(seed)
    who, what = rng.permutation(len(people)), rng.permutation(len(films))
    (first, second), (these, those) = np.array_split(who, 2), np.array_split(what, 2)
    return Data(films, ids, vectors, people, (first, these), (second, those))
