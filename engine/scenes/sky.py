"""Night skies, and what people built to read them."""

from __future__ import annotations

import cv2
import numpy as np

from engine.scenes.canvas import (
    Canvas,
    Field,
    Frame,
    Points,
    Random,
    Size,
    curve,
    ellipse,
    mix,
    moved,
    noise,
    pick,
    plane,
    points,
    rectangle,
    ridge,
    rounded,
)


def stars(canvas: Canvas, rng: Random, count: int, *, below: float = 900, colour: str = "#dfe8ff") -> None:
    """Scatter stars of unequal light; ``below`` is where the sky ends."""
    for _ in range(count):
        x, y, light = rng.uniform(0, 1600), rng.uniform(0, below), rng.random() ** 3
        canvas.disc(x, y, 1.6 + 2.2 * light, colour, alpha=0.25 + 0.75 * light)


def twinkle(canvas: Canvas, places: Points, t: float, *, colour: str = "#ffffff", radius: float = 3.0) -> None:
    """Bright stars that breathe, each in its own time."""
    for number, (x, y) in enumerate(places):
        light = 0.75 + 0.25 * np.sin(t * 2.2 + number * 1.9)
        canvas.disc(x, y, radius, colour, alpha=light)
        canvas.glow(x, y, radius * 9, colour, alpha=0.35 * light)


def people(canvas: Canvas, places: Points, colour: str, *, height: float = 40) -> None:
    """Small standing figures: a coat and a head."""
    coats = [
        np.concatenate(
            [
                ellipse(x, y - height * 0.62, height * 0.13, height * 0.16, start=180),
                points((x + height * 0.17, y), (x - height * 0.17, y)),
            ]
        )
        for x, y in places
    ]
    heads = [ellipse(x, y - height * 0.88, height * 0.105, height * 0.12) for x, y in places]
    canvas.fill(coats, colour).fill(heads, colour)


def pines(canvas: Canvas, rng: Random, places: Points, colour: str, *, height: float = 90) -> None:
    """A stand of fir trees, each three skirts on a stem."""
    skirts = []
    for x, y in places:
        tall = height * rng.uniform(0.7, 1.25)
        for step in range(4):
            top, wide = y - tall * (1 - step * 0.22), tall * (0.10 + 0.055 * step)
            skirts.append(points((x, top), (x + wide, top + tall * 0.34), (x - wide, top + tall * 0.34)))
    canvas.fill(skirts, colour)


def startrails(size: Size, rng: Random) -> Frame:
    """Stars draw circles about the pole, above beginners on a frozen lake."""
    pole = (980.0, 300.0)
    base = Canvas(size, "#060b1c", "#0b1a3a", "#163457", "#3c6a86", "#7d9fa6")
    radii = rng.uniform(14, 1150, 230)
    starts = rng.uniform(0, 360, 230)
    shades = [pick(rng, ("#cfe0ff", "#ffe9c9")) for _ in radii]
    ground = ridge(rng, 690, 22, rough=0.45)
    lake = points((-20, 735), (1620, 735), (1620, 920), (-20, 920))
    trees = np.stack([np.linspace(-20, 1620, 64) + rng.uniform(-14, 14, 64), np.full(64, 738.0)], axis=1)
    group = np.stack([360 + np.arange(12) * 34 + rng.uniform(-8, 8, 12), 790 + rng.uniform(-12, 12, 12)], axis=1)

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        for shade in ("#cfe0ff", "#ffe9c9"):
            arcs = [
                ellipse(*pole, r, r, start=a - 20 - 5 * t, end=a)
                for r, a, s in zip(radii, starts, shades, strict=True)
                if s == shade
            ]
            canvas.line(arcs, shade, width=2.6, alpha=0.62)
        canvas.disc(*pole, 4.5, "#ffffff").glow(*pole, 60, "#bcd4ff", alpha=0.8)
        canvas.fill(ground, "#0b1a2a")
        pines(canvas, np.random.default_rng(3), trees, "#081320")
        canvas.fill(lake, ("#6f949f", "#2b4c63"))
        for place in group:
            canvas.fill(ellipse(place[0] + 20, place[1] + 4, 34, 4), "#22415a", alpha=0.7, soft=6)
        people(canvas, group, "#0a1522", height=58)
        return canvas

    return frame


