"""How much texts differ from each other: unique sentences (USR) and self-BLEU-4."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

_NONE = 0.1  # of a match, where no run matches (method 1 of Chen & Cherry 2014)


def unique_ratio(texts: Sequence[str]) -> float:
    """Distinct texts to all (USR; Li et al. 2020)."""
    return len({" ".join(text.casefold().split()) for text in texts}) / max(len(texts), 1)


def self_bleu(texts: Sequence[str], *, chinese: bool, longest: int = 4) -> float:
    """Mean BLEU of each text with all others as its references (Zhu et al. 2018), exact.

    A run's count is clipped at the most that any other text holds, so for each run it is enough to keep the
    two highest counts. Words for English, characters for Chinese.
    """
    split = [_tokens(text, chinese) for text in texts]
    split = [tokens for tokens in split if tokens]
    if len(split) < 2:
        return 0.0
    counts = [[_runs(tokens, n) for tokens in split] for n in range(1, longest + 1)]
    tops = [_two_highest(of_size) for of_size in counts]
    lengths = sorted(len(tokens) for tokens in split)
    total = 0.0
    for i, tokens in enumerate(split):
        logs = 0.0
        for of_size, top in zip(counts, tops, strict=True):
            own = of_size[i]
            matched = sum(min(count, top[run][count == top[run][0]]) for run, count in own.items())
            logs += math.log(max(matched, _NONE) / max(sum(own.values()), 1))
        total += _brevity(len(tokens), lengths) * math.exp(logs / longest)
    return total / len(split)


def _tokens(text: str, chinese: bool) -> list[str]:
    return re.findall(r"\S", text) if chinese else re.findall(r"\w+(?:['’-]\w+)*|[^\w\s]", text.lower())


def _runs(tokens: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(tokens[i : i + size]) for i in range(len(tokens) - size + 1))


def _two_highest(counts: Sequence[Counter[tuple[str, ...]]]) -> dict[tuple[str, ...], tuple[int, int]]:
    """The highest count of each run in any text and the next one (equal where two texts share it).

    A text that holds the highest itself has the other one beside it.
    """
    tops: dict[tuple[str, ...], tuple[int, int]] = {}
    for count in counts:
        for run, times in count.items():
            first, second = tops.get(run, (0, 0))
            tops[run] = (times, first) if times > first else (first, max(second, times))
    return tops


def _brevity(length: int, lengths: Sequence[int]) -> float:
    """BLEU's penalty against the nearest length of another text (``lengths`` sorted, own one included)."""
    place = bisect_left(lengths, length)
    near = [n for i, n in enumerate(lengths[max(place - 1, 0) : place + 2], max(place - 1, 0)) if i != place]
    nearest = min(near, key=lambda n: (abs(n - length), n))
    return 1.0 if length >= nearest else math.exp(1 - nearest / length)
