"""Learning from stars and notes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.rank.score import follow, score
from engine.records import Note, Rating
from engine.taste.features import EMBEDDING, Features, build
from engine.taste.profile import MIDDLE, Hyperparameters, TasteProfile, fit
from tests.unit.taste.groups import ASTRONOMY, COOKING, sentence, two_groups

SHELF = two_groups()
FEATURES = build(SHELF.videos(), SHELF.embedded, SHELF.vectors)


def learn(stars: dict[int, float], *notes: Note, features: Features = FEATURES) -> TasteProfile:
    return fit(features, [Rating(v, s, float(v)) for v, s in stars.items()], notes, model="m")


def note(video_id: int, *sentences: object) -> Note:
    return Note(video_id, video_id, "", 0.0, sentences)  # type: ignore[arg-type]


def group_means(profile: TasteProfile) -> tuple[float, float]:
    """Mean expected stars of cooking and of astronomy."""
    stars = score(profile, FEATURES).mean
    return float(stars[:10].mean()), float(stars[10:].mean())


def test_nothing_said_expects_the_middle_everywhere() -> None:
    profile = learn({})
    assert score(profile, FEATURES).mean == pytest.approx(MIDDLE)
    assert not profile.taste_vector.any()


@pytest.mark.parametrize("video_id", [1, 2], ids=["chinese", "english"])
def test_one_rating_moves_its_group(video_id: int) -> None:
    cooking, astronomy = group_means(learn({video_id: 5.0}))
    assert cooking > astronomy + 0.1
    cooking, astronomy = group_means(learn({video_id: 0.5}))
    assert cooking < astronomy - 0.1


def test_one_rating_says_little_and_twenty_say_much() -> None:
    one = group_means(learn({1: 5.0}))
    many = group_means(learn({v: 5.0 if v in COOKING else 1.0 for v in (*COOKING, *ASTRONOMY)}))
    assert all(abs(stars - MIDDLE) < 1.2 for stars in one)
    assert many[0] > 4.2 and many[1] < 1.8


def test_what_was_rated_and_what_is_like_it_is_surer() -> None:
    before, after = (score(learn(stars), FEATURES).deviation for stars in ({}, {1: 4.0, 2: 4.0}))
    assert (after < before).all()
    assert (before - after)[2:10].mean() > 2 * (before - after)[10:].mean()


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_note_alone_moves_its_subject(sign: float) -> None:
    # Written of the sky below a cooking video: what a sentence says counts for more than where it stands.
    cooking, astronomy = group_means(learn({}, note(1, sentence("about the sky", cooks=False, sign=sign))))
    assert sign * (astronomy - cooking) > 0.02
    cooking, astronomy = group_means(learn({}, note(1, sentence("about food", cooks=True, sign=sign))))
    assert sign * (cooking - astronomy) > 0.05


def test_opposite_sentences_move_the_same_videos_in_opposite_directions() -> None:
    stars = [
        score(learn({}, note(1, sentence("slow", cooks=True, sign=sign))), FEATURES).mean - MIDDLE
        for sign in (1.0, -1.0)
    ]
    assert stars[0] == pytest.approx(-stars[1], abs=1e-5)


def test_a_doubtful_sentence_says_less_and_a_neutral_one_nothing() -> None:
    def pull(sign: float, certainty: float) -> float:
        profile = learn({}, note(1, sentence("food", cooks=True, sign=sign, certainty=certainty)))
        return float(np.abs(score(profile, FEATURES).mean - MIDDLE).max())

    assert pull(1.0, 1.0) > 1.5 * pull(1.0, 0.5) > 0
    assert pull(0.0, 1.0) == pull(1.0, 0.05) == 0


def test_a_long_note_does_not_drown_the_stars() -> None:
    short = learn({}, note(1, sentence("a", cooks=True, sign=1.0)))
    long = learn({}, note(1, *(sentence("a" * n, cooks=True, sign=1.0) for n in range(1, 40))))
    assert group_means(long)[0] - MIDDLE < 5 * (group_means(short)[0] - MIDDLE)


def test_a_note_that_is_not_read_yet_and_a_vector_of_another_model_do_no_harm() -> None:
    assert learn({}, Note(1, 1, "Lovely.", 0.0)).observations == {}
    odd = sentence("odd", cooks=True, sign=1.0)
    odd = type(odd)(odd.text, odd.sign, odd.certainty, np.ones(5, np.float32))
    assert group_means(learn({}, note(1, odd)))[0] > MIDDLE  # the video that it is about still counts


def test_the_taste_vector_points_at_what_is_liked() -> None:
    profile = learn({1: 5.0, 2: 5.0, 11: 1.0})
    rows = FEATURES.matrix[:, FEATURES.block(EMBEDDING).columns]
    assert np.linalg.norm(profile.taste_vector) == pytest.approx(1)
    assert (rows[:10] @ profile.taste_vector).min() > (rows[10:] @ profile.taste_vector).max()


def test_the_version_names_the_state_and_not_the_way_to_it() -> None:
    there = learn({1: 5.0, 12: 2.0})
    detour, _ = learn({1: 3.0}).update(FEATURES, [Rating(12, 2.0, 0.0), Rating(1, 5.0, 9.0)], [])
    assert there.version == detour.version
    assert len({there.version, learn({1: 5.0}).version, learn({1: 5.0, 12: 2.5}).version}) == 3


def test_ratings_of_videos_that_are_gone_are_left_out() -> None:
    assert learn({999: 5.0}).observations == {}


def test_hyperparameters_follow_the_evidence() -> None:
    ids = (*COOKING, *ASTRONOMY)
    orderly = learn({v: 5.0 if v in COOKING else 0.5 for v in ids})
    random = learn({v: (0.5, 5.0)[v * 7919 % 3 % 2] for v in ids})
    assert orderly.hyperparameters.noise < random.hyperparameters.noise
    assert learn({1: 5.0, 2: 0.5}).hyperparameters == Hyperparameters()  # two ratings choose nothing


# --- updates ------------------------------------------------------------------------------------------------

said = st.dictionaries(st.integers(1, 20), st.sampled_from([0.5, 1.0, 2.5, 3.0, 4.5, 5.0]), max_size=12)
noted = st.dictionaries(st.integers(1, 20), st.tuples(st.booleans(), st.sampled_from([-1.0, -0.4, 0.7])), max_size=4)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(said, noted), min_size=1, max_size=4))
def test_updates_equal_a_refit(states: list[tuple[dict[int, float], dict[int, tuple[bool, float]]]]) -> None:
    profile = learn({3: 4.0, 15: 2.0})
    scores = score(profile, FEATURES)
    for stars, notes in states:
        ratings = [Rating(v, s, 0.0) for v, s in stars.items()]
        written = [note(v, sentence("x" * v, cooks=c, sign=s)) for v, (c, s) in notes.items()]
        profile, steps = profile.update(FEATURES, ratings, written)
        scores = follow(scores, FEATURES, steps)
        fresh = fit(FEATURES, ratings, written, model="m", hyperparameters=profile.hyperparameters)
        assert np.allclose(profile.mean, fresh.mean, atol=1e-6)
        assert np.allclose(profile.covariance, fresh.covariance, atol=1e-6)
        assert profile.version == fresh.version
        again = score(fresh, FEATURES)
        assert np.allclose(scores.mean, again.mean, atol=1e-4)
        assert np.allclose(scores.variance, again.variance, atol=1e-4)


def test_undo_restores_the_posterior() -> None:
    before = learn({1: 5.0, 12: 2.0})
    ratings = [Rating(1, 5.0, 0.0), Rating(12, 2.0, 0.0)]
    after, _ = before.update(FEATURES, [*ratings, Rating(7, 0.5, 1.0)], [])
    back, _ = after.update(FEATURES, ratings, [])
    assert back.version == before.version != after.version
    assert np.allclose(back.mean, before.mean, atol=1e-9)


def test_a_change_of_stars_is_one_step_and_no_change_is_none() -> None:
    profile = learn({1: 5.0, 12: 2.0})
    same, steps = profile.update(FEATURES, [Rating(1, 5.0, 3.0), Rating(12, 2.0, 0.0)], [])
    assert same is profile and steps == ()
    _, steps = profile.update(FEATURES, [Rating(1, 1.0, 3.0), Rating(12, 2.0, 0.0)], [])
    assert len(steps) == 1


def test_more_observations_than_features_score_the_same_as_by_updates() -> None:
    rng = np.random.default_rng(5)
    ratings = [Rating(v, float(rng.integers(1, 11)) / 2, 0.0) for v in (*COOKING, *ASTRONOMY)]
    notes = [note(v, *(sentence(f"{v} {n}", cooks=v in COOKING, sign=1.0) for n in range(4))) for v in COOKING]
    whole = fit(FEATURES, ratings, notes, model="m")
    assert len(whole.observations) > FEATURES.matrix.shape[1] // 2
    bare = fit(FEATURES, [], model="m", hyperparameters=whole.hyperparameters)
    _, steps = bare.update(FEATURES, ratings, notes)
    followed, direct = follow(score(bare, FEATURES), FEATURES, steps), score(whole, FEATURES)
    assert np.allclose(followed.mean, direct.mean, atol=1e-4)
    assert np.allclose(followed.deviation, direct.deviation, atol=1e-4)
