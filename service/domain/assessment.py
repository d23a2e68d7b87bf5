"""The self-assessment: what the evidence says of each rubric line beside what the person believes."""

from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from service.domain.brag import LogId
from service.domain.coached import Quoted
from service.domain.notes import Note
from service.domain.rubric import DimensionId


class Mark(StrEnum):
    """How far somebody does what a line asks."""

    ALREADY = "already"
    SOMETIMES = "sometimes"
    NEVER = "never"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Belief(_Value):
    """What the person believes of a line."""

    dimension: DimensionId
    mark: Mark


class Beliefs(Note):
    """What the person believes of a rubric's lines, kept with a log; `rubric` is the stored one's id, or `built-in`."""

    kind: ClassVar[str] = "beliefs"
    called: ClassVar[str] = "self-assessment"

    log: LogId
    rubric: str
    beliefs: tuple[Belief, ...]

    @property
    def of_log(self) -> LogId:
        return self.log


class AssessedLine(_Value):
    """A rubric line: the mark `by_evidence` and why, the entries behind it, and what the person believes, if told."""

    dimension: DimensionId
    name: str
    asks: str
    by_evidence: Mark
    why: str
    evidence: tuple[Quoted, ...]
    believed: Mark | None

    @property
    def differs(self) -> bool:
        return self.believed is not None and self.believed is not self.by_evidence


class Assessment(_Value):
    """Every line, and `to_do`: those the evidence never shows, then those it shows sometimes."""

    lines: tuple[AssessedLine, ...]
    to_do: tuple[DimensionId, ...]
