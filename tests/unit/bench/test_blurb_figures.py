"""The measuring code of the blurbs' bench: every figure can go wrong, and does where it should."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import EnvironmentFault
from engine.records import Blurb, Evidence, Person, Source, Video
from tests.bench.blurb import baselines, counterfactual, grounding, lengths, personal, samples, sheet
from tests.bench.blurb.counterfactual import Word
from tests.bench.blurb.desk import Told
from tests.bench.blurb.fuzz import KINDS, fuzzed
from tests.bench.blurb.retrieval import Bm25, grams, rank_1
from tests.bench.blurb.table import Row, Table
from tests.bench.blurb.variety import self_bleu, unique_ratio
from tests.support import lattices

FILM = Video(
    1,
    "Harbour Lights",
    "",
    "film",
    1994,
    language="en",
    text="Anna Berg loses 3 cats in Oslo. Later, in 1994, Anna finds the cats. Nobody in Oslo sleeps.",
    people=(Person("Anna Berg", "actor"),),
)
CHINESE = Video(2, "老师", "", "talk", language="zh", text="小镇上的老画家遇见了两位水手。他们一起修理旧钟表。")


# --- retrieval ---------------------------------------------------------------------------------------------


def test_a_text_is_nearest_to_the_one_that_it_comes_from():
    documents = [FILM.text, CHINESE.text, "Two cooks open a restaurant by the sea.", "银河之下的天文学家。"]
    scores = Bm25().similarity(
        ["Anna loses three cats.", "老画家修理钟表。", "Cooks by the sea.", "天文学家"], documents
    )
    assert scores.argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_bm25_is_that_of_the_formula():
    score = Bm25().similarity(["ab"], ["ab", "abab", "cd"])[0]
    room = [1.2 * (0.25 + 0.75 * size / (7 / 3)) for size in (1, 5)]  # ab; ab ba ab aba bab
    worth = math.log(1 + 1.5 / 2.5)
    assert score == pytest.approx([worth * 2.2 / (1 + room[0]), worth * 2 * 2.2 / (2 + room[1]), 0])


def test_grams_run_over_marks_as_over_a_space():
    assert grams("A, b!") == {"a ": 1, " b": 1, "a b": 1}


def test_a_draw_is_no_hit_and_another_pool_may_be():
    scores = np.array([[2.0, 1.0, 0.0], [1.0, 1.0, 0.0], [3.0, 0.0, 1.0]])
    assert rank_1(scores) == [True, False, False]
    assert rank_1(scores, pool=1) == [True, True, True]
    assert rank_1(np.array([[1.0, 2.0, 0.0]])) == [False]  # told from documents that nobody asks for


# --- variety -----------------------------------------------------------------------------------------------


def test_repeats_count_once():
    assert unique_ratio(["A cat.", "a  cat.", "A dog.", "A cow."]) == 0.75


def plain_self_bleu(texts: list[str]) -> float:
    """As the papers write it: every other text a reference."""
    total = 0.0
    for i, text in enumerate(texts):
        own, others = text.split(), [other.split() for j, other in enumerate(texts) if j != i]
        logs = 0.0
        for n in range(1, 5):
            runs = [tuple(own[k : k + n]) for k in range(len(own) - n + 1)]
            matched = sum(
                min(
                    runs.count(run),
                    max([tuple(o[k : k + n]) for k in range(len(o) - n + 1)].count(run) for o in others),
                )
                for run in set(runs)
            )
            logs += math.log(max(matched, 0.1) / max(len(runs), 1)) / 4
        nearest = min((abs(len(o) - len(own)), len(o)) for o in others)[1]
        total += math.exp(logs) * (1.0 if len(own) >= nearest else math.exp(1 - nearest / len(own)))
    return total / len(texts)


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=9).map(" ".join), min_size=2, max_size=6))
def test_self_bleu_is_that_of_the_definition(texts):
    assert self_bleu(texts, chinese=False) == pytest.approx(plain_self_bleu(texts))


def test_chinese_self_bleu_counts_characters():
    assert self_bleu(["小镇上的老画家", "小镇上的老画家"], chinese=True) == pytest.approx(1)
    assert self_bleu(["小镇上的老画家", "银河之下两位人"], chinese=True) < 0.1


# --- baselines ---------------------------------------------------------------------------------------------


def test_textrank_prefers_the_sentence_that_the_others_share():
    told = ["Anna loses three cats in Oslo.", "Cats like Oslo, and Anna likes cats.", "It rained."]
    rank = baselines.ranks(told)
    assert rank.sum() == pytest.approx(1)
    assert rank.argmin() == 2
    assert baselines.ranks(["Alone."]).tolist() == [1]


def test_a_random_cut_is_one_of_the_cuts_and_the_same_again():
    shelf = lattices.video(1, lattices.lattice("Anna Berg [of Oslo] loses [three] cats."))
    told = Told(FILM, (), shelf)
    cut = baselines.random_cut(told)
    assert cut in {shelf.lattices[0].spell(c) for c in shelf.lattices[0].cuts}
    assert baselines.random_cut(told) == cut


def test_a_video_without_text_is_told_by_its_title():
    empty = Video(3, "Untold", "")
    assert baselines.first_sentence(empty) == baselines.textrank(empty) == "Untold"


# --- counterfactual ----------------------------------------------------------------------------------------


def test_every_place_of_a_changed_word_changes():
    old = Word("Anna", "name", "NNP", chinese=False)
    change = counterfactual.change(FILM, [old], {(False, "NNP"): ["Anna", "Oslo", "Maria"]}, np.random.default_rng(0))
    assert change is not None
    assert change.new == "Maria"
    assert "Anna" not in change.video.text
    assert change.video.text.count("Maria") == 2
    assert change.video.people[0].name == "Maria Berg"


def test_a_year_changes_in_text_and_field():
    old = Word("1994", "number", "CD", chinese=False)
    change = counterfactual.change(FILM, [old], {}, np.random.default_rng(0))
    assert change is not None
    assert change.video.year == int(change.new) != 1994
    assert f"in {change.new}," in change.video.text


def test_a_word_that_the_record_does_not_hold_is_no_fact():
    old = Word("Berlin", "name", "NNP", chinese=False)
    assert counterfactual.change(FILM, [old], {(False, "NNP"): ["Maria"]}, np.random.default_rng(0)) is None


@pytest.mark.parametrize(
    ("text", "gone"), [("Anna sleeps.", False), ("ANNA sleeps.", False), ("Annas cat.", True), ("", True)]
)
def test_a_word_is_gone_as_a_whole(text, gone):
    old = Word("Anna", "name", "NNP", chinese=False)
    assert counterfactual.is_gone(old, Blurb("", text or "Nobody sleeps.", ())) == gone
    assert not counterfactual.is_gone(old, Blurb("Anna", "Nobody sleeps.", ()))
    assert not counterfactual.is_gone(old, Blurb("", "", ()))  # nothing written follows nothing


def test_chinese_words_of_a_blurb_are_found_with_their_kind():
    words = counterfactual.words(Blurb("", "小镇上的老画家遇见了水手，1994年。", ()), chinese=True)
    assert {"水手", "1994"} <= {word.text for word in words}
    assert {word.kind for word in words if word.text == "1994"} == {"number"}


# --- grounding ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("video", [FILM, CHINESE, Video(4, "Empty", "")])
def test_every_kind_of_spoiling_spoils_and_can_be_repeated(kind, video):
    one, two = (fuzzed(video, FILM, kind, np.random.default_rng(3)) for _ in range(2))
    assert one == two
    assert one.title == video.title
    one.text.encode()  # no halves of pairs
    assert not video.text or any(fuzzed(video, CHINESE, kind, np.random.default_rng(s)) != video for s in range(9))


def test_lies_are_found_and_what_tags_hide_is_no_lie():
    hidden = Video(5, "X", "", text="<p>An&shy;na loses <b>4</b>2 cats in caf\u0065\u0301 &Aring;.</p>")
    assert grounding.loose_words("Anna loses 42 cats\nÅ.", hidden) == []
    assert grounding.loose_words("Maria loses 43 cats.", hidden) == ["Maria", "43"]
    aside = Video(6, "X", "", language="zh", text="信息中心（网络）第 23 次报告。")
    assert grounding.loose_words("信息中心第 23 次报告。", aside) == []
    assert grounding.loose_words("信息中心章 23 次报告。", aside) == ["章"]


def test_the_checker_gets_as_many_blurbs_as_asked_for(monkeypatch):
    class Liar:
        def lay_out(self, video):
            return Told(video, (), lattices.video(video.id))

        def write(self, told, *, taste, state):
            return Blurb("", "Maria loses cats.", ())

    shelf = [Told(video, (), lattices.video(video.id)) for video in (FILM, CHINESE)]
    true = [Blurb("", "Anna loses cats.", ()), Blurb("", "老画家遇见了水手。", ())]
    found = grounding.measure(Liar(), shelf, true, count=7, seed=0)  # type: ignore[arg-type]
    assert found.total == 7
    assert found.checked["as it is"] == 2
    assert len(found.loose) == 5


# --- lengths, tastes ---------------------------------------------------------------------------------------


def test_lengths_are_words_or_characters():
    assert lengths.size("Anna – loses 3 cats.", chinese=False) == 4
    assert lengths.size("老画家 遇见水手。", chinese=True) == 8
    texts = ["word " * 12, "word " * 41, "字" * 20, "字" * 19]
    assert lengths.within(texts, [False, False, True, True], lengths.BLURB) == 0.5


def test_tastes_are_those_of_the_two_least_similar_sentences():
    made = [lattices.lattice(f"{text}.") for text in ("Cats sleep in Oslo", "Cats sleep in Bergen", "Boats sail far")]
    few = Told(FILM, (), lattices.video(1, *made[:2]))
    choice, *others = personal.choices([few, Told(FILM, (), lattices.video(1, *made))])
    assert not others
    assert "Boats sail far." in choice.sentences
    assert np.allclose(choice.tastes[0], -choice.tastes[1])


def test_an_evaluator_picks_only_what_shows():
    shelf = lattices.video(1, *(lattices.lattice(f"{text}.") for text in ("Cats sleep", "Cats eat", "Boats sail far")))
    (choice,) = personal.choices([Told(FILM, (), shelf)])
    one, two = (Blurb("", sentence, ()) for sentence in choice.sentences)
    assert personal.picked([choice], [(one, two)], Bm25()) == [1, 1]
    assert personal.picked([choice], [(two, one)], Bm25()) == [0, 0]
    assert personal.picked([choice], [(one, one)], Bm25()) == [0.5, 0.5]
    assert not personal.differ(one, one)
    assert personal.differ(one, two)


# --- samples, table, sheet ---------------------------------------------------------------------------------


def test_lines_of_a_file_become_videos_in_order(tmp_path: Path):
    lines = [{"title": "A", "tags": ["x"], "text": "One.", "language": "en"}, {"title": "B", "text": None}]
    (tmp_path / "texts.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n\n", "utf-8")
    one, two = samples.from_file(tmp_path / "texts.jsonl")
    assert (one.title, one.tags, one.text, one.language) == ("A", ("x",), "One.", "en")
    assert (two.title, two.tags, two.text) == ("B", (), "")


def test_a_sample_has_its_shares_and_comes_again():
    pools: dict[samples.Group, list[Video]] = {
        "film": [Video(i, "f", "", "film") for i in range(90)],
        "talk": [Video(i, "t", "", "talk") for i in range(90)],
        "chinese": [Video(i, "c", "", language="zh") for i in range(90)],
    }
    drawn = samples.draw(pools, samples.shares(41), seed=1)
    assert [sum(v.title == t for v in drawn) for t in "ftc"] == [21, 12, 8]
    assert drawn == samples.draw(pools, samples.shares(41), seed=1) != samples.draw(pools, samples.shares(41), seed=2)


def test_a_missing_corpus_holds_nothing(tmp_path: Path):
    assert not any(samples.held_out(tmp_path / "none").values())


def test_only_held_out_titles_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(samples, "is_held_out", lambda title: title == "Kept")
    texts = {"Kept": "Anna Berg loses three cats in Oslo.", "Dropped": "Two cooks open a restaurant by the sea."}
    films = [{"title": title, "extract": text} for title, text in texts.items()]
    (tmp_path / "wikipedia-movies").mkdir()
    (tmp_path / "wikipedia-movies" / "movies-1990s.json").write_text(json.dumps(films), "utf-8")
    assert [video.title for video in samples.held_out(tmp_path)["film"]] == ["Kept"]


def test_figures_are_aligned_and_say_what_is_missed():
    table = Table([Row("a", {"ours": 0.94, "first": 1.0}, at_least=0.95), Row("longer name", {"ours": 2.0}, "count")])
    head, one, two = table.lines()
    assert "94.0%" in one
    assert one.endswith(">= 95.0% MISSED")
    assert head.index("ours") + 4 == one.index("94.0%") + 5 == two.rindex("2") + 1
    figures = json.loads(table.json())["figures"]
    assert figures["a"]["missed"] is True
    assert figures["longer name"]["ours"] == 2


def test_a_sheet_marks_the_evidence_and_trusts_no_text():
    source = Source("description", "Anna Berg loses 3 cats in Oslo.")
    blurb = Blurb("Three <cats>", "Anna Berg loses 3 cats.", (Evidence("Anna Berg loses 3 cats.", source),))
    page = sheet.page([FILM], [blurb], title="one & only")
    assert "<mark>Anna Berg loses 3 cats in Oslo.</mark>" in page
    assert "Three &lt;cats&gt;" in page
    assert "one &amp; only" in page


def test_a_sheet_stays_outside_the_repository(tmp_path: Path):
    assert sheet.checked_path(tmp_path / "sheet.html")
    with pytest.raises(EnvironmentFault, match="outside"):
        sheet.checked_path(sheet.REPOSITORY / "tests" / ".." / "sheet.html")
