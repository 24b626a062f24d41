"""Lattices in, integer arrays out: hashed words, sentence features, training examples, batches.

Words are never spelled here: a word is two hashes (a small table without a vocabulary file; two places make
a full collision rare, as in Svenstrup et al. 2017, "Hash Embeddings") and a shape. What a file of prepared
lattices holds is therefore integers, and training needs torch and numpy alone.

A training example is made afresh each time it is drawn; there is no parallel corpus:

- the target is what a person wrote: a sentence of the video (its fullest cut, or a shorter one when a
  shorter length is asked for), sometimes with the sentence that follows it (DiscoFuse, Geva et al. 2019:
  neighbours split apart are a free lesson in joining them);
- the source is the rest of the video's evidence with noise put in: whole sentences of other videos, and
  inside the target a constituent of another video that the cut may leave out (unsupervised compression as
  denoising, Févry & Phang 2018);
- the taste vector is a noisy copy of the target's own direction, so that what the network learns is: say
  what lies near this person's taste and belongs to this video. Where a real taste vector is known, a part
  of the examples takes it instead, and the target is drawn by closeness to it.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from engine.generate.joins import CLOSED, FULL_STOPS, LOWERABLE, QUOTES, STOP
from engine.generate.paths import EncodedLattice, Paths
from engine.records import Lattice, SourceKind, Vector, VideoLattices

Mode = Literal["hook", "blurb"]

BUCKETS = 2**14
KINDS: tuple[SourceKind, ...] = ("description", "tagline", "note", "cue", "fact")
LENGTHS = 6  # buckets of wanted length
LENGTH_AT = 4  # their first place in the condition
ASKED = LENGTH_AT + LENGTHS  # numbers of the condition beside the taste
FEATURES = 15  # of a sentence; see Sources.features
SHAPES = 64
MOST_CUTS = 64  # of one lattice; the fullest come first

# (mode, Chinese) -> least and most words, or characters in Chinese
BOUNDS: dict[tuple[Mode, bool], tuple[int, int]] = {
    ("hook", False): (3, 8),
    ("hook", True): (4, 14),
    ("blurb", False): (12, 40),
    ("blurb", True): (20, 70),
}
_POINTING_WORDS = (
    "it he she they this that these those him her his their there here 它 他 她 他们 她们 他們 她們 这 那 這"
)
_POINTING = frozenset(_POINTING_WORDS.split())
# A sentence that opens with one of these goes on from another one, even where its cuts do without the word.
_GOING_ON_WORDS = (
    "but and so however then thus therefore hence instead meanwhile moreover furthermore additionally finally next "
    "afterwards otherwise fortunately unfortunately luckily similarly likewise secondly thirdly lastly"
)
_GOING_ON = frozenset(_GOING_ON_WORDS.split())
_DEEDS = frozenset(("use", "used", "parse", "take", "took", "apply", "applied", "run", "ran", "train", "trained"))
_LEANING = frozenset(("also", "these", "those", "such", "latter", "former", "aforementioned"))


@dataclass(frozen=True, eq=False)
class EncodedVideo:
    """All of one video that the network may read."""

    id: int
    lattices: tuple[EncodedLattice, ...]
    vectors: Vector  # (L, D) unit length


def encode(video: VideoLattices) -> EncodedVideo:
    """Integers of a video's lattices. Pure; the same words always give the same integers."""
    return EncodedVideo(
        video.video_id,
        tuple(_encode_lattice(lattice) for lattice in video.lattices),
        np.asarray(video.vectors, dtype=np.float32),
    )


