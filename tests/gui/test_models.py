"""The list models: right by Qt's own tester, and no row read that nobody looks at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.bridge import Background, JobBridge
from desktop.models.cues import CueModel, CueRole
from desktop.models.jobs import ENDED_KEPT, JobRole, JobsModel
from desktop.models.places import Place, PlacesModel
from desktop.models.suggestions import Ranked, SuggestionModel
from desktop.models.videos import PAGE, IdRole, VideoListModel, VideoRole
from engine.events import MakeDemo, ReadNotes, Scan, Train, Write
from engine.records import Blurb, Cue, Reason, Root, Suggestion, Video
from tests.gui.conftest import FakeClient


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background(workers=1)
    yield background
    background.close()


class Source:
    """Rows made on demand, and which were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.stars: dict[int, float] = {}

    def fetch(self, ids: Sequence[int]) -> list[Video]:
        self.asked += ids
        return [Video(i, f"Film {i}", f"/v/{i}.mp4", stars=self.stars.get(i)) for i in ids]


def look_at(model: VideoListModel, row: int) -> Video | None:
    video: Video | None = model.index(row, 0).data(VideoRole)
    return video


def test_a_long_library_reads_only_the_page_that_is_looked_at(background: Background, qtbot: QtBot) -> None:
    source = Source()
    model = VideoListModel(source.fetch, background)
    model.show(range(1, 100_001))
    assert model.rowCount() == 100_000
    assert source.asked == []
    assert look_at(model, 70_000) is None  # on its way
    with qtbot.waitSignal(model.dataChanged, timeout=2000):
        pass
    shown = look_at(model, 70_000)
    assert shown is not None
    assert shown.id == 70_001
    assert len(source.asked) == PAGE


def test_rows_known_by_id_survive_another_order(background: Background, qtbot: QtBot) -> None:
    source = Source()
    model = VideoListModel(source.fetch, background)
    model.show([1, 2, 3], source.fetch([1, 2, 3]))
    model.show([3, 1])
    shown = look_at(model, 0)
    assert shown is not None
    assert shown.id == 3
    assert model.row_of(1) == 1
    assert model.row_of(2) == -1


def test_showing_the_same_again_resets_nothing(background: Background, qtbot: QtBot) -> None:
    model = VideoListModel(Source().fetch, background)
    model.show([1, 2])
    with qtbot.assertNotEmitted(model.modelReset):
        model.show([1, 2])


def test_a_change_is_read_again_and_announced(background: Background, qtbot: QtBot) -> None:
    source = Source()
    model = VideoListModel(source.fetch, background)
    model.show([1, 2, 3], source.fetch([1, 2, 3]))
    source.stars[2] = 4.5
    with qtbot.waitSignal(model.dataChanged, timeout=2000) as heard:
        model.refresh([2])
    assert heard.args[0].row() == heard.args[1].row() == 1
    shown = look_at(model, 1)
    assert shown is not None
    assert shown.stars == 4.5


def test_a_row_asked_for_twice_is_read_once(background: Background, qtbot: QtBot) -> None:
    source = Source()
    model = VideoListModel(source.fetch, background)
    model.show([1, 2])
    look_at(model, 0)
    look_at(model, 1)
    with qtbot.waitSignal(model.dataChanged, timeout=2000):
        pass
    assert sorted(source.asked) == [1, 2]


def test_rows_that_arrive_after_another_order_are_announced_too(background: Background, qtbot: QtBot) -> None:
    model = VideoListModel(Source().fetch, background)
    model.show(range(1, 601))
    look_at(model, 0)
    with qtbot.waitSignal(model.dataChanged, timeout=2000) as heard:
        model.show([*range(300, 601), 1])
    assert heard.args[0].row() <= 301 <= heard.args[1].row()


def test_video_model_passes_qt_s_tester(background: Background, qtmodeltester: ModelTester) -> None:
    source = Source()
    model = VideoListModel(source.fetch, background)
    model.show([1, 2, 3], source.fetch([1, 2, 3]))
    qtmodeltester.check(model)
    model.show([3, 4])
    qtmodeltester.check(model)
    assert model.index(0, 0).data() == "Film 3"
    assert model.index(0, 0).data(IdRole) == 3


def ranked(*ids: int) -> Ranked:
    suggestions = tuple(
        Suggestion(n, i, f"Film {i}", "", 4.0, 0.5, (Reason("new", "New"),), Blurb("", "Text.", ()))
        for n, i in enumerate(ids, 1)
    )
    return Ranked(suggestions, {i: Video(i, f"Film {i}", "") for i in ids})


def test_suggestions_keep_their_order(qtmodeltester: ModelTester) -> None:
    model = SuggestionModel()
    qtmodeltester.check(model)
    model.show(ranked(5, 2, 9))
    qtmodeltester.check(model)
    assert [video.id for _, video in model.pairs()] == [5, 2, 9]


