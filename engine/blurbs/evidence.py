"""What a blurb may be made of: sentences of the video's own text, and facts with their printed forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from engine.records import Cue, Fact, Lattice, Source, Video, VideoLattices

MOST_SENTENCES = 12  # a video; each will be parsed
_FROM_NOTES, _FROM_CUES = 2, 4
_SPOKEN_PAUSE_MS = 1500  # a longer pause ends a spoken sentence

_HAN = re.compile(r"[\u3400-\u9fff]")
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:['’.-][^\W\u3400-\u9fff]+)*|\S")
_ENDED = re.compile(r"[.!?。！？…][\"”’')」』]*$")
_MARKUP = re.compile(r"<[^>]*>|\{[^}]*\}")
_NOT_SPEECH = re.compile(r"\[[^\]]*\]|\([^)]*\)|（[^）]*）|【[^】]*】|[♪♫#]")


# --- sentences ----------------------------------------------------------------------------------------------


def evidence(
    video: Video,
    *,
    description: Sequence[str] = (),
    note_sentences: Sequence[str] = (),
    cues: Sequence[Cue] = (),
    note_id: int | None = None,
) -> list[Source]:
    """At most 12 sentences worth parsing, chosen by where they stand and how long they are.

    ``description`` and ``note_sentences`` come already split. Of the cues only the first quarter of the video
    is looked at: what happens later is not given away. No two sources say the same.
    """
    found: list[Source] = []
    if video.tagline.strip():
        found.append(Source("tagline", video.tagline.strip()))
    notes = [Source("note", s, id=note_id) for s in note_sentences if _is_readable(s)][:_FROM_NOTES]
    told = [Source("description", s) for s in description if _is_readable(s)]
    spoken = _spread([s for s in spoken_sentences(video, cues) if _is_readable(s.text)], _FROM_CUES)
    room = MOST_SENTENCES - len(found) - len(notes) - len(spoken)
    chosen = (*found, *_best(told, room), *notes, *spoken)
    return list({re.sub(r"\W+", "", source.text).lower(): source for source in reversed(chosen)}.values())[::-1]


def spoken_sentences(video: Video, cues: Sequence[Cue]) -> list[Source]:
    """Whole sentences of the first quarter, put together from neighbouring cues."""
    if not cues:
        return []
    end_ms = max(1000 * (video.duration_s or 0), max(cue.end_ms for cue in cues))
    out: list[Source] = []
    words: list[str] = []
    first = last = cues[0]
    for cue in sorted(cues, key=lambda c: c.start_ms):
        if cue.end_ms > end_ms / 4:
            break
        text = " ".join(_NOT_SPEECH.sub(" ", _MARKUP.sub("", cue.text)).split())
        if not text or text.startswith(("-", "–", "—")):
            words = []  # two people speak, or nobody
            continue
        if words and cue.start_ms - last.end_ms > _SPOKEN_PAUSE_MS:
            words = []
        if not words:
            first = cue
        words.append(text)
        last = cue
        whole = ("" if _HAN.search(text) else " ").join(words)
        if _ENDED.search(text) or (_HAN.search(text) and len(text) >= 8):
            if whole[0].isupper() or _HAN.match(whole):
                out.append(Source("cue", whole, first.start_ms / 1000, first.id))
            words = []
        elif len(whole) > 240:
            words = []
    return out


def _length(text: str) -> float:
    """In words; two Chinese characters count as one."""
    han = len(_HAN.findall(text))
    return han / 2 + len(_HAN.sub(" ", text).split())


def _is_readable(text: str) -> bool:
    return 4 <= _length(text) <= 60 and not re.search(r"https?://|www\.|@\w", text)


def _best(sources: list[Source], room: int) -> list[Source]:
    """The earliest, with a malus for very short or long ones, in their own order."""
    cost = [i + 4 * (_length(s.text) < 7) + 2 * (_length(s.text) > 40) for i, s in enumerate(sources)]
    kept = sorted(sorted(range(len(sources)), key=lambda i: cost[i])[: max(room, 0)])
    return [sources[i] for i in kept]


def _spread(sources: list[Source], count: int) -> list[Source]:
    """So many of them: the longest of equal stretches, so that they come from different places."""
    if len(sources) <= count:
        return sources
    stretches = np.array_split(np.arange(len(sources)), count)
    return [sources[max(s, key=lambda i: (min(_length(sources[i].text), 25), -i))] for s in stretches]


# --- facts --------------------------------------------------------------------------------------------------

_KINDS = {
    "film": ("film", "电影", "部"),
    "episode": ("episode", "剧集", "集"),
    "talk": ("talk", "演讲", "场"),
    "lesson": ("lesson", "课", "节"),
    "clip": ("clip", "短片", "段"),
    "video": ("video", "视频", "段"),
}
_LANGUAGES = {
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
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
_HAN_NUMBERS = "一二三四五六七八九十"


def facts(video: Video, *, series_size: int | None = None) -> tuple[Fact, ...]:
    """The closed list of what the database knows of a video, with every form that a blurb may print.

    ``series_size``: how many episodes its season (or series) has, where that is known.
    """
    english, chinese, measure = _KINDS[video.kind]
    out = [Fact("title", (video.title,)), Fact("kind", (english, chinese, measure))]
    if video.year:
        decade = video.year // 10 * 10
        out.append(Fact("year", (str(video.year), f"{decade}s", f"{video.year}年", f"{decade}年代")))
    if length := _length_forms(video.duration_s):
        out.append(Fact("length", length))
    if video.series:
        out.append(Fact("series", (video.series,)))
        if video.season is not None:
            out.append(Fact("season", (f"season {video.season}", f"第{_han(video.season)}季")))
        if video.episode is not None:
            out.append(Fact("episode", _episode_forms(video.episode, series_size)))
    if language := _LANGUAGES.get(_code(video.language)):
        out.append(Fact("language", language))
    out += [Fact("genre", (genre, genre.lower())) for genre in video.genres]
    out += [Fact("tag", (tag,)) for tag in video.tags]
    out += [Fact(person.role, (person.name,)) for person in video.people]
    return tuple(out)


def fact_line(video: Video, *, language: str = "", seed: int = 0) -> str:
    """A line made of facts, for a video without usable text; another seed may say it in another way."""
    lines = fact_lines(video, language=language or video.language)
    return lines[seed % len(lines)]


def fact_lines(video: Video, *, language: str, series_size: int | None = None) -> tuple[str, ...]:
    """Every way in which the facts may be told, the fullest first; never empty."""
    chinese = _code(language) == "zh"
    lines = (_chinese_lines if chinese else _english_lines)(video, series_size)
    return tuple(dict.fromkeys(sorted(lines, key=len, reverse=True)))


def with_facts(lattices: VideoLattices, video: Video, *, series_size: int | None = None) -> VideoLattices:
    """The same lattices with those of the facts behind them, one a language of the blurb.

    Their vectors are the mean of the others: facts are equally near to any taste.
    """
    spoken = dict.fromkeys(x.language for x in lattices.lattices) or {_code(video.language) or "en": None}
    told = [
        _fact_lattice(video, language, series_size)
        for language in spoken
        if language in ("en", "zh") or len(spoken) == 1
    ]
    size = lattices.vectors.shape[1] if lattices.vectors.ndim == 2 and lattices.vectors.size else 1
    rows = lattices.vectors.reshape(-1, size).astype(np.float32)
    mean = rows.mean(0) if len(rows) else np.zeros(size, np.float32)
    return replace(
        lattices,
        lattices=(*lattices.lattices, *told),
        vectors=np.concatenate([rows, np.tile(mean, (len(told), 1))]).astype(np.float32),
    )


def blurb_language(video: Video, lattices: Sequence[Lattice]) -> str:
    """The language that a video's blurb is written in: its own where there is text in it, else the text's."""
    spoken = [x.language for x in lattices if x.source.kind != "fact"]
    own = _code(video.language)
    if own in spoken:
        return own
    return max(dict.fromkeys(spoken), key=spoken.count) if spoken else (own if own == "zh" else "en")


def _fact_lattice(video: Video, language: str, series_size: int | None) -> Lattice:
    told = facts(video, series_size=series_size)
    column = -1 if language == "zh" else 0
    text = "; ".join(f"{fact.name}: {fact.forms[column if fact.name == 'language' else 0]}" for fact in told)
    tokens: list[str] = []
    spaces: list[bool] = []
    cuts = []
    for line in fact_lines(video, language=language, series_size=series_size):
        start = len(tokens)
        for match in re.finditer(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:['’.-][^\W\u3400-\u9fff]+)*|\S", line):
            tokens.append(match.group())
            spaces.append(match.start() > 0 and line[match.start() - 1].isspace())
        cuts.append(tuple(range(start, len(tokens))))
    own = len(tokens)
    return Lattice(Source("fact", text), language, tuple(tokens), tuple(spaces), own, tuple(range(own)), tuple(cuts))


def _english_lines(video: Video, series_size: int | None) -> list[str]:
    noun = _KINDS[video.kind][0]
    genre = next((g.lower() for g in video.genres if re.fullmatch(r"[A-Za-z][A-Za-z -]*", g)), "")
    if video.kind in ("talk", "lesson"):
        named = noun  # its genres and tags are as often a conference's name as a topic
    else:
        named = f"{genre} {noun}" if genre and noun not in genre.split() else genre or noun
    year = str(video.year) if video.year else ""
    dated = f"{year} {named}".strip()
    length = _length_forms(video.duration_s)
    cast = _people(video, ("actor",), 2, " and ")
    director = _people(video, ("director",), 2, " and ")
    speaker = _people(video, ("speaker", "presenter", "lecturer", "teacher", "author"), 2, " and ")
    by = f" directed by {director}" if director else f" by {speaker}" if speaker else ""
    cast = f" with {cast}" if cast else ""
    lines = [f"{_article(dated)} {dated}{by}{',' if by and cast else ''}{cast}."]
    if length:
        lines.append(f"{_article(dated)} {dated}{by}{',' if by and cast else ''}{cast}, {length[0]} long.")
        lines.append(f"{_article(dated)} {dated}, {length[1]} long.")
        lines.append(f"{length[1].capitalize()} long: {_article(dated).lower()} {dated}{by or cast}.")
    if year and named != noun:
        lines.append(f"{_article(named)} {named} from {year}.")
    if cast:
        lines.append(f"{_article(dated)} {dated}{cast}.")
    if video.series and video.episode is not None:
        place = _episode_forms(video.episode, series_size)
        season = f"season {video.season} of " if video.season is not None else ""
        lines.append(f"{place[0].capitalize()} of {season}{video.series}.")
        if series_size:
            lines.append(f"The {place[1]} in {season}{video.series}.")
        if length:
            lines.append(f"{place[0].capitalize()} of {season}{video.series}, {length[0]} long.")
    elif video.series:
        lines.append(f"Part of {video.series}.")
    language = _LANGUAGES.get(_code(video.language))
    if language and language[0] != "English":
        lines.append(f"{_article(dated)} {dated} in {language[0]}.")
    return lines


def _chinese_lines(video: Video, series_size: int | None) -> list[str]:
    _, noun, measure = _KINDS[video.kind]
    genre = next((g for g in video.genres if _HAN.fullmatch(g[:1]) and len(g) <= 4), "")
    named = genre if genre.endswith(("片", noun)) else genre + noun
    when = f"{video.year}年的" if video.year else ""
    length = _length_forms(video.duration_s)
    cast = _people(video, ("actor",), 2, "、")
    director = _people(video, ("director",), 2, "、")
    speaker = _people(video, ("speaker", "presenter", "lecturer", "teacher", "author"), 2, "、")
    made = "".join(
        [
            f"，由{director}执导" if director else "",
            f"，{cast}主演" if cast else "",
            f"，{speaker}主讲" if speaker else "",
        ]
    )
    lines = [f"一{measure}{when}{named}{made}。"]
    if length:
        lines.append(f"{when}{named}{made}，时长{length[2]}。")
        lines.append(f"一{measure}{length[3]}的{named}{made}。")
        lines.append(f"时长{length[3]}{made}。")
    if video.series and video.episode is not None:
        season = f"第{_han(video.season)}季" if video.season is not None else ""
        place = f"《{video.series}》{season}第{_han(video.episode)}集"
        lines.append(f"{place}。")
        if series_size:
            lines.append(f"{place}，共{_han(series_size)}集。")
        if length:
            lines.append(f"{place}，时长{length[2]}。")
    elif video.series:
        lines.append(f"《{video.series}》系列中的一{measure}{noun}。")
    return lines


def _length_forms(duration_s: float | None) -> tuple[str, ...]:
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
    han = f"{_han(hours) if hours != 2 else '两'}个"
    if rest == 0:
        return (plain, name, chinese, f"{han}小时")
    if rest == 30:
        return (plain, f"{name} and a half" if hours == 1 else f"{spelled[hours - 1]} and a half hours",
                chinese, f"{han}半小时")  # fmt: skip
    return (plain, f"{name} and {rest} minute{'s' * (rest != 1)}", chinese, f"{hours}小时{rest}分钟")


def _episode_forms(episode: int, series_size: int | None) -> tuple[str, ...]:
    ordinals = _ORDINALS.split()
    named = 0 < episode <= len(ordinals)
    forms = [f"the {ordinals[episode - 1]} episode" if named else f"episode {episode}"]
    if series_size:
        size = _NUMBERS.split()[series_size - 1] if series_size <= 12 else str(series_size)
        forms.append(f"{ordinals[episode - 1] if named else f'episode {episode}'} of {size}")
        forms.append(f"共{_han(series_size)}集")
    return (*forms, f"第{_han(episode)}集")


def _han(number: int) -> str:
    return _HAN_NUMBERS[number - 1] if 0 < number <= 10 else str(number)


def _article(words: str) -> str:
    """A or An before these words."""
    first = words.split()[0].lower()
    spoken_vowel = first[0] in "aeiou" and not re.match(r"uni|use|eu|one", first)
    return "An" if spoken_vowel or re.match(r"8|11\b|18\d\d\b|18\b", first) else "A"


def _people(video: Video, roles: tuple[str, ...], most: int, between: str) -> str:
    names = [person.name for person in video.people if person.role in roles and person.name.strip()]
    return between.join(names[:most])


def _code(language: str) -> str:
    """ISO 639-1 of what a file may call a language."""
    code = language.lower().replace("_", "-").split("-")[0]
    return {"zho": "zh", "chi": "zh", "cmn": "zh", "eng": "en"}.get(code, code)
