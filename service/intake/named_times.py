"""What the name or path of a file says of the time of what stands in it (`brag-2022.md`, `2024/03-march.md`)."""

import re
from pathlib import PurePath

from service.domain.when import Precision, When
from service.intake.dates import date_at
from service.intake.day_order import SlashOrder

_MONTH_NUMBER = re.compile(r"(?P<m>0[1-9]|1[0-2])(?:[\s_.-]+(?P<name>[^\W\d_]+))?")
_WEEK = re.compile(r"(?:[CK]?W|week[\s_-]?)(?P<w>0?[1-9]|[1-4]\d|5[0-3])", re.IGNORECASE)
_UNDERSCORED = re.compile(r"(?<=\d)_(?=\d\d?(?:_|\b))")
_PART_OF_A_YEAR = re.compile(r"\b([QH][1-4])[-_](?=(?:19|20)\d\d\b)", re.IGNORECASE)
_STARTS = re.compile(r"(?<![^\W_])(?=\d{4}|Q[1-4]|H[12]|W\d)", re.IGNORECASE)


def period_in_name(filename: str | None) -> When:
    """The one year, quarter, month or week that a file's own name gives; a day there tells when the file was saved."""
    found = _in_name(PurePath(filename).stem, When()) if filename else When()
    return When() if found.precision is Precision.DAY else found


def period_in_path(path: str) -> When:
    """The same, with what the folders say (`2024/q3.md`). Only for a path inside the folder a person gave.

    Where the parts of a path say different times, the last one speaks.
    """
    within = When()
    parts = PurePath(path)
    for name in (*parts.parent.parts, parts.stem):
        found = _in_name(name, within)
        within = found if found.known and found.precision is not Precision.DAY else within
    return within


def day_in_name(filename: str) -> When:
    """The day a daily note is named by (`2024-05-17.md`, `journals/2024_05_17.md`); unknown for any other name."""
    found = _in_name(PurePath(filename).stem, When())
    return found if found.precision is Precision.DAY else When()


def _in_name(name: str, within: When) -> When:
    if within.precision is Precision.YEAR and (inner := _within_year(name, within.canonical or "")):
        return inner
    spaced = _PART_OF_A_YEAR.sub(r"\1 ", _UNDERSCORED.sub("-", name)).replace("_", " ")
    starts = [match.start() for match in _STARTS.finditer(spaced)]
    found = [date for at in starts if (date := date_at(spaced, at, SlashOrder.UNDECIDED, within)) and date.when.known]
    # `2024` is a date in `H1 2024` too, and says nothing of its own there.
    outer = {d.when for d in found if not any(o.start < d.start < o.end for o in found)}
    return outer.pop() if len(outer) == 1 else When()


def _within_year(name: str, year: str) -> When | None:
    """A month or week that needs its year from the folder: `03`, `03-march`, `March`, `W12`."""
    within = When.parse(year)
    numbered = _MONTH_NUMBER.fullmatch(name)
    named = _whole(numbered["name"] or "" if numbered else name, within)
    if numbered and (numbered["name"] is None or (named and named.canonical == f"{year}-{numbered['m']}")):
        return When.parse(f"{year}-{numbered['m']}")
    if week := _WEEK.fullmatch(name):
        return _whole(f"{year}-W{int(week['w']):02d}", When())
    return named if not numbered else None


def _whole(name: str, within: When) -> When | None:
    """What the name says when a date is all it holds."""
    found = date_at(name, 0, SlashOrder.UNDECIDED, within) if name else None
    return found.when if found and found.when.known and found.end == len(name) else None
