"""Every text of the window has its Chinese, and the compiled file is that of the source."""

from __future__ import annotations

import ast
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from installer.translations import CHINESE, COMMAND, ROOT, collect, compile_, unfinished

HOW = f"Run `{COMMAND}`, translate what it names in {CHINESE.relative_to(ROOT)}, and run it again."
MARKS = ("tr", "Message")


def messages(file: Path) -> dict[tuple[str, str], list[str]]:
    """The translations (several where the number decides) of each (context, source)."""
    found = {}
    for context in ET.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            found[context.findtext("name", ""), message.findtext("source", "")] = forms
    return found


def gaps(text: str) -> dict[str, str]:
    """What is filled in by str.format, with its form; {} counts as {0}, {1} ..."""
    found: dict[str, str] = {}
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None:
            found[name or str(len(found))] = f"{conversion or ''}:{form}"
    return found


def calls() -> Iterator[tuple[Path, ast.Call, str, str]]:
    """The calls that mark a text: file, call, what stands before the dot, the name."""
    for path in sorted(path for part in ("desktop", "engine") for path in (ROOT / part).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                if isinstance(node.func, ast.Attribute) and node.func.attr in MARKS:
                    yield path, node, ast.unparse(node.func.value), node.func.attr
                elif isinstance(node.func, ast.Name) and node.func.id.lstrip("_") in (*MARKS, "translate"):
                    yield path, node, "", node.func.id


def test_every_text_has_its_chinese(tmp_path: Path) -> None:
    fresh = tmp_path / CHINESE.name
    shutil.copy(CHINESE, fresh)
    collect(fresh)
    assert not unfinished(fresh), f"not translated: {unfinished(fresh)}. {HOW}"
    assert messages(fresh).keys() == messages(CHINESE).keys(), f"{CHINESE.name} holds texts that are gone. {HOW}"


def test_compiled_file_is_that_of_the_source(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    compile_(CHINESE, fresh)
    assert fresh.read_bytes() == CHINESE.with_suffix(".qm").read_bytes(), HOW


def test_translations_fill_the_same_gaps() -> None:
    wrong = [
        source
        for (_, source), forms in messages(CHINESE).items()
        for form in filter(None, forms)
        if gaps(source) != gaps(form) or ("%n" in source) != ("%n" in form) or source.count("(*.") != form.count("(*.")
    ]
    assert not wrong


def test_translations_are_written_as_chinese_is() -> None:
    wrong = []
    for (_, source), forms in messages(CHINESE).items():
        for form in forms:
            has_han = any("\u4e00" <= letter <= "\u9fff" for letter in form)
            is_spaced = form.strip() != form and source.strip() == source
            if is_spaced or (has_han and (form.endswith((".", "?", "!", ":", ";")) or "..." in form or ", " in form)):
                wrong.append(form)
    assert not wrong


def test_texts_are_marked_so_that_they_are_found() -> None:
    """lupdate finds literals alone, and gives `module.tr` the module's name as context, which nobody looks up."""
    wrong = []
    for path, call, before, name in calls():
        at = f"{path.relative_to(ROOT)}:{call.lineno}"
        if path.name in ("language.py", "message.py"):
            continue  # where they are made
        first = call.args[0] if call.args else None
        if name not in MARKS or before not in ("", "self"):
            wrong.append(f"{at}: call tr of desktop.language, or self.tr")
        elif not (isinstance(first, ast.Constant) and isinstance(first.value, str)) and path.name != "wording.py":
            wrong.append(f"{at}: the text must stand there as one literal, with {{}} for what changes")
    assert not wrong, wrong


@pytest.mark.parametrize(
    ("text", "found"), [("{} of {}", {"0": ":", "1": ":"}), ("{a!r} {b:.1f}", {"a": "r:", "b": ":.1f"})]
)
def test_gaps_are_told(text: str, found: dict[str, str]) -> None:
    assert gaps(text) == found


def test_missing_translation_is_named(tmp_path: Path) -> None:
    file = tmp_path / "other_zh_CN.ts"
    collect(file)
    missing = unfinished(file)
    assert "Welcome: Try the demo library" in missing  # self.tr
    assert ": Continue watching" in missing  # tr
    assert any("The disk of the library is full." in text for text in missing)  # Message, in the engine
