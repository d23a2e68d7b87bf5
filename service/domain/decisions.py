"""A promotion decision as it was told, what it names, the plan made from it, and whether the goalposts moved."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from service.domain.brag import LogId, ShortWords
from service.domain.coached import Quoted
from service.domain.notes import Note, NoteId
from service.domain.review import Shape
from service.domain.rubric import Rubric

Told = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]


class ReadAs(StrEnum):
    """What a sentence of a decision is to the person: a `gap` to act on, a `soft` lack too vague for that, a `blocker`
    that no work of theirs moves, or `neither`."""

    GAP = "gap"
    SOFT = "soft"
    BLOCKER = "blocker"
    NEITHER = "neither"


class Mark(BaseModel):
    """How the person reads the sentence that begins at `start`, in characters, whatever the program made of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: int = Field(ge=0)
    read_as: ReadAs


class Decision(Note):
    """A decision, word for word: who told it and when; `revisit` is the day agreed to look again, where one was, and
    `marks` what the person said of its sentences."""

    kind: ClassVar[str] = "decision"
    called: ClassVar[str] = "decision"

    when: date
    who: ShortWords
    text: Told
    target_level: str = Field(default="", max_length=200)
    revisit: date | None = None
    log: LogId | None = None
    rubric: Rubric | None = None
    marks: tuple[Mark, ...] = ()


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Stretch(_Value):
    """A stretch of a decision's text, letter for letter: `text[start:end]`."""

    words: str
    start: int
    end: int


class NamedGap(_Value):
    """A gap concrete enough to act on, and what kind of work it is about, as far as its words tell."""

    said: Stretch
    topics: tuple[str, ...]


class ReadSentence(_Value):
    """One sentence, what it was read as, and whether that is the person's own word."""

    said: Stretch
    read_as: ReadAs
    marked: bool


class Reading(_Value):
    """What a decision's text holds: `gaps` to act on, `soft` lacks too vague for that, and `blockers` that no work of
    the person's moves (a cap, a quota, a freeze). `sentences` are all of them, in order."""

    sentences: tuple[ReadSentence, ...]
    gaps: tuple[NamedGap, ...]
    soft: tuple[Stretch, ...]
    blockers: tuple[Stretch, ...]


class PlannedGap(_Value):
    """A gap and what would close it: the rubric line it is about, where it is about one, the entry that comes
    closest, and how the next piece of work must differ."""

    said: Stretch
    dimension: str
    asks: str
    closest: Quoted | None
    shapes: tuple[Shape, ...]


class Verdict(StrEnum):
    """What several decisions beside each other show, by code, never more than their words and dates bear out."""

    ONE_DECISION = "one_decision"
    MOVED = "moved"
    SAME_GAP = "same_gap"
    STILL_OPEN = "still_open"
    NOT_COMPARABLE = "not_comparable"
    NEVER_NAMED = "never_named"


class GapThen(_Value):
    """A gap named in an earlier decision: what the log holds for it since, and where it was named again."""

    decision: NoteId
    when: date
    who: str
    said: Stretch
    since: tuple[Quoted, ...]
    again: tuple["SaidThen", ...]


class SaidThen(_Value):
    """Words of a decision with their date and who told them."""

    decision: NoteId
    when: date
    who: str
    said: Stretch


class Goalposts(_Value):
    """The decisions side by side. `moved`: every named gap has evidence since, none is named again, another is new."""

    verdict: Verdict
    earlier: tuple[GapThen, ...]
    new: tuple[SaidThen, ...]
    blockers: tuple[SaidThen, ...]
    unnamed: tuple[NoteId, ...]


class Plan(_Value):
    """What to do after a decision. Where no gap is named, `question` asks for one and there is nothing to plan yet.

    `follow_up` is a message to be sent by the person; `checkpoint` lies midway to `revisit`, where a day is known.
    """

    decision: Decision
    reading: Reading
    gaps: tuple[PlannedGap, ...]
    question: str
    follow_up: str
    checkpoint: date | None
    witnesses: tuple[str, ...]
    goalposts: Goalposts

    @property
    def named(self) -> bool:
        return bool(self.reading.gaps)
