import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.text.sentences import sentences

PIECES = st.sampled_from(
    [
        "Dr. ",
        "U.S. ",
        "e.g. ",
        "3.5 ",
        "word ",
        "The ",
        "。",
        "！",
        "？",
        "……",
        "；",
        "”",
        "“",
        "（",
        "）",
        ". ",
        "! ",
        "? ",
        "... ",
        "\n",
        "• ",
        "你好",
        "但是",
        '"',
        "'",
        "J. ",
        "No. ",
        "5",
        " ",
    ]
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dr. Smith met J. R. R. Tolkien in the U.S. in 1999. The war had ended.", 2),
        ("It cost $3.5 million, e.g. for fuel, vs. 2 million before. Nobody cared.", 2),
        ("He moved to Washington D.C. The trip was long.", 2),
        ('"Stop!" he said. She did not.', 2),
        ("He left... and then came back. Nobody saw it.", 2),
        ("loved it. so slow though! did not finish.", 3),
        ("He said no. She said yes. See No. 5 for more.", 3),
        ("1. Boil the water. Then add salt.", 2),
        ("He joined Yahoo! in 1999. It is old.", 2),
        ("One line\nAnother line", 2),
        ("• first\n• second", 2),
        ("Is it good? Yes! It is.", 3),
    ],
)
def test_splits_english(text: str, parts: int) -> None:
    assert len(sentences(text, "en")) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("真好看！！不是吗？下次再看。", ["真好看！！", "不是吗？", "下次再看。"]),
        ("他说：“你好。”然后走了。", ["他说：“你好。”", "然后走了。"]),
        ("他说：“你好！我走了。”然后离开。", ["他说：“你好！我走了。”", "然后离开。"]),
        ("画面很美；故事无聊……结尾还行。", ["画面很美；", "故事无聊……", "结尾还行。"]),
        ("很好（真的。不骗你。）推荐。", ["很好（真的。不骗你。）", "推荐。"]),
        ("這部片很好看。我喜歡。", ["這部片很好看。", "我喜歡。"]),
        ("讲Python的。Very clear. 推荐！", ["讲Python的。", "Very clear.", "推荐！"]),
    ],
)
def test_splits_chinese_and_mixed_text(text: str, parts: list[str]) -> None:
    assert sentences(text, "zh") == parts


def test_a_german_ordinal_is_no_end() -> None:
    assert sentences("Er kam am 3. Mai. Dann ging er.", "de") == ["Er kam am 3. Mai.", "Dann ging er."]


@given(st.lists(PIECES, max_size=40).map("".join))
def test_nothing_is_lost_but_space_and_list_marks(text: str) -> None:
    def bare(some: str) -> str:
        return re.sub(r"[\s•]", "", some)

    found = sentences(text)
    assert bare("".join(found)) == bare(text)
    assert all(sentence == sentence.strip() and sentence for sentence in found)


@given(st.text(max_size=200))
def test_takes_any_text(text: str) -> None:
    assert re.sub(r"[\s•\x1c-\x1f]", "", "".join(sentences(text))) == re.sub(r"[\s•\x1c-\x1f]", "", text)
