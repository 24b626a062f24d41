"""One file of integers that holds many encoded videos: written by ``prepare``, read with numpy alone.

An .npz whose members are packed with LZMA. Everything of a lattice is kept exactly; sentence vectors are
rounded to whole numbers with one scale a row (cosine .9997 of what lies off the mean). A cut is kept as runs
of neighbouring tokens. The vector of a line of facts is the mean of the others, so it isn't kept.
"""

from __future__ import annotations

import io
import json
import lzma
import os
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from engine.errors import EnvironmentFault
from engine.generate.dataset import KINDS, EncodedVideo
from engine.generate.paths import EncodedLattice

FORMAT = 2
_MARK = 50  # steps of a mark
_LEVELS = 63  # either way; 127 takes a seventh more room for nothing that a training would notice
_QUOTES, _POINTS_BACK = 1, 2  # of a lattice
_LOWERABLE, _STOP = 1, 2  # of a token
_TYPES: dict[str, tuple[type[np.generic], int]] = {  # name -> number, columns
    "video_id": (np.int32, 1),
    "video_held_out": (np.uint8, 1),
    "video_collection": (np.uint8, 1),
    "video_lattices": (np.uint8, 1),
    "lattice_tokens": (np.uint16, 1),
    "lattice_own": (np.uint16, 1),
    "lattice_kind": (np.uint8, 1),
    "lattice_language": (np.uint8, 1),
    "lattice_flags": (np.uint8, 1),
    "lattice_cuts": (np.uint8, 1),
    "lattice_mark": (np.uint8, 1),
    "token_words": (np.uint16, 2),
    "token_shape": (np.uint8, 1),
    "token_units": (np.uint16, 1),
    "token_origin": (np.int16, 1),
    "token_flags": (np.uint8, 1),
    "cut_runs": (np.uint8, 1),
    "run_start": (np.uint16, 1),
    "run_length": (np.uint8, 1),
    "vector": (np.int8, 0),  # 0: as many columns as the embedding model has
    "vector_scale": (np.float16, 1),
}


@dataclass(frozen=True, eq=False)
class Packed:
    """Many videos as flat arrays. ``facts`` is what JSON can hold: names, versions, counts, licences."""

    arrays: Mapping[str, npt.NDArray[Any]]
    facts: Mapping[str, Any] = field(default_factory=dict)


def pack(videos: Iterable[tuple[EncodedVideo, str, bool]], *, facts: Mapping[str, Any] | None = None) -> Packed:
    """Flat arrays of (video, collection, whether it is held out)."""
    columns: dict[str, list[Any]] = {name: [] for name in _TYPES}
    collections: dict[str, int] = {}
    languages: dict[str, int] = {}
    for video, collection, held_out in videos:
        columns["video_id"].append(video.id)
        columns["video_held_out"].append(held_out)
        columns["video_collection"].append(collections.setdefault(collection, len(collections)))
        columns["video_lattices"].append(len(video.lattices))
        for lattice, vector in zip(video.lattices, video.vectors, strict=True):
            columns["lattice_language"].append(languages.setdefault(lattice.language, len(languages)))
            _pack_lattice(lattice, columns)
            if lattice.kind != "fact":
                scale = np.float16(max(float(np.abs(vector).max()), 1e-3) / _LEVELS)
                columns["vector_scale"].append(scale)
                columns["vector"].append(np.rint(vector / float(scale)).clip(-_LEVELS, _LEVELS).astype(np.int8))
    arrays = {name: _array(name, columns[name]) for name in _TYPES}
    return Packed(arrays, {**(facts or {}), "collections": list(collections), "languages": list(languages)})


