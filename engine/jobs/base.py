"""The shipped weights: written by a pretraining, read by whoever writes or trains."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from engine import paths
from engine.errors import EnvironmentFault
from engine.generate import checkpoint, compact
from engine.generate.checkpoint import Saved
from engine.generate.discriminator import Judge, ReadStates
from engine.message import Message

WEIGHTS = paths.RESOURCES / "weights"
MANIFEST = "manifest.json"
MOST_BYTES = 16_000_000
Name = Literal["writer", "discriminator"]
_ADVICE = Message("install Matinee again")


@lru_cache(maxsize=4)  # a process reads them once
def shipped(name: Name, folder: Path = WEIGHTS) -> Saved | None:
    """The weights that every library starts from, in fp32; None where none are shipped.

    Their sizes stand in ``facts["generator"]`` or ``facts["discriminator"]``; a trainer that begins with
    them takes those. Raises EnvironmentFault where the file is not the one that the manifest names.
    """
    told = manifest(folder).get(name)
    if told is None:
        return None
    path = folder / f"{name}.safetensors"
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise EnvironmentFault(
            Message("the shipped weights in {folder} cannot be read; {advice}", folder=folder, advice=_ADVICE)
        ) from error
    if found != told["sha256"]:
        raise EnvironmentFault(
            Message(
                "the shipped weights in {folder} are damaged (their hash is another); {advice}",
                folder=folder,
                advice=_ADVICE,
            )
        )
    saved = checkpoint.load(path)
    return replace(saved, tensors=compact.unpack(saved.tensors))


def judge(read: ReadStates, folder: Path = WEIGHTS) -> Judge | None:
    """The shipped discriminator at work; None where none is shipped."""
    saved = shipped("discriminator", folder)
    return Judge(saved, read) if saved else None


def manifest(folder: Path = WEIGHTS) -> dict[str, Any]:
    """What is told of each shipped file; empty where none is shipped."""
    path = folder / MANIFEST
    if not path.exists():
        return {}
    try:
        told: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return told if all("sha256" in facts for facts in told.values()) else {}
    except (OSError, ValueError) as error:
        raise EnvironmentFault(
            Message("the shipped weights in {folder} cannot be read; {advice}", folder=folder, advice=_ADVICE)
        ) from error


def ship(name: Name, saved: Saved, folder: Path, *, facts: Mapping[str, Any]) -> Path:
    """Write a finished training's weights, and its hash and ``facts`` into the manifest.

    The generator is packed; the discriminator, by whose version libraries keep their lattices, stays in fp16.
    """
    kept = {k: v for k, v in saved.tensors.items() if k.startswith(f"{name}.")}
    path = folder / f"{name}.safetensors"
    checkpoint.save(path, Saved(compact.pack(kept, matrices=name == "writer"), saved.facts))
    data = path.read_bytes()
    if len(data) > MOST_BYTES:
        raise ValueError(f"{path} holds {len(data):,} bytes; at most {MOST_BYTES:,} may be shipped")
    told = {**manifest(folder), name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), **facts}}
    beside = folder / f"{MANIFEST}.part"
    beside.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", "utf-8")
    os.replace(beside, folder / MANIFEST)
    shipped.cache_clear()
    return path
