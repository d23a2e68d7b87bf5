"""Access tokens in SQL: the hash of each secret, never the secret."""

from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.adapters import tables
from service.adapters.database import Database
from service.domain.access import Token, TokenId
from service.domain.brag import Owner
from service.errors import NotFound

_columns = tables.tokens.c
_SHOWN = tuple(column for column in tables.tokens.c if column.name != "sha256")


class SqlTokens:
    """`Tokens` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str | None, data_dir: Path) -> "SqlTokens":
        """The tokens beside the records; raises what `Database.open` raises."""
        return cls(Database.open(url, data_dir))

    async def add(self, token: Token, digest: str) -> None:
        row = token.model_dump() | {"sha256": digest}
        await self._database.transact(lambda connection: connection.execute(tables.tokens.insert().values(row)))

    async def all(self) -> list[Token]:
        def read(connection: Connection) -> list[Token]:
            rows = connection.execute(sa.select(*_SHOWN).order_by(_columns.made_at.desc(), _columns.id))
            return [_token(row) for row in rows]

        return await self._database.transact(read)

    async def any(self) -> bool:
        def read(connection: Connection) -> bool:
            return connection.execute(sa.select(_columns.id).limit(1)).first() is not None

        return await self._database.transact(read)

    async def of_digest(self, digest: str) -> Token | None:
        def read(connection: Connection) -> Token | None:
            row = connection.execute(sa.select(*_SHOWN).where(_columns.sha256 == digest)).first()
            return None if row is None else _token(row)

        return await self._database.transact(read)

    async def revoke(self, token: TokenId, when: datetime) -> None:
        def revoke(connection: Connection) -> None:
            put = tables.tokens.update().where(_columns.id == token)
            # The first revocation counts.
            put = put.values(revoked_at=sa.func.coalesce(_columns.revoked_at, sa.literal(when, tables.UtcDateTime)))
            if connection.execute(put).rowcount == 0:
                raise NotFound("There is no token with this id", mend="See which there are: promocase token list")

        await self._database.transact(revoke)

    async def used(self, token: TokenId, day: date) -> None:
        put = tables.tokens.update().where(_columns.id == token).values(used_on=day)
        await self._database.transact(lambda connection: connection.execute(put))

    async def forget(self, owner: Owner) -> None:
        gone = tables.tokens.delete().where(_columns.owner == owner)
        await self._database.transact(lambda connection: connection.execute(gone))

    async def close(self) -> None:
        await self._database.close()


def _token(row: sa.Row[tuple[object, ...]]) -> Token:
    return Token(
        id=TokenId(row.id),
        owner=Owner(row.owner),
        label=row.label,
        made_at=row.made_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        used_on=row.used_on,
    )
