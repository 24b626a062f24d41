"""The grammatical cuts of English sentences, by spaCy's dependency parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from engine.records import Lattice, Source
from engine.text.cuts_build import LatticeBuilder, capital, is_balanced, is_closed
from engine.text.cuts_english_checks import FINITE, is_clause, is_whole, refers_inside
from engine.text.cuts_english_frames import Frame, frames, glue, title_length
from engine.text.cuts_english_gate import is_prose, is_worth_printing
from engine.text.cuts_english_options import MOST_OPTIONS, options
from engine.text.spacy_model import english

_MOST_TOKENS = 80
_BULLET = re.compile(r"^[-*•–—]\s+")
_MARKS = frozenset((",", ";", ":", "–", "—", "--"))
_STOPS = frozenset((".", "!", "?"))


def english_lattices(sources: Sequence[Source]) -> Iterator[Lattice]:
    """One lattice for each source of which something may be printed, in order."""
    readable = [(source, text) for source in sources if is_prose(text := _tidied(source.text))]
    nlp = english()
    docs, titles = [], []
    for _, text in readable:
        plain = nlp.make_doc(text)
        doc, title = _untitled(plain)
        docs.append((doc, plain))
        titles.append(title)
    parsed = nlp.pipe((doc for doc, _ in docs if len(doc) <= _MOST_TOKENS))
    for (source, _), (doc, plain), title in zip(readable, docs, titles, strict=True):
        if len(doc) > _MOST_TOKENS:
            continue
        lattice = _lattice(source, plain, next(parsed), title)
        if lattice is not None:
            yield lattice


def _tidied(text: str) -> str:
    return _BULLET.sub("", " ".join(text.split()))


def _untitled(plain: Any) -> tuple[Any, int]:
    """The document with a film's title replaced by "It", which no parser misreads, and the title's length."""
    from spacy.tokens import Doc

    title = title_length([t.text for t in plain])
    if not title:
        return plain, 0
    words = ["It", *(t.text for t in plain[title:])]
    spaces = [True, *(bool(t.whitespace_) for t in plain[title:])]
    return Doc(plain.vocab, words=words, spaces=spaces), title


def _lattice(source: Source, plain: Any, doc: Any, title: int) -> Lattice | None:
    words = [t.text for t in plain]
    spaces = [False, *(bool(t.whitespace_) for t in plain[:-1])]
    builder = LatticeBuilder(source, "en", words, spaces)
    if not _may_begin(doc, words) or len(list(doc.sents)) > 1:
        return None
    quoted = source.kind in ("cue", "note", "tagline")
    if source.kind in ("cue", "tagline"):
        _add_line(builder, doc, source.kind)
        return builder.build()
    optional = options(doc)
    loose = glue(doc)
    for frame in frames(doc, introduces=title > 0):
        for kept in _choices(frame, optional, loose):
            _add(builder, doc, frame, kept, loose, title, quoted)
    return builder.build()


def _may_begin(doc: Any, words: Sequence[str]) -> bool:
    first = words[0]
    return len(words) > 3 and (first[0].isupper() or first[0].isdigit() or first in ('"', "“", "‘"))


def _choices(frame: Frame, optional: Sequence[frozenset[int]], loose: frozenset[int]) -> Iterator[tuple[int, ...]]:
    """The frame with every subset of its optional constituents left out, the fullest first."""
    whole = frozenset(frame.kept) - loose
    here = [part & whole for part in (*frame.extra, *optional) if part & whole and part & whole != whole]
    here = sorted(dict.fromkeys(here), key=len, reverse=True)[:MOST_OPTIONS]
    seen = set()
    for chosen in product((False, True), repeat=len(here)):
        dropped = frozenset().union(*(part for part, gone in zip(here, chosen, strict=True) if gone))
        kept = tuple(sorted(whole - dropped))
        if kept not in seen:
            seen.add(kept)
            yield kept


def _add(
    builder: LatticeBuilder, doc: Any, frame: Frame, kept: Sequence[int], loose: frozenset[int], title: int, quoted: bool
) -> None:
    kept = _marked(doc, kept)
    if len(kept) < 4 or not is_whole(doc, [i for i in range(len(doc)) if i in set(kept) or i in loose and kept[0] < i < kept[-1]]):
        return
    if not _is_grammatical(doc, frame, kept) or not refers_inside(doc, kept[1:] if title and kept[0] == 0 else kept):
        return
    mended = dict(frame.mended)
    if not (title and kept[0] == 0):
        first = kept[0]
        mended[first] = capital(mended.get(first, doc[first].text))
    mended |= _articles(doc, kept, mended)
    spaced = {b for a, b in zip(kept, kept[1:], strict=False) if b > a + 1 and _needs_space(doc, a, b)}
    own, own_mended, own_spaced = _own(kept, mended, spaced, title)
    stop = "" if doc[kept[-1]].text in _STOPS or is_closed(doc[kept[-1]].text) or _ends_quoted(doc, kept) else "."
    line = _spelled(builder, own, own_mended, own_spaced) + stop
    if is_balanced(line) and is_worth_printing(line, quoted=quoted):
        builder.add(own, mended=own_mended, spaced=frozenset(own_spaced), stop=stop, length=line.count(" ") + 1)


def _is_grammatical(doc: Any, frame: Frame, kept: Sequence[int]) -> bool:
    words = len([i for i in kept if not doc[i].is_punct])
    if frame.kind == "clause":
        return is_clause(doc, kept) or _is_heading(doc, kept)
    if frame.kind == "subclause":
        inside = set(kept)
        return any(
            c.dep_ in ("nsubj", "nsubjpass") and c.i in inside and (c.head.tag_ in FINITE or any(a.tag_ in FINITE for a in c.head.children))
            for c in (doc[i] for i in kept)
        )
    return words >= 5


def _is_heading(doc: Any, kept: Sequence[int]) -> bool:
    """A sentence without a verb that describes the video: "A hands-on introduction to ..."."""
    root = next(t for t in doc if t.dep_ == "ROOT")
    return (
        root.pos_ == "NOUN"
        and doc[kept[0]].text in ("A", "An")
        and root.left_edge.i == kept[0]
        and root.i in set(kept)
        and any(c.dep_ in ("prep", "relcl", "acl") for c in root.children)
        and len(kept) >= 6
        and not any(c.dep_ in ("nsubj", "aux") for c in root.children)
    )


def _marked(doc: Any, kept: Sequence[int]) -> tuple[int, ...]:
    """The cut without marks that lost what they stood for."""
    found: list[int] = []
    for i in kept:
        text = doc[i].text
        if text in _MARKS or text in _STOPS:
            while found and doc[found[-1]].text in _MARKS and (text in _STOPS or found[-1] != i - 1):
                found.pop()
            if not found:
                continue
        found.append(i)
    return tuple(found)


def _articles(doc: Any, kept: Sequence[int], mended: dict[int, str]) -> dict[int, str]:
    """ "a" or "an" as the word that now follows wants it."""
    changed = {}
    for a, b in zip(kept, kept[1:], strict=False):
        article = mended.get(a, doc[a].text)
        if b > a + 1 and article.lower() in ("a", "an"):
            right = "an" if sounds_like_vowel(doc[b].text) else "a"
            changed[a] = right.capitalize() if article[0].isupper() else right
    return changed


def sounds_like_vowel(word: str) -> bool:
    """Whether "an" stands before this word."""
    if word[:1].isdigit():
        return word.startswith("8") or word in ("11", "18")
    lower = word.lower()
    if word.isupper() and 1 < len(word) <= 5:
        return word[0] in "AEFHILMNORSX"
    if re.match(r"(?:uni|us[aeiu]|eu|ew|one\b|once\b|ut[ei]|ubi|ura)", lower) and not lower.startswith("unin"):
        return False
    return lower[:1] in tuple("aeiou") or lower.startswith(("hour", "honest", "honor", "honour", "heir"))


def _needs_space(doc: Any, left: int, right: int) -> bool:
    """Whether two words that were apart now meet without the space between them."""
    return doc[right].text[0].isalnum() and doc[left].text not in ("(", "[", "“", "‘", "-", "/")


def _own(
    kept: Sequence[int], mended: dict[int, str], spaced: set[int], title: int
) -> tuple[list[int], dict[int, str], set[int]]:
    """Positions in the document without the title, as positions among the sentence's own words."""
    if not title:
        return list(kept), mended, spaced
    shift = title - 1
    own = [j for i in kept for j in (range(title) if i == 0 else (i + shift,))]
    return own, {i + shift: word for i, word in mended.items()}, {i + shift for i in spaced}


