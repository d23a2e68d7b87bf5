"""Evidence: entries ranked against a dimension, each score explained by its parts, and the standing they add up to."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from service.domain.brag import EntryId
from service.domain.rubric import DimensionId


class Standing(StrEnum):
    """How far the log shows the next level of a dimension: the last column of the rubric, marked honestly."""

    CONSISTENT = "consistent"
    SOMETIMES = "sometimes"
    NOT_YET = "not_yet"


class Strength(BaseModel):
    """The named parts of a score, each in 0..1.

    relevance to the dimension's next-level behaviour; outcome (a result is stated); quantified (a figure, most for a
    before and after); corroborated (a named voice); agency and reach (rungs of their ladders); recency.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    relevance: float = Field(ge=0, le=1)
    outcome: float = Field(ge=0, le=1)
    quantified: float = Field(ge=0, le=1)
    corroborated: float = Field(ge=0, le=1)
    agency: float = Field(ge=0, le=1)
    reach: float = Field(ge=0, le=1)
    recency: float = Field(ge=0, le=1)


class RankedEntry(BaseModel):
    """One entry's place in a dimension. `shows_next` says whether it counts towards the standing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entry: EntryId
    score: float
    strength: Strength
    tagged: bool = False
    shows_next: bool = False


class Shortlist(BaseModel):
    """The strongest distinct entries of a dimension, best first; `duplicates` pairs a folded entry with its keeper."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dimension: DimensionId
    standing: Standing
    why_this_standing: str
    evidence: tuple[RankedEntry, ...] = ()
    duplicates: tuple[tuple[EntryId, EntryId], ...] = ()


class MappedDimension(BaseModel):
    """All entries of a log ranked for one dimension, best first, with the standing they amount to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: DimensionId
    standing: Standing
    why_this_standing: str
    evidence: tuple[RankedEntry, ...] = ()


class CaseMap(BaseModel):
    """The whole log against the whole rubric."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dimensions: tuple[MappedDimension, ...]
