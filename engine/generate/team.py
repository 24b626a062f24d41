"""Processes that train one network together, each on its share of every batch. torchrun starts them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor, distributed

from engine.errors import EnvironmentFault

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Team:
    """This process's place among them. A training that nobody shares has a team of one.

    Everything that talks to the others must be called by all of them, in the same order.
    """

    place: int = 0
    size: int = 1

    @property
    def leads(self) -> bool:
        """Whether this is the process that writes files and tells how far the training is."""
        return self.place == 0

    def share(self, items: Sequence[T]) -> list[T]:
        """This process's part of what all of them have; the parts together are the whole."""
        return list(items[self.place :: self.size])

    def total(self, values: Tensor) -> Tensor:
        """The sum of what all of them give. No gradient passes."""
        values = values.detach().clone()
        if self.size > 1:
            distributed.all_reduce(values)
        return values

    def any(self, asked: bool) -> bool:
        """Whether one of them says so: they stop at the same step, or would wait for each other for ever."""
        return bool(self.total(torch.tensor(float(asked)))) if self.size > 1 else asked


ALONE = Team()


@contextmanager
def joined(device: str) -> Iterator[Team]:
    """The team that torchrun started this process in, left at the end; a team of one without torchrun.

    ``device``: "auto", "cpu", "cuda" or "mps"; every process of a machine takes a GPU of its own. Raises
    EnvironmentFault where there are fewer GPUs than processes, or the device cannot be shared.
    """
    size = int(os.environ.get("WORLD_SIZE", "1"))  # this and the others below are torchrun's
    if size == 1:
        yield ALONE
        return
    on_gpus = device == "cuda" or (device == "auto" and torch.cuda.is_available())
    if not on_gpus and device != "cpu" and torch.backends.mps.is_available():
        raise EnvironmentFault("several processes cannot share one MPS device; use --device cpu")
    if on_gpus:
        local, there = int(os.environ["LOCAL_RANK"]), torch.cuda.device_count()
        if local >= there:
            raise EnvironmentFault(f"this machine has {there} GPUs; start one process for each, or use --device cpu")
        torch.cuda.set_device(local)
    distributed.init_process_group("cpu:gloo,cuda:nccl" if on_gpus else "gloo")
    try:
        yield Team(distributed.get_rank(), size)
    finally:
        distributed.destroy_process_group()
