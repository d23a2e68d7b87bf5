"""The ownership ladder: how much of the work a sentence claims for the person."""

import re

from service.domain.ladder import Rung
from service.domain.word_sets import word_set
from service.domain.wording import Word, is_past, words


class Agency(Rung):
    """HELPED < CONTRIBUTED < DROVE < OWNED. `UNSTATED` claims nothing (no verb of doing was found)."""

    UNSTATED = 0
    HELPED = 1
    CONTRIBUTED = 2
    DROVE = 3
    OWNED = 4


# Past, present and -ing forms are listed through their stems; a verb in none of these sets is a verb of doing, and
# doing a thing oneself stands on the top rung for that thing.
_HELPED = word_set(
    """
    help assist support review advis particip shadow attend observ join aid back encourag suggest consult
    comment witness endors proofread feedback mentored-by sponsor attended lent
    """
)
_CONTRIBUTED = word_set("contribut collabor cooper partner pair co-writ co-led join involv work liais")
_DROVE = word_set(
    """
    lead driv coordin run manag organiz head champion direct overse supervis facilit chair steer captain
    orchestr spearhead guid govern oversaw oversee spearheaded helm piloted-by host led
    """
)
_OWNED = word_set("own author found invent originat creat build design defin establish found pioneer architect conceiv")
_STATES = word_set(
    """
    was were is are has had have did do be been being said told felt thought got became seem noticed needed
    wanted asked used reached fell rose grew dropped went came met knew saw heard hoped liked loved enjoyed
    learnt learned
    """
)

LEADING = word_set(
    """
    lead led leads leading spearheaded spearhead spearheading headed heading managed managing manage directed
    directing oversaw oversee oversees overseeing supervised supervising championed championing orchestrated
    orchestrating steered steering captained drove drive driving helmed
    """
)
"""Verbs that claim other people's work was led: doing a thing oneself does not amount to them."""

OWNING = word_set("owned own owns owning sole solely single-handedly singlehandedly alone")
"""Words that claim the whole of a thing."""

_LIGHT = re.compile(
    r"(?i)\b(?:(?:was|been|got|being|am|were|is)\s+(?:\w+ly\s+)?(?:involved|part\b)|took\s+part"
    r"|involved\s+in|part\s+of\s+the\s+(?:team|group|effort)"
    r"|helped\s+out|gave\s+(?:\w+\s+){0,2}(?:feedback|input|advice|comments|support)|had\s+a\s+(?:hand|part"
    r"|role)\s+in|played\s+a\s+(?:\w+\s+)?(?:part|role)\s+in|sat\s+in\s+on|signed\s+off|lent\s+a\s+hand)"
)
_WORKED = re.compile(r"(?i)\b(?:worked|working|work)\s+(?:\w+\s+){0,3}?(?:on|with|alongside|together)\b")
_SHARED = re.compile(
    r"(?i)\b(?:we|our team|together|jointly|alongside|co-\w+ed|co-?(?:authored|wrote|led|ran|built|designed"
    r"|founded|presented|hosted|taught|created|developed)|paired)\b|\bwith\s+[A-Z][a-z]+"
)


def verb_agency(word: Word) -> Agency:
    """The rung a verb form stands on, taken alone; a verb of doing that nobody listed is OWNED."""
    if word.lower in _STATES:
        return Agency.UNSTATED
    for rung, stems in ((Agency.HELPED, _HELPED), (Agency.CONTRIBUTED, _CONTRIBUTED), (Agency.DROVE, _DROVE)):
        if word.stem in stems or word.lower in stems:
            return rung
    return Agency.OWNED


def is_deed(word: Word) -> bool:
    """Whether a word looks like a finite verb that says somebody did something."""
    return is_past(word.lower) and word.lower not in _STATES


def agency_of(text: str) -> Agency:
    """The highest rung the text claims for its writer. `Helped Sam design it` is HELPED; `we built it` CONTRIBUTED."""
    rungs = [Agency.UNSTATED]
    for clause in re.split(
        r"[;.!?\n]|,? and then |, and |, (?=\w+ed\b)| and (?=\w+ed\b|wrote\b|ran\b|led\b|built\b)", text
    ):
        rung = _clause_agency(clause)
        if rung > Agency.CONTRIBUTED and rung is not Agency.DROVE and _SHARED.search(clause):
            rung = Agency.CONTRIBUTED
        rungs.append(rung)
    return max(rungs)


def _clause_agency(clause: str) -> Agency:
    if _LIGHT.search(clause):
        return Agency.HELPED
    if _WORKED.search(clause):
        return Agency.CONTRIBUTED
    found = words(clause)
    for n, word in enumerate(found):
        if n and found[n - 1].lower in {"the", "a", "an", "to", "of", "by", "was", "were", "been", "be", "is", "are"}:
            continue
        if is_deed(word):
            return verb_agency(word)
        if (
            word.lower in {"own", "lead", "run", "manage", "drive", "coordinate", "help", "support", "contribute"}
            and n < 2
        ):
            return Agency.OWNED if word.lower == "own" else verb_agency(word)
    return Agency.UNSTATED
