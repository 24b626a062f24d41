"""The window. Draws, asks, shows; everything else is the engine's."""

from __future__ import annotations

import ctypes
import sys


def _keep_none_alive() -> None:
    """Make None immortal where Python does not do so itself (before 3.12, PEP 683).

    The abi3 wheels of PySide 6.12 are built with newer headers, whose Py_RETURN_NONE takes no reference. On
    Python 3.11 each call of Qt that returns nothing therefore drops one of None's, and after some minutes of
    painting the interpreter dies with "deallocating None".
    """
    if sys.version_info < (3, 12) and sys.getrefcount(None) < 1 << 40:
        ctypes.c_ssize_t.from_address(id(None)).value += 1 << 60


_keep_none_alive()
