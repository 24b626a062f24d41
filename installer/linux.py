"""Turn the built folder into a Debian package and a portable archive.

    python installer/linux.py FOLDER OUT [--version X]

FOLDER is what PyInstaller made. Needs dpkg-deb and objdump. ``--version`` names another version than the
program's own, for trying an upgrade.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import textwrap
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine import __version__
from installer import bill, icons, manual

ROOT = Path(__file__).resolve().parent.parent
FILES = ROOT / "installer" / "linux"
MAINTAINER = "The Matinee authors <matinee@users.noreply.example.org>"
HOME = "usr/lib/matinee"
FONTS = "fonts-noto-cjk | fonts-wqy-microhei | fonts-wqy-zenhei"  # half of what is shown may be Chinese
# What is opened by name at run time, so that no library's header tells of it.
RECOMMENDED = "fonts-inter-variable | fonts-inter, libva2, libva-drm2, libva-x11-2, xdg-utils"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--version", default=__version__)
    parser.add_argument("--quick", action="store_true", help="compress little; no archive")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    flavour = "-cuda" if os.environ.get("MATINEE_FLAVOUR") == "cuda" else ""
    made = [deb(options.folder, options.out, version=options.version, flavour=flavour, quick=options.quick)]
    if not options.quick:
        made.append(archive(options.folder, options.out, version=options.version, flavour=flavour))
    for path in made:
        print(f"{path}  {path.stat().st_size / 1e6:.0f} MB")
    return 0


def deb(folder: Path, out: Path, *, version: str, flavour: str, quick: bool) -> Path:
    """Build the package; its path."""
    name = f"matinee{flavour}"
    architecture = _said("dpkg", "--print-architecture")
    with tempfile.TemporaryDirectory(dir=out) as scratch:
        tree = Path(scratch) / "tree"
        shutil.copytree(folder, tree / HOME, symlinks=True, copy_function=os.link)
        for text in (bill.NOTICES, bill.LICENCE):  # they stand with the other documents
            (tree / HOME / text).unlink()
        share(tree / "usr" / "share")
        documents(tree / "usr" / "share" / "doc" / name, folder, version=version)
        (tree / "usr" / "bin").mkdir()
        (tree / "usr" / "bin" / "matinee").symlink_to("../lib/matinee/matinee")
        overrides = tree / "usr" / "share" / "lintian" / "overrides" / name
        overrides.parent.mkdir(parents=True)
        shutil.copy(FILES / "lintian-overrides", overrides)
        needs = depends(needed(tree / HOME))
        size = sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir()) // 1024
        control = (
            (FILES / "control")
            .read_text("utf-8")
            .format(
                name=name,
                version=version,
                architecture=architecture,
                maintainer=MAINTAINER,
                size=size,
                depends=", ".join([*needs, FONTS]),
                recommends=RECOMMENDED,
                others="\nConflicts: matinee\nReplaces: matinee\nProvides: matinee" if flavour else "",
                flavour=" This flavour trains on NVIDIA's graphics cards.\n" if flavour else "",
            )
        )
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN" / "control").write_text(control, "utf-8")
        shutil.copy(FILES / "postrm", tree / "DEBIAN")
        _set_modes(tree)
        sums = _said("sh", "-c", "find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum", cwd=tree)
        (tree / "DEBIAN" / "md5sums").write_text(sums + "\n", "utf-8")
        (tree / "DEBIAN" / "md5sums").chmod(0o644)
        path = out / f"{name}_{version}_{architecture}.deb"
        squeeze = ["-Zgzip", "-z1"] if quick else ["-Zxz", "-z6", "--threads-max=2"]
        subprocess.run(["dpkg-deb", "--root-owner-group", *squeeze, "--build", tree, path], check=True, stdout=2)
    return path


def archive(folder: Path, out: Path, *, version: str, flavour: str) -> Path:
    """Build the portable archive: the folder, what a desktop shows of it, and an install script for one person."""
    name = f"matinee{flavour}-{version}-linux-{os.uname().machine}"
    path = out / f"{name}.tar.gz"
    with tempfile.TemporaryDirectory(dir=out) as scratch:
        share(Path(scratch) / "share")
        with tarfile.open(path, "w:gz", compresslevel=6) as tar:
            tar.add(folder, f"{name}/matinee", filter=_of_root)
            tar.add(Path(scratch) / "share", f"{name}/share", filter=_of_root)
            tar.add(FILES / "install.sh", f"{name}/install.sh", filter=_of_root)
    return path


def share(folder: Path) -> None:
    """What a desktop looks for: entry, icons, metainfo, and the manual page."""
    icons.theme_icons(folder / "icons")
    for name, place in (("matinee.desktop", "applications"), ("org.matinee.Matinee.metainfo.xml", "metainfo")):
        (folder / place).mkdir(parents=True)
        text = (FILES / name).read_text("utf-8").replace("@VERSION@", __version__).replace("@DATE@", _changed())
        (folder / place / name).write_text(text, "utf-8")
    page = folder / "man" / "man1" / "matinee.1.gz"
    page.parent.mkdir(parents=True)
    page.write_bytes(_gzip(manual.page(__version__, _changed())))


def documents(folder: Path, built: Path, *, version: str) -> None:
    """Changelog, copyright, notices and the bill of materials."""
    folder.mkdir(parents=True)
    changes = re.sub(r"^# .*\n", "", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    latest = re.split(r"^## .*$", changes, flags=re.MULTILINE)[1].strip()
    entries = "\n".join(
        textwrap.fill(" ".join(entry.split()), 78, initial_indent="  * ", subsequent_indent="    ")
        for entry in re.split(r"^- ", latest, flags=re.MULTILINE)[1:]
    )
    when = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime((ROOT / "CHANGELOG.md").stat().st_mtime))
    log = f"matinee ({version}) unstable; urgency=medium\n\n{entries}\n\n -- {MAINTAINER}  {when}\n"
    (folder / "changelog.gz").write_bytes(_gzip(log))
    own = (ROOT / "LICENSE").read_text("utf-8").partition("\n\n")[2].partition("\n\n")[2]
    text = (FILES / "copyright").read_text("utf-8")
    (folder / "copyright").write_text(text.replace("@MIT@", _indented(own)), "utf-8")
    (folder / f"{bill.NOTICES}.gz").write_bytes(_gzip((built / bill.NOTICES).read_text("utf-8")))


# --- what it needs of the system -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Needs:
    """Libraries that the folder asks for and does not hold, and the newest glibc among their versions."""

    libraries: frozenset[str]
    glibc: tuple[int, ...]


def needed(folder: Path) -> Needs:
    """Read every program and library of a folder."""
    held, asked, glibc = set(), set(), (2, 17)
    for path in folder.rglob("*"):
        if path.is_dir() or not _is_elf(path):
            continue
        held.add(path.name)
        if path.is_symlink():
            continue
        said = _said("objdump", "-p", str(path))
        asked |= set(re.findall(r"^\s+NEEDED\s+(\S+)", said, re.MULTILINE))
        held |= set(re.findall(r"^\s+SONAME\s+(\S+)", said, re.MULTILINE))
        for number in re.findall(r"\bGLIBC_([\d.]+)$", said, re.MULTILINE):
            glibc = max(glibc, tuple(map(int, number.split("."))))
    return Needs(frozenset(asked - held), glibc)


def depends(needs: Needs) -> list[str]:
    """The Debian packages of these libraries, as installed here. Raises SystemExit where one has none."""
    places = dict(re.findall(r"^\s+(\S+) \([^)]*\) => (\S+)$", _said("/sbin/ldconfig", "-p"), re.MULTILINE))
    for folder in {os.path.dirname(place) for place in places.values()}:  # names that the cache leaves out
        for name in needs.libraries - set(places):
            if os.path.exists(f"{folder}/{name}"):
                places[name] = f"{folder}/{name}"
    found, missing = set(), []
    for library in sorted(needs.libraries):
        owner = _owner(places.get(library, "")) if library in places else None
        if owner:
            found.add(owner)
        elif not library.startswith("ld-linux"):
            missing.append(library)
    if missing:
        raise SystemExit(f"Install the packages of these libraries, then build again: {', '.join(missing)}")
    found.discard("libc6")
    return [f"libc6 (>= {'.'.join(map(str, needs.glibc))})", *sorted(found)]


def _owner(path: str) -> str | None:
    """The package that owns a library; /lib may be a link to /usr/lib."""
    real = os.path.realpath(path)
    for name in (path, real, real.removeprefix("/usr")):
        result = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True, check=False)
        if result.returncode == 0:
            return result.stdout.split(":")[0].split(",")[0]
    return None


def _is_elf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) == b"\x7fELF"
    except OSError:
        return False


# --- small things ----------------------------------------------------------------------------------------


def _set_modes(tree: Path) -> None:
    """0755 for folders and programs, 0644 for the rest. Libraries are no programs."""
    inner = tree / HOME / "_internal"
    programs = {tree / HOME / "matinee", inner / "torch" / "bin" / "torch_shm_manager", tree / "DEBIAN" / "postrm"}
    for path in _beneath(tree):
        if path.is_symlink():
            continue
        runs = path.is_dir() or path in programs
        path.chmod(0o755 if runs else 0o644)


def _beneath(tree: Path) -> Iterator[Path]:
    yield tree
    yield from tree.rglob("*")


def _of_root(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def _changed() -> str:
    return time.strftime("%Y-%m-%d", time.gmtime((ROOT / "CHANGELOG.md").stat().st_mtime))


def _indented(text: str) -> str:
    return "\n".join(f" {line}" if line.strip() else " ." for line in text.strip().splitlines())


def _gzip(text: str) -> bytes:
    return gzip.compress(text.encode(), 9, mtime=0)


def _said(*command: str, cwd: Path | None = None) -> str:
    plain = os.environ | {"LC_ALL": "C"}
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=cwd, env=plain)
    return result.stdout.strip("\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
