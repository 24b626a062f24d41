"""PyInstaller: torch as it is run. No headers, tests, static libraries or compilers."""

import re
from pathlib import Path

from PyInstaller.utils.hooks import collect_submodules, get_module_file_attribute

FOLDER = Path(get_module_file_attribute("torch")).parent
# What torch reads in its own sources when it is imported: comments beside settings, overloads for its compiler.
READ = re.compile(r"install_config_module\(sys|_jit_internal(?: import [^)]*|\.)\b_overload")

datas = [
    (str(path), str(path.parent.relative_to(FOLDER.parent)))
    for path in FOLDER.rglob("*.py")
    if READ.search(path.read_text("utf-8"))
]
binaries = [
    (str(path), "torch/lib")
    for path in (FOLDER / "lib").iterdir()
    if path.suffix in {".dll", ".dylib", ".so"} or ".so." in path.name
]
binaries += [(str(path), "torch/bin") for path in (FOLDER / "bin").glob("torch_shm_manager*")]  # torch insists
# Named at run time, from C++ or by importlib.
hiddenimports = [
    "torch._C",
    "torch._VF",
    "torch._meta_registrations",
    "torch.utils._python_dispatch",
    "torch.onnx.operators",
]
hiddenimports += collect_submodules("torch._dynamo.polyfills")
bindepend_symlink_suppression = ["**/torch/lib/*.so*"]  # as in the hook that this one replaces
