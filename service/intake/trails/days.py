"""Reads the days that programs write into their exports: ISO, and what Jira makes of a date in each country."""

import re
from datetime import date

from service.domain.when import When
from service.intake.dates import whole_date
from service.intake.day_order import SlashOrder

_ISO = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:$|[T ].*)", re.DOTALL)
_GIT = re.compile(
    r"\s*(?:[A-Z][a-z]{2},? )?(?P<a>[A-Z][a-z]{2}|\d\d?) (?P<b>[A-Z][a-z]{2}|\d\d?) (?:[\d:]+ )?(?P<y>\d{4})\b"
)
_NAMED = re.compile(r"\s*(\d{1,2})[/. -]+([^\W\d_]{3,12})\.?[/. -]+(\d{4}|\d\d)(?!\d)")
_CLOCK = re.compile(r"[,T\s]+\d{1,2}[:.h]\d\d.*$", re.DOTALL)
# Short forms that Java and browsers write for months and nobody else does; the rest is read as in any log.
_SHORT = {
    name: month
    for month, names in enumerate(
        (
            "jan janv ene gen", "feb févr fév fev", "mar mär mrz mars mrt", "apr avr abr", "may mai mag mei",
            "jun juin giu", "jul juil lug", "aug août ago aoû", "sep sept set", "oct okt out ott", "nov",
            "dec déc dez dic",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_in(written: str, order: SlashOrder = SlashOrder.UNDECIDED) -> When:
    """The day a record bears, its time of day aside, as its own zone counts days; unknown when that cannot be told."""
    if match := _ISO.match(written):
        return _parsed(match[1])
    if match := _GIT.match(written):
        month, day = (match["a"], match["b"]) if match["b"].isdigit() else (match["b"], match["a"])
        if month in _ENGLISH and day.isdigit():
            return _parsed(f"{match['y']}-{_ENGLISH.index(month) + 1:02}-{int(day):02}")
    if match := _NAMED.match(written):
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        month_number = _SHORT.get(match[2].casefold()) or _SHORT.get(match[2].casefold()[:3])
        if month_number and written[: match.end()].count("/") == 2:
            return _parsed(f"{year}-{month_number:02}-{int(match[1]):02}")
        found = whole_date(f"{match[1]} {match[2]} {year}", order, When())
        if found is not None:
            return found.when
        return _parsed(f"{year}-{month_number:02}-{int(match[1]):02}") if month_number else When()
    plain = _CLOCK.sub("", written.strip())
    found = whole_date(plain, order, When())
    return found.when if found is not None and not found.doubtful else When()


def between(first: date, last: date) -> When:
    """A day, or the days from the first to the last."""
    return When.parse(first.isoformat() if first == last else f"{first.isoformat()}..{last.isoformat()}")


def _parsed(canonical: str) -> When:
    try:
        return When.parse(canonical)
    except ValueError:
        return When()
