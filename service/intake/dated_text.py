"""Where in a line or heading a date counts as the entry's own: in front, in brackets, or as a heading.

A year inside the sentence ("by 2025", "SQL Server 2019") is the sentence's, not the entry's.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from service.domain.when import Precision, When
from service.intake.dates import (
    BACKWARDS,
    FISCAL,
    NO_END,
    Written,
    date_at,
    is_full_day,
    whole_date,
)
from service.intake.day_order import SlashOrder

_OPENERS = "[(*_`~"
_CLOSERS = "])*_`~"
# Pictures that people put in front of a line.
_SIGN = r"[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d]*\s*"
_SIGNS = re.compile(rf"\s*(?:{_SIGN})+")
_SIGNS_AT_END = re.compile(rf"\s*(?:{_SIGN})+$")
_SEPARATOR = re.compile(r"\s*(?:[:;|,•·]|[-–—]+(?=\s)|[–—])\s*|\s{2,}|\t+")
_AFTER_BRACKET = re.compile(r"\s*(?:[:;|,•·]|[-–—]+(?=\s)|[–—])?\s*")
_BRACKETED_END = re.compile(r"[\[(]([^\[\]()]{4,40})[\])][.\s]*$")
_SENTENCE_BEFORE_END = re.compile(r"(?<=[.!?)…])\s+(?P<date>[^\s.!?()\[\]](?:[^.!?()\[\]\n]{2,38}))[.\s]*$")
_DASHED_END = re.compile(
    r"\s(?:-{1,3}|[–—])\s+(?:(?P<deed>[A-Za-z]+ed|[Hh]eld|[Gg]iven|[Ss]ent|[Ww]on|[Ww]ent live|[Ll]ive)\s+(?:on\s+)?)?"
    r"(?P<day>[^\s–—](?:[^–—\n]{4,28})?[^\s–—.])[.\s]*$"
)
# "from 3 Jan 2025 - 14 March 2025" is a range that stands in the sentence.
_ENDS_IN_A_DATE = re.compile(
    r"(?:\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?)\s*$", re.IGNORECASE
)
_SECTION_WORDS_TEXT = (
    "accomplishment accomplishments achievement achievements activities archive brag brags contributions "
    "cycle doc document done entries for from highlights impact in journal log logs notes of performance "
    "period prep projects promo promotion quarter recap reflection review self-review since summary the "
    "things update updates win wins work year "
)
_SECTION_WORDS = frozenset(_SECTION_WORDS_TEXT.split())


class Dated(NamedTuple):
    """A text with the date it carried taken off: `when` is unknown when there was none."""

    when: When
    rest: str
    doubtful: str = ""
    why: str = ""


@lru_cache(maxsize=256)  # a line is asked about several times while it is placed
def dated_line(text: str, order: SlashOrder, within: When) -> Dated:
    """A line whose date stands in front of it, or in brackets behind it.

    `doubtful` is a date that was written there and cannot be told (`03/04/2024` in a file that never says which is the
    month); it too is taken off, so that nobody reads it as part of the win. `why` says what is the matter with it.
    """
    front = _front(text, order, within)
    if front is not None:
        return front
    if match := _BRACKETED_END.search(text):
        written = whole_date(match[1], order, within)
        if written is not None:
            return _taken(written, match[1].strip(), text[: match.start()])
    return _behind(text, order, within) or _after_sentences(text, order, within) or Dated(When(), text)


def _after_sentences(text: str, order: SlashOrder, within: When) -> Dated | None:
    """A date that stands alone behind the last sentence: `Cut the report to an hour. March 2026`."""
    match = _SENTENCE_BEFORE_END.search(text)
    written = whole_date(match["date"], order, within) if match else None
    if match is None or written is None or written.doubtful or written.when.precision is Precision.YEAR:
        return None
    return Dated(written.when, text[: match.start()])


def _behind(text: str, order: SlashOrder, within: When) -> Dated | None:
    """A whole day behind a dash at the end: `... - 2025-03-14`, `... -- Launched on Aug 22, 2022`, whose words stay."""
    match = _DASHED_END.search(text)
    if match is None or _ENDS_IN_A_DATE.search(text, 0, match.start()):
        return None
    written = whole_date(match["day"], order, within)
    if written is None or written.doubtful or not is_full_day(written.when):
        return None
    return Dated(written.when, text if match["deed"] else text[: match.start()])


def dated_field(text: str, order: SlashOrder, within: When) -> Dated:
    """The value of a date field or cell; `rest` is what is not a date. A lone year in it counts as a year."""
    trimmed = text.strip().strip("[]()")
    written = whole_date(trimmed, order, within)
    if written is not None:
        return _taken(written, trimmed, "")
    years = set(re.findall(r"(?<![\w/.-])(?:19[5-9]\d|20\d\d)(?![\w/.-])", trimmed))
    if len(years) == 1 and len(trimmed) < 40:
        return Dated(When.parse(years.pop()), text)
    return Dated(When(), text, trimmed, "a date that cannot be told")


def dated_heading(text: str, level: int, order: SlashOrder, within: When) -> Dated:
    """A heading's date and what remains as its title. Trailing years count only where the heading names a period."""
    bare = _SIGNS_AT_END.sub("", text.strip().strip("*_`~")).rstrip(":").strip()
    if bare[:1] in "[(" and bare[-1:] in "])":
        bare = bare[1:-1].strip()
    written = whole_date(bare, order, within)
    if written is not None:
        return _taken(written, bare, "")
    front = _front(bare, order, within)
    if front is not None:
        return front
    if match := _BRACKETED_END.search(bare):
        written = whole_date(match[1], order, within)
        if written is not None:
            return _taken(written, match[1], bare[: match.start()])
    words = list(re.finditer(r"\S+", bare))
    leading = date_at(bare, words[0].start(), order, within) if words else None
    if leading is not None and not leading.doubtful and _names_a_period(bare[leading.end :].split(), leading, level):
        return Dated(leading.when, bare)
    for word in words[-6:]:
        written = date_at(bare, word.start(), order, When())
        if written is not None and not bare[written.end :].strip():
            before = bare[: written.start].split()
            if written.when.precision is not Precision.YEAR or _names_a_period(before[-1:], written, level):
                spelled = bare[written.start : written.end] if written.doubtful else ""
                return Dated(written.when, bare, spelled, written.doubtful)
    return Dated(When(), text)


