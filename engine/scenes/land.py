"""Hills, forests, deserts, and what grows and rides there."""

from __future__ import annotations

import numpy as np

from engine.scenes.canvas import (
    HEIGHT,
    WIDTH,
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
)


def drifting(field: Field, t: float, *, speed: float) -> Field:
    """A field moved sideways, what leaves on one side coming back on the other."""
    return np.roll(field, round(speed * t * field.shape[1] / WIDTH), axis=1)


def seamless(field: Field) -> Field:
    """A field whose left and right edges meet."""
    half = field.shape[1] // 2
    share = np.clip(np.linspace(0, 2, field.shape[1]), 0, 1)
    share = np.minimum(share, share[::-1]).astype(np.float32)
    return np.asarray(field * share + np.roll(field, half, axis=1) * (1 - share), np.float32)


def dunes(size: Size, rng: Random) -> Frame:
    """Sand with sharp crests, and two surveyors walking."""
    base = Canvas(size, "#f6d9b0", "#f4c490", "#eaa873")
    base.glow(1180, 210, 640, "#ffdca8", alpha=0.32).disc(1180, 210, 74, "#fff4da", alpha=0.95, soft=5)
    crests = (
        (470, "#e0a06a", "#c47b50", 70),
        (560, "#dc9459", "#ac6442", 95),
        (680, "#d4864a", "#944f37", 110),
        (800, "#c8763f", "#7a3d2e", 90),
    )
    shapes = []
    for level, lit, shade, high in crests:
        knots = [(-120.0, level + rng.uniform(-20, 20))]
        while knots[-1][0] < 1700:
            x = knots[-1][0] + rng.uniform(230, 420)
            knots.append((x, level + (high if len(knots) % 2 else -high) * rng.uniform(0.35, 0.8)))
        crest = curve(*knots)
        ground = np.concatenate([crest, points((1760, 920), (-160, 920))])
        sides = []
        for a, b in zip(knots[1::2], knots[2::2], strict=False):
            sweep = curve(b, (b[0] - 40, b[1] + high * 1.1), (b[0] - 230, b[1] + high * 2.6), (b[0] - 420, 930))
            down = crest[(crest[:, 0] >= a[0] - 200) & (crest[:, 0] <= b[0])]
            sides.append(np.concatenate([down, sweep, points((down[0][0] - 260, 940))]))
        shapes.append((ground, sides, lit, shade))
    haze = seamless(noise(size, rng, grain=240, stretch=4)) * np.linspace(0.02, 0.2, size[1], dtype=np.float32)[:, None]
    for ground, sides, lit, shade in shapes:
        base.fill(ground, (mix(lit, "#ffe2b5", 0.3), lit))
        clip = base.copy()
        clip.fill(sides, shade, alpha=0.75, soft=3)
        mask = Canvas(size).fill(ground, "#ffffff").share()
        base.stamp(clip, mask)
    path = curve((330, 700), (520, 640), (720, 596), (930, 606))

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        for number in range(2):
            at = 30 + 2.6 * t + number * 4
            x, y = path[int(at)] + (path[int(at) + 1] - path[int(at)]) * (at % 1)
            step = np.sin(t * 6 + number * 2) * 7
            canvas.line([points((x, y - 26), (x - step, y)), points((x, y - 26), (x + step, y))], "#3c1f1c", width=6)
            canvas.fill(
                np.concatenate([ellipse(x, y - 50, 10, 14, start=180), points((x + 13, y - 20), (x - 13, y - 20))]),
                "#3c1f1c",
            )
            canvas.disc(x, y - 70, 8.5, "#3c1f1c")
            canvas.fill(
                points((x, y), (x + 4, y - 4), (x - 150, y + 46), (x - 160, y + 44)), "#5b2c22", alpha=0.35, soft=5
            )
            if number:
                for foot in (-16, 0, 16):
                    canvas.line(points((x + 16, y - 92), (x + 16 + foot, y - 40)), "#3c1f1c", width=3)
        return canvas.tint("#fbe3bf", drifting(haze, t, speed=46))

    return frame


