"""Reasons are true: take the evidence away and the score moves as the reason says."""

import numpy as np
import pytest

from engine.rank.explain import effects, reasons, stars_text
from engine.rank.score import score
from engine.records import Note, Rating, Reason
from engine.taste.features import Features, build
from engine.taste.profile import TasteProfile, fit
from tests.unit.taste.groups import sentence, two_groups

SHELF = two_groups()
VIDEOS = {one.id: one for one in SHELF.videos()}
FEATURES: Features = build(SHELF.videos(), SHELF.embedded, SHELF.vectors)
STARS = {1: 5.0, 2: 4.5, 4: 2.0, 11: 1.0, 13: 4.0}
NOTES = (
    Note(90, 3, "", 0.0, (sentence("Such calm cooking.", cooks=True, sign=0.9),)),
    Note(91, 16, "", 0.0, (sentence("The night sky bores me.", cooks=False, sign=-0.9),)),
)


def learn(stars: dict[int, float], notes: tuple[Note, ...] = ()) -> TasteProfile:
    return fit(FEATURES, [Rating(v, s, 0.0) for v, s in stars.items()], notes, model="m")


def told(profile: TasteProfile, video_id: int, *, against: bool = False) -> tuple[Reason, ...]:
    place = np.array([FEATURES.place(video_id)])
    return reasons(profile, FEATURES, place, VIDEOS, most=9, against=against)[0]


def without(profile: TasteProfile, reason: Reason) -> TasteProfile:
    """The same model without the rating or note that a reason names."""
    stars = {v: s for v, s in STARS.items() if reason.kind != "rated" or v != reason.video_id}
    notes = tuple(n for n in NOTES if reason.kind != "note" or n.video_id != reason.video_id)
    rated = [Rating(v, s, 0.0) for v, s in stars.items()]
    return fit(FEATURES, rated, notes, model="m", hyperparameters=profile.hyperparameters)


def test_effects_are_those_of_leaving_out() -> None:
    profile = learn(STARS, NOTES)
    rows = FEATURES.matrix.astype(float)
    effect = effects(profile, rows)
    for place, one in enumerate(profile.observations.values()):
        kind = "note" if one.is_note else "rated"
        rest = without(profile, Reason(kind=kind, text="", video_id=one.video_id))
        assert np.allclose(effect[place], rows @ profile.mean - rows @ rest.mean, atol=1e-8)


@pytest.mark.parametrize("video_id", range(1, 21))
def test_the_named_evidence_moves_the_score_as_stated(video_id: int) -> None:
    profile = learn(STARS, NOTES)
    place = FEATURES.place(video_id)
    found = told(profile, video_id, against=True)
    assert found
    for reason in found:
        if reason.kind not in ("rated", "note"):
            continue
        before = score(profile, FEATURES).mean[place]
        after = score(without(profile, reason), FEATURES).mean[place]
        lowers = reason.text.startswith(("Lower", "Far from"))
        assert (after > before) if lowers else (after < before), reason


def test_a_liked_video_is_the_reason_for_one_like_it() -> None:
    first, *_ = told(learn({1: 5.0, 11: 1.0}), 5)
    assert first == Reason(kind="rated", text="You gave Pot 1 ★★★★★", video_id=1, stars=5.0)


def test_a_note_is_quoted() -> None:
    first, *_ = told(learn({}, NOTES[:1]), 5)
    assert (first.kind, first.video_id, first.quote) == ("note", 3, "Such calm cooking.")
    assert first.text == "You wrote “Such calm cooking.” about Pot 3"


def test_a_shared_person_is_named_as_the_video_spells_them() -> None:
    texts = [reason.text for reason in told(learn({11: 5.0, 1: 1.0}), 12)]
    assert "Also with Ada Byron" in texts


def test_what_a_disliked_video_shares_is_no_reason() -> None:
    assert all(reason.kind != "feature" for reason in told(learn({11: 1.0, 1: 1.0}), 12))


def test_a_low_one_says_what_speaks_against_it() -> None:
    *_, last = told(learn({11: 0.5, 12: 0.5}), 14, against=True)
    assert last.kind == "rated" and last.text.startswith("Lower, because: You gave Star 1")


def test_a_card_names_only_what_speaks_for_its_video() -> None:
    assert [reason.kind for reason in told(learn({11: 0.5, 12: 0.5}), 14)] == ["new"]


def test_a_video_that_nothing_is_like_is_something_new() -> None:
    vectors = np.eye(12, dtype=np.float32)
    library = [type(VIDEOS[1])(id=n, title=f"T{n}", path="") for n in range(12)]
    features = build(library, np.arange(12), vectors)
    profile = fit(features, [Rating(0, 3.5, 0.0)], model="m")
    (found,) = reasons(profile, features, np.array([5]), {one.id: one for one in library})
    assert [reason.kind for reason in found] == ["new"]


def test_nothing_rated_claims_nothing() -> None:
    assert told(learn({}), 5) == (Reason(kind="mixed", text="A varied start: nothing rated yet"),)


def test_stars_are_printed_with_halves() -> None:
    assert [stars_text(stars) for stars in (0.5, 1.0, 3.5, 5.0)] == ["½", "★", "★★★½", "★★★★★"]
