"""Bread, carrots, pots and bowls: still lifes that steam a little."""

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


def steam(
    canvas: Canvas, x: float, y: float, t: float, *, count: int = 3, tall: float = 260, alpha: float = 0.3
) -> None:
    """Wisps that rise, waver and thin out."""
    for number in range(count):
        at = x + (number - (count - 1) / 2) * 78
        phase = t * 1.5 + number * 2.1
        for part in range(5):
            low, high = part / 5, (part + 1.6) / 5
            level = np.linspace(low, min(1.0, high), 8)
            wave = at + 34 * level * np.sin(level * 4.6 - phase) + 14 * np.sin(level * 2.6 - phase * 0.6)
            fade = alpha * np.sin(np.pi * (part + 0.9) / 6.2)
            canvas.line(np.stack([wave, y - tall * level], axis=1), "#ffffff", width=16 + 26 * low, alpha=fade, soft=26)


def grain_of_wood(
    canvas: Canvas, rng: Random, top: float, bottom: float, colour: str, *, left: float = -20, right: float = 1620
) -> None:
    """Long uneven lines."""
    lines = []
    for _ in range(26):
        y = rng.uniform(top, bottom)
        x = np.linspace(left, right, 40)
        lines.append(np.stack([x, y + 4 * np.sin(x / rng.uniform(120, 420) + rng.uniform(0, 6))], axis=1))
    canvas.line(lines, colour, width=2, alpha=0.35)


def loaf(size: Size, rng: Random) -> Frame:
    """A round rye loaf, a knife and morning light."""
    base = Canvas(size, "#d8c3a1", "#cbb08a")
    x, y = plane(size)
    for number in range(2):
        bar = (x + y * 0.55 - 620 - number * 340) / 145
        base.tint("#f6e7c8", np.exp(-(bar**6)).astype(np.float32) * 0.5 * (y < 640))
    base.fill(points((-20, 632), (1620, 632), (1620, 920), (-20, 920)), ("#7c4f30", "#5d3820"))
    grain_of_wood(base, rng, 650, 900, "#3f2413")
    cloth = curve((150, 700), (420, 668), (760, 690), (1010, 672), steps=10)
    base.fill(np.concatenate([cloth, points((1120, 840), (90, 862))]), ("#e9e3d2", "#cfc6b0"))
    base.line([moved(cloth, 0, 40 + 26 * k) for k in range(2)], "#9c3b2e", width=6, alpha=0.75)
    base.fill(ellipse(660, 760, 420, 44), "#3c2415", alpha=0.5, soft=26)
    crust = np.concatenate([ellipse(660, 730, 380, 300, start=180), ellipse(660, 730, 380, 44, start=0, end=180)])
    base.fill(crust, ("#b06a35", "#5f3219"))
    base.fill(ellipse(560, 540, 210, 90, turn=-18), "#d2894a", alpha=0.5, soft=70)
    for k in range(4):
        cut = curve(
            (430 + 120 * k, 700 - 14 * k), (458 + 118 * k, 566 - 8 * k), (520 + 108 * k, 466 + 14 * k), steps=10
        )
        base.line(cut, "#f0d7a6", width=25).line(moved(cut, 9, 3), "#7a4222", width=7, alpha=0.8)
    flour = np.stack([rng.normal(640, 190, 320), rng.normal(560, 70, 320)], axis=1)
    flour = flour[((flour[:, 0] - 660) / 360) ** 2 + ((flour[:, 1] - 730) / 280) ** 2 < 0.92]
    base.fill(
        [ellipse(px, py, r, r * 0.8) for (px, py), r in zip(flour, rng.uniform(1.5, 5, len(flour)), strict=True)],
        "#fbf3df",
        alpha=0.65,
    )
    base.fill(
        np.concatenate([ellipse(1240, 745, 120, 128, start=180), ellipse(1240, 745, 120, 20, start=0, end=180)]),
        ("#8f5128", "#5b2f18"),
    )
    base.fill(ellipse(1222, 690, 92, 92), "#e9c88f").fill(ellipse(1222, 690, 78, 78), "#f3dcae")
    base.fill(
        [
            ellipse(1222 + px, 690 + py, r, r * 0.7)
            for px, py, r in zip(rng.uniform(-52, 52, 24), rng.uniform(-52, 52, 24), rng.uniform(3, 8, 24), strict=True)
        ],
        "#d3ac6f",
    )
    base.fill(points((960, 826), (1300, 800), (1392, 806), (1300, 836), (980, 846)), ("#eef0ee", "#a9b1b2"))
    base.fill(rounded(770, 820, 200, 34, 16), "#2c1d15")
    motes = rng.uniform((200, 60), (1400, 620), (70, 2))

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        steam(canvas, 660, 430, t, count=3, tall=300, alpha=0.2)
        for number, (px, py) in enumerate(motes):
            light = 0.5 + 0.5 * np.sin(t * 1.3 + number)
            canvas.disc(px + 22 * np.sin(t * 0.4 + number), py + 9 * t, 2.4, "#fff8e0", alpha=0.6 * light)
        return canvas

    return frame


