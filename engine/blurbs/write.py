"""Write a video's hook and blurb: candidates of the generator, verified, judged, the best one kept.

The judge (the discriminator) says which lines would do on a card; among those the person's interest and the
generator decide. A video none of whose lines would do gets its facts. Without a judge the order rests on
plain habits (early sentences, no pronoun without its noun, a comfortable length); the grammar and the facts
hold in either case.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from engine.blurbs.background import tells_background
from engine.blurbs.evidence import blurb_language, with_facts
from engine.blurbs.facts import facts, facts_told, is_traditional
from engine.blurbs.undress import is_credit
from engine.blurbs.verify import length, torn, verify
from engine.generate.checkpoint import Networks
from engine.generate.dataset import BOUNDS, Mode, Sources, encode
from engine.generate.decode import Candidate, read, sample
from engine.generate.discriminator import Judge
from engine.generate.joins import CLOSED, FULL_STOPS
from engine.generate.model import Generator, Memory
from engine.generate.paths import Clause
from engine.records import Blurb, Evidence, Fact, Lattice, Source, Vector, Video, VideoLattices
from engine.text.referents import points_elsewhere

_PRODUCTION = re.compile(
    r"\b(starr?(ing|s|ed)|(co-)?(directed|produced|written|distributed|edited) (and|by)|premiered?|was released|filmed|"
    r"box office|budget|sequel|remake|soundtrack|cameo|award(s|ed)?|nominat\w+|critics|reviews?|adapt(ed|ation))\b"
    r"|\b(narrated|hosted|presented|moderated) by (?-i:[A-Z])"
    r"|导演|主演|上映|票房|发行|改编",
    re.IGNORECASE,
)

_NAMING = frozenset(("actor", "director", "writer", "series"))  # facts that set a video apart, beside its genre
_POINTS_ELSEWHERE = re.compile(
    r"\b(those|these|such(?! as)|latter|aforementioned)\b"
    r"|^(Another|Others?|However|But|And|Also|Then|Instead|Therefore)\b"
    r"|^(This|It|He|She|They|His|Her|Their) (?!talk|film|tutorial|session|course|workshop)",
    re.IGNORECASE,
)
# What a hook may not end with: it breaks off there.
_STUMP = re.compile(
    r"\b(an?|the|and|or|but|nor|of|in|on|at|to|for|from|with|by|as|into|onto|about|between|through|that|than|which|whose"
    r"|its|their|my|your|our|when|while|because|if|very)$|[的和与與及或在对對把被将將为為从從由于於跟给給]$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\ds?(?!\d)")
_KIND_OF_FILM = re.compile(
    r"\b(?:western|documentary|biopic|melodrama|thriller|drama|comedy|musical|satire|(?:film )?noir"
    r"|(?:science fiction|horror|action|fantasy|adventure|animated|silent|war|crime) (?:film|movie|short))\b"
    r"|喜剧|喜劇|剧情片|劇情片|纪录片|紀錄片|动画片?|動畫片?|恐怖片|惊悚片|驚悚片|科幻片|爱情片|愛情片|动作片|動作片",
    re.IGNORECASE,
)
_LEAST_NEW = 1 / 3  # of what a hook says beside such words
_LONG_WORD, _HAN = re.compile(r"[^\W\d_\u3400-\u9fff]{4,}"), re.compile(r"[\u3400-\u9fff]")
_STEM = 6  # letters
_FILLERS = _LONG_WORD.findall("this that these with from will learn about give given introd overvi talk film what your")
_ENDED = re.compile(r"[.!?。！？…][\"”’')」』]*$")


@dataclass(frozen=True, slots=True)
class Weights:
    """How candidates are put in order. Interest is in deviations between the sentences of a video.

    What stands beside the quality was weighed by some hundred choices that a reader made between two lines of the
    same video (titles apart from those that anything is measured on).
    """

    interest: float = 1.0
    likelihood: float = 0.1  # of nats a decision; 0 while untrained
    quality: float = 1.0  # of the judge's mark, 1 to 5
    whole: float = 0.5  # of the logit of being whole and about this video, where it is below 0
    acceptable: float = 3.0  # the least quality that is printed where there is a judge
    shorter: float = 0.4  # by how much less may do for a hook
    lower: float = 0.5  # by how much less may do where the facts say little
    typical: float = 0.15  # of a sentence's closeness to the whole text, in deviations
    titled: float = 0.7  # of the share of the title's words that a line takes up
    fullness: float = 0.3  # of the share of its fullest cut that a clause keeps
    joined: float = 0.3  # two sentences in place of one, and once more where others stand between them
    within: float = 0.9  # behind the best quality, where interest may still decide
    position: float = 0.45  # of the way down the evidence
    pointing: float = 1.5  # a sentence that needs a neighbour
    spoken: float = 0.4  # a cue, beside sentences that were written to be read
    length: float = 0.25  # at the ends of the wanted lengths
    facts: float = 2.0  # facts behind a sentence: a card shows year and length already
    background: float = 0.8  # a line that tells only what lies behind a talk


@dataclass(frozen=True, slots=True)
class _Text:
    """A printed candidate."""

    text: str
    clauses: tuple[Clause, ...]
    evidence: tuple[Evidence, ...]
    log_p: float
    decisions: int
    quality: float = 0.0  # 0: nobody judged it


@dataclass(frozen=True, eq=False)
class _Desk:
    """One video laid out for writing, in one language."""

    lattices: tuple[Lattice, ...]
    sources: Sources
    generator: Generator
    typical: Vector  # (S,) closeness of each sentence to the whole text, standardised
    title: frozenset[str]  # its stems
    facts: tuple[Fact, ...]
    chinese: bool
    traditional: bool  # our own Chinese words stand beside traditional characters

    @cached_property
    def memory(self) -> Memory:
        """What the generator makes of the sources, for blurb and hook."""
        return read(self.generator, self.sources)


class Writer:
    """Writes with one pair of networks. Pure: the same state and seed write the same blurb."""

    def __init__(
        self,
        networks: Networks,
        judge: Judge | None = None,
        *,
        candidates: int = 16,
        weights: Weights | None = None,
    ) -> None:
        self._networks = networks
        self._judge = judge
        self._count = candidates
        given = weights or Weights()
        self._weights = replace(given, likelihood=given.likelihood * networks.trained)

    @property
    def version(self) -> str:
        """Of all weights that take part."""
        return f"{self._networks.version}-{self._judge.version}" if self._judge else self._networks.version

    def write(
        self,
        lattices: VideoLattices,
        *,
        video: Video,
        taste_vector: Vector | None,
        seed: int,
        sentences: Sequence[Source] = (),
        series_size: int | None = None,
    ) -> Blurb:
        """The best blurb that the evidence holds.

        ``taste_vector``: (D,), None or all zero where nothing is known. ``sentences``: the evidence as it
        was before parsing; if no candidate will do, the best of them (or of the lattices' sources) is
        quoted as it stands; where that won't do either, the facts speak.
        """
        desk = self._lay_out(lattices, video, taste_vector, series_size)
        best = self._best(desk, "blurb", seed)
        if best is None and (quote := self._quote(desk, sentences)) is not None:
            hook = self._hook(desk, frozenset(_saying(desk, quote)), quote.text, seed)
            evidence = (Evidence(quote.text, quote), *(hook.evidence if hook else ()))
            return Blurb(hook.text if hook else "", quote.text, evidence, quoted=True)
        if best is None:
            best = self._fact_text(desk, seed)
            return Blurb("", best.text, best.evidence)  # where no line would do, no shorter one will
        hook = self._hook(desk, frozenset(c.sentence for c in best.clauses), best.text, seed)
        return Blurb(hook.text if hook else "", best.text, (*best.evidence, *(hook.evidence if hook else ())))

    def refused(self, lattices: VideoLattices, *, video: Video, taste_vector: Vector | None, seed: int) -> float:
        """The share of the generator's candidates for a blurb that the verifier refuses, 0 to 1."""
        desk = self._lay_out(lattices, video, taste_vector, None)
        drawn = self._drawn(desk, "blurb", seed, frozenset())
        return 1 - len(self._verified(desk, "blurb", drawn)) / len(drawn) if drawn else 0.0

    # --- candidates ----------------------------------------------------------------------------------------

    def _lay_out(self, lattices: VideoLattices, video: Video, taste: Vector | None, series_size: int | None) -> _Desk:
        full = with_facts(lattices, video, series_size=series_size)
        language = blurb_language(video, full.lattices)
        kept = [i for i, x in enumerate(full.lattices) if x.language == language and x.cuts]
        vectors = full.vectors[kept]
        shown = replace(full, lattices=tuple(full.lattices[i] for i in kept), vectors=vectors)
        known = taste is not None and len(taste) == vectors.shape[1]
        sources = Sources.of(encode(shown).lattices, vectors, taste if known else None)
        size = self._networks.generator.config.vector
        if vectors.shape[1] != size:  # no text, or another embedding model than the weights know
            nothing = np.zeros((len(kept), size), np.float32)
            sources = replace(sources, vectors=nothing, taste=nothing[0])
        chinese = language == "zh"
        told = facts(video, series_size=series_size)
        generator, traditional = self._networks.generator, chinese and is_traditional(video)
        return _Desk(
            shown.lattices, sources, generator, sources.typical(), _stems(video.title), told, chinese, traditional
        )

    def _best(
        self, desk: _Desk, mode: Mode, seed: int, banned: frozenset[int] = frozenset(), beside: str = ""
    ) -> _Text | None:
        """The best candidate that passes; not one of facts alone, nor one that says what stands ``beside`` it."""
        banned |= self._poor(desk, banned)
        if all(x.source.kind == "fact" for i, x in enumerate(desk.lattices) if i not in banned):
            return None
        drawn = self._drawn(desk, mode, seed, banned)
        bare = {_without_facts(desk, t.clauses): Candidate((), t.log_p, t.decisions) for t in drawn}
        drawn += [_printed(desk, clauses, c) for clauses, c in bare.items() if clauses]
        telling = bool(_told_by_facts(desk) & (_NAMING | {"genre"}))
        drawn = [t for t in drawn if _said(desk, t) and (telling or _said(desk, t) == t.text)]
        passed = [t for t in self._verified(desk, mode, drawn) if not _tells(beside, t.text)]
        if mode == "hook":
            passed = [t for t in passed if _opens(desk, t.text, beside)]
        passed = self._acceptable(desk, mode, passed)
        return max(passed, key=lambda text: (self._score(desk, mode, text), text.text), default=None)

    def _drawn(self, desk: _Desk, mode: Mode, seed: int, banned: frozenset[int]) -> list[_Text]:
        """What the generator draws, each text once."""
        paths = desk.sources.paths(mode, banned=banned)
        drawn = sample(
            desk.generator,
            desk.sources,
            memory=desk.memory,
            paths=paths,
            mode=mode,
            lengths=(1, 2, 3) if mode == "blurb" else (2,),
            count=self._count,
            seed=seed,
        )
        distinct = {c.actions: c for c in reversed(drawn)}
        return [_printed(desk, paths.read(c.actions), c) for c in distinct.values()]

    def _verified(self, desk: _Desk, mode: Mode, texts: Sequence[_Text]) -> list[_Text]:
        return [
            t
            for t in texts
            if not verify(
                t.text, t.evidence, facts=desk.facts, mode=mode, chinese=desk.chinese, traditional=desk.traditional
            )
        ]

    def _poor(self, desk: _Desk, banned: frozenset[int]) -> frozenset[int]:
        """Sentences whose fullest cut would hardly do, where there are others."""
        judged = {i: x.mark for i, x in enumerate(desk.lattices) if x.mark and i not in banned}
        best = max(judged.values(), default=0.0)
        least = min(best, self._weights.acceptable) - self._weights.within
        return frozenset(i for i, mark in judged.items() if mark < least)

    def _acceptable(self, desk: _Desk, mode: Mode, texts: list[_Text]) -> list[_Text]:
        """Those whose mark is near the best one's; none where even that would not do."""
        if self._judge is None:
            return texts
        said = [_said(desk, text) for text in texts]
        quality = {x.spell(x.cuts[0]): x.mark for x in desk.lattices if x.mark}  # marked when they were made
        quality |= self._quality(desk, [line for line in dict.fromkeys(said) if line not in quality])
        texts = [replace(t, quality=quality[s]) for t, s in zip(texts, said, strict=True) if s]
        w = self._weights
        floor = w.acceptable - w.shorter if mode == "hook" else self._least(desk)
        texts = [t for t in texts if t.quality >= floor]
        texts = [replace(t, quality=t.quality - w.background * _is_background(desk, t)) for t in texts]
        best = max((t.quality for t in texts), default=0.0)
        return [t for t in texts if t.quality >= best - w.within]

    def _quality(self, desk: _Desk, lines: Sequence[str]) -> dict[str, float]:
        """How well lines would do on a card: their marks, less what speaks against their being whole."""
        assert self._judge is not None
        marks, whole = self._judge(lines, desk.sources.centre())
        spoilt = self._weights.whole * np.clip(whole, -3, 0)
        return dict(zip(lines, (marks + spoilt).tolist(), strict=True))

    def _score(self, desk: _Desk, mode: Mode, text: _Text) -> float:
        w, sources = self._weights, desk.sources
        low, high = BOUNDS[mode, desk.chinese]
        score = w.quality * text.quality
        told = [c.sentence for c in text.clauses if sources.lattices[c.sentence].kind != "fact"]
        for s in told:
            lattice = sources.lattices[s]
            share = 1 / len(told)
            score += share * w.interest * float(sources.interest[s])
            score -= share * w.position * s / len(sources.lattices)
            score -= share * w.pointing * lattice.points_back
            score -= share * w.spoken * (lattice.kind == "cue")
            score += share * w.typical * float(desk.typical[s])
            cut = next(c.cut for c in text.clauses if c.sentence == s)
            score += share * w.fullness * len(cut) / max(len(lattice.cuts[0]), 1)
        if len(told) > 1:
            score -= w.joined * (1 + (told[1] != told[0] + 1))
        score -= w.facts * (0 < len(told) < len(text.clauses))
        if mode == "blurb":  # a hook says something else than the title above it
            score += w.titled * len(desk.title & _stems(text.text)) / max(len(desk.title), 1)
        off = abs(length(text.text, chinese=desk.chinese) - (low + high) / 2) / (high - low) * 2
        return score - w.length * off**2 + w.likelihood * text.log_p / max(text.decisions, 1)

    def _quote(self, desk: _Desk, sentences: Sequence[Source]) -> Source | None:
        """The plain sentence that would do best as it stands; none if all are unfit."""
        sound = _quotable(desk, sentences)
        if self._judge is None or not sound:
            return sound[0] if sound else None
        quality = self._quality(desk, [source.text for source in sound])
        best = max(sound, key=lambda source: quality[source.text])
        if quality[best.text] < self._weights.acceptable - self._weights.lower:
            best = next((s for s in sentences if s in sound), best)  # among dull ones the first says the most
        return best if quality[best.text] >= self._least(desk) else None

    def _least(self, desk: _Desk) -> float:
        """The least quality to print: facts are better than a dull sentence, and that than "A talk from 2019."."""
        told = _told_by_facts(desk)
        w = self._weights
        missing = ("genre" not in told) + (not told & _NAMING)
        return 0.0 if missing == 2 else w.acceptable - w.lower * missing

    def _fact_text(self, desk: _Desk, seed: int) -> _Text:
        """One of the lines that tell the most facts, for a video of whose sentences none would do."""
        lines = _fact_texts(desk)
        lines = self._verified(desk, "blurb", lines) or lines
        told = [facts_told(line.text, desk.facts) for line in lines]
        fullest = [line for line, count in zip(lines, told, strict=True) if count == max(told)]
        return fullest[seed % len(fullest)]

    def _hook(self, desk: _Desk, banned: frozenset[int], blurb: str, seed: int) -> _Text | None:
        """A short cut of another sentence than the blurb's, else what kind of film it is."""
        of_facts = {i for i, x in enumerate(desk.lattices) if x.source.kind == "fact"}
        spoken = banned | of_facts
        made = self._best(desk, "hook", seed + 1, spoken, beside=blurb) if len(spoken) < len(desk.lattices) else None
        if made is None and not banned & of_facts:
            made = _fact_hook(desk, blurb, seed)
        return made and replace(made, text=made.text.rstrip(".。"))


def _fact_texts(desk: _Desk) -> list[_Text]:
    """The lines of facts."""
    return [
        _Text(text, (Clause(place, cut),), (Evidence(text, lattice.source),), 0.0, 0)
        for place, lattice in enumerate(desk.lattices)
        if lattice.source.kind == "fact"
        for cut in lattice.cuts
        for text in (lattice.spell(cut),)
    ]


def _told_by_facts(desk: _Desk) -> set[str]:
    """The names of the facts that the lines of facts tell, beside those that any card shows."""
    lines = [text.text for text in _fact_texts(desk)]
    return {fact.name for fact in desk.facts if any(facts_told(line, [fact]) for line in lines)}


def _fact_hook(desk: _Desk, blurb: str, seed: int) -> _Text | None:
    """A short line of facts, of those that name a genre; year and length alone a card shows anyway.

    None beside a blurb that tells a year or the kind of film: the two would say the same, or quarrel.
    """
    if _YEAR.search(blurb) or _KIND_OF_FILM.search(blurb):
        return None
    low, high = BOUNDS["hook", desk.chinese]
    genres = {form for fact in desk.facts if fact.name == "genre" for form in fact.forms}
    short = [
        text
        for text in _fact_texts(desk)
        if low <= length(text.text, chinese=desk.chinese) <= high
        and any(genre in text.text for genre in genres)
        and _opens(desk, text.text, blurb)
    ]
    return short[seed % len(short)] if short else None


def _opens(desk: _Desk, hook: str, blurb: str) -> bool:
    """Whether a hook is whole, tells something that title and blurb don't, and quarrels with neither.

    Another year, or another kind of film, than theirs reads like a mistake even where both are true.
    """
    title = next(fact.forms[0] for fact in desk.facts if fact.name == "title")
    told = f"{title} {blurb}"
    if _STUMP.search(hook.rstrip('.。!?！？…"”」 ')):
        return False
    for said, others in (
        (set(_YEAR.findall(hook)), set(_YEAR.findall(told))),
        (_kinds_of_film(hook), _kinds_of_film(told)),
    ):
        if said and others and not said <= others:
            return False
    content = _stems(hook).difference(_FILLERS)
    return bool(content) and len(content - _stems(told)) >= _LEAST_NEW * len(content)


def _kinds_of_film(text: str) -> set[str]:
    return {found.casefold() for found in _KIND_OF_FILM.findall(text)}


def _tells(text: str, line: str) -> bool:
    return line.rstrip(".。").casefold() in text.casefold()


def seed_of(video_id: int, profile_version: str) -> int:
    """The same state writes the same blurb; another video or profile another."""
    digest = hashlib.blake2b(f"{video_id}:{profile_version}".encode(), digest_size=6).digest()
    return int.from_bytes(digest, "little")


def _without_facts(desk: _Desk, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The same line without the facts that follow its sentences; what it was worth to the network stands for it."""
    told = [place for place, c in enumerate(clauses) if desk.lattices[c.sentence].source.kind != "fact"]
    return clauses[: told[-1] + 1] if told else ()


def _printed(desk: _Desk, clauses: tuple[Clause, ...], candidate: Candidate) -> _Text:
    text, evidence = printed(clauses, desk.lattices, traditional=desk.traditional)
    return _Text(text, clauses, evidence, candidate.log_p, candidate.decisions)


def printed(
    clauses: Sequence[Clause], lattices: Sequence[Lattice], *, traditional: bool = False
) -> tuple[str, tuple[Evidence, ...]]:
    """The text that some clauses make, and what holds each of them. ``traditional``: the script of our own words."""
    text, evidence = "", []
    for clause in clauses:
        lattice = lattices[clause.sentence]
        join, opening = CLOSED[clause.join], CLOSED[clause.opening]
        said = lattice.spell(clause.cut)
        if join.role == "join":
            if join.fuses:
                text, said = text.rstrip("".join(FULL_STOPS)), said[:1].lower() + said[1:]
            text += join.before
        before, after = opening.written(traditional=traditional)
        text += before + said + after
        evidence.append((said, lattice.source))
    # A clause whose full stop gave way to a joining mark is quoted without it.
    return text, tuple(Evidence(s if s in text else s.rstrip("".join(FULL_STOPS)), source) for s, source in evidence)


def _is_background(desk: _Desk, text: _Text) -> bool:
    """Whether a line about a talk tells nothing that the talk gives; of a story what lies behind it is a part."""
    kind = next(fact.forms[0] for fact in desk.facts if fact.name == "kind")
    return kind not in ("film", "episode") and not desk.chinese and tells_background(_said(desk, text))


def _said(desk: _Desk, text: _Text) -> str:
    """A text without the facts that follow its sentences; empty where it is facts alone."""
    told = _without_facts(desk, text.clauses)
    return _printed(desk, told, Candidate((), 0.0, 0)).text if told else ""


def _quotable(desk: _Desk, sentences: Sequence[Source]) -> list[Source]:
    """Plain sentences that may be quoted, the nearest to a comfortable length first, the earlier of equals.

    Never the person's own words, and no note about the making or selling of the video where the facts tell more.
    Where there are no facts to speak of, the first sentence that is whole.
    """
    told = [s for s in sentences if s.kind not in ("note", "fact")]
    told = told or [x.source for x in desk.lattices if x.source.kind not in ("note", "fact")]
    told = [s for s in told if not torn(s.text)]
    known = _told_by_facts(desk) - {"tag"}
    sound = [s for s in told if not (is_credit(s.text) or _leans(s.text, chinese=desk.chinese))]
    fit = sound
    if known & (_NAMING | {"genre"}):
        fit = [s for s in fit if not _PRODUCTION.search(s.text)]
    elif known:
        fit = [s for s in fit if _ENDED.search(s.text)]  # beside a name and a year, no scrap
    low, high = BOUNDS["blurb", desk.chinese]
    sizes = {s: length(s.text, chinese=desk.chinese) for s in told}
    fit = [s for s in fit if low / 3 <= sizes[s] <= 1.5 * high]
    if not fit and not known:
        return [s for s in sound if sizes[s] <= 3 * high][:1]
    return sorted(fit, key=lambda s: (s.kind == "cue", abs(sizes[s] - (low + high) / 2)))


def _leans(text: str, *, chinese: bool) -> bool:
    return points_elsewhere(text) if chinese else bool(_POINTS_ELSEWHERE.search(text))


def _stems(text: str) -> frozenset[str]:
    """The beginnings of its longer words, and its pairs of Chinese characters: what two wordings of a thing share."""
    han = "".join(_HAN.findall(text))
    return frozenset(w[:_STEM] for w in _LONG_WORD.findall(text.casefold())) | frozenset(map("".join, pairwise(han)))


def _saying(desk: _Desk, source: Source) -> list[int]:
    return [i for i, x in enumerate(desk.lattices) if x.source.text == source.text]
