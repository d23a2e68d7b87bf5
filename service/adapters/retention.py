"""What was drafted goes after as many days as an operator keeps it; logs, rubrics and notes are their owner's."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

from service.errors import CaseError
from service.operations.logs import tell
from service.operations.meter import Meter
from service.ports import Clock, Expired, Records

_EVERY_S = 3_600.0
_LOG = logging.getLogger("promocase.retention")


class Retention:
    """Looks every hour, and once as it begins. Several replicas may: what one deleted, the others do not find."""

    def __init__(self, records: Records, clock: Clock, meter: Meter, *, days: int) -> None:
        self._records, self._clock, self._meter = records, clock, meter
        self._kept = timedelta(days=days)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Sweeps while the block runs."""
        sweeping = asyncio.create_task(self._sweeps())
        try:
            yield
        finally:
            sweeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await sweeping

    async def _sweeps(self) -> None:
        while True:
            # While the database is away, nothing is deleted: the next hour it is.
            with contextlib.suppress(CaseError, OSError):
                await self.sweep()
            await asyncio.sleep(_EVERY_S)

    async def sweep(self) -> Expired:
        """Deletes what is too old and says how much that was, in numbers alone; raises StorageUnavailable."""
        expired = await self._records.expire(self._clock.now() - self._kept)
        for kind, count in expired._asdict().items():
            self._meter.expired(kind, count)
        if any(expired):
            tell(_LOG, "expired", **expired._asdict())
            await self._records.scrub()
        return expired
