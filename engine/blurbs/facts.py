"""What the database knows of a video, as a closed list of facts with their printed forms.

Chinese forms are of one script: that of the video's own text, else of its language code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.records import Fact, Video
from engine.text.hanzi import prefers_traditional

KINDS = {
    "film": ("film", "电影", "部"),
    "episode": ("episode", "节目", "集"),
    "talk": ("talk", "演讲", "场"),
    "lesson": ("lesson", "课", "节"),
    "clip": ("clip", "短片", "段"),
    "video": ("video", "视频", "段"),
}
LANGUAGES = {
    "en": ("English", "英语"),
    "zh": ("Chinese", "中文"),
    "fr": ("French", "法语"),
    "de": ("German", "德语"),
    "es": ("Spanish", "西班牙语"),
    "ja": ("Japanese", "日语"),
    "ko": ("Korean", "韩语"),
    "it": ("Italian", "意大利语"),
    "pt": ("Portuguese", "葡萄牙语"),
    "ru": ("Russian", "俄语"),
}
# The characters of our own Chinese words in traditional form; names and titles stay as they are.
_TRADITIONAL = str.maketrans(
    "电剧课视频长两节场时钟讲执导话来带从个听为间语韩编关键词",
    "電劇課視頻長兩節場時鐘講執導話來帶從個聽為間語韓編關鍵詞",
)
_TRADITIONAL_CODES = re.compile("(?i)zh[-_](?:hant|tw|hk|mo)|cht")
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
_HAN_NUMBERS = "一二三四五六七八九十"
# Genres as they stand before another one: Romance and Comedy make a romantic comedy.
BEFORE_GENRES = {
    "romance": "romantic", "romantic": "romantic", "crime": "crime", "war": "war", "horror": "horror",
    "historical": "historical", "history": "historical", "family": "family", "sports": "sports", "spy": "spy",
    "fantasy": "fantasy", "adventure": "adventure", "action": "action", "silent": "silent", "musical": "musical",
    "biographical": "biographical", "biography": "biographical", "film-noir": "noir", "film noir": "noir",
    "sci-fi": "science fiction", "sport": "sports", "political": "political", "legal": "legal", "teen": "teen",
    "science fiction": "science fiction", "animated": "animated", "animation": "animated", "mystery": "mystery",
}  # fmt: skip


def facts(video: Video, *, series_size: int | None = None) -> tuple[Fact, ...]:
    """The closed list of what the database knows of a video, with every form that a blurb may print.

    ``series_size``: how many episodes its season (or series) has, where that is known.
    """
    english, chinese, measure = KINDS[video.kind]
    script = in_script(video)
    out = [Fact("title", (video.title,)), Fact("kind", (english, script(chinese), script(measure)))]
    if video.year:
        decade = video.year // 10 * 10
        out.append(Fact("year", (str(video.year), f"{decade}s", f"{video.year}年", f"{decade}年代")))
    if length := length_forms(video.duration_s):
        out.append(Fact("length", tuple(map(script, (*length, *length_adjective(video.duration_s))))))
    if video.series:
        out.append(Fact("series", (video.series,)))
        if video.season is not None:
            out.append(Fact("season", (f"season {video.season}", f"第{han(video.season)}季")))
        if video.episode is not None:
            out.append(Fact("episode", tuple(map(script, episode_forms(video, series_size)))))
    if language := LANGUAGES.get(code_of(video.language)):
        out.append(Fact("language", tuple(map(script, language))))
    out += [Fact("genre", genre_forms(genre)) for genre in video.genres]
    out += [Fact("tag", (tag,)) for tag in video.tags]
    out += [Fact(person.role, (person.name,)) for person in video.people]
    return tuple(out)


def facts_told(text: str, known: Sequence[Fact]) -> int:
    """How many facts a text tells, beside what any card shows of its own: the title, the kind and the length."""
    shown = ("title", "kind", "length")
    return sum(any(form in text for form in fact.forms) for fact in known if fact.name not in shown)


def is_traditional(video: Video) -> bool:
    """Whether a video's Chinese is written in traditional characters: its text tells, else its language."""
    told = prefers_traditional(" ".join((video.title, video.tagline, video.text, video.series)))
    return bool(_TRADITIONAL_CODES.match(video.language)) if told is None else told


def in_script(video: Video) -> Script:
    """What writes our own words in the script of a video."""
    return Script(_TRADITIONAL if is_traditional(video) else {})


class Script:
    """Writes our own Chinese words, which are simplified here, in one script."""

    def __init__(self, table: dict[int, int]) -> None:
        self._table = table

    def __call__(self, words: str) -> str:
        return words.translate(self._table)


def genre_forms(genre: str) -> tuple[str, ...]:
    """A genre, in lower case, and as it stands before another."""
    plain = genre.lower()
    return tuple(dict.fromkeys((genre, plain, BEFORE_GENRES.get(plain, plain))))


def length_forms(duration_s: float | None) -> tuple[str, ...]:
    """Four forms of 5,400 s: "90 minutes", "an hour and a half", "90分钟", "一个半小时"."""
    if not duration_s or duration_s < 1:
        return ()
    if duration_s < 90:
        seconds = round(duration_s)
        plain = f"{seconds} second{'s' * (seconds != 1)}"
        return (plain, plain, f"{seconds}秒", f"{seconds}秒")
    minutes = round(duration_s / 60)
    hours, rest = divmod(minutes, 60)
    plain, chinese = f"{minutes} minutes", f"{minutes}分钟"
    spelled = _NUMBERS.split()
    if not hours or hours > 12:
        return (plain, plain, chinese, chinese)
    name = "an hour" if hours == 1 else f"{spelled[hours - 1]} hours"
    counted = f"{han(hours) if hours != 2 else '两'}个"
    if rest == 0:
        return (plain, name, chinese, f"{counted}小时")
    if rest == 30:
        return (plain, f"{name} and a half" if hours == 1 else f"{spelled[hours - 1]} and a half hours",
                chinese, f"{counted}半小时")  # fmt: skip
    return (plain, f"{name} and {rest} minute{'s' * (rest != 1)}", chinese, f"{hours}小时{rest}分钟")


def length_adjective(duration_s: float | None) -> tuple[str, ...]:
    """ "90-minute", as it stands before a film."""
    minutes = round((duration_s or 0) / 60)
    return (f"{minutes}-minute",) if duration_s and duration_s >= 90 else ()


def episode_forms(video: Video, series_size: int | None) -> tuple[str, ...]:
    """ "the third episode", "third of six", 共六集, 第三集 (of a lesson 第三课)."""
    episode = video.episode or 0
    ordinals = _ORDINALS.split()
    named = 0 < episode <= len(ordinals)
    forms = [f"the {ordinals[episode - 1]} episode" if named else f"episode {episode}"]
    if series_size:
        size = _NUMBERS.split()[series_size - 1] if series_size <= 12 else str(series_size)
        forms.append(f"{ordinals[episode - 1] if named else f'episode {episode}'} of {size}")
        forms.append(f"共{han(series_size)}集")
    return (
        *forms,
        f"episode {episode}",
        f"第{han(episode)}{'课' if video.kind == 'lesson' else '集'}",
        f"第{han(episode)}集",
    )


def han(number: int) -> str:
    """A Chinese number; in digits from eleven."""
    return _HAN_NUMBERS[number - 1] if 0 < number <= 10 else str(number)


def code_of(language: str) -> str:
    """ISO 639-1 of what a file may call a language."""
    code = language.lower().replace("_", "-").split("-")[0]
    return {"zho": "zh", "chi": "zh", "cmn": "zh", "eng": "en"}.get(code, code)
