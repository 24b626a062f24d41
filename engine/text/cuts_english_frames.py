"""The forms that an English sentence may take as a whole, before anything optional is left out.

"The plot follows X" -> "Follows X"; "<Title> is a 1930 American drama film starring A about X" -> "A 1930
American drama film about X", "About X", "X who ..."; "In this talk, we will show how ..." -> "How ...".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from engine.text.cuts_build import listed
from engine.text.cuts_english_checks import FINITE, is_person
from engine.text.cuts_english_gate import FILM_NOUNS, TALK_NOUNS
from engine.text.cuts_english_options import last_word, span_of

_STORY_NOUNS = listed("story plot storyline narrative tale premise action screenplay script")
_SELF_NOUNS = FILM_NOUNS | TALK_NOUNS | _STORY_NOUNS
_STORY_VERBS = listed(
    "follow tell center centre concern focus revolve chronicle depict explore examine portray deal document trace "
    "recount detail describe show look relate profile present tackle address investigate satirize parody spoof "
    "lampoon "
    "celebrate dramatize retell recreate capture take involve discuss explain introduce cover demonstrate "
    "outline highlight teach provide offer walk share give delve consider compare argue analyze review summarize"
)
# What "it" does when it is the video; "it provides", "it takes" may be said of a library.
_TELLING_VERBS = listed(
    "follow tell center centre concern focus revolve chronicle depict explore examine portray document trace "
    "recount "
    "profile satirize parody dramatize investigate detail"
)
_TALK_VERBS = listed(
    "explore examine trace detail describe show look present address investigate discuss explain introduce cover "
    "demonstrate outline highlight teach provide offer walk share give delve consider compare argue analyze review "
    "focus take go dive summarize begin start touch illustrate guide help"
)
_UNFOLDING_VERBS = frozenset(("begin", "open", "start", "end", "unfold", "occur", "combine", "blend", "climax", "mix"))
_SETTING_VERBS = frozenset(("set", "center", "centre", "focus"))
_CREW = listed(
    "directed written produced starring featuring distributed released made shot filmed edited scored created "
    "narrated "
    "composed adapted based inspired loosely animated designed by from with co directorial co-written co-directed "
    "co-produced written-and-directed adapting presented photographed introduced starred stars"
)
_TRAILERS = listed("directed written produced starring co-written co-directed distributed adapted")
_TELLING = listed("following telling depicting chronicling concerning dealing centering centring focusing exploring "
                     "examining documenting portraying detailing tracing revolving profiling set centered "
                     "centred")  # fmt: skip
_LEADS = [
    tuple(lead.split())
    for lead in [
        "in addition",
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
    "additionally however lastly subsequently"
)
_PLAYED_OUT = frozenset(("title", "titular", "role", "lead", "character", "himself", "herself", "themselves"))


def _third_person(verb: str) -> str:
    word = verb.lower()
    if word in ("go", "do"):
        return word + "es"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


_STORY_SUBJECT = re.compile(
    f"((?:The|Its|This) (?:{'|'.join(sorted(FILM_NOUNS | _STORY_NOUNS))})"
    "(?: 's (?:plot|story))?(?: (?:of|to) the film)?) "
    f"(?:{'|'.join(sorted(_third_person(verb) for verb in _TELLING_VERBS))}) "
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Token positions of one form of a sentence, and what its grammar must be."""

    kept: tuple[int, ...]
    kind: Literal["clause", "subclause", "predicate", "phrase", "named"]
    mended: Mapping[int, str] = field(default_factory=dict)
    extra: tuple[frozenset[int], ...] = ()  # more that may be left out in this frame
    needs: int | None = None  # the token that makes it worth saying


def frames(doc: Any, *, introduces: bool) -> Iterator[Frame]:
    """All forms of a sentence. ``introduces``: token 0 stands for the title of a film, "is a" follows."""
    if introduces:
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


def _tells_of_making(doc: Any) -> bool:
    """Whether the sentence says of a film something other than its story."""
    root = next(t for t in doc if t.dep_ == "ROOT")
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.lemma_.lower() not in FILM_NOUNS:
        return False
    told = {verb.lemma_ for verb in _shared(root)}
    return not told & (_STORY_VERBS | _SETTING_VERBS | _UNFOLDING_VERBS)


