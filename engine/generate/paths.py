"""The ways through a video's lattices: which word may come next.

Every sentence's cuts form a prefix tree. A text enters one tree at its root (some kinds of sentence only
behind an opening word), follows it to the end of a cut, and there stops, or goes over a joining word into
the tree of another sentence. One object answers "what is allowed here" for training and for decoding, so
that the two cannot differ. Bounds on length are kept by looking ahead: a word is allowed only if some cut
through it still fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from engine.generate.joins import BEGIN, CLOSED, STOP
from engine.records import SourceKind

Integers = npt.NDArray[np.int64]

CLOSED_ROOM = 256  # rows of the model's output that closed words may fill; flat token places follow


class Trie(NamedTuple):
    """A prefix tree as parallel lists. Node 0 is the root; children stand behind their parents."""

    token: list[int]
    children: list[tuple[int, ...]]
    ends: list[bool]  # a cut ends here
    least: list[int]  # units that the shortest way from here to an end still needs
    most: list[int]  # and the longest


def build_trie(cuts: Sequence[tuple[int, ...]], units: Integers) -> Trie:
    """The prefix tree of some cuts."""
    token, below, ends = [-1], [dict[int, int]()], [False]
    for cut in cuts:
        node = 0
        for i in cut:
            following = below[node].get(i)
            if following is None:
                following = below[node][i] = len(token)
                token.append(i)
                below.append({})
                ends.append(False)
            node = following
        ends[node] = True
    least, most = [0] * len(token), [0] * len(token)
    for node in range(len(token) - 1, -1, -1):
        ways = [(int(units[token[n]]), n) for n in below[node].values()]
        least[node] = 0 if ends[node] else min((u + least[n] for u, n in ways), default=0)
        most[node] = max((u + most[n] for u, n in ways), default=0)
    return Trie(token, [tuple(x.values()) for x in below], ends, least, most)


@dataclass(frozen=True, eq=False)
class EncodedLattice:
    """One lattice as integers. Token order as in ``records.Lattice``: own words, then mended ones."""

    words: Integers  # (n, 2) hash buckets, from 1
    shapes: Integers  # (n,) what each word looks like, from 1
    units: Integers  # (n,) what each token adds to the length: words, or characters in Chinese
    origin: Integers  # (n,) the own token that it stands for; -1: none
    own: int
    kind: SourceKind
    language: str
    cuts: tuple[tuple[int, ...], ...]
    lowerable: frozenset[int]  # tokens whose capital may go
    stops: frozenset[int]  # tokens that are full stops
    has_quotes: bool
    points_back: bool  # begins with a word that needs a neighbour
    mark: float = 0.0  # of the fullest cut, 1 to 5; 0: nobody judged it
    guests: frozenset[int] = frozenset()  # tokens put in as noise; a target leaves them out

    @cached_property
    def trie(self) -> Trie:
        return build_trie(self.cuts, self.units)

    @cached_property
    def length(self) -> int:
        """Units of the fullest cut."""
        return int(self.units[list(self.cuts[0])].sum())


class State(NamedTuple):
    """Where a text stands. ``sentence`` -1: at an entrance."""

    sentence: int = -1
    node: int = 0
    units: int = 0
    first: int = -1  # the first of two sentences; -1: this is the first
    closed: int = BEGIN  # at an entrance: the closed word that led here
    done: bool = False


class Clause(NamedTuple):
    """One sentence of a finished text: which cut of which lattice, behind which closed words."""

    sentence: int
    cut: tuple[int, ...]
    join: int = BEGIN
    opening: int = BEGIN


class Paths:
    """All texts that may be made of some lattices within bounds of length."""

    def __init__(
        self,
        sentences: Sequence[EncodedLattice],
        bounds: tuple[int, int],
        *,
        joins: bool,
        banned: frozenset[int] = frozenset(),
    ) -> None:
        low, self._high = bounds
        self._joins = joins
        sizes = [len(s.shapes) for s in sentences]
        self._offsets = [CLOSED_ROOM + sum(sizes[:i]) for i in range(len(sizes))]
        self._sentences = sentences
        self._usable = [i for i, s in enumerate(sentences) if s.cuts and i not in banned]
        self._only_facts = all(sentences[i].kind == "fact" for i in self._usable)
        self._low = min(low, 4) if joins and self._only_facts else low  # facts may be few
        self._seen: dict[State, tuple[tuple[int, State], ...]] = {}

    def action(self, sentence: int, token: int) -> int:
        """The number by which a token of a sentence is chosen."""
        return self._offsets[sentence] + token

    def moves(self, state: State) -> tuple[tuple[int, State], ...]:
        """Every allowed action and where it leads; empty when done, or when nothing fits at all."""
        if state.done:
            return ()
        known = self._seen.get(state)
        if known is None:
            at_entrance = state.sentence < 0
            known = tuple(self._entrances(state) if at_entrance else self._onward(state))
            self._seen[state] = known
        return known

    def choices(self, actions: Sequence[int]) -> tuple[tuple[int, ...], ...] | None:
        """What was allowed at each step of a text, the action itself first; None if it is not a path."""
        state, out = State(), []
        for action in actions:
            moves = dict(self.moves(state))
            if action not in moves:
                return None
            out.append((action, *(a for a in moves if a != action)))
            state = moves[action]
        return tuple(out) if state.done else None

    def may_join(self, actions: Sequence[int], join: int, sentence: int) -> bool:
        """Whether this joining word may follow these actions and lead into this sentence."""
        state = State()
        for action in (*actions, join):
            moves = dict(self.moves(state))
            if action not in moves:
                return False
            state = moves[action]
        kind = self._sentences[sentence].kind
        return any(
            CLOSED[action].kind == kind if action < CLOSED_ROOM else to.sentence == sentence
            for action, to in self.moves(state)
        )

    def read(self, actions: Sequence[int]) -> tuple[Clause, ...]:
        """The sentences of a finished text. Raises ValueError if it is not a path."""
        state, clauses = State(), list[Clause]()
        join = opening = BEGIN
        cut: list[int] = []
        for action in actions:
            following = dict(self.moves(state)).get(action)
            if following is None:
                raise ValueError(f"action {action} is not allowed at {state}")
            if action >= CLOSED_ROOM:
                cut.append(action - self._offsets[following.sentence])
            elif CLOSED[action].role == "open":
                opening = action
            else:
                clauses.append(Clause(state.sentence, tuple(cut), join, opening))
                join, opening, cut = action, BEGIN, []
            state = following
        if not state.done:
            raise ValueError("the text does not end")
        return tuple(clauses)

    # --- entrances -----------------------------------------------------------------------------------------

    def _entrances(self, state: State) -> list[tuple[int, State]]:
        """First words of sentences, and openings that lead to sentences."""
        came = CLOSED[state.closed]
        out = list[tuple[int, State]]()
        openings = set[int]()
        for s in self._usable:
            if s == state.first or not self._enterable(s, state):
                continue
            sentence = self._sentences[s]
            if came.role != "open" and (fitting := self._openings(s)):
                units = [state.units + CLOSED[o].units() for o in fitting]
                openings.update(o for o, u in zip(fitting, units, strict=True) if self._fits(s, 0, u, state))
                continue
            for node in sentence.trie.children[0]:
                token = sentence.trie.token[node]
                if came.fuses and token not in sentence.lowerable:
                    continue
                if (to := self._step(s, node, state)) is not None:
                    out.append((self.action(s, token), to))
        for o in sorted(openings):
            out.append((o, state._replace(units=state.units + CLOSED[o].units(), closed=o)))
        return out

    def _enterable(self, s: int, state: State) -> bool:
        sentence, came = self._sentences[s], CLOSED[state.closed]
        if sentence.kind == "fact" and state.first < 0 and not self._only_facts:
            return False  # facts follow a sentence; alone they stand only where there is no sentence
        if sentence.kind in ("cue", "note"):
            if not self._joins or sentence.has_quotes or (came.role == "join" and came.fuses):
                return False
            return came.role != "open" or (came.kind == sentence.kind and came.speaks(sentence.language))
        return came.role != "open"

    def _openings(self, s: int) -> list[int]:
        sentence = self._sentences[s]
        return [
            i
            for i, c in enumerate(CLOSED)
            if c.role == "open" and c.kind == sentence.kind and c.speaks(sentence.language)
        ]

    # --- inside a sentence ---------------------------------------------------------------------------------

    def _onward(self, state: State) -> list[tuple[int, State]]:
        trie = self._sentences[state.sentence].trie
        out = [
            (self.action(state.sentence, trie.token[node]), to)
            for node in trie.children[state.node]
            if (to := self._step(state.sentence, node, state)) is not None
        ]
        if not trie.ends[state.node]:
            return out
        joins = self._ways_to_join(state)
        if state.units >= self._low or not (out or joins):
            out.append((STOP, state._replace(done=True)))
        return out + joins

    def _ways_to_join(self, state: State) -> list[tuple[int, State]]:
        if not self._joins or state.first >= 0:
            return []
        sentence = self._sentences[state.sentence]
        opened = sentence.kind in ("cue", "note")
        ends_plainly = sentence.trie.token[state.node] in sentence.stops and not opened
        out = []
        for i, closed in enumerate(CLOSED):
            if closed.role != "join" or not closed.speaks(sentence.language):
                continue
            if closed.fuses and not ends_plainly:
                continue
            entrance = State(units=state.units, first=state.sentence, closed=i)
            if self.moves(entrance):
                out.append((i, entrance))
        return out

    def _step(self, s: int, node: int, state: State) -> State | None:
        sentence = self._sentences[s]
        units = state.units + int(sentence.units[sentence.trie.token[node]])
        if not self._fits(s, node, units, state):
            return None
        return State(s, node, units, state.first, BEGIN)

    def _fits(self, s: int, node: int, units: int, state: State) -> bool:
        """Some cut through this node keeps the bounds (the lower one where no further sentence helps)."""
        trie = self._sentences[s].trie
        if units + trie.least[node] > self._high:
            return False
        last = not self._joins or state.first >= 0
        return not last or units + trie.most[node] >= self._low