def join(parts: Sequence[Packed], *, facts: Mapping[str, Any] | None = None) -> Packed:
    """All videos of some packed parts, in their order; the names of collections and languages are told anew."""
    if not parts:
        return pack((), facts=facts)
    arrays: dict[str, list[npt.NDArray[Any]]] = {name: [] for name in _TYPES}
    names: dict[str, dict[str, int]] = {"collections": {}, "languages": {}}
    for part in parts:
        for name in _TYPES:
            values = part.arrays[name]
            kind = {"video_collection": "collections", "lattice_language": "languages"}.get(name)
            if kind is not None:
                new = [names[kind].setdefault(x, len(names[kind])) for x in part.facts[kind]]
                values = np.array(new, np.uint8)[values] if len(values) else values
            if len(values):
                arrays[name].append(values)
    whole = {name: np.concatenate(found) if found else _array(name, []) for name, found in arrays.items()}
    return Packed(whole, {**(facts or {}), **{kind: list(x) for kind, x in names.items()}})


def save(path: Path, packed: Packed) -> None:
    """Write beside the target, flush, then take its place; the same content makes the same bytes."""
    beside = path.with_name(path.name + ".part")
    members = {**packed.arrays, "facts": _text({**packed.facts, "format": FORMAT})}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            with zipfile.ZipFile(file, "w") as archive:
                for name, array in members.items():
                    data = io.BytesIO()
                    np.lib.format.write_array(data, array, allow_pickle=False)
                    # Without a date: the same content makes the same bytes.
                    archive.writestr(zipfile.ZipInfo(f"{name}.npy"), data.getvalue(), zipfile.ZIP_LZMA)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise EnvironmentFault(f"cannot write {path}: {error.strerror}; free space") from error


def load(path: Path) -> Packed:
    """Read a file that ``save`` wrote. Raises EnvironmentFault where it is missing, broken or of another format."""
    try:
        with np.load(path, allow_pickle=False) as members:
            facts = json.loads(members["facts"].tobytes())
            arrays = {name: members[name] for name in _TYPES}
    except OSError as error:
        raise EnvironmentFault(f"cannot read {path}: {error.strerror or error}; prepare it again") from error
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile, lzma.LZMAError) as error:
        raise EnvironmentFault(f"{path} is damaged or of another format; prepare it again") from error
    if facts.get("format") != FORMAT:
        raise EnvironmentFault(f"{path} was made by another version of Matinee; prepare it again")
    return Packed(arrays, facts)


class Corpus(Sequence[EncodedVideo]):
    """The videos of a packed file. One is built when it is asked for: all at once they fill gigabytes."""

    def __init__(self, packed: Packed, rows: npt.NDArray[np.int64] | None = None) -> None:
        self.packed = packed
        self.rows = np.arange(len(packed.arrays["video_id"])) if rows is None else rows
        a = packed.arrays
        self._lattices = _starts(a["video_lattices"])
        self._tokens = _starts(a["lattice_tokens"])
        self._cuts = _starts(a["lattice_cuts"])
        self._runs = _starts(a["cut_runs"])
        self._vectors = _starts((a["lattice_kind"] != KINDS.index("fact")).astype(np.int64))

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> EncodedVideo: ...
    @overload
    def __getitem__(self, place: slice) -> Corpus: ...
    def __getitem__(self, place: int | slice) -> EncodedVideo | Corpus:
        if isinstance(place, slice):
            return Corpus(self.packed, self.rows[place])
        return self._video(int(self.rows[place]))

    def part(self, *, held_out: bool) -> Corpus:
        """What may be trained on, or what may not."""
        return Corpus(self.packed, self.rows[self.packed.arrays["video_held_out"][self.rows] == held_out])

    def counts(self) -> dict[str, dict[str, int]]:
        """How many videos there are of each collection and of each language (that of the first sentence)."""
        a, facts = self.packed.arrays, self.packed.facts
        collections = a["video_collection"][self.rows]
        languages = a["lattice_language"][self._lattices[self.rows]]
        return {
            "collections": _tally(collections, facts["collections"]),
            "languages": _tally(languages, facts["languages"]),
        }

    def _video(self, row: int) -> EncodedVideo:
        a = self.packed.arrays
        span = range(int(self._lattices[row]), int(self._lattices[row + 1]))
        lattices = tuple(self._lattice(q) for q in span)
        told = slice(int(self._vectors[span.start]), int(self._vectors[span.stop]))
        rows = a["vector"][told] * a["vector_scale"][told].astype(np.float32)[:, None]
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        vectors = np.tile(rows.mean(0), (len(lattices), 1)) if len(rows) < len(lattices) else rows
        vectors[[x.kind != "fact" for x in lattices]] = rows
        return EncodedVideo(int(a["video_id"][row]), lattices, vectors.astype(np.float32))

    def _lattice(self, q: int) -> EncodedLattice:
        a = self.packed.arrays
        span = slice(int(self._tokens[q]), int(self._tokens[q + 1]))
        own, flags, token_flags = int(a["lattice_own"][q]), int(a["lattice_flags"][q]), a["token_flags"][span]
        cuts = []
        for c in range(int(self._cuts[q]), int(self._cuts[q + 1])):
            runs = slice(int(self._runs[c]), int(self._runs[c + 1]))
            pairs = zip(a["run_start"][runs].tolist(), a["run_length"][runs].tolist(), strict=True)
            cuts.append(tuple(i for start, length in pairs for i in range(start, start + length)))
        return EncodedLattice(
            words=a["token_words"][span].astype(np.int64),
            shapes=a["token_shape"][span].astype(np.int64),
            units=a["token_units"][span].astype(np.int64),
            origin=a["token_origin"][span].astype(np.int64),
            own=own,
            kind=KINDS[a["lattice_kind"][q]],
            language=self.packed.facts["languages"][a["lattice_language"][q]],
            cuts=tuple(cuts),
            lowerable=frozenset(np.flatnonzero(token_flags & _LOWERABLE).tolist()),
            stops=frozenset(np.flatnonzero(token_flags & _STOP).tolist()),
            has_quotes=bool(flags & _QUOTES),
            points_back=bool(flags & _POINTS_BACK),
            mark=int(a["lattice_mark"][q]) / _MARK,
        )


