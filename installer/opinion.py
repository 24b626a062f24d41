"""Train the small model that tells praise from blame in notes, from the sentences that come with Matinee.

    python installer/opinion.py          writes resources/opinion.safetensors and prints cross-validated accuracy

It is run again when the sentences, the word list or the embedding model change; the result is committed.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine.index.embed import Embedder
from engine.paths import RESOURCES
from engine.text.opinion import MODEL, train

SENTENCES = RESOURCES / "opinion_sentences.tsv"
FOLDS = 5


def main() -> int:
    with SENTENCES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    texts, signs = [row["text"] for row in rows], np.array([int(row["sign"]) for row in rows])
    chinese = np.array([row["language"] == "zh" for row in rows])
    known = dict(zip(texts, Embedder().encode(texts), strict=True))

    def embed(some: list[str]) -> np.ndarray:
        return np.stack([known[text] for text in some])

    fold = np.random.default_rng(0).integers(0, FOLDS, len(rows))
    found = np.zeros(len(rows))
    for held in range(FOLDS):
        learned, asked = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        model = train([texts[i] for i in learned], signs[learned].tolist(), embed)
        asked_texts = [texts[i] for i in asked]
        against, _, favour = model.probabilities(asked_texts, embed(asked_texts)).T
        found[asked] = favour - against
    for name, language in (("English", ~chinese), ("Chinese", chinese)):
        signed = language & (signs != 0)
        right = np.mean(np.sign(found[signed]) == signs[signed])
        neutral = np.abs(found[language & (signs == 0)]).mean()
        print(f"{name}: sign accuracy {right:.3f} of {signed.sum()}; mean |sign| of the neutral {neutral:.2f}")
    train(texts, signs.tolist(), embed).save(MODEL)
    print(f"Wrote {MODEL} ({MODEL.stat().st_size:,} bytes).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
