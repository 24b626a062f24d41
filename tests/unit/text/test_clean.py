import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.text.clean import paragraphs, plain, prose

PIECES = st.sampled_from(
    [
        "<b>",
        "</b>",
        "<br>",
        "<p>",
        "<li>",
        "&amp;",
        "&lt;",
        "&gt;",
        "amp;",
        "lt;",
        "**",
        "*",
        "_",
        "`",
        "# ",
        "> ",
        "- ",
        "• ",
        "[a](http://x.org)",
        "![b](c)",
        "http://x.org/a_b",
        "(",
        ")",
        "\n",
        "\n\n",
        " ",
        "word",
        "Long line of words ",
        "你好",
        "。",
        "00:00 Intro",
        "Subscribe ",
        "\u200b",
        "\x00",
        "\u3000",
        "```",
        "---",
        "::",
        "é",
        "e\u0301",
        "<",
        ">",
        "&",
    ]
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Tom &amp; Jerry<br>are <b>back</b>", "Tom & Jerry\nare back"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<ul><li>salt<li>water</ul>", "• salt\n• water"),
        ("<script>alert(1)</script>Hello<!-- no -->", "Hello"),
        ("&lt;i&gt;nested&lt;/i&gt;", "nested"),
        ("**bold**, *italic* and `code`", "bold, italic and code"),
        ("snake_case_name stays, 2 * 3 * 4 too", "snake_case_name stays, 2 * 3 * 4 too"),
        ("# Title\nText", "Title\n\nText"),
        ("See [the docs](https://example.org/a_(b)).", "See the docs."),
        ("More at https://example.org/x?y=1.", "More at."),
        ("看这里https://example.org/abc，很好", "看这里，很好"),
        ("I <3 you, 2 < 3", "I <3 you, 2 < 3"),
        ("zero\u200bwidth\ufeff and\u00a0space\x07", "zerowidth and space"),
        ("* one\n- two", "• one\n• two"),
        ("我的**重点**在这里", "我的重点在这里"),
    ],
)
def test_leaves_what_a_person_reads(text: str, cleaned: str) -> None:
    assert plain(text) == cleaned


def test_joins_lines_that_were_only_wrapped() -> None:
    wrapped = (
        "This talk explains how the garbage collector of a small language\nfinds the objects that nobody needs any "
        "more, and why it\nhas to stop.\nQuestions follow."
    )
    assert plain(wrapped).split("\n") == [
        "This talk explains how the garbage collector of a small language finds the objects that nobody needs any "
        "more, and why it has to stop.",
        "Questions follow.",
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Die Gemeinde stimmt nach langem Streit am Ende doch noch für die", "Änderung der alten Regeln.", " "),
        ("Une vieille dame raconte à ses petits-enfants comment elle a passé", "l'été de la guerre.", " "),
        ("El molinero y su hermana buscan desde hace siete años la canción que", "él cantó.", " "),
        ("Старый мельник каждую весну чинит мост через реку, по которому никто", "не ходит.", " "),
        ("老磨坊主每年春天都会修理河上的那座木桥，" * 3 + "尽管", "没有人来。", ""),
        ("The old miller repairs the bridge every spring, for nobody at all, he", "老磨坊主每年修桥。", "\n"),
    ],
)  # fmt: skip
def test_a_line_wrapped_before_or_behind_an_accent_is_joined(first: str, second: str, joined: str) -> None:
    assert plain(f"{first}\n{second}") == f"{first}{joined}{second}"


@pytest.mark.parametrize(
    "line",
    [
        "00:00 Intro",
        "1:02:33 - The end",
        "Setup 01:20",
        "Subscribe to my channel!",
        "Don't forget to like and subscribe",
        "Follow me on Twitter: https://example.org/x",
        "Website: https://example.org",
        "https://example.org/only",
        "#cooking #food",
        "© 2019 Somebody",
        "记得点赞订阅！",
        "記得按讚訂閱",
        "微信公众号：某某",
        "更多精彩：www.example.org",
        "-----",
    ],
)
def test_prose_drops_what_is_no_description(line: str) -> None:
    assert prose(f"A quiet film.\n{line}\nTwo sisters.") == "A quiet film.\nTwo sisters."


@pytest.mark.parametrize(
    "line",
    [
        "She follows a man who subscribes to the theory.",
        "The train leaves at 12:30 and nobody is on it.",
        "Join us as we cross the desert with camels, a broken radio and two very different brothers.",
        "他关注的是普通人的生活。",
        "He reads https://example.org every morning before he goes out to feed the birds.",
    ],
)
def test_prose_keeps_sentences_that_only_look_like_it(line: str) -> None:
    assert len(prose(line).split()) >= len(line.split()) - 1


def test_paragraphs_stand_apart() -> None:
    assert paragraphs(plain("One\n\n\nTwo\nstill two")) == ["One", "Two\nstill two"]


@given(st.lists(PIECES, max_size=30).map("".join))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert prose(prose(text)) == prose(text)


@given(st.text(max_size=120))
def test_no_character_is_invisible_afterwards(text: str) -> None:
    assert all(c.isprintable() or c in "\n\u200c\u200d" for c in plain(text))


@pytest.mark.parametrize(
    "hostile", ["&amp;" * 4000, "&" + "amp;" * 20000, "<" * 20000, "<a" * 20000, "[" * 20000, "*a" * 10000]
)
def test_hostile_text_does_not_hang(hostile: str) -> None:
    started = time.perf_counter()
    plain(hostile)
    assert time.perf_counter() - started < 3
