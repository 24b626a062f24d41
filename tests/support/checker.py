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
    "Directed Written This Filed Together Over "
    "Explores Depicts Portrays Centers Centres Concerns Features Revolves Chronicles Tracks Describes"
)
_OWN_OPENINGS = frozenset(_OPENING_WORDS.split())
_UNIT_WORDS = "zero one two three four five six seven eight nine ten eleven twelve"
_ORDINAL_WORDS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_UNITS, _ORDINALS = _UNIT_WORDS.split(), _ORDINAL_WORDS.split()
_LANGUAGES = {"en": "English 英语", "zh": "Chinese 中文", "fr": "French 法语", "de": "German 德语"}
# Chinese that the program's own sentences are built with.
_OWN_CHINESE = (
    "一部 一集 一场 一节 一段 年的 由 执导 主演 主讲 时长 系列中的 电影 节目 演讲 课 短片 视频 的 第 集 季 共 "
    "出演 片长 全长 来自 带来的 年代的 执导的 主演的 出演的 主讲的 主讲人是 的一部 的一集 的一场 的一节 的一段 "
    "编剧 自编自导 主演的 等 等的 等主演 等出演 等执导 等主讲 等带来的 关键词 "
    "开头部分说道 前段有一句 前面说到 前段可以听到 片头不久 你写过 你记下过 用你的话说 你的笔记 你曾写道"
)
_OWN_TRADITIONAL = (
    "一部 一集 一場 一節 一段 年的 由 執導 主演 主講 時長 系列中的 電影 節目 演講 課 短片 視頻 的 第 集 季 共 "
    "出演 片長 全長 來自 帶來的 年代的 執導的 主演的 出演的 主講的 主講人是 的一部 的一集 的一場 的一節 的一段 "
    "編劇 自編自導 主演的 等 等的 等主演 等出演 等執導 等主講 等帶來的 關鍵詞 "
    "開頭部分說道 前段有一句 前面說到 前段可以聽到 片頭不久 你寫過 你記下過 用你的話說 你的筆記 你曾寫道"
)
_ONLY_TRADITIONAL = frozenset(
    "這們來說時對會學國還過發經開關為與見長門問間東車馬書電話讓認識讀記設業產頭實現樣種類圖網"
)
_ONLY_SIMPLIFIED = frozenset("这们来说时对会学国还过发经开关为与见长门问间东车马书电话让认识读记设业产头实现样种类图网")
_LETTERS = r"[^\W\d_\u3400-\u9fff]+"  # of alphabets; Chinese may touch a name
_TO_TRADITIONAL = str.maketrans("课剧钟时长两个间语韩", "課劇鐘時長兩個間語韓")
_JOINING = "的了和与在是也都将把被对为以及并由从向到中上下一部课场节段課場節等"


def ungrounded(text: str, evidence: Iterable[str], video: Video, *, series_size: int | None = None) -> list[str]:
    """Every capitalised word, number and piece of Chinese in ``text`` that nothing holds."""
    evidence = list(evidence)
    traditional = _is_traditional(video, evidence)
    forms = _own_forms(video, series_size)
    if traditional:
        forms = [form.translate(_TO_TRADITIONAL) for form in forms]
    held = " ".join([*evidence, *_given(video), *forms])
    own = _OWN_TRADITIONAL if traditional else _OWN_CHINESE
    return [*_loose_names(text, held), *_loose_numbers(text, held), *_loose_chinese(text, held, own)]


def _is_traditional(video: Video, evidence: Iterable[str]) -> bool:
    """Of the video's own text and, where that is silent, of the evidence; else of its language code."""
    for text in (video.title + video.text + video.series, " ".join(evidence)):
        old, new = (sum(c in script for c in text) for script in (_ONLY_TRADITIONAL, _ONLY_SIMPLIFIED))
        if old or new:
            return old > new
    return video.language.lower().replace("_", "-").startswith(("zh-tw", "zh-hk", "zh-mo", "zh-hant"))


def _given(video: Video) -> list[str]:
    return [video.title, video.series, *video.genres, *video.tags, *(p.name for p in video.people)]


def _own_forms(video: Video, series_size: int | None) -> list[str]:
    """What the other database fields allow to be printed: 1994, 1990s; 90 minutes, an hour and a half; ..."""
    forms = []
    if video.year:
        tens = str(video.year)[:3] + "0"
        forms += [str(video.year), f"{video.year}年", f"{tens}s", f"{tens}年代"]
    if video.duration_s:
        forms += _durations(video.duration_s)
    for number, words in ((video.episode, ("episode", "集")), (video.season, ("season", "季"))):
        if number is not None:
            forms += [
                f"{words[0]} {number}",
                f"第{number}{words[1]}",
                f"第{_chinese(number)}{words[1]}",
                f"第{_chinese(number)}课",
            ]
            if 0 < number <= 12:
                forms.append(f"the {_ORDINALS[number]} {words[0]}")
    if series_size and video.episode is not None and video.episode <= series_size:
        forms += [f"of {_UNITS[series_size] if series_size <= 12 else series_size}", f"共{_chinese(series_size)}集"]
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


def _loose_chinese(text: str, held: str, own: str) -> list[str]:
    """Characters that no piece of at least two characters of the evidence covers, nor our own wording.

    Leaving words out brings new neighbours together, so a run is laid out with the longest pieces there are;
    a piece of one character passes only if it is one that joins (的, 和, ...).
    """
    whole = held + " " + own
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
