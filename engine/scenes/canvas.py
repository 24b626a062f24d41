"""A small drawing surface: soft shapes, gradients, glows and noise over an array of pixels.

Coordinates run from (0, 0) to (1600, 900) whatever the picture's size; colours are "#rrggbb". A paint is one
colour, or two for a gradient from the top to the bottom of the shape.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

WIDTH, HEIGHT = 1600, 900

Points = npt.NDArray[np.float64]  # (N, 2)
Field = npt.NDArray[np.float32]  # (H, W), mostly 0 to 1
Paint = str | tuple[str, str]
Random = np.random.Generator
Size = tuple[int, int]  # width and height in pixels


class Canvas:
    """``pixels`` is (H, W, 3) uint8, red first."""

    def __init__(self, size: Size, *stops: str) -> None:
        """A background whose colours follow each other from top to bottom, at equal distances."""
        width, height = size
        self.pixels: npt.NDArray[np.uint8] = np.empty((height, width, 3), np.uint8)
        self.scale = width / WIDTH
        colours = np.array([rgb(stop) for stop in stops or ("#000000",)], np.float32)
        place = np.linspace(0, len(colours) - 1, height)
        columns = [np.interp(place, range(len(colours)), colours[:, channel]) for channel in range(3)]
        self.paint(np.broadcast_to(np.stack(columns, axis=1)[:, None], self.pixels.shape))

    @property
    def size(self) -> Size:
        return self.pixels.shape[1], self.pixels.shape[0]

    def copy(self) -> Canvas:
        twin = object.__new__(Canvas)
        twin.pixels, twin.scale = self.pixels.copy(), self.scale
        return twin

    def paint(self, picture: npt.NDArray[Any]) -> Canvas:
        """Put a float picture (H, W, 3), 0 to 255, in the place of all pixels, with noise against banding."""
        np.copyto(self.pixels, np.clip(picture + _dither(self.size), 0, 255), casting="unsafe")
        return self

    def tint(self, paint: str, share: npt.NDArray[np.floating] | float) -> Canvas:
        """Mix a colour into all pixels, by a share 0 to 1 for all or for each."""
        weight = np.asarray(share, np.float32)
        weight = weight[..., None] if weight.ndim else weight
        pixels = self.pixels.astype(np.float32)
        return self.paint(pixels + (np.array(rgb(paint), np.float32) - pixels) * weight)

    def fill(self, shape: Points | Sequence[Points], paint: Paint, *, alpha: float = 1.0, soft: float = 0.0) -> Canvas:
        """Polygons as one shape; ``soft`` is the width of its blurred edge."""
        shapes = [shape] if isinstance(shape, np.ndarray) else list(shape)
        if isinstance(paint, str) and alpha == 1 and not soft:  # opaque: no mask is needed
            for each in shapes:
                cv2.fillPoly(self.pixels, [self._grid(each, 0, 0)], rgb(paint), cv2.LINE_AA, 4)
            return self
        mask, left, top = self._mask(shapes, soft)
        if mask is not None:
            for each in shapes:
                cv2.fillPoly(mask, [self._grid(each, left, top)], 255, cv2.LINE_AA, 4)
            self._blend(mask, left, top, paint, alpha, soft)
        return self

    def line(
        self,
        shape: Points | Sequence[Points],
        paint: Paint,
        *,
        width: float = 3.0,
        alpha: float = 1.0,
        soft: float = 0.0,
    ) -> Canvas:
        """Open lines with round ends; those thinner than a pixel are paler instead."""
        shapes = [shape] if isinstance(shape, np.ndarray) else list(shape)
        wide = width * self.scale
        if isinstance(paint, str) and alpha == 1 and not soft and wide >= 1:
            grids = [self._grid(each, 0, 0) for each in shapes]
            cv2.polylines(self.pixels, grids, False, rgb(paint), round(wide), cv2.LINE_AA, 4)
            return self
        mask, left, top = self._mask(shapes, soft + width)
        if mask is not None:
            grids = [self._grid(each, left, top) for each in shapes]
            cv2.polylines(mask, grids, False, 255, max(1, round(wide)), cv2.LINE_AA, 4)
            self._blend(mask, left, top, paint, alpha * min(1.0, wide), soft)
        return self

    def disc(self, x: float, y: float, radius: float, paint: Paint, *, alpha: float = 1.0, soft: float = 0.0) -> Canvas:
        return self.fill(ellipse(x, y, radius, radius), paint, alpha=alpha, soft=soft)

    def box(
        self, x: float, y: float, width: float, height: float, paint: Paint, *, alpha: float = 1.0, soft: float = 0.0
    ) -> Canvas:
        return self.fill(rectangle(x, y, width, height), paint, alpha=alpha, soft=soft)

    def glow(self, x: float, y: float, radius: float, colour: str, *, alpha: float = 1.0) -> Canvas:
        """Light around a point, added to what is there."""
        reach = max(1, round(radius * self.scale))
        cx, cy = round(x * self.scale), round(y * self.scale)
        width, height = self.size
        left, right, top, bottom = (
            max(0, cx - reach),
            min(width, cx + reach),
            max(0, cy - reach),
            min(height, cy + reach),
        )
        if left >= right or top >= bottom:
            return self
        light = _falloff(reach)[top - cy + reach : bottom - cy + reach, left - cx + reach : right - cx + reach]
        region = self.pixels[top:bottom, left:right]
        added = region + light[..., None] * (np.array(rgb(colour), np.float32) * alpha)
        np.copyto(region, np.minimum(added + 0.5, 255), casting="unsafe")
        return self

    def stamp(self, picture: Canvas, mask: Field) -> Canvas:
        """Another canvas of the same size, where the mask is 1."""
        weight = mask[..., None]
        mixed = self.pixels + (picture.pixels.astype(np.float32) - self.pixels) * weight
        np.copyto(self.pixels, mixed + 0.5, casting="unsafe")
        return self

    def share(self) -> Field:
        """How light every pixel is, 0 to 1: a mask, where white was drawn on black."""
        return np.asarray(self.pixels[..., 0].astype(np.float32) / 255, np.float32)

    def window(self, size: Size, x: float, y: float, *, zoom: float = 1.0, turn: float = 0.0) -> Canvas:
        """A smaller picture of this one: its middle over (x, y) of this canvas, magnified and turned."""
        view = object.__new__(Canvas)
        view.scale = size[0] / WIDTH
        ratio = self.scale / view.scale / zoom
        matrix = np.asarray(cv2.getRotationMatrix2D((0, 0), turn, 1 / ratio))
        matrix[:, 2] = np.array(size) / 2 - matrix[:, :2] @ (np.array((x, y)) * self.scale)
        view.pixels = np.asarray(cv2.warpAffine(self.pixels, matrix, size, flags=cv2.INTER_LINEAR), np.uint8)
        return view

    def _grid(self, points: Points, left: int, top: int) -> npt.NDArray[np.int32]:
        """Points in sixteenths of a pixel, from the corner of their box."""
        return np.round((points * self.scale - (left, top)) * 16).astype(np.int32)

    def _mask(self, shapes: Sequence[Points], margin: float) -> tuple[npt.NDArray[np.uint8] | None, int, int]:
        """An empty mask for the visible part of some shapes, and the place of its corner."""
        if not shapes:
            return None, 0, 0
        points = np.concatenate(shapes)
        reach = margin * self.scale * 1.5 + 2
        low = np.maximum(np.floor(points.min(axis=0) * self.scale - reach), 0).astype(int)
        high = np.minimum(np.ceil(points.max(axis=0) * self.scale + reach), self.size).astype(int)
        if (high <= low).any():
            return None, 0, 0
        return np.zeros((high[1] - low[1], high[0] - low[0]), np.uint8), int(low[0]), int(low[1])

    def _blend(self, mask: npt.NDArray[np.uint8], left: int, top: int, paint: Paint, alpha: float, soft: float) -> None:
        height, width = mask.shape
        if soft:
            mask = cv2.GaussianBlur(mask, (0, 0), max(0.3, soft * self.scale / 2))
        weight = mask.astype(np.float32)[..., None] * (alpha / 255)
        region = self.pixels[top : top + height, left : left + width]
        if isinstance(paint, str):
            colour = np.array(rgb(paint), np.float32)
        else:
            down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
            first, last = (np.array(rgb(each), np.float32) for each in paint)
            colour = first + (last - first) * down
        np.copyto(region, region + (colour - region) * weight + 0.5, casting="unsafe")


Frame = Callable[[float], Canvas]  # seconds since the start -> the picture
Scene = Callable[[Size, Random], Frame]


# --- shapes ------------------------------------------------------------------------------------------------


def points(*pairs: tuple[float, float]) -> Points:
    return np.array(pairs, np.float64)


def ellipse(x: float, y: float, rx: float, ry: float, *, start: float = 0, end: float = 360, turn: float = 0) -> Points:
    """An ellipse or, by degrees from the right and downwards, a part of its edge; ``turn`` turns it all."""
    angle = np.radians(np.linspace(start, end, 72))
    across, down = rx * np.cos(angle), ry * np.sin(angle)
    tilt = np.radians(turn)
    return np.stack(
        [x + across * np.cos(tilt) - down * np.sin(tilt), y + across * np.sin(tilt) + down * np.cos(tilt)], axis=1
    )


def rectangle(x: float, y: float, width: float, height: float) -> Points:
    return points((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def rounded(x: float, y: float, width: float, height: float, radius: float) -> Points:
    """A rectangle with round corners."""
    radius = min(radius, width / 2, height / 2)
    corners = (
        (x + width - radius, y + height - radius, 0),
        (x + radius, y + height - radius, 90),
        (x + radius, y + radius, 180),
        (x + width - radius, y + radius, 270),
    )
    return np.concatenate([ellipse(cx, cy, radius, radius, start=a, end=a + 90) for cx, cy, a in corners])


def curve(*pairs: tuple[float, float], steps: int = 24) -> Points:
    """A smooth line through points (Catmull and Rom 1974)."""
    knots = np.array([pairs[0], *pairs, pairs[-1]], np.float64)
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    parts = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(knots[:-3], knots[1:-2], knots[2:-1], knots[3:], strict=True)
    ]
    return np.concatenate([*parts, knots[-1:]])


def moved(shape: Points, right: float, down: float) -> Points:
    return np.asarray(shape + np.array((right, down)))


def turned(shape: Points, degrees: float, *, about: tuple[float, float] = (0, 0)) -> Points:
    tilt = np.radians(degrees)
    matrix = np.array([[np.cos(tilt), np.sin(tilt)], [-np.sin(tilt), np.cos(tilt)]])
    return np.asarray((shape - about) @ matrix + about)


def ridge(rng: Random, y: float, height: float, *, rough: float = 0.5, detail: int = 6, shift: float = 0) -> Points:
    """The ground below a chain of hills: sines of halving length, their sizes falling by ``rough``."""
    x = np.linspace(-40, WIDTH + 40, 260)
    top = np.full_like(x, y)
    for octave in range(detail):
        phase, stretch = rng.uniform(0, 2 * np.pi), rng.uniform(0.8, 1.3)
        top -= height * rough**octave * np.sin((x + shift) * stretch * 2**octave / 300 + phase)
    return np.concatenate([np.stack([x, top], axis=1), points((WIDTH + 40, HEIGHT + 9), (-40, HEIGHT + 9))])


# --- fields ------------------------------------------------------------------------------------------------


def noise(size: Size, rng: Random, *, grain: float = 300, stretch: float = 1.0, octaves: int = 4) -> Field:
    """Smooth noise, 0 to 1; ``grain`` is the size of its largest forms, ``stretch`` how wide they lie."""
    width, height = size
    total = np.zeros((height, width), np.float32)
    for octave in range(octaves):
        cell = grain / 2**octave
        rows, columns = round(HEIGHT / cell) + 2, round(WIDTH / cell / stretch) + 2
        coarse = rng.random((rows, columns), np.float32)
        total += cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC) / 2**octave
    return np.asarray((total - total.min()) / (total.max() - total.min()), np.float32)


def plane(size: Size) -> tuple[Field, Field]:
    """The coordinates x, y of every pixel."""
    width, height = size
    scale = WIDTH / width
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    return x * scale, y * scale


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """The colour on the way from one to another."""
    parts = (round(a + (b - a) * share) for a, b in zip(rgb(first), rgb(second), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def pick(rng: Random, colours: Sequence[str]) -> str:
    return colours[int(rng.integers(len(colours)))]


@lru_cache(maxsize=4)
def _dither(size: Size) -> Field:
    """A little noise about one half (for rounding), (H, W, 1)."""
    return np.random.default_rng(7).uniform(-0.7, 1.7, (size[1], size[0], 1)).astype(np.float32)


@lru_cache(maxsize=64)
def _falloff(reach: int) -> Field:
    y, x = np.mgrid[-reach:reach, -reach:reach].astype(np.float32) / reach
    return np.asarray(np.clip(1 - np.sqrt(x * x + y * y), 0, 1) ** 2, np.float32)
