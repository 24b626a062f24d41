"""Starting from what people in general like."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save

from engine.errors import EnvironmentFault
from engine.records import Rating, Video
from engine.taste.crowd import Recipe, learn
from engine.taste.features import CROWD, EMBEDDING, build
from engine.taste.prior import Prior, load_prior, save_prior
from engine.taste.profile import Hyperparameters, TasteProfile, fit
from engine.taste.scale import SPREAD, one_scale, own_scale
from engine.taste.words import WORDS
from tests.unit.taste.in_memory import video

FILMS, PEOPLE, WIDTH = 120, 60, 16


def films() -> tuple[list[Video], np.ndarray]:
    """A quarter is called wonderful, a quarter dreadful; every third film is of the first kind of meaning."""
    rng = np.random.default_rng(4)
    vectors = rng.normal(size=(FILMS, WIDTH))
    vectors[::3, 0] += 4
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    videos = [
        video(
            number,
            text=f"A {('quiet', 'wonderful', 'quiet', 'dreadful')[number % 4]} story",
            genres=("Drama" if number // 4 % 2 else "Comedy",),
            year=1960 + number % 50,
        )
        for number in range(FILMS)
    ]
    return videos, vectors.astype(np.float32)


VIDEOS, VECTORS = films()
IDS = np.arange(FILMS)
PLAIN = build(VIDEOS, IDS, VECTORS)


def people() -> list[dict[int, float]]:
    """All like what is wonderful; one half likes the first kind of meaning and the other half does not."""
    rng = np.random.default_rng(5)
    everybody = []
    for number in range(PEOPLE):
        side = 1 if number % 2 else -1
        seen = rng.permutation(FILMS)[:40]
        stars = (
            3.2
            + np.array([0.0, 0.9, 0.0, -0.9])[seen % 4]
            + side * np.where(seen % 3, -0.4, 0.8)
            + 0.3 * rng.normal(size=40)
        )
        everybody.append({int(f): float(np.clip(np.rint(2 * s) / 2, 0.5, 5)) for f, s in zip(seen, stars, strict=True)})
    return everybody


PRIOR = learn(PLAIN, VIDEOS, people(), model="e5", recipe=Recipe(told={**Recipe().told, WORDS: 0.5}, width=8, rank=6))


@pytest.fixture
def prior() -> Prior:
    return PRIOR


def expected(prior: Prior | None, stars: dict[int, float]) -> np.ndarray:
    features = build(VIDEOS, IDS, VECTORS, prior=prior)
    profile = fit(features, [Rating(f, s, 0.0) for f, s in stars.items()], model="e5-x")
    return np.asarray(features.matrix @ profile.mean)


def test_before_the_first_rating_the_crowd_is_followed(prior: Prior) -> None:
    stars = expected(prior, {})
    assert stars[1::4].mean() > stars[3::4].mean() + 0.5


def test_a_text_that_nobody_rated_is_judged_by_its_words(prior: Prior) -> None:
    new = [video(900, text="A wonderful thing"), video(901, text="A dreadful thing")]
    worth = build(new, np.empty(0, np.int64), np.empty((0, 0), np.float32), prior=prior)
    column = worth.block(CROWD).start
    assert worth.matrix[0, column] > worth.matrix[1, column] + 0.3


def test_tastes_that_vary_in_people_are_learned_faster(prior: Prior) -> None:
    told = {0: 5.0, 3: 5.0, 6: 4.5, 1: 3.0, 2: 1.0}
    of_kind, others = np.arange(9, FILMS, 3), np.setdiff1d(np.arange(7, FILMS), np.arange(0, FILMS, 3))

    def apart(start: Prior | None) -> float:
        moved = expected(start, told) - expected(start, {})
        return float(moved[of_kind].mean() - moved[others].mean())

    assert apart(prior) > 1.3 * apart(None) > 0


def test_the_prior_fades_as_the_persons_own_evidence_grows(prior: Prior) -> None:
    contrary = {f: 5.0 if f % 4 == 3 else 1.0 for f in range(1, FILMS, 2)}
    few = expected(prior, dict(list(contrary.items())[:6]))
    many = expected(prior, contrary)
    gap = [float(stars[3::4].mean() - stars[1::4].mean()) for stars in (expected(prior, {}), few, many)]
    assert gap[0] < gap[1] < gap[2] and gap[0] < -0.5 and gap[2] > 0.5


def test_without_a_prior_nothing_of_it_is_used(prior: Prior) -> None:
    bare, primed = (fit(build(VIDEOS, IDS, VECTORS, prior=p), [], model="e5-x") for p in (None, prior))
    assert bare.hyperparameters == Hyperparameters() != primed.hyperparameters
    assert bare.prior_root.size == 0 < primed.prior_root.size
    assert CROWD not in {block.name for block in PLAIN.blocks}
    assert bare.version != primed.version


def test_a_library_without_vectors_or_with_others_is_still_served(prior: Prior) -> None:
    for ids, vectors in ((np.empty(0, np.int64), np.empty((0, 0), np.float32)), (IDS, VECTORS[:, :5])):
        features = build(VIDEOS, ids, vectors, prior=prior)
        stars = features.matrix @ fit(features, [Rating(1, 4.0, 0.0)], model="m").mean
        assert np.isfinite(stars).all() and stars[1::4].mean() > stars[3::4].mean()


def test_only_the_model_that_it_was_learned_over_suits(prior: Prior) -> None:
    assert prior.suits("e5-graph-0123456789") and not prior.suits("e5large-graph-0") and not prior.suits("")


def test_a_file_gives_back_the_prior(prior: Prior, tmp_path: Path) -> None:
    path = tmp_path / "prior.safetensors"
    save_prior(prior, path, about="licence")
    again = load_prior(path)
    assert (
        again is not None
        and again.labels == prior.labels
        and all(again.words[kind].names == words.names for kind, words in prior.words.items())
    )
    assert np.allclose(expected(again, {1: 4.0}), expected(prior, {1: 4.0}), atol=1e-3)
    assert b"licence" in path.read_bytes()


def test_a_missing_file_is_none_and_a_broken_one_says_what_to_do(tmp_path: Path) -> None:
    assert load_prior(tmp_path / "none") is None
    (tmp_path / "broken").write_bytes(b"not a prior at all")
    (tmp_path / "older").write_bytes(save({"mean": np.zeros(1)}, {"version": "1"}))
    for name in ("broken", "older"):
        with pytest.raises(EnvironmentFault, match="Install Matinee again"):
            load_prior(tmp_path / name)


def test_too_few_films_teach_nothing() -> None:
    with pytest.raises(ValueError, match="20 films"):
        learn(PLAIN, VIDEOS, [{1: 3.0, 2: 4.0}], model="e5")


def test_the_low_rank_keeps_the_variance_of_each_person(prior: Prior) -> None:
    assert prior.root.shape == (len(prior.labels), 6)
    assert set(prior.scale) == {block for block, _ in prior.labels} and min(prior.scale.values()) > 0
    strongest = np.abs(prior.root[:WIDTH]).max(axis=1).argmax()
    assert prior.labels[strongest] == (EMBEDDING, "0")


def test_kinds_of_terms_and_the_embedding_all_tell_of_worth(prior: Prior) -> None:
    """What is foretold is the sum of its parts: a film's worth as learned is that of its column."""
    features = build(VIDEOS, IDS, VECTORS, prior=prior)
    column = features.block(CROWD).start
    place = {label: block.start + n for block in features.blocks for n, label in enumerate(block.named())}
    told = np.asarray(features.matrix)[:, [place[label] for label in prior.labels]] @ prior.told[:, 0]
    worth = features.matrix[:, column] - told
    wonderful = prior.words[WORDS].names.index("wonderful")
    assert prior.words[WORDS].weights[wonderful, 0] > 0.1
    assert worth[1::4].min() > worth[3::4].max()