@dataclass(frozen=True, eq=False)
class Sources:
    """What the encoder reads for one video and one person."""

    lattices: tuple[EncodedLattice, ...]
    vectors: Vector  # (S, D)
    taste: Vector  # (D,), all zero: nothing known of the person
    interest: Vector  # (S,) closeness to the taste, standardised over the sentences; 0 without a taste

    @staticmethod
    def of(lattices: Sequence[EncodedLattice], vectors: Vector, taste: Vector | None) -> Sources:
        """Work out the interest. e5's cosines lie close together, so differences within a video count."""
        taste = np.zeros(vectors.shape[1], np.float32) if taste is None else np.asarray(taste, np.float32)
        length = float(np.linalg.norm(taste))
        taste = taste / length if length > 1e-8 else np.zeros_like(taste)
        told = np.array([lattice.kind != "fact" for lattice in lattices])
        return Sources(tuple(lattices), vectors, taste, _standard(vectors @ taste, told))

    @property
    def is_chinese(self) -> bool:
        return any(lattice.language == "zh" for lattice in self.lattices)

    def centre(self) -> Vector:
        """Mean direction of the video's own sentences, (D,)."""
        told = [i for i, lattice in enumerate(self.lattices) if lattice.kind != "fact"]
        rows = self.vectors[told] if told else self.vectors
        return np.asarray(rows.mean(axis=0), dtype=np.float32)

    def typical(self) -> Vector:
        """Closeness of each sentence to the centre, standardised over the sentences, (S,); 0 for facts."""
        return _standard(self.vectors @ self.centre(), np.array([x.kind != "fact" for x in self.lattices]))

    def features(self) -> Vector:
        """Numbers of each sentence that hold for any library, (S, FEATURES)."""
        out = np.zeros((len(self.lattices), FEATURES), np.float32)
        out[:, 0] = self.interest
        out[:, 1] = self.typical()
        for i, lattice in enumerate(self.lattices):
            out[i, 2] = i / max(len(self.lattices) - 1, 1)
            out[i, 3] = i == 0
            out[i, 4] = np.log1p(lattice.length) / 2 - 1.2 - 0.5 * (lattice.language == "zh")
            out[i, 5] = np.log(len(lattice.cuts)) / 2
            out[i, 6 + KINDS.index(lattice.kind)] = 1
            out[i, 11] = lattice.points_back
            out[i, 12] = lattice.language == "zh"
            out[i, 13] = lattice.has_quotes
            out[i, 14] = (lattice.mark - 3) / 2 if lattice.mark else 0
        return out

    def paths(self, mode: Mode, *, banned: frozenset[int] = frozenset()) -> Paths:
        """The ways through these lattices. ``banned``: sentences that may not be entered."""
        return Paths(self.lattices, BOUNDS[mode, self.is_chinese], joins=mode == "blurb", banned=banned)


@dataclass(frozen=True, eq=False)
class Example:
    """A source, what is asked of it, and (in training) the way that a person went."""

    sources: Sources
    mode: Mode
    length: int  # bucket of wanted length
    actions: tuple[int, ...]  # closed words below CLOSED_ROOM, then flat token places
    choices: tuple[tuple[int, ...], ...]  # per action: all that was allowed, the action first


@dataclass(frozen=True, slots=True)
class Noise:
    """How examples are disturbed. Probabilities, and at most so many foreign sentences."""

    foreign_sentences: int = 4
    foreign_constituent: float = 0.5
    two_sentences: float = 0.3
    with_fact: float = 0.1
    hook: float = 0.2
    shorter_cut: float = 0.4
    no_taste: float = 0.1
    real_taste: float = 0.25
    taste_noise: float = 14.0  # greatest length of the noise added to a unit taste vector
    most_sentences: int = 12


