"""Reasons are true: take the evidence away and the score moves as the reason says."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.rank.explain import contributions, effects, moves, new_ground, reasons, signal_text, stars_text
from engine.rank.score import score
from engine.records import Note, Rating, Reason
from engine.taste.features import Features, build
from engine.taste.profile import TasteProfile, fit
from tests.unit.taste.groups import sentence, two_groups
from tests.unit.taste.in_memory import video

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
    rows = np.asarray(FEATURES.matrix, float)
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


def test_own_words_count_and_are_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where texts alone tell videos apart, reasons name what was rated, with its exact effect, and no word."""
    monkeypatch.setattr("engine.taste.words._ENOUGH", 1)  # as in a big library
    texts = dict.fromkeys(range(1, 6), "A pot simmers") | dict.fromkeys((11, 12), "Stars and moons")
    videos = [video(video_id, text=texts.get(video_id, "")) for video_id in range(1, 21)]
    features = build(videos, np.empty(0, np.int64), np.empty((0, 0), np.float32))
    ratings = [Rating(1, 5.0, 0.0), Rating(11, 1.0, 0.0)]
    profile, rest = fit(features, ratings, model="m"), fit(features, ratings[1:], model="m")
    rows = np.asarray(features.matrix, float)
    assert np.allclose(effects(profile, rows)[0], rows @ profile.mean - rows @ rest.mean, atol=1e-8)
    by_id = {one.id: one for one in videos}
    (found,) = reasons(profile, features, np.array([features.place(3)]), by_id)
    assert found[0] == Reason(kind="rated", text="You gave Video 1 ★★★★★", video_id=1, stars=5.0)
    lifts, lowers = contributions(profile, features, features.place(3), by_id, most=99)
    named = {effect.reason.text.partition(":")[0] for effect in (*lifts, *lowers) if effect.reason.kind == "feature"}
    assert named <= {"Kind", "Told of in about 60 letters"}


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


rated = st.dictionaries(st.integers(1, 20), st.integers(1, 10).map(lambda half: half / 2), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(rated, st.booleans(), st.integers(1, 20))
def test_every_contribution_is_what_its_removal_changes(stars: dict[int, float], noted: bool, video_id: int) -> None:
    """Random profiles: a rating or note is left out and all is learned again; a label is taken off the video."""
    notes = NOTES if noted else ()
    profile, place = learn(stars, notes), FEATURES.place(video_id)
    row = FEATURES.matrix[place].astype(float)
    lifts, lowers = contributions(profile, FEATURES, place, VIDEOS, most=99)
    assert all(effect.stars > 0 for effect in lifts) and all(effect.stars < 0 for effect in lowers)
    for effect in (*lifts, *lowers):
        reason = effect.reason
        if reason.kind == "feature":
            without = row @ profile.mean - taken_off(video_id, reason.quote, row) @ profile.mean
        else:
            rest = {v: s for v, s in stars.items() if reason.kind != "rated" or v != reason.video_id}
            told = tuple(note for note in notes if reason.kind != "note" or note.video_id != reason.video_id)
            again = [Rating(v, s, 0.0) for v, s in rest.items()]
            fitted = fit(FEATURES, again, told, model="m", hyperparameters=profile.hyperparameters)
            without = row @ profile.mean - row @ fitted.mean
        assert np.isclose(effect.stars, without, atol=1e-5), reason


def taken_off(video_id: int, label: str, row: np.ndarray) -> np.ndarray:
    """The row of the same video without one label, as it would have been built."""
    left = row.copy()
    for block in FEATURES.blocks:
        if label.casefold() in block.labels:
            left[block.start + block.labels.index(label.casefold())] = 0
            part = left[block.columns]
            left[block.columns] = part / (np.linalg.norm(part) or 1)
    return left


@settings(max_examples=40, deadline=None, derandomize=True)
@given(rated)
def test_reasons_on_cards_hold_for_random_profiles(stars: dict[int, float]) -> None:
    profile = learn(stars)
    for video_id in range(1, 21):
        place = FEATURES.place(video_id)
        row = FEATURES.matrix[place].astype(float)
        for reason in told(profile, video_id, against=True):
            before = row @ profile.mean
            if reason.kind == "feature":
                assert taken_off(video_id, reason.quote, row) @ profile.mean < before
            elif reason.kind == "rated":
                rest = [Rating(v, s, 0.0) for v, s in stars.items() if v != reason.video_id]
                fitted = fit(FEATURES, rest, model="m", hyperparameters=profile.hyperparameters)
                lowers = reason.text.startswith(("Lower", "Far from"))
                assert (row @ fitted.mean > before) if lowers else (row @ fitted.mean < before), reason


def test_new_ground_names_a_topic_that_nothing_rated_has() -> None:
    profile = learn({1: 5.0, 2: 4.0})
    sky = new_ground(profile, FEATURES, FEATURES.place(14), VIDEOS[14])
    assert (sky.kind, sky.quote) == ("new", "Astronomy")
    assert sky.text == "New ground for you: you have rated nothing with “Astronomy” yet"
    assert new_ground(profile, FEATURES, FEATURES.place(5), VIDEOS[5]).quote == ""


def test_moves_are_those_of_the_signals_and_sum_up() -> None:
    before = learn({1: 5.0})
    said = [Rating(11, 5.0, 1.0), Rating(1, None, 2.0), Rating(2, 1.0, 3.0)]
    stars, stages = {1: Rating(1, 5.0, 0.0)}, []
    profile = before
    for signal in said:
        stars[signal.video_id] = signal
        profile, _ = profile.update(FEATURES, stars.values(), ())
        stages.append((signal_text(signal, f"T{signal.video_id}"), profile))
    every = np.arange(20)
    found = moves(before, stages, FEATURES, every, most=20)
    first, last = FEATURES.matrix @ before.mean, FEATURES.matrix @ profile.mean
    assert found and any(move.video_id > 10 for move in found)
    for move in found:
        place = FEATURES.place(move.video_id)
        assert move.before == 1 + (first > first[place] + 1e-5).sum()
        assert move.after == 1 + (last > last[place] + 1e-5).sum()
        assert move.stars == pytest.approx((last - first)[place] - (last - first).mean(), abs=1e-5)
        assert sum(effect.stars for effect in move.through) == pytest.approx(move.stars, abs=0.04)
    up = next(move for move in found if move.video_id == 14)
    assert up.after < up.before and up.through[0].reason.text in {"You gave T11 ★★★★★", "You gave T2 ★"}
    assert "You took back your rating of T1" in {e.reason.text for move in found for e in move.through}
    assert moves(before, [], FEATURES, every) == []


def test_from_nothing_known_all_begin_in_the_middle() -> None:
    stages = [(signal_text(Rating(11, 5.0, 0.0), "T11"), learn({11: 5.0}))]
    found = moves(learn({}), stages, FEATURES, np.arange(20), most=20)
    assert {move.before for move in found} == {10}
    assert all((move.after < 10) == (move.stars > 0) for move in found if move.after != 10)


def test_a_note_that_was_cleared_says_so() -> None:
    note = replace(NOTES[0], text="Calm.")
    assert signal_text(note, "Pot 3").text == "You wrote about Pot 3"
    assert signal_text(replace(note, text=""), "Pot 3").text == "You took back your note about Pot 3"
