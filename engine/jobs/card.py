"""The model card of the shipped weights, made from what their manifest tells.

One section is no training's: what adversarial rounds gained, as ``tests/bench/adversarial.py`` measured it. It is
written by hand and stays when the card is made anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.jobs import base

CARD = "CARD.md"
ROUNDS = "## Adversarial rounds"  # the head of the section that stays


def write(folder: Path) -> Path:
    """Write the card beside the weights; a part without weights is left out."""
    told = base.manifest(folder)
    parts = [_HEAD]
    if "writer" in told:
        parts.append(_writer(told["writer"]))
    if "discriminator" in told:
        parts.append(_discriminator(told["discriminator"]))
    path = folder / CARD
    if kept := _section(path, ROUNDS):
        parts.append(kept)
    parts.append(_TAIL)
    path.write_text("\n".join(parts), "utf-8")
    return path


def _section(path: Path, head: str) -> str:
    """A section of the card that is there, up to the next one; empty where there is none."""
    lines = path.read_text("utf-8").split("\n") if path.exists() else []
    if head not in lines:
        return ""
    start = lines.index(head)
    stop = next((i for i in range(start + 1, len(lines)) if lines[i].startswith("## ")), len(lines))
    return "\n".join(lines[start:stop])


def _writer(facts: Mapping[str, Any]) -> str:
    rows = [
        f"| {_NAMES.get(name, name)} | {x['licence']} | {x['texts']:,} | {x['distinct']:,} | {x['videos']:,} | "
        f"{x['lessons']:,} |"
        for name, x in facts["collections"].items()
    ]
    languages = ", ".join(f"{name or 'unknown'} {count:,}" for name, count in facts["languages"].items())
    figures = [
        f"| {name} | {facts[key]:.3f} |"
        for name, key in (
            ("untrained", "untrained_nll"),
            ("word counts alone", "unigram_nll"),
            ("these weights", "held_out_nll"),
            ("these weights, English", "held_out_nll_en"),
            ("word counts alone, English", "unigram_nll_en"),
            ("these weights, Chinese", "held_out_nll_zh"),
            ("word counts alone, Chinese", "unigram_nll_zh"),
        )
        if key in facts
    ]
    return _WRITER.format_map(
        {
            **facts,
            "millions": facts["parameters"] / 1e6,
            "rows": "\n".join(rows),
            "languages": languages,
            "figures": "\n".join(figures),
        }
    )


def _discriminator(facts: Mapping[str, Any]) -> str:
    rows = [
        f"| {name} | {x['lines']:,} | {x['spearman']:.3f} | {x['auc_of_4']:.3f} | {x['auc_of_whole']:.3f} |"
        for name, x in facts["figures"].items()
    ]
    return _DISCRIMINATOR.format_map({**facts, "millions": facts["parameters"] / 1e6, "rows": "\n".join(rows)})


_NAMES = {
    "wikipedia-movies": "Introductions of films, from Wikipedia through prust/wikipedia-movie-data",
    "pyvideo-talks": "Descriptions of talks, pyvideo/data",
    "chinese/DRCKnowledgeTeam/DRCD": "Chinese Wikipedia through DRCD (Delta Research Center)",
    "chinese/ymcui/cmrc2018": "Chinese Wikipedia through ymcui/cmrc2018",
    "chinese/ydli-ai/CSL": "Abstracts of Chinese journals, ydli-ai/CSL",
}

_HEAD = """\
# The weights of the writer

Two networks that every library starts from. What a person rates and notes trains the generator on from there,
on their own machine. The weights hold hashes of words, never text.
"""

_WRITER = """\
## The generator: `writer.safetensors`

{millions:.1f} million numbers in int8, one scale a row. It points at words of a video's own text inside grammatical
cuts; it has no vocabulary to invent from.

| source | licence | texts | without near copies | with something to print | trained on |
|---|---|---|---|---|---|
{rows}

Languages trained on: {languages}.

Texts were cleaned of markup, headers, lives of speakers and notices; near copies (MinHash, Jaccard .7) and
sentences that several texts share were dropped. The texts of Wikipedia are by its authors, under CC BY-SA;
the corpora name the articles by their titles. A repository's licence may not cover what speakers wrote, nor
was it checked whether the publisher of CSL could license the journals' abstracts; microsoft/IoT-For-Beginners
are machine translations.

Nats a decision where the grammar leaves a choice (an upper bound from 64 samples of the latent), on the
{held_out:,} videos whose titles (one in 20, by a hash of the title) were never trained on:

| | nll |
|---|---|
{figures}

The latent carries {kl:.2f} nats an example there; {active_units} of its {latent} units are active (the
variance of their means over examples is above .01).

{steps:,} steps, seed {seed}; cutter, embedding model and marks `{version}`; the prepared file's SHA-256 is
`{data_sha256}`. On a CPU the same file, seed and versions give the same weights.

```
python -m engine.jobs.pretrain prepare --corpus DIR --out FILE
python -m engine.jobs.pretrain train --data FILE --out resources/weights --seed {seed}
```
"""

_DISCRIMINATOR = """\
## The discriminator: `discriminator.safetensors`

{millions:.1f} million numbers in fp16: {readers} LSTMs that read the states of a middle layer of the embedding
model. It says
how well a line would do on a card. It learned from {marked:,} lines of the same sources, of transcripts of
talks (MIT) too, that we read and marked from 1 to 5 (`resources/marks.jsonl` keeps them as references), and
from {spoilt:,} true lines that were spoilt on purpose. Marks are one small group's judgement: lines of sexual
exposure, abuse, gore and slurs are marked 1.

| lines that were not trained on | count | Spearman | AUC of marks of 4 and 5 | AUC of whole against spoilt |
|---|---|---|---|---|
{rows}

```
python -m engine.jobs.pretrain judge --corpus DIR --out resources/weights --seed {seed}
```
"""

_TAIL = """\
## What they write

[EXAMPLES.md](EXAMPLES.md) shows a blurb of every video of our demo library, none left out.
[TRIALS.md](TRIALS.md) tells what else was tried.

## What they cannot do

They order and choose; they know nothing of the world, and only what the grammar and the verifier allow is
printed. English and Chinese carry the training; other languages are few.
"""
