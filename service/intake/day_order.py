"""Tells from a whole file whether it writes `03/04/2024` with the day or the month first."""

import re
from datetime import date
from enum import StrEnum


class SlashOrder(StrEnum):
    """How the file writes `03/04/2024`: day or month first; undecided when nothing in it tells."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNDECIDED = "undecided"


_SLASHED = re.compile(r"(?<![\d/.-])(?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)(?P=sep)(?P<y>19[5-9]\d|20\d\d)(?![\d/])")
# `3/14/25` is a date where a line, cell or bracket begins with it; elsewhere it may count anything.
_OPENS = r"(?:^[ \t>*+•-]*|[\[(|,;\t\"] ?|\bdate: ?)"
_SHORT_SLASHED = re.compile(rf"{_OPENS}(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<y>\d\d)(?![\d/%])", re.MULTILINE | re.IGNORECASE)
_SHORT_DOTTED = re.compile(
    rf"{_OPENS}(?P<a>\d\d)\.(?P<b>\d\d)\.(?P<y>\d\d)(?=\s*(?:$|[:;|,–—)\]\"]|-\s))", re.MULTILINE | re.IGNORECASE
)
# What each of them holds: where it is missing from a file, the dearer search is not made.
_FORMS = (
    (re.compile(r"\d([/.-])\d\d?\1(?:19|20)\d\d"), _SLASHED),
    (re.compile(r"\d/\d\d?/\d\d(?!\d)"), _SHORT_SLASHED),
    (re.compile(r"\d\.\d\d\.\d\d(?!\d)"), _SHORT_DOTTED),
)


def slash_order(text: str) -> SlashOrder:
    """Which part of `30/03/2024` is the month, from every such date in the file; contradictions decide nothing.

    A day that never was (`31/02/2024`) has no vote.
    """
    first = second = False
    for match in (pair for hint, form in _FORMS if hint.search(text) for pair in form.finditer(text)):
        day_first, month_first = either_way(match["a"], match["b"], match["y"])
        first = first or (day_first and not month_first)
        second = second or (month_first and not day_first)
    if first == second:
        return SlashOrder.UNDECIDED
    return SlashOrder.DAY_FIRST if first else SlashOrder.MONTH_FIRST


def either_way(a: str, b: str, y: str) -> tuple[bool, bool]:
    """Whether `a/b/y` is a real day with the day first, and with the month first."""
    return _is_day(year_of(y), int(b), int(a)), _is_day(year_of(y), int(a), int(b))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def year_of(written: str) -> int:
    """`2025`, `25` or `'25` as 2025."""
    digits = written.lstrip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
