"""The ownership ladder: how much of the work a sentence claims for the person."""

import re
from collections.abc import Sequence

from service.domain.ladder import Rung
from service.domain.word_sets import word_set
from service.domain.wording import MONTHS, Word, is_past, words


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


_CLAUSES = re.compile(r"[;.!?\n]|,? and then |, and |, (?=\w+ed\b)| and (?=\w+ed\b|wrote\b|ran\b|led\b|built\b)")
# What is still to come is nobody's deed, whatever verb it names; to propose a thing is a part in it, not the thing.
_TO_COME = re.compile(
    r"(?i)^\W*(?:plans?|goals?|targets?|to-?dos?|ideas?|next(?:\s+(?:steps?|month|quarter|year))?)\s*:"
    r"|\b(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|hop(?:e|es|ed|ing)|aim(?:s|ed|ing)?|want(?:s|ed|ing)?|mean(?:s|t)?"
    r"|suppos(?:e|ed)|ask(?:ed)?|invited|agree(?:d|s)?|offer(?:ed|s)?|volunteer(?:ed|s)?|schedul(?:e|ed)|due|about|like)"
    r"\s+to\b|\b(?:will|shall|would|should|going\s+to)\b|\b(?:I|we)'ll\b"
)
_PROPOSES = word_set("plan propos suggest recommend pitch request")
# Verbs of change that the thing itself is the subject of: "failed payments fell", "checks dropped".
_CHANGED = word_set(
    """
    fell rose grew dropped went came shrank climbed jumped sank declined halved doubled tripled stopped disappeared
    vanished was were had has have is are became took improved increased decreased
    """
)
_OPENERS = word_set(
    """
    i i've i'd we we've also then now later soon already personally just and but so or both eventually finally first
    second next this last that the a an my our it all each every early late mid since by in on at during for from over
    within after before with without through throughout under as alongside together while when
    """
)


def agency_of(text: str) -> Agency:
    """The highest rung the text claims for its writer. `Helped Sam design it` is HELPED; `we built it` CONTRIBUTED.

    What somebody or something else is the subject of claims nothing: `helped Ana; failures fell` is HELPED.
    """
    rungs = [Agency.UNSTATED]
    for clause in _CLAUSES.split(text):
        rung = _clause_agency(clause)
        if rung > Agency.CONTRIBUTED and rung is not Agency.DROVE and _SHARED.search(clause):
            rung = Agency.CONTRIBUTED
        rungs.append(rung)
    return max(rungs)


def _clause_agency(clause: str) -> Agency:
    found = words(clause)
    to_come = _TO_COME.search(clause)
    if _LIGHT.search(clause):
        return Agency.HELPED
    if (worked := _WORKED.search(clause)) and not (to_come and to_come.start() <= worked.start()):
        return Agency.CONTRIBUTED
    for n, word in enumerate(found):
        if n and found[n - 1].lower in {"the", "a", "an", "to", "of", "by", "was", "were", "been", "be", "is", "are"}:
            continue
        bare = n < 2 and word.lower in _BARE
        if not is_deed(word) and not bare:
            continue
        if to_come and to_come.start() <= word.start:
            return Agency.UNSTATED
        if _has_own_subject(clause, found[:n], word, found[n + 1 :]):
            return Agency.UNSTATED
        if word.stem in _PROPOSES:
            return Agency.CONTRIBUTED
        return Agency.OWNED if word.lower == "own" else verb_agency(word)
    return Agency.UNSTATED


_BARE = word_set("own lead run manage drive coordinate help support contribute")


def _has_own_subject(clause: str, before: Sequence[Word], deed: Word, after: Sequence[Word]) -> bool:
    """Whether the verb is told of something or somebody else: `the vendor fixed it`, `failed payments fell`."""
    if before and before[-1].lower in _FIRST_PERSON:
        return False
    opened = re.split("[,:]", clause[: deed.start])
    if opened[-1].strip() in {"", "*", "-"}:
        # Nothing stands between the verb and the clause's start, or the comma after "In March": the writer's own,
        # unless the verb only describes the thing that a second verb is about.
        return _describes(clause, deed, after)
    subject = [word for word in before if word.start >= deed.start - len(opened[-1])]
    if any(word.lower in _FIRST_PERSON for word in subject):
        return False
    return not all(
        word.lower in _OPENERS
        or word.lower in MONTHS
        or word.text[0].isdigit()
        or word.lower.endswith("ly")
        or re.fullmatch(
            r"q[1-4]|h[12]|years?|quarters?|months?|weeks?|days?|half|spring|summer|autumn|winter", word.lower
        )
        for word in subject
    )


_FIRST_PERSON = frozenset({"i", "we", "i've", "i'd", "we've", "we'd", "me"})
_ARTICLES = frozenset({"the", "a", "an", "our", "my", "their", "its", "his", "her"})


def _describes(clause: str, deed: Word, after: Sequence[Word]) -> bool:
    """`Failed` in `failed payments fell`: bare nouns, then a verb of change or one with an object of its own."""
    if not deed.lower.endswith(("ed", "en")):
        return False
    for place, word in enumerate(after[:4]):
        takes_object = is_past(word.lower) and after[place + 1 : place + 2] and after[place + 1].lower in _ARTICLES
        if word.lower in _CHANGED or takes_object:
            return place > 0
        if word.lower in _OPENERS or word.text[0].isdigit() or re.search(r"[,:(]", clause[deed.end : word.start]):
            return False
    return False
