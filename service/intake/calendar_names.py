"""The names of months, weekdays and quarters in the languages logs are written in, from Babel's copy of the CLDR.

Loaded the first time a word stands where a month could and is not English: an English log never pays for it.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

LANGUAGES = tuple("es fr de pt it nl pl ru uk zh ja ko th tr sv nb da fi cs hu el ro hi ar he id vi bn ur".split())
# Where the month of a day is declined ("14 marca", "marzec 2025"); elsewhere CLDR has one form for both.
_DECLINING = frozenset(("pl", "ru", "uk", "cs", "fi", "el"))
_ABBREVIATED = 5
_LETTERS = str.maketrans("ıłøđ", "ilod")
_COUNTING = re.compile(r"\d|^(?:[ivx]+|al|[ivx]+-lea)$")


class CalendarNames(NamedTuple):
    """What names mean: months 1 to 12, quarters 1 to 4; `short` are the names of few Latin letters, which may be other
    words as well ("set", "out", "ara"); `quarter_words` say "quarter" and nothing more."""

    months: dict[str, int]
    short: frozenset[str]
    weekdays: frozenset[str]
    quarters: dict[str, int]
    quarter_words: frozenset[str]


def plain_name(name: str) -> str:
    """A name as it is looked up: lower case, without the dot behind it and, in Latin letters, without accents."""
    folded = name.replace("İ", "i").lower().translate(_LETTERS).strip(" .॰,")
    if folded.isascii():
        return folded
    stripped = "".join(ch for ch in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(ch))
    return stripped if stripped.isascii() else unicodedata.normalize("NFC", folded)


@cache
def calendar_names() -> CalendarNames:
    """The names of every language in `LANGUAGES`; one that means different months in two of them means none."""
    from babel import Locale  # heavy: 0.2 s, and only logs in other languages need it

    months: dict[str, int] = {}
    doubtful: set[str] = set()
    short: set[str] = set()
    wide: set[str] = set()
    weekdays: set[str] = set()
    quarters: dict[str, int] = {}
    words: set[str] = set()
    for language in LANGUAGES:
        locale = Locale.parse(language)
        # Without forms of its own a language's stand-alone names are an alias, which Babel may take from another.
        contexts = ("format", "stand-alone") if language in _DECLINING else ("format",)
        for context in contexts:
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    plain = plain_name(name)
                    if any(ch.isdigit() for ch in plain) or not plain:
                        continue
                    if months.setdefault(plain, number) != number:
                        doubtful.add(plain)
                    (wide if width == "wide" else short).add(plain)
        for width in ("wide", "abbreviated"):
            weekdays |= {plain_name(name) for name in locale.days["format"][width].values()}
            for number, phrase in locale.quarters["format"][width].items():
                plain = " ".join(map(plain_name, phrase.split()))
                quarters[plain] = number
                words |= {word for word in plain.split() if len(word) > 1 and not _COUNTING.search(word)}
    return CalendarNames(
        {name: number for name, number in (months | _EVERYDAY).items() if name not in doubtful},
        frozenset(name for name in short - wide if len(name) <= _ABBREVIATED and name.isascii()),
        frozenset(weekdays),
        quarters,
        frozenset(words | _QUARTER_WORDS),
    )


# What people write beside CLDR's spellings.
_EVERYDAY = {
    "janner": 1,
    "janv": 1,
    "febr": 2,
    "fevr": 2,
    "marz": 3,
    "maerz": 3,
    "mrz": 3,
    "setiembre": 9,
    "sett": 9,
    "okt": 10,
    "dez": 12,
}
_QUARTER_WORDS = frozenset(("trim", "kwart", "kv", "ไตรมาสที่", "triwulan", "quarter"))
