"""Steps that simply run: for the command line and the evals, where nothing needs to outlive the process."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from pydantic import BaseModel

StepT = TypeVar("StepT", bound=BaseModel)


class PlainSteps:
    """Runs each piece of work once, in place."""

    async def run(self, key: str, shape: type[StepT], work: Callable[[], Awaitable[StepT]], *, paid: bool) -> StepT:
        return await work()

    async def repeated(self) -> int:
        return 0
