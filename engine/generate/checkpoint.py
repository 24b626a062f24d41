"""Save and load the networks: one safetensors file, replaced as a whole or not at all.

Tensors stand under ``writer.`` (the generator to write with) or ``discriminator.`` and, while training is
under way, ``generator.`` and ``optimiser.``; everything else is JSON in the file's header. Never pickle.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load as parse_tensors
from safetensors.torch import save as dump_tensors
from torch import Tensor

from engine.errors import EnvironmentFault
from engine.generate.joins import CLOSED
from engine.generate.model import Generator, GeneratorConfig
from engine.message import Message

FORMAT = 1


@dataclass(frozen=True, eq=False)
class Saved:
    """A state of training: tensors by name, and what JSON can hold."""

    tensors: Mapping[str, Tensor]
    facts: Mapping[str, Any] = field(default_factory=dict)

    def part(self, name: str) -> dict[str, Tensor]:
        """The tensors under ``name.``, without that prefix."""
        return {k[len(name) + 1 :]: v for k, v in self.tensors.items() if k.startswith(name + ".")}

    @property
    def model_version(self) -> str:
        """A hash of the weights that write and judge."""
        digest = hashlib.blake2b(digest_size=6)
        for name in sorted(self.tensors):
            if name.startswith(("writer.", "discriminator.")):
                tensor = self.tensors[name].detach().cpu().contiguous()
                digest.update(name.encode())
                digest.update(tensor.reshape(-1).view(torch.uint8).numpy().tobytes())
        return digest.hexdigest()


@dataclass(frozen=True, eq=False)
class Networks:
    """What writing needs. ``trained`` False: the weights are as they were drawn on the first day."""

    generator: Generator
    version: str
    trained: bool


def save(path: Path, saved: Saved) -> None:
    """Write beside the target, flush to the disk, then take its place. Raises EnvironmentFault."""
    facts = {**saved.facts, "format": FORMAT, "closed": _closed_words()}
    tensors = {k: v.detach().cpu().contiguous() for k, v in saved.tensors.items()}
    data = dump_tensors(tensors, {"matinee": json.dumps(facts)})
    beside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
        _sync_folder(path.parent)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise EnvironmentFault(
            Message("cannot save the model to {path}: {reason}; free space", path=path, reason=error.strerror)
        ) from error


def load(path: Path) -> Saved:
    """Read a saved state. Raises EnvironmentFault where the file is missing, broken or of another format."""
    try:
        data = path.read_bytes()
        tensors = parse_tensors(data)
        size = int.from_bytes(data[:8], "little")
        header = json.loads(data[8 : 8 + size])
        facts = json.loads(header["__metadata__"]["matinee"])
    except OSError as error:
        raise EnvironmentFault(
            Message("cannot read the model {path}: {reason}; train again", path=path, reason=error.strerror)
        ) from error
    except (SafetensorError, ValueError, KeyError) as error:
        raise EnvironmentFault(Message("the model {path} is damaged; delete it and train again", path=path)) from error
    if facts.get("format") != FORMAT or facts["closed"] != _closed_words()[: len(facts["closed"])]:
        raise EnvironmentFault(
            Message("the model {path} was made by another version of Matinee; train again", path=path)
        )
    return Saved(tensors, facts)


def networks(saved: Saved, device: torch.device | None = None) -> Networks:
    """Networks ready to write with. Raises EnvironmentFault where the weights do not fit their sizes."""
    try:
        generator = Generator(GeneratorConfig(**saved.facts["generator"]))
        generator.load_state_dict(saved.part("writer"))
    except (KeyError, TypeError, RuntimeError) as error:
        raise EnvironmentFault(Message("the model's weights do not fit its sizes; train again")) from error
    generator = generator if device is None else generator.to(device)
    return Networks(generator.eval(), saved.model_version, trained=bool(saved.facts["trained"]))


def untrained(generator: GeneratorConfig | None = None, *, seed: int = 0) -> Networks:
    """The networks of the first day, the same on every machine for the same seed."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        writer = Generator(generator or GeneratorConfig())
    saved = Saved(named("writer", writer.state_dict()))
    return Networks(writer.eval(), saved.model_version, trained=False)


def named(prefix: str, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The same tensors under ``prefix.``"""
    return {f"{prefix}.{name}": tensor for name, tensor in tensors.items()}


def _closed_words() -> list[str]:
    return [f"{c.role}|{c.language}|{c.before}|{c.after}" for c in CLOSED]


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows cannot open a folder, and replaces durably without it
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
