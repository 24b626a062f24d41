"""Learn a prior from many people's ratings: what a video's text says of its worth, and how tastes vary together.

1. Stars are put on one scale. A film's worth, the mean by which its ratings exceed their givers' levels, is found in
   turns with these levels, and regressed on its text: a Gaussian process whose kernel is linear in the embedding,
   topics, decades, words, names and pairs of words, so that it comes down to weights. A film with few ratings counts
   less, and each film has a part that no text tells. The variances maximise the marginal likelihood.
2. With worth foretold for films that it was not learned from, each person's weights are normal with a common
   covariance, learned by expectation-maximisation (empirical Bayes) towards one variance for each block, and kept
   as a low rank beside the diagonal (probabilistic PCA: Tipping and Bishop 1999).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

import numpy as np

from engine.records import Video
from engine.taste.features import CROWD, CROWD_LABELS, EMBEDDING, MEAN, Features, Label
from engine.taste.prior import Float, Prior, Words
from engine.taste.scale import LEVEL, one_scale
from engine.taste.words import NAMES, PAIRS, WORDS, Places, Table, count_terms, learn_terms

Person = Mapping[int, float]  # row of a film in the features -> stars


def _variances() -> dict[str, float]:
    return {EMBEDDING: 0.016, "topic": 0.035, "decade": 0.018, MEAN: 0.0075, WORDS: 0.02, NAMES: 0.04, PAIRS: 0.038}


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is set by hand; chosen on one half of the people and films. Variances in square stars."""

    told: Mapping[str, float] = field(default_factory=_variances)  # of worth by block or kind of term
    untold: float = 0.02  # of a film's worth beside what its text tells
    noise: float = 0.7  # of one rating, when worth is learned
    popularity: float = 2.8  # how much larger all of ``told`` is for popularity (a logarithm), whose untold part is 1
    width: int = 32  # of these components
    strength: float = 3.0  # people that say one variance for each block, for each one that there is
    rounds: int = 20
    rank: int = 20


def learn(
    features: Features,
    videos: Sequence[Video],
    people: Sequence[Person],
    *,
    model: str,
    recipe: Recipe | None = None,
) -> Prior:
    """The prior that people's ratings of ``videos`` teach (N films, those of the features' rows and in their order).

    Films that nobody rated tell no more than which words are rare. Raises ValueError for few rated films.
    """
    recipe = recipe or Recipe()
    some = [person for person in people if person]
    heard = [(np.array(list(person), dtype=np.intp), one_scale(np.array(list(person.values())))) for person in some]
    worth, count = _worths(heard, len(videos))
    rated = np.flatnonzero(count)
    if len(rated) < _FEWEST:
        raise ValueError(f"a prior needs ratings of {_FEWEST} films or more, not of {len(rated)}")
    labels = _labels(features)
    rows = features.matrix[rated].astype(np.float64)
    known = _known(features, rows, labels)
    amounts = np.array([recipe.told.get(block, 0.0) for block, _ in labels])
    terms = learn_terms(count_terms(videos, (WORDS, NAMES, PAIRS)))
    texts = {kind: table.at(rated) for kind, (_, table) in terms.items()}
    kernel = (known * amounts) @ known.T
    for kind, table in texts.items():
        _add_shared(kernel, table, recipe.told[kind])

    foretold, dual = _foretell(kernel, worth[rated], count[rated], recipe)

    meaning = rows[:, features.block(EMBEDDING).columns]
    basis = _basis(meaning, recipe.width)
    wide = known[:, meaning.shape[1] : -len(CROWD_LABELS)]
    narrow = np.zeros((len(videos), basis.shape[1] + wide.shape[1] + len(CROWD_LABELS)))
    narrow[rated] = np.hstack([meaning @ basis, wide, foretold])
    names = [EMBEDDING] * basis.shape[1] + [block for block, _ in labels if block != EMBEDDING]
    mean, variance, covariance, noise = _tastes(narrow, names, heard, recipe)
    root, scale = _low_rank(covariance, variance, names, recipe)
    lift = np.zeros((len(labels), len(names)))
    lift[: len(basis), : basis.shape[1]] = basis
    lift[len(basis) :, basis.shape[1] :] = np.eye(len(names) - basis.shape[1])
    return Prior(
        model=model,
        labels=labels,
        mean=lift @ mean,
        root=lift @ root,
        scale=scale,
        noise=noise,
        told=amounts[:, None] * (known.T @ dual),
        words={
            kind: Words(one.names, one.rarity, recipe.told[kind] * texts[kind].transposed().times(dual))
            for kind, (one, _) in terms.items()
        },
    )


_FEWEST = 20
_TOLD = ("topic", "decade", "depth")  # blocks, beside the embedding, that mean the same in every library
_SHRINK = 4.0  # ratings by which a level or a worth is drawn to everybody's
_TURNS = 3


def _worths(people: Sequence[tuple[Places, Float]], films: int) -> tuple[Float, Float]:
    """Mean worth (N,) beyond the givers' levels, found in turns with them, and the number of ratings (N,)."""
    count, shrunk = np.zeros(films), np.zeros(films)
    for places, _ in people:
        count[places] += 1
    middle = float(np.mean(np.concatenate([stars for _, stars in people])))
    for _ in range(_TURNS):
        above = np.zeros(films)
        for places, stars in people:
            level = (stars - middle - shrunk[places]).sum() / (len(stars) + _SHRINK)
            above[places] += stars - middle - level
        shrunk = above / (count + _SHRINK)
    return above / np.maximum(count, 1), count


