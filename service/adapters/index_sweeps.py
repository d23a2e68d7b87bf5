"""A replica's own index follows the database: what was deleted through another replica leaves it within seconds."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from service.domain.brag import LogId, Owner
from service.errors import CaseError
from service.ports import Deletion, Records

_EVERY_S = 5.0
_LATE = 100
"""Deletions read again: one numbered earlier may have been committed later."""


class Forgetting(Protocol):
    """What lets go of a deleted log: the index, and what is kept of it in memory."""

    async def forget(self, owner: Owner, log: LogId) -> None: ...

    async def forget_all(self) -> None: ...


class IndexSweeps:
    """Reads what was deleted since it last looked, also by a process before this one in the same data directory."""

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
        last = await asyncio.to_thread(self._read)
        found = [one for one in await self._records.deletions(last - _LATE) if one.n not in self._swept]
        if not found:
            return
        if any(one.log is None for one in found):
            await self._retrieval.forget_all()
        else:
            for one in found:
                await self._forget(one)
        await asyncio.to_thread(self._position.write_text, str(max(last, *(one.n for one in found))))
        self._swept |= {one.n for one in found}

    async def _forget(self, deletion: Deletion) -> None:
        if deletion.owner is not None and deletion.log is not None:
            await self._retrieval.forget(deletion.owner, deletion.log)

    def _read(self) -> int:
        with contextlib.suppress(FileNotFoundError, ValueError):
            return int(self._position.read_text())
        return 0
