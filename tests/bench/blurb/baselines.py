"""What a blurb is compared with: a first sentence, TextRank's, a random cut, and the cut that a rule likes best."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from engine.records import Video
from engine.text.clean import prose
from engine.text.language import language
from engine.text.sentences import sentences
from tests.bench.blurb.desk import Told

_DAMPING = 0.85
_ROUNDS = 50
_WORD = re.compile(r"[\u3400-\u9fff](?=[\u3400-\u9fff])|[^\W\u3400-\u9fff]+")  # Chinese: characters, not the last


def split(video: Video) -> list[str]:
    """The sentences of a video's text; the title where there is none."""
    return sentences(prose(video.text), language(video.text)) or [video.title]


def first_sentence(video: Video) -> str:
    """What most interfaces show."""
    return split(video)[0]


def textrank(video: Video) -> str:
    """The sentence that the others lean on most (Mihalcea & Tarau 2004)."""
    told = split(video)
    return told[int(np.argmax(ranks(told)))]


def ranks(told: Sequence[str]) -> npt.NDArray[np.float64]:
    """PageRank over the overlap of words, divided by the logarithms of both lengths, (N,)."""
    words = [set(_WORD.findall(sentence.casefold())) for sentence in told]
    near = np.array(
        [
            [len(a & b) / max(np.log(len(a) + 1) + np.log(len(b) + 1), 1) if a is not b else 0.0 for b in words]
            for a in words
        ]
    )
    total = near.sum(axis=1, keepdims=True)
    step = np.where(total > 0, near / np.where(total > 0, total, 1), 1 / len(told))
    rank = np.full(len(told), 1 / len(told))
    for _ in range(_ROUNDS):
        rank = (1 - _DAMPING) / len(told) + _DAMPING * rank @ step
    return rank


def random_cut(told: Told) -> str:
    """Any cut of any sentence; the first sentence where nothing may be cut."""
    lattices = told.lattices.lattices
    if not lattices:
        return first_sentence(told.video)
    rng = np.random.default_rng(zlib.crc32(told.video.title.encode("utf-8", "replace")))
    lattice = lattices[int(rng.integers(len(lattices)))]
    return lattice.spell(lattice.cuts[int(rng.integers(len(lattice.cuts)))])


def rule_cut(told: Told) -> str:
    """The cut that the hand rule scores best, the first of equal ones; the first sentence where nothing may be cut."""
    spelled = [lattice.spell(cut) for lattice in told.lattices.lattices for cut in lattice.cuts]
    return max(spelled, key=hand_rule) if spelled else first_sentence(told.video)


def hand_rule(line: str) -> float:
    """What a hand would write: a comfortable length, no pronoun at the start, no word of a production note."""
    words = line.split()
    size = len(words) if len(words) > 2 else len(line) / 2
    score = -abs(size - 20) / 20
    score -= bool(re.match(r"(It|He|She|They|This|That|These|His|Her|Their)\b|这|该|此|他|她|它", line))
    score -= bool(
        re.search(r"\b(directed|produced|starring|stars|released|written by|premiered)\b|导演|主演|上映", line)
    )
    return score - (not line.rstrip("”\"')").endswith((".", "!", "?", "。", "！", "？")))
