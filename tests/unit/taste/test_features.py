"""What a video looks like to the profile."""

from itertools import pairwise

import numpy as np
import pytest

from engine.records import Person
from engine.taste.features import EMBEDDING, MEAN, Features, build, shown
from tests.unit.taste.groups import two_groups
from tests.unit.taste.in_memory import video

NOBODY = np.empty(0, np.int64), np.empty((0, 0), np.float32)


def part(features: Features, video_id: int, name: str) -> dict[str, float]:
    block = features.block(name)
    row = features.matrix[features.place(video_id), block.columns]
    return {label: float(value) for label, value in zip(block.labels, row, strict=True) if value}


def test_blocks_cover_the_matrix_without_gaps() -> None:
    features = two_groups_features()
    edges = [(block.start, block.stop) for block in features.blocks]
    assert edges[0][0] == 0 and edges[-1][1] == features.matrix.shape[1]
    assert all(before[1] == after[0] for before, after in pairwise(edges))


def test_embeddings_are_centred_so_that_groups_part() -> None:
    shelf, features = two_groups(), two_groups_features()
    raw = shelf.vectors @ shelf.vectors.T
    rows = features.matrix[:, features.block(EMBEDDING).columns]
    centred = rows @ rows.T
    assert raw[:10, 10:].min() > 0.5
    assert centred[:10, 10:].mean() < -0.3 < 0.3 < centred[:10, :10].mean()
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_a_language_of_many_videos_is_not_mistaken_for_a_subject() -> None:
    rng = np.random.default_rng(0)
    raw = rng.normal(size=(400, 16)) * 0.3 + 2
    raw[200:, 0] += 3  # what makes the second language
    vectors = (raw / np.linalg.norm(raw, axis=1, keepdims=True)).astype(np.float32)
    videos = [video(n, language="en" if n < 200 else "zh") for n in range(400)]
    rows = build(videos, np.arange(400), vectors).matrix[:, :16]
    within, across = (rows[:200] @ rows[:200].T).mean(), (rows[:200] @ rows[200:].T).mean()
    mixed = build([video(n) for n in range(400)], np.arange(400), vectors).matrix[:, :16]
    assert within - across < 0.1 < (mixed[:200] @ mixed[:200].T).mean() - (mixed[:200] @ mixed[200:].T).mean()


def test_a_video_without_an_embedding_keeps_its_metadata() -> None:
    shelf = two_groups()
    features = build(shelf.videos(), shelf.embedded[1:], shelf.vectors[1:])
    assert not features.matrix[features.place(1), features.block(EMBEDDING).columns].any()
    assert part(features, 1, "topic") == {"cooking": 1.0}


def test_a_library_without_embeddings_has_features() -> None:
    features = build([video(1, year=1985), video(2)], *NOBODY)
    assert features.block(EMBEDDING).start == features.block(EMBEDDING).stop
    assert part(features, 1, "decade") == {"1980s": 1.0}
    assert not features.sentence(np.ones(4, np.float32)).any()


def test_an_empty_library_has_no_rows() -> None:
    features = build([], *NOBODY)
    assert features.matrix.shape == (0, 1) and 1 not in features


def test_vectors_of_unknown_videos_are_ignored() -> None:
    vectors = np.eye(3, dtype=np.float32)
    features = build([video(2), video(5)], np.array([1, 2, 9]), vectors)
    assert features.matrix[features.place(5), features.block(EMBEDDING).columns].any() == np.False_


def test_neighbouring_years_and_lengths_share_their_marks() -> None:
    features = build(
        [video(1, year=1989, duration_s=300), video(2, year=1990, duration_s=330), video(3, year=1960)],
        *NOBODY,
    )
    decades = features.matrix[:, features.block("decade").columns]
    assert decades[0] @ decades[1] > 0.9 > 0.1 > decades[0] @ decades[2]
    lengths = features.matrix[:, features.block("length").columns]
    assert lengths[0] @ lengths[1] > 0.9


@pytest.mark.parametrize("duration_s", [0.2, 60, 61, 8399, 8400, 500_000])
def test_every_length_has_a_mark(duration_s: float) -> None:
    marks = part(build([video(1, duration_s=duration_s)], *NOBODY), 1, "length")
    assert sum(value**2 for value in marks.values()) == pytest.approx(1, abs=1e-4)


def test_capitals_and_spaces_do_not_part_a_label() -> None:
    people = (Person("Ada  Byron", "speaker"), Person("ada byron", "writer"))
    videos = [
        video(1, tags=("Slow TV",), people=people[:1]),
        video(2, genres=("slow tv",), people=people[1:]),
    ]
    features = build(videos, *NOBODY)
    assert part(features, 1, "topic") == part(features, 2, "topic") == {"slow tv": 1.0}
    assert part(features, 1, "person") == part(features, 2, "person") == {"ada byron": 1.0}
    assert shown("slow tv", videos[0].tags) == "Slow TV"


def test_a_label_of_one_video_teaches_nothing_and_has_no_column() -> None:
    features = build([video(1, tags=("unique",)), video(2)], *NOBODY)
    assert features.block("topic").labels == ()


def test_the_order_of_reading_does_not_matter() -> None:
    shelf = two_groups()
    again = build(shelf.videos()[::-1], shelf.embedded, shelf.vectors)
    assert np.array_equal(again.matrix, two_groups_features().matrix)
    assert again.block(MEAN).stop == again.matrix.shape[1]


def two_groups_features() -> Features:
    shelf = two_groups()
    return build(shelf.videos(), shelf.embedded, shelf.vectors)
