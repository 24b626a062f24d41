"""How the person likes to watch, kept from one video to the next: subtitles, their delay, languages, speed, sound."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

from desktop.memory import Memory
from engine.records import Video

Edge = Literal["outline", "shadow", "box"]
Ink = Literal["white", "warm"]

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
SIZES = tuple(range(60, 201, 20))  # percent of the usual size of a subtitle
DELAY_STEP_MS = 100
_MOST_DELAY_MS = 600_000
_MOST_KEPT = 400  # videos and series that something is kept of: the latest
_PACED = ("talk", "lesson")  # of these a speed is kept for all


@dataclass(frozen=True, slots=True)
class SubtitleStyle:
    """How subtitles are drawn."""

    size: int = 100
    edge: Edge = "outline"
    ink: Ink = "white"


@dataclass(frozen=True, slots=True)
class Languages:
    """What was chosen last: languages by their codes; None: nothing was chosen yet, "-": none are wanted."""

    subtitles: str | None = None
    second: str | None = None
    sound: str | None = None


class Viewing:
    """Read once, changed at once, kept by ``flush``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        values = _read(memory.text("viewing"))
        self._style = _style(values.get("style"))
        self._languages = _languages(values.get("languages"))
        self._delays = _numbers(values.get("delays"), -_MOST_DELAY_MS, _MOST_DELAY_MS)
        self._speeds = _numbers(values.get("speeds"), SPEEDS[0], SPEEDS[-1])
        self._volume = int(_numbers({"": values.get("volume")}, 0, 100).get("", 80))

    @property
    def style(self) -> SubtitleStyle:
        return self._style

    @style.setter
    def style(self, style: SubtitleStyle) -> None:
        self._style = style

    @property
    def languages(self) -> Languages:
        return self._languages

    @languages.setter
    def languages(self, languages: Languages) -> None:
        self._languages = languages

    @property
    def volume(self) -> int:
        """Percent."""
        return self._volume

    @volume.setter
    def volume(self, volume: int) -> None:
        self._volume = volume

    def delay_ms(self, video: Video) -> int:
        """How much later than written the lines of this video come."""
        return int(self._delays.get(str(video.id), 0))

    def set_delay(self, video: Video, delay_ms: int) -> int:
        """The delay as it is now: within ten minutes."""
        delay_ms = max(-_MOST_DELAY_MS, min(_MOST_DELAY_MS, delay_ms))
        _keep(self._delays, str(video.id), delay_ms or None)
        return delay_ms

    def speed(self, video: Video) -> float:
        """A series has its speed, and so have talks and lessons; anything else begins at the speed it was made in."""
        return self._speeds.get(speed_kept_for(video), 1.0)

    def set_speed(self, video: Video, speed: float) -> None:
        if place := speed_kept_for(video):
            _keep(self._speeds, place, speed if speed != 1.0 else None)

    def flush(self) -> None:
        """Write what changed."""
        self._memory.keep(
            viewing=json.dumps(
                {
                    "style": asdict(self._style),
                    "languages": asdict(self._languages),
                    "delays": self._delays,
                    "speeds": self._speeds,
                    "volume": self._volume,
                },
                ensure_ascii=False,
            )
        )


def speed_kept_for(video: Video) -> str:
    """What a video shares its speed with: its series, its kind, or nothing ("")."""
    if video.series:
        return f"series {video.series}"
    return video.kind if video.kind in _PACED else ""


def _keep(values: dict[str, float], name: str, value: float | None) -> None:
    values.pop(name, None)
    if value is not None:
        values[name] = value
        while len(values) > _MOST_KEPT:
            values.pop(next(iter(values)))


def _read(text: str) -> dict[str, Any]:
    try:
        values = json.loads(text or "{}")
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def _style(values: object) -> SubtitleStyle:
    found = values if isinstance(values, dict) else {}
    known: dict[str, tuple[Any, ...]] = {"size": SIZES, "edge": get_args(Edge), "ink": get_args(Ink)}
    return SubtitleStyle(**{name: found[name] for name, values in known.items() if found.get(name) in values})


def _languages(values: object) -> Languages:
    found = values if isinstance(values, dict) else {}
    names = [field.name for field in fields(Languages)]
    return Languages(**{name: found[name] for name in names if isinstance(found.get(name), str)})


def _numbers(values: object, low: float, high: float) -> dict[str, float]:
    found = values if isinstance(values, dict) else {}
    return {
        str(name): value
        for name, value in found.items()
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
    }
