"""Run Matinee's real command line, and look for processes that it left behind."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

# MATINEE_COMMAND: another program to test than this source tree, such as an installed one.
_OTHER = shlex.split(os.environ.get("MATINEE_COMMAND", ""))
COMMAND = _OTHER or [sys.executable, "-m", "engine.cli"]
WINDOW = _OTHER or [sys.executable, "-m", "desktop"]  # without a command either opens the window
ROOT = Path(__file__).resolve().parents[2]


def matinee(library: Path, *arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run one command; fails when it does not end with ``code`` or shows a traceback."""
    result = subprocess.run(
        [*COMMAND, "--library", library, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert result.returncode == code, f"{arguments}: {result.returncode}\n{result.stdout}\n{result.stderr}"
    assert "Traceback" not in result.stderr, result.stderr
    return result


def matinee_json(library: Path, *arguments: str | Path) -> Any:
    """The JSON document that a command prints."""
    return json.loads(matinee(library, *arguments, "--json").stdout)


def session_processes(session: int) -> list[int]:
    """The processes of a session (Linux): what a program started with ``start_new_session`` left alive."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(entry.name))
    return found
