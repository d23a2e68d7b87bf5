"""Dates as people write them: days, months, quarters, halves, seasons, years, ranges; each at its own precision."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

Days = tuple[date, date]
"""First and last day a date could cover, both inclusive."""


class Lead(StrEnum):
    """The word before a date that changes what it says."""

    NONE = ""
    SINCE = "since"
    BEFORE = "before"
    AFTER = "after"
    BY = "by"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date found in a text. `year` is None where none was written; months run from `first` to `last` of their years.

    `day` is one day of the first month; `part` the first and last day of a stretch of it ("9-11 May", "mid-May").
    `opaque` dates ("last quarter", "FY25", "on Monday") have no calendar days of their own: only the same words match.
    """

    start: int
    end: int
    text: str
    lead: Lead = Lead.NONE
    year: int | None = None
    last_year: int | None = None
    first: int = 1
    last: int = 12
    day: int | None = None
    part: "tuple[int, int] | None" = None
    weekday: int | None = None
    opaque: bool = False
    joined: bool = False
    swapped: "tuple[int, int] | None" = None

    def days(self, year: int) -> tuple[Days, ...]:
        """The days covered, with `year` standing in for an unwritten one; both readings of 03/04/2026."""
        if self.opaque:
            return ()
        begin = self.year or year
        end = self.last_year or begin
        if self.day is not None:
            readings = [(self.first, self.day), *([self.swapped] if self.swapped else [])]
            return tuple(
                (date(begin, month, day),) * 2 for month, day in readings if day <= calendar.monthrange(begin, month)[1]
            )
        if end < begin:
            return ()
        if self.part is not None:
            longest = calendar.monthrange(begin, self.first)[1]
            first, last = (min(day, longest) for day in self.part)
            return ((date(begin, self.first, first), date(begin, self.first, last)),)
        if self.last < self.first and end == begin:
            end = begin + 1  # winter
        return ((date(begin, self.first, 1), date(end, self.last, calendar.monthrange(end, self.last)[1])),)

    @property
    def days_written(self) -> bool:
        """Whether both ends were written as days: "9-11 May"."""
        return self.part is not None and any(letter.isdigit() for letter in self.text[:6])


_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|january|february|april|june|july|august|september|october|november|december)\b(?:\.(?= ?[a-z0-9,;:)]))?"
)
_YEAR_DIGITS = r"((?:19[5-9]|20[0-9])[0-9])"
_YEAR = _YEAR_DIGITS + r"(?![0-9]|[.,][0-9]|%)"
_SEASONS = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "fall": (9, 12), "winter": (12, 3)}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
# "Early" and its kin are loose words: each gets a month of slack on its open side.
_PARTS = {"early": (1, 4), "mid": (4, 9), "late": (9, 12), "beginning": (1, 3), "start": (1, 3), "end": (10, 12)}
_TERMS = {"autumn": (9, 12), "fall": (9, 12), "spring": (1, 4), "summer": (4, 7)}
_PARTS_OF_MONTH = {
    "early": (1, 10),
    "start": (1, 10),
    "beginning": (1, 10),
    "mid": (11, 20),
    "middle": (11, 20),
    "late": (21, 31),
    "end": (21, 31),
    "first": (1, 15),
    "second": (16, 31),
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_GATE = re.compile(
    r"[0-9]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter"
    r"|quarter|half|year|month|week|yesterday|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.IGNORECASE,
)


def _month(word: str) -> int:
    return _SHORT.index(word[:3].lower()) + 1


def _short_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _at(found: re.Match[str]) -> Moment:
    return Moment(start=found.start(), end=found.end(), text=found.group())


def _iso_day(found: re.Match[str]) -> Moment | None:
    year, month, day = (int(found[n]) for n in (1, 2, 3))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return replace(_at(found), year=year, first=month, last=month, day=day)


def _quarter(found: re.Match[str], quarter: int, year: int | None) -> Moment:
    return replace(_at(found), year=year, first=3 * quarter - 2, last=3 * quarter)


def _half(found: re.Match[str], half: int, year: int | None) -> Moment:
    return replace(_at(found), year=year, first=6 * half - 5, last=6 * half)


def _iso_month(found: re.Match[str]) -> Moment | None:
    year, month = int(found[1]), int(found[2])
    if 1 <= month <= 12:
        return replace(_at(found), year=year, first=month, last=month)
    if month == (year + 1) % 100:
        return replace(_at(found), year=year, last_year=year + 1, joined=True)
    return None


def _slashed(found: re.Match[str]) -> Moment | None:
    one, two, year = int(found[1]), int(found[2]), _short_year(found[3])
    readings = [(month, day) for day, month in ((one, two), (two, one)) if 1 <= month <= 12 and 1 <= day <= 31]
    if not readings:
        return None
    (month, day), other = readings[0], readings[1] if len(readings) == 2 and one != two else None
    return replace(_at(found), year=year, first=month, last=month, day=day, swapped=other)


def _named_day(found: re.Match[str], month: str, day: str, year: str | None) -> Moment | None:
    if not 1 <= int(day) <= 31:
        return None
    number = _month(month)
    return replace(_at(found), year=int(year) if year else None, first=number, last=number, day=int(day))


def _named_month(found: re.Match[str]) -> Moment | None:
    word, year = found[1], found[2] or (f"20{found[3]}" if found[3] else None)
    if (
        word in ("May", "Mar", "March", "Jan", "Dec", "Jun")
        and year is None
        and _starts_a_sentence(found)
        and not _goes_on(found)
    ):
        return None  # "May I", "March on", names
    number = _month(word)
    return replace(_at(found), year=int(year) if year else None, first=number, last=number)


_NEXT_MONTH = re.compile(rf"\s?(?:to|-|–|through|and)\s?{_MONTH}")


def _goes_on(found: re.Match[str]) -> bool:
    return _NEXT_MONTH.match(found.string, found.end()) is not None


def _starts_a_sentence(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 3) : found.start()].rstrip()
    return not before or before[-1] in ".!?:\n"


