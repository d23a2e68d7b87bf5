"""A manager's answer to what the next level takes, kept word for word, and the rubric lines read out of it."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from service.domain.brag import ShortWords
from service.domain.decisions import Stretch, Told
from service.domain.notes import Note, NoteId
from service.domain.rubric import DimensionId, Rubric, RubricId


class ManagerAnswer(Note):
    """What a manager said, by whom and when."""

    kind: ClassVar[str] = "answer"
    called: ClassVar[str] = "answer"

    when: date
    who: ShortWords
    text: Told


class Side(StrEnum):
    """Whether a line tells what could be pointed to, or what is missing."""

    POINTED_TO = "pointed_to"
    MISSING = "missing"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReadLine(_Value):
    """A line of the rubric to be: number `n`, and the very words it rests on. Nothing counts until it is confirmed."""

    n: int
    side: Side
    name: str
    said: Stretch


class ReadAnswer(_Value):
    """An answer with the lines read out of it, and the stretches nothing was read from."""

    answer: ManagerAnswer
    lines: tuple[ReadLine, ...]
    passed_over: tuple[Stretch, ...]


class Source(_Value):
    """Where a line of a confirmed rubric comes from: these words of the answer, or the company's ladder (None)."""

    dimension: DimensionId
    said: Stretch | None


class ConflictKind(StrEnum):
    """How a manager's line and the ladder fall apart."""

    DIFFERENT_REACH = "different_reach"
    DIFFERENT_FIGURES = "different_figures"
    ONLY_MANAGER = "only_manager"
    ONLY_LADDER = "only_ladder"


class Conflict(_Value):
    """The two wordings side by side; one of them is empty where only the other side speaks of it."""

    kind: ConflictKind
    manager: str
    ladder: str


class ManagersRubric(_Value):
    """The rubric made of the lines a person confirmed, each traced to its words; `id` once it is stored."""

    id: RubricId | None
    answer: NoteId
    rubric: Rubric
    sources: tuple[Source, ...]
    conflicts: tuple[Conflict, ...]
