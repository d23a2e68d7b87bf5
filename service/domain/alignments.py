"""What a person and their manager agreed to be enough, kept in both names, and how it changes over time."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from service.domain.brag import LogId, ShortWords
from service.domain.coached import Quoted
from service.domain.notes import Note, NoteId

Line = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
Lines = Annotated[tuple[Line, ...], Field(max_length=40)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Confirmation(_Value):
    """One of the two saying yes in writing, word for word."""

    who: ShortWords
    when: date
    words: Annotated[str, StringConstraints(min_length=1, max_length=4_000)]


class Alignment(Note):
    """What was agreed: the target level, the evidence that would be `enough`, what is `missing`, the next look."""

    kind: ClassVar[str] = "alignment"
    called: ClassVar[str] = "alignment"

    when: date
    person: ShortWords
    manager: ShortWords
    target_level: ShortWords
    enough: Lines = ()
    missing: Lines = ()
    next_check_in: date | None = None
    log: LogId | None = None
    confirmations: tuple[Confirmation, ...] = ()

    @property
    def agreed(self) -> bool:
        """Whether both have confirmed it in writing."""
        return {self.person, self.manager} <= {one.who for one in self.confirmations}


class Lists(_Value):
    """Lines of one list that only the later, only the earlier, or both alignments hold."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]


class AlignmentDiff(_Value):
    """What changed from the alignment before, letter for letter; equal words are the same line."""

    before: NoteId
    when: date
    target_before: str
    target_after: str
    enough: Lists
    missing: Lists
    next_before: date | None
    next_after: date | None


class Aligned(_Value):
    """An alignment, whether both have confirmed it, and what changed since the one before it."""

    alignment: Alignment
    agreed: bool
    unconfirmed: tuple[str, ...]
    changes: AlignmentDiff | None


class AgendaLine(_Value):
    """A line of the alignment, and the person's sentences on it since the day it was written down."""

    line: str
    since: tuple[Quoted, ...]


class Agenda(_Value):
    """What to go through when the two meet next."""

    aligned: Aligned
    enough: tuple[AgendaLine, ...]
    missing: tuple[AgendaLine, ...]
