"""The lines of a subtitle file in any encoding, and what its name says: language, forced, for the deaf."""

from __future__ import annotations

import codecs
import contextlib
import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import charset_normalizer
import pysubs2
from babelfish import Language  # type: ignore[import-untyped]
from babelfish.exceptions import Error as UnknownLanguage  # type: ignore[import-untyped]

from engine.errors import InvalidMedia
from engine.message import Message
from engine.records import Cue

SUBTITLE_EXTENSIONS = frozenset({".srt", ".vtt", ".ass", ".ssa", ".sub", ".sbv", ".ttml", ".dfxp", ".smi"})
MAX_BYTES = 32 * 2**20
MAX_CUES = 100_000
DEFAULT_FPS = 25.0  # of a MicroDVD file that does not say, beside a video that does not either

FORCED, SDH, COMMENTARY = "forced", "sdh", "commentary"

# What the encodings of subtitle files are, in practice; the order breaks ties.
_ENCODINGS = [
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1252", "cp1251", "cp1250", "koi8_r",
    "cp1253", "cp1254", "cp1255", "cp1256", "cp874",
]  # fmt: skip
_OF_TWO_BYTES = {"gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"}
_CENTRAL_EUROPEAN = (
    "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíľňóôšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž",
)  # fmt: skip
_BOMS = (  # the longer first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = {
    ".srt": "srt", ".sbv": "srt", ".vtt": "vtt", ".ass": "ass", ".ssa": "ssa", ".sub": "microdvd",
    ".ttml": "ttml", ".dfxp": "ttml", ".smi": "sami",
}  # fmt: skip
_SBV_TIMES = re.compile(r"^(\d{1,2}:\d{2}:\d{2}\.\d{3}),(\d{1,2}:\d{2}:\d{2}\.\d{3})\s*$", re.MULTILINE)
_SHORT_TIME = re.compile(r"^(\d{1,2}:\d{2}[.,]\d{3})(\s*-->\s*)(\d{1,2}:\d{2}[.,]\d{3})", re.MULTILINE)
_MARKUP = re.compile(r"[{<&\\]")
_DRAWING = re.compile(r"\{[^}]*\\p[1-9][^}]*\}.*?(?:\{[^}]*\\p0[^}]*\}|$)", re.DOTALL)
_OVERRIDE = re.compile(r"\{\s*\\[^}]*\}")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>")  # HTML, WebVTT voices, karaoke times
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe]")
_SPACES = re.compile(r"[ \t\xa0]+")
_VOBSUB = b"\x00\x00\x01\xba"

# What people write besides ISO codes and English names.
_NAMES = {
    "chs": "zh-Hans", "sc": "zh-Hans", "gb": "zh-Hans", "简": "zh-Hans", "简体": "zh-Hans", "简中": "zh-Hans",
    "简体中文": "zh-Hans", "簡體": "zh-Hans", "cht": "zh-Hant", "tc": "zh-Hant", "big5": "zh-Hant",
    "繁": "zh-Hant", "繁体": "zh-Hant", "繁體": "zh-Hant", "繁中": "zh-Hant", "繁體中文": "zh-Hant",
    "繁体中文": "zh-Hant", "中文": "zh", "中": "zh", "国语": "zh", "國語": "zh", "粤语": "zh", "粵語": "zh",
    "中英": "zh", "中英双语": "zh", "中英字幕": "zh", "双语": "zh", "chn": "zh", "cn": "zh", "mandarin": "zh",
    "cantonese": "zh", "cmn": "zh", "yue": "zh", "英文": "en", "英语": "en", "英語": "en", "eng": "en",
    "日文": "ja", "日语": "ja", "日本語": "ja", "jp": "ja", "한국어": "ko", "kr": "ko", "韩语": "ko",
    "español": "es", "espanol": "es", "castellano": "es", "latino": "es", "spa": "es", "français": "fr",
    "francais": "fr", "deutsch": "de", "português": "pt", "portugues": "pt", "brazilian": "pt-BR",
    "pob": "pt-BR", "ptbr": "pt-BR", "italiano": "it", "русский": "ru", "polski": "pl", "nederlands": "nl",
    "türkçe": "tr", "العربية": "ar", "हिन्दी": "hi", "svenska": "sv", "dansk": "da", "norsk": "no",
    "norwegian": "no", "suomi": "fi", "čeština": "cs", "magyar": "hu", "ελληνικά": "el", "українська": "uk",
    "farsi": "fa", "persian": "fa",
}  # fmt: skip
_FLAGS = {
    "forced": FORCED, "foreign": FORCED, "sdh": SDH, "cc": SDH, "hi": SDH, "hearing": SDH, "impaired": SDH,
    "commentary": COMMENTARY, "simplified": "Hans", "traditional": "Hant",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:-(?:[a-z]{2}|[a-z]{4}|\d{3})\b)?")
_EMPTY_WORDS = {"default", "full", "sub", "subs", "subtitle", "subtitles", "auto", "orig", "track", "dual"}


