"""What the requests of one model call cost: set aside in the budgets before each, settled after it."""

from service.adapters.provider_failures import Failure, Tokens
from service.errors import Spent
from service.operations.budgets import Budgets, Reservation


class CallLedger:
    """The requests of one call. What a request used that nobody was told of stays counted at its worst case."""

    def __init__(self, budgets: Budgets, worst_case: int) -> None:
        self._budgets, self._worst_case = budgets, worst_case
        self._spent = Spent()
        self._open: Reservation | None = None

    async def sending(self) -> None:
        """Raises OverBudget, and nothing may be sent then."""
        self._open = await self._budgets.reserve(self._worst_case)
        self._spent = self._spent._replace(calls=self._spent.calls + 1)

    async def answered(self, tokens: Tokens) -> None:
        await self._close(tokens, asked=True)

    async def failed(self, failure: Failure) -> None:
        await self._close(failure.tokens, asked=failure.asked)

    def spent(self) -> Spent:
        """So far; a request still open (cut by the deadline) may have been billed."""
        return self._spent._replace(maybe_billed=self._spent.maybe_billed + (self._open is not None))

    async def _close(self, tokens: Tokens, *, asked: bool) -> None:
        reservation, self._open = self._open, None
        unknown = reservation is not None and asked and not tokens.known
        self._spent = Spent(
            calls=self._spent.calls,
            prompt_tokens=self._spent.prompt_tokens + tokens.prompt,
            completion_tokens=self._spent.completion_tokens + tokens.completion,
            maybe_billed=self._spent.maybe_billed + unknown,
        )
        if reservation is not None and not unknown:
            await self._budgets.settle(reservation, tokens.prompt + tokens.completion)
