"""An independent judge of blurbs: names, numbers and Chinese words against evidence and database.

It shares no code with the writer or its verifier. What it is given are the printed text, the evidence
sentences, and a video's fields; the printed forms of the facts it works out for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.records import Video

# Words that may open a sentence or a line that the program made itself, and are no names.
_OPENING_WORDS = (
    "A An The From With Part Episode In Heard Early One Near Listen You Your As Follows Focuses Tells Stars Set "
    "Explores Depicts Portrays Centers Centres Concerns Features Revolves Chronicles Tracks Describes"
)
_OWN_OPENINGS = frozenset(_OPENING_WORDS.split())
_UNIT_WORDS = "zero one two three four five six seven eight nine ten eleven twelve"
_ORDINAL_WORDS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_UNITS, _ORDINALS = _UNIT_WORDS.split(), _ORDINAL_WORDS.split()
_LANGUAGES = {"en": "English 英语", "zh": "Chinese 中文", "fr": "French 法语", "de": "German 德语"}
# Chinese that the program's own sentences are built with.
_OWN_CHINESE = (
    "一部 一集 一场 一节 一段 年的 由 执导 主演 主讲 时长 系列中的 电影 剧集 演讲 课 短片 视频 的 第 集 季 共 "
    "开头部分说道 前段有一句 前面说到 前段可以听到 片头不久 你写过 你记下过 用你的话说 你的笔记 你曾写道"
)
_LETTERS = r"[^\W\d_\u3400-\u9fff]+"  # of alphabets; Chinese may touch a name
_JOINING = "的了和与在是也都将把被对为以及并由从向到中上下一部课场节段"


def ungrounded(text: str, evidence: Iterable[str], video: Video) -> list[str]:
    """Every capitalised word, number and piece of Chinese in ``text`` that nothing holds."""
    held = " ".join([*evidence, *printed_forms(video)])
    return [*_loose_names(text, held), *_loose_numbers(text, held), *_loose_chinese(text, held)]


def printed_forms(video: Video) -> list[str]:
    """All that the database fields allow to be printed: 1994, 1990s; 90 minutes, an hour and a half; ..."""
    forms = [video.title, video.series, *video.genres, *video.tags, *(p.name for p in video.people)]
    if video.year:
        tens = str(video.year)[:3] + "0"
        forms += [str(video.year), f"{video.year}年", f"{tens}s", f"{tens}年代"]
    if video.duration_s:
        forms += _durations(video.duration_s)
    for number, words in ((video.episode, ("episode", "集")), (video.season, ("season", "季"))):
        if number is not None:
            forms += [f"{words[0]} {number}", f"第{number}{words[1]}", f"第{_chinese(number)}{words[1]}"]
            if 0 < number <= 12:
                forms.append(f"the {_ORDINALS[number]} {words[0]}")
    forms.append(_LANGUAGES.get(video.language[:2], ""))
    return [form for form in forms if form]


def _durations(seconds: float) -> list[str]:
    minutes = round(seconds / 60)
    forms = [
        f"{round(seconds)} second",
        f"{round(seconds)} seconds",
        f"{round(seconds)}秒",
        f"{minutes} minutes",
        f"{minutes}分钟",
    ]
    hours, rest = minutes // 60, minutes % 60
    if 0 < hours <= 12:
        spoken = "an hour" if hours == 1 else f"{_UNITS[hours]} hours"
        forms += [spoken, f"{spoken} and {rest} minutes", f"{hours}小时{rest}分钟", f"{hours}小时"]
        han = "两" if hours == 2 else _chinese(hours)
        if rest == 0:
            forms.append(f"{han}个小时")
        if rest == 30:
            forms += ["an hour and a half", f"{_UNITS[hours]} and a half hours", f"{han}个半小时"]
    return forms


def _chinese(number: int) -> str:
    return "零一二三四五六七八九十"[number] if 0 <= number <= 10 else str(number)


def _loose_names(text: str, held: str) -> list[str]:
    """Capitalised words; one that opens a sentence may also be a plain word of the evidence."""
    exact = set(re.findall(_LETTERS, held))
    plain = {word.lower() for word in exact}
    loose = []
    for match in re.finditer(r"[A-ZÀ-ÖØ-Þ](?:" + _LETTERS + ")?", text):
        if re.search(_LETTERS + r"$|\d$", text[: match.start()]):
            continue  # inside a word
        word, before = match.group(), text[: match.start()].rstrip(" \"'‘“”(").rstrip()
        opens = not before or before[-1] in ".!?…;:—。！？"
        low = word.lower()
        if word in exact or (opens and (low in plain or word in _OWN_OPENINGS or _inflected(low, plain))):
            continue
        loose.append(word)
    return loose


def _inflected(word: str, plain: set[str]) -> bool:
    """follows for follow: a verb that opens a reduced sentence."""
    return any(word in (w + "s", w + "es", w[:-1] + "ies") or w in (word + "s", word + "es") for w in plain)


def _loose_numbers(text: str, held: str) -> list[str]:
    numbers = set(re.findall(r"\d+", held))
    loose = [n for n in re.findall(r"\d+", text) if n not in numbers]
    words = set(re.findall(r"[a-z]+", held.lower()))
    spelled = {*_UNITS[2:], *_ORDINALS[2:], "hundred", "thousand", "million", "dozen", "half"}
    return loose + [w for w in re.findall(r"[a-z]+", text.lower()) if w in spelled and w not in words]


def _loose_chinese(text: str, held: str) -> list[str]:
    """Characters that no piece of at least two characters of the evidence covers, nor our own wording.

    Leaving words out brings new neighbours together, so a run is laid out with the longest pieces there are;
    a piece of one character passes only if it is one that joins (的, 和, ...).
    """
    whole = held + " " + _OWN_CHINESE
    loose = []
    for match in re.finditer(r"(\d*)([\u3400-\u9fff]+)", text):
        number, run = match.groups()
        at = 0
        while number and at < len(run) and number + run[: at + 1] in held:
            at += 1  # a number with its unit: 7秒, 90分钟
        while at < len(run):
            size = 1
            while at + size < len(run) and run[at : at + size + 1] in whole:
                size += 1
            alone = len(run) == 1 and run in whole
            if size == 1 and run[at] not in _JOINING and not alone:
                loose.append(run[at])
            at += size
    return loose
