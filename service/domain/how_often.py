"""Words that say how often: the rank of each ("once" to "always"), the period it names, how many times in it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

ONCE, SOMETIMES, OFTEN, ALWAYS = 1, 2, 3, 4
"""How often, from a single time up. "Weekly" is OFTEN; so is a plain "regularly"."""


class Often(NamedTuple):
    """A wording of frequency: its place (code points), rank, and the period it names ("" where it names none).

    `times` is how many times in the period, 1 where nothing more is said.
    """

    start: int
    end: int
    text: str
    rank: int
    period: str = ""
    times: int = 1


WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_DAY_NAMES = "|".join(WEEKDAYS)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_UNIT = (
    r"hour|day|weekday|week|weekend|fortnight|month|quarter|year|half-term|term|semester|season|shift|sprint|morning|afternoon"
    rf"|evening|night|cycle|release|spring|summer|autumn|winter|{_DAY_NAMES}|{_MONTHS}"
)
_ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "fortnightly": "fortnight",
    "biweekly": "fortnight",
    "monthly": "month",
    "quarterly": "quarter",
    "half-termly": "half-term",
    "termly": "term",
    "annually": "year",
    "annual": "year",
    "yearly": "year",
}
_COUNTS = {"once": 1, "twice": 2, "thrice": 3, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "several": 3}
_COUNTS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "many": 10, "a few": 3, "multiple": 3, "a couple of": 2}
_NUMBERS = r"\d{1,3}|two|three|four|five|six|seven|eight|nine|ten"
_TIMES = rf"once|twice|thrice|(?:{_NUMBERS}|several|many|multiple|a few|a couple of) times"

_PERIODS = re.compile(
    rf"(?i)\b(?:(?P<times>{_TIMES}) (?:a|an|per|each|every|in each)|(?P<each>each|every|alternate)"
    r"(?: single| working| school)?"
    rf"|(?P<most>most|some))(?: (?P<second>other|second|{_NUMBERS}))? (?:(?:{_MONTHS}) )?(?P<unit>{_UNIT})s?\b"
    r"(?! (?:later|after|before|earlier|ago|of)\b)"
    rf"|\b(?P<adverb>{'|'.join(_ADVERBS)})\b|\b(?P<days>{_DAY_NAMES})s\b"
    r"|\b(?:on|at|in the) (?P<times_of_day>morning|afternoon|evening|night|weekend|weekday)s\b"
    rf"|\b(?P<after>hour|day|week|month|quarter|year|term|shift) (?:after|in,?) (?P=after)\b"
    rf"|\b(?P<running>hour|day|week|month|quarter|year|term|shift|sprint)s?\b.{{0,12}}\brunning\b"
)
_PLAIN = tuple(
    (rank, re.compile(rf"(?i)\b(?:{pattern})\b"))
    for rank, pattern in (
        (
            ALWAYS,
            r"always|(?:each|every)\s+(?:and every )?time|constantly|continuous(?:ly)?|continual(?:ly)?|invariably"
            r"|without\s+fail|at\s+all\s+times|24/7|never\s+miss\w*|perpetual(?:ly)?|whenever",
        ),
        (
            OFTEN,
            r"regular(?:ly)?|consistent(?:ly)?(?! with)|routine(?:ly)?|frequent(?:ly)?|often|ongoing|habitual(?:ly)?"
            r"|usual(?:ly)?|typically|normally|mostly|generally|most of the time|steadily"
            r"|time\s+and\s+(?:time\s+)?again|day\s+in|recurring"
            r"|(?:many|numerous|countless|dozens of)\s+(?:times|occasions)|tends? to",
        ),
        (
            SOMETIMES,
            r"sometimes|occasional(?:ly)?|now\s+and\s+(?:then|again)|at\s+times|from\s+time\s+to\s+time|most\s+recently"
            r"|(?:several|multiple)\s+(?:times|occasions)|repeated(?:ly)?|periodic(?:ally)?|intermittent(?:ly)?"
            r"|the\s+latest\s+(?:being|of|in)|again\s+and\s+again|on\s+and\s+off",
        ),
    )
)
# What is told of two times or more bears out "several times" and "repeatedly", and nothing above them.
_SEVERAL = re.compile(
    r"(?i)\b(?:twice|thrice|(?:[2-9]|\d\d+|two|three|four|five|six|seven|eight|nine|ten|a few|a couple of) (?:more )?"
    r"(?:times|occasions|sessions|visits)|again|second time|third time)\b"
)
# "Less often", "how often" compare; "than usual" and "as long as usual" name what it is compared with.
_COMPARED = re.compile(r"(?i)\b(?:how|less|more|as|than|than is|the|our|their|its|is|\w+ as) $")
_COUNT_BEFORE = re.compile(rf"(?i)\b(?:{_NUMBERS}|both|few|these|those|last|first) $")
_EVERY_FEW = re.compile(rf"(?i)\b({_NUMBERS}|bi)-$")
_OTHER_BEFORE = re.compile(r"(?i)\b(?:alternate|alternating|every other|every second) $")
# These describe a state ("ongoing", "the usual 24") and make no habit of what stands beside them.
_STATE = frozenset(
    ("usual", "ongoing", "steadily", "consistent", "continuous", "annual", "normally", "generally", "mostly")
)
# "I always thought proofs were boring" is nothing done always.
_MINDED = re.compile(r"(?i) (?:thought|felt|wanted|liked|loved|hated|hoped|knew|known|believed|been|found)\b")
_GATE = re.compile(
    r"(?i)(?:day|mon|tues?|wed|thu|thurs?|fri|sat|sun)(?: and|,|/| &)"
    r"|each|every|ly\b|annual|most|some|times|once|twice|thrice|often|always|24/7|running|without fail|usual|regular"
    r"|constant|continu|routine|frequent|consistent|ongoing|habit|perpet|recur|tend|again|occasion|now and|occasions"
    r"|repeat|periodic|latest|whenever|(?:days|ings|noons|nights|ends)\b|after|never miss|on and off"
    r"|in,? (?:day|week|month|year)|day in"
)


@lru_cache(maxsize=2_048)
def how_often(text: str) -> tuple[Often, ...]:
    """Every wording of frequency in `text`, in order. A number of times ("did it twice") is none of them."""
    if _GATE.search(text) is None:
        return ()
    found = [_period(match) for match in _PERIODS.finditer(text) if not (match["days"] and _counted(match))]
    found += _some_weekdays(text)
    taken = [(one.start, one.end) for one in found]
    for rank, pattern in _PLAIN:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            word = match[0].lower()
            if word in ("often", "usual") and _COMPARED.search(text[max(0, match.start() - 16) : match.start()]):
                continue
            found.append(Often(*match.span(), match[0], rank))
    return tuple(sorted(found))


_SHORT_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_PAIR = re.compile(rf"(?i)\b(?P<one>{_SHORT_DAY})(?: and | & |/|, ?)(?P<two>{_SHORT_DAY})\b")
_LONG = re.compile(r"(?i)\b(?:weeks|months|terms?|year|season|since)\b")


def _some_weekdays(text: str) -> Iterator[Often]:
    """ "For 8 weeks (Tues and Thurs)" is twice a week, on Tuesdays and on Thursdays."""
    if _LONG.search(text) is None:
        return
    for match in _PAIR.finditer(text):
        for name in (match["one"], match["two"]):
            full = next(day for day in WEEKDAYS if day.startswith(name.lower()[:3]))
            yield Often(*match.span(), match[0], OFTEN, full)
        yield Often(*match.span(), match[0], OFTEN, "week", 2)


def _counted(match: re.Match[str]) -> bool:
    """ "Over three Saturdays" says how many, and is no habit."""
    return _COUNT_BEFORE.search(match.string, max(0, match.start() - 16), match.start()) is not None


def _period(match: re.Match[str]) -> Often:
    if match["adverb"]:
        unit = _ADVERBS[match["adverb"].lower()]
        apart = _EVERY_FEW.search(match.string, max(0, match.start() - 8), match.start())
        few = apart[1].lower() if apart else ""
        count = 2 if few == "bi" else int(few) if few.isdigit() else _COUNTS.get(few, 1)
        unit = unit if count == 1 else "fortnight" if (count, unit) == (2, "week") else f"{count} {unit}"
        return Often(*match.span(), match[0], OFTEN, unit)
    if match["days"]:
        other = _OTHER_BEFORE.search(match.string, max(0, match.start() - 16), match.start())
        return Often(*match.span(), match[0], OFTEN, ("2 " if other else "") + match["days"].lower())
    if match["times_of_day"]:
        return Often(*match.span(), match[0], OFTEN, match["times_of_day"].lower())
    unit = (match["unit"] or match["after"] or match["running"]).lower()
    if match["most"]:
        rank = OFTEN if match["most"].lower() == "most" else SOMETIMES
        return Often(*match.span(), match[0], rank, f"{match['most'].lower()} {unit}")
    if (match["each"] or "").lower() == "alternate":
        return Often(*match.span(), match[0], OFTEN, "fortnight" if unit == "week" else f"2 {unit}")
    if second := (match["second"] or "").lower():
        unit = f"{2 if second in ('other', 'second', 'two') else _COUNTS.get(second, second)} {unit}"
        unit = "fortnight" if unit == "2 week" else unit
    return Often(*match.span(), match[0], OFTEN, unit, _times(match["times"]))


def _times(told: str | None) -> int:
    if told is None:
        return 1
    count = told.lower().removesuffix(" times")
    return int(count) if count.isdigit() else _COUNTS.get(count, 1)


def _names_someone(one: Often, text: str) -> bool:
    """ "The regular interpreter" is who, not how often."""
    before = text[max(0, one.start - 6) : one.start].lower()
    return one.text.lower() == "regular" and before.endswith(("the ", " a ", "our ", "my "))


def habits_told(text: str) -> tuple[Often, ...]:
    """The wordings that tell of a habit: not "the regular interpreter", "the usual 24", "always thought"."""
    return tuple(
        one
        for one in how_often(text)
        if one.text.lower() not in _STATE and not _MINDED.match(text, one.end) and not _names_someone(one, text)
    )


def highest(text: str) -> int:
    """The highest rank the text's words go to; ONCE where none says more."""
    ranks = [one.rank for one in habits_told(text)]
    if _SEVERAL.search(text):
        ranks.append(SOMETIMES)
    return max(ranks, default=ONCE)


_WITHIN = {
    "day": frozenset(("morning", "afternoon", "evening", "night", "weekday", "hour")),
    "week": frozenset((*WEEKDAYS, "weekend")),
    "year": frozenset(("spring", "summer", "autumn", "winter", *_MONTHS.split("|"))),
    "fortnight": frozenset(f"2 {day}" for day in (*WEEKDAYS, "weekend")),
    "term": frozenset(("semester",)),
}


def bears_out(written: Often, claimed: Often) -> bool:
    """Whether `written` says at least what `claimed` does: "each Friday" bears out "weekly", not the other way."""
    if not claimed.period:
        return written.rank >= claimed.rank
    same = written.period == claimed.period or written.period in _WITHIN.get(claimed.period, ())
    loosened = claimed.period.startswith(("most ", "some ")) and written.period == claimed.period[5:]
    return (same and claimed.times <= written.times) or loosened
