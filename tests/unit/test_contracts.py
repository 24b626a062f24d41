"""The walls between the parts hold, and each contract fails when it is broken."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

VIOLATIONS = {
    "window-is-light": ("engine/rank/score.py", "import torch"),
    "window-asks": ("desktop/app.py", "import engine.index.probe"),
    "engine-has-no-window": ("engine/records.py", "import PySide6.QtCore"),
    "one-sqlite": ("engine/store/queries.py", "import sqlite3"),
    "stages-do-not-store": ("engine/blurbs/verify.py", "import engine.store.queries"),
    "ranking-is-numpy": ("engine/taste/profile.py", "import engine.text.language"),
    "generator-is-alone": ("engine/generate/model.py", "import engine.text.language"),
    "downwards": ("engine/records.py", "import engine.events"),
}


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [part for name in contracts for part in ("--contract", name)]
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", *chosen]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for part in ("desktop", "engine"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_walls_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_planted_violation_fails(copy: Path, contract: str) -> None:
    name, line = VIOLATIONS[contract]
    module = copy / name
    before = module.read_text("utf-8")
    module.write_text(f"{before}\n{line}\n", "utf-8")
    try:
        result = lint(copy, contract)
    finally:
        module.write_text(before, "utf-8")
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout


def test_every_contract_has_a_planted_violation() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    assert {line.split('"')[1] for line in text.splitlines() if line.startswith('id = "')} == set(VIOLATIONS)


def test_a_test_that_imports_sqlite_fails(tmp_path: Path) -> None:
    planted = tmp_path / "test_planted.py"
    planted.write_text("import sqlite3\n")
    ruff = Path(sys.executable).with_name("ruff")
    command = [ruff, "check", "--config", ROOT / "pyproject.toml", "--select", "TID251", planted]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1
