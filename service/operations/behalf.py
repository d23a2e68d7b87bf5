"""On whose behalf work is done: what a model call is charged to, and whether it may wait for its provider.

It follows the work through every task that it starts; nobody in between has to pass it on.
"""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from service.domain.brag import Owner
from service.domain.packet import PacketId

Pause = Callable[[], AbstractAsyncContextManager[None]]


@dataclass(frozen=True, slots=True)
class Behalf:
    """`pause` gives back, while its block waits, what the work holds; None where somebody waits for an answer."""

    owner: Owner = Owner("local")  # noqa: RUF009  # a name, not a call with a state
    packet: PacketId | None = None
    pause: Pause | None = None


_now: ContextVar[Behalf] = ContextVar("behalf", default=Behalf())  # noqa: B039  # it is frozen


def behalf() -> Behalf:
    """That of the running task."""
    return _now.get()


@contextlib.contextmanager
def on_behalf_of(**changed: Any) -> Iterator[None]:
    """The fields of `Behalf` given, for what is done in the block."""
    before = _now.set(replace(_now.get(), **changed))
    try:
        yield
    finally:
        _now.reset(before)
