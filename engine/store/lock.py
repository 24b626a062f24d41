"""The library's lock: one process writes, the others are told who it is.

The operating system holds the lock and drops it when its holder dies, however it dies. The holder's process
id and name stand in the same file as text, for those that are refused.
"""

from __future__ import annotations

import os
import sys
from types import TracebackType

from engine.errors import EnvironmentFault
from engine.message import Message
from engine.paths import LibraryPaths

_TEXT_BYTES = 4096
_LOCKED_BYTE = 1 << 20  # Windows refuses to read a locked byte, so it lies far behind the text


class LibraryLock:
    """Held from ``acquire`` to ``release``."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, paths: LibraryPaths, *, owner: str) -> LibraryLock:
        """Take the lock for ``owner`` ("window", "matinee scan"), or raise EnvironmentFault naming its holder."""
        try:
            descriptor = os.open(paths.lock, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise EnvironmentFault(
                Message(
                    "The library in {folder} cannot be written to ({reason}). Check the permissions of that folder.",
                    folder=paths.folder,
                    reason=error.strerror,
                )
            ) from error
        try:
            is_free = _try_lock(descriptor)
        except OSError as error:  # a file system without locks
            os.close(descriptor)
            raise EnvironmentFault(
                Message(
                    "The library in {folder} cannot be locked ({reason}). Keep the library on a disk of this computer.",
                    folder=paths.folder,
                    reason=error.strerror,
                )
            ) from error
        if not is_free:
            holder = _holder(descriptor)
            os.close(descriptor)
            raise EnvironmentFault(
                Message("The library is in use by {holder}. Close it, or try again later.", holder=holder)
            )
        text = f"{os.getpid()}\n{owner}\n".encode()
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, text)
        os.ftruncate(descriptor, len(text))
        return cls(descriptor)

    def release(self) -> None:
        """Give the lock back; a second call does nothing."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        os.ftruncate(descriptor, 0)
        _unlock(descriptor)
        os.close(descriptor)

    def __enter__(self) -> LibraryLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _holder(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    pid, _, owner = os.read(descriptor, _TEXT_BYTES).decode(errors="replace").strip().partition("\n")
    if not owner:
        return Message("another process")
    who = Message("the window") if owner in ("window", "the window") else owner
    return Message("{who} (process {pid})", who=who, pid=pid)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