def draw(
    video: EncodedVideo,
    *,
    pool: Sequence[EncodedVideo],
    taste: Vector | None,
    rng: np.random.Generator,
    noise: Noise = Noise(),
) -> Example | None:
    """One fresh example of a video, or None where it holds no sentence of a usable length."""
    own = [i for i, x in enumerate(video.lattices) if x.kind != "fact" and x.cuts]
    if not own:
        return None
    language = video.lattices[own[int(rng.integers(len(own)))]].language
    own = [i for i in own if video.lattices[i].language == language][: noise.most_sentences]
    mode: Mode = "hook" if rng.random() < noise.hook else "blurb"
    low, high = BOUNDS[mode, language == "zh"]
    fitting = {i: _cuts_within(video.lattices[i], low if mode == "hook" else 1, high) for i in own}
    open_to_hook = ("description", "tagline")
    starts = [i for i in own if fitting[i] and (mode == "blurb" or video.lattices[i].kind in open_to_hook)]
    if not starts:
        return None
    real = taste is not None and rng.random() < noise.real_taste
    first = _pick_target(video, starts, taste if real else None, rng)
    told = [first]
    if mode == "blurb":
        second = _pick_second(video, first, own, rng, noise)
        if second is not None:
            told.append(second)
    if not real:
        taste = None if rng.random() < noise.no_taste else _simulated_taste(video, told, own, rng, noise)

    keep = sorted({*own, *told}, key=lambda i: (video.lattices[i].kind == "fact", i))
    lattices = [video.lattices[i] for i in keep]
    vectors = [video.vectors[i] for i in keep]
    goal = [keep.index(i) for i in told]
    if rng.random() < noise.foreign_constituent:
        guest = pool[int(rng.integers(len(pool)))]
        lattices[goal[0]] = _with_guest(lattices[goal[0]], guest, language, rng)
    room = max(noise.most_sentences - len(lattices), 0)
    for _ in range(int(rng.integers(0, min(noise.foreign_sentences, room) + 1))):
        other = pool[int(rng.integers(len(pool)))]
        strangers = [i for i, x in enumerate(other.lattices) if x.language == language and x.kind != "fact"]
        if other.id == video.id or not strangers:
            continue
        i, place = strangers[int(rng.integers(len(strangers)))], int(rng.integers(len(lattices) + 1))
        lattices.insert(place, other.lattices[i])
        vectors.insert(place, other.vectors[i])
        goal = [g + (g >= place) for g in goal]
    sources = Sources.of(lattices, np.stack(vectors), taste)
    return _walked(sources, mode, goal, rng, noise)


@dataclass(frozen=True, eq=False)
class Batch:
    """Examples side by side. B videos, Q sentences in all, T tokens a sentence, N tokens a video, L steps."""

    words: Tensor  # (Q, T, 2) int64
    shapes: Tensor  # (Q, T)
    own: Tensor  # (Q,) how many of the T are the sentence's own, in order
    vectors: Tensor  # (Q, D) float32
    features: Tensor  # (Q, FEATURES)
    video: Tensor  # (Q,) the row in 0 ... B - 1
    sentence: Tensor  # (B, N) the sentence (0 ... Q - 1) of each token
    token: Tensor  # (B, N) its place in the sentence
    origin: Tensor  # (B, N) the own word whose reading it takes
    present: Tensor  # (B, N) bool
    taste: Tensor  # (B, D)
    asked: Tensor  # (B, ASKED) mode, language, whether there is a taste, wanted length
    actions: Tensor  # (B, L) int64; STOP pads
    choices: Tensor  # (B, L, C) int64; -1 pads; place 0 is the action that was taken
    steps: Tensor  # (B, L) bool

    def to(self, device: torch.device) -> Batch:
        return Batch(**{name: getattr(self, name).to(device) for name in self.__dataclass_fields__})


def collate(examples: Sequence[Example]) -> Batch:
    """Pad examples to one batch on the CPU."""
    lattices = [x for example in examples for x in example.sources.lattices]
    longest = max(len(x.shapes) for x in lattices)
    tokens = max(sum(len(x.shapes) for x in e.sources.lattices) for e in examples)
    steps = max(max(len(e.actions) for e in examples), 1)
    widest = max((len(c) for e in examples for c in e.choices), default=1)
    rows, sentences = len(examples), len(lattices)

    words, shapes = np.zeros((sentences, longest, 2), np.int64), np.zeros((sentences, longest), np.int64)
    for q, x in enumerate(lattices):
        words[q, : len(x.shapes)], shapes[q, : len(x.shapes)] = x.words, x.shapes
    sentence, token, origin = (np.zeros((rows, tokens), np.int64) for _ in range(3))
    present = np.zeros((rows, tokens), bool)
    actions = np.full((rows, steps), STOP, np.int64)
    choices = np.full((rows, steps, widest), -1, np.int64)
    q = 0
    for b, e in enumerate(examples):
        n = 0
        for x in e.sources.lattices:
            span = slice(n, n + len(x.shapes))
            sentence[b, span], token[b, span] = q, np.arange(len(x.shapes))
            origin[b, span], present[b, span] = np.maximum(x.origin, 0), True
            n, q = span.stop, q + 1
        actions[b, : len(e.actions)] = e.actions
        for t, allowed in enumerate(e.choices):
            choices[b, t, : len(allowed)] = allowed
    return Batch(
        words=torch.from_numpy(words),
        shapes=torch.from_numpy(shapes),
        own=torch.tensor([x.own for x in lattices]),
        vectors=torch.from_numpy(np.concatenate([e.sources.vectors for e in examples])),
        features=torch.from_numpy(np.concatenate([e.sources.features() for e in examples])),
        video=torch.tensor([b for b, e in enumerate(examples) for _ in e.sources.lattices]),
        sentence=torch.from_numpy(sentence),
        token=torch.from_numpy(token),
        origin=torch.from_numpy(origin),
        present=torch.from_numpy(present),
        taste=torch.from_numpy(np.stack([e.sources.taste for e in examples])),
        asked=torch.from_numpy(np.stack([asked(e) for e in examples])),
        actions=torch.from_numpy(actions),
        choices=torch.from_numpy(choices),
        steps=torch.from_numpy(choices[:, :, 0] >= 0),
    )


