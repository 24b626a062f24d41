"""What goes into the packaged program, and what does not."""

import shutil
from pathlib import Path

import PySide6
import pytest

from installer.trim import is_loadable, is_of_system, is_wanted, is_wanted_module, share_ffmpeg, strip


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/lib/libQt6Multimedia.so.6",
        "PySide6/Qt/lib/libQt6FFmpegStub-va-drm.so.2",
        "PySide6/Qt6Widgets.dll",
        "PySide6/Qt/lib/libQt6Quick.so.6",  # the player is linked with it
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "torch/lib/libtorch_cpu.so",
        "torch/bin/torch_shm_manager",
        "onnxruntime/capi/onnxruntime_pybind11_state.cpython-311-x86_64-linux-gnu.so",
        "jieba/dict.txt",
        "resources/models/e5-small/tokenizer.json",
    ],
)
def test_what_is_run_goes_in(name: str) -> None:
    assert is_wanted(name)
    assert is_wanted(name.replace("/", "\\"))  # as PyInstaller writes it on Windows


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6QuickControls2.so.6",
        "PySide6/Qt/lib/libQt6WebEngineCore.so.6",
        "PySide6/Qt6Pdf.dll",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/translations/qtbase_de.qm",
        "torch/include/ATen/ATen.h",
        "torch/lib/libtorchbind_test.so",
        "torch/lib/libprotobuf.a",
        "spacy/tokens/doc.pyx",
        "numpy/_core/tests/data/astype_copy.pkl",
        "onnxruntime/capi/libonnxruntime.so.1.32.0",
        "jieba/lac_small/model_baseline/word_emb",
    ],
)
def test_what_is_never_run_stays_out(name: str) -> None:
    assert not is_wanted(name)


def test_modules_of_tests_stay_out_and_a_module_named_tests_goes_in() -> None:
    assert not is_wanted_module("numpy.tests.test_public_api")
    assert is_wanted_module("jinja2.tests")


def test_the_systems_libraries_are_told_from_the_wheels() -> None:
    assert is_of_system("/usr/lib/x86_64-linux-gnu/libxcb.so.1")
    assert is_of_system("/lib/x86_64-linux-gnu/libz.so.1")
    assert not is_of_system("/home/somebody/.venv/lib/python3.11/site-packages/av.libs/libx264-d6533a8d.so.165")


PYAV = ("av.libs/libavcodec-5e6b81c2.so.62.28.102", "/w/av.libs/libavcodec-5e6b81c2.so.62.28.102", "BINARY")
OPENCV = "opencv_python_headless.libs"


def test_opencv_takes_pyavs_ffmpeg_of_the_same_version() -> None:
    own = f"{OPENCV}/libavcodec-c4204469.so.62.28.101"
    ssl = f"{OPENCV}/libssl-81259c47.so.1.1.1k"
    blas = (f"{OPENCV}/libopenblasp-r0-59ffcd50.3.15.so", "/w/blas", "BINARY")
    link = ("libssl-81259c47.so.1.1.1k", ssl, "SYMLINK")  # PyInstaller's own, beside the program
    shared = share_ffmpeg([PYAV, (own, "/w/own", "BINARY"), (ssl, "/w/ssl", "BINARY"), link, blas])
    assert shared == [PYAV, (own, f"../{PYAV[0]}", "SYMLINK"), blas]


def test_opencv_keeps_its_ffmpeg_of_another_version() -> None:
    entries = [PYAV, (f"{OPENCV}/libavcodec-c4204469.so.61.3.100", "/w/own", "BINARY")]
    assert share_ffmpeg(entries) == entries


@pytest.mark.skipif(not (shutil.which("strip") and shutil.which("objdump")), reason="needs binutils")
def test_a_library_that_strip_would_break_stays_as_it_was(tmp_path: Path) -> None:
    made = Path(PySide6.__file__).parent / "Qt" / "lib" / "libavutil.so.59"  # laid out anew by its wheel's maker
    if not made.exists():
        pytest.skip("Qt's libraries lie elsewhere here")
    library = Path(shutil.copy(made, tmp_path))
    strip(tmp_path)
    assert is_loadable(library)
    assert list(tmp_path.iterdir()) == [library]