def moonphases(size: Size, rng: Random) -> Frame:
    """One great moon whose shadow moves, and a row of its phases."""
    base = Canvas(size, "#15172b", "#1d2140", "#2b2c52")
    stars(base, rng, 120, colour="#c9cdf5")
    seas = noise(size, rng, grain=170, octaves=5)
    x, y = plane(size)
    cx, cy, radius = 800.0, 370.0, 270.0
    u, v = (x - cx) / radius, (y - cy) / radius
    inside = np.clip((1 - np.hypot(u, v)) * radius / 3, 0, 1)
    depth = np.sqrt(np.clip(1 - u * u - v * v, 0, 1))
    relief = 0.78 + 0.42 * np.clip((seas - 0.44) * 3, -0.7, 0.5)
    for _ in range(26):
        a, b, r = rng.uniform(-0.8, 0.8), rng.uniform(-0.8, 0.8), rng.uniform(0.02, 0.09)
        far = np.hypot(u - a, v - b) / r
        relief = relief + 0.12 * np.exp(-((far - 1) ** 2) * 9) - 0.08 * np.exp(-(far**2) * 2)
    surface = np.clip(np.stack([relief * 246, relief * 236, relief * 214], axis=2), 0, 255).astype(np.float32)

    def small(canvas: Canvas, place: float, phase: float) -> None:
        """A phase in degrees from new moon: the lit limb, and the edge of night as half an ellipse."""
        s = np.radians(np.linspace(-90, 90, 40))
        side = 1 if phase < 180 else -1
        limb = np.stack([place + side * 38 * np.cos(s), 785 + 38 * np.sin(s)], axis=1)
        edge = np.stack([place + side * 38 * np.cos(np.radians(phase)) * np.cos(s), limb[:, 1]], axis=1)
        canvas.disc(place, 785, 38, "#34365f").fill(np.concatenate([limb, edge[::-1]]), "#efe6cf")

    for number in range(9):
        small(base, 320 + number * 120, 28 + number * 38)

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        canvas.glow(cx, cy, 620, "#5a5a8c", alpha=0.5)
        angle = np.radians(72 - 9 * t)
        light = np.clip((u * np.sin(angle) + depth * np.cos(angle)) * 2.2 + 0.1, 0, 1) * 0.88 + 0.12
        lit = Canvas(size)
        np.copyto(lit.pixels, np.clip(surface * light[..., None], 0, 255), casting="unsafe")
        return canvas.stamp(lit, inside)

    return frame


def orbits(size: Size, rng: Random) -> Frame:
    """Planets on their rounds, printed on paper."""
    base = Canvas(size, "#f3ead7", "#efe3cb")
    base.tint("#d9c7a2", noise(size, rng, grain=60) * 0.14)
    sun = (610.0, 470.0)
    rounds = (
        (180, 15, "#7d8a8c", 46.0),
        (255, 24, "#d99a3d", 33.0),
        (345, 27, "#2f6f7e", 24.0),
        (460, 20, "#b8432f", 17.0),
        (680, 58, "#c98d5b", 10.0),
        (930, 46, "#d8b56a", 6.5),
    )
    offsets = rng.uniform(0, 360, len(rounds))
    offsets[4], offsets[5] = 318, 15
    for number, (radius, *_) in enumerate(rounds):
        edge = ellipse(*sun, radius, radius * 0.52, turn=-14)
        base.line(edge, "#27324a", width=2.2, alpha=0.5 - 0.03 * number)
    for angle in range(0, 360, 15):
        a = np.radians(angle)
        ray = points(
            (sun[0] + 92 * np.cos(a), sun[1] + 92 * np.sin(a)),
            (sun[0] + 112 * np.cos(a), sun[1] + 112 * np.sin(a)),
        )
        base.line(ray, "#cf6a2c", width=4)
    base.disc(*sun, 76, ("#eaa53f", "#d0632a"))

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        for (radius, big, colour, speed), offset in zip(rounds, offsets, strict=True):
            path = ellipse(*sun, radius, radius * 0.52, turn=-14)
            place = (offset + speed * t) / 360 * 71 % 71
            low = int(place)
            x, y = path[low] + (path[low + 1] - path[low]) * (place - low)
            canvas.disc(x + 5, y + 7, big, "#8a7a58", alpha=0.35, soft=9)
            canvas.disc(x, y, big, colour)
            bright = mix(colour, "#ffffff", 0.25)
            canvas.fill(
                ellipse(x - big * 0.2, y - big * 0.22, big * 0.62, big * 0.6), bright, alpha=0.5, soft=big * 0.5
            )
            if big == 58:
                for band, dark in ((-18, 0.4), (4, 0.55), (24, 0.35)):
                    half = np.sqrt(big**2 - band**2)
                    canvas.box(x - half + 2, y + band, 2 * half - 4, 7, "#8d4f2c", alpha=dark)
            if big == 46:
                canvas.line(ellipse(x, y, 82, 20, turn=-16, start=-25, end=205), "#8f6f35", width=8)
        return canvas

    return frame


