"""Parts of an English sentence that stand alone: what a verb of telling tells of, "how" and "why", a topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from engine.text.cuts_build import listed
from engine.text.cuts_english_checks import FINITE, is_person
from engine.text.cuts_english_options import following, last_word, span_of

_PLAYED_OUT = frozenset(("title", "titular", "role", "lead", "character", "himself", "herself", "themselves"))
# Of these more must be said than a name: "the way of the world" is no topic.
_NO_TOPIC = listed(
    "way one kind type sort thing something anything everything number set group lot part series case point variety "
    "version form aspect couple bit range side place time ton look story tale plot use need ability fact example "
    "family all some many any each both none others effect effects result reason goal"
)
_TO_A_TOPIC = listed("on around upon about at into through over")
_NOT_LEFT_OFF = listed("without except unless if until only not nor than who which whose")
_NAMED_AS = frozenset(("attr", "appos", "dobj", "pobj", "nsubj"))
_OF = listed("of in to for from behind between with against about on")


@dataclass(frozen=True, slots=True)
class Frame:
    """Token positions of one form of a sentence, and what its grammar must be."""

    kept: tuple[int, ...]
    kind: Literal["clause", "subclause", "predicate", "phrase", "apart", "named"]  # apart: of any sentence
    mended: Mapping[int, str] = field(default_factory=dict)
    extra: tuple[frozenset[int], ...] = ()  # more that may be left out in this frame
    needs: int | None = None  # the token that makes it worth saying


def objects(doc: Any, verb: Any) -> Iterator[Frame]:
    """What a verb of telling has as its object, as a phrase of its own: "a clerk whose brain ..."."""
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i:
            if child.lower_ == "story":
                edge = child.left_edge.i
                yield Frame(tuple(range(edge, len(doc))), "phrase")
                of = next((c for c in child.children if c.dep_ == "prep" and c.lower_ == "of"), None)
                if of is not None:
                    yield from phrases(doc, of.i + 1)
            else:
                yield from phrases(doc, child.left_edge.i)
        elif child.dep_ == "prep" and child.lower_ in ("on", "around", "upon", "about") and child.i == verb.i + 1:
            yield from phrases(doc, child.i + 1)


def phrases(doc: Any, begin: int) -> Iterator[Frame]:
    """The noun phrase that begins here and runs to the sentence's end, if it can stand alone."""
    end = last_word(doc)
    if begin > end or (
        doc[begin].lower_ not in ("a", "an", "two", "three", "four", "five")
        and doc[begin].tag_ not in ("NNS", "NNP", "NN", "JJ")
    ):
        return
    head = next(
        (
            t
            for t in doc[begin : end + 1]
            if t.left_edge.i == begin and t.pos_ in ("NOUN", "PROPN") and t.head.i < begin
        ),
        None,
    )
    if head is None or head.lemma_.lower() in _PLAYED_OUT:
        return
    if any(t.lower_ == "as" and doc[t.i - 1].tag_ == "NNP" for t in doc[begin + 1 : end]):
        return  # "as a man who ages in reverse and B as his love"
    if doc[begin].tag_ in ("NN", "JJ") and head.tag_ not in ("NNP", "NNS"):
        return
    last = _last_of(head, begin, end)
    if last is None:
        return
    kept = (*range(begin, last + 1), *range(end + 1, len(doc)))
    heads = (head, *(c for c in head.children if c.dep_ in ("conj", "appos")))
    told = next((t for t in head.subtree if t.i <= last and t.head in heads and _tells(t)), None)
    if told is None or not (is_person(head) or told.left_edge.tag_ in ("WP", "WP$") or told.dep_ == "acl"):
        return
    if told.dep_ == "relcl" or is_person(head):
        yield Frame(kept, "phrase", needs=told.i)


def _tells(token: Any) -> bool:
    """Whether a clause on a noun says what it does: "who hides a deserter", "trying to find her brother"."""
    if token.dep_ == "relcl":
        return token.tag_ in FINITE or any(a.tag_ in FINITE for a in token.children)
    return bool(
        token.dep_ == "acl"
        and token.tag_ in ("VBG", "VBN")
        and token.left_edge == token
        and token.lower_ not in ("named", "called", "played", "portrayed", "known", "based", "entitled", "titled")
        and any(c.dep_ in ("dobj", "xcomp", "prep", "agent") and c.i > token.i for c in token.children)
    )


def _last_of(head: Any, begin: int, end: int) -> int | None:
    """The last word of a phrase that runs to the sentence's end, or to a clause with a subject of its own."""
    span = span_of(head)
    if span is None or span[0] != begin:
        return None
    doc, last = head.doc, span[1]
    if last >= end:
        return last
    if following(doc, last).text != ",":
        return None
    joiner = following(doc, last + 1)
    if joiner.lower_ in _NOT_LEFT_OFF:
        return None
    opener = joiner
    while opener.head.left_edge == joiner and opener.head != opener:
        opener = opener.head
    apart = (
        opener.dep_ in ("prep", "advcl", "cc") and opener.head.pos_ in ("VERB", "AUX") and not head.is_ancestor(opener)
    )
    return last if apart and joiner.lower_ != "or" else None


