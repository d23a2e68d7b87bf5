"""What those who run the service count: no label ever carries a person's words, an id or an owner."""

from enum import StrEnum
from typing import NamedTuple, Protocol

from service.domain.claims import Verdict
from service.domain.packet import Section, Usage
from service.operations.spans import Spans, Untraced


class Circuit(StrEnum):
    """Whether calls to the model's provider are let through: all, none, or one to see whether it is back."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class Depth(NamedTuple):
    """Drafts that are no packets yet, of every process on the database, and those this process carries out."""

    unfinished: int
    under_way: int


class Meter(Protocol):
    """Counts; never raises, and never waits."""

    @property
    def spans(self) -> Spans:
        """Where the spans of traces go."""
        ...

    def asked(self, prompt: str, outcome: str, usage: Usage, seconds: float) -> None:
        """A model call came to its end: `prompt` is its `id@version`, `outcome` one of a fixed set of words."""
        ...

    def ruled(self, verdict: Verdict) -> None:
        """The panel has ruled on a sentence."""
        ...

    def drafted(self, section: Section) -> None:
        """A section was drafted anew and verified."""
        ...

    def circuit(self, state: Circuit) -> None: ...

    def refused(self, kind: str) -> None:
        """Something was refused for want of a budget, or over a rate limit; `kind` says of which."""
        ...

    def expired(self, kind: str, count: int) -> None:
        """So many were deleted because they had been kept for long enough; `kind` is what they were."""
        ...

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request began to be answered after `seconds`; `method` is a known one or `other`, `route` the template."""
        ...

    def exposition(self, depth: Depth | None) -> bytes:
        """Everything counted so far, in Prometheus' text format."""
        ...


class Unmetered:
    """Counts nothing: for the command line and the evals."""

    spans: Spans = Untraced()

    def asked(self, prompt: str, outcome: str, usage: Usage, seconds: float) -> None: ...

    def ruled(self, verdict: Verdict) -> None: ...

    def drafted(self, section: Section) -> None: ...

    def circuit(self, state: Circuit) -> None: ...

    def refused(self, kind: str) -> None: ...

    def expired(self, kind: str, count: int) -> None: ...

    def answered(self, method: str, route: str, status: int, seconds: float) -> None: ...

    def exposition(self, depth: Depth | None) -> bytes:
        return b""
