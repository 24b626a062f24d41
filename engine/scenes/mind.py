"""Boards, proofs and circuits: things that people think with."""

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
    plane,
    points,
    rectangle,
    rounded,
)


def circuit(size: Size, rng: Random) -> Frame:
    """Pulses on a board, around a clock's chip."""
    base = Canvas(size, "#0f2a24", "#0c231f", "#0a1c1a")
    base.tint("#17433a", noise(size, rng, grain=260) * 0.35)
    tracks: list[Points] = []
    for side in range(4):
        for k in range(11):
            shift = (k - 5) * 27
            near = {0: (800 + shift, 275), 1: (975, 450 + shift), 2: (800 + shift, 625), 3: (625, 450 + shift)}[side]
            way = np.array({0: (0, -1), 1: (1, 0), 2: (0, 1), 3: (-1, 0)}[side], float)
            spread = k - 5
            first = np.array(near) + way * (34 + 18 * abs(k - 5))
            bend = abs(spread) * rng.uniform(9, 22) + 6
            out = np.sign(spread) if spread else 1.0
            axis = np.array((1.0, 0.0)) if side in (0, 2) else np.array((0.0, 1.0))
            second = first + (way + axis * out) * bend
            third = second + way * rng.uniform(60, 420)
            fourth = third + (way - axis * out * rng.choice((-1, 1))) * rng.uniform(20, 70)
            fifth = fourth + way * rng.uniform(30, 500)
            tracks.append(np.array((near, first, second, third, fourth, fifth)))
    base.line([moved(track, 3, 5) for track in tracks], "#051210", width=8, alpha=0.6)
    base.line(tracks, "#2f7a5c", width=7)
    ends = [ellipse(x, y, 13, 13) for x, y in (track[-1] for track in tracks)]
    base.fill(ends, "#c9a24b").fill([ellipse(x, y, 6, 6) for x, y in (track[-1] for track in tracks)], "#0a1c1a")
    for _ in range(16):
        x, y = rng.uniform(40, 1540), rng.choice((rng.uniform(40, 180), rng.uniform(720, 860)))
        base.fill(rounded(x, y, 54, 24, 5), "#1a1d20").box(x, y, 9, 24, "#b9bcbd").box(x + 45, y, 9, 24, "#b9bcbd")
    for side in range(4):
        pins = [
            rectangle(800 + (k - 5) * 27 - 6, 262 if side == 0 else 612, 12, 28)
            if side in (0, 2)
            else rectangle(962 if side == 1 else 610, 450 + (k - 5) * 27 - 6, 28, 12)
            for k in range(11)
        ]
        base.fill(pins, "#d6d8d4")
    base.fill(moved(rounded(632, 282, 336, 336, 16), 10, 16), "#030a09", alpha=0.6, soft=22)
    base.fill(rounded(632, 282, 336, 336, 16), ("#2a2d31", "#17191c")).line(
        ellipse(800, 450, 116, 116), "#70757a", width=5
    )
    for k in range(12):
        a = np.radians(k * 30)
        base.line(
            points((800 + 96 * np.cos(a), 450 + 96 * np.sin(a)), (800 + 106 * np.cos(a), 450 + 106 * np.sin(a))),
            "#8f9499",
            width=5,
        )
    base.disc(658, 308, 9, "#70757a")
    speeds, phases = rng.uniform(0.16, 0.42, len(tracks)), rng.random(len(tracks))
    lengths = [np.concatenate([[0], np.cumsum(np.hypot(*np.diff(track, axis=0).T))]) for track in tracks]

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        for track, length, speed, phase in zip(tracks, lengths, speeds, phases, strict=True):
            place = (phase + speed * t) % 1.25
            if place > 1:
                continue
            steps = np.clip(np.linspace(place - 0.14, place, 8), 0, 1) * length[-1]
            path = np.stack([np.interp(steps, length, track[:, axis]) for axis in (0, 1)], axis=1)
            canvas.line(path, "#8dffc4", width=6, alpha=0.9).glow(path[-1, 0], path[-1, 1], 36, "#4dffab", alpha=0.8)
        for long, wide, turn, colour in ((66, 9, 0.35, "#e9ecec"), (92, 6, 2.1, "#e9ecec"), (98, 4, 6.2, "#f0913a")):
            a = turn * t * 0.6 + turn - np.pi / 2
            canvas.line(points((800, 450), (800 + long * np.cos(a), 450 + long * np.sin(a))), colour, width=wide)
        return canvas.disc(800, 450, 9, "#f0913a")

    return frame


