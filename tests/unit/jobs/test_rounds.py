"""Videos laid out for adversarial rounds: a person's line, what leaves a choice, how a text is spelled."""

from __future__ import annotations

from dataclasses import replace

from engine.generate.decode import read, sample
from engine.generate.model import Generator, GeneratorConfig
from engine.jobs.rounds import title_of
from engine.records import Video
from tests.support.lattices import DIMENSIONS, lattice, library, video

FILM = Video(1, "Harbour", "", "film", year=1994, language="en", genres=("Drama",))


def test_a_title_is_written_of_by_its_own_sentences_alone():
    shown = library(3)[2]
    title = title_of(FILM, shown)
    assert any(x.kind == "fact" for x in title.video.lattices), "the generator reads the facts"
    assert [text for text, _ in title.own] == [x.source.text for x in shown.lattices]
    sources = title.sources()
    model = Generator(GeneratorConfig(24, 16, 32, 6, 8, DIMENSIONS)).eval()
    for candidate in sample(model, sources, memory=read(model, sources), paths=title.paths, count=8, seed=0):
        said = title.spell(title.paths.read(candidate.actions))
        assert "1994" not in said and "Drama" not in said
        assert "A" in said


def test_what_leaves_no_choice_is_no_title():
    assert (
        title_of(FILM, video(1, lattice("A painter [of few words] meets two sailors [at night] in the rain."))) is None
    )


def test_a_persons_line_has_the_length_of_a_blurb_and_its_mark():
    long = "A baker of great fame loses three wolves in spring and weeps beside the quiet river."
    shown = video(1, replace(lattice(long), mark=4.0), lattice("A painter sings."))
    assert title_of(FILM, shown).own == ((long, 4.0),)
