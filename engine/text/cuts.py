"""The lattices of evidence sentences: which word sequences of each may be printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.records import Lattice, Source
from engine.text.cuts_build import LatticeBuilder, is_balanced, is_closed
from engine.text.cuts_chinese import chinese_lattice
from engine.text.cuts_english import english_lattices
from engine.text.language import language as language_of

VERSION = "6"

_WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_UNPRINTABLE = re.compile(r"https?:|www\.|\w@\w|[<>{}\[\]|=\\^~#`*_\ufffd]|\b\d{1,2}:\d{2}\b|^[^\s:]{1,20}: ")
_UNSPACED = frozenset(("ja", "th", "lo", "km", "my"))


def lattices(sentences: Sequence[Source], *, language: str = "") -> list[Lattice]:
    """The lattices of those sentences of which something may be printed, in their order.

    ``language`` (ISO 639-1) holds for all of them; empty: each is looked at by itself.
    """
    spoken = [language or language_of(source.text) for source in sentences]
    english = iter(english_lattices([s for s, code in zip(sentences, spoken, strict=True) if code == "en"]))
    ahead = next(english, None)
    found = []
    for source, code in zip(sentences, spoken, strict=True):
        if code == "en":
            if ahead is not None and ahead.source is source:
                found.append(ahead)
                ahead = next(english, None)
            continue
        lattice = chinese_lattice(source) if code.startswith("zh") else whole(source, language=code)
        if lattice is not None:
            found.append(lattice)
    return found


def whole(source: Source, *, language: str) -> Lattice | None:
    """The lattice of a language that we don't parse: the sentence as it stands, or nothing."""
    text = " ".join(source.text.split())
    spans = [(m.group(), m.start() > 0 and text[m.start() - 1].isspace()) for m in _WORD.finditer(text)]
    words = [word for word, _ in spans if word[0].isalnum()]
    size = len(text) / 3 if language in _UNSPACED else len(words)
    if not 4 <= size <= 45 or _UNPRINTABLE.search(text) or not is_balanced(text):
        return None
    if not (text[0].isalnum() or text[0] in "¿¡\"'«“„「『") or text[0].islower() or text[-1] in ",;:-–—(":
        return None
    builder = LatticeBuilder(source, language, [word for word, _ in spans], [space for _, space in spans])
    stop = "" if is_closed(text) or text[-1] == "»" else "。" if language == "ja" else "."
    builder.add(range(len(spans)), stop=stop)
    return builder.build()
