"""Windows, streets, trains, and the music behind the wall."""

from __future__ import annotations

import numpy as np

from engine.scenes.canvas import (
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
    rounded,
    turned,
)
from engine.scenes.sky import stars


def windows(size: Size, rng: Random) -> Frame:
    """Twelve lit windows of one house, and who moves behind them."""
    base = Canvas(size, "#1b2238", "#161c30", "#11162a")
    base.tint("#2a3350", noise(size, rng, grain=40, stretch=3) * 0.22)
    bricks = [rectangle(rng.uniform(0, 1600), round(rng.uniform(0, 30)) * 30, 56, 13) for _ in range(120)]
    base.fill(bricks, "#222b47", alpha=0.6)
    base.box(-20, 296, 1640, 10, "#0d1222").box(-20, 596, 1640, 10, "#0d1222")
    lights = (
        "#f6c66d",
        "#f2a953",
        "#ffe1a0",
        "#e98b58",
        "#f7d488",
        "#8fb7c4",
        "#f2b866",
        "#ffdf9a",
        "#d9745a",
        "#f6c66d",
        "#a9c9bd",
        "#f4b35e",
    )
    frames = [(130 + 372 * (k % 4), 54 + 300 * (k // 4)) for k in range(12)]

    def person(canvas: Canvas, x: float, foot: float, tall: float, colour: str) -> None:
        body = np.concatenate(
            [
                ellipse(x, foot - tall * 0.62, tall * 0.2, tall * 0.18, start=180),
                points((x + tall * 0.24, foot), (x - tall * 0.24, foot)),
            ]
        )
        canvas.fill(body, colour).fill(ellipse(x, foot - tall * 0.9, tall * 0.11, tall * 0.13), colour)

    def inside(canvas: Canvas, number: int, x: float, y: float, t: float) -> None:
        foot, dark = y + 206, mix(lights[number], "#1a1020", 0.78)
        match number:
            case 0:
                canvas.line(points((x + 124, y), (x + 124, y + 52)), dark, width=4)
                canvas.fill(points((x + 90, y + 84), (x + 158, y + 84), (x + 138, y + 50), (x + 110, y + 50)), dark)
                person(canvas, x + 70 + 8 * np.sin(t), foot, 140, dark)
            case 1:
                canvas.fill(
                    np.concatenate([ellipse(x + 150, foot - 60, 38, 62), ellipse(x + 150, foot - 130, 26, 36)]), dark
                )
                canvas.line(points((x + 150, foot - 210), (x + 150, foot)), dark, width=7)
                person(canvas, x + 92, foot, 150, dark)
                bow = 26 * np.sin(t * 2.6)
                canvas.line(points((x + 80 + bow, foot - 68), (x + 200 + bow, foot - 84)), dark, width=5)
            case 2:
                for k in range(5):
                    stem = curve(
                        (x + 120, foot),
                        (x + 60 + 30 * k, foot - 90),
                        (x + 20 + 50 * k + 5 * np.sin(t + k), foot - 110 - 20 * (k % 2)),
                        steps=6,
                    )
                    canvas.line(stem, dark, width=5).fill(ellipse(stem[-1, 0], stem[-1, 1], 25, 13, turn=40 * k), dark)
                canvas.fill(rectangle(x + 84, foot - 42, 72, 42), dark)
            case 3:
                tail = curve(
                    (x + 160, foot - 12), (x + 196, foot - 40), (x + 188 + 10 * np.sin(t * 2), foot - 84), steps=8
                )
                canvas.line(tail, dark, width=9)
                canvas.fill(
                    np.concatenate(
                        [ellipse(x + 134, foot - 30, 38, 46, start=180), points((x + 172, foot), (x + 96, foot))]
                    ),
                    dark,
                )
                canvas.disc(x + 112, foot - 82, 25, dark)
                canvas.fill(
                    [
                        points((x + 90, foot - 92), (x + 96, foot - 124), (x + 112, foot - 102)),
                        points((x + 114, foot - 104), (x + 128, foot - 124), (x + 136, foot - 90)),
                    ],
                    dark,
                )
            case 4:
                person(canvas, x + 82, foot, 142, dark)
                person(canvas, x + 168 + 9 * np.sin(t * 1.4), foot, 130, dark)
            case 6:
                canvas.box(x + 40, foot - 92, 160, 10, dark).box(x + 54, foot - 170, 10, 80, dark)
                canvas.fill(
                    [rectangle(x + 70 + 24 * k, foot - 92 - 44 - 9 * (k % 3), 17, 46 + 9 * (k % 3)) for k in range(5)],
                    dark,
                )
            case 7:
                perch = x + 130 + 5 * np.sin(t * 2)
                canvas.line(ellipse(x + 124, y + 96, 62, 80), dark, width=5)
                canvas.fill(
                    np.concatenate(
                        [ellipse(perch, y + 100, 18, 30), points((perch - 6, y + 150), (perch + 8, y + 120))]
                    ),
                    dark,
                ).disc(perch + 6, y + 66, 15, dark)
            case 8:
                person(canvas, x + 124, foot, 160, dark)
                canvas.line(
                    curve(
                        (x + 124, foot - 90), (x + 170, foot - 130), (x + 178, foot - 172 + 8 * np.sin(t * 3)), steps=6
                    ),
                    dark,
                    width=13,
                )
            case 9:
                canvas.box(x + 30, foot - 56, 186, 12, dark)
                for k in range(3):
                    canvas.line(points((x + 62 + 56 * k, foot - 56), (x + 62 + 56 * k, foot - 96)), dark, width=5)
                    canvas.glow(x + 62 + 56 * k, foot - 106, 30, "#fff2c0", alpha=0.7)
            case 11:
                person(canvas, x + 60 + 22 * np.sin(t * 0.7), foot, 146, dark)

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        for number, (x, y) in enumerate(frames):
            on = 1.0 if number != 5 else 0.35 + 0.15 * np.sin(t * 9) * np.sin(t * 4)
            glow = mix("#232b45", lights[number], on)
            canvas.box(x - 12, y - 12, 262, 230, "#0d1222").box(
                x, y, 238, 206, (mix(glow, "#ffffff", 0.12), mix(glow, "#7a3a20", 0.22))
            )
            inside(canvas, number, x, y, t)
            if number % 3 != 1:
                side = 52 + 12 * (number % 2)
                drape = mix(lights[(number + 4) % 12], "#4a2030", 0.55)
                for left, edge in ((x, 1), (x + 238, -1)):
                    canvas.fill(
                        curve(
                            (left, y),
                            (left + edge * side, y),
                            (left + edge * side * 0.8, y + 110),
                            (left + edge * 16, y + 206),
                            (left, y + 206),
                            steps=6,
                        ),
                        drape,
                    )
            canvas.box(x + 116, y, 7, 206, "#0d1222").box(x, y + 74, 238, 7, "#0d1222")
            canvas.box(x - 20, y + 212, 278, 13, "#2b3452")
        for x, y in frames[::2]:
            canvas.glow(x + 119, y + 103, 290, "#f2a953", alpha=0.10)
        return canvas

    return frame


def rain(size: Size, rng: Random) -> Frame:
    """Drops on a taxi's window, and the street out of focus behind them."""
    base = Canvas(size, "#0d1018", "#161b26", "#1a1a20", "#0d0d12")
    blurs = [
        (
            rng.uniform(0, 1600),
            rng.uniform(140, 660),
            rng.uniform(34, 104),
            pick(rng, ("#d8412f", "#f0913a", "#ffcf7a", "#2f9a9a", "#4a6fb0", "#e8e2cf")),
        )
        for _ in range(44)
    ]
    for x, y, big, colour in blurs:
        base.disc(x, y, big, colour, alpha=0.32, soft=9)
        base.line(ellipse(x, y, big, big), mix(colour, "#ffffff", 0.3), width=4, alpha=0.35, soft=4)
        base.fill(ellipse(x, 800, big * 0.5, 190), colour, alpha=0.10, soft=40)
    beads = [(rng.uniform(0, 1600), rng.uniform(0, 900), 3 + 13 * rng.random() ** 3) for _ in range(420)]
    for x, y, big in beads:
        base.fill(ellipse(x, y, big, big * 1.15), mix("#1a2230", "#9fb4c4", rng.random() * 0.6), alpha=0.75)
        base.fill(ellipse(x - big * 0.25, y - big * 0.4, big * 0.35, big * 0.3), "#ffffff", alpha=0.6)
        base.fill(ellipse(x + big * 0.1, y + big * 0.55, big * 0.5, big * 0.22), "#f0a860", alpha=0.35)
    runs = [(rng.uniform(30, 1570), rng.uniform(0, 1000), rng.uniform(50, 190), rng.uniform(8, 15)) for _ in range(22)]
    cars = [(rng.uniform(0, 1900), rng.uniform(520, 640), rng.choice((-1, 1)) * rng.uniform(90, 200)) for _ in range(5)]

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        for x, y, speed in cars:
            at = (x + speed * t) % 1900 - 150
            colour = "#ff5a44" if speed > 0 else "#fff0cf"
            for side in (-46, 46):
                canvas.disc(at + side, y, 40, colour, alpha=0.4, soft=14)
        for x, start, speed, big in runs:
            y = (start + speed * t) % 1060 - 60
            wind = x + 10 * np.sin(y / 60)
            level = np.linspace(y - 330, y, 14)
            trail = np.stack([x + 10 * np.sin(level / 60), level], axis=1)
            canvas.line(trail, ("#10151f", "#9fb4c4"), width=big * 0.9, alpha=0.3)
            canvas.fill(ellipse(wind, y, big, big * 1.35), "#c7d4dc", alpha=0.5)
            canvas.fill(ellipse(wind, y + big * 0.4, big * 0.7, big * 0.6), "#10151f", alpha=0.55)
            canvas.fill(ellipse(wind - big * 0.3, y - big * 0.5, big * 0.3, big * 0.3), "#ffffff", alpha=0.85)
        return canvas

    return frame


def train(size: Size, rng: Random) -> Frame:
    """A morning landscape passes the window of the first train."""
    sky = Canvas(size, "#f3cf96", "#f7dfae", "#f6e9c9")
    sky.disc(1130, 300, 66, "#fff6dc").glow(1130, 300, 420, "#ffd48a", alpha=0.4)
    layers = []
    for level, high, speed, colour in ((470, 60, 20, "#c9b79a"), (540, 46, 52, "#97a389"), (610, 30, 120, "#6d8a70")):
        phase = rng.uniform(0, 6.3, 3)
        layers.append((level, high, speed, colour, phase))
    cranes = [(x, rng.uniform(170, 270)) for x in range(0, 2600, 430)]
    houses = [
        (x, rng.uniform(70, 130), rng.uniform(60, 120), pick(rng, ("#d98f6a", "#e6c28a", "#b9695a", "#8fa3a0")))
        for x in range(0, 3400, 190)
    ]
    trees = [(x, rng.uniform(0.7, 1.3)) for x in range(0, 4200, 330)]
    pane = rounded(210, 80, 1180, 600, 70)
    cut = 1 - Canvas(size).fill(pane, "#ffffff").share()
    cabin = Canvas(size, "#1d3a40", "#183238", "#122529")
    cabin.fill(rounded(180, 50, 1240, 660, 96), "#2a4d52").fill(rounded(196, 66, 1208, 628, 84), "#0f2024")
    cabin.box(-20, 742, 1640, 30, ("#c98f4a", "#8f5f2c"))
    for left in (-90, 1250):
        cabin.fill(rounded(left, 470, 440, 520, 66), ("#b0503a", "#7c3327")).fill(
            rounded(left + 60, 430, 320, 120, 52), ("#c2604a", "#95442f")
        )
    coat = np.concatenate([ellipse(330, 650, 118, 170, start=180), points((470, 920), (180, 920))])
    hair = np.concatenate([ellipse(344, 424, 76, 72, start=150, end=380), points((408, 404), (300, 478))])

    def frame(t: float) -> Canvas:
        canvas = sky.copy()
        x = np.linspace(-20, 1620, 120)
        for number, (level, high, speed, colour, phase) in enumerate(layers):
            s = x + speed * t
            top = level - high * (np.sin(s / 310 + phase[0]) + 0.5 * np.sin(s / 140 + phase[1]))
            canvas.fill(
                np.concatenate([np.stack([x, top], axis=1), points((1620, 920), (-20, 920))]),
                (mix(colour, "#fbe6c0", 0.35), colour),
            )
            if number == 0:
                for at, tall in cranes:
                    px = (at - 38 * t) % 2600 - 300
                    canvas.line(
                        [
                            points((px, 520), (px, 520 - tall)),
                            points((px - 60, 520 - tall), (px + 170, 520 - tall)),
                            points((px, 490 - tall), (px + 150, 520 - tall)),
                        ],
                        "#8a7f74",
                        width=5,
                        alpha=0.8,
                    )
            if number == 1:
                for at, wide, tall, shade in houses:
                    px = (at - 96 * t) % 3400 - 200
                    canvas.box(px, 610 - tall, wide, tall + 40, shade)
                    canvas.fill(
                        points((px - 8, 612 - tall), (px + wide / 2, 572 - tall), (px + wide + 8, 612 - tall)),
                        mix(shade, "#3a2a2a", 0.45),
                    )
                    canvas.box(px + wide * 0.3, 628 - tall, 14, 18, "#fff0c4")
        for at, big in trees:
            px = (at - 250 * t) % 4200 - 300
            canvas.box(px - 8, 560, 16, 130, "#3f3a2f").fill(
                [ellipse(px + dx, 560 - dy, 70 * big, 60 * big) for dx, dy in ((-40, 0), (40, 6), (0, 50))], "#4b6a4c"
            )
        for k in range(3):
            px = (k * 900 - 620 * t) % 2700 - 300
            canvas.box(px, 40, 17, 660, "#2f3532").box(px - 60, 150, 137, 9, "#2f3532")
            wires = [curve((px, 158), (px + 450, 196), (px + 900, 158), steps=8)]
            canvas.line(wires, "#2f3532", width=3)
        canvas.fill(points((520, 60), (700, 60), (420, 700), (240, 700)), "#ffffff", alpha=0.10)
        canvas.stamp(cabin, cut)
        nod = np.array((0.0, 2.5 * np.sin(t * 4.4)))
        canvas.fill(coat + nod, ("#2f3b52", "#1d2433")).fill(rounded(318, 478, 52, 60, 18) + nod, "#c9936b")
        return canvas.fill(ellipse(356, 438, 62, 72) + nod, "#d8a47c").fill(hair + nod, "#241a1b")

    return frame


def lanterns(size: Size, rng: Random) -> Frame:
    """Red lanterns over an old street at dusk."""
    base = Canvas(size, "#1c2140", "#3a3157", "#7a4c64", "#c97a62")
    stars(base, rng, 60, below=300)
    for side in (-1, 1):
        for depth in (3, 2, 1, 0):  # the far houses first
            near = 1 - depth * 0.2
            edge = 800 + side * (150 + 190 * (3 - depth) * 1.0)
            wall = (
                rectangle(edge, 430 - 90 * near, side * 900, 700)
                if side > 0
                else rectangle(edge - 900, 430 - 90 * near, 900, 700)
            )
            shade = mix("#20182a", "#6b465a", depth / 4)
            base.fill(wall, (mix(shade, "#3a2436", 0.3), shade))
            eave = curve(
                (edge - side * 64, 400 - 90 * near),
                (edge + side * 30, 422 - 90 * near),
                (edge + side * 560, 402 - 90 * near),
                steps=8,
            )
            roof = np.concatenate(
                [eave, points((edge + side * 560, 290 - 110 * near), (edge + side * 120, 320 - 110 * near))]
            )
            base.fill(roof, mix("#120d18", "#4a3348", depth / 4))
            for k in range(3):
                left = edge + side * (40 + 92 * k) - (46 if side < 0 else 0)
                base.box(left, 500 - 40 * near, 46, 96, "#f2b05e", alpha=0.75 - 0.1 * depth)
                base.box(left + 21, 500 - 40 * near, 4, 96, "#241722").box(left, 545 - 40 * near, 46, 4, "#241722")
    base.fill(points((640, 640), (960, 640), (1420, 920), (180, 920)), ("#8a5a58", "#2a1b2a"))
    base.fill(
        [
            ellipse(800 + rng.uniform(-420, 420) * s, 650 + 250 * s, 60 * s + 8, 8 * s + 2)
            for s in rng.uniform(0.1, 1, 60)
        ],
        "#e08a5a",
        alpha=0.16,
    )
    strings = ((90, 1510, 40, 250, 9, 0.92), (280, 1320, 200, 130, 8, 0.66), (470, 1130, 310, 70, 7, 0.44))

    def lantern(canvas: Canvas, x: float, y: float, big: float, tilt: float, heat: float) -> None:
        def put(shape: Points) -> Points:
            return moved(turned(shape * big, tilt), x, y)

        canvas.glow(x, y + 74 * big, 190 * big, "#ff5a34", alpha=0.42 * heat)
        canvas.line(put(points((0, 0), (0, 20))), "#1a0f12", width=4)
        canvas.fill(put(ellipse(0, 78, 70, 56)), ("#e5402f", "#a81e22"))
        canvas.fill(put(ellipse(0, 78, 42, 52)), "#ff7a45", alpha=0.5, soft=16 * big)
        canvas.line(
            [put(ellipse(0, 78, rx, 56, start=-90, end=90)) for rx in (22, 48)]
            + [put(ellipse(0, 78, rx, 56, start=90, end=270)) for rx in (22, 48)],
            "#8a1519",
            width=2.5 * big + 0.6,
            alpha=0.6,
        )
        canvas.fill([put(rectangle(-28, 16, 56, 12)), put(rectangle(-28, 128, 56, 12))], "#e9b64f")
        canvas.line([put(points((dx, 140), (dx, 186))) for dx in (-12, 0, 12)], "#e9b64f", width=3.4 * big)

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        for row in (2, 1, 0):
            left, right, top, sag, count, big = strings[row]
            s = np.linspace(0, 1, 60)
            cord = np.stack([left + (right - left) * s, top + sag * 4 * s * (1 - s)], axis=1)
            canvas.line(cord, "#140d14", width=4 * big + 1)
            for k in range(count):
                place = (k + 0.5) / count
                x, y = left + (right - left) * place, top + sag * 4 * place * (1 - place)
                lantern(canvas, x, y, big, 5 * np.sin(t * 1.4 + k * 0.9 + row), 0.9 + 0.1 * np.sin(t * 4 + k * 2))
        return canvas

    return frame


def piano(size: Size, rng: Random) -> Frame:
    """Keys that go down by themselves, under a window full of snow."""
    base = Canvas(size, "#c7d3dd", "#dfe6ea")
    base.box(-20, -10, 1640, 380, ("#8fa5b8", "#cfdbe2"))
    hills = np.concatenate(
        [curve((-20, 280), (300, 210), (700, 262), (1100, 190), (1640, 250), steps=10), points((1640, 400), (-20, 400))]
    )
    base.fill(hills, ("#eef3f5", "#cbd8df"))
    for x in (180, 300, 1180, 1420, 1290):
        base.line(points((x, 290), (x, 150)), "#5b6b78", width=6)
        for k in range(6):
            side = -1 if k % 2 else 1
            base.line(
                curve(
                    (x, 250 - 16 * k), (x + side * 26, 226 - 16 * k), (x + side * (52 - 4 * k), 190 - 16 * k), steps=5
                ),
                "#5b6b78",
                width=3.4,
            )
    for x in (-20, 524, 1060, 1590):
        base.box(x, -10, 30, 380, "#f5f2ea").box(x + 24, -10, 6, 380, "#b9bfc0")
    base.box(-20, 346, 1640, 40, ("#f5f2ea", "#c9c6bb"))
    base.box(-20, 386, 1640, 74, ("#2b1d1c", "#1a1112")).box(-20, 452, 1640, 14, "#a3322c")
    flakes = rng.uniform((0, 0, 0.5), (1600, 380, 1.6), (120, 3))
    whites, width = 14, 1640 / 14
    tune = [0, 4, 7, 9, 7, 4, 2, 5, 8, 11, 8, 5]
    black = [k for k in range(whites) if k % 7 in (0, 1, 3, 4, 5)]

    def pressed(key: int, t: float) -> float:
        beat = t * 2.6
        now = int(beat)
        if tune[now % len(tune)] == key or tune[(now * 5 + 3) % len(tune)] // 2 == key:
            return float(np.sin(np.pi * min(1.0, (beat - now) * 1.02)) ** 0.5)
        return 0.0

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        snow = [
            ellipse((x + 20 * np.sin(t + y)) % 1600, (y + 60 * speed * t) % 340, 2 + 2.6 * speed, 2 + 2.6 * speed)
            for x, y, speed in flakes
        ]
        canvas.fill(snow, "#ffffff", alpha=0.9)
        for x in (-20, 524, 1060, 1590):
            canvas.box(x, -10, 30, 380, "#f5f2ea")
        canvas.box(-20, 452, 1640, 470, "#0f0d0f")
        for key in range(whites):
            left, down = -20 + key * width, 15 * pressed(key, t)
            canvas.fill(rounded(left + 3, 440, width - 6, 432 + down, 12), "#f6f5f0")
            canvas.box(left + 3, 872 + down, width - 6, 48, "#a9a8a2").box(
                left + 6, 852 + down, width - 12, 12, "#ffffff"
            )
            if down > 1:
                canvas.box(left + 3, 466, 12, 400, "#5b5f66", alpha=0.25, soft=10)
        canvas.box(-20, 462, 1640, 70, ("#6d7078", "#f6f5f0"), alpha=0.5)
        for key in black:
            left, down = -20 + (key + 1) * width - 34, 10 * pressed(key + 100, t)
            canvas.box(left + 12, 468, 70, 262, "#4a4d55", alpha=0.4, soft=12)
            canvas.fill(rounded(left, 440, 68, 276 + down, 10), "#141316")
            canvas.fill(rounded(left + 9, 460, 50, 226 + down, 8), "#2e2d32").box(
                left + 12, 664 + down, 44, 9, "#4b4a50"
            )
        canvas.box(-20, 440, 1640, 12, "#120c0d").box(-20, 452, 1640, 10, "#a3322c")
        return canvas

    return frame


def vinyl(size: Size, rng: Random) -> Frame:
    """A record turning on a teal deck."""
    base = Canvas(size, "#e9b98a", "#e2a674")
    base.tint("#f4d3ae", noise(size, rng, grain=420) * 0.3)
    deck = rounded(250, 60, 1120, 790, 54)
    base.fill(moved(deck, 18, 30), "#7a4a2a", alpha=0.5, soft=34).fill(deck, ("#1f6267", "#174b52"))
    x, y = plane(size)
    cx, cy = 690.0, 455.0
    far = np.hypot(x - cx, y - cy)
    base.disc(cx + 10, cy + 16, 352, "#0b2a2e", alpha=0.6, soft=22).disc(cx, cy, 350, "#141316")
    grooves = (0.5 + 0.5 * np.sin(far * 0.72)) * ((far > 148) & (far < 340)) * (np.abs(far - 236) > 5)
    base.tint("#3a383f", (grooves * 0.55).astype(np.float32))
    angle = np.arctan2(y - cy, x - cx)
    ring = ((far < 344) & (far > 140)).astype(np.float32)
    base.disc(1250, 200, 78, "#123d43").disc(1250, 200, 62, ("#d9d6cf", "#a9a7a1"))
    for k in range(3):
        base.disc(1290, 610 + 76 * k, 23, ("#e9b98a", "#c78a58"))

    def frame(t: float) -> Canvas:
        wobble = 0.05 * np.sin(t * 3.5)
        shine = np.exp(-(((np.sin(angle - 0.9 - wobble)) / 0.16) ** 2)) + 0.7 * np.exp(
            -(((np.sin(angle - 2.3 + wobble)) / 0.12) ** 2)
        )
        canvas = base.copy().tint("#b9c4cc", (shine * ring * 0.4).astype(np.float32))
        turn = t * 200
        canvas.disc(cx, cy, 136, "#d8552f").disc(cx, cy, 128, "#e9713f")
        for lean, colour in ((0, "#f6e3bf"), (120, "#1f6267"), (240, "#f6e3bf")):
            wedge = np.concatenate(
                [ellipse(cx, cy, 118, 118, start=turn + lean, end=turn + lean + 46), points((cx, cy))]
            )
            canvas.fill(wedge, colour, alpha=0.9)
        canvas.disc(cx, cy, 48, "#e9713f").disc(cx, cy, 11, "#0f2b2f").disc(cx, cy, 5, "#e6e3dc")
        glint = turn + 30
        dot = (cx + 300 * np.cos(np.radians(glint)), cy + 300 * np.sin(np.radians(glint)))
        canvas.disc(*dot, 4, "#ffffff", alpha=0.5)
        swing = 26 + 0.9 * t + 0.3 * np.sin(t * 3.5)
        arm = moved(turned(curve((0, 0), (0, 230), (-20, 330), (-70, 430), steps=10), swing, about=(0, 0)), 1250, 200)
        canvas.line(moved(arm, 14, 20), "#0b2a2e", width=17, alpha=0.4, soft=12).line(arm, "#dedbd4", width=15)
        head = moved(turned(rounded(-92, 414, 40, 76, 8), swing + 6), 1250, 200)
        canvas.fill(head, "#f2efe8").disc(1250, 200, 32, ("#f2efe8", "#b9b6af"))
        canvas.fill(moved(turned(rounded(-27, -104, 54, 74, 12), swing), 1250, 200), "#2a2b2f")
        return canvas

    return frame
