"""Marked lines as references, lines spoilt on purpose, and a discriminator that learns from both."""

from __future__ import annotations

import json

import numpy as np
import pytest

from engine.errors import EnvironmentFault
from engine.generate.discriminator import DiscriminatorConfig
from engine.jobs import base, judging, marks
from engine.jobs.judging import JudgingConfig, spoilt
from engine.jobs.marks import Marked, marked_lines, pieces, spelled
from tests.support.data import shared
from tests.support.lattices import DIMENSIONS, vector

TEXT = "Harbour is a 1994 drama film about a lonely pilot who must cross a frozen sea. It was shot in winter."
LINE = "A lonely pilot who must cross a frozen sea."


def write_lines(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


# --- marks as references ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", [LINE, TEXT, "Harbour was shot in winter.", "Cross a sea!", "一个人", "It a It a It", "A frozen pilot"]
)
def test_a_line_comes_back_exactly_from_its_pieces(line):
    assert spelled(pieces(line, TEXT), TEXT) == line


def test_pieces_hold_only_what_the_text_does_not():
    put_in = [piece for piece in pieces(LINE, TEXT, TEXT.index("a lonely")) if isinstance(piece, str)]
    assert put_in == ["A"]


def test_references_lead_to_their_texts(tmp_path):
    folder = tmp_path / "corpus" / "wikipedia-movies"
    folder.mkdir(parents=True)
    film = {"title": "Harbour", "year": 1994, "extract": TEXT}
    (folder / "movies-1990s.json").write_text(json.dumps([film]), "utf-8")
    item = {"corpus": "wikipedia-movies", "title": "Harbour", "year": 1994}
    gone = {**item, "title": "Gone"}
    file = tmp_path / "marks.jsonl"
    rows = [{"item": i, "kind": "film", "line": pieces(LINE, TEXT), "mark": 4, "why": "story"} for i in (item, gone)]
    write_lines(file, rows)
    assert marked_lines(file, tmp_path / "corpus") == [Marked("Harbour", "film", TEXT, LINE, 4.0, "story")]
    with pytest.raises(EnvironmentFault, match="name the corpus"):
        marked_lines(file)


def test_a_file_with_texts_needs_no_corpus_and_a_broken_one_names_its_line(tmp_path):
    file = tmp_path / "m.jsonl"
    row = {"title": "Harbour", "kind": "film", "text": TEXT, "line": LINE, "mark": 5, "why": ""}
    write_lines(file, [row])
    assert marked_lines(file)[0].line == LINE
    write_lines(file, [row, {"line": LINE}])
    with pytest.raises(EnvironmentFault, match="line 2"):
        marked_lines(file)


def test_the_projects_own_marks_all_lead_somewhere():
    corpus = shared("corpus")
    rows = marks.MARKS.read_text("utf-8").count("\n")
    found = marked_lines(marks.MARKS, corpus)
    assert len(found) == rows > 2000
    assert {line.mark for line in found} == {1, 2, 3, 4, 5}
    put_in = [len(p) for row in marks.MARKS.read_text("utf-8").split("\n") if row
              for p in json.loads(row)["line"] if isinstance(p, str)]  # fmt: skip
    assert max(put_in) < 30  # a reference, not other people's text


# --- spoilt lines ----------------------------------------------------------------------------------------------


def test_spoilt_lines_differ_and_are_made_of_words_that_were_there():
    rng = np.random.default_rng(0)
    other = "Two sisters follow a strange map across the mountains."
    for _ in range(40):
        made = spoilt(LINE, other, rng)
        assert made and made != LINE
        assert set(made.split()) <= {*LINE.split(), *other.split()}
    assert spoilt("Too short.", other, rng) == ""
    chinese = spoilt("孤独的飞行员必须穿过冰冻的大海才能找到他的妹妹。", "两姐妹跟着地图走进大山深处寻找父亲。", rng)
    assert chinese and " " not in chinese


# --- training ----------------------------------------------------------------------------------------------------


class Reader:
    """An embedding model without weights: words as vectors."""

    model = "words"

    def states(self, texts):
        return [np.stack([vector(word) for word in text.split()]) for text in texts]

    def encode(self, texts):
        return np.stack([vector(text) for text in texts])


def shelf():
    """Stories are 5, production notes 2, torn lines 1."""
    rng = np.random.default_rng(0)
    people, deeds = ["pilot", "baker", "sister", "judge"], ["crosses", "loses", "paints", "hides"]
    things = ["sea", "map", "violin", "harbour"]
    out = []
    for i in range(120):
        who, does, what = (str(rng.choice(x)) for x in (people, deeds, things))
        mark, line = ((5, f"A lonely {who} who {does} the old {what} again."),
                      (2, f"The film was shot beside a {what} by its studio."),
                      (1, f"Of the {what} and with which a"))[i % 3]  # fmt: skip
        out.append(Marked(f"Film {i}", "film", f"A {who} {does} the {what}. The film was shot.", line, mark, ""))
    return out


def test_what_readers_said_of_a_low_mark_tells_whether_the_line_was_whole():
    said = [(4, "story"), (2, "cast"), (1, "torn"), (2, "dangling"), (2, "vague")]
    lines = [Marked(f"Film {i}", "film", TEXT, LINE, mark, why) for i, (mark, why) in enumerate(said)]
    found = judging.lessons(lines, read=Reader().states, encode=Reader().encode, seed=0)[: len(lines)]
    np.testing.assert_equal([lesson.whole for lesson in found], [1, 1, 0, 0, np.nan])


def test_a_trained_discriminator_is_shipped_with_its_figures(tmp_path):
    sizes = DiscriminatorConfig(vector=DIMENSIONS, word=12, state=12, readers=2, dropout=0.1)
    config = JudgingConfig(sizes, seed=1, batch=16, epochs=12, learning_rate=5e-3)
    lines = shelf()
    tests = {"test": lines[:30]}
    path = judging.train(lines, tmp_path, tests=tests, embedder=Reader(), seed=1, config=config)
    told = base.manifest(tmp_path)["discriminator"]
    assert path.name == "discriminator.safetensors" and told["marked"] <= 90  # titles of the test are kept apart
    assert told["figures"]["test"]["spearman"] > 0.8 and told["figures"]["test"]["lines"] == 30
    assert "| test | 30 |" in (tmp_path / "CARD.md").read_text("utf-8")
    judge = base.judge(Reader().states, tmp_path)
    found, _ = judge([lines[0].line, lines[1].line, lines[2].line], vector(lines[0].text))
    assert found[0] > found[1] > found[2]
    again = judging.train(lines, tmp_path / "again", tests=tests, embedder=Reader(), seed=1, config=config)
    assert again.read_bytes() == path.read_bytes()
