"""Reads the dates people write, at the precision they wrote, and nothing they did not write.

A closed grammar: ISO days, months, quarters and weeks; English month names in either order, those of five other
languages where a day or year stands beside them; `Q1 2024`, `H1 2024`; years; ranges of those (`Nov 22-24, 2022`,
`Jan-Mar 2024`, `2024-01..2024-03`); `week of 3 March 2025`. What lacks a year (`Mar 30`, `Q1`, `March`) takes it from
the section it stands in, where exactly one year fits. `03/04/2024` is read only when the file as a whole says which
part is the month. A fiscal quarter or year (`Q3 FY25`) begins in another month at every employer, and a day that never
was (`31/02/2025`) is no date: both are told as doubtful. Words like "last week" are not dates here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from service.domain.when import Precision, When
from service.intake.date_starts import may_start_a_date
from service.intake.day_order import SlashOrder, either_way, year_of
from service.intake.months import ENGLISH, WEEKDAYS, month_of
from service.intake.named_points import WORD, month_named, named_points
from service.intake.points import BACKWARDS, FISCAL, NO_END, NO_SUCH_DAY, WHICH_MONTH, Point

__all__ = [
    "BACKWARDS",
    "FISCAL",
    "NO_END",
    "NO_SUCH_DAY",
    "WHICH_MONTH",
    "Written",
    "date_at",
    "is_full_day",
    "whole_date",
]


@dataclass(frozen=True, slots=True)
class Written:
    """A date found in a text: `when` it says, and the text from `start` to `end` that says so.

    `doubtful` says why a date that was plainly written cannot be told; `when` is then unknown.
    """

    when: When
    start: int
    end: int
    doubtful: str = ""


_Y = r"(?P<y>19[5-9]\d|20\d\d)"
_SHORT_Y = r"(?P<y>19[5-9]\d|20\d\d|['’]\d\d)"
_MON = ENGLISH
_D = r"(?P<d>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_END = r"(?![\w%]|[.,:/]\d|-\d)"
_SET_OFF = r"(?=\s*(?:$|[:;|,–—)\]]|-\s))"
_CLOCK = r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
_DASH = (
    r"(?:\s*(?:\.\.\.?|…|[-–—~〜～]|/|→|->|から|至|到)\s*|\s+(?:to|until|till|through|thru|and|bis(?:\s+zum)?|à|au|al?|até|ao|"
    r"tot(?:\s+en\s+met)?|t/m|do|по|до|til|ถึง)\s+)"
)
_SINCE = re.compile(r"(?:from|vom?|du|del?|dal|van|od|с|от|från|fra)\s+(?=\S*\d|\w+\s)", re.IGNORECASE)

_POINTS = tuple(
    re.compile(pattern + _END, re.IGNORECASE)
    for pattern in (
        rf"{_Y}-(?P<m>\d\d)-(?P<d>\d\d){_CLOCK}",
        rf"{_Y}(?P<sep>[/.])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)",
        rf"{_Y}[-/](?P<m>\d\d)",
        rf"(?P<m>\d\d)/{_Y}",
        rf"{_Y}[-/ ]*Q(?P<q>[1-4])",
        rf"Q(?P<q>[1-4])[-/, ]*(?:of )?{_SHORT_Y}",
        rf"{_Y}[-/ ]*H(?P<h>[12])",
        rf"H(?P<h>[12])[-/, ]*(?:of )?{_SHORT_Y}",
        rf"{_Y}-?W(?P<w>\d\d)",
        rf"{_MON}[- ]{_D},?[- ]\s*{_SHORT_Y}",
        # `14-Mar-25` is what spreadsheets make of a day; behind spaces, 25 may count what follows.
        rf"{_D}-{_MON}-(?P<y>\d\d)",
        rf"{_D}\.? {_MON},? (?P<y>\d\d){_SET_OFF}",
        rf"{_D}\.?[- ](?:of )?{_MON},?[- ]\s*{_SHORT_Y}",
        rf"{_Y}[- ]{_MON}[- ]{_D}",
        rf"{_MON},?[- ]\s*(?:of )?{_SHORT_Y}",
        rf"{_Y}[- ]{_MON}",
        r"(?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)(?P=sep)(?P<y>19[5-9]\d|20\d\d)",
        r"(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<y>\d\d)",
        # With one digit anywhere it may be a version.
        rf"(?P<a>\d\d)\.(?P<b>\d\d)\.(?P<y>\d\d){_SET_OFF}",
        _Y,
        # Without a year: only a section can supply it.
        rf"{_MON}[- ]{_D}",
        rf"{_D}[- ](?:of )?{_MON}",
        _MON,
        r"Q(?P<q>[1-4])",
        r"H(?P<h>[12])",
    )
)
# The commonest of all, where nothing behind it can belong to it.
_LONE_DAY = re.compile(
    rf"{_Y}-(?P<m>\d\d)-(?P<d>\d\d)(?=[:;,|)\]*_](?!\d)|$|\s+(?!(?:to|until|till|through|thru|and|bis|al?|au|até|ao|tot|t|do|"
    r"til)\b)[A-Za-z])",
    re.IGNORECASE,
)
# A point at the left end of a range may run straight into its dash: `2022-2023`, `Jan-Mar 2024`, `Q1-Q2 2024`.
_LEFT = tuple(re.compile(point.pattern.removesuffix(_END) + r"(?!\w)", re.IGNORECASE) for point in _POINTS)
_DAYS = (
    re.compile(rf"{_MON} {_D}\s*[-–—]\s*(?P<d2>\d\d?)(?:st|nd|rd|th)?(?:,?\s+{_SHORT_Y})?{_END}", re.IGNORECASE),
    re.compile(rf"{_D}\s*[-–—]\s*(?P<d2>\d\d?)(?:st|nd|rd|th)? {_MON}(?:,?\s+{_SHORT_Y})?{_END}", re.IGNORECASE),
)
_NAMED_DAYS = re.compile(
    r"(?P<d>0?[1-9]|[12]\d|3[01])(?:\.|er|º|°)?(?:\s*[-–—~]\s*|\s+(?:bis(?:\s+zum)?|à|au|al?|até|ao|tot|t/m|do|по|til|ถึง)\s+)"
    rf"(?P<d2>\d\d?)(?:\.|º|°)?\s(?:de\s)?(?P<name>{WORD})(?:(?:\s(?:de|del)|,)?\s(?P<y>19[5-9]\d|20\d\d))?{_END}",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(rf"{_Y}[-–—/](?P<y2>\d\d){_END}", re.IGNORECASE)
_TO = re.compile(_DASH, re.IGNORECASE)
_OPEN_END = re.compile(
    r"(?:present|now|today|ongoing|current|heute|jetzt|laufend|hoy|actualidad|presente|aujourd['’]hui|présent|oggi|hoje|atual|"
    r"heden|nu|dziś|obecnie|teraz|сейчас|настоящее время|至今|现在|現在|현재|ปัจจุบัน|bugün|idag)(?!\w)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    rf"(?:(?:{WEEKDAYS})\.?,?\s+(?:(?:den|the|le|el|il|o)\s+)?|(?:den|d\.|le|el|il|am|em|op|w\s+dniu|dnia)\s+(?=\d))(?=[\dA-Z])",
    re.IGNORECASE,
)
_SHORT_WEEKDAY = re.compile(
    r"(?:mo|di|mi|do|fr|sa|so|ma|wo|vr|za|zo|lun|mié|jue|vie|sáb|dom|mer|jeu|ven|sam|dim|gio|seg|ter|qua|qui|sex|"
    r"пн|вт|ср|чт|пт|сб|вс)\.?,?\s+(?:den\s+)?(?=\d)",
    re.IGNORECASE,
)
_WEEK_OF = re.compile(
    r"(?:(?:week|wk)\s+(?:of|commencing|starting|beginning|van)|w/c|semaine\s+du|semana\s+del?|settimana\s+del|"
    r"woche\s+(?:vom|ab)|tydzień\s+od|vecka(?:n)?\s+från|неделя\s+с)\s+",
    re.IGNORECASE,
)
# "2025-03-14 (Fri)", "3月14日(金)"
_IN_BRACKETS = re.compile(
    rf"\s?[(（](?:{WEEKDAYS}|mo|di|mi|do|fr|sa|so|пн|вт|ср|чт|пт|сб|вс|[月火水木金土日](?:曜日?)?|(?:周|星期)[一二三四五六日天]|"
    r"[월화수목금토일](?:요일)?)\.?[)）]",
    re.IGNORECASE,
)
_PERIOD = r"(?:Q[1-4]|H[12])(?:\s*[-–—/&]\s*(?:Q[1-4]|H[12]))?"
_FY = r"FY\s?['’]?(?:20)?\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?"
_FISCAL = re.compile(
    rf"(?:{_PERIOD}[-/, ]*(?:of )?(?:{_FY}|(?:fiscal|financial)(?: year)? (?:20)?\d\d)|{_FY}(?:[-/, ]*{_PERIOD})?"
    rf"|(?:fiscal|financial) year (?:20)?\d\d){_END}",
    re.IGNORECASE,
)


# Digits of other scripts, one for one, so that every place in the text stays where it is.
_DIGITS = {
    ord(digit): str(n)
    for digits in ("０１２３４５６７８９", "๐๑๒๓๔๕๖๗๘๙", "०१२३४५६७८९", "٠١٢٣٤٥٦٧٨٩", "০১২৩৪৫৬৭৮৯", "۰۱۲۳۴۵۶۷۸۹")
    for n, digit in enumerate(digits)
}


def date_at(text: str, start: int, order: SlashOrder, within: When) -> Written | None:
    """The longest date that begins exactly at `start`; None when there is none."""
    if not may_start_a_date(text, start):
        return None
    if (lone := _LONE_DAY.match(text, start)) and (day := _parsed(_point(lone, order))):
        return Written(day, start, lone.end())
    return max(_dates_at(text, start, order, within), key=lambda found: (found.end, not found.doubtful), default=None)


def whole_date(text: str, order: SlashOrder, within: When) -> Written | None:
    """The date that the whole of `text` is, white space aside."""
    start = len(text) - len(text.lstrip())
    found = date_at(text, start, order, within)
    return found if found is not None and not text[found.end :].strip() else None


def _dates_at(text: str, start: int, order: SlashOrder, within: When) -> Iterator[Written]:
    plain = text if text.isascii() else text.translate(_DIGITS)
    week_of = _WEEK_OF.match(plain, start)
    at = week_of.end() if week_of else start
    if fiscal := _FISCAL.match(plain, at):
        yield Written(When(), start, fiscal.end(), FISCAL)
    for pattern in (None, _WEEKDAY, _SHORT_WEEKDAY):
        weekday = pattern.match(plain, at) if pattern else None
        if pattern is None or weekday is not None:
            yield from _found_at(plain, weekday.end() if weekday else at, start, order, within, of_week=bool(week_of))


def _found_at(text: str, at: int, start: int, order: SlashOrder, within: When, *, of_week: bool) -> Iterator[Written]:
    since = _SINCE.match(text, at)
    for first in (at, since.end()) if since else (at,):
        yield from _ranges_at(text, first, start, order, within)
    for point, end in _points_at(text, at, order):
        if point.doubtful:
            yield Written(When(), start, end, point.doubtful)
            continue
        if of_week and point.day is None:
            continue
        when = _settled(replace(point, week_of=of_week), within)
        if when is not None:
            named = _IN_BRACKETS.match(text, end) if point.day else None
            yield Written(when, start, named.end() if named else end)
        elif _never_was(point):
            yield Written(When(), start, end, NO_SUCH_DAY)


def _ranges_at(text: str, at: int, start: int, order: SlashOrder, within: When) -> Iterator[Written]:
    if match := _SCHOOL_YEAR.match(text, at):
        first, last = int(match["y"]), int(match["y"]) // 100 * 100 + int(match["y2"])
        # `2023-10` is October; `2023-24` can only be the year after.
        if last == first + 1 and (last % 100 > 12 or match[0][4] not in "-/"):
            yield Written(When.parse(f"{first}..{last}"), start, match.end())
    for pattern in _DAYS:
        if match := pattern.match(text, at):
            left = _point(match, order)
            right = replace(left, day=int(match["d2"]))
            when = _joined(left, right, within)
            if when is not None:
                yield Written(when, start, match.end())
    if (match := _NAMED_DAYS.match(text, at)) and (month := month_named(match["name"])):
        left = Point(year=_number(match["y"]), month=month, day=int(match["d"]))
        when = _joined(left, replace(left, day=int(match["d2"])), within)
        if when is not None:
            yield Written(when, start, match.end())
    for left, end in _points_at(text, at, order, left=True):
        dash = _TO.match(text, end)
        if dash is None:
            continue
        if open_end := _OPEN_END.match(text, dash.end()):
            yield Written(When(), start, open_end.end(), NO_END)
            continue
        for right, right_end in _points_at(text, dash.end(), order):
            if dash[0] == "/" and (left.year is None or right.year is None):
                continue
            # `2022-Q1` is one quarter, not a range from a year to a quarter without one.
            if right.year is None and left.month is None and left.quarter is None and left.half is None:
                continue
            if left.doubtful or right.doubtful:
                yield Written(When(), start, right_end, left.doubtful or right.doubtful)
                continue
            when = _joined(left, right, within)
            if when is not None:
                yield Written(when, start, right_end)
            elif left.year is not None or right.year is not None:
                ends = (_parsed(replace(point, year=point.year or left.year or right.year)) for point in (left, right))
                yield Written(When(), start, right_end, BACKWARDS if all(ends) else NO_SUCH_DAY)


def _points_at(text: str, at: int, order: SlashOrder, *, left: bool = False) -> Iterator[tuple[Point, int]]:
    told = False
    for pattern in _LEFT if left else _POINTS:
        if match := pattern.match(text, at):
            point = _point(match, order)
            told = told or (point.year is not None and point != Point(year=point.year))
            yield point, match.end()
    if not told:
        yield from named_points(text, at, left=left)


def _point(match: re.Match[str], order: SlashOrder) -> Point:
    parts = {name: value for name, value in match.groupdict().items() if value is not None}
    year = year_of(parts["y"]) if "y" in parts else None
    month = month_of(parts["mon"]) if "mon" in parts else _number(parts.get("m"))
    day = _number(parts.get("d"))
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        day_first, month_first = either_way(match["a"], match["b"], match["y"])
        if not day_first and not month_first:
            return Point(year=year, doubtful=NO_SUCH_DAY)
        if order is SlashOrder.UNDECIDED and day_first and month_first and first != second:
            return Point(year=year, doubtful=WHICH_MONTH)
        as_day_first = day_first and not (month_first and order is SlashOrder.MONTH_FIRST)
        day, month = (first, second) if as_day_first else (second, first)
    return Point(
        year=year,
        month=month,
        day=day,
        quarter=_number(parts.get("q")),
        half=_number(parts.get("h")),
        week=_number(parts.get("w")),
    )


def _never_was(point: Point) -> bool:
    """Whether a day (or week) is written out with its year and there is no such day."""
    return point.year is not None and (point.day is not None or point.week is not None) and _parsed(point) is None


def _number(written: str | None) -> int | None:
    return None if written is None else int(written)


def _joined(left: Point, right: Point, within: When) -> When | None:
    """The range between two points; each may lend the other its year, never more."""
    if left.year is None and right.year is not None:
        left = replace(left, year=right.year)
    elif right.year is None and left.year is not None:
        right = replace(right, year=left.year)
    elif left.year is None and right.year is None:
        years = [year for year in _years(within) if _inside(_joined_in(left, right, year), within)]
        return _joined_in(left, right, years[0]) if len(years) == 1 else None
    return _joined_ends(left, right)


def _joined_in(left: Point, right: Point, year: int) -> When | None:
    return _joined_ends(replace(left, year=year), replace(right, year=year))


def _joined_ends(left: Point, right: Point) -> When | None:
    start, end = _canonical(left), _canonical(right)
    if start is None or end is None:
        return None
    first, last = start.partition("..")[0], end.rpartition("..")[2]
    try:
        return When.parse(first if first == last else f"{first}..{last}")
    except ValueError:
        return None


def _settled(point: Point, within: When) -> When | None:
    """A point as a date; where it has no year, the one year of the section in which it fits."""
    if point.year is not None:
        return _parsed(point)
    # The first and last week of a year reach over its edge.
    fits = _touches if point.week else _inside
    fitting = [when for year in _years(within) if fits(when := _parsed(replace(point, year=year)), within) and when]
    return fitting[0] if len(fitting) == 1 else None


def _years(within: When) -> range:
    if within.first is None or within.last is None:
        return range(0)
    return range(within.first.year, min(within.last.year, within.first.year + 50) + 1)


def _inside(when: When | None, within: When) -> bool:
    if when is None or when.first is None or when.last is None or within.first is None or within.last is None:
        return False
    return within.first <= when.first and when.last <= within.last


def _touches(when: When | None, within: When) -> bool:
    if when is None or when.first is None or when.last is None or within.first is None or within.last is None:
        return False
    return when.first <= within.last and within.first <= when.last


def _parsed(point: Point) -> When | None:
    canonical = _canonical(point)
    try:
        return None if canonical is None else When.parse(canonical)
    except ValueError:
        return None


def _canonical(point: Point) -> str | None:
    year = f"{point.year:04d}"
    if point.quarter:
        return f"{year}-Q{point.quarter}"
    if point.half:
        return f"{year}-01..{year}-06" if point.half == 1 else f"{year}-07..{year}-12"
    try:
        if point.week and point.year:
            return _week(date.fromisocalendar(point.year, point.week, 1))
        if point.week_of and point.year and point.month and point.day:
            return _week(date(point.year, point.month, point.day))
    except (ValueError, OverflowError):
        return None
    if point.month is None:
        return year
    return f"{year}-{point.month:02d}" + (f"-{point.day:02d}" if point.day else "")


def _week(first: date) -> str:
    return f"{first}..{first + timedelta(days=6)}"


def is_full_day(when: When) -> bool:
    """Whether the date is as fine as days (a day, or a range of days)."""
    return when.precision is Precision.DAY or (when.precision is Precision.RANGE and len(when.canonical or "") > 20)