def forest(size: Size, rng: Random) -> Frame:
    """Trunks behind trunks in a fog that moves."""
    base = Canvas(size, "#c9d3cd", "#dbe1d8", "#b9c4bb")
    layers = []
    for depth, count in enumerate((26, 18, 12, 7)):
        share = (depth + 1) / 4
        colour = mix("#b3c0b9", "#1d2b2a", share**1.25)
        trunks, boughs = [], []
        for number in range(count):
            x = -150 + 1900 * (number + rng.uniform(0.1, 0.9)) / count
            wide = (9 + 34 * share**1.6) * rng.uniform(0.75, 1.25)
            lean = rng.uniform(-14, 14)
            foot = 690 + 210 * share + rng.uniform(-12, 12)
            trunks.append(
                points(
                    (x - wide * 0.36, -10),
                    (x + wide * 0.36, -10),
                    (x + wide * 0.6 + lean, foot),
                    (x - wide * 0.6 + lean, foot),
                )
            )
            for _ in range(3 + depth):
                y = rng.uniform(20, foot - 230)
                far = rng.choice((-1, 1)) * rng.uniform(40, 110) * (0.5 + share)
                boughs.append(curve((x, y), (x + far * 0.5, y + 8), (x + far, y - rng.uniform(-30, 36)), steps=8))
        layers.append((trunks, boughs, colour, 2 + 5 * share, 7 * share**2))
    fogs = [seamless(noise(size, rng, grain=330, stretch=3.2)) for _ in range(2)]
    low = np.linspace(0.25, 1, size[1], dtype=np.float32)[:, None] ** 1.3
    floor = [ridge(rng, 760, 16), ridge(rng, 845, 18)]

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        for number, (trunks, boughs, colour, width, speed) in enumerate(layers):
            move = np.array((-speed * t, 0.0))
            if number == 2:
                canvas.fill(floor[0], "#8d9c93", alpha=0.8, soft=20)
            canvas.line([bough + move for bough in boughs], colour, width=width)
            canvas.fill([trunk + move for trunk in trunks], colour)
            if number in (1, 2):
                fog = drifting(fogs[number - 1], t, speed=30 * number)
                canvas.tint("#d9e0d8", np.clip((fog - 0.3) * 1.25, 0, 0.85) * low)
        canvas.fill(floor[1], ("#2b3a35", "#1a2624"))
        return canvas

    return frame


