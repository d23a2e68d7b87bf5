"""An interview: what was asked and why, what the person said, and the amendments that wait for their word.

A value that changes only by being replaced: `version` grows by one with each change, so that of two answers given to
the same question in two windows the second is refused and neither is lost.
"""

from enum import StrEnum
from typing import NewType

from pydantic import BaseModel, ConfigDict, Field

from service.domain.brag import BragEntry, EntryId, LogId
from service.domain.evidence import Standing
from service.domain.gaps import GapKind
from service.domain.packet import PacketId, Usage
from service.domain.rubric import DimensionId, Rubric

InterviewId = NewType("InterviewId", str)

Key = tuple[GapKind, DimensionId | None, EntryId | None]
"""What a question asks about: an entry is asked for its date once, whichever dimension it was wanted for."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


NEW_WORK = frozenset((GapKind.NO_EVIDENCE, GapKind.NOT_SHOWN, GapKind.NOT_REPEATED, GapKind.STALE))
"""Questions for work the log does not hold."""


class Question(_Value):
    """A gap put as a question. `worth` (0..1) is what closing it would add to the case; `entry` is None where it asks
    for work the log does not hold."""

    kind: GapKind
    dimension: DimensionId
    entry: EntryId | None = None
    words: str
    why: str
    worth: float
    by_model: bool = False

    @property
    def key(self) -> Key:
        # Other words for the same wish: more work that shows a dimension is asked for once.
        kind = GapKind.NO_EVIDENCE if self.kind in NEW_WORK else self.kind
        return kind, None if self.entry else self.dimension, self.entry


class Heard(StrEnum):
    """What a turn was."""

    ANSWER = "answer"
    UNKNOWN = "unknown"
    UNMEASURED = "unmeasured"
    SKIPPED = "skipped"
    LATER = "later"
    STOP = "stop"
    QUESTION = "question"
    ORDER = "order"
    CONTRADICTION = "contradiction"
    UNCLEAR = "unclear"


class Part(StrEnum):
    """What of an entry an amendment changes; `entry` adds a new one."""

    ENTRY = "entry"
    TEXT = "text"
    OUTCOME = "outcome"
    WHEN = "when"
    QUOTE = "quote"


class State(StrEnum):
    """Where an amendment stands. Only an accepted one is in the log."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Amendment(_Value):
    """A change to the log in the person's own words: `words` stand in turn `turn` from `start` to `end`."""

    n: int
    turn: int
    part: Part
    entry: EntryId
    words: str
    start: int
    end: int
    after: BragEntry
    state: State = State.PROPOSED


class Turn(_Value):
    """What the person said, to which question, what it was taken for, and what was answered."""

    said: str
    asked: Question | None = None
    heard: Heard
    reply: str
    cites: tuple[EntryId, ...] = ()


class StandingOf(_Value):
    """How a dimension stood."""

    dimension: DimensionId
    standing: Standing


class Interview(_Value):
    """An interview over a log and a rubric. `asked` is the open question; where there is none, `ended` says why.

    `packet` is the one it was opened on: what was withheld from that is asked about, too.
    """

    id: InterviewId
    log: LogId
    packet: PacketId | None = None
    rubric: Rubric
    version: int = Field(default=1, ge=1)
    asked: Question | None = None
    turns: tuple[Turn, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    before: tuple[StandingOf, ...] = ()
    now: tuple[StandingOf, ...] = ()
    ended: str = ""
    usage: Usage = Usage()

    def put(self) -> frozenset[Key]:
        """Everything that was ever asked here, the open question too: none of it is asked again."""
        asked = [turn.asked for turn in self.turns if turn.asked is not None]
        return frozenset(question.key for question in (*asked, self.asked) if question is not None)

    def waiting(self) -> tuple[Amendment, ...]:
        """The amendments the person has neither accepted nor rejected."""
        return tuple(one for one in self.amendments if one.state is State.PROPOSED)


def settled_in(interview: Interview) -> frozenset[Key]:
    """What the person said they cannot or will not answer: it is asked in no later interview either.

    "Ask me later" settles nothing: another interview may ask it.
    """
    final = (Heard.UNKNOWN, Heard.UNMEASURED, Heard.SKIPPED)
    return frozenset(turn.asked.key for turn in interview.turns if turn.asked and turn.heard in final)


def unmeasured_in(interview: Interview) -> frozenset[EntryId]:
    """The entries of which the person said that nobody measured what came of them."""
    return frozenset(
        turn.asked.entry
        for turn in interview.turns
        if turn.heard is Heard.UNMEASURED and turn.asked is not None and turn.asked.entry is not None
    )