def test_the_same_ranking_again_resets_nothing(qtbot: QtBot) -> None:
    model = SuggestionModel()
    model.show(ranked(1, 2))
    with qtbot.assertNotEmitted(model.modelReset):
        model.show(ranked(1, 2))
    with qtbot.waitSignal(model.modelReset, timeout=500):
        model.show(ranked(2, 1))


def test_cues_are_in_time_and_found(qtmodeltester: ModelTester) -> None:
    model = CueModel()
    model.show([Cue(9000, 9500, "Late night"), Cue(1000, 1500, "你好\n朋友"), Cue(4000, 4500, "Night bus")])
    qtmodeltester.check(model)
    assert [model.index(row).data() for row in range(3)] == ["你好 朋友", "Night bus", "Late night"]
    model.search("NIGHT")
    qtmodeltester.check(model)
    assert [model.index(row).data(CueRole).start_ms for row in range(model.rowCount())] == [4000, 9000]
    model.search("")
    assert model.rowCount() == model.total == 3


def test_places_show_counts_and_say_what_is_unplugged(qtmodeltester: ModelTester) -> None:
    model = PlacesModel()
    roots = [Root(1, "/media/Home"), Root(2, "/media/Blue 4TB", online=False)]
    model.show({"all": 9, "films": 4, "series": 2, "talks": 3, "continue": 1}, roots, {1: 9, 2: 5})
    qtmodeltester.check(model)
    places: dict[str, Place] = {place.label: place for place in model.places()}
    assert places["Films"].count == 4
    assert places["Home"].count == 9
    assert (places["Blue 4TB"].count, places["Blue 4TB"].note) == (None, "unplugged")


def test_headings_of_places_cannot_be_chosen() -> None:
    model = PlacesModel()
    model.show({}, [], {})
    heading = next(row for row, place in enumerate(model.places()) if place.name is None)
    assert not model.index(heading).flags() & Qt.ItemFlag.ItemIsSelectable
    assert model.index(heading + 1).flags() & Qt.ItemFlag.ItemIsSelectable


def test_new_counts_do_not_reset_the_places(qtbot: QtBot) -> None:
    model = PlacesModel()
    model.show({"all": 1}, [], {})
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged, timeout=500):
        model.show({"all": 2}, [], {})


@pytest.fixture
def clients() -> dict[str, FakeClient]:
    return {"batch": FakeClient(), "live": FakeClient()}


@pytest.fixture
def jobs(clients: dict[str, FakeClient]) -> JobsModel:
    return JobsModel(JobBridge(dict(clients)))


def test_each_task_goes_to_its_process(jobs: JobsModel, clients: dict[str, FakeClient]) -> None:
    for task in (Scan(), Train(), MakeDemo("/d"), Write((1,)), ReadNotes()):
        jobs.start(task)
    assert [type(job.task) for job in clients["batch"].jobs] == [Scan, Train, MakeDemo]
    assert [type(job.task) for job in clients["live"].jobs] == [Write, ReadNotes]


def test_jobs_show_their_progress_and_end(
    jobs: JobsModel, clients: dict[str, FakeClient], qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    jobs.start(Scan())
    qtmodeltester.check(jobs)
    job = clients["batch"].jobs[0]
    with qtbot.waitSignal(jobs.dataChanged, timeout=500):
        job.progress("index", 318, 512)
    progress = jobs.index(0).data(JobRole).progress
    assert (progress.done, progress.total) == (318, 512)
    with qtbot.waitSignal(jobs.ended, timeout=500):
        job.finish()
    assert jobs.index(0).data(JobRole).state == "done"
    assert jobs.open() == []
    qtmodeltester.check(jobs)


def test_cancel_reaches_the_job_twice(jobs: JobsModel, clients: dict[str, FakeClient], qtbot: QtBot) -> None:
    number = jobs.start(Scan())
    jobs.cancel(number)
    assert jobs.rows()[0].state == "stopping"
    jobs.cancel(number)
    job = clients["batch"].jobs[0]
    assert job.cancels == 2
    with qtbot.waitSignal(jobs.ended, timeout=500):
        job.finish(cancelled=True)
    assert jobs.rows()[0].state == "cancelled"
    jobs.cancel(number)  # it is over: nothing happens
    assert job.cancels == 2


def test_only_the_last_ended_jobs_are_kept(
    jobs: JobsModel, clients: dict[str, FakeClient], qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(jobs)
    for _ in range(ENDED_KEPT + 3):
        jobs.start(Scan())
        with qtbot.waitSignal(jobs.ended, timeout=500):
            clients["batch"].jobs[-1].finish()
    assert jobs.rowCount() == ENDED_KEPT
    qtmodeltester.check(jobs)
