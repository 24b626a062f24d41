"""The forms that an English sentence may take as a whole, before anything optional is left out.

"The plot follows X" -> "Follows X"; "<Title> is a 1930 American drama film starring A about X" -> "A 1930
American drama film about X", "About X", "X who ..."; "In this talk, we will show how ..." -> "How ...".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.text.cuts_build import listed
from engine.text.cuts_english_gate import FILM_NOUNS, TALK_NOUNS
from engine.text.cuts_english_options import last_word, span_of
from engine.text.cuts_english_phrases import Frame, how, hows, kinds, objects, phrases, topic
from engine.text.cuts_english_reading import Reading, film_noun, story_marker
from engine.text.cuts_english_verbs import STORY_NOUNS, STORY_VERBS, TALK_VERBS, TELLING_VERBS, third_person

_SELF_NOUNS = FILM_NOUNS | TALK_NOUNS | STORY_NOUNS
_UNFOLDING_VERBS = frozenset(("begin", "open", "start", "end", "unfold", "occur", "combine", "blend", "climax", "mix"))
_SETTING_VERBS = frozenset(("set", "center", "centre", "focus"))
_LEARNING = frozenset(("learn", "discover", "explore", "understand", "see"))
_SPEAKERS = frozenset(("i", "we", "us", "me", "my", "our", "ours", "ourselves", "myself"))
_LEADS = [
    tuple(lead.split())
    for lead in [
        "in addition",
        "as an example",
        "as a bonus",
        "by the way",
        "that said",
        "for example",
        "for instance",
        "as a result",
        "on the other hand",
        "in fact",
        "of course",
        "in particular",
        "in short",
        "at the same time",
        "first of all",
        "to begin with",
        "along the way",
        "in the end",
        "in general",
        "in other words",
        "in the process",
        "after that",
        "in summary",
        "in conclusion",
        "in contrast",
        "in return",
        "in response",
        "in turn",
        "by contrast",
        "as such",
        "above all",
        "to this end",
        "from there",
        "in the second part, what 's more",
    ]
]
_CONNECTIVES = listed(
    "however but and so therefore thus hence also then moreover furthermore additionally instead meanwhile finally "
    "first firstly second secondly third thirdly lastly next afterwards afterward nevertheless nonetheless "
    "still yet "
    "plus besides likewise similarly indeed consequently accordingly specifically essentially basically "
    "unfortunately fortunately luckily sadly well now conversely alternatively subsequently"
)
_BARE_CONNECTIVES = listed(
    "but and so then thus therefore hence also yet finally nevertheless nonetheless furthermore moreover "
    "additionally however lastly subsequently fortunately unfortunately luckily sadly"
)


def frames(doc: Any, text: Reading) -> Iterator[Frame]:
    """All forms of a sentence, the fullest first."""
    if text.role:
        yield from phrases(doc, 2)
        for noun in doc[1].children:  # "Father Hill, a priest who ..."
            for child in noun.children:
                if child.dep_ == "appos" and noun.i > 1:
                    yield from phrases(doc, child.left_edge.i)
        return
    if text.introduces:
        yield from _introduction(doc)
        return
    start = _after_connectives(doc)
    if not _tells_of_making(doc):
        yield Frame(tuple(range(start, len(doc))), "clause", extra=_talk_lead(doc, start))
    if [t.lower_ for t in doc[:2]] == ["this", "is"] and doc[2].lower_ in ("a", "an", "the"):
        yield Frame(tuple(range(2, len(doc))), "named")
    yield from _predicates(doc)
    yield from _asides(doc)
    yield from _second_clause(doc)
    yield from _invitations(doc)
    yield from kinds(doc)
    yield from hows(doc)


def _tells_of_making(doc: Any) -> bool:
    """Whether the sentence says of a film something other than its story."""
    root = next(t for t in doc if t.dep_ == "ROOT")
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.lemma_.lower() not in FILM_NOUNS:
        return False
    told = {verb.lemma_ for verb in _shared(root)}
    return not told & (STORY_VERBS | _SETTING_VERBS | _UNFOLDING_VERBS)


def glue(doc: Any) -> frozenset[int]:
    """Words that lean on the sentence before and go without a trace: "also", "then"."""
    found = set()
    for token in doc:
        if token.dep_ != "advmod" or token.i == 0 or token.head.pos_ not in ("VERB", "AUX"):
            continue
        before = doc[token.i - 1]
        if token.lower_ == "also" and before.lower_ not in ("but", ",") and "only" not in {t.lower_ for t in doc}:
            found.add(token.i)
        if token.lower_ == "however" and before.text == "," and doc[token.i + 1].text == ",":
            found |= {token.i, token.i + 1}
        if token.lower_ == "then" and before.tag_ == "MD" and token.head.dep_ == "ROOT":
            found.add(token.i)
    return frozenset(found)


# --- "<Title> is a ... film ..." -----------------------------------------------------------------------


def _introduction(doc: Any) -> Iterator[Frame]:
    words = [t.lower_ for t in doc]
    noun = film_noun(words, 3)
    marker = None if noun is None else story_marker([t.text for t in doc], noun + 1)
    if noun is None or marker is None or marker > noun + 2:
        return
    end = last_word(doc)
    closing = tuple(range(end + 1, len(doc)))
    tail = tuple(range(marker, end + 1)) + closing
    word = words[marker]
    head = tuple(range(2, noun + 1))
    shorter = _plain_heads(doc, noun)
    yield Frame((0, 1, *head, *tail), "clause", extra=shorter, needs=marker)
    yield Frame((*head, *tail), "phrase", extra=shorter, needs=marker)
    if word in ("that", "which"):
        verb = doc[marker + 1]
        if verb.tag_ == "VBZ" and verb.lemma_ in STORY_VERBS:
            yield Frame(tail[1:], "predicate")
            yield from objects(doc, verb)
            yield from topic(doc, verb)
    elif word == "about":
        yield Frame(tail, "predicate")
        yield from phrases(doc, marker + 1)
    elif word == "in" and words[marker + 1] == "which":
        yield Frame(tail[2:], "subclause")
    elif word == "where":
        yield Frame(tail[1:], "subclause")
    elif word == "set":
        yield Frame(tail, "predicate")
    elif word.endswith("ing"):
        yield from objects(doc, doc[marker])
        yield from topic(doc, doc[marker])


def _plain_heads(doc: Any, noun: int) -> tuple[frozenset[int], ...]:
    """The year, and the year with the country, of "a 1930 American drama film"."""
    year = next((i for i in range(3, noun) if doc[i].text.isdigit() and len(doc[i].text) == 4), None)
    if year is None:
        return ()
    found = [frozenset((year,))]
    country, after = doc[year + 1], doc[year + 2].text
    if year + 2 <= noun and country.text[0].isupper() and after not in ("-", "–", "and", ","):
        found.append(frozenset((year, year + 1)))
    return tuple(found)


# --- "The film follows ...", "This talk will explore ..." ---------------------------------------------------


def _predicates(doc: Any) -> Iterator[Frame]:
    root = next(t for t in doc if t.dep_ == "ROOT")
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or any(c.dep_ == "neg" for c in root.children) or doc[len(doc) - 1].text == "?":
        return
    if subject.tag_ == "PRP" and subject.lower_ in ("i", "we", "you"):
        yield from _speaking(doc, subject, root)
        yield from _wished(doc, root)
        return
    if not _is_self(subject):
        return
    yield from _wished(doc, root)
    known = TELLING_VERBS if subject.tag_ == "PRP" else STORY_VERBS
    for verb in _shared(root):
        helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
        if verb.tag_ == "VBZ" and not helpers and verb.lemma_ in known:
            yield Frame(tuple(range(verb.i, len(doc))), "predicate")
            yield from objects(doc, verb)
            yield from how(doc, verb)
            yield from topic(doc, verb)
        elif (
            verb.tag_ == "VB"
            and verb.lemma_ in TALK_VERBS
            and subject.tag_ != "PRP"
            and [h.lower_ for h in helpers] == ["will"]
        ):
            chain = list(_shared(verb))
            if all(v.tag_ == "VB" and (v is verb or not any(c.dep_ == "aux" for c in v.children)) for v in chain):
                yield Frame(tuple(range(verb.i, len(doc))), "predicate", {v.i: third_person(v.text) for v in chain})
            yield from how(doc, verb)
            yield from topic(doc, verb)
        elif verb.tag_ == "VBN" and verb.lemma_ in _SETTING_VERBS and any(h.lower_ == "is" for h in helpers):
            joined = [
                c.i
                for c in verb.children
                if c.dep_ == "cc" and any(v.dep_ == "conj" and v.i > c.i for v in verb.children)
            ]
            until = min(joined, default=last_word(doc) + 1)
            yield Frame((*range(verb.i, until), *range(last_word(doc) + 1, len(doc))), "predicate")
            yield from objects(doc, verb)
        elif verb.lemma_ == "be" and verb.i + 1 < len(doc) and doc[verb.i + 1].lower_ == "about":
            yield Frame(tuple(range(verb.i + 1, len(doc))), "predicate")
            yield from phrases(doc, verb.i + 2)
            yield from how(doc, doc[verb.i + 1])
            yield from topic(doc, verb)
        elif verb.lemma_ == "be" and subject.lemma_.lower() in TALK_NOUNS:
            named = next((c for c in verb.children if c.dep_ == "attr" and c.left_edge.lower_ in ("a", "an")), None)
            if named is not None and any(c.dep_ in ("prep", "relcl") and c.i > named.i for c in named.children):
                yield Frame(tuple(range(named.left_edge.i, len(doc))), "phrase")


def _speaking(doc: Any, subject: Any, root: Any) -> Iterator[Frame]:
    """ "We will show how X works" -> "Shows how X works"; "You'll learn how X works" -> "Learn how X works"."""
    helpers = {c.lower_ for c in root.children if c.dep_ in ("aux", "auxpass", "neg")}
    verb = root
    if root.lemma_ == "go" and root.tag_ == "VBG":  # "I'm going to show"
        verb = next((c for c in root.children if c.dep_ == "xcomp" and c.tag_ == "VB"), root)
        helpers = {"will"}
    promised = bool(helpers) and helpers <= {"will", "'ll", "’ll", "shall"} and verb.tag_ == "VB"
    if not (promised or (not helpers and verb.tag_ in ("VBP", "VB"))) or subject.i > verb.i:
        return
    rest = doc[verb.i + 1 : len(doc)]
    lemma = verb.lemma_.lower()
    if promised and lemma in _LEARNING and (subject.lower_ == "you" or lemma == "learn"):
        if not any(t.lower_ in _SPEAKERS for t in rest):
            yield Frame(tuple(range(verb.i, len(doc))), "predicate")
        yield from topic(doc, verb)
    elif lemma in TALK_VERBS and subject.lower_ != "you":
        chain = list(_shared(verb))
        if not all(v.lemma_.lower() in TALK_VERBS for v in chain) or (
            lemma == "take" and not any(t.lower_ in ("look", "tour", "you") for t in rest[:4])
        ):
            return
        plain = all(
            v.tag_ in ("VB", "VBP") and (v is verb or not any(c.dep_ == "aux" for c in v.children)) for v in chain
        )
        joined = [c for v in chain for c in v.children if c.dep_ == "conj" and c not in chain]
        torn = any(
            t.tag_ in ("VB", "VBP") and _word_before(doc, t.i) in ("and", ",", "or") and not _is_bound(t, chain)
            for t in rest
        )
        if plain and not (joined or torn) and not any(t.lower_ in _SPEAKERS | {"both"} for t in doc[subject.i + 1 :]):
            yield Frame(tuple(range(verb.i, len(doc))), "predicate", {v.i: third_person(v.text) for v in chain})
        yield from topic(doc, verb)
    elif lemma in ("talk", "speak", "learn", "hear"):
        yield from topic(doc, verb)


def _wished(doc: Any, root: Any) -> Iterator[Frame]:
    """ "I want to give an introduction to X", "the talk aims to explain the use of X": the introduction, the use."""
    verb = root
    while (verb := next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB"), None)) is not None:
        if verb.lemma_ in TALK_VERBS:
            yield from topic(doc, verb)


def _invitations(doc: Any) -> Iterator[Frame]:
    """ "Come to this talk to learn how X works", "Let's explore X": what one is invited to."""
    root = next(t for t in doc if t.dep_ == "ROOT")
    if root.lemma_.lower() not in ("come", "join", "attend", "let") or root.i > 1:
        return
    for verb in root.children:
        if verb.tag_ != "VB" or verb.lemma_ not in _LEARNING or verb.i < root.i or verb.dep_ == "conj":
            continue
        rest = doc[verb.i + 1 : len(doc)]
        if verb.right_edge.i >= last_word(doc) and not any(t.lower_ in _SPEAKERS for t in rest):
            yield Frame(tuple(range(verb.i, len(doc))), "predicate")
            yield from how(doc, verb)
            yield from topic(doc, verb)


def _word_before(doc: Any, i: int) -> str:
    """The word before position i, adverbs left out."""
    while i > 1 and doc[i - 1].tag_ == "RB":
        i -= 1
    return str(doc[i - 1].lower_)


def _is_bound(verb: Any, chain: list[Any]) -> bool:
    """Whether a bare verb after "and" goes with an earlier "to" or subject, or is one of those that are changed."""
    while verb.dep_ == "conj" and verb not in chain:
        if any(c.dep_ in ("aux", "nsubj") for c in verb.children):
            return True
        verb = verb.head
    return verb in chain or any(c.dep_ in ("aux", "nsubj") for c in verb.children)


def _is_self(subject: Any) -> bool:
    """Whether a subject is the video itself: it, the film, its plot, the story of the film, this talk."""
    words = [t.lower_ for t in subject.subtree]
    if words == ["it"]:
        return True
    if len(words) > 5 or subject.lemma_.lower() not in _SELF_NOUNS:
        return False
    return words[0] in ("the", "this", "its", "our", "my") and not any(
        t.dep_ in ("relcl", "acl") for t in subject.subtree
    )


def _shared(verb: Any) -> Iterator[Any]:
    """The verb and those coordinated with it that have no subject of their own."""
    yield verb
    for child in verb.children:
        if (
            child.dep_ == "conj"
            and child.pos_ in ("VERB", "AUX")
            and not any(c.dep_ == "nsubj" for c in child.children)
        ):
            yield from _shared(child)


def _asides(doc: Any) -> Iterator[Frame]:
    """ "Eva Stone plays a teacher who ..." -> "A teacher who ..."."""
    root = next(t for t in doc if t.dep_ == "ROOT")
    if root.lemma_ in ("play", "portray"):
        yield from objects(doc, root)


def _second_clause(doc: Any) -> Iterator[Frame]:
    """ "X happens, and Y happens" -> "Y happens"."""
    root = next(t for t in doc if t.dep_ == "ROOT")
    for verb in root.children:
        if verb.dep_ != "conj" or verb.pos_ not in ("VERB", "AUX") or doc[len(doc) - 1].text != ".":
            continue
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        span = span_of(verb)
        if subject is None or subject.tag_ in ("PRP", "DT", "WDT", "WP") or subject.left_edge.tag_ == "PRP$":
            continue
        if span is None or span[1] != last_word(doc):
            continue
        if doc[span[0] - 2].pos_ in ("NOUN", "PROPN") and subject.left_edge == subject:
            continue  # "tools like A and B are ...": the "and" may be that of the two
        opening = max((t.i for t in doc[: span[0]] if t.text in (";", ":")), default=0)
        if any(t.tag_ in ("WRB", "WDT", "WP") for t in doc[opening : span[0]]):
            continue  # "to the point where X is written and Y has plans": it may be one of what is told there
        if doc[span[0] - 1].lower_ in ("and", "but") and subject.left_edge.i == span[0]:
            yield Frame(tuple(range(span[0], len(doc))), "subclause")


def _talk_lead(doc: Any, start: int) -> tuple[frozenset[int], ...]:
    """ "In this talk," at the start may go: the card stands for the talk."""
    comma = next((i for i in range(start, min(start + 8, len(doc))) if doc[i].text == ","), None)
    if comma is None or doc[start].lower_ not in ("in", "during", "throughout", "at"):
        return ()
    if doc[comma + 1].lower_ in _CONNECTIVES:
        return ()
    if doc[comma - 1].lower_ in FILM_NOUNS and doc[comma - 2].lower_ == "the":
        return (frozenset(range(start, comma + 1)),)
    if doc[comma - 1].lower_ in TALK_NOUNS and any(t.lower_ in ("this", "my", "our") for t in doc[start:comma]):
        return (frozenset(range(start, comma + 1)),)
    return ()


def _after_connectives(doc: Any) -> int:
    """Where the sentence begins once "However," and the like are gone."""
    start = 0
    while start < len(doc) - 3:
        words = tuple(t.lower_ for t in doc[start : start + 6])
        lead = next((lead for lead in _LEADS if words[: len(lead) + 1] == (*lead, ",")), None)
        if lead:
            start += len(lead) + 1
        elif words[0] in _CONNECTIVES and words[1] == ",":
            start += 2
        elif (words[0] in ("but", "and") and doc[start].tag_ == "CC") or (
            words[0] in _BARE_CONNECTIVES
            and doc[start].dep_ in ("cc", "advmod")
            and doc[start].head.dep_ == "ROOT"
            and words[1] != "that"
        ):
            start += 1
        else:
            break
    return start
