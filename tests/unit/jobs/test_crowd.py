"""The command that makes the shipped prior."""

import json
from pathlib import Path

import numpy as np
import pytest

from engine.jobs import crowd
from engine.taste.prior import load_prior


def tables(folder: Path, films: int = 60) -> tuple[Path, Path]:
    rng = np.random.default_rng(0)
    ratings, texts = folder / "ratings.csv", folder / "texts.csv"
    lines = ["movieId,title,year,genres,overview,wiki_extract"]
    for film in range(1, films + 1):
        word = "good" if film % 3 else "bad"
        lines.append(f"{film},Film {film},{1950 + film},Drama|(no genres listed),A {word} film,")
    lines.append("99,No text,,Comedy,,")
    texts.write_text("\n".join(lines), encoding="utf-8")
    said = [
        f"{who},{film},{4.5 if film % 3 else 2.0},0"
        for who in range(1, 9)
        for film in rng.permutation(films + 1)[:30] + 1
    ]
    ratings.write_text("\n".join(["userId,movieId,rating,timestamp", *said, "1,99,5.0,0"]), encoding="utf-8")
    return ratings, texts


@pytest.fixture
def vectors(tmp_path: Path) -> Path:
    rows = np.random.default_rng(1).normal(size=(60, 8)).astype(np.float32)
    path = tmp_path / "vectors.npz"
    np.savez(path, ids=np.arange(1, 61), vectors=rows / np.linalg.norm(rows, axis=1, keepdims=True))
    return path


def test_the_command_writes_a_prior_and_its_card_with_the_licence(tmp_path: Path, vectors: Path) -> None:
    ratings, texts = tables(tmp_path)
    out = tmp_path / "out"
    crowd.main(
        ["--ratings", str(ratings), "--texts", str(texts), "--vectors", str(vectors), "--out", str(out)],
    )
    prior = load_prior(out / "prior.safetensors")
    assert prior is not None and prior.labels[:8] == tuple(("embedding", str(n)) for n in range(8))
    card = (out / "prior.md").read_text("utf-8")
    assert "no commercial" in card and "under these same conditions" in card and "60 films" in card
    assert b"no commercial" in (out / "prior.safetensors").read_bytes()


def test_the_cards_table_averages_the_runs_of_the_bench(tmp_path: Path) -> None:
    counts = ("0", "5", "10", "20", "50")
    paths = []
    for number, best in enumerate(("ridge", "kNN")):
        means = {"matinee": 0.5 + number / 10, "matinee_no_prior": 0.4, best: 0.3, f"matinee - {best}": 0.2}
        told = {name: [mean, mean, mean] for name, mean in means.items()}
        paths.append(tmp_path / f"{number}.json")
        paths[-1].write_text(json.dumps({metric: dict.fromkeys(counts, told) for metric in ("ndcg@10", "pairwise")}))
    *_, last = crowd.figures(paths).splitlines()
    assert last == "| 50 | .550 / .550 | .400 / .400 | .300 / .300 |"
    assert "without figures" in crowd.figures([])


def test_films_without_text_and_genres_that_are_none_are_left_out(tmp_path: Path) -> None:
    ratings, texts = tables(tmp_path)
    films = crowd.read_films(texts)
    assert len(films) == 60 and films[0].genres == ("Drama",) and films[0].year == 1951
    people = crowd.read_people(ratings, films)
    assert len(people) == 8 and max(max(person) for person in people) < 60
