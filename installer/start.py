"""Where the packaged program begins: the window or a command; in a process that it spawned, that process's work."""

from __future__ import annotations

import multiprocessing
import os
import sys


def main() -> int:
    multiprocessing.freeze_support()  # a job process is this program again, with an argument: it goes no further
    give_back_library_path()
    if sys.stderr is None:  # a window on Windows has no terminal to write to
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    from engine import cli

    return cli.main()


def give_back_library_path() -> None:
    """Let what we start (a file manager, a player) find the system's libraries, not ours.

    The bootloader sets the variable for itself and keeps the old value; our own libraries are found already.
    """
    if sys.platform == "linux":
        before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
        if before is None:
            os.environ.pop("LD_LIBRARY_PATH", None)
        else:
            os.environ["LD_LIBRARY_PATH"] = before


if __name__ == "__main__":
    sys.exit(main())