def chess(size: Size, rng: Random) -> Frame:
    """An endgame in low light."""
    base = Canvas(size, "#2b1a1d", "#3b2327", "#23161a")
    base.glow(520, 160, 900, "#a5654a", alpha=0.4)
    vanish, horizon = 820.0, 120.0

    def spot(column: float, row: float) -> tuple[float, float]:
        """A corner of the board; rows run away from us."""
        y = horizon + 780 / (1 + row * 0.235)
        return vanish + (column - 4) * 262 * (y - horizon) / 780 - 40, y - 22

    for row in range(8):
        for column in range(8):
            square = points(spot(column, row), spot(column + 1, row), spot(column + 1, row + 1), spot(column, row + 1))
            colour = ("#e5d3b3", "#7a2f2b")[(row + column) % 2]
            base.fill(square, mix(colour, "#2b1a1d", 0.07 * row))
    board = points(spot(0, 8), spot(8, 8), spot(8, 0), spot(0, 0))
    base.line(np.concatenate([board, board[:1]]), "#c79a5b", width=7)
    profiles = {
        "pawn": ((0.0, 0.34), (0.09, 0.34), (0.13, 0.24), (0.3, 0.13), (0.56, 0.1), (0.6, 0.19), (0.64, 0.1)),
        "king": (
            (0.0, 0.36),
            (0.07, 0.36),
            (0.11, 0.27),
            (0.26, 0.16),
            (0.62, 0.115),
            (0.66, 0.23),
            (0.7, 0.13),
            (0.86, 0.2),
            (0.89, 0.14),
        ),
        "bishop": (
            (0.0, 0.34),
            (0.07, 0.34),
            (0.11, 0.25),
            (0.26, 0.14),
            (0.58, 0.09),
            (0.62, 0.19),
            (0.66, 0.09),
            (0.78, 0.145),
            (0.9, 0.05),
        ),
        "rook": ((0.0, 0.34), (0.08, 0.34), (0.12, 0.26), (0.24, 0.18), (0.66, 0.15), (0.7, 0.24), (0.92, 0.24)),
    }

    def piece(canvas: Canvas, kind: str, column: float, row: float, pale: bool, lift: float = 0.0) -> None:
        x, foot = spot(column + 0.5, row + 0.42)
        big = 262 * (foot + 22 - horizon) / 780
        tall = big * {"pawn": 1.05, "king": 2.0, "bishop": 1.6, "rook": 1.3}[kind]
        lit, shade = ("#f4e6cb", "#b08a62") if pale else ("#6d4a42", "#1c1113")
        canvas.fill(ellipse(x + big * 0.28, foot + 4, big * 0.46, big * 0.13), "#12090b", alpha=0.5, soft=14)
        y = foot - lift
        rims = profiles[kind]
        left = [(x - wide * big, y - high * tall) for high, wide in rims]
        right = [(x + wide * big, y - high * tall) for high, wide in rims]
        body = np.array([*left, *right[::-1]])
        foot_edge = ellipse(x, y, rims[0][1] * big, big * 0.1, start=0, end=180)
        shapes = [np.concatenate([body, foot_edge])]
        if kind == "pawn":
            shapes.append(ellipse(x, y - tall * 0.78, big * 0.17, big * 0.17))
        if kind == "king":
            shapes += [
                rectangle(x - big * 0.026, y - tall * 1.06, big * 0.052, tall * 0.19),
                rectangle(x - big * 0.085, y - tall * 1.01, big * 0.17, tall * 0.035),
            ]
        if kind == "bishop":
            shapes.append(ellipse(x, y - tall * 0.95, big * 0.05, big * 0.05))
        if kind == "rook":
            shapes += [
                rectangle(x + (k - 1) * big * 0.17 - big * 0.06, y - tall * 1.02, big * 0.12, tall * 0.12)
                for k in range(3)
            ]
        canvas.fill(shapes, shade)
        inner = [shape * (0.62, 1) + (x * 0.38 - big * 0.045, 0) for shape in shapes]
        canvas.fill(inner, lit, soft=big * 0.09)

    dark = (("rook", 1, 7), ("king", 4, 6), ("pawn", 5, 6), ("pawn", 6, 5), ("pawn", 0, 4), ("bishop", 6, 3))
    pale = (("bishop", 2, 5), ("pawn", 1, 3), ("pawn", 4, 3), ("rook", 5, 2))
    men = sorted([(*man, False) for man in dark] + [(*man, True) for man in pale], key=lambda man: -man[2])

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        for kind, column, row, is_pale in men:
            piece(canvas, kind, column, row, is_pale)
        step = float(np.clip((t - 1.2) / 2.4, 0, 1))
        ease = step * step * (3 - 2 * step)
        piece(canvas, "king", 2 + ease, 1.2, True, lift=26 * np.sin(np.pi * ease))
        canvas.glow(520 + 12 * np.sin(t * 0.7), 140, 720, "#ffb27a", alpha=0.22)
        return canvas

    return frame


