"""Blind pairs to be read by a person: is our blurb preferred to a baseline's line?

    python -m tests.bench.blurb.pairs make FOLDER [--each N] [--seed S]
    python -m tests.bench.blurb.pairs score FOLDER

``make`` writes ``pairs.tsv`` (number, kind, title, A, B; which of the two is ours is drawn) and ``key.json`` into
a folder outside the repository, for held-out titles whose text leaves a choice (two sentences of which something
may be printed) and for each baseline: first sentence, TextRank, random cut, and
the cut that a hand rule scores best. Without a bar stands beside them the writer without its networks: the same cuts,
facts and order, with untrained weights and no judge. Whoever reads writes
``read.tsv``: the number and A, B or =. ``score`` prints the share of pairs in which ours was preferred, ties as
halves, and exits 1 below 75 % for any baseline.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tests.bench.blurb import desk, samples
from tests.bench.blurb.baselines import first_sentence, random_cut, rule_cut, textrank
from tests.bench.blurb.desk import Told

BAR = 0.75
WITHOUT_NETWORKS = "without networks"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", choices=("make", "score"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", type=int, default=100, help="pairs for each baseline")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if options.what == "score":
        return score(options.folder)
    if Path(__file__).resolve().parents[3] in options.folder.resolve().parents:
        print("the pairs hold other people's texts: choose a folder outside the repository")
        return 2
    return make(options.folder, options.each, options.seed)


def make(folder: Path, each: int, seed: int) -> int:
    pools = samples.held_out()
    if not any(pools.values()):
        print("the corpus is not there")
        return 1
    ours, untrained = desk.author(), desk.author(untrained=True)
    baselines: dict[str, Callable[[Told], str]] = {
        "first sentence": lambda told: first_sentence(told.video),
        "TextRank": lambda told: textrank(told.video),
        "random cut": random_cut,
        "rule-scored cut": rule_cut,
        WITHOUT_NETWORKS: lambda told: untrained.write(told).text,
    }
    made = list[tuple[str, dict[str, str]]]()
    count: dict[str, int] = defaultdict(int)
    rng = np.random.default_rng(seed)
    for video in samples.numbered(samples.draw(pools, samples.shares(8 * each), seed)):
        wanted = [name for name in baselines if count[name] < each]
        if not wanted:
            break
        told = ours.lay_out(video)
        if len(told.lattices.lattices) < 2:
            continue
        blurb = ours.write(told).text
        for name in wanted:
            other = baselines[name](told)
            if not other or not blurb or other.strip(" .。") == blurb.strip(" .。"):
                continue
            first = bool(rng.random() < 0.5)
            a, b = (blurb, other) if first else (other, blurb)
            count[name] += 1
            pair = (samples.group_of(video), *(" ".join(x.split()) for x in (video.title, a, b)))
            made.append(("\t".join(pair), {"baseline": name, "ours": "A" if first else "B"}))
    made = [made[i] for i in rng.permutation(len(made)).tolist()]  # a title's pairs far apart
    rows = [f"{number}\t{pair}" for number, (pair, _) in enumerate(made)]
    key = [said for _, said in made]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pairs.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    (folder / "key.json").write_text(json.dumps(key), "utf-8")
    print(f"{len(rows)} pairs in {folder / 'pairs.tsv'}: {dict(count)}")
    return 0


def score(folder: Path) -> int:
    key = json.loads((folder / "key.json").read_text("utf-8"))
    won: dict[str, list[float]] = defaultdict(list)
    for row in (folder / "read.tsv").read_text("utf-8").split("\n"):
        if row.strip():
            number, said = row.split()[:2]
            told = key[int(number)]
            won[told["baseline"]].append(0.5 if said == "=" else float(said == told["ours"]))
    for name, values in won.items():
        print(f"preferred to the {name:16} in {np.mean(values):.0%} of {len(values)} pairs")
    return int(any(np.mean(values) < BAR for name, values in won.items() if name != WITHOUT_NETWORKS))


if __name__ == "__main__":
    sys.exit(main())
