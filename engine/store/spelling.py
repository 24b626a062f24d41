"""Words that may have been meant: the nearest of those that texts hold to one that none holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

SHORTEST = 4  # letters; of shorter words too many are near
_WORD = re.compile(r"[^\W\d_]+")


def trigrams(word: str) -> list[str]:
    """The runs of three characters of a word, by which the index finds texts that share some."""
    folded = word.casefold()
    return list(dict.fromkeys(folded[at : at + 3] for at in range(len(folded) - 2)))


def nearest(word: str, texts: Iterable[str]) -> str | None:
    """The word of these texts that is fewest slips from ``word``, of equals the most used; None if none is near.

    A slip is a letter put in, left out or changed, or two that changed places (optimal string alignment): one
    may be in a short word, two in one of six letters or more.
    """
    from rapidfuzz.distance import OSA  # it takes 20 ms to load, and few searches need it

    folded = word.casefold()
    most = 2 if len(folded) >= 6 else 1
    used = Counter(found for text in texts for found in _WORD.findall(text.casefold()))
    near = (
        (OSA.distance(folded, other, score_cutoff=most), -count, other)
        for other, count in used.items()
        if abs(len(other) - len(folded)) <= most
    )
    return min((slips for slips in near if slips[0] <= most), default=(0, 0, None))[2]
