"""The settings of a library: one typed, versioned TOML file."""

from __future__ import annotations

import os
import threading
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

import tomli_w

from engine.errors import EnvironmentFault
from engine.message import Message

VERSION = 1

Theme = Literal["system", "dark", "light"]
Device = Literal["auto", "cpu", "cuda", "mps"]
Motion = Literal["system", "full", "reduced"]
Language = Literal["system", "en", "zh_CN"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default.

    ``embedder``: a local sentence-transformers folder, "" for the model that Matinee carries. ``novelty``
    (-1 familiar to 1 new) and ``balance`` (0 to 1) are dials of the suggestions; ``engine.recommend.Dials`` says
    what they do. ``crowd_prior``: start from what people in general like (``resources/prior.md`` tells of its
    licence); nothing of it is used while it is off. ``text_size``: percent. ``backup_folder``: "" for the
    library's own ``backups``. ``train_on_battery`` False: a training waits until the computer is plugged in.
    ``mood``: words that the list should suit, with commas between them; "" for none.
    ``interests``: topics in small letters that the person boosted (up to 1) or muted (down to -1) by hand.
    """

    theme: Theme = "system"
    device: Device = "auto"
    embedder: str = ""
    novelty: float = 0.0
    balance: float = 0.5
    mood: str = ""
    crowd_prior: bool = False
    interests: Mapping[str, float] = field(default_factory=dict)
    text_size: int = 100
    motion: Motion = "system"
    language: Language = "system"
    scan_at_start: bool = True
    train_on_battery: bool = True
    backup_folder: str = ""


RANGES = {"novelty": (-1.0, 1.0), "balance": (0.0, 1.0), "text_size": (80, 200)}
_SWITCHES = {"crowd_prior", "scan_at_start", "train_on_battery"}
CHOICES: dict[str, tuple[str, ...]] = {
    "theme": get_args(Theme),
    "device": get_args(Device),
    "motion": get_args(Motion),
    "language": get_args(Language),
}


def load(path: Path) -> Settings:
    """The settings in ``path``; the defaults where it does not exist.

    Raises EnvironmentFault when the file is not TOML, is from a newer Matinee or holds a value that a
    setting cannot have. A key that this version does not know is left alone.
    """
    settings, faults = read(path)
    if faults:
        raise faults[0]
    return settings


def read(path: Path) -> tuple[Settings, tuple[EnvironmentFault, ...]]:
    """Like ``load``, for a program that must go on: what cannot be used has its default, and is named."""
    try:
        values = _values(path)
    except EnvironmentFault as fault:
        return Settings(), (fault,)
    usable, faults = {}, []
    for name in (one.name for one in fields(Settings)):
        if name in values:
            try:
                _check(path, name, values[name])
                usable[name] = values[name]
            except EnvironmentFault as fault:
                faults.append(fault)
    return replace(Settings(), **usable), tuple(faults)


def save(settings: Settings, path: Path) -> None:
    """Write ``settings`` so that a crash leaves the old file or the new one, never half of one.

    Keys of the file that this version does not know stay in it. A file that cannot be read is kept beside the
    new one, as ``settings.toml.unread``. Raises EnvironmentFault when nothing can be written.
    """
    try:
        try:
            others = _values(path)
        except EnvironmentFault:
            others = {}
            if path.exists():
                os.replace(path, path.with_name(path.name + ".unread"))
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{threading.get_ident()}.part")  # a closing window writes while its thread may
        with temporary.open("wb") as file:
            tomli_w.dump({**others, "version": VERSION, **asdict(settings)}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise EnvironmentFault(
            Message(
                "The settings cannot be kept in {path} ({reason}). Make room there.", path=path, reason=error.strerror
            )
        ) from error


def _values(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise EnvironmentFault(
            Message("Cannot read the settings in {path}: {error}. Mend or remove that file.", path=path, error=error)
        ) from error
    version = values.get("version", 1)
    if not isinstance(version, int) or version > VERSION:
        raise EnvironmentFault(
            Message("The settings in {path} are from a newer Matinee. Install that version.", path=path)
        )
    return values


def _check(path: Path, name: str, value: Any) -> None:
    if name in RANGES:
        low, high = RANGES[name]
        whole = isinstance(low, int)
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float) or not low <= value <= high:
            kind = Message("whole number") if whole else Message("number")
            raise EnvironmentFault(
                Message(
                    "In {path}, {name} must be a {kind} from {low:g} to {high:g}, not {value!r}.",
                    path=path,
                    name=name,
                    kind=kind,
                    low=low,
                    high=high,
                    value=value,
                )
            )
        return
    if name == "interests":
        if not isinstance(value, dict) or not all(_is_weight(weight) for weight in value.values()):
            raise EnvironmentFault(
                Message(
                    "In {path}, interests must give each topic a number from -1 to 1, not {value!r}.",
                    path=path,
                    value=value,
                )
            )
        return
    if name in _SWITCHES:
        if not isinstance(value, bool):
            raise EnvironmentFault(
                Message("In {path}, {name} must be true or false, not {value!r}.", path=path, name=name, value=value)
            )
        return
    choices = CHOICES.get(name)
    if not isinstance(value, str) or (choices and value not in choices):
        allowed = Message("one of {choices}", choices=", ".join(choices)) if choices else Message("a text")
        raise EnvironmentFault(
            Message(
                "In {path}, {name} must be {allowed}, not {value!r}.",
                path=path,
                name=name,
                allowed=allowed,
                value=value,
            )
        )


def _is_weight(value: Any) -> bool:
    return not isinstance(value, bool) and isinstance(value, int | float) and -1 <= value <= 1
