"""Reads a time that stands in several fields, as programs keep it: a start, an end, a duration; a clock is no date."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from service.domain.when import Precision, When
from service.intake.dated_text import Dated, dated_field
from service.intake.dates import BACKWARDS, NO_END
from service.intake.day_order import SlashOrder


class Edge(StrEnum):
    """What a field says of a time."""

    START = "start"
    END = "end"
    DURATION = "duration"


_STARTS = (
    "start|start date|date start|start time|started|started on|started at|date started|begin|begin date|began|"
    "event start|event start date|period start|from date|date from"
)
_ENDS = (
    "end|end date|date end|end time|ended|ended on|ended at|date ended|finish|finish date|finished|finished"
    " on|finished at|"
    "date finished|event end|event end date|period end|to date|date to|until|completed at|completion date"
)
_EDGES = {
    **dict.fromkeys(_STARTS.split("|"), Edge.START),
    **dict.fromkeys(_ENDS.split("|"), Edge.END),
    **dict.fromkeys(("duration", "event duration"), Edge.DURATION),
}
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_TRIM = re.compile(r"[\s_-]+")
_CLOCK = re.compile(
    r"(?:(?<=\d)T|,?\s+(?:at\s+)?)\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s*(?:Z\b|[+-]\d\d:?\d\d|\((?:GMT|UTC)[^()]{0,8}\)|(?:GMT|UTC|[CE]E?S?T|[PMCE][SD]T)(?:[+-]\d{1,2})?\b))?",
    re.IGNORECASE,
)
_NO_END_YET = re.compile(r"\W*(?:present|now|today|ongoing|current(?:ly)?|open|null|none|n/?a)?\W*", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "half year": 6, "half": 6, "year": 12}


def spaced(name: str) -> str:
    """`eventStart` as the words it is made of."""
    return _CAMEL.sub(" ", name)


def is_project(name: str) -> bool:
    """Whether a field of this name says which project something belongs to."""
    return _TRIM.sub(" ", spaced(name).strip(" *_:").lower()) in ("project", "project name", "initiative")


def edge_named(name: str) -> Edge | None:
    """What a field of this name says of a time; None when it says nothing of one, or all of it."""
    return _EDGES.get(_TRIM.sub(" ", spaced(name).strip(" *_:?.").lower()).strip())


def edges_named(names: Sequence[str]) -> list[Edge | None]:
    """The edges that fields hold which stand side by side; `From` and `To` are two only where both stand there."""
    edges = [edge_named(name) for name in names]
    lower = [name.strip().lower() for name in names]
    if "from" in lower and "to" in lower:
        edges[lower.index("from")], edges[lower.index("to")] = Edge.START, Edge.END
    return edges


def without_clock(written: str) -> str:
    """The dates in a text without the times of day behind them."""
    return _CLOCK.sub("", written)


def dated_stamp(written: str, order: SlashOrder, within: When) -> Dated:
    """The value of a date field that a program may have stamped: `March 14, 2025 10:00 AM (GMT+1)` is a day."""
    plain = without_clock(written)
    return dated_field(plain, order, within)


def local_day(written: str, zone: str, order: SlashOrder) -> When:
    """The day on which a diary was written, where it was written; `zone` is a name like `Asia/Tokyo`, or empty."""
    try:
        moment = datetime.fromisoformat(written)
        moment = moment.astimezone(ZoneInfo(zone)) if zone and moment.tzinfo else moment
    except (ValueError, KeyError, OSError, OverflowError):
        return dated_stamp(written, order, When()).when
    return When.parse(moment.date().isoformat())


def period_of(
    start: str, end: str, duration: str, order: SlashOrder, within: When, *, may_be_a_day: bool = False
) -> Dated:
    """The time from a start to an end; of what has no end yet, unknown.

    A duration (`month`) stands in for the end. With `may_be_a_day` a start alone is the day of it: an event's, not a
    job's.
    """
    opened, closed = dated_stamp(start, order, within), dated_stamp(end, order, within)
    for written, dated in ((start, opened), (end, closed)):
        if written.strip() and not dated.when.known and not _NO_END_YET.fullmatch(written):
            return Dated(When(), written, written, dated.why)
    if opened.when.known and closed.when.known:
        return _joined(opened.when, closed.when, f"{start} - {end}")
    if not opened.when.known:
        return closed
    lasted = _lasting(opened.when, duration)
    if lasted is not None:
        return Dated(lasted, "")
    return opened if may_be_a_day else Dated(When(), start, start, NO_END)


def _joined(start: When, end: When, written: str) -> Dated:
    if start == end:
        return Dated(start, "")
    first, last = _edge(start, first=True), _edge(end, first=False)
    try:
        return Dated(When.parse(f"{first}..{last}"), "")
    except ValueError:
        return Dated(When(), written, written, BACKWARDS)


def _edge(when: When, *, first: bool) -> str:
    canonical = when.canonical or ""
    return canonical.partition("..")[0] if first else canonical.rpartition("..")[2]


def _lasting(start: When, duration: str) -> When | None:
    """What begins on a day and lasts a day, week, month, quarter or year; None for any other duration."""
    unit = _TRIM.sub(" ", duration.strip().lower()).removeprefix("1 ").rstrip("s")
    if start.precision is not Precision.DAY or start.first is None:
        return start if unit in (*_DAYS, *_MONTHS) else None
    first = start.first
    try:
        if unit in _DAYS:
            last = first + timedelta(days=_DAYS[unit] - 1)
        elif unit in _MONTHS:
            last = _months_on(first, _MONTHS[unit]) - timedelta(days=1)
        else:
            return None
    except (ValueError, OverflowError):
        return start
    return start if last == first else When.parse(f"{first.isoformat()}..{last.isoformat()}")


def _months_on(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for back in range(4):
        try:
            return date(year, month, day.day - back)
        except ValueError:
            continue
    raise ValueError("no such month")
