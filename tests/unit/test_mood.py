"""A mood turns the list a little towards its words, within bounds, says so truly, and is the same each time."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from engine import cli, paths, settings
from engine.events import ReadMood
from engine.index.embed import Embedder
from engine.jobs import notes, tasks
from engine.mood import KnownMoods, Mood, parts_of, read
from engine.rank.metrics import pairwise_accuracy
from engine.rank.score import standard
from engine.recommend import Dials, Recommender
from engine.records import Embedding, Vector
from engine.store import commands
from engine.store.library import Library
from engine.taste.features import EMBEDDING
from tests.support.data import shared
from tests.unit.jobs.test_carrying import Outbox
from tests.unit.store.makers import scanned
from tests.unit.taste.groups import ASTRONOMY, COOKING, two_groups
from tests.unit.taste.in_memory import Shelf, video
from tests.unit.test_recommend_page import big_shelf

NOW = 1_000_000.0


def encode(texts: Sequence[str]) -> Vector:
    rows = np.random.default_rng(len("".join(texts))).normal(size=(len(texts), 8))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


# --- words --------------------------------------------------------------------------------------------------


def test_words_are_parted_by_commas_of_both_kinds_and_offered_ones_known_by_either_name() -> None:
    assert parts_of(" Calm ,温暖，下雨天、  rain  and   jazz; calm") == ("calm", "warm", "下雨天", "rain and jazz")
    assert parts_of(" ,，") == ()
    assert sum(map(len, parts_of("x" * 10_000))) == 200


def test_what_was_read_once_is_known_and_another_model_s_is_not(tmp_path: Path) -> None:
    known = KnownMoods(tmp_path / "moods.json")
    assert known.mood("calm", model="m") is None
    known.learn(read(("rain",), encode), model="m")
    mood = known.mood("rain, calm", model="m")
    assert mood is not None and mood.words == ("rain", "calm") and mood.told == "rain, calm"
    assert np.linalg.norm(mood.vector) == pytest.approx(1, abs=1e-5)
    again = KnownMoods(tmp_path / "moods.json").mood("rain, calm", model="m")
    assert again is not None and np.array_equal(again.vector, mood.vector)
    assert known.mood("rain, jazz", model="m") is None and known.mood("", model="m") is None
    assert known.mood("calm", model="another") is None
    known.learn(read((), encode), model="another")
    assert known.mood("rain", model="another") is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"model": "m"}', '{"model": "m", "moods": {"calm": 3}}'])
def test_a_damaged_file_is_read_anew(tmp_path: Path, text: str) -> None:
    file = tmp_path / "moods.json"
    file.write_text(text, "utf-8")
    known = KnownMoods(file)
    assert known.mood("calm", model="m") is None
    known.learn(read((), encode), model="m")
    assert known.mood("calm", model="m") is not None


def test_of_words_of_ones_own_the_newest_are_kept(tmp_path: Path) -> None:
    known = KnownMoods(tmp_path / "moods.json")
    for number in range(60):
        known.learn(read((f"word {number}",), encode), model="m")
    assert known.mood("word 59, calm", model="m") is not None and known.mood("word 0", model="m") is None


# --- the list -------------------------------------------------------------------------------------------------


@pytest.fixture
def recommender() -> Recommender:
    shelf = big_shelf()
    for video_id in range(1, 400, 23):
        shelf.rate(video_id, float(1 + video_id % 5))
    return Recommender(lambda: shelf, model="m")


def mood_of(seed: int, width: int = 16) -> Mood:
    raw = np.random.default_rng(seed).normal(size=width)
    return Mood(("calm", "雨"), (raw / np.linalg.norm(raw)).astype(np.float32))


def test_no_video_passes_one_that_is_worth_two_spreads_more(recommender: Recommender) -> None:
    recommender.suggest(1, now=NOW)
    worth = recommender._worth(Dials())
    for seed in range(5):
        moved = recommender._worth(Dials(mood=mood_of(seed))) - worth
        assert np.abs(moved).max() <= 1.0 + 1e-5
        assert moved.max() > 0.9 and moved.min() < -0.9


def test_videos_that_suit_it_alike_keep_the_order_of_the_taste(recommender: Recommender) -> None:
    recommender.suggest(1, now=NOW)
    suits = recommender._suits(mood := mood_of(1))
    worth, moved = recommender._worth(Dials()), recommender._worth(Dials(mood=mood))
    best = np.flatnonzero(suits == suits.max())
    assert len(best) > 5
    assert np.array_equal(np.argsort(worth[best], kind="stable"), np.argsort(moved[best], kind="stable"))


def test_it_is_a_reason_where_taking_it_away_lowers_the_video(recommender: Recommender) -> None:
    mood = mood_of(2)
    dials = Dials(mood=mood)
    found = recommender.suggest(24, dials=dials, now=NOW)
    told = {one.video_id: [reason for reason in one.reasons if reason.kind == "mood"] for one in found}
    assert 0 < sum(map(len, told.values())) <= 24
    without, moved = recommender._worth(Dials()), recommender._worth(dials)
    for video_id, reasons in told.items():
        place = recommender._features.place(video_id)
        if reasons:
            assert [reason.text for reason in reasons] == ["Fits your mood: calm, 雨"]
            assert without[place] <= moved[place] - 0.45
            assert reasons[0] in recommender.why(video_id, dials=dials, now=NOW).reasons
        else:
            assert without[place] > moved[place] - 0.55
    assert not any(reason.kind == "mood" for one in recommender.suggest(24, now=NOW) for reason in one.reasons)


def test_the_same_mood_gives_the_same_list(recommender: Recommender) -> None:
    first = recommender.suggest(24, dials=Dials(mood=mood_of(3)), now=NOW)
    for _ in range(10):
        assert recommender.suggest(24, dials=Dials(mood=mood_of(3)), now=NOW) == first
    recommender.refit()
    assert recommender.suggest(24, dials=Dials(mood=mood_of(3)), now=NOW) == first


def test_words_of_another_embedding_model_change_nothing(recommender: Recommender) -> None:
    bare = recommender.suggest(24, now=NOW)
    assert recommender.suggest(24, dials=Dials(mood=mood_of(3, width=12)), now=NOW) == bare


def test_before_anything_is_rated_it_is_the_first_reason() -> None:
    shelf = two_groups()
    recommender = Recommender(lambda: shelf, model="m")
    direction = shelf.vectors[10:].mean(axis=0) - shelf.vectors[:10].mean(axis=0)
    first = recommender.suggest(1, dials=Dials(mood=Mood(("stars",), direction), balance=0), now=NOW)[0]
    assert first.video_id in ASTRONOMY and first.video_id not in COOKING
    assert first.reasons[0].text == "Fits your mood: stars"


# --- real texts -------------------------------------------------------------------------------------------------

LOUD = {"Action", "Thriller", "Horror", "War", "Crime"}
FILMS = 240


@pytest.fixture(scope="module")
def real() -> Iterator[tuple[Recommender, dict[str, Mood], dict[int, set[str]]]]:
    """Films with their overviews, some of them rated as somebody did who likes crime and comedies."""
    with shared("ratings/movies_text.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if 80 < len(row["overview"]) < 260][::7][:FILMS]
    if not (paths.EMBEDDER / "modules.json").exists():
        pytest.skip("the embedding model is not set up")
    embedder = Embedder()
    genres = {number: set(row["genres"].split("|")) for number, row in enumerate(rows, start=1)}
    videos = [
        video(number, title=row["title"], text=row["overview"], genres=tuple(genres[number]), language="en")
        for number, row in enumerate(rows, start=1)
    ]
    shelf = Shelf(videos, embedder.encode([f"{row['title']}. {row['overview']}" for row in rows]))
    for number in range(1, FILMS, 8):
        shelf.rate(number, 2.0 + 1.5 * bool(genres[number] & {"Crime", "Thriller"}) + bool("Comedy" in genres[number]))
    moods = {
        name: Mood((name,), vector)
        for name, vector in read((), lambda texts: embedder.encode(texts, kind="query")).items()
    }
    yield Recommender(lambda: shelf, model="m"), moods, genres


def test_calm_brings_the_first_twenty_nearer_and_keeps_the_taste(
    real: tuple[Recommender, dict[str, Mood], dict[int, set[str]]],
) -> None:
    recommender, moods, genres = real
    before, after = (
        [one.video_id for one in recommender.suggest(20, dials=dials, now=NOW)]
        for dials in (Dials(), Dials(mood=moods["calm"]))
    )
    features = recommender._features
    likeness = standard(features.matrix[:, features.block(EMBEDDING).columns] @ moods["calm"].vector)
    worth = recommender._worth(Dials())
    near, nearer = (np.mean([likeness[features.place(one)] for one in page]) for page in (before, after))
    assert nearer >= near + 0.5  # spreads of the library's likeness to the words
    loud, quieter = (np.mean([bool(genres[one] & LOUD) for one in page]) for page in (before, after))
    assert quieter < loud
    worth_before, worth_after = (np.array([worth[features.place(one)] for one in page]) for page in (before, after))
    assert worth_after.mean() > worth_before.mean() - 0.6 > worth.mean() + 0.5
    assert pairwise_accuracy(-np.arange(20.0), worth_after) > 0.5
    assert len(set(before) & set(after)) >= 6


@pytest.mark.parametrize(
    ("name", "genre"), [("funny", {"Comedy"}), ("tense", {"Thriller"}), ("dark", {"Crime", "Horror", "Film-Noir"})]
)
def test_the_offered_moods_find_the_genres_that_one_thinks_of(
    real: tuple[Recommender, dict[str, Mood], dict[int, set[str]]], name: str, genre: set[str]
) -> None:
    recommender, moods, genres = real
    recommender.suggest(1, now=NOW)
    order = np.argsort(-recommender._suits(moods[name]), kind="stable")[:30]
    near = np.mean([bool(genres[int(recommender._features.ids[place])] & genre) for place in order])
    assert near > 1.3 * np.mean([bool(own & genre) for own in genres.values()])


# --- the command line -----------------------------------------------------------------------------------------


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", owner="a test") as library:
        library.do(commands.add_root, "/v", at=1.0)
        library.do(commands.store_batch, (scanned("/v/a.mkv", "a"),), at=1.0)
        vector = encode(["a"])[0]
        library.do(commands.store_batch, (Embedding(1, "m", vector, library.read.text_version(1)),), at=1.0)
        KnownMoods(library.paths.moods).learn(read(("雨",), encode), model="m")
        yield library


@pytest.mark.parametrize(
    ("kept", "said", "words"),
    [("", None, ()), ("calm, 雨", None, ("calm", "雨")), ("calm", "warm", ("warm",)), ("calm", "", ())],
)
def test_the_command_line_turns_the_mood_as_the_other_dials(
    library: Library, kept: str, said: str | None, words: tuple[str, ...]
) -> None:
    settings.save(settings.Settings(mood=kept), library.paths.settings)
    options = argparse.Namespace(mood=said, minutes=None, must_fit=False, novelty=None, balance=None)
    mood = cli._dials(library, options).mood
    assert (mood.words if mood else ()) == words
    standing = cli._recommender(library)._dials.mood
    assert (standing.words if standing else ()) == parts_of(kept)


def test_words_that_were_not_read_yet_are_read_now(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    class Reads:
        model = "m"

        def encode(self, texts: Sequence[str], *, kind: str) -> Vector:
            assert kind == "query"
            return encode(texts)

    monkeypatch.setattr(notes, "chosen_embedder", lambda _: Reads())
    mood = cli._mood(library, "jazz")
    assert mood is not None and mood.words == ("jazz",)
    assert KnownMoods(library.paths.moods).mood("jazz", model="m") is not None
    done = tasks.run(ReadMood("jazz, tense"), folder=library.paths.folder, outbox=Outbox(library))
    assert isinstance(done.answer, Mood) and done.answer.words == ("jazz", "tense")


def test_the_help_names_the_moods(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["suggest", "--help"])
    assert "calm, funny, tense" in " ".join(capsys.readouterr().out.split())
