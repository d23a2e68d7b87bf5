"""Reads a calendar export (ICS): events that took place, the repeating ones counted within bounds, never unrolled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from service.errors import TooLarge, Unreadable
from service.intake.trails.days import between
from service.intake.trails.repeating import Work, days_of, rule_of
from service.intake.trails.trail import Asked, Found, Person, Recorded, Trace, TrailKind

if TYPE_CHECKING:
    from icalendar import Event

MOST_EVENTS = 20_000
_BLOCKED = frozenset(("OOF", "AWAY", "FREE"))


def is_calendar(text: str) -> bool:
    """Whether a text is a calendar export."""
    return text.lstrip("\ufeff \t\n")[:15].upper() == "BEGIN:VCALENDAR"


def read_calendar(text: str, asked: Asked) -> Found:
    """The events; raises Unreadable for what is no calendar or has none, TooLarge over 20,000 events."""
    if text.upper().count("\nBEGIN:VEVENT") > MOST_EVENTS:
        raise TooLarge(f"There are more than {MOST_EVENTS:,} events in it", mend="Export fewer years at once")
    found = Found(TrailKind.ICS)
    moved, work = 0, Work()
    for n, (event, calendar) in enumerate(_events(text), start=1):
        recorded = _recorded(event, calendar, asked, n, found, work)
        if recorded is not None:
            moved += "RECURRENCE-ID" in event
            found.records.append(recorded)
    if not found.records and not found.unread:
        raise Unreadable("There is no event in the calendar", mend="Export the calendar with its events")
    if private := sum(record.trace.private for record in found.records if not record.folded):
        were = "event is" if private == 1 else "events are"
        found.notes.append(f"{private} {were} marked private in the calendar: look before you share this")
    if moved:
        found.notes.append(f"{moved} times of repeating events were changed in the calendar and stand alone here")
    return found


def _events(text: str) -> "Iterator[tuple[Event, str]]":
    from icalendar import Calendar, Event

    try:
        for calendar in Calendar.from_ical(text, multiple=True):
            name = str(calendar.get("X-WR-CALNAME") or calendar.get("NAME") or "")
            for event in calendar.walk("VEVENT"):
                if isinstance(event, Event):
                    yield event, name
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise Unreadable(
            "The calendar cannot be read", mend="Export it again; it must be whole, from BEGIN:VCALENDAR to its END"
        ) from None


def _recorded(event: "Event", calendar: str, asked: Asked, n: int, found: Found, work: Work) -> Recorded | None:
    title = _text(event, "SUMMARY")
    private = _text(event, "CLASS").upper() in ("PRIVATE", "CONFIDENTIAL")
    first = _day(event.get("DTSTART"))
    if first is None:
        found.leave(f"event {n}", "" if private else title, "its day cannot be told")
        return None
    if not title:
        found.leave(f"event {n}", "", "an event without a title")
        return None
    times = _times(event, first, asked, work)
    folded = ""
    if _text(event, "STATUS").upper() == "CANCELLED":
        folded = "cancelled event"
    elif _text(event, "X-MICROSOFT-CDO-BUSYSTATUS").upper() in _BLOCKED:
        folded = "event marked as free or away"
    elif times.count == 0:
        folded = "repeating event that did not take place in that time"
    invited = [_person(one) for key in ("ORGANIZER", "ATTENDEE") for one in _all(event, key) if not _declined(one)]
    return Recorded(
        trace=Trace(
            what=times.what,
            title=title,
            when=between(times.first, times.last),
            where=f"event {n}",
            count=max(1, times.count),
            private=private,
        ),
        people=tuple(person for person in invited if person.names),
        project=calendar,
        themes=tuple(str(part) for value in _all(event, "CATEGORIES") for part in getattr(value, "cats", ())),
        folded=folded,
    )


@dataclass(frozen=True, slots=True)
class _Times:
    """How often an event took place within what was asked, and from which day to which."""

    count: int
    first: date
    last: date
    what: str = "event"


def _times(event: "Event", first: date, asked: Asked, work: Work) -> _Times:
    rules = _all(event, "RRULE")
    if not rules:
        return _Times(1, first, _last_day(event, first))
    days = days_of(_rule(rules[0]), first, asked.until, work) if len(rules) == 1 else None
    if days is None:
        # Nobody can say how often it took place: what is known is its first day.
        return _Times(1, first, first, "repeating event whose times are not counted")
    left_out = {_day(one) for value in _all(event, "EXDATE") for one in getattr(value, "dts", ())}
    taken = [day for day in days if day not in left_out and (asked.since is None or day >= asked.since)]
    if not taken:
        return _Times(0, first, first)
    return _Times(len(taken), taken[0], taken[-1], "time of a repeating event")


def _rule(value: object) -> dict[str, str]:
    told = getattr(value, "to_ical", None)
    return rule_of(told().decode("utf-8") if callable(told) else str(value))


def _last_day(event: "Event", first: date) -> date:
    """The last day of one event; a whole-day event ends on the morning of the day it is said to end."""
    end = event.get("DTEND")
    day = _day(end)
    if day is None:
        return first
    whole_day = not isinstance(getattr(end, "dt", None), datetime)
    return max(first, day - timedelta(days=1) if whole_day else day)


def _day(value: object) -> date | None:
    moment = getattr(value, "dt", None)
    if isinstance(moment, datetime):
        return moment.date()
    return moment if isinstance(moment, date) else None


def _text(event: "Event", name: str) -> str:
    value = event.get(name)
    return str(value[0] if isinstance(value, list) and value else value or "").strip()


def _all(event: "Event", name: str) -> list[object]:
    value = event.get(name)
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def _declined(address: object) -> bool:
    return str(getattr(address, "params", {}).get("PARTSTAT", "")).upper() == "DECLINED"


def _person(address: object) -> Person:
    written = str(address)
    mail = written[7:] if written[:7].casefold() == "mailto:" else written
    name = str(getattr(address, "params", {}).get("CN", ""))
    return Person(tuple(part for part in (name, mail) if part))
