"""Read a note: is each of its clauses for the video or against it, and how surely?

A small softmax regression over a clause's embedding and its words of praise and blame tells *for*, *neither*
and *against* apart. Every clause has a side; a clause of no opinion could have either:

    F = p_for + p_neither / 2,  A = p_against + p_neither / 2

The stars of the video are the belief held before reading, q = 1 / (1 + exp(-0.8 (stars - 3))): five clauses in
six of a five-star note are taken for praise, and half of them where there are no stars. Alone, a clause is then
for the video with P = q F / (q F + (1 - q) A) by Bayes' rule: "slow, northern, two sisters" takes the side of the
stars and a clear word keeps its own. Clauses that "but" sets against each other form a chain of two states, in
which neighbours disagree five times in six, and P follows from all of them (forwards and backwards).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file, save

from engine.paths import RESOURCES
from engine.records import NoteSentence, Vector
from engine.text.clauses import EARLIER, Clause, clauses, halves
from engine.text.polarity import polarity
from engine.text.sentences import sentences

MODEL = RESOURCES / "opinion.safetensors"  # made by installer/opinion.py; its card is opinion.md
LEAST_OPPOSITION = 0.3  # between two halves of a clause, for them to be read apart
STARS_SLOPE = 0.8  # of the log odds of praise, per star

Floats = npt.NDArray[np.float64]
Embed = Callable[[list[str]], Vector]


class OpinionReader:
    """Reads notes with an embedder (texts in, unit rows (N, D) out) that the model was trained for."""

    def __init__(self, embed: Embed, model: OpinionModel | None = None) -> None:
        self._embed = embed
        self._model = model or shipped_model()

    def read(self, text: str, *, stars: float | None = None) -> tuple[NoteSentence, ...]:
        """The clauses of a note in order, split where its opinion turns.

        ``sign`` is 2 P - 1. ``certainty`` is what is known of that side (1 - its entropy in bits) times the
        clause's weight: less for what is granted ("slow, but …") or was only expected.
        """
        written = [part for sentence in sentences(text) for part in clauses(sentence)]
        if not written:
            return ()
        parts, vectors, probabilities = self._judge(written)
        praise = _praise(probabilities, [part.turns for part in parts], stars)
        return tuple(
            NoteSentence(part.text, float(2 * p - 1), part.weight * _known(p), vector.astype(np.float32))
            for part, vector, p in zip(parts, vectors, praise, strict=True)
        )

    def _judge(self, written: Sequence[Clause]) -> tuple[list[Clause], list[Vector], Floats]:
        """Clauses, their vectors, and (N, 3) against, neither, for; some are parted where the model turns."""
        asked = [text for part in written for text in _asked(part)]
        asked_vectors = self._embed(asked)
        vector = dict(zip(asked, asked_vectors, strict=True))
        odds = dict(zip(asked, self._model.probabilities(asked, asked_vectors), strict=True))

        def lean(text: str) -> float:
            against, _, favour = odds[text]
            return float(favour - against)

        parts: list[Clause] = []
        judged: list[Floats] = []
        for part in written:
            if part.denied:  # "…, but no": the opposite of what is denied
                parts.append(part)
                judged.append(odds[part.denied][::-1])
                continue
            clearest = max(halves(part.text), key=lambda both: _opposition(*map(lean, both)), default=None)
            if clearest and _opposition(*map(lean, clearest)) > LEAST_OPPOSITION:
                left, right = clearest
                parts.append(replace(part, text=left, weight=part.weight * EARLIER))
                parts.append(replace(part, text=right, turns=True))
            else:
                parts.append(part)
            judged += [odds[part.text] for part in parts[len(judged) :]]
        return parts, [vector[part.text] for part in parts], np.array(judged)


def _asked(part: Clause) -> list[str]:
    return [part.text, *([part.denied] if part.denied else []), *chain.from_iterable(halves(part.text))]


def _opposition(left: float, right: float) -> float:
    """How clearly two leanings (-1 to 1) stand against each other, 0 to 1."""
    return min(abs(left), abs(right)) if left * right < 0 else 0.0


def overall(parts: Sequence[NoteSentence]) -> float:
    """The sign of what was said in several clauses, each counted by its certainty; -1 to 1."""
    total = sum(part.certainty for part in parts)
    return sum(part.sign * part.certainty for part in parts) / total if total else 0.0


def _praise(probabilities: Floats, turns: Sequence[bool], stars: float | None) -> Floats:
    """P(for | note, stars) of every clause, (N,)."""
    prior = 0.5 if stars is None else 1 / (1 + np.exp(-STARS_SLOPE * (stars - 3)))
    against, neither, favour = probabilities.T
    own = np.stack([(1 - prior) * (against + neither / 2), prior * (favour + neither / 2)], axis=1)  # (N, 2)
    steps = [_TURNED if turn else _FREE for turn in turns]
    forwards, backwards = own.copy(), np.ones_like(own)
    for i in range(1, len(own)):
        forwards[i] *= _shares(forwards[i - 1] @ steps[i])
    for i in range(len(own) - 1, 0, -1):
        backwards[i - 1] = _shares(steps[i] @ (own[i] * backwards[i]))
    both = forwards * backwards
    return np.asarray(both[:, 1] / both.sum(axis=1))


_DISAGREE = 5 / 6
_TURNED = np.array([[1 - _DISAGREE, _DISAGREE], [_DISAGREE, 1 - _DISAGREE]])
_FREE = np.full((2, 2), 0.5)


def _shares(weights: Floats) -> Floats:
    return np.asarray(weights / weights.sum())


def _known(p: float) -> float:
    """What is known of a side that has probability ``p``: 1 - its entropy in bits, 0 to 1."""
    p = min(max(float(p), 1e-9), 1 - 1e-9)
    return float(1 + p * np.log2(p) + (1 - p) * np.log2(1 - p))


# --- the model ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class OpinionModel:
    """Softmax regression over centred embeddings and counted words.

    ``means`` (2, D): of other than Chinese text, and of Chinese, whose vectors lie apart. ``weights`` (D + 3, 3)
    and ``bias`` (3,) give against, neither, for.
    """

    means: Vector
    weights: Vector
    bias: Vector

    def probabilities(self, texts: Sequence[str], vectors: Vector) -> Floats:
        """(N, 3): against, neither, for."""
        return _softmax(_features(texts, vectors, self.means) @ self.weights + self.bias)

    def save(self, path: Path) -> None:
        path.write_bytes(save({"means": self.means, "weights": self.weights, "bias": self.bias}))

    @classmethod
    def load(cls, path: Path) -> OpinionModel:
        return cls(**load_file(path))


@cache
def shipped_model() -> OpinionModel:
    """The model that comes with Matinee."""
    return OpinionModel.load(MODEL)


def train(texts: Sequence[str], signs: Sequence[int], embed: Embed, *, decay: float = 0.003) -> OpinionModel:
    """Fit to sentences marked -1, 0 or 1. ``decay`` pulls the embedding's weights to zero (L2)."""
    vectors = embed(list(texts))
    chinese = np.array([_is_chinese(text) for text in texts])
    means = np.stack([vectors[own if own.any() else slice(None)].mean(0) for own in (~chinese, chinese)])
    features = _features(texts, vectors, means)
    shrink = np.full((features.shape[1], 1), decay)
    shrink[vectors.shape[1] :] = decay / 100  # a handful of counts needs no holding back
    targets = np.eye(3)[np.asarray(signs) + 1]
    weights, bias = _fit(features, targets, shrink)
    share = targets.mean(axis=0) + 1e-9
    bias[[0, 2]] -= np.log(share[[0, 2]] / share[[0, 2]].mean())  # as if praise and blame were equally common
    return OpinionModel(means, weights.astype(np.float32), bias.astype(np.float32))


