"""Draw the program's icon at every size that a desktop asks for, from the mark that the window shows.

python installer/icons.py FOLDER
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARK = ROOT / "resources" / "icons" / "matinee.svg"
SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)  # of the hicolor theme
_TILE, _INK = "#1d1a15", "#e8b04b"  # a dark tile with the accent of the dark theme: seen on any background


def picture() -> str:
    """The icon as SVG: the mark, on a tile with round corners."""
    body = re.search(r"<path[^>]*/>", MARK.read_text("utf-8"))
    assert body is not None, "the mark is one path"
    mark = body.group().replace("currentColor", _INK)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128" viewBox="0 0 24 24">'
        f'<rect x=".5" y=".5" width="23" height="23" rx="5.2" fill="{_TILE}"/>'
        f'<g transform="translate(1.8 1.8) scale(.85)">{mark}</g></svg>\n'
    )


def theme_icons(folder: Path) -> list[Path]:
    """Write hicolor/SIZExSIZE/apps/matinee.png and hicolor/scalable/apps/matinee.svg under ``folder``."""
    written = []
    for size in SIZES:
        path = folder / "hicolor" / f"{size}x{size}" / "apps" / "matinee.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        _draw(size).save(str(path))
        written.append(path)
    path = folder / "hicolor" / "scalable" / "apps" / "matinee.svg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(picture(), "utf-8")
    return [*written, path]


def program_icons(folder: Path) -> dict[str, Path]:
    """The icon as Windows and macOS want it inside the program, by suffix."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for suffix in (".ico", ".icns"):
        found[suffix] = folder / f"matinee{suffix}"
        if not _draw(256).save(str(found[suffix])):
            raise OSError(f"Qt could not write {found[suffix]}")
    return found


def _draw(size: int):  # type: ignore[no-untyped-def]  # QImage: imported only where something is drawn
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QByteArray, QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(picture().encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


if __name__ == "__main__":
    for icon in theme_icons(Path(sys.argv[1])):
        print(icon)
