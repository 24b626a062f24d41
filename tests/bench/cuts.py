"""Prints the cuts of random corpus items, to be read: python -m tests.bench.cuts [films|talks|chinese] [N] [seed].

Ends with the share of items that have a lattice, cuts a lattice, and milliseconds an item.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

from engine.records import Source
from engine.text.clean import plain
from engine.text.cuts import lattices
from engine.text.sentences import sentences

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "corpus"
MOST_SENTENCES = 12


def items(kind: str) -> list[tuple[str, str, str]]:
    """Title, text and language of every corpus item of a kind that has a text."""
    return [(title, text, language) for title, text, language in _read(kind) if len(text) >= 60]


def _read(kind: str) -> Iterator[tuple[str, str, str]]:
    if kind == "films":
        for file in sorted((CORPUS / "wikipedia-movies").glob("movies-*.json")):
            for film in json.loads(file.read_text(encoding="utf-8")):
                yield film["title"], film.get("extract") or "", "en"
        return
    files = {
        "talks": ["pyvideo-talks/pyvideo_talks.jsonl"],
        "chinese": ["chinese/talks.jsonl", "chinese/lectures.jsonl"],
        "chinese-talks": ["chinese/talks.jsonl"],
    }[kind]
    for name in files:
        for line in (CORPUS / name).read_text(encoding="utf-8").strip().split("\n"):
            item = json.loads(line)
            if kind != "talks" or item["language"] == "eng":
                yield item["title"], item["description"] or "", "en" if kind == "talks" else "zh"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=["films", "talks", "chinese", "chinese-talks"], nargs="?", default="films")
    parser.add_argument("count", type=int, nargs="?", default=20)
    parser.add_argument("seed", type=int, nargs="?", default=0)
    parser.add_argument("--all", action="store_true", help="every cut, not three of each lattice")
    parser.add_argument("--one", action="store_true", help="one random cut an item and nothing else")
    parser.add_argument("--quiet", action="store_true", help="the figures only")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    chosen = rng.sample(items(options.kind), options.count)
    ready = [
        [Source("description", s) for s in sentences(plain(text), language)[:MOST_SENTENCES]]
        for _, text, language in chosen
    ]
    language = chosen[0][2]
    lattices(ready[0], language=language)  # loads the models
    began = time.perf_counter()
    made = [lattices(sources, language=language) for sources in ready]
    spent = time.perf_counter() - began
    for (title, _, _), found in zip(chosen, made, strict=True):
        if options.quiet or (options.one and not found):
            continue
        if options.one:
            lattice = rng.choice(found)
            print(f"{title} | {lattice.spell(rng.choice(lattice.cuts))}")
            continue
        print(f"\n## {title}")
        for lattice in found:
            print(f"  < {lattice.source.text}")
            cuts = (
                lattice.cuts
                if options.all
                else (lattice.cuts[0], *rng.sample(lattice.cuts[1:], min(3, len(lattice.cuts) - 1)))
            )
            for cut in cuts:
                print(f"    {lattice.spell(cut)}")
    flat = [lattice for found in made for lattice in found]
    print(
        f"\n{sum(map(bool, made))} of {len(made)} items have a lattice; {len(flat)} lattices, "
        f"{sum(len(x.cuts) for x in flat) / max(len(flat), 1):.1f} cuts each; {1000 * spent / len(made):.1f} ms an item"
    )


if __name__ == "__main__":
    main()
