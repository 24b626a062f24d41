"""The constituents of a parsed English sentence that may be left out without making it torn or false.

The parser of a small model errs, so a constituent counts only where words and punctuation agree with the
parse: its words stand together, and commas (or the sentence's end) close it in. Whatever a statement's truth
may hang on stays: negation, hedges, conditions, exceptions, purposes, restrictive clauses.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from engine.text.cuts_build import listed
from engine.text.cuts_english_verbs import STORY_VERBS, TALK_VERBS

MOST_OPTIONS = 7  # per frame: 2 ** 7 combinations at most

_STOPS = frozenset((".", "!", "?"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_RELATIVE = frozenset(("who", "which", "whose", "whom", "where"))
_CONDITIONS = listed(
    "if unless until till without except whether provided providing once when whenever lest only like unlike as "
    "given assuming suppose supposing so than that even just not but instead rather regardless according despite "
    "for by with because since against though although barring contrary per depending "
    "supposedly allegedly"
)
_TIME_WORDS = listed(
    "year years month months week weeks day days decade decades century night morning evening summer winter "
    "spring autumn time times war era period today recently nowadays eventually soon later ultimately past "
    "future weekend"
)
SCOPE = listed(
    "not n't never no none nobody nothing neither nor only hardly barely scarcely almost nearly first last most "
    "least best worst largest biggest every all any each few little allegedly reportedly supposedly apparently "
    "perhaps maybe rarely seldom always until unless"
)
# Verbs whose place or time is what they say, so that it is no mere adjunct.
PLACED = listed(
    "set base live move take return travel go come arrive happen occur begin start end bear stay remain lie locate "
    "situate be reside land send bring put place date settle lead get head run fly drive escape flee lock trap "
    "stick "
    "strand use find keep hide work join fit fall turn grow look appear participate involve engage result "
    "specialize invest succeed fail believe consist increase decrease interest differ"
)
HOLDS_LIST_TOGETHER = listed(
    "between among both all consist consists consisting compose composed comprise comprises comprising together "
    "trio duo various respectively three two four five six several each whether combine combines combining of "
    "equals mean likes"
)
JOINT = listed(
    "marriage relationship rivalry friendship affair conflict combination mix mixture blend difference romance "
    "connection battle war clash link contrast comparison interaction integration intersection tension crossover "
    "compare combine merge mix match pair blend fusion alliance feud bond balance union trade-off tradeoff bridge "
    "distinction similarity collaboration partnership triangle interplay gap boundary border reunite reunion "
    "black search trial pro give back love life"
)
_RULING_OUT = listed(
    "avoid prevent lack stop refuse ban eliminate reduce deny reject forbid hate dislike without if unless whether "
    "need require want try fail hope wish seek look hesitate would could might should expect plan"
)
VAGUE = listed(
    "way one kind type case point future world time place situation day moment story man woman person thing "
    "someone "
    "something series set number group event experience journey approach method part lot life role condition form"
)
_WITH_A_PURPOSE = listed(
    "take have allow enable help force cause get make hire ask tell be learn use leave know teach do come put set bring"
)
_COMPLEMENTS = listed("dobj obj prep attr acomp ccomp xcomp agent oprd dative advcl prt pobj")


def options(doc: Any) -> list[frozenset[int]]:
    """Sets of token positions, each of which may be left out by itself or along with others."""
    found: dict[frozenset[int], None] = {}
    for finder in (_bracketed, _dashed, _dependents, _coordinated, _listed, _paired, _restricting, _after_semicolon):
        for dropped in finder(doc):
            if dropped:
                found.setdefault(dropped)
    return list(found)


def span_of(token: Any) -> tuple[int, int] | None:
    """First and last position of a token's subtree, commas at its edges left off; None if it has a gap."""
    positions = sorted(t.i for t in token.subtree)
    doc = token.doc
    while positions and positions[0] != token.i and _is_mark(doc[positions[0]]):
        positions.pop(0)
    while positions and positions[-1] != token.i and _is_mark(doc[positions[-1]]):
        positions.pop()
    if not positions or positions[-1] - positions[0] + 1 != len(positions):
        return None
    return positions[0], positions[-1]


