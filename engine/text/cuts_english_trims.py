"""Smaller things that an English sentence may lose: the ends of its clauses, a first deed, a name, an adjective.

What is left says less and nothing else. So each kind of word that may go is listed, or everything that makes
the rest depend on it is: a negation before it, a verb or noun that cannot do without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.text.cuts_build import listed
from engine.text.cuts_english_checks import is_person
from engine.text.cuts_english_options import (
    HOLDS_LIST_TOGETHER,
    JOINT,
    PLACED,
    SCOPE,
    VAGUE,
    following,
    is_spliced,
    last_word,
    span_of,
)

# Said before an adjunct, these make a statement without it false or another one.
_TURNING = listed(
    "not n't never no none nobody nothing neither nor only hardly barely scarcely almost nearly unless until if "
    "whether "
    "avoid prevent stop refuse ban deny reject forbid without fail rarely seldom cannot too enough so such than more "
    "less least most first last same lack allegedly reportedly supposedly apparently attempt mistake mistaken"
)
_LOOSE = listed("in on at with for during through across throughout within after before over inside around along "
                "near amid alongside among via by while as using against under behind beyond")  # fmt: skip
_MEANS = listed("with through by via using")
_TIED_VERBS = listed(
    "take make put have play keep pay give shed spend share provide help compare combine replace mix integrate connect "
    "link associate fill equip face charge blame search ask thank mistake exchange trade prepare leave call tell do "
    "be see view regard treat describe define know use think consider catch hold base set lead bring turn transform "
    "save get supply present reward punish contrast match pair split divide involve interest engage name found hire "
    "accuse apply limit confuse identify replace trust burden credit serve cast portray depict hand let map represent "
    "affect build_on press force hang pin tie place lose drop cut throw hit strike build stick fix keep count "
    "remain become introduce"
)
_TIED_OBJECTS = listed(
    "role part place care advantage use look insight light attention time access control love interest effect impact "
    "influence experience trouble fun way chance opportunity eye emphasis focus stand bet job position friendship it "
    "them him her himself herself themselves you us me one something anything war revenge pressure demand problem "
    "question answer reason solution need introduction difference relationship battle fight case affair contact deal "
    "encounter rivalry confrontation"
)
_PLAIN_ADJECTIVES = listed(
    "young old small little large big huge tiny rich wealthy poor beautiful handsome pretty lovely charming lonely "
    "shy bored restless ruthless cruel brutal vicious wicked ambitious brilliant clever smart talented gifted naive "
    "naïve innocent eccentric quirky strange mysterious odd bizarre dark grim gritty famous popular powerful simple "
    "easy quick fast fun interesting exciting fascinating beautiful elegant rich modern new great good nice amazing "
    "incredible awesome cool practical useful helpful effective efficient robust flexible complex complicated "
    "sophisticated advanced basic brief short long detailed thorough comprehensive hands-on live friendly "
    "gentle kindly kind quiet sleepy remote isolated distant dusty rural urban bustling vast enormous massive giant "
    "dangerous deadly violent troubled disillusioned disgruntled struggling aging ageing elderly middle-aged "
    "teenage suburban provincial spoiled arrogant selfish greedy jealous stubborn determined brave fearless "
    "courageous heroic legendary notorious renowned celebrated successful hard-working hardworking various numerous "
    "diverse unique innovative novel creative unusual surprising unexpected challenging tough harsh bitter tragic "
    "sad happy joyful passionate turbulent stormy tumultuous wild crazy hilarious funny comic crucial important "
    "significant major pleasant tall fat thin blonde pregnant clumsy timid mild-mannered happy-go-lucky down-to-earth "
    "high-powered up-and-coming well-known well-meaning fast-paced open-minded vengeful sadistic psychotic "
    "real-world interactive high-level low-level high-performance scalable reusable reliable maintainable lightweight "
    "specific actionable relevant key essential fundamental underlying typical traditional existing recent "
    "everyday additional careful proper appropriate convenient flexible extensible concise painless straightforward "
    "versatile mature stable cutting-edge state-of-the-art modern-day ever-changing ever-evolving ever-growing "
    "non-trivial meaningful insightful hands-on step-by-step in-depth end-to-end big-picture world-class intuitive "
    "productive sensible deceptively engaging inspiring thrilling stunning gorgeous colorful colourful rich vivid "
    "wonderful delightful magical curious daring dashing feisty fiery gruff hapless bumbling jaded weary worldly "
    "sleazy shady crooked corrupt honest humble devoted loyal faithful loving doting domineering overbearing strict "
    "stern cold warm icy snowy rainy foggy steamy sunny tropical dense thick dusty murky haunted abandoned deserted "
    "bloody savage ferocious hungry starving thirsty wounded injured grieving widowed divorced "
    "mischievous resourceful rebellious reckless wealthy aristocratic glamorous seductive vivacious precocious"
)
_PLAIN_ADVERBS = listed(
    "very really extremely incredibly truly quite deeply easily quickly suddenly soon eventually recently "
    "gradually slowly happily successfully effectively efficiently dramatically ultimately subsequently "
    "unexpectedly tragically desperately seamlessly automatically briefly"
)
# Without these somebody does another thing, does it on purpose, or always does it.
_WEIGHTY_ADVERBS = listed(
    "only hardly barely scarcely nearly allegedly reportedly supposedly apparently possibly probably partially partly "
    "mostly mainly largely rarely usually generally normally typically commonly frequently occasionally potentially "
    "theoretically hopefully falsely wrongly seemingly ostensibly virtually practically nominally early likely "
    "unlikely daily weekly monthly yearly fully completely entirely exclusively purely solely relatively accidentally "
    "mistakenly inadvertently unintentionally unwittingly unknowingly reluctantly secretly initially originally "
    "formerly previously temporarily badly poorly wrongfully unjustly simply primarily specifically especially "
    "particularly family ally reply apply supply rely fly directly individually separately jointly mutually apply "
    "differently similarly equally respectively family-friendly friendly willingly legally illegally remotely randomly "
    "slightly fairly sufficiently insufficiently highly roughly approximately exactly merely"
)
_NO_PAIR = listed("black white first last left right open closed public private positive negative true false")
_HALVES = listed(
    "ins outs pros cons bells ups downs rise fall rights dos highs lows trials odds cats cops law life advantages "
    "disadvantages strengths weaknesses benefits drawbacks cause causes effect effects costs rewards birth death loss "
    "losses growth decline supply demand input output"
)
_BEFORE_BOTH = listed("both between either neither no every each any all so too such")
# "Young people", "big data", "theoretical aspects": what they are called, or nothing without it.
_CALLED_SO = listed(
    "people data aspect term way manner fashion level style format perspective amount age generation world adult "
    "learning language number quality nature end hand matter news deal idea thing location topic area field"
)
_PERSON_NOUNS = listed("man woman boy girl person guy kid child")
_SPANS = listed("year month week day hour decade century time")
_LATER = listed("then thus so therefore later eventually also subsequently instead still even both either never "
                "ultimately finally consequently hence only")  # fmt: skip
_COLON_AFTER = listed("following things three two four five questions steps topics parts this these say ask is are")


def trims(doc: Any) -> Iterator[frozenset[int]]:
    """Sets of token positions, each of which may be left out by itself or along with others."""
    root = next(t for t in doc if t.dep_ == "ROOT")
    if any(t.dep_ == "preconj" for t in doc):
        return
    yield from _endings(doc, root)
    yield from _subjects_clauses(doc)
    yield from _first_deeds(doc)
    yield from _names(doc)
    yield from _after_colon(doc, root)
    yield from _adjectives(doc)
    yield from _adverbs(doc)
    yield from _adjective_pairs(doc)
    yield from _noun_pairs(doc)


def _turns(doc: Any, until: int, *, words: frozenset[str] = _TURNING) -> bool:
    return any(
        t.dep_ == "neg" or t.lower_ in words or t.lemma_.lower() in words or t.tag_ in ("JJS", "RBS", "JJR", "RBR")
        for t in doc[:until]
    )


def _endings(doc: Any, root: Any) -> Iterator[frozenset[int]]:
    """An adjunct behind a verb that has its object: "builds a boat with his brother", "wakes up after a storm"."""
    end = last_word(doc)
    if doc[len(doc) - 1].text == "?":
        return
    for token in doc[root.i + 2 : end]:
        if token.dep_ not in ("prep", "advcl") or token.head.i > token.i:
            continue
        span = span_of(token)
        if span is None or span[0] <= root.i + 1 or not _closes(doc, token, span[1], end):
            continue
        first = span[0]
        word = doc[first].lower_
        if word not in _LOOSE or _turns(doc, first):
            continue
        if word in _MEANS and any(t.lower_ == "how" for t in doc[root.i : first]):
            continue  # "how to write a cache using asyncio": the means is what is asked
        if token.head.pos_ in ("NOUN", "PROPN"):
            if span[1] < end or not _holds_without(doc, token, word):
                continue
        elif token.head.pos_ != "VERB" or not _is_loose(doc, token, word, first):
            continue
        start = first - 1 if doc[first - 1].text == "," else first
        if doc[start - 1].tag_ in ("CC", "IN", "TO", "RP", "DT", "HYPH"):
            continue
        yield frozenset(range(start, span[1] + 1))


def _subjects_clauses(doc: Any) -> Iterator[frozenset[int]]:
    """ "A nurse who hides a deserter falls ill", "an employee at a bank finds a map": who does it is said anyway."""
    for noun in doc:
        if noun.dep_ not in ("nsubj", "nsubjpass") or noun.tag_ != "NN" or noun.left_edge.lower_ not in ("a", "an"):
            continue
        behind = [c for c in noun.children if c.i > noun.i and c.dep_ != "punct"]
        if len(behind) != 1 or behind[0].dep_ not in ("relcl", "acl", "prep") or noun.head.tag_ == "VBG":
            continue
        span = span_of(behind[0])
        if (
            span is None
            or span[0] != noun.i + 1
            or following(doc, span[1]).dep_ not in ("ROOT", "aux", "auxpass", "relcl")
        ):
            continue
        if behind[0].dep_ == "prep" and behind[0].lower_ not in ("at", "from", "in", "with"):
            continue
        if is_person(noun) and not _turns(doc, span[1] + 1) and noun.head.dep_ == "ROOT":
            yield frozenset(range(span[0], span[1] + 1))


def _closes(doc: Any, token: Any, last: int, end: int) -> bool:
    """Whether a constituent ends the sentence, or another one of the same verb comes right behind it."""
    return last >= end or any(
        c.dep_ == "prep" and c.i == last + 1 and c.lower_ in _LOOSE and token.head.pos_ == "VERB"
        for c in token.head.children
    )


def _is_loose(doc: Any, token: Any, word: str, first: int) -> bool:
    verb = token.head
    clause = token.dep_ == "advcl" or any(c.dep_ == "pcomp" for c in token.children)
    if word == "by" and not any(c.tag_ == "VBG" for c in token.children):
        return False  # the doer of a passive
    if word == "as" and not (token.dep_ == "advcl" and any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)):
        return False
    if word in ("in", "on", "at", "over") and clause:
        return False
    between = [c for c in verb.children if verb.i < c.i < first and c.dep_ not in ("punct", "cc", "advmod")]
    if word in ("after", "while", "as", "during", "before", "amid") and verb.lemma_ not in ("be", "become", "begin"):
        return bool(between) or any(c.dep_ == "nsubjpass" for c in verb.children)
    if verb.lemma_ in _TIED_VERBS or verb.lemma_ in PLACED:
        return False
    filled = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.i < first]
    return bool(filled) and not any(_is_bare(c) for c in filled)


def _holds_without(doc: Any, token: Any, word: str) -> bool:
    """Whether a noun says enough without the place or use that ends it: "amazing tools for data analysis"."""
    noun = token.head
    if word not in ("in", "for", "from", "at", "within", "across", "of") or noun.dep_ not in ("dobj", "pobj", "attr"):
        return False
    if noun.tag_ not in ("NN", "NNS") or _is_bare(noun) or any(c.dep_ == "pcomp" for c in token.children):
        return False
    if any(c.lower_ in SCOPE or c.lower_ in ("the", "this", "that", "own") for c in noun.children if c.i < noun.i):
        return False
    if any(t.lower_ in JOINT or t.lemma_.lower() in JOINT for t in doc[: token.i]):
        return False
    if word == "of" and noun.left_edge.lower_ not in ("a", "an"):
        return False
    return noun.i == token.i - 1 and any(c.dep_ in ("amod", "compound") for c in noun.children)


def _is_bare(noun: Any) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in _TIED_OBJECTS or noun.tag_ in ("PRP", "WDT", "WP", "DT"):
        return True
    return lemma in VAGUE and not any(c.dep_ in ("amod", "compound", "prep", "relcl", "poss") for c in noun.children)


def _first_deeds(doc: Any) -> Iterator[frozenset[int]]:
    """ "A miller finds a map and sells his mill" -> "A miller sells his mill"."""
    for verb in doc:
        joined = [c for c in verb.children if c.dep_ == "conj"]
        if verb.pos_ != "VERB" or len(joined) != 1 or joined[0].tag_ != verb.tag_ or joined[0].pos_ != "VERB":
            continue
        other = joined[0]
        if is_spliced(verb):
            continue
        joiner = next((c for c in verb.children if c.dep_ == "cc"), None)
        if joiner is None or joiner.lower_ != "and" or other.left_edge.i != joiner.i + 1:
            continue
        if any(t.text == "," or t.pos_ == "NOUN" for t in doc[joiner.i : other.i]):
            continue  # "and despite our intentions, hacks and workarounds infiltrate ...": who does it stands there
        if any(c.dep_ in ("aux", "auxpass", "neg", "nsubj", "nsubjpass", "expl", "mark") for c in other.children):
            continue
        if doc[joiner.i + 1].lower_ in _LATER or any(c.dep_ in ("auxpass", "neg") for c in verb.children):
            continue
        if any(c.dep_ == "conj" and c.pos_ in ("VERB", "AUX") for c in other.children) or _turns(doc, verb.i):
            continue
        if not any(c.dep_ in ("dobj", "prep", "xcomp", "ccomp") and c.i > other.i for c in other.children):
            continue
        held, other_held = (any(c.dep_ in ("dobj", "xcomp") for c in v.children) for v in (verb, other))
        if verb.tag_ == "VB" and held and not other_held:
            continue  # "how to scrape pages and turn into tables": the object is shared
        start = verb.i
        while start > 1 and doc[start - 1].dep_ == "advmod" and doc[start - 1].head == verb and start - 1 != verb.i:
            if doc[start - 1].tag_ == "WRB":
                break
            start -= 1
        if start and _meets(doc, verb, start) and not any(t.text in (":", ";") for t in doc[start : joiner.i]):
            yield frozenset(range(start, joiner.i + 1))


def _meets(doc: Any, verb: Any, start: int) -> bool:
    """Whether what stands before a verb that goes can stand before the one coordinated with it."""
    before = doc[start - 1]
    if verb.tag_ in ("VBZ", "VBD", "VBP"):
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < start), None)
        plain = subject is not None and subject.right_edge.i + 1 == start and before.text != ","
        return plain and not any(c.dep_ in ("aux", "mark") for c in verb.children)
    if verb.tag_ == "VB":
        return bool(before.tag_ == "TO" and before.head == verb)
    return bool(verb.tag_ == "VBG" and verb.dep_ == "pcomp" and before.tag_ == "IN")


def _names(doc: Any) -> Iterator[frozenset[int]]:
    """ "Anna Berg, a young botanist, finds an orchid" -> "A young botanist finds an orchid"."""
    for token in doc:
        if token.dep_ != "appos" or token.pos_ != "NOUN" or token.left_edge.lower_ not in ("a", "an"):
            continue
        name, span = token.head, span_of(token)
        begin = name.left_edge.i
        if span is None or name.tag_ != "NNP" or name.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj"):
            continue
        if any(c.dep_ in ("conj", "cc") for c in (*name.children, *token.children)) or not is_person(name):
            continue
        if any(doc[i].tag_ != "NNP" for i in range(begin, name.i + 1)) or doc[span[0] - 1].text != ",":
            continue
        if span[0] != name.i + 2 or sum(c.dep_ == "appos" for c in name.children) > 1 or not is_person(token):
            continue
        dropped = set(range(begin, span[0]))
        after = span[1] + 1
        if after < len(doc) and doc[after].text == "," and name.dep_ in ("nsubj", "nsubjpass"):
            if name.head.i <= after or any(t.text == "," for t in doc[after + 1 : name.head.i]):
                continue
            dropped.add(after)
        yield frozenset(dropped)


def _after_colon(doc: Any, root: Any) -> Iterator[frozenset[int]]:
    for token in doc[root.i + 1 : last_word(doc)]:
        if token.text not in (":", "–", "—", "--"):
            continue
        before = doc[: token.i]
        if len(before) > 5 and not any(t.lower_ in _COLON_AFTER or t.tag_ == "CD" for t in before[-4:]):
            yield frozenset(range(token.i, last_word(doc) + 1))
        return


def _adjectives(doc: Any) -> Iterator[frozenset[int]]:
    for token in doc:
        if token.lower_ not in _PLAIN_ADJECTIVES or token.dep_ != "amod" or token.tag_ not in ("JJ", "VBN", "VBG"):
            continue
        noun, span = token.head, span_of(token)
        if span is None or span[1] != token.i or noun.tag_ not in ("NN", "NNS") or noun.i < token.i:
            continue
        first = span[0]
        if any(
            t.tag_ not in ("RB", "JJ", "HYPH") or t.lower_ in SCOPE or t.lower_ in _TURNING
            for t in doc[first : token.i]
        ):
            continue
        if token.lower_ == "little" and not is_person(noun) and not noun.ent_type_:
            continue  # "a little luck"
        before, after = doc[first - 1] if first else None, following(doc, token.i)
        if before is None or before.text in ("-", "/") or {after.lemma_.lower(), noun.lemma_.lower()} & _CALLED_SO:
            continue
        if before.lower_ == "to" or (token.lower_ == "new" and before.tag_ != "DT"):
            continue
        if before.tag_ not in ("DT", "PRP$", "IN", "VBZ", "VB", "VBP", "VBG", "CD", "JJ", "POS"):
            continue
        if before.lower_ in ("so", "too", "as", "how", "such", "no", "every", "any", "each", "what", "like"):
            continue
        if before.lower_ == "the" and not any(
            c.dep_ in ("prep", "relcl", "acl") and c.i > noun.i for c in noun.children
        ):
            continue
        if (
            after.text in (",", "-", "/")
            or after.tag_ in ("CC", "HYPH", "IN", "TO")
            or noun.lemma_ in VAGUE - _PERSON_NOUNS
        ):
            continue
        if noun.tag_ == "NN" and not any(c.dep_ in ("det", "poss", "nummod") and c.i < first for c in noun.children):
            continue
        if noun.ent_type_ in ("DATE", "TIME") or (noun.tag_ == "NNS" and noun.lemma_ in _SPANS):
            continue  # "improved a lot in recent years"
        bare = not any(c.i > noun.i for c in noun.children) and not is_person(noun)
        if bare and noun.dep_ == "nsubj" and noun.left_edge.lower_ in ("a", "an"):
            continue  # "A major problem is ...": a problem of what?
        if _turns(doc, first) or (
            noun.dep_ == "attr" and not any(c.dep_ in ("prep", "relcl", "acl", "compound") for c in noun.children)
        ):
            continue
        yield frozenset(range(first, token.i + 1))


def _adjective_pairs(doc: Any) -> Iterator[frozenset[int]]:
    """One of two adjectives: "a frustrated and conflicted teenager", "a small, crowded theatre"."""
    for first in doc[1 : len(doc) - 4]:
        if first.dep_ != "amod" or first.tag_ not in ("JJ", "VBN", "VBG") or first.head.tag_ not in ("NN", "NNS"):
            continue
        mark, second = doc[first.i + 1], doc[first.i + 2]
        if mark.lower_ not in ("and", ",") or second.tag_ not in ("JJ", "VBN", "VBG"):
            continue
        if second.head != (first if mark.lower_ == "and" else first.head) or second.i > first.head.i:
            continue
        if (
            doc[second.i + 1].tag_ not in ("NN", "NNS")
            or any(True for _ in first.lefts)
            or any(True for _ in second.children)
        ):
            continue
        before = doc[first.i - 1]
        if before.tag_ not in ("DT", "IN", "PRP$", "VBZ", "VB", "VBG", "CD") or before.lower_ in _BEFORE_BOTH:
            continue
        words = {first.lower_, second.lower_}
        if words & _NO_PAIR or words & SCOPE or _turns(doc, first.i):
            continue
        if any(t.lower_ in _BEFORE_BOTH or t.lemma_.lower() in JOINT for t in doc[: first.i]):
            continue
        yield frozenset((first.i, mark.i))
        yield frozenset((mark.i, second.i))


def _noun_pairs(doc: Any) -> Iterator[frozenset[int]]:
    """ "and techniques" of "tools and techniques that help": both are helped, so each is."""
    for joiner in doc:
        noun = joiner.head
        if joiner.dep_ != "cc" or joiner.lower_ != "and" or joiner.i != noun.i + 1 or noun.tag_ not in ("NN", "NNS"):
            continue
        joined = [c for c in noun.children if c.dep_ == "conj"]
        if len(joined) != 1 or noun.dep_ not in ("dobj", "pobj") or joined[0].tag_ != noun.tag_:
            continue
        other = joined[0]
        if (
            other.left_edge.i != joiner.i + 1
            or other.i - joiner.i > 3
            or any(c.dep_ in ("conj", "cc") for c in other.children)
        ):
            continue
        after = following(doc, other.i)
        if after.text in (",", "/", "(") or after.tag_ in ("POS", "HYPH", "CC", "NN", "NNS", "NNP", "VBG"):
            continue
        before = {t.lower_ for t in doc[: noun.i]} | {t.lemma_.lower() for t in doc[: noun.i]}
        if before & (JOINT | HOLDS_LIST_TOGETHER) or _turns(doc, noun.i) or doc[noun.left_edge.i - 1].text == ",":
            continue
        shared = [c for c in other.children if c.i > other.i]
        if shared and (
            noun.tag_ != "NNS"
            or other.left_edge.tag_ in ("DT", "PRP$")
            or any(c.dep_ != "relcl" and c.lower_ not in ("of", "for", "in") for c in shared)
        ):
            continue  # "her story and approach to the law": what follows may be the last one's alone
        if after.tag_ in ("WP", "WDT") and noun.tag_ != "NNS":
            continue  # "a brother and sister who are ..."
        if noun.lower_ in _HALVES:
            continue
        yield frozenset(range(joiner.i, other.i + 1))


def _adverbs(doc: Any) -> Iterator[frozenset[int]]:
    for token in doc[1 : len(doc) - 2]:
        plain = token.lower_ in _PLAIN_ADVERBS or (
            token.lower_.endswith("ly")
            and token.lower_ not in _WEIGHTY_ADVERBS
            and token.head.pos_ == "VERB"
            and token.head.dep_ not in ("amod", "acl")
            and not token.lower_.startswith(("in", "un", "im", "ir", "mis", "dis", "non"))
        )
        if not plain or token.tag_ != "RB" or token.dep_ != "advmod" or any(True for _ in token.children):
            continue
        before, after = doc[token.i - 1], doc[token.i + 1]
        if before.text in (",", "(") or after.text in (",", ".", ")", "-") or after.tag_ in ("CC", "IN", "TO", "DT"):
            continue
        if before.lower_ in ("so", "too", "as", "how", "not", "n't", "more", "most", "and", "or", "but"):
            continue
        if token.head.i < token.i or _turns(doc, token.i):
            continue
        yield frozenset((token.i,))
