"""Counts the days of a repeating event, by the rules that calendars write, within bounds of days and of work."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

# A rule may go on for ever; what is counted of one ends here, and of a whole calendar too.
MOST_TIMES = 1_000
_LONGEST = timedelta(days=10 * 366)
_MOST_STEPS = 400_000
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNDERSTOOD = frozenset(
    "FREQ INTERVAL COUNT UNTIL BYDAY BYMONTHDAY BYMONTH WKST BYHOUR BYMINUTE BYSECOND X-EVOLUTION-ENDDATE".split()
)


@dataclass(slots=True)
class Work:
    """How many days may still be looked at for one calendar."""

    left: int = _MOST_STEPS


def rule_of(written: str) -> dict[str, str]:
    """The parts of a rule under their names in capitals."""
    return {name.upper(): said.upper() for name, _, said in (part.partition("=") for part in written.split(";"))}


def days_of(rule: dict[str, str], first: date, until: date | None, work: Work) -> list[date] | None:
    """The days of a rule, from the first to its end or `until`; None where it has no end or cannot be followed."""
    count, last = _number(rule.get("COUNT", "")), _day(rule.get("UNTIL", ""))
    if (count is None and last is None and until is None) or not _UNDERSTOOD.issuperset(rule):
        return None
    if first > date.max - _LONGEST - timedelta(days=60):
        return None
    end = min(day for day in (last, until, first + _LONGEST) if day is not None)
    days: list[date] = []
    try:
        for day in _stepped(rule, first):
            work.left -= 1
            if work.left <= 0:
                return None
            if day > end or len(days) >= min(MOST_TIMES, count if count is not None else MOST_TIMES):
                break
            if day >= first and _fits(rule, day):
                days.append(day)
    except (ValueError, KeyError):
        return None
    return days


def _stepped(rule: dict[str, str], first: date) -> Iterator[date]:
    """Days in order that may be days of the rule; raises KeyError for a frequency of hours or less, or none."""
    step = _number(rule.get("INTERVAL", "1")) or 1
    walk = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}[rule["FREQ"]]
    return walk(rule, first, step)


def _daily(_rule: dict[str, str], first: date, step: int) -> Iterator[date]:
    for n in range(0, _LONGEST.days + 40, step):
        yield first + timedelta(days=n)


def _weekly(rule: dict[str, str], first: date, step: int) -> Iterator[date]:
    named = [_WEEKDAYS.index(day) for day in rule["BYDAY"].split(",")] if rule.get("BYDAY") else [first.weekday()]
    starts = _WEEKDAYS.index(rule.get("WKST", "MO"))
    monday = first - timedelta(days=(first.weekday() - starts) % 7)
    offsets = sorted({(day - starts) % 7 for day in named})
    for n in range(0, _LONGEST.days + 40, 7 * step):
        for offset in offsets:
            yield monday + timedelta(days=n + offset)


def _monthly(rule: dict[str, str], first: date, step: int) -> Iterator[date]:
    for n in range(0, 10 * 12 + 3, step):
        month = first.month - 1 + n
        yield from _in_month(rule, first.year + month // 12, month % 12 + 1, first.day)


def _yearly(rule: dict[str, str], first: date, step: int) -> Iterator[date]:
    if rule.get("BYDAY") and not rule.get("BYMONTH"):
        raise ValueError("the weekdays of a whole year are not followed")
    months = sorted(int(month) for month in rule["BYMONTH"].split(",")) if rule.get("BYMONTH") else [first.month]
    for n in range(0, 12, step):
        for month in months:
            yield from _in_month(rule, first.year + n, month, first.day)


def _in_month(rule: dict[str, str], year: int, month: int, day: int) -> Iterator[date]:
    length = calendar.monthrange(year, month)[1]
    if rule.get("BYDAY"):
        chosen = {found for part in rule["BYDAY"].split(",") for found in _weekdays_in(part, year, month, length)}
        wanted = _month_days(rule, length) if rule.get("BYMONTHDAY") else chosen
        yield from (date(year, month, found) for found in sorted(chosen & wanted))
        return
    wanted = _month_days(rule, length) if rule.get("BYMONTHDAY") else {day}
    yield from (date(year, month, found) for found in sorted(wanted) if 1 <= found <= length)


def _weekdays_in(part: str, year: int, month: int, length: int) -> list[int]:
    """`2TU` is the second Tuesday of a month, `-1FR` its last Friday, `MO` every Monday."""
    weekday = _WEEKDAYS.index(part[-2:])
    days = [day for day in range(1, length + 1) if calendar.weekday(year, month, day) == weekday]
    nth = int(part[:-2] or 0)
    if not nth:
        return days
    return days[nth - 1 : nth] if nth > 0 else days[nth:][:1] if -nth <= len(days) else []


def _month_days(rule: dict[str, str], length: int) -> set[int]:
    numbers = [int(number) for number in rule["BYMONTHDAY"].split(",")]
    return {number if number > 0 else length + 1 + number for number in numbers}


def _fits(rule: dict[str, str], day: date) -> bool:
    """Whether a day meets the parts of a rule that only narrow it."""
    if rule.get("BYMONTH") and str(day.month) not in rule["BYMONTH"].split(","):
        return False
    if rule["FREQ"] == "DAILY":
        if rule.get("BYDAY") and _WEEKDAYS[day.weekday()] not in rule["BYDAY"].split(","):
            return False
        if rule.get("BYMONTHDAY"):
            return day.day in _month_days(rule, calendar.monthrange(day.year, day.month)[1])
    return True


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None


def _day(written: str) -> date | None:
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:8]))
    except ValueError:
        return None
