"""Fit the generator to some videos by likelihood, stopped by held-out ones: one plain loop.

A training that starts from base weights stays near them: at every decision it pays for leaving what they
would have said (a KL to the base), so that what they learned of other texts is not forgotten, and where
the held-out videos do not gain it hands the base back.

The randomness of a step comes from (seed, step) alone, so a resumed training needs no stored generator
states and takes the very steps of an uninterrupted one (on a CPU bit for bit). Every step draws its
examples afresh (``dataset.draw``).

Several processes may train together (``team``). Each draws every batch, which is a small part of a step,
and trains on its share; shares add up to the batch, so that N processes take the steps that one would take,
but for rounding and for what dropout hides.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, cast

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
    collate,
    draw,
    shuffle_sources,
)
from engine.generate.model import Generator, GeneratorConfig, Output
from engine.generate.team import ALONE, Team
from engine.message import Message
from engine.records import Vector

DeviceName = Literal["auto", "cpu", "cuda", "mps"]
_STEP, _HELD_OUT, _SPLIT, _POOL = 0, 10, 11, 12  # streams of randomness
_EXAMINED = 32  # examples that are examined at once


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """Everything that decides what a training does, beside the videos and the person."""

    generator: GeneratorConfig = field(default_factory=GeneratorConfig)
    noise: Noise = field(default_factory=Noise)
    latent: losses.Latent = field(default_factory=losses.Latent)
    seed: int = 0
    batch: int = 16
    steps: int = 120
    learning_rate: float = 3e-3
    weight_decay: float = 0.03
    clip: float = 1.0
    held_out: float = 0.2  # share of the videos
    held_out_examples: int = 96
    evaluate_every: int = 20
    patience: int = 3  # evaluations without gain
    threads: int = 1  # on a CPU
    to_base: float = 0.3  # nats of KL to the base weights a decision, where there are any
    shuffled: bool = False  # the control: sources read from other videos

    @staticmethod
    def for_library(videos: int, *, seed: int = 0, based: bool = False) -> TrainConfig:
        """Steps that suit a library: under a minute on one core for 40 videos, some minutes for 2,000.

        ``based``: from base weights, which need fewer and smaller steps.
        """
        if based:
            steps = int(np.clip(60 + videos // 4, 60, 600))
            return TrainConfig(seed=seed, steps=steps, learning_rate=4e-4, weight_decay=0.0)
        return TrainConfig(seed=seed, steps=int(np.clip(100 + videos // 2, 100, 1500)))


@dataclass(frozen=True, slots=True)
class Report:
    """One step. ``held_out``: nats a decision on held-out videos, where it was just measured."""

    step: int
    total: int
    loss: float
    nll: float  # nats a decision
    kl: float  # nats an example
    held_out: float | None = None


@dataclass
class _Progress:
    """What a resumed training must know beside its tensors."""

    step: int = 0
    done: bool = False
    best: float = float("inf")
    first: float = float("inf")  # held-out nll before the first step
    waited: int = 0
    seen_s: float = 0.0


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
        team: Team = ALONE,
    ) -> None:
        """``base``: weights to start from, in their sizes. ``resume``: a state of this same training.

        ``team``: the processes that train together, from no base; each of them makes a Trainer alike.
        Raises EnvironmentFault where there is nothing to learn from, or the device is not there.
        """
        self.device = pick_device(device)
        usable = [v for v in videos if any(x.kind != "fact" and x.cuts for x in v.lattices)]
        if not usable:
            raise EnvironmentFault(Message("no video has a text to learn from; add descriptions, subtitles or notes"))
        size = usable[0].vectors.shape[1]  # the embedding model's, whichever was chosen
        sizes = replace(config.generator, vector=size)
        if base is not None:
            sizes = GeneratorConfig(**base.facts["generator"])
            if sizes.vector != size:
                raise EnvironmentFault(Message("the base weights know another embedding model; train without them"))
        self.config = config = replace(config, generator=sizes)
        self._taste = taste if taste is not None and taste.any() and len(taste) == size else None
        self._train, self._held = _split(usable, config)
        weight = np.array([_worth((stars or {}).get(v.id)) for v in self._train])
        self._chances = weight / weight.sum()
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(config.seed)
            generator = Generator(config.generator)
        self.generator, self._base = generator.to(self.device), None
        if base is not None:
            self.generator.load_state_dict(base.part("writer"))
            self._base = copy.deepcopy(self.generator).eval().requires_grad_(False)
        self._optimiser = torch.optim.AdamW(
            self.generator.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay
        )
        self._writer = _copy(self.generator)
        self._at = _Progress()
        self._pieces = 1
        self._exam: list[Example] | None = None
        if resume is not None:
            self._restore(resume)
        self._team, self._network = team, cast(nn.Module, self.generator)
        if team.size > 1:
            if base is not None:
                raise ValueError("a training from base weights is one process's")
            if team.any(int(team.total(torch.tensor(self._at.step))) != team.size * self._at.step):
                raise EnvironmentFault("the processes go on from different steps; let all see the same unfinished file")
            self._network = nn.parallel.DistributedDataParallel(self.generator)

    @property
    def finished(self) -> bool:
        return self._at.done

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

        After a cancel ``finished`` stays False.
        """
        if self.device.type == "cpu":
            torch.set_num_threads(self.config.threads)
        last = time.monotonic()
        if self._held and self._at.first == float("inf"):
            self._at.first = self._at.best = self.evaluate()
        while not self._at.done and self._at.step < self.config.steps and self._at.waited <= self.config.patience:
            if self._team.any(cancelled()):
                return
            if minutes is not None and self._team.any(self._at.seen_s > 60 * minutes):
                break
            report = self._step()
            if minutes is not None:
                self._at.seen_s += time.monotonic() - last
            yield report
            last = time.monotonic()  # a pause between two steps is no training
        if self._held and self._at.step < self.config.steps and self._at.step % self.config.evaluate_every:
            self._examine()  # out of time between two examinations
        if not self._held:
            self._writer = _copy(self.generator)
        self.generator.load_state_dict(self._writer)
        self._at.done = True

    def state(self) -> Saved:
        """All of it, to be saved between steps. A finished training keeps only what writes."""
        tensors = checkpoint.named("writer", self._writer)
        if not self.finished:
            tensors |= checkpoint.named("generator", self.generator.state_dict())
            for i, values in self._optimiser.state_dict()["state"].items():
                tensors |= checkpoint.named(f"optimiser.{i}", values)
        facts: dict[str, Any] = {
            "generator": asdict(self.config.generator),
            "progress": {k: (None if v == float("inf") else v) for k, v in vars(self._at).items()},
            "seed": self.config.seed,
            "trained": self.finished and (self.has_gained or self._base is not None),
        }
        return Saved({k: v.detach().clone() for k, v in tensors.items()}, facts)

    @property
    def has_gained(self) -> bool:
        """Whether the held-out videos are better told than before the first step; True where none are held out."""
        return not self._held or self._at.best < self._at.first

    def networks(self) -> Networks:
        """Copies that write, on the CPU."""
        return checkpoint.networks(self.state())

    @torch.no_grad()
    def evaluate(self, examples: Sequence[Example] | None = None, *, samples: int = 4) -> float:
        """Nats a decision on held-out videos (or the given examples), an upper bound; 0 with no decision."""
        exam = self.held_out_examples() if examples is None else list(examples)
        self.generator.eval()
        while True:
            try:
                sums = self._team.total(self._examined(exam, samples))
                return float(sums[0] / sums[1].clamp(min=1))
            except RuntimeError as error:
                if not _out_of_memory(error):
                    raise
                self._retreat(_EXAMINED)

    def _examined(self, exam: Sequence[Example], samples: int) -> Tensor:
        """This process's share of an examination: nats and decisions, (2,)."""
        rng = self._random(_HELD_OUT, 1)
        nll, decisions = 0.0, 0
        size = -(-_EXAMINED // self._pieces)
        for place, start in enumerate(range(0, len(exam), _EXAMINED)):
            part = exam[start : start + _EXAMINED]
            noise = rng.standard_normal((samples, len(part), self.config.generator.latent)).astype(np.float32)
            if place % self._team.size != self._team.place:
                continue  # another process's
            for at in range(0, len(part), size):
                batch = self._batch(part[at : at + size], rng)
                eps = torch.from_numpy(noise[:, at : at + size]).to(self.device)
                bound, count = losses.held_out_nll(self.generator, batch, eps)
                nll, decisions = nll + float(bound.sum()), decisions + int(count.sum())
        return torch.tensor([nll, decisions], dtype=torch.float64)

    @torch.no_grad()
    def latent_use(self, examples: Sequence[Example]) -> dict[str, float]:
        """How far the latent is used: nats an example, and units whose mean varies (Burda et al. 2016: above .01)."""
        self.generator.eval()
        means, kl = [], 0.0
        for start in range(0, len(examples), 32):
            batch = collate(examples[start : start + 32]).to(self.device)
            mean, log_variance = self.generator.infer(self.generator.encode(batch), batch)
            kl += float(0.5 * (mean.square() + log_variance.exp() - 1 - log_variance).sum())
            means.append(mean.cpu())
        varies = torch.cat(means).var(0, correction=0) > 0.01
        return {"kl": round(kl / max(len(examples), 1), 3), "active_units": int(varies.sum())}

    def held_out_examples(self) -> list[Example]:
        """The fixed examination: the same examples of the held-out videos for the whole training."""
        if self._exam is None:
            self._exam = self._draw(self._held, self.config.held_out_examples, self._random(_HELD_OUT, 0))
        return self._exam

    def training_examples(self, count: int, *, stream: int = 0) -> list[Example]:
        """Examples as the training draws them."""
        return self._draw(self._train, count, self._random(_POOL, stream + 1))

    # --- one step --------------------------------------------------------------------------------

    def _step(self) -> Report:
        config, at = self.config, self._at
        rng = self._random(_STEP, at.step)
        examples = self._draw(self._train, config.batch, rng, chances=self._chances)
        noise = rng.standard_normal((len(examples), config.generator.latent)).astype(np.float32)
        weight = config.latent.weight(at.step, config.steps)
        seen: list[tuple[float, float, int]] = []

        def loss(part: Sequence[tuple[Example, Vector]]) -> Tensor:
            batch = self._batch([e for e, _ in part], rng)
            eps = torch.from_numpy(np.stack([n for _, n in part])).to(self.device)
            output: Output = self._network(batch, eps)
            told = (output.nll.detach().sum(), output.kl.detach().sum(), output.decisions.sum())
            seen.append((float(told[0]), float(told[1]), int(told[2])))
            value = losses.likelihood(output, config.latent, weight, total=self._team.total)
            if self._base is not None and config.to_base:
                value = value + config.to_base * losses.departure(output, self._base, batch)
            return value

        value = self._update(self._team.share(list(zip(examples, noise, strict=True))), loss)
        sums = torch.tensor([value, *(sum(s[i] for s in seen) for i in range(3))], dtype=torch.float64)
        value, nll, kl, decisions = self._team.total(sums).tolist()
        at.step += 1
        due = at.step % config.evaluate_every == 0 or at.step == config.steps
        held_out = self._examine() if self._held and due else None
        return Report(at.step, config.steps, value, nll / max(decisions, 1), kl / len(examples), held_out)

    def _examine(self) -> float:
        """Measure on the held-out videos, and keep the weights if they are the best so far."""
        held_out = self.evaluate()
        self._at.waited += 1
        if held_out < self._at.best - 1e-3:
            self._at.best, self._at.waited, self._writer = held_out, 0, _copy(self.generator)
        return held_out

    def _update(
        self, items: Sequence[tuple[Example, Vector]], loss: Callable[[Sequence[tuple[Example, Vector]]], Tensor]
    ) -> float:
        """One step of the optimiser over all items, in as many pieces as the memory asks for."""
        self.generator.train()
        for group in self._optimiser.param_groups:
            group["lr"] = self.config.learning_rate * _schedule(self._at.step, self.config.steps)
        while True:
            try:
                with torch.random.fork_rng(devices=[self.device] if self.device.type == "cuda" else []):
                    torch.manual_seed(self._random(_STEP, self._at.step, 1).integers(2**31) + self._team.place)
                    self._optimiser.zero_grad(set_to_none=True)
                    value = 0.0
                    size = -(-len(items) // self._pieces)
                    for start in range(0, len(items), size):
                        piece = items[start : start + size]
                        scaled = loss(piece) * (len(piece) / len(items))
                        parted = scaled * self._team.size  # for DDP takes the mean over the processes
                        parted.backward()  # type: ignore[no-untyped-call]
                        value += float(scaled.detach())
                nn.utils.clip_grad_norm_(self.generator.parameters(), self.config.clip)
                self._optimiser.step()
                return value
            except RuntimeError as error:  # CUDA's own error is one; MPS raises the plain kind
                if not _out_of_memory(error):
                    raise
                if not self._at.step:
                    self._optimiser.state.clear()  # it may have made room for a part of the weights only
                self._retreat(len(items))

    def _retreat(self, items: int) -> None:
        """Out of memory: smaller pieces of the batch, then the CPU."""
        if self._team.size > 1:  # the others wait for this process's part
            raise EnvironmentFault("not enough memory for a share of the batch; start more processes, or one")
        if self._pieces < min(items, 8):
            self._pieces *= 2
            if self.device.type == "cuda":
                torch.cuda.empty_cache()
            return
        if self.device.type == "cpu":
            raise EnvironmentFault(Message("not enough memory to train; close other programs and try again"))
        self.device, self._pieces = torch.device("cpu"), 1
        self.generator.to(self.device)
        if self._base is not None:
            self._base.to(self.device)
        self._optimiser.load_state_dict(self._optimiser.state_dict())  # moves to the parameters' device
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
            raise EnvironmentFault(Message("no video has a sentence of a usable length to learn from"))
        return examples

    def _batch(self, examples: Sequence[Example], rng: np.random.Generator) -> Batch:
        batch = collate(examples)
        return (shuffle_sources(batch, rng) if self.config.shuffled else batch).to(self.device)

    # --- state --------------------------------------------------------------------------------

    def _restore(self, saved: Saved) -> None:
        told = saved.facts["progress"].items()
        facts: dict[str, Any] = {k: (float("inf") if v is None else v) for k, v in told}
        self._at = _Progress(**facts)
        self._writer = {k: v.to(self.device) for k, v in saved.part("writer").items()}
        try:
            self.generator.load_state_dict(saved.part("generator") or self._writer)
        except RuntimeError as error:
            raise EnvironmentFault(Message("the saved training has other sizes; train from the start")) from error
        state: dict[int, dict[str, Tensor]] = {}
        for name, tensor in saved.part("optimiser").items():
            place, key = name.split(".")
            state.setdefault(int(place), {})[key] = tensor
        groups = self._optimiser.state_dict()["param_groups"]
        self._optimiser.load_state_dict({"state": state, "param_groups": groups})


def pick_device(name: DeviceName) -> torch.device:
    """CUDA, else MPS, else the CPU. Raises EnvironmentFault where the named one is not there."""
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if name == "auto":
        return torch.device(next(device for device, found in there.items() if found))
    if not there[name]:
        raise EnvironmentFault(Message("this machine has no {name} device; use --device auto", name=name))
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
