"""When something happened, at the precision it was written with: a day, month, quarter, year, range, or unknown."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter

from pydantic import GetCoreSchemaHandler, ValidatorFunctionWrapHandler
from pydantic_core import CoreSchema, core_schema


class Precision(StrEnum):
    """How exactly a date is known. Nothing ever becomes more exact than it was written."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"
    UNKNOWN = "unknown"


_CANONICAL = re.compile(r"(?P<y>\d{4})(?:-Q(?P<q>[1-4])|-(?P<m>\d{2})(?:-(?P<d>\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class When:
    """A date with its own precision.

    Its JSON is the canonical string: `2026-03-14`, `2026-03`, `2026-Q1`, `2026`, `2026-03..2026-05`; null for unknown.
    `first` and `last` are the days it could cover, both inclusive; both are None when unknown.
    """

    precision: Precision = Precision.UNKNOWN
    first: date | None = None
    last: date | None = None
    canonical: str | None = None

    @classmethod
    def parse(cls, canonical: str | None) -> "When":
        """Reads the canonical string; raises ValueError for anything else, for impossible days and reversed ranges."""
        if canonical is None:
            return cls()
        start, dots, end = canonical.partition("..")
        precision, first, last = _span(start)
        if not dots:
            return cls(precision, first, last, canonical)
        _, end_first, end_last = _span(end)
        if end_last < first or end_first < first:
            raise ValueError("a range ends before it starts")
        return cls(Precision.RANGE, first, end_last, canonical)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.nullable_schema(core_schema.str_schema(max_length=40))
        return core_schema.no_info_wrap_validator_function(
            cls._validate,
            text,
            serialization=core_schema.plain_serializer_function_ser_schema(attrgetter("canonical"), return_schema=text),
        )

    @classmethod
    def _validate(cls, raw: object, read_text: ValidatorFunctionWrapHandler) -> "When":
        return raw if isinstance(raw, When) else cls.parse(read_text(raw))

    def __str__(self) -> str:
        return self.canonical or "undated"

    @property
    def known(self) -> bool:
        """Whether any date was written at all."""
        return self.first is not None

    def quarters(self) -> tuple[str, ...]:
        """The one calendar quarter this surely falls in (`2026-Q1`), or nothing when that cannot be said."""
        if self.first is None or self.last is None:
            return ()
        first, last = _quarter(self.first), _quarter(self.last)
        return (first,) if first == last else ()


def _quarter(day: date) -> str:
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def _span(text: str) -> tuple[Precision, date, date]:
    match = _CANONICAL.fullmatch(text)
    if match is None:
        raise ValueError("a date is written 2026-03-14, 2026-03, 2026-Q1, 2026 or 2026-03..2026-05")
    year = int(match["y"])
    if match["q"]:
        month = 3 * int(match["q"]) - 2
        return Precision.QUARTER, date(year, month, 1), _month_end(year, month + 2)
    if match["m"] is None:
        return Precision.YEAR, date(year, 1, 1), date(year, 12, 31)
    month = int(match["m"])
    if match["d"] is None:
        return Precision.MONTH, date(year, month, 1), _month_end(year, month)
    return Precision.DAY, (day := date(year, month, int(match["d"]))), day


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
