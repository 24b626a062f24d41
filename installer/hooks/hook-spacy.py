"""PyInstaller: spaCy with English alone."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules


def is_wanted(name: str) -> bool:
    parts = name.split(".")
    return "tests" not in parts and (parts[1:2] != ["lang"] or len(parts) == 2 or parts[2] == "en")


datas = collect_data_files("spacy", includes=["**/*.json", "**/*.cfg", "**/*.yml"], excludes=["lang", "tests"])
hiddenimports = [name for name in collect_submodules("spacy", filter=is_wanted) if is_wanted(name)]
hiddenimports += [f"spacy.lang.{name}" for name in ("char_classes", "lex_attrs", "norm_exceptions", "punctuation")]
hiddenimports += ["spacy.lang.tokenizer_exceptions"]
