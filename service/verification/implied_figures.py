"""Figures an entry says without a number that is read as one: a fortnight, 3x20 min, minute 31, double-booked."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from service.domain.brag import BragEntry
from service.domain.quantity import Quantity
from service.domain.units import WORDS, Measure
from service.verification.written_figures import Written

_TIMES_OF = re.compile(r"(?<![\w.])(\d{1,4}) ?[x×] ?(?=\d)")
_ORDINAL_TIME = re.compile(r"(?i)\b(minute|hour|day|week|month|year) (\d{1,4})\b")
_ISH = re.compile(r"(?i)(?<![\w.])(\d{1,6})-?ish\b")
_WORDS = re.compile(
    r"(?i)\b(?:(?P<fortnight>fortnight)|(?P<twice>(?:double|dual|twice)(?=[- ](?:\w+ed|\w+t|\w+ing|count|book|entry))"
    r"|duplicat\w+)|(?P<half>half-?(?P<unit>day|hour|year))|(?P<pair>both|pair|couple|duo|twin)|(?P<dozen>dozen)"
    r"|(?P<trio>trio|triple))\b"
)
_COUNTS = {"twice": (2, "time"), "pair": (2, ""), "dozen": (12, ""), "trio": (3, "")}


def implied(entries: Sequence[BragEntry]) -> tuple[Written, ...]:
    """The implied figures of some entries, as figures without a text of their own."""
    return _implied(tuple(entries))


@lru_cache(maxsize=64)
def _implied(entries: tuple[BragEntry, ...]) -> tuple[Written, ...]:
    return tuple(
        Written(q, entry.id, passage.field, frozenset(), passage.words)
        for entry in entries
        for passage in entry.passages()
        for q in _figures(passage.words)
    )


def _figures(text: str) -> Iterator[Quantity]:
    for found in _TIMES_OF.finditer(text):
        yield Quantity(Decimal(found[1]), found.start(1), found.end(1), "")
    for found in _ORDINAL_TIME.finditer(text):
        yield _time(Decimal(found[2]), found[1].lower(), found)
    for found in _ISH.finditer(text):
        yield Quantity(Decimal(found[1]), found.start(), found.end(), "", approximate=True)
    for found in _WORDS.finditer(text):
        name = found.lastgroup or ""
        if name == "fortnight":
            yield _time(Decimal(2), "week", found)
        elif found["half"]:
            yield _time(Decimal("0.5"), found["unit"].lower(), found)
        elif name in _COUNTS:
            value, noun = _COUNTS[name]
            yield Quantity(Decimal(value), found.start(), found.end(), "", noun=noun, nouns=(noun,) if noun else ())


def _time(value: Decimal, word: str, found: re.Match[str]) -> Quantity:
    unit = WORDS[word]
    return Quantity(
        value, found.start(), found.end(), "", unit=unit.name, measure=Measure.TIME, factor=unit.factor,
        step=Decimal("0.5"),
    )  # fmt: skip