def sunrise(size: Size, rng: Random) -> Frame:
    """A sun that rises behind five ranges."""
    base = Canvas(size, "#5b6a9a", "#a98fb0", "#eeb4a2", "#fbdcae")
    shades = ("#c79aa9", "#a17f9f", "#796a91", "#4d4f7c", "#2a3260")
    ranges = [ridge(rng, 480 + 84 * k, 96 - 9 * k, rough=0.56) for k in range(5)]
    mists = [seamless(noise(size, rng, grain=150, stretch=6)) for _ in range(2)]
    y = np.linspace(0, HEIGHT, size[1], dtype=np.float32)[:, None]
    birds = points((520, 250), (566, 232), (604, 262), (650, 240), (700, 274))

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        height = 430 - 13 * t
        canvas.glow(560, height, 760, "#ffc27a", alpha=0.42).disc(560, height, 92, ("#fff6dc", "#ffd58f"))
        for number, (shape, shade) in enumerate(zip(ranges, shades, strict=True)):
            canvas.fill(shape, (mix(shade, "#ffd9b5", 0.18), mix(shade, "#f6d0bd", 0.42 - 0.07 * number)))
            if number in (1, 3):
                band = np.exp(-(((y - 620 - 60 * number) / 62) ** 2)) * 0.6
                canvas.tint("#fbe6d4", drifting(mists[number // 2], t, speed=24) * band)
        for number, (x, level) in enumerate(birds):
            flap = 7 * np.sin(t * 7 + number * 1.3)
            at = x + 17 * t
            canvas.line(
                curve(
                    (at - 17, level - flap),
                    (at - 7, level - 4),
                    (at, level + 2),
                    (at + 7, level - 4),
                    (at + 17, level - flap),
                    steps=5,
                ),
                "#3a3a63",
                width=3.4,
            )
        return canvas

    return frame


def inkwash(size: Size, rng: Random) -> Frame:
    """Mountains in ink that fade into the paper, a boat and a seal."""
    paper = Canvas(size, "#f2ecde", "#efe8d8", "#e9e1ce")
    fibre = noise(size, rng, grain=26, stretch=3)
    paper.tint("#d8ccb2", fibre * 0.08)
    x, y = plane(size)
    blots = noise(size, rng, grain=130)
    for level, high, strength, left, right in (
        (330, 150, 0.30, 0, 1600),
        (430, 210, 0.5, 700, 1600),
        (560, 170, 0.62, -200, 900),
        (640, 120, 0.88, 980, 1700),
    ):
        shape = ridge(rng, level, high, rough=0.52, detail=7)
        mask = Canvas(size).fill(shape, "#ffffff").share()
        edge = np.interp(x[0], shape[:260, 0], shape[:260, 1]).astype(np.float32)[None]
        fade = np.exp(-np.clip(y - edge, 0, 900) / (95 + 60 * strength))
        window = np.clip((x - left) / 260, 0, 1) * np.clip((right - x) / 260, 0, 1)
        wet = 0.72 + 0.5 * (blots - 0.5)
        paper.tint("#1f2728", np.clip(mask * (0.12 + 0.88 * fade) * window * strength * wet, 0, 0.95))
        rim = np.exp(-(((y - edge) / 5) ** 2)) * window * strength * 0.5 * (blots > 0.42)
        paper.tint("#12181a", np.clip(rim, 0, 0.8))
    for centre, count in ((1330, 26), (240, 18)):
        for _ in range(count):
            px = centre + rng.normal(0, 95)
            py = 640 + rng.normal(0, 15) + abs(px - centre) * 0.12
            paper.line(
                points((px, py), (px + rng.normal(0, 3), py - rng.uniform(24, 62))), "#20282a", width=3.4, alpha=0.75
            )
            paper.fill(ellipse(px, py - 46, rng.uniform(9, 22), rng.uniform(7, 13)), "#20282a", alpha=0.5, soft=7)
    mist = seamless(noise(size, rng, grain=220, stretch=5))
    band = np.exp(-(((y - 690) / 95) ** 2)) * 0.9 + np.exp(-(((y - 470) / 60) ** 2)) * 0.4
    paper.box(1330, 118, 62, 62, "#a5382c", alpha=0.9, soft=2)
    for bar in ((1342, 130, 38, 5), (1358, 130, 6, 38), (1342, 146, 38, 5), (1342, 163, 38, 5)):
        paper.box(*bar, "#f2ecde", alpha=0.9)

    def frame(t: float) -> Canvas:
        canvas = paper.copy().tint("#f1ebdd", drifting(mist, t, speed=26) * band)
        bx, by = 640 + 11 * t, 792 + 2 * np.sin(t * 1.4)
        canvas.fill(
            curve((bx - 92, by - 8), (bx - 50, by + 12), (bx + 40, by + 12), (bx + 96, by - 12), steps=12),
            "#20282a",
            alpha=0.9,
        )
        canvas.fill(
            np.concatenate([ellipse(bx + 14, by - 34, 12, 20, start=180), points((bx + 30, by), (bx - 4, by))]),
            "#20282a",
            alpha=0.9,
        )
        canvas.fill(points((bx - 12, by - 48), (bx + 14, by - 68), (bx + 40, by - 48)), "#20282a", alpha=0.9)
        canvas.line(points((bx + 26, by - 30), (bx + 150, by - 96)), "#20282a", width=2.6, alpha=0.85)
        canvas.line(points((bx + 150, by - 96), (bx + 152, by + 24)), "#20282a", width=1.4, alpha=0.6)
        canvas.line(
            [points((bx - 130 + k * 22, by + 22 + k * 7), (bx + 70 + k * 30, by + 22 + k * 7)) for k in range(3)],
            "#3a4446",
            width=2.6,
            alpha=0.28,
        )
        for number, (px, py) in enumerate(((880, 190), (930, 170), (985, 186))):
            flap, at = 6 * np.sin(t * 6 + number), px + 13 * t
            canvas.line(
                curve((at - 16, py - flap), (at, py), (at + 16, py - flap), steps=6), "#20282a", width=3, alpha=0.8
            )
        return canvas

    return frame


def fern(size: Size, rng: Random) -> Frame:
    """A frond that uncurls towards a window."""
    base = Canvas(size, "#e6ead9", "#dfe5cf", "#c9d3b4")
    x, y = plane(size)
    for number in range(3):
        bar = (x - y * 0.45 - 560 - number * 300) / 120
        base.tint("#fdfbe8", np.exp(-(bar**6)).astype(np.float32) * 0.62)
    base.fill(points((-20, 800), (1620, 770), (1620, 920), (-20, 920)), ("#8a7a5c", "#6d5d44"))
    base.fill(
        np.concatenate([ellipse(640, 705, 130, 20, start=180), ellipse(640, 880, 92, 16, start=0, end=180)]),
        ("#b5673f", "#8c472a"),
    )
    base.fill(ellipse(640, 708, 128, 22), "#4b3526").box(508, 690, 264, 30, ("#c6754a", "#a9593a"))

    def spine(progress: float, lean: float, tall: float) -> Points:
        """A stem whose tip is a spiral that opens: its bend grows towards the end."""
        s = np.linspace(0, 1, 90)
        curl = 1 - progress
        bend = lean * s + (9.5 * curl + 0.9) * np.clip((s - 0.55 * progress) / (1 - 0.5 * progress), 0, 1) ** 2.2
        heading = np.cumsum(bend) / 90 * 2.1 - np.pi / 2
        step = tall * (0.35 + 0.65 * progress) / 90
        return np.stack([640 + np.cumsum(np.cos(heading)) * step, 700 + np.cumsum(np.sin(heading)) * step], axis=1)

    def frond(canvas: Canvas, progress: float, lean: float, tall: float, colour: str) -> None:
        line = spine(progress, lean, tall)
        leaves = []
        for k in range(10, 89, 4):
            along = line[k + 1] - line[k - 1]
            along = along / np.hypot(*along)
            across = np.array((-along[1], along[0]))
            size_now = 150 * np.sin(np.pi * (k / 92) ** 0.75) ** 0.9 * (0.14 + 0.86 * progress)
            for side in (-1, 1):
                tip = line[k] + across * side * size_now + along * size_now * 0.42
                belly = line[k] + across * side * size_now * 0.5 + along * size_now * 0.06
                chest = line[k] + across * side * size_now * 0.42 + along * size_now * 0.34
                leaves.append(np.array((line[k], belly, tip, chest)))
        canvas.fill(leaves, colour).line(line, mix(colour, "#1c3a1d", 0.5), width=7)

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        grown = float(np.clip(0.36 + t / 11, 0, 1))
        sway = 0.03 * np.sin(t * 1.3)
        frond(canvas, min(1.0, grown * 0.8 + 0.2), -0.62 + sway, 560, "#7d9c5c")
        frond(canvas, max(0.1, grown - 0.3), 0.75 + sway, 380, "#8fae68")
        frond(canvas, grown, 0.22 + sway, 640, "#4d7d45")
        return canvas

    return frame


def fireflies(size: Size, rng: Random) -> Frame:
    """A summer meadow at night, blinking."""
    base = Canvas(size, "#0b1726", "#11293a", "#1d4443", "#2b5a45")
    base.glow(1220, 470, 720, "#4f7f6a", alpha=0.35)
    base.fill(ridge(rng, 480, 34, rough=0.62), "#0f2b30").fill(ridge(rng, 545, 26, rough=0.7, detail=7), "#0c2326")
    blades = []
    for _ in range(420):
        x, tall = rng.uniform(-20, 1620), rng.uniform(70, 270) * rng.choice((0.6, 1.0))
        blades.append((x, tall, rng.uniform(-0.45, 0.45), rng.uniform(3, 8), rng.uniform(0, 6)))
    places = rng.uniform((20, 330), (1580, 860), (120, 2))
    rates, phases = rng.uniform(0.8, 1.7, 120), rng.uniform(0, 6.3, 120)

    def meadow(canvas: Canvas, t: float, part: slice, colour: str) -> None:
        shapes = []
        for x, tall, lean, wide, phase in blades[part]:
            tip = x + tall * (lean + 0.05 * np.sin(t * 1.1 + phase))
            shapes.append(points((x - wide, 910), (x + wide, 910), (tip, 910 - tall)))
        canvas.fill(shapes, colour)

    def light(canvas: Canvas, t: float, part: slice) -> None:
        for (x, y), rate, phase in zip(places[part], rates[part], phases[part], strict=True):
            on = max(0.0, np.sin(t * rate * 1.6 + phase)) ** 2
            px, py = x + 18 * np.sin(t * 0.6 + phase), y + 12 * np.cos(t * 0.5 + phase * 2)
            if on > 0.04:
                near = 0.5 + 0.9 * (y - 300) / 560
                canvas.glow(px, py, 52 * near, "#e6ff7a", alpha=0.6 * on).disc(px, py, 4.2 * near, "#faffc9", alpha=on)

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        light(canvas, t, slice(0, 70))
        meadow(canvas, t, slice(0, 210), "#0b2422")
        light(canvas, t, slice(70, 120))
        meadow(canvas, t, slice(210, 420), "#061516")
        return canvas

    return frame


def bicycle(size: Size, rng: Random) -> Frame:
    """A postman on a lane between fields."""
    base = Canvas(size, "#bfe0e2", "#d9ebdd", "#f4efcf")
    for _ in range(4):
        cx, cy = rng.uniform(80, 1500), rng.uniform(90, 270)
        for part in range(4):
            base.fill(ellipse(cx + part * 52, cy + rng.uniform(-14, 14), 74, 30), "#ffffff", alpha=0.55, soft=9)
    base.fill(ridge(rng, 520, 36, rough=0.4), ("#a9c48d", "#93b27a"))
    strips = ("#d9c26a", "#87ab63", "#c7b35c", "#6f9857")
    bushes = [(x, rng.uniform(0.7, 1.3), pick(rng, ("#4f7d4a", "#3f6d45", "#5d8a50"))) for x in range(0, 3200, 215)]

    def wheel(canvas: Canvas, x: float, y: float, turn: float) -> None:
        spokes = [
            points((x, y), (x + 108 * np.cos(turn + k), y + 108 * np.sin(turn + k))) for k in np.arange(12) * np.pi / 6
        ]
        canvas.line(spokes, "#8d8d86", width=2, alpha=0.75)
        canvas.line(ellipse(x, y, 112, 112), "#2a2a2e", width=11).line(ellipse(x, y, 102, 102), "#cfcabb", width=4)
        canvas.disc(x, y, 11, "#2a2a2e")

    def leg(canvas: Canvas, hip: Points, foot: Points, colour: str) -> None:
        """Thigh and shin of equal length: the knee stands before the middle between hip and foot."""
        middle, way = (hip + foot) / 2, foot - hip
        far = np.hypot(*way)
        out = np.sqrt(max(0.0, 122.0**2 - (far / 2) ** 2))
        knee = middle + np.array((way[1], -way[0])) / far * out
        canvas.line(np.array((hip, knee, foot)), colour, width=30)
        canvas.fill(
            np.concatenate(
                [
                    ellipse(foot[0] + 14, foot[1] + 4, 30, 13, start=180),
                    points((foot[0] + 44, foot[1] + 10), (foot[0] - 18, foot[1] + 10)),
                ]
            ),
            "#2a2a2e",
        )

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        for number, shade in enumerate(strips):
            top = 560 + number * 46 - (18 * t) % 1
            slope = 26 * (1 if number % 2 else -1)
            canvas.fill(points((-20, top + slope), (1620, top - slope), (1620, 920), (-20, 920)), shade)
        for x, big, shade in bushes:
            at = (x - 150 * t) % 3200 - 300
            tall = 210 * big
            canvas.box(at - 6, 700 - tall * 0.3, 12, tall * 0.32, "#5b4632")
            canvas.fill(ellipse(at, 700 - tall * 0.62, 40 * big, tall * 0.42), shade)
        canvas.box(-20, 700, 1640, 220, ("#e3d3ac", "#cdb98a"))
        dashes = [rectangle((k * 260 - 430 * t) % 1900 - 200, 842, 120, 6) for k in range(8)]
        canvas.fill(dashes, "#b7a274", alpha=0.8)
        canvas.fill(ellipse(800, 828, 330, 14), "#a38e60", alpha=0.5, soft=10)
        bob = 3 * np.sin(t * 7)
        turn, crank = t * 4.2, np.array((812.0, 712.0 + bob))
        hip, hand = np.array((720.0, 512.0 + bob)), np.array((985.0, 545.0 + bob))
        pedal = np.array((np.cos(t * 2.6), np.sin(t * 2.6))) * 46
        wheel(canvas, 600, 708, turn)
        wheel(canvas, 1030, 708, turn)
        leg(canvas, hip, crank - pedal, "#33425a")
        red = "#b23a2e"
        for a, b in (
            ((720, 560), tuple(crank)),
            ((600, 708), tuple(crank)),
            ((600, 708), (730, 590)),
            ((730, 590), (965, 580)),
            (tuple(crank), (965, 590)),
            ((960, 545), (1030, 708)),
        ):
            canvas.line(points(a, b), red, width=13)
        canvas.line(curve((960, 550), (955, 520), (1000, 515), (1010, 545)), "#2a2a2e", width=10)
        canvas.fill(ellipse(716, 548 + bob, 58, 15), "#2a2a2e").disc(crank[0], crank[1], 30, "#2a2a2e")
        canvas.box(520, 560 + bob, 150, 110, ("#a9713d", "#8a5a2f")).box(520, 560 + bob, 150, 40, "#7c4d27")
        canvas.fill(rectangle(585, 596 + bob, 22, 16), "#e8c46a")
        leg(canvas, hip, crank + pedal, "#3f5273")
        shoulder = np.array((808.0, 360.0 + bob))
        back = curve(tuple(moved(hip, -34, 6)), (712, 430 + bob), tuple(moved(shoulder, -34, -8)), steps=10)
        front = curve(tuple(moved(shoulder, 34, 6)), (802, 440 + bob), tuple(moved(hip, 42, 12)), steps=10)
        canvas.fill(np.concatenate([back, front]), ("#35608a", "#28486c"))
        canvas.line(np.array((moved(shoulder, 6, 22), (905, 468 + bob), hand)), "#28486c", width=30)
        canvas.disc(hand[0], hand[1], 17, "#e2b48f").box(812, 318 + bob, 26, 40, "#e2b48f")
        canvas.fill(ellipse(842, 292 + bob, 42, 47), "#e9bf9b")
        canvas.fill(
            np.concatenate([ellipse(838, 278 + bob, 50, 42, start=180), points((912, 282 + bob), (788, 282 + bob))]),
            "#28486c",
        )
        canvas.box(788, 268 + bob, 100, 12, "#b23a2e")
        return canvas

    return frame
