"""A look into a file of ratings tells what an import would bring, row by row, and changes nothing."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import EnvironmentFault
from engine.events import LookInto
from engine.jobs import tasks
from engine.records import Description, ImportSurvey, TwoStars
from engine.store import commands
from engine.store.library import Library
from tests.unit.jobs.test_carrying import Outbox
from tests.unit.store.makers import NOW, scanned

FILMS = (("Heat", 1995), ("Solaris", 1972), ("Solaris", 2002), ("Alien", 1979), ("Stalker", 1979))
TABLE = """title,year,rating,date
Heat,1995,5,2020-01-02
Solaris,,4,2020-01-03
Alien,1979,3,2020-01-04
Stalkers,1979,2,2020-01-05
Nobody Knows,2004,4,2020-01-06
Stalker,1979,six,2020-01-07
Stalker,1979,,
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", owner="a test") as library:
        library.do(commands.add_root, "/films", at=1.0)
        for number, (title, year) in enumerate(FILMS):
            record = scanned(f"/films/{number}.mkv", f"{number}", said=Description(title=title, year=year))
            library.do(commands.store_batch, (record,), at=2.0)
        library.do(commands.rate, 4, 5.0, at=NOW)
        yield library


def look(library: Library, file: Path, **how: object) -> ImportSurvey:
    done = tasks.run(LookInto(str(file), **how), folder=library.paths.folder, outbox=Outbox(library))  # type: ignore[arg-type]
    answer = pickle.loads(pickle.dumps(done.answer))  # as it comes out of the job process
    assert isinstance(answer, ImportSurvey)
    return answer


def test_every_row_is_told_of_once_and_none_is_guessed(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(TABLE, "utf-8")
    before = library.read.said()
    survey = look(library, file)
    assert (survey.file, survey.origin, survey.best, survey.silent) == ("mine.csv", "csv", 5, 1)
    assert [(row.mention.titles[0], row.video_id) for row in survey.rows] == [
        ("Heat", 1),
        ("Solaris", None),
        ("Alien", 4),
        ("Stalkers", None),
        ("Nobody Knows", None),
    ]
    unsure, near, lost = (survey.rows[place] for place in (1, 3, 4))
    assert (unsure.candidates, unsure.is_near) == ((2, 3), False)
    assert (near.candidates, near.is_near, near.reason) == ((5,), True, "not in the library")
    assert (lost.candidates, lost.reason) == ((), "not in the library")
    assert [one.place for one in survey.misread] == ["line 7"]
    assert survey.titles == {
        1: "Heat (1995)",
        2: "Solaris (1972)",
        3: "Solaris (2002)",
        4: "Alien (1979)",
        5: "Stalker (1979)",
    }
    assert survey.news == {1, 2, 3, 4, 5}
    assert survey.rated_here == {4: TwoStars(mine=5.0, theirs=3.0, newer=5.0)}
    assert library.read.said() == before


def test_the_person_may_say_whose_file_it_is_and_how_its_ratings_count(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("title,year,rating\nHeat,1995,4\n", "utf-8")
    stars = [look(library, file, **how).rows[0].mention.said[0].stars for how in ({}, {"best": 10}, {"best": 100})]  # type: ignore[union-attr]
    assert stars == [4.0, 2.0, 0.5]
    assert look(library, file, origin="imdb").best == 10
    assert look(library, file, best=10).scale == "ratings run to 10, as you said"


def test_a_file_of_something_else_is_a_fault_in_plain_words(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "shopping.csv"
    file.write_text("eggs,milk\n6,1\n", "utf-8")
    with pytest.raises(EnvironmentFault, match=r"shopping\.csv has no header that names a title"):
        look(library, file)
