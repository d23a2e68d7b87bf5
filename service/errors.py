"""The one family of errors a reader can act on.

    CaseError
    ├── Unreadable            input that cannot be parsed at all (400)
    │   └── UnknownFormat     a format nobody here reads (415)
    ├── TooLarge              input over a limit (413)
    ├── Invalid               well-formed, but it breaks a rule (422)
    │   └── WrongLevels       levels a ladder does not hold, or not in that order (422)
    ├── NotSignedIn           no access token, or one that opens nothing (401)
    ├── NotFound              no such log, rubric or packet for this owner (404)
    ├── Conflict              a repeated key, or a directory another process holds (409)
    │   ├── InFlight          the very same request is being carried out (409)
    │   └── Outdated          a change to what was changed meanwhile (412)
    ├── Busy                  more work waits than is taken in (429)
    │   └── DayOver           today's model budget is used up (429)
    ├── ModelUnavailable      the model provider gave no usable reply (503)
    │   ├── ModelMisconfigured   it never will: key, model name, quota (503)
    │   ├── ModelDown            it is down or overloaded, and may come back (503)
    │   └── OverBudget           what the call could use is not left; nothing was asked (503)
    ├── EmbedderUnavailable   weights missing or altered, provider down (503)
    ├── StorageUnavailable    database or index cannot be reached (503)
    │   └── DiskFull          (507)
    └── Misconfigured         a setting that cannot work (at start-up, exit 2)

Status codes are chosen in `service/web/api/problems.py`, exit codes in `service/cli.py`. No message carries brag
text, a quote, a name, a prompt or a key: `where` names a place (line 12, column "when", entries[3].when), never what
stands there.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Fault(NamedTuple):
    """One thing wrong with an input: the place, and what is wrong there."""

    where: str
    what: str


class CaseError(Exception):
    """What happened, and how to mend it, in one sentence a user can act on."""

    def __init__(self, message: str, *, mend: str = "", faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend
        self.faults = tuple(faults)

    def __str__(self) -> str:
        places = "; ".join(f"{fault.where}: {fault.what}" for fault in self.faults[:3])
        return in_sentences(self.message, places, self.mend)

    @property
    def told(self) -> str:
        """The same without the places, for readers who get those one by one."""
        return in_sentences(self.message, self.mend)


def in_sentences(*parts: str) -> str:
    """The parts that say anything, each ending in one stop; one that asks or exclaims has its stop already."""
    said = [part.rstrip(".") for part in parts if part]
    return " ".join(part if part.endswith(("?", "!")) else f"{part}." for part in said)


class Unreadable(CaseError):
    """Input that cannot be parsed at all."""


class UnknownFormat(Unreadable):
    """A format nobody here reads."""


class TooLarge(CaseError):
    """Input over a stated limit."""


class Invalid(CaseError):
    """Well-formed input that breaks a rule of its kind."""


class WrongLevels(Invalid):
    """Levels that a ladder does not hold, or not in that order; the edges say how theirs are named."""


class NotSignedIn(CaseError):
    """No access token where one is needed, or one that is unknown, expired or revoked."""


class NotFound(CaseError):
    """No such thing for this owner; another owner's id looks the same."""


class Conflict(CaseError):
    """Somebody else holds what is asked for."""


class Outdated(Conflict):
    """A change to something that was changed since it was read."""


class InFlight(Conflict):
    """The very same request is being carried out."""


class Busy(CaseError):
    """More work waits than is taken in; `retry_after_s` is when to come again."""

    def __init__(self, message: str, *, mend: str = "", retry_after_s: int = 10) -> None:
        super().__init__(message, mend=mend)
        self.retry_after_s = retry_after_s


class DayOver(Busy):
    """A model budget is used up until the next day begins (UTC)."""


class Spent(NamedTuple):
    """What requests that came to nothing used; `maybe_billed` counts those whose outcome nobody knows."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    maybe_billed: int = 0


class ModelUnavailable(CaseError):
    """The model provider gave no usable reply within the allowed attempts.

    `why` is the reason in a few words of ours, for a note in the packet; `spent` what the attempts cost all the same.
    """

    def __init__(
        self, message: str, *, mend: str = "", why: str = "no usable reply", spent: Spent | None = None
    ) -> None:
        super().__init__(message, mend=mend)
        self.why = why
        self.spent = spent or Spent()


class ModelMisconfigured(ModelUnavailable):
    """The provider refuses for a reason that another attempt cannot change: key, model name, quota."""


class ModelDown(ModelUnavailable):
    """The provider cannot be reached, fails, or takes no more: any other prompt would meet the same."""


class OverBudget(ModelUnavailable):
    """A budget does not hold what the call could use: nothing was asked."""


class EmbedderUnavailable(CaseError):
    """The embedder cannot turn text into vectors."""


class StorageUnavailable(CaseError):
    """The database or the index cannot be reached or written."""


class DiskFull(StorageUnavailable):
    """No space left where the data directory lies."""


class Misconfigured(CaseError):
    """A setting that cannot work, found at start-up."""
