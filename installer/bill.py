"""What the bundle is made of: a CycloneDX bill of materials and the notices of everything in it.

Both are read from what is really in the bundle: each file's package, by the packages' own records.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BILL, NOTICES, LICENCE = "matinee.cdx.json", "THIRD-PARTY.txt", "LICENSE.txt"
WHOLE = "GPL-3.0-or-later"  # the bundle as one work: see README.md beside this file


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in the bundle."""

    name: str
    version: str
    licence: str  # an SPDX expression, or what the package says in words
    kind: str = "library"  # of CycloneDX's component types
    purl: str = ""
    home: str = ""
    sha256: str = ""
    texts: tuple[str, ...] = ()  # its licence and notice files


def write(folder: Path, sources: Iterable[Path], *, version: str) -> None:
    """Put bill, notices and the bundle's licence into a built folder whose files came from ``sources``."""
    parts = [*packages(sources), *vendored(folder), *others()]
    parts.sort(key=lambda part: part.name.lower())
    unknown = [part.name for part in parts if not part.licence]
    if unknown:
        raise SystemExit(f"No licence is known of {', '.join(unknown)}: add it to installer/licences.toml.")
    bill = json.dumps(cyclonedx(parts, version=version), indent=1, ensure_ascii=False)
    (folder / BILL).write_text(bill + "\n", "utf-8")
    (folder / NOTICES).write_text(notices(parts), "utf-8")
    own = (ROOT / "LICENSE").read_text("utf-8")
    whole = (ROOT / "installer" / "licences" / "GPL-3.0.txt").read_text("utf-8")
    (folder / LICENCE).write_text(f"{_ABOUT}\n\n{own}\n\n{whole}", "utf-8")
    print(f"Bill of materials: {len(parts)} parts")


def packages(sources: Iterable[Path]) -> list[Part]:
    """The Python packages that some files were installed by."""
    owners: dict[Path, Distribution] = {}
    for package in distributions():
        for file in package.files or ():
            owners[Path(str(package.locate_file(file)))] = package
    found: dict[str, Distribution] = {}
    for source in sources:
        package = owners.get(source)  # type: ignore[assignment]
        if package is not None and package.name != "matinee":
            found[package.name] = package
    return [_package(package) for package in found.values()]


def _package(package: Distribution) -> Part:
    about = package.metadata
    said = about.get("License-Expression") or _KNOWN["packages"].get(package.name.lower()) or _words(package)
    texts = [
        Path(str(package.locate_file(file))).read_text("utf-8", "replace")
        for file in package.files or ()
        if re.search(r"\.dist-info/(?:.*/)?(?:licen[cs]e|copying|notice|authors)[^/]*$", str(file), re.IGNORECASE)
        and not str(file).endswith((".py", ".pyc"))
    ]
    homes = [line.partition(", ")[2] for line in about.get_all("Project-URL") or ()]
    return Part(
        package.name,
        package.version,
        said,
        purl=f"pkg:pypi/{package.name.lower().replace('_', '-')}@{package.version}",
        home=about.get("Home-page") or next(iter(homes), ""),
        texts=tuple(dict.fromkeys(texts)),
    )


def _words(package: Distribution) -> str:
    """The licence of a package that gives no SPDX expression: one short line, or its classifiers."""
    line = (package.metadata.get("License") or "").strip()
    if line and "\n" not in line and len(line) < 60:
        return line
    marks = [mark for mark in package.metadata.get_all("Classifier") or () if mark.startswith("License ::")]
    return " AND ".join(mark.rpartition(" :: ")[2] for mark in marks)


def vendored(folder: Path) -> list[Part]:
    """The libraries that wheels carry inside, which no package record names: by file, from licences.toml."""
    found: dict[tuple[str, str], Part] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not re.search(r"\.(?:so|dll|dylib)(?:\.|$)", path.name):
            continue
        for name, known in _KNOWN["vendored"].items():
            if re.match(known["file"], path.name):
                number = re.search(r"\.so\.([\d.]+\w*)$|-(\d[\d.]*)\.dll$|\.(\d[\d.]*)\.dylib$", path.name)
                version = next(filter(None, number.groups()), "") if number else ""
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                found.setdefault(
                    (name, version), Part(name, version, known["licence"], home=known["home"], sha256=digest)
                )
    return list(found.values())


def others() -> list[Part]:
    """What is neither a package nor a library: the interpreter, the bootloader, models, weights."""
    python = Path(sys.base_prefix) / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "LICENSE.txt"
    return [
        Part(
            "Python",
            platform.python_version(),
            "PSF-2.0",
            kind="platform",
            texts=(python.read_text("utf-8"),) if python.exists() else (),
        ),
        *(Part(name, **known) for name, known in _KNOWN["others"].items()),
    ]


def cyclonedx(parts: Iterable[Part], *, version: str) -> dict[str, Any]:
    """The bill in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json)."""
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "matinee",
                "name": "Matinee",
                "version": version,
                "licenses": [{"expression": WHOLE}],
            }
        },
        "components": [_component(part, number) for number, part in enumerate(parts)],
    }


def _component(part: Part, number: int) -> dict[str, Any]:
    spdx = re.fullmatch(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+|[()])*", part.licence)
    known = {"expression": part.licence} if spdx else {"license": {"name": part.licence}}
    component: dict[str, Any] = {
        "type": part.kind,
        "bom-ref": f"{part.name}-{number}",
        "name": part.name,
        "version": part.version,
        "licenses": [known],
    }
    if part.purl:
        component["purl"] = part.purl
    if part.sha256:
        component["hashes"] = [{"alg": "SHA-256", "content": part.sha256}]
    if part.home.startswith("http"):
        component["externalReferences"] = [{"type": "website", "url": part.home}]
    return component


def notices(parts: Iterable[Part]) -> str:
    """One text: a list of all parts, then each one's own licence and notice files; a text stands once."""
    parts = list(parts)
    lines = [_ABOUT, "", "What is in it", ""]
    lines += [f"  {part.name} {part.version}  [{part.licence}]  {part.home}".rstrip() for part in parts]
    holders: dict[str, list[str]] = {}
    for part in parts:
        for text in part.texts:
            holders.setdefault(text.strip(), []).append(f"{part.name} {part.version}".strip())
    for name in ("LGPL-3.0", "MPL-2.0"):  # of parts whose packages do not bring the text
        text = (ROOT / "installer" / "licences" / f"{name}.txt").read_text("utf-8").strip()
        holders.setdefault(text, []).append(f"parts under {name}")
    for text, names in holders.items():
        lines += ["", "=" * 100, ", ".join(names), "=" * 100, "", text]
    return "\n".join(lines) + "\n"


_KNOWN = tomllib.loads(Path(__file__).with_name("licences.toml").read_text("utf-8"))
_ABOUT = """\
Matinee's own code is under the MIT licence. This packaged program also holds other people's work, each part under
its own licence, listed in THIRD-PARTY.txt. Among them are x264 and x265 (GPL-2.0-or-later), linked into FFmpeg as
PyAV's wheel brings it, and libraries under Apache-2.0, which goes together with version 3 of the GPL alone.
So the packaged program as a whole is distributed under the GNU General Public License, version 3 or later.

The sources of every part are at the address that THIRD-PARTY.txt gives; Matinee's own source tree builds this
package from them with `make installer`. Qt, PySide6 and FFmpeg lie beside the program as shared libraries: you may
put your own builds in their place."""
