"""Text that is set: cut at whole words, on an even grid, with links that can be hit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from desktop.theme import Look
from desktop.views.paragraph import Paragraph, Span, TextBlock

LONG = (
    "A group of warriors and scientists gather at the Oude Kerk in Amsterdam to stage one last stand; "
    "the quarrel on the bridge comes back with the machines, and nobody sleeps that night."
)


def test_long_text_is_cut_at_a_whole_word(look: Look) -> None:
    block = TextBlock(look, LONG, role="body", width=200, max_lines=3)
    assert block.elided
    assert block.lines == 3
    shown = block.text
    assert shown.endswith("…")
    assert LONG.startswith(shown[:-1])
    assert not LONG[len(shown) - 1].isalnum()


def test_text_that_fits_is_left_alone(look: Look) -> None:
    block = TextBlock(look, "Short.", role="body", width=200, max_lines=3)
    assert not block.elided
    assert block.text == "Short."


def test_chinese_wraps_without_spaces(look: Look) -> None:
    block = TextBlock(look, "一朵花在晨光里慢慢打开，没有一句对白，只有风声。" * 3, role="body", width=160)
    assert block.lines >= 4


def test_lines_keep_their_distance_whatever_the_script(look: Look) -> None:
    latin = TextBlock(look, "aa\nbb\ncc", role="body", width=200)
    mixed = TextBlock(look, "aa\n花b\ncc", role="body", width=200)
    assert latin.height == mixed.height == 3 * look.theme.line("body")


@pytest.mark.parametrize("text", ["one\ntwo", "one\n\ntwo"])
def test_line_breaks_of_the_text_are_kept(look: Look, text: str) -> None:
    assert TextBlock(look, text, role="body", width=500).lines == text.count("\n") + 1


def test_a_link_is_found_where_its_words_stand(look: Look) -> None:
    block = TextBlock(look, LONG, role="body", width=200, spans=[Span(11, 8, link=7)])
    (box,) = block.boxes(Span(11, 8))
    assert block.link_at(box.center()) == 7
    assert block.link_at(QPointF(box.left() - 3, box.center().y())) == -1
    assert block.link_at(QPointF(box.center().x(), box.bottom() + 5)) == -1


def test_an_underline_stops_before_the_space_at_a_line_s_end(look: Look) -> None:
    block = TextBlock(look, LONG, role="body", width=200, spans=[Span(0, len(LONG), link=0)])
    first = block.boxes(Span(0, len(LONG)))[0]
    words = LONG[: block.line_end(0)]
    alone = TextBlock(look, words.rstrip(), role="body", width=900).boxes(Span(0, len(words)))[0]
    assert first.width() == pytest.approx(alone.width(), abs=0.5)


def test_clicking_a_link_says_which(look: Look, qtbot: QtBot) -> None:
    paragraph = Paragraph(look)
    qtbot.addWidget(paragraph)
    paragraph.set_text(LONG, [Span(2, 5, link=3)])
    paragraph.resize(300, paragraph.heightForWidth(300))
    paragraph.show()
    with qtbot.waitSignal(paragraph.link_activated, timeout=500) as heard:
        qtbot.mouseClick(paragraph, Qt.MouseButton.LeftButton, pos=QPoint(25, 10))
    assert heard.args == [3]


def test_height_follows_width(look: Look, qtbot: QtBot) -> None:
    paragraph = Paragraph(look, LONG)
    qtbot.addWidget(paragraph)
    assert paragraph.heightForWidth(150) > paragraph.heightForWidth(400)
    assert Paragraph(look, "").heightForWidth(100) == 0


def test_painting_stays_inside_its_height(look: Look) -> None:
    block = TextBlock(look, "gÄ花y\ngÄ花y", role="body", width=100)
    image = QImage(100, block.height + 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    block.paint(painter, 0, 10)
    painter.end()
    rows = [y for y in range(image.height()) if any(image.pixelColor(x, y).alpha() for x in range(100))]
    assert rows
    assert min(rows) >= 8
    assert max(rows) <= block.height + 12


def test_centred_lines_are_of_nearly_one_length(look: Look) -> None:
    text = "Add a folder of videos. Matinee reads them and says in a few lines why each may be for you."
    plain, centred = Paragraph(look, text), Paragraph(look, text, align=Qt.AlignmentFlag.AlignHCenter)
    width = 460
    assert plain.heightForWidth(width) == centred.heightForWidth(width)

    def last(paragraph: Paragraph) -> int:
        block = paragraph._lay(width)
        return len(text) - block.line_end(block.lines - 2)

    assert last(centred) > last(plain)