def spectrum(size: Size, rng: Random) -> Frame:
    """A star's light spread out, with the dark lines of its elements."""
    x, y = plane(size)
    hues = ("#1b1030", "#3b2a86", "#2b5fb4", "#2f9aa0", "#4fa860", "#d9c24a", "#e0863a", "#b8382f", "#3a0f18")
    stops = np.linspace(0, 1600, len(hues))
    colours = np.array([[int(h[i : i + 2], 16) for i in (1, 3, 5)] for h in hues], np.float32)
    band = np.stack([np.interp(x[0], stops, colours[:, c]) for c in range(3)], axis=1)
    height = np.exp(-(((y - 560) / 178) ** 6))
    mirror = 0.16 * np.exp(-(((y - 850) / 90) ** 2))
    places = np.sort(np.concatenate([rng.uniform(120, 1500, 26), [402, 640, 884, 892, 1180]]))
    depths = rng.uniform(0.25, 0.95, len(places))
    widths = rng.uniform(1.5, 6.5, len(places))
    base = Canvas(size, "#07070c", "#0b0b14", "#0a0a10")
    stars(base, rng, 70, below=360)

    def frame(t: float) -> Canvas:
        shift = 9 * np.sin(t * 0.7)
        row = x[0]
        dark = np.ones_like(row)
        for place, depth, wide in zip(places, depths, widths, strict=True):
            dark = dark * (1 - depth * np.exp(-(((row - place - shift) / wide) ** 2)))
        sheen = 1 + 0.12 * np.exp(-(((row - 200 - 190 * t) / 130) ** 2))
        light = (band * (dark * sheen)[:, None])[None] * (height + mirror)[..., None]
        canvas = base.copy()
        np.copyto(canvas.pixels, np.minimum(canvas.pixels + light, 255), casting="unsafe")
        glow = 0.9 + 0.1 * np.sin(t * 3)
        for reach, alpha in ((420, 0.35), (150, 0.9)):
            canvas.glow(1180, 180, reach, "#cfdcff", alpha=alpha * glow)
        for angle in (0, 90, 45, 135):
            a, far = np.radians(angle), (150 if angle % 90 == 0 else 70) * glow
            d = np.array([np.cos(a), np.sin(a)])
            canvas.line(points(*((1180, 180) + d * s * far for s in (-1, 1))), "#ffffff", width=2.4, alpha=0.8)
        canvas.disc(1180, 180, 17, "#ffffff")
        return canvas

    return frame


