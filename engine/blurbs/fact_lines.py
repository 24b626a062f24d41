"""Lines made of facts, for a video of which no text tells: true by construction, in many forms.

A form is a sentence with gaps. It can be said of a video if every gap can be filled from the facts. Which of
the possible forms a video offers hangs on the video, so that a shelf of such lines does not read like one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from engine.blurbs.facts import (
    BEFORE_GENRES,
    KINDS,
    LANGUAGES,
    code_of,
    episode_forms,
    facts,
    facts_told,
    han,
    in_script,
    length_adjective,
    length_forms,
)
from engine.blurbs.undress import is_credit
from engine.blurbs.verify import length
from engine.generate.dataset import BOUNDS
from engine.records import Video

OFFERED = 10  # forms a video, at most
_FULL = 7  # of them those that tell the most; the others are short enough for a hook or behind a sentence
_GAP = re.compile(r"\{(\w+)\}")
_HAN = re.compile(r"[\u3400-\u9fff]")
SPEAKERS = ("speaker", "presenter", "lecturer", "teacher", "author")
_NOBODY = re.compile(r"(?i)(various|unknown|anonymous|several|tba|tbd|n/a)\b|\(|\W*$")
_CONFERENCE = re.compile(
    r"(?i)con(f|ference|gress)?\b|(?-i:[a-z]Con\b|PyData|FOSDEM|Meetup)|\b(summit|days?|meetup|symposium|workshop|fest)\b"
)
# What may stand before the noun of a film, as a listing orders it; so many at most.
_BEFORE = (
    "short", "silent", "independent", "animated", "historical", "biographical", "political", "legal", "teen", "family",
    "erotic", "supernatural", "superhero", "spy", "sports", "romantic", "science fiction", "fantasy", "action",
    "adventure", "martial arts", "war", "noir", "crime", "mystery", "slasher", "horror", "musical", "comedy",
)  # fmt: skip
_MOST_BEFORE = 2
# Genres that are things themselves, the stronger first: a western, not a western film.
_THINGS = ("western", "documentary", "biopic", "melodrama", "thriller", "drama", "comedy", "musical", "satire")
_CHINESE_THINGS = ("喜剧", "喜劇", "剧情", "劇情", "纪录片", "紀錄片", "动画", "動畫")
_STUFF = ("comedy", "drama", "horror", "romance", "adventure", "fantasy", "science fiction")  # minutes of it

_FILM = (
    "{A_dated} written by {writer} and directed by {director}, with {cast}.",
    "{A_dated} written and directed by {auteur}, with {cast}.",
    "{A_named} from {year}, written and directed by {auteur}, with {cast}.",
    "{cast} in {a_dated} written by {writer} and directed by {director}.",
    "Written by {writer} and directed by {director}: {a_dated} with {cast}.",
    "{whose} {dated}, written by {writer}, with {cast}.",
    "{one_director} directs {cast} in {a_dated} written by {writer}.",
    "From {year}: {a_named} by {director}, written by {writer}, with {cast}.",
    "{A_dated} by {director}, with {cast}.",
    "{A_dated} directed by {director}, with {cast}.",
    "{A_dated} directed by {director}, with {cast} in the cast.",
    "{A_dated} directed by {director}, with {cast}, {minutes} long.",
    "{A_named} by {director} from {year}, with {cast}.",
    "{A_timed} from {year}, directed by {director}, with {cast}.",
    "{whose} {dated}, with {cast}.",
    "{whose} {named} from {year}, with {cast}.",
    "{one_director} directs {cast} in {a_dated}.",
    "{cast} in {a_dated} by {director}.",
    "{cast} in {a_named} from {year}, directed by {director}.",
    "Directed by {director}: {a_dated} with {cast}.",
    "From {year}: {a_named} by {director}, with {cast}.",
    "With {cast}: {a_dated} directed by {director}.",
    "This {dated} by {director} brings together {company}.",
    "{A_dated} with {cast}.",
    "{A_dated} with {cast} in the cast.",
    "{A_dated} with {cast}, {length} long.",
    "{A_named} from {year}, with {cast}.",
    "{A_named} with {cast}, from {year}.",
    "{A_timed} from {year}, with {cast}.",
    "From {year}: {a_named} with {cast}.",
    "From {year}: {length} of {stuff} with {cast}.",
    "{cast} in {a_named} from {year}.",
    "{cast} in {a_dated}.",
    "{pair}, together in {a_named} from {year}.",
    "{pair}, together in {a_dated}.",
    "This {dated} brings together {company}.",
    "This {named} from {year} brings together {company}.",
    "With {cast} in the cast: {a_dated}.",
    "With {cast}: {a_named} from {year}.",
    "{A_dated} written by {writer} and directed by {director}.",
    "{A_dated} written and directed by {auteur}.",
    "{whose} {dated}, written by {writer}.",
    "From {year}: {a_named} by {director}, written by {writer}.",
    "{A_dated} directed by {director}.",
    "{A_dated} directed by {director}, {length} long.",
    "{A_named} from {year}, directed by {director}.",
    "{A_timed} from {year}, directed by {director}.",
    "{whose} {named} from {year}.",
    "From {year}: {a_named} directed by {director}.",
    "{Length} of {stuff} from {year}.",
)
_TALK = (
    "{A_dated} by {speaker}, {given}.",
    "{A_timed} by {speaker}, {given}.",
    "{A_dated} by {speaker}, {given}, {length} long.",
    "From {event}: {a_dated} by {speaker}.",
    "From {event}: {a_dated} by {speaker}, {length} long.",
    "From {event}: {a_timed} by {speaker}.",
    "From {conference} in {year}: {a_timed} by {speaker}.",
    "{speaker} at {conference}: {a_dated}.",
    "{speaker} at {conference}, in {a_timed}.",
    "{Length} with {speaker} at {conference}.",
    "{Length} with {speaker} at {conference} in {year}.",
    "{A_dated} by {speaker}.",
    "{A_dated} by {speaker}, {length} long.",
    "{A_named} by {speaker}, from {year}.",
    "{A_timed} by {speaker}, from {year}.",
    "From {year}: {a_named} by {speaker}.",
    "From {year}: {a_timed} by {speaker}.",
    "{Length} with {speaker}, from {year}.",
    "{A_dated}, {given}.",
    "{A_timed}, {given}.",
    "{A_dated}, {given}, {length} long.",
    "From {event}: {a_dated}.",
    "From {event}: {a_dated}, {length} long.",
)
_PART = (
    "{Place} of {season_of}{series}.",
    "{Place} of {season_of}{series}, {length} long.",
    "{Place} of {season_of}{series}, from {year}.",
    "{Place} of {season_of}{series}, with {who}.",
    "{Place} of {series}, with {who}, {minutes} long.",
    "From {season_of}{series}: {place}.",
    "From {season_of}{series}: {place}, with {who}.",
    "From {season_of}{series}: {place}, {length} long.",
    "The {counted} in {season_of}{series}.",
    "The {counted} in {season_of}{series}, {length} long.",
    "{series}, {season}: {place}.",
    "{series}, {season}, from {year}: {place}.",
    "{who} in {place} of {season_of}{series}.",
    "With {who}: {place} of {season_of}{series}.",
    "{Length} of {series}: {place}.",
    "{A_timed_episode} of {series}: {place}.",
)
_ANY = (
    "{A_dated}, {length} long.",
    "{A_timed} from {year}.",
    "{A_named} from {year}, {minutes} long.",
    "From {year}: {a_timed}.",
    "{A_timed}.",
    "{A_dated}.",
)

_CHINESE_FILM = (
    "一{measure}{year}年的{named}，由{director}执导，{writer}编剧，{cast}主演。",
    "{director}执导、{writer}编剧的{year}年{named}，由{cast}主演。",
    "{cast}主演的{year}年{named}，{director}执导，{writer}编剧。",
    "{year}年的一{measure}{named}，{auteur}自编自导，{cast}主演。",
    "一{measure}{year}年的{named}，由{director}执导，{cast}主演。",
    "{year}年的{named}，{director}执导，{cast}主演，片长{minutes}。",
    "{year}年的一{measure}{named}，由{director}执导，{cast}出演。",
    "{director}在{year}年带来的{named}，由{cast}主演。",
    "{director}执导的{year}年{named}，由{cast}主演。",
    "{cast}主演，{director}执导，一{measure}{year}年的{named}。",
    "{cast}出演，{director}执导的一{measure}{year}年{named}。",
    "来自{year}年的一{measure}{named}，{director}执导，{cast}主演。",
    "一{measure}{length}的{named}，来自{year}年，{director}执导，{cast}主演。",
    "{year}年的{named}，{cast}主演，片长{minutes}。",
    "{year}年的一{measure}{named}，{cast}出演。",
    "{cast}主演，一{measure}{year}年的{named}。",
    "{cast}出演的一{measure}{year}年{named}。",
    "一{measure}{length}的{named}，来自{year}年，{cast}主演。",
    "{director}在{year}年带来的{named}。",
    "{director}在{year}年带来的一{measure}{named}，全长{length}。",
    "来自{year}年的{named}，由{director}执导。",
    "{director}执导，{cast}主演，片长{minutes}。",
    "{director}执导的{named}，由{cast}主演。",
    "{director}的一{measure}{named}，全长{length}。",
    "{cast}主演的{named}，片长{length}。",
    "一{measure}由{cast}主演的{named}。",
    "一{measure}由{director}执导的{named}。",
    "一{measure}片长{minutes}的{named}，来自{year}年。",
    "来自{year}年，一{measure}{length}的{named}。",
)
_CHINESE_TALK = (
    "来自{event}：{speaker}的一{measure}{named}，{year}年。",
    "来自{event}的一{measure}{year}年{named}，由{speaker}主讲。",
    "一{measure}{year}年的{named}，来自{event}，由{speaker}主讲，时长{minutes}。",
    "{speaker}主讲的一{measure}{year}年{named}，来自{event}，全长{length}。",
    "{speaker}主讲，来自{event}，时长{minutes}。",
    "来自{event}：{speaker}的一{measure}{named}。",
    "{speaker}主讲的一{measure}{named}，来自{event}。",
    "来自{event}：{speaker}主讲的一{measure}{length}的{named}。",
    "一{measure}{year}年的{named}，由{speaker}主讲。",
    "一{measure}{year}年的{named}，由{speaker}主讲，时长{minutes}。",
    "{speaker}带来的{named}，{year}年。",
    "来自{year}年：{speaker}的一{measure}{named}。",
    "来自{year}年：{speaker}主讲的一{measure}{length}的{named}。",
    "{speaker}主讲的一{measure}{named}，时长{minutes}。",
    "{speaker}的一{measure}{named}，全长{length}。",
    "一{measure}由{speaker}主讲的{named}。",
    "{length}的{named}，由{speaker}主讲。",
    "一{measure}{length}的{named}，主讲人是{speaker}。",
    "来自{event}的一{measure}{named}，时长{minutes}。",
    "来自{event}的一{measure}{year}年{named}。",
    "来自{event}的一{measure}{named}。",
)
_CHINESE_PART = (
    "《{series}》{season}{place}。",
    "《{series}》{season}{place}，时长{minutes}。",
    "《{series}》{season}{place}，全长{length}，{year}年。",
    "《{series}》{season}{place}，{total}。",
    "《{series}》{season}的{place}，{cast}出演。",
    "《{series}》{season}{place}，由{speaker}主讲。",
    "来自《{series}》{season}：{place}，时长{minutes}。",
    "{speaker}主讲，《{series}》{place}。",
    "{cast}出演，《{series}》{season}{place}。",
    "{year}年，《{series}》{season}{place}。",
    "《{series}》{season}的{place}，片长{length}。",
)
_CHINESE_ANY = (
    "{year}年的{named}，时长{minutes}。",
    "一{measure}{length}的{named}。",
    "一{measure}{year}年的{named}，全长{length}。",
    "一{measure}{year}年的{named}。",
    "一{measure}{named}。",
)


def fact_line(video: Video, *, language: str = "", seed: int = 0) -> str:
    """A line made of facts, for a video without usable text; another seed may say it in another way."""
    lines = fact_lines(video, language=language or video.language)
    return lines[seed % len(lines)]


def fact_lines(video: Video, *, language: str, series_size: int | None = None) -> tuple[str, ...]:
    """The ways in which the facts may be told of this video, the longest first; never empty."""
    chinese = code_of(language) == "zh"
    gaps = _chinese_gaps(video, series_size) if chinese else _english_gaps(video, series_size)
    forms = _chinese_forms(video) if chinese else _english_forms(video)
    script = in_script(video) if chinese else str
    lines = [
        script(form).format_map(gaps) for form in forms if all(gaps[gap] is not None for gap in _GAP.findall(form))
    ]
    high = BOUNDS["blurb", chinese][1]
    lines = [line for line in lines if length(line, chinese=chinese) <= high] or [min(lines, key=len)]
    return tuple(sorted(_drawn(lines, video, series_size), key=len, reverse=True))


def _drawn(lines: Sequence[str], video: Video, series_size: int | None) -> list[str]:
    """Some of the lines, the same for the same video; two in three of those that tell the most."""
    name = f"{video.title}\n{video.year}\n{video.episode}".encode()
    order = sorted(set(lines), key=lambda line: hashlib.blake2b(name + line.encode(), digest_size=8).digest())
    known = facts(video, series_size=series_size)
    told = {line: facts_told(line, known) for line in order}
    most = max(told.values())
    full = [line for line in order if told[line] == most][:_FULL]
    rest = [line for line in order if line not in full and told[line] >= min(most, 2)]  # "A film." says too little
    return list(dict.fromkeys([*full, *sorted(rest, key=len)[:1], *rest]))[:OFFERED]  # always one for little room


# --- English ------------------------------------------------------------------------------------------------


def _english_forms(video: Video) -> Sequence[str]:
    if video.series and video.episode is not None:
        return _PART
    told = _TALK if video.kind in ("talk", "lesson") else _FILM
    return [form + tail for tail in ("{tail}", "") for form in (*told, *_ANY)]


def _english_gaps(video: Video, series_size: int | None) -> Mapping[str, str | None]:
    named = _named(video)
    lesson = video.kind in ("lesson", "talk")
    event = video.series if lesson else ""
    year = str(video.year) if video.year and str(video.year) not in event else None
    dated = f"{year} {named}" if year else named
    lasts = length_forms(video.duration_s) if (video.duration_s or 0) >= 60 or not lesson else ()
    timed = "".join(f"{adjective} {named}" for adjective in length_adjective(video.duration_s)) or None
    stuff = next((g.lower() for g in video.genres if g.lower() in _STUFF), None)
    actors = _names(video, "actor")
    cast = _listed(actors, whole=True)
    directors, writers = _names(video, "director"), _names(video, "writer")
    speaker = _listed(_names(video, *SPEAKERS), whole=True)
    place = counted = None
    if video.episode is not None:
        forms = episode_forms(video, series_size)
        place = f"part {video.episode}" if lesson else forms[0]
        known = series_size is not None and video.episode <= series_size and forms[0].startswith("the ")
        counted = forms[1] if known and not lesson else None
    season = f"season {video.season}" if video.season is not None else None
    topics = _listed(_topics(video, re.compile("[A-Za-z]")), whole=True)
    tail = [f"part of {video.series}"] if video.series and not event else []
    tail += [f"filed under {topics}"] if topics else []
    return {
        "named": named,
        "dated": dated,
        "year": year,
        "a_named": _with_article(named),
        "A_named": _capital(_with_article(named)),
        "a_dated": _with_article(dated),
        "A_dated": _capital(_with_article(dated)),
        "a_timed": _with_article(timed) if timed else None,
        "A_timed": _capital(_with_article(timed)) if timed else None,
        "A_timed_episode": _capital(_with_article(timed)) if timed and video.kind == "episode" else None,
        "minutes": lasts[0] if lasts else None,
        "length": lasts[1] if lasts else None,
        "Length": _capital(lasts[1]) if lasts else None,
        "stuff": stuff,
        "cast": cast,
        "pair": cast if len(actors) == 2 else None,
        "company": cast if len(actors) > 1 else None,
        "director": _listed(directors, whole=True),
        "whose": _owning(directors),
        "one_director": directors[0] if len(directors) == 1 else None,  # "directs" agrees with nobody else
        "writer": _listed(writers, whole=True) if set(writers) != set(directors) else None,
        "auteur": _listed(directors, whole=True) if set(writers) == set(directors) else None,
        "speaker": speaker,
        "who": cast or speaker,
        "event": event or None,
        "given": f"given at {event}" if _CONFERENCE.search(event) else f"from {event}" if event else None,
        "conference": event if _CONFERENCE.search(event) else None,
        "series": video.series or None,
        "season": season,
        "season_of": f"{season} of " if season else "",
        "place": place,
        "Place": _capital(place) if place else None,
        "counted": counted,
        "tail": f" {_capital(', '.join(tail))}." if tail else "",
    }


def _named(video: Video) -> str:
    """ "romantic crime drama", "silent film", "western", "drama in French"; a talk is a talk."""
    noun = KINDS[video.kind][0]
    if video.kind not in ("talk", "lesson", "episode"):  # whose genres are as often a conference's name as a topic
        noun = _kind_of_film(video, noun)
    language = LANGUAGES.get(code_of(video.language), ("English",))[0]
    return noun if language == "English" else f"{noun} in {language}"


def _kind_of_film(video: Video, noun: str) -> str:
    genres = [g.lower() for g in video.genres if re.fullmatch(r"[A-Za-z][A-Za-z -]*", g)]
    thing = next((g for g in _THINGS if g in genres), None) if video.kind == "film" else None
    found = dict.fromkeys(BEFORE_GENRES.get(g, g) for g in genres if g != thing)
    if "crime" in found:
        found.pop("war", None)  # "a war crime drama" is another thing
    before = sorted([g for g in found if g in _BEFORE][:_MOST_BEFORE], key=_BEFORE.index)
    if thing is None and "noir" in before and video.kind == "film":
        before.remove("noir")
        thing = "noir" if before else "film noir"
    if thing is None:
        before = before or list(found)[:1]
        thing = "" if noun in " ".join(before).split() else noun
    return " ".join([*before, thing]).strip()


def _with_article(words: str) -> str:
    first = words.split()[0].lower()
    spoken_vowel = first[0] in "aeiou" and not re.match(r"uni|use|eu|one", first)
    return f"an {words}" if spoken_vowel or re.match(r"8|11\b|11-|18\d\d\b|18\b|18-", first) else f"a {words}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- Chinese ------------------------------------------------------------------------------------------------


def _chinese_forms(video: Video) -> Sequence[str]:
    if video.series and video.episode is not None:
        return _CHINESE_PART
    told = _CHINESE_TALK if video.kind in ("talk", "lesson") else _CHINESE_FILM
    return [form + tail for tail in ("{tail}", "") for form in (*told, *_CHINESE_ANY)]


def _chinese_gaps(video: Video, series_size: int | None) -> Mapping[str, str | None]:
    script = in_script(video)
    _, noun, measure = map(script, KINDS[video.kind])
    lesson = video.kind in ("talk", "lesson")
    event = _event(video.series) if lesson else None
    language = LANGUAGES.get(code_of(video.language), ("", "中文"))[1]
    tongue = script(language) if language != "中文" else ""
    lasts = [script(form) for form in length_forms(video.duration_s)]
    place = script(episode_forms(video, series_size)[-2]) if video.episode is not None else None
    year = str(video.year) if video.year and str(video.year) not in (event or "") else None
    directors, writers = _names(video, "director"), _names(video, "writer")
    topics = _listed(_topics(video, re.compile("[A-Za-z\u3400-\u9fff]")), "、", whole=True)
    part_of = f"《{video.series.strip('《》')}》系列中的一{measure}。" if video.series and not lesson else ""
    return {
        "named": tongue + (noun if lesson else _chinese_kind(video, noun)),
        "measure": measure,
        "year": year,
        "minutes": lasts[2] if lasts else None,
        "length": lasts[3] if lasts else None,
        "cast": _listed(_names(video, "actor"), "、", whole=True),
        "director": _listed(directors, "、", whole=True),
        "writer": _listed(writers, "、", whole=True) if set(writers) != set(directors) else None,
        "auteur": directors[0] if len(directors) == 1 and set(writers) == set(directors) else None,
        "speaker": _listed(_names(video, *SPEAKERS), "、", whole=True),
        "event": event,
        "series": video.series.strip("《》") or None,
        "season": f"第{han(video.season)}季" if video.season is not None else "",
        "place": place,
        "total": f"共{han(series_size)}集"
        if series_size and (video.episode or 0) <= series_size and video.kind != "lesson"
        else None,
        "tail": part_of + (f"{script('关键词')}：{topics}。" if topics else ""),
    }


def _chinese_kind(video: Video, noun: str) -> str:
    """ "家庭喜剧电影": the last of two genres is what it is, the first how."""
    genres = [g for g in video.genres if _HAN.fullmatch(g[:1]) and len(g) <= 4]
    thing = next((g for g in genres if g in _CHINESE_THINGS), None) or (genres[0] if genres else "")
    before = (
        next((g for g in genres if g != thing and not g.endswith(("片", noun))), "") if thing in _CHINESE_THINGS else ""
    )
    return before + thing if thing.endswith(("片", noun)) else before + thing + noun


def _event(series: str) -> str | None:
    """A conference by its name, anything else as a title."""
    if not series:
        return None
    return series if re.search("[A-Za-z0-9]", series) else f"《{series.strip('《》')}》"


# --- both ---------------------------------------------------------------------------------------------------


def _names(video: Video, *roles: str) -> list[str]:
    """Those who had one of the roles, each once."""
    named = dict.fromkeys(p.name.strip() for p in video.people if p.role in roles)
    return [name for name in named if not (_NOBODY.match(name) or is_credit(name))]


def _listed(names: Sequence[str], between: str = ", ", *, whole: bool = False) -> str | None:
    """Three of them at most; ``whole``: with a word that tells of the rest."""
    if not names:
        return None
    names, rest = names[:3], whole and len(names) > 3
    if between == "、":
        return between.join(names) + "等" * rest
    return (
        between.join(names) + " and others"
        if rest
        else " and ".join(filter(None, (between.join(names[:-1]), names[-1])))
    )


def _owning(names: Sequence[str]) -> str | None:
    """ "Ann Bell’s", "Ann Bell and Hugh Park’s"; not "and others’"."""
    return f"{_listed(names)}’s" if 0 < len(names) <= 3 else None


def _topics(video: Video, script: re.Pattern[str]) -> list[str]:
    """Tags that read as words, and say nothing that the line says anyway."""
    said = {word.casefold() for word in (*video.genres, video.series, video.title, video.kind)}
    found = dict.fromkeys(tag.strip() for tag in video.tags if tag.casefold() not in said)
    return [tag for tag in found if script.match(tag) and re.fullmatch(r"[^\W\d_]+(?:[ &-][^\W\d_]+){0,2}", tag)]
