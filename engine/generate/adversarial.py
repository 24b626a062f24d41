"""Cooperative adversarial rounds: the generator writes, a discriminator rewards, and both go on.

In a round every video is written of by K texts inside its lattices. A text's reward is what the discriminator
says of it (its mark; whether a person wrote it), the person's interest where one is known, less what it
repeats of its siblings. A step mixes the policy gradient over those texts with the likelihood of what people
wrote and with what the base would have said, so the generator cannot run away into what the discriminator does
not know (cooperative: Lamprier et al. 2022; the mixture: Wu et al. 2016). Behind each round the discriminator
learns to tell the round's own texts from people's lines, and marked lines again, so that marks keep their meaning.

All randomness comes from (seed, round, step): rounds that were cut off go on as if they had not been.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from engine.errors import EnvironmentFault
from engine.generate import losses
from engine.generate.checkpoint import Saved, named
from engine.generate.dataset import EncodedVideo, Example, Sources, collate, draw
from engine.generate.decode import Candidate, latents, read, sample
from engine.generate.discriminator import (
    MARKS,
    Discriminator,
    DiscriminatorConfig,
    Lines,
    ReadStates,
    batch_lines,
    discrimination,
    marks,
)
from engine.generate.losses import Latent
from engine.generate.model import Generator, GeneratorConfig, Memory
from engine.generate.paths import Clause, Paths
from engine.records import Vector

_ORDER, _WRITE, _REAL, _REFRESH, _EXAM = range(5)  # streams of randomness
_LENGTHS = (1, 2, 3)  # as the product asks for them
_REMEMBERED, _READ = 20_000, 64  # lines whose states are kept, and that are read at once
_COMPARED = 200  # texts of each side
_FAVOUR = 1.2  # how much likelier a sentence is for each mark, as in ``dataset``

Taught = tuple[Vector, Vector, float, float]  # token states, direction of the text, mark, wholeness; nan: unknown


@dataclass(frozen=True, eq=False)
class Title:
    """A video of the rounds. ``own``: sentences as their writer left them, of a blurb's length, with their marks."""

    video: EncodedVideo
    spell: Callable[[Sequence[Clause]], str]
    own: tuple[tuple[str, float], ...]

    def sources(self, taste: Vector | None = None) -> Sources:
        return Sources.of(self.video.lattices, self.video.vectors, taste)

    @cached_property
    def paths(self) -> Paths:
        """The ways to a blurb of the video's own sentences. What is said of it by facts alone nobody need learn."""
        facts = frozenset(i for i, lattice in enumerate(self.video.lattices) if lattice.kind == "fact")
        return self.sources().paths("blurb", banned=facts)

    @cached_property
    def centre(self) -> Vector:
        """Mean direction of its sentences, (D,)."""
        return self.sources().centre()


class Said(NamedTuple):
    """Texts drawn for one video."""

    title: Title
    sources: Sources
    drawn: tuple[Candidate, ...]
    texts: tuple[str, ...]
    latent: Tensor  # (K, Z) under which each was drawn
    choices: tuple[tuple[tuple[int, ...], ...], ...]  # all that was allowed on the way of each
    interest: Vector  # (K,)


@dataclass(frozen=True, slots=True)
class Rewards:
    """What the parts of a reward weigh."""

    mark: float = 1.0  # of a mark, 1 to 5
    human: float = 0.2  # of the logit that a person wrote it, within 3
    interest: float = 0.3  # of a deviation
    repetition: float = 3.0  # of the share of neighbouring words that a sibling says too


@dataclass(frozen=True, slots=True)
class RoundsConfig:
    """Everything that decides what the rounds do, beside titles and weights."""

    seed: int = 0
    rounds: int = 6
    candidates: int = 8  # K
    videos: int = 8  # a step
    learning_rate: float = 5e-4
    clip: float = 1.0
    rewards: Rewards = field(default_factory=Rewards)
    with_person: float = 0.5  # share of the videos that are written of for a person who likes one of their sentences
    likelihood: float = 0.5  # of the likelihood beside the policy gradient
    examples: int = 16  # of what people wrote, a step
    to_base: float = 0.3  # nats of KL to the base, as in a likelihood training
    latent: Latent = field(default_factory=Latent)
    refresh: int = 80  # steps of the discriminator a round
    refresh_rate: float = 5e-4
    refresh_batch: int = 16  # of own texts, of people's lines and of marked lines each