def _part(found: re.Match[str]) -> Moment:
    first, last = _PARTS[found[1].lower().removeprefix("the ").split()[0]]
    return replace(_at(found), year=int(found[2]), first=first, last=last)


def _season(found: re.Match[str]) -> Moment:
    first, last = _SEASONS[found[1].lower()]
    return replace(_at(found), year=int(found[2]) if found[2] else None, first=first, last=last)


def _term(found: re.Match[str]) -> Moment:
    first, last = _TERMS[found[1].lower()]
    return replace(_at(found), year=int(found[2]) if found[2] else None, first=first, last=last)


def _part_of_month(found: re.Match[str]) -> Moment:
    number = _month(found[2])
    part = _PARTS_OF_MONTH[found[1].lower().removeprefix("the ").split()[0]]
    return replace(_at(found), year=int(found[3]) if found[3] else None, first=number, last=number, part=part)


_WEEKS_OF_MONTH = {"first": (1, 10), "second": (8, 16), "third": (15, 23), "last": (21, 31), "final": (21, 31)}


def _week_of_month(found: re.Match[str]) -> Moment:
    number, part = _month(found[2]), _WEEKS_OF_MONTH[found[1].lower()]
    return replace(_at(found), year=int(found[3]) if found[3] else None, first=number, last=number, part=part)


def _some_days(found: re.Match[str], begin: str, end: str, month: str, year: str | None) -> Moment | None:
    if not 1 <= int(begin) < int(end) <= 31:
        return None
    number, part = _month(month), (int(begin), int(end))
    return replace(_at(found), year=int(year) if year else None, first=number, last=number, part=part)


def _years(found: re.Match[str]) -> Moment | None:
    begin, tail = int(found[1]), found[2]
    end = int(tail) if len(tail) == 4 else begin // 100 * 100 + int(tail)
    if not begin < end <= begin + 40:
        return None
    return replace(_at(found), year=begin, last_year=end, joined=True)


def _opaque(found: re.Match[str]) -> Moment:
    return replace(_at(found), opaque=True)


def _weekday(found: re.Match[str]) -> Moment | None:
    if found[1]:  # "every Friday" and "Fridays" say how often, not when
        return None
    return replace(_at(found), opaque=True, weekday=_WEEKDAYS.index(found[2].lower()))


_TIMED_BEFORE = re.compile(
    r"\b(?:in|since|by|during|of|until|till|from|to|through|throughout|for|before|after|and|early|mid|late"
    r"|(?:end|start|beginning) of|cycle|year)[ -]$",
    re.IGNORECASE,
)


def _bare_year(found: re.Match[str]) -> Moment | None:
    text, start, end = found.string, found.start(), found.end()
    before, after = text[max(0, start - 14) : start], text[end : end + 2]
    if before[-1:] in "$£€#/-.~" and before:
        return None
    follows_noun = after[:1] == " " and after[1:2].islower()
    if follows_noun and not _TIMED_BEFORE.search(before):
        # "2024 results" is a year, "2019 customers" hardly; a plural right after a bare four-digit figure counts.
        noun = re.match(r" ([a-z]{1,20})", text[end : end + 24])
        if noun and noun[1].endswith("s") and noun[1] not in ("results", "was", "is", "sales", "goals", "plans"):
            return None
    return replace(_at(found), year=int(found[1]))


