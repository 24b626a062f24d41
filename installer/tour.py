"""The main job in a terminal, on the demo library: what `make run` does where there is no display.

It uses Matinee's public commands alone, prints each, and works in ./demo, which may be deleted.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "demo"
LIBRARY = DEMO / "library"
SCREENSHOT = DEMO / "matinee.png"
MATINEE = Path(sys.executable).with_name("matinee")


def main() -> int:
    opinions = tomllib.loads((ROOT / "resources" / "demo" / "opinions.toml").read_text("utf-8"))["opinions"]
    print("No display: showing the main job on the demo library in this terminal.\n")
    matinee("demo", str(DEMO / "videos"))
    for opinion in opinions:  # a second run starts from nothing again
        matinee("rate", opinion["title"], "-", "--note", "", quiet=True)
    print("\n== Before: nothing is rated")
    before = suggestions()
    print("\n== Rating and noting six videos")
    for opinion in opinions:
        matinee("rate", opinion["title"], f"{opinion['stars']:g}", "--note", opinion["note"])
    print("\n== Training the generator on this library, for at most a minute")
    matinee("train", "--minutes", "1")
    print("\n== After")
    after = suggestions()
    moved = [place["title"] for place in after if place["video_id"] not in {old["video_id"] for old in before}]
    print(f"\nNew among the first {len(after)}: {', '.join(moved) or 'none'}")
    matinee("--screenshot", str(SCREENSHOT), environment={"QT_QPA_PLATFORM": "offscreen"})
    print(f"\nThe window, as it looks now: {SCREENSHOT}")
    complete = [place for place in after if place["blurb"] and place["reasons"] and place["evidence"]]
    print(f"{len(complete)} suggestions with blurb, reason and evidence.")
    return 0 if len(complete) >= 5 else 1


def matinee(*arguments: str, quiet: bool = False, environment: dict[str, str] | None = None) -> str:
    """Run one public command on the demo's library; its output."""
    if not quiet:
        print(f"$ matinee {shlex.join(arguments)}", flush=True)
    started = time.monotonic()
    result = subprocess.run(
        [MATINEE, "--library", LIBRARY, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if quiet else None,
        text=True,
        check=False,
        env=os.environ | (environment or {}),
    )
    if result.returncode:
        sys.exit(f"matinee {arguments[0]} ended with {result.returncode}")
    if not quiet and "--json" not in arguments:
        print(result.stdout, end="")
    if time.monotonic() - started > 5 and not quiet:
        print(f"  ({time.monotonic() - started:.0f} s)")
    return result.stdout


def suggestions() -> list[dict]:
    ranked = json.loads(matinee("suggest", "--limit", "12", "--json"))
    for place in ranked:
        print(f"\n{place['rank']:>2}. {place['title']}   {place['score']:.2f} ± {place['uncertainty']:.2f}")
        for line in (place["hook"], f"“{place['blurb']}”" if place["quoted"] else place["blurb"]):
            if line:
                print(f"    {line}")
        for reason in place["reasons"]:
            print(f"    · {reason}")
    return ranked


if __name__ == "__main__":
    sys.exit(main())
