"""Lines that people read and marked, kept as references into the corpora: what a good line is.

A reference names the corpus' item and the pieces of its text that make the line: ``[begin, end]`` in
characters of the item's own text, or a word that the line's cutter put in. The texts stay where they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from engine import paths
from engine.errors import EnvironmentFault
from engine.text.clean import prose
from engine.text.sentences import sentences

MARKS = paths.RESOURCES / "marks.jsonl"
_SENTENCES = 5  # of an item's text that stand for what it is about


@dataclass(frozen=True, slots=True)
class Marked:
    """A line beside its video's text, and its mark: 1 nobody would print it ... 5 makes one want to watch."""

    title: str
    kind: str
    text: str
    line: str
    mark: float
    why: str

    def sentences(self) -> list[str]:
        """The first sentences of its text, cleaned."""
        told = [s for s in sentences(prose(self.text)) if len(s) > 8][:_SENTENCES]
        return told or [self.text[:300] or self.title]


def marked_lines(file: Path, corpus: Path | None = None) -> list[Marked]:
    """The lines of a file of marks: with their texts in it, or as references into ``corpus``.

    Raises EnvironmentFault where the file is no file of marks; references to texts that are not there are
    left out.
    """
    found: list[Marked] = []
    number = 0
    try:
        for number, row in enumerate(_rows(file), 1):  # noqa: B007 - named in the error
            told = json.loads(row)
            if isinstance(told["line"], str):
                text, title, line = told["text"], told["title"], told["line"]
            else:
                if corpus is None:
                    raise EnvironmentFault(f"{file} holds references; name the corpus that they lead into")
                item = _items(corpus, told["item"]["corpus"]).get(_key(told["item"]))
                if item is None:
                    continue
                title, text = item
                line = spelled(told["line"], text)
            found.append(Marked(title, told["kind"], text, line, float(told["mark"]), told.get("why", "")))
    except OSError as error:
        raise EnvironmentFault(f"cannot read the marks in {file}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise EnvironmentFault(f"{file} line {number} is no marked line ({error})") from error
    return found


def spelled(pieces: Sequence[Sequence[int] | str], text: str) -> str:
    """A line out of its pieces."""
    return "".join(p if isinstance(p, str) else text[p[0] : p[1]] for p in pieces)


def pieces(line: str, text: str, start: int = 0) -> list[list[int] | str]:
    """The longest pieces of the text that make the line, in order where they can be; the rest as words put in."""
    made: list[list[int] | str] = []
    at = 0
    while at < len(line):
        size, place = _longest(line[at:], text, start)
        if size < 3 and not line[at].isspace():
            size, place = _longest(line[at:], text, 0)
        if size >= 3:
            made.append([place, place + size])
            start, at = place + size, at + size
        elif made and isinstance(made[-1], str):
            made[-1] += line[at]
            at += 1
        else:
            made.append(line[at])
            at += 1
    return made


def _longest(rest: str, text: str, start: int) -> tuple[int, int]:
    """The longest beginning of ``rest`` that stands in ``text`` behind ``start``, and where."""
    low, high, place = 0, len(rest), -1
    while low < high:
        middle = (low + high + 1) // 2
        found = text.find(rest[:middle], start)
        if found >= 0:
            low, place = middle, found
        else:
            high = middle - 1
    return low, place


def _rows(file: Path) -> list[str]:
    """Of a JSON lines file: ``splitlines`` would break rows at separators that stand inside strings."""
    return [row for row in file.read_text("utf-8").split("\n") if row.strip()]


def _key(item: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(item.get(name) for name in ("title", "year", "event", "slug", "file", "line"))


@cache
def _items(corpus: Path, collection: str) -> dict[tuple[Any, ...], tuple[str, str]]:
    """Title and text of every item of a collection, by its key."""
    return {_key(item): (title, text) for item, title, text in _READERS[collection](corpus)}


def _films(corpus: Path) -> Iterator[tuple[dict[str, Any], str, str]]:
    for path in sorted((corpus / "wikipedia-movies").glob("movies-*.json")):
        for film in json.loads(path.read_text("utf-8")):
            yield {"title": film["title"], "year": film.get("year")}, film["title"], film.get("extract") or ""


def _talks(corpus: Path) -> Iterator[tuple[dict[str, Any], str, str]]:
    path = corpus / "pyvideo-talks" / "pyvideo_talks.jsonl"
    for row in _rows(path) if path.exists() else ():
        talk = json.loads(row)
        text = talk.get("description") or talk.get("summary") or ""
        yield {"event": talk.get("event"), "slug": talk.get("slug")}, talk["title"], text


def _chinese(corpus: Path) -> Iterator[tuple[dict[str, Any], str, str]]:
    for name in ("talks", "lectures"):
        path = corpus / "chinese" / f"{name}.jsonl"
        for place, row in enumerate(_rows(path) if path.exists() else ()):
            record = json.loads(row)
            yield {"file": name, "line": place}, record["title"], record["description"]


def _transcripts(corpus: Path) -> Iterator[tuple[dict[str, Any], str, str]]:
    folder = corpus.parent / "transcripts"
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text("utf-8", "replace")
        title = next((row[6:].strip(" '\"") for row in text.splitlines() if row.startswith("title:")), path.stem)
        yield {"file": str(path.relative_to(folder))}, title, text


_READERS = {"wikipedia-movies": _films, "pyvideo-talks": _talks, "chinese": _chinese, "transcripts": _transcripts}