def _pack_lattice(lattice: EncodedLattice, columns: dict[str, list[Any]]) -> None:
    columns["lattice_tokens"].append(len(lattice.shapes))
    columns["lattice_own"].append(lattice.own)
    columns["lattice_kind"].append(KINDS.index(lattice.kind))
    columns["lattice_flags"].append(_QUOTES * lattice.has_quotes + _POINTS_BACK * lattice.points_back)
    columns["lattice_cuts"].append(len(lattice.cuts))
    columns["lattice_mark"].append(round(lattice.mark * _MARK))
    columns["token_words"].extend(lattice.words)
    columns["token_shape"].extend(lattice.shapes)
    columns["token_units"].extend(lattice.units)
    columns["token_origin"].extend(lattice.origin)
    columns["token_flags"].extend(
        _LOWERABLE * (i in lattice.lowerable) + _STOP * (i in lattice.stops) for i in range(len(lattice.shapes))
    )
    for cut in lattice.cuts:
        starts = [i for place, i in enumerate(cut) if not place or i != cut[place - 1] + 1]
        bounds = [cut.index(i) for i in starts] + [len(cut)]
        columns["cut_runs"].append(len(starts))
        columns["run_start"].extend(starts)
        columns["run_length"].extend(b - a for a, b in pairwise(bounds))


def _array(name: str, values: list[Any]) -> npt.NDArray[Any]:
    kind, columns = _TYPES[name]
    wide = np.array(values) if values else np.zeros((0,) if columns == 1 else (0, columns or 1))
    if wide.size and np.issubdtype(kind, np.integer):
        bounds = np.iinfo(kind)  # type: ignore[type-var]
        if wide.min() < bounds.min or wide.max() > bounds.max:
            raise ValueError(f"{name} does not fit its numbers: {wide.min()} to {wide.max()}")
    return wide.astype(kind)


def _starts(counts: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Where each of some neighbouring pieces begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int64)


def _tally(values: npt.NDArray[Any], names: Sequence[str]) -> dict[str, int]:
    found = np.bincount(values, minlength=len(names))
    told = {name: int(count) for name, count in zip(names, found, strict=True) if count}
    return dict(sorted(told.items(), key=lambda pair: (-pair[1], pair[0])))


def _text(facts: Mapping[str, Any]) -> npt.NDArray[np.uint8]:
    return np.frombuffer(json.dumps(facts, ensure_ascii=False, sort_keys=True).encode(), np.uint8)
