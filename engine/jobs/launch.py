"""Start a job process: a fresh interpreter that runs engine.jobs.worker over one pipe.

The worker is named, not imported, so that what starts it (the window) never reaches torch, OpenCV or PyAV.
"""

from __future__ import annotations

import importlib
import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

_WORKER = "engine.jobs.worker"


def start(folder: Path, *, name: str) -> tuple[SpawnProcess, Connection]:
    """A running worker for the library in ``folder``, and our end of its pipe.

    Spawned, never forked: a fork would copy the window's threads, locks and database handles. The worker
    holds no copy of our end, so it reads EOF as soon as this process is gone, however it went.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(theirs, folder), name=f"matinee-{name}", daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _run(connection: Connection, folder: Path) -> None:
    importlib.import_module(_WORKER).main(connection, folder)