def observatory(size: Size, rng: Random) -> Frame:
    """A telescope on a balcony, and Saturn between two chimneys."""
    base = Canvas(size, "#1a1840", "#3a2a5e", "#7a3f72", "#c96a6b", "#f0a873")
    stars(base, rng, 130, below=420, colour="#fff1e0")
    far = [
        rectangle(left, 640 - high, wide, 400)
        for left, wide, high in zip(
            range(-40, 1640, 120), rng.uniform(80, 150, 14), rng.uniform(0, 110, 14), strict=True
        )
    ]
    base.fill(far, ("#6d3a63", "#8a4a68"), alpha=0.75)
    roof = points((-20, 700), (380, 570), (800, 700), (1230, 590), (1640, 720), (1640, 920), (-20, 920))
    base.fill(roof, ("#2a1c3e", "#1b1430"))
    for left, top, wide in ((470, 470, 86), (935, 505, 74)):
        base.box(left, top, wide, 220, "#22173a").box(left - 9, top, wide + 18, 20, "#1a1130")
        for pot in (0.2, 0.6):
            base.box(left + wide * pot, top - 34, 20, 36, "#1a1130")
    lit = [(left, top) for left in range(60, 1600, 110) for top in (742,) if rng.random() < 0.5]
    for left, top in lit:
        base.box(left, top, 26, 34, "#f3b563", alpha=0.85)
    railing = [rectangle(left, 800, 7, 110) for left in range(-20, 1640, 46)]
    tube = rounded(-190, -30, 380, 60, 12)
    mount = points((1210, 610), (1222, 610), (1226, 830), (1206, 830))

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        sx, sy = 745 + 4 * t, 300 - 3 * t
        canvas.glow(sx, sy, 190, "#ffd9a0", alpha=0.5)
        canvas.line(ellipse(sx, sy, 92, 22, turn=-18, start=180), "#c9a06a", width=9)
        canvas.disc(sx, sy, 46, ("#fbe3b4", "#d99a5b"))
        canvas.line(ellipse(sx, sy, 92, 22, turn=-18, start=-6, end=186), "#f6dcae", width=9)
        smoke = [
            ellipse(512 + 26 * np.sin(k + t * 0.8) + k * 9, 430 - k * 42 - (t * 16) % 42, 18 + k * 6, 16 + k * 4)
            for k in range(6)
        ]
        for number, puff in enumerate(smoke):
            canvas.fill(puff, "#f1c1a8", alpha=0.2 - 0.028 * number, soft=22)
        tilt = -33 + 1.1 * np.sin(t * 0.8)
        for foot in (1100, 1216, 1330):
            canvas.line(points((1216, 640), (foot, 850)), "#0e0a1d", width=13)
        canvas.fill(mount, "#0e0a1d")
        for shape, colour in (
            (tube, "#0e0a1d"),
            (rounded(-250, -38, 78, 76, 8), "#0e0a1d"),
            (rounded(180, -18, 60, 36, 6), "#0e0a1d"),
            (rounded(-60, -52, 120, 16, 8), "#0e0a1d"),
        ):
            angle = np.radians(-tilt)
            spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
            canvas.fill(shape @ spin.T + (1210, 588), colour)
        rim = np.array([[-186, -29], [186, -29]]) @ np.array(
            [
                [np.cos(np.radians(-tilt)), np.sin(np.radians(-tilt))],
                [-np.sin(np.radians(-tilt)), np.cos(np.radians(-tilt))],
            ]
        )
        canvas.line(moved(rim, 1210, 588), "#f0a873", width=4, alpha=0.8)
        canvas.fill(railing, "#0e0a1d").box(-20, 790, 1660, 16, "#0e0a1d")
        return canvas

    return frame


def galaxy(size: Size, rng: Random) -> Frame:
    """A spiral of some thousand stars, turning about its bright middle."""
    count = 9000
    radius = np.abs(rng.normal(0, 0.42, count)) + rng.exponential(0.05, count)
    arm = rng.integers(0, 2, count) * np.pi
    angle = arm + 4.6 * np.log(radius + 0.16) + rng.normal(0, 0.42, count)
    bright = rng.random(count) ** 2 * 0.9 + 0.1
    warm = np.clip(1.05 - radius * 1.7 + rng.normal(0, 0.12, count), 0, 1)[:, None]
    colours = (warm * (255, 214, 160) + (1 - warm) * (120, 165, 255)) * bright[:, None]
    base = Canvas(size, "#05060f", "#0a0b1c", "#070712")
    stars(base, rng, 260, colour="#aebde8")
    width, height = size
    scale = width / 1600

    def frame(t: float) -> Canvas:
        turn = angle + 0.075 * t
        u, v = radius * np.cos(turn), radius * np.sin(turn) * 0.42
        tilt = -0.36
        px = ((800 + 980 * (u * np.cos(tilt) - v * np.sin(tilt))) * scale).astype(int)
        py = ((455 + 980 * (u * np.sin(tilt) + v * np.cos(tilt))) * scale).astype(int)
        seen = (px >= 0) & (px < width) & (py >= 0) & (py < height)
        light = np.zeros((height, width, 3), np.float32)
        np.add.at(light, (py[seen], px[seen]), colours[seen].astype(np.float32))
        haze = cv2.GaussianBlur(light, (0, 0), 14 * scale * 2.5) * 6 + cv2.GaussianBlur(light, (0, 0), 3.2) * 1.5
        canvas = base.copy()
        np.copyto(canvas.pixels, np.minimum(canvas.pixels + haze + light * 0.8, 255), casting="unsafe")
        for reach, alpha in ((430, 0.25), (120, 0.4)):
            canvas.glow(800, 455, reach, "#ffe2b8", alpha=alpha)
        return canvas

    return frame


