"""What a sentence of a description wears that is no part of it: list marks and the labels of sections.

And what only looks like a sentence: a credit ("Narrated by ..."), a heading that ran into the text behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.text.hanzi import simplified

_MARK = re.compile(r"^(?:[|•●▪◦‣·]\s*|[-–—*]\s+|[-–—](?=[^\W\d_]))+")
_SECTION = re.compile(
    r"^(?:(?:talk |short )?abstract|conclusions?|(?:materials and )?methods?|results?|findings|objectives?|aims?|goals?"
    r"|purpose|motivation|background|overview|summary|description|synopsis|introduction)(?:\s*[:：]\s*|\s+[-–—]\s+)(?=\S)",
    re.IGNORECASE,
)
# In papers the label often runs into its sentence, which then begins with what was done.
_CHINESE_SECTION = re.compile(
    r"^[【\[]?(?:目的|方法|结果|结论|背景|摘要|概要|概述|简介|内容简介|内容摘要|意义|创新点|关键词?)(?:与(?:方法|结果|结论))?"
    r"(?:[】\]]?\s*[:：]\s*|[】\]]\s*|\s+)(?=\S)"
    r"|^(?:目的|方法|结论)(?=探[讨索究]|研究|观察|分析|比较|评[价估]|了解|运用|应用|采[用集]|选[取择]|将|对|回顾|通过|利用|收集|培养|建立|检测|随机"
    r"|测定|调查|介绍|总结|报告|筛选|考察|制备|联合)"
)
_DOING = r"narrat|host|present|moderat|direct|produc|introduc|voic|film|record|edit|curat|organi[sz]|compos|perform"
_CREDIT = re.compile(
    rf"^(?:(?:executive|associate|co)[ -]?)?(?:(?:{_DOING})ed|written|created)(?:(?:,| and| &)+ (?:co-)?\w+)* by\b"
    r"|^(?:narrators?|(?:co-)?hosts?|presenters?|moderators?|directors?|(?:executive )?producers?|writers?|editors?"
    r"|starring|cast|music|cinematography|speakers?|screenplay|voices?)(?: by)?\s*[:：]",
    re.IGNORECASE,
)
_CHINESE_CREDIT = re.compile(
    r"^(?:联合)?(?:导演|编剧|主演|主持人?|旁白|解说|配音|监制|制片人?|出品人?|主讲人?|讲者|讲师|演讲者|作者|嘉宾|摄影|剪辑|音乐|策划|编导)\s*[:：]"
    r"|^由[^，。；]{2,16}(?:主持|旁白|解说|配音|执导|导演|监制|主讲)[。.]?$"
)
# A sentence may open with its credit: "Narrated by Ann Bell, the film follows ..."
_GOES_ON = re.compile(
    r",\s+(?:the|this|it|an?|he|she|they|we|film|[\w’']+ (?:is|are|tells?|follows?|explores?|shows?))\s", re.IGNORECASE
)
_LEAST_TITLE = 3  # words; a shorter one may open any sentence
_LEAST_SAID = 4  # words beside title and names
_IS = re.compile(r"\b(?:is|are|was|were)\b")
_BY = re.compile(
    r"\b(?:presented|hosted|moderated|given|by|with|and|talk|keynote)\b|\b\w+ (?:19|20)\d\d\b", re.IGNORECASE
)


def undressed(sentence: str) -> str:
    """The sentence without what marks it as a list's item or as a section's first: "结论：", "| ", "Abstract: "."""
    while True:
        text = _MARK.sub("", sentence, count=1).removesuffix("|").strip()
        labelled = _SECTION.match(text) or _CHINESE_SECTION.match(simplified(text))
        if labelled:
            text = text[labelled.end() :]
            text = text[:1].upper() + text[1:]
        if text == sentence or not text:
            return text
        sentence = text


def is_credit(text: str) -> bool:
    """Whether a text opens by saying who directed, narrated, hosted or presented."""
    return bool(_CREDIT.match(text) or _CHINESE_CREDIT.match(simplified(text)))


def is_only_credit(sentence: str) -> bool:
    """Whether a sentence says nothing behind its credit."""
    return is_credit(sentence) and not _GOES_ON.search(sentence)


def runs_together(sentence: str, title: str, names: Sequence[str]) -> bool:
    """Whether a title or a name ran into a sentence ("Ann Bell Python is ..."), or is all that it says.

    ``names``: of those who speak.
    """
    text = sentence.lstrip("\"“'‘「『《 ")
    names = [name for name in names if len(name.split()) > 1 or not name.isascii()]
    if any(re.match(rf"(?:{re.escape(name)}|\({re.escape(name)}\)) +[A-Z]\w+ (?=\w)", text) for name in names):
        return True
    place = text.casefold().find(title.casefold()) if len(title.split()) >= _LEAST_TITLE else -1
    if place < 0:
        return False
    rest = text[place + len(title) :].lstrip("\"”'’」』》:.-–—| ")
    if any(rest.startswith((name, f"by {name}", f"by: {name}", f"By {name}")) for name in names):
        return True
    if not place and re.match(r" (?:In this|This|We|You|Have you|Do you|Are you|How|What|Why|I) ", text[len(title) :]):
        return True
    left = text[:place] + " " + text[place + len(title) :]
    for name in names:
        left = left.replace(name, " ")
    return not _IS.search(left) and len(re.findall(r"\w+", _BY.sub(" ", left))) < _LEAST_SAID