def _features(texts: Sequence[str], vectors: Vector, means: Vector) -> Floats:
    """(N, D + 3). e5's vectors differ by little: after centring they are stretched to length 3 or so."""
    language = [int(_is_chinese(text)) for text in texts]
    counted = [polarity(text) for text in texts]
    words = [[min(found.praise, 2), min(found.blame, 2), found.is_negated] for found in counted]
    return np.hstack([_STRETCH * (vectors - means[language]), np.array(words, dtype=np.float64)])


_STRETCH = 6.0
_STEPS = 400


def _is_chinese(text: str) -> bool:
    return 3 * sum("一" <= character <= "鿿" for character in text) > sum(map(str.isalpha, text))


def _fit(features: Floats, targets: Floats, shrink: Floats) -> tuple[Floats, Floats]:
    """Accelerated gradient descent on the mean nll (Nesterov 1983) with the step that its curvature allows."""
    count, width = features.shape
    step = 1 / (0.5 * np.linalg.norm(features, 2) ** 2 / count + shrink.max())
    weights = ahead = np.zeros((width, 3))
    bias = np.zeros(3)
    momentum = 1.0
    for _ in range(_STEPS):
        error = (_softmax(features @ ahead + bias) - targets) / count
        stepped = ahead - step * (features.T @ error + shrink * ahead)
        bias = bias - error.sum(0)
        following = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = stepped + (momentum - 1) / following * (stepped - weights)
        weights, momentum = stepped, following
    return weights, bias


def _softmax(logits: Floats) -> Floats:
    logits = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(logits / logits.sum(axis=1, keepdims=True))
