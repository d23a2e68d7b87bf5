"""Words of punctuality: "ahead of schedule", "on time", "within budget": an entry must say them, or a stronger one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.units import Measure
from service.verification.derived_figures import against_goals
from service.verification.known_figures import know


class _Promise(NamedTuple):
    """`strength` orders one family: ahead of time implies on time."""

    pattern: re.Pattern[str]
    family: str
    strength: int


def _promise(family: str, strength: int, *phrases: str) -> _Promise:
    return _Promise(re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE), family, strength)


_DUE = r"(?:schedule|time|plan|target|(?:the |its |our |their |a )?(?:\w+ )?deadlines?|(?:the )?due date|timeline)"
_PROMISES = (
    _promise(
        "time",
        2,
        rf"(?:well |far )?ahead of {_DUE}",
        r"(?:well )?(?:before|in advance of) (?:the |its |our |their |a )?(?:\w+ )?(?:deadline|due date)s?",
        r"(?:an? |one |two |three |four |five |six |\d+ )?(?:full )?(?:days?|weeks?|months?) (?:early|ahead)",
        r"(?:finished|delivered|completed|shipped|launched|submitted|closed|landed|done) early",
        r"beat (?:the |its |our )?(?:\w+ )?deadline",
    ),
    _promise(
        "time",
        1,
        r"on time",
        r"on schedule",
        r"to schedule",
        r"in time",
        r"(?:met|meeting|hit|hitting|made|making|within|by) (?:the |its |our |their |every |each |all |a )?"
        r"(?:\w+ )?deadlines?",
        r"without (?:missing|slipping|delay|delays|a delay)\b[^.,;]{0,30}",
        r"as scheduled",
    ),
    _promise("budget", 2, r"under budget", r"below budget"),
    _promise("budget", 1, r"on budget", r"within (?:the |its |our )?budget", r"to budget"),
    _promise("pace", 1, r"in record time", r"record-breaking time", r"faster than ever"),
    _promise("pace", 1, r"overnight", r"immediately", r"at once", r"straight away", r"instantly"),
)


# Every promise holds one of these; most sentences hold none, and are spared the rest.
_PROMISING = re.compile(
    r"schedul|time|plan|target|deadline|due|early|ahead|budget|overnight|immediate|at once|straight|instant|delay|slip"
    r"|missing|than ever",
    re.IGNORECASE,
)


def _within_budget(evidence: Evidence) -> bool:
    """ "£2,950 of the £3,600 budget": money that leaves some over."""
    return any(
        spent.figure.measure is Measure.MONEY and spent.figure.base < given.figure.base
        for spent, given in against_goals(know(evidence.cited).figures)
    )


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
        if promise.family == "budget" and _within_budget(evidence):
            continue
        weaker = family[0].pattern.search(said) if family else None
        yield Finding(
            kind=Kind.DATES,
            ruling=Ruling.OVERSTATED if weaker else Ruling.UNSUPPORTED,
            because=f'The entry says "{weaker.group()}", not "{match.group()}".'
            if weaker
            else f'No cited entry says "{match.group()}".',
            question=f'What shows that it was "{match.group()}"?',
            claimed=match.span(),
        )
