"""Seas, rivers, harbours and ponds."""

from __future__ import annotations

import numpy as np

from engine.scenes.canvas import (
    HEIGHT,
    Canvas,
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
    turned,
)
from engine.scenes.land import drifting, seamless
from engine.scenes.sky import people, stars


def swell(level: float, high: float, length: float, phase: float) -> Points:
    """The water below a row of round waves with sharp crests."""
    x = np.linspace(-20, 1620, 170)
    top = level - high * (1 - np.abs(np.sin(np.pi * x / length + phase))) ** 1.4
    return np.concatenate([np.stack([x, top], axis=1), points((1620, 920), (-20, 920))])


def glitter(canvas: Canvas, rng: Random, x: float, top: float, t: float, colour: str, *, wide: float = 150) -> None:
    """A path of light on water: short strokes that come and go, wider towards the shore."""
    strokes = []
    for number in range(90):
        y = top + (HEIGHT - top) * (number / 90) ** 1.4
        spread = wide * (0.16 + 0.84 * (y - top) / (HEIGHT - top))
        phase = rng.uniform(0, 6.3)
        at = x + spread * rng.normal(0, 0.45)
        long = (6 + 34 * (y - top) / (HEIGHT - top)) * max(0.0, np.sin(t * 1.8 + phase))
        strokes.append(points((at - long, y), (at + long, y)))
    canvas.line(strokes, colour, width=4, alpha=0.75)


def lighthouse(size: Size, rng: Random) -> Frame:
    """A white tower on a rock, its beam turning over a rough sea."""
    base = Canvas(size, "#0a1524", "#14283c", "#2a4a5e", "#5d7f89")
    clouds = seamless(noise(size, rng, grain=300, stretch=3.4))
    y = np.linspace(0, HEIGHT, size[1], dtype=np.float32)[:, None]
    base_band = np.clip(1 - y / 640, 0, 1)
    stars(base, rng, 70, below=300)
    rock = points(
        (880, 900),
        (930, 730),
        (1010, 706),
        (1060, 640),
        (1150, 612),
        (1290, 622),
        (1380, 668),
        (1440, 740),
        (1530, 770),
        (1640, 900),
    )
    facets = [
        points((1060, 640), (1150, 612), (1120, 760), (1010, 706)),
        points((1290, 622), (1380, 668), (1330, 800), (1240, 720)),
    ]
    tower = points((1176, 250), (1264, 250), (1288, 625), (1152, 625))

    def band(low: float, high: float) -> Points:
        left, right = (np.interp((low, high), (250, 625), ends) for ends in ((1176, 1152), (1264, 1288)))
        return points((left[0], low), (right[0], low), (right[1], high), (left[1], high))

    def frame(t: float) -> Canvas:
        canvas = base.copy().tint("#07111d", drifting(clouds, t, speed=20) * base_band * 0.75)
        angle = t * 0.33 + 5.5
        for turn in (angle, angle + np.pi):
            way = np.cos(turn)
            far = np.array((1220 + 1700 * way, 205 + 150 * np.sin(turn)))
            wide = 60 + 120 * abs(way)
            beam = points((1220, 196), (1220, 214), (far[0], far[1] + wide), (far[0], far[1] - wide))
            canvas.fill(beam, "#ffe9ae", alpha=0.08 + 0.13 * abs(way), soft=20)
        for number, (level, shade) in enumerate(((600, "#3b6472"), (660, "#2c5363"), (735, "#1f4252"))):
            canvas.fill(
                swell(level, 36 + 12 * number, 210 + 70 * number, t * (0.5 + 0.14 * number) + number),
                (shade, mix(shade, "#081420", 0.6)),
            )
        canvas.fill(rock, ("#2d333b", "#141a21")).fill(facets, "#3d464e", alpha=0.7)
        canvas.fill(tower, "#efe9dc").fill([band(318, 395), band(472, 549)], "#b23b30")
        canvas.fill(points((1228, 250), (1264, 250), (1288, 625), (1230, 625)), "#0d1622", alpha=0.26)
        canvas.box(1158, 240, 124, 14, "#20262e").box(1186, 176, 68, 64, "#fff0b8").box(
            1186, 176, 68, 64, "#20262e", alpha=0.25
        )
        canvas.line([points((x, 176), (x, 240)) for x in (1188, 1209, 1231, 1252)], "#20262e", width=4)
        canvas.fill(points((1172, 178), (1220, 128), (1268, 178)), "#b23b30").disc(1220, 124, 7, "#b23b30")
        canvas.glow(1220, 206, 250, "#ffe9a8", alpha=0.75)
        canvas.fill(rounded(1204, 575, 32, 50, 14), "#3a2a22").box(1208, 420, 20, 26, "#ffcf7a")
        for number, (level, shade) in enumerate(((800, "#163443"), (862, "#0d2431"))):
            canvas.fill(
                swell(level, 60, 330 + 80 * number, -t * 0.55 + number * 2), (mix(shade, "#6d96a0", 0.4), shade)
            )
        spray = [
            ellipse(900 + 26 * k + 8 * np.sin(t * 2 + k), 760 - 26 * abs(np.sin(t * 1.2 + k * 0.8)), 4, 4)
            for k in range(9)
        ]
        return canvas.fill(spray, "#dbe7ea", alpha=0.6)

    return frame


