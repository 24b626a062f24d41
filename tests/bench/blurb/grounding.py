"""Blurbs before the independent checker: of the sample as it is, then of spoilt sources, until there are enough."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.records import Blurb, Vector, Video
from tests.bench.blurb.desk import Author, Told
from tests.bench.blurb.fuzz import KINDS, fuzzed
from tests.support.checker import ungrounded

_TASTES = 2  # for each spoilt source


@dataclass(eq=False)
class Grounding:
    """How many blurbs were checked, and which hold something that nothing holds."""

    checked: Counter[str] = field(default_factory=Counter)  # by kind of source
    loose: list[str] = field(default_factory=list)

    def check(self, blurb: Blurb, video: Video, kind: str) -> None:
        """Hook and text against the video's record, not against what the blurb calls its evidence."""
        self.checked[kind] += 1
        bad = loose_words(f"{blurb.hook}\n{blurb.text}", video)
        if bad:
            self.loose.append(f"{kind}: {bad} in {blurb.hook!r} | {blurb.text!r}")

    @property
    def total(self) -> int:
        return self.checked.total()


def loose_words(text: str, video: Video) -> list[str]:
    """Names, numbers and pieces of Chinese that the record doesn't hold, read as a person would read it."""
    return [word for line in text.split("\n") for word in ungrounded(line, readings(video.text), video)]


def readings(text: str) -> list[str]:
    """A text as it stands; as it looks (no tags, entities or invisible characters); and without its asides.

    Dropping an aside is what cuts do most, and brings Chinese characters together that had it between them.
    """
    seen = text
    for _ in range(4):
        seen = re.sub(r"</?[a-zA-Z!][^<>]*>", "", html.unescape(seen))
    composed = "".join(map(_shown, unicodedata.normalize("NFC", seen)))
    told = re.sub(r"[（(][^（()）]*[)）]", "", composed)
    return [text, seen, composed, unicodedata.normalize("NFKC", composed), told]


def _shown(character: str) -> str:
    """A space for what parts words without being seen, nothing for what is not seen at all."""
    if character.isprintable():
        return character
    return " " if unicodedata.category(character) in ("Cc", "Zs", "Zl", "Zp") else ""


def measure(
    author: Author,
    shelf: Sequence[Told],
    blurbs: Sequence[Blurb],
    *,
    count: int,
    seed: int,
    tell: Callable[[str], None] = lambda line: None,
) -> Grounding:
    """Check ``count`` blurbs; the first are those that were written already."""
    found = Grounding()
    for told, blurb in list(zip(shelf, blurbs, strict=True))[:count]:
        found.check(blurb, told.video, "as it is")
    spoilt = _spoilt([told.video for told in shelf], np.random.default_rng(seed))
    directions = np.random.default_rng(seed + 1)
    while found.total < count:
        video, kind = next(spoilt)
        told = author.lay_out(video)
        for turn in range(min(_TASTES, count - found.total)):
            taste = _direction(shelf, directions)
            found.check(author.write(told, taste=taste, state=f"{kind}{turn}"), video, kind)
            if found.total % 200 == 0:
                tell(f"grounding: {found.total} of {count}")
    return found


def _spoilt(videos: Sequence[Video], rng: np.random.Generator) -> Iterator[tuple[Video, str]]:
    """Without end: every kind in turn, of videos in any order."""
    while True:
        for place, i in enumerate(rng.permutation(len(videos)).tolist()):
            kind = list(KINDS)[place % len(KINDS)]
            yield fuzzed(videos[i], videos[int(rng.integers(len(videos)))], kind, rng), kind


def _direction(shelf: Sequence[Told], rng: np.random.Generator) -> Vector | None:
    """From one sentence of the sample to another: what a person with two ratings might like."""
    one, two = (shelf[int(i)].lattices.vectors for i in rng.integers(len(shelf), size=2))
    if not len(one) or not len(two):
        return None
    return np.asarray(one[int(rng.integers(len(one)))] - two[int(rng.integers(len(two)))], np.float32)
