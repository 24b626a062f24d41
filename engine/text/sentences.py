"""Split a text in sentences: by rules, quick enough for every description and cue of a library."""

from __future__ import annotations

import re

from engine.text.clean import BULLET

_CANDIDATE = re.compile(
    r"(?P<east>[。！？；｡]+|…{2,}|⋯{2,})[。！？；…⋯]*[”’」』）】》〉\"']*"
    r"|(?P<west>[.!?…।؟۔]+)[\"'”’»)\]]*(?=\s|$)"
)
_OPENING, _CLOSING = "“「『（(《【«", "”」』）)》】»"
_LONGEST_ASIDE = 120  # characters within quotes or brackets that hold a sentence together
# where "3." may be "third": "am 3. Mai"
_ORDINALS_ = """
cs da de et fi hr hu is lv nb nn no pl sk sl sr tr
"""
# a name or a figure always follows
_TITLES_ = """
mr mrs ms mx dr prof st messrs mme mlle hon rev fr sr gen col maj capt cpt cmdr lt sgt cpl pvt adm gov
pres sen rep amb insp supt vs e.g i.e cf viz ca approx ed eds trans
al z.b u.a bzw mt ft feat dept
"""
# only before a figure: otherwise a word like any other
_COUNTED_ = """
no nos fig figs eq vol vols ch chap sec op pp ep
"""
# a sentence may end with them: the next word tells
_MAY_END_ = """
jr inc ltd co corp bros etc est esq ave blvd rd ph.d m.d b.a m.a b.sc m.sc a.m p.m u.s u.k u.n e.u d.c
l.a a.d b.c jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun min max hrs
"""
_STARTERS_ = """
a after all although an and as at because before both but by during each every for from he her here his
how however i if in it its later meanwhile most my no not now on once one our she since so some soon
still such that the their then there these they this those though through to today together two under
until using we what when where whether while who why with you your
"""
_ORDINALS, _TITLES, _COUNTED, _MAY_END, _STARTERS = (
    frozenset(words.split()) for words in (_ORDINALS_, _TITLES_, _COUNTED_, _MAY_END_, _STARTERS_)
)


def sentences(text: str, language: str = "") -> list[str]:
    """The sentences in order, each stripped; together they hold every character but space and list marks.

    A new line is a border. ``language`` (ISO 639-1) only matters for ordinals ("am 3. Mai").
    """
    found: list[str] = []
    for line in text.splitlines():
        line = line.strip().removeprefix(BULLET).strip()
        start = 0
        for end in _borders(line, language):
            found.append(line[start:end].strip())
            start = end
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]


def _borders(line: str, language: str) -> list[int]:
    asides = _asides(line)
    return [
        mark.end()
        for mark in _CANDIDATE.finditer(line)
        if mark.end() < len(line)
        and not any(start < mark.end() < end for start, end in asides)
        and (mark["east"] or _ends_western(line, mark, language))
    ]


def _asides(line: str) -> list[tuple[int, int]]:
    """Where quotes and brackets hold text together that has more around it: (start, end) pairs."""
    found: list[tuple[int, int]] = []
    open_at: list[tuple[int, int]] = []
    for place, character in enumerate(line):
        if (kind := _OPENING.find(character)) >= 0:
            open_at.append((kind, place))
        elif (kind := _CLOSING.find(character)) >= 0 and open_at and open_at[-1][0] == kind:
            _, start = open_at.pop()
            if place - start <= _LONGEST_ASIDE and place - start < len(line) - 2:
                found.append((start, place + 1))
    return found


def _ends_western(line: str, mark: re.Match[str], language: str) -> bool:
    before = re.search(r"\S*$", line[: mark.start()])
    word = before[0].lstrip("([\"'“‘«¿¡—–-") if before else ""
    following = re.match(r"\s+[\"'“‘«(\[¿¡—–-]*(\w*)", line[mark.end() :])
    after = following[1] if following else ""
    stops, closed = mark["west"], mark.end() > mark.end("west")
    low = word.lower()
    if stops == ".":
        if low in _TITLES or (low in _COUNTED and after[:1].isdigit()):
            return False
        if low in _MAY_END or re.fullmatch(r"(?:\w\.)+\w", word):
            return after.lower() in _STARTERS and after[:1].isupper()
        if len(word) == 1 and word.isalpha() and word.isascii():  # an initial, or "vitamin C. The"
            return after.lower() in _STARTERS and after[:1].isupper() and word != "I"
        counts = (before is not None and before.start() == 0) or (language in _ORDINALS and len(word) <= 2)
        return not (word.isdigit() and counts)  # "1. Boil the water", "am 3. Mai"
    if not after[:1].islower():
        return True
    if closed or stops in ("...", "…", "..", "...."):
        return False  # "Stop!" he said; well... maybe
    return not word[:1].isupper() or before is None or before.start() == 0  # Yahoo! is; Jeopardy! contestants
