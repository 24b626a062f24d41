"""Fit the generator and the discriminator to some videos: two stages, one plain loop.

First the generator by likelihood, stopped by held-out videos; then the discriminator against what the
generator writes and against spoilt lines. It judges and does not teach: at equal diversity text GANs lose
to likelihood (Caccia et al. 2020), so whatever else a discriminator may do comes as another loss.

The randomness of a step comes from (seed, stage, step) alone, so a resumed training needs no stored
generator states and takes the very steps of an uninterrupted one (on a CPU bit for bit). Every step draws
its examples afresh (``dataset.draw``).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from engine.errors import EnvironmentFault
from engine.generate import checkpoint, losses
from engine.generate.checkpoint import Networks, Saved
from engine.generate.dataset import (
    Batch,
    EncodedVideo,
    Example,
    Noise,
    Sources,
    collate,
    draw,
    shuffle_sources,
)
from engine.generate.decode import sample
from engine.generate.lines import Line, batch_lines, human_line, line_of, spoilt_line
from engine.generate.model import Discriminator, DiscriminatorConfig, Generator, GeneratorConfig
from engine.records import Vector

Stage = Literal["likelihood", "discriminator", "done"]
DeviceName = Literal["auto", "cpu", "cuda", "mps"]
_STAGES: dict[Stage, int] = {"likelihood": 0, "discriminator": 1, "done": 2}
_HELD_OUT, _SPLIT, _POOL = 10, 11, 12  # more streams of randomness
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """Everything that decides what a training does, beside the videos and the person."""

    generator: GeneratorConfig = field(default_factory=GeneratorConfig)
    discriminator: DiscriminatorConfig = field(default_factory=DiscriminatorConfig)
    noise: Noise = field(default_factory=Noise)
    latent: losses.Latent = field(default_factory=losses.Latent)
    seed: int = 0
    batch: int = 16
    steps: int = 120
    discriminator_steps: int = 80
    learning_rate: float = 3e-3
    weight_decay: float = 0.03
    clip: float = 1.0
    held_out: float = 0.2  # share of the videos
    held_out_examples: int = 96
    evaluate_every: int = 20
    patience: int = 3  # evaluations without gain
    threads: int = 1  # on a CPU
    shuffled: bool = False  # the control: sources read from other videos

    @staticmethod
    def for_library(videos: int, *, seed: int = 0) -> TrainConfig:
        """Steps that suit a library: under a minute on one core for 40 videos, some minutes for 2,000."""
        return TrainConfig(
            seed=seed,
            steps=int(np.clip(100 + videos // 2, 100, 1500)),
            discriminator_steps=int(np.clip(60 + videos // 2, 60, 600)),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """One step. ``held_out``: nats a decision on held-out videos, where it was just measured."""

    stage: Stage
    step: int
    total: int  # of both stages
    loss: float
    nll: float  # nats a decision; of the discriminator: its cross-entropy
    kl: float  # nats an example
    held_out: float | None = None


@dataclass
class _Progress:
    """What a resumed training must know beside its tensors."""

    stage: Stage = "likelihood"
    step: int = 0
    best: float = float("inf")
    first: float = float("inf")  # held-out nll before the first step
    waited: int = 0
    seen_s: float = 0.0
    accuracy: float = 0.0  # of the discriminator on held-out videos


@dataclass
class _Part:
    """A network and its optimiser."""

    network: nn.Module
    optimiser: torch.optim.Optimizer


class Trainer:
    """One training. Iterate over ``run``; take ``state`` between steps; ``networks`` when it is finished."""

    def __init__(
        self,
        videos: Sequence[EncodedVideo],
        *,
        config: TrainConfig,
        stars: Mapping[int, float] | None = None,
        taste: Vector | None = None,
        device: DeviceName = "auto",
        base: Saved | None = None,
        resume: Saved | None = None,
    ) -> None:
        """``base``: weights to start from. ``resume``: a state of this same training to go on from.

        Raises EnvironmentFault where there is nothing to learn from, or the device is not there.
        """
        self.device = pick_device(device)
        usable = [v for v in videos if any(x.kind != "fact" and x.cuts for x in v.lattices)]
        if not usable:
            raise EnvironmentFault("no video has a text to learn from; add descriptions, subtitles or notes")
        size = usable[0].vectors.shape[1]  # the embedding model's, whichever was chosen
        config = replace(
            config,
            generator=replace(config.generator, vector=size),
            discriminator=replace(config.discriminator, vector=size),
        )
        self.config = config
        self._taste = taste if taste is not None and taste.any() and len(taste) == size else None
        self._train, self._held = _split(usable, config)
        weight = np.array([_worth((stars or {}).get(v.id)) for v in self._train])
        self._chances = weight / weight.sum()
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(config.seed)
            generator, discriminator = Generator(config.generator), Discriminator(config.discriminator)
        self.generator, self.discriminator = generator.to(self.device), discriminator.to(self.device)
        self._began_trained = base is not None and bool(base.facts["trained"])
        if base is not None:
            self.generator.load_state_dict(base.part("writer"))
            self.discriminator.load_state_dict(base.part("discriminator"))
        self._parts = {
            "likelihood": _Part(self.generator, self._optimiser(self.generator)),
            "discriminator": _Part(self.discriminator, self._optimiser(self.discriminator)),
        }
        self._writer = _copy(self.generator)
        self._at = _Progress()
        self._pieces = 1
        self._exam: list[Example] | None = None
        self._pool: list[Line] | None = None
        if resume is not None:
            self._restore(resume)

    @property
    def finished(self) -> bool:
        return self._at.stage == "done"

    @property
    def held_out_nll(self) -> float:
        """The best so far, nats a decision; infinite where no video is held out."""
        return self._at.best

    @property
    def untrained_nll(self) -> float:
        """The same before the first step."""
        return self._at.first

    def run(self, *, cancelled: Callable[[], bool] = lambda: False, minutes: float | None = None) -> Iterator[Report]:
        """Train until done, cancelled between two steps, or out of time (then what is there is finished).

        The time bound gives the generator three quarters. After a cancel ``finished`` stays False.
        """
        if self.device.type == "cpu":
            torch.set_num_threads(self.config.threads)
        last = time.monotonic()

        def spent() -> float:
            nonlocal last
            now = time.monotonic()
            self._at.seen_s, last = self._at.seen_s + now - last, now
            return self._at.seen_s / 60

        if self._at.stage == "likelihood":
            if self._at.step == 0 and self._at.first == float("inf") and self._held:
                self._at.first = self._at.best = self.evaluate()
            while self._at.step < self.config.steps and self._at.waited <= self.config.patience:
                if cancelled():
                    return
                if minutes is not None and spent() > 0.75 * minutes:
                    break
                yield self._likelihood_step()
            if self._held and self._at.step < self.config.steps and self._at.step % self.config.evaluate_every:
                self._examine()  # out of time between two examinations
            if not self._held or self._at.best == float("inf"):
                self._writer = _copy(self.generator)
            self.generator.load_state_dict(self._writer)
            self._at = replace(self._at, stage="discriminator", step=0)
        if self._at.stage == "discriminator":
            while self._at.step < self.config.discriminator_steps:
                if cancelled():
                    return
                if minutes is not None and spent() > minutes:
                    break
                yield self._discriminator_step()
            self._at = replace(self._at, accuracy=self._accuracy(), stage="done", step=0)

    def state(self) -> Saved:
        """All of it, to be saved between steps. A finished training keeps only what writes and judges."""
        tensors = checkpoint.named("writer", self._writer)
        tensors |= checkpoint.named("discriminator", self.discriminator.state_dict())
        if not self.finished:
            tensors |= checkpoint.named("generator", self.generator.state_dict())
            for stage, part in self._parts.items():
                for i, values in part.optimiser.state_dict()["state"].items():
                    tensors |= checkpoint.named(f"optimiser.{stage}.{i}", values)
        facts: dict[str, Any] = {
            **checkpoint.sizes(self.config.generator, self.config.discriminator),
            "progress": {k: (None if v == float("inf") else v) for k, v in vars(self._at).items()},
            "seed": self.config.seed,
            "insight": max(2 * self._at.accuracy - 1, 0.0),
            "trained": self._at.stage != "likelihood" and self._has_learned(),
        }
        return Saved({k: v.detach().clone() for k, v in tensors.items()}, facts)

    def _has_learned(self) -> bool:
        return self._at.best < self._at.first or not self._held or self._began_trained

    def networks(self) -> Networks:
        """Copies that write and judge, on the CPU."""
        return checkpoint.networks(self.state())

    @torch.no_grad()
    def evaluate(self, examples: Sequence[Example] | None = None, *, samples: int = 4) -> float:
        """Nats a decision on held-out videos (or the given examples), an upper bound; 0 with no decision."""
        exam = self.held_out_examples() if examples is None else list(examples)
        self.generator.eval()
        rng = self._random(_HELD_OUT, 1)
        nll, decisions = 0.0, 0
        for start in range(0, len(exam), 32):
            part = exam[start : start + 32]
            batch = self._batch(part, rng)
            noise = rng.standard_normal((samples, len(part), self.config.generator.latent))
            bound, count = losses.held_out_nll(
                self.generator, batch, torch.from_numpy(noise.astype(np.float32)).to(self.device)
            )
            nll, decisions = nll + float(bound.sum()), decisions + int(count.sum())
        return nll / max(decisions, 1)

    def held_out_examples(self) -> list[Example]:
        """The fixed examination: the same examples of the held-out videos for the whole training."""
        if self._exam is None:
            self._exam = self._draw(self._held, self.config.held_out_examples, self._random(_HELD_OUT, 0))
        return self._exam

    def training_examples(self, count: int, *, stream: int = 0) -> list[Example]:
        """Examples as the training draws them."""
        return self._draw(self._train, count, self._random(_POOL, stream + 1))

    # --- steps --------------------------------------------------------------------------------

    def _likelihood_step(self) -> Report:
        config, at = self.config, self._at
        rng = self._random(_STAGES["likelihood"], at.step)
        examples = self._draw(self._train, config.batch, rng, chances=self._chances)
        noise = rng.standard_normal((len(examples), config.generator.latent)).astype(np.float32)
        weight = config.latent.weight(at.step, config.steps)
        seen: list[tuple[float, float, int]] = []

        def loss(part: Sequence[tuple[Example, Vector]]) -> Tensor:
            batch = self._batch([e for e, _ in part], rng)
            eps = torch.from_numpy(np.stack([n for _, n in part])).to(self.device)
            output = self.generator(batch, eps)
            told = (output.nll.detach().sum(), output.kl.detach().sum(), output.decisions.sum())
            seen.append((float(told[0]), float(told[1]), int(told[2])))
            return losses.likelihood(output, kl_weight=weight, free_nats=config.latent.free_nats)

        value = self._update("likelihood", list(zip(examples, noise, strict=True)), loss, config.steps)
        nll, kl, decisions = (sum(s[i] for s in seen) for i in range(3))
        at.step += 1
        due = at.step % config.evaluate_every == 0 or at.step == config.steps
        held_out = self._examine() if self._held and due else None
        return Report(
            "likelihood",
            at.step,
            config.steps + config.discriminator_steps,
            value,
            nll / max(decisions, 1),
            kl / len(examples),
            held_out,
        )

    def _examine(self) -> float:
        """Measure on the held-out videos, and keep the weights if they are the best so far."""
        held_out = self.evaluate()
        self._at.waited += 1
        if held_out < self._at.best - 1e-3:
            self._at.best, self._at.waited, self._writer = held_out, 0, _copy(self.generator)
        return held_out

    def _discriminator_step(self) -> Report:
        config, at = self.config, self._at
        rng = self._random(_STAGES["discriminator"], at.step)
        lines = self._lines(self._train, 2 * config.batch, rng)

        def loss(part: Sequence[tuple[Line, float]]) -> Tensor:
            labels = torch.tensor([label for _, label in part], device=self.device)
            read = batch_lines([line for line, _ in part])
            logits = self.discriminator(type(read)(*(x.to(self.device) for x in read)))
            return losses.discrimination(logits, labels)

        value = self._update("discriminator", lines, loss, config.discriminator_steps)
        at.step += 1
        total = config.steps + config.discriminator_steps
        return Report("discriminator", config.steps + at.step, total, value, value, 0.0)

    def _update(self, stage: Stage, items: Sequence[T], loss: Callable[[Sequence[T]], Tensor], steps: int) -> float:
        """One step of the optimiser over all items, in as many pieces as the memory asks for."""
        part = self._parts[stage]
        part.network.train()
        for group in part.optimiser.param_groups:
            group["lr"] = self.config.learning_rate * _schedule(self._at.step, steps)
        while True:
            try:
                with torch.random.fork_rng(devices=[self.device] if self.device.type == "cuda" else []):
                    torch.manual_seed(self._random(_STAGES[stage], self._at.step, 1).integers(2**31))
                    part.optimiser.zero_grad(set_to_none=True)
                    value = 0.0
                    size = -(-len(items) // self._pieces)
                    for start in range(0, len(items), size):
                        piece = items[start : start + size]
                        scaled = loss(piece) * (len(piece) / len(items))
                        scaled.backward()  # type: ignore[no-untyped-call]
                        value += float(scaled.detach())
                break
            except RuntimeError as error:  # CUDA's own error is one; MPS raises the plain kind
                if not _out_of_memory(error):
                    raise
                self._retreat(len(items))
        nn.utils.clip_grad_norm_(part.network.parameters(), self.config.clip)
        part.optimiser.step()
        return value

    def _retreat(self, items: int) -> None:
        """Out of memory: smaller pieces of the batch, then the CPU."""
        if self._pieces < min(items, 8):
            self._pieces *= 2
            if self.device.type == "cuda":
                torch.cuda.empty_cache()
            return
        if self.device.type == "cpu":
            raise EnvironmentFault("not enough memory to train; close other programs and try again")
        self.device, self._pieces = torch.device("cpu"), 1
        for part in self._parts.values():
            part.network.to(self.device)
            part.optimiser.load_state_dict(part.optimiser.state_dict())  # moves to the parameters' device
        self._writer = {name: tensor.cpu() for name, tensor in self._writer.items()}

    # --- data --------------------------------------------------------------------------------

    def _random(self, *stream: int) -> np.random.Generator:
        return np.random.default_rng((self.config.seed, *stream))

    def _draw(
        self,
        videos: Sequence[EncodedVideo],
        count: int,
        rng: np.random.Generator,
        *,
        chances: np.ndarray[tuple[int], np.dtype[np.float64]] | None = None,
    ) -> list[Example]:
        """So many examples; videos come in turn, or by their chances. Some draws fail and are repeated."""
        examples: list[Example] = []
        for attempt in range(20 * count):
            if len(examples) == count:
                break
            place = attempt % len(videos) if chances is None else int(rng.choice(len(videos), p=chances))
            made = draw(videos[place], pool=self._train, taste=self._taste, rng=rng, noise=self.config.noise)
            if made is not None:
                examples.append(made)
        if not examples:
            raise EnvironmentFault("no video has a sentence of a usable length to learn from")
        return examples

    def _batch(self, examples: Sequence[Example], rng: np.random.Generator) -> Batch:
        batch = collate(examples)
        return (shuffle_sources(batch, rng) if self.config.shuffled else batch).to(self.device)

    def _lines(self, videos: Sequence[EncodedVideo], count: int, rng: np.random.Generator) -> list[tuple[Line, float]]:
        """Half lines of people, an eighth the generator's, the rest spoilt."""
        pool = self._written() if videos is self._train else []
        lines: list[tuple[Line, float]] = []
        for _ in range(20 * count):
            if len(lines) == count:
                break
            a, b = (videos[int(rng.integers(len(videos)))] for _ in range(2))
            turn = len(lines) % 8
            if turn == 7 and pool:
                lines.append((pool[int(rng.integers(len(pool)))], 0.0))
            elif (made := human_line(a, rng) if turn % 2 == 0 else spoilt_line(a, b, rng)) is not None:
                lines.append((made, float(turn % 2 == 0)))
        if not lines:
            raise EnvironmentFault("no video has a sentence long enough to learn from")
        return lines

    def _written(self) -> list[Line]:
        """What the generator writes of some videos, unless it is what a person wrote."""
        if self._pool is None:
            self._pool = []
            for place in self._random(_POOL, 0).permutation(len(self._train))[:64]:
                video = self._train[int(place)]
                sources = Sources.of(video.lattices, video.vectors, self._taste)
                paths = sources.paths("blurb")
                for made in sample(self.generator, sources, count=4, seed=int(place), temperature=1.0):
                    clauses = paths.read(made.actions)
                    if any(c.cut != sources.lattices[c.sentence].cuts[0] for c in clauses):
                        self._pool.append(line_of(sources, clauses))
        return self._pool

    @torch.no_grad()
    def _accuracy(self) -> float:
        """How often the discriminator is right about lines of held-out videos."""
        if not self._held:
            return 0.0
        self.discriminator.eval()
        lines = self._lines(self._held, 128, self._random(_HELD_OUT, 2))
        read = batch_lines([line for line, _ in lines])
        logits = self.discriminator(type(read)(*(x.to(self.device) for x in read))).cpu()
        return float(((logits > 0) == torch.tensor([label > 0.5 for _, label in lines])).float().mean())

    @property
    def accuracy(self) -> float:
        """Of the finished discriminator on lines of held-out videos, 0 to 1."""
        return self._at.accuracy

    # --- state --------------------------------------------------------------------------------

    def _optimiser(self, network: nn.Module) -> torch.optim.Optimizer:
        return torch.optim.AdamW(
            network.parameters(), lr=self.config.learning_rate, weight_decay=self.config.weight_decay
        )

    def _restore(self, saved: Saved) -> None:
        told = saved.facts["progress"].items()
        facts: dict[str, Any] = {k: (float("inf") if v is None else v) for k, v in told}
        self._at = _Progress(**facts)
        self._writer = {k: v.to(self.device) for k, v in saved.part("writer").items()}
        try:
            self.generator.load_state_dict(saved.part("generator") or self._writer)
            self.discriminator.load_state_dict(saved.part("discriminator"))
        except RuntimeError as error:
            raise EnvironmentFault("the saved training has other sizes; train from the start") from error
        for stage, part in self._parts.items():
            flat = saved.part(f"optimiser.{stage}")
            state: dict[int, dict[str, Tensor]] = {}
            for name, tensor in flat.items():
                place, key = name.split(".")
                state.setdefault(int(place), {})[key] = tensor
            groups = part.optimiser.state_dict()["param_groups"]
            part.optimiser.load_state_dict({"state": state, "param_groups": groups})


