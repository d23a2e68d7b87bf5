"""Words of punctuality: "ahead of schedule", "on time", "within budget": an entry must say them, or a stronger one."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.quantities import quantities
from service.domain.quantity import Quantity
from service.domain.units import Measure
from service.verification.dates_told import dates_told
from service.verification.derived_figures import against_goals
from service.verification.known_figures import know


class _Promise(NamedTuple):
    """`strength` orders one family: ahead of time implies on time. `implied` bears it out without promising it."""

    pattern: re.Pattern[str]
    family: str
    strength: int
    implied: re.Pattern[str] | None = None


def _promise(family: str, strength: int, *phrases: str, implied: str = "") -> _Promise:
    pattern = re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)
    return _Promise(pattern, family, strength, re.compile(rf"(?i)\b(?:{implied})\b") if implied else None)


_DEADLINE = r"(?:the |its |our |their |a |his |her )?(?:[\w'’.-]+ ){0,4}?(?:deadline|due date|cut-off|closing date)s?"
_PLAN = r"(?:schedule|time|plan|target|timeline|(?:the |our |its )?programme)"
_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|a few)"
_STRETCH = rf"{_COUNT} (?:full |working |whole |calendar )?(?:hours?|days?|weeks?|fortnight|months?)"
_DONE = r"(?:finished|delivered|completed|shipped|launched|submitted|closed|landed|done|filed|handed in|sent|ready)"
_WISHED = r"(?:planned|expected|promised|scheduled|agreed|programmed|due)"
_PROMISES = (
    _promise(
        "time",
        2,
        rf"(?:well |far )?ahead of (?:{_PLAN}|{_DEADLINE})",
        rf"(?:well )?(?:before|in advance of) {_DEADLINE}",
        rf"{_STRETCH} (?:early|ahead(?! of)|before time|before it was due)",
        rf"{_STRETCH} inside {_PLAN}",
        rf"(?:with |had )?(?:{_STRETCH}|time|plenty) (?:to spare|in hand)",
        rf"(?:earlier|sooner|quicker|faster) than {_WISHED}",
        rf"{_DONE} early",
        r"beat (?:the |its |our )?(?:\w+ )?deadline",
    ),
    _promise(
        "time",
        1,
        r"on time",
        r"on schedule",
        r"to schedule",
        r"in time",
        r"on course",
        r"on track",
        r"(?:met|meeting|hit|hitting|made|making|within|by) (?:the |its |our |their |every |each |all |a )?"
        r"(?:\w+ )?deadlines?",
        r"without (?:slipping|delay|delays|a delay|missing (?:a|any|the|its|our) (?:\w+ )?deadlines?)\b[^.,;]{0,30}",
        r"as scheduled",
    ),
    _promise("budget", 2, r"under budget", r"below budget"),
    _promise("budget", 1, r"on budget", r"within (?:the |its |our )?budget", r"to budget"),
    _promise("pace", 1, r"in record time", r"record-breaking time", r"faster than ever"),
    _promise(
        "pace",
        1,
        *(r"overnight", r"immediately", r"at once", r"straight away", r"instantly"),
        implied=r"nights?|right away|on the spot|same (?:day|hour|morning|afternoon|evening)"
        r"|within (?:minutes|the hour)",
    ),
)
_LATE = re.compile(
    rf"(?i)\b(?:{_STRETCH} (?:late|overdue|behind|past {_DEADLINE})|behind (?:schedule|plan|programme)|overdue"
    rf"|{_DONE} late|ran late|(?:after|past) (?:the|its|our|their) (?:\w+ )?deadline"
    r"|missed (?:the|its|our|their|a) (?:\w+ )?deadline)\b"
)
_SLIPPED = re.compile(
    r"(?i)\b(?:slipped|delayed|postponed|late|overran|behind schedule|missed the deadline|meant to be)\b"
)

# Every promise holds one of these; most sentences hold none, and are spared the rest.
_PROMISING = re.compile(
    r"schedul|time|plan|target|deadline|due|early|ahead|budget|overnight|immediate|at once|straight|instant|delay|slip"
    r"|missing|than ever|late|behind|course|track|spare|in hand|programme|earlier|sooner|cut-off|closing",
    re.IGNORECASE,
)


def _within_budget(evidence: Evidence) -> bool:
    """ "£2,950 of the £3,600 budget": money that leaves some over."""
    return any(
        spent.figure.measure is Measure.MONEY and spent.figure.base < given.figure.base
        for spent, given in against_goals(know(evidence.cited).figures)
    )


_PLANNED = re.compile(
    r"(?i)\b(?:programme|schedule|plan|estimate|target|deadline|allowance|budget|allowed|planned|expected|to take"
    r"|promised|quoted|agreed)(?:\W+(?:said|was|gave|had|of|for|at|us|me|were|is|within|in))*\W+$"
)


def against_plan(evidence: Evidence) -> Iterator[tuple[Decimal, Decimal]]:
    """Each time taken with the time planned for it, in seconds: "in 6 weeks. Programme said 7", the unit left out."""
    for result, goal in against_goals(know(evidence.cited).figures):
        if result.figure.measure is Measure.TIME:
            yield result.figure.base, goal.figure.base
    for entry in evidence.cited:
        for passage in entry.passages():
            figures = quantities(passage.words)
            aimed = [q for q in figures if _PLANNED.search(passage.words, max(0, q.start - 48), q.start)]
            taken = [q for q in figures if q.measure is Measure.TIME and q not in aimed]
            for n, q in enumerate(figures[1:], 1):
                took = figures[n - 1]
                if took.measure is Measure.TIME and _INSTEAD.fullmatch(passage.words, took.end, q.start):
                    yield took.base, q.base if q.measure is Measure.TIME else q.value * took.factor
            for wanted in aimed:
                if wanted.measure is Measure.TIME:
                    yield from ((q.base, wanted.base) for q in taken)
                    short = (q for q in figures if not q.noun and not q.unit and q not in aimed)
                    yield from ((q.value * wanted.factor, wanted.base) for q in short if _took(q, passage.words))
                elif not wanted.noun and not wanted.unit:
                    yield from ((q.base, wanted.value * q.factor) for q in taken)


def _took(q: Quantity, text: str) -> bool:
    return re.search(r"(?i)\b(?:after|took|in|needed|done in)(?: only| just)? $", text[: q.start]) is not None


_INSTEAD = re.compile(r",? (?:instead of|rather than|not) (?:the |our |a )?(?:usual |normal |planned )?")
_DUE_BY = re.compile(r"(?i)\b(?:deadline|due|target date|cut-off|closing date|programme)\b")


_FINISHED = re.compile(
    r"(?i)\b(?:done|finished|sent|filed|submitted|delivered|completed|out|ready|handed|closed|went|shipped|published|left)\b"
)


def _days_over(evidence: Evidence) -> int | None:
    """How many days after its deadline a thing was done, where the entry dates both to the day; None elsewhere."""
    for entry in evidence.cited:
        year = entry.when.first.year if entry.when.first else 2025
        for passage in entry.passages():
            if _DUE_BY.search(passage.words) is None:
                continue
            told = [one for one in dates_told(passage.words, entry.when, year) if one.days[0] == one.days[1]]
            due = [one for one in told if _DUE_BY.search(one.part)]
            done = [one for one in told if one not in due and _FINISHED.search(one.part)]
            if len(due) == 1 and len(done) == 1:
                return (done[0].days[0] - due[0].days[0]).days
    return None


def deadline_objections(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """One objection a family of promises the cited entries do not make, or make more weakly."""
    if _PROMISING.search(claim.text) is None:
        return
    said = " \n".join(passage.words for entry in evidence.cited for passage in entry.passages())
    for promise in _PROMISES:
        match = promise.pattern.search(claim.text)
        if match is None or match.group().lower() in said.lower():
            continue
        family = [other for other in _PROMISES if other.family == promise.family and other.pattern.search(said)]
        if any(other.strength >= promise.strength for other in family):
            continue
        if promise.implied is not None and promise.implied.search(said):
            continue
        if _follows(promise, evidence):
            continue
        weaker = family[0].pattern.search(said) if family else None
        slipped = _SLIPPED.search(said) if promise.family == "time" else None
        yield Finding(
            kind=Kind.DATES,
            ruling=Ruling.OVERSTATED if weaker else Ruling.CONTRADICTED if slipped else Ruling.UNSUPPORTED,
            because=f'The entry says "{(weaker or slipped or match).group()}", not "{match.group()}".'
            if weaker or slipped
            else f'No cited entry says "{match.group()}".',
            question=f'What shows that it was "{match.group()}"?',
            claimed=match.span(),
        )
    yield from _told_late(claim, evidence, said)


def _follows(promise: _Promise, evidence: Evidence) -> bool:
    """Whether the promise follows from a goal and what came of it, or from a due date and the day it was done."""
    if promise.family == "budget":
        return _within_budget(evidence)
    if promise.family != "time":
        return False
    over = _days_over(evidence)
    if any(took < planned for took, planned in against_plan(evidence)):
        return True
    return over is not None and over <= (0 if promise.strength == 1 else -1)


def _told_late(claim: Claim, evidence: Evidence, said: str) -> Iterator[Finding]:
    """ "Filed two weeks late" of what was early, or of what nobody called late."""
    late = _LATE.search(claim.text)
    if late is None or _LATE.search(said) or _SLIPPED.search(said) or (_days_over(evidence) or 0) > 0:
        return
    early = next((found for one in _PROMISES if one.family == "time" and (found := one.pattern.search(said))), None)
    yield Finding(
        kind=Kind.DATES,
        ruling=Ruling.CONTRADICTED if early else Ruling.UNSUPPORTED,
        because=f'The entry says "{early.group()}", not "{late.group()}".'
        if early
        else f'No cited entry says "{late.group()}".',
        question=f'What shows that it was "{late.group()}"?',
        claimed=late.span(),
    )