def constellation(size: Size, rng: Random) -> Frame:
    """The Plough over a snowfield, shown with a green light."""
    base = Canvas(size, "#030817", "#071a33", "#0e3350", "#2a5f73")
    base.tint("#1d4a66", noise(size, rng, grain=420, stretch=3) * 0.35)
    stars(base, rng, 380, below=720)
    plough = points((330, 205), (455, 170), (560, 228), (672, 270), (700, 385), (885, 392), (905, 258))
    north = (1240.0, 130.0)
    base.fill(ridge(rng, 725, 34, rough=0.4), ("#9dbccb", "#d8e6ec"))
    base.fill(ridge(rng, 770, 18, rough=0.4), ("#dbe8ee", "#8fb0c2"))
    group = np.stack([1010 + np.arange(12) * 33.0, 812 + rng.uniform(-10, 10, 12)], axis=1)
    people(base, group, "#0a1c2c", height=64)
    base.fill(
        [ellipse(962, 806, 19, 9), ellipse(945, 795, 8, 7), rectangle(950, 808, 4, 14), rectangle(972, 808, 4, 14)],
        "#0a1c2c",
    )
    people(base, points((560, 830)), "#0a1c2c", height=92)

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        canvas.line(plough, "#9fc4dd", width=2.4, alpha=0.55)
        canvas.line(plough[[3, 6]], "#9fc4dd", width=2.4, alpha=0.55)
        pointer = points(tuple(plough[5]), tuple(plough[6]), north)
        canvas.line(pointer[1:], "#9fc4dd", width=1.8, alpha=0.3)
        twinkle(canvas, np.concatenate([plough, points(north)]), t, radius=6)
        share = 0.5 - 0.5 * np.cos(min(t, 8) * np.pi / 8)
        target = plough[6] + (np.array(north) - plough[6]) * share
        beam = points((582, 762), tuple(target))
        canvas.line(beam, "#39e68a", width=9, alpha=0.22, soft=12)
        canvas.line(beam, "#9dffc8", width=2.6, alpha=0.9)
        canvas.glow(target[0], target[1], 46, "#39e68a", alpha=0.8)
        return canvas

    return frame


def armillary(size: Size, rng: Random) -> Frame:
    """A bronze sphere of rings that turn within each other."""
    base = Canvas(size, "#0f2d2c", "#164340", "#0d2625")
    base.tint("#2a5c54", noise(size, rng, grain=380) * 0.3)
    base.glow(800, 400, 760, "#2f6b5d", alpha=0.55)
    base.fill(ellipse(800, 838, 420, 30), "#071716", alpha=0.7, soft=30)
    stand = np.concatenate(
        [
            curve((762, 700), (752, 760), (700, 800), (610, 832)),
            curve((990, 832), (900, 800), (848, 760), (838, 700)),
        ]
    )
    base.fill(stand, ("#a9793a", "#5c3d1c"))
    base.box(600, 826, 400, 20, ("#b98743", "#5c3d1c"))
    dust = rng.uniform((0, 0), (1600, 800), (46, 2))

    def ring(canvas: Canvas, flat: float, turn: float, big: float, width: float, *, front: bool) -> None:
        start, end = (0, 180) if front else (180, 360)
        if flat < 0:
            start, end = (360 - end, 360 - start)
        edge = ellipse(800, 400, big, big * abs(flat), start=start, end=end, turn=turn)
        colour = ("#f0c878", "#a8732f") if front else ("#a3763b", "#6b4a23")
        canvas.line(edge, colour, width=width)
        if front:
            canvas.line(edge - (0, width * 0.22), "#ffe9b5", width=2.6, alpha=0.75)

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        rings = (
            (0.24, -12.0, 300.0, 22.0),
            (np.cos(1.1 + 0.34 * t), 78.0, 272.0, 17.0),
            (np.cos(0.3 - 0.27 * t), 34.0, 244.0, 13.0),
            (np.cos(2.0 + 0.42 * t), -48.0, 216.0, 11.0),
        )
        for flat, turn, big, width in rings:
            ring(canvas, float(flat), turn, big, width, front=False)
        canvas.line(points((800 - 118, 690), (800 + 118, 110)), "#8f6a33", width=9)
        canvas.disc(800, 400, 46, ("#f2dca6", "#8a5f2a"))
        canvas.glow(785, 380, 60, "#fff0c8", alpha=0.35)
        for flat, turn, big, width in rings:
            ring(canvas, float(flat), turn, big, width, front=True)
        canvas.line(ellipse(800, 400, 322, 322), ("#d9aa58", "#7d5526"), width=18)
        canvas.line(ellipse(800, 400, 328, 328, start=190, end=320), "#ffe9b5", width=3, alpha=0.6)
        for number, (x, y) in enumerate(dust):
            canvas.disc(x + 12 * np.sin(t * 0.5 + number), y - 5 * t, 2.2, "#f3dca0", alpha=0.35)
        return canvas

    return frame


