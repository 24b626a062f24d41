"""Render every page of the window from the demo library: what `make screenshots` does.

Each scale and language has a process of its own, because Qt takes both only at its start. The library is made once, in
the folder's ``library``, through Matinee's public commands; the scenes work on copies of it.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
import tomllib
from pathlib import Path

from engine.paths import RESOURCES
from engine.store import commands
from engine.store.library import Library

ROOT = Path(__file__).resolve().parent.parent
MATINEE = Path(sys.executable).with_name("matinee")
SCALES = {1: ("1280x720", "1920x1080"), 2: ("1920x1080",)}  # sizes are device-independent: the last is 3840 x 2160
LANGUAGES = ("en", "zh_CN")
DAY_S = 86_400.0


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0] if arguments else ROOT / "screenshots").absolute()
    library = folder / "library"
    if not (library / "library.db").exists():
        make_library(library)
    started = time.monotonic()
    for scale, sizes in SCALES.items():
        for language in LANGUAGES:
            print(f"{language}, {', '.join(sizes)} @{scale}", flush=True)
            draw = [sys.executable, Path(__file__).with_name("scenes.py"), library, folder, language, *sizes]
            screen = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale)}
            if subprocess.run(draw, check=False, env=os.environ | screen).returncode:
                return 1
    count = len(list(folder.glob("*/*.png")))
    print(f"{count} pictures in {folder} ({time.monotonic() - started:.0f} s)")
    return 0


def make_library(folder: Path) -> None:
    """The demo library as after some weeks: rated, noted, tagged, partly watched, one drive unplugged."""
    print("Making the library (a minute or two) ...", flush=True)
    _matinee(folder, "demo", str(folder / "demo"))
    opinions = tomllib.loads((RESOURCES / "demo" / "opinions.toml").read_text("utf-8"))["opinions"]
    chance, now = random.Random(7), time.time()
    with Library.open(folder, owner="the screenshots") as library:
        said = {library.read.find(opinion["title"])[0].id: opinion for opinion in opinions}
        others = [video for video in library.read.videos() if video.id not in said]
        rated = chance.sample(others, 16)
        for week, video in enumerate(rated):
            wished = {"astronomy", "天文", "nature", "drama", "剧情"} & {genre.lower() for genre in video.genres}
            stars = min(5.0, max(0.5, round((3.9 if wished else 2.4) * 2 + chance.gauss(0, 1.2)) / 2))
            library.do(commands.rate, video.id, stars, at=now - (20 - week) * 6 * DAY_S)
        for day, (video_id, opinion) in enumerate(said.items()):
            library.do(commands.rate, video_id, opinion["stars"], at=now - (8 - day) * DAY_S)
            library.do(commands.write_note, video_id, opinion["note"], at=now - (8 - day) * DAY_S)
        for video in others[:3]:
            library.do(commands.add_tags, video.id, ["evening", "with friends"], at=now - DAY_S)
        rest = [video for video in others if video not in rated]
        for place, video in enumerate(rest[:4]):
            length = video.duration_s or 8.0
            part = (0.35, 0.6, 0.96, 0.2)[place]
            library.do(commands.play, video.id, now - (place + 1) * DAY_S, length * part, part)
    _matinee(folder, "suggest", "--limit", "24")


def _matinee(library: Path, *arguments: str) -> None:
    subprocess.run([MATINEE, "--library", library, *arguments], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