def read_subtitles(path: str, *, fps: float | None = None) -> tuple[Cue, ...]:
    """The lines of a subtitle file in the order of their times, cleaned of markup.

    ``fps`` is the video's frame rate, for MicroDVD, which counts frames. A broken file gives what can be
    read of it. Raises InvalidMedia where that is nothing at all (or pictures), OSError as the system does.
    """
    with open(path, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InvalidMedia(Message("too large for a subtitle file"))
    if data.startswith(_VOBSUB):
        raise InvalidMedia(Message("pictures of text (VobSub), no text"))
    return parse_subtitles(decode(data), suffix=path[path.rfind(".") :].lower(), fps=fps)


def parse_subtitles(text: str, *, suffix: str, fps: float | None = None) -> tuple[Cue, ...]:
    """The same of a decoded text; its format is told by its content first, then by ``suffix``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if not text.strip():
        raise InvalidMedia(Message("the file is empty"))
    if _SBV_TIMES.search(text):
        text = _SBV_TIMES.sub(r"\1 --> \2", text)
    elif not text.lstrip().startswith("WEBVTT"):
        text = _SHORT_TIME.sub(r"00:\1\g<2>00:\3", text)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise InvalidMedia(Message("XML with its own entities is not read"))
    events, format_ = _events(text, _FORMATS.get(suffix, "srt"), fps or DEFAULT_FPS)
    cues = _joined(sorted(_cleaned(events, format_), key=lambda cue: (cue.start_ms, cue.end_ms)))
    if format_ == "vtt" and _TAG.search(text):
        cues = _unrolled(cues)
    if not cues:
        raise InvalidMedia(Message("no subtitle lines in it"))
    return tuple(cues[:MAX_CUES])


def decode(data: bytes) -> str:
    """Bytes of unknown encoding as text: by its mark, as UTF-8, else by the likeliest old encoding."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if zeros := data[:4096].count(0):
        if zeros > len(data[:4096]) // 4:  # UTF-16 without its mark: every other byte of Latin text is 0
            even = data[:4096:2].count(0)
            return data.decode("utf-16-be" if even > zeros / 2 else "utf-16-le", "replace")
        data = data.replace(b"\x00", b"")
    mostly = data.decode("utf-8", "replace")
    if mostly.count("\ufffd") * 50 < sum(byte >= 0x80 for byte in data[:65536]):
        return mostly  # UTF-8 with some damage
    # A sample is enough, cut at a line: half a character at its end would rule out the right encoding.
    sample = data if len(data) <= 65536 else data[: data.rfind(b"\n", 0, 65536) + 1 or 65536]
    best = charset_normalizer.from_bytes(sample, cp_isolation=_ENCODINGS).best()
    encoding = best.encoding if best else "cp1252"
    if encoding not in _OF_TWO_BYTES and (eastern := _east_asian(sample)):
        encoding = eastern
    elif encoding == "cp1250" and not _is_central_european(sample.decode(encoding, "replace")):
        encoding = "cp1252"
    return data.decode(encoding, "replace")


def plain_line(text: str) -> str:
    """A subtitle line without ASS overrides, drawings, HTML tags and entities; its line breaks stay."""
    if _MARKUP.search(text):
        text = _OVERRIDE.sub("", _DRAWING.sub("", text))
        text = text.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
        text = html.unescape(_TAG.sub("", text))
    text = _CONTROL.sub("", text)
    return "\n".join(line for raw in text.split("\n") if (line := _SPACES.sub(" ", raw).strip()))


def language_of_name(name: str, *, stem: str = "") -> tuple[str, frozenset[str]]:
    """What a subtitle's file name says: its language (ISO 639-1, "" unknown) and its flags.

    ``stem`` is the video's name without suffix: what the two names share says nothing. Flags are "forced",
    "sdh", "commentary", and a script or region: "Hans", "Hant", "BR". Examples, beside "film.mkv":
    film.pt-BR.sdh.srt, film.简体.ass, film.chi.forced.srt, Subs/2_English.srt.
    """
    base = name[: name.rfind(".")] if "." in name else name
    known = bool(stem) and base.casefold().startswith(stem.casefold())
    words = _WORD.findall(unicodedata.normalize("NFC", base[len(stem) :] if known else base).casefold())
    language, flags = "", set[str]()
    # From the end: the words of the language are the last ones. Of two languages the first is kept.
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        tag = _language(word)
        # "hi" is Hindi, but "for the hearing impaired" beside a language: film.en.hi.srt
        if word in _FLAGS and not (word == "hi" and (place == 0 or not _language(words[place - 1]))):
            flags.add(_FLAGS[word])
        elif tag:
            language, *parts = tag.split("-")
            flags.update(parts)
        elif not (known or word.isdigit() or word in _EMPTY_WORDS):
            break  # here the video's own name begins
    return language, frozenset(flags)


def language_of_tag(tag: str) -> str:
    """ISO 639-1 of a stream's language: "chi", "zho", "zh-Hans" and "Chinese" are "zh"; "und" is ""."""
    return _language(tag.strip().casefold()).split("-")[0] if tag else ""


@lru_cache(maxsize=1024)
def _language(word: str) -> str:
    """A language tag like "pt-BR" for a code or a name in lower case; "" for anything else."""
    if word in _NAMES:
        return _NAMES[word]
    head, _, tail = word.replace("_", "-").partition("-")
    try:
        if len(head) == 2:
            found = Language.fromalpha2(head)
        elif len(head) == 3:
            try:
                found = Language(head)
            except (UnknownLanguage, ValueError):
                found = Language.fromalpha3b(head)
        elif head == word:
            found = Language.fromname(word)
        else:
            return ""
        code = str(found.alpha2)
    except (UnknownLanguage, ValueError):
        return _NAMES.get(head, "") if tail and len(head) in (2, 3) else ""
    if tail in ("hans", "hant", "latn", "cyrl"):
        return f"{code}-{tail.title()}"
    if code == "zh" and tail in ("cn", "sg", "tw", "hk", "mo"):
        return "zh-Hans" if tail in ("cn", "sg") else "zh-Hant"
    return f"{code}-{tail.upper()}" if len(tail) == 2 else code


def _east_asian(data: bytes) -> str | None:
    """The two-byte encoding in which bytes are common characters and nothing else; None: in none.

    Few characters among much markup pass for Thai or Greek with a statistic of letters. The common characters
    of GB 2312 and of Big5 are told by their first byte; Chinese read as Korean is half hanja.
    """
    for encoding in ("euc_kr", "euc_jp", "shift_jis", "gb18030", "big5"):
        try:
            wide = [sign for sign in data.decode(encoding) if sign >= "\u3040" and sign.isalpha()]
        except UnicodeDecodeError:
            continue
        kana = sum(sign < "\u3100" for sign in wide)
        if encoding == "euc_kr":
            share = sum("\uac00" <= sign <= "\ud7a3" for sign in wide) / 0.95
        elif encoding in ("euc_jp", "shift_jis"):
            share = len(wide) * (kana >= 0.3 * len(wide))
        else:
            pairs = [sign.encode(encoding) for sign in wide]
            first, second = (range(0xB0, 0xD8), 0xA1) if encoding == "gb18030" else (range(0xA4, 0xC7), 0x40)
            share = sum(pair[0] in first and pair[1] >= second for pair in pairs) / 0.9
        if len(wide) >= 4 and share >= len(wide):
            return encoding
    return None


def _is_central_european(text: str) -> bool:
    """Whether the accented letters are those of one language of Central Europe.

    Western text read as cp1250 looks likely to a statistic of letters, but mixes Czech with Polish ones.
    """
    letters = [letter for letter in text.lower() if letter.isalpha() and not letter.isascii()]
    return any(
        sum(letter not in alphabet for letter in letters) <= 0.02 * len(letters) for alphabet in _CENTRAL_EUROPEAN
    )


def _events(text: str, format_: str, fps: float) -> tuple[Sequence[pysubs2.SSAEvent], str]:
    """What pysubs2 reads, with the format that it took it for. Its errors become InvalidMedia."""
    with contextlib.suppress(pysubs2.FormatAutodetectionError):  # by the suffix then
        format_ = pysubs2.formats.autodetect_format(text[:10_000])
    try:
        return pysubs2.SSAFile.from_string(text, format_=format_, fps=fps).events, format_
    except Exception as error:  # parsers of several formats, each with its own ways to fail on broken text
        raise InvalidMedia(Message("no readable {format_} subtitles", format_=format_)) from error


def _cleaned(events: Iterable[pysubs2.SSAEvent], format_: str) -> Iterable[Cue]:
    for event in events:
        if event.type != "Dialogue":
            continue
        # In WebVTT an empty line ends a cue; what follows is a comment or the name of the next one.
        text = plain_line(event.text.split("\\N\\N", 1)[0] if format_ == "vtt" else event.text)
        if text:
            start = max(0, event.start)
            yield Cue(start, max(start, event.end), text)


def _joined(cues: Sequence[Cue]) -> list[Cue]:
    """Lines that go on unchanged (ASS effects repeat one for every frame) made into one."""
    joined: list[Cue] = []
    for cue in cues:
        last = joined[-1] if joined else None
        if last and last.text == cue.text and cue.start_ms <= last.end_ms + 50:
            joined[-1] = Cue(last.start_ms, max(last.end_ms, cue.end_ms), last.text)
        else:
            joined.append(cue)
    return joined


def _unrolled(cues: Sequence[Cue]) -> list[Cue]:
    """Automatic captions scroll: each cue repeats the line before it. Here every line is said once."""
    unrolled: list[Cue] = []
    shown: list[str] = []
    for cue in cues:
        lines = cue.text.split("\n")
        new = lines[1:] if shown and lines[0] == shown[-1] else lines
        shown = lines
        if new:
            unrolled.append(Cue(cue.start_ms, cue.end_ms, "\n".join(new)))
    return unrolled
