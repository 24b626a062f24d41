"""What becomes of stars given here and otherwise in a file: mine, theirs or the newer ones; and back again."""

from __future__ import annotations

import pytest

from engine.events import Changes
from engine.records import Description, RatedHere, Said, Stars, TwoStars, Words
from engine.store import commands, undo
from engine.store.library import Library
from engine.store.undo import Undo
from tests.unit.store.conftest import Store
from tests.unit.store.makers import NOW, scanned

DAY = 86400.0
EARLY, MINE_AT, LATE, IMPORTED_AT = NOW, NOW + 10 * DAY, NOW + 20 * DAY, NOW + 30 * DAY


@pytest.fixture(autouse=True)
def one_rated_video(store: Store, library: Library) -> None:
    store(scanned("/films/a.mkv", "A", said=Description(title="A")), scanned("/films/b.mkv", "B"))
    library.do(commands.rate, 1, 2.0, at=MINE_AT)


def bring(
    library: Library, *said: Said, rated_here: RatedHere, video_id: int = 1, before: Undo | None = None
) -> Changes:
    return library.do(
        undo.import_said,
        {video_id: said},
        origin="letterboxd",
        file="ratings.csv",
        rated_here=rated_here,
        at=IMPORTED_AT,
        undo=before or Undo(),
    )


@pytest.mark.parametrize(
    ("rated_here", "theirs_at", "stands"),
    [
        ("newer", EARLY, 2.0),
        ("newer", LATE, 4.5),
        ("newer", None, 2.0),
        ("mine", EARLY, 2.0),
        ("mine", LATE, 2.0),
        ("theirs", EARLY, 4.5),
        ("theirs", LATE, 4.5),
        ("theirs", None, 4.5),
    ],
)
def test_the_chosen_stars_stand_and_an_undo_brings_mine_back(
    library: Library, rated_here: RatedHere, theirs_at: float | None, stands: float
) -> None:
    before, ratings = Undo(), library.read.detail(1).ratings
    bring(library, Stars(4.5, theirs_at), Words("Fine.", EARLY), rated_here=rated_here, before=before)
    assert library.read.video(1).stars == stands
    assert library.read.video(1).note == "Fine."
    assert len(library.read.imports()) == 1
    library.do(undo.take_back, before, at=IMPORTED_AT + 1)
    assert (library.read.video(1).stars, library.read.video(1).note) == (2.0, "")
    assert library.read.detail(1).ratings == ratings
    assert library.read.imports() == []


@pytest.mark.parametrize("rated_here", ["newer", "mine", "theirs"])
def test_a_second_import_of_the_file_changes_nothing(library: Library, rated_here: RatedHere) -> None:
    assert bring(library, Stars(4.5, EARLY), Words("Fine.", EARLY), rated_here=rated_here)
    assert not bring(library, Stars(4.5, EARLY), Words("Fine.", EARLY), rated_here=rated_here)
    assert len(library.read.imports()) == 1


def test_a_video_without_stars_here_takes_those_of_the_file_whatever_was_chosen(library: Library) -> None:
    for rated_here in ("newer", "mine", "theirs"):
        before = Undo()
        bring(library, Stars(3.5, EARLY), rated_here=rated_here, video_id=2, before=before)
        assert library.read.video(2).stars == 3.5
        library.do(undo.take_back, before, at=IMPORTED_AT)
        assert library.read.video(2).stars is None


def test_the_survey_tells_which_stars_differ_and_which_are_newer(library: Library) -> None:
    def two(*said: Said) -> TwoStars | None:
        return library.read.rated_otherwise({1: said}, origin="imdb", at=IMPORTED_AT).get(1)

    assert two(Stars(4.5, EARLY)) == TwoStars(2.0, 4.5, 2.0)
    assert two(Stars(4.5, LATE)) == TwoStars(2.0, 4.5, 4.5)
    assert two(Stars(4.5, LATE), Stars(1.0, EARLY)) == TwoStars(2.0, 4.5, 4.5)
    assert two(Stars(2.0, EARLY)) is None
    assert two(Words("No stars.", EARLY)) is None
    assert library.read.rated_otherwise({1: (Stars(4.5, LATE),)}, origin="matinee", at=IMPORTED_AT) == {}


def test_an_import_that_was_undone_elsewhere_is_not_undone_twice(library: Library) -> None:
    before = Undo()
    bring(library, Stars(4.5, LATE), rated_here="newer", before=before)
    library.do(commands.undo_import, library.read.imports()[0].id)
    assert not library.do(undo.take_back, before, at=IMPORTED_AT)
    assert library.read.video(1).stars == 2.0


def test_what_brings_nothing_new_leaves_nothing_to_undo(library: Library) -> None:
    before = Undo()
    assert not bring(library, Stars(4.5, LATE), rated_here="mine", before=before)
    assert before.videos == set() and library.read.imports() == []
