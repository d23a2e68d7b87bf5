"""A figure as a sentence claims it: the words around it, what it may be compared with, how it is objected to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from service.domain.claims import Finding, Kind, Ruling, Span
from service.domain.noun_phrases import may_stand_for
from service.domain.quantity import Quantity
from service.domain.units import Measure
from service.domain.word_sets import word_set

_SUM_TOLD = word_set("total totalling totaling combined altogether together overall sum across both all")


_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A figure of a claim: the words it stands among, and whether it is one side of a change."""

    figure: Quantity
    sentence: str
    in_change: bool = False
    beside: tuple[Quantity, ...] = ()

    def near(self, before: int, after: int) -> tuple[list[str], list[str]]:
        """The last `before` words ahead of the figure and the first `after` words behind it, in lower case."""
        # A rate's words lie inside the figure ("14 fewer cases a month"), so they are read with what follows.
        inside = _WORD.findall(self.figure.text.lower())
        ahead = _WORD.findall(self.sentence[max(0, self.figure.start - 12 * before) : self.figure.start].lower())
        behind = _WORD.findall(self.sentence[self.figure.end : self.figure.end + 12 * after].lower())
        return ahead[-before:], [*behind[:after], *inside]

    @property
    def sums_up(self) -> bool:
        """Whether the sentence says that it takes figures together."""
        return not _SUM_TOLD.isdisjoint(_WORD.findall(self.sentence.lower()))


def comparable(claimed: Quantity, written: Quantity, periods: frozenset[str]) -> bool:
    """Whether both count the same kind of thing in the same way, whatever their sizes."""
    return same_kind(claimed, written) and same_noun(claimed, written) and _same_rate(claimed, written, periods)


def same_kind(claimed: Quantity, written: Quantity) -> bool:
    if claimed.measure is written.measure:
        return not (claimed.currency and written.currency) or claimed.currency == written.currency
    bare = claimed if claimed.measure is Measure.COUNT else written
    other = written if bare is claimed else claimed
    return other.measure is Measure.MONEY and bare.measure is Measure.COUNT and not bare.noun


def same_noun(claimed: Quantity, written: Quantity) -> bool:
    if claimed.measure is not Measure.COUNT or not claimed.noun or not written.noun:
        return True
    if claimed.noun in written.nouns or written.noun in claimed.nouns:
        return True
    return may_stand_for(claimed.noun, written.noun)


def _same_rate(claimed: Quantity, written: Quantity, periods: frozenset[str]) -> bool:
    return not claimed.per or claimed.per == written.per or (not written.per and claimed.per in periods)


def bare(q: Quantity) -> bool:
    return q.measure is Measure.COUNT and not q.noun and not q.vague


ELLIPTICAL = (Measure.COUNT, Measure.MULTIPLE, Measure.SHARE, Measure.POINTS)


def readings(claimed: Claimed) -> Iterator[Claimed]:
    """The figure as it stands; a bare one ("within six minutes; before, eleven") also in the units beside it."""
    yield claimed
    if bare(claimed.figure):
        for unit in {one.unit: one for one in claimed.beside if one.measure not in ELLIPTICAL}.values():
            figure = replace(claimed.figure, unit=unit.unit, measure=unit.measure, factor=unit.factor)
            yield replace(claimed, figure=figure)


def objection(claimed: Claimed, ruling: Ruling, because: str, spans: tuple[Span, ...], kind: Kind) -> Finding:
    q = claimed.figure
    return Finding(
        kind=kind,
        ruling=ruling,
        because=because,
        question=f"Where does {as_claimed(q)} come from?",
        spans=spans,
        claimed=(q.start, q.end),
    )


def as_claimed(q: Quantity) -> str:
    """The figure with its bound, as claimed."""
    bound = (
        q.comparator.value
        if q.comparator and not q.vague and q.comparator.value not in q.text and not q.text.endswith("+")
        else ""
    )
    return f"{bound} {q.text}".strip()


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def apart(one: Quantity, two: Quantity) -> Decimal:
    larger = max(abs(one.base), abs(two.base))
    return abs(one.base - two.base) / larger if larger else Decimal(0)
