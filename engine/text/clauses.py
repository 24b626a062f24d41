"""Split a sentence where its opinion turns: at "but", "although", "everybody loved it, I …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from engine.text.hanzi import simplified


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence, without the word that joined it.

    ``weight`` says how much it counts for what the person thinks, 0 to 1. ``turns``: it is set against the
    clause before it. ``denied`` is the part that nothing but a "no" answers ("everyone said I would love it,
    but no"): the clause means its opposite.
    """

    text: str
    weight: float
    turns: bool = False
    denied: str = ""


MAIN, EARLIER, CONCEDED, EXPECTED = 1.0, 0.5, 0.3, 0.15


def clauses(sentence: str) -> list[Clause]:
    """The clauses in order.

    What "but" leaves behind and "although" grants counts less than half, and what was only expected, or was
    somebody else's opinion, still less.
    """
    sentence = sentence.strip()
    simple = _matched(sentence)
    turn = next(filter(None, (found.match(simple) for found in _TURNS)), None)
    if turn is None:
        return [Clause(sentence, MAIN)] if sentence else []
    left, right = sentence[slice(*turn.left)], sentence[slice(*turn.right)]
    if _DENIAL.fullmatch(_matched(right)):
        return [Clause(sentence, MAIN, denied=left)]
    before, after = _weighed(clauses(left), turn.left_weight), _weighed(clauses(right), turn.right_weight)
    return [*before, replace(after[0], turns=True), *after[1:]] if after else before


def _matched(text: str) -> str:
    """What the patterns look at, as long as the text: lower case, simplified, straight apostrophes."""
    lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return simplified(lower.replace("’", "'"))


def _weighed(parts: list[Clause], weight: float) -> list[Clause]:
    return [replace(part, weight=part.weight * weight) for part in parts]


def halves(clause: str) -> list[tuple[str, str]]:
    """The ways to part a clause in two at a comma or "and", for a reader who finds that its opinion turns there."""
    found = ((clause[: joint.start()].strip(), clause[joint.end() :].strip()) for joint in _JOINT.finditer(clause))
    return [(left, right) for left, right in found if len(left) > 1 and len(right) > 1][:_MOST_HALVES]


_JOINT = re.compile(r"(?i)\s*[,，、;；]\s*(?:and\s+)?|\s+and\s+|\s+[–—-]\s+")
_MOST_HALVES = 3

# --- where a sentence turns ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Match:
    left: tuple[int, int]
    right: tuple[int, int]
    left_weight: float
    right_weight: float


class _Turn:
    """One way to join two clauses: a pattern with groups ``left`` and ``right``, and how much each counts."""

    def __init__(self, pattern: str, left: float, right: float) -> None:
        self.pattern = re.compile(pattern.format(**_PIECES))
        self.weights = left, right

    def match(self, simple: str) -> _Match | None:
        found = self.pattern.fullmatch(simple)
        if not found:
            return None
        left, right = self.weights
        if right == MAIN and _EXPECTATION.match(found["left"]):
            left = EXPECTED
        return _Match(found.span("left"), found.span("right"), left, right)