def waves(size: Size, rng: Random) -> Frame:
    """Two women in a rowing boat, between dusk and the swell."""
    base = Canvas(size, "#2f4a6b", "#7b7d98", "#d99a86", "#f2bd85")
    base.glow(470, 430, 640, "#ffb27a", alpha=0.45).disc(470, 430, 84, ("#fff0cf", "#ffc689"))
    haze = [ellipse(x, y, w, 9) for x, y, w in ((330, 300, 260), (640, 250, 340), (1200, 330, 300), (980, 200, 220))]
    base.fill(haze, "#f7d2b0", alpha=0.5, soft=10)
    shades = ("#7b8294", "#566c83", "#3c5872", "#2a4660", "#1c344c", "#11253a")

    def boat(canvas: Canvas, x: float, y: float, tilt: float, t: float) -> None:
        hull = curve((-150, -18), (-90, 26), (0, 36), (90, 26), (156, -24), steps=10)
        sea = np.array((x, y))

        def put(shape: Points) -> Points:
            return np.asarray(turned(shape, tilt) + sea)

        for side, at in ((-1, -46), (1, 40)):
            sweep = 18 * np.sin(t * 1.7)
            canvas.line(put(points((at, -20), (at + side * 64 + sweep, 46))), "#0d1b2a", width=7)
            body = np.concatenate([ellipse(at, -52, 19, 34, start=180), points((at + 23, 0), (at - 23, 0))])
            canvas.fill([put(body), put(ellipse(at + 3, -98, 15, 17))], "#0d1b2a")
        canvas.fill(put(hull), "#0d1b2a")

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        local = np.random.default_rng(11)
        for number, shade in enumerate(shades):
            level = 470 + 78 * number
            phase = t * (0.32 + 0.06 * number) * (1 if number % 2 else -1) + number * 1.7
            canvas.fill(
                swell(level, 26 + 12 * number, 190 + 62 * number, phase),
                (mix(shade, "#f0b48a", 0.42 - 0.06 * number), shade),
            )
            if number == 1:
                glitter(canvas, local, 470, 480, t, "#ffd9a6", wide=90)
            if number == 3:
                boat(canvas, 1010 - 5 * t, 686 + 8 * np.sin(t * 1.1), 3.5 * np.sin(t * 1.1 + 1), t)
        return canvas

    return frame


def tide(size: Size, rng: Random) -> Frame:
    """The sea climbs a stair under a large moon."""
    base = Canvas(size, "#1d2b45", "#2f4566", "#58759a", "#9db2c4")
    stars(base, rng, 110, below=380)
    base.glow(560, 300, 700, "#c4d6ea", alpha=0.35)
    base.disc(560, 300, 168, ("#fbf6e6", "#e7e3d6"))
    for a, b, r in ((-60, -40, 46), (30, -70, 30), (50, 30, 56), (-50, 66, 34), (-100, 20, 22), (8, 6, 20)):
        base.disc(560 + a, 300 + b, r, "#cfd0cb", alpha=0.55, soft=14)
    base.fill(points((-20, 520), (1620, 520), (1620, 920), (-20, 920)), ("#7e9ab3", "#1a2f4b"))

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        local = np.random.default_rng(4)
        glitter(canvas, local, 560, 525, t, "#f6f3e4", wide=260)
        for step in range(6):
            left, top = 1010 + 84 * step, 812 - 72 * step
            canvas.box(left, top, 700, 140, ("#3c4350", "#262c38")).box(left, top, 700, 13, "#8992a0")
        people(canvas, points((1490, 450), (1540, 450)), "#1a202c", height=96)
        level = 838 - 15 * t - 5 * np.sin(t * 1.5)
        sea = swell(level, 15, 420, t * 0.5)
        canvas.fill(sea, ("#35587a", "#132844"), alpha=0.86)
        canvas.line(sea[:170], "#dfe9f0", width=4, alpha=0.75)
        return canvas

    return frame


