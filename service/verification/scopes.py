"""What governs a word of a sentence: who acts, how much is claimed, how finished, whether it is denied or hedged."""

from dataclasses import dataclass
from enum import StrEnum

from service.domain.agency import Agency
from service.domain.completion import Completion
from service.domain.wording import Word


class Actor(StrEnum):
    """Who is said to do it: the writer, the writer among others, somebody (or something) else."""

    SELF = "self"
    SHARED = "shared"
    OTHER = "other"


class Tail(StrEnum):
    """How a clause hangs on the one before: a tail that grew is where invention lives."""

    MAIN = "main"
    WHICH = "which"
    PARTICIPLE = "participle"
    PURPOSE = "purpose"
    CAUSE = "cause"
    MEANS = "means"


@dataclass(frozen=True, slots=True)
class Scoped:
    """A word with everything that governs it. `governor` is the verb that set the agency, `subject` the other actor."""

    word: Word
    clause: int
    tail: Tail
    actor: Actor
    subject: str
    agency: Agency
    governor: str
    status: Completion | None
    status_words: str
    negated: bool
    hedge: str