def last_word(doc: Any) -> int:
    """The position of the last token before the closing stop and its quotation marks."""
    i = len(doc) - 1
    while i > 0 and (doc[i].text in _STOPS or doc[i].text in ('"', "”", "’", "'", ")")):
        i -= 1
    return i


def following(doc: Any, i: int) -> Any:
    """The token behind position i, or the last one."""
    return doc[min(i + 1, len(doc) - 1)]


def _is_mark(token: Any) -> bool:
    return bool(token.text in (",", ";", ":", ".", "!", "?", "–", "—", "--"))


def _bracketed(doc: Any) -> Iterator[frozenset[int]]:
    opened = None
    for token in doc:
        if token.text in "([":
            opened = token.i if opened is None else -1  # nested brackets: leave them alone
        elif token.text in ")]" and opened is not None:
            if opened > 0 and token.i - opened > 1 and not any(t.dep_ == "ROOT" for t in doc[opened : token.i]):
                yield frozenset(range(opened, token.i + 1))
            opened = None


def _dashed(doc: Any) -> Iterator[frozenset[int]]:
    dashes = [t.i for t in doc if t.text in ("–", "—", "--")]
    if len(dashes) == 2 and dashes[0] > 1 and not any(t.dep_ == "ROOT" for t in doc[dashes[0] : dashes[1]]):
        inside, end = range(dashes[0], dashes[1] + 1), dashes[1]
        if end < last_word(doc):
            yield frozenset(inside)


def _dependents(doc: Any) -> Iterator[frozenset[int]]:
    root = _root(doc)
    for token in doc:
        span = span_of(token)
        if span is None or span[0] <= root.i <= span[1]:
            continue
        first, last = span
        if token.dep_ in ("appos", "relcl", "acl", "advcl", "prep", "npadvmod", "advmod") and last - first < 40:
            if first == 0:
                if _may_lead(doc, token, last):
                    yield frozenset(range(first, last + 2))
            elif _may_close(doc, token, first, last):
                yield _with_commas(doc, token, first, last)
            elif token.dep_ == "prep" and _is_plain_adjunct(doc, token, last):
                yield frozenset(range(first, last + 1))


def _may_lead(doc: Any, token: Any, last: int) -> bool:
    """Whether the sentence may do without this opening, which a comma must close."""
    if last + 2 >= len(doc) or doc[last + 1].text != "," or doc[last + 2].tag_ in ("CC", "WDT", "WP"):
        return False
    words = [t.lower_ for t in doc[: last + 1]]
    if words[0] in _CONDITIONS or _scoped(words):
        return False
    root = _root(doc)
    if token.head.i <= last or not any(c.dep_ in _SUBJECTS and c.left_edge.i == last + 2 for c in root.children):
        return False
    if token.dep_ == "prep":
        return _is_time_or_place(doc, token) and not _superlative(doc)
    if token.dep_ in ("npadvmod", "advmod"):
        return any(word in _TIME_WORDS for word in words) and not _superlative(doc)
    return bool(token.dep_ in ("advcl", "acl") and doc[0].tag_ in ("VBG", "VBN", "IN", "RB"))


