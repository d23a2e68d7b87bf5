"""Whether words are mostly English: what the checks and the embedder read; a guess from the smallest words alone."""

import re
from collections.abc import Iterable

from service.domain.brag import BragLog

_LETTERS = re.compile(r"[^\W\d_]+")
# Words no other language in wide use writes the same way, or writes seldom.
_SMALL = frozenset(
    """
    the and of to for with from by that this these those which who were are been have it its our my their they them he
    she his not but than then when while after before about into between through during without because what how each
    every more most other new first last two three now
    """.split()
)
_MOST_ENTRIES_READ = 300
"""A log's language shows in this many of its entries, taken evenly; mapping a long log must not read it all again."""
_FEWEST = 8
_LEAST = 0.08
"""The share of small words from which a text is English: clipped English notes keep a tenth, other languages a few."""


def mostly_english(texts: Iterable[str]) -> bool:
    """Whether most of the texts' words are English; True where there are too few words to tell."""
    words = [word for text in texts for word in _LETTERS.findall(text)]
    letters = "".join(words)
    if letters and sum(letter > "\u024f" for letter in letters) * 2 > len(letters):
        return False
    if len(words) < _FEWEST:
        return True
    return sum(word.lower() in _SMALL for word in words) >= _LEAST * len(words)


NOT_ENGLISH = (
    "Most of this log does not read as English. Entries are matched to the rubric by an embedder trained on English,"
    " and the checks read English: strong entries may be missed here, and sentences stand in your own words or"
    " not at all."
    " Look through the entries that no section uses."
)


def notices_of(log: BragLog) -> tuple[str, ...]:
    """What a reader of anything made from this log must know first; empty for a log in English."""
    every = -(-len(log.entries) // _MOST_ENTRIES_READ) or 1
    return () if mostly_english(entry.own_words() for entry in log.entries[::every]) else (NOT_ENGLISH,)