def paperboats(size: Size, rng: Random) -> Frame:
    """Six folded boats on a summer canal."""
    base = Canvas(size, "#cfe6df", "#9fd0cb", "#6db3b3", "#4f98a0")
    _, y = plane(size)
    ripples = seamless(noise(size, rng, grain=120, stretch=5))
    base.box(-20, -10, 1640, 132, ("#d8a27d", "#c38563"))
    for row in range(4):
        base.line(points((-20, 22 + row * 30), (1620, 22 + row * 30)), "#a86c4e", width=3, alpha=0.6)
        base.line(
            [
                points((k * 92 + 46 * (row % 2), 22 + row * 30), (k * 92 + 46 * (row % 2), 52 + row * 30))
                for k in range(18)
            ],
            "#a86c4e",
            width=3,
            alpha=0.6,
        )
    base.box(-20, 118, 1640, 26, ("#8a5a45", "#5f8f8c"))
    leaves = [
        (rng.uniform(0, 1600), rng.uniform(210, 880), rng.uniform(0, 360), pick(rng, ("#e8c25a", "#d98948", "#7fa352")))
        for _ in range(14)
    ]
    fleet = (
        (250, 300, 0.62),
        (640, 380, 0.78),
        (1180, 330, 0.7),
        (420, 590, 1.12),
        (930, 640, 1.32),
        (1380, 560, 1.05),
    )
    inks = ("#b9cfe0", "#e3b3a8", "#c9d8b6", "#d7c6e0", "#b9cfe0", "#e3b3a8")

    def boat(canvas: Canvas, px: float, py: float, big: float, tilt: float, ink: str) -> None:
        def put(*pairs: tuple[float, float]) -> Points:
            return moved(turned(points(*pairs) * big, tilt), px, py)

        canvas.fill(ellipse(px + 12 * big, py + 62 * big, 130 * big, 18 * big), "#2d6b75", alpha=0.45, soft=16)
        canvas.fill(put((-96, 56), (88, 56), (60, 118), (-64, 118)), "#ffffff", alpha=0.2, soft=6)
        canvas.fill(put((0, -92), (66, 18), (-66, 18)), "#fdfbf4").fill(put((0, -92), (66, 18), (4, 18)), "#dfe3de")
        canvas.fill(put((-140, -14), (-66, 14), (0, 22), (66, 14), (140, -14), (84, 62), (-84, 62)), "#ffffff")
        canvas.fill(put((0, 22), (66, 14), (140, -14), (84, 62), (0, 62)), "#e6e9e4")
        canvas.line([put((-70, 30 + k * 10), (-16 - k * 8, 34 + k * 10)) for k in range(2)], ink, width=4 * big)
        canvas.line(put((-66, 14), (0, 22), (66, 14)), "#c2ccc8", width=3)

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        light = drifting(ripples, t, speed=-34)
        canvas.tint("#effaf4", np.clip((light - 0.56) * 4, 0, 0.5) * np.clip((y - 150) / 160, 0, 1))
        for px, py, turn, shade in leaves:
            at = (px + 26 * t) % 1680 - 40
            canvas.fill(ellipse(at, py + 5 * np.sin(t + px), 17, 7, turn=turn + 14 * t), shade)
        for number, (px, py, big) in enumerate(fleet):
            bob = np.sin(t * 1.5 + number * 1.4)
            boat(
                canvas,
                px + (15 + 5 * number) * t * 0.7 - 30,
                py + 7 * bob,
                big,
                4 * np.sin(t * 1.2 + number),
                inks[number],
            )
        return canvas

    return frame


