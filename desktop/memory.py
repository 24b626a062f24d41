"""What the window remembers of itself: where it stood, which panes were open, how far the first start was."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


class Memory:
    """A small file in the library's folder. Nothing in it is precious: what cannot be read is forgotten."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            values = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            values = None
        self._values: dict[str, Any] = values if isinstance(values, dict) else {}

    def text(self, name: str) -> str:
        """The text kept under ``name``, else an empty one."""
        value = self._values.get(name)
        return value if isinstance(value, str) else ""

    def flag(self, name: str, default: bool) -> bool:
        value = self._values.get(name)
        return value if isinstance(value, bool) else default

    def sizes(self, name: str) -> list[int]:
        """Whole numbers above zero, else none."""
        value = self._values.get(name)
        fits = isinstance(value, list) and all(type(size) is int and 0 < size < 100_000 for size in value)
        return list(value) if fits and isinstance(value, list) else []

    def keep(self, **values: str | bool | list[int]) -> None:
        """Remember these too. A disk that is full is no reason to disturb anybody."""
        if all(name in self._values and self._values[name] == value for name, value in values.items()):
            return
        self._values.update(values)
        part = self._path.with_name(self._path.name + ".part")
        try:
            part.write_text(json.dumps(self._values, indent=1) + "\n", "utf-8")
            os.replace(part, self._path)
        except OSError:
            part.unlink(missing_ok=True)
