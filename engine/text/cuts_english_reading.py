"""What the parser gets to see of an English sentence: its story, without those who made and played it.

A small parser stumbles over titles ("Night on Earth is a ..."), casts and crews, and then tears the story beside
them. So a film's title is read as "It", "directed by A and starring B" between a film and its story isn't read at
all, and of "It stars A as a nurse who ..." only "It follows a nurse who ..." is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engine.text.cuts_build import listed
from engine.text.cuts_english_gate import FILM_NOUNS
from engine.text.cuts_english_verbs import STORY_NOUNS, STORY_VERBS, TELLING_VERBS, third_person

_CREW = listed(
    "directed written produced starring featuring distributed released made shot filmed edited scored created "
    "narrated "
    "composed adapted based inspired loosely animated designed by from with co directorial co-written co-directed "
    "co-produced written-and-directed adapting presented photographed introduced starred stars"
)
_LENT = frozenset(("based", "adapted", "inspired", "adapting"))  # what follows may be the story of a book
_TRAILERS = listed("directed written produced starring co-written co-directed distributed adapted")
_TELLING = listed(
    "following telling depicting chronicling concerning dealing centering centring focusing exploring "
    "examining documenting portraying detailing tracing revolving profiling set centered centred covering recounting"
)
_OPENERS = listed(
    "written directed produced based adapted inspired co-written loosely released starring partly partially "
    "narrated distributed filmed shot set"
)
_NOT_FILMS = listed("director star maker producer actor actress critic studio editor industry company buff theater "
                    "theatre star's")  # fmt: skip
_NOT_VERBS = listed("was is has his this its as us")
_SMALL_IN_NAMES = listed("de von van der la le di da del du the of jr. sr. and , actor actress")
_PLAYED = frozenset(("played", "portrayed", "voiced"))
_HELPERS = listed("is was are were be been being also and not")  # "the monster was played by A": said of A
_STORY_SUBJECT = re.compile(
    f"((?:The|Its|This) (?:{'|'.join(sorted(FILM_NOUNS | STORY_NOUNS))})"
    "(?: 's (?:plot|story|storyline))?(?: (?:of|to) the film)?) "
    f"(?:{'|'.join(sorted(third_person(verb) for verb in TELLING_VERBS))}) "
)


@dataclass(slots=True)
class Reading:
    """A sentence as it stands (``plain``) and as the parser sees it (``doc``).

    Token i of ``doc`` stands for the own words ``places[i]``. ``role``: of the sentence only what somebody plays
    is read, behind "It follows". ``introduces``: token 0 stands for the title of a film and "is a" follows.
    """

    plain: Any
    doc: Any
    places: Sequence[range]
    has_title: bool = False
    role: bool = False
    introduces: bool = False

    def own(self, i: int) -> range:
        """The own words for which a token of the parse stands."""
        return self.places[i]


def reading(plain: Any) -> Reading:
    """The sentence made ready for the parser; ``plain`` is tokenized and no more."""
    from spacy.tokens import Doc

    words = [t.text for t in plain]
    spaces = [bool(t.whitespace_) for t in plain]
    places = [range(i, i + 1) for i in range(len(words))]
    if not words:
        return Reading(plain, plain, places)
    if (role := _role_start(words)) is not None and not _tells_before(words, role):
        kept = _without_actors(words, list(range(role, len(words))))
        words[role - 1] = "follows"
        chosen = [range(0, role - 1), range(role - 1, role), *(places[i] for i in kept)]
        shown = ["It", *(words[place.start] for place in chosen[1:])]
        return Reading(plain, _doc(Doc, plain, shown, spaces, chosen), chosen, has_title=True, role=True)
    begin = opening_length(words)
    if begin:
        words[begin] = words[begin].capitalize()
    title = title_length(words[begin:])
    introduces = title > 0 and words[begin + title] in ("is", "was")
    kept = list(range(begin + title, len(words)))
    if introduces:
        kept = _without_crew(words, kept)
    kept = _without_actors(words, kept)
    if not kept or (not title and len(kept) == len(words)):
        return Reading(plain, plain, places)
    chosen = [places[i] for i in kept]
    shown = [words[i] for i in kept]
    if title:
        chosen.insert(0, range(begin, begin + title))
        shown.insert(0, "It")
    return Reading(plain, _doc(Doc, plain, shown, spaces, chosen), chosen, title > 0, introduces=introduces)


def _tells_before(words: Sequence[str], role: int) -> bool:
    """Whether "is a film about ..." has told the story before anybody is said to star in it."""
    title = title_length(words)
    noun = film_noun(words, title + 2) if title else None
    marker = None if noun is None else story_marker(words, noun + 1)
    return marker is not None and marker < role


def _doc(kind: Any, plain: Any, shown: list[str], spaces: list[bool], places: Sequence[range]) -> Any:
    after = [spaces[right.start - 1] for right in places[1:]]  # the space before what now follows
    return kind(plain.vocab, words=shown, spaces=[*after, False])


def title_length(words: Sequence[str]) -> int:
    """How many tokens name the film before "is a ... film", or its plot before "follows"; 0 in other sentences."""
    if (story := _STORY_SUBJECT.match(" ".join(words[:9]))) is not None:
        return len(story.group(1).split())
    for k in range(1, min(len(words) - 3, 30)):
        if words[k] not in ("is", "was") or words[k + 1] not in ("a", "an", "the"):
            continue
        if film_noun(words, k + 2) is None:
            continue
        return k if words[0][:1].isupper() or words[0][:1].isdigit() or words[0] in "\"'“‘" else 0
    return 0


def opening_length(words: Sequence[str]) -> int:
    """How many tokens to leave unread before "the film ...": who made it, or "In the film,"."""
    low = [word.lower() for word in words[:60]]
    if low[:2] == ["in", "the"] and low[2:3] and low[2] in FILM_NOUNS and low[3:4] == [","]:
        return 4
    if low[0] not in _OPENERS - {"set"}:
        return 0
    for i in range(3, len(low) - 3):
        if low[i] == "," and (low[i + 1] == "it" or (low[i + 1] in ("the", "its") and _names_story(low[i + 2]))):
            return i + 1
    return 0


def film_noun(words: Sequence[str], begin: int) -> int | None:
    """The position of the last film noun of the noun phrase that begins here."""
    end = None
    for i in range(begin, min(begin + 16, len(words))):
        word = words[i].lower()
        if word in FILM_NOUNS or word.split("-")[-1] in FILM_NOUNS:
            end = i
        elif end == i - 1 and word in _NOT_FILMS:
            return None
        if end is not None and (word in _CREW or word in _TELLING):
            break
        if (
            word in (",", "that", "which", "about", "in", "who", ".", ":", ";", "where", "of", "for")
            and words[i - 1] != "-"
            and [w.lower() for w in words[i : i + 2]] != ["of", "age"]
        ):
            break
    return end


def _names_story(word: str) -> bool:
    return word in FILM_NOUNS or word in STORY_NOUNS


def _without_crew(words: Sequence[str], kept: list[int]) -> list[int]:
    """The positions that are left when those who made the film go, as far as a story comes after them."""
    noun = film_noun(words, kept[0] + 2)
    marker = None if noun is None else story_marker(words, noun + 1)
    if noun is None or marker is None:
        return kept
    end = next((i for i in range(marker + 2, len(words) - 1) if _trails(words, i)), None)
    closing = len(words) - 1 if words[-1] in (".", "!", "?") else len(words)
    if end is None:
        end = closing
    else:  # "..., directed by A and starring B"
        while words[end - 1] in (",", "and", "-", "co"):
            end -= 1
    return [i for i in kept if i <= noun or marker <= i < end or i >= closing]


def _trails(words: Sequence[str], i: int) -> bool:
    """Whether those who made the film are named from here on: ", directed by", ", with Eva Stone"."""
    word, after = words[i].lower(), words[i + 1]
    if word in _TRAILERS:
        return after == "by" or after[:1].isupper() or after in (",", "and", "-")
    if word in _LENT or (word == "loosely" and after.lower() in _LENT):
        return words[i - 1] == ","
    return word == "with" and words[i - 1] == "," and after[:1].isupper()


def story_marker(words: Sequence[str], begin: int) -> int | None:
    """Where the story begins after the names of those who made the film."""
    words = [word if word[:1].isupper() else word.lower() for word in words]
    crew = lent = False  # lent: inside "based on ..." the story may be the book's
    i = begin
    while i < len(words) - 1:
        word, following = words[i], words[i + 1]
        if word in (",", "and") and i == begin and not crew:
            if following in _CREW | _TELLING | {"about", "which", "in"}:
                i = begin = i + 1
                continue
            return None
        if word in ("that", "which") and following.endswith("s") and following not in _NOT_VERBS and not lent:
            if following in ("stars", "features", "marks"):
                return None
            if not crew or following in _STORY_FORMS:
                return i
        if word in ("that", "which") and following in ("is", "was") and not crew:
            return i
        if word == "about" and not lent and not words[i + 1][:1].isdigit():
            return i
        if word == "in" and following == "which" and not lent:
            return i
        if (
            word == "set"
            and following in ("in", "during", "on", "at", "against", "amid")
            and (i == begin or words[i - 1] == "," or (crew and not lent and words[i - 1][:1].isupper()))
        ):
            return i
        if (
            word in _TELLING
            and word.endswith("ing")
            and (i == begin or (crew and not lent and word != "following" and words[i - 1][:1].isupper()))
        ):
            return i
        if word in _CREW:
            crew = True
            lent = lent or word in _LENT
        elif not crew:
            return None
        i += 1
    return None


def _role_start(words: Sequence[str]) -> int | None:
    """Where "a nurse who ..." begins in "It stars A and B as a nurse who ...", if anywhere."""
    low = [word.lower() for word in words]
    star = next((i for i in range(1, min(len(low) - 4, 60)) if low[i] in ("stars", "star", "starring")), None)
    if star is None:
        return None
    for i in range(star + 1, min(star + 40, len(words) - 3)):
        if low[i] == "who" and low[i + 1] in ("portray", "portrays", "play", "plays") and low[i - 1] == ",":
            return i + 2
        if low[i] == "as" and (i == star + 1 or words[i - 1][:1].isupper()):
            return i + 1 if low[i + 1] not in ("well", "the", "himself", "herself") else None
        if not (
            words[i][:1].isupper()
            or (words[i].isalpha() and words[i + 1][:1].isupper())
            or low[i] in _SMALL_IN_NAMES
            or words[i] in ("-", "(", ")", '"', "“", "”")
        ):
            return None
    return None


def _without_actors(words: Sequence[str], kept: list[int]) -> list[int]:
    """The positions without those who play: "a cop (Eva Stone) who ...", "a mother, played by Ida Stern, ..."."""
    gone: set[int] = set()
    for i in kept:
        if i in gone:
            continue
        if words[i] == "(" and (end := _bracketed_actor(words, i)) is not None:
            gone.update(range(i, end + 1))
        elif words[i].lower() in _PLAYED and words[i + 1 : i + 2] == ["by"]:
            end = _names_end(words, i + 2)
            if end is None or i == kept[0] or words[i - 1].lower() in _HELPERS:
                continue
            gone.update(range(i, end))
            if words[i - 1] == ",":
                after = words[end : end + 2]
                gone.add(i - 1)
                if after[:1] == [","] and after[-1].lower() in ("who", "which", "whose", "and", "but", "or"):
                    gone.discard(i - 1)
                    gone.add(end)
                elif after[:1] == [","]:
                    gone.add(end)
    return [i for i in kept if i not in gone]


def _bracketed_actor(words: Sequence[str], i: int) -> int | None:
    close = next((k for k in range(i + 1, min(i + 9, len(words))) if words[k] == ")"), None)
    if close is None or close == i + 1:
        return None
    inside = list(words[i + 1 : close])
    if inside[0] in _PLAYED and inside[1:2] == ["by"]:
        inside = inside[2:]
    named = all(re.fullmatch(r"[A-Z][\w.'’-]*|-|Jr\.|'s|O'", word) for word in inside)
    return (
        close if inside and named and len(inside) < 6 and not any(w.isupper() and len(w) > 2 for w in inside) else None
    )


def _names_end(words: Sequence[str], begin: int) -> int | None:
    """Where the names end that begin here: "Ida Stern and Otto von Blank"."""
    i = begin
    while i < len(words) and (
        words[i][:1].isupper()
        or words[i] == "-"
        or (words[i] in ("de", "von", "van", "and", "der") and words[i + 1 : i + 2] and words[i + 1][:1].isupper())
    ):
        i += 1
    return i if i > begin else None


_STORY_FORMS = frozenset(third_person(verb) for verb in STORY_VERBS)
