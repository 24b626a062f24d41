"""The grammatical cuts of English sentences, by spaCy's dependency parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from engine.records import Lattice, Source
from engine.text.cuts_build import LatticeBuilder, capital, is_balanced, is_closed, listed
from engine.text.cuts_english_checks import FINITE, has_its_objects, is_clause, is_whole, refers_inside
from engine.text.cuts_english_frames import frames, glue
from engine.text.cuts_english_gate import FILM_NOUNS, is_about_film, is_prose, is_worth_printing
from engine.text.cuts_english_leaning import stands_alone
from engine.text.cuts_english_options import MOST_OPTIONS, options
from engine.text.cuts_english_phrases import Frame
from engine.text.cuts_english_reading import Reading, reading
from engine.text.cuts_english_subordinates import subordinates
from engine.text.cuts_english_trims import trims
from engine.text.cuts_english_verbs import STORY_NOUNS, STORY_VERBS, TELLING_VERBS
from engine.text.spacy_model import english

_MOST_TOKENS = 80
_MOST_CHOICES = 64  # of one frame: looked at, the fewest constituents gone first
_BULLET = re.compile(r"^[-*•–—]\s+")
_TELL_NOTHING = STORY_NOUNS | STORY_VERBS | FILM_NOUNS | listed("life two three four five named group")
_MARKS = frozenset((",", ";", ":", "–", "—", "--"))
_STOPS = frozenset((".", "!", "?"))


def english_lattices(sources: Sequence[Source]) -> Iterator[Lattice]:
    """One lattice for each source of which something may be printed, in order."""
    readable = [
        (source, text)
        for place, source in enumerate(sources)
        if is_prose(text := _tidied(source.text)) and not _breaks_off(text, sources[place + 1 : place + 2])
    ]
    of_film = any(is_about_film(source.text) for source in sources if source.kind == "description")
    nlp = english()
    seen = [reading(nlp.make_doc(text)) for _, text in readable]
    parsed = nlp.pipe(each.doc for each in seen if len(each.doc) <= _MOST_TOKENS)
    for (source, _), each in zip(readable, seen, strict=True):
        if len(each.doc) > _MOST_TOKENS:
            continue
        each.doc = next(parsed)
        lattice = _lattice(source, each, of_film=of_film)
        if lattice is not None:
            yield lattice


def _tidied(text: str) -> str:
    return _BULLET.sub("", " ".join(text.split()))


def _lattice(source: Source, text: Reading, *, of_film: bool) -> Lattice | None:
    doc = text.doc
    words = [t.text for t in text.plain]
    spaces = [False, *(bool(t.whitespace_) for t in text.plain[:-1])]
    builder = LatticeBuilder(source, "en", words, spaces)
    if not words or not _may_begin(words) or len(list(doc.sents)) > 1:
        return None
    if source.kind in ("cue", "tagline"):
        _add_line(builder, doc, source.kind)
        return builder.build()
    root = next(t for t in doc if t.dep_ == "ROOT")
    if any(_is_dash(doc, i) for i in range(1, root.i + 1)):
        return None  # "Ann Smith - How to ...": a heading
    noted = source.kind == "note"
    if not noted and not _ends_closed(doc, range(len(doc))) and not _is_complete(doc):
        return None
    printer = _Printer(builder, text, glue(doc), noted=noted, of_film=of_film)
    apart = noted or is_worth_printing(source.text, of_film=of_film)
    optional = [*options(doc), *subordinates(doc), *trims(doc)]
    for frame in frames(doc, text):
        if frame.kind == "apart" and not apart:
            continue  # without its subject nobody would know a notice or a note on the cast
        for kept in _choices(frame, optional, printer.loose):
            printer.add(frame, kept)
    return builder.build()


@dataclass(frozen=True, slots=True)
class _Printer:
    """Mends the cuts of one sentence and adds those that may be printed. ``loose`` words go in any case."""

    builder: LatticeBuilder
    text: Reading
    loose: frozenset[int]
    noted: bool
    of_film: bool

    def add(self, frame: Frame, kept: Sequence[int]) -> None:
        doc, text = self.text.doc, self.text
        kept = _marked(doc, kept)
        if len(kept) < 4 or (frame.kind in ("clause", "subclause") and self.of_film and _is_past(doc, kept)):
            return
        if frame.kind == "phrase" and _is_a_lists_end(doc, kept[0]):
            return
        if frame.kind in ("phrase", "apart"):
            kept = _as_sentence(doc, kept)
            if not kept:
                return
        titled = text.has_title and kept[0] == 0
        unbroken = sorted({*kept, *(i for i in self.loose if kept[0] < i < kept[-1])})
        if not (
            is_whole(doc, unbroken, frozenset(frame.kept) - self.loose)
            and has_its_objects(doc, kept, frozenset(frame.kept))
            and _is_grammatical(doc, frame, kept)
            and refers_inside(doc, kept[1:] if titled else kept)
            and stands_alone(doc, kept, predicate=frame.kind == "predicate")
        ):
            return
        mended = dict(frame.mended)
        if not titled:
            mended[kept[0]] = capital(mended.get(kept[0], doc[kept[0]].text))
        mended |= {i: "–" for i in kept if _is_dash(doc, i)}
        mended |= _articles(doc, kept, mended)
        spaced = (b for a, b in pairwise(kept) if text.own(b)[0] > text.own(a)[-1] + 1 and _needs_space(doc, a, b))
        printed = {text.own(i)[-1]: word for i, word in mended.items()}
        if titled:
            first = text.own(0)[0]
            if text.plain[first].lower_ == "its":
                return
            printed[first] = capital(text.plain[first].text)
        self._print(
            [j for i in kept for j in text.own(i)],
            printed,
            frozenset(text.own(i)[0] for i in spaced),
            stop="" if _ends_closed(doc, kept) else ".",
            told=frame.kind in ("phrase", "predicate", "apart"),
        )

    def _print(
        self, own: Sequence[int], mended: dict[int, str], spaced: frozenset[int], *, stop: str, told: bool
    ) -> None:
        words, spaces = self.builder.words, self.builder.spaces
        line = "".join(
            (" " if place and (spaces[i] or i in spaced) else "") + mended.get(i, words[i])
            for place, i in enumerate(own)
        )
        line += stop
        if is_balanced(line) and is_worth_printing(line, quoted=self.noted, told=told, of_film=self.of_film):
            self.builder.add(own, mended=mended, spaced=spaced, stop=stop, length=line.count(" ") + 1)


def _is_a_lists_end(doc: Any, first: int) -> bool:
    """Whether a phrase would be the end of a list: "how to collect, [clean and analyse data]"."""
    return first > 1 and doc[first - 1].text == "," and any(t.lower_ in ("and", "or") for t in doc[first : first + 3])


def _as_sentence(doc: Any, kept: Sequence[int]) -> Sequence[int]:
    """ "A teacher who hides a deserter" -> "A teacher hides a deserter": the same is said, by a whole sentence.

    Nothing of "Ann, a teacher who hides a deserter": there the teacher stands alone beside it.
    """
    for place, i in enumerate(kept):
        verb = doc[i].head
        if doc[i].lower_ != "who" or doc[i].dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "relcl":
            continue
        noun, behind = verb.head, (j for j in kept[place:] if not doc[j].is_punct)
        if (
            not place
            or doc[kept[place - 1]].is_punct
            or any(j != verb.i and not verb.is_ancestor(doc[j]) for j in behind)
        ):
            continue
        if noun.dep_ == "appos" and noun.head.left_edge.i == kept[0]:
            return ()
        is_finite = verb.tag_ in FINITE or any(c.tag_ in FINITE for c in verb.children if c.dep_ in ("aux", "auxpass"))
        if noun.left_edge.i == kept[0] and is_finite:
            return tuple(j for j in kept if j != i)
    return kept


def _is_past(doc: Any, kept: Sequence[int]) -> bool:
    """Whether a statement beside a film's is of the past: stories are told in the present, what was made is not."""
    root = next(t for t in doc if t.dep_ == "ROOT")
    verb = root if root.i in kept else next((t for t in (doc[i] for i in kept) if t.dep_ == "conj"), root)
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    past = verb.tag_ == "VBD" or any(h.tag_ == "VBD" for h in helpers)
    return past and verb.lemma_ not in TELLING_VERBS and doc[kept[0]].lower_ != "it"


