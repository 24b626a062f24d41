"""What a file says of itself, what is refused, and the lines of its text tracks."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from engine.errors import Cancelled, InvalidMedia
from engine.index.probe import READ_BYTES, probe, read_text_tracks
from engine.records import Cue, Track
from tests.support.clips import make_clip
from tests.support.data import shared

LINES = {"eng": [(0.2, 0.9, "Hello\nthere"), (1.0, 1.5, "<i>Second</i> & last")], "chi": [(0.4, 1.2, "你好")]}


def test_probe_tells_length_streams_chapters_and_tags(tmp_path: Path) -> None:
    clip = make_clip(
        tmp_path / "a.mkv",
        seconds=2,
        audio=True,
        tags={"title": "一个 title", "ARTIST": "Bob"},
        chapters=[(0, 1, "One"), (1, 2, "二")],
        subtitles=LINES,
    )
    found = probe(str(clip))
    assert found.duration_s == pytest.approx(2.0, abs=0.1)
    assert [(track.kind, track.codec) for track in found.tracks] == [
        ("video", "h264"),
        ("audio", "opus"),
        ("subtitle", "subrip"),
        ("subtitle", "subrip"),
    ]
    assert (found.tracks[0].width, found.tracks[0].height) == (160, 90)
    assert found.tracks[1].channels == 2
    assert [track.language for track in found.tracks[2:]] == ["en", "zh"]
    assert all(track.cues is None and track.is_text for track in found.tracks[2:])
    assert [(chapter.start_s, chapter.end_s, chapter.title) for chapter in found.chapters] == [
        (0, 1, "One"),
        (1, 2, "二"),
    ]
    assert found.tags["title"] == "一个 title"
    assert found.tags["artist"] == "Bob"


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".ts", ".flv", ".wmv", ".gif"])
def test_every_container_tells_its_length(tmp_path: Path, suffix: str) -> None:
    found = probe(str(make_clip(tmp_path / f"a{suffix}", seconds=1.5, audio=suffix != ".gif")))
    assert found.duration_s == pytest.approx(1.5, abs=0.25)
    assert any(track.kind == "video" for track in found.tracks)


def test_a_file_that_does_not_tell_its_length_is_measured(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "a.mkv", seconds=3)
    data = clip.read_bytes()
    place = data.index(b"\x44\x89\x88")  # Duration, eight bytes
    clip.write_bytes(data[:place] + b"\xec\x89" + bytes(9) + data[place + 11 :])  # Void
    assert probe(str(clip)).duration_s == pytest.approx(3.0, abs=0.2)


def test_tags_in_an_old_encoding_are_read(tmp_path: Path) -> None:
    title = "一部关于大海和渔民的纪录片，讲述他们的生活"
    clip = make_clip(tmp_path / "a.mkv", seconds=0.5, tags={"title": "x" * len(title.encode("gb18030"))})
    data = clip.read_bytes()
    clip.write_bytes(data.replace(b"x" * len(title.encode("gb18030")), title.encode("gb18030")))
    assert probe(str(clip)).tags["title"] == title


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{clip}\n#EXT-X-ENDLIST\n", ".mp4"),
        ("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n", ".ts"),
        ("ffconcat version 1.0\nfile {clip}\n", ".mkv"),
        (
            '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet>'
            "<Representation><BaseURL>{clip}</BaseURL></Representation></AdaptationSet></Period></MPD>",
            ".mp4",
        ),
        (";FFMETADATA1\ntitle=x\n", ".mkv"),
        ("v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n", ".mp4"),
        ("1\n00:00:01,000 --> 00:00:02,000\nA subtitle\n", ".mp4"),
        ("<html><body>404</body></html>", ".mp4"),
    ],
)
def test_a_playlist_or_text_in_disguise_opens_nothing(tmp_path: Path, text: str, suffix: str) -> None:
    clip = make_clip(tmp_path / "clip.ts", seconds=1)
    disguise = tmp_path / f"disguise{suffix}"
    disguise.write_text(text.format(clip=clip.name))
    with pytest.raises(InvalidMedia):
        probe(str(disguise))


def test_sound_alone_is_told_as_such(tmp_path: Path) -> None:
    import av

    with av.open(str(tmp_path / "a.mkv"), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        frame = av.AudioFrame(format="s16", layout="mono", samples=800)
        frame.sample_rate = 8000
        container.mux(stream.encode(frame))
    with pytest.raises(InvalidMedia, match="only sound"):
        probe(str(tmp_path / "a.mkv"))


def test_noise_and_stumps_are_invalid(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "a.mp4", seconds=1).read_bytes()
    for number, data in enumerate([os.urandom(5000), clip[:40], bytes(5000), b"x"]):
        path = tmp_path / f"{number}.mp4"
        path.write_bytes(data)
        with pytest.raises(InvalidMedia) as caught:
            probe(str(path))
        assert "\n" not in str(caught.value)
    with pytest.raises(InvalidMedia, match="gone"):
        probe(str(tmp_path / "none.mp4"))


@pytest.mark.parametrize("suffix", [".mkv", ".mp4", ".webm"])
def test_all_text_tracks_are_read_in_one_pass(tmp_path: Path, suffix: str) -> None:
    clip = make_clip(tmp_path / f"a{suffix}", audio=True, subtitles=LINES)
    texts = [track for track in probe(str(clip)).tracks if track.kind == "subtitle"]
    told: list[tuple[int, int]] = []
    cues = read_text_tracks(
        str(clip), texts, cancelled=lambda: False, on_progress=lambda done, total: told.append((done, total))
    )
    assert cues[texts[0].index] == (Cue(200, 900, "Hello\nthere"), Cue(1000, 1500, "Second & last"))
    assert cues[texts[1].index] == (Cue(400, 1200, "你好"),)
    assert told[-1] == (clip.stat().st_size, clip.stat().st_size)


def test_ass_lines_lose_their_overrides(tmp_path: Path) -> None:
    lines = {"eng": [(0.1, 0.9, r"{\an8\fad(200,200)}Up {\i1}there{\i0}"), (1, 1.5, r"{\p1}m 0 0 l 9 9{\p0}")]}
    clip = make_clip(tmp_path / "a.mkv", subtitles=lines, subtitle_codec="ass")
    texts = [track for track in probe(str(clip)).tracks if track.kind == "subtitle"]
    assert texts[0].codec == "ass"
    assert read_text_tracks(str(clip), texts, cancelled=lambda: False) == {texts[0].index: (Cue(100, 900, "Up there"),)}


def test_reading_text_stops_when_it_is_cancelled(tmp_path: Path) -> None:
    lines = {"eng": [(number / 10, number / 10 + 0.05, f"Line {number}") for number in range(40)]}
    clip = make_clip(tmp_path / "a.mkv", seconds=4, size=(480, 270), subtitles=lines)
    texts = [track for track in probe(str(clip)).tracks if track.kind == "subtitle"]
    assert clip.stat().st_size > 2 * READ_BYTES
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    start = time.monotonic()
    with pytest.raises(Cancelled):
        read_text_tracks(str(clip), texts, cancelled=cancelled)
    assert time.monotonic() - start < 1
    with pytest.raises(Cancelled):
        read_text_tracks(str(clip), texts, cancelled=lambda: True)


def test_a_file_that_breaks_off_gives_the_lines_before(tmp_path: Path) -> None:
    lines = {"eng": [(number / 4, number / 4 + 0.2, f"Line {number}") for number in range(32)]}
    clip = make_clip(tmp_path / "a.mkv", seconds=8, subtitles=lines)
    texts = [track for track in probe(str(clip)).tracks if track.kind == "subtitle"]
    clip.write_bytes(clip.read_bytes()[: clip.stat().st_size // 2])
    cues = read_text_tracks(str(clip), texts, cancelled=lambda: False)[texts[0].index]
    assert 2 < len(cues) < 32
    assert cues[0].text == "Line 0"


def test_no_text_tracks_means_no_reading(tmp_path: Path) -> None:
    pictures = Track("subtitle", 3, codec="hdmv_pgs_subtitle", is_text=False)
    assert read_text_tracks(str(tmp_path / "none.mkv"), [pictures], cancelled=lambda: False) == {}
    with pytest.raises(InvalidMedia):
        read_text_tracks(str(tmp_path / "none.mkv"), [Track("subtitle", 1)], cancelled=lambda: False)


def test_a_real_file_with_two_text_tracks() -> None:
    path = str(shared("videos/torchcodec-resources/nasa_13013.mp4"))
    texts = [track for track in probe(path).tracks if track.kind == "subtitle"]
    cues = read_text_tracks(path, texts, cancelled=lambda: False)
    assert [track.language for track in texts] == ["en", "en"]
    assert set(cues) == {track.index for track in texts}
    assert any(cue.text for found in cues.values() for cue in found)
