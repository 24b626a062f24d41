"""What a training gained, read from the header of the file that it left, without loading any network."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_MOST = 1 << 24  # bytes of a header; a damaged file may claim any length


@dataclass(frozen=True, slots=True)
class Gain:
    """Nats a decision on held-out videos, before the first step and at best; None where none are held out."""

    before: float | None
    after: float | None

    @property
    def share(self) -> float:
        """How much less they surprise it than before; 0 where it cannot be known, or it gained nothing."""
        if not self.before or self.after is None:
            return 0.0
        return max(0.0, 1 - self.after / self.before)


def gain(file: Path) -> Gain:
    """What the training gained that left this file (``engine.generate.checkpoint``); nothing known: no such file."""
    try:
        with file.open("rb") as data:
            size = int.from_bytes(data.read(8), "little")
            header = json.loads(data.read(min(size, _MOST)))
        told: dict[str, Any] = json.loads(header["__metadata__"]["matinee"])["progress"]
        return Gain(told["first"], told["best"])
    except (OSError, ValueError, KeyError, TypeError):
        return Gain(None, None)
