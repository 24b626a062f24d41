"""What people in general like, as a start for one person: how good a video seems from its words, and how tastes vary.

A prior is learned from other people's ratings (``engine/taste/crowd.py``) and holds nothing of any single film:
weights of columns that any library has (embedding, topics, decades), of words, and how those weights lie
together in people. The licence of the ratings that the shipped file was learned from forbids commercial use
(``resources/prior.md``); nothing of it is used unless the person asks for it.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from engine.errors import EnvironmentFault
from engine.records import Video
from engine.taste.features import CROWD_LABELS, EMBEDDING, Label

Float = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Words that tell something of a video: the rarity of each (W,), inverse document frequency, and its weights."""

    names: tuple[str, ...]
    rarity: Float
    weights: Float  # (W, 2) of worth and popularity

    def rows(self, videos: Iterable[Video]) -> Iterator[tuple[list[int], Float]]:
        """For each video the places of its words and their values, of length one together."""
        place = {name: number for number, name in enumerate(self.names)}
        for video in videos:
            counts = Counter(word for word in words_of(video) if word in place)
            places = [place[word] for word in counts]
            values = np.array([1 + math.log(count) for count in counts.values()]) * self.rarity[places]
            length = float(np.linalg.norm(values))
            yield places, values / length if length else values


@dataclass(frozen=True, slots=True, eq=False)
class Prior:
    """Normal distribution of people's weights over ``labels`` (C,), and what a video's text foretells of it.

    The weights have the covariance ``root @ root.T`` and beside it, each alone, the ``scale`` of their block.
    What is foretold, worth (stars above the average) and popularity (logarithm), is linear in the columns, in the
    words and in the nearness to landmarks of the embedding.
    """

    model: str  # the name of the embedding model's folder
    labels: tuple[Label, ...]
    mean: Float  # (C,)
    root: Float  # (C, R)
    scale: Mapping[str, float]  # by block, square stars
    noise: float  # square stars
    landmarks: Float  # (M, D) unit vectors
    near: Float  # (M, 2)
    told: Float  # (C, 2)
    words: Words

    def suits(self, model: str) -> bool:
        """Whether vectors of a model (its name as the embedder tells it) mean what they did when this was learned."""
        return model.startswith(f"{self.model}-")

    def opinion(
        self, videos: Sequence[Video], columns: Mapping[Label, int], matrix: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.float32]:
        """Worth and popularity (N, 2) of videos whose rows are ``matrix`` (N, F), its columns named by label.

        All columns of the embedding must be there, or none.
        """
        found = np.zeros((len(videos), len(CROWD_LABELS)), dtype=np.float32)
        for label, weights in zip(self.labels, self.told.astype(np.float32), strict=True):
            if label in columns and weights.any():
                found += matrix[:, columns[label], None] * weights
        meaning = [columns[label] for label in self.labels if label[0] == EMBEDDING and label in columns]
        if len(meaning) == self.landmarks.shape[1]:
            landmarks, near = self.landmarks.astype(np.float32), self.near.astype(np.float32)
            for start in range(0, len(videos), _CHUNK):
                rows = matrix[start : start + _CHUNK, meaning]
                found[start : start + _CHUNK] += nearness(rows, landmarks) @ near
        for row, (places, values) in enumerate(self.words.rows(videos)):
            found[row] += values @ self.words.weights[places]
        return found

    def over(self, labels: Sequence[Label]) -> tuple[Float, Float]:
        """Mean (F,) and root (F, R) over a library's columns; zero for those that the prior does not know."""
        place = {label: number for number, label in enumerate(self.labels)}
        here = [(number, place[label]) for number, label in enumerate(labels) if label in place]
        mean, root = np.zeros(len(labels)), np.zeros((len(labels), self.root.shape[1]))
        for number, known in here:
            mean[number], root[number] = self.mean[known], self.root[known]
        return mean, root


def nearness(rows: npt.NDArray[Any], landmarks: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """A Gaussian of the distance of unit vectors (N, D) and (M, D): (N, M); zero for rows of no length."""
    known = rows.any(axis=1, keepdims=True)
    return np.asarray(known * np.exp(_SHARPNESS * (rows @ landmarks.T - 1)))


def words_of(video: Video) -> list[str]:
    """The words of a video's text and people in small letters, and pairs of neighbours with capitals (names)."""
    text = " . ".join((video.text, *(person.name for person in video.people)))
    words = _WORD.findall(text)
    names = [f"{one} {other}".lower() for one, other in pairwise(words) if one.istitle() and other.istitle()]
    return [word.lower() for word in words] + names


def save_prior(prior: Prior, path: Path, *, about: str) -> None:
    """Write a prior as safetensors; ``about`` (whence it comes, its licence) travels inside."""
    numbers = {
        "mean": prior.mean,
        "root": prior.root,
        "landmarks": prior.landmarks,
        "near": prior.near,
        "told": prior.told,
        "rarity": prior.words.rarity,
        "words": prior.words.weights,
    }
    texts = {
        "version": "1",
        "about": about,
        "model": prior.model,
        "labels": json.dumps(prior.labels, ensure_ascii=False),
        "scale": json.dumps(dict(prior.scale)),
        "noise": repr(prior.noise),
        "words": json.dumps(prior.words.names, ensure_ascii=False),
    }
    path.write_bytes(save({name: value.astype(np.float32) for name, value in numbers.items()}, texts))


def load_prior(path: Path) -> Prior | None:
    """The prior in a file; None where there is no file.

    Raises EnvironmentFault where it cannot be read or was written by a newer Matinee.
    """
    if not path.exists():
        return None
    try:
        with safe_open(path, framework="numpy") as file:
            texts = file.metadata() or {}
            numbers = {name: file.get_tensor(name).astype(np.float64) for name in file.keys()}  # noqa: SIM118
    except (SafetensorError, OSError) as error:
        raise EnvironmentFault(f"Cannot read {path}: {error}. Install Matinee again or remove that file.") from error
    if texts.get("version") != "1":
        raise EnvironmentFault(f"{path} is not of this version. Install Matinee again or remove that file.")
    return Prior(
        model=texts["model"],
        labels=tuple((block, column) for block, column in json.loads(texts["labels"])),
        mean=numbers["mean"],
        root=numbers["root"],
        scale=json.loads(texts["scale"]),
        noise=float(texts["noise"]),
        landmarks=numbers["landmarks"],
        near=numbers["near"],
        told=numbers["told"],
        words=Words(tuple(json.loads(texts["words"])), numbers["rarity"], numbers["words"]),
    )


_CHUNK = 4096  # rows at a time: memory
_SHARPNESS = 4.0  # of nearness: at a cosine of 3/4 it is 1/e
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d{4}")