def _breaks_off(text: str, following: Sequence[Source]) -> bool:
    """Whether a line without a stop goes on in the next one."""
    return not is_closed(text) and any(after.text[:1].islower() for after in following)


def _is_complete(doc: Any) -> bool:
    """Whether a sentence that no stop closes may be taken for one: many are headings or broken lines."""
    return len(doc) >= 7 and doc[len(doc) - 1].tag_ in ("NN", "NNS", "NNP", "NNPS", "CD")


def _may_begin(words: Sequence[str]) -> bool:
    first = words[0]
    return len(words) > 3 and (first[0].isupper() or first[0].isdigit() or first in ('"', "“", "‘"))


def _choices(frame: Frame, optional: Sequence[frozenset[int]], loose: frozenset[int]) -> Iterator[tuple[int, ...]]:
    """The frame with every subset of its optional constituents left out, the fullest first."""
    whole = frozenset(frame.kept) - loose
    here = [part & whole for part in (*frame.extra, *optional) if part & whole and part & whole != whole]
    here = list(dict.fromkeys(here))[:MOST_OPTIONS]
    seen = set()
    for count in range(len(here) + 1):
        for gone in combinations(here, count):
            kept = tuple(sorted(whole.difference(*gone)))
            if kept not in seen and (frame.needs is None or frame.needs in kept):
                seen.add(kept)
                yield kept
            if len(seen) >= _MOST_CHOICES:
                return


