"""Hand back to the system what a large piece of work has freed."""

from __future__ import annotations

import ctypes
import linecache
import sys


def trim() -> None:
    """Give freed memory back. Of the C libraries, glibc alone keeps it until it is asked."""
    linecache.clearcache()  # PySide reads the source of every module that is imported; nobody asks for it again
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        if hasattr(library, "malloc_trim"):
            library.malloc_trim(0)
