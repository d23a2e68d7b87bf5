"""Finds the entries of a log that a sentence is about: by the figures, names, quotes and rarer words they share."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from service.domain.brag import BragEntry, EntryId
from service.domain.quantities import quantities
from service.domain.wording import Word, content_words, plain, words

_QUOTED = re.compile(r'"([^"\n]{3,600})"|“([^”\n]{3,600})”|«([^»\n]{3,600})»')


class Match(NamedTuple):
    """An entry that shares something with a sentence. `score` is the share of the sentence's weight it covers, 0..1."""

    entry: EntryId
    score: float
    figures: bool


class _Read(NamedTuple):
    """A text as matching sees it."""

    stems: frozenset[str]
    figures: frozenset[str]
    names: frozenset[str]
    line: str


class Matcher:
    """Matches sentences against one log. Reading the log happens once, here."""

    def __init__(self, entries: Sequence[BragEntry]) -> None:
        self._read = [(entry.id, _read(_everything(entry))) for entry in entries]
        self._seen: dict[str, int] = {}
        for _, read in self._read:
            for stem in read.stems:
                self._seen[stem] = self._seen.get(stem, 0) + 1

    def matches(self, sentence: str, *, limit: int = 3, least: float = 0.15) -> tuple[Match, ...]:
        """The entries nearest to the sentence, best first; none where nothing telling is shared."""
        asked = _read(sentence)
        quotes = [_line(next(filter(None, found.groups()))) for found in _QUOTED.finditer(sentence)]
        weights = {stem: self._weight(stem) for stem in asked.stems}
        # A figure or a name says more about which entry is meant than an ordinary word does.
        strong = max(weights.values(), default=1.0)
        full = sum(weights.values()) + strong * (len(asked.figures) + len(asked.names) + 2 * len(quotes))
        if full <= 0:
            return ()
        found: list[tuple[float, int, Match]] = []
        for place, (id, read) in enumerate(self._read):
            shared = sum(weights[stem] for stem in asked.stems & read.stems)
            figures = asked.figures & read.figures
            shared += strong * (len(figures) + len(asked.names & read.names))
            shared += 2 * strong * sum(quote in read.line for quote in quotes)
            score = min(1.0, shared / full)
            if score >= least:
                found.append((-score, place, Match(id, score, bool(figures))))
        return tuple(match for _, _, match in sorted(found)[:limit])

    def _weight(self, stem: str) -> float:
        return math.log(1 + (len(self._read) + 1) / (self._seen.get(stem, 0) + 0.5))


def _everything(entry: BragEntry) -> str:
    spoken = "\n".join(f"{said.who} {said.role or ''}: {said.quote}" for said in entry.corroborations)
    return f"{entry.own_words()}\n{spoken}"


def _read(text: str) -> _Read:
    found = content_words(text)
    return _Read(
        stems=frozenset(word.stem for word in found),
        # In base units: "20 minutes" in a draft is "twenty minutes" and "1/3 h" in the log.
        figures=frozenset(f"{quantity.measure}:{quantity.base.normalize()}" for quantity in quantities(text)),
        names=frozenset(word.lower for word in _names(text, found)),
        line=_line(text),
    )


def _names(text: str, found: Sequence[Word]) -> list[Word]:
    """Capitalised words that do not open a sentence."""
    first = {word.start for word in words(text)[:1]}
    return [
        word
        for word in found
        if word.text[:1].isupper() and word.start not in first and not re.search(r"[.!?:\n]\s*$", text[: word.start])
    ]


def _line(text: str) -> str:
    return " ".join(plain(text).casefold().split()).rstrip(".!?,;")