def fractal(size: Size, rng: Random) -> Frame:
    """An island of the Julia set, drawn as a chart with depths."""
    width, height = size[0] * 2, size[1] * 2
    x, y = plane((width, height))
    z = ((x - 800) / 520 + 1j * (y - 450) / 520).astype(np.complex64)
    c = np.complex64(-0.7435 + 0.1314j)
    count = np.zeros(z.shape, np.float32)
    for step in range(90):
        z = np.where(np.abs(z) < 9, z * z + c, z)
        smooth = step + 1 - np.log2(np.log2(np.maximum(np.abs(z), 9)))
        count = np.where((np.abs(z) >= 9) & (count == 0), smooth, count).astype(np.float32)
    land = count == 0
    depth = np.clip(np.log1p(np.where(land, 90, count)) / np.log(60), 0, 1)
    stops = ("#184a6b", "#2b6f8f", "#5b9fae", "#9cc9c4", "#d9e3c9", "#f0dfae", "#dcb877", "#b98a52")
    colours = np.array([[int(s[i : i + 2], 16) for i in (1, 3, 5)] for s in stops], np.float32)
    place = np.clip((depth - 0.25) / 0.72, 0, 1) * (len(stops) - 1)
    chart = np.stack([np.interp(place, range(len(stops)), colours[:, k]) for k in range(3)], axis=2)
    lines = np.abs(count % 2 - 1) < 0.14
    chart = np.where((lines & ~land & (count < 26))[..., None], chart * 0.82, chart)
    sheet = Canvas((width, height)).paint(chart)
    sheet.tint("#f4e8c8", noise((width, height), rng, grain=50) * 0.12)
    grid = [points((k * 200, 0), (k * 200, 900)) for k in range(9)] + [
        points((0, k * 200 + 50), (1600, k * 200 + 50)) for k in range(5)
    ]
    sheet.line(grid, "#173a52", width=1.6, alpha=0.3)

    def frame(t: float) -> Canvas:
        canvas = sheet.window(size, 800 + 12 * t, 450 - 4 * t, zoom=1.12 + 0.05 * t, turn=-3 + 0.8 * t)
        rx, ry = 1400, 720
        canvas.disc(rx, ry, 92, "#f3e7c6", alpha=0.85).line(ellipse(rx, ry, 92, 92), "#173a52", width=4)
        for k in range(8):
            a = np.radians(k * 45 - 3 + 0.8 * t)
            long = 84 if k % 2 == 0 else 50
            tip, side = np.array((np.cos(a), np.sin(a))), np.array((-np.sin(a), np.cos(a)))
            canvas.fill(np.array(((rx, ry), (rx, ry) + tip * 22 + side * 12, (rx, ry) + tip * long)), "#173a52")
            canvas.fill(
                np.array(((rx, ry), (rx, ry) + tip * 22 - side * 12, (rx, ry) + tip * long)),
                "#b8432f" if k == 6 else "#6f8fa0",
            )
        return canvas

    return frame


