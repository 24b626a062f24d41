"""Seconds for ten finished blurbs, with stored lattices and cold, on two threads."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

import torch

from tests.bench.blurb.baselines import first_sentence
from tests.bench.blurb.desk import Author, Told, author

BLURBS, ROUNDS, THREADS = 10, 3, 2


def measure(shelf: Sequence[Told]) -> dict[str, float]:
    """Medians: "stored", "cold" (parse, embed and write) and "first" (split and take the first sentence).

    The videos are the first ten that leave something to write. Models are loaded beforehand, but every round
    has an author who has read none of them: a judge remembers lines.
    """
    chosen = ([told for told in shelf if told.lattices.lattices] or list(shelf))[:BLURBS]
    scale = BLURBS / max(len(chosen), 1)
    threads = torch.get_num_threads()
    torch.set_num_threads(THREADS)
    try:
        return {
            "stored": scale * _median(lambda by: [by.write(told) for told in chosen], warm=shelf[-1]),
            "cold": scale * _median(lambda by: [by.write(by.lay_out(told.video)) for told in chosen], warm=shelf[-1]),
            "first": scale * _median(lambda by: [first_sentence(told.video) for told in chosen], warm=shelf[-1]),
        }
    finally:
        torch.set_num_threads(threads)


def _median(work: Callable[[Author], object], *, warm: Told) -> float:
    return statistics.median(_seconds(work, warm) for _ in range(ROUNDS))


def _seconds(work: Callable[[Author], object], warm: Told) -> float:
    by = author(threads=THREADS)
    by.write(by.lay_out(warm.video))  # loads what is loaded once
    start = time.perf_counter()
    work(by)
    return time.perf_counter() - start
