"""The writer: true, repeatable, turned by the person's taste, never without a word."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.blurbs.write import Weights, Writer, seed_of
from engine.generate import checkpoint
from engine.generate.dataset import encode
from engine.generate.model import GeneratorConfig
from engine.generate.train import TrainConfig, Trainer
from engine.records import Person, Source, Video
from tests.support.checker import ungrounded
from tests.support.lattices import DIMENSIONS, lattice, library, vector, video

GENERATOR = GeneratorConfig(word=24, encoder=16, state=32, latent=6, taste=8, vector=DIMENSIONS)


def film(id):
    return Video(id, f"Film {id}", f"/{id}.mkv", "film", 1980 + id % 40, 5400.0, "en", genres=("Drama",),
                 people=(Person("Ann Bell", "director"),))  # fmt: skip


@pytest.fixture(scope="module")
def first_day():
    return Writer(checkpoint.untrained(GENERATOR))


@pytest.fixture(scope="module")
def trained():
    config = TrainConfig(generator=GENERATOR, batch=8, steps=10, evaluate_every=5, held_out_examples=16)
    trainer = Trainer([encode(v) for v in library(20, chinese=True)], config=config, device="cpu")
    for _ in trainer.run():
        pass
    return Writer(trainer.networks())


@pytest.fixture(params=["first_day", "trained"])
def writer(request):
    return request.getfixturevalue(request.param)


def test_blurbs_are_grounded_bounded_and_tied_to_their_sources(writer):
    for told in library(25, chinese=True):
        about = film(told.video_id)
        if told.lattices[0].language == "zh":
            about = Video(told.video_id, "小镇", "/x", language="zh", duration_s=600.0)
        blurb = writer.write(told, video=about, taste_vector=vector("boat"), seed=3)
        held = [e.source.text for e in blurb.evidence]
        assert ungrounded(blurb.hook, held, about) == ungrounded(blurb.text, held, about) == []
        assert blurb.text and not blurb.quoted
        sources = {lattice.source for lattice in told.lattices}
        for clause in blurb.evidence:
            assert clause.text in blurb.text or clause.text.rstrip(".。") == blurb.hook
            assert clause.source in sources or clause.source.kind == "fact"
        size = len(blurb.text) if about.language == "zh" else len(blurb.text.split())
        assert (20 <= size <= 70) if about.language == "zh" else (12 <= size <= 41)


def test_the_same_state_writes_the_same_blurb(writer):
    told = library(3)[2]
    one, two = (writer.write(told, video=film(3), taste_vector=vector("moon"), seed=9) for _ in range(2))
    assert one == two
    assert seed_of(3, "a") == seed_of(3, "a") != seed_of(4, "a") != seed_of(4, "b")


def test_turning_the_taste_round_changes_the_chosen_sentence(writer):
    changed = 0
    shelf = library(16)
    taste = vector("a boat on the sea and the moon above a harbour")
    for told in shelf:
        one, two = (writer.write(told, video=film(1), taste_vector=t, seed=told.video_id) for t in (taste, -taste))
        changed += one.evidence[0].source != two.evidence[0].source
    assert changed >= 0.5 * len(shelf)


def test_no_taste_is_no_error(writer):
    told = library(2)[1]
    for taste in (None, np.zeros(DIMENSIONS, np.float32)):
        assert writer.write(told, video=film(2), taste_vector=taste, seed=1).text


def test_without_any_text_the_facts_speak(writer):
    blurb = writer.write(video(5), video=film(5), taste_vector=None, seed=4)
    assert "1985" in blurb.text or "hour and a half" in blurb.text
    assert {e.source.kind for e in blurb.evidence} == {"fact"} and not blurb.quoted
    assert not blurb.hook  # a card shows the facts anyway
    texts = {writer.write(video(5), video=film(5), taste_vector=None, seed=s).text for s in range(12)}
    assert len(texts) > 1
    bare = writer.write(video(6), video=Video(6, "x", "/x"), taste_vector=None, seed=1)
    assert bare.text == "A video."


def test_where_nothing_passes_the_best_plain_sentence_is_quoted(writer):
    plain = Source("description", "The gardener of the northern castle keeps one old secret under the roses.")
    sentences = [
        Source("description", "So it goes on."),
        plain,
        Source("note", "I fell asleep in the middle."),
    ]
    blurb = writer.write(video(7), video=film(7), taste_vector=None, seed=1, sentences=sentences)
    assert blurb.quoted and blurb.text == plain.text and blurb.evidence[0].source == plain


def test_weights_of_another_embedding_model_still_follow_the_taste():
    writer = Writer(checkpoint.untrained(seed=1))  # 384 dimensions
    told, taste = library(3)[2], vector("a boat on the sea and the moon above a harbour")
    one, two = (writer.write(told, video=film(1), taste_vector=t, seed=1) for t in (taste, -taste))
    assert one.evidence[0].source != two.evidence[0].source


def test_production_notes_are_not_quoted(writer):
    note = Source("description", "The film was directed by Ann Bell and premiered at a festival in the autumn.")
    blurb = writer.write(video(7), video=film(7), taste_vector=None, seed=1, sentences=[note])
    assert not blurb.quoted and "1987" in blurb.text


def test_short_texts_are_filled_with_facts(writer):
    told = video(8, lattice("A sailor comes home to his quiet island."))
    blurb = writer.write(told, video=film(8), taste_vector=None, seed=2)
    assert {e.source.kind for e in blurb.evidence[:2]} == {"description", "fact"}


def test_notes_and_cues_are_named_as_what_they_are(writer):
    note = lattice("I loved the old lighthouse and the seven grey cats that lived inside it.", kind="note")
    blurb = writer.write(video(9, note), video=film(9), taste_vector=None, seed=2)
    assert "“I loved" in blurb.text and blurb.text.count("”") == 1
    assert blurb.text.startswith(("You", "In your words", "As you put it"))


def test_chinese_videos_get_chinese_blurbs(writer):
    told = video(10, lattice("A sailor comes home to his quiet island and finds nobody there at all."),
                 lattice("年轻的水手回到安静的小岛，却发现岛上一个人也没有了。", language="zh"))  # fmt: skip
    about = Video(10, "小岛", "/x", language="zh-CN", duration_s=600.0)
    blurb = writer.write(told, video=about, taste_vector=None, seed=2)
    assert "水手" in blurb.text and "sailor" not in blurb.text


def test_the_hook_says_something_else_than_the_blurb(writer):
    told = video(11, lattice("Two sailors dream at sea.", kind="tagline"),
                 lattice("A sailor comes home to his quiet island and finds nobody there at all."),
                 lattice("An old lighthouse keeper counts the ships of a long and stormy winter."))  # fmt: skip
    blurbs = [writer.write(told, video=film(11), taste_vector=None, seed=seed) for seed in range(8)]
    hooks = [blurb.hook for blurb in blurbs if blurb.hook]
    assert hooks
    for blurb in blurbs:
        assert not blurb.hook or blurb.hook not in blurb.text
        assert len(blurb.hook.split()) <= 8 and not blurb.hook.endswith(".")


class Opinion:
    """A judge that likes lines with one word in them."""

    version = "opinion"

    def __init__(self, word, *, liked=4.5, other=2.9):
        self.word, self.liked, self.other = word, liked, other

    def __call__(self, lines, source):
        marks = [self.liked if self.word in line else self.other for line in lines]
        return np.array(marks, np.float32), np.zeros(len(lines), np.float32)


SHELF = (
    lattice("A sailor comes home to his quiet island and finds nobody there at all."),
    lattice("An old lighthouse keeper counts the ships of a long and stormy winter."),
    lattice("Two sisters follow a strange map across the frozen mountains of the north."),
)


@pytest.mark.parametrize("word", ["sailor", "lighthouse", "sisters"])
def test_the_judge_decides_which_line_will_do(word):
    writer = Writer(checkpoint.untrained(GENERATOR), Opinion(word))
    taste = vector("a boat on the sea")
    blurbs = [writer.write(video(12, *SHELF), video=film(12), taste_vector=taste, seed=s) for s in range(4)]
    assert all(word in blurb.text and not blurb.quoted for blurb in blurbs)


def test_among_lines_that_will_do_the_person_decides():
    writer = Writer(checkpoint.untrained(GENERATOR), Opinion("a", liked=4.0, other=4.0))
    texts = {writer.write(video(12, *SHELF), video=film(12), taste_vector=s * vector("a boat on the sea"), seed=1).text
             for s in (1, -1)}  # fmt: skip
    assert len(texts) == 2


def test_where_no_line_will_do_the_facts_speak():
    writer = Writer(checkpoint.untrained(GENERATOR), Opinion("nothing", other=1.5))
    blurb = writer.write(video(12, *SHELF), video=film(12), taste_vector=None, seed=1)
    assert {e.source.kind for e in blurb.evidence} == {"fact"} and not blurb.hook


def test_only_a_sentence_that_will_do_is_quoted():
    sentences = [
        Source("description", "The gardener of the northern castle keeps one old secret under the roses."),
        Source("description", "The tickets for this year can be had at the desk beside the old entrance."),
    ]
    for word, told in (("gardener", sentences[0]), ("tickets", sentences[1])):
        writer = Writer(checkpoint.untrained(GENERATOR), Opinion(word, other=1.5))
        assert writer.write(video(7), video=film(7), taste_vector=None, seed=1, sentences=sentences).text == told.text
    writer = Writer(checkpoint.untrained(GENERATOR), Opinion("nothing", other=1.5))
    assert not writer.write(video(7), video=film(7), taste_vector=None, seed=1, sentences=sentences).quoted


def test_sentences_that_were_judged_poor_are_not_entered():
    poor = [replace(one, mark=1.2) for one in SHELF[:2]]
    writer = Writer(checkpoint.untrained(GENERATOR), Opinion("a", liked=4.0, other=4.0))
    told = video(12, *poor, replace(SHELF[2], mark=4.2))
    for seed in range(4):
        assert "sisters" in writer.write(told, video=film(12), taste_vector=None, seed=seed).text


def test_a_version_names_all_weights_that_take_part():
    networks = checkpoint.untrained(GENERATOR)
    assert Writer(networks, Opinion("a")).version != Writer(networks).version == networks.version


@pytest.mark.parametrize("language", ["ru", "fr", "zh-TW", ""])
def test_a_video_without_text_in_any_language_gets_its_facts(first_day, language):
    about = Video(13, "Ночь", "/n.mkv", "film", 1971, 6000.0, language)
    blurb = first_day.write(video(13), video=about, taste_vector=None, seed=1)
    assert blurb.text and {e.source.kind for e in blurb.evidence} == {"fact"}


def test_facts_speak_in_the_fullest_of_their_lines_and_not_always_in_one(first_day):
    people = (Person("Ann Bell", "director"), Person("Hugh Park", "actor"), Person("Mia Oh", "actor"))
    about = replace(film(5), people=people)
    texts = {first_day.write(video(5), video=about, taste_vector=None, seed=s).text for s in range(12)}
    assert len(texts) >= 4
    for text in texts:
        assert all(told in text for told in ("1985", "drama", "Ann Bell", "Hugh Park and Mia Oh"))


@pytest.mark.parametrize("ending", [".", ""])
def test_a_name_and_a_year_are_said_where_no_whole_sentence_is_there(ending):
    sentence = Source("description", "Version three was released with a faster engine for everybody" + ending)
    writer = Writer(checkpoint.untrained(GENERATOR), Opinion("nothing", other=1.2))
    talk = Video(7, "x", "/x", "talk", 2023, people=(Person("Ann Bell", "speaker"),))
    blurb = writer.write(video(7), video=talk, taste_vector=None, seed=1, sentences=[sentence])
    assert blurb.quoted == bool(ending)
    assert blurb.text == sentence.text or "Ann Bell" in blurb.text


def test_a_genre_without_names_gives_way_to_a_fair_sentence():
    sentences = [Source("description", "The evening has three parts and ends with a short walk around the old garden.")]
    fair = Weights().acceptable - Weights().lower / 2
    writer = Writer(checkpoint.untrained(GENERATOR), Opinion("nothing", other=fair))
    for people, quoted in (((), True), (film(7).people, False)):
        about = replace(film(7), people=people)
        assert writer.write(video(7), video=about, taste_vector=None, seed=1, sentences=sentences).quoted is quoted


def test_a_dull_sentence_is_better_than_no_facts_at_all():
    sentences = [Source("description", "The evening has three parts and ends with a short walk around the old garden.")]
    writer = Writer(checkpoint.untrained(GENERATOR), Opinion("nothing", other=2.0))
    bare = writer.write(video(7), video=Video(7, "x", "/x"), taste_vector=None, seed=1, sentences=sentences)
    assert bare.quoted and bare.text == sentences[0].text
    assert not writer.write(video(7), video=film(7), taste_vector=None, seed=1, sentences=sentences).quoted


BACKGROUND = lattice("In recent years sailors have become very fond of long and quiet islands.")
GIFT = lattice("We show how a sailor finds the way home to a quiet island.")


def test_of_two_lines_about_a_talk_the_one_that_gives_something_is_told():
    writer = Writer(checkpoint.untrained(GENERATOR), Opinion("a", liked=4.0, other=4.0))
    talk = Video(14, "x", "/x", "talk")
    for order in ((BACKGROUND, GIFT), (GIFT, BACKGROUND)):
        told = {writer.write(video(14, *order), video=talk, taste_vector=None, seed=s).text for s in range(4)}
        assert all("We show" in text for text in told)
    # where nothing else will do, it is told still
    assert "In recent years" in writer.write(video(14, BACKGROUND), video=talk, taste_vector=None, seed=1).text


@pytest.mark.parametrize(
    "hook",
    [
        "The old secret of.", "Nobody sails home to the.", "Two sailors dream and.",  # stumps
        "A sailor comes home.",  # says what stands below
        "The harbour storm lights.",  # says what stands above
        "A lost boat of 1920.",  # another year than the blurb's
        "The last great western.",  # another kind of film
    ],
)  # fmt: skip
def test_no_hook_breaks_off_repeats_or_quarrels(first_day, hook):
    told = lattice("In 1912 a sailor comes home to his quiet island in this comedy of manners.")
    about = Video(15, "The Harbour Storm Lights", "/x", "film", 1985, language="en")
    blurb = first_day.write(video(15, told, lattice(hook)), video=about, taste_vector=None, seed=1)
    assert "sailor comes home" in blurb.text and not blurb.hook


@pytest.mark.parametrize("hook", ["寻找失落的", "老船长和他与", "水手回到了小岛在"])
def test_no_chinese_hook_breaks_off(first_day, hook):
    told = lattice("年轻的水手回到安静的小岛，却发现岛上一个人也没有了。", language="zh")
    about = Video(16, "小镇", "/x", language="zh", duration_s=600.0)
    told = video(16, told, lattice(hook + "。", language="zh"))
    assert not first_day.write(told, video=about, taste_vector=None, seed=1).hook


def test_a_hook_of_facts_stands_beside_no_other_year_or_kind(first_day):
    plain = lattice("A sailor comes home to his quiet island and finds nobody there at all.")
    dated = lattice("A sailor comes home in 1912 to his quiet island and finds nobody there.")
    kind = lattice("It is a thriller about a sailor who comes home to his quiet island.")
    about = replace(film(17), people=())
    hooks = [first_day.write(video(17, x), video=about, taste_vector=None, seed=1).hook for x in (plain, dated, kind)]
    assert "drama" in hooks[0] and hooks[1:] == ["", ""]


def test_credits_are_not_quoted(first_day):
    credit = Source("description", "Narrated by Ann Bell, Hugh Park, Mia Oh and a choir of old sailors from the north.")
    bare = Video(18, "x", "/x")
    assert not first_day.write(video(18), video=bare, taste_vector=None, seed=1, sentences=[credit]).quoted
