"""Lies about time: another month, day, weekday, quarter or year, a longer or shorter stretch, a date or deadline added."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator
from datetime import date

from evals.mutations.figures import MONTHS, NUMBER_WORDS
from evals.mutations.telling import Lie, Telling, lowered
from evals.mutations.verbs import tells_work
from service.domain.claims import Kind, Ruling
from service.domain.when import Precision

_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = re.compile(rf"\b({MONTHS})\b\.?(?! \w+ (?:hire|intake))")
_IN_TIME = re.compile(
    r"(?:\b(?:in|of|on|since|by|until|till|from|to|and|mid|early|late|for|through|between|during|the|last|this|next"
    r"|end|before|after|as of|around|[A-Z][a-z]+)|\d(?:st|nd|rd|th)?|[-–(,])[ -]?$"
)


def _at_month(telling: Telling) -> Iterator[re.Match[str]]:
    for match in telling.find(_MONTH.pattern):
        if _IN_TIME.search(telling.text[: match.start()]) or re.match(r" \d", telling.text[match.end() :]):
            yield match


def other_months(telling: Telling) -> Iterator[Lie]:
    """Another month in the place of the one that stands there."""
    when = telling.entry.when
    for match in _at_month(telling):
        at = next(n for n, name in enumerate(_NAMES) if name[:3] == match[1][:3])
        for shift in telling.shuffled((2, 3, 4, -2, -3, -4, 5), "month"):
            name = _NAMES[(at + shift) % 12]
            number = (at + shift) % 12 + 1
            if telling.says(f"{name[:3]}[a-z]*") or (
                when.first and when.last and _covers(when.first, when.last, number)
            ):
                continue
            new = name if match[1] in _NAMES else name[:3]
            yield telling.change(Kind.DATES, Ruling.CONTRADICTED, "dates.month", match.start(1), match.end(1), new)
            break


def _covers(first: date, last: date, month: int) -> bool:
    return any(
        first <= date(year, month, 1) <= last or (first.year, first.month) == (year, month)
        for year in range(first.year, last.year + 1)
    )


def other_days(telling: Telling) -> Iterator[Lie]:
    """Another day of the month, or another day of the week."""
    for match in telling.find(rf"(?<![\d.,£$–-])(\d{{1,2}})(?= (?:{MONTHS})\b)"):
        old = int(match[1])
        new = next(n for n in telling.shuffled(range(2, 28), "day") if abs(n - old) > 2 and not telling.says(str(n)))
        yield telling.change(Kind.DATES, Ruling.CONTRADICTED, "dates.day", *match.span(1), str(new))
    for match in telling.find(rf"\b({'|'.join(_WEEKDAYS)})(?=s?\b)"):
        left = [day for day in telling.shuffled(_WEEKDAYS, "weekday") if not telling.says(f"{day}s?")]
        yield telling.change(Kind.DATES, Ruling.CONTRADICTED, "dates.weekday", *match.span(1), left[0])


_ORDINALS = ("first", "second", "third", "fourth")


def other_quarters_and_years(telling: Telling) -> Iterator[Lie]:
    """Another quarter or year."""
    for match in telling.find(r"\bQ([1-4])\b"):
        new = (int(match[1]) + 1) % 4 + 1
        if not telling.says(f"Q{new}|{_ORDINALS[new - 1]} quarter") and _free(telling, new):
            yield telling.change(Kind.DATES, Ruling.CONTRADICTED, "dates.quarter", *match.span(), f"Q{new}")
    for match in telling.find(r"\b(first|second|third|fourth)(?= quarter\b)"):
        new = (_ORDINALS.index(match[1]) + 2) % 4 + 1
        if not telling.says(f"Q{new}") and _free(telling, new):
            yield telling.change(Kind.DATES, Ruling.CONTRADICTED, "dates.quarter", *match.span(1), _ORDINALS[new - 1])
    for match in telling.find(r"(?<![\w£$/.–-])(20[12]\d)\b(?![-–/%\w])"):
        year = int(match[1])
        for new in telling.shuffled((year - 1, year - 2, year + 1), "year"):
            if not telling.says(str(new)):
                yield telling.change(Kind.DATES, Ruling.CONTRADICTED, "dates.year", *match.span(1), str(new))
                break


def _free(telling: Telling, quarter: int) -> bool:
    first, last = telling.entry.when.first, telling.entry.when.last
    if first is None or last is None:
        return True
    return not any(_covers(first, last, month) for month in range(3 * quarter - 2, 3 * quarter + 1))


_STRETCH = re.compile(
    rf"(?<![\w.,£$–-])(?P<number>\d{{1,2}}|{'|'.join(NUMBER_WORDS)})(?P<gap>[ -])(?P<working>calendar |working |school )?"
    r"(?P<unit>day|week|month|year|term|Saturday|shift)(?P<many>s?)\b(?! ago|'s old|s? old)"
)
_LONGER = {"day": "week", "week": "month", "month": "year", "term": "year"}


def other_stretches(telling: Telling) -> Iterator[Lie]:
    """Another length of time, by number or by unit."""
    for match in telling.find(_STRETCH.pattern):
        number = NUMBER_WORDS.get(match["number"]) or int(match["number"])
        before = telling.text[: match.start()]
        if number < 2 or re.search(r"\b(?:than|over|under|least|most|within|nearly|almost) $", before):
            continue
        longer = _LONGER.get(match["unit"])
        if longer and not match["working"] and not telling.says(f"{longer}s?|{longer}ly|fortnight|quarter"):
            yield telling.change(
                Kind.DATES,
                Ruling.CONTRADICTED,
                "dates.unit",
                match.start("unit"),
                match.end("many"),
                longer + match["many"],
            )
        new = number * 2 + 1 if number < 6 else number // 2
        words = [word for word, size in NUMBER_WORDS.items() if size == new]
        written = (words[0] if words else "") if match["number"] in NUMBER_WORDS else str(new)
        if written and not telling.says(f"{new}|{words[0] if words else new}"):
            yield telling.change(Kind.DATES, Ruling.CONTRADICTED, "dates.stretch", *match.span("number"), written)


_DATED = re.compile(
    rf"\b(?:19|20)\d\d\b|\bQ[1-4]\b|\b(?:{MONTHS})\b|\b(?:quarter|last|since|ago|spring|summer|autumn|winter|year|month"
    r"|week|day|now|still|term|Christmas|before|after|when|while|today)",
)


def a_date_added(telling: Telling) -> Iterator[Lie]:
    """A date in front: another than the entry's, a more exact one than it gives, or one where it gives none."""
    when, text = telling.entry.when, telling.text
    if _DATED.search(text) or not re.match(r"[A-Z][a-z]", text) or not tells_work(telling) or lowered(text) == text:
        return
    name = telling.shuffled([name for name in _NAMES if not telling.says(f"{name[:3]}[a-z]*")], "added")[0]
    if when.first is None or when.last is None:
        front, ruling = f"In {name} {telling.shuffled((2023, 2024), 'y')[0]}, ", Ruling.UNSUPPORTED
        rule = "dates.made_up"
    elif when.precision is Precision.MONTH and telling.shuffled((0, 1), "exact")[0]:
        day = telling.shuffled(range(3, 27), "day")[0]
        front, ruling, rule = (
            f"On {day} {_NAMES[when.first.month - 1]} {when.first.year}, ",
            Ruling.UNSUPPORTED,
            "dates.exact",
        )
        if telling.says(r"\d+ (?:to|-|–) ?\d+|week|" + str(day)):
            return
    else:
        year = when.first.year - 1
        front, ruling, rule = f"In {name} {year}, ", Ruling.CONTRADICTED, "dates.moved"
    text = front + lowered(text)
    yield Lie(Kind.DATES, ruling, rule, telling.text, text, 0, len(front) - 2)


_DEADLINES = (
    ", two weeks ahead of schedule",
    ", a month earlier than planned",
    ", well ahead of the deadline",
    " in under a week",
    " within three days",
    ", three days before it was due",
    ", all inside a fortnight",
    " within my first month in the role",
    " at two days' notice",
    " over a single weekend",
    " overnight",
)
_TIMED = (
    r"deadline|due|early|earlier|late|ahead|before|days?|weeks?|months?|schedule|weekend|overnight|fortnight|hours?"
    r"|programme|minutes|within|\d+am|\d+pm"
)


def a_deadline_added(telling: Telling) -> Iterator[Lie]:
    """Done faster or earlier than the entry says anything of."""
    if tells_work(telling) and not telling.says(_TIMED):
        for tail in telling.shuffled(_DEADLINES, "deadline")[:1]:
            lie = telling.ending(Kind.DATES, Ruling.UNSUPPORTED, "dates.deadline", tail)
            if lie:
                yield lie


RULES = (other_months, other_days, other_quarters_and_years, other_stretches, a_date_added, a_deadline_added)