def blackboard(size: Size, rng: Random) -> Frame:
    """Primes on Ulam's spiral (Stein, Ulam and Wells 1964), in chalk."""
    base = Canvas(size, "#23352f", "#1f302b", "#1b2a26")
    dust = noise(size, rng, grain=260, stretch=2)
    base.tint("#54675f", np.clip(dust - 0.25, 0, 1) * 0.42)
    for _ in range(7):
        x, y = rng.uniform(100, 1400), rng.uniform(120, 700)
        base.fill(
            curve((x, y), (x + 160, y - 40), (x + 340, y + 20), (x + 320, y + 70), (x + 120, y + 40), (x, y), steps=6),
            "#9fb0a8",
            alpha=0.08,
            soft=40,
        )
    for box in ((-20, -20, 1640, 44), (-20, 838, 1640, 80), (-20, 0, 44, 920), (1576, 0, 44, 920)):
        base.box(*box, ("#a9763f", "#7f5329"))
    base.box(-20, 826, 1640, 16, "#5b3a1c").fill(rounded(300, 806, 130, 22, 9), "#f6f4ea").fill(
        rounded(1180, 790, 170, 40, 8), ("#c9a26a", "#3a3f45")
    )
    base.fill(rounded(470, 810, 80, 18, 8), "#e9b9a5")

    def chalk(canvas: Canvas, shape: Points | list[Points], width: float, colour: str = "#eef0e4") -> None:
        canvas.line(shape, colour, width=width, alpha=0.8).line(
            [moved(s, 1.6, 1.2) for s in (shape if isinstance(shape, list) else [shape])],
            colour,
            width=width * 0.5,
            alpha=0.35,
        )

    places, position, way, step, turns = [(0, 0)], np.array((0, 0)), np.array((1, 0)), 1, 0
    while len(places) < 900:
        for _ in range(step):
            position = position + way
            places.append((int(position[0]), int(position[1])))
        way = np.array((way[1], -way[0]))
        turns += 1
        step += turns % 2 == 0
    numbers = np.arange(1, len(places) + 1)
    prime = np.array([n > 1 and all(n % d for d in range(2, int(n**0.5) + 1)) for n in numbers])
    spots = np.array(places)[prime] * 25.0 + (560, 430) + rng.normal(0, 1.1, (int(prime.sum()), 2))
    inside = (np.abs(spots[:, 0] - 560) < 400) & (np.abs(spots[:, 1] - 430) < 356)
    spots = spots[inside]
    spiral = np.array(places[:110]) * 25.0 + (560, 430)
    chalk(base, ellipse(1270, 250, 120, 120), 5)
    chalk(base, points((1270, 250), (1374, 190)), 5)
    chalk(base, [points((1180, 560), (1180, 440)), points((1160, 560), (1460, 560))], 5)
    chalk(base, curve((1182, 552), (1230, 500), (1310, 474), (1450, 456), steps=10), 5, "#f1c9b4")
    for k in range(6):
        chalk(base, [points((1180 + 42 * k, 680), (1180 + 42 * k, 740 - 4 * (k % 2)))], 6)
    chalk(base, points((1166, 744), (1400, 676)), 6, "#f1c9b4")

    def frame(t: float) -> Canvas:
        canvas = base.copy()
        shown = int(len(spots) * min(1.0, 0.62 + 0.07 * t))
        chalk(canvas, spiral[: 30 + int(10 * t)], 3, "#b9c7b8")
        dots = [ellipse(x, y, 7.6, 7.2) for x, y in spots[:shown]]
        canvas.fill(dots, "#f3f1e2", alpha=0.92)
        if shown < len(spots):
            canvas.glow(spots[shown, 0], spots[shown, 1], 46, "#fff6d0", alpha=0.7)
        canvas.line(ellipse(560, 430, 30 + 3 * np.sin(t * 2), 30 + 3 * np.sin(t * 2)), "#f1c9b4", width=5, alpha=0.85)
        return canvas

    return frame
