"""The order of courses and series, and what to watch before a video."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rank.course import before, home, is_course, next_lesson, order
from engine.records import Video


def parts(*titles: str, **facts: object) -> list[Video]:
    """Videos of one folder, whose ids and files say nothing of their order."""
    count = len(titles)
    return [
        replace(Video(id=7 * i % count + 1 if count % 7 else i, title=title, path=f"/course/{title}.mp4"), **facts)  # type: ignore[arg-type]
        for i, title in enumerate(titles, 1)
    ]


def titles(videos: list[Video]) -> list[str]:
    return [video.title for video in videos]


def lesson(video_id: int, title: str, text: str = "", **facts: object) -> Video:
    named = Video(id=video_id, title=title, path=f"/course/{title}.mp4", kind="lesson", text=text, language="en")
    return replace(named, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "names",
    [
        ["Lecture 1: Limits", "Lecture 2: Derivatives", "Lecture 10: Integrals"],
        ["Sets, lecture 1", "Maps, lecture 2", "Graphs, lecture 3"],
        ["第一课 变量", "第二课 函数", "第三课 循环", "第十课 类", "第十一课 模块", "第二十课 测试"],
        ["微积分（上）", "微积分（中）", "微积分（下）"],
        ["线性代数（一）", "线性代数（二）", "线性代数（十）"],
        ["Why (Part I of III)", "Why (Part II of III)", "Why (Part III of III)"],
        ["Rust, part one", "Rust, part two", "Rust, part ten"],
        ["Rocky", "Rocky II", "Rocky III", "Rocky IV"],
        ["9. Trees", "10. Graphs", "11. Flows"],
        ["3.2 Loops", "3.9 Lists", "3.10 Dicts", "4 Files"],
        ["1 - Zebra", "2 - Lion", "2b - Cub", "3 - Ant"],
        ["Day 1, part 1", "Day 1, part 2", "Day 2, part 1"],
        ["Week 1: Trees, part 1", "Week 1: Trees, part 2", "Week 2: Graphs, part 1"],
        ["Talk 2023-12-30", "Talk 2024-01-09", "Talk 2024-01-10"],
        ["5521-20240909_183509-Recording", "5521-20240909_195012-Recording", "5521-20240916_183104-Recording"],
        ["Zoo S01E02", "Ape S01E10", "Bee S02E01"],
    ],
)
def test_numbers_in_titles_or_files_decide(names: list[str]) -> None:
    assert titles(order(parts(*names))) == names
    by_file = [replace(video, title="Recording") for video in parts(*names)]
    assert [video.path for video in order(by_file)] == [f"/course/{name}.mp4" for name in names]


def test_season_and_episode_decide_and_specials_come_last() -> None:
    numbers = [(1, 1), (1, 2), (1, None), (2, 1), (2, 10), (0, 1)]
    videos = [
        Video(id=9 - i, title=f"Title {9 - i}", path=f"/{i}.mp4", kind="episode", series="S", season=season, episode=n)
        for i, (season, n) in enumerate(numbers)
    ]
    assert [(video.season, video.episode) for video in order(videos[::-1])] == numbers


def test_numbered_folders_come_one_after_the_other() -> None:
    paths = [
        "/c/Welcome.mp4",
        "/c/Week 2/01 - Sorting.mp4",
        "/c/Week 2/02 - Heaps.mp4",
        "/c/Week 10/01 - Flows.mp4",
    ]
    videos = [Video(id=9 - i, title=path[-9:], path=path) for i, path in enumerate(paths)]
    assert [video.path for video in order(videos)] == paths
    assert {home(video) for video in videos} == {"/c"}
    assert before(videos[3], videos) == ((videos[2], "the part before this one"),)
    assert before(videos[2], videos) == ((videos[1], "part 1 of 2"),)
    named = [replace(video, series=video.path.split("/")[2]) for video in videos[1:]]
    assert {home(video) for video in named} == {"/c"}, "a series named by a numbered folder"
    assert home(replace(videos[0], series="30 Rock")) == "30 rock"


def test_introductions_stand_before_the_numbered_and_extras_behind() -> None:
    names = ["Welcome to the course", "Lecture 1", "Lecture 2", "Lecture 3", "A bonus"]
    assert titles(order(parts(*names))) == names


def test_parts_of_one_talk_stay_together_among_others() -> None:
    names = ["3 Cats", "12 Angry Men", "Ants", "Bees (Part 1)", "Bees (Part 2)", "Dogs", "Fish", "Zoo"]
    videos = parts(*names)
    assert titles(order(videos)) == names, "where nothing else decides: by name"
    assert before(videos[1], videos) == (), "two titles that begin with numbers count nothing"
    assert before(videos[4], videos) == ((videos[3], "part 1 of 2"),)


def test_concepts_are_introduced_before_they_are_used() -> None:
    videos = [
        lesson(1, "A library for deep networks", "How deep networks need backpropagation and gradient descent."),
        lesson(2, "Backpropagation", "The chain rule, and gradient descent on top of it."),
        lesson(3, "Gradient descent", "How to walk downhill."),
        lesson(4, "Zebras", "They have stripes."),
    ]
    found = [video.id for video in order(videos)]
    assert found.index(3) < found.index(2) < found.index(1)


def test_of_a_circle_the_weakest_link_gives_way() -> None:
    videos = [
        lesson(1, "Zebras", "They listen to owls."),
        lesson(2, "Apes", "They ride on zebras."),
        lesson(3, "Owls and mice", "They fear apes."),
        lesson(4, "Ducks", "They eat with mice."),
    ]
    assert [video.id for video in order(videos)] == [1, 2, 3, 4]


def test_chinese_concepts_are_introduced_before_they_are_used() -> None:
    videos = [
        lesson(1, "语义搜索", "我们用词向量和倒排索引来找句子。"),
        lesson(2, "词向量", "把每个词变成数字。"),
        lesson(3, "倒排索引", "记录每个词在哪里出现。它和词向量不同。"),
    ]
    assert [video.id for video in order(videos)] == [2, 3, 1]


def test_levels_decide_where_concepts_do_not() -> None:
    for names in (
        ["Pandas for beginners", "Pandas", "Advanced pandas", "A conclusion"],
        ["Python 101", "Generators in Python", "Internals of Python"],
        ["绘画入门", "绘画", "绘画进阶", "总结"],
    ):
        assert titles(order(parts(*names))) == names


NAMES = st.sampled_from(
    ["Lecture {}", "Trees, part {}", "{} - Trees", "Trees", "Intro to trees", "第{}课", "Advanced trees", "Graphs ({})"]
)
VIDEOS = st.lists(
    st.builds(
        lambda name, number, text, folder, episode: Video(
            id=0, title=name.format(number), path=f"/{folder}/x.mp4", text=text, episode=episode, kind="lesson"
        ),
        NAMES,
        st.integers(0, 12),
        st.sampled_from(["", "Trees and graphs.", "Graphs.", "图 和 树"]),
        st.sampled_from(["c", "c/Week 1", "c/Week 2", "c/other"]),
        st.none() | st.integers(0, 3),
    ),
    min_size=1,
    max_size=12,
).map(lambda videos: [replace(video, id=i) for i, video in enumerate(videos, 1)])


@given(VIDEOS, st.randoms(use_true_random=False))
def test_the_order_holds_each_once_however_they_are_given(videos: list[Video], chance: object) -> None:
    first = order(videos)
    assert sorted(video.id for video in first) == [video.id for video in videos]
    mixed = list(videos)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert order(mixed) == first


@given(VIDEOS)
def test_nothing_is_named_before_itself_or_in_a_circle(videos: list[Video]) -> None:
    named = {video.id: [other.id for other, _ in before(video, videos)] for video in videos}
    mine = {video.id: home(video) for video in videos}
    courses = [[video for video in videos if home(video) == one] for one in set(mine.values())]
    place = {video.id: i for course in courses for i, video in enumerate(order(course))}
    for video_id, others in named.items():
        assert len(others) == len(set(others)) <= 3
        for other in others:
            assert other != video_id
            assert video_id not in named[other], "two videos wait for each other"
            assert mine[other] != mine[video_id] or place[other] < place[video_id]


def test_what_comes_before_is_told_with_true_reasons() -> None:
    course = [
        lesson(1, "Lecture 1: Gradient descent", "How to walk downhill."),
        lesson(2, "Lecture 2: Momentum", "Rolling on."),
        lesson(3, "Lecture 3: Plots", "Charts of all kinds."),
        lesson(4, "Lecture 4: Newton", "Faster than gradient descent, slower than nothing."),
        lesson(5, "Lecture 5: Zoo", "Animals."),
    ]
    told = [(other.id, why) for other, why in before(course[3], course)]
    assert told == [(3, "lesson 3 of 5"), (1, "introduces “Gradient descent”, which this one uses")]
    seen = [replace(part, watched=part.id == 3) for part in course]
    assert before(seen[3], seen)[0] == (seen[1], "lesson 2 of 5")
    gap = [part for part in course if part.id != 2]
    assert before(gap[2], gap)[0][1] == "the lesson before this one", "here are not all of the numbers"
    assert before(course[0], course) == ()


def test_a_concept_counts_for_the_first_that_speaks_of_it() -> None:
    course = [
        lesson(1, "Lecture 1: Loops", "Loops, and a word on recursion."),
        lesson(2, "Lecture 2: Recursion", "Functions that call themselves."),
        lesson(3, "Lecture 3: Files", "Reading."),
        lesson(4, "Lecture 4: Trees", "Walked by recursion."),
    ]
    assert "introduces" not in " ".join(why for _, why in before(course[3], course))
    course[0] = replace(course[0], text="Loops.")
    assert "introduces “Recursion”, which this one uses" in [why for _, why in before(course[3], course)]


def test_an_introduction_of_another_course_comes_before() -> None:
    here = lesson(1, "Kalman filters in the wild", "Needs linear algebra and much patience.")
    basis = lesson(2, "Introduction to linear algebra", "Vectors.", path="/other/a.mp4")
    others = [
        basis,
        lesson(3, "Onions", "Soup.", path="/other/b.mp4"),
        replace(basis, id=4, language="de"),
        replace(basis, id=5, kind="film"),
        replace(basis, id=6, watched=True),
    ]
    others = [replace(other, path=f"/{other.id}/x.mp4") for other in others]
    assert [(other.id, why) for other, why in before(here, others)] == [
        (2, "an introduction to “linear algebra”, which this one uses")
    ]


def test_episodes_are_counted_and_concepts_left_to_lessons() -> None:
    show = [
        Video(id=i, title=f"The lighthouse {name}", path=f"/{i}.mp4", kind="episode", series="S", season=2, episode=i)
        for i, name in enumerate(["burns", "calls", "falls"], 1)
    ]
    assert before(show[2], show) == ((show[1], "episode 2 of 3"),)
    longer = [*show, replace(show[0], id=4, season=1)]
    assert before(show[0], longer) == ((longer[3], "season 1, episode 1"),)


def test_the_next_lesson_is_the_first_that_is_left() -> None:
    course = parts("Lecture 1", "Lecture 2", "Lecture 3")
    first, second, third = course
    assert next_lesson(course[::-1], set()) == first
    assert next_lesson(course, {first.id, third.id}) == second
    assert next_lesson(course, {part.id for part in course}) is None
    assert next_lesson([], set()) is None


def test_a_folder_of_films_is_no_course() -> None:
    assert not is_course(parts("Heat", "Alien", "Ran"))
    assert not is_course(parts("Lecture 1"))
    assert is_course(parts("Lecture 1", "Lecture 2"))
    assert is_course(parts("Heat", "Ran", series="Mann"))
    assert is_course(parts("Heat", "Ran", kind="talk"))


def test_a_folder_too_big_for_a_course_keeps_its_names() -> None:
    videos = parts(*(f"Talk of {a}{b}{c}" for a in "pqrstuv" for b in "pqrstuv" for c in "pqrstuv"))
    videos[0] = replace(videos[0], text="It needs vvv.")
    assert titles(order(videos)) == sorted(titles(videos))
    few = [videos[0], *videos[-9:]]
    assert titles(order(few)) != sorted(titles(few))