_Read = Callable[[re.Match[str]], Moment | None]

# Tried in this order; what an earlier shape has taken, a later one leaves alone.
_SHAPES: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (re.compile(r"(?<![\w-])([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:T[0-9:.]+Z?)?(?![\w])"), _iso_day),
    (re.compile(r"\b([12][0-9]{3})[- ]?Q([1-4])\b"), lambda m: _quarter(m, int(m[2]), int(m[1]))),
    (re.compile(r"\b([12][0-9]{3})[- ]?H([12])\b"), lambda m: _half(m, int(m[2]), int(m[1]))),
    (re.compile(r"(?<![\w./-])(20[0-9]{2})[-/]([0-9]{2})(?![\w-]|[./][0-9])"), _iso_month),
    (re.compile(r"(?<![\w./-])([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]((?:20)?[0-9]{2})(?![\w/-]|\.[0-9])"), _slashed),
    (
        re.compile(
            r"\b([0-9]{1,2})(?:st|nd|rd|th)?(?: ?[-–—] ?| to | until )([0-9]{1,2})(?:st|nd|rd|th)?(?: of)?"
            rf" {_MONTH}(?:,? {_YEAR})?"
        ),
        lambda m: _some_days(m, m[1], m[2], m[3], m[4]),
    ),
    (
        re.compile(rf"\b{_MONTH} ([0-9]{{1,2}}) ?[-–—] ?([0-9]{{1,2}})\b(?!%|[.:][0-9])(?:,? {_YEAR})?"),
        lambda m: _some_days(m, m[2], m[3], m[1], m[4]),
    ),
    (
        re.compile(rf"\b{_MONTH} ([0-9]{{1,2}})(?:st|nd|rd|th)?\b(?!%|[.:][0-9])(?:,? {_YEAR})?"),
        lambda m: _named_day(m, m[1], m[2], m[3]),
    ),
    (
        re.compile(rf"\b([0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? {_YEAR})?"),
        lambda m: _named_day(m, m[2], m[1], m[3]),
    ),
    (
        re.compile(
            r"\b(early|mid|late|(?:the )?(?:beginning|start|end) of)[ -](?:the )?(?:year )?" + _YEAR, re.IGNORECASE
        ),
        lambda m: _part(m),
    ),
    (
        re.compile(
            rf"\b(early|mid|late|(?:the )?(?:beginning|start|middle|end|(?:first|second) half) of)[ -]{_MONTH}"
            rf"(?:,? {_YEAR})?",
            re.IGNORECASE,
        ),
        _part_of_month,
    ),
    (
        re.compile(
            r"\b(?:the )?(first|second|third|last|final) (?:full )?(?:week|weekend|days?|working day"
            rf"|(?:mon|tues|wednes|thurs|fri|satur|sun)day) (?:of|in) {_MONTH}(?:,? {_YEAR})?",
            re.IGNORECASE,
        ),
        lambda m: _week_of_month(m),
    ),
    (re.compile(rf"\b{_MONTH}(?:(?: of|,)? {_YEAR}| ?['’]([0-9]{{2}})\b)?"), _named_month),
    (
        re.compile(rf"\b(?:Q|[Qq]uarter )([1-4])\b(?:(?: of|,)? ?['’]?{_YEAR}| ?['’]([0-9]{{2}})\b)?"),
        lambda m: _quarter(m, int(m[1]), int(m[2]) if m[2] else _short_year(m[3]) if m[3] else None),
    ),
    (
        re.compile(rf"\bH([12])\b(?:(?: of|,)? ?['’]?{_YEAR})?"),
        lambda m: _half(m, int(m[1]), int(m[2]) if m[2] else None),
    ),
    (
        re.compile(rf"\b(first|second|third|fourth|1st|2nd|3rd|4th) quarter\b(?:(?: of)? {_YEAR})?", re.IGNORECASE),
        lambda m: _quarter(m, _ORDINALS[m[1].lower()], int(m[2]) if m[2] else None),
    ),
    (
        re.compile(rf"\b(first|second|1st|2nd) half(?: of)? (?:the year )?{_YEAR}", re.IGNORECASE),
        lambda m: _half(m, _ORDINALS[m[1].lower()], int(m[2])),
    ),
    (
        re.compile(rf"\b(last|final) quarter of {_YEAR}", re.IGNORECASE),
        lambda m: _quarter(m, 4, int(m[2])),
    ),
    (re.compile(rf"\b(autumn|fall|spring|summer) (?:half[ -])?term(?: (?:of )?{_YEAR})?", re.IGNORECASE), _term),
    (re.compile(rf"\b(spring|summer|autumn|fall|winter)(?: of)? {_YEAR}", re.IGNORECASE), _season),
    (re.compile(r"(?:(?<=in )|(?<=the )|(?<=over ))(spring|summer|autumn|winter)()\b"), _season),
    (re.compile(r"\bFY ?['’]?(?:[0-9]{2}|20[0-9]{2})(?:/[0-9]{2})?\b"), _opaque),
    (re.compile(rf"(?<![\w.,]){_YEAR_DIGITS}(?:[/–—-]| to | and )((?:20)?[0-9]{{2}})\b"), _years),
    (re.compile(rf"(?<![\w.,]){_YEAR}(?![\w/])"), _bare_year),
    (
        re.compile(
            r"\b(?:last|this|next) (?:financial |fiscal |academic |school |calendar )?"
            r"(?:year|quarter|month|week|spring|summer|autumn|winter)\b|\byesterday\b",
            re.IGNORECASE,
        ),
        _opaque,
    ),
    (
        re.compile(r"\b(every |each )?((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?!s)", re.IGNORECASE),
        _weekday,
    ),
)

