"""Collect the texts of the window for its translators, and compile what they wrote. `make translations` runs it.

The texts stand in the source in English: `self.tr()` in a class of Qt, `tr()` elsewhere in desktop/, and `Message()`
in engine/ for what a window shows of it.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHINESE = ROOT / "resources" / "translations" / "matinee_zh_CN.ts"
COMMAND = "make translations"
_BIN = Path(sys.executable).parent


def collect(file: Path) -> None:
    """Bring a .ts file up to date with the source: new texts come in unfinished, those that are gone go."""
    sources = sorted(path for part in ("desktop", "engine") for path in (ROOT / part).rglob("*.py"))
    plain = ["-silent", "-no-obsolete", "-locations", "none"]  # no line numbers: else each edit would alter the file
    _run("pyside6-lupdate", *plain, "-tr-function-alias", "tr+=Message", *map(str, sources), "-ts", str(file))


def compile_(file: Path, to: Path) -> None:
    _run("pyside6-lrelease", "-silent", str(file), "-qm", str(to))


def unfinished(file: Path) -> list[str]:
    """The texts of a .ts file that have no translation."""
    found = []
    for context in ET.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if (
                translation is None
                or translation.get("type") == "unfinished"
                or not "".join(translation.itertext()).strip()
            ):
                found.append(f"{context.findtext('name')}: {message.findtext('source')}")
    return found


def main() -> int:
    CHINESE.parent.mkdir(parents=True, exist_ok=True)
    collect(CHINESE)
    compile_(CHINESE, CHINESE.with_suffix(".qm"))
    missing = unfinished(CHINESE)
    for text in missing:
        print(f"not translated: {text}")
    print(
        f"{len(missing)} texts wait for a translation in {CHINESE.relative_to(ROOT)}"
        if missing
        else "All is translated."
    )
    return 0


def _run(tool: str, *arguments: str) -> None:
    done = subprocess.run([_BIN / tool, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{tool} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
