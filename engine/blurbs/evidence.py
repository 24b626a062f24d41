"""What a blurb may be made of: sentences of the video's own text, and facts with their printed forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from engine.blurbs.fact_lines import SPEAKERS, fact_lines
from engine.blurbs.facts import code_of, facts
from engine.blurbs.undress import is_only_credit, runs_together, undressed
from engine.records import Cue, Lattice, Source, Video, VideoLattices

MOST_SENTENCES = 12  # a video; each will be parsed
_FROM_NOTES, _FROM_CUES = 2, 4
_SPOKEN_PAUSE_MS = 1500  # a longer pause ends a spoken sentence

_HAN = re.compile(r"[\u3400-\u9fff]")
_ENDED = re.compile(r"[.!?。！？…][\"”’')」』]*$")
_MARKUP = re.compile(r"<[^>]*>|\{[^}]*\}")
# What follows a speaker's name where their life is told, not their talk.
_LIVES = re.compile(
    r"(?: [A-Z]\S*)*,? (?:is|was|has|had|works?|worked|lives?|loves?|enjoys?|holds|received|earned|studie[ds]|joined"
    r"|leads|runs|founded|co-founded|wrote|writes|teaches|taught|spends|spent|currently|also|an?|the)\b"
    r"|[，,]?\s*(?:是|为|為|现|現|任|曾|毕业|畢業|就职|就職|博士|教授|硕士|碩士)"
)
_NOT_SPEECH = re.compile(r"\[[^\]]*\]|\([^)]*\)|（[^）]*）|【[^】]*】|[♪♫#]")


# --- sentences ----------------------------------------------------------------------------------------------


def evidence(
    video: Video,
    *,
    description: Sequence[str] = (),
    note_sentences: Sequence[str] = (),
    cues: Sequence[Cue] = (),
    note_id: int | None = None,
) -> list[Source]:
    """At most 12 sentences worth parsing, chosen by where they stand and how long they are.

    ``description`` and ``note_sentences`` come already split. Of the cues only the first quarter of the video
    is looked at: what happens later is not given away. No two sources say the same.
    """
    found: list[Source] = []
    if video.tagline.strip():
        found.append(Source("tagline", video.tagline.strip()))
    notes = [Source("note", s, id=note_id) for s in note_sentences if _is_readable(s)][:_FROM_NOTES]
    description = [s for s in map(undressed, description) if not (_is_life(s, video) or _is_heading(s, video))]
    told = [Source("description", s) for s in description if _is_readable(s)] or _shortest(description)
    spoken = _spread([s for s in spoken_sentences(video, cues) if _is_readable(s.text)], _FROM_CUES)
    room = MOST_SENTENCES - len(found) - len(notes) - len(spoken)
    chosen = (*found, *_best(told, room), *notes, *spoken)
    return list({re.sub(r"\W+", "", source.text).lower(): source for source in reversed(chosen)}.values())[::-1]


def spoken_sentences(video: Video, cues: Sequence[Cue]) -> list[Source]:
    """Whole sentences of the first quarter, put together from neighbouring cues."""
    if not cues:
        return []
    end_ms = max(1000 * (video.duration_s or 0), max(cue.end_ms for cue in cues))
    out: list[Source] = []
    words: list[str] = []
    first = last = cues[0]
    for cue in sorted(cues, key=lambda c: c.start_ms):
        if cue.end_ms > end_ms / 4:
            break
        text = " ".join(_NOT_SPEECH.sub(" ", _MARKUP.sub("", cue.text)).split())
        if not text or text.startswith(("-", "–", "—")):
            words = []  # two people speak, or nobody
            continue
        if words and cue.start_ms - last.end_ms > _SPOKEN_PAUSE_MS:
            words = []
        if not words:
            first = cue
        words.append(text)
        last = cue
        whole = ("" if _HAN.search(text) else " ").join(words)
        if _ENDED.search(text) or (_HAN.search(text) and len(text) >= 8):
            if whole[0].isupper() or _HAN.match(whole):
                out.append(Source("cue", whole, first.start_ms / 1000, first.id))
            words = []
        elif len(whole) > 240:
            words = []
    return out


def _length(text: str) -> float:
    """In words; two Chinese characters count as one."""
    han = len(_HAN.findall(text))
    return han / 2 + len(_HAN.sub(" ", text).split())


def _is_readable(text: str, most: int = 60) -> bool:
    return 4 <= _length(text) <= most and not re.search(r"https?://|www\.|@\w", text)


def _is_life(sentence: str, video: Video) -> bool:
    """Whether a sentence tells of whoever speaks, and not of what is said: "Ernest is a contributor to ..."."""
    speakers = [person.name for person in video.people if person.role in SPEAKERS]
    names = {name for full in speakers for name in (full, *full.split()[:1])}
    return any(sentence.startswith(name) and _LIVES.match(sentence[len(name) :]) for name in names)


def _is_heading(sentence: str, video: Video) -> bool:
    """Whether a sentence is a credit, or holds a title and names that ran into it."""
    names = [person.name for person in video.people if person.role in SPEAKERS]
    return is_only_credit(sentence) or runs_together(sentence, video.title, names)


def _shortest(sentences: Sequence[str]) -> list[Source]:
    """Of a text whose every sentence is long, the least long one: a part of it may do, or be better than nothing."""
    readable = [s for s in sentences if _is_readable(s, most=120)]
    return [Source("description", min(readable, key=_length))] if readable else []


def _best(sources: list[Source], room: int) -> list[Source]:
    """The earliest, with a malus for very short or long ones, in their own order."""
    cost = [i + 4 * (_length(s.text) < 7) + 2 * (_length(s.text) > 40) for i, s in enumerate(sources)]
    kept = sorted(sorted(range(len(sources)), key=lambda i: cost[i])[: max(room, 0)])
    return [sources[i] for i in kept]


def _spread(sources: list[Source], count: int) -> list[Source]:
    """So many of them: the longest of equal stretches, so that they come from different places."""
    if len(sources) <= count:
        return sources
    stretches = np.array_split(np.arange(len(sources)), count)
    return [sources[max(s, key=lambda i: (min(_length(sources[i].text), 25), -i))] for s in stretches]


# --- facts ------------------------------------------------------------------------------------------------


def with_facts(lattices: VideoLattices, video: Video, *, series_size: int | None = None) -> VideoLattices:
    """The same lattices with those of the facts behind them, one a language of the blurb.

    Their vectors are the mean of the others: facts are equally near to any taste.
    """
    spoken = dict.fromkeys(x.language for x in lattices.lattices) or {code_of(video.language) or "en": None}
    told = [
        _fact_lattice(video, language, series_size)
        for language in spoken
        if language in ("en", "zh") or len(spoken) == 1
    ]
    size = lattices.vectors.shape[1] if lattices.vectors.ndim == 2 and lattices.vectors.size else 1
    rows = lattices.vectors.reshape(-1, size).astype(np.float32)
    mean = rows.mean(0) if len(rows) else np.zeros(size, np.float32)
    return replace(
        lattices,
        lattices=(*lattices.lattices, *told),
        vectors=np.concatenate([rows, np.tile(mean, (len(told), 1))]).astype(np.float32),
    )


def blurb_language(video: Video, lattices: Sequence[Lattice]) -> str:
    """The language that a video's blurb is written in: its own where there is text in it, else the text's."""
    spoken = [x.language for x in lattices if x.source.kind != "fact"] or [x.language for x in lattices]
    own = code_of(video.language)
    if own in spoken:
        return own
    return max(dict.fromkeys(spoken), key=spoken.count) if spoken else (own if own == "zh" else "en")


def _fact_lattice(video: Video, language: str, series_size: int | None) -> Lattice:
    told = facts(video, series_size=series_size)
    column = -1 if language == "zh" else 0
    text = "; ".join(f"{fact.name}: {fact.forms[column if fact.name == 'language' else 0]}" for fact in told)
    tokens: list[str] = []
    spaces: list[bool] = []
    cuts = []
    for line in fact_lines(video, language=language, series_size=series_size):
        start = len(tokens)
        for match in re.finditer(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:['’.-][^\W\u3400-\u9fff]+)*|\S", line):
            tokens.append(match.group())
            spaces.append(match.start() > 0 and line[match.start() - 1].isspace())
        cuts.append(tuple(range(start, len(tokens))))
    own = len(tokens)
    return Lattice(Source("fact", text), language, tuple(tokens), tuple(spaces), own, tuple(range(own)), tuple(cuts))
