"""Measure the order of courses: with their numbers it must be exact, without them Kendall's tau against the true one.

    python -m tests.bench.course [--shuffles 20] [--json OUT]

Courses are two in Chinese, both simplified and traditional, one in English, and lecture recordings with the lines of
their first minutes as description. For the second figure, numbers are taken out of titles, descriptions and paths,
and ids are dealt out anew for each of the shuffles, as nothing but chance should decide where the text tells nothing.
Beside it: titles in alphabetical order, and the middle 95 % of random orders. For the first, the same courses with
numbers in several styles, and all talks of pyvideo in parts ("Part 2 of 3"), each among all videos of its event.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from engine.index.subtitles import read_subtitles
from engine.rank.course import order
from engine.records import Video
from tests.support.data import SHARED

T = TypeVar("T")

_NUMBERS = re.compile(
    r"第.{1,4}[章节節课課讲講]|\b(?:part|day|lecture|chapter)\s+(?:\d+|[ivx]+|one|two|three)\b|\d+", re.IGNORECASE
)
TALKS = "corpus/pyvideo-talks/pyvideo_talks.jsonl"
_CHINESE = "零一二三四五六七八九"


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    ask.add_argument("--shuffles", type=int, default=20)
    ask.add_argument("--json", type=Path, metavar="OUT")
    options = ask.parse_args()
    if not SHARED.exists():
        print("skipped: no shared data")
        return
    courses = known_courses()
    exact = with_numbers(courses)
    print("with numbers: courses or talks in exact order")
    for name, (right, of) in exact.items():
        print(f"  {name:<44} {right} of {of}")
    print(f"\nwithout numbers: Kendall's tau, mean of {options.shuffles} shuffles")
    print(f"  {'course':<24} {'parts':>5} {'ours':>6} {'titles':>7}   random (95 %)")
    hidden = {name: without_numbers(parts, options.shuffles) for name, parts in courses.items()}
    for name, row in hidden.items():
        low, high = row["random"]
        print(f"  {name:<24} {row['parts']:>5} {row['ours']:>6.2f} {row['titles']:>7.2f}   {low:+.2f} to {high:+.2f}")
    means = {key: float(np.mean([row[key] for row in hidden.values()])) for key in ("ours", "titles")}
    print(f"  {'mean':<24} {'':>5} {means['ours']:>6.2f} {means['titles']:>7.2f}")
    if options.json:
        options.json.write_text(json.dumps({"exact": exact, "hidden": hidden, "mean": means}, indent=2), "utf-8")


# --- courses ---------------------------------------------------------------------------------------------


def known_courses() -> dict[str, list[Video]]:
    """Courses of which the order is known, in it; titles as they are, without numbers in the paths."""
    courses: dict[str, list[tuple[str, str]]] = {}
    rows = read_lines("corpus/chinese/lectures.jsonl")
    for name, folder in (
        ("language models (Hans)", "chapters/zh-CN/chapter"),
        ("language models (Hant)", "chapters/zh-TW/chapter"),
        ("internet of things (Hans)", "translations/zh/"),
        ("internet of things (Hant)", "translations/tw/"),
    ):
        found = [(row["source"].partition(folder)[2], row) for row in rows if folder in row["source"]]
        found.sort(key=lambda one: [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", one[0])])
        courses[name] = [(row["title"], row["description"]) for _, row in found]
    python = [row for row in read_lines(TALKS) if row["event"] == "google-python-class"]
    python.sort(key=lambda row: row["title"])
    courses["python class"] = [(row["title"], row["description"]) for row in python]
    for name, ending in (("recordings (en)", "[0-9].srt"), ("recordings (en, zh)", ".zh-CN-dual-double.srt")):
        files = sorted((SHARED / "subtitles" / "lectures-zh-en").glob(f"*{ending}"))
        courses[name] = [("Recording", first_minutes(file)) for file in files]
    return {
        name: [
            Video(id=i, title=title, text=text, path="/course/part.mp4", kind="lesson")
            for i, (title, text) in enumerate(parts, 1)
        ]
        for name, parts in courses.items()
        if len(parts) > 2
    }


def first_minutes(file: Path, lines: int = 40) -> str:
    return " ".join(cue.text for cue in read_subtitles(str(file))[:lines])


def read_lines(name: str) -> list[dict[str, Any]]:
    with open(SHARED / name, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


# --- with numbers ------------------------------------------------------------------------------------------


def with_numbers(courses: dict[str, list[Video]]) -> dict[str, tuple[int, int]]:
    """How many of the courses, and of pyvideo's talks in parts, come out in exactly their order."""
    exact = {}
    for style, name in STYLES.items():
        named = [[name(i, part) for i, part in enumerate(parts, 1)] for parts in courses.values()]
        exact[style] = (sum(order(shuffled(parts, 0)) == parts for parts in named), len(named))
    exact["pyvideo: “Part 2”, “part II”, “Part 1 of 3” ..."] = talks_in_parts()
    return exact


