"""A reminder of the review for a calendar: counts and dimension names alone, for calendars are seen by others."""

import uuid
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from service.domain.review import Month, Review

MEDIA_TYPE = "text/calendar; charset=utf-8"


def review_ics(review: Review, now: datetime) -> bytes:
    """One event on the last day of the month after the reviewed one, then every month."""
    month = Month.parse(review.month).following()
    event = Event()
    event.add("uid", f"{uuid.uuid5(uuid.NAMESPACE_OID, f'review {month}')}@promocase")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", month.last)
    event.add("dtend", month.last + timedelta(days=1))
    event.add("rrule", {"freq": "monthly", "bymonthday": -1})
    event.add("summary", "Review your brag log")
    event.add("description", "\n".join(_lines(review)))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Review your brag log")
    alarm.add("trigger", timedelta(hours=9))
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//promocase//review//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _lines(review: Review) -> list[str]:
    wanting = [one.name for one in review.dimensions if one.thin]
    stale = [one.name for one in review.dimensions if one.stale]
    lines = [f"{review.month}: {review.added} added."]
    lines += [f"Thin: {', '.join(wanting)}."] if wanting else []
    lines += [f"Going stale: {', '.join(stale)}."] if stale else []
    mend = sum(len(one.gaps) for one in review.mendable)
    return [*lines, f"Questions to settle while they are fresh: {mend}."] if mend else lines
