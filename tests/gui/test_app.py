"""The program as a whole, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from engine.store.library import Library

ROOT = Path(__file__).resolve().parents[2]


def python(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, env=environment, timeout=90
    )


def test_screenshot_is_taken_when_all_is_painted(library: Library, films: dict[str, int], tmp_path: Path) -> None:
    folder = library.paths.folder
    library.close()
    picture = tmp_path / "shots" / "window.png"
    result = python("-m", "desktop", "--library", folder, "--screenshot", picture)
    assert result.returncode == 0, result.stderr
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1440, 900)
    colors = {image.pixelColor(x, y).name() for x in range(240, 1100, 9) for y in range(140, 700, 9)}
    assert len(colors) > 20  # cards and posters, not an empty window


def test_a_library_that_another_program_holds_is_explained(library: Library, tmp_path: Path) -> None:
    result = python("-m", "desktop", "--library", library.paths.folder)
    assert result.returncode == 1
    assert "a test" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_window_loads_no_heavy_library() -> None:
    code = (
        "import sys, desktop.app, desktop.pages.player;"
        "heavy = {'torch', 'cv2', 'av', 'spacy', 'jieba', 'sentence_transformers', 'transformers', 'onnxruntime'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = python("-c", code)
    assert result.stdout.strip() == "[]", result.stderr


def test_the_first_posters_need_neither_numpy_nor_the_other_pages() -> None:
    code = (
        "import sys, desktop.front;"
        "late = {'numpy', 'sqlite_utils', 'safetensors', 'engine.recommend', 'desktop.app', 'desktop.pages.taste'};"
        "print(sorted(late & set(sys.modules)))"
    )
    result = python("-c", code)
    assert result.stdout.strip() == "[]", result.stderr


def test_multimedia_waits_until_something_is_played() -> None:
    result = python("-c", "import sys, desktop.app; print('PySide6.QtMultimedia' in sys.modules)")
    assert result.stdout.strip() == "False", result.stderr


def test_calls_of_qt_keep_the_references_of_none_and_true() -> None:
    """Wheels built for a newer Python drop one with each call; after some minutes of painting that is a crash."""
    code = (
        "import sys; from PySide6.QtCore import QRect; box = QRect()\n"
        "before = sys.getrefcount(None), sys.getrefcount(True)\n"
        "for _ in range(10_000): box.setX(1); box.isNull()\n"
        "after = sys.getrefcount(None), sys.getrefcount(True)\n"
        "print(max(abs(a - b) for a, b in zip(after, before)) < 1_000)"
    )
    result = python("-c", code)
    assert result.stdout.strip() == "True", result.stderr
