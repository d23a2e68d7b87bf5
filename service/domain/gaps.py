"""Gaps: what the case lacks, found by code before any model is asked for a word."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from service.domain.brag import EntryId


class GapKind(StrEnum):
    """What is missing."""

    NO_EVIDENCE = "no_evidence"
    NO_OUTCOME = "no_outcome"
    UNQUANTIFIED = "unquantified"
    UNDATED = "undated"
    UNCORROBORATED = "uncorroborated"
    NOT_REPEATED = "not_repeated"
    OVERSTATED = "overstated"


class Gap(BaseModel):
    """One thing the case lacks: about an entry, or (`entry` is None) about the whole dimension."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: GapKind
    entry: EntryId | None = None
    question: str
