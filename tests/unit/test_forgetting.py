"""To forget a video leaves no trace in the profile: it is, to the bit, the one of a library that never heard of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from engine.recommend import Recommender
from engine.records import Description, Embedding, NoteSentence, Person, ReadNote, Stars, Words
from engine.store import commands
from engine.store.library import Library
from tests.unit.store.makers import scanned

NOW = 1_700_000_000.0
MODEL = "m"
WIDTH = 24
VIDEOS = 40
FORGOTTEN = 7
STARS = (5.0, 1.0, 3.5)  # by group, so clearly that the hyperparameters leave where they start


def vector(seed: int) -> npt.NDArray[np.float32]:
    raw = np.random.default_rng(seed).normal(size=WIDTH)
    raw[seed % 3] += 3
    return (raw / np.linalg.norm(raw)).astype(np.float32)


def embed(library: Library) -> None:
    """What a scan does after words have changed."""
    for video_id in range(1, VIDEOS + 1):
        one = Embedding(video_id, MODEL, vector(video_id), library.read.text_version(video_id))
        library.do(commands.store_batch, (one,), at=NOW)


def read_notes(library: Library) -> None:
    """What the job does: each sentence with a sign and a vector, which depend on its words alone."""
    for note in library.read.unread_notes(MODEL):
        seed = sum(map(ord, note.text))
        said = tuple(NoteSentence(part, (-1.0) ** seed, 0.9, vector(seed)) for part in note.text.split(". "))
        library.do(commands.store_batch, (ReadNote(note.id, MODEL, said),), at=NOW)


def filled(folder: Path) -> Library:
    library = Library.open(folder, owner="a test")
    library.do(commands.add_root, "/v", at=NOW)
    for number in range(1, VIDEOS + 1):
        said = Description(
            title=f"Film {number}",
            text=f"A story of number {number % 9} and of {number % 4}.",
            year=1970 + number,
            genres=(("drama", "war", "cooking")[number % 3],),
            people=(Person(f"Ada {number % 5}", "director"),),
        )
        record = scanned(f"/v/{number}.mkv", f"{number:032x}", said=said)
        library.do(commands.store_batch, (record,), at=NOW + number)
    embed(library)
    return library


def say_the_rest(library: Library, first: int, last: int) -> None:
    for video_id in range(first, last):
        if video_id != FORGOTTEN:
            library.do(commands.rate, video_id, STARS[video_id % 3], at=NOW + 1000 * video_id)
        if video_id % 4 == 0:
            library.do(commands.write_note, video_id, f"Too slow {video_id}. I love it.", at=NOW + 1000 * video_id)
        if video_id % 5 == 0:
            library.do(commands.mark, video_id, "watched", at=NOW + 1000 * video_id)
    read_notes(library)


def say_of_one(library: Library) -> None:
    """Everything that can be said of a video, more than once."""
    library.do(commands.rate, FORGOTTEN, 5.0, at=NOW + 1)
    library.do(commands.write_note, FORGOTTEN, "The best of all. Slow at the end.", at=NOW + 2)
    read_notes(library)
    library.do(commands.add_tags, FORGOTTEN, ("drama", "slow"), at=NOW + 3)
    library.do(commands.play, FORGOTTEN, NOW + 4, 60.0, 1.0)
    library.do(commands.mark, FORGOTTEN, "later", at=NOW + 5)
    said = {FORGOTTEN: (Stars(0.5, NOW + 6), Words("Imported words.", NOW + 6))}
    library.do(commands.import_said, said, origin="csv", file="a.csv", at=NOW + 7)
    library.do(commands.rate, FORGOTTEN, 4.5, at=NOW + 8)
    embed(library)


@pytest.fixture
def libraries(tmp_path: Path) -> tuple[Library, Library]:
    """One that was told of a video and is to forget it, and one that never was."""
    told, never = filled(tmp_path / "told"), filled(tmp_path / "never")
    say_the_rest(told, 1, 18)
    say_of_one(told)
    say_the_rest(told, 18, 24)
    say_the_rest(never, 1, 24)
    return told, never


def recommender(library: Library) -> Recommender:
    return Recommender(lambda: library.read, model=MODEL)


def assert_same(one: Recommender, other: Recommender) -> None:
    now = time.time()
    assert one.suggest(20, now=now) == other.suggest(20, now=now)
    mine, yours = one._profile, other._profile
    assert mine.hyperparameters == yours.hyperparameters
    assert mine.version == yours.version
    assert [o.digest for o in mine.observations.values()] == [o.digest for o in yours.observations.values()]
    for name in ("prior_mean", "prior_variance", "prior_root", "mean", "covariance", "taste_vector"):
        np.testing.assert_array_equal(getattr(mine, name), getattr(yours, name), name)
    for name in ("mean", "variance", "pick"):
        np.testing.assert_array_equal(getattr(one._scores, name), getattr(other._scores, name), name)
    np.testing.assert_array_equal(one._picks.weights, other._picks.weights)
    np.testing.assert_array_equal(one._features.matrix, other._features.matrix)
    assert one.report() == other.report()
    assert one.portrait() == other.portrait()


def test_it_is_the_profile_of_a_library_that_never_heard_of_the_video(libraries: tuple[Library, Library]) -> None:
    told, never = libraries
    with told, never:
        before = recommender(told)
        assert before._profile.version != recommender(never)._profile.version
        told.do(commands.forget, FORGOTTEN)
        embed(told)
        assert_same(recommender(told), recommender(never))
        assert [type(one) for one in told.read.signals()] == [type(one) for one in never.read.signals()]


@pytest.mark.parametrize("after", ["at once", "refit"])
def test_a_recommender_that_was_at_work_forgets_too(libraries: tuple[Library, Library], after: str) -> None:
    """Also what the forgotten video had taught the hyperparameters, which else change only at Refresh."""
    told, never = libraries
    with told, never:
        working = recommender(told)
        stop: Callable[[], None] = told.on_changes(working.refresh)
        assert working.suggest(20)
        told.do(commands.forget, FORGOTTEN)
        embed(told)
        if after == "refit":
            working.refit()
        assert_same(working, recommender(never))
        stop()


def test_without_tags_no_new_embedding_makes_it_forget(libraries: tuple[Library, Library]) -> None:
    told, never = libraries
    with told, never:
        told.do(commands.remove_tag, FORGOTTEN, "drama", at=NOW + 9)
        told.do(commands.remove_tag, FORGOTTEN, "slow", at=NOW + 9)
        embed(told)
        working = recommender(told)
        stop = told.on_changes(working.refresh)
        fitted = working._profile.hyperparameters
        told.do(commands.forget, FORGOTTEN)
        assert_same(working, recommender(never))
        assert recommender(never)._profile.hyperparameters != fitted
        stop()
