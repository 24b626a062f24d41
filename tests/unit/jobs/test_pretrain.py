"""Pretraining: what is read of a corpus, the file of integers, resuming, shipping, loading."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from engine.errors import Cancelled, EnvironmentFault
from engine.generate import checkpoint
from engine.generate.dataset import encode
from engine.generate.model import GeneratorConfig
from engine.generate.paths import EncodedLattice
from engine.generate.train import TrainConfig, Trainer
from engine.jobs import base, prepare, prepared, pretrain
from engine.jobs.corpus import Item, described, is_held_out, items, without_near_copies
from engine.jobs.prepared import Corpus
from engine.records import Person, Video
from tests.support.lattices import library, vector

DEEDS = (
    "a lonely baker who follows a strange map into the mountains",
    "two sisters who must cross a frozen sea to find their father",
    "an old pilot who teaches a shy girl to fly over the desert",
    "a village doctor who hides a wounded soldier in her cellar",
    "three thieves who steal a violin and fall in love with its sound",
    "a retired teacher who answers the letters of a prisoner",
    "a young cook who opens a kitchen beside the railway station",
    "a clockmaker who hears voices in the walls of his workshop",
)
TALKS = (
    "This talk shows how a small team measured slow queries and made their database ten times faster. "
    "You will learn how to read a query plan and when an index hurts.",
    "Sensors in a greenhouse send strange numbers every night. We explain how simple statistics found the broken pump.",
    "Maps on paper still save lives in the mountains. This session explores how volunteers draw them by hand.",
)
CHINESE = (
    "这场演讲介绍一个小团队怎样在两周之内修好老旧的收音机，并且让村里的孩子学会听短波。",
    "本课程讲解天气预报的基本原理，学生可以用自己的数据做出第一张气压图。",
    "講者分享如何在山區架設低成本的感測器，並且用簡單的統計方法找到漏水的管線。",
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty-four films, three talks, three Chinese texts."""
    folder = tmp_path_factory.mktemp("corpus")
    for name in ("wikipedia-movies", "pyvideo-talks", "chinese"):
        (folder / name).mkdir()
    films = [
        {
            "title": f"Film {i}",
            "year": 1950 + i,
            "cast": [f"Ann Example{i}"],
            "genres": ["Drama"],
            "extract": f"Film {i} is a {1950 + i} American drama film about {DEEDS[i % 8]}. "
            f"The story takes place near the {('river', 'harbour', 'forest')[i // 8]} in the winter of {1900 + i}.",
        }
        for i in range(24)
    ]
    (folder / "wikipedia-movies" / "movies-1950s.json").write_text(json.dumps(films), "utf-8")
    talks = [
        {"title": f"Talk {i}", "description": text, "summary": "", "speakers": ["Bo Person"], "language": "eng",
         "recorded": "2020-01-01", "duration": 1800}
        for i, text in enumerate(TALKS)
    ]  # fmt: skip
    write_lines(folder / "pyvideo-talks" / "pyvideo_talks.jsonl", talks)
    lectures = [
        {"title": f"课程{i}", "description": text, "speakers": [], "tags": [], "language": "zh-Hans",
         "source": "github:someone/texts@0123:a.md [MIT, LICENSE]"}
        for i, text in enumerate(CHINESE)
    ]  # fmt: skip
    write_lines(folder / "chinese" / "talks.jsonl", lectures[:1])
    write_lines(folder / "chinese" / "lectures.jsonl", lectures[1:])
    return folder


def write_lines(path: Path, records: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")


class WordVectors:
    """An embedding model without weights."""

    model = "words"
    states = None  # nobody judges

    def encode(self, texts):
        return np.stack([vector(text) for text in texts]) if texts else np.zeros((0, 48), np.float32)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "_embedder", lambda folder: WordVectors())
    monkeypatch.setattr(prepare, "PART", 8)
    monkeypatch.setattr(base, "judge", lambda read: None)


def tiny(videos: int, *, seed: int) -> TrainConfig:
    return TrainConfig(
        generator=GeneratorConfig(word=16, encoder=8, state=16, latent=4, taste=4),
        seed=seed,
        batch=4,
        steps=6,
        evaluate_every=3,
        held_out_examples=8,
    )


# --- what is read --------------------------------------------------------------------------------------------


def test_items_tell_source_licence_and_facts(corpus):
    found = items(corpus)
    assert [item.video.id for item in found] == list(range(1, 31))
    film, talk, chinese = found[0], found[24], found[27]
    assert (film.collection, film.licence, film.video.kind) == ("wikipedia-movies", "CC BY-SA 4.0", "film")
    assert film.video.people == (Person("Ann Example0", "actor"),)
    assert (talk.video.duration_s, talk.video.year, talk.licence) == (1800, 2020, "CC0 1.0")
    assert (chinese.collection, chinese.licence) == ("chinese/someone/texts", "MIT")