# --- the person's own scale -----------------------------------------------------------------------------------


def learned(prior: Prior, stars: dict[int, float]) -> TasteProfile:
    return fit(build(VIDEOS, IDS, VECTORS, prior=prior), [Rating(f, s, 0.0) for f, s in stars.items()], model="e5-x")


def test_one_scale_keeps_the_order_and_takes_level_and_spread_away() -> None:
    stars = np.random.default_rng(0).integers(1, 11, 400) / 2
    strict = one_scale(1 + (stars - 1) / 2)
    assert np.array_equal(np.argsort(strict, kind="stable"), np.argsort(stars, kind="stable"))
    assert strict.mean() == pytest.approx(one_scale(stars).mean(), abs=0.1)
    assert strict.std() == pytest.approx(one_scale(stars).std(), abs=0.1)


def test_the_prior_is_placed_on_the_persons_own_scale(prior: Prior) -> None:
    """The posterior is that of stars put on one scale, and then shown on the person's."""
    given = {f: 1.0 + 0.5 * (f % 4 == 1) for f in range(1, 30, 2)}
    level, spread = own_scale(np.array(list(given.values())))
    profile = learned(prior, given)
    features = build(VIDEOS, IDS, VECTORS, prior=prior)
    told = dict(zip(given, one_scale(np.array(list(given.values()))).tolist(), strict=True))
    plain = Hyperparameters(noise=prior.noise, **prior.scale)
    chosen = profile.hyperparameters
    stretch = (spread / SPREAD) ** 2
    factors = {name: getattr(chosen, name) / stretch for name in ("noise", "words", *prior.scale)}
    ratings = [Rating(f, s, 0.0) for f, s in told.items()]
    common = fit(features, ratings, model="e5-x", hyperparameters=replace(plain, **factors))
    shown = level + (features.matrix @ common.mean - 3.6) * spread / SPREAD
    assert np.allclose(features.matrix @ profile.mean, shown, atol=1e-3)
    assert spread < SPREAD and (features.matrix @ profile.mean).max() < 3


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.dictionaries(st.integers(0, FILMS - 1), st.sampled_from([0.5, 2.0, 3.5, 5.0]), max_size=12), max_size=3)
)
def test_updates_from_a_prior_equal_a_refit_and_undo_restores_it(states: list[dict[int, float]]) -> None:
    features = build(VIDEOS, IDS, VECTORS, prior=PRIOR)
    first = {3: 4.0, 15: 2.0, 40: 5.0}
    profile = start = learned(PRIOR, first)
    for stars in (*states, first):
        ratings = [Rating(f, s, 0.0) for f, s in stars.items()]
        profile, _ = profile.update(features, ratings, [])
        fresh = fit(features, ratings, model="e5-x", hyperparameters=start.hyperparameters)
        assert np.allclose(profile.mean, fresh.mean, atol=1e-6)
        assert np.allclose(profile.covariance, fresh.covariance, atol=1e-6)
    assert np.allclose(profile.mean, start.mean, atol=1e-6) and profile.version == start.version