def harbour(size: Size, rng: Random) -> Frame:
    """Lit houses around still water, and masts."""
    base = Canvas(size, "#0c1f2b", "#14303c", "#27505a", "#4f7c7b")
    base.fill(ridge(rng, 330, 80, rough=0.5), "#11303a").fill(ridge(rng, 390, 50, rough=0.5), "#0d2730")
    lamps = []
    left = -30.0
    while left < 1620:
        wide, high = rng.uniform(74, 132), rng.uniform(90, 210)
        shade = pick(rng, ("#173a44", "#1d444b", "#122f39", "#24494c"))
        base.box(left, 500 - high, wide, high + 6, shade)
        base.fill(
            points((left - 5, 501 - high), (left + wide / 2, 452 - high), (left + wide + 5, 501 - high)),
            mix(shade, "#000000", 0.35),
        )
        for column in np.arange(left + 14, left + wide - 22, 32):
            for row in np.arange(516 - high, 470, 42):
                if rng.random() < 0.55:
                    colour = pick(rng, ("#ffc46b", "#ffdf9e", "#f79b4b"))
                    base.box(column, row, 17, 23, colour)
                    lamps.append((column + 8, row, colour))
        left += wide + rng.uniform(-2, 10)
    base.box(-20, 498, 1640, 16, "#08171e")
    base.fill(points((-20, 514), (1620, 514), (1620, 920), (-20, 920)), ("#1b414a", "#07161d"))
    chosen = [lamps[int(i)] for i in rng.permutation(len(lamps))[:60]]
    boats = ((270, 640, 1.0, "#c8553d"), (770, 600, 0.75, "#e8e2d0"), (1240, 690, 1.3, "#2f6f7e"))

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        for number, (x, _, colour) in enumerate(chosen):
            long = rng_lengths[number]
            trail = [
                points(
                    (x + 9 * np.sin(k * 1.3 + t * 1.6 + number), 520 + k * long / 9),
                    (x + 9 * np.sin(k * 1.3 + 1.3 + t * 1.6 + number), 520 + (k + 1) * long / 9),
                )
                for k in range(9)
            ]
            canvas.line(trail, (colour, "#10303a"), width=9, alpha=0.42, soft=4)
        for number, (x, y, big, shade) in enumerate(boats):
            bob = 4 * np.sin(t * 1.1 + number * 2)
            lean = 1.3 * np.sin(t * 0.9 + number)
            sea = np.array((x, y + bob))
            for mast, tall in ((-20, 330), (66, 240)):
                canvas.line(turned(points((mast, 0), (mast, -tall)) * big, lean) + sea, "#06131a", width=6 * big)
                canvas.line(turned(points((mast, -tall), (150, -14)) * big, lean) + sea, "#06131a", width=2)
                canvas.line(turned(points((mast, -tall), (-150, -14)) * big, lean) + sea, "#06131a", width=2)
            hull = turned(curve((-170, -20), (-120, 34), (0, 44), (120, 34), (178, -28), steps=8) * big, lean) + sea
            canvas.fill(moved(hull, 0, 74 * big), "#050f15", alpha=0.5, soft=16)
            canvas.fill(hull, "#0a1a22")
            canvas.line(
                turned(curve((-166, -12), (0, 12), (172, -20), steps=8) * big, lean) + sea, shade, width=9 * big
            )
            canvas.fill(turned(rectangle(-74, -62, 96, 62) * big, lean) + sea, "#0e2530")
            canvas.fill(turned(rectangle(-58, -48, 30, 24) * big, lean) + sea, "#ffc46b")
        return canvas

    rng_lengths = rng.uniform(70, 300, len(chosen))
    return frame


