"""Make plain text of what sidecars and sites hold: no HTML, no Markdown, no addresses, no boilerplate."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable

from engine.text.hanzi import simplified

BULLET = "•"  # every list mark becomes this one, at the start of its line

_PASSES = 8  # of cleaning, before a text that still changes counts as hostile


def plain(text: str) -> str:
    """Everything that a person would read, and nothing else; applying it twice changes nothing.

    Lines that were only wrapped are joined, paragraphs stand apart by one empty line, list items begin
    with ``BULLET``.
    """
    return _settle(text, _plain_once)


def prose(text: str) -> str:
    """``plain`` without the lines that are no description: chapters with times, "Subscribe …", bare links."""
    return _settle(text, _prose_once)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text; a list stays one paragraph."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _settle(text: str, once: Callable[[str], str]) -> str:
    """Clean until nothing changes: "&amp;lt;b&amp;gt;" hides a tag behind two layers."""
    for _ in range(_PASSES):
        cleaned = once(text)
        if cleaned == text:
            return text
        text = cleaned
    return once(once(_MARKS.sub(" ", text)))


def _plain_once(text: str) -> str:
    return _tidy(_without_addresses(_without_markdown(_lines(_without_html(text)))))


def _prose_once(text: str) -> str:
    lines = _lines(_without_html(text)).split("\n")
    return _plain_once("\n".join(line for line in lines if not line or not _is_boilerplate(line)))


_MARKS = re.compile(r"[<>&*_`#\[\]|~=\\]")

# --- HTML and characters -------------------------------------------------------------------------------

_UNSEEN = re.compile(r"(?is)<(script|style)\b[^<>]*>.*?</\1\s*>|<!--.*?-->")
_LINE_TAG = re.compile(r"(?i)<br\b[^<>]*>|</?(?:tr|dt|dd)\b[^<>]*>")
_BLOCK_TAG = re.compile(r"(?i)</?(?:p|div|ul|ol|dl|table|section|article|blockquote|h[1-6]|pre|hr)\b[^<>]*>")
_ITEM_TAG = re.compile(r"(?i)<li\b[^<>]*>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<![a-zA-Z\[][^<>]*>|<\?[^<>]*>")
_NEW_LINE = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_KEPT_FORMAT = "\u200c\u200d"  # joiners that Persian, Indic scripts and emoji need


def _without_html(text: str) -> str:
    text = _UNSEEN.sub(" ", html.unescape(text))
    text = _LINE_TAG.sub("\n", text)
    text = _BLOCK_TAG.sub("\n\n", text)
    text = _ITEM_TAG.sub(f"\n{BULLET} ", text)
    return _TAG.sub("", text)


def _lines(text: str) -> str:
    """Composed characters, one kind of line end, single spaces, nothing invisible."""
    text = _NEW_LINE.sub("\n", unicodedata.normalize("NFC", text))
    text = "".join(c if c == "\n" or c.isprintable() or c in _KEPT_FORMAT else _unprinted(c) for c in text)
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def _unprinted(character: str) -> str:
    """Spaces of every kind and control characters part words; soft hyphens and marks of order don't."""
    return " " if unicodedata.category(character) in ("Cc", "Zs", "Zl", "Zp") else ""


# --- Markdown and reStructuredText ------------------------------------------------------------------------

_FENCE_OR_RULE = re.compile(r"(?m)^(?:`{3,}.*|~{3,}.*|([-=*_~^#])(?: ?\1){2,})$")
_HEADING = re.compile(r"(?m)^#{1,6} +(.*?)[ #]*$")
_QUOTE = re.compile(r"(?m)^(?:> ?)+")
_ITEM = re.compile(r"(?m)^(?:[-*+·●▪◦‣–—] +|• *)+")
_IMAGE_OR_LINK = re.compile(
    r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?: +\"[^\"]*\")?\)|!?\[([^\[\]]+)\]\[[^\[\]]*\]"
)
_ROLE_OR_LINK = re.compile(r"(?::[a-z]+:)?`([^`<>\n]+?) *(?:<[^<>`\n]*>)?`_{0,2}")
_CODE = re.compile(r"`+([^`\n]+)`+")
_STRONG = re.compile(
    r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])|(?<![\w_])(_{1,3})(?=\S)([^_\n]+?)(?<=\S)\3(?![\w_])"
)
_CJK_STRONG = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
_WRAPPED_FROM, _WRAPPED_TO = 55, 110  # characters of a line that an editor broke
_END = re.compile(r"[.!?:;。！？：；…][\"'”’)\]」』）]*$")


def _without_markdown(text: str) -> str:
    text = _FENCE_OR_RULE.sub("", text)
    text = _HEADING.sub(r"\n\1\n", text)
    text = _QUOTE.sub("", text)
    text = _ITEM.sub(f"{BULLET} ", text)
    text = _IMAGE_OR_LINK.sub(lambda found: found[1] or found[2] or "", text)
    text = _CODE.sub(r"\1", _ROLE_OR_LINK.sub(r"\1", text))
    text = _CJK_STRONG.sub(r"\1", text)
    text = _STRONG.sub(lambda found: found[2] or found[4], text)
    return _unwrapped(text)


