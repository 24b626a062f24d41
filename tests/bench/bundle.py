"""The packaged folder beside its floors of the same run: its size, and how soon its window is whole.

    python -m tests.bench.bundle dist/matinee [--whole dist/whole/matinee] [--runs 5]

The whole one is the same spec's with nothing left out:

    MATINEE_TRIM=no pyinstaller --noconfirm --distpath dist/whole --workpath dist/whole/work installer/matinee.spec

Starts of the packaged program and of the source tree take turns, warm, on the demo library: from the command until the
picture of the finished window is saved and the program has left. Exit status 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from installer import trim

SIZE, START = 0.65, 2.0  # bars: of the whole build's bytes, of the source tree's time


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="the packaged one")
    parser.add_argument("--whole", type=Path, help="one with nothing left out")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    missed = False
    size = sum(trim.sizes(options.folder).values())
    print(f"installed: {size / 1e6:,.0f} MB")
    if options.whole:
        whole = sum(trim.sizes(options.whole).values())
        print(f"nothing left out: {whole / 1e6:,.0f} MB; {size / whole:.2f} of it, bar {SIZE}")
        missed |= size > SIZE * whole
    source, packaged = [sys.executable, "-m", "engine.cli"], [str(options.folder / "matinee")]
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as made:
        library = Path(made)
        for step in (("demo", str(library / "videos")), ("scan",)):
            subprocess.run([*source, "--library", str(library / "library"), *step], check=True, capture_output=True)
        took: dict[str, list[float]] = {"source": [], "packaged": []}
        for number in range(options.runs + 1):
            for name, command in (("source", source), ("packaged", packaged)):
                seconds = _started(command, library)
                if number:  # the first one warms the system's cache
                    took[name].append(seconds)
    of_source, of_packaged = (median(took[name]) for name in ("source", "packaged"))
    print(f"start to a whole window: {of_packaged:.2f} s, {of_packaged / of_source:.2f} x the source tree "
          f"({of_source:.2f} s); bar {START} x")  # fmt: skip
    return int(missed or of_packaged > START * of_source)


def _started(command: Sequence[str], folder: Path) -> float:
    begun = time.monotonic()
    subprocess.run(
        [*command, "--library", str(folder / "library"), "--screenshot", str(folder / "window.png")],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
    )
    return time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main())
