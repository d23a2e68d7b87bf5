"""The figures entries hold: each with its place and the words of its clause, alone or as a side of a change."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.domain.brag import EntryId
from service.domain.claims import Span
from service.domain.numerals import tokens
from service.domain.quantity import Change, Quantity
from service.domain.units import Measure
from service.domain.word_sets import word_set


@dataclass(frozen=True, slots=True)
class Written:
    """A figure of an entry, where it stands, the words of its clause, and the whole passage (`said`)."""

    figure: Quantity
    entry: EntryId
    field: str
    about: frozenset[str]
    said: str

    @property
    def span(self) -> Span:
        return Span(entry=self.entry, field=self.field, start=self.figure.start, end=self.figure.end)


@dataclass(frozen=True, slots=True)
class WrittenChange:
    """A before/after pair of an entry. `told` is False for two like figures that nothing ties into a pair."""

    change: Change
    entry: EntryId
    fields: tuple[str, str]
    told: bool = True

    @property
    def spans(self) -> tuple[Span, ...]:
        sides = (self.change.before, self.change.after)
        return tuple(
            Span(entry=self.entry, field=name, start=side.start, end=side.end)
            for name, side in zip(self.fields, sides, strict=True)
        )


_LETTERS = re.compile(r"[^\W\d_]+")

# A clause ends at a comma, a colon, a sentence's end, or the word that starts another thing.
_CLAUSE_END = re.compile(r",(?![0-9])|[;:()!?\n]|\.\s|\s(?:and|but|while|whereas|with|as well as)\s", re.IGNORECASE)

_EMPTY = word_set("""
    the a an of to from by in on at for and or with we i my our us it its this that was is were be been are has had have
    than more less about around over under nearly almost roughly up down per each every percent per cent as per which
    after before now then so their they them he she his her into within between
    """)


def content_words(text: str) -> frozenset[str]:
    """The words of `text` in lower case, numbers and small words left out."""
    return frozenset(word for word in (w.lower() for w in _LETTERS.findall(text)) if word not in _EMPTY)


def clause_words(text: str, figure: Quantity) -> frozenset[str]:
    """The content words of the clause a figure stands in."""
    before = text[max(0, figure.start - 160) : figure.start]
    after = text[figure.end : figure.end + 160]
    start = max((m.end() for m in _CLAUSE_END.finditer(before)), default=0)
    stop = next((m.start() for m in _CLAUSE_END.finditer(after)), len(after))
    return content_words(before[start:] + " " + after[:stop])


def untold(figures: Sequence[Written], told: Sequence[WrittenChange]) -> Iterator[WrittenChange]:
    """Two figures of one kind in one entry, and no more than two: arithmetic between them is plain to any reader."""
    paired = {(w.entry, w.change.before.measure) for w in told}
    groups: dict[tuple[EntryId, Measure, str, str], list[Written]] = {}
    for one in figures:
        q = one.figure
        groups.setdefault((one.entry, q.measure, q.noun, q.currency), []).append(one)
    for (entry, measure, noun, currency), group in groups.items():
        if measure is Measure.COUNT and noun:
            # "250 visitors on the first day and 310 on the last": the second counts the same.
            group = [*group, *groups.get((entry, measure, "", currency), ())]
        if len(group) != 2 or (entry, measure) in paired or measure is Measure.MULTIPLE:
            continue
        if measure is Measure.COUNT and not noun:
            continue
        one, two = group
        change = Change(one.figure, two.figure, one.figure.start, two.figure.end)
        yield WrittenChange(change, entry, (one.field, two.field), told=False)


_LIST_STOP = re.compile(r"[.;:()!?\n\u2014\u2013]")


def listed(text: str) -> list[int]:
    """How many things each enumeration of `text` names: 3 for "Ana, Bo and Chen"."""
    found = []
    for stretch in _LIST_STOP.split(text):
        if " and " not in stretch and "&" not in stretch and "," not in stretch:
            continue
        length, gap = 1, 0
        cut = tokens(stretch)
        last = ""
        for word in cut.words:
            if word in (",", "and", "&", "or"):
                if last not in (",", "and", "&", "or") and gap <= 5:
                    length += 1
                elif gap > 5:
                    if length > 1:
                        found.append(length)
                    length = 2
                gap = 0
            else:
                gap += 1
            last = word
        if length > 1:
            found.append(length)
    return found
