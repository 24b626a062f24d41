import pytest

from engine.text.language import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A quiet film about two sisters in a small town by the sea.", "en"),
        ("这部电影讲的是海边小镇的两姐妹。", "zh"),
        ("這部電影講的是海邊小鎮的兩姐妹。", "zh"),
        ("老师全程念PPT", "zh"),
        ("千と千尋の神隠し", "ja"),
        ("기생충", "ko"),
        ("Это очень хороший фильм о войне и мире", "ru"),
        ("Der Himmel über Berlin ist ein Film von Wim Wenders", "de"),
        ("La película cuenta la historia de dos hermanas que viven en el norte", "es"),
        ("Η ταινία είναι πολύ καλή", "el"),
        ("ภาพยนตร์เรื่องนี้ดีมาก", "th"),
    ],
)
def test_tells_languages_of_many_scripts(text: str, code: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize("text", ["", "   ", "1234 ...", "Alien", "The Matrix", "PyCon 2016 Keynote", "Amélie", "🎬🎬"])
def test_says_nothing_where_it_cannot_know(text: str) -> None:
    assert language(text) == ""


def test_a_quoted_foreign_word_does_not_turn_a_text() -> None:
    assert language("The Chinese words 你好 and 再见 are greetings that every traveller learns first") == "en"
    assert language("他说了一句 hello world 就走了，大家都很惊讶") == "zh"


def test_addresses_and_tags_do_not_count() -> None:
    assert language('<a href="https://example.org/the-very-long-english-path">看</a> 更多内容在这里') == "zh"
