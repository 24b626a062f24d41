"""The shipped base weights: written by a pretraining, read by whoever writes or trains."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from engine import paths
from engine.errors import EnvironmentFault
from engine.generate import checkpoint
from engine.generate.checkpoint import Saved

WEIGHTS = paths.RESOURCES / "weights"
NAME = "base.safetensors"
MOST_BYTES = 16_000_000
_ADVICE = "install Matinee again"


def base_networks(folder: Path = WEIGHTS) -> Saved | None:
    """The weights that every library starts from, in fp32; None where none are shipped.

    Their sizes stand in ``facts["generator"]`` and ``facts["discriminator"]``; a trainer that begins with
    them takes those. Raises EnvironmentFault where the file is not the one that the manifest names.
    """
    manifest = folder / "manifest.json"
    if not manifest.exists():
        return None
    try:
        wanted = json.loads(manifest.read_text("utf-8"))[NAME]["sha256"]
        found = hashlib.sha256((folder / NAME).read_bytes()).hexdigest()
    except (OSError, ValueError, KeyError) as error:
        raise EnvironmentFault(f"the shipped weights in {folder} cannot be read; {_ADVICE}") from error
    if found != wanted:
        raise EnvironmentFault(f"the shipped weights in {folder} are damaged (their hash is another); {_ADVICE}")
    saved = checkpoint.load(folder / NAME)
    return replace(saved, tensors={name: tensor.float() for name, tensor in saved.tensors.items()})


def ship(saved: Saved, folder: Path, *, facts: dict[str, Any]) -> Path:
    """Write a finished training's weights in fp16, and the manifest with their hash and ``facts``."""
    shipped = {k: v.half() for k, v in saved.tensors.items() if k.startswith(("writer.", "discriminator."))}
    for name, tensor in shipped.items():
        if not torch.isfinite(tensor).all():
            raise ValueError(f"{name} does not fit fp16")
    path = folder / NAME
    checkpoint.save(path, Saved(shipped, saved.facts))
    data = path.read_bytes()
    if len(data) > MOST_BYTES:
        raise ValueError(f"{path} holds {len(data):,} bytes; at most {MOST_BYTES:,} may be shipped")
    told = {NAME: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), **facts}}
    beside = folder / "manifest.json.part"
    beside.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", "utf-8")
    os.replace(beside, folder / "manifest.json")
    return path
