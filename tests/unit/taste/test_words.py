"""Which terms stand in a text, and what a library's own words say in few columns."""

import subprocess
import sys

import numpy as np
import pytest

from engine.records import Person, Rating, Video
from engine.taste.features import EMBEDDING, OWN_WORDS, build
from engine.taste.profile import fit
from engine.taste.words import NAMES, OWN, PAIRS, WORDS, count_terms, learn_terms, own_words, read_terms, terms_of
from tests.unit.taste.in_memory import video

NOBODY = np.empty(0, np.int64), np.empty((0, 0), np.float32)


def library(count: int = 60) -> list[Video]:
    """Every third is of whales, every third of bread; each has words of its own."""
    about = ("The whale dives deep under polar ice", "Knead the bread, let it rise, bake it", "Something else entirely")
    return [
        video(n, text=f"{about[n % 3]}. Number{'abcdefghij'[n % 10]} of {'klmno'[n % 5]}{n % 7}") for n in range(count)
    ]


def test_words_names_and_pairs_are_told_apart() -> None:
    told = terms_of(
        video(1, text="Directed by Agnès Varda, it doesn't end in 1962.", people=(Person("Jean Gabin", "actor"),))
    )
    assert set(told[WORDS]) >= {"directed", "agnès", "doesn't", "1962", "gabin"}
    assert told[NAMES] == ["agnès varda", "jean gabin"]
    assert "directed by" in told[PAIRS] and "varda it" not in told[PAIRS]  # a comma parts them


@pytest.mark.parametrize("text", ["深海的鲸鱼，很大", "深海的鲸鱼 很大"])
def test_chinese_is_read_by_twos(text: str) -> None:
    assert terms_of(video(1, text=text))[WORDS] == ["深海", "海的", "的鲸", "鲸鱼", "很大"]
    assert terms_of(video(1, text="A 鲸 too"))[WORDS] == ["a", "鲸", "too"]


def test_terms_in_one_or_in_most_videos_tell_nothing() -> None:
    videos = [video(n, text=f"every {'some' if n < 4 else 'none'} {'one' if n == 7 else ''}") for n in range(12)]
    ((terms, table),) = learn_terms(count_terms(videos, (WORDS,))).values()
    assert terms.names == ("some",)
    assert table.rows.tolist() == [0, 1, 2, 3] and np.allclose(table.values, 1)
    assert learn_terms(count_terms(library(), (WORDS,)), most=5)[WORDS][1].shape == (60, 5)


def test_known_terms_are_weighed_as_where_they_were_learned() -> None:
    videos = library()
    ((terms, table),) = learn_terms(count_terms(videos, (WORDS,))).values()
    again = read_terms(count_terms(videos, (WORDS,), known={WORDS: terms}))[WORDS]
    assert np.array_equal(again.columns, table.columns) and np.allclose(again.values, table.values)
    assert np.allclose(np.bincount(table.rows, table.values**2), 1)
    dense = np.zeros(table.shape)
    dense[table.rows, table.columns] = table.values
    by = np.random.default_rng(0).normal(size=(table.shape[1], 7))
    assert np.allclose(table.times(by), dense @ by, atol=1e-5)
    some = np.array([3, 8, 50])
    assert np.allclose(table.at(some).times(by), dense[some] @ by, atol=1e-5)
    assert np.allclose(table.transposed().times(dense[:, :2]), dense.T @ dense[:, :2], atol=1e-5)


SMALL = 60 / 500  # what the words of 60 videos count beside those of a big library


def test_all_columns_hold_what_the_terms_have_in_common() -> None:
    videos = library()
    rows = own_words(count_terms(videos, OWN), width=60)
    whole = sum(
        share * table.times(table.transposed().times(np.eye(60)))
        for share, (_, table) in zip((0.5, 0.3), learn_terms(count_terms(videos, (WORDS, NAMES))).values(), strict=True)
        if table.shape[1]
    )
    assert np.allclose(rows @ rows.T, whole / np.trace(whole) * 60 * SMALL, atol=1e-4)


def test_few_columns_part_what_the_videos_are_about() -> None:
    rows = own_words(count_terms(library(), OWN), width=4) / np.float32(SMALL**0.5)
    assert rows.shape == (60, 4) and rows.dtype == np.float32
    likeness = rows @ rows.T
    assert likeness[::3, ::3].mean() > likeness[::3, 1::3].mean() + 0.3
    assert (rows * rows).sum(axis=1).mean() == pytest.approx(1, abs=1e-4)


def test_the_same_library_gives_the_same_columns_bit_for_bit() -> None:
    code = (
        "from tests.unit.taste.test_words import OWN, count_terms, library, own_words; import hashlib;"
        "print(hashlib.sha256(own_words(count_terms(library(), OWN), width=16).tobytes()).hexdigest())"
    )
    told = {subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)}
    assert len(told) == 1
    shuffled = build(library()[::-1], *NOBODY).matrix
    assert np.array_equal(shuffled, build(library(), *NOBODY).matrix)


@pytest.mark.parametrize("texts", [[], [""] * 4, ["alone"], ["all alike"] * 5, ["one", "two", "one", ""]])
def test_small_libraries_have_few_columns_or_none(texts: list[str]) -> None:
    features = build([video(n, text=text) for n, text in enumerate(texts)], *NOBODY)
    block = features.block(OWN_WORDS)
    assert block.stop - block.start <= len(texts) and np.isfinite(features.matrix).all()


def test_a_word_that_liked_videos_share_lifts_the_others_that_have_it() -> None:
    features = build(library(), *NOBODY)
    assert features.block(EMBEDDING).stop == 0
    stars = features.matrix @ fit(features, [Rating(0, 5.0, 0.0), Rating(3, 5.0, 0.0)], model="m").mean
    assert stars[6::3].min() > stars[7::3].max()
