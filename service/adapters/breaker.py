"""A circuit breaker before a provider that is down: after some failures in a row nothing is asked for a while.

Then one call is let through to see; it closes the circuit again, or the wait begins anew. One a process.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Iterator

from service.domain.packet import Usage
from service.errors import ModelDown, ModelUnavailable, OverBudget, Spent
from service.operations.behalf import behalf
from service.operations.logs import tell
from service.operations.meter import Circuit, Meter
from service.ports import Answer, ChatModel, Prompt, ReplyT

_OPEN = "circuit open"
logger = logging.getLogger("promocase.model")


class Breaker:
    """Counts the failures of a provider, in one event loop."""

    def __init__(self, failures: int, wait_s: float, meter: Meter) -> None:
        self.failures = failures
        self._wait_s = wait_s
        self._meter = meter
        self._in_a_row = 0
        self._opened_at: float | None = None
        self._probing = False
        self._changed = asyncio.Event()

    @property
    def closed(self) -> bool:
        return self._opened_at is None

    @contextlib.contextmanager
    def call(self) -> Iterator[None]:
        """One call in the block; raises ModelDown, and asks nothing, while the circuit is open."""
        probe = not self.closed
        if probe:
            self._begin_probe()
        try:
            yield
        except ModelDown:
            self._failed(probe)
            raise
        except OverBudget:
            if probe:
                self._reopen()
            raise
        except ModelUnavailable:
            # The provider is there, whatever it said.
            self._close()
            raise
        except BaseException:
            # Ended by us: it says nothing of the provider.
            if probe:
                self._reopen()
            raise
        self._close()

    async def passable(self) -> None:
        """Returns once a call would be let through."""
        while self._opened_at is not None and (self._probing or self._left_s() > 0):
            changed = self._changed
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(None if self._probing else self._left_s()):
                    await changed.wait()

    def _begin_probe(self) -> None:
        if self._probing or self._left_s() > 0:
            raise ModelDown(
                "The model provider is down, and is not asked for a while", mend="Try again later", why=_OPEN
            )
        self._probing = True
        self._is(Circuit.HALF_OPEN)

    def _left_s(self) -> float:
        assert self._opened_at is not None
        return self._opened_at + self._wait_s - time.monotonic()

    def _failed(self, probe: bool) -> None:
        self._in_a_row += 1
        if probe or (self.closed and self._in_a_row >= self.failures):
            self._opened_at = time.monotonic()
            self._reopen()

    def _reopen(self) -> None:
        self._probing = False
        self._is(Circuit.OPEN)
        self._tell()

    def _close(self) -> None:
        was_closed = self.closed
        self._in_a_row, self._opened_at, self._probing = 0, None, False
        if not was_closed:
            self._is(Circuit.CLOSED)
            self._tell()

    def _is(self, state: Circuit) -> None:
        self._meter.circuit(state)
        tell(logger, "circuit", level=logging.WARNING, state=state.value)

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


class BreakingChat:
    """`ChatModel` behind a breaker. Work that nobody waits for waits for the provider instead of failing."""

    def __init__(self, chat: ChatModel, breaker: Breaker, meter: Meter) -> None:
        self._chat, self._breaker, self._meter = chat, breaker, meter

    @property
    def name(self) -> str:
        return self._chat.name

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        pause = behalf().pause
        spent, failed_closed = Usage(), 0
        while True:
            try:
                with self._breaker.call():
                    answer = await self._chat.ask(prompt, reply)
                    return Answer(answer.reply, spent + answer.usage)
            except ModelUnavailable as failed:
                spent += Usage(**failed.spent._asdict())
                failed_closed += self._breaker.closed
                # A prompt that fails while others are answered would fail for ever.
                if pause is None or not isinstance(failed, ModelDown) or failed_closed >= self._breaker.failures:
                    failed.spent = Spent(**spent.model_dump())
                    if failed.why == _OPEN:
                        self._meter.asked(f"{prompt.id}@{prompt.version}", _OPEN.replace(" ", "_"), Usage(), 0.0)
                    raise
            async with pause():
                await self._breaker.passable()
