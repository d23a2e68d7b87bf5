"""Steps that simply run: for the command line and the evals, where nothing needs to outlive the process."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

StepT = TypeVar("StepT")


class PlainSteps:
    """Runs each piece of work once, in place."""

    async def run(self, key: str, work: Callable[[], Awaitable[StepT]]) -> StepT:
        return await work()
