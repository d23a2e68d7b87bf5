"""Times of day as people write them: 02:40, 2am, half past ten, noon; each in minutes after midnight."""

import re
from functools import lru_cache
from typing import NamedTuple

from service.domain.numerals import ONES


class ClockTime(NamedTuple):
    """A time of day and its place (code points). `minutes` after midnight; `half` marks one that may be am or pm."""

    start: int
    end: int
    text: str
    minutes: int
    half: bool


_HOUR_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_PART = r"(?P<part>morning|afternoon|evening|night)"
_PAST_BY = r"half|(?:a )?quarter|five|ten|twenty(?:-five)?"
_MERIDIEM = r"(?P<m>[ap])\.?m\b\.?"
_NUMBER_AFTER = r"(?! ?(?:%|per ?cent|percent|of\b|points?|weeks?|days?|hours?|minutes?|pounds|euros|times|people))"
_SHAPES = (
    re.compile(rf"(?i)(?<![\d.:/£$€])(?P<h>\d{{1,2}}):(?P<min>[0-5]\d)(?![\d:])(?:\s?{_MERIDIEM})?"),
    re.compile(rf"(?i)(?<![\d.:/£$€])(?P<h>\d{{1,2}})\.(?P<min>[0-5]\d)\s?{_MERIDIEM}"),
    re.compile(rf"(?i)(?<![\d.:/£$€])(?P<h>\d{{1,2}})\s?{_MERIDIEM}"),
    re.compile(
        rf"(?i)\b(?P<h>\d{{1,2}}|{_HOUR_WORDS}) o['’]clock(?: in the (?P<part>morning|afternoon|evening|night))?"
    ),
    re.compile(rf"(?i)\b(?P<by>{_PAST_BY}) past (?P<h>{_HOUR_WORDS}|\d{{1,2}})\b{_NUMBER_AFTER}"),
    re.compile(rf"(?i)\b(?P<to>(?:a )?quarter|twenty(?:-five)?) to (?P<h>{_HOUR_WORDS})\b{_NUMBER_AFTER}"),
    re.compile(rf"(?i)\b(?:at|by|before|until|since) (?P<to>five|ten) to (?P<h>{_HOUR_WORDS})\b{_NUMBER_AFTER}"),
    re.compile(r"(?i)\b(?P<name>noon|midday|midnight)\b"),
)
_PAST = {"half": 30, "quarter": 15, "a quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_GATE = re.compile(
    r"(?i)\d:\d\d|\d\s?[ap]\.?m\b|o['’]clock|\b(?:past|(?:quarter|twenty(?:-five)?|five|ten) to|noon|midday|midnight)\b"
)
_HALF_DAY = 720


@lru_cache(maxsize=2_048)
def clock_times(text: str) -> tuple[ClockTime, ...]:
    """Every time of day in `text`, in order."""
    if _GATE.search(text) is None:
        return ()
    found: list[ClockTime] = []
    for shape in _SHAPES:
        for match in shape.finditer(text):
            one = _read(match)
            if one and not any(other.start < one.end and one.start < other.end for other in found):
                found.append(one)
    return tuple(sorted(found))


def _read(match: re.Match[str]) -> ClockTime | None:
    told = match.groupdict()
    if told.get("name"):
        midnight = told["name"].lower() == "midnight"
        return ClockTime(*match.span(), match[0], 0 if midnight else _HALF_DAY, half=False)
    hour = told["h"].lower()
    hours = int(hour) if hour.isdigit() else ONES[hour]
    minutes = int(told.get("min") or 0)
    if told.get("by"):
        minutes = _PAST[told["by"].lower()]
    if told.get("to"):
        hours, minutes = (hours - 1) % 12, 60 - _PAST[told["to"].lower()]
    meridiem = (told.get("m") or "").lower()
    if told.get("part"):
        meridiem = "a" if told["part"].lower() == "morning" else "p"
    if hours > (12 if meridiem else 23):
        return None
    if meridiem:
        hours = hours % 12 + (12 if meridiem == "p" else 0)
    half = not meridiem and hours <= 12 and not hour.startswith("0")
    return ClockTime(*match.span(), match[0], 60 * hours + minutes, half)


def same_time(one: ClockTime, two: ClockTime) -> bool:
    """Whether both may be the same time: "10:15" is "a quarter past ten", and either half of the day."""
    return _apart(one.minutes - two.minutes, loose=one.half or two.half) == 0


def _apart(minutes: int, *, loose: bool) -> int:
    return minutes % (_HALF_DAY if loose else 2 * _HALF_DAY)


def follows(later: ClockTime, earlier: ClockTime, minutes: int) -> bool:
    """Whether `later` is `minutes` after (or, where negative, before) `earlier`."""
    return _apart(later.minutes - earlier.minutes - minutes, loose=later.half or earlier.half) == 0
