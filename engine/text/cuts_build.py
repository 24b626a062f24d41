"""Puts a lattice together: own words first, mended words behind them, every cut a tuple of indices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.records import Lattice, Source

MOST_CUTS = 48
CLOSING = "\"'”’»」』）)]"
_STOPS = ".!?。！？…"


@dataclass(slots=True)
class LatticeBuilder:
    """Collects the cuts of one sentence.

    ``words[i]`` is an own word and ``spaces[i]`` says whether a space stands before it in the source.
    """

    source: Source
    language: str
    words: Sequence[str]
    spaces: Sequence[bool]
    _mended: dict[tuple[str, bool, int], int] = field(default_factory=dict)
    _cuts: dict[tuple[int, ...], int] = field(default_factory=dict)  # cut -> printed words or characters

    def add(
        self,
        kept: Sequence[int],
        *,
        mended: Mapping[int, str] | None = None,
        spaced: frozenset[int] = frozenset(),
        stop: str = "",
        length: int | None = None,
    ) -> None:
        """Add the cut that keeps these own words.

        ``mended`` gives another form to an own word, ``spaced`` puts a space before one that had none, and
        ``stop`` closes the cut with a mark that the sentence did not have.
        """
        mended = mended or {}
        cut = []
        for i in kept:
            word = mended.get(i, self.words[i])
            space = self.spaces[i] or i in spaced
            own = word == self.words[i] and space == self.spaces[i]
            cut.append(i if own else self._mend(word, space, i))
        if stop:
            cut.append(self._mend(stop, False, -1))
        self._cuts.setdefault(tuple(cut), len(cut) if length is None else length)

    def build(self) -> Lattice | None:
        """The lattice, its fullest cut first; None if nothing may be printed."""
        if not self._cuts:
            return None
        added = list(self._mended)
        return Lattice(
            source=self.source,
            language=self.language,
            tokens=(*self.words, *(word for word, _, _ in added)),
            spaces=(*self.spaces, *(space for _, space, _ in added)),
            own=len(self.words),
            origin=(*range(len(self.words)), *(origin for _, _, origin in added)),
            cuts=_diverse(self._cuts),
        )

    def _mend(self, word: str, space: bool, origin: int) -> int:
        return self._mended.setdefault((word, space, origin), len(self.words) + len(self._mended))


def listed(words: str) -> frozenset[str]:
    """A set of words written in one string."""
    return frozenset(words.split())


def capital(word: str) -> str:
    """The word with a capital first letter; one that holds a capital already (iPhone, eBay) stays."""
    return word[:1].upper() + word[1:] if word.islower() else word


def is_closed(text: str) -> bool:
    """Whether a printed line ends with a stop, inside or outside its closing quotation mark."""
    return text.rstrip(CLOSING)[-1:] in _STOPS if text else False


def is_balanced(text: str) -> bool:
    """Whether every bracket and double quotation mark that opens is closed."""
    for left, right in ("()", "[]", "{}", "“”", "（）", "「」", "『』", "《》", "【】", "‘’"):
        # An apostrophe looks like a closing single quotation mark, so only the missing one counts.
        if text.count(left) > text.count(right) if left == "‘" else text.count(left) != text.count(right):
            return False
    return text.count('"') % 2 == 0


def _diverse(cuts: Mapping[tuple[int, ...], int]) -> tuple[tuple[int, ...], ...]:
    """At most MOST_CUTS of them, the fullest first and then as many different lengths as there are."""
    fullest = max(cuts, key=lambda cut: (len(cut), cut))
    by_length: dict[int, list[tuple[int, ...]]] = {}
    for cut, length in cuts.items():
        if cut != fullest:
            by_length.setdefault(length, []).append(cut)
    chosen = [fullest]
    shelves = [by_length[length] for length in sorted(by_length, reverse=True)]
    depth = 0
    while len(chosen) < MOST_CUTS and any(depth < len(shelf) for shelf in shelves):
        chosen += [shelf[depth] for shelf in shelves if depth < len(shelf)]
        depth += 1
    return tuple(chosen[:MOST_CUTS])
