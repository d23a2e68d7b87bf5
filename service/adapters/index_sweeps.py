"""A replica's own index follows the database: what was deleted through another replica leaves it within seconds."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from service.domain.brag import LogId, Owner
from service.errors import CaseError
from service.ports import Records

_EVERY_S = 5.0
_LATE = 100
"""Deletions read again: one numbered earlier may have been committed later."""


class Forgetting(Protocol):
    """What lets go of a deleted log: the index, and what is kept of it in memory."""

    async def forget(self, owner: Owner, log: LogId) -> None: ...

    async def forget_part(self, part: int) -> None: ...


class IndexSweeps:
    """Reads what was deleted since it last looked, also by a process before this one in the same data directory.

    The data directory keeps the numbers of the deletions that were swept, as far as they are read again.
    """

    def __init__(self, records: Records, retrieval: Forgetting, data_dir: Path) -> None:
        self._records, self._retrieval = records, retrieval
        self._position = data_dir / "index-position"
        self._swept: set[int] = set()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Sweeps every few seconds while the block runs."""
        sweeping = asyncio.create_task(self._sweeps())
        try:
            yield
        finally:
            sweeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await sweeping

    async def _sweeps(self) -> None:
        while True:
            # While the database or the index is away, nothing is marked as swept: it is tried again.
            with contextlib.suppress(CaseError, OSError):
                await self.sweep()
            await asyncio.sleep(_EVERY_S)

    async def sweep(self) -> None:
        """Drops from the index what was deleted; raises StorageUnavailable, OSError."""
        if not self._swept:
            self._swept = await asyncio.to_thread(self._read)
        last = max(self._swept, default=0)
        found = [one for one in await self._records.deletions(last - _LATE) if one.n not in self._swept]
        if not found:
            return
        for part in {one.part for one in found if one.part is not None}:
            await self._retrieval.forget_part(part)
        for one in found:
            if one.owner is not None and one.log is not None:
                await self._retrieval.forget(one.owner, one.log)
        swept = self._swept | {one.n for one in found}
        late = {n for n in swept if n > max(swept) - _LATE}
        await asyncio.to_thread(self._position.write_text, " ".join(map(str, sorted(late))))
        self._swept = late

    def _read(self) -> set[int]:
        with contextlib.suppress(FileNotFoundError, ValueError):
            return {int(n) for n in self._position.read_text().split()}
        return set()
