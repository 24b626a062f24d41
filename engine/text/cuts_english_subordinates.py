"""Subordinate clauses and comments before or behind a main clause that stands without them.

A reason, a concession, a time: the main clause is said to be so with them or without. Conditions ("if", "when",
"unless") and sources ("according to") are not among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.text.cuts_build import listed
from engine.text.cuts_english_checks import FINITE
from engine.text.cuts_english_options import last_word, span_of

_LEADS = listed("as since because although though while whereas after despite thanks due by alongside over besides "
                "beyond before")  # fmt: skip
_TAILS = listed("because since although though whereas while as so")
_WITH = listed("with including especially particularly")
_CLOSED = listed("not n't never no none nobody nothing neither nor only without unless hardly barely until if whether")
_GROWING = listed("increasingly gradually progressively accordingly")
_CORRELATED = listed("so such as too enough more less rather just same equally")


def subordinates(doc: Any) -> Iterator[frozenset[int]]:
    """Sets of token positions, each of which may be left out by itself or along with others."""
    root = next(t for t in doc if t.dep_ == "ROOT")
    yield from _leads(doc, root)
    yield from _tails(doc, root)
    yield from _with_tails(doc, root)


def _leads(doc: Any, root: Any) -> Iterator[frozenset[int]]:
    """ "As the tools are new, nobody knows them" -> "Nobody knows them"."""
    first = doc[0].lower_
    if first == "even" and doc[1].lower_ == "though":
        first = "though"
    if first == "in" and [t.lower_ for t in doc[1:3]] == ["addition", "to"]:
        first = "besides"
    if first not in _LEADS or doc[len(doc) - 1].text == "?":
        return
    opener = doc[0]
    while opener.head != root and opener.head != opener:
        opener = opener.head
    span = span_of(opener)
    if opener.head != root or opener == root or opener.dep_ not in ("advcl", "prep") or span is None or span[0] != 0:
        return
    comma = span[1] + 1
    if comma + 3 >= len(doc) or doc[comma].text != "," or comma > root.i:
        return
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if subject is None or subject.left_edge.i != comma + 1:
        return
    if first == "as" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in opener.children):
        return
    if first in ("as", "since", "after", "by") and _grows(doc[comma : len(doc)]):
        return  # "As teams grow, tests become more important": with what they grow
    if first == "by" and not any(c.tag_ == "VBG" for c in opener.children):
        return
    yield frozenset(range(0, comma + 1))


def _grows(words: Any) -> bool:
    """Whether something is said to be more or less so than before."""
    return any(t.tag_ in ("JJR", "RBR") or t.lower_ in _GROWING for t in words)


def _tails(doc: Any, root: Any) -> Iterator[frozenset[int]]:
    """ "The ferry sinks because the crew is drunk" -> "The ferry sinks"."""
    end = last_word(doc)
    for token in doc[root.i + 2 : end]:
        if token.lower_ not in _TAILS or token.dep_ not in ("mark", "cc", "advmod"):
            continue
        clause = token.head
        if clause.dep_ not in ("advcl", "conj", "ccomp") or clause.i < token.i or clause.left_edge.i < token.i - 1:
            continue
        if not any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in clause.children):
            continue
        finite = clause.tag_ in FINITE or any(c.tag_ in FINITE for c in clause.children)
        start = clause.left_edge.i
        if start != token.i and doc[start].lower_ not in ("even", ","):
            continue
        if not finite or clause.right_edge.i < end or root.i >= start - 1:
            continue
        comma = doc[start - 1].text == ","
        if token.lower_ in ("so", "since") and not comma:
            continue
        before = [t.lower_ for t in doc[:start]]
        if token.lower_ == "as" and _grows(doc[:start]):
            continue
        if any(word in _CLOSED for word in before) or (token.lower_ == "as" and any(w in _CORRELATED for w in before)):
            continue
        start -= comma
        if doc[start - 1].tag_ in ("CC", "IN", "TO", "DT", "RB") or doc[start - 1].text == ",":
            continue
        yield frozenset(range(start, end + 1))


def _with_tails(doc: Any, root: Any) -> Iterator[frozenset[int]]:
    """ "Dask is a framework, with a focus on arrays" -> "Dask is a framework"."""
    end = last_word(doc)
    for token in doc[root.i + 2 : end]:
        if token.lower_ not in _WITH or doc[token.i - 1].text != "," or doc[token.i + 1].lower_ in ("no", "which"):
            continue
        # Where more commas come a clause may go on behind them.
        if any(t.text in (";", ":") or t.tag_ in ("VBZ", "VBD", "VBP", "MD") for t in doc[token.i : end + 1]):
            continue
        opener = token
        while opener.left_edge.i >= token.i and opener.head.i >= token.i and opener.head != opener:
            opener = opener.head
        if token.right_edge.i < end and opener.right_edge.i < end:
            continue
        before = doc[: token.i - 1]
        if sum(t.text == "," for t in before) % 2 == 0 and not any(t.lower_ in _CLOSED for t in before):
            yield frozenset(range(token.i - 1, end + 1))
        return
