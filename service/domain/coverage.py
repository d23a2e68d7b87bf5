"""When the evidence of each dimension is from: a table of dimensions by month, with the months that have none."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from service.domain.brag import BragEntry, BragLog
from service.domain.by_month import months_through
from service.domain.evidence import Standing
from service.domain.packet import Packet
from service.domain.rubric import DimensionId

MOST_COLUMNS = 24
"""Months past which quarters are told, and quarters past which years are."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Covered(_Value):
    """One dimension's listed entries: how many are of each period, and how many of no known date.

    An entry dated by a longer time than a period counts in each that it may be of.
    """

    dimension: DimensionId
    name: str
    standing: Standing
    entries: tuple[int, ...]
    undated: int


class Coverage(_Value):
    """The table; `periods` run without a gap from the log's first date to its last: `2026-03`, `2026-Q1` or `2026`."""

    periods: tuple[str, ...]
    dimensions: tuple[Covered, ...]


def coverage(packet: Packet, log: BragLog) -> Coverage:
    """Which periods a packet's evidence is from."""
    entries = log.by_id()
    months = _months(log.entries)
    name = _naming(months)
    periods = tuple(dict.fromkeys(name(month) for month in months))
    names = {dimension.id: dimension.name for dimension in packet.rubric.dimensions}
    rows = []
    for section in packet.sections:
        listed = [entries[one.entry] for one in section.shortlist if one.entry in entries]
        told = [{name(month) for month in _months([entry])} for entry in listed]
        rows.append(
            Covered(
                dimension=section.dimension,
                name=names.get(section.dimension, section.dimension),
                standing=section.standing,
                entries=tuple(sum(period in one for one in told) for period in periods),
                undated=sum(not entry.when.known for entry in listed),
            )
        )
    return Coverage(periods=periods, dimensions=tuple(rows))


def _months(entries: Iterable[BragEntry]) -> Sequence[date]:
    """Every month from the first of the entries' dates to the last."""
    days = [day for entry in entries for day in (entry.when.first, entry.when.last) if day is not None]
    return list(months_through(min(days), max(days))) if days else []


def _naming(months: Sequence[date]) -> Callable[[date], str]:
    """The period that a month is of, as long as it must be for the table to be read."""
    if len(months) <= MOST_COLUMNS:
        return lambda month: f"{month:%Y-%m}"
    if len(months) <= 3 * MOST_COLUMNS:
        return lambda month: f"{month.year}-Q{(month.month + 2) // 3}"
    return lambda month: f"{month.year}"
