"""Lines out of every text format and encoding, and what a subtitle's name says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import InvalidMedia
from engine.index.subtitles import (
    SUBTITLE_EXTENSIONS,
    decode,
    language_of_name,
    language_of_tag,
    parse_subtitles,
    plain_line,
    read_subtitles,
)
from engine.records import Cue
from tests.support.data import shared

CHINESE = "这部电影讲述了一个年轻人离开家乡，到城市里寻找工作和朋友的故事。他遇到了很多困难，但是从来没有放弃。"
TRADITIONAL = "這部電影講述了一個年輕人離開家鄉，到城市裡尋找工作和朋友的故事。他遇到了很多困難，但是從來沒有放棄。"
JAPANESE = "こんにちは、今日はいい天気ですね。私は学生です。映画を見ましょう。明日はどこへ行きますか。"
KOREAN = "안녕하세요. 오늘은 날씨가 좋네요. 같이 영화를 보러 갑시다. 내일은 어디로 갈까요?"
RUSSIAN = "Привет, как у тебя дела? Сегодня мы пойдём в кино, а завтра поедем за город к друзьям."
FRENCH = "Où êtes-vous allés hier soir ? Nous étions très fatigués, mais le théâtre était déjà fermé à minuit."


def srt(*texts: str) -> str:
    return "".join(
        f"{number}\n00:00:{number:02},000 --> 00:00:{number:02},500\n{text}\n\n" for number, text in enumerate(texts, 1)
    )


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((text, "utf-8") for text in (CHINESE, TRADITIONAL, JAPANESE, KOREAN, RUSSIAN, FRENCH)),
        *((CHINESE, encoding) for encoding in ("utf-8-sig", "utf-16", "utf-32", "gb18030")),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (TRADITIONAL, "big5"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "euc_kr"),
        (RUSSIAN, "cp1251"),
        (FRENCH, "cp1252"),
    ],
)
def test_any_encoding_is_read(tmp_path: Path, text: str, encoding: str) -> None:
    file = tmp_path / "a.srt"
    file.write_bytes(srt(text, "OK").encode(encoding))
    assert [cue.text for cue in read_subtitles(str(file))] == [text, "OK"]


def test_some_damage_does_not_change_the_encoding() -> None:
    data = (CHINESE * 20).encode()
    damaged = data[:100] + b"\xff" + data[100:]
    assert decode(damaged).replace("\ufffd", "")[:10] == CHINESE[:10]


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_decoding_never_fails(data: bytes) -> None:
    decode(data).encode()


@given(st.text(max_size=300), st.sampled_from(sorted(SUBTITLE_EXTENSIONS)))
@settings(max_examples=150, deadline=None)
def test_parsing_gives_lines_or_invalid_media(text: str, suffix: str) -> None:
    try:
        cues = parse_subtitles(text, suffix=suffix)
    except InvalidMedia:
        return
    assert cues
    assert all(0 <= cue.start_ms <= cue.end_ms and cue.text.strip() for cue in cues)


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".srt", "1\n00:00:01,000 --> 00:00:02,500\n<i>One</i>\nline\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n"),
        (".srt", "00:01,000 --> 00:02,500\nOne\nline\n\n00:03,000 --> 00:04,000\nTwo\n"),
        (
            ".vtt",
            "WEBVTT\n\nNOTE a comment\n\nfirst\n00:01.000 --> 00:02.500 align:start\n<v Bob>One\nline</v>\n\n"
            "second\n00:03.000 --> 00:04.000\nTwo\n\nNOTE the end\n",
        ),
        (
            ".ass",
            "[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
            "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
            "Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,not shown\n"
            "Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\an8}Two\n"
            "Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,One\\Nline\n"
            "Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}\n",
        ),
        (".sbv", "0:00:01.000,0:00:02.500\nOne\nline\n\n0:00:03.000,0:00:04.000\nTwo\n"),
        (".sub", "{25}{62}One|line\n{75}{100}Two\n"),
        (
            ".ttml",
            '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2.5s">One<br/>line</p>'
            '<p begin="3s" end="4s">Two</p></div></body></tt>',
        ),
    ],
)
def test_every_format_is_read(suffix: str, text: str) -> None:
    cues = parse_subtitles(text, suffix=suffix, fps=25.0)
    assert [cue.text for cue in cues] == ["One\nline", "Two"]
    assert cues[0].start_ms == 1000
    assert cues[0].end_ms == pytest.approx(2500, abs=25)
    assert (cues[1].start_ms, cues[1].end_ms) == (3000, 4000)


def test_frames_are_counted_by_the_videos_rate() -> None:
    assert parse_subtitles("{50}{100}Half\n{100}{150}Half again\n", suffix=".sub", fps=50.0)[0].start_ms == 1000


def test_broken_blocks_do_not_take_the_others_along() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:xx --> ?\nlost\n\n3\n00:00:05,000 --> 00:00:06,000\nLast\n"
    )
    cues = parse_subtitles(text, suffix=".srt")
    assert cues[0].text.startswith("One")
    assert cues[-1] == Cue(5000, 6000, "Last")


@pytest.mark.parametrize("text", ["", " \n", "WEBVTT\n", "just words", "<tt>", "<html>", "[Script Info]\n"])
def test_a_file_without_lines_is_invalid(text: str) -> None:
    for suffix in sorted(SUBTITLE_EXTENSIONS):
        with pytest.raises(InvalidMedia):
            parse_subtitles(text, suffix=suffix)


def test_an_xml_bomb_is_not_opened() -> None:
    bomb = (
        '<!DOCTYPE tt [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">&b;</p></div></body></tt>'
    )
    with pytest.raises(InvalidMedia, match="entities"):
        parse_subtitles(bomb, suffix=".ttml")


def test_pictures_of_text_are_told_from_text(tmp_path: Path) -> None:
    (tmp_path / "a.sub").write_bytes(b"\x00\x00\x01\xba" + bytes(2000))
    with pytest.raises(InvalidMedia, match="VobSub"):
        read_subtitles(str(tmp_path / "a.sub"))


def test_scrolling_captions_say_each_line_once() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:03.000\n \nhello<00:01.500><c> there</c>\n\n"
        "00:03.000 --> 00:03.010\nhello there\n \n\n"
        "00:03.010 --> 00:05.000\nhello there\nhow<00:04.000><c> are you</c>\n\n"
        "00:05.000 --> 00:05.010\nhow are you\n \n"
    )
    assert [cue.text for cue in parse_subtitles(text, suffix=".vtt")] == ["hello there", "how are you"]


def test_a_line_repeated_frame_by_frame_is_one() -> None:
    events = "".join(
        f"Dialogue: 0,0:00:01.{number:02},0:00:01.{number + 4:02},Default,,0,0,0,,{{\\frz{number}}}Sign\n"
        for number in range(0, 40, 4)
    )
    text = (
        "[Script Info]\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    )
    assert parse_subtitles(text + events, suffix=".ass") == (Cue(1000, 1400, "Sign"),)


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        (r"{\an8}Hi\Nthere", "Hi\nthere"),
        ("<font color='red'>Tom &amp; Ann</font>", "Tom & Ann"),
        ("a < b and c > d", "a < b and c > d"),
        (r"two\hwords", "two words"),
        ("  much \t space  ", "much space"),
        ("{not an override}", "{not an override}"),
        ("\u200ehidden\u202c marks", "hidden marks"),
    ],
)
def test_markup_goes_and_text_stays(line: str, plain: str) -> None:
    assert plain_line(line) == plain


@pytest.mark.parametrize(
    ("name", "language", "flags"),
    [
        ("film.srt", "", set()),
        ("film.en.srt", "en", set()),
        ("film.zh-CN.forced.ass", "zh", {"Hans", "forced"}),
        ("film.zh-TW.vtt", "zh", {"Hant"}),
        ("film.zh-Hans.srt", "zh", {"Hans"}),
        ("film.chi.srt", "zh", set()),
        ("film.chs.srt", "zh", {"Hans"}),
        ("film.cht.srt", "zh", {"Hant"}),
        ("film.简体.srt", "zh", {"Hans"}),
        ("film.繁體中文.srt", "zh", {"Hant"}),
        ("film.chs&eng.ass", "zh", {"Hans"}),
        ("film.zh-CN-dual-double.srt", "zh", {"Hans"}),
        ("film.pt-BR.sdh.srt", "pt", {"BR", "sdh"}),
        ("film.English.srt", "en", set()),
        ("film.en.hi.srt", "en", {"sdh"}),
        ("film.hi.srt", "hi", set()),
        ("film.eng.cc.forced.srt", "en", {"sdh", "forced"}),
        ("film.no.srt", "no", set()),
        ("film.ger.srt", "de", set()),
        ("film.español.srt", "es", set()),
        ("film.commentary.en.srt", "en", {"commentary"}),
        ("FILM.EN.SRT", "en", set()),
        ("2_English.srt", "en", set()),
        ("3_Chinese (Simplified).srt", "zh", {"Hans"}),
        ("English [SDH].srt", "en", {"sdh"}),
        ("My friend Ana.srt", "", set()),
    ],
)
def test_the_name_tells_language_and_flags(name: str, language: str, flags: set[str]) -> None:
    assert language_of_name(name, stem="film") == (language, frozenset(flags))


def test_the_videos_own_name_is_no_language() -> None:
    assert language_of_name("It.is.English.srt", stem="It.is.English") == ("", frozenset())
    assert language_of_name("It.is.English.fr.srt", stem="It.is.English") == ("fr", frozenset())


@pytest.mark.parametrize(
    ("tag", "language"),
    [("eng", "en"), ("chi", "zh"), ("zho", "zh"), ("zh-Hans", "zh"), ("Chinese", "zh"), ("fre", "fr"), ("und", ""),
     ("", ""), ("mul", ""), ("qaa", ""), ("xx", ""), ("nonsense", "")],
)  # fmt: skip
def test_stream_languages_become_two_letters(tag: str, language: str) -> None:
    assert language_of_tag(tag) == language


def test_real_odd_files_are_read_or_invalid() -> None:
    read = 0
    for file in sorted(shared("subtitles").rglob("*")):
        if file.suffix in SUBTITLE_EXTENSIONS:
            try:
                read += bool(read_subtitles(str(file)))
            except InvalidMedia as error:
                assert str(error) and "\n" not in str(error)
    assert read > 40