def shuffle_sources(batch: Batch, rng: np.random.Generator) -> Batch:
    """A control: every sentence is read as a random one of another video of the batch.

    Words, shapes, vectors and features of each sentence are replaced together (its words repeated or cut to
    the length); structure, choices and the taste stay. What a model gains on this it did not get by reading.
    """
    video = batch.video.numpy()
    other = np.array([rng.choice(np.flatnonzero(video != b)) if (video != b).any() else q
                      for q, b in enumerate(video)])  # fmt: skip
    length = (batch.shapes > 0).sum(1).numpy()
    place = np.arange(batch.shapes.shape[1])[None, :] % np.maximum(length[other], 1)[:, None]
    real = batch.shapes > 0
    take = (torch.from_numpy(other)[:, None], torch.from_numpy(place))
    return replace(
        batch,
        words=batch.words[take] * real[..., None],
        shapes=batch.shapes[take] * real,
        vectors=batch.vectors[other],
        features=batch.features[other],
    )


def asked(example: Example) -> Vector:
    """The condition beside the taste: mode, language, whether there is a taste, wanted length; (ASKED,)."""
    out = np.zeros(ASKED, np.float32)
    out[0 if example.mode == "hook" else 1] = 1
    out[2] = example.sources.is_chinese
    out[3] = bool(example.sources.taste.any())
    out[LENGTH_AT + example.length] = 1
    return out


