"""What people in general like, as a start for one person: how good a video seems from its words, and how tastes vary.

A prior is learned from other people's ratings (``engine/taste/crowd.py``) and holds nothing of any single film:
weights of columns that any library has (embedding, topics, decades), of words, and how those weights lie
together in people. The licence of the ratings that the shipped file was learned from forbids commercial use
(``resources/prior.md``); nothing of it is used unless the person asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from engine.errors import EnvironmentFault
from engine.message import Message
from engine.records import Vector
from engine.taste.features import CROWD_LABELS, EMBEDDING, Label
from engine.taste.matrix import Matrix
from engine.taste.words import Counts, Terms, read_terms

Float = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Words(Terms):
    """Terms of one kind with their weights (T, 2) of worth and popularity."""

    weights: Vector


@dataclass(frozen=True, slots=True, eq=False)
class Prior:
    """Normal distribution of people's weights over ``labels`` (C,), and what a video's text foretells of it.

    The weights have the covariance ``root @ root.T`` and beside it, each alone, the ``scale`` of their block.
    Its stars are on everybody's scale (``engine/taste/scale.py``). What is foretold, worth (stars above the average)
    and popularity (logarithm), is linear in the columns and in the words, names and pairs of the text.
    """

    model: str  # the name of the embedding model's folder
    labels: tuple[Label, ...]
    mean: Float  # (C,)
    root: Float  # (C, R)
    scale: Mapping[str, float]  # by block, square stars
    noise: float  # square stars
    told: Float  # (C, 2)
    words: Mapping[str, Words]  # by kind

    def suits(self, model: str) -> bool:
        """Whether vectors of a model (its name as the embedder tells it) mean what they did when this was learned."""
        return model.startswith(f"{self.model}-")

    def opinion(self, counts: Counts, columns: Mapping[Label, int], matrix: Matrix) -> npt.NDArray[np.float32]:
        """Worth and popularity (N, 2) of videos whose rows are ``matrix`` (N, F), its columns named by label.

        ``counts`` holds how often the videos have the prior's ``words``. The embedding counts only if all of its
        columns are there.
        """
        here = [label in columns for label in self.labels]
        meant = [known for known, (block, _) in zip(here, self.labels, strict=True) if block == EMBEDDING]
        weights = np.zeros((matrix.shape[1], len(CROWD_LABELS)), dtype=np.float32)
        for label, known, told in zip(self.labels, here, self.told, strict=True):
            if known and (label[0] != EMBEDDING or all(meant)):
                weights[columns[label]] = told
        found: Vector = matrix @ weights
        for kind, table in read_terms(counts).items():
            found += table.times(self.words[kind].weights)
        return found

    def over(self, labels: Sequence[Label]) -> tuple[Float, Float]:
        """Mean (F,) and root (F, R) over a library's columns; zero for those that the prior does not know."""
        place = {label: number for number, label in enumerate(self.labels)}
        here = [(number, place[label]) for number, label in enumerate(labels) if label in place]
        mean, root = np.zeros(len(labels)), np.zeros((len(labels), self.root.shape[1]))
        for number, known in here:
            mean[number], root[number] = self.mean[known], self.root[known]
        return mean, root


def save_prior(prior: Prior, path: Path, *, about: str) -> None:
    """Write a prior as safetensors; ``about`` (whence it comes, its licence) travels inside."""
    numbers: dict[str, npt.NDArray[np.floating]] = {
        "mean": prior.mean,
        "root": prior.root,
        "told": prior.told,
    }
    for kind, words in prior.words.items():
        numbers |= {f"{kind}.rarity": words.rarity, f"{kind}.weights": words.weights}
    texts = {
        "version": _VERSION,
        "about": about,
        "model": prior.model,
        "labels": json.dumps(prior.labels, ensure_ascii=False),
        "scale": json.dumps(dict(prior.scale)),
        "noise": repr(prior.noise),
        "words": json.dumps({kind: words.names for kind, words in prior.words.items()}, ensure_ascii=False),
    }
    path.write_bytes(save({name: value.astype(np.float32) for name, value in numbers.items()}, texts))


def load_prior(path: Path) -> Prior | None:
    """The prior in a file; None where there is no file.

    Raises EnvironmentFault where it cannot be read or was written by another version of Matinee.
    """
    if not path.exists():
        return None
    try:
        with safe_open(path, framework="numpy") as file:
            texts = file.metadata() or {}
            numbers = {name: file.get_tensor(name).astype(np.float64) for name in file.keys()}  # noqa: SIM118
    except (SafetensorError, OSError) as error:
        raise EnvironmentFault(
            Message("Cannot read {path}: {error}. Install Matinee again or remove that file.", path=path, error=error)
        ) from error
    if texts.get("version") != _VERSION:
        raise EnvironmentFault(
            Message("{path} is not of this version. Install Matinee again or remove that file.", path=path)
        )
    return Prior(
        model=texts["model"],
        labels=tuple((block, column) for block, column in json.loads(texts["labels"])),
        mean=numbers["mean"],
        root=numbers["root"],
        scale=json.loads(texts["scale"]),
        noise=float(texts["noise"]),
        told=numbers["told"],
        words={
            kind: Words(tuple(names), numbers[f"{kind}.rarity"], numbers[f"{kind}.weights"].astype(np.float32))
            for kind, names in json.loads(texts["words"]).items()
        },
    )


_VERSION = "2"  # of the file