_PIECES = {
    "denial": r"\W*(?:no|nope|not (?:really|quite|me)|(?:i )?(?:could|did|was|do|does|is|would)(?:n't| not)"
    r"|并?没有|并不|不是|没)\W*",
    "others": r"(?:my \w+|every(?:one|body)|people|friends?|critics|reviewers"
    r"|the (?:kids|others|critics|reviews|audience|trailer|poster))",
    "grant": r"(?:even though|even if|although|though|despite|in spite of|while|granted,?)",
    "but": r"(?:but|however|nevertheless|nonetheless|whereas|except that|only that|and yet)",
    "subject": r"(?:i|it|he|she|we|they|this|there)\b",
    "others_zh": r"(?:朋友|同事|同学|大家|别人|网上|都说|人人|老公|老婆|妻子|丈夫|儿子|女儿|孩子|爸|妈|预告)",
    "grant_zh": r"(?:虽然|虽说|虽|尽管|即使|就算|哪怕)",
    "but_zh": r"(?:但是|(?<!不)但(?![愿凡])|可是|然而|不过(?!如此|时|分|气)|没想到|结果|其实|实则|偏偏|谁知|反倒|反而"
    r"|(?<=[，,])可(?![爱怕以能见是惜])|(?<=[，,])就是(?![这那说]))",
    "expected_zh": r"(?:本来|本以为|原以为|原本|以为|看似|说是|号称|据说|听说)",
}
_EXPECTATION = re.compile(
    r"\W*(?:(?:i|we)?(?:'d| had| was| were)?\s*(?:really |so )?"
    r"(?:usually|normally|generally|expect|thought|hop(?:ed|ing)|wanted to|look(?:ed|ing) forward)"
    r"|(?:sounded|looked|seemed|promised)\b|{others}\b|.{{0,3}}{others_zh}|{expected_zh})".format(**_PIECES)
)
_DENIAL = re.compile(_PIECES["denial"])
_TURNS = (
    _Turn(r"{grant}\s+(?P<left>[^,]+),\s*(?P<right>.+)", CONCEDED, MAIN),
    _Turn(r"(?:despite|in spite of)\s+(?P<left>\S+(?: \S+)+?) (?P<right>{subject}.+)", CONCEDED, MAIN),
    _Turn(r"{grant}\s+(?P<left>\S+(?: \S+){{2,}}?) (?P<right>{subject}.+)", CONCEDED, MAIN),
    _Turn(r"{grant}\s+(?P<left>\S+(?: \S+){{2,}}?) (?P<right>(?:the|my|our|his|her)\b.+)", CONCEDED, MAIN),
    _Turn(r"(?P<left>.*?\w)(?<!anything)(?<!nothing)[\s,;:.–—-]+(?:and )?{but}[\s,]+(?P<right>.+)", CONCEDED, MAIN),
    _Turn(r"(?P<left>.*?\w)[,;.–—-]+ (?:and )?(?:yet|still),? (?P<right>.+)", CONCEDED, MAIN),
    _Turn(r"(?P<left>.*?\w)[,;.–—-]+ (?P<right>(?:shame|pity|too bad)\b.+)", CONCEDED, MAIN),
    _Turn(r"(?P<left>.*?\w), (?P<right>[^,]+ though\W*)", CONCEDED, MAIN),
    _Turn(r"(?P<left>{others}\b[^,;]*)[,;]\s*(?P<right>(?:i|me|for me|to me|personally)\b.+)", EXPECTED, MAIN),
    _Turn(r"(?P<left>.*?\w), (?P<right>{denial})", EXPECTED, MAIN),
    _Turn(r"(?P<left>i (?:usually|normally|generally)\b[^,]*), (?P<right>.+)", EXPECTED, MAIN),
    _Turn(r"(?P<left>.*?\w)(?:,| and)? (?P<right>(?:and )?then (?:it|he|she|they|the|\w+s)\b.+)", CONCEDED, MAIN),
    _Turn(r"(?P<left>.*?\w),? though (?P<right>.+)", EARLIER, MAIN),
    _Turn(r"(?P<left>.*?\w),? (?!while){grant}\s+(?P<right>.+)", MAIN, CONCEDED),
    _Turn(r"{grant_zh}(?P<left>[^，,]+)[，,]\s*(?P<right>.+)", CONCEDED, MAIN),
    _Turn(r"(?P<left>.*?\w)[，,；;、\s]*{but_zh}[，,]?(?P<right>.+)", CONCEDED, MAIN),
    _Turn(r"(?P<left>.*?\w)[，,；;\s]*(?P<right>只?可惜.+)", CONCEDED, MAIN),
    _Turn(r"(?P<left>.*?\w)[，,；;]\s*(?P<right>[^，,；;]{{0,4}}(?:却|倒(?!霉)|依然|仍).+)", CONCEDED, MAIN),
    _Turn(r"(?P<left>[^，,]*(?P<same>\w)归(?P=same)[^，,]*)[，,]\s*(?P<right>.+)", CONCEDED, MAIN),
    _Turn(r"(?P<left>[^，,]{{0,3}}{others_zh}[^，,]*)[，,]\s*(?P<right>(?:对我|我).+)", EXPECTED, MAIN),
    _Turn(r"(?P<left>{expected_zh}[^，,]*)[，,]\s*(?P<right>.+)", EXPECTED, MAIN),
    _Turn(
        r"(?P<left>(?:前|开头|开始|起初|一开始)[^，,]*)[，,]\s*(?P<right>(?:后|结尾|最后|到了).+)",
        CONCEDED,
        MAIN,
    ),
)
