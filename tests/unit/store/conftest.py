"""A library in a temporary folder, with one folder of videos."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.events import BatchRecord, Changes
from engine.store import commands
from engine.store.library import Library
from tests.unit.store.makers import NOW

Store = Callable[..., Changes]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", owner="window") as library:
        library.do(commands.add_root, "/films", NOW)
        yield library


@pytest.fixture
def store(library: Library) -> Store:
    """Store records as one batch."""

    def store(*records: BatchRecord, at: float = NOW) -> Changes:
        return library.do(commands.store_batch, records, at)

    return store
