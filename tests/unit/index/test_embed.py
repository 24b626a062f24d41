"""Embeddings: unit length, order and length kept, languages side by side, and the text behind a video."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine import paths
from engine.errors import EnvironmentFault
from engine.index.embed import GRAPHS, TEXT_TOKENS, Embedder, text_of
from engine.records import Cue, Person, Video


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    if not all((paths.EMBEDDER / name).exists() for name in GRAPHS):
        pytest.skip("the embedding model is not built: run installer/embedder.py")
    return Embedder()


VIDEO = Video(
    id=1,
    title="Bread",
    path="/v/bread.mp4",
    series="Bread",
    text="A loaf in an hour. See https://example.org/bread?x=1 for more.",
    genres=("Cooking",),
    tags=("Cooking", "bread"),
    people=tuple(Person(f"Cook {i}", "actor") for i in range(9)),
)


def test_vectors_have_unit_length_in_the_order_of_the_texts(embedder: Embedder) -> None:
    texts = ["bread", "a long line about the moons of Jupiter " * 9, "面包", "", "stars"]
    vectors = embedder.encode(texts)
    assert vectors.dtype == np.float32 and vectors.shape == (5, embedder.size)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert float(embedder.encode([text])[0] @ vector) > 0.9999, "a neighbour in the batch changed it"


def test_nothing_gives_no_rows(embedder: Embedder) -> None:
    assert embedder.encode([]).shape == (0, embedder.size)


def test_meaning_crosses_the_languages(embedder: Embedder) -> None:
    questions = embedder.encode(["怎么揉面团", "how to find Jupiter in the night sky"], kind="query")
    passages = embedder.encode(["Kneading dough by hand, slowly.", "用望远镜看木星和土星。"])
    assert (questions @ passages.T).argmax(axis=1).tolist() == [0, 1]


def test_a_query_is_not_a_passage(embedder: Embedder) -> None:
    query, passage = embedder.encode(["stars"], kind="query")[0], embedder.encode(["stars"])[0]
    assert float(query @ passage) < 0.999


def test_a_book_is_cut(embedder: Embedder) -> None:
    book = "The lighthouse keeper wrote a letter every night. " * 200
    whole, longer = embedder.encode([book, book + "Potatoes. " * 5000])
    assert float(whole @ longer) > 0.9999


def test_each_token_has_its_states(embedder: Embedder) -> None:
    short, long = Embedder().states(["bread", "a long line about the moons of Jupiter"])
    assert short.dtype == np.float32 and short.shape[1] == embedder.size and len(short) < len(long)
    assert np.allclose(Embedder().states(["bread"])[0], short, atol=0.05), "a neighbour in the batch changed it"


def test_what_was_just_encoded_is_not_read_again(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    known, new = "Kneading dough by hand, slowly.", "用望远镜看木星和土星。"
    apart = Embedder().states([known, new])
    one = Embedder()
    one.encode([known, "stars"])
    read = []
    graph = one._graph
    whole = graph.read
    monkeypatch.setattr(graph, "read", lambda texts: read.append(list(texts)) or whole(texts))
    for found, expected in zip(one.states([known, new, known]), [*apart, apart[0]], strict=True):
        assert found.shape == expected.shape and np.allclose(found, expected, atol=0.05)
    assert [len(texts) for texts in read] == [1] and read[0][0].endswith(new)
    one.encode(["stars"], kind="query")
    one.states([known])
    assert read[-1][0].endswith(known)


def test_no_weight_stands_in_both_graphs(embedder: Embedder) -> None:
    """A layer of either holds 1.8 MB, and the table of words 54 MB."""
    first, second = ((embedder.folder / name).stat().st_size for name in GRAPHS)
    assert first < 78e6 and second < 9e6


def test_the_graph_needs_no_torch(embedder: Embedder) -> None:
    code = (
        "import sys; from engine.index.embed import Embedder; Embedder().encode(['x']);"
        "sys.exit(bool({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-W", "error", "-c", code], check=False).returncode == 0


def test_the_name_follows_the_content(embedder: Embedder, tmp_path: Path) -> None:
    copy = tmp_path / embedder.folder.name
    shutil.copytree(embedder.folder, copy, ignore=shutil.ignore_patterns("*.safetensors"))
    assert Embedder(copy).model == embedder.model
    prompts = json.loads((copy / "config_sentence_transformers.json").read_text("utf-8"))
    prompts["prompts"]["query"] = "find: "
    (copy / "config_sentence_transformers.json").write_text(json.dumps(prompts), "utf-8")
    changed = Embedder(copy).model
    assert changed != embedder.model
    with (copy / GRAPHS[1]).open("ab") as graph:
        graph.write(b"\0")
    assert Embedder(copy).model not in (changed, embedder.model)


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"embedder\.py"):
        Embedder(tmp_path / "nowhere").encode(["x"])


def test_a_broken_model_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[]", "utf-8")
    for name in GRAPHS:
        (tmp_path / name).write_bytes(b"no graph")
    with pytest.raises(EnvironmentFault, match="cannot be loaded"):
        Embedder(tmp_path).encode(["x"])


@pytest.mark.slow
def test_another_folder_is_read_by_sentence_transformers(embedder: Embedder, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    shutil.copytree(embedder.folder, plain, ignore=shutil.ignore_patterns(*GRAPHS))
    other = Embedder(plain)
    texts = ["bread", "面包和黄油", "A long night at the telescope, with tea."]
    assert (other.encode(texts) * embedder.encode(texts)).sum(axis=1).min() > 0.995
    assert other.model != embedder.model and "torch" in other.model


def test_the_text_of_a_video_holds_each_thing_once() -> None:
    text = text_of(VIDEO, [Cue(0, 1, "Good morning."), Cue(1, 2, "Good morning."), Cue(2, 3, "Flour,\nwater.")])
    assert text.splitlines()[:2] == ["Bread", "Cooking, bread"]
    assert "example.org" not in text and "A loaf in an hour. See for more." in text
    assert text.count("Good morning.") == 1 and "Flour, water." in text
    assert "Cook 0" in text and "Cook 8" not in text


def test_the_cues_of_a_long_video_are_a_spread_sample() -> None:
    cues = [Cue(i, i + 1, f"This is the spoken line number {i}.") for i in range(4000)]
    text = text_of(VIDEO, cues)
    numbers = [int(word.rstrip(".")) for word in text.split() if word.rstrip(".").isdigit()]
    assert len(text) < 5 * TEXT_TOKENS
    assert numbers == sorted(numbers) and numbers[0] < 400 and numbers[-1] > 3600


def test_a_long_description_leaves_room_for_the_cues() -> None:
    wordy = dataclasses.replace(VIDEO, text="木星和土星的卫星。" * 900)
    text = text_of(wordy, [Cue(0, 1, "你好,北方。")])
    assert len(text) < 2 * TEXT_TOKENS and text.endswith("你好,北方。")


def test_a_video_without_words_has_its_title() -> None:
    assert text_of(Video(id=1, title="IMG 0042", path="/v/IMG_0042.mp4"), []) == "IMG 0042"


def test_nothing_is_kept_or_sent_about_its_use(tmp_path):
    code = "from engine.index.embed import Embedder; assert Embedder().encode(['a harbour']).shape[0] == 1"
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY"} | home
    subprocess.run([sys.executable, "-c", code], env=environment, cwd=paths.RESOURCES.parent, check=True)
    assert list(tmp_path.rglob("*onnxruntime*")) == []
