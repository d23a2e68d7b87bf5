"""At most three questions for what a bullet leaves out, in its own words; none carries a figure or name of ours."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.domain.agency import Agency, agency_of
from service.domain.quantities import changes, quantities
from service.domain.wording import content_words, is_past, plain, words

LIMIT = 3


def questions_for(text: str, *, known: str = "", dated: bool = False) -> tuple[str, ...]:
    """What, answered by the person, would make the bullet stronger: the result, their own part, a figure, who, when.

    Questions are open: none suggests an answer, and each number or name in one is in `text`. `known` is what else is
    known of the work (the log's entries about it): what it answers is not asked.
    """
    deeds = list(_deeds(text)) or [_Deed("this work", "")]
    asked = list(_asked(text, f"{text}\n{known}", deeds, dated=dated))
    return tuple(dict.fromkeys(asked))[:LIMIT]


class _Deed(NamedTuple):
    """What was worked on, in the bullet's words, and the words of doing before it."""

    what: str
    doing: str


def _asked(text: str, known: str, deeds: list[_Deed], *, dated: bool) -> Iterator[str]:
    what = deeds[0].what
    changed = bool(changes(known))
    figures = bool(quantities(known)) or changed
    has_result = changed or bool(_RESULT.search(known))
    weak = next((deed for deed in deeds if _WEAK.search(deed.doing)), None)
    if not has_result:
        yield f"What was different afterwards because of {_quoted(what)}, and how could somebody else see it?"
    if weak is not None or agency_of(text) is Agency.UNSTATED:
        doing = f"{weak.doing} {weak.what}" if weak else what
        yield f"You wrote {_quoted(doing)}: what exactly did you do yourself, and what did others do?"
    vague = _MANY.search(text)
    if vague is not None:
        yield f"You wrote {_quoted(vague[0])}: do you know how many, and who they were?"
    if has_result and not changed and figures:
        yield f"What was it before {_quoted(what)}, and over what time did it change?"
    elif not figures:
        yield f"Was anything about {_quoted(what)} counted or timed before and after? If so, what, and by whom?"
    if vague is None and not _OTHERS.search(known):
        yield f"Who used or noticed {_quoted(what)}, and did anybody say so in writing?"
    if not dated and not _DATED.search(known):
        yield f"When did {_quoted(what)} happen?"


def _deeds(text: str) -> Iterator[_Deed]:
    """What the bullet says was done, and to what: the nearest noun phrase after each verb of doing."""
    for match in _DOING.finditer(plain(text)):
        what = _phrase(plain(text)[match.end() :])
        if what:
            yield _Deed(what, match[0].strip())
    if not _DOING.search(plain(text)):
        found = words(text)
        start = next((n for n, word in enumerate(found[:3]) if is_past(word.lower)), None)
        if start is not None and start + 1 < len(found):
            what = _phrase(text[found[start + 1].start :])
            if what:
                yield _Deed(what, found[start].text)


def _phrase(rest: str) -> str:
    """The first words of `rest` up to a stop or a word that opens something new; nothing when they say nothing."""
    found: list[str] = []
    for raw in rest.split():
        word = raw.strip(".,;:!?()\"'")
        if found and word.lower() in _BREAKS:
            break
        found.append(word)
        if (raw != word and raw[-1:] in ".,;:!?)") or len(found) == 6:
            break
    while found and found[-1].lower() in _DANGLING:
        found.pop()
    phrase = " ".join(found)
    return phrase if content_words(phrase) else ""


def _quoted(words_of_theirs: str) -> str:
    return f"“{words_of_theirs}”"


_DOING = re.compile(
    r"""\b(?:(?:worked|working)\s+(?:closely\s+)?(?:on|with)(?:\s+improving)?|help(?:ed|ing)(?:\s+out)?(?:\s+(?:with|to|in|on))?
    |(?:was|were|been)\s+(?:heavily\s+|closely\s+)?(?:involved\s+in|part\s+of|responsible\s+for)(?:\s+\w+ing)?
    |assisted(?:\s+(?:with|in))?|supported|contributed\s+to|participated\s+in|took\s+part\s+in|looked\s+after|dealt\s+with
    |improv(?:ed|ing)|updat(?:ed|ing)|handled|managed|did|made|built|wrote|rewrote|led|owned|ran|created|redesigned
    |automated|set\s+up|introduced|organi[sz]ed|coordinated|delivered|launched|fixed|migrated|designed|drove
    )\s+""".replace("\n    ", ""),
    re.IGNORECASE,
)
_WEAK = re.compile(r"^(?:work|help|was|were|been|assist|support|contribut|participat|took|look|dealt)", re.IGNORECASE)
_MANY = re.compile(
    r"\b(?:a\s+lot\s+of|lots\s+of|many|several|various|numerous|some|most\s+of(?:\s+the)?|a\s+(?:few|number\s+of))"
    r"\s+(?:new\s+|of\s+the\s+|other\s+)?[A-Za-z][\w-]+",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:so\s+that|which\s+(?:cut|reduced|saved|meant|made)|cut|reduced|dropped|fell|rose|increased|saved|halved|doubled"
    r"|from\s+\S+.{0,40}\bto\b|no\s+longer|faster|fewer|adopted|now\s+use\w*|as\s+a\s+result)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:teams?|people|colleagues?|customers?|clients?|users?|joiners?|hires?|engineers?|nurses?|teachers?|patients?"
    r"|students?|pupils?|analysts?|teammates?|departments?|families|residents?)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:(?:19|20)\d\d|Q[1-4]|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|this\s+(?:year|quarter|month|week)|last\s+(?:year|quarter|month|week)|yesterday)\b"
)
_BREAKS = frozenset(
    """and or but which that who so to for with by from in on at this when while after before because into""".split()
)
_DANGLING = frozenset("""the a an our my their of and or to for with by in on at""".split())
