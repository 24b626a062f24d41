"""Which sentences a blurb may stand on, and the printed forms of facts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from engine.blurbs.evidence import (
    MOST_SENTENCES,
    blurb_language,
    evidence,
    spoken_sentences,
    with_facts,
)
from engine.blurbs.fact_lines import fact_line, fact_lines
from engine.blurbs.facts import facts, is_traditional
from engine.blurbs.verify import verify
from engine.records import Cue, Evidence, Person, Source, Video
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
    assert len(english) >= 5 and len({line.split()[0] for line in english}) >= 3
    assert all("comedy" in line and "film" not in line for line in english)
    chinese = fact_lines(LESSON, language="zh")
    assert "《生物》第三课，时长14分钟。" in chinese and len(chinese) >= 3
    for video_, lines in ((FILM, english), (LESSON, chinese)):
        for line in lines:
            assert ungrounded(line, [], video_) == []
    assert fact_line(FILM, seed=0) != fact_line(FILM, seed=1)


def test_a_shelf_of_fact_lines_does_not_read_like_one_template():
    shelf = [
        Video(i, f"Film {i}", f"/{i}", "film", 1920 + i % 90, 4800.0 + 60 * (i % 40), "en", genres=("Drama", "Crime"),
              people=(Person(f"Ann {chr(65 + i % 26)}ell", "director"), Person(f"Hugh {chr(65 + i % 25)}ark", "actor")))
        for i in range(400)
    ]  # fmt: skip
    varying = re.compile(r"Ann \w+|Hugh \w+|\d+s?|An? |an? |hours?|minutes?|and|half|two")
    shapes = Counter(varying.sub("", fact_line(told, seed=told.id)) for told in shelf)
    assert len(shapes) >= 20 and shapes.most_common(1)[0][1] <= 60
    assert all("crime drama" in line or "drama" in line for v in shelf[:40] for line in fact_lines(v, language="en"))
    for told in shelf[:40]:
        for line in fact_lines(told, language="en"):
            assert ungrounded(line, [], told) == []


@pytest.mark.parametrize(
    ("genres", "named"),
    [
        (("Western",), "western"),
        (("Western", "Drama"), "western"),
        (("Comedy", "Romance"), "romantic comedy"),
        (("Drama", "Silent"), "silent drama"),
        (("Horror",), "horror film"),
        (("Short",), "short film"),
        (("Drama", "Romance", "Crime", "War"), "romantic crime drama"),
        (("Comedy", "Silent", "Short"), "short silent comedy"),
        (("Romance", "Fantasy"), "romantic fantasy film"),
        (("Crime", "Noir"), "crime noir"),
        (("Film-Noir",), "film noir"),
        (("Noir", "Biography", "Drama"), "biographical noir drama"),
        ((), "film"),
        (("喜剧",), "film"),
    ],
)
def test_a_film_is_called_what_its_genres_say(genres, named):
    lines = fact_lines(Video(1, "T", "/t", "film", 1950, genres=genres), language="en")
    assert all(re.search(rf"\b(A|An|a|an)( \d+s?)? {named}\b", line) for line in lines)


CREDITED = Video(
    5, "The Ford", "/f.mkv", "film", 1971, 6000.0, "fr", series="The River Films", genres=("Western", "Romance"),
    tags=("horses", "Texas", "4k", "western"),
    people=(Person("Ann Bell", "director"), Person("Zed Poe", "writer"), Person("Hugh Park", "actor"),
            Person("Mia Oh", "actor"), Person("Lee Kay", "actor"), Person("Bo Rand", "actor")),
)  # fmt: skip


def test_the_fullest_lines_tell_all_that_sets_a_film_apart():
    lines = fact_lines(CREDITED, language="en")
    full = [line for line in lines if line.endswith(" Part of The River Films, filed under horses and Texas.")]
    assert len(full) >= 5
    for line in full:
        assert (
            "romantic western in French" in line and "1971" in line and "Hugh Park, Mia Oh, Lee Kay and others" in line
        )
        assert ("Zed Poe" in line) == ("written by Zed Poe" in line.lower().replace("zed poe", "Zed Poe"))
    assert min(len(line.split()) for line in lines) <= 12  # something is left for a place behind a sentence
    for line in _every_line(CREDITED, "en") | _every_line(CREDITED, "zh"):
        han = bool(re.search("[\u3400-\u9fff]", line))
        assert verify(line, [Evidence(line, Source("fact", "x"))], facts=facts(CREDITED), chinese=han) == []
        assert ungrounded(line, [], CREDITED) == []


def test_a_list_that_is_not_whole_says_so():
    crowd = replace(CREDITED, tags=("horses", "Texas", "rivers", "guitars"))
    english, chinese = _every_line(crowd, "en"), _every_line(crowd, "zh")
    assert all("Lee Kay and others" in line for line in english if "Hugh Park" in line)
    assert all("Lee Kay等" in line for line in chinese if "Hugh Park" in line)
    assert any(line.endswith("filed under horses, Texas, rivers and others.") for line in english)
    many = replace(crowd, people=tuple(Person(name, "director") for name in ("Al Bo", "Cy Do", "El Fu", "Gi Ho")))
    assert not any("others’s" in line for line in _every_line(many, "en"))


def test_a_credit_is_no_name_and_no_evidence():
    labelled = replace(FILM, people=(Person("Narrated by Ann Bell", "actor"), Person("Hugh Park", "actor")))
    assert not any("Narrated" in line for line in fact_lines(labelled, language="en"))
    told = [
        "Hosted by Ann Bell and Hugh Park.",
        "旁白：王芳和李明与全体观众一起朗读",
        "A sailor comes home to his quiet island.",
    ]
    assert [s.text for s in evidence(FILM, description=told)] == told[2:]


def test_evidence_is_without_marks_labels_and_headings_that_ran_into_it():
    talk = Video(3, "Knots for Quiet Harbours", "/t", "talk", people=(Person("Ann Bell", "speaker"),))
    told = [
        "| Knots hold boats in every quiet harbour.",
        "Conclusion: Old knots are stronger than new ones.",
        "结论：传统的绳结比现代的绳结更加牢固。",
        "Knots for Quiet Harbours Ann Bell In this talk we tie knots.",
    ]
    assert [s.text for s in evidence(talk, description=told)] == [
        "Knots hold boats in every quiet harbour.", "Old knots are stronger than new ones.",
        "传统的绳结比现代的绳结更加牢固。",
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["star", "lead", "hero", "about", "plays"])
def test_no_line_says_more_of_an_actor_than_that_he_is_in_it(word):
    assert not any(re.search(rf"\b{word}", line) for line in _every_line(CREDITED, "en"))


def test_nobody_directs_or_writes_but_those_of_whom_it_is_known():
    unknown = replace(CREDITED, people=CREDITED.people[2:])
    lines = _every_line(unknown, "en") | _every_line(unknown, "zh")
    assert not any(re.search("direct|writ|by |执导|编剧|导", line) for line in lines)
    alone = replace(CREDITED, people=(Person("Ann Bell", "director"), Person("Ann Bell", "writer")))
    assert any("written and directed by Ann Bell" in line for line in _every_line(alone, "en"))


@pytest.mark.parametrize(
    ("event", "told"),
    [("PyCon US 2015", "given at PyCon US 2015"), ("EuroPython Conference", "given at EuroPython Conference"),
     ("PyData Berlin", "given at PyData Berlin"), ("Knots for Beginners", "from Knots for Beginners")],
)  # fmt: skip
def test_a_talk_is_given_at_what_is_a_conference_and_from_anything_else(event, told):
    talk = Video(1, "T", "/t", "talk", 2015, 1800.0, "en", series=event, tags=("packaging", "testing"),
                 people=(Person("Ann Bell", "speaker"),))  # fmt: skip
    lines = _every_line(talk, "en")
    assert any(told in line and "filed under packaging and testing" in line.lower() for line in lines)
    assert all("given at" not in line or told in line for line in lines)
    assert all(line.count("2015") <= 1 for line in lines)


def test_names_of_nobody_are_left_out_and_those_left_out_are_hinted_at():
    names = ("Various speakers", "(the crew)", "Al Bo", "Cy Do", "El Fu", "Gi Ho")
    people = [Person(name, "speaker") for name in names]
    crowd = Video(1, "T", "/t", "talk", 2015, people=tuple(people))
    assert all("Al Bo, Cy Do, El Fu and others" in x for x in fact_lines(crowd, language="en") if "by" in x)
    assert any("Al Bo、Cy Do、El Fu等" in x for x in fact_lines(crowd, language="zh"))
    assert fact_lines(replace(crowd, people=tuple(people[:2])), language="en") == ("A 2015 talk.",)


def test_two_chinese_genres_make_one_kind_of_film():
    for genres, kind in (
        (("剧情", "家庭"), "家庭剧情电影"),
        (("纪录片", "自然"), "自然纪录片"),
        (("武侠",), "武侠电影"),
    ):
        told = Video(1, "T", "/t", "film", 1990, language="zh", genres=genres)
        assert any(kind in line for line in fact_lines(told, language="zh"))


def test_no_line_is_longer_than_a_blurb():
    names = [Person(f"Bartholomew Featherstonehaugh {x}", "actor") for x in ("Élan", "Noor", "Quill")]
    long = Video(1, "T", "/t", "film", 1990, language="zh", series="一部很长的系列电影名字", people=tuple(names))
    assert all(len(line.replace(" ", "")) <= 70 for line in _every_line(long, "zh"))


def test_a_text_of_nothing_but_long_sentences_gives_the_least_long_one():
    told = ["word " * 110 + "ends.", "word " * 80 + "ends.", "word " * 200 + "ends."]
    assert [s.text for s in evidence(Video(1, "T", "/t"), description=told)] == [told[1]]
    assert evidence(Video(1, "T", "/t"), description=told[2:]) == []


def test_one_of_two_directors_and_one_actor_are_told_as_such():
    two = Video(1, "T", "/t", "film", 1950, people=(Person("Ann Bell", "director"), Person("Hugh Park", "director")))
    one = Video(1, "T", "/t", "film", 1950, people=(Person("Mia Oh", "actor"),))
    assert not any("directs" in line for line in _every_line(two, "en"))
    assert not any("together" in line for line in _every_line(one, "en"))


def test_an_episode_beyond_the_known_size_of_its_season_is_not_counted():
    for episode, counted in ((3, True), (9, False)):
        told = Video(1, "T", "/t", "episode", series="The Mill", season=2, episode=episode)
        lines = _every_line(told, "en", series_size=6)
        assert any("of six" in line for line in lines) is counted
        assert any("共六集" in line for line in _every_line(told, "zh", series_size=6)) is counted


def _every_line(video_, language, **more):
    """All lines of videos that differ in their title alone."""
    return {line for i in range(60) for line in fact_lines(replace(video_, title=f"T{i}"), language=language, **more)}


OLD_SCRIPT = Video(3, "光合作用的發現", "/l.mp4", "lesson", 2019, 5400.0, "zh", series="生物", episode=3,
                   text="這堂課說明植物怎樣發現光。", people=(Person("王芳", "lecturer"),))  # fmt: skip


def test_facts_are_written_in_the_script_of_the_videos_text():
    lines = _every_line(OLD_SCRIPT, "zh")
    assert lines and not set("".join(lines)) & set("课时长钟讲节个来带")
    assert any("第三課" in line for line in lines)
    forms = [form for fact in facts(OLD_SCRIPT) for form in fact.forms]
    assert "90分鐘" in forms and "一個半小時" in forms and "90分钟" not in forms
    for line in lines:
        assert verify(line, [Evidence(line, Source("fact", "x"))], facts=facts(OLD_SCRIPT), chinese=True,
                      traditional=True) == []  # fmt: skip
        about = replace(OLD_SCRIPT, title="發現")
        assert ungrounded(line, [], about) == []


def test_each_script_refuses_the_words_of_the_other():
    new = replace(OLD_SCRIPT, title="光合作用的发现", text="这堂课说明植物怎样发现光。")
    for told, wrong in ((OLD_SCRIPT, "王芳主讲，时长90分钟。"), (new, "王芳主講，時長90分鐘。")):
        traditional = told is OLD_SCRIPT
        assert verify(wrong, [Evidence(wrong, Source("fact", "x"))], facts=facts(told), chinese=True,
                      traditional=traditional)  # fmt: skip
        assert ungrounded(wrong, [], told)


@pytest.mark.parametrize(
    ("title", "language", "traditional"),
    [("海", "zh-TW", True), ("海", "zh-Hant", True), ("海", "zh", False), ("海", "zh-CN", False), ("這", "zh-CN", True),
     ("这", "zh-TW", False)],
)  # fmt: skip
def test_the_text_tells_the_script_before_the_language_code(title, language, traditional):
    assert is_traditional(Video(1, title, "/x", language=language)) is traditional


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


def test_the_life_of_a_speaker_is_no_evidence_but_what_they_show_is():
    people = (Person("Luciano Ramalho", "speaker"), Person("王小明", "speaker"))
    video = Video(1, "Types", "", kind="talk", people=people)
    lives = ["Luciano is passionate about the design of programming languages.", "王小明，现任某大学教授，著有三本书。"]
    shows = [
        "Luciano Ramalho shows how types help a team to grow.",
        "We look at the types of a large program.",
    ]
    assert [source.text for source in evidence(video, description=[*lives, *shows])] == shows


def test_a_war_film_about_crime_is_no_film_about_war_crimes():
    film = replace(FILM, genres=("War", "Crime", "Drama"))
    assert all("war crime" not in line for line in fact_lines(film, language="en"))
