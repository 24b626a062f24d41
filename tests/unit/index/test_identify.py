"""A fingerprint names content: not the path, not the middle of a large file, and never a pipe."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.errors import InvalidMedia
from engine.index.identify import SAMPLE_BYTES, fingerprint, stand_in
from engine.records import FileStamp


def written(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


def test_the_same_content_has_one_fingerprint_wherever_it_lies(tmp_path: Path) -> None:
    data = os.urandom(300_000)
    one, two = written(tmp_path / "a.mp4", data), written(tmp_path / "b.mkv", data)
    assert fingerprint(one) == fingerprint(two)
    assert fingerprint(one).size_bytes == 300_000


@pytest.mark.parametrize("place", [0, SAMPLE_BYTES - 1, 300_000 - SAMPLE_BYTES, 299_999])
def test_a_changed_byte_at_either_end_is_noticed(tmp_path: Path, place: int) -> None:
    data = bytearray(os.urandom(300_000))
    before = fingerprint(written(tmp_path / "a.mp4", bytes(data)))
    data[place] ^= 1
    assert fingerprint(written(tmp_path / "a.mp4", bytes(data))).digest != before.digest


@pytest.mark.parametrize("size", [1, SAMPLE_BYTES, SAMPLE_BYTES + 1, 2 * SAMPLE_BYTES])
def test_every_byte_of_a_small_file_counts(tmp_path: Path, size: int) -> None:
    data = bytearray(size)
    before = fingerprint(written(tmp_path / "a.mp4", bytes(data)))
    data[size // 2] ^= 1
    assert fingerprint(written(tmp_path / "a.mp4", bytes(data))).digest != before.digest


def test_an_empty_file_is_invalid(tmp_path: Path) -> None:
    with pytest.raises(InvalidMedia, match="empty"):
        fingerprint(written(tmp_path / "a.mp4", b""))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.timeout(10)
def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    with pytest.raises(InvalidMedia, match="regular"):
        fingerprint(str(tmp_path / "pipe.mp4"))


def test_files_that_cannot_be_read_do_not_become_one_video() -> None:
    one, two = stand_in(FileStamp("/a.mp4", 9, 1)), stand_in(FileStamp("/b.mp4", 9, 1))
    assert one != two
    assert one == stand_in(FileStamp("/a.mp4", 9, 2))
