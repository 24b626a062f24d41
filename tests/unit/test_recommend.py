"""The list that the window, the command line and the jobs show."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.errors import EnvironmentFault
from engine.events import Changes
from engine.recommend import Dials, Recommender, chosen_prior
from engine.records import Blurb, WrittenBlurb
from engine.settings import Settings
from engine.taste.prior import Prior
from tests.unit.taste.groups import ASTRONOMY, COOKING, sentence, two_groups
from tests.unit.taste.in_memory import Shelf, video

NOW = 1_000_000.0


@pytest.fixture
def shelf() -> Shelf:
    return two_groups()


@pytest.fixture
def recommender(shelf: Shelf) -> Recommender:
    return Recommender(lambda: shelf, model="m")


def rate(shelf: Shelf, recommender: Recommender, video_id: int, stars: float | None) -> None:
    """As the store does: stars change, and it names the video twice."""
    shelf.rate(video_id, stars)
    recommender.refresh(Changes(videos=frozenset({video_id}), ratings=frozenset({video_id})))


def mark(shelf: Shelf, recommender: Recommender, video_id: int, **facts: object) -> None:
    shelf.change(video_id, **facts)
    recommender.refresh(Changes(videos=frozenset({video_id}), ratings=frozenset({video_id})))


def ids(recommender: Recommender, limit: int = 99, **options: bool) -> list[int]:
    return [one.video_id for one in recommender.suggest(limit, now=NOW, **options)]


def mean_rank(recommender: Recommender, group: range) -> float:
    order = ids(recommender)
    return float(np.mean([order.index(one) for one in order if one in group]))


@pytest.mark.parametrize("video_id", [1, 2, 11, 12])
def test_a_rating_moves_the_order_in_its_direction(shelf: Shelf, recommender: Recommender, video_id: int) -> None:
    own, other = (COOKING, ASTRONOMY) if video_id in COOKING else (ASTRONOMY, COOKING)
    rate(shelf, recommender, video_id, 5.0)
    assert mean_rank(recommender, own) < mean_rank(recommender, other) - 3
    rate(shelf, recommender, video_id, 0.5)
    assert mean_rank(recommender, own) > mean_rank(recommender, other) + 3


def test_a_note_alone_moves_the_order_once_it_is_read(shelf: Shelf, recommender: Recommender) -> None:
    for sign in (1.0, -1.0):
        shelf.note(3, sentence("Chopping onions", cooks=True, sign=sign))
        recommender.refresh(Changes(videos=frozenset({3}), notes=frozenset({3})))
        assert sign * (mean_rank(recommender, ASTRONOMY) - mean_rank(recommender, COOKING)) > 2
    shelf.note(3)
    recommender.refresh(Changes(notes=frozenset({3})))
    assert not recommender.knows_taste


def test_updates_give_the_list_of_a_fresh_start(shelf: Shelf, recommender: Recommender) -> None:
    for video_id, stars in ((1, 5.0), (12, 2.0), (1, 3.0), (7, 1.0), (7, None)):
        rate(shelf, recommender, video_id, stars)
        fresh = Recommender(lambda: shelf, model="m")
        kept, new = recommender.suggest(99, now=NOW), fresh.suggest(99, now=NOW)
        assert [one.video_id for one in kept] == [one.video_id for one in new]
        assert [one.reasons for one in kept] == [one.reasons for one in new]
        assert recommender.profile_version == fresh.profile_version
        assert np.allclose(recommender.taste_vector, fresh.taste_vector, atol=1e-5)


def test_the_list_stays_while_nothing_changes(shelf: Shelf, recommender: Recommender) -> None:
    for stars in (None, 4.0):
        rate(shelf, recommender, 1, stars)
        lists = [recommender.suggest(12, now=NOW) for _ in range(5)]
        assert all(one == lists[0] for one in lists)
        assert ids(recommender, 5) == ids(recommender, 12)[:5]


def test_nothing_rated_gives_a_varied_start_without_a_claim(recommender: Recommender) -> None:
    first = recommender.suggest(6, now=NOW)
    assert not recommender.knows_taste and not recommender.taste_vector.any()
    assert {one.reasons[0].kind for one in first} == {"mixed"}
    assert {one.video_id in COOKING for one in first[:2]} == {True, False}


def test_every_suggestion_has_its_place_and_reasons(shelf: Shelf, recommender: Recommender) -> None:
    rate(shelf, recommender, 1, 5.0)
    found = recommender.suggest(99, now=NOW)
    assert [one.rank for one in found] == list(range(1, 20))
    assert all(one.reasons and one.uncertainty > 0 and one.title and one.path for one in found)
    assert found[0].score > np.mean([one.score for one in found])


def test_what_was_seen_or_cannot_be_seen_is_left_out(shelf: Shelf, recommender: Recommender) -> None:
    rate(shelf, recommender, 1, 5.0)
    mark(shelf, recommender, 2, watched=True)
    mark(shelf, recommender, 3, hidden=True)
    mark(shelf, recommender, 4, status="offline")
    mark(shelf, recommender, 5, status="unreadable: no video in it")
    mark(shelf, recommender, 6, later_until=NOW + 10)
    mark(shelf, recommender, 7, later_until=NOW - 10)
    assert sorted(ids(recommender)) == list(range(7, 21))
    assert sorted(ids(recommender, include_seen=True)) == [1, 2, 4, *range(6, 21)]
    mark(shelf, recommender, 3, hidden=False)
    assert 3 in ids(recommender)


@pytest.mark.parametrize("stars", [None, 5.0])
def test_a_series_shows_its_next_part_only(stars: float | None) -> None:
    shelf = two_groups()
    for video_id, (season, episode) in {4: (1, 2), 5: (1, 1), 6: (2, 1), 7: (0, 1), 8: (1, None)}.items():
        shelf.change(video_id, series="Broths", season=season, episode=episode)
    recommender = Recommender(lambda: shelf, model="m")
    parts = {4, 5, 6, 7, 8}
    rate(shelf, recommender, 20, stars)
    seen = []
    for _ in range(5):
        (part,) = parts & set(ids(recommender))
        seen.append(part)
        mark(shelf, recommender, part, watched=True)
    assert seen == [5, 4, 8, 6, 7]
    assert not parts & set(ids(recommender))
    assert parts <= set(ids(recommender, include_seen=True))


def test_a_series_whose_next_part_was_put_off_waits() -> None:
    shelf = two_groups()
    for video_id in (4, 5):
        shelf.change(video_id, series="Broths", season=1, episode=video_id)
    recommender = Recommender(lambda: shelf, model="m")
    mark(shelf, recommender, 4, later_until=NOW + 10)
    assert not {4, 5} & set(ids(recommender))


def test_new_videos_and_embeddings_are_taken_up(shelf: Shelf, recommender: Recommender) -> None:
    rate(shelf, recommender, 1, 5.0)
    shelf.add(video(50, genres=("Cooking",)))
    recommender.refresh(Changes(videos=frozenset({50})))
    before = next(one for one in recommender.suggest(99, now=NOW) if one.video_id == 50)
    shelf.embedded = np.append(shelf.embedded, 50)
    shelf.vectors = np.vstack([shelf.vectors, shelf.vectors[0]])
    recommender.refresh(Changes(embeddings=frozenset({50})))
    after = next(one for one in recommender.suggest(99, now=NOW) if one.video_id == 50)
    assert after.score > before.score + 0.05


def test_a_rated_video_that_is_new_is_taken_up(shelf: Shelf, recommender: Recommender) -> None:
    shelf.add(video(50, genres=("Cooking",)))
    rate(shelf, recommender, 50, 5.0)
    assert mean_rank(recommender, COOKING) < mean_rank(recommender, ASTRONOMY)


def test_stored_blurbs_come_along_as_soon_as_they_are_written(shelf: Shelf, recommender: Recommender) -> None:
    assert all(one.blurb is None for one in recommender.suggest(99, now=NOW))
    blurb = Blurb("Hook", "Text.", ())
    shelf.blurbs = {9: WrittenBlurb(9, "g", "p", blurb)}
    recommender.refresh(Changes(blurbs=frozenset({9})))
    assert {one.video_id: one.blurb for one in recommender.suggest(99, now=NOW)}[9] is blurb


def test_why_tells_the_rank_in_the_list(shelf: Shelf, recommender: Recommender) -> None:
    rate(shelf, recommender, 1, 5.0)
    for one in recommender.suggest(99, now=NOW):
        standing = recommender.why(one.video_id, now=NOW)
        assert (standing.rank, standing.of, standing.score) == (one.rank, 19, one.score)
        assert standing.reasons[: len(one.reasons)] == one.reasons
    assert recommender.why(1, now=NOW).rank is None
    with pytest.raises(KeyError):
        recommender.why(999)


def test_refit_learns_the_hyperparameters_again(shelf: Shelf, recommender: Recommender) -> None:
    for video_id in (*COOKING, *ASTRONOMY):
        rate(shelf, recommender, video_id, 5.0 if video_id in COOKING else 0.5)
    before = recommender.suggest(99, include_seen=True, now=NOW)
    recommender.refit()
    after = recommender.suggest(99, include_seen=True, now=NOW)
    assert [replace(one, rank=0) for one in before] != [replace(one, rank=0) for one in after]
    assert max(one.score for one in after) > max(one.score for one in before)


def test_an_empty_library_suggests_nothing() -> None:
    recommender = Recommender(lambda: Shelf([], np.empty((0, 0), np.float32)), model="")
    assert recommender.suggest() == []


def test_a_path_tells_the_order_the_next_part_and_what_comes_before() -> None:
    shelf = two_groups()
    for number, video_id in enumerate((6, 4, 5), start=1):
        shelf.change(video_id, title=f"Broths, lesson {number}", path=f"/v/broths/{video_id}.mp4", kind="lesson")
    shelf.change(1, path="/v/alone/1.mp4")
    recommender = Recommender(lambda: shelf, model="m")
    mark(shelf, recommender, 6, watched=True)
    path = recommender.path(5)
    assert [part.id for part in path.parts] == [6, 4, 5]
    assert path.next is not None and path.next.id == 4
    assert [(video.id, why) for video, why in path.before] == [(4, "lesson 2 of 3")]
    mark(shelf, recommender, 4, hidden=True)
    path = recommender.path(5)
    assert path.next is not None and path.next.id == 5
    assert not path.before
    alone = recommender.path(1)
    assert (alone.parts, alone.next) == ((), None)
    with pytest.raises(KeyError):
        recommender.path(99)


def test_the_crowds_prior_orders_the_list_only_where_it_was_asked_for(shelf: Shelf) -> None:
    rows = shelf.vectors[:10].mean(axis=0) - shelf.vectors.mean(axis=0)
    labels = (*(("embedding", str(n)) for n in range(len(rows))), ("crowd", "worth"))
    told = np.zeros((len(labels), 2))
    told[: len(rows), 0] = 3 * rows / np.linalg.norm(rows)
    scale = dict.fromkeys(("embedding", "crowd", "mean"), 0.3)
    mean = np.append(np.zeros(len(rows)), 1.0)
    root = np.zeros((len(labels), 1))
    prior = Prior("m", labels, mean, root, scale, 0.8, told, {})

    def lead(model: str, start: Prior | None) -> float:
        """By how many places cooking leads."""
        recommender = Recommender(lambda: shelf, model=model, prior=start)
        return mean_rank(recommender, ASTRONOMY) - mean_rank(recommender, COOKING)

    assert lead("m-1", prior) > 4
    assert abs(lead("m-1", None)) < 2
    assert lead("other-1", prior) == lead("m-1", None)  # learned over another embedding model


def test_the_switch_decides_whether_the_prior_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "prior").write_bytes(b"broken")
    monkeypatch.setattr("engine.recommend.PRIOR", tmp_path / "prior")
    assert chosen_prior(Settings()) is None
    with pytest.raises(EnvironmentFault):
        chosen_prior(Settings(crowd_prior=True))
    monkeypatch.setattr("engine.recommend.PRIOR", tmp_path / "none")
    assert chosen_prior(Settings(crowd_prior=True)) is None


def test_a_boosted_topic_rises_and_a_muted_one_stands_last(shelf: Shelf, recommender: Recommender) -> None:
    rate(shelf, recommender, 1, 5.0)
    before = mean_rank(recommender, ASTRONOMY)
    recommender.turn(Dials(interests={"astronomy": 1.0}))
    assert mean_rank(recommender, ASTRONOMY) < before - 1
    recommender.turn(Dials(interests={"cooking": -1.0, "unheard of": 1.0}))
    assert set(ids(recommender)[:10]) == set(ASTRONOMY)
    recommender.turn(Dials())
    assert mean_rank(recommender, ASTRONOMY) == before


def test_a_study_keeps_what_was_learned_when_it_was_made(shelf: Shelf, recommender: Recommender) -> None:
    rate(shelf, recommender, 1, 5.0)
    study = recommender.study()
    told, version = study.portrait(), study.profile_version
    rate(shelf, recommender, 11, 5.0)
    recommender.suggest(3, now=NOW)
    assert study.portrait() == told and study.profile_version == version != recommender.profile_version