def ferry(size: Size, rng: Random) -> Frame:
    """A covered boat crosses a river in the mist, one lantern at its bow."""
    base = Canvas(size, "#0d1626", "#1a2a44", "#3a4f68", "#6b7d8c")
    stars(base, rng, 150, below=330)
    for level, high, shade in ((400, 120, "#46596e"), (450, 90, "#34475c"), (500, 50, "#26384c")):
        base.fill(ridge(rng, level, high, rough=0.48), (shade, mix(shade, "#93a3ad", 0.5)))
    base.fill(points((-20, 520), (1620, 520), (1620, 920), (-20, 920)), ("#70828f", "#101b2b"))
    mists = [seamless(noise(size, rng, grain=200, stretch=7)) for _ in range(2)]
    y = np.linspace(0, HEIGHT, size[1], dtype=np.float32)[:, None]
    reeds = [(rng.uniform(-10, 420), rng.uniform(90, 240), rng.uniform(-0.2, 0.25)) for _ in range(46)]

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        canvas.tint("#b4c0c6", drifting(mists[0], t, speed=30) * np.exp(-(((y - 530) / 60) ** 2)) * 0.85)
        x, level = 700 + 16 * t, 676 + 4 * np.sin(t * 1.2)
        canvas.glow(x + 262, level - 74, 430, "#ff9a3c", alpha=0.55)
        strokes = [
            points(
                (x + 262 + 16 * np.sin(k + 2 * t) - 30 + k, level + 66 + k * 15),
                (x + 262 + 16 * np.sin(k + 2 * t) + 30 - k, level + 66 + k * 15),
            )
            for k in range(13)
        ]
        canvas.line(strokes, ("#ffc27a", "#a5602c"), width=6, alpha=0.8)
        hull = curve(
            (x - 300, level - 34),
            (x - 210, level + 24),
            (x, level + 42),
            (x + 210, level + 24),
            (x + 320, level - 46),
            steps=10,
        )
        canvas.fill(moved(hull, 0, 66), "#0a121d", alpha=0.5, soft=20)
        canvas.fill(ellipse(x - 10, level - 4, 170, 118, start=180), ("#4a3b2e", "#231b18"))
        canvas.line(
            [ellipse(x - 10, level - 4, 170 - 34 * k, 118, start=180) for k in range(1, 4)],
            "#6a543d",
            width=3,
            alpha=0.7,
        )
        canvas.fill(ellipse(x + 92, level - 2, 56, 84, start=180), "#ffb45e", alpha=0.5, soft=12)
        canvas.fill(hull, "#140f12")
        heads = [ellipse(x - 200 + 44 * k, level - 62, 13, 15) for k in (0,)] + [ellipse(x + 188, level - 66, 13, 15)]
        bodies = [
            np.concatenate(
                [ellipse(at, level - 24, 19, 30, start=180), points((at + 22, level + 12), (at - 22, level + 12))]
            )
            for at in (x - 200, x + 188)
        ]
        canvas.fill(heads, "#140f12").fill(bodies, "#140f12")
        canvas.line(points((x - 190, level - 40), (x - 268 + 18 * np.sin(t * 1.3), level + 84)), "#140f12", width=7)
        canvas.line(
            curve(
                (x + 268, level - 30), (x + 286, level - 130), (x + 262, level - 138), (x + 262, level - 112), steps=6
            ),
            "#140f12",
            width=6,
        )
        canvas.fill(rounded(x + 244, level - 112, 36, 54, 14), ("#ffd890", "#f08a35")).glow(
            x + 262, level - 86, 90, "#ffcf7a", alpha=0.8
        )
        canvas.tint("#93a4ae", drifting(mists[1], t, speed=-26) * np.exp(-(((y - 730) / 90) ** 2)) * 0.5)
        stems = [
            curve(
                (px, 912),
                (px + lean * tall * 0.3, 912 - tall * 0.6),
                (px + tall * (lean + 0.04 * np.sin(t + px)), 912 - tall),
                steps=6,
            )
            for px, tall, lean in reeds
        ]
        return canvas.line(stems, "#0a121d", width=5)

    return frame


