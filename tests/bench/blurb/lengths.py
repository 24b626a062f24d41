"""How long hooks and blurbs are, in words of English and characters of Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

BLURB = {False: (12, 40), True: (20, 70)}  # by whether it is Chinese
HOOK = {False: (3, 8), True: (4, 14)}


def size(text: str, *, chinese: bool) -> int:
    """Words that hold a letter or figure, or characters that are no space."""
    if chinese:
        return len(re.sub(r"\s", "", text))
    return sum(any(c.isalnum() for c in word) for word in text.split())


def within(texts: Sequence[str], chinese: Sequence[bool], bounds: dict[bool, tuple[int, int]]) -> float:
    """The share of texts that are neither too short nor too long; 0 of none."""
    sized = [
        bounds[han][0] <= size(text, chinese=han) <= bounds[han][1] for text, han in zip(texts, chinese, strict=True)
    ]
    return float(np.mean(sized)) if sized else 0.0
