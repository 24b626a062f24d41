"""How long from a rating, or the turn of a dial, to the new order of a big library, in milliseconds.

    python -m tests.bench.rerank [--videos 100000] [--ratings 300] [--turns 200] [--json OUT]

The library is drawn by chance (unit vectors in clusters, with texts, topics, people and years) and held in memory.
The time runs from a rating that is stored to the first 24 suggestions with their reasons: it holds the update of the
posterior, of the picks and of all scores, leaving out what was seen, and the greedy order of the best two hundred by
worth, variety and the wished mix of topics and kinds, with what there is to explore between them.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.events import Changes
from engine.mood import Mood
from engine.rank.score import score
from engine.recommend import Dials, Recommender
from engine.records import Person
from tests.unit.taste.in_memory import Shelf, video

WIDTH = 384
WORDS = 60  # of a text


def main() -> None:
    options = _options()
    shelf = library(options.videos)
    start = time.perf_counter()
    recommender = Recommender(lambda: shelf, model="bench")
    recommender.suggest(24)
    print(f"{options.videos} videos loaded in {time.perf_counter() - start:.1f} s")

    rng = np.random.default_rng(2)
    times = []
    for number in range(options.ratings):
        video_id = int(rng.integers(1, options.videos + 1))
        shelf.rate(video_id, float(rng.integers(1, 11)) / 2)
        start = time.perf_counter()
        recommender.refresh(Changes(ratings=frozenset({video_id})))
        recommender.suggest(24)
        times.append(1000 * (time.perf_counter() - start))
        if number % 50 == 49:
            shelf.rate(video_id, None)
            recommender.refresh(Changes(ratings=frozenset({video_id})))
    turned = []
    for number in range(options.turns):
        dials = replace(_TURNED[number % len(_TURNED)], novelty=float(rng.uniform(-1, 1)))
        start = time.perf_counter()
        recommender.turn(dials)
        recommender.suggest(12)
        turned.append(1000 * (time.perf_counter() - start))
    p50, p99, worst = (float(np.quantile(times, q)) for q in (0.5, 0.99, 1.0))
    matrix, floor = recommender._features.matrix, []
    for _ in range(50):
        start = time.perf_counter()
        matrix @ matrix[0]
        floor.append(1000 * (time.perf_counter() - start))
    bare = float(np.median(floor))
    start = time.perf_counter()
    score(recommender._profile, recommender._features)
    whole = 1000 * (time.perf_counter() - start)
    print(f"rating to new order: p50 {p50:.1f} ms, p99 {p99:.1f} ms, worst {worst:.1f} ms (budget 50 ms p99)")
    print(f"its one product of matrix {matrix.shape} and vector, bare: {bare:.1f} ms (ratio {p50 / bare:.1f})")
    dial50, dial99 = (float(np.quantile(turned, q)) for q in (0.5, 0.99))
    print(
        f"dial to new order: p50 {dial50:.1f} ms, p99 {dial99:.1f} ms (budget 100 ms at 20,000 videos, in the window)"
    )
    print(f"all scores from nothing, for comparison: {whole:.0f} ms")
    if options.json:
        figures = {
            "p50_ms": p50,
            "p99_ms": p99,
            "worst_ms": worst,
            "bare_ms": bare,
            "whole_ms": whole,
            "dial_ms": dial99,
        }
        options.json.write_text(json.dumps(figures))


def library(count: int) -> Shelf:
    rng = np.random.default_rng(1)
    centres = rng.normal(size=(50, WIDTH)).astype(np.float32)
    cluster = rng.integers(0, len(centres), count)
    vectors = centres[cluster] + 1.5 * rng.standard_normal((count, WIDTH), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    telling = np.minimum(rng.zipf(1.3, (count, WORDS)), len(_LETTERS) ** 3 - 1) + 200 * cluster[:, None]
    videos = [
        video(
            place + 1,
            text=" ".join(map(_word, telling[place].tolist())),
            genres=(f"genre {cluster[place] % 20}",),
            tags=(f"tag {cluster[place]}",),
            people=(Person(f"person {rng.integers(0, 5000)}", "actor"),),
            year=int(rng.integers(1950, 2025)),
            duration_s=float(rng.integers(60, 9000)),
            series=f"series {place // 10}" if place % 5 == 0 else "",
        )
        for place in range(count)
    ]
    return Shelf(videos, vectors)


_TURNED = (
    Dials(),
    Dials(balance=1.0),
    Dials(minutes=45, must_fit=True),
    Dials(mood=Mood(("calm",), np.eye(1, WIDTH, dtype=np.float32)[0])),
    Dials(interests={"genre 3": 1.0, "tag 4": -1.0}),
)


def _word(number: int) -> str:
    """A word of its own for each number."""
    word = ""
    while number:
        number, letter = divmod(number, len(_LETTERS))
        word += _LETTERS[letter]
    return word


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--videos", type=int, default=100_000)
    parser.add_argument("--ratings", type=int, default=300)
    parser.add_argument("--turns", type=int, default=200, help="of the dials")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
