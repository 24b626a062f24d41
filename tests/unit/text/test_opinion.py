import csv
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from engine import paths
from engine.index.embed import Embedder
from engine.records import NoteSentence, Vector
from engine.text.opinion import OpinionModel, OpinionReader, overall, train

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def bags(texts: list[str]) -> Vector:
    """A stand-in for the embedder: hashed letters, so that only the words of the list can tell the side."""
    rows = np.zeros((len(texts), 384), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        for letter in text:
            row[ord(letter) % 384] += 1
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def words_only() -> OpinionModel:
    """Judges by the counted words alone."""
    weights = np.zeros((387, 3), dtype=np.float32)
    weights[384, 2] = weights[385, 0] = 3.0
    return OpinionModel(np.zeros((2, 384), np.float32), weights, np.array([0, 1, 0], np.float32))


def read(text: str, stars: float | None = None) -> tuple[NoteSentence, ...]:
    return OpinionReader(bags, words_only()).read(text, stars=stars)


@pytest.mark.parametrize("note", ["slow, northern, two sisters", "北方，缓慢，两姐妹"])
def test_a_note_without_opinion_takes_the_side_of_the_stars(note: str) -> None:
    (praised,), (blamed,), (unrated,) = read(note, 5), read(note, 1), read(note)
    assert praised.sign > 0.5 and blamed.sign < -0.5
    assert abs(unrated.sign) < 0.05 and unrated.certainty < 0.01
    assert 0 < praised.certainty < 0.6


@pytest.mark.parametrize(
    ("note", "sign"),
    [
        ("Wonderful.", 1),
        ("Boring.", -1),
        ("Not boring at all.", 1),
        ("It was not good.", -1),
        ("一点也不无聊。", 1),
        ("不怎么好看。", -1),
        ("Slow start, awful sound, but the story is wonderful.", 1),
        ("Wonderful sound, but the story is boring.", -1),
        ("虽然声音难听，但是故事很精彩。", 1),
        ("画面漂亮，不过剧情很无聊。", -1),
        ("Wonderful voice, terrible teacher.", -1),
        ("Everyone told me it is wonderful, but no.", -1),
    ],
)
def test_negation_and_contrast_turn_the_sign(note: str, sign: int) -> None:
    assert overall(read(note)) * sign > 0


def test_a_clear_word_keeps_its_side_against_the_stars() -> None:
    (against,) = read("Boring and awful.", 4)
    assert against.sign < 0
    assert against.sign > read("Boring and awful.", 1)[0].sign


def test_what_is_set_against_praise_is_taken_for_blame() -> None:
    _, unknown = read("Wonderful pictures, but the train is late.")
    assert unknown.sign < 0


def test_signs_and_certainties_stay_in_their_range() -> None:
    for stars in (None, 0.5, 3.0, 5.0):
        for part in read("Wonderful! Boring, but short. 不好看，可是音乐好听。Two sisters.\n\nA lake", stars):
            assert -1 <= part.sign <= 1 and 0 <= part.certainty <= 1
            assert part.vector.dtype == np.float32 and abs(np.linalg.norm(part.vector) - 1) < 1e-5


def test_an_empty_note_says_nothing() -> None:
    assert read("") == () == read(" \n ")


def test_training_learns_what_separates_the_sentences() -> None:
    texts = ["xx", "xxx", "yy", "yyy", "zz", "zzz"] * 3
    model = train(texts, [1, 1, -1, -1, 0, 0] * 3, bags)
    assert model.probabilities(["xxxx", "zzzz", "yyyy"], bags(["xxxx", "zzzz", "yyyy"])).argmax(axis=1).tolist() == [
        2,
        1,
        0,
    ]


def test_a_saved_model_judges_alike(tmp_path: Path) -> None:
    model = words_only()
    model.save(tmp_path / "model.safetensors")
    again = OpinionModel.load(tmp_path / "model.safetensors")
    texts = ["good", "boring", "a lake"]
    np.testing.assert_array_equal(model.probabilities(texts, bags(texts)), again.probabilities(texts, bags(texts)))


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_no_held_out_sentence_was_learned() -> None:
    learned = [pieces(row["text"]) for row in rows_of(paths.RESOURCES / "opinion_sentences.tsv")]
    for row in rows_of(FIXTURES / "note_sentences.tsv"):
        asked = pieces(row["text"])
        assert max(len(asked & known) / len(asked | known) for known in learned if known) <= 0.5, row["text"]


def pieces(text: str) -> frozenset[str]:
    """Three letters or two Chinese characters in a row."""
    text = re.sub(r"\W", "", text.lower())
    size = 2 if text[:1] >= "一" else 3
    return frozenset(text[i : i + size] for i in range(len(text) - size + 1))


@pytest.fixture(scope="module")
def shipped() -> OpinionReader:
    if not paths.EMBEDDER.exists():
        pytest.skip("the embedding model is not built")
    embedder = Embedder()

    def embed(texts: Sequence[str]) -> Vector:
        return embedder.encode(list(texts))

    return OpinionReader(embed)


def test_the_shipped_model_tells_held_out_sentences(shipped: OpinionReader) -> None:
    rows = rows_of(FIXTURES / "note_sentences.tsv")
    for language, least in (("en", 0.8), ("zh", 0.85)):
        own = [row for row in rows if row["language"] == language]
        right = sum(overall(shipped.read(row["text"])) * int(row["sign"]) > 0 for row in own)
        assert len(own) == 100 and right / len(own) >= least


@pytest.mark.parametrize("note", ["slow, northern, two sisters", "北方，缓慢，两姐妹"])
def test_the_shipped_model_leaves_a_plain_note_to_the_stars(shipped: OpinionReader, note: str) -> None:
    (praised,), (blamed,), (unrated,) = (shipped.read(note, stars=stars) for stars in (5.0, 1.0, None))
    assert praised.sign > 0.2 and blamed.sign < -0.2
    assert unrated.certainty < 0.2