def koi(size: Size, rng: Random) -> Frame:
    """Carp seen from above, among lily pads."""
    base = Canvas(size, "#1f5a57", "#1a4c4d", "#123a3f")
    base.tint("#0b2a30", noise(size, rng, grain=330) * 0.6)
    shine = seamless(noise(size, rng, grain=150, stretch=2))
    pads = ((170, 160, 118), (330, 90, 74), (1440, 760, 150), (1290, 850, 92), (1530, 560, 70), (120, 770, 96))
    coats = (
        ("#f4efe4", "#e0582b"),
        ("#e8703a", "#f6efe2"),
        ("#f6f1e6", "#27292d"),
        ("#f3b23f", "#f7d27a"),
        ("#f4efe4", "#d8432a"),
        ("#e0582b", "#b63b1d"),
        ("#f6f1e6", "#e8703a"),
    )
    middles = ((470, 330), (760, 250), (1110, 330), (560, 640), (860, 560), (1080, 700), (720, 470))
    courses = [
        (
            x,
            y,
            rng.uniform(130, 240),
            rng.uniform(90, 170),
            rng.uniform(0, 6.3),
            rng.choice((-1, 1)) * rng.uniform(0.24, 0.38),
        )
        for x, y in middles
    ]
    spots = rng.uniform(0.12, 0.78, (len(coats), 3))

    def fish(canvas: Canvas, course: tuple[float, ...], coat: tuple[str, str], marks: Points, t: float) -> None:
        cx, cy, rx, ry, start, speed = course
        s = np.linspace(0, 1, 30) ** 1.15
        length = 205 / max(rx, ry)
        angle = start + speed * t - np.sign(speed) * s * length
        wag = 13 * s**1.5 * np.sin(t * 5 - s * 5 + start)
        spine = np.stack([cx + rx * np.cos(angle), cy + ry * np.sin(angle)], axis=1)
        along = np.gradient(spine, axis=0)
        across = np.stack([-along[:, 1], along[:, 0]], axis=1) / np.hypot(along[:, 0], along[:, 1])[:, None]
        spine = spine + across * wag[:, None]
        wide = 33 * np.sqrt(np.clip(1 - (1 - s / 0.3) ** 2, 0, 1)) * (s < 0.3) + 33 * (1 - (s - 0.3) / 0.82) * (
            s >= 0.3
        )
        body = np.concatenate([spine + across * wide[:, None], (spine - across * wide[:, None])[::-1]])
        canvas.fill(moved(body, 16, 26), "#06181c", alpha=0.45, soft=18)
        for side in (-1, 1):
            root = spine[8] + across[8] * side * wide[8] * 0.8
            fin = np.array(
                (root, root + across[8] * side * 42 + along[8] * 4.2, spine[13] + across[13] * side * wide[13])
            )
            canvas.fill(fin, coat[0], alpha=0.6)
        tail = spine[-1]
        back = along[-1] / np.hypot(*along[-1])
        flick = across[-1] * 10 * np.sin(t * 5 - 5 + start)
        canvas.fill(
            np.array(
                (
                    tail - back * 6,
                    tail + back * 62 + across[-1] * 30 + flick,
                    tail + back * 38 + flick,
                    tail + back * 62 - across[-1] * 30 + flick,
                )
            ),
            coat[0],
            alpha=0.75,
        )
        canvas.fill(body, coat[0])
        for number, place in enumerate(marks):
            k = 3 + int(place * 22)
            tilt = float(np.degrees(np.arctan2(along[k, 1], along[k, 0])))
            middle = spine[k] + across[k] * wide[k] * (0.3, -0.35, 0.1)[number]
            canvas.fill(ellipse(middle[0], middle[1], 26 - 5 * number, wide[k] * 0.58, turn=tilt), coat[1], soft=3)
        canvas.fill(
            [ellipse(x, y, 3.6, 3.6) for x, y in (spine[2] + across[2] * side * 11 for side in (-1, 1))], "#1d1d20"
        )

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        for course, coat, marks in zip(courses, coats, spots, strict=True):
            fish(canvas, course, coat, marks, t)
        canvas.tint("#cfeee0", np.clip((drifting(shine, t, speed=22) - 0.6) * 2.2, 0, 0.3))
        for number in range(2):
            age = (t * 0.5 + number * 0.5) % 1
            canvas.line(
                ellipse(930 - 300 * number, 250 + 330 * number, 30 + 150 * age, (30 + 150 * age) * 0.94),
                "#d9f0e6",
                width=4,
                alpha=0.5 * (1 - age),
            )
        for number, (x, y, big) in enumerate(pads):
            gap = 20 + number * 57 + 2.5 * np.sin(t * 0.8 + number)
            leaf = np.concatenate([ellipse(x, y, big, big * 0.94, start=gap + 14, end=gap + 346), points((x, y))])
            canvas.fill(moved(leaf, 10, 16), "#06181c", alpha=0.4, soft=14).fill(
                leaf, pick(np.random.default_rng(number), ("#5f8f4f", "#4f8048", "#76a05a"))
            )
            veins = [
                points(
                    (x, y), (x + 0.86 * big * np.cos(np.radians(gap + a)), y + 0.8 * big * np.sin(np.radians(gap + a)))
                )
                for a in range(40, 350, 40)
            ]
            canvas.line(veins, "#8fb574", width=2.4, alpha=0.7)
        for turn in range(8):
            canvas.fill(
                ellipse(1440 + 30 * np.cos(turn * 0.785), 752 + 28 * np.sin(turn * 0.785), 40, 15, turn=turn * 45),
                mix("#f6d7dc", "#e79aa9", turn % 2 * 0.5),
            )
        return canvas.disc(1440, 752, 16, "#f3c64f")

    return frame