def glue(doc: Any) -> frozenset[int]:
    """Words that lean on the sentence before and go without a trace: "also", "then"."""
    found = set()
    for token in doc:
        if token.dep_ != "advmod" or token.i == 0 or token.head.pos_ not in ("VERB", "AUX"):
            continue
        before = doc[token.i - 1]
        if token.lower_ == "also" and before.lower_ not in ("but", ",") and "only" not in {t.lower_ for t in doc}:
            found.add(token.i)
        if token.lower_ == "then" and before.tag_ == "MD" and token.head.dep_ == "ROOT":
            found.add(token.i)
    return frozenset(found)


def actors(doc: Any) -> frozenset[int]:
    """Names in brackets behind a role: "a cop (Eva Stone) who ..."."""
    found: set[int] = set()
    for token in doc:
        if token.text == "(":
            close = next((t.i for t in doc[token.i : token.i + 6] if t.text == ")"), None)
            if close is None:
                continue
            inside = doc[token.i + 1 : close]
            if len(inside) and all(t.tag_ in ("NNP", ".") and not t.text.isupper() for t in inside):
                found.update(range(token.i, close + 1))
    return frozenset(found)


def title_length(words: list[str]) -> int:
    """How many tokens name the film before "is a ... film", or its plot before "follows"; 0 in other sentences."""
    if (story := _STORY_SUBJECT.match(" ".join(words[:9]))) is not None:
        return len(story.group(1).split())
    for k in range(1, min(len(words) - 3, 30)):
        if words[k] not in ("is", "was"):
            continue
        if words[k + 1] not in ("a", "an", "the"):
            continue
        head = _head_end(words, k + 2)
        if head is None:
            continue
        if words[0][:1].isupper() or words[0][:1].isdigit() or words[0] in "\"'“‘":
            return k
        return 0
    return 0


def opening_length(words: list[str]) -> int:
    """How many tokens to leave unparsed before "the film ...": who made it, or "In the film,"."""
    low = [word.lower() for word in words[:60]]
    if low[:2] == ["in", "the"] and low[2:3] and low[2] in FILM_NOUNS and low[3:4] == [","]:
        return 4
    if low[0] not in (
        "written",
        "directed",
        "produced",
        "based",
        "adapted",
        "inspired",
        "co-written",
        "loosely",
        "released",
        "starring",
    ):
        return 0
    for i in range(3, len(low) - 3):
        if low[i] == "," and (low[i + 1] == "it" or (low[i + 1] == "the" and low[i + 2] in FILM_NOUNS | _STORY_NOUNS)):
            return i + 1
    return 0


def _head_end(words: list[str], begin: int) -> int | None:
    """The position of the last film noun of the noun phrase that begins here."""
    end = None
    for i in range(begin, min(begin + 16, len(words))):
        word = words[i].lower()
        if word in FILM_NOUNS or word.split("-")[-1] in FILM_NOUNS:
            end = i
        elif end == i - 1 and word in (
            "director",
            "star",
            "maker",
            "producer",
            "actor",
            "actress",
            "critic",
            "studio",
            "editor",
            "industry",
            "company",
            "buff",
            "theater",
            "theatre",
            "star's",
        ):
            return None
        if end is not None and (word in _CREW or word in _TELLING):
            break
        if (
            word in (",", "that", "which", "about", "in", "who", ".", ":", ";", "where", "of", "for")
            and words[i - 1] != "-"
        ):
            break
    return end


# --- "<Title> is a ... film ..." -----------------------------------------------------------------------


