"""The last look at an English cut: is it whole, closed in itself, and spelled right?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from engine.text.cuts_build import listed
from engine.text.cuts_english_gate import FILM_NOUNS, TALK_NOUNS

FEWEST_WORDS, MOST_WORDS = 5, 45

FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
_PERSONAL = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself"))
_THING = frozenset(("it", "its", "itself"))
_MANY = frozenset(("they", "them", "their", "theirs", "themselves", "'em"))
_PEOPLE = listed(
    "man woman boy girl child kid mother father son daughter brother sister wife husband widow widower king queen "
    "prince princess doctor nurse cop detective agent spy thief gangster soldier student teacher person someone "
    "somebody one everyone anyone who whose teenager friend lover couple hero heroine lawyer judge cowboy sheriff "
    "outlaw bandit actor actress singer dancer orphan stranger girlfriend boyfriend fiancé fiancée bride groom "
    "guy lady gentleman clerk youth uncle aunt cousin nephew niece baby ghost vampire witch maid chef cook chief "
    "captain colonel general sergeant lieutenant major private cat dog horse rabbit mouse bear robot alien "
    "creature "
    "monster wolf fox duck bird lion expert genius hacker heir heiress hostess host guest socialite playboy model "
    "artist pilot poet priest nun monk pope president politician criminal convict individual veteran native "
    "immigrant amnesiac cynic addict alcoholic bachelor spinster hitman patient professional journalist"
)
_PERSON_ENDINGS = (
    "er",
    "or",
    "ist",
    "ian",
    "man",
    "woman",
    "ess",
    "eer",
    "ee",
    "boy",
    "girl",
    "mate",
    "ant",
    "smith",
)
_NOT_PERSON = listed(
    "computer paper number power order water computer letter matter server container router adventure thriller "
    "center theater error color factor motor door floor error behavior interior winter summer dinner chapter "
    "character disaster murder river tower corner weather plant restaurant event moment coffee committee whether "
    "over under after ever never however or for"
)
_THINGS = listed("DATE GPE TIME CARDINAL LOC WORK_OF_ART EVENT PRODUCT LANGUAGE")
_MISTAKEN = listed("ORG GPE NORP FAC PRODUCT")  # what the name finder takes some people for
_COLLECTIVE = listed(
    "team group family company couple band crew pair community audience gang staff public anyone everyone someone "
    "person user developer student police crowd who people children men women"
)
_ABSOLUTE = listed("some many most all both several each another others other few one such any none")
_LEFT = frozenset(("others", "another", "such"))
_THIS_VERY = TALK_NOUNS | listed("film movie documentary picture short series miniseries cartoon work")
_SELF = FILM_NOUNS | TALK_NOUNS | frozenset(("story", "project", "work"))
_BOUND = listed(
    "amod compound det poss nummod nmod aux auxpass nsubj nsubjpass mark prt neg dobj pobj attr acomp quantmod predet"
)
_FRAGILE_LEFT = frozenset(("IN", "TO", "DT", "CC", "MD", "PRP$", "WDT", "WP", "WP$", "POS", "HYPH", "PDT"))


def is_whole(doc: Any, kept: Sequence[int], frame: frozenset[int]) -> bool:
    """Whether the seams of a cut hold: nothing hangs where words were taken out of its frame."""
    words = sum(1 for i in kept if doc[i].is_alpha or doc[i].like_num or any(c.isalnum() for c in doc[i].text))
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        return False
    for left, right in pairwise(kept):
        a, b = doc[left], doc[right]
        if a.text in (",", ";", ":") and b.text in (",", ";", ":", ".", "!", "?"):
            return False
        if a.text == "," and b.tag_ in FINITE and _lost_its_comma(doc, kept, left):
            return False  # "Owen, tries to ..."
        if a.tag_ == "DT" and b.tag_ == "DT" and a.lower_ not in ("all", "both", "half", "such", "that"):
            return False
        if right == left + 1:
            if a.lower_ in ("a", "an") and (
                b.tag_ == "NNS" and doc[min(right + 1, len(doc) - 1)].pos_ in ("PUNCT", "VERB", "AUX")
            ):
                return False
            continue
        if a.tag_ in _FRAGILE_LEFT and a.lower_ not in ("that", "and", "but") and not _is_seamless(doc, left, right):
            return False
        if b.text in ('"', "“") and a.text != "," and b.i + 1 < len(doc) and right + 1 in kept:
            return False  # a name in quotation marks that was in apposition
        if b.tag_ == "POS" or b.lower_ in ("n't", "'s", "’s", "'ll"):
            return False
        if a.lower_ == b.lower_ and a.is_alpha:
            return False
        if a.tag_ in ("NN", "NNS", "NNP", "NNPS") and b.tag_ in ("DT", "CD", "PRP$"):
            return False  # "Joseph Marsh one of the worst years": two nouns without what was between them
        if b.tag_ in ("VBG", "VBN") and a.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and _parts(doc[left + 1 : right]):
            return False  # "questions in astronomy [, including ...,] revealing ...": it tells of what is gone
    return len(kept) == len(doc) or (_ends_well(doc, kept) and _lists_are_joined(doc, kept))


def _is_seamless(doc: Any, left: int, right: int) -> bool:
    """Whether only adjectives are gone between an article or preposition and its noun, or a first verb after "to"."""
    a, b = doc[left], doc[right]
    gone = doc[left + 1 : right]
    if a.tag_ == "TO":
        return bool(b.tag_ == "VB" and gone[0].tag_ == "VB" and gone[-1].lower_ == "and")
    if a.tag_ == "IN" and b.tag_ == "VBG":
        return bool(gone[0].tag_ == "VBG" and gone[-1].lower_ == "and")
    return b.tag_ in ("NN", "NNS", "JJ", "NNP", "VBN", "VBG") and all(
        t.tag_ in ("JJ", "RB", "VBN", "VBG", "CC", ",", "HYPH", "NN")
        and t.dep_ in ("amod", "advmod", "cc", "punct", "conj")
        for t in gone
    )


def _parts(gone: Any) -> bool:
    """Whether words that are gone from before a participle were more than adverbs, a bracket or half of a pair."""
    if (gone[0].text in "([" and gone[-1].text in ")]") or (
        gone[0].tag_ == "CC" and not any(t.text == "," for t in gone)
    ):
        return False  # "operators [and states] defined by": both are
    return any(t.text == "," or t.pos_ in ("NOUN", "PROPN", "PRON", "VERB") for t in gone)


def _lost_its_comma(doc: Any, kept: Sequence[int], comma: int) -> bool:
    """Whether a comma closed something that is gone."""
    return any(t.text == "," for t in doc[:comma]) and not any(doc[i].text == "," for i in kept if i < comma)


def _ends_well(doc: Any, kept: Sequence[int]) -> bool:
    """Whether the last words of a shortened sentence can be its last."""
    words = [i for i in kept if any(c.isalnum() for c in doc[i].text)]
    last, before = doc[words[-1]], doc[words[-2]]
    if words[-1] >= len(doc) - 3:
        return True  # the source ends so, too
    gone = [t for t in doc[words[-1] + 1 : words[-1] + 4] if t.text != ","]
    if len(gone) > 1 and gone[0].tag_ == "CC" and last.pos_ == "VERB" and gone[1].tag_ == last.tag_:
        return False  # "their experiences in designing [and writing an application]": the object is shared
    if len(gone) > 1 and gone[0].tag_ == "CC" and gone[1].tag_ == "VBG" and _ends_in_a_deed_of_a_list(doc, kept):
        return False
    if last.tag_ in _FRAGILE_LEFT or (last.tag_ in ("RB", "JJ") and before.tag_ in ("CC", "DT", "TO")):
        return False
    place = max((n for n, i in enumerate(kept) if doc[i].text == ","), default=None)
    if place is None:
        return True
    tail = [doc[i] for i in kept[place + 1 :] if doc[i].pos_ != "PUNCT"]
    if tail and tail[0].lower_ in ("how", "what", "why"):
        return False
    # "tools, information architecture": the "and" of a list is gone
    return bool(tail) and not all(t.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "CD", "HYPH", "RB", "VBG") for t in tail)


def _ends_in_a_deed_of_a_list(doc: Any, kept: Sequence[int]) -> bool:
    """Whether the last clause behind a comma is one of "by leveraging ..., reusing ..., [and keeping ...]"."""
    place = max((n for n, i in enumerate(kept[:-1]) if doc[i].text == ","), default=None)
    return place is not None and doc[kept[place + 1]].tag_ == "VBG"


def _lists_are_joined(doc: Any, kept: Sequence[int]) -> bool:
    """Whether every "A, B" that is left still has its "and"."""
    inside = set(kept)
    for i in kept:
        token = doc[i]
        if token.dep_ == "conj" and token.head.i in inside and token.head.dep_ != "conj":
            chain = [token.head, token]
            while following := [c for c in chain[-1].children if c.dep_ == "conj" and c.i in inside]:
                chain.append(following[0])
            joined = any(c.dep_ == "cc" and c.i in inside for link in chain for c in link.children)
            if not joined and not any(doc[j].text == ";" for j in range(token.head.i, token.i)):
                return False
    return True


def is_clause(doc: Any, kept: Sequence[int]) -> bool:
    """Whether the cut has a finite main verb with its subject, or is an order or a question."""
    inside = set(kept)
    root = next(t for t in doc if t.dep_ == "ROOT")
    if root.i not in inside:
        return _acts_later(root, inside)
    helpers = [c for c in root.children if c.dep_ in ("aux", "auxpass")]
    finite = root.tag_ in ("VBZ", "VBP", "VBD") or any(h.tag_ in FINITE for h in helpers)
    if any(c.dep_ in _SUBJECTS and _stands(c, inside) for c in root.children):
        return finite and root.pos_ in ("VERB", "AUX")
    return is_order(doc, kept)


def _acts_later(root: Any, inside: set[int]) -> bool:
    """Whether the second of two deeds is left with their doer: "A miller sells his mill"."""
    deeds = [c for c in root.children if c.dep_ == "conj" and c.i in inside and c.tag_ in ("VBZ", "VBP", "VBD")]
    doers = [c for c in root.children if c.dep_ == "nsubj"]
    own = [c for deed in deeds for c in deed.children if c.dep_ in _SUBJECTS]
    return bool(deeds) and not own and any(_stands(doer, inside) for doer in doers)


def _stands(noun: Any, inside: set[int]) -> bool:
    """Whether a noun is in the cut, or what it is called beside it: "Anna Berg, a botanist"."""
    return noun.i in inside or any(c.dep_ == "appos" and c.i in inside for c in noun.children)


def has_its_objects(doc: Any, kept: Sequence[int], frame: frozenset[int]) -> bool:
    """Whether each verb and preposition that is left has the object that the sentence gave it."""
    inside = set(kept)
    return all(
        _stands(child, inside)
        for i in kept
        if doc[i].pos_ in ("VERB", "ADP", "AUX")
        for child in doc[i].children
        if child.dep_ in ("dobj", "pobj", "attr", "pcomp") and child.i in frame
    )


def is_order(doc: Any, kept: Sequence[int]) -> bool:
    """An imperative: a bare verb that opens the cut and has something to act on."""
    root = next(t for t in doc if t.dep_ == "ROOT")
    if root.tag_ != "VB" or root.lower_.endswith("ing") or not kept:
        return False
    opening = [doc[i] for i in kept if i < root.i]
    if any(t.tag_ not in ("RB", "UH") and t.lower_ not in ("do", "let", "n't") for t in opening):
        return False
    return any(
        c.dep_ in ("dobj", "ccomp", "xcomp", "prep", "advcl", "advmod", "prt", "attr", "acomp") for c in root.children
    )


def refers_inside(doc: Any, kept: Sequence[int], *, spoken: bool = False) -> bool:
    """Whether each pronoun of the third person, each "this" and "there", has its referent before it."""
    inside = set(kept)
    root = next(t for t in doc if t.dep_ == "ROOT")
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass") and c.i in inside), None)
    for i in kept:
        token = doc[i]
        word = token.lower_
        if word in _PERSONAL or word in _THING or word in _MANY:
            if spoken and word in _THING:
                continue
            if word in _THING and _is_dummy(token):
                continue
            before = [doc[j] for j in kept if j < i]
            leads = word not in _THING or doc[kept[0]].tag_ in ("IN", "VBG", "VBN")
            if subject is not None and leads and i < subject.left_edge.i and subject.tag_ not in ("PRP", "DT", "EX"):
                before = [
                    *before,
                    *(t for t in subject.subtree if t.i in inside),
                ]  # "In his youth, a king ..."
            if token.dep_ in ("nsubj", "nsubjpass") and token.head == root:
                before = [t for t in before if t.dep_ in ("nsubj", "nsubjpass")]
            if word in _THING or word == "them":  # not "the point of it", "solutions for each of them"
                before = [t for t in before if not t.is_ancestor(token)]
            doers = _doers(token)
            before = [t for t in before if t not in doers]
            if not any(_can_be(word, candidate, kept) for candidate in before):
                return False
        elif not spoken and not _points_home(doc, token, inside):
            return False
    return True


def _doers(token: Any) -> list[Any]:
    """Those of whom a pronoun in the same clause can't speak: in "who questions her", she isn't the one who.

    An infinitive's doer stands by the verb before it: in "an agent decides to use her", she isn't the agent.
    """
    if token.tag_ != "PRP" or token.lower_.endswith(("self", "selves")) or token.dep_ not in ("dobj", "pobj", "dative"):
        return []
    verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return []
    found = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    while not found and verb.dep_ in ("xcomp", "advcl", "conj") and verb.head.pos_ in ("VERB", "AUX"):
        asked = [c for c in verb.head.children if c.dep_ == "dobj" and c.i < verb.i] if verb.dep_ == "xcomp" else []
        verb = verb.head
        found = asked or [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if verb.dep_ == "relcl" and any(c.tag_ in ("WP", "WDT") for c in found):
        found.append(verb.head)
    return found


def _can_be(word: str, candidate: Any, kept: Sequence[int]) -> bool:
    if candidate.pos_ not in ("NOUN", "PROPN", "PRON") or candidate.lemma_.lower() in _SELF:
        return False
    lemma = candidate.lemma_.lower()
    if candidate.tag_ == "PRP":
        return bool(candidate.lower_ in _PERSONAL | _MANY)  # its own referent has been looked for already
    if word in _PERSONAL:
        return is_person(candidate)
    if word in _MANY:
        plural = candidate.tag_ in ("NNS", "NNPS") or lemma in _COLLECTIVE
        joined = any(c.dep_ == "conj" and c.i in set(kept) for c in candidate.children)
        return bool(plural or joined or (candidate.tag_ == "WP" and candidate.lower_ != "what"))
    return bool((candidate.tag_ in ("NN", "NNP") or lemma in ("datum", "data", "series")) and lemma not in _PEOPLE)


def is_person(token: Any) -> bool:
    """Whether a noun names somebody, as far as its own word and the name finder tell."""
    lemma = token.lemma_.lower()
    if token.ent_type_ == "PERSON":
        return True
    if token.tag_ == "NNP" and token.ent_type_ in _MISTAKEN:
        return bool(token.dep_ in ("nsubj", "nsubjpass") or (token.dep_ == "dobj" and token.ent_type_ == "ORG"))
    if token.ent_type_ in _THINGS:
        return lemma in _PEOPLE
    if lemma in _PEOPLE or (token.tag_ == "WP" and token.lower_ != "what"):
        return True
    if token.tag_ == "NNP" and token.ent_type_ == "":
        return bool(token.dep_ in ("nsubj", "nsubjpass", "appos", "dobj", "pobj", "conj", "oprd"))
    return token.pos_ == "NOUN" and lemma.endswith(_PERSON_ENDINGS) and lemma not in _NOT_PERSON and len(lemma) > 4


def _is_dummy(token: Any) -> bool:
    """ "It" that stands for nothing: it is hard to ..., it takes ... to ..., makes it easy to ..."""
    if token.lower_ != "it":
        return False
    after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 12]]
    if token.dep_ in ("nsubj", "nsubjpass", "expl"):
        verb = token.head
        clauses = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "advcl", "csubj") and c.i > verb.i]
        adjectives = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")]
        if any(a.lower_ in ("able", "unable", "ready", "free", "supposed", "meant", "designed") for a in adjectives):
            return False  # "it is able to ...": somebody is
        held = [g for a in adjectives for g in a.children if g.dep_ in ("xcomp", "ccomp", "advcl", "acl")]
        if verb.lemma_ == "be" and (held or clauses) and all(_acts_on_it(g) for g in held or clauses):
            return False  # "it is easy to develop": somebody develops it
        if verb.lemma_ in ("be", "become", "seem") and adjectives and (clauses or held):
            return True
        return verb.lemma_ == "take" and "to" in after
    before = token.doc[token.i - 1].lemma_.lower() if token.i else ""
    return before in ("make", "find") and "to" in after


def _acts_on_it(verb: Any) -> bool:
    """Whether an infinitive has nothing behind it to act on."""
    infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)
    behind = [c for c in verb.children if c.i > verb.i and c.dep_ not in ("punct", "cc", "conj", "advmod")]
    return infinitive and not behind


def _names_itself(doc: Any) -> bool:
    """ "This is the story of ...", "This is an introduction to ..."."""
    root = next(t for t in doc if t.dep_ == "ROOT")
    named = next((c for c in root.children if c.dep_ == "attr"), None)
    kinds = _SELF | listed("introduction overview tale tour guide look journey case walkthrough primer adaptation")
    return named is not None and named.lemma_.lower() in kinds


def _points_home(doc: Any, token: Any, inside: set[int]) -> bool:
    word = token.lower_
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if word in ("this", "these", "that", "those") and token.tag_ in ("DT", "PDT"):
        if token.i == 0 and word == "this" and following is not None and following.lower_ == "is":
            return _names_itself(doc)
        if token.dep_ == "det":
            noun = token.head
            if noun.lemma_.lower() in _THIS_VERY | {"day"}:
                return bool(word == "this" or (word == "these" and noun.lower_ == "days"))
            return any(doc[j].lemma_.lower() == noun.lemma_.lower() for j in inside if j < token.i)
        if word == "that":
            return following is not None and following.lower_ == "of"
        if word == "those" and following is not None:
            return bool(
                following.tag_ in ("WP", "WDT", "IN", "VBN", "VBG", "JJ") and following.lower_ not in ("as", "because")
            )
        return False
    if word in ("two", "three", "four", "five") and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
        held = any(c.dep_ == "prep" and c.i in inside for c in token.children)
        return held or not any(c.lower_ == "the" for c in token.children)
    if word in ("there", "here") and token.dep_ != "expl":
        return word == "there" and any(doc[j].ent_type_ in ("GPE", "LOC", "FAC") for j in inside if j < token.i)
    if word in ("latter", "former") and token.pos_ in ("NOUN", "ADJ") and token.dep_ != "amod":
        return False
    if (
        word in ("above", "below", "following", "aforementioned")
        and token.tag_ in ("JJ", "NN", "RB", "VBG")
        and (word != "following" or token.dep_ in ("amod", "pobj", "dobj"))
    ):
        return False
    if word in _ABSOLUTE and (
        token.dep_ in ("nsubj", "nsubjpass") or (token.dep_ in ("dobj", "pobj") and word in _LEFT)
    ):
        held = any(c.dep_ == "prep" and c.i in inside for c in token.children)
        return held or any(doc[j].tag_ == "NNS" for j in inside if j < token.i)
    if word == "so" and token.i and doc[token.i - 1].lemma_ == "do":
        return False
    return not (word == "same" and following is not None and following.text in (".", ","))
