"""``python -m desktop``: the window alone. Nothing heavy is imported until it is asked for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window on a library. Returns the exit code."""
    from engine.paths import default_library

    parser = argparse.ArgumentParser(prog="matinee", description="Open the window.")
    parser.add_argument("--library", type=Path, default=None, help="the library's folder")
    parser.add_argument("--screenshot", type=Path, help="save a picture of the window and quit")
    options = parser.parse_args(argv)
    from desktop.front import run

    return run(options.library or default_library(), screenshot=options.screenshot)


if __name__ == "__main__":
    sys.exit(main())