def _foretell(kernel: Float, worth: Float, count: Float, recipe: Recipe) -> tuple[Float, Float]:
    """Worth and popularity of each film as all others foretell it (R, 2), and the weights of its kernel (R, 2)."""
    targets = (
        (1.0, worth, recipe.untold + recipe.noise / count),
        (recipe.popularity, np.log(count), np.ones(len(count))),
    )
    foretold, duals = [], []
    for size, target, doubt in targets:
        target = target - np.average(target, weights=1 / doubt)
        noisy = size * kernel
        np.fill_diagonal(noisy, np.diag(noisy) + doubt)
        inside = np.linalg.inv(noisy)
        dual = inside @ target
        foretold.append(target - dual / np.diag(inside))
        duals.append(size * dual)
    return np.stack(foretold, axis=1), np.stack(duals, axis=1)


def _labels(features: Features) -> tuple[Label, ...]:
    blocks = [features.block(name).named() for name in (EMBEDDING, *_TOLD, MEAN)]
    return (*chain.from_iterable(blocks), *((CROWD, label) for label in CROWD_LABELS))


def _known(features: Features, rows: Float, labels: Sequence[Label]) -> Float:
    """The columns (R, C) of some rows (R, F) in the order of the labels; zero for what the crowd says."""
    column = {label: block.start + number for block in features.blocks for number, label in enumerate(block.named())}
    return np.stack([rows[:, column[label]] if label in column else np.zeros(len(rows)) for label in labels], axis=1)


def _add_shared(kernel: Float, table: Table, amount: float) -> None:
    """Add what texts have in common, term by term, because the table of films and terms is nearly empty."""
    by_term = table.transposed()
    edges = np.searchsorted(by_term.rows, np.arange(by_term.shape[0] + 1))
    for start, stop in pairwise(edges.tolist()):
        films, values = by_term.columns[start:stop], by_term.values[start:stop]
        kernel[np.ix_(films, films)] += np.outer(amount * values, values)


def _basis(rows: Float, width: int) -> Float:
    """The first principal directions (D, width) of the rows."""
    _, vectors = np.linalg.eigh(rows.T @ rows)
    return np.asarray(vectors[:, ::-1][:, :width])


# --- how tastes vary -------------------------------------------------------------------------------------

_START = {EMBEDDING: 0.6, "topic": 0.25, "decade": 0.1, "depth": 0.05, MEAN: 0.2, CROWD: 0.1}


def _tastes(
    rows: Float, blocks: Sequence[str], people: Sequence[tuple[Places, Float]], recipe: Recipe
) -> tuple[Float, Float, Float, float]:
    """Mean (C,), variance of each column's block (C,), covariance (C, C) and noise of people's weights.

    ``rows`` (N, C) are the films', ``people`` the rows and stars of each person. Worth starts with weight one.
    What is learned from a person is in the sums of their rows' products alone.
    """
    names = np.array(blocks)
    variance = np.array([_START[name] for name in blocks])
    covariance, noise = np.diag(variance), recipe.noise
    mean = np.where(names == MEAN, LEVEL, 0.0)
    mean[-len(CROWD_LABELS)] = 1.0
    free = np.isin(names, (MEAN, CROWD))  # the mean of all others is what the worth already holds
    squares = np.stack([rows[places].T @ rows[places] for places, _ in people])
    pulls = np.stack([rows[places].T @ stars for places, stars in people])
    power = sum(float(stars @ stars) for _, stars in people)
    told = sum(len(stars) for _, stars in people)
    for _ in range(recipe.rounds):
        precision = np.linalg.inv(covariance + 1e-9 * np.eye(len(names)))
        left = np.linalg.inv(precision + squares / noise)
        found = np.einsum("pij,pj->pi", left, pulls / noise + precision @ mean)
        fitted = np.einsum("pi,pij,pj->", found, squares, found) - 2 * np.vdot(found, pulls)
        noise = (power + float(fitted) + float(np.vdot(left, squares))) / told
        off = found - mean
        drift = np.where(free, off.mean(axis=0), 0.0)
        mean = mean + drift
        moment = left.mean(axis=0) + (off - drift).T @ (off - drift) / len(people)
        for name in set(blocks):
            same = names == name
            variance[same] = np.diag(moment)[same].mean()
        covariance = (recipe.strength * np.diag(variance) + moment) / (recipe.strength + 1)
    return mean, variance, covariance, noise


def _low_rank(
    covariance: Float, variance: Float, blocks: Sequence[str], recipe: Recipe
) -> tuple[Float, dict[str, float]]:
    """Root (C, R) of what the covariance has beyond a scale for each block."""
    deviation = np.sqrt(variance)
    values, vectors = np.linalg.eigh(covariance / np.outer(deviation, deviation))
    rank = min(recipe.rank, len(values) - 1)
    rest = float(values[:-rank].mean())
    root = deviation[:, None] * vectors[:, -rank:] * np.sqrt(np.maximum(values[-rank:] - rest, 0))
    scale = {block: rest * float(variance[number]) for number, block in enumerate(blocks)}
    return root, scale
