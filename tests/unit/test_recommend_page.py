"""The page that a person sees: steady, turned by dials, without repeats, and able to say why."""

import numpy as np
import pytest

from engine.events import Changes
from engine.mood import Mood
from engine.rank.metrics import divergence
from engine.recommend import Dials, Recommender
from engine.settings import Settings
from tests.unit.taste.groups import ASTRONOMY, COOKING, sentence, two_groups
from tests.unit.taste.in_memory import Shelf, video

NOW = 1_000_000.0
GENRES = ("drama", "war", "maths", "cooking", "travel", "nature")


def big_shelf(count: int = 400) -> Shelf:
    """A library with every facet in it; the first 300 speak English, the others Chinese."""
    rng = np.random.default_rng(5)
    genre = rng.integers(0, len(GENRES), count)
    vectors = rng.normal(size=(len(GENRES), 16))[genre] + rng.normal(size=(count, 16))
    videos = [
        video(
            number + 1,
            genres=(GENRES[genre[number]],) if number % 10 else (),
            kind="film" if number % 4 else "talk",
            language="en" if number < 300 else "zh",
            year=1960 + number % 60,
            duration_s=60.0 * (1 + number % 180) if number % 50 else None,
        )
        for number in range(count)
    ]
    return Shelf(videos, (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32))


@pytest.fixture
def shelf() -> Shelf:
    shelf = big_shelf()
    for video_id in range(1, 400, 23):
        shelf.rate(video_id, float(1 + video_id % 5))
    return shelf


@pytest.fixture
def recommender(shelf: Shelf) -> Recommender:
    return Recommender(lambda: shelf, model="m")


def ids(recommender: Recommender, limit: int = 60, **options: object) -> list[int]:
    return [one.video_id for one in recommender.suggest(limit, now=NOW, **options)]


def test_a_hundred_refreshes_change_nothing(shelf: Shelf, recommender: Recommender) -> None:
    first = recommender.suggest(24, now=NOW)
    for number in range(100):
        if number % 10 == 0:
            recommender = Recommender(lambda: shelf, model="m")
        recommender.refresh(Changes(blurbs=frozenset({1}), cues=frozenset({2}), ratings=frozenset({1 + number})))
        assert recommender.suggest(24, now=NOW) == first


def test_hiding_one_leaves_all_above_it(shelf: Shelf, recommender: Recommender) -> None:
    for rank in (1, 7, 12, 20):
        before = ids(recommender, 24)
        hidden = before[rank]
        shelf.change(hidden, hidden=True)
        recommender.refresh(Changes(videos=frozenset({hidden}), ratings=frozenset({hidden})))
        after = ids(recommender, 24)
        assert after[:rank] == before[:rank] and hidden not in after
        assert len(set(before) & set(after)) >= 18


def test_a_longer_page_begins_with_the_shorter_one(recommender: Recommender) -> None:
    every = ids(recommender, 999)
    assert len(every) == len(set(every)) == 400 - 18
    for limit in (0, 1, 5, 11, 24, 60, 61, 200):
        assert ids(recommender, limit) == every[:limit]


def test_a_page_explores_and_says_so(recommender: Recommender) -> None:
    page = recommender.suggest(10, now=NOW)
    new = [one for one in page if one.reasons[0].text.startswith("New ground for you")]
    assert 1 <= len(new) <= 2
    assert {one.rank for one in new} <= {5, 10}
    usual = np.mean([one.uncertainty for one in recommender.suggest(999, now=NOW)])
    assert all(one.uncertainty > usual for one in new)
    assert recommender.why(new[0].video_id, now=NOW).reasons[0] == new[0].reasons[0]
    familiar = recommender.suggest(10, dials=Dials(novelty=-1), now=NOW)
    assert not any(one.reasons[0].text.startswith("New ground for you") for one in familiar)


def test_short_evenings_prefer_what_fits_and_leave_the_rest_out_only_if_asked(
    shelf: Shelf, recommender: Recommender
) -> None:
    length = {one.id: one.duration_s for one in shelf.videos()}

    def fits(found: list[int]) -> int:
        return sum((length[one] or 0) <= 45 * 60 for one in found)

    bare, soft = ids(recommender, 24), ids(recommender, 24, dials=Dials(minutes=45))
    hard = ids(recommender, 999, dials=Dials(minutes=45, must_fit=True))
    assert fits(bare) + 8 <= fits(soft) <= 24
    assert all(length[one] is not None and length[one] <= 45 * 60 for one in hard)
    assert set(ids(recommender, 999, dials=Dials(minutes=45))) == set(ids(recommender, 999))


def test_the_novelty_dial_goes_from_familiar_to_new(recommender: Recommender) -> None:
    doubts = [
        np.mean([one.uncertainty for one in recommender.suggest(24, dials=Dials(novelty=turn), now=NOW)])
        for turn in (-1, 0, 1)
    ]
    assert doubts[0] < doubts[1] < doubts[2]


