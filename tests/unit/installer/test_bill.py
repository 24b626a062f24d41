"""The bill of materials and the notices."""

from importlib.metadata import distribution
from pathlib import Path

from installer.bill import Part, cyclonedx, notices, packages, vendored


def test_packages_are_told_by_their_files() -> None:
    source = Path(str(distribution("platformdirs").locate_file("platformdirs/__init__.py")))
    (part,) = packages([source, source, Path("/nobody/owns/this.py")])
    assert (part.name, part.licence) == ("platformdirs", "MIT")
    assert part.purl == f"pkg:pypi/platformdirs@{part.version}"
    assert any("MIT License" in text for text in part.texts)


def test_libraries_inside_wheels_are_told_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "av.libs"
    folder.mkdir()
    for name in ("libx264-d6533a8d.so.165", "libavif-43e630fc.so.16.4.2", "libunheard.so.1"):
        (folder / name).write_bytes(b"\x7fELF")
    found = {part.name: part for part in vendored(tmp_path)}
    assert set(found) == {"x264", "libavif"}
    assert (found["x264"].version, found["x264"].licence) == ("165", "GPL-2.0-or-later")
    assert len(found["x264"].sha256) == 64


def test_the_bill_gives_an_expression_only_where_it_is_one() -> None:
    parts = [Part("a", "1", "MIT OR Apache-2.0", purl="pkg:pypi/a@1"), Part("b", "2", "BSD License")]
    bill = cyclonedx(parts, version="1.2")
    first, second = bill["components"]
    assert first["licenses"] == [{"expression": "MIT OR Apache-2.0"}]
    assert second["licenses"] == [{"license": {"name": "BSD License"}}]
    assert bill["metadata"]["component"]["version"] == "1.2"


def test_a_text_that_parts_share_stands_once() -> None:
    text = "Permission is hereby granted"
    told = notices([Part("a", "1", "MIT", texts=(text,)), Part("b", "2", "MIT", texts=(text,))])
    assert told.count(text) == 1
    assert "a 1, b 2" in told
