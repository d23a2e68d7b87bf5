"""The reach ladder: how far beyond the person the work is said to carry."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from service.domain.ladder import Rung
from service.domain.wording import lowered


class Reach(Rung):
    """SELF < TEAM < SEVERAL_TEAMS < ORGANISATION < COMPANY < OUTSIDE (customers, the public, an industry)."""

    SELF = 0
    TEAM = 1
    SEVERAL_TEAMS = 2
    ORGANISATION = 3
    COMPANY = 4
    OUTSIDE = 5


class ReachMark(NamedTuple):
    """Words that say how far something carried, and where they stand."""

    rung: Reach
    words: str
    start: int
    end: int


_WHOLE = (
    r"(?:company|firm|business|enterprise|group|bank|hospital|school|university|council|trust|charity"
    r"|agency|plant|factory|store|academy|college|estate)"
)
_FIRM = r"(?:company|firm|business|enterprise|hospital|university|council)"
_PART = r"(?:organi[sz]ation|org|department|division|directorate|faculty|business\s+unit|function|site|region)"
_UNITS = (
    r"(?:teams|squads|crews|wards|shifts|departments|units|groups|tribes|branches|offices|sites|divisions"
    r"|functions|classes|schools|hospitals|stores|regions|countries|clinics|depots|warehouses|labs"
    r"|faculties|chapters|guilds|services|business\s+units)"
)
_PATTERNS: tuple[tuple[Reach, str], ...] = (
    (
        Reach.OUTSIDE,
        r"(?:customers?|clients?|consumers?|the\s+public|publicly|industry|industry-wide|open[- ]source(?:d)?"
        r"|external(?:ly)?|patients?|guests?|shoppers?"
        r"|(?:the|our|whole|entire)\s+(?:profession|sector|trade|nation|country|world)"
        r"|the\s+market|worldwide|global(?:ly)?|international(?:ly)?|nationwide|nationally|national"
        r"|the\s+community|suppliers?|vendors?|partners|subscribers?|visitors?|families|parents)",
    ),
    (
        Reach.COMPANY,
        rf"(?:company-?wide|firm-?wide|enterprise-?wide|hospital-?wide|school-?wide|trust-?wide|business-?wide"
        rf"|plant-?wide"
        rf"|(?:across|throughout)\s+(?:the\s+|our\s+)?(?:whole\s+|entire\s+)?{_WHOLE}|(?:whole|entire)\s+{_WHOLE}"
        rf"|(?:the|our)\s+{_FIRM}(?:'s)?|everyone|all\s+(?:staff|employees|teams|departments)|every\s+(?:team"
        rf"|department|employee))",
    ),
    (
        Reach.ORGANISATION,
        rf"(?:(?:organi[sz]ation|org|department|division|region|site|faculty)-?wide|{_PART}"
        rf"|organi[sz]ational(?:ly)?|departmental)",
    ),
    (
        Reach.SEVERAL_TEAMS,
        rf"(?:cross-?\s?(?:team|functional|departmental|functionally)|multi-?team|(?:other|several|many"
        rf"|multiple|various|both|more|different|adjacent|neighbou?ring|partner)\s+(?:\w+\s+)?{_UNITS}"
        rf"|(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|across)\s+(?:the\s+|our\s+"
        rf"|other\s+)?(?:\w+\s+){{0,2}}?{_UNITS}|{_UNITS})",
    ),
    (
        Reach.TEAM,
        r"(?:team|teammates?|colleagues?|co-?workers?|peers?|squad|crew|ward|shift|class|group|juniors?"
        r"|new\s+joiners?|new\s+starters?|nurses|engineers|analysts|developers|teachers|reps|staff|interns?"
        r"|apprentices?|trainees?|pupils|students)",
    ),
)


_KEPT = 4_000  # characters; longer texts are not kept


@cache
def _matcher() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?P<{rung.name}>\b{pattern}\b)" for rung, pattern in _PATTERNS))


def reach_marks(text: str) -> tuple[ReachMark, ...]:
    """Every wording of reach in a text, in order."""
    return _reach_marks_kept(text) if len(text) <= _KEPT else _reach_marks(text)


def _reach_marks(text: str) -> tuple[ReachMark, ...]:
    return tuple(
        ReachMark(Reach[match.lastgroup], text[match.start() : match.end()], match.start(), match.end())
        for match in _matcher().finditer(lowered(text))
        if match.lastgroup
    )


_reach_marks_kept = lru_cache(maxsize=4_096)(_reach_marks)


def reach_of(text: str) -> Reach:
    """The furthest reach the text words; SELF when it words none."""
    return max((mark.rung for mark in reach_marks(text)), default=Reach.SELF)
