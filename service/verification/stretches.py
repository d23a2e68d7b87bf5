"""How long it is from one date of an entry to another, as exactly as both are written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from service.domain.brag import BragEntry
from service.domain.moments import Lead, Moment, moments
from service.domain.quantity import Quantity
from service.domain.units import DAY_S, MONTH_S, Measure
from service.domain.when import Precision, When
from service.verification.offsets import bare_days

# With more dates than this a passage is a calendar, and any length lies between some two of them.
_MOST_DATES = 5
_SLACK = Decimal("0.10")
# Calendar months are not all of one length.
_EXACT_LOW, _EXACT_HIGH = Decimal("0.98"), Decimal("1.02")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The shortest and the longest a stretch between two dates can be, in days, as exactly as both are written."""

    shortest: int
    longest: int


def is_time(q: Quantity) -> bool:
    """Whether a figure is a length of time, and no rate."""
    return q.measure is Measure.TIME and not q.per


def lasts_the_range(duration: Quantity, when: When) -> bool:
    """Whether a range of dates lasts as long as claimed, counted with or without its last month or day."""
    if when.precision is not Precision.RANGE or when.first is None or when.last is None:
        return False
    days = (when.last - when.first).days
    months = days + 1 > 31 and when.canonical is not None and len(when.canonical) < 20
    return _lasts(duration, Stretch(days - round(MONTH_S / DAY_S) if months else days, days + 1))


def _lasts(duration: Quantity, stretch: Stretch) -> bool:
    if duration.unit == "week" and stretch.longest == 7 * duration.value - 2:
        return True  # from a Monday to a Friday
    claimed = duration.base / DAY_S
    shortest, longest = Decimal(stretch.shortest), Decimal(stretch.longest)
    if duration.comparator or duration.approximate:
        shortest, longest = shortest * (1 - _SLACK), longest * (1 + _SLACK)
    return shortest * _EXACT_LOW - 1 <= claimed <= longest * _EXACT_HIGH + 1


def between(duration: Quantity, entry: BragEntry) -> bool:
    """ "Two months" of "from 1 April ... by the end of May"."""
    return any(_lasts(duration, stretch) for stretch in _stretches(entry))


def between_dates(duration: Quantity, entries: Sequence[BragEntry]) -> bool:
    """Whether a time of a day or more lies between two dates of one entry: "two months" of 1 April to 1 June."""
    return is_time(duration) and duration.factor >= DAY_S and any(between(duration, entry) for entry in entries)


@lru_cache(maxsize=512)
def _stretches(entry: BragEntry) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for passage in entry.passages():
        plain = [moment for moment in moments(passage.words) if not moment.opaque]
        told = [*plain, *bare_days(passage.words, plain, entry.when)]
        if len(told) > _MOST_DATES:
            continue
        year = entry.when.first.year if entry.when.first else 2025
        spans = [spans[0] for moment in told if (spans := moment.days(moment.year or year))]
        found += [_stretch(first, last) for first, last in _long_enough(told, year)]
        if entry.when.first and entry.when.last:
            held = (entry.when.first, entry.when.last)
            since = (moment for moment in told if moment.lead is Lead.SINCE)
            found += [_apart(days[0], held) for moment in since if (days := moment.days(moment.year or year))]
        for n, one in enumerate(spans):
            found += [_apart(one, two) for two in spans[n + 1 :] if one != two]
    return tuple(found)


def _long_enough(told: Sequence[Moment], year: int) -> Iterator[tuple[date, date]]:
    """The dates that are themselves a stretch: "9-11 October", "from March to May"."""
    for moment in told:
        if moment.joined or (moment.days_written):
            yield from moment.days(moment.year or year)


def _stretch(first: date, last: date) -> Stretch:
    days = (last - first).days
    return Stretch(days - 30 if days > 31 else days, days + 1)


def _apart(one: tuple[date, date], two: tuple[date, date]) -> Stretch:
    if two[0] < one[0]:
        one, two = two, one
    # Both months count, or one of them: March to May is three months or two.
    months = (one[1] - one[0]).days > 20 and (two[1] - two[0]).days > 20
    shortest = (two[0] - one[0]).days if months else (two[0] - one[1]).days
    return Stretch(max(shortest, 0), (two[1] - one[0]).days + 1)
