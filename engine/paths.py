"""Where a library keeps its things, and where Matinee keeps its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
EMBEDDER = RESOURCES / "models" / "e5-small"  # built by installer/embedder.py, not committed
PRIOR = RESOURCES / "prior.safetensors"  # made by engine/jobs/crowd.py; its card is prior.md


@dataclass(frozen=True, slots=True)
class LibraryPaths:
    """The folder of one library."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "library.db"

    @property
    def lock(self) -> Path:
        return self.folder / "library.lock"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def pictures(self) -> Path:
        return self.folder / "pictures"

    @property
    def models(self) -> Path:
        return self.folder / "models"

    @property
    def settings(self) -> Path:
        return self.folder / "settings.toml"

    @property
    def window(self) -> Path:
        """What the window remembers of itself."""
        return self.folder / "window.json"

    @property
    def moods(self) -> Path:
        """The mood words that were read."""
        return self.folder / "moods.json"

    @property
    def scan_journal(self) -> Path:
        return self.folder / "scan.journal"


def default_library() -> Path:
    """The platform's data folder for Matinee."""
    return Path(platformdirs.user_data_dir("matinee", appauthor=False))


def cache_folder() -> Path:
    """The platform's cache folder for Matinee, made private to this person."""
    folder = Path(platformdirs.user_cache_dir("matinee", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