STYLES: dict[str, Callable[[int, Video], Video]] = {
    "season and episode": lambda i, part: replace(part, series="S", season=1 + i // 9, episode=i % 9),
    "Lecture 3: ...": lambda i, part: replace(part, title=f"Lecture {i}: {part.title}"),
    "第三课 ...": lambda i, part: replace(part, title=f"第{chinese(i)}课 {part.title}"),
    "..., part III": lambda i, part: replace(part, title=f"Course part {roman(i)}"),
    "03 - ....mp4 (the file alone)": lambda i, part: replace(part, path=f"/course/{i:02} - part.mp4"),
    "Week 2/03 - ....mp4": lambda i, part: replace(part, path=f"/course/Week {1 + i // 9}/{i % 9:02} - part.mp4"),
    "2024-09-16 ...": lambda i, part: replace(part, title=f"2024-{1 + i // 28:02}-{1 + i % 28:02} {part.title}"),
}


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return f"{_CHINESE[tens] if tens > 1 else ''}{'十' if tens else ''}{_CHINESE[ones] if ones else ''}"


def roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones] if tens < 3 else str(number)


def talks_in_parts() -> tuple[int, int]:
    """Talks of which all parts stand in order in their event, of all talks in two parts or more."""
    events: dict[str, list[Video]] = defaultdict(list)
    for i, row in enumerate(read_lines(TALKS)):
        text = row["description"] or row["summary"] or ""
        path = f"/{row['event']}/{row['slug']}.mp4"
        events[row["event"]].append(Video(id=i, title=row["title"], path=path, text=text, kind="talk"))
    right = of = 0
    for videos in events.values():
        talks: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for video in videos:
            if found := re.search(r"\(?\bpart[ -]?(\d|I{1,3}|IV)\b(?: of \d)?\)?\s*$", video.title, re.I):
                number = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(found[1].lower()) or int(found[1])
                talks[re.sub(r"\W+", " ", video.title[: found.start()]).strip().casefold()].append((number, video.id))
        places = {video.id: place for place, video in enumerate(order(shuffled(videos, 0)))}
        for parts in talks.values():
            if len(parts) == len(dict(parts)) > 1:
                at = [places[video_id] for _, video_id in sorted(parts)]
                of += 1
                right += at == sorted(at)
    return right, of


# --- without -----------------------------------------------------------------------------------------------


def without_numbers(parts: Sequence[Video], shuffles: int) -> dict[str, Any]:
    """Tau of our order, of titles by the alphabet, and the middle 95 % of random orders."""
    bare = [replace(part, title=hide(part.title), text=hide(part.text)) for part in parts]
    ours, titles = [], []
    for seed in range(shuffles):
        deal = shuffled(range(1, len(bare) + 1), seed)
        dealt = [replace(part, id=new, path=f"/course/{'x' * new}.mp4") for part, new in zip(bare, deal, strict=True)]
        true = {part.id: place for place, part in enumerate(dealt)}
        ours.append(tau([true[part.id] for part in order(dealt)]))
        titles.append(tau([true[part.id] for part in sorted(dealt, key=lambda part: (part.title.casefold(), part.id))]))
    chance = [tau(shuffled(range(len(parts)), seed)) for seed in range(400)]
    low, high = np.quantile(chance, [0.025, 0.975])
    return {
        "parts": len(parts),
        "ours": float(np.mean(ours)),
        "titles": float(np.mean(titles)),
        "random": [float(low), float(high)],
    }


def hide(text: str) -> str:
    return re.sub(r"\s+", " ", _NUMBERS.sub(" ", text)).strip()


def shuffled(things: Sequence[T], seed: int) -> list[T]:
    mixed = list(things)
    random.Random(seed).shuffle(mixed)
    return mixed


def tau(places: Sequence[int]) -> float:
    """Kendall's tau of an order, given the true place of each."""
    at = np.asarray(places)
    signs = np.sign(at[None, :] - at[:, None])[np.triu_indices(len(at), 1)]
    return float(signs.mean())


if __name__ == "__main__":
    main()
