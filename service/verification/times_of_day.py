"""Times of day against the entries: a written one, or one that follows from it and a written stretch of minutes."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from service.domain.brag import BragEntry
from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.clock import ClockTime, clock_times, follows, same_time
from service.domain.quantities import quantities
from service.domain.quantity import Quantity
from service.domain.units import Measure

_BARE = re.compile(
    r"(?i)\b(?:at|by|from|to|until|till|since|before|after|around|about|-|–) ?(?P<hour>\d{1,2})(?![\d:.%])\b"
)


# With more times than this a passage is a timetable, and any stretch lies between some two of them.
_MOST_TIMES = 4


def clock_objections(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """Times of day the cited entries neither give nor let one reckon."""
    told = clock_times(claim.text)
    if not told:
        return
    passages = [passage.words for entry in evidence.cited for passage in entry.passages()]
    for one in told:
        if any(_holds(one, said) for said in passages):
            continue
        given = next((time for said in passages for time in clock_times(said)), None)
        yield Finding(
            kind=Kind.DATES,
            ruling=Ruling.CONTRADICTED if given else Ruling.UNSUPPORTED,
            because=f'The entry says {given.text}, not "{one.text}".'
            if given
            else f'No cited entry says "{one.text}".',
            question="At what time was it?",
            claimed=(one.start, one.end),
        )


def _holds(claimed: ClockTime, said: str) -> bool:
    written = clock_times(said)
    if any(same_time(claimed, one) for one in written) or claimed.text.lower() in said.lower():
        return True
    if _bare_hour(claimed, said):
        return True
    return any(follows(claimed, one, way * minutes) for one in written for minutes in _minutes(said) for way in (1, -1))


def _minutes(said: str) -> Sequence[int]:
    times = (q for q in quantities(said) if q.measure is Measure.TIME and q.high is None)
    return [int(q.base // 60) for q in times if 60 <= q.base < 86_400]


def _bare_hour(claimed: ClockTime, said: str) -> bool:
    """ "By 9 pm" of "19 people in by 9"."""
    hour, minute = divmod(claimed.minutes, 60)
    return minute == 0 and any(int(match["hour"]) % 12 == hour % 12 for match in _BARE.finditer(said))


@lru_cache(maxsize=256)
def between_clocks(entry: BragEntry) -> frozenset[int]:
    """The minutes between any two times of day an entry gives: "down since 7am, back by 10:30" is 210."""
    times = [time for passage in entry.passages() for time in clock_times(passage.words)]
    if len(times) > _MOST_TIMES:
        return frozenset()
    half = any(time.half for time in times)
    apart = {abs(one.minutes - two.minutes) for one in times for two in times if one is not two}
    return frozenset(apart | {minutes % 720 for minutes in apart if half} - {0})


def reckoned(q: Quantity, entries: Sequence[BragEntry]) -> bool:
    """Whether a stretch of time lies between two times of day of one entry; "about" leaves a tenth either way."""
    if q.measure is not Measure.TIME or q.per or not 60 <= q.base < 86_400:
        return False
    slack = q.base / 10 if q.approximate or q.comparator else 0
    return any(abs(q.base - 60 * minutes) <= slack for entry in entries for minutes in between_clocks(entry))
