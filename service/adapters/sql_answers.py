"""Answers kept under the keys their requests carried, in SQL; a key is one request's, whichever process asks first."""

from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from service.adapters import tables
from service.adapters.database import Database
from service.domain.brag import Owner
from service.errors import Conflict, InFlight, Invalid
from service.ports import Clock, KeptAnswer, KeyedRequest

KEPT_FOR = timedelta(hours=24)
CUT_OFF_AFTER = timedelta(seconds=30)
"""Unseen for so long, a request is taken for one whose process has ended."""

_columns = tables.answers.c


class SqlAnswers:
    """`Answers` over a database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    @classmethod
    def open(cls, url: str | None, data_dir: Path, clock: Clock) -> "SqlAnswers":
        """The answers beside the records; raises what `Database.open` raises."""
        return cls(Database.open(url, data_dir), clock)

    async def begin(self, owner: Owner, request: KeyedRequest) -> KeptAnswer | None:
        return await self._database.transact(lambda connection: self._begin(connection, owner, request))

    def _begin(self, connection: Connection, owner: Owner, request: KeyedRequest) -> KeptAnswer | None:
        now = self._clock.now()
        connection.execute(tables.answers.delete().where(_columns.made_at < now - KEPT_FOR))
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        put = insert(tables.answers).values(
            owner=owner, key=request.key, asked=request.asked, digest=request.digest, made_at=now, seen_at=now
        )
        if connection.execute(put.on_conflict_do_nothing()).rowcount == 1:
            return None
        row = connection.execute(sa.select(tables.answers).where(*_of(owner, request.key)).with_for_update()).one()
        if (row.asked, row.digest) != (request.asked, request.digest):
            raise Invalid("This Idempotency-Key came with another request before", mend="Send a key of its own")
        if row.status is None:
            if row.seen_at > now - CUT_OFF_AFTER:
                raise InFlight("The request with this Idempotency-Key is being carried out", mend="Ask again later")
            connection.execute(tables.answers.update().where(*_of(owner, request.key)).values(seen_at=now))
            return None
        if row.body is None:
            raise Conflict("What this Idempotency-Key made is done, and its answer deleted", mend="Send a new key")
        return KeptAnswer(row.status, dict(row.headers), bytes(row.body))

    async def still(self, owner: Owner, key: str) -> None:
        put = tables.answers.update().where(*_of(owner, key)).values(seen_at=self._clock.now())
        await self._database.transact(lambda connection: connection.execute(put))

    async def keep(self, owner: Owner, key: str, answer: KeptAnswer) -> None:
        put = tables.answers.update().where(*_of(owner, key))
        put = put.values(status=answer.status, headers=answer.headers, body=answer.body)
        await self._database.transact(lambda connection: connection.execute(put))

    async def drop(self, owner: Owner, key: str) -> None:
        gone = tables.answers.delete().where(*_of(owner, key), _columns.status.is_(None))
        await self._database.transact(lambda connection: connection.execute(gone))

    async def blank(self, owner: Owner) -> None:
        put = tables.answers.update().where(_columns.owner == owner).values(headers=None, body=None)
        await self._database.transact(lambda connection: connection.execute(put))

    async def close(self) -> None:
        await self._database.close()


def _of(owner: Owner, key: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (_columns.owner == owner, _columns.key == key)