def pick_device(name: DeviceName) -> torch.device:
    """CUDA, else MPS, else the CPU. Raises EnvironmentFault where the named one is not there."""
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if name == "auto":
        return torch.device(next(device for device, found in there.items() if found))
    if not there[name]:
        raise EnvironmentFault(f"this machine has no {name} device; use --device auto")
    return torch.device(name)


def _split(videos: list[EncodedVideo], config: TrainConfig) -> tuple[list[EncodedVideo], list[EncodedVideo]]:
    """Whole videos are held out, none where there are fewer than ten."""
    if len(videos) < 10:
        return videos, []
    order = np.random.default_rng((config.seed, _SPLIT)).permutation(len(videos))
    held = {int(i) for i in order[: max(int(config.held_out * len(videos)), 2)]}
    return [v for i, v in enumerate(videos) if i not in held], [videos[i] for i in sorted(held)]


def _worth(stars: float | None) -> float:
    """How often a video is drawn: one star up doubles it, within a factor of 3."""
    return 1.0 if stars is None else float(np.clip(2 ** (stars - 3), 1 / 3, 3))


def _schedule(step: int, steps: int) -> float:
    """Ten steps up, then a half cosine down to a tenth."""
    return min((step + 1) / 10, 1.0) * (0.55 + 0.45 * float(np.cos(np.pi * min(step / max(steps, 1), 1.0))))


def _out_of_memory(error: RuntimeError) -> bool:
    return isinstance(error, torch.OutOfMemoryError) or "out of memory" in str(error).lower()


def _copy(network: nn.Module) -> dict[str, Tensor]:
    return {name: tensor.detach().clone() for name, tensor in network.state_dict().items()}
