"""One figure and one change of a figure: the values that reading a text gives and that checks compare."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from service.domain.units import Measure


class Comparator(StrEnum):
    """How a figure bounds what it measures. NEARLY is just under, MORE is strictly over, LEAST and MOST include it.

    WITHIN bounds a time ("within two weeks"), and is met by the time itself.
    """

    EXACT = ""
    MORE = "over"
    LEAST = "at least"
    MOST = "up to"
    WITHIN = "within"
    LESS = "under"
    NEARLY = "nearly"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as written, with its meaning beside it.

    `value` (and `high` for a range) count in `unit`; `factor` leads to the measure's base unit. `step` is the worth of
    the last place written. `noun` is the stem of what a count counts, `nouns` the stems of the whole phrase; `per`
    the period of a rate; `vague` marks a plural of size ("hundreds"). Offsets are code points in the text read.
    """

    value: Decimal
    start: int
    end: int
    text: str
    high: Decimal | None = None
    unit: str = ""
    measure: Measure = Measure.COUNT
    factor: Decimal = Decimal(1)
    step: Decimal = Decimal(1)
    noun: str = ""
    nouns: tuple[str, ...] = ()
    per: str = ""
    approximate: bool = False
    comparator: Comparator = Comparator.EXACT
    vague: bool = False
    spelled: bool = False

    @property
    def base(self) -> Decimal:
        """The value, or a range's low end, in the measure's base unit."""
        return self.value * self.factor

    @property
    def base_high(self) -> Decimal:
        """A range's high end in the base unit; the value itself where there is no range."""
        return (self.value if self.high is None else self.high) * self.factor

    @property
    def currency(self) -> str:
        """`USD` for dollars and cents alike; empty for what is not money."""
        return self.unit.split()[0] if self.measure is Measure.MONEY and self.unit else ""


@dataclass(frozen=True, slots=True)
class Change:
    """A before and an after of the same thing, in one stretch of text."""

    before: Quantity
    after: Quantity
    start: int
    end: int