def _unwrapped(text: str) -> str:
    """Join the lines that an editor broke in the middle of a sentence."""
    whole: list[str] = []
    before = ""
    for line in text.split("\n"):
        if _goes_on(before, line):
            whole[-1] += line if _is_unspaced(line[0]) else f" {line}"
        else:
            whole.append(line)
        before = line
    return "\n".join(whole)


def _goes_on(before: str, line: str) -> bool:
    if not before or not line or line.startswith(BULLET) or _END.search(before):
        return False
    # An editor breaks a line between words of one script; where the script changes, another line was meant.
    return _WRAPPED_FROM <= len(before) <= _WRAPPED_TO and _is_unspaced(before[-1]) == _is_unspaced(line[0])


def _is_unspaced(character: str) -> bool:
    """Whether a character is of a script (or its marks) that sets no spaces between words."""
    return unicodedata.east_asian_width(character) in "WF" and not "\uac00" <= character <= "\ud7a3"


# --- addresses ----------------------------------------------------------------------------------------------

_ADDRESS = re.compile(r"(?i)<?(?<![a-z0-9])(?:(?:https?|ftp)://|www\.)[!-;=?-~]+")
_AFTER_ADDRESS = ".,;:!?)]}'\""
_EMPTY = re.compile(r"\(\s*[,:]?\s*\)|\[\s*\]|（\s*）|【\s*】|<\s*>")
_BEFORE_MARK = re.compile(r" +(?=[.,;:!?)\]](?:\s|$))")


def _without_addresses(text: str) -> str:
    """Web addresses out, with the brackets that held nothing else; the full stop after one stays."""

    def end_of(found: re.Match[str]) -> str:
        address = found[0]
        return address[len(address.rstrip(_AFTER_ADDRESS)) :]

    shorter = _ADDRESS.sub(end_of, text)
    return text if shorter == text else _BEFORE_MARK.sub("", _EMPTY.sub("", shorter))


def _tidy(text: str) -> str:
    text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    text = re.sub(rf"(?m)^{BULLET}$", "", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


# --- boilerplate ------------------------------------------------------------------------------------------

_TIME = r"[(\[]?\d{1,2}:\d{2}(?::\d{2})?[)\]]?"
_CHAPTER = re.compile(rf"^\W*{_TIME}(?:\s*[-–—~至]\s*{_TIME})?(?:\W|$)|\s{_TIME}$")
_HASHTAGS = re.compile(r"^(?:[#＃][\w&-]+[#＃]?[\s,，]*)+$")
_LEGAL = re.compile(r"(?i)^\W*(?:(?:copyright|©|\(c\)) ?\d{4}|all rights reserved)|版权所有|未经.{0,6}(?:许可|授权)")
_ENGLISH_CALL = re.compile(
    r"(?i)^\W*(?:please |don'?t forget to |(?:be|make) sure to )?(?:"
    + "|".join(
        (
            r"subscribe\b",
            r"like (?:and|&|,) (?:subscribe|share)",
            r"(?:hit|smash|click|tap) (?:the|that) (?:bell|like|sub)",
            r"(?:follow|find|join|support|contact|visit) (?:me|us|our|my|him|her|them)\b.{0,40}$",
            r"follow @",
            r"(?:my|our) (?:website|instagram|twitter|facebook|patreon|discord|merch|gear|socials)\b",
            r"(?:patreon|instagram|twitter|facebook|tiktok|discord|twitch|youtube|linkedin|github|mastodon"
            r"|website|web|blog|e-?mail|merch|slides|source|links?|more info(?:rmation)?|read more|download)"
            r"\s*(?:[:：→@].{0,60})?$",
            r"(?:business|press|media) (?:inquiries|enquiries|contact)",
            r"(?:this video (?:is|was)|today'?s video is) sponsored",
            r"use (?:my )?(?:promo |discount )?code\b",
            r"as an amazon associate",
            r"buy me a coffee",
            r"become a (?:member|patron)\b",
            r"sign up (?:for|to) (?:our|my|the)",
        )
    )
    + ")"
)
_CHINESE_CALL = re.compile(  # in simplified characters
    r"^\W*(?:(?:记得|欢迎|请|别忘了|喜欢的话|求)[，,]?){0,2}(?:大家)?"
    r"(?:点赞|按赞|订阅|三连|一键三连|投币|转发|关注(?:我|一下|公众号|频道|本)|加群|扫码)"
    r"|^\W*(?:微信|微博|公众号|QQ群|交流群|商务合作|合作邮箱|官网|网址|链接|购买链接|下载地址|更多精彩)[^。！？]{0,40}$"
)
_LONGEST_BOILERPLATE = 200  # characters: a longer line says something else as well


def _is_boilerplate(line: str) -> bool:
    bare = _without_addresses(line).strip()
    if not any(map(str.isalnum, bare)):
        return True
    if len(bare) < len(line) and (len(bare) <= 0.5 * len(line) or bare.endswith((":", "：", "→"))):
        return len(bare) < 60
    if len(line) > _LONGEST_BOILERPLATE:
        return False
    simple = simplified(line)
    return any(pattern.search(simple) for pattern in (_CHAPTER, _HASHTAGS, _LEGAL, _ENGLISH_CALL, _CHINESE_CALL))
