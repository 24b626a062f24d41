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
    han,
    in_script,
    length_adjective,
    length_forms,
)
from engine.records import Video

OFFERED = 10  # forms a video, at most
_GAP = re.compile(r"\{(\w+)\}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SPEAKERS = ("speaker", "presenter", "lecturer", "teacher", "author")
# Genres that are things themselves: a western, not a western film.
_THINGS = ("western", "comedy", "drama", "thriller", "documentary", "musical", "melodrama", "biopic")
_STUFF = ("comedy", "drama", "horror", "romance", "adventure", "fantasy", "science fiction")  # minutes of it

_FILM = (
    "{A_dated} directed by {director}, with {cast}, {minutes} long.",
    "{A_dated} with {cast}.",
    "{A_dated} with {cast}, {length} long.",
    "{A_dated} directed by {director}.",
    "{A_dated}, {length} long.",
    "{A_decade_named} with {cast}, {length} long.",
    "{A_decade_named} with {cast}.",
    "{A_decade_named} directed by {director}.",
    "{A_named} from {year}, with {cast}.",
    "{A_named} from {year}, directed by {director}.",
    "{A_named} from {year}, {minutes} long.",
    "{A_named} with {cast}, from {year}.",
    "{A_named} from the {decade}, with {cast}.",
    "{A_named} by {director}, with {cast}.",
    "{A_timed} with {cast}.",
    "{A_timed} from {year}.",
    "{A_timed} directed by {director}.",
    "From {year}: {a_named} with {cast}.",
    "From {year}: {a_named} directed by {director}.",
    "From {year}: {length} of {stuff} with {cast}.",
    "From the {decade}: {a_named} with {cast}.",
    "{cast} in {a_named} from {year}.",
    "{cast} in {a_dated}.",
    "{pair}, together in {a_named} from {year}.",
    "{director}’s {dated}, with {cast}.",
    "{director}’s {named} from {year}.",
    "{one_director} directs {cast} in {a_dated}.",
    "With {cast} in the cast: {a_dated}.",
    "With {cast}: {a_named} from {year}.",
    "Directed by {director}: {a_dated} with {cast}.",
    "{Length} of {stuff} from {year}.",
    "{Length} of {stuff} with {cast}.",
    "{Length} with {cast}, in {a_dated}.",
    "{A_dated} in {tongue}, with {cast}.",
    "{A_named} in {tongue}, from {year}.",
    "{A_dated}.",
)
_TALK = (
    "{A_dated} by {speaker}.",
    "{A_dated} by {speaker}, {length} long.",
    "{A_named} by {speaker}, from {year}.",
    "{A_named} by {speaker}, {length} long.",
    "{A_named} by {speaker}, from {event}.",
    "{A_timed} by {speaker}.",
    "{A_timed} by {speaker}, from {year}.",
    "{A_timed} by {speaker}, from {event}.",
    "{A_timed} from {event}.",
    "From {event}: {a_named} by {speaker}.",
    "From {event}: {speaker}, in {a_timed}.",
    "From {year}: {a_named} by {speaker}.",
    "From {year}: {speaker}, in {a_timed}.",
    "{speaker}, in {a_named} from {year}.",
    "{speaker}, in {a_timed} from {event}.",
    "{Length} with {speaker}.",
    "{Length} with {speaker}, from {year}.",
    "{Length} with {speaker}, from {event}.",
    "With {speaker}: {a_dated}, {length} long.",
    "With {speaker}: {a_named} from {event}.",
    "{A_named} from {event}, {length} long.",
    "{A_dated} in {tongue}, by {speaker}.",
    "{A_dated}, {length} long.",
    "{A_timed} from {year}.",
    "{A_dated}.",
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
_SERIES = ("Part of {series}.", "{A_dated}, part of {series}.", "{A_timed} from {series}.", "From {series}: {a_dated}.")
_ANY = (
    "{A_dated}, {length} long.",
    "{A_timed} from {year}.",
    "{A_named} from {year}, {minutes} long.",
    "From {year}: {a_timed}.",
    "{A_dated} in {tongue}.",
    "{A_timed}.",
    "{A_dated}.",
)

_CHINESE_FILM = (
    "一{measure}{year}年的{named}，由{director}执导，{cast}主演。",
    "{year}年的{named}，{cast}主演，片长{minutes}。",
    "{year}年的一{measure}{named}，{cast}出演。",
    "{cast}主演的{named}，片长{length}。",
    "{cast}主演，一{measure}{year}年的{named}。",
    "{cast}出演的一{measure}{year}年{named}。",
    "{director}执导的{named}，由{cast}主演。",
    "{director}执导，{cast}主演，片长{minutes}。",
    "{director}在{year}年带来的{named}。",
    "{director}的一{measure}{named}，全长{length}。",
    "一{measure}{length}的{named}，{cast}主演。",
    "一{measure}片长{minutes}的{named}，来自{year}年。",
    "{decade}年代的一{measure}{named}，{cast}出演。",
    "来自{decade}年代的{named}，由{director}执导。",
    "来自{year}年，一{measure}{length}的{named}。",
    "片长{length}，{cast}主演。",
    "一{measure}{year}年的{named}。",
)
_CHINESE_TALK = (
    "一{measure}{year}年的{named}，由{speaker}主讲。",
    "{speaker}主讲的一{measure}{named}，时长{minutes}。",
    "{speaker}的一{measure}{named}，全长{length}。",
    "{speaker}带来的{named}，{year}年。",
    "{speaker}主讲，时长{minutes}。",
    "{speaker}主讲，来自{event}。",
    "来自{event}：{speaker}的一{measure}{named}。",
    "来自{event}的一{measure}{named}，时长{minutes}。",
    "来自{year}年：{speaker}的一{measure}{named}。",
    "{minutes}，由{speaker}主讲。",
    "{length}的{named}，由{speaker}主讲。",
    "一{measure}{length}的{named}，主讲人是{speaker}。",
    "一{measure}{length}的{named}，来自{year}年。",
    "主讲人是{speaker}，全长{length}。",
    "一{measure}{year}年的{named}。",
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
_CHINESE_SERIES = ("《{series}》系列中的一{measure}{noun}。", "来自《{series}》的一{measure}{noun}，时长{minutes}。")
_CHINESE_ANY = (
    "{year}年的{named}，时长{minutes}。",
    "一{measure}{length}的{named}。",
    "一{measure}{year}年的{named}，全长{length}。",
    "时长{length}，来自{year}年。",
    "一{measure}{year}年的{named}。",
    "一{measure}{named}。",
)


def fact_line(video: Video, *, language: str = "", seed: int = 0) -> str:
    """A line made of facts, for a video without usable text; another seed may say it in another way."""
    lines = fact_lines(video, language=language or video.language)
    return lines[seed % len(lines)]


def fact_lines(video: Video, *, language: str, series_size: int | None = None) -> tuple[str, ...]:
    """The ways in which the facts may be told of this video, the fullest first; never empty."""
    chinese = code_of(language) == "zh"
    gaps = _chinese_gaps(video, series_size) if chinese else _english_gaps(video, series_size)
    forms = _chinese_forms(video) if chinese else _english_forms(video)
    script = in_script(video)
    possible = [form for form in forms if all(gaps.get(gap) is not None for gap in _GAP.findall(form))]
    if not possible:
        possible = [_CHINESE_ANY[-1] if chinese else _ANY[-1]]
    lines = [(script(form) if chinese else form).format_map(gaps) for form in _drawn(possible, video)]
    return tuple(dict.fromkeys(sorted(lines, key=len, reverse=True)))


def _drawn(forms: Sequence[str], video: Video) -> list[str]:
    """Some of the forms, the same for the same video; two in three from those with the most gaps."""
    name = f"{video.title}\n{video.year}\n{video.episode}".encode()
    forms = [form for form in forms if "decade" not in form] or forms  # the year itself says more
    order = sorted(forms, key=lambda form: hashlib.blake2b(name + form.encode(), digest_size=8).digest())
    most = max(len(_GAP.findall(form)) for form in forms)
    order = [form for form in order if len(_GAP.findall(form)) >= min(most, 2)]  # "A film." says next to nothing
    full = [form for form in order if len(_GAP.findall(form)) >= min(most, 3)]
    rest = [form for form in order if form not in full]
    chosen = [*full[: 2 * OFFERED // 3], *rest]
    return chosen[:OFFERED]


# --- English ------------------------------------------------------------------------------------------------


def _english_forms(video: Video) -> Sequence[str]:
    if video.series and video.episode is not None:
        return _PART
    if video.kind in ("talk", "lesson"):
        return _TALK if video.people or video.series else _ANY
    told = _FILM if video.kind in ("film", "episode") or video.people else _ANY
    return (*told, *_SERIES, *_ANY) if video.series else (*told, *_ANY)


def _english_gaps(video: Video, series_size: int | None) -> Mapping[str, str | None]:
    named = _named(video)
    year = str(video.year) if video.year else None
    decade = f"{video.year // 10 * 10}s" if video.year else None
    dated = f"{year} {named}" if year else named
    length = length_forms(video.duration_s)
    timed = "".join(f"{adjective} {named}" for adjective in length_adjective(video.duration_s)) or None
    stuff = next((g.lower() for g in video.genres if g.lower() in _STUFF), None)
    language = LANGUAGES.get(code_of(video.language), ("English",))[0]
    pair, speaker = _people(video, ("actor",), 2, " and "), _people(video, _SPEAKERS, 2, " and ")
    cast = _people(video, ("actor",), 3, ", ", " and ")
    place = counted = None
    if video.episode is not None:
        forms = episode_forms(video, series_size)
        lesson = video.kind in ("lesson", "talk")
        place = f"part {video.episode}" if lesson else forms[0]
        known = series_size is not None and video.episode <= series_size and forms[0].startswith("the ")
        counted = forms[1] if known and not lesson else None
    season = f"season {video.season}" if video.season is not None else None
    return {
        "named": named,
        "dated": dated,
        "year": year,
        "decade": decade,
        "a_named": _with_article(named),
        "A_named": _capital(_with_article(named)),
        "a_dated": _with_article(dated),
        "A_dated": _capital(_with_article(dated)),
        "A_decade_named": _capital(_with_article(f"{decade} {named}")) if decade else None,
        "a_timed": _with_article(timed) if timed else None,
        "A_timed": _capital(_with_article(timed)) if timed else None,
        "A_timed_episode": _capital(_with_article(timed)) if timed and video.kind == "episode" else None,
        "minutes": length[0] if length else None,
        "length": length[1] if length else None,
        "Length": _capital(length[1]) if length else None,
        "stuff": stuff,
        "cast": cast,
        "pair": pair if pair and " and " in pair else None,
        "director": _people(video, ("director",), 2, " and "),
        "one_director": _only(video, "director"),
        "speaker": speaker,
        "who": cast or speaker,
        "event": video.series or None,
        "series": video.series or None,
        "season": season,
        "season_of": f"{season} of " if season else "",
        "place": place,
        "Place": _capital(place) if place else None,
        "counted": counted,
        "tongue": language if language != "English" else None,
    }


def _only(video: Video, role: str) -> str | None:
    """The one who did it, where it was one: "directs" agrees with nobody else."""
    names = [person.name for person in video.people if person.role == role and person.name.strip()]
    return names[0] if len(names) == 1 else None


def _named(video: Video) -> str:
    """ "crime drama", "silent film", "western"; a talk is a talk."""
    noun = KINDS[video.kind][0]
    if video.kind in ("talk", "lesson", "episode"):
        return noun  # its genres and tags are as often a conference's name as a topic
    genres = [g.lower() for g in video.genres if re.fullmatch(r"[A-Za-z][A-Za-z -]*", g)]
    thing = next((g for g in genres if g in _THINGS), None)
    if video.kind == "film" and thing:
        before = next((BEFORE_GENRES[g] for g in genres if g != thing and g in BEFORE_GENRES), None)
        return f"{before} {thing}" if before and thing != "western" else thing
    if not genres:
        return noun
    first = BEFORE_GENRES.get(genres[0], genres[0])
    return first if noun in first.split() else f"{first} {noun}"


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
    if video.kind in ("talk", "lesson"):
        return (*_CHINESE_TALK, *_CHINESE_SERIES) if video.people or video.series else _CHINESE_ANY
    told = _CHINESE_FILM if video.kind in ("film", "episode") or video.people else ()
    return (*told, *_CHINESE_ANY, *_CHINESE_SERIES)


def _chinese_gaps(video: Video, series_size: int | None) -> Mapping[str, str | None]:
    script = in_script(video)
    _, noun, measure = KINDS[video.kind]
    noun, measure = script(noun), script(measure)
    genre = next((g for g in video.genres if _HAN.fullmatch(g[:1]) and len(g) <= 4), "")
    named = genre if genre.endswith(("片", noun)) else genre + noun
    if video.kind in ("talk", "lesson"):
        named = noun
    length = [script(form) for form in length_forms(video.duration_s)]
    place = script(episode_forms(video, series_size)[-2]) if video.episode is not None else None
    return {
        "named": named,
        "noun": noun,
        "measure": measure,
        "year": str(video.year) if video.year else None,
        "decade": str(video.year // 10 * 10) if video.year else None,
        "minutes": length[2] if length else None,
        "length": length[3] if length else None,
        "cast": _people(video, ("actor",), 2, "、"),
        "director": _people(video, ("director",), 2, "、"),
        "speaker": _people(video, _SPEAKERS, 2, "、"),
        "event": _event(video.series),
        "series": video.series.strip("《》") or None,
        "season": f"第{han(video.season)}季" if video.season is not None else "",
        "place": place,
        "total": f"共{han(series_size)}集"
        if series_size and (video.episode or 0) <= series_size and video.kind != "lesson"
        else None,
    }


def _event(series: str) -> str | None:
    """A conference by its name, anything else as a title."""
    if not series:
        return None
    return series if re.search("[A-Za-z0-9]", series) else f"《{series.strip('《》')}》"


def _people(video: Video, roles: tuple[str, ...], most: int, between: str, last: str = "") -> str | None:
    names = [person.name for person in video.people if person.role in roles and person.name.strip()][:most]
    return (
        last.join(filter(None, (between.join(names[:-1]), names[-1])))
        if last and names
        else between.join(names) or None
    )