@dataclass(frozen=True, slots=True)
class Report:
    """One round: means over all its texts, and ``Rounds.examined`` behind it."""

    round: int
    reward: float
    mark: float
    repetition: float
    told_apart: float  # AUC of the round's discriminator, before it is refreshed: people's lines above the round's
    kept_mark: float
    kept_repetition: float


class Rounds:
    """Some rounds. Iterate over ``run``; take ``state`` between rounds."""

    def __init__(
        self,
        titles: Sequence[Title],
        kept: Sequence[Title],
        *,
        config: RoundsConfig,
        base: Saved,
        discriminator: Saved,
        marked: Sequence[Taught],
        read: ReadStates,
        resume: Saved | None = None,
    ) -> None:
        """``kept``: titles that only measure. ``discriminator``: weights to begin with, which must not be the judge
        by whom the outcome is measured. ``marked``: lines that keep its marks in place. ``read``: token states.
        """
        self.config = config
        self._titles, self._kept, self._marked, self._read = titles, kept, marked, read
        self._pool = [title.video for title in titles]
        if not any(title.own for title in titles):
            raise EnvironmentFault("no title has a sentence of a blurb's length; name a corpus with descriptions")
        self.generator = Generator(GeneratorConfig(**base.facts["generator"]))
        self.generator.load_state_dict(base.part("writer"))
        self._base = copy.deepcopy(self.generator).eval().requires_grad_(False)
        self._first = _discriminator(discriminator, "discriminator")
        self.discriminator = copy.deepcopy(self._first)
        self._optimiser = torch.optim.AdamW(self.generator.parameters(), lr=config.learning_rate, weight_decay=0.0)
        self._states: dict[str, Vector] = {}
        self.done = 0  # rounds
        if resume is not None:
            self._restore(resume)

    def run(self, *, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Report]:
        """One report a round. A round that is cancelled leaves nothing to be saved but what the last one left."""
        while self.done < self.config.rounds:
            order = self._random(_ORDER).permutation(len(self._titles))
            told: list[tuple[Said, Tensor]] = []
            for step, start in enumerate(range(0, len(order), self.config.videos)):
                if cancelled():
                    return
                part = [self._titles[int(i)] for i in order[start : start + self.config.videos]]
                said = self.write(part, self._random(_WRITE, step))
                rewards = self.rewards(said)
                self._step(said, rewards, step)
                told += zip(said, rewards, strict=True)
            apart = self._refresh([said for said, _ in told])
            self.done += 1
            kept_mark, kept_repetition = self.examined()
            yield Report(
                self.done,
                float(torch.stack([reward for _, reward in told]).mean()),
                self._mean_mark(self.discriminator, [said for said, _ in told]),
                _mean_repetition([said for said, _ in told]),
                apart,
                kept_mark,
                kept_repetition,
            )

    def examined(self) -> tuple[float, float]:
        """How the first discriminator marks texts about the titles kept apart, and how far those repeat each other."""
        kept = self.write(self._kept, np.random.default_rng((self.config.seed, _EXAM)))
        return self._mean_mark(self._first, kept), _mean_repetition(kept)

    def write(self, titles: Sequence[Title], rng: np.random.Generator) -> list[Said]:
        """K texts of each title of which the lattices leave any, some of them for a person."""
        return [said for title in titles if (said := self._said(title, rng)) is not None]

    def rewards(self, said: Sequence[Said]) -> Tensor:
        """What each text earns, (V, K)."""
        w = self.config.rewards
        logits = self._judged(self.discriminator, said)  # (V, K, MARKS)
        return (
            w.mark * marks(logits)
            + w.human * logits[..., MARKS - 1].clamp(-3, 3)
            + w.interest * torch.from_numpy(np.stack([x.interest for x in said]))
            - w.repetition * torch.from_numpy(np.stack([repetition(x.drawn) for x in said]))
        )

    def policy(self, said: Sequence[Said], rewards: Tensor) -> Tensor:
        """The policy's loss on texts as they were drawn: nothing dropped, each under its own latent."""
        self.generator.eval()
        count = self.config.candidates
        memory = self.generator.encode(collate([Example(x.sources, "blurb", 0, (), ()) for x in said]))
        batch = collate(
            [
                Example(x.sources, "blurb", _LENGTHS[k % len(_LENGTHS)], x.drawn[k].actions, x.choices[k])
                for x in said
                for k in range(count)
            ]
        )
        memory = Memory(*(x.repeat_interleave(count, 0) for x in memory))
        memory = memory._replace(asked=torch.cat([batch.asked, memory.asked[:, batch.asked.shape[1] :]], 1))
        choices = self.generator.choose(memory, torch.cat([x.latent for x in said]), batch)
        return losses.policy(choices, rewards)

    def state(self) -> Saved:
        """All of it, to be saved between rounds. ``first``: the discriminator before the rounds."""
        tensors = {
            **named("writer", self.generator.state_dict()),
            **named("discriminator", self.discriminator.state_dict()),
            **named("first", self._first.state_dict()),
        }
        for i, values in self._optimiser.state_dict()["state"].items():
            tensors |= named(f"optimiser.{i}", values)
        facts: dict[str, Any] = {
            "generator": asdict(self.generator.config),
            "discriminator": asdict(self.discriminator.config),
            "done": self.done,
            "seed": self.config.seed,
            "trained": True,
        }
        return Saved({k: v.detach().clone() for k, v in tensors.items()}, facts)

    # --- writing and judging -----------------------------------------------------------------------------------

    def _said(self, title: Title, rng: np.random.Generator) -> Said | None:
        taste = _somebody(title, rng) if rng.random() < self.config.with_person else None
        sources, seed, count = title.sources(taste), int(rng.integers(2**31)), self.config.candidates
        drawn = sample(
            self.generator,
            sources,
            memory=read(self.generator, sources),
            paths=title.paths,
            lengths=_LENGTHS,
            count=count,
            seed=seed,
            temperature=1.0,
        )
        if not drawn:
            return None
        clauses = [title.paths.read(candidate.actions) for candidate in drawn]
        choices = [title.paths.choices(candidate.actions) for candidate in drawn]
        return Said(
            title,
            sources,
            tuple(drawn),
            tuple(map(title.spell, clauses)),
            latents(self.generator, count, np.random.default_rng(seed)),
            tuple(found for found in choices if found is not None),  # what was drawn is a path
            np.array([sources.interest[[c.sentence for c in found]].mean() for found in clauses], np.float32),
        )

    @torch.inference_mode()
    def _judged(self, network: Discriminator, said: Sequence[Said]) -> Tensor:
        """Logits (V, K, MARKS)."""
        network.eval()
        rows = [
            network(batch_lines(self._states_of(x.texts), [x.title.centre] * len(x.texts)))
            for x in said
        ]  # fmt: skip
        return torch.stack(rows).clone()

    def _mean_mark(self, network: Discriminator, said: Sequence[Said]) -> float:
        return float(marks(self._judged(network, said)).mean()) if said else 0.0

    def _states_of(self, lines: Sequence[str]) -> list[Vector]:
        """Token states; what was read is kept, for the rounds write much of it again."""
        if len(self._states) > _REMEMBERED:
            self._states.clear()
        new = [line for line in dict.fromkeys(lines) if line not in self._states]
        for start in range(0, len(new), _READ):
            part = new[start : start + _READ]
            self._states |= {k: s.astype(np.float16) for k, s in zip(part, self._read(part), strict=True)}
        return [self._states[line] for line in lines]

    # --- learning ------------------------------------------------------------------------------------------------

    def _step(self, said: Sequence[Said], rewards: Tensor, step: int) -> None:
        """One step of the generator: what was rewarded, what people wrote, what the base would have said."""
        config, rng = self.config, self._random(_REAL, step)
        real: list[Example] = []
        while len(real) < config.examples:
            made = draw(self._pool[int(rng.integers(len(self._pool)))], pool=self._pool, taste=None, rng=rng)
            real += [made] if made is not None else []
        batch = collate(real)
        noise = torch.from_numpy(rng.standard_normal((len(real), self.generator.config.latent)).astype(np.float32))
        self._optimiser.zero_grad(set_to_none=True)
        if said:
            self.policy(said, rewards).backward()  # type: ignore[no-untyped-call]
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(int(rng.integers(2**31)))
            self.generator.train()
            output = self.generator(batch, noise)
        kept = losses.likelihood(output, config.latent, 1.0)
        kept = kept + config.to_base * losses.departure(output, self._base, batch)
        (config.likelihood * kept).backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.generator.parameters(), config.clip)
        self._optimiser.step()

    def _refresh(self, said: Sequence[Said]) -> float:
        """Teach the discriminator this round's own texts; AUC of telling them from people's lines before that."""
        config, rng = self.config, self._random(_REFRESH)
        own = [(text, x.title.centre) for x in said for text in dict.fromkeys(x.texts)]
        people = [(text, mark, title.centre) for title in self._titles for text, mark in title.own]
        worth = np.exp(_FAVOUR * np.array([mark or 3.0 for _, mark, _ in people]))  # as lessons are picked
        worth /= worth.sum()

        def rows(count: int) -> list[Taught]:
            ours = [own[int(i)] for i in rng.integers(len(own), size=count)]
            theirs = [people[int(i)] for i in rng.choice(len(people), size=count, p=worth)]
            texts = [text for text, _ in ours] + [text for text, *_ in theirs]
            about = [centre for _, centre in ours] + [centre for *_, centre in theirs]
            whole = [0.0] * count + [1.0] * count
            return [(s, c, np.nan, w) for s, c, w in zip(self._states_of(texts), about, whole, strict=True)]

        network, size = self.discriminator, config.refresh_batch
        with torch.inference_mode():
            network.eval()
            found = network(_lines(rows(_COMPARED)))[:, MARKS - 1]
            apart = float((found[_COMPARED:, None] > found[None, :_COMPARED]).float().mean())
        optimiser = torch.optim.AdamW(network.parameters(), lr=config.refresh_rate, weight_decay=0.05)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(int(rng.integers(2**31)))
            network.train()
            for _ in range(config.refresh):
                part = rows(size) + [self._marked[int(i)] for i in rng.integers(len(self._marked), size=size)]
                mark, whole = torch.tensor([x[2] for x in part]), torch.tensor([x[3] for x in part])
                loss = torch.stack([discrimination(logits, mark, whole) for logits in network.each(_lines(part))]).sum()
                optimiser.zero_grad(set_to_none=True)
                loss.backward()  # type: ignore[no-untyped-call]
                nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimiser.step()
        network.eval()
        return apart

    def _random(self, *stream: int) -> np.random.Generator:
        return np.random.default_rng((self.config.seed, self.done, *stream))

    def _restore(self, saved: Saved) -> None:
        self.done = int(saved.facts["done"])
        try:
            self.generator.load_state_dict(saved.part("writer"))
        except RuntimeError as error:
            raise EnvironmentFault("the saved rounds have other sizes; begin from the start") from error
        self._first, self.discriminator = _discriminator(saved, "first"), _discriminator(saved, "discriminator")
        state: dict[int, dict[str, Tensor]] = {}
        for name, tensor in saved.part("optimiser").items():
            place, key = name.split(".")
            state.setdefault(int(place), {})[key] = tensor
        groups = self._optimiser.state_dict()["param_groups"]
        self._optimiser.load_state_dict({"state": state, "param_groups": groups})


