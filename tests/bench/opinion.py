"""How often the sign of a note sentence is told rightly, beside a word list and the stars alone.

    python tests/bench/opinion.py [FILE.tsv] [--errors]

FILE has the columns language, sign (1 or -1), form and text; without one, the 200 sentences of
tests/fixtures/note_sentences.tsv, which no choice was tuned on. Stars are simulated: in 80 % of the sentences
they are on the side of the sign (4 to 5, or 1 to 2), in 20 % on the other; the mean of 20 draws is printed.
A method that cannot decide gets half a point.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.index.embed import Embedder
from engine.text.opinion import OpinionReader, overall
from engine.text.polarity import polarity

HELD_OUT = Path(__file__).resolve().parents[1] / "fixtures" / "note_sentences.tsv"
AGREEMENT, DRAWS = 0.8, 20
Floats = npt.NDArray[np.float64]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=HELD_OUT)
    parser.add_argument("--errors", action="store_true", help="print what was told wrongly without stars")
    options = parser.parse_args()
    with options.file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    texts, signs = [row["text"] for row in rows], np.array([int(row["sign"]) for row in rows])

    embedder = Embedder()
    known: dict[str, npt.NDArray[np.float32]] = {}

    def embed(some: list[str]) -> npt.NDArray[np.float32]:
        new = [text for text in dict.fromkeys(some) if text not in known]
        known.update(zip(new, embedder.encode(new), strict=True) if new else ())
        return np.stack([known[text] for text in some])

    reader = OpinionReader(embed)
    ours = score(texts, lambda text: overall(reader.read(text)))
    rng = np.random.default_rng(0)
    draws = [draw_stars(signs, rng) for _ in range(DRAWS)]
    with_stars = [
        np.array([overall(reader.read(t, stars=s)) for t, s in zip(texts, stars, strict=True)]) for stars in draws
    ]
    methods = {
        "word list": points(score(texts, lambda text: polarity(text, negation=False).sign), signs),
        "word list with negation": points(score(texts, lambda text: polarity(text).sign), signs),
        "stars alone": np.mean([points(stars - 3, signs) for stars in draws], axis=0),
        "ours without stars": points(ours, signs),
        "ours with stars": np.mean([points(found, signs) for found in with_stars], axis=0),
    }
    groups = {"all": np.ones(len(rows), bool)}
    for column in ("language", "form"):
        for value in dict.fromkeys(row[column] for row in rows):
            groups[value] = np.array([row[column] == value for row in rows])
    print(f"{'accuracy of ' + str(len(rows)):26}" + "".join(f"{name:>10}" for name in groups))
    for name, right in methods.items():
        print(f"{name:26}" + "".join(f"{right[group].mean():10.3f}" for group in groups.values()))
    if options.errors:
        for text, sign, found in zip(texts, signs, ours, strict=True):
            if found * sign <= 0:
                print(f"{sign:+d} {found:+.2f} {text}")
    return 0


def score(texts: Sequence[str], judge: Callable[[str], float]) -> Floats:
    return np.array([judge(text) for text in texts], dtype=float)


def points(found: Floats, signs: Floats) -> Floats:
    """1 for the right sign, 0 for the wrong one, 0.5 for none."""
    return np.asarray((1 + np.sign(found) * signs) / 2)


def draw_stars(signs: Floats, rng: np.random.Generator) -> Floats:
    side = np.where(rng.random(len(signs)) < AGREEMENT, signs, -signs)
    return np.where(side > 0, rng.choice([4, 4.5, 5], len(signs)), rng.choice([1, 1.5, 2], len(signs)))


if __name__ == "__main__":
    sys.exit(main())
