"""Which processes on one PostgreSQL are alive, so that the work of one that is not goes to the others.

The engine takes up a process's unfinished workflows only when that very process starts again.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from dbos import DBOS
from sqlalchemy.engine import Connection, Engine

from service.adapters import tables

_BEAT_S = 2.0
_DEAD_AFTER_S = 10.0
_TAKE_OVER_LOCK = 7_364_202  # any number, the same in every replica


class Leases:
    """This process's sign of life, and the taking over from those that give none."""

    def __init__(self, engine: Engine, executor: str) -> None:
        self._engine, self._executor = engine, executor

    @contextlib.asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Beats while the block runs; at its end the process is known to be gone."""
        await asyncio.to_thread(self._beat)
        beating = asyncio.create_task(self._beats())
        try:
            yield
        finally:
            beating.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await beating
            with contextlib.suppress(sa.exc.SQLAlchemyError):
                await asyncio.to_thread(self._end)

    async def _beats(self) -> None:
        while True:
            await asyncio.sleep(_BEAT_S)
            # While the database is away nobody can be told, nor take anything over.
            with contextlib.suppress(sa.exc.SQLAlchemyError):
                await asyncio.to_thread(self._beat)
                await asyncio.to_thread(self._take_over)

    def _beat(self) -> None:
        columns = tables.executors.c
        with self._engine.begin() as connection:
            put = tables.executors.update().where(columns.id == self._executor).values(seen_at=datetime.now(UTC))
            if connection.execute(put).rowcount == 0:
                connection.execute(tables.executors.insert().values(id=self._executor, seen_at=datetime.now(UTC)))

    def _end(self) -> None:
        """The row stays, long unseen, so that the others take over at once what this process leaves."""
        with self._engine.begin() as connection:
            put = tables.executors.update().where(tables.executors.c.id == self._executor)
            connection.execute(put.values(seen_at=datetime.fromtimestamp(0, UTC)))

    def _take_over(self) -> None:
        with self._engine.begin() as connection:
            # One at a time: what has been taken over is running again under another name.
            if not connection.execute(sa.select(sa.func.pg_try_advisory_xact_lock(_TAKE_OVER_LOCK))).scalar_one():
                return
            for dead in self._dead(connection):
                for status in DBOS.list_workflows(status="PENDING", executor_id=[dead]):
                    DBOS.resume_workflow(status.workflow_id)
                connection.execute(tables.executors.delete().where(tables.executors.c.id == dead))

    def _dead(self, connection: Connection) -> list[str]:
        columns = tables.executors.c
        long_ago = datetime.now(UTC) - timedelta(seconds=_DEAD_AFTER_S)
        found = connection.execute(
            sa.select(columns.id).where(columns.seen_at < long_ago, columns.id != self._executor)
        )
        return [row.id for row in found]