def test_a_mood_brings_what_is_like_it_to_the_top(shelf: Shelf, recommender: Recommender) -> None:
    mood = shelf.vectors[[one.id - 1 for one in shelf.videos() if "maths" in one.genres]].mean(axis=0)
    mood = Mood(("maths",), ((mood - shelf.vectors.mean(axis=0)) / np.linalg.norm(mood)).astype(np.float32))
    near = {one.id: float(shelf.vectors[one.id - 1] @ mood.vector) for one in shelf.videos()}
    bare, moved = ids(recommender, 24), ids(recommender, 24, dials=Dials(mood=mood))
    assert np.mean([near[one] for one in moved]) > np.mean([near[one] for one in bare]) + 0.05


def test_dials_work_before_anything_is_rated() -> None:
    shelf = two_groups()
    recommender = Recommender(lambda: shelf, model="m")
    mood = Mood(("stars",), shelf.vectors[10:].mean(axis=0) - shelf.vectors.mean(axis=0))
    first = [one.video_id for one in recommender.suggest(4, dials=Dials(mood=mood, balance=0), now=NOW)]
    assert len(set(first) & set(ASTRONOMY)) >= 3


def test_the_balance_dial_brings_the_library_s_languages_into_the_list(shelf: Shelf) -> None:
    def gap(balance: float) -> float:
        recommender = Recommender(lambda: shelf, model="m", dials=Dials(balance=balance))
        chinese = next(one for one in recommender.exposure(now=NOW) if one.label == "zh")
        return chinese.library - chinese.shown

    for video_id in range(310, 400, 11):
        shelf.rate(video_id, 1.0)
    assert gap(0.0) > 0.1
    assert abs(gap(1.0)) < 0.75 * gap(0.0)


def test_the_list_keeps_the_person_s_mix() -> None:
    """Over a few random people, the page is nearer to their mix of kinds and topics than the scores alone would be."""
    far: dict[float, list[float]] = {0.0: [], 0.5: []}
    for person in range(5):
        shelf, rng = big_shelf(), np.random.default_rng(person)
        for video_id in rng.choice(400, 40, replace=False) + 1:
            shelf.rate(int(video_id), float(rng.integers(1, 11)) / 2)
        for balance, found in far.items():
            recommender = Recommender(lambda shelf=shelf: shelf, model="m", dials=Dials(balance=balance))
            page = np.array(ids(recommender, 12)) - 1
            marked = recommender._shelf
            found.append(float(divergence(marked.wanted(), marked.taste.shares[page].mean(axis=0))))
    assert np.mean(far[0.5]) < 0.7 * np.mean(far[0.0])


def test_no_video_stands_in_two_rows(shelf: Shelf, recommender: Recommender) -> None:
    for number, video_id in enumerate(range(50, 58)):
        shelf.change(video_id, series="Broths", season=1, episode=number)
    shelf.change(50, watched=True)
    shelf.change(51, resume_s=60.0)
    shelf.change(90, resume_s=60.0)
    recommender.refit()
    rows = recommender.rows(12, now=NOW)
    assert set(rows["continue"]) == {51, 90}
    assert rows["next"] == ()  # the next part of the only series begun is being watched already
    assert len(rows["for you"]) == 12 and not set(rows["for you"]) & {51, 90}
    shelf.change(51, resume_s=None)
    recommender.refit()
    assert recommender.rows(12, now=NOW)["next"] == (51,)


def test_why_tells_the_place_by_score_and_what_lifts_and_lowers(recommender: Recommender) -> None:
    by_score = [recommender.why(one.video_id, now=NOW) for one in recommender.suggest(24, now=NOW)]
    assert [one.rank for one in by_score] == list(range(1, 25))
    assert len({one.by_score for one in by_score}) == 24 and all(1 <= one.by_score <= 400 for one in by_score)
    assert min(one.by_score for one in by_score) < 10
    assert all(one.videos == 400 for one in by_score)
    assert all(effect.stars > 0 for one in by_score for effect in one.lifts)
    assert all(effect.stars < 0 for one in by_score for effect in one.lowers)
    assert any(one.lifts for one in by_score)
    assert recommender.why(1, now=NOW).rank is None and recommender.why(1, now=NOW).by_score > 0


def test_changes_name_the_signals_since_a_day() -> None:
    shelf = two_groups()
    shelf.rate(1, 5.0)
    shelf.rate(11, 1.0)
    recommender = Recommender(lambda: shelf, model="m")
    assert recommender.changes(since=10.0, now=NOW) == []
    shelf.rate(12, 5.0)
    shelf.note(2, sentence("Too much broth.", cooks=True, sign=-0.9))
    recommender.refresh(Changes(ratings=frozenset({12}), notes=frozenset({2})))
    found = recommender.changes(since=1.0, now=NOW)
    assert {effect.reason.video_id for move in found for effect in move.through} <= {2, 12}
    lifted, lowered = ([move.stars for move in found if move.video_id in group] for group in (ASTRONOMY, COOKING))
    assert lifted and lowered and np.mean(lifted) > np.mean(lowered) + 0.1


def test_dials_come_from_the_settings() -> None:
    dials = Dials.of(Settings(novelty=0.5, balance=0.25))
    assert (dials.novelty, dials.balance, dials.minutes, dials.must_fit, dials.mood) == (0.5, 0.25, None, False, None)
