"""Tells what a turn of an interview is: an answer, a "nobody measured it", a question of the person's own, an order.

Nothing here reads facts out of a turn. A turn that says "not sure, maybe thirty percent" is an answer: it holds one.
"""

import re

from service.domain.addressed import own_sentences
from service.domain.interview import Heard
from service.domain.quantities import quantities
from service.verification.sentences import split_sentences

_LONGEST_REFUSAL = 16  # words
_KEPT = r"(?:measured?|track(?:ed)?|count(?:ed)?|record(?:ed)?|log(?:ged)?|kept (?:figures|numbers))"
_NOT = r"(?:never|not|didn['’]?t|don['’]?t|haven['’]?t|hadn['’]?t)"
_CANNOT = r"(?:do not|don['’]?t|dont|cannot|can['’]?t|cant|couldn['’]?t)"
_SAYING = (
    (
        Heard.STOP,
        r"(?:stop|quit|exit|that['’]?s (?:all|enough|it)|i['’]?m done|enough(?: for now| questions)?"
        r"|no more questions)",
    ),
    (
        Heard.UNMEASURED,
        rf"(?:(?:nobody|no one|no-one|none of us)\b.{{0,24}}?\b(?:ever\s+)?{_KEPT}"
        rf"|(?:we|i|they|it)\b.{{0,16}}?\b{_NOT}\s+(?:ever\s+|been\s+|really\s+)?{_KEPT}"
        rf"|(?:it )?(?:was|were|is) (?:never|not) {_KEPT}"
        r"|(?:there (?:are|were|is) )?no (?:figures?|numbers?|data|metrics?|measurements?)\b"
        rf"|(?:never|not) {_KEPT}|unmeasured)",
    ),
    (
        Heard.LATER,
        r"(?:(?:ask me |maybe |perhaps )?(?:later|another time|tomorrow|next time)|not (?:right )?now"
        r"|come back to (?:it|this|that))",
    ),
    (
        Heard.UNKNOWN,
        rf"(?:(?:sorry,? )?(?:i )?(?:really |honestly )?{_CANNOT} (?:really )?"
        r"(?:know|remember|recall|say|tell|think of (?:any|one|anything))"
        r"|no (?:idea|clue)|not (?:sure|certain)|idk|dunno|(?:i )?(?:forget|forgot)|who knows"
        r"|nothing comes to mind|hard to say|(?:i )?have no idea)",
    ),
    (
        Heard.SKIPPED,
        r"(?:skip(?: (?:it|this|that))?|pass|next(?: (?:one|question))?|n/?a|no comment"
        r"|(?:i['’]?d )?(?:rather not|prefer not)|no(?: thanks| thank you)?|nope|move on)",
    ),
)
_OPENS = (
    r"^\W*(?:(?:well|um+|hm+|er+|oh|ok(?:ay)?|honestly|sorry|to be honest|unfortunately|actually|no|sadly)[,.\s…]+)*"
)
_REFUSALS = tuple((heard, re.compile(rf"{_OPENS}{saying}\b", re.IGNORECASE)) for heard, saying in _SAYING)
_NOBODY = re.compile(
    rf"{_OPENS}(?:nobody|no one|no-one|none|not anyone|nothing)\b"
    r"(?!.*\b(?:but|except|apart|besides)\b)(?: really| i know of| that i know)?"
    r"(?:.{0,40}\b(?:saw|said|wrote|noticed|knows?)\b.{0,20})?\W*$",
    re.IGNORECASE,
)
_OWN_QUESTION = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|and|but|so|well|hi|hello|please)[,.\s]+)*"
    r"(?:where|what|which|why|how|who|when|can|could|should|would|do|does|did|is|are|am|will|show me|tell me"
    r"|explain|give me)\b",
    re.IGNORECASE,
)


def hear(said: str) -> Heard:
    """What the turn is, whatever was asked. Only a short turn without a figure can refuse an answer."""
    sentences = split_sentences(said)
    if not any(char.isalnum() for char in said):
        return Heard.UNCLEAR
    kept, orders = own_sentences(sentences)
    if orders and not kept:
        return Heard.ORDER
    if said.rstrip(" \t\n\"'”’)").endswith("?") and _OWN_QUESTION.match(said):
        return Heard.QUESTION
    if len(said.split()) <= _LONGEST_REFUSAL and not quantities(said):
        for heard, pattern in _REFUSALS:
            match = pattern.match(said)
            # "No, Ana did the API" and "next time we halved it" begin like a refusal and are none.
            if match and len(said[match.end() :].split()) <= _TRAILING.get(heard, 6):
                return heard
    if _OWN_QUESTION.match(said) and re.match(r"(?i)^\W*(?:show|tell|explain|give) me\b", said):
        return Heard.QUESTION
    return Heard.ANSWER


_TRAILING = {Heard.SKIPPED: 1, Heard.STOP: 3, Heard.LATER: 4}


def names_nobody(said: str) -> bool:
    """Whether the turn says that there was nobody, or nothing."""
    return _NOBODY.match(said) is not None
