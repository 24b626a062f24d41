import stat
from pathlib import Path

from engine.paths import cache_folder
from engine.text.hanzi import is_traditional, simplified
from engine.text.jieba_model import cut
from engine.text.words import words


def test_english_words_have_base_forms_and_parts_of_speech() -> None:
    found = {word.text: word for word in words("The talks weren't boring in New York.", "en")}
    assert found["talks"].lemma == "talk" and found["talks"].pos == "NOUN" and not found["talks"].is_stop
    assert found["The"].is_stop and found["n't"].is_stop
    assert found["York"].pos == "PROPN" and found["York"].lemma == "York"
    assert found["."].pos == "PUNCT"


def test_chinese_words_have_parts_of_speech_and_stop_words() -> None:
    found = {word.text: word for word in words("这门课对新手一点也不友善，Python 3.5 很好。", "zh")}
    assert found["新手"].pos == "NOUN" and not found["新手"].is_stop
    assert found["友善"].pos == "ADJ"
    assert found["也"].is_stop and found["不"].is_stop and found["很"].is_stop
    assert found["，"].pos == "PUNCT"
    assert found["Python"].lemma == "python"


def test_traditional_chinese_is_cut_like_simplified_and_printed_as_written() -> None:
    traditional, simple = words("這門課對新手一點也不友善。", "zh"), words("这门课对新手一点也不友善。", "zh")
    assert [word.lemma for word in traditional] == [word.lemma for word in simple]
    assert [word.pos for word in traditional] == [word.pos for word in simple]
    assert "".join(word.text for word in traditional) == "這門課對新手一點也不友善。"
    assert [word.is_stop for word in traditional] == [word.is_stop for word in simple]


def test_language_is_told_where_it_is_not_given() -> None:
    assert any(word.lemma == "film" and word.pos == "NOUN" for word in words("These are quiet films about the sea."))
    assert any(word.text == "电影" for word in words("这部电影很安静。"))


def test_other_languages_are_parted_at_borders_of_words() -> None:
    assert [word.text for word in words("C'est la vie, n'est-ce pas?", "fr")] == [
        "C'est",
        "la",
        "vie",
        ",",
        "n'est-ce",
        "pas",
        "?",
    ]


def test_a_cut_loses_nothing() -> None:
    text = "這部電影 1994 年上映，OK？\n很好 的"
    assert "".join(word for word, _ in cut(text)) == text


def test_the_cache_of_the_dictionary_is_private() -> None:
    cut("你好")
    import jieba

    assert Path(jieba.dt.tmp_dir) == cache_folder()
    assert stat.S_IMODE(cache_folder().stat().st_mode) == 0o700


def test_simplifying_keeps_the_length_and_is_stable() -> None:
    text = "導演的鏡頭語言太美了，結局很溫暖。abc"
    assert simplified(text) == "导演的镜头语言太美了，结局很温暖。abc"
    assert simplified(simplified(text)) == simplified(text)
    assert is_traditional(text) and not is_traditional(simplified(text))
    assert simplified("著名") == "著名"
