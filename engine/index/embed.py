"""Turn texts into vectors with the local embedding model."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from engine import paths
from engine.errors import EnvironmentFault
from engine.message import Message
from engine.records import Cue, Vector, Video

# tokens -> token states, and those -> unit vectors; made by installer/embedder.py
GRAPHS = ("matinee-states.onnx", "matinee-vectors.onnx")
STATES_OF = (
    8  # of 12 layers: what reads well shows best there (ridge on 600 marked lines: Spearman .69, last layer .58)
)
MAX_TOKENS = 512
BATCH_TOKENS = 256  # padded tokens in one run of the network; more is slower (measured: caches)
TEXT_TOKENS = 384  # about how long a video's text may be; its own words come before its cues

# Backend: texts with their prefixes -> (N, D) unit vectors
Backend = Callable[[Sequence[str]], Vector]
T = TypeVar("T")


class Embedder:
    """One local embedding model: ours as two quick graphs, or any sentence-transformers folder.

    Nothing is loaded before the first text. ``threads`` stays 1 beside a window in use.
    """

    def __init__(self, folder: Path = paths.EMBEDDER, *, threads: int = 1) -> None:
        self.folder = folder
        self.threads = threads
        self._latest: dict[str, Vector] = {}  # states of what was encoded last: most lines to judge are among it

    @cached_property
    def model(self) -> str:
        """Names folder, backend and content, so that vectors of different models never mix."""
        self._check()
        backend = "graph" if self._has_graph else "torch"
        return f"{self.folder.name}-{backend}-{_fingerprint(self._files())}"

    @cached_property
    def size(self) -> int:
        """The number of columns, D."""
        return int(self._encode([""]).shape[1])

    def encode(self, texts: Sequence[str], *, kind: Literal["passage", "query"] = "passage") -> Vector:
        """Vectors of texts, (N, D) float32 of unit length; what lies past 512 tokens is cut.

        ``kind`` picks the model's prefix: passages stand in the library, queries look for them.
        Raises EnvironmentFault where the folder holds no model.
        """
        if not texts:
            return np.empty((0, self.size), np.float32)
        prefix = self._prefixes[kind]
        return self._encode([prefix + text for text in texts])

    def states(self, texts: Sequence[str]) -> list[Vector]:
        """What the middle layer ``STATES_OF`` makes of each token of some passages: (T, D) float32 of each.

        Of our own graph alone. Raises EnvironmentFault where the folder holds another model.
        """
        if not self._has_graph:
            raise EnvironmentFault(
                Message(
                    "The embedding model in {folder} tells no token states. {advice}",
                    folder=self.folder,
                    advice=_ADVICE,
                )
            )
        texts = [self._prefixes["passage"] + text for text in texts]
        found = dict(self._latest)
        new = [text for text in dict.fromkeys(texts) if text not in found]
        for batch in self._graph.read(new):
            found |= zip((new[place] for place in batch.places), batch.rows(), strict=True)
        return [found[text] for text in texts]

    @cached_property
    def _encode(self) -> Backend:
        return self._encode_by_graph if self._has_graph else self._loaded(_torch)

    def _encode_by_graph(self, texts: Sequence[str]) -> Vector:
        self._latest.clear()
        found = []
        for batch in self._graph.read(texts):
            found.append((batch.places, self._graph.vectors(batch)))
            if len(texts) <= _REMEMBERED:
                self._latest |= zip((texts[place] for place in batch.places), batch.rows(), strict=True)
        vectors = np.empty((len(texts), found[0][1].shape[1]), np.float32)
        for places, rows in found:
            vectors[places] = rows
        return vectors

    @cached_property
    def _graph(self) -> _Graph:
        return self._loaded(_Graph)

    def _loaded(self, load: Callable[[Path, int], T]) -> T:
        self._check()
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["TOKENIZERS_PARALLELISM"] = "true" if self.threads > 1 else "false"
        try:
            return load(self.folder, self.threads)
        except Exception as fault:  # these libraries raise bare Exceptions for a broken file
            raise EnvironmentFault(
                Message(
                    "The embedding model in {folder} cannot be loaded ({error}). {advice}",
                    folder=self.folder,
                    error=fault,
                    advice=_ADVICE,
                )
            ) from fault

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        self._check()
        file = self.folder / "config_sentence_transformers.json"
        prompts = json.loads(file.read_text("utf-8")).get("prompts", {}) if file.exists() else {}
        return {
            "query": prompts.get("query", ""),
            "passage": prompts.get("passage", "") or prompts.get("document", ""),
        }

    @property
    def _has_graph(self) -> bool:
        return all((self.folder / name).exists() for name in GRAPHS)

    def _files(self) -> Iterator[Path]:
        """The files that decide the vectors."""
        for path in sorted(self.folder.rglob("*")):
            used = path.name in GRAPHS if self._has_graph else path.suffix in {".safetensors", ".bin"}
            if used or path.name in {"tokenizer.json", "config.json", "config_sentence_transformers.json"}:
                yield path

    def _check(self) -> None:
        if not (self.folder / "modules.json").exists():
            raise EnvironmentFault(
                Message("There is no embedding model in {folder}. {advice}", folder=self.folder, advice=_ADVICE)
            )


def text_of(video: Video, cues: Sequence[Cue]) -> str:
    """The text that stands for a video: its own words, then lines spread over all of its cues."""
    own = [
        video.title,
        video.series if video.series != video.title else "",
        ", ".join(dict.fromkeys(video.genres + video.tags)),
        ", ".join(dict.fromkeys(person.name for person in video.people[:_PEOPLE])),
        video.tagline,
        _cut(_plain(video.text), TEXT_TOKENS * 3 // 4),
    ]
    text = "\n".join(filter(None, map(_plain, own)))
    left = TEXT_TOKENS - _tokens(text)
    lines = list(dict.fromkeys(filter(None, (_plain(cue.text) for cue in cues))))
    return "\n".join(filter(None, [text, " ".join(_spread(lines, left))]))


# --- backends --------------------------------------------------------------------------------------------


class _Batch(NamedTuple):
    """Texts of like length, as the first graph reads them."""

    places: list[int]  # (B,) among the texts
    states: Vector  # (B, T, D)
    mask: npt.NDArray[np.int64]  # (B, T) 1: a token, 0: padding

    def rows(self) -> Iterator[Vector]:
        """The states of each text without its padding, (T, D)."""
        return (states[: mask.sum()] for states, mask in zip(self.states, self.mask, strict=True))


class _Graph:
    """onnxruntime over our own graphs: loads in half a second and needs no torch."""

    def __init__(self, folder: Path, threads: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # others need the cores
        self._states, self._vectors = (
            onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
            for name in GRAPHS
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()

    def read(self, texts: Sequence[str]) -> Iterator[_Batch]:
        """The states of texts with their prefixes."""
        encoded = self._tokenizer.encode_batch([text[:_MAX_CHARACTERS] for text in texts])
        rows = [text.ids for text in encoded]
        for places in _batches([len(row) for row in rows]):
            ids = np.zeros((len(places), max(len(rows[i]) for i in places)), np.int64)
            mask = np.zeros_like(ids)
            for row, i in enumerate(places):
                ids[row, : len(rows[i])] = rows[i]
                mask[row, : len(rows[i])] = 1
            (states,) = self._states.run(None, {"input_ids": ids, "attention_mask": mask})
            yield _Batch(places, states, mask)

    def vectors(self, batch: _Batch) -> Vector:
        """The vectors of a batch, (B, D)."""
        found: Vector = self._vectors.run(None, {"states": batch.states, "attention_mask": batch.mask})[0]
        return found


def _torch(folder: Path, threads: int) -> Backend:
    """sentence-transformers, in fp32: processors crawl through fp16."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.set_num_threads(threads)
    model: Any = SentenceTransformer(
        str(folder), device="cpu", local_files_only=True, model_kwargs={"dtype": torch.float32}
    )

    def encode(texts: Sequence[str]) -> Vector:
        vectors: Vector = model.encode(
            [text[:_MAX_CHARACTERS] for text in texts],
            batch_size=16,
            prompt="",  # the prefix is there already
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return vectors.astype(np.float32, copy=False)

    return encode


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of texts of like length, at most BATCH_TOKENS padded tokens together."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[i] * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _fingerprint(files: Iterable[Path]) -> str:
    """Ten hex digits for the content of some files, from 16 spread pieces of 64 KiB of each (1 ms a file)."""
    digest = hashlib.blake2b(digest_size=5)
    for path in files:
        size = path.stat().st_size
        digest.update(f"{path.name}:{size}".encode())
        with path.open("rb") as file:
            for part in range(16):
                file.seek(part * max(0, size - _PIECE) // 15)
                digest.update(file.read(_PIECE))
    return digest.hexdigest()


# --- text ------------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Without addresses, in one line."""
    return " ".join(_ADDRESS.sub(" ", text).split())


def _tokens(text: str) -> int:
    """About how many tokens a text has: a quarter of its Latin characters, 2/3 of its Chinese ones."""
    wide = len(_WIDE.findall(text))
    return (len(text) - wide) // 4 + wide * 2 // 3 + 1


def _cut(text: str, tokens: int) -> str:
    """The beginning of a text, to about so many tokens."""
    return text if _tokens(text) <= tokens else text[: len(text) * tokens // _tokens(text)]


def _spread(lines: Sequence[str], tokens: int) -> list[str]:
    """Lines from all over, in order, to about so many tokens."""
    if not lines or tokens <= 0:
        return []
    cost = sum(map(_tokens, lines)) / len(lines)
    count = min(len(lines), max(1, int(tokens / cost)))
    return [_cut(lines[int((i + 0.5) * len(lines) / count)], tokens) for i in range(count)]


_ADVICE = Message("Build it with `python installer/embedder.py`, or choose another folder in the settings.")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'，。；、）】]+")
_WIDE = re.compile(r"[぀-ヿ㐀-鿿가-힯豈-﫿]")
_PEOPLE = 4
_REMEMBERED = 16  # texts: more than a video has sentences to be said
_MAX_CHARACTERS = 16 * MAX_TOKENS  # no more than this can matter; a book need not be tokenised
_PIECE = 1 << 16