def topic(doc: Any, verb: Any) -> Iterator[Frame]:
    """What a verb of telling is about, as a heading: "The history of the compass"."""
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i:
            yield from _heading(doc, child)
        elif child.dep_ == "prep" and child.lower_ in _TO_A_TOPIC and child.i == verb.i + 1:
            for noun in child.children:
                if noun.dep_ == "pobj":
                    yield from _heading(doc, noun)


def kinds(doc: Any) -> Iterator[Frame]:
    """What somebody or something is: "Sailing is a slow sport that ..." -> "A slow sport that ..."."""
    if doc[len(doc) - 1].text == "?":
        return
    for noun in doc:
        first = noun.left_edge
        if noun.pos_ != "NOUN" or first.lower_ not in ("a", "an", "two", "three") or noun.dep_ not in _NAMED_AS:
            continue
        clause = next(
            (c for c in noun.children if c.dep_ == "relcl" and c.left_edge.tag_ in ("WP", "WDT", "WP$")), None
        )
        if noun.dep_ == "attr":
            if noun.head.tag_ != "VBZ" or noun.head.dep_ != "ROOT" or noun.lemma_.lower() in _NO_TOPIC:
                continue
            told = clause or next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("for", "of")), None)
            of_person = any(c.dep_ == "nsubj" and (is_person(c) or c.tag_ == "PRP") for c in noun.head.children)
            if told is None or (clause is None and (of_person or is_person(noun))):
                continue  # "a long-time member of the board": somebody's life, and no story
            if not any(c.dep_ in ("amod", "compound") for c in noun.children):
                continue
        elif clause is None or not is_person(noun) or clause.left_edge.lower_ not in ("who", "whose"):
            continue
        else:
            told = clause
        if doc[told.left_edge.i - 1].text in (",", "-", "–", "—", "--"):
            continue
        span = span_of(noun)
        if span is None or span[0] != first.i or _is_ruled_out(doc, first.i):
            continue
        end, last = span[1], last_word(doc)
        after = following(doc, end)
        if end < last and after.text not in (",", ";") and not (noun.dep_ == "nsubj" and after == noun.head):
            continue
        finite = clause is None or clause.tag_ in FINITE or any(c.tag_ in FINITE for c in clause.children)
        if finite and end - first.i >= 4:
            yield Frame((*range(first.i, end + 1), *range(last + 1, len(doc))), "apart", needs=told.i)


def _is_ruled_out(doc: Any, until: int) -> bool:
    return any(
        t.dep_ == "neg" or t.lower_ in ("no", "never", "without", "if", "unless", "like", "as") for t in doc[:until]
    )


def _heading(doc: Any, noun: Any) -> Iterator[Frame]:
    begin = noun.left_edge.i
    last = _last_of(noun, begin, last_word(doc))
    if last is None or last - begin < 3 or noun.pos_ != "NOUN" or noun.lemma_.lower() in _NO_TOPIC:
        return
    first = doc[begin]
    if first.lower_ not in ("a", "an", "the") and noun.tag_ != "NNS":
        return
    if first.tag_ not in ("DT", "JJ", "NN", "NNS", "NNP") or first.lower_ in ("this", "that", "these", "those", "any"):
        return
    if any(c.dep_ in ("relcl", "acl", "appos") for c in noun.children) and first.lower_ == "the":
        return
    held = [c for c in noun.children if c.i > noun.i and (c.lower_ in _OF or c.dep_ == "relcl")]
    if held:
        yield Frame((*range(begin, last + 1), *range(last_word(doc) + 1, len(doc))), "phrase", needs=held[0].i)


def hows(doc: Any) -> Iterator[Frame]:
    """Every "how X works" that ends the sentence, whoever shows, learns or asks it."""
    if doc[len(doc) - 1].text == "?":
        return
    for token in doc:
        if token.lower_ == "from" and any(t.lower_ == "to" and t.tag_ == "IN" for t in doc[token.i :]):
            return  # "from a basic understanding of how to use it, to a clear picture of ..."
        if token.pos_ in ("VERB", "ADP") and not any(t.lower_ in ("matter", "regardless") for t in doc[: token.i]):
            yield from how(doc, token)


def how(doc: Any, verb: Any) -> Iterator[Frame]:
    """ "We will show how X works" -> "How X works", where the question word opens the whole rest."""
    for clause in verb.children:
        if clause.dep_ not in ("ccomp", "xcomp", "advcl", "pcomp") or clause.i < verb.i:
            continue
        span = span_of(clause)
        if span is None or span[1] != last_word(doc) or not _asks(doc, span[0]) or span[0] != verb.i + 1:
            continue
        if any(t.lower_ in ("as", "while") and following(doc, t.i).lower_ in ("we", "i") for t in doc[span[0] :]):
            continue  # "how to keep users safe as we discuss ...": that is of the talk, and not of the question
        finite = clause.tag_ in FINITE or any(c.tag_ in FINITE or c.lower_ == "to" for c in clause.children)
        if finite:
            yield Frame(tuple(range(span[0], len(doc))), "phrase")


def _asks(doc: Any, i: int) -> bool:
    """Whether a clause that opens here reads as a heading: "how to sail", "what makes a good test"."""
    after = following(doc, i)
    if doc[i].lower_ == "what":
        return after.lower_ in ("makes", "lies", "happens", "drives", "sets", "keeps")
    return doc[i].lower_ in ("how", "why") and after.lower_ not in ("many", "much", "often", "far", "long")
