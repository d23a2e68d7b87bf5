"""Settles whether a sentence says something happened more often than its entry does; not how often is often."""

import re

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.wording import words
from service.verification.reading import Reading, in_stems, read

_ALWAYS = (
    r"(?:always|every\s+time|constantly|continuous(?:ly)?|continual(?:ly)?|invariably|without\s+fail"
    r"|at\s+all\s+times|24/7|never\s+miss\w*|perpetual(?:ly)?)"
)
_OFTEN = (
    r"(?:regular(?:ly)?|consistent(?:ly)?|routine(?:ly)?|frequent(?:ly)?|often|repeated(?:ly)?|ongoing"
    r"|habitual(?:ly)?|usual(?:ly)?|typically|steadily|time\s+and\s+again|day\s+in|(?:each|every|per"
    r"|a)\s+(?:day|week|month|quarter|year|shift|sprint|term|season|morning|evening|night|cycle|release"
    r"|time|other\s+\w+|\w+day)|daily|weekly|monthly|quarterly|annually|yearly|fortnightly|biweekly|nightly"
    r"|hourly|recurring|many\s+times|multiple\s+times|numerous\s+times|on\s+a\s+\w+\s+basis)"
)
_SOMETIMES = (
    r"(?:sometimes|occasional(?:ly)?|now\s+and\s+then|at\s+times|from\s+time\s+to\s+time|several\s+times"
    r"|periodic(?:ally)?|intermittent(?:ly)?)"
)
_RANKS = tuple(
    (rank, re.compile(rf"(?i)\b{pattern}\b")) for rank, pattern in ((4, _ALWAYS), (3, _OFTEN), (2, _SOMETIMES))
)
_UNITS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "annually": "year",
    "yearly": "year",
    "nightly": "night",
    "hourly": "hour",
    "fortnightly": "fortnight",
    "biweekly": "fortnight",
}

# "for a week" says how long, not how often.
_LASTS = re.compile(r"(?i)\b(?:for|in|within|after|over|took|takes|of|lasted|half|nearly|about|saved?)\s+$")


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to a wording of frequency that stands higher than any in the sentences the claim rests on."""
    reading = read(claim, evidence)
    if not reading.sources:
        return ()
    for rank, pattern in _RANKS:
        for match in pattern.finditer(reading.text):
            said = "\n".join(source.text for source in reading.near(match.start()))
            highest = _highest(said)
            if _is_said(match[0], said, reading) or (rank <= highest and not _names_period(match[0])):
                continue
            return (_overstated(match, highest, reading),)
    return ()


def _highest(said: str) -> int:
    """How often the entry's own words go, from 1 (once) to 4 (always)."""
    return max(
        (
            rank
            for rank, pattern in _RANKS
            for match in pattern.finditer(said)
            if not _LASTS.search(said[: match.start()])
        ),
        default=1,
    )


def _names_period(marker: str) -> bool:
    return bool(
        re.search(r"(?i)\b(?:day|week|month|quarter|year|night|hour|fortnight)", _UNITS.get(marker.lower(), marker))
    )


def _is_said(marker: str, said: str, reading: Reading) -> bool:
    lower = marker.lower()
    unit = _UNITS.get(lower) or next(
        iter(
            re.findall(
                r"\b(?:day|week|month|quarter|year|shift|sprint|term|season|morning|evening|night|cycle|release)\b",
                lower,
            )
        ),
        "",
    )
    if unit:
        adjective = {
            "day": "daily",
            "week": "weekly",
            "month": "monthly",
            "quarter": "quarterly",
            "year": "annual|yearly",
            "night": "nightly",
        }.get(unit, rf"{unit}ly")
        return bool(
            re.search(
                rf"(?i)\b(?:each|every|per|an?)\s+{unit}|/\s?{unit}|{adjective}|\b{unit}ly"
                rf"|\b{unit}s?\b.{{0,12}}\brunning\b",
                said,
            )
        )
    return all(in_stems(word, reading.stems) for word in words(marker))


def _overstated(match: re.Match[str], highest: int, reading: Reading) -> Finding:
    says = "tells of it once" if highest == 1 else "says it happened less often"
    return Finding(
        kind=Kind.FREQUENCY,
        ruling=Ruling.OVERSTATED,
        because=f"the entry {says}; the sentence says *{match[0].lower()}*",
        question="How often did you do this, and between which dates?",
        spans=(reading.sources[0].span(),),
        claimed=match.span(),
    )
