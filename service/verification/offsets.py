"""Days told in short: by their distance from another ("three days before 21 May"), or by number alone ("the 27th")."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from service.domain.moments import Days, Moment
from service.domain.numerals import ONES
from service.domain.when import When

_DAYS_OFF = re.compile(
    r"(?i)\b(?P<count>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?P<unit>days?|weeks?) "
    r"(?P<way>before|after|ahead of|earlier than|later than|prior to) (?:the |its |our |their )?"
    r"(?:\w+ (?:[a-z]+ ){0,3}?(?:of|on) )?"
)
_FROM_THERE = re.compile(
    r"(?i)\b(?P<count>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?P<unit>days?|weeks?) "
    r"(?P<way>later|afterwards|earlier|before)\b(?! (?:than|the|its|our|their|\d))"
)
_NEXT_DAY = re.compile(
    r"(?i)\bthe (?P<part>day|evening|night|afternoon|morning) (?P<way>after|before)\b(?! (?:the|its|our|their|\d))"
    r"|\bthe (?P<following>next|following) day\b"
)
_FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "new year": (1, 1),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
}
_FEAST = re.compile("|".join(sorted(_FEASTS, key=len, reverse=True)), re.IGNORECASE)
_SOME_YEAR = 2025


def offsets(text: str, told: Sequence[Moment]) -> Iterator[Moment]:
    """The days told by their distance from one of the dates `told` in `text`, or from a feast with a day of its own.

    "Two weeks later" counts from the last date before it.
    """
    for match in _DAYS_OFF.finditer(text):
        anchor = next((one for one in told if one.start == match.end()), None)
        feast = _FEAST.match(text, match.end())
        if anchor is not None and anchor.day is not None and anchor.swapped is None:
            yield from _there(match, anchor.year, anchor.first, anchor.day, anchor.end)
        elif feast is not None:
            month, day = _FEASTS[feast[0].lower()]
            yield from _there(match, None, month, day, feast.end())
    for match in _NEXT_DAY.finditer(text):
        last = next((one for one in reversed(told) if one.end <= match.start()), None)
        if last is not None and last.day is not None and last.swapped is None:
            yield from _there(match, last.year, last.first, last.day, match.end())
    for match in _FROM_THERE.finditer(text):
        last = next((one for one in reversed(told) if one.end <= match.start()), None)
        if last is not None and last.day is not None and last.swapped is None:
            yield from _there(match, last.year, last.first, last.day, match.end())


def _there(match: re.Match[str], year: int | None, month: int, day: int, end: int) -> Iterator[Moment]:
    told = match.groupdict()
    count, unit = (told.get("count") or "one").lower(), (told.get("unit") or "day").lower()
    days = (int(count) if count.isdigit() else ONES.get(count, 1)) * (7 if unit[0] == "w" else 1)
    way = 1 if (told["way"] or "after").lower() in ("after", "later than", "later", "afterwards") else -1
    try:
        there = date(year or _SOME_YEAR, month, day) + timedelta(days=way * days)
    except ValueError:
        return  # 31 June
    moment = Moment(match.start(), end, match.string[match.start() : end])
    found = there.year if year else None
    yield replace(moment, year=found, first=there.month, last=there.month, day=there.day)


_BARE = re.compile(
    r"(?i)\b(?:on|by|to|until|till|from|before|after|and|since|of|for|was|is) the (?P<day>\d{1,2})(?:st|nd|rd|th)\b"
    r"(?! (?:floor|century|edition|year|grade|birthday|anniversary|time|place|attempt)\b)"
)
_FIRST_OF_TWO = re.compile(
    r"(?i)\b(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,| and| &) (?=\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2})"
)


def bare_days(text: str, told: Sequence[Moment], when: When) -> Iterator[Moment]:
    """ "The 27th" in the month of the date before it, or of the entry; the 14th of "14 and 15 January"."""
    for match in _BARE.finditer(text):
        last = next((one for one in reversed(told) if one.end <= match.start("day")), None)
        if last is not None and last.first == last.last:
            yield _numbered(match, last.first, last.year)
        elif last is None and when.first and when.last and when.first.month == when.last.month:
            yield _numbered(match, when.first.month, None)
    for match in _FIRST_OF_TWO.finditer(text):
        following = next((one for one in told if one.start == match.end()), None)
        if following is not None and following.day is not None:
            yield _numbered(match, following.first, following.year)


def _numbered(match: re.Match[str], month: int, year: int | None) -> Moment:
    start, end = match.span("day")
    if match.string[end : end + 2].isalpha():
        end += 2
    return replace(
        Moment(start, end, match.string[start:end]), year=year, first=month, last=month, day=int(match["day"])
    )


_RELATIVE = re.compile(
    r"(?i)\b(?P<which>last|this|next|previous) (?:calendar )?"
    r"(?P<unit>year|quarter|month|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september"
    r"|october|november|december)\b"
)
_SEASON = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "winter": (12, 3)}


def relative_days(text: str, when: When) -> Iterator[tuple[str, Days]]:
    """ "Last summer", "next month", "last July" of an entry with a date of its own: the words, and the days meant."""
    if when.first is None or when.last is None:
        return
    for match in _RELATIVE.finditer(text):
        which, unit = match["which"].lower(), match["unit"].lower()
        step = {"last": -1, "previous": -1, "this": 0, "next": 1}[which]
        if unit in ("year", "quarter", "month"):
            months = {"year": 12, "quarter": 3, "month": 1}[unit]
            start = (12 * when.first.year + when.first.month - 1) // months * months + step * months
            yield match[0], _months(start, start + months - 1)
            continue
        first, last = _SEASON.get(unit) or (_MONTH_NAMES.index(unit) + 1,) * 2
        for year in (when.first.year - 1, when.first.year, when.first.year + 1):
            start = 12 * year + first - 1
            end = start + (last - first) % 12
            days = _months(start, end)
            before, after = days[1] < when.first, days[0] > when.last
            if (step < 0 and before) or (step > 0 and after) or (step == 0 and not before and not after):
                yield match[0], days


_MONTH_NAMES = tuple(calendar.month_name[n].lower() for n in range(1, 13))


def _months(start: int, end: int) -> Days:
    year, month = divmod(end, 12)
    return date(start // 12, start % 12 + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def feast_days(text: str, when: When) -> Iterator[tuple[str, Days]]:
    """Feasts that have a day of their own, in the entry's year and the one before: "New Year's Eve"."""
    if when.first is None or when.last is None:
        return
    for match in _FEAST.finditer(text):
        month, day = _FEASTS[match[0].lower()]
        for year in range(when.first.year - 1, when.last.year + 1):
            yield match[0], (date(year, month, day),) * 2