_LEADS: tuple[tuple[str, Lead], ...] = (
    ("ever since", Lead.SINCE),
    ("since", Lead.SINCE),
    ("before", Lead.BEFORE),
    ("prior to", Lead.BEFORE),
    ("after", Lead.AFTER),
    ("by", Lead.BY),
    ("by the end of", Lead.BY),
    ("until", Lead.UNTIL),
    ("till", Lead.UNTIL),
)
_JOINED = re.compile(r"\s*(?:-|–|—|to|until|till|through|and)\s*")


@lru_cache(maxsize=512)
def moments(text: str) -> tuple[Moment, ...]:
    """Every date in `text`, in order; two joined by "to" or a dash are one range."""
    if _GATE.search(text) is None:
        return ()
    found = sorted(_each(text), key=lambda moment: moment.start)
    joined: list[Moment] = []
    for moment in found:
        if joined and (one := _join(text, joined[-1], moment)):
            joined[-1] = one
        else:
            lead = Lead.NONE if _names_an_event(text, moment) else _lead(text, moment.start)
            joined.append(replace(moment, lead=lead))
    return tuple(joined)


def _each(text: str) -> Iterator[Moment]:
    taken = bytearray(len(text))
    for shape, read in _SHAPES:
        for match in shape.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]) and (moment := read(match)):
                taken[start:end] = b"\x01" * (end - start)
                yield moment


def _join(text: str, one: Moment, two: Moment) -> Moment | None:
    if (
        one.opaque
        or two.opaque
        or one.day
        or two.day
        or one.part
        or two.part
        or one.lead in (Lead.BEFORE, Lead.AFTER, Lead.BY)
    ):
        return None
    gap = text[one.end : two.start]
    if len(gap) > 12 or not _JOINED.fullmatch(gap):
        return None
    if gap.strip() == "and" and not text[: one.start].rstrip().lower().endswith("between"):
        return None
    end_year = two.last_year or two.year
    begin = one.year or end_year
    if begin and end_year and (begin, one.first) > (end_year, two.last):
        return None
    return replace(
        one,
        end=two.end,
        text=text[one.start : two.end],
        year=begin,
        last_year=end_year,
        first=one.first,
        last=two.last,
        joined=True,
    )


_EVENT = re.compile(
    r" (?!(?:and|or|to|in|on|at|by|for|from|of|with|but|until|till|was|were|is|had|has|as|than|when)\b)[a-z]"
)
_POINTS = re.compile(r"(?i)\b(?:the|that|this|its|our|their|my|his|her)(?: \w+ly)? $")


def _names_an_event(text: str, moment: Moment) -> bool:
    """ "Before the 3 February change" says on which day the change was, and of the day itself no more."""
    begun = _POINTS.search(text, max(0, moment.start - 16), moment.start)
    owns = text[moment.end : moment.end + 2] in ("'s", "’s")
    return owns or (begun is not None and _EVENT.match(text, moment.end) is not None)


def _lead(text: str, start: int) -> Lead:
    before = text[max(0, start - 24) : start].lower().rstrip()
    before = before.removesuffix(" early").removesuffix(" mid").removesuffix(" late").removesuffix(" the").rstrip()
    for word, lead in reversed(_LEADS):
        if before.endswith(word) and not before[: -len(word)][-1:].isalpha():
            return lead
    return Lead.NONE
