"""Whether a sentence about a talk only says what lies behind it: the state of the field, for whom, who.

Of two lines about one talk, readers passed over those ("In recent years ...", "X is a great framework") unless
they go on to what the talk gives. What a talk gives needs no rule of its own: "We will show ..." announces as
often as it tells.
"""

from __future__ import annotations

import re

_BACKGROUND = re.compile(
    r"^(?:In|Over|During|For|Within) (?:the )?(?:recent|last|past|many|most)\b"
    r"|^(?:Nowadays|Today|Traditional(?:ly)?|Historically|Recently|Currently|Lately|These days|Since|Ever since)\b"
    r"|^As (?:we all|you may|you all|many) know\b|^In (?:the (?:age|era|world|field|area)|our|today)\b"
    r"|\b(?:has|have) (?:recently |quickly |long |now )?(?:become|been|gained|emerged|grown|evolved|seen|found)\b"
    r"|\bis (?:becoming|growing|getting|one of the)\b"
    r"|\bis an? (?:very |really )?(?:great|popular|powerful|well[- ]known|widely)\b"
    r"|\b(?:more and more|increasingly|ever more|widely used|most (?:popular|important|common|widely))\b"
    r"|\bplay(?:s|ing) an? \w+ role\b|\bof (?:great )?importance\b|\bneeds? no introduction\b"
    r"|\bwhether you(?:'re|’re| are)\b|\bthis \w+ is (?:for|aimed|intended|suitable)\b"
    r"|^(?:I am|I'm|I’m|My name|I (?:work|have|was|started))\b|\b(?:founded|first released) (?:in|by)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:I|we|you|talk|session|presentation|tutorial|workshop|lecture|course|class|keynote|paper)(?:['’]ll)? "
    r"(?:\w+ ){0,3}?(?:show|explain|demonstrate|teach|argue|reveal|answer|compare|examine|explore|introduce|present|"
    r"cover|discuss|describe|outline|share|propose|build|learn|see|find|develop)(?:s|ed|n|ing)?\b"
    r"|\bhow to\b|\b(?:how|why|what) (?:we|you|it|they)\b|\?$",
    re.IGNORECASE,
)


def tells_background(text: str) -> bool:
    """Whether an English sentence speaks of what lies behind a talk and of nothing that the talk gives."""
    return bool(_BACKGROUND.search(text)) and not _GIVEN.search(text)
