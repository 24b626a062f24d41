"""Tell the language of a text: by its script first, then by py3langid within that script."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

_LOOKED_AT = 2000  # characters: more changes no answer
_SHORT = 16  # letters
_FLOOR, _FLOOR_IF_SHORT = 0.45, 0.8  # of the probability: a note of five words passes, most names do not
_WEIGHT = {"HIRAGANA": 3, "KATAKANA": 3, "CJK": 3, "HANGUL": 2}  # one such character is worth several letters
_ONE_LANGUAGE = {
    "HANGUL": "ko",
    "GREEK": "el",
    "HEBREW": "he",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "SINHALA": "si",
    "ETHIOPIC": "am",
}
_SEVERAL_LANGUAGES = {
    "LATIN": (
        "af az bs ca cs cy da de en es et eu fi fr ga gl hr hu id is it lt lv ms nl no pl pt ro sk sl sq sv sw tl tr vi"
    ),
    "CYRILLIC": "be bg kk ky mk mn ru sr uk",
    "ARABIC": "ar fa ps ur",
    "DEVANAGARI": "hi mr ne",
}
_MARKS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|<[^>]*>")


def language(text: str) -> str:
    """ISO 639-1 code, or "" where the text is too short or too mixed to tell.

    Japanese is told from Chinese by its kana; a title in kanji alone counts as Chinese.
    """
    text = _MARKS.sub(" ", text[:_LOOKED_AT])
    scripts = _scripts(text)
    kana = scripts.pop("HIRAGANA", 0) + scripts.pop("KATAKANA", 0)
    han = scripts.pop("CJK", 0)
    east = han + kana
    others = max(scripts.values(), default=0)
    if east > others:
        return "ja" if kana > 0.1 * east else "zh"
    if not others:
        return ""
    script = max(scripts, key=scripts.__getitem__)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    return _likeliest(text, script) if script in _SEVERAL_LANGUAGES else ""


def _scripts(text: str) -> Counter[str]:
    """How much of the text each script holds, by the first word of its letters' Unicode names."""
    found: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        if letter.isalpha():
            script = unicodedata.name(letter, "").partition(" ")[0]
            found[script] += times * _WEIGHT.get(script, 1)
    return found


def _likeliest(text: str, script: str) -> str:
    """The best guess among the languages of one script, or "" below the floor."""
    with _LOADING:
        identifier = _identifier(script)
    code, probability = identifier.classify(text)
    letters = sum(map(str.isalpha, text))
    return str(code) if probability >= (_FLOOR if letters >= _SHORT else _FLOOR_IF_SHORT) else ""


_LOADING = threading.Lock()


@cache
def _identifier(script: str) -> Any:
    """py3langid kept to the languages of one script (0.8 s the first time)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_SEVERAL_LANGUAGES[script].split())
    return identifier
