"""What is said to be learned is so: numbers are those of the profile, evidence is checked by leaving it out."""

import numpy as np
import pytest

from engine.rank.portrait import Portrait, Trait, portrait
from engine.records import Note, Rating
from engine.taste.features import Features, build
from engine.taste.profile import TasteProfile, fit
from tests.unit.taste.groups import sentence, two_groups

SHELF = two_groups()
FEATURES: Features = build(SHELF.videos(), SHELF.embedded, SHELF.vectors)
STARS = {1: 5.0, 2: 4.5, 4: 4.0, 11: 1.0, 13: 1.5}
NOTES = (
    Note(90, 3, "", 0.0, (sentence("Such calm cooking.", cooks=True, sign=0.9),)),
    Note(91, 16, "", 0.0, (sentence("The night sky bores me.", cooks=False, sign=-0.9),)),
)


def learn(stars: dict[int, float], notes: tuple[Note, ...] = NOTES) -> TasteProfile:
    return fit(FEATURES, [Rating(v, s, 0.0) for v, s in stars.items()], notes, model="m")


def drawn(profile: TasteProfile, **options: int) -> Portrait:
    return portrait(profile, FEATURES, lambda ids: {one.id: one for one in SHELF.videos(ids=sorted(ids))}, **options)


def trait(found: Portrait, label: str) -> Trait:
    return next(one for one in found.traits if one.label == label)


def test_a_liked_and_a_disliked_topic_are_told_as_the_videos_spell_them() -> None:
    found = drawn(learn(STARS))
    assert trait(found, "cooking").name == "Cooking" and trait(found, "cooking").stars > 0.3
    assert trait(found, "astronomy").stars < -0.3
    assert trait(found, "ada byron").name == "Ada Byron" and trait(found, "ada byron").stars < 0


def test_a_traits_stars_are_how_far_its_videos_stand_from_the_average() -> None:
    profile = learn(STARS)
    scores = np.asarray(FEATURES.matrix, float) @ profile.mean
    cooking = trait(drawn(profile), "cooking")
    assert cooking.videos == 10
    assert cooking.stars == pytest.approx(scores[:10].mean() - scores.mean(), abs=1e-5)
    assert cooking.doubt > 0


def test_evidence_is_the_exact_change_when_it_is_left_out_and_speaks_for_the_trait() -> None:
    profile = learn(STARS)
    for told in drawn(profile).traits:
        for why in told.evidence:
            assert np.sign(why.stars) == np.sign(told.stars)
            if why.reason.kind != "rated":
                continue
            rest = {video_id: stars for video_id, stars in STARS.items() if video_id != why.reason.video_id}
            ratings = [Rating(v, s, 0.0) for v, s in rest.items()]
            other = fit(FEATURES, ratings, NOTES, model="m", hyperparameters=profile.hyperparameters)
            column = FEATURES.block(told.block).start + FEATURES.block(told.block).labels.index(told.label)
            has = FEATURES.matrix[:, column] > 0
            apart = FEATURES.matrix[has].mean(axis=0, dtype=float) - FEATURES.average
            assert why.stars == pytest.approx(apart @ (profile.mean - other.mean), abs=1e-6)


def test_sentences_are_told_by_the_way_they_speak() -> None:
    words = {one.reason.quote: one.stars for one in drawn(learn({1: 3.5, 13: 3.0})).words}
    assert words["Such calm cooking."] > 0 > words["The night sky bores me."]


def test_a_sentence_that_praises_less_than_was_expected_taught_nothing() -> None:
    """Its video was expected to be better than it says: left out, rather than told as speaking against."""
    faint = (Note(90, 3, "", 0.0, (sentence("Such calm cooking.", cooks=True, sign=0.3),)),)
    assert drawn(learn({1: 5.0, 2: 5.0, 4: 5.0, 11: 0.5, 12: 0.5}, faint)).words == ()


def test_nothing_said_is_an_empty_portrait() -> None:
    assert drawn(learn({}, ())) == Portrait((), ())


def test_no_more_than_asked_for_are_told() -> None:
    topical = [one for one in drawn(learn(STARS), most=1).traits if one.block == "topic"]
    assert {one.label for one in topical} == {"cooking", "astronomy"}
    assert all(len(one.evidence) <= 1 for one in drawn(learn(STARS), evidence=1).traits)