def repetition(drawn: Sequence[Candidate]) -> Vector:
    """Of each text the share of neighbouring words that a sibling says too, the mean over its siblings, (K,)."""
    pairs = [frozenset(pairwise(candidate.actions)) for candidate in drawn]
    shared = [[len(a & b) / max(len(a), 1) for b in pairs] for a in pairs]
    return np.array([(sum(row) - row[k]) / max(len(row) - 1, 1) for k, row in enumerate(shared)], np.float32)


def _mean_repetition(said: Sequence[Said]) -> float:
    return float(np.mean([repetition(x.drawn) for x in said])) if said else 0.0


def _somebody(title: Title, rng: np.random.Generator) -> Vector | None:
    """The taste of a person who likes one of the sentences above the others."""
    told = [i for i, lattice in enumerate(title.video.lattices) if lattice.kind != "fact"]
    if len(told) < 2:
        return None
    return np.asarray(title.video.vectors[told[int(rng.integers(len(told)))]] - title.centre, np.float32)


def _discriminator(saved: Saved, part: str) -> Discriminator:
    network = Discriminator(DiscriminatorConfig(**saved.facts["discriminator"]))
    network.load_state_dict(saved.part(part))
    return network.eval()


def _lines(rows: Sequence[Taught]) -> Lines:
    return batch_lines([x[0] for x in rows], [x[1] for x in rows])
