"""The card of the weights: made anew it keeps the one section that no training makes."""

from __future__ import annotations

import shutil

from engine.jobs import base, card

SECTION = f"{card.ROUNDS}\n\n| | volume |\n|---|---|\n| likelihood | 0.1 |\n"


def test_a_card_that_is_made_anew_keeps_what_the_rounds_gained(tmp_path):
    shutil.copy(base.WEIGHTS / base.MANIFEST, tmp_path / base.MANIFEST)
    path = card.write(tmp_path)
    plain = path.read_text("utf-8")
    assert card.ROUNDS not in plain
    told = plain.replace("## What they write", f"{SECTION}\n## What they write")
    path.write_text(told, "utf-8")
    for _ in range(2):
        assert card.write(tmp_path).read_text("utf-8") == told


def test_the_shipped_card_is_the_one_that_would_be_made(tmp_path):
    for name in (base.MANIFEST, card.CARD):
        shutil.copy(base.WEIGHTS / name, tmp_path / name)
    assert card.write(tmp_path).read_text("utf-8") == (base.WEIGHTS / card.CARD).read_text("utf-8")
