"""A smaller generator: what each way of storing and computing it takes, loses and gains beside fp32.

    python -m tests.bench.compress [--items N] [--rounds N] [--grounding N] [--seed S]

One row a variant of the shipped weights, on held-out titles of ../shared/data/corpus (half films, three of ten talks,
two of ten Chinese), all laid out once. Columns:

- bytes of the weights as they are stored (pruned ones as a bitmap and what is left, in int8), and their share;
- nll, nats a decision, the bound by which trainings are stopped, over the same examples and draws; the change, and
  one standard error of it;
- the critic's mark of the written blurbs (1 to 5), and the share of candidates that the verifier refuses;
- written blurbs that hold what their text doesn't;
- target tokens drawn a second, 16 candidates a video ("writes"), and source and target tokens read a second where the
  way is given ("reads"): seconds of one core, variants in turn, the best of some rounds;
- milliseconds of one core for a finished blurb: reading, drawing, verifying, judging.

fp16 and pruned weights are computed in fp32, so their speed is not measured. For the variant that is shipped, further
blurbs of spoilt sources are checked (``--grounding``). Exit status 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import copy
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from safetensors.torch import save
from torch import Tensor

from engine.blurbs.evidence import with_facts
from engine.blurbs.write import Writer
from engine.errors import EnvironmentFault
from engine.generate import checkpoint
from engine.generate.checkpoint import Networks
from engine.generate.compact import pack, rounded, unpack
from engine.generate.dataset import EncodedVideo, Sources, collate, encode
from engine.generate.decode import read, sample
from engine.generate.int8 import Linear8, quick
from engine.generate.model import Generator
from engine.jobs import base
from engine.records import Blurb, Vector
from tests.bench.blurb import desk, grounding, samples
from tests.bench.blurb.desk import Author, Told
from tests.bench.finetune import Nll, _exam, _nll

SHIPPED = "int8 stored, int8 decoder"
PRUNED = (0.3, 0.5, 0.7)
SIZE, LOST, FASTER = 0.40, 0.01, 2.0  # bars: of fp32's bytes, of its nll, of its tokens a second


@dataclass(eq=False)
class Variant:
    """One way of keeping the weights, and the networks that come of it."""

    stored: int  # bytes
    networks: Networks
    timed: bool = True
    best: dict[str, float] = field(default_factory=dict)  # seconds


def main() -> int:
    options = _options()
    torch.set_num_threads(1)
    try:
        shipped = base.shipped("writer")
        if shipped is None:
            raise EnvironmentFault("no weights are shipped")
        author = desk.author()
        pools = samples.held_out()
        if not any(pools.values()):
            raise EnvironmentFault(f"there is no corpus at {samples.CORPUS}")
    except EnvironmentFault as fault:
        print(fault, file=sys.stderr)
        return 1
    drawn = samples.numbered(samples.draw(pools, samples.shares(options.items), options.seed))
    shelf = [told for told in map(author.lay_out, drawn) if told.lattices.lattices]
    print(f"{len(shelf)} held-out titles, {shipped.model_version}, {torch.backends.quantized.engine}", flush=True)
    variants = _variants(shipped)
    _race(variants, shelf, options.rounds)
    return _tell(variants, author, shelf, options)


# --- the variants ------------------------------------------------------------------------------------------


def _variants(shipped: checkpoint.Saved) -> dict[str, Variant]:
    whole = {f"writer.{name}": tensor for name, tensor in shipped.part("writer").items()}
    half = {name: tensor.half() for name, tensor in whole.items()}
    packed = pack(whole)

    def made(tensors: Mapping[str, Tensor]) -> Networks:
        return checkpoint.networks(replace(shipped, tensors=tensors))

    found = {
        "fp32": Variant(len(save(whole)), made(whole)),
        "fp16 stored": Variant(len(save(half)), made({k: v.float() for k, v in half.items()}), timed=False),
        "int8 stored": Variant(len(save(packed)), made(unpack(packed)), timed=False),
        SHIPPED: Variant(len(save(packed)), quick(made(unpack(packed)))),
        "int8 stored, int8 encoder's layers too": Variant(len(save(packed)), _all_in_int8(made(unpack(packed)))),
    }
    for share in PRUNED:
        kept = {name: _without_small(x, share) if x.ndim == 2 else x for name, x in unpack(packed).items()}
        found[f"int8 stored, {share:.0%} of weights pruned"] = Variant(_sparse(kept), made(kept), timed=False)
    for share in PRUNED:
        kept = {**unpack(packed)}
        rows = kept["writer.words.weight"]
        kept["writer.words.weight"] = _without_short(rows, share)
        spared = int(share * len(rows)) * (rows.shape[1] + 4)
        name = f"int8 stored, {share:.0%} of the words' rows pruned"
        found[name] = Variant(len(save(packed)) - spared + len(rows) // 8, made(kept), timed=False)
    return found


def _all_in_int8(networks: Networks) -> Networks:
    """The decoder and, of the encoder, every layer that is called as a whole."""
    generator = copy.deepcopy(quick(networks).generator)
    for name in ("meaning", "sentence", "context", "initial"):
        layer = getattr(generator, name)
        setattr(generator, name, Linear8(layer.weight, layer.bias))
    return replace(networks, generator=generator)


def _without_small(matrix: Tensor, share: float) -> Tensor:
    """Zero where the smallest weights stood."""
    least = matrix.abs().flatten().kthvalue(max(int(share * matrix.numel()), 1)).values
    kept: Tensor = matrix * (matrix.abs() > least)
    return kept


def _without_short(matrix: Tensor, share: float) -> Tensor:
    """Zero where the rows of least length stood."""
    length = matrix.norm(dim=1)
    kept: Tensor = matrix * (length > length.kthvalue(max(int(share * len(length)), 1)).values)[:, None]
    return kept


def _sparse(tensors: Mapping[str, Tensor]) -> int:
    """Bytes: of a matrix a bit for each place, a byte for each weight that is left and four for each scale."""
    return sum(
        x.numel() // 8 + int((rounded(x)[0] != 0).sum()) + 4 * len(x) if x.ndim == 2 else 2 * x.numel()
        for x in tensors.values()
    )


# --- speed -------------------------------------------------------------------------------------------------


def _race(variants: Mapping[str, Variant], shelf: Sequence[Told], rounds: int) -> None:
    """Seconds of one core for the same work, variants in turn, the best of some rounds."""
    videos = _encoded(shelf)
    desks = [Sources.of(video.lattices, video.vectors, None) for video in videos]
    exam = _exam(videos, videos, 0)[:128]
    batches = [collate(exam[at : at + 32]) for at in range(0, len(exam), 32)]
    noise = [torch.zeros(len(batch.taste), variants["fp32"].networks.generator.config.latent) for batch in batches]
    for _ in range(rounds):
        for variant in (v for v in variants.values() if v.timed):
            model = variant.networks.generator

            def writes(model: Generator = model) -> int:
                count = 0
                for sources in desks:
                    told = sample(model, sources, memory=read(model, sources), paths=sources.paths("blurb"), seed=1)
                    count += sum(len(candidate.actions) for candidate in told)
                return count

            def reads(model: Generator = model) -> int:
                with torch.inference_mode():
                    for batch, eps in zip(batches, noise, strict=True):
                        model(batch, eps)
                return sum(int(batch.own.sum() + batch.steps.sum()) for batch in batches)

            for name, work in (("writes", writes), ("reads", reads)):
                tokens, seconds = _timed(work)
                variant.best[name] = max(variant.best.get(name, 0.0), tokens / seconds)


def _encoded(shelf: Sequence[Told]) -> list[EncodedVideo]:
    return [encode(with_facts(told.lattices, told.video)) for told in shelf]


def _timed(work: Callable[[], int]) -> tuple[int, float]:
    start = time.process_time()
    return work(), time.process_time() - start


# --- the table ---------------------------------------------------------------------------------------------


def _tell(variants: Mapping[str, Variant], author: Author, shelf: Sequence[Told], options: argparse.Namespace) -> int:
    videos = _encoded(shelf)
    exam = _exam(videos, videos, options.seed)
    first = variants["fp32"]
    nll: dict[str, Nll] = {}
    heads = ("bytes", "share", "nll", "lost", "+-", "mark", "refused", "loose", "writes/s", "reads/s", "ms/blurb")
    print(f"{'':<44}" + "".join(f"{head:>13}" for head in heads))
    missed = []
    for name, variant in variants.items():
        nll[name] = _nll(variant.networks.generator, exam)
        lost, error = nll[name].mean / nll["fp32"].mean - 1, nll[name].error_beside(nll["fp32"]) / nll["fp32"].mean
        by = Author(author.embedder, Writer(variant.networks, base.judge(author.embedder.states)), author.judge)
        start = time.process_time()
        blurbs = by.write_all(shelf)
        spent = 1000 * (time.process_time() - start) / len(shelf)
        loose = sum(bool(_loose(blurb, told)) for blurb, told in zip(blurbs, shelf, strict=True))
        refused = [by.writer.refused(t.lattices, video=t.video, taste_vector=None, seed=0) for t in shelf]
        speeds = [
            f" {variant.best[kind]:,.0f} {variant.best[kind] / first.best[kind]:.2f}x" if variant.timed else "as fp32"
            for kind in ("writes", "reads")
        ]
        share = variant.stored / first.stored
        mark = f"{_mark(blurbs, shelf, author):.3f}"
        cells = (f"{variant.stored:,}", f"{share:.1%}", f"{nll[name].mean:.4f}", f"{lost:+.2%}", f"{error:.2%}", mark,
                 f"{np.mean(refused):.1%}", str(loose), *speeds, f"{spent:.0f}")  # fmt: skip
        print(f"{name:<44}" + "".join(f"{cell:>13}" for cell in cells), flush=True)
        missed += [f"{name}: a blurb failed: {line}" for line in by.failures]
        if name == SHIPPED:
            both = _Both(by, Writer(first.networks, author.judge))
            checked = grounding.measure(both, shelf, blurbs, count=options.grounding, seed=options.seed)
            print(
                f"{'  ungrounded, spoilt sources too':<44}{len(checked.loose)} of {checked.total:,}; fp32, of the "
                f"{len(both.loose)} spoilt ones: {sum(both.loose)}; written alike {np.mean(both.alike):.1%}",
                flush=True,
            )
            bars = {
                f"at most {SIZE:.0%} of fp32's bytes": share <= SIZE,
                f"at most {LOST:.0%} of nll lost": lost <= LOST,
                f"writes at {FASTER} x": variant.best["writes"] >= FASTER * first.best["writes"],
                f"reads at {FASTER} x": variant.best["reads"] >= FASTER * first.best["reads"],
                "no more ungrounded than in fp32": len(checked.loose) - loose <= sum(both.loose) and not loose,
            }
            missed += [f"{name}: {bar}" for bar, met in bars.items() if not met]
    print("missed: " + "; ".join(missed) if missed else "every bar is met")
    return 1 if missed else 0


class _Both(Author):
    """Writes twice: what is handed back, and beside it what another writer makes of the same."""

    def __init__(self, by: Author, beside: Writer) -> None:
        super().__init__(by.embedder, by.writer, by.judge)
        self._beside = Author(by.embedder, beside, by.judge)
        self.loose: list[bool] = []  # of what stands beside
        self.alike: list[bool] = []

    def write(self, told: Told, *, taste: Vector | None = None, state: str = desk.PROFILE) -> Blurb:
        blurb = super().write(told, taste=taste, state=state)
        other = self._beside.write(told, taste=taste, state=state)
        self.loose.append(bool(_loose(other, told)))
        self.alike.append(blurb.text == other.text)
        return blurb


def _mark(blurbs: Sequence[Blurb], shelf: Sequence[Told], author: Author) -> float:
    """The critic's mean mark of what was written, beside its video's text."""
    if author.judge is None:
        return float("nan")
    marks = [
        float(author.judge([blurb.text], told.lattices.vectors.mean(0))[0][0])
        for blurb, told in zip(blurbs, shelf, strict=True)
        if blurb.text
    ]
    return float(np.mean(marks))


def _loose(blurb: Blurb, told: Told) -> list[str]:
    return grounding.loose_words(f"{blurb.hook}\n{blurb.text}", told.video)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, prog="python -m tests.bench.compress"
    )
    parser.add_argument("--items", type=int, default=200, metavar="N", help="titles (200)")
    parser.add_argument("--rounds", type=int, default=4, metavar="N", help="of every timing; the best counts (4)")
    parser.add_argument("--grounding", type=int, default=1000, metavar="N", help="blurbs for the checker (1,000)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="of every draw")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