def aurora(size: Size, rng: Random) -> Frame:
    """Green curtains over a small station in the snow."""
    base = Canvas(size, "#04091a", "#07142a", "#0c2438", "#123347")
    stars(base, rng, 260, below=640)
    half = (size[0] // 3, size[1] // 3)
    x, y = plane(half)
    phases = rng.uniform(0, 6, 6)
    front = [ridge(rng, 690, 46, rough=0.5), ridge(rng, 770, 16, rough=0.4)]
    trees = np.stack(
        [np.concatenate([rng.uniform(-10, 520, 20), rng.uniform(1250, 1620, 16)]), rng.uniform(752, 780, 36)], axis=1
    )

    def curtain(t: float, number: int, level: float, tall: float) -> Field:
        a, b = phases[number], phases[number + 3]
        foot = level + 74 * np.sin(x / 330 + a + 0.22 * t) + 34 * np.sin(x / 118 - b + 0.35 * t)
        up = (foot - y) / tall
        rays = 0.62 + 0.38 * np.sin(x / 23 + 3 * np.sin(x / 170 + t * 0.3) + t * (0.7 + 0.2 * number))
        light = np.where(up > 0, np.exp(-np.clip(up, 0, 9) * 1.7), np.exp(np.clip(up, -9, 0) * 26))
        return np.asarray(light * rays, np.float32)

    def frame(t: float) -> Canvas:
        glow = np.zeros((half[1], half[0], 3), np.float32)
        for number, (level, tall, strength) in enumerate(((430, 330, 0.95), (560, 260, 0.75), (330, 300, 0.5))):
            light = curtain(t, number, level, tall)[..., None] * strength
            high = np.clip((level - y) / 380, 0, 1)[..., None]
            glow += light * ((1 - high) * np.array((60, 225, 140)) + high * np.array((130, 80, 190))).astype(np.float32)
        canvas = base.copy()
        wide = cv2.resize(glow, size, interpolation=cv2.INTER_CUBIC)
        np.copyto(canvas.pixels, np.clip(canvas.pixels + wide, 0, 255), casting="unsafe")
        canvas.fill(front[0], ("#2a5a63", "#123040"))
        pines(canvas, np.random.default_rng(5), trees, "#06121d", height=120)
        canvas.fill(front[1], ("#5d9391", "#1d4052"))
        rails = [points((930 + side, 905), (905 + side * 0.14, 768)) for side in (-190, 120)]
        canvas.line(rails, "#0b1e2a", width=6)
        canvas.box(700, 690, 170, 84, "#0b1a26")
        canvas.fill(points((680, 696), (785, 640), (892, 696)), "#d5e9e6")
        canvas.fill(points((690, 698), (785, 654), (882, 698)), "#0b1a26")
        flicker = 0.92 + 0.08 * np.sin(t * 5)
        canvas.box(730, 716, 40, 34, "#ffcf7a", alpha=flicker).box(800, 716, 40, 34, "#ffcf7a", alpha=flicker)
        canvas.glow(785, 736, 210, "#ff9e3d", alpha=0.45 * flicker)
        people(canvas, points((622, 800), (652, 803)), "#06121d", height=56)
        return canvas

    return frame