def _spelled(builder: LatticeBuilder, own: Sequence[int], mended: dict[int, str], spaced: set[int]) -> str:
    return "".join(
        (" " if place and (builder.spaces[i] or i in spaced) else "") + mended.get(i, builder.words[i])
        for place, i in enumerate(own)
    )


def _ends_quoted(doc: Any, kept: Sequence[int]) -> bool:
    last = [doc[i].text for i in kept[-3:]]
    while last and last[-1] in ('"', "”", "’", "'", ")"):
        last.pop()
    return bool(last and last[-1] in _STOPS)


def _add_line(builder: LatticeBuilder, doc: Any, kind: str) -> None:
    """A spoken line or a tagline: all of it or nothing."""
    kept = list(range(len(doc)))
    words = [t for t in doc if any(c.isalnum() for c in t.text)]
    fewest = 4 if kind == "cue" else 3
    if not fewest <= len(words) <= 25 or (kind == "cue" and not is_clause(doc, kept)):
        return
    if kind == "cue" and (doc[0].tag_ == "CC" or not is_closed(doc.text) or not refers_inside(doc, kept, spoken=True)):
        return
    stop = "" if is_closed(doc.text) else "."
    if is_balanced(doc.text) and is_worth_printing(doc.text, quoted=True):
        builder.add(kept, stop=stop, length=len(words))