def carrots(size: Size, rng: Random) -> Frame:
    """Six carrots in a row, and the knife that comes for them."""
    base = Canvas(size, "#1f4a4d", "#193d41")
    base.tint("#0f2b2f", noise(size, rng, grain=300) * 0.4)
    board = rounded(170, 120, 1260, 660, 46)
    base.fill(moved(board, 14, 22), "#0a1e21", alpha=0.6, soft=26).fill(board, ("#e2bd86", "#d0a468"))
    grain_of_wood(base, rng, 140, 760, "#a97d46", left=190, right=1410)
    base.fill(ellipse(1370, 180, 24, 24), "#193d41")
    roots = [(330 + 122 * k, 230 + rng.uniform(-14, 14), rng.uniform(0.9, 1.08), rng.uniform(-3, 3)) for k in range(6)]

    def carrot(canvas: Canvas, x: float, y: float, big: float, tilt: float) -> None:
        def put(shape: Points) -> Points:
            return moved(turned(shape * big, tilt), x, y)

        greens = [curve((0, 4), (dx * 0.4, -44), (dx, -96 - abs(dx) * 0.1), steps=6) for dx in (-42, -20, 2, 24, 44)]
        canvas.line([put(green) for green in greens], "#5d8c4c", width=8)
        canvas.fill([put(ellipse(dx, -98, 15, 24, turn=dx)) for dx in (-42, -20, 2, 24, 44)], "#6fa05a")
        body = np.concatenate(
            [
                curve((-44, 14), (-40, 130), (-16, 330), (0, 408), steps=10),
                curve((0, 408), (16, 330), (40, 130), (44, 14), steps=10),
                ellipse(0, 14, 44, 22, start=0, end=-180),
            ]
        )
        canvas.fill(moved(put(body), 12, 12), "#7a5527", alpha=0.45, soft=14).fill(put(body), "#e27a2c")
        canvas.fill(
            put(
                np.concatenate(
                    [curve((8, 0), (30, 140), (2, 396), steps=10), curve((14, 330), (40, 130), (42, 10), steps=10)]
                )
            ),
            "#c9601d",
            alpha=0.75,
        )
        canvas.line(
            [put(points((-34 + k * 3, 60 + k * 62), (-12 + k * 2, 64 + k * 62))) for k in range(5)],
            "#b9551a",
            width=4,
            alpha=0.8,
        )

    for root in roots:
        carrot(base, *root)
    slices = [
        (1130 + 62 * (k % 4) + rng.uniform(-8, 8), 560 + 60 * (k // 4) + rng.uniform(-8, 8), rng.uniform(0, 60))
        for k in range(11)
    ]
    for px, py, _ in slices:
        base.fill(ellipse(px + 6, py + 8, 30, 26), "#7a5527", alpha=0.4, soft=8)
        base.fill(ellipse(px, py, 30, 26), "#e8862f").fill(ellipse(px, py, 21, 18), "#f3a552").fill(
            ellipse(px, py, 8, 7), "#f7c27e"
        )

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        beat = abs(np.sin(t * 3.2))
        lift = 34 * beat
        tilt = -6 - 5 * beat
        blade = np.concatenate(
            [
                curve((-20, -48), (220, -50), (352, -26), (420, 36), steps=8),
                curve((420, 36), (240, 40), (-20, 36), steps=8),
            ]
        )
        grip = rounded(-260, -46, 250, 58, 26)
        for shape, paint in ((grip, "#3a241a"), (blade, "#dfe4e4")):
            put = moved(turned(shape, tilt), 1000, 400 - lift)
            canvas.fill(moved(put, 16, 34 + 26 * beat), "#6d4c22", alpha=0.35, soft=18).fill(put, paint)
        edge = moved(turned(curve((-20, 22), (240, 26), (400, 28), steps=8), tilt), 1000, 400 - lift)
        canvas.line(edge, "#ffffff", width=6, alpha=0.9)
        canvas.fill(
            [moved(turned(ellipse(px, -17, 8, 8), tilt), 1000, 400 - lift) for px in (-200, -130, -60)], "#c9a067"
        )
        return canvas

    return frame


def stockpot(size: Size, rng: Random) -> Frame:
    """A pot that has simmered for eleven days."""
    base = Canvas(size, "#c98f3a", "#bd7f33", "#a9692c")
    x, y = plane(size)
    tiles = ((np.abs(x % 160 - 80) > 76) | (np.abs(y % 160 - 80) > 76)) & (y < 640)
    base.tint("#a87029", tiles.astype(np.float32) * 0.55)
    base.glow(800, 330, 720, "#ffd27a", alpha=0.22)
    base.box(-20, 640, 1640, 280, ("#2a2624", "#1a1716")).box(-20, 640, 1640, 16, "#4b4440")
    base.box(170, 70, 1260, 14, "#4a2f1a")
    for number, (px, kind) in enumerate(((280, 0), (420, 1), (1180, 1), (1320, 0))):
        base.line(points((px, 84), (px, 250)), "#35241a", width=9)
        if kind:
            base.fill(ellipse(px, 290, 52, 52), "#6e3b20").fill(ellipse(px - 10, 280, 34, 34), "#8f5430")
        else:
            base.fill(ellipse(px, 276, 40, 46, start=0, end=180), "#55585a").fill(ellipse(px, 276, 40, 11), "#7d8183")
        base.disc(px, 82, 8, "#c9a15b", alpha=0.5 + 0.1 * number)
    for px in (250, 1350):
        jar = rounded(px - 66, 470, 132, 172, 22)
        base.fill(jar, "#dcd5c2", alpha=0.85).box(px - 58, 540, 116, 94, pick(rng, ("#7a3a22", "#5d6b37")), alpha=0.9)
        base.box(px - 54, 452, 108, 26, "#7b5a36")
    pot = np.concatenate(
        [
            points((470, 420), (1130, 420)),
            ellipse(1085, 610, 45, 45, start=0, end=90),
            ellipse(515, 610, 45, 45, start=90, end=180),
        ]
    )

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        for number in range(15):
            px = 560 + number * 34
            tall = 30 + 13 * np.sin(t * 9 + number * 2.3)
            flame = np.concatenate(
                [
                    curve((px - 14, 700), (px - 13, 690 - tall * 0.3), (px, 694 - tall), steps=6),
                    curve((px, 694 - tall), (px + 13, 690 - tall * 0.3), (px + 14, 700), steps=6),
                ]
            )
            canvas.fill(flame, ("#7cc4ff", "#2f64d8"), alpha=0.9)
        canvas.box(520, 690, 560, 16, "#0f0d0d")
        for side in (-1, 1):
            canvas.line(
                curve(
                    (800 + side * 325, 470),
                    (800 + side * 408, 474),
                    (800 + side * 408, 540),
                    (800 + side * 322, 545),
                    steps=8,
                ),
                "#1f3d3c",
                width=24,
            )
        canvas.fill(pot, ("#35605c", "#1c3b3b"))
        canvas.fill(rectangle(520, 430, 60, 200), "#5f8f88", alpha=0.45, soft=40)
        canvas.box(455, 400, 690, 32, ("#4b7a74", "#2a504e"))
        lift = 5 * abs(np.sin(t * 6)) * (0.5 + 0.5 * np.sin(t * 1.7))
        tip = 1.3 * np.sin(t * 6)
        lid = np.concatenate([ellipse(0, 0, 322, 92, start=180), points((322, 6), (-322, 6))])
        canvas.fill(moved(turned(lid, tip), 800, 396 - lift), ("#4b7a74", "#264a49"))
        canvas.fill(moved(turned(rounded(-48, -128, 96, 36, 17), tip), 800, 396 - lift), "#16302f")
        steam(canvas, 800, 320, t, count=5, tall=330, alpha=0.34)
        return canvas

    return frame


def lemons(size: Size, rng: Random) -> Frame:
    """A pattern of lemons, halves and leaves, sliding by."""
    cloth = Canvas((round(size[0] * 1.4), round(size[1] * 1.4)), "#bfd9e2", "#c9e0e6")
    items = [
        (90 + 215 * column + 107 * (row % 2) - 60, 80 + 190 * row, (row * 2 + column) % 3, rng.uniform(0, 360))
        for row in range(5)
        for column in range(8)
    ]

    def whole(canvas: Canvas, x: float, y: float, turn: float) -> None:
        body = np.concatenate(
            [ellipse(0, 0, 84, 66, start=-158, end=158), curve((-78, 24), (-104, 9), (-104, -9), (-78, -24), steps=6)]
        )
        tip = curve((78, -22), (104, -6), (104, 6), (78, 22), steps=6)
        shapes = [moved(turned(body, turn), x, y), moved(turned(tip, turn), x, y)]
        canvas.fill([moved(shape, 9, 13) for shape in shapes], "#7fa3b1", alpha=0.55, soft=14).fill(shapes, "#f4c52f")
        canvas.fill(moved(turned(ellipse(-6, 20, 70, 36), turn), x, y), "#e3a91f", alpha=0.5, soft=26)
        canvas.fill(moved(turned(ellipse(-20, -28, 34, 12, turn=-10), turn), x, y), "#fdea9a", alpha=0.8, soft=8)

    def half(canvas: Canvas, x: float, y: float, turn: float) -> None:
        canvas.disc(x + 9, y + 13, 76, "#7fa3b1", alpha=0.55, soft=14)
        canvas.disc(x, y, 76, "#f4c52f").disc(x, y, 67, "#fff6d6")
        for k in range(9):
            a = np.radians(turn + k * 40)
            wedge = np.concatenate(
                [
                    ellipse(0, 0, 59, 59, start=turn + k * 40 - 16, end=turn + k * 40 + 16),
                    points((11 * np.cos(a), 11 * np.sin(a))),
                ]
            )
            canvas.fill(moved(wedge, x, y), "#f8d75a")
            canvas.line(
                points((x + 22 * np.cos(a), y + 22 * np.sin(a)), (x + 52 * np.cos(a), y + 52 * np.sin(a))),
                "#fdeaa0",
                width=5,
            )

    def sprig(canvas: Canvas, x: float, y: float, turn: float) -> None:
        for lean in (-48, 10, 62):
            leaf = np.concatenate(
                [curve((0, 0), (40, -30), (108, 0), steps=8), curve((108, 0), (40, 30), (0, 0), steps=8)]
            )
            put = moved(turned(leaf, turn + lean), x - 20, y)
            canvas.fill(moved(put, 7, 10), "#7fa3b1", alpha=0.5, soft=10).fill(put, ("#5a8f5c", "#3f7048"))
            canvas.line(moved(turned(points((6, 0), (98, 0)), turn + lean), x - 20, y), "#8fbb82", width=3)
        for lean in (-20, 35):
            a = np.radians(turn + lean)
            cx, cy = x + 22 * np.cos(a), y + 22 * np.sin(a)
            canvas.fill(
                [
                    ellipse(cx + 14 * np.cos(k), cy + 14 * np.sin(k), 13, 9, turn=float(np.degrees(k)))
                    for k in np.arange(5) * 1.2566
                ],
                "#ffffff",
            ).disc(cx, cy, 7, "#f4c52f")

    for x, y, kind, turn in items:
        (whole, half, sprig)[kind](cloth, x, y, turn)

    def frame(t: float) -> Canvas:
        return cloth.window(size, 720 + 16 * t, 420 + 9 * t, zoom=1.36, turn=-4 + 0.7 * t)

    return frame


def table(size: Size, rng: Random) -> Frame:
    """A long table from above, one plate too many, and candles."""
    base = Canvas(size, "#3a2630", "#3a2630")
    x, y = plane(size)
    base.fill(moved(rounded(90, 150, 1420, 600, 26), 12, 24), "#1c1016", alpha=0.7, soft=30)
    base.fill(rounded(90, 150, 1420, 600, 26), "#e6dfd0")
    stripes = ((np.abs(x % 96 - 48) < 20) * 0.5 + (np.abs(y % 96 - 48) < 20) * 0.5) * (
        (x > 92) & (x < 1508) & (y > 152) & (y < 748)
    )
    base.tint("#8fa3ae", stripes.astype(np.float32) * 0.55)
    plates = [(260 + 360 * k, 268) for k in range(4)] + [(260 + 360 * k, 632) for k in range(3)]
    foods = ("#c9772f", "#7f9a4a", "#b8433a", "#d9b04a", "#8a5a3a", "#6f8f5f", "#c78f6a")
    for number, (px, py) in enumerate(plates):
        base.disc(px + 8, py + 12, 104, "#6b6a66", alpha=0.5, soft=16)
        base.disc(px, py, 104, "#fbf8f0").disc(px, py, 74, "#efe9dc").disc(px, py, 70, "#f8f4ea")
        for side, tool in ((-134, "fork"), (128, "knife")):
            top = py - 76
            if tool == "knife":
                base.fill(rounded(px + side - 6, top, 13, 94, 6), "#b9bec0").fill(
                    rounded(px + side - 7, top + 84, 15, 74, 7), "#8d9496"
                )
            else:
                base.line(
                    [points((px + side + d, top), (px + side + d, top + 40)) for d in (-9, 0, 9)], "#a5abad", width=4
                )
                base.fill(rounded(px + side - 12, top + 34, 24, 22, 9), "#a5abad").fill(
                    rounded(px + side - 5, top + 48, 10, 110, 5), "#a5abad"
                )
        for _ in range(7):
            a, r = rng.uniform(0, 6.3), rng.uniform(0, 34)
            base.fill(
                ellipse(
                    px + r * np.cos(a),
                    py + r * np.sin(a),
                    rng.uniform(10, 22),
                    rng.uniform(8, 16),
                    turn=rng.uniform(0, 180),
                ),
                mix(foods[number], "#ffffff", rng.uniform(0, 0.3)),
            )
    base.disc(1348, 640, 104, "#6b6a66", alpha=0.5, soft=16).disc(1340, 632, 104, "#fbf8f0").disc(
        1340, 632, 72, "#f1ecdf"
    )
    for px in (450, 1170):
        base.fill(rounded(px - 90, 410, 180, 84, 34), "#8d5a34").fill(rounded(px - 80, 418, 160, 66, 30), "#b7854f")
        base.fill([ellipse(px - 48 + 48 * k, 450, 27, 25) for k in range(3)], pick(rng, ("#e8c07a", "#d9a25a")))
    candles = points((640, 450), (800, 450), (960, 450))

    def frame(t: float) -> Canvas:
        canvas = base.copy().tint("#2a1420", np.clip(np.hypot((x - 800) / 1050, (y - 450) / 620) * 0.85 - 0.12, 0, 0.7))
        for number, (px, py) in enumerate(candles):
            flicker = 0.82 + 0.18 * np.sin(t * 7 + number * 2.4) * np.sin(t * 3.1 + number)
            canvas.glow(px, py, 430, "#ff9a3c", alpha=0.2 * flicker)
            canvas.disc(px, py, 30, "#c9a15b").disc(px, py, 22, "#fff3d6")
            canvas.disc(px + 3 * np.sin(t * 6 + number), py, 9 * flicker, "#ffcf66").glow(
                px, py, 90, "#fff0b8", alpha=0.45 * flicker
            )
        return canvas

    return frame


def noodles(size: Size, rng: Random) -> Frame:
    """A bowl of noodles on red lacquer."""
    base = Canvas(size, "#8f2a22", "#7d211c", "#681a17")
    base.glow(560, 250, 900, "#d8583f", alpha=0.22)
    cx, cy = 760.0, 460.0
    base.disc(cx + 22, cy + 34, 372, "#2c0908", alpha=0.65, soft=44)
    base.disc(cx, cy, 372, ("#f4f1e8", "#d5d6cf")).disc(cx, cy, 340, "#2b4d7a").disc(cx, cy, 328, "#f2efe5").disc(
        cx, cy, 306, ("#b9732f", "#8e4f1d")
    )
    for k in range(30):
        a = np.radians(k * 12)
        base.disc(cx + 356 * np.cos(a), cy + 356 * np.sin(a), 5, "#2b4d7a")
    strands = []
    for _ in range(95):
        a, r = rng.uniform(0, 6.3), 225 * np.sqrt(rng.random())
        px, py = cx - 40 + r * np.cos(a) * 0.95, cy + 30 + r * np.sin(a) * 0.86
        way, bend = rng.uniform(-0.7, 0.7), rng.uniform(-60, 60)
        d, n = np.array((np.cos(way), np.sin(way))), np.array((-np.sin(way), np.cos(way)))
        strands.append(
            curve(*(tuple((px, py) + d * k * 62 + n * bend * np.sin(k * 2.2)) for k in range(-2, 3)), steps=8)
        )
    strands = [line[np.hypot(line[:, 0] - cx, line[:, 1] - cy) < 292] for line in strands]
    for line in strands:
        if len(line) > 4:
            base.line(moved(line, 3, 5), "#8a5320", width=15, alpha=0.5).line(
                line, pick(rng, ("#f0cf86", "#f6dda0", "#e7bf72")), width=13
            )
    for px, py in ((900, 350), (985, 430)):
        base.fill(ellipse(px + 8, py + 10, 74, 60, turn=30), "#5d2f12", alpha=0.5, soft=12)
        base.fill(ellipse(px, py, 74, 60, turn=30), "#fdf8ec").fill(
            ellipse(px + 2, py + 2, 36, 32), ("#f7b733", "#e98a1f")
        )
    for k in range(5):
        meat = moved(turned(rounded(-78, -34, 156, 68, 30), 18 + 11 * k), 580 + 46 * k, 300 + 12 * k)
        base.fill(moved(meat, 6, 9), "#4d200f", alpha=0.5, soft=10).fill(meat, ("#a9583a", "#7c3826")).line(
            meat[8:40] * 1.0, "#e0a58a", width=5, alpha=0.7
        )
    for _ in range(64):
        a, r = rng.uniform(0, 6.3), 255 * np.sqrt(rng.random())
        px, py = cx + r * np.cos(a), cy + 20 + r * np.sin(a) * 0.9
        base.line(
            ellipse(px, py, 10, 8, turn=rng.uniform(0, 180)), pick(rng, ("#5f9a3c", "#86b84e", "#3f7a34")), width=6
        )
    for shift in (0, 42):
        stick = points((1120 + shift, 70), (1142 + shift, 74), (1372 + shift * 1.6, 842), (1360 + shift * 1.6, 844))
        base.fill(moved(stick, 18, 18), "#2c0908", alpha=0.5, soft=12).fill(stick, ("#2b1714", "#150a09"))
    base.fill(moved(rounded(1180, 640, 330, 44, 20), 8, 14), "#2c0908", alpha=0.5, soft=12).fill(
        rounded(1180, 640, 330, 44, 20), ("#e9e4d6", "#bfbcae")
    )
    oil = [
        (cx + r * np.cos(a), cy + r * np.sin(a), rng.uniform(6, 17))
        for a, r in zip(rng.uniform(0, 6.3, 16), rng.uniform(250, 292, 16), strict=True)
    ]

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        for number, (px, py, big) in enumerate(oil):
            canvas.disc(px + 4 * np.sin(t + number), py + 4 * np.cos(t * 0.8 + number), big, "#f2b04a", alpha=0.6)
        steam(canvas, 740, 430, t, count=4, tall=400, alpha=0.26)
        return canvas

    return frame


def steamer(size: Size, rng: Random) -> Frame:
    """Buns in a bamboo basket, just uncovered."""
    base = Canvas(size, "#e8d9cd", "#e2cbbb", "#d3b49f")
    base.disc(800, 400, 420, "#f1e4d6", alpha=0.8)
    base.fill(points((-20, 740), (1620, 740), (1620, 920), (-20, 920)), ("#8a4a3a", "#66342a"))
    base.fill(ellipse(800, 792, 520, 34), "#3c1c15", alpha=0.55, soft=24)

    def basket(canvas: Canvas, top: float, wide: float) -> None:
        canvas.box(800 - wide, top, 2 * wide, 104, ("#d9a962", "#a9743a"))
        slats = [rectangle(800 - wide + k * 46, top + 8, 4, 88) for k in range(int(2 * wide / 46) + 1)]
        canvas.fill(slats, "#8a5a2b", alpha=0.45)
        for band in (top + 4, top + 80):
            canvas.box(800 - wide - 8, band, 2 * wide + 16, 22, ("#e6bd7c", "#b98446"))
            canvas.line(
                [
                    points((800 - wide + k * 92 + 20, band + 2), (800 - wide + k * 92 + 34, band + 20))
                    for k in range(int(2 * wide / 92))
                ],
                "#8a5a2b",
                width=5,
            )

    def bun(canvas: Canvas, x: float, y: float, big: float) -> None:
        body = np.concatenate(
            [
                curve((-118, 20), (-112, -50), (-60, -104), (0, -122), (60, -104), (112, -50), (118, 20), steps=8),
                points((90, 46), (-90, 46)),
            ]
        ) * big + (x, y)
        canvas.fill(body, ("#fffaf0", "#e9d9c2"))
        pleats = [
            curve((0, -112), (dx * 0.4, -96 + abs(dx) * 0.1), (dx * 0.72, -70 + abs(dx) * 0.3), steps=6) * big + (x, y)
            for dx in (-92, -64, -36, -10, 18, 46, 74, 98)
        ]
        canvas.line(pleats, "#d3bfa3", width=3.4 * big, alpha=0.8)
        canvas.fill(ellipse(x, y - 112 * big, 17 * big, 9 * big), "#d9c4a6")

    for px in (560, 720, 880, 1040):
        bun(base, px, 506, 0.78)
    base.tint("#f1e4d6", 0.12)
    for px in (480, 640, 800, 960, 1120):
        bun(base, px, 546, 0.92)
    basket(base, 668, 430)
    basket(base, 548, 430)

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        steam(canvas, 800, 470, t, count=6, tall=430, alpha=0.42)
        return canvas

    return frame


def wok(size: Size, rng: Random) -> Frame:
    """Forty seconds over a great flame."""
    base = Canvas(size, "#120d10", "#1d1214", "#2c1714")
    base.glow(800, 640, 860, "#b3421a", alpha=0.4)
    greens = [
        (
            rng.uniform(-1, 1),
            rng.uniform(0, 6.3),
            rng.uniform(0.7, 1.35),
            rng.uniform(0, 360),
            pick(rng, ("#6fae3f", "#4f8f35", "#94c657", "#d9e7a4")),
        )
        for _ in range(46)
    ]
    bits = [(rng.uniform(-1, 1), rng.uniform(0, 6.3), rng.uniform(0.5, 1.0)) for _ in range(16)]
    sparks = rng.uniform((0, 0, 0.6), (1, 6.3, 1.5), (54, 3))

    def flame(
        canvas: Canvas, x: float, foot: float, tall: float, wide: float, t: float, colour: str, alpha: float
    ) -> None:
        sway = 24 * np.sin(t * 6 + x)
        shape = np.concatenate(
            [
                curve(
                    (x - wide, foot),
                    (x - wide * 0.9, foot - tall * 0.35),
                    (x - wide * 0.2 + sway * 0.5, foot - tall * 0.66),
                    (x + sway, foot - tall),
                    steps=7,
                ),
                curve(
                    (x + sway, foot - tall),
                    (x + wide * 0.5 + sway * 0.3, foot - tall * 0.58),
                    (x + wide * 0.95, foot - tall * 0.3),
                    (x + wide, foot),
                    steps=7,
                ),
            ]
        )
        canvas.fill(shape, colour, alpha=alpha)

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        for layer, (colour, share, alpha) in enumerate(
            (("#8f2412", 1.0, 1.0), ("#d84e1a", 0.76, 1.0), ("#f5932a", 0.52, 1.0), ("#ffdf7a", 0.3, 1.0))
        ):
            for number in range(11):
                x = 410 + number * 78
                edge = 1 - abs(number - 5) / 9
                tall = (
                    250 + 70 * np.sin(t * 5.1 + number * 2.7 + layer) + 40 * np.sin(t * 8.3 + number)
                ) * share * edge + 70
                flame(canvas, x, 880, tall, 62 * (0.55 + 0.45 * share), t + layer, colour, alpha)
        for x, phase, speed in sparks:
            age = (t * speed * 0.55 + phase) % 1.0
            canvas.disc(
                420 + 760 * x + 34 * np.sin(phase * 3 + t * 2),
                780 - 640 * age,
                4 * (1 - age) + 1,
                "#ffc35a",
                alpha=0.9 * (1 - age),
            )
        tip = 3 * np.sin(t * 3.4)
        bowl = np.concatenate([ellipse(0, 0, 430, 270, start=0, end=180), points((-430, 0))])
        canvas.fill(moved(turned(rounded(410, -30, 380, 40, 18), tip - 8), 800, 540), "#2a1a12")
        canvas.fill(moved(turned(bowl, tip), 800, 540), ("#3a3738", "#0f0d0e"))
        canvas.fill(moved(turned(ellipse(-120, 150, 200, 60, turn=24), tip), 800, 540), "#e0561b", alpha=0.28, soft=50)
        for across, phase, high, turn, colour in greens:
            jump = abs(np.sin(t * 1.7 + phase * 0.22 + 0.4))
            px = 800 + 300 * across * (0.8 + 0.2 * jump) + 60 * (jump - 0.5)
            py = 530 - 330 * high * jump * (1 - 0.45 * across**2)
            leaf = np.concatenate(
                [curve((-44, 0), (0, -22), (48, 0), steps=6), curve((48, 0), (0, 20), (-44, 0), steps=6)]
            )
            canvas.fill(moved(turned(leaf, turn + 130 * jump), px, py), colour)
        for across, phase, high in bits:
            jump = abs(np.sin(t * 1.7 + phase * 0.22 + 0.4))
            canvas.disc(800 + 280 * across, 526 - 400 * high * jump, 9, "#c8372a")
        rim = moved(turned(ellipse(0, 0, 436, 50), tip), 800, 540)
        canvas.line(rim[:37], "#6b6667", width=13).line(moved(rim[2:30], 0, -4), "#f79a2b", width=3, alpha=0.8)
        return canvas

    return frame


def teabowl(size: Size, rng: Random) -> Frame:
    """One bowl of tea before a round window."""
    base = Canvas(size, "#4a4a44", "#3f4039", "#34352f")
    base.tint("#55564d", noise(size, rng, grain=340) * 0.4)
    window = Canvas(size, "#e9ecd9", "#d3ddc6", "#b5c7ad")
    for x, lean, wide in ((590, 16, 26), (690, -9, 20), (930, 12, 30), (1040, -14, 18)):
        shade = mix("#7c9a78", "#a9bf9f", rng.random())
        window.line(points((x - lean, 0), (x + lean, 800)), shade, width=wide)
        window.line(
            [
                points((x - wide / 2 - lean + lean * y / 400, y), (x + wide / 2 - lean + lean * y / 400, y))
                for y in range(60, 700, 118)
            ],
            "#5f7d5f",
            width=5,
        )
    mask = Canvas(size).disc(800, 380, 330, "#ffffff").share()
    leaves = [(rng.uniform(480, 1120), rng.uniform(60, 420), rng.uniform(20, 70)) for _ in range(56)]
    wall = base.copy()
    wall.disc(800, 380, 352, "#2b2c27")
    counter = points((-20, 640), (1620, 640), (1620, 920), (-20, 920))
    bowl = np.concatenate(
        [
            points((560, 500)),
            curve((560, 500), (580, 610), (650, 690), (720, 716), steps=8),
            curve((880, 716), (950, 690), (1020, 610), (1040, 500), steps=8),
        ]
    )

    def frame(t: float) -> Canvas:
        view = window.copy()
        shapes = []
        for x, y, turn in leaves:
            leaf = np.concatenate([curve((0, 0), (34, -9), (86, 0), steps=5), curve((86, 0), (34, 9), (0, 0), steps=5)])
            shapes.append(moved(turned(leaf, turn + 5 * np.sin(t * 1.2 + x)), x, y))
        view.fill(shapes, "#5f8560", alpha=0.85)
        canvas = wall.copy().stamp(view, mask)
        canvas.fill(counter, ("#5a3d2a", "#38241a"))
        grain_of_wood(canvas, np.random.default_rng(2), 660, 900, "#24150d")
        canvas.fill(ellipse(800, 742, 330, 26), "#1c100a", alpha=0.6, soft=22)
        canvas.fill(rounded(700, 706, 200, 34, 8), "#7f9b8d").fill(bowl, ("#b9d0bf", "#6f9184"))
        canvas.fill(ellipse(648, 580, 34, 70, turn=14), "#e3eee0", alpha=0.5, soft=26)
        canvas.line(
            [curve((610 + 84 * k, 560), (634 + 78 * k, 640), (680 + 58 * k, 704), steps=6) for k in range(5)],
            "#587a6e",
            width=3,
            alpha=0.35,
        )
        canvas.fill(ellipse(800, 500, 240, 52), "#cfe0cf").fill(ellipse(800, 504, 218, 42), ("#9a7a32", "#c7a34c"))
        canvas.fill(ellipse(740 + 14 * np.sin(t * 0.5), 498, 62, 7), "#e9d79a", alpha=0.55, soft=6)
        canvas.fill(ellipse(870 + 10 * np.sin(t * 0.7), 512, 18, 5, turn=12 * t), "#4f6b35")
        steam(canvas, 800, 480, t, count=3, tall=390, alpha=0.3)
        return canvas

    return frame
