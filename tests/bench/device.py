"""The same training on the CPU and on the GPU: the same losses, how much faster, and what happens without memory.

    python -m tests.bench.device [--videos N] [--steps N]

The network has the shipped sizes and reads hand-made videos of the usual lengths. Every step is of the same examples
on both devices. Where there is no GPU, that is said, and the CPU's figures stand alone. One line a figure, with its
bar; exit status 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import torch

from engine.generate.dataset import EncodedVideo, encode
from engine.generate.train import DeviceName, TrainConfig, Trainer
from engine.jobs.pretrain import corpus_config
from tests.support.lattices import library

CLOSE = 1e-3  # nats a decision, of losses of the same weights and examples on two devices
WARM = 2  # steps before the clock runs
WEIGHTS = 4 * 4.1e6  # bytes of a network; AdamW keeps two more, and there are gradients and the best so far


class Run(NamedTuple):
    """Some steps of a training on one device."""

    losses: list[float]
    tokens_per_second: float
    held_out: float  # nats a decision, before the first step


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--videos", type=int, default=200)
    parser.add_argument("--steps", type=int, default=6, help="that are timed")
    options = parser.parse_args()
    videos = [encode(video) for video in library(options.videos, chinese=True)]
    config = corpus_config(len(videos), seed=0)
    sizes = replace(config.generator, dropout=0.0, word_dropout=0.0)  # each device hides other words
    config = replace(config, generator=sizes, held_out=0.2, held_out_examples=64, evaluate_every=10**6)
    torch.backends.cudnn.allow_tf32 = False  # which rounds to ten bits
    cpu = run(videos, config, "cpu", options.steps)
    print(f"{'CPU, one thread':<44} {cpu.tokens_per_second:>10,.0f} tokens/s, loss {cpu.losses[0]:.4f}")
    device = accelerator()
    if device is None:
        print(f"skipped: PyTorch {torch.__version__} finds no GPU here (neither CUDA nor MPS)")
        return 0
    name = torch.cuda.get_device_name() if device == "cuda" else "MPS"
    gpu = run(videos, config, device, options.steps)
    print(f"{name:<44} {gpu.tokens_per_second:>10,.0f} tokens/s, loss {gpu.losses[0]:.4f}")
    missed = []
    for what, one, other in (
        ("first step's loss", cpu.losses[0], gpu.losses[0]),
        (f"loss after {len(cpu.losses)} steps", cpu.losses[-1], gpu.losses[-1]),
        ("held-out nll", cpu.held_out, gpu.held_out),
    ):
        met = abs(one - other) <= CLOSE
        missed += [] if met else [what]
        print(f"{what:<44} {one:.5f} / {other:.5f}, bar within {CLOSE}: {'met' if met else 'MISSED'}")
    print(f"{'the GPU is faster by':<44} {gpu.tokens_per_second / cpu.tokens_per_second:.1f} x")
    missed += retreats(videos, config) if device == "cuda" else []
    print("missed: " + "; ".join(missed) if missed else "every bar is met")
    return 1 if missed else 0


def accelerator() -> DeviceName | None:
    """The GPU that a training would take."""
    return "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else None


def run(videos: Sequence[EncodedVideo], config: TrainConfig, device: DeviceName, steps: int) -> Run:
    """Some steps from the same first weights. Tokens are those read and those said; the time is the clock's."""
    trainer = _Counting(videos, config=replace(config, steps=10**6), device=device)
    losses, start, read = [], 0.0, 0
    for step, report in enumerate(trainer.run(), 1):
        losses.append(report.loss)
        if step == WARM:
            _settle(trainer.device)
            start, read = time.perf_counter(), trainer.tokens
        if step == WARM + steps:
            break
    _settle(trainer.device)
    return Run(losses, (trainer.tokens - read) / (time.perf_counter() - start), trainer.untrained_nll)


def retreats(videos: Sequence[EncodedVideo], config: TrainConfig) -> list[str]:
    """Two trainings on a GPU that others have filled: to where only pieces of a batch fit, and wholly."""
    missed = []
    needs = _peak(videos, config)
    for name, left in (
        ("half of the memory that a step needs", 5 * WEIGHTS + 0.5 * needs),
        ("room for the weights alone", 3 * WEIGHTS),
    ):
        with _memory(left):
            trainer = _Counting(videos, config=replace(config, steps=2), device="cuda")
            try:
                losses = [report.loss for report in trainer.run()]
            except torch.OutOfMemoryError as error:
                losses = []
                print(f"  {error}"[:150])
        gave_way = trainer.pieces > 1 or trainer.device.type == "cpu"
        met = len(losses) == 2 and bool(np.isfinite(losses).all()) and gave_way
        where = f"a batch in {trainer.pieces} pieces on {trainer.device.type}"
        print(f"{name:<44} {where}, bar: trains on: {'met' if met else 'MISSED'}")
        missed += [] if met else [name]
    return missed


class _Counting(Trainer):
    """Counts the tokens that it is trained on, without padding."""

    tokens = 0

    @property
    def pieces(self) -> int:
        return self._pieces

    def _batch(self, examples, rng):  # type: ignore[no-untyped-def]
        self.tokens += sum(len(e.actions) + sum(x.own for x in e.sources.lattices) for e in examples)
        return super()._batch(examples, rng)


def _peak(videos: Sequence[EncodedVideo], config: TrainConfig) -> int:
    """Bytes that a step on the GPU takes at most, beside the network."""
    trainer = Trainer(videos, config=replace(config, steps=2), device="cuda")
    torch.cuda.reset_peak_memory_stats()
    before = torch.cuda.memory_allocated()
    for _ in trainer.run():
        pass
    return torch.cuda.max_memory_allocated() - before


@contextmanager
def _memory(left: float) -> Iterator[None]:
    """A GPU on which so many bytes are left for this process."""
    torch.cuda.empty_cache()
    total = torch.cuda.get_device_properties(0).total_memory
    torch.cuda.set_per_process_memory_fraction(min((torch.cuda.memory_reserved() + left) / total, 1.0))
    try:
        yield
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)
        torch.cuda.empty_cache()


def _settle(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize()
    elif device.type == "mps":
        torch.mps.synchronize()


if __name__ == "__main__":
    sys.exit(main())
