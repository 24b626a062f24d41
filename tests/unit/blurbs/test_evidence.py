"""Which sentences a blurb may stand on, and the printed forms of facts."""

from __future__ import annotations

import numpy as np
import pytest

from engine.blurbs.evidence import (
    MOST_SENTENCES,
    blurb_language,
    evidence,
    fact_line,
    fact_lines,
    facts,
    spoken_sentences,
    with_facts,
)
from engine.records import Cue, Person, Video
from tests.support.checker import ungrounded
from tests.support.lattices import lattice, video

FILM = Video(
    1, "Harbour Lights", "/f.mkv", "film", 1994, 5400.0, "en", genres=("Comedy",),
    people=(Person("Ann Bell", "director"), Person("Hugh Park", "actor"), Person("Mia Oh", "actor")),
)  # fmt: skip
LESSON = Video(2, "光合作用", "/l.mp4", "lesson", 2019, 840.0, "zh", series="生物", episode=3,
               people=(Person("王芳", "lecturer"),))  # fmt: skip


def cue(start_s, text, id=None):
    return Cue(int(start_s * 1000), int(start_s * 1000) + 1200, text, id=id)


def test_at_most_twelve_sentences_none_twice_each_with_its_place():
    told = [f"The story number {i} begins on a quiet morning." for i in range(20)]
    cues = [cue(10 + 3 * i, f"This is the spoken line number {i} of many.", id=i) for i in range(30)]
    found = evidence(
        Video(1, "T", "/t", tagline="All at sea.", duration_s=900),
        description=[*told, told[0]],
        note_sentences=["I liked the quiet morning scenes a lot."],
        cues=cues,
        note_id=7,
    )
    assert len(found) == MOST_SENTENCES
    assert len({s.text for s in found}) == len(found)
    assert [s.kind for s in found[:2]] == ["tagline", "description"]
    assert found[1].text == told[0]
    assert [s.id for s in found if s.kind == "note"] == [7]
    spoken = [s for s in found if s.kind == "cue"]
    assert len(spoken) == 4 and all(s.start_s is not None and s.id is not None for s in spoken)


def test_nothing_after_the_first_quarter_is_given_away():
    cues = [cue(t, f"Something happens at {t} in the old house.") for t in (10, 20, 30, 80, 95)]
    found = spoken_sentences(Video(1, "T", "/t", duration_s=100.0), cues)
    assert [s.start_s for s in found] == [10.0, 20.0]
    assert spoken_sentences(Video(1, "T", "/t"), []) == []


def test_cues_are_joined_to_sentences_and_noise_is_left_out():
    cues = [
        cue(1, "[door slams]"), cue(2, "We are going to learn"), cue(3.3, "how bread <i>rises</i>."),
        cue(5, "- Who?"), cue(6, "and then nothing."), cue(8, "♪ la la ♪"), cue(9, "Flour, water,"),
        cue(14, "too late to belong."), cue(1000, "End."),
    ]  # fmt: skip
    found = spoken_sentences(Video(1, "T", "/t"), cues)
    assert [(s.text, s.start_s) for s in found] == [("We are going to learn how bread rises.", 2.0)]


def test_links_and_crumbs_are_no_evidence():
    told = ["See https://example.org for the whole story of it.", "Yes.", "A real sentence stands here."]
    assert [s.text for s in evidence(Video(1, "T", "/t"), description=told)] == [told[2]]


def test_facts_hold_their_printed_forms():
    forms = {fact.name: fact.forms for fact in facts(FILM)}
    assert {"1994", "1990s"} <= set(forms["year"])
    assert {"90 minutes", "an hour and a half", "90分钟", "一个半小时"} <= set(forms["length"])
    assert forms["actor"] == ("Mia Oh",) or ("Hugh Park",) in [f.forms for f in facts(FILM)]
    third = {f.name: f.forms for f in facts(LESSON, series_size=6)}
    assert "third of six" in third["episode"] and "第三集" in third["episode"]


@pytest.mark.parametrize(
    ("seconds", "printed"),
    [(45, "45 seconds"), (840, "14 minutes"), (3600, "an hour"), (7200, "two hours"), (9000, "two and a half hours"),
     (7020, "an hour and 57 minutes")],
)  # fmt: skip
def test_lengths_in_words(seconds, printed):
    (length,) = (f for f in facts(Video(1, "T", "/t", duration_s=seconds)) if f.name == "length")
    assert printed in length.forms


def test_fact_lines_are_varied_and_hold_nothing_else():
    english = fact_lines(FILM, language="en")
    assert "A 1994 comedy film directed by Ann Bell, with Hugh Park and Mia Oh, 90 minutes long." in english
    assert len(english) >= 5 and len({line.split()[0] for line in english}) >= 2
    chinese = fact_lines(LESSON, language="zh")
    assert "《生物》第三集，时长14分钟。" in chinese and len(chinese) >= 3
    for video_, lines in ((FILM, english), (LESSON, chinese)):
        for line in lines:
            assert ungrounded(line, [], video_) == []
    assert fact_line(FILM, seed=0) != fact_line(FILM, seed=1)


def test_a_video_of_which_nothing_is_known_still_has_a_line():
    assert fact_line(Video(1, "x", "/x")) == "A video."
    assert fact_line(Video(1, "x", "/x", language="zh")) == "一段视频。"
    assert fact_line(Video(1, "x", "/x", year=1880)) == "An 1880 video."


def test_facts_stand_behind_the_lattices_and_favour_no_taste():
    told = video(1, lattice("A sailor goes home."), lattice("A baker stays."))
    full = with_facts(told, FILM)
    assert [x.source.kind for x in full.lattices] == ["description", "description", "fact"]
    assert np.allclose(full.vectors[2], told.vectors.mean(0), atol=1e-6)
    alone = with_facts(video(1), LESSON)
    assert [x.language for x in alone.lattices] == ["zh"] and alone.vectors.shape[0] == 1
    spelled = {alone.lattices[0].spell(cut) for cut in alone.lattices[0].cuts}
    assert spelled == set(fact_lines(LESSON, language="zh"))


def test_the_language_of_a_blurb_is_the_videos_where_there_is_text_in_it():
    english, chinese = lattice("A sailor goes home."), lattice("水手回家了。", language="zh")
    assert blurb_language(LESSON, [english, chinese]) == "zh"
    assert blurb_language(LESSON, [english]) == "en"
    assert blurb_language(LESSON, []) == "zh"
    assert blurb_language(Video(1, "T", "/t", language="zh-CN"), [english, english, chinese]) == "zh"
