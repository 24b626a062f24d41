"""The settings of a library: one typed, versioned TOML file."""

from __future__ import annotations

import os
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

import tomli_w

from engine.errors import EnvironmentFault

VERSION = 1

Theme = Literal["system", "dark", "light"]
Device = Literal["auto", "cpu", "cuda", "mps"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default. ``embedder``: a local sentence-transformers folder, "" for the
    model that Matinee carries. ``novelty`` (-1 familiar to 1 new) and ``balance`` (0 to 1) are dials of the
    suggestions; ``engine.recommend.Dials`` says what they do. ``crowd_prior``: start from what people in
    general like (``resources/prior.md`` tells of its licence); nothing of it is used while it is off."""

    theme: Theme = "system"
    device: Device = "auto"
    embedder: str = ""
    novelty: float = 0.0
    balance: float = 0.5
    crowd_prior: bool = False


_RANGES = {"novelty": (-1.0, 1.0), "balance": (0.0, 1.0)}
_SWITCHES = {"crowd_prior"}
_CHOICES = {"theme": get_args(Theme), "device": get_args(Device)}


def load(path: Path) -> Settings:
    """The settings in ``path``; the defaults where it does not exist.

    Raises EnvironmentFault when the file is not TOML, is from a newer Matinee or holds a value that a
    setting cannot have. A key that this version does not know is left alone.
    """
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise EnvironmentFault(f"Cannot read the settings in {path}: {error}. Mend or remove that file.") from error
    if values.get("version", 1) > VERSION:
        raise EnvironmentFault(f"The settings in {path} are from a newer Matinee. Install that version.")
    known = {f.name for f in fields(Settings)}
    for name in known & values.keys():
        _check(path, name, values[name])
    return Settings(**{name: value for name, value in values.items() if name in known})


def save(settings: Settings, path: Path) -> None:
    """Write ``settings`` so that a crash leaves the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part")
    with temporary.open("wb") as file:
        tomli_w.dump({"version": VERSION, **asdict(settings)}, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


def _check(path: Path, name: str, value: Any) -> None:
    if name in _RANGES:
        low, high = _RANGES[name]
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise EnvironmentFault(f"In {path}, {name} must be a number from {low:g} to {high:g}, not {value!r}.")
        return
    if name in _SWITCHES:
        if not isinstance(value, bool):
            raise EnvironmentFault(f"In {path}, {name} must be true or false, not {value!r}.")
        return
    choices = _CHOICES.get(name)
    if not isinstance(value, str) or (choices and value not in choices):
        allowed = f"one of {', '.join(choices)}" if choices else "a text"
        raise EnvironmentFault(f"In {path}, {name} must be {allowed}, not {value!r}.")
