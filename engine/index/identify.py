"""What a video is: its size and a hash of its first and last 64 KiB, whatever its name and place."""

from __future__ import annotations

import hashlib
import os
import stat

from engine.errors import InvalidMedia
from engine.message import Message
from engine.records import FileStamp, Fingerprint

SAMPLE_BYTES = 64 * 1024


def fingerprint(path: str) -> Fingerprint:
    """Fingerprint a regular file by at most 128 KiB of it.

    A file of up to 128 KiB is hashed whole. Raises InvalidMedia for what is no regular file (a pipe would
    block its reader) or is empty, OSError where it cannot be read.
    """
    # Without O_NONBLOCK, opening a named pipe waits for somebody to write into it.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb", buffering=0) as file:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise InvalidMedia(Message("not a regular file"))
        size = about.st_size
        if size == 0:
            raise InvalidMedia(Message("the file is empty"))
        digest = hashlib.blake2b(digest_size=16)
        digest.update(file.read(SAMPLE_BYTES))
        if size > SAMPLE_BYTES:
            file.seek(max(SAMPLE_BYTES, size - SAMPLE_BYTES))
            digest.update(file.read(SAMPLE_BYTES))
    return Fingerprint(size, digest.hexdigest())


def stand_in(stamp: FileStamp) -> Fingerprint:
    """The fingerprint of a file whose content nobody can read: of its place, so that no two are one."""
    place = os.fsencode(stamp.path)
    return Fingerprint(stamp.size_bytes, hashlib.blake2b(place, digest_size=16, person=b"unread").hexdigest())