def _introduction(doc: Any) -> Iterator[Frame]:
    words = [t.lower_ for t in doc]
    noun = _head_end(words, 3)
    if noun is None:
        return
    end = last_word(doc)
    closing = tuple(range(end + 1, len(doc)))
    marker = _marker(doc, noun + 1, end)
    if marker is None:
        return
    trailer = next((i for i in range(marker + 2, end) if _trails(doc, i)), None)
    if trailer is not None:  # "..., directed by A and starring B"
        end = trailer - 1
        while words[end] in (",", "and", "-", "co"):
            end -= 1
    tail = tuple(range(marker, end + 1)) + closing
    word = words[marker]
    head = tuple(range(2, noun + 1))
    shorter = _plain_heads(doc, noun)
    if word == "as":
        yield from _phrases(doc, marker + 1)
        return
    if word == "in" and words[marker + 1] != "which":  # "starring X in a story about ..."
        about = words.index("about", marker)
        tail = tuple(range(about, end + 1)) + closing
        marker, word = about, "about"
    yield Frame((0, 1, *head, *tail), "clause", extra=shorter, needs=marker)
    yield Frame((*head, *tail), "phrase", extra=shorter, needs=marker)
    if word in ("that", "which"):
        verb = doc[marker + 1]
        if verb.tag_ == "VBZ" and verb.lemma_ in _STORY_VERBS:
            yield Frame(tail[1:], "predicate")
            yield from _objects(doc, verb)
    elif word == "about":
        yield Frame(tail, "predicate")
        yield from _phrases(doc, marker + 1)
    elif word == "in" or word == "where":
        yield Frame(tail[2:] if word == "in" else tail[1:], "subclause")
    elif word == "set":
        yield Frame(tail, "predicate")


def _trails(doc: Any, i: int) -> bool:
    """Whether those who made the film are named from here on: "directed by", ", with Eva Stone"."""
    if doc[i].lower_ in _TRAILERS:
        return doc[i].tag_ in ("VBN", "VBG", "VBD")
    return bool(doc[i].lower_ == "with" and doc[i - 1].text == "," and doc[i + 1].tag_ == "NNP")


def _marker(doc: Any, begin: int, end: int) -> int | None:
    """Where the story begins after the names of those who made the film."""
    words = [t.lower_ for t in doc]
    crew = False
    lent = False  # inside "based on ..." the story may be the book's
    i = begin
    while i <= end:
        word = words[i]
        if word in (",", "and") and i == begin and not crew:
            if words[i + 1 : i + 2] and words[i + 1] in _CREW | _TELLING | {"about", "which", "in"}:
                i += 1
                begin = i
                continue
            return None
        following = words[i + 1] if i < end else ""
        if word in ("that", "which") and doc[i + 1].tag_ == "VBZ" and not lent:
            verb = doc[i + 1].lemma_
            if verb in ("star", "feature", "mark"):
                return None
            if not crew or verb in _STORY_VERBS:
                return i
        if word == "about" and not lent and doc[i - 1].tag_ != "CD":
            return i
        if word == "in" and following == "which" and not lent:
            return i
        if (
            word == "in"
            and following in ("a", "an", "the")
            and crew
            and words[i + 2 : i + 4] in (["story", "about"], ["tale", "about"])
        ):
            return i
        if (
            word == "set"
            and following in ("in", "during", "on", "at", "against", "amid")
            and (i == begin or words[i - 1] == ",")
        ):
            return i
        if word in _TELLING and i == begin and doc[i].tag_ == "VBG":
            return i
        if word == "as" and following in ("a", "an", "two") and crew and not lent:
            return i
        if word in _CREW:
            crew = True
            lent = lent or word in ("based", "adapted", "inspired", "adapting")
        elif not crew:
            return None
        i += 1
    return None


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
        yield from _how(doc, root)
        return
    if not _is_self(subject):
        return
    known = _TELLING_VERBS if subject.tag_ == "PRP" else _STORY_VERBS
    for verb in _shared(root):
        helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
        if verb.tag_ == "VBZ" and not helpers and verb.lemma_ in known:
            yield Frame(tuple(range(verb.i, len(doc))), "predicate")
            yield from _objects(doc, verb)
            yield from _how(doc, verb)
        elif (
            verb.tag_ == "VB"
            and verb.lemma_ in _TALK_VERBS
            and subject.tag_ != "PRP"
            and [h.lower_ for h in helpers] == ["will"]
        ):
            chain = list(_shared(verb))
            if all(v.tag_ == "VB" and (v is verb or not any(c.dep_ == "aux" for c in v.children)) for v in chain):
                yield Frame(tuple(range(verb.i, len(doc))), "predicate", {v.i: _third_person(v.text) for v in chain})
            yield from _how(doc, verb)
        elif verb.tag_ == "VBN" and verb.lemma_ in _SETTING_VERBS and any(h.lower_ == "is" for h in helpers):
            joined = [
                c.i
                for c in verb.children
                if c.dep_ == "cc" and any(v.dep_ == "conj" and v.i > c.i for v in verb.children)
            ]
            until = min(joined, default=last_word(doc) + 1)
            yield Frame((*range(verb.i, until), *range(last_word(doc) + 1, len(doc))), "predicate")
            yield from _objects(doc, verb)
        elif verb.lemma_ == "be" and verb.i + 1 < len(doc) and doc[verb.i + 1].lower_ == "about":
            yield Frame(tuple(range(verb.i + 1, len(doc))), "predicate")
            yield from _phrases(doc, verb.i + 2)


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


