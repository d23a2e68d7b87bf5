"""The dates of a text, each with the words told of it: what of a sentence belongs to which of its dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from service.domain.moments import Days, Moment, moments
from service.domain.numerals import ONES
from service.domain.when import When
from service.domain.word_sets import word_set
from service.domain.wording import carries_meaning, words
from service.verification.offsets import bare_days


@dataclass(frozen=True, slots=True)
class DateTold:
    """A date with the words told of it: the stretch of its sentence from the date before it, or up to the next.

    `start` is where that stretch begins (code points); `figures` are its numbers as digits.
    """

    moment: Moment
    days: Days
    start: int
    part: str
    stems: frozenset[str]
    figures: frozenset[str]


CUT = re.compile(
    r"[,;\n–—](?!\d)|(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)\.(?!\d)|\s-\s|(?<=\s)(?=(?:after|before|following)\s)|\b(?:but|and|while|whereas|although)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?i)\s*(?:in|on|by|after|before|since|from|during|until|at|as of|throughout|over|for|between)\b")
_TIME_WORDS = word_set("month week year quarter day time date early late mid end start half")


@lru_cache(maxsize=256)
def dates_told(text: str, when: When, year: int) -> tuple[DateTold, ...]:
    """The dates of `text` in order; `year` stands in for an unwritten one, `when` is the entry's own date."""
    return tuple(_each_date(text, when, year))


def _each_date(text: str, when: When, year: int) -> Iterator[DateTold]:
    written = [moment for moment in moments(text) if not moment.opaque or moment.weekday is not None]
    numbered = bare_days(text, written, when)
    # "January's books" are books by name, whenever they were closed.
    named = ("'s", "’s")
    plain = [moment for moment in written if text[moment.end : moment.end + 2] not in named]
    plain = sorted((*plain, *numbered), key=lambda moment: moment.start)
    dated = _ranges(text, plain, when, year)
    for start, end in _segments(text, plain):
        here = [one for one in dated if start <= one[0].start < end]
        fronted = bool(here) and not any(carries_meaning(word) for word in words(text[start : here[0][0].start]))
        for n, (moment, days) in enumerate(here):
            last = n + 1 == len(here)
            opens = (moment.start if n else start) if fronted else (here[n - 1][0].end if n else start)
            closes = end if last else here[n + 1][0].start if fronted else moment.end
            rest = text[opens:closes].replace(moment.text, " ")
            yield DateTold(moment, days, opens, text[opens:closes], content_stems(rest), _figures(rest))


# Days of no year anybody writes of, so that a weekday is told apart from other weekdays and from nothing else.
_WEEK = tuple((date(1800, 1, 6 + n), date(1800, 1, 6 + n)) for n in range(7))
_TO = re.compile(r"\s*(?:-|–|—|to|until|till|through)\s*(?:the )?")


def _ranges(text: str, told: Sequence[Moment], when: When, year: int) -> list[tuple[Moment, Days]]:
    """The dates with their days, two that are one stretch ("from 5 March to 28 May") made one."""
    found: list[tuple[Moment, Days]] = []
    for moment in told:
        days = _in_range(moment, when, year) if moment.weekday is None else (_WEEK[moment.weekday],)
        if not days:
            continue
        if found and _TO.fullmatch(text, found[-1][0].end, moment.start):
            one, begun = found[-1]
            joined = replace(one, end=moment.end, text=text[one.start : moment.end])
            found[-1] = joined, (begun[0], max(begun[1], days[0][1]))
        else:
            found.append((moment, days[0]))
    return found


def _in_range(moment: Moment, when: When, year: int) -> tuple[Days, ...]:
    """The days of a date; one without a year falls within the entry's own range where it can."""
    days = moment.days(moment.year or year)
    later = moment.days(year + 1) if moment.year is None and when.last and when.last.year > year else ()
    if days and later and when.first and days[0][1] < when.first:
        return later
    return days


def _segments(text: str, told: Sequence[Moment]) -> Iterator[tuple[int, int]]:
    """The stretches between stops and commas; a date put in front ("In March, ...") goes with what follows it."""
    start = 0
    for cut in (*CUT.finditer(text), None):
        end = cut.start() if cut else len(text)
        if any(cut and moment.start < cut.end() and cut.start() < moment.end for moment in told):
            continue
        first_comma = cut is not None and cut[0] == "," and "," not in text[start:end]
        heads = text[:start].rstrip()[-1:] in ("", ".", ";", ":", "!", "?")
        fronted = first_comma and heads and _OPENS.match(text, start)
        if fronted and any(start <= moment.start < end for moment in told):
            continue
        after = next((one for one in told if one.start >= cut.end()), None) if cut and cut[0] == "," else None
        if cut and after and not text[cut.end() : after.start].strip() and _STOP.match(text, after.end):
            continue  # ", Sept to Dec 2024": a date that belongs to what stands before it
        yield start, end
        start = cut.end() if cut else end


_STOP = re.compile(r"\s*(?:[.;,)]|$|(?:-|–|to|until)\b)")


def content_stems(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning, joined words taken apart, words of time left out."""
    return frozenset(
        part.stem
        for word in words(text)
        for part in (word, *(words(word.text.replace("-", " ")) if "-" in word.text else ()))
        if carries_meaning(part) and part.lower not in _TIME_WORDS
    )


def _figures(text: str) -> frozenset[str]:
    found = (str({**ONES, "once": 1, "twice": 2}.get(word.lower, word.lower)) for word in words(text))
    return frozenset(one for one in found if one[0].isdigit())


def overlap(one: Days, two: Days) -> bool:
    """Whether two stretches have a day in common."""
    return one[0] <= two[1] and two[0] <= one[1]


def fits(claimed: DateTold, days: Days) -> bool:
    """Whether `days` lie within the claimed date: a coarser date fits a finer one."""
    return claimed.days[0] <= days[0] and days[1] <= claimed.days[1]
