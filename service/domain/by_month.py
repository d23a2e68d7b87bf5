"""A log told by months, the newest first: what was done in each, and the months with nothing in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from service.domain.brag import BragEntry, EntryId
from service.domain.when import Precision, When


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries of one time: a month, a longer period written as such, or no date at all; empty months in a row are one.

    `last` is the stretch's last month where it is a row of empty ones.
    """

    when: When
    entries: tuple[BragEntry, ...] = ()
    last: When = field(default_factory=When)

    def holds(self, entry: EntryId) -> bool:
        """Whether an entry is among these."""
        return any(one.id == entry for one in self.entries)


def by_month(entries: Sequence[BragEntry]) -> tuple[Stretch, ...]:
    """The stretches of a log, newest first, undated entries at the end; within one, the newest entry first."""
    groups: dict[When, list[BragEntry]] = {}
    for entry in entries:
        groups.setdefault(_group(entry.when), []).append(entry)
    dated = [when for when in groups if when.known]
    found = [Stretch(when, _newest_first(groups[when])) for when in dated]
    found += _empty(dated)
    found.sort(key=lambda one: _ends(one.last if one.last.known else one.when), reverse=True)
    undated = groups.get(When(), [])
    return (*found, *((Stretch(When(), tuple(undated)),) if undated else ()))


def pages_of(stretches: Iterable[Stretch], most: int) -> tuple[tuple[Stretch, ...], ...]:
    """The stretches in pages of at most `most` entries; one that is longer goes on over the next."""
    pages: list[list[Stretch]] = [[]]
    room = most
    for stretch in stretches:
        left = stretch.entries
        while True:
            if not room:
                pages.append([])
                room = most
            pages[-1].append(replace(stretch, entries=left[:room]))
            left, room = left[room:], room - len(left[:room])
            if not left:
                break
    return tuple(map(tuple, pages))


def _group(when: When) -> When:
    if when.precision is Precision.DAY and when.first is not None:
        return _month(when.first)
    return when


def _month(day: date) -> When:
    return When.parse(f"{day:%Y-%m}")


def _newest_first(entries: Iterable[BragEntry]) -> tuple[BragEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: _ends(entry.when), reverse=True))


def _ends(when: When) -> tuple[date, date]:
    return (when.last or date.min, when.first or date.min)


def _empty(dated: Sequence[When]) -> list[Stretch]:
    """The months between the first and the last that no entry is of, and no longer period covers."""
    days = [day for when in dated for day in (when.first, when.last) if day is not None]
    if not days:
        return []
    covered = {month for when in dated for month in _months(when)}
    gaps: list[list[date]] = []
    for month in months_through(min(days), max(days)):
        if month in covered:
            continue
        if gaps and _next(gaps[-1][-1]) == month:
            gaps[-1].append(month)
        else:
            gaps.append([month])
    return [Stretch(_month(gap[0]), last=_month(gap[-1])) for gap in gaps]


def _months(when: When) -> Iterable[date]:
    return months_through(when.first, when.last) if when.first and when.last else ()


def months_through(first: date, last: date) -> Iterable[date]:
    """The first day of every month from the one `first` is in to the one `last` is in."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = _next(month)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
