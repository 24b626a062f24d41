"""How records stand in the tables: paths, text, vectors, lattices and blurbs, in both directions."""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
import zlib
from collections.abc import Iterable
from typing import Any

from engine.records import Blurb, Cue, Evidence, Lattice, Source, Vector


def stored_path(path: str) -> str | bytes:
    """Text where the name is Unicode, else the bytes that the file system gave."""
    try:
        path.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(path)
        except UnicodeEncodeError:  # no file can have this name; a query may
            return path.encode("utf-8", "surrogatepass")
    return path


def path_of(stored: str | bytes) -> str:
    """The path as Python spells it."""
    return stored if isinstance(stored, str) else os.fsdecode(stored)


def clean(text: str) -> str:
    """Text that SQLite can hold: no NUL, and a question mark for each half of a surrogate pair."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def sort_key(title: str) -> str:
    """Titles in the order that people expect: no case, no leading article, "Lesson 2" before "Lesson 10"."""
    key = _ARTICLE.sub("", unicodedata.normalize("NFKC", title).casefold())
    return _NUMBER.sub(lambda number: number.group().zfill(8), key)


def blob(vector: Vector) -> bytes:
    """Little-endian float32, row after row."""
    import numpy as np  # here, because the window paints its first page without it

    return np.ascontiguousarray(vector, dtype="<f4").tobytes()


def vector_of(stored: bytes, *, dimension: int | None = None) -> Vector:
    """(D,), or (N, ``dimension``) where that is given; writable."""
    import numpy as np

    flat = np.frombuffer(stored, dtype="<f4").astype(np.float32)
    return flat if dimension is None else flat.reshape(-1, dimension)


def digest_of_cues(cues: Iterable[Cue]) -> str:
    """The same lines at the same times have the same digest; none have none."""
    lines = "\n".join(f"{cue.start_ms} {cue.end_ms} {cue.text}" for cue in cues)
    return hashlib.blake2b(clean(lines).encode(), digest_size=12).hexdigest() if lines else ""


def digest_of(parts: Any) -> str:
    """A short name of a JSON value: equal for equal values."""
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=8).hexdigest()


def packed(lattices: Iterable[Lattice]) -> bytes:
    """Lattices as deflated JSON."""
    rows = [
        [
            _source(one.source),
            one.language,
            one.tokens,
            "".join("01"[space] for space in one.spaces),
            one.own,
            one.origin,
            one.cuts,
            one.mark,
        ]
        for one in lattices
    ]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode())


def unpacked(stored: bytes) -> tuple[Lattice, ...]:
    """What ``packed`` made."""
    return tuple(
        Lattice(
            source=_source_of(source),
            language=language,
            tokens=tuple(tokens),
            spaces=tuple(space == "1" for space in spaces),
            own=own,
            origin=tuple(origin),
            cuts=tuple(map(tuple, cuts)),
            mark=mark,
        )
        for source, language, tokens, spaces, own, origin, cuts, mark in json.loads(zlib.decompress(stored))
    )


def evidence_json(blurb: Blurb) -> str:
    """The clauses of a blurb with their sources."""
    return json.dumps([[one.text, _source(one.source)] for one in blurb.evidence])


def evidence_of(stored: str) -> tuple[Evidence, ...]:
    """What ``evidence_json`` made."""
    return tuple(Evidence(text, _source_of(source)) for text, source in json.loads(stored))


_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)")
_NUMBER = re.compile(r"[0-9]+")


def _source(source: Source) -> list[Any]:
    return [source.kind, source.text, source.start_s, source.id]


def _source_of(row: list[Any]) -> Source:
    kind, text, start_s, id = row
    return Source(kind, text, start_s, id)