def _may_close(doc: Any, token: Any, first: int, last: int) -> bool:
    """Whether commas close the constituent in, and its kind lets it go."""
    if doc[first - 1].text != "," or not (last >= last_word(doc) or doc[last + 1].text in (",", ";")):
        return False
    words = [t.lower_ for t in doc[first : last + 1]]
    if doc[first].tag_ == "VBG" and doc[first - 2].tag_ == "VBG":
        return False  # "a journey of finding, naming and sharing stars": a list
    behind = following(doc, last + 1).tag_ if following(doc, last).text == "," else ""
    if token.dep_ == "prep" and first > _root(doc).i and behind in ("DT", "PRP$", "JJ", "NN", "NNS", "CD"):
        return False  # "how they sail, from port to port, the storms they meet": a list
    after = doc[last + 2].lower_ if last + 2 < len(doc) and doc[last + 1].text == "," else ""
    if token.dep_ == "appos":
        if after in ("and", "or") or doc[first].tag_ not in ("DT", "PRP$") or _coordinated_noun(token.head):
            return False
        if token.head.dep_ == "appos" or sum(c.dep_ == "appos" for c in token.head.children) > 1:
            return False  # commas without "and": a list
        return bool(token.head.pos_ in ("NOUN", "PROPN")) and words[0] != "no"
    if token.dep_ == "relcl":
        if after in ("and", "or") or _coordinated_noun(token.head):
            return False
        return words[0] in _RELATIVE or (len(words) > 1 and doc[first].tag_ == "IN" and words[1] in ("which", "whom"))
    if words[0] in _CONDITIONS or words[0] in ("to", "and", "or", "but", "such") or _scoped(words[:3]):
        return words[:2] == ["such", "as"] and after not in ("and", "or")
    if token.dep_ in ("advcl", "acl"):
        if doc[first].tag_ in ("VBG", "VBN"):
            return True
        # "but Karl, in his sixties, did not sing": no clause of its own, whatever the parse says
        return doc[first].tag_ in ("IN", "RB", "WRB") and doc[first].dep_ in ("mark", "advmod")
    if token.dep_ == "prep":
        return words[0] not in ("to", "of", "than") and after not in ("and", "or") and not _coordinated_noun(token.head)
    return False


def _is_plain_adjunct(doc: Any, token: Any, last: int) -> bool:
    """A time or place at the end of a clause, without commas, that says nothing but when or where."""
    verb = token.head
    if verb.pos_ != "VERB" or verb.lemma_ in PLACED or not (last >= last_word(doc) or doc[last + 1].text == ","):
        return False
    if token.i < verb.i or not any(c.dep_ in ("dobj", "nsubjpass", "xcomp") and c.i < token.i for c in verb.children):
        return False
    if token.lower_ not in ("in", "during", "on", "at", "after", "before", "throughout") or _superlative(doc):
        return False
    if _scoped([t.lower_ for t in verb.subtree]) or len(doc[token.i : last + 1]) > 8:
        return False
    return _is_time_or_place(doc, token) and not any(t.pos_ == "VERB" for t in doc[token.i : last + 1])


def _is_time_or_place(doc: Any, token: Any) -> bool:
    objects = [c for c in token.children if c.dep_ == "pobj"]
    if token.lower_ not in (
        "in",
        "during",
        "on",
        "at",
        "after",
        "before",
        "throughout",
        "over",
        "since",
        "following",
    ):
        return False
    return any(
        o.ent_type_ in ("DATE", "TIME", "GPE", "LOC") or o.lemma_.lower() in _TIME_WORDS
        for o in objects
        if o.lower_ not in ("dream", "dreams", "theory", "vain", "fact")
    ) and not any(t.lower_ in ("this", "that", "these", "those", "future") for t in token.subtree)


def _with_commas(doc: Any, token: Any, first: int, last: int) -> frozenset[int]:
    """The constituent and the commas that go with it; the second stays where it closes something else too."""
    dropped = set(range(first - 1, last + 1))
    if last + 1 < len(doc) and doc[last + 1].text == "," and not _closes_more(doc, token, last):
        dropped.add(last + 1)
    return frozenset(dropped)


