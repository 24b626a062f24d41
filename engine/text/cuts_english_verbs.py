"""The nouns and verbs with which English texts tell what a film or a talk is about."""

from __future__ import annotations

from engine.text.cuts_build import listed

STORY_NOUNS = listed("story plot storyline narrative tale premise action screenplay script")
STORY_VERBS = listed(
    "follow tell center centre concern focus revolve chronicle depict explore examine portray deal document trace "
    "recount detail describe show look relate profile present tackle address investigate satirize parody spoof "
    "lampoon "
    "celebrate dramatize retell recreate capture take involve discuss explain introduce cover demonstrate "
    "outline highlight teach provide offer walk share give delve consider compare argue analyze review summarize"
)
# What "it" does when it is the video; "it provides", "it takes" may be said of a library.
TELLING_VERBS = listed(
    "follow tell center centre concern focus revolve chronicle depict explore examine portray document trace "
    "recount "
    "profile satirize parody dramatize investigate detail"
)
TALK_VERBS = listed(
    "explore examine trace detail describe show look present address investigate discuss explain introduce cover "
    "demonstrate outline highlight teach provide offer walk share give delve consider compare argue analyze review "
    "focus take go dive summarize begin start touch illustrate guide help"
)


def third_person(verb: str) -> str:
    """The form of a verb that goes with "it"."""
    word = verb.lower()
    if word in ("go", "do"):
        return word + "es"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"