def test_limit_draws_the_same_texts_of_each_collection(corpus):
    drawn = items(corpus, limit=2, seed=3)
    assert len(drawn) == 6
    assert drawn == items(corpus, limit=2, seed=3) != items(corpus, limit=2, seed=4)


def test_headers_lives_and_outlines_are_dropped():
    text = (
        "Speaker: Bo Person\n\nAbstract: Maps <b>still</b> save lives.\n\nOutline\n\nFirst the maps.\n\n"
        "Description\n\nVolunteers draw them.\n\nAbout the speaker\n\nBo lives in a van."
    )
    assert described(text) == "Maps still save lives.\n\nVolunteers draw them."
    assert described("Bo Person: I like vans.\nMaps save lives.", speakers=[Person("Bo Person", "speaker")]) == (
        "Maps save lives."
    )
    assert described("讲师：张三\n这门课讲地图。") == "这门课讲地图。"


def test_sentences_that_several_texts_share_are_dropped(tmp_path):
    (tmp_path / "pyvideo-talks").mkdir()
    talks = [
        {"title": f"Talk {i}", "description": f"{deed.capitalize()} explains everything. Join us every year in May!"}
        for i, deed in enumerate(DEEDS)
    ]
    write_lines(tmp_path / "pyvideo-talks" / "pyvideo_talks.jsonl", talks)
    texts = [item.video.text for item in items(tmp_path)]
    assert len(texts) == 8 and not any("Join us" in text for text in texts)


def test_an_empty_folder_is_said(tmp_path):
    with pytest.raises(EnvironmentFault, match="no corpus"):
        items(tmp_path)


@pytest.mark.parametrize("texts", [TALKS, CHINESE])
def test_near_copies_are_dropped_and_others_kept(texts):
    long = " ".join(texts)
    near = long.replace("mountains", "hills").replace("老旧", "破旧")
    assert near != long
    made = [Item(Video(i, f"V{i}", "", text=text), "x", "") for i, text in enumerate([long, *texts, near])]
    assert [item.video.id for item in without_near_copies(made)] == [0, 1, 2, 3]


def test_held_out_titles_never_change():
    titles = [f"Film {i}" for i in range(2000)]
    share = sum(map(is_held_out, titles)) / len(titles)
    assert 0.03 < share < 0.07
    assert [t for t in titles[:60] if is_held_out(t)] == ["Film 19", "Film 52", "Film 53"]
    assert is_held_out("FILM: 19!") and is_held_out("Ｆｉｌｍ 19")


# --- the file -------------------------------------------------------------------------------------------------


def test_lattices_come_back_exactly_and_vectors_nearly(tmp_path):
    videos = [encode(video) for video in library(9, chinese=True)]
    path = tmp_path / "data.npz"
    prepared.save(path, prepared.pack((v, f"c{i % 2}", i == 4) for i, v in enumerate(videos)))
    corpus = Corpus(prepared.load(path))
    assert len(corpus) == 9
    for old, new in zip(videos, corpus, strict=True):
        assert new.id == old.id
        assert_same_lattices(old.lattices, new.lattices)
        assert (np.sum(old.vectors * new.vectors, axis=1) > 0.999).all()
    assert [v.id for v in corpus.part(held_out=True)] == [videos[4].id]
    assert len(corpus.part(held_out=False)) == 8
    assert corpus.counts()["collections"] == {"c0": 5, "c1": 4}


def assert_same_lattices(old: tuple[EncodedLattice, ...], new: tuple[EncodedLattice, ...]) -> None:
    assert len(old) == len(new)
    for one, other in zip(old, new, strict=True):
        for name in (field.name for field in fields(EncodedLattice)):  # a new field must be kept too
            a, b = getattr(one, name), getattr(other, name)
            assert np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b, name


def test_joined_parts_equal_one_pack(tmp_path):
    videos = [(encode(video), f"c{i % 3}", False) for i, video in enumerate(library(9, chinese=True))]
    whole, parts = prepared.pack(videos), [prepared.pack(videos[i : i + 2]) for i in range(0, 9, 2)]
    prepared.save(tmp_path / "whole", whole)
    prepared.save(tmp_path / "joined", prepared.join(parts))
    assert (tmp_path / "whole").read_bytes() == (tmp_path / "joined").read_bytes()