def _closes_more(doc: Any, token: Any, last: int) -> bool:
    after = doc[last + 2] if last + 2 < len(doc) else None
    if after is not None and after.tag_ == "CC":
        return True  # "He meets Sue, a nurse, and they fall in love": the tidier drops one too many
    for parent in token.ancestors:
        span = span_of(parent)
        if span is None or span[1] != last:
            continue
        before = doc[span[0] - 1].text if span[0] else ","
        if before == "," and parent.dep_ not in ("nsubj", "nsubjpass", "ROOT"):
            return True
        if span[0] and parent.dep_ == "relcl" and doc[span[0] - 1].text == ",":
            return True
    # An opening that ends here: "When Harry, a cop, dies, ..." has its verb later; "After meeting Sue, a
    # nurse, Harry leaves" ends with this comma.
    root = _root(doc)
    return bool(
        last < root.i and not any(a.dep_ in ("nsubj", "nsubjpass") and a.head.i > last for a in token.ancestors)
    )


def _coordinated(doc: Any) -> Iterator[frozenset[int]]:
    """The tail of coordinated verbs or clauses: ", and marries her" of the last of two or more."""
    end = last_word(doc)
    for head in doc:
        if head.pos_ not in ("VERB", "AUX") or head.dep_ == "conj":
            continue
        chain = [head]
        while True:
            following = [c for c in chain[-1].children if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX")]
            if len(following) != 1:
                break
            chain.append(following[0])
        if len(chain) < 2 or len(following) > 1:
            continue
        joiner = next((c for c in chain[-2].children if c.dep_ == "cc" and c.i < chain[-1].i), None)
        if joiner is None or joiner.lower_ not in ("and", "but"):
            continue
        if any(
            c.dep_ == "preconj" or c.lower_ in ("both", "either", "not only") for link in chain for c in link.children
        ):
            continue
        start = joiner.i if len(chain) == 2 else None
        if len(chain) > 2:
            comma = chain[1].left_edge.i - 1
            start = comma if comma > head.i and doc[comma].text == "," else None
        last = chain[-1].right_edge.i
        if start is None or last < end or _root(doc).i >= start:
            continue
        if not any(c.dep_ in _COMPLEMENTS and head.i < c.i < start for c in head.children):
            continue
        if any(doc[i].tag_ in ("IN", "TO", "RP") and doc[i + 1].text == "," for i in range(start, end)):
            continue  # "identify, and blow the whistle on, disasters": the object is shared
        if doc[start - 1].text == ",":
            start -= 1
        if doc[start - 1] in chain or doc[start - 1].tag_ == "RP":
            continue  # "explore, and rapidly analyze, structures": the object may be shared
        if any(t.text == "," for t in doc[head.i : start]) or is_spliced(head):
            continue  # commas before the last "and": it may close a list
        if _scoped([t.lower_ for t in head.children]) or doc[start - 1].tag_ in (
            "IN",
            "TO",
            "DT",
            "CC",
            "MD",
        ):
            continue
        yield frozenset(range(start, end + 1))


def is_spliced(verb: Any) -> bool:
    """Whether only a comma parts a clause from the one before: "it got faster, we saved time and cut costs".

    The "and" between its deeds is then that of a list of clauses, and must stay.
    """
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.left_edge.i == 0 or verb.doc[subject.left_edge.i - 1].text != ",":
        return False
    clauses = [verb.head, *verb.children] if verb.dep_ in ("conj", "parataxis") else verb.children
    return any(
        c.dep_ in ("ccomp", "parataxis", "conj", "ROOT")
        and c.i < subject.left_edge.i
        and any(d.dep_ in ("nsubj", "nsubjpass") for d in c.children)
        for c in clauses
    )


def _listed(doc: Any) -> Iterator[frozenset[int]]:
    """The middle of "A, B, and C", when every item is plain and the commas stand where they should."""
    if _holds_parallel_lists(doc):
        return
    for head in doc:
        if head.pos_ not in ("NOUN", "PROPN") or head.dep_ == "conj":
            continue
        chain = [head]
        while True:
            following = [c for c in chain[-1].children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")]
            if len(following) != 1:
                break
            chain.append(following[0])
        if len(chain) < 3 or head.i == 0 or _may_be_no_list(doc, chain):
            continue
        before = {t.lower_ for t in doc[: head.i]}
        if before & HOLDS_LIST_TOGETHER - {"of"} or any(t.like_num for t in doc[: head.i] if t.ent_type_ != "DATE"):
            continue
        bounds = _item_bounds(doc, chain)
        if bounds is None:
            continue
        joiner = bounds[-1][0] - 1
        if doc[joiner].lower_ != "and":
            continue
        oxford = joiner - 1 if doc[joiner - 1].text == "," else joiner
        yield frozenset(range(bounds[1][0] - 1, joiner))  # A and C
        if bounds[-1][1] >= last_word(doc) and not before & JOINT:
            yield frozenset(range(bounds[1][0] - 1, last_word(doc) + 1))  # A
        if len(chain) > 3:
            yield frozenset(range(bounds[2][0] - 1, oxford))  # A, B, and D


def _may_be_no_list(doc: Any, chain: list[Any]) -> bool:
    """Whether a list may be deeds ("to load, plot and publish maps"), or an opening and those who then act.

    In "With RNNs, Ann and Bo could ..." the "and" is not that of the opening.
    """
    before = doc[max(chain[0].left_edge.i - 1, 0)]
    if before.tag_ == "TO":
        return True
    opens = before.dep_ == "mark" or (before.head.pos_ in ("VERB", "AUX") and before.i < before.head.i)
    return before.tag_ == "IN" and opens and following(doc, chain[-1].i).pos_ in ("VERB", "AUX", "ADV")


def _holds_parallel_lists(doc: Any) -> bool:
    """Whether two lists stand over against each other: "A, B and C are replacing X, Y and Z"."""
    heads = [t for t in doc if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "conj"]
    return sum(len(head.conjuncts) > 1 for head in heads) > 1 or any(t.lower_ == "respectively" for t in doc)


def _paired(doc: Any) -> Iterator[frozenset[int]]:
    """ "and B" of an object "A and B" that ends the sentence."""
    if _holds_parallel_lists(doc):
        return
    end, root = last_word(doc), _root(doc)
    for joiner in doc:
        head = joiner.head
        if joiner.dep_ != "cc" or joiner.lower_ != "and" or head.i <= root.i or head.pos_ not in ("NOUN", "PROPN"):
            continue
        joined = [c for c in head.children if c.dep_ == "conj"]
        if head.dep_ == "conj" or len(joined) != 1 or joined[0].pos_ not in ("NOUN", "PROPN"):
            continue
        if doc[head.left_edge.i - 1].text == ",":
            continue  # the end of "A, B and C", which the parse may not see
        span = span_of(joined[0])
        if span is None or span[0] != joiner.i + 1 or span[1] < end or doc[joiner.i - 1].text == ",":
            continue
        tail = doc[joiner.i : end + 1]
        before = {t.lemma_.lower() for t in doc[: joiner.i]} | {t.lower_ for t in doc[: joiner.i]}
        if before & (HOLDS_LIST_TOGETHER | JOINT) or any(c.dep_ == "preconj" for c in head.children):
            continue
        if (
            any(t.tag_ in ("VBZ", "VBP", "VBD", "MD", ",") or t.dep_ in ("nsubj", "appos") for t in tail)
            or len(tail) > 12
        ):
            continue
        if doc[joiner.i - 1].pos_ in ("NOUN", "PROPN") and not _scoped([t.lower_ for t in doc[root.i : end]]):
            yield frozenset(range(joiner.i, end + 1))


def _restricting(doc: Any) -> Iterator[frozenset[int]]:
    """What tells more of "a" thing at the sentence's end: without it less is said, and nothing false."""
    end, root = last_word(doc), _root(doc)
    if doc[len(doc) - 1].text == "?":
        return
    for token in doc:
        if token.dep_ not in ("relcl", "acl", "advcl"):
            continue
        span = span_of(token)
        if span is None or span[1] < end or span[0] <= root.i + 1:
            continue
        first = span[0]
        words = {t.lemma_.lower() for t in doc[:first]} | {t.lower_ for t in doc[:first]}
        if words & (_RULING_OUT | SCOPE) or any(t.dep_ == "neg" for t in doc[:first]):
            continue
        if token.dep_ in ("relcl", "acl"):
            noun = token.head
            if doc[first - 1] != noun or noun.pos_ != "NOUN" or noun.dep_ not in ("dobj", "pobj", "attr"):
                continue
            opens = doc[first].lower_ in ("who", "that", "which", "whose", "where") or (
                token.dep_ == "acl" and token.tag_ in ("VBG", "VBN") and first == token.i
            )
            article = any(
                c.dep_ in ("det", "nummod", "amod")
                and c.lower_ in ("a", "an", "two", "three", "four", "some", "several", "various")
                for c in noun.children
            )
            if noun.tag_ == "NNS" and (root.lemma_ in TALK_VERBS or root.lemma_ in STORY_VERBS):
                # "discusses simple tools that ..." is no less true of the tools
                article = article or not any(c.dep_ in ("det", "poss", "nummod") for c in noun.children)
            spoken = any(c.dep_ == "nsubj" and c.tag_ == "PRP" for c in root.children)
            bare = (noun.dep_ == "attr" or spoken or noun.tag_ == "NNS") and not any(
                c.dep_ in ("amod", "compound") for c in noun.children
            )
            if opens and article and first > 5 and not bare and noun.lemma_ not in VAGUE:
                yield frozenset(range(first, end + 1))
        elif token.dep_ == "advcl" and doc[first].lower_ == "to" and token.tag_ == "VB" and token.head.pos_ == "VERB":
            verb = token.head
            if (
                not any(t.lower_ == "how" for t in doc[:first])  # "how to use X to do Y": Y is what is asked
                and any(c.dep_ in ("dobj", "nsubjpass") and c.i < first for c in verb.children)
                and verb.lemma_ not in _WITH_A_PURPOSE
            ):
                yield frozenset(range(first, end + 1))


def _item_bounds(doc: Any, chain: list[Any]) -> list[tuple[int, int]] | None:
    """Where each item of a list begins and ends, or None where it isn't a plain list."""
    bounds = []
    for place, item in enumerate(chain):
        inner = [
            t.i for t in item.subtree if not any(other.is_ancestor(t) or other == t for other in chain[place + 1 :])
        ]
        inner = [i for i in inner if doc[i].text not in (",", ".") and doc[i].tag_ != "CC"]
        if not inner or inner[-1] - inner[0] + 1 != len(inner) or len(inner) > 5:
            return None
        if any(doc[i].pos_ in ("VERB", "AUX", "SCONJ") or doc[i].dep_ in ("appos", "relcl", "acl") for i in inner):
            return None
        if place and any(doc[i].tag_ == "IN" for i in inner):
            return None
        bounds.append((inner[0], inner[-1]))
    for (_, left), (right, _) in pairwise(bounds[:-1]):
        if right - left != 2 or doc[left + 1].text != ",":
            return None
    between = [t.lower_ for t in doc[bounds[-2][1] + 1 : bounds[-1][0]]]
    return bounds if between in ([",", "and"], ["and"]) else None


def _after_semicolon(doc: Any) -> Iterator[frozenset[int]]:
    for token in doc:
        if token.text == ";" and token.i > _root(doc).i:
            yield frozenset(range(token.i, last_word(doc) + 1))
            return


def _scoped(words: list[str]) -> bool:
    return any(word in SCOPE for word in words)


def _superlative(doc: Any) -> bool:
    return any(
        t.tag_ in ("JJS", "RBS") or t.lower_ in ("first", "last", "only", "never", "not", "n't", "no") for t in doc
    )


def _coordinated_noun(token: Any) -> bool:
    return token.dep_ == "conj" or any(c.dep_ in ("conj", "cc") for c in token.children)


def _root(doc: Any) -> Any:
    return next(t for t in doc if t.dep_ == "ROOT")