def _objects(doc: Any, verb: Any) -> Iterator[Frame]:
    """What a verb of telling has as its object, as a phrase of its own: "a clerk whose brain ..."."""
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i:
            if child.lower_ == "story":
                edge = child.left_edge.i
                yield Frame(tuple(range(edge, len(doc))), "phrase")
                of = next((c for c in child.children if c.dep_ == "prep" and c.lower_ == "of"), None)
                if of is not None:
                    yield from _phrases(doc, of.i + 1)
            else:
                yield from _phrases(doc, child.left_edge.i)
        elif child.dep_ == "prep" and child.lower_ in ("on", "around", "upon", "about") and child.i == verb.i + 1:
            yield from _phrases(doc, child.i + 1)


def _phrases(doc: Any, begin: int) -> Iterator[Frame]:
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
    span = span_of(head)
    if span is None or span[0] != begin or span[1] < end:
        return
    told = [
        c for c in head.subtree if c.dep_ == "relcl" and (c.tag_ in FINITE or any(a.tag_ in FINITE for a in c.children))
    ]
    if (
        told
        and told[0].head in (head, *(c for c in head.children if c.dep_ in ("conj", "appos")))
        and (is_person(head) or told[0].left_edge.tag_ in ("WP", "WP$"))
    ):
        yield Frame(tuple(range(begin, len(doc))), "phrase", needs=told[0].i)


def _how(doc: Any, verb: Any) -> Iterator[Frame]:
    """ "We will show how X works" -> "How X works", where the question word opens the whole rest."""
    for clause in verb.children:
        if clause.dep_ not in ("ccomp", "xcomp", "advcl", "pcomp") or clause.i < verb.i:
            continue
        span = span_of(clause)
        if (
            span is None
            or span[1] != last_word(doc)
            or doc[span[0]].lower_ not in ("how", "why")
            or span[0] != verb.i + 1
        ):
            continue
        finite = clause.tag_ in FINITE or any(c.tag_ in FINITE or c.lower_ == "to" for c in clause.children)
        if finite:
            yield Frame(tuple(range(span[0], len(doc))), "phrase")


def _asides(doc: Any) -> Iterator[Frame]:
    """ "It stars A as a teacher who ..." -> "A teacher who ..."."""
    root = next(t for t in doc if t.dep_ == "ROOT")
    if root.lemma_ in ("play", "portray"):
        yield from _objects(doc, root)
    if root.lemma_ not in ("star", "feature"):
        return
    for token in doc:
        if (
            token.lower_ == "as"
            and token.i > root.i
            and (token.i == root.i + 1 or doc[token.i - 1].tag_ in ("NNP", "NNPS"))
        ):
            yield from _phrases(doc, token.i + 1)
            noun = next((c for c in token.children if c.dep_ == "pobj"), None)
            if noun is not None:
                for child in noun.children:
                    if child.dep_ == "appos":
                        yield from _phrases(doc, child.left_edge.i)


def _second_clause(doc: Any) -> Iterator[Frame]:
    """ "X happens, and Y happens" -> "Y happens"."""
    root = next(t for t in doc if t.dep_ == "ROOT")
    for verb in root.children:
        if verb.dep_ != "conj" or verb.pos_ not in ("VERB", "AUX") or doc[len(doc) - 1].text != ".":
            continue
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        span = span_of(verb)
        if subject is None or subject.tag_ in ("PRP", "DT", "WDT", "WP") or span is None or span[1] != last_word(doc):
            continue
        if (
            doc[span[0] - 1].lower_ in ("and", "but")
            and doc[span[0] - 2].text == ","
            and subject.left_edge.i == span[0]
        ):
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
