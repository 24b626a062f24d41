"""Make the one file that pretraining reads: corpus -> evidence -> lattices -> vectors -> integers.

The corpus is done in parts of a fixed size, each a small file beside the target: a run that was cut off
goes on with the next part, and what a part holds does not depend on the run. It takes the very way that a
library's videos take, facts included.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from engine import paths
from engine.blurbs.evidence import with_facts
from engine.generate.dataset import EncodedVideo, encode
from engine.generate.discriminator import Judge
from engine.index.embed import Embedder
from engine.jobs import base, prepared
from engine.jobs.corpus import Item, is_held_out, items, without_near_copies
from engine.jobs.lattices import evidence_of, lattices_of, marked
from engine.jobs.prepared import Corpus
from engine.records import Lattice, Vector, VideoLattices
from engine.text import cuts
from engine.text.cuts_build import is_closed

PART = 250  # items

Encode = Callable[[Sequence[str]], Vector]


def prepare(
    corpus: Path,
    out: Path,
    *,
    limit: int | None = None,
    seed: int = 0,
    workers: int = 1,
    embedder: Path = paths.EMBEDDER,
    tell: Callable[[str], None] = lambda line: None,
) -> Corpus:
    """Prepare everything under ``corpus`` into ``out``; parts stand in ``out``'s ``.parts`` folder meanwhile.

    ``tell`` hears one line a part. Raises EnvironmentFault.
    """
    read = items(corpus, limit=limit, seed=seed)
    kept = without_near_copies(read)
    tell(f"{len(read):,} texts, {len(read) - len(kept):,} near copies dropped")
    judge = base.judge(_embedder(embedder).states)
    version = f"{cuts.VERSION}/{_embedder(embedder).model}/{judge.version if judge else 'unmarked'}"
    folder = out.with_name(out.name + ".parts")
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [
        (_part_path(folder, place, part, version), part, version, embedder)
        for place, part in enumerate(kept[start : start + PART] for start in range(0, len(kept), PART))
    ]
    left = [job for job in jobs if not job[0].exists()]
    began = time.monotonic()
    for done, path in enumerate(_made(left, workers), 1):
        minutes = (time.monotonic() - began) / 60 / done * (len(left) - done)
        tell(f"{path.name}: {len(jobs) - len(left) + done} of {len(jobs)} parts, {minutes:.0f} min left")
    whole = prepared.join([prepared.load(path) for path, *_ in jobs], facts=_facts(read, kept, version, seed, limit))
    prepared.save(out, whole)
    for path, *_ in jobs:
        path.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
    return Corpus(prepared.load(out))


def encoded(
    part: Sequence[Item], *, version: str, encode_texts: Encode, judge: Judge | None = None
) -> Iterator[tuple[EncodedVideo, str, bool]]:
    """The videos of some items of which something may be printed: (video, collection, held out)."""
    found = [(item, tuple(filter(_is_sound, lattices_of(evidence_of(item.video))))) for item in part]
    found = [(item, lattices) for item, lattices in found if lattices]
    vectors = encode_texts([lattice.source.text for _, lattices in found for lattice in lattices])
    at = 0
    for item, lattices in found:
        rows = vectors[at : at + len(lattices)]
        at += len(lattices)
        plain = VideoLattices(item.video.id, version, "", marked(lattices, rows, judge), rows)
        yield encode(with_facts(plain, item.video)), item.collection, is_held_out(item.video.title)


def _is_sound(lattice: Lattice) -> bool:
    """Languages without a parser show a torn sentence only by its missing end."""
    return lattice.language in ("en", "zh") or is_closed(lattice.source.text)


def _make(job: tuple[Path, Sequence[Item], str, Path]) -> Path:
    path, part, version, embedder = job
    model = _embedder(embedder)
    videos = encoded(part, version=version, encode_texts=model.encode, judge=base.judge(model.states))
    prepared.save(path, prepared.pack(videos))
    return path


def _made(jobs: Sequence[tuple[Path, Sequence[Item], str, Path]], workers: int) -> Iterator[Path]:
    if workers < 2:
        yield from map(_make, jobs)
        return
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        yield from pool.imap_unordered(_make, jobs)


_EMBEDDERS: dict[Path, Embedder] = {}  # one a process


def _embedder(folder: Path) -> Embedder:
    return _EMBEDDERS.setdefault(folder, Embedder(folder))


def _part_path(folder: Path, place: int, part: Sequence[Item], version: str) -> Path:
    digest = hashlib.blake2b(repr((prepared.FORMAT, version, part)).encode(), digest_size=6).hexdigest()
    return folder / f"{place:05d}-{digest}.npz"


def _facts(read: Sequence[Item], kept: Sequence[Item], version: str, seed: int, limit: int | None) -> dict[str, Any]:
    licences = dict(sorted({item.collection: item.licence for item in read}.items()))
    return {
        "version": version,
        "seed": seed,
        "limit": limit,
        "licences": licences,
        "texts": {name: sum(item.collection == name for item in read) for name in licences},
        "distinct": {name: sum(item.collection == name for item in kept) for name in licences},
    }
