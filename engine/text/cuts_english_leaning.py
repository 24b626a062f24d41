"""What makes an English cut lean on a sentence before it, or wait for words that are gone.

The parse can't tell whether a reader knows what "the method" is. So a definite noun counts as known when something
in the cut says which one it is, when there is only one in the world, or when the card itself is it ("the talk").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.text.cuts_build import listed
from engine.text.cuts_english_gate import FILM_NOUNS, TALK_NOUNS
from engine.text.cuts_english_verbs import STORY_NOUNS

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_NOUN_TAGS = frozenset(("NN", "NNS"))
_BEHIND = frozenset(("prep", "relcl", "acl", "appos", "ccomp", "xcomp", "advcl"))
_TELLS_WHICH = listed("of to for between behind with from about")
_HERE = FILM_NOUNS | TALK_NOUNS | STORY_NOUNS | listed(
    "audience attendee participant speaker presenter presentation action event protagonist hero author instructor "
    "viewer listener project series purpose aim goal title filmmaker"
)  # fmt: skip
_ONLY_ONE = listed(
    "world internet web sun moon earth universe sky government public police army navy church state media press law "
    "future past present economy market industry community environment brain human body mind heart ecosystem climate "
    "weather planet ocean sea lot fact year day week month time decade century night morning evening summer winter "
    "rest way wild cloud city country nation town people poor rich dead living truth war basics news end beginning "
    "start middle top bottom go fly ground edge next other most same first last field street countryside west east "
    "north south afterlife supernatural road run house job office home line box difference least command wheel ropes "
    "essentials fundamentals internals landscape terminal browser desktop stage water air land scene shadow mafia mob "
    "devil king queen president desert jungle frontier law"
)
# Nobody can tell which of these is meant unless it is said.
_WHICH_ONE = listed(
    "trend matter problem process context result approach method solution idea issue skill library project system "
    "number task code algorithm network application package feature technique need effect impact concept pain "
    "challenge topic question answer step stage technology framework change principle success failure incident "
    "strategy component function requirement tool functionality implementation experiment"
)
_NEEDING = listed(
    "familiarity need access knowledge interest ability lack part understanding introduction exposure approach attempt "
    "tendency inability desire effort plan willingness relationship romance affair conflict encounter battle quest "
    "obsession search role focus emphasis reliance dependence insight reason influence impact effect solution "
    "alternative confrontation friendship feud rivalry responsibility member example way struggle kind type sort "
    "variety lot number series set range"
)
_WAITING = listed("embark rely depend consist refer belong delve revolve aspire specialize resort succumb result")
_NEVER_BARE = listed("familiarity inability tendency reliance dependence adherence lack")
_ENDS_TORN = listed("was is are were be been being that which who whose he she they we i")
_SPANS = listed("year month week day hour minute decade century")
_LATER_ON = listed("end conclude finish close wrap continue proceed")
_HOSTS = TALK_NOUNS | listed("i we")
_TELLING = listed(
    "discuss show explain demonstrate talk present introduce highlight describe cover conclude dive touch"
)
_NOT_OF_HOW = listed("present introduce give provide offer review")
_LEANING_ADVERBS = listed(
    "however likewise similarly thereby thus therefore hence accordingly consequently nevertheless nonetheless "
    "furthermore moreover meanwhile afterwards afterward then instead otherwise"
)
_REASONS = listed("because although though whereas while since so")
_DESPITE = listed("despite although because while unless")
_TELLS_NOTHING = listed("whole entire full existing current original new final resulting complete overall next")
_PAIRED = listed("one two both each either pair couple twin side hand")
_SAME_WHAT = listed("way approach thing reason idea goal problem method technique effect result principle process")
_HOOK_WORDS = 8


def stands_alone(doc: Any, kept: Sequence[int], *, predicate: bool = False) -> bool:
    """Whether a cut leans on no other sentence and lost nothing that its words wait for.

    ``predicate``: it is told of the video, without its subject ("Shows how ...").
    """
    inside = set(kept)
    words = [doc[i] for i in kept if any(c.isalnum() for c in doc[i].text)]
    if not words or _ends_torn(words) or _opens_torn(doc, words, predicate=predicate):
        return False
    if any(_points_back(doc, place, words, inside) for place in range(len(words))):
        return False
    return not any(
        _lost_its_complement(token, inside) or _is_unknown(token, words, inside)
        for token in words
        if token.tag_ in _NOUN_TAGS or token.lemma_ in _WAITING
    )


def _ends_torn(words: Sequence[Any]) -> bool:
    last = words[-1]
    if last.lower_ in _ENDS_TORN:
        return not any(t.tag_ in ("WRB", "WP") or t.lower_ in ("than", "as") for t in words[:-1])
    if last.lower_ in ("do", "does", "did"):
        return not any(t.lower_ in ("what", "than", "as") for t in words[:-1])
    gone = last.doc[last.i + 1].lower_ if last.i + 1 < len(last.doc) else ""
    if last.lemma_ in _SPANS and gone in ("after", "before", "later", "ago", "into", "from"):
        return True  # "takes place twenty-five years [after ...]"
    if last.lemma_ in _WAITING and gone[:1].isalnum():
        return True  # "who pick up a drifter and embark [on ...]"
    bare = last.lower_ in _NEVER_BARE and last.tag_ == "NN"
    return bare and not any(c.dep_ in ("amod", "compound") for c in last.children)


def _opens_torn(doc: Any, words: Sequence[Any], *, predicate: bool) -> bool:
    """A reason without its clause; "How X works, and discuss Y"; "Presents how"; "We end with X"."""
    first = words[0]
    root = next(t for t in doc if t.dep_ == "ROOT")
    if first.tag_ == "NN" and doc[first.i + 1].text == "," and words[1].tag_ in ("CD", "DT"):
        return True  # "Convict, one of several people ..."
    if not any(t.pos_ in ("VERB", "AUX") for t in words) and any(t.lower_ in _DESPITE for t in words):
        return True
    subject = next((c for c in root.children if c.dep_ in _SUBJECTS), None)
    if root.lemma_ == "be" and subject in words and _is_one_of_some(subject):
        return True
    if first.lower_ in _REASONS and first.dep_ == "mark" and first.head == root:
        return True
    goes_on = root.lemma_ in _LATER_ON or (root.lemma_ == "move" and any(c.lower_ == "on" for c in root.children))
    if goes_on and root in words and any(c.lower_ in _HOSTS for c in root.children if c.dep_ == "nsubj"):
        return True
    if predicate and first.lemma_.lower() in _NOT_OF_HOW and words[1].tag_ == "WRB":
        return True
    if predicate and any(t.dep_ == "nsubj" and t.tag_ == "PRP" and t.head in root.conjuncts for t in words[1:]):
        return True
    if not (predicate or first.tag_ == "WRB") or doc[len(doc) - 1].text == "?":
        return False
    return any(
        t.tag_ in ("VB", "VBP")
        and (t.lemma_ in _TELLING or words[place - 1].lower_ in ("finally", "then"))
        and _before(words, place).lower_ in ("and", "then")
        for place, t in enumerate(words)
        if place > 2 and not (first.tag_ in ("VB", "VBP") and words[0].head == t.head)
    ) and first.tag_ not in ("VB", "VBP")


def _is_one_of_some(noun: Any) -> bool:
    """ "A related topic is ...", "some ways are ...": of those that were spoken of."""
    named = any(c.dep_ == "compound" for c in noun.children) or noun.right_edge != noun
    kinds = _WHICH_ONE | _SAME_WHAT
    if noun.lemma_.lower() in kinds and noun.left_edge.lower_ in ("some", "others") and not named:
        return True
    return noun.lemma_.lower() in _WHICH_ONE and noun.left_edge.lower_ in ("a", "an", "one") and not named


def _before(words: Sequence[Any], place: int) -> Any:
    """The word before a place, adverbs left out."""
    place -= 1
    while place > 0 and words[place].tag_ == "RB":
        place -= 1
    return words[place]


def _points_back(doc: Any, place: int, words: Sequence[Any], inside: set[int]) -> bool:
    """Whether a word stands for, or adds to, something of a sentence before: "such an event", "the latter", "too"."""
    token = words[place]
    word = token.lower_
    before = words[:place]
    after = words[place + 1] if place + 1 < len(words) else None
    acted = any(t.pos_ in ("VERB", "AUX") for t in before)
    if word == "such":
        if before and before[-1].lower_ == "as":
            return not acted
        return after is None or not any(t.lower_ in ("as", "that") for t in words[place + 1 : place + 6])
    if word in ("former", "latter"):
        return place > 0 and before[-1].lower_ == "the" and not any(t.dep_ == "conj" for t in before)
    if word == "same":
        if any(t.lower_ in ("as", "that", "who", "which") for t in words[place:]):
            return False
        return place < 3 or after is None or after.lemma_ in _SAME_WHAT
    if word == "other" and not any(t.pos_ in ("NOUN", "PROPN") for t in before) and token.head.dep_ in ("attr", "dobj"):
        return True  # "there are other languages", "I'll give other examples"
    if word in ("another", "other", "others"):
        if word != "another" and place and before[-1].lower_ == "the":
            if any(c.dep_ == "prep" for c in token.head.children if c.i > token.i):
                return False  # "the other end of the rope"
            return not any(t.lemma_.lower() in _PAIRED or t.dep_ == "conj" for t in before)
        return place < 2 and not (place and before[-1].lower_ == "each")
    if word == "different" and token.dep_ == "amod" and token.head.left_edge.lower_ in ("a", "an"):
        return token.head.lemma_ in _SAME_WHAT and not any(t.lower_ in ("from", "than", "to") for t in words[place:])
    if word == "similar" and token.dep_ == "amod":
        return not any(t.lower_ in ("to", "as") for t in words[place:])
    if word == "too" and token.head.pos_ in ("VERB", "AUX"):
        return (after is None or after.tag_ == "CC") and not any(t.tag_ == "CC" or t.dep_ == "mark" for t in before)
    if word == "well" and place and before[-1].lower_ == "as":
        apart = after is None or (after.lower_ != "as" and (after.tag_ in ("CC", "IN") or after.pos_ == "AUX"))
        return apart and not any(t.lower_ in ("and", "but") for t in before)
    if word == "also":
        return not acted or after is None
    if word == "instead" and after is not None and after.lower_ == "of":
        return False
    if word == "all" and place < 2 and after is not None and after.tag_ == "CD":
        return True
    if word == "though" and token.dep_ == "advmod":
        return True
    if word in _LEANING_ADVERBS and token.pos_ in ("ADV", "SCONJ"):
        return not any((t.pos_ in ("VERB", "AUX") and t != token.head) or t.lower_ == "but" for t in before)
    if word == "both" and token.dep_ == "pobj" and token.head.i < token.i:
        return not any(t.tag_ in ("NNS", "NNPS") or t.dep_ == "conj" for t in before)
    if word == "both" and token.head.tag_ == "NNS" and token.head.i > token.i:
        told = [t for t in before if t.tag_ in ("NNS", "NNPS") or t.dep_ == "conj"]
        return not told and not any(t.lower_ == "and" for t in words[place : place + 8])
    return False


def _lost_its_complement(noun: Any, inside: set[int]) -> bool:
    """ "Requires familiarity [with X]", "teaches the skills [that ...]": what says which one is gone."""
    behind = [c for c in noun.children if c.i > noun.i and c.dep_ in _BEHIND and c.dep_ != "appos"]
    if not behind or any(t.i in inside for c in behind for t in c.subtree):
        return False
    if noun.doc[behind[0].left_edge.i - 1].text == ",":
        return False
    lemma = noun.lemma_.lower()
    if lemma in _NEEDING or lemma in _WAITING:
        return True
    if lemma in _ONLY_ONE or not _has_the(noun, inside) or _is_named(noun):
        return False
    return any(c.dep_ != "prep" or c.lower_ in _TELLS_WHICH for c in behind)


def _is_unknown(noun: Any, words: Sequence[Any], inside: set[int]) -> bool:
    """Whether "the X" is a thing that only an earlier sentence can have introduced."""
    lemma = noun.lemma_.lower()
    if lemma in _HERE | _ONLY_ONE or not _has_the(noun, inside) or _is_named(noun):
        return False
    if any(c.i > noun.i and c.i in inside and c.dep_ in _BEHIND for c in noun.children) or noun.dep_ == "compound":
        return False
    after = next((t for t in words if t.i > noun.i), None)
    if after is not None and after.tag_ in ("IN", "TO", "WDT", "WP"):
        return False  # the parser hangs what belongs to a noun on the verb before it
    before = [t for t in words if t.i < noun.left_edge.i and t.pos_ in ("NOUN", "PROPN")]
    before = [t for t in before if t.lemma_.lower() not in _HERE | {"addition"}]
    if any(t.lemma_.lower() == lemma for t in before):
        return False
    kinds = ("amod", "compound", "nmod", "nummod")
    said = {c.dep_ for c in noun.children if c.dep_ in kinds and c.lower_ not in _TELLS_NOTHING}
    bare = not said
    acts = noun.dep_ in _SUBJECTS and (noun.head.dep_ == "ROOT" or "amod" in said)
    if lemma in _WHICH_ONE and (acts or (bare and noun.dep_ in _SUBJECTS | {"dobj", "pobj", "conj"})):
        return True
    if before:
        return False  # the crew of the ship that was named before
    if noun.dep_ in _SUBJECTS:
        defined = any(c.dep_ == "attr" and c.left_edge.lower_ in ("a", "an", "one") for c in noun.head.children)
        return noun.head.dep_ in ("ROOT", "conj") and (bare or not defined)
    return bare and noun.dep_ in ("dobj", "pobj") and len(words) <= _HOOK_WORDS


def _has_the(noun: Any, inside: set[int]) -> bool:
    return any(c.lower_ == "the" and c.i in inside and c.dep_ in ("det", "predet") for c in noun.children)


def _is_named(noun: Any) -> bool:
    """Whether a name, a superlative or an owner says which one it is: "the Rust compiler", "the best teams"."""
    return any(
        c.tag_ in ("NNP", "NNPS", "JJS", "RBS", "POS") or c.dep_ == "poss" or c.ent_type_ or c.text[:1].isupper()
        for c in noun.subtree
        if c.i < noun.i and c.lower_ != "the"
    ) or bool(noun.ent_type_)
