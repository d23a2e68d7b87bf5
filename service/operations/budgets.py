"""What model calls may use: of tokens and requests, a packet, a person a day, and everybody a day (days in UTC)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from service.domain.brag import Owner


class Scope(StrEnum):
    """What a budget is for."""

    EVERYBODY = "day"
    PERSON = "person"
    PACKET = "packet"


class Limit(NamedTuple):
    """The most of one scope; 0 is none."""

    tokens: int = 0
    calls: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """One sum in the database: of whom or what, and of which day ("" for a packet)."""

    scope: Scope
    of: str
    day: str


@dataclass(frozen=True, slots=True)
class Reservation:
    """The worst case of one request, set aside in every account it is charged to."""

    tokens: int
    accounts: tuple[Account, ...]


class Budgets(Protocol):
    """Shared by every process on the database: together they reserve no more than the limits."""

    async def reserve(self, tokens: int) -> Reservation:
        """Sets one request of at most `tokens` aside for whoever it is made on behalf of.

        Raises OverBudget, and sets nothing aside, where that much is not left.
        """
        ...

    async def settle(self, reservation: Reservation, tokens: int) -> None:
        """Puts what the request used in place of its worst case. One never settled counts in full."""
        ...

    async def allow(self, owner: Owner, tokens: int) -> None:
        """Returns while a request of `tokens` could be made for the owner today; raises DayOver."""
        ...


class Unbudgeted:
    """Any number of calls: for the evals, and for parts under test."""

    async def reserve(self, tokens: int) -> Reservation:
        return Reservation(tokens, ())

    async def settle(self, reservation: Reservation, tokens: int) -> None: ...

    async def allow(self, owner: Owner, tokens: int) -> None: ...
