"""How well a taste learned from a few ratings orders the rest, and finds what is picked next, on real people.

    python -m tests.bench.ranking [--ratings CSV --texts CSV] [--users-seed S] [--prior refit|shipped|none] --json OUT

People and films are each cut in two halves by the seed. Everything is tested on the second half of both. The prior is
learned from the first half of both within the run (``shipped``: the file in resources, whose makers may have
seen the same people; ``none``: without). Each person's ratings are shuffled once; the first k teach. Embeddings of the
films are made once and kept outside the repository.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

from engine.paths import EMBEDDER, PRIOR
from engine.taste.crowd import learn
from engine.taste.features import Features, build
from engine.taste.prior import Prior, load_prior
from tests.bench.rank import picking, rating
from tests.bench.rank.people import Data, read

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "ratings"


def main() -> None:
    options = _options()
    data = read(options.ratings, options.texts, options.vectors, seed=options.users_seed)
    plain = build(data.films, data.ids, data.vectors)
    prior = _prior(options.prior, data, plain)
    primed = build(data.films, data.ids, data.vectors, prior=prior) if prior else None
    people = data.only(data.tested)
    print(f"tested on {len(people)} people and {len(data.tested[1])} of {len(data.films)} films", flush=True)
    figures = rating.measure(data, plain, primed, people)
    figures |= picking.measure(data, plain, primed, people, data.tested[1])
    for metric, by_count in figures.items():
        print(f"\n{metric:40}" + "".join(f"{f'{k} ratings':>24}" for k in by_count))
        for name in dict.fromkeys(name for methods in by_count.values() for name in methods):
            cells = [by_count[k].get(name) for k in by_count]
            print(f"{name:40}" + "".join("" if c is None else f"{c[0]:10.3f} [{c[1]:.3f} {c[2]:.3f}]" for c in cells))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


def _prior(choice: str, data: Data, features: Features) -> Prior | None:
    if choice == "none":
        return None
    if choice == "shipped":
        return load_prior(PRIOR)
    start = time.perf_counter()
    prior = learn(features, data.films, list(data.only(data.taught).values()), model=EMBEDDER.name)
    print(f"prior learned in {time.perf_counter() - start:.0f} s", flush=True)
    return prior


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--ratings", type=Path, default=DATA / "ratings.csv")
    parser.add_argument("--texts", type=Path, default=DATA / "movies_text.csv")
    parser.add_argument("--vectors", type=Path, default=Path(tempfile.gettempdir()) / "matinee-film-vectors.npz")
    parser.add_argument("--users-seed", type=int, default=1)
    parser.add_argument("--prior", choices=("refit", "shipped", "none"), default="refit")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
