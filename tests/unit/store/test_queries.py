"""Reading back: rows, orders, finding by words, work that is left, full text in every script."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import EnvironmentFault
from engine.records import (
    Blurb,
    Chapter,
    Checkpoint,
    Description,
    Embedding,
    Evidence,
    FileFacts,
    Lattice,
    Person,
    Pictures,
    ReadNote,
    Source,
    Tagged,
    Track,
    TrackCues,
    VideoLattices,
    WrittenBlurb,
)
from engine.store import commands
from engine.store.library import Library
from engine.store.rows import clean, packed, sort_key, unpacked
from tests.unit.store.conftest import Store
from tests.unit.store.makers import NOW, beside, lines, scanned, stream, unplugged, unreadable

# --- rows ----------------------------------------------------------------------------------------------


def test_video_comes_back_as_it_was_described(library: Library, store: Store) -> None:
    said = Description(
        title="The Night Train",
        year=1994,
        kind="episode",
        text="A train that never stops.",
        tagline="All aboard",
        series="Rails",
        season=2,
        episode=3,
        language="en",
        genres=("Drama", "Mystery"),
        tags=("snow",),
        people=(Person("Ann Lee", "director"), Person("Bo", "actor")),
    )
    pictures = Pictures("p.jpg", "s.jpg", (1.5, 2.5))
    chapters = (Chapter(0.0, 10.0, "Start"), Chapter(10.0, 60.0, "End"))
    store(scanned("/films/t.mkv", "T", said=said, pictures=pictures, chapters=chapters, tracks=(stream(),)))
    detail = library.read.detail(1)
    video = detail.video
    for name in (
        "title",
        "year",
        "kind",
        "text",
        "tagline",
        "series",
        "season",
        "episode",
        "language",
        "genres",
        "tags",
        "people",
    ):
        assert getattr(video, name) == getattr(said, name), name
    assert (video.path, video.duration_s, video.added_at, video.pictures) == ("/films/t.mkv", 60.0, NOW, pictures)
    assert detail.chapters == chapters
    assert [(track.kind, track.codec, track.cues) for track in detail.tracks] == [
        ("video", "h264", None),
        ("subtitle", "subrip", None),
    ]


def test_later_look_without_pictures_leaves_them(library: Library, store: Store) -> None:
    pictures = Pictures("p.jpg", "s.jpg", (1.0,))
    store(scanned("/films/a.mkv", "A", pictures=pictures))
    store(scanned("/films/a.mkv", "A"))
    assert library.read.video(1).pictures == pictures


def test_page_comes_in_the_order_asked_for_without_what_is_gone(library: Library, store: Store) -> None:
    store(*(scanned(f"/films/{n}.mkv", str(n), said=Description(title=str(n), tags=(f"t{n}",))) for n in range(5)))
    page = library.read.videos(ids=[4, 77, 2])
    assert [(video.id, video.tags) for video in page] == [(4, ("t3",)), (2, ("t1",))]
    assert library.read.videos(ids=[]) == []


def test_orders_and_filters_of_the_library(library: Library, store: Store) -> None:
    for place, (title, year, kind, duration) in enumerate(
        [
            ("Lesson 10", 2001, "lesson", 50.0),
            ("The Ape", None, "film", None),
            ("lesson 2", 1999, "lesson", 70.0),
            ("Zoo", 2020, "film", 10.0),
        ]
    ):
        said = Description(
            title=title, year=year, kind=kind, series="Course" if kind == "lesson" else "", genres=(title[0],)
        )  # type: ignore[arg-type]
        store(scanned(f"/films/{place}.mkv", str(place), said=said, duration_s=duration), at=NOW + place)
    library.do(commands.rate, 2, 2.0, NOW)
    library.do(commands.rate, 4, 5.0, NOW)
    library.do(commands.add_tags, 4, ["Animals"], NOW)
    ids = library.read.video_ids
    assert ids() == [4, 3, 2, 1]
    assert ids("title") == [2, 3, 1, 4]
    assert ids("title", reverse=True) == [4, 1, 3, 2]
    assert ids("year") == [4, 1, 3, 2]
    assert ids("rating") == [4, 2, 3, 1]
    assert ids("duration") == [3, 1, 4, 2]
    assert ids("title", kind="lesson") == [3, 1]
    assert ids(series="Course", kind="film") == []
    assert ids(tag="animals") == [4]
    assert ids(genre="Z") == [4]
    assert ids(root_id=1, hidden=False) == [4, 3, 2, 1]
    assert ids(root_id=2) == []


def test_only_what_was_begun_or_watched_has_sittings(library: Library, store: Store) -> None:
    store(*(scanned(f"/films/{number}.mkv", str(number)) for number in range(3)))
    library.do(commands.play, 1, NOW, 300.0, 0.3)
    library.do(commands.play, 2, NOW, 990.0, 0.99)
    assert library.read.sittings() == {1: 300.0, 2: None}
    assert library.read.sittings([2, 3]) == {2: None}
    library.do(commands.mark, 2, "unwatched", NOW + 1)
    assert library.read.sittings([2]) == {}


def test_each_folder_counts_the_videos_that_are_there(library: Library, store: Store) -> None:
    store(*(scanned(f"/films/{number}.mkv", str(number)) for number in range(3)))
    (root,) = library.read.roots()
    assert library.read.per_root() == {root.id: 3}
    library.do(commands.add_root, "/none", NOW)
    assert library.read.per_root() == {root.id: 3}


def test_pages_hold_all_videos_by_id(library: Library, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.store.queries._MANY", 2)
    store(*(scanned(f"/films/{number}.mkv", str(number)) for number in range(5)))
    pages = list(library.read.video_pages())
    assert [len(page) for page in pages] == [2, 2, 1]
    assert [video for page in pages for video in page] == library.read.videos()
    assert library.read.video_ids(limit=2) == library.read.video_ids()[:2]


def test_counts(library: Library, store: Store) -> None:
    assert library.read.counts() == {"videos": 0, "rated": 0, "noted": 0, "unreadable": 0, "offline": 0}
    store(
        scanned("/films/a.mkv", "A", said=Description(title="A", kind="film")),
        scanned("/films/b.mkv", "B"),
        unreadable("/films/c.mkv"),
    )
    library.do(commands.rate, 1, 2.0, NOW)
    library.do(commands.write_note, 2, "x", NOW)
    expected = {"videos": 3, "rated": 1, "noted": 1, "unreadable": 1, "offline": 0, "film": 1, "video": 2}
    assert library.read.counts() == expected
    store(unplugged())
    assert library.read.counts() == expected | {"offline": 3, "unreadable": 0}


def test_find_by_id_path_title_and_part(library: Library, store: Store) -> None:
    for place, title in enumerate(["Alien", "Aliens", "ALIEN", "2001", "电影之夜"]):
        store(scanned(f"/films/{place}.mkv", str(place), said=Description(title=title)))

    def found(text: str) -> list[int]:
        return [video.id for video in library.read.find(text)]

    assert found("2") == [2]
    assert found("/films/0.mkv") == [1]
    assert found("/films/../films/0.mkv") == [1]
    assert found("Alien") == [1]
    assert found("alien") == [1, 3]
    assert found("lien") == [1, 2, 3]
    assert found("iens") == [2]
    assert found("2001") == [4]
    assert found("影之") == [5]
    assert found("3.mkv") == [4]
    assert found("nothing") == [] and found("  ") == []
    with pytest.raises(EnvironmentFault, match="no video 99"):
        library.read.video(99)


def test_parts_of_a_series_and_of_a_folder(library: Library, store: Store) -> None:
    store(
        scanned("/films/rails/1.mkv", "A", said=Description(title="One", series="Rails", episode=1)),
        scanned("/films/rails/extra/2.mkv", "B", said=Description(title="Two", series="Rails", episode=2)),
        scanned("/films/rails2/3.mkv", "C", said=Description(title="Three", series="Other")),
        scanned("/films/rails/4.mkv", "D"),
    )
    assert [video.title for video in library.read.of_series("Rails", most=9)] == ["One", "Two"]
    assert len(library.read.of_series("Rails", most=1)) == 1
    assert library.read.of_series("", most=0) == []
    assert {video.title for video in library.read.in_folder("/films/rails", most=9)} == {"One", "Two", "Film D"}
    assert len(library.read.in_folder("/films", most=3)) == 3
    assert library.read.in_folder("/film", most=9) == []


def test_cues_come_by_track_the_likeliest_first(library: Library, store: Store) -> None:
    forced = Track("subtitle", 0, path="/films/a.forced.srt", is_forced=True, cues=lines("SIGN"))
    default = Track("subtitle", 0, path="/films/a.zh.srt", is_default=True, cues=lines("一", "二"))
    store(scanned("/films/a.mkv", "A", tracks=(forced, beside("/films/a.en.srt", "one"), default)))
    cues = library.read.cues(1)
    assert [cue.text for cue in cues] == ["一", "二", "one", "SIGN"]
    assert [cue.text for cue in library.read.cues(1, 2)] == ["一", "二"]
    assert library.read.cues(1, track_id=cues[2].track_id) == [cues[2]]


# --- work that is left --------------------------------------------------------------------------------------


def test_videos_are_embedded_again_only_when_their_words_change(library: Library, store: Store) -> None:
    read = library.read
    store(*(scanned(f"/films/{n}.mkv", n, tracks=(stream(),)) for n in "ABC"), unreadable("/films/bad.mkv"))
    assert read.to_embed("m") == [1, 2, 3]
    ids, vectors = read.embeddings("m")
    assert ids.shape == (0,) and vectors.shape == (0, 0)
    made = {n: np.full(4, n, np.float32) for n in (1, 2, 3)}
    changes = store(*(Embedding(n, "m", vector, read.text_version(n)) for n, vector in reversed(made.items())))
    assert changes.embeddings == {1, 2, 3}
    assert read.to_embed("m") == [] and read.to_embed("other") == [1, 2, 3]
    ids, vectors = read.embeddings("m")
    assert ids.tolist() == [1, 2, 3] and vectors.dtype == np.float32
    np.testing.assert_array_equal(vectors, np.stack(list(made.values())))

    library.do(commands.rate, 1, 3.0, NOW)
    library.do(commands.write_note, 1, "a note is evidence, not a description", NOW)
    assert read.to_embed("m") == []
    library.do(commands.add_tags, 2, ["new"], NOW)
    track = next(track for video_id, _, track in read.unread_text_tracks() if video_id == 3)
    assert track.id is not None
    stale = read.text_version(3)
    store(TrackCues(track.id, lines("words")))
    assert read.to_embed("m") == [2, 3]
    store(Embedding(3, "m", made[3], stale))  # made of the words before: still to do
    assert read.to_embed("m") == [2, 3]
    library.do(commands.remove_tag, 2, "new", NOW)
    assert read.to_embed("m") == [3]
    store(unplugged())
    assert read.to_embed("m") == []


def lattice(text: str = "A cat, old, sleeps.") -> Lattice:
    tokens = tuple(text.split())
    return Lattice(
        source=Source("cue", text, 1.25, 7),
        language="en",
        tokens=(*tokens, "It"),
        spaces=(False, *([True] * (len(tokens) - 1)), False),
        own=len(tokens),
        origin=(*range(len(tokens)), -1),
        cuts=(tuple(range(len(tokens))), (0, 1)),
    )


def test_lattices_come_back_equal_and_are_made_again_after_a_note(library: Library, store: Store) -> None:
    read = library.read
    store(scanned("/films/a.mkv", "A"), scanned("/films/b.mkv", "B"))
    vectors = np.random.default_rng(0).normal(size=(2, 8)).astype(np.float32)
    one = VideoLattices(1, "v1", read.text_version(1), (lattice(), lattice("猫 睡。")), vectors)
    none = VideoLattices(2, "v1", read.text_version(2), (), np.empty((0, 8), np.float32))
    store(one, none)
    assert read.to_parse("v1") == [] and read.to_parse("v2") == [1, 2]
    back = read.lattices(1, "v1")
    assert back is not None
    assert (back.lattices, back.version, back.text_hash) == (one.lattices, "v1", one.text_hash)
    np.testing.assert_array_equal(back.vectors, vectors)
    empty = read.lattices(2, "v1")
    assert empty is not None and empty.lattices == () and empty.vectors.shape == (0, 8)
    assert [held.video_id for held in read.all_lattices("v1")] == [1, 2]
    assert read.lattices(1, "v2") is None
    library.do(commands.write_note, 1, "said", NOW)
    assert read.to_parse("v1") == [1] and read.lattices(1, "v1") is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(), st.booleans(), st.lists(st.integers(0, 99)))))
def test_lattices_survive_packing(rows: list[tuple[str, bool, list[int]]]) -> None:
    lattices = tuple(
        Lattice(Source("note", clean(text), None, None), "zh", (text,), (space,), 1, (0,), (tuple(cut),))
        for text, space, cut in rows
    )
    assert unpacked(packed(lattices)) == lattices


def test_blurbs_belong_to_a_model_a_profile_and_the_words_of_the_video(library: Library, store: Store) -> None:
    read = library.read
    store(scanned("/films/a.mkv", "A", said=Description(title="A", text="A cat sleeps.")))
    blurb = Blurb("Sleepy", "A cat sleeps.", (Evidence("A cat sleeps.", Source("description", "A cat sleeps.")),), True)
    assert store(WrittenBlurb(1, "m1", "p1", blurb)).blurbs == {1}
    assert read.blurbs("p1", "m1") == {1: blurb}
    assert read.blurbs("p2", "m1") == {} == read.blurbs("p1", "m2")
    newer = Blurb("Cat", "Sleeps.", ())
    store(WrittenBlurb(1, "m1", "p1", newer))
    assert read.blurbs("p1", "m1") == {1: newer}
    assert read.latest_blurbs([1])[1].blurb == newer
    for state in range(30):
        store(WrittenBlurb(1, "m1", f"p{state}", newer))
    assert read.latest_blurbs([1])[1].profile_version == "p29"
    kept: list[int] = []
    library.do(lambda db: kept.extend(db.execute("SELECT count(*) FROM suggestions").fetchone()) or commands.Changes())
    assert kept == [commands.BLURBS_KEPT]
    library.do(commands.write_note, 1, "now the evidence is another", NOW)
    assert read.blurbs("p29", "m1") == {}


def test_results_for_a_video_that_is_gone_are_left_out(library: Library, store: Store) -> None:
    vector = np.ones(4, np.float32)
    assert not store(
        Embedding(9, "m", vector, ""),
        VideoLattices(9, "v", "", (), np.ones((1, 4), np.float32)),
        WrittenBlurb(9, "m", "p", Blurb("", "", ())),
        TrackCues(9, lines("x")),
        ReadNote(9, "m", ()),
    )
    assert library.read.integrity() == "ok"


def test_newest_finished_checkpoint_is_active(library: Library, store: Store) -> None:
    read = library.read
    assert read.active_checkpoint() is None
    assert store(Checkpoint("a", "m1", 10, 3.0, True, NOW)).checkpoints
    store(Checkpoint("b", "m2", 5, 4.0, False, NOW + 1))
    active = read.active_checkpoint()
    assert active is not None and (active.path, active.nll, active.finished) == ("a", 3.0, True)
    store(Checkpoint("b", "m2", 20, 2.0, True, NOW + 2))
    active = read.active_checkpoint()
    assert active is not None and (active.path, active.step) == ("b", 20)
    assert [(c.path, c.step) for c in read.checkpoints()] == [("a", 10), ("b", 20)]


# --- full text ----------------------------------------------------------------------------------------------------


@pytest.fixture
def spoken(library: Library, store: Store) -> Library:
    for number, (title, tagline, text, spoken_lines) in enumerate(
        (
            ("厨房里的春天", "", "一位厨师在北京学做面条。", ("我想吃面条", "今天天气很好", "你好")),
            (
                "Noodle House",
                "Slurp",
                "A chef's daughter cooks.",
                ("I want noodles", 'She said "stop!" AND left', "100% sure_thing"),
            ),
            ("Stars", "", "Astronomy for a noodle lover.", ()),
        ),
        start=1,
    ):
        said = Description(title=title, tagline=tagline, text=text)
        subtitles = (beside(f"/films/{number}.srt", *spoken_lines),)
        store(scanned(f"/films/{number}.mkv", str(number), said=said, tracks=subtitles))
    library.do(commands.write_note, 3, "像北京的夜空", NOW)
    return library


def test_titles_descriptions_and_notes_are_found_in_both_scripts(spoken: Library) -> None:
    def found(query: str) -> list[tuple[int, str]]:
        return [(moment.video_id, moment.source) for moment in spoken.read.search_titles(query, 10)]

    assert found("noodle") == [(2, "title"), (3, "description")]
    assert found("NOODLE lover") == [(3, "description")]
    assert found("厨房里") == [(1, "title")]
    assert found("slurp") == [(2, "description")]
    assert sorted(found("北京")) == [(1, "description"), (3, "note")]
    assert found("夜") == [(3, "note")]
    assert found("chef's") == [(2, "description")]
    assert found("noodle 北京") == [(3, "description")]
    assert found("zzz") == [] and found("") == [] and found('""') == []
    assert len(spoken.read.search_titles("oo", 1)) == 1


def test_spoken_lines_are_found_with_their_second(spoken: Library) -> None:
    def found(query: str) -> list[tuple[int, str, float | None]]:
        return [(m.video_id, m.text, m.start_s) for m in spoken.read.search_moments(query, 10)]

    assert found("noodles") == [(2, "I want noodles", 0.0)]
    assert found("天气很") == [(1, "今天天气很好", 1.0)]
    assert found("面条") == [(1, "我想吃面条", 0.0)]
    assert sorted(found("好")) == [(1, "今天天气很好", 1.0), (1, "你好", 2.0)]
    assert found("天 很好") == [(1, "今天天气很好", 1.0)]
    assert found("0%") == [(2, "100% sure_thing", 2.0)]
    assert found("_") == [(2, "100% sure_thing", 2.0)]
    assert found('"want noodles"') == [(2, "I want noodles", 0.0)] and found('"noodles want"') == []
    assert found("noodles want") == [(2, "I want noodles", 0.0)]
    assert found("stop AND left") == [(2, 'She said "stop!" AND left', 1.0)]
    assert found("noodles OR stop") == []
    assert all(moment.title == "Noodle House" for moment in spoken.read.search_moments("noodles", 10))


def test_index_follows_what_changes(spoken: Library, store: Store) -> None:
    spoken.do(commands.write_note, 3, "", NOW + 1)
    assert [m.video_id for m in spoken.read.search_titles("北京", 10)] == [1]
    store(scanned("/films/2.mkv", "2", said=Description(title="Rice"), tracks=(beside("/films/2.srt", "rice now"),)))
    assert spoken.read.search_moments("noodles", 10) == []
    assert [m.text for m in spoken.read.search_moments("rice", 10)] == ["rice now"]
    assert [m.video_id for m in spoken.read.search_titles("noodle", 10)] == [3]
    spoken.do(commands.remove_root, "/films")
    assert spoken.read.search_titles("rice", 10) == [] == spoken.read.search_moments("rice", 10)
    assert spoken.read.integrity() == "ok"


def test_long_description_is_shown_around_the_word(library: Library, store: Store) -> None:
    text = "before " * 60 + "the needle " + "after " * 60
    store(scanned("/films/a.mkv", "A", said=Description(title="Hay", text=text)))
    (moment,) = library.read.search_titles("needle", 5)
    assert "needle" in moment.text and len(moment.text) < 200
    assert moment.text.startswith("…") and moment.text.endswith("…")


def test_each_text_that_holds_all_words_is_a_hit_of_its_own(library: Library, store: Store) -> None:
    store(
        scanned("/films/a.mkv", "A", said=Description(title="Red Bridge", tagline="A red", text="The red bridge fell."))
    )
    store(scanned("/films/b.mkv", "B", said=Description(title="Bridge", text="All of it is red.")))
    library.do(commands.write_note, 1, "The bridge was too red.", NOW)
    found = [(moment.video_id, moment.source) for moment in library.read.search_texts("red bridge", 9)]
    assert [source for video_id, source in found if video_id == 1] == ["title", "description", "note"]
    assert [source for video_id, source in found if video_id == 2] == ["title"]  # the words stand in two texts


def test_people_are_found_by_any_part_of_the_name(library: Library, store: Store) -> None:
    ada, li = Person("Ada Lovelace", "director"), Person("李安", "director")
    both = (ada, Person("Ada Lovelace", "writer"))
    store(scanned("/films/a.mkv", "A", said=Description(title="Engine", year=1990, people=both)))
    store(scanned("/films/b.mkv", "B", said=Description(title="Later Engine", year=2001, people=(li, ada))))
    assert library.read.search_people("love ada", 9) == [(2, ada), (1, ada)]
    assert library.read.search_people("李", 9) == [(2, li)]
    assert library.read.search_people("love ada", 1) == [(2, ada)]
    assert library.read.search_people("nobody", 9) == [] == library.read.search_people(" ", 9)


def test_a_slip_is_put_right_by_titles_texts_lines_and_names(library: Library, store: Store) -> None:
    said = Description(title="Noodle House", text="A chef's daughter cooks.", people=(Person("Ada Lovelace", "actor"),))
    store(scanned("/films/a.mkv", "A", said=said, tracks=(beside("/films/a.srt", "The bridge is down."),)))
    right = library.read.corrected
    assert right("nodle") == "noodle"
    assert right("daugther") == "daughter"
    assert right("brigde") == "bridge"
    assert right("lovelase") == "lovelace"
    assert right("noodle brigde") == "noodle bridge"
    assert right("noodle") is None  # it is there
    assert right("xylophone") is None  # nothing is near
    assert right("brigde xylophone") is None
    assert right("nox") is None  # too short to tell


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz")
    with Library.open(folder, owner="window") as library:
        library.do(commands.add_root, "/films", NOW)
        said = Description(title='a"b*c', text="NEAR(x y) OR -z ^ col:um {n} + (")
        library.do(
            commands.store_batch, (scanned("/films/a.mkv", "A", said=said, tracks=(beside("/a.srt", "AND NOT"),)),), NOW
        )
    return folder


NASTY = st.text(alphabet=st.sampled_from("ab\"*()^:-+{}\\%_'\0 \n中文\ud800ANDORNOT,.;/"), max_size=12)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=NASTY | st.text(max_size=20))
def test_no_query_is_a_syntax_error(fuzzed: Path, query: str) -> None:
    with Library.open_for_reading(fuzzed) as library:
        library.read.search_titles(query, 5)
        library.read.search_moments(query, 5)
        library.read.search_people(query, 5)
        library.read.corrected(query)
        library.read.find(query)


@given(part=st.integers(0, 30), length=st.integers(1, 12))
@settings(deadline=None)
def test_every_piece_of_a_line_finds_it(fuzzed: Path, part: int, length: int) -> None:
    text = "NEAR(x y) OR -z ^ col:um {n} + ("
    piece = text[part : part + length].strip()
    with Library.open_for_reading(fuzzed) as library:
        assert not piece or [m.video_id for m in library.read.search_titles(f'"{piece}"', 5)] == [1]


@pytest.mark.parametrize(
    ("lesser", "greater"),
    [("Part 2", "Part 10"), ("The Ape", "Bear"), ("a zebra", "zoo"), ("ＡＢＣ", "abd"), ("Theatre", "Them")],
)
def test_titles_sort_as_people_expect(lesser: str, greater: str) -> None:
    assert sort_key(lesser) < sort_key(greater)


def test_own_tags_come_with_their_times_and_those_taken_off(library: Library, store: Store) -> None:
    store(scanned("/films/a.mkv", "a", said=Description(title="A", tags=("calm",))))
    video_id = library.read.find("A")[0].id
    library.do(commands.add_tags, video_id, ["evening"], at=NOW + 1)
    library.do(commands.remove_tag, video_id, "calm", at=NOW + 2)
    assert library.read.tagged() == [
        (video_id, Tagged("evening", NOW + 1)),
        (video_id, Tagged("calm", NOW + 2, removed=True)),
    ]


def test_a_table_is_sorted_by_every_column_with_the_unknown_last(library: Library, store: Store) -> None:
    for place, (path, size_bytes, year, series, episode) in enumerate(
        [
            ("/films/b/2.mkv", 300, 2001, "Course", 2),
            ("/films/a/x.mkv", 100, None, "", None),
            ("/films/a/deep/y.mkv", 200, 1999, "course", 1),
        ]
    ):
        said = Description(title=f"T{place}", year=year, series=series, episode=episode)
        store(scanned(path, str(place), said=said, size_bytes=size_bytes, duration_s=None if place == 1 else 60.0))
    library.do(commands.mark, 3, "watched", NOW)
    ids = library.read.video_ids
    assert ids("size") == [1, 3, 2]
    assert ids("size", reverse=True) == [2, 3, 1]
    assert ids("folder") == [2, 3, 1]
    assert ids("folder", reverse=True) == [1, 3, 2]
    assert ids("series") == [3, 1, 2]
    assert ids("year", reverse=True) == [3, 1, 2]
    assert ids("duration", reverse=True)[-1] == 2
    assert ids("watched")[0] == 3
    assert ids("kind") == ids("resolution") == [1, 2, 3]
    assert library.read.file_facts([3, 1]) == {1: FileFacts(300, 360), 3: FileFacts(200, 360)}
    assert library.read.at_paths(["/films/a/x.mkv", "/films/none.mkv"]) == {"/films/a/x.mkv": 2}


def test_every_video_stands_in_one_group(library: Library, store: Store) -> None:
    for place in range(3):
        said = Description(title=f"T{place}", year=2000 + place if place else None, tags=("sea",) if place else ())
        store(scanned(f"/films/{place % 2}/{place}.mkv", str(place), said=said))
    library.do(commands.add_tags, 3, ["quiet"], NOW)
    keys = library.read.group_keys
    assert keys("year") == {1: "", 2: "2001", 3: "2002"}
    assert keys("folder") == {1: "/films/0", 2: "/films/1", 3: "/films/0"}
    assert keys("tag") == {1: "", 2: "sea", 3: "sea"}
    assert list(library.read.tag_counts().items()) == [("sea", 2), ("quiet", 1)]
    library.do(commands.remove_tag, 2, "sea", NOW)
    library.do(commands.remove_tag, 3, "sea", NOW)
    assert keys("tag") == {1: "", 2: "", 3: "quiet"}
