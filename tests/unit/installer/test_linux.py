"""What the Debian package asks of the system, its manual page and its icons."""

import sys
import zlib
from pathlib import Path

import pytest

from installer import icons, manual
from installer.linux import needed
from installer.xwd import png


@pytest.mark.skipif(sys.platform != "linux", reason="reads ELF files")
def test_what_a_folder_holds_is_not_asked_of_the_system(tmp_path: Path) -> None:
    wheels = Path(sys.prefix)
    libraries = [next(wheels.rglob(f"av.libs/{name}-*")) for name in ("libavutil", "libvpl", "libswscale")]
    folder = tmp_path / "copies"
    folder.mkdir()
    for library in libraries:
        (folder / library.name).write_bytes(library.read_bytes())
    needs = needed(folder)
    assert "libc.so.6" in needs.libraries
    assert not {library.name for library in libraries} & needs.libraries
    assert needs.glibc >= (2, 17)


def test_the_manual_tells_of_every_command() -> None:
    page = manual.page("1.0", "2026-01-01")
    for command in ("scan", "open", "suggest", "export"):
        assert f"\n.SS {command}" in page
    assert r"\-\-library" in page


def test_the_icon_is_drawn_at_every_size(tmp_path: Path) -> None:
    written = icons.theme_icons(tmp_path)
    assert len(written) == len(icons.SIZES) + 1
    assert all(path.stat().st_size > 100 for path in written)
    assert "currentColor" not in icons.picture()


def test_a_screen_becomes_a_png() -> None:
    numbers = [0] * 25
    numbers[0], numbers[4], numbers[5], numbers[11], numbers[12], numbers[19] = 104, 2, 1, 32, 8, 0
    dump = b"".join(number.to_bytes(4, "big") for number in numbers) + b"name" + bytes([1, 2, 3, 0, 4, 5, 6, 0])
    made = png(dump)
    start = made.index(b"IDAT") + 4
    assert zlib.decompress(made[start:-16]) == bytes([0, 3, 2, 1, 6, 5, 4])