def _is_grammatical(doc: Any, frame: Frame, kept: Sequence[int]) -> bool:
    words = len([i for i in kept if not doc[i].is_punct])
    if frame.kind == "clause":
        whole = is_clause(doc, kept) or _is_heading(doc, kept)
        bare = words < 9 and (kept[0] > 0 or doc[kept[0]].lower_ == "there")  # "[But] there is a better option now"
        if frame.needs is not None or bare or _tells_of_itself(doc):
            return whole and _says_enough(doc, kept)
        return whole and (
            len(kept) == len(doc) or len(kept) > 7 or doc[kept[0]].tag_ != "PRP" or _says_enough(doc, kept, fewest=3)
        )
    if frame.kind == "subclause":
        inside = set(kept)
        return any(
            c.dep_ in ("nsubj", "nsubjpass")
            and c.i in inside
            and (c.head.tag_ in FINITE or any(a.tag_ in FINITE for a in c.head.children))
            for c in (doc[i] for i in kept)
        )
    if frame.kind == "named":
        return doc[0].i == 0 and refers_inside(doc, (0, 1, *kept))
    return words >= 4 and _says_enough(doc, kept)


def _tells_of_itself(doc: Any) -> bool:
    root = next(t for t in doc if t.dep_ == "ROOT")
    subjects = [c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")]
    return any(c.lower_ == "it" or c.lemma_.lower() in STORY_NOUNS | FILM_NOUNS for c in subjects)


def _says_enough(doc: Any, kept: Sequence[int], *, fewest: int = 2) -> bool:
    """Whether a phrase names more than "a mother", "the story of three kids", "follows a student"."""
    told = [
        doc[i]
        for i in kept
        if doc[i].pos_ in ("NOUN", "VERB", "PROPN")
        and doc[i].lemma_.lower() not in _TELL_NOTHING
        and not (doc[i].pos_ == "PROPN" and i and doc[i - 1].pos_ == "PROPN")
    ]
    return len(told) >= fewest


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
        if text == "." and found and len(doc[found[-1]].text) > 1 and doc[found[-1]].text.endswith("."):
            continue  # "Jr." closes a sentence by itself
        found.append(i)
    return tuple(found)


def _articles(doc: Any, kept: Sequence[int], mended: dict[int, str]) -> dict[int, str]:
    """ "a" or "an" as the word that now follows wants it."""
    changed = {}
    for a, b in pairwise(kept):
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


def _is_dash(doc: Any, i: int) -> bool:
    """Whether a hyphen stands for a dash."""
    return bool(doc[i].text == "-" and doc[i].whitespace_ and doc[i - 1].whitespace_)


def _ends_closed(doc: Any, kept: Sequence[int]) -> bool:
    """Whether the last words end with a stop, inside or outside of closing quotation marks."""
    return is_closed("".join(doc[i].text for i in kept[-3:]))


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