def test_a_damaged_file_is_refused(tmp_path):
    path = tmp_path / "data.npz"
    prepared.save(path, prepared.pack([(encode(video), "c", False) for video in library(3)]))
    data = bytearray(path.read_bytes())
    for place in range(len(data) // 2, len(data) // 2 + 60):  # longer than any header that nobody checks
        data[place] ^= 255
    path.write_bytes(data)
    with pytest.raises(EnvironmentFault, match="prepare it again"):
        prepared.load(path)
    path.write_bytes(b"nothing")
    with pytest.raises(EnvironmentFault, match="prepare it again"):
        prepared.load(path)


# --- preparing -------------------------------------------------------------------------------------------------


def test_prepared_corpus_holds_both_languages_and_facts(corpus, tmp_path, quick):
    found = prepare.prepare(corpus, tmp_path / "data.npz")
    languages = found.counts()["languages"]
    assert languages["en"] > 15 and languages["zh"] >= 2
    assert all(any(x.kind == "fact" for x in video.lattices) for video in found)
    facts = found.packed.facts
    assert facts["licences"]["chinese/someone/texts"] == "MIT" and facts["texts"]["wikipedia-movies"] == 24
    titles = {item.video.id: item.video.title for item in items(corpus)}
    assert [v.id for v in found.part(held_out=True)] == [v.id for v in found if is_held_out(titles[v.id])]
    assert not (tmp_path / "data.npz.parts").exists()


def test_resumed_prepare_equals_an_uninterrupted_one(corpus, tmp_path, quick, monkeypatch):
    prepare.prepare(corpus, tmp_path / "whole.npz")

    def stop(line: str) -> None:
        if "2 of" in line:
            raise Cancelled

    with pytest.raises(Cancelled):
        prepare.prepare(corpus, tmp_path / "data.npz", tell=stop)
    assert len(list((tmp_path / "data.npz.parts").iterdir())) == 2
    made = []
    monkeypatch.setattr(prepare, "_make", lambda job, make=prepare._make: made.append(job) or make(job))
    prepare.prepare(corpus, tmp_path / "data.npz")
    assert len(made) == 2  # of four parts
    assert (tmp_path / "data.npz").read_bytes() == (tmp_path / "whole.npz").read_bytes()


# --- training and shipping ----------------------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.npz"
    videos = [encode(video) for video in library(30, chinese=True)]
    facts = {"licences": {"stories": "CC0"}, "texts": {"stories": 40}, "distinct": {"stories": 35}}
    prepared.save(path, prepared.pack(((v, "stories", i % 6 == 0) for i, v in enumerate(videos)), facts=facts))
    return path


def test_trained_weights_are_shipped_with_hash_and_card(data, tmp_path):
    out = tmp_path / "weights"
    assert pretrain.train(data, out, seed=1, device="cpu", config=tiny)
    shipped = base.shipped("writer", out)
    assert shipped is not None and shipped.facts["generator"]["state"] == 16
    networks = checkpoint.networks(shipped)
    assert networks.version == shipped.model_version
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))["writer"]
    assert manifest["bytes"] == (out / "writer.safetensors").stat().st_size
    assert manifest["untrained_nll"] > 0 and manifest["unigram_nll"] > 0
    card = (out / "CARD.md").read_text("utf-8")
    assert "| stories | CC0 | 40 | 35 | 30 | 25 |" in card and f"{manifest['held_out_nll']:.3f}" in card
    further = Trainer(list(Corpus(prepared.load(data))), config=tiny(30, seed=1), base=shipped, device="cpu")
    assert next(further.run()).step == 1


def test_cancelled_training_goes_on_and_ends_with_the_same_weights(data, tmp_path):
    assert pretrain.train(data, tmp_path / "whole", seed=1, device="cpu", config=tiny)
    left = iter([False] * 3 + [True] * 100)
    assert not pretrain.train(data, tmp_path / "half", seed=1, device="cpu", config=tiny, cancelled=lambda: next(left))
    assert base.shipped("writer", tmp_path / "half") is None
    assert pretrain.train(data, tmp_path / "half", seed=1, device="cpu", config=tiny)
    one, other = ((tmp_path / name / "writer.safetensors").read_bytes() for name in ("whole", "half"))
    assert one == other
    assert not list(tmp_path.glob("*.training-*"))


def test_an_unfinished_training_of_other_data_is_refused(data, tmp_path):
    assert not pretrain.train(data, tmp_path / "w", seed=1, device="cpu", config=tiny, cancelled=lambda: True)

    def other(videos: int, *, seed: int) -> TrainConfig:
        return replace(tiny(videos, seed=seed), batch=5)

    with pytest.raises(EnvironmentFault, match="delete it"):
        pretrain.train(data, tmp_path / "w", seed=1, device="cpu", config=other)


def test_weights_with_another_hash_are_refused(data, tmp_path):
    out = tmp_path / "weights"
    assert base.shipped("writer", out) is None
    pretrain.train(data, out, seed=1, device="cpu", config=tiny)
    path = out / "writer.safetensors"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    base.shipped.cache_clear()
    with pytest.raises(EnvironmentFault, match="damaged"):
        base.shipped("writer", out)
    path.unlink()
    base.shipped.cache_clear()
    with pytest.raises(EnvironmentFault, match="cannot be read"):
        base.shipped("writer", out)


def test_training_needs_torch_and_numpy_alone():
    code = (
        "import sys, engine.jobs.pretrain; "
        "print([m for m in ('spacy', 'jieba', 'onnxruntime', 'datasketch', 'PySide6', 'av') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