def _names_a_period(neighbours: list[str], written: Written, level: int) -> bool:
    if level == 1 or not neighbours:
        return True
    known = [word.strip(",.;:-–—()").lower() in _SECTION_WORDS | {""} for word in neighbours]
    return any(known) if written.when.precision is Precision.YEAR else len(neighbours) <= 6


def _front(text: str, order: SlashOrder, within: When) -> Dated | None:
    if signs := _SIGNS.match(text):
        dated = _front(text[signs.end() :], order, within)
        return dated._replace(rest=signs[0].lstrip() + dated.rest if dated.rest.strip() else "") if dated else None
    start = len(text) - len(text.lstrip(" \t"))
    opened = start
    while opened < len(text) and opened - start < 3 and text[opened] in _OPENERS:
        opened += 1
    written = date_at(text, opened, order, within)
    if written is None:
        return None
    end = written.end
    spelled = text[written.start : end]
    if opened > start:
        colon = end + 1 if text[end : end + 1] == ":" and text[end + 1 : end + 2] in set("*_") else end
        closed = colon
        while closed < len(text) and closed - colon < 3 and text[closed] in _CLOSERS:
            closed += 1
        if closed == colon:
            return None
        after = _AFTER_BRACKET.match(text, closed)
        return _taken(written, spelled, text[after.end() :] if after else text[closed:])
    separator = _SEPARATOR.match(text, end)
    if separator is not None:
        return _taken(written, spelled, text[separator.end() :])
    if not text[end:].strip():
        return _taken(written, spelled, "")
    follows = text[end:].lstrip()[:1]
    # "FY25 revenue" and "2025 and 2024 were hard" are parts of their sentences.
    if written.doubtful == FISCAL or (written.doubtful in (NO_END, BACKWARDS) and follows.islower()):
        return None
    if is_full_day(written.when) or written.doubtful:
        return _taken(written, spelled, text[end:].lstrip())
    # "March 2022 Launched ..." is a dated line; "March 2022 was hard" is a sentence.
    has_year = any(char.isdigit() for char in spelled) and written.when.precision is not Precision.YEAR
    if has_year and re.search(r"\d{4}", spelled) and not follows.islower():
        return _taken(written, spelled, text[end:].lstrip())
    return None


def _taken(written: Written, spelled: str, rest: str) -> Dated:
    return Dated(written.when, rest, spelled if written.doubtful else "", written.doubtful)