def length_bucket(units: int, mode: Mode, chinese: bool) -> int:
    """The bucket of a length in words or characters."""
    low, high = BOUNDS[mode, chinese]
    return int(np.clip((units - low) * LENGTHS // (high - low + 1), 0, LENGTHS - 1))


def word_hashes(word: str) -> tuple[int, int]:
    """Two buckets of a word's lower-cased form, each 1 ... BUCKETS."""
    return _hashes(unicodedata.normalize("NFKC", word).lower())


# --- one lattice ------------------------------------------------------------------------------------------


@lru_cache(maxsize=100_000)
def _hashes(word: str) -> tuple[int, int]:
    digest = hashlib.blake2b(word.encode(), digest_size=8).digest()
    return (
        int.from_bytes(digest[:4], "little") % BUCKETS + 1,
        int.from_bytes(digest[4:], "little") % BUCKETS + 1,
    )


def word_shape(word: str, *, mended: bool = False) -> int:
    """What a word looks like, 1 ... SHAPES - 1: script and case (8), length (4), mended or not (2)."""
    if any("\u3400" <= c <= "\u9fff" for c in word):
        script = 1
    elif any(c.isdigit() for c in word):
        script = 2
    elif not any(c.isalpha() for c in word):
        script = 3 if word in FULL_STOPS else 4
    else:
        script = 5 if word.islower() else 6 if word[:1].isupper() and not word.isupper() else 7
    size = 0 if len(word) < 3 else 1 if len(word) < 6 else 2 if len(word) < 10 else 3
    return script + 8 * size + 32 * mended


def _encode_lattice(lattice: Lattice) -> EncodedLattice:
    chinese, tokens = lattice.language == "zh", lattice.tokens
    fresh = [not i or i >= lattice.own or lattice.spaces[i] for i in range(len(tokens))]
    units = [
        len(token.strip()) if chinese else int(fresh[i] and any(c.isalnum() for c in token))
        for i, token in enumerate(tokens)
    ]
    first = {cut[0] for cut in lattice.cuts if cut}
    return EncodedLattice(
        words=np.array([word_hashes(token) for token in tokens], np.int64).reshape(-1, 2),
        shapes=np.array([word_shape(t, mended=i >= lattice.own) for i, t in enumerate(tokens)], np.int64),
        units=np.array(units, np.int64),
        origin=np.array(lattice.origin, np.int64),
        own=lattice.own,
        kind=lattice.source.kind,
        language=lattice.language,
        cuts=tuple(cut for cut in lattice.cuts if cut)[:MOST_CUTS],
        lowerable=frozenset(i for i in first if chinese or tokens[i] in LOWERABLE),
        stops=frozenset(i for i, token in enumerate(tokens) if token in FULL_STOPS),
        has_quotes=any(c in QUOTES for token in tokens for c in token),
        points_back=_points_back(lattice),
        mark=lattice.mark,
    )


def _points_back(lattice: Lattice) -> bool:
    """Whether a sentence leans on the one before it."""
    words = [token.lower() for token in lattice.tokens[: lattice.own]]
    if not words:
        return False
    # "We parse the log data": what is said to be known has been named before.
    shown = words[0] == "we" and "the" in words[2:4] and words[1] in _DEEDS
    return words[0] in _POINTING | _GOING_ON or bool(_LEANING.intersection(words[:5])) or shown


def _standard(values: Vector, told: npt.NDArray[np.bool_]) -> Vector:
    """Mean 0 and deviation 1 over the told places; 0 elsewhere and where all are alike."""
    out = np.zeros(len(values), np.float32)
    if told.sum() > 1:
        spread = float(values[told].std())
        if spread > 1e-6:
            out[told] = np.clip((values[told] - values[told].mean()) / spread, -3, 3)
    return out


# --- one example -------------------------------------------------------------------------------------------


def _cuts_within(lattice: EncodedLattice, low: int, high: int) -> list[tuple[int, ...]]:
    return [cut for cut in lattice.cuts if low <= lattice.units[list(cut)].sum() <= high]


def _pick_target(video: EncodedVideo, starts: list[int], taste: Vector | None, rng: np.random.Generator) -> int:
    """A sentence that somebody would print: well marked, rather early, rather written, near a known taste."""
    weight = np.array([1.0 / (1 + 0.15 * i) for i in starts])
    weight *= [0.3 if video.lattices[i].points_back else 1.0 for i in starts]
    weight *= [np.exp(1.2 * (video.lattices[i].mark or 3)) for i in starts]
    weight *= [0.3 if video.lattices[i].kind == "cue" else 1.0 for i in starts]
    if taste is not None:
        rows = video.vectors[starts]
        weight *= np.exp(1.5 * _standard(rows @ taste, np.ones(len(starts), bool)))
    return starts[int(rng.choice(len(starts), p=weight / weight.sum()))]


def _pick_second(video: EncodedVideo, first: int, own: list[int], rng: np.random.Generator, noise: Noise) -> int | None:
    lattice = video.lattices[first]
    too_short = lattice.length < BOUNDS["blurb", lattice.language == "zh"][0]
    facts = [i for i, x in enumerate(video.lattices) if x.kind == "fact" and x.language == lattice.language]
    if facts and rng.random() < noise.with_fact:
        return facts[int(rng.integers(len(facts)))]
    following = [i for i in own if i > first]
    if following and (too_short or rng.random() < noise.two_sentences):
        return following[0]
    if too_short and facts:
        return facts[int(rng.integers(len(facts)))]
    return None


def _simulated_taste(
    video: EncodedVideo, told: list[int], own: list[int], rng: np.random.Generator, noise: Noise
) -> Vector:
    direction = video.vectors[told[:1]].mean(0) - (video.vectors[own].mean(0) if len(own) > 1 else 0)
    direction = direction / max(float(np.linalg.norm(direction)), 1e-6)
    blur = rng.standard_normal(len(direction)).astype(np.float32)
    blur *= rng.uniform(0, noise.taste_noise) / float(np.linalg.norm(blur))
    return np.asarray(direction + blur, np.float32)


def _constituents(lattice: EncodedLattice) -> list[tuple[int, ...]]:
    """Runs of own words that some cut leaves out of the fullest one."""
    full = lattice.cuts[0]
    found = set()
    for cut in lattice.cuts[1:]:
        kept, run = set(cut), []
        for i in (*full, -1):
            if i >= 0 and i not in kept and i < lattice.own:
                run.append(i)
            elif run:
                found.add(tuple(run))
                run = []
    return sorted(run for run in found if 1 < len(run) <= 14 and run[-1] - run[0] == len(run) - 1)


def _with_guest(
    lattice: EncodedLattice, guest: EncodedVideo, language: str, rng: np.random.Generator
) -> EncodedLattice:
    """The same sentence with a constituent of another video put in, and ways around it."""
    hosts = [x for x in guest.lattices if x.language == language and x.kind != "fact" and x.cuts]
    runs = [(x, run) for x in hosts for run in _constituents(x)]
    last = lattice.cuts[0][-1]
    if not runs or last >= lattice.own or not last:
        return lattice
    host, run = runs[int(rng.integers(len(runs)))]
    # Where this sentence itself can be opened: beside its own constituents, and before its last mark.
    places = {last, *(r[0] for r in _constituents(lattice)), *(r[-1] + 1 for r in _constituents(lattice))}
    usable = sorted(p for p in places if 0 < p <= last)
    place, size = usable[int(rng.integers(len(usable)))], len(run)

    def moved(i: int) -> int:
        return i + size if i >= place else i

    span = tuple(range(place, place + size))
    cuts: list[tuple[int, ...]] = []
    for old in lattice.cuts:
        plain = tuple(moved(i) for i in old)
        if place - 1 in old:
            at = old.index(place - 1) + 1
            cuts.append((*plain[:at], *span, *plain[at:]))
        cuts.append(plain)
    pick = np.array(run)
    origin = np.array([moved(int(i)) if i >= 0 else -1 for i in lattice.origin], np.int64)
    return replace(
        lattice,
        words=np.insert(lattice.words, place, host.words[pick], axis=0),
        shapes=np.insert(lattice.shapes, place, host.shapes[pick]),
        units=np.insert(lattice.units, place, host.units[pick]),
        origin=np.insert(origin, place, np.array(span)),
        own=lattice.own + size,
        cuts=tuple(cuts),
        lowerable=frozenset(moved(i) for i in lattice.lowerable),
        stops=frozenset(moved(i) for i in lattice.stops),
        guests=frozenset(span),
    )


def _walked(sources: Sources, mode: Mode, goal: list[int], rng: np.random.Generator, noise: Noise) -> Example | None:
    """Choose cuts, openings and joins for the goal sentences and note what was allowed on the way."""
    paths = sources.paths(mode)
    chinese = sources.is_chinese
    low, high = BOUNDS[mode, chinese]
    actions: list[int] = []
    left = high
    for turn, s in enumerate(goal):
        lattice = sources.lattices[s]
        wanted = low if mode == "hook" else 1
        allowed = [c for c in _cuts_within(lattice, wanted, left) if lattice.guests.isdisjoint(c)]
        if not allowed:
            break
        if turn:
            joins = _like("join", lattice.language, None)
            share = np.array([CLOSED[j].share for j in joins])
            join = joins[int(rng.choice(len(joins), p=share / share.sum()))]
            actions.append(join if paths.may_join(actions, join, s) else joins[0])
        if opens := _like("open", lattice.language, lattice.kind):
            if mode == "hook" or lattice.has_quotes:
                return None
            actions.append(opens[int(rng.integers(len(opens)))])
        shorter = lattice.kind == "fact" or rng.random() < noise.shorter_cut
        cut = allowed[int(rng.integers(len(allowed)))] if shorter else allowed[0]
        actions += [paths.action(s, i) for i in cut]
        left -= int(lattice.units[list(cut)].sum())
    choices = paths.choices((*actions, STOP))
    if choices is None:
        return None
    bucket = length_bucket(high - left, mode, chinese)
    return Example(sources, mode, bucket, (*actions, STOP), choices)


def _like(role: str, language: str, kind: SourceKind | None) -> list[int]:
    return [i for i, c in enumerate(CLOSED) if c.role == role and c.speaks(language) and c.kind == kind]
