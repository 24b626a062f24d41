"""jieba's Chinese segmenter with parts of speech, loaded once, quiet, and with a cache folder of our own."""

from __future__ import annotations

import logging
import threading
from functools import cache
from typing import Any

from engine.paths import cache_folder

_LOADING = threading.Lock()


def cut(text: str) -> list[tuple[str, str]]:
    """Words and jieba's flags (ICTCLAS: n, v, a, d, uj …) in order; joined they give the text back."""
    with _LOADING:
        segmenter = _segmenter()
    return [(pair.word, pair.flag) for pair in segmenter.cut(text)]


@cache
def _segmenter() -> Any:
    """The shared segmenter.

    jieba keeps its dictionary in a marshalled file which by default lies under a predictable name in the
    folder for temporary files, where anybody on the machine could put one of their own.
    """
    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.ERROR)
    jieba.dt.tmp_dir = str(cache_folder())
    jieba.posseg.dt.initialize()
    return jieba.posseg.dt
