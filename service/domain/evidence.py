"""Evidence: entries ranked against a dimension, each score explained by its parts, and the standing they add up to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import overload

from pydantic import BaseModel, ConfigDict, field_serializer

from service.domain.brag import EntryId
from service.domain.rubric import DimensionId


class Standing(StrEnum):
    """How far the log shows the next level of a dimension: the last column of the rubric, marked honestly."""

    CONSISTENT = "consistent"
    SOMETIMES = "sometimes"
    NOT_YET = "not_yet"


# Plain dataclasses: a map of a long log holds tens of thousands of these, all made by our own ranking.
@dataclass(frozen=True, slots=True)
class Strength:
    """The named parts of a score, each in 0..1.

    relevance to the dimension's next-level behaviour; outcome (a result is stated); quantified (a figure, most for a
    before and after); corroborated (a named voice); agency and reach (rungs of their ladders); recency.
    """

    relevance: float
    outcome: float
    quantified: float
    corroborated: float
    agency: float
    reach: float
    recency: float


@dataclass(frozen=True, slots=True)
class RankedEntry:
    """One entry's place in a dimension: its score and the parts that make it up.

    `tagged`: the person tagged it with the dimension. `shows_next`: it counts as showing the next level.
    """

    entry: EntryId
    score: float
    strength: Strength
    tagged: bool = False
    shows_next: bool = False


class Ranking(Sequence[RankedEntry]):
    """Every entry of a log for one dimension, best first. Rows are made when looked at: of thousands, few are."""

    def __init__(self, size: int, row: Callable[[int], RankedEntry]) -> None:
        """`row` gives the entry at a place from 0 to `size` - 1, the same each time."""
        self._size = size
        self._row = row

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> RankedEntry: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[RankedEntry]: ...

    def __getitem__(self, place: int | slice) -> RankedEntry | Sequence[RankedEntry]:
        if isinstance(place, slice):
            return [self._row(n) for n in range(*place.indices(self._size))]
        return self._row(range(self._size)[place])


class Shortlist(BaseModel):
    """The strongest distinct entries of a dimension, best first; `duplicates` pairs a folded entry with its keeper.

    `closest` are the best of those left out where nothing is listed; empty where no entry tells something done.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    dimension: DimensionId
    standing: Standing
    why_this_standing: str
    evidence: tuple[RankedEntry, ...] = ()
    duplicates: tuple[tuple[EntryId, EntryId], ...] = ()
    closest: tuple[RankedEntry, ...] = ()


class MappedDimension(BaseModel):
    """All entries of a log ranked for one dimension, best first, with the standing they amount to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: DimensionId
    standing: Standing
    why_this_standing: str
    evidence: Sequence[RankedEntry] = ()

    @field_serializer("evidence")
    def _rows(self, evidence: Sequence[RankedEntry]) -> list[RankedEntry]:
        return list(evidence)


class CaseMap(BaseModel):
    """The whole log against the whole rubric; `notices` say what to know before reading it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dimensions: tuple[MappedDimension, ...]
    notices: tuple[str, ...] = ()
