"""One command's work on the casework its settings build, with everything closed again at the end."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from service.casework import Casework
    from service.domain.brag import Owner

T = TypeVar("T")


def with_casework(work: "Callable[[Casework], Awaitable[T]]") -> T:
    """What `work` returns; raises what it and the wiring raise."""
    from service.settings import read_settings
    from service.wiring import assemble

    async def run() -> T:
        async with assemble(read_settings(), alone=True) as casework:
            return await work(casework)

    return asyncio.run(run())


def local_owner() -> "Owner":
    """Whoever runs a command here."""
    from service.wiring import LOCAL_OWNER

    return LOCAL_OWNER
